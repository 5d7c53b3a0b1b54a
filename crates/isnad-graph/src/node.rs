//! Nodes of the knowledge graph: what articles, entities, meetings, claims and topics are once all records are joined.

use std::{collections::BTreeMap, sync::Arc};

use isnad_model::{
    Article, ChainKind, Content, Cue, CuratedClaim, CuratedMeeting, DateSpan, Edtf, Entity, MeetingKind,
    Record, Span, Stance, Status, Topic, Verdict,
};
use serde::Serialize;

pub use crate::origins::{Collapsed, Grade, PathLink, Support, Telling, Why};
use crate::{MeetingStatus, StatusStep};

/// One published text with what was read from it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArticleNode {
    /// The article.
    pub article: Arc<Article>,
    /// What extraction found in it.
    pub record: Arc<Record>,
    /// Entity of the publisher, where the article names one.
    pub publisher: Option<String>,
    /// Entity of each of the record's mentions, in its order; `None` only for a mention that names nothing.
    pub mention_entities: Vec<Option<String>>,
    /// Joined meeting of each of the record's meetings, in its order.
    pub meetings: Vec<String>,
    /// Joined claim of each of the record's claims, in its order.
    pub claims: Vec<String>,
    /// Topics that it belongs to.
    pub topics: Vec<String>,
    /// The article that this one is a near-copy of: the earlier by date, then by id.
    pub copy_of: Option<CopyOf>,
    /// Entities (outlets, agencies) that it credits.
    pub cites: Vec<String>,
}

/// That one article is a near-copy of another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CopyOf {
    /// Id of the earlier article.
    pub article: String,
    /// Share of the shorter text's words that stand in shared passages, in (0, 1].
    pub containment: f32,
    /// The shared passages, in the order of the copy; changed words within them are part of them.
    pub passages: Vec<SharedPassage>,
}

/// A passage that a copy shares with the earlier article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SharedPassage {
    /// Where it stands in the copy.
    pub span: Span,
    /// Where it stands in the earlier article.
    pub original: Span,
}

/// An entity with where it occurs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EntityNode {
    /// The entity; for one that no page describes, with the names that articles use.
    pub entity: Arc<Entity>,
    /// Spans that name it, by article id.
    pub mentions: BTreeMap<String, Vec<Span>>,
    /// For an anonymous source: the article that it belongs to.
    pub article: Option<String>,
}

/// One link of a chain, resolved to an entity where the graph has one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChainNode {
    /// Name as the record gives it; empty for a hidden source.
    pub name: String,
    /// What the link is.
    pub kind: ChainKind,
    /// Entity id.
    pub entity: Option<String>,
    /// Words of the article that name it.
    pub span: Option<Span>,
}

/// Who took part in a meeting.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Attendee {
    /// Entity id.
    pub entity: String,
    /// How many reports name it.
    pub reports: u32,
}

/// A reading of one fact with the reports that give it, by index into the node's reports.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reading<T> {
    /// What they say.
    pub value: T,
    /// Who says so.
    pub reports: Vec<usize>,
}

/// Words of an article that an author's page quotes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Anchor {
    /// Article id.
    pub article: String,
    /// Where the words stand.
    pub span: Span,
}

/// Why two tellings are taken as one; `None` stands for the author's page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Join {
    /// Index of a report.
    pub left: Option<usize>,
    /// Index of another.
    pub right: Option<usize>,
    /// The rule, as a name that `isnad explain` shows.
    pub rule: &'static str,
}

/// One event, joined from every article that tells it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Meeting {
    /// Stable ASCII id.
    pub id: String,
    /// Which sort; the most told one.
    pub kind: MeetingKind,
    /// The latest status told (a view over the reports in time; curated wins). Whether its day has passed is for
    /// [`crate::KnowledgeGraph::status`] to say.
    pub status: MeetingStatus,
    /// Every status that it had, in the order of publication.
    pub history: Vec<StatusStep>,
    /// Every status told, in the order of publication.
    pub statuses: Vec<Reading<Status>>,
    /// Participants, by how many reports name them, then by id.
    pub participants: Vec<Attendee>,
    /// Every place told, most told first; [`Self::disputes`] says which ones are not in one another.
    pub places: Vec<Reading<String>>,
    /// Every date told, most told first, but those of a plan that was put off last; [`Self::disputes`] says which ones cannot be
    /// the same.
    pub dates: Vec<Reading<Edtf>>,
    /// Facts that its reports tell in ways that cannot all be true.
    pub disputes: Vec<crate::Dispute>,
    /// Number of the round or session.
    pub ordinal: Option<u32>,
    /// Name of the series ("Astana").
    pub series: Option<String>,
    /// Topics of the articles that tell it.
    pub topics: Vec<String>,
    /// Every telling, by date of publication, then article id.
    pub reports: Vec<MeetingTelling>,
    /// The author's page.
    pub curated: Option<Arc<CuratedMeeting>>,
    /// Words that the author's page quotes, where they were found.
    pub evidence: Vec<Anchor>,
    /// Why its reports are taken as one, pair by pair; empty for a single report.
    pub joins: Vec<Join>,
    /// Reports, outlets and origins.
    pub support: Support,
}

