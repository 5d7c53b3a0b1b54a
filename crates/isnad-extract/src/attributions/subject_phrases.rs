//! Subjects with more around them: asides in commas, titles, determiners, phrases behind a noun of people.

use std::ops::Range;

use isnad_model::EntityKind;

use super::subjects::Subject;
use super::{Reader, Speaker};
use crate::lexicon::Class;
use crate::tokens::TokenKind;

/// Tokens back over which an apposition is looked through.
const APPOSITION: usize = 28;

impl Reader<'_, '_> {
    /// A subject with an aside in commas behind it: ", who runs X,", ", the minister,", ", citing X,".
    pub(super) fn subject_before_aside(&mut self, sentence: &Range<usize>, comma: usize) -> Option<Subject> {
        let document = self.document;
        // "their union, Dockworkers United, announced": the name itself stands in the commas.
        if comma > sentence.start
            && let Some(index) = self.mentions.index_at(comma - 1)
            && self.mentions.items[index].tokens.end == comma
            && self.mentions.items[index].speaks()
        {
            let start = self.mentions.items[index]
                .phrase
                .min(self.mentions.items[index].tokens.start);
            if start > sentence.start && document.tokens[start - 1].is_comma() {
                let from = self.phrase_back(sentence, start - 1);
                // "X, Y, said": the name in front is the subject, unless it only possesses.
                let front = self
                    .mentions
                    .index_at(start - 2)
                    .filter(|&front| self.mentions.items[front].tokens.end == start - 1);
                if front.is_none_or(|front| self.mentions.items[front].kind != EntityKind::Person) {
                    let tokens = from..comma;
                    return Some(Subject {
                        speaker: Speaker {
                            span: Some(document.span(&tokens)),
                            ..self.speaker(index, &tokens)
                        },
                        start: from,
                        citing: None,
                    });
                }
            }
        }
        let from = sentence.start.max(comma.saturating_sub(APPOSITION));
        for at in (from..comma).rev() {
            if !document.tokens[at].is_comma() || at == sentence.start {
                continue;
            }
            let opens = document.is_any(
                at + 1,
                &[
                    Class::Relative,
                    Class::Determiner,
                    Class::Title,
                    Class::According,
                    Class::Definite,
                    Class::SourceAdjective,
                    Class::TitleWord,
                    Class::Adverb,
                    Class::Auxiliary,
                    Class::Preposition,
                    Class::Topic,
                ],
            ) || document.demonym(at + 1).is_some()
                || self.mentions.index_at(at + 1).is_some()
                || document.tokens[at + 1].kind == TokenKind::Number
                || document.key(at + 1).ends_with("ing")
                || document.key(at + 1).ends_with("ed");
            // "Reforma, not a paper given to panic, warned": a short aside behind a name.
            let beside_name = self
                .mentions
                .index_at(at - 1)
                .is_some_and(|index| self.mentions.items[index].tokens.end == at);
            let short = comma - at <= 10
                && beside_name
                && !(at + 1..comma)
                    .any(|it| document.is_any(it, &[Class::Say, Class::And, Class::Conjunction]));
            if !opens && !short {
                continue;
            }
            let Some(mut subject) = self.subject_ending(sentence, at, false) else {
                continue;
            };
            if let Some(found) = document.find(at + 1, Class::According).copied()
                && document.lexicon.pack.according[found.entry].relay
                && let Some(inner) = self.source_at(found.end, comma)
            {
                subject.citing = Some((document.span(&(found.start..found.end)), inner.speaker));
            }
            return Some(subject);
        }
        None
    }

