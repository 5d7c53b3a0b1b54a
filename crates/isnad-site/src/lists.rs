//! Lists: the orders in which indexes, the timeline and the home page show things; made once for a graph.

use std::{cmp::Reverse, collections::BTreeMap};

use isnad_graph::{EdgeKind, KnowledgeGraph, NodeKind, NodeRef};
use isnad_model::{Edtf, EntityKind, Span};
use isnad_text::{head_letter, sort_key};

use crate::{page::Section, reader::Reader};

/// Rows of one page of an index.
pub const ROWS: usize = 100;

/// One row of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Id of the thing.
    pub id: String,
    /// Its kind, for the pages of one kind.
    pub kind: String,
    /// Letter or year that it stands under; empty for undated things.
    pub head: String,
}

/// A month of the timeline: year, then month, 0 where only the year is known.
pub type Month = (i16, i8);

/// What happened or was said on a day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    /// When, for sorting.
    pub date: Edtf,
    /// Meeting or claim.
    pub kind: NodeKind,
    /// Its id.
    pub id: String,
}

/// Words of an article that an author's page rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Meeting or claim.
    pub kind: NodeKind,
    /// Its id.
    pub id: String,
    /// The words.
    pub span: Span,
}

/// The rows of a section, with the places of each kind's rows, so that no page walks through all of them.
#[derive(Debug, Default)]
struct Rows {
    all: Vec<Entry>,
    kinds: BTreeMap<String, Vec<usize>>,
    /// Places of the rows on the pages of all kinds, where that leaves some out.
    listed: Option<Vec<usize>>,
}

impl Rows {
    fn new(section: Section, all: Vec<Entry>) -> Self {
        let mut kinds: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, entry) in all.iter().enumerate() {
            kinds.entry(entry.kind.clone()).or_default().push(at);
        }
        let unnamed = EntityKind::Anonymous.as_str();
        let leaves_out = section == Section::Actors && kinds.contains_key(unnamed);
        let listed = leaves_out.then(|| (0..all.len()).filter(|&at| all[at].kind != unnamed).collect());
        Self { all, kinds, listed }
    }
}

/// The rows of an index, of one kind or of all.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entries<'a> {
    all: &'a [Entry],
    /// Places in `all`; all of them where absent.
    shown: Option<&'a [usize]>,
}

impl<'a> Entries<'a> {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.shown.map_or(self.all.len(), <[usize]>::len)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Rows of one page, counted from 1.
    pub fn page(&self, number: usize) -> Vec<&'a Entry> {
        let first = number.saturating_sub(1).saturating_mul(ROWS).min(self.len());
        self.between(first, first.saturating_add(ROWS).min(self.len()))
    }

    fn between(&self, first: usize, end: usize) -> Vec<&'a Entry> {
        match self.shown {
            Some(shown) => shown[first..end].iter().map(|&at| &self.all[at]).collect(),
            None => self.all[first..end].iter().collect(),
        }
    }
}

/// Every order.
#[derive(Debug, Default)]
pub struct Lists {
    dated: BTreeMap<Section, Rows>,
    named: BTreeMap<(String, Section), Rows>,
    newest: BTreeMap<Section, Vec<String>>,
    connected: Vec<(String, usize)>,
    timeline: BTreeMap<Month, Vec<Event>>,
    undated: Vec<String>,
    aliases: BTreeMap<String, String>,
    evidence: BTreeMap<String, Vec<Evidence>>,
}

impl Lists {
    /// The orders of a graph for each language's `readers`.
    pub fn new(graph: &KnowledgeGraph, readers: &[Reader<'_>]) -> Self {
        let mut lists = Self::default();
        lists.add_dated(graph);
        readers.iter().for_each(|reader| lists.add_named(reader));
        let named = |section| {
            readers
                .first()
                .and_then(|reader| lists.named.get(&(reader.lang().to_owned(), section)))
        };
        for section in [Section::Actors, Section::Topics, Section::Places] {
            let ids = named(section).map(|entries| {
                entries
                    .all
                    .iter()
                    .filter(|entry| entry.kind != EntityKind::Anonymous.as_str())
                    .map(|entry| entry.id.clone())
                    .collect()
            });
            lists.newest.insert(section, ids.unwrap_or_default());
        }
        lists.connected = connected(graph);
        let languages: Vec<&str> = readers.iter().map(Reader::lang).collect();
        lists.add_aliases(graph, &languages);
        lists.add_evidence(graph);
        lists
    }

    /// Ids of a section, newest first where they have dates.
    pub fn newest(&self, section: Section) -> &[String] {
        self.newest.get(&section).map(Vec::as_slice).unwrap_or_default()
    }

    /// Number of things in a section; unnamed sources are not counted among actors.
    pub fn count(&self, section: Section) -> usize {
        self.newest(section).len()
    }

    /// Actors by number of ties, most first, with the number.
    pub fn ranked(&self) -> &[(String, usize)] {
        &self.connected
    }

    /// Ids of actors by number of ties, most first.
    pub fn connected(&self) -> impl Iterator<Item = &str> {
        self.connected.iter().map(|(id, _)| id.as_str())
    }

    fn rows(&self, lang: &str, section: Section) -> Option<&Rows> {
        match section {
            Section::Actors | Section::Places | Section::Topics => {
                self.named.get(&(lang.to_owned(), section))
            }
            _ => self.dated.get(&section),
        }
    }

    /// Rows of an index, of one kind or of all; unnamed sources have only the page of their kind.
    pub fn entries(&self, lang: &str, section: Section, kind: Option<&str>) -> Entries<'_> {
        let Some(rows) = self.rows(lang, section) else {
            return Entries::default();
        };
        let shown = match kind {
            Some(kind) => Some(rows.kinds.get(kind).map(Vec::as_slice).unwrap_or_default()),
            None => rows.listed.as_deref(),
        };
        Entries {
            all: &rows.all,
            shown,
        }
    }

