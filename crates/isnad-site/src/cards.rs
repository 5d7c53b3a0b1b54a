//! Cards: articles, meetings and claims as rows of lists, each fact with the glyph of its chain.

use std::borrow::Cow;

use isnad_graph::node::{
    Anchor, ArticleNode, ChainNode, Claim, ClaimTelling, Decided, Meeting, MeetingTelling, Support,
};
use isnad_model::{ChainKind, Publish, Span, Stance, Verdict};

use crate::{
    marks::{Mark, MarkedText, View},
    phrase::{Phrase, direction},
    reader::{Reader, kind_class, shorten},
    view::parts::{ArticleCard, Chip, ClaimCard, Glyph, Link, MeetingCard, Quote},
};

/// Longest claim in a list, in scalar values; its page has all of it.
const CLAIM_LENGTH: usize = 240;
/// Most participants that a card names.
const CARD_CHIPS: usize = 6;

/// Whether a link of a chain is unnamed or hidden.
pub fn is_hollow(kind: ChainKind) -> bool {
    matches!(kind, ChainKind::Anonymous | ChainKind::Unstated)
}

/// A claim's chain with the source that its text hides: the gap is drawn, never dropped.
pub fn whole_chain(chain: &[ChainNode]) -> Cow<'_, [ChainNode]> {
    match chain {
        [publisher] => {
            let hidden = ChainNode {
                name: String::new(),
                kind: ChainKind::Unstated,
                entity: None,
                span: None,
            };
            Cow::Owned(vec![publisher.clone(), hidden])
        }
        chain => Cow::Borrowed(chain),
    }
}

