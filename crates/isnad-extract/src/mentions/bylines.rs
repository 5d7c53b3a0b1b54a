//! By-lines and datelines: the outlet, the place and the person that the head of an article names by their position.

use std::ops::Range;

use isnad_model::EntityKind;

use super::{Mentions, Named};
use crate::document::{Document, LineRole};
use crate::lexicon::Class;
use crate::tokens::TokenKind;

/// Words that one part of a by-line has at most.
const WORDS: usize = 5;

/// Adds what by-lines and datelines name.
pub fn find(document: &Document<'_>, mentions: &mut Mentions) {
    quoted_outlets(document, mentions);
    for sentence in &document.sentences {
        if sentence.role == LineRole::Byline {
            read(document, mentions, sentence.first..sentence.tokens.end, false);
        } else if sentence.role == LineRole::Body && sentence.tokens.start > sentence.first {
            read(document, mentions, sentence.first..sentence.tokens.start, true);
        }
    }
    // Places that the lines showed by their position have their outlets too.
    quoted_outlets(document, mentions);
}

/// `الكويت ـ «نافذة الخليج»`: a place and a short quotation that fill a line, or open it before a dash or colon.
fn quoted_outlets(document: &Document<'_>, mentions: &mut Mentions) {
    for quotation in &document.quotations {
        let inside = quotation.open + 1..quotation.close;
        let Some(before) = quotation.open.checked_sub(1) else {
            continue;
        };
        let joined = document.tokens[before].is_dash()
            || document.tokens[before].is_mark(':')
            || document.tokens[before].is_mark('(');
        let before = if joined && before > 0 { before - 1 } else { before };
        let Some(index) = mentions.index_at(before) else {
            continue;
        };
        let place = &mentions.items[index];
        let opens = matches!(place.kind, EntityKind::Place | EntityKind::State)
            && document.tokens[place.tokens.start].starts_line;
        let next = document.tokens.get(quotation.close + 1);
        let closes = next.is_none_or(|next| next.starts_line || next.is_mark(':') || next.is_dash());
        let words = inside.clone().all(|at| document.tokens[at].is_word());
        if opens && closes && words && !inside.is_empty() && inside.len() <= WORDS {
            let known = mentions
                .starting_at(inside.start)
                .is_some_and(|index| mentions.items[index].tokens.end >= inside.end);
            if !known {
                add(document, mentions, inside, EntityKind::Organization);
            }
        }
    }
}

/// Reads the parts between dashes, slashes, brackets and colons.
fn read(document: &Document<'_>, mentions: &mut Mentions, line: Range<usize>, dateline: bool) {
    let credited = document.is(line.start, Class::Credit);
    let parts: Vec<Range<usize>> = parts(document, &line);
    for (at, part) in parts.iter().enumerate() {
        if !mentions.is_free(part) {
            widen(document, mentions, part, at, &parts);
            continue;
        }
        if !can_name(document, part) {
            continue;
        }
        let place = part.len() == 1 && !dateline && at == 0 && opens_bracket(document, part.end);
        let bracketed = document
            .tokens
            .get(part.end)
            .is_some_and(|token| token.is_mark(')'));
        let kind = if is_person(document, part) && !(dateline && bracketed) {
            EntityKind::Person
        } else if place
            || dateline && at == 0 && !bracketed && (parts.len() > 1 || document.tokens[part.start].upper)
        {
            EntityKind::Place
        } else if credited && part.len() >= 2 {
            EntityKind::Person
        } else {
            EntityKind::Organization
        };
        add(document, mentions, part.clone(), kind);
    }
}

/// `سيول: «…»`, `Vienna (…)`: a bracket or quotation behind the first word, a colon or dash before it or not.
fn opens_bracket(document: &Document<'_>, at: usize) -> bool {
    let opens = |at: usize| {
        document
            .tokens
            .get(at)
            .is_some_and(|token| !token.starts_line && (token.is_mark('(') || token.is_quote()))
    };
    let joined = document
        .tokens
        .get(at)
        .is_some_and(|token| token.is_mark(':') || token.is_dash());
    opens(at) || joined && opens(at + 1)
}

