//! Gold: articles annotated by people, in the shape of records with acceptable names in the place of single ones.

use isnad_model::{EntityKind, Span, Stance, Status};
use serde::Deserialize;

/// A span of the gold with what may be said about it.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldMention {
    /// First scalar value.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// What it names.
    pub kind: EntityKind,
    /// Neither an error to find nor to miss.
    #[serde(default)]
    pub optional: bool,
}

impl GoldMention {
    /// The mention's span.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// The source of a gold claim.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldSource {
    /// Acceptable names.
    pub names: Vec<String>,
    /// First scalar value of its words, where the text has any.
    pub start: Option<u32>,
    /// One past the last.
    pub end: Option<u32>,
    /// The mention that a pronoun, an elided subject or a common noun goes back to.
    pub antecedent: Option<Antecedent>,
    /// The mention that the phrase holds.
    pub mention: Option<usize>,
}

/// What a source without a name of its own goes back to.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(untagged)]
pub enum Antecedent {
    /// Index of a mention.
    Mention(usize),
    /// The mention's span.
    Span(Span),
}

/// A gold claim.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldClaim {
    /// Who says it; absent where the text hides it.
    pub source: Option<GoldSource>,
    /// The attributing word or words.
    pub cue: Span,
    /// The other parts of a split cue.
    #[serde(default)]
    pub other_cues: Vec<Span>,
    /// What is said.
    pub content: Span,
    /// Further parts of it.
    #[serde(default)]
    pub more: Vec<Span>,
    /// Acceptable names of each link.
    pub chain: Vec<Vec<String>>,
    /// How firmly.
    pub stance: Stance,
    /// Neither an error to find nor to miss.
    #[serde(default)]
    pub optional: bool,
}

/// A gold meeting.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldMeeting {
    /// What became of it.
    pub status: Status,
    /// Acceptable names of each participant.
    pub participants: Vec<Vec<String>>,
    /// Acceptable names of the place.
    #[serde(default)]
    pub place: Vec<String>,
    /// EDTF.
    pub date: Option<String>,
    /// The word that means it.
    pub trigger: Span,
    /// Neither an error to find nor to miss.
    #[serde(default)]
    pub optional: bool,
}

/// An annotated article.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldArticle {
    /// Id, the same as the record's.
    pub id: String,
    /// Language.
    pub lang: String,
    /// The text that all spans point into.
    pub text: String,
    /// Names.
    pub mentions: Vec<GoldMention>,
    /// Meetings.
    pub meetings: Vec<GoldMeeting>,
    /// Claims.
    pub claims: Vec<GoldClaim>,
}

/// Reads gold, one article a line.
///
/// # Errors
/// The number of the line that is no gold article and what is wrong with it.
pub fn parse(lines: &str) -> Result<Vec<GoldArticle>, String> {
    lines
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| serde_json::from_str(line).map_err(|error| format!("line {}: {error}", at + 1)))
        .collect()
}
