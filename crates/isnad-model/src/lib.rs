//! The nouns of isnad: Article, Record, Entity, Meeting, Claim, Date, Diagnostic.
//!
//! Data and its invariants only: nothing here reads a file, extracts or renders. Terms are the field's own
//! (FollowTheMoney, schema.org, PARC, W3C Web Annotation); all spans count Unicode scalar values of the source text.

pub mod article;
pub mod config;
pub mod curated;
pub mod diagnostic;
pub mod edtf;
pub mod entity;
pub mod id;
mod json;
pub mod judgement;
pub mod known;
pub mod record;

pub use article::{Article, BodyEvent, BodyTag, Link, LinkKind, Publish, SourceFormat};
pub use config::{Config, ExtractorConfig, Limits, Localized};
pub use curated::{CuratedClaim, CuratedMeeting, Quotation, Topic};
pub use diagnostic::{Diagnostic, Position, Severity};
pub use edtf::Edtf;
pub use entity::{Entity, EntityKind, Name, NameRole, Office, Relation, RelationKind};
pub use isnad_text::{self as text, Span};
pub use judgement::{Corrected, Correction, Judged, Judgement, Judgements, Passage, Verdict};
pub use known::{Demonym, DemonymForm, KnownEntity};
pub use record::{
    ChainKind, ChainLink, ClaimReport, Content, Credit, Cue, DateSpan, MeetingKind, MeetingReport, Mention,
    Participant, PlaceName, Record, Repair, Source, Stance, Status, Via,
};
