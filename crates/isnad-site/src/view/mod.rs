//! Views: what each page's template is given, made from the graph for one reader.

pub mod article;
pub mod changes;
pub mod claim;
pub mod entity;
pub mod frame;
pub mod graph;
pub mod home;
pub mod index;
pub mod meeting;
pub mod names;
pub mod parts;
pub mod prose;
pub mod silence;
pub mod timeline;
pub mod topic;

use serde::Serialize;
use tera::Value;

use crate::phrase::Phrase;
use frame::{Crumb, FeedLink};

/// A page before its frame is put around it.
pub struct Draft {
    /// Template that shapes it.
    pub template: &'static str,
    /// What the template gets as `it`.
    pub it: Value,
    /// Title of the page; empty for the home page.
    pub name: Phrase,
    /// One sentence on it.
    pub description: Phrase,
    /// Section of the navigation that it belongs to.
    pub section: &'static str,
    /// Pages between home and this one.
    pub crumbs: Vec<Crumb>,
    /// Type for Open Graph.
    pub kind: &'static str,
    /// JSON-LD.
    pub json: Option<serde_json::Value>,
    /// A feed of its own.
    pub feed: Option<FeedLink>,
}

impl Draft {
    /// A page of `template` that is called `name`.
    pub fn new(template: &'static str, name: Phrase, it: &impl Serialize) -> Self {
        Self {
            template,
            it: Value::from_serializable(it),
            name,
            description: Phrase::default(),
            section: "",
            crumbs: Vec::new(),
            kind: "website",
            json: None,
            feed: None,
        }
    }
}
