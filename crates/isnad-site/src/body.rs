//! Body: an article's structure over its marked text, as blocks of HTML that are safe to print.

use std::fmt::Write;

use isnad_model::{Article, BodyEvent, BodyTag, LinkKind, Span};

use crate::{
    marks::{MarkedText, View, Writer},
    markup::escape,
};

/// One block of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Safe markup.
    pub html: String,
    /// Words of the article that it holds.
    pub span: Span,
}

/// Where the links of a body lead.
pub trait LinkTargets {
    /// Address of a link, `None` where it leads nowhere.
    fn href(&self, kind: &LinkKind) -> Option<String>;
}

/// All blocks of `article` with the marks of `marked`. Anchors that no text carries are put before the first block.
pub fn write_blocks(
    article: &Article,
    marked: &MarkedText<'_>,
    view: View,
    targets: &dyn LinkTargets,
) -> Vec<Block> {
    let mut walk = Walk {
        article,
        targets,
        writer: marked.writer(view),
        blocks: Vec::new(),
        html: String::new(),
        span: None,
        open: Vec::new(),
        headings: 0,
        raw: false,
    };
    if article.body.is_empty() {
        for line in lines(&article.text) {
            walk.start(&BodyTag::Paragraph);
            walk.event(&BodyEvent::Text(line));
            walk.event(&BodyEvent::End);
        }
    } else {
        article.body.iter().for_each(|event| walk.event(event));
        while !walk.open.is_empty() {
            walk.end();
        }
    }
    walk.finish_block();
    walk.blocks
}

/// The given spans of the text as one block each, for articles of which only excerpts may be shown.
pub fn write_excerpts(spans: &[Span], marked: &MarkedText<'_>, view: View) -> Vec<Block> {
    let mut writer = marked.writer(view);
    let write = |&span: &Span| {
        let mut html = String::from("<p class=\"excerpt\">");
        writer.write(span, &mut html);
        html.push_str("</p>");
        Block { html, span }
    };
    spans.iter().map(write).collect()
}

/// Lines of a plain text that hold anything.
fn lines(text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.chars().count() as u32;
        if !line.trim().is_empty() {
            lines.push(Span::new(start, end));
        }
        start = end + 1;
    }
    lines
}

struct Walk<'w, 'a> {
    article: &'w Article,
    targets: &'w dyn LinkTargets,
    writer: Writer<'w, 'a>,
    blocks: Vec<Block>,
    html: String,
    span: Option<Span>,
    open: Vec<String>,
    headings: usize,
    /// Whether the block holds markup of the source.
    raw: bool,
}

impl Walk<'_, '_> {
    fn event(&mut self, event: &BodyEvent) {
        match event {
            BodyEvent::Start(tag) => self.start(tag),
            BodyEvent::End => self.end(),
            BodyEvent::Text(span) => {
                self.writer.write(*span, &mut self.html);
                self.span = Some(self.span.map_or(*span, |known| known.cover(*span)));
            }
            BodyEvent::Break => self.html.push_str("<br>"),
            BodyEvent::Rule => self.html.push_str("<hr>"),
            BodyEvent::Html(html) => {
                self.raw = true;
                self.html.push_str(&tags_only(html));
            }
        }
        if self.open.is_empty() && !matches!(event, BodyEvent::Html(_)) {
            self.finish_block();
        }
    }

    fn start(&mut self, tag: &BodyTag) {
        let (opening, name) = self.element(tag);
        self.html.push_str(&opening);
        self.open.push(name);
    }

    fn end(&mut self) {
        if let Some(name) = self.open.pop() {
            // Writing to a string cannot fail.
            let _ = write!(self.html, "</{name}>");
        }
    }

    fn element(&mut self, tag: &BodyTag) -> (String, String) {
        let plain = |name: &str| (format!("<{name}>"), name.to_owned());
        match tag {
            BodyTag::Paragraph => plain("p"),
            BodyTag::Heading(level) => {
                // The page's own title is the only h1.
                let name = format!("h{}", level.saturating_add(1).clamp(2, 6));
                let slug = self.article.heading_ids.get(self.headings);
                self.headings += 1;
                let id = slug
                    .map(|slug| format!(" id=\"{}\"", escape(&heading_anchor(slug))))
                    .unwrap_or_default();
                (format!("<{name}{id}>"), name)
            }
            BodyTag::BlockQuote => plain("blockquote"),
            BodyTag::List(None) => plain("ul"),
            BodyTag::List(Some(first)) => (format!("<ol start=\"{first}\">"), "ol".to_owned()),
            BodyTag::Item => plain("li"),
            BodyTag::CodeBlock => ("<pre dir=\"auto\">".to_owned(), "pre".to_owned()),
            BodyTag::Table => plain("table"),
            BodyTag::Row => plain("tr"),
            BodyTag::Cell(true) => plain("th"),
            BodyTag::Cell(false) => plain("td"),
            BodyTag::Emphasis => plain("em"),
            BodyTag::Strong => plain("strong"),
            BodyTag::Strike => plain("del"),
            BodyTag::Code => plain("code"),
            BodyTag::Link(index) => self.link(*index),
        }
    }

