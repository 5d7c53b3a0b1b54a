//! Suggest: names that articles use and no page describes, and persons that may be one; proposals only, nothing is merged.

use std::collections::{BTreeMap, BTreeSet};

use isnad_graph::{KnowledgeGraph, node::EntityNode};
use isnad_model::{EntityKind, NameRole, Span};
use isnad_text::{ScalarIndex, fold_name, may_be_same_name, skeletons, split_sentences};
use serde::Serialize;
use toml::Value;

/// Names that share their sounds are compared with so many others at most; keeps a dossier of a thousand namesakes linear.
const NEIGHBOURS: usize = 16;
/// Ways to read the sounds of one name that are looked at.
const KEYS: usize = 96;
/// Consonants of a sound that tells names apart.
const STRONG: usize = 4;
/// Companions and titles that are shown.
const SHOWN: usize = 6;
/// Mentions whose titles are looked at.
const TITLED: usize = 32;

/// Everything that is proposed.
#[derive(Debug, Serialize)]
pub struct Suggestions {
    /// Entities without a page, those of most articles first.
    pub entities: Vec<Found>,
    /// Persons that may be one, those with most in common first.
    pub pairs: Vec<Pair>,
}

/// An entity that only articles know.
#[derive(Debug, Serialize)]
pub struct Found {
    /// Its id.
    pub id: String,
    /// Its name, as most articles write it.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// How many articles name it.
    pub articles: usize,
    /// Where one of them does.
    pub evidence: Option<Evidence>,
    /// Path of the page to make, below the content folder.
    pub path: String,
    /// The page's text.
    pub page: String,
}

/// A sentence that names an entity.
#[derive(Clone, Debug, Serialize)]
pub struct Evidence {
    /// Article id.
    pub article: String,
    /// The sentence.
    pub sentence: String,
}

/// Two persons that may be one.
#[derive(Debug, Serialize)]
pub struct Pair {
    /// Ids.
    pub ids: [String; 2],
    /// The two names that sound alike.
    pub names: [String; 2],
    /// How many articles name each.
    pub articles: [usize; 2],
    /// Names of those that articles name beside the one and the other.
    pub company: Vec<String>,
    /// Words that stand right before both names.
    pub titles: Vec<String>,
    /// Articles that name both: a sign that they are two.
    pub together: usize,
    /// A sentence for each.
    pub evidence: Vec<Evidence>,
}

/// Reads the graph for names to be looked after; `built_in` are ids that need no page.
pub fn suggest(graph: &KnowledgeGraph, built_in: &BTreeSet<&str>) -> Suggestions {
    let mut view = View {
        graph,
        sentences: BTreeMap::new(),
    };
    let is_found = |node: &&EntityNode| {
        !node.entity.curated
            && node.entity.kind != EntityKind::Anonymous
            && !node.mentions.is_empty()
            && !built_in.contains(node.entity.id.as_str())
    };
    let mut entities: Vec<Found> = graph
        .entities()
        .filter(is_found)
        .map(|node| view.found(node))
        .collect();
    entities.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.id.cmp(&b.id)));
    let is_person = |node: &&EntityNode| node.entity.kind == EntityKind::Person && !node.mentions.is_empty();
    let persons: Vec<&EntityNode> = graph.entities().filter(is_person).collect();
    let mut pairs: Vec<Pair> = alike(&persons)
        .into_iter()
        .filter(|(one, other, _)| !graph.is_decided_apart(&one.entity.id, &other.entity.id))
        .map(|(one, other, names)| view.pair(one, other, names))
        .collect();
    pairs.sort_by(|a, b| b.weight().cmp(&a.weight()).then_with(|| a.ids.cmp(&b.ids)));
    Suggestions { entities, pairs }
}

impl Pair {
    fn weight(&self) -> usize {
        self.company.len() + 2 * self.titles.len()
    }
}

