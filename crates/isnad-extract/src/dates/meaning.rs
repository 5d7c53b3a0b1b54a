//! Meaning: what a pack's small expressions (`day -1`, `month 7`, `part first`) say about a word of dates.

/// A calendar that names months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Calendar {
    /// The civil calendar.
    Gregorian,
    /// The Umm al-Qura calendar.
    Hijri,
    /// The solar calendar of Iran.
    Persian,
}

/// A unit that is counted or named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unit {
    /// An hour, which no date can show.
    Hour,
    /// A day.
    Day,
    /// A week, Monday to Sunday.
    Week,
    /// Saturday and Sunday, or the days the pack names.
    Weekend,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// Half of a year, or of a month.
    Half,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// Which one of a row, seen from the article's date or from a date told before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// The one before now.
    Last,
    /// The one that holds now.
    This,
    /// The one after now.
    Next,
    /// The one before the last one.
    LastButOne,
    /// The one after the next one.
    NextButOne,
    /// The one after the date told before.
    Following,
    /// The one before the date told before.
    Preceding,
}

/// Which third of a period, or what is left of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Third {
    /// Its first third.
    First,
    /// Its second third.
    Middle,
    /// Its last third.
    Last,
    /// From now to its end.
    Rest,
}

/// How a counted time lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Away {
    /// Before now (`two days ago`, `قبل يومين`).
    Ago,
    /// After now (`in two days`, `بعد يومين`).
    Ahead,
    /// Before the date told before (`two days earlier`).
    Earlier,
    /// After the date told before (`two days later`).
    Later,
    /// Up to that time from now (`within two days`).
    Within,
}

/// How what is told lies to the date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// On the date.
    At,
    /// From the date on.
    Since,
    /// Up to the date.
    Until,
    /// Before the date.
    Before,
    /// After the date.
    After,
}

/// What a word or phrase says about a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A date by itself, so many units from now: `day -1`.
    Relative(Unit, i32),
    /// So many days around now, no exact one: `about -7 0`.
    About(i32, i32),
    /// A month: `month 7`, `hijri 9`, `persian 1`; with `beside`, only where a day, a year or a preposition stands by.
    Month(Calendar, u8, bool),
    /// A season, 21 for spring to 24 for winter: `season 22`.
    Season(u8),
    /// A day of the week, Monday is 1: `weekday 1`.
    Weekday(u8),
    /// A day of the week whose name is a common word too, only after an ordinal: `weekday 1 beside`.
    BareWeekday(u8),
    /// Ten years, by their tens or in full: `decade 70`.
    Decade(u32),
    /// `decade word`: says that the year after it stands for its decade.
    DecadeWord,
    /// `now`: what is counted before it is counted from the article's own date.
    Now,
    /// `clock`: a number of hours follows, which no date shows.
    Clock,
    /// `last`, `this`, `next`, `following`, `preceding`.
    Which(Which),
    /// A unit, with its number where the word holds one: `unit day`, `unit day 2`.
    Unit(Unit, Option<u32>),
    /// A number in words: `number 3`.
    Number(u32),
    /// An ordinal: `ordinal 3`; the last one is `ordinal last`.
    Ordinal(u32),
    /// A number that is not told: `few`.
    Few,
    /// `about`: makes what follows approximate.
    Approximate,
    /// `ago`, `ahead`, `earlier`, `later`, `within`.
    Away(Away),
    /// `since`, `until`, `before`, `after`.
    Edge(Edge),
    /// `part first`, `part middle`, `part last`.
    Part(Third),
    /// `daypart`: morning, evening; no date by itself.
    Daypart,
    /// `year word`: says that a year follows.
    YearWord,
    /// `month word`: says that a month follows.
    MonthWord,
    /// `day word`: says that a day follows.
    DayWord,
    /// `of`: between the parts of a date.
    Of,
    /// `on`: before a date.
    On,
    /// `from`, before the first end of an interval.
    From,
    /// `to`, before the second end.
    To,
    /// `between`.
    Between,
    /// `and`.
    And,
    /// `era gregorian`, `era hijri`, `era persian`.
    Era(Calendar),
    /// `not`: looks like a date and is none.
    Blocked,
}

/// The number of `ordinal last`.
pub(crate) const LAST: u32 = u32::MAX;

