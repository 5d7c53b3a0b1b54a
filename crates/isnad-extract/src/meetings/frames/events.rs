//! Events: meetings by their noun: "held talks with B", "a meeting between A and B", "said after talks with B".

use isnad_model::{EntityKind, MeetingKind, Status};

use super::again::Again;
use super::people::Who;
use super::phrases::{Noun, Owner};
use super::reality::Reality;
use super::told::News;
use super::units::{Kind, Unit};
use super::verbs::Shape;
use super::{Reading, Told};
use crate::document::Found;
use crate::lexicon::Class;

/// What the phrase of a meeting and its adjuncts tell.
#[derive(Default)]
struct Parts {
    /// Behind "with".
    with: Vec<Who>,
    /// Behind "between".
    between: Vec<Who>,
    /// Behind "of", "by" and in front of the noun.
    own: Vec<Who>,
    /// One past the last unit that belongs to the phrase.
    end: usize,
    /// A place in front of the noun.
    place: Option<usize>,
}

/// How the phrase stands in its clause.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// Object of the verb at this unit.
    Object(usize),
    /// Subject of the verb at this unit.
    Subject(usize),
    /// Behind a preposition at this unit.
    Adjunct(usize),
    /// None of these.
    Alone,
}

impl Reading<'_, '_, '_, '_> {
    /// What the nouns of meeting in a group tell.
    pub(super) fn tell_by_noun(&self, at: usize, news: &mut Vec<News<Told>>) {
        let Some(group) = self.units[at].group() else {
            return;
        };
        // "A round of talks" is one.
        let measured = at >= 2
            && self.opens(at - 1, Class::OfOnly)
            && self.units[at - 2]
                .group()
                .is_some_and(|it| it.meeting().is_some());
        if measured {
            return;
        }
        for member in &group.members {
            let Some(found) = member.noun.meeting else {
                continue;
            };
            if self.is_something_else(&found) {
                continue;
            }
            if let Some(one) = self.tell_event(at, &member.noun, &found) {
                news.push(one);
            }
        }
    }

    /// "News conference", "hearing" of a court.
    fn is_something_else(&self, found: &Found) -> bool {
        let document = self.document();
        let entry = &document.lexicon.pack.meeting[found.entry];
        let before = found.start.checked_sub(1).map_or("", |at| document.key(at));
        let next = if found.end < document.tokens.len() {
            document.key(found.end)
        } else {
            ""
        };
        let is = |words: &[String], key: &str| words.iter().any(|word| isnad_text::fold_name(word) == key);
        is(&entry.not_after, before) || is(&entry.not_before, next)
    }

