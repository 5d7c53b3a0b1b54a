//! Shapes: what the letters of an Arabic word tell of it, whatever stands around it.
//!
//! The letters show a possibility, not a fact: `وزير` begins like "and". Each function looks at one word alone, folded
//! (its key) unless its doc comment says that it wants the word as written.

/// Whether a word begins with the article.
pub fn has_article(key: &str) -> bool {
    key.starts_with("ال")
}

/// Whether a word begins with the preposition that swallows the article's first letter (`للرئيس`).
pub fn has_contracted_article(key: &str) -> bool {
    key.starts_with("لل")
}

/// What stands behind the preposition that swallows the article's first letter.
pub fn after_contracted_article(key: &str) -> Option<&str> {
    key.strip_prefix("لل")
}

/// Whether a word begins with a conjunction and the article (`والوزير`).
pub fn has_conjunction_and_article(key: &str) -> bool {
    key.starts_with("وال") || key.starts_with("فال")
}

/// Whether a word begins like one with "and".
pub fn begins_with_and(key: &str) -> bool {
    key.starts_with('و')
}

/// Whether a word begins like one with "then".
pub fn begins_with_then(key: &str) -> bool {
    key.starts_with('ف')
}

/// Whether a word begins like one with a conjunction.
pub fn begins_with_conjunction(key: &str) -> bool {
    begins_with_and(key) || begins_with_then(key)
}

/// Whether a word begins like one with "for" or "to".
pub fn begins_with_for(key: &str) -> bool {
    key.starts_with('ل')
}

/// Whether a word begins like one with "by" or "in".
pub fn begins_with_by(key: &str) -> bool {
    key.starts_with('ب')
}

/// Whether a word begins like one with "by" or "for".
pub fn begins_with_by_or_for(key: &str) -> bool {
    begins_with_by(key) || begins_with_for(key)
}

/// Whether a word begins like one with a joined preposition.
pub fn begins_with_preposition(key: &str) -> bool {
    begins_with_by_or_for(key) || key.starts_with('ك')
}

/// Whether a word begins like a verb of the third person in the present.
pub fn begins_like_present(key: &str) -> bool {
    key.starts_with(['ي', 'ت'])
}

/// The same, "we" among the persons.
pub fn begins_like_imperfect(key: &str) -> bool {
    key.starts_with(['ي', 'ت', 'ن'])
}

/// Whether a word begins like a verb with the particle of what is to come (`سيطير`).
pub fn begins_like_future(key: &str) -> bool {
    key.starts_with("سي") || key.starts_with("ست")
}

/// Whether a word begins like a verb behind a particle of purpose, future or conjunction.
pub fn begins_like_joined_verb(key: &str) -> bool {
    ["لي", "لت", "سي", "ست", "سن", "وي", "وت", "في"]
        .iter()
        .any(|start| key.starts_with(start))
}

/// A word without what looks like "and" before it, however often.
pub fn after_and(key: &str) -> &str {
    key.trim_start_matches('و')
}

/// A word without what looks like conjunctions before it, however many.
pub fn after_conjunctions(key: &str) -> &str {
    key.trim_start_matches(['و', 'ف'])
}

/// A word without one letter that looks like "and".
pub fn without_and(key: &str) -> &str {
    key.strip_prefix('و').unwrap_or(key)
}

/// A word without one letter that looks like a conjunction.
pub fn without_conjunction(key: &str) -> &str {
    key.strip_prefix(['و', 'ف']).unwrap_or(key)
}

/// A word without its article, unless hardly anything is left.
pub fn bare(key: &str) -> &str {
    key.strip_prefix("ال")
        .filter(|rest| rest.chars().count() > 1)
        .unwrap_or(key)
}

/// Whether a word ends in the letter of relational adjectives and family names (`مصري`, `الحسني`); as written or folded.
pub fn ends_like_nisba(word: &str) -> bool {
    word.ends_with('ي')
}

/// Whether a word ends like a feminine relational adjective (`مصرية`).
pub fn ends_like_feminine_nisba(key: &str) -> bool {
    key.ends_with("يه")
}

