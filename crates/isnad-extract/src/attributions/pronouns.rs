//! Pronouns: whom "he", "they" or "it" goes back to.

use isnad_model::EntityKind;

use super::{Reader, Speaker, link_kind};
use crate::document::Found;
use crate::inflect::{Gender, Number};

impl Reader<'_, '_> {
    /// Whom a pronoun goes back to.
    pub(super) fn pronoun(&self, found: &Found) -> Option<Speaker> {
        self.referred(found, &self.document.lexicon.pack.pronoun[found.entry])
    }

    /// Whom a possessive pronoun goes back to.
    pub(super) fn possessor(&self, found: &Found) -> Option<Speaker> {
        let document = self.document;
        let entry = &document.lexicon.pack.possessive[found.entry];
        // The person that opens the sentence has it.
        let sentence = &document.sentences[document.tokens[found.start].sentence as usize];
        let own = self
            .mentions
            .within(sentence.tokens.start..found.start)
            .find(|&index| {
                let named = &self.mentions.items[index];
                named.kind == EntityKind::Person
                    && entry.number != Number::Plural
                    && !entry.thing
                    && (entry.gender == Gender::Any
                        || named.gender == Gender::Any
                        || named.gender == entry.gender)
            });
        if let Some(index) = own {
            return Some(Speaker {
                span: Some(document.span(&(found.start..found.end))),
                mention: Some(index),
                name: self.mentions.items[index].name.clone(),
                kind: link_kind(self.mentions, index),
            });
        }
        self.referred(found, entry)
    }

    fn referred(&self, found: &Found, entry: &crate::pack::Pronoun) -> Option<Speaker> {
        let document = self.document;
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
    pub(super) fn near_subject(
        &self,
        before: usize,
        fits: impl Fn(&crate::mentions::Named) -> bool,
    ) -> Option<usize> {
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

    /// The person who was the subject of the sentence before.
    pub fn near_person(&self, before: usize) -> Option<usize> {
        self.near_subject(before, |named| named.kind == EntityKind::Person)
    }

    /// The mention that a pronoun goes back to.
    pub fn pronoun_mention(&self, found: &Found) -> Option<usize> {
        self.pronoun(found)?.mention
    }
}
