//! Agreement: the number and gender of a noun phrase, by which its verb agrees.

use std::ops::Range;

use super::unlisted::NounPhrase;
use crate::document::Document;
use crate::inflect::{Gender, Number};
use crate::lexicon::Class;
use crate::shapes;

/// Number by which a verb behind the phrase agrees.
pub(super) fn phrase_number(document: &Document<'_>, phrase: &NounPhrase) -> Number {
    let key = document.key(phrase.head);
    if phrase.head > phrase.tokens.start {
        let single = document.is(phrase.tokens.start, Class::OneOf);
        return if single { Number::Singular } else { Number::Plural };
    }
    if let Some(found) = document.find(phrase.head, Class::Source) {
        return found.form.number;
    }
    if document.is(phrase.head, Class::TitlePlural) {
        let dual = shapes::ends_like_dual(key) || shapes::ends_in_alif(key);
        return if dual { Number::Dual } else { Number::Plural };
    }
    if shapes::is_feminine_dual(key) {
        Number::Dual
    } else if shapes::is_plural(key) {
        Number::Plural
    } else {
        Number::Singular
    }
}

/// Gender by which a verb behind the phrase agrees.
pub(super) fn phrase_gender(document: &Document<'_>, phrase: &NounPhrase) -> Gender {
    let key = document.key(phrase.head);
    if let Some(found) = document.find(phrase.head, Class::Source) {
        return found.form.gender;
    }
    if document.is(phrase.head, Class::TitleFeminine)
        || document.ends_feminine(phrase.head)
        || shapes::is_feminine_dual(key)
    {
        Gender::Feminine
    } else if shapes::is_plural(key) || document.is_any(phrase.head, &[Class::Title, Class::Masculine]) {
        Gender::Masculine
    } else {
        Gender::Any
    }
}

/// Gender and number that the words of a phrase show.
pub(super) fn words_form(document: &Document<'_>, tokens: Range<usize>) -> (Gender, Number) {
    let head = tokens
        .clone()
        .find(|&at| document.tokens[at].is_word() && !document.is_whole(at, Class::Determiner));
    let phrase = NounPhrase {
        head: head.unwrap_or(tokens.start),
        tokens,
        closed: false,
    };
    if phrase.head >= document.tokens.len() {
        return (Gender::Any, Number::Any);
    }
    let title = document.is_any(phrase.head, &[Class::Title, Class::TitleFeminine]);
    let number = match phrase_number(document, &phrase) {
        // A broken plural looks like a singular.
        Number::Singular if !title => Number::Any,
        number => number,
    };
    (phrase_gender(document, &phrase), number)
}
