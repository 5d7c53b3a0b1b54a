//! The isnad program: flags, disk, cache, progress, exit codes; it wires the other crates together.

mod cli;
mod commands;
mod console;
mod live;
mod origins;
mod output;
mod program;
mod project;
mod report;
mod review;
mod shown;
mod suggest;
mod website;

use std::{io, process::ExitCode};

use clap::Parser;

use crate::{
    cli::{Cli, Verb},
    commands::Outcome,
    console::Console,
};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let console = Console::new(&cli.global);
    match run(&cli, &console) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        // The content needs work; what could be done was done.
        Ok(Outcome::ContentErrors) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        // isnad itself could not run.
        Err(error) => {
            console.warn(format!("error: {error:#}"));
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli, console: &Console) -> anyhow::Result<Outcome> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(cli.global.jobs)
        .build_global()?;
    let global = &cli.global;
    match &cli.verb {
        Verb::Init(flags) => commands::init::run(flags, console),
        Verb::Build(flags) => commands::build::run(flags, global, console),
        Verb::Serve(flags) => commands::serve::run(flags, global, console),
        Verb::Check(flags) => commands::check::run(flags, global, console),
        Verb::Extract(flags) => commands::extract::run(flags, global, console),
        Verb::Export(flags) => commands::export::run(flags, global, console),
        Verb::Explain(flags) => commands::explain::run(flags, global, console),
        Verb::Stats(flags) => commands::stats::run(flags, global, console),
        Verb::Suggest(flags) => commands::suggest::run(flags, global, console),
        Verb::Review(flags) => commands::review::run(flags, global, console),
        Verb::Eval(flags) => commands::eval::run(flags, global, console),
        Verb::Clean => commands::clean::run(global, console),
        Verb::Completions { shell } => commands::completions::run(*shell),
    }
}

/// Whether the reader of our output has gone, as `isnad extract … | head` makes it: no fault of anybody's.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}
