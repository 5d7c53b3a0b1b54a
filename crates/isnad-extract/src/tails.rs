//! Tails: the last letters of words, by which nearly every word is seen to be none of those looked for.
//!
//! What is left of a word behind proclitics ends as the word does, so one look spares cutting it.

/// The last two letters of a word, hashed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tail(u16);

impl Tail {
    /// The tail of a folded word, or of several with spaces between.
    pub(crate) fn of(word: &str) -> Self {
        let mut letters = word.chars().rev();
        let [last, before] = [letters.next(), letters.next()].map(|c| c.map_or(0, u32::from));
        Self(
            (last
                .wrapping_mul(0x9E37)
                .wrapping_add(before.wrapping_mul(0x85EB))
                % Tails::BITS) as u16,
        )
    }
}

/// The tails of some words: what it has not is none of them.
#[derive(Clone, Debug)]
pub(crate) struct Tails([u64; 64]);

impl Tails {
    const BITS: u32 = 64 * 64;

    /// The tails of the words.
    pub(crate) fn of<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut tails = Self([0; 64]);
        for word in words {
            let Tail(bit) = Tail::of(word);
            tails.0[usize::from(bit / 64)] |= 1 << (bit % 64);
        }
        tails
    }

    /// Whether a word with this tail may be one of them.
    pub(crate) fn may_hold(&self, Tail(bit): Tail) -> bool {
        self.0[usize::from(bit / 64)] >> (bit % 64) & 1 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_behind_proclitics_has_the_tail_of_the_word() {
        let tails = Tails::of(["لبنان", "5x", "a"]);
        for word in ["لبنان", "ولبنان", "فبلبنان", "و5x", "a"] {
            assert!(tails.may_hold(Tail::of(word)), "{word}");
        }
        assert!(!tails.may_hold(Tail::of("دمشق")));
    }
}
