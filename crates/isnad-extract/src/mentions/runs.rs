//! Runs of capitalised words: persons, bodies and places in scripts that have capitals.

mod kinds;
mod offices;
mod owners;

use std::ops::Range;

use isnad_model::EntityKind;

use super::Mentions;
use crate::document::{Document, LineRole};
use crate::lexicon::Class;
use crate::tokens::{Token, TokenKind};
use kinds::{add, close, kind_of_whole};

/// Tokens that a run has at most.
const LENGTH: usize = 12;

/// Adds names by their capital letters.
pub fn find(document: &Document<'_>, mentions: &mut Mentions) {
    let mut at = 0;
    while at < document.tokens.len() {
        let run = run_at(document, at);
        if run.is_empty() {
            at += 1;
            continue;
        }
        split(document, mentions, run.clone());
        at = run.end;
    }
}

fn is_capital(document: &Document<'_>, at: usize) -> bool {
    document
        .tokens
        .get(at)
        .is_some_and(|token| token.kind == TokenKind::Word && token.capital)
}

/// Whether a sentence, a quotation or a line begins at a token, so that its capital tells nothing.
fn opens(document: &Document<'_>, at: usize) -> bool {
    let sentence = document.sentence(at);
    at == sentence.tokens.start
        || at == sentence.first
        || document.tokens[at].starts_line
        || document.tokens[at - 1].is_quote()
        || document.tokens[at - 1].is_mark(':')
        || document.tokens[at - 1].is_dash()
}

/// A maximal run of capitalised words from `start`, with the small words that names hold.
fn run_at(document: &Document<'_>, start: usize) -> Range<usize> {
    if !is_capital(document, start) {
        return start..start;
    }
    let mut end = start + 1;
    while end < document.tokens.len() && end - start < LENGTH {
        let token = &document.tokens[end];
        if token.starts_line || token.kind == TokenKind::Suffix {
            break;
        }
        if is_capital(document, end) {
            end += 1;
            continue;
        }
        // "Jussi Halla-aho": the second half of a name of several words.
        if token.kind == TokenKind::Word
            && token.glued
            && end > start + 1
            && document.found_at(end).is_empty()
            && !document.key(end).ends_with("ed")
            && document.tokens[end - 1].kind == TokenKind::Word
        {
            end += 1;
            continue;
        }
        // "M. Jovanovic", "George W. Bush".
        let initial = token.is_mark('.') && token.glued && document.key(end - 1).chars().count() == 1;
        if initial && is_capital(document, end + 1) && !document.tokens[end + 1].starts_line {
            end += 2;
            continue;
        }
        // "Finch & Sons".
        if token.is_mark('&') && is_capital(document, end + 1) && !document.tokens[end + 1].starts_line {
            end += 2;
            continue;
        }
        // "Farmers' Mutual Society": a plural's apostrophe inside a body's name.
        if (token.is_mark('\'') || token.is_mark('’'))
            && token.glued
            && document.key(end - 1).ends_with('s')
            && is_capital(document, end + 1)
            && !document.tokens[end + 1].glued
            && (end + 1..(end + 5).min(document.tokens.len()))
                .take_while(|&at| is_capital(document, at))
                .any(|at| document.is_any(at, &[Class::OrganizationEnd, Class::Institution]))
        {
            end += 2;
            continue;
        }
        if let Some(next) = owners::goes_on(document, end) {
            end = next;
            continue;
        }
        let particle = document.is(end, Class::Particle) && token.is_word();
        let linking = document.is(end, Class::NameLink) && links(document, start..end, end);
        let mut next = end + 1;
        while next < document.tokens.len()
            && next < end + 3
            && (document.is(next, Class::Particle) || document.is(next, Class::NameLink))
            && !is_capital(document, next)
        {
            next += 1;
        }
        // "the Audit Committee on Tuesday"
        let dated = !particle && is_capital(document, next) && document.may_date(next) && !document.is(end, Class::And)
            // "the Bank of Mali and the Bank of Ghana"
            || document.is(end, Class::And) && next > end + 1;
        if (particle || linking) && !dated && is_capital(document, next) && !document.tokens[next].starts_line
        {
            end = next;
            continue;
        }
        // "24" in "Sport 24 Maghreb", "No. 10".
        if token.kind == TokenKind::Number
            && is_capital(document, end + 1)
            && !document.is(end + 1, Class::NotName)
        {
            end += 1;
            continue;
        }
        break;
    }
    start..end
}

