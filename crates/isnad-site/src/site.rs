//! Site: every output by its path alone, so that a server can make one page and a build all of them.

mod frame;
mod standing;

use std::{collections::BTreeSet, sync::OnceLock};

use isnad_graph::KnowledgeGraph;
use isnad_model::{Config, EntityKind};
use tera::{Context, Value};

use crate::{
    address::Addresses,
    catalogue::Catalogue,
    changes::{Changes, has_feed},
    feed,
    lists::{Lists, ROWS},
    page::{Output, Page, Section},
    phrase::Phrase,
    reader::Reader,
    theme::{Theme, ThemeError},
    view::{self, Draft, frame::Frame, parts::Choice},
};

/// What every page allows itself: its own scripts, styles and images, and nothing else.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
                          connect-src 'self'; base-uri 'none'; form-action 'none'";

/// One finished output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its media type.
    pub content_type: &'static str,
}

/// Why a page could not be made: a template asked for what is not there.
pub type RenderError = ThemeError;

/// The pages of a graph. Making one never makes another, and no page looks at all pages.
pub struct Site<'a> {
    graph: &'a KnowledgeGraph,
    config: &'a Config,
    theme: &'a Theme,
    generator: String,
    languages: Vec<String>,
    addresses: Addresses,
    downloads: Vec<String>,
    lists: OnceLock<Lists>,
    changes: OnceLock<Changes<'a>>,
}

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";
/// Most addresses that one sitemap may hold.
const SITEMAP_LIMIT: usize = 50_000;

impl<'a> Site<'a> {
    /// The site of `graph`; `generator` is the program's name and version.
    pub fn new(graph: &'a KnowledgeGraph, config: &'a Config, theme: &'a Theme, generator: &str) -> Self {
        let known = |lang: &&String| theme.catalogue(lang).is_some();
        let mut languages: Vec<String> = config.languages.iter().filter(known).cloned().collect();
        let mut seen = BTreeSet::new();
        languages.retain(|lang| seen.insert(lang.clone()));
        if languages.is_empty() {
            languages.extend(
                theme
                    .languages()
                    .find(|lang| *lang == "en")
                    .or_else(|| theme.languages().next())
                    .map(str::to_owned),
            );
        }
        Self {
            graph,
            config,
            theme,
            generator: generator.to_owned(),
            languages,
            addresses: Addresses::new(&config.base_url),
            downloads: Vec::new(),
            lists: OnceLock::new(),
            changes: OnceLock::new(),
        }
    }

    /// The same, with links to files below the root that the caller puts there (`data/graph.dot`).
    #[must_use]
    pub fn with_downloads(mut self, paths: Vec<String>) -> Self {
        self.downloads = paths;
        self
    }

    /// Languages of the configuration that the theme has no words for.
    pub fn missing_languages(&self) -> Vec<&str> {
        self.config
            .languages
            .iter()
            .filter(|lang| self.theme.catalogue(lang).is_none())
            .map(String::as_str)
            .collect()
    }

    /// Path of every output, with a slash in front, sorted.
    pub fn paths(&self) -> Vec<String> {
        let mut outputs = vec![
            Output::Start,
            Output::NotFound,
            Output::Sitemap,
            Output::Robots,
            Output::Headers,
        ];
        outputs.extend(self.theme.assets().keys().cloned().map(Output::Asset));
        for lang in &self.languages {
            outputs.extend(
                self.pages(lang)
                    .into_iter()
                    .map(|page| Output::Page(lang.clone(), page)),
            );
        }
        let mut paths: BTreeSet<String> = outputs.iter().map(Output::path).collect();
        for alias in self.lists().aliases().keys() {
            let path = format!("/{alias}");
            if !is_in_the_way(&path, &paths) {
                paths.insert(path);
            }
        }
        paths.into_iter().collect()
    }

    /// The output at `path` (`/ar/index.html`); `None` where there is none.
    pub fn render(&self, path: &str) -> Option<Result<Rendered, RenderError>> {
        let html = |page: Result<String, ThemeError>| {
            page.map(|page| Rendered {
                bytes: page.into_bytes(),
                content_type: HTML,
            })
        };
        let file = |bytes: Vec<u8>, content_type| Ok(Rendered { bytes, content_type });
        Some(match Output::parse(path, &self.languages)? {
            Output::Start => html(self.start()),
            Output::NotFound => html(self.page(self.default_language(), &Page::NotFound)?),
            Output::Sitemap => self.sitemap(),
            Output::Robots => file(self.robots().into_bytes(), TEXT),
            Output::Headers => file(headers().into_bytes(), TEXT),
            Output::Asset(name) => {
                let asset = self.theme.assets().get(&name)?;
                file(asset.bytes.clone(), asset.content_type)
            }
            Output::Page(lang, page) if page.is_feed() => self.feed(&lang, &page)?,
            Output::Page(lang, page) => match self.page(&lang, &page) {
                Some(page) => html(page),
                None => html(self.redirect(path.trim_start_matches('/'))?),
            },
            Output::Redirect(path) => html(self.redirect(&path)?),
        })
    }

