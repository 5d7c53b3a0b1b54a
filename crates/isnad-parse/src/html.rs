//! HTML: raw HTML in Markdown to elements of the body and text; nothing of it survives as markup.
//!
//! The body can only hold the elements of [`BodyTag`], so there is no list of what to forbid: an element that has no
//! counterpart gives its text, one that is made for machines (script, style, frames, drawings) gives nothing.

use isnad_model::BodyTag;
use pulldown_cmark::{Event, Parser};

use crate::body::Builder;
use crate::findings::Findings;
use crate::link;
use crate::markdown::report_link;

/// What becomes of an element of HTML.
#[derive(Clone)]
enum Element {
    /// Its counterpart within a line.
    Inline(BodyTag),
    /// Its counterpart around lines.
    Block(BodyTag),
    /// Its own lines, without an element.
    Part,
    Link,
    Break,
    Rule,
    Image,
    /// Nothing of it, not even its text.
    Skipped,
}

use Element::{Block, Break, Image, Inline, Part, Rule, Skipped};

const ELEMENTS: &[(&str, Element)] = &[
    ("a", Element::Link),
    ("address", Part),
    ("applet", Skipped),
    ("article", Part),
    ("aside", Part),
    ("audio", Skipped),
    ("b", Inline(BodyTag::Strong)),
    ("blockquote", Block(BodyTag::BlockQuote)),
    ("br", Break),
    ("canvas", Skipped),
    ("caption", Part),
    ("center", Part),
    ("cite", Inline(BodyTag::Emphasis)),
    ("code", Inline(BodyTag::Code)),
    ("dd", Part),
    ("del", Inline(BodyTag::Strike)),
    ("details", Part),
    ("div", Part),
    ("dl", Part),
    ("dt", Part),
    ("em", Inline(BodyTag::Emphasis)),
    ("figcaption", Part),
    ("figure", Part),
    ("footer", Part),
    ("form", Part),
    ("h1", Block(BodyTag::Heading(1))),
    ("h2", Block(BodyTag::Heading(2))),
    ("h3", Block(BodyTag::Heading(3))),
    ("h4", Block(BodyTag::Heading(4))),
    ("h5", Block(BodyTag::Heading(5))),
    ("h6", Block(BodyTag::Heading(6))),
    ("head", Skipped),
    ("header", Part),
    ("hr", Rule),
    ("i", Inline(BodyTag::Emphasis)),
    ("iframe", Skipped),
    ("img", Image),
    ("kbd", Inline(BodyTag::Code)),
    ("li", Block(BodyTag::Item)),
    ("main", Part),
    ("math", Skipped),
    ("nav", Part),
    ("noembed", Skipped),
    ("noframes", Skipped),
    ("noscript", Skipped),
    ("object", Skipped),
    ("ol", Block(BodyTag::List(Some(1)))),
    ("p", Block(BodyTag::Paragraph)),
    ("pre", Block(BodyTag::CodeBlock)),
    ("s", Inline(BodyTag::Strike)),
    ("samp", Inline(BodyTag::Code)),
    ("script", Skipped),
    ("section", Part),
    ("select", Skipped),
    ("strike", Inline(BodyTag::Strike)),
    ("strong", Inline(BodyTag::Strong)),
    ("style", Skipped),
    ("summary", Part),
    ("svg", Skipped),
    ("table", Block(BodyTag::Table)),
    ("tbody", Part),
    ("td", Block(BodyTag::Cell(false))),
    ("template", Skipped),
    ("textarea", Skipped),
    ("tfoot", Part),
    ("th", Block(BodyTag::Cell(true))),
    ("thead", Part),
    ("title", Skipped),
    ("tr", Block(BodyTag::Row)),
    ("ul", Block(BodyTag::List(None))),
    ("video", Skipped),
    ("xmp", Skipped),
];

/// Elements whose content is no markup: it ends at the first end tag of the same name.
const RAW: [&str; 8] = [
    "script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp",
];

fn element(name: &str) -> Option<(&'static str, &'static Element)> {
    let at = ELEMENTS.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
    Some((ELEMENTS[at].0, &ELEMENTS[at].1))
}

