//! Names: the known entities (starter gazetteer and pages) with an index from folded names and ids to them.

use std::{collections::BTreeMap, sync::Arc};

use isnad_model::{Edtf, Entity, EntityKind, Judgement, NameRole, Verdict, text};

use crate::{
    offices::Offices,
    unions::{Stand, Unions, pair},
};

/// The key under which two spellings of a name are the same.
pub(crate) fn fold(name: &str) -> String {
    text::fold_name(name)
}

/// The entity that a page describes, with the names and facts that the starter gazetteer adds to it.
///
/// The page wins: its names stand first, and where it has a main name the starter's becomes an alias.
pub fn merge_entity(starter: &Entity, page: &Entity) -> Entity {
    let mut merged = page.clone();
    for name in &starter.names {
        if merged
            .names
            .iter()
            .any(|known| known.text == name.text && known.lang == name.lang)
        {
            continue;
        }
        let mut name = name.clone();
        if name.role == NameRole::Main && page.name_in(&name.lang).is_some() {
            name.role = NameRole::Alias;
        }
        merged.names.push(name);
    }
    for relation in &starter.relations {
        if !merged
            .relations
            .iter()
            .any(|known| known.kind == relation.kind && known.target == relation.target)
        {
            merged.relations.push(relation.clone());
        }
    }
    merged.class = merged.class.or_else(|| starter.class.clone());
    merged.coordinates = merged.coordinates.or(starter.coordinates);
    merged
}

/// Known entities by id and by folded name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    entities: BTreeMap<String, Arc<Entity>>,
    by_name: BTreeMap<String, Vec<String>>,
    /// Entities whose relations lead to an id.
    related: BTreeMap<String, Vec<String>>,
    /// What somebody decided about names.
    unions: Unions,
    offices: Offices,
}

impl Names {
    /// Indexes the starter entities with the pages over them, and what was decided about names.
    pub(crate) fn new<'a>(
        starter: &BTreeMap<String, Arc<Entity>>,
        pages: impl Iterator<Item = &'a Arc<Entity>>,
        judgements: impl Iterator<Item = &'a Judgement>,
    ) -> Self {
        let mut entities = starter.clone();
        for page in pages {
            let merged = match starter.get(&page.id) {
                Some(known) => Arc::new(merge_entity(known, page)),
                None => Arc::clone(page),
            };
            entities.insert(page.id.clone(), merged);
        }
        let mut names = Self {
            entities,
            ..Self::default()
        };
        names.index();
        names.unions = Unions::new(judgements, &names);
        names.offices = Offices::new(&names.entities);
        names
    }

    /// Takes a page that changed nothing that names or relations rest on (its prose, say); whether that is so.
    pub(crate) fn refresh(
        &mut self,
        id: &str,
        starter: Option<&Arc<Entity>>,
        page: Option<&Arc<Entity>>,
    ) -> bool {
        let new = match (starter, page) {
            (Some(starter), Some(page)) => Some(Arc::new(merge_entity(starter, page))),
            (starter, page) => page.or(starter).cloned(),
        };
        let (Some(old), Some(new)) = (self.entities.get(id), new) else {
            return false;
        };
        let same = old.kind == new.kind
            && old.class == new.class
            && old.names == new.names
            && old.relations == new.relations
            && old.offices == new.offices;
        if same {
            self.entities.insert(id.to_owned(), new);
        }
        same
    }

    fn index(&mut self) {
        for entity in self.entities.values() {
            for name in &entity.names {
                let ids = self.by_name.entry(fold(&name.text)).or_default();
                if ids.last() != Some(&entity.id) {
                    ids.push(entity.id.clone());
                }
            }
            let offices = entity.offices.iter().filter_map(|office| office.of.as_ref());
            for target in entity
                .relations
                .iter()
                .map(|relation| &relation.target)
                .chain(offices)
            {
                self.related
                    .entry(target.clone())
                    .or_default()
                    .push(entity.id.clone());
            }
        }
    }

    /// The known entity with this id.
    pub(crate) fn get(&self, id: &str) -> Option<&Arc<Entity>> {
        self.entities.get(id)
    }

    /// Ids of the known entities that bear `name`, each once, by id.
    pub(crate) fn named(&self, name: &str) -> &[String] {
        self.by_name.get(&fold(name)).map_or(&[], Vec::as_slice)
    }

    /// Folded names with their ids that begin with `prefix`; for suggestions.
    pub(crate) fn starting(&self, prefix: &str) -> impl Iterator<Item = (&String, &Vec<String>)> {
        self.by_name
            .range(prefix.to_owned()..)
            .take_while(move |(name, _)| name.starts_with(prefix))
    }

    /// Entities whose pages relate them to `id`.
    pub(crate) fn related_to(&self, id: &str) -> &[String] {
        self.related.get(id).map_or(&[], Vec::as_slice)
    }

    /// The one known entity that `name` (an id or a name) means, where it means one; entities of `kind` are preferred.
    pub(crate) fn resolve(&self, name: &str, kind: Option<EntityKind>) -> Option<&Arc<Entity>> {
        let found = self
            .find(name, kind)
            .or_else(|| match self.unions.names.get(&fold(name)) {
                Some(Stand::Known(id)) => self.get(id),
                Some(Stand::Name(_)) | None => None,
            })?;
        self.unions
            .ids
            .get(&found.id)
            .map_or(Some(found), |id| self.get(id))
    }

    /// The name that somebody decided stands for `name`, where nobody described either.
    pub(crate) fn stand_for<'a>(&'a self, name: &'a str) -> &'a str {
        match self.unions.names.get(&fold(name)) {
            Some(Stand::Name(stays)) => stays,
            Some(Stand::Known(_)) | None => name,
        }
    }

    /// The one who held the office that `words` name on a day.
    pub(crate) fn holder(&self, words: &str, date: Option<&Edtf>) -> Option<&str> {
        self.offices.holder(words, date)
    }

    /// What judgements know a name by: the id of the entity that it means, else the folded name.
    pub(crate) fn key_of(&self, name: &str) -> String {
        self.find(name, None)
            .map_or_else(|| fold(name), |known| known.id.clone())
    }

    /// Whether an author's page describes the entity of a key.
    pub(crate) fn has_page(&self, key: &str) -> bool {
        self.get(key).is_some_and(|entity| entity.curated)
    }

    /// Whether somebody decided that two entities are not one.
    pub(crate) fn is_apart(&self, one: &str, other: &str) -> bool {
        self.unions
            .apart
            .contains(&pair(&self.key_of(one), &self.key_of(other)))
    }

    /// Why a judgement joins nothing, where it does not.
    pub(crate) fn refused(&self, judgement: &Judgement) -> Option<String> {
        debug_assert_eq!(judgement.verdict, Verdict::Same);
        let group: Vec<_> = judgement
            .names
            .iter()
            .map(|name| (self.key_of(name), name.clone()))
            .collect();
        self.unions.is_refused(&group, self)
    }

    fn find(&self, name: &str, kind: Option<EntityKind>) -> Option<&Arc<Entity>> {
        if let Some(entity) = self.get(name) {
            return Some(entity);
        }
        let ids = self.named(name);
        let fits = |id: &&String| kind.is_none_or(|kind| self.entities[*id].kind == kind);
        let mut fitting = ids.iter().filter(fits);
        match (fitting.next(), fitting.next(), ids) {
            (Some(id), None, _) => self.get(id),
            (None, _, [id]) => self.get(id),
            _ => None,
        }
    }
}