fn parts(document: &Document<'_>, line: &Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let label = document.find(line.start, Class::CreditLabel);
    let mut start = label.map_or(line.start, |label| label.end.min(line.end));
    for at in (start..line.end).chain([line.end]) {
        // "M. Jovanovic": the dot of an initial parts nothing.
        let initial = at > line.start
            && at + 1 < line.end
            && document.tokens[at].is_mark('.')
            && document.tokens[at].glued
            && document.tokens[at - 1].capital
            && document.key(at - 1).chars().count() == 1;
        if initial {
            continue;
        }
        let word = at < line.end
            && matches!(document.tokens[at].kind, TokenKind::Word | TokenKind::Number)
            && !(at == line.start && document.is(at, Class::Credit) && !document.tokens[at].capital);
        if !word {
            if start < at {
                parts.push(start..at);
            }
            start = at + 1;
        }
    }
    parts
}

/// A part that holds a known name and more, as `نبض الخرطوم` does, is a name of its own.
fn widen(
    document: &Document<'_>,
    mentions: &mut Mentions,
    part: &Range<usize>,
    at: usize,
    parts: &[Range<usize>],
) {
    let named = mentions
        .within(part.clone())
        .next()
        .map(|index| mentions.items[index].clone());
    let Some(named) = named else { return };
    let covers = named.tokens == *part || named.kind == EntityKind::Person || named.outlet;
    if covers
        || parts.len() < 2
        || at > 2
        || part.len() > WORDS
        || !can_name(document, part)
        || part
            .clone()
            .any(|it| document.tokens[it].kind == TokenKind::Number)
    {
        return;
    }
    add(document, mentions, part.clone(), EntityKind::Organization);
}

fn can_name(document: &Document<'_>, part: &Range<usize>) -> bool {
    let capitals = document.lexicon.language.capitals;
    let dated = part.len() <= 3
        && part
            .clone()
            .any(|at| document.tokens[at].kind == TokenKind::Number && document.key(at).len() == 4)
        && document.is(part.start, Class::CommonWord);
    part.len() <= WORDS
        && !dated
        && part.clone().any(|at| document.tokens[at].kind == TokenKind::Word)
        && !document.is_any(part.start, &[Class::Credit, Class::NotName])
        && !part.clone().any(|at| {
            document.is_any(at, &[Class::That, Class::Relative, Class::NotEntity])
                || document.is(at, Class::Preposition) && !capitals
        })
        && (!capitals
            || document.tokens[part.start].capital
                && !part
                    .clone()
                    .any(|at| document.is_any(at, &[Class::Credit, Class::Adverb])))
        && document.tokens[part.start].kind == TokenKind::Word
        && !part.clone().any(|at| {
            // `أوراسيا اليوم`
            let today = at > part.start && at + 1 == part.end && document.is_time_name(at);
            document.is_any(at, &[Class::Adverb]) && !document.is(at, Class::GivenName) && !today
        })
}

fn is_person(document: &Document<'_>, part: &Range<usize>) -> bool {
    let initial = document.lexicon.language.capitals
        && part.len() >= 3
        && document.tokens[part.start + 1].is_mark('.')
        && document.key(part.start).chars().count() == 1;
    let particle = !document.lexicon.language.capitals
        && part.len() >= 3
        && part
            .clone()
            .skip(1)
            .any(|at| document.is_whole(at, Class::Particle));
    (2..=4).contains(&part.len())
        && (document.is_whole(part.start, Class::GivenName) || initial || particle)
        && !part
            .clone()
            .any(|at| document.is_any(at, &[Class::OutletEnd, Class::Outlet]))
}

fn add(document: &Document<'_>, mentions: &mut Mentions, tokens: Range<usize>, kind: EntityKind) {
    let mut named = Named::pattern(document, tokens, 0, kind, 0.8);
    named.outlet = kind == EntityKind::Organization;
    mentions.add(named);
}
