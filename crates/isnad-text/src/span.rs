//! Spans: half-open ranges of Unicode scalar values in a source text, and their way to bytes.

use serde::{Deserialize, Serialize};

/// A half-open range `[start, end)` of Unicode scalar values in one text (the unit of RECORDS: never bytes, never UTF-16).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// Index of the first scalar value.
    pub start: u32,
    /// Index one past the last scalar value.
    pub end: u32,
}

impl Span {
    /// The span `[start, end)`; an end before the start is taken as the start.
    pub fn new(start: u32, end: u32) -> Self {
        Self {
            start,
            end: end.max(start),
        }
    }

    /// Number of scalar values covered.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.end == self.start
    }

    /// Whether `other` lies wholly within this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one scalar value.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The shortest span that covers both.
    pub fn cover(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// A text with fast conversion between scalar indices and byte offsets (a checkpoint every 16 scalars).
#[derive(Clone, Debug)]
pub struct ScalarIndex<'a> {
    text: &'a str,
    checkpoints: Vec<u32>,
    len: u32,
}

const STRIDE: u32 = 16;

impl<'a> ScalarIndex<'a> {
    /// Indexes `text` in one pass.
    pub fn new(text: &'a str) -> Self {
        let mut checkpoints = Vec::with_capacity(text.len() / 24 + 1);
        let mut len = 0u32;
        let bytes = text.as_bytes();
        let (words, rest) = bytes.as_chunks::<8>();
        for (at, word) in words.iter().enumerate() {
            // The high bit of each byte that begins a character; bytes inside one begin with the bits 10.
            let bits = u64::from_le_bytes(*word);
            let starts = 0x8080_8080_8080_8080 & !(bits & !(bits << 1));
            let count = starts.count_ones();
            // Eight bytes hold one checkpoint at most.
            let next = len.next_multiple_of(STRIDE);
            if next < len + count {
                let first = (len..next).fold(starts, |starts, _| starts & (starts - 1));
                checkpoints.push(at as u32 * 8 + first.trailing_zeros() / 8);
            }
            len += count;
        }
        for (byte, &first) in rest.iter().enumerate() {
            if first & 0xC0 != 0x80 {
                if len.is_multiple_of(STRIDE) {
                    checkpoints.push((words.len() * 8 + byte) as u32);
                }
                len += 1;
            }
        }
        Self {
            text,
            checkpoints,
            len,
        }
    }

    /// The indexed text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Number of scalar values in the text.
    pub fn len(&self) -> u32 {
        self.len
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Byte offset of scalar `index`; the length in bytes for an index at or past the end.
    pub fn byte(&self, index: u32) -> usize {
        if index >= self.len {
            return self.text.len();
        }
        let mut byte = self.checkpoints[(index / STRIDE) as usize] as usize;
        for _ in 0..index % STRIDE {
            byte += width(self.text.as_bytes()[byte]);
        }
        byte
    }

    /// Scalar index of the scalar that holds byte offset `byte`; the length for an offset at or past the end.
    pub fn scalar(&self, byte: usize) -> u32 {
        if byte >= self.text.len() {
            return self.len;
        }
        let slot = self
            .checkpoints
            .partition_point(|&checkpoint| checkpoint as usize <= byte)
            - 1;
        let start = self.checkpoints[slot] as usize;
        let within = self.text[start..]
            .char_indices()
            .take_while(|&(at, _)| start + at <= byte)
            .count();
        slot as u32 * STRIDE + within as u32 - 1
    }

    /// Offset of scalar `index` in UTF-16 code units, the unit of browser ranges; linear in the text before it.
    pub fn utf16(&self, index: u32) -> u32 {
        self.text[..self.byte(index)]
            .chars()
            .map(|c| c.len_utf16() as u32)
            .sum()
    }

    /// The substring that `span` covers, cut to the text.
    pub fn slice(&self, span: Span) -> &'a str {
        &self.text[self.byte(span.start)..self.byte(span.end).max(self.byte(span.start))]
    }

    /// The span of a byte range whose ends are character boundaries.
    pub fn span(&self, bytes: std::ops::Range<usize>) -> Span {
        Span::new(self.scalar(bytes.start), self.scalar(bytes.end))
    }
}

/// How many bytes a character has that begins with this one.
fn width(first: u8) -> usize {
    match first {
        0x00..=0x7F => 1,
        0x80..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0.. => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_and_bytes_agree_on_mixed_text() {
        let text = "قال Geir O. 😀 لقاءً ".repeat(20);
        let index = ScalarIndex::new(&text);
        for (scalar, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(index.byte(scalar as u32), byte);
            assert_eq!(index.scalar(byte), scalar as u32);
        }
        assert_eq!(index.byte(index.len()), text.len());
        assert_eq!(index.scalar(text.len()), index.len());
        assert_eq!(ScalarIndex::new("").scalar(0), 0);
    }

    #[test]
    fn utf16_counts_two_for_what_lies_beyond_the_first_plane() {
        let index = ScalarIndex::new("a😀ب");
        assert_eq!(
            (0..=4).map(|scalar| index.utf16(scalar)).collect::<Vec<_>>(),
            [0, 1, 3, 4, 4]
        );
    }
}
