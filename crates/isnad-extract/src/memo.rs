//! Memo: what is known of every distinct word of a language, worked out once, since a newspaper repeats its words.
//!
//! A memo belongs to one lexicon and one set of known names. It only saves time: a text reads the same with an empty one.

use std::ops::Range;

use isnad_text::{Folded, Level, Proclitic, fold_plain, fold_repaired, proclitics};

use crate::class_set::ClassSet;
use crate::document::Found;
use crate::lexicon::Lexicon;
use crate::names::KnownNames;
use crate::phrases::{Cut, Path};
use crate::shape::Shape;
use crate::shapes;
use crate::tails::Tail;
use crate::tokens::{TokenKind, tokenize};

/// Words kept between articles.
const MOST_WORDS: usize = 1 << 16;
/// Bytes of text kept between articles.
const MOST_BYTES: usize = 1 << 21;
/// No demonym.
const NONE: u32 = u32::MAX;

/// A part of a text between two places where no word goes on, as it was first met.
#[derive(Debug)]
struct Segment {
    hash: u64,
    raw: Range<u32>,
    words: Range<u32>,
}

/// A word, number or mark with everything that does not depend on its surroundings.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// In scalars of its segment.
    pub(crate) scalars: Range<u32>,
    /// In bytes of its segment.
    pub(crate) bytes: Range<u32>,
    pub(crate) kind: TokenKind,
    pub(crate) capital: bool,
    pub(crate) upper: bool,
    /// No white space parts it from the word before it in its segment.
    pub(crate) glued: bool,
    /// A line begins with it inside its segment.
    pub(crate) starts_line: bool,
    /// Has the Arabic article.
    pub(crate) definite: bool,
    /// Whether a phrase of several words may begin with it.
    continues: bool,
    /// The lexicon's number of it.
    pub(crate) in_lexicon: u32,
    /// The number of it among the words of known names.
    pub(crate) in_names: u32,
    /// The entity that it goes back to as an adjective, as it stands, without its article, and without a conjunction too.
    demonym: u32,
    demonym_bare: u32,
    demonym_joined: u32,
    /// Its letters fold one by one.
    pub(crate) plain_letters: bool,
    /// What its letters tell.
    pub(crate) shape: Shape,
    /// A date may begin with it.
    pub(crate) dates: bool,
    /// The number of it among the words of dates.
    pub(crate) in_dates: u32,
    pub(crate) tail: Tail,
    /// Classes of `found`.
    pub(crate) classes: ClassSet,
    key: Range<u32>,
    plain: Range<u32>,
    accusative: Range<u32>,
    found: Range<u32>,
    names: Range<u32>,
}

/// A way into the known names.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NamePath {
    pub(crate) node: u32,
    pub(crate) clitic: Proclitic,
    /// What is left of the word has at most three letters.
    pub(crate) short: bool,
}

/// All words met so far.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    /// Open addressing: numbers of segments from one on, zero where none is.
    table: Vec<u32>,
    segments: Vec<Segment>,
    raw: String,
    words: Vec<Word>,
    keys: String,
    paths: Vec<Path>,
    names: Vec<NamePath>,
    found: Vec<Found>,
}

/// What words are read with.
#[derive(Clone, Copy)]
pub(crate) struct Sources<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) known: &'a KnownNames,
}

impl Memo {
    /// Forgets everything when there is too much of it; numbers of words handed out before are void then.
    pub(crate) fn trim(&mut self) {
        if self.words.len() > MOST_WORDS || self.raw.len() > MOST_BYTES {
            *self = Self::default();
        }
    }

