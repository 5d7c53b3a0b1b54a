//! Atoms: what may stand at a token of a date, in words, digits or numeric form, with Arabic proclitics cut.

use smallvec::SmallVec;

use super::meaning::{Calendar, Meaning};
use super::words::DateWords;
use crate::document::Document;
use crate::tokens::TokenKind;

/// Readings of one token, few as they are.
pub(super) type Readings = SmallVec<[Atom; 3]>;

/// One reading of the words at a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Atom {
    pub(crate) value: Value,
    /// One past its last token.
    pub(crate) end: usize,
    /// What was cut from its first word.
    pub(crate) cut: Cut,
}

/// What was cut from the front of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cut {
    /// `و` or `ف`.
    pub(crate) and: bool,
    /// `ب`, `ل` or `ك`.
    pub(crate) preposition: bool,
    /// Letters of both.
    pub(crate) letters: u8,
}

/// What an atom says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// A word or phrase of the pack.
    Word(Meaning),
    /// A number and how many digits it is written with.
    Digits(u32, u8),
    /// Two numbers with a hyphen between them.
    Pair(u32, u32),
    /// Year, month and day in digits.
    Full(i32, u8, u8),
    /// Day and month in digits.
    Short(u8, u8),
    /// Year and month in digits.
    MonthOf(i32, u8),
    /// Two years with a hyphen between them.
    Years(i32, i32),
    /// A year with its era glued to it (`1445هـ`).
    YearOf(i32, Calendar),
}

/// Reads atoms of a document.
#[derive(Clone, Copy)]
pub(crate) struct Atoms<'a> {
    pub(crate) document: &'a Document<'a>,
    pub(crate) words: &'a DateWords,
}

impl Atoms<'_> {
    /// Every reading of what begins at a token, the longest first.
    pub(super) fn at(&self, at: usize) -> Readings {
        let Some(token) = self.document.tokens.get(at) else {
            return Readings::new();
        };
        if !token.is_word() || !self.document.may_date(at) {
            return Readings::new();
        }
        let key = self.document.key(at);
        if token.kind == TokenKind::Number {
            return self.number(key, at, Cut::default()).into_iter().collect();
        }
        let first = self.words.step_to(0, self.document.date_word(at));
        let mut atoms = self.phrases_from(first, at, Cut::default());
        if atoms.is_empty() && self.document.lexicon.language.proclitics {
            atoms = self.behind_proclitics(key, at);
        }
        self.compose(at, &mut atoms);
        atoms
    }

    /// Whether some reading at a token passes `test`.
    pub(crate) fn is(&self, at: usize, test: impl Fn(&Atom) -> bool) -> Option<Atom> {
        self.at(at).into_iter().find(test)
    }

    fn behind_proclitics(&self, key: &str, at: usize) -> Readings {
        let conjunction = key.chars().next().filter(|c| matches!(c, 'و' | 'ف'));
        let after = conjunction.map_or(key, |c| &key[c.len_utf8()..]);
        let and = Cut {
            and: true,
            preposition: false,
            letters: 1,
        };
        let starts = [(conjunction.is_some(), after, and), (true, key, Cut::default())];
        for (_, rest, cut) in starts.into_iter().filter(|(given, ..)| *given) {
            let mut atoms = if cut.letters > 0 {
                self.rest(rest, at, cut)
            } else {
                Readings::new()
            };
            if atoms.is_empty() && rest.starts_with(['ب', 'ل', 'ك']) {
                let cut = Cut {
                    preposition: true,
                    letters: cut.letters + 1,
                    ..cut
                };
                let inner = &rest['ب'.len_utf8()..];
                atoms = match inner.strip_prefix('ل').filter(|_| rest.starts_with('ل')) {
                    Some(bare) => self.phrases(&format!("ال{bare}"), at, cut),
                    None => self.rest(inner, at, cut),
                };
            }
            if atoms.is_empty()
                && let Some(bare) = rest.strip_prefix("ال")
            {
                atoms = self.rest(bare, at, cut);
            }
            if !atoms.is_empty() {
                return atoms;
            }
        }
        Readings::new()
    }

    /// What is left of a word after a cut: two letters are too few to be sure of a cut (`باب` is a door).
    fn rest(&self, rest: &str, at: usize, cut: Cut) -> Readings {
        if rest.starts_with(|c: char| c.is_ascii_digit()) {
            return self.number(rest, at, cut).into_iter().collect();
        }
        if rest.chars().nth(2).is_none() {
            Readings::new()
        } else {
            self.phrases(rest, at, cut)
        }
    }

    fn phrases(&self, first: &str, at: usize, cut: Cut) -> Readings {
        self.phrases_from(self.words.step(0, first), at, cut)
    }

    /// The phrases that go on from the node of their first word.
    fn phrases_from(&self, first: Option<u32>, at: usize, cut: Cut) -> Readings {
        let mut atoms = Readings::new();
        let Some(mut node) = first else {
            return atoms;
        };
        let mut end = at + 1;
        loop {
            for &meaning in self.words.meanings(node) {
                if self.is_written_right(meaning, at) {
                    atoms.push(Atom {
                        value: Value::Word(meaning),
                        end,
                        cut,
                    });
                }
            }
            let follows = self
                .document
                .tokens
                .get(end)
                .is_some_and(|token| token.is_word() && !token.starts_line);
            let Some(next) = follows
                .then(|| self.words.step_to(node, self.document.date_word(end)))
                .flatten()
            else {
                break;
            };
            node = next;
            end += 1;
        }
        atoms.sort_by_key(|atom| (std::cmp::Reverse(atom.end), rank(atom.value)));
        atoms
    }

    /// `May` and `may` differ where the language tells them apart.
    fn is_written_right(&self, meaning: Meaning, at: usize) -> bool {
        let name = matches!(meaning, Meaning::Month(..) | Meaning::Weekday(_));
        !name || !self.words.ways.capitals || self.document.tokens[at].capital
    }

    fn number(&self, key: &str, at: usize, cut: Cut) -> Option<Atom> {
        let atom = |value| {
            Some(Atom {
                value,
                end: at + 1,
                cut,
            })
        };
        if key.bytes().all(|byte| byte.is_ascii_digit()) {
            return atom(Value::Digits(key.parse().ok()?, key.len() as u8));
        }
        let numbers: Vec<&str> = key.split(['-', '/', '.']).collect();
        if numbers.len() > 1
            && numbers
                .iter()
                .all(|it| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit()))
        {
            return atom(numeric(key, &numbers)?);
        }
        // `16th`, `1er`, `1445هـ`.
        let digits = key.bytes().take_while(u8::is_ascii_digit).count();
        let (number, ending) = key.split_at(digits);
        let value: u32 = number.parse().ok()?;
        if let Some(calendar) = self.era(ending) {
            return atom(Value::YearOf(value as i32, calendar));
        }
        if ending == "s" && (1500..=2990).contains(&value) && value.is_multiple_of(10) {
            return atom(Value::Word(Meaning::Decade(value)));
        }
        let ordinal = (1..=31).contains(&value)
            && ending.chars().count() <= 4
            && ending.chars().all(char::is_alphabetic);
        ordinal.then_some(Atom {
            value: Value::Word(Meaning::Ordinal(value)),
            end: at + 1,
            cut,
        })
    }

    fn era(&self, word: &str) -> Option<Calendar> {
        let node = self.words.step(0, word)?;
        self.words
            .meanings(node)
            .iter()
            .find_map(|meaning| match meaning {
                Meaning::Era(calendar) => Some(*calendar),
                _ => None,
            })
    }
}

