//! Latin and Cyrillic words with a sign put between their letters (rule R3 of design A3, for European text).

use crate::Span;
use crate::broken::usual_letters;
use crate::fold::fold_repaired;
use crate::repair::Repair;
use crate::scalar;
use crate::table::Level;
use crate::wordlist::WordList;

const EUROPEAN_SEPARATOR: &str = "european.separator";
/// A word with more signs than this is an address or a formula.
const MOST_SIGNS: usize = 3;
/// No shorter word is guessed, so that abbreviations stay what they are.
const SHORTEST: usize = 4;

/// Finds words such as `sanc.tions`: known without their signs, while no part of theirs is.
pub(crate) fn find_european(text: &str, words: &dyn WordList, repairs: &mut Vec<Repair>) {
    if !is_suspicious(text) {
        return;
    }
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        if !is_letter(chars[at]) {
            at += 1;
            continue;
        }
        let end = word_end(&chars, at);
        let before = at.checked_sub(1).map(|before| chars[before]);
        let after = chars.get(end).copied();
        // Next to `@`, `/` or a digit stands an address, not a word.
        let apart = |c: Option<char>| {
            c.is_none_or(|c| !scalar::is_word(c) && !matches!(c, '@' | '/' | '\\' | '_' | '='))
        };
        if apart(before)
            && apart(after)
            && let Some(repaired) = read(&chars[at..end], words)
        {
            repairs.push(Repair {
                span: Span::new(at as u32, end as u32),
                repaired,
                rule: EUROPEAN_SEPARATOR,
            });
        }
        at = end;
    }
}

/// Whether a sign stands between two letters anywhere.
fn is_suspicious(text: &str) -> bool {
    let bytes = text.as_bytes();
    let letter = |byte: u8| byte.is_ascii_alphabetic() || byte >= 0x80;
    // A character of Hebrew, Arabic and what lies between them and Cherokee is none of these letters.
    let european = |byte: u8| letter(byte) && !matches!(byte, 0xD5..=0xE0);
    let mut at = 0;
    loop {
        at += usual_letters(bytes, at);
        let Some(&byte) = bytes.get(at) else {
            return false;
        };
        let next = bytes.get(at + 1).copied().unwrap_or_default();
        let sign = match byte {
            b'.' | b'*' | b'_' => at > 0 && letter(bytes[at - 1]) && european(next),
            0xC2 => next == 0xB7,
            0xE2 => next == 0x80 && bytes.get(at + 2) == Some(&0xA2),
            _ => false,
        };
        if sign {
            return true;
        }
        at += 1;
    }
}

fn is_letter(c: char) -> bool {
    // Arabic and its neighbours are sent away by one test.
    !matches!(c, '\u{530}'..='\u{1C7F}') && (scalar::is_latin(c) || scalar::is_cyrillic(c))
}

fn is_sign(c: char) -> bool {
    matches!(c, '.' | '*' | '_' | '·' | '•')
}

/// The end of the letters from `at` on, over single signs that a letter follows.
fn word_end(chars: &[char], at: usize) -> usize {
    let mut end = at;
    loop {
        end += chars[end..].iter().take_while(|&&c| is_letter(c)).count();
        match (chars.get(end), chars.get(end + 1)) {
            (Some(&sign), Some(&next)) if is_sign(sign) && is_letter(next) => end += 1,
            _ => return end,
        }
    }
}

fn read(word: &[char], words: &dyn WordList) -> Option<String> {
    let signs = word.iter().filter(|&&c| is_sign(c)).count();
    if signs == 0 || signs > MOST_SIGNS || word.len() < SHORTEST + signs {
        return None;
    }
    let known = |part: &str| words.knows(fold_repaired(part, &[], Level::Match, "").key());
    let joined: String = word.iter().filter(|&&c| !is_sign(c)).collect();
    let mut parts = word.split(|&c| is_sign(c));
    (known(&joined) && !parts.any(|part| known(&part.iter().collect::<String>()))).then_some(joined)
}
