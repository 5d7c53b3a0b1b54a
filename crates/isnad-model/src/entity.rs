//! Entity: a person, organization, state, place or group that the knowledge base knows, curated or found.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Edtf, Localized};

/// What kind of thing an entity or a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A human being with a name.
    Person,
    /// A body with a name: ministry, outlet, party, company, international organization.
    Organization,
    /// A state, also when it is named by its capital as government.
    State,
    /// A location.
    Place,
    /// A named group without legal form: a delegation, a militia, a people.
    Group,
    /// An unnamed source; belongs to one article and is never merged across articles.
    Anonymous,
}

impl EntityKind {
    /// The kind's word in records and URLs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::State => "state",
            Self::Place => "place",
            Self::Group => "group",
            Self::Anonymous => "anonymous",
        }
    }

    /// The kind that `word` names in a record or an entity page.
    pub fn parse(word: &str) -> Option<Self> {
        [
            Self::Person,
            Self::Organization,
            Self::State,
            Self::Place,
            Self::Group,
            Self::Anonymous,
        ]
        .into_iter()
        .find(|kind| kind.as_str() == word)
    }
}

/// What a name is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NameRole {
    /// The name shown in its language: one a language.
    Main,
    /// Another spelling, a short form or an acronym: for matching and for the names box.
    Alias,
    /// Made by the program (a spelling rule, a transliteration): for matching, always marked as derived.
    Derived,
}

/// One name of an entity in one language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Name {
    /// The name as written.
    pub text: String,
    /// BCP 47 language of the name; empty where unknown.
    pub lang: String,
    /// What the name is for.
    pub role: NameRole,
}

/// An office that an entity held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// The title by language.
    pub title: Localized,
    /// Id of the state or organization that it is an office of.
    pub of: Option<String>,
    /// First date in office.
    pub from: Option<Edtf>,
    /// Last date in office.
    pub until: Option<Edtf>,
}

/// How one entity stands to another, as its page says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// Holds an office of the target.
    HoldsOffice,
    /// Acts or speaks for the target.
    ActsFor,
    /// Is a member of the target.
    MemberOf,
    /// Is a part of the target.
    PartOf,
    /// Lies in the target.
    LocatedIn,
}

impl RelationKind {
    /// The kind's word in entity pages and exports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::HoldsOffice => "holds_office",
            Self::ActsFor => "acts_for",
            Self::MemberOf => "member_of",
            Self::PartOf => "part_of",
            Self::LocatedIn => "located_in",
        }
    }

    /// The kind that `word` names, and all words that there are.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Every kind, in the order of MODEL.
    pub const ALL: [Self; 5] = [
        Self::HoldsOffice,
        Self::ActsFor,
        Self::MemberOf,
        Self::PartOf,
        Self::LocatedIn,
    ];
}

/// A relation that an entity page states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// How the entity stands to the target.
    pub kind: RelationKind,
    /// Id of the target.
    pub target: String,
    /// First date.
    pub from: Option<Edtf>,
    /// Last date.
    pub until: Option<Edtf>,
}

/// An entity: curated (a page describes it), starter (the built-in gazetteer knows it) or found (only articles name it).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// ASCII id, see [`crate::id`].
    pub id: String,
    /// What it is.
    pub kind: EntityKind,
    /// A finer word where it matters for the page: `outlet`, `ministry`, `body`, …
    pub class: Option<String>,
    /// All names; the main name of each language first, then aliases in the order of the page.
    pub names: Vec<Name>,
    /// Offices held.
    pub offices: Vec<Office>,
    /// Relations stated by the page.
    pub relations: Vec<Relation>,
    /// Latitude and longitude in degrees (WGS 84).
    pub coordinates: Option<(f64, f64)>,
    /// Ids elsewhere, by scheme (`wikidata`, `viaf`, …).
    pub external_ids: BTreeMap<String, String>,
    /// The page's prose; the same shape as an article's body. Absent without a page.
    pub prose: Option<crate::Article>,
    /// Whether an author's page describes it.
    pub curated: bool,
    /// The page's path below the content folder, where there is one.
    pub path: Option<String>,
}

impl Entity {
    /// An entity with nothing but an id, a kind and names.
    pub fn new(id: impl Into<String>, kind: EntityKind, names: Vec<Name>) -> Self {
        Self {
            id: id.into(),
            kind,
            class: None,
            names,
            offices: Vec::new(),
            relations: Vec::new(),
            coordinates: None,
            external_ids: BTreeMap::new(),
            prose: None,
            curated: false,
            path: None,
        }
    }

    /// The main name in `lang`, where there is one.
    pub fn name_in(&self, lang: &str) -> Option<&Name> {
        self.names
            .iter()
            .find(|name| name.role == NameRole::Main && name.lang == lang)
    }

    /// The name to show to a reader of `lang`: that language's, else English, else the first; the id only without any name.
    pub fn display_name(&self, lang: &str) -> (&str, &str) {
        self.name_in(lang)
            .or_else(|| self.name_in("en"))
            .or_else(|| self.names.first())
            .map_or((self.id.as_str(), ""), |name| {
                (name.text.as_str(), name.lang.as_str())
            })
    }
}
