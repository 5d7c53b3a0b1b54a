//! Judgements: which of them speak of which article or of names, and which of them change nothing.

use std::sync::Arc;

use isnad_model::{
    Article, Diagnostic, Judged, Judgement, Judgements, Passage, Record, Severity, Span, Verdict,
};

use crate::{
    ContributionKind, Finding, KnowledgeGraph, NodeKind, NodeRef,
    judge::{self, Entry, JudgedRecord, Why},
    passages,
};

impl KnowledgeGraph {
    /// Takes a file's judgements into the index; what they speak of is looked at again.
    pub(crate) fn note_judgements(&mut self, file: &str, judgements: &Judgements) {
        for (number, judgement) in judgements.list.iter().enumerate() {
            self.names_judged |= judgement.of == Judged::Entity;
            for place in &judgement.at {
                let entry = (file.to_owned(), number);
                self.judged
                    .entry(place.article.clone())
                    .or_default()
                    .insert(entry);
                self.pending
                    .insert(NodeRef::new(NodeKind::Article, place.article.clone()));
            }
        }
    }

    /// Takes a file's judgements out of the index; what they spoke of is looked at again.
    pub(crate) fn forget_judgements(&mut self, file: &str, judgements: &Judgements) {
        for (number, judgement) in judgements.list.iter().enumerate() {
            self.names_judged |= judgement.of == Judged::Entity;
            for place in &judgement.at {
                if let Some(entries) = self.judged.get_mut(&place.article) {
                    entries.remove(&(file.to_owned(), number));
                    if entries.is_empty() {
                        self.judged.remove(&place.article);
                    }
                }
                self.pending
                    .insert(NodeRef::new(NodeKind::Article, place.article.clone()));
            }
        }
    }

    /// An article's record with what was decided about it.
    pub(crate) fn judge(&self, article: &Article, record: &Arc<Record>) -> JudgedRecord {
        let Some(entries) = self.judged.get(&article.id) else {
            return judge::unjudged(record);
        };
        let entries: Vec<Entry<'_>> = entries
            .iter()
            .filter_map(|(file, number)| {
                let judgement = self.judgements_in(file)?.get(*number)?;
                Some(Entry { file, judgement })
            })
            .collect();
        judge::judge(article, record, &entries, &self.names)
    }

    fn judgements_in(&self, file: &str) -> Option<&[Judgement]> {
        match self.files.get(file)? {
            ContributionKind::Judgements(judgements) => Some(&judgements.list),
            _ => None,
        }
    }

    /// Every judgement about names, in the order of files.
    pub(crate) fn judgements_of_names(&self) -> impl Iterator<Item = &Judgement> {
        self.all_judgements()
            .map(|(_, judgement)| judgement)
            .filter(|judgement| judgement.of == Judged::Entity)
    }

    fn all_judgements(&self) -> impl Iterator<Item = (&str, &Judgement)> {
        self.files.iter().flat_map(|(file, kind)| {
            let list: &[Judgement] = match kind {
                ContributionKind::Judgements(judgements) => &judgements.list,
                _ => &[],
            };
            list.iter().map(move |judgement| (file.as_str(), judgement))
        })
    }

    /// Whether somebody decided that two entities (by id or name) are not one.
    pub fn is_decided_apart(&self, one: &str, other: &str) -> bool {
        let (ones, others) = (self.names_of(one), self.names_of(other));
        let mut pairs = ones
            .iter()
            .flat_map(|one| others.iter().map(move |other| (one, other)));
        pairs.any(|(one, other)| self.names.is_apart(one, other))
    }

    /// An id or name with the names that its entity bears: judgements know one that only articles name by its names.
    fn names_of<'a>(&'a self, entity: &'a str) -> Vec<&'a str> {
        let node = self.entity(entity);
        let names = node.into_iter().flat_map(|node| &node.entity.names);
        std::iter::once(entity)
            .chain(names.map(|name| name.text.as_str()))
            .collect()
    }

