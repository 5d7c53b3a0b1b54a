//! `isnad explain`: why something is there: the sentence, its parts and the rule.

use std::fmt::Write;

use anyhow::{Result, bail};
use isnad_graph::{
    KnowledgeGraph,
    node::{ArticleNode, ChainNode, Claim, ClaimTelling, EntityNode, Meeting, MeetingTelling},
};

use crate::{
    cli::{Explain, Global},
    commands::Outcome,
    console::{self, Console},
    origins,
    project::Project,
    shown::{Explainer, Sentences, chain, claim_parts, meeting_parts, name, printable},
};

/// Runs the verb.
pub fn run(flags: &Explain, global: &Global, console: &Console) -> Result<Outcome> {
    let project = Project::open(global, console)?;
    let graph = project.corpus.graph();
    let explainer = Explainer::new(project.corpus.extractor());
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

fn explain_meeting(graph: &KnowledgeGraph, explainer: &Explainer<'_>, meeting: &Meeting) -> String {
    let mut text = format!(
        "meeting {}: {} {}, {}\n",
        meeting.id,
        graph.status(meeting).as_str(),
        meeting.kind.as_str(),
        origins::counts(&meeting.support)
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
    for step in &meeting.history {
        let day = step
            .day
            .map_or_else(|| "undated".to_owned(), |day| day.to_string());
        let date = step.date.map_or_else(String::new, |date| format!(", for {date}"));
        let put_off = if step.put_off { ", put off" } else { "" };
        writeln!(text, "  from {day} on {}{put_off}{date}", step.status.as_str()).ok();
    }
    text.push_str(&origins::paths(graph, &meeting.support, &meeting.reports));
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
        "claim {}: {}, {}\n  {}\n",
        claim.id,
        claim.stance.as_str(),
        origins::counts(&claim.support),
        claim.text
    );
    if let Some(speaker) = &claim.speaker {
        writeln!(text, "  said by {}", name(graph, speaker)).ok();
    }
    text.push_str(&origins::paths(graph, &claim.support, &claim.reports));
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
