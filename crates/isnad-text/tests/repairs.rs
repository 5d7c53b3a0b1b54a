//! Broken-up words: what must be repaired, and what honest text must be left alone.

use isnad_text::{ScalarIndex, WordSet, apply_repairs, dotless_share, find_repairs, victims};

fn read(text: &str) -> String {
    apply_repairs(text, &find_repairs(text, victims()))
}

fn rules(text: &str) -> Vec<&'static str> {
    find_repairs(text, victims())
        .iter()
        .map(|repair| repair.rule)
        .collect()
}

#[test]
fn tatweel_around_signs_is_certain() {
    for (broken, word) in [
        ("الاخـ.ـتبار", "الاختبار"),
        ("قـ ـتل", "قتل"),
        ("ولايـ ـة", "ولاية"),
        ("خلـ..ـافة", "خلافة"),
        ("عـ*ـلم", "علم"),
        ("مـ🔥ـطر", "مطر"),
        ("تـ.ـظـ/ـاهرة", "تظاهرة"),
        ("وبـ.ـالسَّـ.ـلام", "وبالسَّلام"),
    ] {
        let text = format!("قبل {broken} غدا");
        let repairs = find_repairs(&text, victims());
        assert_eq!(repairs.len(), 1, "{broken}");
        assert_eq!(
            (repairs[0].repaired.as_str(), repairs[0].rule),
            (word, "ar.tatweel-symbol")
        );
        assert_eq!(ScalarIndex::new(&text).slice(repairs[0].span), broken);
    }
}

#[test]
fn honest_text_is_left_alone() {
    for text in [
        "وصفها بـ”الهادئة” وبـ«الصعبة»",
        "الـ16 من تموز/يوليو 1442 هـ. قال",
        "دمـــشق",
        "ا.ف.ب ود.ب.أ وم.ت.ف وق.م",
        "قال/أكد أحمد-سمير",
        "كـ F-16 والـG7",
        "می‌خواهد",
        "نعم! لا",
        "من و إلى أ ب ت ث",
        "مستشفى كبير",
        "بـ.بي.سي",
        "انتهى.قتل رجل",
        "القتل-الحرب",
        "بعد 3سنوات",
    ] {
        assert_eq!(rules(text), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn guesses_need_a_known_word() {
    for (broken, word, rule) in [
        ("انعقـ.اد", "انعقاد", "ar.tatweel-half"),
        ("الهد.ـنة", "الهدنة", "ar.tatweel-half"),
        ("ق.ت.ل", "قتل", "ar.separator"),
        ("اح-تلال", "احتلال", "ar.separator"),
        ("قتGل", "قتل", "ar.foreign-letter"),
        ("م7مد", "م7مد", ""),
        ("انف1ار", "انف1ار", ""),
        ("انفج1ر", "انفجار", "ar.foreign-letter"),
        ("والم9اومة", "والمقاومة", "ar.foreign-letter"),
        ("ق ص ف", "قصف", "ar.spaced-letters"),
        ("ا ل ق ت ل", "القتل", "ar.spaced-letters"),
        ("ز ع ت ر", "ز ع ت ر", ""),
        ("زع.تر", "زع.تر", ""),
    ] {
        assert_eq!(read(broken), word, "{broken}");
        assert_eq!(
            rules(broken),
            if rule.is_empty() { vec![] } else { vec![rule] },
            "{broken}"
        );
    }
}

#[test]
fn dotless_words_read_as_the_one_known_word() {
    assert_eq!(read("وٯع ٯصڡ أمس"), "وٯع قصف أمس");
    assert_eq!(rules("الهدٮه"), ["ar.dotless"]);
    assert_eq!(read("الاحٮلال"), "الاحتلال");
    assert!(dotless_share("ٯصڡ علںا ٯرىه") > 0.9);
    assert!(dotless_share("وصل الوفد إلى مستشفى دمشق") < 0.01);
}

#[test]
fn invisible_stacked_and_mathematical_letters() {
    assert_eq!(read("ق\u{200B}صف"), "قصف");
    assert_eq!(rules("ق\u{AD}صف"), ["ar.invisible"]);
    assert_eq!(read("س\u{64E}\u{651}\u{64F}\u{64E}\u{651}لام"), "سلام");
    assert_eq!(read("\u{1EE0D}\u{1EE0E}\u{1EE0B}"), "نسل");
}

#[test]
fn repairs_of_a_word_list_of_the_site() {
    let words = WordSet::new(["زعتر".to_owned()]);
    assert_eq!(apply_repairs("زع.تر", &find_repairs("زع.تر", &words)), "زعتر");
}

#[test]
fn european_words_with_signs_inside() {
    for (broken, word) in [
        ("sanc.tions", "sanctions"),
        ("Kil·led", "Killed"),
        ("sal.dırı", "saldırı"),
        ("во.йна", "война"),
        ("ki.ll.ed", "killed"),
    ] {
        assert_eq!(
            read(&format!("The {broken}, then.")),
            format!("The {word}, then.")
        );
        assert_eq!(rules(broken), ["european.separator"]);
    }
    for text in [
        "see example.com",
        "the war.Dead men",
        "killed.wounded",
        "U.S. and e.g. snake_case",
        "a@bo.mb",
        "un.known",
        "www.bo.mb/x",
    ] {
        assert_eq!(rules(text), Vec::<&str>::new(), "{text}");
    }
    assert_eq!(read("the sanc.tions وقـ.ـصف bo.mbs"), "the sanctions وقصف bombs");
}
