//! Verbs: init and what follows it, flags before and after the verb, exit codes, help with misspelt words.

mod common;

use std::fs;

use common::{Folder, isnad};

#[test]
fn a_new_knowledge_base_builds_and_checks_without_findings() {
    let folder = Folder::new();
    let made = folder.isnad_inside(&["init", "dossier"]).ends_with(0);
    assert_eq!(
        made.err,
        "dossier: a knowledge base to write in\n  next: isnad serve -C dossier\n"
    );
    assert_eq!(made.out, "");
    for name in ["isnad.toml", ".gitignore", "content/articles/first.md"] {
        assert!(folder.has(&format!("dossier/{name}")), "{name}");
    }
    let checked = folder.isnad_inside(&["check", "-C", "dossier"]).ends_with(0);
    assert_eq!(checked.err, "1 files checked: 0 errors, 0 warnings\n");
    let built = folder.isnad_inside(&["-C", "dossier", "build"]).ends_with(0);
    assert!(
        built.err.contains("0 unchanged, 0 deleted") && built.err.contains("(0 errors, 0 warnings)"),
        "{}",
        built.err
    );
    assert!(folder.has("dossier/site/index.html"));
    // The article to write over is a draft.
    assert!(!folder.has("dossier/site/en/articles/first/index.html"));
    folder
        .isnad_inside(&["-C", "dossier", "build", "--drafts"])
        .ends_with(0);
    assert!(folder.has("dossier/site/en/articles/first/index.html"));
}

#[test]
fn an_existing_knowledge_base_is_left_alone() {
    let folder = Folder::small();
    let before = folder.tree("");
    for arguments in [&["init", "."][..], &["init", "--sample", "."], &["init"]] {
        let run = folder.isnad_inside(arguments).ends_with(2);
        run.tells("already holds isnad.toml; nothing was written")
            .tells("hint: name another folder");
    }
    assert_eq!(folder.tree(""), before);
    fs::remove_file(folder.at("isnad.toml")).unwrap();
    folder
        .isnad_inside(&["init"])
        .ends_with(2)
        .tells("already holds content");
}

#[test]
fn the_example_goes_through_every_verb() {
    let folder = Folder::new();
    folder.isnad_inside(&["init", "--sample", "kb"]).ends_with(0);
    let in_kb = |arguments: &[&str]| {
        let mut all = vec!["-C", "kb"];
        all.extend(arguments);
        folder.isnad_inside(&all)
    };
    let before = folder.tree("kb");
    in_kb(&["build"]).ends_with(0);
    let checked = in_kb(&["check", "--strict"]).ends_with(0);
    assert!(
        checked.err.ends_with("files checked: 0 errors, 0 warnings\n"),
        "{}",
        checked.err
    );
    assert_eq!(in_kb(&["check", "--format", "json"]).ends_with(0).out, "[]\n");

    let stats = in_kb(&["stats", "--format", "json"]).ends_with(0);
    let stats: serde_json::Value = serde_json::from_str(&stats.out).unwrap();
    assert!(stats["articles"].as_u64() >= Some(14), "{stats}");
    assert!(stats["curated_entities"].as_u64() >= Some(26), "{stats}");
    let shown = in_kb(&["stats"]).ends_with(0).out;
    assert!(
        shown.starts_with(&format!("{:>8}  articles\n", stats["articles"].to_string())),
        "{shown}"
    );

    let json = in_kb(&["export", "--format", "json"]).ends_with(0);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(
        json["articles"].as_array().map(Vec::len),
        stats["articles"].as_u64().map(|it| it as usize)
    );
    for key in ["entities", "meetings", "claims"] {
        assert!(json[key].is_array(), "{key}");
    }
    let dot = in_kb(&["export", "-f", "dot", "--file", "kb.dot"]).ends_with(0);
    assert_eq!(dot.out, "");
    assert!(folder.read("kb.dot").contains("sergei-lavrov"));

    let explained = in_kb(&["explain", "sergei-lavrov"]).ends_with(0).out;
    assert!(
        explained.starts_with("person sergei-lavrov (curated page)\n"),
        "{explained}"
    );
    assert!(
        explained.contains("[سيرغي لافروف]") || explained.contains("[لافروف]"),
        "{explained}"
    );

    let explained = in_kb(&["explain", "renewal-runs-twelve-months"]).ends_with(0).out;
    for told in [
        "2 reports of 2 outlets, 1 independent origins, 1 first-hand sources: single source\n",
        "\norigin 1: Orontes Review <- Linda Thomas-Greenfield (told by 2021-07-10-resolution-adopted)\n  not counted: \
            2021-07-10-two-readings, the same source as in 2021-07-10-resolution-adopted: Linda Thomas-Greenfield\n",
    ] {
        assert!(explained.contains(told), "{told}: {explained}");
    }

    in_kb(&["clean"]).ends_with(0);
    assert_eq!(folder.tree("kb"), before);
}

