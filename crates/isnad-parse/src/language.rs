//! Language: what a text is written in, by its script first and by a language model among the few that share it.

use whatlang::{Detector, Lang};

/// How many characters are looked at: a news text shows its language early.
const SAMPLE: usize = 4000;

/// Fewest letters from which a model's guess is better than the script's main language.
const FEWEST_LETTERS: usize = 40;

/// The BCP 47 language of a text: `ar`, `fa`, `ur`, `ru`, `en`, `fr`, `tr`, `el`, `he`; `und` without letters of a known script.
pub fn detect_language(text: &str) -> String {
    let counts = Scripts::count(text);
    let Some((script, letters)) = counts.main() else {
        return "und".to_owned();
    };
    match script {
        Script::Arabic => arabic_script(text, letters),
        Script::Cyrillic => "ru",
        Script::Latin => latin_script(text, letters),
        Script::Greek => "el",
        Script::Hebrew => "he",
    }
    .to_owned()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Arabic,
    Cyrillic,
    Latin,
    Greek,
    Hebrew,
}

/// How many letters of each script a text begins with.
#[derive(Default)]
struct Scripts {
    arabic: usize,
    cyrillic: usize,
    latin: usize,
    greek: usize,
    hebrew: usize,
}

impl Scripts {
    fn count(text: &str) -> Self {
        let mut counts = Self::default();
        for c in text.chars().take(SAMPLE).filter(|c| c.is_alphabetic()) {
            match c {
                'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => counts.latin += 1,
                '\u{600}'..='\u{6FF}'
                | '\u{750}'..='\u{77F}'
                | '\u{8A0}'..='\u{8FF}'
                | '\u{FB50}'..='\u{FDFF}'
                | '\u{FE70}'..='\u{FEFF}' => counts.arabic += 1,
                '\u{400}'..='\u{52F}' => counts.cyrillic += 1,
                '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => counts.greek += 1,
                '\u{590}'..='\u{5FF}' => counts.hebrew += 1,
                _ => {}
            }
        }
        counts
    }

    /// The script with most letters; of equal ones the first of this list.
    fn main(&self) -> Option<(Script, usize)> {
        let counts = [
            (Script::Arabic, self.arabic),
            (Script::Cyrillic, self.cyrillic),
            (Script::Latin, self.latin),
            (Script::Greek, self.greek),
            (Script::Hebrew, self.hebrew),
        ];
        counts
            .into_iter()
            .rev()
            .max_by_key(|(_, count)| *count)
            .filter(|(_, count)| *count > 0)
    }
}

/// Arabic, Persian or Urdu: by letters that only one of them has, which settles even one name; then by the model.
fn arabic_script(text: &str, letters: usize) -> &'static str {
    let (mut urdu, mut persian, mut arabic) = (0usize, 0usize, 0usize);
    for c in text.chars().take(SAMPLE) {
        match c {
            'ٹ' | 'ڈ' | 'ڑ' | 'ں' | 'ے' | 'ھ' | 'ہ' => urdu += 1,
            // Yeh and kaf of Persian keyboards also stand in Arabic texts, so they weigh little.
            'ی' | 'ک' | 'پ' | 'چ' | 'ژ' | 'گ' => persian += 1,
            'ي' | 'ك' | 'ة' | 'ى' | 'أ' | 'إ' | 'ؤ' | 'ئ' => arabic += 1,
            _ => {}
        }
    }
    if urdu > arabic && urdu * 2 > persian {
        return "ur";
    }
    if persian > arabic * 2 {
        return "fa";
    }
    if arabic > persian || letters < FEWEST_LETTERS {
        return "ar";
    }
    match model(text, &[Lang::Ara, Lang::Pes, Lang::Urd]) {
        Some(Lang::Pes) => "fa",
        Some(Lang::Urd) => "ur",
        _ => "ar",
    }
}

