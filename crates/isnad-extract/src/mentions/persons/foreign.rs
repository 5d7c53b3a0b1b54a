//! Names that no list holds: two or more words that nothing knows, told by a nationality, a role, an ending or a name before them.

use std::ops::Range;

use isnad_model::EntityKind;

use super::bounds::{is_name_start, is_name_word, name_end, reads_as_function};
use super::looks::is_common_shape;
use super::{heads, person, title_at};
use crate::document::Document;
use crate::lexicon::Class;
use crate::mentions::Mentions;
use crate::shape::Shape;
use crate::shapes::{self, bare};
use crate::tokens::{Token, TokenKind};

/// Words that a name no list holds has at most.
const WORDS: usize = 4;

/// Classes of words that can stand in a name.
const PARTS: [Class; 8] = [
    Class::OrganizationNameCommon,
    Class::GivenName,
    Class::GivenNameCommon,
    Class::Surname,
    Class::NameSyllable,
    Class::Particle,
    Class::Binding,
    Class::PlaceNameCommon,
];

/// Adds the names of one pass over the text.
pub(super) fn find(document: &Document<'_>, mentions: &mut Mentions) {
    for at in 0..document.tokens.len() {
        if document.tokens[at].kind != TokenKind::Word || mentions.index_at(at).is_some() {
            continue;
        }
        if document.is_definite(at) {
            after_people(document, mentions, at);
        } else {
            before_given(document, mentions, at);
            coordinated(document, mentions, at);
            before_role(document, mentions, at);
            by_ending(document, mentions, at);
            by_syllables(document, mentions, at);
        }
    }
}

/// Whether a word can be part of a name that no list holds: nothing in the lexicon but names, and no shape of a common noun.
pub(super) fn is_foreign(document: &Document<'_>, at: usize) -> bool {
    let Some(token) = document.tokens.get(at) else {
        return false;
    };
    if token.kind != TokenKind::Word || token.starts_line || document.is_definite(at) {
        return false;
    }
    let found = document.found_at(at);
    if !found.is_empty() {
        return found
            .iter()
            .all(|it| PARTS.contains(&it.class) && it.clitic.letters == 0 && !it.enclitic)
            && !reads_as_function(document, at);
    }
    document.letters(at) > 1
        && !document.ends_feminine(at)
        && !document.shape(at).has(Shape::HAMZA)
        && is_name_word(document, at)
        && document.demonym(at).is_none()
        && !is_common_shape(document, at)
}

/// `البلجيكي كزافييه ماليس`, `والكيني نديوا ليمو`: a nationality with the article, then words that nothing knows.
fn after_people(document: &Document<'_>, mentions: &mut Mentions, at: usize) {
    let start = at + 1;
    let key = bare(shapes::without_and(document.key(at)));
    if !key.ends_with(['ي', 'ه'])
        || !is_foreign(document, start)
        || !is_foreign(document, start + 1)
        || mentions.index_at(start).is_some()
        || document.known.demonym(key).is_none()
    {
        return;
    }
    let end = name_end(document, mentions, start).min(start + WORDS);
    if end - start < 2 || end - start == 2 && mentions.index_at(start + 1).is_some() {
        return;
    }
    let mut named = person(document, start..end, 0, Class::GivenName, 0.78);
    named.phrase = at;
    mentions.add(named);
}

