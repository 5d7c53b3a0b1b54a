//! A small graph made by hand: three articles, a meeting told with two dates, a claim with two chains, hostile names.
#![allow(dead_code)]

use std::sync::Arc;

use isnad_graph::{Contribution, ContributionKind, KnowledgeGraph, Settings};
use isnad_model::{
    Article, ChainKind, ChainLink, ClaimReport, Config, Content, Cue, DateSpan, Entity, EntityKind,
    Localized, MeetingKind, MeetingReport, Mention, Name, NameRole, Office, Participant, PlaceName, Record,
    Relation, RelationKind, Repair, Source, Span, Stance, Status, Via,
};

/// An article whose mentions, claims and meetings are named by their words.
pub struct Draft {
    article: Article,
    record: Record,
}

impl Draft {
    pub fn new(id: &str, lang: &str, publisher: &str, date: &str, text: &str) -> Self {
        let mut article = Article::new(id, text);
        article.path = format!("articles/{id}.md");
        article.lang = lang.to_owned();
        article.publisher = (!publisher.is_empty()).then(|| publisher.to_owned());
        article.date = date.parse().ok();
        let record = Record {
            id: id.to_owned(),
            lang: lang.to_owned(),
            date: article.date,
            publisher: article.publisher.clone(),
            title: None,
            text: text.to_owned(),
            mentions: Vec::new(),
            meetings: Vec::new(),
            claims: Vec::new(),
            repairs: Vec::new(),
            credits: Vec::new(),
        };
        Self { article, record }
    }

    pub fn title(mut self, title: &str) -> Self {
        self.article.title = Some(title.to_owned());
        self.record.title = Some(title.to_owned());
        self
    }

    pub fn with(mut self, change: impl FnOnce(&mut Article)) -> Self {
        change(&mut self.article);
        self
    }

    pub fn span(&self, words: &str) -> Span {
        let at = self
            .article
            .text
            .find(words)
            .unwrap_or_else(|| panic!("{words} is not in the text"));
        let start = self.article.text[..at].chars().count() as u32;
        Span::new(start, start + words.chars().count() as u32)
    }

    pub fn mention(mut self, words: &str, kind: EntityKind, entity: Option<&str>) -> Self {
        let Span { start, end } = self.span(words);
        self.record.mentions.push(Mention {
            start,
            end,
            text: words.to_owned(),
            entity: entity.map(str::to_owned),
            name: words.to_owned(),
            kind,
            via: Via::Gazetteer,
            confidence: 0.9,
        });
        self
    }

