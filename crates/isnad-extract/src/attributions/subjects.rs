//! Subjects: the noun phrase before a verb of saying, asides passed over (English and its like).

use std::ops::Range;

use isnad_model::{ChainKind, EntityKind};
use isnad_text::Span;

use super::{Reader, Speaker};
use crate::document::Found;
use crate::inflect::{Number, Tense};
use crate::lexicon::Class;
use crate::mentions::anonymous_range;
use crate::tokens::TokenKind;

/// A subject before a verb and where its phrase begins.
pub(super) struct Subject {
    pub speaker: Speaker,
    pub start: usize,
    /// "citing X" between subject and verb.
    pub citing: Option<(Span, Speaker)>,
}

impl Reader<'_, '_> {
    /// "the report", "to say", "no claim": the form is no finite verb here.
    pub(super) fn is_noun_or_infinitive(&self, sentence: &Range<usize>, found: &Found) -> bool {
        let document = self.document;
        let Some(at) = found.start.checked_sub(1).filter(|&at| at >= sentence.start) else {
            return found.form.tense == Tense::Bare;
        };
        if document.tokens[found.start].capital
            && found.start != sentence.start
            && !document.tokens[at].is_quote()
            && !document.is(found.start, Class::Pronoun)
        {
            return true;
        }
        // "… but warn that": a second predicate.
        if document.is_any(at, &[Class::And, Class::Conjunction]) && document.is(found.end, Class::That) {
            return false;
        }
        if found.form.tense == Tense::Participle {
            return document.is_any(at, &[Class::Preposition, Class::Determiner]);
        }
        document.key(at) == document.lexicon.infinitive_mark()
            || document.is_any(at, &[Class::Determiner, Class::SourceAdjective])
                && (found.form.tense != Tense::Past || document.is(at, Class::Determiner))
                && !document.is(at, Class::Pronoun)
                && self.mentions.index_at(at).is_none()
                && !self.is_headed(sentence, at)
            || document.is(at, Class::Preposition) && !document.is_any(at, &[Class::Auxiliary, Class::Adverb])
            || document.tokens[at].kind == TokenKind::Suffix
            || found.form.tense == Tense::Bare && self.bare_is_noun(at)
    }

    /// "the company said", "the opposition says": a word that modifies elsewhere is the head of a determined phrase here.
    pub(super) fn is_headed(&self, sentence: &Range<usize>, at: usize) -> bool {
        let document = self.document;
        let determined =
            at > sentence.start && document.is_any(at - 1, &[Class::Definite, Class::Determiner]);
        determined
            && document.is_any(
                at,
                &[
                    Class::Body,
                    Class::OrganizationEnd,
                    Class::Institution,
                    Class::Human,
                ],
            )
    }

    pub(super) fn bare_is_noun(&self, before: usize) -> bool {
        let document = self.document;
        // "Sources close to the talks say": the plural noun stands further back.
        if (before.saturating_sub(6)..before).any(|at| {
            document
                .find(at, Class::Source)
                .is_some_and(|it| it.form.number == Number::Plural)
        }) {
            return false;
        }
        let key = document.key(before);
        let plain = document.tokens[before].is_word()
            && document.tokens[before].kind != TokenKind::Suffix
            && key.len() > 4
            && key.ends_with('s')
            && !key.ends_with("ss")
            && !document.is_any(before + 1, &[Class::Document, Class::CueNoun]);
        let plural = plain || self.mentions.index_at(before).is_some_and(|index| self.mentions.items[index].number == Number::Plural)
            || document.find(before, Class::Source).is_some_and(|it| it.form.number == Number::Plural)
            || document.find(before, Class::Pronoun).is_some_and(|it| it.form.number != Number::Singular)
            || document.is_any(before, &[Class::Auxiliary, Class::Adverb])
            // "Analysts at Nordlys Bank expect".
            || self.mentions.index_at(before).is_some();
        !plural
    }

