//! `isnad build`: reads the content, renders every page, writes what changed.

use std::time::Instant;

use anyhow::{Result, anyhow};
use rayon::prelude::*;

use crate::{
    cli::{Build, Global},
    commands::{Outcome, tell_findings},
    console::Console,
    output::{Output, Written},
    project::Project,
    website::Website,
};

/// Runs the verb.
pub fn run(flags: &Build, global: &Global, console: &Console) -> Result<Outcome> {
    let start = Instant::now();
    let project = Project::open(global, console)?;
    let theme = project.theme()?;
    let tally = tell_findings(&project, console);
    let folder = project.output(global);
    // The folder is looked at before anything is rendered, so that a refusal comes at once.
    let output = Output::open(&folder, flags.force)?;
    let written = write(&project, &Website::new(&project, &theme), output, console)?;
    console.say(format!(
        "{}: {} pages written, {} unchanged, {} deleted in {:.2} s ({tally})",
        folder.display(),
        written.changed,
        written.unchanged,
        written.deleted,
        start.elapsed().as_secs_f64()
    ));
    Ok(Outcome::of(tally))
}

fn write(project: &Project, website: &Website<'_>, output: Output, console: &Console) -> Result<Written> {
    let mut paths = website.paths();
    let bar = console.progress("writing", paths.len());
    let mut changed = paths
        .par_iter()
        .map(|path| {
            let rendered = website
                .render(path)
                .ok_or_else(|| anyhow!("no page has the path {path}"))??;
            bar.inc(1);
            output.write(path, &rendered.bytes)
        })
        .try_fold(|| 0, |count, written| written.map(|it| count + usize::from(it)))
        .try_reduce(|| 0, |a, b| Ok(a + b))?;
    bar.finish_and_clear();
    for (name, bytes) in project.static_files()? {
        // A page of the site wins over a user's file with its name.
        if paths.insert(name.clone()) {
            changed += usize::from(output.write(&name, &bytes)?);
        }
    }
    Ok(Written {
        changed,
        unchanged: paths.len() - changed,
        deleted: output.finish(&paths)?,
    })
}
