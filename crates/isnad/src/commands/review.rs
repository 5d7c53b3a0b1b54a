//! `isnad review`: walks through what is in doubt, most consequential first, and writes nothing but judgements.

use std::{collections::BTreeSet, io, path::Component};

use anyhow::{Result, bail};

use crate::{
    cli::{Global, Review},
    commands::Outcome,
    console::{self, Console},
    project::Project,
    review::{ledger::Ledger, queue, session::Session},
    shown::{Explainer, printable},
    suggest,
};

/// Runs the verb.
pub fn run(flags: &Review, global: &Global, console: &Console) -> Result<Outcome> {
    let project = Project::open(global, console)?;
    let graph = project.corpus.graph();
    let built_in: BTreeSet<&str> = isnad_gazetteer::entities()
        .iter()
        .map(|it| it.id.as_str())
        .collect();
    let entries = queue::queue(graph, suggest::suggest(graph, &built_in), &flags.only);
    let mut session = Session {
        graph,
        explainer: Explainer::new(project.corpus.extractor()),
        ledger: Ledger::open(&project.content().join(checked(&flags.file)?))?,
        input: io::stdin().lock(),
        output: io::stdout().lock(),
        by: flags.by.clone(),
        on: graph.settings().today,
    };
    if flags.list {
        let total = entries.len();
        let shown = entries.iter().enumerate();
        let shown: String = shown
            .map(|(at, entry)| session.show(&entry.item, total - at - 1))
            .collect();
        drop(session);
        console::print(&printable(&shown))?;
        return Ok(Outcome::Fine);
    }
    let tally = session.run(entries)?;
    console.say(format!(
        "{} decided, {} left; kept in {}/{}",
        tally.decided, tally.left, project.config.content, flags.file
    ));
    Ok(Outcome::Fine)
}

/// A file that the next build will read: `judgements/….toml`, and no way out of the content folder.
fn checked(file: &str) -> Result<&str> {
    let path = std::path::Path::new(file);
    let plain = path.components().all(|part| matches!(part, Component::Normal(_)));
    if !plain || !path.starts_with("judgements") || path.extension().is_none_or(|it| it != "toml") {
        bail!(
            "`{file}` is no file of judgements\n  hint: write `judgements/NAME.toml`; it stands below the content folder"
        );
    }
    Ok(file)
}
