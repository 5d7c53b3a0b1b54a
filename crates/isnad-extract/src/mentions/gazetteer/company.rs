//! Company: whether a known name that is an everyday word too stands where only a name of its kind can.

use std::ops::Range;

use isnad_model::{EntityKind, KnownEntity};
use isnad_text::Proclitic;

use super::metonyms::places_object;
use crate::document::Document;
use crate::inflect::Gender;
use crate::lexicon::Class;
use crate::memo::NamePath;
use crate::names::KnownName;
use crate::tokens::Token;

pub(super) fn fits(
    document: &Document<'_>,
    tokens: &Range<usize>,
    name: KnownName,
    clitic: Proclitic,
) -> bool {
    let first = &document.tokens[tokens.start];
    if name.upper && !first.upper {
        return false;
    }
    if name.capital && !first.capital {
        return false;
    }
    if !document.known.is_of(name, &document.lexicon.pack.lang) {
        return false;
    }
    let entity = document.known.entity(name.entity);
    let titled = tokens.start > 0 && document.is_any(tokens.start - 1, &[Class::Title, Class::TitleFeminine]);
    // `وزيرة الخارجية السودانية` is a title, no ministry.
    if titled
        && entity.class.as_deref() == Some("ministry")
        && document.is(tokens.start, Class::InstitutionDefinite)
    {
        return false;
    }
    // An outlet named with one word of the lexicon (`البيان`) is as common as a word can be.
    let word = entity.class.as_deref() == Some("outlet")
        && tokens.len() == 1
        && document.lexicon.language.proclitics
        && (document.is_definite(tokens.start)
            || document
                .found_at(tokens.start)
                .iter()
                .any(|it| !matches!(it.class, Class::OutletEnd)));
    if !name.common && !word {
        return true;
    }
    has_company(document, tokens, document.known.entity(name.entity), clitic)
}

/// Whether a name that is an everyday word too stands where only a name of its kind can.
fn has_company(
    document: &Document<'_>,
    tokens: &Range<usize>,
    entity: &KnownEntity,
    clitic: Proclitic,
) -> bool {
    let outlet = entity.class.as_deref() == Some("outlet");
    let place = matches!(entity.kind, EntityKind::Place | EntityKind::State);
    if place && clitic.has_by() {
        return true;
    }
    let Some(mut before) = tokens.start.checked_sub(1) else {
        return false;
    };
    let quoted =
        document.tokens[before].is_quote() && document.tokens.get(tokens.end).is_some_and(Token::is_quote);
    if quoted {
        // A quoted word may be a word quoted; one in the article's language after a class noun is a name.
        before = before.saturating_sub(1);
    }
    if document.tokens[before].starts_line
        && before + 1 < tokens.start
        && document.tokens[before + 1].starts_line
    {
        return false;
    }
    if place
        && document
            .found_at(before)
            .iter()
            .any(|it| places_object(document, it))
    {
        return true;
    }
    let classes: &[Class] = match entity.kind {
        _ if outlet => &[Class::Outlet, Class::OutletWeak],
        EntityKind::Place | EntityKind::State => &[
            Class::PlacePreposition,
            Class::PlaceClass,
            Class::Title,
            Class::TitleFeminine,
        ],
        EntityKind::Person => &[Class::Title, Class::TitleFeminine],
        _ => &[
            Class::InstitutionClass,
            Class::Institution,
            Class::GroupHead,
            Class::Title,
        ],
    };
    // `قال للجزيرة`, `ذكرت العربية`: an outlet that is spoken to or that reports.
    if outlet && tokens.len() == 1 {
        let spoken = clitic.has_for()
            && (before.saturating_sub(8)..=before)
                .any(|at| document.is_any(at, &[Class::Say, Class::SpokenTo]));
        let reports = clitic.letters == 0
            && document.found_at(before).iter().any(|it| {
                it.class == Class::Say && it.form.gender == Gender::Feminine && it.end == before + 1
            })
            && document.found_at(tokens.start).is_empty();
        if spoken || reports {
            return true;
        }
    }
    if clitic.letters > 0 && !quoted {
        return false;
    }
    let adjective = outlet && before > 0 && document.is(before, Class::SourceAdjective);
    document.is_any(before, classes)
        || adjective && document.is_any(before - 1, classes)
        || quoted && !outlet && tokens.len() > 1
}

/// `نادية بنيس`: a short name behind a preposition, after a given name, is that person's surname.
pub(super) fn is_surname(document: &Document<'_>, at: usize, path: &NamePath) -> bool {
    path.clitic.preposition.is_some()
        && path.short
        && at > 0
        && (document.is(at - 1, Class::GivenName)
            || document.is_any(at - 1, &[Class::Title, Class::TitleFeminine]))
}
