//! Build: the node of an article, entity, meeting, claim or topic from what was joined.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use isnad_model::{Article, Entity, EntityKind, Name, NameRole, Stance, Topic, id};

use crate::{
    ArticleNode, Attendee, Claim, ClaimTelling, ContributionKind, CopyOf, EntityNode, Join, KnowledgeGraph,
    Meeting, MeetingStatus, MeetingTelling, NodeKind, NodeRef, Reading, TopicNode,
    cluster::{Cluster, ItemKey},
    copies::{published, shared_passages},
    disputes, names, naming,
    network::Node,
    status::History,
    support,
    time::Window,
    words,
};

impl KnowledgeGraph {
    pub(crate) fn build_article(&self, id: &str) -> Option<Node> {
        let resolved = self.resolved.get(id)?;
        let item = |index| ItemKey::Report(id.to_owned(), index);
        let meetings = (0..resolved.meetings.len()).filter_map(|index| self.meeting_ids.id_of(&item(index)));
        let claims = (0..resolved.claims.len()).filter_map(|index| self.claim_ids.id_of(&item(index)));
        Some(Node::Article(ArticleNode {
            article: Arc::clone(&resolved.article),
            record: Arc::clone(&resolved.record),
            publisher: resolved.publisher.clone(),
            mention_entities: resolved.mention_entities.clone(),
            meetings: meetings.map(str::to_owned).collect(),
            claims: claims.map(str::to_owned).collect(),
            topics: self.topics_of(&resolved.article),
            copy_of: self.copy_of(&resolved.article),
            cites: resolved.cites.clone(),
        }))
    }

    fn copy_of(&self, article: &Article) -> Option<CopyOf> {
        let (id, containment) = self.copies.original(&article.id)?;
        let original = self.resolved.get(id)?;
        Some(CopyOf {
            article: id.to_owned(),
            containment,
            passages: shared_passages(article, &original.article),
        })
    }

    pub(crate) fn build_entity(&self, id: &str) -> Option<Node> {
        let articles = self.occurrences.get(id);
        if articles.is_none() && !self.page_references.contains(id) {
            return None;
        }
        let readings = || {
            articles
                .into_iter()
                .flatten()
                .filter_map(|article| self.resolved.get_key_value(article))
        };
        let entity = match self.names.get(id) {
            Some(known) => Arc::clone(known),
            None => Arc::new(found_entity(
                id,
                readings().filter_map(|(_, resolved)| resolved.found.get(id)),
            )?),
        };
        let mentions = readings()
            .filter_map(|(article, resolved)| Some((article.clone(), resolved.spans.get(id)?.clone())))
            .collect();
        let unnamed = entity.kind == EntityKind::Anonymous;
        let article = readings()
            .next()
            .filter(|_| unnamed)
            .map(|(article, _)| article.clone());
        Some(Node::Entity(EntityNode {
            entity,
            mentions,
            article,
        }))
    }

