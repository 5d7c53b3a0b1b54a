//! Tokens: words, numbers and marks of a text, each with its folded key and its place in the original.

use std::ops::Range;

use isnad_text::scalar::{is_quote, is_word};
use isnad_text::{Folded, Level, ScalarIndex, Span, fold, fold_plain};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A word.
    Word,
    /// A number, a numeric date or time.
    Number,
    /// What follows an apostrophe inside a word (`'s`, `'da`).
    Suffix,
    /// A punctuation mark.
    Mark(char),
}

/// A word, number or mark of the text.
#[derive(Clone, Debug)]
pub struct Token {
    /// In scalars of the original.
    pub span: Span,
    /// In bytes of the original.
    pub bytes: Range<usize>,
    /// What it is.
    pub kind: TokenKind,
    /// Begins with a capital letter.
    pub capital: bool,
    /// Two or more letters, all capital.
    pub upper: bool,
    /// No white space before it.
    pub glued: bool,
    /// First of its line.
    pub starts_line: bool,
    /// Index of its sentence.
    pub sentence: u32,
    /// Number of its word in the memo.
    pub(crate) word: u32,
}

/// A piece of a folded key.
#[derive(Debug, PartialEq, Eq)]
struct Piece {
    bytes: Range<usize>,
    scalars: Range<u32>,
    kind: TokenKind,
    glued: bool,
    starts_line: bool,
    /// Single letters with dots between them: the key is the letters alone.
    dotted: bool,
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2BC}' | '`')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Cuts a folded key into pieces, in one pass with a look at the next two letters.
struct Scan<'a> {
    key: &'a str,
    letters: std::iter::Peekable<std::str::CharIndices<'a>>,
    scalar: u32,
    glued: bool,
    starts_line: bool,
}

impl<'a> Scan<'a> {
    fn new(key: &'a str) -> Self {
        Self {
            key,
            letters: key.char_indices().peekable(),
            scalar: 0,
            glued: false,
            starts_line: true,
        }
    }

    fn bump(&mut self) -> Option<(usize, char)> {
        self.scalar += 1;
        self.letters.next()
    }

    fn after(&self, byte: usize) -> Option<char> {
        self.key[byte..].chars().nth(1)
    }

    /// The rest of a dotted abbreviation whose first letter ends at `byte`; its length in bytes, scalars and letters.
    fn dotted(&self, byte: usize) -> Option<(usize, u32)> {
        let mut rest = self.key[byte..].chars();
        let (mut bytes, mut scalars, mut letters) = (0, 0, 0);
        loop {
            let mut ahead = rest.clone();
            if ahead.next() != Some('.') {
                break;
            }
            let Some(letter) = ahead.next().filter(|c| c.is_alphabetic()) else {
                break;
            };
            if ahead.clone().next().is_some_and(is_word) {
                return None;
            }
            bytes += 1 + letter.len_utf8();
            scalars += 2;
            letters += 1;
            rest = ahead;
        }
        if letters == 0 {
            return None;
        }
        let stop = u32::from(rest.next() == Some('.'));
        Some((bytes + stop as usize, scalars + stop))
    }

    fn word(&mut self, kind: TokenKind) -> Piece {
        let start_scalar = self.scalar;
        let start = self.letters.peek().map_or(self.key.len(), |&(at, _)| at);
        let mut end = start;
        let mut dotted = false;
        let first = self.letters.peek().map_or(' ', |&(_, c)| c);
        let number = first.is_numeric();
        while let Some(&(at, c)) = self.letters.peek() {
            let joins = if is_word(c) || at == start && kind == TokenKind::Suffix {
                true
            } else if number {
                matches!(c, '.' | ',' | ':' | '/' | '-' | '٫')
                    && self.after(at).is_some_and(char::is_numeric)
                    && self.key[..at].chars().next_back().is_some_and(char::is_numeric)
            } else {
                c == '+' && at > start && !self.after(at).is_some_and(is_word)
            };
            if !joins {
                break;
            }
            end = at + c.len_utf8();
            self.bump();
            if at == start
                && first.is_alphabetic()
                && let Some((bytes, scalars)) = self.dotted(end)
            {
                dotted = true;
                end += bytes;
                for _ in 0..scalars {
                    self.bump();
                }
                break;
            }
        }
        let kind = if kind == TokenKind::Word && number {
            TokenKind::Number
        } else {
            kind
        };
        Piece {
            bytes: start..end,
            scalars: start_scalar..self.scalar,
            kind,
            glued: self.glued,
            starts_line: self.starts_line,
            dotted,
        }
    }
}

impl Iterator for Scan<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        loop {
            let &(at, c) = self.letters.peek()?;
            let piece = if is_word(c) {
                self.word(TokenKind::Word)
            } else if c.is_whitespace() {
                self.bump();
                self.glued = false;
                self.starts_line |= isnad_text::scalar::is_line_break(c);
                continue;
            } else {
                let before = self
                    .glued
                    .then(|| self.key[..at].chars().next_back())
                    .flatten()
                    .is_some_and(is_word);
                let after = self.after(at).is_some_and(char::is_alphabetic);
                if is_hyphen(c) && before && after {
                    self.bump();
                    continue;
                }
                if is_apostrophe(c) && before && after {
                    // `l'Iran` leaves the article behind, `Ankara'da` takes the ending along.
                    let short = self.key[..at].chars().rev().take_while(|&c| is_word(c)).count() <= 2;
                    if short {
                        self.bump();
                        continue;
                    }
                    self.word(TokenKind::Suffix)
                } else {
                    let start = self.scalar;
                    self.bump();
                    Piece {
                        bytes: at..at + c.len_utf8(),
                        scalars: start..self.scalar,
                        kind: TokenKind::Mark(c),
                        glued: self.glued,
                        starts_line: self.starts_line,
                        dotted: false,
                    }
                }
            };
            self.glued = true;
            self.starts_line = false;
            return Some(piece);
        }
    }
}

/// A folded key without the dots of an abbreviation.
fn key_of(source: &str, dotted: bool) -> String {
    if dotted {
        source.chars().filter(|&c| c != '.').collect()
    } else {
        source.to_owned()
    }
}

/// The words of a phrase or name as the text's tokens have them, marks left out.
pub fn phrase_keys(phrase: &str) -> Vec<String> {
    let mut plain = String::new();
    if fold_plain(phrase, &mut plain) {
        return plain.split_ascii_whitespace().map(str::to_owned).collect();
    }
    let folded = fold(phrase, Level::Match, "");
    let key = folded.key();
    Scan::new(key)
        .filter(|piece| !matches!(piece.kind, TokenKind::Mark(_)))
        .map(|piece| key_of(&key[piece.bytes], piece.dotted))
        .collect()
}

/// A word, number or mark of a text that was read in full.
pub(crate) struct Read {
    pub(crate) scalars: Range<u32>,
    pub(crate) bytes: Range<u32>,
    pub(crate) kind: TokenKind,
    pub(crate) glued: bool,
    pub(crate) starts_line: bool,
    pub(crate) key: String,
}

/// All words, numbers and marks of a text in order.
pub(crate) fn tokenize(text: &str, folded: &Folded) -> Vec<Read> {
    let key = folded.key();
    let index = ScalarIndex::new(text);
    let read = |piece: Piece| {
        let span = folded.source_span(Span::new(piece.scalars.start, piece.scalars.end));
        Read {
            scalars: span.start..span.end,
            bytes: index.byte(span.start) as u32..index.byte(span.end) as u32,
            kind: piece.kind,
            glued: piece.glued,
            starts_line: piece.starts_line,
            key: key_of(&key[piece.bytes], piece.dotted),
        }
    };
    Scan::new(key).map(read).collect()
}

impl Token {
    /// Whether it is the mark `c`.
    pub fn is_mark(&self, c: char) -> bool {
        self.kind == TokenKind::Mark(c)
    }

    /// Whether it is a word or number.
    pub fn is_word(&self) -> bool {
        !matches!(self.kind, TokenKind::Mark(_))
    }

    /// Whether it is a comma of any script.
    pub fn is_comma(&self) -> bool {
        matches!(self.kind, TokenKind::Mark(',' | '،' | '٬'))
    }

    /// Whether it is a quotation mark.
    pub fn is_quote(&self) -> bool {
        matches!(self.kind, TokenKind::Mark(c) if is_quote(c))
    }

    /// Whether it is a bracket.
    pub fn is_bracket(&self) -> bool {
        matches!(self.kind, TokenKind::Mark('(' | ')' | '[' | ']'))
    }

    /// Whether it ends a sentence.
    pub fn is_stop(&self) -> bool {
        matches!(self.kind, TokenKind::Mark('.' | '!' | '?' | '؟' | '…' | '۔'))
    }

    /// Whether it is a dash.
    pub fn is_dash(&self) -> bool {
        matches!(self.kind, TokenKind::Mark('-' | '–' | '—' | '―' | '|' | '/'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let words: Vec<String> = tokenize(text, &fold(text, Level::Match, ""))
            .into_iter()
            .map(|read| read.key)
            .collect();
        assert_eq!(words.join("|"), expected, "{text}");
    }

    #[test]
    fn words_marks_and_joins() {
        check(
            "Haitham al-Ghais met OPEC+, again.",
            "haitham|al|ghais|met|opec+|,|again|.",
        );
        check("the U.S. said Ukraine's case", "the|us|said|ukraine|'s|case");
        check("l'Iran et N'Djamena", "l|iran|et|n|djamena");
        check(
            "at 9.4 on 2021-07-06, 3,000 men",
            "at|9.4|on|2021-07-06|,|3,000|men",
        );
        check("قال لـ«بيروت الآن»، “لا”", "قال|ل|«|بيروت|الان|»|،|“|لا|”");
        check("انعقـ.ـاد الهـ.ـدنة", "انعقاد|الهدنه");
    }

    #[test]
    fn offsets_are_those_of_the_original() {
        let text = "😀 انعقـ.ـاد لقاءً";
        let words: Vec<&str> = tokenize(text, &fold(text, Level::Match, "ar"))
            .into_iter()
            .map(|read| &text[read.bytes.start as usize..read.bytes.end as usize])
            .collect();
        assert_eq!(words, ["😀", "انعقـ.ـاد", "لقاءً"]);
    }
}
