//! Website: everything that is published: the site's pages, the graph as files beside them, the user's own files.

use std::collections::BTreeSet;

use anyhow::{Result, anyhow};
use isnad_export::Filter;
use isnad_site::{Rendered, Site, Theme};

use crate::project::Project;

/// Name and version of the program, as pages tell it.
const GENERATOR: &str = concat!("isnad ", env!("CARGO_PKG_VERSION"));
const DOT: &str = "data/graph.dot";
const JSON: &str = "data/graph.json";

/// Everything that is published of one project.
pub struct Website<'a> {
    project: &'a Project,
    site: Site<'a>,
}

impl<'a> Website<'a> {
    /// The website of `project` in `theme`.
    pub fn new(project: &'a Project, theme: &'a Theme) -> Self {
        let site = Site::new(project.corpus.graph(), &project.config, theme, GENERATOR)
            .with_downloads(vec![DOT.to_owned(), JSON.to_owned()]);
        Self { project, site }
    }

    /// Every path, relative with `/`.
    pub fn paths(&self) -> BTreeSet<String> {
        let pages = self
            .site
            .paths()
            .into_iter()
            .map(|path| path.trim_start_matches('/').to_owned());
        pages.chain([DOT.to_owned(), JSON.to_owned()]).collect()
    }

    /// The bytes at `path`; `None` where nothing has it.
    pub fn render(&self, path: &str) -> Option<Result<Rendered>> {
        match path {
            DOT => Some(self.export(isnad_export::dot, "text/vnd.graphviz; charset=utf-8")),
            JSON => Some(self.export(isnad_export::json, "application/json")),
            _ => Some(
                self.site
                    .render(&format!("/{path}"))?
                    .map_err(|error| anyhow!("templates/{error}")),
            ),
        }
    }

    fn export<E: std::error::Error + Send + Sync + 'static>(
        &self,
        format: impl Fn(&isnad_graph::KnowledgeGraph, &Filter, &mut Vec<u8>) -> Result<(), E>,
        content_type: &'static str,
    ) -> Result<Rendered> {
        let filter = Filter {
            lang: self.project.config.default_language.clone(),
            ..Filter::default()
        };
        let mut bytes = Vec::new();
        format(self.project.corpus.graph(), &filter, &mut bytes)?;
        Ok(Rendered { bytes, content_type })
    }
}
