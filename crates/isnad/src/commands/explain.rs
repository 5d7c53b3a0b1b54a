//! `isnad explain`: why something is there: the sentence, its parts and the rule.

use std::fmt::Write;

use anyhow::{Result, bail};
use isnad_extract::Extractor;
use isnad_graph::{
    KnowledgeGraph,
    node::{ArticleNode, ChainNode, Claim, ClaimTelling, EntityNode, Meeting, MeetingTelling},
};
use isnad_model::{ClaimReport, MeetingReport, Mention, Record, Span};
use isnad_text::ScalarIndex;

use crate::{
    cli::{Explain, Global},
    commands::Outcome,
    console::{self, Console},
    project::Project,
};

/// Runs the verb.
pub fn run(flags: &Explain, global: &Global, console: &Console) -> Result<Outcome> {
    let project = Project::open(global, console)?;
    let graph = project.corpus.graph();
    let explainer = Explainer {
        extractor: project.corpus.extractor(),
    };
    let content = format!("{}/", project.config.content);
    let path = flags.id.strip_prefix(&content).unwrap_or(&flags.id);
    let by_path = graph.articles().find(|node| node.article.path == path);
    let text = if let Some(node) = by_path.or_else(|| graph.article(&flags.id)) {
        explain_article(graph, &explainer, node)
    } else if let Some(meeting) = graph.meeting(&flags.id) {
        explain_meeting(graph, &explainer, meeting)
    } else if let Some(claim) = graph.claim(&flags.id) {
        explain_claim(graph, &explainer, claim)
    } else if let Some(entity) = graph.entity(&flags.id) {
        explain_entity(graph, entity)
    } else {
        let matches = graph.resolve(&flags.id, None);
        bail!(
            "nothing has the id `{}`\n  hint: {}",
            flags.id,
            match matches.first() {
                Some(target) => format!("that is a name of `{}`", target.id),
                None => "ids stand at the end of the site's addresses, and in `isnad export --format json`"
                    .to_owned(),
            }
        )
    };
    console::print(&printable(&text))?;
    Ok(Outcome::Fine)
}

fn explain_article(graph: &KnowledgeGraph, explainer: &Explainer<'_>, node: &ArticleNode) -> String {
    let record = &node.record;
    let mut text = format!("article {} ({})\n", node.article.id, node.article.path);
    for (mention, entity) in record.mentions.iter().zip(&node.mention_entities) {
        let id = entity.as_deref().unwrap_or("-");
        writeln!(
            text,
            "mention  {}..{} `{}` -> {id} ({}, {}, {:.2})",
            mention.start,
            mention.end,
            mention.text,
            mention.kind.as_str(),
            format!("{:?}", mention.via).to_lowercase(),
            mention.confidence
        )
        .ok();
    }
    for (report, id) in record.meetings.iter().zip(&node.meetings) {
        writeln!(text, "meeting  {id} ({}, {:.2})", report.rule, report.confidence).ok();
        text.push_str(&explainer.show(
            graph,
            &node.article.id,
            report.evidence,
            &meeting_parts(record, report),
        ));
    }
    for (report, id) in record.claims.iter().zip(&node.claims) {
        writeln!(text, "claim    {id} ({}, {:.2})", report.rule, report.confidence).ok();
        text.push_str(&explainer.show(graph, &node.article.id, report.evidence, &claim_parts(report)));
    }
    for repair in &record.repairs {
        writeln!(
            text,
            "repair   {}..{} read as `{}` ({})",
            repair.start, repair.end, repair.repaired, repair.rule
        )
        .ok();
    }
    text
}

