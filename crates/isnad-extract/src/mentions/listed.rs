//! Bodies without an entity of their own: clubs, companies and outlets of the pack's lists, and clubs told by their town.

use isnad_model::EntityKind;

use super::{Mentions, Named};
use crate::document::Document;
use crate::lexicon::Class;
use crate::shapes;
use crate::tokens::TokenKind;

/// Words of sport that make an article one of sport.
const SPORT_WORDS: usize = 2;

/// Adds the bodies of the lists, and makes clubs of towns that a masculine adjective of nation follows.
pub fn find(document: &Document<'_>, mentions: &mut Mentions) {
    let mut at = 0;
    while at < document.tokens.len() {
        at = find_at(document, mentions, at).unwrap_or(at + 1);
    }
    if !document.lexicon.language.capitals {
        clubs_of_towns(document, mentions);
    }
}

fn find_at(document: &Document<'_>, mentions: &mut Mentions, at: usize) -> Option<usize> {
    let found = document.found_at(at).iter().find(|it| {
        matches!(
            it.class,
            Class::OrganizationName | Class::OutletName | Class::OrganizationNameCommon
        ) && !it.enclitic
            && !it.clitic.article
    })?;
    if document.lexicon.language.capitals && !document.tokens[at].capital {
        return None;
    }
    let common = found.class == Class::OrganizationNameCommon;
    if common && !has_company(document, at, found.end)
        || found.end == at + 1 && mentions.index_at(at).is_some()
    {
        return None;
    }
    let mut named = Named::pattern(
        document,
        at..found.end,
        found.clitic.letters,
        EntityKind::Organization,
        0.85,
    );
    named.outlet = found.class == Class::OutletName;
    let end = found.end;
    mentions.add(named)?;
    Some(end)
}

/// `الهلال السعودي`, or `الهلال` in an article of sport behind a verb or a small word: a club, and no crescent.
fn has_company(document: &Document<'_>, at: usize, end: usize) -> bool {
    if is_people(document, end) {
        return true;
    }
    let adjective = document.is_definite(end)
        && document
            .tokens
            .get(end)
            .is_some_and(|next| next.kind == TokenKind::Word && !next.starts_line);
    let behind_noun = at > 0
        && document.is_definite(at - 1)
        && document.tokens[at - 1].kind == TokenKind::Word
        && document.tokens[at - 1].sentence == document.tokens[at].sentence
        && document.finite_verb(at - 1).is_none()
        && document.found_at(at).iter().all(|it| it.clitic.letters == 0);
    let sport = (0..document.tokens.len())
        .filter(|&at| document.is(at, Class::Sport))
        .take(SPORT_WORDS)
        .count()
        >= SPORT_WORDS;
    sport && !adjective && !behind_noun
}

/// A masculine adjective of nation with the article.
fn is_people(document: &Document<'_>, at: usize) -> bool {
    document
        .tokens
        .get(at)
        .is_some_and(|next| next.kind == TokenKind::Word && !next.starts_line)
        && document.is_definite(at)
        && shapes::has_article(document.key(at))
        && shapes::ends_like_nisba(document.key(at))
        && document.demonym_bare(at).is_some()
}

/// `مارسيليا الفرنسي`: a town is feminine, its club is not.
fn clubs_of_towns(document: &Document<'_>, mentions: &mut Mentions) {
    for index in 0..mentions.items.len() {
        let named = &mentions.items[index];
        if named.kind == EntityKind::Place
            && named.tokens.len() <= 2
            && !named.tokens.is_empty()
            && is_people(document, named.tokens.end)
            && !(named.tokens.start > 0
                && document.is_any(
                    named.tokens.start - 1,
                    &[Class::PlaceClass, Class::PlaceHead, Class::Masculine],
                ))
            && !document.is_any(
                named.tokens.start,
                &[Class::PlaceHead, Class::PlaceClass, Class::Masculine],
            )
        {
            let named = &mut mentions.items[index];
            named.kind = EntityKind::Organization;
            named.known = None;
            document.slice(named.span).clone_into(&mut named.name);
            named.via = isnad_model::Via::Pattern;
            named.confidence = 0.75;
        }
    }
}
