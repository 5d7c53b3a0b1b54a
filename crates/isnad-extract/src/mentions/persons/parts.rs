//! Parts: what binds the words of a person's name, and what tells that a word goes on with it or closes it.

use super::bounds::is_name_start;
use super::looks::is_only_name;
use crate::document::Document;
use crate::lexicon::Class;
use crate::shapes;

/// A verb behind a particle that tells purpose or future, by its shape.
pub(super) fn is_joined_verb(document: &Document<'_>, at: usize) -> bool {
    let key = document.key(at);
    key.chars().count() > 4
        && shapes::begins_like_joined_verb(key)
        && document.found_at(at).is_empty()
        && !super::foreign::has_surname_ending(document, at)
}

/// `الليلة الماضية`: a definite noun with an adjective of time.
pub(super) fn is_time(document: &Document<'_>, at: usize) -> bool {
    document.is_definite(at) && document.is_definite(at + 1) && document.is(at + 1, Class::TimeAdjective)
}

/// Whether a word with the article can be a name's third or fourth: no word of the lexicon but names, and no adjective behind it.
pub(super) fn closes_name(document: &Document<'_>, at: usize) -> bool {
    if document.is(at, Class::Surname) {
        return true;
    }
    let goes_on = document.is_definite(at + 1)
        && document.tokens.get(at + 1).is_some_and(|next| !next.starts_line)
        && shapes::has_article(document.key(at + 1))
        && !document.is_any(
            at + 1,
            &[Class::Title, Class::TitleFeminine, Class::Relative, Class::Adverb],
        );
    // `شياع السوداني`: a family's adjective, which may be a people's too.
    let family = shapes::ends_like_nisba(document.text_of(at))
        && document.known.demonym(shapes::bare(document.key(at))).is_some();
    // `أميرة سعيد الراوي أن`: another word with the ending of a family's name, behind given names and before a clause.
    let surname =
        shapes::ends_like_nisba(document.text_of(at)) && document.is_whole(at - 1, Class::GivenName);
    let ends = |next: &crate::tokens::Token| {
        next.starts_line || next.is_comma() || next.is_mark('.') || next.is_quote()
    };
    let closed = surname
        && (document.tokens.get(at + 1).is_none_or(ends)
            || document.is_any(at + 1, &[Class::That, Class::ThatPronoun]));
    family && !goes_on || closed || is_only_name(document, at) && (!goes_on || is_only_name(document, at + 1))
}

/// Whether a word binds the next to it: `عبد` and `أبو` always, `نور` and `زين` only a word with the article (`الدين`).
pub(super) fn binds(document: &Document<'_>, at: usize) -> bool {
    let name = document.is_whole(at, Class::GivenName);
    let servant = shapes::ends_with_servant(document.key(at));
    let bound = || at + 1 < document.tokens.len() && shapes::closes_bound_name(document.key(at + 1));
    document.is_whole(at, Class::Particle) && !name
        || document.is(at, Class::Binding)
            && (document.is(at, Class::Particle)
                || servant && (!name || document.is_definite(at + 1))
                || bound())
}

/// `مون جاي إن`, `كانغ كيونغ وا`: a syllable that goes on with a name of such syllables, though it is another word too.
pub(super) fn is_last_syllable(document: &Document<'_>, start: usize, at: usize) -> bool {
    if !document.is_whole(at, Class::NameSyllable)
        || !document.is_whole(start, Class::NameSyllable)
        || document.is_any(
            start,
            &[Class::That, Class::NotName, Class::Pronoun, Class::Conjunction],
        )
    {
        return false;
    }
    if at > start + 2 || !(start..at).all(|it| document.is_whole(it, Class::NameSyllable)) {
        return false;
    }
    // `قال الرئيس مون جاي إن …`: what was said begins, unless the word stands twice.
    if !document.is_any(at, &[Class::That, Class::ThatPronoun]) {
        return at == start + 1 || !document.is_any(at, &[Class::Preposition, Class::Conjunction]);
    }
    let from = document.sentence(at).tokens.start.max(start.saturating_sub(14));
    at == start + 2
        && (document.is(at + 1, Class::That) || !(from..start).any(|it| document.is(it, Class::Say)))
}

