//! Kinds of capitalised pieces: what the words of a name and those beside it make of it.

use std::ops::Range;

use isnad_model::EntityKind;

use super::{add_sure, is_capital, offices, title_at};
use crate::document::Document;
use crate::inflect::{Gender, Number};
use crate::lexicon::Class;
use crate::mentions::{Mentions, Named};
use crate::tokens::Token;

/// A kind told by the run's own words, and whether it is an outlet.
pub(super) fn kind_of_whole(document: &Document<'_>, run: Range<usize>) -> Option<(EntityKind, bool)> {
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
    // "Statistics Norway"
    if (2..4).contains(&run.len()) && linked.is_none() && lexical(run.start, Class::OrganizationStart) {
        return Some((EntityKind::Organization, false));
    }
    if run.len() >= 2 && linked.is_none() && lexical(last, Class::GroupEnd) {
        return Some((EntityKind::Group, false));
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
    // "Anneliese Park, the chief nurse"
    let somebody = || run.len() == 2 && apposition(document, run.end);
    if run.len() >= 2 && lexical(last, Class::PlaceEnd) && !somebody()
        || run.len() == 2
            && lexical(run.start, Class::PlaceHead)
            && (!document.is(last, Class::GivenName)
                || run.start > 0 && document.is(run.start - 1, Class::PlacePreposition))
        || (3..6).contains(&run.len())
            && lexical(run.start, Class::PlaceHead)
            && document.is(run.start + 1, Class::Particle)
            && !is_capital(document, run.start + 1)
    {
        return Some((EntityKind::Place, false));
    }
    None
}

/// Classifies what stands between known names and titles.
pub(super) fn close(
    document: &Document<'_>,
    mentions: &mut Mentions,
    piece: Range<usize>,
    title: Option<(usize, Class)>,
) {
    let mut piece = piece;
    // "Per Lund"
    let given = piece.len() >= 2
        && document.is_whole(piece.start, Class::GivenName)
        && !document.is(piece.start + 1, Class::NotName);
    while !given
        && !piece.is_empty()
        && (document.is(piece.start, Class::NotName) && title.is_none()
            || document.is(piece.start, Class::NameLink)
            || !is_capital(document, piece.start) && !document.is(piece.start, Class::Particle))
    {
        piece.start += 1;
    }
    while !piece.is_empty()
        && (!is_capital(document, piece.end - 1) && !document.tokens[piece.end - 1].glued
            || document.is(piece.end - 1, Class::Determiner))
    {
        piece.end -= 1;
    }
    // A nationality before a title or noun is no name; behind a title `İrakli` is one.
    let titled = title.is_some() && document.lexicon.language.verb_last && piece.len() > 1;
    while !piece.is_empty()
        && !titled
        && (document.demonym(piece.start).is_some()
            || document.is_any(piece.start, &[Class::RegionAdjective, Class::NotEntity]))
    {
        piece.start += 1;
    }
    if piece.is_empty() || document.is(piece.end - 1, Class::NotAlone) && title.is_none() {
        return;
    }
    // "the Minister of Education", "Al" of an Arabic name: parts of something else.
    let portfolio = piece.len() == 1
        && document.is(piece.start, Class::TitleWord)
        && piece.start > 1
        && document.is(piece.start - 1, Class::NameLink)
        && document.is_any(piece.start - 2, &[Class::Title, Class::TitleFeminine]);
    if portfolio || piece.len() == 1 && document.is_whole(piece.start, Class::Particle) {
        return;
    }
    if let Some(start) = offices::second_person(document, &piece) {
        close(document, mentions, piece.start..start, title);
        close(document, mentions, start..piece.end, None);
        return;
    }
    if let Some(start) = offices::person_behind(document, &piece) {
        let body = piece.start..start;
        let kind = if document.is(body.start, Class::PlaceName) {
            EntityKind::Place
        } else {
            EntityKind::Organization
        };
        add_sure(document, mentions, body, kind);
        close(document, mentions, start..piece.end, None);
        return;
    }
    if let Some((kind, outlet)) = kind_of_whole(document, piece.clone()) {
        add(document, mentions, piece, kind, outlet, Class::GivenName, None);
        return;
    }
    if offices::applies(document) && offices::is_marked(document, &piece) {
        let noun = piece.start.checked_sub(2);
        let is = |class: Class| noun.is_some_and(|at| document.is(at, class));
        if !is(Class::NotEntity) {
            let kind = if is(Class::PlaceClass) {
                EntityKind::Place
            } else {
                EntityKind::Organization
            };
            let outlet = is(Class::Outlet);
            add(document, mentions, piece, kind, outlet, Class::GivenName, None);
        }
        return;
    }
    // A lower-case title just before: "spokesman Dmitry Peskov".
    if let Some(title) = title
        .or_else(|| title_before(document, piece.start))
        .or_else(|| offices::office_before(document, mentions, piece.start).filter(|_| piece.len() > 1))
    {
        add_person(document, mentions, piece, Some(title));
        return;
    }
    let before = piece.start.checked_sub(1);
    // "SQM", "ANP": letters name bodies, whatever stands before them.
    let letters = document.key(piece.start).chars().count();
    if piece.len() == 1
        && document.tokens[piece.start].upper
        && (2..7).contains(&letters)
        && !document.tokens[piece.start].starts_line
        && !before.is_some_and(|at| document.is(at, Class::PlaceClass) && document.tokens[at].is_word())
    {
        add_sure(document, mentions, piece, EntityKind::Organization);
        return;
    }
    if offices::applies(document) && offices::is_body(document, &piece) {
        add(
            document,
            mentions,
            piece,
            EntityKind::Organization,
            false,
            Class::GivenName,
            before,
        );
        return;
    }
    // "carmaker Brevik": what trade a firm is of.
    let firm =
        before.is_some_and(|at| document.is(at, Class::InstitutionClass) && document.tokens[at].is_word());
    if piece.len() <= 3 && (firm || is_body_by_apposition(document, piece.end)) {
        add_sure(document, mentions, piece, EntityKind::Organization);
        return;
    }
    let initials = offices::applies(document)
        && piece.len() > 2
        && document.tokens[piece.start + 1].is_mark('.')
        && document.key(piece.start).chars().count() == 1;
    if !initials && (spoken_to(document, piece.start))
        || told_paper(document, &piece)
        || report_in(document, piece.start)
    {
        add_outlet(document, mentions, piece, before);
        return;
    }
    // `Politis gazetesi`: the class noun behind its name.
    let outlet_behind = document.lexicon.language.verb_last
        && document.is(piece.end, Class::Outlet)
        && !document.tokens[piece.end].starts_line;
    if outlet_behind {
        add_outlet(document, mentions, piece, None);
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
        add_outlet(document, mentions, piece, before);
        return;
    }
    if piece.len() <= 2
        && document
            .find(piece.start, Class::Surname)
            .is_some_and(|it| it.end == piece.end)
    {
        add_person(document, mentions, piece.clone(), None);
        if let Some(index) = mentions.starting_at(piece.start) {
            mentions.items[index].confidence = 0.8;
        }
        return;
    }
    let initial = piece.clone().any(|at| document.tokens[at].is_mark('.'));
    if (initial || document.is(piece.start, Class::GivenName)) && piece.len() >= 2 {
        add_person(document, mentions, piece, None);
        return;
    }
    // `мэром города N`: what the office is of.
    let of_office = before.is_some_and(|at| {
        at > 0
            && piece.len() >= 2
            && document.is(at, Class::PlaceClass)
            && document.is_any(at - 1, &[Class::Title, Class::TitleFeminine])
    });
    let placed = !of_office
        && before.is_some_and(|at| {
            document.is_any(at, &[Class::PlacePreposition, Class::PlaceClass])
                && !document.is(at, Class::With)
                // "la direction de Renault": whose it is.
                && !(offices::applies(document)
                    && document.is(at, Class::NameLink)
                    && !document.is(at, Class::PlaceClass))
        });
    let titled_after = apposition(document, piece.end);
    // "at Crans-Montana"
    let hyphenated = placed && piece.len() == 2 && document.tokens[piece.start + 1].glued;
    if hyphenated {
        add_sure(document, mentions, piece, EntityKind::Place);
        return;
    }
    let given = piece.len() == 1 && document.is_whole(piece.start, Class::GivenName);
    let class_noun = offices::applies(document)
        && piece.len() <= 2
        && before.is_some_and(|at| document.is(at, Class::PlaceClass) && document.tokens[at].is_word());
    let kind = if class_noun {
        EntityKind::Place
    } else if titled_after
        || given
        || has_surname_ending(document, &piece) && !offices::has_body_letters(document, piece.start)
    {
        EntityKind::Person
    } else if (placed || place_ending(document, piece.end)) && piece.len() <= 2 {
        EntityKind::Place
    } else if piece.len() >= 2
        && piece.len() <= 4
        && !document.tokens[piece.start].upper
        && !is_determined(document, piece.start)
        || offices::is_lone_person(document, &piece)
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
            // `à Cotonou`: a mere preposition needs a cue before it.
            let mere = document.lexicon.language.order == crate::pack::Order::Free
                && found.end == at + 1
                && !(at > 0 && document.is(at - 1, Class::Say));
            !mere && found.end == start || found.end + 1 == start && document.is(found.end, Class::Definite)
        })
    }) && !document.is(start, Class::GivenName)
}

