//! Outcome: what became of a meeting, by the words of its sentence and the beginning of the next one.

use isnad_model::{EntityKind, Status};

use super::{ClaimSpan, Finder, Met};
use crate::lexicon::Class;

/// Tokens behind a trigger within which its cancelling is told.
const CANCEL: usize = 34;

impl Finder<'_, '_, '_> {
    /// What became of it, by the words of its sentence and the beginning of the next one.
    pub(in crate::meetings) fn loose_status(&self, met: &Met, claims: &[ClaimSpan]) -> Status {
        let document = self.document;
        let start = met.trigger.start;
        let denied = claims
            .iter()
            .any(|claim| claim.denied && claim.content.contains(&start));
        let near = met.sentence.start.max(start.saturating_sub(CANCEL))..met.sentence.end.min(start + CANCEL);
        if denied
            || near.clone().any(|at| document.is(at, Class::Denied))
            || self.opens_next(met, Class::Denied)
        {
            return Status::Denied;
        }
        let cancelled = near
            .clone()
            .any(|at| document.is(at, Class::Cancelled) && !self.is_of_another(met, at));
        if cancelled || self.opens_next(met, Class::Cancelled) {
            return Status::Cancelled;
        }
        let by_date = met
            .date
            .as_ref()
            .zip(document.article.date.as_ref())
            .map(|(date, today)| {
                let (from, today) = (date.edtf.earliest(), today.latest());
                from.cmp(&today)
            });
        let planned = met
            .sentence
            .clone()
            .any(|at| document.is(at, Class::Planned) && at.abs_diff(start) <= 14 && !self.parted(at, start));
        match by_date {
            Some(std::cmp::Ordering::Greater) => Status::Planned,
            Some(std::cmp::Ordering::Less) => Status::Held,
            _ if planned => Status::Planned,
            _ => Status::Held,
        }
    }

    /// Whether another meeting of the sentence stands between one and what is told of its outcome.
    fn is_of_another(&self, met: &Met, at: usize) -> bool {
        let start = met.trigger.start;
        let between = start.min(at) + 1..start.max(at);
        self.has_free_order()
            && self.met.iter().rev().take(6).any(|other| {
                other.sentence == met.sentence
                    && other.trigger.start != start
                    && between.contains(&other.trigger.start)
                    && other.participants != met.participants
            })
    }

    /// Whether a strong mark stands between two tokens.
    fn parted(&self, one: usize, other: usize) -> bool {
        (one.min(other)..one.max(other)).any(|at| {
            self.document.tokens[at].is_mark(';')
                || self.document.tokens[at].is_mark('؛')
                || self.document.tokens[at].is_mark(':')
        })
    }

    /// The next sentence of the paragraph begins by denying it or calling it off, and names nobody else.
    fn opens_next(&self, met: &Met, class: Class) -> bool {
        let document = self.document;
        let here = document.tokens[met.trigger.start].sentence as usize;
        let (Some(one), Some(next)) = (document.sentences.get(here), document.sentences.get(here + 1)) else {
            return false;
        };
        let reach = next.tokens.start..next.tokens.end.min(next.tokens.start + 9);
        let person = self
            .reader
            .mentions()
            .within(reach.clone())
            .any(|index| self.reader.mentions().items[index].kind == EntityKind::Person);
        let short = next.tokens.len() <= 12;
        one.paragraph == next.paragraph && short && !person && reach.clone().any(|at| document.is(at, class))
    }
}