/// Whether a word ends like relational adjectives in the plural (`مصريون`); as written.
pub fn ends_like_plural_nisba(written: &str) -> bool {
    written.ends_with("يين") || written.ends_with("يون")
}

/// Whether a word ends like a feminine one, or with "his".
pub fn ends_like_feminine(key: &str) -> bool {
    key.ends_with('ه')
}

/// Whether a word ends like a feminine plural (`شركات`); as written or folded.
pub fn ends_like_feminine_plural(word: &str) -> bool {
    word.ends_with("ات")
}

/// Whether a word ends like a dual that is a subject (`وزيران`); as written or folded.
pub fn ends_like_nominative_dual(word: &str) -> bool {
    word.ends_with("ان")
}

/// Whether a word ends like a dual or the accusative of a sound plural (`وزيران`, `وزيرين`).
pub fn ends_like_dual(key: &str) -> bool {
    ends_like_nominative_dual(key) || key.ends_with("ين")
}

/// Whether a word has the form of a sound masculine plural (`صيادون`, `خبازين`).
pub fn is_plural(key: &str) -> bool {
    key.chars().count() > 4 && (key.ends_with("ون") || key.ends_with("ين"))
}

/// Whether a word has the form of a feminine dual (`شركتان`, `ممرضتين`).
pub fn is_feminine_dual(key: &str) -> bool {
    key.chars().count() > 5 && (key.ends_with("تان") || key.ends_with("تين"))
}

/// Whether a word ends in alif.
pub fn ends_in_alif(key: &str) -> bool {
    key.ends_with('ا')
}

/// Whether a preposition or noun ends with "his" or "her".
pub fn ends_with_his_or_her(key: &str) -> bool {
    key.ends_with(['ه', 'ا'])
}

/// Whether a word ends with "their", of two.
pub fn ends_with_their_two(key: &str) -> bool {
    key.ends_with("هما")
}

/// Whether a word ends with "their", of several.
pub fn ends_with_their(key: &str) -> bool {
    key.ends_with("هم")
}

/// Whether a word ends with a possessor of more than one letter (`أراضيها`, `زعيمهم`); as written or folded.
pub fn ends_with_possessor(word: &str) -> bool {
    word.ends_with("ها") || ends_with_their(word) || ends_with_their_two(word)
}

/// Whether a word ends like one with "his"; as written, where `ة` is another letter.
pub fn ends_with_his(written: &str) -> bool {
    written.ends_with('ه')
}

/// Whether the mark of an indefinite accusative is on a word; as written.
pub fn has_accusative_mark(written: &str) -> bool {
    written.contains('\u{64B}')
}

/// Whether a word ends in the mark of an indefinite accusative or genitive; as written.
pub fn ends_in_nunation(written: &str) -> bool {
    written.ends_with(['\u{64B}', '\u{64D}'])
}

/// Whether a word ends in the alif of an indefinite accusative with its mark, before it or behind it; as written.
pub fn ends_in_marked_alif(written: &str) -> bool {
    written.ends_with("اً") || written.ends_with("ًا")
}

/// Whether a word ends like an adjective or noun that agrees with the one before it; as written.
pub fn ends_like_adjective(written: &str) -> bool {
    written.ends_with(['ا', 'ً', 'ي', 'ت'])
}

/// Whether a word is "servant", which binds the next to a name (`عبد`, `وعبد`).
pub fn ends_with_servant(key: &str) -> bool {
    key.ends_with("عبد")
}

/// Whether a word closes a name that `نور`, `زين` and the like open.
pub fn closes_bound_name(key: &str) -> bool {
    matches!(
        key,
        "الدين" | "العابدين" | "الاسلام" | "الله" | "الزمان" | "الحق" | "الملوك" | "الهدي"
    )
}

/// Whether a word is "God", which closes names (`نصر الله`).
pub fn is_god(key: &str) -> bool {
    key == "الله"
}

