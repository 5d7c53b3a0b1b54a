//! Readers: a user's language packs and other extractors, with the built program and real processes.

mod common;

use std::{
    fs,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use common::Folder;
use serde_json::Value;

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/extractor/extract.py");
const POST: &str = "+++\npublisher = \"River Post\"\ndate = \"2021-07-08\"\nlang = \"en\"\n+++\nThe gates — all “four” — moved. @river_watch posted: The dam is open. Nobody answered.\n";

/// Whether there is a Python to run the example with; where tests have to be complete there is one.
fn has_python() -> bool {
    let found = Command::new("python3")
        .arg("--version")
        .output()
        .is_ok_and(|it| it.status.success());
    assert!(found || std::env::var_os("CI").is_none(), "CI needs python3");
    found
}

/// A small knowledge base with an article that holds a post, and this extractor.
fn with_extractor(table: &str) -> Folder {
    let folder = Folder::small();
    folder.write("content/articles/post.md", POST);
    let config = fs::read_to_string(folder.at("isnad.toml")).unwrap();
    folder.write("isnad.toml", format!("{config}\n[[extractor]]\n{table}\n"));
    folder
}

fn findings(folder: &Folder, flags: &[&str]) -> Vec<(String, String, String)> {
    let run = folder.isnad(&[flags, &["check", "--format", "json"]].concat());
    let found: Vec<Value> =
        serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {run:#?}"));
    let text = |it: &Value, key: &str| it[key].as_str().unwrap_or_default().to_owned();
    found
        .iter()
        .map(|it| (text(it, "file"), text(it, "id"), text(it, "message")))
        .collect()
}

fn claims(folder: &Folder, flags: &[&str]) -> Vec<String> {
    let run = folder
        .isnad(
            &[
                flags,
                &[
                    "extract",
                    &folder.at("content/articles/post.md").to_string_lossy(),
                ],
            ]
            .concat(),
        )
        .ends_with(0);
    let record = run.json_lines().remove(0);
    record["claims"]
        .as_array()
        .unwrap()
        .iter()
        .map(|claim| claim["rule"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_documented_example_adds_a_claim() {
    if !has_python() {
        return;
    }
    let folder = with_extractor("command = [\"python3\", \"extract.py\"]\nversion = \"1\"");
    fs::copy(EXAMPLE, folder.at("extract.py")).unwrap();
    assert_eq!(findings(&folder, &[]), []);
    assert!(claims(&folder, &[]).contains(&"external.extract.post".to_owned()));
    assert!(!claims(&folder, &["--no-extractors"]).contains(&"external.extract.post".to_owned()));
    let explained = folder
        .isnad(&["explain", "content/articles/post.md"])
        .ends_with(0);
    assert!(
        explained.out.contains("[cue: posted] [content: The dam is open]")
            || explained
                .out
                .contains("[cue: posted]: [content: The dam is open]"),
        "{}",
        explained.out
    );
    folder.isnad(&["build"]).ends_with(0);
}

#[test]
fn the_documentation_holds_the_example_as_it_runs() {
    let script = fs::read_to_string(EXAMPLE).unwrap();
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/EXTRACTORS.md");
    assert!(
        fs::read_to_string(page).unwrap().contains(script.trim_end()),
        "docs/EXTRACTORS.md shows another script"
    );
}

#[test]
fn an_answer_is_remembered_until_the_version_changes() {
    // Counts how often it is started.
    let table = "command = [\"sh\", \"-c\", \"echo x >> started; while read -r line; do echo '{}'; done\"]\nname = \"count\"\n";
    let folder = with_extractor(&format!("{table}version = \"1\""));
    let started = || {
        fs::read_to_string(folder.at("started"))
            .unwrap_or_default()
            .lines()
            .count()
    };
    findings(&folder, &[]);
    assert_eq!(started(), 1);
    findings(&folder, &[]);
    assert_eq!(started(), 1);
    let config = fs::read_to_string(folder.at("isnad.toml")).unwrap();
    folder.write("isnad.toml", config.replace("version = \"1\"", "version = \"2\""));
    findings(&folder, &[]);
    assert_eq!(started(), 2);
    findings(&folder, &["--no-extractors", "--no-cache"]);
    assert_eq!(started(), 2);
}

#[test]
fn a_program_that_fails_is_told_and_our_own_record_stays() {
    let plain = Folder::small();
    plain.write("content/articles/post.md", POST);
    let ours = claims(&plain, &[]);
    // Crash on an article, silence, too much, garbage, no such program.
    for (command, limits, words) in [
        (
            "sh\", \"-c\", \"read -r line; echo 'out of ideas' >&2; exit 3",
            "",
            "out of ideas",
        ),
        (
            "sh\", \"-c\", \"exec sleep 30",
            "timeout = 1",
            "no answer within 1 seconds",
        ),
        (
            "sh\", \"-c\", \"exec yes x | tr -d '\\\\n'",
            "limit = \"1 KiB\"",
            "longer than 1024 bytes",
        ),
        (
            "sh\", \"-c\", \"while read -r line; do echo garbage; done",
            "",
            "the answer is no JSON",
        ),
        ("no-such-program", "", "cannot start `no-such-program`"),
    ] {
        let folder = with_extractor(&format!("name = \"bad\"\ncommand = [\"{command}\"]\n{limits}"));
        let start = Instant::now();
        let found = findings(&folder, &[]);
        assert!(start.elapsed() < Duration::from_secs(60), "{command}");
        assert!(
            found.iter().any(|(_, _, message)| message.contains(words)),
            "{command}: {found:#?}"
        );
        assert!(
            found
                .iter()
                .all(|(_, id, message)| id.starts_with("extractor") && message.contains("bad")),
            "{found:#?}"
        );
        assert_eq!(claims(&folder, &["--no-extractors"]), ours);
    }
}

#[test]
fn one_bad_article_costs_only_itself() {
    let script = "while read -r line; do case $line in *river_watch*) echo fell >&2; exit 1;; *) echo '{}';; esac; done";
    let folder = with_extractor(&format!(
        "name = \"picky\"\ncommand = [\"sh\", \"-c\", \"{script}\"]"
    ));
    let found = findings(&folder, &[]);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(
        (found[0].0.as_str(), found[0].1.as_str()),
        ("content/articles/post.md", "extractor")
    );
    assert!(found[0].2.contains("fell"), "{found:#?}");
}

#[test]
fn a_program_that_answers_only_at_the_end_is_understood() {
    let folder = with_extractor(
        "name = \"late\"\ncommand = [\"sh\", \"-c\", \"cat > all; while read -r line; do echo '{}'; done < all\"]",
    );
    assert_eq!(findings(&folder, &[]), []);
}

#[test]
fn articles_name_no_programs() {
    let folder = Folder::small();
    let page = "+++\ntitle = \"x\"\n[[extractor]]\ncommand = [\"touch\", \"started\"]\n+++\nText.\n";
    folder.write("content/articles/hostile.md", page);
    folder.write(
        "content/isnad.toml",
        "[[extractor]]\ncommand = [\"touch\", \"started\"]\n",
    );
    folder.isnad(&["check"]);
    assert!(!folder.has("started") && !folder.has("content/started"));
}

#[test]
fn a_verb_in_the_projects_pack_makes_a_claim() {
    let folder = Folder::small();
    folder.write("content/articles/post.md", "+++\npublisher = \"River Post\"\nlang = \"en\"\n+++\nNadia Haddad vouchsafed that the dam would open.\n");
    assert_eq!(claims(&folder, &[]), [] as [&str; 0]);
    folder.write("packs/en/own.toml", "[[say]]\nlemma = \"vouchsafe\"\n");
    assert_eq!(claims(&folder, &[]).len(), 1);
    folder.write(
        "packs/en/own.toml",
        "[[say]]\nlemma = \"vouchsafe\"\n\n[[say]]\nlemma = \"mutter\nstance = 1\n",
    );
    let found = findings(&folder, &[]);
    assert_eq!(
        (found[0].0.as_str(), found[0].1.as_str()),
        ("packs/en/own.toml", "bad-pack")
    );
    let drawn = folder.isnad(&["check"]).ends_with(1);
    assert!(drawn.err.contains("packs/en/own.toml:5:"), "{}", drawn.err);
}
