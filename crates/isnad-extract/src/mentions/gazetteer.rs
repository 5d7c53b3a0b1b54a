//! Known names in the text, behind Arabic clitics and with case endings, and the names an author linked.

mod company;
mod metonyms;

use std::ops::Range;

use isnad_model::{EntityKind, LinkKind, Via};
use isnad_text::Proclitic;

use super::{Mentions, Named};
use crate::document::Document;
use crate::inflect::{Gender, Number};
use crate::lexicon::Class;
use crate::names::KnownName;
use company::{fits, is_surname};
use metonyms::acts;

/// Adds every known name, the longest at each place.
pub fn find(document: &Document<'_>, mentions: &mut Mentions) {
    let mut at = 0;
    while at < document.tokens.len() {
        at = match find_at(document, mentions, at) {
            Some(named) => {
                let end = named.tokens.end;
                mentions.add(named);
                end
            }
            None => at + 1,
        };
    }
}

struct Match {
    end: usize,
    clitic: Proclitic,
    name: KnownName,
    names: usize,
}

/// Whether a hyphen joins a word to one before it that no lexicon and no known name explains.
pub(super) fn is_second_half(document: &Document<'_>, mentions: &Mentions, at: usize) -> bool {
    document.tokens[at].glued
        && at.checked_sub(1).is_some_and(|before| {
            document.tokens[before].kind == crate::tokens::TokenKind::Word
                && document.tokens[before].capital
                && document.tokens[at].capital
                && document.found_at(before).is_empty()
                && mentions.index_at(before).is_none()
        })
}

fn find_at(document: &Document<'_>, mentions: &Mentions, at: usize) -> Option<Named> {
    if !document.tokens[at].is_word() {
        return None;
    }
    // "Crans-Montana": the second half of a name that nothing else knows is no place by itself.
    if document.lexicon.language.capitals && is_second_half(document, mentions, at) {
        return None;
    }
    let mut best = None;
    for path in document.name_paths(at) {
        if path.clitic.letters > 0 {
            // A word that the lexicon knows as it stands hides no name behind a clitic.
            let known_word = || {
                let mut found = document.found_at(at).iter();
                found.any(|found| found.clitic.letters == 0 && found.end == at + 1)
            };
            if known_word() {
                break;
            }
            if is_surname(document, at, path) {
                continue;
            }
        }
        best = walk(document, at, path.node, path.clitic);
        if best.is_some() {
            break;
        }
    }
    let best = best.or_else(|| walk_inflected(document, at))?;
    let (at, best) = without_class_noun(document, at, best);
    Some(named(document, mentions, at, &best))
}

/// Follows the known names from a node that the word at a token leads to.
fn walk(document: &Document<'_>, at: usize, first: u32, clitic: Proclitic) -> Option<Match> {
    let known = document.known;
    let mut node = first;
    let mut end = at + 1;
    let mut best = None;
    let mut fitting: Vec<KnownName> = Vec::new();
    loop {
        let tokens = at..end;
        fitting.clear();
        let names = known.at(node).iter().copied();
        fitting.extend(names.filter(|name| fits(document, &tokens, *name, clitic)));
        if let Some(name) = choose(document, &tokens, clitic, &fitting) {
            best = Some(Match {
                end,
                clitic,
                name,
                names: fitting.len(),
            });
        }
        let Some(token) = document.tokens.get(end) else {
            break;
        };
        if !token.is_word() || token.starts_line {
            break;
        }
        let Some(next) = known.step(node, document.name_word(end)) else {
            break;
        };
        node = next;
        end += 1;
    }
    best
}

/// As [`walk`] from a word that stands for the one at a token.
fn walk_as(document: &Document<'_>, at: usize, first: &str) -> Option<Match> {
    let node = document.known.step(0, document.known.word(first))?;
    walk(document, at, node, Proclitic::default())
}

