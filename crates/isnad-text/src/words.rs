//! Words of the original text, each repaired word as one.

use std::ops::Range;

use crate::repair::{Repair, usable};
use crate::scalar::{self, TATWEEL};
use crate::{ScalarIndex, Span};

/// One word of the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// Where it stands, in scalars.
    pub span: Span,
    /// As it is written (a broken-up word with its dots).
    pub text: &'a str,
    /// Where it stands, in bytes.
    pub bytes: Range<usize>,
}

/// Splits a text into words: letters, marks, tatweel and digits.
///
/// Inside one word stay: an apostrophe between letters, a hyphen after a letter in Latin or Cyrillic words, separators
/// between digits, dots between single letters (`ا.ف.ب`), and invisible characters. A repaired word is one word.
pub fn split_words<'a>(text: &'a str, repairs: &[Repair]) -> Vec<Word<'a>> {
    let mut words = Vec::with_capacity(text.len() / 8);
    if repairs.is_empty() {
        split_plain(text, 0..text.len(), 0, &mut words);
        return words;
    }
    let index = ScalarIndex::new(text);
    let mut at = 0;
    for repair in usable(repairs, index.len()) {
        let bytes = index.byte(repair.span.start)..index.byte(repair.span.end);
        split_plain(text, index.byte(at)..bytes.start, at, &mut words);
        words.push(Word {
            span: repair.span,
            text: &text[bytes.clone()],
            bytes,
        });
        at = repair.span.end;
    }
    split_plain(text, index.byte(at)..text.len(), at, &mut words);
    words
}

fn split_plain<'a>(text: &'a str, range: Range<usize>, first: u32, words: &mut Vec<Word<'a>>) {
    let part = &text[range.clone()];
    let mut open: Option<Open> = None;
    for (scalars, (offset, c)) in (first..).zip(part.char_indices()) {
        let byte = range.start + offset;
        // A mark opens no word: it belongs to whatever stands before it.
        if scalar::is_word(c) && (open.is_some() || !scalar::is_mark(c)) {
            let word = open.get_or_insert_with(|| Open::at(byte, scalars));
            word.take(c, byte + c.len_utf8(), scalars + 1);
        } else if let Some(word) = open.as_mut()
            && word.joins(c, &part[offset + c.len_utf8()..])
        {
            word.previous_join = Some(c);
        } else if let Some(word) = open.take() {
            words.push(word.close(text));
        }
    }
    if let Some(word) = open {
        words.push(word.close(text));
    }
}

/// More invisible characters than this in a row end a word.
const INVISIBLE_RUN: usize = 8;

/// A word that is being read.
struct Open {
    bytes: Range<usize>,
    span: Span,
    last: char,
    /// Letters and digits since the last dot.
    segment: u32,
    previous_join: Option<char>,
}

impl Open {
    fn at(byte: usize, scalar: u32) -> Self {
        Self {
            bytes: byte..byte,
            span: Span::new(scalar, scalar),
            last: '\0',
            segment: 0,
            previous_join: None,
        }
    }

    fn take(&mut self, c: char, byte_end: usize, scalar_end: u32) {
        if self.previous_join.take() == Some('.') {
            self.segment = 0;
        }
        if !scalar::is_mark(c) {
            self.segment += 1;
            self.last = c;
        }
        self.bytes.end = byte_end;
        self.span.end = scalar_end;
    }

    fn close(self, text: &str) -> Word<'_> {
        Word {
            span: self.span,
            text: &text[self.bytes.clone()],
            bytes: self.bytes,
        }
    }

    /// Whether `c` and the word character after it (the start of `rest`) go on with this word.
    fn joins(&self, c: char, rest: &str) -> bool {
        let mut after = rest.chars();
        if scalar::is_ignorable(c) {
            let next = after.take(INVISIBLE_RUN).find(|&c| !scalar::is_ignorable(c));
            return next.is_some_and(scalar::is_word);
        }
        let Some(next) = after.next() else { return false };
        match c {
            _ if !scalar::is_word(next) || next == TATWEEL => false,
            '\'' | '\u{2019}' | '\u{2BC}' => is_european(self.last) && is_european(next),
            '-' | '\u{2010}' | '\u{2011}' => is_european(self.last),
            '.' if self.last.is_alphabetic() && next.is_alphabetic() => {
                self.segment == 1 && !after.find(|&c| !scalar::is_mark(c)).is_some_and(scalar::is_word)
            }
            '.' | ',' | '\u{66B}' | '\u{66C}' => self.last.is_numeric() && next.is_numeric(),
            _ => false,
        }
    }
}

fn is_european(c: char) -> bool {
    c.is_alphabetic() && !scalar::is_arabic_letter(c) && c != TATWEEL
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{find_repairs, victims};

    fn words(text: &str) -> Vec<&str> {
        split_words(text, &find_repairs(text, victims()))
            .into_iter()
            .map(|word| word.text)
            .collect()
    }

    #[test]
    fn prefix_before_a_quote_is_its_own_word() {
        assert_eq!(words("وصفها بـ”الهادئة” أمس"), ["وصفها", "بـ", "الهادئة", "أمس"]);
    }

    #[test]
    fn dates_are_three_numbers_and_a_jet_is_one_word() {
        assert_eq!(
            words("2021/07/06 F-16 12.5 ١٢٫٥"),
            ["2021", "07", "06", "F-16", "12.5", "١٢٫٥"]
        );
    }

    #[test]
    fn abbreviations_stay_whole_and_a_forgotten_space_does_not_join() {
        assert_eq!(
            words("ا.ف.ب أكدت. وصل.ثم غادر"),
            ["ا.ف.ب", "أكدت", "وصل", "ثم", "غادر"]
        );
        assert_eq!(
            words("the U.S. envoy's Franco-German O'Neil"),
            ["the", "U.S", "envoy's", "Franco-German", "O'Neil"]
        );
    }

    #[test]
    fn spans_and_bytes_name_the_same_text() {
        let text = "قال «غير» لقاءً 😀 می‌خواهد";
        let index = ScalarIndex::new(text);
        for word in split_words(text, &[]) {
            assert_eq!(index.slice(word.span), word.text);
            assert_eq!(&text[word.bytes.clone()], word.text);
        }
        assert_eq!(words(text), ["قال", "غير", "لقاءً", "می‌خواهد"]);
    }
}
