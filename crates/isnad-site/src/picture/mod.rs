//! Pictures: SVG drawn at build time with a fixed layout, so that the same data is the same picture.
//!
//! Shape, outline and word say the kind; colour only helps. Labels stand in isolates, as SVG text has none of its own.

use std::{collections::BTreeMap, f64::consts::TAU, fmt::Write};

use isnad_graph::{
    EdgeKind, NodeKind,
    node::{EntityNode, Meeting},
};
use isnad_model::{EntityKind, Status};
use serde::Serialize;

use crate::{layout, markup::escape, phrase::Phrase, reader::Reader};

/// Neighbours that a picture around one entity shows; the rest is one node.
const EGO_NEIGHBOURS: usize = 24;
/// More neighbours than this stand on two rings.
const ONE_RING: usize = 10;

/// A picture with its words.
#[derive(Clone, Debug, Serialize)]
pub struct Picture {
    /// Safe SVG.
    pub html: String,
    /// How much it shows.
    pub caption: Phrase,
    /// What each shape means, for the kinds in the picture.
    pub legend: Vec<Shape>,
}

/// A shape with its meaning.
#[derive(Clone, Debug, Serialize)]
pub struct Shape {
    /// Icon of the kind.
    pub icon: &'static str,
    /// Class of the kind.
    pub class: &'static str,
    /// "person: circle".
    pub label: Phrase,
}

/// Which outline a node has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outline {
    Person,
    Organization,
    State,
    Place,
    Group,
    Anonymous,
    Meeting,
    More,
}

impl Outline {
    fn of(kind: EntityKind) -> Self {
        match kind {
            EntityKind::Person => Self::Person,
            EntityKind::Organization => Self::Organization,
            EntityKind::State => Self::State,
            EntityKind::Place => Self::Place,
            EntityKind::Group => Self::Group,
            EntityKind::Anonymous => Self::Anonymous,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Person | Self::Group => "k-actor",
            Self::Anonymous => "k-anon",
            Self::Organization | Self::State => "k-org",
            Self::Place => "k-place",
            Self::Meeting => "k-meeting",
            Self::More => "k-article",
        }
    }

    /// Letters in a line of its label, and lines, that fit inside a shape of `size`.
    fn room(self, size: f64) -> (usize, usize) {
        let small = size <= 40.0;
        match self {
            Self::Person | Self::Anonymous => (if size > 55.0 { 14 } else { 11 }, 3),
            Self::Meeting => (if small { 12 } else { 15 }, 2),
            _ => (14, if small { 2 } else { 3 }),
        }
    }

    fn word(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Self::Person => ("person", "shape.person"),
            Self::Organization => ("org", "shape.organization"),
            Self::State => ("state", "shape.state"),
            Self::Place => ("place", "shape.place"),
            Self::Group => ("group", "shape.group"),
            Self::Anonymous => ("anon", "shape.anonymous"),
            Self::Meeting => ("meeting", "shape.meeting"),
            Self::More => return None,
        })
    }
}

/// A node of a picture.
struct Dot {
    x: f64,
    y: f64,
    size: f64,
    outline: Outline,
    label: String,
}

