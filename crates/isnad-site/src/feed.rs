//! Feed: the newest dated articles and the newest changes as Atom, and addresses for the sitemap.

use isnad_graph::{
    Change, News,
    node::{ArticleNode, EntityNode},
};
use serde::Serialize;

use crate::{
    lists::Lists,
    page::{Page, Section},
    phrase::{Phrase, Plain},
    reader::Reader,
    view::{Draft, changes},
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
    title: Plain,
    url: String,
    root: String,
    datetime: String,
    entries: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    id: String,
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
    let entry = |node: &ArticleNode| {
        let article = &node.article;
        let date = article.date?;
        let card = reader.article_card(node);
        let url = reader.addresses.whole(&reader.article_href(&article.id));
        Some(Entry {
            id: url.clone(),
            title: card.title.plain(),
            url,
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
    let title = reader.localized(&reader.config.title);
    let mut draft = draft_of(reader, &Page::Feed, title, "", entries);
    draft.description = reader.localized(&reader.config.description);
    draft
}

/// The feed of what changed, the newest first: of everything, or about an actor. `changes` come the first first.
pub fn changes(reader: &Reader<'_>, changes: &[Change<'_>], about: Option<&EntityNode>) -> Draft {
    let mut entries: Vec<Entry> = Vec::new();
    let mut days = changes.chunk_by(|one, other| one.day == other.day).rev();
    while let Some(day) = days.next().filter(|_| entries.len() < ENTRIES) {
        entries.extend(entries_of(reader, day));
    }
    let site = reader.localized(&reader.config.title);
    let (page, name, root) = match about {
        None => (Page::ChangesFeed(None), site, "changes/".to_owned()),
        Some(node) => {
            let id = &node.entity.id;
            let root = Page::Item(Section::Actors, id.clone()).path();
            (
                Page::ChangesFeed(Some(id.clone())),
                reader.entity_name(node),
                root,
            )
        }
    };
    let title = Phrase::join(
        [reader.say("changes.title"), name],
        reader.catalogue.get("list.dot"),
    );
    let mut draft = draft_of(reader, &page, title, &root, entries);
    draft.description = reader.say("changes.description");
    draft
}

/// The changes of a day; the new claims of one article are one entry.
fn entries_of(reader: &Reader<'_>, day: &[Change<'_>]) -> Vec<Entry> {
    let mut new: Vec<(&str, usize)> = Vec::new();
    let mut entries = Vec::new();
    for change in day {
        if change.news == News::ClaimTold {
            match new.iter_mut().find(|(article, _)| *article == change.article) {
                Some((_, count)) => *count += 1,
                None => new.push((change.article, 1)),
            }
        } else {
            entries.extend(entry_of(reader, change));
        }
    }
    let time = day.first().map(|change| change.day);
    entries.extend(new.into_iter().filter_map(|(id, count)| {
        let node = reader.graph.article(id)?;
        let url = reader.addresses.whole(&reader.article_href(id));
        let title = reader.article_title(&node.article);
        let count = reader.count("count.new_claims", count);
        Some(Entry {
            id: format!("{url}#{}", News::ClaimTold.as_str()),
            title: reader
                .fill("changes.entry", &[("what", count.clone()), ("title", title)])
                .plain(),
            url,
            datetime: format!("{}T00:00:00Z", time?.earliest()),
            author: reader.publisher_name(node).plain(),
            summary: count.plain(),
            lang: reader.lang().to_owned(),
        })
    }));
    entries
}

fn entry_of(reader: &Reader<'_>, change: &Change<'_>) -> Option<Entry> {
    let row = changes::row(reader, change)?;
    let url = reader.addresses.whole(&row.href);
    // What distinguishes it from every other change of the same thing.
    let other = match change.news {
        News::Contradicts { other } => other.to_owned(),
        News::Disputed { slot } => format!("{}-{}", slot.as_str(), change.article),
        _ => change.article.to_owned(),
    };
    let page = url.split('#').next().unwrap_or_default();
    let what = changes::what(reader, change.news);
    let title = reader.fill("changes.entry", &[("what", what), ("title", row.title)]);
    Some(Entry {
        id: format!("{page}#{}-{}-{other}", change.id, change.news.as_str()),
        title: title.plain(),
        url,
        datetime: format!("{}T00:00:00Z", change.day.earliest()),
        author: reader
            .publisher_name(reader.graph.article(change.article)?)
            .plain(),
        summary: Phrase::join([row.detail, row.by, row.day], reader.catalogue.get("list.dot")).plain(),
        lang: reader.lang().to_owned(),
    })
}

/// A feed at `page` of the page at `root` below the language's folder.
fn draft_of(reader: &Reader<'_>, page: &Page, title: Phrase, root: &str, entries: Vec<Entry>) -> Draft {
    let address = |path: &str| reader.addresses.absolute(&format!("{}/{path}", reader.lang()));
    let view = FeedView {
        title: title.plain(),
        url: address(&page.path()),
        root: address(root),
        datetime: entries.first().map_or_else(
            || "1970-01-01T00:00:00Z".to_owned(),
            |entry| entry.datetime.clone(),
        ),
        entries,
    };
    Draft::new("feed.xml", title, &view)
}
