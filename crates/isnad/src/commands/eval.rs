//! `isnad eval`: precision, recall and F1 on annotated articles, with the errors.

use std::{collections::BTreeMap, fs};

use anyhow::{Context, Result, anyhow};
use isnad_eval::By;
use rayon::prelude::*;

use crate::{
    cli::{Breakdown, Eval, Format, Global},
    commands::{Outcome, extract},
    console::{self, Console},
    report,
};

/// Runs the verb.
pub fn run(flags: &Eval, global: &Global, console: &Console) -> Result<Outcome> {
    let path = flags.gold.display();
    let text = fs::read_to_string(&flags.gold).with_context(|| format!("cannot read {path}"))?;
    let gold = isnad_eval::parse(&text).map_err(|error| anyhow!("{path} is no annotated gold: {error}"))?;
    let (mut corpus, _) = extract::names(global, console)?;
    corpus.extractor().context("no language pack can be read")?;
    let lines: Vec<(usize, &str)> = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .collect();
    // A gold line is an input line of `isnad extract` with the annotation beside it.
    let articles = lines
        .par_iter()
        .filter_map(|(at, line)| isnad_parse::parse_json_line(at + 1, line).value)
        .collect();
    let (records, findings) = corpus.records_of(articles);
    if !findings.is_empty() {
        console.warn(report::draw(&findings, &BTreeMap::new(), console));
    }
    let by = flags.by.map(|by| match by {
        Breakdown::Lang => By::Lang,
        Breakdown::Kind => By::Kind,
        Breakdown::Rule => By::Rule,
    });
    let scores = isnad_eval::score(&gold, &records, by);
    match flags.format {
        Format::Json => console::print(&format!("{:#}\n", serde_json::to_value(&scores)?))?,
        Format::Human => {
            console::print(&scores.to_string())?;
            if flags.errors {
                let faults = scores.faults.iter();
                let lines = faults.map(|it| {
                    format!(
                        "{}\t{}\t{}\t{}\t{}\n",
                        it.article, it.measure, it.what, it.rule, it.words
                    )
                });
                console::print(&format!("\n{}", lines.collect::<String>()))?;
            }
        }
    }
    Ok(Outcome::Fine)
}
