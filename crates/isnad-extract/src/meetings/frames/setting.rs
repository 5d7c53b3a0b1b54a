//! Setting: where and when a meeting took place, and what its date and its reports make of it.

use std::cmp::Ordering;
use std::ops::Range;

use isnad_model::{DateSpan, EntityKind, MeetingKind, Status};

use super::phrases::Owner;
use super::reality::Reality;
use super::units::Kind;
use super::{Reading, Told};
use crate::document::LineRole;
use crate::lexicon::Class;
use crate::meetings::Met;
use crate::mentions::Named;

impl Reading<'_, '_, '_, '_> {
    /// "In P, where he met X": the place that the clause is about.
    pub(super) fn place_of_relative(&self, verb: usize) -> Option<usize> {
        let floor = verb.saturating_sub(6);
        let relative = (floor..verb).rev().find(|&at| self.opens(at, Class::Where))?;
        (relative.saturating_sub(4)..relative)
            .rev()
            .find_map(|at| self.place_in_group(at, true))
    }

    /// What the clause before "where" or "when" makes of what follows ("postponed a trip to P, where he was to meet X").
    pub(super) fn reality_before_relative(&self, verb: usize) -> Reality {
        let floor = verb.saturating_sub(6);
        let relative = (floor..verb).rev().find(|&at| self.opens(at, Class::Where));
        let main = relative.and_then(|relative| self.verb_before(relative));
        let by_object = main.map_or(Reality::Held, |main| self.reality_as_object(main));
        if by_object == Reality::Cancelled || self.visit_outcome(verb) == Reality::Cancelled {
            Reality::Cancelled
        } else {
            Reality::Held
        }
    }

    /// The visit before a unit, during or for which it is told.
    pub(super) fn visit_before(&self, at: usize) -> Option<usize> {
        let document = self.document();
        let floor = at.saturating_sub(14);
        let reach = (floor..at)
            .rev()
            .take_while(|&it| !matches!(self.units[it].kind, Kind::Stop));
        reach
            .filter(|&it| !self.is_finite(it) || self.units[it].group().is_some())
            .find(|&it| {
                self.units[it].group().is_some_and(|group| {
                    group.members.iter().any(|member| {
                        member.noun.meeting.is_some_and(|found| {
                            document.lexicon.pack.meeting[found.entry].kind == MeetingKind::Visit
                        })
                    })
                })
            })
    }

    /// "The visit of X to P, during which he was to meet Y, was called off": what becomes of the visit.
    pub(super) fn visit_outcome(&self, at: usize) -> Reality {
        let Some(visit) = self.visit_before(at) else {
            return Reality::Held;
        };
        let verb = self.verb_of_subject(visit + 1).filter(|&verb| verb != at);
        let by_object = visit
            .checked_sub(1)
            .filter(|&it| self.units[it].verb().is_some())
            .map_or(Reality::Held, |it| self.reality_as_object(it));
        // Between the visit and its verb the meeting must stand.
        let by_subject = verb
            .filter(|&verb| verb > at)
            .map_or(Reality::Held, |verb| self.reality_as_subject(verb));
        by_object.under(by_subject)
    }

    /// The units of the clause of a trigger, before and behind it.
    fn clause(&self, at: usize) -> Range<usize> {
        let verb = if self.units[at].verb().is_some() {
            Some(at)
        } else {
            self.verb_before(at)
        };
        let start = match verb {
            Some(verb) => self.clause_start(verb),
            None => 0,
        };
        let mut range = start.min(at)..self.clause_end(at).max(at + 1);
        // "At talks in P, X said": what follows the comma belongs to the verb behind.
        if verb.is_none()
            && let Some(main) = self.main_verb_after(at)
        {
            range.end = range.end.min(self.units.len()).max(at + 1);
            range.end = range.end.min(main);
        }
        let token = self.units[at].tokens.start;
        let report = self
            .claims
            .iter()
            .filter(|claim| claim.content.contains(&token))
            .min_by_key(|claim| claim.content.len());
        if let Some(report) = report {
            while range.end > at + 1 && self.units[range.end - 1].tokens.start >= report.content.end {
                range.end -= 1;
            }
            while range.start < at && self.units[range.start].tokens.start < report.content.start {
                range.start += 1;
            }
        }
        range
    }

