//! Seconds: one verb or noun that tells two meetings ("saw A on Monday and B the next day"), and sessions with a guest.

use isnad_model::EntityKind;

use super::people::Who;
use super::told::News;
use super::units::{Kind, Unit};
use super::{Reading, Told};
use crate::lexicon::Class;

/// Meetings that one verb tells at most.
const MOST: usize = 4;

impl Reading<'_, '_, '_, '_> {
    /// Adds a meeting, and those that the same words tell of others at another time or place.
    pub(super) fn tell_with(&self, told: Told, news: &mut Vec<News<Told>>) {
        let end = self.clause_end(told.unit.max(told.anchor));
        let verb = if self.units[told.unit].verb().is_some() {
            Some(told.unit)
        } else {
            self.verb_before(told.unit)
        };
        let subject = verb.map_or_else(Vec::new, |verb| self.who_all(&self.subject(verb)));
        let mut seconds = Vec::new();
        let mut at = told.unit + 1;
        while !subject.is_empty() && at < end && seconds.len() < MOST {
            if let Some(group) = self.second_at(at) {
                let mut who = subject.clone();
                who.extend(self.who_all(&[group]));
                let who = self.distinct(who);
                if who.len() > subject.len() {
                    seconds.push(Told {
                        trigger: told.trigger.clone(),
                        unit: group,
                        anchor: group,
                        kind: told.kind,
                        who,
                        status: told.status,
                        place: None,
                        host: None,
                        rule: told.rule,
                        confidence: told.confidence,
                        another: true,
                    });
                }
                at = group;
            }
            at += 1;
        }
        if told.who.len() > 1 {
            self.latest.borrow_mut().clone_from(&told.who);
        }
        news.push(News::Meeting(Box::new(told)));
        news.extend(seconds.into_iter().map(|told| News::Meeting(Box::new(told))));
    }

    /// The group behind an "and" that is met another time than the one before ("on Monday and B the next day").
    pub(super) fn second_at(&self, and: usize) -> Option<usize> {
        if !self.units.get(and)?.is_and() {
            return None;
        }
        let mut before = and.checked_sub(1)?;
        if self.units[before].is_comma() {
            before = before.checked_sub(1)?;
        }
        let set = matches!(self.units[before].kind, Kind::Date(_))
            || before > 0
                && self.opens(before - 1, Class::PlacePreposition)
                && self.place_in_group(before, true).is_some();
        let with = usize::from(self.opens(and + 1, Class::WithOnly) && self.units[and + 1].is_preposition());
        let group = and + 1 + with;
        let people = set && self.units.get(group)?.group()?.meeting().is_none() && {
            let who = self.who_all(&[group]);
            self.is_personal(&who) && (with == 1 || self.is_somebody(&who))
        };
        let goes_on = match self.units.get(group + 1).map(|unit| &unit.kind) {
            None | Some(Kind::Stop | Kind::Date(_) | Kind::Preposition | Kind::Adverb) => true,
            // "The following morning".
            Some(Kind::Group(time)) => {
                let noun = &time.members[0].noun;
                noun.head.is_none() && noun.definite && noun.owners.is_empty() && noun.meeting.is_none()
            }
            Some(Kind::Comma) => !self.units[group + 1..]
                .iter()
                .take(3)
                .any(|unit| matches!(unit.kind, Kind::Relative) || unit.verb().is_some()),
            _ => false,
        };
        (people && goes_on).then_some(group)
    }

    /// Persons by name or office.
    pub(super) fn is_somebody(&self, who: &[Who]) -> bool {
        !who.is_empty()
            && who.iter().all(|one| match one {
                Who::Mention(index) => self.mentions().items[*index].kind == EntityKind::Person,
                Who::Name(_) => true,
            })
    }

    /// "Saw X on Tuesday": one person another, at a time or place that the words tell.
    pub(super) fn is_told_when(
        &self,
        at: usize,
        object: Option<usize>,
        subject: &[Who],
        people: &[Who],
    ) -> bool {
        // "Whom she saw in P": the object stands before.
        let named = object.is_none() && !people.is_empty();
        let object = object.unwrap_or(at);
        let delegates = self.units[object]
            .group()
            .is_some_and(|group| group.members.iter().all(|member| member.noun.delegation));
        let behind = self.units.get(object + 1);
        let dated = matches!(behind.map(|unit| &unit.kind), Some(Kind::Date(_)))
            || behind.is_some_and(Unit::is_preposition)
                && (matches!(
                    self.units.get(object + 2).map(|unit| &unit.kind),
                    Some(Kind::Date(_))
                ) || self.opens(object + 1, Class::PlacePreposition)
                    && self.place_in_group(object + 2, true).is_some());
        let before = at > 0 && matches!(self.units[at - 1].kind, Kind::Date(_));
        (dated || before) && self.is_somebody(subject) && (named || delegates || self.is_somebody(people))
    }

    /// Whether a side is a body that holds sessions, and no court.
    pub(super) fn is_session_body(&self, side: &[Who]) -> bool {
        let [body] = side else { return false };
        let document = self.document();
        match body {
            Who::Mention(index) => {
                let named = &self.mentions().items[*index];
                let judicial = named.tokens.clone().any(|at| document.is(at, Class::Judicial));
                let body = named.tokens.clone().any(|at| document.is(at, Class::MeetingBody));
                self.is_body(*index) && (body || named.tokens.len() > 2) && !judicial
            }
            Who::Name(words) => {
                let words = isnad_text::fold_name(words);
                !words.split(' ').any(|word| word == "court")
            }
        }
    }
}
