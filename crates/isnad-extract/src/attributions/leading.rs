//! Attribution by a verb after its subject, the content behind it or before it (English and its like).

use std::ops::Range;

use isnad_model::{ChainKind, EntityKind, Stance};
use isnad_text::Span;

use super::content::{self, clause_end, trim, words};
use super::{Attribution, Reader, Speaker, link_kind};
use crate::document::Found;
use crate::inflect::{Gender, Number, Tense};
use crate::lexicon::Class;
use crate::mentions::anonymous_range;
use crate::tokens::TokenKind;

/// Tokens back over which an apposition is looked through.
const APPOSITION: usize = 28;

/// A subject before a verb and where its phrase begins.
struct Subject {
    speaker: Speaker,
    start: usize,
    /// "citing X" between subject and verb.
    citing: Option<(Span, Speaker)>,
}

impl Reader<'_, '_> {
    /// Reads one verb of saying.
    pub(super) fn read_subject_first(&mut self, sentence: &Range<usize>, found: Found) {
        let document = self.document;
        let say = document.lexicon.pack.say[found.entry].clone();
        if self.is_noun_or_infinitive(sentence, &found) {
            return;
        }
        if found.form.tense == Tense::Participle {
            self.read_gerund(sentence, &found);
            return;
        }
        let before = self
            .before_verb(sentence, found.start)
            .checked_sub(1)
            .filter(|&at| at >= sentence.start);
        let (negated, passive) = self.auxiliaries(sentence, found.start);
        if negated && say.stance != Stance::Denied {
            return;
        }
        let subject = self.subject_of(sentence, found.start);
        // "… but left open a return": the subject of the predicate before.
        let joined = before.is_some_and(|at| {
            document.is_any(at, &[Class::And, Class::Conjunction])
                && (found.form.tense == Tense::Past || document.is(found.end, Class::That))
        });
        let subject = subject.or_else(|| {
            let speaker = if joined {
                self.discourse
                    .in_sentence()
                    .or_else(|| self.first_subject(sentence, found.start))
            } else {
                None
            };
            speaker.map(|speaker| Subject {
                speaker,
                start: found.start,
                citing: None,
            })
        });
        if say.relay {
            self.read_quoting(sentence, &found, subject, passive);
            return;
        }
        if passive {
            return;
        }
        let quoted_before = before.is_some_and(|at| {
            document.tokens[at].is_quote()
                || document.tokens[at].is_comma() && at > sentence.start && document.tokens[at - 1].is_quote()
        });
        let comma_before = before.is_some_and(|at| document.tokens[at].is_comma());
        match subject {
            Some(subject) => self.read_with_subject(sentence, &found, subject),
            None if quoted_before || comma_before => self.read_inverted(sentence, &found),
            None => {}
        }
    }

    /// "the report", "to say", "no claim": the form is no finite verb here.
    fn is_noun_or_infinitive(&self, sentence: &Range<usize>, found: &Found) -> bool {
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
                && !document.is(at, Class::Pronoun)
                && self.mentions.index_at(at).is_none()
                && !self.is_headed(sentence, at)
            || document.is(at, Class::Preposition) && !document.is_any(at, &[Class::Auxiliary, Class::Adverb])
            || document.tokens[at].kind == TokenKind::Suffix
            || found.form.tense == Tense::Bare && self.bare_is_noun(at)
    }

