//! Outlets that a source talks to or tells (Arabic).

use std::ops::Range;

use isnad_model::{ChainKind, EntityKind};

use super::{Reader, Speaker};
use crate::document::Found;
use crate::lexicon::Class;
use crate::shapes;

impl Reader<'_, '_> {
    /// The outlet that a source speaks to, between its phrase and the content.
    pub(super) fn spoken_to(&self, tokens: Range<usize>) -> Option<Speaker> {
        let document = self.document;
        let mut opened = false;
        for at in tokens.clone() {
            opened |= document.is(at, Class::SpokenTo);
            let Some(index) = self.mentions.starting_at(at) else {
                continue;
            };
            let named = &self.mentions.items[index];
            let body =
                named.kind == EntityKind::Organization && (named.outlet || opened && named.known.is_none());
            let letter = named.phrase >= 1
                && (shapes::begins_with_for(document.key(named.phrase)) && named.phrase >= tokens.start
                    || shapes::is_lone_for(document.key(named.phrase - 1))
                    || shapes::is_lone_for(document.key(named.tokens.start.saturating_sub(2))));
            let mut speaker = self.speaker(index, &named.tokens.clone());
            if body && (opened || letter) && !self.is_own(&speaker) {
                speaker.kind = ChainKind::Outlet;
                return Some(speaker);
            }
        }
        None
    }

    /// `أبلغ X صحيفة Y أن`: the outlet that is told.
    pub(super) fn outlet_addressed(&self, found: &Found, rule: &str) -> Option<Speaker> {
        let document = self.document;
        if rule != "source-verb" || !document.lexicon.pack.say[found.entry].addressee {
            return None;
        }
        let at = document
            .find(found.end, Class::Outlet)
            .map_or(found.end, |it| it.end);
        let index = self
            .mentions
            .index_at(at)
            .filter(|&index| self.mentions.items[index].outlet)?;
        let speaker = self.speaker(index, &self.mentions.items[index].tokens.clone());
        (!self.is_own(&speaker)).then_some(Speaker {
            kind: ChainKind::Outlet,
            ..speaker
        })
    }

    /// `وفي تصريح لقناة …، قال X`: the outlet told before the verb.
    pub(super) fn spoken_to_first(&self, sentence: &Range<usize>, verb: usize) -> Option<Speaker> {
        let opens =
            (sentence.start..verb.min(sentence.start + 3)).any(|at| self.document.is(at, Class::SpokenTo));
        if opens {
            self.spoken_to(sentence.start..verb)
        } else {
            None
        }
    }

    /// `… كتب X في صحيفة الأيام`: an outlet right behind a preposition of place.
    pub(super) fn written_in(&self, tokens: Range<usize>) -> Option<Speaker> {
        let document = self.document;
        let at = tokens.start;
        if !document.is_any(at, &[Class::PlacePreposition, Class::SpokenTo]) || tokens.len() < 2 {
            return None;
        }
        let index = self
            .mentions
            .within(at + 1..tokens.end.min(at + 4))
            .find(|&index| self.mentions.items[index].outlet)?;
        let speaker = self.speaker(index, &self.mentions.items[index].tokens.clone());
        (!self.is_own(&speaker)).then_some(Speaker {
            kind: ChainKind::Outlet,
            ..speaker
        })
    }
}
