//! Denial: rumours of a meeting that somebody waves off, and what is left open.

use std::ops::Range;

use super::Reading;
use super::reality::Reality;
use super::units::{Kind, Unit};
use super::verbs::VerbGroup;
use crate::lexicon::Class;

/// Units before a noun within which the verb that denies it stands ("dismissed as fantasy a report").
const NEAR: usize = 5;

impl Reading<'_, '_, '_, '_> {
    /// Whether a word at a token denies.
    pub(super) fn denies(&self, at: usize) -> bool {
        let document = self.document();
        document.is(at, Class::Denied)
            || document.find(at, Class::Say).is_some_and(|found| {
                document.lexicon.pack.say[found.entry].stance == isnad_model::Stance::Denied
                    && document.finite_verb(at).is_some()
            })
    }

    /// "Are false", "is untrue".
    pub(super) fn is_untrue(&self, verb: usize) -> bool {
        let from = self.units[verb].tokens.end;
        (from..self.sentence.end.min(from + 3)).any(|at| self.document().is(at, Class::Denied))
    }

    /// Whether a verb behind a report calls it untrue.
    fn is_untrue_behind(&self, from: usize) -> bool {
        (from..self.units.len()).any(|at| {
            self.is_finite(at)
                && (self.is_untrue(at)
                    || self.units[at]
                        .verb()
                        .is_some_and(|verb| self.denies(verb.main.start)))
        })
    }

    /// "Denied reports of a meeting", "reports of a meeting are false".
    pub(super) fn is_refuted_report(&self, group: usize) -> bool {
        let floor = group.saturating_sub(NEAR);
        let clause = (floor..group)
            .rev()
            .take_while(|&at| !matches!(self.units[at].kind, Kind::Stop | Kind::That))
            .last()
            .unwrap_or(group);
        let before = self.tokens_of(clause..group);
        before.clone().any(|at| self.denies(at))
            || self.is_untrue_behind(group + 1)
            || self.is_called_untrue(group + 1)
    }

    /// "Described reports of a meeting as pure fiction".
    fn is_called_untrue(&self, from: usize) -> bool {
        let document = self.document();
        let words = (from..self.units.len()).find(|&at| self.opens(at, Class::AsSaid));
        words.is_some_and(|at| {
            let from = self.units[at].tokens.end;
            (from..self.sentence.end.min(from + 3)).any(|it| document.is(it, Class::Denied))
        })
    }

    fn tokens_of(&self, units: Range<usize>) -> Range<usize> {
        if units.is_empty() {
            return 0..0;
        }
        self.units[units.start].tokens.start..self.units[units.end - 1].tokens.end
    }

    /// What a report whose clause holds a token makes of it: "dismissed as baseless a report that X had met Y", "it is not
    /// true that", "reports that X met Y are false"; none where it says nothing.
    pub(super) fn refuted(&self, token: usize) -> Option<Reality> {
        let document = self.document();
        let at = self.units.iter().position(|unit| unit.tokens.contains(&token))?;
        let that = (0..at)
            .rev()
            .find(|&it| matches!(self.units[it].kind, Kind::That))?;
        if document.is(self.units[that].tokens.start, Class::Condition) {
            return Some(Reality::Void);
        }
        let from = (0..that)
            .rev()
            .find(|&it| matches!(self.units[it].kind, Kind::Stop | Kind::That))
            .map_or(0, |it| it + 1);
        let last = that.checked_sub(1).and_then(|it| self.units[it].group());
        let reported = last
            .and_then(|group| group.members.last())
            .is_some_and(|member| document.is(member.noun.tokens.end - 1, Class::ReportNoun));
        let governor = self.governor_of_that(from, that, reported);
        if governor.is_some_and(|verb| verb.negated) {
            // "Would neither confirm nor deny that X met Y".
            return Some(Reality::Void);
        }
        if self.tokens_of(from..that).any(|at| self.denies(at)) {
            // A new report between has its own truth ("denied the charge and said that").
            let own = governor.is_none_or(|verb| {
                self.denies(verb.main.start)
                    || document.find(verb.main.start, Class::Say).is_none_or(|found| {
                        document.lexicon.pack.say[found.entry].stance == isnad_model::Stance::Denied
                    })
            });
            return own.then_some(Reality::Denied);
        }
        (reported && self.is_untrue_behind(at + 1)).then_some(Reality::Denied)
    }

    /// The verb on which "that" hangs; none where it hangs on a noun of reporting.
    fn governor_of_that(&self, from: usize, that: usize, reported: bool) -> Option<&VerbGroup> {
        if reported {
            return None;
        }
        let direct = that.checked_sub(1).and_then(|it| self.units[it].verb());
        direct.or_else(|| self.units[from..that].iter().rev().find_map(Unit::verb))
    }

    /// "Had met Y, which both deny".
    pub(super) fn is_denied_behind(&self, token: usize) -> bool {
        let Some(at) = self.units.iter().position(|unit| unit.tokens.contains(&token)) else {
            return false;
        };
        (at + 1..self.units.len()).any(|it| {
            matches!(self.units[it].kind, Kind::Relative)
                && self.units[it - 1].is_comma()
                && self.units.get(it + 1).is_some_and(|unit| unit.group().is_some())
                && self
                    .units
                    .get(it + 2)
                    .and_then(Unit::verb)
                    .is_some_and(|verb| self.denies(verb.main.start))
                && self
                    .units
                    .get(it + 3)
                    .is_none_or(|unit| matches!(unit.kind, Kind::Stop))
        })
    }

    /// "Had met Y, a claim his office denied": the report in apposition, denied in the same sentence.
    pub(super) fn is_called_a_claim(&self, token: usize) -> bool {
        let document = self.document();
        let Some(at) = self.units.iter().position(|unit| unit.tokens.contains(&token)) else {
            return false;
        };
        let report = (at + 1..self.units.len()).find(|&it| {
            self.units[it].group().is_some_and(|group| {
                group
                    .members
                    .last()
                    .is_some_and(|member| document.is(member.noun.tokens.end - 1, Class::ReportNoun))
            })
        });
        let Some(report) = report else { return false };
        let parted = self.units[at + 1..=report]
            .iter()
            .any(|unit| matches!(unit.kind, Kind::Comma | Kind::Stop | Kind::Conjunction));
        let near = self.tokens_of(report.saturating_sub(3).max(at + 1)..self.units.len().min(report + 6));
        parted && near.into_iter().any(|it| self.denies(it))
    }
}
