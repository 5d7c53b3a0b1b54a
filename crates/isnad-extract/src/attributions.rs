//! Attributions: who says what by which words, sentence by sentence, with a memory of who spoke last.

mod according;
mod agreement;
mod around;
mod around_sources;
mod carriers;
mod clause_subjects;
pub mod content;
mod discourse;
mod forward;
mod free;
mod free_forms;
mod free_sources;
mod free_subjects;
mod headlines;
mod hidden;
mod leading;
mod loose_quotes;
mod nominal;
mod noun_cues;
mod offices;
mod pronouns;
mod quotes;
mod quoting;
mod relays;
mod roles;
mod sources;
mod subject_phrases;
mod subjects;
mod told;
mod unlisted;
mod verb_subjects;
mod verbal;
mod views;

use std::ops::Range;

use isnad_model::{ChainKind, EntityKind, Stance};
use isnad_text::Span;

use crate::class_set::ClassSet;
use crate::document::{Document, Found, LineRole};
use crate::inflect::Tense;
use crate::lexicon::Class;
use crate::mentions::Mentions;
use crate::shapes;
use discourse::Discourse;

/// Who says it, or passes it on.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// Its words; absent for a left-out subject.
    pub span: Option<Span>,
    /// Index of the mention that it is or goes back to.
    pub mention: Option<usize>,
    /// Common name, or its words.
    pub name: String,
    /// What it is as a link of a chain.
    pub kind: ChainKind,
}

/// One attribution.
#[derive(Clone, Debug)]
pub struct Attribution {
    /// First token of the cue.
    pub at: usize,
    /// The cue's words.
    pub cue: Span,
    /// Its further words where it is split.
    pub more_cues: Vec<Span>,
    /// The origin; none where the text hides it.
    pub source: Option<Speaker>,
    /// Those who pass it on, from the publisher's side.
    pub carriers: Vec<Speaker>,
    /// What is said, in the order of the text.
    pub content: Vec<Range<usize>>,
    /// How firmly.
    pub stance: Stance,
    /// Whether the content is a direct quotation.
    pub direct: bool,
    /// Which pattern fired, without the language.
    pub rule: &'static str,
    /// In (0, 1].
    pub confidence: f32,
    /// Carriers were told here, not taken over from what the source said before.
    pub fresh: bool,
}

impl Attribution {
    /// A cue, as yet with nobody who says and nothing that is said.
    fn new(at: usize, cue: Span, rule: &'static str, confidence: f32) -> Self {
        Self {
            at,
            cue,
            more_cues: Vec::new(),
            source: None,
            carriers: Vec::new(),
            content: Vec::new(),
            stance: Stance::Asserted,
            direct: false,
            rule,
            confidence,
            fresh: false,
        }
    }

    /// Follows mentions to their final indices.
    pub fn renumber(&mut self, moved: &[usize]) {
        for speaker in self.carriers.iter_mut().chain(&mut self.source) {
            if let Some(index) = speaker.mention.as_mut() {
                *index = moved[*index];
            }
        }
    }
}

/// The state while a document is read.
pub struct Reader<'a, 'b> {
    document: &'a Document<'b>,
    mentions: &'a mut Mentions,
    discourse: Discourse,
    attributions: Vec<Attribution>,
    /// Tokens whose cue has been used.
    used: Vec<bool>,
    /// Referents that by-line and dateline name: the publisher itself, whatever it is called.
    own: Vec<usize>,
    /// Tokens that introduce a content which has its cue.
    taken: Vec<bool>,
}

/// Finds all attributions; unnamed sources that only a claim shows are added to the mentions.
pub fn find_attributions(document: &Document<'_>, mentions: &mut Mentions) -> Vec<Attribution> {
    let mut reader = Reader::new(document, mentions);
    for index in 0..document.sentences.len() {
        let sentence = &document.sentences[index];
        if matches!(sentence.role, LineRole::Body | LineRole::Headline) {
            reader.read_sentence(index);
        }
    }
    let mut attributions = reader.attributions;
    attributions.retain(|it| !it.content.is_empty());
    drop_denied(&mut attributions);
    attributions.sort_by_key(|it| (it.at, it.content[0].start));
    attributions
}

