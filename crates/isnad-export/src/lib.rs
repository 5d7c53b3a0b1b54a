//! KnowledgeGraph to DOT and JSON.
//!
//! A [`Filter`] says which part of the graph is wanted, [`select`] finds it, and each format writes that
//! selection to any [`std::io::Write`]. The same graph and filter give the same bytes.

mod dot;
mod filter;
mod json;
mod label;
mod selection;
mod words;

pub use dot::dot;
pub use filter::{ExportError, Filter, NodeKind};
pub use json::json;
pub use selection::{Selection, select};
