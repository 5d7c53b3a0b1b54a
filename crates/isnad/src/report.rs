//! Report: findings drawn for people, or as JSON for programs.

use std::collections::BTreeMap;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, renderer::DecorStyle};
use isnad_model::{Diagnostic, Severity};
use serde_json::{Value, json};

use crate::{cli::Color, console::Console};

/// Draws `diagnostics` as compilers do, with the line of the source where the file is at hand.
pub fn draw(diagnostics: &[Diagnostic], sources: &BTreeMap<String, String>, console: &Console) -> String {
    let renderer = match console.color {
        Color::Never => Renderer::plain(),
        // The stream strips colours where the terminal has none.
        Color::Auto | Color::Always => Renderer::styled(),
    }
    .decor_style(DecorStyle::Unicode);
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&renderer.render(&groups(diagnostic, sources)));
        text.push_str("\n\n");
    }
    text
}

fn groups<'a>(diagnostic: &'a Diagnostic, sources: &'a BTreeMap<String, String>) -> Vec<Group<'a>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.id.as_str());
    let source = diagnostic.position.and_then(|position| {
        let source = sources.get(&diagnostic.path)?;
        let (start, end) = (position.start as usize, position.end as usize);
        (source.is_char_boundary(start) && source.is_char_boundary(end)).then_some((source, start..end))
    });
    let mut first = match source {
        Some((source, range)) => title.element(
            Snippet::source(source.as_str())
                .path(diagnostic.path.as_str())
                .annotation(AnnotationKind::Primary.span(range)),
        ),
        None => title.element(origin(diagnostic)),
    };
    if let Some(remedy) = &diagnostic.remedy {
        first = first.element(Level::HELP.message(remedy.as_str()));
    }
    vec![first]
}

/// The place alone, for a file whose text is not at hand.
fn origin(diagnostic: &Diagnostic) -> Origin<'_> {
    let origin = Origin::path(diagnostic.path.as_str());
    match diagnostic.position {
        Some(place) => origin
            .line(place.line as usize)
            .char_column(place.column as usize),
        None => origin,
    }
}

/// The findings as one JSON array; line and column count from 1, `null` where a finding is about a whole file.
pub fn to_json(diagnostics: &[Diagnostic]) -> Value {
    let object = |it: &Diagnostic| {
        json!({
            "file": it.path,
            "line": it.position.map(|place| place.line),
            "column": it.position.map(|place| place.column),
            "severity": it.severity,
            "id": it.id,
            "message": it.message,
            "remedy": it.remedy,
        })
    };
    diagnostics.iter().map(object).collect()
}

/// How many findings there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
}

impl Tally {
    /// Counts `diagnostics`.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let count = |severity| diagnostics.iter().filter(|it| it.severity == severity).count();
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let plural = |count, word| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
        write!(
            formatter,
            "{}, {}",
            plural(self.errors, "error"),
            plural(self.warnings, "warning")
        )
    }
}
