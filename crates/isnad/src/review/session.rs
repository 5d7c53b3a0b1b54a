//! Session: asks about one item after the other and hands the answers to the ledger.

use std::{
    collections::VecDeque,
    fmt::Write as _,
    io::{BufRead, Write},
};

use anyhow::Result;
use isnad_graph::{KnowledgeGraph, node::ArticleNode};
use isnad_model::{Correction, Edtf, Judged, Judgement, Passage, Verdict};

use super::{
    ledger::Ledger,
    queue::{Entry, Item},
};
use crate::shown::{Explainer, Sentences, chain, claim_parts, meeting_parts, name, printable};

const HELP: &str = "  a accept   r reject   e edit   s same as   n not the same   u unsure (asked again later)\n  \
                    k skip   z undo   q quit   ? this\n";

/// How a session ended.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Judgements written and not taken back.
    pub decided: usize,
    /// Items that nobody decided about.
    pub left: usize,
}

/// Walks through a queue.
pub struct Session<'a, R, W> {
    /// What is known.
    pub graph: &'a KnowledgeGraph,
    /// Shows readings.
    pub explainer: Explainer<'a>,
    /// Where answers are kept.
    pub ledger: Ledger,
    /// Where answers come from.
    pub input: R,
    /// Where questions go.
    pub output: W,
    /// Who decides.
    pub by: Option<String>,
    /// When.
    pub on: Option<Edtf>,
}

/// What an answer leads to.
enum Answer {
    Decide(Box<Judgement>),
    Later,
    Skip,
    Undo,
    Again,
    Quit,
}

