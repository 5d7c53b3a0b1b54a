//! Extractor: compiled packs and known names, ready to read articles.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use isnad_model::{Article, Record, Repair};

use crate::attributions::{Attribution, find_attributions};
use crate::claims::to_claims;
use crate::credits::find_credits;
use crate::dates::{Direction, Edge, FoundDate, find_dates};
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::meetings::{ClaimSpan, DateAt, find_meetings, to_reports};
use crate::memo::Memo;
use crate::mentions::find_mentions;
use crate::names::KnownNames;
use crate::pack::{self, Override, PackError};

/// Reads articles. Built once, shared by all threads.
#[derive(Debug)]
pub struct Extractor {
    pub(crate) known: Arc<KnownNames>,
    /// By language; a pack without a user's files is compiled when an article first asks for it.
    lexicons: BTreeMap<String, OnceLock<Option<Lexicon>>>,
    /// One for each thread that ever read, by language; those not in use.
    memos: Mutex<Vec<(String, Memo)>>,
}

impl Extractor {
    /// An extractor with the built-in packs.
    ///
    /// # Errors
    /// None as long as the packs are built in.
    pub fn new(known: Arc<KnownNames>) -> Result<Self, PackError> {
        Self::with_overrides(known, &[])
    }

    /// An extractor with the built-in packs and a user's own files on top.
    ///
    /// # Errors
    /// Names the pack file that cannot be read.
    pub fn with_overrides(known: Arc<KnownNames>, overrides: &[Override]) -> Result<Self, PackError> {
        let mut lexicons = BTreeMap::new();
        // A user's folder for a language without a built-in pack makes one.
        let languages = pack::languages()
            .into_iter()
            .chain(overrides.iter().map(|(lang, _, _)| lang.clone()));
        for lang in languages.collect::<BTreeSet<_>>() {
            let lexicon = OnceLock::new();
            if overrides.iter().any(|(own, _, _)| *own == lang) {
                let compiled = Lexicon::new(pack::load(&lang, overrides)?)?;
                lexicon.get_or_init(|| Some(compiled));
            }
            lexicons.insert(lang, lexicon);
        }
        Ok(Self {
            known,
            lexicons,
            memos: Mutex::default(),
        })
    }

    /// The names that articles are read with.
    pub fn known(&self) -> &KnownNames {
        &self.known
    }

    /// The pack for a BCP 47 language; that of the text's script where there is none.
    pub(crate) fn lexicon(&self, lang: &str, text: &str) -> Option<&Lexicon> {
        let primary = lang.split('-').next().unwrap_or_default().to_ascii_lowercase();
        if self.lexicons.contains_key(&primary) {
            return self.compiled(&primary);
        }
        let instead = match isnad_text::script_of(text) {
            isnad_text::Script::Arabic => "ar",
            isnad_text::Script::Cyrillic => "ru",
            _ => "en",
        };
        self.compiled(instead)
    }

    fn compiled(&self, lang: &str) -> Option<&Lexicon> {
        // Tests compile every built-in pack, so that this cannot fail on a user's machine.
        let compile = || Lexicon::new(pack::load(lang, &[]).ok()?).ok();
        self.lexicons.get(lang)?.get_or_init(compile).as_ref()
    }

    /// Reads an article's words and hands the document on; what was learned of them is kept for the next article.
    pub(crate) fn read<T>(
        &self,
        article: &Article,
        lexicon: &Lexicon,
        stages: impl FnOnce(&Document<'_>) -> T,
    ) -> T {
        let lang = &lexicon.pack.lang;
        let mut memo = {
            let mut memos = self.memos.lock().unwrap_or_else(PoisonError::into_inner);
            let at = memos.iter().rposition(|(of, _)| of == lang);
            at.map_or_else(Memo::default, |at| memos.swap_remove(at).1)
        };
        let told = stages(&Document::new(article, lexicon, &self.known, &mut memo));
        let mut memos = self.memos.lock().unwrap_or_else(PoisonError::into_inner);
        memos.push((lang.clone(), memo));
        told
    }

    /// The dates that an article's text tells.
    pub fn dates(&self, article: &Article) -> Vec<FoundDate> {
        let Some(lexicon) = self.lexicon(&article.lang, &article.text) else {
            return Vec::new();
        };
        self.read(article, lexicon, |document| {
            find_dates(document, &lexicon.pack.dates)
        })
    }

    /// What one article yields.
    pub fn extract(&self, article: &Article) -> Record {
        let mut record = Record {
            id: article.id.clone(),
            lang: article.lang.clone(),
            date: article.date,
            publisher: article.publisher.clone(),
            title: article.title.clone(),
            text: article.text.clone(),
            mentions: Vec::new(),
            meetings: Vec::new(),
            claims: Vec::new(),
            repairs: Vec::new(),
            credits: Vec::new(),
        };
        let Some(lexicon) = self.lexicon(&article.lang, &article.text) else {
            return record;
        };
        self.read(article, lexicon, |document| fill(&mut record, document));
        record
    }
}

/// Runs all stages over a document.
fn fill(record: &mut Record, document: &Document<'_>) {
    let lexicon = document.lexicon;
    let mut mentions = find_mentions(document);
    let mut attributions = find_attributions(document, &mut mentions);
    let dates = find_dates(document, &lexicon.pack.dates);
    let mut met = find_meetings(
        document,
        &mut mentions,
        &dates_at(document, &dates),
        &claim_spans(&attributions),
    );
    let moved = mentions.finish();
    met.iter_mut().for_each(|met| met.renumber(&moved));
    attributions
        .iter_mut()
        .for_each(|attribution| attribution.renumber(&moved));
    record.claims = to_claims(document, &mentions, &attributions);
    record.meetings = to_reports(document, &mentions, &met, &record.claims);
    record.credits = find_credits(document, &mentions);
    record.mentions = mentions.to_records(document);
    record.repairs = document
        .repairs
        .iter()
        .map(|repair| Repair {
            start: repair.span.start,
            end: repair.span.end,
            repaired: repair.repaired.clone(),
            rule: repair.rule.to_owned(),
        })
        .collect();
}

fn dates_at(document: &Document<'_>, dates: &[FoundDate]) -> Vec<DateAt> {
    // A vague date keeps its place: the exact one further off belongs to something else.
    let at = |date: &FoundDate| {
        let toward = |direction| {
            date.toward(direction, document)
                .filter(|_| !date.vague && date.edge == Edge::At)
        };
        DateAt {
            tokens: date.tokens.clone(),
            span: date.span,
            edtf: date.edtf.filter(|_| !date.vague && date.edge == Edge::At),
            past: toward(Direction::Past),
            future: toward(Direction::Future),
        }
    };
    // What is counted from an event, or only bounds a time, dates nothing.
    let dates_something = |date: &&FoundDate| date.edge == Edge::At && (date.vague || date.edtf.is_some());
    dates.iter().filter(dates_something).map(at).collect()
}

fn claim_spans(attributions: &[Attribution]) -> Vec<ClaimSpan> {
    let span = |attribution: &Attribution| {
        let first = attribution.content.first()?;
        let last = attribution.content.last()?;
        Some(ClaimSpan {
            content: first.start..last.end,
            denied: attribution.stance == isnad_model::Stance::Denied,
            source: attribution.source.as_ref().and_then(|source| source.mention),
        })
    };
    attributions.iter().filter_map(span).collect()
}
