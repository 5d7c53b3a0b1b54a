//! Sort keys and head letters of names (design A9): the article does not count, extra letters follow their neighbour.

use crate::clitics::has_article;
use crate::fold::fold_repaired;
use crate::scalar;
use crate::script::{Script, script_of_char};
use crate::table::{self, Level};

/// Sorts after every letter, so that `پ` (written `ب` + this) follows all words in `ب`.
const AFTER: char = '\u{10FFFD}';

/// The language families that have an alphabetical order of their own here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Alphabet {
    Arabic,
    Persian,
    Turkish,
    Cyrillic,
    Latin,
}

impl Alphabet {
    fn of(lang: &str) -> Self {
        match lang.split('-').next().unwrap_or_default() {
            "ar" => Self::Arabic,
            "fa" | "ur" | "ps" | "ckb" => Self::Persian,
            "tr" | "az" => Self::Turkish,
            "ru" | "uk" | "be" | "bg" | "sr" | "mk" => Self::Cyrillic,
            _ => Self::Latin,
        }
    }

    fn script(self) -> Script {
        match self {
            Self::Arabic | Self::Persian => Script::Arabic,
            Self::Cyrillic => Script::Cyrillic,
            Self::Turkish | Self::Latin => Script::Latin,
        }
    }
}

/// A key whose order by code point is the order of names in a list of language `lang`.
///
/// Names in the language's own script come first, then the others; equal names: the one without article first.
pub fn sort_key(name: &str, lang: &str) -> String {
    let alphabet = Alphabet::of(lang);
    let article = has_article(name);
    let letters = alphabetical(name, article, alphabet);
    let group = match name.chars().find_map(script_of_char) {
        None => '0',
        Some(script) if script == alphabet.script() => '1',
        Some(Script::Arabic) => '2',
        Some(Script::Latin) => '3',
        Some(Script::Cyrillic) => '4',
        Some(Script::Other) => '5',
    };
    let with_article = if article { '1' } else { '0' };
    format!("{group}{letters}\u{1}{with_article}\u{1}{name}")
}

/// The letter under which a name stands in an index: after the article, `ا` for every alef, a capital in Latin and
/// Cyrillic; `#` for a name that begins with a digit or holds no letter.
pub fn head_letter(name: &str, lang: &str) -> String {
    let alphabet = Alphabet::of(lang);
    let key = main_key(name, has_article(name));
    let Some(first) = key.chars().find(|&c| scalar::is_word(c)) else {
        return "#".to_owned();
    };
    if first.is_numeric() || scalar::is_mark(first) {
        return "#".to_owned();
    }
    match (alphabet, first) {
        (Alphabet::Turkish, _) => turkish_head(name, first),
        (_, 'й') => "Й".to_owned(),
        _ => {
            let mut base = Vec::new();
            table::strip_marks(first, &mut base);
            base.first().unwrap_or(&first).to_uppercase().collect()
        }
    }
}

/// Folding makes every Turkish I one letter; the head keeps the two apart.
fn turkish_head(name: &str, folded: char) -> String {
    let first = name.chars().find(|&c| c.is_alphanumeric()).unwrap_or(folded);
    match first {
        'i' | 'İ' => "İ".to_owned(),
        'ı' | 'I' => "I".to_owned(),
        'ç' | 'Ç' | 'ğ' | 'Ğ' | 'ö' | 'Ö' | 'ş' | 'Ş' | 'ü' | 'Ü' => first.to_uppercase().collect(),
        _ => {
            let mut base = Vec::new();
            table::strip_marks(folded, &mut base);
            base.first().unwrap_or(&folded).to_uppercase().collect()
        }
    }
}

/// The match key without the article and without punctuation in front.
fn main_key(name: &str, article: bool) -> String {
    let folded = fold_repaired(name, &[], Level::Match, "");
    let key = folded.key().trim_start_matches(|c: char| !scalar::is_word(c));
    let bare = if article {
        key.strip_prefix("ال").unwrap_or(key)
    } else {
        key
    };
    bare.trim_start_matches(|c: char| !scalar::is_word(c)).to_owned()
}

fn alphabetical(name: &str, article: bool, alphabet: Alphabet) -> String {
    // Turkish keeps its two letters I apart, which the match key does not.
    let key = if alphabet == Alphabet::Turkish {
        turkish_lower(name)
    } else {
        main_key(name, article)
    };
    let mut out = String::with_capacity(key.len());
    let mut base = Vec::new();
    for c in key.chars() {
        match place(c, alphabet) {
            Some((neighbour, step)) => {
                out.push(neighbour);
                out.extend(std::iter::repeat_n(AFTER, step));
            }
            None if scalar::is_word(c) => {
                base.clear();
                table::strip_marks(c, &mut base);
                out.extend(base.iter());
            }
            // All signs and gaps sort as one space, before every letter.
            None if out.ends_with(' ') => {}
            None => out.push(' '),
        }
    }
    out
}

