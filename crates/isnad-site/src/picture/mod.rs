//! Pictures: SVG drawn at build time with a fixed layout, so that the same data is the same picture.
//!
//! Shape, outline and word say the kind; colour only helps. Labels stand in isolates, as SVG text has none of its own.

mod ego;
mod network;
mod table;

use std::fmt::Write;

use isnad_model::EntityKind;
use serde::Serialize;

use crate::{markup::escape, phrase::Phrase, reader::Reader};

pub use self::{ego::ego, network::network, table::table};

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

    /// Half of the width and of the height of a shape of `size`.
    fn half(self, size: f64) -> (f64, f64) {
        match self {
            Self::Person | Self::Anonymous => (size, size),
            Self::More => (size * 0.8, size * 0.8),
            Self::Meeting => (size * 1.9, size * 1.15),
            _ => (size * 1.25, size * 0.72),
        }
    }

    /// How far the outline of a shape of `size` is from its centre, in the direction of the unit vector.
    fn reach(self, size: f64, (dx, dy): (f64, f64)) -> f64 {
        let (half_width, half_height) = self.half(size);
        match self {
            Self::Person | Self::Anonymous | Self::More => half_width,
            Self::Meeting => 1.0 / (dx.abs() / half_width + dy.abs() / half_height),
            _ => (half_width / dx.abs().max(1e-9)).min(half_height / dy.abs().max(1e-9)),
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
fn line(svg: &mut String, from: &Dot, to: &Dot, dashed: bool) {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = (dx * dx + dy * dy).sqrt().max(1.0);
    let way = (dx / length, dy / length);
    let (first, last) = (
        from.outline.reach(from.size, way) + 3.0,
        length - to.outline.reach(to.size, way) - 5.0,
    );
    if last <= first {
        return;
    }
    let class = if dashed { " class=\"dash\"" } else { "" };
    // Writing to a string cannot fail.
    let _ = write!(
        svg,
        "<path{class} d=\"M{:.0} {:.0} {:.0} {:.0}\"/>",
        from.x + way.0 * first,
        from.y + way.1 * first,
        from.x + way.0 * last,
        from.y + way.1 * last
    );
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
