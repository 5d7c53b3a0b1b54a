//! Front matter: the block of keys before a body, between lines of `+++` (TOML) or `---` (YAML).

use std::ops::Range;

use isnad_model::Limits;
use toml_parser::lexer::TokenKind;

use crate::findings::Findings;
use crate::value::{Key, Node, Value, Yaml, from_toml_table, from_yaml, yaml_range};

/// Deepest nesting of lists and tables in a front matter.
pub(crate) const MAX_DEPTH: usize = 64;

/// Deepest nesting in YAML, whose reader takes much stack for each level.
const MAX_YAML_DEPTH: usize = 16;

/// Most dots in one dotted key.
const MAX_KEY_PARTS: usize = 8;

/// How many errors of one front matter are looked at.
const MAX_ERRORS: usize = 50;

/// A file in its two parts.
pub(crate) struct Parts {
    /// Keys and values in the order of the file; `None` without a front matter that can be read.
    pub(crate) table: Option<Vec<(Key, Node)>>,
    /// Byte offset at which the body begins.
    pub(crate) body: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Syntax {
    Toml,
    Yaml,
}

/// Takes the front matter off the file; one that cannot be read costs its keys, never the body.
pub(crate) fn split(findings: &mut Findings<'_>, limits: &Limits) -> Parts {
    let source = findings.source();
    let start = if source.starts_with('\u{FEFF}') {
        '\u{FEFF}'.len_utf8()
    } else {
        0
    };
    let Some((syntax, first_line_end)) = opening(source, start) else {
        return Parts {
            table: None,
            body: start,
        };
    };
    let Some((inner, body)) = closing(source, first_line_end, syntax) else {
        // A lone `---` above prose is a thematic break, and an empty file has nothing to close.
        if syntax == Syntax::Toml || looks_like_keys(&source[first_line_end..]) {
            let fence = if syntax == Syntax::Toml { "+++" } else { "---" };
            findings.error(
                "unclosed-front-matter",
                start..start + 3,
                format!("the front matter that begins with `{fence}` has no end"),
                format!("write a line `{fence}` after the last key"),
            );
        }
        return Parts {
            table: None,
            body: start,
        };
    };
    if inner.len() > limits.front_matter_bytes {
        findings.error(
            "too-large",
            start..start + 3,
            format!(
                "the front matter has {} bytes, more than {}",
                inner.len(),
                limits.front_matter_bytes
            ),
            "move text into the body, or raise `limits.front_matter_bytes` in isnad.toml",
        );
        return Parts { table: None, body };
    }
    let table = match syntax {
        Syntax::Toml => parse_toml(inner, findings),
        Syntax::Yaml => parse_yaml(inner, findings),
    };
    Parts { table, body }
}

fn opening(source: &str, start: usize) -> Option<(Syntax, usize)> {
    let line_end = source[start..]
        .find('\n')
        .map_or(source.len(), |at| start + at + 1);
    match source[start..line_end].trim_end() {
        "+++" => Some((Syntax::Toml, line_end)),
        "---" => Some((Syntax::Yaml, line_end)),
        _ => None,
    }
}

/// The range between the fences and the offset after the closing one.
fn closing(source: &str, from: usize, syntax: Syntax) -> Option<(Range<usize>, usize)> {
    let mut at = from;
    for line in source[from..].split_inclusive('\n') {
        let fence = line.trim_end();
        let closes = match syntax {
            Syntax::Toml => fence == "+++",
            Syntax::Yaml => fence == "---" || fence == "...",
        };
        if closes {
            return Some((from..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

fn looks_like_keys(text: &str) -> bool {
    text.lines().next().is_some_and(|line| {
        line.split_once(':')
            .is_some_and(|(key, _)| !key.is_empty() && !key.contains(char::is_whitespace))
    })
}

/// Parses `range` of the file as TOML; what follows a mistake is still read where the parser can go on.
pub(crate) fn parse_toml(range: Range<usize>, findings: &mut Findings<'_>) -> Option<Vec<(Key, Node)>> {
    let text = &findings.source()[range.clone()];
    if is_too_deep(text) {
        findings.error(
            "too-deep",
            range,
            "the keys are nested too deep to be read".to_owned(),
            format!(
                "write dotted keys of at most {MAX_KEY_PARTS} dots, and brackets at most {MAX_DEPTH} deep"
            ),
        );
        return None;
    }
    let (table, errors) = toml::de::DeTable::parse_recoverable(text);
    let mut entries = from_toml_table(table.get_ref(), range.start);
    let spans: Vec<_> = errors.iter().map(|error| error.span().unwrap_or(0..0)).collect();
    let mut starts: Vec<_> = spans.iter().map(|span| span.start + range.start).collect();
    starts.sort_unstable();
    forget_broken(&mut entries, &starts);
    let mut last = None;
    for (error, span) in errors.iter().zip(spans).take(MAX_ERRORS) {
        // One slip makes several errors on its line; the first is the one that helps.
        let line = text[..text.floor_char_boundary(span.start)].matches('\n').count();
        if last.replace(line) != Some(line) {
            findings.error(
                "bad-front-matter",
                span.start + range.start..span.end + range.start,
                format!("this is no TOML: {}", error.message().trim_end_matches('.')),
                "write `key = \"text\"`, one a line; texts stand in quotes",
            );
        }
    }
    Some(entries)
}

/// Takes out the values that the parser made up where it could not read; `starts` are the sorted offsets of its errors.
fn forget_broken(entries: &mut [(Key, Node)], starts: &[usize]) {
    entries
        .iter_mut()
        .for_each(|(_, node)| forget_broken_value(node, starts));
}

fn forget_broken_value(node: &mut Node, starts: &[usize]) {
    match &mut node.value {
        Value::Table(entries) => forget_broken(entries, starts),
        Value::List(items) => items
            .iter_mut()
            .for_each(|item| forget_broken_value(item, starts)),
        value => {
            let first = starts.partition_point(|&start| start < node.range.start);
            if starts.get(first).is_some_and(|&start| start <= node.range.end) {
                *value = Value::Nothing;
            }
        }
    }
}

/// Whether a TOML text nests dotted keys or brackets so deep that walking its tables would need a deep stack: the parser
/// bounds brackets, but makes a table for every part of a dotted key.
fn is_too_deep(text: &str) -> bool {
    let (mut parts, mut brackets) = (0usize, 0usize);
    for token in toml_parser::Source::new(text).lex() {
        match token.kind() {
            TokenKind::Dot => parts += 1,
            TokenKind::Equals | TokenKind::Comma => parts = 0,
            TokenKind::Newline if brackets == 0 => parts = 0,
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => {
                brackets += 1;
                parts = 0;
            }
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                brackets = brackets.saturating_sub(1);
            }
            _ => {}
        }
        if parts > MAX_KEY_PARTS || brackets > MAX_DEPTH {
            return true;
        }
    }
    false
}

fn parse_yaml(range: Range<usize>, findings: &mut Findings<'_>) -> Option<Vec<(Key, Node)>> {
    let text = &findings.source()[range.clone()];
    if text.trim().is_empty() {
        return Some(Vec::new());
    }
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: MAX_YAML_DEPTH,
            flow_nesting_limit: MAX_YAML_DEPTH,
            max_aliases: 0,
            max_anchors: 0,
            max_documents: 1,
            max_nodes: 20_000,
            max_events: 50_000,
        },
        with_snippet: false,
    };
    match serde_saphyr::from_str_with_options::<serde_saphyr::Spanned<Yaml>>(text, options) {
        Ok(value) => match from_yaml(value, text, range.start) {
            Node {
                value: Value::Table(entries),
                ..
            } => Some(entries),
            Node {
                value: Value::Nothing,
                ..
            } => Some(Vec::new()),
            node => {
                findings.error(
                    "bad-front-matter",
                    node.range,
                    format!(
                        "the front matter is {}, not a table of keys",
                        node.value.type_name()
                    ),
                    "write `key: text`, one a line",
                );
                None
            }
        },
        Err(error) => {
            let span = error
                .location()
                .map_or(0..0, |location| yaml_range(&location, text));
            findings.error(
                "bad-front-matter",
                span.start + range.start..span.end + range.start,
                format!("this is no YAML that is read here: {}", one_line(&error.to_string())),
                "write `key: text`, one a line, without anchors and aliases; put texts with `:` or `#` in quotes",
            );
            None
        }
    }
}

/// The first line of another parser's message, without its position and full stop.
fn one_line(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default().trim();
    let line = line.strip_prefix("error: ").unwrap_or(line);
    let line = match line.split_once(": ") {
        Some((place, rest)) if place.starts_with("line ") => rest,
        _ => line,
    };
    line.split(" at line ")
        .next()
        .unwrap_or(line)
        .trim_end_matches('.')
        .chars()
        .take(200)
        .collect()
}
