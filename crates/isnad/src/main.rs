//! The isnad program.
fn main() {}
