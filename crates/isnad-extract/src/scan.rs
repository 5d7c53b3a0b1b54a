//! Scan: one pass over a text that cuts it into segments which the memo knows, and makes tokens of them.
//!
//! Letters between white space and plain marks are a segment. Where anything else touches them (apostrophes, hyphens,
//! separators in numbers, tatweel, invisible signs) everything up to the next white space is one segment and read in full:
//! no word reaches over white space, unless it was repaired.

use std::ops::Range;

use isnad_text::scalar::is_line_break;
use isnad_text::{Level, Repair, ScalarIndex, Span, fold_repaired};

use crate::memo::{Memo, Sources};
use crate::tokens::Token;

/// What a character is to the scan.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Letter,
    Digit,
    /// Belongs to the letter before it and is in no key.
    Vowel,
    /// A mark that joins nothing, whatever stands beside it.
    Mark,
    Space,
    Line,
    Other,
    /// The end of the text.
    End,
}

/// Below this the table tells the sort.
const TABLE: usize = 0x700;
static SORTS: [Sort; TABLE] = sorts();

const fn sorts() -> [Sort; TABLE] {
    let mut table = [Sort::Other; TABLE];
    let mut at = 0;
    while at < TABLE {
        table[at] = match at as u32 {
            0x30..=0x39 | 0x660..=0x669 => Sort::Digit,
            0x41..=0x5A | 0x61..=0x7A => Sort::Letter,
            // Without signs, and without the letter that stands for an apostrophe and another.
            0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0x148 | 0x14A..=0x17E => Sort::Letter,
            0x400..=0x45F => Sort::Letter,
            0x621..=0x63A | 0x641..=0x64A | 0x67E | 0x686 | 0x698 | 0x6A9 | 0x6AF | 0x6CC => Sort::Letter,
            0x64B..=0x652 => Sort::Vowel,
            0x20 | 0x09 | 0xA0 => Sort::Space,
            0x0A..=0x0D | 0x85 => Sort::Line,
            // No apostrophe, no hyphen, no plus.
            0x21..=0x26 | 0x28..=0x2A | 0x2C | 0x2E | 0x2F | 0x3A..=0x40 | 0x5B..=0x5F | 0x7B..=0x7E => {
                Sort::Mark
            }
            // Guillemets, comma, semicolon, question mark.
            0xAB | 0xBB | 0x60C | 0x61B | 0x61F => Sort::Mark,
            _ => Sort::Other,
        };
        at += 1;
    }
    table
}

/// The sort of a character outside the table.
fn sort_of(c: char) -> Sort {
    match c {
        // Dashes, double quotation marks, ellipsis.
        '\u{2013}' | '\u{2014}' | '\u{201C}'..='\u{201F}' | '\u{2026}' => Sort::Mark,
        _ if is_line_break(c) => Sort::Line,
        _ if c.is_whitespace() => Sort::Space,
        _ => Sort::Other,
    }
}

/// A place in the text.
#[derive(Clone, Copy)]
struct Place {
    byte: usize,
    scalar: u32,
}

/// Makes the tokens of a text.
pub(crate) struct Scan<'a> {
    text: &'a str,
    memo: &'a mut Memo,
    sources: Sources<'a>,
    tokens: Vec<Token>,
    glued: bool,
    starts_line: bool,
}

impl<'a> Scan<'a> {
    /// The tokens of a text with its repairs.
    pub(crate) fn read(
        text: &'a str,
        repairs: &[Repair],
        memo: &'a mut Memo,
        sources: Sources<'a>,
    ) -> Vec<Token> {
        let mut scan = Self {
            text,
            memo,
            sources,
            tokens: Vec::with_capacity(text.len() / 7),
            glued: false,
            starts_line: true,
        };
        let mut at = Place { byte: 0, scalar: 0 };
        if repairs.is_empty() {
            while at.byte < text.len() {
                at = scan.step(at);
            }
        } else {
            scan.read_repaired(at, repairs);
        }
        scan.tokens
    }

