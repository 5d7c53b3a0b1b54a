//! What the tests share: an outline of a body, findings as lines, and the invariants of an article.

// Every test file uses another part of this.
#![allow(dead_code)]

use isnad_model::{Article, BodyEvent, BodyTag, Config, Diagnostic, LinkKind};
use isnad_parse::{Page, Parsed, parse_article, parse_page};
use isnad_text::ScalarIndex;

/// An article from the file `articles/2021/a.md`.
pub fn article(source: &str) -> Parsed<Article> {
    parse_article("articles/2021/a.md", source, &Config::default())
}

/// The page that the file `path` holds.
pub fn page(path: &str, source: &str) -> (Page, Vec<String>) {
    let parsed = parse_page(path, source.as_bytes(), &Config::default());
    (parsed.value.expect("small enough"), lines(&parsed.diagnostics))
}

/// `path:line:column severity id: message (remedy)`, one finding each.
pub fn lines(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics
        .iter()
        .map(|finding| {
            let place = finding
                .position
                .map_or(String::new(), |at| format!(":{}:{}", at.line, at.column));
            let remedy = finding.remedy.as_deref().unwrap_or_default();
            format!(
                "{}{place} {} {}: {} ({remedy})",
                finding.path,
                finding.severity.as_str(),
                finding.id,
                finding.message
            )
        })
        .collect()
}

/// The body as tags around its text.
pub fn outline(article: &Article) -> String {
    let index = ScalarIndex::new(&article.text);
    let mut out = String::new();
    let mut open = Vec::new();
    for event in &article.body {
        match event {
            BodyEvent::Start(tag) => {
                let name = name(tag, article);
                out.push_str(&format!("<{name}>"));
                open.push(name);
            }
            BodyEvent::End => {
                let name = open.pop().expect("an element is open");
                out.push_str(&format!("</{}>", name.split(' ').next().unwrap_or_default()));
            }
            BodyEvent::Text(span) => out.push_str(index.slice(*span)),
            BodyEvent::Break => out.push_str("<br>"),
            BodyEvent::Rule => out.push_str("<hr>"),
            BodyEvent::Html(html) => panic!("raw HTML: {html}"),
        }
    }
    out
}

fn name(tag: &BodyTag, article: &Article) -> String {
    match tag {
        BodyTag::Paragraph => "p".into(),
        BodyTag::Heading(level) => format!("h{level}"),
        BodyTag::BlockQuote => "quote".into(),
        BodyTag::List(None) => "ul".into(),
        BodyTag::List(Some(first)) => format!("ol {first}"),
        BodyTag::Item => "li".into(),
        BodyTag::CodeBlock => "pre".into(),
        BodyTag::Table => "table".into(),
        BodyTag::Row => "tr".into(),
        BodyTag::Cell(true) => "th".into(),
        BodyTag::Cell(false) => "td".into(),
        BodyTag::Emphasis => "em".into(),
        BodyTag::Strong => "b".into(),
        BodyTag::Strike => "s".into(),
        BodyTag::Code => "code".into(),
        BodyTag::Link(index) => match &article.links[*index as usize].kind {
            LinkKind::Wiki { of, target, heading } => {
                let of = of.as_ref().map_or(String::new(), |of| format!("{of}:"));
                let heading = heading
                    .as_ref()
                    .map_or(String::new(), |heading| format!("#{heading}"));
                format!("wiki {of}{target}{heading}")
            }
            LinkKind::File { path, heading } => {
                format!(
                    "file {path}{}",
                    heading
                        .as_ref()
                        .map_or(String::new(), |heading| format!("#{heading}"))
                )
            }
            LinkKind::External { url } => format!("a {url}"),
        },
    }
}

/// Panics unless every span lies within the text, every element is closed, text events run forward, and links and headings
/// are counted right.
pub fn check(article: &Article) {
    let index = ScalarIndex::new(&article.text);
    let (mut depth, mut at, mut headings) = (0usize, 0u32, 0usize);
    for event in &article.body {
        match event {
            BodyEvent::Start(tag) => {
                depth += 1;
                headings += usize::from(matches!(tag, BodyTag::Heading(_)));
                if let BodyTag::Link(link) = tag {
                    assert!((*link as usize) < article.links.len());
                }
            }
            BodyEvent::End => depth = depth.checked_sub(1).expect("an element is open"),
            BodyEvent::Text(span) => {
                assert!(
                    at <= span.start && span.start < span.end && span.end <= index.len(),
                    "{span:?}"
                );
                at = span.end;
            }
            BodyEvent::Html(html) => panic!("raw HTML: {html}"),
            BodyEvent::Break | BodyEvent::Rule => {}
        }
    }
    assert_eq!(depth, 0);
    assert_eq!(headings, article.heading_ids.len());
    for link in &article.links {
        assert!(link.span.end <= index.len());
        if let LinkKind::External { url } = &link.kind {
            let lower = url.to_ascii_lowercase();
            assert!(
                ["http://", "https://", "mailto:"]
                    .iter()
                    .any(|scheme| lower.starts_with(scheme)),
                "{url}"
            );
        }
    }
    let mut ids = article.heading_ids.clone();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), article.heading_ids.len());
    assert!(isnad_model::id::is_valid(&article.id), "{}", article.id);
}
