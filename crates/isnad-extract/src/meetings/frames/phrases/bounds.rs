//! Bounds: where a noun phrase ends, and which of its words are no part of it.

use super::Cutter;
use crate::inflect::Tense;
use crate::lexicon::Class;
use crate::tokens::TokenKind;

impl Cutter<'_, '_> {
    /// Whether the word at `at` cannot belong to the phrase that began at `start`.
    pub(super) fn ends_phrase(&self, at: usize, start: usize, last: Option<usize>) -> bool {
        let document = self.document;
        let opens = at == start;
        // "Face-to-face talks".
        if document.tokens[at].glued && !opens && document.tokens[at - 1].kind == TokenKind::Word {
            return false;
        }
        let adjective = document.is_any(at, &[Class::Ordinal, Class::SourceAdjective, Class::Another]);
        let small = document.is_any(
            at,
            &[
                Class::Preposition,
                Class::And,
                Class::Relative,
                Class::That,
                Class::Conjunction,
                Class::Auxiliary,
                Class::Pronoun,
                Class::Between,
            ],
        ) || document.key(at) == document.lexicon.infinitive_mark()
            || document.is(at, Class::Negation)
            || self.is_adverb(at) && !adjective
            || document.is(at, Class::OrderAdverb)
                && !opens
                && self
                    .verb_form(at + 1, |tense| matches!(tense, Tense::Past | Tense::Present))
                    .is_some_and(|found| found.class == Class::Meet || found.form.tense == Tense::Past);
        if small && !(opens && document.is(at, Class::Negation)) {
            return !opens || !document.is(at, Class::Adverb);
        }
        if document.is_any(at, &[Class::Due, Class::Willing]) && !self.opens_or_names(at + 1) {
            return true;
        }
        // "Fog forced Omar Nasr to".
        if at > start
            && self.is_unknown_past(at)
            && self.opens_noun(at + 1)
            && document.tokens[at - 1].kind == TokenKind::Word
            && !document.is_any(
                at - 1,
                &[
                    Class::Determiner,
                    Class::Definite,
                    Class::Ordinal,
                    Class::SourceAdjective,
                ],
            )
            && document.demonym(at - 1).is_none()
        {
            return true;
        }
        // "The union slammed the offer".
        if at > start
            && self.is_unknown_past(at)
            && document.is_any(
                at - 1,
                &[
                    Class::Title,
                    Class::TitlePlural,
                    Class::Source,
                    Class::Institution,
                    Class::Body,
                ],
            )
            && (self.opens_noun(at + 1) || document.is(at + 1, Class::Preposition))
        {
            return true;
        }
        // Behind a person's name only a word of office, a meeting or another name goes on.
        if let Some(index) = last.filter(|&index| self.mentions.items[index].tokens.end == at) {
            let named = &self.mentions.items[index];
            let known_noun = document.is_any(
                at,
                &[
                    Class::Meeting,
                    Class::Title,
                    Class::TitleFeminine,
                    Class::TitlePlural,
                    Class::TitleWord,
                    Class::Institution,
                    Class::InstitutionClass,
                    Class::OrganizationEnd,
                    Class::Source,
                    Class::Body,
                    Class::DelegationNoun,
                ],
            );
            if known_noun && !self.is_verb_here(at, start) {
                return false;
            }
            if named.kind == isnad_model::EntityKind::Person {
                return true;
            }
            let next = at + 1;
            return self.is_unknown_past(at)
                || self.is_verb_here(at, start)
                || next < self.end
                    && (document.is_any(next, &[Class::Determiner, Class::Definite])
                        && !document.is(next, Class::Preposition));
        }
        self.is_verb_here(at, start)
    }

