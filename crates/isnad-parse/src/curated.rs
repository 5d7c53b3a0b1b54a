//! Curated: pages of `meetings/`, `claims/` and `topics/`.

use isnad_model::{Config, CuratedClaim, CuratedMeeting, MeetingKind, Quotation, Status, Topic};

use crate::article::prose;
use crate::common::{fields_of, one_line, read_id, read_names, read_word};
use crate::entity::{report_missing, report_missing_names};
use crate::fields::Fields;
use crate::findings::Findings;
use crate::front_matter;

const MEETING_KEYS: [&str; 10] = [
    "id",
    "names",
    "aliases",
    "kind",
    "status",
    "participants",
    "place",
    "date",
    "evidence",
    "lang",
];
const CLAIM_KEYS: [&str; 6] = ["id", "names", "aliases", "speaker", "evidence", "lang"];
const TOPIC_KEYS: [&str; 4] = ["id", "names", "aliases", "lang"];

/// Reads a page of `meetings/`.
pub(crate) fn read_meeting(path: &str, config: &Config, findings: &mut Findings<'_>) -> CuratedMeeting {
    let parts = front_matter::split(findings, &config.limits);
    let mut fields = fields_of(parts.table);
    let id = read_id(&mut fields, path, "meeting", findings);
    let names = read_names(&mut fields, &MEETING_KEYS, findings);
    report_missing_names(names.is_empty(), &id, findings);
    let kinds = MeetingKind::ALL.map(|kind| (kind.as_str(), kind));
    let statuses = Status::ALL.map(|status| (status.as_str(), status));
    let meeting = CuratedMeeting {
        names,
        kind: read_word(&mut fields, "kind", "unknown-kind", &kinds, findings),
        status: read_word(&mut fields, "status", "unknown-value", &statuses, findings),
        participants: fields.strings("participants", findings),
        place: fields.string("place", findings),
        date: fields.date("date", findings),
        evidence: read_evidence(&mut fields, findings),
        prose: prose(&id, path, parts.body, &mut fields, config, findings),
        id,
    };
    fields.finish(&MEETING_KEYS, findings);
    meeting
}

/// Reads a page of `claims/`.
pub(crate) fn read_claim(path: &str, config: &Config, findings: &mut Findings<'_>) -> CuratedClaim {
    let parts = front_matter::split(findings, &config.limits);
    let mut fields = fields_of(parts.table);
    let id = read_id(&mut fields, path, "claim", findings);
    let names = read_names(&mut fields, &CLAIM_KEYS, findings);
    report_missing_names(names.is_empty(), &id, findings);
    let claim = CuratedClaim {
        names,
        speaker: fields.string("speaker", findings),
        evidence: read_evidence(&mut fields, findings),
        prose: prose(&id, path, parts.body, &mut fields, config, findings),
        id,
    };
    fields.finish(&CLAIM_KEYS, findings);
    claim
}

/// Reads a page of `topics/`.
pub(crate) fn read_topic(path: &str, config: &Config, findings: &mut Findings<'_>) -> Topic {
    let parts = front_matter::split(findings, &config.limits);
    let mut fields = fields_of(parts.table);
    let id = read_id(&mut fields, path, "topic", findings);
    let names = read_names(&mut fields, &TOPIC_KEYS, findings);
    report_missing_names(names.is_empty(), &id, findings);
    let prose = Some(prose(&id, path, parts.body, &mut fields, config, findings));
    fields.finish(&TOPIC_KEYS, findings);
    Topic { id, names, prose }
}

fn read_evidence(fields: &mut Fields, findings: &mut Findings<'_>) -> Vec<Quotation> {
    let mut evidence = Vec::new();
    for (mut table, range) in fields.tables("evidence", findings) {
        let article = table.string("article", findings);
        let quote = table.string("quote", findings);
        table.finish(&["article", "quote"], findings);
        match (article, quote) {
            (Some(article), Some(quote)) => evidence.push(Quotation {
                article,
                quote: one_line(&quote),
            }),
            (None, _) => report_missing("article", "quotation", range, findings),
            (_, None) => report_missing("quote", "quotation", range, findings),
        }
    }
    evidence
}