/// Whether a word is "our country" or the like, with any possessor (`بلاده`); as written or folded.
pub fn is_country_of(word: &str) -> bool {
    matches!(word, "بلاده" | "بلادها" | "بلادهم" | "بلادنا")
}

/// Whether a word has the pattern of a verbal noun of a derived stem (`تسيير`, `إعفاء`, `افتتاح`), without clitics.
pub fn is_derived_verbal_noun(key: &str) -> bool {
    let (letters, n) = first_letters(key);
    if !(4..=8).contains(&n) {
        return false;
    }
    match letters[0] {
        'ت' => n == 5 && letters[3] == 'ي',
        'ا' => letters[1] != 'ل' && n >= 5 && letters[n - 2] == 'ا',
        _ => false,
    }
}

/// Whether a word has the pattern of a verbal noun: `تقديم`, `إعلان`, `اجتماع`, `استقبال`; "and" before it does not count.
pub fn is_deed(key: &str) -> bool {
    let key = after_and(key);
    if has_article(key) {
        return false;
    }
    let (letters, n) = first_letters(key);
    let fills = n == 5 && letters[0] == 'ت' && letters[3] == 'ي';
    let begins = (5..=7).contains(&n) && letters[0] == 'ا' && letters[n - 2] == 'ا';
    fills || begins || n > 6 && key.starts_with("است")
}

/// Whether a word has the pattern of a verbal noun that no name has (`تمديد`, `إدخال`, `استقبال`, `انسحاب`, `اجتماع`), behind
/// one-letter particles too: what is done, never who.
pub fn is_verbal_noun(key: &str) -> bool {
    let (letters, n) = first_letters(key);
    let word = &letters[..n];
    if is_verbal_pattern(word) {
        return true;
    }
    let word = match word {
        ['و' | 'ف', rest @ ..] => rest,
        word => word,
    };
    is_verbal_pattern(word) || matches!(word, ['ب' | 'ل' | 'ك', rest @ ..] if is_verbal_pattern(rest))
}

fn is_verbal_pattern(word: &[char]) -> bool {
    const THIRD: &str = "بتجحدرزسشصطعفقكلمنه";
    match word {
        ['ت', _, 'ا', _, last] => THIRD.contains(*last) || word[3] == 'ي',
        ['ت', _, _, 'ي', _] | ['ت', _, _, 'ي', _, 'ه'] => true,
        ['ا', _, _, 'ا', _] | ['ا', _, 'ت', _, 'ا', _] | ['ا', 'ن', _, _, 'ا', _] => true,
        ['ا', 'س', 'ت', _, _, 'ا', _] => true,
        _ => false,
    }
}

/// Letters that patterns look at, and how many there are of them: all of a word of up to nine.
fn first_letters(key: &str) -> ([char; 10], usize) {
    let mut letters = ['\0'; 10];
    let mut n = 0;
    for letter in key.chars().take(letters.len()) {
        letters[n] = letter;
        n += 1;
    }
    (letters, n)
}

/// Whether a word has a shape that names hardly have: a marked accusative, a plural (`إيضاحات`), an imperfect of a derived
/// stem (`يستحق`), joined particles (`بإعطائه`, `فأنجبت`), a possessor (`احتجاجه`); of its letters folded and as written.
pub fn is_no_name(key: &str, written: &str) -> bool {
    const DERIVED: [&str; 5] = ["يست", "تست", "نست", "سيت", "ستت"];
    const JOINED: [&str; 12] = [
        "بإ", "فأ", "لإ", "كأ", "بأ", "فإ", "وإ", "وأ", "فال", "بال", "كال", "لل",
    ];
    const NAMES: [&str; 3] = ["يه", "اده", "لله"];
    let letters = key.chars().count();
    let begins = |starts: &[&str]| starts.iter().any(|start| written.starts_with(start));
    ends_in_nunation(written)
        || written.ends_with("ًا")
        || letters > 4 && (ends_like_feminine_plural(written) || begins(&JOINED))
        || letters > 3 && ends_with_his(written) && !NAMES.iter().any(|end| written.ends_with(end))
        || begins(&DERIVED)
}