/// A rumour that somebody denies is no claim of its own.
fn drop_denied(attributions: &mut Vec<Attribution>) {
    let denied: Vec<Range<usize>> = attributions
        .iter()
        .filter(|it| it.stance == Stance::Denied && !it.direct)
        .flat_map(|it| it.content.clone())
        .collect();
    if denied.is_empty() {
        return;
    }
    let mut sorted = denied;
    sorted.sort_by_key(|part| part.start);
    attributions.retain(|it| {
        let at = sorted.partition_point(|part| part.start <= it.at);
        !sorted[..at]
            .iter()
            .rev()
            .take(4)
            .any(|part| part.contains(&it.at))
    });
}

impl<'a, 'b> Reader<'a, 'b> {
    /// A reader with nothing in mind.
    pub fn new(document: &'a Document<'b>, mentions: &'a mut Mentions) -> Self {
        let own = own_referents(document, mentions);
        Reader {
            document,
            mentions,
            discourse: Discourse::default(),
            attributions: Vec::new(),
            used: vec![false; document.tokens.len()],
            taken: vec![false; document.tokens.len()],
            own,
        }
    }

    /// Whether a speaker is the publisher itself.
    fn is_own(&self, speaker: &Speaker) -> bool {
        let named = |words: &str| crate::mentions::is_publisher(self.document, words);
        named(&speaker.name)
            || speaker.span.is_some_and(|span| named(self.document.slice(span)))
            || speaker.mention.is_some_and(|index| {
                let it = &self.mentions.items[index];
                self.own.contains(&it.referent)
                    || named(self.document.slice(it.span))
                    || self.translates_publisher(it)
            })
    }

    /// Whether a body that nobody knows bears the publisher's name in another script: a word of it sounds or means the same.
    fn translates_publisher(&self, named: &crate::mentions::Named) -> bool {
        let Some(publisher) = self.document.article.publisher.as_deref() else {
            return false;
        };
        if named.known.is_some()
            || isnad_text::script_of(publisher) == isnad_text::script_of(self.document.slice(named.span))
        {
            return false;
        }
        // `پارس‌نما` of "Pars Nama News Agency": the sounds of the whole name begin those of the publisher's.
        let joined = |name: &str| isnad_text::skeletons(&isnad_text::fold_name(name).replace(' ', ""));
        let begins = named.outlet
            && joined(self.document.slice(named.span)).iter().any(|ours| {
                ours.chars().count() > 3 && joined(publisher).iter().any(|all| all.starts_with(ours.as_str()))
            });
        if begins {
            return true;
        }
        let folded = isnad_text::fold_name(publisher);
        let theirs: Vec<&str> = folded
            .split(' ')
            .filter(|word| word.chars().count() > 2)
            .collect();
        let mut sounds_of_theirs: Option<Vec<String>> = None;
        named
            .tokens
            .clone()
            .filter(|&at| self.document.tokens[at].is_word())
            .any(|at| {
                let key = self.document.key(at);
                let meant = self.document.known.named(key).any(|known| {
                    theirs.contains(&isnad_text::fold_name(self.document.known.label(known)).as_str())
                });
                if meant {
                    return true;
                }
                let theirs = sounds_of_theirs.get_or_insert_with(|| {
                    let sounds = theirs.iter().flat_map(|word| isnad_text::skeletons(word));
                    sounds.filter(|sound| sound.chars().nth(2).is_some()).collect()
                });
                let sounds = isnad_text::skeletons(key);
                theirs.iter().any(|sound| sounds.contains(sound))
            })
    }

    /// The mentions, those that reading added included.
    pub fn mentions(&self) -> &Mentions {
        self.mentions
    }
}

