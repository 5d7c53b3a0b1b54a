//! Builds articles with their records from a few words, and dumps graphs for comparison.
#![allow(dead_code, clippy::needless_pass_by_value)]

use std::{fmt::Write, sync::Arc};

use isnad_graph::{Contribution, ContributionKind, KnowledgeGraph, NodeKind, Settings};
use isnad_model::{
    Article, ChainKind, ChainLink, ClaimReport, Content, Credit, Cue, CuratedClaim, CuratedMeeting, DateSpan,
    Entity, EntityKind, Judged, Judgement, Judgements, MeetingKind, MeetingReport, Mention, Name, NameRole,
    Participant, Passage, PlaceName, Quotation, Record, Relation, RelationKind, Source, Span, Stance, Status,
    Verdict, Via,
};

/// A draft of an article and its record. Sentences are appended to the text as facts are told.
#[derive(Clone)]
pub struct Story {
    article: Article,
    record: Record,
}

pub fn story(id: &str, publisher: &str, date: &str) -> Story {
    let mut article = Article::new(id, "");
    article.publisher = Some(publisher.to_owned());
    article.date = date.parse().ok();
    article.lang = "en".to_owned();
    let record = Record {
        id: id.to_owned(),
        lang: "en".to_owned(),
        date: article.date,
        publisher: article.publisher.clone(),
        title: None,
        text: String::new(),
        mentions: Vec::new(),
        meetings: Vec::new(),
        claims: Vec::new(),
        repairs: Vec::new(),
        credits: Vec::new(),
    };
    Story { article, record }
}

/// A meeting to be told; `told("visit", …)`.
pub struct Told {
    pub kind: MeetingKind,
    pub status: Status,
    pub participants: Vec<&'static str>,
    pub place: Option<&'static str>,
    pub date: Option<&'static str>,
    pub ordinal: Option<u32>,
    pub series: Option<&'static str>,
    pub claim: Option<usize>,
}

