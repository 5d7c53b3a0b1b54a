//! Disjoint: as many chains as there can be without a common link, by maximum flow over the links.
//!
//! Each link lets one unit pass, so a flow of n is n paths from the reader to origins that share no link, and no more can be
//! found (Menger). Whole chains are taken first, for a reader follows a chain better than pieces of two; Dinic's algorithm then
//! finds what they leave. That takes few rounds, so thousands of reports of one event are no burden.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A place in one of the chains: the chain's index and the link's in it.
pub(crate) type Place = (usize, usize);

const READER: usize = 0;
const ORIGIN: usize = 1;

/// Paths from the reader to an origin that share no link, as many as there are. Each chain is a list of links, the one that the
/// reader meets first; equal links of several chains are one. A path names for each of its links a chain that has the step to it.
pub(crate) fn disjoint<V: Ord>(chains: &[Vec<V>]) -> Vec<Vec<Place>> {
    // Most things are told once.
    if let [chain] = chains
        && (1..chain.len()).all(|at| !chain[..at].contains(&chain[at]))
        && !chain.is_empty()
    {
        return vec![(0..chain.len()).map(|at| (0, at)).collect()];
    }
    let numbers: BTreeMap<&V, usize> = chains
        .iter()
        .flatten()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .zip(0..)
        .collect();
    let numbered: Vec<Vec<usize>> = chains
        .iter()
        .map(|chain| chain.iter().map(|link| numbers[link]).collect())
        .collect();
    let mut flow = Flow::new(&numbered, numbers.len());
    flow.take_whole(&numbered);
    while flow.advance() {}
    flow.paths(&numbered)
}

/// Where one comes into a link, and where one leaves it: between the two lies its one unit.
const fn entry(link: usize) -> usize {
    2 + 2 * link
}

const fn exit(link: usize) -> usize {
    3 + 2 * link
}

/// Unit arcs; the one at an even index leads towards an origin, the one after it back. An open arc may be taken.
struct Flow {
    to: Vec<usize>,
    open: Vec<bool>,
    arcs_of: Vec<Vec<usize>>,
    arcs: BTreeMap<(usize, usize), usize>,
    /// The first chain that has an arc's step.
    places: BTreeMap<usize, Place>,
}

impl Flow {
    fn new(chains: &[Vec<usize>], links: usize) -> Self {
        let mut flow = Self {
            to: Vec::new(),
            open: Vec::new(),
            arcs_of: vec![Vec::new(); 2 + 2 * links],
            arcs: BTreeMap::new(),
            places: BTreeMap::new(),
        };
        for link in 0..links {
            flow.arc(entry(link), exit(link));
        }
        for (number, chain) in chains.iter().enumerate() {
            let Some(&last) = chain.last() else { continue };
            let mut from = READER;
            for (at, &link) in chain.iter().enumerate() {
                let arc = flow.arc(from, entry(link));
                flow.places.entry(arc).or_insert((number, at));
                from = exit(link);
            }
            flow.arc(exit(last), ORIGIN);
        }
        flow
    }

    /// The arc between two nodes, made if it is not there.
    fn arc(&mut self, from: usize, to: usize) -> usize {
        if let Some(&arc) = self.arcs.get(&(from, to)) {
            return arc;
        }
        let arc = self.to.len();
        self.to.extend([to, from]);
        self.open.extend([true, false]);
        self.arcs_of[from].push(arc);
        self.arcs_of[to].push(arc + 1);
        self.arcs.insert((from, to), arc);
        arc
    }

    fn turn(&mut self, arc: usize) {
        self.open[arc] = false;
        self.open[arc ^ 1] = true;
    }

    /// Takes every chain none of whose links is taken, the shortest first.
    fn take_whole(&mut self, chains: &[Vec<usize>]) {
        let mut order: Vec<&Vec<usize>> = chains.iter().filter(|chain| !chain.is_empty()).collect();
        order.sort_by_key(|chain| chain.len());
        let mut taken = BTreeSet::new();
        for chain in order {
            let links: BTreeSet<usize> = chain.iter().copied().collect();
            if links.len() < chain.len() || !links.is_disjoint(&taken) {
                continue;
            }
            taken.extend(links);
            let mut from = READER;
            for &link in chain {
                self.turn(self.arcs[&(from, entry(link))]);
                self.turn(self.arcs[&(entry(link), exit(link))]);
                from = exit(link);
            }
            self.turn(self.arcs[&(from, ORIGIN)]);
        }
    }

