//! Relays: who passes on what another says, and documents that say something (Arabic).

use std::ops::Range;

use isnad_model::{ChainKind, EntityKind};

use super::content::Complement;
use super::{Reader, Speaker};
use crate::document::Found;
use crate::lexicon::Class;
use crate::shapes;

impl Reader<'_, '_> {
    /// `نقلت A عن B [قوله] أن C`, `نُقل عن B`, `علمت A من B أن`.
    pub(super) fn read_relay(&mut self, sentence: &Range<usize>, found: &Found, marker: Option<Complement>) {
        let document = self.document;
        let learns = document.lexicon.pack.say[found.entry].learns;
        let limit = marker.map_or(sentence.end, Complement::marker);
        let own_words = &document.lexicon.pack.say[found.entry].from;
        let is_from = |at: usize| {
            if !own_words.is_empty() {
                own_words
                    .iter()
                    .any(|word| isnad_text::fold_name(word) == document.key(at))
            } else if learns {
                document.is(at, Class::LearnsFrom)
            } else {
                document.is_whole(at, Class::RelayFrom)
            }
        };
        let Some(from) = (found.end..limit.min(found.end + 22)).find(|&at| is_from(at)) else {
            if let (false, Some(marker)) = (learns, marker)
                && !document.lexicon.pack.say[found.entry].weak
                && document.tokens.get(found.end).is_some()
                && !matches!(marker, Complement::Quote(_))
            {
                self.read_with_complement(sentence, found, marker);
            }
            return;
        };
        let relay_noun =
            (from + 1..sentence.end.min(from + 24)).find(|&at| document.is(at, Class::RelayNoun));
        let marker = marker.filter(|marker| marker.marker() > from).or_else(|| {
            // `قوله امس «…»`, or the words themselves without any marker.
            relay_noun
                .map(|at| Complement::Colon(document.find(at, Class::RelayNoun).map_or(at, |it| it.end - 1)))
        });
        let Some(marker) = marker else { return };
        let inner_limit = relay_noun
            .filter(|&at| at < marker.marker() || matches!(marker, Complement::Colon(_)))
            .unwrap_or(marker.marker());
        let Some(inner) = self.source_at(from + 1, inner_limit) else {
            return;
        };
        // An outlet in the phrase wins over the role noun before it (`الموقع الإلكتروني لصحيفة X`).
        let within = self
            .mentions
            .within(found.end..from)
            .filter(|&index| self.mentions.items[index].outlet)
            .last();
        let outer = if let Some(index) = within {
            Some(self.speaker(index, &self.mentions.items[index].tokens.clone()))
        } else if from > found.end {
            self.source_at(found.end, from).map(|phrase| phrase.speaker)
        } else {
            None
        };
        let outer = outer.or_else(|| {
            if learns {
                None
            } else {
                self.subject_before(sentence, found)
            }
        });
        // An unreadable outlet (`الصحيةة`) or a left-out one is the last outlet that was told.
        let outer = outer.or_else(|| {
            if learns {
                None
            } else if from > found.end || found.clitic.conjunction.is_some() {
                self.last_outlet(found)
            } else {
                None
            }
        });
        let mut attribution = self.base(
            found,
            if learns { "attr.learned-from" } else { "attr.relay" },
            0.9,
        );
        attribution.fresh = true;
        if let Some(at) = relay_noun.filter(|&at| at <= marker.marker()) {
            attribution
                .more_cues
                .push(document.span_without(&(at..at + 1), 0));
        }
        // Who learns something from a source is nearly always the paper itself.
        let own = |outer: &Speaker| {
            self.is_own(outer)
                || learns
                    && outer
                        .mention
                        .is_none_or(|index| self.mentions.items[index].known.is_none())
        };
        if let Some(outer) = outer.filter(|outer| !own(outer)) {
            attribution.carriers.push(outer);
        }
        if attribution.carriers.is_empty()
            && !learns
            && let Some(outlet) = self.spoken_to(inner.end..marker.marker().max(inner.end))
        {
            attribution.carriers.push(outlet);
        }
        self.finish(sentence, attribution, inner.speaker, marker);
    }

