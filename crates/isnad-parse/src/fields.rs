//! Fields: keys of a front matter read one by one, so that a wrong one costs nothing but itself.

use std::collections::BTreeMap;
use std::ops::Range;

use isnad_model::{Edtf, Localized};

use crate::findings::Findings;
use crate::link::web_address;
use crate::value::{Key, Node, Value};

/// The known word nearest to `word`, where one is near enough to be meant.
pub fn nearest_key<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: String = word.chars().take(64).flat_map(char::to_lowercase).collect();
    known
        .into_iter()
        .map(|key| (strsim::damerau_levenshtein(&word, key), key))
        .filter(|(distance, key)| *distance <= 1 + key.chars().count() / 4)
        .min()
        .map(|(_, key)| key)
}

/// `did you mean …`, or all words that there are.
pub(crate) fn suggestion(word: &str, known: &[&str]) -> String {
    match nearest_key(word, known.iter().copied()) {
        Some(key) => format!("did you mean `{key}`?"),
        None => format!("known here: {}", known.join(", ")),
    }
}

/// The entries of one table that nobody has read yet.
pub(crate) struct Fields {
    entries: Vec<(Key, Node)>,
}

impl Fields {
    pub(crate) fn new(entries: Vec<(Key, Node)>) -> Self {
        Self { entries }
    }

    /// Takes the value of `key`; an empty one (YAML `key:`) counts as absent.
    pub(crate) fn take(&mut self, key: &str) -> Option<Node> {
        let at = self.entries.iter().position(|(name, _)| name.name == key)?;
        let node = self.entries.remove(at).1;
        (!matches!(node.value, Value::Nothing)).then_some(node)
    }

    /// Whether `key` is there and not read yet.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(name, _)| name.name == key)
    }

    /// The keys that are left, in the order of the file.
    pub(crate) fn keys(&self) -> Vec<String> {
        self.entries.iter().map(|(key, _)| key.name.clone()).collect()
    }

    /// Reports every key that is left; `known` are the keys that this table may have.
    pub(crate) fn finish(self, known: &[&str], findings: &mut Findings<'_>) {
        for (key, _) in self.entries {
            if key.name != "extra" && !known.contains(&key.name.as_str()) {
                let message = format!("unknown key `{}`", shorten(&key.name));
                findings.warn("unknown-key", key.range, message, suggestion(&key.name, known));
            }
        }
    }

    /// A text, with its range. A number counts as the text that it is written as.
    pub(crate) fn text(&mut self, key: &str, findings: &mut Findings<'_>) -> Option<(String, Range<usize>)> {
        let node = self.take(key)?;
        let range = node.range.clone();
        let text = text_of(key, node, findings)?;
        (!text.is_empty()).then_some((text, range))
    }

    /// A text without its range.
    pub(crate) fn string(&mut self, key: &str, findings: &mut Findings<'_>) -> Option<String> {
        self.text(key, findings).map(|(text, _)| text)
    }

    /// A list of texts; one text counts as a list of one.
    pub(crate) fn strings(&mut self, key: &str, findings: &mut Findings<'_>) -> Vec<String> {
        self.take(key)
            .map_or_else(Vec::new, |node| strings_of(key, node, findings))
    }

    /// True or false.
    pub(crate) fn flag(&mut self, key: &str, findings: &mut Findings<'_>) -> Option<bool> {
        let node = self.take(key)?;
        match node.value {
            Value::Bool(told) => Some(told),
            _ => {
                wrong_type(
                    key,
                    &node,
                    "true or false",
                    "write `true` or `false` without quotes",
                    findings,
                );
                None
            }
        }
    }

    /// A date in EDTF; a time of day after it is dropped.
    pub(crate) fn date(&mut self, key: &str, findings: &mut Findings<'_>) -> Option<Edtf> {
        let (text, range) = self.text(key, findings)?;
        match parse_date(&text) {
            Ok(date) => Some(date),
            Err(message) => {
                findings.error("bad-date", range, message, DATE_REMEDY);
                None
            }
        }
    }

    /// A web address.
    pub(crate) fn address(&mut self, key: &str, findings: &mut Findings<'_>) -> Option<String> {
        let (text, range) = self.text(key, findings)?;
        let address = web_address(&text);
        if address.is_none() {
            findings.error(
                "bad-url",
                range,
                format!("`{}` is no web address", shorten(&text)),
                "write the whole address, from `https://` on",
            );
        }
        address
    }

    /// A text by language, or one without a language.
    pub(crate) fn localized(&mut self, key: &str, findings: &mut Findings<'_>) -> Localized {
        let Some(node) = self.take(key) else {
            return Localized::default();
        };
        let Value::Table(entries) = node.value else {
            return text_of(key, node, findings).map_or_else(Localized::default, Localized::plain);
        };
        let mut texts = BTreeMap::new();
        for (lang, node) in entries {
            if let (true, Some(text)) = (
                check_language(&lang, &[], findings),
                text_of(&lang.name, node, findings),
            ) {
                texts.insert(lang.name, text);
            }
        }
        Localized(texts)
    }

    /// A table within this one.
    pub(crate) fn table(&mut self, key: &str, findings: &mut Findings<'_>) -> Option<Self> {
        let node = self.take(key)?;
        match node.value {
            Value::Table(entries) => Some(Self::new(entries)),
            _ => {
                wrong_type(
                    key,
                    &node,
                    "a table",
                    &format!("write the table under `[{key}]`"),
                    findings,
                );
                None
            }
        }
    }

    /// A list of tables, each with its range; one table counts as a list of one.
    pub(crate) fn tables(&mut self, key: &str, findings: &mut Findings<'_>) -> Vec<(Self, Range<usize>)> {
        let Some(node) = self.take(key) else {
            return Vec::new();
        };
        let items = match node {
            Node {
                value: Value::List(items),
                ..
            } => items,
            node => vec![node],
        };
        let mut tables = Vec::new();
        for item in items {
            match item.value {
                Value::Table(entries) => tables.push((Self::new(entries), item.range)),
                _ => wrong_type(
                    key,
                    &item,
                    "a list of tables",
                    &format!("write each under `[[{key}]]`"),
                    findings,
                ),
            }
        }
        tables
    }
}

