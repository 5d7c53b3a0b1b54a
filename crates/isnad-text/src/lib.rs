//! Raw text to folded text with a map back to the original: spans, repairs, sentences, scripts, sort keys.

pub mod span;

pub use span::{ScalarIndex, Span};