/// An entity with its nearest neighbours; `None` where it has none.
pub fn ego(reader: &Reader<'_>, node: &EntityNode) -> Option<Picture> {
    let id = node.entity.id.as_str();
    let neighbours = reader.graph.neighbours(id);
    if neighbours.is_empty() {
        return None;
    }
    let shown = &neighbours[..neighbours.len().min(EGO_NEIGHBOURS)];
    let left = neighbours.len() - shown.len();
    let total = shown.len() + usize::from(left > 0);
    let height = if total <= 2 {
        190.0
    } else if total <= 6 {
        380.0
    } else if total <= ONE_RING {
        460.0
    } else {
        720.0
    };
    let (width, centre_y) = (800.0, height / 2.0);
    let place = |index: usize| {
        let turn = TAU * index as f64 / total as f64;
        let inner = if total > ONE_RING && index % 2 == 1 {
            0.6
        } else {
            1.0
        };
        // The nearest neighbour stands where a reader begins: right in Arabic, left in Latin script.
        let side = if reader.catalogue.dir == "rtl" { 1.0 } else { -1.0 };
        (
            400.0 + side * 290.0 * inner * turn.cos(),
            centre_y + (centre_y - 62.0) * inner * turn.sin(),
        )
    };
    let size = if total > ONE_RING { 36.0 } else { 46.0 };
    let mut dots = Vec::new();
    let mut edges = String::new();
    let mut labels = String::new();
    let mut spoken = Vec::new();
    for (index, neighbour) in shown.iter().enumerate() {
        let (x, y) = place(index);
        let (name, outline) = match neighbour.node_kind {
            NodeKind::Meeting => match reader.graph.meeting(&neighbour.id) {
                Some(meeting) => (reader.meeting_label(meeting, id), Outline::Meeting),
                None => continue,
            },
            _ => match reader.graph.entity(&neighbour.id) {
                Some(other) => (reader.entity_name(other), Outline::of(other.entity.kind)),
                None => continue,
            },
        };
        let verb = neighbour
            .edges
            .first()
            .map(|edge| reader.say(&format!("edge.{}", edge.as_str())))
            .unwrap_or_default();
        let derived = neighbour
            .edges
            .iter()
            .all(|edge| matches!(edge, EdgeKind::Relays));
        line(&mut edges, (400.0, centre_y), (x, y), 60.0, size, derived);
        if total <= ONE_RING {
            text(
                &mut labels,
                400.0 + (x - 400.0) * 0.52,
                centre_y + (y - centre_y) * 0.52 - 4.0,
                verb.plain().as_str(),
                "el",
            );
        }
        spoken.push(reader.fill("graph.spoken", &[("verb", verb), ("name", name.clone())]));
        dots.push(Dot {
            x,
            y,
            size,
            outline,
            label: name.bare(),
        });
    }
    if left > 0 {
        let (x, y) = place(shown.len());
        line(&mut edges, (400.0, centre_y), (x, y), 60.0, size, true);
        dots.push(Dot {
            x,
            y,
            size,
            outline: Outline::More,
            label: format!("+{}", reader.digits().write(left)),
        });
    }
    let name = reader.entity_name(node);
    let title = reader.fill("graph.ego_title", &[("name", name.clone())]);
    let description = Phrase::join(spoken, reader.catalogue.get("list.separator"));
    let mut svg = open(
        width,
        height,
        title.plain().as_str(),
        description.plain().as_str(),
        "ego",
    );
    let _ = write!(svg, "<g class=\"ln\">{edges}</g><g>{labels}</g>");
    draw(
        &mut svg,
        &Dot {
            x: 400.0,
            y: centre_y,
            size: 60.0,
            outline: Outline::of(node.entity.kind),
            label: name.bare(),
        },
        "me",
    );
    dots.iter().for_each(|dot| draw(&mut svg, dot, ""));
    svg.push_str("</svg>");
    Some(Picture {
        html: svg,
        caption: reader.count("count.neighbours", neighbours.len()),
        legend: legend(reader, dots.iter().map(|dot| dot.outline)),
    })
}

