//! Extraction: the known names from the starter gazetteer and the pages, and the extractor that looks for them.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use isnad_extract::{Extractor, KnownNames, Override};
use isnad_gazetteer::StarterEntity;
use isnad_graph::merge_entity;
use isnad_model::{Article, Diagnostic, Entity, KnownEntity, Name, Record, Severity};

/// The entities that the graph knows from the start.
pub(crate) fn starter() -> Vec<Entity> {
    isnad_gazetteer::entities()
        .iter()
        .map(StarterEntity::to_entity)
        .collect()
}

/// The names to look for: the starter gazetteer's, with the pages' over them.
pub(crate) fn known_names<'a>(pages: impl Iterator<Item = &'a Arc<Entity>>) -> KnownNames {
    let mut pages: BTreeMap<&str, &Arc<Entity>> = pages.map(|page| (page.id.as_str(), page)).collect();
    let mut known: Vec<(KnownEntity, Cow<'_, [Name]>)> = isnad_gazetteer::entities()
        .iter()
        .map(|starter| {
            let mut known = match pages.remove(starter.id.as_str()) {
                Some(page) => from_both(page, starter),
                None => starter.to_known(),
            };
            let names = std::mem::take(&mut known.names);
            (known, Cow::Owned(names))
        })
        .collect();
    known.extend(
        pages
            .into_values()
            .map(|page| (from_page(page), Cow::Borrowed(page.names.as_slice()))),
    );
    known.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));
    // Of names that several entities share, the likeliest first.
    isnad_gazetteer::ambiguous()
        .iter()
        .fold(KnownNames::of(known), |names, shared| {
            names.with_preference(&shared.lang, &shared.text, &shared.ids)
        })
}

/// What a page says of its entity, without the names.
fn from_page(entity: &Entity) -> KnownEntity {
    KnownEntity {
        id: entity.id.clone(),
        kind: entity.kind,
        class: entity.class.clone(),
        names: Vec::new(),
        demonyms: Vec::new(),
        capital_of: None,
        stands_for: None,
        common: Vec::new(),
    }
}

/// What a page says of a starter entity, with the forms and adjectives that only the starter gazetteer has.
fn from_both(page: &Entity, starter: &StarterEntity) -> KnownEntity {
    let merged = merge_entity(&starter.to_entity(), page);
    KnownEntity {
        kind: merged.kind,
        class: merged.class,
        names: merged
            .names
            .into_iter()
            .chain(starter.forms.iter().cloned())
            .collect(),
        ..starter.to_known()
    }
}

/// An extractor for these names with the user's packs on top, or what is wrong with a language pack.
pub(crate) fn extractor(names: &Arc<KnownNames>, packs: &[Override]) -> Result<Extractor, Diagnostic> {
    Extractor::with_overrides(Arc::clone(names), packs).map_err(|error| {
        Diagnostic::new("packs", Severity::Error, "bad-pack", error.to_string())
            .remedy("until the language packs can be read, nothing is found in the articles")
    })
}

/// The record of an article in which nothing could be looked for.
pub(crate) fn empty_record(article: &Article) -> Record {
    Record {
        id: article.id.clone(),
        lang: article.lang.clone(),
        date: article.date,
        publisher: article.publisher.clone(),
        title: article.title.clone(),
        text: article.text.clone(),
        mentions: Vec::new(),
        meetings: Vec::new(),
        claims: Vec::new(),
        repairs: Vec::new(),
        credits: Vec::new(),
    }
}
