//! Meetings where neither scenes nor clauses are read: a word of meeting and whoever stands around it and can meet.

mod outcome;
mod roles;
mod sessions;
mod triggers;
mod verb_last;

use std::ops::Range;

use isnad_model::{EntityKind, MeetingKind};

use super::clauses::scope_of;
use super::participants::{can_meet, heads};
use super::ties::{Tie, tie_of};
use super::{ClaimSpan, Finder, Met, status};
use crate::lexicon::Class;
use sessions::Body;
use triggers::Trigger;

/// Tokens around a trigger within which those who meet stand.
const REACH: usize = 40;
/// Participants at most.
const PEOPLE: usize = 6;

/// Somebody near a trigger.
struct Near {
    index: usize,
    tie: Tie,
    person: bool,
    before: bool,
    /// A delegation or those who lead it stand for it.
    delegated: bool,
    /// It stands right behind the noun of meeting, in a language of cases: whose it is.
    beside: bool,
}

impl Finder<'_, '_, '_> {
    /// Reads the meetings of a sentence.
    pub(super) fn read_loose(&mut self, sentence: &Range<usize>, claims: &[ClaimSpan]) {
        if status::is_fixture(self.document, sentence) {
            return;
        }
        let triggers = self.triggers(sentence);
        let strong = triggers.iter().any(|it| !it.weak);
        let mut read: Vec<Met> = Vec::new();
        for (at, trigger) in triggers.iter().enumerate() {
            let from = at
                .checked_sub(1)
                .map_or(sentence.start, |before| triggers[before].tokens.end);
            let until = triggers
                .get(at + 1)
                .map_or(sentence.end, |next| next.tokens.start);
            let scope = scope_of(sentence, claims, trigger.tokens.start);
            let near = scope.start.max(trigger.tokens.start.saturating_sub(REACH))
                ..scope.end.min(trigger.tokens.end + REACH);
            if self.is_void_here(sentence, trigger) {
                continue;
            }
            // People between two triggers belong to both, as far as the clause goes.
            let clause = self.clause_around(&near, trigger, from, until);
            let people = self.people_near(&clause, trigger, claims);
            let near = people;
            let Some(people) = self.who_met(&near, trigger, &clause, sentence, claims, strong) else {
                self.read_alone(&near, trigger, &clause, sentence, &mut read);
                continue;
            };
            let same = |met: &Met| {
                people.iter().all(|one| {
                    met.participants.iter().any(|&other| {
                        self.reader.mentions().items[other].referent
                            == self.reader.mentions().items[*one].referent
                    })
                })
            };
            if read.iter().any(same) {
                continue;
            }
            let kind = match self.kind_of(trigger, sentence) {
                MeetingKind::Meeting if people.len() == 1 => MeetingKind::Session,
                kind => kind,
            };
            let rule = if trigger.noun { "meet.noun" } else { "meet.verb" };
            read.push(Met {
                participants: people,
                confidence: if trigger.weak { 0.7 } else { 0.8 },
                ..Met::told(trigger.tokens.clone(), 0, kind, rule, sentence)
            });
        }
        self.met.append(&mut read);
    }

    /// A meeting of which one side is told: a session of a body without a mention, or who took part in the meeting before.
    fn read_alone(
        &mut self,
        near: &[Near],
        trigger: &Trigger,
        clause: &Range<usize>,
        sentence: &Range<usize>,
        read: &mut Vec<Met>,
    ) {
        let people: Vec<usize> = near.iter().map(|it| it.index).collect();
        if self.took_part(sentence, trigger, &people) || near.iter().any(|it| it.person) {
            return;
        }
        let Some(body) = self.session_body(trigger, clause) else {
            return;
        };
        let mut met = Met {
            confidence: 0.7,
            ..Met::told(
                trigger.tokens.clone(),
                0,
                MeetingKind::Session,
                "meet.session",
                sentence,
            )
        };
        match body {
            Body::Mention(index) => met.participants.push(index),
            Body::Words(tokens) => {
                let span = self.document.span(&tokens);
                met.unnamed.push(self.document.slice(span).to_owned());
            }
        }
        read.push(met);
    }

    /// The part of the surroundings that belongs to a trigger: semicolons end it, a verb of saying parts it from another clause.
    fn clause_around(
        &self,
        near: &Range<usize>,
        trigger: &Trigger,
        from: usize,
        until: usize,
    ) -> Range<usize> {
        let document = self.document;
        let stop = |at: usize| document.tokens[at].is_mark(';') || document.tokens[at].is_mark('؛');
        let start = (near.start..trigger.tokens.start)
            .rev()
            .find(|&at| stop(at))
            .map_or(near.start, |at| at + 1);
        let end = (trigger.tokens.end..near.end)
            .find(|&at| stop(at))
            .unwrap_or(near.end);
        if document.lexicon.language.verb_last {
            let end = if trigger.noun {
                end.min(until)
            } else {
                trigger.tokens.end
            };
            return start.max(from)..end.max(trigger.tokens.end);
        }
        // Each of two triggers has whom it is with behind it.
        if self.has_free_order() {
            let with = |tokens: Range<usize>| {
                heads(document, self.reader.mentions(), tokens.clone())
                    .into_iter()
                    .any(|index| self.loose_tie(index, &trigger.with, tokens.start, trigger) == Tie::With)
            };
            let own = with(trigger.tokens.end..until.min(end));
            let end = if own && until < end && with(until + 1..end) {
                until
            } else {
                end
            };
            let start = if own && from > start && with(from..trigger.tokens.start) {
                from
            } else {
                start
            };
            if start > near.start || end < near.end {
                return start..end.max(trigger.tokens.end);
            }
        }
        // Another trigger with people of its own is another clause.
        let people = |tokens: Range<usize>| {
            heads(document, self.reader.mentions(), tokens)
                .into_iter()
                .any(|index| self.reader.mentions().items[index].kind == EntityKind::Person)
        };
        let start = if from > start && people(from..trigger.tokens.start) && people(trigger.tokens.end..until)
        {
            from
        } else {
            start
        };
        let end = if until < end && people(start..until) && !trigger.noun {
            until
        } else {
            end
        };
        start..end.max(trigger.tokens.end)
    }

    /// Those around a trigger who can meet, each with its tie.
    fn people_near(&self, clause: &Range<usize>, trigger: &Trigger, claims: &[ClaimSpan]) -> Vec<Near> {
        let document = self.document;
        let mentions = self.reader.mentions();
        // Whoever only tells it, in a clause of its own.
        let teller = |index: usize| {
            let referent = mentions.items[index].referent;
            claims.iter().any(|claim| {
                claim.content.contains(&trigger.tokens.start)
                    && !claim.content.contains(&mentions.items[index].tokens.start)
                    && claim
                        .source
                        .is_some_and(|source| mentions.items[source].referent == referent)
            })
        };
        let mut floor = clause.start;
        let mut near = Vec::new();
        for index in heads(document, mentions, clause.clone()) {
            let named = &mentions.items[index];
            let tie = self.loose_tie(index, &trigger.with, floor, trigger);
            floor = named.tokens.end;
            let written = document.lexicon.language.capitals && !document.tokens[named.tokens.start].capital;
            if !can_meet(mentions, index)
                || teller(index)
                || written && named.kind == EntityKind::Person
                || self.is_of_office(index)
            {
                continue;
            }
            near.push(Near {
                index,
                tie,
                person: named.kind == EntityKind::Person,
                before: named.tokens.start < trigger.tokens.start,
                delegated: self.has_free_order() && self.is_delegated(index),
                beside: self.has_free_order()
                    && named
                        .phrase
                        .min(named.tokens.start)
                        .saturating_sub(trigger.tokens.end)
                        <= 1
                    && named.tokens.start >= trigger.tokens.end,
            });
        }
        near
    }

    /// `X رئیس سازمان Y`, `главы МИД Y`: a body behind a title is what the office is of.
    fn is_of_office(&self, index: usize) -> bool {
        let document = self.document;
        let named = &self.reader.mentions().items[index];
        let start = named.tokens.start;
        named.kind != EntityKind::Person
            && (start.saturating_sub(4)..start).any(|at| {
                document.found_at(at).iter().any(|it| {
                    matches!(it.class, Class::Title | Class::TitleFeminine | Class::TitlePlural)
                        && (it.end.min(start)..start).all(|gap| {
                            document.is_any(
                                gap,
                                &[
                                    Class::TitleWord,
                                    Class::Institution,
                                    Class::NameLink,
                                    Class::SourceAdjective,
                                ],
                            )
                        })
                })
            })
    }

    /// A name's tie; the ending or word behind it tells in a verb-final language.
    fn loose_tie(&self, index: usize, with: &[String], floor: usize, trigger: &Trigger) -> Tie {
        let document = self.document;
        let mentions = self.reader.mentions();
        let named = &mentions.items[index];
        if document.lexicon.language.verb_last
            && let Some(tie) = verb_last::tie(document, named, floor, trigger.kind)
        {
            return tie;
        }
        let start = named.phrase.min(named.tokens.start);
        let tie = tie_of(document, mentions, index, with, floor);
        let before = start.checked_sub(1).filter(|&at| at >= floor);
        // `la visite de X`, `une délégation conduite par X`: whose it is.
        let linked = before.is_some_and(|at| document.is_any(at, &[Class::NameLink, Class::Definite]));
        // "de BP et de Kosmos": the link is told again.
        let again = self.has_free_order()
            && linked
            && start > floor + 1
            && (document.is(start - 2, Class::And)
                || start > floor + 2
                    && document.is(start - 2, Class::NameLink)
                    && document.is(start - 3, Class::And));
        // `В тот же день Саидов принял`: a preposition of words that are no part of the phrase.
        let direct = self.has_free_order() && {
            let mut at = start;
            while at > floor
                && (document.is_any(at - 1, &[Class::Definite, Class::Determiner, Class::TitleWord])
                    || document.tokens[at - 1].is_quote()
                    || document.is_any(at - 1, &[Class::Title, Class::TitleFeminine, Class::Human])
                    || document.demonym(at - 1).is_some())
            {
                at -= 1;
            }
            at > floor && document.is_any(at - 1, &[Class::Preposition, Class::PlacePreposition])
        };
        let led = self.has_free_order()
            && start > floor + 1
            && document.is(start - 1, Class::Preposition)
            && document.is(start - 2, Class::Led);
        match tie {
            Tie::Other if led => Tie::Bare,
            Tie::Other if self.has_free_order() && !direct && named.kind == EntityKind::Person => Tie::Bare,
            Tie::Other | Tie::Bare if again => Tie::And,
            Tie::Other if linked => Tie::Bare,
            Tie::Other
                if document.is_any(trigger.tokens.start, &[Class::Meeting])
                    && start == trigger.tokens.end =>
            {
                Tie::Bare
            }
            tie => tie,
        }
    }

    /// "Les dirigeants de l'UEFA", `делегация Узбекистана`.
    fn is_delegated(&self, index: usize) -> bool {
        let document = self.document;
        let start = self.reader.mentions().items[index].tokens.start;
        (start.saturating_sub(4)..start).any(|at| {
            document
                .found_at(at)
                .iter()
                .any(|it| it.class == Class::Delegation && it.end <= start && start - it.end <= 1)
        })
    }

    /// Which of those near a trigger met.
    fn who_met(
        &self,
        near: &[Near],
        trigger: &Trigger,
        clause: &Range<usize>,
        sentence: &Range<usize>,
        claims: &[ClaimSpan],
        strong: bool,
    ) -> Option<Vec<usize>> {
        let marked = near.iter().any(|it| matches!(it.tie, Tie::With | Tie::Between));
        // `Иванов и Петров обсудили`: two who are joined do it together.
        let joined = trigger.together
            && near.iter().any(|it| it.before && it.tie == Tie::And)
            && near.iter().any(|it| it.before && it.tie == Tie::Bare);
        let marked = marked || joined;
        if trigger.needs_with && !marked || trigger.weak && strong && !marked {
            return None;
        }
        let mut people: Vec<usize> = near
            .iter()
            .filter(|it| it.person && it.tie != Tie::Other)
            .map(|it| it.index)
            .collect();
        people = self.distinct(people);
        if people.len() == 1
            && let Some(party) = self.pronoun_party(trigger, clause)
        {
            people.push(party);
            people = self.distinct(people);
        }
        let verb_last = self.document.lexicon.language.verb_last;
        if people.len() < 2 {
            let none = people.is_empty();
            let bodies = near.iter().filter(|it| {
                !it.person
                    && match it.tie {
                        Tie::With | Tie::Between => true,
                        // `کمیسیون … جلسه‌ای با حضور X`: the body that the sentence begins with holds it.
                        Tie::Bare if trigger.noun => {
                            none || it.beside || it.delegated && it.before || marked && it.before && verb_last
                        }
                        Tie::Bare => it.before || it.delegated,
                        Tie::And => none || marked,
                        _ => false,
                    }
            });
            people.extend(bodies.map(|it| it.index));
            people = self.distinct(people);
        }
        if people.len() == 1
            && let Some(party) = self.role_party(
                &(sentence.start.max(clause.start.saturating_sub(REACH))..clause.end),
                trigger,
            )
        {
            people.push(party);
            people = self.distinct(people);
        }
        if people.len() < 2 {
            people.extend(self.absent_party(&people, trigger, sentence, claims, clause.start));
            people = self.distinct(people);
        }
        if people.len() < 2 && self.both_met(clause, trigger) {
            let mut two = self.last_two(clause.start);
            if !two.is_empty() {
                two.append(&mut people);
                people = self.distinct(two);
            }
        }
        let persons = people
            .iter()
            .filter(|&&index| self.reader.mentions().items[index].kind == EntityKind::Person)
            .count();
        // A reception needs a guest, a noun of other senses people or marks.
        let fits = if trigger.object {
            persons >= 1
        } else {
            !trigger.weak || marked || persons >= 2
        };
        if trigger.alone && people.len() == 1 && persons == 0 && self.has_event(trigger, clause) {
            return Some(people);
        }
        (people.len() >= 2 && people.len() <= PEOPLE && fits).then_some(people)
    }

    /// Whether "the two sides" are told as those who meet, not as those who do something else about a meeting
    /// (`стороны обсудили подготовку к встрече`).
    fn both_met(&self, clause: &Range<usize>, trigger: &Trigger) -> bool {
        let document = self.document;
        let both = clause.clone().find(|&at| document.is(at, Class::Both));
        both.is_some_and(|at| {
            !trigger.noun
                || !(at..trigger.tokens.start).any(|it| {
                    document
                        .finite_verb(it)
                        .is_some_and(|verb| verb.class != Class::Light)
                })
        })
    }

    /// A light verb near a noun of session, or the verb itself.
    fn has_event(&self, trigger: &Trigger, clause: &Range<usize>) -> bool {
        !trigger.noun || clause.clone().any(|at| self.document.is(at, Class::Light))
    }

    /// Whom a pronoun of the clause goes back to.
    fn pronoun_party(&self, trigger: &Trigger, clause: &Range<usize>) -> Option<usize> {
        let document = self.document;
        let mentions = self.reader.mentions();
        let pronoun = clause
            .clone()
            .take_while(|&at| at < trigger.tokens.end + 6)
            .find_map(|at| {
                document
                    .find(at, Class::Pronoun)
                    .filter(|_| mentions.index_at(at).is_none() && !document.is(at, Class::Determiner))
            })?;
        self.reader.pronoun_mention(pronoun)
    }

    /// The party that the clause leaves out: who is said to speak, or the subject before.
    fn absent_party(
        &self,
        people: &[usize],
        trigger: &Trigger,
        sentence: &Range<usize>,
        claims: &[ClaimSpan],
        from: usize,
    ) -> Option<usize> {
        let mentions = self.reader.mentions();
        // `X به مسقط سفر می‌کند و با Y دیدار خواهد کرد`: who does both stands inside the report.
        if self.document.lexicon.language.verb_last && !people.is_empty() {
            let scope = scope_of(sentence, claims, trigger.tokens.start);
            let inside = heads(self.document, mentions, scope.start..from.max(scope.start))
                .into_iter()
                .find(|&index| mentions.items[index].kind == EntityKind::Person)
                .filter(|&index| {
                    let named = &mentions.items[index];
                    let start = named.phrase.min(named.tokens.start);
                    scope.start > sentence.start
                        && !(start > scope.start && self.document.is(start - 1, Class::With))
                });
            if inside.is_some() || trigger.weak {
                return inside;
            }
        }
        let teller = claims
            .iter()
            .filter(|claim| claim.content.contains(&trigger.tokens.start))
            .min_by_key(|claim| claim.content.len())
            .and_then(|claim| claim.source)
            .filter(|&index| mentions.items[index].kind == EntityKind::Person);
        if teller.is_some() {
            return teller;
        }
        if people.is_empty() {
            return None;
        }
        let earlier = heads(self.document, mentions, sentence.start..from.max(sentence.start))
            .into_iter()
            .find(|&index| mentions.items[index].kind == EntityKind::Person);
        if earlier.is_some() || trigger.noun {
            return earlier;
        }
        self.reader.near_person(trigger.tokens.start)
    }

    fn kind_of(&self, trigger: &Trigger, sentence: &Range<usize>) -> MeetingKind {
        let call = trigger.kind == MeetingKind::Meeting
            && sentence.clone().any(|at| self.document.is(at, Class::ByCall));
        if call { MeetingKind::Call } else { trigger.kind }
    }
}
