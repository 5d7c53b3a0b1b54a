//! Reads articles as JSON Lines on standard input and prints their records, with the starter gazetteer.

use std::io::{BufRead, Write};
use std::sync::Arc;

use isnad_extract::{Demonym, DemonymForm, Extractor, KnownEntity, KnownNames};
use isnad_model::Article;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut known = KnownNames::new(isnad_gazetteer::entities().iter().map(known_entity));
    for name in isnad_gazetteer::ambiguous() {
        known = known.with_preference(&name.lang, &name.text, &name.ids);
    }
    let extractor = Extractor::new(Arc::new(known))?;
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        let field = |name: &str| value[name].as_str().map(str::to_owned);
        let mut article = Article::new(field("id").unwrap_or_default(), field("text").unwrap_or_default());
        article.title = field("title");
        article.publisher = field("publisher");
        article.date = field("date").and_then(|date| date.parse().ok());
        article.lang = field("lang").unwrap_or_default();
        writeln!(out, "{}", extractor.extract(&article).to_json())?;
    }
    Ok(())
}

fn known_entity(entity: &isnad_gazetteer::StarterEntity) -> KnownEntity {
    let form = |form| match form {
        isnad_gazetteer::DemonymForm::Feminine => DemonymForm::Feminine,
        isnad_gazetteer::DemonymForm::Plural => DemonymForm::Plural,
        isnad_gazetteer::DemonymForm::Stem => DemonymForm::Stem,
        _ => DemonymForm::Masculine,
    };
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
}
