//! Link: the edges that each node owns, and how they are put right when the node changes.

use std::collections::{BTreeMap, BTreeSet};

use isnad_model::RelationKind;

use crate::{
    Attributes, Changes, Claim, Edge, EdgeKind, EntityNode, KnowledgeGraph, Meeting, NodeKind, NodeRef,
    network::{Node, Way},
};

/// An edge to be added: from, to, payload.
type Planned = (NodeRef, NodeRef, Edge);

fn entity(id: &str) -> NodeRef {
    NodeRef::new(NodeKind::Entity, id)
}

impl KnowledgeGraph {
    /// Puts a node in place, or takes it away, with the edges that it owned; its new edges follow with [`Self::relink`].
    pub(crate) fn place(&mut self, reference: NodeRef, node: Option<Node>, changes: &mut Changes) {
        let old = self.network.get(reference.kind, &reference.id);
        if old == node.as_ref() {
            return;
        }
        let (old_series, new_series) = (
            old.and_then(|it| self.series_of_node(it)),
            node.as_ref().and_then(|it| self.series_of_node(it)),
        );
        let relays = if let Some(Node::Claim(claim)) = old {
            relaying(claim)
        } else {
            BTreeSet::new()
        };
        self.unlink_owned(&reference, &relays);
        if old_series != new_series {
            if let Some(meetings) = old_series.as_ref().and_then(|series| self.series.get_mut(series)) {
                meetings.remove(&reference.id);
            }
            if let Some(series) = new_series {
                self.series
                    .entry(series)
                    .or_default()
                    .insert(reference.id.clone());
            }
        }
        match node {
            Some(node) => {
                self.network.put(node);
            }
            None => {
                self.network.remove(reference.kind, &reference.id);
            }
        }
        changes.nodes.insert(reference);
    }

    fn series_of_node(&self, node: &Node) -> Option<String> {
        if let Node::Meeting(meeting) = node {
            self.series_key_of(meeting)
        } else {
            None
        }
    }

    fn unlink_owned(&mut self, node: &NodeRef, relays: &BTreeSet<String>) {
        let (kind, id) = (node.kind, node.id.as_str());
        match kind {
            NodeKind::Article => self.network.unlink(kind, id, Way::Out, |_| true),
            NodeKind::Entity => self
                .network
                .unlink(kind, id, Way::Out, |edge| edge.kind.is_relation()),
            NodeKind::Meeting => {
                self.network
                    .unlink(kind, id, Way::Out, |edge| edge.kind == EdgeKind::HeldAt);
                self.network
                    .unlink(kind, id, Way::In, |edge| edge.kind == EdgeKind::ParticipatedIn);
            }
            NodeKind::Claim => {
                self.network.unlink(kind, id, Way::Out, |_| true);
                self.network
                    .unlink(kind, id, Way::In, |edge| edge.kind == EdgeKind::Said);
                for relay in relays {
                    self.network.unlink(NodeKind::Entity, relay, Way::Out, |edge| {
                        edge.kind == EdgeKind::Relays && edge.attributes.claim.as_deref() == Some(id)
                    });
                }
            }
            NodeKind::Topic => {}
        }
    }

    /// Adds the edges of every changed node that is there, and of the entities whose pages relate them to one that came.
    pub(crate) fn relink(&mut self, changes: &Changes) {
        let mut owners = changes.nodes.clone();
        for node in changes.nodes.iter().filter(|node| node.kind == NodeKind::Entity) {
            for related in self.names.related_to(&node.id) {
                owners.insert(entity(related));
            }
        }
        for owner in owners {
            if !changes.nodes.contains(&owner) {
                self.unlink_owned(&owner, &BTreeSet::new());
            }
            for (from, to, edge) in self.owned_edges(&owner) {
                self.network.link(&from, &to, edge);
            }
        }
    }

    fn owned_edges(&self, owner: &NodeRef) -> Vec<Planned> {
        match self.network.get(owner.kind, &owner.id) {
            Some(Node::Article(_)) => self.edges_of_article(owner),
            Some(Node::Entity(node)) => self.edges_of_entity(owner, node),
            Some(Node::Meeting(node)) => edges_of_meeting(owner, node),
            Some(Node::Claim(node)) => edges_of_claim(owner, node),
            Some(Node::Topic(_)) | None => Vec::new(),
        }
    }

    fn edges_of_article(&self, owner: &NodeRef) -> Vec<Planned> {
        let (Some(node), Some(resolved)) = (self.article(&owner.id), self.resolved.get(&owner.id)) else {
            return Vec::new();
        };
        let mut edges = Vec::new();
        let mut add =
            |to: NodeRef, kind, attributes| edges.push((owner.clone(), to, Edge { kind, attributes }));
        for (id, spans) in &resolved.spans {
            add(
                entity(id),
                EdgeKind::Mentions,
                Attributes {
                    spans: spans.clone(),
                    ..Attributes::default()
                },
            );
        }
        if let Some(id) = &node.publisher {
            add(entity(id), EdgeKind::PublishedBy, Attributes::default());
        }
        for id in &node.cites {
            add(entity(id), EdgeKind::Cites, Attributes::default());
        }
        for id in &node.topics {
            add(
                NodeRef::new(NodeKind::Topic, id.clone()),
                EdgeKind::InTopic,
                Attributes::default(),
            );
        }
        if let Some(copy) = &node.copy_of {
            let attributes = Attributes {
                containment: Some(copy.containment),
                ..Attributes::default()
            };
            add(
                NodeRef::new(NodeKind::Article, copy.article.clone()),
                EdgeKind::CopyOf,
                attributes,
            );
        }
        for (id, telling) in node.meetings.iter().zip(&resolved.meetings) {
            let attributes = Attributes {
                spans: vec![telling.evidence],
                status: Some(telling.status.into()),
                confidence: Some(telling.confidence),
                ..Attributes::default()
            };
            add(
                NodeRef::new(NodeKind::Meeting, id.clone()),
                EdgeKind::Reports,
                attributes,
            );
        }
        for (id, claim) in node.claims.iter().zip(&resolved.claims) {
            let attributes = Attributes {
                spans: vec![claim.telling.evidence],
                stance: Some(claim.telling.stance),
                confidence: Some(claim.telling.confidence),
                ..Attributes::default()
            };
            add(
                NodeRef::new(NodeKind::Claim, id.clone()),
                EdgeKind::Reports,
                attributes,
            );
        }
        edges
    }

