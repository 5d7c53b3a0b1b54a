//! Remembers every file of a knowledge base; applies a change and redoes only what it touched.
//!
//! It is handed bytes and opens no file. A change goes five steps: parse the changed files, rebuild the known names if a page of
//! an entity changed, extract the articles whose text or known names changed, give the graph what each file contributes,
//! let the graph join again what that touches. The result is that of a clean build, whatever changes led to it.

mod answer;
mod cache;
mod corpus;
mod extraction;
mod file;
mod merge;
mod others;
mod packs;
mod shown;

pub use corpus::{Corpus, Redone, Stats};
pub use file::is_article_path;
pub use isnad_graph::{Changes, KnowledgeGraph};
pub use others::{NoAnswer, OtherExtractor};
