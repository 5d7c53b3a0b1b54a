//! Metonyms: whether a capital stands for its government or is where something happens.

use isnad_model::EntityKind;
use isnad_text::Proclitic;

use crate::document::{Document, LineRole};
use crate::lexicon::Class;
use crate::mentions::{Mentions, Named};
use crate::pack::Order;
use crate::tokens::TokenKind;

/// Whether a capital stands for its government: it does unless something before it makes it a location.
pub(super) fn acts(document: &Document<'_>, mentions: &Mentions, named: &Named, clitic: Proclitic) -> bool {
    let sentence = document.sentence(named.tokens.start);
    if sentence.role == LineRole::Byline || named.tokens.start < sentence.tokens.start {
        return false;
    }
    if clitic.has_by() || clitic.has_as() {
        return false;
    }
    let first_of_line = document.tokens[named.tokens.start].starts_line;
    if first_of_line
        && document
            .tokens
            .get(named.tokens.end)
            .is_some_and(|next| next.is_dash() || next.is_mark('(') || next.is_quote())
    {
        return false;
    }
    // "MINSK, 4 May.", "– Doha:": a dateline.
    let next = document.tokens.get(named.tokens.end);
    let dated = next.is_some_and(|next| next.is_comma() || next.is_mark('.'))
        && document
            .tokens
            .get(named.tokens.end + 1)
            .is_some_and(|token| token.kind == TokenKind::Number);
    let headed = next.is_some_and(|next| next.is_mark(':'))
        && named.tokens.start > 0
        && document.tokens[named.tokens.start - 1].is_dash();
    if first_of_line && dated || headed {
        return false;
    }
    // `Moskova'da`: the ending tells where; `Moskova'ya uçtu`, `تهران را ترک کرد`: the motion behind it.
    if has_place_suffix(document, named.tokens.end) || left_or_reached(document, named.tokens.end) {
        return false;
    }
    // "Paris Agreement", "Treaty of Lisbon": where it was made.
    let made = |at: usize| {
        document.tokens.get(at).is_some_and(|token| token.capital) && document.is(at, Class::NotAlone)
    };
    if made(named.tokens.end)
        || named.tokens.start > 1
            && document.is(named.tokens.start - 1, Class::NameLink)
            && made(named.tokens.start - 2)
    {
        return false;
    }
    // `Кабул посетит вице-премьер`: where somebody goes.
    let visited = document.lexicon.language.order == Order::Free
        && document
            .find(named.tokens.end, Class::Meet)
            .is_some_and(|it| document.lexicon.pack.meet[it.entry].object_place);
    if visited {
        return false;
    }
    let Some(before) = named.tokens.start.checked_sub(1) else {
        return true;
    };
    let before = if document.tokens[before].is_quote() && before > 0 {
        before - 1
    } else {
        before
    };
    if before < sentence.tokens.start {
        return true;
    }
    // Coordinated names are of one sort.
    if let Some(index) = coordinated_with(document, mentions, before, clitic) {
        let other = &mentions.items[index];
        match other.kind {
            EntityKind::State => return true,
            EntityKind::Place => return false,
            _ => {}
        }
    }
    if clitic.has_for() {
        return !is_motion(document, before);
    }
    !(document.is_any(
        before,
        &[
            Class::PlaceClass,
            Class::VenueNoun,
            Class::Meeting,
            Class::Direction,
        ],
    ) || located_by_preposition(document, before)
        || is_visited(document, before, sentence.tokens.start))
}

/// An object mark or dative behind a name, and a motion soon after, in a language whose verb stands last.
fn left_or_reached(document: &Document<'_>, after: usize) -> bool {
    document.lexicon.language.verb_last
        && document.is(after, Class::ObjectMark)
        && (after + 1..document.tokens.len().min(after + 5))
            .take_while(|&at| document.tokens[at].is_word())
            .any(|at| document.is(at, Class::Motion))
}

fn has_place_suffix(document: &Document<'_>, after: usize) -> bool {
    let Some(token) = document
        .tokens
        .get(after)
        .filter(|token| token.kind == TokenKind::Suffix)
    else {
        return false;
    };
    let ending = document
        .key(after)
        .trim_start_matches(|c: char| !c.is_alphabetic());
    let listed = document.lexicon.pack.words.get("place_suffix");
    token.glued && listed.is_some_and(|all| all.iter().any(|listed| listed == ending))
}

/// The mention that a name is joined to by a conjunction.
fn coordinated_with(
    document: &Document<'_>,
    mentions: &Mentions,
    before: usize,
    clitic: Proclitic,
) -> Option<usize> {
    if clitic.conjunction.is_some() {
        return mentions.index_at(before);
    }
    let joined = document.is(before, Class::And) && document.tokens[before].is_word();
    if joined {
        mentions.index_at(before.checked_sub(1)?)
    } else {
        None
    }
}

/// A preposition of place makes a location, save `to` and `of`, which need a word of going or a part of a place.
fn located_by_preposition(document: &Document<'_>, before: usize) -> bool {
    let Some(found) = document.find(before, Class::PlacePreposition) else {
        return document
            .found_at(before)
            .iter()
            .any(|it| places_object(document, it));
    };
    if !document.is(before, Class::With) && !document.is(before, Class::NameLink) || found.end != before + 1 {
        return true;
    }
    (before.saturating_sub(4)..before).any(|at| is_motion(document, at))
        || before > 0
            && document.is_any(
                before - 1,
                &[Class::PlaceClass, Class::Direction, Class::PlaceEnd],
            )
}

fn is_motion(document: &Document<'_>, at: usize) -> bool {
    document.is(at, Class::Motion) || document.found_at(at).iter().any(|it| places_object(document, it))
}

/// `أن يزور الوزير بغداد`: the object of a visit, its subject between.
fn is_visited(document: &Document<'_>, before: usize, start: usize) -> bool {
    for at in (start.max(before.saturating_sub(12))..=before).rev() {
        let token = &document.tokens[at];
        if !token.is_word() && !token.is_quote()
            || document.is_any(at, &[Class::That, Class::With, Class::Conjunction])
        {
            return false;
        }
        if document.found_at(at).iter().any(|it| places_object(document, it)) {
            return true;
        }
        if document.finite_verb(at).is_some_and(|it| it.clitic.letters == 0) {
            return false;
        }
    }
    false
}

pub(super) fn places_object(document: &Document<'_>, found: &crate::document::Found) -> bool {
    match found.class {
        Class::Meet => document.lexicon.pack.meet[found.entry].object_place,
        Class::Light => document.lexicon.pack.light[found.entry].subject_place,
        _ => false,
    }
}
