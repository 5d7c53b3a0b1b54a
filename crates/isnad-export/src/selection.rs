//! Selection: the nodes and edges that a filter lets through, shared by all formats.

use std::collections::{BTreeMap, BTreeSet};

use isnad_graph::{
    ArticleNode, Claim, EdgeView, EntityNode, KnowledgeGraph, Meeting, NodeKind as GraphKind, NodeRef,
    TopicNode,
};
use isnad_model::{Edtf, text};

use crate::{ExportError, Filter, NodeKind};

/// How many ids are offered in place of an unknown one.
const SUGGESTIONS: usize = 3;

/// A part of the graph, each list by id, the edges by their ends and kind.
#[derive(Debug, Default)]
pub struct Selection<'a> {
    /// Articles.
    pub articles: Vec<&'a ArticleNode>,
    /// Actors and places.
    pub entities: Vec<&'a EntityNode>,
    /// Meetings.
    pub meetings: Vec<&'a Meeting>,
    /// Claims.
    pub claims: Vec<&'a Claim>,
    /// Topics.
    pub topics: Vec<&'a TopicNode>,
    /// Edges between them.
    pub edges: Vec<EdgeView<'a>>,
}

impl Selection<'_> {
    /// Number of nodes.
    pub fn len(&self) -> usize {
        self.articles.len()
            + self.entities.len()
            + self.meetings.len()
            + self.claims.len()
            + self.topics.len()
    }

    /// Whether nothing was let through.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Finds what the filter lets through.
///
/// # Errors
/// [`ExportError::UnknownId`] and [`ExportError::AmbiguousName`], when it is not clear what to look around.
pub fn select<'a>(graph: &'a KnowledgeGraph, filter: &Filter) -> Result<Selection<'a>, ExportError> {
    let edges: Vec<EdgeView<'a>> = graph.edges().filter(|edge| is_in_time(edge, filter)).collect();
    let mut chosen = nodes_let_through(graph, filter, &edges);
    if let Some(around) = &filter.around {
        let centre = find_centre(graph, around)?;
        chosen = neighbourhood(centre, filter.hops, &chosen, &edges);
    }
    let has = |kind, id: &str| chosen.contains(&NodeRef::new(kind, id));
    Ok(Selection {
        articles: graph
            .articles()
            .filter(|node| has(GraphKind::Article, &node.article.id))
            .collect(),
        entities: graph
            .entities()
            .filter(|node| has(GraphKind::Entity, &node.entity.id))
            .collect(),
        meetings: graph
            .meetings()
            .filter(|node| has(GraphKind::Meeting, &node.id))
            .collect(),
        claims: graph
            .claims()
            .filter(|node| has(GraphKind::Claim, &node.id))
            .collect(),
        topics: graph
            .topics()
            .filter(|node| has(GraphKind::Topic, &node.topic.id))
            .collect(),
        edges: edges
            .into_iter()
            .filter(|edge| chosen.contains(&edge.from) && chosen.contains(&edge.to))
            .collect(),
    })
}