impl Meaning {
    /// Reads an expression.
    pub(crate) fn parse(expression: &str) -> Option<Self> {
        let words: Vec<&str> = expression.split_whitespace().collect();
        let simple = match words.as_slice() {
            ["last"] => Self::Which(Which::Last),
            ["this"] => Self::Which(Which::This),
            ["next"] => Self::Which(Which::Next),
            ["following"] => Self::Which(Which::Following),
            ["preceding"] => Self::Which(Which::Preceding),
            ["few"] => Self::Few,
            ["approximate"] => Self::Approximate,
            ["ago"] => Self::Away(Away::Ago),
            ["ahead"] => Self::Away(Away::Ahead),
            ["earlier"] => Self::Away(Away::Earlier),
            ["later"] => Self::Away(Away::Later),
            ["within"] => Self::Away(Away::Within),
            ["since"] => Self::Edge(Edge::Since),
            ["until"] => Self::Edge(Edge::Until),
            ["before"] => Self::Edge(Edge::Before),
            ["after"] => Self::Edge(Edge::After),
            ["part", "first"] => Self::Part(Third::First),
            ["part", "middle"] => Self::Part(Third::Middle),
            ["part", "last"] => Self::Part(Third::Last),
            ["part", "rest"] => Self::Part(Third::Rest),
            ["now"] => Self::Now,
            ["clock"] => Self::Clock,
            ["decade", "word"] => Self::DecadeWord,
            ["decade", tens] => Self::Decade(tens.parse().ok()?),
            ["last", "but", "one"] => Self::Which(Which::LastButOne),
            ["next", "but", "one"] => Self::Which(Which::NextButOne),
            ["weekday", day, "beside"] => {
                Self::BareWeekday(day.parse().ok().filter(|day| (1..=7).contains(day))?)
            }
            ["daypart"] => Self::Daypart,
            ["year", "word"] => Self::YearWord,
            ["month", "word"] => Self::MonthWord,
            ["day", "word"] => Self::DayWord,
            ["of"] => Self::Of,
            ["on"] => Self::On,
            ["from"] => Self::From,
            ["to"] => Self::To,
            ["between"] => Self::Between,
            ["and"] => Self::And,
            ["not"] => Self::Blocked,
            ["ordinal", "last"] => Self::Ordinal(LAST),
            ["era", calendar] => Self::Era(parse_calendar(calendar)?),
            ["about", from, until] => Self::About(from.parse().ok()?, until.parse().ok()?),
            ["unit", unit] => Self::Unit(parse_unit(unit)?, None),
            ["unit", unit, count] => Self::Unit(parse_unit(unit)?, Some(count.parse().ok()?)),
            ["number", number] => Self::Number(number.parse().ok()?),
            ["ordinal", number] => Self::Ordinal(number.parse().ok()?),
            ["weekday", day] => Self::Weekday(day.parse().ok().filter(|day| (1..=7).contains(day))?),
            ["season", season] => Self::Season(season.parse().ok().filter(|it| (21..=24).contains(it))?),
            [calendar @ ("month" | "hijri" | "persian"), month] => Self::month(calendar, month, false)?,
            [calendar @ ("month" | "hijri" | "persian"), month, "beside"] => {
                Self::month(calendar, month, true)?
            }
            [unit, distance] => Self::Relative(parse_unit(unit)?, distance.parse().ok()?),
            _ => return None,
        };
        Some(simple)
    }

    fn month(calendar: &str, month: &str, beside: bool) -> Option<Self> {
        let calendar = if calendar == "month" {
            Calendar::Gregorian
        } else {
            parse_calendar(calendar)?
        };
        Some(Self::Month(
            calendar,
            month.parse().ok().filter(|month| (1..=12).contains(month))?,
            beside,
        ))
    }
}

fn parse_calendar(word: &str) -> Option<Calendar> {
    match word {
        "gregorian" => Some(Calendar::Gregorian),
        "hijri" => Some(Calendar::Hijri),
        "persian" => Some(Calendar::Persian),
        _ => None,
    }
}

fn parse_unit(word: &str) -> Option<Unit> {
    match word {
        "hour" => Some(Unit::Hour),
        "day" => Some(Unit::Day),
        "week" => Some(Unit::Week),
        "weekend" => Some(Unit::Weekend),
        "month" => Some(Unit::Month),
        "quarter" => Some(Unit::Quarter),
        "half" => Some(Unit::Half),
        "decade" => Some(Unit::Decade),
        "century" => Some(Unit::Century),
        "year" => Some(Unit::Year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_read_and_nonsense_does_not() {
        assert_eq!(Meaning::parse("day -1"), Some(Meaning::Relative(Unit::Day, -1)));
        assert_eq!(
            Meaning::parse("month 8 beside"),
            Some(Meaning::Month(Calendar::Gregorian, 8, true))
        );
        assert_eq!(
            Meaning::parse("unit day 2"),
            Some(Meaning::Unit(Unit::Day, Some(2)))
        );
        assert_eq!(Meaning::parse("ordinal last"), Some(Meaning::Ordinal(LAST)));
        for wrong in ["", "moth 3", "month 13", "weekday 0", "day one", "part second"] {
            assert_eq!(Meaning::parse(wrong), None, "{wrong}");
        }
    }
}
