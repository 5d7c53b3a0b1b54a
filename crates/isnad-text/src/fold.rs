//! Folded text: a key for matching or search and the map from each of its scalars back to the original.

use crate::broken::find_repairs;
use crate::plain::fold_plain;
use crate::repair::{Repair, align, usable};
use crate::scalar::{self, TATWEEL};
use crate::table::{self, Column, Level};
use crate::{ScalarIndex, Span, wordlist};

/// A folded text and its map to the scalars of the original.
///
/// The map never decreases; every key scalar comes from exactly one scalar of the original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    key: String,
    len: u32,
    source_len: u32,
    runs: Vec<Run>,
}

/// Key scalars that lie in the original one after the other (or, when `flat`, all come from one scalar).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    key: u32,
    source: u32,
    /// End in the original of the run's last scalar, with the marks and dropped letters that belong to it.
    end: u32,
    flat: bool,
}

impl Folded {
    /// The folded text.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Number of scalars in the key.
    pub fn len(&self) -> u32 {
        self.len
    }

    /// Whether the key holds nothing.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Number of scalars in the original.
    pub fn source_len(&self) -> u32 {
        self.source_len
    }

    /// An index of the key's own scalars, to turn byte offsets of a matcher into key spans.
    pub fn index(&self) -> ScalarIndex<'_> {
        ScalarIndex::new(&self.key)
    }

    /// The original scalar that a key scalar came from; the length of the original at or past the end.
    pub fn source_scalar(&self, key_scalar: u32) -> u32 {
        if key_scalar >= self.len {
            return self.source_len;
        }
        let run = self.runs[self.run_of(key_scalar)];
        if run.flat {
            run.source
        } else {
            run.source + (key_scalar - run.key)
        }
    }

    /// The original span of a key span: marks after its last letter and everything dropped inside come along.
    ///
    /// A span past the end is cut to the key. An empty span gives an empty span.
    pub fn source_span(&self, key: Span) -> Span {
        let start = self.source_scalar(key.start);
        let end = key.end.min(self.len);
        if key.start >= end {
            return Span::new(start, start);
        }
        Span::new(start, self.source_end(end - 1))
    }

    /// The key span of an original span: all key scalars that came from within it.
    pub fn key_span(&self, source: Span) -> Span {
        Span::new(self.first_key_at(source.start), self.first_key_at(source.end))
    }

    fn run_of(&self, key_scalar: u32) -> usize {
        self.runs.partition_point(|run| run.key <= key_scalar) - 1
    }

    fn source_end(&self, key_scalar: u32) -> u32 {
        let slot = self.run_of(key_scalar);
        let run = self.runs[slot];
        let next = self.runs.get(slot + 1).map_or(self.len, |run| run.key);
        if run.flat || key_scalar + 1 == next {
            run.end
        } else {
            run.source + (key_scalar - run.key) + 1
        }
    }

    /// The first key scalar that came from original scalar `source` or a later one.
    fn first_key_at(&self, source: u32) -> u32 {
        let slot = self.runs.partition_point(|run| run.source < source);
        let after = self.runs.get(slot).map_or(self.len, |run| run.key);
        let Some(before) = slot.checked_sub(1).map(|slot| self.runs[slot]) else {
            return after;
        };
        if before.flat {
            after
        } else {
            (before.key + (source - before.source)).min(after)
        }
    }
}

/// Folds a text: repairs of broken-up words first (with the built-in word list), then each character.
///
/// `lang` is a BCP 47 tag, empty when unknown; it matters at [`Level::Clean`] only.
pub fn fold(text: &str, level: Level, lang: &str) -> Folded {
    fold_repaired(text, &find_repairs(text, wordlist::victims()), level, lang)
}

/// Folds a text with repairs that were found before or given by an author.
///
/// Repairs that overlap an earlier one or lie outside the text are passed over.
pub fn fold_repaired(text: &str, repairs: &[Repair], level: Level, lang: &str) -> Folded {
    let mut folder = Folder::new(text.len(), Column::of(level, lang));
    if repairs.is_empty() {
        folder.feed_text(text);
        return folder.finish();
    }
    let index = ScalarIndex::new(text);
    let mut at = 0;
    for repair in usable(repairs, index.len()) {
        folder.feed_text(index.slice(Span::new(at, repair.span.start)));
        folder.feed_repair(index.slice(repair.span), repair);
        at = repair.span.end;
    }
    folder.feed_text(index.slice(Span::new(at, index.len())));
    folder.finish()
}

