//! Entity: everything about one actor or place, each fact with its chain.

use isnad_graph::{
    EdgeKind, News, RelationView,
    node::{EntityNode, Meeting},
};
use isnad_model::{EntityKind, NameRole};
use serde::Serialize;

use super::{
    Draft,
    changes::{self, ChangeRow},
    frame::{Crumb, FeedLink},
    home::Stat,
    names::{NameRow, names, other_names},
    parts::{ArticleCard, Chip, ClaimCard, MeetingCard, Tag},
    prose::{Prose, prose},
};
use crate::{
    changes::has_feed,
    page::Page,
    phrase::Phrase,
    picture::{self, Picture},
    reader::{Reader, kind_class, kind_icon},
};

/// Rows shown at once; the rest is folded.
const SHOWN: usize = 20;
/// Rows that a block holds at most.
const HELD: usize = 200;
/// Latest changes that the page shows; the feed has more.
const CHANGES: usize = 8;
/// Points of "place in time".
const POINTS: usize = 5;

#[derive(Serialize)]
struct EntityView {
    id: String,
    name: Phrase,
    class: &'static str,
    icon: &'static str,
    kind: Tag,
    others: Vec<Phrase>,
    role: Phrase,
    summary: Phrase,
    prose: Option<Prose>,
    stats: Vec<Stat>,
    names: Vec<NameRow>,
    more_names: Vec<NameRow>,
    offices: Vec<OfficeRow>,
    relations: Vec<RelationRow>,
    met: Vec<Chip>,
    points: Vec<Point>,
    meetings: Block<MeetingCard>,
    by: Block<ClaimCard>,
    about: Block<ClaimCard>,
    relayed: Block<ClaimCard>,
    disputed: Vec<Pair>,
    changes: Vec<ChangeRow>,
    changes_feed: Option<String>,
    published: Block<ArticleCard>,
    articles: Block<ArticleCard>,
    ego: Option<Picture>,
    external: Vec<External>,
    coordinates: Option<Phrase>,
    origin: Phrase,
    is_place: bool,
    is_anonymous: bool,
}

/// A list of which the first rows show.
#[derive(Serialize)]
struct Block<T> {
    count: Phrase,
    rows: Vec<T>,
    folded: Vec<T>,
    /// How many rows more there are than the page holds; empty for none.
    left: Phrase,
}

#[derive(Serialize)]
struct OfficeRow {
    title: Phrase,
    of: Phrase,
    period: Phrase,
}

#[derive(Serialize)]
struct RelationRow {
    verb: Phrase,
    chip: Chip,
    period: Phrase,
}

#[derive(Serialize)]
struct Point {
    title: Phrase,
    href: String,
    when: Phrase,
    class: &'static str,
}

/// Two claims that contradict each other.
#[derive(Serialize)]
struct Pair {
    one: ClaimCard,
    other: ClaimCard,
}

#[derive(Serialize)]
struct External {
    scheme: Phrase,
    value: Phrase,
}

