//! Document: an article's tokens with everything the lexicon says of them, its sentences, lines and quotations.

use std::ops::Range;

use isnad_model::Article;
use isnad_text::{
    Folded, Level, Proclitic, Repair, ScalarIndex, Span, find_quotes, find_repairs, fold_repaired,
    proclitics, split_sentences, victims,
};

use crate::inflect::{Form, Tense};
use crate::lexicon::{Class, Lexicon, Sense};
use crate::names::KnownNames;
use crate::tokens::{Token, TokenKind, tokenize};

/// Tokens that a sentence holds at most.
const SENTENCE: usize = 240;

/// What a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineRole {
    /// Running text.
    Body,
    /// A headline, also where the body repeats it.
    Headline,
    /// Who wrote it and for whom.
    Byline,
    /// "Read also" and its like.
    Aside,
}

/// A sentence as a range of tokens.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Its tokens, closing quotation marks included, a dateline left out.
    pub tokens: Range<usize>,
    /// Its first token, dateline included.
    pub first: usize,
    /// Index of its paragraph.
    pub paragraph: u32,
    /// What its line is for.
    pub role: LineRole,
    /// In scalars.
    pub span: Span,
}

/// A quotation as token positions.
#[derive(Clone, Debug)]
pub struct Quotation {
    /// The opening mark.
    pub open: usize,
    /// The closing mark.
    pub close: usize,
}

/// A phrase of the lexicon in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// What it is.
    pub class: Class,
    /// Index into the pack's list of the class.
    pub entry: usize,
    /// What the form tells.
    pub form: Form,
    /// What was cut from the first word.
    pub clitic: Proclitic,
    /// An object or possessor is joined to the last word.
    pub enclitic: bool,
}

/// An article ready for the stages.
pub struct Document<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its language's lexicon.
    pub lexicon: &'a Lexicon,
    /// Names that are known.
    pub known: &'a KnownNames,
    /// Scalars to bytes.
    pub index: ScalarIndex<'a>,
    /// Words, numbers and marks.
    pub tokens: Vec<Token>,
    /// Sentences in order.
    pub sentences: Vec<Sentence>,
    /// Quotations in order of their opening marks.
    pub quotations: Vec<Quotation>,
    /// The innermost quotation around each token, by index.
    pub quotation_of: Vec<Option<u32>>,
    /// Broken-up words.
    pub repairs: Vec<Repair>,
    /// Nearest known words by token: phrases of the lexicon, in order of their first tokens.
    found: Vec<Found>,
    first_found: Vec<u32>,
    keys: String,
    definite: Vec<bool>,
}

impl<'a> Document<'a> {
    /// Reads an article.
    pub fn new(article: &'a Article, lexicon: &'a Lexicon, known: &'a KnownNames) -> Self {
        let text = article.text.as_str();
        let repairs = find_repairs(text, victims());
        let folded = fold_repaired(text, &repairs, Level::Match, &lexicon.pack.lang);
        let mut document = Self::tokenized(article, lexicon, known, &folded, repairs);
        document.mark_sentences();
        document.mark_quotations();
        document.find_phrases();
        document.mark_definite();
        crate::lines::tag_lines(&mut document);
        document
    }

    fn tokenized(
        article: &'a Article,
        lexicon: &'a Lexicon,
        known: &'a KnownNames,
        folded: &Folded,
        repairs: Vec<Repair>,
    ) -> Self {
        let mut keys = String::with_capacity(folded.key().len());
        let tokens = tokenize(&article.text, folded, &mut keys);
        Self {
            article,
            lexicon,
            known,
            index: ScalarIndex::new(&article.text),
            quotation_of: vec![None; tokens.len()],
            definite: vec![false; tokens.len()],
            tokens,
            sentences: Vec::new(),
            quotations: Vec::new(),
            repairs,
            found: Vec::new(),
            first_found: Vec::new(),
            keys,
        }
    }

    fn mark_sentences(&mut self) {
        let mut at = 0;
        for sentence in split_sentences(&self.article.text, &self.repairs) {
            let start = at;
            while at < self.tokens.len() && self.tokens[at].span.start < sentence.span.end {
                self.tokens[at].sentence = self.sentences.len() as u32;
                at += 1;
            }
            if at > start {
                self.push_sentence(start..at, &sentence);
            }
        }
        // Tokens that no sentence holds (there should be none) go to the last.
        let last = self.sentences.len().saturating_sub(1) as u32;
        for token in &mut self.tokens[at..] {
            token.sentence = last;
        }
    }

