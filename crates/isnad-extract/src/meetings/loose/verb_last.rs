//! Ties in languages whose verb stands last: case endings behind a name (Turkish), prepositions a word away (Persian).

use isnad_model::{EntityKind, MeetingKind};

use crate::document::Document;
use crate::lexicon::Class;
use crate::meetings::ties::Tie;
use crate::mentions::Named;
use crate::tokens::TokenKind;

/// The tie of a name by what stands behind it, or by a preposition a word before it; none where its own preposition tells.
pub(super) fn tie(document: &Document<'_>, named: &Named, floor: usize, kind: MeetingKind) -> Option<Tie> {
    if document.lexicon.language.capitals {
        return Some(by_ending(document, named, kind));
    }
    let start = named.phrase.min(named.tokens.start);
    let before = start.checked_sub(1).filter(|&at| at >= floor)?;
    let with = |at: usize| at >= floor && document.is(at, Class::With);
    // `با حضور X`: who takes part.
    if document.is(before, Class::Participation) && before > 0 && with(before - 1) {
        return Some(Tie::With);
    }
    // `در محل وزارت نیرو`: a body where it takes place.
    let place = named.kind != EntityKind::Person
        && before > floor
        && document.is(before - 1, Class::PlacePreposition)
        && !document.is_any(before, &[Class::Delegation, Class::DelegationNoun, Class::Title]);
    place.then_some(Tie::Other)
}

/// `X ile`, `X heyetiyle`, `A ile B arasında`; the endings of place and goal name nobody who meets.
fn by_ending(document: &Document<'_>, named: &Named, kind: MeetingKind) -> Tie {
    let end = named.tokens.end;
    let suffix = document
        .tokens
        .get(end)
        .filter(|token| token.kind == TokenKind::Suffix);
    if document.is(end, Class::With) {
        return Tie::With;
    }
    let next = end + usize::from(suffix.is_some());
    if document.is(next, Class::Between) {
        return Tie::Between;
    }
    // `Türk-İş heyetiyle`, `Kurul üyeleri ile`.
    let people = document
        .find(next, Class::Delegation)
        .filter(|_| named.kind != EntityKind::Person);
    if people.is_some_and(|it| document.is(it.end, Class::With)) {
        return Tie::With;
    }
    let elsewhere = suffix.is_some() && document.is(end, Class::PlacePreposition);
    let goes = matches!(kind, MeetingKind::Visit | MeetingKind::Call) && named.kind == EntityKind::Person;
    if elsewhere && !goes {
        return Tie::Other;
    }
    Tie::Bare
}