    /// A claim: its cue, its content, and its chain after the publisher as (name, kind, mention).
    pub fn claim(
        mut self,
        cue: &str,
        content: &str,
        chain: &[(&str, ChainKind, Option<usize>)],
        stance: Stance,
    ) -> Self {
        let (cue, content) = (self.span(cue), self.span(content));
        let publisher = self.record.publisher.clone().unwrap_or_default();
        let link = |name: &str, kind, mention: Option<usize>| {
            let known = mention.and_then(|index| self.record.mentions.get(index));
            ChainLink {
                name: name.to_owned(),
                kind,
                entity: known.and_then(|it| it.entity.clone()),
                mention,
                start: known.map(|it| it.start),
                end: known.map(|it| it.end),
            }
        };
        let mut links = vec![link(&publisher, ChainKind::Publisher, None)];
        links.extend(
            chain
                .iter()
                .map(|&(name, kind, mention)| link(name, kind, mention)),
        );
        let source = chain.last().map(|&(name, _, mention)| Source {
            start: None,
            end: None,
            mention,
            name: name.to_owned(),
        });
        let inside = |mention: &Mention| content.contains(mention.span());
        let about = self
            .record
            .mentions
            .iter()
            .enumerate()
            .filter(|(_, it)| inside(it))
            .map(|(index, _)| index)
            .collect();
        self.record.claims.push(ClaimReport {
            source,
            cue: Cue {
                start: cue.start,
                end: cue.end,
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
            evidence: cue.cover(content),
            rule: "test.rule".to_owned(),
            confidence: 0.8,
        });
        self
    }

    pub fn meeting(
        mut self,
        trigger: &str,
        participants: &[usize],
        place: Option<usize>,
        date: Option<(&str, &str)>,
        status: Status,
    ) -> Self {
        let trigger = self.span(trigger);
        let name = |index: usize| self.record.mentions[index].name.clone();
        let date = date.map(|(edtf, words)| {
            let Span { start, end } = self.span(words);
            DateSpan {
                edtf: edtf.parse().expect("a date"),
                start,
                end,
            }
        });
        let meeting = MeetingReport {
            kind: MeetingKind::Meeting,
            status,
            participants: participants
                .iter()
                .map(|&index| Participant {
                    mention: Some(index),
                    name: name(index),
                })
                .collect(),
            place: place.map(|index| PlaceName {
                mention: Some(index),
                name: name(index),
            }),
            date,
            ordinal: None,
            series: None,
            trigger,
            evidence: Span::new(0, self.article.text.chars().count() as u32),
            claim: None,
            rule: "test.meet".to_owned(),
            confidence: 0.9,
        };
        self.record.meetings.push(meeting);
        self
    }

    /// A round of a series with its number.
    pub fn round(
        self,
        trigger: &str,
        participants: &[usize],
        place: usize,
        number: u32,
        series: &str,
    ) -> Self {
        let mut draft = self.meeting(trigger, participants, Some(place), None, Status::Held);
        if let Some(meeting) = draft.record.meetings.last_mut() {
            meeting.kind = MeetingKind::Round;
            meeting.ordinal = Some(number);
            meeting.series = Some(series.to_owned());
        }
        draft
    }

    pub fn repair(mut self, words: &str, repaired: &str) -> Self {
        let Span { start, end } = self.span(words);
        self.record.repairs.push(Repair {
            start,
            end,
            repaired: repaired.to_owned(),
            rule: "test.repair".to_owned(),
        });
        self
    }

    pub fn apply(self, graph: &mut KnowledgeGraph) {
        graph.apply(Contribution {
            file: format!("content/{}", self.article.path),
            kind: ContributionKind::Article {
                article: Arc::new(self.article),
                record: Arc::new(self.record),
            },
        });
    }
}

pub fn entity(id: &str, kind: EntityKind, names: &[(&str, &str)]) -> Entity {
    let name = |&(lang, text): &(&str, &str)| Name {
        text: text.to_owned(),
        lang: lang.to_owned(),
        role: NameRole::Main,
    };
    let mut entity = Entity::new(id, kind, names.iter().map(name).collect());
    entity.curated = true;
    entity
}

pub fn apply_entity(graph: &mut KnowledgeGraph, entity: Entity) {
    graph.apply(Contribution {
        file: format!("content/actors/{}.md", entity.id),
        kind: ContributionKind::Entity(Arc::new(entity)),
    });
}

/// A name that tries everything: markup, quotes, controls, an override.
pub const HOSTILE: &str = "\"><script>alert(1)</script> ' & \u{202E}x\u{2069}\u{1}";

/// The graph of the tests.
pub fn graph() -> KnowledgeGraph {
    let mut graph = KnowledgeGraph::new(Vec::new(), Settings::default());
    let mut envoy = entity(
        "samira-haddad",
        EntityKind::Person,
        &[
            ("ar", "سميرة حداد"),
            ("en", "Samira Haddad"),
            ("ru", "Самира Хаддад"),
        ],
    );
    envoy.class = Some("envoy".to_owned());
    envoy.offices.push(Office {
        title: Localized(
            [
                ("ar".to_owned(), "مبعوثة السلام".to_owned()),
                ("en".to_owned(), "Peace Envoy".to_owned()),
            ]
            .into(),
        ),
        of: Some("river-union".to_owned()),
        from: "2019-01".parse().ok(),
        until: None,
    });
    envoy.relations.push(Relation {
        kind: RelationKind::ActsFor,
        target: "river-union".to_owned(),
        from: None,
        until: None,
    });
    envoy
        .external_ids
        .insert("wikidata".to_owned(), "Q1\"><b>".to_owned());
    apply_entity(&mut graph, envoy);
    apply_entity(
        &mut graph,
        entity(
            "omar-nasr",
            EntityKind::Person,
            &[("ar", "عمر نصر"), ("en", "Omar Nasr")],
        ),
    );
    apply_entity(
        &mut graph,
        entity(
            "river-union",
            EntityKind::Organization,
            &[("ar", "اتحاد النهر"), ("en", "River Union")],
        ),
    );
    apply_entity(
        &mut graph,
        entity("doha", EntityKind::Place, &[("ar", "الدوحة"), ("en", "Doha")]),
    );
    apply_entity(
        &mut graph,
        entity("hostile", EntityKind::Person, &[("ar", HOSTILE), ("en", HOSTILE)]),
    );

    Draft::new(
        "first-report",
        "ar",
        "صوت النهر",
        "2021-07-05",
        "التقت سميرة حداد عمر نصر في الدوحة يوم الأحد.\nوقالت مصادر مطلعة لصحيفة Harbour Post (daily) إن سميرة حداد ستعود قبل انعقـ.ـاد الجلسة الأسبوع المقبل.",
    )
    .title("لقاء في الدوحة")
    .mention("سميرة حداد", EntityKind::Person, Some("samira-haddad"))
    .mention("عمر نصر", EntityKind::Person, Some("omar-nasr"))
    .mention("الدوحة", EntityKind::Place, Some("doha"))
    .mention("Harbour Post (daily)", EntityKind::Organization, None)
    .mention("مصادر مطلعة", EntityKind::Anonymous, None)
    .meeting("التقت", &[0, 1], Some(2), Some(("2021-07-04", "يوم الأحد")), Status::Held)
    .claim(
        "قالت",
        "سميرة حداد ستعود قبل انعقـ.ـاد الجلسة الأسبوع المقبل",
        &[("Harbour Post (daily)", ChainKind::Outlet, Some(3)), ("مصادر مطلعة", ChainKind::Anonymous, Some(4))],
        Stance::Predicted,
    )
    .repair("انعقـ.ـاد", "انعقاد")
    .with(|article| article.aliases = vec!["/old/first".to_owned(), "../escape".to_owned()])
    .apply(&mut graph);

    Draft::new(
        "second-report",
        "en",
        "Harbour Post",
        "2021-07-06",
        "Samira Haddad met Omar Nasr in Doha on Monday. Omar Nasr said that the border crossing will open again within ten days. It was reported that the talks may fail.",
    )
    .title("Envoys meet")
    .mention("Samira Haddad", EntityKind::Person, Some("samira-haddad"))
    .mention("Omar Nasr", EntityKind::Person, Some("omar-nasr"))
    .mention("Doha", EntityKind::Place, Some("doha"))
    .meeting("met", &[0, 1], Some(2), Some(("2021-07-05", "Monday")), Status::Held)
    .claim("said", "the border crossing will open again within ten days", &[("Omar Nasr", ChainKind::Person, Some(1))], Stance::Asserted)
    .claim("It was reported", "the talks may fail", &[("", ChainKind::Unstated, None)], Stance::Hedged)
    .apply(&mut graph);

    Draft::new(
        "third-report",
        "en",
        "River Voice",
        "2021-07-07",
        "According to Omar Nasr, the border crossing will open again within ten days, he told reporters in the hall.",
    )
    .mention("Omar Nasr", EntityKind::Person, Some("omar-nasr"))
    .claim("According to", "the border crossing will open again within ten days", &[("Omar Nasr", ChainKind::Person, Some(0))], Stance::Asserted)
    .apply(&mut graph);

    Draft::new(
        "hostile-report",
        "ar",
        HOSTILE,
        "",
        "قال <img src=x onerror=alert(2)> إن الأمر \"انتهى\" & مضى.",
    )
    .title(HOSTILE)
    .mention(
        "<img src=x onerror=alert(2)>",
        EntityKind::Person,
        Some("hostile"),
    )
    .claim(
        "قال",
        "الأمر \"انتهى\" & مضى",
        &[(HOSTILE, ChainKind::Person, Some(0))],
        Stance::Denied,
    )
    .with(|article| {
        article.authors = vec![HOSTILE.to_owned()];
        article.url = Some("javascript:alert(3)".to_owned());
        article.topics = vec![HOSTILE.to_owned(), "border".to_owned()];
    })
    .apply(&mut graph);
    graph.settle();
    graph
}

/// The configuration of the tests.
pub fn config() -> Config {
    Config {
        title: Localized(
            [
                ("ar".to_owned(), "ملف النهر".to_owned()),
                ("en".to_owned(), "The river file".to_owned()),
            ]
            .into(),
        ),
        description: Localized(
            [
                ("ar".to_owned(), "أخبار مفاوضات متخيلة.".to_owned()),
                ("en".to_owned(), "News of invented talks.".to_owned()),
            ]
            .into(),
        ),
        base_url: "https://example.org/dossier/".to_owned(),
        month_style: "levant".to_owned(),
        ..Config::default()
    }
}