    fn tell_event(&self, at: usize, noun: &Noun, found: &Found) -> Option<News<Told>> {
        let document = self.document();
        let entry = &document.lexicon.pack.meeting[found.entry];
        let parts = self.parts(at, noun, entry.kind);
        let place = self.stands(at, &parts);
        let mut reality = self.modified(noun, found);
        if noun.negated {
            reality = Reality::Void;
        }
        let mut who: Vec<Who> = Vec::new();
        let complete = parts.between.len() > 1 || parts.own.len() > 1;
        let mut by_light = false;
        match place {
            Place::Object(verb) => {
                let main = self.units[verb].verb()?.main.start;
                let light = document.find(main, Class::Light);
                by_light = light.is_some();
                reality = reality.under(self.reality_as_object(verb));
                let hosts = light.is_some_and(|it| document.lexicon.pack.light[it.entry].subject_place);
                let subject = self.who_all(&self.subject(verb));
                let takes_part = if by_light {
                    !hosts || self.is_personal(&subject) && !subject.is_empty()
                } else {
                    !complete && !self.only_reports(verb, &subject)
                };
                if takes_part {
                    who.extend(subject);
                } else if !by_light && parts.with.len() == 1 && !complete {
                    who.extend(self.who_all(&self.subject(verb)).into_iter().filter(|_| false));
                }
            }
            Place::Subject(verb) => {
                reality = reality.under(self.reality_as_subject(verb));
                by_light = true;
                if !complete
                    && (parts.with.len() == 1 || parts.own.len() == 1 && parts.with.is_empty())
                    && !parts.with.is_empty()
                    && parts.own.is_empty()
                {
                    who.extend(self.reporter_of(verb));
                }
            }
            Place::Adjunct(preposition) => {
                reality = reality.under(self.reality_as_adjunct(preposition, at));
                if !complete && parts.own.is_empty()
                    || !complete && !parts.with.is_empty() && parts.own.is_empty()
                {
                    who.extend(self.doer_around(preposition, &parts, entry.kind));
                }
            }
            Place::Alone => {}
        }
        who.extend(parts.own.iter().cloned());
        who.extend(parts.between.iter().cloned());
        who.extend(parts.with.iter().cloned());
        let who = self.distinct(who);
        let another = noun_is_another(self, noun);
        if who.is_empty() || who.len() == 1 && !self.is_session(&who[0], entry.kind, by_light, place) {
            return self.tell_again(at, noun, place, reality, another, entry.kind, found);
        }
        let status = reality.status()?;
        let end = parts.end.max(at + 1);
        let by_call = self.is_by_call(at, end);
        let kind = match entry.kind {
            MeetingKind::Meeting if by_call => MeetingKind::Call,
            MeetingKind::Meeting if who.len() == 1 => MeetingKind::Session,
            kind => kind,
        };
        if entry.weak && who.len() < 2 && kind != MeetingKind::Session {
            return None;
        }
        Some(News::Meeting(Box::new(Told {
            trigger: found.start..found.end,
            unit: at,
            anchor: match place {
                Place::Subject(verb) => verb,
                _ => at,
            },
            kind,
            who,
            status,
            place: parts.place.or_else(|| self.host_place(place)),
            rule: if by_light { "meet.light-noun" } else { "meet.noun" },
            confidence: 0.8,
            another,
        })))
    }

    /// A single body holds a session.
    fn is_session(&self, who: &Who, kind: MeetingKind, light: bool, place: Place) -> bool {
        let Who::Mention(index) = who else { return false };
        let event =
            light || kind == MeetingKind::Session || matches!(place, Place::Adjunct(_) | Place::Object(_));
        self.is_body(*index) && event && !matches!(kind, MeetingKind::Call | MeetingKind::Visit)
    }

    /// Those told in the phrase and behind it.
    fn parts(&self, at: usize, noun: &Noun, kind: MeetingKind) -> Parts {
        let document = self.document();
        let mentions = self.mentions();
        let mut parts = Parts::default();
        for owner in &noun.owners {
            match *owner {
                Owner::Named(index) => {
                    let named = &mentions.items[index];
                    let capital = named
                        .known
                        .is_some_and(|known| document.known.entity(known).capital_of.is_some());
                    if named.kind == EntityKind::Place
                        || capital && noun.owners.len() == 1 && named.kind == EntityKind::State
                    {
                        parts.place = parts.place.or(Some(index));
                    } else if crate::meetings::participants::can_meet(mentions, index) {
                        parts.own.push(Who::Mention(index));
                    }
                }
                Owner::Nation(known) => parts.own.extend(self.nation(known, noun.tokens.start)),
                Owner::Common(..) => {
                    let one = Noun {
                        owners: vec![*owner],
                        tokens: noun.tokens.clone(),
                        ..Noun::default()
                    };
                    parts.own.extend(self.owners(&one));
                }
                Owner::Pronoun(_) => {}
            }
        }
        if noun.owners.iter().any(|owner| matches!(owner, Owner::Pronoun(_))) {
            let pronoun = Noun {
                owners: noun
                    .owners
                    .iter()
                    .copied()
                    .filter(|owner| matches!(owner, Owner::Pronoun(_)))
                    .collect(),
                tokens: noun.tokens.clone(),
                ..Noun::default()
            };
            parts.own.extend(self.owners(&pronoun));
        }
        let mut next = at + 1;
        while next < self.units.len() {
            match &self.units[next].kind {
                Kind::Preposition => {
                    let Some(group) = self.units.get(next + 1).and_then(Unit::group) else {
                        break;
                    };
                    let token = self.units[next].tokens.start;
                    let first = next == at + 1;
                    if document.is(token, Class::Between) {
                        parts.between.extend(self.who(group));
                    } else if document.is(token, Class::WithOnly) {
                        parts.with.extend(self.who(group));
                    } else if first && document.is(token, Class::OfOnly) && group.meeting().is_none() {
                        let call = document.is(token, Class::CallFrom);
                        if !call || kind == MeetingKind::Call {
                            let who = self.who(group);
                            parts.own.extend(who);
                        }
                    } else if document.is(token, Class::By)
                        && matches!(kind, MeetingKind::Visit | MeetingKind::Call)
                    {
                        parts.own.extend(self.who(group));
                    } else if document.is(token, Class::To)
                        && matches!(kind, MeetingKind::Visit | MeetingKind::Call)
                    {
                        let who = self.who(group);
                        if kind == MeetingKind::Call || self.is_personal(&who) {
                            parts.with.extend(who);
                        }
                    } else if document.is(token, Class::PurposePreposition)
                        && first
                        && group.meeting().is_none()
                        && self.is_personal(&self.who(group))
                        && kind == MeetingKind::Meeting
                    {
                        // "A dinner for A and B".
                        parts.with.extend(self.who(group));
                    } else if group.meeting().is_some() && !(first && document.is(token, Class::OfOnly)) {
                        break;
                    }
                    next += 2;
                }
                Kind::Date(_) | Kind::Adverb => next += 1,
                _ => break,
            }
        }
        self.add_agents(&mut parts, next);
        parts.end = next;
        parts
    }