/// The page of an entity.
pub fn draft(reader: &Reader<'_>, node: &EntityNode) -> Draft {
    let graph = reader.graph;
    let entity = &node.entity;
    let id = entity.id.as_str();
    let is_place = entity.kind == EntityKind::Place;
    let name = reader.entity_name(node);
    let meetings = if is_place {
        graph.meetings_at(id)
    } else {
        graph.meetings_of(id)
    };
    let (by, about) = (graph.claims_by(id), graph.claims_about(id));
    let relations = graph.relations_of(id);
    let met = graph.met_with(id);
    let newest = |mut claims: Vec<&isnad_graph::node::Claim>| {
        claims.reverse();
        block(reader, "count.claims", claims, |claim| reader.claim_card(claim))
    };
    let (names, more_names) = names(reader, node);
    let feed = Page::ChangesFeed(Some(id.to_owned())).path();
    let feed = has_feed(graph, id).then(|| reader.href(&feed));
    let view = EntityView {
        id: id.to_owned(),
        class: kind_class(entity.kind),
        icon: kind_icon(node),
        kind: Tag {
            label: reader.kind_word(node),
            class: kind_class(entity.kind),
            icon: kind_icon(node),
        },
        others: other_names(reader, node),
        role: role(reader, node),
        summary: summary(reader, node, [meetings.len(), by.len(), about.len()], &met),
        prose: entity.prose.as_ref().and_then(|text| prose(reader, text)),
        stats: stats(
            reader,
            is_place,
            [
                meetings.len(),
                by.len(),
                about.len(),
                relations.len(),
                node.mentions.len(),
            ],
        ),
        names,
        more_names,
        offices: entity
            .offices
            .iter()
            .map(|office| OfficeRow {
                title: reader.localized(&office.title),
                of: office
                    .of
                    .as_deref()
                    .map_or_else(Phrase::default, |of| reader.entity_link(of)),
                period: reader.period(office.from.as_ref(), office.until.as_ref()),
            })
            .collect(),
        relations: relations
            .iter()
            .filter(|relation| !(relation.kind == EdgeKind::HoldsOffice && relation.outgoing))
            .take(HELD)
            .map(|relation| relation_row(reader, relation))
            .collect(),
        met: met
            .iter()
            .take(SHOWN)
            .map(|(other, meetings)| Chip {
                note: reader.count("count.meetings", meetings.len()),
                ..reader.chip(&other.entity.id)
            })
            .collect(),
        points: meetings
            .iter()
            .filter(|it| it.date().is_some())
            .rev()
            .take(POINTS)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .map(|meeting| Point {
                title: reader.meeting_title(meeting),
                href: reader.meeting_href(&meeting.id),
                when: reader.meeting_when(meeting),
                class: if meeting.date().is_some_and(isnad_model::Edtf::is_vague) {
                    "vague"
                } else {
                    reader.meeting_status(meeting).class
                },
            })
            .collect(),
        changes: latest_changes(reader, node),
        changes_feed: feed.clone(),
        disputed: disputes(reader, by.iter().chain(&about).copied()),
        meetings: block(reader, "count.meetings", newest_first(meetings), |meeting| {
            reader.meeting_card(meeting)
        }),
        by: newest(by),
        about: newest(about),
        relayed: newest(graph.claims_relayed_by(id)),
        published: block(
            reader,
            "count.articles",
            graph.articles_of_publisher(id).into_iter().rev(),
            |node| reader.article_card(node),
        ),
        articles: block(
            reader,
            "count.articles",
            graph.articles_naming(id).into_iter().rev(),
            |article| {
                let times = node.mentions.get(&article.article.id).map_or(0, Vec::len);
                ArticleCard {
                    note: reader.count("count.times", times),
                    ..reader.article_card(article)
                }
            },
        ),
        ego: picture::ego(reader, node),
        external: entity
            .external_ids
            .iter()
            .map(|(scheme, value)| External {
                scheme: Phrase::data(scheme, "en"),
                value: external_link(scheme, value),
            })
            .collect(),
        coordinates: entity.coordinates.map(|(latitude, longitude)| {
            reader.fill(
                "entity.coordinates",
                &[
                    ("latitude", Phrase::data(format!("{latitude:.4}"), "en")),
                    ("longitude", Phrase::data(format!("{longitude:.4}"), "en")),
                ],
            )
        }),
        origin: reader.say(if entity.curated {
            "entity.curated"
        } else {
            "entity.found"
        }),
        is_place,
        is_anonymous: entity.kind == EntityKind::Anonymous,
        name: name.clone(),
    };
    let section = if is_place { "places" } else { "actors" };
    let mut draft = Draft::new("entity.html", name, &view);
    draft.description = view.summary.clone();
    draft.section = section;
    draft.kind = "profile";
    draft.crumbs = vec![Crumb {
        label: reader.say(&format!("nav.{section}")),
        href: Some(reader.href(&format!("{section}/"))),
    }];
    draft.json = Some(json(reader, node));
    draft.feed = feed.map(|href| FeedLink {
        title: reader
            .fill("changes.about", &[("name", reader.entity_name(node))])
            .plain(),
        href,
    });
    draft
}

/// The latest changes; new claims are left out, since the page lists all claims, the newest first.
fn latest_changes(reader: &Reader<'_>, node: &EntityNode) -> Vec<ChangeRow> {
    let changes = reader.graph.changes_about(&node.entity.id);
    let told = changes
        .iter()
        .rev()
        .filter(|change| change.news != News::ClaimTold);
    told.take(CHANGES)
        .filter_map(|change| changes::row(reader, change))
        .collect()
}

/// One line on who or what it is: the office held, else whom it acts for, else its kind.
pub fn role(reader: &Reader<'_>, node: &EntityNode) -> Phrase {
    let entity = &node.entity;
    let office = entity
        .offices
        .iter()
        .rfind(|office| office.until.is_none())
        .or(entity.offices.last());
    if let Some(office) = office {
        return reader.localized(&office.title);
    }
    let relation = entity
        .relations
        .iter()
        .find(|relation| relation.until.is_none() && reader.graph.entity(&relation.target).is_some());
    match relation {
        Some(relation) => reader.fill(
            &format!("relation.line.{}", relation.kind.as_str()),
            &[
                ("kind", reader.kind_word(node)),
                ("other", reader.name(&relation.target)),
            ],
        ),
        None => match node.article.as_deref().and_then(|id| reader.graph.article(id)) {
            Some(article) => reader.fill(
                "entity.unnamed_in",
                &[("publisher", reader.publisher_name(article))],
            ),
            None => reader.kind_word(node),
        },
    }
}