/// Whether a small word goes on with a body's name: "of" and "for" after its head, "and" only once such a word came before.
fn links(document: &Document<'_>, run: Range<usize>, link: usize) -> bool {
    // "The Council on Tuesday": a day is no part of the name.
    if document.tokens.get(link + 1).is_some_and(Token::is_word)
        && document.is(link + 1, Class::Adverb)
        && document.is(link + 1, Class::NotName)
    {
        return false;
    }
    let headed = run
        .clone()
        .any(|at| document.is_any(at, &[Class::OrganizationEnd, Class::Institution]));
    let opened = run
        .clone()
        .any(|at| document.is(at, Class::NameLink) && !document.is(at, Class::And));
    headed
        && (!document.is(link, Class::And)
            || opened && !document.is_any(run.end - 1, &[Class::OrganizationEnd]))
}

/// Cuts a run at known names and titles and classifies what remains.
fn split(document: &Document<'_>, mentions: &mut Mentions, run: Range<usize>) {
    let mut start = run.start;
    // Words that a sentence's beginning capitalised, and headline words.
    while start < run.end && skips(document, mentions, start, &run) {
        start += 1;
    }
    if start == run.end {
        return;
    }
    let end = run.end;
    if is_thing(document, run.start, &(start..end)) {
        return;
    }
    if run_tail(document, mentions, start..end) {
        return;
    }
    if ministry_of(document, mentions, start, end) {
        return;
    }
    if let Some(index) = mentions.starting_at(start)
        && mentions.items[index].tokens.end >= end
    {
        return;
    }
    // A body or place told by its last word takes the whole run, known names inside it too.
    if let Some(kind) = kind_of_whole(document, start..end) {
        // "Ms Park", "President Island": a title opens it.
        let opened = kind.0 == EntityKind::Place
            && title_at(document, start).is_some_and(|(stop, _)| stop < end && end - stop <= 2);
        let titled = (start..end).find(|&at| title_at(document, at).is_some() && (at > start || opened));
        if titled.is_none() || kind.1 {
            add(
                document,
                mentions,
                start..end,
                kind.0,
                kind.1,
                Class::GivenName,
                None,
            );
            return;
        }
    }
    let mut at = start;
    let mut piece = start;
    let mut title: Option<(usize, Class)> = None;
    while at < end {
        if let Some(end) = named_after_place(document, mentions, at, piece, start..end, title.is_some()) {
            at = end;
            continue;
        }
        // "Thérèse Kayikwamba Wagner": a surname that names something else too.
        let surname = at > piece
            && offices::applies(document)
            && document.is(piece, Class::GivenName)
            && mentions.index_at(at).is_some_and(|index| {
                let named = &mentions.items[index];
                named.tokens.len() == 1
                    && named.tokens.end == end
                    && matches!(named.kind, EntityKind::Group | EntityKind::Organization)
            });
        if let Some(index) = mentions.index_at(at).filter(|_| !surname) {
            close(document, mentions, piece..at, title.take());
            let named_end = mentions.items[index].tokens.end;
            at = named_end.max(at + 1);
            piece = at;
            continue;
        }
        // `Амир Хан Муттаки`: behind a name's first word a title is a part of it; `Ali Koç`: a surname that is an office too.
        let inner =
            at > piece && (offices::applies(document) || owners::is_surname(document, piece, at, end));
        // "Omar Sheikh Hussein": a title of one word between a given name and another name.
        let between = at == start + 1
            && piece == start
            && at + 1 < end
            && document.is(start, Class::GivenName)
            && is_capital(document, at + 1);
        if let Some((stop, class)) =
            title_at(document, at).filter(|&(stop, _)| !(inner || between && stop == at + 1))
        {
            if title.is_some() || !owners::owner(document, mentions, piece..at, at..stop) {
                close(document, mentions, piece..at, title.take());
            }
            title = Some((at, class));
            at = stop;
            piece = at;
            continue;
        }
        at += 1;
    }
    close(document, mentions, piece.min(end)..end, title);
}

