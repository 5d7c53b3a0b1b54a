//! Inflection: the forms of a verb that a pack gives by its lemma, with what each form tells of its subject.

use serde::Deserialize;

/// Gender that a form or a name shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gender {
    /// Not shown, or both.
    #[default]
    Any,
    /// Masculine.
    Masculine,
    /// Feminine.
    Feminine,
}

/// Number that a form or a name shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Number {
    /// Not shown, or any.
    #[default]
    Any,
    /// One.
    Singular,
    /// Two.
    Dual,
    /// Two or more.
    Plural,
}

/// Which form of a verb stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Tense {
    /// No verb, or a form that shows nothing.
    #[default]
    None,
    /// Past (English "said", Arabic `قال`).
    Past,
    /// Present or imperfect (`says`, `يقول`).
    Present,
    /// Future by prefix (`سيقول`).
    Future,
    /// Participle with a left-out subject (`adding`, `مضيفاً`).
    Participle,
    /// Infinitive or bare form ("to say").
    Bare,
    /// Verbal noun (`القول`).
    Noun,
}

/// What one form tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Form {
    /// Tense or shape.
    pub tense: Tense,
    /// Gender of its subject.
    pub gender: Gender,
    /// Number of its subject.
    pub number: Number,
}

impl Form {
    const fn new(tense: Tense, gender: Gender, number: Number) -> Self {
        Self {
            tense,
            gender,
            number,
        }
    }
}

/// How a pack's verbs are inflected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Morphology {
    /// Every form is listed in the pack.
    #[default]
    Listed,
    /// Past and imperfect of the third person by person, gender and number; participle in the accusative.
    Arabic,
    /// -s, -ed, -ing with the listed irregular forms.
    English,
}

/// A verb as a pack writes it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Verb {
    /// The form a dictionary gives; the past of the third person in Arabic, the bare form in English.
    pub lemma: String,
    /// Past, where it is not regular.
    pub past: Option<String>,
    /// Present: Arabic imperfect with `ي`.
    pub present: Option<String>,
    /// Participle: Arabic active participle without case ending, English past participle.
    pub participle: Option<String>,
    /// Further forms as they stand.
    pub forms: Vec<String>,
    /// Verbal nouns as they stand.
    pub nouns: Vec<String>,
    /// Participles and gerunds as they stand, for packs that list their forms.
    pub participles: Vec<String>,
}

impl Verb {
    /// All forms with what each of them tells.
    pub fn inflect(&self, morphology: Morphology) -> Vec<(String, Form)> {
        let mut forms = match morphology {
            Morphology::Listed => listed(self),
            Morphology::Arabic => arabic(self),
            Morphology::English => english(self),
        };
        forms.extend(
            self.forms
                .iter()
                .map(|form| (form.clone(), Form::new(Tense::Past, Gender::Any, Number::Any))),
        );
        let noun = Form::new(Tense::Noun, Gender::Any, Number::Any);
        forms.extend(self.nouns.iter().map(|form| (form.clone(), noun)));
        let gerund = Form::new(Tense::Participle, Gender::Any, Number::Any);
        forms.extend(self.participles.iter().map(|form| (form.clone(), gerund)));
        forms
    }
}

fn listed(verb: &Verb) -> Vec<(String, Form)> {
    let form = Form::new(Tense::Past, Gender::Any, Number::Any);
    [Some(&verb.lemma), verb.past.as_ref(), verb.present.as_ref()]
        .into_iter()
        .flatten()
        .filter(|word| !word.is_empty())
        .map(|word| (word.clone(), form))
        .collect()
}

/// `stem` without its last letter where that is a weak one (`نفى`, `دعا`).
fn without_weak_end(stem: &str) -> Option<&str> {
    stem.strip_suffix('ى')
        .or_else(|| stem.strip_suffix('ا'))
        .or_else(|| stem.strip_suffix('ي'))
        .or_else(|| stem.strip_suffix('و'))
}

