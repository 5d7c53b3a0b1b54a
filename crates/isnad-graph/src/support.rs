//! Support: how many reports, outlets and origins stand behind something. Copies are not corroboration.

use std::collections::{BTreeMap, BTreeSet};

use isnad_model::ChainKind;

use crate::{
    ChainNode, ClaimTelling, KnowledgeGraph, MeetingTelling, Support,
    cluster::Groups,
    names,
    resolve::{Resolved, credited},
};

/// Support of a meeting's reports.
pub(crate) fn of_meeting(graph: &KnowledgeGraph, reports: &[MeetingTelling]) -> Support {
    count(
        graph,
        &reports
            .iter()
            .map(|report| (report.article.as_str(), report.chain.as_slice()))
            .collect::<Vec<_>>(),
    )
}

/// Support of a claim's reports.
pub(crate) fn of_claim(graph: &KnowledgeGraph, reports: &[ClaimTelling]) -> Support {
    count(
        graph,
        &reports
            .iter()
            .map(|report| (report.article.as_str(), report.chain.as_slice()))
            .collect::<Vec<_>>(),
    )
}

/// Reports that share any of these marks go back to one origin.
fn marks(graph: &KnowledgeGraph, resolved: &Resolved, chain: &[ChainNode]) -> BTreeSet<String> {
    let article = &resolved.article.id;
    let root = graph
        .copies
        .original(article)
        .map_or(article.as_str(), |(original, _)| original);
    let mut marks = BTreeSet::from([format!("text {article}"), format!("text {root}")]);
    // One outlet, or a group of outlets, is one voice; also where another outlet quotes or credits it.
    let outlets = chain
        .iter()
        .filter(|link| link.kind == ChainKind::Outlet)
        .filter_map(|link| link.entity.as_ref());
    let credited = credited(&resolved.record, &resolved.mention_entities);
    for outlet in outlets.chain(&resolved.publisher).chain(credited) {
        marks.insert(format!("outlet {outlet}"));
        marks.extend(group_of(graph, outlet).map(|group| format!("group {group}")));
    }
    // The same named speaker is one origin; unnamed ones belong to their article.
    let origin = chain
        .last()
        .filter(|link| !matches!(link.kind, ChainKind::Publisher | ChainKind::Unstated));
    marks.extend(
        origin
            .and_then(|link| link.entity.as_ref())
            .map(|speaker| format!("speaker {speaker}")),
    );
    marks
}

fn group_of(graph: &KnowledgeGraph, outlet: &str) -> Option<usize> {
    if graph.outlet_groups.is_empty() {
        return None;
    }
    let names = graph
        .names
        .get(outlet)
        .into_iter()
        .flat_map(|entity| &entity.names)
        .map(|name| name.text.as_str());
    let found = graph.occurrences.get(outlet).into_iter().flatten().take(1);
    let found = found.filter_map(|article| graph.resolved.get(article)?.found.get(outlet));
    let found = found
        .flat_map(|it| it.names.keys())
        .map(|(_, text)| text.as_str());
    graph.outlet_groups.get(outlet).copied().or_else(|| {
        names
            .chain(found)
            .find_map(|name| graph.outlet_groups.get(&names::fold(name)).copied())
    })
}

fn count(graph: &KnowledgeGraph, reports: &[(&str, &[ChainNode])]) -> Support {
    let mut groups = Groups::new(reports.len());
    let mut first_with: BTreeMap<String, usize> = BTreeMap::new();
    let (mut articles, mut outlets) = (BTreeSet::new(), BTreeSet::new());
    for (at, (article, chain)) in reports.iter().enumerate() {
        let Some(resolved) = graph.resolved.get(*article) else {
            continue;
        };
        articles.insert(*article);
        // An article without a publisher is an outlet of its own.
        outlets.insert(
            resolved
                .publisher
                .clone()
                .unwrap_or_else(|| format!("? {article}")),
        );
        for mark in marks(graph, resolved, chain) {
            let first = *first_with.entry(mark).or_insert(at);
            groups.unite(first, at, true);
        }
    }
    let mut origins: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..reports.len() {
        origins.entry(groups.find(at)).or_default().push(at);
    }
    Support {
        reports: articles.len(),
        outlets: outlets.len(),
        origins: origins.into_values().collect(),
    }
}
