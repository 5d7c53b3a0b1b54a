//! Offices: the body or place of an office between its title and the person, and names in quotation marks, where the order of
//! words is free.

use std::ops::Range;

use isnad_model::EntityKind;

use super::{is_capital, title_at};
use crate::document::Document;
use crate::lexicon::Class;
use crate::mentions::Mentions;
use crate::pack::Order;
use crate::tokens::{Token, TokenKind};

/// Tokens of an office at most.
const REACH: usize = 14;

/// Whether names are read as those of a language of free order with capitals.
pub(super) fn applies(document: &Document<'_>) -> bool {
    document.lexicon.language.order == Order::Free && document.lexicon.language.capitals
}

/// `«Севермаш»`: the whole of a quotation, as bodies are written.
pub(super) fn is_marked(document: &Document<'_>, piece: &Range<usize>) -> bool {
    let quote = |at: usize| document.tokens.get(at).is_some_and(Token::is_quote);
    piece.start > 0
        && quote(piece.start - 1)
        && quote(piece.end)
        && !document.tokens[piece.end].starts_line
        && piece.len() <= 4
}

/// Where the person begins in `Росатома Игорь Громов`, `Medef Patrick Martin`: at a given name behind what an office is of.
pub(super) fn person_behind(document: &Document<'_>, piece: &Range<usize>) -> Option<usize> {
    if !applies(document) || document.is(piece.start, Class::GivenName) || !is_capital(document, piece.start)
    {
        return None;
    }
    // `Chevron Клеем Неффом`: another script ends what the office is of.
    let latin = |at: usize| document.key(at).starts_with(|c: char| c.is_ascii_alphabetic());
    let script = (piece.start + 1..piece.end).find(|&at| !latin(at) && is_capital(document, at));
    if latin(piece.start) && !document.lexicon.language.surname_endings.is_empty() && script.is_some() {
        return script;
    }
    let given = (piece.start + 1..piece.end.saturating_sub(1))
        .find(|&at| document.is(at, Class::GivenName) && is_capital(document, at + 1))?;
    let before = piece.start.checked_sub(1)?;
    let linked = document.is_any(before, &[Class::OfficeLink, Class::NameLink, Class::Particle])
        && document.tokens[before].is_word();
    let titled = title_ending(document, piece.start).is_some()
        || document.is_any(
            before,
            &[
                Class::TitleWord,
                Class::Institution,
                Class::InstitutionClass,
                Class::PlaceClass,
            ],
        );
    let cases = !document.lexicon.language.surname_endings.is_empty();
    let genitive = document.key(piece.start).ends_with(['а', 'я', 'ы', 'и'])
        || document.tokens[piece.start].upper
        || given > piece.start + 1;
    (if cases {
        titled && genitive
    } else {
        linked && title_near(document, before).is_some()
    })
    .then_some(given)
}

/// The title that ends right before a token.
fn title_ending(document: &Document<'_>, start: usize) -> Option<usize> {
    (start.saturating_sub(4)..start).find(|&at| title_at(document, at).is_some_and(|(end, _)| end == start))
}

/// A title within a few words before a token, no mark between.
fn title_near(document: &Document<'_>, at: usize) -> Option<(usize, Class)> {
    let sentence = document.sentence(at).tokens.start;
    let mut here = at + 1;
    while here > sentence && at + 1 - here < 5 {
        here -= 1;
        if !document.tokens[here].is_word() {
            return None;
        }
        if let Some((_, class)) = title_at(document, here) {
            return Some((here, class));
        }
        if document.finite_verb(here).is_some() {
            return None;
        }
    }
    None
}

