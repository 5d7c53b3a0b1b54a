//! Sentences (design A5): where they end, on the original text with repaired words taken as whole words.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::quotes::{Quote, pair_quotes, repaired_spans};
use crate::repair::Repair;
use crate::{Span, scalar};

/// One sentence of the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sentence {
    /// From its first character to its last one; closing quotes and brackets belong to it, white space does not.
    pub span: Span,
    /// Number of its paragraph (a line that is not empty), from 0.
    pub paragraph: u32,
}

/// Splits a text into sentences. Every line break ends a paragraph.
///
/// A full stop ends none inside a repaired word, between letters or digits without space, after an abbreviation, an
/// initial or an ordinal, or before a small letter; two dots are a dash; inside a quote nothing ends.
pub fn split_sentences(text: &str, repairs: &[Repair]) -> Vec<Sentence> {
    let chars: Vec<char> = text.chars().collect();
    let repaired = repaired_spans(text, repairs);
    let quotes = pair_quotes(&chars, &repaired);
    let mut splitter = Splitter {
        chars: &chars,
        repaired: Cursor::new(repaired),
        quoted: Cursor::new(outermost(&quotes)),
        turkish: chars
            .iter()
            .any(|c| matches!(c, 'ğ' | 'ı' | 'İ' | 'ş' | 'Ğ' | 'Ş')),
        start: 0,
        paragraph: 0,
        in_paragraph: false,
        sentences: Vec::new(),
    };
    splitter.run();
    splitter.sentences
}

/// The quotes that lie in no other quote.
fn outermost(quotes: &[Quote]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for quote in quotes {
        if spans.last().is_none_or(|last| quote.outer.start >= last.end) {
            spans.push(quote.outer);
        }
    }
    spans
}

/// Sorted spans asked for rising positions.
struct Cursor {
    spans: Vec<Span>,
    at: usize,
}

impl Cursor {
    fn new(spans: Vec<Span>) -> Self {
        Self { spans, at: 0 }
    }

    /// The span that holds `position`.
    fn holding(&mut self, position: usize) -> Option<Span> {
        while self
            .spans
            .get(self.at)
            .is_some_and(|span| span.end as usize <= position)
        {
            self.at += 1;
        }
        self.spans
            .get(self.at)
            .copied()
            .filter(|span| span.start as usize <= position)
    }
}

static ABBREVIATIONS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../data/abbreviations.txt").lines();
    lines
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});

/// Whether `word` (without its last dot) is a listed abbreviation, as written or in small letters.
pub(crate) fn is_abbreviation(word: &str) -> bool {
    ABBREVIATIONS.contains(word) || ABBREVIATIONS.contains(word.to_lowercase().as_str())
}

struct Splitter<'a> {
    chars: &'a [char],
    repaired: Cursor,
    quoted: Cursor,
    turkish: bool,
    start: usize,
    paragraph: u32,
    in_paragraph: bool,
    sentences: Vec<Sentence>,
}

