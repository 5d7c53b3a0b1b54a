//! Changes: what came to be known, by the month in which it was published; made once for a graph.

use std::collections::BTreeMap;

use isnad_graph::{Change, KnowledgeGraph};
use isnad_model::{Edtf, EntityKind};

use crate::lists::Month;

/// Every change, with the months that have any.
#[derive(Debug, Default)]
pub struct Changes<'a> {
    all: Vec<Change<'a>>,
    /// Places in `all`, by month.
    months: BTreeMap<Month, Vec<usize>>,
}

impl<'a> Changes<'a> {
    /// The changes of a graph.
    pub fn new(graph: &'a KnowledgeGraph) -> Self {
        let all = graph.changes();
        let mut months: BTreeMap<Month, Vec<usize>> = BTreeMap::new();
        for (at, change) in all.iter().enumerate() {
            months.entry(month(&change.day)).or_default().push(at);
        }
        Self { all, months }
    }

    /// Every change, the first first.
    pub fn all(&self) -> &[Change<'a>] {
        &self.all
    }

    /// Months with changes, the first first.
    pub fn months(&self) -> impl DoubleEndedIterator<Item = Month> {
        self.months.keys().copied()
    }

    /// Changes of one month, the first first.
    pub fn of(&self, month: Month) -> impl DoubleEndedIterator<Item = &Change<'a>> {
        let places = self.months.get(&month).into_iter().flatten();
        places.filter_map(|&at| self.all.get(at))
    }
}

/// Year and month of a day; month 0 where the month is not known.
fn month(day: &Edtf) -> Month {
    let first = day.earliest();
    match day.as_date() {
        Some(date) if date.month().is_none() => (first.year(), 0),
        _ => (first.year(), first.month()),
    }
}

/// Whether an entity has a feed of its own: a named actor of whom anything came to be known on some day.
pub fn has_feed(graph: &KnowledgeGraph, id: &str) -> bool {
    let is_actor = |kind| !matches!(kind, EntityKind::Place | EntityKind::Anonymous);
    graph.entity(id).is_some_and(|node| is_actor(node.entity.kind)) && graph.has_changes_about(id)
}
