//! Joining: one entry for each meeting, however often an article tells it, in headline and body, by noun and by verb.

use isnad_model::{EntityKind, MeetingKind};

use super::{Finder, Met, people_of};
use crate::mentions::Mentions;

/// Reports of one meeting stand near each other.
const REACH: usize = 100;

impl Finder<'_, '_, '_> {
    /// Reports with the same people and status and no other day become one.
    pub(super) fn join_reports(&mut self) {
        let mut joined: Vec<Met> = Vec::new();
        for met in std::mem::take(&mut self.met) {
            let from = joined.len().saturating_sub(REACH);
            let same = joined[from..].iter_mut().find(|other| self.is_same(other, &met));
            match same {
                Some(other) => self.merge(other, met),
                None => joined.push(met),
            }
        }
        self.drop_headlines(&mut joined);
        joined.sort_by_key(|met| met.trigger.start);
        self.met = joined;
    }

    fn is_same(&self, one: &Met, other: &Met) -> bool {
        let mentions = self.reader.mentions();
        let series = one.series.is_some() && same_series(one, other);
        covered(mentions, one, other)
            && (one.status == other.status || series)
            && dates_agree(one, other)
            && kinds_agree(one.kind, other.kind)
    }

    /// Takes over what another report of a meeting tells beside the first, names in full.
    fn merge(&self, met: &mut Met, other: Met) {
        let mentions = self.reader.mentions();
        let more = people_of(mentions, &other).len() + other.unnamed.len()
            > people_of(mentions, met).len() + met.unnamed.len();
        if more || met.headline && !other.headline {
            met.participants = other.participants;
            met.unnamed = other.unnamed;
        }
        met.headline &= other.headline;
        met.place = met.place.or(other.place);
        met.date = met.date.take().or(other.date);
        met.ordinal = met.ordinal.or(other.ordinal);
        met.series = met.series.take().or(other.series);
    }

    /// A headline names lands for the people of the body: what the body tells is the same meeting.
    fn drop_headlines(&self, joined: &mut Vec<Met>) {
        let mentions = self.reader.mentions();
        // `حقيقة لقاء A وB`: what became of it, the body tells.
        let body: Vec<Met> = joined.iter().filter(|met| !met.headline).cloned().collect();
        joined.retain(|met| !met.headline || !body.iter().any(|it| covered(mentions, met, it)));
        let told: Vec<_> = joined
            .iter()
            .filter(|met| !met.headline)
            .map(|met| met.status)
            .collect();
        joined.retain(|met| {
            let lands = !met.unnamed.is_empty()
                || met
                    .participants
                    .iter()
                    .any(|&index| mentions.items[index].kind != EntityKind::Person);
            !(met.headline && lands && told.contains(&met.status))
        });
    }
}

/// Whether all who take part in one of two meetings take part in the other.
fn covered(mentions: &Mentions, one: &Met, other: &Met) -> bool {
    let within = |few: &Met, many: &Met| {
        few.participants.iter().all(|&index| {
            many.participants
                .iter()
                .any(|&it| is_same_name(mentions, index, it))
        }) && few.unnamed.iter().all(|name| many.unnamed.contains(name))
    };
    within(one, other) || within(other, one)
}

/// One referent, or a person by surname and in full.
fn is_same_name(mentions: &Mentions, one: usize, other: usize) -> bool {
    let (one, other) = (&mentions.items[one], &mentions.items[other]);
    if one.referent == other.referent {
        return true;
    }
    if one.kind != EntityKind::Person || other.kind != EntityKind::Person {
        return false;
    }
    let (short, full) = if one.tokens.len() < other.tokens.len() {
        (one, other)
    } else {
        (other, one)
    };
    let (short, full) = (
        isnad_text::fold_name(&short.name),
        isnad_text::fold_name(&full.name),
    );
    short.split(' ').count() < full.split(' ').count() && full.ends_with(&format!(" {short}"))
}

/// Whether two meetings can be of one day.
pub(super) fn dates_agree(one: &Met, other: &Met) -> bool {
    match (&one.date, &other.date) {
        (Some(one), Some(other)) => one.edtf.is_compatible(&other.edtf),
        _ => true,
    }
}

fn same_series(one: &Met, other: &Met) -> bool {
    one.series.as_deref().map(isnad_text::fold_name) == other.series.as_deref().map(isnad_text::fold_name)
}

/// Whether a call is not taken for a meeting face to face.
pub(super) fn kinds_agree(one: MeetingKind, other: MeetingKind) -> bool {
    one == other || one != MeetingKind::Call && other != MeetingKind::Call
}
