//! Frame: what every page has around its own content.

use serde::Serialize;

use crate::phrase::{Phrase, Plain};

/// What every page's template gets as `page`.
#[derive(Clone, Debug, Serialize)]
pub struct Frame {
    /// Language of the page.
    pub lang: String,
    /// Direction of the page.
    pub dir: &'static str,
    /// Path of the site's root.
    pub root: String,
    /// Title of the page with the site's.
    pub title: Plain,
    /// Title of the page alone.
    pub name: Plain,
    /// One sentence on the page.
    pub description: Plain,
    /// Name of the site.
    pub site: Phrase,
    /// Name of the site for attributes.
    pub site_plain: Plain,
    /// Type for Open Graph.
    pub kind: &'static str,
    /// Whole address of the page.
    pub url: String,
    /// Whether `url` has a host, so that it may be called canonical.
    pub absolute: bool,
    /// The page in every language, and the default.
    pub alternates: Vec<Alternate>,
    /// The language switch.
    pub languages: Vec<LanguageChoice>,
    /// The main sections.
    pub nav: Vec<NavItem>,
    /// Way from the home page; the last is the page itself.
    pub crumbs: Vec<Crumb>,
    /// The style sheet.
    pub style: AssetLink,
    /// The script.
    pub script: AssetLink,
    /// The icon.
    pub icon: String,
    /// Home page of the language.
    pub home: String,
    /// The page of all actors: what the search field opens without a script.
    pub search: String,
    /// The feed of articles.
    pub feed: String,
    /// Further feeds.
    pub feeds: Vec<FeedLink>,
    /// Pages about the dossier as it came to be known.
    pub more: Vec<NavItem>,
    /// Page on how to read a chain.
    pub how: String,
    /// Page about the dossier.
    pub about: String,
    /// Content security policy.
    pub policy: String,
    /// JSON-LD, safe inside a script element; empty for none.
    pub json: String,
    /// Name and version of the program.
    pub generator: Phrase,
    /// The same for attributes.
    pub program: Plain,
}

/// The page in another language.
#[derive(Clone, Debug, Serialize)]
pub struct Alternate {
    /// BCP 47, or `x-default`.
    pub lang: String,
    /// Whole address.
    pub href: String,
}

/// One language of the switch.
#[derive(Clone, Debug, Serialize)]
pub struct LanguageChoice {
    /// BCP 47.
    pub lang: String,
    /// Direction.
    pub dir: &'static str,
    /// The language's own name.
    pub name: Phrase,
    /// The same page in it.
    pub href: String,
    /// Whether it is the language at hand.
    pub current: bool,
}

/// One section of the navigation.
#[derive(Clone, Debug, Serialize)]
pub struct NavItem {
    /// Its name.
    pub label: Phrase,
    /// Where it leads.
    pub href: String,
    /// Whether the page belongs to it.
    pub current: bool,
}

/// One step of the way to the page.
#[derive(Clone, Debug, Serialize)]
pub struct Crumb {
    /// Its name.
    pub label: Phrase,
    /// Where it leads; absent for the page itself.
    pub href: Option<String>,
}

/// A feed.
#[derive(Clone, Debug, Serialize)]
pub struct FeedLink {
    /// What it tells.
    pub title: Plain,
    /// Where it is.
    pub href: String,
}

/// A style sheet or script of our own.
#[derive(Clone, Debug, Serialize)]
pub struct AssetLink {
    /// Where it is.
    pub href: String,
    /// Its hash.
    pub integrity: String,
}
