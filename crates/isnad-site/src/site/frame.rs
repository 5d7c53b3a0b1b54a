//! Frame: title, navigation, languages and addresses around a page's own content.

use super::{POLICY, Site};
use crate::{
    page::Page,
    phrase::{Phrase, direction},
    reader::Reader,
    view::{
        Draft,
        frame::{Alternate, AssetLink, Crumb, FeedLink, Frame, LanguageChoice, NavItem},
    },
};

impl Site<'_> {
    pub(super) fn frame(&self, reader: &Reader<'_>, page: &Page, draft: &Draft) -> Frame {
        let lang = reader.lang();
        let site = Some(reader.localized(&self.config.title))
            .filter(|title| !title.is_empty())
            .unwrap_or_else(|| reader.say("site.name"));
        let title = if draft.name.is_empty() {
            site.clone()
        } else {
            Phrase::join(
                [draft.name.clone(), site.clone()],
                reader.catalogue.get("list.dot"),
            )
        };
        let path = page.path();
        let below = |lang: &str| format!("{lang}/{path}");
        let home = Crumb {
            label: reader.say("nav.home"),
            href: Some(reader.href("")),
        };
        let mut crumbs = Vec::new();
        if !matches!(page, Page::Home) {
            crumbs.push(home);
            crumbs.extend(draft.crumbs.iter().cloned());
            crumbs.push(Crumb {
                label: draft.name.clone(),
                href: None,
            });
        }
        let nav = |key: &str, path: &str| NavItem {
            label: reader.say(&format!("nav.{key}")),
            href: reader.href(path),
            current: draft.section == key,
        };
        let link = |key: &str, path: &str| NavItem {
            label: reader.say(key),
            href: reader.href(path),
            current: page.path() == path,
        };
        let mut alternates: Vec<Alternate> = self
            .languages
            .iter()
            .map(|lang| Alternate {
                lang: lang.clone(),
                href: self.addresses.absolute(&below(lang)),
            })
            .collect();
        alternates.push(Alternate {
            lang: "x-default".to_owned(),
            href: self.addresses.absolute(&below(self.default_language())),
        });
        let asset = |name: &str| AssetLink {
            href: self.addresses.href(&format!("assets/{name}")),
            integrity: self
                .theme
                .assets()
                .get(name)
                .map(|asset| asset.integrity.clone())
                .unwrap_or_default(),
        };
        Frame {
            lang: lang.to_owned(),
            dir: reader.catalogue.dir,
            root: self.addresses.root().to_owned(),
            title: title.plain(),
            name: if draft.name.is_empty() {
                site.plain()
            } else {
                draft.name.plain()
            },
            description: draft.description.plain(),
            site_plain: site.plain(),
            site,
            kind: draft.kind,
            url: self.addresses.absolute(&below(lang)),
            absolute: self.addresses.has_origin(),
            alternates,
            languages: self
                .languages
                .iter()
                .map(|other| self.language_choice(other, lang, &below(other)))
                .collect(),
            nav: vec![
                nav("timeline", "timeline/"),
                nav("actors", "actors/"),
                nav("meetings", "meetings/"),
                nav("claims", "claims/"),
                nav("articles", "articles/"),
                nav("graph", "graph/"),
            ],
            crumbs,
            style: asset("site.css"),
            script: asset("site.js"),
            icon: self.addresses.href("assets/icon.svg"),
            home: reader.href(""),
            search: reader.href("actors/"),
            feed: reader.href("feed.xml"),
            feeds: std::iter::once(self.changes_link(reader))
                .chain(draft.feed.clone())
                .collect(),
            more: vec![
                link("changes.title", "changes/"),
                link("silence.title", "silence/"),
            ],
            how: reader.href("how-to-read/"),
            about: reader.href("about/"),
            policy: POLICY.to_owned(),
            json: draft
                .json
                .as_ref()
                .map(crate::markup::script_json)
                .unwrap_or_default(),
            generator: Phrase::data(&self.generator, "en"),
            program: Phrase::words(&self.generator).plain(),
        }
    }

    fn changes_link(&self, reader: &Reader<'_>) -> FeedLink {
        let site = reader.localized(&self.config.title);
        FeedLink {
            title: Phrase::join(
                [reader.say("changes.title"), site],
                reader.catalogue.get("list.dot"),
            )
            .plain(),
            href: reader.href("changes.xml"),
        }
    }

    pub(super) fn language_choice(&self, lang: &str, current: &str, path: &str) -> LanguageChoice {
        let own = self
            .theme
            .catalogue(lang)
            .and_then(|catalogue| catalogue.find(&format!("language_own.{lang}")));
        LanguageChoice {
            lang: lang.to_owned(),
            dir: direction(lang),
            name: Phrase::data(own.unwrap_or(lang), lang),
            href: self.addresses.href(path),
            current: lang == current,
        }
    }
}
