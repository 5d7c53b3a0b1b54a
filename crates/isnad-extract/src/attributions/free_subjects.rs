//! Subjects that stand anywhere before their verb, and noun phrases that nothing knows.

use std::ops::Range;

use isnad_model::ChainKind;

use super::sources::Phrase;
use super::{Reader, Speaker};
use crate::lexicon::Class;

/// Tokens of a noun phrase that nothing knows, at most.
const PHRASE: usize = 8;

impl Reader<'_, '_> {
    /// Behind a quotation of more than a few words that opens at a token and ends before `until`.
    fn behind_quotation(&self, at: usize, until: usize) -> Option<usize> {
        let quotation = self.document.quotation_at(at)?;
        (quotation.close < until && quotation.close - at > 5).then_some(quotation.close + 1)
    }

    /// The first noun phrase that can be a subject.
    pub(super) fn first_candidate(&self, from: usize, until: usize) -> Option<usize> {
        let mut at = from;
        while at < until {
            if let Some(behind) = self.behind_quotation(at, until) {
                at = behind;
                continue;
            }
            if let Some(start) = self.candidate_at(at, from, until) {
                return Some(start);
            }
            at += 1;
        }
        None
    }

    /// The last noun phrase that can be a subject, no other predicate behind it.
    pub(super) fn nearest_candidate(&self, from: usize, until: usize) -> Option<usize> {
        let mut last = None;
        let mut at = from;
        while at < until {
            if let Some(behind) = self.behind_quotation(at, until) {
                at = behind;
                continue;
            }
            if let Some(start) = self.candidate_at(at, from, until) {
                last = Some(start);
                at = self.candidate_end(start, until).max(at + 1);
            } else {
                at += 1;
            }
        }
        last
    }

    /// Where a candidate's phrase ends.
    pub(super) fn candidate_end(&self, start: usize, until: usize) -> usize {
        let document = self.document;
        let mention = self.mentions.within(start..until.min(start + 8)).find(|&index| {
            self.mentions.items[index].phrase <= start || self.mentions.items[index].tokens.start == start
        });
        if let Some(index) = mention {
            return self.mentions.items[index].tokens.end.min(until);
        }
        if document.is(start, Class::Source)
            && let Some(tokens) = crate::mentions::anonymous_range(document, self.mentions, start)
        {
            return tokens.end.min(until);
        }
        document
            .found_at(start)
            .iter()
            .map(|it| it.end)
            .max()
            .unwrap_or(start + 1)
            .min(until)
    }

    /// The start of a noun phrase around a token that can be a subject.
    fn candidate_at(&self, at: usize, from: usize, until: usize) -> Option<usize> {
        let document = self.document;
        if !document.tokens[at].is_word() {
            return None;
        }
        if let Some(index) = self.mentions.index_at(at) {
            let named = &self.mentions.items[index];
            let start = named.phrase.min(named.tokens.start).max(from);
            let fits = named.tokens.start == at
                && named.speaks()
                && !self.is_governed(start, from)
                && !self.is_object(named.tokens.end, until);
            return fits.then_some(start);
        }
        if document.find(at, Class::Pronoun).is_some() {
            let small = document.is_any(at, &[Class::Determiner, Class::Definite]);
            return (!small && !self.is_governed(at, from)).then_some(at);
        }
        let noun = document.is(at, Class::Source)
            || document.is_any(
                at,
                &[
                    Class::Title,
                    Class::TitleFeminine,
                    Class::TitlePlural,
                    Class::Human,
                ],
            )
            || document.is_any(at, &[Class::Outlet, Class::Institution, Class::InstitutionClass])
            || document.is(at, Class::Document);
        let verb = document.finite_verb(at).is_some();
        // `X, analyste chez Y`: the name in front, known or not.
        if noun
            && !verb
            && at > from + 1
            && document.tokens[at - 1].is_comma()
            && let Some(index) = self.mentions.index_at(at - 2)
            && self.mentions.items[index].speaks()
            && self.mentions.items[index].tokens.start >= from
        {
            let start = self.mentions.items[index]
                .phrase
                .min(self.mentions.items[index].tokens.start);
            return (start >= from && !self.is_governed(start, from)).then_some(start);
        }
        (noun && !verb && !self.is_governed(at, from) && !self.is_object(at + 1, until)).then_some(at)
    }

    /// Behind a preposition, determiners and adjectives passed over.
    pub(super) fn is_governed(&self, start: usize, from: usize) -> bool {
        let document = self.document;
        let mut at = start;
        for _ in 0..4 {
            let Some(before) = at.checked_sub(1).filter(|&before| before >= from) else {
                return false;
            };
            if !document.tokens[before].is_word() {
                return document.tokens[before].is_quote()
                    && before > from
                    && document.is(before - 1, Class::Preposition);
            }
            if document.is_any(
                before,
                &[Class::Preposition, Class::Inside, Class::With, Class::Between],
            ) && !document.is(before, Class::Auxiliary)
            {
                return true;
            }
            let passes = document.is_any(
                before,
                &[
                    Class::Determiner,
                    Class::Definite,
                    Class::SourceAdjective,
                    Class::Title,
                    Class::TitleWord,
                    Class::Institution,
                    Class::Outlet,
                    Class::Source,
                    Class::Document,
                ],
            ) || document.demonym(before).is_some();
            if !passes {
                return false;
            }
            at = before;
        }
        false
    }

