//! Home: what the dossier is about and what is new in it.

use std::collections::BTreeSet;

use isnad_graph::node::Claim;
use serde::Serialize;

use super::{
    Draft,
    parts::{ArticleCard, Chip, Choice, ClaimCard, MeetingCard},
};
use crate::{cards::is_hollow, lists::Lists, page::Section, phrase::Phrase, reader::Reader};

const CLAIMS: usize = 3;
/// Newest claims among which those of the home page are chosen.
const NEAR: usize = 100;
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
    /// Up to which day it is known.
    day: Phrase,
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
        claims: claims(reader, lists)
            .into_iter()
            .map(|claim| reader.claim_card(claim))
            .collect(),
        meetings: newest(Section::Meetings, MEETINGS)
            .filter_map(|id| graph.meeting(id))
            .map(|it| reader.meeting_card(it))
            .collect(),
        actors: lists.connected().take(ACTORS).map(|id| reader.chip(id)).collect(),
        articles: newest(Section::Articles, ARTICLES)
            .filter_map(|id| graph.article(id))
            .map(|it| reader.article_card(it))
            .collect(),
        stats,
        day: as_of(reader),
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

/// The newest claims that show best what a claim is: in the reader's language, and told by several or by somebody named;
/// one of an article at most, as long as there are others.
fn claims<'a>(reader: &Reader<'a>, lists: &Lists) -> Vec<&'a Claim> {
    let graph = reader.graph;
    let newest = lists.newest(Section::Claims).iter().take(NEAR);
    let mut claims: Vec<&Claim> = newest.filter_map(|id| graph.claim(id)).collect();
    let is_named = |claim: &Claim| {
        claim.reports.first().is_some_and(|report| {
            report.chain.len() > 1 && !report.chain.iter().any(|link| is_hollow(link.kind))
        })
    };
    // A stable sort: among equals the newest stays first.
    claims.sort_by_key(|claim| {
        (
            !reader.language_note(&claim.lang).is_empty(),
            !(claim.has_page() || is_named(claim)),
        )
    });
    let mut articles = BTreeSet::new();
    let (first, rest): (Vec<&Claim>, Vec<&Claim>) = claims
        .into_iter()
        .partition(|claim| articles.insert(claim.reports.first().map(|report| report.article.as_str())));
    first.into_iter().chain(rest).take(CLAIMS).collect()
}

/// Up to which day the dossier knows; empty where nothing in it is dated.
pub fn as_of(reader: &Reader<'_>) -> Phrase {
    reader.graph.today().map_or_else(Phrase::default, |day| {
        reader.fill("silence.as_of", &[("date", reader.calendar().date(&day))])
    })
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
    day: Phrase,
    downloads: Vec<Choice>,
}

/// The page about the dossier.
pub fn about(reader: &Reader<'_>, lists: &Lists, downloads: &[Choice]) -> Draft {
    let view = AboutView {
        title: reader.localized(&reader.config.title),
        purpose: reader.localized(&reader.config.description),
        stats: stats(reader, lists),
        day: as_of(reader),
        downloads: downloads.to_vec(),
    };
    let mut draft = Draft::new("about.html", reader.say("about.title"), &view);
    draft.description = reader.say("about.description");
    draft
}
