//! Words: hashes of folded words and of pairs of them, for telling alike sentences without comparing all with all.

use isnad_model::text::{Level, fold};

const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

/// A 64-bit FNV-1a hash: stable on every machine.
pub(crate) fn hash(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(FNV_START, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Hashes of the folded words of `text`, in its order.
pub(crate) fn word_hashes(text: &str, lang: &str) -> Vec<u64> {
    let folded = fold(text, Level::Match, lang);
    folded
        .key()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| hash(word.bytes()))
        .collect()
}

/// The numbers of `text`, in ASCII digits.
pub(crate) fn numbers(text: &str, lang: &str) -> std::collections::BTreeSet<String> {
    let folded = fold(text, Level::Match, lang);
    let words = folded.key().split(|letter: char| !letter.is_alphanumeric());
    words
        .filter(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()))
        .map(str::to_owned)
        .collect()
}

/// Sorted, each once.
pub(crate) fn as_set(mut hashes: Vec<u64>) -> Vec<u64> {
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// Hashes of every two words that follow each other, as a set; of the word where there is one only.
pub(crate) fn pairs(words: &[u64]) -> Vec<u64> {
    as_set(
        words
            .windows(words.len().clamp(1, 2))
            .map(|run| hash(run.iter().flat_map(|word| word.to_le_bytes())))
            .collect(),
    )
}

/// Number of members that two sets share.
pub(crate) fn shared(left: &[u64], right: &[u64]) -> usize {
    let (mut at, mut other, mut count) = (0, 0, 0);
    while let (Some(a), Some(b)) = (left.get(at), right.get(other)) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => at += 1,
            std::cmp::Ordering::Greater => other += 1,
            std::cmp::Ordering::Equal => {
                at += 1;
                other += 1;
                count += 1;
            }
        }
    }
    count
}

/// Share of the smaller set that both hold, in [0, 1]; 0 where one is empty.
pub(crate) fn containment(left: &[u64], right: &[u64]) -> f32 {
    let smaller = left.len().min(right.len());
    if smaller == 0 {
        0.0
    } else {
        shared(left, right) as f32 / smaller as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_and_marks_do_not_matter() {
        assert_eq!(word_hashes("قالَ المصدرُ،", "ar"), word_hashes("قال المصدر", "ar"));
        assert_eq!(
            word_hashes("The Round, ended", "en"),
            word_hashes("the round ended.", "en")
        );
    }

    #[test]
    fn containment_is_of_the_smaller() {
        assert!((containment(&[1, 2, 3, 4], &[2, 3]) - 1.0).abs() < f32::EPSILON);
        assert!(containment(&[], &[1]) < f32::EPSILON);
    }
}
