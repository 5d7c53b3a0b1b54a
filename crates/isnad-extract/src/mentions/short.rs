//! Short forms: later namings that are part of a fuller name, and which namings are the same.

use std::collections::HashMap;

use isnad_model::{EntityKind, Via};
use isnad_text::fold_name;

use super::{Mentions, Named};
use crate::document::{Document, LineRole};
use crate::fast_hash::FastHash;
use crate::inflect::Gender;
use crate::lexicon::Class;
use crate::shapes::bare;
use crate::tails::Tails;
use crate::tokens::TokenKind;

/// Gives every mention its referent: same known entity, same name, or a name that is part of a fuller one before it.
pub fn join(document: &Document<'_>, mentions: &mut Mentions) {
    if document.lexicon.language.capitals {
        mark_surnames(document, mentions);
    }
    let mut by_known: HashMap<u32, usize, FastHash> = HashMap::default();
    let mut by_words: HashMap<String, usize, FastHash> = HashMap::default();
    // The last word of a fuller name, and all words of it.
    let mut by_part: HashMap<String, usize, FastHash> = HashMap::default();
    for index in 0..mentions.items.len() {
        let named = &mentions.items[index];
        let words = words_of(document, named);
        let found = named
            .known
            .and_then(|known| by_known.get(&known).copied())
            .or_else(|| {
                by_words
                    .get(&words)
                    .copied()
                    .filter(|&other| agrees(&mentions.items[other], named))
            })
            .or_else(|| part_of(&by_part, &words, named, mentions));
        match found {
            Some(other) => adopt(mentions, index, other),
            None => {
                let referent = mentions.new_referent();
                mentions.items[index].referent = referent;
            }
        }
        let named = &mentions.items[index];
        if let Some(known) = named.known {
            by_known.entry(known).or_insert(index);
        }
        if named.kind == EntityKind::Person && words.contains(' ') {
            for word in last_words(&words) {
                by_part.insert(word.to_owned(), index);
            }
        } else if named.kind == EntityKind::Organization
            && document.lexicon.language.capitals
            && let Some((first, _)) = words.split_once(' ')
        {
            by_part.entry(first.to_owned()).or_insert(index);
        }
        by_words.entry(words).or_insert(index);
    }
}

/// A lone unknown word that is the last of a person's full name, before it or after it, is that person's surname.
fn mark_surnames(document: &Document<'_>, mentions: &mut Mentions) {
    let all = surnames(document, mentions);
    for named in &mut mentions.items {
        let open = named.tokens.len() == 1
            && named.known.is_none()
            && named.via == Via::Pattern
            && named.confidence < 0.8;
        if open && named.kind != EntityKind::Person && all.contains_key(document.key(named.tokens.start)) {
            named.kind = EntityKind::Person;
            named.outlet = false;
        }
    }
}

/// The folded words of a mention with single spaces; of a person nobody knows, each without its case ending.
fn words_of(document: &Document<'_>, named: &Named) -> String {
    let words = plain_words(document, named).unwrap_or_else(|| fold_name(document.slice(named.span)));
    let endings = &document.lexicon.language.endings;
    // Where an apostrophe sets case endings off, what a name ends in is its own (`Taşkın`).
    let whole = endings.is_empty() || document.lexicon.language.verb_last;
    if whole || named.known.is_some() || named.kind != EntityKind::Person {
        return words;
    }
    let words: Vec<&str> = words
        .split(' ')
        .map(|word| without_ending(endings, word))
        .collect();
    words.join(" ")
}

/// The words of a mention as its tokens have them: where only spaces part them and each is a word that folds letter by letter.
fn plain_words(document: &Document<'_>, named: &Named) -> Option<String> {
    let (first, last) = (named.tokens.start, named.tokens.end.checked_sub(1)?);
    let tokens = document.tokens.get(first..=last)?;
    let cut = named.span.start.checked_sub(tokens[0].span.start)? as usize;
    let whole = tokens[tokens.len() - 1].span.end == named.span.end;
    // A single letter, and what is glued to the word before it, may fold in another way in company.
    let plain = |at: usize| document.is_plain(at) && document.letters(at) > 1;
    let apart = |at: usize| at == first || !document.tokens[at].glued;
    if !whole || cut > 4 || !(first..=last).all(|at| plain(at) && apart(at)) {
        return None;
    }
    // The letters before the span are clitics, each without a mark on it.
    let written = document.text_of(first);
    let rest: String = document.key(first).chars().skip(cut).collect();
    if cut > 0
        && (written.chars().take(cut + 1).any(isnad_text::scalar::is_mark) || rest.chars().nth(1).is_none())
    {
        return None;
    }
    let mut words = rest;
    for at in first + 1..=last {
        words.push(' ');
        words.push_str(document.key(at));
    }
    Some(words)
}

