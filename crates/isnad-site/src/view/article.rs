//! Article: the text with its evidence marked, its names linked and its claims beside their paragraphs.

use isnad_graph::{KnowledgeGraph, NodeKind, node::ArticleNode};
use isnad_model::{LinkKind, Publish, Span};
use serde::Serialize;

use super::{
    Draft,
    frame::Crumb,
    parts::{ArticleCard, Chip, ClaimCard, MeetingCard},
    topic,
};
use crate::{
    body::{Block, LinkTargets, write_blocks, write_excerpts},
    lists::{Evidence, Lists},
    marks::{Mark, MarkedText, View},
    phrase::{Phrase, direction},
    reader::Reader,
};

#[derive(Serialize)]
struct ArticleView {
    title: Phrase,
    publisher: Phrase,
    authors: Phrase,
    date: Phrase,
    language: Phrase,
    url: Option<Phrase>,
    archive_url: Option<Phrase>,
    lang: String,
    dir: &'static str,
    topics: Vec<Chip>,
    copy: Option<ArticleCard>,
    copy_note: Phrase,
    cites: Phrase,
    policy_note: Phrase,
    blocks: Vec<Paragraph>,
    published: Vec<Paragraph>,
    repairs: Phrase,
    claims: Phrase,
    orphans: Vec<ClaimCard>,
    meetings: Vec<Anchored>,
    names: Vec<Chip>,
    source: Phrase,
}

/// A block of the text with the claims whose words begin in it.
#[derive(Serialize)]
struct Paragraph {
    html: String,
    claims: Vec<ClaimCard>,
}

/// A meeting with the anchor that the text does not carry.
#[derive(Serialize)]
struct Anchored {
    card: MeetingCard,
    id: Option<String>,
}

/// Where the links of a body lead, for this reader.
pub struct Links<'r, 'a>(pub &'r Reader<'a>);

impl LinkTargets for Links<'_, '_> {
    fn href(&self, kind: &LinkKind) -> Option<String> {
        if let LinkKind::External { url } = kind {
            let scheme = url.split(':').next().unwrap_or_default().to_ascii_lowercase();
            return ["http", "https", "mailto"]
                .contains(&scheme.as_str())
                .then(|| url.clone());
        }
        let reader = self.0;
        let link = isnad_model::Link {
            span: Span::default(),
            kind: kind.clone(),
            offset: 0,
        };
        let target = reader.graph.resolve_link(&link)?;
        let href = node_href(reader, target.kind, &target.id)?;
        Some(match target.heading {
            Some(heading) => format!(
                "{href}#{}",
                crate::address::encode_fragment(&crate::body::heading_anchor(&heading))
            ),
            None => href,
        })
    }
}

/// Address of any node's page.
pub fn node_href(reader: &Reader<'_>, kind: NodeKind, id: &str) -> Option<String> {
    let graph: &KnowledgeGraph = reader.graph;
    match kind {
        NodeKind::Entity => reader.entity_href(id),
        NodeKind::Article => graph.article(id).map(|_| reader.article_href(id)),
        NodeKind::Meeting => graph.meeting(id).map(|_| reader.meeting_href(id)),
        NodeKind::Claim => graph.claim(id).map(|claim| reader.claim_href(claim)),
        NodeKind::Topic => graph.topic(id).map(|_| reader.href(&format!("topics/{id}/"))),
    }
}

