//! `isnad export`: the graph in another program's format.

use std::{
    fs,
    io::{self, BufWriter, Write},
};

use anyhow::{Context, Result, bail};
use isnad_export::{Filter, NodeKind};
use isnad_model::Edtf;

use crate::{
    cli::{Export, ExportFormat, Global},
    commands::{Outcome, tell_findings},
    console::Console,
    project::Project,
};

/// Runs the verb.
pub fn run(flags: &Export, global: &Global, console: &Console) -> Result<Outcome> {
    let project = Project::open(global, console)?;
    let tally = tell_findings(&project, console);
    let filter = filter(flags, &project)?;
    match &flags.file {
        Some(path) => {
            let file = fs::File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
            write(flags.format, &project, &filter, BufWriter::new(file))
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
        None => write(
            flags.format,
            &project,
            &filter,
            BufWriter::new(io::stdout().lock()),
        )?,
    }
    Ok(Outcome::of(tally))
}

fn write(format: ExportFormat, project: &Project, filter: &Filter, mut out: impl Write) -> Result<()> {
    let graph = project.corpus.graph();
    match format {
        ExportFormat::Dot => isnad_export::dot(graph, filter, &mut out)?,
        ExportFormat::Json => isnad_export::json(graph, filter, &mut out)?,
    }
    out.flush()?;
    Ok(())
}

fn filter(flags: &Export, project: &Project) -> Result<Filter> {
    let date = |flag: &str, text: &Option<String>| -> Result<Option<Edtf>> {
        text.as_ref()
            .map(|text| {
                text.parse()
                    .with_context(|| format!("--{flag} needs a date such as 2021-07"))
            })
            .transpose()
    };
    let mut filter = Filter {
        around: flags.around.clone(),
        hops: flags.hops,
        from: date("from", &flags.from)?,
        to: date("to", &flags.to)?,
        lang: flags
            .lang
            .clone()
            .unwrap_or_else(|| project.config.default_language.clone()),
        ..Filter::default()
    };
    for word in &flags.kind {
        match NodeKind::parse(word) {
            Some(kind) => filter.kinds.insert(kind),
            None => bail!("--kind takes actor, place, meeting, claim, article or topic, not `{word}`"),
        };
    }
    Ok(filter)
}
