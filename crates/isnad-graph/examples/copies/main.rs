//! Copies: how many edited copies of real articles are found, by kind of edit, and how long it takes to look for them.
//!
//! `copies edits FILE…` copies every article of the files (JSON Lines with `id`, `lang`, `text`) in each of several ways and prints
//! precision and recall; the others of its language lend the words. `copies time FILE` prints seconds for half of a file's articles
//! and for all of them.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "an example talks to the person who runs it"
)]

mod edits;

use std::{error::Error, fs, sync::Arc, time::Instant};

use isnad_graph::{Contribution, ContributionKind, KnowledgeGraph, Settings};
use isnad_model::{Article, Record};

use self::edits::{Edit, Random};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.split_first() {
        Some((what, files)) if what == "edits" && !files.is_empty() => edits_of(&read(files)?),
        Some((what, files)) if what == "time" && !files.is_empty() => time(&read(files)?),
        _ => return Err("copies edits FILE… | copies time FILE…".into()),
    }
    Ok(())
}

fn read(files: &[String]) -> Result<Vec<Article>> {
    let mut articles = Vec::new();
    for file in files {
        for line in fs::read_to_string(file)?.lines().filter(|line| !line.is_empty()) {
            let value: serde_json::Value = serde_json::from_str(line)?;
            let field = |name: &str| value[name].as_str().unwrap_or_default();
            let mut article = Article::new(field("id"), field("text"));
            field("lang").clone_into(&mut article.lang);
            article.date = field("date").parse().ok();
            articles.push(article);
        }
    }
    Ok(articles)
}

/// The graph of articles from which nothing but their texts is known.
fn graph(articles: &[Article]) -> KnowledgeGraph {
    let mut graph = KnowledgeGraph::new(Vec::new(), Settings::default());
    let contributions = articles.iter().map(|article| Contribution {
        file: format!("{}.md", article.id),
        kind: ContributionKind::Article {
            article: Arc::new(article.clone()),
            record: Arc::new(Record {
                id: article.id.clone(),
                lang: article.lang.clone(),
                date: article.date,
                text: article.text.clone(),
                ..Record::default()
            }),
        },
    });
    for contribution in contributions {
        graph.apply(contribution);
    }
    graph.settle();
    graph
}

/// Copies of all articles, the others lending words; the figures of each kind of edit.
fn edits_of(articles: &[Article]) {
    println!(
        "{:<24} {:>7} {:>7} {:>7} {:>7}",
        "edit", "copies", "found", "wrong", "R"
    );
    let (mut right, mut wrong, mut real) = (0, 0, 0);
    for edit in Edit::ALL {
        let mut random = Random::new(edit as u64);
        let mut all: Vec<Article> = articles.to_vec();
        all.extend(articles.iter().filter_map(|article| {
            let lends: Vec<&Article> = articles
                .iter()
                .filter(|it| it.lang == article.lang && it.id != article.id)
                .collect();
            let mut copy = Article::new(
                format!("{}-copy", article.id),
                edit.of(&article.text, &lends, &mut random)?,
            );
            copy.lang.clone_from(&article.lang);
            copy.date = "2030-01-01".parse().ok();
            Some(copy)
        }));
        let graph = graph(&all);
        let (mut found, mut false_ones) = (0, 0);
        for node in graph.articles() {
            let Some(copy) = &node.copy_of else { continue };
            let told = node.article.id.strip_suffix("-copy") == Some(copy.article.as_str());
            found += usize::from(told && edit.is_copy());
            false_ones += usize::from(!told || !edit.is_copy());
        }
        let copies = if edit.is_copy() {
            all.len() - articles.len()
        } else {
            0
        };
        let recall = if copies > 0 {
            format!("{:.3}", found as f64 / copies as f64)
        } else {
            "-".to_owned()
        };
        println!(
            "{:<24} {copies:>7} {found:>7} {false_ones:>7} {recall:>7}",
            edit.name()
        );
        (right, wrong, real) = (right + found, wrong + false_ones, real + copies);
    }
    let (found, copies) = (right as f64, real as f64);
    println!(
        "all: precision {:.3}, recall {:.3} of {real} copies of {} articles",
        found / (found + wrong as f64).max(1.0),
        found / copies.max(1.0),
        articles.len()
    );
}

/// Seconds for half of the articles and for all.
fn time(articles: &[Article]) {
    for share in [&articles[..articles.len() / 2], articles] {
        let start = Instant::now();
        let graph = graph(share);
        let seconds = start.elapsed().as_secs_f64();
        let copies = graph.articles().filter(|node| node.copy_of.is_some()).count();
        println!(
            "{:>8} articles, {copies:>6} copies, {seconds:>8.2} s",
            share.len()
        );
    }
}
