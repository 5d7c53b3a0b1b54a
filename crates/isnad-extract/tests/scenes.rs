//! Arabic meetings, sentence by sentence: each block of `tests/sentences/ar-meetings.txt` is a text of Wednesday, 13 March 2024,
//! and the meetings that it tells. `ISNAD_UPDATE=1` rewrites them; the difference is what gets reviewed.

mod common;

use std::path::Path;
use std::sync::Arc;

use isnad_extract::Extractor;
use isnad_model::{Article, MeetingReport};

fn line(meeting: &MeetingReport) -> String {
    let names: Vec<&str> = meeting.participants.iter().map(|it| it.name.as_str()).collect();
    let place = meeting
        .place
        .as_ref()
        .map_or(String::new(), |place| format!(" in {}", place.name));
    let date = meeting
        .date
        .as_ref()
        .map_or(String::new(), |date| format!(" on {}", date.edtf));
    format!(
        "  {}: {}{place}{date}",
        meeting.status.as_str(),
        names.join(" + ")
    )
}

#[test]
fn arabic_meetings() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sentences/ar-meetings.txt");
    let source = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let extractor =
        Extractor::new(Arc::new(common::starter_names())).unwrap_or_else(|error| panic!("{error}"));
    let mut found = String::new();
    for block in source
        .split("\n\n")
        .map(str::trim_end)
        .filter(|block| !block.is_empty())
    {
        let text = block.lines().next().unwrap_or_default();
        let mut article = Article::new("test", text.replace("\\n", "\n"));
        article.lang = "ar".to_owned();
        article.publisher = Some("Daily".to_owned());
        article.date = "2024-03-13".parse().ok();
        let meetings = extractor.extract(&article).meetings;
        let lines: Vec<String> = meetings.iter().map(line).collect();
        let told = if lines.is_empty() {
            "  nothing".to_owned()
        } else {
            lines.join("\n")
        };
        found.push_str(&format!("{text}\n{told}\n\n"));
    }
    if std::env::var_os("ISNAD_UPDATE").is_some() {
        std::fs::write(&path, &found).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        return;
    }
    for (expected, found) in source.split("\n\n").zip(found.split("\n\n")) {
        assert_eq!(expected.trim_end(), found.trim_end());
    }
}
