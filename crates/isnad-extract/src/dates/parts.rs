//! Parts: the pieces of one date in whatever order a language puts them, gathered from atoms.

use super::atoms::{Atom, Atoms, Value};
use super::meaning::{Away, Calendar, Edge, Meaning, Third, Unit, Which};

/// A counted number of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Count {
    /// So many.
    Known(u32),
    /// A few.
    Few,
}

/// The pieces of one date.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Parts {
    pub(crate) edge: Option<Edge>,
    pub(crate) relative: Option<(Unit, i32)>,
    pub(crate) about: Option<(i32, i32)>,
    pub(crate) weekday: Option<u8>,
    pub(crate) day: Option<u8>,
    pub(crate) day_until: Option<u8>,
    /// The day was written as a word or with an ending, so it may be an ordinal of the weekday.
    pub(crate) ordinal_day: bool,
    pub(crate) month: Option<(Calendar, u8)>,
    /// The month's name is a common word too.
    pub(crate) beside: bool,
    pub(crate) season: Option<u8>,
    pub(crate) decade: Option<u32>,
    pub(crate) decade_word: bool,
    pub(crate) year: Option<i32>,
    pub(crate) era: Option<Calendar>,
    pub(crate) which: Option<Which>,
    /// A second one, of the frame (`the last Monday of next month`).
    pub(crate) which_frame: Option<Which>,
    pub(crate) unit: Option<(Unit, Option<u32>)>,
    /// A second unit, around the first (`the first week of last month`).
    pub(crate) frame: Option<Unit>,
    pub(crate) count: Option<Count>,
    pub(crate) nth: Option<u32>,
    pub(crate) away: Option<Away>,
    /// `away` stands before what is counted.
    pub(crate) prefixed: bool,
    /// What the time is counted from may follow.
    pub(crate) object: bool,
    pub(crate) part: Option<Third>,
    pub(crate) daypart: bool,
    pub(crate) approximate: bool,
    /// A word such as `on` or `in` stands before it.
    pub(crate) on: bool,
    pub(crate) day_word: bool,
    pub(crate) year_word: bool,
    pub(crate) month_word: bool,
    /// `of` stood between its parts.
    pub(crate) of: bool,
    /// The year stands alone after `on`.
    pub(crate) bare_year: bool,
}

/// Parts that end at a token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gathered {
    pub(crate) parts: Parts,
    /// First token of the date itself.
    pub(crate) start: usize,
    /// Letters of clitics at its front.
    pub(crate) letters: u8,
    /// One past its last token.
    pub(crate) end: usize,
}

/// No date is longer, in atoms.
const LONGEST: usize = 14;