    pub(crate) fn build_meeting(&self, cluster: &ItemKey) -> Option<Node> {
        let (cluster, id) = self.meeting_ids.get(cluster)?;
        let told = naming::reports(self, cluster);
        let reports: Vec<MeetingTelling> = told
            .iter()
            .map(|(_, resolved, index)| {
                let mut telling = resolved.meetings[*index].clone();
                let claim = resolved
                    .record
                    .meetings
                    .get(*index)
                    .and_then(|report| report.claim);
                let item = claim.map(|claim| ItemKey::Report(telling.article.clone(), claim));
                telling.claim = item
                    .and_then(|item| self.claim_ids.id_of(&item))
                    .map(str::to_owned);
                telling
            })
            .collect();
        let curated = naming::page_of(cluster).and_then(|page| {
            match self.holder(&NodeRef::new(NodeKind::Meeting, page)) {
                Some(ContributionKind::Meeting(page)) => Some(Arc::clone(page)),
                _ => None,
            }
        });
        let known = |name: &String| self.names.resolve(name, None).map(|it| it.id.clone());
        let records = told
            .iter()
            .filter_map(|(_, resolved, index)| resolved.record.meetings.get(*index));
        let curated_place = curated
            .as_ref()
            .and_then(|page| page.place.as_ref())
            .and_then(known);
        let kinds = readings(reports.iter().map(|report| Some(report.kind)));
        let mut statuses = readings(reports.iter().map(|report| Some(report.status)));
        statuses.sort_by_key(|reading| reading.reports.first().copied());
        let chosen_kind = curated
            .as_ref()
            .and_then(|page| page.kind)
            .or_else(|| kinds.first().map(|it| it.value));
        let history = History::of(&reports, |report| {
            self.resolved.get(&report.article)?.article.date
        });
        let mut places = readings(reports.iter().map(|report| report.place.clone()));
        if let Some(place) = curated_place {
            lead_with(&mut places, place);
        }
        let mut dates = readings(
            reports
                .iter()
                .map(|report| report.date.as_ref().map(|date| date.edtf)),
        );
        dates.sort_by_key(|reading| reading.reports.iter().all(|&at| at < history.redated));
        let listed = curated
            .iter()
            .flat_map(|page| page.participants.iter().filter_map(known))
            .collect();
        Some(Node::Meeting(Meeting {
            id: id.to_owned(),
            kind: chosen_kind.unwrap_or(isnad_model::MeetingKind::Meeting),
            status: curated
                .as_ref()
                .and_then(|page| page.status)
                .map(MeetingStatus::from)
                .or_else(|| history.latest())
                .unwrap_or(MeetingStatus::Held),
            history: history.steps,
            statuses,
            participants: attendees(&reports, listed),
            places,
            dates,
            disputes: disputes::of_meeting(&reports, &self.published(&reports), &self.names),
            ordinal: readings(records.clone().map(|report| report.ordinal))
                .first()
                .map(|it| it.value),
            series: readings(records.map(|report| report.series.clone()))
                .first()
                .map(|it| it.value.clone()),
            topics: self.topics_of_reports(reports.iter().map(|report| report.article.as_str())),
            support: support::of_meeting(self, &reports),
            evidence: self.evidence_of(NodeKind::Meeting, cluster),
            joins: joins(
                cluster,
                &reports
                    .iter()
                    .map(|it| (it.article.as_str(), it.index))
                    .collect::<Vec<_>>(),
            ),
            reports,
            curated,
        }))
    }

    pub(crate) fn build_claim(&self, cluster: &ItemKey) -> Option<Node> {
        let (cluster, id) = self.claim_ids.get(cluster)?;
        let told = naming::reports(self, cluster);
        let claims: Vec<_> = told
            .iter()
            .map(|(_, resolved, index)| &resolved.claims[*index])
            .collect();
        let reports: Vec<ClaimTelling> = claims.iter().map(|claim| claim.telling.clone()).collect();
        let curated = naming::page_of(cluster).and_then(|page| {
            match self.holder(&NodeRef::new(NodeKind::Claim, page)) {
                Some(ContributionKind::Claim(page)) => Some(Arc::clone(page)),
                _ => None,
            }
        });
        let speaker_of_page = curated
            .as_ref()
            .and_then(|page| self.names.resolve(page.speaker.as_ref()?, None));
        let named = told.iter().zip(&claims).find_map(|((_, resolved, _), claim)| {
            claim
                .speaker
                .as_ref()
                .filter(|speaker| !naming::is_unnamed(resolved, speaker))
        });
        let any = claims.iter().find_map(|claim| claim.speaker.as_ref());
        let numbers: Vec<BTreeSet<String>> = told
            .iter()
            .zip(&claims)
            .map(|((_, resolved, _), claim)| words::numbers(&claim.text, &resolved.record.lang))
            .collect();
        let mut meetings = BTreeSet::new();
        for report in &reports {
            meetings.extend(self.meetings_within(&report.article, report.index));
        }
        let mut about: Vec<String> = Vec::new();
        for entity in claims.iter().flat_map(|claim| &claim.about) {
            if !about.contains(entity) {
                about.push(entity.clone());
            }
        }
        Some(Node::Claim(Claim {
            id: id.to_owned(),
            speaker: speaker_of_page
                .map(|known| known.id.clone())
                .or_else(|| named.or(any).cloned()),
            text: claims.first().map(|claim| claim.text.clone()).unwrap_or_default(),
            lang: told
                .first()
                .map(|(_, resolved, _)| resolved.record.lang.clone())
                .unwrap_or_default(),
            stance: reports.first().map_or(Stance::Asserted, |report| report.stance),
            direct: reports.iter().any(|report| report.direct),
            about,
            meetings: meetings.into_iter().collect(),
            topics: self.topics_of_reports(reports.iter().map(|report| report.article.as_str())),
            disputes: disputes::of_claim(&numbers),
            contradicts: self.contradictions_of(cluster),
            support: support::of_claim(self, &reports),
            evidence: self.evidence_of(NodeKind::Claim, cluster),
            joins: joins(
                cluster,
                &reports
                    .iter()
                    .map(|it| (it.article.as_str(), it.index))
                    .collect::<Vec<_>>(),
            ),
            reports,
            curated,
        }))
    }

