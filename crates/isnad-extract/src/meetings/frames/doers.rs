//! Doers: who did something at, after or for a meeting, and who only tells of it.

use isnad_model::{EntityKind, MeetingKind};

use super::Reading;
use super::parts::Parts;
use super::people::Who;
use super::units::Unit;
use super::verbs::Shape;
use crate::lexicon::Class;

impl Reading<'_, '_, '_, '_> {
    /// Whether a verb's subject only tells of a meeting and took no part.
    pub(super) fn only_reports(&self, verb: usize, subject: &[Who]) -> bool {
        let document = self.document();
        let mentions = self.mentions();
        let main = self.units[verb].verb().map_or(0, |it| it.main.start);
        let outlet = subject.iter().any(|who| match who {
            Who::Mention(index) => {
                mentions.items[*index].outlet || mentions.items[*index].kind == EntityKind::Anonymous
            }
            Who::Name(_) => false,
        });
        outlet
            || document
                .find(main, Class::Say)
                .is_some_and(|found| document.lexicon.pack.say[found.entry].relay)
    }

    /// "X confirmed that a meeting with Y would be held": who tells of it takes part.
    pub(super) fn reporter_of(&self, verb: usize) -> Vec<Who> {
        let document = self.document();
        let teller = (0..verb).rev().find(|&at| {
            self.units[at]
                .verb()
                .is_some_and(|it| document.is(it.main.start, Class::Say) && it.is_finite())
        });
        let Some(teller) = teller else { return Vec::new() };
        let who = self.who_all(&self.subject(teller));
        if self.only_reports(teller, &who) {
            Vec::new()
        } else {
            who
        }
    }

    /// Who did something at, after or for the talks.
    pub(super) fn doer_around(&self, preposition: usize, parts: &Parts, kind: MeetingKind) -> Vec<Who> {
        let document = self.document();
        let token = self.units[preposition].tokens.start;
        let noun_before = preposition
            .checked_sub(1)
            .and_then(|it| self.units[it].group())
            .filter(|_| !document.is(token, Class::During));
        let behind =
            noun_before.is_some_and(|group| group.meeting().is_none() && document.is(token, Class::OfOnly));
        let reported = noun_before.is_some_and(|group| {
            group.members.last().is_some_and(|it| {
                document.is_any(
                    it.noun.tokens.end - 1,
                    &[
                        Class::ReportNoun,
                        Class::PlanNoun,
                        Class::UnrealNoun,
                        Class::CancelNoun,
                    ],
                )
            })
        });
        let meal = document.is(token, Class::WithOnly) && !parts.with.is_empty();
        if !(document.is_any(token, &[Class::During, Class::AheadOf, Class::PurposePreposition])
            || meal
            || behind
            || reported
            || document.is(token, Class::Cancelled))
        {
            return Vec::new();
        }
        let verb = self
            .verb_before(preposition)
            .filter(|&verb| {
                self.is_finite(verb)
                    || self.units[verb]
                        .verb()
                        .is_some_and(|it| it.shape == Shape::Infinitive)
            })
            .or_else(|| self.main_verb_after(parts.end.max(preposition + 1)));
        let owned = |visit: usize| {
            let group = self.units[visit].group();
            let nouns = group.into_iter().flat_map(|group| &group.members);
            let mut who: Vec<Who> = nouns.flat_map(|member| self.owners(&member.noun)).collect();
            if who.is_empty() && self.opens(visit + 1, Class::OfOnly) {
                who = self.who_all(&[visit + 2]);
            }
            who
        };
        // "X's visit to P for talks with Y was put off".
        let visit = self.visit_before(preposition).map(owned).unwrap_or_default();
        let verb = verb.filter(|&verb| visit.is_empty() || verb < preposition);
        let Some(verb) = verb else {
            if !visit.is_empty() {
                return visit;
            }
            // "X in P for talks with Y": a headline leaves the verb out.
            let first = self.units.iter().position(|unit| unit.group().is_some());
            return first
                .filter(|&at| at < preposition && self.headline)
                .map_or_else(Vec::new, |at| self.who_all(&[at]));
        };
        let mut who = self.who_all(&self.subject(verb));
        if self.only_reports(verb, &who) {
            return Vec::new();
        }
        // "A told B in a call".
        let main = self.units[verb].verb().map_or(0, |it| it.main.start);
        let told = document
            .find(main, Class::Say)
            .is_some_and(|found| document.lexicon.pack.say[found.entry].addressee);
        if told
            && parts.with.is_empty()
            && document.is(token, Class::During)
            && let Some(object) = self.units.get(verb + 1).and_then(Unit::group)
        {
            let object = self.who(object);
            if self.is_personal(&object) {
                who.extend(object);
                return who;
            }
        }
        // "Joined B and C for talks".
        if parts.with.is_empty()
            && document.is(token, Class::PurposePreposition)
            && verb < preposition
            && let Some(object) = self.units.get(verb + 1).and_then(Unit::group)
        {
            let object = self.who(object);
            let hosts = document
                .find(
                    self.units[verb].verb().map_or(0, |it| it.main.start),
                    Class::Light,
                )
                .is_some_and(|it| document.lexicon.pack.light[it.entry].subject_place);
            // "Qatar will host A and B for talks".
            if hosts && object.len() > 1 && !self.is_personal(&who) {
                who.clear();
            }
            if self.is_personal(&object) || hosts {
                who.extend(object);
            }
        }
        // Alone with nobody it was said with, only a body meets.
        if parts.with.is_empty() && who.len() == 1 {
            let mentions = self.mentions();
            let body = match who[0] {
                Who::Mention(index) => {
                    self.is_body(index)
                        && (mentions.items[index].known.is_some()
                            || mentions.items[index].tokens.len() > 1
                            || document.tokens[mentions.items[index].tokens.start].upper)
                }
                Who::Name(_) => self.is_session_body(&who),
            };
            let fits = body
                && document.is(token, Class::During)
                && kind != MeetingKind::Call
                && kind != MeetingKind::Visit;
            // Who only announces something after a session need not have held it.
            let says = document.is(main, Class::Say) && !document.is(main, Class::Light);
            return if fits && !says { who } else { Vec::new() };
        }
        who
    }

    /// Who is heard at a session ("appeared on Tuesday at a hearing of").
    pub(super) fn heard_at(&self, preposition: usize) -> Vec<Who> {
        let verb = self.verb_before(preposition).filter(|&verb| {
            self.units[verb]
                .verb()
                .is_some_and(|it| self.document().is(it.main.start, Class::Appears))
        });
        let who = verb.map_or_else(Vec::new, |verb| self.who_all(&self.subject(verb)));
        if self.is_somebody(&who) { who } else { Vec::new() }
    }

    /// Who goes where a meeting is to be ("travels to P, where a meeting with Y is planned").
    pub(super) fn goer_before(&self, at: usize) -> Vec<Who> {
        let floor = at.saturating_sub(3);
        let relative = (floor..at).rev().find(|&it| self.opens(it, Class::Where));
        let verb = relative.and_then(|it| self.verb_before(it));
        verb.map_or_else(Vec::new, |verb| self.who_all(&self.subject(verb)))
    }
}