/// A piece of HTML.
#[derive(Debug, PartialEq)]
enum Token<'a> {
    Text(&'a str),
    Open {
        name: String,
        attributes: &'a str,
        offset: usize,
    },
    Close(String),
}

/// Cuts HTML into pieces; comments, declarations and the content of raw elements are left out.
fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < html.len() {
        let rest = &html[at..];
        let Some(next) = rest.find('<') else {
            tokens.push(Token::Text(rest));
            break;
        };
        if next > 0 {
            tokens.push(Token::Text(&rest[..next]));
            at += next;
            continue;
        }
        at += match rest.as_bytes().get(1) {
            Some(b'!' | b'?') => comment_length(rest),
            Some(b'/') => rest.find('>').map_or(rest.len(), |end| {
                tokens.push(Token::Close(tag_name(&rest[2..end])));
                end + 1
            }),
            Some(byte) if byte.is_ascii_alphabetic() => push_open(rest, at, &mut tokens),
            _ => {
                tokens.push(Token::Text(&rest[..1]));
                1
            }
        };
    }
    tokens
}

fn comment_length(rest: &str) -> usize {
    let end = if rest.starts_with("<!--") {
        rest.find("-->").map(|end| end + 3)
    } else {
        rest.find('>').map(|end| end + 1)
    };
    end.unwrap_or(rest.len())
}

fn push_open<'a>(rest: &'a str, offset: usize, tokens: &mut Vec<Token<'a>>) -> usize {
    let Some(end) = tag_end(rest) else {
        // A tag that never ends is text: nothing of an article gets lost by a stray `<`.
        tokens.push(Token::Text(rest));
        return rest.len();
    };
    let name = tag_name(&rest[1..end]);
    let attributes = &rest[1 + name.len()..end];
    let after = &rest[end + 1..];
    let hidden = if RAW.contains(&name.as_str()) {
        find_end_tag(after, &name)
    } else {
        0
    };
    tokens.push(Token::Open {
        name,
        attributes,
        offset,
    });
    end + 1 + hidden
}

/// The offset of the `>` that ends a tag; one within quotes does not.
fn tag_end(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

fn tag_name(text: &str) -> String {
    let end = text
        .find(|c: char| c.is_whitespace() || c == '/' || c == '>')
        .unwrap_or(text.len());
    text[..end].to_ascii_lowercase()
}

/// The offset of `</name` in `text`, whatever its case, or the length of the text.
fn find_end_tag(text: &str, name: &str) -> usize {
    text.match_indices("</")
        .map(|(at, _)| at)
        .find(|&at| {
            text.get(at + 2..at + 2 + name.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(name))
        })
        .unwrap_or(text.len())
}

/// The value of the first attribute `wanted`, with its entities decoded.
fn attribute(attributes: &str, wanted: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let end = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '=' | '/'))
            .unwrap_or(rest.len())
            .max(1);
        let end = rest.ceil_char_boundary(end);
        let (name, after) = rest.split_at(end);
        let after = after.trim_start();
        let Some(value) = after.strip_prefix('=').map(str::trim_start) else {
            rest = after;
            continue;
        };
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            _ => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(decode(value));
        }
        rest = after;
    }
}

