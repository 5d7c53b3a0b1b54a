//! Arithmetic: days, weeks, months and thirds counted from a day.

use isnad_model::edtf::{Bound, Edtf};
use jiff::ToSpan;
use jiff::civil::Date;

use super::calendars::month_days;
use super::meaning::{Calendar, Edge, LAST, Third, Which};

/// Sightings of the moon differ by a day, so a Hijri date is about that day.
pub(super) fn by_sighting(calendar: Calendar, edtf: Edtf) -> Edtf {
    if calendar == Calendar::Hijri {
        edtf.approximate()
    } else {
        edtf
    }
}

pub(super) fn step_of(which: Which) -> Option<i32> {
    match which {
        Which::Last => Some(-1),
        Which::This => Some(0),
        Which::Next => Some(1),
        Which::LastButOne => Some(-2),
        Which::NextButOne => Some(2),
        Which::Following | Which::Preceding => None,
    }
}

/// The day so many days away; the calendar's end is as far as it goes.
pub(super) fn shift(day: Date, days: i32) -> Date {
    day.saturating_add(days.clamp(-400_000, 400_000).days())
}

pub(super) fn days_between(from: Date, until: Date) -> i32 {
    (until - from).get_days()
}

pub(super) fn month_from(day: Date, months: i32) -> Option<Date> {
    let months = i32::from(day.year()) * 12 + i32::from(day.month()) - 1 + months;
    Date::new(
        i16::try_from(months.div_euclid(12)).ok()?,
        (months.rem_euclid(12) + 1) as i8,
        1,
    )
    .ok()
}

pub(super) fn monday_of(day: Date) -> Date {
    shift(day, -i32::from(day.weekday().to_monday_zero_offset()))
}

pub(super) fn after(day: Date, weekday: u8, strict: bool) -> Date {
    let days = (i32::from(weekday) - i32::from(day.weekday().to_monday_one_offset())).rem_euclid(7);
    shift(day, if strict && days == 0 { 7 } else { days })
}

pub(super) fn before(day: Date, weekday: u8, strict: bool) -> Date {
    let days = (i32::from(day.weekday().to_monday_one_offset()) - i32::from(weekday)).rem_euclid(7);
    shift(day, -if strict && days == 0 { 7 } else { days })
}

pub(super) fn nth_weekday(year: i32, month: u8, weekday: u8, nth: u32) -> Option<Date> {
    let (first, last) = month_days(Calendar::Gregorian, year, month)?;
    nth_weekday_of(first, last, weekday, nth)
}

/// The nth day of that name from a first day to a last one.
pub(super) fn nth_weekday_of(first: Date, last: Date, weekday: u8, nth: u32) -> Option<Date> {
    let day = if nth == LAST {
        before(last, weekday, false)
    } else {
        shift(
            after(first, weekday, false),
            7 * (i32::try_from(nth).ok()?.min(60) - 1),
        )
    };
    (first <= day && day <= last).then_some(day)
}

/// A third of a period, about; those of a month have ten days.
pub(super) fn third_of(edtf: Edtf, third: Third) -> Edtf {
    let (first, last) = (edtf.earliest(), edtf.latest());
    if (28..=31).contains(&(days_between(first, last) + 1)) {
        let (from, until) = match third {
            Third::First => (first, shift(first, 9)),
            Third::Middle => (shift(first, 10), shift(first, 19)),
            Third::Last => (shift(first, 20), last),
            Third::Rest => (first, last),
        };
        return Edtf::days(from, until).approximate();
    }
    let part = (days_between(first, last) + 1) / 3;
    if part == 0 {
        return edtf;
    }
    let (from, until) = match third {
        Third::First => (first, shift(first, part - 1)),
        Third::Middle => (shift(first, part), shift(last, -part)),
        Third::Last => (shift(last, 1 - part), last),
        Third::Rest => (first, last),
    };
    Edtf::days(from, until).approximate()
}

pub(super) fn at_edge(edtf: Edtf, edge: Edge) -> Edtf {
    let (first, last) = match edtf {
        Edtf::Date(date) => (Bound::Date(date), Bound::Date(date)),
        Edtf::Interval(first, last) => (first, last),
    };
    match edge {
        Edge::At => edtf,
        Edge::Since => Edtf::Interval(first, Bound::Open),
        Edge::After => Edtf::Interval(last, Bound::Open),
        Edge::Until => Edtf::Interval(Bound::Open, last),
        Edge::Before => Edtf::Interval(Bound::Open, first),
    }
}
