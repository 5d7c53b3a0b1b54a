//! Network: the most connected actors and their ties, laid out by the ties alone.

use std::{collections::BTreeMap, fmt::Write};

use isnad_graph::NodeKind;

use super::{Outline, Picture, isolate, legend, open, shape, text};
use crate::{layout, markup::escape, phrase::Phrase, reader::Reader};

/// Start, top, end and bottom of a part of the picture.
type Area = (f64, f64, f64, f64);

/// The most connected actors and their ties.
pub fn network(reader: &Reader<'_>, ids: &[&str]) -> Option<Picture> {
    if ids.len() < 2 {
        return None;
    }
    let index: BTreeMap<&str, usize> = ids.iter().enumerate().map(|(index, id)| (*id, index)).collect();
    let mut ties: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for (&id, &from) in &index {
        let met = reader
            .graph
            .met_with(id)
            .into_iter()
            .map(|(other, meetings)| (other.entity.id.clone(), meetings.len() as u32));
        let near = reader
            .graph
            .neighbours(id)
            .into_iter()
            .filter(|it| it.node_kind == NodeKind::Entity)
            .map(|it| (it.id, 1));
        for (other, weight) in met.chain(near) {
            if let Some(&to) = index.get(other.as_str())
                && from < to
            {
                *ties.entry((from, to)).or_default() += weight;
            }
        }
    }
    let tied: std::collections::BTreeSet<usize> = ties.keys().flat_map(|&(from, to)| [from, to]).collect();
    if tied.len() < 2 {
        return None;
    }
    // Who has no tie inside the picture says nothing in it; the table beside it has everybody.
    let renumbered: BTreeMap<usize, usize> = tied.iter().enumerate().map(|(new, &old)| (old, new)).collect();
    let ids: Vec<&str> = tied.iter().map(|&old| ids[old]).collect();
    let ties: BTreeMap<(usize, usize), u32> = ties
        .into_iter()
        .map(|((from, to), weight)| ((renumbered[&from], renumbered[&to]), weight))
        .collect();
    let (width, height) = (1100.0, 300.0 + 9.0 * ids.len() as f64);
    let places = layout::settle(ids.len(), &ties, width, height);
    let title = reader.fill("graph.title", &[("n", reader.number(ids.len()))]);
    let names: Vec<Phrase> = ids.iter().map(|id| reader.name(id)).collect();
    let spoken = |(&(from, to), _): (&(usize, usize), &u32)| {
        reader.fill(
            "graph.tie",
            &[("a", names[from].clone()), ("b", names[to].clone())],
        )
    };
    let description = Phrase::join(
        ties.iter().take(40).map(spoken),
        reader.catalogue.get("list.separator"),
    );
    let mut svg = open(
        width,
        height,
        title.plain().as_str(),
        description.plain().as_str(),
        "net",
    );
    svg.push_str("<g class=\"ln\">");
    for (&(from, to), weight) in &ties {
        let ((x1, y1), (x2, y2)) = (places[from], places[to]);
        let class = if *weight > 2 {
            " class=\"w3\""
        } else if *weight > 1 {
            " class=\"w2\""
        } else {
            ""
        };
        let _ = write!(svg, "<path{class} d=\"M{x1:.0} {y1:.0} {x2:.0} {y2:.0}\"/>");
    }
    svg.push_str("</g>");
    let mut taken: Vec<Area> = places
        .iter()
        .enumerate()
        .map(|(at, &(x, y))| {
            let size = size_of(at);
            (x - size, y - size * 0.8, x + size, y + size * 0.8)
        })
        .collect();
    let mut outlines = Vec::new();
    for (at, id) in ids.iter().enumerate() {
        let Some(node) = reader.graph.entity(id) else {
            continue;
        };
        let (x, y) = places[at];
        let size = size_of(at);
        let name = names[at].bare();
        let outline = Outline::of(node.entity.kind);
        outlines.push(outline);
        let _ = write!(
            svg,
            "<g class=\"nd {}\"><title>{}</title>",
            outline.class(),
            escape(&isolate(&name))
        );
        shape(&mut svg, x, y, size, outline);
        // A label that would cover something at every side is left to the title and the table.
        if let Some((label_x, label_y, area)) =
            label_place((x, y), size, outline, &name, (width, height), &taken)
        {
            text(&mut svg, label_x, label_y, &isolate(&name), "nl");
            taken.push(area);
        }
        svg.push_str("</g>");
    }
    svg.push_str("</svg>");
    Some(Picture {
        html: svg,
        caption: title,
        legend: legend(reader, outlines.into_iter()),
    })
}

/// Size of the node at a rank.
fn size_of(rank: usize) -> f64 {
    match rank {
        0..5 => 20.0,
        5..20 => 15.0,
        _ => 11.0,
    }
}

/// Where a label of a node covers nothing: under it, above it, or beside it; with the area that it then takes.
fn label_place(
    (x, y): (f64, f64),
    size: f64,
    outline: Outline,
    name: &str,
    (width, height): (f64, f64),
    taken: &[Area],
) -> Option<(f64, f64, Area)> {
    let half = name.chars().count() as f64 * 3.6 + 3.0;
    let (half_width, half_height) = outline.half(size);
    let beside = half_width + half + 3.0;
    let centres = [
        (x, y + half_height + 11.0),
        (x, y - half_height - 11.0),
        (x + beside, y),
        (x - beside, y),
    ];
    centres.into_iter().find_map(|(x, y)| {
        let area = (x - half, y - 8.0, x + half, y + 8.0);
        let inside = area.0 > 4.0 && area.2 < width - 4.0 && area.1 > 2.0 && area.3 < height - 2.0;
        let free = taken
            .iter()
            .all(|other| area.0 > other.2 || area.2 < other.0 || area.1 > other.3 || area.3 < other.1);
        (inside && free).then_some((x, y + 4.0, area))
    })
}
