//! Article: a Markdown or plain-text file with its front matter, and the prose of other pages.

use isnad_model::{Article, BodyEvent, BodyTag, Config, Publish, Severity, SourceFormat};
use isnad_text::{ScalarIndex, Span};

use crate::body::Body;
use crate::common::{fields_of, one_line, read_id, read_word, shown_path};
use crate::fields::{Fields, is_language, shorten};
use crate::findings::Findings;
use crate::language::detect_language;
use crate::{Parsed, front_matter, markdown, plain};

/// The keys of an article's front matter.
const KEYS: [&str; 13] = [
    "id",
    "title",
    "publisher",
    "date",
    "lang",
    "url",
    "archive_url",
    "authors",
    "topics",
    "draft",
    "aliases",
    "cites",
    "publish",
];

/// The words of `publish`.
pub(crate) const PUBLISH: [(&str, Publish); 3] = [
    ("full", Publish::Full),
    ("excerpts", Publish::Excerpts),
    ("metadata", Publish::Metadata),
];

/// Reads an article from the text of the file at `path` (below the content folder, with `/`).
///
/// A `.txt` file is plain text, anything else Markdown. Whatever is wrong with it, it is still an article: a key that cannot
/// be read is absent, a front matter that cannot be read leaves the body, a file over the size cap has no text.
pub fn parse_article(path: &str, source: &str, config: &Config) -> Parsed<Article> {
    let mut findings = Findings::new(shown_path(path, config), source);
    let article = read_article(path, config, &mut findings);
    Parsed {
        value: article,
        diagnostics: findings.finish(),
    }
}

fn read_article(path: &str, config: &Config, findings: &mut Findings<'_>) -> Article {
    if is_too_large(config, findings) {
        let mut article = Article::new(read_id(&mut fields_of(None), path, "article", findings), "");
        article.path = path.to_owned();
        return article;
    }
    let parts = front_matter::split(findings, &config.limits);
    let mut fields = fields_of(parts.table);
    let id = read_id(&mut fields, path, "article", findings);
    let mut article = body(id, path, parts.body, config, findings);
    article.title = fields
        .string("title", findings)
        .map(|title| one_line(&title))
        .or(article.title);
    article.publisher = fields.string("publisher", findings).map(|name| one_line(&name));
    article.date = fields.date("date", findings);
    article.url = fields.address("url", findings);
    article.archive_url = fields.address("archive_url", findings);
    article.authors = fields
        .strings("authors", findings)
        .iter()
        .map(|name| one_line(name))
        .collect();
    article.topics = fields
        .strings("topics", findings)
        .iter()
        .map(|name| one_line(name))
        .collect();
    article.draft = fields.flag("draft", findings).unwrap_or(false);
    article.aliases = read_aliases(&mut fields, findings);
    article.publish = read_word(&mut fields, "publish", "unknown-value", &PUBLISH, findings);
    article.lang = read_language(&mut fields, &article, findings);
    fields.finish(&KEYS, findings);
    article
}

/// Reports a file over the cap.
pub(crate) fn is_too_large(config: &Config, findings: &mut Findings<'_>) -> bool {
    let is_large = findings.source().len() > config.limits.article_bytes;
    if is_large {
        findings.add(
            Severity::Error,
            "too-large",
            None,
            // Not the size: who reads the file may have stopped at the cap.
            format!("the file has more than {} bytes", config.limits.article_bytes),
            "split the file, or raise `limits.article_bytes` in isnad.toml",
        );
    }
    is_large
}

/// The article that consists of the body from byte `start` of the file on.
fn body(id: String, path: &str, start: usize, config: &Config, findings: &mut Findings<'_>) -> Article {
    let is_plain = path.to_ascii_lowercase().ends_with(".txt");
    let body = if is_plain {
        plain::parse(&findings.source()[start..], &config.limits)
    } else {
        markdown::parse(path, start, &config.limits, findings)
    };
    report_caps(&body, config, findings);
    let title = if is_plain {
        plain::title(&body.text).map(one_line)
    } else {
        first_heading(&body)
    };
    Article {
        path: path.to_owned(),
        format: if is_plain {
            SourceFormat::Plain
        } else {
            SourceFormat::Markdown
        },
        title,
        body: body.events,
        links: body.links,
        heading_ids: body.heading_ids,
        ..Article::new(id, body.text)
    }
}