/// The nodes of the wanted kinds and times, wherever they lie.
fn nodes_let_through(graph: &KnowledgeGraph, filter: &Filter, edges: &[EdgeView<'_>]) -> BTreeSet<NodeRef> {
    let dated = dated_nodes(graph, filter);
    let is_bounded = filter.from.is_some() || filter.to.is_some();
    // Who and what has no time of its own belongs to a time through what happened then.
    let touched: BTreeSet<&NodeRef> = edges
        .iter()
        .flat_map(|edge| [(&edge.from, &edge.to), (&edge.to, &edge.from)])
        .filter(|(_, other)| dated.contains(*other))
        .map(|(node, _)| node)
        .collect();
    graph
        .nodes()
        .filter(|node| match node.kind {
            GraphKind::Entity | GraphKind::Topic => !is_bounded || touched.contains(node),
            GraphKind::Article | GraphKind::Meeting | GraphKind::Claim => dated.contains(node),
        })
        .filter(|node| {
            filter.kinds.is_empty() || kind_of(graph, node).is_some_and(|kind| filter.kinds.contains(&kind))
        })
        .collect()
}

fn kind_of(graph: &KnowledgeGraph, node: &NodeRef) -> Option<NodeKind> {
    Some(match node.kind {
        GraphKind::Article => NodeKind::Article,
        GraphKind::Entity => NodeKind::of(&graph.entity(&node.id)?.entity),
        GraphKind::Meeting => NodeKind::Meeting,
        GraphKind::Claim => NodeKind::Claim,
        GraphKind::Topic => NodeKind::Topic,
    })
}

/// Articles, meetings and claims that can lie within the bounds.
fn dated_nodes(graph: &KnowledgeGraph, filter: &Filter) -> BTreeSet<NodeRef> {
    let published = |id: &str| graph.article(id).and_then(|node| node.article.date);
    let articles = graph
        .articles()
        .filter(|node| is_within(filter, node.article.date.as_slice()))
        .map(|node| NodeRef::new(GraphKind::Article, &node.article.id));
    let meetings = graph.meetings().filter(|meeting| {
        let told: Vec<Edtf> = match meeting.date() {
            Some(date) => vec![*date],
            // A meeting of unknown date is looked for when it was written about.
            None => meeting
                .reports
                .iter()
                .filter_map(|report| published(&report.article))
                .collect(),
        };
        is_within(filter, &told)
    });
    let claims = graph.claims().filter(|claim| {
        let when = |said: Option<Edtf>, article: &str| said.or_else(|| published(article));
        let told: Vec<Edtf> = claim
            .reports
            .iter()
            .filter_map(|report| when(report.said.as_ref().map(|said| said.edtf), &report.article))
            .collect();
        is_within(filter, &told)
    });
    articles
        .chain(meetings.map(|meeting| NodeRef::new(GraphKind::Meeting, &meeting.id)))
        .chain(claims.map(|claim| NodeRef::new(GraphKind::Claim, &claim.id)))
        .collect()
}

/// Whether one of the dates can lie within the bounds. What has no date at all can, so it is not left out.
fn is_within(filter: &Filter, dates: &[Edtf]) -> bool {
    let fits = |date: &Edtf| {
        filter.from.is_none_or(|from| date.latest() >= from.earliest())
            && filter.to.is_none_or(|to| date.earliest() <= to.latest())
    };
    dates.is_empty() || dates.iter().any(fits)
}

/// Whether a relation can have held within the bounds; every other edge holds with its ends.
fn is_in_time(edge: &EdgeView<'_>, filter: &Filter) -> bool {
    let carried = &edge.edge.attributes;
    let ends_before = filter.from.is_some_and(|from| {
        carried
            .until
            .is_some_and(|until| until.latest() < from.earliest())
    });
    let starts_after = filter
        .to
        .is_some_and(|to| carried.from.is_some_and(|start| start.earliest() > to.latest()));
    !ends_before && !starts_after
}

/// The nodes that an id means, or the entity that a name means.
fn find_centre(graph: &KnowledgeGraph, around: &str) -> Result<BTreeSet<NodeRef>, ExportError> {
    let with_id: BTreeSet<NodeRef> = GraphKind::ALL
        .into_iter()
        .map(|kind| NodeRef::new(kind, around))
        .filter(|node| graph.contains(node))
        .collect();
    if !with_id.is_empty() {
        return Ok(with_id);
    }
    let key = text::fold_name(around);
    let bears_name = |node: &&EntityNode| {
        node.entity
            .names
            .iter()
            .any(|name| text::fold_name(&name.text) == key)
    };
    let ids: Vec<String> = graph
        .entities()
        .filter(bears_name)
        .map(|node| node.entity.id.clone())
        .collect();
    match ids.as_slice() {
        [] => Err(ExportError::UnknownId {
            id: around.to_owned(),
            nearest: find_nearest(graph, around),
        }),
        [id] => Ok(BTreeSet::from([NodeRef::new(GraphKind::Entity, id)])),
        _ => Err(ExportError::AmbiguousName {
            name: around.to_owned(),
            ids,
        }),
    }
}

/// Ids that resemble a mistyped id or name, the nearest first.
fn find_nearest(graph: &KnowledgeGraph, around: &str) -> Vec<String> {
    let mut candidates: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for node in graph.nodes() {
        candidates
            .entry(text::fold_name(&node.id))
            .or_default()
            .insert(node.id);
    }
    for node in graph.entities() {
        for name in &node.entity.names {
            candidates
                .entry(text::fold_name(&name.text))
                .or_default()
                .insert(node.entity.id.clone());
        }
    }
    let key = text::fold_name(around);
    let mut found: Vec<String> = Vec::new();
    while found.len() < SUGGESTIONS {
        let Some(nearest) = text::nearest(&key, candidates.keys().map(String::as_str)).map(str::to_owned)
        else {
            break;
        };
        for id in candidates.remove(&nearest).unwrap_or_default() {
            if !found.contains(&id) {
                found.push(id);
            }
        }
    }
    found.truncate(SUGGESTIONS);
    found
}

/// The centre with every allowed node at most `hops` edges away.
fn neighbourhood(
    centre: BTreeSet<NodeRef>,
    hops: u32,
    allowed: &BTreeSet<NodeRef>,
    edges: &[EdgeView<'_>],
) -> BTreeSet<NodeRef> {
    let mut around: BTreeMap<&NodeRef, Vec<&NodeRef>> = BTreeMap::new();
    for edge in edges {
        around.entry(&edge.from).or_default().push(&edge.to);
        around.entry(&edge.to).or_default().push(&edge.from);
    }
    let mut frontier: Vec<NodeRef> = centre.iter().cloned().collect();
    let mut chosen = centre;
    for _ in 0..hops {
        let mut next = Vec::new();
        for &other in frontier.iter().filter_map(|node| around.get(node)).flatten() {
            if allowed.contains(other) && chosen.insert(other.clone()) {
                next.push(other.clone());
            }
        }
        if next.is_empty() {
            break;
        }
        frontier = next;
    }
    chosen
}
