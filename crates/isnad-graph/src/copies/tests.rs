//! Which texts are copies of which, and that the order of changes does not show.

use super::*;

fn article(id: &str, date: &str, text: &str) -> Article {
    let mut article = Article::new(id, text);
    article.date = date.parse().ok();
    article
}

fn original(copies: &Copies, id: &str) -> Option<String> {
    copies.original(id).map(|(id, _)| id.to_owned())
}

const TEXT: &str = "The envoy arrived in the capital on Monday and met the minister for two hours before he left \
    for the airport without a word to the reporters who had waited since dawn at the gate";

#[test]
fn a_later_copy_points_to_the_earlier_text() {
    let mut copies = Copies::default();
    copies.insert(&article(
        "late",
        "2021-07-03",
        &format!("Read also: five recipes. {TEXT}. Follow our channel"),
    ));
    let touched = copies.insert(&article("early", "2021-07-02", TEXT));
    assert!(touched.contains("late"));
    copies.insert(&article("other", "2021-07-01", "Farmers in the valley expect a good year for apricots, say traders at the market of the old town near the river"));
    assert_eq!(original(&copies, "late").as_deref(), Some("early"));
    assert_eq!(original(&copies, "early"), None);
    assert!(copies.has_copies("early") && !copies.has_copies("other"));
    assert_eq!(original(&copies, "other"), None);
    assert!(copies.remove("early").contains("late"));
    assert_eq!(original(&copies, "late"), None);
}

#[test]
fn shared_passages_are_told_in_both_texts() {
    let copy = article(
        "b",
        "2021-07-03",
        &format!("A headline of another paper\nThe weather stayed dry. {TEXT}."),
    );
    let passages = shared_passages(&copy, &article("a", "2021-07-02", TEXT));
    let [passage] = passages.as_slice() else {
        panic!("{passages:?}");
    };
    assert_eq!(passage.original.start, 0);
    assert_eq!(passage.original.end as usize, TEXT.len());
    assert_eq!(
        &copy.text[passage.span.start as usize..passage.span.end as usize],
        TEXT
    );
}

/// A text of invented words.
fn invented(words: std::ops::Range<u64>, seed: u64) -> String {
    let word = |at| format!("w{:x}", wording::mixed(seed << 32 | at));
    words.map(word).collect::<Vec<_>>().join(" ")
}

#[test]
fn an_excerpt_is_found_within_a_long_text_and_a_common_ending_brings_none_together() {
    let mut copies = Copies::default();
    let ending = "follow the channel of this paper for the news of the hour and of the day in your country";
    for seed in 0..100 {
        let text = format!("{} {ending}", invented(0..100, seed));
        copies.insert(&article(&format!("a{seed}"), "2021-07-01", &text));
    }
    assert!(copies.numbers.keys().all(|id| !copies.has_copies(id)));
    for seed in 0..20 {
        let excerpt = invented(20..60, seed);
        let long = format!(
            "{} {excerpt} {}",
            invented(0..400, 1000 + seed),
            invented(500..800, seed)
        );
        copies.insert(&article("long", "2021-07-02", &long));
        copies.insert(&article("short", "2021-07-03", &excerpt));
        assert_eq!(original(&copies, "short"), Some(format!("a{seed}")));
        copies.remove("short");
    }
}

#[test]
fn a_thousand_copies_are_compared_with_the_first_ones_only() {
    let mut copies = Copies::default();
    for number in 0..1000 {
        copies.insert(&article(&format!("{number:04}"), "2021-07-01", TEXT));
    }
    assert_eq!(original(&copies, "0999").as_deref(), Some("0000"));
    let pairs: usize = copies
        .texts
        .iter()
        .flatten()
        .map(|text| text.originals.len())
        .sum();
    assert!(pairs <= 1000 * HEAD, "{pairs}");
}

#[test]
fn the_order_of_changes_does_not_show() {
    // Families that are cut and that share an ending, more of them than the earliest ones of a mark.
    let text = |number: u64, cut: u64| {
        let own = invented(number % 3 * 10 + cut..90, number % 4);
        article(
            &format!("a{number}"),
            &format!("2021-07-{:02}", number % 5 + 1),
            &format!("{own} {TEXT}"),
        )
    };
    let mut random = 1_u64;
    let mut below = |limit: u64| {
        random = wording::mixed(random.wrapping_add(0x9e37_79b9_7f4a_7c15));
        random % limit
    };
    let mut there = BTreeMap::new();
    let mut edited = Copies::default();
    for step in 0..300 {
        let number = below(40);
        if below(4) == 0 {
            there.remove(&number);
            edited.remove(&format!("a{number}"));
        } else {
            let new = text(number, below(8));
            edited.insert(&new);
            there.insert(number, new);
        }
        if step % 20 > 0 {
            continue;
        }
        let mut clean = Copies::default();
        there.values().rev().for_each(|article| {
            clean.insert(article);
        });
        for number in 0..40 {
            let id = format!("a{number}");
            assert_eq!(edited.original(&id), clean.original(&id), "{id} after {step}");
            assert_eq!(edited.has_copies(&id), clean.has_copies(&id), "{id} after {step}");
        }
    }
}

#[test]
fn short_texts_are_no_copies() {
    let mut copies = Copies::default();
    copies.insert(&article("a", "2021-07-03", "He declined to comment on it"));
    copies.insert(&article("b", "2021-07-02", "He declined to comment on it"));
    assert_eq!(original(&copies, "a"), None);
}
