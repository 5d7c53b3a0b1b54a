//! Record: what one article yields, version 1 of the extraction contract, in its JSON Lines form.

use serde::{Deserialize, Serialize};

use crate::{Edtf, EntityKind, Span};

/// How a mention was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Via {
    /// The author linked it.
    Link,
    /// A known name.
    Gazetteer,
    /// A pattern: a title before a name, a quoted name, a source noun.
    Pattern,
    /// A later short form or role noun of something named before.
    Anaphor,
    /// Another extractor said so.
    External,
}

/// A span of text that names an entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// First scalar value of the name.
    pub start: u32,
    /// One past its last scalar value.
    pub end: u32,
    /// The name as it stands in the text.
    pub text: String,
    /// Id in the knowledge base; absent for a name that is not known yet (a suggestion).
    #[serde(default)]
    pub entity: Option<String>,
    /// The entity's common name (English where there is one), or the name as found.
    pub name: String,
    /// What it names.
    pub kind: EntityKind,
    /// How it was recognised.
    pub via: Via,
    /// In (0, 1].
    pub confidence: f32,
}

impl Mention {
    /// The mention's span.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// Which sort of meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MeetingKind {
    /// People meet.
    Meeting,
    /// By telephone or video.
    Call,
    /// Somebody goes to somebody.
    Visit,
    /// A round of a series of talks.
    Round,
    /// A session of a body.
    Session,
}

impl MeetingKind {
    /// The kind's word in records.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::Call => "call",
            Self::Visit => "visit",
            Self::Round => "round",
            Self::Session => "session",
        }
    }

    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Meeting, Self::Call, Self::Visit, Self::Round, Self::Session];
}

/// What became of a meeting, as one report tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It took place.
    Held,
    /// It is to take place.
    Planned,
    /// It was called off or put off.
    Cancelled,
    /// Somebody denies that it took place.
    Denied,
}

impl Status {
    /// The status' word in records.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Planned => "planned",
            Self::Cancelled => "cancelled",
            Self::Denied => "denied",
        }
    }

    /// Every status.
    pub const ALL: [Self; 4] = [Self::Held, Self::Planned, Self::Cancelled, Self::Denied];
}

/// How firmly a claim is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// Plainly.
    Asserted,
    /// With a "may" or by hearsay.
    Hedged,
    /// Of what is to come.
    Predicted,
    /// As untrue.
    Denied,
}

impl Stance {
    /// The stance's word in records.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Hedged => "hedged",
            Self::Predicted => "predicted",
            Self::Denied => "denied",
        }
    }
}

/// Who took part in a meeting, as one report tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Participant {
    /// Index into the record's mentions.
    #[serde(default)]
    pub mention: Option<usize>,
    /// Common name.
    pub name: String,
}

/// Where a meeting took place, as one report tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceName {
    /// Index into the record's mentions.
    #[serde(default)]
    pub mention: Option<usize>,
    /// Common name.
    pub name: String,
}

/// A date with the words that it was read from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DateSpan {
    /// The date, resolved against the article's.
    pub edtf: Edtf,
    /// First scalar value of the words.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// One report of a meeting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeetingReport {
    /// Which sort of meeting.
    pub kind: MeetingKind,
    /// What became of it.
    pub status: Status,
    /// Who took part.
    pub participants: Vec<Participant>,
    /// Where.
    #[serde(default)]
    pub place: Option<PlaceName>,
    /// When; absent where the text gives no date.
    #[serde(default)]
    pub date: Option<DateSpan>,
    /// The number of the round or session where the text gives one ("the sixteenth round").
    #[serde(default)]
    pub ordinal: Option<u32>,
    /// The name of the series or venue that tells rounds apart ("Astana").
    #[serde(default)]
    pub series: Option<String>,
    /// The word that means the meeting.
    pub trigger: Span,
    /// The sentence or sentences that it rests on.
    pub evidence: Span,
    /// Index of the claim that tells it; absent where the publisher tells it in its own voice.
    #[serde(default)]
    pub claim: Option<usize>,
    /// The rule that fired.
    pub rule: String,
    /// In (0, 1].
    pub confidence: f32,
}

/// An outlet or agency that an article names as where its text comes from: in its dateline, by-line, or a line of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Credit {
    /// Index into the record's mentions.
    #[serde(default)]
    pub mention: Option<usize>,
    /// Common name.
    pub name: String,
}

/// Who says it, as the text names the source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// First scalar value of the source's words; absent for a left-out subject.
    #[serde(default)]
    pub start: Option<u32>,
    /// One past the last.
    #[serde(default)]
    pub end: Option<u32>,
    /// Index into the record's mentions of what the source is or goes back to.
    #[serde(default)]
    pub mention: Option<usize>,
    /// Common name.
    pub name: String,
}

