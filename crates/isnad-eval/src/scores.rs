//! Scores: counts of what was right, wrong and missed, and how they print.

use std::{collections::BTreeMap, fmt};

use serde::Serialize;

use crate::By;

/// How often a part was right, invented and missed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Found and in the gold.
    pub right: usize,
    /// Found, not in the gold.
    pub wrong: usize,
    /// In the gold, not found.
    pub missed: usize,
}

impl Count {
    /// Share of what was found that is right; 1 when nothing was found.
    pub fn precision(&self) -> f64 {
        ratio(self.right, self.right + self.wrong)
    }

    /// Share of the gold that was found; 1 when the gold is empty.
    pub fn recall(&self) -> f64 {
        ratio(self.right, self.right + self.missed)
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 {
            0.0
        } else {
            2.0 * precision * recall / (precision + recall)
        }
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}

/// One error with the words that it is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Fault {
    /// Article id.
    pub article: String,
    /// Which figure it lowers.
    pub measure: &'static str,
    /// What happened: `missed`, `wrong`, or what was expected and found.
    pub what: String,
    /// The words.
    pub words: String,
    /// The rule that fired, for what was found.
    pub rule: String,
}

/// All figures of one run.
#[derive(Clone, Debug, Serialize)]
pub struct Scores {
    #[serde(skip)]
    by: Option<By>,
    /// Figures by measure, then by group (`all` first).
    pub counts: BTreeMap<&'static str, BTreeMap<String, Count>>,
    /// Every error, in the order of the articles.
    pub faults: Vec<Fault>,
}

impl Scores {
    /// No figures yet.
    pub fn new(by: Option<By>) -> Self {
        Self {
            by,
            counts: BTreeMap::new(),
            faults: Vec::new(),
        }
    }

    /// The figure of `measure` over everything.
    pub fn total(&self, measure: &str) -> Count {
        self.counts
            .get(measure)
            .and_then(|groups| groups.get("all"))
            .copied()
            .unwrap_or_default()
    }

    pub(crate) fn add(&mut self, measure: &'static str, group: &Group<'_>, change: impl Fn(&mut Count)) {
        let groups = self.counts.entry(measure).or_default();
        change(groups.entry("all".to_owned()).or_default());
        let name = match self.by {
            None => return,
            Some(By::Lang) => group.lang,
            Some(By::Kind) => group.kind,
            Some(By::Rule) => group.rule,
        };
        if !name.is_empty() {
            change(groups.entry(name.to_owned()).or_default());
        }
    }
}

/// What an item belongs to when figures are broken down.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Group<'a> {
    pub lang: &'a str,
    pub kind: &'a str,
    pub rule: &'a str,
}

impl fmt::Display for Scores {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            formatter,
            "{:<34} {:>6} {:>6} {:>6}   {:>5} {:>5} {:>6}",
            "", "P", "R", "F1", "right", "wrong", "missed"
        )?;
        for (measure, groups) in &self.counts {
            let all = groups.iter().filter(|(name, _)| *name == "all");
            for (name, count) in all.chain(groups.iter().filter(|(name, _)| *name != "all")) {
                let label = if name == "all" {
                    (*measure).to_owned()
                } else {
                    format!("  {name}")
                };
                writeln!(
                    formatter,
                    "{label:<34} {:>6.3} {:>6.3} {:>6.3}   {:>5} {:>5} {:>6}",
                    count.precision(),
                    count.recall(),
                    count.f1(),
                    count.right,
                    count.wrong,
                    count.missed
                )?;
            }
        }
        Ok(())
    }
}
