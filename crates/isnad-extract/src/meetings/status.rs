//! Status: held, planned, cancelled or denied, and what is no meeting at all.

use std::ops::Range;

use isnad_model::{Edtf, Status};

use super::Met;
use crate::document::{Document, Found};
use crate::inflect::Tense;
use crate::lexicon::Class;

/// Tokens around a trigger that tell its status.
const AROUND: usize = 14;

/// What became of a meeting.
pub fn status_of(document: &Document<'_>, met: &Met, denied: bool, today: Option<&Edtf>) -> Status {
    let near = met.trigger.start.saturating_sub(AROUND).max(met.sentence.start)
        ..met.sentence.end.min(met.trigger.end + AROUND);
    if denied || is_refuted(document, met) || is_denied_next(document, met) {
        return Status::Denied;
    }
    let cancelled = (met.trigger.start.saturating_sub(AROUND).max(met.sentence.start)..met.sentence.end)
        .any(|at| cancels(document, met, at) && !crosses_cue(document, met, at));
    if cancelled || is_cancelled_next(document, met) {
        return Status::Cancelled;
    }
    let by_date = met.date.as_ref().zip(today).map(|(date, today)| {
        let (from, today) = (date.edtf.earliest(), today.latest());
        from.cmp(&today)
    });
    if by_date == Some(std::cmp::Ordering::Greater) {
        return Status::Planned;
    }
    // `ويعقد المجلس جلسة مساء اليوم`: what is told of today in the present is still to come.
    let today = by_date == Some(std::cmp::Ordering::Equal) && document.lexicon.language.proclitics;
    let present = today
        && near.clone().any(|at| {
            // `جولة تفاوض`: no verb.
            let inside = at > met.trigger.start && at < met.trigger.end;
            !inside
                && document.finite_verb(at).is_some_and(|it| {
                    it.form.tense == Tense::Present && matches!(it.class, Class::Meet | Class::Light)
                })
                && !document.is(at.saturating_sub(1), Class::Negation)
                && governs(document, met, at)
        });
    if present {
        return Status::Planned;
    }
    let future = is_to_come(document, met);
    // A day that is past settles a plan in the past tense, unless it is today.
    if future && by_date != Some(std::cmp::Ordering::Less) {
        Status::Planned
    } else {
        Status::Held
    }
}

/// Whether words around a trigger tell of what is to come.
pub fn is_to_come(document: &Document<'_>, met: &Met) -> bool {
    if let Some(known) = met.to_come {
        return known;
    }
    let near = met.trigger.start.saturating_sub(AROUND).max(met.sentence.start)
        ..met.sentence.end.min(met.trigger.end + AROUND);
    near.clone().any(|at| {
        let words = document.is_any(at, &[Class::Planned, Class::Future]) && governs(document, met, at);
        // A form may be that of a verb of saying too (`ستجمع`).
        let verb = document.found_at(at).iter().any(|it| {
            it.form.tense == Tense::Future && matches!(it.class, Class::Meet | Class::Light | Class::Verb)
        }) && governs(document, met, at);
        words || verb
    })
}

/// Whether a word of cancelling is about the meeting: right before its trigger, or behind it with no object of its own.
fn cancels(document: &Document<'_>, met: &Met, at: usize) -> bool {
    let Some(found) = document.find(at, Class::Cancelled) else {
        return false;
    };
    if found.clitic.article {
        return false;
    }
    if at < met.trigger.start {
        // `ألغى لقجع لقاءً`, "called off the talks": nothing but its subject between.
        let between = found.end.min(met.trigger.start)..met.trigger.start;
        // `كانت زيارة … قد ألغيت، وكان منتظراً أن يقابل خلالها فلاناً`.
        let planned = (met.trigger.start.saturating_sub(4).max(found.end)..met.trigger.start)
            .any(|it| document.is(it, Class::Planned));
        let visit = (met.sentence.start..at).any(|it| document.is(it, Class::Meeting));
        if planned && visit && lacks_object(document, found.end, met.sentence.end) {
            return true;
        }
        // `أرجأ فلان زيارة كانت مقررة إلى مدينة للقاء فلان`.
        let reach = if visit_between(document, between.clone()) {
            20
        } else {
            8
        };
        return between.len() <= reach && !between.clone().any(|it| document.tokens[it].is_comma());
    }
    // `علما أن الاجتماع الذي كان سيجمعهما ألغي`: another one.
    let another = (met.trigger.end..at).any(|it| {
        document.is(it, Class::Meeting)
            && document.is_definite(it)
            && document.is(it + 1, Class::Relative)
            && document.is(it - 1, Class::That)
    });
    !another && lacks_object(document, found.end, met.sentence.end)
}

/// Whether a visit and no other verb stands between what cancels and a trigger.
fn visit_between(document: &Document<'_>, between: Range<usize>) -> bool {
    let visit = |it: usize| {
        document.find(it, Class::Meeting).is_some_and(|found| {
            document.lexicon.pack.meeting[found.entry].kind == isnad_model::MeetingKind::Visit
        })
    };
    between.clone().any(visit)
        && !between.clone().any(|it| {
            document.finite_verb(it).is_some()
                && !document.is_any(
                    it,
                    &[Class::Auxiliary, Class::Title, Class::Meeting, Class::Preposition],
                )
        })
}

