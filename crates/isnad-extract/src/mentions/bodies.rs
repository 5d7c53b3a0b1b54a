//! Bodies of several words, in small letters too, where the order of words is free: a head noun, its adjectives, and of what
//! or whose it is (`Министерство энергетики Казахстана`, "Conseil supérieur de l'audiovisuel", "parquet de Charleroi").

use std::ops::Range;

use isnad_model::EntityKind;

use super::{Mentions, Named};
use crate::document::Document;
use crate::lexicon::Class;
use crate::pack::Order;
use crate::tokens::TokenKind;

/// Adjectives before a head at most.
const ADJECTIVES: usize = 3;
/// Tokens behind a head at most.
const REACH: usize = 14;
/// Small words that tell what a body is of, in a row.
const SMALL: usize = 4;

/// Adds bodies by their head nouns.
pub fn find(document: &Document<'_>, mentions: &mut Mentions) {
    let language = &document.lexicon.language;
    if language.order != Order::Free || !language.capitals {
        return;
    }
    let mut at = 0;
    while at < document.tokens.len() {
        at = find_at(document, mentions, at).unwrap_or(at + 1);
    }
}

/// What stands behind a head.
#[derive(Clone, Copy, Default)]
struct Tail {
    end: usize,
    /// A name or capital stands in it.
    named: bool,
    /// An adjective of nation stands in it.
    nation: bool,
    /// Anything stands in it.
    any: bool,
}

fn find_at(document: &Document<'_>, mentions: &mut Mentions, at: usize) -> Option<usize> {
    let found = document
        .find(at, Class::Institution)
        .or_else(|| document.find(at, Class::OrganizationEnd))
        .filter(|found| document.tokens[at].kind == TokenKind::Word && found.end <= at + 3)?;
    if mentions.index_at(at).is_some() || is_titles(document, at) || document.is(at, Class::InstitutionCommon)
    {
        return None;
    }
    let capital = document.tokens[at].capital && !document.tokens[at].upper;
    // `общее собрание`: an event, save with a capital of its own.
    if document.is(at, Class::Meeting)
        && !(capital && at > document.sentence(at).tokens.start && !document.tokens[at].starts_line)
    {
        return None;
    }
    if document.tokens[at].upper {
        return None;
    }
    let head_end = found.end;
    let start = first_adjective(document, mentions, at);
    let proper = capital || document.tokens[start].capital && start < at;
    let nation = (start..at).any(|it| document.known.demonym(document.key(it)).is_some());
    let tail = if document.lexicon.language.genitive_endings.is_empty() {
        linked_tail(document, mentions, head_end, proper)
    } else {
        case_tail(document, mentions, head_end, proper)
    };
    let opens = at == document.sentence(at).tokens.start || document.tokens[at].starts_line;
    let state = document.is(at, Class::Institution);
    let fits = if proper && !(opens && start == at) {
        tail.any || start < at
    } else {
        state && (tail.named || tail.nation || nation && start < at)
            || document.is(at, Class::MinistryHead) && tail.any
    };
    if !fits {
        return None;
    }
    let end = if proper || tail.named || tail.nation || document.is(at, Class::MinistryHead) {
        tail.end
    } else {
        head_end
    };
    let tokens = start..end.max(head_end);
    if tokens.len() < 2 {
        return None;
    }
    let end = tokens.end;
    let mut named = Named::pattern(document, tokens, 0, EntityKind::Organization, 0.85);
    named.heads.push(document.key(at).to_owned());
    mentions.add(named)?;
    Some(end)
}

/// `глава правительства`, "chef du gouvernement": a head inside a title names an office.
fn is_titles(document: &Document<'_>, at: usize) -> bool {
    (at.saturating_sub(4)..=at).any(|it| {
        document.found_at(it).iter().any(|found| {
            matches!(
                found.class,
                Class::Title | Class::TitleFeminine | Class::TitlePlural
            ) && found.end > at
        })
    })
}

fn has_ending(document: &Document<'_>, at: usize, endings: &[String]) -> bool {
    let key = document.key(at);
    endings
        .iter()
        .any(|ending| key.len() > ending.len() + 2 && key.ends_with(ending.as_str()))
}

/// A word inside a noun phrase: no verb, no preposition, nothing that opens another phrase.
fn is_inner(document: &Document<'_>, at: usize) -> bool {
    const STOPS: [Class; 12] = [
        Class::Preposition,
        Class::PlacePreposition,
        Class::Conjunction,
        Class::And,
        Class::Relative,
        Class::Adverb,
        Class::Auxiliary,
        Class::Negation,
        Class::That,
        Class::Pronoun,
        Class::Title,
        Class::According,
    ];
    document.tokens.get(at).is_some_and(|token| {
        token.kind == TokenKind::Word
            && !token.starts_line
            && document.finite_verb(at).is_none()
            && !document.is_any(at, &STOPS)
            && !document.is_any(
                at,
                &[
                    Class::Planned,
                    Class::Cancelled,
                    Class::Light,
                    Class::Denied,
                    Class::Meet,
                    Class::Future,
                ],
            )
    })
}

