//! Clauses: how far around a trigger its own clause goes.

use std::ops::Range;

use super::ClaimSpan;

/// What is told inside a report has its people inside the report.
pub(super) fn scope_of(sentence: &Range<usize>, claims: &[ClaimSpan], at: usize) -> Range<usize> {
    let report = claims
        .iter()
        .filter(|claim| claim.content.contains(&at))
        .min_by_key(|claim| claim.content.len());
    report.map_or(sentence.clone(), |claim| {
        claim.content.start.max(sentence.start)..claim.content.end.min(sentence.end)
    })
}
