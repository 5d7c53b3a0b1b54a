//! Packs: what the engine knows of a language, as a linguist writes it in TOML files, one folder a language.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use isnad_model::{MeetingKind, Stance, Status};
use serde::Deserialize;

use crate::dates::{DateWords, is_date_file};
use crate::inflect::{Gender, Morphology, Number, Verb};

static PACKS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/packs");

/// A pack file that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackError {
    /// The file, `ar/cues.toml`.
    pub file: String,
    /// What is wrong, with its line.
    pub message: String,
}

impl std::fmt::Display for PackError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}: {}", self.file, self.message)
    }
}

impl std::error::Error for PackError {}

/// Where a language puts the source of a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// Before the cue, or after it when the content comes first (English).
    #[default]
    Before,
    /// Before the cue, behind it, or far before it with the content between (French, Russian, Persian).
    Free,
    /// After the cue, sometimes before it, often left out (Arabic).
    After,
    /// First in the sentence, the cue last (Turkish).
    Around,
}

/// What holds for the language as a whole.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Language {
    /// How verbs are inflected.
    pub morphology: Morphology,
    /// Where the source stands.
    pub order: Order,
    /// Whether names begin with a capital letter.
    pub capitals: bool,
    /// Whether words take the Arabic proclitics and article.
    pub proclitics: bool,
    /// Whether a finite verb may leave its subject out.
    pub elides: bool,
    /// Whether the verb stands last in its clause.
    pub verb_last: bool,
    /// The word before an infinitive ("to").
    pub infinitive_mark: String,
    /// Letters by which a verb of what is to come ends (`ront`, `acak`).
    pub future_endings: Vec<String>,
    /// Letters by which a verb of hearsay ends behind a phrase that attributes (`rait`).
    pub hedge_endings: Vec<String>,
    /// Letters by which nouns end that are no part of a name (`ها`).
    pub noun_endings: Vec<String>,
    /// Letters by which surnames end, in their cases too (`ян`, `яна`).
    pub surname_endings: Vec<String>,
    /// Letters by which a body's one-word name begins (`рос`).
    pub body_starts: Vec<String>,
    /// Letters by which a body's one-word name ends, in its cases too (`банк`, `банка`).
    pub body_endings: Vec<String>,
    /// Letters by which an adjective ends (`ого`, "ale").
    pub adjective_endings: Vec<String>,
    /// Letters by which a word ends that tells whose or of what a body is (`ов`, `ия`).
    pub genitive_endings: Vec<String>,
    /// Letters by which an infinitive ends (`ть`).
    pub infinitive_endings: Vec<String>,
    /// Letters that case endings may add to a name, longest first (`ского`, `де`).
    pub endings: Vec<String>,
    /// Letters by which a verb that closes a content clause ends (`dığını`, `acağını`).
    pub clause_endings: Vec<String>,
    /// Letters that a nominative may lose before an ending (`а`, `я`, `й`).
    pub stem_loses: Vec<String>,
    /// Whether meetings are read clause by clause: subject, verb, object, prepositions.
    pub frames: bool,
    /// Letters by which an adverb ends ("ly").
    pub adverb_ending: String,
    /// Letters by which a regular past form ends ("ed").
    pub past_ending: String,
    /// Letters by which a gerund ends ("ing").
    pub gerund_ending: String,
    /// Letters by which a regular plural ends ("s").
    pub plural_ending: String,
}

impl Language {
    /// Whether the verb opens its clause, so that meetings are read scene by scene.
    pub fn is_verb_first(&self) -> bool {
        self.order == Order::After
    }
}

/// A verb that attributes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Say {
    /// Lemma and forms.
    #[serde(flatten)]
    pub verb: VerbFields,
    /// Stance that the cue gives.
    #[serde(default = "asserted")]
    pub stance: Stance,
    /// Its object can be the content without `that` ("denied the report").
    #[serde(default)]
    pub object: bool,
    /// An infinitive can be the content ("vowed to return").
    #[serde(default)]
    pub infinitive: bool,
    /// Object and what it is called on to do ("called on the donors to …").
    #[serde(default)]
    pub call: bool,
    /// Words between the verb and its content (`أشار` `إلى`).
    #[serde(default)]
    pub prepositions: Vec<String>,
    /// A belief: predicted only of what is to come.
    #[serde(default)]
    pub belief: bool,
    /// Passes on what another says (`نقل … عن`).
    #[serde(default)]
    pub relay: bool,
    /// Words before the one whose words are passed on, where they are not those of `relay_from`.
    #[serde(default)]
    pub from: Vec<String>,
    /// Words of which the content must have one ("put … at"); `-ing` stands for any word with that ending.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Things do it as well as people ("the move suggests"): its subject must be somebody known.
    #[serde(default)]
    pub sign: bool,
    /// A noun of doing can be the content ("ordered the evacuation").
    #[serde(default)]
    pub deed: bool,
    /// A small word and what it judges, between verb and content ("dismissed as baseless").
    #[serde(default)]
    pub skip: Vec<String>,
    /// The content stands between the cue and one of these words (`خواستار … شد`).
    #[serde(default)]
    pub until: Vec<String>,
    /// Only with a quotation, `that` or a colon: the verb has other senses.
    #[serde(default)]
    pub weak: bool,
    /// Takes the one told as an object (`أبلغ`, "told").
    #[serde(default)]
    pub addressee: bool,
    /// The content needs no `that` ("said it would").
    #[serde(default)]
    pub bare: bool,
    /// What speaks is a document after a preposition (`جاء في بيان`) or before the verb.
    #[serde(default)]
    pub document: bool,
    /// The subject learns what the source after this preposition tells (`علمت … من`).
    #[serde(default)]
    pub learns: bool,
}