impl<R: BufRead, W: Write> Session<'_, R, W> {
    /// Asks about every item until the queue, the input or the patience ends.
    ///
    /// # Errors
    /// When the ledger refuses (the file changed underneath) or cannot be written; what was decided before stays.
    pub fn run(&mut self, entries: Vec<Entry>) -> Result<Tally> {
        let mut open: VecDeque<Entry> = entries.into();
        let mut done: Vec<Entry> = Vec::new();
        let (mut skipped, mut unsure) = (0, 0);
        while let Some(entry) = open.pop_front() {
            let shown = self.show(&entry.item, open.len());
            self.tell(&shown)?;
            let mut undone = None;
            match self.ask(&entry.item)? {
                Answer::Decide(judgement) => {
                    self.ledger.add(&judgement)?;
                    done.push(entry);
                }
                // Once round is enough: who is unsure of all that is left wants to stop.
                Answer::Later if unsure <= open.len() => {
                    unsure += 1;
                    open.push_back(entry);
                }
                Answer::Later | Answer::Skip => skipped += 1,
                Answer::Again => open.push_front(entry),
                Answer::Undo => {
                    open.push_front(entry);
                    if self.ledger.undo()? {
                        undone = done.pop();
                    } else {
                        self.tell("  nothing to undo\n")?;
                    }
                }
                Answer::Quit => {
                    open.push_front(entry);
                    break;
                }
            }
            if let Some(entry) = undone {
                open.push_front(entry);
            }
        }
        Ok(Tally {
            decided: done.len(),
            left: open.len() + skipped,
        })
    }

    /// One item with its evidence and what was read.
    pub fn show(&self, item: &Item, after: usize) -> String {
        let mut text = format!("\n[{} left] ", after + 1);
        match item {
            Item::Names(pair) => {
                let [one, other] = &pair.names;
                writeln!(
                    text,
                    "may be one: {one} = {other} ? ({}, {})",
                    pair.ids[0], pair.ids[1]
                )
                .ok();
                if !pair.company.is_empty() {
                    writeln!(text, "  both beside: {}", pair.company.join(", ")).ok();
                }
                if pair.together > 0 {
                    writeln!(text, "  but named together in {} articles", pair.together).ok();
                }
                for evidence in &pair.evidence {
                    writeln!(text, "  {}: {}", evidence.article, evidence.sentence).ok();
                }
            }
            Item::Mention { at, span, bearers } => {
                writeln!(text, "who is `{}`, in {} ?", at.quote, at.article).ok();
                if let Some(article) = self.graph.article(&at.article) {
                    let view = Sentences::new(&article.record.text);
                    writeln!(text, "  {}", view.mark(view.around(*span), &[("", *span)])).ok();
                }
                for (number, id) in bearers.iter().enumerate() {
                    writeln!(text, "  {} {}", number + 1, name(self.graph, id)).ok();
                }
            }
            Item::Telling { of, at, index, id } => {
                writeln!(text, "{} {id}, told by {}", of.as_str(), at.article).ok();
                if let Some(article) = self.graph.article(&at.article) {
                    text.push_str(&self.reading(*of, article, *index));
                }
            }
        }
        text
    }

    fn reading(&self, of: Judged, article: &ArticleNode, index: usize) -> String {
        let (record, id) = (&article.record, &article.article.id);
        let mut text = String::new();
        if of == Judged::Meeting {
            let Some(report) = record.meetings.get(index) else {
                return text;
            };
            text += &self
                .explainer
                .show(self.graph, id, report.evidence, &meeting_parts(record, report));
            let parties: Vec<&str> = report.participants.iter().map(|it| it.name.as_str()).collect();
            let place = report.place.as_ref().map_or("-", |place| &place.name);
            let date = report
                .date
                .as_ref()
                .map_or("-".to_owned(), |date| date.edtf.to_string());
            let (status, kind) = (report.status.as_str(), report.kind.as_str());
            writeln!(
                text,
                "  read as: {status} {kind} of {}; where {place}; when {date}",
                parties.join(" + ")
            )
            .ok();
            writeln!(text, "  rule {}, {:.2}", report.rule, report.confidence).ok();
        } else {
            let Some(report) = record.claims.get(index) else {
                return text;
            };
            text += &self
                .explainer
                .show(self.graph, id, report.evidence, &claim_parts(report));
            let told = article.claims.get(index).and_then(|id| self.graph.claim(id));
            let told = told.and_then(|it| {
                it.reports
                    .iter()
                    .find(|it| it.article == *id && it.index == index)
            });
            let links = told.map_or(String::new(), |it| chain(&it.chain));
            writeln!(text, "  read as: {}, {links}", report.stance.as_str()).ok();
            writeln!(text, "  rule {}, {:.2}", report.rule, report.confidence).ok();
        }
        text
    }

    fn ask(&mut self, item: &Item) -> Result<Answer> {
        let Some(line) = self.prompt("a r e s n u k z q ?> ")? else {
            return Ok(Answer::Quit);
        };
        let (command, rest) = line.split_once(char::is_whitespace).unwrap_or((&line, ""));
        let rest = rest.trim().to_owned();
        let judgement = match (command, item) {
            ("q", _) => return Ok(Answer::Quit),
            ("z", _) => return Ok(Answer::Undo),
            ("k" | "", _) => return Ok(Answer::Skip),
            ("u", _) => return Ok(Answer::Later),
            ("a" | "s", Item::Names(pair)) => self.of_pair(Verdict::Same, pair),
            ("r" | "n", Item::Names(pair)) => self.of_pair(Verdict::NotSame, pair),
            ("s" | "a", Item::Mention { at, bearers, .. }) => match self.choose(bearers, &rest)? {
                Some(id) => self.of_mention(Verdict::Same, at, vec![id]),
                None => return Ok(Answer::Again),
            },
            ("n", Item::Mention { at, bearers, .. }) => match self.choose(bearers, &rest)? {
                Some(id) => self.of_mention(Verdict::NotSame, at, vec![id]),
                None => return Ok(Answer::Again),
            },
            ("r", Item::Mention { at, .. }) => self.of_mention(Verdict::Reject, at, Vec::new()),
            ("a", Item::Telling { of, at, index, .. }) => {
                let correction = self.as_read(*of, &at.article, *index);
                self.of_telling(Verdict::Accept, *of, vec![at.clone()], correction)
            }
            ("r", Item::Telling { of, at, .. }) => {
                self.of_telling(Verdict::Reject, *of, vec![at.clone()], Correction::default())
            }
            ("e", Item::Telling { of, at, index, .. }) => match self.edit(*of, &at.article, *index)? {
                Some(correction) => self.of_telling(Verdict::Correct, *of, vec![at.clone()], correction),
                None => return Ok(Answer::Again),
            },
            ("s" | "n", Item::Telling { of, at, id, .. }) => {
                let verdict = if command == "s" {
                    Verdict::Same
                } else {
                    Verdict::NotSame
                };
                match self.other(*of, at, id, verdict, &rest)? {
                    Some(other) => {
                        self.of_telling(verdict, *of, vec![at.clone(), other], Correction::default())
                    }
                    None => return Ok(Answer::Again),
                }
            }
            ("?", _) => {
                self.tell(HELP)?;
                return Ok(Answer::Again);
            }
            _ => {
                self.tell("  that cannot be answered here; ? tells what can\n")?;
                return Ok(Answer::Again);
            }
        };
        Ok(Answer::Decide(Box::new(judgement)))
    }

    fn judgement(&self, verdict: Verdict, of: Judged) -> Judgement {
        Judgement {
            verdict,
            of,
            names: Vec::new(),
            at: Vec::new(),
            correction: Correction::default(),
            by: self.by.clone(),
            on: self.on,
            why: None,
            offset: 0,
        }
    }

    fn of_pair(&self, verdict: Verdict, pair: &crate::suggest::Pair) -> Judgement {
        // A page or a built-in entity is known by its id for good; one that only articles name, by its name.
        let known = |(id, name): (&String, &String)| {
            let curated = self.graph.entity(id).is_some_and(|node| node.entity.curated);
            if curated || self.graph.bearers(name).contains(id) {
                id.clone()
            } else {
                name.clone()
            }
        };
        Judgement {
            names: pair.ids.iter().zip(&pair.names).map(known).collect(),
            ..self.judgement(verdict, Judged::Entity)
        }
    }

    fn of_mention(&self, verdict: Verdict, at: &Passage, names: Vec<String>) -> Judgement {
        Judgement {
            names,
            at: vec![at.clone()],
            ..self.judgement(verdict, Judged::Mention)
        }
    }

    fn of_telling(
        &self,
        verdict: Verdict,
        of: Judged,
        at: Vec<Passage>,
        correction: Correction,
    ) -> Judgement {
        Judgement {
            at,
            correction,
            ..self.judgement(verdict, of)
        }
    }

    /// A new value for a part, nothing where it is left.
    pub(super) fn value(&mut self, what: &str, read: &str) -> Result<Option<String>> {
        let line = self.prompt(&format!("  {what} [{read}]> "))?;
        Ok(line.filter(|line| !line.is_empty()))
    }

    pub(super) fn prompt(&mut self, question: &str) -> Result<Option<String>> {
        self.tell(question)?;
        let mut line = String::new();
        let read = self.input.read_line(&mut line)?;
        Ok((read > 0).then(|| line.trim().to_owned()))
    }

    pub(super) fn tell(&mut self, text: &str) -> Result<()> {
        self.output.write_all(printable(text).as_bytes())?;
        Ok(self.output.flush()?)
    }
}