    /// How the phrase stands in its clause.
    fn stands(&self, at: usize, parts: &Parts) -> Place {
        let mut before = at;
        while before > 0 && matches!(self.units[before - 1].kind, Kind::Adverb | Kind::Date(_)) {
            before -= 1;
        }
        // "Seven hours of talks", "a series of meetings".
        if before >= 2 && self.opens(before - 1, Class::OfOnly) && self.is_measure(before - 2) {
            before -= 2;
        }
        if let Some(verb) = before
            .checked_sub(1)
            .filter(|&it| self.units[it].verb().is_some())
        {
            return Place::Object(verb);
        }
        // "Held on Monday in Cairo talks with": rare, but newsrooms write it.
        if let Some(preposition) = before
            .checked_sub(1)
            .filter(|&it| self.units[it].is_preposition())
        {
            return Place::Adjunct(preposition);
        }
        if before >= 3
            && self.is_group(before - 1)
            && self.units[before - 2].is_preposition()
            && self.units[before - 3]
                .verb()
                .is_some_and(|verb| self.document().is(verb.main.start, Class::Light))
        {
            return Place::Object(before - 3);
        }
        self.verb_of_subject(parts.end)
            .map_or(Place::Alone, Place::Subject)
    }

    /// "The meeting was led by A and B", "the round, co-chaired by A and B": those by whom it was held.
    fn add_agents(&self, parts: &mut Parts, end: usize) {
        let document = self.document();
        let mut at = end;
        while at < self.units.len().min(end + 8) {
            match &self.units[at].kind {
                Kind::Verb(verb) => {
                    let held =
                        (verb.passive || self.is_reduced(at)) && document.is(verb.main.start, Class::Light);
                    let by = (at + 1..self.units.len().min(at + 4)).find(|&it| self.opens(it, Class::By));
                    if held
                        && let Some(group) = by.and_then(|by| self.units.get(by + 1)).and_then(Unit::group)
                    {
                        let who = self.who(group);
                        if self.is_personal(&who) {
                            parts.own.extend(who);
                        }
                    }
                    return;
                }
                Kind::Comma | Kind::Date(_) | Kind::Adverb => at += 1,
                _ => return,
            }
        }
    }

    /// A span of time or a number of meetings.
    fn is_measure(&self, at: usize) -> bool {
        let unit = &self.units[at];
        matches!(unit.kind, Kind::Date(_))
            || unit.group().is_some_and(|group| {
                group
                    .members
                    .last()
                    .is_some_and(|it| self.document().is(it.noun.tokens.end - 1, Class::Measure))
            })
    }

