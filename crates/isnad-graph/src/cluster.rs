//! Cluster: joins items that tell the same thing, block by block, so that a change re-joins its own block only.
//!
//! Two items that share a block and bond are in one component. A component is clustered by itself: strongest bonds first, and
//! never across a conflict. Both steps depend on the items alone, not on the order in which they came.

use std::collections::{BTreeMap, BTreeSet};

/// Who an item is: an author's page or the report at an index of an article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum ItemKey {
    /// An author's page, by id.
    Page(String),
    /// Article id and index of the report in its record.
    Report(String, usize),
}

/// Why two items are one, and how strongly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Bond {
    /// Stronger bonds are made first.
    pub strength: u32,
    /// Whether an author decided it: then conflicts do not count.
    pub decided: bool,
    /// The rule's name.
    pub rule: &'static str,
}

/// Somebody decided that two tellings are of one thing.
pub(crate) const JUDGED_SAME: Bond = Bond {
    strength: 110,
    decided: true,
    rule: "judged-same",
};

/// Something to be joined.
pub(crate) trait Item: PartialEq {
    /// Who it is.
    fn key(&self) -> &ItemKey;
    /// Hashes of the blocks that it stands in; only items that share one are compared.
    fn blocks(&self) -> Vec<u64>;
    /// Why it and `other` are one, where they are. Symmetric.
    fn bond(&self, other: &Self) -> Option<Bond>;
    /// Whether it and `other` cannot be one. Symmetric.
    fn conflicts(&self, other: &Self) -> bool;
    /// Whether somebody decided that it and `other` are two: then nothing makes them one. Symmetric.
    fn apart(&self, _other: &Self) -> bool {
        false
    }
    /// Whether it is an author's page: two pages are never one.
    fn is_page(&self) -> bool {
        matches!(self.key(), ItemKey::Page(_))
    }
}

/// Items that are one, with the bonds that made them so.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Cluster {
    /// Sorted, each once.
    pub members: Vec<ItemKey>,
    pub bonds: Vec<(ItemKey, ItemKey, &'static str)>,
}

/// What an update changed: clusters are named by their smallest member.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    /// Clusters as they were.
    pub before: Vec<Cluster>,
    /// Clusters as they are.
    pub after: Vec<Cluster>,
}

/// All items and their clusters.
#[derive(Clone, Debug)]
pub(crate) struct Joiner<T> {
    items: BTreeMap<ItemKey, Numbered<T>>,
    /// Keys by number; the free ones are taken again.
    keys: Vec<Option<ItemKey>>,
    free: Vec<u32>,
    /// Blocks with the numbers of the items that stand in them. Most blocks hold one item, so a set of its own for each would cost
    /// many times what it holds.
    blocks: BTreeSet<(u64, u32)>,
    component_of: BTreeMap<ItemKey, ItemKey>,
    components: BTreeMap<ItemKey, Vec<Cluster>>,
}

/// An item with its number, under which blocks know it. Numbers follow the order of arrival and decide nothing.
#[derive(Clone, Debug)]
struct Numbered<T> {
    item: T,
    number: u32,
}

impl<T> Default for Joiner<T> {
    fn default() -> Self {
        Self {
            items: BTreeMap::new(),
            keys: Vec::new(),
            free: Vec::new(),
            blocks: BTreeSet::new(),
            component_of: BTreeMap::new(),
            components: BTreeMap::new(),
        }
    }
}

impl<T: Item> Joiner<T> {
    /// The item with this key.
    pub(crate) fn get(&self, key: &ItemKey) -> Option<&T> {
        self.items.get(key).map(|numbered| &numbered.item)
    }

    /// Keys of an article's items.
    pub(crate) fn keys_of(&self, article: &str) -> Vec<ItemKey> {
        let first = ItemKey::Report(article.to_owned(), 0);
        let last = ItemKey::Report(article.to_owned(), usize::MAX);
        self.items
            .range(first..=last)
            .map(|(key, _)| key.clone())
            .collect()
    }

    /// Replaces `old` items by `new` ones and joins again what that touches.
    pub(crate) fn update(&mut self, old: &BTreeSet<ItemKey>, new: Vec<T>) -> Touched {
        let mut changed: BTreeMap<ItemKey, T> =
            new.into_iter().map(|item| (item.key().clone(), item)).collect();
        let same: BTreeSet<_> = changed
            .iter()
            .filter(|(key, item)| self.get(key) == Some(*item))
            .map(|(key, _)| key.clone())
            .collect();
        for key in &same {
            changed.remove(key);
        }
        let gone = old
            .iter()
            .filter(|key| !same.contains(key) && self.items.contains_key(*key));
        let gone: BTreeSet<ItemKey> = gone.chain(changed.keys()).cloned().collect();

        let mut touched = Touched::default();
        let mut loose: BTreeSet<ItemKey> = changed.keys().cloned().collect();
        for key in &gone {
            self.dissolve(key, &mut loose, &mut touched);
            self.take_out(key);
        }
        for (key, item) in changed {
            self.put_in(key, item);
        }
        loose.retain(|key| self.items.contains_key(key));
        self.rejoin(loose, &mut touched);
        touched
    }

    /// Takes the component of an item apart: its clusters are gone, its items are loose.
    fn dissolve(&mut self, key: &ItemKey, loose: &mut BTreeSet<ItemKey>, touched: &mut Touched) {
        let Some(component) = self.component_of.get(key).cloned() else {
            return;
        };
        for cluster in self.components.remove(&component).unwrap_or_default() {
            for member in &cluster.members {
                self.component_of.remove(member);
                loose.insert(member.clone());
            }
            touched.before.push(cluster);
        }
    }

