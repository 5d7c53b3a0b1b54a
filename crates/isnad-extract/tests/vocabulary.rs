//! The words of reports.toml and encounters.toml: a short sentence for each group, and one where the word reports nothing.

use std::sync::{Arc, LazyLock};

use isnad_extract::{Extractor, KnownNames};
use isnad_model::{Article, Stance};

/// Cue, content and stance of each claim; trigger of each meeting.
struct Found {
    claims: Vec<(String, String, Stance)>,
    meetings: Vec<String>,
}

static EXTRACTOR: LazyLock<Extractor> =
    LazyLock::new(|| Extractor::new(Arc::new(KnownNames::new([]))).unwrap_or_else(|error| panic!("{error}")));

fn read(lang: &str, text: &str) -> Found {
    let mut article = Article::new("vocabulary".to_owned(), text.to_owned());
    article.lang = lang.to_owned();
    article.date = "2024-05-05".parse().ok();
    let json: serde_json::Value = serde_json::from_str(&EXTRACTOR.extract(&article).to_json().to_string())
        .unwrap_or_else(|error| panic!("{error}"));
    let letters: Vec<char> = text.chars().collect();
    let words = |span: &serde_json::Value| -> String {
        let at = |name: &str| span[name].as_u64().unwrap_or_default() as usize;
        letters[at("start")..at("end")].iter().collect()
    };
    let list = |name: &str| json[name].as_array().cloned().unwrap_or_default();
    let claims = list("claims")
        .iter()
        .map(|claim| {
            let stance = serde_json::from_value(claim["stance"].clone()).unwrap_or(Stance::Asserted);
            (words(&claim["cue"]), words(&claim["content"]), stance)
        })
        .collect();
    let meetings = list("meetings")
        .iter()
        .map(|meeting| words(&meeting["trigger"]))
        .collect();
    Found { claims, meetings }
}

#[test]
fn each_group_of_reporting_words_makes_a_claim() {
    let sentences = [
        (
            "en",
            "The vet averred that the stable was safe.",
            "averred",
            "the stable was safe",
            Stance::Asserted,
        ),
        (
            "en",
            "\"We were told nothing,\" Lena Ward fumed.",
            "fumed",
            "We were told nothing",
            Stance::Asserted,
        ),
        (
            "en",
            "The mayor reminded reporters that the bridge had been closed twice.",
            "reminded",
            "the bridge had been closed twice",
            Stance::Asserted,
        ),
        (
            "en",
            "Lena Ward voiced concern that the dam would burst.",
            "voiced concern",
            "the dam would burst",
            Stance::Predicted,
        ),
        (
            "en",
            "The ministry repudiated the report.",
            "repudiated",
            "the report",
            Stance::Denied,
        ),
        (
            "en",
            "It is widely believed that the bank will fail.",
            "It is widely believed",
            "the bank will fail",
            Stance::Hedged,
        ),
        (
            "en",
            "From the point of view of Lena Ward, the plan is dead.",
            "From the point of view of",
            "the plan is dead",
            Stance::Asserted,
        ),
        (
            "en",
            "One herder recalled that the wells had dried up.",
            "recalled",
            "the wells had dried up",
            Stance::Asserted,
        ),
        (
            "en",
            "The governor was adamant that the dam was safe.",
            "was adamant",
            "the dam was safe",
            Stance::Asserted,
        ),
        (
            "en",
            "The bishop was blunter: \"Nobody will pay.\"",
            "was blunter",
            "Nobody will pay",
            Stance::Asserted,
        ),
        (
            "ar",
            "المحامية هدى سالم واثقة من أن المحكمة ستنصفها.",
            "واثقة من",
            "المحكمة ستنصفها",
            Stance::Asserted,
        ),
        (
            "ar",
            "استنكرت وزارة التربية تأخر الرواتب.",
            "استنكرت",
            "تأخر الرواتب",
            Stance::Asserted,
        ),
        (
            "ar",
            "جادلت المحامية هدى سالم بأن القانون قديم.",
            "جادلت",
            "القانون قديم",
            Stance::Asserted,
        ),
        (
            "ar",
            "تهكم المعلق سامي زيد: \"فريق من ورق\".",
            "تهكم",
            "فريق من ورق",
            Stance::Asserted,
        ),
        (
            "ar",
            "شاع أن المدير سيستقيل.",
            "شاع",
            "المدير سيستقيل",
            Stance::Hedged,
        ),
        (
            "ar",
            "وذكر إيجاز صحفي أن الطريق مغلق.",
            "ذكر",
            "الطريق مغلق",
            Stance::Asserted,
        ),
    ];
    for (lang, text, cue, content, stance) in sentences {
        let found = read(lang, text).claims;
        assert_eq!(found, [(cue.to_owned(), content.to_owned(), stance)], "{text}");
    }
}

#[test]
fn words_with_other_senses_report_nothing_there() {
    let sentences = [
        ("en", "The dog barked at the sea."),
        ("en", "She grinned and left the room."),
        ("en", "He was adamant on the matter."),
        ("en", "The critics were scathing about the film."),
        ("en", "Investors fretted over the price of tin."),
        ("en", "It bears repeating that the sea is deep."),
        ("ar", "انفرد اللاعب بالحارس وسجل."),
        ("ar", "لا يخفى أن الطريق بعيد."),
        ("ar", "الفريق واثق من الفوز."),
        ("ar", "ضحك الأطفال في الحديقة."),
    ];
    for (lang, text) in sentences {
        let found = read(lang, text);
        assert_eq!(found.claims, [], "{text}");
        assert_eq!(found.meetings, Vec::<String>::new(), "{text}");
    }
}

#[test]
fn each_group_of_meeting_words_makes_a_meeting() {
    let sentences = [
        (
            "en",
            "President Ada Orr broke bread with Chancellor Tom Beck in Berlin.",
            "broke bread",
        ),
        (
            "en",
            "President Ada Orr flew to meet Chancellor Tom Beck on Sunday.",
            "flew to meet",
        ),
        (
            "en",
            "President Ada Orr spoke over the phone with Chancellor Tom Beck.",
            "spoke over the phone",
        ),
        (
            "ar",
            "تحاور الوزير سامي زيد مع الوزير هاشم عوض في القاهرة.",
            "تحاور",
        ),
        (
            "ar",
            "عقد الوزير سامي زيد والوزير هاشم عوض جلسة تشاورية في القاهرة.",
            "جلسة تشاورية",
        ),
    ];
    for (lang, text, trigger) in sentences {
        assert_eq!(read(lang, text).meetings, [trigger], "{text}");
    }
}
