//! Records beside gold: precision, recall and F1 of mentions, claims and meetings, with the errors.
//!
//! What counts as right follows the annotation guidelines: names compare by their match keys against every acceptable
//! form, claims pair by source and at least half of the content, meetings by participants and status. What the gold marks
//! optional is neither an error to find nor to miss.

mod claims;
mod gold;
mod meetings;
mod mentions;
mod scores;

use std::collections::BTreeMap;

use isnad_model::Record;

pub use gold::{GoldArticle, GoldClaim, GoldMeeting, GoldMention, GoldSource, parse};
pub use scores::{Count, Fault, Scores};

/// What figures are broken down by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Language of the article.
    Lang,
    /// Kind of the mention, claim stance or meeting status.
    Kind,
    /// Rule that fired (precision only: the gold knows no rules).
    Rule,
}

/// Scores `records` against `gold`; a gold article without a record counts as missed whole.
pub fn score(gold: &[GoldArticle], records: &[Record], by: Option<By>) -> Scores {
    let records: BTreeMap<&str, &Record> = records
        .iter()
        .map(|record| (record.id.as_str(), record))
        .collect();
    let mut scores = Scores::new(by);
    for article in gold {
        let empty;
        let record = if let Some(record) = records.get(article.id.as_str()) {
            *record
        } else {
            empty = empty_record(article);
            &empty
        };
        mentions::score(article, record, &mut scores);
        claims::score(article, record, &mut scores);
        meetings::score(article, record, &mut scores);
    }
    scores
}

fn empty_record(article: &GoldArticle) -> Record {
    Record {
        id: article.id.clone(),
        lang: article.lang.clone(),
        date: None,
        publisher: None,
        title: None,
        text: article.text.clone(),
        mentions: Vec::new(),
        meetings: Vec::new(),
        claims: Vec::new(),
        repairs: Vec::new(),
        credits: Vec::new(),
    }
}

/// Whether `name` is one of the acceptable `names`, compared by match key and without the Arabic article.
fn is_name(name: &str, names: &[String]) -> bool {
    let key = name_key(name);
    !key.is_empty() && names.iter().any(|accepted| name_key(accepted) == key)
}

fn name_key(name: &str) -> String {
    let folded = isnad_text::fold_name(name);
    let bare = folded.strip_prefix("the ").unwrap_or(&folded);
    bare.strip_prefix("ال").unwrap_or(bare).to_owned()
}