    /// A sentence of news is shorter than the cap; what is longer is cut at it, so that whatever looks over a whole sentence
    /// stays linear in the text.
    fn push_sentence(&mut self, tokens: Range<usize>, sentence: &isnad_text::Sentence) {
        let mut start = tokens.start;
        while start < tokens.end {
            let end = tokens.end.min(start + SENTENCE);
            let whole = start == tokens.start && end == tokens.end;
            let part = start..end;
            let span = if whole { sentence.span } else { self.span(&part) };
            for token in &mut self.tokens[part.clone()] {
                token.sentence = self.sentences.len() as u32;
            }
            self.sentences.push(Sentence {
                tokens: part,
                first: start,
                paragraph: sentence.paragraph,
                role: LineRole::Body,
                span,
            });
            start = end;
        }
    }

    fn mark_quotations(&mut self) {
        for quote in find_quotes(&self.article.text, &self.repairs) {
            let open = self
                .tokens
                .partition_point(|token| token.span.start < quote.outer.start);
            let close = self
                .tokens
                .partition_point(|token| token.span.start < quote.inner.end);
            if open < close && close < self.tokens.len() {
                self.quotations.push(Quotation { open, close });
            }
        }
        self.quotations
            .sort_by_key(|quotation| (quotation.open, quotation.close));
        for (at, quotation) in self.quotations.iter().enumerate() {
            for slot in &mut self.quotation_of[quotation.open + 1..quotation.close] {
                *slot = Some(at as u32);
            }
        }
    }

    fn find_phrases(&mut self) {
        for start in 0..self.tokens.len() {
            self.first_found.push(self.found.len() as u32);
            if self.tokens[start].is_word() {
                self.find_phrases_at(start);
            }
        }
        self.first_found.push(self.found.len() as u32);
    }

    fn find_phrases_at(&mut self, start: usize) {
        let mut found: Vec<Found> = Vec::new();
        let key = self.key(start).to_owned();
        let whole = self.walk(start, &key, Proclitic::default(), &mut found);
        if !self.lexicon.language.proclitics {
            self.found.append(&mut found);
            return;
        }
        for (clitic, rest) in proclitics(&key).skip(1) {
            // A word that is known as it stands hides nothing behind a particle; an article is plain to see.
            if whole && !(clitic.article && clitic.conjunction.is_none() && clitic.preposition.is_none()) {
                continue;
            }
            self.walk(start, &rest, clitic, &mut found);
        }
        let everyday = |found: &[Found]| found.iter().all(|it| it.class == Class::CommonWord);
        if everyday(&found) {
            self.walk_accusative(start, &key, &mut found);
        }
        if everyday(&found) {
            self.walk_enclitics(start, &key, &mut found);
        }
        self.found.append(&mut found);
    }

    /// Follows the trie from `first`; keeps the longest phrase of each class. Whether the word alone is one.
    fn walk(&self, start: usize, first: &str, clitic: Proclitic, found: &mut Vec<Found>) -> bool {
        let Some(mut node) = self.lexicon.step(0, self.lexicon.word(first)) else {
            return false;
        };
        // An everyday word hides nothing: what it may be besides matters more.
        let senses = self.lexicon.senses(node);
        let alone = senses.iter().any(|sense| sense.class != Class::CommonWord);
        let mut end = start + 1;
        loop {
            for sense in self.lexicon.senses(node) {
                self.keep(*sense, start..end, clitic, found);
            }
            // A phrase does not run over a mark or a line.
            let Some(token) = self.tokens.get(end) else { break };
            if !token.is_word() || token.starts_line {
                break;
            }
            let Some(next) = self.lexicon.step(node, self.lexicon.word(self.key(end))) else {
                break;
            };
            node = next;
            end += 1;
        }
        alone
    }

    fn keep(&self, sense: Sense, tokens: Range<usize>, clitic: Proclitic, found: &mut Vec<Found>) {
        let verb = !matches!(sense.form.tense, Tense::None | Tense::Participle | Tense::Noun);
        // The article makes no verb of a noun, nor a preposition.
        // But `ل` before an imperfect tells what somebody is to do (`ليلتقي`).
        let purpose = clitic.preposition == Some('ل')
            && sense.form.tense == Tense::Present
            && matches!(sense.class, Class::Meet | Class::Light | Class::Say);
        if verb && (clitic.article || clitic.preposition.is_some() && !purpose) {
            return;
        }
        if clitic.article && sense.class.is_function_word() {
            return;
        }
        if clitic.future && sense.form.tense != Tense::Present {
            return;
        }
        let mut form = sense.form;
        if clitic.future {
            form.tense = Tense::Future;
        }
        let new = Found {
            start: tokens.start,
            end: tokens.end,
            class: sense.class,
            entry: sense.entry as usize,
            form,
            clitic,
            enclitic: false,
        };
        match found.iter_mut().find(|old| old.class == new.class) {
            Some(old) if old.end < new.end => *old = new,
            Some(_) => {}
            None => found.push(new),
        }
    }

