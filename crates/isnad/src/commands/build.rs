//! `isnad build`: reads the content, renders every page, writes what changed.

use std::{collections::BTreeSet, time::Instant};

use anyhow::Result;
use isnad_site::Site;
use rayon::prelude::*;

use crate::{
    cli::{Build, Global},
    commands::{Outcome, tell_findings},
    console::Console,
    output::{Output, Written},
    project::Project,
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
    let site = Site::new(project.corpus.graph(), &project.config, &theme);
    let written = write(&site, &project, output, console)?;
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

fn write(site: &Site<'_>, project: &Project, output: Output, console: &Console) -> Result<Written> {
    let paths = site.paths();
    let statics = project.static_files()?;
    let bar = console.progress("writing", paths.len());
    let changed = paths
        .par_iter()
        .map(|path| {
            let rendered = site.render(path).ok_or_else(|| anyhow::anyhow!("no page has the path {path}"))??;
            bar.inc(1);
            output.write(path.trim_start_matches('/'), &rendered.bytes)
        })
        .try_fold(|| 0, |count, written| written.map(|it| count + usize::from(it)))
        .try_reduce(|| 0, |a, b| Ok(a + b))?;
    bar.finish_and_clear();
    let mut names: BTreeSet<String> = paths.iter().map(|path| path.trim_start_matches('/').to_owned()).collect();
    let mut written = Written { changed, unchanged: 0, deleted: 0 };
    for (name, bytes) in &statics {
        // A page of the site wins over a user's file with its name.
        if names.insert(name.clone()) {
            written.changed += usize::from(output.write(name, bytes)?);
        }
    }
    written.unchanged = names.len() - written.changed;
    written.deleted = output.finish(&names)?;
    Ok(written)
}
