//! Body: builds an article's text and, over spans of it, the events of its body.

use std::collections::{BTreeMap, BTreeSet};

use isnad_model::{BodyEvent, BodyTag, Limits, Link, LinkKind, Span};

use isnad_text::slugify;

/// What a finished body consists of.
#[derive(Default)]
pub(crate) struct Body {
    pub(crate) text: String,
    pub(crate) events: Vec<BodyEvent>,
    pub(crate) links: Vec<Link>,
    pub(crate) heading_ids: Vec<String>,
    /// Whether elements were nested deeper than allowed and flattened.
    pub(crate) flattened: bool,
    /// Whether there were more events than allowed, so that the rest is plain text.
    pub(crate) overflowed: bool,
}

/// An element that is open, whether it stands in the events or not.
struct Open {
    tag: Option<BodyTag>,
    /// The name of the HTML element that opened it; `None` for Markdown.
    html: Option<&'static str>,
    /// Byte and scalar offset of the text at which its words begin.
    start: (usize, u32),
}

/// Builds a body event by event. Blocks are parted by one line feed, which belongs to no text event.
pub(crate) struct Builder<'a> {
    limits: &'a Limits,
    body: Body,
    scalars: u32,
    open: Vec<Open>,
    /// How many open elements stand in the events.
    depth: usize,
    break_pending: bool,
    taken_ids: BTreeSet<String>,
    /// The number to try next for headings of the same words.
    next_numbers: BTreeMap<String, u32>,
}

