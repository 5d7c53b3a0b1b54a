//! Mentions: exact and overlapping, always of the right kind.

use isnad_model::{Mention, Record};
use isnad_text::ScalarIndex;

use crate::{
    gold::{GoldArticle, GoldMention},
    scores::{Fault, Group, Scores},
};

pub(crate) fn score(article: &GoldArticle, record: &Record, scores: &mut Scores) {
    pair(article, record, scores, "mentions exact", |gold, found| {
        gold.span() == found.span()
    });
    pair(article, record, scores, "mentions overlapping", |gold, found| {
        gold.span().overlaps(found.span())
    });
}

fn pair(
    article: &GoldArticle,
    record: &Record,
    scores: &mut Scores,
    measure: &'static str,
    fits: impl Fn(&GoldMention, &Mention) -> bool,
) {
    let index = ScalarIndex::new(&article.text);
    let mut taken = vec![false; record.mentions.len()];
    for gold in &article.mentions {
        let found = (0..record.mentions.len()).find(|&at| {
            !taken[at] && gold.kind == record.mentions[at].kind && fits(gold, &record.mentions[at])
        });
        if let Some(at) = found {
            taken[at] = true;
        }
        if gold.optional {
            continue;
        }
        let group = Group {
            lang: &article.lang,
            kind: gold.kind.as_str(),
            rule: "",
        };
        if let Some(at) = found {
            let rule = format!("{:?}", record.mentions[at].via).to_lowercase();
            scores.add(measure, &Group { rule: &rule, ..group }, |count| count.right += 1);
        } else {
            scores.add(measure, &group, |count| count.missed += 1);
            scores.faults.push(Fault {
                article: article.id.clone(),
                measure,
                what: format!("missed {} {}..{}", gold.kind.as_str(), gold.start, gold.end),
                words: index.slice(gold.span()).to_owned(),
                rule: String::new(),
            });
        }
    }
    for (mention, _) in record.mentions.iter().zip(&taken).filter(|(_, taken)| !**taken) {
        let rule = format!("{:?}", mention.via).to_lowercase();
        let group = Group {
            lang: &article.lang,
            kind: mention.kind.as_str(),
            rule: &rule,
        };
        scores.add(measure, &group, |count| count.wrong += 1);
        scores.faults.push(Fault {
            article: article.id.clone(),
            measure,
            what: format!(
                "wrong {} {}..{}",
                mention.kind.as_str(),
                mention.start,
                mention.end
            ),
            words: mention.text.clone(),
            rule,
        });
    }
}
