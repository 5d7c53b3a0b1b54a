//! Looks: what a word's letters and the next word tell, in a script without capitals, of whether it can be a name.

use crate::document::Document;
use crate::lexicon::Class;
use crate::shape::Shape;
use crate::shapes;
use crate::tokens::TokenKind;

/// Whether the lexicon has nothing for a word.
pub(super) fn is_unknown(document: &Document<'_>, at: usize) -> bool {
    document
        .tokens
        .get(at)
        .is_some_and(|token| token.kind == TokenKind::Word && !token.starts_line)
        && document.found_at(at).is_empty()
}

/// Shapes that names hardly have: plurals (`إيضاحات`), imperfects (`يستحق`), accusatives (`مراناً خفيفاً`, marked or not), joined
/// particles (`بإعطائه`, `فأنجبت`) and possessors (`احتجاجه`).
pub(super) fn is_common_shape(document: &Document<'_>, at: usize) -> bool {
    let shape = document.shape(at);
    let next = at + 1;
    // `أسكات علاكوز`: behind it a word that nothing knows and that has no ending of an adjective.
    let surname = || {
        shapes::ends_like_feminine_plural(document.text_of(at))
            && is_unknown(document, next)
            && !document.is_definite(next)
            && !document.ends_feminine(next)
            && !shapes::ends_like_adjective(document.text_of(next))
            && !shapes::is_verbal_noun(document.key(next))
    };
    if shape.has(Shape::COMMON) && !surname() {
        return true;
    }
    let imperfect = shape.has(Shape::IMPERFECT) && document.is_definite(next);
    let past = shape.has(Shape::PAST)
        && (document.is_definite(next) || document.is_any(next, &[Class::Preposition, Class::That]));
    let dual = shape.has(Shape::DUAL)
        && next < document.tokens.len()
        && document.shape(next).has(Shape::DUAL)
        && document
            .found_at(next)
            .iter()
            .all(|it| !matches!(it.class, Class::GivenName | Class::Surname));
    imperfect || past || dual || shape.letters > 3 && is_bare_accusative(document, at)
}

/// An accusative without its mark: a word of the lexicon with an alif behind it, or one that such an adjective follows.
fn is_bare_accusative(document: &Document<'_>, at: usize) -> bool {
    let unknown = |at: usize| {
        shapes::ends_in_alif(document.key(at))
            && document.tokens[at].kind == TokenKind::Word
            && document.found_at(at).is_empty()
    };
    let shape = document.shape(at);
    unknown(at)
        && (shape.has(Shape::ACCUSATIVE | Shape::ACCUSATIVE_VERBAL)
            || at + 1 < document.tokens.len()
                && !document.tokens[at + 1].starts_line
                && document.shape(at + 1).has(Shape::ACCUSATIVE)
                && unknown(at + 1))
}

/// A word with the article that no lexicon knows as anything but a name, with or without the article.
pub(in crate::mentions) fn is_only_name(document: &Document<'_>, at: usize) -> bool {
    let name = |class: Class| {
        matches!(
            class,
            Class::GivenName
                | Class::GivenNameCommon
                | Class::Surname
                | Class::PlaceName
                | Class::PlaceNameCommon
        )
    };
    let bare = shapes::bare(document.key(at));
    let lexicon = document.lexicon;
    let stem = lexicon.step(0, lexicon.word(bare));
    document.found_at(at).iter().all(|it| name(it.class))
        && stem.is_none_or(|node| lexicon.senses(node).iter().all(|it| name(it.class)))
        && !document.shape(at).has(Shape::VERBAL_NOUN_BARE)
        && document.demonym_bare(at).is_none()
        && !shapes::ends_like_feminine_plural(document.text_of(at))
}
