//! Runs of capitalised words: persons, bodies and places in scripts that have capitals.

use std::ops::Range;

use isnad_model::EntityKind;

use super::{Mentions, Named};
use crate::document::{Document, LineRole};
use crate::inflect::{Gender, Number};
use crate::lexicon::Class;
use crate::tokens::{Token, TokenKind};

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
        if (particle || linking) && is_capital(document, next) && !document.tokens[next].starts_line {
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
    if let Some(index) = mentions.starting_at(start)
        && mentions.items[index].tokens.end >= end
    {
        return;
    }
    // A body or place told by its last word takes the whole run, known names inside it too.
    if let Some(kind) = kind_of_whole(document, start..end) {
        let titled = (start..end).find(|&at| title_at(document, at).is_some() && at > start);
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
        if let Some(index) = mentions.index_at(at) {
            close(document, mentions, piece..at, title.take());
            let named_end = mentions.items[index].tokens.end;
            at = named_end.max(at + 1);
            piece = at;
            continue;
        }
        if let Some((stop, class)) = title_at(document, at) {
            close(document, mentions, piece..at, title.take());
            title = Some((at, class));
            at = stop;
            piece = at;
            continue;
        }
        at += 1;
    }
    close(document, mentions, piece.min(end)..end, title);
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
            && document.known.demonym(document.key(run.start)).is_none()
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
        let adjective = run.len() == 1
            && (document.known.demonym(document.key(run.start)).is_some()
                || document.is(run.start, Class::RegionAdjective));
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
    let found = document
        .found_at(at)
        .iter()
        .find(|it| matches!(it.class, Class::Title | Class::TitleFeminine | Class::TitlePlural));
    if let Some(found) = found {
        return Some((found.end, found.class));
    }
    let word = document.find(at, Class::TitleWord)?;
    if word.end < document.tokens.len() {
        title_at(document, word.end)
    } else {
        None
    }
}

