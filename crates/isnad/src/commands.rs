//! Commands: one module a verb; each opens what it needs, does its work and says how it ended.

pub mod build;
pub mod check;
pub mod clean;
pub mod completions;
pub mod eval;
pub mod explain;
pub mod export;
pub mod extract;
pub mod init;
pub mod review;
pub mod serve;
pub mod stats;
pub mod suggest;

use isnad_model::Diagnostic;

use crate::{
    console::Console,
    project::Project,
    report::{self, Tally},
};

/// How a command ended, where it could run at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything was in order.
    Fine,
    /// The content has errors; the rest was done.
    ContentErrors,
}

impl Outcome {
    /// The outcome for content with these findings.
    pub fn of(tally: Tally) -> Self {
        if tally.errors > 0 {
            Self::ContentErrors
        } else {
            Self::Fine
        }
    }
}

/// Draws the project's findings on the console and counts them.
pub fn tell_findings(project: &Project, console: &Console) -> Tally {
    let diagnostics: Vec<Diagnostic> = project.diagnostics();
    if !diagnostics.is_empty() {
        console.warn(report::draw(
            &diagnostics,
            &project.sources(&diagnostics),
            console,
        ));
    }
    Tally::of(&diagnostics)
}
