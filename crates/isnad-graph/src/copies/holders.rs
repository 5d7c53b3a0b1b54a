//! Holders: which texts hold a mark, the earliest first. Most marks have one holder, so one costs no list.

use std::collections::HashMap;

/// Says that an entry is the number of a list and not of a text.
const LIST: u32 = 1 << 31;

/// Texts, by their numbers, under each mark.
#[derive(Clone, Debug, Default)]
pub(super) struct Holders {
    /// The one holder, or where the list of them is. Looked up, never walked: its order does not show.
    by_mark: HashMap<u32, u32>,
    lists: Vec<Vec<u32>>,
    free: Vec<u32>,
}

impl Holders {
    /// The holders of a mark, the earliest first.
    pub(super) fn of(&self, mark: u32) -> &[u32] {
        match self.by_mark.get(&mark) {
            Some(entry) if entry & LIST != 0 => &self.lists[(entry ^ LIST) as usize],
            Some(entry) => std::slice::from_ref(entry),
            None => &[],
        }
    }

    /// Adds a holder where `before` says that those before it end; gives its place.
    pub(super) fn insert(&mut self, mark: u32, text: u32, before: impl FnMut(&u32) -> bool) -> usize {
        let place = self.of(mark).partition_point(before);
        let Some(entry) = self.by_mark.get_mut(&mark) else {
            self.by_mark.insert(mark, text);
            return place;
        };
        if *entry & LIST == 0 {
            let list = self.free.pop().unwrap_or_else(|| {
                self.lists.push(Vec::new());
                self.lists.len() as u32 - 1
            });
            self.lists[list as usize].push(*entry);
            *entry = list | LIST;
        }
        self.lists[(*entry ^ LIST) as usize].insert(place, text);
        place
    }

    /// Takes a holder out; gives the place that it had.
    pub(super) fn remove(&mut self, mark: u32, text: u32) -> Option<usize> {
        let place = self.of(mark).iter().position(|&holder| holder == text)?;
        let entry = self.by_mark.get_mut(&mark)?;
        if *entry & LIST == 0 {
            self.by_mark.remove(&mark);
            return Some(place);
        }
        let number = *entry ^ LIST;
        let list = &mut self.lists[number as usize];
        list.remove(place);
        if let &[last] = list.as_slice() {
            *entry = last;
            list.clear();
            self.free.push(number);
        }
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holders_keep_their_order_through_lists_and_back() {
        let mut holders = Holders::default();
        for text in [5, 1, 3] {
            holders.insert(7, text, |&other| other < text);
        }
        assert_eq!(holders.of(7), [1, 3, 5]);
        assert_eq!(holders.remove(7, 1), Some(0));
        assert_eq!(holders.remove(7, 3), Some(0));
        assert_eq!(holders.of(7), [5]);
        assert_eq!(holders.remove(7, 3), None);
        holders.remove(7, 5);
        assert!(holders.of(7).is_empty() && holders.by_mark.is_empty());
        holders.insert(8, 2, |_| false);
        holders.insert(8, 4, |&other| other < 4);
        assert_eq!(holders.of(8), [2, 4]);
        assert_eq!(holders.lists.len(), 1);
    }
}
