//! Queries: what pages and exports ask of the graph; every answer comes in one order.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use isnad_model::{Edtf, Localized, MeetingKind};
use serde::Serialize;

use crate::{
    ArticleNode, Attributes, Claim, EdgeKind, EdgeView, EntityNode, KnowledgeGraph, Meeting, NodeKind,
    NodeRef, TopicNode,
    copies::published,
    network::{Node, Way},
};

/// A node that an edge leads to or comes from, with everything that joins the two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Neighbour {
    /// Id.
    pub id: String,
    /// Entity or meeting.
    pub node_kind: NodeKind,
    /// Kinds of the edges between, each once, in the order of the model.
    pub edges: Vec<EdgeKind>,
    /// How many edges and reports stand behind it; more is nearer.
    pub weight: u32,
}

/// How one entity stands to another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RelationView {
    /// The relation, always read from its subject to its object.
    pub kind: EdgeKind,
    /// The other entity.
    pub other: String,
    /// Whether the entity that was asked for is the subject.
    pub outgoing: bool,
    /// First date.
    pub from: Option<Edtf>,
    /// Last date.
    pub until: Option<Edtf>,
    /// Title of the office.
    pub title: Option<Localized>,
}

/// The neighbours of a meeting in its series.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Series {
    /// The meeting before.
    pub previous: Option<String>,
    /// The meeting after.
    pub next: Option<String>,
}

macro_rules! of_kind {
    ($all:ident, $one:ident, $kind:ident, $node:ty, $what:literal) => {
        #[doc = concat!("Every ", $what, ", by id.")]
        pub fn $all(&self) -> impl Iterator<Item = &$node> {
            self.network.all(NodeKind::$kind).filter_map(|node| {
                if let Node::$kind(node) = node {
                    Some(node)
                } else {
                    None
                }
            })
        }

        #[doc = concat!("The ", $what, " with this id.")]
        pub fn $one(&self, id: &str) -> Option<&$node> {
            if let Some(Node::$kind(node)) = self.network.get(NodeKind::$kind, id) {
                Some(node)
            } else {
                None
            }
        }
    };
}

impl KnowledgeGraph {
    of_kind!(articles, article, Article, ArticleNode, "article");
    of_kind!(
        entities,
        entity,
        Entity,
        EntityNode,
        "entity that an article names or a page describes"
    );
    of_kind!(meetings, meeting, Meeting, Meeting, "meeting");
    of_kind!(claims, claim, Claim, Claim, "claim");
    of_kind!(topics, topic, Topic, TopicNode, "topic");

    /// Number of nodes of one kind.
    pub fn count(&self, kind: NodeKind) -> usize {
        self.network.count(kind)
    }

    /// Whether there is such a node.
    pub fn contains(&self, node: &NodeRef) -> bool {
        self.network.get(node.kind, &node.id).is_some()
    }

    /// Every node, by kind and id.
    pub fn nodes(&self) -> impl Iterator<Item = NodeRef> {
        NodeKind::ALL
            .into_iter()
            .flat_map(|kind| self.network.all(kind))
            .map(Node::reference)
    }

