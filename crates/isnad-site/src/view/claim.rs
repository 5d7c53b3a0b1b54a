//! Claim: who says so, through whom, and with what words.

use isnad_graph::node::Claim;
use serde::Serialize;

use super::{
    Draft,
    frame::Crumb,
    parts::{Chip, ClaimCard, Quote, Tag},
    prose::{Prose, prose},
};
use crate::{
    chain::ChainView,
    origins::OriginsView,
    phrase::Phrase,
    reader::{Reader, shorten},
};

/// Most claims beside it.
const SIBLINGS: usize = 8;

#[derive(Serialize)]
struct ClaimView {
    title: Phrase,
    text: Phrase,
    lang: String,
    dir: &'static str,
    language: Phrase,
    stance: Tag,
    manner: Phrase,
    about: Phrase,
    when: Phrase,
    chains: Vec<ChainView>,
    origins: OriginsView,
    independent: Phrase,
    copies: bool,
    people: Vec<Chip>,
    contradicts: Vec<Contradiction>,
    siblings: Vec<ClaimCard>,
    prose: Option<Prose>,
    quotes: Vec<Quote>,
    citation: Phrase,
    id: Phrase,
    url: Phrase,
}

#[derive(Serialize)]
struct Contradiction {
    card: ClaimCard,
    why: Phrase,
}

/// The page of a claim.
pub fn draft(reader: &Reader<'_>, claim: &Claim) -> Draft {
    let graph = reader.graph;
    let curated = claim.curated.as_deref();
    let title = curated
        .and_then(|page| reader.best_name(&page.names))
        .map(|name| Phrase::data(&name.text, &name.lang));
    let text = reader.claim_text(claim, usize::MAX);
    let shown: Vec<&str> = claim
        .reports
        .iter()
        .map(|report| report.article.as_str())
        .collect();
    let chains = reader.chain_views(claim);
    let path = format!("{}/claims/{}/", reader.lang(), claim.id);
    let url = Phrase::data(reader.addresses.absolute(&path), "en");
    let short = title
        .clone()
        .unwrap_or_else(|| Phrase::data(shorten(&claim.text, 90), &claim.lang));
    let view = ClaimView {
        title: title
            .filter(|_| !claim.text.trim().is_empty())
            .unwrap_or_default(),
        quotes: reader.curated_quotes(&claim.evidence, &shown, &format!("c-{}", claim.id)),
        lang: claim.lang.clone(),
        dir: crate::phrase::direction(&claim.lang),
        language: reader.language_note(&claim.lang),
        stance: reader.stance_tag(claim.stance),
        manner: reader.say(if claim.direct {
            "claim.direct"
        } else {
            "claim.indirect"
        }),
        about: about(reader, claim),
        when: claim
            .reports
            .first()
            .map_or_else(Phrase::default, |report| reader.claim_when(report)),
        origins: reader.origins(&claim.support, &claim.reports),
        independent: reader.count("count.origins", claim.support.origins.len()),
        copies: claim.support.origins.iter().any(|group| group.len() > 1),
        people: people(reader, claim),
        contradicts: claim
            .contradicts
            .iter()
            .filter_map(|(id, why)| {
                let words = reader.catalogue.find(&format!("why.{why}"));
                let why = words.map_or_else(Phrase::default, Phrase::words);
                Some(Contradiction {
                    card: reader.claim_card(graph.claim(id)?),
                    why,
                })
            })
            .collect(),
        siblings: siblings(reader, claim),
        prose: curated.and_then(|page| prose(reader, &page.prose)),
        citation: reader.fill(
            "claim.citation",
            &[
                ("text", short.clone()),
                ("site", reader.localized(&reader.config.title)),
            ],
        ),
        id: Phrase::data(&claim.id, "en"),
        url,
        text: text.clone(),
        chains,
    };
    let mut draft = Draft::new("claim.html", short, &view);
    draft.description = view.chains.first().map_or(text, |chain| chain.sentence.clone());
    draft.section = "claims";
    draft.kind = "article";
    draft.crumbs = vec![Crumb {
        label: reader.say("nav.claims"),
        href: Some(reader.href("claims/")),
    }];
    draft.json = Some(json(reader, claim));
    draft
}

/// "about A and B, in the meeting C".
fn about(reader: &Reader<'_>, claim: &Claim) -> Phrase {
    let about: Vec<Phrase> = claim.about.iter().map(|id| reader.entity_link(id)).collect();
    let meetings: Vec<Phrase> = claim
        .meetings
        .iter()
        .filter_map(|id| reader.graph.meeting(id))
        .map(|meeting| {
            reader
                .meeting_title(meeting)
                .linked(&reader.meeting_href(&meeting.id), "k-meeting")
        })
        .collect();
    let parts = [("claim.about", about), ("claim.in_meeting", meetings)];
    let parts = parts
        .into_iter()
        .filter(|(_, list)| !list.is_empty())
        .map(|(key, list)| reader.fill(key, &[("what", reader.short_list(&list))]));
    Phrase::join(parts, reader.catalogue.get("list.dot"))
}

/// Everyone in it, each once, with the part that they play.
fn people(reader: &Reader<'_>, claim: &Claim) -> Vec<Chip> {
    let mut seen = std::collections::BTreeSet::new();
    let mut people = Vec::new();
    let mut add = |id: &str, key: &str| {
        if reader.graph.entity(id).is_some() && seen.insert(id.to_owned()) {
            people.push(Chip {
                note: reader.say(key),
                ..reader.chip(id)
            });
        }
    };
    if let Some(speaker) = &claim.speaker {
        add(speaker, "claim.role.speaker");
    }
    for report in &claim.reports {
        for (index, link) in report.chain.iter().enumerate().rev() {
            if let Some(id) = &link.entity {
                let key = match index {
                    0 => "claim.role.publisher",
                    _ if index + 1 == report.chain.len() => "claim.role.speaker",
                    _ => "claim.role.relay",
                };
                add(id, key);
            }
        }
    }
    claim.about.iter().for_each(|id| add(id, "claim.role.subject"));
    people
}

/// Other claims of the same speaker.
fn siblings(reader: &Reader<'_>, claim: &Claim) -> Vec<ClaimCard> {
    let Some(speaker) = &claim.speaker else {
        return Vec::new();
    };
    let others = reader
        .graph
        .claims_by(speaker)
        .into_iter()
        .filter(|other| other.id != claim.id);
    others
        .take(SIBLINGS)
        .map(|other| reader.claim_card(other))
        .collect()
}

fn json(reader: &Reader<'_>, claim: &Claim) -> serde_json::Value {
    let appearances: Vec<_> = claim
        .reports
        .iter()
        .filter_map(|report| reader.graph.article(&report.article))
        .map(|node| serde_json::json!({"@type": "NewsArticle", "headline": reader.article_title(&node.article).bare(), "url": super::article::web_address(&node.article.url)}))
        .collect();
    serde_json::json!({
        "@context": "https://schema.org", "@type": "Claim", "text": claim.text, "inLanguage": claim.lang,
        "author": claim.speaker.as_deref().map(|id| serde_json::json!({"@type": "Thing", "name": reader.name(id).bare()})),
        "appearance": appearances,
    })
}
