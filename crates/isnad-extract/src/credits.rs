//! Credits: the outlets that an article says its text comes from, in its dateline, its by-line, at the end of a paragraph or in a
//! line of its own.

use std::ops::Range;

use isnad_model::{Credit, EntityKind};

use crate::document::{Document, LineRole};
use crate::lexicon::Class;
use crate::lines::lines;
use crate::mentions::Mentions;
use crate::tokens::TokenKind;

/// Tokens that a line of credits has at most.
const LINE: usize = 18;
/// Tokens between the brackets of a credit, or after its dash.
const TAIL: usize = 12;

/// The credits of an article, each outlet once, in the order of the text.
pub fn find_credits(document: &Document<'_>, mentions: &Mentions) -> Vec<Credit> {
    let mut found = Vec::new();
    let (mut sentence, mut seen_body) = (0, false);
    for line in lines(document) {
        while document
            .sentences
            .get(sentence + 1)
            .is_some_and(|next| next.first <= line.start)
        {
            sentence += 1;
        }
        let Some(first) = document.sentences.get(sentence) else {
            break;
        };
        match first.role {
            LineRole::Headline | LineRole::Aside => continue,
            LineRole::Byline => outlets(mentions, &line, &mut found),
            LineRole::Body if is_credit_line(document, mentions, &line) => {
                outlets(mentions, &line, &mut found);
            }
            LineRole::Body => {
                if first.first == line.start {
                    outlets(mentions, &(line.start..first.tokens.start), &mut found);
                }
                if !std::mem::replace(&mut seen_body, true) {
                    found.extend(head(document, mentions, &line));
                }
                if let Some(tail) = tail(document, mentions, &line) {
                    outlets(mentions, &tail, &mut found);
                }
            }
        }
    }
    let mut names = std::collections::BTreeSet::new();
    found.retain(|&index| names.insert(mentions.items[index].name.as_str()));
    let credit = |index: usize| Credit {
        mention: Some(index),
        name: mentions.items[index].name.clone(),
    };
    found.into_iter().map(credit).collect()
}

/// Adds the outlets that stand within `range`.
fn outlets(mentions: &Mentions, range: &Range<usize>, found: &mut Vec<usize>) {
    let is_outlet =
        |&index: &usize| is_outlet(mentions, index) && mentions.items[index].tokens.end <= range.end;
    found.extend(mentions.within(range.clone()).filter(is_outlet));
}

fn is_outlet(mentions: &Mentions, index: usize) -> bool {
    let named = &mentions.items[index];
    named.outlet && named.kind == EntityKind::Organization
}

/// Whether a line holds nothing but names and words of credit, an outlet among them.
fn is_credit_line(document: &Document<'_>, mentions: &Mentions, line: &Range<usize>) -> bool {
    line.len() <= LINE
        && are_credits(document, mentions, line, |kind| {
            matches!(
                kind,
                EntityKind::Organization | EntityKind::Person | EntityKind::Place
            )
        })
}

/// Whether every word is part of a name of these kinds or a word of credit, and an outlet is among the names.
fn are_credits(
    document: &Document<'_>,
    mentions: &Mentions,
    range: &Range<usize>,
    kinds: impl Fn(EntityKind) -> bool,
) -> bool {
    let mut credited = false;
    let mut at = range.start;
    while at < range.end {
        if let Some(index) = mentions.index_at(at) {
            let named = &mentions.items[index];
            if !kinds(named.kind) || named.tokens.end > range.end {
                return false;
            }
            credited |= is_outlet(mentions, index);
            at = named.tokens.end.max(at + 1);
            continue;
        }
        let label = document
            .find(at, Class::CreditLabel)
            .filter(|label| label.end <= range.end);
        at = match label {
            Some(label) => label.end.max(at + 1),
            None if document.tokens[at].kind != TokenKind::Word => at + 1,
            // A class noun before a name that leaves it out: "the agency X", "the paper X".
            None if document.is_any(at, &[Class::Credit, Class::And, Class::Outlet, Class::OutletWeak]) => {
                at + 1
            }
            None => return false,
        };
    }
    credited
}

