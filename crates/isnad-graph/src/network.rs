//! Network: the petgraph graph with one sorted map from ids to nodes; nothing outside this module sees petgraph.

use std::collections::BTreeMap;

use petgraph::{
    Direction,
    stable_graph::{NodeIndex, StableDiGraph},
    visit::{EdgeRef, IntoEdgeReferences},
};

use crate::{
    ArticleNode, Claim, Edge, EdgeKind, EdgeView, EntityNode, Meeting, NodeKind, NodeRef, TopicNode,
};

/// A node's payload.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Article(ArticleNode),
    Entity(EntityNode),
    Meeting(Meeting),
    Claim(Claim),
    Topic(TopicNode),
}

impl Node {
    pub(crate) fn kind(&self) -> NodeKind {
        match self {
            Self::Article(_) => NodeKind::Article,
            Self::Entity(_) => NodeKind::Entity,
            Self::Meeting(_) => NodeKind::Meeting,
            Self::Claim(_) => NodeKind::Claim,
            Self::Topic(_) => NodeKind::Topic,
        }
    }

    pub(crate) fn id(&self) -> &str {
        match self {
            Self::Article(node) => &node.article.id,
            Self::Entity(node) => &node.entity.id,
            Self::Meeting(node) => &node.id,
            Self::Claim(node) => &node.id,
            Self::Topic(node) => &node.topic.id,
        }
    }

    pub(crate) fn reference(&self) -> NodeRef {
        NodeRef::new(self.kind(), self.id())
    }
}

/// Which way an edge is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Out,
    In,
}

impl From<Way> for Direction {
    fn from(way: Way) -> Self {
        match way {
            Way::Out => Self::Outgoing,
            Way::In => Self::Incoming,
        }
    }
}

/// Nodes and edges. Node indices stay valid while other nodes come and go (`StableDiGraph`).
#[derive(Clone, Debug, Default)]
pub(crate) struct Network {
    graph: StableDiGraph<Node, Edge>,
    ids: BTreeMap<NodeKind, BTreeMap<String, NodeIndex>>,
}

impl Network {
    fn index(&self, kind: NodeKind, id: &str) -> Option<NodeIndex> {
        self.ids.get(&kind)?.get(id).copied()
    }

    /// The node's payload.
    pub(crate) fn get(&self, kind: NodeKind, id: &str) -> Option<&Node> {
        self.graph.node_weight(self.index(kind, id)?)
    }

    /// All nodes of one kind, by id.
    pub(crate) fn all(&self, kind: NodeKind) -> impl Iterator<Item = &Node> {
        self.ids
            .get(&kind)
            .into_iter()
            .flat_map(BTreeMap::values)
            .filter_map(|&index| self.graph.node_weight(index))
    }

    /// Number of nodes of one kind.
    pub(crate) fn count(&self, kind: NodeKind) -> usize {
        self.ids.get(&kind).map_or(0, BTreeMap::len)
    }

    /// Adds a node or replaces its payload, and says whether anything changed.
    pub(crate) fn put(&mut self, node: Node) -> bool {
        if let Some(index) = self.index(node.kind(), node.id()) {
            if self.graph[index] == node {
                return false;
            }
            self.graph[index] = node;
            return true;
        }
        let (kind, id) = (node.kind(), node.id().to_owned());
        let index = self.graph.add_node(node);
        self.ids.entry(kind).or_default().insert(id, index);
        true
    }

    /// Removes a node with every edge at it, and says whether it was there.
    pub(crate) fn remove(&mut self, kind: NodeKind, id: &str) -> bool {
        let Some(index) = self.ids.get_mut(&kind).and_then(|ids| ids.remove(id)) else {
            return false;
        };
        self.graph.remove_node(index).is_some()
    }

    /// Adds an edge; nothing where an end does not exist.
    pub(crate) fn link(&mut self, from: &NodeRef, to: &NodeRef, edge: Edge) {
        if let (Some(from), Some(to)) = (self.index(from.kind, &from.id), self.index(to.kind, &to.id)) {
            self.graph.add_edge(from, to, edge);
        }
    }

    /// Removes the edges at one node that `doomed` picks.
    pub(crate) fn unlink(&mut self, kind: NodeKind, id: &str, way: Way, doomed: impl Fn(&Edge) -> bool) {
        let Some(index) = self.index(kind, id) else { return };
        let edges: Vec<_> = self
            .graph
            .edges_directed(index, way.into())
            .filter(|edge| doomed(edge.weight()))
            .map(|edge| edge.id())
            .collect();
        for edge in edges {
            self.graph.remove_edge(edge);
        }
    }

    /// The nodes at the other ends of a node's edges of one kind, with the edges; in no order.
    pub(crate) fn adjacent(
        &self,
        kind: NodeKind,
        id: &str,
        way: Way,
        wanted: impl Fn(EdgeKind) -> bool,
    ) -> impl Iterator<Item = (&Node, &Edge)> {
        self.index(kind, id)
            .into_iter()
            .flat_map(move |index| self.graph.edges_directed(index, way.into()))
            .filter(move |edge| wanted(edge.weight().kind))
            .map(move |edge| {
                let other = if way == Way::Out {
                    edge.target()
                } else {
                    edge.source()
                };
                (&self.graph[other], edge.weight())
            })
    }

    /// Every edge, sorted by its ends, its kind and what it carries.
    pub(crate) fn edges(&self) -> Vec<EdgeView<'_>> {
        let mut edges: Vec<_> = self
            .graph
            .edge_references()
            .map(|edge| EdgeView {
                from: self.graph[edge.source()].reference(),
                to: self.graph[edge.target()].reference(),
                edge: edge.weight(),
            })
            .collect();
        edges.sort_by(EdgeView::order);
        edges
    }
}
