//! Meetings by sentence: who met whom, held or not, and what is no meeting; articles of Tuesday, 6 July 2021.

mod common;

use std::sync::{Arc, OnceLock};

use isnad_extract::Extractor;
use isnad_model::Article;

/// `held A + B` for each meeting of a text, names in alphabetical order.
fn meetings(lang: &str, text: &str) -> String {
    static EXTRACTOR: OnceLock<Extractor> = OnceLock::new();
    let extractor = EXTRACTOR.get_or_init(|| {
        Extractor::new(Arc::new(common::starter_names())).unwrap_or_else(|error| panic!("{error}"))
    });
    let mut article = Article::new("a", text);
    article.lang = lang.to_owned();
    article.publisher = Some("Publisher".to_owned());
    article.date = "2021-07-06".parse().ok();
    let record = extractor.extract(&article);
    let shown = record.meetings.iter().map(|meeting| {
        let mut names: Vec<&str> = meeting.participants.iter().map(|it| it.name.as_str()).collect();
        names.sort_unstable();
        let place = meeting
            .place
            .as_ref()
            .map(|place| format!(" in {}", place.name))
            .unwrap_or_default();
        let date = meeting
            .date
            .as_ref()
            .map(|date| format!(" on {}", date.edtf))
            .unwrap_or_default();
        format!("{} {}{place}{date}", meeting.status.as_str(), names.join(" + "))
    });
    shown.collect::<Vec<_>>().join("; ")
}

