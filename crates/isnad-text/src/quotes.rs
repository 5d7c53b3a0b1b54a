//! Quotes (design A5, rule 5): quotation marks paired inside a paragraph by where they stand, not by code point.

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
    if !text.chars().any(scalar::is_quote) {
        return Vec::new();
    }
    let chars: Vec<char> = text.chars().collect();
    pair_quotes(&chars, &repaired_spans(text, repairs))
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

/// As [`find_quotes`], on scalars.
pub(crate) fn pair_quotes(chars: &[char], repaired: &[Span]) -> Vec<Quote> {
    let mut pairing = Pairing {
        chars,
        open: Vec::new(),
        quotes: Vec::new(),
    };
    let mut skip = repaired.iter().peekable();
    for (at, &c) in chars.iter().enumerate() {
        while skip.next_if(|span| span.end as usize <= at).is_some() {}
        if skip.peek().is_some_and(|span| span.start as usize <= at) {
            continue;
        }
        if scalar::is_line_break(c) {
            pairing.open.clear();
        } else if let Some(family) = family_of(c) {
            pairing.meet(at, family);
        }
    }
    pairing.quotes.sort_unstable();
    pairing.quotes
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Guillemet,
    Angle,
    Single,
}

fn family_of(c: char) -> Option<Family> {
    match c {
        '"' | '＂' | '\u{201C}'..='\u{201F}' => Some(Family::Double),
        '«' | '»' => Some(Family::Guillemet),
        '‹' | '›' => Some(Family::Angle),
        '\'' | '\u{2018}'..='\u{201B}' => Some(Family::Single),
        _ => None,
    }
}

/// The longest quote, in scalars, between marks whose place shows their side, and between others.
const LONGEST: usize = 2000;
const LONGEST_NEUTRAL: usize = 400;

/// One quote and one nested in it.
const DEPTH: usize = 2;

struct Pairing<'a> {
    chars: &'a [char],
    open: Vec<(usize, Family)>,
    quotes: Vec<Quote>,
}

impl Pairing<'_> {
    fn meet(&mut self, at: usize, family: Family) {
        let opens = self.can_open(at);
        let closes = self.can_close(at);
        self.forget_stale(at, opens == closes);
        let partner = self.open.iter().rposition(|&(_, open)| open == family);
        if family == Family::Single && !(opens ^ closes) {
            return;
        }
        match partner {
            Some(slot) if !opens || closes || !self.may_nest(at, family) => self.close(slot, at),
            None if closes && !opens => {}
            _ if self.open.len() < DEPTH => self.open.push((at, family)),
            _ => {}
        }
    }

    /// A mark that was left open long ago has lost its partner; a mark without a side is believed less.
    fn forget_stale(&mut self, at: usize, neutral: bool) {
        let longest = if neutral { LONGEST_NEUTRAL } else { LONGEST };
        self.open.retain(|&(start, _)| at - start <= longest);
    }

    /// A mark of an open family that stands before a word opens a nested quote only if its shape says so too.
    fn may_nest(&self, at: usize, family: Family) -> bool {
        let shaped = matches!(
            self.chars[at],
            '\u{201C}' | '\u{201E}' | '«' | '‹' | '\u{2018}' | '"'
        );
        shaped && family != Family::Single && self.open.len() < DEPTH
    }

    fn close(&mut self, slot: usize, at: usize) {
        let (start, _) = self.open[slot];
        self.open.truncate(slot);
        let (mut from, mut to) = (start + 1, at);
        while from < to && self.chars[from].is_whitespace() {
            from += 1;
        }
        while to > from && self.chars[to - 1].is_whitespace() {
            to -= 1;
        }
        if from < to {
            let outer = Span::new(start as u32, at as u32 + 1);
            self.quotes.push(Quote {
                outer,
                inner: Span::new(from as u32, to as u32),
            });
        }
    }

    /// Before a quote stand a gap, a bracket, another mark, tatweel or a short Arabic prefix; after it no gap.
    fn can_open(&self, at: usize) -> bool {
        let after = self.chars.get(at + 1).copied().unwrap_or(' ');
        if after.is_whitespace() || matches!(after, ',' | '.' | '،' | '؛' | ')' | ']') {
            return false;
        }
        let Some(before) = at.checked_sub(1).map(|before| self.chars[before]) else {
            return true;
        };
        !scalar::is_word(before) && !matches!(before, '.' | ',' | '،' | '!' | '?' | '؟' | '…')
            || before == TATWEEL
            || self.follows_prefix(at)
    }

    fn can_close(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or(' ', |before| self.chars[before]);
        let after = self.chars.get(at + 1).copied().unwrap_or(' ');
        !before.is_whitespace() && !scalar::is_word(after) && before != TATWEEL
    }

    /// Whether the word before `at` is nothing but proclitics (`و`, `بال`).
    fn follows_prefix(&self, at: usize) -> bool {
        let word = self.chars[..at].iter().rev().take_while(|&&c| scalar::is_word(c));
        let mut length = 0;
        for &c in word {
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
