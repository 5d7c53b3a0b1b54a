//! Rarer forms of attribution in languages of free order: inside a quotation, by a relative phrase, by a converb.

use std::ops::Range;

use isnad_model::ChainKind;

use super::content::{clause_end, trim, words};
use super::free::Told;
use super::sources::Phrase;
use super::{Attribution, Reader, Speaker};
use crate::document::Found;
use crate::lexicon::Class;

impl Reader<'_, '_> {
    /// `«A, — вздыхает X, — B»`: the cue between dashes inside the quotation.
    pub(super) fn read_inside_quotation(&mut self, found: &Found) -> bool {
        let document = self.document;
        let Some(quotation) =
            document.quotation_of[found.start].map(|it| document.quotations[it as usize].clone())
        else {
            return false;
        };
        let opens = found.start > quotation.open + 2
            && (document.tokens[found.start - 1].is_dash() && !document.tokens[found.start - 2].is_word()
                || document.tokens[found.start - 1].is_comma());
        if !opens || self.is_told(quotation.open + 1) {
            return false;
        }
        let limit = quotation.close.min(found.end + 12);
        let Some(phrase) = self.source_or_phrase(found.end, limit) else {
            return false;
        };
        let closes = document.tokens[phrase.end].is_comma()
            || document.tokens[phrase.end].is_stop()
            || document.tokens[phrase.end].is_quote()
            || document.tokens[phrase.end].is_dash();
        if !closes {
            return false;
        }
        let first = trim(document, quotation.open + 1..found.start);
        let rest = trim(document, phrase.end..quotation.close);
        let content: Vec<Range<usize>> = [first, rest]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let say = &document.lexicon.pack.say[found.entry];
        let carriers = self.discourse.carriers_of(&phrase.speaker, self.mentions);
        let attribution = Attribution {
            source: Some(phrase.speaker),
            carriers,
            content,
            stance: say.stance,
            direct: true,
            ..self.cued(found, "attr.inside-quote", 0.85)
        };
        self.push(attribution);
        true
    }

    /// `X, pour qui C`: a phrase that goes back to the noun before its comma.
    pub(super) fn read_relative_phrase(&mut self, sentence: &Range<usize>, found: &Found) {
        let document = self.document;
        let Some(comma) = found.start.checked_sub(1).filter(|&at| at > sentence.start) else {
            return;
        };
        if !document.tokens[comma].is_comma() {
            return;
        }
        let subject = self
            .subject_ending(sentence, comma, false)
            .map(|subject| subject.speaker);
        let source = subject.or_else(|| {
            let at = self.nearest_candidate(sentence.start, comma)?;
            self.source_or_phrase(at, comma).map(|phrase| phrase.speaker)
        });
        let Some(source) = source else { return };
        let content = trim(document, found.end..clause_end(document, sentence, found.end));
        let carriers = self.discourse.carriers_of(&source, self.mentions);
        self.push(Attribution {
            source: Some(source),
            carriers,
            content: vec![content],
            ..self.cued(found, "attr.relative-phrase", 0.8)
        });
    }

    /// `با بیان اینکه C، …`: the content of a converb runs to the comma.
    pub(super) fn clause_to_comma(&self, sentence: &Range<usize>, from: usize) -> Option<Told> {
        let document = self.document;
        let comma = (from..sentence.end).find(|&at| document.tokens[at].is_comma())?;
        let content = trim(document, from..comma);
        (words(document, &content) >= 2).then(|| Told {
            parts: vec![content],
            direct: false,
            before: false,
            marker: from,
            rule: "attr.participle",
        })
    }

    /// `خواستار C شد`: the content between the two parts of its cue.
    pub(super) fn content_until(
        &self,
        sentence: &Range<usize>,
        from: usize,
        until: &[String],
    ) -> Option<Told> {
        let document = self.document;
        let closes = |at: usize| {
            until
                .iter()
                .any(|word| isnad_text::fold_name(word) == document.key(at))
        };
        let end = (from + 1..sentence.end.min(from + 40)).find(|&at| closes(at))?;
        let content = trim(document, from..end);
        (words(document, &content) >= 1).then(|| Told {
            parts: vec![content],
            direct: false,
            before: false,
            marker: from,
            rule: "attr.split-cue",
        })
    }