fn arabic(verb: &Verb) -> Vec<(String, Form)> {
    use Gender::{Feminine, Masculine};
    use Number::{Dual, Plural, Singular};
    let mut forms = Vec::with_capacity(24);
    let past = verb.past.as_deref().unwrap_or(&verb.lemma);
    if !past.is_empty() {
        let weak = past.strip_suffix('ى').or_else(|| past.strip_suffix('ا'));
        let (stem, dual) = match weak {
            Some(stem) if past.ends_with('ى') => (stem, format!("{stem}يا")),
            Some(stem) => (stem, format!("{stem}وا")),
            None => (past, format!("{past}ا")),
        };
        forms.push((past.to_owned(), Form::new(Tense::Past, Masculine, Singular)));
        forms.push((format!("{stem}ت"), Form::new(Tense::Past, Feminine, Singular)));
        forms.push((dual, Form::new(Tense::Past, Masculine, Dual)));
        forms.push((format!("{stem}تا"), Form::new(Tense::Past, Feminine, Dual)));
        if weak.is_none() || past.ends_with('ى') {
            forms.push((format!("{stem}وا"), Form::new(Tense::Past, Masculine, Plural)));
        }
    }
    if let Some(rest) = verb
        .present
        .as_deref()
        .and_then(|present| present.strip_prefix('ي'))
    {
        let stem = without_weak_end(rest)
            .filter(|_| rest.ends_with(['ى', 'ي', 'و']))
            .unwrap_or(rest);
        let dual = if rest.ends_with('ى') {
            format!("{stem}ي")
        } else {
            rest.to_owned()
        };
        for (prefix, tense) in [("", Tense::Present), ("س", Tense::Future)] {
            forms.push((format!("{prefix}ي{rest}"), Form::new(tense, Masculine, Singular)));
            forms.push((format!("{prefix}ت{rest}"), Form::new(tense, Feminine, Singular)));
            forms.push((format!("{prefix}ي{dual}ان"), Form::new(tense, Masculine, Dual)));
            forms.push((format!("{prefix}ت{dual}ان"), Form::new(tense, Feminine, Dual)));
            forms.push((format!("{prefix}ي{stem}ون"), Form::new(tense, Masculine, Plural)));
            // The jussive of a defective verb drops its last letter (`لم ينف`).
            if stem != rest && stem.chars().count() >= 2 && prefix.is_empty() {
                forms.push((format!("ي{stem}"), Form::new(tense, Masculine, Singular)));
                forms.push((format!("ت{stem}"), Form::new(tense, Feminine, Singular)));
            }
        }
        forms.push((format!("ي{dual}ا"), Form::new(Tense::Present, Masculine, Dual)));
        forms.push((format!("ي{stem}وا"), Form::new(Tense::Present, Masculine, Plural)));
    }
    if let Some(participle) = verb.participle.as_deref() {
        // A defective participle is written `نافٍ` or `النافي`; its accusative has the letter.
        let stem = participle
            .strip_suffix('ٍ')
            .map_or(participle.to_owned(), |stem| format!("{stem}ي"));
        forms.push((
            format!("{stem}ا"),
            Form::new(Tense::Participle, Masculine, Singular),
        ));
        forms.push((
            format!("{stem}ة"),
            Form::new(Tense::Participle, Feminine, Singular),
        ));
        forms.push((
            format!("{stem}ين"),
            Form::new(Tense::Participle, Masculine, Plural),
        ));
        if participle.chars().count() > 3 {
            forms.push((stem, Form::new(Tense::Participle, Masculine, Singular)));
        }
    }
    forms
}

fn ends_consonant_y(word: &str) -> bool {
    let mut letters = word.chars().rev();
    letters.next() == Some('y') && letters.next().is_some_and(|c| !"aeiou".contains(c))
}