/// `Фиданом` and `Фидана` are one surname.
fn without_ending<'a>(endings: &[String], word: &'a str) -> &'a str {
    let mut stems = endings
        .iter()
        .filter_map(|ending| word.strip_suffix(ending.as_str()));
    stems.find(|stem| stem.chars().count() > 3).unwrap_or(word)
}

/// The surnames of a name: its last word, with and without article, and its last two.
fn last_words(words: &str) -> impl Iterator<Item = &str> {
    let Some((before, last)) = words.rsplit_once(' ') else {
        return [Some(words), None].into_iter().flatten();
    };
    let Some((_, before)) = before.rsplit_once(' ') else {
        return [Some(last), None].into_iter().flatten();
    };
    let two = &words[words.len() - before.len() - 1 - last.len()..];
    // `بن رجب` is a surname, `رجب` alone another man.
    let alone = (!SURNAME_PARTICLES.contains(&before)).then_some(last);
    [alone, Some(two)].into_iter().flatten()
}

/// Folded particles that no surname leaves behind.
const SURNAME_PARTICLES: [&str; 14] = [
    "بن", "ولد", "ابو", "ابي", "ال", "بو", "عبد", "اولد", "ould", "bin", "ben", "abu", "van", "von",
];

fn agrees(old: &Named, new: &Named) -> bool {
    old.kind == new.kind || old.kind != EntityKind::Person && new.kind != EntityKind::Person
}

fn part_of(
    parts: &HashMap<String, usize, FastHash>,
    words: &str,
    named: &Named,
    mentions: &Mentions,
) -> Option<usize> {
    let many = words.split(' ').count();
    if many > 2 || matches!(named.kind, EntityKind::State) && named.known.is_some() {
        return None;
    }
    let other = parts.get(words).copied()?;
    let full = &mentions.items[other];
    let fits = full.kind == named.kind || named.known.is_none() && named.confidence < 0.9 && many == 1;
    fits.then_some(other)
}

/// Makes a mention the same as an earlier one, under the earlier's name.
fn adopt(mentions: &mut Mentions, index: usize, other: usize) {
    let (referent, name, kind, known, gender, outlet) = {
        let full = &mentions.items[other];
        (
            full.referent,
            full.name.clone(),
            full.kind,
            full.known,
            full.gender,
            full.outlet,
        )
    };
    let named = &mut mentions.items[index];
    named.referent = referent;
    if named.known.is_none() {
        named.name = name;
        named.kind = kind;
        named.known = known;
    }
    named.outlet |= outlet;
    if named.gender == Gender::Any {
        named.gender = gender;
    }
}

/// Adds surnames of persons told in full (`الشاعر`, `بن رجب`), in scripts without capitals; in a headline also before the full name.
pub fn find(document: &Document<'_>, mentions: &mut Mentions) {
    if document.lexicon.language.capitals {
        find_capitals(document, mentions);
        return;
    }
    let all = surnames(document, mentions);
    if all.is_empty() {
        return;
    }
    let tails = Tails::of(all.keys().map(String::as_str));
    let mut parts: HashMap<String, usize, FastHash> = HashMap::default();
    let mut found = Vec::new();
    for at in 0..document.tokens.len() {
        if let Some(index) = mentions.index_at(at) {
            let named = &mentions.items[index];
            if named.tokens.end == at + 1 && named.tokens.len() > 1 && named.kind == EntityKind::Person {
                for word in last_words(&words_of(document, named)) {
                    parts.insert(word.to_owned(), index);
                }
            }
            continue;
        }
        if !document.tokens[at].is_word()
            || !tails.may_hold(document.tail(at)) && !document.is(at, Class::Particle)
        {
            continue;
        }
        let headline = matches!(document.sentence(at).role, LineRole::Headline | LineRole::Aside);
        let known = if headline { &all } else { &parts };
        if let Some((index, letters, end)) = short_at(document, known, at)
            && (mentions.items[index].confidence > 0.8 || !document.is_definite(at))
        {
            found.push((at..end, index, letters));
        }
    }
    for (tokens, index, letters) in found {
        let at = tokens.start;
        let mut named = Named::pattern(document, tokens, letters, EntityKind::Person, 0.85);
        named.via = Via::Anaphor;
        if at > 0 && document.is_any(at - 1, &[Class::Title, Class::TitleFeminine]) {
            named.phrase = at - 1;
        }
        if let Some(added) = mentions.add(named) {
            adopt(mentions, added, index);
        }
    }
}