    fn put_in(&mut self, key: ItemKey, item: T) {
        let number = self.free.pop().unwrap_or_else(|| {
            self.keys.push(None);
            (self.keys.len() - 1) as u32
        });
        self.keys[number as usize] = Some(key.clone());
        self.blocks
            .extend(item.blocks().into_iter().map(|block| (block, number)));
        self.items.insert(key, Numbered { item, number });
    }

    fn take_out(&mut self, key: &ItemKey) {
        let Some(Numbered { item, number }) = self.items.remove(key) else {
            return;
        };
        for block in item.blocks() {
            self.blocks.remove(&(block, number));
        }
        self.keys[number as usize] = None;
        self.free.push(number);
    }

    /// Items that bond with the item, by key.
    fn bonded(&self, key: &ItemKey) -> Vec<(ItemKey, Bond)> {
        let Some(Numbered { item, number }) = self.items.get(key) else {
            return Vec::new();
        };
        let mut near: Vec<u32> = item
            .blocks()
            .into_iter()
            .flat_map(|block| self.blocks.range((block, 0)..=(block, u32::MAX)))
            .map(|&(_, near)| near)
            .filter(|near| near != number)
            .collect();
        near.sort_unstable();
        near.dedup();
        let mut bonded: Vec<_> = near
            .into_iter()
            .filter_map(|near| {
                let other = self.keys[near as usize].as_ref()?;
                Some((other.clone(), item.bond(self.get(other)?)?))
            })
            .collect();
        bonded.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        bonded
    }

    /// Finds the components of the loose items, with those that they now touch, and clusters each.
    fn rejoin(&mut self, mut loose: BTreeSet<ItemKey>, touched: &mut Touched) {
        while let Some(first) = loose.pop_first() {
            let mut component = BTreeSet::from([first.clone()]);
            let mut bonds = Vec::new();
            let mut open = vec![first];
            while let Some(key) = open.pop() {
                for (near, bond) in self.bonded(&key) {
                    if component.insert(near.clone()) {
                        self.dissolve(&near, &mut loose, touched);
                        loose.remove(&near);
                        open.push(near.clone());
                    }
                    if key < near {
                        bonds.push((bond, key.clone(), near));
                    }
                }
            }
            let clusters = self.cluster(&component, bonds);
            let Some(name) = component.first().cloned() else {
                continue;
            };
            for key in component {
                self.component_of.insert(key, name.clone());
            }
            touched.after.extend(clusters.iter().cloned());
            self.components.insert(name, clusters);
        }
    }

    fn cluster(
        &self,
        component: &BTreeSet<ItemKey>,
        mut bonds: Vec<(Bond, ItemKey, ItemKey)>,
    ) -> Vec<Cluster> {
        if let (1, Some(only)) = (component.len(), component.first()) {
            return vec![Cluster {
                members: vec![only.clone()],
                bonds: Vec::new(),
            }];
        }
        let keys: Vec<&ItemKey> = component.iter().collect();
        let place: BTreeMap<&ItemKey, usize> = keys.iter().enumerate().map(|(at, key)| (*key, at)).collect();
        let mut groups = Groups::new(keys.len());
        for left in 0..keys.len() {
            for right in left + 1..keys.len() {
                let (item, other) = (&self.items[keys[left]].item, &self.items[keys[right]].item);
                let always = item.is_page() && other.is_page() || item.apart(other);
                if always || item.conflicts(other) {
                    groups.forbid(left, right, always);
                }
            }
        }
        bonds.sort_by(|a, b| {
            (b.0.decided, b.0.strength)
                .cmp(&(a.0.decided, a.0.strength))
                .then_with(|| (&a.1, &a.2).cmp(&(&b.1, &b.2)))
        });
        let mut made = Vec::new();
        for (bond, left, right) in &bonds {
            if groups.unite(place[left], place[right], bond.decided) {
                made.push((left.clone(), right.clone(), bond.rule));
            }
        }
        let mut clusters: BTreeMap<usize, Cluster> = BTreeMap::new();
        for (at, key) in keys.iter().enumerate() {
            clusters
                .entry(groups.find(at))
                .or_default()
                .members
                .push((*key).clone());
        }
        for bond in made {
            if let Some(cluster) = clusters.get_mut(&groups.find(place[&bond.0])) {
                cluster.bonds.push(bond);
            }
        }
        clusters.into_values().collect()
    }
}

/// Union-find with pairs of groups that must stay apart.
pub(crate) struct Groups {
    parent: Vec<usize>,
    /// Groups to stay apart from; true where not even a decision joins them.
    apart: Vec<BTreeMap<usize, bool>>,
}

impl Groups {
    /// `count` groups of one.
    pub(crate) fn new(count: usize) -> Self {
        Self {
            parent: (0..count).collect(),
            apart: vec![BTreeMap::new(); count],
        }
    }

    /// The group's name: its smallest member.
    pub(crate) fn find(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    fn forbid(&mut self, left: usize, right: usize, always: bool) {
        *self.apart[left].entry(right).or_default() |= always;
        *self.apart[right].entry(left).or_default() |= always;
    }

    /// Makes the groups of two members one, unless they must stay apart; whether it did.
    pub(crate) fn unite(&mut self, left: usize, right: usize, decided: bool) -> bool {
        let (left, right) = (self.find(left), self.find(right));
        let barred = self.apart[left]
            .get(&right)
            .is_some_and(|&always| always || !decided);
        if left == right || barred {
            return false;
        }
        let (into, from) = (left.min(right), left.max(right));
        self.parent[from] = into;
        for (other, always) in std::mem::take(&mut self.apart[from]) {
            self.apart[other].remove(&from);
            if other != into {
                self.forbid(into, other, always);
            }
        }
        true
    }
}
