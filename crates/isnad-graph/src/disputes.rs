//! Disputes: facts of a meeting or claim that its tellings give differently. Shown side by side, never settled.
//!
//! Only tellings of the same state of things are compared: that a plan was moved is no dispute, nor is a wider date or place.

use std::collections::BTreeSet;

use isnad_model::Status;
use serde::Serialize;

use crate::{MeetingTelling, claims::differ, meetings::enclosing, names::Names, time::Window};

/// The fact that is in dispute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Slot {
    /// Whether it took place (or is to) at all.
    Happening,
    /// When.
    Date,
    /// Where.
    Place,
    /// With whom.
    Participant,
    /// How many.
    Number,
}

impl Slot {
    /// The slot's word in exports and catalogues.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Happening => "happening",
            Self::Date => "date",
            Self::Place => "place",
            Self::Participant => "participant",
            Self::Number => "number",
        }
    }
}

/// One side of a dispute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Side {
    /// What it says: a status, an EDTF date, or an entity's id.
    pub value: String,
    /// Who says so, by index into the node's reports.
    pub reports: Vec<usize>,
}

/// A fact that is told in two or more ways that cannot all be true.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Dispute {
    /// Which fact.
    pub slot: Slot,
    /// The sides, in the order of publication.
    pub sides: Vec<Side>,
}

/// What a report says about a slot, where it says something.
struct Told<'a> {
    report: usize,
    telling: &'a MeetingTelling,
    value: String,
}

/// Every dispute of a meeting's reports, which are in the order of publication; `published` are the days of their articles.
pub(crate) fn of_meeting(
    reports: &[MeetingTelling],
    published: &[Option<Window>],
    names: &Names,
) -> Vec<Dispute> {
    let told = |value: fn(&MeetingTelling) -> Option<String>| -> Vec<Told<'_>> {
        let reports = reports.iter().enumerate();
        let told = reports.filter_map(|(report, telling)| {
            let value = value(telling)?;
            Some(Told {
                report,
                telling,
                value,
            })
        });
        told.collect()
    };
    let same_state = |one: &Told<'_>, other: &Told<'_>| match (one.telling.status, other.telling.status) {
        (Status::Held, Status::Held) => true,
        // Two plans told on one day disagree; the later of two days may be the plan as it was moved.
        (Status::Planned, Status::Planned) => {
            published[one.report].is_some() && published[one.report] == published[other.report]
        }
        _ => false,
    };
    let dates = told(|telling| telling.date.as_ref().map(|date| date.edtf.to_string()));
    let places = told(|telling| telling.place.clone());
    let others = told(|telling| (telling.participants.len() == 2).then(|| telling.participants.join(" ")));
    [
        happening(reports),
        sides(Slot::Date, &dates, |one, other| {
            same_state(one, other) && days_apart(one.telling, other.telling)
        }),
        sides(Slot::Place, &places, |one, other| {
            let at = |told: &Told<'_>| enclosing(Some(&told.value), names);
            same_state(one, other)
                && !days_apart(one.telling, other.telling)
                && !at(one).contains(&other.value)
                && !at(other).contains(&one.value)
        }),
        participants(
            &others,
            |one, other| same_state(one, other) && !days_apart(one.telling, other.telling),
            names,
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The numbers that a claim's reports give differently; `numbers` are those of each report's content.
pub(crate) fn of_claim(numbers: &[BTreeSet<String>]) -> Vec<Dispute> {
    let mut sides = Vec::new();
    for (report, mine) in numbers.iter().enumerate() {
        for theirs in numbers.iter().filter(|theirs| differ(mine, theirs)) {
            let own: Vec<&str> = mine.difference(theirs).map(String::as_str).collect();
            add(&mut sides, &own.join(" "), report);
        }
    }
    let dispute = Dispute {
        slot: Slot::Number,
        sides,
    };
    Some(dispute)
        .filter(|it| it.sides.len() > 1)
        .into_iter()
        .collect()
}

/// Whether both give a day and cannot mean the same one.
fn days_apart(one: &MeetingTelling, other: &MeetingTelling) -> bool {
    match (&one.date, &other.date) {
        (Some(one), Some(other)) => Window::of(&one.edtf).gap(Window::of(&other.edtf)) > 0,
        _ => false,
    }
}

fn happening(reports: &[MeetingTelling]) -> Option<Dispute> {
    let is_denied = |telling: &MeetingTelling| telling.status == Status::Denied;
    if reports.iter().all(is_denied) || !reports.iter().any(is_denied) {
        return None;
    }
    let mut sides: Vec<Side> = Vec::new();
    for (report, telling) in reports.iter().enumerate() {
        add(&mut sides, telling.status.as_str(), report);
    }
    Some(Dispute {
        slot: Slot::Happening,
        sides,
    })
}

/// The values of which each contradicts another.
fn sides(
    slot: Slot,
    told: &[Told<'_>],
    contradicts: impl Fn(&Told<'_>, &Told<'_>) -> bool,
) -> Option<Dispute> {
    let mut sides = Vec::new();
    for one in told {
        if told
            .iter()
            .any(|other| other.value != one.value && contradicts(one, other))
        {
            add(&mut sides, &one.value, one.report);
        }
    }
    (sides.len() > 1).then_some(Dispute { slot, sides })
}

/// Of two who met, one is told by both sides and the other is not.
fn participants(
    told: &[Told<'_>],
    comparable: impl Fn(&Told<'_>, &Told<'_>) -> bool,
    names: &Names,
) -> Option<Dispute> {
    let mut sides = Vec::new();
    for one in told {
        for other in told.iter().filter(|other| comparable(one, other)) {
            let differing = |told: &Told<'_>, of: &Told<'_>| -> Vec<String> {
                let lacking = told.telling.participants.iter();
                lacking
                    .filter(|id| !of.telling.participants.contains(id))
                    .cloned()
                    .collect()
            };
            // Who acts for a state and the state itself are told for one another.
            if let ([mine], [theirs]) = (&differing(one, other)[..], &differing(other, one)[..])
                && !are_related(names, mine, theirs)
            {
                add(&mut sides, mine, one.report);
            }
        }
    }
    (sides.len() > 1).then_some(Dispute {
        slot: Slot::Participant,
        sides,
    })
}

fn are_related(names: &Names, one: &str, other: &str) -> bool {
    let leads = |from: &str, to: &str| names.related_to(to).iter().any(|id| id == from);
    leads(one, other) || leads(other, one)
}

fn add(sides: &mut Vec<Side>, value: &str, report: usize) {
    match sides.iter_mut().find(|side| side.value == value) {
        Some(side) if side.reports.contains(&report) => {}
        Some(side) => side.reports.push(report),
        None => sides.push(Side {
            value: value.to_owned(),
            reports: vec![report],
        }),
    }
}
