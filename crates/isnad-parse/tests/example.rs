//! The example knowledge base reads without a finding.

use std::path::{Path, PathBuf};

use isnad_model::Config;
use isnad_parse::{Page, parse_config, parse_page};

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    for entry in entries {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

#[test]
fn every_file_of_the_example_is_a_page_without_findings() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let source = std::fs::read_to_string(root.join("isnad.toml")).expect("isnad.toml is there");
    let config = parse_config("isnad.toml", &source);
    assert_eq!(config.diagnostics, []);
    let content = root.join("content");
    let mut found = Vec::new();
    files(&content, &mut found);
    assert!(found.len() > 50);
    for file in found {
        let path = file
            .strip_prefix(&content)
            .expect("below content")
            .to_string_lossy()
            .replace('\\', "/");
        let parsed = parse_page(
            &path,
            &std::fs::read(&file).expect("readable"),
            &Config::default(),
        );
        assert_eq!(parsed.diagnostics, [], "{path}");
        let is_page = parsed.value.is_some_and(|page| page != Page::Ignored);
        assert_eq!(is_page, path != "README.md", "{path}");
    }
}
