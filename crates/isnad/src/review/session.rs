//! Session: asks about one item after the other and hands the answers to the ledger.

use std::{
    collections::VecDeque,
    fmt::Write as _,
    io::{BufRead, Write},
};

use anyhow::Result;
use isnad_graph::{KnowledgeGraph, node::ArticleNode};
use isnad_model::{Correction, Edtf, Judged, Judgement, MeetingKind, Passage, Span, Stance, Status, Verdict};
use isnad_text::ScalarIndex;

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

    /// All that was read of a telling, so that it holds also when a later version no longer reads it.
    fn as_read(&self, of: Judged, article: &str, index: usize) -> Correction {
        let Some(article) = self.graph.article(article) else {
            return Correction::default();
        };
        let record = &article.record;
        if of == Judged::Meeting {
            let Some(report) = record.meetings.get(index) else {
                return Correction::default();
            };
            return Correction {
                participants: Some(report.participants.iter().map(|it| it.name.clone()).collect()),
                place: report.place.as_ref().map(|place| Some(place.name.clone())),
                date: report.date.as_ref().map(|date| Some(date.edtf)),
                status: Some(report.status),
                kind: Some(report.kind),
                ..Correction::default()
            };
        }
        let Some(report) = record.claims.get(index) else {
            return Correction::default();
        };
        let words = ScalarIndex::new(&record.text).slice(Span::new(report.content.start, report.content.end));
        // A content in several parts cannot be told in one quotation: it stays as it is read.
        let whole = report.content.more.is_empty() && !words.contains('\n');
        Correction {
            speaker: report
                .source
                .as_ref()
                .map(|source| source.name.clone())
                .filter(|name| !name.is_empty()),
            content: whole.then(|| words.to_owned()),
            stance: Some(report.stance),
            ..Correction::default()
        }
    }

    /// Asks for each part; an empty answer leaves it as read. Nothing where all was left.
    fn edit(&mut self, of: Judged, article: &str, index: usize) -> Result<Option<Correction>> {
        let read = self.as_read(of, article, index);
        let mut new = Correction::default();
        if of == Judged::Meeting {
            let parties = read.participants.clone().unwrap_or_default().join("; ");
            new.participants = self
                .value("participants, with ; between them", &parties)?
                .map(|line| names_of(&line));
            new.place = self
                .value("place, or none", &shown(read.place.as_ref()))?
                .map(or_none);
            new.date = self.date(read.date)?;
            new.status = self.word("status", read.status, &Status::ALL, Status::as_str)?;
            new.kind = self.word("kind", read.kind, &MeetingKind::ALL, MeetingKind::as_str)?;
        } else {
            new.speaker = self.value("speaker", read.speaker.as_deref().unwrap_or("-"))?;
            new.content = self.value(
                "content, in the article's words",
                read.content.as_deref().unwrap_or("-"),
            )?;
            let stances = [
                Stance::Asserted,
                Stance::Hedged,
                Stance::Predicted,
                Stance::Denied,
            ];
            new.stance = self.word("stance", read.stance, &stances, Stance::as_str)?;
        }
        if new.is_empty() {
            self.tell("  nothing was changed\n")?;
            return Ok(None);
        }
        Ok(Some(new))
    }

    fn date(&mut self, read: Option<Option<Edtf>>) -> Result<Option<Option<Edtf>>> {
        let read = read.flatten().map_or("-".to_owned(), |date| date.to_string());
        loop {
            match self.value("date (EDTF), or none", &read)?.map(or_none) {
                None => return Ok(None),
                Some(None) => return Ok(Some(None)),
                Some(Some(text)) => match text.parse() {
                    Ok(date) => return Ok(Some(Some(date))),
                    Err(_) => self.tell(
                        "  that is no date; write 2021-07-06, 2021-07, 2021-07-01/2021-07-03 or none\n",
                    )?,
                },
            }
        }
    }

    fn word<T: Copy>(
        &mut self,
        what: &str,
        read: Option<T>,
        all: &[T],
        text: fn(T) -> &'static str,
    ) -> Result<Option<T>> {
        let known = all.iter().map(|&it| text(it)).collect::<Vec<_>>().join(", ");
        loop {
            let Some(line) = self.value(&format!("{what} ({known})"), read.map_or("-", text))? else {
                return Ok(None);
            };
            if let Some(&value) = all.iter().find(|&&it| text(it) == line) {
                return Ok(Some(value));
            }
            self.tell(&format!("  write one of {known}\n"))?;
        }
    }

    /// The telling to compare with: named by the id of its meeting or claim, or chosen by number.
    fn other(
        &mut self,
        of: Judged,
        at: &Passage,
        id: &str,
        verdict: Verdict,
        rest: &str,
    ) -> Result<Option<Passage>> {
        let others = if verdict == Verdict::Same {
            self.alike(of, id)
        } else {
            self.joined_with(of, id, at)
        };
        if others.is_empty() && rest.is_empty() {
            let why = if verdict == Verdict::Same {
                "  nothing is like it; write `s ID`\n"
            } else {
                "  it is joined with no other telling\n"
            };
            self.tell(why)?;
            return Ok(None);
        }
        let mut list = String::new();
        for (number, (label, _)) in others.iter().enumerate() {
            writeln!(list, "  {} {label}", number + 1).ok();
        }
        self.tell(&list)?;
        let answer = if rest.is_empty() {
            self.prompt("number or id> ")?.unwrap_or_default()
        } else {
            rest.to_owned()
        };
        let chosen = answer
            .parse::<usize>()
            .ok()
            .and_then(|number| others.get(number.wrapping_sub(1)));
        let found = match chosen {
            Some((_, place)) => Some(place.clone()),
            None => self.first_telling(of, &answer),
        };
        if found.is_none() {
            self.tell("  nothing is known by that\n")?;
        }
        Ok(found)
    }

    /// Other meetings of at least two of its participants, or other claims of its speaker; at most nine.
    fn alike(&self, of: Judged, id: &str) -> Vec<(String, Passage)> {
        let mut found = Vec::new();
        if let (Judged::Meeting, Some(meeting)) = (of, self.graph.meeting(id)) {
            let here: Vec<&str> = meeting.participants.iter().map(|it| it.entity.as_str()).collect();
            let others = self.graph.meetings().filter(|other| other.id != id);
            let shared = others.filter(|other| {
                other
                    .participants
                    .iter()
                    .filter(|it| here.contains(&it.entity.as_str()))
                    .count()
                    >= 2.min(here.len())
            });
            for other in shared.take(9) {
                let label = format!("{} ({})", other.id, other.status.as_str());
                found.extend(self.first_telling(of, &other.id).map(|place| (label, place)));
            }
        }
        if let (Judged::Claim, Some(claim)) = (of, self.graph.claim(id)) {
            let others = self
                .graph
                .claims()
                .filter(|other| other.id != id && other.speaker.is_some());
            for other in others.filter(|other| other.speaker == claim.speaker).take(9) {
                let label = format!(
                    "{}: {}",
                    other.id,
                    other.text.chars().take(80).collect::<String>()
                );
                found.extend(self.first_telling(of, &other.id).map(|place| (label, place)));
            }
        }
        found
    }

    /// The other tellings of the same meeting or claim.
    fn joined_with(&self, of: Judged, id: &str, at: &Passage) -> Vec<(String, Passage)> {
        let places = self
            .tellings(of, id)
            .into_iter()
            .filter(|(article, _)| *article != at.article);
        let places = places.filter_map(|(article, index)| self.graph.passage_of_telling(of, &article, index));
        places.map(|place| (place.article.clone(), place)).collect()
    }

    fn first_telling(&self, of: Judged, id: &str) -> Option<Passage> {
        let mut places = self.tellings(of, id).into_iter();
        places.find_map(|(article, index)| self.graph.passage_of_telling(of, &article, index))
    }

    fn tellings(&self, of: Judged, id: &str) -> Vec<(String, usize)> {
        match of {
            Judged::Meeting => self.graph.meeting(id).map_or_else(Vec::new, |meeting| {
                meeting
                    .reports
                    .iter()
                    .map(|it| (it.article.clone(), it.index))
                    .collect()
            }),
            _ => self.graph.claim(id).map_or_else(Vec::new, |claim| {
                claim
                    .reports
                    .iter()
                    .map(|it| (it.article.clone(), it.index))
                    .collect()
            }),
        }
    }

    /// One of those who bear a name: by number, id or another name.
    fn choose(&mut self, bearers: &[String], rest: &str) -> Result<Option<String>> {
        let answer = if rest.is_empty() {
            self.prompt("number or name> ")?.unwrap_or_default()
        } else {
            rest.to_owned()
        };
        let by_number = answer
            .parse::<usize>()
            .ok()
            .and_then(|number| bearers.get(number.wrapping_sub(1)));
        Ok(by_number.cloned().or(Some(answer)).filter(|id| !id.is_empty()))
    }

    /// A new value for a part, nothing where it is left.
    fn value(&mut self, what: &str, read: &str) -> Result<Option<String>> {
        let line = self.prompt(&format!("  {what} [{read}]> "))?;
        Ok(line.filter(|line| !line.is_empty()))
    }

    fn prompt(&mut self, question: &str) -> Result<Option<String>> {
        self.tell(question)?;
        let mut line = String::new();
        let read = self.input.read_line(&mut line)?;
        Ok((read > 0).then(|| line.trim().to_owned()))
    }

    fn tell(&mut self, text: &str) -> Result<()> {
        self.output.write_all(printable(text).as_bytes())?;
        Ok(self.output.flush()?)
    }
}

fn names_of(line: &str) -> Vec<String> {
    let names = line.split(';').map(str::trim).filter(|name| !name.is_empty());
    names.map(str::to_owned).collect()
}

fn or_none(line: String) -> Option<String> {
    Some(line).filter(|line| line != "none")
}

fn shown(value: Option<&Option<String>>) -> String {
    value.cloned().flatten().unwrap_or_else(|| "-".to_owned())
}