/// Pairs of persons with names that sound alike, and those names.
fn alike<'a>(persons: &[&'a EntityNode]) -> Vec<(&'a EntityNode, &'a EntityNode, [String; 2])> {
    let mut names: Vec<(usize, &str)> = persons
        .iter()
        .enumerate()
        .flat_map(|(at, node)| node.entity.names.iter().map(move |name| (at, name.text.as_str())))
        .collect();
    // The likest names come to stand side by side, so that few neighbours have to be looked at.
    names.sort_by_cached_key(|(at, name)| (signature(name), *at));
    let mut blocks: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for (at, (_, name)) in names.iter().enumerate() {
        for key in sound_keys(name) {
            blocks.entry(key).or_default().push(at);
        }
    }
    let mut seen: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut pairs: BTreeMap<(usize, usize), [String; 2]> = BTreeMap::new();
    for block in blocks.values() {
        for (at, &left) in block.iter().enumerate() {
            for &right in block.iter().skip(at + 1).take(NEIGHBOURS) {
                let ((one, first), (other, second)) = (names[left], names[right]);
                let both_told = persons[one].entity.curated && persons[other].entity.curated;
                // Two pages are an editor's word that they are two.
                if one == other || both_told || !seen.insert((left, right)) {
                    continue;
                }
                if may_be_same_name(first, second) {
                    pairs
                        .entry((one, other))
                        .or_insert_with(|| [first.to_owned(), second.to_owned()]);
                }
            }
        }
    }
    pairs
        .into_iter()
        .map(|((one, other), names)| (persons[one], persons[other], names))
        .collect()
}

/// The sounds of a whole name, the same for spellings and scripts that sound the same.
fn signature(name: &str) -> String {
    let first = |token: &str| skeletons(token).into_iter().next();
    fold_name(name)
        .split(' ')
        .take(8)
        .filter_map(first)
        .collect::<Vec<_>>()
        .join(" ")
}

/// What names that may be one have in common: the sounds of two of their tokens, one of them strong.
fn sound_keys(name: &str) -> BTreeSet<(String, String)> {
    let tokens: Vec<Vec<String>> = fold_name(name)
        .split(' ')
        .take(8)
        .map(skeletons)
        .filter(|it| !it.is_empty())
        .collect();
    let mut keys = BTreeSet::new();
    for (at, token) in tokens.iter().enumerate() {
        for other in &tokens[at + 1..] {
            for (left, right) in token
                .iter()
                .flat_map(|left| other.iter().map(move |right| (left, right)))
            {
                if keys.len() >= KEYS {
                    return keys;
                }
                if left.len() >= STRONG || right.len() >= STRONG {
                    keys.insert((left.clone(), right.clone()));
                }
            }
        }
    }
    keys
}

struct View<'a> {
    graph: &'a KnowledgeGraph,
    /// Sentences of articles that were looked at.
    sentences: BTreeMap<String, Vec<Span>>,
}

impl View<'_> {
    fn found(&mut self, node: &EntityNode) -> Found {
        let entity = &node.entity;
        let folder = if entity.kind == EntityKind::Place {
            "places"
        } else {
            "actors"
        };
        Found {
            id: entity.id.clone(),
            name: name_of(node),
            kind: entity.kind,
            articles: node.mentions.len(),
            evidence: self.evidence(node),
            path: format!("{folder}/{}.md", entity.id),
            page: page(node),
        }
    }

    fn pair(&mut self, one: &EntityNode, other: &EntityNode, names: [String; 2]) -> Pair {
        let (left, right) = (self.company(one), self.company(other));
        let both = [one.entity.id.as_str(), other.entity.id.as_str()];
        let shared = left
            .intersection(&right)
            .filter(|id| !both.contains(&id.as_str()));
        let company = shared
            .filter_map(|id| self.graph.entity(id))
            .map(name_of)
            .take(SHOWN)
            .collect();
        let titles = self
            .titles(one)
            .intersection(&self.titles(other))
            .take(SHOWN)
            .cloned()
            .collect();
        Pair {
            ids: both.map(str::to_owned),
            names,
            articles: [one.mentions.len(), other.mentions.len()],
            company,
            titles,
            together: one
                .mentions
                .keys()
                .filter(|article| other.mentions.contains_key(*article))
                .count(),
            evidence: [one, other]
                .into_iter()
                .filter_map(|node| self.evidence(node))
                .collect(),
        }
    }

    /// Ids of those that the articles of an entity name too.
    fn company(&self, node: &EntityNode) -> BTreeSet<String> {
        let articles = node.mentions.keys().filter_map(|id| self.graph.article(id));
        let named = articles.flat_map(|article| article.mention_entities.iter().flatten());
        let is_company = |id: &&String| {
            let told = self.graph.entity(id).map(|node| node.entity.kind);
            told.is_some_and(|kind| kind != EntityKind::Anonymous)
        };
        named.filter(is_company).cloned().collect()
    }

    /// Words right before an entity's names, without small ones.
    fn titles(&self, node: &EntityNode) -> BTreeSet<String> {
        let mut titles = BTreeSet::new();
        let spans = node
            .mentions
            .iter()
            .flat_map(|(article, spans)| spans.iter().map(move |span| (article, span)));
        for (article, span) in spans.take(TITLED) {
            let Some(article) = self.graph.article(article) else {
                continue;
            };
            let index = ScalarIndex::new(&article.record.text);
            let before = index.slice(Span::new(span.start.saturating_sub(40), span.start));
            let before = before
                .rsplit(['\n', '.', '،', ','])
                .next()
                .unwrap_or_default()
                .trim_end();
            if let Some(word) = before
                .split_whitespace()
                .next_back()
                .map(fold_name)
                .filter(|word| word.chars().count() > 3)
            {
                titles.insert(word);
            }
        }
        titles
    }

    /// The sentence around the first mention.
    fn evidence(&mut self, node: &EntityNode) -> Option<Evidence> {
        let (id, spans) = node.mentions.iter().next()?;
        let span = *spans.first()?;
        let record = &self.graph.article(id)?.record;
        let sentences = self.sentences.entry(id.clone()).or_insert_with(|| {
            split_sentences(&record.text, &[])
                .into_iter()
                .map(|sentence| sentence.span)
                .collect()
        });
        let at = sentences.partition_point(|sentence| sentence.end <= span.start);
        let whole = sentences
            .get(at)
            .copied()
            .filter(|it| it.contains(span))
            .unwrap_or(span);
        let sentence = ScalarIndex::new(&record.text)
            .slice(whole)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        Some(Evidence {
            article: id.clone(),
            sentence,
        })
    }
}