/// "Gunnarsson told Dagbladet Havn, …": who is told and then nothing of what, where no given name begins it.
fn told_paper(document: &Document<'_>, piece: &Range<usize>) -> bool {
    let told = piece.start.checked_sub(1).is_some_and(|at| {
        document
            .found_at(at)
            .iter()
            .any(|it| it.class == Class::Say && document.lexicon.pack.say[it.entry].addressee)
    });
    let closed = document.tokens.get(piece.end).is_none_or(|next| {
        next.is_comma()
            || next.is_mark('.')
            || next.is_quote()
            || next.starts_line
            || document.is(piece.end, Class::Outlet)
    });
    told && closed
        && piece.len() <= 3
        && !document.is_any(piece.start, &[Class::GivenName, Class::Surname])
        && (piece.len() > 1 || document.is(piece.end, Class::Outlet))
}

/// "a report in Sozcu", "an interview with Yeni Gun": a text and where it stands.
fn report_in(document: &Document<'_>, start: usize) -> bool {
    start > 1
        && document.is(start - 1, Class::PlacePreposition)
        && document.key(start - 1) == "in"
        && document.is(start - 2, Class::ArticleNoun)
}

/// "Climate Action Tracker, a research consortium": an apposition with a noun for a body.
fn is_body_by_apposition(document: &Document<'_>, after: usize) -> bool {
    if !document.tokens.get(after).is_some_and(Token::is_comma) || !document.is(after + 1, Class::Determiner)
    {
        return false;
    }
    (after + 2..(after + 7).min(document.tokens.len()))
        .take_while(|&at| {
            document.tokens[at].is_word()
                && !document.tokens[at].capital
                && !document.is_any(
                    at,
                    &[Class::Preposition, Class::Relative, Class::Title, Class::Source],
                )
        })
        .any(|at| {
            document.is_any(at, &[Class::Institution, Class::OrganizationEnd, Class::Outlet])
                && !document.tokens.get(at + 1).is_some_and(|next| {
                    next.is_word()
                        && !document
                            .is_any(at + 1, &[Class::Preposition, Class::Relative, Class::Conjunction])
                })
        })
}

