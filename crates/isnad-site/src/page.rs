//! Page: every page of the site by its path, and back.

use std::fmt;

/// A list of things of one sort with an index of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// People, bodies, states, groups, unnamed sources.
    Actors,
    /// Meetings.
    Meetings,
    /// Claims.
    Claims,
    /// Articles.
    Articles,
    /// Topics.
    Topics,
    /// Places.
    Places,
}

impl Section {
    /// Every section.
    pub const ALL: [Self; 6] = [
        Self::Actors,
        Self::Meetings,
        Self::Claims,
        Self::Articles,
        Self::Topics,
        Self::Places,
    ];

    /// The section's folder and key in the catalogue.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Actors => "actors",
            Self::Meetings => "meetings",
            Self::Claims => "claims",
            Self::Articles => "articles",
            Self::Topics => "topics",
            Self::Places => "places",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.as_str() == word)
    }
}

/// A page in one language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Page {
    /// The home page.
    Home,
    /// The timeline: all of it, a year, or a month of a year.
    Timeline(Option<(i16, Option<i8>)>),
    /// A page of an index, from 1, of everything or of one kind.
    Index(Section, Option<String>, usize),
    /// The page of one thing.
    Item(Section, String),
    /// The graph.
    Graph,
    /// About the dossier.
    About,
    /// How to read a chain.
    HowToRead,
    /// What stands where nothing is.
    NotFound,
    /// The feed of articles.
    Feed,
    /// What changed: the newest, or all of a month.
    Changes(Option<(i16, Option<i8>)>),
    /// The feed of what changed: of everything, or about one actor.
    ChangesFeed(Option<String>),
    /// What is not known.
    Silence,
}

/// Any output of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Output {
    /// The choice of language.
    Start,
    /// A page in a language.
    Page(String, Page),
    /// What a host shows where nothing is.
    NotFound,
    /// The list of all pages.
    Sitemap,
    /// Rules for crawlers.
    Robots,
    /// Headers for hosts that read them.
    Headers,
    /// A style, script or icon.
    Asset(String),
    /// A page that leads to an article under an old address.
    Redirect(String),
}

impl Page {
    /// Path below the language's folder, as it stands in addresses.
    pub fn path(&self) -> String {
        match self {
            Self::Home => String::new(),
            Self::Timeline(period) => format!("timeline/{}", period_path(*period)),
            Self::Changes(period) => format!("changes/{}", period_path(*period)),
            Self::ChangesFeed(None) => "changes.xml".to_owned(),
            Self::ChangesFeed(Some(actor)) => format!("actors/{actor}/changes.xml"),
            Self::Silence => "silence/".to_owned(),
            Self::Index(section, kind, number) => {
                let mut path = format!("{}/", section.as_str());
                if let Some(kind) = kind {
                    path += &format!("kind/{kind}/");
                }
                if *number > 1 {
                    path += &format!("page/{number}/");
                }
                path
            }
            Self::Item(section, id) => format!("{}/{id}/", section.as_str()),
            Self::Graph => "graph/".to_owned(),
            Self::About => "about/".to_owned(),
            Self::HowToRead => "how-to-read/".to_owned(),
            Self::NotFound => "404.html".to_owned(),
            Self::Feed => "feed.xml".to_owned(),
        }
    }

    /// Whether it is a feed.
    pub fn is_feed(&self) -> bool {
        matches!(self, Self::Feed | Self::ChangesFeed(_))
    }

    fn parse(segments: &[&str]) -> Option<Self> {
        Some(match segments {
            ["index.html"] => Self::Home,
            ["404.html"] => Self::NotFound,
            ["feed.xml"] => Self::Feed,
            ["changes.xml"] => Self::ChangesFeed(None),
            ["actors", actor, "changes.xml"] => Self::ChangesFeed(Some((*actor).to_owned())),
            ["silence", "index.html"] => Self::Silence,
            ["changes", "index.html"] => Self::Changes(None),
            ["changes", period, "index.html"] => Self::Changes(Some(parse_period(period)?)),
            ["graph", "index.html"] => Self::Graph,
            ["about", "index.html"] => Self::About,
            ["how-to-read", "index.html"] => Self::HowToRead,
            ["timeline", "index.html"] => Self::Timeline(None),
            ["timeline", period, "index.html"] => Self::Timeline(Some(parse_period(period)?)),
            [section, "index.html"] => Self::Index(Section::parse(section)?, None, 1),
            [section, "page", number, "index.html"] => {
                Self::Index(Section::parse(section)?, None, parse_number(number)?)
            }
            [section, "kind", kind, "index.html"] => {
                Self::Index(Section::parse(section)?, Some((*kind).to_owned()), 1)
            }
            [section, "kind", kind, "page", number, "index.html"] => Self::Index(
                Section::parse(section)?,
                Some((*kind).to_owned()),
                parse_number(number)?,
            ),
            [section, id, "index.html"] => Self::Item(Section::parse(section)?, (*id).to_owned()),
            _ => return None,
        })
    }
}