/// "Laura Florence", "Georgia Pruitt": a town or state that is a part of a person's name loses its mention; where the name goes on.
fn named_after_place(
    document: &Document<'_>,
    mentions: &mut Mentions,
    at: usize,
    piece: usize,
    run: Range<usize>,
    titled: bool,
) -> Option<usize> {
    let index = mentions.index_at(at)?;
    let place = &mentions.items[index];
    if place.tokens.len() != 1 || !matches!(place.kind, EntityKind::Place | EntityKind::State) {
        return None;
    }
    let word = |at: usize| is_capital(document, at) && !document.tokens[at].upper;
    // The surname: behind a given name that is nothing else, at the run's end.
    let surname = at + 1 == run.end
        && at == piece + 1
        && word(piece)
        && document.is_whole(piece, Class::GivenName)
        && mentions.index_at(piece).is_none()
        && !document.is_any(piece, &[Class::NotName, Class::PlaceName, Class::Preposition])
        && !document
            .tokens
            .get(run.end)
            .is_some_and(|next| next.kind == TokenKind::Suffix);
    // The given name: before a word that nothing knows.
    let given = at == piece
        && at + 2 == run.end
        && document.is_whole(at, Class::GivenName)
        && word(at + 1)
        && document.found_at(at + 1).is_empty()
        && mentions.index_at(at + 1).is_none()
        && (titled
            || document.finite_verb(run.end).is_some()
            || document.tokens.get(run.end).is_some_and(Token::is_comma)
                && document.is_any(run.end + 1, &[Class::Determiner, Class::Definite, Class::Title]));
    if !surname && !given {
        return None;
    }
    let tokens = place.tokens.clone();
    mentions.remove(index);
    Some(tokens.end)
}

/// "China's foreign ministry", "Haiti's transitional council": a known state's body in small letters.
fn ministry_of(document: &Document<'_>, mentions: &mut Mentions, start: usize, end: usize) -> bool {
    let whole = mentions.starting_at(start).filter(|&index| {
        let named = &mentions.items[index];
        named.tokens.end == end && named.kind == EntityKind::State
    });
    let suffix = document
        .tokens
        .get(end)
        .is_some_and(|token| token.kind == TokenKind::Suffix);
    if whole.is_none() || !suffix {
        return false;
    }
    let small = |at: usize| {
        document
            .tokens
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Word && !token.capital && !token.starts_line)
    };
    for at in end + 1..end + 4 {
        if !small(at) {
            return false;
        }
        if let Some(found) = document.find(at, Class::Institution) {
            // "Haiti's government spokesman", "Iraq's army commanders".
            let goes_on = small(found.end)
                && document.is_any(
                    found.end,
                    &[
                        Class::Source,
                        Class::Title,
                        Class::Institution,
                        Class::OrganizationEnd,
                        Class::Document,
                    ],
                );
            let plain = at == end + 1 && found.end == at + 1 && !document.is(at, Class::MinistryHead);
            if goes_on || plain {
                return false;
            }
            add_sure(document, mentions, start..found.end, EntityKind::Organization);
            return true;
        }
        if !document.is_any(
            at,
            &[Class::TitleWord, Class::SourceAdjective, Class::RegionAdjective],
        ) {
            return false;
        }
    }
    false
}

/// "the tanker Ostrava", "MV Star of Rona", "the Druzhba pipeline", "Hurricane Ida": ships, storms and works have names too.
fn is_thing(document: &Document<'_>, first: usize, run: &Range<usize>) -> bool {
    let thing = |at: usize| document.is(at, Class::NotEntity) && document.tokens[at].is_word();
    let known = run
        .clone()
        .any(|at| document.is_any(at, &[Class::GivenName, Class::Title, Class::OrganizationEnd]));
    let before = run.start > 0
        && !document.tokens[run.start].starts_line
        && thing(run.start - 1)
        && (run.start > first || !document.tokens[run.start - 1].capital);
    let after =
        run.len() <= 2 && document.tokens.get(run.end).is_some_and(|token| !token.capital) && thing(run.end);
    !known && (before || after)
}

