//! Names in, mentions out: each block of `tests/names/*.txt` is a text and every mention that it must yield.
//!
//! A block's first line is the text (`\n` for a line feed), the lines below are its mentions, kind first. `ISNAD_UPDATE=1`
//! rewrites them; the difference is what gets reviewed.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use isnad_extract::{Demonym, DemonymForm, Extractor, KnownEntity, KnownNames};
use isnad_model::Article;

fn known() -> KnownNames {
    let form = |form| match form {
        isnad_gazetteer::DemonymForm::Feminine => DemonymForm::Feminine,
        isnad_gazetteer::DemonymForm::Plural => DemonymForm::Plural,
        isnad_gazetteer::DemonymForm::Stem => DemonymForm::Stem,
        _ => DemonymForm::Masculine,
    };
    let mut known = KnownNames::new(isnad_gazetteer::entities().iter().map(|entity| {
        let demonyms = entity.demonyms.iter();
        KnownEntity {
            id: entity.id.clone(),
            kind: entity.kind,
            class: entity.class.clone(),
            names: entity.names.iter().chain(&entity.forms).cloned().collect(),
            demonyms: demonyms
                .map(|it| Demonym {
                    text: it.text.clone(),
                    lang: it.lang.clone(),
                    form: form(it.form),
                })
                .collect(),
            capital_of: entity.capital_of.clone(),
            stands_for: entity.stands_for.clone(),
            common: entity.common.clone(),
        }
    }));
    for name in isnad_gazetteer::ambiguous() {
        known = known.with_preference(&name.lang, &name.text, &name.ids);
    }
    known
}

/// Checks every block of one language's file.
fn check_file(lang: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/names/{lang}.txt"));
    let source = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let extractor = Extractor::new(Arc::new(known())).unwrap_or_else(|error| panic!("{error}"));
    let mut found = String::new();
    let blocks = source.split("\n\n").map(str::trim);
    for block in blocks.filter(|block| !block.is_empty()) {
        let text = block.lines().next().unwrap_or_default();
        let mut article = Article::new("test", text.replace("\\n", "\n"));
        article.lang = lang.to_owned();
        article.publisher = Some("Daily".to_owned());
        article.date = "2023-05-18".parse().ok();
        let mut lines = vec![text.to_owned()];
        for mention in extractor.extract(&article).mentions {
            lines.push(format!("  {}: {}", mention.kind.as_str(), mention.text));
        }
        let _ = write!(found, "{}\n\n", lines.join("\n"));
    }
    if std::env::var_os("ISNAD_UPDATE").is_some() {
        std::fs::write(&path, &found).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        return;
    }
    for (expected, found) in source.trim().split("\n\n").zip(found.split("\n\n")) {
        assert_eq!(expected.trim(), found);
    }
}

#[test]
fn arabic_names() {
    check_file("ar");
}

#[test]
fn english_names() {
    check_file("en");
}
