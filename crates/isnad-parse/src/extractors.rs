//! Extractors: the tables `[[extractor]]` of `isnad.toml`, other programs that read articles.

use std::ops::Range;

use isnad_model::ExtractorConfig;

use crate::fields::{Fields, is_language, shorten, strings_of, wrong_type};
use crate::findings::Findings;
use crate::value::{Node, Value};

const KEYS: [&str; 6] = ["name", "command", "version", "timeout", "limit", "langs"];
/// Seconds for an article, where the table does not say.
const TIMEOUT: u32 = 60;
/// Bytes of answer for an article, where the table does not say.
const LIMIT: u64 = 4 << 20;
/// More than anybody needs; keeps sums from running over.
const MAX_LIMIT: u64 = 1 << 40;
/// A day.
const MAX_TIMEOUT: u32 = 86_400;

/// Reads every table that names a command; a table that cannot be used is left out and told.
pub(crate) fn read(fields: &mut Fields, findings: &mut Findings<'_>) -> Vec<ExtractorConfig> {
    let mut extractors: Vec<ExtractorConfig> = Vec::new();
    for (table, range) in fields.tables("extractor", findings) {
        let Some(extractor) = read_one(table, range.clone(), findings) else {
            continue;
        };
        if extractors.iter().any(|other| other.name == extractor.name) {
            let message = format!("there are two extractors with the name `{}`", extractor.name);
            let remedy = "give each its own `name`; only the first is used";
            findings.error("double-name", range, message, remedy);
        } else {
            extractors.push(extractor);
        }
    }
    extractors
}

fn read_one(mut table: Fields, range: Range<usize>, findings: &mut Findings<'_>) -> Option<ExtractorConfig> {
    let command = read_command(&mut table, findings);
    let told = table.text("name", findings);
    let version = table.string("version", findings).unwrap_or_default();
    let timeout = read_timeout(&mut table, findings);
    let limit = read_limit(&mut table, findings);
    let langs = read_langs(&mut table, findings);
    table.finish(&KEYS, findings);
    if command.is_empty() {
        let remedy = "write the program and its arguments: `command = [\"python3\", \"extract.py\"]`";
        findings.error("missing-key", range, "the extractor has no `command`", remedy);
        return None;
    }
    let name = match told {
        Some((name, range)) if !is_name(&name) => {
            let message = format!("`{}` is no name for an extractor", shorten(&name));
            findings.error(
                "bad-value",
                range,
                message,
                "use small ASCII letters, digits and hyphens",
            );
            name_of(&command)
        }
        Some((name, _)) => name,
        None => name_of(&command),
    };
    Some(ExtractorConfig {
        name,
        command,
        version,
        timeout,
        limit,
        langs,
    })
}

/// The words of the command; never one text, since no shell takes it apart.
fn read_command(table: &mut Fields, findings: &mut Findings<'_>) -> Vec<String> {
    let remedy = "write the program and each argument in quotes: `command = [\"python3\", \"extract.py\"]`";
    match table.take("command") {
        None => Vec::new(),
        Some(
            node @ Node {
                value: Value::List(_),
                ..
            },
        ) => strings_of("command", node, findings),
        Some(node) => {
            wrong_type("command", &node, "a list of texts", remedy, findings);
            Vec::new()
        }
    }
}

fn read_timeout(table: &mut Fields, findings: &mut Findings<'_>) -> u32 {
    let Some((text, range)) = table.text("timeout", findings) else {
        return TIMEOUT;
    };
    match text.parse::<u32>() {
        Ok(seconds) if (1..=MAX_TIMEOUT).contains(&seconds) => seconds,
        _ => {
            let message = format!("`{}` is no number of seconds", shorten(&text));
            findings.error(
                "wrong-type",
                range,
                message,
                "write whole seconds from 1 to 86400: `timeout = 60`",
            );
            TIMEOUT
        }
    }
}

fn read_limit(table: &mut Fields, findings: &mut Findings<'_>) -> u64 {
    let Some((text, range)) = table.text("limit", findings) else {
        return LIMIT;
    };
    parse_size(&text).unwrap_or_else(|| {
        let message = format!("`{}` is no size", shorten(&text));
        findings.error(
            "wrong-type",
            range,
            message,
            "write bytes or a unit: `limit = \"4 MiB\"`, `\"512 KiB\"`",
        );
        LIMIT
    })
}

