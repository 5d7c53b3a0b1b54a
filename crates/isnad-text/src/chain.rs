//! What a broken-up word is made of (design A3): pieces of Arabic letters and the links between them.

use crate::scalar::{self, TATWEEL};
use crate::{Span, table};

/// R1: tatweel, signs, tatweel between letters; no honest text has it.
pub(crate) const TATWEEL_SYMBOL: &str = "ar.tatweel-symbol";
/// R2: as R1 with tatweel on one side only.
pub(crate) const TATWEEL_HALF: &str = "ar.tatweel-half";
/// R3: one sign between letters.
pub(crate) const SEPARATOR: &str = "ar.separator";
/// R4: a Latin letter or a digit between Arabic letters.
pub(crate) const FOREIGN_LETTER: &str = "ar.foreign-letter";
/// R5: letters without their dots.
pub(crate) const DOTLESS: &str = "ar.dotless";
/// R6: single letters with spaces between.
pub(crate) const SPACED_LETTERS: &str = "ar.spaced-letters";
/// R7: an invisible character between letters.
pub(crate) const INVISIBLE: &str = "ar.invisible";
/// R9: more marks on a letter than any orthography has.
pub(crate) const STACKED_MARKS: &str = "ar.stacked-marks";
/// R10: letters of the mathematical Arabic alphabet.
pub(crate) const MATHEMATICAL: &str = "ar.mathematical";

/// A word is read over at most so many breaks.
pub(crate) const MOST_PIECES: usize = 24;
/// More marks than this on one letter are noise.
pub(crate) const MARKS: usize = 3;

/// Letters and marks without a gap.
#[derive(Clone, Copy)]
pub(crate) struct Piece {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// What stands between two pieces.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    /// Tatweel or a joiner: the word simply goes on.
    Plain,
    /// Surely part of a broken word, by the rule named.
    Certain(&'static str),
    /// R2, and whether the tatweel stands before the signs.
    Half { before: bool },
    /// R3, with the sign.
    Separator(char),
    /// R4, with the foreign character.
    Foreign(char),
}

impl Link {
    /// Whether only a known word makes it a break.
    pub(crate) fn is_guess(self) -> bool {
        matches!(self, Self::Half { .. } | Self::Separator(_) | Self::Foreign(_))
    }

    /// The rule it is found by.
    pub(crate) fn rule(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Certain(rule) => Some(rule),
            Self::Half { .. } => Some(TATWEEL_HALF),
            Self::Separator(_) => Some(SEPARATOR),
            Self::Foreign(_) => Some(FOREIGN_LETTER),
        }
    }
}

/// Reads pieces and links from the scalars of a text.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub(crate) chars: &'a [char],
}

