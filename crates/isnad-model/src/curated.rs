//! Curated pages of meetings, claims and topics: what an author says wins over what extraction finds.

use serde::{Deserialize, Serialize};

use crate::{Article, Edtf, MeetingKind, Name, Status};

/// Words of an article that a curated page rests on; found again by quotation, never by offset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotation {
    /// Id of the article.
    pub article: String,
    /// Words of the article as they stand in it.
    pub quote: String,
}

/// A meeting that a page describes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CuratedMeeting {
    /// ASCII id.
    pub id: String,
    /// Title by language.
    pub names: Vec<Name>,
    /// Kind, where the page says it.
    pub kind: Option<MeetingKind>,
    /// Status, where the page says it.
    pub status: Option<Status>,
    /// Ids or names of the participants.
    pub participants: Vec<String>,
    /// Id or name of the place.
    pub place: Option<String>,
    /// When it took place.
    pub date: Option<Edtf>,
    /// Words that it rests on.
    pub evidence: Vec<Quotation>,
    /// The page's prose.
    pub prose: Article,
}

/// A claim that a page describes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CuratedClaim {
    /// ASCII id.
    pub id: String,
    /// Short title by language.
    pub names: Vec<Name>,
    /// Id or name of the speaker.
    pub speaker: Option<String>,
    /// Words that it rests on.
    pub evidence: Vec<Quotation>,
    /// The page's prose.
    pub prose: Article,
}

/// A file or issue that a reader follows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    /// ASCII id.
    pub id: String,
    /// Names by language.
    pub names: Vec<Name>,
    /// The page's prose.
    pub prose: Option<Article>,
}
