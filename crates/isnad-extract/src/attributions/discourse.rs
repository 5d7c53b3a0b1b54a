//! Discourse: who spoke last, and whom a left-out subject, a pronoun or a role noun goes back to.

use isnad_model::EntityKind;

use super::{Attribution, Speaker};
use crate::document::{Document, Found, Sentence};
use crate::inflect::{Form, Gender, Number};
use crate::mentions::{Mentions, Named};

/// Speakers that are kept in mind.
const MEMORY: usize = 12;
/// Paragraphs over which a left-out subject reaches back.
const PARAGRAPHS: u32 = 2;

/// The memory of a reader.
#[derive(Default)]
pub struct Discourse {
    speakers: Vec<Spoken>,
    paragraph: u32,
    sentence: usize,
}

#[derive(Clone)]
struct Spoken {
    speaker: Speaker,
    carriers: Vec<Speaker>,
    paragraph: u32,
    sentence: usize,
    /// Gender and number of one that no mention holds.
    form: (Gender, Number),
}

impl Discourse {
    /// A new sentence begins.
    pub fn enter(&mut self, sentence: &Sentence, document: &Document<'_>) {
        self.paragraph = sentence.paragraph;
        self.sentence =
            document.tokens[sentence.tokens.start.min(document.tokens.len() - 1)].sentence as usize;
    }

    /// Somebody spoke.
    pub fn spoke(
        &mut self,
        speaker: &Speaker,
        attribution: &Attribution,
        nested: bool,
        mentions: &Mentions,
        document: &Document<'_>,
    ) {
        self.speakers.retain(|it| !same(&it.speaker, speaker, mentions));
        let spoken = Spoken {
            speaker: speaker.clone(),
            carriers: attribution.carriers.clone(),
            paragraph: self.paragraph,
            sentence: self.sentence,
            form: words_form(speaker, document),
        };
        let outer = self
            .speakers
            .iter()
            .rposition(|it| nested && it.sentence == self.sentence);
        self.speakers.insert(outer.unwrap_or(self.speakers.len()), spoken);
        if self.speakers.len() > MEMORY {
            self.speakers.remove(0);
        }
    }

    /// The carriers through which a speaker's last words came, where those were near.
    pub fn carriers_of(&self, speaker: &Speaker, mentions: &Mentions) -> Vec<Speaker> {
        let last = self
            .speakers
            .iter()
            .rev()
            .find(|it| same(&it.speaker, speaker, mentions));
        match last {
            Some(it) if self.paragraph.saturating_sub(it.paragraph) <= 1 => it.carriers.clone(),
            _ => Vec::new(),
        }
    }

    /// The last speaker of all, if it is a document.
    pub fn last_document(&self) -> Option<Speaker> {
        let last = self.recent().next()?;
        (last.kind == isnad_model::ChainKind::Document).then(|| left_out(last))
    }

    /// Whether somebody spoke in the paragraph that is being read.
    pub fn spoke_in_paragraph(&self, speaker: &Speaker, mentions: &Mentions) -> bool {
        self.speakers
            .iter()
            .any(|it| it.paragraph == self.paragraph && same(&it.speaker, speaker, mentions))
    }

    /// The last speaker who agrees with a form of a verb, with words left out.
    pub fn elided(&self, found: &Found, mentions: &Mentions) -> Option<Speaker> {
        self.spoken()
            .find(|it| agrees(it, &found.form, mentions))
            .map(|it| left_out(&it.speaker))
    }

    /// The last speaker of this sentence who agrees with a form of a verb.
    pub fn agreeing_in_sentence(&self, found: &Found, mentions: &Mentions) -> Option<Speaker> {
        self.speakers
            .iter()
            .rev()
            .take_while(|it| it.sentence == self.sentence)
            .find(|it| agrees(it, &found.form, mentions))
            .map(|it| left_out(&it.speaker))
    }

