//! Bodies of a language without article and joined particles (Persian): a head noun and the chain of words that it is of.

use std::ops::Range;

use isnad_model::EntityKind;

use super::{STOPS, institution};
use crate::document::Document;
use crate::lexicon::Class;
use crate::mentions::Mentions;
use crate::tokens::TokenKind;

/// Words that a body's name has at most behind its head.
const WORDS: usize = 8;

/// Adds the body whose head noun stands at a token; where its name ends.
pub(super) fn find_at(document: &Document<'_>, mentions: &mut Mentions, head: usize) -> Option<usize> {
    let found = *document
        .found_at(head)
        .iter()
        .find(|it| matches!(it.class, Class::Institution | Class::InstitutionClass) && !it.enclitic)?;
    if mentions.index_at(head).is_some() || document.is(head, Class::InstitutionCommon) {
        return None;
    }
    let (end, told) = chain(document, mentions, head, found.end);
    if !told || end == found.end {
        return None;
    }
    let mut named = institution(document, head, head..end, 0.85);
    named.outlet = false;
    mentions.add(named)?;
    Some(end)
}

/// Where the chain behind a head ends, and whether something in it tells which body it is.
fn chain(document: &Document<'_>, mentions: &Mentions, head: usize, after: usize) -> (usize, bool) {
    let weak = document.is(head, Class::InstitutionWeak);
    let mut end = after;
    let mut told = false;
    while end < document.tokens.len() && end - after < WORDS {
        if let Some(index) = mentions
            .starting_at(end)
            .filter(|_| !document.tokens[end].starts_line)
        {
            let inner = &mentions.items[index];
            // `سازمان جاسوسی اسرائیل`: the land or town closes the name.
            if inner.kind == EntityKind::Person {
                break;
            }
            // `حکومت طالبان`: the group is named, not its government.
            if end == after && weak && inner.kind == EntityKind::Group {
                return (after, false);
            }
            let closes = matches!(
                inner.kind,
                EntityKind::State | EntityKind::Place | EntityKind::Group
            );
            end = inner.tokens.end;
            told = true;
            if closes {
                break;
            }
            continue;
        }
        if end > after
            && let Some(found) = document.find(end, Class::PlaceName)
            && is_word(document, mentions, end)
        {
            end = found.end;
            told = true;
            break;
        }
        if let Some(next) = joined(document, mentions, after, end) {
            end = next;
            continue;
        }
        if !is_word(document, mentions, end) {
            break;
        }
        let proper = end == after && is_proper(document, head, end);
        let united = is_people(document, end) && (end > after || document.is(head, Class::TakesName));
        if document.is(end, Class::BodyWord) || united {
            told = true;
        } else if proper {
            told = true;
            end += 1;
            if document.found_at(end).is_empty()
                && is_word(document, mentions, end)
                && closes(document, end + 1)
            {
                end += 1;
            }
            // `باشگاه مس کرمان`
            continue;
        } else if is_head(document, end) && end > after {
            // `مرکز پژوهش‌های مجلس`
            told = true;
        } else if !is_adjective(document, end) {
            break;
        } else {
            told |= !weak;
        }
        end += 1;
    }
    (end, told)
}

/// `صنعت، معدن و تجارت`: a conjunction or comma between two words that bodies are named by.
fn joined(document: &Document<'_>, mentions: &Mentions, after: usize, at: usize) -> Option<usize> {
    let token = document.tokens.get(at)?;
    let joins = token.is_comma() && document.is(at + 2, Class::And) || document.is_whole(at, Class::And);
    let fits = |at: usize| is_word(document, mentions, at) && document.is(at, Class::BodyWord);
    let before = at > after && (document.is(at - 1, Class::BodyWord) || is_people(document, at - 1));
    (joins && before && fits(at + 1)).then_some(at + 1)
}

fn is_head(document: &Document<'_>, at: usize) -> bool {
    document.is_any(at, &[Class::Institution, Class::InstitutionClass])
}

