//! Arabic proclitics (design A4): the legal ways to cut و ف ب ل ك س ال from a word, and the article of a name.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::plain::fold_plain;
use crate::scalar::{self, TATWEEL};

/// What was cut from the front of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Proclitic {
    /// `و` or `ف`.
    pub conjunction: Option<char>,
    /// `ب`, `ل` or `ك`.
    pub preposition: Option<char>,
    /// Whether the article was cut.
    pub article: bool,
    /// Whether `س` of the future was cut.
    pub future: bool,
    /// How many scalars of the key word were cut.
    pub letters: u8,
}

impl Proclitic {
    /// Whether "then" (`ف`) was cut.
    pub fn has_then(self) -> bool {
        self.conjunction == Some('ف')
    }

    /// Whether "by" or "in" (`ب`) was cut.
    pub fn has_by(self) -> bool {
        self.preposition == Some('ب')
    }

    /// Whether "for" or "to" (`ل`) was cut.
    pub fn has_for(self) -> bool {
        self.preposition == Some('ل')
    }

    /// Whether "as" (`ك`) was cut.
    pub fn has_as(self) -> bool {
        self.preposition == Some('ك')
    }
}

/// The fewest letters that a cut may leave.
const REST: usize = 2;

/// Every legal way to cut proclitics from a match key (L2) of one word: the uncut word first, then the longest rest.
///
/// `لل` stands for `ل` and the article, so `للX` also yields `الX` and `اللX`, which the text does not hold as such;
/// these keep the article in the rest and count one letter as cut.
pub fn proclitics(word_key: &str) -> impl Iterator<Item = (Proclitic, Cow<'_, str>)> {
    let mut cuts = Vec::new();
    if word_key.starts_with(['و', 'ف', 'ب', 'ل', 'ك', 'س', 'ا']) {
        cuts.reserve(8);
        cut_after_conjunction(Proclitic::default(), word_key, &mut cuts);
        if let Some(conjunction) = word_key.chars().next().filter(|c| matches!(c, 'و' | 'ف')) {
            let rest = &word_key[conjunction.len_utf8()..];
            let cut = Proclitic {
                conjunction: Some(conjunction),
                letters: 1,
                ..Proclitic::default()
            };
            push(cut, Cow::Borrowed(rest), &mut cuts);
            cut_after_conjunction(cut, rest, &mut cuts);
        }
        // Stable: among equals the order of writing stays.
        if cuts.len() > 1 {
            cuts.sort_by_key(|(_, rest)| std::cmp::Reverse(rest.chars().count()));
        }
    }
    std::iter::once((Proclitic::default(), Cow::Borrowed(word_key))).chain(cuts)
}

fn cut_after_conjunction<'a>(cut: Proclitic, word: &'a str, cuts: &mut Vec<(Proclitic, Cow<'a, str>)>) {
    cut_article(cut, word, cuts);
    let Some(letter) = word.chars().next() else { return };
    let rest = &word[letter.len_utf8()..];
    let cut = Proclitic {
        letters: cut.letters + 1,
        ..cut
    };
    match letter {
        'ب' | 'ك' | 'ل' => {
            let cut = Proclitic {
                preposition: Some(letter),
                ..cut
            };
            push(cut, Cow::Borrowed(rest), cuts);
            match rest.strip_prefix('ل') {
                Some(bare) if letter == 'ل' => cut_contracted(cut, bare, cuts),
                _ => cut_article(cut, rest, cuts),
            }
        }
        'س' if rest.starts_with(['ي', 'ت', 'ن', 'ا']) => {
            push(Proclitic { future: true, ..cut }, Cow::Borrowed(rest), cuts);
        }
        _ => {}
    }
}

fn cut_article<'a>(cut: Proclitic, word: &'a str, cuts: &mut Vec<(Proclitic, Cow<'a, str>)>) {
    if let Some(rest) = word.strip_prefix("ال") {
        push(
            Proclitic {
                article: true,
                letters: cut.letters + 2,
                ..cut
            },
            Cow::Borrowed(rest),
            cuts,
        );
    }
}