impl Reader<'_> {
    /// What somebody decided about a telling, with who, when and why; empty where nobody did.
    pub fn checked(&self, decided: Option<&Decided>) -> Phrase {
        let Some(decided) = decided else {
            return Phrase::default();
        };
        let key = match decided.verdict {
            Verdict::Correct => "claim.corrected",
            _ => "claim.checked",
        };
        let done = match &decided.by {
            Some(who) => self.fill(&format!("{key}_by"), &[("who", Phrase::data(who, ""))]),
            None => self.say(key),
        };
        let when = decided.on.as_ref().map(|day| self.calendar().date(day));
        let why = decided.why.as_ref().map(|why| Phrase::data(why, ""));
        let parts = std::iter::once(done).chain(when).chain(why);
        Phrase::join(parts, &self.say("list.dot").bare())
    }

    /// An article as a row.
    pub fn article_card(&self, node: &ArticleNode) -> ArticleCard {
        let article = &node.article;
        let counts = [
            ("count.claims", node.claims.len()),
            ("count.meetings", node.meetings.len()),
        ];
        let counts = counts
            .into_iter()
            .filter(|(_, number)| *number > 0)
            .map(|(key, number)| self.count(key, number));
        let copy = match &node.copy_of {
            Some(copy) => match self.graph.article(&copy.article) {
                Some(original) => {
                    self.fill("article.copy_of", &[("publisher", self.publisher_name(original))])
                }
                None => Phrase::default(),
            },
            None => Phrase::default(),
        };
        ArticleCard {
            id: article.id.clone(),
            title: self.article_title(article),
            href: self.article_href(&article.id),
            publisher: self.publisher(node),
            date: article
                .date
                .as_ref()
                .map_or_else(|| self.say("article.no_date"), |date| self.calendar().date(date)),
            note: Phrase::join(counts, self.catalogue.get("list.dot")),
            language: self.language_note(&article.lang),
            copy,
        }
    }

    /// Publisher's name without a link.
    pub fn publisher_name(&self, node: &ArticleNode) -> Phrase {
        match (&node.publisher, &node.article.publisher) {
            (Some(id), _) => self.name(id),
            (None, Some(name)) => Phrase::data(name.trim(), &node.article.lang),
            (None, None) => self.say("article.no_publisher"),
        }
    }

    /// A link of a chain in words, linked to its page where it has one.
    pub fn chain_name(&self, link: &ChainNode, lang: &str) -> Phrase {
        match (&link.entity, link.kind) {
            (_, ChainKind::Unstated) => self.say("chain.unstated"),
            (Some(id), _) if self.graph.entity(id).is_some() => self.entity_link(id),
            _ if link.name.trim().is_empty() => self.say("chain.unstated"),
            _ => Phrase::data(link.name.trim(), lang),
        }
    }

    /// A link of a chain as a chip.
    pub fn chain_chip(&self, link: &ChainNode, lang: &str) -> Chip {
        let known = link
            .entity
            .as_deref()
            .filter(|id| self.graph.entity(id).is_some());
        let mut chip = known.map_or_else(Chip::default, |id| self.chip(id));
        if known.is_none() {
            chip.label = self.chain_name(link, lang);
        }
        if is_hollow(link.kind) {
            chip.class = "k-anon";
            chip.icon = "anon";
        } else if chip.icon.is_empty() {
            (chip.class, chip.icon) = match link.kind {
                ChainKind::Publisher | ChainKind::Outlet => ("k-org", "news"),
                ChainKind::Person => ("k-actor", "person"),
                ChainKind::State => ("k-org", "state"),
                ChainKind::Group => ("k-actor", "group"),
                ChainKind::Document => ("k-article", "article"),
                _ => ("k-org", "org"),
            };
        }
        chip
    }

    /// The glyph of a chain, which opens `href`.
    pub fn glyph(&self, chain: &[ChainNode], href: String) -> Glyph {
        let links = chain
            .iter()
            .rev()
            .map(|link| Link {
                class: if is_hollow(link.kind) { "o" } else { "n" },
            })
            .collect();
        Glyph {
            links,
            href,
            label: self.chain_note(chain).plain(),
        }
    }

    /// "3 links, one unnamed source".
    pub fn chain_note(&self, chain: &[ChainNode]) -> Phrase {
        let hollow = |kind: ChainKind| chain.iter().filter(|link| link.kind == kind).count();
        let mut notes = vec![self.count("count.links", chain.len())];
        match hollow(ChainKind::Anonymous) {
            0 => {}
            number => notes.push(self.count("count.unnamed", number)),
        }
        if hollow(ChainKind::Unstated) > 0 {
            notes.push(self.say("chain.hidden"));
        }
        Phrase::join(notes, self.catalogue.get("list.dot"))
    }

    /// "3 reports in 2 outlets, from 1 origin and 1 first-hand source"; of a single report that it is one.
    pub fn support(&self, support: &Support) -> Phrase {
        let reports = self.count("count.reports", support.reports);
        if support.reports < 2 {
            return reports;
        }
        self.fill(
            "claim.support",
            &[
                ("reports", reports),
                ("outlets", self.count("count.in_outlets", support.outlets)),
                ("origins", self.count("count.from_origins", support.origins.len())),
                ("sources", self.count("count.first_hand", support.first_hand)),
            ],
        )
    }

    /// A claim as a row.
    pub fn claim_card(&self, claim: &Claim) -> ClaimCard {
        let first = claim.reports.first();
        let chain = first.map(|report| whole_chain(&report.chain)).unwrap_or_default();
        let chain = chain.as_ref();
        let href = self.claim_href(claim);
        let mut notes = Vec::new();
        notes.push(if chain.is_empty() {
            self.say("claim.curated")
        } else {
            self.chain_note(chain)
        });
        if claim.reports.len() > 1 {
            notes.push(self.count("count.reports", claim.support.reports));
            notes.push(self.grade(&claim.support));
        }
        if !claim.contradicts.is_empty() {
            notes.push(self.say("claim.contradicted"));
        }
        let lang = claim.lang.as_str();
        ClaimCard {
            id: claim.id.clone(),
            text: self.claim_text(claim, CLAIM_LENGTH),
            glyph: self.glyph(chain, href.clone()),
            href,
            names: chain
                .iter()
                .rev()
                .map(|link| self.chain_chip(link, lang))
                .collect(),
            stance: (claim.stance != Stance::Asserted).then(|| self.stance_tag(claim.stance)),
            speaker: claim
                .speaker
                .as_deref()
                .map_or_else(|| self.say("chain.unstated"), |id| self.entity_link(id)),
            when: first.map_or_else(Phrase::default, |report| self.claim_when(report)),
            note: Phrase::join(notes, self.catalogue.get("list.dot")),
            language: self.language_note(lang),
        }
    }

    /// What a claim says, cut to `length`; the title of its page where no report gives its words.
    pub fn claim_text(&self, claim: &Claim, length: usize) -> Phrase {
        let title = claim
            .curated
            .as_deref()
            .and_then(|page| self.best_name(&page.names));
        match title {
            Some(name) if claim.text.trim().is_empty() => Phrase::data(&name.text, &name.lang),
            _ => Phrase::data(shorten(&claim.text, length), &claim.lang),
        }
    }

    /// The words that an author's page rests on, where no report of an article shows them already.
    pub fn curated_quotes(&self, evidence: &[Anchor], shown: &[&str], anchor: &str) -> Vec<Quote> {
        let hidden = evidence.iter().filter(|it| !shown.contains(&it.article.as_str()));
        hidden
            .filter_map(|it| self.quote(&it.article, it.span, &[it.span], anchor))
            .collect()
    }

    /// When a telling says that it was said, else when it was published.
    pub fn claim_when(&self, report: &ClaimTelling) -> Phrase {
        if let Some(said) = &report.said {
            return self.fill("claim.said_on", &[("date", self.calendar().date(&said.edtf))]);
        }
        let published = self
            .graph
            .article(&report.article)
            .and_then(|node| node.article.date);
        published.map_or_else(
            || self.say("claim.undated"),
            |date| self.fill("claim.published_on", &[("date", self.calendar().date(&date))]),
        )
    }

    /// A meeting as a row.
    pub fn meeting_card(&self, meeting: &Meeting) -> MeetingCard {
        let mut chips: Vec<Chip> = meeting
            .participants
            .iter()
            .take(CARD_CHIPS)
            .map(|attendee| self.chip(&attendee.entity))
            .collect();
        chips.extend(meeting.places.iter().map(|place| self.chip(&place.value)));
        let glyph = meeting
            .reports
            .first()
            .map(|report| self.glyph(&report.chain, self.meeting_telling_href(meeting, report)));
        MeetingCard {
            id: meeting.id.clone(),
            title: self.meeting_title(meeting),
            href: self.meeting_href(&meeting.id),
            when: self.meeting_when(meeting),
            chips,
            status: self.meeting_status(meeting),
            kind: self.say(&format!("meeting.kind.{}", meeting.kind.as_str())),
            glyph,
            note: self.meeting_note(meeting),
            disputed: if is_disputed(meeting) {
                self.say("meeting.disputed")
            } else {
                Phrase::default()
            },
        }
    }

    /// "3 reports · two independent"; of a single report that it is one.
    fn meeting_note(&self, meeting: &Meeting) -> Phrase {
        let reports = self.count("count.reports", meeting.support.reports);
        match meeting.support.reports {
            0 => self.say("meeting.curated"),
            1 => reports,
            _ => Phrase::join(
                [reports, self.meeting_grade(meeting)],
                self.catalogue.get("list.dot"),
            ),
        }
    }

    /// Where the words of a meeting's telling are: the claim that tells it, else the mark in the article.
    pub fn meeting_telling_href(&self, meeting: &Meeting, report: &MeetingTelling) -> String {
        match report.claim.as_deref().and_then(|id| self.graph.claim(id)) {
            Some(claim) => self.claim_href(claim),
            None => self.href(&format!("articles/{}/#m-{}", report.article, meeting.id)),
        }
    }

    /// The words of an article around `evidence`, with `marked` lit.
    pub fn quote(&self, article: &str, evidence: Span, marked: &[Span], anchor: &str) -> Option<Quote> {
        let node = self.graph.article(article)?;
        let article = &node.article;
        let mut html = String::new();
        if self.policy(article) != Publish::Metadata {
            let mut text = MarkedText::new(&article.text, Vec::new());
            for &span in marked {
                text.add(
                    Mark::Claim {
                        anchor: anchor.to_owned(),
                    },
                    span,
                );
            }
            self.add_names(node, &mut text);
            text.add_repairs(&node.record.repairs, |original| {
                self.repair_title(original, &article.lang)
            });
            text.settle();
            let widest = marked.iter().fold(evidence, |widest, &span| {
                if span.is_empty() {
                    widest
                } else {
                    widest.cover(span)
                }
            });
            text.writer(View::Quoted).write(widest, &mut html);
        }
        Some(Quote {
            html,
            lang: article.lang.clone(),
            dir: direction(&article.lang),
            article: self.article_card(node),
            href: format!("{}#{anchor}", self.article_href(&article.id)),
        })
    }

    /// Links every name of an article to its page.
    pub fn add_names(&self, node: &ArticleNode, text: &mut MarkedText<'_>) {
        for (mention, entity) in node.record.mentions.iter().zip(&node.mention_entities) {
            let Some(entity) = entity.as_deref().and_then(|id| self.graph.entity(id)) else {
                continue;
            };
            let Some(href) = self.entity_href(&entity.entity.id) else {
                continue;
            };
            let class = kind_class(entity.entity.kind);
            text.add(Mark::Name { href, class }, mention.span());
        }
    }

    /// What a repaired word tells of itself.
    pub fn repair_title(&self, original: &str, lang: &str) -> String {
        self.fill(
            "article.repaired_from",
            &[("original", Phrase::data(original, lang))],
        )
        .plain()
        .as_str()
        .to_owned()
    }
}

/// Whether the tellings of a meeting disagree on a fact.
pub fn is_disputed(meeting: &Meeting) -> bool {
    !meeting.disputes.is_empty()
}
