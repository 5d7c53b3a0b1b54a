//! What holds for every text: the map back to the original, idempotence, spans that can be sliced, no panics.

use isnad_text::*;
use proptest::prelude::*;

/// Text of the characters that the rules are about, mixed with anything.
fn text() -> impl Strategy<Value = String> {
    let pool: Vec<char> = "ابتةثجحخدذرزسشصضطظعغفقكلمنهويىءأإآؤئٱپچژگکیەۀ ًٌَُِّْـــ..،؛؟!*-/|_  \n“”«»\"'()ﷲﻻﷺ٠١٫٬۲3 aBıİéßΣςЁйDr.U.S\
        \u{200B}\u{200C}\u{200D}\u{202B}\u{202C}\u{2068}\u{2069}\u{FEFF}\u{AD}\u{301}\u{307}\u{327}\u{653}\u{654}\u{66E}\u{66F}\u{6A1}\u{6BA}\u{1EE0D}🔥\u{FE0F}"
        .chars()
        .collect();
    let ours = proptest::sample::select(pool);
    let any_char = prop_oneof![9 => ours, 1 => any::<char>()];
    prop::collection::vec(any_char, 0..60).prop_map(|chars| chars.into_iter().collect())
}

const LEVELS: [Level; 3] = [Level::Clean, Level::Match, Level::Search];

fn folds(text: &str) -> Vec<Folded> {
    let mut all = Vec::new();
    for level in LEVELS {
        for lang in ["", "ar", "fa"] {
            all.push(fold(text, level, lang));
        }
    }
    all
}