/// The page of an article.
pub fn draft(reader: &Reader<'_>, lists: &Lists, node: &ArticleNode) -> Draft {
    let article = &node.article;
    let title = reader.article_title(article);
    let policy = reader.policy(article);
    let evidence = lists.evidence(&article.id);
    let marked = mark(reader, node, evidence);
    let links = Links(reader);
    let readable = match policy {
        Publish::Full => write_blocks(article, &marked, View::Readable, &links),
        Publish::Excerpts => write_excerpts(&excerpts(node, evidence), &marked, View::Readable),
        Publish::Metadata => Vec::new(),
    };
    let published = match policy {
        Publish::Full if !node.record.repairs.is_empty() => {
            write_blocks(article, &marked, View::Published, &links)
        }
        _ => Vec::new(),
    };
    let (blocks, orphans) = place_claims(reader, node, readable);
    let external = |url: &Option<String>| {
        url.as_deref()
            .filter(|url| is_web(url))
            .map(|url| Phrase::data(url, "en").linked(url, "k-article"))
    };
    let view = ArticleView {
        publisher: reader.publisher(node),
        authors: Phrase::join(
            article
                .authors
                .iter()
                .map(|name| Phrase::data(name, &article.lang)),
            reader.catalogue.get("list.separator"),
        ),
        date: article.date.as_ref().map_or_else(
            || reader.say("article.no_date"),
            |date| reader.calendar().date(date),
        ),
        language: reader.say(&format!("language.{}", language_key(reader, &article.lang))),
        url: external(&article.url),
        archive_url: external(&article.archive_url),
        lang: article.lang.clone(),
        dir: direction(&article.lang),
        topics: node
            .topics
            .iter()
            .filter_map(|id| reader.graph.topic(id))
            .map(|node| topic::chip(reader, node))
            .collect(),
        copy: node
            .copy_of
            .as_ref()
            .and_then(|copy| reader.graph.article(&copy.article))
            .map(|node| reader.article_card(node)),
        copy_note: node.copy_of.as_ref().map_or_else(Phrase::default, |copy| {
            reader.fill(
                "article.copy_share",
                &[(
                    "percent",
                    reader.number((copy.containment * 100.0).round() as u32),
                )],
            )
        }),
        cites: reader.list(
            &node
                .cites
                .iter()
                .map(|id| reader.entity_link(id))
                .collect::<Vec<_>>(),
        ),
        policy_note: match policy {
            Publish::Full => Phrase::default(),
            Publish::Excerpts => reader.say("article.excerpts"),
            Publish::Metadata => reader.say("article.metadata"),
        },
        published: published
            .into_iter()
            .map(|block| Paragraph {
                html: block.html,
                claims: Vec::new(),
            })
            .collect(),
        repairs: reader.count("count.repairs", node.record.repairs.len()),
        claims: reader.count("count.claims", node.claims.len()),
        orphans,
        meetings: meetings(reader, node, &blocks),
        names: names(reader, node),
        source: Phrase::data(&article.path, "en"),
        blocks,
        title: title.clone(),
    };
    let mut draft = Draft::new("article.html", title, &view);
    draft.description = reader.fill(
        "article.description",
        &[
            ("publisher", reader.publisher_name(node)),
            ("date", view.date.clone()),
        ],
    );
    draft.section = "articles";
    draft.kind = "article";
    draft.crumbs = vec![Crumb {
        label: reader.say("nav.articles"),
        href: Some(reader.href("articles/")),
    }];
    draft.json = Some(json(reader, node));
    draft
}

/// The text with all that is drawn over it.
fn mark<'a>(reader: &Reader<'_>, node: &'a ArticleNode, evidence: &[Evidence]) -> MarkedText<'a> {
    let record = &node.record;
    let linked = node.article.links.iter().map(|link| link.span).collect();
    let mut text = MarkedText::new(&node.article.text, linked);
    for passage in node.copy_of.iter().flat_map(|copy| &copy.passages) {
        text.add(Mark::Shared, passage.span);
    }
    for (report, claim) in record.claims.iter().zip(&node.claims) {
        let parts = std::iter::once(Span::new(report.content.start, report.content.end))
            .chain(report.content.more.iter().copied());
        for span in parts {
            text.add(
                Mark::Claim {
                    anchor: format!("c-{claim}"),
                },
                span,
            );
        }
    }
    for (report, meeting) in record.meetings.iter().zip(&node.meetings) {
        text.add(
            Mark::Meeting {
                anchor: format!("m-{meeting}"),
            },
            report.trigger,
        );
    }
    for evidence in evidence {
        let mark = match evidence.kind {
            NodeKind::Meeting => Mark::Meeting {
                anchor: format!("m-{}", evidence.id),
            },
            _ => Mark::Claim {
                anchor: format!("c-{}", evidence.id),
            },
        };
        text.add(mark, evidence.span);
    }
    reader.add_names(node, &mut text);
    text.add_repairs(&record.repairs, |original| {
        reader.repair_title(original, &node.article.lang)
    });
    text.settle();
    text
}

