//! Judgements: the TOML files of `judgements/`, one table a decision; one that cannot be used is left out and told.

use std::ops::Range;

use isnad_model::{
    Correction, Edtf, Judged, Judgement, Judgements, MeetingKind, Passage, Stance, Status, Verdict,
};

use crate::common::read_word;
use crate::fields::{DATE_REMEDY, Fields, parse_date};
use crate::findings::Findings;
use crate::front_matter;

const KEYS: [&str; 15] = [
    "verdict",
    "of",
    "names",
    "at",
    "participants",
    "place",
    "date",
    "status",
    "kind",
    "stance",
    "speaker",
    "content",
    "by",
    "on",
    "why",
];
const PASSAGE_KEYS: [&str; 4] = ["article", "quote", "prefix", "suffix"];
/// What a correction writes to take a value away.
const NONE: &str = "none";

/// Reads a file of judgements.
pub(crate) fn read(findings: &mut Findings<'_>) -> Judgements {
    let source = findings.source();
    let start = if source.starts_with('\u{FEFF}') {
        '\u{FEFF}'.len_utf8()
    } else {
        0
    };
    let mut fields = Fields::new(front_matter::parse_toml(start..source.len(), findings).unwrap_or_default());
    let tables = fields.tables("judgement", findings);
    fields.finish(&["judgement"], findings);
    Judgements {
        list: tables
            .into_iter()
            .filter_map(|(table, range)| read_one(table, range, findings))
            .collect(),
    }
}

fn read_one(mut table: Fields, range: Range<usize>, findings: &mut Findings<'_>) -> Option<Judgement> {
    let (has_verdict, has_of) = (table.has("verdict"), table.has("of"));
    let verdicts = Verdict::ALL.map(|verdict| (verdict.as_str(), verdict));
    let subjects = Judged::ALL.map(|judged| (judged.as_str(), judged));
    let verdict = read_word(&mut table, "verdict", "unknown-value", &verdicts, findings);
    let of = read_word(&mut table, "of", "unknown-value", &subjects, findings);
    let names = table.strings("names", findings);
    let at = read_passages(&mut table, findings);
    let correction = read_correction(&mut table, findings);
    let (by, why) = (table.string("by", findings), table.string("why", findings));
    let on = table.date("on", findings);
    table.finish(&KEYS, findings);
    for (key, there) in [("verdict", has_verdict), ("of", has_of)] {
        if !there {
            refuse(
                findings,
                range.clone(),
                &format!("the judgement has no `{key}`"),
                "write `verdict` (same, not-same, accept, reject, correct) and `of` (entity, mention, meeting, claim)",
            );
        }
    }
    let judgement = Judgement {
        verdict: verdict?,
        of: of?,
        names,
        at,
        correction,
        by,
        on,
        why,
        offset: range.start as u32,
    };
    match complaint(&judgement) {
        None => Some(judgement),
        Some((message, remedy)) => {
            refuse(findings, range, message, remedy);
            None
        }
    }
}

/// What is missing or too much, with the remedy; nothing where the judgement can be used.
fn complaint(judgement: &Judgement) -> Option<(&'static str, &'static str)> {
    let (names, places) = (judgement.names.len(), judgement.at.len());
    match (judgement.of, judgement.verdict) {
        (Judged::Entity, Verdict::Same | Verdict::NotSame) if names < 2 => Some((
            "a judgement of entities names two or more",
            "write `names = [\"the name that stays\", \"another name of the same\"]`; ids do too",
        )),
        (Judged::Entity, Verdict::Accept | Verdict::Reject | Verdict::Correct) => Some((
            "entities are judged `same` or `not-same`",
            "use `of = \"mention\"` with `at` to reject a name at one place",
        )),
        (Judged::Mention, Verdict::Same | Verdict::NotSame) if names != 1 || places != 1 => Some((
            "a judgement of a mention has one place and one name",
            "write `at = { article = \"…\", quote = \"…\" }` and `names = [\"who it is, or is not\"]`",
        )),
        (Judged::Mention, Verdict::Accept | Verdict::Correct) => Some((
            "mentions are judged `same`, `not-same` or `reject`",
            "`same` with one name says who is meant",
        )),
        (Judged::Meeting | Judged::Claim, Verdict::Same | Verdict::NotSame) if places < 2 => Some((
            "`same` and `not-same` compare two or more tellings",
            "write `at = [{ article = \"…\", quote = \"…\" }, { article = \"…\", quote = \"…\" }]`",
        )),
        (Judged::Mention | Judged::Meeting | Judged::Claim, Verdict::Reject)
        | (Judged::Meeting | Judged::Claim, Verdict::Accept | Verdict::Correct)
            if places != 1 =>
        {
            Some((
                "this judgement is about one place of one article",
                "write `at = { article = \"…\", quote = \"…\" }`",
            ))
        }
        (_, Verdict::Correct) if judgement.correction.is_empty() => Some((
            "the correction says nothing",
            "write what is to be read: participants, place, date, status, kind, stance, speaker or content",
        )),
        _ => None,
    }
}

fn refuse(findings: &mut Findings<'_>, range: Range<usize>, message: &str, remedy: &str) {
    findings.error(
        "bad-judgement",
        range,
        format!("{message}; it is left out"),
        remedy,
    );
}

