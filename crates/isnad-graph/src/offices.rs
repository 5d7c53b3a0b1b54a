//! Offices: who held an office on a day, for those whom an article names by their title alone.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use isnad_model::{Edtf, Entity};

use crate::{names::fold, time::Window};

/// A title of fewer words says too little without the state or body whose office it is.
const TELLING_WORDS: usize = 3;

/// Terms of office by the folded words that name the office.
#[derive(Clone, Debug, Default)]
pub(crate) struct Offices {
    terms: BTreeMap<String, Vec<Term>>,
}

/// Somebody's time in an office.
#[derive(Clone, Debug)]
struct Term {
    holder: String,
    first: i64,
    last: i64,
}

impl Offices {
    /// Indexes the offices of all entities.
    pub(crate) fn new(entities: &BTreeMap<String, Arc<Entity>>) -> Self {
        let mut offices = Self::default();
        for entity in entities.values() {
            for office in &entity.offices {
                let term = Term {
                    holder: entity.id.clone(),
                    first: office
                        .from
                        .as_ref()
                        .map_or(i64::MIN, |from| Window::of(from).first),
                    last: office
                        .until
                        .as_ref()
                        .map_or(i64::MAX, |until| Window::of(until).last),
                };
                let of = office.of.as_ref().and_then(|id| entities.get(id));
                for title in office.title.0.values() {
                    for key in wordings(title, of.map(|it| &**it)) {
                        offices.terms.entry(key).or_default().push(term.clone());
                    }
                }
            }
        }
        offices
    }

    /// The one who held the office that `words` name on the day of `date`; nobody where two may have, or where the day is not known
    /// and several did.
    pub(crate) fn holder(&self, words: &str, date: Option<&Edtf>) -> Option<&str> {
        let terms = self.terms.get(&fold(words))?;
        let day = date.map(Window::of);
        let held = |term: &&Term| day.is_none_or(|day| term.first <= day.last && day.first <= term.last);
        let holders: BTreeSet<&str> = terms
            .iter()
            .filter(held)
            .map(|term| term.holder.as_str())
            .collect();
        match (holders.len(), holders.first()) {
            (1, Some(holder)) => Some(holder),
            _ => None,
        }
    }
}

/// Folded wordings of an office: "envoy to Syria", "foreign minister of Turkey", "Turkey foreign minister".
fn wordings(title: &str, of: Option<&Entity>) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    if title.split_whitespace().count() >= TELLING_WORDS {
        keys.insert(fold(title));
    }
    for name in of.into_iter().flat_map(|entity| &entity.names) {
        let name = &name.text;
        for words in [
            format!("{title} {name}"),
            format!("{title} of {name}"),
            format!("{name} {title}"),
        ] {
            keys.insert(fold(&words));
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use isnad_model::{EntityKind, Localized, Name, NameRole, Office};

    use super::*;

    fn entity(id: &str, kind: EntityKind, name: &str, offices: Vec<Office>) -> (String, Arc<Entity>) {
        let names = vec![Name {
            text: name.to_owned(),
            lang: "en".to_owned(),
            role: NameRole::Main,
        }];
        let mut entity = Entity::new(id, kind, names);
        entity.offices = offices;
        (id.to_owned(), Arc::new(entity))
    }

    fn office(title: &str, of: Option<&str>, from: &str, until: &str) -> Office {
        Office {
            title: Localized([("en".to_owned(), title.to_owned())].into_iter().collect()),
            of: of.map(str::to_owned),
            from: from.parse().ok(),
            until: until.parse().ok(),
        }
    }

    #[test]
    fn the_holder_is_the_one_of_that_day() {
        let minister = |from, until| vec![office("foreign minister", Some("ruritania"), from, until)];
        let entities = [
            entity("ruritania", EntityKind::State, "Ruritania", Vec::new()),
            entity("sapt", EntityKind::Person, "Sapt", minister("2015", "2019-05")),
            entity("fritz", EntityKind::Person, "Fritz", minister("2019-06", "")),
            entity(
                "rischenheim",
                EntityKind::Person,
                "Rischenheim",
                vec![office("special envoy to the lakes", None, "", "")],
            ),
        ]
        .into_iter()
        .collect();
        let offices = Offices::new(&entities);
        let holder = |words: &str, date: &str| {
            offices
                .holder(words, date.parse().ok().as_ref())
                .map(str::to_owned)
        };
        assert_eq!(
            holder("foreign minister of Ruritania", "2018-03-01").as_deref(),
            Some("sapt")
        );
        assert_eq!(
            holder("Ruritania foreign minister", "2020-03-01").as_deref(),
            Some("fritz")
        );
        // Within the year of the change both may be meant, and without a date.
        assert_eq!(holder("foreign minister of Ruritania", "2019"), None);
        assert_eq!(holder("foreign minister of Ruritania", ""), None);
        assert_eq!(holder("foreign minister", "2020-03-01"), None);
        assert_eq!(
            holder("Special envoy to the lakes", "").as_deref(),
            Some("rischenheim")
        );
    }
}