    /// How many open arcs lie between the reader and each node; none where no way leads.
    fn levels(&self) -> Vec<Option<usize>> {
        let mut levels = vec![None; self.arcs_of.len()];
        levels[READER] = Some(0);
        let mut queue = VecDeque::from([(READER, 0)]);
        while let Some((node, level)) = queue.pop_front() {
            for &arc in self.arcs_of[node].iter().filter(|&&arc| self.open[arc]) {
                let next = self.to[arc];
                if levels[next].is_none() {
                    levels[next] = Some(level + 1);
                    queue.push_back((next, level + 1));
                }
            }
        }
        levels
    }

    /// Takes shortest ways until none of that length is left; whether there was one.
    fn advance(&mut self) -> bool {
        let levels = self.levels();
        if levels[ORIGIN].is_none() {
            return false;
        }
        // A stack of our own: a way may wind through thousands of links.
        let mut tried = vec![0; self.arcs_of.len()];
        let mut way: Vec<usize> = Vec::new();
        let mut node = READER;
        loop {
            let next = self.arcs_of[node].get(tried[node]).copied();
            let deeper = levels[node].map(|level| level + 1);
            match next {
                Some(arc) if self.open[arc] && levels[self.to[arc]] == deeper => {
                    way.push(arc);
                    node = self.to[arc];
                }
                Some(_) => tried[node] += 1,
                None => match way.pop() {
                    Some(arc) => {
                        node = self.to[arc ^ 1];
                        tried[node] += 1;
                    }
                    None => return true,
                },
            }
            if node == ORIGIN {
                way.drain(..).for_each(|arc| self.turn(arc));
                node = READER;
            }
        }
    }

    /// What passes, path by path; the origin of a path is the last link that it names.
    fn paths(&self, chains: &[Vec<usize>]) -> Vec<Vec<Place>> {
        let mut whole: BTreeMap<&[usize], usize> = BTreeMap::new();
        for (number, chain) in chains.iter().enumerate() {
            whole.entry(chain).or_insert(number);
        }
        let starts = self.arcs_of[READER].iter();
        let mut paths: Vec<Vec<Place>> = starts
            .filter(|&&arc| self.is_taken(arc))
            .map(|&arc| {
                let (links, places) = self.path(arc);
                match whole.get(links.as_slice()) {
                    Some(&chain) => (0..links.len()).map(|at| (chain, at)).collect(),
                    None => places,
                }
            })
            .collect();
        paths.sort();
        paths
    }

    fn is_taken(&self, arc: usize) -> bool {
        arc.is_multiple_of(2) && !self.open[arc]
    }

