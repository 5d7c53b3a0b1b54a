//! Copies: how many edited copies are found, by kind of edit, and how long it takes to look for them among N and 2N articles.

use anyhow::Result;

use super::Scratch;
use crate::{
    corpus::{self, Plan},
    steps::{cargo, run, step},
};

/// The project's own articles, which are copied with edits.
const ARTICLES: [&str; 2] = ["tests/gold/articles.jsonl", "tests/gold/learned.jsonl"];

/// Prints precision and recall by kind of edit, then seconds.
pub fn bench(articles: usize) -> Result<()> {
    let example = [
        "run",
        "--release",
        "--quiet",
        "--package",
        "isnad-graph",
        "--example",
        "copies",
        "--",
    ];
    step("edited copies of the project's own articles");
    run(cargo().args(example).arg("edits").args(ARTICLES))?;
    step("writing the articles");
    let scratch = Scratch::new()?;
    let lines = scratch.0.join("articles.jsonl");
    corpus::write_lines(&lines, Plan::of(articles * 2))?;
    step("looking for copies");
    run(cargo().args(example).arg("time").arg(&lines))
}