/// What to do about a date that is none.
pub(crate) const DATE_REMEDY: &str = "write EDTF: `2021-07-06`, `2021-07`, `2021`, `2021-07~` (about), `2021-07-06?` (uncertain), `2021-07-01/2021-07-02`";

/// Reads an EDTF date; a time of day after a full date (`2021-07-06T10:00Z`) is dropped.
pub(crate) fn parse_date(text: &str) -> Result<Edtf, String> {
    let text = text.trim();
    let day = match (text.get(..10), text.as_bytes().get(10), text.as_bytes().get(11)) {
        (Some(day), Some(b'T' | b't' | b' '), Some(b'0'..=b'9')) => day,
        _ => text,
    };
    day.parse::<Edtf>().map_err(|error| error.to_string())
}

/// The texts of a node that should be a text or a list of texts.
pub(crate) fn strings_of(key: &str, node: Node, findings: &mut Findings<'_>) -> Vec<String> {
    let items = match node {
        Node {
            value: Value::List(items),
            ..
        } => items,
        node => vec![node],
    };
    items
        .into_iter()
        .filter_map(|item| text_of(key, item, findings))
        .filter(|text| !text.is_empty())
        .collect()
}

/// The text of a node, without white space around it; a number counts as the text that it is written as.
pub(crate) fn text_of(key: &str, node: Node, findings: &mut Findings<'_>) -> Option<String> {
    match node.value {
        Value::Text(text) | Value::Literal(text) => Some(text.trim().to_owned()),
        _ => {
            wrong_type(key, &node, "a text", "put the text in quotes", findings);
            None
        }
    }
}

/// Reports a value that has another type than its key asks for.
pub(crate) fn wrong_type(key: &str, node: &Node, wanted: &str, remedy: &str, findings: &mut Findings<'_>) {
    let message = format!(
        "`{}` should be {wanted}, not {}",
        shorten(key),
        node.value.type_name()
    );
    findings.error("wrong-type", node.range.clone(), message, remedy);
}

/// Whether a key is a BCP 47 language tag in shape. In TOML a key that stands below a `[names]` heading belongs to it, so
/// one of `outer`, the keys of the page itself, gets a remedy of its own.
pub(crate) fn check_language(key: &Key, outer: &[&str], findings: &mut Findings<'_>) -> bool {
    if is_language(&key.name) && !outer.contains(&key.name.as_str()) {
        return true;
    }
    let remedy = if outer.contains(&key.name.as_str()) {
        format!("move `{}` above the first line in square brackets", key.name)
    } else {
        "use a language tag as key: `ar`, `en`, `ru`, `pt-BR`".to_owned()
    };
    let message = format!("`{}` is no language", shorten(&key.name));
    findings.warn("bad-language", key.range.clone(), message, remedy);
    false
}

/// Whether `tag` has the shape of a BCP 47 language tag.
pub(crate) fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().is_some_and(|part| {
        (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    });
    first
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// A text that fits into a message: at most 60 characters, on one line.
pub(crate) fn shorten(text: &str) -> String {
    let mut short: String = text
        .chars()
        .take(60)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.chars().nth(60).is_some() {
        short.push('…');
    }
    short
}