/// The words that attribute.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cue {
    /// First scalar value.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Further parts where the cue is split.
    #[serde(default)]
    pub more: Vec<Span>,
}

/// What is said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// First scalar value.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Further parts where the attribution stands in the middle.
    #[serde(default)]
    pub more: Vec<Span>,
}

/// What a link of a chain is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChainKind {
    /// The article's publisher: always the first link.
    Publisher,
    /// A newspaper, agency, channel or site that is quoted.
    Outlet,
    /// An unnamed source.
    Anonymous,
    /// A named person.
    Person,
    /// A named body.
    Organization,
    /// A state.
    State,
    /// A named group.
    Group,
    /// A document, study or statement without a named author.
    Document,
    /// The text hides it ("it was reported").
    Unstated,
}

/// One link of a chain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChainLink {
    /// Common name, or the words of the text for an unnamed source; empty for an unstated one.
    pub name: String,
    /// What the link is.
    pub kind: ChainKind,
    /// Id in the knowledge base, where known.
    #[serde(default)]
    pub entity: Option<String>,
    /// Index into the record's mentions.
    #[serde(default)]
    pub mention: Option<usize>,
    /// First scalar value of its words; absent for the publisher.
    #[serde(default)]
    pub start: Option<u32>,
    /// One past the last.
    #[serde(default)]
    pub end: Option<u32>,
}

/// One report of a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimReport {
    /// Who says it; absent where the text hides it entirely.
    #[serde(default)]
    pub source: Option<Source>,
    /// The words that attribute.
    pub cue: Cue,
    /// What is said.
    pub content: Content,
    /// From the publisher to the origin; at least two links unless the source is hidden.
    pub chain: Vec<ChainLink>,
    /// How firmly.
    pub stance: Stance,
    /// Whether the content is a direct quotation.
    #[serde(default)]
    pub direct: bool,
    /// Indices of the mentions within the content.
    #[serde(default)]
    pub about: Vec<usize>,
    /// When it was said, where the text tells.
    #[serde(default)]
    pub date: Option<DateSpan>,
    /// The sentence or sentences that it rests on.
    #[serde(default)]
    pub evidence: Span,
    /// The rule that fired.
    pub rule: String,
    /// In (0, 1].
    pub confidence: f32,
}

/// A word that a publisher broke up, with what matching read instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    /// First scalar value of the word as it stands.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The word that matching read.
    pub repaired: String,
    /// The rule that fired.
    pub rule: String,
}

/// What one article yields.
///
/// Absent values are absent in the JSON Lines form ([`Record::to_json`]) but not skipped by serde, so that the same type
/// goes through binary caches that need every field.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The article's id.
    pub id: String,
    /// BCP 47 language, given or detected.
    pub lang: String,
    /// The article's date; anchors relative ones.
    #[serde(default)]
    pub date: Option<Edtf>,
    /// First link of every chain.
    #[serde(default)]
    pub publisher: Option<String>,
    /// The title, where there is one.
    #[serde(default)]
    pub title: Option<String>,
    /// The text that all spans point into.
    pub text: String,
    /// Names in the order of the text.
    pub mentions: Vec<Mention>,
    /// Meetings in the order of their triggers.
    pub meetings: Vec<MeetingReport>,
    /// Claims in the order of their cues.
    pub claims: Vec<ClaimReport>,
    /// Broken-up words in the order of the text.
    pub repairs: Vec<Repair>,
    /// Outlets that the text says it comes from, in its order.
    #[serde(default)]
    pub credits: Vec<Credit>,
}

impl Record {
    /// The contract's form: one object without absent values and empty lists of further parts.
    pub fn to_json(&self) -> serde_json::Value {
        let mut value = serde_json::to_value(self).unwrap_or_default();
        prune(&mut value);
        value
    }

    /// The record's mention at `index`, where there is one (an external extractor may point anywhere).
    pub fn mention(&self, index: Option<usize>) -> Option<&Mention> {
        index.and_then(|index| self.mentions.get(index))
    }
}

/// Removes nulls, and `more`, `about` and `direct` where they say nothing; writes 0.9 as 0.9, not as the 0.8999999761581421
/// that a wider float makes of it.
fn prune(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(fields) => {
            fields.retain(|key, field| match field {
                serde_json::Value::Null => false,
                serde_json::Value::Array(items) => !(items.is_empty() && (key == "more" || key == "credits")),
                serde_json::Value::Bool(told) => *told || key != "direct",
                _ => true,
            });
            fields.values_mut().for_each(prune);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(prune),
        serde_json::Value::Number(number) if number.is_f64() => {
            let narrow = number
                .as_f64()
                .and_then(|wide| (wide as f32).to_string().parse::<f64>().ok());
            if let Some(short) = narrow.and_then(serde_json::Number::from_f64) {
                *number = short;
            }
        }
        _ => {}
    }
}
