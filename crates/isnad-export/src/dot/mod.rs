//! DOT: the selection as a directed graph that Graphviz draws.
//!
//! Never `strict`, which would merge edges; never HTML-like labels, which hostile text could break.

mod edges;
mod nodes;
mod syntax;

use std::io::Write;

use isnad_graph::KnowledgeGraph;
use isnad_model::text;

use crate::{ExportError, Filter, select};
use syntax::Attributes;

/// From this many nodes on the file says which of Graphviz's engines copes.
const LARGE: usize = 400;

const INK: &str = "#1F1B15";
const EDGE: &str = "#857B69";
const SURFACE: &str = "#FFFFFF";
const WARN: &str = "#8A2B16";

/// Writes the selected part of the graph as DOT, UTF-8.
///
/// # Errors
/// When it is not clear what to look around, and when the output cannot be written.
pub fn dot(graph: &KnowledgeGraph, filter: &Filter, out: &mut impl Write) -> Result<(), ExportError> {
    let selection = select(graph, filter)?;
    let lang = filter.lang.as_str();
    if selection.len() >= LARGE {
        writeln!(
            out,
            "// {} nodes: `sfdp -Goverlap=prism` draws so many faster than `dot`.",
            selection.len()
        )?;
    }
    writeln!(out, "digraph isnad {{")?;
    write_defaults(lang, out)?;
    for node in &selection.entities {
        nodes::entity(node, lang).write_node("entity", &node.entity.id, out)?;
    }
    for meeting in &selection.meetings {
        nodes::meeting(graph, meeting, lang).write_node("meeting", &meeting.id, out)?;
    }
    for claim in &selection.claims {
        nodes::claim(claim, lang).write_node("claim", &claim.id, out)?;
    }
    for node in &selection.articles {
        nodes::article(node, lang).write_node("article", &node.article.id, out)?;
    }
    for node in &selection.topics {
        nodes::topic(node, lang).write_node("topic", &node.topic.id, out)?;
    }
    edges::write(&selection.edges, lang, out)?;
    writeln!(out, "}}")?;
    Ok(())
}

fn write_defaults(lang: &str, out: &mut impl Write) -> std::io::Result<()> {
    let is_rtl = text::is_rtl_lang(lang);
    // Named for graph, node and edge: each has a default of its own, and edges fell back to Times.
    let font = match is_rtl {
        true => "IBM Plex Sans Arabic,Noto Naskh Arabic,Noto Sans Arabic,DejaVu Sans,sans-serif",
        false => "IBM Plex Sans,Noto Sans,DejaVu Sans,sans-serif",
    };
    let mut graph = Attributes::default();
    graph
        .set("charset", "UTF-8")
        .set("rankdir", if is_rtl { "RL" } else { "LR" });
    graph
        .set("fontname", font)
        .set("fontcolor", INK)
        .set("outputorder", "edgesfirst");
    graph.set("nodesep", "0.3").set("ranksep", "0.6");
    graph.write_default("graph", out)?;
    let mut node = Attributes::default();
    node.set("fontname", font)
        .set("fontsize", "12")
        .set("fontcolor", INK);
    node.set("color", EDGE)
        .set("fillcolor", SURFACE)
        .set("style", "filled")
        .set("margin", "0.15,0.08");
    node.write_default("node", out)?;
    let mut edge = Attributes::default();
    edge.set("fontname", font)
        .set("fontsize", "9")
        .set("fontcolor", "#575046");
    edge.set("color", EDGE).set("arrowsize", "0.7");
    edge.write_default("edge", out)
}
