//! Review: what is in doubt, the questions about it, and the file that keeps the answers.

mod comparison;
mod form;
pub mod ledger;
pub mod queue;
pub mod session;
