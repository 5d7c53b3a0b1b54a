//! KnowledgeGraph: who owns which contribution, and what joining remembers between two settlings.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use isnad_model::{Article, Edtf, Entity};
use serde::Serialize;

use crate::{
    Contribution, ContributionKind, Meeting, NodeKind, NodeRef, Settings,
    anchors::PageAnchors,
    claims::ClaimItem,
    cluster::{ItemKey, Joiner},
    copies::Copies,
    identity::Identities,
    links,
    meetings::{self, MeetingItem},
    names::{self, Names},
    network::Network,
    resolve::Resolved,
};

/// Ids of the nodes that a settling added, changed or removed, by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// The nodes, each once.
    pub nodes: BTreeSet<NodeRef>,
}

impl Changes {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Changed ids of one kind.
    pub fn ids(&self, kind: NodeKind) -> impl Iterator<Item = &str> {
        self.nodes
            .iter()
            .filter(move |node| node.kind == kind)
            .map(|node| node.id.as_str())
    }
}

/// All records and pages, joined.
#[derive(Clone, Debug, Default)]
pub struct KnowledgeGraph {
    pub(crate) settings: Settings,
    pub(crate) starter: BTreeMap<String, Arc<Entity>>,
    pub(crate) files: BTreeMap<String, ContributionKind>,
    /// Files that claim an id; the first one by path holds it.
    pub(crate) claimants: BTreeMap<NodeRef, BTreeSet<String>>,
    /// Ids, folded titles and paths of articles and pages that are there and left out.
    pub(crate) withheld: BTreeSet<String>,
    /// Ids whose contributions changed since the last settling.
    pub(crate) pending: BTreeSet<NodeRef>,
    pub(crate) names: Names,
    /// Judgements about an article's readings: file and number in it.
    pub(crate) judged: BTreeMap<String, BTreeSet<(String, usize)>>,
    /// Whether judgements about names changed since the last settling.
    pub(crate) names_judged: bool,
    /// Outlets that belong together: the group's number by folded name or id.
    pub(crate) outlet_groups: BTreeMap<String, usize>,
    pub(crate) resolved: BTreeMap<String, Resolved>,
    /// Articles that need an entity as a node.
    pub(crate) occurrences: BTreeMap<String, BTreeSet<String>>,
    /// Entities that pages need as nodes.
    pub(crate) page_references: BTreeSet<String>,
    pub(crate) copies: Copies,
    pub(crate) anchors: BTreeMap<NodeRef, PageAnchors>,
    pub(crate) meeting_items: Joiner<MeetingItem>,
    pub(crate) meeting_ids: Identities,
    pub(crate) claim_items: Joiner<ClaimItem>,
    pub(crate) claim_ids: Identities,
    /// Tellings of claims by whether they deny, what they are about and when.
    pub(crate) about_items: BTreeMap<(bool, String, i64), BTreeSet<ItemKey>>,
    /// Tellings of claims that give numbers, by a word of the content and when.
    pub(crate) counted_items: BTreeMap<(u64, i64), BTreeSet<ItemKey>>,
    /// Meetings by series.
    pub(crate) series: BTreeMap<String, BTreeSet<String>>,
    /// Things by folded title, for links.
    pub(crate) titles: BTreeMap<String, BTreeSet<NodeRef>>,
    /// Things by the path of their file, for links.
    pub(crate) paths: BTreeMap<String, NodeRef>,
    pub(crate) topic_articles: BTreeMap<String, BTreeSet<String>>,
    pub(crate) network: Network,
    /// The last day on which an article was published.
    pub(crate) last_published: Option<Edtf>,
}

