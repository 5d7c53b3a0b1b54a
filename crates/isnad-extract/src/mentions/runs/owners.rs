//! Offices that stand behind whose they are and before who holds them: `Mersin Valisi N`, `Enerji ve Tabii Kaynaklar Bakanı N`.

use std::ops::Range;

use isnad_model::EntityKind;

use super::kinds::kind_of_whole;
use super::{add_sure, elsewhere, is_capital, opens};
use crate::document::Document;
use crate::lexicon::Class;
use crate::mentions::Mentions;
use crate::tokens::TokenKind;

/// Words of a ministry's or body's name behind a conjunction.
const WORDS: usize = 6;

/// `Enerji ve Tabii Kaynaklar`: a conjunction or comma between two words of an office or a body.
pub(super) fn joins(document: &Document<'_>, at: usize) -> bool {
    document.lexicon.language.verb_last
        && at > 0
        && document.tokens.get(at).is_some_and(|token| {
            token.is_comma() || document.is(at, Class::And) && token.kind == TokenKind::Word && !token.capital
        })
        && document.is(at - 1, Class::TitleWord)
        && document.tokens[at - 1].capital
        && is_capital(document, at + 1)
        && document.is(at + 1, Class::TitleWord)
        && !document.tokens[at + 1].starts_line
}

/// Where a run goes on behind such a conjunction: an office or the last word of a body follows.
pub(super) fn goes_on(document: &Document<'_>, at: usize) -> Option<usize> {
    if !joins(document, at) {
        return None;
    }
    let mut end = at + 1;
    while end < at + WORDS {
        let word = is_capital(document, end) && !document.tokens[end].starts_line;
        if word && document.is_any(end, &[Class::Title, Class::Institution, Class::OrganizationEnd]) {
            return Some(at + 1);
        }
        if !word && !joins(document, end) {
            return None;
        }
        end += 1;
    }
    None
}

/// Adds the body or town whose office `title` is; whether the piece before it is dealt with.
pub(super) fn owner(
    document: &Document<'_>,
    mentions: &mut Mentions,
    piece: Range<usize>,
    title: Range<usize>,
) -> bool {
    if !document.lexicon.language.verb_last || piece.is_empty() {
        return false;
    }
    let mut piece = piece;
    while !piece.is_empty()
        && (document.is_any(piece.start, &[Class::NotName, Class::NameLink, Class::Adverb])
            || document.demonym(piece.start).is_some() && kind_of_whole(document, piece.clone()).is_none())
    {
        piece.start += 1;
    }
    // `Açılışta Başkan N`: a sentence's first word is no owner of a bare title.
    let lone = piece.len() == 1 && opens(document, piece.start) && !elsewhere(document, piece.start);
    let named = document.is_any(piece.start, &[Class::GivenName, Class::Surname]) && piece.len() > 1;
    if piece.is_empty() || named || kind_of_whole(document, piece.clone()).is_some() {
        return piece.is_empty();
    }
    let town = (title.clone()).any(|at| {
        document
            .find(at, Class::TownOffice)
            .is_some_and(|found| found.end == title.end)
    });
    if lone && !town && !document.tokens[piece.start].upper {
        return !document.found_at(piece.start).is_empty();
    }
    let kind = if town && piece.len() <= 2 {
        EntityKind::Place
    } else {
        EntityKind::Organization
    };
    add_sure(document, mentions, piece, kind);
    true
}

/// `Ali Koç`: behind a given name a word that closes the run is a surname, an office's name or not.
pub(super) fn is_surname(document: &Document<'_>, piece: usize, at: usize, end: usize) -> bool {
    document.lexicon.language.verb_last
        && document.is(piece, Class::GivenName)
        && document.find(at, Class::Title).is_some_and(|it| it.end == end)
}
