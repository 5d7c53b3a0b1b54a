//! Closing: what is rejected goes out of the record, and the rest is numbered anew.

use std::sync::Arc;

use isnad_model::{ChainKind, Judged, Record};

use super::{Bench, JudgedRecord, Ruling};
use crate::node::Decided;

impl Bench<'_> {
    /// Takes out what is rejected and numbers the rest anew.
    pub(super) fn close(self) -> JudgedRecord {
        let Self {
            mut record,
            meetings,
            claims,
            mentions,
            mut joints,
            idle,
            ..
        } = self;
        let claim_numbers = numbers(claims.iter().map(|ruling| ruling.rejected));
        let meeting_numbers = numbers(meetings.iter().map(|ruling| ruling.rejected));
        let mention_numbers = numbers(mentions.iter().copied());
        joints.retain_mut(|joint| {
            let numbers = if joint.of == Judged::Meeting {
                &meeting_numbers
            } else {
                &claim_numbers
            };
            let kept = numbers[joint.index];
            joint.index = kept.unwrap_or_default();
            kept.is_some()
        });
        keep(&mut record.meetings, &meeting_numbers);
        keep(&mut record.claims, &claim_numbers);
        for report in &mut record.meetings {
            report.claim = report
                .claim
                .and_then(|claim| claim_numbers.get(claim).copied().flatten());
        }
        if mentions.contains(&true) {
            forget_mentions(&mut record, &mention_numbers);
        }
        let decided = |rulings: Vec<Ruling>| -> Vec<Option<Decided>> {
            let kept = rulings.into_iter().filter(|ruling| !ruling.rejected);
            kept.map(|ruling| ruling.decided).collect()
        };
        let (meetings, claims) = (decided(meetings), decided(claims));
        JudgedRecord {
            record: Arc::new(record),
            meetings,
            claims,
            joints,
            idle,
        }
    }
}

/// The new number of each, `None` for what goes.
fn numbers(gone: impl Iterator<Item = bool>) -> Vec<Option<usize>> {
    let mut next = 0;
    gone.map(|gone| {
        (!gone).then(|| {
            next += 1;
            next - 1
        })
    })
    .collect()
}

fn keep<T>(list: &mut Vec<T>, numbers: &[Option<usize>]) {
    let mut at = 0;
    list.retain(|_| {
        at += 1;
        numbers.get(at - 1).is_none_or(Option::is_some)
    });
}

/// Takes mentions out: who took part by them did not, and a source stays as words.
fn forget_mentions(record: &mut Record, numbers: &[Option<usize>]) {
    let moved = |at: Option<usize>| at.and_then(|at| numbers.get(at).copied().flatten());
    for report in &mut record.meetings {
        report
            .participants
            .retain(|it| it.mention.is_none() || moved(it.mention).is_some());
        report
            .participants
            .iter_mut()
            .for_each(|it| it.mention = moved(it.mention));
        report.place = report
            .place
            .take()
            .filter(|it| it.mention.is_none() || moved(it.mention).is_some());
        report
            .place
            .iter_mut()
            .for_each(|it| it.mention = moved(it.mention));
    }
    for claim in &mut record.claims {
        claim
            .source
            .iter_mut()
            .for_each(|it| it.mention = moved(it.mention));
        for link in &mut claim.chain {
            if link.mention.is_some() && moved(link.mention).is_none() {
                (link.kind, link.entity) = (ChainKind::Document, None);
            }
            link.mention = moved(link.mention);
        }
        claim.about = claim.about.iter().filter_map(|&at| moved(Some(at))).collect();
    }
    record
        .credits
        .retain(|it| it.mention.is_none() || moved(it.mention).is_some());
    record
        .credits
        .iter_mut()
        .for_each(|it| it.mention = moved(it.mention));
    keep(&mut record.mentions, numbers);
}
