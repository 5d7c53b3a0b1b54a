//! Support: how many reports, outlets and origins stand behind something. Copies are not corroboration.
//!
//! Each report is a strand of links from the reader to its origin: the outlet, what the article credits, whom it quotes, the
//! innermost source. Links that several strands have are one, and the origins are the paths that share none.

use std::collections::{BTreeMap, BTreeSet};

use isnad_model::ChainKind;

use crate::{
    ChainNode, ClaimTelling, Collapsed, KnowledgeGraph, MeetingTelling, PathLink, Support, Telling, Why,
    cluster::Groups,
    disjoint::{Place, disjoint},
    names,
    resolve::Resolved,
};

/// Support of a meeting's reports.
pub(crate) fn of_meeting(graph: &KnowledgeGraph, reports: &[MeetingTelling]) -> Support {
    count(graph, reports)
}

/// Support of a claim's reports.
pub(crate) fn of_claim(graph: &KnowledgeGraph, reports: &[ClaimTelling]) -> Support {
    count(graph, reports)
}

impl KnowledgeGraph {
    /// How well some of a thing's reports support what they say together, such as one of two dates.
    pub fn support_of<T: Telling>(&self, reports: &[T]) -> Support {
        count(self, reports)
    }

    /// A link of a path, as the report tells it.
    pub fn path_link<T: Telling>(&self, reports: &[T], link: PathLink) -> Option<ChainNode> {
        let report = reports.get(link.report)?;
        if !link.credit {
            return report.chain().get(link.at).cloned();
        }
        let resolved = self.resolved.get(report.article())?;
        let credit = resolved.record.credits.get(link.at)?;
        Some(ChainNode {
            name: credit.name.clone(),
            kind: ChainKind::Outlet,
            entity: credited(resolved, link.at).cloned(),
            span: None,
        })
    }
}

/// Who a link is: equal ones are one witness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Vertex<'a> {
    /// Outlets that belong together.
    Group(usize),
    Entity(&'a str),
    /// The outlet of an article that names none.
    OutletOf(&'a str),
    /// A source without a name belongs to its article, whose words are all that is known of it.
    Unnamed(&'a str, &'a str),
}

/// A report's links, as the reader meets them.
struct Strand<'a> {
    report: usize,
    links: Vec<(Vertex<'a>, PathLink)>,
}

impl<'a> Strand<'a> {
    fn of<T: Telling>(
        graph: &KnowledgeGraph,
        reports: &'a [T],
        report: usize,
        resolved: &'a Resolved,
    ) -> Self {
        let (article, chain) = (reports[report].article(), reports[report].chain());
        let publisher = resolved
            .publisher
            .as_deref()
            .map_or(Vertex::OutletOf(article), |outlet| entity(graph, outlet));
        let link = |at, credit| PathLink { report, credit, at };
        let inner: Vec<_> = chain
            .iter()
            .enumerate()
            .skip(1)
            .map(|(at, node)| (vertex(graph, article, node), link(at, false)))
            .collect();
        let mut strand = Self {
            report,
            links: vec![(publisher, link(0, false))],
        };
        // What comes from the credited outlet comes through it, whoever it quotes.
        for at in 0..resolved.record.credits.len() {
            let outlet = credited(resolved, at).map(|outlet| entity(graph, outlet));
            if let Some(outlet) = outlet.filter(|outlet| inner.iter().all(|(known, _)| known != outlet)) {
                strand.push(outlet, link(at, true));
            }
        }
        inner
            .into_iter()
            .for_each(|(vertex, link)| strand.push(vertex, link));
        strand
    }

    /// Adds a link; one that comes again takes back the turns that led to it.
    fn push(&mut self, vertex: Vertex<'a>, link: PathLink) {
        match self.links.iter().position(|(known, _)| *known == vertex) {
            Some(at) => self.links.truncate(at + 1),
            None => self.links.push((vertex, link)),
        }
    }

    /// That the link at `at` stands on a path, where `other` has it.
    fn collapsed<T: Telling>(&self, reports: &[T], at: usize, other: PathLink) -> Collapsed {
        let (vertex, link) = self.links[at];
        let node = |link: PathLink| reports[link.report].chain().get(link.at);
        let entity = |link| node(link).and_then(|node| node.entity.as_ref());
        let why = if reports[self.report].article() == reports[other.report].article() {
            Why::SameArticle
        } else if at == 0
            && matches!(vertex, Vertex::Group(_))
            && (other.credit || entity(link) != entity(other))
        {
            Why::SameOutletGroup
        } else if at == 0 {
            Why::SameOutlet
        } else if link.credit {
            Why::Credits
        } else if node(link).is_some_and(|node| node.kind == ChainKind::Outlet) {
            Why::Cites
        } else if at + 1 == self.links.len() {
            Why::SameSource
        } else {
            Why::SameLink
        };
        Collapsed {
            report: self.report,
            why,
            with: other.report,
            link: Some(link),
        }
    }
}

fn vertex<'a>(graph: &KnowledgeGraph, article: &'a str, node: &'a ChainNode) -> Vertex<'a> {
    match (node.kind, node.entity.as_deref()) {
        (ChainKind::Unstated, _) => Vertex::Unnamed(article, ""),
        (ChainKind::Anonymous, id) => Vertex::Unnamed(article, id.unwrap_or(&node.name)),
        (_, Some(id)) => entity(graph, id),
        (_, None) => Vertex::Unnamed(article, &node.name),
    }
}

fn entity<'a>(graph: &KnowledgeGraph, id: &'a str) -> Vertex<'a> {
    group_of(graph, id).map_or(Vertex::Entity(id), Vertex::Group)
}

