//! Hostile: articles made to take long, were anything in reading them more than linear.

/// An article that repeats one thing.
pub struct Case {
    /// What it is.
    pub name: &'static str,
    /// What it repeats.
    part: &'static str,
    /// How often.
    times: usize,
}

/// All of them, each of about half a megabyte or less.
pub const CASES: &[Case] = &[
    Case {
        name: "no full stop",
        part: "وصل الوفد الروسي إلى دمشق وزار السفير معرض المدينة ",
        times: 6_000,
    },
    Case {
        name: "cues",
        part: "وقال إن وأضاف أن بحسب مصادر ",
        times: 5_000,
    },
    Case {
        name: "meetings",
        part: "التقى الوزير نظيره في بغداد واجتمع مع السفير ",
        times: 5_000,
    },
    Case {
        name: "nested quotes",
        part: "قال «سمعت “أن ",
        times: 10_000,
    },
    Case {
        name: "quotation marks",
        part: "\" ",
        times: 50_000,
    },
    Case {
        name: "one word",
        part: "قلم",
        times: 80_000,
    },
    Case {
        name: "clitic letters",
        part: "وبال",
        times: 60_000,
    },
    Case {
        name: "single letters",
        part: "و ",
        times: 100_000,
    },
    Case {
        name: "broken words",
        part: "قـ.ـتل ",
        times: 30_000,
    },
    Case {
        name: "ligatures",
        part: "ﷺﷲ",
        times: 50_000,
    },
    Case {
        name: "dates",
        part: "من 5 إلى 7 تموز ",
        times: 15_000,
    },
    Case {
        name: "names",
        part: "الرئيس بشار الأسد ",
        times: 10_000,
    },
];

/// The text of a case so many times its length.
pub fn text(case: &Case, longer: usize) -> String {
    case.part.repeat(case.times * longer)
}

/// The same as a line for `isnad extract`.
pub fn line(case: &Case, longer: usize) -> String {
    let article =
        serde_json::json!({ "id": "a", "lang": "ar", "date": "2021-07-06", "text": text(case, longer) });
    format!("{article}\n")
}
