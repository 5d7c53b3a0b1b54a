//! Json: articles as JSON Lines, the input of `isnad extract`.

use isnad_model::{Article, Diagnostic, Limits, Position, Severity, SourceFormat, id};
use serde_json::{Map, Value};

use crate::article::language_of;
use crate::common::one_line;
use crate::fields::{DATE_REMEDY, is_language, parse_date, shorten};
use crate::link::web_address;
use crate::{Parsed, plain};

/// How the input is called in diagnostics.
const INPUT: &str = "standard input";

/// Reads the article on line `number` (from 1) of JSON Lines; a blank line is none.
///
/// `text` is kept exactly as given, and so is `id`, since whoever reads the records joins them by it.
pub fn parse_json_line(number: usize, line: &str) -> Parsed<Option<Article>> {
    let mut reader = Reader {
        number: number.min(u32::MAX as usize) as u32,
        line,
        diagnostics: Vec::new(),
    };
    let value = reader.read();
    Parsed {
        value,
        diagnostics: reader.diagnostics,
    }
}

struct Reader<'a> {
    number: u32,
    line: &'a str,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn read(&mut self) -> Option<Article> {
        let line = self.line.strip_prefix('\u{FEFF}').unwrap_or(self.line);
        if line.trim().is_empty() {
            return None;
        }
        let mut object = match serde_json::from_str::<Map<String, Value>>(line) {
            Ok(object) => object,
            Err(error) => {
                let byte = error.column().saturating_sub(1) + (self.line.len() - line.len());
                let reason = error.to_string();
                let reason = reason.split(" at line ").next().unwrap_or_default();
                self.report(
                    Severity::Error,
                    "bad-json",
                    byte,
                    format!("this is no JSON object: {reason}"),
                    EXAMPLE,
                );
                return None;
            }
        };
        let Some(Value::String(text)) = object.remove("text") else {
            self.report(
                Severity::Error,
                "missing-text",
                0,
                "the article has no `text`".to_owned(),
                EXAMPLE,
            );
            return None;
        };
        Some(self.article(&mut object, text))
    }

    fn article(&mut self, object: &mut Map<String, Value>, text: String) -> Article {
        let id = self.id(object, &text);
        let body = plain::parse(&text, &Limits::default());
        let mut article = Article {
            format: SourceFormat::Json,
            title: self.text(object, "title").map(|title| one_line(&title)),
            publisher: self.text(object, "publisher").map(|name| one_line(&name)),
            body: body.events,
            ..Article::new(id, text)
        };
        if let Some(date) = self.text(object, "date") {
            match parse_date(&date) {
                Ok(date) => article.date = Some(date),
                Err(message) => self.report_value("bad-date", "date", message, DATE_REMEDY),
            }
        }
        if let Some(url) = self.text(object, "url") {
            article.url = web_address(&url);
            if article.url.is_none() {
                let message = format!("`{}` is no web address", shorten(&url));
                self.report_value(
                    "bad-url",
                    "url",
                    message,
                    "write the whole address, from `https://` on",
                );
            }
        }
        let lang = self.text(object, "lang");
        article.lang = lang
            .clone()
            .filter(|lang| is_language(lang))
            .unwrap_or_else(|| language_of(&article));
        if let Some(lang) = lang.filter(|lang| !is_language(lang)) {
            let message = format!("`{}` is no language tag", shorten(&lang));
            self.report_value(
                "bad-language",
                "lang",
                message,
                "write a BCP 47 tag such as `ar`, `en` or `pt-BR`",
            );
        }
        article
    }

    fn id(&mut self, object: &mut Map<String, Value>, text: &str) -> String {
        self.text(object, "id").unwrap_or_else(|| {
            let id = format!("article-{:08x}", id::fingerprint(text));
            let message = format!("the article has no `id` and is called `{id}`");
            self.report(Severity::Warning, "missing-id", 0, message, EXAMPLE);
            id
        })
    }

    /// The text of a key; a number counts as the text that it is written as, null as absent.
    fn text(&mut self, object: &mut Map<String, Value>, key: &str) -> Option<String> {
        match object.remove(key)? {
            Value::String(text) => Some(text).filter(|text| !text.is_empty()),
            Value::Number(number) => Some(number.to_string()),
            Value::Null => None,
            _ => {
                self.report_value("wrong-type", key, format!("`{key}` should be a text"), EXAMPLE);
                None
            }
        }
    }

    fn report_value(&mut self, id: &str, key: &str, message: String, remedy: &str) {
        let byte = self.line.find(&format!("\"{key}\"")).unwrap_or(0);
        self.report(Severity::Error, id, byte, message, remedy);
    }

    fn report(&mut self, severity: Severity, id: &str, byte: usize, message: String, remedy: &str) {
        let mut diagnostic = Diagnostic::new(INPUT, severity, id, message).remedy(remedy);
        let at = Position::of(self.line, byte, byte);
        diagnostic.position = Some(Position {
            line: self.number,
            ..at
        });
        self.diagnostics.push(diagnostic);
    }
}

const EXAMPLE: &str = "write one article a line: `{\"id\": \"…\", \"text\": \"…\", \"date\": \"2021-07-06\", \"publisher\": \"…\"}`";