/// A name with case endings: one that replaced its last letters, or, of a person, one on each part (`Башаром Асадом`).
fn walk_inflected(document: &Document<'_>, at: usize) -> Option<Match> {
    let language = &document.lexicon.language;
    if language.endings.is_empty() || !document.tokens[at].capital {
        return None;
    }
    // `Maliye`, `Sanayi`: words of the language, no towns with an ending.
    if document.is_any(at, &[Class::TitleWord, Class::NotName, Class::CommonWord]) {
        return None;
    }
    let key = document.key(at);
    let stems = stems_of(document, key);
    // `Абдул Гани Барадар`: behind a given name only a person goes on.
    let named = at > 0
        && document.tokens[at - 1].capital
        && document.is(at - 1, Class::GivenName)
        && !document.tokens[at].starts_line;
    stems
        .iter()
        .filter(|_| !named)
        .find_map(|stem| walk_as(document, at, stem))
        .or_else(|| {
            stems
                .iter()
                .map(String::as_str)
                .chain([key])
                .find_map(|stem| walk_person(document, at, stem))
        })
}

/// What a word may be without its case ending, the longest ending first, with the letters that endings displace.
fn stems_of(document: &Document<'_>, key: &str) -> Vec<String> {
    let language = &document.lexicon.language;
    let mut stems = Vec::new();
    for ending in &language.endings {
        let Some(stem) = key.strip_suffix(ending.as_str()) else {
            continue;
        };
        if stem.chars().count() < 3 {
            continue;
        }
        stems.push(stem.to_owned());
        stems.extend(language.stem_loses.iter().map(|lost| format!("{stem}{lost}")));
    }
    stems
}

/// A known person's name of several words from `at`, whose first word is `first` and whose others may have endings.
fn walk_person(document: &Document<'_>, at: usize, first: &str) -> Option<Match> {
    let known = document.known;
    let mut reached = vec![known.step(0, known.word(first))?];
    let mut best = None;
    for end in at + 1..document.tokens.len() {
        let token = &document.tokens[end];
        if !token.is_word() || token.starts_line || !token.capital {
            break;
        }
        let mut keys = stems_of(document, document.key(end));
        keys.insert(0, document.key(end).to_owned());
        let mut next: Vec<u32> = Vec::new();
        for &node in &reached {
            next.extend(keys.iter().filter_map(|key| known.step(node, known.word(key))));
        }
        next.dedup();
        if next.is_empty() {
            break;
        }
        reached = next;
        let tokens = at..end + 1;
        let names: Vec<KnownName> = reached
            .iter()
            .flat_map(|&node| known.at(node))
            .copied()
            .filter(|name| known.entity(name.entity).kind == EntityKind::Person)
            .filter(|name| fits(document, &tokens, *name, Proclitic::default()))
            .collect();
        if let Some(name) = choose(document, &tokens, Proclitic::default(), &names) {
            best = Some(Match {
                end: end + 1,
                clitic: Proclitic::default(),
                name,
                names: names.len(),
            });
        }
    }
    best
}

/// Among homonyms the one that its surroundings ask for, else the one that is preferred without any.
fn choose(
    document: &Document<'_>,
    tokens: &Range<usize>,
    clitic: Proclitic,
    names: &[KnownName],
) -> Option<KnownName> {
    match names {
        [] => return None,
        [only] => return Some(*only),
        _ => {}
    }
    let written: Vec<&str> = tokens.clone().map(|at| document.text_of(at)).collect();
    let marked = written.iter().any(|word| word.contains('\u{651}'));
    let folded = isnad_text::fold_name(&written.join(" "));
    let lang = &document.lexicon.pack.lang;
    let outlet_asked = (1..=2).any(|back| {
        tokens
            .start
            .checked_sub(back)
            .is_some_and(|at| document.is_any(at, &[Class::Outlet, Class::OutletWeak]))
    });
    // `الكويت - «كونا»:` is where it was written.
    let dateline = document.tokens[tokens.start].starts_line
        && document.tokens.get(tokens.end).is_some_and(|next| {
            !next.starts_line && (next.is_dash() || next.is_quote() || next.is_mark('('))
        });
    let city_asked = dateline
        || clitic.letters == 0 && tokens.start > 0 && document.is(tokens.start - 1, Class::PlaceClass);
    let rank = |name: &KnownName| {
        let entity = document.known.entity(name.entity);
        let outlet = entity.class.as_deref() == Some("outlet");
        let city = entity.capital_of.is_some();
        let kind = match entity.kind {
            EntityKind::State => 0,
            EntityKind::Place => 1,
            _ => 2,
        };
        (
            outlet != outlet_asked,
            marked && !name.marked,
            city_asked && !city,
            document.known.preference(lang, &folded, name.entity),
            kind,
        )
    };
    names.iter().copied().min_by_key(rank)
}

