//! Series: the number of a meeting in a series, and the partners who hold it.

use std::ops::Range;

use isnad_model::EntityKind;

use super::Finder;
use crate::document::Document;
use crate::lexicon::Class;

/// The number of a round or session: an ordinal word beside the noun.
pub fn ordinal_of(document: &Document<'_>, trigger: &Range<usize>, sentence: &Range<usize>) -> Option<u32> {
    let near = trigger.start.saturating_sub(2).max(sentence.start)..sentence.end.min(trigger.end + 3);
    for at in near {
        if let Some(found) = document.find(at, Class::Ordinal) {
            // The list has them in order, with as many forms each as the language needs.
            let forms = document
                .lexicon
                .pack
                .words
                .get("ordinal")
                .map_or(10, Vec::len)
                .max(10)
                / 10;
            let unit = found.entry as u32 / forms as u32 + 1;
            let teen = document
                .tokens
                .get(at + 1)
                .is_some_and(crate::tokens::Token::is_word)
                && document.is(at + 1, Class::Ten);
            return Some(unit + if teen { 10 } else { 0 });
        }
    }
    None
}

impl Finder<'_, '_, '_> {
    /// Bodies or states told as partners or parties of something: `شركائها في …، تركيا وإيران`, "its partners, A and B".
    pub(super) fn find_partners(&mut self) {
        let document = self.document;
        for at in 0..document.tokens.len() {
            if !document.is(at, Class::Partner) {
                continue;
            }
            let end = document.sentence(at).tokens.end.min(at + 12);
            let states: Vec<usize> = self
                .reader
                .mentions()
                .within(at..end)
                .filter(|&index| self.reader.mentions().items[index].kind == EntityKind::State)
                .collect();
            if states.len() >= 2 && self.partners.is_empty() {
                self.partners = states;
            }
        }
    }
}