impl KnowledgeGraph {
    /// A graph without articles; `starter` are the entities of the built-in gazetteer, which become nodes when something names them.
    pub fn new(starter: Vec<Entity>, settings: Settings) -> Self {
        let starter: BTreeMap<_, _> = starter
            .into_iter()
            .map(|it| (it.id.clone(), Arc::new(it)))
            .collect();
        let mut outlet_groups = BTreeMap::new();
        for (number, group) in settings.outlet_groups.iter().enumerate() {
            for outlet in group {
                outlet_groups.insert(outlet.clone(), number);
                outlet_groups.insert(names::fold(outlet), number);
            }
        }
        let names = Names::new(&starter, std::iter::empty(), std::iter::empty());
        Self {
            settings,
            starter,
            outlet_groups,
            names,
            ..Self::default()
        }
    }

    /// Notes what a file gives; it replaces what the same file gave before. Takes effect with [`Self::settle`].
    pub fn apply(&mut self, contribution: Contribution) {
        if self.files.get(&contribution.file) == Some(&contribution.kind) {
            return;
        }
        self.retract(&contribution.file);
        if let ContributionKind::Judgements(judgements) = &contribution.kind {
            self.note_judgements(&contribution.file, judgements);
        }
        let Some(node) = contribution.kind.node() else {
            self.files.insert(contribution.file, contribution.kind);
            return;
        };
        for path in links::paths(&contribution) {
            self.paths.insert(path, node.clone());
        }
        let Contribution { file, kind } = contribution;
        for title in links::titles(&kind) {
            self.titles.entry(title).or_default().insert(node.clone());
        }
        self.claimants
            .entry(node.clone())
            .or_default()
            .insert(file.clone());
        self.pending.insert(node);
        self.files.insert(file, kind);
    }

    /// Takes back what a file gave. Takes effect with [`Self::settle`].
    pub fn retract(&mut self, file: &str) {
        let Some(kind) = self.files.remove(file) else {
            return;
        };
        if let ContributionKind::Judgements(judgements) = &kind {
            self.forget_judgements(file, judgements);
        }
        let Some(node) = kind.node() else { return };
        if let Some(files) = self.claimants.get_mut(&node) {
            files.remove(file);
            if files.is_empty() {
                self.claimants.remove(&node);
            }
        }
        self.pending.insert(node);
    }

    /// Articles, and pages by their prose, that are there and left out: what names or quotes them is not found wanting. Nothing is
    /// joined by it.
    pub fn set_withheld<'a>(&mut self, articles: impl IntoIterator<Item = &'a Article>) {
        let names = articles.into_iter().flat_map(|article| {
            let titles = article.title.iter().chain(&article.aliases);
            let folded = titles.map(|title| names::fold(title)).collect::<Vec<_>>();
            folded
                .into_iter()
                .chain([article.id.clone(), article.path.clone()])
        });
        self.withheld = names.filter(|name| !name.is_empty()).collect();
    }

    /// Whether an id, a title or a path is that of something that is there and left out.
    pub(crate) fn is_withheld(&self, name: &str) -> bool {
        !self.withheld.is_empty()
            && (self.withheld.contains(name.trim()) || self.withheld.contains(&names::fold(name)))
    }

    /// What joining rests on besides the contributions.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The contribution that holds an id: the first by path.
    pub(crate) fn holder(&self, node: &NodeRef) -> Option<&ContributionKind> {
        self.files.get(self.claimants.get(node)?.first()?)
    }

    /// Ids of one kind that some file claims.
    pub(crate) fn claimed(&self, kind: NodeKind) -> impl Iterator<Item = (&NodeRef, &ContributionKind)> {
        self.claimants
            .range(NodeRef::new(kind, "")..)
            .take_while(move |(node, _)| node.kind == kind)
            .filter_map(|(node, files)| Some((node, self.files.get(files.first()?)?)))
    }

    /// The series that a meeting belongs to, as one key for all languages.
    pub(crate) fn series_key_of(&self, meeting: &Meeting) -> Option<String> {
        meeting
            .series
            .as_deref()
            .map(|series| meetings::series_key(series, &self.names))
    }
}