    /// Every edge, by its ends and kind.
    pub fn edges(&self) -> impl Iterator<Item = EdgeView<'_>> {
        self.network.edges().into_iter()
    }

    /// Every edge at one node, by its ends and kind.
    pub fn edges_at(&self, node: &NodeRef) -> Vec<EdgeView<'_>> {
        let mut edges: Vec<_> = self
            .network
            .adjacent(node.kind, &node.id, Way::Out, |_| true)
            .map(|(other, edge)| EdgeView {
                from: node.clone(),
                to: other.reference(),
                edge,
            })
            .chain(
                self.network
                    .adjacent(node.kind, &node.id, Way::In, |_| true)
                    .map(|(other, edge)| EdgeView {
                        from: other.reference(),
                        to: node.clone(),
                        edge,
                    }),
            )
            .collect();
        edges.sort_by(EdgeView::order);
        edges
    }

    fn articles_at(&self, kind: NodeKind, id: &str, edge: EdgeKind) -> Vec<&ArticleNode> {
        let nodes = self.network.adjacent(kind, id, Way::In, move |kind| kind == edge);
        let mut articles: Vec<_> = nodes
            .filter_map(|(node, _)| {
                if let Node::Article(node) = node {
                    Some(node)
                } else {
                    None
                }
            })
            .collect();
        articles.sort_by_cached_key(|node| published(&node.article));
        articles.dedup_by(|a, b| a.article.id == b.article.id);
        articles
    }

    fn meetings_at_node(&self, id: &str, way: Way, edge: EdgeKind) -> Vec<&Meeting> {
        let nodes = self
            .network
            .adjacent(NodeKind::Entity, id, way, move |kind| kind == edge);
        let mut meetings: Vec<_> = nodes
            .filter_map(|(node, _)| {
                if let Node::Meeting(node) = node {
                    Some(node)
                } else {
                    None
                }
            })
            .collect();
        meetings.sort_by_cached_key(|meeting| meeting_order(meeting));
        meetings.dedup_by(|a, b| a.id == b.id);
        meetings
    }

    /// Each claim once, by the date of its first report.
    fn sorted_claims<'a>(&'a self, claims: impl Iterator<Item = &'a Claim>) -> Vec<&'a Claim> {
        let mut claims: Vec<_> = claims.map(|claim| (self.claim_order(claim), claim)).collect();
        claims.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        claims.dedup_by(|a, b| a.1.id == b.1.id);
        claims.into_iter().map(|(_, claim)| claim).collect()
    }

    fn claim_order<'a>(&'a self, claim: &'a Claim) -> ClaimOrder<'a> {
        let first = claim.reports.first();
        let article = first.and_then(|report| self.article(&report.article));
        (
            article.map(|node| {
                let article = &node.article;
                (article.date.is_none(), article.date, article.id.as_str())
            }),
            first.map(|report| report.cue.start),
            &claim.id,
        )
    }

    fn claims_at(&self, id: &str, way: Way, edge: EdgeKind) -> Vec<&Claim> {
        let nodes = self
            .network
            .adjacent(NodeKind::Entity, id, way, move |kind| kind == edge);
        self.sorted_claims(nodes.filter_map(|(node, _)| {
            if let Node::Claim(node) = node {
                Some(node)
            } else {
                None
            }
        }))
    }

    /// Articles whose text names the entity, by date.
    pub fn articles_naming(&self, entity: &str) -> Vec<&ArticleNode> {
        self.articles_at(NodeKind::Entity, entity, EdgeKind::Mentions)
    }

    /// Articles that the entity published, by date.
    pub fn articles_of_publisher(&self, entity: &str) -> Vec<&ArticleNode> {
        self.articles_at(NodeKind::Entity, entity, EdgeKind::PublishedBy)
    }

    /// Whether the entity published another article than this one.
    pub fn publishes_beyond(&self, entity: &str, article: &str) -> bool {
        self.network
            .adjacent(NodeKind::Entity, entity, Way::In, |kind| {
                kind == EdgeKind::PublishedBy
            })
            .any(|(node, _)| node.id() != article)
    }

    /// Articles that credit the outlet, by date.
    pub fn articles_citing(&self, entity: &str) -> Vec<&ArticleNode> {
        self.articles_at(NodeKind::Entity, entity, EdgeKind::Cites)
    }

    /// Later articles that are near-copies of the article, by date.
    pub fn copies_of(&self, article: &str) -> Vec<&ArticleNode> {
        self.articles_at(NodeKind::Article, article, EdgeKind::CopyOf)
    }

    /// Meetings in which the entity took part, by date; the undated last.
    pub fn meetings_of(&self, entity: &str) -> Vec<&Meeting> {
        self.meetings_at_node(entity, Way::Out, EdgeKind::ParticipatedIn)
    }

    /// Meetings at the place, by date; the undated last.
    pub fn meetings_at(&self, place: &str) -> Vec<&Meeting> {
        self.meetings_at_node(place, Way::In, EdgeKind::HeldAt)
    }

    /// Claims whose innermost source is the entity, by the date of their first report.
    pub fn claims_by(&self, entity: &str) -> Vec<&Claim> {
        self.claims_at(entity, Way::Out, EdgeKind::Said)
    }

    /// Claims whose content names the entity.
    pub fn claims_about(&self, entity: &str) -> Vec<&Claim> {
        self.claims_at(entity, Way::In, EdgeKind::About)
    }

    /// Claims that the entity hands on in somebody else's article: neither as its publisher nor as the origin.
    pub fn claims_relayed_by(&self, entity: &str) -> Vec<&Claim> {
        let relays = self.network.adjacent(NodeKind::Entity, entity, Way::Out, |kind| {
            kind == EdgeKind::Relays
        });
        let ids: BTreeSet<&str> = relays
            .filter_map(|(_, edge)| edge.attributes.claim.as_deref())
            .collect();
        let relayed = |claim: &&Claim| {
            claim.reports.iter().any(|report| {
                let inner = report
                    .chain
                    .get(1..report.chain.len().saturating_sub(1))
                    .unwrap_or_default();
                inner.iter().any(|link| link.entity.as_deref() == Some(entity))
            })
        };
        self.sorted_claims(ids.into_iter().filter_map(|id| self.claim(id)).filter(relayed))
    }

    /// Offices and relations of the entity in both directions, by kind, then the other's id.
    pub fn relations_of(&self, entity: &str) -> Vec<RelationView> {
        let view = |outgoing| {
            move |(node, edge): (&Node, &crate::Edge)| RelationView {
                kind: edge.kind,
                other: node.id().to_owned(),
                outgoing,
                from: edge.attributes.from,
                until: edge.attributes.until,
                title: edge.attributes.title.clone(),
            }
        };
        let out = self
            .network
            .adjacent(NodeKind::Entity, entity, Way::Out, EdgeKind::is_relation)
            .map(view(true));
        let into = self
            .network
            .adjacent(NodeKind::Entity, entity, Way::In, EdgeKind::is_relation)
            .map(view(false));
        let mut relations: Vec<_> = out.chain(into).collect();
        relations.sort_by_cached_key(|it| {
            (
                it.kind,
                !it.outgoing,
                it.other.clone(),
                it.from,
                it.until,
                it.title.as_ref().map(|title| title.0.clone()),
            )
        });
        relations
    }

    /// Entities that shared a meeting with the entity, most often first; derived, never stored.
    pub fn met_with(&self, entity: &str) -> Vec<(&EntityNode, Vec<&Meeting>)> {
        let mut others: BTreeMap<&str, Vec<&Meeting>> = BTreeMap::new();
        for meeting in self.meetings_of(entity) {
            for attendee in meeting
                .participants
                .iter()
                .filter(|attendee| attendee.entity != entity)
            {
                others.entry(&attendee.entity).or_default().push(meeting);
            }
        }
        let mut met: Vec<_> = others
            .into_iter()
            .filter_map(|(id, meetings)| Some((self.entity(id)?, meetings)))
            .collect();
        met.sort_by_key(|(_, meetings)| std::cmp::Reverse(meetings.len()));
        met
    }

    /// Entities and meetings next to an entity or a meeting, the nearest first.
    ///
    /// Two entities are neighbours through a relation, or where one speaks for or relays the other; an entity and a meeting
    /// where it took part or where the meeting was held there.
    pub fn neighbours(&self, id: &str) -> Vec<Neighbour> {
        let kind = if self.entity(id).is_some() {
            NodeKind::Entity
        } else {
            NodeKind::Meeting
        };
        let wanted = |edge: EdgeKind| {
            edge.is_relation()
                || matches!(
                    edge,
                    EdgeKind::ParticipatedIn | EdgeKind::HeldAt | EdgeKind::Relays
                )
        };
        let mut found: BTreeMap<NodeRef, (BTreeSet<EdgeKind>, u32)> = BTreeMap::new();
        for way in [Way::Out, Way::In] {
            for (node, edge) in self.network.adjacent(kind, id, way, wanted) {
                let (kinds, weight) = found.entry(node.reference()).or_default();
                kinds.insert(edge.kind);
                *weight += edge.attributes.reports.unwrap_or(1);
            }
        }
        let mut neighbours: Vec<_> = found
            .into_iter()
            .filter(|(node, _)| node.id != id)
            .map(|(node, (kinds, weight))| Neighbour {
                id: node.id,
                node_kind: node.kind,
                edges: kinds.into_iter().collect(),
                weight,
            })
            .collect();
        neighbours.sort_by(|a, b| {
            b.weight
                .cmp(&a.weight)
                .then_with(|| (a.node_kind, &a.id).cmp(&(b.node_kind, &b.id)))
        });
        neighbours
    }

    /// The meetings before and after a meeting in its series, by ordinal, then by date.
    pub fn series_of(&self, meeting: &str) -> Series {
        let Some(own) = self.meeting(meeting) else {
            return Series::default();
        };
        let Some(key) = self.series_key_of(own) else {
            return Series::default();
        };
        let ids = self.series.get(&key).into_iter().flatten();
        let mut rounds: Vec<&Meeting> = ids
            .filter_map(|id| self.meeting(id))
            .filter(|other| other.kind == own.kind)
            .collect();
        rounds.sort_by_cached_key(|round| (round.ordinal.unwrap_or(u32::MAX), meeting_order(round)));
        let at = rounds.iter().position(|round| round.id == meeting);
        Series {
            previous: at
                .and_then(|at| at.checked_sub(1))
                .map(|at| rounds[at].id.clone()),
            next: at.and_then(|at| rounds.get(at + 1)).map(|round| round.id.clone()),
        }
    }
}

impl EdgeView<'_> {
    /// The order of edges: by their ends and kind, then by what they carry.
    pub(crate) fn order(&self, other: &Self) -> Ordering {
        let (carried, others) = (&self.edge.attributes, &other.edge.attributes);
        // All of it in the end: what is left to the order in which edges came would differ from run to run.
        let rest = |carried: &Attributes| {
            format!(
                "{:?}{:?}{:?}{carried:?}",
                carried.title, carried.from, carried.until
            )
        };
        (&self.from, &self.to, self.edge.kind)
            .cmp(&(&other.from, &other.to, other.edge.kind))
            .then_with(|| (&carried.article, &carried.claim).cmp(&(&others.article, &others.claim)))
            // Few edges come to this.
            .then_with(|| rest(carried).cmp(&rest(others)))
    }
}

/// First article by publication, place in it, id: borrowed, since hubs have thousands of claims.
type ClaimOrder<'a> = (Option<(bool, Option<Edtf>, &'a str)>, Option<u32>, &'a str);

/// By date, the undated last, then by id.
fn meeting_order(meeting: &Meeting) -> (bool, Option<Edtf>, MeetingKind, String) {
    let date = meeting.date().copied();
    (date.is_none(), date, meeting.kind, meeting.id.clone())
}
