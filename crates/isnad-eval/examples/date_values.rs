//! Scores dates against a public set of date expressions: `date_values GOLD.jsonl FOUND.jsonl [--errors]`.
//!
//! `FOUND.jsonl` is what the example `dates` of isnad-extract prints. An expression counts as found when some words of it are; its
//! value is right when it covers the same days. Times of a day count as their day. Durations ("for three days"), sets ("every
//! week") and times without a day tell no date: they are neither errors to find nor to miss. Where a set leaves open which year is
//! meant, each of its answers is right; a set that gives several answers ends "September" on 1 October and "from 4 to 23" on the
//! 23rd, so there the last day of an interval may count or not.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::collections::BTreeMap;

use isnad_model::{Edtf, Span};
use serde::Deserialize;

/// A text of a public set.
#[derive(Deserialize)]
struct Text {
    id: String,
    text: String,
    dates: Vec<Expression>,
}

/// A date expression that it marks.
#[derive(Deserialize)]
struct Expression {
    start: u32,
    end: u32,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    value: Option<String>,
    #[serde(default)]
    grain: Option<String>,
    #[serde(default)]
    resolved: Vec<String>,
}

/// What was read in a text.
#[derive(Deserialize)]
struct Reading {
    id: String,
    dates: Vec<Found>,
}

/// A date that was read.
#[derive(Deserialize)]
struct Found {
    start: u32,
    end: u32,
    edtf: Option<Edtf>,
}

/// First and last day.
type Days = (String, String);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let errors = args.iter().any(|word| word == "--errors");
    let mut readings = BTreeMap::new();
    for line in std::fs::read_to_string(&args[1])?.lines() {
        let reading: Reading = serde_json::from_str(line)?;
        readings.insert(reading.id.clone(), reading.dates);
    }
    let (mut marked, mut overlapping, mut exact, mut wrong) = (0, 0, 0, 0);
    let (mut valued, mut right) = (BTreeMap::<String, usize>::new(), BTreeMap::<String, usize>::new());
    for line in std::fs::read_to_string(&args[0])?.lines() {
        let text: Text = serde_json::from_str(line)?;
        let found = readings.remove(&text.id).unwrap_or_default();
        let mut met = vec![false; found.len()];
        for expression in &text.dates {
            let span = Span::new(expression.start, expression.end);
            let hits: Vec<usize> = (0..found.len())
                .filter(|&at| Span::new(found[at].start, found[at].end).overlaps(span))
                .collect();
            hits.iter().for_each(|&at| met[at] = true);
            if !expression.tells_a_date() {
                continue;
            }
            marked += 1;
            overlapping += usize::from(!hits.is_empty());
            exact += usize::from(
                hits.iter()
                    .any(|&at| (found[at].start, found[at].end) == (span.start, span.end)),
            );
            let answers = expression.answers();
            if answers.is_empty() {
                continue;
            }
            let ours = hits.iter().filter_map(|&at| found[at].edtf);
            let ours: Vec<Days> = ours
                .map(|edtf| (edtf.earliest().to_string(), edtf.latest().to_string()))
                .collect();
            let is_right = ours.iter().any(|days| answers.contains(days));
            *valued.entry(expression.kind.clone()).or_default() += 1;
            *right.entry(expression.kind.clone()).or_default() += usize::from(is_right);
            if errors && !is_right {
                println!(
                    "{} {:?}: {answers:?}, found {ours:?} in {}",
                    text.id,
                    words(&text.text, span),
                    text.text
                );
            }
        }
        for (date, _) in found.iter().zip(&met).filter(|(_, met)| !**met) {
            wrong += 1;
            if errors {
                println!(
                    "{} wrong: {:?} in {}",
                    text.id,
                    words(&text.text, Span::new(date.start, date.end)),
                    text.text
                );
            }
        }
    }
    println!("expressions {marked}, overlapping {overlapping}, exact {exact}, wrong {wrong}");
    for (kind, &of) in &valued {
        let right = right.get(kind).copied().unwrap_or_default();
        println!(
            "values of {kind:<14} {right:>4} of {of:>4}  {:.3}",
            right as f64 / of as f64
        );
    }
    let (right, of) = (right.values().sum::<usize>(), valued.values().sum::<usize>());
    println!(
        "values              {right:>4} of {of:>4}  {:.3}",
        right as f64 / of.max(1) as f64
    );
    Ok(())
}

fn words(text: &str, span: Span) -> String {
    text.chars()
        .skip(span.start as usize)
        .take(span.len() as usize)
        .collect()
}

impl Expression {
    fn tells_a_date(&self) -> bool {
        let finer = matches!(self.grain.as_deref(), Some("hour" | "minute" | "second"));
        matches!(
            self.kind.as_str(),
            "date" | "daterange" | "datetime" | "datetimerange" | "interval"
        ) && !finer
    }

    /// The days that it may mean; none where the set gives no value or one without days.
    fn answers(&self) -> Vec<Days> {
        if let Some(grain) = &self.grain {
            let value = self.value.as_deref().unwrap_or_default();
            return answer(value, grain, true).into_iter().collect();
        }
        // Some texts give the ends of a range one after the other.
        let ends = self.kind.ends_with("range") && self.resolved.iter().all(|it| !it.contains('/'));
        let resolved: Vec<String> = if ends {
            self.resolved.chunks(2).map(|ends| ends.join("/")).collect()
        } else {
            self.resolved.clone()
        };
        let ways = resolved
            .iter()
            .flat_map(|it| [answer(it, "day", true), answer(it, "day", false)]);
        ways.flatten().collect()
    }
}

/// The days from a value's first to its last, the end of an interval left `open` or not. Times of a day are left out.
fn answer(value: &str, grain: &str, open: bool) -> Option<Days> {
    let date = |text: &str| text.get(..10).unwrap_or(text).parse::<Edtf>().ok();
    if let Some((from, until)) = value.split_once('/') {
        let (from, until) = (date(from)?.earliest(), date(until)?.earliest());
        let last = if open { until.yesterday().ok()? } else { until };
        return Some((from.to_string(), last.to_string()));
    }
    let date = date(value)?;
    let mut last = date.latest();
    if grain == "week" {
        for _ in 0..6 {
            last = last.tomorrow().ok()?;
        }
    }
    Some((date.earliest().to_string(), last.to_string()))
}
