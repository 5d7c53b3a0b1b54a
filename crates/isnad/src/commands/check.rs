//! `isnad check`: everything that is wrong in the content, without building.

use anyhow::Result;

use crate::{
    cli::{Check, Format, Global},
    commands::{Outcome, tell_findings},
    console::{self, Console},
    project::Project,
    report::{self, Tally},
};

/// Runs the verb.
pub fn run(flags: &Check, global: &Global, console: &Console) -> Result<Outcome> {
    let project = Project::open(global, console)?;
    project.theme()?;
    let tally = match flags.format {
        Format::Human => {
            let tally = tell_findings(&project, console);
            console.say(format!(
                "{} files checked: {tally}",
                project.corpus.paths().count()
            ));
            tally
        }
        Format::Json => {
            let diagnostics = project.diagnostics();
            console::print(&format!("{:#}\n", report::to_json(&diagnostics)))?;
            Tally::of(&diagnostics)
        }
    };
    let strict_failure = flags.strict && tally.warnings > 0;
    Ok(if strict_failure {
        Outcome::ContentErrors
    } else {
        Outcome::of(tally)
    })
}
