//! Resolve: which entity each mention, participant, place and chain link of one record means.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use isnad_model::{
    Article, ChainKind, ChainLink, ClaimReport, Edtf, EntityKind, MeetingReport, Mention, Record, Repair,
    Span, id, text::ScalarIndex,
};

use crate::{
    ChainNode, ClaimTelling, MeetingTelling, ids,
    judge::{self, Idle, Joint, JudgedRecord, chain_kind},
    names::{self, Names},
};

/// What articles say about an entity that nobody described.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Found {
    /// How often each kind is given.
    pub kinds: BTreeMap<EntityKind, u32>,
    /// A finer word, where the text makes it plain.
    pub class: Option<String>,
    /// How often each name is used, by language and text.
    pub names: BTreeMap<(String, String), u32>,
}

/// A claim's telling with what joining compares.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ResolvedClaim {
    pub telling: ClaimTelling,
    /// Entity of the innermost source.
    pub speaker: Option<String>,
    /// Entities named in the content.
    pub about: Vec<String>,
    /// The content, readable.
    pub text: String,
}

/// One article with every name resolved.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Resolved {
    pub article: Arc<Article>,
    pub record: Arc<Record>,
    pub publisher: Option<String>,
    pub mention_entities: Vec<Option<String>>,
    /// Spans that name an entity.
    pub spans: BTreeMap<String, Vec<Span>>,
    /// Entities that no page and no gazetteer knows.
    pub found: BTreeMap<String, Found>,
    /// Names that several known entities bear.
    pub ambiguous: BTreeSet<String>,
    /// Every entity that the article needs as a node.
    pub references: BTreeSet<String>,
    pub cites: Vec<String>,
    /// Tellings of meetings; their claims' ids are filled in when claims are joined.
    pub meetings: Vec<MeetingTelling>,
    pub claims: Vec<ResolvedClaim>,
    /// Judgements that tellings of it are, or are not, what others tell.
    pub joints: Vec<Joint>,
    /// Judgements about it that change nothing, and why.
    pub idle: Vec<Idle>,
}

/// Resolves every name of one record.
pub(crate) fn resolve(article: &Arc<Article>, judged: JudgedRecord, names: &Names) -> Resolved {
    let JudgedRecord {
        record,
        meetings: decided_meetings,
        claims: decided_claims,
        joints,
        idle,
    } = judged;
    let record = &record;
    let mut resolver = Resolver {
        names,
        article_id: &article.id,
        lang: &record.lang,
        date: article.date.as_ref(),
        anonymous: BTreeMap::new(),
        found: BTreeMap::new(),
        ambiguous: BTreeSet::new(),
        mentions: Vec::new(),
    };
    for mention in &record.mentions {
        let entity = resolver.mention(mention);
        resolver.mentions.push(entity);
    }
    let written = article.publisher.as_deref().or(record.publisher.as_deref());
    let publisher = written.and_then(|name| resolver.outlet(name));
    let index = ScalarIndex::new(&record.text);
    let mut claims: Vec<_> = record
        .claims
        .iter()
        .enumerate()
        .map(|(at, report)| resolver.claim(at, report, record, publisher.as_deref(), &index))
        .collect();
    for (claim, decided) in claims.iter_mut().zip(decided_claims) {
        claim.telling.decided = decided;
    }
    let own_voice = vec![ChainNode {
        name: written.unwrap_or_default().to_owned(),
        kind: ChainKind::Publisher,
        entity: publisher.clone(),
        span: None,
    }];
    let mut meetings: Vec<_> = record
        .meetings
        .iter()
        .enumerate()
        .map(|(at, report)| {
            let claim = report.claim.and_then(|claim| claims.get(claim));
            let chain = claim.map_or_else(|| own_voice.clone(), |claim| claim.telling.chain.clone());
            resolver.meeting(at, report, record, chain)
        })
        .collect();
    for (telling, decided) in meetings.iter_mut().zip(decided_meetings) {
        telling.decided = decided;
    }
    let Resolver {
        mentions: mention_entities,
        found,
        ambiguous,
        ..
    } = resolver;
    let (spans, references, cites) =
        occurrences(record, publisher.as_ref(), &mention_entities, &meetings, &claims);
    Resolved {
        article: Arc::clone(article),
        record: Arc::clone(record),
        publisher,
        mention_entities,
        spans,
        found,
        ambiguous,
        references,
        cites,
        meetings,
        claims,
        joints,
        idle,
    }
}

/// Spans that name an entity, by its id.
type Spans = BTreeMap<String, Vec<Span>>;

