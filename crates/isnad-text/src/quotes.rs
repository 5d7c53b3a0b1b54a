//! Quotes (design A5, rule 5): quotation marks paired inside a paragraph by where they stand, not by code point.

use crate::marks::{Mark, marks};
use crate::repair::{Repair, usable};
use crate::scalar::{self, TATWEEL};
use crate::{ScalarIndex, Span};

/// One quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quote {
    /// With its marks.
    pub outer: Span,
    /// Without its marks and the white space next to them.
    pub inner: Span,
}

/// Finds the quotes of a text in order of their start; at most one level is nested in another.
///
/// Pairs are `“ ”`, `« »`, `" "`, `‹ ›`, `„ “`, `‘ ’` and the wrong-way `” ”` and `» «`. An apostrophe inside a word is
/// none. Marks inside a repaired word are none either. A mark without a partner in its paragraph is passed over.
pub fn find_quotes(text: &str, repairs: &[Repair]) -> Vec<Quote> {
    let (marks, _) = marks(text);
    pair_quotes(text, &marks, &repaired_spans(text, repairs))
}

/// The spans of the repairs that count, in order.
pub(crate) fn repaired_spans(text: &str, repairs: &[Repair]) -> Vec<Span> {
    if repairs.is_empty() {
        return Vec::new();
    }
    usable(repairs, ScalarIndex::new(text).len())
        .into_iter()
        .map(|repair| repair.span)
        .collect()
}

/// As [`find_quotes`], over the marks of the text.
pub(crate) fn pair_quotes(text: &str, marks: &[Mark], repaired: &[Span]) -> Vec<Quote> {
    let mut pairing = Pairing {
        text,
        open: Vec::new(),
        quotes: Vec::new(),
    };
    let mut skip = repaired.iter().peekable();
    for &mark in marks {
        while skip.next_if(|span| span.end <= mark.at.scalar).is_some() {}
        if skip.peek().is_some_and(|span| span.start <= mark.at.scalar) {
            continue;
        }
        if scalar::is_line_break(mark.c) {
            pairing.open.clear();
        } else if let Some(family) = family_of(mark.c) {
            pairing.meet(mark, family);
        }
    }
    pairing.quotes.sort_unstable();
    pairing.quotes
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    Double,
    Guillemet,
    Angle,
    Single,
}

/// The sort of quotation mark that a character is.
pub(crate) fn family_of(c: char) -> Option<Family> {
    match c {
        '"' | '＂' | '\u{201C}'..='\u{201F}' => Some(Family::Double),
        '«' | '»' => Some(Family::Guillemet),
        '‹' | '›' => Some(Family::Angle),
        '\'' | '\u{2018}'..='\u{201B}' => Some(Family::Single),
        _ => None,
    }
}

/// The longest quote, in scalars, between marks whose place shows their side, and between others.
const LONGEST: u32 = 2000;
const LONGEST_NEUTRAL: u32 = 400;

/// One quote and one nested in it.
const DEPTH: usize = 2;

struct Pairing<'a> {
    text: &'a str,
    open: Vec<(Mark, Family)>,
    quotes: Vec<Quote>,
}

