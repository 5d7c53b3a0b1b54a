//! Resolve: the parts of a date as EDTF, seen from the article's date.

use isnad_model::edtf::Edtf;
use jiff::civil::Date;

use super::arithmetic::{
    after, at_edge, before, by_sighting, days_between, monday_of, month_from, nth_weekday, shift, step_of,
    third_of,
};
use super::calendars::{civil_day, in_calendar, month_days};
use super::meaning::{Away, Calendar, Edge, LAST, Third, Unit, Which};
use super::parts::{Count, Parts};

/// Where the words around a date place it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Something that has been.
    Past,
    /// Something to come.
    Future,
    /// The words around do not say.
    Unknown,
}

/// What a date is resolved against.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context<'a> {
    /// The article's day.
    pub(crate) anchor: Option<Date>,
    /// The article's year, where no day is known.
    pub(crate) year: Option<i32>,
    /// Where the words around place it.
    pub(crate) direction: Direction,
    /// The date told before.
    pub(crate) reference: Option<Date>,
    /// The days of the weekend.
    pub(crate) weekend: &'a [u8],
}

/// A date that could be read; `edtf` is absent where the text alone does not give it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Resolved {
    pub(crate) edtf: Option<Edtf>,
    pub(crate) vague: bool,
}

pub(super) fn known(edtf: Option<Edtf>) -> Option<Resolved> {
    Some(Resolved { edtf, vague: false })
}

pub(super) fn vague(edtf: Option<Edtf>) -> Option<Resolved> {
    Some(Resolved {
        edtf: edtf.map(Edtf::approximate),
        vague: true,
    })
}

