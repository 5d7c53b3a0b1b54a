//! Meetings: paired by participants and status, then place and date on the pairs.

use isnad_model::{MeetingReport, Record};
use isnad_text::ScalarIndex;

use crate::{
    gold::{GoldArticle, GoldMeeting},
    is_name,
    scores::{Fault, Group, Scores},
};

pub(crate) fn score(article: &GoldArticle, record: &Record, scores: &mut Scores) {
    let index = ScalarIndex::new(&article.text);
    let mut taken = vec![false; record.meetings.len()];
    for gold in &article.meetings {
        let fits = |at: &usize| {
            let found = &record.meetings[*at];
            !taken[*at] && found.status == gold.status && are_participants_right(gold, record, found)
        };
        let found = (0..record.meetings.len()).find(fits);
        if let Some(at) = found {
            taken[at] = true;
        }
        if gold.optional {
            continue;
        }
        let group = Group {
            lang: &article.lang,
            kind: gold.status.as_str(),
            rule: "",
        };
        if let Some(at) = found {
            let found = &record.meetings[at];
            scores.add(
                "meetings",
                &Group {
                    rule: &found.rule,
                    ..group
                },
                |count| count.right += 1,
            );
            score_parts(article, gold, record, found, &index, scores);
        } else {
            scores.add("meetings", &group, |count| count.missed += 1);
            let names: Vec<&str> = gold
                .participants
                .iter()
                .filter_map(|it| it.first())
                .map(String::as_str)
                .collect();
            scores.faults.push(Fault {
                article: article.id.clone(),
                measure: "meetings",
                what: format!("missed {} {}", gold.status.as_str(), names.join(" + ")),
                words: index.slice(gold.trigger).to_owned(),
                rule: String::new(),
            });
        }
    }
    for (found, _) in record.meetings.iter().zip(&taken).filter(|(_, taken)| !**taken) {
        let group = Group {
            lang: &article.lang,
            kind: found.status.as_str(),
            rule: &found.rule,
        };
        scores.add("meetings", &group, |count| count.wrong += 1);
        let names: Vec<&str> = found.participants.iter().map(|it| it.name.as_str()).collect();
        scores.faults.push(Fault {
            article: article.id.clone(),
            measure: "meetings",
            what: format!("wrong {} {}", found.status.as_str(), names.join(" + ")),
            words: index.slice(found.evidence).to_owned(),
            rule: found.rule.clone(),
        });
    }
}

/// Every participant named and nobody else.
fn are_participants_right(gold: &GoldMeeting, record: &Record, found: &MeetingReport) -> bool {
    if gold.participants.len() != found.participants.len() {
        return false;
    }
    let mut taken = vec![false; found.participants.len()];
    gold.participants.iter().all(|names| {
        let fits = |at: &usize| {
            let participant = &found.participants[*at];
            let mentioned = record
                .mention(participant.mention)
                .is_some_and(|mention| is_name(&mention.text, names));
            !taken[*at] && (is_name(&participant.name, names) || mentioned)
        };
        let at = (0..found.participants.len()).find(fits);
        if let Some(at) = at {
            taken[at] = true;
        }
        at.is_some()
    })
}

fn score_parts(
    article: &GoldArticle,
    gold: &GoldMeeting,
    record: &Record,
    found: &MeetingReport,
    index: &ScalarIndex<'_>,
    scores: &mut Scores,
) {
    let group = Group {
        lang: &article.lang,
        kind: gold.status.as_str(),
        rule: &found.rule,
    };
    let mut add = |measure: &'static str, given: bool, told: bool, right: bool, what: String| {
        if !given && !told {
            return;
        }
        scores.add(measure, &group, |count| {
            count.right += usize::from(right);
            count.wrong += usize::from(told && !right);
            count.missed += usize::from(given && !right);
        });
        if !right {
            let words = index.slice(found.evidence).to_owned();
            scores.faults.push(Fault {
                article: article.id.clone(),
                measure,
                what,
                words,
                rule: found.rule.clone(),
            });
        }
    };
    let place = found.place.as_ref();
    let place_right = place.is_some_and(|place| {
        is_name(&place.name, &gold.place)
            || record
                .mention(place.mention)
                .is_some_and(|mention| is_name(&mention.text, &gold.place))
    });
    let place_name = place.map_or("-", |place| place.name.as_str());
    let expected = gold.place.first().map_or("-", String::as_str);
    add(
        "meetings: place",
        !gold.place.is_empty(),
        place.is_some(),
        place_right,
        format!("place {expected}, found {place_name}"),
    );
    let date = found.date.as_ref().map(|date| date.edtf.to_string());
    let date_right = date.is_some() && date == gold.date;
    let shown = |date: &Option<String>| date.clone().unwrap_or_else(|| "-".to_owned());
    let what = format!("date {}, found {}", shown(&gold.date), shown(&date));
    add(
        "meetings: date",
        gold.date.is_some(),
        date.is_some(),
        date_right,
        what,
    );
}