    /// An indefinite noun in the accusative (`مصدراً`), told by its mark.
    fn walk_accusative(&self, start: usize, key: &str, found: &mut Vec<Found>) {
        let Some(stem) = key
            .strip_suffix('ا')
            .filter(|_| self.text_of(start).contains('\u{64B}'))
        else {
            return;
        };
        for (clitic, rest) in proclitics(stem).filter(|(clitic, _)| !clitic.article) {
            self.walk(start, &rest, clitic, found);
        }
        found.retain(|it| !it.class.is_function_word());
    }

    /// A verb with its object or a noun with its possessor joined to it (`أبلغه`, `زيارته`, `لقائه`).
    fn walk_enclitics(&self, start: usize, key: &str, found: &mut Vec<Found>) {
        const ENDINGS: [&str; 7] = ["هما", "ها", "هم", "هن", "نا", "ني", "ه"];
        let Some(ending) = ENDINGS.iter().find(|ending| key.ends_with(**ending)) else {
            return;
        };
        let stem = &key[..key.len() - ending.len()];
        if stem.chars().count() < 3 {
            return;
        }
        // `جلستها`: a noun in `ة` before a verb in `ت`.
        let mut stems: Vec<String> = stem
            .strip_suffix('ت')
            .map(|rest| format!("{rest}ه"))
            .into_iter()
            .collect();
        stems.push(stem.to_owned());
        for (last, instead) in [('ي', "ء"), ('و', "ء"), ('ا', "ي")] {
            stems.extend(stem.strip_suffix(last).map(|rest| format!("{rest}{instead}")));
        }
        for stem in &stems {
            for (clitic, rest) in proclitics(stem).filter(|(clitic, _)| !clitic.article) {
                let Some(node) = self.lexicon.step(0, self.lexicon.word(&rest)) else {
                    continue;
                };
                for sense in self.lexicon.senses(node) {
                    let class = matches!(
                        sense.class,
                        Class::Say
                            | Class::Meet
                            | Class::Light
                            | Class::Meeting
                            | Class::Document
                            | Class::CueNoun
                            | Class::Title
                            | Class::TitleFeminine
                            | Class::TitlePlural
                    );
                    if class && sense.form.tense != Tense::Participle {
                        self.keep(*sense, start..start + 1, clitic, found);
                    }
                }
            }
            if !found.is_empty() {
                break;
            }
        }
        for it in found.iter_mut().filter(|it| it.class != Class::CommonWord) {
            it.enclitic = true;
        }
    }

    fn mark_definite(&mut self) {
        if !self.lexicon.language.proclitics {
            return;
        }
        for at in 0..self.tokens.len() {
            self.definite[at] = self.tokens[at].kind == TokenKind::Word && self.has_article(at);
        }
    }

    fn has_article(&self, at: usize) -> bool {
        let key = self.key(at);
        let bare = key
            .strip_prefix(['و', 'ف'])
            .filter(|rest| rest.chars().count() > 3)
            .unwrap_or(key);
        if bare.starts_with("لل") && bare.chars().count() > 4 {
            // `للقاء` is `ل` and a noun that begins with `ل`.
            let noun = &bare['ل'.len_utf8()..];
            let node = self.lexicon.step(0, self.lexicon.word(noun));
            return node.is_none_or(|node| self.lexicon.senses(node).is_empty());
        }
        let bare = match bare.strip_prefix(['ب', 'ك']) {
            Some(rest) if rest.starts_with("ال") => rest,
            _ => bare,
        };
        if !bare.starts_with("ال") || bare.chars().count() < 4 {
            return false;
        }
        // The test of the article needs the letters as written: `ألمانيا` has none.
        let written = self.text_of(at);
        written
            .find("ال")
            .is_some_and(|from| isnad_text::has_article(&written[from..]))
    }

