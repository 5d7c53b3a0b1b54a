//! Own packs: a user's pack files looked through before they are used, so that a mistake costs no more than itself.

use std::ops::Range;

use isnad_model::{Diagnostic, Severity};
use serde::de::DeserializeOwned;
use toml::de::{DeTable, DeValue};
use toml::{Spanned, Table, Value};

use crate::dates::{Ways, is_date_file, is_meaning};
use crate::inflect::Verb;
use crate::lexicon::Class;
use crate::pack::{
    According, Catenative, CueNoun, Hidden, Inflection, Language, Light, Meet, MeetNoun, Override, Pronoun,
    Say, SourceNoun,
};

/// How many findings one file can have.
const MAX_FINDINGS: usize = 100;

const VERB: [&str; 7] = [
    "lemma",
    "past",
    "present",
    "participle",
    "forms",
    "nouns",
    "participles",
];

/// One sort of entry: its key, its own fields (for "did you mean" alone), whether those of a verb belong to it too, and
/// whether a value can be read as one.
struct Sort {
    key: &'static str,
    fields: &'static [&'static str],
    verb: bool,
    reads: fn(&Value) -> Result<(), String>,
}

const SORTS: &[Sort] = &[
    Sort {
        key: "say",
        fields: &[
            "stance",
            "object",
            "infinitive",
            "call",
            "prepositions",
            "belief",
            "relay",
            "weak",
            "addressee",
            "bare",
            "deed",
            "sign",
            "needs",
            "document",
            "learns",
        ],
        verb: true,
        reads: reads::<Say>,
    },
    Sort {
        key: "inflection",
        fields: &["ends", "forms", "participles"],
        verb: false,
        reads: reads::<Inflection>,
    },
    Sort {
        key: "according",
        fields: &["words", "cue", "closed", "clause", "relay", "noun", "relative"],
        verb: false,
        reads: reads::<According>,
    },
    Sort {
        key: "hidden",
        fields: &["words", "stance"],
        verb: false,
        reads: reads::<Hidden>,
    },
    Sort {
        key: "source",
        fields: &["words", "gender", "number", "always", "oblique"],
        verb: false,
        reads: reads::<SourceNoun>,
    },
    Sort {
        key: "pronoun",
        fields: &["word", "gender", "number", "thing"],
        verb: false,
        reads: reads::<Pronoun>,
    },
    Sort {
        key: "possessive",
        fields: &["word", "gender", "number", "thing"],
        verb: false,
        reads: reads::<Pronoun>,
    },
    Sort {
        key: "cue_noun",
        fields: &["words", "stance"],
        verb: false,
        reads: reads::<CueNoun>,
    },
    Sort {
        key: "meet",
        fields: &[
            "kind",
            "object",
            "object_place",
            "with",
            "needs_with",
            "gathers",
            "alone",
            "person",
            "by_call",
            "bare_object",
            "purpose",
        ],
        verb: true,
        reads: reads::<Meet>,
    },
    Sort {
        key: "meeting",
        fields: &["words", "kind", "weak", "talks", "not_before", "not_after"],
        verb: false,
        reads: reads::<MeetNoun>,
    },
    Sort {
        key: "light",
        fields: &["status", "subject_place", "gathers", "weak"],
        verb: true,
        reads: reads::<Light>,
    },
    Sort {
        key: "catenative",
        fields: &["status", "neutral", "object"],
        verb: true,
        reads: reads::<Catenative>,
    },
    Sort {
        key: "verb",
        fields: &[],
        verb: true,
        reads: reads::<Verb>,
    },
];

const LANGUAGE: Sort = Sort {
    key: "language",
    fields: &[
        "morphology",
        "order",
        "capitals",
        "proclitics",
        "elides",
        "verb_last",
        "infinitive_mark",
        "infinitive_endings",
        "future_endings",
        "hedge_endings",
        "surname_endings",
        "body_starts",
        "adjective_endings",
        "genitive_endings",
        "body_endings",
        "noun_endings",
        "clause_endings",
        "endings",
        "stem_loses",
        "frames",
        "adverb_ending",
        "past_ending",
        "gerund_ending",
        "plural_ending",
    ],
    verb: false,
    reads: reads::<Language>,
};