    /// As without repairs, but words that hold one are read in full each time.
    fn read_repaired(&mut self, mut at: Place, repairs: &[Repair]) {
        let index = ScalarIndex::new(self.text);
        let mut repairs = repairs.iter().peekable();
        while at.byte < self.text.len() {
            while repairs.next_if(|it| it.span.end <= at.scalar).is_some() {}
            let mut end = self.chunk_end(at);
            let mut here = Vec::new();
            while let Some(repair) = repairs.next_if(|it| it.span.start < end.scalar.max(at.scalar + 1)) {
                let after = Place {
                    byte: index.byte(repair.span.end),
                    scalar: repair.span.end,
                };
                if after.byte > end.byte {
                    end = self.chunk_end(after);
                }
                let mut repair = repair.clone();
                repair.span = Span::new(
                    repair.span.start.saturating_sub(at.scalar),
                    repair.span.end - at.scalar,
                );
                here.push(repair);
            }
            if here.is_empty() {
                at = self.step(at);
                continue;
            }
            let chunk = &self.text[at.byte..end.byte];
            let folded = fold_repaired(chunk, &here, Level::Match, &self.sources.lexicon.pack.lang);
            let words = self.memo.read(chunk, &folded, self.sources);
            self.push(words, at);
            at = end;
        }
    }

    /// The sort of the character at a byte, and how many bytes it has.
    #[inline]
    fn sort(&self, byte: usize) -> (Sort, usize) {
        let bytes = self.text.as_bytes();
        let Some(&first) = bytes.get(byte) else {
            return (Sort::End, 0);
        };
        if first < 0x80 {
            return (SORTS[usize::from(first)], 1);
        }
        if first < 0xE0 {
            let second = bytes.get(byte + 1).copied().unwrap_or_default();
            let scalar = usize::from(first & 0x1F) << 6 | usize::from(second & 0x3F);
            return (SORTS.get(scalar).copied().unwrap_or(Sort::Other), 2);
        }
        let c = self.text[byte..].chars().next().unwrap_or_default();
        (sort_of(c), c.len_utf8())
    }

    /// Reads one white space, or everything up to the next one; where to go on.
    fn step(&mut self, at: Place) -> Place {
        let (sort, width) = self.sort(at.byte);
        if matches!(sort, Sort::Space | Sort::Line) {
            self.glued = false;
            self.starts_line |= sort == Sort::Line;
            return Place {
                byte: at.byte + width,
                scalar: at.scalar + 1,
            };
        }
        let before = (self.tokens.len(), self.glued, self.starts_line);
        if let Some(end) = self.plain_chunk(at) {
            return end;
        }
        self.tokens.truncate(before.0);
        (self.glued, self.starts_line) = (before.1, before.2);
        let end = self.chunk_end(at);
        let words = self.memo.segment(&self.text[at.byte..end.byte], self.sources);
        self.push(words, at);
        end
    }

    /// The next white space, or the end of the text.
    fn chunk_end(&self, mut at: Place) -> Place {
        loop {
            let (sort, width) = self.sort(at.byte);
            if matches!(sort, Sort::Space | Sort::Line | Sort::End) {
                return at;
            }
            at.byte += width;
            at.scalar += 1;
        }
    }

    /// Reads letters and marks up to white space; none where there is anything else.
    fn plain_chunk(&mut self, mut at: Place) -> Option<Place> {
        loop {
            let (sort, width) = self.sort(at.byte);
            match sort {
                Sort::Letter | Sort::Digit => at = self.plain_word(at, sort == Sort::Digit)?,
                Sort::Mark => {
                    let end = at.byte + width;
                    let words = self.memo.segment(&self.text[at.byte..end], self.sources);
                    self.push(words, at);
                    at = Place {
                        byte: end,
                        scalar: at.scalar + 1,
                    };
                }
                Sort::Space | Sort::Line | Sort::End => return Some(at),
                Sort::Vowel | Sort::Other => return None,
            }
        }
    }

    fn plain_word(&mut self, start: Place, number: bool) -> Option<Place> {
        let mut end = start;
        let next = loop {
            // Nearly every letter is one of two bytes; the table knows all others.
            let pairs = self.text.as_bytes()[end.byte..].as_chunks::<2>().0;
            let usual = |pair: &&[u8; 2]| matches!(pair, [0xD8, 0xA1..=0xBA] | [0xD9, 0x81..=0x8A]);
            let letters = pairs.iter().take_while(usual).count();
            end.byte += 2 * letters;
            end.scalar += letters as u32;
            let (sort, width) = self.sort(end.byte);
            if !matches!(sort, Sort::Letter | Sort::Digit | Sort::Vowel) {
                break sort;
            }
            end.byte += width;
            end.scalar += 1;
        };
        let words = match next {
            Sort::Space | Sort::Line | Sort::End => {
                self.memo.segment(&self.text[start.byte..end.byte], self.sources)
            }
            Sort::Mark => {
                let mark = self.text.as_bytes()[end.byte];
                let joins = matches!(mark, b'.' | b',' | b':' | b'/');
                if joins && number && self.sort(end.byte + 1).0 == Sort::Digit {
                    return None;
                }
                let words = self.memo.segment(&self.text[start.byte..end.byte], self.sources);
                // `ا.ف.ب`, "U.S.": the first letter of an abbreviation.
                let single = |word| self.memo.key(self.memo.word(word)).chars().nth(1).is_none();
                if mark == b'.' && words.clone().any(single) {
                    return None;
                }
                words
            }
            _ => return None,
        };
        self.push(words, start);
        Some(end)
    }