/// Where entities are named, which ones need a node, and which outlets are credited.
fn occurrences(
    record: &Record,
    publisher: Option<&String>,
    mention_entities: &[Option<String>],
    meetings: &[MeetingTelling],
    claims: &[ResolvedClaim],
) -> (Spans, BTreeSet<String>, Vec<String>) {
    let mut spans = Spans::new();
    for (mention, entity) in record.mentions.iter().zip(mention_entities) {
        if let Some(entity) = entity {
            spans.entry(entity.clone()).or_default().push(mention.span());
        }
    }
    let mut cites = BTreeSet::new();
    let mut references: BTreeSet<String> = spans.keys().chain(publisher).cloned().collect();
    for claim in claims {
        let links = claim
            .telling
            .chain
            .iter()
            .filter(|link| link.kind == ChainKind::Outlet);
        cites.extend(links.filter_map(|link| link.entity.clone()));
        references.extend(claim.telling.chain.iter().filter_map(|link| link.entity.clone()));
        references.extend(claim.about.iter().chain(&claim.speaker).cloned());
    }
    for telling in meetings {
        references.extend(telling.participants.iter().chain(&telling.place).cloned());
    }
    cites.extend(credited(record, mention_entities).cloned());
    if let Some(publisher) = publisher {
        cites.remove(publisher);
    }
    (spans, references, cites.into_iter().collect())
}

/// Entities of the outlets that an article says its text comes from.
pub(crate) fn credited<'a>(
    record: &'a Record,
    mention_entities: &'a [Option<String>],
) -> impl Iterator<Item = &'a String> {
    let mentions = record.credits.iter().filter_map(|credit| credit.mention);
    mentions.filter_map(|mention| mention_entities.get(mention)?.as_ref())
}

struct Resolver<'a> {
    names: &'a Names,
    article_id: &'a str,
    lang: &'a str,
    /// When the article was published: offices have holders by day.
    date: Option<&'a Edtf>,
    /// Unnamed sources of this article, by folded description.
    anonymous: BTreeMap<String, String>,
    found: BTreeMap<String, Found>,
    ambiguous: BTreeSet<String>,
    mentions: Vec<Option<String>>,
}

impl Resolver<'_> {
    fn mention(&mut self, mention: &Mention) -> Option<String> {
        self.entity(mention.entity.as_deref(), &mention.name, mention.kind, None)
    }

    fn outlet(&mut self, name: &str) -> Option<String> {
        self.entity(None, name, EntityKind::Organization, Some("outlet"))
    }

    /// The entity that `name` means, with the id that the record gives where it gives one.
    fn entity(
        &mut self,
        given: Option<&str>,
        name: &str,
        kind: EntityKind,
        class: Option<&str>,
    ) -> Option<String> {
        if kind == EntityKind::Anonymous {
            // Whose title is told is not unnamed: the office has a holder on that day.
            let holder = self.names.holder(name, self.date).map(str::to_owned);
            return holder.or_else(|| Some(self.unnamed(name)));
        }
        let given_known = given.filter(|id| self.names.get(id).is_some());
        if let Some(known) = given_known.and_then(|id| self.names.resolve(id, None)) {
            return Some(known.id.clone());
        }
        let apart = given.is_some_and(judge::is_apart);
        if let Some(known) = self.names.resolve(name, Some(kind)).filter(|_| !apart) {
            return Some(known.id.clone());
        }
        let name = name.trim();
        if given.is_none() && self.names.named(name).len() > 1 {
            self.ambiguous.insert(name.to_owned());
        }
        let id = match given.filter(|id| id::is_valid(id)) {
            Some(id) => id.to_owned(),
            None if names::fold(name).is_empty() => return None,
            None => found_id(self.names, kind, self.names.stand_for(name)),
        };
        self.note(&id, name, kind, class);
        Some(id)
    }

    fn unnamed(&mut self, description: &str) -> String {
        let next = self.anonymous.len() + 1;
        let id = self
            .anonymous
            .entry(names::fold(description))
            .or_insert_with(|| ids::join(&["anon", ids::shorten(self.article_id, 64), &next.to_string()]))
            .clone();
        self.note(&id, description.trim(), EntityKind::Anonymous, None);
        id
    }

    fn note(&mut self, id: &str, name: &str, kind: EntityKind, class: Option<&str>) {
        let found = self.found.entry(id.to_owned()).or_default();
        *found.kinds.entry(kind).or_default() += 1;
        if !name.is_empty() {
            *found
                .names
                .entry((self.lang.to_owned(), name.to_owned()))
                .or_default() += 1;
        }
        if found.class.is_none() {
            found.class = class.map(str::to_owned);
        }
    }

    /// A participant or place: its mention's entity, unless the record gives another name (a capital that stands for its state).
    fn role(
        &mut self,
        record: &Record,
        mention: Option<usize>,
        name: &str,
        kind: EntityKind,
    ) -> Option<String> {
        let by_mention = mention.and_then(|at| self.mentions.get(at).cloned().flatten());
        match record.mention(mention) {
            Some(named) if named.name != name => {
                let known = self.names.resolve(name, Some(kind)).map(|known| known.id.clone());
                known
                    .or(by_mention)
                    .or_else(|| self.entity(None, name, kind, None))
            }
            Some(_) => by_mention,
            None => self.entity(None, name, kind, None),
        }
    }

    fn meeting(
        &mut self,
        at: usize,
        report: &MeetingReport,
        record: &Record,
        chain: Vec<ChainNode>,
    ) -> MeetingTelling {
        let mut participants = Vec::new();
        for participant in &report.participants {
            let kind = record
                .mention(participant.mention)
                .map_or(EntityKind::State, |mention| mention.kind);
            let kind = if kind == EntityKind::Place {
                EntityKind::State
            } else {
                kind
            };
            if let Some(entity) = self.role(record, participant.mention, &participant.name, kind)
                && !participants.contains(&entity)
            {
                participants.push(entity);
            }
        }
        let place = report.place.as_ref();
        MeetingTelling {
            article: self.article_id.to_owned(),
            index: at,
            kind: report.kind,
            status: report.status,
            participants,
            place: place.and_then(|place| self.role(record, place.mention, &place.name, EntityKind::Place)),
            date: report.date.clone(),
            trigger: report.trigger,
            evidence: report.evidence,
            chain,
            claim: None,
            rule: report.rule.clone(),
            confidence: report.confidence,
            decided: None,
        }
    }

    fn claim(
        &mut self,
        at: usize,
        report: &ClaimReport,
        record: &Record,
        publisher: Option<&str>,
        text: &ScalarIndex<'_>,
    ) -> ResolvedClaim {
        let chain: Vec<_> = report
            .chain
            .iter()
            .map(|link| self.link(link, publisher))
            .collect();
        let by_mention = report.source.as_ref().and_then(|source| source.mention);
        let origin = chain.last().filter(|link| link.kind != ChainKind::Publisher);
        let speaker = by_mention
            .and_then(|at| self.mentions.get(at).cloned().flatten())
            .or_else(|| origin.and_then(|link| link.entity.clone()));
        let mut about = Vec::new();
        for entity in report
            .about
            .iter()
            .filter_map(|&at| self.mentions.get(at)?.as_ref())
        {
            if !about.contains(entity) {
                about.push(entity.clone());
            }
        }
        let content = &report.content;
        let parts =
            std::iter::once(Span::new(content.start, content.end)).chain(content.more.iter().copied());
        ResolvedClaim {
            telling: ClaimTelling {
                article: self.article_id.to_owned(),
                index: at,
                cue: report.cue.clone(),
                content: report.content.clone(),
                evidence: report.evidence,
                chain,
                stance: report.stance,
                direct: report.direct,
                said: report.date.clone(),
                rule: report.rule.clone(),
                confidence: report.confidence,
                decided: None,
            },
            speaker,
            about,
            text: readable(text, parts, &record.repairs),
        }
    }

    fn link(&mut self, link: &ChainLink, publisher: Option<&str>) -> ChainNode {
        let by_mention = link
            .mention
            .and_then(|at| self.mentions.get(at).cloned().flatten());
        let entity = match link.kind {
            ChainKind::Publisher => publisher.map(str::to_owned),
            ChainKind::Unstated | ChainKind::Document if link.entity.is_none() => by_mention,
            kind => by_mention.or_else(|| {
                let class = (kind == ChainKind::Outlet).then_some("outlet");
                self.entity(link.entity.as_deref(), &link.name, entity_kind(kind), class)
            }),
        };
        let known = entity.as_deref().and_then(|id| self.names.get(id));
        let kind = match (link.kind, known) {
            (ChainKind::Anonymous, Some(holder)) => chain_kind(holder.kind),
            (kind, _) => kind,
        };
        let span = link.start.zip(link.end).map(|(start, end)| Span::new(start, end));
        ChainNode {
            name: link.name.clone(),
            kind,
            entity,
            span,
        }
    }
}