#[test]
fn nothing_but_what_was_built_is_cleaned() {
    let folder = Folder::small();
    let before = folder.tree("");
    let cleaned = folder.isnad(&["clean"]).ends_with(0);
    assert!(
        cleaned.err.ends_with("site: 0 files deleted\n"),
        "{}",
        cleaned.err
    );
    folder.isnad(&["build", "-q"]).ends_with(0);
    folder.write("site/mine.txt", "keep");
    folder.write("site/en/notes/mine.txt", "keep");
    folder.isnad(&["clean"]).ends_with(0);
    let mut after = folder.tree("");
    assert!(after.remove("site/mine.txt").is_some());
    assert!(after.remove("site/en/notes/mine.txt").is_some());
    assert_eq!(after, before);
}

#[test]
fn flags_stand_before_or_after_the_verb() {
    let folder = Folder::small();
    let (root, one, two) = (folder.at(""), folder.at("one"), folder.at("two"));
    let [root, one, two] = [&root, &one, &two].map(|it| it.to_str().unwrap());
    isnad(
        &["-C", root, "-o", one, "-u", "https://a.example/b", "-q", "build"],
        b"",
    )
    .ends_with(0);
    isnad(
        &[
            "build",
            "-q",
            "--base-url",
            "https://a.example/b/",
            "--output-dir",
            two,
            "--root",
            root,
        ],
        b"",
    )
    .ends_with(0);
    assert_eq!(folder.tree("one"), folder.tree("two"));
    assert!(folder.has("one/en/articles/river-talks/index.html"));
    assert!(!folder.has("site"));
}

#[test]
fn quiet_says_nothing_and_plain_holds_no_escape_codes() {
    let folder = Folder::small();
    let quiet = folder.isnad(&["build", "-q"]).ends_with(0);
    assert_eq!((quiet.out.as_str(), quiet.err.as_str()), ("", ""));
    folder.write(
        "content/articles/bad.md",
        "+++\ntitel = \"x\"\ndate = \"soon\"\n+++\nText.\n",
    );
    for arguments in [&["check", "--color", "never"][..], &["check"]] {
        let run = folder.isnad(arguments).ends_with(1);
        assert!(!run.err.contains('\u{1b}'), "{:?}", run.err);
    }
    let coloured = folder.isnad(&["check", "--color", "always"]).ends_with(1);
    assert!(coloured.err.contains("\u{1b}["), "{:?}", coloured.err);
    folder
        .isnad(&["build", "-q", "-v"])
        .ends_with(2)
        .tells("cannot be used with");
}

#[test]
fn misspelt_words_are_told_the_right_one() {
    let folder = Folder::small();
    isnad(&["biuld"], b"").ends_with(2).tells("'build'");
    isnad(&["build", "--draft"], b"").ends_with(2).tells("'--drafts'");
    isnad(&["export", "--format", "dto"], b"")
        .ends_with(2)
        .tells("[possible values: dot, json]");
    folder
        .isnad(&["explain", "river"])
        .ends_with(2)
        .tells("nothing has the id `river`");
    folder
        .isnad(&["explain", "Nadia Haddad"])
        .ends_with(2)
        .tells("that is a name of `nadia-haddad`");
    folder
        .isnad(&["export", "-f", "dot", "--around", "nadia-hadad"])
        .ends_with(2)
        .tells("did you mean nadia-haddad?");
    folder
        .isnad(&["export", "-f", "dot", "--kind", "person"])
        .ends_with(2)
        .tells("actor, place, meeting, claim, article or topic");
    folder
        .isnad(&["build", "--clock", "today"])
        .ends_with(2)
        .tells("--clock needs a date such as");
    let empty = Folder::new();
    empty
        .isnad(&["build"])
        .ends_with(2)
        .tells("holds no knowledge base")
        .tells("isnad init --sample");
    assert_eq!(empty.tree(""), Default::default());
}