    /// Whether an object mark follows a phrase.
    fn is_object(&self, end: usize, until: usize) -> bool {
        end < until && self.document.is(end, Class::ObjectMark)
    }

    /// The source at a token, or the noun phrase of a role that nothing knows.
    pub(super) fn source_or_phrase(&mut self, start: usize, limit: usize) -> Option<Phrase> {
        let start = start.min(limit);
        let capitals = self.document.lexicon.language.capitals;
        // `سخنگوی دولت دیدار X`: a title whose phrase holds no name of its own.
        let office = !capitals
            && start < limit
            && self.document.is_any(start, &[Class::Title, Class::TitleFeminine])
            && self
                .mentions
                .within(start..limit)
                .all(|index| self.mentions.items[index].phrase != start);
        if let Some(phrase) = if office {
            None
        } else {
            self.source_at(start, limit)
        } {
            return Some(phrase);
        }
        let document = self.document;
        let mut head = start;
        while head < limit
            && document.is_any(
                head,
                &[Class::Determiner, Class::Definite, Class::SourceAdjective],
            )
            && !document.is(head, Class::Title)
        {
            head += 1;
        }
        let role = head < limit
            && document.is_any(
                head,
                &[
                    Class::Title,
                    Class::TitleFeminine,
                    Class::TitlePlural,
                    Class::Human,
                    Class::Outlet,
                    Class::Institution,
                    Class::InstitutionClass,
                    Class::Body,
                ],
            );
        if role { self.role_phrase(head, limit) } else { None }
    }

    /// A role or body by its noun phrase: whom it goes back to, or its words.
    fn role_phrase(&mut self, head: usize, limit: usize) -> Option<Phrase> {
        let document = self.document;
        let found = document.found_at(head).iter().map(|it| it.end).max()?;
        let end = self.phrase_end(found, limit);
        let key = document.key(head).to_owned();
        // `سخنگوی دستگاه دیپلماسی`: no name tells whose spokesman, so that the one told before is meant.
        let told = document.lexicon.language.verb_last
            && document.is_any(head, &[Class::Title, Class::TitleFeminine])
            && self.mentions.within(found..end).next().is_none();
        let antecedent = if end == found || told {
            self.antecedent(&[key], head, Some(head))
        } else {
            None
        };
        let span = document.span(&(head..end));
        let speaker = match antecedent {
            Some(index) => Speaker {
                span: Some(span),
                ..self.speaker(index, &(head..end))
            },
            None => Speaker {
                span: Some(span),
                mention: None,
                name: document.slice(span).to_owned(),
                kind: if document.is_any(
                    head,
                    &[
                        Class::Title,
                        Class::TitleFeminine,
                        Class::TitlePlural,
                        Class::Human,
                    ],
                ) {
                    ChainKind::Person
                } else {
                    ChainKind::Organization
                },
            },
        };
        Some(Phrase { speaker, end })
    }

    /// Where a noun phrase ends: before a verb, a mark or a word that opens a clause.
    fn phrase_end(&self, from: usize, limit: usize) -> usize {
        let document = self.document;
        let stops = [
            Class::That,
            Class::Relative,
            Class::Adverb,
            Class::Auxiliary,
            Class::Conjunction,
            Class::Negation,
            Class::ObjectMark,
            Class::Meeting,
            Class::Document,
        ];
        (from..limit.min(from + PHRASE))
            .find(|&at| {
                !document.tokens[at].is_word()
                    || document.is_any(at, &stops) && !document.is(at, Class::Preposition)
                    || document.lexicon.language.verb_last
                        && document.is(at, Class::Preposition)
                        && self
                            .mentions
                            .starting_at(at + 1)
                            .is_none_or(|index| self.mentions.items[index].outlet)
                    || document.finite_verb(at).is_some()
            })
            .unwrap_or(limit.min(from + PHRASE))
    }

    /// The words with which a clause begins, as a subject that nothing knows.
    pub(super) fn unknown_subject(&self, from: usize, until: usize) -> Option<Speaker> {
        let document = self.document;
        let mut start = from;
        while start < until
            && (!document.tokens[start].is_word()
                || document.is_any(
                    start,
                    &[Class::Topic, Class::Conjunction, Class::Adverb, Class::And],
                ))
        {
            start = document
                .found_at(start)
                .iter()
                .filter(|it| it.class == Class::Topic)
                .map(|it| it.end)
                .max()
                .unwrap_or(start + 1);
        }
        if start >= until || document.is_any(start, &[Class::Preposition, Class::That, Class::Negation]) {
            return None;
        }
        let end = self.phrase_end(start, until);
        let end = (start + 1..end)
            .find(|&at| document.is(at, Class::Preposition))
            .unwrap_or(end);
        let whole: Range<usize> = start..end;
        if whole.is_empty() || document.is(end.min(document.tokens.len() - 1), Class::ObjectMark) {
            return None;
        }
        let span = document.span(&whole);
        Some(Speaker {
            span: Some(span),
            mention: None,
            name: document.slice(span).to_owned(),
            kind: ChainKind::Person,
        })
    }
}