/// The participants of a meeting around one diamond.
pub fn diamond(reader: &Reader<'_>, meeting: &Meeting) -> Option<Picture> {
    const MOST: usize = 10;
    let shown = &meeting.participants[..meeting.participants.len().min(MOST)];
    if shown.is_empty() {
        return None;
    }
    let side = if reader.catalogue.dir == "rtl" { 1.0 } else { -1.0 };
    let height = if shown.len() <= 2 { 150.0 } else { 300.0 };
    let (centre_x, centre_y) = (380.0, height / 2.0);
    let mut edges = String::new();
    let mut dots = Vec::new();
    for (index, attendee) in shown.iter().enumerate() {
        let turn = TAU * index as f64 / shown.len() as f64;
        let (x, y) = (centre_x + side * 290.0 * turn.cos(), centre_y + 96.0 * turn.sin());
        let Some(node) = reader.graph.entity(&attendee.entity) else {
            continue;
        };
        line(
            &mut edges,
            (centre_x, centre_y),
            (x, y),
            50.0,
            44.0,
            meeting.status != Status::Held,
        );
        dots.push(Dot {
            x,
            y,
            size: 44.0,
            outline: Outline::of(node.entity.kind),
            label: reader.entity_name(node).bare(),
        });
    }
    let title = reader.meeting_title(meeting);
    let names = shown.iter().map(|attendee| reader.name(&attendee.entity));
    let description = Phrase::join(names, reader.catalogue.get("list.separator"));
    let mut svg = open(
        760.0,
        height,
        title.plain().as_str(),
        description.plain().as_str(),
        "ego",
    );
    let _ = write!(svg, "<g class=\"ln\">{edges}</g>");
    let label = reader
        .say(&format!("meeting.kind.{}", meeting.kind.as_str()))
        .bare();
    let class = if meeting.status == Status::Held {
        "me"
    } else {
        "open"
    };
    draw(
        &mut svg,
        &Dot {
            x: centre_x,
            y: centre_y,
            size: 50.0,
            outline: Outline::Meeting,
            label,
        },
        class,
    );
    dots.iter().for_each(|dot| draw(&mut svg, dot, ""));
    svg.push_str("</svg>");
    let outlines = dots.iter().map(|dot| dot.outline);
    Some(Picture {
        html: svg,
        caption: reader.count("count.participants", meeting.participants.len()),
        legend: legend(reader, outlines),
    })
}

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
    let mut taken: Vec<(f64, f64, f64, f64)> = places
        .iter()
        .map(|&(x, y)| (x - 14.0, y - 12.0, x + 14.0, y + 10.0))
        .collect();
    let mut outlines = Vec::new();
    for (at, id) in ids.iter().enumerate() {
        let Some(node) = reader.graph.entity(id) else {
            continue;
        };
        let (x, y) = places[at];
        let size = if at < 5 {
            20.0
        } else if at < 20 {
            15.0
        } else {
            11.0
        };
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
        // A label that would cover another is left to the title and the table.
        let half = name.chars().count() as f64 * 4.0;
        let area = (x - half, y + size, x + half, y + size + 19.0);
        let inside = area.0 > 4.0 && area.2 < width - 4.0;
        if inside
            && taken
                .iter()
                .all(|other| area.0 > other.2 || area.2 < other.0 || area.1 > other.3 || area.3 < other.1)
        {
            text(&mut svg, x, y + size + 15.0, &isolate(&name), "nl");
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

fn legend(reader: &Reader<'_>, outlines: impl Iterator<Item = Outline>) -> Vec<Shape> {
    let mut outlines: Vec<Outline> = outlines.collect();
    outlines.sort_unstable();
    outlines.dedup();
    let shape = |outline: Outline| {
        outline.word().map(|(icon, key)| Shape {
            icon,
            class: outline.class(),
            label: reader.say(key),
        })
    };
    outlines.into_iter().filter_map(shape).collect()
}

fn open(width: f64, height: f64, title: &str, description: &str, class: &str) -> String {
    format!(
        "<svg class=\"{class}\" viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" aria-labelledby=\"{class}-t {class}-d\">\
         <title id=\"{class}-t\">{}</title><desc id=\"{class}-d\">{}</desc>",
        escape(title),
        escape(description)
    )
}

/// A line between two nodes that ends at their outlines.
fn line(svg: &mut String, from: (f64, f64), to: (f64, f64), from_size: f64, to_size: f64, dashed: bool) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = (dx * dx + dy * dy).sqrt().max(1.0);
    let (x1, y1) = (from.0 + dx / length * from_size, from.1 + dy / length * from_size);
    let (x2, y2) = (
        to.0 - dx / length * (to_size + 6.0),
        to.1 - dy / length * (to_size + 6.0),
    );
    let class = if dashed { " class=\"dash\"" } else { "" };
    // Writing to a string cannot fail.
    let _ = write!(svg, "<path{class} d=\"M{x1:.0} {y1:.0} {x2:.0} {y2:.0}\"/>");
}

fn text(svg: &mut String, x: f64, y: f64, words: &str, class: &str) {
    let _ = write!(
        svg,
        "<text class=\"{class}\" x=\"{x:.0}\" y=\"{y:.0}\" text-anchor=\"middle\">{}</text>",
        escape(words)
    );
}

fn draw(svg: &mut String, dot: &Dot, class: &str) {
    let _ = write!(
        svg,
        "<g class=\"nd {} {class}\"><title>{}</title>",
        dot.outline.class(),
        escape(&isolate(&dot.label))
    );
    shape(svg, dot.x, dot.y, dot.size, dot.outline);
    let (letters, most) = dot.outline.room(dot.size);
    let lines = wrap(&dot.label, letters, most);
    let step = if dot.size > 40.0 && dot.outline != Outline::Meeting {
        19.0
    } else {
        16.0
    };
    let top = dot.y + 6.0 - step * (lines.len() as f64 - 1.0) / 2.0;
    let large = dot.size > 40.0 && dot.outline != Outline::Meeting || class == "me" && lines.len() < 2;
    let class = if large { "nl" } else { "nl small" };
    for (index, words) in lines.iter().enumerate() {
        text(svg, dot.x, top + step * index as f64, &isolate(words), class);
    }
    svg.push_str("</g>");
}

fn shape(svg: &mut String, x: f64, y: f64, size: f64, outline: Outline) {
    let (w, h) = (size * 1.25, size * 0.72);
    let _ = match outline {
        Outline::Person => write!(svg, "<circle cx=\"{x:.0}\" cy=\"{y:.0}\" r=\"{size:.0}\"/>"),
        Outline::Anonymous => write!(
            svg,
            "<circle class=\"dash\" cx=\"{x:.0}\" cy=\"{y:.0}\" r=\"{size:.0}\"/>"
        ),
        Outline::More => write!(
            svg,
            "<circle class=\"dash\" cx=\"{x:.0}\" cy=\"{y:.0}\" r=\"{:.0}\"/>",
            size * 0.8
        ),
        Outline::Organization => rectangle(svg, x, y, w, h, size / 4.0),
        Outline::Group => rectangle(svg, x, y, w, h, h),
        Outline::State => {
            rectangle(svg, x, y, w, h, 0.0).and_then(|()| rectangle(svg, x, y, w - 4.0, h - 4.0, 0.0))
        }
        Outline::Place => write!(
            svg,
            "<path d=\"M{:.0} {y:.0} {:.0} {:.0} {:.0} {:.0} {:.0} {y:.0} {:.0} {:.0} {:.0} {:.0}z\"/>",
            x - w,
            x - w * 0.7,
            y - h,
            x + w * 0.7,
            y - h,
            x + w,
            x + w * 0.7,
            y + h,
            x - w * 0.7,
            y + h
        ),
        Outline::Meeting => write!(
            svg,
            "<path d=\"M{x:.0} {:.0} {:.0} {y:.0} {x:.0} {:.0} {:.0} {y:.0}z\"/>",
            y - size * 1.15,
            x + size * 1.9,
            y + size * 1.15,
            x - size * 1.9
        ),
    };
}

fn rectangle(svg: &mut String, x: f64, y: f64, w: f64, h: f64, radius: f64) -> std::fmt::Result {
    write!(
        svg,
        "<rect x=\"{:.0}\" y=\"{:.0}\" width=\"{:.0}\" height=\"{:.0}\" rx=\"{radius:.0}\"/>",
        x - w,
        y - h,
        w * 2.0,
        h * 2.0
    )
}

fn isolate(text: &str) -> String {
    format!("\u{2068}{}\u{2069}", crate::phrase::balanced(text))
}

/// A label in lines that break between words only.
fn wrap(label: &str, letters: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in label.split_whitespace() {
        let full = lines.len() == most;
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < letters => {
                line.push(' ');
                line.push_str(word);
            }
            Some(line) if full => {
                *line = format!("{}…", line.trim_end_matches(['،', ',']));
                break;
            }
            _ => lines.push(crate::reader::shorten(word, letters * 2)),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_break_between_words() {
        assert_eq!(
            wrap("المبعوث الخاص إلى سوريا", 12, 3),
            ["المبعوث", "الخاص إلى", "سوريا"]
        );
        let long = "a very long label of many words that goes on";
        assert_eq!(wrap(long, 12, 2).len(), 2);
        assert!(wrap("", 12, 3).is_empty());
    }
}