    fn default_language(&self) -> &str {
        let wanted = self
            .languages
            .iter()
            .find(|lang| **lang == self.config.default_language);
        wanted.or(self.languages.first()).map_or("", String::as_str)
    }

    fn lists(&self) -> &Lists {
        self.lists.get_or_init(|| {
            let readers: Vec<_> = self
                .languages
                .iter()
                .filter_map(|lang| self.reader(lang))
                .collect();
            Lists::new(self.graph, &readers)
        })
    }

    fn changes(&self) -> &Changes<'a> {
        self.changes.get_or_init(|| Changes::new(self.graph))
    }

    fn reader(&self, lang: &str) -> Option<Reader<'_>> {
        let catalogue = self.theme.catalogue(lang)?;
        Some(Reader {
            graph: self.graph,
            config: self.config,
            catalogue,
            addresses: &self.addresses,
        })
    }

    /// Every page of one language.
    fn pages(&self, lang: &str) -> Vec<Page> {
        let lists = self.lists();
        let mut pages = vec![
            Page::Home,
            Page::Graph,
            Page::About,
            Page::HowToRead,
            Page::NotFound,
            Page::Feed,
            Page::ChangesFeed(None),
            Page::Silence,
        ];
        pages.extend(view::timeline::periods(lists).into_iter().map(Page::Timeline));
        pages.extend(
            view::changes::periods(self.changes())
                .into_iter()
                .map(Page::Changes),
        );
        for section in Section::ALL {
            let kinds = lists.kinds(lang, section);
            let filters = kinds
                .keys()
                .map(|kind| Some((*kind).to_owned()))
                .filter(|_| kinds.len() > 1);
            // A single kind that the whole index leaves out still needs its page.
            let hidden = kinds
                .keys()
                .filter(|kind| kinds.len() == 1 && **kind == EntityKind::Anonymous.as_str())
                .map(|kind| Some((*kind).to_owned()));
            for filter in std::iter::once(None).chain(filters).chain(hidden) {
                let total = lists.entries(lang, section, filter.as_deref()).len();
                pages.extend(
                    (1..=total.div_ceil(ROWS).max(1))
                        .map(|number| Page::Index(section, filter.clone(), number)),
                );
            }
        }
        let graph = self.graph;
        for node in graph.entities() {
            let section = if node.entity.kind == EntityKind::Place {
                Section::Places
            } else {
                Section::Actors
            };
            pages.push(Page::Item(section, node.entity.id.clone()));
            if has_feed(graph, &node.entity.id) {
                pages.push(Page::ChangesFeed(Some(node.entity.id.clone())));
            }
        }
        let claims = graph
            .claims()
            .filter(|claim| claim.has_page())
            .map(|claim| (Section::Claims, &claim.id));
        let rest = graph
            .articles()
            .map(|node| (Section::Articles, &node.article.id))
            .chain(graph.meetings().map(|it| (Section::Meetings, &it.id)))
            .chain(graph.topics().map(|node| (Section::Topics, &node.topic.id)))
            .chain(claims);
        pages.extend(rest.map(|(section, id)| Page::Item(section, id.clone())));
        pages
    }

    fn page(&self, lang: &str, page: &Page) -> Option<Result<String, ThemeError>> {
        let reader = self.reader(lang)?;
        let draft = self.draft(&reader, page)?;
        let frame = self.frame(&reader, page, &draft);
        Some(self.finish(reader.catalogue, &frame, draft.template, draft.it))
    }

    fn finish(
        &self,
        catalogue: &Catalogue,
        frame: &Frame,
        template: &str,
        it: Value,
    ) -> Result<String, ThemeError> {
        let mut context = Context::new();
        context.insert_value("t", catalogue.tree().clone());
        context.insert("page", frame);
        context.insert_value("it", it);
        self.theme.render(template, &context)
    }

    fn draft(&self, reader: &Reader<'_>, page: &Page) -> Option<Draft> {
        let graph = self.graph;
        Some(match page {
            Page::Home => view::home::draft(reader, self.lists()),
            Page::Timeline(period) => view::timeline::draft(reader, self.lists(), *period)?,
            Page::Index(section, kind, number) => {
                view::index::draft(reader, self.lists(), *section, kind.as_deref(), *number)?
            }
            Page::Item(section, id) => match section {
                Section::Actors => view::entity::draft(
                    reader,
                    graph
                        .entity(id)
                        .filter(|it| it.entity.kind != EntityKind::Place)?,
                ),
                Section::Places => view::entity::draft(
                    reader,
                    graph
                        .entity(id)
                        .filter(|it| it.entity.kind == EntityKind::Place)?,
                ),
                Section::Meetings => view::meeting::draft(reader, graph.meeting(id)?),
                Section::Claims => {
                    view::claim::draft(reader, graph.claim(id).filter(|claim| claim.has_page())?)
                }
                Section::Articles => view::article::draft(reader, self.lists(), graph.article(id)?),
                Section::Topics => view::topic::draft(reader, graph.topic(id)?),
            },
            Page::Graph => view::graph::draft(reader, self.lists(), &self.download_links()),
            Page::About => view::home::about(reader, self.lists(), &self.download_links()),
            Page::HowToRead => simple(reader, "how-to-read.html", "how.title", "how.description"),
            Page::NotFound => self.not_found(reader),
            Page::Changes(period) => view::changes::draft(reader, self.changes(), *period)?,
            Page::Silence => view::silence::draft(reader),
            Page::Feed => feed::draft(reader, self.lists()),
            Page::ChangesFeed(None) => feed::changes(reader, self.changes().all(), None),
            Page::ChangesFeed(Some(id)) => {
                let actor = graph.entity(id).filter(|_| has_feed(graph, id))?;
                feed::changes(reader, &graph.changes_about(id), Some(actor))
            }
        })
    }

    fn download_links(&self) -> Vec<Choice> {
        let link = |path: &String| Choice {
            label: Phrase::data(path, "en"),
            href: self.addresses.href(path),
            current: false,
        };
        self.downloads.iter().map(link).collect()
    }

    fn feed(&self, lang: &str, page: &Page) -> Option<Result<Rendered, ThemeError>> {
        let text = self.page(lang, page)?;
        Some(text.map(|text| Rendered {
            bytes: text.into_bytes(),
            content_type: "application/atom+xml; charset=utf-8",
        }))
    }

    fn sitemap(&self) -> Result<Rendered, ThemeError> {
        let reader = self.reader(self.default_language());
        let listed = |page: &Page| !matches!(page, Page::NotFound) && !page.is_feed();
        let address = |lang: &str, page: &Page| self.addresses.absolute(&format!("{lang}/{}", page.path()));
        let mut urls: Vec<feed::Url> = Vec::new();
        for lang in &self.languages {
            urls.extend(
                self.pages(lang)
                    .iter()
                    .filter(|page| listed(page))
                    .map(|page| feed::Url {
                        url: address(lang, page),
                    }),
            );
        }
        urls.truncate(SITEMAP_LIMIT);
        let mut context = Context::new();
        if let Some(reader) = reader {
            context.insert_value("t", reader.catalogue.tree().clone());
        }
        context.insert("it", &urls);
        let text = self.theme.render("sitemap.xml", &context)?;
        Ok(Rendered {
            bytes: text.into_bytes(),
            content_type: "application/xml; charset=utf-8",
        })
    }

    fn robots(&self) -> String {
        let mut robots = String::from("User-agent: *\nAllow: /\n");
        // Crawlers take only whole addresses here.
        if self.addresses.has_origin() {
            robots += &format!("Sitemap: {}\n", self.addresses.absolute("sitemap.xml"));
        }
        robots
    }
}

/// A page of the catalogue's words only.
fn simple(reader: &Reader<'_>, template: &'static str, title: &str, description: &str) -> Draft {
    let mut draft = Draft::new(template, reader.say(title), &());
    draft.description = reader.say(description);
    draft
}

/// Whether a file at `path` would need a folder where one of `taken` is a file, or the other way round.
fn is_in_the_way(path: &str, taken: &BTreeSet<String>) -> bool {
    let below = format!("{path}/");
    let is_folder = taken
        .range(below.clone()..)
        .next()
        .is_some_and(|it| it.starts_with(&below));
    let mut folders = path.match_indices('/').map(|(at, _)| &path[..at]);
    is_folder || folders.any(|folder| taken.contains(folder))
}

/// Headers for hosts that read `_headers`: what a page's own `meta` cannot say.
fn headers() -> String {
    format!(
        "/*\n  Content-Security-Policy: {POLICY}; frame-ancestors 'none'\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: no-referrer\n  Cross-Origin-Resource-Policy: same-origin\n"
    )
}