    pub(super) fn last_outlet(&self, found: &Found) -> Option<Speaker> {
        let here = self.document.tokens[found.start].span.start;
        let index = self
            .mentions
            .before(here)
            .filter(|&index| self.mentions.items[index].outlet)
            .find(|&index| !self.is_own(&self.speaker(index, &self.mentions.items[index].tokens.clone())))?;
        Some(Speaker {
            span: None,
            mention: Some(index),
            name: self.mentions.items[index].name.clone(),
            kind: ChainKind::Outlet,
        })
    }

    /// `جاء في بيان X أن`, `بيان للوزارة جاء فيه أن`.
    pub(super) fn read_document(
        &mut self,
        sentence: &Range<usize>,
        found: &Found,
        marker: Option<Complement>,
    ) {
        let document = self.document;
        let Some(marker) = marker else { return };
        let inside =
            (found.end..marker.marker().min(found.end + 4)).find(|&at| document.is(at, Class::Preposition));
        // `ورد الوزير بأن`: "replied", not "it stood in".
        let someone = document.is_any(found.end, &[Class::Title, Class::TitleFeminine])
            || self
                .mentions
                .index_at(found.end)
                .is_some_and(|index| self.mentions.items[index].kind == EntityKind::Person);
        if someone && !matches!(marker, Complement::Quote(_)) {
            self.read_with_complement(sentence, found, marker);
            return;
        }
        let Some(inside) = inside else { return };
        let after = self.source_at(inside + 1, marker.marker());
        let source = match after {
            Some(phrase) => Some(phrase.speaker),
            None => {
                let noun = (sentence.start.max(found.start.saturating_sub(8))..found.start)
                    .rev()
                    .find(|&at| document.is(at, Class::Document));
                let told = noun
                    .and_then(|noun| self.source_at(noun, found.start))
                    .map(|phrase| phrase.speaker);
                told.or_else(|| {
                    let goes_back = noun.is_none() && self.is_pronominal(inside);
                    if goes_back {
                        self.author_before(found.start, None)
                    } else {
                        None
                    }
                })
            }
        };
        let Some(source) = source else { return };
        let mut attribution = self.base(found, "attr.document", 0.85);
        // `بثّت وكالة X تعليقاً لمسؤول جاء فيه أن`: an outlet that brings the document.
        let brings = self
            .mentions
            .within(sentence.start..found.start)
            .filter(|&index| self.mentions.items[index].outlet && source.mention != Some(index))
            .last();
        if let Some(index) = brings {
            let outlet = self.speaker(index, &self.mentions.items[index].tokens.clone());
            if !self.is_own(&outlet) {
                attribution.carriers.push(outlet);
                attribution.fresh = true;
            }
        }
        self.finish(sentence, attribution, source, marker);
    }

    /// Whose document a sentence of this paragraph told of last (`نشر النادي بياناً. وجاء فيه أن`, `وأضاف البيان أن`).
    pub(super) fn author_before(&mut self, at: usize, noun: Option<usize>) -> Option<Speaker> {
        let document = self.document;
        let here = document.tokens[at].sentence as usize;
        let bare = |at: usize| shapes::stem(document.key(at));
        for before in (here.saturating_sub(3)..here).rev() {
            let sentence = document.sentences[before].clone();
            if document.sentences[here].paragraph - sentence.paragraph > 1 {
                return None;
            }
            let told = sentence.tokens.clone().find(|&it| {
                document.is(it, Class::Document) && noun.is_none_or(|noun| bare(noun) == bare(it))
            });
            if told.is_none() {
                continue;
            }
            let speaker = self.discourse.spoke_in(before);
            let author = speaker.or_else(|| self.first_clause_subject(&sentence.tokens, sentence.tokens.end));
            return author.filter(|it| it.mention.is_some());
        }
        None
    }
}
