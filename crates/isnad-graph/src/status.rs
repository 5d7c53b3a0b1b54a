//! Status: what became of a meeting, as a view over its reports in the order of publication.

use isnad_model::{Edtf, Status, edtf::Order};
use serde::Serialize;

use crate::{KnowledgeGraph, Meeting, MeetingTelling};

/// What became of a meeting, as far as its reports tell by some day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MeetingStatus {
    /// It is to take place.
    Planned,
    /// It took place.
    Held,
    /// It was called off, and then told to be planned for a later day.
    Postponed,
    /// It was called off or put off; no later day is told.
    Cancelled,
    /// Somebody denies that it took place.
    Denied,
    /// Its day has passed, and no report says that it took place.
    Unreported,
}

impl MeetingStatus {
    /// Every status.
    pub const ALL: [Self; 6] = [
        Self::Planned,
        Self::Held,
        Self::Postponed,
        Self::Cancelled,
        Self::Denied,
        Self::Unreported,
    ];

    /// The status' word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Held => "held",
            Self::Postponed => "postponed",
            Self::Cancelled => "cancelled",
            Self::Denied => "denied",
            Self::Unreported => "unreported",
        }
    }

    /// Whether it is still to take place.
    pub fn is_ahead(self) -> bool {
        matches!(self, Self::Planned | Self::Postponed)
    }
}

impl From<Status> for MeetingStatus {
    fn from(told: Status) -> Self {
        match told {
            Status::Held => Self::Held,
            Status::Planned => Self::Planned,
            Status::Cancelled => Self::Cancelled,
            Status::Denied => Self::Denied,
        }
    }
}

/// A status with the day from which it was told.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StatusStep {
    /// When the first report of it was published; absent where that article has no date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<Edtf>,
    /// What was known from then on.
    pub status: MeetingStatus,
    /// The date told with it: the day that is planned, called off or past.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Edtf>,
    /// Reports that tell it so, by index into the meeting's reports.
    pub reports: Vec<usize>,
    /// For a meeting called off: whether later reports tell that it was held on a later day, so that it was put off.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub put_off: bool,
}

/// The statuses of a meeting one after the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct History {
    pub steps: Vec<StatusStep>,
    /// Index of the first report that tells the day to which it was put off, 0 where it never was: dates before it are past plans.
    pub redated: usize,
}

impl History {
    /// The history of `reports`, which are in the order of publication; `published` gives the day of each.
    pub(crate) fn of(
        reports: &[MeetingTelling],
        published: impl Fn(&MeetingTelling) -> Option<Edtf>,
    ) -> Self {
        let mut history = Self::default();
        let mut at = 0;
        for telling in reports.chunk_by(|one, other| one.article == other.article) {
            // An article that denies a meeting tells also what it denies.
            let denies = telling.iter().any(|report| report.status == Status::Denied);
            for report in telling {
                if !denies || report.status == Status::Denied {
                    history.take(at, report, published(report));
                }
                at += 1;
            }
        }
        history
    }

    fn take(&mut self, at: usize, report: &MeetingTelling, day: Option<Edtf>) {
        let date = report.date.as_ref().map(|date| date.edtf);
        let put_off = self.is_after_what_was_called_off(date);
        let told = MeetingStatus::from(report.status);
        let Some(last) = self.steps.last_mut() else {
            self.push(at, day, told, date);
            return;
        };
        match (last.status, told) {
            // An announcement that is told again when the meeting is over announces nothing.
            (MeetingStatus::Held, MeetingStatus::Planned) => return,
            (before, told) if before == told || (before.is_ahead() && told == MeetingStatus::Planned) => {
                last.reports.push(at);
                last.date = last.date.or(date);
                return;
            }
            (MeetingStatus::Cancelled, MeetingStatus::Planned) if put_off => {
                self.redated = at;
                self.push(at, day, MeetingStatus::Postponed, date);
                return;
            }
            (MeetingStatus::Cancelled, MeetingStatus::Held) if put_off => {
                last.put_off = true;
                self.redated = at;
            }
            _ => {}
        }
        self.push(at, day, told, date);
    }

    fn push(&mut self, at: usize, day: Option<Edtf>, status: MeetingStatus, date: Option<Edtf>) {
        self.steps.push(StatusStep {
            day,
            status,
            date,
            reports: vec![at],
            put_off: false,
        });
    }

    /// Whether the meeting stands called off and `date` is certainly later than the day for which it had been planned.
    fn is_after_what_was_called_off(&self, date: Option<Edtf>) -> bool {
        let Some((off, before)) = self.steps.split_last() else {
            return false;
        };
        // "Put off to Tuesday" tells the new day with the old one's end, so what was planned counts first.
        let planned = before
            .last()
            .filter(|step| step.status.is_ahead())
            .and_then(|step| step.date);
        let day = planned.or(off.date).or(off.day);
        off.status == MeetingStatus::Cancelled
            && day
                .zip(date)
                .is_some_and(|(day, date)| day.order(&date) == Order::Before)
    }

    /// The latest status told.
    pub(crate) fn latest(&self) -> Option<MeetingStatus> {
        self.steps.last().map(|step| step.status)
    }
}

impl Meeting {
    /// What became of it as far as was published by the end of `day`; `None` where nothing of it was.
    ///
    /// What an author's page says counts on any day, save that nothing is held before its date.
    pub fn status_as_of(&self, day: &Edtf) -> Option<MeetingStatus> {
        let is_known = |step: &&StatusStep| step.day.is_none_or(|told| told.order(day) != Order::After);
        let step = self.history.iter().rfind(is_known);
        let page = self.curated.as_deref();
        let date = page
            .and_then(|page| page.date)
            .or_else(|| step?.date)
            .or_else(|| self.date().copied());
        let is_to_come = date.is_some_and(|date| date.order(day) == Order::After);
        let said = page.and_then(|page| page.status).map(MeetingStatus::from);
        let said = said.filter(|&said| !(said == MeetingStatus::Held && is_to_come));
        let bare = page.map(|_| {
            if is_to_come {
                MeetingStatus::Planned
            } else {
                MeetingStatus::Held
            }
        });
        let status = said.or(step.map(|step| step.status)).or(bare)?;
        let has_passed = date.is_some_and(|date| date.order(day) == Order::Before);
        Some(if status.is_ahead() && has_passed {
            MeetingStatus::Unreported
        } else {
            status
        })
    }
}

impl KnowledgeGraph {
    /// The day that counts as today: the one that the settings name, else the last one on which an article was published.
    pub fn today(&self) -> Option<Edtf> {
        self.settings.today.or(self.last_published)
    }

    /// What became of a meeting as far as is known today.
    pub fn status(&self, meeting: &Meeting) -> MeetingStatus {
        let today = self.today();
        today
            .and_then(|today| meeting.status_as_of(&today))
            .unwrap_or(meeting.status)
    }

    /// Whether the meeting was planned for a day that has passed, and no report says what became of it.
    pub fn is_overdue(&self, meeting: &Meeting) -> bool {
        self.status(meeting) == MeetingStatus::Unreported
    }
}