const WAYS: Sort = Sort {
    key: "ways",
    fields: &[
        "capitals",
        "month_first",
        "away_first",
        "bare_years",
        "persian_years",
        "weekend",
    ],
    verb: false,
    reads: reads::<Ways>,
};

fn reads<T: DeserializeOwned>(value: &Value) -> Result<(), String> {
    value
        .clone()
        .try_into::<T>()
        .map(drop)
        .map_err(|error| error.message().to_owned())
}

/// A user's pack file with what is wrong in it left out, and the findings; nothing of a file that is no TOML.
///
/// The name of the file (second part of the override) is the path that the findings show.
pub fn look_through(own: &Override) -> (Option<Override>, Vec<Diagnostic>) {
    let (lang, file, text) = own;
    let mut reader = Reader {
        file,
        text,
        findings: Vec::new(),
    };
    let kept = reader.file();
    let kept = kept.and_then(|table| toml::to_string(&table).ok());
    (
        kept.map(|text| (lang.clone(), file.clone(), text)),
        reader.findings,
    )
}

struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    findings: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn report(&mut self, severity: Severity, id: &str, range: Range<usize>, message: String, remedy: String) {
        if self.findings.len() < MAX_FINDINGS {
            let found = Diagnostic::new(self.file, severity, id, message).remedy(remedy);
            self.findings.push(found.at(self.text, range.start, range.end));
        }
    }

    fn unknown(&mut self, what: &str, word: &str, range: Range<usize>, known: &[&str]) {
        let remedy = match isnad_text::nearest(word, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.len() <= 20 => format!("known here: {}", known.join(", ")),
            None => "docs/PACKS.md lists them all".to_owned(),
        };
        self.report(
            Severity::Warning,
            "unknown-key",
            range,
            format!("unknown {what} `{}`", short(word)),
            remedy,
        );
    }

    fn file(&mut self) -> Option<Table> {
        // Twice, for the values and for their places; both refuse the same files.
        let (places, values) = match (DeTable::parse(self.text), self.text.parse::<Table>()) {
            (Ok(places), Ok(values)) => (places, values),
            (Err(error), _) | (_, Err(error)) => {
                let range = error.span().unwrap_or(0..0);
                let remedy = "the file is left out until it can be read; the built-in words go on working";
                self.report(
                    Severity::Error,
                    "bad-pack",
                    range,
                    error.message().to_owned(),
                    remedy.to_owned(),
                );
                return None;
            }
        };
        let is_date = is_date_file(self.file);
        let mut known: Vec<&str> = if is_date {
            vec!["ways"]
        } else {
            SORTS.iter().map(|sort| sort.key).collect()
        };
        known.extend(if is_date {
            vec!["words"]
        } else {
            vec!["language", "words"]
        });
        let mut kept = Table::new();
        let mut entries: Vec<_> = places.get_ref().iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, place) in entries {
            let name: &str = key.get_ref();
            let Some(value) = values.get(name) else { continue };
            let whole = [&LANGUAGE, &WAYS].into_iter().find(|sort| sort.key == name);
            let sort = SORTS.iter().find(|sort| sort.key == name);
            let value = match (known.contains(&name), whole, sort) {
                (false, ..) => {
                    self.unknown("key", name, key.span(), &known);
                    None
                }
                (_, Some(whole), _) => self.entry(whole, value, place),
                (_, _, Some(sort)) => self.entries(sort, value, place),
                _ => self.words(value, place, is_date),
            };
            if let Some(value) = value {
                kept.insert(name.to_owned(), value);
            }
        }
        Some(kept)
    }

    fn entries(&mut self, sort: &Sort, value: &Value, place: &Spanned<DeValue<'_>>) -> Option<Value> {
        let (Value::Array(values), DeValue::Array(places)) = (value, place.get_ref()) else {
            let remedy = format!("write each entry under a line `[[{}]]`", sort.key);
            self.report(
                Severity::Error,
                "wrong-type",
                place.span(),
                format!("`{}` should be a list", sort.key),
                remedy,
            );
            return None;
        };
        let entries = values
            .iter()
            .zip(places.iter())
            .filter_map(|(value, place)| self.entry(sort, value, place));
        Some(Value::Array(entries.collect()))
    }

    /// One entry without its unknown keys; `None` where what is left cannot be read.
    fn entry(&mut self, sort: &Sort, value: &Value, place: &Spanned<DeValue<'_>>) -> Option<Value> {
        let (Value::Table(values), DeValue::Table(places)) = (value, place.get_ref()) else {
            let message = format!("an entry of `{}` should be a table", sort.key);
            self.report(
                Severity::Error,
                "wrong-type",
                place.span(),
                message,
                "write `key = value` lines".to_owned(),
            );
            return None;
        };
        let verb: &[&str] = if sort.verb { &VERB } else { &[] };
        let known: Vec<&str> = verb.iter().chain(sort.fields).copied().collect();
        let mut kept = values.clone();
        let mut verdict = (sort.reads)(&Value::Table(kept.clone()));
        while let Err(reason) = &verdict
            && let Some(name) = unknown_field(reason)
            && kept.remove(name).is_some()
        {
            let key = places.keys().find(|key| key.get_ref() == name);
            self.unknown("key", name, key.map_or(place.span(), Spanned::span), &known);
            verdict = (sort.reads)(&Value::Table(kept.clone()));
        }
        if sort.verb
            && kept
                .get("lemma")
                .is_none_or(|lemma| lemma.as_str().is_none_or(str::is_empty))
        {
            let message = format!("an entry of `{}` needs a `lemma`", sort.key);
            self.report(
                Severity::Error,
                "missing-key",
                place.span(),
                message,
                LEFT_OUT.to_owned(),
            );
            return None;
        }
        let kept = Value::Table(kept);
        let Err(reason) = verdict else { return Some(kept) };
        let range = culprit(sort, &kept, places).unwrap_or(place.span());
        self.report(
            Severity::Error,
            "bad-value",
            range,
            first_line(&reason),
            LEFT_OUT.to_owned(),
        );
        None
    }

    fn words(&mut self, value: &Value, place: &Spanned<DeValue<'_>>, is_date: bool) -> Option<Value> {
        let (Value::Table(values), DeValue::Table(places)) = (value, place.get_ref()) else {
            let remedy = "write `class = [\"word\", …]` below a line `[words]`".to_owned();
            self.report(
                Severity::Error,
                "wrong-type",
                place.span(),
                "`words` should be a table".to_owned(),
                remedy,
            );
            return None;
        };
        let mut kept = values.clone();
        let mut entries: Vec<_> = places.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let classes: Vec<&str> = Class::NAMES
            .iter()
            .copied()
            .filter(|name| !name.starts_with('('))
            .collect();
        for (key, place) in entries {
            let name: &str = key.get_ref();
            if is_date && !is_meaning(name) {
                let message = format!("`{}` is no meaning of a date", short(name));
                self.report(
                    Severity::Error,
                    "bad-value",
                    key.span(),
                    message,
                    LEFT_OUT.to_owned(),
                );
                kept.remove(name);
            } else if !is_date && !classes.contains(&name) {
                self.unknown("class of words", name, key.span(), &classes);
                kept.remove(name);
            } else if values
                .get(name)
                .is_some_and(|list| reads::<Vec<String>>(list).is_err())
            {
                let message = format!("`{}` should be a list of words in quotes", short(name));
                self.report(
                    Severity::Error,
                    "wrong-type",
                    place.span(),
                    message,
                    LEFT_OUT.to_owned(),
                );
                kept.remove(name);
            }
        }
        Some(Value::Table(kept))
    }
}

const LEFT_OUT: &str = "this entry is left out, the rest of the file is used";

/// The value without which the entry could be read, or the one that its key alone shows to be wrong.
fn culprit(sort: &Sort, entry: &Value, places: &DeTable<'_>) -> Option<Range<usize>> {
    let fields = entry.as_table()?;
    let without = |name: &str| {
        let mut rest = fields.clone();
        rest.remove(name);
        Value::Table(rest)
    };
    let at = |name: &str| {
        places
            .iter()
            .find(|(key, _)| key.get_ref() == name)
            .map(|(_, value)| value.span())
    };
    let mut names: Vec<&String> = fields.keys().collect();
    names.sort();
    names
        .into_iter()
        .find(|name| (sort.reads)(&without(name)).is_ok())
        .and_then(|name| at(name))
}

/// The field that a reason calls unknown.
fn unknown_field(reason: &str) -> Option<&str> {
    reason.strip_prefix("unknown field `")?.split('`').next()
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

fn short(text: &str) -> String {
    text.chars()
        .take(60)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

#[cfg(test)]
mod tests;