    fn edges_of_entity(&self, owner: &NodeRef, node: &EntityNode) -> Vec<Planned> {
        let mut edges = Vec::new();
        let mut add = |target: &str, kind, attributes| {
            if let Some(known) = self
                .names
                .resolve(target, None)
                .filter(|known| known.id != owner.id)
            {
                edges.push((owner.clone(), entity(&known.id), Edge { kind, attributes }));
            }
        };
        for relation in &node.entity.relations {
            let kind = match relation.kind {
                RelationKind::HoldsOffice => EdgeKind::HoldsOffice,
                RelationKind::ActsFor => EdgeKind::ActsFor,
                RelationKind::MemberOf => EdgeKind::MemberOf,
                RelationKind::PartOf => EdgeKind::PartOf,
                RelationKind::LocatedIn => EdgeKind::LocatedIn,
            };
            let attributes = Attributes {
                from: relation.from,
                until: relation.until,
                ..Attributes::default()
            };
            add(&relation.target, kind, attributes);
        }
        for office in &node.entity.offices {
            let Some(of) = &office.of else { continue };
            let attributes = Attributes {
                from: office.from,
                until: office.until,
                title: Some(office.title.clone()),
                ..Attributes::default()
            };
            add(of, EdgeKind::HoldsOffice, attributes);
        }
        edges
    }
}

fn edges_of_meeting(owner: &NodeRef, node: &Meeting) -> Vec<Planned> {
    let carried = |reports| Attributes {
        reports: Some(reports),
        status: Some(node.status),
        ..Attributes::default()
    };
    let took_part = node.participants.iter().map(|attendee| {
        let edge = Edge {
            kind: EdgeKind::ParticipatedIn,
            attributes: carried(attendee.reports.max(1)),
        };
        (entity(&attendee.entity), owner.clone(), edge)
    });
    let held_at = node.places.iter().map(|place| {
        let edge = Edge {
            kind: EdgeKind::HeldAt,
            attributes: carried((place.reports.len() as u32).max(1)),
        };
        (owner.clone(), entity(&place.value), edge)
    });
    took_part.chain(held_at).collect()
}

fn edges_of_claim(owner: &NodeRef, node: &Claim) -> Vec<Planned> {
    let mut edges = Vec::new();
    if let Some(speaker) = &node.speaker {
        let attributes = Attributes {
            reports: Some(node.reports.len() as u32),
            stance: Some(node.stance),
            ..Attributes::default()
        };
        edges.push((
            entity(speaker),
            owner.clone(),
            Edge {
                kind: EdgeKind::Said,
                attributes,
            },
        ));
    }
    edges.extend(
        node.about
            .iter()
            .map(|id| (owner.clone(), entity(id), Edge::plain(EdgeKind::About))),
    );
    let meetings = node
        .meetings
        .iter()
        .map(|id| NodeRef::new(NodeKind::Meeting, id.clone()));
    edges.extend(meetings.map(|meeting| (owner.clone(), meeting, Edge::plain(EdgeKind::About))));
    for (other, why) in node.contradicts.iter().filter(|(other, _)| node.id < *other) {
        let attributes = Attributes {
            why: Some(why.clone()),
            ..Attributes::default()
        };
        let edge = Edge {
            kind: EdgeKind::Contradicts,
            attributes,
        };
        edges.push((owner.clone(), NodeRef::new(NodeKind::Claim, other.clone()), edge));
    }
    edges.extend(relays(node));
    edges
}

/// One edge for each step of each report's chain, from who hands on to whom it is handed on from.
fn relays(node: &Claim) -> impl Iterator<Item = Planned> {
    let mut steps: BTreeMap<(&str, &str, &str), ()> = BTreeMap::new();
    for report in &node.reports {
        let known: Vec<&str> = report
            .chain
            .iter()
            .filter_map(|link| link.entity.as_deref())
            .collect();
        for step in known.windows(2).filter(|step| step[0] != step[1]) {
            steps.insert((step[0], step[1], &report.article), ());
        }
    }
    steps.into_keys().map(|(from, to, article)| {
        let attributes = Attributes {
            article: Some(article.to_owned()),
            claim: Some(node.id.clone()),
            ..Attributes::default()
        };
        (
            entity(from),
            entity(to),
            Edge {
                kind: EdgeKind::Relays,
                attributes,
            },
        )
    })
}

/// Entities that relays of the claim start from.
fn relaying(node: &Claim) -> BTreeSet<String> {
    node.reports
        .iter()
        .flat_map(|report| &report.chain)
        .filter_map(|link| link.entity.clone())
        .collect()
}
