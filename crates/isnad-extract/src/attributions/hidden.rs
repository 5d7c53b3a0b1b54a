//! Attribution whose source the text hides: `يُقال إن`, "it was reported that".

use std::ops::Range;

use super::content::{clause_end, trim};
use super::{Attribution, Reader};
use crate::lexicon::Class;

impl Reader<'_, '_> {
    /// "X is said to have left": the source is hidden between subject and verb.
    pub(super) fn read_raised(&mut self, sentence: &Range<usize>, at: usize) -> bool {
        let document = self.document;
        let Some(found) = document.find(at, Class::Raised).copied() else {
            return false;
        };
        let clause = super::content::clause_start(document, sentence, at);
        let before = trim(document, clause..at);
        let behind = trim(document, found.end..clause_end(document, sentence, found.end));
        if before.is_empty() || behind.is_empty() || !self.is_unfinished(before.clone()) {
            return false;
        }
        self.push(Attribution {
            content: vec![before, behind],
            stance: isnad_model::Stance::Hedged,
            ..Attribution::new(at, document.span(&(found.start..found.end)), "attr.raised", 0.6)
        });
        true
    }

    /// Reads phrases that hide their source, and marks those by which the publisher itself speaks.
    pub(super) fn read_hidden(&mut self, sentence: &Range<usize>) {
        let document = self.document;
        for at in sentence.clone() {
            let Some(found) = document.find(at, Class::Hidden).copied() else {
                continue;
            };
            if self.used[at] {
                continue;
            }
            self.used[found.start..found.end].fill(true);
            let Some(stance) = document.lexicon.pack.hidden[found.entry].stance else {
                continue;
            };
            if document.lexicon.language.order == crate::pack::Order::Around
                && self.read_hidden_last(sentence, &found, stance)
            {
                continue;
            }
            let end = clause_end(document, sentence, found.end);
            // "X reportedly met Y": an adverb stands inside what it hedges.
            let adverb = found.end - found.start == 1
                && found.start > sentence.start
                && document.lexicon.language.capitals;
            let start = if adverb {
                super::content::clause_start(document, sentence, found.start)
            } else {
                found.end
            };
            let content = trim(document, start..end);
            // The marker of the clause is no part of the cue.
            let marker = usize::from(found.end - found.start > 1 && document.is(found.end - 1, Class::That));
            let cue = document.span_without(&(found.start..found.end - marker), found.clitic.letters);
            self.push(Attribution {
                content: vec![content],
                stance,
                ..Attribution::new(found.start, cue, "attr.hidden", 0.8)
            });
        }
    }
}
