//! Scenes: meetings of a language whose verb comes first, read from a row of elements: who did what with whom, clause by clause.

mod behind;
mod bodies;
mod elements;
mod gathered;
mod makers;
mod nouns;
mod offices;
mod owners;
mod phrases;
mod places;
mod resume;
mod statuses;
mod subjects;
mod ties;
mod unnamed;
mod verbs;
mod visits;
mod voids;

use std::ops::Range;

use super::{ClaimSpan, Finder, Met, status};
use crate::lexicon::Class;
use elements::{Element, What};

/// Somebody who takes part: a mention, or a role that no name goes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// A mention.
    Named(usize),
    /// The tokens of a role.
    Role(usize, usize),
    /// A land told by its adjective.
    Land(u32),
}

/// A sentence while its meetings are read.
pub(super) struct Scene<'c> {
    row: Vec<Element>,
    tokens: Range<usize>,
    claims: &'c [ClaimSpan],
}

impl Scene<'_> {
    /// The elements that a report told around a token holds, as a range of the row.
    fn scope(&self, at: usize) -> Range<usize> {
        let tokens = super::clauses::scope_of(&self.tokens, self.claims, at);
        let from = self.row.partition_point(|it| it.tokens.start < tokens.start);
        let to = self.row.partition_point(|it| it.tokens.start < tokens.end);
        from..to.max(from)
    }
}

impl Finder<'_, '_, '_> {
    /// Reads the meetings of some tokens of a sentence.
    pub(super) fn read_scenes(&mut self, tokens: &Range<usize>, claims: &[ClaimSpan]) {
        let document = self.document;
        let tells = tokens
            .clone()
            .any(|at| document.is_any(at, &[Class::Meet, Class::Meeting]));
        if !tells {
            return;
        }
        // Clubs that meet play; people who do talk.
        let fixture = status::is_fixture(document, tokens);
        let scene = Scene {
            row: self.elements(tokens),
            tokens: tokens.clone(),
            claims,
        };
        let first = self.met.len();
        for index in 0..scene.row.len() {
            let met = match scene.row[index].what {
                What::Verb(found) if found.class == Class::Meet => {
                    self.verb_of_meeting(&scene, index, &found)
                }
                What::Noun(found) => self.noun_of_meeting(&scene, index, &found),
                _ => None,
            };
            let match_like = fixture && self.may_be_match(&scene.row[index]);
            let met = met.filter(|met| !match_like || met.unnamed.is_empty() && self.are_all_persons(met));
            if let Some(mut met) = met {
                met.place = met.place.or_else(|| self.place_in(&scene, &met));
                met.denied = self.is_denied_behind(&scene, index);
                self.keep(&scene, met, first);
            }
        }
    }

    /// Whether a trigger is a word that tells of a match as well.
    fn may_be_match(&self, trigger: &Element) -> bool {
        match trigger.what {
            What::Noun(found) => {
                let entry = &self.document.lexicon.pack.meeting[found.entry];
                !entry.talks
                    && !matches!(
                        entry.kind,
                        isnad_model::MeetingKind::Session | isnad_model::MeetingKind::Call
                    )
            }
            _ => true,
        }
    }

    fn are_all_persons(&self, met: &Met) -> bool {
        let mentions = self.reader.mentions();
        met.participants
            .iter()
            .all(|&index| mentions.items[index].kind == isnad_model::EntityKind::Person)
    }

    /// `مع فلان ومديري المكاتب`: where two have names, an office without one is nobody who took part; `جلسة الاتحاد مع رؤساء الأندية`
    /// is the body's session.
    fn drop_offices(&self, people: &mut Vec<Who>) {
        let document = self.document;
        let office = |who: &Who| match *who {
            Who::Role(start, _) => {
                let titles = [
                    Class::Title,
                    Class::TitleFeminine,
                    Class::TitlePlural,
                    Class::Delegation,
                ];
                let behind = start > 0
                    && document.is_any(start - 1, &titles[2..])
                    && document.is_definite(start)
                    && !self.is_body(*who);
                behind || document.is_any(start, &titles) && !self.is_body(*who)
            }
            Who::Named(_) | Who::Land(_) => false,
        };
        if people.iter().filter(|&it| !office(it)).count() > 1 {
            people.retain(|it| !office(it));
        }
    }

    /// Puts people into a meeting, each once.
    fn fill(&self, met: &mut Met, mut people: Vec<Who>) {
        self.drop_offices(&mut people);
        let named: Vec<usize> = people
            .iter()
            .filter_map(|who| match who {
                Who::Named(index) => Some(self.in_full(*index)),
                Who::Role(..) | Who::Land(_) => None,
            })
            .collect();
        met.participants = self.distinct(named);
        for who in people {
            let name = match who {
                Who::Named(_) => continue,
                Who::Role(start, end) => {
                    let span = self.document.span_without(&(start..end), self.letters_at(start));
                    self.document.slice(span).to_owned()
                }
                Who::Land(known) => self.document.known.label(known).to_owned(),
            };
            if !met.unnamed.contains(&name) {
                met.unnamed.push(name);
            }
        }
    }

    /// The fullest naming of a person told before (`ميلوني` after `جورجيا ميلوني`).
    fn in_full(&self, index: usize) -> usize {
        let mentions = self.reader.mentions();
        let named = &mentions.items[index];
        if named.kind != isnad_model::EntityKind::Person || named.tokens.len() > 1 {
            return index;
        }
        mentions
            .before(named.span.start)
            .filter(|&it| mentions.items[it].referent == named.referent)
            .max_by_key(|&it| mentions.items[it].tokens.len())
            .filter(|&it| mentions.items[it].tokens.len() > 1)
            .unwrap_or(index)
    }

    /// Letters of a word that are a conjunction or preposition.
    fn letters_at(&self, at: usize) -> u8 {
        let clitic = self
            .document
            .found_at(at)
            .iter()
            .map(|it| it.clitic)
            .find(|it| it.conjunction.is_some() || it.preposition.is_some());
        clitic.map_or(0, |it| {
            u8::from(it.conjunction.is_some()) + u8::from(it.preposition.is_some())
        })
    }
}
