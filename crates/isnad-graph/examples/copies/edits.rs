//! Edits: what outlets do to a text that they take over, and what makes texts alike that are no copies.

use std::collections::BTreeSet;

use isnad_model::Article;

/// A small random number generator, so that the figures are the same everywhere.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit.max(1)
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let at = self.below(all.len());
        all.get(at)
    }
}

/// One kind of edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    Headline,
    CutEnd,
    CutBegin,
    Spelling,
    Broken,
    Order,
    Inserted,
    FewWords,
    Excerpt,
    ThirdOfWords,
    ThirdAndCut,
    Everything,
    // No copies:
    SameWords,
    SameQuotation,
    SameEnding,
    SamePhrases,
}

impl Edit {
    pub const ALL: [Self; 16] = [
        Self::Headline,
        Self::CutEnd,
        Self::CutBegin,
        Self::Spelling,
        Self::Broken,
        Self::Order,
        Self::Inserted,
        Self::FewWords,
        Self::Excerpt,
        Self::ThirdOfWords,
        Self::ThirdAndCut,
        Self::Everything,
        Self::SameWords,
        Self::SameQuotation,
        Self::SameEnding,
        Self::SamePhrases,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline changed",
            Self::CutEnd => "last two fifths cut",
            Self::CutBegin => "first two fifths cut",
            Self::Spelling => "other spelling",
            Self::Broken => "words broken up",
            Self::Order => "paragraphs reordered",
            Self::Inserted => "lines inserted",
            Self::FewWords => "one word in ten changed",
            Self::Excerpt => "excerpt in a long text",
            Self::ThirdOfWords => "a third of words changed",
            Self::ThirdAndCut => "the same, end cut",
            Self::Everything => "all light edits at once",
            Self::SameWords => "no: words shuffled",
            Self::SameQuotation => "no: one quotation",
            Self::SameEnding => "no: one ending",
            Self::SamePhrases => "no: common phrases",
        }
    }

    /// Whether what it makes is a copy.
    pub fn is_copy(self) -> bool {
        !matches!(
            self,
            Self::SameWords | Self::SameQuotation | Self::SameEnding | Self::SamePhrases
        )
    }

    /// The edited text; `others` lend words and lines. None where the text is too short for it.
    pub fn of(self, text: &str, others: &[&Article], random: &mut Random) -> Option<String> {
        let words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
        let other = random.pick(others)?.text.as_str();
        let lent: Vec<&str> = others.iter().flat_map(|it| it.text.split_whitespace()).collect();
        let two_fifths = words.len() * 2 / 5;
        Some(match self {
            Self::Headline => headline(text, other),
            Self::CutEnd => words[..words.len() - two_fifths].concat(),
            Self::CutBegin => words[two_fifths..].concat(),
            Self::Spelling => text
                .split_inclusive(' ')
                .map(|word| respelled(word, random))
                .collect(),
            Self::Broken => text
                .split_inclusive(' ')
                .map(|word| broken(word, random))
                .collect(),
            Self::Order => reordered(text),
            Self::Inserted => inserted(text, other),
            Self::FewWords => changed(text, 10, &lent, random),
            Self::Excerpt => {
                let from = random.below(two_fifths);
                let excerpt = words[from..from + words.len() - two_fifths].concat();
                let mut fill = || shuffled(&lent, random, words.len() * 2);
                format!("{}\n{excerpt}\n{}", fill(), fill())
            }
            Self::ThirdOfWords => changed(text, 3, &lent, random),
            Self::ThirdAndCut => changed(&words[..words.len() * 3 / 4].concat(), 3, &lent, random),
            Self::Everything => {
                let text = inserted(&reordered(&headline(text, other)), other);
                let words: Vec<&str> = text.split_inclusive(' ').collect();
                let kept = words[..words.len() * 3 / 4].iter();
                let text: String = kept.map(|word| respelled(word, random)).collect();
                changed(&text, 12, &lent, random)
            }
            Self::SameWords => {
                let own: Vec<&str> = text.split_whitespace().collect();
                shuffled(&own, random, own.len())
            }
            Self::SameQuotation => {
                let third = words.len() / 3;
                let quoted = words[third..third + third].concat();
                format!(
                    "{}\n{quoted}\n{}",
                    shuffled(&lent, random, third),
                    shuffled(&lent, random, third)
                )
            }
            Self::SameEnding => {
                let ending = words[words.len() - 25.min(words.len())..].concat();
                format!("{}\n{ending}", shuffled(&lent, random, words.len()))
            }
            Self::SamePhrases => {
                // Four words of the article in their order, twelve of others, over all of it.
                let mut own = words.chunks(16).map(|chunk| chunk[..chunk.len().min(4)].concat());
                let fill: Vec<&str> = shuffled_words(&lent, random, words.len());
                let mut fill = fill.chunks(12).map(|chunk| chunk.join(" "));
                let mut text = String::new();
                while let (Some(one), Some(two)) = (own.next(), fill.next()) {
                    text.push_str(&format!("{one} {two} "));
                }
                text
            }
        })
    }
}