/// Decodes the character references of a text.
fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(40).position(|byte| byte == b';');
        match end.and_then(|end| Some((decode_reference(&rest[1..end])?, end))) {
            Some((text, end)) => {
                decoded.push_str(&text);
                rest = &rest[end + 1..];
            }
            None => {
                decoded.push('&');
                rest = &rest[1..];
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

/// The characters that a reference (`amp`, `#1575`, `#x627`) stands for; the table of names is the Markdown parser's.
fn decode_reference(name: &str) -> Option<String> {
    if !name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
    {
        return None;
    }
    let mut text = String::new();
    for event in Parser::new(&format!("a&{name};")) {
        if let Event::Text(part) = event {
            text.push_str(&part);
        }
    }
    let decoded = text.strip_prefix('a')?;
    (decoded != format!("&{name};")).then(|| decoded.to_owned())
}

/// Takes up HTML that stands within a line of Markdown: single tags, between which the Markdown goes on.
pub(crate) fn inline(
    html: &str,
    offset: usize,
    path: &str,
    skipped: &mut Option<&'static str>,
    builder: &mut Builder<'_>,
    findings: &mut Findings<'_>,
) {
    for token in tokens(html) {
        match token {
            Token::Close(name) if skipped.is_some() => {
                if skipped.is_some_and(|open| open == name) {
                    *skipped = None;
                }
            }
            _ if skipped.is_some() => {}
            Token::Text(text) => builder.text(&decode(text)),
            Token::Open {
                name,
                attributes,
                offset: within,
            } => match element(&name) {
                Some((name, Skipped)) if !attributes.ends_with('/') => *skipped = Some(name),
                Some((_, Break | Rule | Part | Block(_))) => break_line(builder),
                Some((name, element)) => open_inline(
                    name,
                    element,
                    attributes,
                    offset + within,
                    path,
                    builder,
                    findings,
                ),
                None => {}
            },
            Token::Close(name) => match element(&name) {
                Some((name, Inline(_) | Element::Link)) => builder.end_html(name),
                Some((_, Part | Block(_))) => break_line(builder),
                _ => {}
            },
        }
    }
}

fn break_line(builder: &mut Builder<'_>) {
    if !builder.at_line_start() {
        builder.line_break();
    }
}

fn open_inline(
    name: &'static str,
    element: &Element,
    attributes: &str,
    offset: usize,
    path: &str,
    builder: &mut Builder<'_>,
    findings: &mut Findings<'_>,
) {
    match element {
        Inline(tag) => builder.start_html(tag.clone(), name),
        Element::Link if !builder.is_in_link() => {
            // An anchor without an address is a mere target.
            let Some(address) = attribute(attributes, "href") else {
                return;
            };
            match link::resolve(path, &address) {
                Ok(kind) => builder.start_link(kind, offset, Some(name)),
                Err(reason) => report_link(&address, reason, offset..offset + 2, findings),
            }
        }
        Image => builder.text(&attribute(attributes, "alt").unwrap_or_default()),
        _ => {}
    }
}

/// Takes up a block of HTML.
pub(crate) fn block(
    html: &str,
    offset: usize,
    path: &str,
    builder: &mut Builder<'_>,
    findings: &mut Findings<'_>,
) {
    let mut skipped: Option<&'static str> = None;
    builder.part();
    for token in tokens(html) {
        match token {
            Token::Close(name) if skipped.is_some() => {
                if skipped.is_some_and(|open| open == name) {
                    skipped = None;
                }
            }
            _ if skipped.is_some() => {}
            Token::Text(text) => block_text(&decode(text), builder),
            Token::Close(name) => close_in_block(&name, builder),
            Token::Open {
                name,
                attributes,
                offset: within,
            } => match element(&name) {
                Some((name, Skipped)) if !attributes.ends_with('/') => skipped = Some(name),
                Some((name, Block(tag))) => open_block(name, tag, attributes, builder),
                Some((_, Part)) => end_paragraph(builder),
                Some((_, Break)) => break_line(builder),
                Some((_, Rule)) => {
                    end_paragraph(builder);
                    builder.rule();
                }
                Some((name, element)) => {
                    hold_text(builder);
                    open_inline(
                        name,
                        element,
                        attributes,
                        offset + within,
                        path,
                        builder,
                        findings,
                    );
                }
                None => {}
            },
        }
    }
    builder.part();
}

/// Text in a block of HTML: white space runs together unless it is code.
fn block_text(text: &str, builder: &mut Builder<'_>) {
    if builder.has_open_html("pre") {
        return builder.text(&text.replace("\r\n", "\n").replace('\r', "\n"));
    }
    let mut joined = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}') {
            ' '
        } else {
            c
        };
        let follows_space = if joined.is_empty() {
            builder.ends_with_space()
        } else {
            joined.ends_with(' ')
        };
        if c != ' ' || !follows_space {
            joined.push(c);
        }
    }
    if joined.trim().is_empty() && !holds_text(builder) {
        return;
    }
    if !joined.is_empty() {
        hold_text(builder);
        builder.text(&joined);
    }
}

fn holds_text(builder: &Builder<'_>) -> bool {
    !matches!(
        builder.innermost(),
        None | Some(BodyTag::BlockQuote | BodyTag::List(_) | BodyTag::Table | BodyTag::Row)
    )
}