/// "Turkish presidency", "UN climate secretariat", "the Bagratashen crossing": a common noun in small letters ends the name.
fn run_tail(document: &Document<'_>, mentions: &mut Mentions, run: Range<usize>) -> bool {
    let limit = document.sentence(run.start).tokens.end.min(run.end + 3);
    let small = |at: usize| {
        at < limit
            && document.tokens[at].kind == TokenKind::Word
            && !document.tokens[at].capital
            && !document.tokens[at].starts_line
    };
    let titled = run
        .clone()
        .any(|at| title_at(document, at).is_some() || document.is(at, Class::GivenName));
    let free = |range: &Range<usize>| {
        mentions
            .within(range.clone())
            .next()
            .is_none_or(|index| mentions.items[index].kind != EntityKind::Person)
    };
    if titled || run.len() > 3 || !free(&run) {
        return false;
    }
    for at in run.end..limit {
        if !small(at)
            || document.is_any(
                at,
                &[Class::Preposition, Class::Adverb, Class::Auxiliary, Class::And],
            )
            || document.finite_verb(at).is_some()
        {
            return false;
        }
        // "Agerpres news agency": a class noun is no part of the name.
        if at == run.end
            && document.is(at, Class::Outlet)
            && mentions.is_free(&run)
            && document.demonym(run.start).is_none()
        {
            add(
                document,
                mentions,
                run,
                EntityKind::Organization,
                true,
                Class::GivenName,
                None,
            );
            return true;
        }
        if let Some(found) = document.find(at, Class::Institution) {
            // "Kyiv government", but "London police officers".
            if small(found.end)
                && document.is_any(
                    found.end,
                    &[
                        Class::Source,
                        Class::Title,
                        Class::Institution,
                        Class::OrganizationEnd,
                    ],
                )
            {
                return false;
            }
            add_sure(document, mentions, run.start..found.end, EntityKind::Organization);
            return true;
        }
        let band = at == run.end
            && run.len() == 1
            && document.is(at, Class::GroupNoun)
            && mentions.is_free(&run)
            && !document.is(run.start, Class::RegionAdjective)
            && document.demonym(run.start).is_none()
            && (!opens(document, run.start) || document.found_at(run.start).is_empty());
        if band {
            add_sure(document, mentions, run, EntityKind::Group);
            return true;
        }
        let adjective = run.len() == 1
            && (document.demonym(run.start).is_some() || document.is(run.start, Class::RegionAdjective));
        if at == run.end && !adjective && document.is(at, Class::PlaceEnd) && mentions.is_free(&run) {
            add_sure(document, mentions, run, EntityKind::Place);
            return true;
        }
    }
    false
}

fn add_sure(document: &Document<'_>, mentions: &mut Mentions, tokens: Range<usize>, kind: EntityKind) {
    let start = tokens.start;
    add(document, mentions, tokens, kind, false, Class::GivenName, None);
    if let Some(index) = mentions.starting_at(start) {
        mentions.items[index].confidence = 0.85;
    }
}

fn title_at(document: &Document<'_>, at: usize) -> Option<(usize, Class)> {
    // The longest title, its modifiers included ("Deputy Prime Minister").
    let mut head = at;
    for _ in 0..LENGTH {
        let found = document
            .found_at(head)
            .iter()
            .find(|it| matches!(it.class, Class::Title | Class::TitleFeminine | Class::TitlePlural));
        if let Some(found) = found {
            return Some((found.end, found.class));
        }
        head = document.find(head, Class::TitleWord)?.end;
        if owners::joins(document, head) {
            head += 1;
        }
        if head >= document.tokens.len() {
            return None;
        }
    }
    None
}