impl Reader<'_> {
    /// The pieces from the letter at `at` on and what links them; only sure links unless `guesses`.
    pub(crate) fn read_chain(&self, at: usize, guesses: bool) -> (Vec<Piece>, Vec<Link>) {
        let mut pieces = vec![self.read_piece(at)];
        let mut links = Vec::new();
        while pieces.len() < MOST_PIECES {
            let end = pieces[pieces.len() - 1].end;
            let link = self
                .read_link(end)
                .filter(|(link, _)| guesses || !link.is_guess());
            let Some((link, next)) = link else { break };
            links.push(link);
            pieces.push(self.read_piece(next));
        }
        (pieces, links)
    }

    /// The letters and marks from `start` on.
    pub(crate) fn read_piece(&self, start: usize) -> Piece {
        let inside = |&&c: &&char| scalar::is_arabic_letter(c) || scalar::is_mark(c);
        Piece {
            start,
            end: start + self.chars[start..].iter().take_while(inside).count(),
        }
    }

    /// The scalar at a position, if the text reaches so far.
    pub(crate) fn at(&self, position: usize) -> Option<char> {
        self.chars.get(position).copied()
    }

    /// Whether an Arabic letter stands at a position.
    pub(crate) fn is_letter(&self, position: usize) -> bool {
        self.at(position).is_some_and(scalar::is_arabic_letter)
    }

    fn count_tatweel(&self, from: usize) -> usize {
        self.chars[from.min(self.chars.len())..]
            .iter()
            .take_while(|&&c| c == TATWEEL)
            .count()
    }

    /// The link that begins at `from` and the letter after it.
    pub(crate) fn read_link(&self, from: usize) -> Option<(Link, usize)> {
        let before = self.count_tatweel(from);
        // Most words end before a space, which joins only after tatweel.
        if before == 0 && self.at(from).is_none_or(char::is_whitespace) {
            return None;
        }
        let signs_at = from + before;
        if self.is_letter(signs_at) {
            return (before > 0).then_some((Link::Plain, signs_at));
        }
        let signs = self.signs_at(signs_at);
        let after = self.count_tatweel(signs_at + signs.len());
        let next = signs_at + signs.len() + after;
        if signs.is_empty() {
            let foreign = self
                .at(signs_at)
                .filter(|c| c.is_ascii_alphanumeric() && before == 0)?;
            return self
                .is_letter(signs_at + 1)
                .then_some((Link::Foreign(foreign), signs_at + 1));
        }
        if !self.is_letter(next) {
            return None;
        }
        Some((link_of(signs, before > 0, after > 0)?, next))
    }

    /// One to four characters that are neither letter, digit, quote, bracket nor line break; empty when there are more.
    fn signs_at(&self, from: usize) -> &[char] {
        let is_sign = |c: char| {
            !c.is_alphanumeric()
                && !scalar::is_quote(c)
                && !scalar::is_bracket(c)
                && !scalar::is_line_break(c)
                && c != TATWEEL
        };
        let count = self.chars[from.min(self.chars.len())..]
            .iter()
            .take(5)
            .take_while(|&&c| is_sign(c))
            .count();
        if count > 4 {
            &[]
        } else {
            &self.chars[from.min(self.chars.len())..from + count]
        }
    }

    /// The letters of the pieces: mathematical ones as usual ones, a stack of too many marks left out.
    pub(crate) fn join(&self, pieces: &[Piece]) -> String {
        let mut out = Vec::new();
        for piece in pieces {
            let part = &self.chars[piece.start..piece.end];
            let mut at = 0;
            while at < part.len() {
                if part[at] >= '\u{1EE00}' {
                    table::compatible_form(part[at], &mut out);
                } else {
                    out.push(part[at]);
                }
                let stack = part[at + 1..].iter().take_while(|&&c| scalar::is_mark(c)).count();
                if stack <= MARKS {
                    out.extend(&part[at + 1..at + 1 + stack]);
                }
                at += 1 + stack;
            }
        }
        out.into_iter().collect()
    }
}

/// The span from the first piece to the last.
pub(crate) fn span_of(pieces: &[Piece]) -> Span {
    match (pieces.first(), pieces.last()) {
        (Some(first), Some(last)) => Span::new(first.start as u32, last.end as u32),
        _ => Span::default(),
    }
}

fn link_of(signs: &[char], before: bool, after: bool) -> Option<Link> {
    if signs.iter().all(|&c| scalar::is_ignorable(c)) {
        let hidden = signs.iter().any(|&c| scalar::is_invisible(c));
        return Some(if hidden {
            Link::Certain(INVISIBLE)
        } else {
            Link::Plain
        });
    }
    let spaced = signs.iter().any(|c| c.is_whitespace());
    match (before, after) {
        (true, true) if !spaced || signs == [' '] => Some(Link::Certain(TATWEEL_SYMBOL)),
        _ if spaced => None,
        (false, false) if signs.len() == 1 && is_separator(signs[0]) => Some(Link::Separator(signs[0])),
        (false, false) => None,
        _ => Some(Link::Half { before }),
    }
}

/// The signs of R3.
pub(crate) const fn is_separator(c: char) -> bool {
    matches!(
        c,
        '.' | '·' | '•' | '*' | '_' | '-' | '/' | '\\' | '|' | '~' | '^' | '!' | '+'
    )
}
