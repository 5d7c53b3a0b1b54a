//! Known names: every entity's names in one trie of folded words, with what metonyms and adjectives stand for.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::few::Few;

use isnad_model::{DemonymForm, EntityKind, KnownEntity, Name, NameRole};
use isnad_text::{Script, fold_name, fold_plain, script_of};

use crate::fast_hash::FastHash;
use crate::tokens::phrase_keys;

/// Arabic doubling mark.
const SHADDA: char = '\u{651}';

/// One name in the trie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownName {
    /// Index of its entity.
    pub entity: u32,
    /// A word of everyday language too.
    pub common: bool,
    /// Its first letter must be a capital in the text.
    pub capital: bool,
    /// All its letters must be capitals (an acronym).
    pub upper: bool,
    /// The entity's main name in its language.
    pub main: bool,
    /// Written with a doubling mark, which tells homonyms apart (`عمّان`).
    pub marked: bool,
    lang: u16,
    script: Script,
    /// Known under it in every language of its script.
    free: bool,
}

/// The names that extraction looks up.
#[derive(Debug, Default)]
pub struct KnownNames {
    entities: Vec<KnownEntity>,
    labels: Vec<Box<str>>,
    by_id: HashMap<Box<str>, u32, FastHash>,
    /// Hashes of the folded names with their entities, sorted: no name stands here a second time.
    by_name: Vec<(u64, u32)>,
    words: HashMap<Box<str>, u32, FastHash>,
    steps: HashMap<(u32, u32), u32, FastHash>,
    nodes: Vec<Few<KnownName>>,
    demonyms: HashMap<Box<str>, u32, FastHash>,
    stems: HashMap<Box<str>, u32, FastHash>,
    /// First letters of the stems, hashed: nearly every word begins with another.
    stem_starts: u64,
    langs: Vec<String>,
    preferred: BTreeMap<(String, String), Vec<String>>,
    fingerprint: u64,
}

impl KnownNames {
    /// Builds the table. Entities with an id that came before are passed over.
    pub fn new(entities: impl IntoIterator<Item = KnownEntity>) -> Self {
        Self::of(entities.into_iter().map(|mut entity| {
            let names = std::mem::take(&mut entity.names);
            (entity, Cow::Owned(names))
        }))
    }