fn skips(document: &Document<'_>, mentions: &Mentions, at: usize, run: &Range<usize>) -> bool {
    if mentions.index_at(at).is_some() {
        return false;
    }
    // `А. Муттаки`: an initial is no small word.
    let initial =
        at + 2 < run.end && document.tokens[at + 1].is_mark('.') && document.key(at).chars().count() == 1;
    // "Statistics Norway"
    let body = document.is(at, Class::OrganizationStart) && names_body(document, at, run);
    if initial || body {
        return false;
    }
    let headline = document.sentence(at).role == LineRole::Headline;
    // `между «Роснефтью» и Eni`: a name in marks behind a word, no speech.
    if offices::applies(document)
        && at == run.start
        && at > 1
        && document.tokens[at - 2].kind == TokenKind::Word
        && !document.tokens[at - 1].starts_line
        && !document.is_any(at - 2, &[Class::Say, Class::NotEntity])
        && offices::is_marked(document, run)
        && !document.is_any(at, &[Class::NotName, Class::Adverb, Class::Negation])
    {
        return false;
    }
    if document.is(at, Class::NotEntity)
        || document.is(at, Class::RegionAdjective) && !names_body(document, at, run)
    {
        return true;
    }
    let small = [
        Class::Determiner,
        Class::Pronoun,
        Class::Preposition,
        Class::Conjunction,
        Class::Auxiliary,
        Class::Adverb,
    ];
    let body =
        document.is(at, Class::NotName) && !document.is_any(at, &small) && names_body(document, at, run);
    // "Jan Wrona": a month's short form is a name before another.
    if document.is(at, Class::GivenName)
        && at + 1 < run.end
        && is_capital(document, at + 1)
        && !document.is(at + 1, Class::NotName)
    {
        return false;
    }
    if document.is(at, Class::NotName) && !body
        || document.is_any(at, &[Class::Determiner, Class::Pronoun, Class::Preposition])
            && !document.is(at, Class::Particle)
    {
        // "May" and "Will" are names inside a run only.
        return true;
    }
    // "Lecturers In Closed-Door Meeting": where every word has a capital, only what has one in the text too is a name.
    if headline
        && is_title_case(document, at)
        && !elsewhere(document, at)
        && !document.is_any(at, &[Class::GivenName, Class::Surname, Class::Title])
    {
        return true;
    }
    if (opens(document, at) || headline) && !document.is_any(at, &[Class::GivenName, Class::Surname]) {
        let known_word = document.found_at(at).iter().any(|it| {
            it.end == at + 1
                && !matches!(
                    it.class,
                    Class::Title
                        | Class::TitleFeminine
                        | Class::TitleWord
                        | Class::Institution
                        | Class::OrganizationEnd
                        | Class::OutletEnd
                        | Class::PlaceHead
                        | Class::Particle
                        | Class::OutletStart
                        | Class::PlaceName
                        | Class::Surname
                        | Class::RegionAdjective
                        | Class::NotAlone
                )
        });
        // A lone unknown word at the start is a name only if it is one elsewhere.
        let lone = run.end == at + 1;
        return known_word || lone && !elsewhere(document, at) && !shortens(document, mentions, at);
    }
    false
}

/// Whether a headline writes its small words with capitals too.
fn is_title_case(document: &Document<'_>, at: usize) -> bool {
    let tokens = document.sentence(at).tokens.clone();
    let words = tokens
        .clone()
        .filter(|&at| document.tokens[at].kind == TokenKind::Word);
    let capitals = tokens.clone().filter(|&at| is_capital(document, at)).count();
    let count = words.count();
    count > 5 && capitals * 10 >= count * 8
}

/// Whether an adjective opens the name of a body or place ("Nordic Council", "Arabian Sea").
fn names_body(document: &Document<'_>, at: usize, run: &Range<usize>) -> bool {
    run.end - at >= 2 && kind_of_whole(document, at..run.end).is_some()
}

/// Whether a word stands with a capital where nothing else asks for one, or opens a relative or apposition as names do.
fn elsewhere(document: &Document<'_>, at: usize) -> bool {
    let key = document.key(at);
    let next = document.tokens.get(at + 1);
    if next.is_some_and(Token::is_comma) && document.is_any(at + 2, &[Class::Determiner, Class::Relative]) {
        return true;
    }
    // Words in capitals open some reports; acronyms are short.
    let acronym = document.tokens[at].upper && (2..6).contains(&key.chars().count());
    let outlet = document.lexicon.language.verb_last && document.is(at + 1, Class::Outlet);
    if next.is_some_and(|next| next.kind == TokenKind::Suffix) || acronym || outlet {
        return true;
    }
    if document.is_any(at + 1, &[Class::Say])
        && document.finite_verb(at + 1).is_some()
        && !document.key(at).is_empty()
        && document.found_at(at).is_empty()
    {
        return true;
    }
    // Bounded: names are repeated near each other.
    let window = at.saturating_sub(600)..(at + 600).min(document.tokens.len());
    window.into_iter().any(|other| {
        other != at
            && is_capital(document, other)
            && document.key(other) == key
            && other > 0
            && !opens(document, other)
    })
}

/// Whether a word is the first of a body's longer name before it ("Harwell" after "Harwell Town").
fn shortens(document: &Document<'_>, mentions: &Mentions, at: usize) -> bool {
    mentions.items.iter().rev().take(300).any(|named| {
        named.kind == EntityKind::Organization
            && named.tokens.len() > 1
            && document.key(named.tokens.start) == document.key(at)
    })
}
