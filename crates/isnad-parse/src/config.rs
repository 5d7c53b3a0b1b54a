//! Config: `isnad.toml`.

use std::collections::BTreeSet;

use isnad_model::{Config, Limits};

use crate::article::PUBLISH;
use crate::common::read_word;
use crate::fields::{Fields, is_language, shorten, strings_of, wrong_type};
use crate::findings::Findings;
use crate::link::web_address;
use crate::value::{Node, Value};
use crate::{Parsed, extractors, front_matter};

const KEYS: [&str; 16] = [
    "title",
    "description",
    "base_url",
    "languages",
    "default_language",
    "output",
    "content",
    "templates",
    "static",
    "packs",
    "extractor",
    "numerals",
    "month_style",
    "outlets",
    "publish",
    "limits",
];
const NUMERALS: [(&str, &str); 4] = [
    ("auto", "auto"),
    ("latn", "latn"),
    ("arab", "arab"),
    ("arabext", "arabext"),
];
const MONTH_STYLES: [(&str, &str); 4] = [
    ("default", "default"),
    ("levant", "levant"),
    ("egypt", "egypt"),
    ("maghreb", "maghreb"),
];

/// Reads `isnad.toml` from its text; a key that cannot be read keeps its default. `path` is the path to show.
pub fn parse_config(path: &str, source: &str) -> Parsed<Config> {
    let mut findings = Findings::new(path, source);
    let start = if source.starts_with('\u{FEFF}') {
        '\u{FEFF}'.len_utf8()
    } else {
        0
    };
    let table = front_matter::parse_toml(start..source.len(), &mut findings);
    let config = read(Fields::new(table.unwrap_or_default()), &mut findings);
    Parsed {
        value: config,
        diagnostics: findings.finish(),
    }
}

fn read(mut fields: Fields, findings: &mut Findings<'_>) -> Config {
    let mut config = Config {
        title: fields.localized("title", findings),
        description: fields.localized("description", findings),
        outlets: read_outlets(&mut fields, findings),
        ..Config::default()
    };
    read_languages(&mut fields, &mut config, findings);
    if let Some(url) = read_base_url(&mut fields, findings) {
        config.base_url = url;
    }
    for (key, folder) in [
        ("output", &mut config.output),
        ("content", &mut config.content),
        ("templates", &mut config.templates),
        ("static", &mut config.static_folder),
        ("packs", &mut config.packs),
    ] {
        if let Some(path) = read_folder(&mut fields, key, findings) {
            *folder = path;
        }
    }
    if let Some(numerals) = read_word(&mut fields, "numerals", "unknown-value", &NUMERALS, findings) {
        config.numerals = numerals.to_owned();
    }
    if let Some(style) = read_word(
        &mut fields,
        "month_style",
        "unknown-value",
        &MONTH_STYLES,
        findings,
    ) {
        config.month_style = style.to_owned();
    }
    if let Some(publish) = read_word(&mut fields, "publish", "unknown-value", &PUBLISH, findings) {
        config.publish = publish;
    }
    config.extractors = extractors::read(&mut fields, findings);
    read_limits(&mut fields, &mut config.limits, findings);
    fields.finish(&KEYS, findings);
    config
}

fn read_languages(fields: &mut Fields, config: &mut Config, findings: &mut Findings<'_>) {
    if let Some(node) = fields.take("languages") {
        let range = node.range.clone();
        let mut seen = BTreeSet::new();
        let mut languages = Vec::new();
        for lang in strings_of("languages", node, findings) {
            if !is_language(&lang) {
                report_language(&lang, range.clone(), findings);
            } else if seen.insert(lang.clone()) {
                languages.push(lang);
            }
        }
        if !languages.is_empty() {
            config.languages = languages;
        }
    }
    config.default_language = config.languages[0].clone();
    if let Some((lang, range)) = fields.text("default_language", findings) {
        if config.languages.contains(&lang) {
            config.default_language = lang;
        } else {
            let message = format!("`{}` is not among the languages of the site", shorten(&lang));
            let remedy = format!(
                "write one of {}, or add it to `languages`",
                config.languages.join(", ")
            );
            findings.error("bad-language", range, message, remedy);
        }
    }
}

fn report_language(lang: &str, range: std::ops::Range<usize>, findings: &mut Findings<'_>) {
    let message = format!("`{}` is no language tag", shorten(lang));
    findings.error(
        "bad-language",
        range,
        message,
        "write BCP 47 tags such as `ar`, `en` or `pt-BR`",
    );
}

/// The address of the site with a slash at its end: a web address, or a path from the root of a host.
fn read_base_url(fields: &mut Fields, findings: &mut Findings<'_>) -> Option<String> {
    let (written, range) = fields.text("base_url", findings)?;
    let is_path = written.starts_with('/')
        && !written.starts_with("//")
        && !written.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '\\' | '?' | '#'));
    let url = if is_path {
        Some(written.clone())
    } else {
        web_address(&written)
    };
    let Some(mut url) = url.filter(|url| !url.contains(['?', '#'])) else {
        let message = format!(
            "`{}` is no address that a site can stand under",
            shorten(&written)
        );
        findings.error(
            "bad-url",
            range,
            message,
            "write `https://example.org/`, or a path such as `/dossier/`",
        );
        return None;
    };
    if !url.ends_with('/') {
        url.push('/');
    }
    Some(url)
}

fn read_folder(fields: &mut Fields, key: &str, findings: &mut Findings<'_>) -> Option<String> {
    let (path, range) = fields.text(key, findings)?;
    let is_safe = !path.contains(char::is_control) && path.split(['/', '\\']).all(|part| part != "..");
    if !is_safe {
        let message = format!("`{}` leads out of the project folder", shorten(&path));
        findings.error(
            "bad-path",
            range,
            message,
            "name a folder below the one that isnad.toml stands in",
        );
    }
    is_safe.then_some(path)
}

fn read_outlets(fields: &mut Fields, findings: &mut Findings<'_>) -> Vec<Vec<String>> {
    let Some(node) = fields.take("outlets") else {
        return Vec::new();
    };
    let remedy = "write lists of publishers: `outlets = [[\"One\", \"Two\"]]`";
    let Node {
        value: Value::List(groups),
        ..
    } = node
    else {
        wrong_type("outlets", &node, "a list of lists", remedy, findings);
        return Vec::new();
    };
    let mut outlets = Vec::new();
    for group in groups {
        match group.value {
            Value::List(_) => outlets.push(strings_of("outlets", group, findings)),
            _ => wrong_type("outlets", &group, "a list of lists", remedy, findings),
        }
    }
    outlets
}

fn read_limits(fields: &mut Fields, limits: &mut Limits, findings: &mut Findings<'_>) {
    let Some(mut table) = fields.table("limits", findings) else {
        return;
    };
    for (key, limit) in [
        ("article_bytes", &mut limits.article_bytes),
        ("front_matter_bytes", &mut limits.front_matter_bytes),
        ("depth", &mut limits.depth),
        ("events", &mut limits.events),
    ] {
        let Some((written, range)) = table.text(key, findings) else {
            continue;
        };
        match written.replace('_', "").parse::<u32>() {
            Ok(number) if number > 0 => *limit = number as usize,
            _ => {
                let message = format!("`{}` is no limit", shorten(&written));
                findings.error(
                    "wrong-type",
                    range,
                    message,
                    "write a whole number from 1 to 4294967295",
                );
            }
        }
    }
    table.finish(
        &["article_bytes", "front_matter_bytes", "depth", "events"],
        findings,
    );
}
