//! Scores records against a public set of Arabic names: `public GOLD.jsonl RECORDS.jsonl [--errors]`.
//!
//! Such sets know persons, places and organizations only; states count as places, groups as organizations, and unnamed
//! sources, which they do not mark, are left out. What they mark as another kind (`misc`) is neither an error to find nor to miss.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::collections::BTreeMap;

use isnad_model::{EntityKind, Record, Span};
use serde::Deserialize;

/// An article of a public set.
#[derive(Deserialize)]
struct Article {
    id: String,
    text: String,
    mentions: Vec<Name>,
}

/// A name that it marks.
#[derive(Deserialize)]
struct Name {
    start: u32,
    end: u32,
    #[serde(rename = "type")]
    kind: String,
}

/// Right, wrong and missed.
#[derive(Clone, Copy, Default)]
struct Count {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Count {
    fn line(&self, label: &str) -> String {
        let share = |part: usize, of: usize| {
            if of == 0 { 0.0 } else { part as f64 / of as f64 }
        };
        let precision = share(self.right, self.right + self.wrong);
        let recall = share(self.right, self.right + self.missed);
        let f1 = share(2 * self.right, 2 * self.right + self.wrong + self.missed);
        format!(
            "{label:<26} P {precision:.3}  R {recall:.3}  F1 {f1:.3}   {:>6} {:>6} {:>6}",
            self.right, self.wrong, self.missed
        )
    }
}

type Counts = BTreeMap<String, Count>;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let gold = std::fs::read_to_string(&args[0])?;
    let found = std::fs::read_to_string(&args[1])?;
    let errors = args.iter().any(|word| word == "--errors");
    let mut records = BTreeMap::new();
    for line in found.lines() {
        let record: Record = serde_json::from_str(line)?;
        records.insert(record.id.clone(), record);
    }
    let mut counts = Counts::new();
    for line in gold.lines() {
        let article: Article = serde_json::from_str(line)?;
        if let Some(record) = records.get(&article.id) {
            pair(&article, record, "exact", false, &mut counts);
            pair(&article, record, "overlapping", errors, &mut counts);
        }
    }
    for (label, count) in &counts {
        println!("{}", count.line(label));
    }
    Ok(())
}

fn public_kind(kind: EntityKind) -> Option<&'static str> {
    match kind {
        EntityKind::Person => Some("person"),
        EntityKind::Place | EntityKind::State => Some("place"),
        EntityKind::Organization | EntityKind::Group => Some("organization"),
        EntityKind::Anonymous => None,
    }
}

/// Pairs names of one kind, each once, and counts what is left over on either side.
fn pair(article: &Article, record: &Record, measure: &str, errors: bool, counts: &mut Counts) {
    let found: Vec<(Span, &str, &str)> = record
        .mentions
        .iter()
        .filter_map(|it| Some((it.span(), public_kind(it.kind)?, it.text.as_str())))
        .collect();
    let fits = |gold: Span, found: Span| {
        if measure == "exact" {
            gold == found
        } else {
            gold.overlaps(found)
        }
    };
    let mut taken = vec![false; found.len()];
    let letters: Vec<char> = article.text.chars().collect();
    for name in &article.mentions {
        let span = Span::new(name.start, name.end);
        let misc = public_kind_of(&name.kind).is_none();
        let hit = (0..found.len())
            .find(|&at| !taken[at] && fits(span, found[at].0) && (misc || found[at].1 == name.kind));
        if let Some(at) = hit {
            taken[at] = true;
        }
        if misc {
            continue;
        }
        add(counts, measure, &name.kind, |count| {
            if hit.is_some() {
                count.right += 1;
            } else {
                count.missed += 1;
            }
        });
        if hit.is_none() && errors {
            fault(article, &letters, "missed", &name.kind, span);
        }
    }
    for ((span, kind, _), _) in found.iter().zip(&taken).filter(|(_, taken)| !**taken) {
        add(counts, measure, kind, |count| count.wrong += 1);
        if errors {
            fault(article, &letters, "wrong", kind, *span);
        }
    }
}

fn public_kind_of(kind: &str) -> Option<&str> {
    matches!(kind, "person" | "place" | "organization").then_some(kind)
}

fn add(counts: &mut Counts, measure: &str, kind: &str, change: impl Fn(&mut Count)) {
    for label in [measure.to_owned(), format!("{measure} {kind}")] {
        change(counts.entry(label).or_default());
    }
}

fn fault(article: &Article, letters: &[char], what: &str, kind: &str, span: Span) {
    let (start, end) = (span.start as usize, span.end as usize);
    let words = |from: usize, to: usize| -> String {
        letters[from..to]
            .iter()
            .map(|&c| if c == '\n' { ' ' } else { c })
            .collect()
    };
    println!(
        "{}\t{what}\t{kind}\t{}[{}]{}",
        article.id,
        words(start.saturating_sub(40), start),
        words(start, end),
        words(end, (end + 40).min(letters.len()))
    );
}
