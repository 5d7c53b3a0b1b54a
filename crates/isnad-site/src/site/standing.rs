//! Standing pages: the choice of language, what is not there, what has moved.

use serde::Serialize;

use super::Site;
use crate::{
    page::{Page, Section},
    phrase::Phrase,
    reader::Reader,
    theme::ThemeError,
    view::{Draft, parts::Choice},
};

impl Site<'_> {
    /// The choice of language at the root: links only, so that it works without scripts and moves nobody on its own.
    pub(super) fn start(&self) -> Result<String, ThemeError> {
        let Some(reader) = self.reader(self.default_language()) else {
            return Err(ThemeError {
                file: "i18n".to_owned(),
                line: None,
                column: None,
                message: "the theme has no language".to_owned(),
            });
        };
        #[derive(Serialize)]
        struct Welcome {
            lang: String,
            dir: &'static str,
            title: Phrase,
            purpose: Phrase,
            enter: Phrase,
            href: String,
        }
        let welcome = |lang: &String| {
            let reader = self.reader(lang)?;
            let title = reader.localized(&self.config.title);
            Some(Welcome {
                lang: lang.clone(),
                dir: reader.catalogue.dir,
                title: if title.is_empty() {
                    reader.say("site.name")
                } else {
                    title
                },
                purpose: reader.localized(&self.config.description),
                enter: reader.fill(
                    "start.enter",
                    &[("language", reader.say(&format!("language_own.{lang}")))],
                ),
                href: reader.href(""),
            })
        };
        let mut order: Vec<&String> = self.languages.iter().collect();
        order.sort_by_key(|lang| **lang != self.default_language());
        let it: Vec<Welcome> = order.into_iter().filter_map(welcome).collect();
        let mut draft = Draft::new("start.html", Phrase::default(), &it);
        draft.description = reader.localized(&self.config.description);
        let frame = self.frame(&reader, &Page::Home, &draft);
        self.finish(reader.catalogue, &frame, draft.template, draft.it)
    }

    pub(super) fn not_found(&self, reader: &Reader<'_>) -> Draft {
        #[derive(Serialize)]
        struct Missing {
            indexes: Vec<Language>,
        }
        #[derive(Serialize)]
        struct Language {
            lang: String,
            dir: &'static str,
            links: Vec<Choice>,
        }
        let language = |lang: &String| {
            let reader = self.reader(lang)?;
            let link = |section: Section| Choice {
                label: reader.say(&format!("nav.{}", section.as_str())),
                href: reader.href(&format!("{}/", section.as_str())),
                current: false,
            };
            let home = Choice {
                label: reader.say("nav.home"),
                href: reader.href(""),
                current: false,
            };
            let links = std::iter::once(home).chain(Section::ALL.map(link)).collect();
            Some(Language {
                lang: lang.clone(),
                dir: reader.catalogue.dir,
                links,
            })
        };
        let it = Missing {
            indexes: self.languages.iter().filter_map(language).collect(),
        };
        let mut draft = Draft::new("404.html", reader.say("missing.title"), &it);
        draft.description = reader.say("missing.words");
        draft
    }

    /// A page under an old address that leads to an article, in the language of the address where it has one.
    pub(super) fn redirect(&self, path: &str) -> Option<Result<String, ThemeError>> {
        let id = self.lists().aliases().get(path)?;
        let node = self.graph.article(id)?;
        let lang = path.split('/').next().unwrap_or_default();
        let reader = self
            .languages
            .iter()
            .find(|it| *it == lang)
            .and_then(|lang| self.reader(lang))
            .or_else(|| self.reader(self.default_language()))?;
        #[derive(Serialize)]
        struct Moved {
            title: Phrase,
            href: String,
            url: String,
            refresh: String,
        }
        let page = Page::Item(Section::Articles, id.clone());
        let it = Moved {
            title: reader.article_title(&node.article),
            href: reader.article_href(id),
            refresh: format!("0; url={}", reader.article_href(id)),
            url: self
                .addresses
                .absolute(&format!("{}/{}", reader.lang(), page.path())),
        };
        let draft = Draft::new("redirect.html", it.title.clone(), &it);
        let frame = self.frame(&reader, &page, &draft);
        Some(self.finish(reader.catalogue, &frame, draft.template, draft.it))
    }
}
