//! Consonant skeletons across scripts (design A7): they propose that two spellings are one name, they never decide it.

use std::collections::BTreeSet;

use crate::fold::fold_name;
use crate::scalar;

/// The most skeletons of one token; further readings are left out.
const MOST: usize = 24;

/// So many letters of a token are read; no name is longer.
const LONGEST: usize = 40;

/// The consonant skeletons of one token of a name, in any of Arabic, Latin and Cyrillic; sorted, never twice the same.
///
/// Vowels, weak letters, the article and hamza drop; sounds that scripts mix up share a class; doubles are one.
/// A token without consonants has none.
pub fn skeletons(token: &str) -> Vec<String> {
    let key = fold_name(token);
    let letters: Vec<char> = strip_article(&key)
        .chars()
        .filter(|c| c.is_alphabetic())
        .take(LONGEST)
        .collect();
    let mut found: BTreeSet<String> = BTreeSet::from([String::new()]);
    let mut at = 0;
    while at < letters.len() {
        let (taken, readings) = read_sound(&letters[at..], at == 0);
        at += taken;
        if readings == [""] {
            continue;
        }
        found = extend(&found, readings);
    }
    found.remove("");
    found.into_iter().collect()
}

/// Whether two names may be one across scripts: two or more tokens pair off by a common skeleton, in order, all tokens
/// of the shorter name among them, and one common skeleton has four or more consonants.
pub fn may_be_same_name(one: &str, other: &str) -> bool {
    let tokens = |name: &str| -> Vec<Vec<String>> {
        fold_name(name)
            .split(' ')
            .map(skeletons)
            .filter(|found| !found.is_empty())
            .collect()
    };
    let (mut short, mut long) = (tokens(one), tokens(other));
    if short.len() > long.len() {
        std::mem::swap(&mut short, &mut long);
    }
    if short.len() < 2 {
        return false;
    }
    let mut rest = long.iter();
    let mut strong = false;
    for token in &short {
        let Some(common) = rest.find_map(|candidate| token.iter().find(|&s| candidate.contains(s))) else {
            return false;
        };
        strong |= common.len() >= 4;
    }
    strong
}

fn strip_article(key: &str) -> &str {
    let rest = ["ال", "al ", "el ", "аль ", "эль ", "ал "]
        .iter()
        .find_map(|article| key.strip_prefix(article));
    match rest {
        // A sloppy `الكسندر` has no article; what is left would be another name.
        Some(_) if scalar_is_alef(key) && !crate::clitics::has_article(key) => key,
        Some(rest) if rest.chars().count() >= 2 => rest,
        _ => key,
    }
}

fn scalar_is_alef(key: &str) -> bool {
    key.starts_with('ا')
}

fn extend(found: &BTreeSet<String>, readings: &[&str]) -> BTreeSet<String> {
    let mut longer = BTreeSet::new();
    for reading in readings {
        for skeleton in found {
            if longer.len() >= MOST {
                return longer;
            }
            let mut next = skeleton.clone();
            for class in reading.chars() {
                if !next.ends_with(class) {
                    next.push(class);
                }
            }
            longer.insert(next);
        }
    }
    longer
}

/// The sound at the start of `letters`: how many letters it takes, and its classes (empty: silent).
fn read_sound(letters: &[char], first: bool) -> (usize, &'static [&'static str]) {
    let c = letters[0];
    if scalar::is_arabic_letter(c) {
        (1, read_arabic(c, letters.get(1).copied(), first))
    } else if scalar::is_cyrillic(c) {
        (1, read_cyrillic(c))
    } else {
        read_latin(letters)
    }
}

fn read_arabic(c: char, next: Option<char>, first: bool) -> &'static [&'static str] {
    match c {
        'ب' | 'پ' => &["B"],
        'ت' if next == Some('س') => &["S", "TS"],
        'ت' if next == Some('ش') => &["X", "TX"],
        'ت' | 'ط' => &["T"],
        'ث' => &["T", "S"],
        'ج' | 'چ' => &["J", "K", "X"],
        'ح' => &["H", ""],
        'خ' => &["H", "K"],
        'د' => &["D"],
        'ذ' => &["D", "Z"],
        'ر' => &["R"],
        'ز' => &["Z"],
        'ژ' => &["J"],
        'س' | 'ص' => &["S"],
        'ش' => &["X"],
        'ض' => &["D", "Z"],
        'ظ' => &["Z", "D"],
        'غ' => &["K"],
        'ف' | 'ڤ' => &["F"],
        'ق' | 'ك' | 'گ' | 'ڭ' | 'ڨ' => &["K"],
        'ل' => &["L"],
        'م' => &["M"],
        'ن' => &["N"],
        'ه' => &["", "H"],
        // A first و is a consonant in every script; later it may be a vowel or v.
        'و' if first => &["F"],
        'و' => &["", "F"],
        _ => &[""],
    }
}