/// Adds surnames that are other words too ("May, a former winchman"), where a date or a place is not meant.
fn find_capitals(document: &Document<'_>, mentions: &mut Mentions) {
    let all = surnames(document, mentions);
    for at in 0..document.tokens.len() {
        let token = &document.tokens[at];
        if !token.capital || mentions.index_at(at).is_some() || token.kind != TokenKind::Word {
            continue;
        }
        let Some(&index) = all.get(document.key(at)) else {
            continue;
        };
        let after_full = mentions.items[index].tokens.end <= at;
        let beside = |at: usize| {
            document.tokens.get(at).is_some_and(|token| {
                token.kind == TokenKind::Number || token.capital && document.is(at, Class::NotName)
            })
        };
        let dated = at > 0 && (document.is(at - 1, Class::Preposition) || beside(at - 1)) || beside(at + 1);
        if after_full && !(dated && document.is(at, Class::NotName)) {
            let mut named = Named::pattern(document, at..at + 1, 0, EntityKind::Person, 0.8);
            named.via = Via::Anaphor;
            if let Some(added) = mentions.add(named) {
                adopt(mentions, added, index);
            }
        }
    }
}

/// The surnames of all persons of the article, each with its first bearer.
fn surnames(document: &Document<'_>, mentions: &Mentions) -> HashMap<String, usize, FastHash> {
    let mut all = HashMap::default();
    for (index, named) in mentions.items.iter().enumerate() {
        if named.kind == EntityKind::Person && named.tokens.len() > 1 {
            for word in last_words(&words_of(document, named)) {
                all.entry(word.to_owned()).or_insert(index);
            }
        }
    }
    all
}

/// A surname of two words, or of one, behind clitics too: whose it is, the clitics' letters, where it ends.
fn short_at(
    document: &Document<'_>,
    parts: &HashMap<String, usize, FastHash>,
    at: usize,
) -> Option<(usize, u8, usize)> {
    if document
        .tokens
        .get(at + 1)
        .is_some_and(|next| next.is_word() && !next.starts_line)
        && document.is(at, Class::Particle)
    {
        let next = document.key(at + 1);
        let cuts = isnad_text::proclitics(document.key(at)).filter(|(clitic, _)| !clitic.article);
        let two = cuts
            .filter_map(|(clitic, first)| {
                parts
                    .get(&format!("{first} {next}"))
                    .map(|&index| (index, clitic.letters, at + 2))
            })
            .next();
        if two.is_some() {
            return two;
        }
    }
    one_word(document, parts, at).map(|(index, letters)| (index, letters, at + 1))
}

fn one_word(
    document: &Document<'_>,
    parts: &HashMap<String, usize, FastHash>,
    at: usize,
) -> Option<(usize, u8)> {
    let key = document.key(at);
    let whole = parts.get(key).map(|&index| (index, 0));
    let cut = || {
        isnad_text::proclitics(key)
            .skip(1)
            .filter(|(clitic, rest)| !clitic.article && rest.chars().count() > 3)
            .find_map(|(clitic, rest)| parts.get(rest.as_ref()).map(|&index| (index, clitic.letters)))
    };
    let (index, letters) = whole.or_else(cut)?;
    let quoted = at > 0
        && document.tokens[at - 1].is_quote()
        && document
            .tokens
            .get(at + 1)
            .is_some_and(crate::tokens::Token::is_quote);
    let after_say = at > 0 && document.is(at - 1, Class::Say);
    // A surname that is an everyday word needs its place in the sentence to tell.
    let adjective = document.known.demonym(bare(key)).is_some()
        || document.is_any(
            at,
            &[
                Class::InstitutionAdjective,
                Class::Adverb,
                Class::Preposition,
                Class::Conjunction,
                Class::That,
                Class::NotName,
                Class::SourceAdjective,
            ],
        );
    let after_definite = at > 0 && document.is_definite(at - 1) && document.is_definite(at);
    if adjective && !quoted && !after_say
        || after_definite
            && !quoted
            && !after_say
            && !document.is_any(at - 1, &[Class::Title, Class::TitleFeminine])
    {
        return None;
    }
    if !document.is_definite(at)
        && document.found_at(at).iter().any(|it| {
            it.clitic.letters == 0
                && !matches!(
                    it.class,
                    Class::GivenName
                        | Class::GivenNameCommon
                        | Class::Surname
                        | Class::PlaceNameCommon
                        | Class::Particle
                )
        })
        && !after_say
        && !quoted
    {
        return None;
    }
    Some((index, letters))
}
