//! Sources: the noun phrase that a cue's speaker is, or what it goes back to.

use std::ops::Range;

use isnad_model::{ChainKind, EntityKind};

use super::{Reader, Speaker, link_kind};
use crate::document::Document;
use crate::lexicon::Class;
use crate::shapes;
use crate::tokens::Token;

/// Tokens of a noun phrase at most.
const PHRASE: usize = 16;

/// A source found in the text and where its phrase ends.
pub struct Phrase {
    /// Who it is.
    pub speaker: Speaker,
    /// One past its last token.
    pub end: usize,
}

impl Reader<'_, '_> {
    /// The speaker that a mention is, with the words from `start`.
    pub(super) fn speaker(&self, index: usize, tokens: &Range<usize>) -> Speaker {
        let named = &self.mentions.items[index];
        let mut span = self.document.span(tokens);
        if tokens.start == named.tokens.start {
            span.start = named.span.start;
        }
        span.end = span.end.min(named.span.end.max(span.start)).max(named.span.end);
        Speaker {
            span: Some(span),
            mention: Some(index),
            name: named.name.clone(),
            kind: link_kind(self.mentions, index),
        }
    }

    /// The source whose noun phrase begins at `start`, read no further than `limit`.
    pub(super) fn source_at(&mut self, start: usize, limit: usize) -> Option<Phrase> {
        let phrase = self.noun_phrase_at(start, limit)?;
        Some(self.with_apposition(phrase, limit))
    }

    /// `منسق اللجنة، المؤرخ X، …`: a role whose holder stands in apposition.
    fn with_apposition(&self, phrase: Phrase, limit: usize) -> Phrase {
        let document = self.document;
        let at = phrase.end;
        let role = phrase.speaker.mention.is_none() && phrase.speaker.kind == ChainKind::Person;
        let limit = limit.min(document.tokens.len());
        if !role || document.lexicon.language.capitals {
            return phrase;
        }
        // What the office is of may go on to the comma (`منسق الجانب الجزائري في اللجنة`).
        let comma = (at..limit.min(at + 7)).find(|&it| document.tokens[it].is_comma());
        let Some(comma) = comma.filter(|&comma| {
            (at..comma).all(|it| {
                document.tokens[it].is_word()
                    && document.finite_verb(it).is_none_or(|_| document.is_definite(it))
            })
        }) else {
            return phrase;
        };
        let next = self
            .mentions
            .within(comma + 1..limit.min(comma + 6))
            .next()
            .filter(|&index| {
                let named = &self.mentions.items[index];
                named.kind == EntityKind::Person
                    && (named.phrase <= comma + 1 || named.tokens.start == comma + 1)
                    && document.tokens.get(named.tokens.end).is_some_and(Token::is_comma)
            });
        let Some(index) = next else { return phrase };
        let named = &self.mentions.items[index];
        let span = phrase.speaker.span.map(|span| span.cover(named.span));
        Phrase {
            end: named.tokens.end + 1,
            speaker: Speaker {
                span,
                ..self.speaker(index, &named.tokens.clone())
            },
        }
    }