fn turkish_lower(name: &str) -> String {
    let lower = name.chars().flat_map(|c| match c {
        'I' => vec!['ı'],
        'İ' => vec!['i'],
        _ => c.to_lowercase().collect(),
    });
    lower
        .collect::<String>()
        .trim_start_matches(|c: char| !scalar::is_word(c))
        .to_owned()
}

/// Letters whose place is not their code point: the letter they follow, and how far behind it.
fn place(c: char, alphabet: Alphabet) -> Option<(char, usize)> {
    let placed = match c {
        'پ' => ('ب', 1),
        'چ' => ('ج', 1),
        'ژ' => ('ز', 1),
        'ڤ' => ('ف', 1),
        'ڨ' => ('ق', 1),
        'گ' => ('ك', 1),
        'ڭ' => ('ك', 2),
        // In Persian و stands before ه.
        'ه' if alphabet == Alphabet::Persian => ('و', 1),
        'й' => ('и', 1),
        _ if alphabet == Alphabet::Turkish => return turkish_place(c),
        _ => return None,
    };
    Some(placed)
}

fn turkish_place(c: char) -> Option<(char, usize)> {
    match c {
        'ç' => Some(('c', 1)),
        'ğ' => Some(('g', 1)),
        'ı' => Some(('h', 1)),
        'ö' => Some(('o', 1)),
        'ş' => Some(('s', 1)),
        'ü' => Some(('u', 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted<'a>(names: &[&'a str], lang: &str) -> Vec<&'a str> {
        let mut names = names.to_vec();
        names.sort_by_key(|name| sort_key(name, lang));
        names
    }

    #[test]
    fn article_does_not_count() {
        let expected = ["الأسد", "آل ثاني", "أنقرة", "بيدرسون", "الشاعر"];
        assert_eq!(
            sorted(&["الشاعر", "بيدرسون", "أنقرة", "آل ثاني", "الأسد"], "ar"),
            expected
        );
        assert_eq!(sorted(&["الأسد", "أسد"], "ar"), ["أسد", "الأسد"]);
    }

    #[test]
    fn extra_letters_follow_their_neighbour() {
        assert_eq!(
            sorted(&["تهران", "پوتین", "بوتان", "بيت"], "ar"),
            ["بوتان", "بيت", "پوتین", "تهران"]
        );
        assert_eq!(
            sorted(&["هند", "ونزوئلا", "یمن", "نپال"], "fa"),
            ["نپال", "ونزوئلا", "هند", "یمن"]
        );
        assert_eq!(
            sorted(
                &["Çin", "Irak", "Cenevre", "İran", "Hindistan", "Danimarka"],
                "tr"
            ),
            ["Cenevre", "Çin", "Danimarka", "Hindistan", "Irak", "İran"]
        );
        assert_eq!(
            sorted(&["Йемен", "Канада", "Иран", "Ёлкин", "Египет"], "ru"),
            ["Египет", "Ёлкин", "Иран", "Йемен", "Канада"]
        );
    }

    #[test]
    fn other_scripts_come_after() {
        assert_eq!(
            sorted(&["NATO", "دمشق", "Лавров"], "ar"),
            ["دمشق", "NATO", "Лавров"]
        );
        assert_eq!(
            sorted(&["دمشق", "Zürich", "Élysée", "Egypt"], "en"),
            ["Egypt", "Élysée", "Zürich", "دمشق"]
        );
    }

    #[test]
    fn head_letter_is_that_of_the_index() {
        for (name, lang, head) in [
            ("الأسد", "ar", "ا"),
            ("آل ثاني", "ar", "ا"),
            ("الشاعر", "ar", "ش"),
            ("“المطلعة”", "ar", "م"),
            ("ألكسندر", "ar", "ا"),
            ("Élysée", "fr", "E"),
            ("İran", "tr", "İ"),
            ("Irak", "tr", "I"),
            ("Şam", "tr", "Ş"),
            ("Йемен", "ru", "Й"),
            ("Ёлкин", "ru", "Е"),
            ("2021", "ar", "#"),
            ("", "ar", "#"),
        ] {
            assert_eq!(head_letter(name, lang), head, "{name}");
        }
    }
}
