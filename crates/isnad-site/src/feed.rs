//! Feed: the newest dated articles as Atom, and addresses for the sitemap.

use serde::Serialize;

use crate::{
    lists::Lists,
    page::Section,
    phrase::{Phrase, Plain},
    reader::Reader,
    view::Draft,
};

const ENTRIES: usize = 50;

/// One address of the sitemap.
#[derive(Serialize)]
pub struct Url {
    /// Whole address.
    pub url: String,
}

#[derive(Serialize)]
struct FeedView {
    url: String,
    root: String,
    datetime: String,
    entries: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    title: Plain,
    url: String,
    datetime: String,
    author: Plain,
    summary: Plain,
    lang: String,
}

/// The feed of one language. Articles without a date are not in it: a feed cannot say "undated", and isnad gives no date
/// that the article does not.
pub fn draft(reader: &Reader<'_>, lists: &Lists) -> Draft {
    let articles = lists
        .newest(Section::Articles)
        .iter()
        .filter_map(|id| reader.graph.article(id));
    let entry = |node: &isnad_graph::node::ArticleNode| {
        let article = &node.article;
        let date = article.date?;
        let card = reader.article_card(node);
        Some(Entry {
            title: card.title.plain(),
            url: reader
                .addresses
                .absolute(&format!("{}/articles/{}/", reader.lang(), article.id)),
            datetime: format!("{}T00:00:00Z", date.earliest()),
            author: reader.publisher_name(node).plain(),
            summary: Phrase::join(
                [reader.publisher_name(node), card.date, card.note],
                reader.catalogue.get("list.dot"),
            )
            .plain(),
            lang: article.lang.clone(),
        })
    };
    let entries: Vec<Entry> = articles.filter_map(entry).take(ENTRIES).collect();
    let view = FeedView {
        url: reader.addresses.absolute(&format!("{}/feed.xml", reader.lang())),
        root: reader.addresses.absolute(&format!("{}/", reader.lang())),
        datetime: entries.first().map_or_else(
            || "1970-01-01T00:00:00Z".to_owned(),
            |entry| entry.datetime.clone(),
        ),
        entries,
    };
    let mut draft = Draft::new("feed.xml", reader.localized(&reader.config.title), &view);
    draft.description = reader.localized(&reader.config.description);
    draft
}
