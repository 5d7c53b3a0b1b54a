//! Checks the tables: complete, joined up, and without shared names except where `ambiguous.toml` says so.

use std::collections::{BTreeMap, BTreeSet};

use isnad_gazetteer::{LANGUAGES, StarterEntity, ambiguous, entities, find};
use isnad_model::{DemonymForm, EntityKind, NameRole};

/// The members of the United Nations, then Palestine, the Vatican, Taiwan and Kosovo.
const ISO_CODES: &str = "
    AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR
    CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL
    IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN
    MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI
    SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VC VE VN VU WS YE ZA ZM ZW
    PS VA TW XK";

fn of_kind(kind: EntityKind) -> impl Iterator<Item = &'static StarterEntity> {
    entities().iter().filter(move |entity| entity.kind == kind)
}

fn main_name(id: &str, lang: &str) -> &'static str {
    find(id)
        .and_then(|entity| entity.name_in(lang))
        .unwrap_or_else(|| panic!("{id} has no name in {lang}"))
}

#[test]
fn every_state_of_the_world_is_there_once() {
    let wanted: BTreeSet<&str> = ISO_CODES.split_whitespace().collect();
    let states: Vec<&StarterEntity> = of_kind(EntityKind::State).collect();
    let found: BTreeSet<&str> = states.iter().filter_map(|state| state.iso.as_deref()).collect();
    assert_eq!(found, wanted);
    assert_eq!(
        states.len(),
        wanted.len(),
        "a state without a code, or two states with one"
    );
    assert_eq!(wanted.len(), 197);
}

#[test]
fn ids_are_valid_unique_and_found() {
    let mut seen = BTreeSet::new();
    for entity in entities() {
        assert!(isnad_model::id::is_valid(&entity.id), "{}", entity.id);
        assert_eq!(entity.id, entity.id.to_lowercase());
        assert!(seen.insert(&entity.id), "{} twice", entity.id);
        assert_eq!(find(&entity.id), Some(entity));
    }
    assert_eq!(find("atlantis"), None);
    assert_eq!(find(""), None);
}

#[test]
fn every_entity_has_one_main_name_in_every_language() {
    for entity in entities() {
        for lang in LANGUAGES {
            let is_main = |name: &&isnad_model::Name| name.lang == lang && name.role == NameRole::Main;
            assert_eq!(
                entity.names.iter().filter(is_main).count(),
                1,
                "{} in {lang}",
                entity.id
            );
        }
        assert!(
            entity.names[..LANGUAGES.len()]
                .iter()
                .all(|name| name.role == NameRole::Main),
            "{}",
            entity.id
        );
        assert!(
            entity.forms.iter().all(|form| form.role == NameRole::Derived),
            "{}",
            entity.id
        );
        let texts: BTreeSet<_> = entity
            .names
            .iter()
            .chain(&entity.forms)
            .map(|name| (&name.lang, &name.text))
            .collect();
        let count = entity.names.len() + entity.forms.len();
        assert_eq!(texts.len(), count, "{} has a name twice", entity.id);
    }
}

#[test]
fn states_and_capitals_name_each_other() {
    for state in of_kind(EntityKind::State) {
        let capital = state
            .capital
            .as_deref()
            .and_then(find)
            .unwrap_or_else(|| panic!("{} has no capital", state.id));
        assert_eq!(capital.kind, EntityKind::Place, "{}", capital.id);
        assert_eq!(capital.capital_of.as_ref(), Some(&state.id));
    }
    for place in of_kind(EntityKind::Place) {
        let Some(state) = place.capital_of.as_deref() else {
            continue;
        };
        assert_eq!(
            find(state).and_then(|state| state.capital.as_ref()),
            Some(&place.id)
        );
    }
}

