//! Contribution: what one file gives to the graph, and the settings that joining rests on.

use std::sync::Arc;

use isnad_model::{Article, CuratedClaim, CuratedMeeting, Edtf, Entity, Judgements, Record, Topic};

/// What one file gives to the graph. The file owns it: applying the file again replaces it, retracting the file takes it back.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    /// Path of the file as the user knows it; it names the file in diagnostics.
    pub file: String,
    /// What it holds.
    pub kind: ContributionKind,
}

/// The sorts of contributions.
#[derive(Clone, Debug, PartialEq)]
pub enum ContributionKind {
    /// An article with what extraction found in it.
    Article {
        /// The article.
        article: Arc<Article>,
        /// Its record.
        record: Arc<Record>,
    },
    /// The page of a person, organization, state, group or place.
    Entity(Arc<Entity>),
    /// The page of a meeting.
    Meeting(Arc<CuratedMeeting>),
    /// The page of a claim.
    Claim(Arc<CuratedClaim>),
    /// The page of a topic.
    Topic(Arc<Topic>),
    /// A file of judgements.
    Judgements(Arc<Judgements>),
}

impl ContributionKind {
    /// The node whose id it claims; judgements claim none.
    pub(crate) fn node(&self) -> Option<crate::NodeRef> {
        let (kind, id) = match self {
            Self::Article { article, .. } => (crate::NodeKind::Article, &article.id),
            Self::Entity(entity) => (crate::NodeKind::Entity, &entity.id),
            Self::Meeting(page) => (crate::NodeKind::Meeting, &page.id),
            Self::Claim(page) => (crate::NodeKind::Claim, &page.id),
            Self::Topic(topic) => (crate::NodeKind::Topic, &topic.id),
            Self::Judgements(_) => return None,
        };
        Some(crate::NodeRef::new(kind, id.clone()))
    }

    /// The text whose links are checked.
    pub(crate) fn prose(&self) -> Option<&Article> {
        match self {
            Self::Article { article, .. } => Some(article),
            Self::Entity(entity) => entity.prose.as_ref(),
            Self::Meeting(page) => Some(&page.prose),
            Self::Claim(page) => Some(&page.prose),
            Self::Topic(topic) => topic.prose.as_ref(),
            Self::Judgements(_) => None,
        }
    }
}

/// What joining rests on besides the contributions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// Publishers that belong together, as names or ids: reports of one group count as one origin.
    pub outlet_groups: Vec<Vec<String>>,
    /// The day that counts as today; nothing in the graph reads a clock.
    pub today: Option<Edtf>,
}
