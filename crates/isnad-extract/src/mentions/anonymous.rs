//! Unnamed sources: `مصادر روسية مطلعة`, "two diplomats", and later words for the same.

use std::ops::Range;

use isnad_model::EntityKind;

use super::outlets::{bare, clitic_letters};
use super::{Mentions, Named};
use crate::document::{Document, Found};
use crate::lexicon::Class;

/// Words that an unnamed source has at most.
const WORDS: usize = 9;

/// Adds nouns that are sources by themselves; those that are only when they speak come with their claims.
pub fn find(document: &Document<'_>, mentions: &mut Mentions) {
    let mut at = 0;
    while at < document.tokens.len() {
        let always = document.find(at, Class::Source).is_some_and(|found| document.lexicon.pack.source[found.entry].always);
        at = if always { add_at(document, mentions, at).map_or(at + 1, |index| mentions.items[index].tokens.end) } else { at + 1 };
    }
}

/// The tokens of the noun phrase of an unnamed source around a noun.
pub fn range_at(document: &Document<'_>, mentions: &Mentions, noun: usize) -> Option<Range<usize>> {
    let found = *document.find(noun, Class::Source)?;
    let after = document.lexicon.language.proclitics;
    Some(if after { self::after(document, mentions, &found) } else { around(document, mentions, &found) })
}

/// Adds the unnamed source whose noun phrase stands at or around a noun; the mention's index.
pub fn add_at(document: &Document<'_>, mentions: &mut Mentions, noun: usize) -> Option<usize> {
    let found = *document.find(noun, Class::Source)?;
    if mentions.index_at(noun).is_some() {
        return None;
    }
    let tokens = if document.lexicon.language.proclitics { after(document, mentions, &found) } else { around(document, mentions, &found) };
    let letters = if tokens.start == found.start { clitic_letters(document, noun) } else { 0 };
    let mut named = Named::pattern(document, tokens.clone(), letters, EntityKind::Anonymous, 0.85);
    named.gender = found.form.gender;
    named.number = found.form.number;
    named.heads.push(bare(document.key(noun)).to_owned());
    let definite = document.is_definite(noun) || tokens.start > 0 && document.is(tokens.start - 1, Class::Definite);
    let short = tokens.len() <= 2;
    let before = earlier(document, mentions, &found, definite && short, &tokens);
    named.referent = match before {
        Some(index) => {
            mentions.items[index].name.clone_into(&mut named.name);
            mentions.items[index].referent
        }
        None => mentions.new_referent(),
    };
    Some(mentions.add_around(named))
}

/// The last unnamed source of the same noun, which a definite phrase goes back to.
fn earlier(document: &Document<'_>, mentions: &Mentions, found: &Found, definite: bool, tokens: &Range<usize>) -> Option<usize> {
    let here = document.slice(document.span(tokens)).to_owned();
    let same = |named: &&Named| named.kind == EntityKind::Anonymous && named.tokens.start < tokens.start
        && (named.tokens.clone().any(|at| document.find(at, Class::Source).is_some_and(|it| it.entry == found.entry)));
    let candidates: Vec<usize> = (0..mentions.items.len()).rev().filter(|&index| same(&&mentions.items[index])).take(8).collect();
    // The same words, the adjectives of the phrase, or a bare definite noun.
    let words: Vec<&str> = tokens.clone().map(|at| bare(document.key(at))).collect();
    let fits = |index: usize| {
        let other: Vec<&str> = mentions.items[index].tokens.clone().map(|at| bare(document.key(at))).collect();
        words.iter().skip(1).all(|word| other.contains(word))
    };
    let by_words = candidates.iter().copied().find(|&index| document.slice(mentions.items[index].span) == here || definite && fits(index));
    if definite { by_words } else { candidates.into_iter().find(|&index| document.slice(mentions.items[index].span) == here) }
}

/// Arabic: the noun, its adjectives, then at most one phrase that says where it sits.
fn after(document: &Document<'_>, mentions: &Mentions, found: &Found) -> Range<usize> {
    let start = found.start;
    let definite = document.is_definite(start);
    let mut end = found.end;
    while end < document.tokens.len() && end - start < WORDS && is_adjective(document, end, definite) {
        end += 1;
    }
    // `متابعة للملف`: what the adjective governs.
    if end > found.end && document.tokens.get(end).is_some_and(|token| token.is_word() && !token.starts_line)
        && document.key(end).starts_with("لل") && document.is_definite(end) && document.find(end, Class::Outlet).is_none() && document.find(end, Class::Reporter).is_none()
    {
        return start..end + 1;
    }
    if definite {
        return start..end;
    }
    start..inside_of(document, mentions, end).unwrap_or(end)
}

