//! ASCII ids (design A8) from Latin and Cyrillic text; Arabic gives none, since its vowels are not written.

use crate::scalar;
use crate::script::{Script, script_of_char};
use crate::table;

/// The longest id, in characters.
const LONGEST: usize = 60;

/// An id `[a-z0-9]+(-[a-z0-9]+)*` of at most 60 characters, cut at a word where that is possible.
///
/// `None` when the text is empty or most of its letters are neither Latin nor Cyrillic.
pub fn slugify(text: &str) -> Option<String> {
    let (mut known, mut foreign) = (0usize, 0usize);
    for script in text.chars().filter_map(script_of_char) {
        match script {
            Script::Latin | Script::Cyrillic => known += 1,
            Script::Arabic | Script::Other => foreign += 1,
        }
    }
    if foreign > known {
        return None;
    }
    let mut slug = String::with_capacity(text.len());
    for word in text
        .split(|c: char| !scalar::is_word(c) && !matches!(c, '\'' | '’' | 'ʼ') && !scalar::is_ignorable(c))
    {
        let plain = romanise(word);
        if !plain.is_empty() {
            if !slug.is_empty() {
                slug.push('-');
            }
            slug.push_str(&plain);
        }
    }
    cut(&mut slug);
    (!slug.is_empty()).then_some(slug)
}

fn cut(slug: &mut String) {
    if slug.len() <= LONGEST {
        return;
    }
    // The cut may fall exactly between two words.
    let end = slug[..=LONGEST].rfind('-').unwrap_or(LONGEST);
    slug.truncate(end);
}

/// The ASCII letters and digits of one word.
fn romanise(word: &str) -> String {
    let mut forms = Vec::new();
    let mut cased = Vec::new();
    for c in word.chars() {
        table::compatible_form(c, &mut forms);
    }
    for &c in &forms {
        table::fold_case(c, &mut cased);
    }
    forms.clear();
    for &c in &cased {
        if scalar::is_cyrillic(c) {
            forms.push(c);
        } else {
            table::strip_marks(c, &mut forms);
        }
    }
    let mut out = String::with_capacity(word.len());
    for (at, &c) in forms.iter().enumerate() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else {
            let before = at.checked_sub(1).map(|before| forms[before]);
            out.push_str(romanise_cyrillic(c, before, forms.get(at + 1).is_none()));
        }
    }
    out
}

/// Press romanisation of one small Cyrillic letter; empty for anything else.
fn romanise_cyrillic(c: char, before: Option<char>, last: bool) -> &'static str {
    match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' | 'ѓ' => "g",
        'д' => "d",
        'е' if matches!(before, Some('ь' | 'ъ')) => "ye",
        'е' | 'э' => "e",
        'ё' => "yo",
        'є' => "ye",
        'ж' => "zh",
        'з' => "z",
        // -ий and -ый end in one y.
        'й' if last && matches!(before, Some('и' | 'ы')) => "",
        'и' if last => "i",
        'и' | 'і' => "i",
        'ї' => "yi",
        'й' | 'ы' => "y",
        'ј' => "j",
        'к' | 'ќ' => "k",
        'л' => "l",
        'љ' => "lj",
        'м' => "m",
        'н' => "n",
        'њ' => "nj",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ў' => "w",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' | 'ћ' => "ch",
        'џ' => "dz",
        'ђ' => "dj",
        'ш' => "sh",
        'щ' => "shch",
        'ю' => "yu",
        'я' => "ya",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_and_cyrillic_become_ascii() {
        for (text, slug) in [
            ("Alexander Lavrentiev", "alexander-lavrentiev"),
            ("Александр Лаврентьев", "aleksandr-lavrentyev"),
            ("Şanlıurfa – Türkiye’nin İli", "sanliurfa-turkiyenin-ili"),
            ("Élysée & Œuvre, n° 5", "elysee-oeuvre-n-5"),
            ("Сергей Щукин", "sergey-shchukin"),
            ("Hezbollah (حزب الله)", "hezbollah"),
            ("2021", "2021"),
        ] {
            assert_eq!(slugify(text).as_deref(), Some(slug), "{text}");
        }
    }

    #[test]
    fn arabic_and_empty_give_none() {
        for text in ["", " – ", "غير بيدرسون", "مبادرة G7", "日本"] {
            assert_eq!(slugify(text), None, "{text}");
        }
    }

    #[test]
    fn long_titles_are_cut_at_a_word() {
        let slug = slugify(&"negotiation ".repeat(9)).expect("a slug");
        assert_eq!(
            slug,
            "negotiation-negotiation-negotiation-negotiation-negotiation"
        );
        assert_eq!(slugify(&"x".repeat(99)).map(|slug| slug.len()), Some(60));
    }
}