impl Atoms<'_> {
    /// Everything from a token on that can be one date, as it grows; the last is the longest.
    pub(crate) fn gather(&self, at: usize, limit: usize) -> Vec<Gathered> {
        let mut grown: Vec<Gathered> = Vec::new();
        let mut parts = Parts::default();
        let mut start: Option<(usize, u8)> = None;
        let mut position = at;
        for _ in 0..LONGEST {
            if position >= limit || (position > at && self.document.tokens[position].starts_line) {
                break;
            }
            if start.is_some()
                && let Some(after) = self.pass_joint(position, &parts)
            {
                position = after;
                continue;
            }
            if let Some((day, end)) = self.second_day(position, &parts).filter(|(_, end)| *end <= limit)
                && let Some((start, letters)) = start
            {
                parts.day_until = Some(day);
                grown.push(Gathered {
                    parts,
                    start,
                    letters,
                    end,
                });
                position = end;
                continue;
            }
            let atoms = self.at(position);
            if atoms
                .first()
                .is_some_and(|atom| atom.value == Value::Word(Meaning::Blocked))
            {
                break;
            }
            let taken = atoms
                .into_iter()
                .filter(|atom| atom.end <= limit)
                .find_map(|atom| {
                    let mut next = parts;
                    let shown = self.take(&atom, &mut next, start.is_some())?;
                    // A conjunction before a later word begins something new.
                    (start.is_none() || !atom.cut.and).then_some((atom, next, shown))
                });
            let Some((atom, next, shown)) = taken else { break };
            parts = next;
            if shown {
                let (start, letters) = *start.get_or_insert((position, atom.cut.letters));
                grown.push(Gathered {
                    parts,
                    start,
                    letters,
                    end: atom.end,
                });
            }
            position = atom.end;
        }
        grown
    }

    /// Passes a mark or a second name of the month between parts of a date.
    fn pass_joint(&self, at: usize, parts: &Parts) -> Option<usize> {
        let token = self.document.tokens.get(at)?;
        if let Some((calendar, month)) = parts.month
            && (token.is_mark('/') || token.is_mark('(') || token.is_mark('-'))
            && let Some(same) = self.is(at + 1, |atom| is_month(atom, calendar, month))
        {
            let closed = self
                .document
                .tokens
                .get(same.end)
                .is_some_and(|token| token.is_mark(')'));
            return Some(if token.is_mark('(') {
                same.end + usize::from(closed)
            } else {
                same.end
            });
        }
        // `2/ أكتوبر`, "2. October": a mark between a day in digits and its month.
        let marked = token.is_mark('.') || token.is_mark('/') || token.is_mark('-');
        if marked && parts.day.is_some() && parts.month.is_none() && self.month_named_at(at + 1) {
            return Some(at + 1);
        }
        // `أكتوبر/ 2`, "16. November. 2016".
        let day_next = |atom: &Atom| matches!(atom.value, Value::Digits(1..=31, 1..=2));
        let year_next = |atom: &Atom| matches!(atom.value, Value::Digits(1500.., 4));
        if (token.is_mark('/')
            && parts.month.is_some()
            && parts.day.is_none()
            && self.is(at + 1, day_next).is_some())
            || (token.is_mark('.')
                && parts.month.is_some()
                && parts.year.is_none()
                && self.is(at + 1, year_next).is_some())
        {
            return Some(at + 1);
        }
        let abbreviation = token.is_mark('.') && token.glued && parts.month.is_some() && parts.day.is_none();
        let apposition = token.is_comma()
            && (parts.weekday.is_some()
                || parts.relative.is_some()
                || parts.month.is_some()
                || parts.daypart);
        let follows = || {
            self.is(at + 1, |atom| match atom.value {
                Value::Digits(..) | Value::Full(..) | Value::Short(..) | Value::YearOf(..) => true,
                Value::Word(meaning) => matches!(
                    meaning,
                    Meaning::Month(..)
                        | Meaning::Weekday(_)
                        | Meaning::Ordinal(_)
                        | Meaning::DayWord
                        | Meaning::Daypart
                ),
                Value::Pair(..) | Value::Years(..) | Value::MonthOf(..) => false,
            })
            .is_some()
        };
        // "Friday, 3 March"; but "in July, 12 people" has no day.
        let day_free = parts.day.is_none() || parts.year.is_none();
        ((abbreviation || (apposition && day_free)) && follows()).then_some(at + 1)
    }

    /// Puts an atom among the parts; whether it is part of the date itself, or only stands before or between.
    /// `None` where it does not fit.
    fn take(&self, atom: &Atom, parts: &mut Parts, begun: bool) -> Option<bool> {
        if atom.cut.preposition {
            if begun {
                parts.of = true;
            } else {
                parts.on = true;
            }
        }
        match atom.value {
            Value::Digits(value, digits) => self.take_number(value, digits, atom, parts),
            Value::Pair(from, until) => {
                let month = parts.month.is_some() || self.month_follows(atom.end);
                (month && parts.day.is_none()).then(|| {
                    (parts.day, parts.day_until) = (Some(from as u8), Some(until as u8));
                    true
                })
            }
            Value::Full(year, month, day) => (parts.day.is_none() && parts.month.is_none()).then(|| {
                (parts.day, parts.month) = (Some(day), Some((self.calendar_of(year), month)));
                parts.year = Some(year);
                true
            }),
            Value::Short(day, month) => {
                let sure = parts.on || parts.day_word || parts.weekday.is_some();
                (sure && parts.day.is_none() && parts.month.is_none()).then(|| {
                    (parts.day, parts.month) = (Some(day), Some((Calendar::Gregorian, month)));
                    true
                })
            }
            // Laws and files bear such numbers too.
            Value::MonthOf(year, month) => {
                ((parts.on || parts.month_word || parts.edge.is_some()) && !begun && parts.month.is_none())
                    .then(|| {
                        (parts.year, parts.month) = (Some(year), Some((Calendar::Gregorian, month)));
                        true
                    })
            }
            // Both ends of a row of years are read where they stand alone.
            Value::Years(..) => None,
            Value::YearOf(year, era) => parts.year.is_none().then(|| {
                (parts.year, parts.era) = (Some(year), Some(era));
                true
            }),
            Value::Word(meaning) => self.take_word(meaning, atom, parts, begun),
        }
    }

    fn take_word(&self, meaning: Meaning, atom: &Atom, parts: &mut Parts, begun: bool) -> Option<bool> {
        match meaning {
            // `اليوم التالي` is no today.
            Meaning::Relative(Unit::Day, 0)
                if self.other_which_follows(atom.end) || self.ordinal_follows(atom.end) =>
            {
                None
            }
            Meaning::Relative(unit, distance) => set(&mut parts.relative, (unit, distance)),
            Meaning::About(from, until) if !begun => set(&mut parts.about, (from, until)),
            Meaning::Month(calendar, month, beside) => {
                // A month's name after its year or a finished day is the next date's.
                if parts.day_until.is_none() && parts.day.is_some() && parts.year.is_some() {
                    return None;
                }
                parts.beside = beside;
                set(&mut parts.month, (calendar, month))
            }
            Meaning::Season(season) => set(&mut parts.season, season),
            Meaning::Weekday(day) => set(&mut parts.weekday, day),
            Meaning::BareWeekday(day) => parts.nth.and_then(|_| set(&mut parts.weekday, day)),
            Meaning::Decade(decade) => set(&mut parts.decade, decade),
            Meaning::DecadeWord => self.decade_follows(atom.end).then(|| {
                parts.decade_word = true;
                true
            }),
            Meaning::Now => (parts.unit.is_some() && begun).then(|| {
                parts.away.get_or_insert(Away::Ahead);
                (parts.prefixed, parts.object) = (false, false);
                true
            }),
            Meaning::Which(which) => {
                set(&mut parts.which, which).or_else(|| set(&mut parts.which_frame, which))
            }
            Meaning::Unit(unit, count) => self.take_unit(unit, count, parts),
            Meaning::Number(value) => self.take_number(value, 1, atom, parts),
            Meaning::Ordinal(value) => self.take_ordinal(value, atom, parts),
            Meaning::Few => (self.unit_follows(atom.end) || parts.unit.is_some())
                .then_some(())
                .and_then(|()| set(&mut parts.count, Count::Few)),
            Meaning::Approximate => (!begun).then(|| {
                parts.approximate = true;
                false
            }),
            Meaning::Away(away) => {
                let behind = parts.unit.is_some() && !self.words.ways.away_first;
                let counted = behind || (!begun && self.counted_follows(atom.end));
                parts.prefixed |= parts.unit.is_none();
                counted.then_some(()).and_then(|()| set(&mut parts.away, away))
            }
            Meaning::Edge(edge) if !begun => set(&mut parts.edge, edge).map(|_| false),
            // "Two days before", "two days after": what they are counted from may follow.
            Meaning::Edge(Edge::Before | Edge::After)
                if parts.unit.is_some() && parts.month.is_none() && !self.words.ways.away_first =>
            {
                parts.object = true;
                set(
                    &mut parts.away,
                    if meaning == Meaning::Edge(Edge::Before) {
                        Away::Earlier
                    } else {
                        Away::Later
                    },
                )
            }
            Meaning::Part(third) => set(&mut parts.part, third),
            Meaning::Daypart => {
                parts.daypart = true;
                Some(true)
            }
            Meaning::YearWord => self.year_follows(atom.end).then(|| {
                parts.year_word = true;
                true
            }),
            Meaning::MonthWord => (parts.month.is_none() && self.month_name_follows(atom.end)).then(|| {
                parts.month_word = true;
                true
            }),
            Meaning::DayWord => (parts.day.is_none() && self.day_follows(atom.end)).then(|| {
                parts.day_word = true;
                true
            }),
            Meaning::Of if begun => {
                parts.of = true;
                Some(false)
            }
            Meaning::On => {
                parts.on |= !begun;
                parts.of |= begun;
                Some(false)
            }
            Meaning::Era(calendar) if parts.year.is_some() => set(&mut parts.era, calendar),
            _ => None,
        }
    }

    fn take_unit(&self, unit: Unit, count: Option<u32>, parts: &mut Parts) -> Option<bool> {
        if parts.unit.is_none() {
            parts.unit = Some((unit, count));
            return Some(true);
        }
        // The frame is larger than what lies in it.
        let inner = parts.unit.map(|(unit, _)| unit);
        (count.is_none() && Some(unit) > inner)
            .then_some(())
            .and_then(|()| set(&mut parts.frame, unit))
    }

    fn take_number(&self, value: u32, digits: u8, atom: &Atom, parts: &mut Parts) -> Option<bool> {
        if parts.decade_word {
            return set(&mut parts.decade, value);
        }
        if digits == 4 && (1000..=2999).contains(&value) {
            let framed =
                parts.month.is_some() || parts.season.is_some() || parts.year_word || parts.part.is_some();
            parts.bare_year = !framed;
            let era = self
                .is(atom.end, |it| matches!(it.value, Value::Word(Meaning::Era(_))))
                .is_some();
            // "To 2500 people" tells no year.
            let bare = parts.on && value <= 2100 && (self.words.ways.bare_years || self.closes(atom.end));
            return (framed || era || bare)
                .then_some(())
                .and_then(|()| set(&mut parts.year, value as i32));
        }
        if parts.month_word && parts.month.is_none() && (1..=12).contains(&value) {
            return set(&mut parts.month, (Calendar::Gregorian, value as u8));
        }
        let counts = self.unit_follows(atom.end) && !self.month_follows(atom.end + 1);
        if counts && parts.day.is_none() && parts.month.is_none() {
            return set(&mut parts.count, Count::Known(value));
        }
        // `الأيام الثلاثة الماضية`; but "next week for a meeting".
        if digits == 1
            && parts.unit.is_some()
            && parts.which.is_none()
            && parts.month.is_none()
            && !matches!(atom.value, Value::Digits(..))
        {
            return set(&mut parts.count, Count::Known(value));
        }
        self.take_day(value, atom, parts)
    }

    fn take_day(&self, value: u32, atom: &Atom, parts: &mut Parts) -> Option<bool> {
        if !(1..=31).contains(&value) || parts.day.is_some() {
            return None;
        }
        let after_month = parts.month.is_some()
            && (self.words.ways.month_first
                || self.closes(atom.end)
                || self.until_follows(atom.end).is_some());
        let fits = after_month || self.month_follows(atom.end) || self.range_follows(atom.end);
        fits.then(|| {
            parts.day = Some(value as u8);
            true
        })
    }

    fn take_ordinal(&self, value: u32, atom: &Atom, parts: &mut Parts) -> Option<bool> {
        let period = |it: &Atom| {
            matches!(
                it.value,
                Value::Word(
                    Meaning::Unit(..) | Meaning::Weekday(_) | Meaning::BareWeekday(_) | Meaning::DayWord
                )
            )
        };
        // `آخر ثلاثة أيام`.
        let row = value == super::meaning::LAST && parts.unit.is_none() && self.counted_follows(atom.end);
        if (row || self.is(atom.end, period).is_some()) && parts.nth.is_none() && parts.day.is_none() {
            return set(&mut parts.nth, value);
        }
        // `الأسبوع الأخير من الشهر التاسع`.
        let framed = parts.frame == Some(Unit::Month) && parts.nth.is_some() && parts.month.is_none();
        if framed && parts.which.is_none() && (1..=12).contains(&value) {
            parts.frame = None;
            return set(&mut parts.month, (Calendar::Gregorian, value as u8));
        }
        // `27 من الشهر الثامن`.
        let month = parts.unit == Some((Unit::Month, None)) && parts.day.is_some() && parts.month.is_none();
        if month && (1..=12).contains(&value) {
            parts.unit = None;
            return set(&mut parts.month, (Calendar::Gregorian, value as u8));
        }
        if parts.unit.is_some() && parts.which.is_none() && parts.count.is_none() && parts.nth.is_none() {
            return set(&mut parts.nth, value);
        }
        if parts.weekday.is_some() && parts.day.is_none() && (1..=31).contains(&value) {
            (parts.day, parts.ordinal_day) = (Some(value as u8), true);
            return Some(true);
        }
        if parts.weekday.is_some() && value == super::meaning::LAST {
            return set(&mut parts.nth, value);
        }
        self.take_day(value, atom, parts)
    }

    /// The second day of a range of days in one month, and where it ends.
    fn second_day(&self, at: usize, parts: &Parts) -> Option<(u8, usize)> {
        let first = parts
            .day
            .filter(|_| parts.day_until.is_none() && parts.year.is_none())?;
        let (day, end) = self.until_follows(at).filter(|(day, _)| *day > first)?;
        // With its own month it is the other end of an interval, no second day of this one.
        let month_after = self.month_follows(end);
        (if parts.month.is_some() {
            !month_after && self.closes(end)
        } else {
            month_after
        })
        .then_some((day, end))
    }
}

fn is_month(atom: &Atom, calendar: Calendar, month: u8) -> bool {
    matches!(atom.value, Value::Word(Meaning::Month(other, number, _)) if (other, number) == (calendar, month))
}

fn set<T>(slot: &mut Option<T>, value: T) -> Option<bool> {
    if slot.is_some() {
        return None;
    }
    *slot = Some(value);
    Some(true)
}
