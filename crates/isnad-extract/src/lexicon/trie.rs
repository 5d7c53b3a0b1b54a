//! Trie: all words and phrases of a pack over folded words, each with what it means.

use std::collections::HashMap;

use super::{Class, Sense};
use crate::fast_hash::FastHash;
use crate::inflect::{Form, Gender, Number, Tense};
use crate::pack::{Language, Pack, PackError};
use crate::tokens::phrase_keys;

/// A pack compiled for matching.
#[derive(Debug)]
pub struct Lexicon {
    /// The pack it was made of.
    pub pack: Pack,
    /// The language's ways.
    pub language: Language,
    words: HashMap<Box<str>, u32, FastHash>,
    steps: HashMap<(u32, u32), u32, FastHash>,
    senses: Vec<Vec<Sense>>,
    /// Which nodes have one after them.
    continues: Vec<bool>,
}

impl Lexicon {
    /// Compiles a pack.
    ///
    /// # Errors
    /// Names a class of `[words]` that does not exist.
    pub fn new(pack: Pack) -> Result<Self, PackError> {
        let mut language = pack.language.clone().unwrap_or_default();
        for endings in [
            &mut language.clause_endings,
            &mut language.infinitive_endings,
            &mut language.future_endings,
            &mut language.hedge_endings,
            &mut language.surname_endings,
            &mut language.body_starts,
            &mut language.body_endings,
            &mut language.adjective_endings,
            &mut language.genitive_endings,
            &mut language.noun_endings,
        ] {
            *endings = endings.iter().flat_map(|ending| phrase_keys(ending)).collect();
        }
        let mut lexicon = Self {
            pack,
            language,
            words: HashMap::default(),
            steps: HashMap::default(),
            senses: vec![Vec::new()],
            continues: vec![false],
        };
        lexicon.add_entries();
        lexicon.add_words()?;
        Ok(lexicon)
    }

    fn add_entries(&mut self) {
        let pack = std::mem::take(&mut self.pack);
        let morphology = self.language.morphology;
        let none = Form::default();
        let verbs = (pack
            .say
            .iter()
            .map(|it| &it.verb)
            .enumerate()
            .map(|(at, verb)| (Class::Say, at, verb)))
        .chain(
            pack.meet
                .iter()
                .enumerate()
                .map(|(at, it)| (Class::Meet, at, &it.verb)),
        )
        .chain(
            pack.light
                .iter()
                .enumerate()
                .map(|(at, it)| (Class::Light, at, &it.verb)),
        )
        .chain(
            pack.verb
                .iter()
                .enumerate()
                .map(|(at, verb)| (Class::Verb, at, verb)),
        )
        .chain(
            pack.catenative
                .iter()
                .enumerate()
                .map(|(at, it)| (Class::Catenative, at, &it.verb)),
        );
        for (class, at, verb) in verbs {
            for (word, form) in verb.inflect(morphology) {
                self.add(&word, class, at, form);
            }
        }
        let phrases = (pack
            .according
            .iter()
            .enumerate()
            .map(|(at, it)| (Class::According, at, &it.words, none)))
        .chain(
            pack.hidden
                .iter()
                .enumerate()
                .map(|(at, it)| (Class::Hidden, at, &it.words, none)),
        )
        .chain(pack.source.iter().enumerate().map(|(at, it)| {
            (
                Class::Source,
                at,
                &it.words,
                Form {
                    tense: Tense::None,
                    gender: it.gender,
                    number: it.number,
                },
            )
        }))
        .chain(
            pack.cue_noun
                .iter()
                .enumerate()
                .map(|(at, it)| (Class::CueNoun, at, &it.words, none)),
        )
        .chain(
            pack.meeting
                .iter()
                .enumerate()
                .map(|(at, it)| (Class::Meeting, at, &it.words, none)),
        );
        for (class, at, words, form) in phrases {
            for word in words {
                self.add_noun(word, class, at, form);
            }
        }
        let pronouns = pack
            .pronoun
            .iter()
            .enumerate()
            .map(|(at, it)| (Class::Pronoun, at, it));
        let possessives = pack
            .possessive
            .iter()
            .enumerate()
            .map(|(at, it)| (Class::Possessive, at, it));
        for (class, at, it) in pronouns.chain(possessives) {
            self.add(
                &it.word,
                class,
                at,
                Form {
                    tense: Tense::None,
                    gender: it.gender,
                    number: it.number,
                },
            );
        }
        self.pack = pack;
    }

    /// A noun with its accusative, where the language writes one.
    fn add_noun(&mut self, word: &str, class: Class, at: usize, form: Form) {
        self.add(word, class, at, form);
        let declines = matches!(
            class,
            Class::Source | Class::Meeting | Class::SourceAdjective | Class::Document | Class::CueNoun
        );
        if declines
            && self.language.morphology == crate::inflect::Morphology::Arabic
            && let Some(accusative) = crate::inflect::accusative(word)
        {
            self.add(&accusative, class, at, form);
        }
    }

