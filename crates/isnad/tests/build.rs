//! Build: what is written, kept and deleted in the output folder; the same bytes whatever the threads and the cache.

mod common;

use std::fs;

use common::Folder;

/// The counts of the line that ends a build: written, unchanged, deleted.
#[track_caller]
fn build(folder: &Folder, flags: &[&str]) -> (usize, usize, usize) {
    let run = folder.isnad(&[&["build"], flags].concat()).ends_with(0);
    let words: Vec<&str> = run
        .err
        .trim_end()
        .rsplit('\n')
        .next()
        .unwrap()
        .split(' ')
        .collect();
    let count = |before: &str| {
        let at = words.iter().position(|word| *word == before).unwrap();
        words[at - 1].parse().unwrap()
    };
    (count("pages"), count("unchanged,"), count("deleted"))
}

#[test]
fn a_second_build_writes_nothing() {
    let folder = Folder::small();
    let (written, unchanged, deleted) = build(&folder, &[]);
    assert_eq!((unchanged, deleted), (0, 0));
    // The manifest is no page.
    assert_eq!(folder.tree("site").len(), written + 1);
    let times = folder.times("site");
    assert_eq!(build(&folder, &[]), (0, written, 0));
    assert_eq!(build(&folder, &["--no-cache"]), (0, written, 0));
    assert_eq!(folder.times("site"), times);
}

#[test]
fn an_edit_writes_only_what_it_changes() {
    let folder = Folder::small();
    let (all, ..) = build(&folder, &[]);
    let times = folder.times("site");
    folder.write(
        "content/articles/2021/07/river-talks.md",
        common::RIVER.replace("clear", "murky"),
    );
    let (written, unchanged, deleted) = build(&folder, &[]);
    assert!(written > 0 && written < all, "{written} of {all}");
    assert_eq!((written + unchanged, deleted), (all, 0));
    let changed: Vec<String> = folder
        .times("site")
        .into_iter()
        .filter(|(path, time)| times[path] != *time)
        .map(|(path, _)| path)
        .collect();
    assert_eq!(changed.len(), written);
    assert!(changed.contains(&"en/articles/river-talks/index.html".to_owned()));
    assert!(
        !changed.contains(&"en/articles/dam/index.html".to_owned()),
        "{changed:?}"
    );
    assert!(
        folder
            .read("site/en/articles/river-talks/index.html")
            .contains("murky")
    );
}

#[test]
fn pages_of_deleted_and_renamed_articles_go() {
    let folder = Folder::small();
    build(&folder, &[]);
    fs::remove_file(folder.at("content/articles/2021/07/dam.md")).unwrap();
    let (_, _, deleted) = build(&folder, &[]);
    assert!(deleted >= 2);
    for lang in ["en", "ar"] {
        assert!(!folder.has(&format!("site/{lang}/articles/dam")), "{lang}");
    }
    fs::rename(
        folder.at("content/articles/2021/07/river-talks.md"),
        folder.at("content/articles/2021/07/water-talks.md"),
    )
    .unwrap();
    build(&folder, &[]);
    assert!(!folder.has("site/en/articles/river-talks"));
    assert!(folder.has("site/en/articles/water-talks/index.html"));
    let incremental = folder.tree("site");
    build(
        &folder,
        &["-o", folder.at("clean").to_str().unwrap(), "--no-cache"],
    );
    assert!(incremental == folder.tree("clean"));
}

#[test]
fn an_old_id_leads_to_the_article() {
    let folder = Folder::small();
    build(&folder, &[]);
    fs::remove_file(folder.at("content/articles/2021/07/river-talks.md")).unwrap();
    folder.write(
        "content/articles/2021/07/water-talks.md",
        common::RIVER.replace("lang =", "aliases = [\"river-talks\"]\nlang ="),
    );
    build(&folder, &[]);
    for lang in ["en", "ar"] {
        let old = folder.read(&format!("site/{lang}/articles/river-talks/index.html"));
        assert!(old.contains(&format!("/{lang}/articles/water-talks/")), "{old}");
        assert!(old.contains("http-equiv=\"refresh\""), "{old}");
    }
}

#[test]
fn addresses_that_stand_in_the_way_of_each_other_stop_no_build() {
    let folder = Folder::small();
    let (pages, ..) = build(&folder, &[]);
    let aliases = [
        "robots.txt",
        "en",
        "en/articles/dam/index.html/x",
        ".isnad-manifest",
        "data/graph.dot/x",
        "a.html",
        "a.html/b",
    ];
    folder.write(
        "content/articles/2021/07/river-talks.md",
        common::RIVER.replace("lang =", &format!("aliases = {aliases:?}\nlang =")),
    );
    for name in ["index.html", "feed.xml", "con", "-", "a b", "مقال"] {
        folder.write(&format!("content/articles/{name}.md"), "Rain on the Old Mill.\n");
    }
    build(&folder, &[]);
    assert!(folder.tree("site").len() > pages + 6);
    assert!(folder.read("site/robots.txt").contains("User-agent"));
    assert!(folder.read("site/a.html").contains("/en/articles/river-talks/"));
    assert!(folder.read("site/.isnad-manifest").starts_with("isnad manifest"));
}