fn check_meetings(rows: &[(&str, &str, &str)]) {
    let wrong = rows.iter().filter_map(|(lang, text, expected)| {
        let found = meetings(lang, text);
        (found != *expected).then(|| format!("{text}\n  found    {found}\n  expected {expected}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn arabic_meetings() {
    check_meetings(&[
        (
            "ar",
            "التقى الوزير سامر حداد أمس في الدوحة نظيره القطري خالد العطية.",
            "held خالد العطية + سامر حداد in Doha on 2021-07-05",
        ),
        (
            "ar",
            "الرئيس سامر حداد والوزير خالد العطية التقيا في الدوحة.",
            "held خالد العطية + سامر حداد in Doha",
        ),
        (
            "ar",
            "عقد وزير الخارجية سامر حداد اجتماعاً مع المبعوث خالد العطية في الدوحة.",
            "held خالد العطية + سامر حداد in Doha",
        ),
        (
            "ar",
            "أجرى وزير الخارجية سامر حداد اتصالاً هاتفياً بنظيره القطري خالد العطية.",
            "held خالد العطية + سامر حداد",
        ),
        (
            "ar",
            "أنهت مصر والسودان جولة مفاوضات في الدوحة.",
            "held Egypt + Sudan in Doha",
        ),
        (
            "ar",
            "من المقرر أن يلتقي الوزير سامر حداد المبعوث خالد العطية الجمعة المقبل.",
            "planned خالد العطية + سامر حداد on 2021-07-09",
        ),
        (
            "ar",
            "قال المبعوث خالد العطية إن الوزير سامر حداد سيتوجه إلى الدوحة ليلتقي الرئيس عمر نصر.",
            "planned سامر حداد + عمر نصر in Doha",
        ),
        (
            "ar",
            "ألغى الوزير سامر حداد لقاء مع المبعوث خالد العطية.",
            "cancelled خالد العطية + سامر حداد",
        ),
        (
            "ar",
            "أرجئ اجتماع بين روسيا وتركيا إلى موعد لم يحدد.",
            "cancelled Russia + Turkey",
        ),
        (
            "ar",
            "لا صحة لما نشر عن لقاء بين الوزير سامر حداد والمبعوث خالد العطية.",
            "denied خالد العطية + سامر حداد",
        ),
        (
            "ar",
            "يعقد مجلس الأمن الدولي جلسة غداً.",
            "planned UN Security Council on 2021-07-07",
        ),
        (
            "ar",
            "تلقى الوزير سامر حداد اتصالاً من المبعوث خالد العطية.",
            "held خالد العطية + سامر حداد",
        ),
    ]);
}

#[test]
fn arabic_look_alikes() {
    check_meetings(&[
        ("ar", "التقى الخطان عند نقطة واحدة في الدوحة.", ""),
        ("ar", "عقد الوزير سامر حداد مؤتمراً صحفياً في الدوحة.", ""),
        ("ar", "لم يلتق الوزير سامر حداد المبعوث خالد العطية.", ""),
        ("ar", "طلب الوزير سامر حداد لقاء مع المبعوث خالد العطية.", ""),
        ("ar", "يلتقي الهلال والاتحاد على ملعب المدينة مساء الجمعة.", ""),
        (
            "ar",
            "لو اجتمع الوزير سامر حداد مع المبعوث خالد العطية لتغير الأمر.",
            "",
        ),
    ]);
}

#[test]
fn english_meetings() {
    check_meetings(&[
        (
            "en",
            "Foreign minister Samir Haddad met Omar Nasr in Doha on Friday.",
            "held Omar Nasr + Samir Haddad in Doha on 2021-07-02",
        ),
        (
            "en",
            "Samir Haddad, who runs the port, and his Qatari counterpart Omar Nasr met in Doha.",
            "held Omar Nasr + Samir Haddad in Doha",
        ),
        (
            "en",
            "Samir Haddad flew to Doha and held talks with Omar Nasr.",
            "held Omar Nasr + Samir Haddad in Doha",
        ),
        (
            "en",
            "Samir Haddad spoke by telephone with his colleague Omar Nasr on Monday.",
            "held Omar Nasr + Samir Haddad on 2021-07-05",
        ),
        (
            "en",
            "Talks between Russia and Turkey in Doha ended on Monday.",
            "held Russia + Turkey in Doha on 2021-07-05",
        ),
        (
            "en",
            "Samir Haddad is due to meet Omar Nasr in Doha on 12 July.",
            "planned Omar Nasr + Samir Haddad in Doha on 2021-07-12",
        ),
        (
            "en",
            "Samir Haddad and Omar Nasr were supposed to meet last Monday, but the appointment fell through.",
            "cancelled Omar Nasr + Samir Haddad on 2021-07-05",
        ),
        (
            "en",
            "Russia and Turkey called off the third round of their talks.",
            "cancelled Russia + Turkey",
        ),
        (
            "en",
            "The palace dismissed as baseless a report that Samir Haddad had met Omar Nasr.",
            "denied Omar Nasr + Samir Haddad",
        ),
        (
            "en",
            "The European Union's envoy, Samir Haddad, met Omar Nasr.",
            "held Omar Nasr + Samir Haddad",
        ),
        (
            "en",
            "The Security Council will meet on Friday.",
            "planned UN Security Council on 2021-07-09",
        ),
    ]);
}

#[test]
fn english_look_alikes() {
    check_meetings(&[
        ("en", "Samir Haddad met expectations in Doha.", ""),
        ("en", "Omar Nasr met his overdraft limit.", ""),
        ("en", "If Samir Haddad met Omar Nasr, nobody saw it.", ""),
        ("en", "Samir Haddad asked for a meeting with Omar Nasr.", ""),
        ("en", "Samir Haddad held a news conference in Doha.", ""),
        ("en", "No meeting between Russia and Turkey is planned.", ""),
    ]);
}

#[test]
fn other_languages() {
    check_meetings(&[
        (
            "fr",
            "Le ministre Samir Haddad a rencontré lundi à Doha son homologue Omar Nasr.",
            "held Omar Nasr + Samir Haddad in Doha on 2021-07-05",
        ),
        (
            "ru",
            "Переговоры между Россией и Турцией прошли на прошлой неделе.",
            "held Russia + Turkey on 2021-06-28/2021-07-04",
        ),
        (
            "tr",
            "Bakan Samir Haddad dün Omar Nasr ile görüştü.",
            "held Omar Nasr + Samir Haddad on 2021-07-05",
        ),
        (
            "fa",
            "محمدجواد ظریف روز دوشنبه در تهران با سرگئی لاوروف دیدار کرد.",
            "held سرگئی لاوروف + محمدجواد ظریف in Tehran on 2021-07-05",
        ),
    ]);
}

#[test]
fn hostile_texts_cost_no_more_than_their_length() {
    let long = "met Omar Nasr and ".repeat(20_000);
    assert!(meetings("en", &format!("Samir Haddad {long}")).len() < 1_000_000);
    let long = "التقى الوزير سامر حداد و".repeat(10_000);
    assert!(meetings("ar", &long).len() < 1_000_000);
}