/// Whether a verb that ends at `end` is followed by no noun phrase that could be what it cancels.
fn lacks_object(document: &Document<'_>, end: usize, limit: usize) -> bool {
    end >= limit
        || !document.tokens[end].is_word()
        || document.tokens[end].starts_line
        // `فقد ألغي لتزامنه مع القرعة`: why.
        || document.lexicon.language.is_verb_first()
            && crate::shapes::begins_with_for(document.key(end))
            && document.found_at(end).is_empty()
        || document.is_any(
            end,
            &[
                Class::Preposition,
                Class::PlacePreposition,
                Class::Adverb,
                Class::Conjunction,
                Class::And,
                Class::Meeting,
                Class::Relative,
                Class::Say,
                Class::According,
                Class::PlanNoun,
            ],
        )
}

/// The next sentence of the paragraph calls the meeting off ("The trip was then put off", `غير أن الزيارة أُلغيت`).
fn is_cancelled_next(document: &Document<'_>, met: &Met) -> bool {
    let here = document.tokens[met.trigger.start].sentence as usize;
    let (Some(one), Some(next)) = (document.sentences.get(here), document.sentences.get(here + 1)) else {
        return false;
    };
    if one.paragraph != next.paragraph {
        return false;
    }
    let reach = next.tokens.start..next.tokens.end.min(next.tokens.start + 14);
    let cancelled = reach.clone().find(|&at| document.is(at, Class::Cancelled));
    cancelled.is_some_and(|at| {
        let subject = (reach.start..at)
            .any(|it| document.is_any(it, &[Class::Meeting, Class::Pronoun, Class::PlanNoun]))
            || document.is(at + 1, Class::Meeting);
        subject
            && lacks_object(
                document,
                document.find(at, Class::Cancelled).map_or(at + 1, |it| it.end),
                next.tokens.end,
            )
    })
}

/// The next sentence denies it ("Wilk denied having met her", `ونفى المكتب حدوث اللقاء`).
fn is_denied_next(document: &Document<'_>, met: &Met) -> bool {
    let here = document.tokens[met.trigger.start].sentence as usize;
    let (Some(one), Some(next)) = (document.sentences.get(here), document.sentences.get(here + 1)) else {
        return false;
    };
    let reach = next.tokens.start..next.tokens.end.min(next.tokens.start + 16);
    let denial = reach.clone().find(|&at| {
        document
            .find(at, Class::Denied)
            .is_some_and(|it| !it.clitic.article)
            && document.finite_verb(at).is_some()
    });
    one.paragraph == next.paragraph
        && denial.is_some_and(|at| {
            (at + 1..reach.end.min(at + 7)).any(|it| {
                document
                    .find(it, Class::Meeting)
                    .is_some_and(|it| it.clitic.article)
                    || document.is(it, Class::Meet)
                    || document.is(it, Class::Meeting) && document.is(it - 1, Class::Definite)
            })
        })
}

/// Words before the trigger call the report of the meeting untrue (`لا صحة لما نشر عن لقاء`, "dismissed as baseless").
fn is_refuted(document: &Document<'_>, met: &Met) -> bool {
    let from = met.trigger.start.saturating_sub(26).max(met.sentence.start);
    (from..met.trigger.start).any(|at| {
        document.find(at, Class::Denied).is_some_and(|found| {
            !found.clitic.article
                && !(found.end..met.trigger.start).any(|it| {
                    document
                        .finite_verb(it)
                        .is_some_and(|verb| verb.clitic.conjunction.is_some() && verb.class == Class::Say)
                        || document.tokens[it].is_mark('؛')
                        || document.tokens[it].is_mark(';')
                })
        })
    })
}

/// A sentence about a match: those who meet there play.
pub fn is_fixture(document: &Document<'_>, sentence: &Range<usize>) -> bool {
    sentence.clone().any(|at| document.is(at, Class::Sport))
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
        // `لا صحة`, "no truth": the report is denied, which is told.
        if (it.saturating_sub(1)..=it).any(|near| {
            document
                .find(near, Class::Denied)
                .is_some_and(|found| found.end > it)
        }) {
            continue;
        }
        if document.is_whole(it, Class::Negation)
            || document
                .find(it, Class::Negation)
                .is_some_and(|found| found.clitic.preposition.is_none() && !found.clitic.article)
        {
            negated = true;
        }
        // "They were supposed to": a condition only where it opens the clause.
        let opens =
            it == sentence.start || document.tokens[it - 1].is_comma() || !document.is(it, Class::Auxiliary);
        if document.is(it, Class::Condition) && opens {
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

/// The words beside a noun of meeting give it another sense ("news conference", "hearing" of a court).
pub fn is_something_else(document: &Document<'_>, found: &Found) -> bool {
    let entry = &document.lexicon.pack.meeting[found.entry];
    let is = |words: &[String], at: usize| {
        document.tokens.get(at).is_some_and(|_| {
            words
                .iter()
                .any(|word| isnad_text::fold_name(word) == document.key(at))
        })
    };
    is(&entry.not_before, found.end) || found.start > 0 && is(&entry.not_after, found.start - 1)
}