/// Bytes of a size such as `4 MiB`, `500 kB` or `65536`.
fn parse_size(text: &str) -> Option<u64> {
    let text = text.trim();
    let digits = text
        .find(|c: char| !c.is_ascii_digit() && c != '_')
        .unwrap_or(text.len());
    let number: u64 = text[..digits].replace('_', "").parse().ok()?;
    let unit = match text[digits..].trim() {
        "" | "B" => 1,
        "kB" | "KB" => 1_000,
        "MB" => 1_000_000,
        "GB" => 1_000_000_000,
        "KiB" => 1 << 10,
        "MiB" => 1 << 20,
        "GiB" => 1 << 30,
        _ => return None,
    };
    number
        .checked_mul(unit)
        .filter(|bytes| (1..=MAX_LIMIT).contains(bytes))
}

fn read_langs(table: &mut Fields, findings: &mut Findings<'_>) -> Vec<String> {
    let Some(node) = table.take("langs") else {
        return Vec::new();
    };
    let range = node.range.clone();
    let mut langs = strings_of("langs", node, findings);
    langs.retain(|lang| {
        let fine = is_language(lang);
        if !fine {
            let message = format!("`{}` is no language tag", shorten(lang));
            findings.error(
                "bad-language",
                range.clone(),
                message,
                "write BCP 47 tags such as `ar` or `en`",
            );
        }
        fine
    });
    langs.sort();
    langs.dedup();
    langs
}

fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 40
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// The name that the last word of the command gives which is a file: `extract` for `["python3", "tools/extract.py"]`.
fn name_of(command: &[String]) -> String {
    let words = command.iter().rev().filter(|word| !word.starts_with('-'));
    let word = words
        .clone()
        .find(|word| word.contains('.'))
        .or_else(|| command.first());
    let file = word.map_or("", |word| word.rsplit(['/', '\\']).next().unwrap_or_default());
    let stem = file.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let letter = |c: char| {
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            c
        } else {
            '-'
        }
    };
    let name: String = stem.chars().take(40).map(letter).collect();
    let name = name.trim_matches('-');
    if name.is_empty() {
        "extractor".to_owned()
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_config;

    #[test]
    fn a_table_names_a_program_and_its_bounds() {
        let source = "[[extractor]]\ncommand = [\"python3\", \"tools/Extract.py\", \"--fast\"]\ntimeout = 5\nlimit = \"64 KiB\"\n\
                      version = \"2\"\nlangs = [\"fr\", \"ar\"]\n";
        let parsed = parse_config("isnad.toml", source);
        assert_eq!(parsed.diagnostics, []);
        let wanted = ExtractorConfig {
            name: "extract".to_owned(),
            command: vec![
                "python3".to_owned(),
                "tools/Extract.py".to_owned(),
                "--fast".to_owned(),
            ],
            version: "2".to_owned(),
            timeout: 5,
            limit: 65_536,
            langs: vec!["ar".to_owned(), "fr".to_owned()],
        };
        assert_eq!(parsed.value.extractors, [wanted]);
    }

    #[test]
    fn what_cannot_be_used_is_told_with_its_line() {
        let source = "[[extractor]]\nversion = \"1\"\n\n[[extractor]]\ncommand = \"sh -c x\"\n\n[[extractor]]\ncommand = [\"a\"]\n\
                      timeout = 0\nlimit = \"4 parsec\"\ntimeuot = 3\n\n[[extractor]]\ncommand = [\"a\"]\n";
        let parsed = parse_config("isnad.toml", source);
        let told: Vec<_> = parsed
            .diagnostics
            .iter()
            .map(|it| (it.position.map_or(0, |at| at.line), it.id.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (1, "missing-key"),
                (4, "missing-key"),
                (5, "wrong-type"),
                (9, "wrong-type"),
                (10, "wrong-type"),
                (11, "unknown-key"),
                (13, "double-name"),
            ]
        );
        assert_eq!(parsed.value.extractors.len(), 1);
        assert_eq!(
            (
                parsed.value.extractors[0].timeout,
                parsed.value.extractors[0].limit
            ),
            (TIMEOUT, LIMIT)
        );
    }

    #[test]
    fn sizes_have_units() {
        assert_eq!(parse_size("4 MiB"), Some(4 << 20));
        assert_eq!(parse_size("1_000kB"), Some(1_000_000));
        for wrong in [
            "",
            "MiB",
            "-1",
            "0",
            "4 mib",
            "99999999999999999999",
            "999999999 GiB",
        ] {
            assert_eq!(parse_size(wrong), None, "{wrong}");
        }
    }
}
