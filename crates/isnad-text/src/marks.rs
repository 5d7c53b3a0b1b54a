//! Marks: the places of a text where a sentence, a paragraph or a quotation may begin or end, found in one pass over bytes.

use crate::scalar;

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) byte: usize,
    pub(crate) scalar: u32,
}

impl Place {
    /// The place behind a character that stands here.
    pub(crate) fn after(self, c: char) -> Self {
        Self {
            byte: self.byte + c.len_utf8(),
            scalar: self.scalar + 1,
        }
    }

    /// The place of the character that ends here.
    pub(crate) fn before(self, c: char) -> Self {
        Self {
            byte: self.byte - c.len_utf8(),
            scalar: self.scalar - 1,
        }
    }
}

/// A character that ends a line or a sentence, or may be a quotation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) at: Place,
    pub(crate) c: char,
}

/// A byte inside a character.
const INNER: u8 = 0;
/// The first byte of a character that is no mark.
const FIRST: u8 = 1;
/// The first byte of a character that may be one.
const MAYBE: u8 = 2;

static BYTES: [u8; 256] = bytes();

const fn bytes() -> [u8; 256] {
    let mut table = [FIRST; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            0x80..=0xBF => INNER,
            b'.' | b'!' | b'?' | b'"' | b'\'' | 0x0A..=0x0D => MAYBE,
            // Guillemets and next line; Arabic marks before the letters; full stop of Urdu; general, ideographic and wide marks.
            0xC2 | 0xD8 | 0xDB | 0xE2 | 0xE3 | 0xEF => MAYBE,
            _ => FIRST,
        };
        byte += 1;
    }
    table
}

/// The marks of a text in order, and the place of its end.
pub(crate) fn marks(text: &str) -> (Vec<Mark>, Place) {
    let bytes = text.as_bytes();
    let mut marks = Vec::with_capacity(text.len() / 64);
    let mut scalar = 0;
    for (byte, &first) in bytes.iter().enumerate() {
        match BYTES[usize::from(first)] {
            INNER => continue,
            FIRST => {}
            _ => {
                // Nearly every character that begins so is an Arabic letter.
                let letter = first == 0xD8 && bytes.get(byte + 1).is_some_and(|&second| second >= 0xA0);
                if !letter
                    && let Some(c) = text[byte..].chars().next()
                    && is_mark(c)
                {
                    let at = Place { byte, scalar };
                    marks.push(Mark { at, c });
                }
            }
        }
        scalar += 1;
    }
    let end = Place {
        byte: bytes.len(),
        scalar,
    };
    (marks, end)
}

fn is_mark(c: char) -> bool {
    is_terminator(c) || scalar::is_line_break(c) || crate::quotes::family_of(c).is_some()
}

/// Whether a character may end a sentence.
pub(crate) fn is_terminator(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '؟' | '…' | '۔' | '‼' | '⁇' | '⁈' | '⁉' | '。' | '！' | '？'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_of_unicode_is_found() {
        let text: String = (0..0x1_1000).filter_map(char::from_u32).collect();
        let expected: Vec<char> = text.chars().filter(|&c| is_mark(c)).collect();
        let (found, end) = marks(&text);
        assert_eq!(found.iter().map(|mark| mark.c).collect::<Vec<_>>(), expected);
        assert_eq!(end.scalar as usize, text.chars().count());
        for mark in found {
            assert_eq!(text[mark.at.byte..].chars().next(), Some(mark.c));
            assert_eq!(text[..mark.at.byte].chars().count(), mark.at.scalar as usize);
        }
    }
}