/// `منظمة أطباء بلا حدود`: a class noun is left out where the name stands without it, unless the full form is the main name.
fn without_class_noun(document: &Document<'_>, at: usize, found: Match) -> (usize, Match) {
    let class_noun = document.is_any(at, &[Class::InstitutionClass, Class::Outlet, Class::PlaceClass]);
    if found.name.main || !class_noun || found.end < at + 2 {
        return (at, found);
    }
    match walk_as(document, at + 1, document.key(at + 1)) {
        Some(rest) if rest.end == found.end && rest.name.entity == found.name.entity => (at + 1, rest),
        _ => (at, found),
    }
}

fn named(document: &Document<'_>, mentions: &Mentions, at: usize, found: &Match) -> Named {
    // "The New York Times": the article is no part of a name.
    let article =
        document.lexicon.language.capitals && document.is(at, Class::Definite) && found.end > at + 1;
    let tokens = if article { at + 1 } else { at }..found.end;
    let mut named = Named::pattern(document, tokens, found.clitic.letters, EntityKind::Place, 0.97)
        .with_known(document, found.name.entity);
    named.via = Via::Gazetteer;
    if found.names > 1 {
        named.confidence = 0.8;
    }
    named.gender = gender_of_name(document, &named);
    named.number = Number::Singular;
    let entity = document.known.entity(found.name.entity);
    // Brussels speaks for the union, not for its country.
    let government = entity
        .capital_of
        .as_deref()
        .map(|state| entity.stands_for.as_deref().unwrap_or(state));
    if let Some(state) = government.and_then(|id| document.known.by_id(id))
        && acts(document, mentions, &named, found.clitic)
    {
        named = named.with_known(document, state);
        named.confidence = named.confidence.min(0.85);
    }
    named
}

/// States, places and bodies are feminine in Arabic unless the word is an institution's masculine head.
fn gender_of_name(document: &Document<'_>, named: &Named) -> Gender {
    if !document.lexicon.language.proclitics || named.kind == EntityKind::Person {
        return Gender::Any;
    }
    if document.is(named.tokens.start, Class::Masculine) {
        Gender::Masculine
    } else {
        Gender::Any
    }
}

/// Adds the names that the author linked to a page, over whatever stands there.
pub fn add_links(document: &Document<'_>, mentions: &mut Mentions) {
    for link in &document.article.links {
        let LinkKind::Wiki { of, target, .. } = &link.kind else {
            continue;
        };
        if of.as_deref().is_some_and(|of| !matches!(of, "actor" | "place")) {
            continue;
        }
        let Some(known) = document
            .known
            .resolve(target)
            .first()
            .and_then(|id| document.known.by_id(id))
        else {
            continue;
        };
        let start = document
            .tokens
            .partition_point(|token| token.span.end <= link.span.start);
        let end = document
            .tokens
            .partition_point(|token| token.span.start < link.span.end);
        if start >= end {
            continue;
        }
        for token in start..end {
            if let Some(old) = mentions.index_at(token) {
                let gone = mentions.items[old].tokens.clone();
                mentions.at[gone].fill(None);
                mentions.items[old].tokens = 0..0;
            }
        }
        let mut named =
            Named::pattern(document, start..end, 0, EntityKind::Place, 1.0).with_known(document, known);
        named.via = Via::Link;
        named.span = link.span;
        mentions.add(named);
    }
}