/// Small words that stand in nearly every sentence of one language and hardly ever in the others'. They tell a text
/// of two sentences apart, where a model of letters is led astray by names.
const SMALL_WORDS: [(&str, &[&str]); 3] = [
    (
        "en",
        &[
            "the", "of", "and", "to", "in", "that", "said", "with", "was", "for", "is", "by", "his", "has",
            "will",
        ],
    ),
    (
        "fr",
        &[
            "le", "la", "les", "des", "du", "et", "une", "dans", "que", "est", "pour", "avec", "selon",
            "aux", "qui",
        ],
    ),
    (
        "tr",
        &[
            "ve",
            "bir",
            "ile",
            "da",
            "de",
            "için",
            "bu",
            "dedi",
            "olarak",
            "olduğunu",
            "göre",
            "sonra",
            "çok",
            "ise",
        ],
    ),
];

/// The language whose small words clearly prevail, where any does.
fn by_small_words(text: &str) -> Option<&'static str> {
    let mut counts = [0usize; SMALL_WORDS.len()];
    for word in text
        .chars()
        .take(SAMPLE)
        .collect::<String>()
        .split(|c: char| !c.is_alphabetic())
    {
        let word = word.to_lowercase();
        for (count, (_, words)) in counts.iter_mut().zip(SMALL_WORDS) {
            *count += usize::from(words.contains(&word.as_str()));
        }
    }
    let most = *counts.iter().max()?;
    let mut first = counts
        .iter()
        .zip(SMALL_WORDS)
        .filter(|(count, _)| **count * 2 > most);
    match (first.next(), first.next()) {
        (Some((count, (lang, _))), None) if *count > 0 => Some(lang),
        _ => None,
    }
}

/// English, French or Turkish; English where there is too little to tell.
fn latin_script(text: &str, letters: usize) -> &'static str {
    if let Some(lang) = by_small_words(text) {
        return lang;
    }
    if letters < FEWEST_LETTERS {
        return "en";
    }
    match model(text, &[Lang::Eng, Lang::Fra, Lang::Tur]) {
        Some(Lang::Fra) => "fr",
        Some(Lang::Tur) => "tr",
        _ => "en",
    }
}

fn model(text: &str, languages: &[Lang]) -> Option<Lang> {
    let end = text
        .char_indices()
        .nth(SAMPLE)
        .map_or(text.len(), |(byte, _)| byte);
    Detector::with_allowlist(languages.to_vec()).detect_lang(&text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_another_language_do_not_decide_a_short_text() {
        for (lang, text) in [
            ("en", "Russia said no. Hakan Fidan met Geir Pedersen in Geneva."),
            ("en", "Erdogan and Cavusoglu met in Ankara on Monday."),
            (
                "tr",
                "Geir Pedersen ve John Kerry bu hafta Ankara'da bir araya geldi.",
            ),
            (
                "fr",
                "Geir Pedersen a vu John Smith dans la ville de Geneva, selon le Times.",
            ),
        ] {
            assert_eq!(detect_language(text), lang, "{text}");
        }
    }

    #[test]
    fn each_language_is_told_from_one_sentence() {
        for (lang, text) in [
            (
                "ar",
                "أعلنت الوزارة أن الوفد سيصل إلى العاصمة يوم الأربعاء المقبل.",
            ),
            (
                "fa",
                "وزارت خارجه اعلام کرد که هیئت روز چهارشنبه آینده وارد پایتخت می‌شود.",
            ),
            (
                "ur",
                "وزارت خارجہ نے کہا ہے کہ وفد بدھ کے روز دارالحکومت پہنچے گا۔",
            ),
            (
                "ru",
                "Министерство сообщило, что делегация прибудет в столицу в среду.",
            ),
            (
                "en",
                "The ministry said that the delegation would arrive in the capital on Wednesday.",
            ),
            (
                "fr",
                "Le ministère a annoncé que la délégation arriverait dans la capitale mercredi prochain.",
            ),
            (
                "tr",
                "Bakanlık, heyetin önümüzdeki çarşamba günü başkente ulaşacağını açıkladı.",
            ),
        ] {
            assert_eq!(detect_language(text), lang);
        }
    }

    #[test]
    fn names_are_told_by_their_script() {
        for (lang, text) in [
            ("ar", "دمشق"),
            ("fa", "پکن"),
            ("ru", "Москва"),
            ("en", "Geneva"),
            ("und", "2021–07"),
            ("und", ""),
        ] {
            assert_eq!(detect_language(text), lang);
        }
    }
}
