//! Carriers: the outlet that a source speaks to, writes in or is asked by (English and its like).

use std::ops::Range;

use isnad_model::{ChainKind, EntityKind};

use super::{Attribution, Reader, Speaker};
use crate::document::Found;
use crate::lexicon::Class;

impl Reader<'_, '_> {
    /// Carriers told after the verb or in the sentence's opening, else those of the source's last words.
    pub(super) fn add_carrier(
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
        let outlet = outlet.or_else(|| {
            let verb_last = document.lexicon.language.verb_last;
            let (index, _) = self
                .outlet_reporting(sentence, found.start)
                .filter(|_| verb_last)?;
            self.outlet(index, false)
        });
        match outlet {
            Some(outlet) => {
                attribution.carriers = vec![outlet];
                attribution.fresh = true;
            }
            None => attribution.carriers = self.discourse.carriers_of(source, self.mentions),
        }
    }

    pub(super) fn outlet_told(&self, tokens: Range<usize>) -> Option<Speaker> {
        let document = self.document;
        let mut at = tokens.start;
        while at < tokens.end
            && document.is_any(at, &[Class::Determiner, Class::Outlet, Class::SourceAdjective])
            && self.mentions.index_at(at).is_none()
        {
            at += 1;
        }
        let run = (at..tokens.end.min(at + 5))
            .find(|&it| !document.tokens[it].capital)
            .unwrap_or(at);
        let named = self.mentions.starting_at(at);
        let whole = named.is_some_and(|index| self.mentions.items[index].tokens.end >= run);
        if run > at && !whole && document.is_any(run, &[Class::Outlet, Class::OutletEnd]) {
            let span = document.span(&(at..run));
            return Some(Speaker {
                span: Some(span),
                mention: None,
                name: document.slice(span).to_owned(),
                kind: ChainKind::Outlet,
            });
        }
        let index = named?;
        let classed = at > tokens.start
            || document.is(run, Class::Outlet)
            || self.mentions.items[index]
                .tokens
                .clone()
                .any(|at| document.is(at, Class::OutletEnd));
        self.outlet(index, classed)
    }

    pub(super) fn outlet(&self, index: usize, classed: bool) -> Option<Speaker> {
        let named = &self.mentions.items[index];
        let speaker = Speaker {
            kind: ChainKind::Outlet,
            ..self.speaker(index, &named.tokens.clone())
        };
        ((named.outlet || classed && named.kind == EntityKind::Organization) && !self.is_own(&speaker))
            .then_some(speaker)
    }

    /// "wrote in Garden Week", "warned on Radio Sund": an outlet behind a preposition right after the verb.
    pub(super) fn outlet_written_in(&self, at: usize, stop: usize) -> Option<Speaker> {
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

    pub(super) fn outlet_spoken_to(&self, tokens: Range<usize>) -> Option<Speaker> {
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
            let index = index.filter(|&index| {
                document.lexicon.language.order != crate::pack::Order::Free
                    || self.mentions.items[index].outlet
                    || found.end - found.start > 1
                        && self.mentions.items[index].kind == EntityKind::Organization
            });
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
}
