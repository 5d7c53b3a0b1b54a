//! Review: asks about what is in doubt and writes nothing but judgements, which the next build follows.

mod common;

use std::process::Command;

use common::{Folder, ISNAD, Run, run};
use serde_json::Value;

const REVIEW: &str = "content/judgements/review.toml";

fn talks() -> Folder {
    let folder = Folder::small();
    folder.write(
        "content/articles/talks.md",
        "+++\npublisher = \"River Post\"\ndate = \"2021-07-09\"\nlang = \"en\"\n+++\n\
         Foreign Minister Vladimir Kostenko met Nadia Haddad in Geneva on Thursday. Kostenko said the dam was safe.\n",
    );
    folder
}

fn review(folder: &Folder, flags: &[&str], answers: &str) -> Run {
    let mut command = Command::new(ISNAD);
    command.arg("-C").arg(folder.path()).arg("review").args(flags);
    run(&mut command, answers.as_bytes())
}

fn graph(folder: &Folder) -> Value {
    let run = folder.isnad(&["export", "--format", "json"]).ends_with(0);
    serde_json::from_str(&run.out).unwrap()
}

fn meetings(folder: &Folder) -> Vec<Value> {
    graph(folder)["meetings"].as_array().unwrap().clone()
}

#[test]
fn a_rejected_meeting_is_gone_and_comes_back_with_undo() {
    let folder = talks();
    assert_eq!(meetings(&folder).len(), 1);
    let asked = review(&folder, &["--only", "meetings", "--by", "ns"], "r\nq\n").ends_with(0);
    assert!(asked.out.contains("[meets: met]"), "{}", asked.out);
    assert!(folder.read(REVIEW).contains("verdict = \"reject\""));
    assert_eq!(meetings(&folder).len(), 0);
    folder.isnad(&["check", "--strict"]).ends_with(0);
    std::fs::remove_file(folder.at(REVIEW)).unwrap();
    assert_eq!(meetings(&folder).len(), 1);
    // The queue ends after the decision; undo has to come before.
    folder.write(
        "content/articles/more.md",
        "+++\ndate = \"2021-07-10\"\nlang = \"en\"\n+++\nNadia Haddad met Recep Tayyip Erdogan in Ankara.\n",
    );
    review(&folder, &["--only", "meetings"], "r\nz\nq\n").ends_with(0);
    assert!(!folder.has(REVIEW));
}

#[test]
fn what_is_accepted_holds_and_is_not_asked_again() {
    let folder = talks();
    review(&folder, &["--only", "meetings", "--by", "ns"], "a\n").ends_with(0);
    let meeting = &meetings(&folder)[0];
    assert_eq!(meeting["reports"][0]["decided"]["verdict"], "accept");
    assert_eq!(meeting["reports"][0]["decided"]["by"], "ns");
    let again = review(&folder, &["--only", "meetings", "--list"], "").ends_with(0);
    assert_eq!(again.out, "");
}

#[test]
fn a_correction_asks_for_each_part_and_keeps_what_stands_in_the_file() {
    let folder = talks();
    let mine = "# mine, to stay\n\n[[judgement]]\nverdict = \"not-same\"\nof = \"entity\"\nnames = [\"A B\", \"C D\"] # why not\n";
    folder.write(REVIEW, mine);
    let answers = "e\nNadia Haddad; Hilda Aker\nold-mill\nnext week\n2021-07\nplaned\nplanned\n\n";
    let told = review(&folder, &["--only", "meetings"], answers).ends_with(0);
    assert!(told.out.contains("that is no date"), "{}", told.out);
    assert!(told.out.contains("write one of held, planned"), "{}", told.out);
    assert!(folder.read(REVIEW).starts_with(mine));
    let meeting = &meetings(&folder)[0];
    let names: Vec<_> = meeting["participants"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["name"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(names, ["Hilda Aker", "Nadia Haddad"]);
    assert_eq!(
        (meeting["status"].as_str(), meeting["date"].as_str()),
        (Some("planned"), Some("2021-07"))
    );
    assert_eq!(meeting["place"]["id"], "old-mill");
}

#[test]
fn a_claim_is_accepted_with_its_words() {
    let folder = talks();
    review(&folder, &["--only", "claims"], "a\na\na\n").ends_with(0);
    let written = folder.read(REVIEW);
    assert!(written.contains("content = \"the dam was safe\""), "{written}");
    folder.isnad(&["check", "--strict"]).ends_with(0);
    let claims = graph(&folder)["claims"].as_array().unwrap().clone();
    assert!(
        claims
            .iter()
            .all(|claim| claim["reports"][0]["decided"]["verdict"] == "accept"),
        "{claims:?}"
    );
}

#[test]
fn two_names_become_one_or_stay_two() {
    let folder = talks();
    folder.write(
        "content/articles/ar.md",
        "+++\npublisher = \"بريد النهر\"\ndate = \"2021-07-09\"\nlang = \"ar\"\n+++\n\
         التقى وزير الخارجية فلاديمير كوستنكو نادية حداد يوم الخميس. وقال فلاديمير كوستنكو إن السد آمن.\n",
    );
    let persons = |folder: &Folder| {
        let told = graph(folder);
        let entities = told["entities"].as_array().unwrap().clone();
        entities
            .iter()
            .filter(|it| it["kind"] == "person" && it["curated"] == false)
            .count()
    };
    let before = persons(&folder);
    review(&folder, &["--only", "names"], "s\n").ends_with(0);
    assert_eq!(persons(&folder), before - 1);
    std::fs::remove_file(folder.at(REVIEW)).unwrap();
    review(&folder, &["--only", "names"], "n\n").ends_with(0);
    assert_eq!(persons(&folder), before);
    let again = review(&folder, &["--only", "names", "--list"], "").ends_with(0);
    assert_eq!(again.out, "");
}

#[test]
fn an_end_of_input_and_unknown_answers_do_no_harm() {
    let folder = talks();
    let told = review(&folder, &[], "what\n?\nu\nk\n").ends_with(0);
    assert!(
        told.out.contains("cannot be answered here") && told.out.contains("accept"),
        "{}",
        told.out
    );
    assert!(!folder.has(REVIEW));
    review(&folder, &["--file", "../outside.toml"], "")
        .ends_with(2)
        .tells("judgements/NAME.toml");
}
