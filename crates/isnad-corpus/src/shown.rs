//! Shown: which articles count: drafts or not, and what had been published by a day.

use std::{collections::BTreeSet, sync::Arc};

use isnad_graph::ContributionKind;
use isnad_model::{Article, Edtf, Quotation, edtf::Order};

use crate::{
    corpus::Corpus,
    file::{Content, File},
};

/// Which articles count.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Shown {
    /// Whether drafts do.
    pub drafts: bool,
    /// The day by which an article has to be published; any day without.
    pub as_of: Option<Edtf>,
}

impl Shown {
    /// Whether the article counts. One without a date does, and one whose date can lie before the day's end does: neither is
    /// known to have come later.
    pub(crate) fn takes(&self, article: &Article) -> bool {
        (self.drafts || !article.draft) && !self.is_later(article)
    }

    /// Whether the article was published after the day.
    fn is_later(&self, article: &Article) -> bool {
        self.as_of
            .zip(article.date)
            .is_some_and(|(day, date)| date.order(&day) == Order::After)
    }

    /// The day that counts as today where no clock says otherwise: the last one by which articles may be published.
    pub(crate) fn today(&self) -> Option<Edtf> {
        self.as_of.map(|day| Edtf::day(day.latest()))
    }
}

impl Corpus {
    /// What is known by the end of `day`: articles published later are left out as drafts are, and so are pages of meetings and
    /// claims that quote only such articles. The day counts as today unless [`Self::set_today`] names another.
    pub fn set_as_of(&mut self, day: Option<Edtf>) {
        if self.shown.as_of == day {
            return;
        }
        let today = self.today();
        self.shown.as_of = day;
        self.anew |= today != self.today();
        self.dirty.extend(self.files.keys().cloned());
    }

    /// The day that counts as today, where one is named.
    pub(crate) fn today(&self) -> Option<Edtf> {
        self.clock.or_else(|| self.shown.today())
    }

    /// Tells the graph which articles, and pages that quote only those, are there and left out, so that what names or quotes them
    /// is not said to lead nowhere; gives the pages whose part may have changed.
    pub(crate) fn withhold(&mut self) -> Vec<String> {
        if self.shown.as_of.is_none() && self.withheld.is_empty() {
            return Vec::new();
        }
        let articles = self.files.values().filter_map(File::any_article);
        let (later, shown): (Vec<&Arc<Article>>, Vec<_>) = articles.partition(|it| self.shown.is_later(it));
        let mut ids: BTreeSet<String> = later.iter().map(|article| article.id.clone()).collect();
        // Two files may claim one id; where one of them counts, the article is there.
        for article in shown {
            ids.remove(&article.id);
        }
        let pages = self
            .files
            .iter()
            .filter_map(|(path, file)| Some((path, file.resting()?)));
        let resting = pages
            .clone()
            .filter(|(_, page)| page.is_withheld(&ids))
            .map(|(_, page)| page.prose);
        self.graph
            .set_withheld(later.into_iter().map(|article| &**article).chain(resting));
        if ids == self.withheld {
            return Vec::new();
        }
        let pages = pages.map(|(path, _)| path.clone()).collect();
        self.withheld = ids;
        pages
    }

    /// What a file gives to the graph.
    pub(crate) fn contribution(&self, path: &str) -> Option<ContributionKind> {
        let file = self.files.get(path)?;
        if file
            .resting()
            .is_some_and(|page| page.is_withheld(&self.withheld))
        {
            return None;
        }
        file.contribution(&self.shown)
    }
}

/// An author's page that rests on words of articles.
#[derive(Clone, Copy)]
struct Resting<'a> {
    evidence: &'a [Quotation],
    prose: &'a Article,
}

impl Resting<'_> {
    /// Whether it quotes articles of `later` and no others.
    fn is_withheld(&self, later: &BTreeSet<String>) -> bool {
        !self.evidence.is_empty() && self.evidence.iter().all(|it| later.contains(&it.article))
    }
}

impl File {
    /// The page of a meeting or a claim.
    fn resting(&self) -> Option<Resting<'_>> {
        let (evidence, prose) = match &self.reading.as_ref()?.content {
            Content::Meeting(page) => (&page.evidence, &page.prose),
            Content::Claim(page) => (&page.evidence, &page.prose),
            _ => return None,
        };
        Some(Resting { evidence, prose })
    }
}
