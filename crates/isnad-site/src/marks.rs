//! Marks: evidence, names and repaired words drawn over an article's text without ever cutting a word.
//!
//! A mark is drawn over whole words, since a highlight that ends inside an Arabic word tears its letters apart; the
//! exact span stays in `data-start` and `data-end`. The text itself is never changed: a repaired word is a view.

use std::{borrow::Cow, collections::BTreeSet, fmt::Write};

use isnad_model::{Repair, Span};
use isnad_text::{ScalarIndex, scalar};

use crate::markup::escape;

/// What a mark says. The order is the order of nesting, outermost first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// A passage that an earlier article has too.
    Shared,
    /// Words that a claim rests on.
    Claim {
        /// Id of the anchor.
        anchor: String,
    },
    /// The word that means a meeting.
    Meeting {
        /// Id of the anchor.
        anchor: String,
    },
    /// A name with its page.
    Name {
        /// Address of the page.
        href: String,
        /// Class of its kind.
        class: &'static str,
    },
    /// A word that the publisher broke up.
    Repair {
        /// What is read instead.
        repaired: String,
        /// Title that tells the original.
        title: String,
    },
}

/// A mark with where it stands.
#[derive(Clone, Debug)]
struct Placed {
    mark: Mark,
    /// Whole words.
    drawn: Span,
    /// As extraction found it.
    exact: Span,
}

/// An article's text with everything that is drawn over it.
pub struct MarkedText<'a> {
    index: ScalarIndex<'a>,
    scalars: Vec<char>,
    placed: Vec<Placed>,
    /// Spans inside which no link may begin, as there is one already.
    linked: Vec<Span>,
}

/// How the text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Repairs applied, anchors set.
    Readable,
    /// Every letter as it was published, no anchors (they are in the readable view of the same page).
    Published,
    /// Repairs applied, no anchors: a quotation on another page.
    Quoted,
}

impl<'a> MarkedText<'a> {
    /// A text without marks; `linked` are spans that are links of the article itself.
    pub fn new(text: &'a str, linked: Vec<Span>) -> Self {
        Self {
            index: ScalarIndex::new(text),
            scalars: text.chars().collect(),
            placed: Vec::new(),
            linked,
        }
    }

    /// Adds a mark over `exact`, drawn over whole words; nothing where the span is empty or outside the text.
    pub fn add(&mut self, mark: Mark, exact: Span) {
        let end = exact.end.min(self.scalars.len() as u32);
        if exact.start < end {
            let drawn = snap(&self.scalars, Span::new(exact.start, end));
            self.placed.push(Placed { mark, drawn, exact });
        }
    }

    /// Adds the article's repairs and widens marks that end inside a broken-up word to the whole of it.
    pub fn add_repairs(&mut self, repairs: &[Repair], title: impl Fn(&str) -> String) {
        for repair in repairs {
            let span = Span::new(repair.start, repair.end);
            if span.is_empty() || span.end as usize > self.scalars.len() {
                continue;
            }
            for placed in &mut self.placed {
                if placed.drawn.overlaps(span) {
                    placed.drawn = placed.drawn.cover(span);
                }
            }
            let title = title(self.index.slice(span));
            let mark = Mark::Repair {
                repaired: repair.repaired.clone(),
                title,
            };
            self.placed.push(Placed {
                mark,
                drawn: span,
                exact: span,
            });
        }
    }

    /// Fixes the marks' order and drops names that overlap an earlier name or a link.
    pub fn settle(&mut self) {
        self.placed.sort_by(|a, b| {
            (a.drawn.start, std::cmp::Reverse(a.drawn.end), &a.mark).cmp(&(
                b.drawn.start,
                std::cmp::Reverse(b.drawn.end),
                &b.mark,
            ))
        });
        let linked = std::mem::take(&mut self.linked);
        let (mut name_end, mut repair_end) = (0, 0);
        self.placed.retain(|placed| match placed.mark {
            Mark::Name { .. } => {
                let free =
                    placed.drawn.start >= name_end && !linked.iter().any(|link| link.overlaps(placed.drawn));
                if free {
                    name_end = placed.drawn.end;
                }
                free
            }
            Mark::Repair { .. } => {
                let free = placed.drawn.start >= repair_end;
                if free {
                    repair_end = placed.drawn.end;
                }
                free
            }
            _ => true,
        });
    }

    /// Number of scalar values.
    pub fn len(&self) -> u32 {
        self.scalars.len() as u32
    }

    /// The text of a span with repairs applied, without markup.
    pub fn readable(&self, span: Span) -> String {
        let mut text = String::new();
        let mut at = span.start;
        let end = span.end.min(self.len());
        for placed in &self.placed {
            let Mark::Repair { repaired, .. } = &placed.mark else {
                continue;
            };
            if placed.drawn.start >= at && placed.drawn.end <= end {
                text.push_str(self.index.slice(Span::new(at, placed.drawn.start)));
                text.push_str(repaired);
                at = placed.drawn.end;
            }
        }
        text.push_str(self.index.slice(Span::new(at.min(end), end)));
        text
    }

