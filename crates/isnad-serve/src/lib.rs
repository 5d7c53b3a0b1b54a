//! Watches paths, serves bytes, reloads the browser; knows nothing of articles.
//!
//! Two halves that never meet here: [`watch`] says which files may have changed, and [`Server`] hands out
//! the pages of a [`PageSource`] and tells open browsers, through a [`ReloadHandle`], what became new or
//! what is broken. The program wires one to the other.

mod address;
mod error;
mod events;
mod guard;
mod page;
mod reply;
mod server;
mod watch;

pub use error::ServeError;
pub use events::{Problem, ReloadHandle};
pub use page::{Page, PageSource};
pub use server::{ServeOptions, Server, ShutdownHandle};
pub use watch::{WatchEvent, WatchOptions, Watcher, watch};