/// The entity of the outlet that an article credits in this place.
fn credited(resolved: &Resolved, at: usize) -> Option<&String> {
    let mention = resolved.record.credits.get(at)?.mention?;
    resolved.mention_entities.get(mention)?.as_ref()
}

fn group_of(graph: &KnowledgeGraph, outlet: &str) -> Option<usize> {
    if graph.outlet_groups.is_empty() {
        return None;
    }
    let names = graph
        .names
        .get(outlet)
        .into_iter()
        .flat_map(|entity| &entity.names)
        .map(|name| name.text.as_str());
    let found = graph.occurrences.get(outlet).into_iter().flatten().take(1);
    let found = found.filter_map(|article| graph.resolved.get(article)?.found.get(outlet));
    let found = found
        .flat_map(|it| it.names.keys())
        .map(|(_, text)| text.as_str());
    graph.outlet_groups.get(outlet).copied().or_else(|| {
        names
            .chain(found)
            .find_map(|name| graph.outlet_groups.get(&names::fold(name)).copied())
    })
}

/// For each report the first one whose text is the same or a near-copy.
fn texts<T: Telling>(graph: &KnowledgeGraph, reports: &[T]) -> Vec<usize> {
    let mut groups = Groups::new(reports.len());
    let mut first_of: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, report) in reports.iter().enumerate() {
        let original = graph.copies.original(report.article()).map(|(id, _)| id);
        for text in std::iter::once(report.article()).chain(original) {
            let first = *first_of.entry(text).or_insert(at);
            groups.unite(first, at, true);
        }
    }
    (0..reports.len()).map(|at| groups.find(at)).collect()
}

fn count<T: Telling>(graph: &KnowledgeGraph, reports: &[T]) -> Support {
    let texts = texts(graph, reports);
    let (mut articles, mut outlets) = (BTreeSet::new(), BTreeSet::new());
    let mut strands = Vec::new();
    for (at, report) in reports.iter().enumerate() {
        let article = report.article();
        let Some(resolved) = graph.resolved.get(article) else {
            continue;
        };
        articles.insert(article);
        outlets.insert(resolved.publisher.as_deref().ok_or(article));
        // The first text stands for its copies: through whom they came matters no more than how many they are.
        if article == reports[texts[at]].article() {
            strands.push(Strand::of(graph, reports, at, resolved));
        }
    }
    let chains: Vec<Vec<Vertex<'_>>> = strands
        .iter()
        .map(|strand| strand.links.iter().map(|(vertex, _)| *vertex).collect())
        .collect();
    let found = disjoint(&chains);
    let links = |path: &Vec<Place>| -> Vec<_> {
        path.iter()
            .map(|&(strand, at)| strands[strand].links[at])
            .collect()
    };
    let paths: Vec<_> = found.iter().map(links).collect();
    let (origins, collapsed) = collapse(reports, &texts, &strands, &paths);
    let first_hand: BTreeSet<_> = chains.iter().filter_map(|chain| chain.last()).collect();
    Support {
        reports: articles.len(),
        outlets: outlets.len(),
        origins,
        collapsed,
        first_hand: first_hand.len(),
        paths: paths
            .iter()
            .map(|path| path.iter().map(|(_, link)| *link).collect())
            .collect(),
    }
}

/// Which reports go back to which path, and what those that carry none share with one.
fn collapse<T: Telling>(
    reports: &[T],
    texts: &[usize],
    strands: &[Strand<'_>],
    paths: &[Vec<(Vertex<'_>, PathLink)>],
) -> (Vec<Vec<usize>>, Vec<Collapsed>) {
    let mut path_of: Vec<Option<usize>> = vec![None; reports.len()];
    let mut on_path = BTreeMap::new();
    for (number, path) in paths.iter().enumerate() {
        for (vertex, link) in path {
            path_of[link.report].get_or_insert(number);
            on_path.insert(*vertex, (number, *link));
        }
    }
    let mut collapsed = Vec::new();
    for strand in strands {
        // Each strand shares a link with a path, else it would be one; the innermost says best where it comes from.
        let mut links = strand.links.iter().enumerate().rev();
        let shared = links.find_map(|(at, (vertex, _))| Some((at, *on_path.get(vertex)?)));
        if let (None, Some((at, (number, other)))) = (path_of[strand.report], shared) {
            path_of[strand.report] = Some(number);
            collapsed.push(strand.collapsed(reports, at, other));
        }
    }
    for (report, &first) in texts.iter().enumerate() {
        if reports[report].article() != reports[first].article() {
            path_of[report] = path_of[first];
            collapsed.push(Collapsed {
                report,
                why: Why::NearCopy,
                with: first,
                link: None,
            });
        }
    }
    collapsed.sort_by_key(|it| it.report);
    let mut origins = vec![Vec::new(); paths.len()];
    for (report, path) in path_of.into_iter().enumerate() {
        origins
            .get_mut(path.unwrap_or(usize::MAX))
            .into_iter()
            .for_each(|group: &mut Vec<usize>| group.push(report));
    }
    (origins, collapsed)
}