/// Whether a word has a conjunction or preposition with the article before it (`بالوزير`, `للرئيس`).
pub fn has_clitics_and_article(key: &str) -> bool {
    let joined = key.starts_with("بال") || key.starts_with("وال");
    joined && key.chars().count() > 5 || has_contracted_article(key) && key.chars().count() > 4
}

/// Whether a word is a preposition and the pronoun that it governs (`بها`, `خلالها`).
pub fn is_preposition_with_pronoun(key: &str) -> bool {
    let key = without_conjunction(key);
    ["هما", "هم", "ها", "ه"]
        .iter()
        .find_map(|ending| key.strip_suffix(ending))
        .is_some_and(|stem| {
            matches!(
                stem,
                "ب" | "ل"
                    | "في"
                    | "من"
                    | "علي"
                    | "عن"
                    | "مع"
                    | "بين"
                    | "الي"
                    | "خلال"
                    | "اثناء"
                    | "لدي"
                    | "عند"
                    | "اثر"
                    | "بعد"
                    | "قبل"
            )
        })
}

/// Whether a word is the first half of a name (`عبد الرحمن`), a letter joined before it or not.
pub fn is_servant(key: &str) -> bool {
    key.ends_with("عبد") && key.chars().count() < 5
}

/// Whether a word begins like a name that "son of" or "father of" has grown into (`بنزيمة`, `بلعيد`, `بوتفليقة`).
pub fn begins_like_patronymic(key: &str) -> bool {
    let begins = ["بن", "بل", "بو"].iter().any(|start| key.starts_with(start));
    begins && key.chars().count() > 4
}

/// Whether a word has an ending that no name of a place has: a plural, a possessor, a verb's.
pub fn is_no_place(written: &str) -> bool {
    ["ات", "ين", "ها", "هم", "نا", "ه", "ك", "وا", "ون"]
        .iter()
        .any(|end| written.ends_with(end))
}

/// Whether a word is long enough for a verb of what is to come and begins like one (`سيطير`, `ستطير`).
pub fn is_future(key: &str) -> bool {
    let letters = key.chars().count();
    key.starts_with("سي") && letters > 4 || key.starts_with("ست") && letters > 5
}

/// Whether a word is a preposition that marks stand behind (`لـ«رويترز»`).
pub fn is_lone_for(key: &str) -> bool {
    key == "ل"
}

/// A word from its article on, where one or two letters stand before it; the article that `لل` swallows is none.
pub fn from_article(key: &str) -> Option<&str> {
    key.find("ال")
        .filter(|&from| from <= 2 * 'و'.len_utf8())
        .map(|from| &key[from..])
}

/// A noun without the letters joined before it, its article and the alif of an accusative.
pub fn stem(key: &str) -> &str {
    let key = key.trim_start_matches(['و', 'ب', 'ل']);
    key.strip_prefix("ال").unwrap_or(key).trim_end_matches('ا')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbal_nouns_by_their_pattern() {
        for word in [
            "تمديد",
            "ادخال",
            "استقبال",
            "انسحاب",
            "اجتماع",
            "تعاون",
            "وتمديد",
            "باجتماع",
            "ولاجتماع",
        ] {
            assert!(is_verbal_noun(word), "{word}");
        }
        for word in ["سالم", "وليد", "ناصر", "استقبالات"] {
            assert!(!is_verbal_noun(word), "{word}");
        }
        assert!(is_derived_verbal_noun("افتتاح") && !is_derived_verbal_noun("الباب"));
        assert!(is_deed("وتقديم") && !is_deed("التقديم"));
    }

    #[test]
    fn shapes_that_no_name_has() {
        for (key, written) in [
            ("ايضاحات", "إيضاحات"),
            ("يستحق", "يستحق"),
            ("فانجبت", "فأنجبت"),
            ("احتجاجه", "احتجاجه"),
        ] {
            assert!(is_no_name(key, written), "{written}");
        }
        assert!(!is_no_name("حماده", "حماده"));
    }
}
