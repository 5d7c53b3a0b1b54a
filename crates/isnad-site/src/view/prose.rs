//! Prose: what an author's page says in its own words.

use isnad_model::Article;
use serde::Serialize;

use super::article::Links;
use crate::{
    body::write_blocks,
    marks::{MarkedText, View},
    phrase::{Phrase, direction},
    reader::Reader,
};

/// A page's prose in its own language.
#[derive(Serialize)]
pub struct Prose {
    /// Safe markup of each block.
    blocks: Vec<Html>,
    lang: String,
    dir: &'static str,
    language: Phrase,
}

#[derive(Serialize)]
struct Html {
    html: String,
}

/// The prose of a page, where there is any.
pub fn prose(reader: &Reader<'_>, text: &Article) -> Option<Prose> {
    if text.text.trim().is_empty() {
        return None;
    }
    let mut marked = MarkedText::new(&text.text, Vec::new());
    marked.settle();
    let blocks = write_blocks(text, &marked, View::Quoted, &Links(reader))
        .into_iter()
        .map(|block| Html { html: block.html })
        .collect();
    Some(Prose {
        blocks,
        lang: text.lang.clone(),
        dir: direction(&text.lang),
        language: reader.language_note(&text.lang),
    })
}