    /// The days on which reports were published.
    fn published(&self, reports: &[MeetingTelling]) -> Vec<Option<Window>> {
        let day = |report: &MeetingTelling| {
            let article = &self.resolved.get(&report.article)?.article;
            article.date.as_ref().map(Window::of)
        };
        reports.iter().map(day).collect()
    }

    /// Ids of the joined meetings that a claim's report tells.
    fn meetings_within(&self, article: &str, claim: usize) -> impl Iterator<Item = String> {
        let records = self
            .resolved
            .get(article)
            .map(|resolved| &resolved.record.meetings);
        let told = records
            .into_iter()
            .flatten()
            .enumerate()
            .filter(move |(_, report)| report.claim == Some(claim));
        told.filter_map(|(index, _)| {
            self.meeting_ids
                .id_of(&ItemKey::Report(article.to_owned(), index))
                .map(str::to_owned)
        })
    }

    fn evidence_of(&self, kind: NodeKind, cluster: &Cluster) -> Vec<crate::Anchor> {
        let page = naming::page_of(cluster).map(|page| NodeRef::new(kind, page));
        page.and_then(|page| self.anchors.get(&page))
            .map(|anchors| anchors.found.clone())
            .unwrap_or_default()
    }

    /// Ids of the topics that an article's words name.
    pub(crate) fn topics_of(&self, article: &Article) -> Vec<String> {
        let mut topics = Vec::new();
        for word in &article.topics {
            let topic = self.topic_named(word);
            if !topics.contains(&topic) {
                topics.push(topic);
            }
        }
        topics
    }

    fn topic_named(&self, word: &str) -> String {
        let word = word.trim();
        if self.claimants.contains_key(&NodeRef::new(NodeKind::Topic, word)) {
            return word.to_owned();
        }
        let key = names::fold(word);
        let named = self.claimed(NodeKind::Topic).find(|(_, page)| match page {
            ContributionKind::Topic(topic) => topic.names.iter().any(|name| names::fold(&name.text) == key),
            _ => false,
        });
        named.map_or_else(|| id::derive("topic", word), |(node, _)| node.id.clone())
    }

    fn topics_of_reports<'a>(&self, articles: impl Iterator<Item = &'a str>) -> Vec<String> {
        let topics: BTreeSet<String> = articles
            .filter_map(|id| self.resolved.get(id))
            .flat_map(|it| self.topics_of(&it.article))
            .collect();
        topics.into_iter().collect()
    }

    pub(crate) fn build_topic(&self, id: &str) -> Option<Node> {
        let held = self
            .topic_articles
            .get(id)
            .filter(|articles| !articles.is_empty());
        let mut articles: Vec<String> = held.into_iter().flatten().cloned().collect();
        articles.sort_by_cached_key(|article| self.resolved.get(article).map(|it| published(&it.article)));
        let topic = match self.holder(&NodeRef::new(NodeKind::Topic, id)) {
            Some(ContributionKind::Topic(topic)) => Arc::clone(topic),
            _ => {
                // The first article's word for it, by date.
                let first = articles
                    .iter()
                    .filter_map(|article| self.resolved.get(article))
                    .find_map(|it| {
                        let word = it
                            .article
                            .topics
                            .iter()
                            .find(|word| self.topic_named(word) == id)?;
                        Some((word.trim().to_owned(), it.article.lang.clone()))
                    });
                let (text, lang) = first?;
                let names = vec![Name {
                    text,
                    lang,
                    role: NameRole::Main,
                }];
                Arc::new(Topic {
                    id: id.to_owned(),
                    names,
                    prose: None,
                })
            }
        };
        articles.sort();
        Some(Node::Topic(TopicNode { topic, articles }))
    }
}