/// Opens what text needs around it where it now stands.
fn hold_text(builder: &mut Builder<'_>) {
    match builder.innermost() {
        None | Some(BodyTag::BlockQuote) => builder.start_html(BodyTag::Paragraph, "p"),
        Some(BodyTag::List(_)) => builder.start_html(BodyTag::Item, "li"),
        Some(BodyTag::Table) => {
            builder.start_html(BodyTag::Row, "tr");
            builder.start_html(BodyTag::Cell(false), "td");
        }
        Some(BodyTag::Row) => builder.start_html(BodyTag::Cell(false), "td"),
        Some(_) => {}
    }
}

fn end_paragraph(builder: &mut Builder<'_>) {
    builder.end_html_within("p", &["li", "td", "th", "blockquote"]);
    builder.end_html_inlines();
    builder.part();
}

fn open_block(name: &'static str, tag: &BodyTag, attributes: &str, builder: &mut Builder<'_>) {
    end_paragraph(builder);
    match tag {
        BodyTag::Item => {
            builder.end_html_within("li", &["ul", "ol", "table", "blockquote"]);
            if !matches!(builder.innermost(), Some(BodyTag::List(_))) {
                builder.start_html(BodyTag::List(None), "ul");
            }
        }
        BodyTag::Row => {
            builder.end_html_within("tr", &["table"]);
            if !matches!(builder.innermost(), Some(BodyTag::Table)) {
                return;
            }
        }
        BodyTag::Cell(_) => {
            builder.end_html_within("td", &["tr", "table"]);
            builder.end_html_within("th", &["tr", "table"]);
            match builder.innermost() {
                Some(BodyTag::Row) => {}
                Some(BodyTag::Table) => builder.start_html(BodyTag::Row, "tr"),
                _ => return,
            }
        }
        // Neither a heading nor code can hold a block, and a list or table holds blocks in its items and cells only.
        _ => match builder.innermost() {
            Some(BodyTag::Heading(_) | BodyTag::CodeBlock | BodyTag::Paragraph) => return,
            Some(BodyTag::List(_) | BodyTag::Table | BodyTag::Row) => hold_text(builder),
            _ => {}
        },
    }
    let tag = match tag {
        BodyTag::List(Some(_)) => {
            let first = attribute(attributes, "start").and_then(|start| start.trim().parse().ok());
            BodyTag::List(Some(first.unwrap_or(1)))
        }
        tag => tag.clone(),
    };
    builder.start_html(tag, name);
}

fn close_in_block(name: &str, builder: &mut Builder<'_>) {
    match element(name) {
        Some((name, Inline(_) | Element::Link | Block(_))) => builder.end_html(name),
        Some((_, Part)) => end_paragraph(builder),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_sorted_for_the_search() {
        assert!(ELEMENTS.is_sorted_by_key(|(name, _)| *name));
    }

    #[test]
    fn tags_are_cut_where_html_cuts_them() {
        let open = |name: &str, attributes: &'static str, offset| Token::Open {
            name: name.into(),
            attributes,
            offset,
        };
        assert_eq!(
            tokens("a<!-- <b> --><B title='>'>c</B ><script>x<b></ScRipT>d<"),
            [
                Token::Text("a"),
                open("b", " title='>'", 13),
                Token::Text("c"),
                Token::Close("b".into()),
                open("script", "", 32),
                Token::Close("script".into()),
                Token::Text("d"),
                Token::Text("<"),
            ]
        );
    }

    #[test]
    fn attributes_are_found_in_any_quotes_and_decoded() {
        assert_eq!(
            attribute(" class=x HREF = \"a&amp;b\" ", "href").as_deref(),
            Some("a&b")
        );
        assert_eq!(attribute(" disabled href='x y'", "href").as_deref(), Some("x y"));
        assert_eq!(attribute(" href=x>", "href").as_deref(), Some("x>"));
        assert_eq!(attribute(" data-href=x = ==", "href"), None);
        assert_eq!(
            decode("&laquo;&#1575;&#x628;&raquo; & &nothing; &amp"),
            "«اب» & &nothing; &amp"
        );
    }
}
