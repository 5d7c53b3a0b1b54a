//! Words: a language's words of dates, read from `dates.toml` into one trie over folded words.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::meaning::Meaning;
use crate::fast_hash::FastHash;
use crate::pack::{self, Override, PackError};
use crate::tokens::{TokenKind, phrase_keys};

/// What `dates.toml` holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    ways: Ways,
    /// Expression to the phrases that mean it.
    words: BTreeMap<String, Vec<String>>,
}

/// How the language writes dates.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Ways {
    /// Months and days of the week begin with a capital letter, other words that look like them do not.
    pub(crate) capitals: bool,
    /// A month may stand right before its day ("July 5").
    pub(crate) month_first: bool,
    /// What counts a time stands before it (`قبل يومين`), never behind ("two days ago").
    pub(crate) away_first: bool,
    /// A number of four digits after a word like `in` is a year, whatever follows.
    pub(crate) bare_years: bool,
    /// Years from 1300 to 1499 are those of the Persian calendar, not of the Hijri one.
    pub(crate) persian_years: bool,
    /// The days of the weekend, Monday is 1; Saturday and Sunday when empty.
    pub(crate) weekend: Vec<u8>,
}

/// A language's words of dates.
#[derive(Clone, Debug, Default)]
pub(crate) struct DateWords {
    pub(crate) ways: Ways,
    words: HashMap<Box<str>, u32, FastHash>,
    steps: HashMap<(u32, u32), u32, FastHash>,
    meanings: Vec<Vec<Meaning>>,
}

impl DateWords {
    /// The words of `lang` with the user's own `dates.toml` on top; none for a language without the file.
    ///
    /// # Errors
    /// Names the file that cannot be read, or the expression that means nothing.
    pub(crate) fn load(lang: &str, overrides: &[Override]) -> Result<Self, PackError> {
        let mut words = Self {
            meanings: vec![Vec::new()],
            ..Self::default()
        };
        let name = format!("{lang}/dates.toml");
        if let Some(text) = pack::built_in(&name) {
            words.read(&name, text)?;
        }
        for (_, file, text) in overrides
            .iter()
            .filter(|(language, file, _)| language == lang && is_date_file(file))
        {
            words.read(file, text)?;
        }
        Ok(words)
    }

    fn read(&mut self, name: &str, text: &str) -> Result<(), PackError> {
        let fail = |message: String| PackError {
            file: name.to_owned(),
            message,
        };
        let file: File = toml::from_str(text).map_err(|error| fail(error.to_string()))?;
        // A user's file that says nothing about the ways leaves them.
        if text.contains("[ways]") {
            self.ways = file.ways;
        }
        for (expression, phrases) in &file.words {
            let meaning = Meaning::parse(expression)
                .ok_or_else(|| fail(format!("`{expression}` is no meaning of a date")))?;
            for phrase in phrases {
                self.add(phrase, meaning);
            }
        }
        Ok(())
    }

    fn add(&mut self, phrase: &str, meaning: Meaning) {
        let mut node = 0;
        for key in phrase_keys(phrase) {
            let next_word = self.words.len() as u32 + 1;
            let word = *self.words.entry(key.into_boxed_str()).or_insert(next_word);
            let next_node = self.meanings.len() as u32;
            node = *self.steps.entry((node, word)).or_insert(next_node);
            if node == next_node {
                self.meanings.push(Vec::new());
            }
        }
        if node != 0 && !self.meanings[node as usize].contains(&meaning) {
            self.meanings[node as usize].push(meaning);
        }
    }

    /// The number of a folded word; zero for one that no phrase holds.
    pub(crate) fn word(&self, key: &str) -> u32 {
        self.words.get(key).copied().unwrap_or(0)
    }

    /// The node after the word `key` from `node` (zero is the root).
    pub(crate) fn step(&self, node: u32, key: &str) -> Option<u32> {
        self.step_to(node, self.word(key))
    }

    /// The node after a word, by its number.
    pub(crate) fn step_to(&self, node: u32, word: u32) -> Option<u32> {
        if word == 0 {
            return None;
        }
        self.steps.get(&(node, word)).copied()
    }

    /// Whether a reading may begin with a word: it, or what is left of it behind proclitics, is a number or begins a phrase.
    pub(crate) fn may_begin(&self, key: &str, kind: TokenKind, proclitics: bool) -> bool {
        if kind == TokenKind::Number {
            return true;
        }
        let begins =
            |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) || self.step(0, word).is_some();
        if begins(key) {
            return true;
        }
        if !proclitics {
            return false;
        }
        let after = key.strip_prefix(['و', 'ف']).unwrap_or(key);
        let behind = |word: &str| {
            let inner = word.strip_prefix(['ب', 'ل', 'ك']);
            let contracted = word
                .strip_prefix("لل")
                .is_some_and(|bare| begins(&format!("ال{bare}")));
            contracted || inner.is_some_and(begins) || word.strip_prefix("ال").is_some_and(begins)
        };
        begins(after) || behind(after) || behind(key)
    }

    /// What the phrase that ends at `node` means.
    pub(crate) fn meanings(&self, node: u32) -> &[Meaning] {
        &self.meanings[node as usize]
    }
}

/// Whether an expression of `[words]` of a file of dates means something.
pub(crate) fn is_meaning(expression: &str) -> bool {
    Meaning::parse(expression).is_some()
}

/// Whether a pack file is one of dates.
pub(crate) fn is_date_file(file: &str) -> bool {
    file == "dates.toml" || file.ends_with("/dates.toml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_file_reads() {
        for lang in pack::languages() {
            let words = DateWords::load(&lang, &[]).unwrap_or_else(|error| panic!("{error}"));
            assert!(words.words.len() > 60, "{lang} has too few words of dates");
        }
    }

    #[test]
    fn a_wrong_expression_is_named() {
        let own = (
            "en".to_owned(),
            "dates.toml".to_owned(),
            "[words]\n\"dey -1\" = [\"yestreen\"]".to_owned(),
        );
        let error = DateWords::load("en", &[own]);
        assert!(error.is_err_and(|error| error.message.contains("dey -1")));
    }
}
