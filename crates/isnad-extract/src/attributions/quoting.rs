//! Quoting: one source told through another ("A quoted B as saying that C", "B was quoted by A").

use std::ops::Range;

use super::Reader;
use super::content::{self, clause_end, trim};
use super::subjects::Subject;
use crate::document::Found;
use crate::lexicon::Class;

impl Reader<'_, '_> {
    /// "A quoted B as saying that C", "B was quoted by A as saying C".
    pub(super) fn read_quoting(
        &mut self,
        sentence: &Range<usize>,
        found: &Found,
        subject: Option<Subject>,
        passive: bool,
    ) {
        let document = self.document;
        let Some(noun) =
            (found.end..sentence.end.min(found.end + 22)).find(|&at| document.is(at, Class::RelayNoun))
        else {
            return;
        };
        let relay = *document.find(noun, Class::RelayNoun).unwrap_or(found);
        let mut attribution = self.draft(found, "attr.relay", 0.9);
        attribution
            .more_cues
            .push(document.span(&(relay.start..relay.end)));
        attribution.fresh = true;
        let source = if passive {
            let by = (found.end..noun).find(|&at| document.is(at, Class::Preposition));
            if let Some(outer) = by.and_then(|by| self.source_at(by + 1, noun)) {
                attribution.carriers.push(outer.speaker);
            }
            subject.map(|subject| subject.speaker)
        } else {
            let inner = self.source_at(found.end, noun).map(|phrase| phrase.speaker);
            attribution.carriers.extend(
                subject
                    .map(|subject| subject.speaker)
                    .filter(|outer| !self.is_own(outer)),
            );
            inner
        };
        let Some(source) = source else { return };
        let mut start = relay.end;
        while start < sentence.end && document.is(start, Class::That) {
            start += 1;
        }
        let end = clause_end(document, sentence, start);
        let content = trim(document, start..end);
        // "C, A quoted B as saying."
        let behind = content.is_empty()
            || document
                .tokens
                .get(start)
                .is_some_and(crate::tokens::Token::is_stop);
        let comma = (sentence.start..found.start)
            .rev()
            .find(|&at| document.tokens[at].is_comma());
        match comma.filter(|_| behind) {
            Some(comma) => {
                let close = comma.saturating_sub(1).max(sentence.start);
                let first = content::clause_start(document, sentence, comma);
                let quoted = document
                    .quotation_closing(comma + 1)
                    .or(document.quotation_closing(close));
                attribution.direct = quoted.is_some();
                attribution.content = vec![trim(document, quoted.map_or(first, |it| it.open)..comma)];
            }
            None => {
                attribution.content = vec![content];
                attribution.direct = document.quotation_at(start).is_some();
            }
        }
        attribution.source = Some(source);
        self.used[relay.start..relay.end].fill(true);
        self.push(attribution);
    }
}
