//! Attribution by a cue that stands last, its source first and the content between them (Turkish).

use std::ops::Range;

use isnad_model::Stance;

use super::content::{trim, words};
use super::{Attribution, Reader};
use crate::document::Found;
use crate::inflect::Tense;
use crate::lexicon::Class;

impl Reader<'_, '_> {
    /// Reads one verb of saying at the end of its clause.
    pub(super) fn read_verb_last(&mut self, sentence: &Range<usize>, found: Found) {
        let document = self.document;
        let say = &document.lexicon.pack.say[found.entry];
        if matches!(found.form.tense, Tense::Noun | Tense::Bare) {
            return;
        }
        let (stance, weak, takes_object) = (say.stance, say.weak, say.object);
        let from = self.after_last_cue(sentence, found.start);
        if self.read_colon_behind(sentence, &found, from, stance) {
            return;
        }
        let end = self.before_quotative(from, found.start);
        let Some(mut content) = self.content_ending(from, end, weak, takes_object) else {
            return;
        };
        // What is quoted as a whole is the content, whoever stands before it.
        let quoted = content.start > from && self.is_quotation(&content);
        let behind = self.source_behind(&found, sentence.end);
        let before = if quoted { content.start } else { end };
        let opening = self.opening(from, before);
        let mut occasion = from;
        if let Some(opening) = &opening {
            occasion = opening.tokens.end;
        }
        let relay = self.relay_behind(from, before);
        if !quoted {
            content.start = self.after_occasion(occasion, content.end);
            if let Some((phrase, _)) = &relay {
                content.start = content.start.max(phrase.end);
            }
            content = trim(document, content);
        }
        let (source, span_start) = match (behind, opening) {
            (Some(speaker), _) => (Some(speaker), false),
            (None, Some(opening)) => (Some(opening.speaker), true),
            (None, None) => (self.author_of_document(from, content.start), false),
        };
        let elided = source.is_none();
        let source = source
            .or_else(|| self.discourse.in_sentence())
            .or_else(|| self.discourse.elided(&found, self.mentions));
        let Some(mut source) = source else { return };
        let mut more_cues = Vec::new();
        let mut carriers = match self.told_to(from..content.start.max(occasion)) {
            Some(outlet) => vec![outlet],
            None => self.discourse.carriers_of(&source, self.mentions),
        };
        // `X, iki diplomata dayanarak, …`: the subject only passes it on.
        if let Some((phrase, inner)) = relay {
            more_cues.push(document.span(&(phrase.start..phrase.end)));
            carriers = vec![std::mem::replace(&mut source, inner)];
            carriers.retain(|outer| !self.is_own(outer));
        }
        self.push(Attribution {
            at: found.start,
            cue: document.span(&(found.start..found.end)),
            more_cues,
            source: Some(source),
            carriers,
            content: vec![content],
            stance: super::super::stance::stance_of(document, stance, false, &(from..end)),
            direct: quoted,
            rule: if elided {
                "attr.content-verb-elided"
            } else if span_start {
                "attr.source-content-verb"
            } else {
                "attr.content-verb-source"
            },
            confidence: if elided { 0.7 } else { 0.85 },
            fresh: false,
        });
    }

    /// `X'e göre, …`: the phrase stands behind its source.
    pub(super) fn read_according_behind(&mut self, sentence: &Range<usize>, found: Found) {
        let document = self.document;
        if document.lexicon.pack.according[found.entry].relay {
            return;
        }
        let from = self.after_last_cue(sentence, found.start);
        let opening = self.nearest_source(from, found.start);
        let hearsay = opening.is_none()
            && (from.max(found.start.saturating_sub(2))..found.end).any(|at| document.is(at, Class::Hearsay));
        if opening.is_none() && !hearsay {
            return;
        }
        let mut start = found.end;
        while document
            .tokens
            .get(start)
            .is_some_and(|token| start < sentence.end && token.is_comma())
        {
            start += 1;
        }
        let content = trim(document, start..sentence.end);
        let source = opening.map(|opening| opening.speaker);
        let carriers = self.carriers(source.as_ref());
        self.push(Attribution {
            source,
            carriers,
            content: vec![content],
            stance: if hearsay { Stance::Hedged } else { Stance::Asserted },
            ..self.cued(&found, "attr.according-content", 0.85)
        });
    }

    /// Where the clause of a cue begins: behind the cue before it.
    fn after_last_cue(&self, sentence: &Range<usize>, cue: usize) -> usize {
        let mut from = self.last_cue(sentence, cue).map_or(sentence.start, |at| {
            let found = self
                .document
                .find(at, Class::Say)
                .or(self.document.find(at, Class::According));
            found.map_or(at + 1, |found| found.end)
        });
        while from < cue
            && (!self.document.tokens[from].is_word() && !self.document.tokens[from].is_quote()
                || self.document.is_any(from, &[Class::Conjunction, Class::Topic]))
        {
            from += 1;
        }
        from
    }