    /// The verb of which what ends at a unit is the subject.
    fn verb_of_subject(&self, end: usize) -> Option<usize> {
        let mut at = end;
        let limit = self.units.len().min(end + 30);
        let mut aside = false;
        let mut reduced = None;
        while at < limit {
            match &self.units[at].kind {
                Kind::Verb(verb) => {
                    if self.is_reduced(at) || verb.shape == Shape::Gerund {
                        reduced = reduced.or(Some(at));
                    } else if verb.shape == Shape::Infinitive {
                        // "Talks to be held", "talks due to open".
                        reduced = reduced.or(Some(at));
                    } else if !aside {
                        return Some(at);
                    }
                }
                Kind::Comma => {
                    aside = !aside
                        && matches!(
                            self.units.get(at + 1).map(|unit| &unit.kind),
                            Some(Kind::Relative)
                        );
                }
                Kind::Relative => {}
                Kind::Stop | Kind::Conjunction | Kind::That | Kind::And => break,
                Kind::Group(_) if at > end && matches!(self.units[at - 1].kind, Kind::Comma) && !aside => {
                    break;
                }
                _ => {}
            }
            at += 1;
        }
        reduced
    }

    /// What the words in front of the noun make of it ("a planned meeting", "the cancelled talks").
    fn modified(&self, noun: &Noun, found: &Found) -> Reality {
        let document = self.document();
        let mut reality = Reality::Held;
        for at in noun.tokens.start..found.start {
            if document.is(at, Class::CancelledAdjective) {
                return Reality::Cancelled;
            }
            if document.is(at, Class::PlannedAdjective) {
                reality = Reality::Planned;
            }
            if document.is(at, Class::UnrealAdjective) {
                return Reality::Void;
            }
        }
        reality
    }

    /// What the verb whose object it is makes of a meeting.
    fn reality_as_object(&self, at: usize) -> Reality {
        let document = self.document();
        let own = self.reality(at);
        let Some(verb) = self.units[at].verb() else {
            return own;
        };
        let main = verb.main.start;
        let by_word = if document.is(main, Class::Cancelled) {
            Reality::Cancelled
        } else if let Some(status) = document
            .find(main, Class::Light)
            .and_then(|found| document.lexicon.pack.light[found.entry].status)
        {
            match status {
                Status::Held => Reality::Held,
                Status::Planned => Reality::Planned,
                Status::Cancelled => Reality::Cancelled,
                Status::Denied => Reality::Denied,
            }
        } else if let Some(found) = document.find(main, Class::Catenative) {
            let entry = &document.lexicon.pack.catenative[found.entry];
            match entry.status {
                _ if entry.neutral => Reality::Held,
                Some(Status::Planned) => Reality::Planned,
                Some(Status::Cancelled) => Reality::Cancelled,
                Some(Status::Denied) => Reality::Denied,
                Some(Status::Held) => Reality::Held,
                None => Reality::Void,
            }
        } else if let Some(found) = document.find(main, Class::Say) {
            let say = &document.lexicon.pack.say[found.entry];
            match say.stance {
                isnad_model::Stance::Denied => Reality::Denied,
                isnad_model::Stance::Predicted if say.object => Reality::Void,
                _ if say.call => Reality::Void,
                _ => Reality::Held,
            }
        } else {
            Reality::Held
        };
        by_word.under(own)
    }

