//! Reads articles as JSON Lines on standard input and prints their records, with the starter gazetteer.

#[path = "../tests/common/mod.rs"]
mod common;

use std::io::{BufRead, Write};
use std::sync::Arc;

use isnad_extract::Extractor;
use isnad_model::Article;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let extractor = Extractor::new(Arc::new(common::starter_names()))?;
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        let field = |name: &str| value[name].as_str().map(str::to_owned);
        let mut article = Article::new(field("id").unwrap_or_default(), field("text").unwrap_or_default());
        article.title = field("title");
        article.publisher = field("publisher");
        article.date = field("date").and_then(|date| date.parse().ok());
        article.lang = field("lang").unwrap_or_default();
        writeln!(out, "{}", extractor.extract(&article).to_json())?;
    }
    Ok(())
}
