//! Known words: what the repair of broken-up words may read into them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::rasm::rasm;

/// Words that are known to exist, asked by their match key (L2).
pub trait WordList {
    /// Whether the word is known.
    fn knows(&self, folded_word: &str) -> bool;

    /// The known words that look the same without dots (see [`rasm`]); none where that is not kept.
    fn with_rasm(&self, _rasm: &str) -> Vec<&str> {
        Vec::new()
    }
}

/// A set of known words with an index by their dotless form.
#[derive(Clone, Debug, Default)]
pub struct WordSet {
    words: BTreeSet<String>,
    by_rasm: BTreeMap<String, Vec<String>>,
}

impl WordSet {
    /// A set of match keys (L2), each one word.
    pub fn new<I: IntoIterator<Item = String>>(words: I) -> Self {
        let mut set = Self::default();
        for word in words {
            set.insert(word);
        }
        set
    }

    /// Adds a match key (L2) of one word.
    pub fn insert(&mut self, word: String) {
        if !self.words.contains(&word) {
            self.by_rasm.entry(rasm(&word)).or_default().push(word.clone());
            self.words.insert(word);
        }
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether the set holds no word.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

impl WordList for WordSet {
    fn knows(&self, folded_word: &str) -> bool {
        self.words.contains(folded_word)
    }

    fn with_rasm(&self, rasm: &str) -> Vec<&str> {
        self.by_rasm
            .get(rasm)
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect()
    }
}

/// Two lists as one: a site's own words beside the built-in ones.
pub struct Both<'a>(pub &'a dyn WordList, pub &'a dyn WordList);

impl WordList for Both<'_> {
    fn knows(&self, folded_word: &str) -> bool {
        self.0.knows(folded_word) || self.1.knows(folded_word)
    }

    fn with_rasm(&self, rasm: &str) -> Vec<&str> {
        let mut words = self.0.with_rasm(rasm);
        words.extend(self.1.with_rasm(rasm));
        words.sort_unstable();
        words.dedup();
        words
    }
}

static VICTIMS: LazyLock<WordSet> = LazyLock::new(|| {
    let lines = include_str!("../data/victims.txt").lines();
    let words = lines
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    WordSet::new(words.map(|word| {
        // The built-in words are plain; folding them must not ask for the list that is being made.
        crate::fold::fold_repaired(word, &[], crate::Level::Match, "ar")
            .key()
            .to_owned()
    }))
});

/// The built-in list of the words that publishers usually break up.
pub fn victims() -> &'static WordSet {
    &VICTIMS
}
