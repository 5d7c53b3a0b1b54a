//! `isnad clean`: deletes what isnad wrote, and nothing else.

use std::fs;

use anyhow::Result;

use crate::{
    cli::Global,
    commands::Outcome,
    console::Console,
    output::Output,
    project::{CACHE, Project},
};

/// Runs the verb.
pub fn run(global: &Global, console: &Console) -> Result<Outcome> {
    let folder = Project::output_folder(global)?;
    let deleted = Output::clean(&folder)?;
    let cache = global.root.join(CACHE);
    // Only the file that isnad keeps there; the folder goes when nothing else is in it.
    fs::remove_file(cache.join("records")).ok();
    fs::remove_dir(&cache).ok();
    console.say(format!("{}: {deleted} files deleted", folder.display()));
    Ok(Outcome::Fine)
}
