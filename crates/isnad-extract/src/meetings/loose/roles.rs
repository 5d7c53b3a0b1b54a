//! Roles: those who meet told by their office alone, and whom a sentence adds to the meeting before it, where the order of
//! words is free.

use std::ops::Range;

use isnad_model::EntityKind;

use super::{Finder, Trigger};
use crate::lexicon::Class;
use crate::pack::Order;
use crate::tokens::TokenKind;

/// Mentions back to look for who holds an office.
const BACK: usize = 40;
/// Letters that the cases of an office's word share at least.
const STEM: usize = 4;

impl Finder<'_, '_, '_> {
    /// Whether sentences are read as those of a language of free order with capitals.
    pub(super) fn has_free_order(&self) -> bool {
        let language = &self.document.lexicon.language;
        language.order == Order::Free && language.capitals
    }

    /// Who is told by an office in the clause (`грузинский премьер`, "le ministre français"): its subject, or whom "with" marks.
    pub(super) fn role_party(&self, clause: &Range<usize>, trigger: &Trigger) -> Option<usize> {
        if !self.has_free_order() {
            return None;
        }
        let before = (clause.start..trigger.tokens.start).rev().find_map(|at| {
            self.role_holder(at, clause)
                .filter(|_| !self.is_governed(at, clause, false))
        });
        before.or_else(|| {
            (trigger.tokens.end..clause.end.min(trigger.tokens.end + 14)).find_map(|at| {
                self.role_holder(at, clause)
                    .filter(|_| self.is_governed(at, clause, true))
            })
        })
    }

    /// Whether a preposition stands before the noun phrase around a token; with `with`, whether it is one of company.
    fn is_governed(&self, at: usize, clause: &Range<usize>, with: bool) -> bool {
        let document = self.document;
        let mut start = at;
        while start > clause.start && at - start < 4 {
            let before = start - 1;
            let token = &document.tokens[before];
            if document.is(before, Class::With) && token.is_word() {
                return true;
            }
            if token.kind != TokenKind::Word
                || document.finite_verb(before).is_some()
                || document.is_any(before, &[Class::And, Class::Conjunction, Class::Relative])
            {
                return false;
            }
            if document.is_any(before, &[Class::Preposition, Class::PlacePreposition]) {
                return !with;
            }
            start = before;
        }
        false
    }

    /// The person who held the office at a token when last told of, by its word and its nation.
    fn role_holder(&self, at: usize, clause: &Range<usize>) -> Option<usize> {
        let document = self.document;
        let mentions = self.reader.mentions();
        let roles = [Class::Title, Class::TitleFeminine, Class::Human];
        if document.tokens[at].kind != TokenKind::Word
            || !document.is_any(at, &roles)
            || mentions.index_at(at).is_some()
        {
            return None;
        }
        let end = document
            .found_at(at)
            .iter()
            .filter(|it| roles.contains(&it.class))
            .map(|it| it.end)
            .max()?;
        // A name follows, or the office is of somebody named.
        let named = mentions.within(at..(end + 8).min(clause.end)).any(|index| {
            let named = &mentions.items[index];
            named.kind == EntityKind::Person
                && (named.phrase <= at || named.tokens.start <= end + 1)
                && named.tokens.start >= at
        });
        if named {
            return None;
        }
        let nation = (at.saturating_sub(2).max(clause.start)..(end + 2).min(clause.end))
            .find_map(|it| document.demonym(it));
        let stem: String = document
            .key(at)
            .chars()
            .take(STEM.max(document.key(at).chars().count() - 2))
            .collect();
        let here = document.tokens[at].span.start;
        mentions
            .before(here)
            .take(BACK)
            .filter(|&index| mentions.items[index].kind == EntityKind::Person)
            .map(|index| {
                let other = &mentions.items[index];
                let phrase = other.phrase.min(other.tokens.start)..other.tokens.start;
                let office = phrase.clone().any(|it| {
                    let key = document.key(it);
                    key.starts_with(stem.as_str()) || key.ends_with(document.key(at))
                });
                let same = nation.is_some_and(|nation| {
                    phrase.clone().any(|it| {
                        document.demonym(it) == Some(nation)
                            || mentions
                                .index_at(it)
                                .is_some_and(|state| mentions.items[state].known == Some(nation))
                    })
                });
                let other_nation = nation.is_some()
                    && !same
                    && phrase.clone().any(|it| {
                        document.demonym(it).is_some()
                            || mentions
                                .index_at(it)
                                .is_some_and(|state| mentions.items[state].kind == EntityKind::State)
                    });
                let score = if other_nation {
                    0
                } else {
                    2 * usize::from(office) + 2 * usize::from(same)
                };
                (score, here.saturating_sub(other.span.start), index)
            })
            .filter(|it| it.0 >= 2)
            .min_by_key(|it| (std::cmp::Reverse(it.0), it.1))
            .map(|it| it.2)
    }

    /// `В беседе принял участие N`: who took part in the meeting that the sentence before tells.
    pub(super) fn took_part(&mut self, sentence: &Range<usize>, trigger: &Trigger, people: &[usize]) -> bool {
        let document = self.document;
        let joined = trigger.noun
            && self.has_free_order()
            && sentence.clone().any(|at| document.is(at, Class::Participation))
            && !people.is_empty()
            && people
                .iter()
                .all(|&index| self.reader.mentions().items[index].kind == EntityKind::Person);
        let here = document.tokens[sentence.start].sentence;
        let Some(last) = self.met.last_mut().filter(|_| joined) else {
            return false;
        };
        if document.tokens[last.trigger.start].sentence + 1 != here
            || last.participants.len() + people.len() > super::PEOPLE
        {
            return false;
        }
        let mut all = last.participants.clone();
        all.extend_from_slice(people);
        let all = self.distinct(all);
        if let Some(last) = self.met.last_mut() {
            last.participants = all;
        }
        true
    }
}
