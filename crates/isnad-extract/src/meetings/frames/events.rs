//! Events: meetings by their noun: "held talks with B", "a meeting between A and B", "said after talks with B".

use isnad_model::{EntityKind, MeetingKind};

use super::later::Naming;
use super::parts::Parts;
use super::people::Who;
use super::phrases::{Noun, Owner};
use super::reality::Reality;
use super::told::News;
use super::units::{Kind, Unit};
use super::verbs::Shape;
use super::{Reading, Told};
use crate::document::Found;
use crate::lexicon::Class;
use crate::meetings::status::is_something_else;
use crate::pack::MeetNoun;

/// How the phrase stands in its clause.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
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
            if is_something_else(self.document(), &found) {
                continue;
            }
            match self.tell_event(at, &member.noun, &found, news) {
                Some(News::Meeting(told)) => self.tell_with(*told, news),
                Some(again) => news.push(again),
                None => {}
            }
        }
    }

    fn tell_event(&self, at: usize, noun: &Noun, found: &Found, news: &[News<Told>]) -> Option<News<Told>> {
        let document = self.document();
        let entry = &document.lexicon.pack.meeting[found.entry];
        let mut parts = self.parts(at, noun, entry.kind);
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
                reality = reality.under(self.reality_before_relative(verb));
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
                }
            }
            Place::Subject(verb) => {
                reality = reality.under(self.reality_as_subject(verb));
                if self.is_moved(verb, noun) {
                    reality = Reality::Cancelled;
                }
                by_light = true;
                if parts.between.is_empty() && parts.with.is_empty() {
                    // "Talks were held in P between A and B".
                    let behind = verb + 1..self.clause_end(verb);
                    for unit in behind.clone() {
                        let token = self.units[unit].tokens.start;
                        let Some(group) = self.units.get(unit + 1).and_then(Unit::group) else {
                            continue;
                        };
                        if unit + 1 < behind.end
                            && self.units[unit].is_preposition()
                            && document.is(token, Class::Between)
                        {
                            parts.between.extend(self.who(group));
                        }
                    }
                }
                if !complete && parts.with.len() == 1 && parts.own.is_empty() {
                    who.extend(self.reporter_of(verb));
                    // "Travels to P, where a meeting with Y is planned".
                    if who.is_empty() {
                        who.extend(self.goer_before(at));
                    }
                }
            }
            Place::Adjunct(preposition) => {
                reality = reality.under(self.reality_as_adjunct(preposition, at));
                if self.visit_outcome(at) == Reality::Cancelled {
                    reality = Reality::Cancelled;
                }
                if !complete && parts.own.is_empty() {
                    who.extend(self.doer_around(preposition, &parts, entry.kind));
                }
                // "Appeared at a hearing of the committee".
                if parts.own.len() == 1 && self.is_session_body(&parts.own) {
                    who.extend(self.heard_at(preposition));
                }
            }
            Place::Alone => {}
        }
        // "The meeting was attended by X": the one told before.
        let named = !(parts.own.is_empty() && parts.with.is_empty() && parts.between.is_empty());
        let guests = !named && noun.definite && !parts.agents.is_empty() && self.is_told_before(news);
        if guests {
            let one = Naming {
                at,
                noun,
                found,
                place,
                reality,
                who: parts.agents,
            };
            return self.tell_again(&one, news);
        }
        who.extend(parts.own.iter().cloned());
        who.extend(parts.agents.iter().cloned());
        // "Another session with the company": of the parties told before.
        if noun_is_another(self, noun) && parts.with.len() + parts.own.len() == 1 && !guests {
            let before = self.parties_told(noun.tokens.start, news);
            let all = before
                .iter()
                .chain(&parts.with)
                .chain(&parts.own)
                .cloned()
                .collect();
            if before.len() > 1 && self.distinct(all).len() == before.len() {
                who = before;
            }
        }
        if self.is_three_way(noun) && parts.with.len() == 1 && parts.own.is_empty() {
            let two = self.finder.last_two(noun.tokens.start);
            who = two.into_iter().map(Who::Mention).collect();
        }
        who.extend(parts.between.iter().cloned());
        who.extend(parts.with.iter().cloned());
        reality = reality.under(self.reality_in_relative(parts.end));
        let who = self.distinct(who);
        // "Met in P, their second such gathering": said of the meeting told.
        let owned = noun.owners.iter().all(|it| matches!(it, Owner::Pronoun(_)));
        let apposed = matches!(place, Place::Alone) && at > 0 && self.units[at - 1].is_comma();
        if apposed && owned && !news.is_empty() && parts.between.is_empty() && parts.with.is_empty() {
            return None;
        }
        if who.is_empty() || who.len() == 1 && !self.is_session(&who[0], entry, by_light, place) {
            let one = Naming {
                at,
                noun,
                found,
                place,
                reality,
                who,
            };
            return self.tell_again(&one, news);
        }
        if self.is_habit(at, parts.end) {
            return None;
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
            place: parts.place.or_else(|| self.place_of_relative(at)),
            host: self.host_place(place),
            rule: if by_light { "meet.light-noun" } else { "meet.noun" },
            confidence: 0.8,
            another: noun_is_another(self, noun),
        })))
    }

    /// A single body holds a session.
    fn is_session(&self, who: &Who, entry: &MeetNoun, light: bool, place: Place) -> bool {
        let kind = entry.kind;
        let body = match who {
            Who::Mention(index) => self.is_body(*index),
            Who::Name(_) => true,
        };
        let event =
            light || kind == MeetingKind::Session || matches!(place, Place::Adjunct(_) | Place::Object(_));
        body && event && !matches!(kind, MeetingKind::Call | MeetingKind::Visit)
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
            // "Said talks with B would resume": the subject of what is said.
            let says = self.units[verb]
                .verb()
                .is_some_and(|it| self.document().is(it.main.start, Class::Say) && it.is_finite());
            let clause = self.verb_of_subject(parts.end).filter(|&it| {
                says && self.is_finite(it) && !self.units[parts.end..it].iter().any(Unit::is_comma)
            });
            return clause.map_or(Place::Object(verb), Place::Subject);
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

    /// The comma that closes the aside which a comma opens.
    pub(super) fn aside_end(&self, comma: usize) -> Option<usize> {
        let limit = self.units.len().min(comma + 20);
        (comma + 2..limit).find(|&at| self.units[at].is_comma() && self.aside_opener(at) == Some(comma))
    }

    /// One past the clause of a relative whose verb stands behind it: the next finite verb, or itself where there is none.
    fn relative_end(&self, relative: usize) -> usize {
        let from = relative + 2;
        let next = (from..self.units.len().min(from + 20))
            .take_while(|&at| !matches!(self.units[at].kind, Kind::Stop | Kind::Conjunction | Kind::That))
            .find(|&at| self.is_finite(at));
        next.unwrap_or(relative + 1)
    }

    /// The verb of which what ends at a unit is the subject.
    pub(super) fn verb_of_subject(&self, end: usize) -> Option<usize> {
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
                Kind::Comma if self.aside_end(at).is_some() => {
                    at = self.aside_end(at).unwrap_or(at);
                }
                Kind::Comma => {
                    aside = !aside
                        && matches!(
                            self.units.get(at + 1).map(|unit| &unit.kind),
                            Some(Kind::Relative)
                        );
                }
                // "The session that was to open on Sunday has been put off".
                Kind::Relative | Kind::That
                    if self.units.get(at + 1).is_some_and(|it| it.verb().is_some()) =>
                {
                    at = self.relative_end(at);
                    continue;
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
}

/// "Another meeting", "the next round".
pub(super) fn noun_is_another(reading: &Reading<'_, '_, '_, '_>, noun: &Noun) -> bool {
    let document = reading.document();
    noun.tokens.clone().any(|at| document.is(at, Class::Another))
}
