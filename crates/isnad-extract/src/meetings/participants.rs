//! Participants: those who meet, told before or behind the trigger, joined by "and", "with" or "between".

use std::ops::Range;

use isnad_model::EntityKind;

use super::ties::{Tie, tie_of};
use super::{ClaimSpan, Finder};
use crate::document::Document;
use crate::inflect::Number;
use crate::lexicon::Class;
use crate::mentions::Mentions;
use crate::tokens::TokenKind;

/// Whether a mention can meet.
pub fn can_meet(mentions: &Mentions, index: usize) -> bool {
    !mentions.items[index].outlet
        && matches!(
            mentions.items[index].kind,
            EntityKind::Person
                | EntityKind::Organization
                | EntityKind::State
                | EntityKind::Group
                | EntityKind::Anonymous
        )
}

/// "The union's climate chief", `England's captain`: the name only possesses what follows.
fn possesses(document: &Document<'_>, mentions: &Mentions, index: usize) -> bool {
    let named = &mentions.items[index];
    document
        .tokens
        .get(named.tokens.end)
        .is_some_and(|token| token.kind == TokenKind::Suffix)
        && matches!(document.key(named.tokens.end), "'s" | "\u{2019}s" | "'")
        && document
            .tokens
            .get(named.tokens.end + 1)
            .is_some_and(crate::tokens::Token::is_word)
        && !document.is(named.tokens.end + 1, Class::Auxiliary)
}

/// The mentions in a range that are no part of another's title.
pub fn heads(document: &Document<'_>, mentions: &Mentions, tokens: Range<usize>) -> Vec<usize> {
    let all: Vec<usize> = mentions.within(tokens).collect();
    let inside = |index: usize| {
        all.iter().any(|&other| {
            let title = &mentions.items[other];
            other != index
                && title.phrase < title.tokens.start
                && (title.phrase..title.tokens.start).contains(&mentions.items[index].tokens.start)
        })
    };
    // `قائد قوات الدعم السريع “محمد …”`: a name right behind a body is the body's officer.
    let governed = |at: usize| {
        let (Some(&next), index) = (all.get(at + 1), all[at]) else {
            return false;
        };
        let (body, person) = (&mentions.items[index], &mentions.items[next]);
        person.kind == EntityKind::Person
            && body.kind != EntityKind::Person
            && body.tokens.end < person.tokens.start + 1
            && person.tokens.start - body.tokens.end <= 1
            && person.phrase < person.tokens.start
    };
    // "Azerbaycan Dışişleri Bakanı N", `министр Катара N`: the land or body of an office whose holder follows.
    let holds_office = |at: usize| {
        let Some(&next) = all.get(at + 1).filter(|_| document.lexicon.language.capitals) else {
            return false;
        };
        let (body, person) = (&mentions.items[all[at]], &mentions.items[next]);
        let gap = body.tokens.end..person.tokens.start;
        person.kind == EntityKind::Person
            && body.kind != EntityKind::Person
            && gap.len() <= 4
            && gap.clone().all(|it| {
                document.is_any(
                    it,
                    &[
                        Class::Title,
                        Class::TitleFeminine,
                        Class::TitleWord,
                        Class::Institution,
                    ],
                )
            })
    };
    let mut seen = Vec::new();
    for (at, &index) in all.iter().enumerate() {
        if holds_office(at) {
            continue;
        }
        if !possesses(document, mentions, index) && !inside(index) && !governed(at) && !seen.contains(&index)
        {
            seen.push(index);
        }
    }
    seen
}

/// Whether a range is the rest of a noun phrase: no verb, no comma, no clause.
fn is_phrase(document: &Document<'_>, mentions: &Mentions, tokens: &Range<usize>) -> bool {
    tokens.clone().all(|at| {
        mentions.index_at(at).is_some()
            || document.tokens[at].is_word()
                && !document.is_any(
                    at,
                    &[
                        Class::That,
                        Class::ThatPronoun,
                        Class::Relative,
                        Class::Meet,
                        Class::Say,
                    ],
                )
                && (document.finite_verb(at).is_none()
                    || document.is_any(at, &[Class::Auxiliary, Class::Preposition, Class::Adverb]))
    })
}

