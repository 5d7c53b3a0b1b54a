//! Tests of dates: text in, dates out, a row for each way of telling one.

mod longer;

use std::sync::OnceLock;

use isnad_model::Article;

use super::find_dates;
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::memo::Memo;
use crate::names::KnownNames;
use crate::pack;

fn lexicon(lang: &str) -> &'static Lexicon {
    static LEXICONS: OnceLock<Vec<(String, Lexicon)>> = OnceLock::new();
    let lexicons = LEXICONS.get_or_init(|| {
        let load = |lang: String| {
            let lexicon = pack::load(&lang, &[])
                .and_then(Lexicon::new)
                .unwrap_or_else(|error| panic!("{error}"));
            (lang, lexicon)
        };
        pack::languages().into_iter().map(load).collect()
    });
    lexicons
        .iter()
        .find(|(it, _)| it == lang)
        .map(|(_, lexicon)| lexicon)
        .unwrap_or_else(|| panic!("no pack {lang}"))
}

/// The words of each date and what it is; `?` where the text does not give it.
fn dates(lang: &str, date: &str, text: &str) -> String {
    let mut article = Article::new("a", text);
    article.lang = lang.to_owned();
    article.date = date.parse().ok();
    let known = KnownNames::new([]);
    let lexicon = lexicon(lang);
    let mut memo = Memo::default();
    let document = Document::new(&article, lexicon, &known, &mut memo);
    let found = find_dates(&document, &lexicon.pack.dates);
    let show = |it: &super::FoundDate| {
        let edtf = it.edtf.map_or_else(|| "?".to_owned(), |edtf| edtf.to_string());
        format!(
            "{} = {edtf}{}",
            document.slice(it.span),
            if it.vague { " vague" } else { "" }
        )
    };
    found.iter().map(show).collect::<Vec<_>>().join("; ")
}

/// In an article of Tuesday, 6 July 2021.
fn check(lang: &str, text: &str, expected: &str) {
    assert_eq!(dates(lang, "2021-07-06", text), expected, "{text}");
}

