//! Contradictions: which claims say the opposite of which. Shown side by side, never settled; nothing is guessed.
//!
//! Three rules only: one source denies, in nearly the same words, what another says of the same thing; one tells a meeting as held
//! or planned and the other denies it; both say the same but for a number.

use std::collections::{BTreeMap, BTreeSet};

use isnad_model::Status;

use crate::{
    KnowledgeGraph,
    cluster::{Cluster, ItemKey},
};

/// The rule by which two contents contradict each other.
const DENIED_CONTENT: &str = "same-words-denied";
/// The rule by which two tellings of a meeting contradict each other.
const DENIED_MEETING: &str = "meeting-denied";

/// The rule by which two contents give other numbers.
const OTHER_NUMBER: &str = "other-number";

impl KnowledgeGraph {
    /// Takes items into the index by what they are about, or out of it.
    pub(crate) fn index_about(&mut self, items: &BTreeSet<ItemKey>, present: bool) {
        for key in items {
            let Some(item) = self.claim_items.get(key) else {
                continue;
            };
            for place in item.counted_places() {
                if present {
                    self.counted_items.entry(place).or_default().insert(key.clone());
                } else if let Some(keys) = self.counted_items.get_mut(&place) {
                    keys.remove(key);
                    if keys.is_empty() {
                        self.counted_items.remove(&place);
                    }
                }
            }
            for entity in &item.about {
                for bucket in item.denial_buckets() {
                    let place = (item.denied, entity.clone(), bucket);
                    if present {
                        self.about_items.entry(place).or_default().insert(key.clone());
                    } else if let Some(keys) = self.about_items.get_mut(&place) {
                        keys.remove(key);
                        if keys.is_empty() {
                            self.about_items.remove(&place);
                        }
                    }
                }
            }
        }
    }

    /// Tellings whose content denies this one's, or is denied by it.
    pub(crate) fn opposed_to(&self, key: &ItemKey) -> BTreeSet<ItemKey> {
        let Some(item) = self.claim_items.get(key) else {
            return BTreeSet::new();
        };
        // Denials are few: what is said looks among them only, and only they look at everything that is said.
        let places = item.about.iter().flat_map(|entity| {
            item.denial_buckets()
                .map(move |bucket| (!item.denied, entity.clone(), bucket))
        });
        let near: BTreeSet<&ItemKey> = places
            .filter_map(|place| self.about_items.get(&place))
            .flatten()
            .collect();
        let opposes = |other: &&ItemKey| {
            self.claim_items
                .get(other)
                .is_some_and(|other| item.opposes(other))
        };
        near.into_iter().filter(opposes).cloned().collect()
    }

    /// Tellings that contradict this one, by whichever rule.
    pub(crate) fn opponents_of(&self, key: &ItemKey) -> BTreeSet<ItemKey> {
        let mut opponents = self.opposed_to(key);
        opponents.extend(self.counted_otherwise(key));
        opponents
    }

    /// Tellings that say the same as this one but for the numbers.
    pub(crate) fn counted_otherwise(&self, key: &ItemKey) -> BTreeSet<ItemKey> {
        let Some(item) = self.claim_items.get(key) else {
            return BTreeSet::new();
        };
        let places = item.counted_places();
        let near: BTreeSet<&ItemKey> = places
            .iter()
            .filter_map(|place| self.counted_items.get(place))
            .flatten()
            .collect();
        let differs = |other: &&ItemKey| {
            self.claim_items
                .get(other)
                .is_some_and(|other| item.counts_otherwise(other))
        };
        near.into_iter().filter(differs).cloned().collect()
    }

    /// The claims' tellings within which a meeting is told, with the status told.
    pub(crate) fn claims_telling(&self, meeting: &ItemKey) -> Vec<(ItemKey, Status)> {
        let members = self.meeting_ids.get(meeting).map(|(cluster, _)| &cluster.members);
        let told = |member: &ItemKey| {
            let ItemKey::Report(article, index) = member else {
                return None;
            };
            let report = self.resolved.get(article)?.record.meetings.get(*index)?;
            Some((ItemKey::Report(article.clone(), report.claim?), report.status))
        };
        members.into_iter().flatten().filter_map(told).collect()
    }

    /// Ids of the claims that say the opposite of a joined claim, with the rule.
    pub(crate) fn contradictions_of(&self, cluster: &Cluster) -> Vec<(String, String)> {
        let mut others: BTreeMap<String, &str> = BTreeMap::new();
        let own: BTreeSet<&str> = cluster
            .members
            .iter()
            .filter_map(|member| self.claim_ids.id_of(member))
            .collect();
        let mut add = |item: &ItemKey, why| {
            if let Some(id) = self.claim_ids.id_of(item).filter(|id| !own.contains(id)) {
                others.entry(id.to_owned()).or_insert(why);
            }
        };
        for member in &cluster.members {
            self.opposed_to(member)
                .iter()
                .for_each(|item| add(item, DENIED_CONTENT));
            self.counted_otherwise(member)
                .iter()
                .for_each(|item| add(item, OTHER_NUMBER));
            let ItemKey::Report(article, claim) = member else {
                continue;
            };
            let records = self
                .resolved
                .get(article)
                .map(|resolved| &resolved.record.meetings);
            for (index, report) in records
                .into_iter()
                .flatten()
                .enumerate()
                .filter(|(_, it)| it.claim == Some(*claim))
            {
                let meeting = self
                    .meeting_ids
                    .cluster_of(&ItemKey::Report(article.clone(), index));
                for (other, status) in meeting
                    .into_iter()
                    .flat_map(|meeting| self.claims_telling(meeting))
                {
                    if (status == Status::Denied) != (report.status == Status::Denied) {
                        add(&other, DENIED_MEETING);
                    }
                }
            }
        }
        others.into_iter().map(|(id, why)| (id, why.to_owned())).collect()
    }
}
