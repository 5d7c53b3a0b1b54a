//! Light: the verbs that make an event of a noun of meeting, with their subjects and hosts.

use std::ops::Range;

use isnad_model::EntityKind;

use super::participants::{can_meet, heads};
use super::ties::{Tie, tie_of};
use super::{ClaimSpan, Finder};
use crate::document::Found;
use crate::lexicon::Class;

/// Tokens before a noun within which its light verb stands.
const BEFORE: usize = 36;

impl Finder<'_, '_, '_> {
    /// The light verb before a noun, nothing but its subject and adjuncts between.
    pub(super) fn light_before(&self, sentence: &Range<usize>, noun: usize) -> Option<Found> {
        let document = self.document;
        let floor = sentence.start.max(noun.saturating_sub(BEFORE));
        for at in (floor..noun).rev() {
            if document.is_definite(at) || self.reader.mentions().index_at(at).is_some() {
                continue;
            }
            if let Some(found) = document.find(at, Class::Light) {
                let noun_use = document.lexicon.language.capitals
                    && at > sentence.start
                    && document.is(at - 1, Class::Determiner);
                let noun = found.form.tense == crate::inflect::Tense::Noun
                    && (found.clitic.preposition.is_none() || noun.saturating_sub(at) > 3);
                if !noun && !noun_use {
                    return Some(*found);
                }
            }
            let other = document
                .found_at(at)
                .iter()
                .any(|it| matches!(it.class, Class::Say | Class::Meet))
                && document.finite_verb(at).is_some()
                && !document.is_any(at, &[Class::Title, Class::Source, Class::Determiner]);
            if other
                || document.tokens[at].is_mark('؛')
                || document.is_any(at, &[Class::That, Class::ThatPronoun])
                    && document.lexicon.language.proclitics
            {
                return None;
            }
        }
        None
    }

    /// A light verb behind the noun ("will be held", `التي استضافتها`, "is set for").
    pub(super) fn light_behind(&self, start: usize, sentence: &Range<usize>) -> Option<Found> {
        let document = self.document;
        for at in start..sentence.end.min(start + 30) {
            if document.tokens[at].is_mark(';') || document.tokens[at].is_mark('؛') {
                return None;
            }
            if let Some(found) = document.find(at, Class::Light)
                && !document.is_definite(at)
                && self.reader.mentions().index_at(at).is_none()
            {
                return Some(*found);
            }
        }
        None
    }

    /// `لقاء جمع A بB`, "talks brought A and B together with C": those whom the noun gathers.
    pub(super) fn gathered(&self, start: usize, sentence: &Range<usize>) -> Vec<usize> {
        let document = self.document;
        let mentions = self.reader.mentions();
        let verb = (start..sentence.end.min(start + 12)).find(|&at| {
            document
                .find(at, Class::Meet)
                .is_some_and(|it| document.lexicon.pack.meet[it.entry].gathers)
                || document
                    .find(at, Class::Light)
                    .is_some_and(|it| document.lexicon.pack.light[it.entry].gathers)
        });
        let Some(verb) = verb else { return Vec::new() };
        let limit = self.clause_limit(sentence, verb + 1);
        heads(document, mentions, verb + 1..limit)
            .into_iter()
            .filter(|&index| {
                can_meet(mentions, index)
                    && tie_of(
                        document,
                        mentions,
                        index,
                        &["ب".to_owned(), "مع".to_owned(), "with".to_owned()],
                        verb + 1,
                    ) != Tie::Other
            })
            .collect()
    }

    /// The subject of a light verb: behind it, before it, or left out.
    pub(super) fn light_subject(
        &self,
        sentence: &Range<usize>,
        light: &Found,
        noun: usize,
        claims: &[ClaimSpan],
        others: bool,
    ) -> Vec<usize> {
        let document = self.document;
        let entry = &document.lexicon.pack.light[light.entry];
        if entry.subject_place {
            return Vec::new();
        }
        if document.lexicon.language.order == crate::pack::Order::After {
            let behind = self.list_from(light.end, noun);
            let first_tie = behind
                .first()
                .map(|&index| tie_of(document, self.reader.mentions(), index, &[], light.end));
            if !behind.is_empty() && first_tie != Some(Tie::Other) {
                return behind;
            }
        }
        let before = self.list_before(self.clause_from(sentence, light.start), light.start);
        if !before.is_empty() {
            return before;
        }
        let before = self.subject_of_chain(sentence, light.start);
        if !before.is_empty() {
            return before;
        }
        if light.form.tense == crate::inflect::Tense::Noun {
            // `استبقت موسكو الجولة بعقد لقاءات`: the subject of the clause.
            let from = self.clause_from(sentence, light.start);
            return self.list_from(from, light.start).into_iter().take(1).collect();
        }
        if let Some(role) = self
            .reader
            .role_before(sentence, light.start)
            .or_else(|| self.reader.role_at(light.end))
        {
            return vec![role];
        }
        if others && !entry.weak && document.lexicon.language.elides {
            self.left_out(sentence, light.start, claims).into_iter().collect()
        } else {
            Vec::new()
        }
    }

    /// `مشاركة روسيا في جولة …`: who takes part.
    pub(super) fn participation(&self, sentence: &Range<usize>, noun: usize) -> Vec<usize> {
        let document = self.document;
        let at = (sentence.start.max(noun.saturating_sub(8))..noun)
            .rev()
            .find(|&at| document.is(at, Class::Participation));
        at.map_or_else(Vec::new, |at| self.list_from(at + 1, noun))
    }

    /// The place that a verb of hosting has for its subject.
    pub(super) fn host(
        &self,
        light: Option<&Found>,
        behind: Option<&Found>,
        sentence: &Range<usize>,
    ) -> Option<usize> {
        let document = self.document;
        let verb = light
            .into_iter()
            .chain(behind)
            .find(|it| document.lexicon.pack.light[it.entry].subject_place)?;
        let mentions = self.reader.mentions();
        mentions
            .within(verb.end..sentence.end.min(verb.end + 5))
            .find(|&index| matches!(mentions.items[index].kind, EntityKind::Place | EntityKind::State))
    }
}
