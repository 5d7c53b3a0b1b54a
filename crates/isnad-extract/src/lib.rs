//! Article, known names and language packs to Record: mentions, meetings, claims with their chains.
//!
//! [`Extractor`] holds the compiled packs and [`KnownNames`] and turns one [`isnad_model::Article`] into one
//! [`isnad_model::Record`]; it is a pure function of the three. What a language's words mean stands in the files of
//! `packs/`, readable without Rust; the stages know tokens, clauses and agreement, and no language.
//! It knows nothing of other articles, of files and of what becomes of a record.

mod attributions;
mod claims;
mod class_set;
mod credits;
mod dates;
mod document;
mod explained;
mod extractor;
mod fast_hash;
mod few;
mod inflect;
mod lexicon;
mod lines;
pub mod meetings;
mod memo;
pub mod mentions;
mod names;
mod own;
mod pack;
mod phrases;
mod scan;
mod shape;
mod shapes;
mod stance;
mod tails;
mod tokens;

pub use dates::{Edge, FoundDate};
pub use explained::DecidingWord;
pub use extractor::Extractor;
pub use names::KnownNames;
pub use own::look_through;
pub use pack::{Override, PackError, languages};