    /// "the company said", "the opposition says": a word that modifies elsewhere is the head of a determined phrase here.
    fn is_headed(&self, sentence: &Range<usize>, at: usize) -> bool {
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

    fn bare_is_noun(&self, before: usize) -> bool {
        let document = self.document;
        // "Sources close to the talks say": the plural noun stands further back.
        if (before.saturating_sub(6)..before).any(|at| {
            document
                .find(at, Class::Source)
                .is_some_and(|it| it.form.number == Number::Plural)
        }) {
            return false;
        }
        let plural = self.mentions.index_at(before).is_some_and(|index| self.mentions.items[index].number == Number::Plural)
            || document.find(before, Class::Source).is_some_and(|it| it.form.number == Number::Plural)
            || document.find(before, Class::Pronoun).is_some_and(|it| it.form.number != Number::Singular)
            || document.is_any(before, &[Class::Auxiliary, Class::Adverb])
            // "Analysts at Nordlys Bank expect".
            || self.mentions.index_at(before).is_some();
        !plural
    }

    /// Whether the auxiliaries before a verb negate it or make it passive.
    fn auxiliaries(&self, sentence: &Range<usize>, verb: usize) -> (bool, bool) {
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
    fn subject_of(&mut self, sentence: &Range<usize>, verb: usize) -> Option<Subject> {
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
        self.subject_ending(sentence, end, true)
    }

    /// The noun phrase that ends exactly at `end`.
    fn subject_ending(&mut self, sentence: &Range<usize>, end: usize, pronouns: bool) -> Option<Subject> {
        let document = self.document;
        let last = end - 1;
        if pronouns && let Some(found) = document.find(last, Class::Pronoun).copied() {
            return self.pronoun(&found).map(|speaker| Subject {
                speaker,
                start: last,
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
            while start > sentence.start && document.is_any(start - 1, &[Class::Determiner, Class::Definite])
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
            matches!(named.kind, EntityKind::Place | EntityKind::State)
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
                ) || document.known.demonym(document.key(start - 1)).is_some()
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

    /// A noun of people with a phrase behind it that ends at `end`.
    fn people_before(&mut self, sentence: &Range<usize>, from: usize, end: usize) -> Option<Subject> {
        let document = self.document;
        // "Aides to the president", "Police in Marseille": a noun of people and what it is of.
        let people = (from..end).rev().find(|&at| {
            document.find(at, Class::Source).is_some()
                && self.mentions.index_at(at).is_none()
                && at + 1 < end
                && document.is_any(at + 1, &[Class::Inside, Class::Preposition])
        });
        if let Some(noun) = people
            && (noun + 1..end).all(|at| {
                document.tokens[at].is_word()
                    && !document.is_any(
                        at,
                        &[Class::Say, Class::Auxiliary, Class::Conjunction, Class::And],
                    )
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

    /// A subject with an aside in commas behind it: ", who runs X,", ", the minister,", ", citing X,".
    fn subject_before_aside(&mut self, sentence: &Range<usize>, comma: usize) -> Option<Subject> {
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
            ) || document.known.demonym(document.key(at + 1)).is_some()
                || self.mentions.index_at(at + 1).is_some()
                || document.tokens[at + 1].kind == TokenKind::Number
                || document.key(at + 1).ends_with("ing");
            if !opens {
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

    /// Where the noun phrase that ends at `end` begins: back to a comma, a verb or the sentence's start.
    fn phrase_back(&self, sentence: &Range<usize>, end: usize) -> usize {
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

    fn with_determiner(&self, sentence: &Range<usize>, tokens: Range<usize>) -> Range<usize> {
        let determined = tokens.start > sentence.start
            && self
                .document
                .is_any(tokens.start - 1, &[Class::Determiner, Class::Definite]);
        tokens.start - usize::from(determined)..tokens.end
    }

    /// A noun phrase with what stands before the name: titles, nationality, determiner.
    fn with_title(&self, sentence: &Range<usize>, tokens: Range<usize>) -> Range<usize> {
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
                || document.known.demonym(document.key(at)).is_some() && document.tokens[at].is_word()
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

    /// Whom a pronoun goes back to.
    fn pronoun(&self, found: &Found) -> Option<Speaker> {
        let document = self.document;
        let entry = &document.lexicon.pack.pronoun[found.entry];
        let plural = entry.number == Number::Plural;
        let fits = |named: &crate::mentions::Named| {
            let person = named.kind == EntityKind::Person
                || named.kind == EntityKind::Anonymous && named.number == Number::Singular;
            let gender =
                entry.gender == Gender::Any || named.gender == Gender::Any || named.gender == entry.gender;
            if entry.thing {
                matches!(
                    named.kind,
                    EntityKind::Organization | EntityKind::State | EntityKind::Group
                )
            } else if plural {
                named.number == Number::Plural || named.kind == EntityKind::Group
            } else {
                person && gender
            }
        };
        let span = Some(document.span(&(found.start..found.end)));
        // A subject of the sentence before in this paragraph comes before a speaker further back.
        // "The report says … It adds …".
        if entry.thing
            && let Some(speaker) = self.discourse.last_document()
        {
            return Some(Speaker { span, ..speaker });
        }
        let near = self.near_subject(found.start, fits);
        let last = self.discourse.last(fits, self.mentions);
        let nearer = near.filter(|&index| {
            last.as_ref().is_none_or(|speaker| {
                !self.discourse.spoke_in_paragraph(speaker, self.mentions) && speaker.mention != Some(index)
            })
        });
        if let Some(index) = nearer {
            return Some(Speaker {
                span,
                mention: Some(index),
                name: self.mentions.items[index].name.clone(),
                kind: link_kind(self.mentions, index),
            });
        }
        if let Some(speaker) = last {
            return Some(Speaker { span, ..speaker });
        }
        let here = document.tokens[found.start].span.start;
        let index = self
            .mentions
            .before(here)
            .find(|&index| fits(&self.mentions.items[index]))?;
        Some(Speaker {
            span,
            mention: Some(index),
            name: self.mentions.items[index].name.clone(),
            kind: link_kind(self.mentions, index),
        })
    }

    /// The first fitting mention of the last sentence of this paragraph that has one.
    fn near_subject(&self, before: usize, fits: impl Fn(&crate::mentions::Named) -> bool) -> Option<usize> {
        let document = self.document;
        let here = document.tokens[before].sentence as usize;
        let paragraph = document.sentences[here].paragraph;
        // "Tom Beck disagrees: taxes, he warned, would rise."
        let own = document.sentences[here].tokens.start..before;
        let colon = own.clone().rev().find(|&at| document.tokens[at].is_mark(':'));
        if let Some(colon) = colon
            && let Some(index) = self
                .mentions
                .within(own.start..colon)
                .find(|&index| fits(&self.mentions.items[index]))
        {
            return Some(index);
        }
        (0..here)
            .rev()
            .take(3)
            .take_while(|&at| document.sentences[at].paragraph == paragraph)
            .find_map(|at| {
                let tokens = document.sentences[at].tokens.clone();
                self.mentions
                    .within(tokens)
                    .find(|&index| fits(&self.mentions.items[index]))
            })
    }

    /// The mention that a pronoun goes back to.
    pub fn pronoun_mention(&self, found: &Found) -> Option<usize> {
        self.pronoun(found)?.mention
    }

    fn draft(&self, found: &Found, rule: &'static str, confidence: f32) -> Attribution {
        let say = &self.document.lexicon.pack.say[found.entry];
        Attribution {
            at: found.start,
            cue: self.document.span(&(found.start..found.end)),
            more_cues: Vec::new(),
            source: None,
            carriers: Vec::new(),
            content: Vec::new(),
            stance: say.stance,
            direct: false,
            rule,
            confidence,
            fresh: false,
        }
    }

    fn read_with_subject(&mut self, sentence: &Range<usize>, found: &Found, subject: Subject) {
        let document = self.document;
        let left = subject.start.checked_sub(1).filter(|&at| at >= sentence.start);
        let quote_left = left.and_then(|at| self.quotation_before(sentence, at));
        let right = document
            .tokens
            .get(found.end)
            .filter(|_| found.end < sentence.end);
        let ends = right.is_none_or(|token| token.is_stop() || token.is_mark(';'));
        let forward = self.forward(sentence, found);
        let comma_left = left.is_some_and(|at| document.tokens[at].is_comma());
        let told = comma_left
            && self.is_clause(sentence.start..subject.start.saturating_sub(1))
            && !self.is_opener(sentence.start);
        // "As X has written, C": the clause only attributes.
        if left.is_some_and(|at| document.is(at, Class::AsSaid))
            && self.read_as_said(sentence, found, &subject)
        {
            return;
        }
        let backward = match (&forward, quote_left) {
            (_, Some(_)) => true,
            (None, None) => told,
            (Some(forward), None) => {
                told && (ends || forward.weak)
                    && right.is_none_or(|token| !token.is_word() || self.adjunct_at(found.end))
            }
        };
        let mut attribution = self.draft(found, "attr.source-verb", 0.9);
        let mut source = subject.speaker;
        if let Some((cue, inner)) = subject.citing {
            attribution.more_cues.push(cue);
            attribution.carriers.push(source);
            attribution.fresh = true;
            source = inner;
            attribution.rule = "attr.verb-citing";
        }
        // "The keys, she said, were under the mat."
        let split = comma_left
            && quote_left.is_none()
            && !told
            && right.is_some_and(crate::tokens::Token::is_comma)
            && !self.is_opener(sentence.start);
        if split {
            let left = subject.start.saturating_sub(1);
            let start = content::clause_start(document, sentence, left);
            let colon = (start..left).rev().find(|&at| document.tokens[at].is_mark(':'));
            let first = trim(document, colon.map_or(start, |at| at + 1)..left);
            let second = trim(
                document,
                found.end + 1..clause_end(document, sentence, found.end + 1),
            );
            if !first.is_empty() && self.has_own_verb(second.clone()) {
                attribution.content = vec![first, second];
                attribution.rule = "attr.split-content";
            }
        } else if backward {
            self.fill_backward(sentence, &mut attribution, quote_left, subject.start, found.end);
            attribution.rule = if quote_left.is_some() {
                "attr.quote-source-verb"
            } else {
                "attr.content-source-verb"
            };
        } else if let Some(forward) = forward {
            attribution.content = vec![forward.content];
            attribution.direct = forward.direct;
        }
        if attribution.carriers.is_empty() {
            self.add_carrier(sentence, found, &source, &mut attribution);
        }
        attribution.source = Some(source);
        self.push(attribution);
    }

    /// "As X has written, C" and "C, as X put it".
    fn read_as_said(&mut self, sentence: &Range<usize>, found: &Found, subject: &Subject) -> bool {
        let document = self.document;
        let at = subject.start - 1;
        let content = if at <= sentence.start + 1 {
            let Some(comma) =
                (found.end..sentence.end.min(found.end + 8)).find(|&at| document.tokens[at].is_comma())
            else {
                return false;
            };
            trim(document, comma + 1..clause_end(document, sentence, comma + 1))
        } else if document.tokens[at - 1].is_comma() {
            trim(document, content::clause_start(document, sentence, at)..at)
        } else {
            return false;
        };
        let mut attribution = self.draft(found, "attr.as-said", 0.8);
        attribution.content = vec![content];
        attribution.carriers = self.discourse.carriers_of(&subject.speaker, self.mentions);
        attribution.source = Some(subject.speaker.clone());
        self.push(attribution);
        true
    }

    /// Carriers told after the verb or in the sentence's opening, else those of the source's last words.
    fn add_carrier(
        &mut self,
        sentence: &Range<usize>,
        found: &Found,
        source: &Speaker,
        attribution: &mut Attribution,
    ) {
        let document = self.document;
        let content = attribution
            .content
            .first()
            .cloned()
            .unwrap_or(found.end..found.end);
        let stop = if content.start > found.end {
            content.start
        } else {
            sentence.end.min(found.end + 14)
        };
        let told = document.lexicon.pack.say[found.entry].addressee;
        let outlet = if told {
            self.outlet_told(found.end..stop)
        } else {
            None
        };
        let outlet = outlet
            .or_else(|| self.outlet_written_in(found.end, stop))
            .or_else(|| self.outlet_spoken_to(found.end..stop))
            .or_else(|| {
                self.outlet_spoken_to(sentence.start..found.start.min(content.start.max(sentence.start)))
            });
        match outlet {
            Some(outlet) => {
                attribution.carriers = vec![outlet];
                attribution.fresh = true;
            }
            None => attribution.carriers = self.discourse.carriers_of(source, self.mentions),
        }
    }

    fn outlet_told(&self, tokens: Range<usize>) -> Option<Speaker> {
        let document = self.document;
        let mut at = tokens.start;
        while at < tokens.end
            && document.is_any(at, &[Class::Determiner, Class::Outlet, Class::SourceAdjective])
            && self.mentions.index_at(at).is_none()
        {
            at += 1;
        }
        let index = self.mentions.starting_at(at)?;
        self.outlet(index, at > tokens.start)
    }

    fn outlet(&self, index: usize, classed: bool) -> Option<Speaker> {
        let named = &self.mentions.items[index];
        let speaker = Speaker {
            kind: ChainKind::Outlet,
            ..self.speaker(index, &named.tokens.clone())
        };
        ((named.outlet || classed && named.kind == EntityKind::Organization) && !self.is_own(&speaker))
            .then_some(speaker)
    }

    /// "wrote in Garden Week", "warned on Radio Sund": an outlet behind a preposition right after the verb.
    fn outlet_written_in(&self, at: usize, stop: usize) -> Option<Speaker> {
        let document = self.document;
        if !document.is_any(at, &[Class::PlacePreposition, Class::Preposition]) {
            return None;
        }
        let mut next = at + 1;
        while next < stop && document.is_any(next, &[Class::Determiner, Class::Outlet]) {
            next += 1;
        }
        let index = self.mentions.starting_at(next).filter(|&index| {
            let named = &self.mentions.items[index];
            let sounds = named.tokens.clone().any(|at| document.is(at, Class::OutletEnd));
            next < stop + 1 && (named.outlet || sounds)
        })?;
        self.outlet(index, true)
    }

    fn outlet_spoken_to(&self, tokens: Range<usize>) -> Option<Speaker> {
        let document = self.document;
        for at in tokens.clone() {
            let Some(found) = document.find(at, Class::SpokenTo) else {
                continue;
            };
            // "quipped to The Guardian": a mere preposition needs an outlet behind it.
            if document.key(at) == document.lexicon.infinitive_mark() {
                let mut next = found.end;
                while next < tokens.end && document.is_any(next, &[Class::Determiner, Class::Outlet]) {
                    next += 1;
                }
                let outlet = self
                    .mentions
                    .index_at(next)
                    .filter(|&index| self.mentions.items[index].outlet);
                if let Some(speaker) = outlet.and_then(|index| self.outlet(index, true)) {
                    return Some(speaker);
                }
                continue;
            }
            let index = self
                .mentions
                .within(found.end..tokens.end.min(found.end + 6))
                .next();
            if let Some(index) = index {
                let named = &self.mentions.items[index];
                let speaker = Speaker {
                    kind: ChainKind::Outlet,
                    ..self.speaker(index, &named.tokens.clone())
                };
                if !matches!(named.kind, EntityKind::State | EntityKind::Place) && !self.is_own(&speaker) {
                    return Some(speaker);
                }
            }
        }
        None
    }

    /// The quotation that closes right before a token (a comma may stand between).
    fn quotation_before(&self, sentence: &Range<usize>, at: usize) -> Option<(usize, usize)> {
        let document = self.document;
        let close = if document.tokens[at].is_quote() {
            at
        } else if document.tokens[at].is_comma() && at > sentence.start && document.tokens[at - 1].is_quote()
        {
            at - 1
        } else {
            return None;
        };
        let quotation = document.quotation_closing(close)?;
        let name = quotation.close - quotation.open <= 4
            && !document.tokens[at].is_comma()
            && !document.tokens[close - 1].is_comma();
        let opens = quotation.open <= sentence.start + 1
            || document.tokens[quotation.open - 1].is_comma()
            || document.tokens[quotation.open - 1].is_mark(':');
        (!name && opens).then_some((quotation.open, quotation.close))
    }

    fn fill_backward(
        &mut self,
        sentence: &Range<usize>,
        attribution: &mut Attribution,
        quote: Option<(usize, usize)>,
        subject: usize,
        after: usize,
    ) {
        let document = self.document;
        match quote {
            Some((open, close)) => {
                attribution.direct = true;
                attribution.content = vec![trim(document, open..close + 1)];
                // "…," said X, "and …": the quotation goes on.
                let mut at = after;
                let limit = sentence.end.min(after + 24);
                while at < limit {
                    if let Some(next) = document.quotation_at(at)
                        && document.tokens[at - 1].is_comma()
                    {
                        attribution
                            .content
                            .push(trim(document, next.open..next.close + 1));
                        break;
                    }
                    if document.finite_verb(at).is_some() && at > after {
                        break;
                    }
                    at += 1;
                }
            }
            None => {
                let start = content::clause_start(document, sentence, subject);
                attribution.content = vec![trim(document, start..subject)];
            }
        }
    }

    /// "…," said Marta Solheim, chief executive of Vantage.
    /// Where a verb begins with its auxiliaries and a dash after a quotation («…», a déclaré X; «…», — сказал X).
    fn before_verb(&self, sentence: &Range<usize>, verb: usize) -> usize {
        let document = self.document;
        let mut start = verb;
        while start > sentence.start
            && verb - start < 4
            && (document.is_any(start - 1, &[Class::Auxiliary, Class::Adverb])
                && self.mentions.index_at(start - 1).is_none()
                || document.tokens[start - 1].is_dash())
        {
            start -= 1;
        }
        start
    }

    fn read_inverted(&mut self, sentence: &Range<usize>, found: &Found) {
        let document = self.document;
        let Some(before) = self.before_verb(sentence, found.start).checked_sub(1) else {
            return;
        };
        let quote = self.quotation_before(sentence, before);
        if quote.is_none() && !(document.tokens[before].is_comma() && self.is_clause(sentence.start..before))
        {
            return;
        }
        let mut start = found.end;
        while start < sentence.end && document.is(start, Class::Adverb) {
            start += 1;
        }
        let Some(phrase) = self.source_at(start, sentence.end) else {
            return;
        };
        let mut speaker = phrase.speaker;
        if let (Some(span), true) = (speaker.span.as_mut(), start < phrase.end) {
            span.start = span.start.min(document.tokens[start].span.start);
        }
        let mut attribution = self.draft(found, "attr.quote-verb-source", 0.9);
        self.fill_backward(sentence, &mut attribution, quote, found.start, phrase.end);
        attribution.carriers = match self.outlet_spoken_to(phrase.end..sentence.end.min(phrase.end + 12)) {
            Some(outlet) => vec![outlet],
            None => self.discourse.carriers_of(&speaker, self.mentions),
        };
        attribution.source = Some(speaker);
        self.push(attribution);
    }

    /// ", adding that …", ", noting …": the subject of the main clause goes on.
    fn read_gerund(&mut self, sentence: &Range<usize>, found: &Found) {
        let document = self.document;
        let Some(before) = found.start.checked_sub(1).filter(|&at| at >= sentence.start) else {
            return;
        };
        if !(document.tokens[before].is_comma()
            || document.tokens[before].is_quote()
            || document.is(before, Class::And))
            || document.lexicon.pack.say[found.entry].relay
        {
            return;
        }
        let source = self
            .discourse
            .in_sentence()
            .or_else(|| self.first_subject(sentence, found.start));
        let (Some(source), Some(forward)) = (source, self.forward(sentence, found)) else {
            return;
        };
        let mut attribution = self.draft(found, "attr.participle", 0.85);
        attribution.content = vec![forward.content];
        attribution.direct = forward.direct;
        attribution.carriers = self.discourse.carriers_of(&source, self.mentions);
        attribution.source = Some(source);
        self.push(attribution);
    }

    fn first_subject(&mut self, sentence: &Range<usize>, before: usize) -> Option<Speaker> {
        let index = self
            .mentions
            .within(sentence.start..before)
            .find(|&index| self.mentions.items[index].speaks())?;
        Some(Speaker {
            span: None,
            mention: Some(index),
            name: self.mentions.items[index].name.clone(),
            kind: link_kind(self.mentions, index),
        })
    }

    /// "A quoted B as saying that C", "B was quoted by A as saying C".
    fn read_quoting(
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
        attribution.content = vec![trim(document, start..end)];
        attribution.direct = document.quotation_at(start).is_some();
        attribution.source = Some(source);
        self.used[relay.start..relay.end].fill(true);
        self.push(attribution);
    }

    /// Whether tokens hold a finite verb: they can be a content.
    fn is_clause(&self, tokens: Range<usize>) -> bool {
        let document = self.document;
        words(document, &tokens) >= 3
            && tokens.clone().any(|at| {
                document.finite_verb(at).is_some()
                    || document.is(at, Class::Auxiliary)
                    || document.key(at).ends_with("ed")
            })
    }

    /// Whether a sentence opens with a phrase that is set off by a comma and is no content.
    fn is_opener(&self, start: usize) -> bool {
        let document = self.document;
        document.is_any(start, &[Class::Topic, Class::Condition])
            || document.is(start, Class::Preposition) && !document.is(start, Class::Determiner)
            || document.is(start, Class::Conjunction) && !document.is(start, Class::Determiner)
    }

    fn adjunct_at(&self, at: usize) -> bool {
        self.document.is_any(
            at,
            &[
                Class::Preposition,
                Class::Adverb,
                Class::Conjunction,
                Class::Reporter,
            ],
        )
    }

    /// The content behind a verb.
    fn forward(&self, sentence: &Range<usize>, found: &Found) -> Option<Forward> {
        let document = self.document;
        let say = &document.lexicon.pack.say[found.entry];
        let mut at = found.end;
        let limit = sentence.end;
        if say.addressee {
            at = self.after_addressee(at, limit);
        }
        // "dismissed as "baseless" a report": what is judged stands behind the judgment.
        if say
            .skip
            .iter()
            .any(|word| document.key(at.min(limit - 1)) == word)
        {
            at = document
                .quotation_at(at + 1)
                .map_or(at + 2, |quotation| quotation.close + 1)
                .min(limit);
        }
        // A call's quoted words are part of it ("calling it "a blow"").
        let marked = self.marker_after(at, limit).filter(|&start| {
            !(say.call
                && start > at
                && document.quotation_at(start).is_some()
                && !document.tokens[start - 1].is_mark(':'))
        });
        let (start, weak) = match marked {
            Some(start) => (start, false),
            None if say.weak && !say.call => return None,
            None => (self.after_adjuncts(at, limit), true),
        };
        let token = document.tokens.get(start).filter(|_| start < limit)?;
        if weak {
            let fits = token.is_word()
                && !(document.is(start, Class::Preposition) && !self.takes_preposition(say, start))
                && !document.is_any(start, &[Class::Conjunction, Class::Adverb])
                || document.is_any(start, &[Class::Determiner, Class::Pronoun]);
            if !fits
                && !say.call
                && !(say.infinitive && document.key(start) == document.lexicon.infinitive_mark())
            {
                return None;
            }
        }
        let nominal = weak && self.takes_preposition(say, start);
        let start = start + usize::from(nominal);
        let end = clause_end(document, sentence, start);
        let content = trim(document, start..end);
        if let Some(needed) = &say.needs
            && !content.clone().take(12).any(|at| document.key(at) == needed)
        {
            return None;
        }
        // "called the decision "a blow"", "asked the court to …": a call in a verb of other senses.
        if weak && say.weak {
            let called = content.clone().any(|at| document.quotation_at(at).is_some());
            let asked = content
                .clone()
                .any(|at| document.key(at) == document.lexicon.infinitive_mark());
            if !called && !asked || document.is(start, Class::Preposition) {
                return None;
            }
        }
        let clause = self.has_own_verb(content.clone());
        let least = if marked.is_some() {
            1
        } else if nominal || say.object || say.call || say.infinitive {
            2
        } else {
            3
        };
        if words(document, &content) < least
            || weak && !clause && !(nominal || say.object || say.call || say.infinitive)
        {
            return None;
        }
        let direct = document
            .quotation_at(start)
            .is_some_and(|quotation| quotation.close + 2 >= end);
        Some(Forward {
            content,
            direct,
            weak,
        })
    }

    fn takes_preposition(&self, say: &crate::pack::Say, at: usize) -> bool {
        say.prepositions
            .iter()
            .any(|preposition| self.document.key(at) == preposition)
    }

    /// A clause has a verb before any relative pronoun.
    fn has_own_verb(&self, tokens: Range<usize>) -> bool {
        let document = self.document;
        for at in tokens.start..tokens.end.min(tokens.start + 24) {
            if document.is_any(at, &[Class::Relative]) || document.is(at, Class::That) && at > tokens.start {
                return false;
            }
            if document.finite_verb(at).is_some()
                || document.is(at, Class::Auxiliary)
                || document.key(at).ends_with("ed") && document.key(at).len() > 4
            {
                return true;
            }
        }
        false
    }

    fn after_addressee(&self, at: usize, limit: usize) -> usize {
        let document = self.document;
        let mut at = at;
        let start = at;
        while at < limit
            && document.is_any(
                at,
                &[
                    Class::Determiner,
                    Class::Definite,
                    Class::SourceAdjective,
                    Class::Outlet,
                ],
            )
            && !document.is(at, Class::Pronoun)
            && !document.is(at, Class::That)
        {
            at += 1;
        }
        if let Some(found) = document.find(at, Class::Reporter) {
            return found.end;
        }
        if let Some(index) = self.mentions.starting_at(at).filter(|_| at < limit) {
            return self.mentions.items[index].tokens.end;
        }
        if at < limit
            && (at > start || document.is(at, Class::ObjectPronoun) || document.is(at, Class::Source))
            && document.tokens[at].is_word()
        {
            return at + 1;
        }
        start
    }

    /// Where a content with a marker begins: `that`, a quotation, a colon, adjuncts passed over.
    fn marker_after(&self, at: usize, limit: usize) -> Option<usize> {
        let document = self.document;
        for it in at..limit.min(at + 16) {
            let token = &document.tokens[it];
            if document.quotation_at(it).is_some() {
                let near = it == at
                    || document.tokens[it - 1].is_comma()
                    || document.tokens[it - 1].is_mark(':')
                    || self.only_adjuncts(at, it);
                return near.then_some(it);
            }
            if token.is_mark(':') {
                return Some(it + 1);
            }
            if document.is(it, Class::That)
                && (it == at || self.only_adjuncts(at, it))
                && !document.is(it, Class::Relative)
            {
                return document.find(it, Class::That).map(|found| found.end);
            }
            if token.is_stop()
                || token.is_mark(';')
                || document.finite_verb(it).is_some()
                    && it > at
                    && !document.is(it, Class::Determiner)
                    && self.mentions.index_at(it).is_none()
                    && !document.is_any(it - 1, &[Class::Determiner, Class::Preposition])
                || document.is(it, Class::Auxiliary)
            {
                return None;
            }
        }
        None
    }

    /// Between a verb and its marker stand only phrases of time, place and manner.
    fn only_adjuncts(&self, from: usize, to: usize) -> bool {
        let document = self.document;
        if (from..to).any(|at| {
            document.is_any(at, &[Class::Conjunction, Class::And]) && !document.is(at, Class::Preposition)
        }) || to - from > 10
            || from < to
                && document.key(from) == document.lexicon.infinitive_mark()
                && !document.is(from + 1, Class::Reporter)
        {
            return false;
        }
        from == to
            || self.adjunct_at(from)
            || document.tokens[from].is_comma()
            || document.is(from, Class::SpokenTo)
            || document.tokens[from].kind == TokenKind::Number
            || document.tokens[to].is_mark(':')
    }

    /// Passes "on Wednesday", "in a statement", "only" between a verb and a bare content.
    fn after_adjuncts(&self, at: usize, limit: usize) -> usize {
        let document = self.document;
        let mut at = at;
        while at < limit {
            if let Some(found) = document.find(at, Class::Adverb) {
                at = found.end;
            } else if let Some(found) = document
                .find(at, Class::Preposition)
                .filter(|_| !document.is(at, Class::With))
            {
                let mut next = found.end;
                while next < limit && document.is_any(next, &[Class::Determiner, Class::SourceAdjective]) {
                    next += 1;
                }
                let known = self
                    .mentions
                    .starting_at(next)
                    .map(|index| self.mentions.items[index].tokens.end);
                if !(document.is_any(next, &[Class::Adverb, Class::Document, Class::Reporter])
                    || known.is_some())
                {
                    return at;
                }
                at = known.unwrap_or(next + 1);
            } else {
                return at;
            }
        }
        at
    }
}

/// A content behind a verb.
struct Forward {
    content: Range<usize>,
    direct: bool,
    /// Nothing marks where it begins.
    weak: bool,
}

fn opens_clause(reader: &Reader<'_, '_>, at: usize) -> bool {
    at == 0 || reader.document.tokens[at - 1].is_quote() || reader.document.tokens[at].starts_line
}