    fn add_words(&mut self) -> Result<(), PackError> {
        let words = std::mem::take(&mut self.pack.words);
        for (name, list) in &words {
            let Some(class) = Class::parse(name) else {
                let file = format!("{}/*.toml", self.pack.lang);
                return Err(PackError {
                    file,
                    message: format!("there is no class of words `{name}`"),
                });
            };
            let form = match class {
                Class::Title => Form {
                    gender: Gender::Masculine,
                    number: Number::Singular,
                    ..Form::default()
                },
                Class::TitleFeminine => Form {
                    gender: Gender::Feminine,
                    number: Number::Singular,
                    ..Form::default()
                },
                Class::TitlePlural => Form {
                    number: Number::Plural,
                    ..Form::default()
                },
                _ => Form::default(),
            };
            for (at, word) in list.iter().enumerate() {
                self.add_noun(word, class, at, form);
            }
        }
        self.pack.words = words;
        Ok(())
    }

    fn add(&mut self, phrase: &str, class: Class, entry: usize, form: Form) {
        // `Ankara'da`: a case ending is a token of its own, with whichever apostrophe the newsroom types.
        if self.language.verb_last
            && let Some(ending) = phrase.strip_prefix('\'')
        {
            for apostrophe in ["'", "\u{2019}"] {
                self.add_keys(vec![format!("{apostrophe}{ending}")], class, entry, form);
            }
            return;
        }
        self.add_keys(phrase_keys(phrase), class, entry, form);
    }

    fn add_keys(&mut self, keys: Vec<String>, class: Class, entry: usize, form: Form) {
        let mut node = 0;
        for key in keys {
            let next_word = self.words.len() as u32 + 1;
            let word = *self.words.entry(key.into_boxed_str()).or_insert(next_word);
            let next_node = self.senses.len() as u32;
            self.continues[node as usize] = true;
            node = *self.steps.entry((node, word)).or_insert(next_node);
            if node == next_node {
                self.senses.push(Vec::new());
                self.continues.push(false);
            }
        }
        let sense = Sense {
            class,
            entry: entry as u32,
            form,
        };
        if node != 0 && !self.senses[node as usize].contains(&sense) {
            self.senses[node as usize].push(sense);
        }
    }

    /// Whether a word ends like an adverb.
    pub fn is_adverb(&self, key: &str) -> bool {
        ends_like(key, &self.language.adverb_ending)
    }

    /// Whether a word ends like a past form.
    pub fn is_past(&self, key: &str) -> bool {
        ends_like(key, &self.language.past_ending)
    }

    /// Whether a word ends like a gerund.
    pub fn is_gerund(&self, key: &str) -> bool {
        ends_like(key, &self.language.gerund_ending)
    }

    /// Whether a word ends like a plural.
    pub fn is_plural(&self, key: &str) -> bool {
        ends_like(key, &self.language.plural_ending)
    }

    /// The word before an infinitive; empty where the language has none.
    pub fn infinitive_mark(&self) -> &str {
        &self.language.infinitive_mark
    }

    /// The number of a folded word; zero for one that no phrase holds.
    pub fn word(&self, key: &str) -> u32 {
        self.words.get(key).copied().unwrap_or(0)
    }

    /// Whether a folded word alone is of a class.
    pub fn has(&self, key: &str, class: Class) -> bool {
        self.step(0, self.word(key))
            .is_some_and(|node| self.senses(node).iter().any(|it| it.class == class))
    }

    /// Whether a folded word alone is a finite form of a verb.
    pub fn is_finite(&self, key: &str) -> bool {
        self.step(0, self.word(key)).is_some_and(|node| {
            self.senses(node).iter().any(|it| {
                matches!(it.class, Class::Say | Class::Meet | Class::Light | Class::Verb)
                    && matches!(it.form.tense, Tense::Past | Tense::Present)
            })
        })
    }

    /// The node after `word` from `node` (zero is the root).
    pub fn step(&self, node: u32, word: u32) -> Option<u32> {
        if word == 0 {
            None
        } else {
            self.steps.get(&(node, word)).copied()
        }
    }

    /// Whether a longer phrase goes on from `node`.
    pub fn continues(&self, node: u32) -> bool {
        self.continues[node as usize]
    }

    /// The meanings of the phrase that ends at `node`.
    pub fn senses(&self, node: u32) -> &[Sense] {
        &self.senses[node as usize]
    }
}

/// Whether a word of some length has an ending; none has an empty one.
fn ends_like(key: &str, ending: &str) -> bool {
    !ending.is_empty() && key.len() > ending.len() + 2 && key.ends_with(ending)
}
