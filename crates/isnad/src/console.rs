//! Console: data to standard output, talk to standard error, as loud and as colourful as the flags say.

use std::{
    io::{self, IsTerminal, Write},
    time::Duration,
};

use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::{Color, Global};

/// Where the program's talk goes.
#[derive(Clone, Copy, Debug)]
pub struct Console {
    /// When to use colours.
    pub color: Color,
    quiet: bool,
    verbose: bool,
}

impl Console {
    /// A console as the flags want it.
    pub fn new(global: &Global) -> Self {
        let choice = match global.color {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
        Self {
            color: global.color,
            quiet: global.quiet,
            verbose: global.verbose,
        }
    }

    /// Tells what was done, unless `--quiet`.
    pub fn say(&self, text: impl AsRef<str>) {
        if !self.quiet {
            self.write(text.as_ref());
        }
    }

    /// Tells more, with `--verbose`.
    pub fn detail(&self, text: impl AsRef<str>) {
        if self.verbose {
            self.write(text.as_ref());
        }
    }

    /// Tells what went wrong, always.
    pub fn warn(&self, text: impl AsRef<str>) {
        self.write(text.as_ref());
    }

    fn write(&self, text: &str) {
        // A closed terminal is no reason to stop working.
        writeln!(anstream::stderr(), "{}", text.trim_end()).ok();
    }

    /// A bar for `total` steps, drawn only on a terminal and only when the work takes longer than a moment.
    pub fn progress(&self, what: &'static str, total: usize) -> ProgressBar {
        if self.quiet || !io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new(total as u64).with_message(what);
        if let Ok(style) = ProgressStyle::with_template("{msg} [{bar:32}] {pos}/{len}") {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.enable_steady_tick(Duration::from_millis(250));
        bar
    }
}

/// Prints data to standard output.
///
/// # Errors
/// Whatever the stream says; a closed pipe is [`io::ErrorKind::BrokenPipe`], which `main` takes as the reader's wish to stop.
pub fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}
