//! Source text (Markdown, plain text, JSON Lines, entity pages, configuration) to the model, with diagnostics.
//!
//! Everything here is pure and total: bytes in, a value and [`Diagnostic`]s out, whatever the bytes are. Bad input costs as
//! little as possible: a wrong key only itself, a front matter that cannot be read only its keys. Offsets in diagnostics
//! count the file's bytes; spans of an article count scalar values of [`isnad_model::Article::text`].

mod article;
mod body;
mod common;
mod config;
mod curated;
mod entity;
mod extractors;
mod fields;
mod findings;
mod front_matter;
mod html;
mod json;
mod judgements;
mod language;
mod link;
mod markdown;
mod page;
mod plain;
mod value;

use isnad_model::Diagnostic;

pub use article::parse_article;
pub use config::parse_config;
pub use fields::nearest_key;
pub use json::parse_json_line;
pub use language::detect_language;
pub use page::{Page, parse_page};

/// What was read, and what is to say about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed<T> {
    /// The value, as good as the source allows.
    pub value: T,
    /// Findings in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}