impl Splitter<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while at < self.chars.len() {
            let c = self.chars[at];
            if scalar::is_line_break(c) {
                self.end_paragraph(at);
                at += 1;
            } else if is_terminator(c) {
                at = self.meet_terminator(at);
            } else {
                at += 1;
            }
        }
        self.emit(self.chars.len());
    }

    fn end_paragraph(&mut self, at: usize) {
        self.emit(at);
        self.start = at + 1;
        if std::mem::take(&mut self.in_paragraph) {
            self.paragraph += 1;
        }
    }

    /// Ends the sentence at `end`; white space at both ends is left out, an empty sentence is none.
    fn emit(&mut self, end: usize) {
        let (mut from, mut to) = (self.start, end);
        while from < to && is_gap(self.chars[from]) {
            from += 1;
        }
        while to > from && is_gap(self.chars[to - 1]) {
            to -= 1;
        }
        self.start = end;
        if from == to {
            return;
        }
        // Signs alone are no sentence; they end the one before.
        if self.chars[from..to]
            .iter()
            .any(|&c| scalar::is_word(c) && !scalar::is_mark(c))
        {
            self.sentences.push(Sentence {
                span: Span::new(from as u32, to as u32),
                paragraph: self.paragraph,
            });
        } else if let Some(last) = self
            .sentences
            .last_mut()
            .filter(|last| last.paragraph == self.paragraph)
        {
            last.span.end = to as u32;
        }
        self.in_paragraph = true;
    }

    /// Takes a whole run of terminators and what closes after it; returns where to go on.
    fn meet_terminator(&mut self, at: usize) -> usize {
        if let Some(word) = self.repaired.holding(at) {
            return (word.end as usize).max(at + 1);
        }
        let mut after = at + 1;
        while self.chars.get(after).is_some_and(|&c| is_terminator(c)) {
            after += 1;
        }
        let run = &self.chars[at..after];
        let closed = self.skip_closers(after);
        // Inside a quote that goes on nothing ends.
        if self
            .quoted
            .holding(at)
            .is_some_and(|quote| quote.end as usize > closed)
        {
            return after;
        }
        let ends = match run {
            ['.'] => self.stop_ends(at, closed),
            ['.', '.'] => false,
            _ => !self.goes_on_small(closed, after),
        };
        if ends {
            self.emit(closed);
        }
        closed
    }

    fn skip_closers(&self, mut at: usize) -> usize {
        while let Some(&c) = self.chars.get(at) {
            let closes = matches!(
                c,
                ')' | ']' | '}' | '"' | '”' | '“' | '»' | '›' | '’' | '\'' | '＂'
            ) || scalar::is_mark(c)
                || (c == '«' && self.quoted_end(at));
            if !closes {
                break;
            }
            at += 1;
        }
        at
    }

    /// Whether a wrong-way guillemet at `at` closes a quote.
    fn quoted_end(&self, at: usize) -> bool {
        self.quoted
            .spans
            .iter()
            .skip(self.quoted.at)
            .take(2)
            .any(|span| span.end as usize == at + 1)
    }

    /// Whether a single full stop at `at` ends the sentence.
    fn stop_ends(&self, at: usize, closed: usize) -> bool {
        let before = at.checked_sub(1).map(|before| self.chars[before]);
        let after = self.chars.get(at + 1).copied();
        if let (Some(before), Some(after)) = (before, after)
            && scalar::is_word(after)
            && (scalar::is_word(before) || before.is_whitespace())
        {
            return false;
        }
        if self.goes_on_small(closed, at + 1) {
            return false;
        }
        let Some(next) = self.next_word_start(closed) else {
            return true;
        };
        let word = self.word_before(at);
        !self.is_short(&word, next)
    }

    /// Latin and Cyrillic sentences begin with a capital; `seen` is where closers may have begun.
    fn goes_on_small(&self, closed: usize, seen: usize) -> bool {
        let next = self.chars[closed..]
            .iter()
            .find(|&&c| !c.is_whitespace() || scalar::is_line_break(c));
        next.is_some_and(|c| c.is_lowercase() || (closed == seen && matches!(c, ',' | ';' | '،' | '؛')))
    }

    /// The first letter or digit after `at` in this paragraph.
    fn next_word_start(&self, at: usize) -> Option<usize> {
        let rest = self.chars[at..]
            .iter()
            .take_while(|&&c| !scalar::is_line_break(c))
            .take(AHEAD);
        rest.enumerate()
            .find(|&(_, &c)| scalar::is_word(c))
            .map(|(offset, _)| at + offset)
    }

    /// The word before the full stop at `at`, with its inner dots and without tatweel; at most 12 characters of it.
    fn word_before(&self, at: usize) -> String {
        let back = self.chars[..at]
            .iter()
            .rev()
            .take_while(|&&c| scalar::is_word(c) || c == '.')
            .take(12);
        let mut letters: Vec<char> = back.copied().collect();
        letters.reverse();
        letters.into_iter().filter(|&c| !scalar::is_mark(c)).collect()
    }

    /// Whether the word before a full stop is an abbreviation, an initial or an ordinal that goes on at `next`.
    fn is_short(&self, word: &str, next: usize) -> bool {
        let mut letters = word.chars();
        let (first, second) = (letters.next(), letters.next());
        let Some(first) = first else { return false };
        if word.chars().all(char::is_numeric) {
            return self.turkish && word.chars().count() <= 2;
        }
        let plain = word.trim_matches('.');
        let european = !scalar::is_arabic_letter(first);
        let dotted = plain.contains('.') && plain.split('.').all(|part| part.chars().count() == 1);
        let initial = second.is_none() || word.chars().skip(1).all(|c| c == scalar::TATWEEL);
        if european && (dotted || initial) && first.is_alphabetic() {
            return !self.starts_sentence(next);
        }
        initial || dotted || is_abbreviation(plain)
    }

    /// Whether the European word at `next` is one that nearly always opens a sentence.
    fn starts_sentence(&self, next: usize) -> bool {
        let word: String = self.chars[next..]
            .iter()
            .take_while(|&&c| scalar::is_word(c))
            .take(12)
            .collect();
        let initial = self.chars.get(next + 1) == Some(&'.');
        !initial && STARTERS.contains(&word.as_str())
    }
}

