//! Markdown: CommonMark with tables, strikethrough, footnotes and wikilinks to an article's text and body.
//!
//! The text is what a reader sees, blocks parted by one line feed. A soft break becomes one space, so that a sentence that
//! an editor wrapped stays one line; a hard break becomes a line feed. Images give their description. Raw HTML never
//! survives as such: known elements become elements of the body, others give their text.

use isnad_model::{BodyTag, Limits};
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::body::{Body, Builder};
use crate::fields::shorten;
use crate::findings::Findings;
use crate::html;
use crate::link;

/// Parses the Markdown that begins at byte `start` of the file; `path` is what relative links start from.
pub(crate) fn parse(path: &str, start: usize, limits: &Limits, findings: &mut Findings<'_>) -> Body {
    let source = &findings.source()[start..];
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_WIKILINKS;
    let mut reader = Reader {
        path,
        builder: Builder::new(limits),
        html_block: None,
        skipped: None,
        code: None,
        footnote: None,
        in_head: false,
        in_bare_link: false,
        in_image: 0,
        findings,
    };
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        reader.event(event, start + range.start..start + range.end);
    }
    reader.builder.finish()
}

struct Reader<'a, 'f, 's> {
    path: &'a str,
    builder: Builder<'a>,
    /// The lines of the block of HTML that is open, with its offset.
    html_block: Option<(String, usize)>,
    /// The element of inline HTML whose content is left out until its end or the end of the block.
    skipped: Option<&'static str>,
    /// The lines of the block of code that is open.
    code: Option<String>,
    /// The label of a footnote whose text has not begun.
    footnote: Option<String>,
    in_head: bool,
    /// Whether a wikilink is open whose own words are the target, type and all; they are written already.
    in_bare_link: bool,
    in_image: usize,
    findings: &'f mut Findings<'s>,
}

impl Reader<'_, '_, '_> {
    fn event(&mut self, event: Event<'_>, range: std::ops::Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::InlineHtml(html) => self.inline_html(&html, range.start),
            Event::Html(html) => match &mut self.html_block {
                Some((lines, _)) => lines.push_str(&html),
                None => self.inline_html(&html, range.start),
            },
            Event::Rule => self.builder.rule(),
            _ if self.skipped.is_some() || self.in_bare_link => {}
            Event::Text(text) => self.text(&text),
            Event::Code(text) => {
                self.builder.start(BodyTag::Code);
                self.builder.text(&text);
                self.builder.end();
            }
            Event::SoftBreak if self.builder.ends_with_space() => {}
            Event::SoftBreak => self.builder.text(" "),
            Event::HardBreak => self.builder.line_break(),
            Event::FootnoteReference(label) => self.builder.text(&format!("[{label}]")),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.builder.text(&text),
            Event::TaskListMarker(done) => self.builder.text(if done { "[x] " } else { "[ ] " }),
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            return code.push_str(text);
        }
        if let Some(label) = self.footnote.take() {
            self.builder.text(&format!("[{label}] "));
        }
        self.builder.text(text);
    }

    fn start(&mut self, tag: Tag<'_>, range: std::ops::Range<usize>) {
        let tag = match tag {
            Tag::Link {
                link_type, dest_url, ..
            } => return self.start_link(link_type, &dest_url, range),
            Tag::Image { .. } => {
                self.in_image += 1;
                return self.builder.start_hidden();
            }
            Tag::HtmlBlock => {
                self.html_block = Some((String::new(), range.start));
                return self.builder.start_hidden();
            }
            Tag::FootnoteDefinition(label) => {
                self.builder.part();
                self.footnote = Some(label.to_string());
                return self.builder.start_hidden();
            }
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => return self.builder.start_hidden(),
            Tag::Paragraph | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => BodyTag::Paragraph,
            Tag::Heading { level, .. } => BodyTag::Heading(level as u8),
            Tag::BlockQuote(_) => BodyTag::BlockQuote,
            Tag::CodeBlock(_) => {
                self.code = Some(String::new());
                BodyTag::CodeBlock
            }
            Tag::List(first) => BodyTag::List(first.map(|first| first.min(u64::from(u32::MAX)) as u32)),
            Tag::DefinitionList => BodyTag::List(None),
            Tag::Item => BodyTag::Item,
            Tag::Table(_) => BodyTag::Table,
            Tag::TableHead => {
                self.in_head = true;
                BodyTag::Row
            }
            Tag::TableRow => BodyTag::Row,
            Tag::TableCell => BodyTag::Cell(self.in_head),
            Tag::Emphasis => BodyTag::Emphasis,
            Tag::Strong => BodyTag::Strong,
            Tag::Strikethrough => BodyTag::Strike,
        };
        self.builder.start(tag);
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::HtmlBlock => {
                if let Some((lines, offset)) = self.html_block.take() {
                    html::block(&lines, offset, self.path, &mut self.builder, self.findings);
                }
            }
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::TableHead => self.in_head = false,
            TagEnd::Link => self.in_bare_link = false,
            TagEnd::FootnoteDefinition => self.footnote = None,
            TagEnd::Image => self.in_image = self.in_image.saturating_sub(1),
            _ => {}
        }
        if !matches!(
            tag,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
        ) {
            // An unclosed `<script>` must not swallow the rest of the article.
            self.skipped = None;
        }
        self.builder.end();
    }

    /// Writes a block of code without the line feed that ends its last line.
    fn end_code(&mut self) {
        let code = self.code.take().unwrap_or_default().replace("\r\n", "\n");
        self.builder.text(code.strip_suffix('\n').unwrap_or(&code));
    }

    fn start_link(&mut self, kind: LinkType, address: &str, range: std::ops::Range<usize>) {
        // A link in the description of an image, or in HTML's own link, is text.
        if self.in_image > 0 || self.builder.is_in_link() {
            return self.builder.start_hidden();
        }
        let target = match kind {
            LinkType::WikiLink { has_pothole } => {
                let kind = link::wiki(address);
                let shown = (!has_pothole).then(|| link::shown_name(&kind));
                self.builder.start_link(kind, range.start, None);
                if let Some(shown) = shown {
                    self.builder.text(&shown);
                    self.in_bare_link = true;
                }
                return;
            }
            LinkType::Email => link::resolve(self.path, &format!("mailto:{address}")),
            _ => link::resolve(self.path, address),
        };
        match target {
            Ok(kind) => self.builder.start_link(kind, range.start, None),
            Err(reason) => {
                report_link(address, reason, range, self.findings);
                self.builder.start_hidden();
            }
        }
    }

    fn inline_html(&mut self, html: &str, offset: usize) {
        html::inline(
            html,
            offset,
            self.path,
            &mut self.skipped,
            &mut self.builder,
            self.findings,
        );
    }
}

/// Says that a link leads nowhere; its words stay as text.
pub(crate) fn report_link(
    address: &str,
    reason: &str,
    range: std::ops::Range<usize>,
    findings: &mut Findings<'_>,
) {
    let message = format!("the link to `{}` is left out: {reason}", shorten(address));
    let remedy = "link to a web address, to a file of the content folder, or to a name as `[[name]]`";
    findings.warn("bad-url", range, message, remedy);
}
