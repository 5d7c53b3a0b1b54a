//! Who says it, in languages that put source, cue and content in many orders.

use std::ops::Range;

use isnad_text::Span;

use super::free::Told;
use super::{Reader, Speaker};
use crate::document::Found;
use crate::inflect::Tense;
use crate::lexicon::Class;

/// The source, then the words and the outlet that pass it on.
type Passed = (Speaker, Option<(Span, Option<Speaker>)>);

impl Reader<'_, '_> {
    /// The source, and the outlet that passes it on with the words that say so.
    pub(super) fn free_source(
        &mut self,
        sentence: &Range<usize>,
        found: &Found,
        group: &Range<usize>,
        told: &Told,
    ) -> Option<Passed> {
        let passed = self.passed_on(sentence, group, told);
        if passed.is_some() {
            return passed.map(|(cue, inner, outer)| (inner, Some((cue, outer))));
        }
        if let Some((cue, inner, start)) = self.citing_aside(sentence, group.start) {
            let outer = self
                .nearest_candidate(sentence.start, start)
                .and_then(|at| self.source_or_phrase(at, start))
                .map(|phrase| phrase.speaker)
                .filter(|outer| !self.is_own(outer));
            return Some((inner, Some((cue, outer))));
        }
        let speaker = self.free_speaker(sentence, found, group, told)?;
        Some((speaker, None))
    }

    /// `X, citant Y, affirmait que`: whom the subject passes on, in an aside before the verb.
    fn citing_aside(&mut self, sentence: &Range<usize>, verb: usize) -> Option<(Span, Speaker, usize)> {
        let document = self.document;
        let from = sentence.start.max(verb.saturating_sub(16));
        let found = (from..verb).find_map(|at| {
            document
                .find(at, Class::According)
                .filter(|it| document.lexicon.pack.according[it.entry].relay)
                .copied()
        })?;
        let phrase = self.source_or_phrase(found.end, verb)?;
        Some((
            document.span(&(found.start..found.end)),
            phrase.speaker,
            found.start,
        ))
    }

    /// `заявил со ссылкой на X, что`: whom the subject passes on, between verb and content.
    fn passed_on(
        &mut self,
        sentence: &Range<usize>,
        group: &Range<usize>,
        told: &Told,
    ) -> Option<(Span, Speaker, Option<Speaker>)> {
        let document = self.document;
        if told.before || told.marker <= group.end {
            return None;
        }
        let found = (group.end..told.marker).find_map(|at| {
            document
                .find(at, Class::According)
                .filter(|it| document.lexicon.pack.according[it.entry].relay)
                .copied()
        })?;
        let inner = self.source_or_phrase(found.end, told.marker)?.speaker;
        let start = self
            .nearest_candidate(sentence.start, group.start)
            .and_then(|at| self.source_at(at, group.start))
            .map(|phrase| phrase.speaker)
            .filter(|outer| !self.is_own(outer));
        Some((document.span(&(found.start..found.end)), inner, start))
    }

