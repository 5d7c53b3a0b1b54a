//! Kinds: what an unknown name is, decided once for all its occurrences in an article.

use std::collections::{BTreeMap, BTreeSet};

use isnad_model::{EntityKind, Via};

use super::Mentions;
use crate::document::Document;
use crate::lexicon::Class;
use crate::tokens::TokenKind;

/// Signs for one name.
#[derive(Clone, Copy, Debug, Default)]
struct Signs {
    place: i32,
    organization: i32,
    person: i32,
    full: i32,
}

/// Gives every unknown name of a language with capitals the kind that most of its occurrences speak for.
pub fn vote(document: &Document<'_>, mentions: &mut Mentions) {
    let mut signs: BTreeMap<String, Signs> = BTreeMap::new();
    for index in 0..mentions.items.len() {
        if let Some(name) = undecided(document, mentions, index) {
            let found = read(document, mentions, index);
            let all = signs.entry(name).or_default();
            all.place += found.place;
            all.organization += found.organization;
            all.person += found.person;
            all.full += 1;
        }
    }
    let alone: BTreeSet<&str> = mentions
        .items
        .iter()
        .filter(|named| named.tokens.len() == 1 && named.known.is_none())
        .map(|named| document.key(named.tokens.start))
        .collect();
    // A person told twice is told by surname the second time; a body goes by its full name.
    for (name, all) in &mut signs {
        let words: Vec<&str> = name.split(' ').collect();
        if words.len() > 1 && all.full > 1 && !words.last().is_some_and(|last| alone.contains(last)) {
            all.organization += 2 * all.full;
        }
    }
    for index in 0..mentions.items.len() {
        let Some(name) = undecided(document, mentions, index) else {
            continue;
        };
        let Some(all) = signs.get(&name) else { continue };
        let best = all.place.max(all.organization).max(all.person);
        if best <= 0 {
            continue;
        }
        let named = &mut mentions.items[index];
        named.kind = if all.person == best {
            EntityKind::Person
        } else if all.organization == best {
            EntityKind::Organization
        } else {
            EntityKind::Place
        };
    }
}

/// The folded name of a mention whose own words do not tell its kind.
fn undecided(document: &Document<'_>, mentions: &Mentions, index: usize) -> Option<String> {
    let named = &mentions.items[index];
    let open = named.via == Via::Pattern
        && named.known.is_none()
        && !named.outlet
        && !named.tokens.is_empty()
        && named.heads.is_empty()
        && named.tokens.len() <= 3
        && matches!(
            named.kind,
            EntityKind::Person | EntityKind::Organization | EntityKind::Place
        )
        && named.confidence < 0.8
        && !document.is_any(named.tokens.start, &[Class::GivenName, Class::PlaceName]);
    open.then(|| isnad_text::fold_name(document.slice(named.span)))
}

fn read(document: &Document<'_>, mentions: &Mentions, index: usize) -> Signs {
    let named = &mentions.items[index];
    let mut signs = Signs::default();
    match named.kind {
        EntityKind::Person => signs.person += 1,
        EntityKind::Organization => signs.organization += 1,
        _ => signs.place += 1,
    }
    let start = named.tokens.start;
    let sentence = document.sentence(start).tokens.clone();
    if let Some(before) = start.checked_sub(1).filter(|&at| at >= sentence.start) {
        read_before(document, mentions, before, &mut signs);
    }
    let after = named.tokens.end;
    if after < sentence.end {
        read_after(document, mentions, after, &mut signs);
    }
    signs
}

fn read_before(document: &Document<'_>, mentions: &Mentions, before: usize, signs: &mut Signs) {
    let key = document.key(before);
    let located = document.is(before, Class::PlacePreposition);
    let weak = document.is_any(before, &[Class::With, Class::NameLink]);
    let moves = (before.saturating_sub(4)..before).any(|at| document.is(at, Class::Motion));
    if document.is(before, Class::PlaceClass) || located && !weak {
        // Firms have people "at" them, towns have people "in" them.
        signs.place += if key == "at" { 0 } else { 3 };
        signs.organization += i32::from(key == "at") * 2;
    } else if located && moves {
        signs.place += 3;
    }
    if document.is(before, Class::Definite) && !document.is(before, Class::That) {
        signs.organization += 2;
        signs.person -= 4;
    }
    // "the ports of Odesa, Chornomorsk and Pivdennyi": a list of places.
    let last = document.is(before, Class::And);
    let listed = if last { before.checked_sub(2) } else { Some(before) };
    let single = |at: usize| {
        mentions
            .index_at(at)
            .is_some_and(|index| mentions.items[index].tokens.len() == 1)
    };
    if let Some(comma) = listed.filter(|&at| document.tokens[at].is_comma())
        && single(before + 1)
        && (last && single(before - 1) || document.is(before + 2, Class::And))
        && let Some(other) = comma.checked_sub(1).and_then(|at| mentions.index_at(at))
        && matches!(mentions.items[other].kind, EntityKind::Place | EntityKind::State)
        && mentions.items[other].confidence >= 0.7
    {
        signs.place += 2;
    }
    // "Vantage Communications and Telmar": coordinated names are of one sort.
    if document.is(before, Class::And)
        && let Some(other) = before.checked_sub(1).and_then(|at| mentions.index_at(at))
    {
        // What itself is a guess says nothing of its neighbour.
        let sure = mentions.items[other].confidence >= 0.7;
        match mentions.items[other].kind {
            EntityKind::Organization if sure => signs.organization += 2,
            EntityKind::Person => signs.person += 1,
            EntityKind::Place | EntityKind::State => signs.place += 2,
            _ => {}
        }
    }
}

fn read_after(document: &Document<'_>, mentions: &Mentions, after: usize, signs: &mut Signs) {
    let token = &document.tokens[after];
    if document.finite_verb(after).is_some()
        || document.is(after, Class::Auxiliary) && token.kind == TokenKind::Word
    {
        signs.organization += 1;
        signs.place -= 1;
    }
    if document.is(after, Class::Say) {
        signs.organization += 1;
        signs.person += 1;
        signs.place -= 2;
    }
    // ", the largest customer, ": appositions of firms and towns alike; ", who" is a person's.
    if token.is_comma() && document.key(after + 1) == "who" {
        signs.person += 4;
    }
    // ", which operates": no person.
    if token.is_comma() && document.key(after + 1) == "which" && document.finite_verb(after + 2).is_some() {
        signs.organization += 3;
        signs.person -= 3;
    }
    if document.is(after, Class::And)
        && let Some(other) = mentions.starting_at(after + 1)
    {
        match mentions.items[other].kind {
            EntityKind::Organization if mentions.items[other].confidence >= 0.7 => signs.organization += 1,
            EntityKind::Place | EntityKind::State => signs.place += 1,
            _ => {}
        }
    }
}