    /// Gives a meeting its place.
    pub(super) fn set_place(&self, met: &mut Met, told: &Told) {
        let mentions = self.mentions();
        let found = met
            .place
            .or_else(|| self.place_within(told.unit, told.anchor))
            .or(told.host)
            .or_else(|| self.place_of_relative_behind(told.unit))
            .or_else(|| self.place_told_there(told))
            .or_else(|| self.place_of_arrival(met, told))
            .or_else(|| self.dateline(met));
        let takes_part = |index: usize| {
            // A capital is a place of its own, whoever takes part.
            let named = &mentions.items[index];
            let capital = named.kind == EntityKind::State
                && crate::meetings::place::name_of(self.document(), mentions, index) != named.name;
            !capital
                && met
                    .participants
                    .iter()
                    .any(|&other| mentions.items[other].referent == mentions.items[index].referent)
        };
        met.place = found.filter(|&index| !takes_part(index));
    }

    /// The place told in the clause of a unit; what is told behind `from` counts first.
    pub(super) fn place_within(&self, at: usize, from: usize) -> Option<usize> {
        let clause = self.clause_with(at, from);
        let behind = (at + 1..clause.end)
            .filter(|&it| !self.is_in_relative(at, it))
            .take_while(|&it| it <= from || !self.is_other_event(at, it) && self.second_at(it).is_none())
            .find_map(|it| self.place_at(it).or_else(|| self.goal_at(it)));
        // Where and when somebody denies it is not where and when it was.
        let from_start = if self.is_denied_here(at) { at } else { clause.start };
        behind
            .or_else(|| (from_start..at).rev().find_map(|it| self.goal_at(it)))
            .or_else(|| (from_start..at).rev().find_map(|it| self.place_at(it)))
    }

    /// "A call, meant to replace the meeting that was cancelled in P, is planned": what an inner clause tells is not told of it.
    fn is_in_relative(&self, trigger: usize, at: usize) -> bool {
        let opens = |it: &usize| matches!(self.units[*it].kind, Kind::That | Kind::Relative);
        let relative = (trigger + 1..at)
            .rev()
            .take_while(|&it| !self.units[it].is_comma())
            .find(opens);
        relative.is_some_and(|relative| {
            // Only inside an aside; the clause itself ends before.
            (trigger + 1..relative).any(|it| self.units[it].is_comma())
        })
    }

    /// "The ministry in P dismissed reports of a meeting", "denied on Monday meeting X".
    fn is_denied_here(&self, at: usize) -> bool {
        let denies = |verb: usize| {
            self.units[verb]
                .verb()
                .is_some_and(|it| self.denies(it.main.start))
        };
        self.verb_before(at).is_some_and(denies)
    }

    /// Whether what follows a unit belongs to another event or to a purpose.
    fn is_other_event(&self, trigger: usize, at: usize) -> bool {
        let Some(group) = self.units[at].group() else {
            return self.units[at]
                .verb()
                .is_some_and(|verb| verb.shape == super::verbs::Shape::Infinitive)
                && at > trigger
                && !self.units[at - 1]
                    .verb()
                    .is_some_and(|verb| self.document().is(verb.main.start, Class::Due));
        };
        group.meeting().is_some()
            && at > trigger
            && !(self.units[at - 1].is_preposition() && self.opens(at - 1, Class::Within)
                || self.units[at - 1].is_preposition() && self.opens(at - 1, Class::OfOnly)
                || self.units[at - 1].verb().is_some() && at - 1 == trigger
                || self.units[at - 1].is_preposition() && self.opens(at - 1, Class::PurposePreposition))
    }

    /// The place behind a preposition of place at a unit.
    fn place_at(&self, at: usize) -> Option<usize> {
        let document = self.document();
        let unit = &self.units[at];
        // "Set for P", "down for P".
        let set = unit.is_preposition()
            && document.is(unit.tokens.start, Class::PurposePreposition)
            && at > 0
            && self.units[at - 1]
                .verb()
                .is_some_and(|verb| document.is_any(verb.main.start, &[Class::Due, Class::Planned]));
        if !unit.is_preposition()
            || !set && !document.is(unit.tokens.start, Class::PlacePreposition)
            || !set && document.is(unit.tokens.start, Class::NotAt)
        {
            return None;
        }
        // "The war in Gaza" has its place for itself.
        if let Some(before) = at.checked_sub(1).and_then(|it| self.units[it].group())
            && before.members.last().is_some_and(|it| {
                it.noun.head.is_none() && document.is(it.noun.tokens.end - 1, Class::Situated)
            })
        {
            return None;
        }
        self.place_in_group(at + 1, true)
    }

