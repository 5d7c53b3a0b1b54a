//! Chains: drawn from the origin to the reader, and told in one sentence from the publisher to the origin.

use std::collections::BTreeMap;

use isnad_graph::node::{ChainNode, Claim, ClaimTelling};
use isnad_model::{Article, ChainKind, Cue, Span};
use serde::Serialize;

use crate::{
    cards::{is_hollow, whole_chain},
    marks::MarkedText,
    phrase::Phrase,
    reader::Reader,
    view::parts::{Chip, Quote, Tag},
};

/// Links that fit in a row; a longer chain is a column.
const ROW: usize = 5;

/// A chain as it is drawn.
#[derive(Clone, Debug, Serialize)]
pub struct ChainView {
    /// From the origin to the publisher.
    pub steps: Vec<Step>,
    /// `row` or `column`, and the number of links.
    pub class: String,
    /// "3 links, from the source to the reader".
    pub length: Phrase,
    /// The chain in one sentence, from the publisher to the origin.
    pub sentence: Phrase,
    /// The weakest link in words.
    pub weakest: Phrase,
    /// Whether the weakest link is unnamed.
    pub weak: bool,
    /// The words that it rests on.
    pub quote: Option<Quote>,
    /// How firmly this telling puts it.
    pub stance: Tag,
    /// Direct or indirect.
    pub manner: Phrase,
    /// When it was said or published.
    pub when: Phrase,
    /// Number of the origin that it goes back to, from 1.
    pub origin: Phrase,
    /// Rule that found it.
    pub rule: Phrase,
    /// The number that it gives where another report gives another one.
    pub figure: Phrase,
    /// What somebody decided about it; empty where nobody did.
    pub checked: Phrase,
}

/// One link of a chain.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    /// Who.
    pub chip: Chip,
    /// `named`, `unnamed` or `unstated`; beside other chains also its column and how many columns its arrow crosses.
    pub class: String,
    /// What is known of it.
    pub badges: Vec<Badge>,
    /// The words that carry it to the next link; absent for the last.
    pub verb: Option<Phrase>,
    /// The words in the article.
    pub verb_href: String,
    /// "1 of 3".
    pub position: Phrase,
}

/// A remark on a link.
#[derive(Clone, Debug, Serialize)]
pub struct Badge {
    /// The remark.
    pub label: Phrase,
    /// `warn`, `ok` or empty.
    pub class: &'static str,
    /// Icon; empty for none.
    pub icon: &'static str,
    /// What it opens.
    pub href: Option<String>,
}