impl<'a> Builder<'a> {
    pub(crate) fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            body: Body::default(),
            scalars: 0,
            open: Vec::new(),
            depth: 0,
            break_pending: false,
            taken_ids: BTreeSet::new(),
            next_numbers: BTreeMap::new(),
        }
    }

    /// Opens an element of Markdown.
    pub(crate) fn start(&mut self, tag: BodyTag) {
        self.start_element(Some(tag), None);
    }

    /// Opens an element of HTML.
    pub(crate) fn start_html(&mut self, tag: BodyTag, name: &'static str) {
        self.start_element(Some(tag), Some(name));
    }

    /// Opens an element of Markdown that leaves no trace but its text.
    pub(crate) fn start_hidden(&mut self) {
        self.start_element(None, None);
    }

    fn start_element(&mut self, tag: Option<BodyTag>, html: Option<&'static str>) {
        if tag.as_ref().is_some_and(is_block) {
            self.break_pending = true;
        }
        let tag = tag.filter(|_| self.has_room());
        if let Some(tag) = &tag {
            self.body.events.push(BodyEvent::Start(tag.clone()));
            self.depth += 1;
        }
        self.open.push(Open {
            tag,
            html,
            start: (self.body.text.len(), self.scalars),
        });
    }

    /// Whether one more element may stand in the events: over a cap, elements are flattened to their text.
    fn has_room(&mut self) -> bool {
        if self.depth >= self.limits.depth {
            self.body.flattened = true;
            return false;
        }
        // Every open element still needs its end.
        if self.body.events.len() + self.depth + 2 > self.limits.events {
            self.body.overflowed = true;
        }
        !self.body.overflowed
    }

    /// Opens a link; its span is known at its end.
    pub(crate) fn start_link(&mut self, kind: LinkKind, offset: usize, html: Option<&'static str>) {
        let index = self.body.links.len() as u32;
        self.start_element(Some(BodyTag::Link(index)), html);
        if self.open.last().is_some_and(|open| open.tag.is_some()) {
            self.body.links.push(Link {
                span: Span::default(),
                kind,
                offset: offset as u32,
            });
        }
    }

    /// Whether a link is open.
    pub(crate) fn is_in_link(&self) -> bool {
        self.open
            .iter()
            .any(|open| matches!(open.tag, Some(BodyTag::Link(_))))
    }

    /// The innermost open element that stands in the events.
    pub(crate) fn innermost(&self) -> Option<&BodyTag> {
        self.open.iter().rev().find_map(|open| open.tag.as_ref())
    }

    /// Whether the element `name` of HTML is open within the innermost element of Markdown.
    pub(crate) fn has_open_html(&self, name: &str) -> bool {
        self.open
            .iter()
            .rev()
            .map_while(|open| open.html)
            .any(|open| open == name)
    }

    /// Closes the innermost element of Markdown and whatever HTML was left open in it.
    pub(crate) fn end(&mut self) {
        while self.open.last().is_some_and(|open| open.html.is_some()) {
            self.pop();
        }
        self.pop();
    }

    /// Closes the HTML element `name` and what is open within it; an end without a beginning is ignored.
    pub(crate) fn end_html(&mut self, name: &str) {
        if !self.has_open_html(name) {
            return;
        }
        while let Some(open) = self.open.last() {
            let last = open.html == Some(name);
            self.pop();
            if last {
                break;
            }
        }
    }

    /// Closes the HTML element `name` unless one of `bounds` stands between.
    pub(crate) fn end_html_within(&mut self, name: &str, bounds: &[&str]) {
        let names = self.open.iter().rev().map_while(|open| open.html);
        if names
            .take_while(|open| !bounds.contains(open))
            .any(|open| open == name)
        {
            self.end_html(name);
        }
    }

    /// Closes the inline elements of HTML that are innermost.
    pub(crate) fn end_html_inlines(&mut self) {
        while self
            .open
            .last()
            .is_some_and(|open| open.html.is_some() && !open.tag.as_ref().is_some_and(is_block))
        {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let Some(tag) = open.tag else { return };
        self.depth -= 1;
        if is_block(&tag) {
            self.break_pending = true;
        }
        if self.drop_empty(&tag) {
            return;
        }
        match &tag {
            BodyTag::Link(index) => {
                let start = if self.scalars > open.start.1 {
                    self.first_scalar(open.start)
                } else {
                    open.start.1
                };
                self.body.links[*index as usize].span = Span::new(start, self.scalars);
            }
            BodyTag::Heading(_) => {
                let heading = self.body.text[open.start.0..].trim().to_owned();
                let id = self.unique_id(&heading);
                self.body.heading_ids.push(id);
            }
            _ => {}
        }
        self.body.events.push(BodyEvent::End);
    }

    /// The scalar at which an element's own words begin: the line feed that parts it from the block before is not its own.
    fn first_scalar(&self, start: (usize, u32)) -> u32 {
        let has_break = self.body.text[start.0..].starts_with('\n');
        start.1 + u32::from(has_break)
    }

    /// Removes an element that holds nothing, which a page could only show as something dead. Items, rows and cells stay:
    /// their number means something.
    fn drop_empty(&mut self, tag: &BodyTag) -> bool {
        let counts = matches!(tag, BodyTag::Item | BodyTag::Row | BodyTag::Cell(_));
        let is_empty = !counts && matches!(self.body.events.last(), Some(BodyEvent::Start(_)));
        if is_empty {
            self.body.events.pop();
            if matches!(tag, BodyTag::Link(_)) {
                self.body.links.pop();
            }
        }
        is_empty
    }

    /// An ASCII id for a heading that no other heading has.
    fn unique_id(&mut self, heading: &str) -> String {
        let base = slugify(heading).unwrap_or_else(|| "section".to_owned());
        let number = self.next_numbers.entry(base.clone()).or_insert(2);
        let mut id = base.clone();
        while !self.taken_ids.insert(id.clone()) {
            id = format!("{base}-{number}");
            *number += 1;
        }
        id
    }

    /// Appends text within a block.
    pub(crate) fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.write_break();
        let start = self.scalars;
        self.push_str(text);
        self.cover(start);
    }

    /// Appends a line break within a block; none at the very beginning of the text.
    pub(crate) fn line_break(&mut self) {
        if self.body.text.is_empty() || self.break_pending {
            return;
        }
        let start = self.scalars;
        self.push_str("\n");
        if self.has_room() {
            self.body.events.push(BodyEvent::Break);
        } else {
            self.cover(start);
        }
    }

    /// Appends a thematic break.
    pub(crate) fn rule(&mut self) {
        self.break_pending = true;
        if self.has_room() {
            self.body.events.push(BodyEvent::Rule);
        }
    }

    /// Begins a new line of text without a new block (a hidden block, HTML that is flattened).
    pub(crate) fn part(&mut self) {
        self.break_pending = true;
    }

    /// Whether the next text begins a line.
    pub(crate) fn at_line_start(&self) -> bool {
        self.break_pending || self.body.text.is_empty() || self.body.text.ends_with('\n')
    }

    /// Whether the text so far ends with white space, or a line begins.
    pub(crate) fn ends_with_space(&self) -> bool {
        self.at_line_start() || self.body.text.ends_with(char::is_whitespace)
    }

    fn write_break(&mut self) {
        if std::mem::take(&mut self.break_pending)
            && !self.body.text.is_empty()
            && !self.body.text.ends_with('\n')
        {
            let start = self.scalars;
            self.push_str("\n");
            // Where the block has no element of its own, the line feed is all that parts it from the text before.
            if matches!(self.body.events.last(), Some(BodyEvent::Text(_))) {
                self.cover(start);
            }
        }
    }

    fn push_str(&mut self, text: &str) {
        self.body.text.push_str(text);
        self.scalars += text.chars().count() as u32;
    }

    /// Covers the text from scalar `start` on with a text event, joined to the one before where they touch.
    fn cover(&mut self, start: u32) {
        match self.body.events.last_mut() {
            Some(BodyEvent::Text(span)) if span.end == start => span.end = self.scalars,
            _ => self
                .body
                .events
                .push(BodyEvent::Text(Span::new(start, self.scalars))),
        }
    }

    /// The body, with every element closed.
    pub(crate) fn finish(mut self) -> Body {
        while !self.open.is_empty() {
            self.pop();
        }
        self.body
    }
}

/// Whether an element begins and ends a line of the text.
pub(crate) fn is_block(tag: &BodyTag) -> bool {
    !matches!(
        tag,
        BodyTag::Emphasis | BodyTag::Strong | BodyTag::Strike | BodyTag::Code | BodyTag::Link(_)
    )
}
