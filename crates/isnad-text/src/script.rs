//! Scripts and direction: what a text is written in, which way it runs, how to isolate it from its surroundings.

use crate::scalar;

/// The script that most letters of a text belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Script {
    /// Arabic letters (Arabic, Persian, Urdu, Kurdish …).
    Arabic,
    /// Latin letters.
    Latin,
    /// Cyrillic letters.
    Cyrillic,
    /// Another script, or no letters at all.
    Other,
}

/// The way a text runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of the HTML `dir` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// The script of one character, `None` for what is no letter.
pub fn script_of_char(c: char) -> Option<Script> {
    if scalar::is_arabic_letter(c) {
        Some(Script::Arabic)
    } else if scalar::is_latin(c) {
        Some(Script::Latin)
    } else if scalar::is_cyrillic(c) {
        Some(Script::Cyrillic)
    } else if c.is_alphabetic() && c != scalar::TATWEEL && !scalar::is_mark(c) {
        Some(Script::Other)
    } else {
        None
    }
}

/// The script of most letters; between equals the one that comes first in [`Script`]. No letters: [`Script::Other`].
pub fn script_of(text: &str) -> Script {
    let mut counts = [
        (0usize, Script::Arabic),
        (0, Script::Latin),
        (0, Script::Cyrillic),
        (0, Script::Other),
    ];
    for script in text.chars().filter_map(script_of_char) {
        counts[script as usize].0 += 1;
    }
    let most = counts.iter().map(|&(count, _)| count).max().unwrap_or(0);
    match counts.iter().find(|&&(count, _)| count == most) {
        Some(&(count, script)) if count > 0 => script,
        _ => Script::Other,
    }
}

/// Whether a language (BCP 47 tag) is written from right to left; a script subtag decides before the language.
pub fn is_rtl_lang(lang: &str) -> bool {
    let mut parts = lang.split(['-', '_']);
    let primary = parts.next().unwrap_or_default().to_ascii_lowercase();
    if let Some(script) = parts.find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic()))
    {
        let script = script.to_ascii_lowercase();
        return matches!(
            script.as_str(),
            "arab" | "aran" | "hebr" | "thaa" | "syrc" | "nkoo" | "adlm"
        );
    }
    matches!(
        primary.as_str(),
        "ar" | "fa"
            | "ur"
            | "he"
            | "iw"
            | "yi"
            | "ps"
            | "sd"
            | "ug"
            | "ckb"
            | "dv"
            | "arc"
            | "syr"
            | "prs"
            | "arz"
            | "apc"
            | "ary"
            | "azb"
            | "lrc"
            | "mzn"
            | "glk"
            | "bal"
            | "nqo"
            | "pnb"
            | "ks"
            | "skr"
    )
}

fn is_rtl_char(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}'
        | '\u{1E800}'..='\u{1EFFF}')
        && c.is_alphabetic()
        && !scalar::is_mark(c)
}

/// The direction of the first letter that has one (rules P2 and P3 of the bidirectional algorithm: isolates are
/// skipped); `None` when there is none.
pub fn direction_of(text: &str) -> Option<Direction> {
    let mut depth = 0u32;
    for c in text.chars() {
        match c {
            '\u{2066}'..='\u{2068}' => depth += 1,
            '\u{2069}' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '\u{200E}' => return Some(Direction::Ltr),
            '\u{200F}' | '\u{61C}' => return Some(Direction::Rtl),
            _ if is_rtl_char(c) => return Some(Direction::Rtl),
            _ if c.is_alphabetic() && !scalar::is_mark(c) => return Some(Direction::Ltr),
            _ => {}
        }
    }
    None
}

/// The text between U+2068 and U+2069, so that it neither moves nor is moved by what stands around it.
///
/// Embeddings and overrides inside are dropped, isolates inside are kept where they pair.
pub fn isolate(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 6);
    out.push('\u{2068}');
    let mut open = 0u32;
    for c in text.chars() {
        match c {
            '\u{202A}'..='\u{202E}' => continue,
            '\u{2066}'..='\u{2068}' => open += 1,
            '\u{2069}' if open == 0 => continue,
            '\u{2069}' => open -= 1,
            _ => {}
        }
        out.push(c);
    }
    for _ in 0..=open {
        out.push('\u{2069}');
    }
    out
}

/// The text without any control of the bidirectional algorithm.
pub fn strip_bidi_controls(text: &str) -> String {
    text.chars().filter(|&c| !scalar::is_bidi_control(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn script_is_that_of_most_letters() {
        assert_eq!(script_of("قال Geir بيدرسون"), Script::Arabic);
        assert_eq!(script_of("Geir بن"), Script::Latin);
        assert_eq!(script_of("Лаврентьев"), Script::Cyrillic);
        assert_eq!(script_of("日本"), Script::Other);
        assert_eq!(script_of("2021 – …"), Script::Other);
    }

    #[test]
    fn direction_is_that_of_the_first_letter_outside_isolates() {
        assert_eq!(direction_of("16 «قال"), Some(Direction::Rtl));
        assert_eq!(direction_of("“G7” قال"), Some(Direction::Ltr));
        assert_eq!(direction_of("\u{2068}G7\u{2069} قال"), Some(Direction::Rtl));
        assert_eq!(direction_of("16 – 17"), None);
    }

    #[test]
    fn script_subtag_decides_before_the_language() {
        for rtl in ["ar", "fa-IR", "ur", "he", "az-Arab", "ckb"] {
            assert!(is_rtl_lang(rtl), "{rtl}");
        }
        for ltr in ["", "en", "ru", "tr-TR", "ar-Latn", "ku"] {
            assert!(!is_rtl_lang(ltr), "{ltr}");
        }
    }

    #[test]
    fn isolates_pair_whatever_comes_in() {
        assert_eq!(isolate("دمشق"), "\u{2068}دمشق\u{2069}");
        assert_eq!(isolate("a\u{202E}b\u{2069}c"), "\u{2068}abc\u{2069}");
        assert_eq!(isolate("a\u{2067}b"), "\u{2068}a\u{2067}b\u{2069}\u{2069}");
        let nested = isolate(&isolate("x"));
        assert_eq!(nested, "\u{2068}\u{2068}x\u{2069}\u{2069}");
        assert_eq!(strip_bidi_controls(&nested), "x");
    }
}
