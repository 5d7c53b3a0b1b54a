//! Settle: from the ids whose contributions changed to the nodes and edges that change with them.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use isnad_model::{Edtf, LinkKind};

use crate::{
    Changes, ContributionKind, KnowledgeGraph, NodeKind, NodeRef,
    claims::ClaimItem,
    cluster::{Cluster, ItemKey},
    copies::published,
    identity::{Naming, Renamed},
    meetings::{MeetingItem, Told},
    names::Names,
    resolve,
    time::Window,
};

/// What one settling has to look at again.
#[derive(Default)]
struct Stale {
    /// Articles whose own reading changed.
    read: BTreeSet<String>,
    /// Articles whose reports are joined again.
    joined: BTreeSet<String>,
    /// Articles whose node is built again.
    articles: BTreeSet<String>,
    entities: BTreeSet<String>,
    topics: BTreeSet<String>,
    /// Meetings and claims that existed before under these ids.
    former: BTreeSet<NodeRef>,
    meetings: BTreeSet<ItemKey>,
    claims: BTreeSet<ItemKey>,
}

impl KnowledgeGraph {
    /// Joins again what the noted changes touch, and says which nodes changed.
    pub fn settle(&mut self) -> Changes {
        let pending = std::mem::take(&mut self.pending);
        let names_judged = std::mem::take(&mut self.names_judged);
        if pending.is_empty() && !names_judged {
            return Changes::default();
        }
        let of = |kind| pending.iter().filter(move |node| node.kind == kind);
        let names_changed = !self.refresh_names(of(NodeKind::Entity)) || names_judged;
        let pages_changed = pending.iter().any(|node| node.kind != NodeKind::Article);
        let mut stale = Stale::default();
        if names_changed {
            self.index_names();
            stale.joined.extend(self.resolved.keys().cloned());
        }
        self.read_articles(
            of(NodeKind::Article).map(|node| node.id.clone()).collect(),
            names_changed,
            &mut stale,
        );
        // Days before months and years: a date that can lie anywhere in a year is no late one.
        let days = self.resolved.values().filter_map(|it| it.article.date);
        self.last_published = days.map(|date| Edtf::day(date.earliest())).max();
        if of(NodeKind::Topic).next().is_some() {
            let topical = self
                .resolved
                .iter()
                .filter(|(_, resolved)| !resolved.article.topics.is_empty());
            stale.joined.extend(topical.map(|(id, _)| id.clone()));
        }
        stale
            .topics
            .extend(of(NodeKind::Topic).map(|node| node.id.clone()));
        if pages_changed {
            self.refer_from_pages(&mut stale);
        }
        stale
            .entities
            .extend(of(NodeKind::Entity).map(|node| node.id.clone()));
        if names_changed {
            stale
                .entities
                .extend(self.entities().map(|node| node.entity.id.clone()));
        }
        let pages = self.anchor_pages(&pending, names_changed, &mut stale);
        self.join_meetings(&pages, &mut stale);
        self.join_claims(&pages, &mut stale);
        self.widen(&mut stale);
        let changes = self.rebuild(&stale);
        if names_changed {
            self.index_series();
        }
        changes
    }

    /// Series are named after entities, so their keys follow the known names.
    fn index_series(&mut self) {
        let keys = self
            .meetings()
            .filter_map(|meeting| Some((self.series_key_of(meeting)?, meeting.id.clone())));
        let mut series: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (key, id) in keys {
            series.entry(key).or_default().insert(id);
        }
        self.series = series;
    }

