//! Unions: names that somebody decided are one, and pairs that are not.

use std::collections::{BTreeMap, BTreeSet};

use isnad_model::{Judgement, Verdict};

use crate::names::Names;

/// How names that somebody decided are one stand for each other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unions {
    /// What stands for a name (folded) that is not known by itself.
    pub names: BTreeMap<String, Stand>,
    /// What stands for a known entity.
    pub ids: BTreeMap<String, String>,
    /// Pairs that are not one, each with the smaller key first.
    pub apart: BTreeSet<(String, String)>,
}

/// What stands for a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stand {
    /// A known entity.
    Known(String),
    /// Another name that nobody described either.
    Name(String),
}

impl Unions {
    /// Reads the judgements in their order; what goes against one that says `not-same` joins nothing.
    pub(crate) fn new<'a>(judgements: impl Iterator<Item = &'a Judgement>, names: &Names) -> Self {
        let mut unions = Self::default();
        let mut same = Vec::new();
        for judgement in judgements {
            let keys: Vec<String> = judgement.names.iter().map(|name| names.key_of(name)).collect();
            if judgement.verdict == Verdict::Same {
                same.push((judgement, keys));
                continue;
            }
            for (at, one) in keys.iter().enumerate() {
                for other in &keys[at + 1..] {
                    unions.apart.insert(pair(one, other));
                }
            }
        }
        let mut groups: Vec<Vec<(String, String)>> = Vec::new();
        for (judgement, keys) in same {
            let members = keys.into_iter().zip(judgement.names.iter().cloned());
            let (touching, others): (Vec<_>, Vec<_>) =
                groups.into_iter().partition(|group: &Vec<(String, String)>| {
                    group
                        .iter()
                        .any(|(key, _)| judgement.names.iter().any(|name| names.key_of(name) == *key))
                });
            let mut joined: Vec<(String, String)> =
                touching.iter().flatten().cloned().chain(members).collect();
            let mut seen = BTreeSet::new();
            joined.retain(|(key, _)| seen.insert(key.clone()));
            groups = others;
            if unions.is_refused(&joined, names).is_some() {
                groups.extend(touching);
            } else {
                groups.push(joined);
            }
        }
        for group in groups {
            unions.take(&group, names);
        }
        unions
    }

    /// Why the names of a group cannot be one.
    pub(crate) fn is_refused(&self, group: &[(String, String)], names: &Names) -> Option<String> {
        for (at, (one, name)) in group.iter().enumerate() {
            for (other, other_name) in &group[at + 1..] {
                if self.apart.contains(&pair(one, other)) {
                    return Some(format!(
                        "another judgement says that `{name}` and `{other_name}` are two"
                    ));
                }
                if names.has_page(one) && names.has_page(other) {
                    return Some(format!("`{name}` and `{other_name}` have a page each"));
                }
            }
        }
        None
    }

    fn take(&mut self, group: &[(String, String)], names: &Names) {
        let known = |key: &String| names.get(key).is_some();
        // A page stays before a built-in entity, and that before a mere name; else the first one named.
        let stays = group
            .iter()
            .find(|(key, _)| names.has_page(key))
            .or_else(|| group.iter().find(|(key, _)| known(key)))
            .or_else(|| group.first());
        let Some((stays, stays_name)) = stays else { return };
        let stand = if known(stays) {
            Stand::Known(stays.clone())
        } else {
            Stand::Name(stays_name.clone())
        };
        for (key, _) in group.iter().filter(|(key, _)| key != stays) {
            match &stand {
                Stand::Known(id) if known(key) => {
                    self.ids.insert(key.clone(), id.clone());
                }
                _ => {
                    self.names.insert(key.clone(), stand.clone());
                }
            }
        }
    }
}

/// Two keys, the smaller first.
pub(crate) fn pair(one: &str, other: &str) -> (String, String) {
    let (first, second) = if one <= other { (one, other) } else { (other, one) };
    (first.to_owned(), second.to_owned())
}
