//! Graph: who is tied to whom, as a table with its picture.

use serde::Serialize;

use super::{
    Draft,
    parts::{Chip, Choice},
};
use crate::{
    lists::Lists,
    phrase::Phrase,
    picture::{self, Picture},
    reader::Reader,
};

/// Actors in the picture.
const PICTURE: usize = 60;
/// Rows of the table.
const ROWS: usize = 100;

#[derive(Serialize)]
struct GraphView {
    title: Phrase,
    picture: Option<Picture>,
    rows: Vec<Row>,
    total: Phrase,
    downloads: Vec<Choice>,
}

#[derive(Serialize)]
struct Row {
    rank: Phrase,
    chip: Chip,
    role: Phrase,
    ties: Phrase,
    meetings: Phrase,
    claims: Phrase,
    met: Phrase,
}

/// The page of the graph.
pub fn draft(reader: &Reader<'_>, lists: &Lists, downloads: &[Choice]) -> Draft {
    let graph = reader.graph;
    let title = reader.say("nav.graph");
    let ids: Vec<&str> = lists.connected().take(PICTURE).collect();
    let row = |(index, (id, ties)): (usize, &(String, usize))| {
        let node = graph.entity(id)?;
        let met: Vec<Phrase> = graph
            .met_with(id)
            .into_iter()
            .take(3)
            .map(|(other, _)| reader.entity_link(&other.entity.id))
            .collect();
        Some(Row {
            rank: reader.number(index + 1),
            chip: reader.chip(id),
            role: super::entity::role(reader, node),
            ties: reader.number(*ties),
            meetings: reader.number(graph.meetings_of(id).len()),
            claims: reader.number(graph.claims_by(id).len()),
            met: Phrase::join(met, reader.catalogue.get("list.separator")),
        })
    };
    let view = GraphView {
        title: title.clone(),
        picture: picture::network(reader, &ids),
        rows: lists
            .ranked()
            .iter()
            .take(ROWS)
            .enumerate()
            .filter_map(row)
            .collect(),
        total: reader.count("count.actors", lists.ranked().len()),
        downloads: downloads.to_vec(),
    };
    let mut draft = Draft::new("graph.html", title, &view);
    draft.description = reader.say("graph.description");
    draft.section = "graph";
    draft
}
