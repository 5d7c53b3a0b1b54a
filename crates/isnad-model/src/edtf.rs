//! Edtf: dates as sure as their source, EDTF level 1 (partial, uncertain, approximate, unspecified digits, intervals).

use std::{cmp::Ordering, fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// How sure a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Qualifier {
    /// `?`: the source may be wrong.
    pub uncertain: bool,
    /// `~`: about.
    pub approximate: bool,
}

/// A calendar date known to the year, month or day, in the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    /// Year; digits that are unspecified are zero here.
    year: i32,
    /// How many of the year's last digits are unspecified (`201X`: 1).
    masked_year_digits: u8,
    /// Month 1–12, season 21–24, `None` when not given; `Some(0)` when unspecified (`XX`).
    month: Option<u8>,
    /// Day 1–31, `Some(0)` when unspecified (`XX`).
    day: Option<u8>,
    qualifier: Qualifier,
}

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// A date.
    Date(PartialDate),
    /// `..`: none.
    Open,
    /// Empty: not known.
    Unknown,
}

/// A date or an interval of dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edtf {
    /// One date.
    Date(PartialDate),
    /// From one to the other.
    Interval(Bound, Bound),
}

/// What is wrong with a text that should be a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdtfError {
    text: String,
    reason: &'static str,
}

