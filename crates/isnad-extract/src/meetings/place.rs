//! Place: where a meeting took place, from a preposition of place in its clause.

use std::ops::Range;

use isnad_model::EntityKind;

use super::Met;
use crate::document::Document;
use crate::lexicon::Class;
use crate::mentions::Mentions;
use crate::shapes;

/// Tokens behind a trigger within which its place is told.
const BEHIND: usize = 44;

/// The place of a meeting: the nearest location behind its trigger, else the nearest before it in the sentence.
pub fn place_of(
    document: &Document<'_>,
    mentions: &Mentions,
    met: &Met,
    within: &Range<usize>,
) -> Option<usize> {
    let end = within.end.min(met.trigger.end + BEHIND);
    let behind = mentions.within(met.trigger.end..end).find(|&index| {
        is_location(document, mentions, index)
            && !after_new_event(document, met, mentions.items[index].tokens.start)
    });
    let visited = || {
        // `يزور دمشق حيث يلتقي …`: the object of a visit.
        let verb = (within.start..met.trigger.start).rev().find(|&at| {
            document
                .find(at, Class::Meet)
                .is_some_and(|it| document.lexicon.pack.meet[it.entry].object_place)
        })?;
        mentions
            .within(verb..met.trigger.start)
            .find(|&index| mentions.items[index].kind == EntityKind::Place)
    };
    let place = behind
        .or_else(visited)
        .or_else(|| gone_to(document, mentions, met, within))
        .or_else(|| {
            let before: Vec<usize> = mentions
                .within(within.start..met.trigger.start)
                .filter(|&index| is_location(document, mentions, index))
                .collect();
            before.into_iter().next_back()
        });
    // A state that takes part is no place.
    let takes_part = |index: usize| {
        met.participants
            .iter()
            .any(|&other| mentions.items[other].referent == mentions.items[index].referent)
    };
    place.filter(|&index| !takes_part(index))
}

/// "He will fly to P to meet X": where somebody goes to meet.
fn gone_to(document: &Document<'_>, mentions: &Mentions, met: &Met, within: &Range<usize>) -> Option<usize> {
    let from = within.start.max(met.trigger.start.saturating_sub(16));
    let go = (from..met.trigger.start)
        .rev()
        .find(|&at| document.is(at, Class::Motion))?;
    mentions
        .within(go + 1..met.trigger.start.min(go + 5))
        .find(|&index| mentions.items[index].kind == EntityKind::Place)
}

fn is_location(document: &Document<'_>, mentions: &Mentions, index: usize) -> bool {
    let named = &mentions.items[index];
    if named.kind != EntityKind::Place {
        return false;
    }
    let start = named.phrase.min(named.tokens.start);
    let letter = named.span.start > document.tokens[named.tokens.start].span.start
        && shapes::begins_with_by(shapes::after_and(document.key(named.tokens.start)));
    let mut before = start;
    while before > 0
        && (document.tokens[before - 1].is_quote()
            || document.is_any(before - 1, &[Class::PlaceClass, Class::Determiner]))
    {
        // `بمدينة`: the preposition is joined to the class noun.
        if shapes::begins_with_by(document.key(before - 1)) && document.is(before - 1, Class::PlaceClass) {
            return true;
        }
        before -= 1;
    }
    // `Ankara'da`: the preposition is an ending.
    let ending = document.lexicon.language.verb_last
        && document.is(named.tokens.end, Class::PlacePreposition)
        && !document.is(named.tokens.end, Class::NotAt);
    letter
        || ending
        || before > 0
            && document.is(before - 1, Class::PlacePreposition)
            && !document.is(before - 1, Class::NotAt)
        || before > 0
            && document
                .find(before - 1, Class::Light)
                .is_some_and(|it| document.lexicon.pack.light[it.entry].subject_place)
}

/// Whether another verb of saying or meeting with "and" stands between a trigger and a token.
fn after_new_event(document: &Document<'_>, met: &Met, at: usize) -> bool {
    (met.trigger.end..at).any(|it| {
        document.finite_verb(it).is_some_and(|found| {
            matches!(found.class, Class::Say | Class::Meet) && found.clitic.conjunction.is_some()
        }) || document.tokens[it].is_mark(';')
    })
}

/// The name of a place: a state that a capital stands for is the capital here.
pub fn name_of(document: &Document<'_>, mentions: &Mentions, index: usize) -> String {
    let named = &mentions.items[index];
    if named.kind == EntityKind::State {
        let surface = isnad_text::fold_name(document.slice(named.span));
        if let Some(place) = document
            .known
            .named(&surface)
            .find(|&known| document.known.entity(known).kind == EntityKind::Place)
        {
            return document.known.label(place).to_owned();
        }
    }
    named.name.clone()
}
