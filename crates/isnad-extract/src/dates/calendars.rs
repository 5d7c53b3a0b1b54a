//! Calendars: days of the Hijri and the Persian calendar as civil days.

use icu_calendar::cal::{Hijri, Iso, Persian, hijri::UmmAlQura};
use jiff::civil::Date;

use super::meaning::Calendar;

/// The civil day of year, month and day of `calendar`; `None` where that calendar has no such day.
pub(crate) fn civil_day(calendar: Calendar, year: i32, month: u8, day: u8) -> Option<Date> {
    let iso = match calendar {
        Calendar::Gregorian => return Date::new(i16::try_from(year).ok()?, month as i8, day as i8).ok(),
        Calendar::Hijri => icu_calendar::Date::try_new_hijri_with_calendar(
            year,
            month,
            day,
            Hijri::<UmmAlQura>::new_umm_al_qura(),
        )
        .ok()?
        .to_calendar(Iso),
        Calendar::Persian => icu_calendar::Date::try_new_persian(year, month, day)
            .ok()?
            .to_calendar(Iso),
    };
    let year = i16::try_from(iso.year().extended_year()).ok()?;
    Date::new(year, iso.month().ordinal as i8, iso.day_of_month().0 as i8).ok()
}

/// Year, month and day in `calendar` of a civil day.
pub(crate) fn in_calendar(calendar: Calendar, day: Date) -> Option<(i32, u8, u8)> {
    let iso = icu_calendar::Date::try_new_iso(day.year().into(), day.month() as u8, day.day() as u8).ok()?;
    match calendar {
        Calendar::Gregorian => Some((day.year().into(), day.month() as u8, day.day() as u8)),
        Calendar::Hijri => {
            let date = iso.to_calendar(Hijri::<UmmAlQura>::new_umm_al_qura());
            Some((
                date.year().extended_year(),
                date.month().ordinal,
                date.day_of_month().0,
            ))
        }
        Calendar::Persian => {
            let date = iso.to_calendar(Persian);
            Some((
                date.year().extended_year(),
                date.month().ordinal,
                date.day_of_month().0,
            ))
        }
    }
}

/// First and last civil day of a month of `calendar`.
pub(crate) fn month_days(calendar: Calendar, year: i32, month: u8) -> Option<(Date, Date)> {
    let first = civil_day(calendar, year, month, 1)?;
    let last = (28..=31)
        .rev()
        .find_map(|day| civil_day(calendar, year, month, day))?;
    Some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_other_calendars_go_there_and_back() {
        let day = civil_day(Calendar::Hijri, 1445, 9, 1).map(|day| day.to_string());
        assert_eq!(day.as_deref(), Some("2024-03-11"));
        let day = civil_day(Calendar::Persian, 1400, 4, 15);
        assert_eq!(day.map(|day| day.to_string()).as_deref(), Some("2021-07-06"));
        assert_eq!(
            day.and_then(|day| in_calendar(Calendar::Persian, day)),
            Some((1400, 4, 15))
        );
        assert_eq!(civil_day(Calendar::Persian, 1400, 12, 30), None);
    }
}