/// `هيفيدار أحمد`, `أم عدنان`: a word that nothing knows, or a mother's or father's title, and a given name behind it.
fn before_given(document: &Document<'_>, mentions: &mut Mentions, at: usize) {
    let next = at + 1;
    if !document.is_whole(next, Class::GivenName)
        || document.is_any(next, &[Class::Preposition, Class::That, Class::Adverb])
        || mentions.index_at(next).is_some()
        || document.tokens[next].starts_line
    {
        return;
    }
    let kunya = document
        .find(at, Class::Particle)
        .filter(|it| !it.clitic.article && it.clitic.letters < 2 && document.letters(at) < 5);
    let sure = !document.is(next, Class::GivenNameCommon);
    let letters = match kunya {
        Some(found) if sure || found.clitic.letters == 0 => found.clitic.letters,
        Some(_) => return,
        None if sure
            && is_foreign(document, at)
            && document.found_at(at).is_empty()
            && opens(document, mentions, at) =>
        {
            0
        }
        None => return,
    };
    if kunya.is_some()
        && document.is_any(at, &[Class::Conjunction, Class::Verb])
        && !document
            .tokens
            .get(next + 1)
            .is_none_or(|it| !it.is_word() || it.starts_line)
    {
        return;
    }
    let end = name_end(document, mentions, at).max(next + 1).min(at + WORDS);
    mentions.add(person(document, at..end, letters, Class::GivenName, 0.76));
}

/// `…، وجيرماين ديفو`: two such words joined to a person's name.
fn coordinated(document: &Document<'_>, mentions: &mut Mentions, at: usize) {
    let key = document.key(at);
    if !shapes::begins_with_and(key)
        || document.letters(at) < 4
        || !document.found_at(at).is_empty()
        || at == 0
    {
        return;
    }
    let before = if document.tokens[at - 1].is_comma() && at > 1 {
        at - 2
    } else {
        at - 1
    };
    let joined = mentions.index_at(before).is_some_and(|index| {
        let named = &mentions.items[index];
        named.kind == EntityKind::Person && named.tokens.len() > 1 && named.tokens.end == before + 1
    });
    if !joined || document.tokens[at].starts_line || !is_foreign(document, at + 1) {
        return;
    }
    let end = name_end(document, mentions, at).min(at + WORDS);
    if end - at >= 2 && is_foreign_all(document, at + 1..end) {
        mentions.add(person(document, at..end, 1, Class::GivenName, 0.75));
    }
}

fn is_foreign_all(document: &Document<'_>, tokens: Range<usize>) -> bool {
    tokens
        .clone()
        .all(|at| is_foreign(document, at) || document.is_definite(at))
}

/// `نبيه بري رئيس مجلس النواب`, `علي أصغر سلطانية، مندوب إيران`: words that nothing knows and a role right behind them.
fn before_role(document: &Document<'_>, mentions: &mut Mentions, start: usize) {
    // Without a title within reach nothing else need be looked at.
    let reach = document.tokens.len().min(start + WORDS + 2);
    let titled = (start + 2..reach).any(|at| document.is_any(at, &[Class::Title, Class::TitleFeminine]));
    if !titled
        || !is_foreign(document, start)
        || !is_name_start(document, start)
        || !opens(document, mentions, start)
    {
        return;
    }
    let mut end = start + 1;
    while end - start < WORDS
        && end < document.tokens.len()
        && mentions.index_at(end).is_none()
        && !document.tokens[end].starts_line
        && title_at(document, end).is_none()
        && (is_foreign(document, end) || is_definite_surname(document, end))
    {
        end += 1;
    }
    let comma = usize::from(document.tokens.get(end).is_some_and(Token::is_comma));
    if end - start < 2 || comma == 0 && document.is_definite(end) {
        return;
    }
    let Some((_, class)) = title_at(document, end + comma) else {
        return;
    };
    let head = end + comma;
    let plain = document.found_at(head).iter().any(|it| {
        it.clitic.letters == 0
            && matches!(it.class, Class::Title | Class::TitleFeminine)
            && !document.tokens[head].starts_line
    });
    if plain && is_of(document, mentions, head) {
        let mut named = person(document, start..end, 0, class, 0.78);
        named.heads = heads(document, head..head + 1);
        mentions.add(named);
    }
}

