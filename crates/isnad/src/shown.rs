//! Shown: a reading as the terminal shows it: the sentence with its parts marked, the words that decided, the chain.

use std::fmt::Write;

use isnad_extract::Extractor;
use isnad_graph::{KnowledgeGraph, node::ChainNode};
use isnad_model::{ClaimReport, MeetingReport, Mention, Record, Span};
use isnad_text::ScalarIndex;

/// A labelled part of a sentence.
pub type Part = (&'static str, Span);

/// The parts of a meeting's report.
pub fn meeting_parts(record: &Record, report: &MeetingReport) -> Vec<Part> {
    let mention = |at: Option<usize>| at.and_then(|at| record.mentions.get(at)).map(Mention::span);
    let parties = report
        .participants
        .iter()
        .filter_map(|party| mention(party.mention));
    let place = report.place.as_ref().and_then(|place| mention(place.mention));
    let date = report.date.as_ref().map(|date| Span::new(date.start, date.end));
    let mut parts: Vec<Part> = parties.map(|span| ("party", span)).collect();
    parts.extend(place.map(|span| ("place", span)));
    parts.extend(date.map(|span| ("when", span)));
    parts.push(("meets", report.trigger));
    parts
}

/// The parts of a claim's report.
pub fn claim_parts(report: &ClaimReport) -> Vec<Part> {
    let source = report
        .source
        .as_ref()
        .and_then(|source| Some(Span::new(source.start?, source.end?)));
    let links = report
        .chain
        .iter()
        .rev()
        .skip(1)
        .filter_map(|link| Some(Span::new(link.start?, link.end?)));
    let mut parts: Vec<Part> = source.map(|span| ("source", span)).into_iter().collect();
    parts.extend(links.map(|span| ("through", span)));
    parts.push(("cue", Span::new(report.cue.start, report.cue.end)));
    parts.extend(report.cue.more.iter().map(|&span| ("cue", span)));
    parts.push(("content", Span::new(report.content.start, report.content.end)));
    parts.extend(report.content.more.iter().map(|&span| ("content", span)));
    parts
}

/// Shows sentences of articles with what their rules made of them.
pub struct Explainer<'a> {
    extractor: Option<&'a Extractor>,
}

impl<'a> Explainer<'a> {
    /// One that asks this extractor for the words that decided.
    pub fn new(extractor: Option<&'a Extractor>) -> Self {
        Self { extractor }
    }

    /// The sentence that a report rests on, with its parts marked, and the words of the packs that decided; nothing where the
    /// article is gone.
    pub fn show(&self, graph: &KnowledgeGraph, article: &str, evidence: Span, parts: &[Part]) -> String {
        let Some(node) = graph.article(article) else {
            return String::new();
        };
        let sentences = Sentences::new(&node.record.text);
        let mut text = format!("  {}\n", sentences.mark(evidence, parts));
        let words = self
            .extractor
            .map_or_else(Vec::new, |it| it.deciding_words(&node.article, evidence));
        let told: Vec<String> = words
            .iter()
            .map(|word| format!("{} `{}`", word.class, sentences.index.slice(word.span)))
            .collect();
        if !told.is_empty() {
            writeln!(text, "  words: {}", told.join(", ")).ok();
        }
        text
    }
}

/// An entity's name with its id.
pub fn name(graph: &KnowledgeGraph, id: &str) -> String {
    let shown = graph
        .entity(id)
        .map(|node| node.entity.display_name("en").0.to_owned());
    shown.map_or_else(|| id.to_owned(), |shown| format!("{shown} [{id}]"))
}

/// The links of a chain, the reader's end first.
pub fn chain(links: &[ChainNode]) -> String {
    let names = links.iter().map(|link| {
        if link.name.is_empty() {
            "(not stated)"
        } else {
            link.name.as_str()
        }
    });
    names.collect::<Vec<_>>().join(" <- ")
}

/// Parts that may stand far from the sentence; they do not widen it.
const OUTSIDE: [&str; 5] = ["source", "through", "party", "place", "when"];

/// Sentences of one text, shown with their parts marked: `[cue قال]`.
pub struct Sentences<'a> {
    index: ScalarIndex<'a>,
}

impl<'a> Sentences<'a> {
    /// The sentences of `text`.
    pub fn new(text: &'a str) -> Self {
        Self {
            index: ScalarIndex::new(text),
        }
    }

    /// Some words on either side of `span`, within its line.
    pub fn around(&self, span: Span) -> Span {
        const REACH: u32 = 60;
        let line_before = self
            .index
            .slice(Span::new(span.start.saturating_sub(REACH), span.start));
        let line_after = self
            .index
            .slice(Span::new(span.end, span.end.saturating_add(REACH)));
        let before = line_before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count() as u32;
        let after = line_after.split('\n').next().unwrap_or_default().chars().count() as u32;
        Span::new(span.start - before, span.end + after)
    }

    /// The text of `whole` with each part in brackets behind its label; parts outside of it are left out.
    pub fn mark(&self, whole: Span, parts: &[(&str, Span)]) -> String {
        let whole = parts
            .iter()
            .filter(|(label, _)| !OUTSIDE.contains(label))
            .fold(whole, |whole, (_, part)| whole.cover(*part));
        // Ends before beginnings; of two that begin at one place the wider one first.
        let mut marks: Vec<(u32, u8, u32, String)> = Vec::new();
        for (label, part) in parts
            .iter()
            .filter(|(_, part)| whole.contains(*part) && !part.is_empty())
        {
            let open = if label.is_empty() {
                "[".to_owned()
            } else {
                format!("[{label}: ")
            };
            marks.push((part.start, 1, u32::MAX - part.end, open));
            marks.push((part.end, 0, 0, "]".to_owned()));
        }
        marks.sort();
        let mut text = String::new();
        let mut at = whole.start;
        for (place, _, _, mark) in marks {
            text.push_str(self.index.slice(Span::new(at, place)));
            text.push_str(&mark);
            at = place;
        }
        text.push_str(self.index.slice(Span::new(at, whole.end)));
        text.replace('\n', " ")
    }
}

/// The text without characters that could steer a terminal.
pub fn printable(text: &str) -> String {
    text.chars().filter(|&c| c == '\n' || !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_marked_inside_their_sentence() {
        let view = Sentences::new("قال الوزير إن المطر قادم. ثم غادر.");
        let marked = view.mark(
            Span::new(0, 25),
            &[("cue", Span::new(0, 3)), ("source", Span::new(4, 10))],
        );
        assert_eq!(marked, "[cue: قال] [source: الوزير] إن المطر قادم.");
        assert_eq!(view.around(Span::new(4, 10)), Span::new(0, 34));
    }

    #[test]
    fn terminals_are_not_steered() {
        assert_eq!(printable("a\u{1b}[31mb\n"), "a[31mb\n");
    }
}
