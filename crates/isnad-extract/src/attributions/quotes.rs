//! Quotations that no cue introduces: they go on with the words of the speaker before.

use std::ops::Range;

use super::Reader;
use super::content::trim;
use crate::document::Quotation;

impl Reader<'_, '_> {
    /// "X was blunter: “…”": a colon and a quotation of several words behind a clause about somebody.
    fn read_colon_quotation(&mut self, sentence: &Range<usize>) {
        let document = self.document;
        for colon in sentence.clone().filter(|&at| document.tokens[at].is_mark(':')) {
            let Some(quotation) = document.quotation_at(colon + 1).cloned() else {
                continue;
            };
            let told = self.attributions.iter().rev().take(8).any(|it| {
                it.content
                    .iter()
                    .any(|part| part.start <= quotation.open + 1 && quotation.open < part.end)
            });
            if told || quotation.close - quotation.open < 5 {
                continue;
            }
            let floor = sentence.start.max(colon.saturating_sub(24));
            let index = self.mentions.within(floor..colon).find(|&index| {
                matches!(
                    self.mentions.items[index].kind,
                    isnad_model::EntityKind::Person | isnad_model::EntityKind::Anonymous
                )
            });
            let Some(index) = index else { continue };
            let tokens = self.mentions.items[index].tokens.clone();
            let cue = if tokens.end < colon {
                tokens.end..colon
            } else {
                colon..colon + 1
            };
            let words = trim(document, cue.clone());
            let cue = if words.is_empty() { cue } else { words };
            let source = self.speaker(index, &tokens);
            let carriers = self.discourse.carriers_of(&source, self.mentions);
            self.push(super::Attribution {
                source: Some(source),
                carriers,
                content: vec![trim(document, quotation.open..quotation.close + 1)],
                direct: true,
                ..super::Attribution::new(cue.start, document.span(&cue), "attr.colon-quote", 0.65)
            });
        }
    }

    /// A sentence that is nothing but a quotation, right behind a direct quotation, is more of it.
    pub(super) fn read_bare_quotations(&mut self, sentence: &Range<usize>) {
        self.read_colon_quotation(sentence);
        self.read_headline(sentence);
        self.read_loose_quotations(sentence);
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
