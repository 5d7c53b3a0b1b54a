//! Words written without dots (rule R5 of design A3): which known word one can be.

use crate::Level;
use crate::fold::fold_repaired;
use crate::rasm::{is_dotless, rasm};
use crate::scalar;
use crate::wordlist::WordList;

/// The share (0 to 1) of Arabic words that hold a letter written without its dots; over 0.2 the text is a dotless one.
pub fn dotless_share(text: &str) -> f64 {
    let (mut words, mut dotless) = (0u32, 0u32);
    for word in text.split(|c: char| !scalar::is_word(c)) {
        if word.chars().any(scalar::is_arabic_letter) {
            words += 1;
            let letters: Vec<char> = word.chars().filter(|&c| scalar::is_arabic_letter(c)).collect();
            dotless += u32::from(has_dotless(&letters));
        }
    }
    if words == 0 {
        0.0
    } else {
        f64::from(dotless) / f64::from(words)
    }
}

/// A dotless letter, or alef maqsura where only yeh can stand.
pub(crate) fn has_dotless(letters: &[char]) -> bool {
    let inner = letters.split_last().map_or(&[][..], |(_, inner)| inner);
    letters.iter().any(|&c| is_dotless(c)) || inner.contains(&'ى')
}

/// The Arabic letters of a word.
pub(crate) fn letters_of(word: &str) -> Vec<char> {
    word.chars().filter(|&c| scalar::is_arabic_letter(c)).collect()
}

/// R5: the one known word that looks like this without dots.
pub(crate) fn read_dotless(joined: &str, words: &dyn WordList) -> Option<String> {
    let folded = fold_repaired(joined, &[], Level::Match, "ar");
    let key = folded.key();
    if words.knows(key) {
        return None;
    }
    let shape = rasm(key);
    let letters: Vec<char> = key.chars().collect();
    let mut found: Option<String> = None;
    for prefix in PREFIXES {
        let Some(rest) = shape.strip_prefix(inner_rasm(prefix).as_str()) else {
            continue;
        };
        for word in words.with_rasm(rest) {
            let candidate = format!("{prefix}{word}");
            if !keeps_dots(&letters, &candidate) || found.as_ref().is_some_and(|known| *known == candidate) {
                continue;
            }
            if found.replace(candidate).is_some() {
                return None;
            }
        }
    }
    found
}

/// Proclitics that a known word may have before it.
pub(crate) const PREFIXES: &[&str] = &[
    "", "ال", "و", "ف", "ب", "ل", "ك", "وال", "فال", "بال", "كال", "لل", "ولل", "وب", "ول", "وبال", "فب",
    "فل", "فلل",
];

/// The rasm of letters that something follows.
fn inner_rasm(prefix: &str) -> String {
    let mut shape = rasm(&format!("{prefix}ا"));
    shape.pop();
    shape
}

/// Whether a candidate has every letter that the dotless word did write with dots.
fn keeps_dots(letters: &[char], candidate: &str) -> bool {
    let dotted = |c: char| "بتثنجخذزشضظغفق".contains(c);
    let mut count = 0;
    for (position, c) in candidate.chars().enumerate() {
        count += 1;
        if letters
            .get(position)
            .is_none_or(|&letter| dotted(letter) && letter != c)
        {
            return false;
        }
    }
    count == letters.len()
}
