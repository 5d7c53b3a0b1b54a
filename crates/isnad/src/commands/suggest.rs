//! `isnad suggest`: names without a page, and persons that may be one, each with its evidence; nothing is changed.

use std::{collections::BTreeSet, fmt::Write};

use anyhow::Result;

use crate::{
    cli::{Format, Global, Suggest},
    commands::Outcome,
    console::{self, Console},
    project::Project,
    suggest::{self, Evidence, Found, Pair, Suggestions},
};

/// Runs the verb.
pub fn run(flags: &Suggest, global: &Global, console: &Console) -> Result<Outcome> {
    let project = Project::open(global, console)?;
    let built_in: BTreeSet<&str> = isnad_gazetteer::entities()
        .iter()
        .map(|it| it.id.as_str())
        .collect();
    let suggestions = suggest::suggest(project.corpus.graph(), &built_in);
    let text = match flags.format {
        Format::Json => format!("{:#}\n", serde_json::to_value(&suggestions)?),
        Format::Human => draw(&suggestions, &project.config.content),
    };
    console::print(&text)?;
    Ok(Outcome::Fine)
}

fn draw(suggestions: &Suggestions, content: &str) -> String {
    let mut text = format!("{} without a page\n", count(suggestions.entities.len(), "name"));
    for found in &suggestions.entities {
        draw_found(&mut text, found, content);
    }
    writeln!(
        text,
        "\n{} of persons that may be one; to join them, make one an alias on the other's page",
        count(suggestions.pairs.len(), "pair")
    )
    .ok();
    for pair in &suggestions.pairs {
        draw_pair(&mut text, pair);
    }
    // Names and sentences come from articles: they must not steer the terminal.
    text.chars().filter(|&c| c == '\n' || !c.is_control()).collect()
}

fn draw_found(text: &mut String, found: &Found, content: &str) {
    writeln!(
        text,
        "\n{}: {}, named in {}",
        found.name,
        found.kind.as_str(),
        count(found.articles, "article")
    )
    .ok();
    found
        .evidence
        .iter()
        .for_each(|evidence| draw_evidence(text, evidence));
    writeln!(text, "  {content}/{}", found.path).ok();
    for line in found.page.lines() {
        writeln!(text, "    {line}").ok();
    }
}

fn draw_pair(text: &mut String, pair: &Pair) {
    let [one, other] = &pair.names;
    writeln!(text, "\n{one} = {other} ? [{}, {}]", pair.ids[0], pair.ids[1]).ok();
    if !pair.company.is_empty() {
        writeln!(text, "  both beside: {}", pair.company.join(", ")).ok();
    }
    if !pair.titles.is_empty() {
        writeln!(text, "  both after the words: {}", pair.titles.join(", ")).ok();
    }
    if pair.together > 0 {
        writeln!(
            text,
            "  but named together in {}",
            count(pair.together, "article")
        )
        .ok();
    }
    pair.evidence
        .iter()
        .for_each(|evidence| draw_evidence(text, evidence));
}

fn draw_evidence(text: &mut String, evidence: &Evidence) {
    writeln!(text, "  {}: {}", evidence.article, evidence.sentence).ok();
}

fn count(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}