    /// "the club's physio", "China's foreign ministry": a plain noun phrase right before a verb of saying, whoever it is.
    pub(super) fn plain_subject(&mut self, sentence: &Range<usize>, verb: usize) -> Option<Subject> {
        let document = self.document;
        let mut end = verb;
        while end > sentence.start && document.is_any(end - 1, &[Class::Auxiliary, Class::Adverb]) {
            end -= 1;
        }
        let small = [
            Class::Preposition,
            Class::Conjunction,
            Class::And,
            Class::Pronoun,
            Class::ObjectPronoun,
            Class::That,
            Class::Relative,
            Class::Negation,
            Class::Auxiliary,
            Class::Topic,
        ];
        let mut start = end;
        let mut headed = false;
        while start > sentence.start && end - start < 8 {
            let at = start - 1;
            let token = &document.tokens[at];
            if document.is_any(at, &[Class::Determiner, Class::Definite, Class::Possessive])
                && !document.is_any(at, &[Class::Pronoun, Class::Relative])
            {
                start = at;
                headed = true;
                break;
            }
            // "the 31-year-old" is a number by its first letter.
            let aged = token.kind == TokenKind::Number && document.tokens[at + 1].is_dash();
            let hyphen = token.is_dash() && token.glued && at > sentence.start && end - at > 1;
            // "the bakers' guild".
            let plural = token.is_quote()
                && token.glued
                && at > sentence.start
                && document.key(at - 1).ends_with('s')
                && document.quotation_closing(at).is_none()
                && document.quotation_at(at).is_none();
            headed |= plural;
            if hyphen || plural {
                start = at;
                continue;
            }
            if !token.is_word()
                || token.kind == TokenKind::Number && !aged
                || document.is_any(at, &small)
                || document
                    .finite_verb(at)
                    .is_some_and(|it| it.form.tense != crate::inflect::Tense::Bare)
                    && self.mentions.index_at(at).is_none()
            {
                break;
            }
            headed |= token.kind == TokenKind::Suffix;
            start = at;
        }
        // "A reviewer who bought the phone wrote": the clause about the subject stands between.
        let floor = sentence.start.max(start.saturating_sub(8));
        let relative = (floor..start).rev().find(|&at| document.is(at, Class::Relative));
        if let Some(relative) = relative.filter(|&relative| {
            relative > sentence.start && (relative..start).all(|at| document.tokens[at].is_word())
        }) {
            return self.plain_subject(sentence, relative);
        }
        if !headed || end - start < 2 || document.tokens[start].kind == TokenKind::Suffix {
            return None;
        }
        // What stands behind a preposition is no subject.
        if start > sentence.start && document.is_any(start - 1, &[Class::Preposition, Class::NameLink]) {
            return None;
        }
        let last = end - 1;
        let bare = start
            + usize::from(document.is_any(start, &[Class::Determiner, Class::Definite, Class::Possessive]));
        let span = document.span(&(start..end));
        // "The acting Thai premier": an office goes back to its holder.
        let holder = if document.is_any(last, &[Class::Title, Class::TitleFeminine]) {
            self.definite_role_of(last)
        } else {
            None
        };
        let speaker = match holder {
            Some(index) => Speaker {
                span: Some(span),
                ..self.speaker(index, &self.mentions.items[index].tokens.clone())
            },
            None => Speaker {
                span: Some(span),
                mention: None,
                name: document.slice(document.span(&(bare..end))).to_owned(),
                kind: isnad_model::ChainKind::Group,
            },
        };
        Some(Subject {
            speaker,
            start,
            citing: None,
        })
    }

    /// "a statement from the palace", "a report by X seen by Y": a document and what it is of, ending at `end`.
    pub(super) fn document_of(&mut self, sentence: &Range<usize>, end: usize) -> Option<Subject> {
        let document = self.document;
        let from = sentence.start.max(end.saturating_sub(14));
        let noun = (from..end.saturating_sub(1)).rev().find(|&at| {
            document.find(at, Class::Document).is_some_and(|it| {
                it.end < end && document.is_any(it.end, &[Class::Preposition, Class::NameLink])
            })
        })?;
        let of = document.find(noun, Class::Document)?.end;
        let plain = (of..end).all(|at| {
            document.tokens[at].is_word()
                && !document.is_any(at, &[Class::Say, Class::Auxiliary, Class::Relative, Class::That])
        });
        let mut start = noun;
        while start > sentence.start
            && noun - start < 4
            && document.is_any(
                start - 1,
                &[
                    Class::SourceAdjective,
                    Class::Determiner,
                    Class::Definite,
                    Class::TitleWord,
                ],
            )
        {
            start -= 1;
        }
        // A thing in the middle of something else is no subject.
        let placed = start > sentence.start && document.is(start - 1, Class::Preposition);
        if !plain || placed {
            return None;
        }
        let span = document.span(&(start..end));
        let author = self
            .mentions
            .within(of..end)
            .find(|&index| self.mentions.items[index].speaks());
        let speaker = match author {
            Some(index) => Speaker {
                span: Some(span),
                ..self.speaker(index, &(start..end))
            },
            None => {
                let bare = start
                    + usize::from(
                        document.is_any(start, &[Class::Determiner, Class::Definite]) && start < noun,
                    );
                Speaker {
                    span: Some(span),
                    mention: None,
                    name: document.slice(document.span(&(bare..end))).to_owned(),
                    kind: isnad_model::ChainKind::Document,
                }
            }
        };
        Some(Subject {
            speaker,
            start,
            citing: None,
        })
    }