/// The fields of [`Verb`], repeated because TOML tables are flat.
pub type VerbFields = Verb;

fn asserted() -> Stance {
    Stance::Asserted
}

/// A preposition or phrase that attributes (`بحسب`, "according to").
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct According {
    /// The phrases.
    pub words: Vec<String>,
    /// How many words of the phrase are the cue itself; all when absent (`وفقاً` without `ل`).
    #[serde(default)]
    pub cue: Option<usize>,
    /// The phrase holds its source as a pronoun (`على حد قوله`): it goes back to the last speaker.
    #[serde(default)]
    pub closed: bool,
    /// A clause with a cue of its own follows (`حسبما ذكرت الوكالة`).
    #[serde(default)]
    pub clause: bool,
    /// The phrase makes a relay of the cue before it (`نقلاً عن`).
    #[serde(default)]
    pub relay: bool,
    /// The phrase's last word is the noun of its source (`de source` portuaire).
    #[serde(default)]
    pub noun: bool,
    /// The phrase goes back to the noun before its comma (`pour qui`).
    #[serde(default)]
    pub relative: bool,
}

/// Words by which the text hides who says it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hidden {
    /// The phrases; the content follows.
    pub words: Vec<String>,
    /// Stance of what follows; absent where the publisher itself speaks (`تجدر الإشارة إلى`): then there is no claim.
    #[serde(default)]
    pub stance: Option<Stance>,
}

/// A noun for people or bodies that the text does not name.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceNoun {
    /// The noun's forms without article.
    pub words: Vec<String>,
    /// Gender by which verbs agree.
    #[serde(default)]
    pub gender: Gender,
    /// Number by which verbs agree.
    #[serde(default)]
    pub number: Number,
    /// Forms in a case that no subject has (`yetkiliye`).
    #[serde(default)]
    pub oblique: bool,
    /// Anonymous by itself; otherwise only as the subject of a cue (`ممرض`, "a nurse").
    #[serde(default)]
    pub always: bool,
}

/// A pronoun that can be a source.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pronoun {
    /// The word.
    pub word: String,
    /// Gender it agrees with.
    #[serde(default)]
    pub gender: Gender,
    /// Number it agrees with.
    #[serde(default)]
    pub number: Number,
    /// Goes back to a thing or body, not to a person ("it").
    #[serde(default)]
    pub thing: bool,
}

/// A noun that attributes with its holder ("X's reply was that …", `رد X أن`).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueNoun {
    /// Its forms without article.
    pub words: Vec<String>,
    /// Stance that the cue gives.
    #[serde(default = "asserted")]
    pub stance: Stance,
}

/// Forms that a verb has by the end of its lemma, for a pack that lists forms (`-il`, `-ila`, `-ili`).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Inflection {
    /// Letters or words that the lemma ends in; the longest that fits is taken.
    pub ends: String,
    /// What stands instead of them in further finite forms.
    pub forms: Vec<String>,
    /// What stands instead of them in participles and gerunds.
    pub participles: Vec<String>,
}

impl Inflection {
    /// Gives a verb that lists no forms those of the longest ending that fits.
    pub fn complete(rules: &[Self], verb: &mut Verb) {
        if !verb.forms.is_empty() {
            return;
        }
        let fitting = rules.iter().filter(|rule| verb.lemma.ends_with(&rule.ends));
        let Some(rule) = fitting.max_by_key(|rule| rule.ends.len()) else {
            return;
        };
        let stem = &verb.lemma[..verb.lemma.len() - rule.ends.len()];
        let with = |ends: &[String]| ends.iter().map(|end| format!("{stem}{end}")).collect::<Vec<_>>();
        verb.forms = with(&rule.forms);
        verb.participles.extend(with(&rule.participles));
    }
}

