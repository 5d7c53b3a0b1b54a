//! Diagnostic: one finding about a source file, with place and remedy; drawing it is somebody else's work.

use serde::{Deserialize, Serialize};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Part of the file could not be used.
    Error,
    /// Used, but probably not as meant.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// The word shown to people.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// A place in a source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in Unicode scalar values, from 1.
    pub column: u32,
    /// Byte range in the file, for drawing the line.
    pub start: u32,
    /// End of the byte range.
    pub end: u32,
}

impl Position {
    /// The position of the byte range `start..end` in `source`; ends are moved to the character boundary before them.
    pub fn of(source: &str, start: usize, end: usize) -> Self {
        let start = source.floor_char_boundary(start);
        let end = source.floor_char_boundary(end).max(start);
        let before = &source[..start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            line: before.bytes().filter(|&byte| byte == b'\n').count() as u32 + 1,
            column: before[line_start..].chars().count() as u32 + 1,
            start: start as u32,
            end: end as u32,
        }
    }
}

/// One finding about a source file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Path of the file as the user knows it (below the project folder, with `/`).
    pub path: String,
    /// Where in the file; absent when it concerns the whole file.
    pub position: Option<Position>,
    /// How bad it is.
    pub severity: Severity,
    /// The word people search for: `unknown-key`, `unknown-entity`, …
    pub id: String,
    /// One sentence without a full stop.
    pub message: String,
    /// What to do next.
    pub remedy: Option<String>,
}

impl Diagnostic {
    /// A finding of `severity` about `path`.
    pub fn new(path: &str, severity: Severity, id: &str, message: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            position: None,
            severity,
            id: id.to_owned(),
            message: message.into(),
            remedy: None,
        }
    }

    /// The same with the byte range `start..end` of `source`.
    #[must_use]
    pub fn at(mut self, source: &str, start: usize, end: usize) -> Self {
        self.position = Some(Position::of(source, start, end));
        self
    }

    /// The same with a remedy.
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_scalars_and_lines_from_one() {
        let source = "أول\nقال المصنف [[x]]";
        let at = source.find("[[").unwrap();
        let position = Position::of(source, at, at + 5);
        assert_eq!((position.line, position.column), (2, 12));
        assert_eq!(
            Position::of("", 9, 12),
            Position {
                line: 1,
                column: 1,
                start: 0,
                end: 0
            }
        );
    }
}
