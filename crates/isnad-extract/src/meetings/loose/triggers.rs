//! Triggers: the words of meeting of a sentence, verbs and nouns.

use std::ops::Range;

use isnad_model::MeetingKind;

use super::Finder;
use crate::document::Found;
use crate::lexicon::Class;
use crate::meetings::status;

/// A word of meeting.
pub(super) struct Trigger {
    pub(super) tokens: Range<usize>,
    pub(super) kind: MeetingKind,
    pub(super) with: Vec<String>,
    pub(super) needs_with: bool,
    /// Its object is met: a person at least.
    pub(super) object: bool,
    /// It means a meeting only with people or marks around it.
    pub(super) weak: bool,
    pub(super) alone: bool,
    /// Two subjects joined by "and" do it with one another.
    pub(super) together: bool,
    pub(super) noun: bool,
}

impl Finder<'_, '_, '_> {
    /// The words of meeting of a sentence; a verb and the noun beside it are one.
    pub(super) fn triggers(&self, sentence: &Range<usize>) -> Vec<Trigger> {
        let document = self.document;
        let mut triggers: Vec<Trigger> = Vec::new();
        let mut at = sentence.start;
        while at < sentence.end {
            let free = self.reader.mentions().index_at(at).is_none();
            let verb = document.find(at, Class::Meet).copied().filter(|_| free);
            let noun = document.find(at, Class::Meeting).copied().filter(|_| free);
            let longer = |a: &Found, b: &Option<Found>| b.is_none_or(|b| a.end >= b.end);
            let trigger = match (verb, noun) {
                (Some(verb), noun) if longer(&verb, &noun) => Some(self.verb_trigger(&verb)),
                (_, Some(noun)) => self.noun_trigger(&noun),
                _ => None,
            };
            let Some(trigger) = trigger else {
                at += 1;
                continue;
            };
            at = trigger.tokens.end;
            let joins = triggers.last().is_some_and(|last| {
                trigger.tokens.start - last.tokens.end <= 1 && (last.noun || trigger.noun)
            });
            match triggers.last_mut().filter(|_| joins) {
                Some(last) => {
                    last.weak &= trigger.weak;
                    last.object |= trigger.object;
                }
                None => triggers.push(trigger),
            }
        }
        triggers
    }

    fn verb_trigger(&self, found: &Found) -> Trigger {
        let entry = &self.document.lexicon.pack.meet[found.entry];
        Trigger {
            tokens: found.start..found.end,
            kind: entry.kind,
            with: entry.with.clone(),
            needs_with: entry.needs_with,
            object: entry.object && entry.with.is_empty() || entry.person,
            weak: entry.needs_with || entry.person,
            alone: entry.alone,
            together: entry.together,
            noun: false,
        }
    }

    fn noun_trigger(&self, found: &Found) -> Option<Trigger> {
        let document = self.document;
        let entry = &document.lexicon.pack.meeting[found.entry];
        let is = |words: &[String], at: usize| words.iter().any(|word| document.key(at) == word);
        let other = found.end < document.tokens.len() && is(&entry.not_before, found.end)
            || found.start > 0 && is(&entry.not_after, found.start - 1)
            || found.start > 1
                && document.is_any(
                    found.start - 1,
                    &[Class::Determiner, Class::Definite, Class::Preposition],
                )
                && is(&entry.not_after, found.start - 2);
        (!other).then(|| Trigger {
            tokens: found.start..found.end,
            kind: entry.kind,
            with: Vec::new(),
            needs_with: false,
            object: false,
            weak: entry.weak,
            alone: entry.kind == MeetingKind::Session
                || entry.weak && entry.kind == MeetingKind::Meeting && self.has_free_order(),
            together: false,
            noun: true,
        })
    }

    /// A plain negation: nothing took place, unless the sentence tells of a denial or cancelling.
    pub(super) fn is_void_here(&self, sentence: &Range<usize>, trigger: &Trigger) -> bool {
        let document = self.document;
        let told = sentence
            .clone()
            .any(|at| document.is_any(at, &[Class::Denied, Class::Cancelled]));
        let none = trigger.noun
            && (trigger.tokens.start.saturating_sub(2).max(sentence.start)..trigger.tokens.start)
                .any(|at| document.is_whole(at, Class::Negation) && !document.is(at, Class::Denied));
        none || !told
            && (status::is_void(document, sentence, trigger.tokens.start)
                || (trigger.tokens.end..sentence.end.min(trigger.tokens.end + 3))
                    .any(|at| document.is(at, Class::Negation) && document.lexicon.language.verb_last))
    }
}
