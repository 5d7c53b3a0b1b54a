//! Chores of the project, as `cargo xtask …`: install what the tests need, run them all, rewrite golden files.
#![allow(clippy::print_stderr, reason = "a chore talks to the person who runs it")]

mod install;
mod steps;

use std::process::ExitCode;

const USAGE: &str = "cargo xtask VERB

  test       install what the tests need, then run every check there is (what CI runs)
  install    install what the tests need: Debian's graphviz, chromium and fonts, npm's browser driver
  browser    build the example site and open it in headless Chromium
  golden     rewrite the expected files of tests/suite; look at the diff before you commit it";

fn main() -> ExitCode {
    let verb = std::env::args().nth(1).unwrap_or_default();
    let done = match verb.as_str() {
        "test" => install::install().and_then(|()| steps::test()),
        "install" => install::install(),
        "browser" => steps::browser(),
        "golden" => steps::golden(),
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