    fn path(&self, start: usize) -> (Vec<usize>, Vec<Place>) {
        let (mut links, mut places) = (Vec::new(), Vec::new());
        let mut next = Some(start);
        while let Some(arc) = next.filter(|&arc| self.to[arc] != ORIGIN) {
            let link = (self.to[arc] - 2) / 2;
            links.push(link);
            places.extend(self.places.get(&arc));
            next = self.arcs_of[exit(link)]
                .iter()
                .copied()
                .find(|&arc| self.is_taken(arc));
        }
        (links, places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn count(chains: &[Vec<u8>]) -> usize {
        disjoint(chains).len()
    }

    fn chains(written: &[&str]) -> Vec<Vec<u8>> {
        written.iter().map(|chain| chain.bytes().collect()).collect()
    }

    #[test]
    fn a_shared_link_is_counted_once() {
        assert_eq!(count(&chains(&[])), 0);
        assert_eq!(count(&chains(&["ps"])), 1);
        assert_eq!(count(&chains(&["pas", "qas", "rt"])), 2);
        assert_eq!(count(&chains(&["ps", "pt"])), 1);
        // In a row each shares a link with the next, yet the first and the last stand alone.
        assert_eq!(count(&chains(&["ps", "qs", "qt", "rt"])), 2);
    }

    #[test]
    fn a_chain_in_the_way_gives_way() {
        // The first of the shortest shares a link with each of the others.
        let found = disjoint(&chains(&["pt", "pas", "qt"]));
        assert_eq!(found, [vec![(1, 0), (1, 1), (1, 2)], vec![(2, 0), (2, 1)]]);
        // Neither path is a chain of its own.
        let found = disjoint(&chains(&["pxs", "qxyt", "qx", "py"]));
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn thousands_of_reports_are_no_burden() {
        let many: Vec<Vec<u32>> = (0..5000)
            .flat_map(|at| {
                [
                    vec![at, 10_000 + at % 700],
                    vec![at, 20_000 + at / 3, 10_000 + at % 11],
                ]
            })
            .collect();
        assert_eq!(disjoint(&many).len(), 700);
    }

    /// The most paths without a common link, by trying all sets of simple paths.
    fn by_trying(chains: &[Vec<u8>]) -> usize {
        let mut found = BTreeSet::new();
        for first in chains.iter().filter_map(|chain| chain.first()) {
            walk(chains, *first, 0, &mut found);
        }
        pack(&found.into_iter().collect::<Vec<_>>(), 0)
    }

    fn walk(chains: &[Vec<u8>], link: u8, walked: u32, found: &mut BTreeSet<u32>) {
        if walked & 1 << link != 0 {
            return;
        }
        let walked = walked | 1 << link;
        if chains.iter().any(|chain| chain.last() == Some(&link)) {
            found.insert(walked);
        }
        for pair in chains.iter().flat_map(|chain| chain.windows(2)) {
            if pair[0] == link {
                walk(chains, pair[1], walked, found);
            }
        }
    }

    fn pack(paths: &[u32], taken: u32) -> usize {
        let Some((path, rest)) = paths.split_first() else {
            return 0;
        };
        let without = pack(rest, taken);
        if path & taken == 0 {
            without.max(1 + pack(rest, taken | path))
        } else {
            without
        }
    }

    fn some_chains() -> impl Strategy<Value = Vec<Vec<u8>>> {
        prop::collection::vec(prop::collection::vec(0_u8..7, 1..5), 0..6)
    }

    proptest! {
        #[test]
        fn it_is_what_trying_all_gives(chains in some_chains()) {
            prop_assert_eq!(count(&chains), by_trying(&chains));
        }

        #[test]
        fn paths_lead_to_an_origin_and_share_no_link(chains in some_chains()) {
            let mut taken = BTreeSet::new();
            for path in disjoint(&chains) {
                let links: Vec<u8> = path.iter().map(|&(chain, at)| chains[chain][at]).collect();
                prop_assert_eq!(path[0].1, 0);
                prop_assert!(chains.iter().any(|chain| chain.last() == links.last()));
                for (before, &(chain, at)) in links.iter().zip(&path[1..]) {
                    prop_assert_eq!(*before, chains[chain][at - 1]);
                }
                prop_assert!(links.into_iter().all(|link| taken.insert(link)));
            }
        }

        #[test]
        fn the_order_of_chains_does_not_matter(chains in some_chains().prop_shuffle(), at in any::<prop::sample::Index>()) {
            let mut turned = chains.clone();
            if !turned.is_empty() {
                let at = at.index(turned.len());
                turned.rotate_left(at);
            }
            prop_assert_eq!(count(&chains), count(&turned));
            turned.reverse();
            prop_assert_eq!(count(&chains), count(&turned));
        }

        #[test]
        fn fewer_chains_never_give_more(chains in some_chains(), at in any::<prop::sample::Index>()) {
            let mut fewer = chains.clone();
            if !fewer.is_empty() {
                fewer.remove(at.index(chains.len()));
            }
            prop_assert!(count(&fewer) <= count(&chains));
        }

        #[test]
        fn ends_bound_it(chains in some_chains()) {
            let firsts: BTreeSet<_> = chains.iter().map(|chain| chain[0]).collect();
            let lasts: BTreeSet<_> = chains.iter().map(|chain| chain[chain.len() - 1]).collect();
            prop_assert!(count(&chains) <= chains.len().min(firsts.len()).min(lasts.len()));
        }

        #[test]
        fn a_chain_twice_counts_once(chains in some_chains(), at in any::<prop::sample::Index>()) {
            let mut more = chains.clone();
            if !more.is_empty() {
                more.push(chains[at.index(chains.len())].clone());
            }
            prop_assert_eq!(count(&more), count(&chains));
        }
    }
}