    /// Where somebody goes: "flew to P", "visited P", "a visit to P".
    fn goal_at(&self, at: usize) -> Option<usize> {
        let document = self.document();
        let unit = &self.units[at];
        if let Some(verb) = unit.verb() {
            let visits = document
                .find(verb.main.start, Class::Meet)
                .is_some_and(|found| document.lexicon.pack.meet[found.entry].object_place);
            return visits.then(|| self.place_in_group(at + 1, true)).flatten();
        }
        if !unit.is_preposition() || !document.is(unit.tokens.start, Class::To) {
            return None;
        }
        let moves = (at.saturating_sub(3)..at).any(|it| {
            let unit = &self.units[it];
            unit.verb()
                .is_some_and(|verb| document.is(verb.main.start, Class::Motion))
                || unit.group().is_some_and(|group| {
                    group.members.iter().any(|member| {
                        document.is(member.noun.tokens.end - 1, Class::Motion)
                            || member.noun.delegation
                            || member.noun.meeting.is_some_and(|found| {
                                document.lexicon.pack.meeting[found.entry].kind == MeetingKind::Visit
                            })
                    })
                })
                || unit.verb().is_some_and(|verb| {
                    document
                        .find(verb.main.start, Class::Meet)
                        .is_some_and(|found| document.lexicon.pack.meet[found.entry].person)
                })
        });
        if !moves {
            return None;
        }
        // A town that nobody knows is a place all the same where somebody goes to it.
        self.place_in_group(at + 1, true).or_else(|| {
            let mentions = self.mentions();
            let noun = &self.units.get(at + 1)?.group()?.members.first()?.noun;
            noun.head.filter(|&index| {
                let named = &mentions.items[index];
                named.kind == EntityKind::Organization && named.known.is_none() && noun.tokens.len() == 1
            })
        })
    }

    /// The place that a group names, or that stands in front of its head ("the Leeds office").
    pub(super) fn place_in_group(&self, at: usize, states: bool) -> Option<usize> {
        let mentions = self.mentions();
        let document = self.document();
        let group = self.units.get(at)?.group()?;
        let noun = &group.members.first()?.noun;
        let fits =
            |named: &Named| named.kind == EntityKind::Place || states && named.kind == EntityKind::State;
        if let Some(head) = noun.head {
            return fits(&mentions.items[head]).then_some(head);
        }
        // "The Swiss city of Geneva".
        let last = noun.tokens.end - 1;
        if document.is_any(last, &[Class::PlaceClass, Class::PlaceHead])
            && self.opens(at + 1, Class::OfOnly)
            && let Some(place) = self.place_in_group(at + 2, states)
        {
            return Some(place);
        }
        noun.owners.iter().find_map(|owner| match *owner {
            Owner::Named(index) if mentions.items[index].kind == EntityKind::Place => Some(index),
            _ => None,
        })
    }

    /// "X arrived in P on Monday. He met Y": where a party had just gone, told of by a pronoun now.
    fn place_of_arrival(&self, met: &Met, told: &Told) -> Option<usize> {
        let document = self.document();
        let mentions = self.mentions();
        if met.kind == MeetingKind::Call || met.status == Status::Denied {
            return None;
        }
        let clause = self.clause(told.unit);
        let by_pronoun = self.units[clause.clone()].iter().any(|unit| {
            unit.group()
                .is_some_and(|group| group.members.iter().any(|member| member.noun.pronoun.is_some()))
        });
        if !by_pronoun {
            return None;
        }
        let here = document.tokens[self.sentence.start].sentence as usize;
        let own = self.sentence.start..self.units[clause.start].tokens.start;
        let before = here
            .checked_sub(1)
            .map(|at| &document.sentences[at])
            .filter(|before| before.paragraph == document.sentences[here].paragraph);
        let reach = [Some(own), before.map(|it| it.tokens.clone())];
        reach.into_iter().flatten().find_map(|tokens| {
            let moves = tokens
                .clone()
                .rev()
                .find(|&at| document.is(at, Class::Motion) && mentions.index_at(at).is_none())?;
            mentions
                .within(moves + 1..tokens.end.min(moves + 5))
                .find(|&index| mentions.items[index].kind == EntityKind::Place)
        })
    }

    /// The dateline of the article's first sentence says where what it tells took place.
    fn dateline(&self, met: &Met) -> Option<usize> {
        let document = self.document();
        let sentence = document.sentence(self.sentence.start);
        if sentence.first == sentence.tokens.start
            || met.kind == MeetingKind::Call
            || met.status != Status::Held
            || sentence.role != LineRole::Body
            || met.rule == "meet.verb"
        {
            return None;
        }
        let mentions = self.mentions();
        mentions
            .within(sentence.first..sentence.tokens.start)
            .find(|&index| matches!(mentions.items[index].kind, EntityKind::Place | EntityKind::State))
    }

