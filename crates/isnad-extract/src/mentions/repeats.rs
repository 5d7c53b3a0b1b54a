//! Repeats: other places in the article where a name stands that a pattern found once, before it and after it.

use std::collections::HashMap;

use isnad_model::{EntityKind, Via};

use super::{Mentions, Named};
use crate::document::Document;
use crate::fast_hash::FastHash;
use crate::lexicon::Class;
use crate::tails::Tails;

/// Words that a repeated name has at most.
const WORDS: usize = 8;

/// Adds every further occurrence of the names that patterns found.
pub fn find(document: &Document<'_>, mentions: &mut Mentions) {
    let names = names(document, mentions);
    if names.is_empty() {
        return;
    }
    let tails = Tails::of(names.keys().map(String::as_str));
    let mut found = Vec::new();
    for at in 0..document.tokens.len() {
        if !document.tokens[at].is_word() || !tails.may_hold(document.tail(at)) {
            continue;
        }
        let key = document.key(at);
        let mut hit = names
            .get(key)
            .and_then(|all| longest(document, all, at))
            .map(|it| (it, 0));
        if hit.is_none() && document.lexicon.language.proclitics {
            hit = isnad_text::proclitics(key)
                .skip(1)
                .filter(|(clitic, rest)| !clitic.article && rest.chars().count() > 2)
                .find_map(|(clitic, rest)| {
                    names
                        .get(rest.as_ref())
                        .and_then(|all| longest(document, all, at))
                        .map(|it| (it, clitic.letters))
                });
        }
        if let Some(((index, end), letters)) = hit {
            found.push((at..end, index, letters));
        }
    }
    for (tokens, index, letters) in found {
        let covered = (tokens.clone()).any(|at| {
            mentions
                .index_at(at)
                .is_some_and(|it| mentions.items[it].tokens.len() >= tokens.len())
        });
        if covered {
            continue;
        }
        let source = &mentions.items[index];
        if source.tokens.is_empty() {
            continue;
        }
        let mut named = Named::pattern(
            document,
            tokens,
            letters,
            source.kind,
            source.confidence.min(0.85),
        );
        named.via = if source.via == Via::Gazetteer {
            Via::Gazetteer
        } else {
            Via::Pattern
        };
        named.known = source.known;
        named.name.clone_from(&source.name);
        named.gender = source.gender;
        named.outlet = source.outlet;
        mentions.add(named);
    }
}

/// A name found, with its other words.
type Found = (usize, Vec<String>);

/// The names to look for, by first folded word.
fn names(document: &Document<'_>, mentions: &Mentions) -> HashMap<String, Vec<Found>, FastHash> {
    let mut names: HashMap<String, Vec<Found>, FastHash> = HashMap::default();
    for (index, named) in mentions.items.iter().enumerate() {
        if named.tokens.is_empty()
            || named.tokens.len() > WORDS
            || named.via != Via::Pattern
            || named.kind == EntityKind::Anonymous
            || named.confidence < 0.7
        {
            continue;
        }
        let mut words = crate::tokens::phrase_keys(&named.name);
        if words.is_empty() {
            continue;
        }
        let first = words.remove(0);
        // One word that is a word of the lexicon too says nothing by itself.
        if words.is_empty() && (!is_telling(document, named) || first.chars().count() < 3) {
            continue;
        }
        let all = names.entry(first).or_default();
        if !all.iter().any(|(_, others)| *others == words) {
            all.push((index, words));
        }
    }
    names
}

fn is_telling(document: &Document<'_>, named: &Named) -> bool {
    let at = named.tokens.start;
    let known = document.found_at(at).iter().any(|it| {
        !matches!(
            it.class,
            Class::GivenName | Class::PlaceName | Class::Particle | Class::Surname | Class::OutletStart
        )
    });
    !known
        && (document.lexicon.language.capitals
            || named.kind != EntityKind::Person && !document.is_definite(at))
}

fn longest(document: &Document<'_>, all: &[Found], at: usize) -> Option<(usize, usize)> {
    let fits = |(index, rest): &Found| {
        let end = at + 1 + rest.len();
        let same = end <= document.tokens.len()
            && rest.iter().zip(at + 1..).all(|(word, token)| {
                document.tokens[token].is_word()
                    && !document.tokens[token].starts_line
                    && document.key(token) == word
            });
        (same && (!document.lexicon.language.capitals || document.tokens[at].capital))
            .then_some((*index, end))
    };
    all.iter().filter_map(fits).max_by_key(|&(_, end)| end)
}