/// Classes of words that an attribution can begin with.
const CUES: ClassSet = ClassSet::of(&[
    Class::According,
    Class::ViewNoun,
    Class::Raised,
    Class::Hear,
    Class::Believed,
    Class::CueNoun,
    Class::Say,
]);

impl Reader<'_, '_> {
    fn read_sentence(&mut self, index: usize) {
        let sentence = self.document.sentences[index].clone();
        self.discourse.enter(&sentence, self.document);
        let tokens = sentence.tokens.clone();
        self.read_hidden(&tokens);
        let mut spent = tokens.start;
        for at in tokens.clone() {
            let document = self.document;
            if !document.classes_at(at).meets(CUES) || self.used[at] {
                continue;
            }
            if let Some(found) = document.find(at, Class::According) {
                let found = *found;
                if document.lexicon.language.order == crate::pack::Order::Around {
                    self.read_according_behind(&tokens, found);
                } else {
                    self.read_according(&tokens, found);
                }
                continue;
            }
            if let Some(found) = document.find(at, Class::ViewNoun).copied()
                && self.read_view(&tokens, &found)
            {
                continue;
            }
            if self.read_raised(&tokens, at) {
                continue;
            }
            if let Some(found) = document.find(at, Class::Hear).copied()
                && self.read_hearing(&tokens, &found)
            {
                continue;
            }
            if let Some(found) = document.find(at, Class::Believed).copied()
                && self.read_believed(&tokens, &found)
            {
                continue;
            }
            if let Some(found) = document.find(at, Class::CueNoun).copied()
                && self.read_noun_cue(&tokens, &found)
            {
                continue;
            }
            let Some(found) = document
                .found_at(at)
                .iter()
                .find(|it| it.class == Class::Say)
                .copied()
            else {
                continue;
            };
            if found.start < spent || !self.can_be_cue(&tokens, &found) {
                continue;
            }
            let before = self.attributions.len();
            match document.lexicon.language.order {
                crate::pack::Order::After => self.read_verb_first(&tokens, found),
                crate::pack::Order::Around => self.read_verb_last(&tokens, found),
                crate::pack::Order::Before => self.read_subject_first(&tokens, found),
                crate::pack::Order::Free => self.read_free(&tokens, found),
            }
            // A word inside a cue of several words is no cue of its own.
            if self.attributions.len() > before {
                spent = found.end;
            }
        }
        self.read_bare_quotations(&tokens);
    }