    /// Gives a meeting its date.
    pub(super) fn set_date(&self, met: &mut Met, told: &Told) {
        let ahead = met.status == Status::Planned || self.is_present(told);
        met.past = self.date_within(told.unit, told.anchor, false);
        met.date = if ahead || met.status == Status::Cancelled && self.is_lately_cancelled(told) {
            self.date_within(told.unit, told.anchor, true)
        } else {
            met.past.clone()
        };
    }

    /// "Meets on Sunday", "is meeting on Sunday", "heads to P on Sunday for talks": the present tells of what is to come.
    fn is_present(&self, told: &Told) -> bool {
        let verb = if self.units[told.anchor].verb().is_some() {
            Some(told.anchor)
        } else {
            self.verb_before(told.unit)
        };
        verb.and_then(|at| self.units[at].verb()).is_some_and(|verb| {
            let document = self.document();
            let says =
                document.is(verb.main.start, Class::Say) && !document.is(verb.main.start, Class::Light);
            verb.present && !says && !verb.copula
        })
    }

    /// What is called off in the perfect, or was due, is still to come; what "was called off" lies behind.
    fn is_lately_cancelled(&self, told: &Told) -> bool {
        let document = self.document();
        // "Did not go ahead" tells of what lies behind.
        let negated = self
            .units
            .get(told.anchor)
            .and_then(|unit| unit.verb())
            .is_some_and(|it| it.negated && !it.future);
        !negated
            && self.units.iter().any(|unit| {
                unit.verb().is_some_and(|verb| {
                    verb.is_to
                        || verb.perfect && document.is_any(verb.main.start, &[Class::Cancelled, Class::Light])
                        || document.is(verb.main.start, Class::Due)
                })
            })
            && told.anchor < self.units.len()
    }

    /// The clause of a unit, with that of the verb whose subject it is.
    fn clause_with(&self, at: usize, anchor: usize) -> Range<usize> {
        let mut clause = self.clause(at);
        // "Two days before a session": where and when something else took place.
        if at > 0 && self.units[at - 1].is_preposition() && self.opens(at - 1, Class::AheadOf) {
            clause.start = at;
        }
        if anchor > at {
            // The subject of a verb stands in that verb's clause.
            let mut start = at;
            while start > 0
                && matches!(
                    self.units[start - 1].kind,
                    Kind::Date(_) | Kind::Adverb | Kind::Comma | Kind::Group(_) | Kind::Preposition
                )
            {
                start -= 1;
            }
            clause.start = clause.start.max(start);
            clause.end = clause.end.max(self.clause_end(anchor));
        }
        clause
    }

    /// The date told in the clause of a unit.
    pub(super) fn date_within(&self, at: usize, anchor: usize, future: bool) -> Option<DateSpan> {
        let own = self.units[at].group().and_then(|group| {
            group
                .members
                .iter()
                .find_map(|member| member.noun.dates.first().copied())
        });
        let clause = self.clause_with(at, anchor);
        let index = own.or_else(|| {
            let behind = (at + 1..clause.end)
                .filter(|&it| !self.is_in_relative(at, it) && !self.is_in_setback(at, it, anchor))
                .take_while(|&it| {
                    it <= anchor || !self.is_other_event_for_date(at, it) && self.second_at(it).is_none()
                })
                .find_map(|it| self.date_of_unit(it));
            behind
                .or_else(|| {
                    let from = if self.is_denied_here(at) { at } else { clause.start };
                    (from..at).rev().find_map(|it| self.date_of_unit(it))
                })
                .or_else(|| self.date_before_relative(at))
                .or_else(|| self.date_in_relative(at))
        })?;
        let date = &self.finder.dates[index];
        let edtf = if future { date.future } else { date.past };
        Some(DateSpan {
            edtf: edtf.or(date.edtf)?,
            start: date.span.start,
            end: date.span.end,
        })
    }

    /// "Talks, put off in November, are now set for P": an aside tells of what became of them before.
    fn is_in_setback(&self, trigger: usize, at: usize, anchor: usize) -> bool {
        at < anchor
            && (trigger + 1..at).any(|it| {
                self.is_reduced(it)
                    && self.units[it].verb().is_some_and(|verb| {
                        let document = self.document();
                        document.is(verb.main.start, Class::Cancelled)
                            || document.find(verb.main.start, Class::Light).is_some_and(|found| {
                                document.lexicon.pack.light[found.entry].status == Some(Status::Cancelled)
                            })
                    })
            })
    }

    /// "Visited P on Monday, where he met X": the date of the clause before.
    fn date_before_relative(&self, at: usize) -> Option<usize> {
        let relative = (at.saturating_sub(6)..at)
            .rev()
            .find(|&it| self.opens(it, Class::Where))?;
        (relative.saturating_sub(6)..relative)
            .rev()
            .find_map(|it| self.date_of_unit(it))
    }

