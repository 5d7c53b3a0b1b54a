//! Known names in the text, behind Arabic clitics and with case endings, and the names an author linked.

use std::ops::Range;

use isnad_model::{EntityKind, LinkKind, Via};
use isnad_text::{Proclitic, proclitics};

use super::{Mentions, Named};
use crate::document::{Document, LineRole};
use crate::inflect::{Gender, Number};
use crate::lexicon::Class;
use crate::names::KnownName;

/// Adds every known name, the longest at each place.
pub fn find(document: &Document<'_>, mentions: &mut Mentions) {
    let mut at = 0;
    while at < document.tokens.len() {
        at = match find_at(document, at) {
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

fn find_at(document: &Document<'_>, at: usize) -> Option<Named> {
    if !document.tokens[at].is_word() {
        return None;
    }
    let key = document.key(at);
    let mut best = walk(document, at, key, Proclitic::default());
    if best.is_none() && document.lexicon.language.proclitics {
        // A word that the lexicon knows as it stands hides no name behind a clitic.
        let known_word = document.found_at(at).iter().any(|found| found.clitic.letters == 0 && found.end == at + 1);
        if !known_word {
            best = proclitics(key).skip(1).filter(|(clitic, _)| !clitic.future).find_map(|(clitic, rest)| {
                // The article belongs to a name or to nothing.
                if clitic.article { None } else { walk(document, at, &rest, clitic) }
            });
        }
    }
    let best = best.or_else(|| walk_inflected(document, at, key))?;
    Some(named(document, at, &best))
}

fn walk(document: &Document<'_>, at: usize, first: &str, clitic: Proclitic) -> Option<Match> {
    let known = document.known;
    let mut node = known.step(0, known.word(first))?;
    let mut end = at + 1;
    let mut best = None;
    loop {
        let tokens = at..end;
        let fits: Vec<KnownName> = known.at(node).iter().copied().filter(|name| fits(document, &tokens, *name, clitic)).collect();
        if let Some(name) = choose(document, &fits) {
            best = Some(Match { end, clitic, name, names: fits.len() });
        }
        let Some(token) = document.tokens.get(end) else { break };
        if !token.is_word() || token.starts_line {
            break;
        }
        let Some(next) = known.step(node, known.word(document.key(end))) else { break };
        node = next;
        end += 1;
    }
    best
}

/// A name whose last letters a case ending replaced (Russian, Turkish without an apostrophe).
fn walk_inflected(document: &Document<'_>, at: usize, key: &str) -> Option<Match> {
    let language = &document.lexicon.language;
    if language.endings.is_empty() || !document.tokens[at].capital {
        return None;
    }
    for ending in &language.endings {
        let Some(stem) = key.strip_suffix(ending.as_str()) else { continue };
        if stem.chars().count() < 3 {
            continue;
        }
        if let Some(found) = walk(document, at, stem, Proclitic::default()) {
            return Some(found);
        }
        for lost in &language.stem_loses {
            if let Some(found) = walk(document, at, &format!("{stem}{lost}"), Proclitic::default()) {
                return Some(found);
            }
        }
    }
    None
}

fn fits(document: &Document<'_>, tokens: &Range<usize>, name: KnownName, clitic: Proclitic) -> bool {
    let first = &document.tokens[tokens.start];
    if name.upper && !first.upper {
        return false;
    }
    if name.capital && !first.capital {
        return false;
    }
    // A word in capitals among others in capitals tells nothing, but `us` in small letters is no state.
    if !name.common {
        return true;
    }
    let quoted = tokens.start > 0 && document.tokens[tokens.start - 1].is_quote();
    let company = tokens.start > 0
        && document.is_any(tokens.start - 1, &[Class::PlacePreposition, Class::PlaceClass, Class::Title])
        && clitic.letters == 0;
    quoted || company || matches!(clitic.preposition, Some('ب')) || tokens.len() > 1
}

/// Among homonyms a state, then a place, then the rest; the order of entry last.
fn choose(document: &Document<'_>, names: &[KnownName]) -> Option<KnownName> {
    let rank = |name: &KnownName| match document.known.entity(name.entity).kind {
        EntityKind::State => 0,
        EntityKind::Place => 1,
        _ => 2,
    };
    names.iter().copied().min_by_key(rank)
}

fn named(document: &Document<'_>, at: usize, found: &Match) -> Named {
    let tokens = at..found.end;
    let mut named = Named::pattern(document, tokens, found.clitic.letters, EntityKind::Place, 0.97)
        .with_known(document, found.name.entity);
    named.via = Via::Gazetteer;
    if found.names > 1 {
        named.confidence = 0.8;
    }
    named.gender = gender_of_name(document, &named);
    named.number = Number::Singular;
    let entity = document.known.entity(found.name.entity);
    if let Some(state) = entity.capital_of.as_deref().and_then(|id| document.known.by_id(id))
        && acts(document, &named, found.clitic)
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
    if document.is(named.tokens.start, Class::Masculine) { Gender::Masculine } else { Gender::Any }
}

/// Whether a capital stands for its government: it does unless something before it makes it a location.
fn acts(document: &Document<'_>, named: &Named, clitic: Proclitic) -> bool {
    let sentence = document.sentence(named.tokens.start);
    if sentence.role == LineRole::Byline || named.tokens.start < sentence.tokens.start {
        return false;
    }
    if matches!(clitic.preposition, Some('ب')) {
        return false;
    }
    let first_of_line = document.tokens[named.tokens.start].starts_line;
    if first_of_line && document.tokens.get(named.tokens.end).is_some_and(|next| next.is_dash() || next.is_mark('(')) {
        return false;
    }
    let Some(before) = named.tokens.start.checked_sub(1) else { return true };
    let before = if document.tokens[before].is_quote() && before > 0 { before - 1 } else { before };
    if before < sentence.tokens.start {
        return true;
    }
    let located = document
        .found_at(before)
        .iter()
        .any(|it| matches!(it.class, Class::PlacePreposition | Class::PlaceClass) || places_object(document, it));
    // "between A and B", "with A" bring governments.
    !located && clitic.preposition != Some('ك')
}

fn places_object(document: &Document<'_>, found: &crate::document::Found) -> bool {
    match found.class {
        Class::Meet => document.lexicon.pack.meet[found.entry].object_place,
        Class::Light => document.lexicon.pack.light[found.entry].subject_place,
        _ => false,
    }
}

/// Adds the names that the author linked to a page, over whatever stands there.
pub fn add_links(document: &Document<'_>, mentions: &mut Mentions) {
    for link in &document.article.links {
        let LinkKind::Wiki { of, target, .. } = &link.kind else { continue };
        if of.as_deref().is_some_and(|of| !matches!(of, "actor" | "place")) {
            continue;
        }
        let Some(known) = document.known.resolve(target).first().and_then(|id| document.known.by_id(id)) else { continue };
        let start = document.tokens.partition_point(|token| token.span.end <= link.span.start);
        let end = document.tokens.partition_point(|token| token.span.start < link.span.end);
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
        let mut named = Named::pattern(document, start..end, 0, EntityKind::Place, 1.0).with_known(document, known);
        named.via = Via::Link;
        named.span = link.span;
        mentions.add(named);
    }
}
