//! Persons in a language without capitals whose names have no article and no joined particles (Persian): given names, the
//! endings of surnames, and words before an apposition.

use std::ops::Range;

use isnad_model::EntityKind;

use super::{heads, person, title_at};
use crate::document::Document;
use crate::lexicon::Class;
use crate::mentions::Mentions;
use crate::tokens::TokenKind;

/// Words that a name has at most.
const WORDS: usize = 4;
/// Tokens of a title before a name.
const TITLE: usize = 8;

/// Adds the persons of an article.
pub(super) fn find(document: &Document<'_>, mentions: &mut Mentions) {
    let endings = folded_endings(document);
    let mut at = 0;
    while at < document.tokens.len() {
        // `در همین حال`, `به اعتقاد`: no word of a phrase begins a name.
        if let Some(end) = phrase_over(document, at) {
            at = end;
            continue;
        }
        let name = name_at(document, mentions, at, &endings);
        match name {
            Some(tokens) => {
                at = tokens.end;
                add(document, mentions, tokens);
            }
            None => at += 1,
        }
    }
}

/// Where a phrase of several words that only opens a clause or an attribution ends.
fn phrase_over(document: &Document<'_>, at: usize) -> Option<usize> {
    document
        .found_at(at)
        .iter()
        .filter(|it| {
            it.end > at + 1
                && matches!(
                    it.class,
                    Class::Topic | Class::According | Class::Hidden | Class::SpokenTo | Class::Preposition
                )
        })
        .map(|it| it.end)
        .max()
}

/// A given name, or one with a word of honour joined to it (`سیدرضا`).
fn is_given(document: &Document<'_>, at: usize) -> bool {
    if document.is(at, Class::GivenName) {
        return true;
    }
    let key = document.key(at);
    let lexicon = document.lexicon;
    let listed = lexicon.pack.words.get("binding_particle");
    document.found_at(at).is_empty()
        && listed.is_some_and(|all| {
            all.iter().any(|particle| {
                let rest = key.strip_prefix(isnad_text::fold_name(particle).as_str());
                rest.and_then(|rest| lexicon.step(0, lexicon.word(rest)))
                    .is_some_and(|node| {
                        let senses = lexicon.senses(node);
                        senses.iter().any(|sense| sense.class == Class::GivenName)
                    })
            })
        })
}

fn folded_endings(document: &Document<'_>) -> Vec<String> {
    let listed = document.lexicon.pack.words.get("surname_ending");
    listed
        .into_iter()
        .flatten()
        .flat_map(|ending| crate::tokens::phrase_keys(ending))
        .collect()
}

/// A name that begins at a token.
fn name_at(
    document: &Document<'_>,
    mentions: &Mentions,
    at: usize,
    endings: &[String],
) -> Option<Range<usize>> {
    if mentions.index_at(at).is_some() || !is_plain_word(document, at) {
        return None;
    }
    // `ملا عبدالغنی`: a title that is a given name too, before a given name.
    if document.is(at, Class::Title) && is_given(document, at + 1) && !document.tokens[at + 1].starts_line {
        return None;
    }
    let given = is_given(document, at) && !is_function(document, at);
    let common = document.is(at, Class::GivenNameCommon);
    let mut end = at + 1;
    // `محمد بن عبدالرحمن آل ثانی`
    let most = |end: usize| WORDS + 2 * usize::from((at..end).any(|it| document.is(it, Class::Particle)));
    while end - at < most(end) && goes_on(document, mentions, end, endings) {
        end += 1;
    }
    let tokens = at..end;
    if tokens.len() < 2 {
        return surname_behind_title(document, at).then_some(tokens);
    }
    let apposed = is_apposed(document, end);
    let titled = title_before(document, mentions, at).is_some();
    let ended = has_ending(document, end - 1, endings) || document.is(end - 1, Class::Surname);
    if given {
        let second = document.is_any(at + 1, &[Class::GivenName, Class::Surname, Class::Particle])
            || document.found_at(at + 1).is_empty();
        let set_off = opens_phrase(document, at) && closes_name(document, end);
        return (second && (!common || apposed || titled || ended || set_off)).then_some(tokens);
    }
    let unknown = document.found_at(at).is_empty();
    let opens = opens_phrase(document, at);
    let fits = unknown
        && (apposed && opens || titled && tokens.len() <= 3 && closes_name(document, end) || ended && opens);
    fits.then_some(tokens)
}

fn is_plain_word(document: &Document<'_>, at: usize) -> bool {
    document
        .tokens
        .get(at)
        .is_some_and(|token| token.kind == TokenKind::Word && document.key(at).chars().count() > 1)
}

/// A given name that the lexicon has as a small word too.
fn is_function(document: &Document<'_>, at: usize) -> bool {
    document.is_any(
        at,
        &[
            Class::Preposition,
            Class::That,
            Class::Pronoun,
            Class::Conjunction,
            Class::Institution,
            Class::InstitutionWeak,
        ],
    ) || document.finite_verb(at).is_some()
}

