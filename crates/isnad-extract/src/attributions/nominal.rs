//! Contents that are noun phrases: `أعلن X افتتاح …`, `دعا X Y إلى …`, `نفى X ما …`.

use std::ops::Range;

use super::Reader;
use super::content::{clause_end, trim, words};
use crate::document::Found;
use crate::inflect::Tense;
use crate::lexicon::Class;

impl Reader<'_, '_> {
    /// A noun phrase or infinitive as content: `أعلن X افتتاح …`, `دعا X Y إلى …`, `نفى X ما …`.
    pub(super) fn read_nominal(&mut self, sentence: &Range<usize>, found: &Found) -> bool {
        let document = self.document;
        let say = document.lexicon.pack.say[found.entry].clone();
        if found.start > sentence.start && document.is(found.start - 1, Class::Relative) {
            return false;
        }
        if say.weak && !say.call && say.prepositions.is_empty()
            || !(say.object || say.call || !say.prepositions.is_empty())
            || found.enclitic && !say.call
        {
            return false;
        }
        let Some((source, mut after, rule)) = self.subject(sentence, found, sentence.end) else {
            return false;
        };
        let was_after = rule == "verb-source";
        // Adverbs and times between subject and object.
        while after < sentence.end
            && (document.is(after, Class::Adverb) || document.tokens[after].is_comma() && was_after)
        {
            after += 1;
        }
        let preposition = |at: usize| {
            say.prepositions
                .iter()
                .find_map(|preposition| self.preposition_at(at, preposition))
        };
        let by_preposition = preposition(after).or_else(|| {
            // `وأعرب X، لدى افتتاح الجولة أمس، عن …`: behind an aside.
            let aside = was_after && after > found.end && document.tokens[after - 1].is_comma();
            (after..sentence.end.min(after + 12))
                .filter(|&at| aside && document.tokens[at - 1].is_comma())
                .find_map(preposition)
        });
        if say.weak && !say.call && (by_preposition.is_none() || source.span.is_none()) {
            return false;
        }
        let start = match by_preposition {
            Some((start, _)) => start,
            None if (say.object || say.call)
                && !super::sources::is_adjunct(document, after)
                && (source.span.is_some() || self.is_safe_object(found, after)) =>
            {
                after
            }
            None => return false,
        };
        // `عن اعتقاده بوجود …`: what is believed.
        let start = match document.find(start, Class::BeliefNoun) {
            Some(noun) => noun.end + usize::from(document.is(noun.end, Class::Preposition)),
            None => start,
        };
        let end = clause_end(document, sentence, start);
        let end = if say.call {
            end
        } else {
            self.nominal_end(start, end)
        };
        let content = trim(document, start..end);
        if words(document, &content) < 2 {
            return false;
        }
        let mut attribution = self.base(found, "attr.verb-noun", 0.7);
        if attribution.carriers.is_empty() {
            attribution.carriers = self.discourse.carriers_of(&source, self.mentions);
        }
        attribution.source = Some(source);
        attribution.content = vec![content];
        self.push(attribution);
        true
    }

    /// An object right after a verb whose subject is left out must not be that subject.
    pub(super) fn is_safe_object(&self, found: &Found, after: usize) -> bool {
        let document = self.document;
        found.form.tense == Tense::Participle
            || after > found.end
            || found.start > 0 && self.mentions.index_at(found.start - 1).is_some()
            || document
                .tokens
                .get(after)
                .is_some_and(crate::tokens::Token::is_word)
                && !document.is_definite(after)
                && self.mentions.index_at(after).is_none()
    }

    /// A preposition at a token, as a word or as a clitic: where its noun begins.
    pub(super) fn preposition_at(&self, at: usize, preposition: &str) -> Option<(usize, u8)> {
        let document = self.document;
        let token = document.tokens.get(at)?;
        if !token.is_word() {
            return None;
        }
        let folded = isnad_text::fold_name(preposition);
        if document.key(at) == folded {
            return Some((at + 1, 0));
        }
        (folded.chars().count() == 1
            && document.key(at).starts_with(&folded)
            && document.key(at).chars().count() > 3)
            .then_some((at, 1))
    }

    /// A nominal content ends where a new main clause begins.
    pub(super) fn nominal_end(&self, start: usize, end: usize) -> usize {
        let document = self.document;
        for at in start + 1..end {
            let verb = document
                .finite_verb(at)
                .is_some_and(|it| it.clitic.conjunction.is_some() && !document.is_definite(at));
            let comma = document.tokens[at - 1].is_comma();
            if comma && (verb || document.is(at, Class::Conjunction)) {
                return at;
            }
        }
        end
    }
}