#[test]
fn every_state_has_demonyms_in_every_language() {
    for state in of_kind(EntityKind::State) {
        let has = |lang: &str, form| {
            state
                .demonyms
                .iter()
                .any(|demonym| demonym.lang == lang && demonym.form == form)
        };
        for (lang, form) in [
            ("ar", DemonymForm::Masculine),
            ("ar", DemonymForm::Feminine),
            ("ar", DemonymForm::Plural),
            ("en", DemonymForm::Adjective),
            ("en", DemonymForm::Noun),
            ("en", DemonymForm::Plural),
            ("fr", DemonymForm::Masculine),
            ("fr", DemonymForm::Feminine),
            ("ru", DemonymForm::Stem),
            ("tr", DemonymForm::Adjective),
            ("fa", DemonymForm::Adjective),
        ] {
            assert!(has(lang, form), "{}: {form:?} in {lang}", state.id);
        }
    }
    assert!(
        entities()
            .iter()
            .all(|entity| entity.kind == EntityKind::State || entity.demonyms.is_empty())
    );
}

#[test]
fn arabic_demonyms_have_no_article_and_end_as_their_form_does() {
    for state in of_kind(EntityKind::State) {
        for demonym in state.demonyms.iter().filter(|demonym| demonym.lang == "ar") {
            let text = &demonym.text;
            assert!(!text.starts_with("ال"), "{}: {text}", state.id);
            match demonym.form {
                DemonymForm::Masculine => assert!(text.ends_with('ي'), "{}: {text}", state.id),
                DemonymForm::Feminine => assert!(text.ends_with("ية"), "{}: {text}", state.id),
                _ => {}
            }
        }
    }
}

#[test]
fn everything_that_is_pointed_at_exists() {
    for entity in entities() {
        for target in [&entity.part_of, &entity.stands_for].into_iter().flatten() {
            let target = find(target).unwrap_or_else(|| panic!("{} points at {target}", entity.id));
            assert_ne!(target.id, entity.id);
        }
        if let Some(state) = entity.stands_for.as_deref().and_then(find) {
            // Brussels speaks for a union of states.
            let speaks = state.kind == EntityKind::State || state.class.as_deref() == Some("alliance");
            assert!(speaks, "{}", entity.id);
        }
        for lang in LANGUAGES {
            let depth = ancestors(entity).count();
            assert!(depth < 6, "{}: parents run in a circle ({lang})", entity.id);
        }
    }
}

fn ancestors(entity: &'static StarterEntity) -> impl Iterator<Item = &'static StarterEntity> {
    std::iter::successors(Some(entity), |entity| entity.part_of.as_deref().and_then(find)).take(10)
}

#[test]
fn names_are_written_in_the_script_of_their_language() {
    for entity in entities() {
        for name in entity.names.iter().chain(&entity.forms) {
            let (id, text) = (&entity.id, &name.text);
            assert_eq!(text.trim(), text, "{id}");
            assert!(!text.is_empty() && !text.contains("  "), "{id}: {text}");
            assert!(
                !text.contains(['«', '»', '"', '(', ')', '&', '\u{640}']),
                "{id}: {text}"
            );
            assert!(!isnad_text::fold_name(text).is_empty(), "{id}: {text}");
            let right: fn(char) -> bool = match name.lang.as_str() {
                "ar" => is_arabic_script,
                "fa" => is_persian_script,
                // Russian news prints the names of foreign papers in Latin letters too.
                "ru" => |c| is_cyrillic(c) || c == '—' || is_latin_script(c),
                _ => is_latin_script,
            };
            assert!(text.chars().all(right), "{id}: {text} in {}", name.lang);
        }
        for demonym in &entity.demonyms {
            let right: fn(char) -> bool = match demonym.lang.as_str() {
                "ar" => is_arabic_script,
                "fa" => is_persian_script,
                "ru" => |c| is_cyrillic(c) || c == '-',
                _ => is_latin_script,
            };
            assert!(
                !demonym.text.is_empty() && demonym.text.chars().all(right),
                "{}: {}",
                entity.id,
                demonym.text
            );
        }
    }
}

/// Arabic letters and marks, spaces, digits, the dots of abbreviations and the plus of OPEC+; no Persian letters
/// but the ڤ that some Arabic papers use.
fn is_arabic_script(c: char) -> bool {
    matches!(c, '\u{621}'..='\u{64A}' | '\u{64B}'..='\u{652}' | 'ڤ' | ' ' | '.' | '+' | '0'..='9')
}

/// The letters that Persian writes: no Arabic ي, ك, ة or ى, but ۀ/ٔ, and the zero-width non-joiner.
fn is_persian_script(c: char) -> bool {
    let persian = matches!(
        c,
        'پ' | 'چ' | 'ژ' | 'ک' | 'گ' | 'ی' | '\u{654}' | '\u{200C}' | '+' | ' ' | '-' | '۰'..='۹'
    );
    persian || (matches!(c, '\u{621}'..='\u{64A}') && !matches!(c, 'ي' | 'ك' | 'ة' | 'ى' | '\u{640}'))
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё')
}

fn is_latin_script(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '\u{C0}'..='\u{24F}')
        || matches!(c, ' ' | '-' | '.' | ',' | '’' | '+' | '/')
}