    /// A writer that keeps which anchors were set.
    pub fn writer(&self, view: View) -> Writer<'_, 'a> {
        Writer {
            marked: self,
            view,
            next: 0,
            active: Vec::new(),
            at: 0,
            anchors: BTreeSet::new(),
        }
    }
}

/// Writes a marked text piece by piece, in reading order.
pub struct Writer<'m, 'a> {
    marked: &'m MarkedText<'a>,
    view: View,
    next: usize,
    active: Vec<usize>,
    at: u32,
    anchors: BTreeSet<&'m str>,
}

impl<'m> Writer<'m, '_> {
    /// Writes `span` with its marks to `html`. All elements that it opens it closes.
    pub fn write(&mut self, span: Span, html: &mut String) {
        let end = span.end.min(self.marked.len());
        if span.start < self.at {
            (self.next, self.active) = (0, Vec::new());
        }
        let mut open: Vec<usize> = Vec::new();
        let mut at = span.start;
        while at < end {
            self.seek(at);
            let until = self.next_boundary(at, end);
            let wanted = self.nesting();
            let kept = open.iter().zip(&wanted).take_while(|(a, b)| a == b).count();
            self.close(&mut open, kept, html);
            for &placed in &wanted[kept..] {
                self.open(placed, html);
                open.push(placed);
            }
            self.text(Span::new(at, until), html);
            at = until;
        }
        self.close(&mut open, 0, html);
        self.at = end.max(span.start);
    }

    fn seek(&mut self, at: u32) {
        let placed = &self.marked.placed;
        while self.next < placed.len() && placed[self.next].drawn.start <= at {
            self.active.push(self.next);
            self.next += 1;
        }
        self.active.retain(|&index| placed[index].drawn.end > at);
    }

    fn next_boundary(&self, at: u32, end: u32) -> u32 {
        let placed = &self.marked.placed;
        let ends = self.active.iter().map(|&index| placed[index].drawn.end);
        let start = placed.get(self.next).map(|next| next.drawn.start);
        ends.chain(start)
            .filter(|&boundary| boundary > at)
            .fold(end, u32::min)
    }

    /// The active marks, outermost first.
    fn nesting(&self) -> Vec<usize> {
        let placed = &self.marked.placed;
        let mut wanted = self.active.clone();
        let rank = |mark: &Mark| match mark {
            Mark::Shared => 0,
            Mark::Claim { .. } => 1,
            Mark::Meeting { .. } => 2,
            Mark::Name { .. } => 3,
            Mark::Repair { .. } => 4,
        };
        wanted.sort_by_key(|&index| (rank(&placed[index].mark), index));
        wanted
    }

    fn open(&mut self, index: usize, html: &mut String) {
        let placed = &self.marked.placed[index];
        let Span { start, end } = placed.exact;
        // Writing to a string cannot fail.
        let _ = match &placed.mark {
            Mark::Shared => write!(html, "<span class=\"same\">"),
            Mark::Claim { anchor } => {
                let id = self.anchor(anchor);
                write!(
                    html,
                    "<mark class=\"e\"{id} data-for=\"{}\" data-start=\"{start}\" data-end=\"{end}\">",
                    escape(anchor)
                )
            }
            Mark::Meeting { anchor } => {
                let id = self.anchor(anchor);
                write!(
                    html,
                    "<mark class=\"e e-m\"{id} data-for=\"{}\" data-start=\"{start}\" data-end=\"{end}\">",
                    escape(anchor)
                )
            }
            Mark::Name { href, class } => {
                write!(html, "<a class=\"ref {class}\" href=\"{}\">", escape(href))
            }
            Mark::Repair { title, .. } if self.view != View::Published => {
                write!(html, "<span class=\"fix\" title=\"{}\">", escape(title))
            }
            Mark::Repair { .. } => write!(html, "<span class=\"fix\">"),
        };
    }

    fn anchor(&mut self, anchor: &'m str) -> Cow<'static, str> {
        if self.view == View::Readable && self.anchors.insert(anchor) {
            format!(" id=\"{}\"", escape(anchor)).into()
        } else {
            "".into()
        }
    }

    fn close(&self, open: &mut Vec<usize>, keep: usize, html: &mut String) {
        for index in open.drain(keep..).rev() {
            html.push_str(match self.marked.placed[index].mark {
                Mark::Claim { .. } | Mark::Meeting { .. } => "</mark>",
                Mark::Name { .. } => "</a>",
                Mark::Shared | Mark::Repair { .. } => "</span>",
            });
        }
    }

    fn text(&self, span: Span, html: &mut String) {
        let repair = self
            .active
            .iter()
            .map(|&index| &self.marked.placed[index])
            .find_map(|placed| match &placed.mark {
                Mark::Repair { repaired, .. } => Some((repaired, placed.drawn)),
                _ => None,
            });
        match repair {
            // The whole word is written at its first letter, however many pieces other marks cut it into.
            Some((repaired, drawn)) if self.view != View::Published => {
                if drawn.start == span.start {
                    html.push_str(&escape(repaired));
                }
            }
            _ => html.push_str(&escape(&crate::phrase::balanced(self.marked.index.slice(span)))),
        }
    }
}