    /// The words by which a judgement finds a telling of an article again; `None` where no words tell it apart from others.
    pub fn passage_of_telling(&self, of: Judged, article: &str, index: usize) -> Option<Passage> {
        let record = &self.resolved.get(article)?.record;
        let span = match of {
            Judged::Meeting => record.meetings.get(index)?.trigger,
            Judged::Claim => {
                let claim = record.claims.get(index)?;
                Span::new(claim.cue.start, claim.cue.end)
            }
            Judged::Mention | Judged::Entity => return None,
        };
        let found = passages::telling_at(record, of, span)?;
        passages::passage_at(article, &record.text, &record.lang, span).filter(|_| found == index)
    }

    /// The words by which a judgement finds a mention of an article again.
    pub fn passage_of_mention(&self, article: &str, index: usize) -> Option<Passage> {
        let record = &self.resolved.get(article)?.record;
        let span = record.mentions.get(index)?.span();
        let found = passages::mention_at(record, span)?;
        passages::passage_at(article, &record.text, &record.lang, span).filter(|_| found == index)
    }

    /// Ids of the known entities that bear `name`.
    pub fn bearers(&self, name: &str) -> &[String] {
        self.names.named(name)
    }

    /// Judgements that change nothing, with the reason.
    pub(crate) fn idle_judgements(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for idle in self
            .resolved
            .values()
            .flat_map(|resolved| resolved.idle.iter().map(move |idle| (resolved, idle)))
        {
            let (resolved, idle) = idle;
            let words: String = idle.quote.chars().take(60).collect();
            let article = &resolved.article.id;
            let (id, message, remedy) = match idle.why {
                Why::Unanchored => (
                    "unanchored",
                    format!("the words `{words}` do not stand (or stand more than once) in `{article}`"),
                    "copy the words as they stand, with `prefix` and `suffix` where they stand more than once; until then the judgement changes nothing",
                ),
                Why::NothingRead => (
                    "judgement-idle",
                    format!("nothing of the sort is read at `{words}` in `{article}`"),
                    "quote the word that means the meeting, the cue of the claim or the name; or say all of it: participants, or content and speaker",
                ),
                Why::ContentNotFound => (
                    "judgement-idle",
                    format!("the corrected content does not stand in `{article}`"),
                    "copy the content's words from the article as they stand",
                ),
            };
            let diagnostic = Diagnostic::new(&idle.file, Severity::Warning, id, message).remedy(remedy);
            findings.push(Finding {
                diagnostic,
                offset: Some(idle.offset),
            });
        }
        findings.extend(self.strayed());
        findings.extend(self.disagreeing());
        findings
    }

    /// Judgements about articles that are not there.
    fn strayed(&self) -> impl Iterator<Item = Finding> {
        self.all_judgements().flat_map(|(file, judgement)| {
            let unknown = judgement
                .at
                .iter()
                .filter(|at| !self.resolved.contains_key(&at.article) && !self.is_withheld(&at.article));
            unknown.map(move |at| {
                let message = format!("the judgement is about an unknown article, `{}`", at.article);
                let diagnostic = Diagnostic::new(file, Severity::Warning, "unanchored", message)
                    .remedy("write the article's id; until it is there the judgement changes nothing");
                Finding {
                    diagnostic,
                    offset: Some(judgement.offset),
                }
            })
        })
    }

    /// Judgements about names that another judgement, or two pages, stand against.
    fn disagreeing(&self) -> impl Iterator<Item = Finding> {
        let names = self
            .all_judgements()
            .filter(|(_, judgement)| judgement.of == Judged::Entity);
        names
            .filter(|(_, judgement)| judgement.verdict == Verdict::Same)
            .filter_map(|(file, judgement)| {
                let refused = self.names.refused(judgement)?;
                let diagnostic = Diagnostic::new(file, Severity::Warning, "judgement-refused", refused)
                    .remedy("make one page of the two, or take back the judgement that says they are two; until then nothing is joined");
                Some(Finding {
                    diagnostic,
                    offset: Some(judgement.offset),
                })
            })
    }
}
