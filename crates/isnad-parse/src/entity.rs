//! Entity: a page of `actors/` or `places/`.

use std::collections::BTreeMap;
use std::ops::Range;

use isnad_model::{Config, Entity, EntityKind, Office, Relation, RelationKind, Severity};

use crate::article::prose;
use crate::common::{fields_of, one_line, read_id, read_names, read_word};
use crate::fields::{Fields, wrong_type};
use crate::findings::Findings;
use crate::front_matter;
use crate::value::{Node, Value};

const KEYS: [&str; 11] = [
    "id",
    "kind",
    "class",
    "names",
    "aliases",
    "offices",
    "relations",
    "part_of",
    "coordinates",
    "ids",
    "lang",
];

const KINDS: [(&str, EntityKind); 5] = [
    ("person", EntityKind::Person),
    ("organization", EntityKind::Organization),
    ("state", EntityKind::State),
    ("group", EntityKind::Group),
    ("place", EntityKind::Place),
];

/// Reads an entity page; `folder_kind` is the kind that its folder implies.
pub(crate) fn read(
    path: &str,
    folder_kind: Option<EntityKind>,
    config: &Config,
    findings: &mut Findings<'_>,
) -> Entity {
    let parts = front_matter::split(findings, &config.limits);
    let mut fields = fields_of(parts.table);
    let has_kind = fields.has("kind");
    let kind = read_word(&mut fields, "kind", "unknown-kind", &KINDS, findings).or(folder_kind);
    if kind.is_none() && !has_kind {
        findings.add(
            Severity::Warning,
            "missing-kind",
            None,
            "the page does not say what it describes, and is taken for a person",
            "write `kind = \"person\"`, or organization, state, group, place",
        );
    }
    let kind = kind.unwrap_or(EntityKind::Person);
    let id = read_id(&mut fields, path, kind.as_str(), findings);
    let names = read_names(&mut fields, &KEYS, findings);
    report_missing_names(names.is_empty(), &id, findings);
    let mut entity = Entity::new(id, kind, names);
    entity.class = fields.string("class", findings).map(|class| one_line(&class));
    entity.offices = read_offices(&mut fields, findings);
    entity.relations = read_relations(&mut fields, findings);
    entity.coordinates = read_coordinates(&mut fields, findings);
    entity.external_ids = read_external_ids(&mut fields, findings);
    entity.prose = Some(prose(&entity.id, path, parts.body, &mut fields, config, findings));
    entity.curated = true;
    entity.path = Some(path.to_owned());
    fields.finish(&KEYS, findings);
    entity
}

/// Reports a page without a name: only its id could be shown, and nothing in an article would match it.
pub(crate) fn report_missing_names(are_missing: bool, id: &str, findings: &mut Findings<'_>) {
    if are_missing {
        findings.add(
            Severity::Warning,
            "missing-names",
            None,
            format!("the page gives no name, so `{id}` is shown"),
            "write `names = { ar = \"…\", en = \"…\" }`",
        );
    }
}

fn read_offices(fields: &mut Fields, findings: &mut Findings<'_>) -> Vec<Office> {
    let mut offices = Vec::new();
    for (mut table, range) in fields.tables("offices", findings) {
        let office = Office {
            title: table.localized("title", findings),
            of: table.string("of", findings),
            from: table.date("from", findings),
            until: table.date("until", findings),
        };
        table.finish(&["title", "of", "from", "until"], findings);
        if office.title.is_empty() {
            report_missing("title", "office", range, findings);
        } else {
            offices.push(office);
        }
    }
    offices
}

fn read_relations(fields: &mut Fields, findings: &mut Findings<'_>) -> Vec<Relation> {
    let words = RelationKind::ALL.map(|kind| (kind.as_str(), kind));
    let mut relations = Vec::new();
    for (mut table, range) in fields.tables("relations", findings) {
        let has_kind = table.has("kind");
        let kind = read_word(&mut table, "kind", "unknown-relation", &words, findings);
        let target = table.string("target", findings);
        let (from, until) = (table.date("from", findings), table.date("until", findings));
        table.finish(&["kind", "target", "from", "until"], findings);
        match (kind, target) {
            (Some(kind), Some(target)) => relations.push(Relation {
                kind,
                target,
                from,
                until,
            }),
            (Some(_), None) => report_missing("target", "relation", range, findings),
            (None, _) if !has_kind => report_missing("kind", "relation", range, findings),
            (None, _) => {}
        }
    }
    if let Some(target) = fields.string("part_of", findings) {
        relations.push(Relation {
            kind: RelationKind::PartOf,
            target,
            from: None,
            until: None,
        });
    }
    relations
}

/// Reports a table without a key that it needs.
pub(crate) fn report_missing(key: &str, what: &str, range: Range<usize>, findings: &mut Findings<'_>) {
    findings.error(
        "missing-key",
        range,
        format!("the {what} has no `{key}` and is left out"),
        format!("add `{key} = \"…\"`"),
    );
}

fn read_coordinates(fields: &mut Fields, findings: &mut Findings<'_>) -> Option<(f64, f64)> {
    let node = fields.take("coordinates")?;
    let numbers = match &node.value {
        Value::List(items) => items.iter().map(number).collect::<Option<Vec<f64>>>(),
        _ => None,
    };
    let remedy = "write latitude and longitude in degrees: `coordinates = [33.51, 36.29]`";
    match numbers.as_deref() {
        Some([lat, lon]) if lat.abs() <= 90.0 && lon.abs() <= 180.0 => Some((*lat, *lon)),
        Some([lat, lon]) => {
            let message = format!("{lat}, {lon} is no place on Earth");
            findings.error("bad-coordinates", node.range, message, remedy);
            None
        }
        _ => {
            wrong_type("coordinates", &node, "a list of two numbers", remedy, findings);
            None
        }
    }
}

fn number(node: &Node) -> Option<f64> {
    match &node.value {
        Value::Literal(text) => text
            .replace('_', "")
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite()),
        _ => None,
    }
}

fn read_external_ids(fields: &mut Fields, findings: &mut Findings<'_>) -> BTreeMap<String, String> {
    let mut ids = BTreeMap::new();
    let Some(mut table) = fields.table("ids", findings) else {
        return ids;
    };
    for scheme in table.keys() {
        if let Some(id) = table.string(&scheme, findings) {
            ids.insert(scheme, one_line(&id));
        }
    }
    ids
}