#[test]
fn common_words_are_names_of_their_entity() {
    let mut flagged = 0;
    for entity in entities() {
        for common in &entity.common {
            let known = entity.names.iter().any(|name| name.text == *common)
                || entity.demonyms.iter().any(|demonym| demonym.text == *common);
            assert!(known, "{}: {common} is none of its names", entity.id);
            assert!(entity.is_common(common));
            flagged += 1;
        }
    }
    assert!(flagged > 50, "only {flagged} names are marked as common words");
    assert!(find("mali").is_some_and(|mali| mali.is_common("مالي")));
    assert!(
        find("who").is_some_and(|who| who.is_common("WHO") && !who.is_common("World Health Organization"))
    );
    assert!(
        find("qatar").is_some_and(|qatar| qatar.common.is_empty()),
        "news means the state when it says قطر"
    );
}

/// The match keys that several entities share, by language.
fn shared_names() -> BTreeMap<(String, String), BTreeSet<String>> {
    let mut by_key: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for entity in entities() {
        for name in &entity.names {
            let key = (name.lang.clone(), isnad_text::fold_name(&name.text));
            by_key.entry(key).or_default().insert(entity.id.clone());
        }
    }
    by_key.retain(|_, ids| ids.len() > 1);
    by_key
}

#[test]
fn shared_names_are_listed_and_listed_names_are_shared() {
    let listed: BTreeMap<(String, String), BTreeSet<String>> = ambiguous()
        .iter()
        .map(|name| {
            (
                (name.lang.clone(), isnad_text::fold_name(&name.text)),
                name.ids.iter().cloned().collect(),
            )
        })
        .collect();
    assert_eq!(listed.len(), ambiguous().len(), "a name is listed twice");
    let shared = shared_names();
    let missing: String = shared
        .iter()
        .filter(|(key, ids)| listed.get(key) != Some(ids))
        .map(|((lang, key), ids)| format!("\n[[name]]\nlang = {lang:?}\ntext = {key:?}\nids = {ids:?}\n"))
        .collect();
    assert!(missing.is_empty(), "not in ambiguous.toml: {missing}");
    let stale: Vec<_> = listed.keys().filter(|key| !shared.contains_key(key)).collect();
    assert!(stale.is_empty(), "no longer shared: {stale:?}");
}

/// Two Congos, two Dominican states: the adjective alone cannot tell them apart.
#[test]
fn demonyms_are_shared_by_few_states() {
    let mut by_word: BTreeMap<(&str, String), BTreeSet<&str>> = BTreeMap::new();
    for state in of_kind(EntityKind::State) {
        for demonym in &state.demonyms {
            let key = (demonym.lang.as_str(), isnad_text::fold_name(&demonym.text));
            by_word.entry(key).or_default().insert(&state.id);
        }
    }
    let shared: BTreeSet<Vec<&str>> = by_word
        .into_values()
        .filter(|ids| ids.len() > 1)
        .map(|ids| ids.into_iter().collect())
        .collect();
    let expected = BTreeSet::from([
        vec!["democratic-republic-of-the-congo", "republic-of-the-congo"],
        vec!["dominica", "dominican-republic"],
    ]);
    assert_eq!(shared, expected);
}

