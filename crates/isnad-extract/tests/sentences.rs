//! Sentences in, records out: each block of `tests/sentences/*.txt` is a text and what it must yield.
//!
//! A block's first line is the text (`\n` for a line feed), the lines below are what is found. `ISNAD_UPDATE=1` rewrites them;
//! the difference is what gets reviewed.

mod common;

use std::path::Path;
use std::sync::Arc;

use isnad_extract::Extractor;
use isnad_model::{Article, Record};

fn slice(text: &str, start: u32, end: u32) -> String {
    text.chars()
        .skip(start as usize)
        .take((end - start) as usize)
        .collect()
}

/// What a record says, a line each.
fn lines(record: &Record) -> Vec<String> {
    let mut lines = Vec::new();
    for claim in &record.claims {
        let chain: Vec<&str> = claim.chain.iter().map(|link| link.name.as_str()).collect();
        let parts = std::iter::once((claim.content.start, claim.content.end))
            .chain(claim.content.more.iter().map(|span| (span.start, span.end)));
        let content: Vec<String> = parts
            .map(|(start, end)| slice(&record.text, start, end))
            .collect();
        let cue = slice(&record.text, claim.cue.start, claim.cue.end);
        lines.push(format!(
            "  claim [{}] {} [{cue}] {}",
            claim.stance.as_str(),
            chain.join(" < "),
            content.join(" … ")
        ));
    }
    for meeting in &record.meetings {
        let people: Vec<&str> = meeting.participants.iter().map(|it| it.name.as_str()).collect();
        let place = meeting
            .place
            .as_ref()
            .map_or(String::new(), |place| format!(" in {}", place.name));
        let date = meeting
            .date
            .as_ref()
            .map_or(String::new(), |date| format!(" on {}", date.edtf));
        lines.push(format!(
            "  {} {}: {}{place}{date}",
            meeting.kind.as_str(),
            meeting.status.as_str(),
            people.join(" + ")
        ));
    }
    if lines.is_empty() {
        lines.push("  nothing".to_owned());
    }
    lines
}

/// Checks every block of one file.
fn check_file(lang: &str, file: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/sentences/{file}.txt"));
    let source = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let extractor =
        Extractor::new(Arc::new(common::starter_names())).unwrap_or_else(|error| panic!("{error}"));
    let mut expected = String::new();
    let mut found = String::new();
    for block in source
        .split("\n\n")
        .map(str::trim_end)
        .filter(|block| !block.is_empty())
    {
        let text = block.lines().next().unwrap_or_default();
        let mut article = Article::new("test", text.replace("\\n", "\n"));
        article.lang = lang.to_owned();
        article.publisher = Some("Daily".to_owned());
        article.date = "2023-05-18".parse().ok();
        expected.push_str(&format!("{block}\n\n"));
        let mut told = lines(&extractor.extract(&article));
        if file.ends_with("-meetings") {
            told.retain(|line| !line.starts_with("  claim "));
            if told.is_empty() {
                told.push("  nothing".to_owned());
            }
        }
        found.push_str(&format!("{text}\n{}\n\n", told.join("\n")));
    }
    if std::env::var_os("ISNAD_UPDATE").is_some() {
        std::fs::write(&path, &found).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        return;
    }
    for (expected, found) in expected.split("\n\n").zip(found.split("\n\n")) {
        assert_eq!(expected, found);
    }
}

#[test]
fn french_russian_turkish_and_persian_sentences() {
    for lang in ["fr", "ru", "tr", "fa"] {
        check_file(lang, lang);
    }
}

#[test]
fn french_and_russian_meetings() {
    check_file("fr", "fr-meetings");
    check_file("ru", "ru-meetings");
}

#[test]
fn english_meetings() {
    check_file("en", "en-meetings");
}

#[test]
fn arabic_sentences() {
    check_file("ar", "ar");
}

#[test]
fn arabic_sources() {
    check_file("ar", "ar-sources");
}

#[test]
fn claims_in_every_frame() {
    check_file("ar", "ar-claims");
    check_file("en", "en-claims");
}

#[test]
fn english_sentences() {
    check_file("en", "en");
}

#[test]
fn hostile_text_neither_panics_nor_hangs() {
    let extractor =
        Extractor::new(Arc::new(common::starter_names())).unwrap_or_else(|error| panic!("{error}"));
    for (lang, text) in [
        ("ar", "قال ".repeat(20_000)),
        ("ar", "“".repeat(20_000)),
        ("ar", "وأضاف أن روسيا التقت تركيا، ".repeat(3_000)),
        ("en", "\"he said that ".repeat(8_000)),
        ("en", "Russia met Turkey and ".repeat(4_000)),
        ("", "\u{202E}\u{FFFF}\n\n.،:«».".repeat(2_000)),
        ("en", String::new()),
    ] {
        let mut article = Article::new("hostile", text);
        article.lang = lang.to_owned();
        let record = extractor.extract(&article);
        let length = article.text.chars().count() as u32;
        assert!(
            record
                .mentions
                .iter()
                .all(|mention| mention.start < mention.end && mention.end <= length)
        );
        assert!(
            record
                .claims
                .iter()
                .all(|claim| claim.content.end <= length && !claim.chain.is_empty())
        );
    }
}