#[test]
fn a_folder_of_somebody_else_is_refused_and_forced() {
    let folder = Folder::small();
    folder.write("site/thesis.doc", "years of work");
    folder.write("site/en/index.html", "theirs");
    let before = folder.tree("site");
    folder
        .isnad(&["build"])
        .ends_with(2)
        .tells("is not empty and was not written by isnad (it holds `en`)")
        .tells("--force");
    assert_eq!(folder.tree("site"), before);
    build(&folder, &["--force"]);
    assert_eq!(folder.read("site/thesis.doc"), "years of work");
    assert_ne!(folder.read("site/en/index.html"), "theirs");
    build(&folder, &[]);
    folder.isnad(&["clean", "-q"]).ends_with(0);
    assert_eq!(folder.tree("site").len(), 1);
    assert_eq!(folder.read("site/thesis.doc"), "years of work");
}

#[test]
fn a_foreign_file_survives_every_build() {
    let folder = Folder::small();
    build(&folder, &[]);
    folder.write("site/en/articles/dam/notes.txt", "mine");
    build(&folder, &[]);
    fs::remove_file(folder.at("content/articles/2021/07/dam.md")).unwrap();
    build(&folder, &[]);
    assert!(!folder.has("site/en/articles/dam/index.html"));
    assert_eq!(folder.read("site/en/articles/dam/notes.txt"), "mine");
    folder.isnad(&["clean", "-q"]).ends_with(0);
    assert_eq!(
        folder.tree("site").keys().collect::<Vec<_>>(),
        ["en/articles/dam/notes.txt"]
    );
}

#[test]
fn a_manifest_deletes_nothing_outside_of_its_folder() {
    let folder = Folder::small();
    build(&folder, &[]);
    folder.write("precious.txt", "keep");
    let absolute = folder.at("precious.txt");
    let manifest = folder.read("site/.isnad-manifest");
    folder.write(
        "site/.isnad-manifest",
        format!("{manifest}../precious.txt\n{}\n", absolute.display()),
    );
    build(&folder, &[]);
    folder.write("site/.isnad-manifest", format!("{manifest}../precious.txt\n"));
    folder.isnad(&["clean", "-q"]).ends_with(0);
    assert_eq!(folder.read("precious.txt"), "keep");
}

#[cfg(unix)]
#[test]
fn the_output_may_be_a_link_but_holds_none_that_is_followed() {
    use std::os::unix::fs::symlink;
    let folder = Folder::small();
    fs::create_dir(folder.at("real")).unwrap();
    symlink(folder.at("real"), folder.at("site")).unwrap();
    build(&folder, &[]);
    assert!(folder.has("real/en/index.html"));
    assert!(fs::symlink_metadata(folder.at("site")).unwrap().is_symlink());
    // A folder of pages replaced by a link to somebody's files.
    folder.write("theirs/index.html", "theirs");
    fs::remove_dir_all(folder.at("real/en/articles/dam")).unwrap();
    symlink(folder.at("theirs"), folder.at("real/en/articles/dam")).unwrap();
    folder
        .isnad(&["build"])
        .ends_with(2)
        .tells("is a symbolic link; isnad does not write through links");
    folder.isnad(&["clean", "-q"]).ends_with(0);
    assert_eq!(folder.read("theirs/index.html"), "theirs");
}

#[test]
fn threads_and_cache_change_no_byte() {
    let folder = Folder::small();
    let site = |name: &str, flags: &[&str]| {
        let output = folder.at(name);
        build(&folder, &[&["-o", output.to_str().unwrap()], flags].concat());
        let mut tree = folder.tree(name);
        tree.remove(".isnad-manifest");
        tree
    };
    let first = site("one", &["-j", "1"]);
    assert!(folder.has(".isnad-cache/records"));
    assert!(first == site("two", &["-j", "8"]));
    assert!(first == site("three", &["--no-cache"]));
    let cache = fs::read(folder.at(".isnad-cache/records")).unwrap();
    let mut damaged = cache.clone();
    for at in (0..damaged.len()).step_by(37) {
        damaged[at] ^= 0x5a;
    }
    let half = cache[..cache.len() / 2].to_vec();
    for (name, bytes) in [
        ("four", damaged),
        ("five", half),
        ("six", b"no cache".to_vec()),
        ("seven", Vec::new()),
    ] {
        folder.write(".isnad-cache/records", bytes);
        assert!(first == site(name, &[]), "{name}");
    }
    // A folder where the file should be.
    fs::remove_file(folder.at(".isnad-cache/records")).unwrap();
    fs::create_dir(folder.at(".isnad-cache/records")).unwrap();
    assert!(first == site("eight", &[]));
}

