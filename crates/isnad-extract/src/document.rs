//! Document: an article's tokens with everything the lexicon says of them, its sentences, lines and quotations.

use std::ops::Range;

use isnad_model::Article;
use isnad_text::{Proclitic, Quote, Repair, ScalarIndex, Span, find_repairs, fold_name, lay_out, victims};

use crate::class_set::ClassSet;
use crate::inflect::{Form, Tense};
use crate::lexicon::{Class, Lexicon};
use crate::memo::{Memo, NamePath, Sources};
use crate::names::KnownNames;
use crate::scan::Scan;
use crate::shape::Shape;
use crate::tails::Tail;
use crate::tokens::Token;

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
    /// Whether it writes `ى` and `ي` apart: then `علي` is a man and `على` a preposition.
    pub tells_final_ya: bool,
    /// Whether it writes `ة` and `ه` apart at a word's end.
    tells_feminine: bool,
    /// Nearest known words by token: phrases of the lexicon, in order of their first tokens.
    found: Vec<Found>,
    first_found: Vec<u32>,
    classes: Vec<ClassSet>,
    /// The publisher's folded name.
    publisher: Option<String>,
    memo: &'a Memo,
}

impl<'a> Document<'a> {
    /// Reads an article. The memo must be one of the same lexicon and names.
    pub(crate) fn new(
        article: &'a Article,
        lexicon: &'a Lexicon,
        known: &'a KnownNames,
        memo: &'a mut Memo,
    ) -> Self {
        let text = article.text.as_str();
        let repairs = find_repairs(text, victims());
        memo.trim();
        let tokens = Scan::read(text, &repairs, memo, Sources { lexicon, known });
        let mut document = Self {
            article,
            lexicon,
            known,
            index: ScalarIndex::new(&article.text),
            quotation_of: vec![None; tokens.len()],
            tokens,
            sentences: Vec::new(),
            quotations: Vec::new(),
            repairs,
            tells_final_ya: true,
            tells_feminine: true,
            memo,
            found: Vec::new(),
            first_found: Vec::new(),
            classes: Vec::new(),
            publisher: article.publisher.as_deref().map(fold_name),
        };
        let (sentences, quotes) = lay_out(text, &document.repairs);
        document.weigh_endings();
        document.mark_sentences(&sentences);
        document.mark_quotations(&quotes);
        document.find_phrases();
        crate::lines::tag_lines(&mut document);
        document
    }

    /// Whether the article tells `ى` from `ي` and `ة` from `ه`. Names keep their letters where everything else loses them, so that
    /// single ones tell nothing.
    fn weigh_endings(&mut self) {
        if !self.lexicon.language.proclitics {
            return;
        }
        let (mut ya, mut maqsura, mut feminine, mut ha) = (0usize, 0usize, 0usize, 0usize);
        for token in &self.tokens {
            let shape = self.memo.word(token.word).shape;
            ya += usize::from(shape.has(Shape::YA));
            maqsura += usize::from(shape.has(Shape::MAQSURA));
            feminine += usize::from(shape.has(Shape::FEMININE));
            ha += usize::from(shape.has(Shape::HA));
        }
        // A few words alone tell nothing.
        let final_ya = maqsura * 8 >= ya.saturating_sub(7);
        let feminine = feminine * 2 >= ha.saturating_sub(2);
        (self.tells_final_ya, self.tells_feminine) = (final_ya, feminine);
    }

