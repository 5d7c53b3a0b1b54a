//! Claims: attributions as records hold them, with the chain from the publisher to the origin.

use std::cell::LazyCell;

use isnad_model::{ChainKind, ChainLink, ClaimReport, Content, Cue, Source};
use isnad_text::Span;

use crate::attributions::{Attribution, Speaker};
use crate::document::Document;
use crate::lexicon::Class;
use crate::mentions::Mentions;
use crate::stance::stance_of;

/// Makes claims of attributions, in the same order.
pub fn to_claims(
    document: &Document<'_>,
    mentions: &Mentions,
    attributions: &[Attribution],
) -> Vec<ClaimReport> {
    let outer = outer_claims(attributions);
    // The longer contents first: what stands inside goes on from them.
    let mut order: Vec<usize> = (0..attributions.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(length(&attributions[at])), at));
    let mut chains: Vec<Vec<ChainLink>> = vec![Vec::new(); attributions.len()];
    let publisher = LazyCell::new(|| publisher(document));
    for at in order {
        let mut chain = match outer[at].filter(|&outer| !chains[outer].is_empty()) {
            Some(outer) => chains[outer].clone(),
            None => vec![publisher.clone()],
        };
        let attribution = &attributions[at];
        for speaker in attribution.carriers.iter().chain(&attribution.source) {
            push_link(document, mentions, &mut chain, speaker);
        }
        chains[at] = chain;
    }
    attributions
        .iter()
        .zip(chains)
        .map(|(attribution, chain)| claim(document, mentions, attribution, chain))
        .collect()
}

/// Tokens of a content, its gaps included.
fn length(attribution: &Attribution) -> usize {
    let first = attribution.content.first().map_or(0, |part| part.start);
    attribution
        .content
        .last()
        .map_or(0, |part| part.end)
        .saturating_sub(first)
}

/// For each attribution the innermost one within whose content its cue stands.
fn outer_claims(attributions: &[Attribution]) -> Vec<Option<usize>> {
    // Contents begin near their cues: neighbours in the order of cues are all that can hold one.
    const NEIGHBOURS: usize = 12;
    let holds = |outer: usize, at: usize| {
        outer != at
            && attributions[outer]
                .content
                .iter()
                .any(|part| part.contains(&attributions[at].at))
    };
    (0..attributions.len())
        .map(|at| {
            let near = at.saturating_sub(NEIGHBOURS)..attributions.len().min(at + NEIGHBOURS);
            near.filter(|&outer| holds(outer, at))
                .min_by_key(|&outer| (length(&attributions[outer]), outer))
        })
        .collect()
}

fn publisher(document: &Document<'_>) -> ChainLink {
    let name = document.article.publisher.clone().unwrap_or_default();
    let known = document.known.resolve(&name).first().map(|id| (*id).to_owned());
    ChainLink {
        name,
        kind: ChainKind::Publisher,
        entity: known,
        mention: None,
        start: None,
        end: None,
    }
}

fn push_link(document: &Document<'_>, mentions: &Mentions, chain: &mut Vec<ChainLink>, speaker: &Speaker) {
    let same = |link: &ChainLink| {
        link.name == speaker.name
            || link
                .mention
                .zip(speaker.mention)
                .is_some_and(|(one, other)| mentions.items[one].referent == mentions.items[other].referent)
    };
    if chain
        .iter()
        .any(|link| same(link) && link.kind != ChainKind::Publisher)
    {
        return;
    }
    let span = speaker
        .span
        .or_else(|| speaker.mention.map(|index| mentions.items[index].span));
    let entity = speaker
        .mention
        .and_then(|index| mentions.items[index].known)
        .map(|known| document.known.entity(known).id.clone());
    chain.push(ChainLink {
        name: speaker.name.clone(),
        kind: speaker.kind,
        entity,
        mention: speaker.mention,
        start: span.map(|span| span.start),
        end: span.map(|span| span.end),
    });
}

fn claim(
    document: &Document<'_>,
    mentions: &Mentions,
    attribution: &Attribution,
    chain: Vec<ChainLink>,
) -> ClaimReport {
    let spans: Vec<Span> = attribution
        .content
        .iter()
        .map(|part| document.span(part))
        .collect();
    let from = mentions
        .items
        .partition_point(|named| named.span.start < spans[0].start);
    let last = spans[spans.len() - 1].end;
    let about = (from..mentions.items.len())
        .take_while(|&index| mentions.items[index].span.start < last)
        .filter(|&index| spans.iter().any(|span| span.contains(mentions.items[index].span)))
        .collect();
    let belief = document
        .find(attribution.at, Class::Say)
        .is_some_and(|found| document.lexicon.pack.say[found.entry].belief);
    let first = attribution.content[0].clone();
    let evidence = attribution
        .content
        .iter()
        .flat_map(|part| [part.start, part.end.saturating_sub(1)])
        .chain([attribution.at])
        .map(|at| document.sentence(at).span)
        .reduce(Span::cover)
        .unwrap_or_default();
    let source = attribution.source.as_ref().map(|speaker| Source {
        start: speaker.span.map(|span| span.start),
        end: speaker.span.map(|span| span.end),
        mention: speaker.mention,
        name: speaker.name.clone(),
    });
    ClaimReport {
        source,
        cue: Cue {
            start: attribution.cue.start,
            end: attribution.cue.end,
            more: attribution.more_cues.clone(),
        },
        content: Content {
            start: spans[0].start,
            end: spans[0].end,
            more: spans[1..].to_vec(),
        },
        chain,
        stance: stance_of(document, attribution.stance, belief, &first),
        direct: attribution.direct,
        about,
        date: None,
        evidence,
        rule: format!("{}.{}", document.lexicon.pack.lang, attribution.rule),
        confidence: attribution.confidence,
    }
}