    /// Whether a form of a verb of saying can attribute here at all.
    fn can_be_cue(&self, sentence: &Range<usize>, found: &Found) -> bool {
        let document = self.document;
        // "Called off": the longer word is another verb.
        let longer = |it: &Found| {
            matches!(it.class, Class::Light | Class::Meet | Class::Cancelled) && it.end > found.end
        };
        if document.found_at(found.start).iter().any(longer) {
            return false;
        }
        if found.form.tense == Tense::Noun
            || self
                .mentions
                .index_at(found.start)
                .is_some_and(|index| self.mentions.items[index].kind != EntityKind::Anonymous)
        {
            return false;
        }
        // A noun in the accusative (`وعداً`), told by its mark.
        if document.lexicon.language.proclitics
            && found.form.tense != Tense::Participle
            && shapes::has_accusative_mark(document.text_of(found.start))
        {
            return false;
        }
        // A word that is also a title or noun of source with the article is no verb.
        if document.is_definite(found.start) {
            return false;
        }
        let say = &document.lexicon.pack.say[found.entry];
        let opens = found.start == sentence.start
            || found.clitic.conjunction.is_some()
            || !document.tokens[found.start - 1].is_word();
        // A verb with its object joined stands in a relative clause (`وصفتها`), unless that object is told something.
        if found.enclitic && !say.addressee && !(say.call && opens) {
            return false;
        }
        // A noun after a preposition, and a passive that its vowel shows (`وسط تخوف`, `يُنصح`), name nobody who speaks.
        if document.lexicon.language.proclitics {
            let after_preposition = found.start > sentence.start
                && document.is_whole(found.start - 1, Class::Preposition)
                && !self.is_pronominal(found.start - 1);
            let mut letters = document
                .text_of(found.start)
                .chars()
                .skip(usize::from(found.clitic.letters));
            let passive = letters.next().is_some() && letters.next() == Some('\u{64F}');
            if after_preposition || passive && !say.relay {
                return false;
            }
        }
        // `أول رد من المدينة`: a noun behind what only nouns follow.
        if !opens
            && document.lexicon.language.proclitics
            && document.is(found.start, Class::CueNoun)
            && !unlisted::is_tanwin(document, found.start - 1)
            && document.is_any(
                found.start - 1,
                &[Class::NotName, Class::Determiner, Class::Ordinal],
            )
        {
            return false;
        }
        // `رفض ذكر اسمه`: how a source stays unnamed.
        if document.is(found.start, Class::Anonymity) {
            return false;
        }
        // `ما نُشر`: what was published is no cue.
        if !opens && document.is(found.start - 1, Class::FreeRelative) {
            return false;
        }
        // A preposition that a verb is spelt like (`بين`, `عبر`): the doubled letter or a subject tells.
        if document.is(found.start, Class::Preposition) && document.lexicon.language.proclitics {
            let doubled = document.text_of(found.start).contains('\u{651}');
            return doubled || opens && document.is_any(found.end, &[Class::Title, Class::TitleFeminine]);
        }
        // A preposition that a verb is spelt like.
        opens || found.end > found.start + 1 || !document.is(found.start, Class::Preposition)
    }

    fn push(&mut self, attribution: Attribution) {
        // Inside a direct quotation only those who are named report others.
        let quoted = self.document.quotation_of[attribution.at].is_some_and(|it| {
            let quotation = &self.document.quotations[it as usize];
            quotation.close - quotation.open > 5
        });
        let named = attribution
            .source
            .as_ref()
            .is_some_and(|source| source.span.is_some() && source.mention.is_some());
        if quoted && (!named || attribution.rule == "attr.verb-noun") {
            return;
        }
        if attribution
            .content
            .iter()
            .all(|part| content::words(self.document, part) == 0)
        {
            return;
        }
        let at = attribution.at;
        self.used[at] = true;
        if let Some(source) = &attribution.source {
            // What somebody within another's words says is not taken up before that other's words.
            let nested = self
                .attributions
                .iter()
                .rev()
                .take(4)
                .any(|it| it.content.iter().any(|part| part.contains(&at)));
            self.discourse
                .spoke(source, &attribution, nested, self.mentions, self.document);
        }
        self.attributions.push(attribution);
    }
}

/// Bodies named in by-lines and before the end of a dateline.
fn own_referents(document: &Document<'_>, mentions: &Mentions) -> Vec<usize> {
    let mut own = Vec::new();
    for sentence in document.sentences.iter().take(8) {
        let tokens = if sentence.role == LineRole::Byline {
            sentence.first..sentence.tokens.end
        } else {
            sentence.first..sentence.tokens.start
        };
        for index in mentions.within(tokens) {
            let named = &mentions.items[index];
            if named.kind == EntityKind::Organization && named.referent != usize::MAX {
                own.push(named.referent);
            }
        }
    }
    own
}

/// What a mention is as a link of a chain.
pub fn link_kind(mentions: &Mentions, index: usize) -> ChainKind {
    let named = &mentions.items[index];
    if named.outlet {
        return ChainKind::Outlet;
    }
    match named.kind {
        EntityKind::Person => ChainKind::Person,
        EntityKind::State | EntityKind::Place => ChainKind::State,
        EntityKind::Group => ChainKind::Group,
        EntityKind::Anonymous => ChainKind::Anonymous,
        EntityKind::Organization => ChainKind::Organization,
    }
}
