//! A fast hasher for tables whose keys the program itself makes (words of packs and names): multiply and rotate.

use std::hash::{BuildHasherDefault, Hasher};

/// Hash state for `HashMap`.
pub type FastHash = BuildHasherDefault<FastHasher>;

/// One word of state, mixed with each part of a key.
#[derive(Clone, Copy, Default)]
pub struct FastHasher(u64);

impl FastHasher {
    fn mix(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for FastHasher {
    fn finish(&self) -> u64 {
        // The multiplication leaves the low bits weak, and tables use them.
        self.0 ^ (self.0 >> 32)
    }

    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.mix(u64::from_le_bytes(*word));
        }
        if !rest.is_empty() {
            let last = rest.iter().fold(0, |last, &byte| last << 8 | u64::from(byte));
            self.mix(last);
        }
    }

    #[inline]
    fn write_u8(&mut self, byte: u8) {
        // The end of a text, which tells `ab`, `c` from `a`, `bc`.
        self.mix(u64::from(byte));
    }

    fn write_u32(&mut self, word: u32) {
        self.mix(u64::from(word));
    }

    fn write_u64(&mut self, word: u64) {
        self.mix(word);
    }

    fn write_usize(&mut self, word: usize) {
        self.mix(word as u64);
    }
}