impl Pairing<'_> {
    fn meet(&mut self, mark: Mark, family: Family) {
        let opens = self.can_open(mark);
        let closes = self.can_close(mark);
        self.forget_stale(mark, opens == closes);
        let partner = self.open.iter().rposition(|&(_, open)| open == family);
        if family == Family::Single && !(opens ^ closes) {
            return;
        }
        match partner {
            Some(slot) if !opens || closes || !self.may_nest(mark, family) => self.close(slot, mark),
            None if closes && !opens => {}
            _ if self.open.len() < DEPTH => self.open.push((mark, family)),
            _ => {}
        }
    }

    /// A mark that was left open long ago has lost its partner; a mark without a side is believed less.
    fn forget_stale(&mut self, mark: Mark, neutral: bool) {
        let longest = if neutral { LONGEST_NEUTRAL } else { LONGEST };
        self.open
            .retain(|(start, _)| mark.at.scalar - start.at.scalar <= longest);
    }

    /// A mark of an open family that stands before a word opens a nested quote only if its shape says so too.
    fn may_nest(&self, mark: Mark, family: Family) -> bool {
        let shaped = matches!(mark.c, '\u{201C}' | '\u{201E}' | '«' | '‹' | '\u{2018}' | '"');
        shaped && family != Family::Single && self.open.len() < DEPTH
    }

    fn close(&mut self, slot: usize, mark: Mark) {
        let (start, _) = self.open[slot];
        self.open.truncate(slot);
        let (mut from, mut to) = (start.at.after(start.c), mark.at);
        let inner = &self.text[from.byte..to.byte];
        for c in inner.chars().take_while(|c| c.is_whitespace()) {
            from = from.after(c);
        }
        for c in inner.chars().rev().take_while(|c| c.is_whitespace()) {
            if to.byte > from.byte {
                to = to.before(c);
            }
        }
        if from.scalar < to.scalar {
            self.quotes.push(Quote {
                outer: Span::new(start.at.scalar, mark.at.scalar + 1),
                inner: Span::new(from.scalar, to.scalar),
            });
        }
    }

    fn char_after(&self, mark: Mark) -> char {
        self.text[mark.at.after(mark.c).byte..]
            .chars()
            .next()
            .unwrap_or(' ')
    }

    fn char_before(&self, mark: Mark) -> Option<char> {
        self.text[..mark.at.byte].chars().next_back()
    }

    /// Before a quote stand a gap, a bracket, another mark, tatweel or a short Arabic prefix; after it no gap.
    fn can_open(&self, mark: Mark) -> bool {
        let after = self.char_after(mark);
        if after.is_whitespace() || matches!(after, ',' | '.' | '،' | '؛' | ')' | ']') {
            return false;
        }
        let Some(before) = self.char_before(mark) else {
            return true;
        };
        !scalar::is_word(before) && !matches!(before, '.' | ',' | '،' | '!' | '?' | '؟' | '…')
            || before == TATWEEL
            || self.follows_prefix(mark)
    }

    fn can_close(&self, mark: Mark) -> bool {
        let before = self.char_before(mark).unwrap_or(' ');
        !before.is_whitespace() && !scalar::is_word(self.char_after(mark)) && before != TATWEEL
    }

    /// Whether the word before a mark is nothing but proclitics (`و`, `بال`).
    fn follows_prefix(&self, mark: Mark) -> bool {
        let before = self.text[..mark.at.byte].chars().rev();
        let mut length = 0;
        for c in before.take_while(|&c| scalar::is_word(c)) {
            length += 1;
            if length > 3 || !matches!(c, 'و' | 'ف' | 'ب' | 'ل' | 'ك' | 'ا') {
                return false;
            }
        }
        length > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(text: &str) -> Vec<String> {
        let index = ScalarIndex::new(text);
        find_quotes(text, &[])
            .iter()
            .map(|quote| index.slice(quote.inner).to_owned())
            .collect()
    }

    #[test]
    fn usual_pairs_of_all_kinds() {
        assert_eq!(
            inner("قال “نعم” و«لا» و\"ربما\" و‹أبداً›"),
            ["نعم", "لا", "ربما", "أبداً"]
        );
        assert_eq!(
            inner("il a dit « oui » puis „nein“ et ‘peut-être’"),
            ["oui", "nein", "peut-être"]
        );
    }

    #[test]
    fn wrong_way_marks_pair_by_alternation() {
        assert_eq!(
            inner("وصفها بـ”الهادئة” ثم ”الصعبة”، كما قال"),
            ["الهادئة", "الصعبة"]
        );
        assert_eq!(inner("قال »نعم« ثم »لا« أمس"), ["نعم", "لا"]);
    }

    #[test]
    fn one_level_nests() {
        assert_eq!(
            inner("قال “سمعت «المبعوث» أمس” وذهب"),
            ["سمعت «المبعوث» أمس", "المبعوث"]
        );
        assert_eq!(
            inner("she said “he told “no” twice” then"),
            ["he told “no” twice", "no"]
        );
    }

    #[test]
    fn apostrophes_inches_and_strays_are_no_quotes() {
        assert_eq!(
            inner("the envoy's team didn't meet the ministers' aides"),
            Vec::<String>::new()
        );
        assert_eq!(inner("شاشة 5\" كبيرة و\"جديدة\" هنا"), ["جديدة"]);
        assert_eq!(inner("قال “بلا نهاية\nثم “نعم”"), ["نعم"]);
    }

    #[test]
    fn marks_inside_a_repaired_word_do_not_pair() {
        let text = "قـ\"ـتل قال \"نعم\"";
        let repair = Repair {
            span: Span::new(0, 6),
            repaired: "قتل".to_owned(),
            rule: "author",
        };
        let index = ScalarIndex::new(text);
        let quotes = find_quotes(text, &[repair]);
        assert_eq!(
            quotes.iter().map(|q| index.slice(q.inner)).collect::<Vec<_>>(),
            ["نعم"]
        );
    }
}