impl Reader<'_> {
    /// One telling's chain.
    fn chain_view(&self, claim: &Claim, index: usize) -> Option<ChainView> {
        let report = claim.reports.get(index)?;
        let node = self.graph.article(&report.article)?;
        let article = &node.article;
        let href = format!("{}#c-{}", self.article_href(&article.id), claim.id);
        let cue = cue_words(report, article, &node.record.repairs);
        let chain = whole_chain(&report.chain);
        let total = chain.len();
        let steps = chain.iter().rev().enumerate().map(|(at, link)| Step {
            chip: self.chain_chip(link, &article.lang),
            class: match link.kind {
                ChainKind::Anonymous => "unnamed".to_owned(),
                ChainKind::Unstated => "unstated".to_owned(),
                _ => "named".to_owned(),
            },
            badges: self.badges(link, article, &href),
            verb: (at + 1 < total).then(|| self.verb(at, link, &cue, &article.lang)),
            verb_href: href.clone(),
            position: self.fill(
                "chain.position",
                &[("n", self.number(at + 1)), ("total", self.number(total))],
            ),
        });
        let steps: Vec<Step> = steps.collect();
        let (weakest, weak) = self.weakest(&chain);
        let origin = claim
            .support
            .origins
            .iter()
            .position(|group| group.contains(&index));
        let mut content = vec![Span::new(report.content.start, report.content.end)];
        content.extend(&report.content.more);
        Some(ChainView {
            class: if total > ROW {
                "column".to_owned()
            } else {
                format!("row n{total}")
            },
            length: self.fill("chain.length", &[("links", self.count("count.links", total))]),
            sentence: self.chain_sentence(&chain, &claim.text, &claim.lang, &article.lang),
            weakest,
            weak,
            quote: self.quote(&article.id, report.evidence, &content, &format!("c-{}", claim.id)),
            stance: self.stance_tag(report.stance),
            manner: self.say(if report.direct {
                "claim.direct"
            } else {
                "claim.indirect"
            }),
            when: self.claim_when(report),
            origin: match origin {
                Some(group) if claim.support.origins.len() > 1 => {
                    self.fill("chain.origin", &[("n", self.number(group + 1))])
                }
                _ => Phrase::default(),
            },
            rule: Phrase::data(&report.rule, "en"),
            figure: self.figure(claim, index),
            checked: self.checked(report.decided.as_ref()),
            steps,
        })
    }

    /// The number that a report gives where another report of the claim gives another one.
    fn figure(&self, claim: &Claim, report: usize) -> Phrase {
        let sides = claim.disputes.iter().flat_map(|dispute| &dispute.sides);
        let mut own = sides.filter(|side| side.reports.contains(&report));
        let say =
            |side: &isnad_graph::Side| self.fill("claim.figure", &[("n", Phrase::data(&side.value, ""))]);
        own.next().map_or_else(Phrase::default, say)
    }

    /// Every telling's chain, those who are in several of them under one another.
    pub fn chain_views(&self, claim: &Claim) -> Vec<ChainView> {
        let mut views = Vec::new();
        let mut chains = Vec::new();
        for (index, report) in claim.reports.iter().enumerate() {
            if let Some(view) = self.chain_view(claim, index) {
                views.push(view);
                chains.push(whole_chain(&report.chain));
            }
        }
        let columns = columns(&chains.iter().map(AsRef::as_ref).collect::<Vec<_>>());
        let width = columns.iter().flatten().max().map_or(0, |last| last + 1);
        if views.len() < 2 || width > ROW {
            return views;
        }
        for (view, columns) in views.iter_mut().zip(&columns) {
            view.class = format!("row aligned n{width}");
            for (at, step) in view.steps.iter_mut().enumerate() {
                let next = columns.get(at + 1).copied().unwrap_or(columns[at]);
                step.class += &format!(" c{} s{}", columns[at] + 1, next - columns[at]);
            }
        }
        views
    }

    /// "A, from B, from C: «…»".
    fn chain_sentence(&self, chain: &[ChainNode], text: &str, text_lang: &str, lang: &str) -> Phrase {
        let mut names = chain.iter().map(|link| match link.kind {
            ChainKind::Anonymous => self.fill("chain.unnamed_name", &[("name", self.chain_name(link, lang))]),
            _ => self.chain_name(link, lang),
        });
        let publisher = names.next().unwrap_or_else(|| self.say("article.no_publisher"));
        let told = names.fold(publisher, |told, next| {
            self.fill("chain.from", &[("told", told), ("source", next)])
        });
        self.fill(
            "chain.sentence",
            &[("told", told), ("text", Phrase::data(text, text_lang))],
        )
    }

    fn badges(&self, link: &ChainNode, article: &Article, href: &str) -> Vec<Badge> {
        let badge = |key: &str, class, icon, href| Badge {
            label: self.say(key),
            class,
            icon,
            href,
        };
        match link.kind {
            ChainKind::Publisher => vec![badge("chain.text_at_hand", "ok", "", Some(href.to_owned()))],
            ChainKind::Anonymous => vec![badge("chain.unnamed", "warn", "alert", None)],
            ChainKind::Unstated => vec![badge("chain.hidden", "warn", "alert", None)],
            ChainKind::Outlet => {
                let held = link
                    .entity
                    .as_deref()
                    .is_some_and(|id| self.graph.publishes_beyond(id, &article.id));
                vec![badge(
                    if held {
                        "chain.outlet_in_dossier"
                    } else {
                        "chain.not_in_dossier"
                    },
                    "",
                    "",
                    None,
                )]
            }
            ChainKind::Document => vec![badge("chain.document", "", "", None)],
            _ => Vec::new(),
        }
    }

    /// The words between a link and the next: the text's own cue after the origin, a plain word further on.
    fn verb(&self, at: usize, link: &ChainNode, cue: &str, lang: &str) -> Phrase {
        if at == 0 && !cue.trim().is_empty() {
            return Phrase::data(cue.trim(), lang);
        }
        self.say(if is_hollow(link.kind) {
            "chain.verb_hidden"
        } else {
            "chain.verb"
        })
    }

    fn weakest(&self, chain: &[ChainNode]) -> (Phrase, bool) {
        let total = chain.len();
        let place = |index: usize| self.say(&format!("ordinal.n{}", (total - index).min(10)));
        let hidden = chain.iter().rposition(|link| link.kind == ChainKind::Unstated);
        let unnamed = chain.iter().rposition(|link| link.kind == ChainKind::Anonymous);
        match (hidden, unnamed) {
            (Some(index), _) => (
                self.fill("chain.weakest_hidden", &[("place", place(index))]),
                true,
            ),
            (_, Some(index)) => (
                self.fill("chain.weakest_unnamed", &[("place", place(index))]),
                true,
            ),
            _ => (self.say("chain.all_named"), false),
        }
    }
}