/// Evidence of all facts, overlapping sentences made one.
fn excerpts(node: &ArticleNode, evidence: &[Evidence]) -> Vec<Span> {
    let record = &node.record;
    let claims = record
        .claims
        .iter()
        .map(|it| it.evidence.cover(Span::new(it.content.start, it.content.end)));
    let mut spans: Vec<Span> = claims
        .chain(record.meetings.iter().map(|it| it.evidence))
        .chain(evidence.iter().map(|it| it.span))
        .filter(|span| !span.is_empty())
        .collect();
    spans.sort_by_key(|span| (span.start, span.end));
    let mut merged: Vec<Span> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => *last = last.cover(span),
            _ => merged.push(span),
        }
    }
    merged
}

/// Puts each claim beside the block in which its words begin; claims without a block are handed back.
fn place_claims(
    reader: &Reader<'_>,
    node: &ArticleNode,
    blocks: Vec<Block>,
) -> (Vec<Paragraph>, Vec<ClaimCard>) {
    let mut notes: Vec<Vec<ClaimCard>> = blocks.iter().map(|_| Vec::new()).collect();
    let mut orphans = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for (report, id) in node.record.claims.iter().zip(&node.claims) {
        let Some(claim) = reader.graph.claim(id).filter(|_| seen.insert(id)) else {
            continue;
        };
        let at = report.content.start;
        let card = reader.claim_card(claim);
        match blocks
            .iter()
            .position(|block| block.span.start <= at && at < block.span.end)
        {
            Some(index) => notes[index].push(card),
            None => orphans.push(card),
        }
    }
    let paragraphs = blocks
        .into_iter()
        .zip(notes)
        .map(|(block, claims)| Paragraph {
            html: block.html,
            claims,
        })
        .collect();
    (paragraphs, orphans)
}

/// The meetings that it tells; one whose mark is not in the text shown carries its own anchor.
fn meetings(reader: &Reader<'_>, node: &ArticleNode, blocks: &[Paragraph]) -> Vec<Anchored> {
    let anchored = |id: &String| {
        let card = reader.meeting_card(reader.graph.meeting(id)?);
        let anchor = format!("m-{id}");
        let attribute = format!("id=\"{anchor}\"");
        let id = blocks
            .iter()
            .all(|block| !block.html.contains(&attribute))
            .then_some(anchor);
        Some(Anchored { card, id })
    };
    unique(&node.meetings).filter_map(anchored).collect()
}

/// Everyone whom it names, most often named first.
fn names(reader: &Reader<'_>, node: &ArticleNode) -> Vec<Chip> {
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    for id in node.mention_entities.iter().flatten() {
        *counts.entry(id).or_default() += 1;
    }
    let mut counts: Vec<_> = counts
        .into_iter()
        .filter(|(id, _)| reader.graph.entity(id).is_some())
        .collect();
    counts.sort_by_key(|&(id, count)| (std::cmp::Reverse(count), id));
    counts
        .into_iter()
        .map(|(id, count)| Chip {
            note: reader.count("count.times", count),
            ..reader.chip(id)
        })
        .collect()
}

/// The items without those that came before.
pub fn unique(ids: &[String]) -> impl Iterator<Item = &String> {
    let mut seen = std::collections::BTreeSet::new();
    ids.iter().filter(move |id| seen.insert(id.as_str()))
}

fn language_key(reader: &Reader<'_>, lang: &str) -> String {
    let language = lang.split('-').next().unwrap_or_default();
    if reader.catalogue.find(&format!("language.{language}")).is_some() {
        language.to_owned()
    } else {
        "unknown".to_owned()
    }
}

/// The address where it is one of the web.
pub fn web_address(url: &Option<String>) -> Option<&str> {
    url.as_deref().filter(|url| is_web(url))
}

fn is_web(url: &str) -> bool {
    let scheme = url.split(':').next().unwrap_or_default();
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

fn json(reader: &Reader<'_>, node: &ArticleNode) -> serde_json::Value {
    let article = &node.article;
    serde_json::json!({
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": reader.article_title(article).bare(),
        "inLanguage": article.lang, "datePublished": article.date.and_then(|date| date.as_day()).map(|day| day.to_string()),
        "publisher": article.publisher.as_ref().map(|name| serde_json::json!({"@type": "Organization", "name": name})),
        "author": article.authors, "url": web_address(&article.url),
        "isBasedOn": node.copy_of.as_ref().map(|copy| reader.addresses.absolute(&format!("{}/articles/{}/", reader.lang(), copy.article))),
    })
}
