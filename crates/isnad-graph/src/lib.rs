//! Records of all articles and curated pages to one KnowledgeGraph.
//!
//! Sources say things; the graph holds who said what, and what the sayings are about. Each file owns its contribution:
//! [`KnowledgeGraph::apply`] and [`KnowledgeGraph::retract`] note a change, [`KnowledgeGraph::settle`] joins again what it
//! touches. The result depends on the contributions alone, never on the order in which they came.

mod anchors;
mod build;
mod changes;
mod claims;
mod cluster;
mod contradictions;
mod contribution;
mod copies;
mod diagnostics;
mod disjoint;
mod disputes;
mod edge;
mod graph;
mod identity;
mod ids;
mod judge;
mod judgements;
mod link;
mod links;
mod meetings;
mod names;
mod naming;
mod network;
pub mod node;
mod offices;
mod origins;
mod passages;
mod queries;
mod resolve;
mod settle;
mod status;
mod support;
mod time;
mod unions;
mod words;

pub use changes::{Change, News};
pub use contribution::{Contribution, ContributionKind, Settings};
pub use diagnostics::Finding;
pub use disputes::{Dispute, Side, Slot};
pub use edge::{Attributes, Edge, EdgeKind, EdgeView, NodeKind, NodeRef};
pub use graph::{Changes, KnowledgeGraph};
pub use links::Target;
pub use names::merge_entity;
pub use node::{
    Anchor, ArticleNode, Attendee, ChainNode, Claim, ClaimTelling, CopyOf, Decided, EntityNode, Join,
    Meeting, MeetingTelling, Reading, SharedPassage, TopicNode,
};
pub use origins::{Collapsed, Grade, PathLink, Support, Telling, Why};
pub use queries::{Neighbour, RelationView, Series};
pub use status::{MeetingStatus, StatusStep};
