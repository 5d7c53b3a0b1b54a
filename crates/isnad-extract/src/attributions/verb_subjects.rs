//! Subjects of a verb of saying: behind it, before it or left out (Arabic).

use std::ops::Range;

use isnad_model::EntityKind;

use super::{Reader, Speaker, content};
use crate::document::Found;
use crate::inflect::Tense;
use crate::lexicon::Class;

impl Reader<'_, '_> {
    /// Subject after the verb, before it, or left out; where what follows the subject begins.
    pub(super) fn subject(
        &mut self,
        sentence: &Range<usize>,
        found: &Found,
        limit: usize,
    ) -> Option<(Speaker, usize, &'static str)> {
        let document = self.document;
        let mut start = found.end;
        while start < limit
            && document.is(start, Class::Adverb)
            && !document.is_any(start, &[Class::Source, Class::Title])
        {
            start += 1;
        }
        let coordinated = found.clitic.conjunction.is_some() && found.start > sentence.start;
        if found.form.tense == Tense::Participle {
            return self
                .participle_subject(sentence, found)
                .map(|speaker| (speaker, found.end, "participle"));
        }
        // `كان X قد أبلغ Y`: the subject stands before, what follows is told.
        let told = document
            .find(found.end, Class::Outlet)
            .map(|it| it.end)
            .or(Some(found.end))
            .and_then(|at| self.mentions.index_at(at))
            .is_some_and(|index| self.mentions.items[index].outlet);
        let beside = found.start > sentence.start
            && (told
                || document.is(found.start - 1, Class::Auxiliary)
                || self
                    .mentions
                    .index_at(found.start - 1)
                    .is_some_and(|index| self.mentions.items[index].speaks()));
        if document.lexicon.pack.say[found.entry].addressee
            && beside
            && let Some(speaker) = self.subject_before(sentence, found)
        {
            return Some((speaker, found.end, "source-verb"));
        }
        let after = if start < limit && !super::sources::is_adjunct(document, start) && !found.enclitic {
            self.source_at(start, limit)
        } else {
            None
        };
        let after = after.or_else(|| {
            let told = limit < sentence.end && start < limit && !found.enclitic;
            if told { self.people(start, limit) } else { None }
        });
        if let Some(phrase) = after {
            return Some((phrase.speaker, phrase.end, "verb-source"));
        }
        let may_lead = !coordinated || document.key(found.start).starts_with('ف');
        if may_lead && let Some(speaker) = self.subject_before(sentence, found) {
            return Some((speaker, found.end, "source-verb"));
        }
        if !coordinated
            && found.start > sentence.start
            && document.tokens[found.start - 1].is_word()
            && !document.is_any(
                found.start - 1,
                &[Class::Auxiliary, Class::Conjunction, Class::Topic],
            )
            && let Some(speaker) = self.main_subject(sentence, found.start)
        {
            return Some((speaker, found.end, "elided"));
        }
        let elided = if coordinated {
            self.discourse
                .in_sentence()
                .or_else(|| self.main_subject(sentence, found.start))
                .or_else(|| self.discourse.elided(found, self.mentions))
        } else {
            self.discourse.elided(found, self.mentions)
        };
        elided
            .or_else(|| self.main_subject(sentence, found.start))
            .map(|speaker| (speaker, found.end, "elided"))
    }

    /// The subject of the sentence's main clause, for a participle.
    pub(super) fn participle_subject(&mut self, sentence: &Range<usize>, found: &Found) -> Option<Speaker> {
        if let Some(speaker) = self.discourse.in_sentence() {
            return Some(speaker);
        }
        self.main_subject(sentence, found.start)
            .or_else(|| self.discourse.elided(found, self.mentions))
    }

    /// The subject of the first verb of a sentence that stands before `before`.
    pub(super) fn main_subject(&mut self, sentence: &Range<usize>, before: usize) -> Option<Speaker> {
        let document = self.document;
        let verb = (sentence.start..before)
            .find(|&at| document.finite_verb(at).is_some() && !document.is_definite(at))?;
        let end = document.finite_verb(verb)?.end;
        let phrase = self.source_at(end, before);
        let phrase = phrase.or_else(|| {
            let start = content::clause_start(document, sentence, verb);
            if start < verb {
                self.source_at(start, verb)
            } else {
                None
            }
        })?;
        phrase.speaker.mention.is_some().then_some(Speaker {
            span: None,
            ..phrase.speaker
        })
    }

    /// A subject before the verb: after a topic word, `كان`, or at the clause's start.
    pub(super) fn subject_before(&mut self, sentence: &Range<usize>, found: &Found) -> Option<Speaker> {
        let document = self.document;
        let verb = found.start;
        let mut start = content::clause_start(document, sentence, verb);
        // Inside a content clause the subject stands behind its marker.
        let marker = (start..verb)
            .rev()
            .find_map(|at| document.find(at, Class::That).filter(|it| it.end <= verb));
        start = start.max(marker.map_or(0, |it| it.end));
        // A conjunction behind a comma opens the clause: `…، لكن X كذّب`.
        let joined = (start + 1..verb).rev().find(|&at| {
            document.tokens[at - 1].is_comma()
                && document.find(at, Class::Conjunction).is_some_and(|it| {
                    it.end <= verb && !document.is_any(at, &[Class::Relative, Class::FreeRelative])
                })
        });
        start = start.max(joined.unwrap_or(0));
        loop {
            if start >= verb {
                return None;
            }
            let skip = document
                .found_at(start)
                .iter()
                .filter(|it| {
                    matches!(
                        it.class,
                        Class::Topic | Class::Auxiliary | Class::Adverb | Class::Conjunction
                    ) && it.end <= verb
                        && !document.is_any(start, &[Class::Title])
                })
                .map(|it| it.end)
                .max();
            if let Some(end) = skip {
                start = end;
            } else if document.tokens[start].is_comma() || document.tokens[start].is_dash() {
                start += 1;
            } else {
                break;
            }
        }
        // "In Geneva, X said": a phrase with a preposition, then a comma.
        if document.is(start, Class::Preposition) {
            let comma = (start..verb.min(start + 8)).find(|&at| document.tokens[at].is_comma())?;
            start = comma + 1;
            if start >= verb {
                return None;
            }
        }
        let phrase = self.source_at(start, verb)?;
        if phrase.end > verb {
            return None;
        }
        let between = phrase.end..verb;
        let closed = between.clone().all(|at| {
            document.is_any(at, &[Class::Auxiliary, Class::Negation, Class::Adverb])
                || !document.tokens[at].is_word()
                || self
                    .mentions
                    .index_at(at)
                    .is_some_and(|index| self.mentions.items[index].kind == EntityKind::Person)
        });
        let aside = between.len() >= 2
            && (document.tokens[between.start].is_comma() && document.tokens[between.end - 1].is_comma()
                || found.clitic.conjunction == Some('ف')
                || document.tokens[between.start].is_bracket());
        let attached = document.is(between.start.min(verb), Class::Preposition)
            && between.len() <= 6
            && between
                .clone()
                .all(|at| document.finite_verb(at).is_none() && document.tokens[at].is_word());
        (closed || aside || attached).then_some(phrase.speaker)
    }
}
