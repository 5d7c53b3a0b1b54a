//! Syntax: attributes and statements of DOT, with the escapes that Graphviz really undoes.

use std::io::{self, Write};

/// The attributes of one statement, in the order in which they were set.
#[derive(Debug, Default)]
pub(super) struct Attributes(Vec<(&'static str, String)>);

impl Attributes {
    /// Sets an attribute to a word of our own.
    pub(super) fn set(&mut self, name: &'static str, value: impl Into<String>) -> &mut Self {
        self.0.push((name, quote(&value.into())));
        self
    }

    /// Sets a label or tooltip to these lines, which may hold any text.
    pub(super) fn set_text(&mut self, name: &'static str, lines: &[String]) -> &mut Self {
        let escaped: Vec<String> = lines.iter().map(|line| escape_text(line)).collect();
        // `\n` is put between the lines here, since the quotes leave backslashes as they are.
        self.0.push((name, quote(&escaped.join("\\n"))));
        self
    }

    pub(super) fn write_default(&self, target: &str, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "  {target} [{}];", self.joined())
    }

    pub(super) fn write_node(&self, kind: &str, id: &str, out: &mut impl Write) -> Result<(), io::Error> {
        writeln!(out, "  {} [{}];", name(kind, id), self.joined())
    }

    pub(super) fn write_edge(&self, from: &str, to: &str, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "  {from} -> {to} [{}];", self.joined())
    }

    fn joined(&self) -> String {
        let pairs: Vec<String> = self
            .0
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join(", ")
    }
}

/// The name of a node: ids are unique within a kind only.
pub(super) fn name(kind: &str, id: &str) -> String {
    let id: String = id.chars().filter(|c| !c.is_control() && *c != '\\').collect();
    quote(&format!("{kind}:{id}"))
}

/// A quoted string. Within it the quote is the only character that Graphviz's reader unescapes.
fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\\\""))
}

/// Text such that a label shows it as it is: backslashes begin escapes (`\N`, `\l`, …) there, and
/// `&` begins a character reference.
fn escape_text(text: &str) -> String {
    text.replace('\\', "\\\\").replace('&', "&amp;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], expected: &str) {
        let lines: Vec<String> = lines.iter().map(|&line| line.to_owned()).collect();
        let mut attributes = Attributes::default();
        attributes.set_text("label", &lines);
        assert_eq!(attributes.joined(), format!("label={expected}"));
    }

    #[test]
    fn labels_are_escaped_for_both_readers() {
        check(&["a \"b\""], r#""a \"b\"""#);
        check(&["end\\"], r#""end\\""#);
        check(&["\\\""], r#""\\\"""#);
        check(&["one", "two"], r#""one\ntwo""#);
        check(&["<b>&lt;"], r#""<b>&amp;lt;""#);
        check(&[], r#""""#);
    }

    #[test]
    fn names_hold_nothing_that_could_end_them() {
        assert_eq!(name("entity", "a\"b\\"), r#""entity:a\"b""#);
    }
}
