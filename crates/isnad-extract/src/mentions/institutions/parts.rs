//! Parts of an institution's name: what goes on with it, what tells that it is one.

use isnad_model::EntityKind;

use super::{is_adjective, is_relational};
use crate::document::Document;
use crate::inflect::Number;
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
    let end = words.end;
    let alone =
        words.len() == 1 && !document.is_definite(words.start) && document.found_at(words.start).is_empty();
    alone
        || words.clone().any(|at| {
            mentions.index_at(at).is_some()
                || is_adjective(document, at)
                || document.tokens[at].kind == TokenKind::Number
                || document.is_any(at, &[Class::Institution, Class::InstitutionClass])
        })
        || words
            .skip(1)
            .chain([end])
            .any(|at| shapes::has_contracted_article(document.key(at)) && document.is_definite(at))
}

/// `نقابة أطباء السودان`, `مجلس محافظي البنك`: the people who make up a body, before whose they are.
pub(super) fn is_of_people(document: &Document<'_>, mentions: &Mentions, at: usize) -> bool {
    let next = at + 1;
    let several = document
        .find(at, Class::Source)
        .is_some_and(|it| it.clitic.letters == 0 && !it.enclitic && it.form.number == Number::Plural)
        || document.is_whole(at, Class::TitlePlural)
        || document.is(at, Class::Title) && shapes::ends_like_nisba(document.text_of(at));
    several
        && !document.is_definite(at)
        && document
            .tokens
            .get(next)
            .is_some_and(|it| it.is_word() && !it.starts_line)
        && (document.is_definite(next) && !document.is_any(next, &[Class::Title, Class::Adverb])
            || mentions
                .starting_at(next)
                .is_some_and(|index| mentions.items[index].kind != EntityKind::Person))
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
        && !document.text_of(at).contains('\u{64B}')
        // `حكومة بلاده`: whose it is told by a pronoun.
        && !shapes::is_country_of(document.text_of(at))
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
        let mut next = end + 1;
        if is_adjective(document, next) || is_relational(document, next) {
            next += 1;
            // `للحقوق الاقتصادية والاجتماعية`
            let joined = document.key(next).starts_with("وال")
                && document.is_definite(next)
                && shapes::ends_like_feminine_nisba(document.key(next))
                && document.ends_feminine(next - 1)
                && document.tokens[next].is_word()
                && !document.tokens[next].starts_line;
            next += usize::from(joined);
        }
        return next;
    }
    let next_definite = document
        .tokens
        .get(end + 1)
        .is_some_and(|next| next.is_word() && !next.starts_line)
        && document.is_definite(end + 1);
    // `المكتب السياسي لحركة النهضة`, `اللجنة المركزية لحركة فتح`: the body that it is a part of.
    let of_body = document.found_at(end).iter().any(|it| {
        it.clitic.has_for()
            && it.end == end + 1
            && matches!(
                it.class,
                Class::Institution | Class::InstitutionClass | Class::GroupHead
            )
    });
    if of_body && let Some(index) = mentions.starting_at(end + 1) {
        let whole = &mentions.items[index];
        if matches!(
            whole.kind,
            EntityKind::Organization | EntityKind::Group | EntityKind::State
        ) {
            return whole.tokens.end;
        }
    }
    let noun = of_body
        || document.found_at(end).iter().all(|it| {
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