    /// `X از C خبر داد`: a noun phrase behind a preposition of the cue, between subject and verb.
    pub(super) fn governed_before(
        &self,
        sentence: &Range<usize>,
        group: &Range<usize>,
        prepositions: &[String],
    ) -> Option<Told> {
        let document = self.document;
        let from = self.after_cue_before(sentence, group.start);
        let start = self
            .first_candidate(from, group.start)
            .map_or(from, |at| self.candidate_end(at, group.start));
        let opens = |at: usize| {
            prepositions
                .iter()
                .any(|word| isnad_text::fold_name(word) == document.key(at))
        };
        let mark = (start..group.start).find(|&at| opens(at))?;
        let content = trim(document, mark + 1..group.start);
        (words(document, &content) >= 2 && !self.is_told(content.start)).then(|| Told {
            parts: vec![content],
            direct: false,
            before: true,
            marker: mark,
            rule: "attr.source-object-verb",
        })
    }

    /// Where a content ends before a colon that a quotation follows: the quotation has its own cue.
    pub(super) fn before_colon_quotation(&self, start: usize, end: usize) -> usize {
        let document = self.document;
        (start + 1..end)
            .find(|&at| {
                document.tokens[at].is_mark(':')
                    && document
                        .quotation_at(at + 1)
                        .is_some_and(|quotation| quotation.close - quotation.open > 4)
            })
            .unwrap_or(end)
    }

    /// Where a noun phrase behind a cue must end at the latest.
    pub(super) fn clause_stop(&self, from: usize, end: usize) -> usize {
        let document = self.document;
        (from..end.min(from + 14))
            .find(|&at| {
                document.tokens[at].is_comma()
                    || document.tokens[at].is_stop()
                    || document.tokens[at].is_mark(';')
            })
            .unwrap_or(end.min(from + 14))
    }

    /// The source behind a phrase of attribution; the words up to a comma where nothing knows them.
    pub(super) fn source_or_words(&mut self, start: usize, limit: usize) -> Option<Phrase> {
        let document = self.document;
        if let Some(phrase) = self.source_or_phrase(start, limit) {
            return Some(phrase);
        }
        let end = (start..limit.min(start + 9)).find(|&at| {
            !document.tokens[at].is_word() || document.is_any(at, &[Class::That, Class::Relative])
        })?;
        let whole = start..end;
        let named = self
            .mentions
            .within(whole.clone())
            .find(|&index| self.mentions.items[index].speaks());
        if whole.is_empty() || !document.tokens[end].is_comma() {
            return None;
        }
        let span = document.span(&whole);
        let speaker = match named {
            Some(index) => Speaker {
                span: Some(span),
                ..self.speaker(index, &whole)
            },
            None => Speaker {
                span: Some(span),
                mention: None,
                name: document.slice(span).to_owned(),
                kind: ChainKind::Organization,
            },
        };
        Some(Phrase { speaker, end })
    }

    /// Whether the first verb-like word of a content has the ending of hearsay.
    pub(super) fn is_hearsay_verb(&self, content: &Range<usize>) -> bool {
        let document = self.document;
        let endings = &document.lexicon.language.hedge_endings;
        !endings.is_empty()
            && content.clone().take(14).any(|at| {
                let key = document.key(at);
                endings
                    .iter()
                    .any(|ending| key.len() > ending.len() + 1 && key.ends_with(ending.as_str()))
            })
    }

    /// `В МИД заявили`: a verb without subject, and the body where it was said.
    pub(super) fn located_source(&mut self, from: usize, until: usize) -> Option<Speaker> {
        let document = self.document;
        let index = self.mentions.within(from..until).find(|&index| {
            let named = &self.mentions.items[index];
            let start = named.phrase.min(named.tokens.start);
            named.kind != isnad_model::EntityKind::Person
                && named.kind != isnad_model::EntityKind::Place
                && start > from.saturating_sub(1)
                && start
                    .checked_sub(1)
                    .is_some_and(|at| document.is(at, Class::PlacePreposition))
        });
        if let Some(index) = index {
            let tokens = self.mentions.items[index].tokens.clone();
            return Some(self.speaker(index, &tokens));
        }
        let at = (from..until).find(|&at| {
            document.is_any(
                at,
                &[
                    Class::Institution,
                    Class::InstitutionClass,
                    Class::Body,
                    Class::Outlet,
                ],
            ) && at > from
                && document.is(at - 1, Class::PlacePreposition)
        })?;
        self.source_or_phrase(at, until).map(|phrase| phrase.speaker)
    }
}
