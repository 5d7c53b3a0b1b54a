//! Time: days as numbers, windows of days, and the buckets that put near dates into one block.

use isnad_model::Edtf;

/// Dates wider than this many days say too little to join or to part meetings.
const WIDEST: i64 = 45;
/// Days in one bucket.
const BUCKET: i64 = 16;

/// First and last day that a date can mean, as days from the common era.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub first: i64,
    pub last: i64,
}

impl Window {
    /// The window of a date that is narrow enough to compare.
    pub(crate) fn narrow(date: &Edtf) -> Option<Self> {
        let window = Self::of(date);
        (window.last - window.first <= WIDEST).then_some(window)
    }

    /// The window of any date.
    pub(crate) fn of(date: &Edtf) -> Self {
        let (first, last) = (date.earliest(), date.latest());
        Self {
            first: day_number(first.year(), first.month(), first.day()),
            last: day_number(last.year(), last.month(), last.day()),
        }
    }

    /// Days between the two windows; 0 where they can mean the same day.
    pub(crate) fn gap(self, other: Self) -> i64 {
        (other.first - self.last).max(self.first - other.last).max(0)
    }

    /// Numbers of the buckets that the window touches, widened by `slack` days at both ends.
    pub(crate) fn buckets(self, slack: i64) -> impl Iterator<Item = i64> {
        (self.first - slack).div_euclid(BUCKET)..=(self.last + slack).div_euclid(BUCKET)
    }
}

/// Days from 1 March of year 0 in the proleptic Gregorian calendar.
fn day_number(year: i16, month: i8, day: i8) -> i64 {
    let (year, month, day) = (i64::from(year), i64::from(month), i64::from(day));
    // Years begin in March here, so that the leap day is the last one.
    let shifted = (month + 9) % 12;
    let year = year - i64::from(month < 3);
    365 * year + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (153 * shifted + 2) / 5
        + day
        - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(date: &str) -> Window {
        Window::of(&date.parse().unwrap())
    }

    #[test]
    fn gaps_cross_months_and_leap_days() {
        assert_eq!(window("2021-07-31").gap(window("2021-08-01")), 1);
        assert_eq!(window("2020-02-28").gap(window("2020-03-01")), 2);
        assert_eq!(window("2021-02-28").gap(window("2021-03-01")), 1);
        assert_eq!(window("1999-12-31").gap(window("2001-01-01")), 367);
        assert_eq!(window("2021-07").gap(window("2021-07-31")), 0);
    }

    #[test]
    fn near_days_share_a_bucket_with_slack() {
        for first in 0..40 {
            let (a, b) = (
                Window { first, last: first },
                Window {
                    first: first + 10,
                    last: first + 10,
                },
            );
            assert!(
                a.buckets(5)
                    .any(|bucket| b.buckets(5).any(|other| other == bucket))
            );
        }
    }

    #[test]
    fn wide_dates_say_nothing() {
        assert_eq!(Window::narrow(&"2021".parse().unwrap()), None);
        assert!(Window::narrow(&"2021-07~".parse().unwrap()).is_some());
    }
}