/// `هاني الشاعر`: a title right behind a given name is its surname unless another name follows it.
pub(super) fn is_title_surname(document: &Document<'_>, at: usize, words: usize) -> bool {
    // `أحمد معلم فقي`, `حسن شيخ محمود`: between two names a noun of people is a name.
    let noun = words == 1 && !document.is_definite(at) && document.is_any(at, &[Class::Source, Class::Title]);
    let named = document.is_whole(at + 1, Class::GivenName)
        || is_name_start(document, at + 1) && document.found_at(at + 1).is_empty();
    if noun
        && document.is(at - 1, Class::GivenName)
        && named
        && document.find(at, Class::Source).is_none_or(|it| it.end == at + 1)
    {
        return true;
    }
    // `أحمد الأمين آدم`, `حسن الشيخ محمود`
    let between = words == 1
        && document.is_definite(at)
        && document.find(at, Class::Title).is_some_and(|it| it.end == at + 1)
        && document.is_whole(at - 1, Class::GivenName)
        && document.is_whole(at + 1, Class::GivenName)
        && !document.is_any(
            at + 1,
            &[Class::GivenNameCommon, Class::Preposition, Class::Adverb],
        );
    if between {
        return true;
    }
    let title = document.is(at, Class::Title)
        && document.is_definite(at)
        && words == 1
        && !document.is(at - 1, Class::Particle)
        && at > 1
        && !document.is(at - 2, Class::Particle)
        && document.find(at, Class::Title).is_some_and(|it| it.end == at + 1);
    let closed = document
        .tokens
        .get(at + 1)
        .is_none_or(|next| !next.is_word() || next.starts_line)
        || document.finite_verb(at + 1).is_some()
        || document.is_any(at + 1, &[Class::That, Class::ThatPronoun, Class::Say]);
    title && document.finite_verb(at).is_none() && closed
}

/// `نيد برايس`: a first letter of a surname that looks like a preposition, right behind a first name that nothing else reads.
pub(super) fn is_surname_behind(document: &Document<'_>, at: usize) -> bool {
    let found = document.found_at(at);
    shapes::begins_with_by(document.key(at))
        && (document.found_at(at - 1).is_empty() || document.is_whole(at - 1, Class::GivenName))
        && !found.is_empty()
        && found
            .iter()
            .all(|it| matches!(it.class, Class::Surname | Class::GivenName) && !it.clitic.article)
}

/// `لافروف وكوليبا`: behind a lone surname a `و` joins another one.
pub(super) fn is_joined_surname(document: &Document<'_>, start: usize, at: usize) -> bool {
    !document.is_whole(start, Class::GivenName)
        && document
            .found_at(start)
            .iter()
            .all(|it| it.class == Class::Surname)
        && document.found_at(at).is_empty()
        && !document.ends_feminine(at)
}

/// `لخضر رخروخ بحضور`: a word that the lexicon knows, and not as a name.
pub(super) fn is_other_word(document: &Document<'_>, at: usize) -> bool {
    let found = document.found_at(at);
    !document.is_definite(at)
        && !found.is_empty()
        && found
            .iter()
            .all(|it| it.clitic.letters == 0 && !NAMES.contains(&it.class))
}

/// Where a particle of several words ends.
pub(super) fn particles_end(document: &Document<'_>, at: usize) -> Option<usize> {
    let found = document.find(at, Class::Particle)?;
    (found.end > at + 1 && found.clitic.letters == 0).then_some(found.end)
}

/// Classes of words that names are made of.
const NAMES: [Class; 11] = [
    Class::GivenName,
    Class::GivenNameCommon,
    Class::Surname,
    Class::NameSyllable,
    Class::Particle,
    Class::Binding,
    Class::PlaceName,
    Class::PlaceNameCommon,
    Class::PlaceHead,
    Class::OrganizationName,
    Class::OrganizationNameCommon,
];
