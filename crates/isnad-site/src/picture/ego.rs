//! Ego: one entity amid its nearest neighbours.

use std::{f64::consts::TAU, fmt::Write};

use isnad_graph::{EdgeKind, Neighbour, NodeKind, node::EntityNode};

use super::{Dot, Outline, Picture, draw, legend, line, open, text};
use crate::{phrase::Phrase, reader::Reader};

/// Neighbours that the picture shows; the rest is one node.
const NEIGHBOURS: usize = 24;
/// More neighbours than this stand in two bows beside the entity, and their lines bear no words.
const RING: usize = 10;
/// Width of the picture, in units of its own.
const WIDTH: f64 = 800.0;

/// Where the nodes stand.
struct Plan {
    total: usize,
    height: f64,
    size: f64,
    /// 1 where the reading begins at the right, -1 at the left: the nearest neighbour stands where a reader begins.
    side: f64,
}

impl Plan {
    fn new(total: usize, side: f64) -> Self {
        let rows = total.div_ceil(2) as f64;
        let height = match total {
            0..=2 => 190.0,
            3..=6 => 380.0,
            7..=RING => 480.0,
            _ => rows * ROW + 30.0,
        };
        let size = if total > RING { 30.0 } else { 46.0 };
        Self {
            total,
            height,
            size,
            side,
        }
    }

    fn centre(&self) -> (f64, f64) {
        (WIDTH / 2.0, self.height / 2.0)
    }

    fn place(&self, index: usize) -> (f64, f64) {
        let (x, y) = self.centre();
        if self.total > RING {
            return self.bow(index);
        }
        let turn = TAU * index as f64 / self.total as f64;
        (x + self.side * 290.0 * turn.cos(), y + (y - 62.0) * turn.sin())
    }

    /// Rows of one height, first the side where reading begins; the nearest neighbours stand in the middle rows.
    fn bow(&self, index: usize) -> (f64, f64) {
        let (x, y) = self.centre();
        let first = self.total.div_ceil(2);
        let (rows, at, side) = if index < first {
            (first, index, self.side)
        } else {
            (self.total - first, index - first, -self.side)
        };
        // 0, +1, -1, +2, -2: from the middle outwards.
        let step = (at.div_ceil(2)) as f64 * if at % 2 == 1 { 1.0 } else { -1.0 };
        let even = if rows.is_multiple_of(2) { -0.5 } else { 0.0 };
        let down = (step + even) * ROW;
        let bend = (1.0 - (down / (y * 1.12)).powi(2)).max(0.0).sqrt();
        (x + side * (90.0 + 225.0 * bend), y + down)
    }
}

/// Height of a row of the bows.
const ROW: f64 = 66.0;

