//! Origins: what is said of how many independent sources stand behind something.

use serde::Serialize;

use crate::{ChainNode, ClaimTelling, MeetingTelling};

/// How well something is supported; copies are not corroboration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Support {
    /// Number of articles that report it.
    pub reports: usize,
    /// Number of different publishers.
    pub outlets: usize,
    /// For each of `paths` the reports (indices) that go back to it: those that carry it and those that collapse into it,
    /// in rising order.
    pub origins: Vec<Vec<usize>>,
    /// Chains from the reader to an origin that share no link, as many as there can be.
    pub paths: Vec<Vec<PathLink>>,
    /// Reports that add no origin, and why, by index.
    pub collapsed: Vec<Collapsed>,
    /// Number of different innermost sources.
    pub first_hand: usize,
}

impl Support {
    /// The short word for how many independent origins there are.
    pub fn grade(&self) -> Grade {
        match self.origins.len() {
            0 => Grade::None,
            1 => Grade::Single,
            2 => Grade::Two,
            _ => Grade::Many,
        }
    }
}

/// How many independent origins stand behind something, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// No report tells it.
    None,
    /// All reports go back to one origin.
    Single,
    /// Two independent ones.
    Two,
    /// Three or more.
    Many,
}

impl Grade {
    /// The name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Single => "single",
            Self::Two => "two",
            Self::Many => "many",
        }
    }
}

/// A link of a path, as a report tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PathLink {
    /// Index of the report.
    pub report: usize,
    /// Whether it is an outlet that the report's article credits; else it is a link of the report's chain.
    pub credit: bool,
    /// Index into the chain, or into the record's credits.
    pub at: usize,
}

/// A report that adds no origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Collapsed {
    /// Its index.
    pub report: usize,
    /// What it shares.
    pub why: Why,
    /// Index of the report that it shares it with.
    pub with: usize,
    /// The shared link, as this report tells it; none for a copy.
    pub link: Option<PathLink>,
}

/// Why a report is no origin of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Its text is a near-copy of the other's, or both are of a third one.
    NearCopy,
    /// The same article tells it twice.
    SameArticle,
    /// The same outlet.
    SameOutlet,
    /// Outlets that the settings name as belonging together.
    SameOutletGroup,
    /// It credits an outlet.
    Credits,
    /// It quotes an outlet.
    Cites,
    /// The same innermost source.
    SameSource,
    /// Somebody else hands it on in both.
    SameLink,
}

impl Why {
    /// The name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NearCopy => "near-copy",
            Self::SameArticle => "same-article",
            Self::SameOutlet => "same-outlet",
            Self::SameOutletGroup => "same-outlet-group",
            Self::Credits => "credits",
            Self::Cites => "cites",
            Self::SameSource => "same-source",
            Self::SameLink => "same-link",
        }
    }
}

/// One article's telling of something.
pub trait Telling {
    /// Article id.
    fn article(&self) -> &str;
    /// From the publisher to the origin.
    fn chain(&self) -> &[ChainNode];
}

impl<T: Telling> Telling for &T {
    fn article(&self) -> &str {
        (*self).article()
    }

    fn chain(&self) -> &[ChainNode] {
        (*self).chain()
    }
}

impl Telling for MeetingTelling {
    fn article(&self) -> &str {
        &self.article
    }

    fn chain(&self) -> &[ChainNode] {
        &self.chain
    }
}

impl Telling for ClaimTelling {
    fn article(&self) -> &str {
        &self.article
    }

    fn chain(&self) -> &[ChainNode] {
        &self.chain
    }
}
