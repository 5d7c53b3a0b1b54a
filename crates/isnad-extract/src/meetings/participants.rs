//! Participants: who can meet, which names stand for themselves, and the last two that were named.

use std::ops::Range;

use isnad_model::EntityKind;

use super::Finder;
use crate::document::Document;
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
        // `Macaristan Dışişleri ve Dış Ticaret Bakanı N`: the whole of an office between.
        let whole = document.lexicon.language.verb_last
            && person.phrase == body.tokens.end
            && person.phrase < person.tokens.start;
        if whole && person.kind == EntityKind::Person && body.kind != EntityKind::Person {
            return true;
        }
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

impl Finder<'_, '_, '_> {
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
}
