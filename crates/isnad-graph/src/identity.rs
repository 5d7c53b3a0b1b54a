//! Identity: the ids of joined meetings and claims, from what they are and not from their place in a list.

use std::collections::{BTreeMap, BTreeSet};

use isnad_model::id;

use crate::{
    cluster::{Cluster, ItemKey, Touched},
    copies::Published,
    ids,
};

/// What an id is made from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Naming {
    /// The readable id, unless somebody earlier has it.
    pub base: String,
    /// Who comes first: author's pages, then the earliest first report.
    pub order: (bool, Published, usize),
    /// What tells namesakes apart.
    pub distinct: String,
}

#[derive(Clone, Debug)]
struct Named {
    cluster: Cluster,
    naming: Naming,
    id: String,
}

type Order = ((bool, Published, usize), ItemKey);

/// Every cluster with its id. Clusters are known by their smallest member.
#[derive(Clone, Debug, Default)]
pub(crate) struct Identities {
    named: BTreeMap<ItemKey, Named>,
    of_item: BTreeMap<ItemKey, ItemKey>,
    /// Who wants which id, the first by order first.
    bases: BTreeSet<(String, Order)>,
}

/// What a renaming touched.
#[derive(Debug, Default)]
pub(crate) struct Renamed {
    /// Ids that clusters had before.
    pub before: BTreeSet<String>,
    /// Clusters that are new, changed or renamed, by smallest member.
    pub clusters: BTreeSet<ItemKey>,
    /// Items of all of them, and of those that are gone.
    pub items: BTreeSet<ItemKey>,
}

impl Identities {
    /// The cluster that an item is in.
    pub(crate) fn cluster_of(&self, item: &ItemKey) -> Option<&ItemKey> {
        self.of_item.get(item)
    }

    /// The id of the cluster that an item is in.
    pub(crate) fn id_of(&self, item: &ItemKey) -> Option<&str> {
        Some(self.named.get(self.of_item.get(item)?)?.id.as_str())
    }

    /// A cluster and its id.
    pub(crate) fn get(&self, cluster: &ItemKey) -> Option<(&Cluster, &str)> {
        self.named
            .get(cluster)
            .map(|named| (&named.cluster, named.id.as_str()))
    }

    /// Takes in what joining touched, names again the clusters of `changed` items, and says what that touched.
    pub(crate) fn update(
        &mut self,
        touched: Touched,
        changed: &BTreeSet<ItemKey>,
        naming: impl Fn(&Cluster) -> Naming,
    ) -> Renamed {
        let mut renamed = Renamed::default();
        let mut bases = BTreeSet::new();
        for cluster in touched.before {
            if let Some(name) = cluster.members.first() {
                bases.extend(self.take_out(name, &mut renamed));
            }
            renamed.items.extend(cluster.members);
        }
        let mut arriving = touched.after;
        let stale: BTreeSet<ItemKey> = changed
            .iter()
            .filter_map(|item| self.of_item.get(item))
            .cloned()
            .collect();
        for name in stale {
            let Some(named) = self.named.get(&name) else {
                continue;
            };
            if named.naming != naming(&named.cluster) {
                arriving.push(named.cluster.clone());
                bases.extend(self.take_out(&name, &mut renamed));
            }
        }
        for cluster in arriving {
            let Some(name) = cluster.members.first().cloned() else {
                continue;
            };
            let naming = naming(&cluster);
            for member in &cluster.members {
                self.of_item.insert(member.clone(), name.clone());
            }
            bases.insert(naming.base.clone());
            self.bases
                .insert((naming.base.clone(), (naming.order.clone(), name.clone())));
            renamed.items.extend(cluster.members.iter().cloned());
            renamed.clusters.insert(name.clone());
            self.named.insert(
                name,
                Named {
                    cluster,
                    naming,
                    id: String::new(),
                },
            );
        }
        for base in bases {
            self.assign(&base, &mut renamed);
        }
        renamed
    }

    fn take_out(&mut self, name: &ItemKey, renamed: &mut Renamed) -> Option<String> {
        let named = self.named.remove(name)?;
        for member in &named.cluster.members {
            self.of_item.remove(member);
        }
        renamed.before.insert(named.id);
        let wanted = (named.naming.base, (named.naming.order, name.clone()));
        self.bases.remove(&wanted);
        Some(wanted.0)
    }

    /// The first bearer of a base has it as its id, the others add a hash of what tells them apart.
    fn assign(&mut self, base: &str, renamed: &mut Renamed) {
        let first: Order = (
            (false, (false, None, String::new()), 0),
            ItemKey::Page(String::new()),
        );
        let bearers: Vec<ItemKey> = self
            .bases
            .range((base.to_owned(), first)..)
            .take_while(|(wanted, _)| wanted == base)
            .map(|(_, (_, name))| name.clone())
            .collect();
        for (at, name) in bearers.into_iter().enumerate() {
            let Some(named) = self.named.get_mut(&name) else {
                continue;
            };
            let id = if at == 0 {
                base.to_owned()
            } else {
                ids::join(&[base, &format!("{:08x}", id::fingerprint(&named.naming.distinct))])
            };
            if named.id != id {
                if !named.id.is_empty() {
                    renamed.before.insert(std::mem::take(&mut named.id));
                }
                named.id = id;
                renamed.items.extend(named.cluster.members.iter().cloned());
                renamed.clusters.insert(name);
            }
        }
    }
}