/// The outlet in brackets or strokes at the head of running text, before its first verb: `MOSCOW, May 5. /ABC/.`
fn head(document: &Document<'_>, mentions: &Mentions, line: &Range<usize>) -> Option<usize> {
    let limit = line.end.min(line.start + LINE);
    let verb = (line.start..limit).find(|&at| document.finite_verb(at).is_some());
    let mut named = mentions.within(line.start..verb.unwrap_or(limit));
    named.find(|&index| {
        let tokens = &mentions.items[index].tokens;
        let opens = |at: usize| document.tokens[at].is_mark('(') || document.tokens[at].is_mark('/');
        let closes = |at: usize| document.tokens[at].is_mark(')') || document.tokens[at].is_mark('/');
        is_outlet(mentions, index)
            && tokens.start > line.start
            && tokens.end < line.end
            && opens(tokens.start - 1)
            && closes(tokens.end)
            // A sentence that goes on behind the bracket explains a name.
            && document
                .tokens
                .get(tokens.end + 1)
                .is_none_or(|next| next.kind != TokenKind::Word || next.starts_line)
            && !tokens
                .start
                .checked_sub(2)
                .is_some_and(|before| names_outlet(mentions, before))
    })
}

/// Whether an organization is named here: what follows in brackets is its short form, `the agency (ABC)`.
fn names_outlet(mentions: &Mentions, at: usize) -> bool {
    mentions
        .index_at(at)
        .is_some_and(|index| mentions.items[index].kind == EntityKind::Organization)
}

