//! Corrections: what somebody says is to be read of a meeting or claim, laid over the record.

use isnad_model::{
    ChainKind, ChainLink, ClaimReport, Content, Correction, Cue, DateSpan, EntityKind, MeetingKind,
    MeetingReport, Mention, Participant, PlaceName, Record, Source, Span, Stance, Status, text,
};

use super::{Bench, Ruling, Why};
use crate::names;

/// The rule of a telling that somebody added.
const JUDGEMENT: &str = "judgement";

impl Bench<'_> {
    /// Adds a telling that extraction does not find (any more), where the judgement says enough of it.
    pub(super) fn add(
        &mut self,
        is_meeting: bool,
        span: Span,
        correction: &Correction,
    ) -> Result<usize, Why> {
        let evidence = sentence_at(&self.record, span);
        if is_meeting {
            if correction.participants.as_ref().is_none_or(Vec::is_empty) {
                return Err(Why::NothingRead);
            }
            self.record.meetings.push(MeetingReport {
                kind: MeetingKind::Meeting,
                status: Status::Held,
                participants: Vec::new(),
                place: None,
                date: None,
                ordinal: None,
                series: None,
                trigger: span,
                evidence,
                claim: None,
                rule: JUDGEMENT.to_owned(),
                confidence: 1.0,
            });
            self.meetings.push(Ruling::default());
            return Ok(self.meetings.len() - 1);
        }
        let content = correction.content.as_ref().ok_or(Why::NothingRead)?;
        let said = self.content_at(content, span)?;
        let publisher = self.record.publisher.clone().unwrap_or_default();
        self.record.claims.push(ClaimReport {
            source: None,
            cue: Cue {
                start: span.start,
                end: span.end,
                more: Vec::new(),
            },
            content: Content {
                start: said.start,
                end: said.end,
                more: Vec::new(),
            },
            chain: vec![link(publisher, ChainKind::Publisher)],
            stance: Stance::Asserted,
            direct: false,
            about: Vec::new(),
            date: None,
            evidence,
            rule: JUDGEMENT.to_owned(),
            confidence: 1.0,
        });
        self.claims.push(Ruling::default());
        Ok(self.claims.len() - 1)
    }

    pub(super) fn correct_meeting(&mut self, at: usize, correction: &Correction) {
        let participants = correction.participants.as_ref().map(|names| {
            names
                .iter()
                .map(|name| {
                    let (mention, name) = self.named(name);
                    Participant { mention, name }
                })
                .collect()
        });
        let place = correction.place.as_ref().map(|place| {
            place.as_ref().map(|name| {
                let (mention, name) = self.named(name);
                PlaceName { mention, name }
            })
        });
        let report = &mut self.record.meetings[at];
        if let Some(participants) = participants {
            report.participants = participants;
        }
        if let Some(place) = place {
            report.place = place;
        }
        if let Some(date) = correction.date {
            report.date = date.map(|edtf| corrected_date(edtf, report.date.as_ref(), report.trigger));
        }
        report.status = correction.status.unwrap_or(report.status);
        report.kind = correction.kind.unwrap_or(report.kind);
        report.confidence = 1.0;
    }

    pub(super) fn correct_claim(&mut self, at: usize, correction: &Correction) -> Result<(), Why> {
        let cue = Span::new(self.record.claims[at].cue.start, self.record.claims[at].cue.end);
        let content = match &correction.content {
            Some(words) => Some(self.content_at(words, cue)?),
            None => None,
        };
        if let Some(span) = content {
            let within = self.record.mentions.iter().enumerate();
            let within = within.filter(|(_, mention)| span.contains(mention.span()));
            let about = within.map(|(index, _)| index).collect();
            let claim = &mut self.record.claims[at];
            claim.about = about;
            claim.content = Content {
                start: span.start,
                end: span.end,
                more: Vec::new(),
            };
            claim.evidence = Span::new(
                claim.evidence.start.min(span.start),
                claim.evidence.end.max(span.end),
            );
        }
        if let Some(speaker) = &correction.speaker {
            self.set_speaker(at, speaker);
        }
        let claim = &mut self.record.claims[at];
        if let Some(date) = correction.date {
            claim.date = date.map(|edtf| corrected_date(edtf, claim.date.as_ref(), cue));
        }
        claim.stance = correction.stance.unwrap_or(claim.stance);
        claim.confidence = 1.0;
        Ok(())
    }

    /// Makes `speaker` the origin of the chain; what passed the words on stays.
    pub(super) fn set_speaker(&mut self, at: usize, speaker: &str) {
        let (mention, name) = self.named(speaker);
        let kind = mention.map_or_else(
            || {
                self.names
                    .resolve(&name, None)
                    .map_or(EntityKind::Person, |known| known.kind)
            },
            |mention| self.record.mentions[mention].kind,
        );
        let mut origin = link(name.clone(), chain_kind(kind));
        origin.mention = mention;
        if let Some(mention) = mention {
            let span = self.record.mentions[mention].span();
            (origin.start, origin.end) = (Some(span.start), Some(span.end));
        }
        let claim = &mut self.record.claims[at];
        if claim.chain.len() > 1 {
            claim.chain.pop();
        }
        claim.source = Some(Source {
            start: origin.start,
            end: origin.end,
            mention,
            name,
        });
        claim.chain.push(origin);
    }

    /// The mention that bears a name (or is the entity of an id) with its common name; the name itself where the text has none.
    pub(super) fn named(&self, name: &str) -> (Option<usize>, String) {
        let key = names::fold(name);
        let known = self.names.resolve(name, None);
        let is_it = |mention: &Mention| {
            mention.entity.as_deref() == Some(name)
                || mention.entity.is_some()
                    && mention.entity.as_deref() == known.map(|known| known.id.as_str())
                || names::fold(&mention.text) == key
                || names::fold(&mention.name) == key
        };
        let kept = self.record.mentions.iter().zip(&self.mentions);
        let found = kept
            .enumerate()
            .find(|(_, (mention, rejected))| !**rejected && is_it(mention));
        match found {
            Some((at, (mention, _))) => (Some(at), mention.name.clone()),
            None => (
                None,
                known.map_or_else(|| name.to_owned(), |known| known.display_name("en").0.to_owned()),
            ),
        }
    }

    /// Where the words of a content stand; where several times, the place nearest to the cue.
    pub(super) fn content_at(&self, words: &str, cue: Span) -> Result<Span, Why> {
        let words = words.trim();
        let places = self
            .record
            .text
            .match_indices(words)
            .map(|(at, _)| self.index.span(at..at + words.len()));
        let distance = |span: &Span| span.start.abs_diff(cue.end).min(cue.start.abs_diff(span.end));
        places
            .filter(|span| !words.is_empty() && span.start < span.end)
            .min_by_key(|span| (distance(span), span.start))
            .ok_or(Why::ContentNotFound)
    }
}

