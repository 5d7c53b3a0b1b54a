//! Diagnostics: what the graph finds wrong with pages and articles once they are joined.

use isnad_model::{Diagnostic, Severity};

use crate::{ContributionKind, KnowledgeGraph, NodeKind, NodeRef};

/// A finding with the byte offset in its file of the link that it is about; who holds the file makes a position of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The finding, without a position.
    pub diagnostic: Diagnostic,
    /// Byte offset of the link.
    pub offset: Option<u32>,
}

impl From<Diagnostic> for Finding {
    fn from(diagnostic: Diagnostic) -> Self {
        Self {
            diagnostic,
            offset: None,
        }
    }
}

impl KnowledgeGraph {
    /// [`Self::findings`] without their offsets.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.findings()
            .into_iter()
            .map(|finding| finding.diagnostic)
            .collect()
    }

    /// Every finding, sorted: ids claimed twice, links and names that lead nowhere or to several things, quotations that are
    /// not found. Looks at every file; nothing else here does.
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings: Vec<Finding> = self.duplicate_ids().into_iter().map(Finding::from).collect();
        for (file, contribution) in &self.files {
            findings.extend(self.check_links(file, contribution));
            match contribution {
                ContributionKind::Entity(entity) => {
                    let offices = entity.offices.iter().filter_map(|office| office.of.as_deref());
                    let targets = entity
                        .relations
                        .iter()
                        .map(|relation| relation.target.as_str())
                        .chain(offices);
                    findings.extend(
                        targets
                            .filter_map(|name| self.check_name(file, "relation-target-unknown", name))
                            .map(Finding::from),
                    );
                }
                ContributionKind::Meeting(page) => {
                    let names = page.participants.iter().chain(&page.place);
                    findings.extend(
                        names
                            .filter_map(|name| self.check_name(file, "unknown-entity", name))
                            .map(Finding::from),
                    );
                }
                ContributionKind::Claim(page) => {
                    findings.extend(
                        page.speaker
                            .iter()
                            .filter_map(|name| self.check_name(file, "unknown-entity", name))
                            .map(Finding::from),
                    );
                }
                ContributionKind::Article { article, .. } => {
                    findings.extend(self.ambiguous_names(file, &article.id).map(Finding::from));
                }
                ContributionKind::Topic(_) | ContributionKind::Judgements(_) => {}
            }
        }
        findings.extend(self.unanchored().into_iter().map(Finding::from));
        findings.extend(self.idle_judgements());
        findings.sort();
        findings.dedup();
        findings
    }

    fn duplicate_ids(&self) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        for (node, files) in &self.claimants {
            let Some(holder) = files.first() else { continue };
            for file in files.iter().skip(1) {
                let message = format!(
                    "the {} id `{}` already belongs to {holder}; this file is left out",
                    node.kind.as_str(),
                    node.id
                );
                let finding = Diagnostic::new(file, Severity::Error, "duplicate-id", message);
                findings.push(finding.remedy("rename one of the files, or give one an `id` of its own"));
            }
        }
        findings
    }

    fn check_name(&self, file: &str, id: &str, name: &str) -> Option<Diagnostic> {
        if self.names.resolve(name, None).is_some() {
            return None;
        }
        let several = self.names.named(name);
        if !several.is_empty() {
            let message = format!("`{name}` can mean {}", several.join(", "));
            let finding = Diagnostic::new(file, Severity::Warning, "ambiguous-name", message);
            return Some(finding.remedy("write the id instead of the name"));
        }
        let finding = Diagnostic::new(
            file,
            Severity::Warning,
            id,
            format!("nothing that is known bears this name: {name}"),
        );
        Some(match self.nearest_name(name) {
            Some(near) => finding.remedy(format!("did you mean `{near}`?")),
            None => finding.remedy("a page under `content/actors` or `content/places` makes the name known"),
        })
    }

    fn ambiguous_names<'a>(&'a self, file: &'a str, article: &str) -> impl Iterator<Item = Diagnostic> + 'a {
        let names = self.resolved.get(article).map(|resolved| &resolved.ambiguous);
        names.into_iter().flatten().map(move |name| {
            let message = format!(
                "`{name}` can mean {}; it is kept apart from them",
                self.names.named(name).join(", ")
            );
            let finding = Diagnostic::new(file, Severity::Info, "ambiguous-name", message);
            finding.remedy("link the name in the article to say which is meant")
        })
    }

    fn unanchored(&self) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        for (page, anchors) in &self.anchors {
            let Some(file) = self.claimants.get(page).and_then(|files| files.first()) else {
                continue;
            };
            for lost in anchors
                .lost
                .iter()
                .filter(|lost| !self.is_withheld(&lost.article))
            {
                let known = self.contains(&NodeRef::new(NodeKind::Article, lost.article.clone()));
                let why = if known {
                    "does not stand (or stands more than once) in"
                } else {
                    "quotes an unknown article,"
                };
                let words: String = lost.quote.chars().take(60).collect();
                let finding = Diagnostic::new(
                    file,
                    Severity::Warning,
                    "unanchored",
                    format!("the quotation `{words}` {why} `{}`", lost.article),
                );
                findings.push(finding.remedy(
                    "copy the words from the article as they stand; until then the quotation changes nothing",
                ));
            }
        }
        findings
    }
}