    /// Whether the auxiliaries before a verb negate it or make it passive.
    pub(super) fn auxiliaries(&self, sentence: &Range<usize>, verb: usize) -> (bool, bool) {
        let document = self.document;
        let (mut negated, mut passive) = (false, false);
        let mut at = verb;
        while at > sentence.start
            && at + 5 > verb
            && document.is_any(
                at - 1,
                &[Class::Auxiliary, Class::Adverb, Class::Negation, Class::Passive],
            )
        {
            at -= 1;
            negated |= document.is(at, Class::Negation);
            passive |= document.is(at, Class::Passive);
        }
        (negated, passive)
    }

    /// The subject whose phrase ends before a verb, auxiliaries and asides passed over.
    pub(super) fn subject_of(&mut self, sentence: &Range<usize>, verb: usize) -> Option<Subject> {
        let document = self.document;
        let mut end = verb;
        while end > sentence.start
            && document.is_any(end - 1, &[Class::Auxiliary, Class::Adverb, Class::Negation])
            && self.mentions.index_at(end - 1).is_none()
            && document.tokens[end - 1].is_word()
            && !document.is(end - 1, Class::Pronoun)
        {
            end -= 1;
        }
        if end == sentence.start {
            return None;
        }
        if document.tokens[end - 1].is_comma() {
            return self.subject_before_aside(sentence, end - 1);
        }
        // "the Fire Service (NFS) said".
        if document.tokens[end - 1].is_bracket() {
            let open = (sentence.start + 1..end - 1)
                .rev()
                .take(5)
                .find(|&at| document.tokens[at].is_bracket())?;
            end = open;
        }
        // "the coastguard in a tweet said".
        let occasion = (sentence.start + 1..end).rev().take(5).find(|&at| {
            document.found_at(at).iter().any(|it| {
                matches!(it.class, Class::Topic | Class::SpokenTo) && it.end == end && it.end - it.start > 1
            })
        });
        end = occasion.unwrap_or(end);
        let subject = self.subject_ending(sentence, end, true);
        subject.or_else(|| self.subject_before_relative(sentence, end))
    }

    /// "a source who craved anonymity hinted": a clause without commas describes the subject.
    fn subject_before_relative(&mut self, sentence: &Range<usize>, end: usize) -> Option<Subject> {
        let document = self.document;
        let floor = sentence.start.max(end.saturating_sub(12));
        let relative = (floor..end).rev().find(|&at| document.is(at, Class::Relative))?;
        let clause = relative + 1..end;
        let plain = clause.len() >= 2
            && clause.clone().all(|at| document.tokens[at].is_word())
            && clause.clone().any(|at| {
                document.finite_verb(at).is_some()
                    || document.is(at, Class::Auxiliary)
                    || document.key(at).ends_with("ed")
            });
        if !plain || relative == sentence.start {
            return None;
        }
        self.subject_ending(sentence, relative, false)
    }

