//! Phrase: words for a reader in which every value from data stands isolated, for HTML and for plain text.
//!
//! Templates print phrases only through the component `data`, which writes each value as a `bdi` of its own language,
//! and strings for attributes only through `plain`, which wraps each value in U+2068…U+2069. So one Latin name can
//! never reorder an Arabic sentence, and nothing from data reaches a page unescaped.

use serde::Serialize;

/// First strong isolate.
const FSI: char = '\u{2068}';
/// Pop directional isolate.
const PDI: char = '\u{2069}';

/// One piece of a phrase.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Part {
    text: String,
    /// Whether it comes from data and so is isolated.
    data: bool,
    lang: Option<String>,
    dir: Option<&'static str>,
    href: Option<String>,
    class: Option<&'static str>,
    /// Machine-readable date, `YYYY-MM-DD` or `YYYY-MM` or `YYYY`.
    datetime: Option<String>,
}

/// Words and values in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Phrase(Vec<Part>);

/// A text for an attribute or a title, its data values already wrapped in isolates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Plain {
    isolated: String,
}

impl Plain {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.isolated
    }
}

impl Phrase {
    /// Words of the interface.
    pub fn words(text: impl Into<String>) -> Self {
        Self(vec![Part {
            text: text.into(),
            ..Part::default()
        }])
    }

    /// A value of data in `lang` (empty where unknown).
    pub fn data(text: impl Into<String>, lang: &str) -> Self {
        let part = Part {
            text: balanced(&text.into()),
            data: true,
            lang: (!lang.is_empty()).then(|| lang.to_owned()),
            dir: Some(direction(lang)),
            ..Part::default()
        };
        Self(vec![part])
    }

    /// A date in words, in the language of the page.
    pub fn time(text: impl Into<String>, lang: &str, datetime: Option<String>) -> Self {
        let mut phrase = Self::data(text, lang);
        phrase.0[0].datetime = datetime;
        phrase
    }

    /// The same, every value linked to `href`.
    #[must_use]
    pub fn linked(mut self, href: &str, class: &'static str) -> Self {
        for part in &mut self.0 {
            part.href = Some(href.to_owned());
            part.class = Some(class);
        }
        self
    }

    /// Both, one after the other.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The same, followed by words of the interface.
    #[must_use]
    pub fn then_words(self, text: &str) -> Self {
        self.then(Self::words(text))
    }

    /// All of `phrases` with `separator` between them.
    pub fn join(phrases: impl IntoIterator<Item = Self>, separator: &str) -> Self {
        phrases
            .into_iter()
            .filter(|it| !it.is_empty())
            .fold(Self::default(), |joined, next| {
                if joined.is_empty() {
                    next
                } else {
                    joined.then_words(separator).then(next)
                }
            })
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|part| part.text.is_empty())
    }

    /// The phrase for a place without markup.
    pub fn plain(&self) -> Plain {
        let mut isolated = String::new();
        for part in &self.0 {
            if part.data {
                isolated.extend([FSI]);
                isolated.push_str(&part.text);
                isolated.extend([PDI]);
            } else {
                isolated.push_str(&part.text);
            }
        }
        Plain { isolated }
    }

    /// The phrase without isolates, for machine-readable values.
    pub fn bare(&self) -> String {
        self.0.iter().map(|part| part.text.as_str()).collect()
    }
}

/// Fills the `{name}` slots of `pattern`; a slot that `slots` lacks stays visible, so that a missing value is noticed.
pub fn fill(pattern: &str, slots: &[(&str, Phrase)]) -> Phrase {
    let mut phrase = Phrase::default();
    let mut rest = pattern;
    while let Some((before, name, after)) = next_slot(rest) {
        match slots.iter().find(|(slot, _)| *slot == name) {
            Some((_, value)) => phrase = phrase.then_words(before).then(value.clone()),
            None => phrase = phrase.then_words(before).then_words(name),
        }
        rest = after;
    }
    let phrase = phrase.then_words(rest);
    Phrase(
        phrase
            .0
            .into_iter()
            .filter(|part| !part.text.is_empty())
            .collect(),
    )
}

fn next_slot(text: &str) -> Option<(&str, &str, &str)> {
    let (before, inner) = text.split_once('{')?;
    let (name, after) = inner.split_once('}')?;
    Some((before, name, after))
}

/// Direction of the script that `lang` is written in; `auto` where the language is unknown.
pub fn direction(lang: &str) -> &'static str {
    let mut subtags = lang.split('-');
    let language = subtags.next().unwrap_or_default().to_ascii_lowercase();
    match subtags
        .find(|subtag| subtag.len() == 4)
        .map(str::to_ascii_lowercase)
        .as_deref()
    {
        Some("arab" | "hebr" | "syrc" | "thaa" | "nkoo" | "adlm") => return "rtl",
        Some(_) => return "ltr",
        None => {}
    }
    match language.as_str() {
        "" | "und" | "mul" | "zxx" => "auto",
        "ar" | "fa" | "he" | "ur" | "ps" | "ckb" | "sd" | "ug" | "yi" | "dv" | "syr" | "arc" | "prs"
        | "arz" | "apc" => "rtl",
        _ => "ltr",
    }
}

/// The text with its bidi controls balanced: openers without a closer are closed at the end, stray closers are dropped,
/// so that no control of a hostile name reaches past the name. In plain text a stray PDI would end our own isolate.
pub fn balanced(text: &str) -> String {
    if !text.chars().any(is_bidi_formatting) {
        return text.chars().map(visible).collect();
    }
    let mut open = Vec::new();
    let mut kept = String::with_capacity(text.len());
    for c in text.chars().map(visible) {
        match c {
            '\u{2066}'..='\u{2068}' => open.push(PDI),
            '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' => open.push('\u{202C}'),
            PDI | '\u{202C}' if open.last() == Some(&c) => drop(open.pop()),
            PDI | '\u{202C}' => continue,
            _ => {}
        }
        kept.push(c);
    }
    kept.extend(open.into_iter().rev());
    kept
}

fn is_bidi_formatting(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Control characters that no page and no feed may hold become a visible replacement.
fn visible(c: char) -> char {
    if c.is_control() && !matches!(c, '\n' | '\t' | '\r') {
        '\u{FFFD}'
    } else {
        c
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_take_phrases_and_keep_the_order() {
        let name = Phrase::data("Geir O. Pedersen (UN)", "en");
        let phrase = fill(
            "التقى {who} في {place}.",
            &[("who", name), ("place", Phrase::data("جنيف", "ar"))],
        );
        assert_eq!(
            phrase.plain().as_str(),
            "التقى \u{2068}Geir O. Pedersen (UN)\u{2069} في \u{2068}جنيف\u{2069}."
        );
        assert_eq!(fill("{missing}", &[]).bare(), "missing");
        assert_eq!(fill("open { brace", &[]).bare(), "open { brace");
    }

    #[test]
    fn directions_follow_the_script() {
        for (lang, dir) in [
            ("ar", "rtl"),
            ("fa-IR", "rtl"),
            ("en", "ltr"),
            ("ru-Latn", "ltr"),
            ("ku-Arab", "rtl"),
            ("", "auto"),
        ] {
            assert_eq!(direction(lang), dir, "{lang}");
        }
    }

    #[test]
    fn controls_cannot_leave_their_value() {
        assert_eq!(balanced("a\u{202E}b"), "a\u{202E}b\u{202C}");
        assert_eq!(balanced("a\u{2069}b\u{202C}"), "ab");
        assert_eq!(balanced("\u{2067}x\u{2069}\u{0}"), "\u{2067}x\u{2069}\u{FFFD}");
    }
}
