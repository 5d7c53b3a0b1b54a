//! Labels: texts made fit for a line of a drawing: clean, short, wrapped between words, isolated.

use isnad_model::{Name, NameRole, text};

/// Letters in a line of a label.
const LINE: usize = 28;
/// Letters in a whole label; what is longer is cut, and the tooltip says more.
const LABEL: usize = 140;
/// Letters in a tooltip.
const TOOLTIP: usize = 500;

/// Appends the text to a label as lines of its own, each isolated: a drawing sets every line by itself, so
/// that an isolate that spans two would hold neither.
pub(crate) fn push_lines(lines: &mut Vec<String>, text: &str) {
    lines.extend(
        wrap(&shorten(&clean(text), LABEL))
            .iter()
            .map(|line| text::isolate(line)),
    );
}

/// The text as one isolated line, for tooltips.
pub(crate) fn line(text: &str) -> String {
    text::isolate(&shorten(&clean(text), TOOLTIP))
}

/// The main name in the language, else the English one, else the first; the id where there is none.
pub(crate) fn name_of<'a>(names: &'a [Name], id: &'a str, lang: &str) -> &'a str {
    let main = |lang: &str| {
        names
            .iter()
            .find(|name| name.role == NameRole::Main && name.lang == lang)
    };
    main(lang)
        .or_else(|| main("en"))
        .or(names.first())
        .map_or(id, |name| name.text.as_str())
}

/// The text without what no drawing can show: control characters, line ends, noncharacters; spaces are
/// gathered.
fn clean(text: &str) -> String {
    let is_space = |c: char| c.is_whitespace() || matches!(c, '\u{2028}' | '\u{2029}');
    let shown = text
        .chars()
        .filter(|&c| is_space(c) || !(c.is_control() || is_noncharacter(c)));
    let spaced: String = shown.map(|c| if is_space(c) { ' ' } else { c }).collect();
    spaced
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Code points that never stand for a character; XML, and so SVG, does not admit all of them.
fn is_noncharacter(c: char) -> bool {
    let code = c as u32;
    (0xFDD0..=0xFDEF).contains(&code) || code & 0xFFFE == 0xFFFE
}

/// At most `limit` letters, cut between words where one ends in the second half, with an ellipsis.
fn shorten(text: &str, limit: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(limit) else {
        return text.to_owned();
    };
    let head = &text[..end];
    let cut = head
        .rfind(' ')
        .filter(|&space| space > end / 2)
        .map_or(head, |space| &head[..space]);
    format!("{cut}…")
}

/// The words in lines of some [`LINE`] letters; a longer word stays whole.
fn wrap(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= LINE => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        let mut lines = Vec::new();
        push_lines(&mut lines, text);
        lines
    }

    #[test]
    fn long_texts_break_between_words() {
        let all = lines("المبعوث الأممي الخاص إلى البلاد يلتقي وفدا من الخبراء");
        assert!(all.len() > 1);
        for line in &all {
            assert!(
                line.starts_with('\u{2068}') && line.ends_with('\u{2069}'),
                "{line:?}"
            );
            assert!(line.chars().count() <= LINE + 2);
        }
        let words: String = all.join(" ").replace(['\u{2068}', '\u{2069}'], "");
        assert_eq!(words, "المبعوث الأممي الخاص إلى البلاد يلتقي وفدا من الخبراء");
    }

    #[test]
    fn what_cannot_be_drawn_is_dropped() {
        assert_eq!(
            lines("a\0b\u{7}\r\nc\u{FFFE}\u{85}d\t"),
            ["\u{2068}ab c d\u{2069}"]
        );
        assert!(lines("\0\n ").is_empty());
    }

    #[test]
    fn long_texts_are_cut() {
        let letters = "x".repeat(10_000);
        assert_eq!(
            lines(&letters),
            [format!("\u{2068}{}…\u{2069}", "x".repeat(LABEL))]
        );
        let words = "word ".repeat(1000);
        assert!(lines(&words).last().expect("a line").ends_with("word…\u{2069}"));
    }

    #[test]
    fn bidi_controls_do_not_leave_their_line() {
        assert_eq!(
            lines("a\u{202E}b\u{2067}c"),
            ["\u{2068}ab\u{2067}c\u{2069}\u{2069}"]
        );
        assert_eq!(lines("a\u{2069}b"), ["\u{2068}ab\u{2069}"]);
    }
}
