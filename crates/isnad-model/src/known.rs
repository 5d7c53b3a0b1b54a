//! Known entity: an entity as extraction looks for it, with every name, form and adjective that may stand for it.

use crate::{EntityKind, Name};

/// Which form of a demonym or nationality adjective a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DemonymForm {
    /// Masculine singular: `روسي`, `français`.
    Masculine,
    /// Feminine singular: `روسية`, `française`.
    Feminine,
    /// Plural, in every case that differs: `سوريون` and `سوريين`, `Russians`.
    Plural,
    /// An adjective without gender: `Turkish`, `Türk`, `روسی`.
    Adjective,
    /// One person: `Turk`.
    Noun,
    /// An adjective's stem, to which the language adds its endings: `российск`.
    Stem,
}

/// A word that names a state by its people: `الجانب الروسي` speaks of Russia.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demonym {
    /// The word as written, in Arabic without its article.
    pub text: String,
    /// BCP 47 language.
    pub lang: String,
    /// Which form it is.
    pub form: DemonymForm,
}

/// An entity as extraction needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownEntity {
    /// ASCII id.
    pub id: String,
    /// What it is.
    pub kind: EntityKind,
    /// A finer word: `outlet`, `ministry`, …
    pub class: Option<String>,
    /// All names, inflected forms among them.
    pub names: Vec<Name>,
    /// Adjectives of it.
    pub demonyms: Vec<Demonym>,
    /// The state whose capital it is.
    pub capital_of: Option<String>,
    /// The entity whose government it stands for (the Kremlin).
    pub stands_for: Option<String>,
    /// Names and demonyms (as in `names`) that are common words in their language and need company.
    pub common: Vec<String>,
}
