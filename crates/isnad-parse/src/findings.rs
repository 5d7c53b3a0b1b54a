//! Findings: the diagnostics of one file while it is read, capped so that a hostile file stays cheap.

use std::ops::Range;

use isnad_model::{Diagnostic, Severity};

/// How many diagnostics one file can have; finding the line of each costs a walk over the file.
const MAX_FINDINGS: usize = 100;

/// The diagnostics of one file.
pub(crate) struct Findings<'a> {
    path: String,
    source: &'a str,
    list: Vec<Diagnostic>,
    left_out: usize,
}

impl<'a> Findings<'a> {
    /// No findings yet about the file that the user knows as `path`.
    pub(crate) fn new(path: impl Into<String>, source: &'a str) -> Self {
        Self {
            path: path.into(),
            source,
            list: Vec::new(),
            left_out: 0,
        }
    }

    /// The text that byte ranges point into.
    pub(crate) fn source(&self) -> &'a str {
        self.source
    }

    /// Adds a finding about the bytes `range` of the file, or about the whole file.
    pub(crate) fn add(
        &mut self,
        severity: Severity,
        id: &str,
        range: Option<Range<usize>>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        if self.list.len() >= MAX_FINDINGS {
            self.left_out += 1;
            return;
        }
        let mut diagnostic = Diagnostic::new(&self.path, severity, id, message).remedy(remedy);
        if let Some(range) = range {
            diagnostic = diagnostic.at(self.source, range.start, range.end);
        }
        self.list.push(diagnostic);
    }

    /// An error: something could not be used.
    pub(crate) fn error(
        &mut self,
        id: &str,
        range: Range<usize>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.add(Severity::Error, id, Some(range), message, remedy);
    }

    /// A warning: used, but probably not as meant.
    pub(crate) fn warn(
        &mut self,
        id: &str,
        range: Range<usize>,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.add(Severity::Warning, id, Some(range), message, remedy);
    }

    /// The diagnostics in the order of the file.
    pub(crate) fn finish(self) -> Vec<Diagnostic> {
        let Self {
            path,
            mut list,
            left_out,
            ..
        } = self;
        list.sort_by_key(|diagnostic| diagnostic.position.map_or(0, |position| position.start));
        if left_out > 0 {
            list.push(
                Diagnostic::new(
                    &path,
                    Severity::Info,
                    "more-findings",
                    format!("{left_out} more findings are left out"),
                )
                .remedy("mend the first ones and look again"),
            );
        }
        list
    }
}