/// An entity that only articles name: the most used name of each language is its main name.
fn found_entity<'a>(id: &str, found: impl Iterator<Item = &'a crate::resolve::Found>) -> Option<Entity> {
    let mut kinds: BTreeMap<EntityKind, u32> = BTreeMap::new();
    let mut uses: BTreeMap<&str, BTreeMap<&str, u32>> = BTreeMap::new();
    let mut class = None;
    for it in found {
        for (kind, count) in &it.kinds {
            *kinds.entry(*kind).or_default() += count;
        }
        for ((lang, text), count) in &it.names {
            *uses.entry(lang).or_default().entry(text).or_default() += count;
        }
        class = class.max(it.class.clone());
    }
    let (&kind, _) = kinds
        .iter()
        .max_by_key(|(kind, count)| (**count, std::cmp::Reverse(**kind)))?;
    let (mut mains, mut aliases) = (Vec::new(), Vec::new());
    for (lang, texts) in uses {
        let mut texts: Vec<(&str, u32)> = texts.into_iter().collect();
        texts.sort_by_key(|&(text, count)| (std::cmp::Reverse(count), text.to_owned()));
        for (at, (text, _)) in texts.into_iter().enumerate() {
            let role = if at == 0 { NameRole::Main } else { NameRole::Alias };
            let name = Name {
                text: text.to_owned(),
                lang: lang.to_owned(),
                role,
            };
            if at == 0 {
                mains.push(name);
            } else {
                aliases.push(name);
            }
        }
    }
    mains.append(&mut aliases);
    let mut entity = Entity::new(id, kind, mains);
    entity.class = class;
    Some(entity)
}

/// Different values with the reports that give them: most told first, then the earliest told.
fn readings<T: Clone + PartialEq>(values: impl Iterator<Item = Option<T>>) -> Vec<Reading<T>> {
    let mut readings: Vec<Reading<T>> = Vec::new();
    for (report, value) in values.enumerate() {
        let Some(value) = value else { continue };
        match readings.iter_mut().find(|reading| reading.value == value) {
            Some(reading) => reading.reports.push(report),
            None => readings.push(Reading {
                value,
                reports: vec![report],
            }),
        }
    }
    readings.sort_by_key(|reading| {
        (
            std::cmp::Reverse(reading.reports.len()),
            reading.reports.first().copied(),
        )
    });
    readings
}

/// What an author's page says comes first, told by reports or not.
fn lead_with<T: PartialEq>(readings: &mut Vec<Reading<T>>, value: T) {
    let at = readings.iter().position(|reading| reading.value == value);
    let reading = at.map_or(
        Reading {
            value,
            reports: Vec::new(),
        },
        |at| readings.remove(at),
    );
    readings.insert(0, reading);
}

/// Participants by how many reports name them, then by id; those of an author's page first, in its order.
fn attendees(reports: &[MeetingTelling], listed: Vec<String>) -> Vec<Attendee> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for report in reports {
        for entity in &report.participants {
            *counts.entry(entity.clone()).or_default() += 1;
        }
    }
    let mut attendees: Vec<Attendee> = Vec::new();
    for entity in listed {
        if attendees.iter().all(|attendee| attendee.entity != entity) {
            let reports = counts.remove(&entity).unwrap_or(0);
            attendees.push(Attendee { entity, reports });
        }
    }
    let mut others: Vec<Attendee> = counts
        .into_iter()
        .map(|(entity, reports)| Attendee { entity, reports })
        .collect();
    others.sort_by(|a, b| b.reports.cmp(&a.reports).then_with(|| a.entity.cmp(&b.entity)));
    attendees.append(&mut others);
    attendees
}

/// The cluster's bonds by index of report.
fn joins(cluster: &Cluster, reports: &[(&str, usize)]) -> Vec<Join> {
    let index = |item: &ItemKey| match item {
        ItemKey::Report(article, at) => reports
            .iter()
            .position(|&(id, index)| id == article && index == *at),
        ItemKey::Page(_) => None,
    };
    let mut joins: Vec<Join> = cluster
        .bonds
        .iter()
        .map(|(left, right, rule)| {
            let (left, right) = (index(left), index(right));
            Join {
                left: left.min(right),
                right: left.max(right),
                rule,
            }
        })
        .collect();
    joins.sort();
    joins
}