/// `لل` + `bare`: the article lost its alef after `ل`, and a third `ل` is never written.
fn cut_contracted<'a>(cut: Proclitic, bare: &'a str, cuts: &mut Vec<(Proclitic, Cow<'a, str>)>) {
    if bare.chars().count() < REST {
        return;
    }
    push(
        Proclitic {
            article: true,
            letters: cut.letters + 1,
            ..cut
        },
        Cow::Borrowed(bare),
        cuts,
    );
    push(cut, Cow::Owned(format!("ال{bare}")), cuts);
    push(cut, Cow::Owned(format!("الل{bare}")), cuts);
}

fn push<'a>(cut: Proclitic, rest: Cow<'a, str>, cuts: &mut Vec<(Proclitic, Cow<'a, str>)>) {
    if rest.chars().nth(REST - 1).is_some() {
        cuts.push((cut, rest));
    }
}

static NO_ARTICLE: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../data/no-article.txt").lines();
    lines
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
});

/// Whether a name or word, in its original spelling, begins with the Arabic article.
///
/// Only a bare alef counts: `ألمانيا` and `آل` have none. Sloppy spellings (`المانيا`) are known from a list.
pub fn has_article(original: &str) -> bool {
    let original = original.trim_start_matches(|c: char| !scalar::is_word(c));
    let mut letters = original
        .chars()
        .filter(|&c| c != TATWEEL && !scalar::is_arabic_mark(c) && !scalar::is_ignorable(c));
    if letters.next() != Some('ا') || letters.next() != Some('ل') {
        return false;
    }
    if !letters
        .next()
        .is_some_and(|c| scalar::is_arabic_letter(c) || c.is_numeric())
    {
        return false;
    }
    let mut plain = String::new();
    let key = if fold_plain(original, &mut plain) {
        plain
    } else {
        crate::fold::fold_repaired(original, &[], crate::Level::Match, "ar")
            .key()
            .to_owned()
    };
    let word = key
        .split(|c: char| !scalar::is_word(c))
        .next()
        .unwrap_or_default();
    !NO_ARTICLE.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rests(word: &str) -> Vec<String> {
        proclitics(word).map(|(_, rest)| rest.into_owned()).collect()
    }

    #[test]
    fn uncut_word_comes_first_then_the_longest_rest() {
        assert_eq!(rests("ولبنان"), ["ولبنان", "لبنان", "بنان"]);
        assert_eq!(rests("دمشق"), ["دمشق"]);
        assert_eq!(rests("وبالاسد"), ["وبالاسد", "بالاسد", "الاسد", "اسد"]);
    }

    #[test]
    fn contracted_article_yields_the_name_with_its_article() {
        let cuts: Vec<_> = proclitics("للاسد").collect();
        let found = cuts.iter().find(|(_, rest)| rest == "الاسد").expect("الاسد");
        assert_eq!(
            (found.0.preposition, found.0.letters, found.0.article),
            (Some('ل'), 1, false)
        );
        let bare = cuts.iter().find(|(_, rest)| rest == "اسد").expect("اسد");
        assert_eq!((bare.0.letters, bare.0.article), (2, true));
        assert!(rests("وللجنه").contains(&"اللجنه".to_owned()));
    }

    #[test]
    fn future_particle_needs_an_imperfect_verb() {
        assert!(proclitics("وسيعقد").any(|(cut, rest)| cut.future && rest == "يعقد"));
        assert!(!proclitics("سوريا").any(|(cut, _)| cut.future));
    }

    #[test]
    fn letters_counts_what_was_cut() {
        for word in ["وبالمساعدات", "فللحكومه", "كالاسد", "ولل", "والال"] {
            for (cut, rest) in proclitics(word).filter(|(_, rest)| matches!(rest, Cow::Borrowed(_))) {
                let left = word.chars().skip(cut.letters.into()).collect::<String>();
                assert_eq!(left, rest, "{word}");
            }
        }
    }

    #[test]
    fn article_is_a_bare_alef_and_lam_of_no_listed_name() {
        for with in ["الأسد", "الشاعر", "اَلْقدس", "الـ16", "الشرق الأوسط"] {
            assert!(has_article(with), "{with}");
        }
        for without in [
            "ألكسندر",
            "الكسندر",
            "الکساندر",
            "آل ثاني",
            "ألمانيا",
            "المانيا",
            "إلهام",
            "ال",
            "دمشق",
            "",
        ] {
            assert!(!has_article(without), "{without}");
        }
    }
}
