//! Origins in the terminal: which chains share no link, and why each other report adds none.

use std::fmt::Write;

use isnad_graph::{Collapsed, Grade, KnowledgeGraph, PathLink, Support, Telling, Why};

use crate::shown::chain;

/// "3 reports of 2 outlets, 2 independent origins, 2 first-hand sources: two independent".
pub fn counts(support: &Support) -> String {
    format!(
        "{} reports of {} outlets, {} independent origins, {} first-hand sources: {}",
        support.reports,
        support.outlets,
        support.origins.len(),
        support.first_hand,
        match support.grade() {
            Grade::None => "no report",
            Grade::Single => "single source",
            Grade::Two => "two independent",
            Grade::Many => "many independent",
        }
    )
}

/// Every path from the reader to an origin, with the reports that go back to it.
pub fn paths<T: Telling>(graph: &KnowledgeGraph, support: &Support, reports: &[T]) -> String {
    let article = |report: usize| reports.get(report).map_or("", Telling::article);
    let mut text = String::new();
    for (number, (path, group)) in support.paths.iter().zip(&support.origins).enumerate() {
        let mut by: Vec<&str> = Vec::new();
        for name in path.iter().map(|link| article(link.report)) {
            if !by.contains(&name) {
                by.push(name);
            }
        }
        let links: Vec<_> = path
            .iter()
            .filter_map(|&link| graph.path_link(reports, link))
            .collect();
        writeln!(
            text,
            "origin {}: {} (told by {})",
            number + 1,
            chain(&links),
            by.join(", ")
        )
        .ok();
        for collapsed in support
            .collapsed
            .iter()
            .filter(|it| group.binary_search(&it.report).is_ok())
        {
            let (one, other) = (article(collapsed.report), article(collapsed.with));
            writeln!(
                text,
                "  not counted: {one}, {}",
                why(graph, reports, collapsed, other)
            )
            .ok();
        }
    }
    text
}

fn why<T: Telling>(graph: &KnowledgeGraph, reports: &[T], collapsed: &Collapsed, other: &str) -> String {
    let link = |link: PathLink| graph.path_link(reports, link).map(|link| link.name);
    let shared = collapsed.link.and_then(link).unwrap_or_default();
    match collapsed.why {
        Why::NearCopy => format!("a near-copy of {other}"),
        Why::SameArticle => "told again in the same article".to_owned(),
        Why::SameOutlet => format!("the same outlet as in {other}: {shared}"),
        Why::SameOutletGroup => format!("an outlet that belongs with that of {other}: {shared}"),
        Why::Credits => format!("credits {shared}, as in {other}"),
        Why::Cites => format!("quotes {shared}, as in {other}"),
        Why::SameSource => format!("the same source as in {other}: {shared}"),
        Why::SameLink => format!("comes through {shared}, as in {other}"),
    }
}
