//! Findings: broken files are told with file, line, column and remedy, and the rest of the site is still built.

mod common;

use std::fs;

use common::Folder;
use serde_json::{Value, json};

/// The findings of `check --format json`.
fn findings(folder: &Folder) -> Vec<Value> {
    let run = folder.isnad(&["check", "--format", "json"]);
    assert_eq!(run.err, "", "{run:#?}");
    serde_json::from_str(&run.out).unwrap()
}

#[track_caller]
fn place(found: &Value) -> (&str, Option<u64>, Option<u64>, &str, &str) {
    (
        found["file"].as_str().unwrap(),
        found["line"].as_u64(),
        found["column"].as_u64(),
        found["severity"].as_str().unwrap(),
        found["id"].as_str().unwrap(),
    )
}

fn with_broken_files() -> Folder {
    let folder = Folder::small();
    folder.write(
        "content/articles/date.md",
        "+++\ntitle = \"ماء\"\ndate = \"2016-13-45\"\n+++\nText.\n",
    );
    folder.write("content/articles/key.md", "+++\ntitel = \"x\"\n+++\nText.\n");
    folder.write("content/articles/latin.txt", b"caf\xe9 by the river\n");
    folder.write("content/articles/open.md", "+++\ntitle = \"open\n+++\nText.\n");
    folder.write("content/articles/yaml.md", "---\ntitle: [a\n---\nText.\n");
    folder
}

#[test]
fn every_broken_file_has_one_finding_with_its_place() {
    let folder = with_broken_files();
    let found = findings(&folder);
    let places: Vec<_> = found.iter().map(place).collect();
    assert_eq!(
        places,
        [
            ("content/articles/date.md", Some(3), Some(8), "error", "bad-date"),
            (
                "content/articles/key.md",
                Some(2),
                Some(1),
                "warning",
                "unknown-key"
            ),
            (
                "content/articles/latin.txt",
                Some(1),
                Some(4),
                "error",
                "not-utf8"
            ),
            (
                "content/articles/open.md",
                Some(2),
                Some(14),
                "error",
                "bad-front-matter"
            ),
            (
                "content/articles/yaml.md",
                Some(2),
                Some(8),
                "error",
                "bad-front-matter"
            ),
        ]
    );
    assert_eq!(found[1]["remedy"], json!("did you mean `title`?"));
    assert!(
        found
            .iter()
            .all(|it| it["remedy"].is_string() && it["message"].is_string())
    );
}

#[test]
fn the_rest_of_the_site_is_built_and_the_exit_code_tells() {
    let folder = with_broken_files();
    let run = folder.isnad(&["build"]).ends_with(1);
    assert!(run.err.contains("content/articles/date.md:3:8"), "{}", run.err);
    assert!(
        run.err.trim_end().ends_with("(4 errors, 1 warning)"),
        "{}",
        run.err
    );
    assert!(
        folder
            .read("site/en/articles/river-talks/index.html")
            .contains("the water was clear")
    );
    for (file, verb) in [
        ("date.md", "check"),
        ("latin.txt", "check"),
        ("open.md", "export"),
    ] {
        let arguments = if verb == "export" {
            &["export", "-f", "dot"][..]
        } else {
            &["check"]
        };
        folder.isnad(arguments).ends_with(1);
        fs::remove_file(folder.at(&format!("content/articles/{file}"))).unwrap();
    }
    fs::remove_file(folder.at("content/articles/yaml.md")).unwrap();
    // A warning alone is no failure, unless it is asked to be.
    folder.isnad(&["check"]).ends_with(0).tells("0 errors, 1 warning");
    folder.isnad(&["check", "--strict"]).ends_with(1);
}

#[test]
fn a_finding_is_drawn_under_its_line() {
    let folder = Folder::small();
    folder.write("content/articles/key.md", "+++\ntitel = \"x\"\n+++\nText.\n");
    let run = folder.isnad(&["check"]).ends_with(0);
    let drawn = "warning[unknown-key]: unknown key `titel`
  ╭▸ content/articles/key.md:2:1
  │
2 │ titel = \"x\"
  │ ━━━━━
  │
  ╰ help: did you mean `title`?
";
    assert!(run.err.starts_with(drawn), "{}", run.err);
}

#[test]
fn the_configuration_is_checked_too() {
    let folder = Folder::small();
    folder.write("isnad.toml", "titel = \"x\"\nlanguages = [\"en\"]\n");
    assert_eq!(
        findings(&folder).iter().map(place).collect::<Vec<_>>(),
        [("isnad.toml", Some(1), Some(1), "warning", "unknown-key")]
    );
    folder.write("isnad.toml", "title = \"open\n");
    let run = folder.isnad(&["build"]).ends_with(1);
    assert!(run.err.contains("isnad.toml:1:"), "{}", run.err);
}

