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

/// The first byte of a character that may be a mark.
const MAYBE: u8 = 0;
/// The first byte of an Arabic letter or mark.
const ARABIC: u8 = 5;

/// What each first byte says: the bytes of a character that is no mark, or one of the above.
static BYTES: [u8; 256] = bytes();

const fn bytes() -> [u8; 256] {
    let mut table = [1; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'.' | b'!' | b'?' | b'"' | b'\'' | 0x0A..=0x0D => MAYBE,
            0xD8 => ARABIC,
            // Guillemets and next line; full stop of Urdu; general, ideographic and wide marks.
            0xC2 | 0xDB | 0xE2 | 0xE3 | 0xEF => MAYBE,
            0xC3..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xFF => 4,
            _ => 1,
        };
        byte += 1;
    }
    table
}

/// The marks of a text in order, and the place of its end.
pub(crate) fn marks(text: &str) -> (Vec<Mark>, Place) {
    let bytes = text.as_bytes();
    let mut marks = Vec::with_capacity(text.len() / 64);
    let (mut byte, mut scalar) = (0, 0);
    while let Some(&first) = bytes.get(byte) {
        let width = match BYTES[usize::from(first)] {
            ARABIC if bytes.get(byte + 1).is_some_and(|&second| second >= 0xA0) => 2,
            MAYBE | ARABIC => {
                let Some(c) = text[byte..].chars().next() else {
                    break;
                };
                if is_mark(c) {
                    let at = Place { byte, scalar };
                    marks.push(Mark { at, c });
                }
                c.len_utf8()
            }
            width => usize::from(width),
        };
        byte += width;
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
