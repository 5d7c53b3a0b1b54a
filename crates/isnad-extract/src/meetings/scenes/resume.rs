//! Resuming: a noun that goes back to a meeting told before adds to it; a meeting told twice in a sentence is one.

use std::ops::Range;

use super::elements::What;
use super::{Scene, Who};
use crate::lexicon::Class;
use crate::meetings::{Finder, Met};
use crate::pack::MeetNoun;
use isnad_model::MeetingKind;

impl Finder<'_, '_, '_> {
    /// `الجولة الثانية من المباحثات ستنطلق`: talks told before go on with the same parties.
    pub(super) fn taken_up<M: Copy>(
        &self,
        scene: &Scene<'_>,
        index: usize,
        entry: &MeetNoun,
        maker: Option<M>,
    ) -> Vec<Who> {
        let at = scene.row[index].tokens.start;
        let goes_on = (entry.talks || entry.kind == MeetingKind::Round) && maker.is_some();
        if !goes_on {
            return Vec::new();
        }
        self.met
            .iter()
            .rev()
            .find(|met| {
                met.participants.len() > 1
                    && met.trigger.start < at
                    && met.kind != MeetingKind::Call
                    && self.is_of_bodies(met)
            })
            .map(|met| met.participants.iter().copied().map(Who::Named).collect())
            .unwrap_or_default()
    }

    /// `بعد لقاء أول احتضنته P`: those who met last, in the same paragraph.
    pub(super) fn met_last(&self, at: usize) -> Vec<Who> {
        let document = self.document;
        let near = |met: &&Met| {
            met.participants.len() > 1
                && document.sentence(met.trigger.start).paragraph == document.sentence(at).paragraph
        };
        let last = self.met.last().filter(near);
        last.map(|met| met.participants.iter().copied().map(Who::Named).collect())
            .unwrap_or_default()
    }

    /// Talks that go on are between lands and bodies.
    pub(super) fn is_of_bodies(&self, met: &Met) -> bool {
        let mentions = self.reader.mentions();
        met.participants
            .iter()
            .all(|&index| mentions.items[index].kind != isnad_model::EntityKind::Person)
    }

    /// Keeps a meeting unless a trigger of the same sentence has told it; `first` is the sentence's first meeting.
    pub(super) fn keep(&mut self, scene: &Scene<'_>, met: Met, first: usize) {
        let people = self.people(&met);
        let another = self.is_another_at(&met.trigger);
        let same = (first..self.met.len()).find(|&at| {
            let other = &self.met[at];
            let others = self.people(other);
            let unnamed = |few: &Met, many: &Met| few.unnamed.iter().all(|it| many.unnamed.contains(it));
            let within = people.is_subset(&others) && unnamed(&met, other)
                || others.is_subset(&people) && unnamed(other, &met);
            let within =
                within && (met.unnamed.is_empty() || other.participants.len() + other.unnamed.len() > 1);
            within && !another && !self.is_parted(scene, other, &met)
        });
        let Some(at) = same else {
            self.met.push(met);
            return;
        };
        let others = self.people(&self.met[at]).len();
        let other = &mut self.met[at];
        if people.len() > others {
            other.participants = met.participants;
            other.unnamed = met.unnamed;
        }
        other.series = other.series.take().or(met.series);
        other.place = other.place.or(met.place);
        if met.kind == MeetingKind::Call
            || met.kind == MeetingKind::Round && other.kind == MeetingKind::Meeting
        {
            other.kind = met.kind;
        }
    }

    pub(super) fn is_another_at(&self, trigger: &Range<usize>) -> bool {
        let document = self.document;
        let end = document.tokens.len().min(trigger.end + 3);
        (trigger.start.saturating_sub(1)..end).any(|at| document.is(at, Class::Another))
    }

    /// Whether two triggers of a sentence tell two meetings: another day, or a word that says so.
    fn is_parted(&self, scene: &Scene<'_>, one: &Met, other: &Met) -> bool {
        let (from, to) = (one.trigger.end, other.trigger.start);
        scene
            .row
            .iter()
            .filter(|it| it.tokens.start >= from && it.tokens.start < to)
            .any(|it| it.what == What::Stop && !self.document.tokens[it.tokens.start].is_mark(':'))
    }
}
