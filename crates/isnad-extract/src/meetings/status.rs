//! Status: held, planned, cancelled or denied, and what is no meeting at all.

use std::ops::Range;

use isnad_model::{Edtf, Status};

use super::Met;
use crate::document::Document;
use crate::inflect::Tense;
use crate::lexicon::Class;

/// Tokens around a trigger that tell its status.
const AROUND: usize = 14;

/// What became of a meeting.
pub fn status_of(document: &Document<'_>, met: &Met, denied: bool, today: Option<&Edtf>) -> Status {
    let near = met.trigger.start.saturating_sub(AROUND).max(met.sentence.start)
        ..met.sentence.end.min(met.trigger.end + AROUND);
    if denied {
        return Status::Denied;
    }
    let cancelled = (met.trigger.start.saturating_sub(AROUND).max(met.sentence.start)..met.sentence.end)
        .any(|at| document.is(at, Class::Cancelled) && !crosses_cue(document, met, at));
    if cancelled {
        return Status::Cancelled;
    }
    let by_date = met.date.as_ref().zip(today).map(|(date, today)| {
        let (from, today) = (date.edtf.earliest(), today.latest());
        from.cmp(&today)
    });
    if by_date == Some(std::cmp::Ordering::Greater) {
        return Status::Planned;
    }
    let future = near.clone().any(|at| {
        let words = document.is_any(at, &[Class::Planned, Class::Future]) && governs(document, met, at);
        let verb = document.finite_verb(at).is_some_and(|it| {
            it.form.tense == Tense::Future && matches!(it.class, Class::Meet | Class::Light | Class::Verb)
        }) && governs(document, met, at);
        words || verb
    });
    // A day that is past settles a plan in the past tense, unless it is today.
    if future && by_date != Some(std::cmp::Ordering::Less) {
        Status::Planned
    } else {
        Status::Held
    }
}

/// Whether a word about the future belongs to the trigger: no cue of saying parts them, and it stands close.
fn governs(document: &Document<'_>, met: &Met, at: usize) -> bool {
    let distance = if at < met.trigger.start {
        met.trigger.start - at
    } else {
        at.saturating_sub(met.trigger.end)
    };
    distance <= 10 && !crosses_cue(document, met, at)
}

fn crosses_cue(document: &Document<'_>, met: &Met, at: usize) -> bool {
    let between = if at < met.trigger.start {
        at + 1..met.trigger.start
    } else {
        met.trigger.end..at
    };
    between.clone().any(|it| {
        document.find(it, Class::Say).is_some_and(|found| {
            document.finite_verb(it).is_some()
                && (found.clitic.conjunction.is_some() || at < met.trigger.start)
        }) && !document.is_definite(it)
            || document.tokens[it].is_mark(';')
            || document.tokens[it].is_mark('؛')
    })
}

/// A plain negation or a condition around a trigger: nothing took place or is to.
pub fn is_void(document: &Document<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let from = at.saturating_sub(6).max(sentence.start);
    let mut negated = false;
    for it in (from..at).rev() {
        if document.is_any(it, &[Class::That, Class::ThatPronoun])
            || document.tokens[it].is_comma() && at - it > 2
        {
            break;
        }
        if document.is_whole(it, Class::Negation)
            || document
                .find(it, Class::Negation)
                .is_some_and(|found| found.clitic.preposition.is_none() && !found.clitic.article)
        {
            negated = true;
        }
        if document.is(it, Class::Condition) {
            return true;
        }
    }
    let conditional = document.is(sentence.start, Class::Condition)
        || (sentence.start..at)
            .any(|it| document.is(it, Class::Condition) && document.tokens[it.saturating_sub(1)].is_comma());
    negated || conditional
}

/// A request, an offer or an invitation governs the trigger.
pub fn is_requested(document: &Document<'_>, met: &Met) -> bool {
    let from = met.trigger.start.saturating_sub(8).max(met.sentence.start);
    (from..met.trigger.start).any(|at| document.is(at, Class::Requested))
        || (met.trigger.end..met.sentence.end.min(met.trigger.end + 4))
            .any(|at| document.is(at, Class::Relative) && document.is(at + 1, Class::Requested))
}