/// A lone name with the ending of a surname, bare or in a case (`Папояна`).
fn has_surname_ending(document: &Document<'_>, piece: &Range<usize>) -> bool {
    let key = document.key(piece.start);
    piece.len() == 1
        && !document.tokens[piece.start].upper
        && document.found_at(piece.start).is_empty()
        && document
            .lexicon
            .language
            .surname_endings
            .iter()
            .any(|ending| key.len() > ending.len() + 2 && key.ends_with(ending.as_str()))
}

/// `Kapıkule'de`: the ending behind the apostrophe tells where.
fn place_ending(document: &Document<'_>, after: usize) -> bool {
    let suffix = document
        .tokens
        .get(after)
        .is_some_and(|token| token.kind == crate::tokens::TokenKind::Suffix);
    let ending = if suffix { document.key(after) } else { return false };
    let ending = ending.trim_start_matches(|c: char| !c.is_alphabetic());
    let listed = document.lexicon.pack.words.get("place_suffix");
    listed.is_some_and(|all| all.iter().any(|listed| listed == ending))
}

/// "the Flood Awareness System": a person has no article, adjectives between or not.
fn is_determined(document: &Document<'_>, start: usize) -> bool {
    let mut at = start;
    while let Some(before) = at.checked_sub(1) {
        if document.is(before, Class::Definite) && !document.is(before, Class::That) {
            return true;
        }
        let adjective = document.is(before, Class::RegionAdjective) || document.demonym(before).is_some();
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

fn add_outlet(document: &Document<'_>, mentions: &mut Mentions, tokens: Range<usize>, head: Option<usize>) {
    add(
        document,
        mentions,
        tokens,
        EntityKind::Organization,
        true,
        Class::GivenName,
        head,
    );
}

fn add_person(
    document: &Document<'_>,
    mentions: &mut Mentions,
    tokens: Range<usize>,
    title: Option<(usize, Class)>,
) {
    let class = title.map_or(Class::GivenName, |(_, class)| class);
    add(
        document,
        mentions,
        tokens,
        EntityKind::Person,
        false,
        class,
        title.map(|(head, _)| head),
    );
}

pub(super) fn add(
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
