//! Ties: how a name is joined to the words before it, by "and", "with", "between", or by nothing.

use isnad_model::EntityKind;

use crate::document::Document;
use crate::lexicon::Class;
use crate::mentions::Mentions;
use crate::shapes;
use crate::tokens::TokenKind;

/// How a mention is tied to what stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// Nothing stands before it.
    Bare,
    /// "And", or a comma in a list.
    And,
    /// One of the words that introduce those met.
    With,
    /// "Between".
    Between,
    /// "From", for calls.
    From,
    /// Another preposition: no participant.
    Other,
}

/// How a mention's phrase is tied to the words before it.
pub fn tie_of(
    document: &Document<'_>,
    mentions: &Mentions,
    index: usize,
    with: &[String],
    floor: usize,
) -> Tie {
    let named = &mentions.items[index];
    let mut start = named.phrase.min(named.tokens.start);
    // Quotation marks, determiners and possessors before the phrase.
    while start > floor
        && (document.tokens[start - 1].is_quote()
            || document.is_any(
                start - 1,
                &[
                    Class::Determiner,
                    Class::Definite,
                    Class::TitleWord,
                    Class::SourceAdjective,
                    Class::Outlet,
                ],
            ) && document.lexicon.language.capitals
            || document.lexicon.language.capitals && document.demonym(start - 1).is_some())
    {
        start -= 1;
    }
    // "with her Chilean colleague N": words of the phrase that no list knows.
    let capitals = document.lexicon.language.capitals;
    let mut words = 0;
    while capitals
        && start > floor
        && words < 5
        && (is_common_word(document, mentions, start - 1) || document.demonym(start - 1).is_some())
    {
        start -= 1;
        words += 1;
    }
    // `с министром Катара N`: the office's land stands between.
    let land = start
        .checked_sub(1)
        .filter(|_| capitals && start > floor)
        .and_then(|at| mentions.index_at(at));
    if let Some(land) = land.map(|land| &mentions.items[land])
        && land.tokens.end == start
        && land.kind != EntityKind::Person
        && named.kind == EntityKind::Person
        && land.tokens.start > floor
    {
        start = land.tokens.start;
        while start > floor && is_common_word(document, mentions, start - 1) {
            start -= 1;
        }
    }
    // `والأذربيجاني فلان`: the adjective stands for an office told before.
    let of_nation = |at: usize| {
        let key = document.key(at);
        let bare = shapes::without_and(key);
        document.known.demonym(shapes::bare(bare)).is_some()
    };
    while !capitals && start > floor && start == named.tokens.start && of_nation(start - 1) {
        start -= 1;
    }
    // `ونظيره الروسي فلان`.
    let counterpart = |at: usize| document.is_any(at, &[Class::Title, Class::TitleFeminine]);
    if !capitals && start > floor && start < named.tokens.start && counterpart(start - 1) {
        start -= 1;
    }
    // `نظيرها من كوستاريكا كارلوس`: the office in front of a land has the tie.
    if let Some(office) = office_before_land(document, mentions, start) {
        return tie_at(document, mentions, index, with, office, office.saturating_sub(1));
    }
    // A class noun that is no part of the name (`وجماعة الحوثي`).
    if start > floor
        && !document.lexicon.language.capitals
        && !document.is_definite(start - 1)
        && document.is_any(
            start - 1,
            &[Class::InstitutionClass, Class::GroupHead, Class::Side],
        )
    {
        start -= 1;
    }
    // "representatives of X": the tie is theirs.
    let delegation = (floor..start).rev().take(3).find(|&at| {
        document
            .find(at, Class::Delegation)
            .is_some_and(|found| found.end == start)
    });
    if let Some(at) = delegation {
        let found = document.find(at, Class::Delegation);
        if let Some(letter) = found.and_then(|found| found.clitic.preposition.or(found.clitic.conjunction)) {
            return letter_tie(letter, with);
        }
        start = at;
    }
    tie_at(document, mentions, index, with, start, floor)
}

/// How what begins at `start` is tied to the words before it.
fn tie_at(
    document: &Document<'_>,
    mentions: &Mentions,
    index: usize,
    with: &[String],
    start: usize,
    floor: usize,
) -> Tie {
    if let Some(letter) = clitic(document, mentions, index, start) {
        return letter_tie(letter, with);
    }
    if start <= floor {
        return Tie::Bare;
    }
    let before = start - 1;
    let token = &document.tokens[before];
    if token.is_comma() {
        return apposition(document, mentions, with, before, floor).unwrap_or(Tie::And);
    }
    let key = document.key(before);
    if with.iter().any(|word| {
        word.split(' ')
            .next_back()
            .is_some_and(|word| isnad_text::fold_name(word) == key)
    }) || document.is(before, Class::With) && with.is_empty()
    {
        return Tie::With;
    }
    if document.is(before, Class::Between) {
        return Tie::Between;
    }
    if document.is(before, Class::And) {
        return Tie::And;
    }
    if document.is(before, Class::From) {
        return Tie::From;
    }
    if document.is_any(before, &[Class::Preposition, Class::PlacePreposition]) {
        return Tie::Other;
    }
    Tie::Bare
}

