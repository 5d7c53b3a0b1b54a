//! Packs: the user's own language packs, looked through, with what is wrong in them.

use std::collections::BTreeMap;

use isnad_extract::{Override, look_through};
use isnad_model::{Diagnostic, Severity};

/// The user's pack files as extraction takes them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Packs {
    pub overrides: Vec<Override>,
    pub findings: Vec<Diagnostic>,
}

impl Packs {
    /// Reads files by their path as the user knows it; the folder that a file lies in is its language.
    pub(crate) fn read(files: &BTreeMap<String, Vec<u8>>) -> Self {
        let mut packs = Self::default();
        for (path, bytes) in files {
            let Ok(text) = std::str::from_utf8(bytes) else {
                packs.findings.push(
                    Diagnostic::new(path, Severity::Error, "not-utf8", "the file is no text in UTF-8")
                        .remedy("save it as UTF-8; until then it is left out"),
                );
                continue;
            };
            let Some(lang) = language_of(path) else {
                packs.findings.push(
                    Diagnostic::new(
                        path,
                        Severity::Warning,
                        "pack-without-language",
                        "the file lies in no language's folder",
                    )
                    .remedy("move it into a folder named by its language: `packs/ar/words.toml`"),
                );
                continue;
            };
            let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
            let (kept, findings) = look_through(&(lang, path.clone(), text.to_owned()));
            packs.overrides.extend(kept);
            packs.findings.extend(findings);
        }
        packs
    }
}

/// The language that the folder right above the file names.
fn language_of(path: &str) -> Option<String> {
    let folder = path.rsplit('/').nth(1)?;
    let is_language = (2..=3).contains(&folder.len()) && folder.bytes().all(|byte| byte.is_ascii_lowercase());
    is_language.then(|| folder.to_owned())
}
