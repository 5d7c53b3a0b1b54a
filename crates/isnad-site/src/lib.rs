//! KnowledgeGraph and templates to pages as bytes.
//!
//! [`Theme`] holds templates, styles and words; [`Site`] makes any output from a graph by its path alone. Three rules hold
//! on every page: a value of data stands in an isolate of its own language ([`phrase`]), a fact carries the glyph of its
//! chain, and nothing from an article reaches a page unescaped or unsanitised.

mod address;
mod body;
mod calendar;
mod cards;
mod catalogue;
mod chain;
mod changes;
mod feed;
mod layout;
mod lint;
mod lists;
mod marks;
mod markup;
mod origins;
mod page;
pub mod phrase;
mod picture;
mod reader;
mod sides;
mod site;
mod theme;
mod view;

pub use catalogue::{Catalogue, Digits, PLURAL_CATEGORIES, plural_category};
pub use site::{POLICY, RenderError, Rendered, Site};
pub use theme::{Asset, Theme, ThemeError};