    /// As [`KnownNames::new`], each entity's names beside it: whoever has them elsewhere need not copy a million of them.
    pub fn of<'a>(entities: impl IntoIterator<Item = (KnownEntity, Cow<'a, [Name]>)>) -> Self {
        let mut names = Self {
            nodes: vec![Few::None],
            fingerprint: 0xcbf2_9ce4_8422_2325,
            ..Self::default()
        };
        for (entity, of) in entities {
            names.add(entity, &of);
        }
        names.by_name.sort_unstable();
        names.by_name.dedup();
        names
    }

    fn add(&mut self, entity: KnownEntity, names: &[Name]) {
        if self.by_id.contains_key(entity.id.as_str()) {
            return;
        }
        let at = self.entities.len() as u32;
        self.by_id.insert(entity.id.as_str().into(), at);
        self.hash(&entity, names);
        let mut plain = String::new();
        for name in names {
            plain.clear();
            // Nearly every name is plain, and its words are those of its folded form.
            let single = fold_plain(&name.text, &mut plain)
                && !plain.starts_with(' ')
                && !plain.ends_with(' ')
                && !plain.contains("  ");
            if single {
                self.by_name.push((hash_of(&plain), at));
                self.add_name(at, name, &entity, plain.split(' ').filter(|key| !key.is_empty()));
            } else {
                self.by_name.push((hash_of(&fold_name(&name.text)), at));
                let keys = phrase_keys(&name.text);
                self.add_name(at, name, &entity, keys.iter().map(String::as_str));
            }
        }
        for demonym in &entity.demonyms {
            let key = fold_name(&demonym.text);
            if demonym.form == DemonymForm::Stem {
                self.stem_starts |= start_bit(&key);
                self.stems.entry(key.into_boxed_str()).or_insert(at);
            } else {
                self.demonyms.entry(key.into_boxed_str()).or_insert(at);
            }
        }
        self.labels.push(label(&entity, names).into());
        self.entities.push(entity);
    }

    fn add_name<'k>(
        &mut self,
        entity: u32,
        name: &Name,
        of: &KnownEntity,
        keys: impl Iterator<Item = &'k str> + Clone,
    ) {
        let letters = name.text.chars().filter(|c| c.is_alphabetic());
        let capital = letters.clone().next().is_some_and(char::is_uppercase);
        let upper = capital
            && keys.clone().count() == 1
            && letters.clone().count() > 1
            && letters.clone().all(char::is_uppercase);
        let common = of.common.contains(&name.text);
        // One letter names nothing.
        if keys.clone().map(|key| key.chars().count()).sum::<usize>() < 2 {
            return;
        }
        let mut node = 0;
        for key in keys {
            let word = self.words.get(key).copied().unwrap_or_else(|| {
                let next = self.words.len() as u32 + 1;
                self.words.insert(key.into(), next);
                next
            });
            let next_node = self.nodes.len() as u32;
            node = *self.steps.entry((node, word)).or_insert(next_node);
            if node == next_node {
                self.nodes.push(Few::None);
            }
        }
        let lang = self.lang(&name.lang);
        let name = KnownName {
            entity,
            common,
            capital,
            upper,
            main: name.role == NameRole::Main,
            marked: name.text.contains(SHADDA),
            lang,
            script: script_of(&name.text),
            free: name.lang.is_empty()
                || of.kind == EntityKind::Person
                || of.class.as_deref() == Some("outlet") && !common,
        };
        let here = &mut self.nodes[node as usize];
        if !here
            .as_slice()
            .iter()
            .any(|known| known.entity == entity && known.lang == lang && known.marked == name.marked)
        {
            here.push(name);
        }
    }

    fn lang(&mut self, lang: &str) -> u16 {
        let at = self
            .langs
            .iter()
            .position(|known| known == lang)
            .unwrap_or_else(|| {
                self.langs.push(lang.to_owned());
                self.langs.len() - 1
            });
        at as u16
    }

    /// Says of a name that several entities share which to take without context: their ids, the likeliest first.
    #[must_use]
    pub fn with_preference(mut self, lang: &str, name: &str, ids: &[String]) -> Self {
        for part in [lang, name].into_iter().chain(ids.iter().map(String::as_str)) {
            self.hash_part(part);
        }
        self.preferred
            .insert((lang.to_owned(), fold_name(name)), ids.to_vec());
        self
    }

    /// The place of an entity among those that share a folded name; zero for the one to take.
    pub(crate) fn preference(&self, lang: &str, folded: &str, entity: u32) -> usize {
        let ids = self.preferred.get(&(lang.to_owned(), folded.to_owned()));
        let id = self.entities[entity as usize].id.as_str();
        ids.and_then(|ids| ids.iter().position(|other| other == id))
            .unwrap_or(usize::MAX)
    }

    /// Whether a name can stand in a text of language `lang`: Persian `روسیه` and Arabic `روسية` fold to one key.
    pub(crate) fn is_of(&self, name: KnownName, lang: &str) -> bool {
        let script = match lang {
            "ar" | "fa" | "ur" | "ps" => Script::Arabic,
            "ru" | "uk" | "bg" | "sr" => Script::Cyrillic,
            _ => Script::Latin,
        };
        name.free || name.script != script || self.langs[usize::from(name.lang)] == lang
    }

    fn hash_part(&mut self, part: &str) {
        for byte in part.bytes().chain([0xff]) {
            self.fingerprint = (self.fingerprint ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// FNV-1a over all that matching reads, so that a cache knows when names changed.
    fn hash(&mut self, entity: &KnownEntity, names: &[Name]) {
        let parts = [
            entity.id.as_str(),
            entity.kind.as_str(),
            entity.class.as_deref().unwrap_or_default(),
        ]
        .into_iter()
        .chain(
            names
                .iter()
                .flat_map(|name| [name.text.as_str(), name.lang.as_str()]),
        )
        .chain(entity.demonyms.iter().map(|demonym| demonym.text.as_str()))
        .chain(entity.capital_of.as_deref())
        .chain(entity.stands_for.as_deref())
        .chain(entity.common.iter().map(String::as_str));
        for part in parts {
            self.hash_part(part);
        }
    }

    /// A number that changes whenever matching could.
    pub fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// Number of entities.
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    /// The entity at `index`, as matching hands it out, without its names.
    pub fn entity(&self, index: u32) -> &KnownEntity {
        &self.entities[index as usize]
    }

    /// The common name of the entity at `index`: English where there is one.
    pub fn label(&self, index: u32) -> &str {
        &self.labels[index as usize]
    }

    /// The index of the entity with this id.
    pub fn by_id(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// The ids of all entities that an id or a name (folded) can mean, in order of entry.
    pub fn resolve(&self, name: &str) -> Vec<&str> {
        if let Some(&index) = self.by_id.get(name) {
            return vec![self.entities[index as usize].id.as_str()];
        }
        self.named(&fold_name(name))
            .map(|index| self.entities[index as usize].id.as_str())
            .collect()
    }

    /// The indices of entities with this folded name, in order of entry.
    pub fn named(&self, folded: &str) -> impl Iterator<Item = u32> + '_ {
        let hash = hash_of(folded);
        let from = self.by_name.partition_point(|&(other, _)| other < hash);
        let same = self.by_name[from..]
            .iter()
            .take_while(move |&&(other, _)| other == hash);
        same.map(|&(_, index)| index)
    }

    pub(crate) fn word(&self, key: &str) -> u32 {
        self.words.get(key).copied().unwrap_or(0)
    }

    pub(crate) fn step(&self, node: u32, word: u32) -> Option<u32> {
        if word == 0 {
            None
        } else {
            self.steps.get(&(node, word)).copied()
        }
    }

    pub(crate) fn at(&self, node: u32) -> &[KnownName] {
        self.nodes[node as usize].as_slice()
    }

    /// The entity that an adjective (folded, without article) goes back to.
    pub fn demonym(&self, key: &str) -> Option<u32> {
        if let Some(&entity) = self.demonyms.get(key) {
            return Some(entity);
        }
        if self.stem_starts & start_bit(key) == 0 || key.is_ascii() {
            return None;
        }
        let mut ends = key.char_indices().map(|(at, _)| at).rev().take(5);
        ends.find_map(|end| self.stems.get(&key[..end]).copied())
    }
}

/// One of 64 bits for the first letter of a word.
fn start_bit(word: &str) -> u64 {
    word.chars().next().map_or(0, |c| 1 << (u32::from(c) % 64))
}

fn label<'a>(entity: &'a KnownEntity, names: &'a [Name]) -> &'a str {
    let english = names.iter().find(|name| name.lang == "en");
    english.or(names.first()).map_or(&entity.id, |name| &name.text)
}

/// 64 bits of a folded name, by which it is found: among a million names no two share them by chance.
fn hash_of(folded: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    folded.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use isnad_model::Demonym;

    use super::*;

    fn entity(id: &str, names: &[(&str, &str)]) -> KnownEntity {
        let names = names
            .iter()
            .map(|(lang, text)| Name {
                text: (*text).into(),
                lang: (*lang).into(),
                role: NameRole::Main,
            })
            .collect();
        KnownEntity {
            id: id.into(),
            kind: EntityKind::State,
            class: None,
            names,
            demonyms: vec![Demonym {
                text: "روسية".into(),
                lang: "ar".into(),
                form: DemonymForm::Feminine,
            }],
            capital_of: None,
            stands_for: None,
            common: Vec::new(),
        }
    }

    #[test]
    fn names_resolve_folded_and_by_id() {
        let names = KnownNames::new([entity("russia", &[("ar", "روسيا"), ("en", "Russia")])]);
        assert_eq!(names.resolve("RUSSIA"), ["russia"]);
        assert_eq!(names.resolve("روسيا"), ["russia"]);
        assert_eq!(names.label(0), "Russia");
        assert_eq!(names.demonym("روسيه"), Some(0));
        assert!(names.resolve("Prussia").is_empty());
    }

    #[test]
    fn the_fingerprint_follows_the_names() {
        let one = KnownNames::new([entity("russia", &[("en", "Russia")])]);
        let two = KnownNames::new([entity("russia", &[("en", "Russland")])]);
        assert_ne!(one.fingerprint(), two.fingerprint());
    }
}
