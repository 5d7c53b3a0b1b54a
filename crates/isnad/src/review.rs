//! Review: what is in doubt, the questions about it, and the file that keeps the answers.

pub mod ledger;
pub mod queue;
pub mod session;