/// Columns of the links of `chains`, origin first: one link of several chains has one column, and every publisher
/// stands in the last.
fn columns(chains: &[&[ChainNode]]) -> Vec<Vec<usize>> {
    let key = |link: &ChainNode| link.entity.clone().unwrap_or_else(|| link.name.trim().to_owned());
    let longest = chains.iter().map(|chain| chain.len()).max().unwrap_or_default();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut columns: Vec<Vec<usize>> = Vec::new();
    // Each turn moves links only towards the reader; circles among chains would move them forever.
    for _ in 0..=longest {
        columns = chains
            .iter()
            .map(|chain| {
                let mut next = 0;
                let relays = chain.iter().rev().take(chain.len().saturating_sub(1));
                relays
                    .map(|link| {
                        let place = places.entry(key(link)).or_default();
                        *place = next.max(*place);
                        next = *place + 1;
                        *place
                    })
                    .collect()
            })
            .collect();
    }
    let last = columns.iter().flatten().max().map_or(0, |place| place + 1);
    columns.iter_mut().for_each(|places| places.push(last));
    columns
}

/// The words that attribute, readable.
fn cue_words(report: &ClaimTelling, article: &Article, repairs: &[isnad_model::Repair]) -> String {
    let Cue { start, end, more } = &report.cue;
    let mut text = MarkedText::new(&article.text, Vec::new());
    text.add_repairs(repairs, |_| String::new());
    text.settle();
    let parts = std::iter::once(Span::new(*start, *end)).chain(more.iter().copied());
    parts
        .map(|span| text.readable(span))
        .filter(|words| !words.trim().is_empty())
        .collect::<Vec<_>>()
        .join(" … ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(names: &[&str]) -> Vec<ChainNode> {
        let link = |(index, name): (usize, &&str)| ChainNode {
            name: (*name).to_owned(),
            kind: if index == 0 {
                ChainKind::Publisher
            } else {
                ChainKind::Outlet
            },
            entity: Some((*name).to_owned()),
            span: None,
        };
        names.iter().enumerate().map(link).collect()
    }

    #[test]
    fn shared_links_stand_under_one_another() {
        let (one, two) = (chain(&["a", "agency", "minister"]), chain(&["b", "minister"]));
        let three = chain(&["c", "agency", "paper", "minister"]);
        assert_eq!(
            columns(&[&one, &two, &three]),
            [vec![0, 2, 3], vec![0, 3], vec![0, 1, 2, 3]]
        );
        let (round, back) = (chain(&["a", "x", "y"]), chain(&["b", "y", "x"]));
        assert!(columns(&[&round, &back]).iter().all(|places| places.is_sorted()));
    }
}
