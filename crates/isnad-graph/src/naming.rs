//! Naming: what the ids of joined meetings and claims are made from.

use isnad_model::{EntityKind, id};

use crate::{
    KnowledgeGraph,
    cluster::{Cluster, ItemKey},
    copies::{Published, published},
    identity::Naming,
    ids, names,
    resolve::{Resolved, ResolvedClaim},
};

/// Longest part that one participant gives to a meeting's id.
const PARTICIPANT: usize = 28;

/// The reports of a cluster, in the order of publication.
pub(crate) fn reports<'a>(
    graph: &'a KnowledgeGraph,
    cluster: &'a Cluster,
) -> Vec<(Published, &'a Resolved, usize)> {
    let mut reports: Vec<_> = cluster
        .members
        .iter()
        .filter_map(|member| match member {
            ItemKey::Report(article, index) => {
                let resolved = graph.resolved.get(article)?;
                Some((published(&resolved.article), resolved, *index))
            }
            ItemKey::Page(_) => None,
        })
        .collect();
    reports.sort_by(|a, b| (&a.0, a.2).cmp(&(&b.0, b.2)));
    reports
}

/// The page of a cluster: at most one, since two pages are never joined.
pub(crate) fn page_of(cluster: &Cluster) -> Option<&str> {
    cluster.members.iter().find_map(|member| match member {
        ItemKey::Page(id) => Some(id.as_str()),
        ItemKey::Report(..) => None,
    })
}

fn named(page: Option<&str>, first: Option<&(Published, &Resolved, usize)>, base: String) -> Naming {
    let (published, distinct, index) = first.map_or_else(
        || ((true, None, String::new()), String::new(), 0),
        |(published, resolved, index)| {
            (
                published.clone(),
                format!("{} {index}", resolved.article.id),
                *index,
            )
        },
    );
    let base = page.map_or(base, str::to_owned);
    Naming {
        base,
        order: (page.is_none(), published, index),
        distinct,
    }
}

/// `astana-16` for a numbered round, else the first two participants with the date, else with the first article's id.
pub(crate) fn meeting(graph: &KnowledgeGraph, cluster: &Cluster) -> Naming {
    let reports = reports(graph, cluster);
    let numbered = reports.iter().find_map(|(_, resolved, index)| {
        let report = resolved.record.meetings.get(*index)?;
        let series = crate::meetings::series_key(report.series.as_deref()?, &graph.names);
        let series = if id::is_valid(&series) {
            series
        } else {
            id::derive("series", &series)
        };
        Some(ids::join(&[&series, &report.ordinal?.to_string()]))
    });
    let base = numbered.unwrap_or_else(|| {
        let Some((_, resolved, index)) = reports.first() else {
            return "meeting".to_owned();
        };
        let telling = &resolved.meetings[*index];
        let dates = reports
            .iter()
            .filter_map(|(_, resolved, index)| resolved.meetings[*index].date.as_ref());
        let day = dates
            .clone()
            .find(|date| date.edtf.as_day().is_some())
            .or_else(|| dates.clone().next());
        let when = day.map_or_else(
            || ids::shorten(&resolved.article.id, 40).to_owned(),
            |date| plain(&date.edtf.to_string()),
        );
        let mut parts: Vec<&str> = telling
            .participants
            .iter()
            .take(2)
            .map(|id| ids::shorten(id, PARTICIPANT))
            .collect();
        if parts.len() < 2 {
            parts.push(telling.kind.as_str());
        }
        parts.push(&when);
        ids::join(&parts)
    });
    named(page_of(cluster), reports.first(), base)
}

/// A date as part of an id.
fn plain(date: &str) -> String {
    let text: String = date
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter
            } else {
                '-'
            }
        })
        .collect();
    text.trim_matches('-').replace("--", "-")
}

/// The speaker with a hash of who says what, so that no edit elsewhere moves it.
pub(crate) fn claim(graph: &KnowledgeGraph, cluster: &Cluster) -> Naming {
    let reports = reports(graph, cluster);
    let base = reports.first().map_or_else(
        || "claim".to_owned(),
        |(_, resolved, index)| {
            let claim: &ResolvedClaim = &resolved.claims[*index];
            let speaker = claim.speaker.as_deref().filter(|id| !is_unnamed(resolved, id));
            let key = format!(
                "{} {}",
                speaker.unwrap_or(&resolved.article.id),
                names::fold(&claim.text)
            );
            ids::join(&[
                ids::shorten(speaker.unwrap_or("claim"), 48),
                &format!("{:08x}", id::fingerprint(&key)),
            ])
        },
    );
    named(page_of(cluster), reports.first(), base)
}

/// Whether an entity is an unnamed source of the article.
pub(crate) fn is_unnamed(resolved: &Resolved, id: &str) -> bool {
    resolved
        .found
        .get(id)
        .is_some_and(|found| found.kinds.contains_key(&EntityKind::Anonymous))
}