/// A verb that means a meeting.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meet {
    /// Lemma and forms.
    #[serde(flatten)]
    pub verb: VerbFields,
    /// Which sort of meeting.
    pub kind: MeetingKind,
    /// Its direct object is met.
    #[serde(default)]
    pub object: bool,
    /// Its direct object is where (`زار` `بغداد`).
    #[serde(default)]
    pub object_place: bool,
    /// Prepositions before those met.
    #[serde(default)]
    pub with: Vec<String>,
    /// Only with one of `with` does it mean a meeting (`بحث … مع`).
    #[serde(default)]
    pub needs_with: bool,
    /// One body that does it holds a session.
    #[serde(default)]
    pub alone: bool,
    /// Only where its object is a person: the verb has other senses ("welcomed the move").
    #[serde(default)]
    pub person: bool,
    /// Only where the words say that it was by telephone or video.
    #[serde(default)]
    pub by_call: bool,
    /// Only where it tells why somebody goes somewhere ("flew to Rome to see him").
    #[serde(default)]
    pub purpose: bool,
    /// Not where something is said of its object ("called him a liar").
    #[serde(default)]
    pub bare_object: bool,
    /// The subject brings others together (`جمع` `A` `B`): participants are object and `with`, not the subject.
    #[serde(default)]
    pub gathers: bool,
    /// Only with its object joined to it (`ينتظره`).
    #[serde(default)]
    pub joined: bool,
    /// Only with one of these words behind it (`حل` … `ضيفا على`).
    #[serde(default)]
    pub beside: Vec<String>,
    /// Only where one side is a body that holds sessions ("the committee heard from").
    #[serde(default)]
    pub body: bool,
    /// Two subjects joined by "and" meet even where `needs_with` holds (`بحث A وB`).
    #[serde(default)]
    pub together: bool,
}

/// A noun that means a meeting.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeetNoun {
    /// Its forms without article.
    pub words: Vec<String>,
    /// Which sort of meeting.
    pub kind: MeetingKind,
    /// Needs a light verb, `between` or `with` to mean a meeting.
    #[serde(default)]
    pub weak: bool,
    /// Talks that may go on: a definite naming goes back to those told before.
    #[serde(default)]
    pub talks: bool,
    /// Words right after it that turn it into something else (`جلسة` `محاكمة`).
    #[serde(default)]
    pub not_before: Vec<String>,
    /// Words right before it that do so ("news conference").
    #[serde(default)]
    pub not_after: Vec<String>,
}

/// A light verb that makes an event of a noun of meeting (`عقد`, "held").
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Light {
    /// Lemma and forms.
    #[serde(flatten)]
    pub verb: VerbFields,
    /// What the verb says about the meeting, beside its tense.
    #[serde(default)]
    pub status: Option<Status>,
    /// The subject is where it happens or who lends the room (`استضافت`).
    #[serde(default)]
    pub subject_place: bool,
    /// Its objects are those who meet (`اجتماع ضم A وB`).
    #[serde(default)]
    pub gathers: bool,
    /// The verb's other senses are commoner: no meeting without the noun beside it.
    #[serde(default)]
    pub weak: bool,
}

/// A verb that governs an infinitive or a noun of meeting ("plans to meet", "refused talks").
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catenative {
    /// Lemma and forms.
    #[serde(flatten)]
    pub verb: VerbFields,
    /// What it makes of the meeting; without one nothing takes place (a wish, a refusal, a request).
    #[serde(default)]
    pub status: Option<Status>,
    /// It says nothing about that ("flew to meet").
    #[serde(default)]
    pub neutral: bool,
    /// Its object is who does what the infinitive tells ("sent X to meet").
    #[serde(default)]
    pub object: bool,
}

/// All that one language's files say.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Pack {
    /// BCP 47 language; the folder's name.
    #[serde(skip)]
    pub lang: String,
    /// What holds for the whole.
    pub language: Option<Language>,
    /// How verbs that list no forms are inflected.
    pub inflection: Vec<Inflection>,
    /// Verbs that attribute.
    pub say: Vec<Say>,
    /// Phrases that attribute.
    pub according: Vec<According>,
    /// Phrases that hide the source.
    pub hidden: Vec<Hidden>,
    /// Nouns for unnamed sources.
    pub source: Vec<SourceNoun>,
    /// Pronouns.
    pub pronoun: Vec<Pronoun>,
    /// Possessive pronouns.
    pub possessive: Vec<Pronoun>,
    /// Nouns that attribute.
    pub cue_noun: Vec<CueNoun>,
    /// Verbs of meeting.
    pub meet: Vec<Meet>,
    /// Nouns of meeting.
    pub meeting: Vec<MeetNoun>,
    /// Light verbs.
    pub light: Vec<Light>,
    /// Verbs that matter only as such.
    pub verb: Vec<Verb>,
    /// Verbs that govern another.
    pub catenative: Vec<Catenative>,
    /// Words by class, see `Class`.
    pub words: BTreeMap<String, Vec<String>>,
    /// Words of dates, which have files of their own.
    #[serde(skip)]
    pub(crate) dates: DateWords,
}