    /// The noun phrase that ends exactly at `end`.
    pub(super) fn subject_ending(
        &mut self,
        sentence: &Range<usize>,
        end: usize,
        pronouns: bool,
    ) -> Option<Subject> {
        let document = self.document;
        let last = end - 1;
        // "he", "one of them".
        let pronoun = (end.saturating_sub(3).max(sentence.start)..end).find_map(|at| {
            document
                .find(at, Class::Pronoun)
                .filter(|it| it.end == end)
                .copied()
        });
        if pronouns && let Some(found) = pronoun {
            return self.pronoun(&found).map(|speaker| Subject {
                speaker,
                start: found.start,
                citing: None,
            });
        }
        // An unnamed source whose phrase ends here holds names inside it.
        let from = sentence.start.max(last.saturating_sub(12));
        for noun in (from..end).rev() {
            if document.find(noun, Class::Source).is_none()
                || document.tokens[noun].capital && noun != sentence.start && !opens_clause(self, noun)
            {
                continue;
            }
            // "a poll of 40 economists": the document speaks.
            let polled = (from.max(noun.saturating_sub(3))..noun).any(|at| {
                document.is_any(at, &[Class::NameLink, Class::Preposition])
                    && at > from
                    && document.is(at - 1, Class::Document)
                    && document
                        .find(at - 1, Class::Document)
                        .is_some_and(|it| it.end == at)
            });
            if polled {
                continue;
            }
            if let Some(index) = self.mentions.index_at(noun) {
                let named = &self.mentions.items[index];
                if named.kind == EntityKind::Anonymous && named.tokens.end == end {
                    let tokens = self.with_determiner(sentence, named.tokens.clone());
                    return Some(Subject {
                        speaker: self.speaker(index, &tokens),
                        start: tokens.start,
                        citing: None,
                    });
                }
                continue;
            }
            let Some(tokens) = anonymous_range(document, self.mentions, noun) else {
                continue;
            };
            if tokens.end != end {
                continue;
            }
            // A title before a name, or a role that goes back to somebody.
            if self.mentions.index_at(tokens.end - 1).is_some_and(|index| {
                self.mentions.items[index].tokens.end == end
                    && self.mentions.items[index].phrase <= noun
                    && self.mentions.items[index].kind == EntityKind::Person
            }) {
                continue;
            }
            let index = crate::mentions::add_anonymous(document, self.mentions, noun)?;
            let tokens = self.with_determiner(sentence, tokens);
            return Some(Subject {
                speaker: self.speaker(index, &tokens),
                start: tokens.start,
                citing: None,
            });
        }
        // "Paul Neri of the Harbour Trust": the person speaks, not the body.
        if let Some(index) = self.mentions.index_at(last) {
            let named = &self.mentions.items[index];
            let mut start = named.phrase.min(named.tokens.start);
            while start > sentence.start
                && document.is_any(
                    start - 1,
                    &[
                        Class::Determiner,
                        Class::Definite,
                        Class::Outlet,
                        Class::Body,
                        Class::OrganizationEnd,
                        Class::Institution,
                    ],
                )
                && self.mentions.index_at(start - 1).is_none()
            {
                start -= 1;
            }
            let linked = start > sentence.start + 1
                && named.kind != EntityKind::Person
                && document.is_any(start - 1, &[Class::NameLink, Class::Preposition])
                && !document.is_any(start - 1, &[Class::And, Class::Conjunction]);
            let person = self
                .mentions
                .index_at(start.saturating_sub(2))
                .filter(|&person| linked && self.mentions.items[person].kind == EntityKind::Person);
            if let Some(person) = person {
                let from = self.mentions.items[person]
                    .phrase
                    .min(self.mentions.items[person].tokens.start);
                let tokens = self.with_title(sentence, from..self.mentions.items[person].tokens.end);
                return Some(Subject {
                    speaker: Speaker {
                        span: Some(document.span(&tokens)),
                        ..self.speaker(person, &tokens)
                    },
                    start: tokens.start,
                    citing: None,
                });
            }
        }
        // "Police in Marseille": a place behind a preposition is no subject.
        let located = self.mentions.index_at(last).filter(|&index| {
            let named = &self.mentions.items[index];
            let start = named.phrase.min(named.tokens.start);
            // "Analysts polled by Reuters".
            let agent = start > sentence.start + 1
                && document.is(start - 1, Class::Preposition)
                && document.key(start - 2).ends_with("ed")
                && document.is(start.saturating_sub(3), Class::Source);
            agent
                || matches!(named.kind, EntityKind::Place | EntityKind::State)
                    && start > sentence.start
                    && document.is(start - 1, Class::PlacePreposition)
                    && !document.is(start - 1, Class::Conjunction)
        });
        if located.is_some() {
            return self.people_before(sentence, from, end);
        }
        if let Some(index) = self.mentions.index_at(last) {
            let named = &self.mentions.items[index];
            let ends = named.tokens.end == end;
            if !ends {
                return None;
            }
            let tokens = named.phrase.min(named.tokens.start)..end;
            let tokens = self.with_title(sentence, tokens);
            return Some(Subject {
                speaker: Speaker {
                    span: Some(document.span(&tokens)),
                    ..self.speaker(index, &tokens)
                },
                start: tokens.start,
                citing: None,
            });
        }
        if document.tokens[last].is_quote()
            && let Some(quotation) = document.quotation_closing(last)
            && let Some(index) = self.mentions.index_at(last - 1)
            && self.mentions.items[index].tokens.start == quotation.open + 1
        {
            let tokens = self.with_title(
                sentence,
                self.mentions.items[index].phrase.min(quotation.open)..end,
            );
            return Some(Subject {
                speaker: Speaker {
                    span: Some(document.span(&tokens)),
                    ..self.speaker(index, &tokens)
                },
                start: tokens.start,
                citing: None,
            });
        }
        if let Some(subject) = self.people_before(sentence, from, end) {
            return Some(subject);
        }
        // "Sources close to the talks say": a phrase behind the noun that no pattern read to its end.
        let near = self
            .mentions
            .within(from..end)
            .filter(|&index| self.mentions.items[index].kind == EntityKind::Anonymous)
            .last();
        if let Some(index) = near {
            let named = &self.mentions.items[index];
            let gap = named.tokens.end..end;
            let plain = gap.len() <= 6
                && document.is_any(gap.start, &[Class::Inside, Class::Preposition])
                && gap.clone().all(|at| {
                    document.tokens[at].is_word()
                        && !document.is_any(
                            at,
                            &[Class::Say, Class::Auxiliary, Class::Conjunction, Class::And],
                        )
                });
            if plain {
                let tokens = self.with_determiner(sentence, named.tokens.start..end);
                return Some(Subject {
                    speaker: Speaker {
                        span: Some(document.span(&tokens)),
                        ..self.speaker(index, &tokens)
                    },
                    start: tokens.start,
                    citing: None,
                });
            }
        }
        // "official data", "the report": a document speaks.
        let noun = (sentence.start.max(end.saturating_sub(3))..end)
            .rev()
            .find(|&at| document.is_whole(at, Class::Document));
        if let Some(noun) = noun.filter(|&noun| {
            document
                .find(noun, Class::Document)
                .is_some_and(|it| it.end == end)
        }) {
            let mut start = noun;
            while start > sentence.start
                && noun - start < 4
                && (document.is_any(
                    start - 1,
                    &[
                        Class::SourceAdjective,
                        Class::Determiner,
                        Class::Definite,
                        Class::TitleWord,
                        Class::Institution,
                    ],
                ) || document.demonym(start - 1).is_some()
                    || document.tokens[start - 1].kind == TokenKind::Suffix
                    || self.mentions.index_at(start - 1).is_some())
            {
                start -= 1;
            }
            let author = self
                .mentions
                .within(start..noun)
                .find(|&index| self.mentions.items[index].speaks());
            let span = Some(document.span(&(start..end)));
            let speaker = match author {
                Some(index) => Speaker {
                    span,
                    ..self.speaker(index, &(start..end))
                },
                None => {
                    let from =
                        if document.is_any(start, &[Class::Determiner, Class::Definite]) && start < noun {
                            start + 1
                        } else {
                            start
                        };
                    Speaker {
                        span,
                        mention: None,
                        name: document.slice(document.span(&(from..end))).to_owned(),
                        kind: ChainKind::Document,
                    }
                }
            };
            return Some(Subject {
                speaker,
                start,
                citing: None,
            });
        }
        if let Some(subject) = self.document_of(sentence, end) {
            return Some(subject);
        }
        // "the association": a role of somebody before.
        for start in (sentence.start.max(end.saturating_sub(4))..end).rev() {
            if start > 0
                && document.is_any(start - 1, &[Class::Definite, Class::Determiner])
                && let Some(phrase) = self.definite_role(start, end)
                && phrase.end == end
            {
                return Some(Subject {
                    speaker: phrase.speaker,
                    start: start.saturating_sub(1),
                    citing: None,
                });
            }
        }
        None
    }
}

fn opens_clause(reader: &Reader<'_, '_>, at: usize) -> bool {
    at == 0 || reader.document.tokens[at - 1].is_quote() || reader.document.tokens[at].starts_line
}
