//! Quotations that no cue introduces: they go on with the words of the speaker before.

use std::ops::Range;

use super::Reader;
use super::content::trim;
use crate::document::Quotation;

impl Reader<'_, '_> {
    /// A sentence that is nothing but a quotation, right behind a direct quotation, is more of it.
    pub(super) fn read_bare_quotations(&mut self, sentence: &Range<usize>) {
        let document = self.document;
        if sentence.is_empty()
            || self
                .attributions
                .last()
                .is_some_and(|last| sentence.contains(&last.at))
        {
            return;
        }
        let Some(Quotation { open, close }) = document.quotation_at(sentence.start).cloned() else {
            return;
        };
        let whole = close + 2 >= sentence.end && close > open + 3;
        if !whole {
            return;
        }
        let content = trim(document, open..close + 1);
        let here = document.sentence(sentence.start).paragraph;
        if let Some(last) = self.attributions.last_mut()
            && last.direct
            && here.saturating_sub(document.sentence(last.at).paragraph) <= 1
            && !content.is_empty()
        {
            last.content.push(content);
        }
    }
}