/// How far from a full stop the next word is looked for.
const AHEAD: usize = 80;

/// Words with a capital after `U.S.` or `plan B.` that open a new sentence rather than go on with a name.
const STARTERS: &[&str] = &[
    "A", "After", "An", "And", "As", "At", "But", "By", "For", "He", "His", "However", "I", "If", "In", "It",
    "Its", "No", "On", "She", "That", "The", "Then", "There", "These", "They", "This", "Those", "We", "When",
    "While", "You", "Ce", "Cette", "Elle", "Il", "Ils", "La", "Le", "Les", "L", "Un", "Une", "Bu", "Bir",
    "O", "Ve", "В", "Он", "Она", "Они", "По", "Это", "На", "Как", "Но", "Мы",
];

fn is_terminator(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '؟' | '…' | '۔' | '‼' | '⁇' | '⁈' | '⁉' | '。' | '！' | '？'
    )
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || (scalar::is_ignorable(c) && !scalar::is_joiner(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ScalarIndex, find_repairs, victims};

    fn sentences(text: &str) -> Vec<&str> {
        let index = ScalarIndex::new(text);
        split_sentences(text, &find_repairs(text, victims()))
            .iter()
            .map(|s| index.slice(s.span))
            .collect()
    }

    #[test]
    fn agencies_and_titles_do_not_end_a_sentence() {
        assert_eq!(
            sentences("ا.ف.ب أكدت أن د. أحمد وصل. ثم غادر؟"),
            ["ا.ف.ب أكدت أن د. أحمد وصل.", "ثم غادر؟"]
        );
        assert_eq!(
            sentences("عام 1442 هـ. قال أ.د. سمير نعم."),
            ["عام 1442 هـ. قال أ.د. سمير نعم."]
        );
    }

    #[test]
    fn european_abbreviations_and_initials() {
        assert_eq!(
            sentences("Dr. Geir O. Pedersen met U.S. Secretary J. Smith. He left the U.S. The talks ended."),
            [
                "Dr. Geir O. Pedersen met U.S. Secretary J. Smith.",
                "He left the U.S.",
                "The talks ended."
            ]
        );
        assert_eq!(
            sentences("Визит в 2021 г. завершён. Г-н А. В. Петров и Дж. Смит уехали."),
            ["Визит в 2021 г. завершён.", "Г-н А. В. Петров и Дж. Смит уехали."]
        );
        assert_eq!(
            sentences("Astana'da 16. Yüksek toplantı yapıldı. Dışişleri açıkladı."),
            ["Astana'da 16. Yüksek toplantı yapıldı.", "Dışişleri açıkladı."]
        );
    }

    #[test]
    fn stops_inside_words_and_numbers_do_not_end() {
        assert_eq!(
            sentences("قال لبي. بي. سي أمس. . ثم صمت"),
            ["قال لبي. بي. سي أمس. .", "ثم صمت"]
        );
        assert_eq!(
            sentences("بلغ 12.5 في example.org أمس. انتهى"),
            ["بلغ 12.5 في example.org أمس.", "انتهى"]
        );
        assert_eq!(
            sentences("قبل الاخـ.ـتبار المقبل. انتهى"),
            ["قبل الاخـ.ـتبار المقبل.", "انتهى"]
        );
    }

    #[test]
    fn two_dots_are_a_dash_and_three_end() {
        assert_eq!(
            sentences("بالاتفاق.. مصادر تتحدث! ثم… نعم"),
            ["بالاتفاق.. مصادر تتحدث!", "ثم…", "نعم"]
        );
    }

    #[test]
    fn closing_quote_stays_and_an_open_quote_does_not_end() {
        assert_eq!(sentences("“انتهى.” قال الوزير."), ["“انتهى.”", "قال الوزير."]);
        assert_eq!(
            sentences("قال “وصلنا. ثم غادرنا.” وأضاف نعم."),
            ["قال “وصلنا. ثم غادرنا.”", "وأضاف نعم."]
        );
        assert_eq!(
            sentences("“We met. It went well,” he said. Then he left."),
            ["“We met. It went well,” he said.", "Then he left."]
        );
    }

    #[test]
    fn lines_are_paragraphs_and_empty_ones_do_not_count() {
        let text = "عنوان\n\n  نص أول. نص ثان.\r\nنهاية";
        let found = split_sentences(text, &[]);
        assert_eq!(
            found.iter().map(|s| s.paragraph).collect::<Vec<_>>(),
            [0, 1, 1, 2]
        );
        assert_eq!(sentences(text), ["عنوان", "نص أول.", "نص ثان.", "نهاية"]);
    }
}
