//! Plain text: letters, digits and spaces that fold one to one, by a table and without a map; nearly every word and name is.

/// Below this the table tells what a character folds to.
const TABLE: usize = 0x700;
/// The character is not plain.
const OTHER: u16 = 0;
/// The character is dropped, part of the letter before it.
const DROPPED: u16 = 1;

static FOLDS: [u16; TABLE] = folds();

const fn folds() -> [u16; TABLE] {
    let mut table = [OTHER; TABLE];
    let mut at = 0;
    while at < TABLE {
        let c = at as u16;
        table[at] = match c {
            0x20 | 0x30..=0x39 | 0x61..=0x7A => c,
            0x41..=0x5A => c + 0x20,
            0xC0..=0xD6 | 0xD8..=0xDE => c + 0x20,
            0xE0..=0xF6 | 0xF8..=0xFE => c,
            0x400..=0x40F => c + 0x50,
            0x410..=0x42F => c + 0x20,
            0x430..=0x45F => c,
            0x621..=0x63A | 0x641..=0x64A => crate::table::match_letter(c),
            0x67E | 0x686 | 0x698 | 0x6AF => c,
            0x6A9 | 0x6CC => crate::table::match_letter(c),
            0x64B..=0x652 => DROPPED,
            0x660..=0x669 => c - 0x660 + 0x30,
            _ => OTHER,
        };
        at += 1;
    }
    table
}

/// Appends the match key (L2) of a text of plain characters; `false`, and nothing appended, where there is any other.
///
/// A text with a broken-up word is none: see [`crate::find_repairs`].
pub fn fold_plain(text: &str, key: &mut String) -> bool {
    let before = key.len();
    if append(text, key) {
        return true;
    }
    key.truncate(before);
    false
}

/// Whether a text may have this match key: by their first letters nearly all that do not are told apart.
pub fn may_fold_to(text: &str, key: &str) -> bool {
    let mut letters = text.chars();
    let (Some(first), Some(wanted)) = (letters.next(), key.chars().next()) else {
        return true;
    };
    // Letters that fold to one letter, where no mark stands on them.
    let plain = |c: char| {
        c.is_ascii_alphabetic() || matches!(c, '\u{621}'..='\u{63A}' | '\u{641}'..='\u{648}' | '\u{64A}')
    };
    let alone = letters.next().is_none_or(|c| plain(c) || c == ' ');
    !plain(first) || !alone || FOLDS.get(first as usize).copied().map(u32::from) == Some(u32::from(wanted))
}

fn append(text: &str, key: &mut String) -> bool {
    key.reserve(text.len());
    let mut last = ' ';
    let mut repeats = 0;
    // Of the word so far: its letters, whether Arabic ones and others.
    let (mut letters, mut arabic, mut foreign) = (0, false, false);
    let mut dotless = false;
    for c in text.chars() {
        let fold = FOLDS.get(c as usize).copied().unwrap_or(OTHER);
        match fold {
            OTHER => return false,
            // No honest word begins with a vowel sign.
            DROPPED if letters == 0 => return false,
            DROPPED => continue,
            _ => {}
        }
        let Some(folded) = char::from_u32(u32::from(fold)) else {
            return false;
        };
        if folded == ' ' {
            if letters == 1 && arabic {
                return false;
            }
            (letters, arabic, foreign, dotless) = (0, false, false, false);
        } else {
            letters += 1;
            if c >= '\u{621}' && !('\u{660}'..='\u{669}').contains(&c) {
                arabic = true;
            } else {
                foreign = true;
            }
            // `ى` inside a word, and foreign letters among Arabic ones, may be a word in disguise.
            if dotless || arabic && foreign {
                return false;
            }
            dotless = c == '\u{649}';
        }
        if folded == last {
            repeats += 1;
            if repeats >= 3 && folded != ' ' {
                return false;
            }
        } else {
            (last, repeats) = (folded, 1);
        }
        key.push(folded);
    }
    !(letters == 1 && arabic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Level, fold};

    #[test]
    fn folds_as_the_full_fold_does_or_not_at_all() {
        for plain in [
            "دمشق",
            "لقاءً أخير",
            "Ünlü Москва 12",
            "٣ أيام",
            "على",
            "Aa  b",
            "ё Ђ",
        ] {
            let mut key = String::from("x");
            assert!(fold_plain(plain, &mut key), "{plain}");
            assert_eq!(key[1..], *fold(plain, Level::Match, "").key(), "{plain}");
        }
        for other in [
            "انعقـ.ـاد",
            "ق ت ل",
            "قتGل",
            "مىشق",
            "aaa",
            "U.S.",
            "ß",
            "ي٣",
            "\u{64B}",
        ] {
            let mut key = String::from("x");
            let folded = fold_plain(other, &mut key);
            assert!(
                !folded || key[1..] == *fold(other, Level::Match, "").key(),
                "{other}"
            );
            assert!(folded || key == "x");
        }
    }

    #[test]
    fn first_letters_tell_texts_from_keys() {
        for text in ["دمشق", "Ankara", "آب", "وكالة", "ankara"] {
            let key = fold(text, Level::Match, "").key().to_owned();
            assert!(may_fold_to(text, &key), "{text}");
            assert!(!may_fold_to(text, "x"), "{text}");
        }
        assert!(may_fold_to("", "x") && may_fold_to("ـت", "ت") && may_fold_to("e\u{301}t", "ét"));
    }

    #[test]
    fn every_character_of_the_table_folds_alike() {
        for c in (0..TABLE as u32).filter_map(char::from_u32) {
            let text = format!("بع{c}دم");
            for text in [text.as_str(), &format!("ab{c}de"), &c.to_string()] {
                let mut key = String::new();
                if fold_plain(text, &mut key) {
                    assert_eq!(key, fold(text, Level::Match, "").key(), "{text:?}");
                }
            }
        }
    }
}
