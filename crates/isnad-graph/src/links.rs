//! Links: what a wikilink or a relative path leads to, and what to say where it leads nowhere.

use isnad_model::{Diagnostic, EntityKind, Link, LinkKind, Severity, text};
use serde::Serialize;

use crate::{
    Contribution, ContributionKind, Finding, KnowledgeGraph, NodeKind, NodeRef, cluster::ItemKey, names,
    resolve,
};

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Target {
    /// Which sort of node.
    pub kind: NodeKind,
    /// Its id.
    pub id: String,
    /// The heading on its page.
    pub heading: Option<String>,
}

/// Titles and names of a contribution other than entities' names, which [`names::Names`] holds.
pub(crate) fn titles(contribution: &ContributionKind) -> Vec<String> {
    let names = match contribution {
        ContributionKind::Article { article, .. } => {
            return article
                .title
                .iter()
                .chain(&article.aliases)
                .map(|title| names::fold(title))
                .collect();
        }
        ContributionKind::Entity(_) | ContributionKind::Judgements(_) => return Vec::new(),
        ContributionKind::Meeting(page) => &page.names,
        ContributionKind::Claim(page) => &page.names,
        ContributionKind::Topic(topic) => &topic.names,
    };
    names.iter().map(|name| names::fold(&name.text)).collect()
}

/// Paths under which a contribution's file may be linked: as the user knows it and below the content folder.
pub(crate) fn paths(contribution: &Contribution) -> Vec<String> {
    let below = match &contribution.kind {
        ContributionKind::Entity(entity) => entity.path.clone(),
        kind => kind.prose().map(|prose| prose.path.clone()),
    };
    below
        .into_iter()
        .filter(|path| !path.is_empty())
        .chain([contribution.file.clone()])
        .collect()
}

/// The order in which a name without a type is looked for.
const ORDER: [NodeKind; 5] = [
    NodeKind::Entity,
    NodeKind::Topic,
    NodeKind::Meeting,
    NodeKind::Claim,
    NodeKind::Article,
];

impl KnowledgeGraph {
    /// Everything that `name` can mean: a thing with that id, else things with that name or title. `of` is the type that a link may
    /// give: `actor`, `place`, `topic`, `meeting`, `claim`, `article`. One answer is a match, several are an ambiguous name.
    pub fn resolve(&self, name: &str, of: Option<&str>) -> Vec<Target> {
        let name = name.trim();
        let wanted = |kind: NodeKind| match of {
            None => true,
            Some("actor" | "place") => kind == NodeKind::Entity,
            Some(of) => kind.as_str() == of,
        };
        let kinds = ORDER.into_iter().filter(|&kind| wanted(kind));
        if let Some(kind) = kinds
            .clone()
            .find(|&kind| self.contains(&NodeRef::new(kind, name)) && self.fits(kind, name, of))
        {
            return vec![target(kind, name)];
        }
        let mut targets: Vec<Target> = Vec::new();
        if wanted(NodeKind::Entity) {
            let named = self.names.named(name).iter();
            let named = named.filter(|id| self.contains(&NodeRef::new(NodeKind::Entity, id.as_str())));
            targets.extend(
                named
                    .filter(|id| self.fits(NodeKind::Entity, id, of))
                    .map(|id| target(NodeKind::Entity, id)),
            );
        }
        if targets.is_empty() {
            let titled = self.titles.get(&names::fold(name)).into_iter().flatten();
            targets.extend(
                titled
                    .filter(|node| wanted(node.kind))
                    .map(|node| self.target_of_page(node)),
            );
            targets.sort_by_key(|found| {
                (
                    ORDER.iter().position(|&kind| kind == found.kind),
                    found.id.clone(),
                )
            });
            let first = targets.first().map(|found| found.kind);
            targets.retain(|found| Some(found.kind) == first);
        }
        if targets.is_empty() && wanted(NodeKind::Entity) {
            targets.extend(self.found_named(name, of).map(|id| target(NodeKind::Entity, &id)));
        }
        targets
    }

    /// Whether an entity is of the type that a link asks for.
    fn fits(&self, kind: NodeKind, id: &str, of: Option<&str>) -> bool {
        let place = || {
            self.entity(id)
                .is_some_and(|node| node.entity.kind == EntityKind::Place)
        };
        match of {
            Some("place") if kind == NodeKind::Entity => place(),
            Some("actor") if kind == NodeKind::Entity => !place(),
            _ => true,
        }
    }

