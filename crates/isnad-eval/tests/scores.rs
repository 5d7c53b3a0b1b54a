//! A tiny gold article and records that are right, wrong and incomplete in known ways.

use isnad_eval::{By, parse, score};
use isnad_model::Record;

const GOLD: &str = r#"{"id":"a","lang":"en","text":"Omar Nasr met Samira Haddad in Doha. He said that rain was near. Wells are dry.","mentions":[
{"start":0,"end":9,"kind":"person"},{"start":14,"end":27,"kind":"person"},{"start":31,"end":35,"kind":"place"},{"start":65,"end":70,"kind":"group","optional":true}],
"meetings":[{"status":"held","participants":[["Omar Nasr"],["Samira Haddad","Haddad"]],"place":["Doha"],"trigger":{"start":10,"end":13}}],
"claims":[{"source":{"start":37,"end":39,"names":["Omar Nasr"],"pronoun":true,"antecedent":0},"cue":{"start":40,"end":44},"content":{"start":50,"end":63},"chain":[["Post"],["Omar Nasr"]],"stance":"asserted"}]}"#;

fn gold() -> Vec<isnad_eval::GoldArticle> {
    parse(&GOLD.replace('\n', "")).unwrap()
}

fn record(claims: &str, meetings: &str) -> Record {
    let text = &gold()[0].text;
    let line = format!(
        r#"{{"id":"a","lang":"en","text":"{text}","mentions":[
        {{"start":0,"end":9,"text":"Omar Nasr","name":"Omar Nasr","kind":"person","via":"pattern","confidence":0.9}},
        {{"start":21,"end":27,"text":"Haddad","name":"Haddad","kind":"person","via":"pattern","confidence":0.9}},
        {{"start":65,"end":70,"text":"Wells","name":"Wells","kind":"group","via":"pattern","confidence":0.9}}],
        "meetings":[{meetings}],"claims":[{claims}],"repairs":[]}}"#
    );
    serde_json::from_str(&line).unwrap()
}

const CLAIM: &str = r#"{"source":{"mention":0,"name":"Omar Nasr"},"cue":{"start":40,"end":44},"content":{"start":50,"end":63},
"chain":[{"name":"The Post","kind":"publisher"},{"name":"Omar Nasr","kind":"person"}],"stance":"hedged","rule":"en.x","confidence":0.8}"#;
const MEETING: &str = r#"{"kind":"meeting","status":"held","participants":[{"mention":1,"name":"Haddad"},{"mention":0,"name":"Omar Nasr"}],
"date":{"edtf":"2021","start":0,"end":1},"trigger":{"start":10,"end":13},"evidence":{"start":0,"end":36},"rule":"en.y","confidence":0.8}"#;

#[test]
fn mentions_count_exact_and_overlapping_and_optional_ones_not() {
    let scores = score(&gold(), &[record("", "")], None);
    let exact = scores.total("mentions exact");
    assert_eq!((exact.right, exact.wrong, exact.missed), (1, 1, 2));
    let overlapping = scores.total("mentions overlapping");
    assert_eq!(
        (overlapping.right, overlapping.wrong, overlapping.missed),
        (2, 0, 1)
    );
}

#[test]
fn a_pronoun_s_antecedent_is_a_right_source_and_parts_count_on_pairs() {
    let scores = score(&gold(), &[record(CLAIM, MEETING)], Some(By::Rule));
    assert_eq!(scores.total("claims").right, 1);
    assert_eq!(scores.total("claims: chain").right, 1);
    assert_eq!(scores.total("claims: stance").wrong, 1);
    assert_eq!(scores.counts["claims"]["en.x"].right, 1);
    assert_eq!(scores.total("meetings").right, 1);
    assert_eq!(scores.total("meetings: place").missed, 1);
    assert_eq!(scores.total("meetings: date").wrong, 1);
}

#[test]
fn another_source_or_another_status_is_no_pair() {
    let other_source = CLAIM.replace(
        "\"mention\":0,\"name\":\"Omar Nasr\"",
        "\"mention\":1,\"name\":\"Haddad\"",
    );
    let denied = MEETING.replace("held", "denied");
    let scores = score(&gold(), &[record(&other_source, &denied)], None);
    let claims = scores.total("claims");
    assert_eq!((claims.right, claims.wrong, claims.missed), (0, 1, 1));
    assert_eq!(scores.total("claims content").right, 1);
    let meetings = scores.total("meetings");
    assert_eq!((meetings.right, meetings.wrong, meetings.missed), (0, 1, 1));
}

#[test]
fn an_article_without_a_record_is_missed_whole() {
    let scores = score(&gold(), &[], None);
    assert_eq!(scores.total("mentions exact").missed, 3);
    assert_eq!(scores.total("claims").f1(), 0.0);
    assert!(scores.to_string().contains("claims"));
}
