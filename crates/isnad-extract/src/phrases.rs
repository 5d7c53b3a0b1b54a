//! Phrases: what the lexicon says of a word, whole and behind clitics, and of the words after it.

use std::borrow::Cow;
use std::ops::Range;

use isnad_text::{Proclitic, proclitics};

use crate::inflect::Tense;
use crate::lexicon::{Class, Lexicon, Sense};

use crate::document::Found;

/// A node of the lexicon that a word leads to, and what was cut from the word for it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Path {
    pub(crate) node: u32,
    pub(crate) clitic: Proclitic,
}

/// What was cut from the front of a word, and what is left.
pub(crate) type Cut<'a> = (Proclitic, Cow<'a, str>);

/// A word as phrases begin with it.
#[derive(Debug, Default)]
pub(crate) struct Paths {
    /// As it stands and behind clitics.
    pub(crate) plain: Vec<Path>,
    /// Without the ending of an indefinite accusative; only where the others lead to nothing.
    pub(crate) accusative: Vec<Path>,
}

/// The classes whose words take an object or possessor joined to them.
fn takes_enclitic(class: Class) -> bool {
    matches!(
        class,
        Class::Say
            | Class::Meet
            | Class::Light
            | Class::Meeting
            | Class::Document
            | Class::CueNoun
            | Class::Title
            | Class::TitleFeminine
            | Class::TitlePlural
    )
}

impl Lexicon {
    /// Where a word leads from the root.
    fn enter(&self, word: &str, clitic: Proclitic) -> Option<Path> {
        let node = self.step(0, self.word(word))?;
        Some(Path { node, clitic })
    }

