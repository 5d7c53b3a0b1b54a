//! Numbers: years in words, hours after a word of the clock, and rows of years.

use isnad_model::edtf::Edtf;

use super::atoms::{Atom, Atoms, Readings, Value};
use super::meaning::{Calendar, Meaning, Unit};
use super::periods::years;

/// Parts that a year in words has at most.
const LONGEST: usize = 4;

impl Atoms<'_> {
    /// Makes years of thousands with what follows them, and parts of the day of hours.
    pub(super) fn compose(&self, at: usize, atoms: &mut Readings) {
        let composes =
            |atom: &Atom| matches!(atom.value, Value::Word(Meaning::Number(1000..) | Meaning::Clock));
        if !atoms.iter().any(composes) {
            return;
        }
        for atom in atoms.iter_mut() {
            match atom.value {
                Value::Word(Meaning::Number(thousands @ 1000..)) => self.compose_year(at, thousands, atom),
                Value::Word(Meaning::Clock) => {
                    if let Some(end) = self.hours_at(atom.end) {
                        (atom.value, atom.end) = (Value::Word(Meaning::Daypart), end);
                    }
                }
                _ => {}
            }
        }
        atoms.retain(|atom| atom.value != Value::Word(Meaning::Clock));
        atoms.sort_by_key(|atom| std::cmp::Reverse(atom.end));
    }

    /// `ألفين وأربعة وعشرين`: a year where a word says so, or where nothing is counted by it.
    fn compose_year(&self, at: usize, thousands: u32, atom: &mut Atom) {
        let (mut year, mut end) = (thousands, atom.end);
        for _ in 0..LONGEST {
            let Some((value, after)) = self.joined_number(end).filter(|(value, _)| fits(year, *value)) else {
                break;
            };
            (year, end) = (year + value, after);
        }
        let named = (end > atom.end || year == 2000) && self.is_after_year_word(at);
        if named || (year % 1000 != 0 && self.closes(end)) {
            (atom.value, atom.end) = (Value::Digits(year, 4), end);
        }
    }

    fn is_after_year_word(&self, at: usize) -> bool {
        let node = at
            .checked_sub(1)
            .and_then(|before| self.words.step(0, self.document.key(before)));
        node.is_some_and(|node| self.words.meanings(node).contains(&Meaning::YearWord))
    }

    /// A number that `and` joins to what stands before it.
    fn joined_number(&self, at: usize) -> Option<(u32, usize)> {
        let number = |atom: &Atom| matches!(atom.value, Value::Word(Meaning::Number(_)));
        let joint = self.is(at, |atom| {
            atom.value == Value::Word(Meaning::And) || (number(atom) && atom.cut.and)
        })?;
        let atom = if joint.value == Value::Word(Meaning::And) {
            self.is(joint.end, number)?
        } else {
            joint
        };
        match atom.value {
            Value::Word(Meaning::Number(value)) => Some((value, atom.end)),
            _ => None,
        }
    }

    /// Where the number of hours that stands at a token ends.
    fn hours_at(&self, at: usize) -> Option<usize> {
        let token = self.document.tokens.get(at).filter(|token| !token.starts_line)?;
        if token.is_word() && self.document.key(at).contains(':') {
            return Some(at + 1);
        }
        let hours = self.is(at, |atom| {
            matches!(
                atom.value,
                Value::Digits(..=24, _) | Value::Word(Meaning::Number(..=24) | Meaning::Ordinal(..=12))
            )
        })?;
        let minutes = self
            .document
            .tokens
            .get(hours.end)
            .is_some_and(|token| token.is_mark(':'))
            && self
                .is(hours.end + 1, |atom| {
                    matches!(atom.value, Value::Digits(..=59, 2))
                })
                .is_some();
        Some(hours.end + if minutes { 2 } else { 0 })
    }

    /// A row of years: `2014-2018`, `من 2014 إلى 2018`, "between 2014 and 2018", with where it begins and ends.
    pub(super) fn years_at(&self, at: usize, here: &[Atom]) -> Option<(usize, usize, Edtf)> {
        for atom in here {
            match atom.value {
                Value::Years(first, last) => return Some((at, atom.end, years(first, last)?)),
                Value::Word(opener @ (Meaning::From | Meaning::Between | Meaning::YearWord)) => {
                    let worded = self
                        .is(atom.end, |atom| atom.value == Value::Word(Meaning::YearWord))
                        .map_or(atom.end, |word| word.end);
                    let both = opener == Meaning::Between || opener == Meaning::YearWord || worded > atom.end;
                    if let Some((end, edtf)) = self.two_years(worded, both, opener != Meaning::YearWord) {
                        let start = if opener == Meaning::YearWord { at } else { atom.end };
                        return Some((start, end, edtf));
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// Two years with a word or mark of ranges between them; an `and` will do where `both` says that two are told.
    fn two_years(&self, at: usize, both: bool, opened: bool) -> Option<(usize, Edtf)> {
        if let Some(row) = self.is(at, |atom| matches!(atom.value, Value::Years(..)) && both) {
            let Value::Years(first, last) = row.value else {
                return None;
            };
            return Some((row.end, years(first, last)?));
        }
        let (first, middle) = self.year_at(at, false)?;
        let next = self.document.tokens.get(middle)?;
        let joint = |atom: &Atom| match atom.value {
            Value::Word(Meaning::To) => opened || both,
            Value::Word(Meaning::And) => both,
            _ => false,
        };
        let (last, end) = if next.is_dash() {
            self.year_at(middle + 1, false)?
        } else if let Some(joint) = self.is(middle, joint) {
            let word = self.is(joint.end, |atom| atom.value == Value::Word(Meaning::YearWord));
            self.year_at(word.map_or(joint.end, |word| word.end), false)?
        } else {
            self.year_at(middle, true).filter(|_| both)?
        };
        (first < last && last - first <= 300 && !self.counts_at(end)).then_some(())?;
        Some((end, years(first, last)?))
    }

    /// Whether what is counted by a number before it stands at a token: "2000 days", but not `2018 год`.
    fn counts_at(&self, at: usize) -> bool {
        self.is(
            at,
            |atom| matches!(atom.value, Value::Word(Meaning::Unit(unit, _)) if unit < Unit::Year),
        )
        .is_some()
    }

    /// A civil year in digits or words, joined by an `and` or not.
    fn year_at(&self, at: usize, joined: bool) -> Option<(i32, usize)> {
        self.at(at).into_iter().find_map(|atom| match atom.value {
            Value::Digits(year, 4)
                if (1500..=2200).contains(&year)
                    && atom.cut.and == joined
                    && self.calendar_of(year as i32) == Calendar::Gregorian =>
            {
                Some((year as i32, atom.end))
            }
            _ => None,
        })
    }
}

/// Whether a number goes on with one that is told so far: hundreds, then what is left of a hundred in one or two words.
fn fits(told: u32, value: u32) -> bool {
    let (hundreds, rest) = (told % 1000, told % 100);
    match value {
        100..1000 => hundreds == 0 && value.is_multiple_of(100),
        1..100 => rest == 0 || (rest < 10 && value >= 20 && value.is_multiple_of(10)),
        _ => false,
    }
}
