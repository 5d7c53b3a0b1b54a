//! Sources of a cue that stands last: in front, behind it, or as the author of a document (Turkish).

use std::ops::Range;

use isnad_model::EntityKind;

use super::{Reader, Speaker};
use crate::document::Found;
use crate::lexicon::Class;
use crate::tokens::TokenKind;

/// Tokens over which a phrase that tells the occasion of the words is looked for behind the source.
const OCCASION: usize = 14;
/// Tokens over which the author of a document is looked for before it.
const AUTHOR: usize = 8;
/// Tokens within which a subject's comma or topic marker is looked for.
const CLOSED: usize = 18;

/// A source and what its noun phrase covers.
pub(super) struct Opening {
    pub speaker: Speaker,
    pub tokens: Range<usize>,
}

impl Reader<'_, '_> {
    pub(super) fn is_quotation(&self, content: &Range<usize>) -> bool {
        self.document.tokens[content.start].is_quote()
    }

    /// The subject in front: a noun phrase closed by a comma or a topic marker, else the first one without a case ending.
    pub(super) fn opening(&mut self, from: usize, before: usize) -> Option<Opening> {
        let document = self.document;
        let mut at = from;
        while at < before.min(from + CLOSED) {
            if let Some(quotation) = document.quotation_at(at) {
                at = quotation.close + 1;
                continue;
            }
            let closes = at > from && (document.tokens[at].is_comma() || document.is(at, Class::Resumptive));
            if closes && let Some(opening) = self.phrase_ending(from, at) {
                return Some(opening);
            }
            at += 1;
        }
        if let Some(opening) = self.words_before_comma(from, before) {
            return Some(opening);
        }
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
            // The owner of the clause's subject (`Bakan'ın sözcüsü`) is no subject itself, nor is the first word of a longer name.
            if document.is_any(opening.tokens.end, &[Class::With, Class::Between]) {
                continue;
            }
            let longer = document
                .tokens
                .get(opening.tokens.end)
                .is_some_and(|next| next.capital && next.is_word());
            if self.has_case(&opening) || longer {
                continue;
            }
            if opening.tokens.start - from <= 6 {
                return Some(opening);
            }
            return None;
        }
        None
    }

    /// `Valilik, …`: a few words that nothing knows, capitalised and closed by a comma.
    fn words_before_comma(&self, from: usize, before: usize) -> Option<Opening> {
        let document = self.document;
        let comma = (from..before.min(from + 5)).find(|&at| !document.tokens[at].is_word())?;
        let tokens = from..comma;
        let small = [
            Class::Topic,
            Class::Adverb,
            Class::Conjunction,
            Class::Preposition,
            Class::Pronoun,
            Class::Occasion,
            Class::Document,
            Class::Hedge,
        ];
        let plain = document.tokens[comma].is_comma()
            && !tokens.is_empty()
            && document.tokens[from].capital
            && document.tokens[comma - 1].kind == TokenKind::Word
            && tokens
                .clone()
                .all(|at| document.finite_verb(at).is_none() && !document.is_any(at, &small))
            && self.mentions.within(tokens.clone()).next().is_none();
        plain.then(|| {
            let span = document.span(&tokens);
            let name = document.slice(span).to_owned();
            Opening {
                speaker: Speaker {
                    span: Some(span),
                    mention: None,
                    name,
                    kind: isnad_model::ChainKind::Organization,
                },
                tokens,
            }
        })
    }

    /// The noun phrase that ends right before a token, if it can speak.
    fn phrase_ending(&mut self, from: usize, end: usize) -> Option<Opening> {
        let document = self.document;
        let last = end.checked_sub(1).filter(|&last| last >= from)?;
        if let Some(index) = self.mentions.index_at(last) {
            let named = &self.mentions.items[index];
            if named.tokens.end != end || !named.speaks() || named.span.end < document.tokens[last].span.end {
                return None;
            }
            let tokens = named.phrase.min(named.tokens.start).max(from)..end;
            return Some(Opening {
                speaker: self.speaker(index, &tokens),
                tokens,
            });
        }
        let noun = (last.saturating_sub(1).max(from)..end).find(|&at| self.is_subject_noun(at, end))?;
        self.unnamed(noun)
    }

    /// A noun of people in the nominative whose phrase ends at `end`.
    fn is_subject_noun(&self, at: usize, end: usize) -> bool {
        let document = self.document;
        document
            .find(at, Class::Source)
            .is_some_and(|found| found.end == end && !document.lexicon.pack.source[found.entry].oblique)
    }

    fn unnamed(&mut self, noun: usize) -> Option<Opening> {
        let index = crate::mentions::add_anonymous(self.document, self.mentions, noun)?;
        let tokens = self.mentions.items[index].tokens.clone();
        Some(Opening {
            speaker: self.speaker(index, &tokens),
            tokens,
        })
    }

    /// `X'e dayanarak`: whom the subject cites, and the words that say so.
    pub(super) fn relay_behind(&mut self, from: usize, until: usize) -> Option<(Range<usize>, Speaker)> {
        let document = self.document;
        let found = (from..until).find_map(|at| {
            document
                .find(at, Class::According)
                .filter(|it| document.lexicon.pack.according[it.entry].relay)
                .copied()
        })?;
        let inner = self.nearest_source(from, found.start)?;
        Some((found.start..found.end, inner.speaker))
    }

    /// `TRT World'e … anlattı`, `X'e konuşan`: the outlet that was told.
    pub(super) fn told_to(&self, tokens: Range<usize>) -> Option<Speaker> {
        let document = self.document;
        let index = self.mentions.within(tokens.clone()).find(|&index| {
            let named = &self.mentions.items[index];
            let end = named.tokens.end;
            let dative = document
                .tokens
                .get(end)
                .is_some_and(|token| token.kind == TokenKind::Suffix && document.is(end, Class::ObjectMark));
            let spoken = document.is(end + 1, Class::SpokenTo);
            named.kind == EntityKind::Organization && dative && (named.outlet || spoken)
        })?;
        let speaker = self.speaker(index, &self.mentions.items[index].tokens.clone());
        (!self.is_own(&speaker)).then_some(Speaker {
            kind: isnad_model::ChainKind::Outlet,
            ..speaker
        })
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
        if let Some(noun) = self.noun_ahead(at, limit) {
            return self.unnamed(noun);
        }
        if !document.is(at, Class::Source) && !document.is(at, Class::Pronoun) {
            return None;
        }
        let phrase = self.source_at(at, limit)?;
        let tokens = at..phrase.end;
        Some(Opening {
            speaker: phrase.speaker,
            tokens,
        })
    }

    /// The noun of people that numerals, ages and adjectives open (`61 yaşındaki bir üretici`).
    fn noun_ahead(&self, at: usize, limit: usize) -> Option<usize> {
        let document = self.document;
        let opens = document.tokens[at].kind == TokenKind::Number
            || document.is_any(at, &[Class::SourceAdjective, Class::Determiner, Class::Source])
            || document.demonym(at).is_some();
        if !opens {
            return None;
        }
        (at..limit.min(at + 6))
            .take_while(|&it| document.tokens[it].is_word() && document.finite_verb(it).is_none())
            .find(|&it| {
                self.mentions.index_at(it).is_none()
                    && document
                        .find(it, Class::Source)
                        .is_some_and(|found| !document.lexicon.pack.source[found.entry].oblique)
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
    pub(super) fn source_behind(&mut self, found: &Found, end: usize) -> Option<Speaker> {
        if found.end >= end {
            return None;
        }
        let opening = self.phrase_from(found.end, end)?;
        (!self.has_case(&opening)).then_some(opening.speaker)
    }

    /// The source nearest before a phrase of attribution, case ending and all.
    pub(super) fn nearest_source(&mut self, from: usize, cue: usize) -> Option<Opening> {
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
    pub(super) fn author_of_document(&mut self, from: usize, until: usize) -> Option<Speaker> {
        let noun = (from..until).find(|&at| self.document.is(at, Class::Document))?;
        self.nearest_source(from.max(noun.saturating_sub(AUTHOR)), noun)
            .map(|opening| opening.speaker)
    }

    /// Where the content begins behind its source: past the words that tell to whom, when and where it was said.
    pub(super) fn after_occasion(&self, from: usize, end: usize) -> usize {
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