impl Finder<'_, '_, '_> {
    /// A coordinated list from the first mention at or after `start`: `A`, `A وB`, "A, B and C".
    pub(super) fn list_from(&self, start: usize, limit: usize) -> Vec<usize> {
        let document = self.document;
        let mentions = self.reader.mentions();
        let mut list: Vec<usize> = Vec::new();
        for index in heads(document, mentions, start..limit) {
            let named = &mentions.items[index];
            if !can_meet(mentions, index) {
                if list.is_empty() { continue } else { break }
            }
            if let Some(&last) = list.last() {
                let tie = tie_of(document, mentions, index, &[], mentions.items[last].tokens.end);
                let gap = mentions.items[last].tokens.end..named.phrase.min(named.tokens.start);
                let broken = gap.clone().any(|at| {
                    document.finite_verb(at).is_some()
                        && mentions.index_at(at).is_none()
                        && document.is_any(at, &[Class::Meet, Class::Say, Class::Light])
                });
                if tie != Tie::And || broken || gap.len() > 8 {
                    break;
                }
            }
            list.push(index);
        }
        list
    }

    /// The coordinated list that ends right before `end` ("A, B and C met").
    pub(super) fn list_before(&self, start: usize, end: usize) -> Vec<usize> {
        let document = self.document;
        let mentions = self.reader.mentions();
        let all: Vec<usize> = heads(document, mentions, start..end)
            .into_iter()
            .filter(|&index| can_meet(mentions, index))
            .collect();
        let mut list: Vec<usize> = Vec::new();
        for (place, &index) in all.iter().enumerate().rev() {
            let named = &mentions.items[index];
            let floor = if place == 0 {
                start
            } else {
                mentions.items[all[place - 1]].tokens.end
            };
            // "X, who runs Y in Z, met": a name behind a preposition is no subject.
            let inner = (place > 0 || !list.is_empty())
                && matches!(
                    tie_of(document, mentions, index, &[], floor),
                    Tie::Other | Tie::With | Tie::Between | Tie::From
                );
            if inner {
                continue;
            }
            match list.last() {
                None => {
                    let mut gap = named.tokens.end..end;
                    while gap.len() > 3
                        && document.is_any(
                            gap.end - 1,
                            &[Class::Auxiliary, Class::Adverb, Class::Future, Class::Hedge],
                        )
                    {
                        gap.end -= 1;
                    }
                    let direct = gap.clone().all(|at| {
                        !document.tokens[at].is_word()
                            || document.is_any(
                                at,
                                &[
                                    Class::Auxiliary,
                                    Class::Adverb,
                                    Class::Future,
                                    Class::Hedge,
                                    Class::Negation,
                                    Class::Planned,
                                    Class::Both,
                                ],
                            )
                    });
                    let inside = all[place + 1..].iter().all(|&later| {
                        tie_of(document, mentions, later, &[], mentions.items[index].tokens.end) != Tie::Bare
                    });
                    let direct =
                        direct || inside && place + 1 < all.len() && is_phrase(document, mentions, &gap);
                    let aside = gap.len() > 2
                        && document.tokens[gap.start].is_comma()
                        && document.tokens[gap.end - 1].is_comma();
                    if !direct && !aside {
                        if aside_opener(document, gap.start) {
                            continue;
                        }
                        return list;
                    }
                    list.push(index);
                }
                Some(&next) => {
                    let tie = tie_of(document, mentions, next, &[], named.tokens.end);
                    let gap =
                        named.tokens.end..mentions.items[next].phrase.min(mentions.items[next].tokens.start);
                    let comma_only = tie == Tie::And && gap.len() <= 12;
                    if !comma_only
                        || gap.clone().any(|at| {
                            document.finite_verb(at).is_some_and(|it| it.class != Class::Verb)
                                && mentions.index_at(at).is_none()
                        })
                    {
                        break;
                    }
                    list.push(index);
                }
            }
        }
        list.reverse();
        list
    }

    /// Whom a left-out subject goes back to: the last person told in the sentence, else who is reported to speak.
    pub(super) fn left_out(
        &self,
        sentence: &Range<usize>,
        before: usize,
        claims: &[ClaimSpan],
    ) -> Option<usize> {
        let (document, mentions) = (self.document, self.reader.mentions());
        let person = heads(document, mentions, sentence.start..before)
            .into_iter()
            .rev()
            .find(|&index| mentions.items[index].kind == EntityKind::Person);
        let told = claims
            .iter()
            .filter(|claim| claim.content.contains(&before))
            .min_by_key(|claim| claim.content.len())
            .and_then(|claim| claim.source)
            // Who only passes on what happened took no part in it.
            .filter(|&index| {
                can_meet(mentions, index) && mentions.items[index].kind != EntityKind::Anonymous
            });
        let body = || {
            heads(document, mentions, sentence.start..before)
                .into_iter()
                .find(|&index| {
                    matches!(
                        mentions.items[index].kind,
                        EntityKind::State | EntityKind::Organization
                    ) && !mentions.items[index].outlet
                })
        };
        person.or_else(body).or(told)
    }

    /// "The two", `الطرفان`: the last two that were named, of one kind; two people rather than two bodies.
    pub(super) fn last_two(&self, before: usize) -> Vec<usize> {
        let near = before.saturating_sub(160)..before;
        let people = self.last_two_of(near, |kind| kind == EntityKind::Person);
        if !people.is_empty() {
            return people;
        }
        self.last_two_of(before.saturating_sub(3000)..before, |kind| {
            kind != EntityKind::Anonymous && kind != EntityKind::Person
        })
    }

    fn last_two_of(&self, tokens: Range<usize>, fits: impl Fn(EntityKind) -> bool) -> Vec<usize> {
        let mentions = self.reader.mentions();
        let mut two: Vec<usize> = Vec::new();
        let met = mentions.within(tokens).filter(|&index| can_meet(mentions, index));
        for index in met.collect::<Vec<_>>().into_iter().rev() {
            let named = &mentions.items[index];
            let differs = two.iter().all(|&other| {
                mentions.items[other].referent != named.referent && mentions.items[other].kind == named.kind
            });
            if fits(named.kind) && differs {
                two.push(index);
            }
            if two.len() == 2 {
                break;
            }
        }
        two.reverse();
        if two.len() == 2 { two } else { Vec::new() }
    }

    /// Bodies or states told as partners or parties of something: `شركائها في …، تركيا وإيران`, "its partners, A and B".
    pub(super) fn find_partners(&mut self) {
        let document = self.document;
        for at in 0..document.tokens.len() {
            if !document.is(at, Class::Partner) {
                continue;
            }
            let end = document.sentence(at).tokens.end.min(at + 12);
            let states: Vec<usize> = self
                .reader
                .mentions()
                .within(at..end)
                .filter(|&index| self.reader.mentions().items[index].kind == EntityKind::State)
                .collect();
            if states.len() >= 2 && self.partners.is_empty() {
                self.partners = states;
            }
        }
    }

    /// The subject of the sentence's main verb, and its object where it is told something (`أبلغ A B`): who did something
    /// in or after talks.
    pub(super) fn main_people(&self, sentence: &Range<usize>, noun: usize) -> Vec<usize> {
        let document = self.document;
        let mentions = self.reader.mentions();
        let verb = (sentence.start..noun).rev().find(|&at| {
            document.finite_verb(at).is_some_and(|it| !it.enclitic)
                && !document.is_definite(at)
                && mentions.index_at(at).is_none()
                && !document.is_any(
                    at,
                    &[
                        Class::Auxiliary,
                        Class::Title,
                        Class::Preposition,
                        Class::Adverb,
                        Class::Determiner,
                    ],
                )
        });
        let Some(verb) = verb else { return Vec::new() };
        let Some(found) = document.finite_verb(verb) else {
            return Vec::new();
        };
        let mut people = self.list_before(self.clause_from(sentence, verb), verb);
        let told = found.class == Class::Say && document.lexicon.pack.say[found.entry].addressee;
        if people.is_empty() || told {
            let behind = self.list_from(found.end, noun);
            let role = if people.is_empty() {
                self.reader.role_at(found.end)
            } else {
                None
            };
            let first = behind
                .first()
                .map(|&index| tie_of(document, mentions, index, &[], found.end));
            if first != Some(Tie::Other) {
                people.extend(role.filter(|_| first != Some(Tie::Bare)));
                people.extend(behind);
            }
        }
        people
    }

    /// A role noun after "between" or "with" ("the union", `الوزير`): the mention that it goes back to.
    pub(super) fn role_between(&self, start: usize, end: usize) -> Option<usize> {
        let document = self.document;
        let mut at = (start..end).find(|&at| document.is_any(at, &[Class::Between, Class::With]))? + 1;
        while at < end
            && (document.is_any(at, &[Class::Determiner, Class::Definite])
                || document.known.demonym(document.key(at)).is_some())
        {
            at += 1;
        }
        if at >= end || self.reader.mentions().index_at(at).is_some() {
            return None;
        }
        self.reader.role_at(at).or_else(|| {
            let here = document.tokens[at].span.start;
            let mentions = self.reader.mentions();
            document
                .is_any(at, &[Class::Title, Class::TitleFeminine])
                .then(|| {
                    mentions
                        .before(here)
                        .find(|&index| mentions.items[index].kind == EntityKind::Person)
                })?
        })
    }

    /// Drops repeated people; keeps the order of the text.
    pub(super) fn distinct(&self, list: Vec<usize>) -> Vec<usize> {
        let mentions = self.reader.mentions();
        let mut kept: Vec<usize> = Vec::new();
        for index in list {
            let referent = mentions.items[index].referent;
            if !kept.iter().any(|&other| {
                mentions.items[other].referent == referent && referent != usize::MAX || other == index
            }) {
                kept.push(index);
            }
        }
        kept
    }

    /// Whether a list of one names several ("ministers").
    pub(super) fn is_several(&self, list: &[usize]) -> bool {
        matches!(list, [one] if self.reader.mentions().items[*one].number == Number::Plural)
    }
}

fn aside_opener(_document: &Document<'_>, _at: usize) -> bool {
    false
}
