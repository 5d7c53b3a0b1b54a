//! Queue: everything that is in doubt, most consequential first.

use std::collections::BTreeSet;

use isnad_graph::{KnowledgeGraph, node::ArticleNode};
use isnad_model::{Judged, Passage, Span};

use crate::{
    cli::Doubt,
    suggest::{Pair, Suggestions},
};

/// Readings that somebody may decide about.
#[derive(Debug)]
pub enum Item {
    /// Two persons that may be one.
    Names(Pair),
    /// A name that several known entities bear.
    Mention {
        /// Where it stands.
        at: Passage,
        /// The same as a place in the text.
        span: Span,
        /// Ids of those who bear it.
        bearers: Vec<String>,
    },
    /// A telling of a meeting or a claim.
    Telling {
        /// Which of the two.
        of: Judged,
        /// Where its word stands.
        at: Passage,
        /// Its index in the article's record.
        index: usize,
        /// Id of the joined meeting or claim.
        id: String,
    },
}

/// An item with what hangs on it.
#[derive(Debug)]
pub struct Entry {
    /// What is in doubt.
    pub item: Item,
    /// Doubt times what a mistake would spoil.
    weight: f32,
}

/// What is in doubt, most consequential first; of equals in the order of articles.
pub fn queue(graph: &KnowledgeGraph, suggestions: Suggestions, only: &[Doubt]) -> Vec<Entry> {
    let wanted = |doubt| only.is_empty() || only.contains(&doubt);
    let mut entries = Vec::new();
    if wanted(Doubt::Names) {
        entries.extend(suggestions.pairs.into_iter().map(of_pair));
    }
    for article in graph.articles() {
        if wanted(Doubt::Mentions) {
            entries.extend(ambiguous(graph, article));
        }
        if wanted(Doubt::Meetings) {
            entries.extend(meetings(graph, article));
        }
        if wanted(Doubt::Claims) {
            entries.extend(claims(graph, article));
        }
    }
    entries.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    entries
}

/// Joining two names, or failing to, touches every article that names either.
fn of_pair(pair: Pair) -> Entry {
    let named = pair.articles.iter().sum::<usize>() as f32;
    let shared = (pair.company.len() + 2 * pair.titles.len()) as f32;
    let doubt = if pair.together > 0 { 0.2 } else { 0.5 };
    Entry {
        weight: doubt * named * (1.0 + shared),
        item: Item::Names(pair),
    }
}

/// Each ambiguous name of an article once, at its first place.
fn ambiguous<'a>(graph: &'a KnowledgeGraph, article: &'a ArticleNode) -> impl Iterator<Item = Entry> + 'a {
    let mut seen = BTreeSet::new();
    let mentions = article
        .record
        .mentions
        .iter()
        .zip(&article.mention_entities)
        .enumerate();
    mentions.filter_map(move |(index, (mention, entity))| {
        let bearers = graph.bearers(&mention.name);
        let told = entity.as_ref().is_some_and(|id| bearers.contains(id));
        if bearers.len() < 2 || told || !seen.insert(mention.name.clone()) {
            return None;
        }
        Some(Entry {
            item: Item::Mention {
                at: graph.passage_of_mention(&article.article.id, index)?,
                span: mention.span(),
                bearers: bearers.to_vec(),
            },
            weight: 2.0 * bearers.len() as f32,
        })
    })
}

/// Tellings of meetings that nobody decided about. A meeting that is told once stands or falls with the telling.
fn meetings<'a>(graph: &'a KnowledgeGraph, article: &'a ArticleNode) -> impl Iterator<Item = Entry> + 'a {
    article
        .meetings
        .iter()
        .enumerate()
        .filter_map(move |(index, id)| {
            let meeting = graph.meeting(id)?;
            let told = meeting
                .reports
                .iter()
                .find(|it| it.article == article.article.id && it.index == index)?;
            if told.decided.is_some() {
                return None;
            }
            let hangs =
                1.0 + told.participants.len() as f32 + if meeting.reports.len() == 1 { 2.0 } else { 0.0 };
            Some(Entry {
                item: Item::Telling {
                    of: Judged::Meeting,
                    at: graph.passage_of_telling(Judged::Meeting, &article.article.id, index)?,
                    index,
                    id: id.clone(),
                },
                weight: (1.0 - told.confidence) * hangs,
            })
        })
}

/// Tellings of claims that nobody decided about.
fn claims<'a>(graph: &'a KnowledgeGraph, article: &'a ArticleNode) -> impl Iterator<Item = Entry> + 'a {
    article.claims.iter().enumerate().filter_map(move |(index, id)| {
        let claim = graph.claim(id)?;
        let told = claim
            .reports
            .iter()
            .find(|it| it.article == article.article.id && it.index == index)?;
        if told.decided.is_some() {
            return None;
        }
        let disputed = if claim.contradicts.is_empty() { 0.0 } else { 3.0 };
        let hangs = 1.0 + told.chain.len() as f32 * 0.5 + disputed;
        Some(Entry {
            item: Item::Telling {
                of: Judged::Claim,
                at: graph.passage_of_telling(Judged::Claim, &article.article.id, index)?,
                index,
                id: id.clone(),
            },
            weight: (1.0 - told.confidence) * hangs,
        })
    })
}