/// `span` widened to whole words; white space at its ends is left out.
fn snap(scalars: &[char], span: Span) -> Span {
    let (mut start, mut end) = (span.start as usize, span.end as usize);
    while start < end && scalars[start].is_whitespace() {
        start += 1;
    }
    while end > start && scalars[end - 1].is_whitespace() {
        end -= 1;
    }
    if start == end {
        return span;
    }
    while start > 0 && joins(scalars[start - 1], scalars[start]) {
        start -= 1;
    }
    while end < scalars.len() && joins(scalars[end - 1], scalars[end]) {
        end += 1;
    }
    Span::new(start as u32, end as u32)
}

/// Whether no mark may begin or end between two neighbouring scalar values.
fn joins(left: char, right: char) -> bool {
    let in_word = |c: char| scalar::is_word(c) || scalar::is_mark(c) || scalar::is_joiner(c);
    in_word(left) && in_word(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(anchor: &str) -> Mark {
        Mark::Claim {
            anchor: anchor.to_owned(),
        }
    }

    fn write(marked: &mut MarkedText<'_>, view: View) -> String {
        marked.settle();
        let mut html = String::new();
        marked.writer(view).write(Span::new(0, marked.len()), &mut html);
        html
    }

    /// Tags without attributes, for reading tests.
    fn bare(html: &str) -> String {
        html.split('<')
            .enumerate()
            .map(|(index, piece)| match piece.split_once('>') {
                Some((tag, text)) if index > 0 => {
                    format!("<{}>{text}", tag.split(' ').next().unwrap_or_default())
                }
                _ => piece.to_owned(),
            })
            .collect()
    }

    #[test]
    fn a_mark_never_cuts_a_word() {
        let mut marked = MarkedText::new("وصلت والمساعدات أمس", Vec::new());
        marked.add(claim("c-1"), Span::new(6, 15));
        let html = write(&mut marked, View::Readable);
        assert!(
            html.contains(">والمساعدات</mark>")
                && html.contains("data-start=\"6\"")
                && html.contains("id=\"c-1\""),
            "{html}"
        );
    }

    #[test]
    fn overlaps_are_nested_and_balanced() {
        let mut marked = MarkedText::new("one two three four", Vec::new());
        marked.add(claim("c-1"), Span::new(0, 13));
        marked.add(claim("c-2"), Span::new(4, 18));
        assert_eq!(
            bare(&write(&mut marked, View::Quoted)),
            "<mark>one <mark>two three</mark></mark><mark> four</mark>"
        );
    }

    #[test]
    fn a_repaired_word_is_a_view_and_widens_marks() {
        let mut marked = MarkedText::new("قبل انعقـ.ـاد الجلسة", Vec::new());
        marked.add(claim("c-1"), Span::new(0, 6));
        let repair = Repair {
            start: 4,
            end: 13,
            repaired: "انعقاد".to_owned(),
            rule: String::new(),
        };
        marked.add_repairs(&[repair], |original| format!("as published: {original}"));
        let html = write(&mut marked, View::Readable);
        assert_eq!(bare(&html), "<mark>قبل <span>انعقاد</span></mark> الجلسة");
        assert!(html.contains("title=\"as published: انعقـ.ـاد\""));
        assert_eq!(
            bare(&write(&mut marked, View::Published)),
            "<mark>قبل <span>انعقـ.ـاد</span></mark> الجلسة"
        );
        assert_eq!(marked.readable(Span::new(0, 13)), "قبل انعقاد");
    }

    #[test]
    fn a_shared_passage_lies_around_all_else() {
        let mut marked = MarkedText::new("one two three four", Vec::new());
        marked.add(claim("c-1"), Span::new(4, 18));
        marked.add(Mark::Shared, Span::new(0, 13));
        assert_eq!(
            bare(&write(&mut marked, View::Readable)),
            "<span>one <mark>two three</mark></span><mark> four</mark>"
        );
    }

    #[test]
    fn names_do_not_nest_and_hostile_text_is_escaped() {
        let mut marked = MarkedText::new("<b> Foreign Ministry", Vec::new());
        let name = |href: &str| Mark::Name {
            href: href.to_owned(),
            class: "k-org",
        };
        marked.add(name("/\"><script>"), Span::new(4, 20));
        marked.add(name("/b"), Span::new(12, 20));
        let html = write(&mut marked, View::Readable);
        assert_eq!(html.matches("<a ").count(), 1);
        assert!(
            html.starts_with("&lt;b&gt; ") && !html.contains("<script>"),
            "{html}"
        );
    }
}