#[test]
fn help_version_and_completions_are_printed() {
    assert!(isnad(&["--help"], b"").ends_with(0).out.contains("Commands:"));
    assert_eq!(
        isnad(&["--version"], b"").ends_with(0).out,
        concat!("isnad ", env!("CARGO_PKG_VERSION"), "\n")
    );
    assert!(isnad(&[], b"").ends_with(2).err.contains("Usage: isnad"));
    for (shell, word) in [
        ("bash", "complete -F"),
        ("zsh", "#compdef isnad"),
        ("fish", "complete -c isnad"),
    ] {
        let script = isnad(&["completions", shell], b"").ends_with(0).out;
        assert!(script.contains(word) && script.contains("extract"), "{shell}");
    }
}

#[test]
fn as_of_a_day_later_articles_are_left_out_of_every_verb() {
    let folder = Folder::small();
    let all = folder.isnad(&["stats", "--format", "json"]).ends_with(0).out;
    let articles = |day: &str| {
        let out = folder
            .isnad(&["stats", "--format", "json", "--as-of", day])
            .ends_with(0)
            .out;
        serde_json::from_str::<serde_json::Value>(&out).unwrap()["articles"].as_u64()
    };
    assert_eq!(
        [
            articles("2021-07-05"),
            articles("2021-07-06"),
            articles("2021-07")
        ],
        [Some(0), Some(1), Some(2)]
    );
    folder
        .isnad(&["--as-of", "2021-07-06", "build", "-q"])
        .ends_with(0);
    assert!(
        folder.has("site/en/articles/river-talks/index.html")
            && !folder.has("site/en/articles/dam/index.html")
    );
    let exported = folder
        .isnad(&["export", "-f", "json", "--as-of", "2021-07-06"])
        .ends_with(0)
        .out;
    assert!(
        exported.contains("river-talks") && !exported.contains("بريد النهر"),
        "{exported}"
    );
    // What was left out is remembered, and a build without the flag is what it would have been.
    folder.isnad(&["build", "-q"]).ends_with(0);
    let site = folder.tree("site");
    fs::remove_dir_all(folder.at("site")).unwrap();
    folder.isnad(&["build", "-q", "--no-cache"]).ends_with(0);
    assert_eq!(folder.tree("site"), site);
    assert_eq!(folder.isnad(&["stats", "--format", "json"]).ends_with(0).out, all);
    folder
        .isnad(&["build", "--as-of", "yesterday"])
        .ends_with(2)
        .tells("--as-of needs a date such as");
    folder
        .isnad(&["build", "--as-of", "2021-07-01/2021-07-05"])
        .ends_with(2)
        .tells("--as-of needs one date such as");
}

#[test]
fn stats_list_what_changed_since_a_day() {
    let folder = Folder::small();
    let since = |day: &str| {
        let out = folder
            .isnad(&["stats", "--format", "json", "--since", day])
            .ends_with(0)
            .out;
        let stats: serde_json::Value = serde_json::from_str(&out).unwrap();
        stats["changes"].as_array().unwrap().clone()
    };
    assert_eq!((since("2021-07-06").len(), since("2021-07-08").len()), (2, 0));
    let change = &since("2021-07-07")[0];
    let told = |key: &str| change[key].as_str().unwrap_or_default().to_owned();
    assert_eq!(
        [told("day"), told("change"), told("node"), told("article")],
        ["2021-07-07", "claim-told", "claim", "dam"]
    );
    let shown = folder.isnad(&["stats", "--since", "2021-07-07"]).ends_with(0).out;
    let line = shown.lines().last().unwrap();
    assert!(
        line.starts_with("2021-07-07  new claim: ") && line.ends_with("; dam]"),
        "{line}"
    );
    folder
        .isnad(&["stats", "--since", "then"])
        .ends_with(2)
        .tells("--since needs a date");
}

#[test]
fn a_plan_before_the_day_of_the_clock_is_told_to_have_no_report() {
    let folder = Folder::small();
    folder.write(
        "content/meetings/mill-round.md",
        "+++\nnames = { en = \"Mill round\" }\nkind = \"round\"\nstatus = \"planned\"\nparticipants = [\"nadia-haddad\"]\ndate = \"2021-07-10\"\n+++\n",
    );
    let page = |clock: &[&str]| {
        folder.isnad(&[&["build", "-q"], clock].concat()).ends_with(0);
        folder.read("site/en/meetings/mill-round/index.html")
    };
    let (without, before, after) = (
        page(&[]),
        page(&["--clock", "2021-07-09"]),
        page(&["--clock", "2021-07-20"]),
    );
    assert_eq!(without, before);
    assert_ne!(before, after);
}