/// One sentence that the dossier's own facts give.
fn summary(
    reader: &Reader<'_>,
    node: &EntityNode,
    [meetings, by, about]: [usize; 3],
    met: &[(&EntityNode, Vec<&Meeting>)],
) -> Phrase {
    let role = role(reader, node);
    let facts = [
        ("count.meetings", meetings),
        ("count.said", by),
        ("count.about", about),
    ];
    let facts: Vec<Phrase> = facts
        .into_iter()
        .filter(|(_, number)| *number > 0)
        .map(|(key, number)| reader.count(key, number))
        .collect();
    let facts = if facts.is_empty() {
        reader.count("count.articles", node.mentions.len())
    } else {
        reader.list(&facts)
    };
    let met: Vec<Phrase> = met
        .iter()
        .take(3)
        .map(|(other, _)| reader.entity_link(&other.entity.id))
        .collect();
    let sentence = reader.fill("entity.summary", &[("role", role), ("facts", facts)]);
    if met.is_empty() {
        sentence
    } else {
        sentence
            .then_words(" ")
            .then(reader.fill("entity.summary_met", &[("who", reader.list(&met))]))
    }
}

/// The latest meeting first; those of which no date is known last.
fn newest_first(meetings: Vec<&Meeting>) -> Vec<&Meeting> {
    let (dated, undated): (Vec<_>, Vec<_>) = meetings.into_iter().partition(|it| it.date().is_some());
    dated.into_iter().rev().chain(undated).collect()
}

fn block<'a, T, N: 'a>(
    reader: &Reader<'_>,
    key: &str,
    items: impl IntoIterator<Item = &'a N>,
    row: impl Fn(&'a N) -> T,
) -> Block<T> {
    let items: Vec<_> = items.into_iter().collect();
    let total = items.len();
    let mut rows: Vec<T> = items.into_iter().take(HELD).map(row).collect();
    let folded = rows.split_off(rows.len().min(SHOWN));
    let left = match total.saturating_sub(HELD) {
        0 => Phrase::default(),
        left => reader.count("count.more", left),
    };
    Block {
        count: reader.count(key, total),
        rows,
        folded,
        left,
    }
}

/// Numbers of meetings, own sayings, sayings about it, relations and articles; a place says nothing itself.
fn stats(reader: &Reader<'_>, is_place: bool, numbers: [usize; 5]) -> Vec<Stat> {
    let keys = ["meetings", "said", "about", "relations", "articles"];
    let stat = |(key, number): (&str, usize)| Stat {
        label: reader.count(&format!("count.{key}"), number),
        href: format!("#{}", if key == "said" { "by" } else { key }),
    };
    keys.into_iter()
        .zip(numbers)
        .filter(|(key, _)| !(is_place && *key == "said"))
        .map(stat)
        .collect()
}

fn relation_row(reader: &Reader<'_>, relation: &RelationView) -> RelationRow {
    let way = if relation.outgoing { "out" } else { "in" };
    RelationRow {
        verb: reader.say(&format!("relation.{way}.{}", relation.kind.as_str())),
        chip: reader.chip(&relation.other),
        period: reader.period(relation.from.as_ref(), relation.until.as_ref()),
    }
}

fn disputes<'a>(
    reader: &Reader<'_>,
    claims: impl Iterator<Item = &'a isnad_graph::node::Claim>,
) -> Vec<Pair> {
    let mut seen = std::collections::BTreeSet::new();
    let mut pairs = Vec::new();
    for claim in claims {
        for (other, _) in &claim.contradicts {
            let key = if claim.id < *other {
                (claim.id.clone(), other.clone())
            } else {
                (other.clone(), claim.id.clone())
            };
            if let Some(other) = reader.graph.claim(other).filter(|_| seen.insert(key)) {
                pairs.push(Pair {
                    one: reader.claim_card(claim),
                    other: reader.claim_card(other),
                });
            }
        }
    }
    pairs.truncate(SHOWN);
    pairs
}

/// The id with a link where the scheme has a known address.
fn external_link(scheme: &str, value: &str) -> Phrase {
    let safe: String = crate::address::encode_fragment(value);
    let href = match scheme {
        "wikidata" => format!("https://www.wikidata.org/wiki/{safe}"),
        "viaf" => format!("https://viaf.org/viaf/{safe}"),
        "gnd" => format!("https://d-nb.info/gnd/{safe}"),
        "isni" => format!("https://isni.org/isni/{safe}"),
        "geonames" => format!("https://www.geonames.org/{safe}"),
        _ => return Phrase::data(value, "en"),
    };
    Phrase::data(value, "en").linked(&href, "out")
}

fn json(reader: &Reader<'_>, node: &EntityNode) -> serde_json::Value {
    let entity = &node.entity;
    let kind = match entity.kind {
        EntityKind::Person => "Person",
        EntityKind::Place => "Place",
        EntityKind::State => "Country",
        EntityKind::Organization | EntityKind::Group => "Organization",
        EntityKind::Anonymous => "Thing",
    };
    let others: Vec<&str> = entity
        .names
        .iter()
        .filter(|name| name.role == NameRole::Main)
        .map(|name| name.text.as_str())
        .collect();
    serde_json::json!({"@context": "https://schema.org", "@type": kind, "name": reader.entity_name(node).bare(), "alternateName": others})
}