/// Where the adjectives before a head begin: the first with a capital, or one of nation (`Европейского центрального банка`).
fn first_adjective(document: &Document<'_>, mentions: &Mentions, head: usize) -> usize {
    let language = &document.lexicon.language;
    if language.genitive_endings.is_empty() {
        return head;
    }
    let sentence = document.sentence(head).tokens.start;
    let mut at = head;
    let mut start = head;
    while at > sentence && head - at < ADJECTIVES + 1 {
        let before = at - 1;
        let joined = document.tokens[at].glued && document.tokens[before].kind == TokenKind::Word;
        let adjective = joined
            || document.tokens[before].kind == TokenKind::Word
                && has_ending(document, before, &language.adjective_endings)
                && (is_inner(document, before)
                    || document.tokens[before].capital && document.finite_verb(before).is_none());
        // Adjectives of one noun agree.
        let agrees = joined
            || at == head
            || document.tokens[at].glued
            || document.key(before).chars().last() == document.key(at).chars().last();
        if !adjective
            || !agrees
            || mentions.index_at(before).is_some()
            || document.is_any(before, &[Class::Meeting, Class::Ordinal, Class::Planned])
        {
            break;
        }
        at = before;
        let whole = !document.tokens[at].glued;
        if whole
            && (document.tokens[at].capital && !document.is(at, Class::NotName)
                || document.known.demonym(document.key(at)).is_some())
        {
            start = at;
        }
    }
    start
}

/// A tail in a language of cases: genitives, a name in the genitive, `по` with what it is for.
fn case_tail(document: &Document<'_>, mentions: &Mentions, from: usize, proper: bool) -> Tail {
    let language = &document.lexicon.language;
    let mut tail = Tail {
        end: from,
        ..Tail::default()
    };
    let mut at = from;
    let mut small = 0;
    while at < document.tokens.len() && at - from < REACH && !document.tokens[at].starts_line {
        if let Some(index) = mentions.starting_at(at) {
            let named = &mentions.items[index];
            if named.kind == EntityKind::Person || tail.named {
                break;
            }
            at = named.tokens.end;
            tail = Tail {
                end: at,
                named: true,
                any: true,
                ..tail
            };
            continue;
        }
        let number = document.tokens[at].is_mark('№')
            && document
                .tokens
                .get(at + 1)
                .is_some_and(|token| token.kind == TokenKind::Number);
        if number {
            tail = Tail {
                end: at + 2,
                named: true,
                any: true,
                ..tail
            };
            break;
        }
        if document.is(at, Class::BodyLink) && (proper || tail.named) {
            let end = purpose_end(document, at + 1);
            if end == at + 1 {
                break;
            }
            tail.end = end;
            tail.any = true;
            at = end;
            continue;
        }
        let joins = document.is(at, Class::And)
            && proper
            && small > 0
            && is_genitive(document, at + 1)
            && !document.tokens[at + 1].capital;
        if joins {
            at += 1;
            continue;
        }
        if !is_genitive(document, at) {
            break;
        }
        let capital = document.tokens[at].capital;
        if capital {
            // `Новгородской области`: an adjective goes with its noun.
            let pair = has_ending(document, at, &language.adjective_endings)
                && document.is_any(at + 1, &[Class::PlaceEnd, Class::PlaceClass]);
            let person = document.is_any(at, &[Class::GivenName, Class::Surname])
                || has_ending(document, at, &language.surname_endings);
            if person && !pair || tail.named {
                break;
            }
            at += if pair { 2 } else { 1 };
            tail = Tail {
                end: at,
                named: true,
                any: true,
                ..tail
            };
            continue;
        }
        small += 1;
        if small > SMALL || tail.named {
            break;
        }
        at += 1;
        if proper {
            tail.end = at;
            tail.any = true;
        }
    }
    tail
}

fn is_genitive(document: &Document<'_>, at: usize) -> bool {
    is_inner(document, at)
        && document.key(at).chars().count() > 2
        && has_ending(document, at, &document.lexicon.language.genitive_endings)
}

/// Where the words end that tell what a body is for (`по экономическому сотрудничеству`).
fn purpose_end(document: &Document<'_>, from: usize) -> usize {
    let mut end = from;
    while end < from + 3 && is_inner(document, end) && !document.tokens[end].capital {
        let adjective = has_ending(document, end, &document.lexicon.language.adjective_endings);
        end += 1;
        if !adjective {
            break;
        }
    }
    while end < from + 5 && end > from && is_genitive(document, end) && !document.tokens[end].capital {
        end += 1;
    }
    end
}

