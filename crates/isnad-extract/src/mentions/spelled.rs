//! Names spelled by their letters: `بي بي سي`, `شام إف إم`, in a script without capitals.

use isnad_model::EntityKind;

use super::outlets::head_key;
use super::{Mentions, Named};
use crate::document::Document;
use crate::lexicon::Class;
use crate::tokens::TokenKind;

/// Letters that a name has at most.
const LETTERS: usize = 5;

/// Adds bodies named by letters.
pub fn find(document: &Document<'_>, mentions: &mut Mentions) {
    let mut at = 0;
    while at < document.tokens.len() {
        at = find_at(document, mentions, at).unwrap_or(at + 1);
    }
}

/// A letter's name as it stands; the small words that letters' names are too (`في`, `أو`, `إن`) told apart.
fn letter(document: &Document<'_>, at: usize) -> Option<bool> {
    let token = document.tokens.get(at)?;
    if token.kind != TokenKind::Word || !document.is_whole(at, Class::LetterName) {
        return None;
    }
    // `أن` folds to what `إن` folds to, and is no letter.
    if document.text_of(at).starts_with('أ') && document.is(at, Class::That) {
        return None;
    }
    Some(!document.is_any(
        at,
        &[
            Class::Preposition,
            Class::Conjunction,
            Class::That,
            Class::NotName,
        ],
    ))
}

fn find_at(document: &Document<'_>, mentions: &mut Mentions, at: usize) -> Option<usize> {
    let letters_of = |at: usize| document.find(at, Class::LetterName).map(|it| it.clitic.letters);
    // `وبي بي سي`, `لإم بي سي`: a clitic before the first letter.
    let clitic =
        letters_of(at).filter(|&letters| letters > 0 && document.is_whole(at + 1, Class::LetterName));
    let clear = match clitic {
        Some(_) => true,
        None => letter(document, at)?,
    };
    if mentions.index_at(at).is_some() || document.is(at, Class::NotEntity) {
        return None;
    }
    let mut end = at + 1;
    let mut sure = usize::from(clear);
    while end - at < LETTERS && end < document.tokens.len() && !document.tokens[end].starts_line {
        let Some(clear) = letter(document, end) else { break };
        sure += usize::from(clear);
        end += 1;
    }
    end = without_small_word(document, at, end);
    if sure == 0 || end - at < 2 || !clear && !clear_start(document, at) {
        return None;
    }
    let radio = document.is(at, Class::OutletEnd) && end - at == 2;
    let start = if radio {
        word_before(document, mentions, at).unwrap_or(at)
    } else {
        at
    };
    let named_before = outlet_before(document, start);
    let told = start < at
        || end - at > 2
        || named_before.is_some()
        || document.is_any(
            start.checked_sub(1)?,
            &[Class::Say, Class::InstitutionClass, Class::Institution],
        );
    if !told || !mentions.is_free(&(at..end)) {
        return None;
    }
    let letters = if start == at { clitic.unwrap_or(0) } else { 0 };
    let mut named = Named::pattern(document, start..end, letters, EntityKind::Organization, 0.85);
    named.outlet = named_before.is_some() || radio || start > 0 && document.is(start - 1, Class::Say);
    if let Some(head) = named_before {
        named.phrase = head;
        named.heads.push(head_key(document, head));
    }
    mentions.add(named)?;
    Some(end)
}

/// `قالت بي بي سي إن …`: the last letter is the word that opens what was said.
fn without_small_word(document: &Document<'_>, start: usize, end: usize) -> usize {
    let last = end - 1;
    if end - start < 3 || letter(document, last) == Some(true) {
        return end;
    }
    let from = document
        .sentence(start)
        .tokens
        .start
        .max(start.saturating_sub(12));
    let said = document.is(last, Class::That) && (from..start).any(|it| document.is(it, Class::Say));
    let goes_on = document
        .tokens
        .get(end)
        .is_some_and(|next| next.is_word() && !next.starts_line && !document.is(end, Class::That));
    if goes_on && (said || !document.is(last, Class::That)) {
        last
    } else {
        end
    }
}

/// `إن بي سي`: a small word may be the first letter behind a class noun or a verb of saying alone.
fn clear_start(document: &Document<'_>, at: usize) -> bool {
    at > 0
        && (outlet_before(document, at).is_some()
            || document.is(at - 1, Class::Say)
                && !document.is_definite(at - 1)
                && document.is(at, Class::That))
        && letter(document, at + 1) == Some(true)
}

/// The class noun of an outlet right before, an adjective between or not.
fn outlet_before(document: &Document<'_>, at: usize) -> Option<usize> {
    (1..=2)
        .filter_map(|back| at.checked_sub(back))
        .find(|&it| document.is_any(it, &[Class::Outlet, Class::OutletWeak]))
}

/// `شام إف إم`: the word whose station it is.
fn word_before(document: &Document<'_>, mentions: &Mentions, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let token = &document.tokens[before];
    let plain = token.kind == TokenKind::Word
        && token.sentence == document.tokens[at].sentence
        && document.finite_verb(before).is_none()
        && !document.is_any(
            before,
            &[
                Class::Outlet,
                Class::OutletWeak,
                Class::Preposition,
                Class::That,
                Class::Say,
                Class::SpokenTo,
                Class::Conjunction,
            ],
        );
    let free = mentions
        .index_at(before)
        .is_none_or(|index| mentions.items[index].tokens.len() == 1);
    (plain && free).then_some(before)
}