    /// Whether a form that may be a verb is one here.
    pub(super) fn is_verb_here(&self, at: usize, start: usize) -> bool {
        let document = self.document;
        let has = |wanted: Tense| self.verb_form(at, |tense| tense == wanted).is_some();
        let opens = at == start;
        let determined = at > start
            && (document.is_any(
                at - 1,
                &[
                    Class::Determiner,
                    Class::Definite,
                    Class::Ordinal,
                    Class::SourceAdjective,
                ],
            ) || document.tokens[at - 1].kind == TokenKind::Suffix
                || document.tokens[at - 1].kind == TokenKind::Number
                || document.demonym(at - 1).is_some()
                || self.is_adverb(at - 1));
        if has(Tense::Past) {
            // "The planned talks": an adjective before a noun.
            let said = at > start
                && document.is(at - 1, Class::SourceAdjective)
                && !self.is_adverb(at - 1)
                && !document.is_any(at - 1, &[Class::Determiner, Class::Ordinal]);
            let known = document.is_any(
                at,
                &[
                    Class::PlannedAdjective,
                    Class::CancelledAdjective,
                    Class::UnrealAdjective,
                ],
            ) && document.is(at + 1, Class::Meeting);
            let adjective = (determined && !said || opens || known) && self.is_noun_word(at + 1);
            return !adjective;
        }
        if has(Tense::Participle) {
            return !determined && !document.is(at, Class::Meeting) && !opens;
        }
        if opens || determined || document.is(at, Class::Meeting) && !self.is_meeting_verb(at) {
            return false;
        }
        if has(Tense::Present) {
            // "ECOWAS heads of state".
            if document.is_any(at, &[Class::DelegationNoun, Class::TitlePlural])
                && document.is(at + 1, Class::OfOnly)
            {
                return false;
            }
            // "The ministry says", but "the ministry reports on".
            return self.mentions.index_at(at - 1).is_some()
                || document.is(at, Class::Meet)
                || self.opens_noun(at + 1)
                || document.is(at + 1, Class::Meeting)
                || document.is(at, Class::Say) && !document.is(at, Class::Source);
        }
        if has(Tense::Bare) {
            let several = document.lexicon.is_plural(document.key(at - 1))
                || document.is(at - 1, Class::TitlePlural)
                || self
                    .mentions
                    .index_at(at - 1)
                    .is_some_and(|index| self.is_joined(index, start));
            return several
                && (document.is_any(at, &[Class::Meet, Class::Light])
                    || document.is(at, Class::Say) && !document.is(at, Class::Source))
                && self
                    .mentions
                    .index_at(at - 1)
                    .is_none_or(|index| self.is_joined(index, start));
        }
        false
    }

    /// "Putin calls Erdogan": a word for a meeting that is a verb here.
    pub(super) fn is_meeting_verb(&self, at: usize) -> bool {
        let document = self.document;
        let verb = self.verb_form(at, |tense| matches!(tense, Tense::Present | Tense::Bare));
        let named = at > 0
            && self.mentions.index_at(at - 1).is_some_and(|index| {
                matches!(
                    self.mentions.items[index].kind,
                    isnad_model::EntityKind::Person | isnad_model::EntityKind::State
                )
            });
        named
            && verb.is_some_and(|found| found.class == Class::Meet && self.opens_noun(found.end))
            && document.is(at, Class::Meet)
    }

    /// Whether the phrase before is the last of several that are joined.
    pub(super) fn is_joined(&self, index: usize, start: usize) -> bool {
        let document = self.document;
        let named = &self.mentions.items[index];
        let before = named.phrase.min(named.tokens.start).min(start);
        before > 0
            && (document.is(before - 1, Class::And)
                || document.tokens[before - 1].is_comma()
                    && document.tokens[before - 1].sentence == document.tokens[start].sentence)
    }

    /// Whether a token can be a noun or an adjective before one.
    pub(super) fn is_noun_word(&self, at: usize) -> bool {
        let document = self.document;
        at < self.end
            && document.tokens[at].is_word()
            && (self.mentions.index_at(at).is_some()
                || document.is(at, Class::Meeting)
                || !document.is_any(
                    at,
                    &[
                        Class::Preposition,
                        Class::And,
                        Class::Relative,
                        Class::That,
                        Class::Conjunction,
                        Class::Auxiliary,
                        Class::Pronoun,
                        Class::ObjectPronoun,
                        Class::Determiner,
                        Class::Definite,
                        Class::Negation,
                        Class::Adverb,
                        Class::With,
                        Class::Between,
                    ],
                ))
            && document.key(at) != document.lexicon.infinitive_mark()
            && self.date_at(at).is_none()
    }
}