#[test]
fn the_example_is_the_same_with_one_and_eight_threads() {
    let folder = Folder::new();
    folder.isnad_inside(&["init", "--sample", "-q", "."]).ends_with(0);
    let (one, eight) = (folder.at("one"), folder.at("eight"));
    folder
        .isnad(&[
            "build",
            "-q",
            "--no-cache",
            "-j",
            "1",
            "-o",
            one.to_str().unwrap(),
        ])
        .ends_with(0);
    folder
        .isnad(&[
            "build",
            "-q",
            "--no-cache",
            "-j",
            "8",
            "-o",
            eight.to_str().unwrap(),
        ])
        .ends_with(0);
    let (one, eight) = (folder.tree("one"), folder.tree("eight"));
    let differing: Vec<_> = one
        .keys()
        .chain(eight.keys())
        .filter(|path| one.get(*path) != eight.get(*path))
        .collect();
    assert!(differing.is_empty(), "{differing:?}");
}

#[test]
fn every_link_starts_with_the_base_and_leads_to_a_page() {
    let folder = Folder::small();
    build(&folder, &["-u", "https://river.example/files/2021"]);
    let tree = folder.tree("site");
    let mut seen = 0;
    for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8(bytes.clone()).unwrap();
        for link in common::attributes(&page, &["href", "src"]) {
            seen += 1;
            let inside = link
                .strip_prefix("https://river.example/files/2021/")
                .or_else(|| link.strip_prefix("/files/2021/"));
            let Some(target) = inside else {
                assert!(
                    link.starts_with('#') || link.starts_with("https://"),
                    "{path}: {link}"
                );
                continue;
            };
            let target = target.split(['#', '?']).next().unwrap();
            let file = if target.is_empty() || target.ends_with('/') {
                format!("{target}index.html")
            } else {
                target.to_owned()
            };
            assert!(tree.contains_key(&file), "{path}: {link}");
        }
    }
    assert!(seen > 500, "{seen}");
}

#[test]
fn static_files_are_copied_and_pages_win_over_them() {
    let folder = Folder::small();
    folder.write("static/img/map.svg", "<svg/>");
    folder.write("static/en/index.html", "mine");
    folder.write("static/.secret", "hidden");
    build(&folder, &[]);
    assert_eq!(folder.read("site/img/map.svg"), "<svg/>");
    assert_ne!(folder.read("site/en/index.html"), "mine");
    assert!(!folder.has("site/.secret"));
    fs::remove_file(folder.at("static/img/map.svg")).unwrap();
    let (_, _, deleted) = build(&folder, &[]);
    assert_eq!(deleted, 1);
    assert!(!folder.has("site/img"));
}

#[test]
fn templates_of_the_project_win_and_a_broken_one_stops_the_build() {
    let folder = Folder::small();
    build(&folder, &[]);
    let before = folder.tree("site");
    folder.write("templates/404.html", "<p>\n{% if %}</p>\n");
    folder
        .isnad(&["build"])
        .ends_with(2)
        .tells("templates/404.html:2:");
    assert!(folder.tree("site") == before);
    folder
        .isnad(&["check"])
        .ends_with(2)
        .tells("templates/404.html:2:");
    folder.write("templates/404.html", "<p>Lost: {{ t.missing.words }}</p>\n");
    build(&folder, &[]);
    assert!(folder.read("site/en/404.html").contains("<p>Lost: "));
}

/// Graphviz, where it is installed.
fn has_graphviz() -> bool {
    std::process::Command::new("dot")
        .arg("-V")
        .output()
        .is_ok_and(|it| it.status.success())
}

#[test]
fn graphviz_draws_the_graph() {
    if !has_graphviz() {
        return;
    }
    let folder = Folder::small();
    for flags in [
        &[][..],
        &["--around", "nadia-haddad", "--hops", "2"],
        &["--kind", "actor,place", "--lang", "ar"],
    ] {
        let dot = folder
            .isnad(&[&["export", "-f", "dot"], flags].concat())
            .ends_with(0);
        let drawn =
            common::run(std::process::Command::new("dot").arg("-Tsvg"), dot.out.as_bytes()).ends_with(0);
        assert!(
            drawn.out.contains("</svg>") && drawn.out.contains("nadia&#45;haddad"),
            "{flags:?}"
        );
        assert_eq!(drawn.err, "", "{flags:?}");
    }
}
