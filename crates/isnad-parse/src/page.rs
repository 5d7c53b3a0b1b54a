//! Page: one file of the content folder, read as what its folder and extension say that it is.

use std::borrow::Cow;

use isnad_model::{
    Article, Config, CuratedClaim, CuratedMeeting, Diagnostic, Entity, EntityKind, Judgements, Severity,
    Topic,
};

use crate::article::{is_too_large, parse_article};
use crate::common::{shown_path, stem};
use crate::fields::suggestion;
use crate::findings::Findings;
use crate::{Parsed, curated, entity, judgements};

/// What a file of the content folder is.
#[derive(Clone, Debug, PartialEq)]
pub enum Page {
    /// A file of `articles/`.
    Article(Article),
    /// A file of `actors/` or `places/`.
    Entity(Entity),
    /// A file of `meetings/`.
    Meeting(CuratedMeeting),
    /// A file of `claims/`.
    Claim(CuratedClaim),
    /// A file of `topics/`.
    Topic(Topic),
    /// A file of `judgements/`.
    Judgements(Judgements),
    /// No page: a read-me, a hidden file, another folder or extension.
    Ignored,
}

const FOLDERS: [&str; 7] = [
    "articles", "actors", "places", "topics", "meetings", "claims", JUDGEMENTS,
];
/// The one folder whose files are no pages but TOML.
const JUDGEMENTS: &str = "judgements";

/// Reads the file at `path` (below the content folder, with `/`) as what its folder says; `None` when it is too large.
///
/// Bytes that are no UTF-8 are read as U+FFFD after an error; positions then count the text so read.
pub fn parse_page(path: &str, source: &[u8], config: &Config) -> Parsed<Option<Page>> {
    let shown = shown_path(path, config);
    let Some((folder, _)) = path.split_once('/').filter(|_| is_page_name(path)) else {
        return Parsed {
            value: Some(Page::Ignored),
            diagnostics: Vec::new(),
        };
    };
    if !FOLDERS.contains(&folder) {
        let diagnostic = Diagnostic::new(
            &shown,
            Severity::Warning,
            "unknown-folder",
            format!("files of `{}` are not read", crate::fields::shorten(folder)),
        )
        .remedy(suggestion(folder, &FOLDERS));
        return Parsed {
            value: Some(Page::Ignored),
            diagnostics: vec![diagnostic],
        };
    }
    // Before the bytes are decoded, so that a huge file of another kind costs nothing.
    if source.len() > config.limits.article_bytes {
        // Not the size: who reads the file may have stopped at the cap.
        let message = format!("the file has more than {} bytes", config.limits.article_bytes);
        let diagnostic = Diagnostic::new(&shown, Severity::Error, "too-large", message)
            .remedy("split the file, or raise `limits.article_bytes` in isnad.toml");
        return Parsed {
            value: None,
            diagnostics: vec![diagnostic],
        };
    }
    let (text, encoding) = decode(&shown, source);
    let mut parsed = read(folder, path, &text, &shown, config);
    parsed.diagnostics.splice(0..0, encoding);
    Parsed {
        value: Some(parsed.value),
        diagnostics: parsed.diagnostics,
    }
}

fn read(folder: &str, path: &str, text: &str, shown: &str, config: &Config) -> Parsed<Page> {
    if folder == "articles" {
        let Parsed { value, diagnostics } = parse_article(path, text, config);
        return Parsed {
            value: Page::Article(value),
            diagnostics,
        };
    }
    let mut findings = Findings::new(shown, text);
    let page = if is_too_large(config, &mut findings) {
        Page::Ignored
    } else {
        match folder {
            "actors" => Page::Entity(entity::read(path, None, config, &mut findings)),
            "places" => Page::Entity(entity::read(path, Some(EntityKind::Place), config, &mut findings)),
            "topics" => Page::Topic(curated::read_topic(path, config, &mut findings)),
            "meetings" => Page::Meeting(curated::read_meeting(path, config, &mut findings)),
            JUDGEMENTS => Page::Judgements(judgements::read(&mut findings)),
            _ => Page::Claim(curated::read_claim(path, config, &mut findings)),
        }
    };
    Parsed {
        value: page,
        diagnostics: findings.finish(),
    }
}

/// Whether a file can be a page: Markdown or plain text (judgements: TOML), not hidden, no editor's copy, no read-me.
fn is_page_name(path: &str) -> bool {
    let is_hidden = path.split('/').any(|part| part.starts_with(['.', '_', '#']));
    let lower = path.to_ascii_lowercase();
    let extensions: &[&str] = if path.split('/').next() == Some(JUDGEMENTS) {
        &[".toml"]
    } else {
        &[".md", ".markdown", ".txt"]
    };
    let is_text = extensions.iter().any(|extension| lower.ends_with(extension));
    is_text && !is_hidden && !stem(path).is_empty() && !stem(path).eq_ignore_ascii_case("readme")
}

/// The text of the bytes, and an error when they are no UTF-8.
fn decode<'a>(shown: &str, source: &'a [u8]) -> (Cow<'a, str>, Option<Diagnostic>) {
    let text = String::from_utf8_lossy(source);
    let Err(error) = std::str::from_utf8(source) else {
        return (text, None);
    };
    let at = error.valid_up_to();
    let remedy = match source {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "save the file as UTF-8; it seems to be UTF-16",
        _ => "save the file as UTF-8",
    };
    let diagnostic = Diagnostic::new(
        shown,
        Severity::Error,
        "not-utf8",
        format!("byte {at} (0x{:02X}) is no UTF-8, and is read as �", source[at]),
    )
    .at(&text, at, at + '\u{FFFD}'.len_utf8())
    .remedy(remedy);
    (text, Some(diagnostic))
}
