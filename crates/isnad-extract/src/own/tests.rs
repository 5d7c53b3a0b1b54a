//! What a user's pack is told of its mistakes.

use super::*;
use crate::pack::{self, Pack};

fn own(file: &str, text: &str) -> (Option<Override>, Vec<Diagnostic>) {
    look_through(&("en".to_owned(), file.to_owned(), text.to_owned()))
}

#[test]
fn every_built_in_file_could_be_a_users() {
    for lang in pack::languages() {
        for name in pack::files(&lang) {
            let text = pack::built_in(&name).unwrap_or_default();
            let (kept, findings) = own(&name, text);
            assert_eq!(findings, [], "{name}");
            let (_, _, kept) = kept.unwrap_or_else(|| panic!("{name} was left out"));
            if !is_date_file(&name) {
                let read = |text| format!("{:?}", Pack::parse(&name, text));
                assert_eq!(read(&kept), read(text), "{name}");
            }
        }
    }
}

#[test]
fn every_example_of_the_documentation_reads() {
    let page = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/PACKS.md");
    let page = std::fs::read_to_string(page).unwrap_or_default();
    let examples: Vec<&str> = page
        .split("```toml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    assert!(examples.len() > 10, "{examples:?}");
    // Names in brackets are of entries that have tables of their own, not of classes of words.
    let words = Class::NAMES.iter().filter(|name| !name.starts_with('('));
    let untold: Vec<_> = words
        .filter(|name| !page.contains(&format!("`{name}`")))
        .collect();
    assert!(untold.is_empty(), "classes of words without a row: {untold:?}");
    for example in examples {
        let file = if example.contains("day -1") {
            "packs/en/dates.toml"
        } else {
            "packs/en/own.toml"
        };
        let (kept, findings) = own(file, example);
        assert_eq!(findings, [], "{example}");
        let lang = if example.contains("sagen") { "de" } else { "en" };
        let kept = kept.map(|(_, file, text)| (lang.to_owned(), file, text));
        assert!(
            pack::load(lang, &kept.into_iter().collect::<Vec<_>>()).is_ok(),
            "{example}"
        );
    }
}

#[test]
fn a_mistake_costs_no_more_than_itself() {
    let text = "[[say]]\nlemma = \"opine\"\nstanse = \"hedged\"\n\n[[say]]\nlemma = \"muse\"\nstance = \"hegded\"\n\n\
                [[say]]\nlemma = \"quip\"\n\n[words]\ngiven_nam = [\"Zorba\"]\nsurname = [\"Zervas\"]\n";
    let (kept, findings) = own("packs/en/own.toml", text);
    let places: Vec<_> = findings
        .iter()
        .map(|it| (it.position.map(|at| at.line), it.id.as_str()))
        .collect();
    assert_eq!(
        places,
        [
            (Some(3), "unknown-key"),
            (Some(7), "bad-value"),
            (Some(13), "unknown-key")
        ]
    );
    assert_eq!(findings[0].remedy.as_deref(), Some("did you mean `stance`?"));
    assert_eq!(findings[2].remedy.as_deref(), Some("did you mean `given_name`?"));
    let pack = kept.map(|(_, file, text)| Pack::parse(&file, &text));
    let Some(Ok(pack)) = pack else { panic!("{pack:?}") };
    let lemmas: Vec<_> = pack.say.iter().map(|say| say.verb.lemma.as_str()).collect();
    assert_eq!(lemmas, ["opine", "quip"]);
    assert_eq!(pack.words.get("surname"), Some(&vec!["Zervas".to_owned()]));
}

#[test]
fn a_file_that_is_no_toml_is_left_out_with_its_line() {
    let (kept, findings) = own("packs/en/own.toml", "[[say]]\nlemma = \"opine\n");
    assert_eq!(kept, None);
    assert_eq!(findings[0].position.map(|at| at.line), Some(2));
}

#[test]
fn dates_have_meanings_of_their_own() {
    let (kept, findings) = own(
        "packs/en/dates.toml",
        "[words]\n\"dey -1\" = [\"yestreen\"]\n\"day -1\" = [\"yesterday\"]\n",
    );
    assert_eq!(findings.len(), 1);
    assert!(kept.is_some_and(|(_, _, text)| text.contains("yesterday") && !text.contains("yestreen")));
}

#[test]
fn other_values_than_tables_are_told() {
    for text in [
        "say = 3",
        "say = [3]",
        "words = []",
        "[words]\nthat = 3",
        "language = 3",
        "[[say]]\nweak = true",
    ] {
        let (_, findings) = own("packs/en/own.toml", text);
        assert_eq!(findings.len(), 1, "{text}: {findings:?}");
        assert_eq!(findings[0].severity, Severity::Error, "{text}");
    }
}