/// The credit at the end of a line: `(Reuters)`, `- AFP`.
fn tail(document: &Document<'_>, mentions: &Mentions, line: &Range<usize>) -> Option<Range<usize>> {
    let mut end = line.end;
    while end > line.start && document.tokens[end - 1].is_mark('.') {
        end -= 1;
    }
    let last = end.checked_sub(1).filter(|&last| last > line.start)?;
    let bracketed = document.tokens[last].is_mark(')') || document.tokens[last].is_mark(']');
    let inside_end = if bracketed { last } else { end };
    let from = line.start.max(inside_end.saturating_sub(TAIL));
    let opens = |at: &usize| {
        let token = &document.tokens[*at];
        if bracketed {
            token.is_mark('(') || token.is_mark('[')
        } else {
            token.is_dash() && !token.glued
        }
    };
    let open = (from..inside_end)
        .rev()
        .find(opens)
        .filter(|&open| open > line.start)?;
    let inside = open + 1..inside_end;
    let explains = bracketed && names_outlet(mentions, open - 1);
    let ends_sentence = bracketed || !document.tokens[open - 1].is_dash();
    (!explains
        && ends_sentence
        && are_credits(document, mentions, &inside, |kind| {
            kind == EntityKind::Organization
        }))
    .then_some(inside)
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, LazyLock};

    use isnad_model::{Article, EntityKind, KnownEntity, Name, NameRole};

    use crate::{Extractor, KnownNames};

    fn outlet(id: &str, names: &[(&str, &str)]) -> KnownEntity {
        let name = |&(lang, text): &(&str, &str)| Name {
            text: text.to_owned(),
            lang: lang.to_owned(),
            role: NameRole::Main,
        };
        KnownEntity {
            id: id.to_owned(),
            kind: EntityKind::Organization,
            class: Some("outlet".to_owned()),
            names: names.iter().map(name).collect(),
            demonyms: Vec::new(),
            capital_of: None,
            stands_for: None,
            common: Vec::new(),
        }
    }

    static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| {
        let known = [
            outlet(
                "harbour",
                &[
                    ("en", "Harbour Press"),
                    ("ar", "وكالة المرفأ"),
                    ("ar", "المرفأ برس"),
                    ("ru", "Гавань Пресс"),
                    ("fr", "Harbour Press"),
                    ("tr", "Harbour Press"),
                    ("fa", "بندر پرس"),
                ],
            ),
            outlet(
                "valley",
                &[
                    ("en", "Valley Wire"),
                    ("ar", "وادي برس"),
                    ("ru", "Долина Пресс"),
                    ("fr", "Valley Wire"),
                    ("tr", "Valley Wire"),
                    ("fa", "وادی پرس"),
                ],
            ),
        ];
        let names = Arc::new(KnownNames::new(known));
        Extractor::new(names).expect("the packs are sound")
    });

    /// The credits of a text, by their common names.
    fn check(lang: &str, text: &str, expected: &[&str]) {
        let mut article = Article::new("a", text);
        lang.clone_into(&mut article.lang);
        let record = EXTRACTOR.extract(&article);
        let found: Vec<&str> = record.credits.iter().map(|credit| credit.name.as_str()).collect();
        assert_eq!(found, expected, "{text}\n{:?}", record.mentions);
    }

    #[test]
    fn datelines_brackets_and_dashes_credit() {
        check(
            "en",
            "A new bridge\nBEIRUT (Harbour Press) - The minister opened a bridge.",
            &["Harbour Press"],
        );
        check(
            "en",
            "A new bridge\nThe minister opened a bridge. (Valley Wire)",
            &["Valley Wire"],
        );
        check(
            "en",
            "A new bridge\nThe minister opened a bridge. - Valley Wire",
            &["Valley Wire"],
        );
        check(
            "en",
            "A new bridge\nThe minister opened a bridge. (Harbour Press, Valley Wire)",
            &["Harbour Press", "Valley Wire"],
        );
        check(
            "ar",
            "جسر جديد\nبيروت (المرفأ برس) - افتتح الوزير جسراً فوق النهر.",
            &["Harbour Press"],
        );
        check(
            "ar",
            "جسر جديد\nافتتح الوزير جسراً فوق النهر. (وادي برس)",
            &["Valley Wire"],
        );
        check(
            "ru",
            "Новый мост\nМОСКВА, 5 мая. /Гавань Пресс/. Министр открыл мост.",
            &["Harbour Press"],
        );
    }

    #[test]
    fn lines_of_their_own_credit() {
        check(
            "en",
            "A new bridge\nBy Mary Stone, Harbour Press\nThe minister opened a bridge.",
            &["Harbour Press"],
        );
        for line in [
            "Source: Valley Wire",
            "Sources: Valley Wire, agencies",
            "With Valley Wire and agencies",
            "Valley Wire",
        ] {
            check(
                "en",
                &format!("A new bridge\nThe minister opened a bridge.\nIt was long.\n{line}"),
                &["Valley Wire"],
            );
        }
        for line in [
            "المصدر: وادي برس",
            "المصدر: وادي برس + وكالات",
            "نقلاً عن وادي برس",
            "وادي برس - وكالات",
            "وادي برس",
        ] {
            check(
                "ar",
                &format!("جسر جديد\nافتتح الوزير جسراً فوق النهر.\nوكان طويلاً.\n{line}"),
                &["Valley Wire"],
            );
        }
        check(
            "fr",
            "Un pont\nLe ministre a inauguré un pont.\nAvec Valley Wire",
            &["Valley Wire"],
        );
        check(
            "ru",
            "Мост\nМинистр открыл мост.\nИсточник: Долина Пресс",
            &["Valley Wire"],
        );
        check(
            "tr",
            "Köprü\nBakan köprüyü açtı.\nKaynak: Valley Wire",
            &["Valley Wire"],
        );
        check(
            "fa",
            "پل تازه\nوزیر پل را گشود.\nمنبع: وادی پرس",
            &["Valley Wire"],
        );
    }

    #[test]
    fn an_outlet_that_is_only_spoken_of_is_no_credit() {
        check(
            "en",
            "A new bridge\nThe minister told Valley Wire that the bridge is long.",
            &[],
        );
        check(
            "en",
            "A new bridge\nThe journalists' union (Valley Wire) closed.",
            &[],
        );
        check(
            "en",
            "A new bridge\nThe Harbour Press (Valley Wire) moved to a new office in town",
            &[],
        );
        check(
            "ar",
            "جسر جديد\nقال الوزير إن الجسر طويل في حديث إلى وادي برس.",
            &[],
        );
    }
}
