//! Views: a phrase with its holder that attributes the clause around it ("in her view", "by the mayor's own account").

use std::ops::Range;

use super::content::{self, clause_end, trim, words};
use super::{Attribution, Reader};
use crate::document::Found;
use crate::lexicon::Class;
use crate::tokens::TokenKind;

/// Words of a phrase from its preposition to its noun.
const PHRASE: usize = 9;

impl Reader<'_, '_> {
    /// Reads "in X's view" from its noun; whether it attributes.
    pub(super) fn read_view(&mut self, sentence: &Range<usize>, found: &Found) -> bool {
        let document = self.document;
        let floor = sentence.start.max(found.start.saturating_sub(PHRASE));
        let Some(holder) = (floor..found.start)
            .rev()
            .take(3)
            .find(|&at| document.is(at, Class::Possessive) || document.tokens[at].kind == TokenKind::Suffix)
        else {
            return false;
        };
        let (speaker, start) = match document.find(holder, Class::Possessive).copied() {
            Some(possessive) => (self.possessor(&possessive), holder),
            None => match self.subject_ending(sentence, holder, false) {
                Some(subject) => (Some(subject.speaker), subject.start),
                None => (None, holder),
            },
        };
        let opens = start
            .checked_sub(1)
            .filter(|&at| at >= floor && document.is(at, Class::Preposition));
        let (Some(speaker), Some(opens)) = (speaker, opens) else {
            return false;
        };
        let content = self.around(sentence, opens..found.end);
        if content.iter().map(|part| words(document, part)).sum::<usize>() < 3 {
            return false;
        }
        if self.told_by_cue(&content, opens) {
            return false;
        }
        let attribution = Attribution {
            carriers: self.discourse.carriers_of(&speaker, self.mentions),
            source: Some(speaker),
            content,
            ..Attribution::new(found.start, document.span(&(opens..found.end)), "attr.view", 0.75)
        };
        self.push(attribution);
        true
    }

    /// "To hear X tell it, C".
    pub(super) fn read_hearing(&mut self, sentence: &Range<usize>, found: &Found) -> bool {
        let document = self.document;
        let limit = sentence.end.min(found.end + PHRASE);
        let Some(tell) = (found.end..limit).find_map(|at| document.find(at, Class::TellIt).copied()) else {
            return false;
        };
        let speaker = match document.find(found.end, Class::Possessive).copied() {
            Some(pronoun) => self.possessor(&pronoun),
            None => self.source_at(found.end, tell.start).map(|phrase| phrase.speaker),
        };
        self.push_clause(
            sentence,
            found.start..tell.end,
            speaker,
            document.span(&(found.start..found.end)),
        )
    }

    /// "C, if X is to be believed".
    pub(super) fn read_believed(&mut self, sentence: &Range<usize>, found: &Found) -> bool {
        let document = self.document;
        let floor = sentence.start.max(found.start.saturating_sub(14));
        let Some(condition) = (floor..found.start)
            .rev()
            .find(|&at| document.is(at, Class::Condition))
        else {
            return false;
        };
        let speaker = match self.source_at(condition + 1, found.start) {
            Some(phrase) => Some(phrase.speaker),
            None => self
                .subject_ending(sentence, found.start, false)
                .map(|subject| subject.speaker),
        };
        self.push_clause(
            sentence,
            condition..found.end,
            speaker,
            document.span(&(found.start..found.end)),
        )
    }

    fn push_clause(
        &mut self,
        sentence: &Range<usize>,
        phrase: Range<usize>,
        speaker: Option<super::Speaker>,
        cue: isnad_text::Span,
    ) -> bool {
        let Some(speaker) = speaker else { return false };
        let content = self.around(sentence, phrase.clone());
        if content
            .iter()
            .map(|part| words(self.document, part))
            .sum::<usize>()
            < 3
        {
            return false;
        }
        let attribution = Attribution {
            carriers: self.discourse.carriers_of(&speaker, self.mentions),
            source: Some(speaker),
            content,
            ..Attribution::new(phrase.start, cue, "attr.clause", 0.7)
        };
        self.push(attribution);
        true
    }

    /// Whether a cue of the sentence has the words before a phrase as its content already.
    fn told_by_cue(&self, content: &[Range<usize>], phrase: usize) -> bool {
        self.attributions.iter().rev().take(8).any(|it| {
            it.content.iter().any(|part| {
                part.contains(&phrase)
                    || content
                        .iter()
                        .any(|own| own.start >= part.start && own.end <= part.end)
            })
        })
    }

    /// The content of a phrase that attributes: behind it where it opens the clause, before it, or both parts where it stands
    /// in the middle ("The bridge, in her view, will hold").
    pub(super) fn around(&self, sentence: &Range<usize>, phrase: Range<usize>) -> Vec<Range<usize>> {
        let document = self.document;
        let clause = content::clause_start(document, sentence, phrase.start);
        let before = trim(document, self.without_openers(clause, phrase.start)..phrase.start);
        let behind = |from: usize| trim(document, from..clause_end(document, sentence, from));
        // "…, and by her reckoning the doors were shut".
        let joined = document.is_any(phrase.start.saturating_sub(1), &[Class::And, Class::Conjunction])
            && document
                .tokens
                .get(phrase.end)
                .is_some_and(crate::tokens::Token::is_word);
        if before.is_empty() || joined {
            return vec![behind(phrase.end)];
        }
        let closed = phrase.end < sentence.end && document.tokens[phrase.end].is_comma();
        if closed && self.is_unfinished(before.clone()) {
            let rest = behind(phrase.end + 1);
            if !rest.is_empty() {
                return vec![before, rest];
            }
        }
        vec![before]
    }

    /// Passes conjunctions and topic phrases at a clause's start.
    fn without_openers(&self, start: usize, end: usize) -> usize {
        let document = self.document;
        let mut start = start;
        while start < end
            && (document.is_any(start, &[Class::Topic, Class::And]) || document.tokens[start].is_comma())
        {
            start = document
                .find(start, Class::Topic)
                .map_or(start + 1, |found| found.end.max(start + 1));
        }
        start
    }

    /// Whether a clause has no verb yet: what comes behind an aside goes on with it.
    pub(super) fn is_unfinished(&self, tokens: Range<usize>) -> bool {
        let document = self.document;
        let plain = |at: usize| {
            document.finite_verb(at).is_some() && !document.is_definite(at)
                || document.is(at, Class::Auxiliary)
        };
        tokens.len() <= 12 && !tokens.clone().any(plain)
    }
}