fn read_cyrillic(c: char) -> &'static [&'static str] {
    match c {
        'б' | 'п' => &["B"],
        'в' | 'ф' => &["F"],
        'г' | 'ґ' => &["K", "H"],
        'д' => &["D"],
        'ж' => &["J"],
        'з' => &["Z", "S"],
        'к' => &["K"],
        'л' => &["L"],
        'м' => &["M"],
        'н' => &["N"],
        'р' => &["R"],
        'с' => &["S"],
        'т' => &["T"],
        'х' => &["H", "", "K"],
        'ц' => &["S", "TS"],
        'ч' | 'щ' => &["X", "TX"],
        'ш' => &["X"],
        _ => &[""],
    }
}

fn read_latin(letters: &[char]) -> (usize, &'static [&'static str]) {
    let second = letters.get(1).copied().unwrap_or(' ');
    match (letters[0], second) {
        ('k', 'h') => (2, &["H", "K"]),
        ('g', 'h') => (2, &["K"]),
        ('s', 'h') => (2, &["X"]),
        ('c', 'h') => (2, &["X", "TX", "H", "K"]),
        ('t', 'h') => (2, &["T", "S"]),
        ('d', 'h') => (2, &["D", "Z"]),
        ('z', 'h') => (2, &["J"]),
        ('p', 'h') => (2, &["F"]),
        ('t', 's') => (2, &["S", "TS"]),
        ('d', 'j') => (2, &["J"]),
        ('c', 'k') => (2, &["K"]),
        ('c', 'e' | 'i' | 'y') => (1, &["S", "J", "X"]),
        ('q', 'u') => (2, &["K"]),
        ('b' | 'p', _) => (1, &["B"]),
        ('f' | 'v', _) => (1, &["F"]),
        ('w', _) => (1, &["", "F"]),
        ('g', 'e' | 'i') => (1, &["K", "J", ""]),
        ('g' | 'k' | 'q', _) => (1, &["K"]),
        ('c', _) => (1, &["K", "J"]),
        ('d', _) => (1, &["D", "Z"]),
        ('t', _) => (1, &["T"]),
        ('j', _) => (1, &["J"]),
        ('l', _) => (1, &["L"]),
        ('m', _) => (1, &["M"]),
        ('n', _) => (1, &["N"]),
        ('r', _) => (1, &["R"]),
        ('s', _) => (1, &["S", "Z"]),
        ('z', _) => (1, &["Z", "D", "S"]),
        ('x', _) => (1, &["KS"]),
        ('h', _) => (1, &["H", ""]),
        ('ş', _) => (1, &["X"]),
        ('ç', _) => (1, &["X", "TX"]),
        ('ğ', _) => (1, &["", "K"]),
        ('š', _) => (1, &["X"]),
        ('ž', _) => (1, &["J"]),
        ('ñ' | 'ń', _) => (1, &["N"]),
        _ => (1, &[""]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(one: &str, other: &str) -> bool {
        let other = skeletons(other);
        skeletons(one).iter().any(|skeleton| other.contains(skeleton))
    }

    #[test]
    fn spellings_of_one_name_share_a_skeleton() {
        for (one, other) in [
            ("لافرينتيف", "Lavrentiev"),
            ("لافرنتييف", "Лаврентьев"),
            ("لاورنتیف", "Lavrentiev"),
            ("بيدرسون", "Pedersen"),
            ("بيدرسون", "Педерсен"),
            ("الشاعر", "al-Shaer"),
            ("خلف", "Halef"),
            ("ألكسندر", "Alexander"),
            ("الكسندر", "Александр"),
            ("شويغو", "Shoigu"),
            ("شويغو", "Шойгу"),
            ("لافروف", "Lavrov"),
            ("چاووش", "Çavuş"),
        ] {
            assert!(
                share(one, other),
                "{one} {other}: {:?} {:?}",
                skeletons(one),
                skeletons(other)
            );
        }
    }

    #[test]
    fn names_need_two_tokens_and_one_long_skeleton() {
        assert!(may_be_same_name("ألكسندر لافرينتيف", "Alexander Lavrentiev"));
        assert!(may_be_same_name("Александр Лаврентьев", "الکساندر لافرنتييف"));
        assert!(!may_be_same_name("بشار", "Bushra"));
        assert!(!may_be_same_name("رامي", "Rome"));
        assert!(!may_be_same_name("ألكسندر لافروف", "Alexander Lavrentiev"));
    }

    #[test]
    fn no_token_explodes_or_is_empty() {
        assert!(skeletons("").is_empty());
        assert!(skeletons("اعي").is_empty());
        assert!(
            skeletons(&"وهحث".repeat(40))
                .iter()
                .all(|skeleton| skeleton.len() <= 2 * LONGEST)
        );
    }
}
