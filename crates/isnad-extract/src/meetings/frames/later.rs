//! Later: what a sentence adds to a meeting told before ("the meeting took place in P", "it fell through", "X, who
//! chaired it"), and the next one of the same parties.

use isnad_model::{EntityKind, MeetingKind, Status};

use super::again::Again;
use super::events::{Place, noun_is_another};
use super::people::Who;
use super::phrases::Noun;
use super::reality::Reality;
use super::told::News;
use super::units::{Kind, Unit};
use super::{Reading, Told};
use crate::document::Found;
use crate::lexicon::Class;

/// A naming of a meeting that tells nobody who could have met.
pub(super) struct Naming<'n> {
    /// Its unit.
    pub at: usize,
    /// Its phrase.
    pub noun: &'n Noun,
    /// Its noun of meeting.
    pub found: &'n Found,
    /// How it stands in its clause.
    pub place: Place,
    /// What the clause makes of it.
    pub reality: Reality,
    /// Those who are told to have been there.
    pub who: Vec<Who>,
}

impl Reading<'_, '_, '_, '_> {
    /// "The meeting took place in Doha", "the next round will be held on Monday".
    pub(super) fn tell_again(&self, one: &Naming<'_>, news: &[News<Told>]) -> Option<News<Told>> {
        let document = self.document();
        let noun = one.noun;
        if let Some(told) = self.next_round(one, news) {
            return Some(News::Meeting(Box::new(told)));
        }
        // "It gave no details of the exchange, which took place on Tuesday".
        if noun.definite && one.who.is_empty() && one.reality == Reality::Held {
            let (place, date) = self.told_in_relative(one.at);
            if place.is_some() || date.is_some() {
                return Some(News::Again(Again {
                    reality: Reality::Held,
                    place,
                    date,
                    sentence: self.sentence.clone(),
                    more: Vec::new(),
                    kind: self.kind_named(one.found),
                    behind: false,
                }));
            }
        }
        let (Place::Subject(verb) | Place::Object(verb)) = one.place else {
            return None;
        };
        if noun_is_another(self, noun) && !noun.negated {
            return None;
        }
        let subject = matches!(one.place, Place::Subject(_));
        let event = self.units[verb]
            .verb()
            .is_some_and(|it| document.is_any(it.main.start, &[Class::Light, Class::Cancelled]) || it.copula);
        let guest = event && !one.who.is_empty() && noun.definite && self.is_somebody(&one.who);
        (noun.definite && event && subject || noun.negated || guest).then(|| {
            News::Again(Again {
                reality: one.reality,
                place: subject.then(|| self.place_within(one.at, verb)).flatten(),
                date: subject
                    .then(|| self.date_within(one.at, verb, one.reality == Reality::Planned))
                    .flatten(),
                sentence: self.sentence.clone(),
                more: if guest { one.who.clone() } else { Vec::new() },
                kind: self.kind_named(one.found),
                behind: self.is_behind(verb),
            })
        })
    }

    /// The next round has the parties of the last.
    fn next_round(&self, one: &Naming<'_>, news: &[News<Told>]) -> Option<Told> {
        let document = self.document();
        let noun = one.noun;
        let kind = document.lexicon.pack.meeting[one.found.entry].kind;
        let light = |verb: usize| {
            self.units[verb].verb().is_some_and(|it| {
                !it.copula
                    && (document.is(it.main.start, Class::Light)
                        || document.is_any(it.main.start, &[Class::Due, Class::Planned]))
            })
        };
        // "A third round, held in P, brought no result".
        let behind = one.at + 1 + usize::from(self.units.get(one.at + 1).is_some_and(Unit::is_comma));
        let reduced =
            (behind < self.units.len() && self.is_reduced(behind) && light(behind)).then_some(behind);
        let (verb, subject) = match one.place {
            Place::Subject(verb) => (reduced.unwrap_or(verb), true),
            Place::Object(verb) => (verb, false),
            _ => (reduced?, true),
        };
        let another = noun_is_another(self, noun);
        let past = (noun.tokens.clone())
            .any(|it| document.is(it, Class::OrderAdverb) && !document.is(it, Class::Another));
        let next = another || kind == MeetingKind::Round && noun.definite && one.reality == Reality::Planned;
        if !next || past || !light(verb) {
            return None;
        }
        let who = self.parties_told(noun.tokens.start, news);
        let status = one.reality.status()?;
        if who.len() < 2 || !subject && status != Status::Planned {
            return None;
        }
        Some(Told {
            trigger: one.found.start..one.found.end,
            unit: one.at,
            anchor: verb,
            kind,
            who,
            status,
            place: None,
            host: None,
            rule: "meet.again",
            confidence: 0.7,
            another: true,
        })
    }