/// A tail in a language without cases: adjectives, then "de", "du", "des" with a noun phrase each.
fn linked_tail(document: &Document<'_>, mentions: &Mentions, from: usize, proper: bool) -> Tail {
    let mut tail = Tail {
        end: from,
        ..Tail::default()
    };
    let (at, nation) = adjectives_end(document, mentions, from);
    tail.nation = nation;
    if proper || nation {
        tail.end = at;
        tail.any = at > from;
    }
    let mut at = at;
    // "Union syndicale Solidaires"
    while proper && is_free_capital(document, mentions, at) {
        at += 1;
        tail.end = at;
        tail.any = true;
    }
    for _ in 0..3 {
        let Some(range) = complement(document, mentions, at) else {
            break;
        };
        let capital = range.clone().any(|it| document.tokens[it].capital);
        at = range.end;
        if !capital && !proper && !document.is(from - 1, Class::MinistryHead) {
            // What is of small words only goes on until a name comes.
            continue;
        }
        tail.end = at;
        tail.any = true;
        tail.named |= capital;
        if capital && !proper {
            break;
        }
    }
    tail
}

fn is_free_capital(document: &Document<'_>, mentions: &Mentions, at: usize) -> bool {
    document.tokens.get(at).is_some_and(|token| {
        token.kind == TokenKind::Word
            && token.capital
            && !token.starts_line
            && mentions.index_at(at).is_none()
    }) && !document.is_any(at, &[Class::GivenName, Class::Title, Class::NotName])
}

/// Where the adjectives from a token end, and whether one is of a nation.
fn adjectives_end(document: &Document<'_>, mentions: &Mentions, from: usize) -> (usize, bool) {
    let language = &document.lexicon.language;
    let mut at = from;
    let mut nation = false;
    while at < from + ADJECTIVES
        && at < document.tokens.len()
        && !document.tokens[at].starts_line
        && mentions.index_at(at).is_none()
        && !document.tokens[at].capital
    {
        let people = document.known.demonym(document.key(at)).is_some();
        let joined = at > from && document.tokens[at].glued && document.tokens[at].kind == TokenKind::Word;
        if !people
            && !joined
            && !(is_inner(document, at)
                && (has_ending(document, at, &language.adjective_endings)
                    || document.is_any(at, &[Class::SourceAdjective, Class::InstitutionAdjective])))
        {
            break;
        }
        nation |= people;
        at += 1;
    }
    (at, nation)
}

/// "de la transition écologique", "des chasseurs du Doubs": a link and a noun phrase.
fn complement(document: &Document<'_>, mentions: &Mentions, from: usize) -> Option<Range<usize>> {
    let small = |at: usize| {
        document
            .tokens
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Word && !token.capital && !token.starts_line)
    };
    if !small(from)
        || !document.is(from, Class::NameLink)
        || document.is_any(from, &[Class::And, Class::Definite])
    {
        return None;
    }
    let mut at = from + 1;
    while small(at) && document.is(at, Class::NameLink) && document.is(at, Class::Definite) && at < from + 3 {
        at += 1;
    }
    if let Some(index) = mentions.index_at(at) {
        let named = &mentions.items[index];
        return (named.kind != EntityKind::Person && named.tokens.start >= from)
            .then_some(from..named.tokens.end);
    }
    if is_free_capital(document, mentions, at) {
        let mut end = at + 1;
        while is_free_capital(document, mentions, end) {
            end += 1;
        }
        let (end, _) = adjectives_end(document, mentions, end);
        return Some(from..end);
    }
    if !small(at) || !is_inner(document, at) || document.is(at, Class::Determiner) {
        return None;
    }
    let (end, _) = adjectives_end(document, mentions, at + 1);
    Some(from..end)
}

/// The tokens of the body whose head noun stands at a token: the adjectives before it, and of what or for what it is.
pub(crate) fn phrase_at(document: &Document<'_>, mentions: &Mentions, at: usize) -> Range<usize> {
    let language = &document.lexicon.language;
    let cases = !language.genitive_endings.is_empty();
    let tail = if cases {
        case_tail(document, mentions, at + 1, true)
    } else {
        linked_tail(document, mentions, at + 1, true)
    };
    let mut start = at;
    while start > document.sentence(at).tokens.start
        && at - start < 2
        && mentions.index_at(start - 1).is_none()
        && is_inner(document, start - 1)
        && !document.is_any(
            start - 1,
            &[
                Class::Determiner,
                Class::Definite,
                Class::Meeting,
                Class::Planned,
                Class::Ordinal,
            ],
        )
        && (cases && has_ending(document, start - 1, &language.adjective_endings)
            || document.is_any(start - 1, &[Class::SourceAdjective, Class::TitleWord]))
    {
        start -= 1;
    }
    start..tail.end.max(at + 1)
}
