//! Attribution by a cue that stands last, its source first and the content between them (Turkish).

use std::ops::Range;

use isnad_model::{EntityKind, Stance};

use super::content::{trim, words};
use super::{Attribution, Reader, Speaker};
use crate::document::Found;
use crate::inflect::Tense;
use crate::lexicon::Class;
use crate::tokens::{Token, TokenKind};

/// Tokens over which a phrase that tells the occasion of the words is looked for behind the source.
const OCCASION: usize = 14;
/// Tokens over which the author of a document is looked for before it.
const AUTHOR: usize = 8;

/// A source and what its noun phrase covers.
struct Opening {
    speaker: Speaker,
    tokens: Range<usize>,
}

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
        if !quoted {
            content.start = self.after_occasion(occasion, content.end);
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
        let Some(source) = source else { return };
        let carriers = match self.spoken_to(occasion..content.start.max(occasion)) {
            Some(outlet) => vec![outlet],
            None => self.discourse.carriers_of(&source, self.mentions),
        };
        self.push(Attribution {
            at: found.start,
            cue: document.span(&(found.start..found.end)),
            more_cues: Vec::new(),
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
        let from = self.after_last_cue(sentence, found.start);
        let Some(opening) = self.nearest_source(from, found.start) else {
            return;
        };
        let mut start = found.end;
        while document
            .tokens
            .get(start)
            .is_some_and(|token| start < sentence.end && token.is_comma())
        {
            start += 1;
        }
        let content = trim(document, start..sentence.end);
        let carriers = self.discourse.carriers_of(&opening.speaker, self.mentions);
        self.push(Attribution {
            at: found.start,
            cue: document.span(&(found.start..found.end)),
            more_cues: Vec::new(),
            source: Some(opening.speaker),
            carriers,
            content: vec![content],
            stance: Stance::Asserted,
            direct: false,
            rule: "attr.according-content",
            confidence: 0.85,
            fresh: false,
        });
    }

    /// Where the clause of a cue begins: behind the cue before it.
    fn after_last_cue(&self, sentence: &Range<usize>, cue: usize) -> usize {
        let last = self
            .attributions
            .iter()
            .rev()
            .take(8)
            .filter(|it| it.at >= sentence.start && it.at < cue)
            .map(|it| it.at)
            .max();
        let mut from = last.map_or(sentence.start, |at| {
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
        while end > from && (document.is(end - 1, Class::That) || document.tokens[end - 1].is_comma()) {
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
        {
            return Some(quotation.open..end);
        }
        let clause = self.ends_clause(last);
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
                .any(|ending| key.len() > ending.len() + 2 && key.ends_with(ending.as_str()))
        };
        document.tokens[at].is_word() && nominal(key)
    }

    fn is_quotation(&self, content: &Range<usize>) -> bool {
        self.document.tokens[content.start].is_quote()
    }

    /// The subject in front: the first noun phrase without a case ending that can speak, best before a comma.
    fn opening(&mut self, from: usize, before: usize) -> Option<Opening> {
        let document = self.document;
        let mut first = None;
        let mut at = from;
        while at < before {
            if let Some(quotation) = document.quotation_at(at) {
                at = quotation.close + 1;
                continue;
            }
            let Some(opening) = self.phrase_from(at, before) else {
                at += 1;
                continue;
            };
            at = opening.tokens.end.max(at + 1);
            if self.has_case(&opening) {
                // The owner of the clause's subject (`Bakan'ın sözcüsü`) is no subject itself.
                continue;
            }
            let closed = document
                .tokens
                .get(opening.tokens.end)
                .is_some_and(Token::is_comma);
            if closed {
                return Some(opening);
            }
            if first.is_none() && opening.tokens.start - from <= 6 {
                first = Some(opening);
            }
        }
        first
    }

    /// A noun phrase that can speak and begins at `at`.
    fn phrase_from(&mut self, at: usize, limit: usize) -> Option<Opening> {
        let document = self.document;
        if !document.tokens[at].is_word() {
            return None;
        }
        if let Some(index) = self.mentions.starting_at(at) {
            // `Türkiye Dışişleri Bakanı Hakan Fidan`: the state is a part of the person's title.
            let end = self.mentions.items[index].tokens.end;
            let holder = self.mentions.within(end..limit.min(end + 7)).find(|&it| {
                let named = &self.mentions.items[it];
                named.kind == EntityKind::Person
                    && (named.phrase <= end
                        || (end..named.tokens.start).all(|it| {
                            document.is_any(it, &[Class::Title, Class::TitleWord, Class::TitleFeminine])
                                || document.tokens[it].kind == TokenKind::Suffix
                        }))
            });
            let index = holder.unwrap_or(index);
            let named = &self.mentions.items[index];
            if !named.speaks() {
                return None;
            }
            let tokens = at.min(named.phrase)..named.tokens.end;
            return Some(Opening {
                speaker: self.speaker(index, &tokens),
                tokens,
            });
        }
        let person = self
            .mentions
            .within(at..limit.min(at + 7))
            .find(|&it| self.mentions.items[it].phrase == at && self.mentions.items[it].speaks());
        if let Some(index) = person {
            let tokens = at..self.mentions.items[index].tokens.end;
            return Some(Opening {
                speaker: self.speaker(index, &tokens),
                tokens,
            });
        }
        let source = document.is(at, Class::Source)
            || document.is_any(at, &[Class::SourceAdjective, Class::Determiner])
                && (at..limit.min(at + 5)).any(|it| document.is(it, Class::Source));
        if !source && !document.is(at, Class::Pronoun) {
            return None;
        }
        let phrase = self.source_at(at, limit)?;
        let tokens = at..phrase.end;
        Some(Opening {
            speaker: phrase.speaker,
            tokens,
        })
    }

    /// Whether a case ending stands behind a phrase's last word.
    fn has_case(&self, opening: &Opening) -> bool {
        let document = self.document;
        let end = opening.tokens.end;
        if document
            .tokens
            .get(end)
            .is_some_and(|token| token.kind == TokenKind::Suffix)
        {
            return true;
        }
        // The mention may hold less than its inflected word (`kaynaklarına`).
        let last = document.tokens[end - 1].span.end;
        opening.speaker.span.is_some_and(|span| span.end < last)
    }

    /// The source behind its cue: `…, dedi Erdoğan`, `…olduğunu belirten Fidan`.
    fn source_behind(&mut self, found: &Found, end: usize) -> Option<Speaker> {
        if found.end >= end {
            return None;
        }
        let opening = self.phrase_from(found.end, end)?;
        (!self.has_case(&opening)).then_some(opening.speaker)
    }

    /// The source nearest before a phrase of attribution, case ending and all.
    fn nearest_source(&mut self, from: usize, cue: usize) -> Option<Opening> {
        let near = from.max(cue.saturating_sub(AUTHOR));
        let mut last = None;
        let mut at = near;
        while at < cue {
            match self.phrase_from(at, cue) {
                Some(opening) => {
                    at = opening.tokens.end.max(at + 1);
                    last = Some(opening);
                }
                None => at += 1,
            }
        }
        last
    }

    /// Who made the document that a clause names as its place (`Bakanlıktan yapılan açıklamada`).
    fn author_of_document(&mut self, from: usize, until: usize) -> Option<Speaker> {
        let noun = (from..until).find(|&at| self.document.is(at, Class::Document))?;
        self.nearest_source(from.max(noun.saturating_sub(AUTHOR)), noun)
            .map(|opening| opening.speaker)
    }

    /// Where the content begins behind its source: past the words that tell to whom, when and where it was said.
    fn after_occasion(&self, from: usize, end: usize) -> usize {
        let document = self.document;
        let limit = end.min(from + OCCASION);
        let mut start = from;
        for at in from..limit {
            let occasion = document.is_any(at, &[Class::Occasion, Class::Reporter, Class::Document]);
            if occasion && at + 1 < end {
                start = at + 1;
            }
        }
        while start < end && document.tokens[start].is_comma() {
            start += 1;
        }
        start
    }
}
