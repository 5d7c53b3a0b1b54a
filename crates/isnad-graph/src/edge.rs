//! Edges of the knowledge graph: what joins two nodes, and what the joint carries.

use isnad_model::{Edtf, Localized, Span, Stance};
use serde::Serialize;

use crate::MeetingStatus;

/// Which sort of node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum NodeKind {
    /// A published text.
    Article,
    /// A person, organization, state, group, place or unnamed source.
    Entity,
    /// An event.
    Meeting,
    /// A proposition.
    Claim,
    /// A file or issue.
    Topic,
}

impl NodeKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Article,
        Self::Entity,
        Self::Meeting,
        Self::Claim,
        Self::Topic,
    ];

    /// The kind's word in exports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Entity => "entity",
            Self::Meeting => "meeting",
            Self::Claim => "claim",
            Self::Topic => "topic",
        }
    }
}

/// A node by its kind and id: ids are unique within one kind only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct NodeRef {
    /// Which sort.
    pub kind: NodeKind,
    /// Id.
    pub id: String,
}

impl NodeRef {
    /// The node `id` of `kind`.
    pub fn new(kind: NodeKind, id: impl Into<String>) -> Self {
        Self { kind, id: id.into() }
    }
}

/// What an edge says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EdgeKind {
    /// Article → entity that its text names.
    Mentions,
    /// Article → entity that published it.
    PublishedBy,
    /// Article → topic that it belongs to.
    InTopic,
    /// Article → meeting or claim that it tells.
    Reports,
    /// Article → earlier article that it is a near-copy of.
    CopyOf,
    /// Article → outlet that it credits.
    Cites,
    /// Entity → meeting.
    ParticipatedIn,
    /// Meeting → place.
    HeldAt,
    /// Entity → claim.
    Said,
    /// Entity → entity that it relays, one link of a chain.
    Relays,
    /// Claim → entity or meeting.
    About,
    /// Claim → claim that says the opposite; held once, from the smaller id.
    Contradicts,
    /// Entity → entity that it holds an office of.
    HoldsOffice,
    /// Entity → entity that it acts or speaks for.
    ActsFor,
    /// Entity → entity that it is a member of.
    MemberOf,
    /// Entity → entity that it is a part of.
    PartOf,
    /// Entity → entity that it lies in.
    LocatedIn,
}

impl EdgeKind {
    /// The kind's word in exports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mentions => "mentions",
            Self::PublishedBy => "published_by",
            Self::InTopic => "in_topic",
            Self::Reports => "reports",
            Self::CopyOf => "copy_of",
            Self::Cites => "cites",
            Self::ParticipatedIn => "participated_in",
            Self::HeldAt => "held_at",
            Self::Said => "said",
            Self::Relays => "relays",
            Self::About => "about",
            Self::Contradicts => "contradicts",
            Self::HoldsOffice => "holds_office",
            Self::ActsFor => "acts_for",
            Self::MemberOf => "member_of",
            Self::PartOf => "part_of",
            Self::LocatedIn => "located_in",
        }
    }

    /// Whether an entity's own page (or the starter gazetteer) states it.
    pub fn is_relation(self) -> bool {
        self >= Self::HoldsOffice
    }
}

/// What an edge carries; what does not apply to its kind is absent or empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Attributes {
    /// Words of the article that it rests on (`mentions`, `reports`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<Span>,
    /// How many reports stand behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reports: Option<u32>,
    /// Status of the meeting (`participated_in`, `held_at`, `reports`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<MeetingStatus>,
    /// Stance of the claim (`said`, `reports`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stance: Option<Stance>,
    /// The article in which a chain has this link (`relays`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// The claim whose chain has this link (`relays`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim: Option<String>,
    /// First date of a relation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Edtf>,
    /// Last date of a relation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Edtf>,
    /// Title of an office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Localized>,
    /// Why (`contradicts`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Share of common text (`copy_of`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub containment: Option<f32>,
    /// In (0, 1] (`reports`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f32>,
}

/// An edge's payload.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Edge {
    /// What it says.
    pub kind: EdgeKind,
    /// What it carries.
    #[serde(flatten)]
    pub attributes: Attributes,
}

impl Edge {
    /// An edge that carries nothing.
    pub fn plain(kind: EdgeKind) -> Self {
        Self {
            kind,
            attributes: Attributes::default(),
        }
    }
}

/// An edge with its ends.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EdgeView<'a> {
    /// Where it starts.
    pub from: NodeRef,
    /// Where it leads.
    pub to: NodeRef,
    /// What it says and carries.
    pub edge: &'a Edge,
}