    /// All ways into the lexicon that a folded word has, with the cuts of its proclitics; `written` shows its marks.
    pub(crate) fn paths(&self, key: &str, cuts: &[Cut<'_>], written: &str) -> Paths {
        let whole = self.enter(key, Proclitic::default());
        let mut paths = Paths {
            plain: whole.into_iter().collect(),
            accusative: Vec::new(),
        };
        if !self.language.proclitics {
            return paths;
        }
        // An everyday word hides nothing: what it may be besides matters more.
        let telling = |path: Path| {
            self.senses(path.node)
                .iter()
                .any(|it| it.class != Class::CommonWord)
        };
        let known = whole.is_some_and(telling);
        for (clitic, rest) in cuts {
            // A word that is known as it stands hides nothing behind a particle; an article is plain to see.
            if known && !(clitic.article && clitic.conjunction.is_none() && clitic.preposition.is_none()) {
                continue;
            }
            paths.plain.extend(self.enter(rest, *clitic));
        }
        // An indefinite noun in the accusative (`مصدراً`) is told by its mark.
        if let Some(stem) = key.strip_suffix('ا').filter(|_| written.contains('\u{64B}')) {
            let cuts = proclitics(stem).filter(|(clitic, _)| !clitic.article);
            paths
                .accusative
                .extend(cuts.filter_map(|(clitic, rest)| self.enter(&rest, clitic)));
        }
        paths
    }

    /// The phrases of a word with this key, the longest of each class; `next` gives the lexicon's number of the word that follows so many
    /// words on, zero where a phrase ends (it runs over no mark and no line).
    pub(crate) fn phrases(
        &self,
        plain: &[Path],
        accusative: &[Path],
        key: &str,
        next: impl Fn(usize) -> u32,
        found: &mut Vec<Found>,
    ) {
        let everyday = |found: &[Found]| found.iter().all(|it| it.class == Class::CommonWord);
        for path in plain {
            self.follow(*path, &next, found);
        }
        if everyday(found) && !accusative.is_empty() {
            for path in accusative {
                self.follow(*path, &next, found);
            }
            found.retain(|it| !it.class.is_function_word());
        }
        if everyday(found) && self.language.proclitics {
            self.with_enclitic(key, found);
        }
    }

    /// Follows the trie; keeps the longest phrase of each class.
    fn follow(&self, path: Path, next: &impl Fn(usize) -> u32, found: &mut Vec<Found>) {
        let mut node = path.node;
        let mut end = 1;
        loop {
            for sense in self.senses(node) {
                keep(*sense, 0..end, path.clitic, found);
            }
            if !self.continues(node) {
                break;
            }
            let Some(after) = self.step(node, next(end)) else {
                break;
            };
            node = after;
            end += 1;
        }
    }

    /// A verb with its object or a noun with its possessor joined to it (`أبلغه`, `زيارته`, `لقائه`).
    fn with_enclitic(&self, key: &str, found: &mut Vec<Found>) {
        const ENDINGS: [&str; 7] = ["هما", "ها", "هم", "هن", "نا", "ني", "ه"];
        let Some(ending) = ENDINGS.iter().find(|ending| key.ends_with(**ending)) else {
            return;
        };
        let stem = &key[..key.len() - ending.len()];
        if stem.chars().count() < 3 {
            return;
        }
        // `جلستها`: a noun in `ة` before a verb in `ت`.
        let mut stems: Vec<String> = stem
            .strip_suffix('ت')
            .map(|rest| format!("{rest}ه"))
            .into_iter()
            .collect();
        stems.push(stem.to_owned());
        for (last, instead) in [('ي', "ء"), ('و', "ء"), ('ا', "ي")] {
            stems.extend(stem.strip_suffix(last).map(|rest| format!("{rest}{instead}")));
        }
        for stem in &stems {
            for (clitic, rest) in proclitics(stem).filter(|(clitic, _)| !clitic.article) {
                let Some(path) = self.enter(&rest, clitic) else {
                    continue;
                };
                for sense in self.senses(path.node) {
                    if takes_enclitic(sense.class) && sense.form.tense != Tense::Participle {
                        keep(*sense, 0..1, clitic, found);
                    }
                }
            }
            if !found.is_empty() {
                break;
            }
        }
        for it in found.iter_mut().filter(|it| it.class != Class::CommonWord) {
            it.enclitic = true;
        }
    }

    /// Whether a word of an Arabic text has the article, behind clitics too.
    pub(crate) fn has_article(&self, key: &str, written: &str) -> bool {
        let bare = key
            .strip_prefix(['و', 'ف'])
            .filter(|rest| rest.chars().count() > 3)
            .unwrap_or(key);
        if bare.starts_with("لل") && bare.chars().count() > 4 {
            // `للقاء` is `ل` and a noun that begins with `ل`.
            let noun = &bare['ل'.len_utf8()..];
            let node = self.step(0, self.word(noun));
            return node.is_none_or(|node| self.senses(node).is_empty());
        }
        let bare = match bare.strip_prefix(['ب', 'ك']) {
            Some(rest) if rest.starts_with("ال") => rest,
            _ => bare,
        };
        if !bare.starts_with("ال") || bare.chars().count() < 4 {
            return false;
        }
        // `المح`, `الزم`: a verb without its hamza, where the rest is no word.
        if self.word(&bare["ال".len()..]) == 0 && self.is_finite(bare) {
            return false;
        }
        // The test of the article needs the letters as written: `ألمانيا` has none.
        written
            .find("ال")
            .is_some_and(|from| isnad_text::has_article(&written[from..]))
    }
}

fn keep(sense: Sense, tokens: Range<usize>, clitic: Proclitic, found: &mut Vec<Found>) {
    let verb = !matches!(sense.form.tense, Tense::None | Tense::Participle | Tense::Noun);
    // The article makes no verb of a noun, nor a preposition.
    // But `ل` before an imperfect tells what somebody is to do (`ليلتقي`).
    let purpose = clitic.preposition == Some('ل')
        && sense.form.tense == Tense::Present
        && matches!(sense.class, Class::Meet | Class::Light | Class::Say);
    if verb && (clitic.article || clitic.preposition.is_some() && !purpose) {
        return;
    }
    if clitic.article && sense.class.is_function_word() {
        return;
    }
    if clitic.future && sense.form.tense != Tense::Present {
        return;
    }
    let mut form = sense.form;
    if clitic.future {
        form.tense = Tense::Future;
    }
    let new = Found {
        start: tokens.start,
        end: tokens.end,
        class: sense.class,
        entry: sense.entry as usize,
        form,
        clitic,
        enclitic: false,
    };
    match found.iter_mut().find(|old| old.class == new.class) {
        Some(old) if old.end < new.end => *old = new,
        Some(_) => {}
        None => found.push(new),
    }
}
