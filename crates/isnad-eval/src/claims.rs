//! Claims: paired by source and content, then cue, chain and stance on the pairs.

use isnad_model::{ClaimReport, Record, Span};
use isnad_text::ScalarIndex;

use crate::gold::Antecedent;
use crate::{
    gold::{GoldArticle, GoldClaim},
    is_name,
    scores::{Fault, Group, Scores},
};

/// Share of the united content that both must hold.
const HALF: f64 = 0.5;

pub(crate) fn score(article: &GoldArticle, record: &Record, scores: &mut Scores) {
    let index = ScalarIndex::new(&article.text);
    let content_pairs = pair(article, record, content_overlap);
    tally(article, record, &index, &content_pairs, "claims content", scores);
    let pairs = pair(article, record, |gold, found| {
        let source = f64::from(u8::from(is_source_right(article, gold, record, found)));
        content_overlap(gold, found) * source
    });
    tally(article, record, &index, &pairs, "claims", scores);
    for (gold, found) in article.claims.iter().zip(&pairs) {
        if let Some(found) = found {
            score_parts(article, gold, record, &record.claims[*found], &index, scores);
        }
    }
}

/// One-to-one pairs, best first; ties by place in the text.
fn pair(
    article: &GoldArticle,
    record: &Record,
    worth: impl Fn(&GoldClaim, &ClaimReport) -> f64,
) -> Vec<Option<usize>> {
    let mut candidates = Vec::new();
    for (gold_at, gold) in article.claims.iter().enumerate() {
        for (found_at, found) in record.claims.iter().enumerate() {
            let value = worth(gold, found);
            if value >= HALF {
                candidates.push((value, gold_at, found_at));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    let mut pairs = vec![None; article.claims.len()];
    let mut taken = vec![false; record.claims.len()];
    for (_, gold_at, found_at) in candidates {
        if pairs[gold_at].is_none() && !taken[found_at] {
            pairs[gold_at] = Some(found_at);
            taken[found_at] = true;
        }
    }
    pairs
}

fn tally(
    article: &GoldArticle,
    record: &Record,
    index: &ScalarIndex<'_>,
    pairs: &[Option<usize>],
    measure: &'static str,
    scores: &mut Scores,
) {
    for (gold, found) in article.claims.iter().zip(pairs) {
        let group = Group {
            lang: &article.lang,
            kind: gold.stance.as_str(),
            rule: "",
        };
        match found {
            _ if gold.optional => {}
            Some(at) => {
                let rule = record.claims[*at].rule.as_str();
                scores.add(measure, &Group { rule, ..group }, |count| count.right += 1);
            }
            None => {
                scores.add(measure, &group, |count| count.missed += 1);
                let names = gold
                    .source
                    .as_ref()
                    .map_or("-", |source| source.names[0].as_str());
                scores.faults.push(Fault {
                    article: article.id.clone(),
                    measure,
                    what: format!("missed [{}] by {names}", index.slice(gold.cue)),
                    words: index.slice(gold.content).to_owned(),
                    rule: String::new(),
                });
            }
        }
    }
    for (at, claim) in record.claims.iter().enumerate() {
        if pairs.contains(&Some(at)) {
            continue;
        }
        let group = Group {
            lang: &article.lang,
            kind: claim.stance.as_str(),
            rule: &claim.rule,
        };
        scores.add(measure, &group, |count| count.wrong += 1);
        let cue = index.slice(Span::new(claim.cue.start, claim.cue.end));
        let name = claim.source.as_ref().map_or("-", |source| source.name.as_str());
        scores.faults.push(Fault {
            article: article.id.clone(),
            measure,
            what: format!("wrong [{cue}] by {name}"),
            words: index
                .slice(Span::new(claim.content.start, claim.content.end))
                .to_owned(),
            rule: claim.rule.clone(),
        });
    }
}

fn score_parts(
    article: &GoldArticle,
    gold: &GoldClaim,
    record: &Record,
    found: &ClaimReport,
    index: &ScalarIndex<'_>,
    scores: &mut Scores,
) {
    let found_cue = Span::new(found.cue.start, found.cue.end);
    let cue_right = std::iter::once(gold.cue)
        .chain(gold.other_cues.iter().copied())
        .any(|cue| cue.overlaps(found_cue));
    let parts = [
        (
            "claims: cue",
            cue_right,
            format!(
                "cue [{}], found [{}]",
                index.slice(gold.cue),
                index.slice(found_cue)
            ),
        ),
        (
            "claims: chain",
            is_chain_right(gold, record, found),
            chain_fault(gold, found),
        ),
        (
            "claims: stance",
            gold.stance == found.stance,
            format!("stance {}, found {}", gold.stance.as_str(), found.stance.as_str()),
        ),
    ];
    for (measure, right, what) in parts {
        let group = Group {
            lang: &article.lang,
            kind: gold.stance.as_str(),
            rule: &found.rule,
        };
        scores.add(measure, &group, |count| {
            count.right += usize::from(right);
            // A part of a matched claim is wrong and missed at once, so that all three figures are the share that is right.
            count.wrong += usize::from(!right);
            count.missed += usize::from(!right);
        });
        if !right {
            scores.faults.push(Fault {
                article: article.id.clone(),
                measure,
                what,
                words: index.slice(gold.content).to_owned(),
                rule: found.rule.clone(),
            });
        }
    }
}

fn content_overlap(gold: &GoldClaim, found: &ClaimReport) -> f64 {
    let gold: Vec<Span> = std::iter::once(gold.content)
        .chain(gold.more.iter().copied())
        .collect();
    let first = Span::new(found.content.start, found.content.end);
    let found: Vec<Span> = std::iter::once(first)
        .chain(found.content.more.iter().copied())
        .collect();
    let shared: u32 = gold
        .iter()
        .flat_map(|a| {
            found
                .iter()
                .map(|b| a.end.min(b.end).saturating_sub(a.start.max(b.start)))
        })
        .sum();
    let length = |spans: &[Span]| spans.iter().map(|span| span.len()).sum::<u32>();
    let united = length(&gold) + length(&found) - shared.min(length(&found));
    if united == 0 {
        0.0
    } else {
        f64::from(shared) / f64::from(united)
    }
}

fn is_source_right(article: &GoldArticle, gold: &GoldClaim, record: &Record, found: &ClaimReport) -> bool {
    let (Some(gold), Some(found)) = (&gold.source, &found.source) else {
        return gold.source.is_none() && found.source.is_none();
    };
    let found_spans = [
        found
            .start
            .zip(found.end)
            .map(|(start, end)| Span::new(start, end)),
        record.mention(found.mention).map(isnad_model::Mention::span),
    ];
    let gold_mention = |index: Option<usize>| {
        index
            .and_then(|at| article.mentions.get(at))
            .map(crate::gold::GoldMention::span)
    };
    let gold_spans = [
        gold.start.zip(gold.end).map(|(start, end)| Span::new(start, end)),
        match gold.antecedent {
            Some(Antecedent::Mention(index)) => gold_mention(Some(index)),
            Some(Antecedent::Span(span)) => Some(span),
            None => None,
        },
        gold_mention(gold.mention),
    ];
    let overlap = |found: &Span| gold_spans.iter().flatten().any(|gold| gold.overlaps(*found));
    let named = is_name(&found.name, &gold.names)
        || record
            .mention(found.mention)
            .is_some_and(|mention| is_name(&mention.text, &gold.names));
    named || found_spans.iter().flatten().any(overlap)
}

/// Links compare by name; the last one is the source, which has been found right already when this is asked.
fn is_chain_right(gold: &GoldClaim, record: &Record, found: &ClaimReport) -> bool {
    gold.chain.len() == found.chain.len()
        && gold
            .chain
            .iter()
            .zip(&found.chain)
            .enumerate()
            .all(|(at, (names, link))| {
                let is_last = at > 0 && at + 1 == gold.chain.len() && gold.source.is_some();
                is_last
                    || is_name(&link.name, names)
                    || record
                        .mention(link.mention)
                        .is_some_and(|mention| is_name(&mention.text, names))
                    || (names.iter().all(String::is_empty) && link.name.is_empty())
            })
}

fn chain_fault(gold: &GoldClaim, found: &ClaimReport) -> String {
    let expected: Vec<&str> = gold
        .chain
        .iter()
        .map(|names| names.first().map_or("", String::as_str))
        .collect();
    let got: Vec<&str> = found.chain.iter().map(|link| link.name.as_str()).collect();
    format!("chain {}, found {}", expected.join(" < "), got.join(" < "))
}