#[test]
fn fold_of_every_character_is_idempotent_and_maps_back() {
    for c in '\0'..=char::MAX {
        let text = format!("a{c}b");
        for level in LEVELS {
            let once = fold_repaired(&text, &[], level, "ar");
            assert_eq!(
                fold_repaired(once.key(), &[], level, "ar").key(),
                once.key(),
                "{c:?} {level:?}"
            );
            assert_eq!(
                once.source_span(Span::new(0, once.len())),
                Span::new(0, 3),
                "{c:?} {level:?}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn map_never_decreases_and_spans_are_never_empty(text in text()) {
        let total = text.chars().count() as u32;
        for folded in folds(&text) {
            prop_assert_eq!(folded.len() as usize, folded.key().chars().count());
            prop_assert_eq!(folded.source_len(), total);
            let mut last = 0;
            for at in 0..folded.len() {
                let source = folded.source_scalar(at);
                prop_assert!(last <= source && source < total);
                last = source;
                let span = folded.source_span(Span::new(at, at + 1));
                prop_assert!(span.start == source && !span.is_empty() && span.end <= total);
                // A mark that stays in the key also belongs to the letter before it.
                let letters = folded.key().chars().zip(0..).skip(at as usize + 1).filter(|&(c, _)| !scalar::is_mark(c));
                let next = letters.map(|(_, at)| folded.source_scalar(at)).find(|&next| next > source).unwrap_or(total);
                // A lengthened letter may end inside a sign of many letters, which then belongs to both sides.
                prop_assert!(span.end <= next + 1, "{:?} {}", folded, at);
            }
        }
    }

    #[test]
    fn key_span_of_a_source_span_holds_the_key_span(text in text(), start in 0u32..60, len in 1u32..9) {
        for folded in folds(&text) {
            let end = (start + len).min(folded.len());
            if start < end {
                let span = Span::new(start, end);
                prop_assert!(folded.key_span(folded.source_span(span)).contains(span));
            }
        }
    }

    #[test]
    fn fold_is_idempotent(text in text()) {
        for level in LEVELS {
            for lang in ["", "ar"] {
                let once = fold_repaired(&text, &[], level, lang);
                let twice = fold_repaired(once.key(), &[], level, lang);
                prop_assert_eq!(once.key(), twice.key(), "{:?} of {:?}", level, text);
            }
        }
    }

    #[test]
    fn fold_of_parts_is_the_fold_of_the_whole_at_white_space(one in text(), other in text()) {
        // Broken words may reach over a space, so only the fold by character is asked here.
        let (left, right) = (format!("{one} "), format!("x{other}"));
        for level in LEVELS {
            let whole = fold_repaired(&format!("{left}{right}"), &[], level, "ar");
            let parts = [&left, &right].map(|part| fold_repaired(part, &[], level, "ar").key().to_owned());
            prop_assert_eq!(whole.key(), parts.concat());
        }
    }

    #[test]
    fn fold_of_the_source_span_of_a_word_holds_the_word(text in text()) {
        let folded = fold(&text, Level::Match, "ar");
        let (index, source) = (folded.index(), ScalarIndex::new(&text));
        for word in split_words(folded.key(), &[]) {
            let original = source.slice(folded.source_span(index.span(word.bytes.clone())));
            let again = fold(original, Level::Match, "ar");
            // A sign of many letters may hold more than the word.
            prop_assert!(again.key().contains(word.text) || original.chars().count() < word.text.chars().count(),
                "{:?} in {:?} gives {:?}", word.text, original, again.key());
        }
    }

    #[test]
    fn no_span_ends_before_a_mark_of_its_last_letter(text in text()) {
        let chars: Vec<char> = text.chars().collect();
        for level in LEVELS {
            let folded = fold_repaired(&text, &[], level, "ar");
            for at in 0..folded.len() {
                let end = folded.source_span(Span::new(at, at + 1)).end as usize;
                let marked = chars.get(end).is_some_and(|&c| scalar::is_mark(c));
                // A mark after a gap, an invisible character or decoration stands for itself.
                let letter = chars[end - 1].is_alphabetic() && chars[end - 1] != scalar::TATWEEL;
                prop_assert!(!marked || !letter || end - 1 != folded.source_scalar(at) as usize, "{:?} {}", folded, at);
            }
        }
    }

    #[test]
    fn repairs_lie_in_order_inside_the_text(text in text()) {
        let repairs = find_repairs(&text, victims());
        let total = text.chars().count() as u32;
        let mut at = 0;
        for repair in &repairs {
            prop_assert!(at <= repair.span.start && !repair.span.is_empty() && repair.span.end <= total);
            prop_assert!(!repair.repaired.is_empty());
            at = repair.span.end;
        }
        let whole = fold(&text, Level::Match, "ar");
        let applied = fold_repaired(&apply_repairs(&text, &repairs), &[], Level::Match, "ar");
        prop_assert_eq!(whole.key(), applied.key());
    }

    #[test]
    fn words_sentences_and_quotes_lie_in_order_inside_the_text(text in text()) {
        let repairs = find_repairs(&text, victims());
        let index = ScalarIndex::new(&text);
        let mut at = 0;
        for word in split_words(&text, &repairs) {
            prop_assert!(at <= word.span.start && !word.span.is_empty());
            prop_assert_eq!(index.slice(word.span), word.text);
            at = word.span.end;
        }
        let sentences = split_sentences(&text, &repairs);
        let mut at = 0;
        for sentence in &sentences {
            prop_assert!(at <= sentence.span.start && !sentence.span.is_empty());
            prop_assert!(!index.slice(sentence.span).contains('\n'));
            at = sentence.span.end;
        }
        prop_assert!(sentences.windows(2).all(|pair| pair[0].paragraph <= pair[1].paragraph));
        for word in split_words(&text, &repairs) {
            prop_assert_eq!(sentences.iter().filter(|sentence| sentence.span.contains(word.span)).count(), 1);
        }
        for quote in find_quotes(&text, &repairs) {
            prop_assert!(quote.outer.contains(quote.inner) && !quote.inner.is_empty() && quote.outer.end <= index.len());
        }
    }

    #[test]
    fn nothing_panics_on_hand_made_repairs(text in text(), spans in prop::collection::vec((0u32..70, 0u32..70), 0..5), word in text()) {
        let repairs: Vec<Repair> = spans
            .into_iter()
            .map(|(start, end)| Repair { span: Span::new(start, end), repaired: word.clone(), rule: "author" })
            .collect();
        let folded = fold_repaired(&text, &repairs, Level::Match, "ar");
        for at in 0..folded.len() {
            let span = folded.source_span(Span::new(at, at + 1));
            prop_assert!(!span.is_empty() && span.end <= folded.source_len());
        }
        split_words(&text, &repairs);
        split_sentences(&text, &repairs);
        find_quotes(&text, &repairs);
        apply_repairs(&text, &repairs);
    }

    #[test]
    fn names_always_give_keys(text in text()) {
        let name = fold_name(&text);
        // Folding can make the look of a foreign letter plain, which is then a repair of its own.
        prop_assert!(fold_name(&name) == name || !find_repairs(&name, victims()).is_empty());
        prop_assert!(!name.starts_with(' ') && !name.ends_with(' ') && !name.contains("  "));
        for lang in ["ar", "fa", "en", "tr", "ru", ""] {
            prop_assert!(sort_key(&text, lang).ends_with(&text));
            prop_assert!(!head_letter(&text, lang).is_empty());
        }
        for (cut, rest) in proclitics(&name) {
            prop_assert!(usize::from(cut.letters) < name.chars().count().max(1));
            prop_assert!(rest.chars().count() <= name.chars().count() + 1);
        }
        if let Some(slug) = slugify(&text) {
            prop_assert!(slug.len() <= 60 && slug.split('-').all(|part| !part.is_empty()
                && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())));
        }
        skeletons(&text);
        script_of(&text);
        direction_of(&text);
        let inside = isolate(&text);
        let opened = inside.chars().filter(|c| ('\u{2066}'..='\u{2068}').contains(c)).count();
        prop_assert_eq!(opened, inside.chars().filter(|&c| c == '\u{2069}').count());
    }
}
