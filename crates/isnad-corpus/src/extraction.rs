//! Extraction: the known names from the starter gazetteer and the pages, and the extractor that looks for them.

use std::{collections::BTreeMap, sync::Arc};

use isnad_extract::{Demonym, DemonymForm, Extractor, KnownEntity, KnownNames, Override};
use isnad_gazetteer::StarterEntity;
use isnad_graph::merge_entity;
use isnad_model::{Article, Diagnostic, Entity, Record, Severity};

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
    let mut known: Vec<KnownEntity> = isnad_gazetteer::entities()
        .iter()
        .map(|starter| match pages.remove(starter.id.as_str()) {
            Some(page) => from_starter(&merge_entity(&starter.to_entity(), page), starter),
            None => from_starter(&starter.to_entity(), starter),
        })
        .collect();
    known.extend(pages.into_values().map(|page| from_page(page)));
    known.sort_by(|a, b| a.id.cmp(&b.id));
    // Of names that several entities share, the likeliest first.
    isnad_gazetteer::ambiguous()
        .iter()
        .fold(KnownNames::new(known), |names, shared| {
            names.with_preference(&shared.lang, &shared.text, &shared.ids)
        })
}

fn from_page(entity: &Entity) -> KnownEntity {
    KnownEntity {
        id: entity.id.clone(),
        kind: entity.kind,
        class: entity.class.clone(),
        names: entity.names.clone(),
        demonyms: Vec::new(),
        capital_of: None,
        stands_for: None,
        common: Vec::new(),
    }
}

fn from_starter(entity: &Entity, starter: &StarterEntity) -> KnownEntity {
    let mut known = from_page(entity);
    known.names.extend(starter.forms.iter().cloned());
    known.demonyms = starter.demonyms.iter().map(demonym).collect();
    known.capital_of.clone_from(&starter.capital_of);
    known.stands_for.clone_from(&starter.stands_for);
    known.common.clone_from(&starter.common);
    known
}

fn demonym(demonym: &isnad_gazetteer::Demonym) -> Demonym {
    let form = match demonym.form {
        // Extraction tells only those forms apart that agreement needs.
        isnad_gazetteer::DemonymForm::Masculine | isnad_gazetteer::DemonymForm::Adjective => {
            DemonymForm::Masculine
        }
        isnad_gazetteer::DemonymForm::Feminine => DemonymForm::Feminine,
        isnad_gazetteer::DemonymForm::Plural | isnad_gazetteer::DemonymForm::Noun => DemonymForm::Plural,
        isnad_gazetteer::DemonymForm::Stem => DemonymForm::Stem,
    };
    Demonym {
        text: demonym.text.clone(),
        lang: demonym.lang.clone(),
        form,
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