/// An entity with its nearest neighbours; `None` where it has none.
pub fn ego(reader: &Reader<'_>, node: &EntityNode) -> Option<Picture> {
    let id = node.entity.id.as_str();
    let neighbours = reader.graph.neighbours(id);
    let known: Vec<(&Neighbour, Phrase, Outline)> = neighbours
        .iter()
        .filter_map(|it| named(reader, it, id).map(|(name, outline)| (it, name, outline)))
        .collect();
    if known.is_empty() {
        return None;
    }
    let shown = &known[..known.len().min(NEIGHBOURS)];
    let left = known.len() - shown.len();
    let side = if reader.catalogue.dir == "rtl" { 1.0 } else { -1.0 };
    let plan = Plan::new(shown.len() + usize::from(left > 0), side);
    let name = reader.entity_name(node);
    let me = Dot {
        x: plan.centre().0,
        y: plan.centre().1,
        size: 60.0,
        outline: Outline::of(node.entity.kind),
        label: name.bare(),
    };
    let dot = |index: usize, outline: Outline, label: String| Dot {
        x: plan.place(index).0,
        y: plan.place(index).1,
        size: plan.size,
        outline,
        label,
    };
    let (mut lines, mut words) = (String::new(), String::new());
    let mut dots = Vec::new();
    let mut spoken = Vec::new();
    for (index, (neighbour, name, outline)) in shown.iter().enumerate() {
        let dot = dot(index, *outline, name.bare());
        let derived = neighbour
            .edges
            .iter()
            .all(|edge| matches!(edge, EdgeKind::Relays));
        line(&mut lines, &me, &dot, derived);
        let verb = verb(reader, neighbour);
        if plan.total <= RING {
            write_verb(&mut words, &me, &dot, verb.plain().as_str());
        }
        spoken.push(reader.fill("graph.spoken", &[("verb", verb), ("name", name.clone())]));
        dots.push(dot);
    }
    if left > 0 {
        let label = format!("+{}", reader.digits().write(left));
        let dot = dot(shown.len(), Outline::More, label);
        line(&mut lines, &me, &dot, true);
        dots.push(dot);
    }
    let title = reader.fill("graph.ego_title", &[("name", name)]);
    let description = Phrase::join(spoken, reader.catalogue.get("list.separator"));
    let mut svg = open(
        WIDTH,
        plan.height,
        title.plain().as_str(),
        description.plain().as_str(),
        "ego",
    );
    // Writing to a string cannot fail.
    let _ = write!(svg, "<g class=\"ln\">{lines}</g><g>{words}</g>");
    draw(&mut svg, &me, "me");
    dots.iter().for_each(|dot| draw(&mut svg, dot, ""));
    svg.push_str("</svg>");
    Some(Picture {
        html: svg,
        caption: reader.count("count.neighbours", neighbours.len()),
        legend: legend(reader, dots.iter().map(|dot| dot.outline)),
    })
}

/// What a neighbour is called and drawn as.
fn named(reader: &Reader<'_>, neighbour: &Neighbour, entity: &str) -> Option<(Phrase, Outline)> {
    if neighbour.node_kind == NodeKind::Meeting {
        let meeting = reader.graph.meeting(&neighbour.id)?;
        return Some((reader.meeting_label(meeting, entity), Outline::Meeting));
    }
    let other = reader.graph.entity(&neighbour.id)?;
    Some((reader.entity_name(other), Outline::of(other.entity.kind)))
}

fn verb(reader: &Reader<'_>, neighbour: &Neighbour) -> Phrase {
    neighbour
        .edges
        .first()
        .map(|edge| reader.say(&format!("edge.{}", edge.as_str())))
        .unwrap_or_default()
}

/// The verb in the middle of what is seen of a line.
fn write_verb(svg: &mut String, from: &Dot, to: &Dot, verb: &str) {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = (dx * dx + dy * dy).sqrt().max(1.0);
    let way = (dx / length, dy / length);
    let first = from.outline.reach(from.size, way);
    let middle = (first + length - to.outline.reach(to.size, way)) / 2.0;
    text(
        svg,
        from.x + way.0 * middle,
        from.y + way.1 * middle + 4.0,
        verb,
        "el",
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_of_a_full_picture_are_balanced_and_apart() {
        for total in 3..=NEIGHBOURS + 1 {
            let plan = Plan::new(total, 1.0);
            let places: Vec<_> = (0..total).map(|index| plan.place(index)).collect();
            let right = places.iter().filter(|(x, _)| *x > WIDTH / 2.0 + 1.0).count();
            let left = places.iter().filter(|(x, _)| *x < WIDTH / 2.0 - 1.0).count();
            assert!(right.abs_diff(left) <= 2, "{total}: {right} and {left}");
            for (index, &(x, y)) in places.iter().enumerate() {
                assert!(x > 55.0 && x < WIDTH - 55.0 && y > 20.0 && y < plan.height - 20.0);
                for &(other_x, other_y) in &places[index + 1..] {
                    let apart = (x - other_x).abs() > 100.0 || (y - other_y).abs() >= ROW - 1.0;
                    assert!(apart, "{total}: {x} {y} and {other_x} {other_y}");
                }
            }
        }
    }
}
