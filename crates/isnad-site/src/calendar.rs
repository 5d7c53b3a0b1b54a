//! Calendar: dates in words, as sure as their source and never surer.

use isnad_model::{
    Edtf,
    edtf::{Bound, PartialDate},
};

use crate::{
    catalogue::{Catalogue, Digits},
    phrase::Phrase,
};

/// How one language of the site writes dates.
#[derive(Clone, Copy, Debug)]
pub struct Calendar<'a> {
    catalogue: &'a Catalogue,
    digits: Digits,
    month_style: &'a str,
}

impl<'a> Calendar<'a> {
    /// A calendar in the catalogue's language; `month_style` picks among Arabic month names.
    pub fn new(catalogue: &'a Catalogue, digits: Digits, month_style: &'a str) -> Self {
        Self {
            catalogue,
            digits,
            month_style,
        }
    }

    /// `date` in words.
    pub fn date(&self, date: &Edtf) -> Phrase {
        match date {
            Edtf::Date(date) => self.partial(*date),
            Edtf::Interval(from, until) => self.interval(*from, *until),
        }
    }

    /// A date that may be absent.
    pub fn optional(&self, date: Option<&Edtf>) -> Phrase {
        date.map_or_else(|| self.catalogue.say("date.none"), |date| self.date(date))
    }

    /// The name of month `number` (1–12).
    pub fn month_name(&self, number: u8) -> &str {
        let styled = format!("months.{}.m{number:02}", self.month_style);
        self.catalogue
            .find(&styled)
            .or_else(|| self.catalogue.find(&format!("months.default.m{number:02}")))
            .unwrap_or_default()
    }

    /// A month of a year in words.
    pub fn month(&self, year: i32, month: u8) -> Phrase {
        let text = format!("{} {}", self.month_name(month), self.digits.write(year));
        Phrase::time(text, &self.catalogue.lang, machine(year, Some(month), None))
    }

    /// A year.
    pub fn year(&self, year: i32) -> Phrase {
        Phrase::time(
            self.digits.write(year),
            &self.catalogue.lang,
            machine(year, None, None),
        )
    }

    fn interval(&self, from: Bound, until: Bound) -> Phrase {
        let say = |key: &str, slots: &[(&str, Phrase)]| self.catalogue.fill(key, slots);
        match (from, until) {
            (Bound::Date(first), Bound::Date(last)) => {
                let vague = first.qualifier().approximate || last.qualifier().approximate;
                let key = if vague { "date.between" } else { "date.range" };
                let shared_month = (first.year(), first.month()) == (last.year(), last.month());
                let first_words = match (shared_month && !vague, first.day(), last.day()) {
                    (true, Some(day), Some(_)) => Phrase::time(
                        self.digits.write(day),
                        &self.catalogue.lang,
                        first
                            .year()
                            .and_then(|year| machine(year, first.month(), Some(day))),
                    ),
                    _ => self.bare(first),
                };
                say(key, &[("from", first_words), ("until", self.bare(last))])
            }
            (Bound::Date(first), Bound::Open) => say("date.since", &[("date", self.partial(first))]),
            (Bound::Date(first), Bound::Unknown) => say("date.from", &[("date", self.partial(first))]),
            (Bound::Open | Bound::Unknown, Bound::Date(last)) => {
                say("date.before", &[("date", self.partial(last))])
            }
            _ => self.catalogue.say("date.none"),
        }
    }

    fn partial(&self, date: PartialDate) -> Phrase {
        let words = self.bare(date);
        let qualifier = date.qualifier();
        let key = match (qualifier.uncertain, qualifier.approximate) {
            (false, false) => return words,
            (false, true) => "date.about",
            (true, false) => "date.unsure",
            (true, true) => "date.about_unsure",
        };
        self.catalogue.fill(key, &[("date", words)])
    }

    /// The date without its qualifier.
    fn bare(&self, date: PartialDate) -> Phrase {
        let lang = &self.catalogue.lang;
        let Some(year) = date.year() else {
            let range = [date.earliest().year(), date.latest().year()];
            let [from, until] = range.map(|year| Phrase::data(self.digits.write(year), lang));
            return self
                .catalogue
                .fill("date.range", &[("from", from), ("until", until)]);
        };
        let year_text = self.digits.write(year);
        if let Some(season) = date.season() {
            let name = self
                .catalogue
                .get(["date.spring", "date.summer", "date.autumn", "date.winter"][usize::from(season - 21)]);
            return Phrase::time(format!("{name} {year_text}"), lang, machine(year, None, None));
        }
        match (date.month(), date.day()) {
            (Some(month), Some(day)) => {
                let text = format!(
                    "{} {} {year_text}",
                    self.digits.write(day),
                    self.month_name(month)
                );
                Phrase::time(text, lang, machine(year, Some(month), Some(day)))
            }
            (Some(month), None) => self.month(year, month),
            _ => self.year(year),
        }
    }
}

/// What `<time datetime>` takes: only whole dates, months and years of four digits.
fn machine(year: i32, month: Option<u8>, day: Option<u8>) -> Option<String> {
    if !(1..=9999).contains(&year) {
        return None;
    }
    Some(match (month, day) {
        (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year:04}-{month:02}"),
        _ => format!("{year:04}"),
    })
}