impl Output {
    /// The output at `path` (with a slash in front), as far as its form tells; whether it exists is the site's to say.
    pub fn parse(path: &str, languages: &[String]) -> Option<Self> {
        let path = path.strip_prefix('/')?;
        match path {
            "index.html" => return Some(Self::Start),
            "404.html" => return Some(Self::NotFound),
            "sitemap.xml" => return Some(Self::Sitemap),
            "robots.txt" => return Some(Self::Robots),
            "_headers" => return Some(Self::Headers),
            _ => {}
        }
        if let Some(name) = path.strip_prefix("assets/") {
            return Some(Self::Asset(name.to_owned()));
        }
        let segments: Vec<&str> = path.split('/').collect();
        if let Some((lang, rest)) = segments.split_first()
            && languages.iter().any(|known| known == lang)
            && let Some(page) = Page::parse(rest)
        {
            // One address a page: `page/1` and the like are not addresses.
            let output = Self::Page((*lang).to_owned(), page);
            if output.path() == format!("/{path}") {
                return Some(output);
            }
        }
        Some(Self::Redirect(path.to_owned()))
    }

    /// Path of the file, with a slash in front.
    pub fn path(&self) -> String {
        match self {
            Self::Start => "/index.html".to_owned(),
            Self::NotFound => "/404.html".to_owned(),
            Self::Sitemap => "/sitemap.xml".to_owned(),
            Self::Robots => "/robots.txt".to_owned(),
            Self::Headers => "/_headers".to_owned(),
            Self::Asset(name) => format!("/assets/{name}"),
            Self::Redirect(path) => format!("/{path}"),
            Self::Page(lang, page) => {
                let path = page.path();
                let file = if path.is_empty() || path.ends_with('/') {
                    "index.html"
                } else {
                    ""
                };
                format!("/{lang}/{path}{file}")
            }
        }
    }
}

impl fmt::Display for Output {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.path())
    }
}

fn period_path(period: Option<(i16, Option<i8>)>) -> String {
    match period {
        None => String::new(),
        Some((year, None)) => format!("{year:04}/"),
        Some((year, Some(month))) => format!("{year:04}-{month:02}/"),
    }
}

fn parse_number(text: &str) -> Option<usize> {
    text.parse().ok().filter(|&number| number > 0)
}

fn parse_period(text: &str) -> Option<(i16, Option<i8>)> {
    match text.rsplit_once('-') {
        Some((year, month)) if !year.is_empty() => Some((
            year.parse().ok()?,
            Some(month.parse().ok().filter(|month| (1..=12).contains(month))?),
        )),
        _ => Some((text.parse().ok()?, None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_by_its_path() {
        let languages = ["ar".to_owned(), "en".to_owned()];
        let item = |section| Page::Item(section, "a-b.c".to_owned());
        let pages = [
            Page::Home,
            Page::Timeline(None),
            Page::Timeline(Some((2021, None))),
            Page::Timeline(Some((2021, Some(7)))),
            Page::Timeline(Some((-44, Some(3)))),
            Page::Index(Section::Actors, None, 1),
            Page::Index(Section::Claims, Some("denied".to_owned()), 12),
            item(Section::Places),
            item(Section::Articles),
            Page::Item(Section::Actors, "page".to_owned()),
            Page::Graph,
            Page::About,
            Page::HowToRead,
            Page::NotFound,
            Page::Feed,
            Page::Changes(None),
            Page::Changes(Some((2021, None))),
            Page::Changes(Some((2021, Some(7)))),
            Page::ChangesFeed(None),
            Page::ChangesFeed(Some("a-b.c".to_owned())),
            Page::Silence,
        ];
        for page in pages {
            let output = Output::Page("ar".to_owned(), page);
            assert_eq!(Output::parse(&output.path(), &languages), Some(output));
        }
        for path in [
            "/ar/actors/page/1/index.html",
            "/ar/timeline/2021-7/index.html",
            "/xx/index.html",
        ] {
            assert!(
                matches!(Output::parse(path, &languages), Some(Output::Redirect(_))),
                "{path}"
            );
        }
    }
}