    /// Takes the changed pages of entities as far as they leave all names and relations as they were; whether they all do.
    fn refresh_names<'a>(&mut self, pages: impl Iterator<Item = &'a NodeRef>) -> bool {
        let mut same = true;
        for node in pages {
            let page = match self.holder(node) {
                Some(ContributionKind::Entity(page)) => Some(Arc::clone(page)),
                _ => None,
            };
            same &= self
                .names
                .refresh(&node.id, self.starter.get(&node.id), page.as_ref());
        }
        same
    }

    fn index_names(&mut self) {
        let pages = self.claimed(NodeKind::Entity).filter_map(|(_, kind)| match kind {
            ContributionKind::Entity(entity) => Some(entity),
            _ => None,
        });
        self.names = Names::new(&self.starter, pages, self.judgements_of_names());
    }

    /// Resolves the changed articles, or all of them when the known names changed; finds near-copies anew.
    fn read_articles(&mut self, changed: BTreeSet<String>, names_changed: bool, stale: &mut Stale) {
        let mut ids = changed;
        if names_changed {
            ids.extend(self.resolved.keys().cloned());
        }
        let mut texts = Vec::new();
        for id in ids {
            let new = match self.holder(&NodeRef::new(NodeKind::Article, id.clone())) {
                Some(ContributionKind::Article { article, record }) => {
                    let judged = self.judge(article, record);
                    Some(resolve::resolve(article, judged, &self.names))
                }
                _ => None,
            };
            if self.resolved.get(&id) == new.as_ref() {
                continue;
            }
            let old = self.resolved.remove(&id);
            let references = |it: &Option<resolve::Resolved>| {
                it.as_ref().map(|it| it.references.clone()).unwrap_or_default()
            };
            for entity in references(&old) {
                if let Some(articles) = self.occurrences.get_mut(&entity) {
                    articles.remove(&id);
                    if articles.is_empty() {
                        self.occurrences.remove(&entity);
                    }
                }
                stale.entities.insert(entity);
            }
            for entity in references(&new) {
                self.occurrences
                    .entry(entity.clone())
                    .or_default()
                    .insert(id.clone());
                stale.entities.insert(entity);
            }
            if old.as_ref().map(|it| &it.article) != new.as_ref().map(|it| &it.article) {
                match &new {
                    Some(new) => texts.push(Arc::clone(&new.article)),
                    None => stale.joined.extend(self.copies.remove(&id)),
                }
            }
            if let Some(new) = new {
                self.resolved.insert(id.clone(), new);
            }
            stale.joined.insert(id.clone());
            stale.read.insert(id);
        }
        // The earliest first, so that each is compared with those before it and none is looked at again.
        texts.sort_by_cached_key(|article| published(article));
        for article in texts {
            stale.joined.extend(self.copies.insert(&article));
        }
    }

    /// Entities that pages name become nodes, also where no article names them.
    fn refer_from_pages(&mut self, stale: &mut Stale) {
        let mut references = BTreeSet::new();
        let mut refer =
            |name: &String| references.extend(self.names.resolve(name, None).map(|known| known.id.clone()));
        for (_, page) in NodeKind::ALL
            .into_iter()
            .skip(1)
            .flat_map(|kind| self.claimed(kind))
        {
            for link in page.prose().iter().flat_map(|prose| &prose.links) {
                if let LinkKind::Wiki { target, .. } = &link.kind {
                    refer(target);
                }
            }
        }
        for kind in [NodeKind::Entity, NodeKind::Meeting, NodeKind::Claim] {
            for (node, page) in self.claimed(kind) {
                match page {
                    ContributionKind::Entity(entity) => {
                        refer(&node.id);
                        entity
                            .relations
                            .iter()
                            .for_each(|relation| refer(&relation.target));
                        entity
                            .offices
                            .iter()
                            .filter_map(|office| office.of.as_ref())
                            .for_each(&mut refer);
                    }
                    ContributionKind::Meeting(page) => {
                        page.participants.iter().chain(&page.place).for_each(&mut refer);
                    }
                    ContributionKind::Claim(page) => page.speaker.iter().for_each(&mut refer),
                    ContributionKind::Article { .. }
                    | ContributionKind::Topic(_)
                    | ContributionKind::Judgements(_) => {}
                }
            }
        }
        stale
            .entities
            .extend(references.symmetric_difference(&self.page_references).cloned());
        self.page_references = references;
    }

    /// Anchors the pages that changed, quote a changed article, or may name a changed entity; gives those pages.
    fn anchor_pages(
        &mut self,
        pending: &BTreeSet<NodeRef>,
        names_changed: bool,
        stale: &mut Stale,
    ) -> BTreeSet<NodeRef> {
        let mut pages: BTreeSet<NodeRef> = pending
            .iter()
            .filter(|node| matches!(node.kind, NodeKind::Meeting | NodeKind::Claim))
            .cloned()
            .collect();
        for (page, anchors) in &self.anchors {
            if names_changed || !anchors.articles.is_disjoint(&stale.read) {
                pages.insert(page.clone());
            }
        }
        for page in &pages {
            let new = match self.holder(page) {
                Some(ContributionKind::Meeting(it)) => Some(self.anchor(page, &it.evidence)),
                Some(ContributionKind::Claim(it)) => Some(self.anchor(page, &it.evidence)),
                _ => None,
            };
            let old = match new.clone() {
                Some(new) => self.anchors.insert(page.clone(), new),
                None => self.anchors.remove(page),
            };
            for anchors in old.iter().chain(&new) {
                stale
                    .joined
                    .extend(anchors.found.iter().map(|anchor| anchor.article.clone()));
            }
        }
        pages
    }

    /// Pages by the telling that they quote.
    fn quoted(&self, kind: NodeKind) -> BTreeMap<ItemKey, BTreeSet<String>> {
        let mut quoted: BTreeMap<ItemKey, BTreeSet<String>> = BTreeMap::new();
        for (page, anchors) in self.anchors.iter().filter(|(page, _)| page.kind == kind) {
            for item in &anchors.items {
                quoted.entry(item.clone()).or_default().insert(page.id.clone());
            }
        }
        quoted
    }

    /// Where an article has near-copies, the one that it is a copy of, or itself.
    fn root(&self, article: &str) -> Option<String> {
        let original = self.copies.original(article).map(|(original, _)| original);
        let has_copies = original.is_some() || self.copies.has_copies(article);
        has_copies.then(|| original.unwrap_or(article).to_owned())
    }

    fn join_meetings(&mut self, pages: &BTreeSet<NodeRef>, stale: &mut Stale) {
        let quoted = self.quoted(NodeKind::Meeting);
        let (mut old, mut new) = (BTreeSet::new(), Vec::new());
        for id in &stale.joined {
            old.extend(self.meeting_items.keys_of(id));
            if let Some(resolved) = self.resolved.get(id) {
                new.extend(MeetingItem::of_article(
                    resolved,
                    self.root(id).as_deref(),
                    &self.names,
                    &quoted,
                ));
            }
        }
        for page in pages.iter().filter(|page| page.kind == NodeKind::Meeting) {
            old.insert(ItemKey::Page(page.id.clone()));
            if let Some(ContributionKind::Meeting(it)) = self.holder(page) {
                let id = |name: &String| self.names.resolve(name, None).map(|known| known.id.clone());
                let place = it.place.as_ref().and_then(id);
                let told = Told {
                    key: ItemKey::Page(page.id.clone()),
                    kind: it.kind,
                    status: it.status,
                    participants: it.participants.iter().filter_map(id).collect(),
                    place: place.as_deref(),
                    date: it.date.as_ref().and_then(Window::narrow),
                };
                new.push(MeetingItem::of_page(&page.id, told, &self.names));
            }
        }
        let changed: BTreeSet<ItemKey> = old
            .iter()
            .cloned()
            .chain(new.iter().map(|item| item.key.clone()))
            .collect();
        let touched = self.meeting_items.update(&old, new);
        let mut ids = std::mem::take(&mut self.meeting_ids);
        let renamed = ids.update(touched, &changed, |cluster| self.name_meeting(cluster));
        self.meeting_ids = ids;
        stale.meetings.extend(renamed.clusters.iter().cloned());
        stale.note(NodeKind::Meeting, renamed);
        stale.meetings.extend(
            changed
                .iter()
                .filter_map(|item| self.meeting_ids.cluster_of(item))
                .cloned(),
        );
    }

    fn join_claims(&mut self, pages: &BTreeSet<NodeRef>, stale: &mut Stale) {
        let quoted = self.quoted(NodeKind::Claim);
        let (mut old, mut new) = (BTreeSet::new(), Vec::new());
        for id in &stale.joined {
            old.extend(self.claim_items.keys_of(id));
            if let Some(resolved) = self.resolved.get(id) {
                new.extend(ClaimItem::of_article(resolved, self.root(id).as_deref(), &quoted));
            }
        }
        for page in pages.iter().filter(|page| page.kind == NodeKind::Claim) {
            old.insert(ItemKey::Page(page.id.clone()));
            if let Some(ContributionKind::Claim(it)) = self.holder(page) {
                let speaker = it
                    .speaker
                    .as_ref()
                    .and_then(|name| self.names.resolve(name, None));
                new.push(ClaimItem::of_page(
                    &page.id,
                    speaker.map(|known| known.id.clone()),
                ));
            }
        }
        let changed: BTreeSet<ItemKey> = old
            .iter()
            .cloned()
            .chain(new.iter().map(|item| item.key.clone()))
            .collect();
        let mut opposed: BTreeSet<ItemKey> =
            changed.iter().flat_map(|item| self.opponents_of(item)).collect();
        self.index_about(&changed, false);
        let touched = self.claim_items.update(&old, new);
        self.index_about(&changed, true);
        let mut ids = std::mem::take(&mut self.claim_ids);
        let renamed = ids.update(touched, &changed, |cluster| self.name_claim(cluster));
        self.claim_ids = ids;
        opposed.extend(
            changed
                .iter()
                .chain(&renamed.items)
                .flat_map(|item| self.opponents_of(item)),
        );
        stale.claims.extend(
            opposed
                .iter()
                .filter_map(|item| self.claim_ids.cluster_of(item))
                .cloned(),
        );
        stale.claims.extend(renamed.clusters.iter().cloned());
        stale.note(NodeKind::Claim, renamed);
        stale.claims.extend(
            changed
                .iter()
                .filter_map(|item| self.claim_ids.cluster_of(item))
                .cloned(),
        );
    }

    /// Everything that shows an id or a report of what changed.
    fn widen(&self, stale: &mut Stale) {
        stale.articles.extend(stale.joined.iter().cloned());
        for article in &stale.articles {
            for item in self.meeting_items.keys_of(article) {
                stale.meetings.extend(self.meeting_ids.cluster_of(&item).cloned());
            }
            for item in self.claim_items.keys_of(article) {
                stale.claims.extend(self.claim_ids.cluster_of(&item).cloned());
            }
        }
        for meeting in &stale.meetings {
            let claims = self.claims_telling(meeting).into_iter().map(|(claim, _)| claim);
            stale.claims.extend(
                claims
                    .filter_map(|claim| self.claim_ids.cluster_of(&claim))
                    .cloned(),
            );
        }
    }

    /// Builds the stale nodes again and puts their edges right.
    fn rebuild(&mut self, stale: &Stale) -> Changes {
        let mut changes = Changes::default();
        self.rebuild_topics(stale, &mut changes);
        for id in &stale.entities {
            let reference = NodeRef::new(NodeKind::Entity, id.clone());
            let node = self.build_entity(id);
            self.place(reference, node, &mut changes);
        }
        for id in &stale.articles {
            let reference = NodeRef::new(NodeKind::Article, id.clone());
            let node = self.build_article(id);
            self.place(reference, node, &mut changes);
        }
        let mut present = BTreeSet::new();
        for cluster in &stale.meetings {
            if let Some(node) = self.build_meeting(cluster) {
                let reference = NodeRef::new(NodeKind::Meeting, node.id().to_owned());
                present.insert(reference.clone());
                self.place(reference, Some(node), &mut changes);
            }
        }
        for cluster in &stale.claims {
            if let Some(node) = self.build_claim(cluster) {
                let reference = NodeRef::new(NodeKind::Claim, node.id().to_owned());
                present.insert(reference.clone());
                self.place(reference, Some(node), &mut changes);
            }
        }
        for gone in stale.former.difference(&present) {
            self.place(gone.clone(), None, &mut changes);
        }
        self.relink(&changes);
        changes
    }

    fn rebuild_topics(&mut self, stale: &Stale, changes: &mut Changes) {
        let mut topics = stale.topics.clone();
        for id in &stale.articles {
            let new: BTreeSet<String> = self
                .resolved
                .get(id)
                .map(|it| self.topics_of(&it.article))
                .unwrap_or_default()
                .into_iter()
                .collect();
            let old = match self.article(id) {
                Some(node) => node.topics.clone(),
                None => Vec::new(),
            };
            for topic in old.iter().filter(|topic| !new.contains(*topic)) {
                if let Some(articles) = self.topic_articles.get_mut(topic) {
                    articles.remove(id);
                }
            }
            for topic in &new {
                self.topic_articles
                    .entry(topic.clone())
                    .or_default()
                    .insert(id.clone());
            }
            topics.extend(old);
            topics.extend(new);
        }
        self.topic_articles.retain(|_, articles| !articles.is_empty());
        for id in topics {
            let node = self.build_topic(&id);
            self.place(NodeRef::new(NodeKind::Topic, id), node, changes);
        }
    }
}

impl Stale {
    fn note(&mut self, kind: NodeKind, renamed: Renamed) {
        self.former
            .extend(renamed.before.into_iter().map(|id| NodeRef::new(kind, id)));
        for item in renamed.items {
            if let ItemKey::Report(article, _) = item {
                self.articles.insert(article);
            }
        }
    }
}

impl KnowledgeGraph {
    /// What the id of a joined meeting is made from.
    fn name_meeting(&self, cluster: &Cluster) -> Naming {
        crate::naming::meeting(self, cluster)
    }

    /// What the id of a joined claim is made from.
    fn name_claim(&self, cluster: &Cluster) -> Naming {
        crate::naming::claim(self, cluster)
    }
}