fn entity_kind(kind: ChainKind) -> EntityKind {
    match kind {
        ChainKind::Anonymous => EntityKind::Anonymous,
        ChainKind::Person => EntityKind::Person,
        ChainKind::State => EntityKind::State,
        ChainKind::Group => EntityKind::Group,
        ChainKind::Publisher
        | ChainKind::Outlet
        | ChainKind::Organization
        | ChainKind::Document
        | ChainKind::Unstated => EntityKind::Organization,
    }
}

/// The id of a name that nobody described: from the name alone, so that no other file moves it.
pub(crate) fn found_id(names: &Names, kind: EntityKind, name: &str) -> String {
    let derived = id::derive(kind.as_str(), name);
    if names.get(&derived).is_none() && id::is_valid(&derived) {
        return derived;
    }
    format!("{}-{:08x}", kind.as_str(), id::fingerprint(&names::fold(name)))
}

/// The words of `parts` with broken-up words mended and quotation marks at the ends left out.
pub(crate) fn readable(
    text: &ScalarIndex<'_>,
    parts: impl Iterator<Item = Span>,
    repairs: &[Repair],
) -> String {
    let mut words = String::new();
    for part in parts {
        if !words.is_empty() {
            words.push(' ');
        }
        let mut at = part.start;
        for repair in repairs
            .iter()
            .filter(|repair| repair.start >= part.start && repair.end <= part.end)
        {
            if repair.start >= at {
                words.push_str(text.slice(Span::new(at, repair.start)));
                words.push_str(&repair.repaired);
                at = repair.end;
            }
        }
        words.push_str(text.slice(Span::new(at, part.end)));
    }
    let edge = |letter: char| letter.is_whitespace() || "\"'«»“”„‟‘’‹›،,؛;:.".contains(letter);
    words
        .trim_matches(edge)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