fn read_passages(table: &mut Fields, findings: &mut Findings<'_>) -> Vec<Passage> {
    let mut passages = Vec::new();
    for (mut at, range) in table.tables("at", findings) {
        let passage = Passage {
            article: at.string("article", findings).unwrap_or_default(),
            quote: at.string("quote", findings).unwrap_or_default(),
            prefix: at.string("prefix", findings).unwrap_or_default(),
            suffix: at.string("suffix", findings).unwrap_or_default(),
        };
        at.finish(&PASSAGE_KEYS, findings);
        if passage.article.is_empty() || passage.quote.is_empty() {
            let remedy =
                "write the article's id and words of it as they stand: `{ article = \"…\", quote = \"…\" }`";
            findings.error(
                "missing-key",
                range,
                "a place needs `article` and `quote`",
                remedy,
            );
        } else {
            passages.push(passage);
        }
    }
    passages
}

fn read_correction(table: &mut Fields, findings: &mut Findings<'_>) -> Correction {
    let kinds = MeetingKind::ALL.map(|kind| (kind.as_str(), kind));
    let statuses = Status::ALL.map(|status| (status.as_str(), status));
    let stances = [
        Stance::Asserted,
        Stance::Hedged,
        Stance::Predicted,
        Stance::Denied,
    ]
    .map(|stance| (stance.as_str(), stance));
    Correction {
        participants: table
            .has("participants")
            .then(|| table.strings("participants", findings)),
        place: table
            .string("place", findings)
            .map(|place| Some(place).filter(|it| it != NONE)),
        date: read_date(table, findings),
        status: read_word(table, "status", "unknown-value", &statuses, findings),
        kind: read_word(table, "kind", "unknown-kind", &kinds, findings),
        stance: read_word(table, "stance", "unknown-value", &stances, findings),
        speaker: table.string("speaker", findings),
        content: table.string("content", findings),
    }
}

fn read_date(table: &mut Fields, findings: &mut Findings<'_>) -> Option<Option<Edtf>> {
    let (text, range) = table.text("date", findings)?;
    if text == NONE {
        return Some(None);
    }
    match parse_date(&text) {
        Ok(date) => Some(Some(date)),
        Err(message) => {
            findings.error("bad-date", range, message, DATE_REMEDY);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use isnad_model::Config;

    use super::*;
    use crate::{Page, parse_page};

    fn read(source: &str) -> (Judgements, Vec<(u32, String)>) {
        let parsed = parse_page("judgements/geneva.toml", source.as_bytes(), &Config::default());
        let told = parsed
            .diagnostics
            .iter()
            .map(|it| (it.position.map_or(0, |at| at.line), it.id.clone()));
        let told = told.collect();
        match parsed.value {
            Some(Page::Judgements(judgements)) => (judgements, told),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_sort_of_judgement_is_read() {
        let (judgements, told) = read(
            r#"
[[judgement]]
verdict = "same"
of = "entity"
names = ["Hilda Aker", "هيلدا آكر"]
by = "ns"
on = 2026-11-24
why = "one passport"

[[judgement]]
verdict = "not-same"
of = "meeting"
at = [
  { article = "a", quote = "met" },
  { article = "b", quote = "talks", prefix = "their ", suffix = " in Geneva" },
]

[[judgement]]
verdict = "correct"
of = "meeting"
at = { article = "a", quote = "met" }
participants = ["Hilda Aker", "Norway"]
place = "none"
date = "2024-03~"
status = "planned"
"#,
        );
        assert_eq!(told, []);
        let [same, apart, corrected] = &judgements.list[..] else {
            panic!("{judgements:?}");
        };
        assert_eq!(
            (same.verdict, same.of, same.names.len()),
            (Verdict::Same, Judged::Entity, 2)
        );
        assert_eq!(
            (same.by.as_deref(), same.why.as_deref()),
            (Some("ns"), Some("one passport"))
        );
        assert_eq!(
            (apart.at[1].prefix.as_str(), apart.at[1].suffix.as_str()),
            ("their", "in Geneva")
        );
        assert_eq!(corrected.correction.place, Some(None));
        assert_eq!(
            corrected.correction.date,
            Some(Some("2024-03~".parse().expect("a date")))
        );
        assert_eq!(corrected.correction.status, Some(Status::Planned));
        assert_eq!(corrected.correction.stance, None);
    }

    #[test]
    fn what_cannot_be_used_is_left_out_and_told_with_its_line() {
        let (judgements, told) = read(
            r#"[[judgement]]
verdict = "same"
of = "entity"
names = ["one"]
[[judgement]]
verdict = "perhaps"
of = "claim"
[[judgement]]
of = "claim"
[[judgement]]
verdict = "reject"
of = "claim"
[[judgement]]
verdict = "correct"
of = "claim"
at = { article = "a", quote = "said" }
[[judgement]]
verdict = "accept"
of = "claim"
at = { article = "a", quote = "said" }
wyh = "x"
"#,
        );
        let wanted = [
            (1, "bad-judgement"),
            (6, "unknown-value"),
            (8, "bad-judgement"),
            (10, "bad-judgement"),
            (13, "bad-judgement"),
            (21, "unknown-key"),
        ];
        assert_eq!(told, wanted.map(|(line, id)| (line, id.to_owned())).to_vec());
        assert_eq!(judgements.list.len(), 1);
    }
}