    /// An entity that only articles name.
    fn found_named(&self, name: &str, of: Option<&str>) -> Option<String> {
        let kinds = [
            EntityKind::Person,
            EntityKind::Organization,
            EntityKind::State,
            EntityKind::Group,
            EntityKind::Place,
        ];
        kinds
            .into_iter()
            .map(|kind| resolve::found_id(&self.names, kind, name))
            .find(|id| {
                self.entity(id).is_some_and(|node| !node.entity.curated)
                    && self.fits(NodeKind::Entity, id, of)
            })
    }

    fn target_of_page(&self, node: &NodeRef) -> Target {
        // A page of a meeting or a claim gives its id to the joined node.
        let ids = match node.kind {
            NodeKind::Meeting => Some(&self.meeting_ids),
            NodeKind::Claim => Some(&self.claim_ids),
            NodeKind::Article | NodeKind::Entity | NodeKind::Topic => None,
        };
        let id = ids
            .and_then(|ids| ids.id_of(&ItemKey::Page(node.id.clone())))
            .unwrap_or(&node.id);
        target(node.kind, id)
    }

    /// Where a link of a body leads within the knowledge base; `None` for addresses elsewhere, and where it leads to nothing or to
    /// more than one thing.
    pub fn resolve_link(&self, link: &Link) -> Option<Target> {
        let (found, heading) = match &link.kind {
            LinkKind::Wiki { of, target, heading } => {
                let mut found = self.resolve(target, of.as_deref());
                (found.pop().filter(|_| found.is_empty())?, heading)
            }
            LinkKind::File { path, heading } => {
                let node = self.paths.get(path).filter(|node| self.contains(node))?;
                (self.target_of_page(node), heading)
            }
            LinkKind::External { .. } => return None,
        };
        Some(Target {
            heading: heading.clone(),
            ..found
        })
    }

    /// What is wrong with the links of one file.
    pub(crate) fn check_links(&self, file: &str, contribution: &ContributionKind) -> Vec<Finding> {
        let links = contribution
            .prose()
            .map(|prose| prose.links.as_slice())
            .unwrap_or_default();
        let finding = |link: &Link| {
            Some(Finding {
                diagnostic: self.check_link(file, link)?,
                offset: Some(link.offset),
            })
        };
        links.iter().filter_map(finding).collect()
    }

    fn check_link(&self, file: &str, link: &Link) -> Option<Diagnostic> {
        match &link.kind {
            LinkKind::External { .. } => None,
            LinkKind::File { path, .. } if self.is_withheld(path) => None,
            LinkKind::File { path, .. } => self.resolve_link(link).is_none().then(|| {
                Diagnostic::new(
                    file,
                    Severity::Warning,
                    "unknown-file",
                    format!("this link leads to no page: {path}"),
                )
                .remedy("paths are relative to the file that links; check the spelling and the folder")
            }),
            LinkKind::Wiki { of, target, .. } => {
                let found = self.resolve(target, of.as_deref());
                match found.as_slice() {
                    [_] => None,
                    [] if self.is_withheld(target) => None,
                    [] => Some(self.unknown(file, target)),
                    several => {
                        let ids: Vec<&str> = several.iter().map(|found| found.id.as_str()).collect();
                        let message = format!("`{target}` can mean {}", ids.join(", "));
                        let remedy = format!("write the id: [[{}|{target}]]", ids[0]);
                        Some(
                            Diagnostic::new(file, Severity::Warning, "ambiguous-name", message)
                                .remedy(remedy),
                        )
                    }
                }
            }
        }
    }

    fn unknown(&self, file: &str, name: &str) -> Diagnostic {
        let message = format!("this link names nothing that is known: {name}");
        let diagnostic = Diagnostic::new(file, Severity::Warning, "unknown-entity", message);
        match self.nearest_name(name) {
            Some(near) => diagnostic.remedy(format!("did you mean `{near}`?")),
            None => {
                diagnostic.remedy("a page under `content/actors` or `content/places` makes the name known")
            }
        }
    }

    /// The known name that is spelled most like `name`, among those that begin alike.
    pub(crate) fn nearest_name(&self, name: &str) -> Option<String> {
        let key = names::fold(name);
        let start: String = key.chars().take(1).collect();
        let candidates: Vec<&str> = self
            .names
            .starting(&start)
            .filter(|(_, ids)| {
                ids.iter()
                    .any(|id| self.contains(&NodeRef::new(NodeKind::Entity, id.as_str())))
            })
            .map(|(name, _)| name.as_str())
            .collect();
        let near = text::nearest(&key, candidates.iter().copied())?.to_owned();
        let ids = self.names.named(&near);
        let known = self.names.get(ids.first()?)?;
        known
            .names
            .iter()
            .find(|name| names::fold(&name.text) == near)
            .map(|name| name.text.clone())
    }
}

fn target(kind: NodeKind, id: &str) -> Target {
    Target {
        kind,
        id: id.to_owned(),
        heading: None,
    }
}