/// A lower-case word that may stand in a noun phrase before a name.
fn is_common_word(document: &Document<'_>, mentions: &Mentions, at: usize) -> bool {
    let token = &document.tokens[at];
    token.kind == TokenKind::Word
        && !token.capital
        && mentions.index_at(at).is_none()
        && document.finite_verb(at).is_none()
        && !document.is_any(
            at,
            &[
                Class::Preposition,
                Class::PlacePreposition,
                Class::And,
                Class::With,
                Class::Between,
                Class::Conjunction,
                Class::Relative,
                Class::Auxiliary,
                Class::Negation,
                Class::Adverb,
                Class::That,
                Class::Meet,
                Class::Meeting,
                Class::Light,
                Class::Say,
                Class::From,
                Class::Delegation,
            ],
        )
}

/// The office whose land stands right before `start` (`وزيرة البيئة في كينيا`, `نظيرها من كوستاريكا`).
fn office_before_land(document: &Document<'_>, mentions: &Mentions, start: usize) -> Option<usize> {
    if document.lexicon.language.capitals {
        return None;
    }
    let land = mentions.index_at(start.checked_sub(1)?)?;
    let land = &mentions.items[land];
    if land.tokens.end != start || !matches!(land.kind, EntityKind::State | EntityKind::Place) {
        return None;
    }
    let preposition = land.tokens.start.checked_sub(1)?;
    if !document.is_any(preposition, &[Class::Preposition, Class::PlacePreposition]) {
        return None;
    }
    (preposition.saturating_sub(3)..preposition)
        .find(|&at| document.is_any(at, &[Class::Title, Class::TitleFeminine]))
}

/// "With its agent, N" and "with X's agent, N": the name in apposition has the tie of the phrase before the comma.
fn apposition(
    document: &Document<'_>,
    mentions: &Mentions,
    with: &[String],
    comma: usize,
    floor: usize,
) -> Option<Tie> {
    if !document.lexicon.language.capitals {
        return None;
    }
    let mut at = comma;
    while at > 0 && comma - at < 6 && is_common_word(document, mentions, at - 1) {
        at -= 1;
    }
    let before = at.checked_sub(1).filter(|_| at < comma)?;
    if document.tokens[before].kind == TokenKind::Suffix {
        let owner = mentions.index_at(before.checked_sub(1)?)?;
        return Some(tie_of(
            document,
            mentions,
            owner,
            with,
            floor.min(before.saturating_sub(4)),
        ));
    }
    if before < floor.saturating_sub(1) {
        return None;
    }
    let key = document.key(before);
    let joins = with.iter().any(|word| isnad_text::fold_name(word) == key)
        || document.is(before, Class::With) && with.is_empty();
    if joins {
        Some(Tie::With)
    } else if document.is(before, Class::Between) {
        Some(Tie::Between)
    } else {
        None
    }
}

fn letter_tie(letter: char, with: &[String]) -> Tie {
    if with
        .iter()
        .any(|word| isnad_text::fold_name(word).chars().eq([letter]))
    {
        return Tie::With;
    }
    match letter {
        'و' | 'ف' => Tie::And,
        _ => Tie::Other,
    }
}

/// A conjunction or preposition joined to the first word of a phrase.
fn clitic(document: &Document<'_>, mentions: &Mentions, index: usize, start: usize) -> Option<char> {
    if !document.lexicon.language.proclitics {
        return None;
    }
    let named = &mentions.items[index];
    if start == named.tokens.start {
        let written = document.tokens[start].span;
        if named.span.start > written.start {
            let letters = (named.span.start - written.start) as usize;
            // Both a conjunction and a preposition: the preposition decides.
            return document.key(start).chars().nth(letters.min(2).saturating_sub(1));
        }
        return None;
    }
    if let Some(rest) = document.key(start).strip_prefix('و')
        && document.known.demonym(shapes::bare(rest)).is_some()
    {
        return Some('و');
    }
    let found = document.found_at(start).iter().find(|it| {
        matches!(
            it.class,
            Class::Title
                | Class::TitleFeminine
                | Class::TitlePlural
                | Class::Outlet
                | Class::Institution
                | Class::InstitutionClass
                | Class::GroupHead
                | Class::Side
                | Class::Source
        )
    })?;
    found.clitic.preposition.or(found.clitic.conjunction)
}