impl Context<'_> {
    /// The date that the parts make; `None` where they make none.
    pub(crate) fn resolve(&self, parts: &Parts) -> Option<Resolved> {
        let counts = parts.count.is_some() || parts.away.is_some();
        if counts && (parts.day.or(parts.weekday).is_some() || parts.month.is_some() || parts.year.is_some())
        {
            return None;
        }
        let mut resolved = self.resolve_period(parts)?;
        if let (Some(third), Some(edtf)) = (parts.part, resolved.edtf) {
            // What lies before the end of the year lies before its last day is over.
            let end = third == Third::Last && matches!(parts.edge, Some(Edge::Before | Edge::Until));
            resolved.edtf = Some(if third == Third::Rest {
                let now = self
                    .anchor
                    .filter(|day| (edtf.earliest()..=edtf.latest()).contains(day));
                now.map_or(edtf, |day| Edtf::days(day, edtf.latest()))
            } else if end {
                Edtf::day(edtf.latest())
            } else {
                third_of(edtf, third)
            });
        }
        if parts.approximate {
            resolved.edtf = resolved.edtf.map(Edtf::approximate);
        }
        resolved.edtf = resolved
            .edtf
            .map(|edtf| at_edge(edtf, parts.edge.unwrap_or(Edge::At)));
        Some(resolved)
    }

    fn resolve_period(&self, parts: &Parts) -> Option<Resolved> {
        if let Some((from, until)) = parts.about {
            return vague(
                self.anchor
                    .map(|anchor| Edtf::days(shift(anchor, from), shift(anchor, until))),
            );
        }
        if parts.beside && !self.has_company(parts) {
            return None;
        }
        if let Some(decade) = parts.decade {
            return self.decade(parts, decade);
        }
        // "The last Friday of March" is none before now.
        let last_of =
            parts.which == Some(Which::Last) && parts.of && parts.month.is_some() && parts.day.is_none();
        if last_of && (parts.weekday.is_some() || parts.unit.is_some_and(|(unit, _)| unit < Unit::Month)) {
            return self.nth(&Parts {
                nth: Some(LAST),
                which: None,
                ..*parts
            });
        }
        if parts.nth.is_some() {
            return self.nth(parts);
        }
        // "The week of 16 September".
        if parts.unit == Some((Unit::Week, None))
            && parts.day_until.is_none()
            && let (Some(day), Some(month)) = (parts.day, parts.month)
        {
            let resolved = self.day_of_month(parts, day, month)?;
            let monday = resolved.edtf.map(|edtf| monday_of(edtf.earliest()));
            return known(monday.map(|monday| Edtf::days(monday, shift(monday, 6))));
        }
        match (parts.day, parts.month) {
            (Some(day), Some(month)) => return self.day_of_month(parts, day, month),
            (Some(day), None) => return self.day_alone(parts, day),
            _ => {}
        }
        if let Some((unit, distance)) = parts.relative {
            let days = |anchor| self.period(unit, anchor, distance);
            return known(self.anchor.and_then(days));
        }
        if let Some(weekday) = parts.weekday {
            return self.weekday(parts, weekday);
        }
        if let Some((calendar, month)) = parts.month {
            return known(self.month(parts, calendar, month));
        }
        if let Some(season) = parts.season {
            return self.season(parts, season);
        }
        if let Some((unit, dual)) = parts.unit {
            let count = parts.count.or(dual.map(Count::Known));
            // A bare ten or hundred years ago may be other words: `قبل عقد اللقاء`, "before the contract".
            if unit >= Unit::Decade && parts.which.is_none() && count.is_none() {
                return None;
            }
            return match (parts.away, parts.which, count) {
                (Some(away), None, count) => self.counted(away, unit, count.unwrap_or(Count::Known(1))),
                (None | Some(Away::Within), Some(which), Some(count)) => self.row(which, unit, count),
                (Some(Away::Within), Some(which), None) => self.named(which, unit),
                (None, None, Some(count)) if parts.edge == Some(Edge::Since) => {
                    self.counted(Away::Ago, unit, count)
                }
                (None, Some(which), None) => self.named(which, unit),
                // `منتصف الشهر`, "the end of the year".
                (None, None, None) if parts.part.is_some() && unit >= Unit::Week && parts.year.is_none() => {
                    self.named(Which::This, unit)
                }
                (None, None, None) if unit == Unit::Weekend => self.named(
                    if self.direction == Direction::Future {
                        Which::This
                    } else {
                        Which::Last
                    },
                    unit,
                ),
                _ => None,
            };
        }
        if let Some(year) = parts.year {
            return known(self.year_alone(parts, year));
        }
        (parts.daypart && parts.which == Some(Which::This)).then_some(())?;
        known(self.anchor.map(Edtf::day))
    }

    /// Whether something beside a month's name shows that it is one.
    fn has_company(&self, parts: &Parts) -> bool {
        parts.day.is_some()
            || parts.year.is_some()
            || parts.which.is_some()
            || parts.month_word
            || parts.on
            || parts.part.is_some()
            || parts.nth.is_some()
            || matches!(parts.edge, Some(Edge::Since | Edge::Until))
    }

    pub(super) fn year_alone(&self, parts: &Parts, year: i32) -> Option<Edtf> {
        match parts.era {
            Some(calendar @ (Calendar::Hijri | Calendar::Persian)) => {
                let (first, _) = month_days(calendar, year, 1)?;
                let (_, last) = month_days(calendar, year, 12)?;
                Some(Edtf::days(first, last).approximate())
            }
            _ => Some(Edtf::year(year)),
        }
    }

    fn season(&self, parts: &Parts, season: u8) -> Option<Resolved> {
        let year = match (parts.year, parts.which) {
            (Some(year), _) => Some(year),
            (None, Some(which)) => {
                let anchor = self.anchor?;
                let of = |year: i32| Edtf::month(year, season);
                let now = i32::from(anchor.year());
                match which {
                    Which::This | Which::Following | Which::Preceding => Some(now),
                    Which::LastButOne | Which::NextButOne => None,
                    Which::Last => [now, now - 1]
                        .into_iter()
                        .find(|&year| of(year).latest() < anchor),
                    Which::Next => [now, now + 1]
                        .into_iter()
                        .find(|&year| of(year).earliest() > anchor),
                }
            }
            _ => return None,
        };
        known(year.map(|year| Edtf::month(year, season)))
    }

    /// The year of a month, and of a day in it, where the text leaves it out.
    fn year_of(&self, parts: &Parts, calendar: Calendar, month: u8, day: Option<u8>) -> Option<i32> {
        if parts.year.is_some() {
            return parts.year;
        }
        let Some(anchor) = self.anchor else {
            return self.year.filter(|_| calendar == Calendar::Gregorian);
        };
        let (now, ..) = in_calendar(calendar, anchor)?;
        let yearly =
            parts.unit.is_some_and(|(unit, _)| unit == Unit::Year) || parts.frame == Some(Unit::Year);
        if yearly && let Some(which) = parts.which {
            return Some(now + step_of(which)?);
        }
        let ends = |year: i32| match day {
            Some(day) => civil_day(calendar, year, month, day).map(|day| (day, day)),
            None => month_days(calendar, year, month),
        };
        let years = [now - 1, now, now + 1];
        let last = |strict: bool| {
            years.into_iter().rev().find(|&year| {
                ends(year).is_some_and(|(first, until)| if strict { until < anchor } else { first <= anchor })
            })
        };
        let next = |strict: bool| {
            years.into_iter().find(|&year| {
                ends(year).is_some_and(|(first, until)| if strict { first > anchor } else { until >= anchor })
            })
        };
        match parts.which {
            Some(Which::Last) => last(true),
            Some(Which::Next) => next(true),
            Some(Which::This) => Some(now),
            _ => self.nearer(&ends, last(false), next(false)),
        }
    }

    /// Follows the direction, unless that leads far away and the other way is close by.
    fn nearer(
        &self,
        ends: &dyn Fn(i32) -> Option<(Date, Date)>,
        last: Option<i32>,
        next: Option<i32>,
    ) -> Option<i32> {
        let anchor = self.anchor?;
        let distance = |year: Option<i32>| {
            let (first, last) = ends(year?)?;
            Some(days_between(anchor, first).max(days_between(last, anchor)).max(0))
        };
        let (toward, other) = if self.direction == Direction::Future {
            (next, last)
        } else {
            (last, next)
        };
        if self.direction == Direction::Unknown {
            let (far, near) = (distance(toward), distance(other));
            return if near.is_some_and(|near| far.is_none_or(|far| near < far)) {
                other
            } else {
                toward
            };
        }
        match (distance(toward), distance(other)) {
            (Some(far), Some(near)) if far > 190 && near < 130 => other,
            (None, Some(_)) => other,
            _ => toward,
        }
    }

    pub(super) fn month(&self, parts: &Parts, calendar: Calendar, month: u8) -> Option<Edtf> {
        let calendar = parts
            .era
            .filter(|_| calendar != Calendar::Gregorian)
            .unwrap_or(calendar);
        let year = self.year_of(parts, calendar, month, None)?;
        if calendar == Calendar::Gregorian {
            return Some(Edtf::month(year, month));
        }
        let (first, last) = month_days(calendar, year, month)?;
        Some(by_sighting(calendar, Edtf::days(first, last)))
    }

    fn day_of_month(&self, parts: &Parts, day: u8, (calendar, month): (Calendar, u8)) -> Option<Resolved> {
        let year = match (parts.year, parts.weekday) {
            (None, Some(weekday)) if calendar == Calendar::Gregorian => self
                .year_by_weekday(weekday, month, day)
                .or_else(|| self.year_of(parts, calendar, month, Some(day))),
            _ => self.year_of(parts, calendar, month, Some(day)),
        };
        let Some(year) = year else {
            // Without a year the day must at least exist.
            civil_day(Calendar::Gregorian, 2000, month, day)?;
            return known(None);
        };
        let first = civil_day(calendar, year, month, day)?;
        let shown = first.weekday().to_monday_one_offset() as u8;
        // `الثلاثاء الثالث من أيلول` is the third Tuesday where the third is none.
        if let Some(weekday) = parts
            .weekday
            .filter(|&weekday| weekday != shown && parts.ordinal_day && day <= 5)
        {
            return known(nth_weekday(year, month, weekday, u32::from(day)).map(Edtf::day));
        }
        let until = parts
            .day_until
            .map_or(Some(first), |until| civil_day(calendar, year, month, until))?;
        (first <= until).then_some(())?;
        known(Some(by_sighting(calendar, Edtf::days(first, until))))
    }

    /// The year near the article's in which the day is that weekday; no other says more.
    fn year_by_weekday(&self, weekday: u8, month: u8, day: u8) -> Option<i32> {
        let anchor = self.anchor?;
        let now = i32::from(anchor.year());
        let fits = |year: &i32| {
            civil_day(Calendar::Gregorian, *year, month, day)
                .filter(|date| date.weekday().to_monday_one_offset() as u8 == weekday)
                .is_some_and(|date| days_between(anchor, date).abs() < 300)
        };
        [now, now - 1, now + 1].into_iter().find(fits)
    }

    /// A day without the name of its month: `26 من الشهر الجاري`, `السبت السادس عشر`.
    fn day_alone(&self, parts: &Parts, day: u8) -> Option<Resolved> {
        let monthly =
            parts.unit.is_some_and(|(unit, _)| unit == Unit::Month) || parts.frame == Some(Unit::Month);
        if monthly {
            let which = parts.which.unwrap_or(Which::This);
            let Some(anchor) = self.anchor else {
                return known(None);
            };
            let Some(first) = step_of(which).and_then(|step| month_from(anchor, step)) else {
                return known(None);
            };
            let first_day = civil_day(Calendar::Gregorian, first.year().into(), first.month() as u8, day)?;
            let until = parts.day_until.unwrap_or(day);
            let last_day = civil_day(
                Calendar::Gregorian,
                first.year().into(),
                first.month() as u8,
                until,
            )?;
            return known(Some(Edtf::days(first_day, last_day)));
        }
        let weekday = parts.weekday?;
        let anchor = self.anchor?;
        let fits =
            |date: &Date| date.day() as u8 == day && date.weekday().to_monday_one_offset() as u8 == weekday;
        let near = (0..=45)
            .flat_map(|days| [shift(anchor, -days), shift(anchor, days)])
            .find(fits)?;
        known(Some(Edtf::day(near)))
    }

    fn weekday(&self, parts: &Parts, weekday: u8) -> Option<Resolved> {
        let Some(anchor) = self.anchor else {
            return known(None);
        };
        let weekly =
            parts.unit.is_some_and(|(unit, _)| unit == Unit::Week) || parts.frame == Some(Unit::Week);
        if weekly {
            let step = parts.which.map_or(Some(0), step_of)?;
            let monday = monday_of(shift(anchor, 7 * step));
            return known(Some(Edtf::day(shift(monday, i32::from(weekday) - 1))));
        }
        if parts.unit.is_some() {
            return None;
        }
        let date = match parts.which {
            Some(Which::Last) => Some(before(anchor, weekday, true)),
            Some(Which::Next) => Some(after(anchor, weekday, true)),
            Some(Which::LastButOne) => Some(shift(before(anchor, weekday, true), -7)),
            Some(Which::NextButOne) => Some(shift(after(anchor, weekday, true), 7)),
            Some(Which::This) => {
                let day = shift(monday_of(anchor), i32::from(weekday) - 1);
                Some(if day < anchor && self.direction == Direction::Future {
                    shift(day, 7)
                } else {
                    day
                })
            }
            Some(Which::Following) => self.reference.map(|date| after(date, weekday, true)),
            Some(Which::Preceding) => self.reference.map(|date| before(date, weekday, true)),
            None if self.direction == Direction::Future => Some(after(anchor, weekday, false)),
            // What nothing else is said of has been: news tells what was.
            None => Some(before(anchor, weekday, false)),
        };
        known(date.map(Edtf::day))
    }
}