impl Pack {
    /// Adds another file's entries.
    fn merge(&mut self, other: Self) {
        self.language = self.language.take().or(other.language);
        self.inflection.extend(other.inflection);
        self.say.extend(other.say);
        self.according.extend(other.according);
        self.hidden.extend(other.hidden);
        self.source.extend(other.source);
        self.pronoun.extend(other.pronoun);
        self.possessive.extend(other.possessive);
        self.cue_noun.extend(other.cue_noun);
        self.meet.extend(other.meet);
        self.meeting.extend(other.meeting);
        self.light.extend(other.light);
        self.verb.extend(other.verb);
        self.catenative.extend(other.catenative);
        for (class, words) in other.words {
            self.words.entry(class).or_default().extend(words);
        }
    }

    /// Gives every verb without listed forms those of its ending.
    fn complete_verbs(&mut self) {
        if self.inflection.is_empty() {
            return;
        }
        let says = self.say.iter_mut().map(|it| &mut it.verb);
        let meets = self.meet.iter_mut().map(|it| &mut it.verb);
        let lights = self.light.iter_mut().map(|it| &mut it.verb);
        for verb in says.chain(meets).chain(lights).chain(&mut self.verb) {
            Inflection::complete(&self.inflection, verb);
        }
    }

    /// Reads one file of a pack.
    pub fn parse(file: &str, text: &str) -> Result<Self, PackError> {
        toml::from_str(text).map_err(|error| PackError {
            file: file.to_owned(),
            message: error.to_string(),
        })
    }
}

/// Files of the user's own, to be read after the built-in ones: language, file name, TOML.
pub type Override = (String, String, String);

/// The built-in languages in alphabetical order.
pub fn languages() -> Vec<String> {
    let mut languages: Vec<String> = PACKS
        .dirs()
        .filter_map(|dir| Some(dir.path().file_name()?.to_str()?.to_owned()))
        .collect();
    languages.sort();
    languages
}

/// The built-in files of a language, `ar/cues.toml` and so on, sorted.
#[cfg(test)]
pub(crate) fn files(lang: &str) -> Vec<String> {
    let files = PACKS.get_dir(lang).into_iter().flat_map(Dir::files);
    let mut names: Vec<String> = files
        .map(|file| file.path().to_string_lossy().into_owned())
        .collect();
    names.retain(|name| name.ends_with(".toml"));
    names.sort();
    names
}

/// The text of a built-in file, `ar/dates.toml`.
pub fn built_in(path: &str) -> Option<&'static str> {
    PACKS.get_file(path)?.contents_utf8()
}

/// The pack of `lang` with the user's own files on top.
///
/// # Errors
/// Names the first file that is not what a pack file should be.
pub fn load(lang: &str, overrides: &[Override]) -> Result<Pack, PackError> {
    let mut pack = Pack {
        lang: lang.to_owned(),
        ..Pack::default()
    };
    let mut files: Vec<_> = PACKS.get_dir(lang).into_iter().flat_map(Dir::files).collect();
    files.sort_by_key(|file| file.path());
    for file in files {
        let name = file.path().to_string_lossy();
        // Dates have a reader of their own.
        if !name.ends_with(".toml") || is_date_file(&name) {
            continue;
        }
        pack.merge(Pack::parse(&name, file.contents_utf8().unwrap_or_default())?);
    }
    pack.dates = DateWords::load(lang, overrides)?;
    for (_, name, text) in overrides
        .iter()
        .filter(|(language, name, _)| language == lang && !is_date_file(name))
    {
        pack.merge(Pack::parse(name, text)?);
    }
    pack.complete_verbs();
    Ok(pack)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_pack_reads() {
        assert_eq!(languages(), ["ar", "en", "fa", "fr", "ru", "tr"]);
        for lang in languages() {
            let pack = load(&lang, &[]).unwrap_or_else(|error| panic!("{error}"));
            assert!(!pack.say.is_empty(), "{lang} has no verbs of saying");
        }
    }

    #[test]
    fn a_users_file_adds_and_a_wrong_key_is_named() {
        let own = (
            "en".to_owned(),
            "own.toml".to_owned(),
            "[[say]]\nlemma = \"opine\"".to_owned(),
        );
        let pack = load("en", &[own]).unwrap_or_else(|error| panic!("{error}"));
        assert!(pack.say.iter().any(|say| say.verb.lemma == "opine"));
        let wrong = Pack::parse("own.toml", "[[say]]\nlema = \"opine\"");
        assert!(wrong.is_err_and(|error| error.message.contains("lema")));
    }
}