    /// What the verb whose subject it is makes of a meeting.
    fn reality_as_subject(&self, at: usize) -> Reality {
        let document = self.document();
        let Some(verb) = self.units[at].verb() else {
            return Reality::Held;
        };
        let main = verb.main.start;
        let status = document
            .find(main, Class::Light)
            .and_then(|found| document.lexicon.pack.light[found.entry].status);
        let cancelled = verb.tokens.clone().any(|at| document.is(at, Class::Cancelled));
        if (cancelled || status == Some(Status::Cancelled)) && !verb.negated {
            return Reality::Cancelled;
        }
        if verb.copula && self.is_untrue(at) || document.is(main, Class::Denied) {
            return Reality::Denied;
        }
        // "Had been pencilled in, only to be scrapped".
        let dropped = self.units[at + 1..].iter().any(|unit| {
            unit.verb().is_some_and(|it| {
                it.shape == Shape::Infinitive && document.is(it.main.start, Class::Cancelled)
            })
        });
        if dropped {
            return Reality::Cancelled;
        }
        if verb.negated {
            return if verb.future || verb.would || document.is(main, Class::Light) && !verb.modal {
                Reality::Cancelled
            } else {
                Reality::Void
            };
        }
        let catenative = document
            .find(main, Class::Catenative)
            .and_then(|found| document.lexicon.pack.catenative[found.entry].status);
        let chained = if status == Some(Status::Planned)
            || catenative == Some(Status::Planned)
            || document.is_any(main, &[Class::Due, Class::Planned])
        {
            Reality::Planned
        } else if verb.passive && document.is(main, Class::Catenative) && catenative.is_none() {
            Reality::Void
        } else {
            Reality::Held
        };
        chained.under(self.reality(at))
    }

    /// "Are false", "is untrue".
    fn is_untrue(&self, verb: usize) -> bool {
        let from = self.units[verb].tokens.end;
        (from..self.sentence.end.min(from + 3)).any(|at| self.document().is(at, Class::Denied))
    }

    /// What stands in front of "for talks", "of a meeting", "ahead of talks" makes of it.
    fn reality_as_adjunct(&self, preposition: usize, at: usize) -> Reality {
        let document = self.document();
        if let Some(group) = preposition.checked_sub(1).and_then(|it| self.units[it].group())
            && let Some(last) = group.members.last().map(|it| it.noun.tokens.end - 1)
        {
            if let Some(reality) = self.noun_reality(last) {
                return reality;
            }
            if document.is(last, Class::ReportNoun) {
                let denied = self.is_refuted_report(preposition - 1);
                return if denied { Reality::Denied } else { Reality::Void };
            }
        }
        let token = self.units[preposition].tokens.start;
        if document.is(token, Class::AheadOf) {
            return Reality::Planned;
        }
        // What belongs to a verb shares its reality.
        let verb = self.verb_before(preposition).or_else(|| self.main_verb_after(at));
        let Some(verb) = verb else {
            return Reality::Held;
        };
        let group = self.units[verb].verb();
        let main = group.map_or(0, |it| it.main.start);
        if let Some(found) = document.find(main, Class::Catenative)
            && verb < preposition
        {
            let entry = &document.lexicon.pack.catenative[found.entry];
            if !entry.neutral && document.is(token, Class::PurposePreposition) {
                return entry.status.map_or(Reality::Void, |status| match status {
                    Status::Planned => Reality::Planned,
                    Status::Cancelled => Reality::Cancelled,
                    Status::Denied => Reality::Denied,
                    Status::Held => Reality::Held,
                });
            }
        }
        if document.is_any(main, &[Class::Cancelled]) && verb + 1 == preposition {
            return Reality::Cancelled;
        }
        if document.is(main, Class::Say) {
            // "Called for talks": the phrase asks for them.
            let asks = document.is(main, Class::Requested) && verb + 1 == preposition;
            return if asks { Reality::Void } else { Reality::Held };
        }
        self.reality(verb)
    }

    /// "Denied reports of a meeting", "reports of a meeting are false".
    fn is_refuted_report(&self, group: usize) -> bool {
        let document = self.document();
        let before = group.checked_sub(1).and_then(|it| self.units[it].verb());
        let denies = before.is_some_and(|verb| {
            document.is(verb.main.start, Class::Denied)
                || document.find(verb.main.start, Class::Say).is_some_and(|found| {
                    document.lexicon.pack.say[found.entry].stance == isnad_model::Stance::Denied
                })
        });
        denies
            || (group + 1..self.units.len()).any(|at| {
                self.is_finite(at)
                    && (self.is_untrue(at)
                        || self.units[at]
                            .verb()
                            .is_some_and(|it| document.is(it.main.start, Class::Denied)))
            })
    }

