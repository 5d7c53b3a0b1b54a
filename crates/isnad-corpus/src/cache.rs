//! Cache: parsed articles with their records by what they were made from, as bytes for a file that may be lost or damaged.
//!
//! An entry is found only by the hash of everything that it rests on (path, bytes, known names, configuration, program), and is used
//! only if its own checksum holds. So a missing, old or damaged cache makes a build slower, never different.

use std::{collections::BTreeMap, sync::Arc};

use isnad_model::{Article, Diagnostic, Record};
use serde::{Deserialize, Serialize};

/// First bytes of a cache; changes with the format.
const MAGIC: &[u8] = b"isnad cache 2\n";

/// Hash of everything that an entry rests on.
pub(crate) type Key = [u8; 32];

/// What is remembered of one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Remembered {
    pub article: Arc<Article>,
    pub diagnostics: Vec<Diagnostic>,
    pub record: Arc<Record>,
    /// What was wrong in other extractors' answers.
    pub findings: Vec<Diagnostic>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    key: Key,
    /// BLAKE3 of key and payload.
    sum: Key,
    payload: Vec<u8>,
}

/// Entries as they were loaded, decoded when one is asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cache {
    entries: BTreeMap<Key, (Key, Vec<u8>)>,
}

fn checksum(key: &Key, payload: &[u8]) -> Key {
    let mut hasher = blake3::Hasher::new();
    hasher.update(key);
    hasher.update(payload);
    hasher.finalize().into()
}

impl Cache {
    /// Whether it holds nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Reads what [`Self::to_bytes`] wrote; anything else yields an empty or a smaller cache.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Self {
        let mut cache = Self::default();
        let Some(mut rest) = bytes.strip_prefix(MAGIC) else {
            return cache;
        };
        while let Ok((entry, after)) = postcard::take_from_bytes::<Entry>(rest) {
            cache.entries.insert(entry.key, (entry.sum, entry.payload));
            rest = after;
        }
        cache
    }

    /// The entries as bytes: a head, then one entry after the other by key.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        for (key, (sum, payload)) in &self.entries {
            let entry = Entry {
                key: *key,
                sum: *sum,
                payload: payload.clone(),
            };
            if let Ok(mut encoded) = postcard::to_stdvec(&entry) {
                bytes.append(&mut encoded);
            }
        }
        bytes
    }

    /// The entry, where it is there and whole.
    pub(crate) fn get(&self, key: &Key) -> Option<Remembered> {
        let (sum, payload) = self.entries.get(key)?;
        (checksum(key, payload) == *sum)
            .then(|| postcard::from_bytes(payload).ok())
            .flatten()
    }

    /// Remembers an article.
    pub(crate) fn insert(&mut self, key: Key, remembered: &Remembered) {
        if let Ok(payload) = postcard::to_stdvec(remembered) {
            self.entries.insert(key, (checksum(&key, &payload), payload));
        }
    }

    /// A text, where the entry is there and whole.
    pub(crate) fn text(&self, key: &Key) -> Option<String> {
        let (sum, payload) = self.entries.get(key)?;
        let whole = checksum(key, payload) == *sum;
        whole.then(|| String::from_utf8(payload.clone()).ok()).flatten()
    }

    /// Remembers a text.
    pub(crate) fn insert_text(&mut self, key: Key, text: &str) {
        let payload = text.as_bytes().to_vec();
        self.entries.insert(key, (checksum(&key, &payload), payload));
    }

    /// Takes over an entry of another cache undecoded; whether it was there and whole.
    pub(crate) fn take_over(&mut self, key: &Key, other: &Self) -> bool {
        let Some((sum, payload)) = other.entries.get(key) else {
            return false;
        };
        let whole = checksum(key, payload) == *sum;
        if whole {
            self.entries.insert(*key, (*sum, payload.clone()));
        }
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remembered(id: &str) -> Remembered {
        let article = Article::new(id, "قال المصدر.");
        let record = Record {
            id: id.to_owned(),
            lang: "ar".to_owned(),
            date: "2021-07-06".parse().ok(),
            publisher: None,
            title: None,
            text: article.text.clone(),
            mentions: Vec::new(),
            meetings: Vec::new(),
            claims: Vec::new(),
            repairs: Vec::new(),
            credits: Vec::new(),
        };
        Remembered {
            article: Arc::new(article),
            diagnostics: Vec::new(),
            record: Arc::new(record),
            findings: Vec::new(),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let mut cache = Cache::default();
        cache.insert([1; 32], &remembered("a"));
        cache.insert([2; 32], &remembered("b"));
        let read = Cache::from_bytes(&cache.to_bytes());
        assert_eq!(read.get(&[1; 32]), Some(remembered("a")));
        assert_eq!(read.get(&[2; 32]), Some(remembered("b")));
        assert_eq!(read.get(&[3; 32]), None);
    }

    #[test]
    fn a_flipped_bit_never_yields_a_wrong_entry() {
        let mut cache = Cache::default();
        cache.insert([1; 32], &remembered("a"));
        let bytes = cache.to_bytes();
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut damaged = bytes.clone();
                damaged[at] ^= 1 << bit;
                let found = Cache::from_bytes(&damaged).get(&[1; 32]);
                assert_eq!(found, None, "byte {at}, bit {bit}");
            }
        }
        for length in 0..bytes.len() {
            assert_eq!(Cache::from_bytes(&bytes[..length]).get(&[1; 32]), None);
        }
    }
}
