//! Reads articles as JSON Lines on standard input and prints the dates their texts tell, one a line.

use std::io::{BufRead, Write};
use std::sync::Arc;

use isnad_extract::{Extractor, KnownNames};
use isnad_model::Article;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let extractor = Extractor::new(Arc::new(KnownNames::new([])))?;
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        let field = |name: &str| value[name].as_str().map(str::to_owned);
        let mut article = Article::new(field("id").unwrap_or_default(), field("text").unwrap_or_default());
        article.date = field("date").and_then(|date| date.parse().ok());
        article.lang = field("lang").unwrap_or_default();
        let dates = extractor.dates(&article);
        let dates: Vec<_> = dates
            .iter()
            .map(|date| {
                let edtf = date.edtf.map(|edtf| edtf.to_string());
                serde_json::json!({"start": date.span.start, "end": date.span.end, "edtf": edtf, "vague": date.vague})
            })
            .collect();
        writeln!(out, "{}", serde_json::json!({"id": article.id, "dates": dates}))?;
    }
    Ok(())
}