fn english(verb: &Verb) -> Vec<(String, Form)> {
    // A phrasal verb ("point out") inflects its first word.
    let (head, tail) = verb
        .lemma
        .split_once(' ')
        .map_or((verb.lemma.as_str(), String::new()), |(head, tail)| {
            (head, format!(" {tail}"))
        });
    if head.is_empty() {
        return Vec::new();
    }
    let third = if ends_consonant_y(head) {
        format!("{}ies", &head[..head.len() - 1])
    } else if ["s", "x", "ch", "sh", "z", "go", "do", "to"]
        .iter()
        .any(|end| head.ends_with(end))
    {
        format!("{head}es")
    } else {
        format!("{head}s")
    };
    let regular_past = if head.ends_with('e') {
        format!("{head}d")
    } else if ends_consonant_y(head) {
        format!("{}ied", &head[..head.len() - 1])
    } else {
        format!("{head}ed")
    };
    let ing = if head.ends_with('e') && !head.ends_with("ee") {
        format!("{}ing", &head[..head.len() - 1])
    } else {
        format!("{head}ing")
    };
    // "Scrapped", "scrapping".
    let doubled = verb.past.as_deref().and_then(|past| {
        let last = head.chars().next_back()?;
        (past.split(' ').next() == Some(&format!("{head}{last}ed"))).then(|| format!("{head}{last}ing"))
    });
    let ing = doubled.unwrap_or(ing);
    let past = verb.past.clone().unwrap_or(regular_past);
    let mut forms = vec![
        (
            format!("{head}{tail}"),
            Form::new(
                if past == head { Tense::Past } else { Tense::Bare },
                Gender::Any,
                Number::Plural,
            ),
        ),
        (
            format!("{third}{tail}"),
            Form::new(Tense::Present, Gender::Any, Number::Singular),
        ),
        (
            format!("{past}{tail}"),
            Form::new(Tense::Past, Gender::Any, Number::Any),
        ),
    ];
    if !verb.participles.iter().any(|form| form.ends_with("ing")) {
        forms.push((
            format!("{ing}{tail}"),
            Form::new(Tense::Participle, Gender::Any, Number::Any),
        ));
    }
    if let Some(participle) = verb.participle.as_deref() {
        forms.push((
            format!("{participle}{tail}"),
            Form::new(Tense::Past, Gender::Any, Number::Any),
        ));
    }
    forms
}

/// The indefinite accusative of an Arabic noun phrase as it is written (`اجتماع` → `اجتماعا`), where that differs.
pub fn accusative(phrase: &str) -> Option<String> {
    let mut changed = false;
    let words: Vec<String> = phrase
        .split(' ')
        .map(|word| {
            let keeps = ["ة", "ات", "اء", "ا", "ون", "ين", "ان", "ى", "ي"]
                .iter()
                .any(|end| word.ends_with(end) && !(word.ends_with('ي') && *end == "ي"));
            if keeps || word.starts_with("ال") || word.chars().count() < 3 {
                return word.to_owned();
            }
            changed = true;
            format!("{word}ا")
        })
        .collect();
    changed.then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(verb: &Verb, morphology: Morphology) -> Vec<String> {
        verb.inflect(morphology)
            .into_iter()
            .map(|(word, _)| word)
            .collect()
    }

    #[test]
    fn arabic_sound_and_weak_verbs() {
        let said = Verb {
            lemma: "أضاف".into(),
            present: Some("يضيف".into()),
            participle: Some("مضيف".into()),
            ..Verb::default()
        };
        let forms = words(&said, Morphology::Arabic);
        for form in [
            "أضاف",
            "أضافت",
            "أضافا",
            "أضافوا",
            "يضيف",
            "تضيف",
            "سيضيف",
            "يضيفون",
            "مضيفا",
            "مضيفة",
        ] {
            assert!(forms.iter().any(|it| it == form), "{form} is missing");
        }
        let denied = Verb {
            lemma: "نفى".into(),
            present: Some("ينفي".into()),
            ..Verb::default()
        };
        let forms = words(&denied, Morphology::Arabic);
        for form in ["نفت", "نفيا", "نفوا", "ينفون", "ينفيان"] {
            assert!(forms.iter().any(|it| it == form), "{form} is missing");
        }
    }

    #[test]
    fn english_regular_and_phrasal_verbs() {
        let verb = Verb {
            lemma: "deny".into(),
            ..Verb::default()
        };
        assert_eq!(
            words(&verb, Morphology::English),
            ["deny", "denies", "denied", "denying"]
        );
        let verb = Verb {
            lemma: "point out".into(),
            ..Verb::default()
        };
        assert_eq!(
            words(&verb, Morphology::English),
            ["point out", "points out", "pointed out", "pointing out"]
        );
    }
}
