//! `isnad completions`: a completion script for a shell.

use anyhow::Result;
use clap::CommandFactory;

use crate::{cli::Cli, commands::Outcome, console};

/// Runs the verb.
pub fn run(shell: clap_complete::Shell) -> Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "isnad", &mut script);
    console::print(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Fine)
}