/// Whether a word can be a further part of a name.
fn goes_on(document: &Document<'_>, mentions: &Mentions, at: usize, endings: &[String]) -> bool {
    if !is_plain_word(document, at)
        || document.tokens[at].starts_line
        || mentions.index_at(at).is_some()
        || document.finite_verb(at).is_some()
    {
        return false;
    }
    let named = document.is_any(at, &[Class::GivenName, Class::Surname, Class::Particle]);
    if named {
        return !is_function(document, at) || document.is(at, Class::Surname);
    }
    let key = document.key(at);
    let noun = |ending: &String| key.len() > ending.len() + 2 && key.ends_with(ending.as_str());
    if document.lexicon.language.noun_endings.iter().any(noun) {
        return false;
    }
    let small = document.found_at(at).iter().any(|it| {
        !matches!(
            it.class,
            Class::TitleWord | Class::SourceAdjective | Class::PlaceName | Class::PlaceNameCommon
        )
    });
    let adjective = document.is_any(at, &[Class::TitleWord, Class::SourceAdjective]);
    // `محمد اسلامی`: an adjective is a surname right behind a given name.
    !small && (!adjective || document.is(at - 1, Class::GivenName) || has_ending(document, at, endings))
}

fn has_ending(document: &Document<'_>, at: usize, endings: &[String]) -> bool {
    let key = document.key(at);
    document.found_at(at).is_empty()
        && endings
            .iter()
            .any(|ending| key.len() > ending.len() + 2 && key.ends_with(ending.as_str()))
}

/// A comma and a title or role behind a name, or the title at once.
fn is_apposed(document: &Document<'_>, end: usize) -> bool {
    let comma = document
        .tokens
        .get(end)
        .is_some_and(crate::tokens::Token::is_comma);
    let role = |at: usize| {
        title_at(document, at).is_some()
            || document.is_any(at, &[Class::Source, Class::Human, Class::Relative])
    };
    comma && role(end + 1) || title_at(document, end).is_some()
}

/// Whether a noun phrase begins here: at a sentence's start, behind a mark, a preposition or a conjunction.
fn opens_phrase(document: &Document<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return true;
    };
    document.tokens[at].starts_line
        || !document.tokens[before].is_word()
        || document.sentence(at).tokens.start == at
        || (at.saturating_sub(4)..before).any(|it| phrase_over(document, it) == Some(at))
        || document.is_any(
            before,
            &[
                Class::Preposition,
                Class::Conjunction,
                Class::And,
                Class::Topic,
                Class::With,
                Class::That,
                Class::Adverb,
            ],
        )
}

/// Whether a name may end here: before a mark, a verb or a small word.
fn closes_name(document: &Document<'_>, end: usize) -> bool {
    document
        .tokens
        .get(end)
        .is_none_or(|token| !token.is_word() || token.starts_line)
        || document.finite_verb(end).is_some()
        || document.is_any(
            end,
            &[
                Class::Preposition,
                Class::ObjectMark,
                Class::Adverb,
                Class::Conjunction,
                Class::And,
                Class::That,
                Class::Relative,
                Class::Auxiliary,
            ],
        )
}

/// A surname of the news behind a title (`آقای لاوروف`).
fn surname_behind_title(document: &Document<'_>, at: usize) -> bool {
    at > 0 && document.is(at, Class::Surname) && title_ends(document, at).is_some()
}

/// The title that ends right before a token.
fn title_ends(document: &Document<'_>, end: usize) -> Option<usize> {
    (end.saturating_sub(5)..end).find(|&at| title_at(document, at).is_some_and(|(stop, _)| stop == end))
}

/// Where the title phrase before a name begins: a title and what it is of.
fn title_before(document: &Document<'_>, mentions: &Mentions, name: usize) -> Option<usize> {
    let sentence = document.sentence(name).tokens.start;
    let mut at = name;
    while at > sentence && name - at < TITLE {
        if let Some(start) = title_ends(document, at) {
            return Some(start);
        }
        let before = at - 1;
        let belongs = document.tokens[before].is_word()
            && (document.is_any(
                before,
                &[
                    Class::TitleWord,
                    Class::Institution,
                    Class::InstitutionWeak,
                    Class::SourceAdjective,
                    Class::Body,
                ],
            ) || mentions
                .index_at(before)
                .is_some_and(|index| mentions.items[index].kind != EntityKind::Person)
                || document.demonym(before).is_some());
        if !belongs {
            return None;
        }
        at = mentions
            .index_at(before)
            .map_or(before, |index| mentions.items[index].tokens.start.min(before));
    }
    None
}

fn add(document: &Document<'_>, mentions: &mut Mentions, tokens: Range<usize>) {
    let title = title_before(document, mentions, tokens.start);
    let class = title
        .and_then(|at| title_at(document, at))
        .map_or(Class::GivenName, |(_, class)| class);
    let start = tokens.start;
    let end = tokens.end;
    let mut named = person(document, tokens, 0, class, 0.8);
    if let Some(title) = title {
        named.phrase = title;
        named.heads = heads(document, title..start);
    } else if title_at(document, end + 1).is_some() {
        named.heads = heads(document, end + 1..end + 2);
    }
    mentions.add(named);
}