/// A labelled part of a sentence.
type Part = (&'static str, Span);

fn meeting_parts(record: &Record, report: &MeetingReport) -> Vec<Part> {
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

fn claim_parts(report: &ClaimReport) -> Vec<Part> {
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
struct Explainer<'a> {
    extractor: Option<&'a Extractor>,
}

impl Explainer<'_> {
    /// The sentence that a report rests on, with its parts marked, and the words of the packs that decided; nothing where the
    /// article is gone.
    fn show(&self, graph: &KnowledgeGraph, article: &str, evidence: Span, parts: &[Part]) -> String {
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

fn explain_meeting(graph: &KnowledgeGraph, explainer: &Explainer<'_>, meeting: &Meeting) -> String {
    let mut text = format!(
        "meeting {}: {} {}, {} reports of {} outlets, {} independent origins\n",
        meeting.id,
        meeting.status.as_str(),
        meeting.kind.as_str(),
        meeting.support.reports,
        meeting.support.outlets,
        meeting.support.origins.len()
    );
    for attendee in &meeting.participants {
        writeln!(
            text,
            "  {} (named by {} reports)",
            name(graph, &attendee.entity),
            attendee.reports
        )
        .ok();
    }
    for telling in &meeting.reports {
        text.push_str(&tell_meeting(graph, explainer, telling));
    }
    text
}

fn tell_meeting(graph: &KnowledgeGraph, explainer: &Explainer<'_>, telling: &MeetingTelling) -> String {
    let status = format!("status {}", telling.status.as_str());
    let mut text = tell_origin(
        &telling.article,
        &telling.rule,
        telling.confidence,
        &status,
        &telling.chain,
    );
    let record = graph.article(&telling.article).map(|node| &node.record);
    let report = record.and_then(|record| Some((record, record.meetings.get(telling.index)?)));
    let parts = report.map_or_else(Vec::new, |(record, report)| meeting_parts(record, report));
    text.push_str(&explainer.show(graph, &telling.article, telling.evidence, &parts));
    text
}

/// Which article tells it, by which rule, how, and through which chain.
fn tell_origin(article: &str, rule: &str, confidence: f32, manner: &str, links: &[ChainNode]) -> String {
    format!(
        "told by {article} ({rule}, {confidence:.2})\n  {manner}, chain {}\n",
        chain(links)
    )
}

fn explain_claim(graph: &KnowledgeGraph, explainer: &Explainer<'_>, claim: &Claim) -> String {
    let mut text = format!(
        "claim {}: {}, {} reports of {} outlets, {} independent origins\n  {}\n",
        claim.id,
        claim.stance.as_str(),
        claim.support.reports,
        claim.support.outlets,
        claim.support.origins.len(),
        claim.text
    );
    if let Some(speaker) = &claim.speaker {
        writeln!(text, "  said by {}", name(graph, speaker)).ok();
    }
    for telling in &claim.reports {
        text.push_str(&tell_claim(graph, explainer, telling));
    }
    for (other, why) in &claim.contradicts {
        writeln!(text, "contradicts {other}: {why}").ok();
    }
    text
}

fn tell_claim(graph: &KnowledgeGraph, explainer: &Explainer<'_>, telling: &ClaimTelling) -> String {
    let stance = telling.stance.as_str();
    let mut text = tell_origin(
        &telling.article,
        &telling.rule,
        telling.confidence,
        stance,
        &telling.chain,
    );
    let record = graph.article(&telling.article).map(|node| &node.record);
    let report = record.and_then(|record| record.claims.get(telling.index));
    let parts = report.map_or_else(Vec::new, claim_parts);
    text.push_str(&explainer.show(graph, &telling.article, telling.evidence, &parts));
    text
}

fn explain_entity(graph: &KnowledgeGraph, node: &EntityNode) -> String {
    let entity = &node.entity;
    let origin = if entity.curated {
        "curated page"
    } else {
        "found in articles or built in"
    };
    let mut text = format!("{} {} ({origin})\n", entity.kind.as_str(), entity.id);
    for known in &entity.names {
        writeln!(text, "  name {} [{}]", known.text, known.lang).ok();
    }
    for (article, spans) in &node.mentions {
        let Some(article) = graph.article(article) else {
            continue;
        };
        let view = Sentences::new(&article.record.text);
        for &span in spans {
            let mention = article.record.mentions.iter().find(|it| it.span() == span);
            let via = mention.map_or(String::new(), |it| format!("{:?}", it.via).to_lowercase());
            writeln!(
                text,
                "{} {}..{} ({via})",
                article.article.id, span.start, span.end
            )
            .ok();
            writeln!(text, "  {}", view.mark(view.around(span), &[("", span)])).ok();
        }
    }
    text
}

fn name(graph: &KnowledgeGraph, id: &str) -> String {
    let shown = graph
        .entity(id)
        .map(|node| node.entity.display_name("en").0.to_owned());
    shown.map_or_else(|| id.to_owned(), |shown| format!("{shown} [{id}]"))
}

fn chain(links: &[ChainNode]) -> String {
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
struct Sentences<'a> {
    index: ScalarIndex<'a>,
}

impl<'a> Sentences<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            index: ScalarIndex::new(text),
        }
    }

    /// Some words on either side of `span`, within its line.
    fn around(&self, span: Span) -> Span {
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
    fn mark(&self, whole: Span, parts: &[(&str, Span)]) -> String {
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
fn printable(text: &str) -> String {
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
