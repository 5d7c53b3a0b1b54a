//! Parts of an institution's name: what goes on with it, what tells that it is one.

use isnad_model::EntityKind;

use super::{is_adjective, is_relational};
use crate::document::Document;
use crate::lexicon::Class;
use crate::mentions::Mentions;
use crate::shapes;
use crate::tokens::TokenKind;

/// A definite word with the ending of its noun that is neither of time nor of order.
pub(super) fn agrees(document: &Document<'_>, head: usize, at: usize) -> bool {
    let Some(token) = document.tokens.get(at) else {
        return false;
    };
    let feminine = |at: usize| document.ends_feminine(at);
    token.kind == TokenKind::Word
        && !token.starts_line
        && document.is_definite(at)
        && shapes::has_article(document.key(at))
        && feminine(head) == feminine(at)
        && !document.is_any(
            at,
            &[
                Class::TimeAdjective,
                Class::Adverb,
                Class::Ordinal,
                Class::Planned,
                Class::Relative,
                Class::Title,
                Class::TitleWord,
                Class::Source,
                Class::Meeting,
            ],
        )
}

/// `بعثة الاتحاد الأفريقي في الصومال`: where a mission is belongs to its name.
pub(super) fn mission(document: &Document<'_>, mentions: &Mentions, head: usize, end: usize) -> usize {
    let inside = document.is(head, Class::MissionHead)
        && document
            .tokens
            .get(end)
            .is_some_and(|token| token.is_word() && !token.starts_line)
        && document
            .find(end, Class::Inside)
            .is_some_and(|it| it.clitic.letters == 0 && it.end == end + 1)
        && document.key(end) == "في";
    let place = mentions.starting_at(end + 1).map(|index| &mentions.items[index]);
    match place {
        Some(place) if inside && matches!(place.kind, EntityKind::State | EntityKind::Place) => {
            place.tokens.end
        }
        _ => end,
    }
}

/// An adjective with the article that cannot belong to the word before it, which has none.
pub(super) fn is_definite_adjective(document: &Document<'_>, head: usize, at: usize) -> bool {
    document
        .tokens
        .get(at)
        .is_some_and(|token| token.is_word() && !token.starts_line)
        && document.is_definite(at)
        && (document.is_any(at, &[Class::TitleWord, Class::SourceAdjective]) || is_adjective(document, at))
        && document.ends_feminine(head) == document.ends_feminine(at)
}

/// A word that nothing knows and that has no shape of a common noun.
pub(super) fn is_bare_unknown(document: &Document<'_>, at: usize) -> bool {
    document
        .tokens
        .get(at)
        .is_some_and(|token| token.kind == TokenKind::Word && !token.starts_line)
        && document.found_at(at).is_empty()
        && !document.is_definite(at)
        && !document.ends_feminine(at)
        && !shapes::ends_in_nunation(document.text_of(at))
        && !shapes::ends_like_feminine_plural(document.text_of(at))
        && !(document.ends_feminine(at) && shapes::ends_like_feminine_nisba(document.key(at)))
        && !shapes::is_verbal_noun(document.key(at))
        && document.demonym(at).is_none()
}

/// Whether words after a head of many senses (`حركة السير`) tell a body: a known name, a people's or a body's adjective, an unknown name.
pub(super) fn is_told(document: &Document<'_>, mentions: &Mentions, words: std::ops::Range<usize>) -> bool {
    let alone =
        words.len() == 1 && !document.is_definite(words.start) && document.found_at(words.start).is_empty();
    alone
        || words.clone().any(|at| {
            mentions.index_at(at).is_some()
                || is_adjective(document, at)
                || document.is_any(at, &[Class::Institution, Class::InstitutionClass])
        })
        || shapes::has_contracted_article(document.key(words.end)) && document.is_definite(words.end)
}

pub(super) fn class_takes_name(document: &Document<'_>, head: usize, class_only: bool) -> bool {
    class_only || document.is(head, Class::TakesName)
}

pub(super) fn noun_like(document: &Document<'_>, at: usize) -> bool {
    !document.is_any(
        at,
        &[
            Class::SourceAdjective,
            Class::NotName,
            Class::Source,
            Class::GivenName,
        ],
    ) && document.finite_verb(at).is_none()
        && !shapes::has_accusative_mark(document.text_of(at))
}

pub(super) fn joins(document: &Document<'_>, at: usize) -> bool {
    // A new head or title after `و` begins a name of its own.
    !document.is_any(
        at,
        &[
            Class::Institution,
            Class::InstitutionClass,
            Class::Title,
            Class::TitleFeminine,
            Class::TitlePlural,
            Class::Outlet,
            Class::Source,
        ],
    )
}

/// `للدولة`, `لكرة القدم`, `للكاف`: what the body is for, as part of its name.
pub(super) fn purpose(document: &Document<'_>, mentions: &Mentions, end: usize, head: usize) -> usize {
    let Some(token) = document.tokens.get(end) else {
        return end;
    };
    if !token.is_word()
        || token.starts_line
        || end - head >= WORDS
        || !shapes::begins_with_for(document.key(end))
        || document.finite_verb(end).is_some()
    {
        return end;
    }
    if let Some(sport) = document
        .find(end, Class::Purpose)
        .filter(|it| it.clitic.has_for())
    {
        return sport.end;
    }
    if let Some(index) = mentions.starting_at(end)
        && mentions.items[index].span.start > token.span.start
        && matches!(
            mentions.items[index].kind,
            EntityKind::Organization | EntityKind::State | EntityKind::Place
        )
    {
        return mentions.items[index].tokens.end;
    }
    if shapes::has_contracted_article(document.key(end))
        && document.is_definite(end)
        && !document.is_any(end, &[Class::Reporter, Class::Outlet])
    {
        let next = end + 1;
        return if is_adjective(document, next) || is_relational(document, next) {
            next + 1
        } else {
            next
        };
    }
    let next_definite = document
        .tokens
        .get(end + 1)
        .is_some_and(|next| next.is_word() && !next.starts_line)
        && document.is_definite(end + 1);
    let noun = document.found_at(end).iter().all(|it| {
        it.clitic.has_for()
            && matches!(
                it.class,
                Class::Institution
                    | Class::InstitutionClass
                    | Class::InstitutionWeak
                    | Class::GroupHead
                    | Class::CommonWord
                    | Class::NotName
                    | Class::Meeting
            )
    });
    let plain = noun && document.key(end).chars().count() > 3;
    if next_definite && plain && !document.is_definite(end) {
        end + 2
    } else {
        end
    }
}

/// Words that an institution's name has at most.
pub(super) const WORDS: usize = 8;
