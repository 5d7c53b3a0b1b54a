//! Chores of the project, as `cargo xtask …`: install what the tests need, run them all, rewrite golden files, measure.
#![allow(
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a chore talks to the person who runs it"
)]

mod bench;
mod corpus;
mod install;
mod measure;
mod steps;

use std::process::ExitCode;

const USAGE: &str = "cargo xtask VERB

  test       install what the tests need, then run every check there is (what CI runs)
  install    install what the tests need: Debian's graphviz, chromium and fonts, npm's browser driver
  browser    build the example site and open it in headless Chromium
  golden     rewrite the expected files of tests/suite; look at the diff before you commit it
  bench      measure on an invented corpus of N articles (docs/BENCHMARKS.md):
             bench extract [N [RUNS]], bench build [N [RUNS]], bench copies [N]; bench corpus [N] only writes it";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = match words.first().map_or("", String::as_str) {
        "test" => install::install().and_then(|()| steps::test()),
        "install" => install::install(),
        "browser" => steps::browser(),
        "golden" => steps::golden(),
        "bench" => bench::bench(&words[1..]),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
