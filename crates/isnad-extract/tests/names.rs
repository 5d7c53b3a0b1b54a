//! Names in, mentions out: each block of `tests/names/*.txt` is a text and every mention that it must yield.
//!
//! A block's first line is the text (`\n` for a line feed), the lines below are its mentions, kind first. `ISNAD_UPDATE=1`
//! rewrites them; the difference is what gets reviewed.

mod common;

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use isnad_extract::Extractor;
use isnad_model::Article;

/// Checks every block of one language's file.
fn check_file(lang: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/names/{lang}.txt"));
    let source = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let extractor =
        Extractor::new(Arc::new(common::starter_names())).unwrap_or_else(|error| panic!("{error}"));
    let mut found = String::new();
    let blocks = source.split("\n\n").map(str::trim);
    for block in blocks.filter(|block| !block.is_empty()) {
        let text = block.lines().next().unwrap_or_default();
        let mut article = Article::new("test", text.replace("\\n", "\n"));
        article.lang = lang.to_owned();
        article.publisher = Some("Daily".to_owned());
        article.date = "2023-05-18".parse().ok();
        let mut lines = vec![text.to_owned()];
        for mention in extractor.extract(&article).mentions {
            lines.push(format!("  {}: {}", mention.kind.as_str(), mention.text));
        }
        let _ = write!(found, "{}\n\n", lines.join("\n"));
    }
    if std::env::var_os("ISNAD_UPDATE").is_some() {
        std::fs::write(&path, &found).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        return;
    }
    for (expected, found) in source.trim().split("\n\n").zip(found.split("\n\n")) {
        assert_eq!(expected.trim(), found);
    }
}

#[test]
fn arabic_names() {
    check_file("ar");
}

#[test]
fn english_names() {
    check_file("en");
}
