//! Class set: which classes of the lexicon begin at a token, as bits, so that asking costs one instruction.

use crate::lexicon::Class;

/// Bits in one word of the set.
const WIDTH: usize = 128;
/// Words of the set.
const N_WORDS: usize = Class::NAMES.len().div_ceil(WIDTH);

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassSet([u128; N_WORDS]);

impl ClassSet {
    /// The set of some classes.
    pub const fn of(classes: &[Class]) -> Self {
        let mut words = [0; N_WORDS];
        let mut at = 0;
        while at < classes.len() {
            let class = classes[at] as usize;
            words[class / WIDTH] |= 1 << (class % WIDTH);
            at += 1;
        }
        Self(words)
    }

    /// Adds a class.
    pub fn insert(&mut self, class: Class) {
        self.0[class as usize / WIDTH] |= 1 << (class as usize % WIDTH);
    }

    /// Adds all classes of another set.
    pub fn extend(&mut self, other: Self) {
        for (word, others) in self.0.iter_mut().zip(other.0) {
            *word |= others;
        }
    }

    /// Whether it holds a class.
    #[inline]
    pub fn has(self, class: Class) -> bool {
        self.0[class as usize / WIDTH] >> (class as usize % WIDTH) & 1 != 0
    }

    /// Whether it holds one of the other's classes.
    #[inline]
    pub fn meets(self, other: Self) -> bool {
        self.0
            .iter()
            .zip(other.0)
            .any(|(word, others)| word & others != 0)
    }

    /// Whether it holds none.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.0.iter().all(|&word| word == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_what_was_put_in() {
        let mut set = ClassSet::of(&[Class::Say, Class::TimeAdjective]);
        assert!(set.has(Class::Say) && set.has(Class::TimeAdjective) && !set.has(Class::Meet));
        assert!(!set.meets(ClassSet::of(&[Class::Meet, Class::Verb])));
        set.insert(Class::Meet);
        assert!(set.meets(ClassSet::of(&[Class::Meet, Class::Verb])));
        let mut other = ClassSet::default();
        assert!(other.is_empty());
        other.extend(set);
        assert_eq!(other, set);
    }
}
