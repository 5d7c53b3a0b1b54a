//! Lines: which are headlines, by-lines and "read also" lines, and where a dateline ends.

use std::ops::Range;

use crate::document::{Document, LineRole};
use crate::lexicon::Class;

/// Lines at the top that may be headline or by-line.
const TOP: usize = 5;
/// Words that a by-line has at most.
const BYLINE_WORDS: usize = 9;
/// Words that a line of a place and a bracketed outlet has at most.
const BRACKET_WORDS: usize = 6;
/// Words that a headline has at most.
const HEADLINE_WORDS: usize = 32;
/// Tokens within which a dateline ends.
const DATELINE_TOKENS: usize = 16;

/// Sets the role of every sentence by its line, and cuts the dateline off the first sentence of running text.
pub fn tag_lines(document: &mut Document<'_>) {
    let lines = lines(document);
    let mut roles = vec![LineRole::Body; lines.len()];
    for (at, line) in lines.iter().enumerate() {
        roles[at] = role(document, line, at, lines.len());
    }
    // The headline again, as the body's first line.
    for at in 0..roles.len().min(TOP) {
        let same = |other: usize| document.text_of_line(&lines[other]) == document.text_of_line(&lines[at]);
        if roles[at] == LineRole::Body
            && (0..at).any(|other| roles[other] == LineRole::Headline && same(other))
        {
            roles[at] = LineRole::Headline;
        }
    }
    let mut line = 0;
    let mut seen_body = false;
    for at in 0..document.sentences.len() {
        let first = document.sentences[at].first;
        while line + 1 < lines.len() && first >= lines[line].end {
            line += 1;
        }
        let role = roles.get(line).copied().unwrap_or(LineRole::Body);
        document.sentences[at].role = role;
        if role == LineRole::Body && !seen_body {
            seen_body = true;
            if let Some(end) = dateline_end(document, &document.sentences[at].tokens) {
                document.sentences[at].tokens.start = end;
            }
        }
    }
}

/// The lines of an article as ranges of tokens.
pub(crate) fn lines(document: &Document<'_>) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> = (0..document.tokens.len())
        .filter(|&at| at == 0 || document.tokens[at].starts_line)
        .collect();
    starts.push(document.tokens.len());
    starts
        .windows(2)
        .map(|pair| pair[0]..pair[1])
        .filter(|line| !line.is_empty())
        .collect()
}

fn role(document: &Document<'_>, line: &Range<usize>, at: usize, n_lines: usize) -> LineRole {
    if document.is(line.start, Class::Boilerplate) || document.tokens[line.start].is_mark('#') {
        return LineRole::Aside;
    }
    if n_lines > 1 && is_labelled_credit(document, line) {
        return LineRole::Byline;
    }
    if at >= TOP || n_lines < 2 {
        return LineRole::Body;
    }
    let words = line.clone().filter(|&at| document.tokens[at].is_word()).count();
    let dashed = line
        .clone()
        .any(|at| document.tokens[at].is_dash() || document.tokens[at].is_mark(':'));
    let ended = document.tokens[line.end - 1].is_mark('.');
    let credited =
        document.is(line.start, Class::Credit) || line.clone().any(|at| document.is(at, Class::Credit));
    let stopped = line
        .clone()
        .rev()
        .skip(1)
        .any(|at| document.tokens[at].is_mark('.'));
    // `فيينا (نافذة طهران)`: a place and who writes from there.
    let bracketed = document.tokens[line.end - 1].is_mark(')')
        && words <= BRACKET_WORDS
        && line.clone().take(4).any(|at| document.tokens[at].is_mark('('));
    // The first line is the headline, unless it names who wrote it.
    let heads = at == 0 && words >= 4 && !credited && self_telling(document, line);
    if words <= BYLINE_WORDS
        && !heads
        && !ended
        && (dashed || bracketed || (credited && document.is(line.start, Class::Credit)))
        && !has_verb(document, line)
    {
        return LineRole::Byline;
    }
    let titled = document
        .article
        .title
        .as_deref()
        .is_some_and(|title| title.trim() == document.text_of_line(line).trim());
    if titled
        || (at < 2
            && words <= HEADLINE_WORDS
            && !ended
            && (!stopped || at == 0)
            && !document.tokens[line.end - 1].is_quote())
    {
        return LineRole::Headline;
    }
    LineRole::Body
}

/// "Source: …": a label with its colon or dash at the head of a short line.
fn is_labelled_credit(document: &Document<'_>, line: &Range<usize>) -> bool {
    document.opens_credit(line.start)
        && line.len() <= BYLINE_WORDS * 2
        && !has_verb(document, &(line.start + 1..line.end))
}

/// Whether a line says something behind or before a mark: a colon, or an infinitive ("to peak by 2030: report").
fn self_telling(document: &Document<'_>, line: &Range<usize>) -> bool {
    let colon = line
        .clone()
        .any(|at| document.tokens[at].is_mark(':') && at + 3 < line.end);
    let infinitive = line.clone().skip(1).any(|at| {
        document.key(at) == document.lexicon.infinitive_mark()
            && !document.lexicon.infinitive_mark().is_empty()
    });
    colon || infinitive
}

fn has_verb(document: &Document<'_>, line: &Range<usize>) -> bool {
    line.clone()
        .any(|at| document.finite_verb(at).is_some() && !document.is(at, Class::Credit))
}

/// Where a dateline ends: "CITY (Agency) - ", `المدينة في 7 أيلول / الوكالة / `.
fn dateline_end(document: &Document<'_>, sentence: &Range<usize>) -> Option<usize> {
    // `وقال فلان (54 عاماً) إن`: a verb of saying begins no dateline.
    let says = document.lexicon.language.proclitics
        && document
            .finite_verb(sentence.start)
            .is_some_and(|it| it.class == Class::Say && it.clitic.conjunction.is_some());
    if says {
        return None;
    }
    let limit = sentence.end.min(sentence.start + DATELINE_TOKENS);
    let mut end = None;
    let mut open = None;
    for at in sentence.start + 1..limit {
        let token = &document.tokens[at];
        // `نواكشوط (صحراء نيوز) ـ`: the stroke may be none that counts as a mark.
        if token.is_mark('(') && at < sentence.start + 4 {
            open = Some(at);
        }
        if token.is_mark(')') && open.is_some_and(|open| at < open + BRACKET_WORDS) {
            end = Some(at + 1);
        }
        // A dash after a verb is no dateline's; a slash may come twice.
        if document
            .finite_verb(at)
            .is_some_and(|found| found.clitic.letters == 0)
        {
            break;
        }
        if token.is_dash() && !token.glued
            || token.is_mark('/')
            || token.is_mark(':') && document.tokens[at - 1].is_mark(')')
        {
            end = Some(at + 1);
        }
        if token.is_comma()
            && end.is_none()
            && !document.tokens[sentence.start].upper
            && at > sentence.start + 3
        {
            break;
        }
    }
    end
}

impl Document<'_> {
    /// Whether a line begins here with a label of credit and its colon or dash.
    pub(crate) fn opens_credit(&self, at: usize) -> bool {
        self.tokens[at].starts_line
            && self
                .find(at, Class::CreditLabel)
                .and_then(|label| self.tokens.get(label.end))
                .is_some_and(|next| !next.starts_line && (next.is_mark(':') || next.is_dash()))
    }

    /// The words of a line as written.
    pub(crate) fn text_of_line(&self, line: &Range<usize>) -> &str {
        self.slice(self.span(line))
    }
}