/// A word that can be part of a body's name at all.
fn is_word(document: &Document<'_>, mentions: &Mentions, at: usize) -> bool {
    let body = document.is(at, Class::BodyWord);
    document.tokens.get(at).is_some_and(|token| {
        token.kind == TokenKind::Word
            && !token.starts_line
            && token.sentence == document.tokens[at - 1].sentence
    }) && mentions.index_at(at).is_none()
        && document.finite_verb(at).is_none()
        && !document.is_any(
            at,
            &[
                Class::ObjectMark,
                Class::Determiner,
                Class::Pronoun,
                Class::And,
                Class::Meet,
            ],
        )
        && (body
            || !document.is_any(at, &STOPS)
                && !document.is_any(at, &[Class::Meeting, Class::Document, Class::NotName]))
}

/// A relational adjective (`صنفی`, `منطقه‌ای`).
fn is_adjective(document: &Document<'_>, at: usize) -> bool {
    let key = document.key(at);
    document.is(at, Class::SourceAdjective)
        || document.known.demonym(key).is_some()
        || key.chars().count() > 3
            && key.ends_with('ي')
            && !document.is_any(
                at,
                &[Class::Source, Class::Title, Class::GivenName, Class::Surname],
            )
}

/// `کشاورزان`, `تولیدکنندگان`, `پژوهش‌های`: those whom a body unites, what it is for.
fn is_people(document: &Document<'_>, at: usize) -> bool {
    let key = document.key(at);
    key.chars().count() > 4 && (key.ends_with("ان") || key.ends_with("هاي"))
}

/// `باشگاه سپاهان`, `شرکت کاله`: an unknown word right behind a head that takes a name.
fn is_proper(document: &Document<'_>, head: usize, at: usize) -> bool {
    document.is(head, Class::TakesName)
        && (document.found_at(at).is_empty()
            || document.found_at(at).iter().all(|it| {
                matches!(
                    it.class,
                    Class::GivenName | Class::GivenNameCommon | Class::Surname | Class::PlaceNameCommon
                )
            }))
        && !is_adjective(document, at)
}

/// Whether a phrase may end before a token.
fn closes(document: &Document<'_>, at: usize) -> bool {
    document
        .tokens
        .get(at)
        .is_none_or(|next| !next.is_word() || next.starts_line)
        || document.is_any(at, &STOPS)
        || document.is_any(at, &[Class::ObjectMark, Class::And, Class::With])
        || document.finite_verb(at).is_some()
}

/// Names of outlets that nothing but the words around them tells: `به گزارش پارس‌نما،`, `به نقل از فجر نوشت`.
pub(super) fn outlet_at(document: &Document<'_>, mentions: &mut Mentions, at: usize) -> Option<usize> {
    // `به مردم‌نگار گفت`: a mere preposition needs a word that nothing knows and the verb.
    let opener = document.find(at, Class::OutletOpener);
    let found = *opener.or_else(|| {
        document
            .find(at, Class::SpokenTo)
            .filter(|_| document.found_at(at + 1).is_empty())
    })?;
    let start = found.end + usize::from(document.is(found.end, Class::Outlet));
    let mut end = start;
    // `عدالت روز`: a small word may close the name.
    while end < start + 3
        && (is_word(document, mentions, end)
            || end > start
                && document.tokens[end].is_word()
                && document.is_any(end, &[Class::Adverb, Class::NotName])
                && !document.is(end, Class::Preposition))
        && document.finite_verb(end).is_none()
        && !is_common(document, end)
    {
        end += 1;
    }
    let comma = document
        .tokens
        .get(end)
        .is_some_and(crate::tokens::Token::is_comma);
    let says =
        document.is(end, Class::Say) || document.is(end, Class::Adverb) && document.is(end + 1, Class::Say);
    if end == start || !(comma && opener.is_some() || says) {
        return None;
    }
    let range: Range<usize> = start..end;
    let mut named = crate::mentions::Named::pattern(document, range, 0, EntityKind::Organization, 0.75);
    named.outlet = true;
    mentions.add(named)?;
    Some(end)
}

/// A word that no outlet's name begins with: a title, a noun for people, a body, a given name.
fn is_common(document: &Document<'_>, at: usize) -> bool {
    document.is_any(
        at,
        &[
            Class::Title,
            Class::TitleFeminine,
            Class::TitlePlural,
            Class::Source,
            Class::GivenName,
            Class::Institution,
            Class::Outlet,
            Class::Reporter,
            Class::Document,
            Class::Human,
            Class::Pronoun,
            Class::Body,
        ],
    )
}