    /// "A session that had been due on Wednesday".
    fn date_in_relative(&self, at: usize) -> Option<usize> {
        self.relative_behind(at)?.find_map(|it| self.date_of_unit(it))
    }

    /// "The exchange, which took place in P on Tuesday": where and when, of what is told before.
    pub(super) fn told_in_relative(&self, at: usize) -> (Option<usize>, Option<DateSpan>) {
        let relative = self
            .units
            .iter()
            .enumerate()
            .skip(at + 1)
            .take(2)
            .any(|(_, unit)| matches!(unit.kind, Kind::Relative));
        if !relative {
            return (None, None);
        }
        let date = self.date_in_relative(at).and_then(|index| {
            let date = &self.finder.dates[index];
            Some(DateSpan {
                edtf: date.past.or(date.edtf)?,
                start: date.span.start,
                end: date.span.end,
            })
        });
        (self.place_of_relative_behind(at), date)
    }

    /// "Talks, which had been set for Friday in P".
    fn place_of_relative_behind(&self, at: usize) -> Option<usize> {
        self.relative_behind(at)?.find_map(|it| self.place_at(it))
    }

    /// The clause of a relative behind a meeting, as far as it tells of the meeting.
    fn relative_behind(&self, at: usize) -> Option<Range<usize>> {
        let limit = self.units.len().min(at + 8);
        let relative =
            (at + 1..limit).find(|&it| matches!(self.units[it].kind, Kind::Relative | Kind::That))?;
        let verb = (relative + 1..limit.min(relative + 3)).find(|&it| self.units[it].verb().is_some())?;
        let main = self.units[verb].verb()?.main.start;
        let told = self.document().is_any(
            main,
            &[Class::Due, Class::Planned, Class::Light, Class::Catenative],
        );
        told.then(|| verb..self.clause_end(verb))
    }

    /// "Opened its meeting there": the place told before.
    fn place_told_there(&self, told: &Told) -> Option<usize> {
        let document = self.document();
        let mentions = self.mentions();
        let clause = self.clause_with(told.unit, told.anchor);
        let until = self.units.get(clause.end.checked_sub(1)?)?.tokens.end;
        let there = (self.units[clause.start].tokens.start..until).find(|&at| {
            document.is(at, Class::There)
                && !document.is_any(
                    at + 1,
                    &[Class::Passive, Class::Auxiliary, Class::Modal, Class::Future],
                )
        })?;
        let floor = there.saturating_sub(80);
        let near = mentions
            .within(floor..there)
            .filter(|&index| mentions.items[index].kind == EntityKind::Place);
        near.last()
    }

    fn is_other_event_for_date(&self, trigger: usize, at: usize) -> bool {
        self.units[at].group().is_some() && self.is_other_event(trigger, at)
    }

    /// The date that a unit is, unless it is part of a noun phrase ("the 2015 deal").
    fn date_of_unit(&self, at: usize) -> Option<usize> {
        let document = self.document();
        let unit = &self.units[at];
        match unit.kind {
            Kind::Date(index) => {
                let inside = unit.tokens.start > 0
                    && document.is_any(unit.tokens.start - 1, &[Class::Determiner])
                    && self.is_group(at + 1);
                (!inside).then_some(index)
            }
            Kind::Verb(_) => (unit.tokens.clone()).find_map(|token| {
                let index = self
                    .finder
                    .dates
                    .partition_point(|date| date.tokens.start < token);
                (self.finder.dates.get(index)?.tokens.start == token).then_some(index)
            }),
            _ => None,
        }
    }

    /// What the date and denials around a meeting make of it; none where nothing is left.
    pub(super) fn set_status(&self, met: &mut Met) -> Option<()> {
        let token = met.trigger.start;
        let denied = self
            .claims
            .iter()
            .any(|claim| claim.denied && claim.content.contains(&token));
        match self.refuted(token) {
            _ if denied => met.status = Status::Denied,
            Some(Reality::Denied) => met.status = Status::Denied,
            Some(_) => return None,
            None if self.is_called_a_claim(token) || self.is_denied_behind(token) => {
                met.status = Status::Denied;
            }
            None => {}
        }
        if met.status == Status::Denied {
            return Some(());
        }
        if let (Status::Held, Some(date), Some(today)) =
            (met.status, &met.date, &self.document().article.date)
            && date.edtf.earliest().cmp(&today.latest()) == Ordering::Greater
        {
            met.status = Status::Planned;
        }
        Some(())
    }
}
