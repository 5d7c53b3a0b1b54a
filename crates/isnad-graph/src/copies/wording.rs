//! Wording: a text as the sequence of its words, each no more than what copying outlets leave alone.

use isnad_model::{
    Span,
    text::{Folded, Level, fold},
};

use crate::words::hash;

/// Words that a run has; whole runs are what texts are looked up and aligned by.
pub(super) const RUN: usize = 3;
/// A line with fewer words is a headline, a by-line, a credit or a "read also": every outlet has its own.
const FEWEST_OF_LINE: usize = 8;
/// One run in so many is a mark by which texts find each other.
const SAMPLED: u64 = 3;

/// SplitMix64's last step: every bit of the result rests on every bit of `bits`.
pub(super) fn mixed(bits: u64) -> u64 {
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// One hash for each run of words.
pub(super) fn runs(words: &[u32]) -> impl Iterator<Item = u64> + '_ {
    words.windows(RUN).map(|run| {
        run.iter()
            .fold(0, |bits, &word| mixed(bits ^ u64::from(word)).rotate_left(7))
    })
}

/// The runs that are marks, sorted, each once. Whether a run is one rests on the run alone, so that texts agree about it.
pub(super) fn marks(words: &[u32]) -> Vec<u32> {
    let mut marks: Vec<u32> = runs(words)
        .filter(|run| (run >> 32).is_multiple_of(SAMPLED))
        .map(|run| run as u32)
        .collect();
    marks.sort_unstable();
    marks.dedup();
    marks
}

/// A word of the folded text: its hash and its bytes.
struct Word {
    hash: u32,
    bytes: std::ops::Range<usize>,
}

/// The words of a text.
pub(super) fn words(text: &str, lang: &str) -> Vec<u32> {
    read(&fold(text, Level::Search, lang))
        .iter()
        .map(|word| word.hash)
        .collect()
}

/// The words of a text with where each stands.
pub(super) fn located(text: &str, lang: &str) -> (Vec<u32>, Vec<Span>) {
    let folded = fold(text, Level::Search, lang);
    let index = folded.index();
    read(&folded)
        .into_iter()
        .map(|word| (word.hash, folded.source_span(index.span(word.bytes))))
        .unzip()
}

/// The words of running text; of all lines where these are most of it.
fn read(folded: &Folded) -> Vec<Word> {
    let key = folded.key();
    let (mut words, mut short) = (Vec::new(), 0);
    for line in key.split_inclusive(['\n', '\u{2029}']) {
        let from = words.len();
        words_of_line(line, line.as_ptr() as usize - key.as_ptr() as usize, &mut words);
        if words.len() - from < FEWEST_OF_LINE {
            short += words.len() - from;
            words.truncate(from);
        }
    }
    if short > words.len() {
        words.clear();
        words_of_line(key, 0, &mut words);
    }
    words
}

fn words_of_line(line: &str, offset: usize, words: &mut Vec<Word>) {
    let mut at = 0;
    for word in line.split(|letter: char| !letter.is_alphanumeric()) {
        let bytes = at..at + word.len();
        // One separator, of whatever length, ends each word.
        at = bytes.end + line[bytes.end..].chars().next().map_or(0, char::len_utf8);
        if let Some(hash) = skeleton(word) {
            let bytes = offset + bytes.start..offset + bytes.end;
            words.push(Word { hash, bytes });
        }
    }
}

/// A word without what spelling varies in: a joined "and", vowels after the first letter, doubled letters. None for nothing but
/// an "and".
fn skeleton(word: &str) -> Option<u32> {
    let joined = word.strip_prefix('و').unwrap_or(word);
    let word = if joined.is_empty() || joined.chars().nth(1).is_some() {
        joined
    } else {
        word
    };
    let mut last = word.chars().next()?;
    let mut bits = mixed(u64::from(last));
    for letter in word.chars().skip(1) {
        let letter = if letter == 'z' { 's' } else { letter };
        let doubled = letter == last && !letter.is_numeric();
        last = letter;
        if !doubled && !is_vowel(letter) {
            bits = mixed(bits ^ u64::from(letter));
        }
    }
    Some(hash(bits.to_le_bytes()) as u32)
}

/// Letters that are written now in one way, now in another, or not at all.
fn is_vowel(letter: char) -> bool {
    matches!(
        letter,
        'a' | 'e'
            | 'i'
            | 'o'
            | 'u'
            | 'y'
            | 'ı'
            | 'ا'
            | 'و'
            | 'ي'
            | 'ى'
            | 'ء'
            | 'а'
            | 'е'
            | 'ё'
            | 'и'
            | 'й'
            | 'о'
            | 'у'
            | 'ы'
            | 'э'
            | 'ю'
            | 'я'
            | 'ь'
            | 'ъ'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_joined_and_broken_words_do_not_matter() {
        let same = |one: &str, other: &str, lang| {
            assert_eq!(words(one, lang), words(other, lang), "{one} / {other}");
        };
        same("قالَ المصدرُ، والمبعوث", "قال المصدر المبعوث", "ar");
        same("المسؤول الأميركي في الهـ.ـدنة", "المسئول الاميركى فى الهدنة", "ar");
        same("The organization travelled", "the organisation traveled", "en");
        same("لافرينتييف", "لافرنتيف", "ar");
        assert_ne!(words("1100 trucks", "en"), words("100 trucks", "en"));
    }

    #[test]
    fn lines_that_every_outlet_has_of_its_own_do_not_count() {
        let body = "The envoy arrived in the capital on Monday and met the minister for two hours.";
        let page = format!("Envoy in the capital\nBy our reporter\n{body}\nRead also: apricots\n(Agency)");
        assert_eq!(words(&page, "en"), words(body, "en"));
        let (_, found) = located(&page, "en");
        let first: String = page
            .chars()
            .skip(found[0].start as usize)
            .take(found[0].len() as usize)
            .collect();
        assert_eq!(first, "The");
    }

    #[test]
    fn a_text_of_short_lines_is_read_whole() {
        assert_eq!(words("One two three\nfour five six\nseven", "en").len(), 7);
    }

    #[test]
    fn marks_are_the_same_wherever_a_passage_stands() {
        let passage: Vec<u32> = (0..300).map(|word| mixed(word) as u32).collect();
        let within: Vec<u32> = (900..1000)
            .map(|word| mixed(word) as u32)
            .chain(passage.clone())
            .collect();
        let (own, other) = (marks(&passage), marks(&within));
        assert!(own.iter().all(|mark| other.contains(mark)));
        assert!((70..130).contains(&own.len()), "{}", own.len());
    }
}