/// The prose of a page that is no article: it carries the page's id.
pub(crate) fn prose(
    id: &str,
    path: &str,
    start: usize,
    fields: &mut Fields,
    config: &Config,
    findings: &mut Findings<'_>,
) -> Article {
    let mut article = body(id.to_owned(), path, start, config, findings);
    article.title = None;
    article.lang = read_language(fields, &article, findings);
    article
}

fn report_caps(body: &Body, config: &Config, findings: &mut Findings<'_>) {
    if body.flattened {
        findings.add(
            Severity::Warning,
            "too-deep",
            None,
            format!(
                "elements nested more than {} deep are shown flat",
                config.limits.depth
            ),
            "nest less, or raise `limits.depth` in isnad.toml",
        );
    }
    if body.overflowed {
        findings.add(
            Severity::Warning,
            "too-large",
            None,
            format!(
                "the body has more than {} elements; the rest is shown as plain text",
                config.limits.events
            ),
            "split the file, or raise `limits.events` in isnad.toml",
        );
    }
}

/// The words of the level-one heading that a Markdown body begins with.
fn first_heading(body: &Body) -> Option<String> {
    if body.events.first() != Some(&BodyEvent::Start(BodyTag::Heading(1))) {
        return None;
    }
    let mut depth = 0usize;
    let mut end = 0;
    for event in &body.events {
        match event {
            BodyEvent::Start(_) => depth += 1,
            BodyEvent::End => depth -= 1,
            BodyEvent::Text(span) => end = span.end,
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    let title = one_line(ScalarIndex::new(&body.text).slice(Span::new(0, end)));
    (!title.is_empty()).then_some(title)
}

/// The declared language, or the one that the text or else the title shows.
fn read_language(fields: &mut Fields, article: &Article, findings: &mut Findings<'_>) -> String {
    if let Some((lang, range)) = fields.text("lang", findings) {
        if is_language(&lang) {
            return lang;
        }
        let message = format!("`{}` is no language tag", shorten(&lang));
        findings.error(
            "bad-language",
            range,
            message,
            "write a BCP 47 tag such as `ar`, `en` or `pt-BR`",
        );
    }
    language_of(article)
}

/// The language that an article's text, or else its title, shows.
pub(crate) fn language_of(article: &Article) -> String {
    match (detect_language(&article.text), &article.title) {
        (lang, Some(title)) if lang == "und" => detect_language(title),
        (lang, _) => lang,
    }
}

/// Old ids and paths; only such as can stand below the site's own folder.
fn read_aliases(fields: &mut Fields, findings: &mut Findings<'_>) -> Vec<String> {
    let Some(node) = fields.take("aliases") else {
        return Vec::new();
    };
    let range = node.range.clone();
    let aliases = crate::fields::strings_of("aliases", node, findings);
    let (good, bad): (Vec<String>, Vec<String>) = aliases.into_iter().partition(|alias| is_site_path(alias));
    for alias in bad {
        findings.error(
            "bad-alias",
            range.clone(),
            format!("`{}` is no old id or path of the site", shorten(&alias)),
            "write an id, or a path such as `ar/articles/old-name` without `..`",
        );
    }
    good.into_iter()
        .map(|alias| alias.trim_start_matches('/').to_owned())
        .collect()
}

fn is_site_path(alias: &str) -> bool {
    let path = alias.strip_prefix('/').unwrap_or(alias);
    let path = path.strip_suffix('/').unwrap_or(path);
    path.len() <= 200
        && !path.contains(|c: char| c.is_control() || matches!(c, '\\' | ':' | '?' | '#'))
        && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}
