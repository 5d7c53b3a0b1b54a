//! Common: what pages of every kind share: their id, their names, their words and where they stand.

use std::collections::BTreeSet;

use isnad_model::{Config, Name, NameRole, id};
use isnad_text::slugify;

use crate::fields::{Fields, check_language, shorten, strings_of, suggestion};
use crate::findings::Findings;
use crate::language::detect_language;
use crate::value::{Key, Node, Value};

/// The path of a file of the content folder as the user knows it.
pub(crate) fn shown_path(path: &str, config: &Config) -> String {
    format!("{}/{path}", config.content.trim_end_matches('/'))
}

/// The file name of a path without its folders and its last extension.
pub(crate) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The id of a page: its `id` key, else its file name as a slug, else one made from `prefix` and a hash of the path.
pub(crate) fn read_id(fields: &mut Fields, path: &str, prefix: &str, findings: &mut Findings<'_>) -> String {
    if let Some((written, range)) = fields.text("id", findings) {
        if id::is_valid(&written) {
            return written;
        }
        let remedy = match slugify(&written) {
            Some(slug) => format!("write `{slug}`, or leave the key out to use the file's name"),
            None => "use the letters a-z, digits, `-` and `.`, or leave the key out".to_owned(),
        };
        findings.error(
            "bad-id",
            range,
            format!("`{}` is no id", shorten(&written)),
            remedy,
        );
    }
    let stem = stem(path);
    let is_plain = id::is_valid(stem) && !stem.bytes().any(|byte| byte.is_ascii_uppercase());
    if is_plain {
        return stem.to_owned();
    }
    match slugify(stem) {
        // A slug that had to be cut could be the slug of another file too.
        Some(slug) if stem.chars().count() > 60 => format!("{slug}-{:08x}", id::fingerprint(path)),
        Some(slug) => slug,
        None => format!("{prefix}-{:08x}", id::fingerprint(path)),
    }
}

/// The `names` and `aliases` of a page, main names first, each once; `known` are the page's own keys.
pub(crate) fn read_names(fields: &mut Fields, known: &[&str], findings: &mut Findings<'_>) -> Vec<Name> {
    let mut names = Vec::new();
    let mut seen = BTreeSet::new();
    for (key, role) in [("names", NameRole::Main), ("aliases", NameRole::Alias)] {
        let Some(node) = fields.take(key) else { continue };
        for (lang, text) in texts_by_language(key, node, known, findings) {
            let text = one_line(&text);
            // The same name twice, or an alias that repeats the main name, does no harm.
            if !text.is_empty() && seen.insert((lang.clone(), text.clone())) {
                names.push(Name { text, lang, role });
            }
        }
    }
    names
}

/// Texts with their languages: from a table by language, or from texts whose script tells it.
fn texts_by_language(
    key: &str,
    node: Node,
    known: &[&str],
    findings: &mut Findings<'_>,
) -> Vec<(String, String)> {
    let Value::Table(entries) = node.value else {
        return strings_of(key, node, findings)
            .into_iter()
            .map(|text| (language_of_name(&text), text))
            .collect();
    };
    let mut texts = Vec::new();
    for (lang, node) in entries {
        if check_language(&lang, known, findings) {
            let several = strings_of(&lang.name, node, findings);
            texts.extend(several.into_iter().map(|text| (lang.name.clone(), text)));
        }
    }
    texts
}

fn language_of_name(text: &str) -> String {
    Some(detect_language(text))
        .filter(|lang| lang != "und")
        .unwrap_or_default()
}

/// Reads one of a few words: `what` says what it should be, `id` names the finding.
pub(crate) fn read_word<T: Copy>(
    fields: &mut Fields,
    key: &str,
    id: &str,
    words: &[(&str, T)],
    findings: &mut Findings<'_>,
) -> Option<T> {
    let (written, range) = fields.text(key, findings)?;
    if let Some((_, value)) = words.iter().find(|(word, _)| *word == written) {
        return Some(*value);
    }
    let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    let message = format!("`{}` is no {key} that is known", shorten(&written));
    findings.error(id, range, message, suggestion(&written, &known));
    None
}

/// A text on one line: controls and runs of white space become one space.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if !(c.is_whitespace() || c.is_control()) {
            line.push(c);
        } else if !line.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// The fields of a front matter, none when there is none.
pub(crate) fn fields_of(table: Option<Vec<(Key, Node)>>) -> Fields {
    Fields::new(table.unwrap_or_default())
}
