//! Raw text to folded text with a map back to the original: spans, repairs, sentences, scripts, sort keys.

pub mod fold;
pub mod rasm;
pub mod repair;
pub mod scalar;
pub mod span;
pub mod table;
pub mod wordlist;

pub use fold::{Folded, fold, fold_name, fold_repaired, search_key};
pub use repair::{Repair, apply_repairs, find_repairs};
pub use span::{ScalarIndex, Span};
pub use table::Level;
pub use wordlist::{WordList, WordSet, victims};
