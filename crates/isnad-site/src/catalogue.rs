//! Catalogue: the interface's words by language, with plural forms, from `templates/i18n/*.toml`.

use std::{collections::BTreeMap, fmt};

use tera::Value;

use crate::phrase::{Phrase, direction, fill};

/// The words of one language.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// BCP 47 language.
    pub lang: String,
    /// `rtl` or `ltr`.
    pub dir: &'static str,
    words: BTreeMap<String, String>,
    tree: Value,
}

/// The six categories of CLDR, in its order.
pub const PLURAL_CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

impl Catalogue {
    /// The catalogue of `lang`: `table` over `fallback`, key by key.
    pub fn new(lang: &str, table: &toml::Table, fallback: Option<&Self>) -> Self {
        let mut words = fallback.map(|it| it.words.clone()).unwrap_or_default();
        flatten("", table, &mut words);
        let tree = Value::from_serializable(&unflatten(&words));
        Self {
            lang: lang.to_owned(),
            dir: direction(lang),
            words,
            tree,
        }
    }

    /// All keys, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(String::as_str)
    }

    /// All words by dotted key.
    pub fn words(&self) -> impl Iterator<Item = (&str, &str)> {
        self.words.iter().map(|(key, text)| (key.as_str(), text.as_str()))
    }

    /// The words as nested maps, for templates.
    pub fn tree(&self) -> &Value {
        &self.tree
    }

    /// The words under `key`; the key itself where there are none, so that it is noticed (a test holds all keys that the program uses).
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// The words under `key`, where there are any.
    pub fn find(&self, key: &str) -> Option<&str> {
        self.words.get(key).map(String::as_str)
    }

    /// The words under `key` as a phrase.
    pub fn say(&self, key: &str) -> Phrase {
        Phrase::words(self.get(key))
    }

    /// The words under `key` with its slots filled.
    pub fn fill(&self, key: &str, slots: &[(&str, Phrase)]) -> Phrase {
        fill(self.get(key), slots)
    }

    /// `number` of something: the plural form under `key` that the language asks for.
    pub fn count(&self, key: &str, number: usize, digits: Digits) -> Phrase {
        let category = plural_category(&self.lang, number);
        let exact = format!("{key}.{category}");
        let pattern = self
            .words
            .get(&exact)
            .or_else(|| self.words.get(&format!("{key}.other")));
        let pattern = pattern.map_or(key, String::as_str);
        fill(pattern, &[("n", Phrase::data(digits.write(number), &self.lang))])
    }
}

fn flatten(prefix: &str, table: &toml::Table, words: &mut BTreeMap<String, String>) {
    for (key, value) in table {
        let key = if prefix.is_empty() {
            key.clone()
        } else {
            format!("{prefix}.{key}")
        };
        match value {
            toml::Value::String(text) => drop(words.insert(key, text.clone())),
            toml::Value::Table(inner) => flatten(&key, inner, words),
            _ => {}
        }
    }
}

fn unflatten(words: &BTreeMap<String, String>) -> serde_json::Value {
    let mut root = serde_json::Map::new();
    for (key, text) in words {
        let mut table = &mut root;
        let mut segments = key.split('.').peekable();
        while let Some(segment) = segments.next() {
            if segments.peek().is_none() {
                table.entry(segment).or_insert_with(|| text.clone().into());
                break;
            }
            let next = table
                .entry(segment)
                .or_insert_with(|| serde_json::Value::Object(serde_json::Map::new()));
            // A word that is also a group: the group wins, the word stays reachable by its key.
            if !next.is_object() {
                *next = serde_json::Value::Object(serde_json::Map::new());
            }
            let serde_json::Value::Object(inner) = next else {
                break;
            };
            table = inner;
        }
    }
    serde_json::Value::Object(root)
}

/// The CLDR plural category of a whole `number` in `lang`.
pub fn plural_category(lang: &str, number: usize) -> &'static str {
    let (last, last_two) = (number % 10, number % 100);
    match lang.split('-').next().unwrap_or_default() {
        "ar" => match number {
            0 => "zero",
            1 => "one",
            2 => "two",
            _ if (3..=10).contains(&last_two) => "few",
            _ if last_two >= 11 => "many",
            _ => "other",
        },
        "ru" | "uk" | "be" => match (last, last_two) {
            (1, two) if two != 11 => "one",
            (2..=4, two) if !(12..=14).contains(&two) => "few",
            _ => "many",
        },
        "fr" | "fa" if number <= 1 => "one",
        _ if number == 1 => "one",
        _ => "other",
    }
}

/// A set of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digits {
    /// 0–9.
    Latin,
    /// U+0660–0669.
    Arabic,
    /// U+06F0–06F9.
    Persian,
}

impl Digits {
    /// The digits of `lang` under the configuration's `numerals`.
    pub fn of(numerals: &str, lang: &str) -> Self {
        let rtl = direction(lang) == "rtl";
        match numerals {
            // A fixed Arabic set is for pages in Arabic script; an English page keeps its own digits.
            "arab" if rtl => Self::Arabic,
            "arabext" if rtl => Self::Persian,
            "auto" if matches!(lang.split('-').next(), Some("fa" | "ur" | "ps")) => Self::Persian,
            _ => Self::Latin,
        }
    }

    /// `number` in these digits.
    pub fn write(self, number: impl fmt::Display) -> String {
        let zero = match self {
            Self::Latin => return number.to_string(),
            Self::Arabic => 0x660,
            Self::Persian => 0x6F0,
        };
        let digit = |c: char| {
            c.to_digit(10)
                .and_then(|value| char::from_u32(zero + value))
                .unwrap_or(c)
        };
        number.to_string().chars().map(digit).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_has_six_forms() {
        let forms: Vec<_> = [0, 1, 2, 3, 10, 11, 99, 100, 101, 102, 103, 111]
            .map(|n| plural_category("ar", n))
            .to_vec();
        assert_eq!(
            forms,
            [
                "zero", "one", "two", "few", "few", "many", "many", "other", "other", "other", "few", "many"
            ]
        );
        assert_eq!(
            [1, 2, 5, 11, 21].map(|n| plural_category("ru", n)),
            ["one", "few", "many", "many", "one"]
        );
    }

    #[test]
    fn digits_follow_language_and_configuration() {
        assert_eq!(Digits::of("auto", "ar").write(16), "16");
        assert_eq!(Digits::of("auto", "fa").write(16), "۱۶");
        assert_eq!(Digits::of("arab", "ar").write(16), "١٦");
        assert_eq!(Digits::of("arab", "en").write(16), "16");
    }
}