    /// Kinds of a section with how many things each has, sorted by kind; places and topics have none.
    pub fn kinds(&self, lang: &str, section: Section) -> BTreeMap<&str, usize> {
        let rows = match section {
            Section::Places | Section::Topics => None,
            _ => self.rows(lang, section),
        };
        rows.into_iter()
            .flat_map(|rows| &rows.kinds)
            .map(|(kind, places)| (kind.as_str(), places.len()))
            .collect()
    }

    /// Months of the timeline with what happened in them, oldest first.
    pub fn timeline(&self) -> &BTreeMap<Month, Vec<Event>> {
        &self.timeline
    }

    /// Meetings without any date.
    pub fn undated(&self) -> &[String] {
        &self.undated
    }

    /// Old paths of articles, with the article's id.
    pub fn aliases(&self) -> &BTreeMap<String, String> {
        &self.aliases
    }

    /// Words of an article that authors' pages rest on.
    pub fn evidence(&self, article: &str) -> &[Evidence] {
        self.evidence.get(article).map(Vec::as_slice).unwrap_or_default()
    }

    fn add_evidence(&mut self, graph: &KnowledgeGraph) {
        let meetings = graph
            .meetings()
            .map(|it| (NodeKind::Meeting, &it.id, &it.evidence));
        let claims = graph.claims().map(|it| (NodeKind::Claim, &it.id, &it.evidence));
        for (kind, id, anchors) in meetings.chain(claims) {
            for anchor in anchors {
                let evidence = Evidence {
                    kind,
                    id: id.clone(),
                    span: anchor.span,
                };
                self.evidence
                    .entry(anchor.article.clone())
                    .or_default()
                    .push(evidence);
            }
        }
    }

    fn add_dated(&mut self, graph: &KnowledgeGraph) {
        let mut articles: Vec<_> = graph
            .articles()
            .map(|node| {
                (
                    node.article.date,
                    node.article.id.clone(),
                    language(&node.article.lang),
                )
            })
            .collect();
        sort_newest(&mut articles);
        let mut meetings: Vec<_> = graph
            .meetings()
            .map(|it| (it.date().copied(), it.id.clone(), it.kind.as_str().to_owned()))
            .collect();
        sort_newest(&mut meetings);
        let mut claims: Vec<_> = graph
            .claims()
            .map(|claim| {
                let first = claim.reports.first();
                let published = first
                    .and_then(|report| graph.article(&report.article))
                    .and_then(|node| node.article.date);
                let said = first
                    .and_then(|report| report.said.as_ref())
                    .map(|said| said.edtf);
                (
                    published,
                    said.or(published),
                    claim.id.clone(),
                    claim.stance.as_str().to_owned(),
                )
            })
            .collect();
        for (_, date, id, _) in &claims {
            self.add_event(*date, NodeKind::Claim, id);
        }
        for (date, id, _) in &meetings {
            self.add_event(*date, NodeKind::Meeting, id);
        }
        self.timeline.values_mut().for_each(|events| events.sort());
        claims.sort_by(|a, b| (Reverse(a.0), &a.2).cmp(&(Reverse(b.0), &b.2)));
        let claims = claims
            .into_iter()
            .map(|(published, _, id, stance)| (published, id, stance))
            .collect();
        for (section, rows) in [
            (Section::Articles, articles),
            (Section::Meetings, meetings),
            (Section::Claims, claims),
        ] {
            self.newest
                .insert(section, rows.iter().map(|(_, id, _)| id.clone()).collect());
            let entry = |(date, id, kind): (Option<Edtf>, String, String)| Entry {
                head: date.map_or_else(String::new, |date| date.earliest().year().to_string()),
                id,
                kind,
            };
            let entries = rows.into_iter().map(entry).collect();
            self.dated.insert(section, Rows::new(section, entries));
        }
    }

    fn add_event(&mut self, date: Option<Edtf>, kind: NodeKind, id: &str) {
        match date {
            Some(date) => {
                let first = date.earliest();
                let month = match date.as_date() {
                    Some(single) if single.month().is_none() => 0,
                    _ => first.month(),
                };
                self.timeline
                    .entry((first.year(), month))
                    .or_default()
                    .push(Event {
                        date,
                        kind,
                        id: id.to_owned(),
                    });
            }
            None if kind == NodeKind::Meeting => self.undated.push(id.to_owned()),
            None => {}
        }
    }