    /// Where the noun phrase that ends at `end` begins: back to a comma, a verb or the sentence's start.
    pub(super) fn phrase_back(&self, sentence: &Range<usize>, end: usize) -> usize {
        let document = self.document;
        let mut start = end;
        while start > sentence.start && end - start < 8 {
            let at = start - 1;
            if !document.tokens[at].is_word()
                || document.finite_verb(at).is_some_and(|it| it.class == Class::Verb)
                    && self.mentions.index_at(at).is_none()
                || document.is_any(at, &[Class::Conjunction, Class::And])
            {
                break;
            }
            start = at;
        }
        start
    }

    pub(super) fn with_determiner(&self, sentence: &Range<usize>, tokens: Range<usize>) -> Range<usize> {
        let determined = tokens.start > sentence.start
            && self
                .document
                .is_any(tokens.start - 1, &[Class::Determiner, Class::Definite]);
        tokens.start - usize::from(determined)..tokens.end
    }

    /// A noun phrase with what stands before the name: titles, nationality, determiner.
    pub(super) fn with_title(&self, sentence: &Range<usize>, tokens: Range<usize>) -> Range<usize> {
        let document = self.document;
        let mut start = tokens.start;
        while start > sentence.start && tokens.start - start < 6 {
            let at = start - 1;
            let belongs = document.is_any(
                at,
                &[
                    Class::Title,
                    Class::TitleFeminine,
                    Class::TitleWord,
                    Class::Outlet,
                    Class::SourceAdjective,
                    Class::Determiner,
                    Class::Definite,
                ],
            ) && !document.is_any(at, &[Class::And, Class::Conjunction])
                || document.demonym(at).is_some() && document.tokens[at].is_word()
                || self
                    .mentions
                    .index_at(at)
                    .is_some_and(|index| self.mentions.items[index].kind == EntityKind::Organization)
                    && tokens.start - at > 1;
            if !belongs || document.finite_verb(at).is_some() && !document.is(at, Class::Title) {
                break;
            }
            start = at;
        }
        start..tokens.end
    }

    /// A noun of people with a phrase behind it that ends at `end`.
    pub(super) fn people_before(
        &mut self,
        sentence: &Range<usize>,
        from: usize,
        end: usize,
    ) -> Option<Subject> {
        let document = self.document;
        // "Aides to the president", "Police in Marseille": a noun of people and what it is of.
        let people = (from..end).rev().find(|&at| {
            document.find(at, Class::Source).is_some()
                && self.mentions.index_at(at).is_none()
                && at + 1 < end
                && (document.is_any(at + 1, &[Class::Inside, Class::Preposition])
                    || document.key(at + 1).ends_with("ed") && document.is(at + 2, Class::Preposition))
        });
        if let Some(noun) = people
            && (noun + 1..end).all(|at| {
                let verb = document.finite_verb(at).is_some_and(|it| it.class == Class::Say)
                    && !document.is_any(
                        at - 1,
                        &[Class::Determiner, Class::SourceAdjective, Class::Preposition],
                    );
                document.tokens[at].is_word()
                    && !verb
                    && !document.is_any(at, &[Class::Auxiliary, Class::Conjunction, Class::And])
            })
            && let Some(index) = crate::mentions::add_anonymous(document, self.mentions, noun)
        {
            let start = self.mentions.items[index].tokens.start;
            let tokens = self.with_determiner(sentence, start..end);
            return Some(Subject {
                speaker: Speaker {
                    span: Some(document.span(&tokens)),
                    ..self.speaker(index, &tokens)
                },
                start: tokens.start,
                citing: None,
            });
        }
        None
    }
}
