//! Names: what an entity is called, by language and script, each with where it comes from.

use isnad_graph::node::EntityNode;
use isnad_model::{Name, NameRole};
use serde::Serialize;

use crate::{phrase::Phrase, reader::Reader};

/// Groups shown at once.
const SHOWN: usize = 12;

/// The names in one language, or in several that write the name alike.
#[derive(Serialize)]
pub struct NameRow {
    language: Phrase,
    /// The main name first, then other spellings, then derived forms.
    lines: Vec<NameLine>,
}

#[derive(Serialize)]
struct NameLine {
    names: Phrase,
    source: Phrase,
}

/// The names of one language by their part.
struct Group<'a> {
    languages: Vec<&'a str>,
    main: Vec<&'a Name>,
    alias: Vec<&'a Name>,
    derived: Vec<&'a Name>,
}

/// Names by language and by where they come from; the first groups, and the rest.
pub fn names(reader: &Reader<'_>, node: &EntityNode) -> (Vec<NameRow>, Vec<NameRow>) {
    if node.entity.names.len() < 2 {
        return (Vec::new(), Vec::new());
    }
    let mut groups = merge(by_language(&node.entity.names));
    // The reader's own language first; the rest as the page has them.
    groups.sort_by_key(|group| !group.languages.contains(&reader.lang()));
    let mut rows: Vec<NameRow> = groups
        .iter()
        .map(|group| row(reader, group, node.entity.curated))
        .collect();
    let more = rows.split_off(rows.len().min(SHOWN));
    (rows, more)
}

fn by_language(names: &[Name]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for name in names {
        let lang = name.lang.as_str();
        let at = groups.iter().position(|group| group.languages[0] == lang);
        let at = at.unwrap_or_else(|| {
            groups.push(Group {
                languages: vec![lang],
                main: Vec::new(),
                alias: Vec::new(),
                derived: Vec::new(),
            });
            groups.len() - 1
        });
        match name.role {
            NameRole::Main => groups[at].main.push(name),
            NameRole::Alias => groups[at].alias.push(name),
            NameRole::Derived => groups[at].derived.push(name),
        }
    }
    groups
}

/// Languages that write the main name alike stand together, so that no name is read twice.
fn merge(groups: Vec<Group<'_>>) -> Vec<Group<'_>> {
    let mut merged: Vec<Group<'_>> = Vec::new();
    for group in groups {
        let texts = |names: &[&Name]| names.iter().map(|name| name.text.clone()).collect::<Vec<_>>();
        let alike = merged
            .iter_mut()
            .find(|other| !group.main.is_empty() && texts(&other.main) == texts(&group.main));
        match alike {
            Some(other) => {
                other.languages.extend(group.languages);
                other.alias.extend(group.alias);
                other.derived.extend(group.derived);
            }
            None => merged.push(group),
        }
    }
    merged
}

fn row(reader: &Reader<'_>, group: &Group<'_>, curated: bool) -> NameRow {
    let separator = reader.catalogue.get("list.separator");
    let language = |lang: &&str| {
        let code = lang.split('-').next().unwrap_or_default();
        let words = reader.catalogue.find(&format!("language.{code}"));
        words.map_or_else(|| reader.say("language.unknown"), Phrase::words)
    };
    let line = |(names, source): (&Vec<&Name>, &str)| {
        let mut seen: Vec<&str> = Vec::new();
        let unique = names.iter().filter(|name| {
            let is_new = !seen.contains(&name.text.as_str());
            seen.push(&name.text);
            is_new
        });
        NameLine {
            names: Phrase::join(unique.map(|name| Phrase::data(&name.text, &name.lang)), separator),
            source: reader.say(source),
        }
    };
    let (main, alias) = if curated {
        ("names.main", "names.alias")
    } else {
        ("names.found", "names.found")
    };
    let lines = [
        (&group.main, main),
        (&group.alias, alias),
        (&group.derived, "names.derived"),
    ];
    NameRow {
        language: Phrase::join(group.languages.iter().map(language), separator),
        lines: lines
            .into_iter()
            .filter(|(names, _)| !names.is_empty())
            .map(line)
            .collect(),
    }
}

/// Main names in other languages, each once.
pub fn other_names(reader: &Reader<'_>, node: &EntityNode) -> Vec<Phrase> {
    let shown = reader.entity_name(node);
    let mut others = Vec::new();
    for name in node
        .entity
        .names
        .iter()
        .filter(|name| name.role == NameRole::Main)
    {
        let name = Phrase::data(&name.text, &name.lang);
        if name.bare() != shown.bare() && others.iter().all(|other: &Phrase| other.bare() != name.bare()) {
            others.push(name);
        }
    }
    others
}