pub fn held(participants: &[&'static str], place: &'static str, date: &'static str) -> Told {
    Told {
        kind: MeetingKind::Meeting,
        status: Status::Held,
        participants: participants.to_vec(),
        place: Some(place).filter(|it| !it.is_empty()),
        date: Some(date).filter(|it| !it.is_empty()),
        ordinal: None,
        series: None,
        claim: None,
    }
}

pub fn round(series: &'static str, ordinal: u32, status: Status, date: &'static str) -> Told {
    Told {
        kind: MeetingKind::Round,
        status,
        ordinal: Some(ordinal).filter(|&it| it > 0),
        series: Some(series),
        ..held(&["Ruritania", "Borduria"], "", date)
    }
}

impl Story {
    /// Appends a sentence and gives its span.
    fn sentence(&mut self, words: &str) -> Span {
        let start = self.article.text.chars().count() as u32;
        self.article.text.push_str(words);
        self.article.text.push('\n');
        self.record.text.clone_from(&self.article.text);
        Span::new(start, start + words.chars().count() as u32)
    }

    pub fn text(mut self, words: &str) -> Self {
        self.sentence(words);
        self
    }

    pub fn date(mut self, date: &str) -> Self {
        self.article.date = date.parse().ok();
        self.record.date = self.article.date;
        self
    }

    pub fn title(mut self, title: &str) -> Self {
        self.article.title = Some(title.to_owned());
        self
    }

    pub fn topic(mut self, topic: &str) -> Self {
        self.article.topics.push(topic.to_owned());
        self
    }

    fn mention(&mut self, name: &str, span: Span) -> usize {
        let kind = match name {
            "Ruritania" | "Borduria" | "Syldavia" => EntityKind::State,
            "Strelsau" | "Klow" | "Zenda" => EntityKind::Place,
            "a source" | "officials" => EntityKind::Anonymous,
            _ => EntityKind::Person,
        };
        self.record.mentions.push(Mention {
            start: span.start,
            end: span.end,
            text: name.to_owned(),
            entity: None,
            name: name.to_owned(),
            kind,
            via: Via::Pattern,
            confidence: 0.9,
        });
        self.record.mentions.len() - 1
    }

    pub fn tells(mut self, told: Told) -> Self {
        let words = format!(
            "{} at {:?} on {:?}.",
            told.participants.join(" met "),
            told.place,
            told.date
        );
        let evidence = self.sentence(&words);
        let participants: Vec<Participant> = told
            .participants
            .iter()
            .map(|name| Participant {
                mention: Some(self.mention(name, evidence)),
                name: (*name).to_owned(),
            })
            .collect();
        let place = told.place.map(|name| PlaceName {
            mention: Some(self.mention(name, evidence)),
            name: name.to_owned(),
        });
        let date = told.date.map(|date| DateSpan {
            edtf: date.parse().unwrap(),
            start: 0,
            end: 1,
        });
        self.record.meetings.push(MeetingReport {
            kind: told.kind,
            status: told.status,
            participants,
            place,
            date,
            ordinal: told.ordinal,
            series: told.series.map(str::to_owned),
            trigger: evidence,
            evidence,
            claim: told.claim,
            rule: "test.meet".to_owned(),
            confidence: 0.9,
        });
        self
    }

    /// A claim by `chain`, from the outlet that is quoted to the speaker.
    pub fn says(mut self, chain: &[&str], words: &str, stance: Stance, about: &[&str]) -> Self {
        let content = self.sentence(words);
        let mut links = vec![ChainLink {
            name: self.article.publisher.clone().unwrap_or_default(),
            kind: ChainKind::Publisher,
            entity: None,
            mention: None,
            start: None,
            end: None,
        }];
        let mut last = None;
        for name in chain {
            let mention = self.mention(name, content);
            let kind = match self.record.mentions[mention].kind {
                EntityKind::Anonymous => ChainKind::Anonymous,
                _ if name.ends_with("Agency") => ChainKind::Outlet,
                _ => ChainKind::Person,
            };
            links.push(ChainLink {
                name: (*name).to_owned(),
                kind,
                entity: None,
                mention: Some(mention),
                start: None,
                end: None,
            });
            last = Some((mention, (*name).to_owned()));
        }
        let about = about.iter().map(|name| self.mention(name, content)).collect();
        self.record.claims.push(ClaimReport {
            source: last.map(|(mention, name)| Source {
                start: None,
                end: None,
                mention: Some(mention),
                name,
            }),
            cue: Cue {
                start: content.start,
                end: content.start,
                more: Vec::new(),
            },
            content: Content {
                start: content.start,
                end: content.end,
                more: Vec::new(),
            },
            chain: links,
            stance,
            direct: false,
            about,
            date: None,
            evidence: content,
            rule: "test.attr".to_owned(),
            confidence: 0.9,
        });
        self
    }

    /// A line that says that the text comes from this outlet.
    pub fn credits(mut self, outlet: &str) -> Self {
        let line = self.sentence(outlet);
        let mention = self.mention(outlet, line);
        self.record.mentions[mention].kind = EntityKind::Organization;
        self.record.credits.push(Credit {
            mention: Some(mention),
            name: outlet.to_owned(),
        });
        self
    }

    pub fn at(self, file: &str) -> Contribution {
        let kind = ContributionKind::Article {
            article: Arc::new(self.article),
            record: Arc::new(self.record),
        };
        Contribution {
            file: file.to_owned(),
            kind,
        }
    }

    pub fn contribution(self) -> Contribution {
        let file = format!("content/articles/{}.md", self.article.id);
        self.at(&file)
    }
}

pub fn names(names: &[(&str, &str)]) -> Vec<Name> {
    let name = |(lang, text): &(&str, &str)| Name {
        text: (*text).to_owned(),
        lang: (*lang).to_owned(),
        role: NameRole::Main,
    };
    names.iter().map(name).collect()
}

pub fn entity(id: &str, kind: EntityKind, main: &str) -> Entity {
    Entity::new(id, kind, names(&[("en", main)]))
}

/// An author's page of an entity.
pub fn page(id: &str, kind: EntityKind, main: &str, acts_for: Option<&str>) -> Contribution {
    let mut page = entity(id, kind, main);
    page.curated = true;
    page.relations.extend(acts_for.map(|target| Relation {
        kind: RelationKind::ActsFor,
        target: target.to_owned(),
        from: None,
        until: None,
    }));
    Contribution {
        file: format!("content/actors/{id}.md"),
        kind: ContributionKind::Entity(Arc::new(page)),
    }
}

pub fn meeting_page(
    id: &str,
    participants: &[&str],
    date: Option<&str>,
    quotes: &[(&str, &str)],
) -> Contribution {
    let page = CuratedMeeting {
        id: id.to_owned(),
        names: names(&[("en", id)]),
        kind: None,
        status: None,
        participants: participants.iter().map(|it| (*it).to_owned()).collect(),
        place: None,
        date: date.map(|date| date.parse().unwrap()),
        evidence: quotations(quotes),
        prose: Article::new(id, ""),
    };
    Contribution {
        file: format!("content/meetings/{id}.md"),
        kind: ContributionKind::Meeting(Arc::new(page)),
    }
}

pub fn claim_page(id: &str, speaker: Option<&str>, quotes: &[(&str, &str)]) -> Contribution {
    let page = CuratedClaim {
        id: id.to_owned(),
        names: names(&[("en", id)]),
        speaker: speaker.map(str::to_owned),
        evidence: quotations(quotes),
        prose: Article::new(id, ""),
    };
    Contribution {
        file: format!("content/claims/{id}.md"),
        kind: ContributionKind::Claim(Arc::new(page)),
    }
}

fn quotations(quotes: &[(&str, &str)]) -> Vec<Quotation> {
    quotes
        .iter()
        .map(|(article, quote)| Quotation {
            article: (*article).to_owned(),
            quote: (*quote).to_owned(),
        })
        .collect()
}

/// A judgement about the words `at` of articles, or about names.
pub fn judgement(verdict: Verdict, of: Judged, names: &[&str], at: &[(&str, &str)]) -> Judgement {
    let passages = at.iter().map(|(article, quote)| Passage {
        article: (*article).to_owned(),
        quote: (*quote).to_owned(),
        ..Passage::default()
    });
    Judgement {
        verdict,
        of,
        names: names.iter().map(|name| (*name).to_owned()).collect(),
        at: passages.collect(),
        correction: isnad_model::Correction::default(),
        by: Some("ns".to_owned()),
        on: None,
        why: None,
        offset: 0,
    }
}

/// A file of judgements.
pub fn judgements(file: &str, list: Vec<Judgement>) -> Contribution {
    Contribution {
        file: format!("content/judgements/{file}.toml"),
        kind: ContributionKind::Judgements(Arc::new(Judgements { list })),
    }
}

pub fn starter() -> Vec<Entity> {
    let mut klow = entity("klow", EntityKind::Place, "Klow");
    klow.relations.push(Relation {
        kind: RelationKind::LocatedIn,
        target: "syldavia".to_owned(),
        from: None,
        until: None,
    });
    vec![
        entity("ruritania", EntityKind::State, "Ruritania"),
        entity("borduria", EntityKind::State, "Borduria"),
        entity("syldavia", EntityKind::State, "Syldavia"),
        entity("strelsau", EntityKind::Place, "Strelsau"),
        klow,
    ]
}

pub fn graph(contributions: impl IntoIterator<Item = Contribution>) -> KnowledgeGraph {
    graph_with(contributions, Settings::default())
}

pub fn graph_with(
    contributions: impl IntoIterator<Item = Contribution>,
    settings: Settings,
) -> KnowledgeGraph {
    let mut graph = KnowledgeGraph::new(starter(), settings);
    contributions
        .into_iter()
        .for_each(|contribution| graph.apply(contribution));
    graph.settle();
    graph
}

/// Every node and edge, as text that is equal for equal graphs.
pub fn dump(graph: &KnowledgeGraph) -> String {
    let mut text = String::new();
    graph
        .articles()
        .for_each(|node| writeln!(text, "{node:?}").unwrap());
    graph
        .entities()
        .for_each(|node| writeln!(text, "{node:?}").unwrap());
    graph
        .meetings()
        .for_each(|node| writeln!(text, "{node:?} {:?}", graph.series_of(&node.id)).unwrap());
    graph
        .claims()
        .for_each(|node| writeln!(text, "{node:?}").unwrap());
    graph
        .topics()
        .for_each(|node| writeln!(text, "{node:?}").unwrap());
    graph.edges().for_each(|edge| writeln!(text, "{edge:?}").unwrap());
    graph
        .diagnostics()
        .iter()
        .for_each(|finding| writeln!(text, "{finding:?}").unwrap());
    NodeKind::ALL
        .iter()
        .for_each(|&kind| writeln!(text, "{kind:?} {}", graph.count(kind)).unwrap());
    text
}
