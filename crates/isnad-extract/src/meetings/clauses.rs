//! Clauses: how far around a trigger its own clause goes.

use std::ops::Range;

use super::{ClaimSpan, Finder};
use crate::inflect::Tense;
use crate::lexicon::Class;

/// Tokens behind a verb within which those met are told.
const REACH: usize = 48;
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

impl Finder<'_, '_, '_> {
    /// Where the clause of a verb ends: at a content clause, a new main verb, or far away.
    pub(super) fn clause_limit(&self, sentence: &Range<usize>, start: usize) -> usize {
        let document = self.document;
        let limit = sentence.end.min(start + REACH);
        for at in start..limit {
            if document.is_any(at, &[Class::That, Class::ThatPronoun])
                && self.reader.mentions().index_at(at).is_none()
                || document.tokens[at].is_mark('؛')
                || document.tokens[at].is_mark(';')
            {
                return at;
            }
            let Some(found) = document.finite_verb(at) else {
                continue;
            };
            if document.is_definite(at)
                || self.reader.mentions().index_at(at).is_some()
                || document.is_any(
                    at,
                    &[
                        Class::Title,
                        Class::TitleFeminine,
                        Class::Institution,
                        Class::Preposition,
                        Class::Adverb,
                        Class::Determiner,
                    ],
                )
                || found.enclitic
            {
                continue;
            }
            let coordinated = found.clitic.conjunction.is_some()
                || at > start
                    && (document.tokens[at - 1].is_comma()
                        || document.is_any(at - 1, &[Class::Conjunction, Class::And]));
            let relative = at > start && document.is(at - 1, Class::Relative);
            if coordinated
                || !relative
                    && document.lexicon.language.capitals
                    && !document.is_any(at - 1, &[Class::Determiner, Class::Preposition])
                    && found.form.tense != Tense::Bare
            {
                return at;
            }
        }
        limit
    }

    /// Where the clause before a verb begins.
    pub(super) fn clause_from(&self, sentence: &Range<usize>, verb: usize) -> usize {
        let document = self.document;
        let mut next = verb;
        while next > sentence.start {
            next -= 1;
            let at = next;
            // "X, who runs Y, met": the relative clause is closed before the verb.
            if document.tokens[at].is_comma() {
                let opens = (sentence.start.max(at.saturating_sub(24))..at)
                    .rev()
                    .find(|&it| document.tokens[it].is_comma());
                if let Some(open) = opens.filter(|&open| document.is(open + 1, Class::Relative)) {
                    next = open;
                }
                continue;
            }
            if document.is_any(at, &[Class::That, Class::ThatPronoun, Class::Relative])
                && self.reader.mentions().index_at(at).is_none()
                || document.tokens[at].is_mark('؛')
                || document.tokens[at].is_mark(';')
                || document.tokens[at].is_mark(':')
                || document
                    .finite_verb(at)
                    .is_some_and(|it| matches!(it.class, Class::Say | Class::Meet | Class::Light))
                    && !document.is_any(at, &[Class::Auxiliary, Class::Planned])
                    && !document.is_definite(at)
                    && self.reader.mentions().index_at(at).is_none()
            {
                return at + 1;
            }
        }
        sentence.start
    }
}
