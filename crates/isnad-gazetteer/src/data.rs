//! Reads the tables under `data/`.

use std::collections::BTreeMap;

use isnad_model::{Demonym, DemonymForm, EntityKind, Name, NameRole};
use serde::Deserialize;

use crate::{AmbiguousName, LANGUAGES, StarterEntity};

const STATES: &str = include_str!("../data/states.toml");
const CAPITALS: &str = include_str!("../data/capitals.toml");
const PLACES: &str = include_str!("../data/places.toml");
const BODIES: &str = include_str!("../data/bodies.toml");
const OUTLETS: &str = include_str!("../data/outlets.toml");
const AMBIGUOUS: &str = include_str!("../data/ambiguous.toml");

/// One block of a table; every table uses some of the keys.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    kind: Option<String>,
    class: Option<String>,
    iso: Option<String>,
    capital: Option<String>,
    capital_of: Option<String>,
    part_of: Option<String>,
    stands_for: Option<String>,
    ar: Vec<String>,
    en: Vec<String>,
    fr: Vec<String>,
    ru: Vec<String>,
    tr: Vec<String>,
    fa: Vec<String>,
    #[serde(default)]
    ar_forms: Vec<String>,
    #[serde(default)]
    fa_forms: Vec<String>,
    #[serde(default)]
    ru_forms: Vec<String>,
    #[serde(default)]
    tr_forms: Vec<String>,
    #[serde(default)]
    common: Vec<String>,
    #[serde(default)]
    ar_masculine: Vec<String>,
    #[serde(default)]
    ar_feminine: Vec<String>,
    #[serde(default)]
    ar_plural: Vec<String>,
    #[serde(default)]
    en_adjective: Vec<String>,
    #[serde(default)]
    en_noun: Vec<String>,
    #[serde(default)]
    en_plural: Vec<String>,
    #[serde(default)]
    fr_masculine: Vec<String>,
    #[serde(default)]
    fr_feminine: Vec<String>,
    #[serde(default)]
    fr_plural: Vec<String>,
    #[serde(default)]
    ru_stem: Vec<String>,
    #[serde(default)]
    tr_adjective: Vec<String>,
    #[serde(default)]
    fa_adjective: Vec<String>,
}

/// One block of the list of shared names.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AmbiguousEntry {
    lang: String,
    text: String,
    ids: Vec<String>,
}

/// The list of shared names as a file.
#[derive(Deserialize)]
struct AmbiguousTable {
    name: Vec<AmbiguousEntry>,
}

/// All entities of all tables, by id.
pub(crate) fn read_entities() -> Vec<StarterEntity> {
    let tables = [
        (STATES, EntityKind::State, None),
        (CAPITALS, EntityKind::Place, Some("city")),
        (PLACES, EntityKind::Place, None),
        (BODIES, EntityKind::Organization, None),
        (OUTLETS, EntityKind::Organization, Some("outlet")),
    ];
    let mut entities: Vec<StarterEntity> = tables
        .into_iter()
        .flat_map(|(text, kind, class)| read_table(text, kind, class))
        .collect();
    entities.sort_by(|a, b| a.id.cmp(&b.id));
    entities
}

/// All shared names, by language and name.
pub(crate) fn read_ambiguous() -> Vec<AmbiguousName> {
    // The table is part of the program, and a test reads it: it cannot fail on a user's machine alone.
    let table: AmbiguousTable = toml::from_str(AMBIGUOUS).expect("data/ambiguous.toml is a table of names");
    let names = table.name.into_iter();
    names
        .map(|entry| AmbiguousName {
            text: entry.text,
            lang: entry.lang,
            ids: entry.ids,
        })
        .collect()
}

/// The entities of one table; `kind` and `class` are those of entries that name none.
fn read_table(text: &str, kind: EntityKind, class: Option<&str>) -> Vec<StarterEntity> {
    // As above: the tables are part of the program, and the tests read them all.
    let table: BTreeMap<String, Entry> =
        toml::from_str(text).expect("a table of the gazetteer has known keys");
    table
        .into_iter()
        .map(|(id, entry)| starter(id, entry, kind, class))
        .collect()
}