impl fmt::Display for EdtfError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}` is no EDTF date: {}", self.text, self.reason)
    }
}

impl std::error::Error for EdtfError {}

/// How one date stands to another; not every pair can be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Wholly before.
    Before,
    /// Wholly after.
    After,
    /// They may be the same day, or either may come first.
    Unknown,
}

impl PartialDate {
    fn from_parts(year: i32, month: Option<u8>, day: Option<u8>) -> Self {
        Self {
            year,
            masked_year_digits: 0,
            month,
            day,
            qualifier: Qualifier::default(),
        }
    }

    /// How sure the date is.
    pub fn qualifier(self) -> Qualifier {
        self.qualifier
    }

    /// Year, or `None` when some of its digits are unspecified.
    pub fn year(self) -> Option<i32> {
        (self.masked_year_digits == 0).then_some(self.year)
    }

    /// Month 1–12, where it is given.
    pub fn month(self) -> Option<u8> {
        self.month.filter(|month| (1..=12).contains(month))
    }

    /// Season 21 (spring) to 24 (winter), where it is given.
    pub fn season(self) -> Option<u8> {
        self.month.filter(|month| (21..=24).contains(month))
    }

    /// Day of the month, where it is given.
    pub fn day(self) -> Option<u8> {
        self.day.filter(|&day| day > 0)
    }

    /// First day that it can mean.
    pub fn earliest(self) -> Date {
        let year = clamp_year(self.year);
        let (month, day) = match (self.month, self.day) {
            (Some(month @ 1..=12), Some(day @ 1..)) => (month, day),
            (Some(month @ 1..=12), _) => (month, 1),
            (Some(season @ 21..=24), _) => ((season - 21) * 3 + 3, 1),
            _ => (1, 1),
        };
        Date::new(year, month as i8, day as i8).unwrap_or(Date::MIN)
    }

    /// Last day that it can mean.
    pub fn latest(self) -> Date {
        let span = 10i32.pow(u32::from(self.masked_year_digits)) - 1;
        let year = clamp_year(self.year.saturating_add(span));
        match (self.month, self.day) {
            (Some(month @ 1..=12), Some(day @ 1..)) => Date::new(year, month as i8, day as i8),
            (Some(month @ 1..=12), _) => Date::new(year, month as i8, 1).map(Date::last_of_month),
            // Winter runs into the next year.
            (Some(24), _) => Date::new(clamp_year(self.year + 1), 2, 1).map(Date::last_of_month),
            (Some(season @ 21..=23), _) => {
                Date::new(year, ((season - 21) * 3 + 5) as i8, 1).map(Date::last_of_month)
            }
            _ => Date::new(year, 12, 31),
        }
        .unwrap_or(Date::MAX)
    }
}

fn clamp_year(year: i32) -> i16 {
    year.clamp(-9999, 9999) as i16
}

impl Edtf {
    /// The day `date`.
    pub fn day(date: Date) -> Self {
        Self::Date(PartialDate::from_parts(
            date.year().into(),
            Some(date.month() as u8),
            Some(date.day() as u8),
        ))
    }

    /// The month `month` (1–12, or a season 21–24) of `year`.
    pub fn month(year: i32, month: u8) -> Self {
        Self::Date(PartialDate::from_parts(year, Some(month), None))
    }

    /// The year `year`.
    pub fn year(year: i32) -> Self {
        Self::Date(PartialDate::from_parts(year, None, None))
    }

    /// From the day `from` to the day `until`, the same day giving that day alone.
    pub fn days(from: Date, until: Date) -> Self {
        match (Self::day(from), Self::day(until)) {
            (Self::Date(first), Self::Date(last)) if from != until => {
                Self::Interval(Bound::Date(first), Bound::Date(last))
            }
            (day, _) => day,
        }
    }

    /// The same date, marked approximate (both ends of an interval).
    #[must_use]
    pub fn approximate(self) -> Self {
        let mark = |mut date: PartialDate| {
            date.qualifier.approximate = true;
            date
        };
        let mark_bound = |bound| {
            if let Bound::Date(date) = bound {
                Bound::Date(mark(date))
            } else {
                bound
            }
        };
        match self {
            Self::Date(date) => Self::Date(mark(date)),
            Self::Interval(from, until) => Self::Interval(mark_bound(from), mark_bound(until)),
        }
    }

    /// The single date, where it is no interval.
    pub fn as_date(&self) -> Option<PartialDate> {
        match self {
            Self::Date(date) => Some(*date),
            Self::Interval(..) => None,
        }
    }

    /// The single day, where it is known to the day.
    pub fn as_day(&self) -> Option<Date> {
        (self.earliest() == self.latest()).then(|| self.earliest())
    }

    /// Whether any part of it is marked uncertain or approximate.
    pub fn is_vague(&self) -> bool {
        let vague = |date: &PartialDate| date.qualifier.uncertain || date.qualifier.approximate;
        let vague_bound = |bound: &Bound| matches!(bound, Bound::Date(date) if vague(date));
        match self {
            Self::Date(date) => vague(date),
            Self::Interval(from, until) => vague_bound(from) || vague_bound(until),
        }
    }

    /// First day that it can mean; [`Date::MIN`] for an open begin.
    pub fn earliest(&self) -> Date {
        match self {
            Self::Date(date) => date.earliest(),
            Self::Interval(Bound::Date(date), _) => date.earliest(),
            Self::Interval(..) => Date::MIN,
        }
    }

    /// Last day that it can mean; [`Date::MAX`] for an open end.
    pub fn latest(&self) -> Date {
        match self {
            Self::Date(date) => date.latest(),
            Self::Interval(_, Bound::Date(date)) => date.latest(),
            Self::Interval(..) => Date::MAX,
        }
    }

    /// Whether both can mean the same day.
    pub fn is_compatible(&self, other: &Self) -> bool {
        self.earliest() <= other.latest() && other.earliest() <= self.latest()
    }

    /// Whether it lies before or after `other`, as far as that can be told.
    pub fn order(&self, other: &Self) -> Order {
        if self.latest() < other.earliest() {
            Order::Before
        } else if self.earliest() > other.latest() {
            Order::After
        } else {
            Order::Unknown
        }
    }
}

impl PartialOrd for Edtf {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// For lists: by first day, then by last day, then by text. Not a statement about time; that is [`Edtf::order`].
impl Ord for Edtf {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.earliest(), self.latest())
            .cmp(&(other.earliest(), other.latest()))
            .then_with(|| self.to_string().cmp(&other.to_string()))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let masked = usize::from(self.masked_year_digits);
        if self.year.abs() > 9999 {
            write!(formatter, "Y{}", self.year)?;
        } else {
            let digits = format!("{:04}", self.year.abs());
            let sign = if self.year < 0 { "-" } else { "" };
            write!(formatter, "{sign}{}{}", &digits[..4 - masked], "X".repeat(masked))?;
        }
        for part in [self.month, self.day].into_iter().flatten() {
            if part == 0 {
                formatter.write_str("-XX")?;
            } else {
                write!(formatter, "-{part:02}")?;
            }
        }
        formatter.write_str(match (self.qualifier.uncertain, self.qualifier.approximate) {
            (true, true) => "%",
            (true, false) => "?",
            (false, true) => "~",
            (false, false) => "",
        })
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(formatter),
            Self::Open => formatter.write_str(".."),
            Self::Unknown => Ok(()),
        }
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(formatter),
            Self::Interval(from, until) => write!(formatter, "{from}/{until}"),
        }
    }
}

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        let fail = |reason| EdtfError {
            text: text.chars().take(60).collect(),
            reason,
        };
        match text.trim().split_once('/') {
            None => parse_date(text.trim()).map(Self::Date).map_err(fail),
            Some((from, until)) => {
                let bound = |part: &str| match part {
                    ".." => Ok(Bound::Open),
                    "" => Ok(Bound::Unknown),
                    date => parse_date(date).map(Bound::Date),
                };
                let (from, until) = (bound(from).map_err(fail)?, bound(until).map_err(fail)?);
                let interval = Self::Interval(from, until);
                if !matches!((from, until), (Bound::Date(_), _) | (_, Bound::Date(_))) {
                    return Err(fail("an interval needs at least one date"));
                }
                if interval.earliest() > interval.latest() {
                    return Err(fail("the interval ends before it begins"));
                }
                Ok(interval)
            }
        }
    }
}

fn parse_date(text: &str) -> Result<PartialDate, &'static str> {
    let (text, qualifier) = split_qualifier(text);
    // A time of day is read and dropped: isnad's dates are days.
    let text = match text.split_once(['T', ' ']) {
        Some((day, time)) if time.starts_with(|c: char| c.is_ascii_digit()) => day,
        Some(_) => return Err("what follows the day is no time"),
        None => text,
    };
    if let Some(year) = text.strip_prefix('Y') {
        let year = year.parse().map_err(|_| "the year after `Y` is no number")?;
        return Ok(PartialDate {
            qualifier,
            ..PartialDate::from_parts(year, None, None)
        });
    }
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let mut parts = digits.split('-');
    let (year, masked_year_digits) = parse_year(parts.next().unwrap_or_default())?;
    let month = parts
        .next()
        .map(|part| parse_part(part, "the month is no number of two digits"))
        .transpose()?;
    let day = parts
        .next()
        .map(|part| parse_part(part, "the day is no number of two digits"))
        .transpose()?;
    if parts.next().is_some() {
        return Err("it has more parts than year, month and day");
    }
    let date = PartialDate {
        year: sign * year,
        masked_year_digits,
        month,
        day,
        qualifier,
    };
    check_calendar(date)?;
    Ok(date)
}

fn split_qualifier(text: &str) -> (&str, Qualifier) {
    let qualified = |uncertain, approximate| Qualifier {
        uncertain,
        approximate,
    };
    match text.as_bytes().last() {
        Some(b'?') => (&text[..text.len() - 1], qualified(true, false)),
        Some(b'~') => (&text[..text.len() - 1], qualified(false, true)),
        Some(b'%') => (&text[..text.len() - 1], qualified(true, true)),
        _ => (text, Qualifier::default()),
    }
}

fn parse_year(text: &str) -> Result<(i32, u8), &'static str> {
    const REASON: &str = "the year has to have four digits, the last ones may be `X`";
    let known = text.trim_end_matches('X');
    if text.len() != 4 || !known.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(REASON);
    }
    let masked = (4 - known.len()) as u8;
    let year: i32 = if known.is_empty() {
        0
    } else {
        known.parse().map_err(|_| REASON)?
    };
    Ok((year * 10i32.pow(u32::from(masked)), masked))
}

fn parse_part(text: &str, reason: &'static str) -> Result<u8, &'static str> {
    match text {
        "XX" => Ok(0),
        _ if text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit()) && text != "00" => {
            text.parse().map_err(|_| reason)
        }
        _ => Err(reason),
    }
}

fn check_calendar(date: PartialDate) -> Result<(), &'static str> {
    match (date.month, date.day) {
        (Some(0..=12), None) | (None, None) => Ok(()),
        (Some(21..=24), None) => Ok(()),
        (Some(0), Some(0)) | (Some(1..=12), Some(0)) => Ok(()),
        (Some(month @ 1..=12), Some(day)) => {
            // Leap years repeat, so a masked year is checked as a leap year.
            let year = if date.masked_year_digits > 0 {
                2000
            } else {
                clamp_year(date.year)
            };
            Date::new(year, month as i8, day as i8)
                .map(|_| ())
                .map_err(|_| "the month has no such day")
        }
        (Some(0), Some(_)) => Err("a day needs its month"),
        _ => Err("there is no such month"),
    }
}

impl Serialize for Edtf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Edtf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, earliest: &str, latest: &str) {
        let date: Edtf = text.parse().unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(date.to_string(), text);
        assert_eq!(
            (date.earliest().to_string(), date.latest().to_string()),
            (earliest.into(), latest.into())
        );
    }

    #[test]
    fn level_one_dates_keep_their_text_and_bounds() {
        check("2021-07-06", "2021-07-06", "2021-07-06");
        check("2021-07~", "2021-07-01", "2021-07-31");
        check("2021", "2021-01-01", "2021-12-31");
        check("201X", "2010-01-01", "2019-12-31");
        check("0631-04-XX", "0631-04-01", "0631-04-30");
        check("2021-XX-XX", "2021-01-01", "2021-12-31");
        check("2021-24", "2021-12-01", "2022-02-28");
        check("2021-07-06/2021-07-08", "2021-07-06", "2021-07-08");
        check("2021-07-07~/2021-07-13~", "2021-07-07", "2021-07-13");
        check("../2021?", "-009999-01-01", "2021-12-31");
        check("-0043%", "-000043-01-01", "-000043-12-31");
    }

    #[test]
    fn what_is_no_date_says_why() {
        for text in [
            "",
            "yesterday",
            "2021-13",
            "2021-02-30",
            "21-07-06",
            "2021-7-6",
            "2021/2020",
            "/",
            "2021-07-06-01",
        ] {
            assert!(text.parse::<Edtf>().is_err(), "{text}");
        }
        let error = "2021-02-30".parse::<Edtf>().unwrap_err().to_string();
        assert_eq!(error, "`2021-02-30` is no EDTF date: the month has no such day");
    }

    #[test]
    fn before_and_after_are_three_valued() {
        let date = |text: &str| text.parse::<Edtf>().unwrap();
        assert_eq!(date("2021-07-06").order(&date("2021-07-07")), Order::Before);
        assert_eq!(date("2021-08").order(&date("2021-07-07")), Order::After);
        assert_eq!(date("2021-07").order(&date("2021-07-07")), Order::Unknown);
        assert!(date("2021-07").is_compatible(&date("2021-07-31")));
    }

    #[test]
    fn times_of_day_are_dropped() {
        assert_eq!(
            "2021-07-06T23:10:00Z".parse::<Edtf>().unwrap().to_string(),
            "2021-07-06"
        );
    }
}
