//! Origins: the chains that share no link, and what each other report shares with one.

use isnad_graph::node::{Collapsed, Meeting, PathLink, Support, Telling};
use isnad_model::Status;
use serde::Serialize;

use crate::{phrase::Phrase, reader::Reader, view::parts::Chip};

/// How many stand behind something, and who.
#[derive(Clone, Debug, Serialize)]
pub struct OriginsView {
    /// The grade in a word; empty where nobody tells it.
    pub grade: Phrase,
    /// "3 reports in 2 outlets, going back to 2 independent origins".
    pub counts: Phrase,
    /// The paths; none for a single report, whose chain says it all.
    pub paths: Vec<PathView>,
}

/// One chain that shares no link with the others.
#[derive(Clone, Debug, Serialize)]
pub struct PathView {
    /// "origin 2"; empty for the only one.
    pub head: Phrase,
    /// Its links, the origin first.
    pub links: Vec<Chip>,
    /// The article that tells it; several where their chains make it up together.
    pub told: Phrase,
    /// The reports that add nothing to it.
    pub collapsed: Vec<CollapsedView>,
}

/// A report that is no origin of its own.
#[derive(Clone, Debug, Serialize)]
pub struct CollapsedView {
    /// Its publisher, which opens the article.
    pub article: Phrase,
    /// What it shares.
    pub why: Phrase,
}

impl Reader<'_> {
    /// The grade in a word; empty where no report tells it.
    pub fn grade(&self, support: &Support) -> Phrase {
        if support.reports == 0 {
            return Phrase::default();
        }
        self.say(&format!("grade.{}", support.grade().as_str()))
    }

    /// The grade of a meeting; empty where some deny what others tell, since each side has a grade of its own.
    pub fn meeting_grade(&self, meeting: &Meeting) -> Phrase {
        let denied = meeting
            .reports
            .iter()
            .filter(|report| report.status == Status::Denied);
        match denied.count() {
            0 => self.grade(&meeting.support),
            all if all == meeting.reports.len() => self.grade(&meeting.support),
            _ => Phrase::default(),
        }
    }

    /// The paths of something with the reports that collapse into each.
    pub fn origins<T: Telling>(&self, support: &Support, reports: &[T]) -> OriginsView {
        let paths = support.paths.iter().zip(&support.origins).enumerate();
        let paths = paths.filter(|_| reports.len() > 1);
        OriginsView {
            grade: self.grade(support),
            counts: self.support(support),
            paths: paths
                .map(|(number, (path, group))| PathView {
                    head: if support.paths.len() > 1 {
                        self.fill("chain.origin", &[("n", self.number(number + 1))])
                    } else {
                        Phrase::default()
                    },
                    links: self.path_chips(reports, path),
                    told: self.path_articles(reports, path),
                    collapsed: support
                        .collapsed
                        .iter()
                        .filter(|it| group.binary_search(&it.report).is_ok())
                        .map(|it| self.collapsed(reports, it))
                        .collect(),
                })
                .collect(),
        }
    }

    fn path_chips<T: Telling>(&self, reports: &[T], path: &[PathLink]) -> Vec<Chip> {
        let chip = |&link: &PathLink| {
            let node = self.graph.path_link(reports, link)?;
            let article = self.graph.article(reports.get(link.report)?.article())?;
            Some(self.chain_chip(&node, &article.article.lang))
        };
        path.iter().rev().filter_map(chip).collect()
    }

    fn path_articles<T: Telling>(&self, reports: &[T], path: &[PathLink]) -> Phrase {
        let mut told: Vec<usize> = path.iter().map(|link| link.report).collect();
        told.sort_unstable();
        told.dedup();
        let names: Vec<Phrase> = told
            .into_iter()
            .map(|report| self.told_by(reports, report))
            .collect();
        let key = if names.len() > 1 {
            "origins.together"
        } else {
            "origins.told"
        };
        self.fill(key, &[("who", self.list(&names))])
    }

    /// The publisher of a report, which opens its article.
    fn told_by<T: Telling>(&self, reports: &[T], report: usize) -> Phrase {
        let node = reports
            .get(report)
            .and_then(|report| self.graph.article(report.article()));
        node.map_or_else(Phrase::default, |node| {
            self.publisher_name(node)
                .linked(&self.article_href(&node.article.id), "k-article")
        })
    }

    fn collapsed<T: Telling>(&self, reports: &[T], collapsed: &Collapsed) -> CollapsedView {
        let node = collapsed
            .link
            .and_then(|link| self.graph.path_link(reports, link));
        let article = reports
            .get(collapsed.report)
            .and_then(|report| self.graph.article(report.article()));
        let lang = article.map_or("", |node| node.article.lang.as_str());
        let shared = node.map_or_else(Phrase::default, |node| self.chain_name(&node, lang));
        CollapsedView {
            article: self.told_by(reports, collapsed.report),
            why: self.fill(
                &format!("origins.{}", collapsed.why.as_str()),
                &[
                    ("shared", shared),
                    ("other", self.told_by(reports, collapsed.with)),
                ],
            ),
        }
    }
}