    /// The last speaker of this sentence.
    pub fn in_sentence(&self) -> Option<Speaker> {
        self.speakers
            .last()
            .filter(|it| it.sentence == self.sentence)
            .map(|it| left_out(&it.speaker))
    }

    /// Who spoke last in a sentence.
    pub fn spoke_in(&self, sentence: usize) -> Option<Speaker> {
        self.speakers
            .iter()
            .rev()
            .find(|it| it.sentence == sentence)
            .map(|it| left_out(&it.speaker))
    }

    /// Whether somebody spoke in a sentence or behind it.
    pub fn spoke_since(&self, sentence: usize) -> bool {
        self.speakers.iter().any(|it| it.sentence >= sentence)
    }

    /// The last speaker of all, for a pronoun of a thing or person.
    pub fn last(&self, fits: impl Fn(&Named) -> bool, mentions: &Mentions) -> Option<Speaker> {
        self.recent()
            .find(|it| it.mention.is_none_or(|index| fits(&mentions.items[index])) && it.mention.is_some())
            .map(left_out)
    }

    fn recent(&self) -> impl Iterator<Item = &Speaker> {
        self.spoken().map(|it| &it.speaker)
    }

    fn spoken(&self) -> impl Iterator<Item = &Spoken> {
        let paragraph = self.paragraph;
        self.speakers
            .iter()
            .rev()
            .filter(move |it| paragraph.saturating_sub(it.paragraph) <= PARAGRAPHS)
    }
}

fn left_out(speaker: &Speaker) -> Speaker {
    Speaker {
        span: None,
        ..speaker.clone()
    }
}

/// Whether two speakers are the same.
pub fn same(one: &Speaker, other: &Speaker, mentions: &Mentions) -> bool {
    match (one.mention, other.mention) {
        (Some(one), Some(other)) => mentions.items[one].referent == mentions.items[other].referent,
        _ => one.name == other.name,
    }
}

fn agrees(spoken: &Spoken, form: &Form, mentions: &Mentions) -> bool {
    if let Some(named) = spoken.speaker.mention.map(|index| &mentions.items[index]) {
        // `الوزيران X وY`: the words tell of several though the mention is one of them.
        let several = matches!(form.number, Number::Dual | Number::Plural) && spoken.form.1 == form.number;
        return several || named_agrees(named, form);
    }
    let (gender, number) = spoken.form;
    let same_gender = gender == Gender::Any || form.gender == Gender::Any || gender == form.gender;
    let same_number = match form.number {
        Number::Any => true,
        wanted => number == Number::Any || number == wanted,
    };
    same_gender && same_number
}

/// Gender and number that a speaker's words show.
fn words_form(speaker: &Speaker, document: &Document<'_>) -> (Gender, Number) {
    let Some(span) = speaker.span.filter(|_| document.lexicon.language.proclitics) else {
        return (Gender::Any, Number::Any);
    };
    let first = document
        .tokens
        .partition_point(|token| token.span.end <= span.start);
    let end = document
        .tokens
        .partition_point(|token| token.span.start < span.end);
    super::agreement::words_form(document, first..end)
}

/// Whether a mention can be the left-out subject of a form.
pub fn named_agrees(named: &Named, form: &Form) -> bool {
    let gender = match named.kind {
        // States and bodies are mostly feminine where nothing else is known.
        EntityKind::State | EntityKind::Organization if named.gender == Gender::Any => {
            form.gender != Gender::Masculine || named.known.is_some()
        }
        _ => named.gender == Gender::Any || form.gender == Gender::Any || named.gender == form.gender,
    };
    let number = match form.number {
        Number::Any | Number::Singular => !matches!(
            (named.number, named.gender),
            (Number::Plural | Number::Dual, Gender::Masculine)
        ),
        Number::Dual => named.number == Number::Dual,
        Number::Plural => named.number == Number::Plural,
    };
    gender && number
}