    /// Whether a verb's subject only tells of a meeting and took no part.
    fn only_reports(&self, verb: usize, subject: &[Who]) -> bool {
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
    fn reporter_of(&self, verb: usize) -> Vec<Who> {
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
    fn doer_around(&self, preposition: usize, parts: &Parts, kind: MeetingKind) -> Vec<Who> {
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
        let Some(verb) = verb else {
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
        // "Joined B and C for talks".
        if parts.with.is_empty()
            && document.is(token, Class::PurposePreposition)
            && verb < preposition
            && let Some(object) = self.units.get(verb + 1).and_then(Unit::group)
        {
            let object = self.who(object);
            if self.is_personal(&object) {
                who.extend(object);
            }
        }
        // Alone with nobody it was said with, only a body meets.
        if parts.with.is_empty() && who.len() == 1 {
            let mentions = self.mentions();
            let body = matches!(who[0], Who::Mention(index) if self.is_body(index)
                && (mentions.items[index].known.is_some()
                    || mentions.items[index].tokens.len() > 1
                    || document.tokens[mentions.items[index].tokens.start].upper));
            let fits = body
                && document.is(token, Class::During)
                && kind != MeetingKind::Call
                && kind != MeetingKind::Visit;
            return if fits { who } else { Vec::new() };
        }
        who
    }

    /// The place that hosts ("Doha hosted talks").
    fn host_place(&self, place: Place) -> Option<usize> {
        let Place::Object(verb) = place else { return None };
        let document = self.document();
        let main = self.units[verb].verb()?.main.start;
        let light = document.find(main, Class::Light)?;
        if !document.lexicon.pack.light[light.entry].subject_place {
            return None;
        }
        let subject = *self.subject(verb).first()?;
        let head = self.units[subject].group()?.members.first()?.noun.head?;
        matches!(
            self.mentions().items[head].kind,
            EntityKind::Place | EntityKind::State
        )
        .then_some(head)
    }

    /// "The meeting took place in Doha", "the next round will be held on Monday".
    #[allow(clippy::too_many_arguments)]
    fn tell_again(
        &self,
        at: usize,
        noun: &Noun,
        place: Place,
        reality: Reality,
        another: bool,
        kind: MeetingKind,
        found: &Found,
    ) -> Option<News<Told>> {
        let document = self.document();
        let (Place::Subject(verb) | Place::Object(verb)) = place else {
            return None;
        };
        let light = self.units[verb]
            .verb()
            .is_some_and(|it| document.is(it.main.start, Class::Light) && !it.copula);
        let past = (noun.tokens.clone())
            .any(|it| document.is(it, Class::OrderAdverb) && !document.is(it, Class::Another));
        if (another || kind == MeetingKind::Round && noun.definite && reality == Reality::Planned)
            && light
            && !past
        {
            // The next round has the parties of the last.
            let who = self.parties(noun.tokens.start);
            let told_before = self
                .finder
                .met
                .last()
                .is_some_and(|met| met.participants.len() + met.unnamed.len() == who.len());
            let status = reality.status()?;
            if who.len() < 2
                || !told_before
                || !matches!(place, Place::Subject(_)) && status != Status::Planned
            {
                return None;
            }
            return Some(News::Meeting(Box::new(Told {
                trigger: found.start..found.end,
                unit: at,
                anchor: verb,
                kind,
                who,
                status,
                place: None,
                rule: "meet.again",
                confidence: 0.7,
                another: true,
            })));
        }
        let event = self.units[verb]
            .verb()
            .is_some_and(|it| document.is_any(it.main.start, &[Class::Light, Class::Cancelled]) || it.copula);
        (noun.definite && event && matches!(place, Place::Subject(_)) || noun.negated).then(|| {
            News::Again(Again {
                reality,
                place: self.place_within(at, verb),
                date: self.date_within(at, verb, reality == Reality::Planned),
                sentence: self.sentence.clone(),
            })
        })
    }
}

/// "Another meeting", "the next round".
fn noun_is_another(reading: &Reading<'_, '_, '_, '_>, noun: &Noun) -> bool {
    let document = reading.document();
    noun.tokens.clone().any(|at| document.is(at, Class::Another))
}