    /// The parties of the meeting told last, in the sentence or before it; else the two that the sentences before join.
    pub(super) fn parties_told(&self, before: usize, news: &[News<Told>]) -> Vec<Who> {
        let here = news.iter().rev().find_map(|one| match one {
            News::Meeting(told) if told.who.len() > 1 => Some(told.who.clone()),
            _ => None,
        });
        if let Some(who) = here {
            return who;
        }
        let who = self.parties(before);
        let told = self
            .finder
            .met
            .last()
            .is_some_and(|met| met.participants.len() + met.unnamed.len() == who.len());
        if told { who } else { self.pair_before() }
    }

    /// "Chad and Libya are at odds. A third round …": the two that one of the two sentences before joins.
    fn pair_before(&self) -> Vec<Who> {
        let document = self.document();
        let mentions = self.mentions();
        let here = document.tokens[self.sentence.start].sentence as usize;
        (0..here)
            .rev()
            .take(2)
            .find_map(|sentence| {
                let tokens = document.sentences[sentence].tokens.clone();
                let named: Vec<usize> = mentions
                    .within(tokens)
                    .filter(|&index| crate::meetings::participants::can_meet(mentions, index))
                    .collect();
                named.windows(2).find_map(|pair| {
                    let (one, other) = (&mentions.items[pair[0]], &mentions.items[pair[1]]);
                    let joined = document.is(one.tokens.end, Class::And)
                        && other.tokens.start <= one.tokens.end + 2
                        && one.kind == other.kind
                        && one.kind != EntityKind::Anonymous;
                    joined.then(|| vec![Who::Mention(pair[0]), Who::Mention(pair[1])])
                })
            })
            .unwrap_or_default()
    }

    /// "It fell through", "it will be held in P": what becomes of the meeting told just before.
    pub(super) fn tell_it(&self, at: usize, news: &[News<Told>]) -> Option<News<Told>> {
        let document = self.document();
        let [member] = self.units[at].group()?.members.as_slice() else {
            return None;
        };
        let pronoun = member
            .noun
            .pronoun
            .filter(|found| found.class == Class::Pronoun)?;
        let entry = &document.lexicon.pack.pronoun[pronoun.entry];
        let several = entry.number == crate::inflect::Number::Plural;
        if !entry.thing && !several {
            return None;
        }
        let adverb = usize::from(
            self.units
                .get(at + 1)
                .is_some_and(|unit| matches!(unit.kind, Kind::Adverb)),
        );
        let verb = at + 1 + adverb;
        let group = self.units.get(verb)?.verb().filter(|it| it.is_finite())?;
        let main = group.main.start;
        let cancelled = group.tokens.clone().any(|at| document.is(at, Class::Cancelled));
        let light = document.find(main, Class::Light).is_some_and(|found| {
            group.passive || !document.lexicon.pack.light[found.entry].weak && !self.is_group(verb + 1)
        });
        let near = !news.is_empty() || {
            let here = document.tokens[self.sentence.start].sentence;
            self.finder
                .met
                .last()
                .is_some_and(|met| here.saturating_sub(document.tokens[met.trigger.start].sentence) <= 1)
        };
        if !near || !(cancelled || light) || several && self.is_group(verb + 1) {
            return None;
        }
        let reality = self.reality_as_subject(verb);
        if reality == Reality::Void {
            return None;
        }
        Some(News::Again(Again {
            reality,
            place: self.place_within(verb, verb),
            date: self.date_within(verb, verb, reality == Reality::Planned),
            sentence: self.sentence.clone(),
            more: Vec::new(),
            kind: None,
            behind: self.is_behind(verb),
        }))
    }

    /// "Did not go ahead", where "was called off" may tell of what was still to come.
    fn is_behind(&self, verb: usize) -> bool {
        self.units[verb].verb().is_some_and(|it| it.negated && !it.future)
    }

    /// The sort that a word names; "the meeting" may be any.
    fn kind_named(&self, found: &Found) -> Option<MeetingKind> {
        let kind = self.document().lexicon.pack.meeting[found.entry].kind;
        matches!(kind, MeetingKind::Session | MeetingKind::Call).then_some(kind)
    }

    /// Whether a meeting is told in the sentence or shortly before it.
    pub(super) fn is_told_before(&self, news: &[News<Told>]) -> bool {
        let document = self.document();
        let here = document.tokens[self.sentence.start].sentence;
        let near = |met: &crate::meetings::Met| {
            here.saturating_sub(document.tokens[met.trigger.start].sentence) <= 3
                && document.sentence(met.trigger.start).role == crate::document::LineRole::Body
        };
        !news.is_empty() || self.finder.met.last().is_some_and(near)
    }

    /// "A three-way meeting with C": the two told before take part.
    pub(super) fn is_three_way(&self, noun: &Noun) -> bool {
        noun.tokens
            .clone()
            .any(|at| self.document().is(at, Class::ThreeWay))
    }
}
