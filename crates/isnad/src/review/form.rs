//! Form: what was read of a telling, part by part, and what somebody writes instead.

use std::io::{BufRead, Write};

use anyhow::Result;
use isnad_model::{Correction, Edtf, Judged, MeetingKind, Span, Stance, Status};
use isnad_text::ScalarIndex;

use super::session::Session;

impl<R: BufRead, W: Write> Session<'_, R, W> {
    /// All that was read of a telling, so that it holds also when a later version no longer reads it.
    pub(super) fn as_read(&self, of: Judged, article: &str, index: usize) -> Correction {
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
    pub(super) fn edit(&mut self, of: Judged, article: &str, index: usize) -> Result<Option<Correction>> {
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

    pub(super) fn date(&mut self, read: Option<Option<Edtf>>) -> Result<Option<Option<Edtf>>> {
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

    pub(super) fn word<T: Copy>(
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