/// `الحسيني`: a name with the article that nothing else reads.
fn is_definite_surname(document: &Document<'_>, at: usize) -> bool {
    let found = document.found_at(at);
    document.tokens[at].kind == TokenKind::Word
        && document.is_definite(at)
        && found.iter().all(|it| PARTS.contains(&it.class))
        && document.demonym_bare(at).is_none()
        && shapes::has_article(document.key(at))
}

/// A role told with whose it is: `رئيس مجلس`, `مدير البنك`, `المتحدث باسم`.
fn is_of(document: &Document<'_>, mentions: &Mentions, head: usize) -> bool {
    let after = title_at(document, head).map_or(head + 1, |(end, _)| end);
    let Some(token) = document.tokens.get(after) else {
        return false;
    };
    token.kind == TokenKind::Word
        && !token.starts_line
        && (document.is_definite(after)
            || mentions.index_at(after).is_some()
            || document.is_any(
                after,
                &[
                    Class::Institution,
                    Class::InstitutionClass,
                    Class::Outlet,
                    Class::TitleWord,
                    Class::Title,
                    Class::PlaceClass,
                ],
            ))
}

/// Whether a name can begin behind what stands before: a verb, a small word, a mark or nothing.
fn opens(document: &Document<'_>, mentions: &Mentions, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return true;
    };
    let token = &document.tokens[before];
    if token.sentence != document.tokens[at].sentence || token.kind != TokenKind::Word {
        return true;
    }
    if mentions.index_at(before).is_some() {
        return false;
    }
    document.finite_verb(before).is_some()
        || document.is_any(
            before,
            &[
                Class::Say,
                Class::That,
                Class::Preposition,
                Class::With,
                Class::Between,
                Class::According,
                Class::RelayFrom,
                Class::Topic,
                Class::Conjunction,
                Class::Adverb,
                Class::Auxiliary,
            ],
        )
}

/// `بريستا دورنفيل`, `ميلان كوفاتشيتش`: the last word has an ending of surnames.
fn by_ending(document: &Document<'_>, mentions: &mut Mentions, at: usize) {
    if !has_surname_ending(document, at) || !document.found_at(at).is_empty() || !is_foreign(document, at) {
        return;
    }
    let mut start = at;
    while start > 0
        && at - start < 2
        && !document.tokens[start].starts_line
        && mentions.index_at(start - 1).is_none()
        && is_foreign(document, start - 1)
    {
        start -= 1;
    }
    if start == at || shapes::begins_with_and(document.key(start)) && document.found_at(start).is_empty() {
        return;
    }
    mentions.add(person(document, start..at + 1, 0, Class::GivenName, 0.76));
}

/// Whether a word of five letters and more ends as surnames of some language do (`وفيتش`, `ينكو`, `بيرغ`).
pub(super) fn has_surname_ending(document: &Document<'_>, at: usize) -> bool {
    document.shape(at).has(Shape::SURNAME)
}

/// `لي هسين لونغ`, `نغوين فو ترونغ`: three syllables of East Asian names, or two where the first is a family's.
fn by_syllables(document: &Document<'_>, mentions: &mut Mentions, at: usize) {
    if !document.is_whole(at, Class::NameSyllable) || !is_foreign(document, at) {
        return;
    }
    let end = name_end(document, mentions, at);
    let syllables = (at..end)
        .filter(|&it| document.is_whole(it, Class::NameSyllable))
        .count();
    let alone = (at..end).all(|it| is_foreign(document, it) || document.is_whole(it, Class::NameSyllable));
    if syllables >= 2
        && end - at >= 2
        && (end - at > 2 || syllables == end - at)
        && alone
        && opens_syllables(document, at)
    {
        mentions.add(person(document, at..end, 0, Class::GivenName, 0.8));
    }
}

/// Two short syllables can be many things where an unknown word goes before them.
fn opens_syllables(document: &Document<'_>, at: usize) -> bool {
    at == 0 || !document.tokens[at - 1].is_word() || !is_foreign(document, at - 1)
}
