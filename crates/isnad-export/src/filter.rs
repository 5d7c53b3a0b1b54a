//! Filter: which part of the graph is wanted, in the words of the command line.

use std::collections::BTreeSet;

use isnad_model::{Edtf, Entity, EntityKind};

/// Which part of the graph is wanted. The default is all of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Only what lies around the nodes with this id; the name of an entity will do.
    pub around: Option<String>,
    /// How many edges away from there. Only nodes that the filter lets through are stepped on.
    pub hops: u32,
    /// Only nodes of these kinds; all when empty.
    pub kinds: BTreeSet<NodeKind>,
    /// Only what can have happened on or after this date.
    pub from: Option<Edtf>,
    /// Only what can have happened on or before this date.
    pub to: Option<Edtf>,
    /// BCP 47 language of labels, where there is a choice.
    pub lang: String,
}

/// The kinds of nodes that a user tells apart: the graph's, with places apart from those who act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// A person, organization, state, group or unnamed source.
    Actor,
    /// A location.
    Place,
    /// An event.
    Meeting,
    /// A proposition.
    Claim,
    /// A published text.
    Article,
    /// A file or issue.
    Topic,
}

impl NodeKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Actor,
        Self::Place,
        Self::Meeting,
        Self::Claim,
        Self::Article,
        Self::Topic,
    ];

    /// The kind's word on the command line and in exports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Place => "place",
            Self::Meeting => "meeting",
            Self::Claim => "claim",
            Self::Article => "article",
            Self::Topic => "topic",
        }
    }

    /// The kind that `word` names.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// The kind of an entity's node.
    pub fn of(entity: &Entity) -> Self {
        if entity.kind == EntityKind::Place {
            Self::Place
        } else {
            Self::Actor
        }
    }
}

/// Why an export ended.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// No node of the graph has the id (or name) to look around.
    #[error("nothing in the graph has the id `{id}`{}", suggestion(nearest))]
    UnknownId {
        /// What was asked for.
        id: String,
        /// Ids that resemble it, the nearest first.
        nearest: Vec<String>,
    },
    /// The name to look around is borne by several entities.
    #[error("`{name}` names several entities; choose one of the ids {}", .ids.join(", "))]
    AmbiguousName {
        /// What was asked for.
        name: String,
        /// Ids of those who bear the name.
        ids: Vec<String>,
    },
    /// The output cannot be written.
    #[error("cannot write the export")]
    Write(#[from] std::io::Error),
}

fn suggestion(nearest: &[String]) -> String {
    match nearest {
        [] => "; ids stand at the end of the site's addresses".to_owned(),
        ids => format!("; did you mean {}?", ids.join(" or ")),
    }
}
