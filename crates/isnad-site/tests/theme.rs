//! The built-in theme: contrasts, logical properties, whole catalogues, weights.

use std::{collections::BTreeMap, fs, path::PathBuf};

use isnad_site::{Catalogue, PLURAL_CATEGORIES, Theme, plural_category};

fn read(path: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../templates")
        .join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every set of tokens in the style sheet: the light one first, then each dark one.
fn token_sets(css: &str) -> Vec<BTreeMap<String, (f64, f64, f64)>> {
    let mut sets = Vec::new();
    for block in css
        .split('{')
        .skip(1)
        .map(|rest| rest.split('}').next().unwrap_or_default())
    {
        let pairs = block
            .split(';')
            .filter_map(|line| line.trim().strip_prefix("--")?.split_once(":#"));
        let set: BTreeMap<String, _> = pairs
            .filter(|(_, hex)| hex.len() == 6)
            .map(|(name, hex)| (name.to_owned(), color(hex)))
            .collect();
        if set.contains_key("paper") && set.contains_key("actor") {
            sets.push(set);
        }
    }
    sets
}

fn color(hex: &str) -> (f64, f64, f64) {
    let part = |at: usize| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("a colour")) / 255.0;
    (part(0), part(2), part(4))
}

/// WCAG 2 relative luminance.
fn luminance((red, green, blue): (f64, f64, f64)) -> f64 {
    let linear = |part: f64| {
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

fn contrast(one: (f64, f64, f64), other: (f64, f64, f64)) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_token_has_its_contrast() {
    let sets = token_sets(&read("assets/site.css"));
    assert_eq!(sets.len(), 3, "light, dark by the system, dark by choice");
    assert_eq!(
        sets[1], sets[2],
        "both ways to the dark colours give the same ones"
    );
    let text = [
        "ink", "ink-2", "link", "actor", "org", "meeting", "claim", "place", "article", "warn", "focus",
    ];
    for set in &sets {
        for ground in ["paper", "surface", "sunken"] {
            for token in text {
                let ratio = contrast(set[token], set[ground]);
                assert!(ratio >= 4.5, "{token} on {ground}: {ratio:.2}");
            }
            let ratio = contrast(set["edge"], set[ground]);
            assert!(ratio >= 3.0, "edge on {ground}: {ratio:.2}");
        }
        for token in ["ink", "link"] {
            let ratio = contrast(set[token], set["mark"]);
            assert!(ratio >= 4.5, "{token} on mark: {ratio:.2}");
        }
    }
}

/// Every declaration of a style sheet, as property and value; selectors and media queries are none.
fn declarations(css: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, delimiter) in css.match_indices(['{', '}', ';']) {
        let piece = &css[start..at];
        start = at + 1;
        if delimiter != "{"
            && let Some((property, value)) = piece.rsplit("*/").next().unwrap_or_default().split_once(':')
        {
            found.push((property.trim(), value.trim()));
        }
    }
    found
}

#[test]
fn styles_know_no_left_and_right() {
    let css = read("assets/site.css");
    let declarations = declarations(&css);
    assert!(declarations.len() > 300, "{}", declarations.len());
    for (property, value) in declarations {
        let physical = ["top", "bottom", "left", "right", "width", "height"];
        let side = property.split('-').any(|part| physical.contains(&part))
            && !matches!(property, "stroke-width" | "line-height" | "scrollbar-width");
        assert!(!side, "{property}: {value}");
        assert!(
            !matches!(property, "letter-spacing" | "text-transform" | "text-justify"),
            "{property}: {value}"
        );
        let bad = value
            .split(|c: char| !c.is_ascii_alphanumeric())
            .any(|word| matches!(word, "left" | "right" | "justify" | "italic" | "uppercase"));
        assert!(!bad, "{property}: {value}");
    }
}

#[test]
fn marks_have_nothing_at_their_ends() {
    let css = read("assets/site.css");
    for rule in css.split('}').filter(|rule| {
        rule.split('{').next().is_some_and(|selector| {
            selector.contains("mark") || selector.contains(".ref") || selector.contains(".fix")
        })
    }) {
        let body = rule.split('{').nth(1).unwrap_or_default();
        for property in ["padding", "border:", "border-inline", "margin"] {
            assert!(!body.contains(property), "{property} in {rule}");
        }
    }
}

#[test]
fn both_languages_say_the_same_things() {
    let theme = Theme::builtin().expect("the built-in theme is sound");
    let (ar, en) = (
        theme.catalogue("ar").expect("Arabic"),
        theme.catalogue("en").expect("English"),
    );
    // Month names by custom of a region and the plural forms are the language's own affair.
    let own = |key: &&str| {
        (!key.starts_with("months.") || key.starts_with("months.default.")) && !key.starts_with("count.")
    };
    let keys = |catalogue: &Catalogue| {
        catalogue
            .keys()
            .filter(|key| own(key))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    // The Arabic catalogue is checked as written, without its fallback.
    let table: toml::Table = read("i18n/ar.toml").parse().expect("TOML");
    let bare = Catalogue::new("ar", &table, None);
    assert_eq!(keys(&bare), keys(en));
    for (catalogue, categories) in [
        (ar, vec!["zero", "one", "two", "few", "many", "other"]),
        (en, vec!["one", "other"]),
    ] {
        let counted: std::collections::BTreeSet<&str> = catalogue
            .keys()
            .filter_map(|key| key.strip_prefix("count.")?.rsplit_once('.'))
            .map(|(noun, _)| noun)
            .collect();
        for noun in counted {
            for category in &categories {
                assert!(
                    catalogue.find(&format!("count.{noun}.{category}")).is_some(),
                    "{}: count.{noun}.{category}",
                    catalogue.lang
                );
            }
        }
    }
}

#[test]
fn slots_are_the_same_in_both_languages() {
    let theme = Theme::builtin().expect("the built-in theme is sound");
    let (ar, en) = (
        theme.catalogue("ar").expect("Arabic"),
        theme.catalogue("en").expect("English"),
    );
    let slots = |text: &str| {
        let mut slots: Vec<String> = text
            .split('{')
            .skip(1)
            .filter_map(|rest| Some(rest.split_once('}')?.0.to_owned()))
            .collect();
        slots.sort();
        slots
    };
    for (key, text) in en.words().filter(|(key, _)| !key.starts_with("count.")) {
        assert_eq!(slots(text), slots(ar.get(key)), "{key}");
    }
}

#[test]
fn arabic_words_are_arabic() {
    let table: toml::Table = read("i18n/ar.toml").parse().expect("TOML");
    for (key, text) in Catalogue::new("ar", &table, None)
        .words()
        .filter(|(key, _)| !key.starts_with("language_own."))
    {
        let outside_slots: String = text
            .split('{')
            .map(|piece| piece.split_once('}').map_or(piece, |(_, rest)| rest))
            .collect();
        assert!(
            !outside_slots.chars().any(|c| c.is_ascii_alphabetic()),
            "{key}: {text}"
        );
    }
}

#[test]
fn counts_of_one_and_two_are_words() {
    let theme = Theme::builtin().expect("the built-in theme is sound");
    let ar = theme.catalogue("ar").expect("Arabic");
    let say = |number: usize| {
        ar.count("count.meetings", number, isnad_site::Digits::Latin)
            .bare()
    };
    let said: Vec<String> = [0, 1, 2, 3, 11, 100].map(say).to_vec();
    assert_eq!(
        said,
        [
            "لا لقاءات",
            "لقاء واحد",
            "لقاءان",
            "3 لقاءات",
            "11 لقاءً",
            "100 لقاء"
        ]
    );
    assert!(
        [0, 1, 2, 3, 11, 100]
            .iter()
            .all(|&number| PLURAL_CATEGORIES.contains(&plural_category("ar", number)))
    );
}

#[test]
fn an_override_replaces_one_file_and_keeps_the_rest() {
    let files = BTreeMap::from([
        (
            "about.html".to_owned(),
            "{% extends \"base.html\" %}{% block main %}<p>{{ t.site.name }}</p>{% endblock main %}"
                .to_owned(),
        ),
        ("i18n/en.toml".to_owned(), "[site]\nname = \"River\"\n".to_owned()),
        ("i18n/ru.toml".to_owned(), "[nav]\nhome = \"Начало\"\n".to_owned()),
        ("assets/site.css".to_owned(), "body{color:red}".to_owned()),
    ]);
    let theme = Theme::with_overrides(files).expect("a sound theme");
    let en = theme.catalogue("en").expect("English");
    assert_eq!((en.get("site.name"), en.get("nav.home")), ("River", "Home"));
    let ru = theme.catalogue("ru").expect("a new language");
    assert_eq!(
        (ru.get("nav.home"), ru.get("nav.actors"), ru.dir),
        ("Начало", "Actors", "ltr")
    );
    assert_eq!(theme.assets()["site.css"].bytes, b"body{color:red}");
    assert!(theme.assets()["site.js"].integrity.starts_with("sha384-"));
}

#[test]
fn styles_and_scripts_are_light() {
    // Unpacked sizes; packed they are a third and less.
    assert!(read("assets/site.css").len() < 60_000);
    assert!(read("assets/site.js").len() < 40_000);
    assert!(
        !read("assets/site.css").contains("url("),
        "nothing is fetched from a style sheet"
    );
}
