//! Table: the participants of a meeting around one diamond, those of one side together.

use std::{f64::consts::TAU, fmt::Write};

use isnad_graph::{MeetingStatus, node::Meeting};

use super::{Dot, Outline, Picture, draw, legend, line, open};
use crate::{phrase::Phrase, reader::Reader, sides::Side};

/// Most participants that the picture shows.
const MOST: usize = 12;

/// The participants of a meeting, by `sides`, around one diamond.
pub fn table(reader: &Reader<'_>, meeting: &Meeting, sides: &[Side]) -> Option<Picture> {
    let order: Vec<&str> = sides
        .iter()
        .flat_map(|side| &side.members)
        .map(String::as_str)
        .take(MOST)
        .collect();
    if order.is_empty() {
        return None;
    }
    let way = if reader.catalogue.dir == "rtl" { 1.0 } else { -1.0 };
    let height = match order.len() {
        1..=2 => 150.0,
        3..=6 => 300.0,
        _ => 420.0,
    };
    let label = reader
        .say(&format!("meeting.kind.{}", meeting.kind.as_str()))
        .bare();
    let centre = Dot {
        x: 380.0,
        y: height / 2.0,
        size: 50.0,
        outline: Outline::Meeting,
        label,
    };
    // The first side stands where a reader begins, around the middle of that half.
    let first = match sides {
        [first, _, ..] => first.members.len().min(order.len()),
        _ => 1,
    };
    let offset = (first as f64 - 1.0) / 2.0;
    let mut lines = String::new();
    let mut dots = Vec::new();
    for (index, id) in order.iter().enumerate() {
        let Some(node) = reader.graph.entity(id) else {
            continue;
        };
        let turn = TAU * (index as f64 - offset) / order.len() as f64;
        let dot = Dot {
            x: centre.x + way * 290.0 * turn.cos(),
            y: centre.y + (centre.y - 52.0) * turn.sin(),
            size: 44.0,
            outline: Outline::of(node.entity.kind),
            label: reader.entity_name(node).bare(),
        };
        line(&mut lines, &centre, &dot, meeting.status != MeetingStatus::Held);
        dots.push(dot);
    }
    let title = reader.meeting_title(meeting);
    let names = order.iter().map(|id| reader.name(id));
    let description = Phrase::join(names, reader.catalogue.get("list.separator"));
    let mut svg = open(
        760.0,
        height,
        title.plain().as_str(),
        description.plain().as_str(),
        "ego",
    );
    // Writing to a string cannot fail.
    let _ = write!(svg, "<g class=\"ln\">{lines}</g>");
    let class = if meeting.status == MeetingStatus::Held {
        "me"
    } else {
        "open"
    };
    draw(&mut svg, &centre, class);
    dots.iter().for_each(|dot| draw(&mut svg, dot, ""));
    svg.push_str("</svg>");
    Some(Picture {
        html: svg,
        caption: reader.count("count.participants", meeting.participants.len()),
        legend: legend(reader, dots.iter().map(|dot| dot.outline)),
    })
}