fn name_of(node: &EntityNode) -> String {
    let first = node.entity.names.first().map(|name| name.text.clone());
    first.unwrap_or_else(|| node.entity.id.clone())
}

/// A page with everything that the articles tell of the names; it is a beginning for an editor.
fn page(node: &EntityNode) -> String {
    let entity = &node.entity;
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    let mut aliases: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for name in entity.names.iter().filter(|name| name.role != NameRole::Derived) {
        let lang = if name.lang.is_empty() { "und" } else { &name.lang };
        if names.contains_key(lang) {
            aliases.entry(lang).or_default().push(&name.text);
        } else {
            names.insert(lang, &name.text);
        }
    }
    let quoted = |text: &str| Value::from(text).to_string();
    let table = |entries: Vec<String>| format!("{{ {} }}", entries.join(", "));
    let mut page = "+++\n".to_owned();
    if entity.kind != EntityKind::Place {
        page += &format!("kind = {}\n", quoted(entity.kind.as_str()));
    }
    let named = names
        .iter()
        .map(|(lang, text)| format!("{lang} = {}", quoted(text)))
        .collect();
    page += &format!("names = {}\n", table(named));
    if !aliases.is_empty() {
        let list = |texts: &Vec<&str>| {
            texts
                .iter()
                .map(|text| quoted(text))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let listed = aliases
            .iter()
            .map(|(lang, texts)| format!("{lang} = [{}]", list(texts)))
            .collect();
        page += &format!("aliases = {}\n", table(listed));
    }
    page + "+++\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_may_be_one_share_a_key() {
        for (one, other) in [
            ("ألكسندر لافرينتيف", "Alexander Lavrentiev"),
            ("Александр Лаврентьев", "الکساندر لافرنتييف"),
            ("Alexander Lavrentiev", "Alexander Victor Lavrentyev"),
        ] {
            assert!(may_be_same_name(one, other), "{one}, {other}");
            assert!(!sound_keys(one).is_disjoint(&sound_keys(other)), "{one}, {other}");
        }
        assert!(sound_keys("Cher").is_empty());
    }

    #[test]
    fn namesakes_are_compared_a_bounded_number_of_times() {
        let person = |at: usize| {
            // Consonants from the number, so that most differ; every one is a Mohammed of some Ahmad.
            let tail: String = at
                .to_string()
                .bytes()
                .map(|digit| {
                    ["ba", "da", "fa", "ga", "ka", "la", "ma", "na", "ra", "ta"][usize::from(digit - b'0')]
                })
                .collect();
            let name = format!("Muhammad Ahmad {tail}");
            let names = vec![isnad_model::Name {
                text: name,
                lang: "en".to_owned(),
                role: NameRole::Main,
            }];
            EntityNode {
                entity: std::sync::Arc::new(isnad_model::Entity::new(
                    format!("person-{at}"),
                    EntityKind::Person,
                    names,
                )),
                mentions: BTreeMap::new(),
                article: None,
            }
        };
        let nodes: Vec<EntityNode> = (0..2_000).map(person).collect();
        let persons: Vec<&EntityNode> = nodes.iter().collect();
        let pairs = alike(&persons);
        // All pairs of a block would be two millions.
        assert!(pairs.len() < 2_000 * NEIGHBOURS * 4);
    }
}