    fn add_named(&mut self, reader: &Reader<'_>) {
        let lang = reader.lang();
        let mut rows: BTreeMap<(String, Section), Vec<(String, Entry)>> = BTreeMap::new();
        let mut push = |section: Section, id: &str, kind: &str, name: &str| {
            let entry = Entry {
                id: id.to_owned(),
                kind: kind.to_owned(),
                head: head_letter(name, lang),
            };
            rows.entry((lang.to_owned(), section))
                .or_default()
                .push((sort_key(name, lang), entry));
        };
        for node in reader.graph.entities() {
            let entity = &node.entity;
            let section = if entity.kind == EntityKind::Place {
                Section::Places
            } else {
                Section::Actors
            };
            push(
                section,
                &entity.id,
                entity.kind.as_str(),
                entity.display_name(lang).0,
            );
        }
        for node in reader.graph.topics() {
            let name = reader
                .best_name(&node.topic.names)
                .map_or(node.topic.id.as_str(), |name| &name.text);
            push(Section::Topics, &node.topic.id, "topic", name);
        }
        for (key, mut entries) in rows {
            entries.sort_by(|a, b| (&a.0, &a.1.id).cmp(&(&b.0, &b.1.id)));
            let entries = entries.into_iter().map(|(_, entry)| entry).collect();
            let rows = Rows::new(key.1, entries);
            self.named.insert(key, rows);
        }
    }

    /// An old path leads to its article, and so does the page that an old id had in each of `languages`.
    fn add_aliases(&mut self, graph: &KnowledgeGraph, languages: &[&str]) {
        for node in graph.articles() {
            for alias in &node.article.aliases {
                let is_id = !alias.trim_matches('/').contains('/');
                let pages = languages.iter().map(|lang| format!("{lang}/articles/{alias}"));
                let asked = std::iter::once(alias.clone()).chain(pages.filter(|_| is_id));
                for path in asked.filter_map(|alias| alias_path(&alias)) {
                    self.aliases
                        .entry(path)
                        .or_insert_with(|| node.article.id.clone());
                }
            }
        }
    }
}

/// The file below the site's root that an alias asks for; `None` where it could leave the root or shadow a page's own parts.
fn alias_path(alias: &str) -> Option<String> {
    let path = alias
        .trim()
        .trim_start_matches('/')
        .trim_end_matches('/')
        .trim_end_matches("/index.html");
    let safe = !path.is_empty()
        && path.split('/').all(|segment| {
            // A leading dot would name hidden files, the manifest among them.
            !segment.is_empty()
                && !segment.starts_with('.')
                && !segment.contains(['\\', ':', '\0', '?', '#', '*', '<', '>', '|', '"'])
        })
        && !path.chars().any(char::is_control)
        && !path.starts_with("assets/")
        && !path.starts_with("data/");
    if !safe {
        return None;
    }
    Some(if path.ends_with(".html") {
        path.to_owned()
    } else {
        format!("{path}/index.html")
    })
}

fn language(lang: &str) -> String {
    lang.split('-').next().unwrap_or_default().to_owned()
}

fn sort_newest(rows: &mut [(Option<Edtf>, String, String)]) {
    // `None` is smaller than any date, so under `Reverse` the undated come last.
    rows.sort_by(|a, b| (Reverse(a.0), &a.1).cmp(&(Reverse(b.0), &b.1)));
}

/// Actors by the ties that facts give them: meetings, sayings, relations. Being named is no tie, nor is handing on what
/// others said: an outlet would lead every list.
fn connected(graph: &KnowledgeGraph) -> Vec<(String, usize)> {
    let ties = |id: &str| {
        let edges = graph.edges_at(&NodeRef::new(NodeKind::Entity, id));
        edges
            .iter()
            .filter(|view| {
                !matches!(
                    view.edge.kind,
                    EdgeKind::Mentions | EdgeKind::PublishedBy | EdgeKind::Relays | EdgeKind::Cites
                )
            })
            .count()
    };
    let is_actor = |kind: EntityKind| !matches!(kind, EntityKind::Place | EntityKind::Anonymous);
    let entities = graph.entities().filter(|node| is_actor(node.entity.kind));
    let mut ranked: Vec<_> = entities
        .map(|node| (node.entity.id.clone(), ties(&node.entity.id)))
        .collect();
    ranked.retain(|(_, ties)| *ties > 0);
    ranked.sort_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
    ranked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alias_stays_below_the_root() {
        assert_eq!(alias_path("/old/name/").as_deref(), Some("old/name/index.html"));
        assert_eq!(alias_path("old.html").as_deref(), Some("old.html"));
        for bad in [
            "",
            "/",
            "../x",
            "a/../../x",
            "a//b",
            "c:\\x",
            "assets/site.css",
            "data/graph.json/x",
            ".isnad-manifest",
            "a\u{0}",
        ] {
            assert_eq!(alias_path(bad), None, "{bad}");
        }
    }
}
