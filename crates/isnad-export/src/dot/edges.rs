//! Edges: a word for each, and one line for those that say the same.

use std::io::{self, Write};

use isnad_graph::{EdgeKind, EdgeView, MeetingStatus, NodeRef};

use super::{
    WARN,
    syntax::{Attributes, name},
};
use crate::{label::push_lines, words};

/// Width of a line at most, however many reports stand behind it.
const WIDEST: u32 = 5;

/// Writes the edges, which come sorted by their ends and kind. A chain gives an edge for each claim that took
/// it; drawn, those are one line with a number.
pub(super) fn write(edges: &[EdgeView<'_>], lang: &str, out: &mut impl Write) -> io::Result<()> {
    for group in edges.chunk_by(says_the_same) {
        if let Some(edge) = group.first() {
            attributes(edge, group.len(), lang).write_edge(&end(&edge.from), &end(&edge.to), out)?;
        }
    }
    Ok(())
}

fn says_the_same(one: &EdgeView<'_>, other: &EdgeView<'_>) -> bool {
    one.from == other.from
        && one.to == other.to
        && one.edge.kind == EdgeKind::Relays
        && other.edge.kind == EdgeKind::Relays
}

fn end(node: &NodeRef) -> String {
    name(node.kind.as_str(), &node.id)
}

fn attributes(edge: &EdgeView<'_>, number: usize, lang: &str) -> Attributes {
    let kind = edge.edge.kind;
    let carried = &edge.edge.attributes;
    let word = words::of_edge(kind).in_lang(lang);
    let title = carried
        .title
        .as_ref()
        .and_then(|title| title.get(lang))
        .map(|(text, _)| text);
    let mut lines = Vec::new();
    push_lines(&mut lines, title.unwrap_or(word));
    if number > 1 {
        push_lines(&mut lines, &format!("×{number}"));
    }
    let years = [carried.from, carried.until].map(|date| date.map_or(String::new(), |date| date.to_string()));
    if years.iter().any(|year| !year.is_empty()) {
        push_lines(&mut lines, &years.join("/"));
    }
    let mut attributes = Attributes::default();
    attributes.set_text("label", &lines).set("class", kind.as_str());
    let reports = carried
        .reports
        .unwrap_or_default()
        .max(u32::try_from(number).unwrap_or(u32::MAX));
    if reports > 1 {
        attributes.set("penwidth", reports.min(WIDEST).to_string());
    }
    set_style(&mut attributes, kind, carried.status);
    attributes
}

fn set_style(attributes: &mut Attributes, kind: EdgeKind, status: Option<MeetingStatus>) {
    let is_off = matches!(status, Some(MeetingStatus::Cancelled | MeetingStatus::Denied));
    match kind {
        // Both say the opposite of each other; the edge is held once.
        EdgeKind::Contradicts => attributes
            .set("dir", "none")
            .set("color", WARN)
            .set("style", "bold"),
        EdgeKind::CopyOf | EdgeKind::Cites => attributes.set("style", "dashed"),
        EdgeKind::Mentions => attributes.set("style", "dotted"),
        _ if is_off => attributes.set("style", "dashed").set("color", WARN),
        _ if status.is_some_and(MeetingStatus::is_ahead) => attributes.set("style", "dashed"),
        _ => attributes,
    };
}