    /// The end of a content before words that only close it (`diye`, `şeklinde`).
    fn before_quotative(&self, from: usize, cue: usize) -> usize {
        let document = self.document;
        let mut end = cue;
        while end > from
            && (document.is_any(end - 1, &[Class::That, Class::Adverb])
                || document.tokens[end - 1].is_comma())
        {
            end -= 1;
        }
        end
    }

    /// A content that ends before `end`: a quotation, a nominal clause by its ending, or the object of a verb that takes one.
    fn content_ending(&self, from: usize, end: usize, weak: bool, object: bool) -> Option<Range<usize>> {
        let document = self.document;
        let last = end.checked_sub(1).filter(|&at| at >= from)?;
        if let Some(quotation) = document.quotation_closing(last)
            && quotation.open >= from
            && !self.is_fragment(from, quotation.open, quotation.close)
        {
            return Some(quotation.open..end);
        }
        let word = if document.tokens[last].is_quote() {
            last.saturating_sub(1)
        } else {
            last
        };
        let clause = self.ends_clause(word);
        let content = trim(document, from..end);
        let fits = clause || object && !weak && words(document, &content) >= 2;
        // A quotation inside the object (`"…" ifadelerini`, `"…" sözleriyle`).
        let spoken = document.is(last, Class::RelayNoun).then(|| {
            let quote = (from..last)
                .rev()
                .take(3)
                .find(|&at| document.tokens[at].is_quote())?;
            let quotation = document.quotation_closing(quote)?;
            (quotation.open >= from).then_some(quotation.open..quotation.close + 1)
        });
        spoken.flatten().or_else(|| fits.then_some(content))
    }

    /// Whether a word is the nominal form of a verb by which a clause ends (`-dığını`, `-acağını`, `-masını`).
    fn ends_clause(&self, at: usize) -> bool {
        let document = self.document;
        let key = document.key(at);
        let nominal = |key: &str| {
            document
                .lexicon
                .language
                .clause_endings
                .iter()
                .any(|ending| key.len() > ending.len() + 1 && key.ends_with(ending.as_str()))
        };
        document.tokens[at].is_word() && nominal(key)
    }

    /// Quoted words inside a clause that goes on into them (`çabaları "samimi bulduklarını" söyledi`).
    fn is_fragment(&self, from: usize, open: usize, close: usize) -> bool {
        open > from && self.document.tokens[open - 1].is_word() && self.ends_clause(close - 1)
    }

    /// `… açıklamıştı: "…"`: the content behind its cue.
    fn read_colon_behind(
        &mut self,
        sentence: &Range<usize>,
        found: &Found,
        from: usize,
        stance: Stance,
    ) -> bool {
        let document = self.document;
        let colon = found.end < sentence.end && document.tokens[found.end].is_mark(':');
        if !colon || found.end + 2 >= sentence.end {
            return false;
        }
        let start = found.end + 1;
        let quoted = document.quotation_at(start).is_some();
        let end = if quoted {
            self.quotation_end(sentence, start)
        } else {
            sentence.end
        };
        let content = trim(document, start..end);
        let opening = self.opening(from, found.start);
        let source = opening
            .map(|opening| opening.speaker)
            .or_else(|| self.discourse.elided(found, self.mentions));
        let Some(source) = source else { return false };
        let carriers = match self.told_to(from..found.start) {
            Some(outlet) => vec![outlet],
            None => self.discourse.carriers_of(&source, self.mentions),
        };
        self.push(Attribution {
            source: Some(source),
            carriers,
            content: vec![content],
            stance,
            direct: quoted,
            ..self.cued(found, "attr.source-verb-colon", 0.85)
        });
        true
    }

    /// `metinde … olduğu belirtiliyor`: a passive cue; a document before the content tells whose words they are.
    pub(super) fn read_hidden_last(
        &mut self,
        sentence: &Range<usize>,
        found: &Found,
        stance: Stance,
    ) -> bool {
        let document = self.document;
        let from = self.after_last_cue(sentence, found.start);
        let end = self.before_quotative(from, found.start);
        let Some(mut content) = self.content_ending(from, end, false, false) else {
            return false;
        };
        let source = self.author_of_document(from, end);
        let quoted = content.start > from && self.is_quotation(&content);
        if !quoted {
            content.start = self.after_occasion(from, content.end);
            content = trim(document, content);
        }
        let stance = match (&source, stance) {
            (None, Stance::Asserted) => Stance::Hedged,
            _ => stance,
        };
        let carriers = self.carriers(source.as_ref());
        self.push(Attribution {
            source,
            carriers,
            content: vec![content],
            stance,
            direct: quoted,
            ..self.cued(found, "attr.content-passive", 0.75)
        });
        true
    }
}