#[test]
fn well_known_names_lead_to_their_entities() {
    for (text, lang, id) in [
        ("سورية", "ar", "syria"),
        ("أميركا", "ar", "united-states"),
        ("بريطانيا", "ar", "united-kingdom"),
        ("روسيا الاتحادية", "ar", "russia"),
        ("أستانا", "ar", "astana"),
        ("Nur-Sultan", "en", "astana"),
        ("مجلس الأمن", "ar", "un-security-council"),
        ("الناتو", "ar", "nato"),
        ("أوبك+", "ar", "opec-plus"),
        ("الكرملين", "ar", "kremlin"),
        ("U.S.", "en", "united-states"),
        ("باب الهوى", "ar", "bab-al-hawa"),
        ("США", "ru", "united-states"),
        ("Совбез ООН", "ru", "un-security-council"),
        ("ABD", "tr", "united-states"),
        ("Birleşmiş Milletler", "tr", "united-nations"),
        ("سازمان ملل", "fa", "united-nations"),
        ("انگلیس", "fa", "united-kingdom"),
        ("العربي الجديد", "ar", "al-araby-al-jadeed"),
    ] {
        let entity = find(id).unwrap_or_else(|| panic!("{id} is missing"));
        let known = entity
            .names
            .iter()
            .any(|name| name.text == text && name.lang == lang);
        assert!(known, "{id} has no name {text} in {lang}");
    }
    assert_eq!(main_name("turkey", "en"), "Turkey");
    assert_eq!(main_name("moscow", "ar"), "موسكو");
    assert_eq!(
        find("kremlin").and_then(|it| it.stands_for.as_deref()),
        Some("russia")
    );
    assert_eq!(
        find("un-security-council").and_then(|it| it.part_of.as_deref()),
        Some("united-nations")
    );
}

#[test]
fn names_carry_their_inflected_forms_and_other_spellings() {
    for (id, lang, form) in [
        ("russia", "ru", "Россией"),
        ("damascus", "ru", "Дамаска"),
        ("saudi-arabia", "ru", "Саудовской Аравии"),
        ("un-security-council", "ru", "Совета Безопасности ООН"),
        ("united-nations", "ru", "Организации Объединённых Наций"),
        ("united-nations", "ru", "Организации Объединенных Наций"),
        ("united-states", "ru", "Соединенные Штаты"),
        ("houthis", "ar", "الحوثيين"),
        ("palestine", "fr", "Etat de Palestine"),
        ("quebec", "en", "Quebec"),
        ("ramallah", "fa", "رام الله"),
        ("un-security-council", "tr", "BM Güvenlik Konseyinde"),
        ("european-union", "tr", "Avrupa Birliğinin"),
    ] {
        let entity = find(id).unwrap_or_else(|| panic!("{id} is missing"));
        let mut all = entity.names.iter().chain(&entity.forms);
        assert!(
            all.any(|name| name.text == form && name.lang == lang),
            "{id} lacks {form}"
        );
    }
    let declined = |entity: &&StarterEntity| entity.forms.iter().any(|form| form.lang == "ru");
    assert!(of_kind(EntityKind::State).filter(declined).count() > 150);
}

#[test]
fn an_entity_keeps_its_names_and_where_it_belongs() {
    let geneva = find("geneva")
        .map(StarterEntity::to_entity)
        .unwrap_or_else(|| panic!("geneva is missing"));
    assert_eq!(geneva.display_name("ar"), ("جنيف", "ar"));
    assert!(!geneva.curated);
    assert_eq!(geneva.relations.len(), 1);
    assert_eq!(geneva.relations[0].target, "switzerland");
    assert!(geneva.names.iter().all(|name| name.role != NameRole::Derived));
}
