//! Guests: who joined a meeting told before, and who stayed away from one that was to come.

use isnad_model::Status;

use super::again::Again;
use super::people::Who;
use super::reality::Reality;
use super::told::News;
use super::units::{Kind, Unit};
use super::{Reading, Told};
use crate::lexicon::Class;

impl Reading<'_, '_, '_, '_> {
    /// "X also attended", "also present was X", "Y would chair it"; "she never arrived".
    pub(super) fn tell_guests(&self, at: usize, news: &[News<Told>]) -> Option<News<Told>> {
        if !self.is_told_before(news) {
            return None;
        }
        if self.stays_away(at, news) {
            return Some(self.further(Reality::Cancelled, Vec::new(), true));
        }
        let who = self.guests_at(at);
        if !self.is_somebody(&who) {
            return None;
        }
        let reality = self.reality(at);
        (reality != Reality::Void).then(|| self.further(reality, who, false))
    }

    fn further(&self, reality: Reality, more: Vec<Who>, behind: bool) -> News<Told> {
        News::Again(Again {
            reality,
            place: None,
            date: None,
            sentence: self.sentence.clone(),
            more,
            kind: None,
            behind,
        })
    }

    /// Those whom a verb tells to have been there.
    fn guests_at(&self, at: usize) -> Vec<Who> {
        let document = self.document();
        let Some(verb) = self.units[at].verb() else {
            return Vec::new();
        };
        if verb.copula {
            // "Also present was X".
            let first = self.sentence.start;
            let opens = (first..first + 2).any(|it| document.is(it, Class::Attending));
            if opens
                && self.units[..at]
                    .iter()
                    .all(|unit| unit.verb().is_none_or(|it| !it.is_finite()))
            {
                return self.who_all(&[at + 1]);
            }
            // "X was also present".
            let behind = verb.tokens.end;
            let here = (behind..self.sentence.end.min(behind + 2)).any(|it| {
                document.is(it, Class::Attending)
                    && !document.is_any(it + 1, &[Class::Between, Class::PurposePreposition])
            });
            return if here {
                self.who_all(&self.subject(at))
            } else {
                Vec::new()
            };
        }
        let Some(light) = document.find(verb.main.start, Class::Light) else {
            return Vec::new();
        };
        if !document.lexicon.pack.light[light.entry].weak || verb.passive {
            return Vec::new();
        }
        // "Y would chair it", "X also attended".
        let object = self.units.get(at + 1).and_then(Unit::group);
        let it = object.is_some_and(|group| {
            group.members.iter().all(|member| {
                member.noun.pronoun.is_some_and(|found| {
                    found.class == Class::Pronoun && document.lexicon.pack.pronoun[found.entry].thing
                })
            })
        });
        let last = object.is_none()
            && document.is(verb.main.start, Class::Attending)
            && self
                .units
                .get(at + 1)
                .is_none_or(|unit| matches!(unit.kind, Kind::Stop | Kind::Comma));
        if it || last {
            self.who_all(&self.subject(at))
        } else {
            Vec::new()
        }
    }

    /// "With X also present": those whom the end of the sentence names beside the others.
    pub(super) fn present_too(&self, end: usize) -> Vec<Who> {
        let document = self.document();
        let beside = (1..end.min(self.units.len())).find(|&at| {
            let behind = self.units[at].tokens.end;
            self.is_group(at)
                && self.opens(at - 1, Class::WithOnly)
                && (behind..self.sentence.end.min(behind + 2)).any(|it| document.is(it, Class::Attending))
        });
        beside.map_or_else(Vec::new, |at| self.who_all(&[at]))
    }

    /// "She never arrived", "but pulled out": of those who were to meet.
    fn stays_away(&self, at: usize, news: &[News<Told>]) -> bool {
        let document = self.document();
        let Some(verb) = self.units[at].verb().filter(|verb| verb.is_finite()) else {
            return false;
        };
        let words = verb.tokens.clone().any(|it| document.is(it, Class::NoShow));
        if !words || verb.passive || self.is_group(at + 1) {
            return false;
        }
        let here = document.tokens[self.sentence.start].sentence;
        let last = news.iter().rev().find_map(|one| match one {
            News::Meeting(told) => Some((told.status, told.who.clone())),
            News::Again(_) => None,
        });
        let (status, who) = match last {
            Some(last) => last,
            None => {
                let Some(met) = self
                    .finder
                    .met
                    .last()
                    .filter(|met| here.saturating_sub(document.tokens[met.trigger.start].sentence) <= 1)
                else {
                    return false;
                };
                let who = met
                    .participants
                    .iter()
                    .map(|&index| Who::Mention(index))
                    .collect();
                (met.status, who)
            }
        };
        let subject = self.who_all(&self.subject(at));
        let known = who.len();
        let all: Vec<Who> = who.into_iter().chain(subject.iter().cloned()).collect();
        // "Was due to meet X but pulled out".
        let shared =
            subject.is_empty() && at > 0 && matches!(self.units[at - 1].kind, Kind::Conjunction | Kind::And);
        status == Status::Planned && (shared || !subject.is_empty()) && self.distinct(all).len() == known
    }
}
