//! Sentences (design A5): where they end, on the original text with repaired words taken as whole words.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::marks::{Mark, Place, is_terminator, marks};
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
    lay_out(text, repairs).0
}

/// The sentences of a text and its quotes: [`split_sentences`] and [`crate::find_quotes`] at once.
pub fn lay_out(text: &str, repairs: &[Repair]) -> (Vec<Sentence>, Vec<Quote>) {
    let (marks, end) = marks(text);
    let repaired = repaired_spans(text, repairs);
    let quotes = pair_quotes(text, &marks, &repaired);
    let mut splitter = Splitter {
        text,
        repaired: Cursor::new(repaired),
        quoted: Cursor::new(outermost(&quotes)),
        turkish: OnceCell::new(),
        start: Place { byte: 0, scalar: 0 },
        paragraph: 0,
        in_paragraph: false,
        sentences: Vec::new(),
    };
    splitter.run(&marks, end);
    (splitter.sentences, quotes)
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
    fn holding(&mut self, position: u32) -> Option<Span> {
        while self.spans.get(self.at).is_some_and(|span| span.end <= position) {
            self.at += 1;
        }
        self.spans
            .get(self.at)
            .copied()
            .filter(|span| span.start <= position)
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
    text: &'a str,
    repaired: Cursor,
    quoted: Cursor,
    /// Whether the text is Turkish, once that matters.
    turkish: OnceCell<bool>,
    start: Place,
    paragraph: u32,
    in_paragraph: bool,
    sentences: Vec<Sentence>,
}

impl Splitter<'_> {
    fn run(&mut self, marks: &[Mark], end: Place) {
        // Marks before this scalar have been dealt with.
        let mut next = 0;
        for (at, mark) in marks.iter().enumerate() {
            if mark.at.scalar < next {
                continue;
            }
            if scalar::is_line_break(mark.c) {
                self.end_paragraph(*mark);
            } else if is_terminator(mark.c) {
                next = self.meet_terminator(&marks[at..]);
            }
        }
        self.emit(end);
    }

    fn chars_from(&self, at: Place) -> std::str::Chars<'_> {
        self.text[at.byte..].chars()
    }

    fn end_paragraph(&mut self, line_break: Mark) {
        self.emit(line_break.at);
        self.start = line_break.at.after(line_break.c);
        if std::mem::take(&mut self.in_paragraph) {
            self.paragraph += 1;
        }
    }

    /// Ends the sentence at `end`; white space at both ends is left out, an empty sentence is none.
    fn emit(&mut self, end: Place) {
        let (mut from, mut to) = (self.start, end);
        self.start = end;
        for c in self.text[from.byte..to.byte].chars().take_while(|&c| is_gap(c)) {
            from = from.after(c);
        }
        for c in self.text[from.byte..to.byte]
            .chars()
            .rev()
            .take_while(|&c| is_gap(c))
        {
            to = to.before(c);
        }
        if from == to {
            return;
        }
        // Signs alone are no sentence; they end the one before.
        if self.text[from.byte..to.byte]
            .chars()
            .any(|c| scalar::is_word(c) && !scalar::is_mark(c))
        {
            self.sentences.push(Sentence {
                span: Span::new(from.scalar, to.scalar),
                paragraph: self.paragraph,
            });
        } else if let Some(last) = self
            .sentences
            .last_mut()
            .filter(|last| last.paragraph == self.paragraph)
        {
            last.span.end = to.scalar;
        }
        self.in_paragraph = true;
    }

    /// Takes a whole run of terminators and what closes after it; returns the scalar where to go on.
    fn meet_terminator(&mut self, marks: &[Mark]) -> u32 {
        let first = marks[0];
        if let Some(word) = self.repaired.holding(first.at.scalar) {
            return word.end.max(first.at.scalar + 1);
        }
        let run = marks
            .iter()
            .zip(first.at.scalar..)
            .take_while(|(mark, scalar)| mark.at.scalar == *scalar && is_terminator(mark.c))
            .count();
        let last = marks[run - 1];
        let after = last.at.after(last.c);
        let closed = self.skip_closers(after);
        // Inside a quote that goes on nothing ends.
        if self
            .quoted
            .holding(first.at.scalar)
            .is_some_and(|quote| quote.end > closed.scalar)
        {
            return after.scalar;
        }
        let dots = marks[..run].iter().all(|mark| mark.c == '.');
        let ends = match run {
            1 if dots => self.stop_ends(first, closed),
            2 if dots => false,
            _ => !self.goes_on_small(closed, after),
        };
        if ends {
            self.emit(closed);
        }
        closed.scalar
    }

    fn skip_closers(&self, mut at: Place) -> Place {
        for c in self.chars_from(at) {
            let closes = matches!(
                c,
                ')' | ']' | '}' | '"' | '”' | '“' | '»' | '›' | '’' | '\'' | '＂'
            ) || scalar::is_mark(c)
                || (c == '«' && self.quoted_end(at));
            if !closes {
                break;
            }
            at = at.after(c);
        }
        at
    }

    /// Whether a wrong-way guillemet closes a quote.
    fn quoted_end(&self, at: Place) -> bool {
        self.quoted
            .spans
            .iter()
            .skip(self.quoted.at)
            .take(2)
            .any(|span| span.end == at.scalar + 1)
    }

    /// Whether a single full stop ends the sentence.
    fn stop_ends(&self, stop: Mark, closed: Place) -> bool {
        let behind = stop.at.after(stop.c);
        let before = self.text[..stop.at.byte].chars().next_back();
        let after = self.chars_from(behind).next();
        if let (Some(before), Some(after)) = (before, after)
            && scalar::is_word(after)
            && (scalar::is_word(before) || before.is_whitespace())
        {
            return false;
        }
        if self.goes_on_small(closed, behind) {
            return false;
        }
        let Some(next) = self.next_word(closed) else {
            return true;
        };
        let word = self.word_before(stop);
        !self.is_short(&word, next)
    }

    /// Latin and Cyrillic sentences begin with a capital; `seen` is where closers may have begun.
    fn goes_on_small(&self, closed: Place, seen: Place) -> bool {
        let next = self
            .chars_from(closed)
            .find(|&c| !c.is_whitespace() || scalar::is_line_break(c));
        next.is_some_and(|c| c.is_lowercase() || (closed == seen && matches!(c, ',' | ';' | '،' | '؛')))
    }

    /// The text from the first letter or digit on that follows in this paragraph.
    fn next_word(&self, at: Place) -> Option<&str> {
        let rest = &self.text[at.byte..];
        rest.char_indices()
            .take_while(|&(_, c)| !scalar::is_line_break(c))
            .take(AHEAD)
            .find(|&(_, c)| scalar::is_word(c))
            .map(|(offset, _)| &rest[offset..])
    }

    /// The word before a full stop, with its inner dots and without tatweel; at most 12 characters of it.
    fn word_before(&self, stop: Mark) -> String {
        let back = self.text[..stop.at.byte]
            .chars()
            .rev()
            .take_while(|&c| scalar::is_word(c) || c == '.')
            .take(12);
        let mut letters: Vec<char> = back.collect();
        letters.reverse();
        letters.into_iter().filter(|&c| !scalar::is_mark(c)).collect()
    }

    fn is_turkish(&self) -> bool {
        *self.turkish.get_or_init(|| {
            self.text
                .chars()
                .any(|c| matches!(c, 'ğ' | 'ı' | 'İ' | 'ş' | 'Ğ' | 'Ş'))
        })
    }

    /// Whether the word before a full stop is an abbreviation, an initial or an ordinal that goes on with the word at `next`.
    fn is_short(&self, word: &str, next: &str) -> bool {
        let mut letters = word.chars();
        let (first, second) = (letters.next(), letters.next());
        let Some(first) = first else { return false };
        if word.chars().all(char::is_numeric) {
            return word.chars().count() <= 2 && self.is_turkish();
        }
        let plain = word.trim_matches('.');
        let european = !scalar::is_arabic_letter(first);
        let dotted = plain.contains('.') && plain.split('.').all(|part| part.chars().count() == 1);
        let initial = second.is_none() || word.chars().skip(1).all(|c| c == scalar::TATWEEL);
        if european && (dotted || initial) && first.is_alphabetic() {
            return !starts_sentence(next);
        }
        initial || dotted || is_abbreviation(plain)
    }
}

/// Whether a European word is one that nearly always opens a sentence.
fn starts_sentence(text: &str) -> bool {
    let word: String = text
        .chars()
        .take_while(|&c| scalar::is_word(c))
        .take(12)
        .collect();
    let initial = text.chars().nth(1) == Some('.');
    !initial && STARTERS.contains(&word.as_str())
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