/// The entity of one block.
fn starter(id: String, entry: Entry, kind: EntityKind, class: Option<&str>) -> StarterEntity {
    let demonyms = [
        ("ar", DemonymForm::Masculine, entry.ar_masculine),
        ("ar", DemonymForm::Feminine, entry.ar_feminine),
        ("ar", DemonymForm::Plural, entry.ar_plural),
        ("en", DemonymForm::Adjective, entry.en_adjective),
        ("en", DemonymForm::Noun, entry.en_noun),
        ("en", DemonymForm::Plural, entry.en_plural),
        ("fr", DemonymForm::Masculine, entry.fr_masculine),
        ("fr", DemonymForm::Feminine, entry.fr_feminine),
        ("fr", DemonymForm::Plural, entry.fr_plural),
        ("ru", DemonymForm::Stem, entry.ru_stem),
        ("tr", DemonymForm::Adjective, entry.tr_adjective),
        ("fa", DemonymForm::Adjective, entry.fa_adjective),
    ];
    let lists = [entry.ar, entry.en, entry.fr, entry.ru, entry.tr, entry.fa];
    let mut names = Vec::new();
    let mut aliases = Vec::new();
    for (lang, list) in LANGUAGES.into_iter().zip(lists) {
        for (index, text) in list.into_iter().enumerate() {
            let (target, role) = if index == 0 {
                (&mut names, NameRole::Main)
            } else {
                (&mut aliases, NameRole::Alias)
            };
            target.push(Name {
                text,
                lang: lang.to_owned(),
                role,
            });
        }
    }
    names.append(&mut aliases);
    let mut forms: Vec<Name> = Vec::new();
    let inflected = [entry.ar_forms, entry.ru_forms, entry.tr_forms, entry.fa_forms];
    for (lang, list) in ["ar", "ru", "tr", "fa"].into_iter().zip(inflected) {
        forms.extend(list.into_iter().map(|text| derived(text, lang)));
    }
    forms.extend(other_spellings(&names, &forms));
    StarterEntity {
        kind: entry.kind.as_deref().and_then(EntityKind::parse).unwrap_or(kind),
        class: entry.class.or_else(|| class.map(str::to_owned)),
        demonyms: demonyms
            .into_iter()
            .flat_map(|(lang, form, words)| demonym_forms(lang, form, words))
            .collect(),
        id,
        names,
        forms,
        capital: entry.capital,
        capital_of: entry.capital_of,
        part_of: entry.part_of,
        stands_for: entry.stands_for,
        common: entry.common,
        iso: entry.iso,
    }
}

/// A form for matching only.
fn derived(text: String, lang: &str) -> Name {
    Name {
        text,
        lang: lang.to_owned(),
        role: NameRole::Derived,
    }
}

/// Spellings by rule that the match key keeps apart from those of the tables.
fn other_spellings(names: &[Name], forms: &[Name]) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    for name in names.iter().chain(forms) {
        let text = other_spelling(&name.text, &name.lang);
        let known = |other: &Name| other.text == text && other.lang == name.lang;
        if !names.iter().chain(forms).chain(&found).any(known) {
            found.push(derived(text, &name.lang));
        }
    }
    found
}

/// The spelling that much of the press of `lang` prints: Russian without ё, Persian with a space for the zero-width
/// non-joiner, French and English without accents on capitals (`Etats-Unis`) or on names from abroad (`Quebec`).
fn other_spelling(text: &str, lang: &str) -> String {
    match lang {
        "ru" => text.replace('ё', "е").replace('Ё', "Е"),
        "fa" => text.replace('\u{200C}', " "),
        "fr" => text
            .chars()
            .map(|c| if c.is_uppercase() { without_accent(c) } else { c })
            .collect(),
        "en" => text.chars().map(without_accent).collect(),
        _ => text.to_owned(),
    }
}

/// The base letter of the accented letters that occur in French and English names.
fn without_accent(c: char) -> char {
    match c {
        'À' | 'Â' => 'A',
        'É' | 'È' | 'Ê' => 'E',
        'Î' => 'I',
        'Ô' => 'O',
        'Ş' => 'S',
        'á' | 'à' | 'â' | 'ã' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' => 'e',
        'í' | 'î' | 'ï' => 'i',
        'ó' | 'ô' => 'o',
        'ș' | 'ş' => 's',
        'ü' => 'u',
        _ => c,
    }
}

/// The demonyms of one language and form.
fn demonym_forms(lang: &'static str, form: DemonymForm, words: Vec<String>) -> impl Iterator<Item = Demonym> {
    words.into_iter().map(move |text| Demonym {
        text,
        lang: lang.to_owned(),
        form,
    })
}