/// The match key (L2) of a name: folded, white space and punctuation collapsed to single spaces, trimmed.
pub fn fold_name(name: &str) -> String {
    let mut key = String::new();
    if fold_plain(name, &mut key) {
        let single = !key.starts_with(' ') && !key.ends_with(' ') && !key.contains("  ");
        return if single { key } else { collapse(&key) };
    }
    collapse(fold(name, Level::Match, "").key())
}

/// The search key (L3) of a name, collapsed as in [`fold_name`].
pub fn search_key(name: &str) -> String {
    collapse(fold(name, Level::Search, "").key())
}

fn collapse(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    for c in key.chars() {
        if scalar::is_word(c) {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// More marks than this on one letter are noise.
const MARKS_KEPT: u8 = 3;

struct Folder {
    out: Folded,
    column: Column,
    table: &'static [u16; 256],
    /// The last scalar written, and how often it came in a row.
    last: char,
    repeats: u32,
    /// Marks written since the last letter.
    marks: u8,
    /// The next scalar to read.
    source: u32,
    scratch: Vec<char>,
    cased: Vec<char>,
}

impl Folder {
    fn new(bytes: usize, column: Column) -> Self {
        let out = Folded {
            key: String::with_capacity(bytes),
            ..Folded::default()
        };
        Self {
            out,
            column,
            table: table::arabic_table(column),
            last: '\0',
            repeats: 0,
            marks: 0,
            source: 0,
            scratch: Vec::new(),
            cased: Vec::new(),
        }
    }

    fn finish(mut self) -> Folded {
        self.out.source_len = self.source;
        self.out
    }

    fn is_clean(&self) -> bool {
        matches!(self.column, Column::CleanArabic | Column::CleanOther)
    }

    fn feed_text(&mut self, text: &str) {
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            self.feed(c, self.source, &chars);
            self.source += 1;
        }
    }

    /// Feeds the readable form of a word; the whole broken-up original belongs to it.
    fn feed_repair(&mut self, original: &str, repair: &Repair) {
        let base = repair.span.start;
        let before = self.out.len;
        let mut chars = repair.repaired.chars();
        for offset in align(original, &repair.repaired) {
            if let Some(c) = chars.next() {
                self.feed(c, base + offset, &chars);
            }
        }
        self.source = repair.span.end;
        if self.out.len > before {
            self.grow(repair.span.end - 1);
        }
    }

    #[inline]
    fn feed(&mut self, c: char, source: u32, rest: &std::str::Chars<'_>) {
        match c {
            '\u{600}'..='\u{6FF}' => match self.table[(c as u32 - 0x600) as usize] {
                table::DROP => {}
                table::MARK => self.feed_mark(c, source),
                table::TATWEEL_CODE => self.feed_tatweel(source, rest),
                table::NUMBER_SIGN => self.feed_number_sign(c, source, rest),
                table::TRAILING => self.grow_letter(source),
                code => self.push(char::from_u32(code.into()).unwrap_or(c), source),
            },
            '\0'..='\x7F' if self.is_clean() => self.push(c, source),
            'A'..='Z' => self.push(c.to_ascii_lowercase(), source),
            '\t' => self.push(' ', source),
            '\0'..='\x7F' => self.push(c, source),
            _ => self.feed_other(c, source),
        }
    }

    /// Characters outside ASCII and the Arabic block.
    fn feed_other(&mut self, c: char, source: u32) {
        if scalar::is_ignorable(c) {
            let kept = scalar::is_joiner(c) && self.column == Column::CleanOther;
            if kept || (c == '\u{200D}' && self.is_clean() && !scalar::is_arabic_letter(self.last)) {
                self.push(c, source);
            }
            return;
        }
        if scalar::is_mark(c) {
            self.feed_mark(c, source);
            return;
        }
        let mut forms = std::mem::take(&mut self.scratch);
        forms.clear();
        if self.is_clean() {
            self.clean_form(c, &mut forms);
        } else {
            self.key_form(c, &mut forms);
        }
        for &form in &forms {
            self.push_form(form, source);
        }
        self.scratch = forms;
    }

    /// L1: only presentation and mathematical forms of Arabic change.
    fn clean_form(&self, c: char, forms: &mut Vec<char>) {
        if scalar::is_arabic_letter(c) || matches!(c, '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}') {
            table::compatible_form(c, forms);
        } else {
            forms.push(c);
        }
    }

    /// L2 and L3: compatibility form, case, and at L3 base letters.
    fn key_form(&mut self, c: char, forms: &mut Vec<char>) {
        if scalar::is_line_break(c) {
            forms.push('\n');
            return;
        }
        if c.is_whitespace() {
            forms.push(' ');
            return;
        }
        let mut cased = std::mem::take(&mut self.cased);
        cased.clear();
        table::compatible_form(c, forms);
        for &form in forms.iter() {
            table::fold_case(form, &mut cased);
        }
        forms.clear();
        for &form in &cased {
            if self.column == Column::Search {
                table::strip_marks(form, forms);
            } else {
                forms.push(form);
            }
        }
        self.cased = cased;
    }

    /// Writes one scalar of an expansion, which may itself be an Arabic letter, a mark or tatweel.
    fn push_form(&mut self, c: char, source: u32) {
        if c == TATWEEL || scalar::is_ignorable(c) {
            return;
        }
        if scalar::is_mark(c) {
            self.feed_mark(c, source);
            return;
        }
        if let '\u{600}'..='\u{6FF}' = c {
            match self.table[(c as u32 - 0x600) as usize] {
                table::DROP | table::MARK | table::TATWEEL_CODE => {}
                table::TRAILING => self.grow_letter(source),
                table::NUMBER_SIGN => self.push(c, source),
                code => self.push(char::from_u32(code.into()).unwrap_or(c), source),
            }
        } else {
            self.push(c, source);
        }
    }

    fn feed_mark(&mut self, mark: char, source: u32) {
        if scalar::is_arabic_mark(mark) && !self.is_clean() {
            // Hamza above a carrier typed as two characters drops with its carrier, as the one character does.
            if mark == '\u{654}' && self.column == Column::Search && matches!(self.last, 'و' | 'ي') {
                self.pop();
                self.count_repeats();
            }
            self.grow_letter(source);
            return;
        }
        if self.column == Column::Search && matches!(mark, '\u{300}'..='\u{36F}')
            || (mark == '\u{307}' && self.last == 'i' && !self.is_clean())
        {
            self.grow_letter(source);
            return;
        }
        if self.marks == 0
            && let Some(composed) = table::compose(self.last, mark)
            && self.out.len > 0
        {
            self.replace_last(composed, source);
            return;
        }
        self.marks = self.marks.saturating_add(1);
        self.grow_letter(source);
        if self.marks <= MARKS_KEPT {
            self.write(mark, source);
        }
    }

    /// At L1 one tatweel stays after a prefix that stands apart (`بـ`, `الـ16`); everywhere else it is decoration.
    fn feed_tatweel(&mut self, source: u32, rest: &std::str::Chars<'_>) {
        if !self.is_clean() || self.last == TATWEEL {
            return;
        }
        let joins = rest
            .clone()
            .find(|&next| !scalar::is_ignorable(next))
            .is_some_and(|next| {
                next == TATWEEL || scalar::is_arabic_letter(next) || scalar::is_arabic_mark(next)
            });
        if !joins && self.is_after_prefix() {
            self.push(TATWEEL, source);
        }
    }

    fn is_after_prefix(&self) -> bool {
        let mut word = self
            .out
            .key
            .chars()
            .rev()
            .take_while(|&c| scalar::is_arabic_letter(c));
        match (word.next(), word.next(), word.next()) {
            (Some(_), None, _) => true,
            (Some('ل'), Some('ا' | 'ل'), third) => match third {
                None => true,
                Some(first) => matches!(first, 'و' | 'ب' | 'ك' | 'ف') && word.next().is_none(),
            },
            (Some('ب' | 'ل' | 'ك'), Some('و' | 'ف'), None) => true,
            _ => false,
        }
    }

    /// Arabic decimal and thousands separators read as signs of the number only between digits.
    fn feed_number_sign(&mut self, c: char, source: u32, rest: &std::str::Chars<'_>) {
        let next = rest
            .clone()
            .find(|&next| !scalar::is_ignorable(next) && !scalar::is_arabic_mark(next));
        let in_number = self.last.is_ascii_digit() && next.is_some_and(table::is_digit);
        match c {
            _ if !in_number => self.push(c, source),
            '\u{66B}' => self.push('.', source),
            _ => {}
        }
    }

    /// Writes a scalar; three or more equal letters become one (not at L1).
    #[inline]
    fn push(&mut self, c: char, source: u32) {
        if c == self.last {
            self.repeats += 1;
            if self.repeats >= 3 && self.collapses(c) {
                self.collapse_repeats(source);
                return;
            }
        } else {
            self.repeats = 1;
        }
        self.marks = 0;
        self.write(c, source);
    }

    /// Letters that are lengthened for feeling; `i`, `x` and `w` come three times in numerals and addresses.
    fn collapses(&self, c: char) -> bool {
        !self.is_clean() && c < '\u{700}' && c.is_alphabetic() && !matches!(c, 'i' | 'x' | 'w')
    }

    fn collapse_repeats(&mut self, source: u32) {
        if self.repeats == 3 {
            self.pop();
        }
        // Only the lengthened letter reaches so far, not what else came from the same scalar.
        if let Some(run) = self.out.runs.last().copied()
            && run.flat
            && run.key + 1 < self.out.len
        {
            self.out.runs.push(Run {
                key: self.out.len - 1,
                ..run
            });
        }
        self.grow(source);
    }

    /// Appends a scalar to the key and to the map.
    #[inline]
    fn write(&mut self, c: char, source: u32) {
        let key = self.out.len;
        self.out.key.push(c);
        self.out.len += 1;
        self.last = c;
        if let Some(run) = self.out.runs.last_mut() {
            let follows = run.end == source && run.source + (key - run.key) == source && !run.flat;
            if follows {
                run.end = source + 1;
                return;
            }
            if self.flatten(source) {
                return;
            }
        }
        self.out.runs.push(Run {
            key,
            source,
            end: source + 1,
            flat: false,
        });
    }

    /// Several key scalars of one original scalar share a flat run; says whether the new scalar joined one.
    fn flatten(&mut self, source: u32) -> bool {
        let previous = self.out.len - 2;
        let Some(run) = self.out.runs.last_mut() else {
            return false;
        };
        let last_source = if run.flat {
            run.source
        } else {
            run.source + (previous - run.key)
        };
        if last_source != source {
            return false;
        }
        if run.flat || run.key == previous {
            run.flat = true;
        } else {
            let end = run.end;
            run.end = source;
            self.out.runs.push(Run {
                key: previous,
                source,
                end,
                flat: true,
            });
        }
        true
    }

    fn pop(&mut self) {
        if self.out.key.pop().is_none() {
            return;
        }
        self.out.len -= 1;
        if self.out.runs.last().is_some_and(|run| run.key == self.out.len) {
            self.out.runs.pop();
        } else if let Some(run) = self.out.runs.last_mut().filter(|run| !run.flat) {
            run.end = run.source + (self.out.len - run.key);
        }
        self.last = self.out.key.chars().next_back().unwrap_or('\0');
    }

    /// Replaces the last key scalar by its composition with a mark, then mends the count of repeats.
    fn replace_last(&mut self, composed: char, source: u32) {
        self.out.key.pop();
        self.out.key.push(composed);
        self.last = composed;
        self.count_repeats();
        if self.repeats >= 3 && self.collapses(composed) {
            self.pop();
            self.pop();
        }
        self.grow(source);
    }

    /// Counts anew how often the last scalar came in a row (three is as good as more).
    fn count_repeats(&mut self) {
        let tail = self.out.key.chars().rev().take(3);
        self.repeats = tail.take_while(|&c| c == self.last).count() as u32;
    }

    /// The last key scalar's part of the original now reaches over `source`.
    fn grow(&mut self, source: u32) {
        if let Some(run) = self.out.runs.last_mut() {
            run.end = run.end.max(source + 1);
        }
    }

    /// As [`Self::grow`], but a mark after a space or a sign belongs to nothing.
    fn grow_letter(&mut self, source: u32) {
        if self.out.len > 0 && !self.last.is_whitespace() {
            self.grow(source);
        }
    }
}