#[test]
fn a_file_over_the_cap_is_left_out() {
    let folder = Folder::small();
    folder.write("content/articles/large.txt", vec![b'a'; 5 << 20]);
    let found = findings(&folder);
    assert_eq!(
        found.iter().map(place).collect::<Vec<_>>(),
        [("content/articles/large.txt", None, None, "error", "too-large")]
    );
    assert_eq!(found[0]["message"], json!("the file has more than 4194304 bytes"));
    folder.isnad(&["build", "-q"]).ends_with(1);
    assert!(folder.has("site/en/articles/river-talks/index.html"));
    assert!(!folder.has("site/en/articles/large/index.html"));
    folder
        .isnad(&["extract", folder.at("content").to_str().unwrap()])
        .ends_with(1);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::small();
    if common::is_root(&folder) {
        return;
    }
    folder.write("content/articles/closed.md", "Closed.\n");
    fs::set_permissions(
        folder.at("content/articles/closed.md"),
        fs::Permissions::from_mode(0o0),
    )
    .unwrap();
    assert_eq!(
        findings(&folder).iter().map(place).collect::<Vec<_>>(),
        [("content/articles/closed.md", None, None, "error", "unreadable")]
    );
    folder.isnad(&["build", "-q"]).ends_with(1);
    assert!(folder.has("site/en/articles/river-talks/index.html"));
}

#[cfg(unix)]
#[test]
fn links_out_of_the_content_are_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = Folder::small();
    let outside = Folder::new();
    outside.write("key.txt", "TOP-SECRET words\n");
    outside.write("static.txt", "TOP-SECRET words\n");
    outside.write("isnad.toml", "title = \"TOP-SECRET\"\n");
    symlink(outside.at("key.txt"), folder.at("content/articles/key.txt")).unwrap();
    symlink(outside.path(), folder.at("content/articles/elsewhere")).unwrap();
    // A ring of folders.
    symlink(folder.at("content"), folder.at("content/articles/ring")).unwrap();
    fs::create_dir(folder.at("static")).unwrap();
    symlink(outside.at("static.txt"), folder.at("static/static.txt")).unwrap();
    folder.isnad(&["build", "-q"]).ends_with(0);
    for (path, bytes) in folder.tree("site") {
        assert!(!String::from_utf8_lossy(&bytes).contains("TOP-SECRET"), "{path}");
    }
    assert!(!folder.has("site/static.txt"));
}

#[test]
fn no_file_makes_the_program_fall() {
    let folder = Folder::small();
    let deep = "> ".repeat(20_000) + "deep";
    let brackets = "[".repeat(50_000);
    let tags = "<div>".repeat(30_000);
    let nested_toml = format!(
        "+++\na = {}1{}\n+++\nText.\n",
        "[".repeat(5_000),
        "]".repeat(5_000)
    );
    let nested_yaml = format!(
        "---\na: {}1{}\n---\nText.\n",
        "[".repeat(5_000),
        "]".repeat(5_000)
    );
    let bomb = "---\na: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b]\n---\nText.\n";
    let controls: String = (0..32u8)
        .map(char::from)
        .chain("\u{202e}\u{2066}\u{feff}\u{7f}".chars())
        .collect();
    for (name, text) in [
        ("deep", deep.as_str()),
        ("brackets", &brackets),
        ("tags", &tags),
        ("toml", &nested_toml),
        ("yaml", &nested_yaml),
        ("bomb", bomb),
        ("controls", &controls),
        ("empty", ""),
        ("fence", "+++"),
        ("bom", "\u{feff}+++\ntitle = \"Bom\"\n+++\nText.\n"),
        ("crlf", "+++\r\ntitle = \"Lines\"\r\n+++\r\nText.\r\n"),
    ] {
        folder.write(&format!("content/articles/{name}.md"), text);
    }
    let run = folder.isnad(&["build"]);
    assert!(run.code == 0 || run.code == 1, "{run:#?}");
    assert!(!run.err.contains("panicked"), "{run:#?}");
    assert!(folder.read("site/en/articles/bom/index.html").contains("Bom"));
    assert!(folder.read("site/en/articles/crlf/index.html").contains("Lines"));
    assert!(
        folder
            .read("site/en/articles/river-talks/index.html")
            .contains("the water was clear")
    );
}
