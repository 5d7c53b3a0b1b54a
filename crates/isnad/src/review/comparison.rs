//! Comparison: the other telling, or the bearer of a name, that somebody compares with.

use std::{
    fmt::Write as _,
    io::{BufRead, Write},
};

use anyhow::Result;
use isnad_model::{Judged, Passage, Verdict};

use super::session::Session;

impl<R: BufRead, W: Write> Session<'_, R, W> {
    /// The telling to compare with: named by the id of its meeting or claim, or chosen by number.
    pub(super) fn other(
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
    pub(super) fn alike(&self, of: Judged, id: &str) -> Vec<(String, Passage)> {
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
    pub(super) fn joined_with(&self, of: Judged, id: &str, at: &Passage) -> Vec<(String, Passage)> {
        let places = self
            .tellings(of, id)
            .into_iter()
            .filter(|(article, _)| *article != at.article);
        let places = places.filter_map(|(article, index)| self.graph.passage_of_telling(of, &article, index));
        places.map(|place| (place.article.clone(), place)).collect()
    }

    pub(super) fn first_telling(&self, of: Judged, id: &str) -> Option<Passage> {
        let mut places = self.tellings(of, id).into_iter();
        places.find_map(|(article, index)| self.graph.passage_of_telling(of, &article, index))
    }

    pub(super) fn tellings(&self, of: Judged, id: &str) -> Vec<(String, usize)> {
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
    pub(super) fn choose(&mut self, bearers: &[String], rest: &str) -> Result<Option<String>> {
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
}
