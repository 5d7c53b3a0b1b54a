//! `isnad stats`: how much of what the knowledge base holds.

use anyhow::{Context, Result};
use isnad_graph::{Change, Claim, KnowledgeGraph, MeetingStatus, News, NodeKind};
use isnad_model::{Edtf, EntityKind};
use serde::Serialize;

use crate::{
    cli::{Format, Global, Stats},
    commands::Outcome,
    console::{self, Console},
    project::Project,
};

#[derive(Serialize)]
struct Counts {
    articles: usize,
    entities: usize,
    curated_entities: usize,
    persons: usize,
    organizations: usize,
    states: usize,
    groups: usize,
    places: usize,
    anonymous: usize,
    meetings: usize,
    held: usize,
    planned: usize,
    postponed: usize,
    cancelled: usize,
    denied: usize,
    past_without_a_report: usize,
    meetings_told_twice: usize,
    claims: usize,
    claims_told_twice: usize,
    claims_from_one_origin: usize,
    claims_told_twice_from_one_origin: usize,
    claims_of_unnamed_sources: usize,
    copies: usize,
    topics: usize,
    errors: usize,
    warnings: usize,
}

/// Runs the verb.
pub fn run(flags: &Stats, global: &Global, console: &Console) -> Result<Outcome> {
    let since = flags.since.as_ref().map(|day| day.parse::<Edtf>()).transpose();
    let since = since.with_context(|| "--since needs a date such as 2021-07-08")?;
    let project = Project::open(global, console)?;
    let graph = project.corpus.graph();
    let mut counts = serde_json::to_value(count(&project))?;
    let changes = since.map(|since| changes(graph, &since));
    match flags.format {
        Format::Json => {
            if let Some(changes) = changes {
                counts["changes"] = serde_json::to_value(&changes)?;
            }
            console::print(&format!("{counts:#}\n"))?;
        }
        Format::Human => {
            let lines = counts.as_object().into_iter().flatten();
            let text: String = lines
                .map(|(name, count)| format!("{:>8}  {}\n", count.to_string(), name.replace('_', " ")))
                .collect();
            console::print(&text)?;
            for change in changes.iter().flatten() {
                console::print(&line(graph, change))?;
            }
        }
    }
    Ok(Outcome::Fine)
}

/// What is known since the day: nothing that may have been published before it.
fn changes<'a>(graph: &'a KnowledgeGraph, since: &Edtf) -> Vec<Change<'a>> {
    let mut changes = graph.changes();
    changes.retain(|change| change.day.earliest() >= since.earliest());
    changes
}

/// A change in a line; names and words come from articles and must not steer the terminal.
fn line(graph: &KnowledgeGraph, change: &Change<'_>) -> String {
    let what = match change.news {
        News::Contradicts { other } => format!("contradicts {other}"),
        News::StatusMoved { from, to } => format!("status moved from {} to {}", from.as_str(), to.as_str()),
        News::Disputed { slot } => format!("second {} told", slot.as_str()),
        News::OriginGained { origins } => format!("now {origins} independent origins"),
        News::MeetingTold { status } => format!("new meeting, {}", status.as_str()),
        News::ClaimTold => "new claim".to_owned(),
    };
    let about = match graph.claim(change.id) {
        Some(claim) if change.node == NodeKind::Claim => claim.text.chars().take(100).collect(),
        _ => participants(graph, change.id),
    };
    let line = format!(
        "{}  {what}: {about} [{}; {}]",
        change.day, change.id, change.article
    );
    line.chars().filter(|c| !c.is_control()).chain(['\n']).collect()
}

fn participants(graph: &KnowledgeGraph, meeting: &str) -> String {
    let attendees = graph.meeting(meeting).into_iter().flat_map(|it| &it.participants);
    let names = attendees.filter_map(|it| graph.entity(&it.entity));
    let names: Vec<&str> = names.map(|node| node.entity.display_name("en").0).collect();
    names.join(", ")
}

fn count(project: &Project) -> Counts {
    let graph = project.corpus.graph();
    let kind = |wanted| graph.entities().filter(|it| it.entity.kind == wanted).count();
    let status = |wanted| graph.meetings().filter(|it| graph.status(it) == wanted).count();
    let tally = crate::report::Tally::of(&project.diagnostics());
    let unnamed = |id: &Option<String>| match id {
        Some(id) => graph
            .entity(id)
            .is_some_and(|it| it.entity.kind == EntityKind::Anonymous),
        None => true,
    };
    let of_one_origin = |claim: &&Claim| claim.rests_on_one_origin();
    let retold = graph.claims().filter(|it| it.support.reports > 1);
    Counts {
        articles: graph.articles().count(),
        entities: graph.entities().count(),
        curated_entities: graph.entities().filter(|it| it.entity.curated).count(),
        persons: kind(EntityKind::Person),
        organizations: kind(EntityKind::Organization),
        states: kind(EntityKind::State),
        groups: kind(EntityKind::Group),
        places: kind(EntityKind::Place),
        anonymous: kind(EntityKind::Anonymous),
        meetings: graph.meetings().count(),
        held: status(MeetingStatus::Held),
        planned: status(MeetingStatus::Planned),
        postponed: status(MeetingStatus::Postponed),
        cancelled: status(MeetingStatus::Cancelled),
        denied: status(MeetingStatus::Denied),
        past_without_a_report: status(MeetingStatus::Unreported),
        meetings_told_twice: graph.meetings().filter(|it| it.reports.len() > 1).count(),
        claims: graph.claims().count(),
        claims_told_twice: graph.claims().filter(|it| it.reports.len() > 1).count(),
        claims_from_one_origin: graph.claims().filter(of_one_origin).count(),
        claims_told_twice_from_one_origin: retold.filter(of_one_origin).count(),
        claims_of_unnamed_sources: graph.claims().filter(|it| unnamed(&it.speaker)).count(),
        copies: graph.articles().filter(|it| it.copy_of.is_some()).count(),
        topics: graph.topics().count(),
        errors: tally.errors,
        warnings: tally.warnings,
    }
}