impl Meeting {
    /// The date to sort and show by: curated, else the most told.
    pub fn date(&self) -> Option<&Edtf> {
        self.curated
            .as_ref()
            .and_then(|page| page.date.as_ref())
            .or_else(|| self.dates.first().map(|it| &it.value))
    }

    /// The most told place's entity.
    pub fn place(&self) -> Option<&str> {
        self.places.first().map(|it| it.value.as_str())
    }
}

/// One article's telling of a meeting.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeetingTelling {
    /// Article id.
    pub article: String,
    /// Index into the record's meetings.
    pub index: usize,
    /// Which sort.
    pub kind: MeetingKind,
    /// What became of it.
    pub status: Status,
    /// Participants' entities.
    pub participants: Vec<String>,
    /// Place's entity.
    pub place: Option<String>,
    /// When.
    pub date: Option<DateSpan>,
    /// The word that means the meeting.
    pub trigger: Span,
    /// The sentence.
    pub evidence: Span,
    /// From the publisher to the origin; the publisher alone where it tells it in its own voice.
    pub chain: Vec<ChainNode>,
    /// The claim that tells it, as an id of a claim node.
    pub claim: Option<String>,
    /// Rule.
    pub rule: String,
    /// In (0, 1].
    pub confidence: f32,
    /// What somebody decided about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided: Option<Decided>,
}

/// What somebody decided about a telling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decided {
    /// The decision: accepted or corrected (what is rejected is no telling).
    pub verdict: Verdict,
    /// Who decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Edtf>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The file that says so, as the user knows it.
    pub file: String,
}

/// One proposition, joined from every report of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Claim {
    /// Stable ASCII id.
    pub id: String,
    /// Entity of the innermost source; `None` where the text hides it.
    pub speaker: Option<String>,
    /// The content of the first report, readable (repairs applied, quotes of the ends trimmed).
    pub text: String,
    /// Language of `text`.
    pub lang: String,
    /// Stance of the first report.
    pub stance: Stance,
    /// Whether any report quotes directly.
    pub direct: bool,
    /// Entities named in the content.
    pub about: Vec<String>,
    /// Meetings told within it.
    pub meetings: Vec<String>,
    /// Topics of the articles that tell it.
    pub topics: Vec<String>,
    /// Numbers that its reports give differently.
    pub disputes: Vec<crate::Dispute>,
    /// Claims that say the opposite: (claim id, why).
    pub contradicts: Vec<(String, String)>,
    /// Every telling, by date of publication, then article id and place in the text.
    pub reports: Vec<ClaimTelling>,
    /// The author's page.
    pub curated: Option<Arc<CuratedClaim>>,
    /// Words that the author's page quotes, where they were found.
    pub evidence: Vec<Anchor>,
    /// Why its reports are taken as one, pair by pair; empty for a single report.
    pub joins: Vec<Join>,
    /// Reports, outlets and origins.
    pub support: Support,
}

impl Claim {
    /// Whether it has a page of its own: two or more reports, or an author's page; else it is an anchor on its article's page.
    pub fn has_page(&self) -> bool {
        self.support.reports > 1 || self.curated.is_some()
    }

    /// Whether all its reports go back to one origin, so that nothing bears it out.
    pub fn rests_on_one_origin(&self) -> bool {
        self.support.origins.len() == 1
    }
}

/// One article's telling of a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClaimTelling {
    /// Article id.
    pub article: String,
    /// Index into the record's claims.
    pub index: usize,
    /// The words that attribute.
    pub cue: Cue,
    /// What is said.
    pub content: Content,
    /// The sentence.
    pub evidence: Span,
    /// From the publisher to the origin.
    pub chain: Vec<ChainNode>,
    /// How firmly.
    pub stance: Stance,
    /// Whether it is a direct quotation.
    pub direct: bool,
    /// When it was said.
    pub said: Option<DateSpan>,
    /// Rule.
    pub rule: String,
    /// In (0, 1].
    pub confidence: f32,
    /// What somebody decided about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided: Option<Decided>,
}

/// A topic with its articles.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TopicNode {
    /// The topic; made from the articles' word where no page describes it.
    pub topic: Arc<Topic>,
    /// Articles, by id.
    pub articles: Vec<String>,
}