/// The same for many texts with one date each, its words left out.
fn check_all(rows: &[(&str, &str, &str)]) {
    let wrong = rows.iter().filter_map(|(lang, text, expected)| {
        let found = dates(lang, "2021-07-06", text);
        let edtf = found.rsplit_once(" = ").map_or(found.as_str(), |(_, edtf)| edtf);
        (edtf != *expected).then(|| format!("{text}: found `{found}`, not {expected}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn arabic_months_of_every_land() {
    let rows = [
        ("كانون الثاني", "يناير", "جانفي", "يناير"),
        ("شباط", "فبراير", "فيفري", "فبراير"),
        ("اذار", "مارس", "مارس", "مارس"),
        ("نيسان", "إبريل", "أفريل", "ابريل"),
        ("أيار", "مايو", "ماي", "ايار"),
        ("حزيران", "يونيو", "جوان", "يونيه"),
        ("تموز", "يوليو", "جويلية", "يوليوز"),
        ("آب", "أغسطس", "أوت", "غشت"),
        ("أيلول", "سبتمبر", "شتمبر", "شتنبر"),
        ("تشرين الأول", "أكتوبر", "أكتوبر", "أكتوبر"),
        ("تشرين الثاني", "نوفمبر", "نوفمبر", "نونبر"),
        ("كانون الأول", "ديسمبر", "دجمبر", "دجنبر"),
    ];
    for (at, (levant, egypt, maghreb, morocco)) in rows.into_iter().enumerate() {
        for month in [levant, egypt, maghreb, morocco] {
            let text = format!("وصل الوفد في 12 {month} 2020 إلى المدينة");
            check("ar", &text, &format!("12 {month} 2020 = 2020-{:02}-12", at + 1));
        }
    }
}

#[test]
fn arabic_double_months_are_one() {
    check("ar", "في 7 تموز/يوليو 2021 وصل", "7 تموز/يوليو 2021 = 2021-07-07");
    check(
        "ar",
        "في 7 يوليو (تموز) 2021 وصل",
        "7 يوليو (تموز) 2021 = 2021-07-07",
    );
    check(
        "ar",
        "في كانون الثاني/يناير 2020",
        "كانون الثاني/يناير 2020 = 2020-01",
    );
}

#[test]
fn arabic_month_names_that_are_words_need_company() {
    for text in [
        "إذاعة مارس الرياضية",
        "مارس الرجل مهنته",
        "جامعة تشرين",
        "باب الهوى",
        "عيد رأس السنة",
        "قال آب الكنيسة",
    ] {
        check("ar", text, "");
    }
    check("ar", "منذ آذار الماضي", "آذار الماضي = 2021-03/..");
    check("ar", "وصل في آب", "آب = 2021-08");
}

#[test]
fn arabic_digits_of_all_kinds() {
    for text in [
        "٧ تموز ٢٠٢١",
        "۷ تموز ۲۰۲۱",
        "7 تموز 2021",
        "٢٠٢١-٠٧-٠٧",
        "٢٠٢١/٠٧/٠٧",
        "7/7/2021",
        "07.07.2021",
        "الـ7 من تموز 2021",
    ] {
        check_all(&[("ar", &format!("عقد الاجتماع بتاريخ {text}."), "2021-07-07")]);
    }
    check("ar", "في السادسة عشرة من عمره", "");
    check_all(&[
        ("ar", "السادس عشر من حزيران", "2021-06-16"),
        ("ar", "السادسة عشر من حزيران", "2021-06-16"),
        ("ar", "الثالث والعشرين من حزيران 2020", "2020-06-23"),
    ]);
}

#[test]
fn arabic_relative_days() {
    check_all(&[
        ("ar", "وصل اليوم", "2021-07-06"),
        ("ar", "وصل أمس", "2021-07-05"),
        ("ar", "وصل أول أمس", "2021-07-04"),
        ("ar", "وصل أمس الأول", "2021-07-04"),
        ("ar", "يصل غداً", "2021-07-07"),
        ("ar", "يصل بعد غد", "2021-07-08"),
        ("ar", "مساء أمس الاثنين", "2021-07-05"),
        ("ar", "صباح اليوم الثلاثاء", "2021-07-06"),
        ("ar", "أمس، 5 تموز", "2021-07-05"),
        ("ar", "خلال ساعات", "2021-07-06"),
    ]);
    check("ar", "هم في أمس الحاجة إلى الدواء", "");
    check("ar", "ذكرت روسيا اليوم أن الوفد وصل", "");
}

#[test]
fn arabic_weekdays_past_and_to_come() {
    check_all(&[
        ("ar", "التقى الوزير الجمعة الماضي", "2021-07-02"),
        ("ar", "وصل الوفد الجمعة", "2021-07-02"),
        ("ar", "سيصل الوفد يوم الجمعة", "2021-07-09"),
        ("ar", "الجمعة المقبل", "2021-07-09"),
        ("ar", "الثلاثاء القادم", "2021-07-13"),
        ("ar", "الثلاثاء الماضي", "2021-06-29"),
        ("ar", "وصل الثلاثاء", "2021-07-06"),
        ("ar", "الأحد من الأسبوع الماضي", "2021-07-04"),
        ("ar", "الاثنين 28 حزيران", "2021-06-28"),
        ("ar", "الإثنين، 28 حزيران 2021", "2021-06-28"),
        ("ar", "والأربعاء الماضي", "2021-06-30"),
        ("ar", "للخميس المقبل", "2021-07-08"),
    ]);
    check("ar", "أدى صلاة الجمعة", "");
    check("ar", "لم يقل لأحد شيئا", "");
}

#[test]
fn arabic_periods() {
    check_all(&[
        ("ar", "الأسبوع الماضي", "2021-06-28/2021-07-04"),
        ("ar", "الأسبوع المقبل", "2021-07-12/2021-07-18"),
        ("ar", "الشهر الماضي", "2021-06"),
        ("ar", "الشهر الجاري", "2021-07"),
        ("ar", "العام الماضي", "2020"),
        ("ar", "السنة المقبلة", "2022"),
        ("ar", "يوم 26 من الشهر الجاري", "2021-07-26"),
        ("ar", "الخامس من الشهر الماضي", "2021-06-05"),
        ("ar", "15 تموز الجاري", "2021-07-15"),
        ("ar", "شهر أكتوبر المقبل", "2021-10"),
        ("ar", "عام 2019", "2019"),
        ("ar", "صيف 2020", "2020-22"),
        ("ar", "خلال اليومين القادمين", "2021-07-07/2021-07-08"),
        ("ar", "الأيام الثلاثة الماضية", "2021-07-03/2021-07-05"),
        ("ar", "مطلع تموز", "2021-07-01~/2021-07-10~"),
        ("ar", "منتصف تموز", "2021-07-11~/2021-07-20~"),
        ("ar", "أواخر الشهر الماضي", "2021-06-21~/2021-06-30~"),
        ("ar", "الأسبوع الأول من آذار 2021", "2021-03-01~/2021-03-07~"),
        ("ar", "آخر ثلاثاء من آذار 2021", "2021-03-30"),
        ("ar", "الثلاثاء الثالث من أيلول 2014", "2014-09-16"),
    ]);
}

#[test]
fn arabic_vague_times_stay_vague() {
    check(
        "ar",
        "التقاه قبل أيام",
        "قبل أيام = 2021-06-29~/2021-07-06~ vague",
    );
    check(
        "ar",
        "في الأيام القليلة القادمة",
        "الأيام القليلة القادمة = 2021-07-07~/2021-07-13~ vague",
    );
    for text in [
        "قريبا",
        "في وقت سابق",
        "مؤخرا",
        "في وقت لاحق",
        "عشية القمة",
        "عقب الاجتماع",
        "الأمين العام الحالي",
        "خلال المرحلة المقبلة",
    ] {
        check("ar", text, "");
    }
}

#[test]
fn arabic_counted_times() {
    check_all(&[
        ("ar", "غادر قبل يومين", "2021-07-04"),
        ("ar", "قبل ثلاثة أيام", "2021-07-03"),
        ("ar", "قبل 10 أيام", "2021-06-26"),
        ("ar", "قبل أسبوع", "2021-06-29"),
        ("ar", "قبل شهرين", "2021-05"),
        ("ar", "قبل خمس سنوات", "2016"),
        ("ar", "سيصل بعد يومين", "2021-07-08"),
        ("ar", "قبل يومين من الاجتماع", "?"),
        ("ar", "وصل قبل يومين من 14 تموز 2020", "2020-07-12"),
    ]);
    check(
        "ar",
        "وصل في 3 أيار 2020 ثم غادر بعد يومين",
        "3 أيار 2020 = 2020-05-03; بعد يومين = 2020-05-05",
    );
    check_all(&[("ar", "لم تجتمع منذ ثلاثة أشهر", "2021-04/..")]);
    check("ar", "حكم عليه بالسجن ثلاثة أعوام", "");
}

#[test]
fn arabic_intervals() {
    check_all(&[
        ("ar", "من 13 تموز إلى 15 تموز", "2021-07-13/2021-07-15"),
        ("ar", "13 إلى 15 تموز", "2021-07-13/2021-07-15"),
        ("ar", "بين 3 و 12 سبتمبر 2020", "2020-09-03/2020-09-12"),
        ("ar", "يومي 7 و8 تموز", "2021-07-07/2021-07-08"),
        ("ar", "7-8 تموز", "2021-07-07/2021-07-08"),
        ("ar", "من 28 حزيران حتى 2 تموز 2021", "2021-06-28/2021-07-02"),
        ("ar", "سيجتمعون الأربعاء والخميس", "2021-07-07/2021-07-08"),
    ]);
}

#[test]
fn hijri_and_persian() {
    check_all(&[
        ("ar", "1 رمضان 1442 هـ", "2021-04-13~"),
        ("ar", "26 ذو القعدة 1442هـ", "2021-07-06~"),
        ("ar", "في شهر رمضان الماضي", "2021-04-13~/2021-05-12~"),
        ("fa", "۱۵ تیر ۱۴۰۰", "2021-07-06"),
        ("fa", "دیدار در ۱۴۰۰/۰۴/۱۵ انجام شد", "2021-07-06"),
        ("fa", "هفته گذشته", "2021-06-28/2021-07-04"),
        ("fa", "روز جمعه گذشته", "2021-07-02"),
        ("fa", "دو روز پیش", "2021-07-04"),
    ]);
}

#[test]
fn english() {
    check_all(&[
        ("en", "met on Friday", "2021-07-02"),
        ("en", "will meet on Friday", "2021-07-09"),
        ("en", "met last Tuesday", "2021-06-29"),
        ("en", "next Tuesday", "2021-07-13"),
        ("en", "on Monday evening", "2021-07-05"),
        ("en", "last week", "2021-06-28/2021-07-04"),
        ("en", "on Tuesday of last week", "2021-06-29"),
        ("en", "on July 5, 2020", "2020-07-05"),
        ("en", "on 5 July 2020", "2020-07-05"),
        ("en", "on the 5th of May 2020", "2020-05-05"),
        ("en", "in May", "2021-05"),
        ("en", "on August 5", "2021-08-05"),
        ("en", "in August last year", "2020-08"),
        ("en", "from 5 to 7 July", "2021-07-05/2021-07-07"),
        ("en", "July 5-7, 2020", "2020-07-05/2020-07-07"),
        ("en", "between June 28 and July 2", "2021-06-28/2021-07-02"),
        ("en", "two days ago", "2021-07-04"),
        ("en", "a week ago", "2021-06-29"),
        ("en", "early July", "2021-07-01~/2021-07-10~"),
        ("en", "mid-June", "2021-06-11~/2021-06-20~"),
        ("en", "in late June", "2021-06-21~/2021-06-30~"),
        ("en", "in the third quarter of 2020", "2020-07-01/2020-09-30"),
        ("en", "this summer", "2021-22"),
        ("en", "the last Friday of March 2021", "2021-03-26"),
        ("en", "on 2021-07-05", "2021-07-05"),
        ("en", "in 2015.", "2015"),
        ("en", "this morning", "2021-07-06"),
        ("en", "the day before yesterday", "2021-07-04"),
        ("en", "two days before the vote", "?"),
        ("en", "two days before 14 July", "2021-07-12"),
        ("en", "Jan. 5, 2020", "2020-01-05"),
        ("en", "over the weekend", "2021-07-03/2021-07-04"),
    ]);
    check(
        "en",
        "They met on 3 May and again two days later.",
        "3 May = 2021-05-03; two days later = 2021-05-05",
    );
    for text in [
        "It may rain",
        "soon",
        "They march on",
        "an august body",
        "24/7",
        "at 9:30",
        "the second half",
        "for two days",
        "later",
        "12 men",
    ] {
        check("en", text, "");
    }
}

#[test]
fn other_languages() {
    check_all(&[
        ("fr", "le 14 juillet 2020", "2020-07-14"),
        ("fr", "Il a rencontré le ministre vendredi dernier", "2021-07-02"),
        ("fr", "la semaine dernière", "2021-06-28/2021-07-04"),
        ("fr", "il y a deux jours", "2021-07-04"),
        ("fr", "le 1er juin 2020", "2020-06-01"),
        ("fr", "hier", "2021-07-05"),
        ("fr", "du 5 au 7 juillet", "2021-07-05/2021-07-07"),
        ("ru", "5 июля 2020 года", "2020-07-05"),
        ("ru", "в прошлую пятницу", "2021-07-02"),
        ("ru", "на прошлой неделе", "2021-06-28/2021-07-04"),
        ("ru", "два дня назад", "2021-07-04"),
        ("ru", "вчера", "2021-07-05"),
        ("ru", "в августе прошлого года", "2020-08"),
        ("tr", "5 Temmuz 2020'de", "2020-07-05"),
        ("tr", "geçen hafta", "2021-06-28/2021-07-04"),
        ("tr", "geçen Cuma günü", "2021-07-02"),
        ("tr", "iki gün önce", "2021-07-04"),
        ("tr", "dün", "2021-07-05"),
    ]);
}

#[test]
fn without_an_articles_date_words_are_kept() {
    assert_eq!(dates("ar", "", "وصل أمس"), "أمس = ?");
    assert_eq!(dates("ar", "", "وصل في 7 تموز 2021"), "7 تموز 2021 = 2021-07-07");
    assert_eq!(dates("en", "", "They met last week."), "last week = ?");
}

#[test]
fn impossible_days_and_hostile_texts_are_no_dates() {
    check("ar", "في 31 شباط 2021", "شباط 2021 = 2021-02");
    check("en", "on 45 May 99999999999", "");
    let long = "قبل ".repeat(5000) + &"7 و8 ".repeat(5000);
    check("ar", &long, "");
}