fn is_adjective(document: &Document<'_>, at: usize, definite: bool) -> bool {
    let token = &document.tokens[at];
    if !token.is_word() || token.starts_line || document.is_definite(at) != definite {
        return false;
    }
    if document.finite_verb(at).is_some_and(|it| it.clitic.letters == 0) && !document.is(at, Class::SourceAdjective) {
        return false;
    }
    document.find(at, Class::SourceAdjective).is_some_and(|it| it.clitic.preposition.is_none() && it.clitic.conjunction.is_none())
        || document.known.demonym(bare(document.key(at))).is_some()
}

/// `في وزارة الري`, `من داخل الجامعة`: a body that the source belongs to.
fn inside_of(document: &Document<'_>, mentions: &Mentions, after: usize) -> Option<usize> {
    let mut at = after;
    while at < document.tokens.len() && at < after + 3 && document.is_any(at, &[Class::Inside]) {
        at = document.find(at, Class::Inside)?.end;
    }
    let glued = at == after && document.tokens.get(at).is_some_and(|token| token.is_word() && !token.starts_line)
        && document.key(at).starts_with('ب') && document.found_at(at).iter().any(|it| it.class == Class::Institution && it.clitic.preposition == Some('ب'));
    if at == after && !glued {
        return None;
    }
    if let Some(index) = mentions.index_at(at) {
        let inner = &mentions.items[index];
        return (matches!(inner.kind, EntityKind::Organization | EntityKind::State | EntityKind::Group | EntityKind::Place)).then_some(inner.tokens.end);
    }
    let token = document.tokens.get(at)?;
    if !token.is_word() || token.starts_line || !document.is_any(at, &[Class::Institution, Class::InstitutionClass, Class::Body]) {
        return None;
    }
    let mut end = at + 1;
    while end < document.tokens.len() && end < at + 3 && document.tokens[end].is_word() && !document.tokens[end].starts_line
        && (document.is_definite(end) && !document.is_any(end, &[Class::Adverb, Class::Relative]) || document.is(end, Class::Itself))
    {
        end += 1;
    }
    Some(end)
}

/// English and its like: adjectives before the noun, a phrase with a preposition behind it.
fn around(document: &Document<'_>, mentions: &Mentions, found: &Found) -> Range<usize> {
    let sentence = document.sentence(found.start).tokens.clone();
    let mut start = found.start;
    while start > sentence.start && found.start - start < 5 {
        let at = start - 1;
        let token = &document.tokens[at];
        let modifies = token.is_word() && token.kind != crate::tokens::TokenKind::Suffix
            && mentions.index_at(at).is_none()
            && (document.is_whole(at, Class::SourceAdjective) || document.known.demonym(document.key(at)).is_some()
                || document.is_any(at, &[Class::Institution, Class::TitleWord]) && !document.is(at, Class::Determiner));
        if !modifies {
            break;
        }
        start = at;
    }
    let mut end = found.end;
    while let Some(stop) = attached(document, mentions, end) {
        end = stop;
        if end - start > 12 {
            break;
        }
    }
    start..end
}

/// "in Constanta", "close to the negotiations", "for Kite Holdings": what a noun of a source takes behind it.
fn attached(document: &Document<'_>, mentions: &Mentions, at: usize) -> Option<usize> {
    let opener = document.find(at, Class::Inside)?;
    let mut next = opener.end;
    while document.tokens.get(next).is_some_and(crate::tokens::Token::is_word) && document.is_any(next, &[Class::Determiner, Class::SourceAdjective]) {
        next += 1;
    }
    if let Some(index) = mentions.index_at(next) {
        return Some(mentions.items[index].tokens.end);
    }
    let token = document.tokens.get(next)?;
    if !token.is_word() || document.finite_verb(next).is_some() && !document.is(next, Class::Source) || document.is(next, Class::Adverb) {
        return None;
    }
    let determined = next > opener.end;
    (determined || document.is_any(next, &[Class::Source, Class::Institution, Class::Body])).then_some(next + 1)
}