fn headline(text: &str, other: &str) -> String {
    let body = text.split_once('\n').map_or(text, |(_, body)| body);
    let title: Vec<&str> = other.split_whitespace().take(9).collect();
    format!("{}\n{body}", title.join(" "))
}

fn reordered(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let middle = lines.len() / 2;
    lines.rotate_left(middle);
    lines.join("\n")
}

/// A line of another text, and a link line, after every second line.
fn inserted(text: &str, other: &str) -> String {
    let mut lent = other
        .lines()
        .filter(|line| line.split_whitespace().count() > 8)
        .cycle();
    let mut out = String::new();
    for (at, line) in text.lines().enumerate() {
        out.push_str(line);
        out.push('\n');
        if at % 3 == 1 {
            out.push_str("Read also: more news of today\n");
        }
        if at % 6 == 3 {
            out.push_str(lent.next().unwrap_or_default());
            out.push('\n');
        }
    }
    out
}

/// One word in `share` replaced by a lent one.
fn changed(text: &str, share: usize, lent: &[&str], random: &mut Random) -> String {
    let change = |word: &str, random: &mut Random| {
        let end = &word[word.trim_end().len()..];
        if random.below(share) == 0 {
            format!("{}{end}", random.pick(lent).copied().unwrap_or_default())
        } else {
            word.to_owned()
        }
    };
    text.split_inclusive(char::is_whitespace)
        .map(|word| change(word, random))
        .collect()
}

/// The word as another desk spells it, in three of four cases.
fn respelled(word: &str, random: &mut Random) -> String {
    let variants = [
        ("أ", "ا"),
        ("إ", "ا"),
        ("ة", "ه"),
        ("ى", "ي"),
        ("ئ", "ي"),
        ("ؤ", "و"),
        ("ise", "ize"),
        ("our", "or"),
        ("lled", "led"),
        ("tre ", "ter "),
        ("-", ""),
        ("ё", "е"),
        ("é", "e"),
        ("ı", "i"),
        ("ç", "c"),
        ("ک", "ك"),
        ("ی", "ي"),
    ];
    if random.below(4) == 0 {
        return word.to_owned();
    }
    let mut out = word.to_owned();
    for (from, to) in variants {
        out = out.replace(from, to);
    }
    // A vowel mark after the second letter of some Arabic words.
    let is_arabic = |letter: char| ('\u{621}'..='\u{64a}').contains(&letter);
    if random.below(5) == 0 && out.chars().nth(1).is_some_and(is_arabic) {
        let at = out.char_indices().nth(2).map_or(out.len(), |(at, _)| at);
        out.insert(at, '\u{64e}');
    }
    out
}

/// One Arabic word in four broken up, as some sites do to words that filters look for.
fn broken(word: &str, random: &mut Random) -> String {
    let is_arabic = |letter: char| ('\u{628}'..='\u{64a}').contains(&letter);
    let letters: Vec<char> = word.trim_end().chars().collect();
    let joins = |letter: &char| !"اأإآدذرزوةىء".contains(*letter);
    let place = (1..letters.len().saturating_sub(2)).find(|&at| joins(&letters[at]));
    match place {
        Some(at) if letters.iter().all(|&it| is_arabic(it)) && random.below(4) == 0 => {
            let [left, right] =
                [&letters[..=at], &letters[at + 1..]].map(|part| part.iter().collect::<String>());
            format!("{left}ـ.ـ{right}{}", &word[word.trim_end().len()..])
        }
        _ => word.to_owned(),
    }
}

/// So many of the words in an order of their own, in lines.
fn shuffled(words: &[&str], random: &mut Random, count: usize) -> String {
    let words = shuffled_words(words, random, count);
    words
        .chunks(30)
        .map(|line| line.join(" "))
        .collect::<Vec<_>>()
        .join("\n")
}

fn shuffled_words<'a>(words: &[&'a str], random: &mut Random, count: usize) -> Vec<&'a str> {
    let mut order: BTreeSet<(usize, usize)> =
        (0..words.len()).map(|at| (random.below(1 << 30), at)).collect();
    let mut taken = Vec::new();
    while taken.len() < count {
        match order.pop_first() {
            Some((_, at)) => taken.push(words[at]),
            None => break,
        }
    }
    taken
}
