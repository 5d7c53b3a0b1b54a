//! Judgements: what somebody decided about readings; they win over extraction and are taken back by deleting the lines.

use serde::{Deserialize, Serialize};

use crate::{Edtf, MeetingKind, Stance, Status};

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// They are one.
    Same,
    /// They are not one.
    NotSame,
    /// It was read right.
    Accept,
    /// There is no such thing in the text.
    Reject,
    /// It is there, but as the judgement says.
    Correct,
}

impl Verdict {
    /// The verdict's word in judgement files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::NotSame => "not-same",
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Correct => "correct",
        }
    }

    /// Every verdict.
    pub const ALL: [Self; 5] = [
        Self::Same,
        Self::NotSame,
        Self::Accept,
        Self::Reject,
        Self::Correct,
    ];
}

/// What a judgement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Judged {
    /// Names, wherever they stand.
    Entity,
    /// One place where a name stands.
    Mention,
    /// Tellings of meetings.
    Meeting,
    /// Tellings of claims.
    Claim,
}

impl Judged {
    /// The word in judgement files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Entity => "entity",
            Self::Mention => "mention",
            Self::Meeting => "meeting",
            Self::Claim => "claim",
        }
    }

    /// Everything that can be judged.
    pub const ALL: [Self; 4] = [Self::Entity, Self::Mention, Self::Meeting, Self::Claim];
}

/// Words of an article, with what stands before and after them where the words alone stand more than once.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Passage {
    /// Id of the article.
    pub article: String,
    /// The words as they stand: of a meeting the word that means it, of a claim its cue, of a mention the name.
    pub quote: String,
    /// What stands right before them.
    pub prefix: String,
    /// What stands right after them.
    pub suffix: String,
}

/// A value that a correction sets, or takes away (`"none"`).
pub type Corrected<T> = Option<Option<T>>;

/// What a correction says of a meeting or claim; what is absent stays as it was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// Names or ids of all participants.
    pub participants: Option<Vec<String>>,
    /// Name or id of the place.
    pub place: Corrected<String>,
    /// When it took place, or when it was said.
    pub date: Corrected<Edtf>,
    /// What became of the meeting.
    pub status: Option<Status>,
    /// Which sort of meeting.
    pub kind: Option<MeetingKind>,
    /// How firmly the claim is put.
    pub stance: Option<Stance>,
    /// Who says it: name or id.
    pub speaker: Option<String>,
    /// What is said, in the article's words.
    pub content: Option<String>,
}

impl Correction {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Judgement {
    /// What was decided.
    pub verdict: Verdict,
    /// About what.
    pub of: Judged,
    /// Names or ids of entities; the first one's name stays.
    pub names: Vec<String>,
    /// Where the tellings or the mention stand.
    pub at: Vec<Passage>,
    /// What is to be read instead.
    pub correction: Correction,
    /// Who decided.
    pub by: Option<String>,
    /// When.
    pub on: Option<Edtf>,
    /// Why.
    pub why: Option<String>,
    /// Byte offset of the judgement in its file.
    pub offset: u32,
}

/// A file of judgements.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Judgements {
    /// The judgements in the order of the file.
    pub list: Vec<Judgement>,
}