    fn push(&mut self, words: Range<u32>, at: Place) {
        for number in words.clone() {
            let word = self.memo.word(number);
            let first = number == words.start;
            self.tokens.push(Token {
                span: Span::new(at.scalar + word.scalars.start, at.scalar + word.scalars.end),
                bytes: at.byte + word.bytes.start as usize..at.byte + word.bytes.end as usize,
                kind: word.kind,
                capital: word.capital,
                upper: word.upper,
                glued: if first { self.glued } else { word.glued },
                starts_line: if first { self.starts_line } else { word.starts_line },
                sentence: 0,
                word: number,
            });
        }
        if !words.is_empty() {
            self.glued = true;
            self.starts_line = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use isnad_text::{find_repairs, victims};

    use super::*;
    use crate::lexicon::Lexicon;
    use crate::names::KnownNames;
    use crate::tokens::tokenize;

    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
        let lexicon = crate::pack::load("ar", &[]).and_then(Lexicon::new);
        lexicon.unwrap_or_else(|error| panic!("{error}"))
    });

    /// Tokens as they are cut and as reading the whole text at once cuts them.
    fn check(text: &str, memo: &mut Memo) {
        let known = KnownNames::default();
        let sources = Sources {
            lexicon: &LEXICON,
            known: &known,
        };
        let repairs = find_repairs(text, victims());
        let tokens = Scan::read(text, &repairs, memo, sources);
        let whole = tokenize(text, &fold_repaired(text, &repairs, Level::Match, "ar"));
        let cut: Vec<_> = tokens
            .iter()
            .map(|it| {
                let key = memo.key(memo.word(it.word)).to_owned();
                (it.span, it.bytes.clone(), it.kind, it.glued, it.starts_line, key)
            })
            .collect();
        let expected: Vec<_> = whole
            .into_iter()
            .map(|it| {
                let bytes = it.bytes.start as usize..it.bytes.end as usize;
                let span = Span::new(it.scalars.start, it.scalars.end);
                (span, bytes, it.kind, it.glued, it.starts_line, it.key)
            })
            .collect();
        assert_eq!(cut, expected, "{text:?}");
    }

    const PARTS: [&str; 44] = [
        "دمشق",
        "لقاءً",
        "وبـ",
        "انعقـ.ـاد",
        "قـ ـتل",
        "ا.ف.ب",
        "أ",
        "د",
        "U.S",
        "Ankara'da",
        "l'Iran",
        "Franco-German",
        "OPEC+",
        "é",
        "ß",
        "Москва",
        "٣٫٥",
        "3,000",
        "9.4",
        "2021-07-06",
        "7",
        "x",
        "،",
        ".",
        "..",
        "…",
        "«",
        "»",
        "”",
        "“",
        "\"",
        "'",
        "’",
        "-",
        "–",
        "/",
        ":",
        "ـ",
        "\u{64B}",
        "\u{301}",
        "\u{200F}",
        "\u{200C}",
        "ﷺ",
        "😀",
    ];

    #[test]
    fn segments_read_as_the_whole_text_does() {
        // A plain walk over many sequences, the same every time.
        let mut memo = Memo::default();
        let mut state = 1u64;
        for _ in 0..1000 {
            let mut text = String::new();
            for _ in 0..9 {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                let draw = (state >> 33) as usize;
                text.push_str(PARTS[draw % PARTS.len()]);
                text.push_str(["", "", " ", "\n", "\u{A0}", "\u{85}", "\u{2028} "][draw / PARTS.len() % 7]);
            }
            check(&text, &mut memo);
        }
    }
}