    /// The words of a segment of text.
    pub(crate) fn segment(&mut self, raw: &str, sources: Sources<'_>) -> Range<u32> {
        if self.segments.len() * 2 >= self.table.len() {
            self.grow();
        }
        let hash = hash(raw.as_bytes());
        let mask = self.table.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let number = self.table[slot];
            if number == 0 {
                break;
            }
            let segment = &self.segments[number as usize - 1];
            if segment.hash == hash && self.raw.as_bytes()[to_usize(&segment.raw)] == *raw.as_bytes() {
                return segment.words.clone();
            }
            slot = (slot + 1) & mask;
        }
        let words = self.read_plain(raw, sources).unwrap_or_else(|| {
            let folded = fold_repaired(raw, &[], Level::Match, &sources.lexicon.pack.lang);
            self.read(raw, &folded, sources)
        });
        let start = self.raw.len() as u32;
        self.raw.push_str(raw);
        self.segments.push(Segment {
            hash,
            raw: start..self.raw.len() as u32,
            words: words.clone(),
        });
        self.table[slot] = self.segments.len() as u32;
        words
    }

    /// Reads a segment of plain letters and digits: one word.
    fn read_plain(&mut self, raw: &str, sources: Sources<'_>) -> Option<Range<u32>> {
        let mut key = String::new();
        if !fold_plain(raw, &mut key) || key.contains(' ') {
            return None;
        }
        let kind = if key.starts_with(char::is_numeric) {
            TokenKind::Number
        } else {
            TokenKind::Word
        };
        let mut word = self.analyse(&key, raw, kind, sources);
        word.scalars = 0..raw.chars().count() as u32;
        word.bytes = 0..raw.len() as u32;
        word.plain_letters = true;
        let number = self.words.len() as u32;
        self.words.push(word);
        Some(number..number + 1)
    }

    fn grow(&mut self) {
        let size = (self.table.len() * 2).max(1 << 10);
        self.table.clear();
        self.table.resize(size, 0);
        for (at, segment) in self.segments.iter().enumerate() {
            let mut slot = segment.hash as usize & (size - 1);
            while self.table[slot] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            self.table[slot] = at as u32 + 1;
        }
    }

    /// Reads the words of a folded text; they are kept, but not found again by their text.
    pub(crate) fn read(&mut self, text: &str, folded: &Folded, sources: Sources<'_>) -> Range<u32> {
        let first = self.words.len() as u32;
        for piece in tokenize(text, folded) {
            let bytes = piece.bytes.start as usize..piece.bytes.end as usize;
            let mut word = self.analyse(&piece.key, &text[bytes], piece.kind, sources);
            (word.scalars, word.bytes) = (piece.scalars, piece.bytes);
            (word.glued, word.starts_line) = (piece.glued, piece.starts_line);
            self.words.push(word);
        }
        first..self.words.len() as u32
    }

    fn analyse(&mut self, key: &str, written: &str, kind: TokenKind, sources: Sources<'_>) -> Word {
        let Sources { lexicon, known } = sources;
        let mut letters = written.chars().filter(|c| c.is_alphabetic());
        let capital = letters.next().is_some_and(char::is_uppercase);
        let upper = capital && letters.clone().next().is_some() && letters.all(char::is_uppercase);
        let key_start = self.keys.len() as u32;
        self.keys.push_str(key);
        let mut word = Word {
            scalars: 0..0,
            bytes: 0..0,
            kind,
            capital,
            upper,
            glued: false,
            starts_line: false,
            definite: false,
            continues: false,
            in_lexicon: 0,
            in_names: 0,
            demonym: NONE,
            demonym_bare: NONE,
            demonym_joined: NONE,
            plain_letters: false,
            shape: Shape::default(),
            dates: false,
            in_dates: 0,
            tail: Tail::of(key),
            classes: ClassSet::default(),
            key: key_start..self.keys.len() as u32,
            plain: 0..0,
            accusative: 0..0,
            found: 0..0,
            names: 0..0,
        };
        if matches!(kind, TokenKind::Mark(_)) {
            return word;
        }
        word.in_lexicon = lexicon.word(key);
        word.in_names = known.word(key);
        word.definite =
            lexicon.language.proclitics && kind == TokenKind::Word && lexicon.has_article(key, written);
        word.shape = Shape::of(key, written, kind, lexicon);
        let bare = shapes::bare(key);
        let joined = key.strip_prefix('و').filter(|rest| rest.starts_with("ال"));
        word.demonym = known.demonym(key).unwrap_or(NONE);
        word.demonym_bare = match bare == key {
            true => word.demonym,
            false => known.demonym(bare).unwrap_or(NONE),
        };
        word.demonym_joined = match joined {
            Some(rest) => known.demonym(shapes::bare(rest)).unwrap_or(NONE),
            None => word.demonym_bare,
        };
        word.in_dates = lexicon.pack.dates.word(key);
        word.dates = lexicon
            .pack
            .dates
            .may_begin(key, kind, lexicon.language.proclitics);
        let cuts: Vec<Cut<'_>> = if lexicon.language.proclitics {
            proclitics(key).skip(1).collect()
        } else {
            Vec::new()
        };
        self.find(&mut word, key, written, &cuts, lexicon);
        self.find_names(&mut word, key, &cuts, known);
        word
    }

    /// The phrases of one word, and where longer ones begin.
    fn find(&mut self, word: &mut Word, key: &str, written: &str, cuts: &[Cut<'_>], lexicon: &Lexicon) {
        let paths = lexicon.paths(key, cuts, written);
        let mut found = Vec::new();
        lexicon.phrases(&paths.plain, &paths.accusative, key, |_| 0, &mut found);
        word.continues = paths
            .plain
            .iter()
            .chain(&paths.accusative)
            .any(|path| lexicon.continues(path.node));
        if word.continues {
            word.plain = append(&mut self.paths, paths.plain);
            word.accusative = append(&mut self.paths, paths.accusative);
        }
        for it in &found {
            word.classes.insert(it.class);
        }
        word.found = append(&mut self.found, found);
    }

    fn find_names(&mut self, word: &mut Word, key: &str, cuts: &[Cut<'_>], known: &KnownNames) {
        let start = self.names.len() as u32;
        let mut enter = |rest: &str, clitic: Proclitic| {
            if let Some(node) = known.step(0, known.word(rest)) {
                let short = rest.chars().nth(3).is_none();
                self.names.push(NamePath { node, clitic, short });
            }
        };
        enter(key, Proclitic::default());
        for (clitic, rest) in cuts {
            // The article belongs to a name or to nothing.
            if !clitic.future && !clitic.article {
                enter(rest, *clitic);
            }
        }
        word.names = start..self.names.len() as u32;
    }

    /// The word of a number.
    #[inline]
    pub(crate) fn word(&self, number: u32) -> &Word {
        &self.words[number as usize]
    }

    /// Its folded letters.
    #[inline]
    pub(crate) fn key(&self, word: &Word) -> &str {
        &self.keys[to_usize(&word.key)]
    }

    /// The phrases that it is alone, as if it stood at token zero.
    pub(crate) fn found(&self, word: &Word) -> &[Found] {
        &self.found[to_usize(&word.found)]
    }

    /// The ways that it has into the known names.
    pub(crate) fn names(&self, word: &Word) -> &[NamePath] {
        &self.names[to_usize(&word.names)]
    }

    /// The entity that it goes back to as an adjective.
    pub(crate) fn demonym(&self, word: &Word) -> Option<u32> {
        (word.demonym != NONE).then_some(word.demonym)
    }

    /// The same without its article.
    pub(crate) fn demonym_bare(&self, word: &Word) -> Option<u32> {
        (word.demonym_bare != NONE).then_some(word.demonym_bare)
    }

    /// The same without article and a conjunction before it.
    pub(crate) fn demonym_joined(&self, word: &Word) -> Option<u32> {
        (word.demonym_joined != NONE).then_some(word.demonym_joined)
    }

    /// Its ways into the lexicon where a phrase of several words goes on with the lexicon's word `next`.
    pub(crate) fn longer(
        &self,
        word: &Word,
        next: impl FnOnce() -> u32,
        lexicon: &Lexicon,
    ) -> Option<[&[Path]; 2]> {
        if !word.continues {
            return None;
        }
        let next = next();
        let [plain, accusative] = [&word.plain, &word.accusative].map(|paths| &self.paths[to_usize(paths)]);
        let goes_on = next != 0
            && plain
                .iter()
                .chain(accusative)
                .any(|path| lexicon.continues(path.node) && lexicon.step(path.node, next).is_some());
        goes_on.then_some([plain, accusative])
    }
}

fn to_usize(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}

fn append<T>(all: &mut Vec<T>, new: Vec<T>) -> Range<u32> {
    let start = all.len() as u32;
    all.extend(new);
    start..all.len() as u32
}

/// Multiplies and folds, eight bytes at a time.
fn hash(bytes: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |state: u64, word: u64| {
        let wide = u128::from(state ^ word) * u128::from(FACTOR);
        (wide as u64) ^ (wide >> 64) as u64
    };
    let mut state = bytes.len() as u64 ^ FACTOR;
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        state = mix(state, u64::from_le_bytes(*word));
    }
    let mut last = 0;
    for &byte in rest {
        last = last << 8 | u64::from(byte);
    }
    mix(mix(state, last), FACTOR)
}