/// Meanings that look at what follows come before those that take the word as it is.
fn rank(value: Value) -> u8 {
    match value {
        Value::Word(Meaning::Blocked) => 0,
        Value::Word(Meaning::YearWord | Meaning::MonthWord | Meaning::DayWord | Meaning::Away(_)) => 1,
        Value::Word(Meaning::Ordinal(number)) if number != super::meaning::LAST => 2,
        Value::Word(Meaning::BareWeekday(_)) => 2,
        Value::Word(Meaning::Edge(_) | Meaning::Month(..) | Meaning::Unit(..) | Meaning::Relative(..)) => 2,
        Value::Word(Meaning::On | Meaning::Of) => 4,
        _ => 3,
    }
}

/// A date in digits; day before month, unless the numbers say otherwise.
fn numeric(key: &str, numbers: &[&str]) -> Option<Value> {
    let long = |it: &&str| it.len() == 4;
    let values: Vec<u32> = numbers.iter().map(|it| it.parse().ok()).collect::<Option<_>>()?;
    match (numbers, values.as_slice()) {
        ([year, _, _], &[y, a, b]) if long(year) => full(y, a, b),
        ([_, _, year], &[a, b, y]) if long(year) => full(y, b, a),
        // `6.7.21`; a time has colons, a version number no two digits at its end.
        ([_, _, year], &[a, b, y]) if year.len() == 2 && key.contains(['.', '/']) => full(2000 + y, b, a),
        (_, &[a, b]) if key.contains('-') && a < b && b <= 31 => Some(Value::Pair(a, b)),
        ([year, _], &[y, month @ 1..=12]) if long(year) && (1900..=2100).contains(&y) => {
            Some(Value::MonthOf(y as i32, month as u8))
        }
        ([_, year], &[month @ 1..=12, y]) if long(year) && (1900..=2100).contains(&y) => {
            Some(Value::MonthOf(y as i32, month as u8))
        }
        ([first, second], &[a, b]) if key.contains('-') && long(first) && long(second) => {
            let years = (1500..=2200).contains(&a) && a < b && b - a <= 300;
            years.then_some(Value::Years(a as i32, b as i32))
        }
        (_, &[a, b]) if key.contains('/') && (1..=31).contains(&a) && (1..=12).contains(&b) => {
            Some(Value::Short(a as u8, b as u8))
        }
        (_, &[a, b]) if key.contains('/') && (1..=12).contains(&a) && (13..=31).contains(&b) => {
            Some(Value::Short(b as u8, a as u8))
        }
        _ => None,
    }
}

fn full(year: u32, month: u32, day: u32) -> Option<Value> {
    let (month, day) = if month > 12 && day <= 12 {
        (day, month)
    } else {
        (month, day)
    };
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day) && year <= 9999;
    fits.then_some(Value::Full(year as i32, month as u8, day as u8))
}