fn link(name: String, kind: ChainKind) -> ChainLink {
    ChainLink {
        name,
        kind,
        entity: None,
        mention: None,
        start: None,
        end: None,
    }
}

/// The kind of link that an entity of a kind makes.
pub(crate) fn chain_kind(kind: EntityKind) -> ChainKind {
    match kind {
        EntityKind::Person => ChainKind::Person,
        EntityKind::State | EntityKind::Place => ChainKind::State,
        EntityKind::Group => ChainKind::Group,
        EntityKind::Anonymous => ChainKind::Anonymous,
        EntityKind::Organization => ChainKind::Organization,
    }
}

/// A corrected date keeps the words that it was read from.
fn corrected_date(edtf: isnad_model::Edtf, read: Option<&DateSpan>, otherwise: Span) -> DateSpan {
    let (start, end) = read.map_or((otherwise.start, otherwise.end), |date| (date.start, date.end));
    DateSpan { edtf, start, end }
}

fn sentence_at(record: &Record, span: Span) -> Span {
    let repairs: Vec<text::Repair> = Vec::new();
    let sentences = text::split_sentences(&record.text, &repairs);
    let mut around = sentences
        .iter()
        .map(|sentence| sentence.span)
        .filter(|it| it.contains(span));
    around.next_back().unwrap_or(span)
}
