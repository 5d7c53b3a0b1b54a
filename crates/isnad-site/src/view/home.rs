//! Home: what the dossier is about and what is new in it.

use serde::Serialize;

use super::{
    Draft,
    parts::{ArticleCard, Chip, Choice, ClaimCard, MeetingCard},
};
use crate::{lists::Lists, page::Section, phrase::Phrase, reader::Reader};

const CLAIMS: usize = 3;
const MEETINGS: usize = 5;
const ACTORS: usize = 12;
const ARTICLES: usize = 6;

#[derive(Serialize)]
struct HomeView {
    title: Phrase,
    purpose: Phrase,
    empty: bool,
    claims: Vec<ClaimCard>,
    meetings: Vec<MeetingCard>,
    actors: Vec<Chip>,
    articles: Vec<ArticleCard>,
    stats: Vec<Stat>,
    topics: Vec<Chip>,
}

/// A number with what it counts.
#[derive(Clone, Debug, Serialize)]
pub struct Stat {
    /// The number and the word, in the right plural form.
    pub label: Phrase,
    /// Where they are.
    pub href: String,
}

/// The home page.
pub fn draft(reader: &Reader<'_>, lists: &Lists) -> Draft {
    let graph = reader.graph;
    let title = reader.localized(&reader.config.title);
    let title = if title.is_empty() {
        reader.say("site.name")
    } else {
        title
    };
    let purpose = reader.localized(&reader.config.description);
    let purpose = if purpose.is_empty() {
        reader.say("site.purpose")
    } else {
        purpose
    };
    let newest = |section: Section, count: usize| lists.newest(section).iter().take(count);
    let stats = stats(reader, lists);
    let topics = newest(Section::Topics, ACTORS)
        .filter_map(|id| graph.topic(id))
        .map(|node| super::topic::chip(reader, node));
    let view = HomeView {
        purpose: purpose.clone(),
        empty: lists.count(Section::Articles) == 0,
        claims: newest(Section::Claims, CLAIMS)
            .filter_map(|id| graph.claim(id))
            .map(|claim| reader.claim_card(claim))
            .collect(),
        meetings: newest(Section::Meetings, MEETINGS)
            .filter_map(|id| graph.meeting(id))
            .map(|it| reader.meeting_card(it))
            .collect(),
        actors: lists
            .connected()
            .iter()
            .take(ACTORS)
            .map(|id| reader.chip(id))
            .collect(),
        articles: newest(Section::Articles, ARTICLES)
            .filter_map(|id| graph.article(id))
            .map(|it| reader.article_card(it))
            .collect(),
        stats,
        topics: topics.collect(),
        title,
    };
    let mut draft = Draft::new("home.html", Phrase::default(), &view);
    draft.description = purpose;
    draft.section = "home";
    draft.json = Some(serde_json::json!({
        "@context": "https://schema.org", "@type": "WebSite",
        "name": view.title.bare(), "description": view.purpose.bare(), "inLanguage": reader.lang(),
    }));
    draft
}

/// How much the dossier holds.
fn stats(reader: &Reader<'_>, lists: &Lists) -> Vec<Stat> {
    let sections = [
        Section::Articles,
        Section::Claims,
        Section::Meetings,
        Section::Actors,
        Section::Places,
        Section::Topics,
    ];
    let stat = |section: Section| Stat {
        label: reader.count(&format!("count.{}", section.as_str()), lists.count(section)),
        href: reader.href(&format!("{}/", section.as_str())),
    };
    sections.into_iter().map(stat).collect()
}

#[derive(Serialize)]
struct AboutView {
    title: Phrase,
    purpose: Phrase,
    stats: Vec<Stat>,
    downloads: Vec<Choice>,
}

/// The page about the dossier.
pub fn about(reader: &Reader<'_>, lists: &Lists, downloads: &[Choice]) -> Draft {
    let view = AboutView {
        title: reader.localized(&reader.config.title),
        purpose: reader.localized(&reader.config.description),
        stats: stats(reader, lists),
        downloads: downloads.to_vec(),
    };
    let mut draft = Draft::new("about.html", reader.say("about.title"), &view);
    draft.description = reader.say("about.description");
    draft
}
