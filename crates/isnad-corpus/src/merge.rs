//! Merge: another extractor's findings joined to our own record; where both found one thing, ours stays.

use std::collections::BTreeMap;

use isnad_model::{ChainLink, ClaimReport, EntityKind, MeetingReport, Record, Span};

use crate::answer::Answer;

/// Adds to `record` what `answer` has beyond it, and numbers all mentions and claims anew in the order of the text.
pub(crate) fn merge(record: &mut Record, answer: Answer) {
    let mentions = merge_mentions(record, &answer);
    let claims = merge_claims(record, answer.claims, &mentions);
    for mut report in answer.meetings {
        let twin = |own: &MeetingReport| own.trigger == report.trigger && own.kind == report.kind;
        if record.meetings.iter().any(twin) {
            continue;
        }
        number_meeting(&mut report, &mentions);
        report.claim = report.claim.and_then(|at| claims.get(at).copied());
        record.meetings.push(report);
    }
    record.meetings.sort_by_key(|report| report.trigger.start);
}

/// Adds the mentions; says where each of the answer's is now.
fn merge_mentions(record: &mut Record, answer: &Answer) -> Vec<usize> {
    let own = record.mentions.len();
    let mut numbers: BTreeMap<(Span, EntityKind), usize> = BTreeMap::new();
    for (at, mention) in record.mentions.iter().enumerate() {
        numbers.entry((mention.span(), mention.kind)).or_insert(at);
    }
    let mut theirs = Vec::with_capacity(answer.mentions.len());
    for mention in &answer.mentions {
        let next = record.mentions.len();
        let at = *numbers.entry((mention.span(), mention.kind)).or_insert(next);
        if at == next {
            record.mentions.push(mention.clone());
        }
        theirs.push(at);
    }
    if record.mentions.len() == own {
        return theirs;
    }
    let mut order: Vec<usize> = (0..record.mentions.len()).collect();
    // Stable: ours come before theirs where both begin at one place.
    order.sort_by_key(|&at| record.mentions[at].start);
    let mut moved = vec![0; order.len()];
    order
        .iter()
        .enumerate()
        .for_each(|(now, &before)| moved[before] = now);
    record.mentions = order.iter().map(|&at| record.mentions[at].clone()).collect();
    record
        .claims
        .iter_mut()
        .for_each(|claim| number_claim(claim, &moved));
    record
        .meetings
        .iter_mut()
        .for_each(|report| number_meeting(report, &moved));
    theirs.into_iter().map(|at| moved[at]).collect()
}

/// Adds the claims; says where each of the answer's is now.
fn merge_claims(record: &mut Record, claims: Vec<ClaimReport>, mentions: &[usize]) -> Vec<usize> {
    let own = record.claims.len();
    let mut theirs = Vec::with_capacity(claims.len());
    let cue = |claim: &ClaimReport| (claim.cue.start, claim.cue.end);
    let content = |claim: &ClaimReport| (claim.content.start, claim.content.end);
    let mut by_cue: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    let mut by_content: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for (at, claim) in record.claims.iter().enumerate() {
        by_cue.entry(cue(claim)).or_insert(at);
        by_content.entry(content(claim)).or_insert(at);
    }
    for mut claim in claims {
        let twin = by_cue
            .get(&cue(&claim))
            .or_else(|| by_content.get(&content(&claim)));
        if let Some(&at) = twin {
            theirs.push(at);
            continue;
        }
        number_claim(&mut claim, mentions);
        let at = record.claims.len();
        by_cue.insert(cue(&claim), at);
        by_content.insert(content(&claim), at);
        theirs.push(at);
        record.claims.push(claim);
    }
    if record.claims.len() == own {
        return theirs;
    }
    let mut order: Vec<usize> = (0..record.claims.len()).collect();
    order.sort_by_key(|&at| record.claims[at].cue.start);
    let mut moved = vec![0; order.len()];
    order
        .iter()
        .enumerate()
        .for_each(|(now, &before)| moved[before] = now);
    record.claims = order.iter().map(|&at| record.claims[at].clone()).collect();
    for report in &mut record.meetings {
        report.claim = report.claim.and_then(|at| moved.get(at).copied());
    }
    theirs.into_iter().map(|at| moved[at]).collect()
}

fn number_claim(claim: &mut ClaimReport, moved: &[usize]) {
    if let Some(source) = &mut claim.source {
        renumber(&mut source.mention, moved);
    }
    claim
        .chain
        .iter_mut()
        .for_each(|link: &mut ChainLink| renumber(&mut link.mention, moved));
    claim.about = claim
        .about
        .iter()
        .filter_map(|&at| moved.get(at).copied())
        .collect();
    claim.about.sort_unstable();
    claim.about.dedup();
}

fn number_meeting(report: &mut MeetingReport, moved: &[usize]) {
    report
        .participants
        .iter_mut()
        .for_each(|participant| renumber(&mut participant.mention, moved));
    if let Some(place) = &mut report.place {
        renumber(&mut place.mention, moved);
    }
}

fn renumber(number: &mut Option<usize>, moved: &[usize]) {
    *number = number.and_then(|at| moved.get(at).copied());
}