fn skips(document: &Document<'_>, mentions: &Mentions, at: usize, run: &Range<usize>) -> bool {
    if mentions.index_at(at).is_some() {
        return false;
    }
    let headline = document.sentence(at).role == LineRole::Headline;
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
    if document.is(at, Class::NotName) && !body
        || document.is_any(at, &[Class::Determiner, Class::Pronoun, Class::Preposition])
            && !document.is(at, Class::Particle)
    {
        // "May" and "Will" are names inside a run only.
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
    if next.is_some_and(|next| next.kind == TokenKind::Suffix) || acronym {
        return true;
    }
    if document.is_any(at + 1, &[Class::Say])
        && document.finite_verb(at + 1).is_some()
        && !document.tokens[at].key.is_empty()
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

/// A kind told by the run's own words, and whether it is an outlet.
fn kind_of_whole(document: &Document<'_>, run: Range<usize>) -> Option<(EntityKind, bool)> {
    if run.clone().any(|at| document.tokens[at].is_mark('&')) {
        return Some((EntityKind::Organization, false));
    }
    let last = run.end - 1;
    let lexical = |at: usize, class: Class| document.find(at, class).is_some_and(|it| it.end <= run.end);
    let linked = run
        .clone()
        .find(|&at| document.is(at, Class::NameLink) && !is_capital(document, at));
    // Laws, prizes, matches and wars have names too.
    if run.len() >= 2 && lexical(last, Class::NotAlone) {
        return None;
    }
    let head = linked.map_or(last, |link| link - 1);
    if run.len() >= 2
        && (lexical(last, Class::OutletEnd) || lexical(run.start, Class::OutletStart))
        && linked.is_none()
        && !document.is(run.start, Class::GivenName)
    {
        return Some((EntityKind::Organization, true));
    }
    if run.len() >= 2
        && (lexical(head, Class::OrganizationEnd)
            || lexical(head, Class::Institution)
            || lexical(last, Class::OrganizationEnd))
    {
        return Some((EntityKind::Organization, false));
    }
    let institution = run.clone().any(|at| {
        document
            .find(at, Class::Institution)
            .is_some_and(|it| it.end == run.end)
    });
    if run.len() >= 2 && institution {
        return Some((EntityKind::Organization, false));
    }
    if run.len() >= 2 && lexical(last, Class::PlaceEnd)
        || run.len() == 2 && lexical(run.start, Class::PlaceHead) && !document.is(last, Class::GivenName)
    {
        return Some((EntityKind::Place, false));
    }
    None
}

/// Classifies what stands between known names and titles.
fn close(
    document: &Document<'_>,
    mentions: &mut Mentions,
    piece: Range<usize>,
    title: Option<(usize, Class)>,
) {
    let mut piece = piece;
    while !piece.is_empty()
        && (document.is(piece.start, Class::NotName) && title.is_none()
            || document.is(piece.start, Class::NameLink)
            || !is_capital(document, piece.start) && !document.is(piece.start, Class::Particle))
    {
        piece.start += 1;
    }
    while !piece.is_empty()
        && (!is_capital(document, piece.end - 1) || document.is(piece.end - 1, Class::Determiner))
    {
        piece.end -= 1;
    }
    // A nationality before a title or noun is no name.
    while !piece.is_empty()
        && (document.known.demonym(document.key(piece.start)).is_some()
            || document.is_any(piece.start, &[Class::RegionAdjective, Class::NotEntity]))
    {
        piece.start += 1;
    }
    if piece.is_empty() || document.is(piece.end - 1, Class::NotAlone) && title.is_none() {
        return;
    }
    if let Some((kind, outlet)) = kind_of_whole(document, piece.clone()) {
        add(document, mentions, piece, kind, outlet, Class::GivenName, None);
        return;
    }
    if let Some((head, class)) = title {
        add(
            document,
            mentions,
            piece,
            EntityKind::Person,
            false,
            class,
            Some(head),
        );
        return;
    }
    let before = piece.start.checked_sub(1);
    // A lower-case title just before: "spokesman Dmitry Peskov".
    if let Some((head, class)) = title_before(document, piece.start) {
        add(
            document,
            mentions,
            piece,
            EntityKind::Person,
            false,
            class,
            Some(head),
        );
        return;
    }
    if spoken_to(document, piece.start) {
        add(
            document,
            mentions,
            piece,
            EntityKind::Organization,
            true,
            Class::GivenName,
            before,
        );
        return;
    }
    let outlet_before = before.is_some_and(|at| {
        (at.saturating_sub(1)..=at).any(|it| {
            document
                .find(it, Class::Outlet)
                .is_some_and(|found| found.end == piece.start)
        })
    });
    if outlet_before {
        add(
            document,
            mentions,
            piece,
            EntityKind::Organization,
            true,
            Class::GivenName,
            before,
        );
        return;
    }
    if piece.len() <= 2
        && document
            .find(piece.start, Class::Surname)
            .is_some_and(|it| it.end == piece.end)
    {
        add(
            document,
            mentions,
            piece.clone(),
            EntityKind::Person,
            false,
            Class::GivenName,
            None,
        );
        if let Some(index) = mentions.starting_at(piece.start) {
            mentions.items[index].confidence = 0.8;
        }
        return;
    }
    let initial = piece.clone().any(|at| document.tokens[at].is_mark('.'));
    if (initial || document.is(piece.start, Class::GivenName)) && piece.len() >= 2 {
        add(
            document,
            mentions,
            piece,
            EntityKind::Person,
            false,
            Class::GivenName,
            None,
        );
        return;
    }
    let placed = before.is_some_and(|at| {
        document.is_any(at, &[Class::PlacePreposition, Class::PlaceClass]) && !document.is(at, Class::With)
    });
    let titled_after = apposition(document, piece.end);
    let kind = if titled_after {
        EntityKind::Person
    } else if placed && piece.len() <= 2 {
        EntityKind::Place
    } else if piece.len() >= 2
        && piece.len() <= 4
        && !document.tokens[piece.start].upper
        && !is_determined(document, piece.start)
    {
        EntityKind::Person
    } else {
        EntityKind::Organization
    };
    add(document, mentions, piece, kind, false, Class::GivenName, None);
}

/// "in a column for Yeni Gundem", "told Radio Sund": whom somebody writes for or talks to, unless it is a person.
fn spoken_to(document: &Document<'_>, start: usize) -> bool {
    (start.saturating_sub(6)..start).any(|at| {
        document.find(at, Class::SpokenTo).is_some_and(|found| {
            found.end == start || found.end + 1 == start && document.is(found.end, Class::Definite)
        })
    }) && !document.is(start, Class::GivenName)
}

/// "the Flood Awareness System": a person has no article, adjectives between or not.
fn is_determined(document: &Document<'_>, start: usize) -> bool {
    let mut at = start;
    while let Some(before) = at.checked_sub(1) {
        if document.is(before, Class::Definite) {
            return true;
        }
        let adjective = document.is(before, Class::RegionAdjective)
            || document.known.demonym(document.key(before)).is_some();
        if !adjective || start - before > 3 {
            return false;
        }
        at = before;
    }
    false
}

/// ", the Russian deputy prime minister": an apposition with a title.
fn apposition(document: &Document<'_>, after: usize) -> bool {
    if !document.tokens.get(after).is_some_and(Token::is_comma) {
        return false;
    }
    (after + 1..(after + 9).min(document.tokens.len()))
        .take_while(|&at| document.tokens[at].is_word() && document.finite_verb(at).is_none())
        .any(|at| document.is_any(at, &[Class::Title, Class::TitleFeminine]))
}

fn title_before(document: &Document<'_>, start: usize) -> Option<(usize, Class)> {
    let sentence = document.sentence(start).tokens.start;
    let mut from = start.saturating_sub(4).max(sentence);
    while from < start {
        if let Some((end, class)) = title_at(document, from)
            && (end == start
                || end + 1 == start && document.tokens[end].is_mark('.') && document.tokens[end].glued)
        {
            return Some((from, class));
        }
        from += 1;
    }
    None
}

fn add(
    document: &Document<'_>,
    mentions: &mut Mentions,
    tokens: Range<usize>,
    kind: EntityKind,
    outlet: bool,
    class: Class,
    head: Option<usize>,
) {
    let mut tokens = tokens;
    // A determiner is no part of a name, even with a capital.
    while tokens.len() > 1 && document.is(tokens.start, Class::Determiner) {
        tokens.start += 1;
    }
    let told = head.is_some()
        || outlet
        || kind_of_whole(document, tokens.clone()).is_some()
        || document.is(tokens.start, Class::GivenName);
    let confidence = match (kind, tokens.len()) {
        (_, 1) => 0.6,
        (EntityKind::Person, _) if told => 0.8,
        _ if told => 0.85,
        _ => 0.7,
    };
    let mut named = Named::pattern(document, tokens, 0, kind, confidence);
    named.outlet = outlet;
    named.number = Number::Singular;
    named.gender = if class == Class::TitleFeminine {
        Gender::Feminine
    } else {
        Gender::Any
    };
    if let Some(head) = head {
        named.phrase = head;
        named.heads.extend(
            (head..named.tokens.start)
                .filter(|&at| document.is_any(at, &[Class::Title, Class::TitleFeminine]))
                .map(|at| document.key(at).to_owned()),
        );
    }
    if kind == EntityKind::Organization {
        named.heads.extend(
            named
                .tokens
                .clone()
                .filter(|&at| document.is_any(at, &[Class::OrganizationEnd, Class::Institution]))
                .map(|at| document.key(at).to_owned()),
        );
    }
    mentions.add(named);
}