    fn mark_sentences(&mut self, sentences: &[isnad_text::Sentence]) {
        let mut at = 0;
        for sentence in sentences {
            let start = at;
            while at < self.tokens.len() && self.tokens[at].span.start < sentence.span.end {
                self.tokens[at].sentence = self.sentences.len() as u32;
                at += 1;
            }
            if at > start {
                self.push_sentence(start..at, sentence);
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

    fn mark_quotations(&mut self, quotes: &[Quote]) {
        for quote in quotes {
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
        let n_tokens = self.tokens.len();
        self.first_found.reserve_exact(n_tokens + 1);
        self.classes.reserve_exact(n_tokens);
        let mut longer = Vec::new();
        for start in 0..n_tokens {
            let first = self.found.len();
            self.first_found.push(first as u32);
            let word = self.memo.word(self.tokens[start].word);
            let next = |after: usize| self.word_of_phrase(start + after);
            let mut classes = word.classes;
            let paths = self.memo.longer(word, || next(1), self.lexicon);
            if let Some([plain, accusative]) = paths {
                longer.clear();
                self.lexicon
                    .phrases(plain, accusative, self.memo.key(word), next, &mut longer);
            }
            if longer.is_empty() {
                self.found.extend_from_slice(self.memo.found(word));
            } else {
                classes = ClassSet::default();
                longer.iter().for_each(|it| classes.insert(it.class));
                self.found.append(&mut longer);
            }
            for found in &mut self.found[first..] {
                found.start += start;
                found.end += start;
            }
            self.classes.push(classes);
        }
        self.first_found.push(self.found.len() as u32);
    }

    /// The lexicon's number of a word that goes on with a phrase; zero for one behind a mark or a line's end.
    fn word_of_phrase(&self, at: usize) -> u32 {
        match self.tokens.get(at) {
            Some(token) if token.is_word() && !token.starts_line => self.memo.word(token.word).in_lexicon,
            _ => 0,
        }
    }

    /// The folded name of the article's publisher.
    pub(crate) fn publisher(&self) -> Option<&str> {
        self.publisher.as_deref()
    }

    /// The folded word at a token.
    #[inline]
    pub fn key(&self, at: usize) -> &str {
        self.memo.key(self.memo.word(self.tokens[at].word))
    }

    /// The word at a token as it is written.
    #[inline]
    pub fn text_of(&self, at: usize) -> &'a str {
        &self.article.text[self.tokens[at].bytes.clone()]
    }

    /// Whether a word has the feminine ending, also where the article writes `ه` for it.
    pub fn ends_feminine(&self, at: usize) -> bool {
        let shape = self.shape(at);
        let alike = shape.has(Shape::HA) && !shape.has(Shape::ALA);
        shape.has(Shape::FEMININE) || !self.tells_feminine && alike
    }

    /// What the letters of the word at a token tell.
    #[inline]
    pub(crate) fn shape(&self, at: usize) -> Shape {
        self.memo.word(self.tokens[at].word).shape
    }

    /// Whether the letters of the word at a token fold one by one, whatever stands around it.
    pub(crate) fn is_plain(&self, at: usize) -> bool {
        self.memo.word(self.tokens[at].word).plain_letters
    }

    /// How many letters the folded word at a token has, 255 at most.
    #[inline]
    pub(crate) fn letters(&self, at: usize) -> usize {
        usize::from(self.shape(at).letters)
    }

    /// Every phrase that begins at a token.
    #[inline]
    pub fn found_at(&self, at: usize) -> &[Found] {
        if at >= self.tokens.len() {
            return &[];
        }
        &self.found[self.first_found[at] as usize..self.first_found[at + 1] as usize]
    }

    /// The phrase of `class` that begins at a token.
    #[inline]
    pub fn find(&self, at: usize, class: Class) -> Option<&Found> {
        if !self.is(at, class) {
            return None;
        }
        self.found_at(at).iter().find(|found| found.class == class)
    }

    /// Whether a phrase of `class` begins at a token.
    #[inline]
    pub fn is(&self, at: usize, class: Class) -> bool {
        self.classes.get(at).is_some_and(|here| here.has(class))
    }

    /// The classes of all phrases that begin at a token.
    #[inline]
    pub fn classes_at(&self, at: usize) -> ClassSet {
        self.classes.get(at).copied().unwrap_or_default()
    }

    /// Whether a phrase of one of `classes` begins at a token.
    #[inline]
    pub fn is_any(&self, at: usize, classes: &[Class]) -> bool {
        let here = self.classes_at(at);
        !here.is_empty() && classes.iter().any(|&class| here.has(class))
    }

    /// Whether the whole word, nothing cut, is of `class`.
    pub fn is_whole(&self, at: usize, class: Class) -> bool {
        self.find(at, class)
            .is_some_and(|found| found.clitic.letters == 0)
    }

    /// The end of the folded word at a token, for a [`crate::tails::Tails`].
    pub(crate) fn tail(&self, at: usize) -> Tail {
        self.memo.word(self.tokens[at].word).tail
    }

    /// Whether a date may begin at a token.
    pub(crate) fn may_date(&self, at: usize) -> bool {
        self.memo.word(self.tokens[at].word).dates
    }

    /// The number of the word at a token among those of dates.
    pub(crate) fn date_word(&self, at: usize) -> u32 {
        self.memo.word(self.tokens[at].word).in_dates
    }

    /// The ways that the word at a token has into the known names.
    pub(crate) fn name_paths(&self, at: usize) -> &[NamePath] {
        self.memo.names(self.memo.word(self.tokens[at].word))
    }

    /// The number of the word at a token among those of known names.
    pub(crate) fn name_word(&self, at: usize) -> u32 {
        self.memo.word(self.tokens[at].word).in_names
    }

    /// The entity that the word at a token goes back to as an adjective, as it stands.
    pub fn demonym(&self, at: usize) -> Option<u32> {
        self.memo.demonym(self.memo.word(self.tokens.get(at)?.word))
    }

    /// The entity that the word at a token goes back to as an adjective, its article left out.
    pub fn demonym_bare(&self, at: usize) -> Option<u32> {
        self.memo.demonym_bare(self.memo.word(self.tokens.get(at)?.word))
    }

    /// The same, a conjunction before the article left out too.
    pub fn demonym_joined(&self, at: usize) -> Option<u32> {
        self.memo
            .demonym_joined(self.memo.word(self.tokens.get(at)?.word))
    }

    /// Whether the word has the Arabic article (behind clitics too).
    #[inline]
    pub fn is_definite(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| self.memo.word(token.word).definite)
    }

    /// Whether a word with the article is a noun of time (`الشهر`, `الأسبوع`).
    pub fn is_time(&self, at: usize) -> bool {
        self.is_definite(at)
            && self
                .key(at)
                .strip_prefix("ال")
                .is_some_and(|bare| self.lexicon.has(bare, Class::Adverb))
    }

    /// Whether a word of time closes names of outlets (`اليوم`, `الآن`).
    pub fn is_time_name(&self, at: usize) -> bool {
        matches!(self.key(at), "اليوم" | "الان")
    }

    /// Whether a finite verb begins at a token.
    #[inline]
    pub fn finite_verb(&self, at: usize) -> Option<&Found> {
        const VERBS: ClassSet = ClassSet::of(&[Class::Say, Class::Meet, Class::Light, Class::Verb]);
        if !self.classes_at(at).meets(VERBS) {
            return None;
        }
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
