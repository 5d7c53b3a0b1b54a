//! Plain text: the text exactly as given, each line a paragraph.

use isnad_model::{BodyTag, Limits};

use crate::body::Body;
use isnad_model::{BodyEvent, Span};

/// Longest first line that counts as a title, in characters.
const LONGEST_TITLE: usize = 250;

/// The body of a plain text: paragraphs are the lines that are not blank, without white space around them.
pub(crate) fn parse(text: &str, limits: &Limits) -> Body {
    let mut body = Body {
        text: text.to_owned(),
        ..Body::default()
    };
    let mut scalar = 0u32;
    let mut rest = text;
    while !rest.is_empty() {
        let (line, after) = rest.split_at(line_length(rest));
        rest = after;
        let trimmed = line.trim();
        let before = line.len() - line.trim_start().len();
        let start = scalar + line[..before].chars().count() as u32;
        let end = start + trimmed.chars().count() as u32;
        if !trimmed.is_empty() {
            push_paragraph(Span::new(start, end), limits, &mut body);
        }
        scalar = end + line[before + trimmed.len()..].chars().count() as u32;
    }
    body
}

fn push_paragraph(span: Span, limits: &Limits, body: &mut Body) {
    if body.events.len() + 3 <= limits.events {
        body.events.extend([
            BodyEvent::Start(BodyTag::Paragraph),
            BodyEvent::Text(span),
            BodyEvent::End,
        ]);
        return;
    }
    // Over the cap the last paragraph takes in the rest, so that no text is lost.
    body.overflowed = true;
    if let Some(BodyEvent::Text(last)) = body.events.iter_mut().rev().nth(1) {
        last.end = span.end;
    }
}

/// Bytes of the first line, its end included. Only few bytes begin a line's end.
fn line_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(more) = bytes[at..]
        .iter()
        .position(|&byte| matches!(byte, b'\n' | b'\r' | 0xC2 | 0xE2))
    {
        at += more;
        let c = text[at..].chars().next().unwrap_or_default();
        at += c.len_utf8();
        if is_line_end(c) {
            return at;
        }
    }
    bytes.len()
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The first line, where it can be a title: it is short and more text follows.
pub(crate) fn title(text: &str) -> Option<&str> {
    let mut lines = text
        .split(is_line_end)
        .map(str::trim)
        .filter(|line| !line.is_empty());
    let first = lines.next()?;
    lines.next()?;
    (first.chars().nth(LONGEST_TITLE).is_none()).then_some(first)
}