    fn free_speaker(
        &mut self,
        sentence: &Range<usize>,
        found: &Found,
        group: &Range<usize>,
        told: &Told,
    ) -> Option<Speaker> {
        let document = self.document;
        let verb_last = document.lexicon.language.verb_last;
        // `dit-il`: a pronoun joined to the verb.
        if group.end > found.end
            && let Some(pronoun) =
                (found.end..group.end).find_map(|at| document.find(at, Class::Pronoun).copied())
        {
            return self.pronoun(&pronoun);
        }
        if found.form.tense == Tense::Participle {
            return self.participle_source(sentence, found);
        }
        let say = &document.lexicon.pack.say[found.entry];
        if say.learns || say.document {
            let from = if say.learns {
                Class::LearnsFrom
            } else {
                Class::Preposition
            };
            let until = self.clause_stop(group.end, sentence.end);
            let opener = (group.end..until).find_map(|at| document.find(at, from).copied());
            if let Some(opener) = opener {
                return self
                    .source_or_phrase(opener.end, sentence.end)
                    .map(|phrase| phrase.speaker);
            }
            if say.document {
                let noun = (sentence.start..group.start).find(|&at| document.is(at, Class::Document))?;
                return self
                    .source_or_phrase(noun, group.start)
                    .map(|phrase| phrase.speaker);
            }
        }
        if told.before && !verb_last {
            if let Some(phrase) = self.source_or_phrase(group.end, sentence.end) {
                return Some(phrase.speaker);
            }
            if let Some(pronoun) = document
                .find(group.end, Class::Pronoun)
                .copied()
                .filter(|_| group.end < sentence.end)
            {
                return self.pronoun(&pronoun);
            }
            // `пошутил в разговоре с журналистами один из делегатов`: adjuncts stand between.
            let until = self.clause_stop(group.end, sentence.end);
            if let Some(at) = self.first_candidate(group.end, until)
                && let Some(phrase) = self.source_or_phrase(at, until)
            {
                return Some(phrase.speaker);
            }
        }
        let floor = if told.before && !verb_last {
            told.parts[0].end
        } else {
            sentence.start
        };
        let joined = group.start > sentence.start
            && document.is_any(group.start - 1, &[Class::And, Class::Conjunction]);
        if verb_last
            && !joined
            && let Some(speaker) = self.leading_subject(sentence, group, told)
        {
            return Some(speaker);
        }
        let beside = self
            .subject_of(sentence, group.start)
            .filter(|it| it.start >= floor && !(verb_last && self.is_governed(it.start, floor)));
        if let Some(subject) = beside {
            return Some(subject.speaker);
        }
        if !told.before && group.end < told.marker && !verb_last {
            if let Some(pronoun) = document.find(group.end, Class::Pronoun).copied() {
                return self.pronoun(&pronoun);
            }
            if let Some(phrase) = self.source_at(group.end, told.marker) {
                return Some(phrase.speaker);
            }
        }
        if joined && let Some(speaker) = self.discourse.in_sentence() {
            return Some(speaker);
        }
        let (from, until) = self.clause_of_cue(sentence, group, told);
        let from = from.max(floor);
        let candidate = if verb_last || joined {
            self.first_candidate(from, until)
        } else {
            self.nearest_candidate(from, until)
        };
        if let Some(at) = candidate
            && let Some(phrase) = self.source_or_phrase(at, until)
        {
            return Some(phrase.speaker);
        }
        if let Some(speaker) = self.discourse.in_sentence() {
            return Some(speaker);
        }
        if let Some(speaker) = self.located_source(from, until) {
            return Some(speaker);
        }
        if verb_last && let Some(speaker) = self.unknown_subject(from, until) {
            return Some(speaker);
        }
        let opens = group.start == sentence.start || joined || verb_last || told.before;
        (document.lexicon.language.elides && opens || told.before && told.direct)
            .then(|| self.discourse.elided(found, self.mentions))
            .flatten()
    }

    /// Where the clause of a cue begins before it, and where a subject must end.
    fn clause_of_cue(&self, sentence: &Range<usize>, group: &Range<usize>, told: &Told) -> (usize, usize) {
        let verb_last = self.document.lexicon.language.verb_last;
        let from = if told.before && verb_last && told.rule == "attr.quote-verb" {
            told.parts[0].end
        } else {
            self.after_cue_before(sentence, group.start)
        };
        let until = if told.rule == "attr.source-object-verb" {
            told.marker
        } else {
            group.start
        };
        // A semicolon ends another clause.
        let document = self.document;
        let part = (from..until)
            .rev()
            .take(60)
            .find(|&at| document.tokens[at].is_mark(';') || document.tokens[at].is_mark('؛'));
        let from = part.filter(|_| verb_last).map_or(from, |at| at + 1);
        (from, until)
    }

    /// `X، رئیس Y، به Z گفت`: the first noun phrase of the clause that no preposition governs, not what stands beside the verb.
    fn leading_subject(
        &mut self,
        sentence: &Range<usize>,
        group: &Range<usize>,
        told: &Told,
    ) -> Option<Speaker> {
        let (from, until) = self.clause_of_cue(sentence, group, told);
        let at = self.first_candidate(from, until)?;
        self.pronoun_or_phrase(at, until)
    }

    /// Whom a pronoun at a token goes back to, or the phrase that begins there.
    fn pronoun_or_phrase(&mut self, at: usize, until: usize) -> Option<Speaker> {
        if self.mentions.index_at(at).is_none()
            && let Some(pronoun) = self.document.find(at, Class::Pronoun).copied()
        {
            return self.pronoun(&pronoun);
        }
        self.source_or_phrase(at, until).map(|phrase| phrase.speaker)
    }

    /// A participle goes on with the subject of its sentence, or belongs to the noun before its comma.
    fn participle_source(&mut self, sentence: &Range<usize>, found: &Found) -> Option<Speaker> {
        let document = self.document;
        if let Some(speaker) = self.discourse.in_sentence() {
            return Some(speaker);
        }
        let from = self.after_cue_before(sentence, found.start);
        if let Some(at) = self.first_candidate(from, found.start) {
            let speaker = if self.document.lexicon.language.verb_last {
                self.pronoun_or_phrase(at, found.start)
            } else {
                self.source_at(at, found.start).map(|phrase| phrase.speaker)
            };
            if speaker.is_some() {
                return speaker;
            }
        }
        // `Открывая …, X заявил`: the subject stands behind.
        let comma = (found.end..sentence.end).find(|&at| document.tokens[at].is_comma())?;
        self.source_at(comma + 1, sentence.end)
            .map(|phrase| phrase.speaker)
    }
}
