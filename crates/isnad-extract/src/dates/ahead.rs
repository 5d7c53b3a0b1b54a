//! Ahead: what stands behind a word of a date and settles what the word is.

use super::atoms::{Atom, Atoms, Value};
use super::meaning::{Calendar, Meaning, Unit, Which};

impl Atoms<'_> {
    /// Whether the sentence or clause ends at a token, so that a number before it counts nothing.
    pub(super) fn closes(&self, at: usize) -> bool {
        self.document
            .tokens
            .get(at)
            .is_none_or(|token| !token.is_word() || token.starts_line || self.document.key(at).contains(':'))
            || self
                .is(at, |atom| {
                    matches!(
                        atom.value,
                        Value::Word(
                            Meaning::Which(_) | Meaning::Era(_) | Meaning::YearWord | Meaning::Daypart
                        ) | Value::Digits(_, 4)
                    )
                })
                .is_some()
    }

    /// Whether an ordinal stands at a token.
    pub(super) fn ordinal_follows(&self, at: usize) -> bool {
        self.is(at, |atom| matches!(atom.value, Value::Word(Meaning::Ordinal(_))))
            .is_some()
    }

    /// Whether the name of a month stands at a token.
    pub(super) fn month_named_at(&self, at: usize) -> bool {
        self.is(at, |atom| {
            matches!(atom.value, Value::Word(Meaning::Month(..))) && !atom.cut.and
        })
        .is_some()
    }

    /// Whether a year that can stand for its decade stands at a token.
    pub(super) fn decade_follows(&self, at: usize) -> bool {
        self.is(at, |atom| match atom.value {
            Value::Digits(year, 4) => (1500..=2990).contains(&year) && year.is_multiple_of(10),
            Value::Digits(tens, 2) => (30..=90).contains(&tens) && tens.is_multiple_of(10),
            _ => false,
        })
        .is_some()
    }

    pub(super) fn unit_follows(&self, at: usize) -> bool {
        self.is(at, |atom| {
            matches!(atom.value, Value::Word(Meaning::Unit(_, None)))
        })
        .is_some()
    }

    pub(super) fn other_which_follows(&self, at: usize) -> bool {
        self.is(
            at,
            |atom| matches!(atom.value, Value::Word(Meaning::Which(which)) if which != Which::This),
        )
        .is_some()
    }

    /// Whether a counted unit stands at a token (`ثلاثة أيام`, `يومين`, "a few days").
    pub(super) fn counted_follows(&self, at: usize) -> bool {
        let mut at = at;
        for _ in 0..3 {
            let unit = |atom: &Atom| matches!(atom.value, Value::Word(Meaning::Unit(..)));
            let before = |atom: &Atom| {
                matches!(
                    atom.value,
                    Value::Digits(..) | Value::Word(Meaning::Number(_) | Meaning::Few | Meaning::Approximate)
                )
            };
            if self.is(at, unit).is_some() {
                return true;
            }
            let Some(atom) = self.is(at, before) else {
                return false;
            };
            at = atom.end;
        }
        false
    }

    /// Whether a month, by name or as a unit, stands at a token or behind small words.
    pub(super) fn month_follows(&self, at: usize) -> bool {
        let mut at = at;
        let marked =
            |token: &crate::tokens::Token| token.is_mark('.') || token.is_mark('/') || token.is_mark('-');
        if self.document.tokens.get(at).is_some_and(marked) {
            return self.month_named_at(at + 1);
        }
        for _ in 0..4 {
            let month = |atom: &Atom| {
                matches!(
                    atom.value,
                    Value::Word(Meaning::Month(..) | Meaning::Unit(Unit::Month, None))
                )
            };
            if self.is(at, month).is_some_and(|atom| !atom.cut.and) {
                return true;
            }
            let small = |atom: &Atom| {
                matches!(
                    atom.value,
                    Value::Word(Meaning::Of | Meaning::MonthWord | Meaning::On | Meaning::Which(_))
                )
            };
            let Some(atom) = self.is(at, small) else {
                return false;
            };
            at = atom.end;
        }
        false
    }

    pub(super) fn month_name_follows(&self, at: usize) -> bool {
        self.is(at, |atom| match atom.value {
            Value::Word(Meaning::Month(..)) => true,
            Value::Word(Meaning::Number(value)) | Value::Digits(value, _) => (1..=12).contains(&value),
            _ => false,
        })
        .is_some_and(|atom| match atom.value {
            Value::Word(Meaning::Month(..)) => true,
            // "a month 3 people": the number of a month ends what is said, or a year follows.
            _ => self.closes(atom.end) || self.year_word_follows(atom.end),
        })
    }

    pub(super) fn year_word_follows(&self, at: usize) -> bool {
        self.is(at, |atom| matches!(atom.value, Value::Word(Meaning::YearWord)))
            .is_some()
    }

    pub(super) fn year_follows(&self, at: usize) -> bool {
        self.is(at, |atom| {
            matches!(atom.value, Value::Digits(_, 4) | Value::YearOf(..))
        })
        .is_some()
    }

    pub(super) fn day_follows(&self, at: usize) -> bool {
        let day = |atom: &Atom| match atom.value {
            Value::Full(..) | Value::Short(..) | Value::Pair(..) => true,
            Value::Digits(value, digits) => {
                digits <= 2 && (self.month_follows(atom.end) || self.range_follows(atom.end)) && value <= 31
            }
            Value::Word(meaning) => match meaning {
                Meaning::Weekday(_) | Meaning::Relative(..) => true,
                Meaning::Ordinal(1..=31) | Meaning::Number(_) => {
                    self.month_follows(atom.end) || self.range_follows(atom.end)
                }
                _ => false,
            },
            Value::YearOf(..) | Value::Years(..) | Value::MonthOf(..) => false,
        };
        self.is(at, day).is_some()
    }

    /// A second day after a word or mark of ranges (`to 15`, `- 15`, `و8`): the day and where it ends.
    pub(super) fn until_follows(&self, at: usize) -> Option<(u8, usize)> {
        let day = |at: usize| {
            self.at(at).into_iter().find_map(|atom| match atom.value {
                Value::Digits(value @ 1..=31, 1..=2)
                | Value::Word(Meaning::Ordinal(value @ 1..=31) | Meaning::Number(value @ 1..=31)) => {
                    Some((value as u8, atom.end, atom.cut.and))
                }
                _ => None,
            })
        };
        if let Some((value, end, true)) = day(at) {
            return Some((value, end));
        }
        let token = self.document.tokens.get(at)?;
        let next = if token.is_dash() {
            at + 1
        } else {
            self.is(at, |atom| {
                matches!(atom.value, Value::Word(Meaning::To | Meaning::And))
            })?
            .end
        };
        day(next).map(|(value, end, _)| (value, end))
    }

    /// The calendar that a year of four digits is written in.
    pub(super) fn calendar_of(&self, year: i32) -> Calendar {
        match year {
            1300..=1499 if self.words.ways.persian_years => Calendar::Persian,
            1300..=1499 => Calendar::Hijri,
            _ => Calendar::Gregorian,
        }
    }

    /// Whether a second day and then a month follows.
    pub(super) fn range_follows(&self, at: usize) -> bool {
        self.until_follows(at)
            .is_some_and(|(_, end)| self.month_follows(end))
    }
}