    fn noun_phrase_at(&mut self, start: usize, limit: usize) -> Option<Phrase> {
        let document = self.document;
        let limit = limit.min(start + PHRASE).min(document.tokens.len());
        let mut start = start;
        while start < limit
            && (document.is_any(start, &[Class::Determiner, Class::Definite])
                && document.lexicon.language.capitals)
        {
            start += 1;
        }
        // Numerals and opening marks before the noun or name.
        while start < limit
            && !document.lexicon.language.capitals
            && (document.is_whole(start, Class::Determiner) || document.tokens[start].is_quote())
        {
            start += 1;
        }
        // "one of his aides", "some of the delegates".
        if start + 2 < limit
            && document.lexicon.language.capitals
            && start > 0
            && document.is(start - 1, Class::Determiner)
            && document.is(start, Class::NameLink)
            && document.is_any(start + 1, &[Class::Determiner, Class::Definite])
        {
            start += 2;
        }
        if start >= limit {
            return None;
        }
        let own = self.mention_phrase(start, limit);
        if own.is_some() {
            return own;
        }
        if let Some(phrase) = self.document_phrase(start, limit) {
            return Some(phrase);
        }
        if document
            .find(start, Class::Source)
            .is_some_and(|found| found.clitic.conjunction.is_none())
            || self.modified_source(start, limit).is_some()
        {
            let noun = self.modified_source(start, limit).unwrap_or(start);
            // A title whose name follows is no unnamed source; a person further on in the phrase tells.
            if let Some(phrase) = self.person_ahead(start, limit) {
                return Some(phrase);
            }
            if let Some(phrase) = self.definite_role(start, limit) {
                return Some(phrase);
            }
            // `وزير الدفاع`: an office in construct, not "a minister".
            if document.is_any(start, &[Class::Title, Class::TitleFeminine])
                && document.is_definite(start + 1)
                && let Some(phrase) = self.office(start, limit)
            {
                return Some(phrase);
            }
            let index = crate::mentions::add_anonymous(document, self.mentions, noun)?;
            let tokens = self.mentions.items[index].tokens.clone();
            let end = tokens.end;
            return Some(Phrase {
                speaker: self.speaker(index, &tokens),
                end,
            });
        }
        self.person_ahead(start, limit)
            .or_else(|| self.definite_role(start, limit))
            .or_else(|| self.office(start, limit))
    }

    /// A mention whose phrase begins here.
    fn mention_phrase(&self, start: usize, limit: usize) -> Option<Phrase> {
        let near = self.mentions.within(start..limit).next();
        let index = self.mentions.starting_at(start).or_else(|| {
            near.filter(|&index| {
                let named = &self.mentions.items[index];
                // Its phrase, or a class noun right before it (`منظمة` `أطباء بلا حدود`).
                let class = self
                    .document
                    .find(start, Class::InstitutionClass)
                    .or_else(|| self.document.find(start, Class::Outlet));
                named.tokens.start >= start
                    && (named.phrase <= start
                        || class.is_some_and(|it| {
                            it.end == named.tokens.start && named.kind == EntityKind::Organization
                        }))
            })
        })?;
        let named = &self.mentions.items[index];
        if named.tokens.start < start {
            return None;
        }
        let end = named.tokens.end;
        let after_quote = self.document.tokens.get(end).is_some_and(Token::is_quote)
            && named.tokens.start > start.min(named.tokens.start)
            && self.document.tokens[named.tokens.start - 1].is_quote();
        let tokens = start..if after_quote { end + 1 } else { end };
        let mut speaker = self.speaker(index, &tokens);
        if after_quote {
            speaker.span = Some(self.document.span(&tokens));
        }
        Some(Phrase {
            speaker,
            end: tokens.end,
        })
    }

    /// A person in apposition to a title phrase that no pattern read to its end.
    fn person_ahead(&self, start: usize, limit: usize) -> Option<Phrase> {
        let document = self.document;
        if document.is_any(
            start,
            &[
                Class::Preposition,
                Class::That,
                Class::ThatPronoun,
                Class::Adverb,
                Class::Conjunction,
            ],
        ) {
            return None;
        }
        for at in start..limit {
            let token = &document.tokens[at];
            if let Some(index) = self.mentions.starting_at(at) {
                let named = &self.mentions.items[index];
                if named.kind == EntityKind::Person {
                    let quoted = at > start && document.tokens[at - 1].is_quote();
                    let tokens = start..named.tokens.end + usize::from(quoted);
                    return Some(Phrase {
                        speaker: Speaker {
                            span: Some(document.span(&tokens)),
                            ..self.speaker(index, &(named.tokens.clone()))
                        },
                        end: tokens.end,
                    });
                }
            }
            let stop = !token.is_word() && !token.is_quote()
                || document.finite_verb(at).is_some_and(|it| {
                    (it.clitic.letters == 0 || it.clitic.conjunction.is_some()) && !document.is_definite(at)
                }) && !document.is_any(at, &[Class::Title, Class::TitleFeminine, Class::Institution])
                    && self.mentions.index_at(at).is_none()
                || at > start
                    && self.mentions.index_at(at).is_none()
                    && document
                        .finite_verb(at)
                        .is_some_and(|it| it.clitic.conjunction.is_some() && it.enclitic)
                || document.is_any(
                    at,
                    &[Class::That, Class::ThatPronoun, Class::Relative, Class::SpokenTo],
                );
            if stop {
                return None;
            }
        }
        None
    }

