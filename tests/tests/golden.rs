//! Golden folders: `tests/suite/NAME/content` in; records, graph, DOT, findings and pages out, beside it in `expected/`.
//!
//! `cargo xtask golden` rewrites the expected files; the diff is what gets reviewed.

use std::{collections::BTreeMap, fs, path::Path};

use isnad_site::Theme;
use isnad_tests::{build, dot, json, read_config, read_files, render, root};

/// Pages whose whole text is kept: what readers of one language see of the small case, and the other language's home.
fn is_kept(path: &str) -> bool {
    let kinds = ["/en/articles/", "/en/meetings/", "/en/claims/", "/ar/actors/"];
    [
        "/ar/index.html",
        "/en/timeline/index.html",
        "/en/feed.xml",
        "/sitemap.xml",
    ]
    .contains(&path)
        || kinds
            .iter()
            .any(|kind| path.starts_with(kind) && path.ends_with("index.html"))
}

fn outcome(folder: &Path) -> BTreeMap<String, String> {
    let config = read_config(folder);
    let corpus = build(&config, &read_files(&folder.join("content")));
    let theme = Theme::builtin().expect("the built-in theme is whole");
    let pages = render(&config, &corpus, &theme);
    let records: String = corpus
        .graph()
        .articles()
        .map(|node| format!("{:#}\n", node.record.to_json()))
        .collect();
    let findings: String = corpus
        .diagnostics()
        .iter()
        .map(|it| {
            let place = it
                .position
                .map_or(String::new(), |at| format!(":{}:{}", at.line, at.column));
            let remedy = it
                .remedy
                .as_ref()
                .map_or(String::new(), |remedy| format!("\n  hint: {remedy}"));
            format!(
                "{}{place}: {}[{}]: {}{remedy}\n",
                it.path,
                it.severity.as_str(),
                it.id,
                it.message
            )
        })
        .collect();
    let names: String = pages.keys().map(|path| format!("{path}\n")).collect();
    let mut all = BTreeMap::from([
        ("records.json".to_owned(), records),
        ("findings.txt".to_owned(), findings),
        ("graph.json".to_owned(), json(&corpus)),
        ("graph.dot".to_owned(), dot(&corpus)),
        ("pages.txt".to_owned(), names),
    ]);
    for (path, bytes) in pages.iter().filter(|(path, _)| is_kept(path)) {
        all.insert(format!("site{path}"), String::from_utf8_lossy(bytes).into_owned());
    }
    all
}

fn read_expected(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        let Ok(entries) = fs::read_dir(&at) else { continue };
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = fs::read_to_string(&path) {
                let name = path
                    .strip_prefix(folder)
                    .unwrap_or(&path)
                    .to_string_lossy()
                    .replace('\\', "/");
                files.insert(name, text);
            }
        }
    }
    files
}

fn write_expected(folder: &Path, files: &BTreeMap<String, String>) {
    fs::remove_dir_all(folder).ok();
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("it has a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }
}

#[test]
fn golden_folders_come_out_as_expected() {
    let suite = root().join("tests/suite");
    let mut cases: Vec<_> = fs::read_dir(&suite)
        .expect("the suite is there")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    assert!(cases.len() >= 6, "the suite has lost its cases");
    let rewrite = std::env::var_os("ISNAD_GOLDEN").is_some_and(|mode| mode == "write");
    let mut differences = Vec::new();
    for case in &cases {
        let (found, folder) = (outcome(case), case.join("expected"));
        if rewrite {
            write_expected(&folder, &found);
            continue;
        }
        let to_bytes = |files: &BTreeMap<String, String>| {
            files
                .iter()
                .map(|(name, text)| (name.clone(), text.clone().into_bytes()))
                .collect()
        };
        let difference = isnad_tests::first_difference(&to_bytes(&read_expected(&folder)), &to_bytes(&found));
        differences.extend(difference.map(|it| format!("{}: {it}", case.display())));
    }
    assert!(
        differences.is_empty(),
        "{}\n`cargo xtask golden` rewrites the expected files when the change is meant",
        differences.join("\n\n")
    );
}
