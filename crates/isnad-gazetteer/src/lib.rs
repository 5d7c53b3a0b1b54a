//! The names that every installation knows: states, capitals, demonyms and international bodies in six languages.
//!
//! So that an article with no entity pages at all still yields a graph. The tables are TOML files under `data/`, made
//! to be read and mended by a linguist; they are parsed once, when [`entities`] is first called. An author's page with
//! the same id wins over the entry here: the starter gazetteer knows names, never people.

mod data;

use std::sync::LazyLock;

use isnad_model::{Demonym, Entity, EntityKind, KnownEntity, Name, Relation, RelationKind};

/// The languages in which every state, capital and body has a main name, by BCP 47 tag.
pub const LANGUAGES: [&str; 6] = ["ar", "en", "fr", "ru", "tr", "fa"];

/// One entity that the program knows from the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StarterEntity {
    /// ASCII id, the same that a page under `content/` would have.
    pub id: String,
    /// State, place, organization or group; never a person.
    pub kind: EntityKind,
    /// A finer word: `outlet`, `body`, `city`, `region`, … None for states.
    pub class: Option<String>,
    /// The main name of every language first, then the aliases of every language.
    pub names: Vec<Name>,
    /// Inflected forms and spellings by rule, all of role `Derived`: for matching, not for showing.
    pub forms: Vec<Name>,
    /// Demonyms and nationality adjectives; states only.
    pub demonyms: Vec<Demonym>,
    /// A state's capital or seat of government: id of a place.
    pub capital: Option<String>,
    /// The state that this place is the capital of: as a subject of speech the name means its government.
    pub capital_of: Option<String>,
    /// The state, region or body that this lies in or belongs to.
    pub part_of: Option<String>,
    /// The state or union whose government the name speaks for: the Kremlin for Russia, Brussels for the European Union.
    pub stands_for: Option<String>,
    /// Names and demonyms of this entity that are more often another word of their language (`مالي`, `الحياة`): they
    /// count only in company (a class word before them, quotation marks, a full mention in the same article).
    pub common: Vec<String>,
    /// ISO 3166-1 alpha-2 code; states only. `XK` for Kosovo.
    pub iso: Option<String>,
}

impl StarterEntity {
    /// The main name in `lang`, where there is one.
    pub fn name_in(&self, lang: &str) -> Option<&str> {
        let is_main = |name: &&Name| name.role == isnad_model::NameRole::Main && name.lang == lang;
        self.names.iter().find(is_main).map(|name| name.text.as_str())
    }

    /// Whether `text`, a name or demonym of this entity as written here, needs company to count as a mention.
    pub fn is_common(&self, text: &str) -> bool {
        self.common.iter().any(|common| common == text)
    }

    /// The entity as the knowledge base holds it: not curated, forms left out, what it belongs to as a relation.
    pub fn to_entity(&self) -> Entity {
        let mut entity = Entity::new(self.id.clone(), self.kind, self.names.clone());
        entity.class.clone_from(&self.class);
        let kind = if self.kind == EntityKind::Place {
            RelationKind::LocatedIn
        } else {
            RelationKind::PartOf
        };
        let relation = |target: &String| Relation {
            kind,
            target: target.clone(),
            from: None,
            until: None,
        };
        entity.relations = self.part_of.iter().map(relation).collect();
        entity
    }

    /// The entity as extraction looks for it, forms among its names.
    pub fn to_known(&self) -> KnownEntity {
        KnownEntity {
            id: self.id.clone(),
            kind: self.kind,
            class: self.class.clone(),
            names: self.names.iter().chain(&self.forms).cloned().collect(),
            demonyms: self.demonyms.clone(),
            capital_of: self.capital_of.clone(),
            stands_for: self.stands_for.clone(),
            common: self.common.clone(),
        }
    }
}

/// A name that several entities share in one language, so that only context can choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmbiguousName {
    /// The name as the first of the entities writes it.
    pub text: String,
    /// BCP 47 language.
    pub lang: String,
    /// Ids of the entities, the one to take without any context first.
    pub ids: Vec<String>,
}

static ENTITIES: LazyLock<Vec<StarterEntity>> = LazyLock::new(data::read_entities);
static AMBIGUOUS: LazyLock<Vec<AmbiguousName>> = LazyLock::new(data::read_ambiguous);

/// All entities, by id.
pub fn entities() -> &'static [StarterEntity] {
    &ENTITIES
}

/// The entity with this id.
pub fn find(id: &str) -> Option<&'static StarterEntity> {
    let entities = entities();
    entities
        .binary_search_by(|entity| entity.id.as_str().cmp(id))
        .ok()
        .map(|index| &entities[index])
}

/// The names that several entities share, by language and name. A state and its capital of the same name are listed too:
/// there the place is meant after a cue of location, the state otherwise.
pub fn ambiguous() -> &'static [AmbiguousName] {
    &AMBIGUOUS
}