    /// `بيان للبعثة الأممية`, `دراسة أعدتها جامعة تشرين`: a document, its author the link.
    fn document_phrase(&mut self, start: usize, limit: usize) -> Option<Phrase> {
        let document = self.document;
        let mut noun = start;
        while noun < limit
            && noun < start + 3
            && !document.is(noun, Class::Document)
            && document.lexicon.language.capitals
            && document.is_any(
                noun,
                &[Class::SourceAdjective, Class::TitleWord, Class::Institution],
            )
        {
            noun += 1;
        }
        let found = document.find(noun, Class::Document)?;
        if found.clitic.conjunction.is_some() {
            return None;
        }
        let after = found.end;
        let stop = (after..limit.min(after + 8)).find(|&at| {
            !document.tokens[at].is_word() && !document.tokens[at].is_quote()
                || document.is_any(at, &[Class::That, Class::ThatPronoun])
        });
        let stop = stop.unwrap_or(limit.min(after + 8));
        let author = self
            .mentions
            .within(after..stop)
            .find(|&index| self.mentions.items[index].speaks());
        if let Some(index) = author {
            let end = self.mentions.items[index].tokens.end;
            let tokens = start..end;
            return Some(Phrase {
                speaker: Speaker {
                    span: Some(document.span(&tokens)),
                    ..self.speaker(index, &tokens)
                },
                end,
            });
        }
        for at in after..stop {
            if document.is_definite(at)
                && let Some(phrase) = self.definite_role(at, stop)
                && phrase.speaker.mention.is_some()
            {
                let span = document.span(&(start..phrase.end));
                return Some(Phrase {
                    speaker: Speaker {
                        span: Some(span),
                        ..phrase.speaker
                    },
                    end: phrase.end,
                });
            }
        }
        let mut end = after;
        while end < stop
            && (document.is_any(end, &[Class::SourceAdjective])
                || document.is_definite(end) && !document.is(end, Class::Adverb)
                || document.demonym_bare(end).is_some())
        {
            end += 1;
        }
        // `وأضاف البيان`: the document that somebody was told to have issued.
        if end == start + 1
            && document.lexicon.language.proclitics
            && document.is_definite(start)
            && let Some(author) = self.author_before(start, Some(start))
        {
            let span = Some(document.span(&(start..end)));
            return Some(Phrase {
                speaker: Speaker { span, ..author },
                end,
            });
        }
        let span = document.span(&(start..end));
        let name = document.slice(span).to_owned();
        Some(Phrase {
            speaker: Speaker {
                span: Some(span),
                mention: None,
                name,
                kind: ChainKind::Document,
            },
            end,
        })
    }
}

/// Whether a definite word can be the adjective of a definite noun: the feminine ending is on both or on neither.
pub(super) fn agrees_in_gender(document: &Document<'_>, noun: usize, adjective: usize) -> bool {
    shapes::ends_like_feminine(document.key(noun)) == shapes::ends_like_feminine(document.key(adjective))
}

/// Whether a phrase ends with a left-out subject: nothing stands between a cue and its content but adjuncts.
pub(super) fn is_adjunct(document: &Document<'_>, at: usize) -> bool {
    document.is_any(
        at,
        &[
            Class::Preposition,
            Class::Adverb,
            Class::SpokenTo,
            Class::That,
            Class::ThatPronoun,
            Class::According,
        ],
    )
}