/// The title whose office reaches up to a name: `министр энергетики Казахстана N`, `глава «Газпрома» N`.
pub(super) fn office_before(
    document: &Document<'_>,
    mentions: &Mentions,
    start: usize,
) -> Option<(usize, Class)> {
    if !applies(document) {
        return None;
    }
    let sentence = document.sentence(start).tokens.start;
    let mut at = start;
    let mut head = None;
    while at > sentence && start - at < REACH {
        let before = at - 1;
        if let Some(index) = mentions.index_at(before) {
            let named = &mentions.items[index];
            if named.kind == EntityKind::Person {
                break;
            }
            at = named.tokens.start;
            continue;
        }
        let token = &document.tokens[before];
        if token.is_quote() {
            at = before;
            continue;
        }
        if token.kind != TokenKind::Word || token.starts_line && before > sentence {
            break;
        }
        let title = (before.saturating_sub(4).max(sentence)..=before).find_map(|it| {
            title_at(document, it)
                .filter(|(end, _)| *end == at)
                .map(|(_, class)| (it, class))
        });
        if let Some((it, class)) = title {
            head = Some((it, class));
            at = it;
            continue;
        }
        let link = document.is(before, Class::OfficeLink);
        let stops = [
            Class::Preposition,
            Class::PlacePreposition,
            Class::And,
            Class::Conjunction,
            Class::With,
            Class::Between,
            Class::Relative,
            Class::Adverb,
            Class::Auxiliary,
            Class::Negation,
            Class::That,
            Class::Pronoun,
            Class::Meet,
            Class::Meeting,
            Class::Light,
            Class::Say,
        ];
        let other =
            token.capital || document.is_any(before, &stops) || document.finite_verb(before).is_some();
        if other && !link {
            break;
        }
        at = before;
    }
    head
}

/// `Росстат`, `Нацбанка`: letters that only the names of bodies have.
pub(super) fn has_body_letters(document: &Document<'_>, at: usize) -> bool {
    let key = document.key(at);
    let language = &document.lexicon.language;
    let starts = |start: &String| key.len() > start.len() + 2 && key.starts_with(start.as_str());
    let ends = |end: &String| key.len() > end.len() && key.ends_with(end.as_str());
    document.tokens[at].upper
        || language.body_starts.iter().any(starts)
        || language.body_endings.iter().any(ends)
}

/// A lone word of a language whose surnames have cases: bodies stand in marks there, so it is a person's, by what stands beside it.
pub(super) fn is_lone_person(document: &Document<'_>, piece: &Range<usize>) -> bool {
    if !applies(document)
        || document.lexicon.language.surname_endings.is_empty()
        || piece.len() != 1
        || !document
            .key(piece.start)
            .starts_with(|c: char| ('а'..='я').contains(&c))
        || has_body_letters(document, piece.start)
    {
        return false;
    }
    let speaks = |at: usize| {
        document
            .tokens
            .get(at)
            .is_some_and(|token| token.is_word() && !token.starts_line)
            && document.is_any(at, &[Class::Say, Class::Meet])
    };
    let met = |at: usize| document.is(at, Class::With) && document.tokens[at].is_word();
    speaks(piece.end) || piece.start > 0 && (speaks(piece.start - 1) || met(piece.start - 1))
}

/// `Си Цзиньпином Владимир Путин`: where a second person begins, at a given name behind a whole name, in a language of cases.
pub(super) fn second_person(document: &Document<'_>, piece: &Range<usize>) -> Option<usize> {
    if !applies(document) || document.lexicon.language.surname_endings.is_empty() || piece.len() < 4 {
        return None;
    }
    (piece.start + 2..piece.end - 1).find(|&at| {
        document.is(at, Class::GivenName)
            && is_capital(document, at)
            && is_capital(document, at - 1)
            && is_capital(document, at + 1)
            && !document.is(at - 1, Class::GivenName)
    })
}

/// `Сенат`, "société Vinci Autoroutes", `Nordic Freight` in another script: a body and no person or place.
pub(super) fn is_body(document: &Document<'_>, piece: &Range<usize>) -> bool {
    let head = piece.len() == 1 && document.is_any(piece.start, &[Class::Institution]);
    let noun = piece.start > 0
        && document.tokens[piece.start - 1].kind == TokenKind::Word
        && !document.tokens[piece.start - 1].capital
        && document.is_any(
            piece.start - 1,
            &[
                Class::InstitutionClass,
                Class::Institution,
                Class::OrganizationEnd,
            ],
        );
    let latin = |at: usize| document.key(at).starts_with(|c: char| c.is_ascii_alphabetic());
    let cyrillic = !document.lexicon.language.surname_endings.is_empty();
    head || noun && piece.len() <= 4 && !document.is(piece.start, Class::GivenName)
        || cyrillic && piece.clone().any(|at| document.tokens[at].is_word()) && piece.clone().all(latin)
}
