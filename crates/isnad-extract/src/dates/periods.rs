//! Periods: counted, named and numbered stretches of time (`قبل يومين`, "last week", "the first week of March").

use isnad_model::edtf::Edtf;
use jiff::civil::Date;

use super::arithmetic::{after, days_between, monday_of, month_from, nth_weekday_of, shift, step_of};
use super::calendars::civil_day;
use super::meaning::{Away, Calendar, LAST, Unit, Which};
use super::parts::{Count, Parts};
use super::resolve::{Context, Direction, Resolved, known, vague};

impl Context<'_> {
    /// `قبل ثلاثة أيام`, "in two weeks", "two days later".
    pub(super) fn counted(&self, away: Away, unit: Unit, count: Count) -> Option<Resolved> {
        let from = match away {
            Away::Earlier | Away::Later => self.reference,
            // In a tale of the past, `بعد يومين` is two days after what was told.
            Away::Ahead if self.direction == Direction::Past => self.reference,
            _ => self.anchor,
        };
        let sign = if matches!(away, Away::Ago | Away::Earlier) {
            -1
        } else {
            1
        };
        let Some(from) = from else { return known(None) };
        let Count::Known(count) = count else {
            let near = if sign < 0 {
                Edtf::days(shift(from, -7), from)
            } else {
                Edtf::days(shift(from, 1), shift(from, 7))
            };
            return vague((unit == Unit::Day).then_some(near));
        };
        let count = sign * i32::try_from(count.min(2000)).ok()?;
        if away == Away::Within {
            let until = match unit {
                Unit::Hour => shift(from, count / 24),
                Unit::Week => shift(from, 7 * count),
                _ => self
                    .period(unit, from, count)
                    .map_or(from, |period| period.latest()),
            };
            return Some(Resolved {
                edtf: Some(Edtf::days(from, until)),
                vague: true,
            });
        }
        let edtf = match unit {
            Unit::Hour => Some(Edtf::day(shift(from, count / 24))),
            Unit::Week => Some(Edtf::day(shift(from, 7 * count))),
            _ => self.period(unit, from, count),
        };
        known(edtf)
    }

    /// `اليومين القادمين`, "the past three weeks", "the last few days".
    pub(super) fn row(&self, which: Which, unit: Unit, count: Count) -> Option<Resolved> {
        let step = step_of(which)?;
        let Some(anchor) = self.anchor else {
            return known(None);
        };
        let Count::Known(count) = count else {
            return self.counted(if step < 0 { Away::Ago } else { Away::Within }, unit, Count::Few);
        };
        let count = i32::try_from(count.min(2000)).ok()?;
        let days = match unit {
            Unit::Hour => count / 24,
            Unit::Day => count,
            Unit::Week => 7 * count,
            _ => {
                let far = self.period(unit, anchor, step * count)?;
                let edtf = if step < 0 {
                    Edtf::days(far.earliest(), anchor)
                } else {
                    Edtf::days(anchor, far.latest())
                };
                return vague(Some(edtf));
            }
        };
        let edtf = match step {
            -1 if days > 0 => Edtf::days(shift(anchor, -days), shift(anchor, -1)),
            1 if days > 0 => Edtf::days(shift(anchor, 1), shift(anchor, days)),
            _ => Edtf::day(anchor),
        };
        Some(Resolved {
            edtf: Some(edtf),
            vague: days > 14,
        })
    }

    /// `الأسبوع الماضي`, "next year".
    pub(super) fn named(&self, which: Which, unit: Unit) -> Option<Resolved> {
        match which {
            Which::Following => known(self.reference.and_then(|date| self.period(unit, date, 1))),
            Which::Preceding => known(self.reference.and_then(|date| self.period(unit, date, -1))),
            _ => {
                let step = step_of(which)?;
                known(self.anchor.and_then(|anchor| self.period(unit, anchor, step)))
            }
        }
    }

    /// The period of `unit` that lies `step` units from the one that holds `day`.
    pub(super) fn period(&self, unit: Unit, day: Date, step: i32) -> Option<Edtf> {
        match unit {
            Unit::Hour => Some(Edtf::day(day)),
            Unit::Day => Some(Edtf::day(shift(day, step))),
            Unit::Week => {
                let monday = monday_of(shift(day, step.checked_mul(7)?));
                Some(Edtf::days(monday, shift(monday, 6)))
            }
            Unit::Weekend => {
                let first = self.weekend.first().copied().unwrap_or(6);
                let last = self.weekend.last().copied().unwrap_or(7);
                let monday = monday_of(shift(day, step.checked_mul(7)?));
                Some(Edtf::days(
                    shift(monday, i32::from(first) - 1),
                    shift(monday, i32::from(last) - 1),
                ))
            }
            Unit::Month => {
                let month = month_from(day, step)?;
                Some(Edtf::month(month.year().into(), month.month() as u8))
            }
            Unit::Quarter => {
                let first = month_from(
                    day.with()
                        .month((day.month() - 1) / 3 * 3 + 1)
                        .day(1)
                        .build()
                        .ok()?,
                    3 * step,
                )?;
                Some(Edtf::days(first, month_from(first, 2)?.last_of_month()))
            }
            Unit::Year => Some(Edtf::year(i32::from(day.year()) + step)),
            Unit::Half => None,
            Unit::Decade | Unit::Century => {
                let length = if unit == Unit::Decade { 10 } else { 100 };
                let first = i32::from(day.year()).div_euclid(length) * length + step.checked_mul(length)?;
                years(first, first + length - 1)
            }
        }
    }

    /// `الأسبوع الأول من تموز`, "the last Friday of March", "the third quarter of 2022".
    pub(super) fn nth(&self, parts: &Parts) -> Option<Resolved> {
        let nth = parts.nth?;
        if let (LAST, Some((unit, _)), Some(count)) = (nth, parts.unit, parts.count) {
            return self.row(Which::Last, unit, count);
        }
        if let Some((Unit::Quarter, None)) = parts.unit {
            let year = parts
                .year
                .or_else(|| self.anchor.map(|anchor| anchor.year().into()));
            (1..=4).contains(&nth).then_some(())?;
            let Some(year) = year else { return known(None) };
            let first = civil_day(Calendar::Gregorian, year, (nth * 3 - 2) as u8, 1)?;
            return known(Some(Edtf::days(first, month_from(first, 2)?.last_of_month())));
        }
        if let Some((Unit::Century, None)) = parts.unit {
            let first = (i32::try_from(nth).ok()?.checked_sub(1)?).checked_mul(100)?;
            return (1..=30).contains(&nth).then(|| known(years(first, first + 99)))?;
        }
        let Some(frame) = self.frame(parts)? else {
            return known(None);
        };
        let (first, last) = (frame.earliest(), frame.latest());
        if let Some(weekday) = parts.weekday {
            return known(nth_weekday_of(first, last, weekday, nth).map(Edtf::day));
        }
        let is_year = parts.month.is_none() && parts.frame != Some(Unit::Month);
        match parts.unit.map(|(unit, _)| unit) {
            Some(Unit::Day) | None => {
                let day = if nth == LAST {
                    last
                } else {
                    shift(first, nth as i32 - 1)
                };
                (day <= last).then_some(())?;
                known(Some(Edtf::day(day)))
            }
            Some(Unit::Half) => known(half_of(first, last, nth)),
            // The first week of a year is the one with 4 January.
            Some(Unit::Week) if is_year => {
                let monday = if nth == LAST {
                    monday_of(shift(last, -3))
                } else {
                    shift(
                        monday_of(shift(first, 3)),
                        7 * (i32::try_from(nth).ok()?.min(60) - 1),
                    )
                };
                (monday <= last).then_some(())?;
                known(Some(Edtf::days(monday, shift(monday, 6)).approximate()))
            }
            // The first week is the one with the month's first Monday.
            Some(Unit::Week) => {
                let monday = if nth == LAST {
                    monday_of(shift(last, -6))
                } else {
                    shift(after(first, 1, false), 7 * (nth as i32 - 1))
                };
                (monday <= last).then_some(())?;
                known(Some(Edtf::days(monday, shift(monday, 6)).approximate()))
            }
            _ => None,
        }
    }

    /// The month or year around what is counted; `None` where there is none, the inner one where it is not known.
    fn frame(&self, parts: &Parts) -> Option<Option<Edtf>> {
        if let Some((calendar, month)) = parts.month {
            return Some(self.month(parts, calendar, month));
        }
        let named = parts.weekday.and(parts.unit).map(|(unit, _)| unit);
        let unit = parts
            .frame
            .or(named)
            .filter(|unit| matches!(unit, Unit::Month | Unit::Year));
        if let Some(unit) = unit {
            return Some(self.anchor.and_then(|anchor| {
                let step = parts.which.or(parts.which_frame).map_or(Some(0), step_of)?;
                self.period(unit, anchor, step)
            }));
        }
        let year = parts
            .year
            .filter(|_| parts.unit.is_some() || parts.weekday.is_some())?;
        Some(self.year_alone(parts, year))
    }

    /// `السبعينيات`, "the 1970s", `ثمانينيات القرن الماضي`.
    pub(super) fn decade(&self, parts: &Parts, decade: u32) -> Option<Resolved> {
        let decade = i32::try_from(decade).ok()?;
        if decade >= 1000 {
            return known(years(decade, decade + 9));
        }
        let is_century = matches!(parts.unit, Some((Unit::Century, _)));
        let century = match (parts.which, parts.nth) {
            (Some(which), _) if is_century => {
                let now = i32::from(self.anchor?.year()).div_euclid(100);
                now + step_of(which)?
            }
            (None, Some(nth)) if is_century && nth <= 30 => i32::try_from(nth).ok()? - 1,
            // The twenties and thirties may be those of either century.
            (None, None) if decade >= 40 => 19,
            _ => return known(None),
        };
        known(years(century * 100 + decade, century * 100 + decade + 9))
    }
}

/// From one year to another.
pub(super) fn years(first: i32, last: i32) -> Option<Edtf> {
    super::interval(Edtf::year(first), Edtf::year(last))
}

/// The first or second half of a year or a month.
fn half_of(first: Date, last: Date, nth: u32) -> Option<Edtf> {
    let middle = match days_between(first, last) {
        27..=30 => shift(first, 14),
        364.. => month_from(first, 5)?.last_of_month(),
        _ => return None,
    };
    match nth {
        1 => Some(Edtf::days(first, middle)),
        2 | LAST => Some(Edtf::days(shift(middle, 1), last)),
        _ => None,
    }
}
