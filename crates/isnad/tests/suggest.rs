//! Suggest: names without a page come with one to paste, persons that may be one with what they have in common.

mod common;

use common::Folder;
use serde_json::Value;

fn article(publisher: &str, lang: &str, text: &str) -> String {
    format!("+++\npublisher = \"{publisher}\"\ndate = \"2021-07-08\"\nlang = \"{lang}\"\n+++\n{text}\n")
}

fn with_two_scripts() -> Folder {
    let folder = Folder::small();
    folder.write(
        "content/articles/en.md",
        article("River Post", "en", "Foreign Minister Vladimir Kostenko met Nadia Haddad at the Old Mill on Monday. Vladimir Kostenko said the dam was safe."),
    );
    folder.write(
        "content/articles/ar.md",
        article(
            "بريد النهر",
            "ar",
            "التقى وزير الخارجية فلاديمير كوستنكو نادية حداد يوم الاثنين. وقال فلاديمير كوستنكو إن السد آمن.",
        ),
    );
    folder.write(
        "content/articles/other.md",
        article(
            "River Post",
            "en",
            "Foreign Minister Tamara Bilenko said the bridge was closed.",
        ),
    );
    folder
}

fn suggestions(folder: &Folder) -> Value {
    let run = folder.isnad(&["suggest", "--format", "json"]).ends_with(0);
    serde_json::from_str(&run.out).unwrap()
}

fn entity<'a>(told: &'a Value, name: &str) -> Option<&'a Value> {
    told["entities"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["name"] == name)
}

#[test]
fn a_name_without_a_page_comes_with_one_and_then_is_gone() {
    let folder = with_two_scripts();
    let told = suggestions(&folder);
    let found = entity(&told, "Vladimir Kostenko").unwrap_or_else(|| panic!("{told:#}"));
    assert_eq!(
        (found["kind"].as_str(), found["articles"].as_u64()),
        (Some("person"), Some(1))
    );
    assert_eq!(
        found["evidence"]["sentence"],
        "Foreign Minister Vladimir Kostenko met Nadia Haddad at the Old Mill on Monday."
    );
    // What has a page, and what isnad knows by itself, is not proposed.
    assert!(entity(&told, "Nadia Haddad").is_none() && entity(&told, "Old Mill").is_none());
    let human = folder.isnad(&["suggest"]).ends_with(0).out;
    assert!(
        human.contains("names = { en = \"Vladimir Kostenko\" }"),
        "{human}"
    );
    let path = format!("content/{}", found["path"].as_str().unwrap());
    folder.write(&path, found["page"].as_str().unwrap());
    folder.isnad(&["check", "--strict"]).ends_with(0);
    assert!(entity(&suggestions(&folder), "Vladimir Kostenko").is_none());
}

#[test]
fn one_person_in_two_scripts_is_proposed_and_never_merged() {
    let folder = with_two_scripts();
    let told = suggestions(&folder);
    let pairs = told["pairs"].as_array().unwrap();
    let names = |pair: &Value| -> Vec<String> {
        pair["names"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it.as_str().unwrap().to_owned())
            .collect()
    };
    let pair = pairs
        .iter()
        .find(|pair| names(pair).iter().any(|it| it == "Vladimir Kostenko"))
        .unwrap_or_else(|| panic!("{told:#}"));
    assert!(names(pair).iter().any(|it| it.contains("كوستنكو")), "{pair:#}");
    assert_eq!(pair["together"], 0);
    assert!(
        pair["company"]
            .as_array()
            .unwrap()
            .iter()
            .any(|it| ["Nadia Haddad", "نادية حداد"].contains(&it.as_str().unwrap())),
        "{pair:#}"
    );
    assert_eq!(pair["evidence"].as_array().unwrap().len(), 2);
    assert!(
        !pairs
            .iter()
            .any(|pair| names(pair).iter().any(|it| it.contains("Bilenko"))),
        "{told:#}"
    );
    // Still two.
    assert_ne!(pair["ids"][0], pair["ids"][1]);
    // An alias joins them, and the proposal is gone.
    folder.write(
        "content/actors/kostenko.md",
        "+++\nkind = \"person\"\nnames = { en = \"Vladimir Kostenko\" }\naliases = { ar = [\"فلاديمير كوستنكو\"] }\n+++\n",
    );
    assert_eq!(suggestions(&folder)["pairs"].as_array().map(Vec::len), Some(0));
}