    /// The folded word at a token.
    pub fn key(&self, at: usize) -> &str {
        let key = &self.tokens[at].key;
        &self.keys[key.start as usize..key.end as usize]
    }

    /// The word at a token as it is written.
    pub fn text_of(&self, at: usize) -> &'a str {
        &self.article.text[self.tokens[at].bytes.clone()]
    }

    /// Every phrase that begins at a token.
    pub fn found_at(&self, at: usize) -> &[Found] {
        if at >= self.tokens.len() {
            return &[];
        }
        &self.found[self.first_found[at] as usize..self.first_found[at + 1] as usize]
    }

    /// The phrase of `class` that begins at a token.
    pub fn find(&self, at: usize, class: Class) -> Option<&Found> {
        self.found_at(at).iter().find(|found| found.class == class)
    }

    /// Whether a phrase of `class` begins at a token.
    pub fn is(&self, at: usize, class: Class) -> bool {
        self.find(at, class).is_some()
    }

    /// Whether a phrase of one of `classes` begins at a token.
    pub fn is_any(&self, at: usize, classes: &[Class]) -> bool {
        self.found_at(at)
            .iter()
            .any(|found| classes.contains(&found.class))
    }

    /// Whether the whole word, nothing cut, is of `class`.
    pub fn is_whole(&self, at: usize, class: Class) -> bool {
        self.find(at, class)
            .is_some_and(|found| found.clitic.letters == 0)
    }

    /// Whether the word has the Arabic article (behind clitics too).
    pub fn is_definite(&self, at: usize) -> bool {
        self.definite.get(at).copied().unwrap_or(false)
    }

    /// Whether a word with the article is a noun of time (`الشهر`, `الأسبوع`).
    pub fn is_time(&self, at: usize) -> bool {
        self.is_definite(at)
            && self
                .key(at)
                .strip_prefix("ال")
                .is_some_and(|bare| self.lexicon.has(bare, Class::Adverb))
    }

    /// Whether a finite verb begins at a token.
    pub fn finite_verb(&self, at: usize) -> Option<&Found> {
        self.found_at(at).iter().find(|found| {
            matches!(found.class, Class::Say | Class::Meet | Class::Light | Class::Verb)
                && matches!(found.form.tense, Tense::Past | Tense::Present | Tense::Future)
        })
    }

    /// The span of a range of tokens; empty for an empty range.
    pub fn span(&self, tokens: &Range<usize>) -> Span {
        match (
            self.tokens.get(tokens.start),
            tokens.end.checked_sub(1).and_then(|at| self.tokens.get(at)),
        ) {
            (Some(first), Some(last)) if tokens.start < tokens.end => {
                Span::new(first.span.start, last.span.end)
            }
            (Some(first), _) => Span::new(first.span.start, first.span.start),
            _ => Span::new(self.index.len(), self.index.len()),
        }
    }

    /// The span of a range of tokens without the first `letters` of the folded first word.
    pub fn span_without(&self, tokens: &Range<usize>, letters: u8) -> Span {
        let mut span = self.span(tokens);
        if letters == 0 || tokens.is_empty() {
            return span;
        }
        let mut start = span.start;
        let mut left = letters;
        for c in self.text_of(tokens.start).chars() {
            // Marks and tatweel after a clitic go with it.
            let dropped =
                isnad_text::scalar::is_mark(c) || c == isnad_text::scalar::TATWEEL || !c.is_alphabetic();
            if left == 0 && !dropped {
                break;
            }
            if !dropped {
                left -= 1;
            }
            start += 1;
        }
        span.start = start.min(span.end);
        span
    }

    /// The words that a span covers.
    pub fn slice(&self, span: Span) -> &'a str {
        self.index.slice(span)
    }

    /// The sentence of a token.
    pub fn sentence(&self, at: usize) -> &Sentence {
        &self.sentences[self.tokens[at.min(self.tokens.len() - 1)].sentence as usize]
    }

    /// The quotation that opens at a token.
    pub fn quotation_at(&self, open: usize) -> Option<&Quotation> {
        let at = self.quotations.partition_point(|quotation| quotation.open < open);
        self.quotations.get(at).filter(|quotation| quotation.open == open)
    }

    /// The quotation that closes at a token.
    pub fn quotation_closing(&self, close: usize) -> Option<&Quotation> {
        let inside = close.checked_sub(1)?;
        let at = self.quotation_of[inside]? as usize;
        self.quotations
            .get(at)
            .filter(|quotation| quotation.close == close)
    }
}