    fn link(&self, index: u32) -> (String, String) {
        let link = self.article.links.get(index as usize);
        let outside = link.is_some_and(|link| matches!(link.kind, LinkKind::External { .. }));
        match link.and_then(|link| self.targets.href(&link.kind)) {
            Some(href) if outside => (
                format!("<a rel=\"noopener nofollow\" href=\"{}\">", escape(&href)),
                "a".to_owned(),
            ),
            Some(href) => (format!("<a href=\"{}\">", escape(&href)), "a".to_owned()),
            None => ("<span class=\"dead\">".to_owned(), "span".to_owned()),
        }
    }

    fn finish_block(&mut self) {
        let html = std::mem::take(&mut self.html);
        let raw = std::mem::take(&mut self.raw);
        let span = self.span.take();
        if html.is_empty() {
            return;
        }
        let html = if raw { sanitize(&html) } else { html };
        self.blocks.push(Block {
            html,
            span: span.unwrap_or_default(),
        });
    }
}

/// Anchor of a heading: prefixed, so that no text can take the id of a part of the page.
pub fn heading_anchor(slug: &str) -> String {
    format!("h-{slug}")
}

/// The tags of a piece of raw HTML; its text comes as text events.
fn tags_only(html: &str) -> String {
    let mut tags = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        let Some(close) = rest[open..].find('>') else {
            break;
        };
        tags.push_str(&rest[open..=open + close]);
        rest = &rest[open + close + 1..];
    }
    tags
}

/// Only what the program itself writes and harmless inline markup; the last step before the template.
fn sanitize(html: &str) -> String {
    const TAGS: [&str; 36] = [
        "a",
        "abbr",
        "b",
        "bdi",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "dd",
        "del",
        "div",
        "dl",
        "dt",
        "em",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "ins",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
        "ul",
    ];
    const TABLE: [&str; 6] = ["table", "tbody", "td", "th", "thead", "tr"];
    let mut builder = ammonia::Builder::empty();
    builder
        .add_tags(TAGS)
        .add_tags(TABLE)
        .add_clean_content_tags(["script", "style", "svg", "math", "template", "noscript", "iframe"])
        .add_generic_attributes(["dir", "lang", "title"])
        .add_tag_attributes("a", ["href", "class"])
        .add_tag_attributes("ol", ["start"])
        .add_tag_attributes("span", ["class"])
        .add_tag_attributes("mark", ["class", "id", "data-for", "data-start", "data-end"])
        .add_tag_attributes("p", ["class"])
        .url_schemes(["http", "https", "mailto"].into())
        .link_rel(Some("noopener nofollow"))
        .strip_comments(true);
    for heading in ["h2", "h3", "h4", "h5", "h6"] {
        builder.add_tag_attributes(heading, ["id"]);
    }
    builder.attribute_filter(|_, attribute, value| match attribute {
        "class" if !OWN_CLASSES.contains(&value) => None,
        "id" if !["c-", "m-", "h-"].iter().any(|prefix| value.starts_with(prefix)) => None,
        _ => Some(value.into()),
    });
    builder.clean(html).to_string()
}

const OWN_CLASSES: [&str; 10] = [
    "e",
    "e e-m",
    "fix",
    "dead",
    "excerpt",
    "ref k-actor",
    "ref k-org",
    "ref k-place",
    "ref k-anon",
    "ref k-article",
];

#[cfg(test)]
mod tests {
    use super::*;

    struct Nowhere;
    impl LinkTargets for Nowhere {
        fn href(&self, _: &LinkKind) -> Option<String> {
            None
        }
    }

    fn blocks(article: &Article) -> Vec<String> {
        let mut marked = MarkedText::new(&article.text, Vec::new());
        marked.settle();
        write_blocks(article, &marked, View::Readable, &Nowhere)
            .into_iter()
            .map(|block| block.html)
            .collect()
    }

    #[test]
    fn plain_text_becomes_paragraphs() {
        let article = Article::new("a", "first\n\n<second>\n");
        assert_eq!(blocks(&article), ["<p>first</p>", "<p>&lt;second&gt;</p>"]);
    }

    #[test]
    fn raw_markup_is_sanitised_last() {
        let mut article = Article::new("a", "word click");
        article.body = vec![
            BodyEvent::Start(BodyTag::Paragraph),
            BodyEvent::Html("<b onclick=\"x\">".to_owned()),
            BodyEvent::Text(Span::new(0, 4)),
            BodyEvent::Html("</b><script>alert(1)</script><svg><a href=\"javascript:x\"></svg>".to_owned()),
            BodyEvent::Html("<a href=\"java\tscript:x\" id=\"main\" class=\"top\" style=\"x\">".to_owned()),
            BodyEvent::Text(Span::new(5, 10)),
            BodyEvent::Html("</a><img src=x onerror=y><iframe src=\"https://x\">".to_owned()),
            BodyEvent::End,
        ];
        let html = blocks(&article).concat();
        assert!(html.contains("<b>word</b>") && html.contains("click"), "{html}");
        for bad in [
            "script",
            "onclick",
            "svg",
            "javascript",
            "style",
            "id=",
            "class=",
            "img",
            "iframe",
            "onerror",
        ] {
            assert!(!html.contains(bad), "{bad} in {html}");
        }
    }

    #[test]
    fn unbalanced_events_stay_balanced_markup() {
        let mut article = Article::new("a", "text");
        article.body = vec![
            BodyEvent::End,
            BodyEvent::Start(BodyTag::Strong),
            BodyEvent::Text(Span::new(0, 9)),
        ];
        assert_eq!(blocks(&article), ["<strong>text</strong>"]);
    }
}
