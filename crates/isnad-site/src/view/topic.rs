//! Topic: a file that a reader follows, with all that belongs to it.

use isnad_graph::node::TopicNode;
use serde::Serialize;

use super::{
    Draft,
    frame::Crumb,
    parts::{ArticleCard, Chip, ClaimCard, MeetingCard},
    prose::{Prose, prose},
};
use crate::{phrase::Phrase, reader::Reader};

/// Most rows of a block.
const ROWS: usize = 50;

#[derive(Serialize)]
struct TopicView {
    name: Phrase,
    others: Vec<Phrase>,
    prose: Option<Prose>,
    meetings: Vec<MeetingCard>,
    claims: Vec<ClaimCard>,
    claims_count: Phrase,
    articles: Vec<ArticleCard>,
}

/// Name of a topic for this reader.
pub fn name(reader: &Reader<'_>, node: &TopicNode) -> Phrase {
    reader.best_name(&node.topic.names).map_or_else(
        || Phrase::data(&node.topic.id, ""),
        |name| Phrase::data(&name.text, &name.lang),
    )
}

/// A topic as a chip.
pub fn chip(reader: &Reader<'_>, node: &TopicNode) -> Chip {
    Chip {
        label: name(reader, node),
        href: Some(reader.href(&format!("topics/{}/", node.topic.id))),
        class: "k-claim",
        icon: "topic",
        note: reader.count("count.articles", node.articles.len()),
    }
}

/// The page of a topic.
pub fn draft(reader: &Reader<'_>, node: &TopicNode) -> Draft {
    let graph = reader.graph;
    let title = name(reader, node);
    let id = &node.topic.id;
    let mut articles: Vec<_> = node.articles.iter().filter_map(|id| graph.article(id)).collect();
    articles.sort_by(|a, b| {
        b.article
            .date
            .cmp(&a.article.date)
            .then_with(|| a.article.id.cmp(&b.article.id))
    });
    // Through the topic's own articles, so that the page reads no other.
    let ids = |pick: fn(&isnad_graph::node::ArticleNode) -> &Vec<String>| {
        let mut ids: Vec<&String> = articles.iter().flat_map(|node| pick(node)).collect();
        let mut seen = std::collections::BTreeSet::new();
        ids.retain(|id| seen.insert(*id));
        ids
    };
    let mut meetings: Vec<_> = ids(|node| &node.meetings)
        .into_iter()
        .filter_map(|id| graph.meeting(id))
        .collect();
    meetings.sort_by(|a, b| {
        a.date()
            .is_none()
            .cmp(&b.date().is_none())
            .then_with(|| a.date().cmp(&b.date()))
            .then_with(|| a.id.cmp(&b.id))
    });
    let claims: Vec<_> = ids(|node| &node.claims)
        .into_iter()
        .filter_map(|id| graph.claim(id))
        .filter(|claim| claim.topics.contains(id))
        .collect();
    let view = TopicView {
        others: node
            .topic
            .names
            .iter()
            .filter(|name| name.role == isnad_model::NameRole::Main)
            .map(|name| Phrase::data(&name.text, &name.lang))
            .filter(|other| *other != title)
            .collect(),
        prose: node.topic.prose.as_ref().and_then(|text| prose(reader, text)),
        meetings: meetings
            .iter()
            .take(ROWS)
            .map(|meeting| reader.meeting_card(meeting))
            .collect(),
        claims_count: reader.count("count.claims", claims.len()),
        claims: claims
            .iter()
            .take(ROWS)
            .map(|claim| reader.claim_card(claim))
            .collect(),
        articles: articles
            .iter()
            .take(ROWS * 2)
            .map(|node| reader.article_card(node))
            .collect(),
        name: title.clone(),
    };
    let mut draft = Draft::new("topic.html", title.clone(), &view);
    draft.description = reader.fill("topic.description", &[("name", title)]);
    draft.crumbs = vec![Crumb {
        label: reader.say("nav.topics"),
        href: Some(reader.href("topics/")),
    }];
    draft
}
