//! Content: where what is said begins and ends.

use std::ops::Range;

use crate::document::Document;
use crate::inflect::Tense;
use crate::lexicon::Class;
use crate::tokens::Token;

/// Tokens that are looked ahead for the complement of a following cue.
const AHEAD: usize = 30;

/// How many words a range holds.
pub fn words(document: &Document<'_>, tokens: &Range<usize>) -> usize {
    tokens.clone().filter(|&at| document.tokens[at].is_word()).count()
}

/// The range without marks at its ends; without quotation marks where they enclose all of it.
pub fn trim(document: &Document<'_>, tokens: Range<usize>) -> Range<usize> {
    let mut tokens = tokens;
    loop {
        let before = tokens.clone();
        while tokens.start < tokens.end && is_edge(document, tokens.start) {
            tokens.start += 1;
        }
        while tokens.start < tokens.end && is_edge(document, tokens.end - 1) {
            tokens.end -= 1;
        }
        if tokens.is_empty() {
            return tokens;
        }
        let whole = document
            .quotation_at(tokens.start)
            .is_some_and(|quotation| quotation.close + 1 == tokens.end);
        // A mark that has no partner inside belongs to what is around.
        let opens_alone = document.tokens[tokens.start].is_quote()
            && document
                .quotation_at(tokens.start)
                .is_none_or(|quotation| quotation.close >= tokens.end);
        let closes_alone = document.tokens[tokens.end - 1].is_quote()
            && document
                .quotation_closing(tokens.end - 1)
                .is_none_or(|quotation| quotation.open < tokens.start);
        if whole {
            tokens = tokens.start + 1..tokens.end - 1;
        } else {
            tokens.start += usize::from(opens_alone);
            tokens.end -= usize::from(closes_alone && tokens.end > tokens.start);
        }
        if tokens == before || tokens.is_empty() {
            return tokens;
        }
    }
}

fn is_edge(document: &Document<'_>, at: usize) -> bool {
    let token = &document.tokens[at];
    !token.is_word()
        && !token.is_quote()
        && !token.is_bracket()
        && !matches!(token.kind, crate::tokens::TokenKind::Mark('%' | '$' | '€' | '£'))
}

/// Whether two stops stand here: a headline's dash.
pub fn is_double_stop(document: &Document<'_>, at: usize) -> bool {
    document.tokens[at].is_mark('.')
        && document
            .tokens
            .get(at + 1)
            .is_some_and(|next| next.is_mark('.') && next.glued)
        || document.tokens[at].is_mark('…')
}

/// One past the last token of a content that begins at `start` in a sentence.
pub fn clause_end(document: &Document<'_>, sentence: &Range<usize>, start: usize) -> usize {
    let mut at = start;
    while at < sentence.end {
        if let Some(quotation) = document.quotation_at(at) {
            at = quotation.close + 1;
            continue;
        }
        if at > start && (ends_here(document, sentence, at) || is_double_stop(document, at)) {
            return at;
        }
        at += 1;
    }
    at.max(sentence.end).min(document.tokens.len())
}

/// Whether another attribution or a closing phrase of this one begins at a token.
fn ends_here(document: &Document<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let token = &document.tokens[at];
    if token.is_mark(';') {
        return true;
    }
    if token.is_mark('؛') {
        return cue_ahead(document, at + 1, sentence.end, 10);
    }
    let after_comma = document.tokens[at - 1].is_comma();
    if let Some(found) = document.find(at, Class::According)
        && (after_comma
            || document.lexicon.pack.according[found.entry].closed
            || found.clitic.conjunction.is_some())
    {
        return true;
    }
    if document.find(at, Class::Hidden).is_some() && found_conjunction(document, at) {
        return true;
    }
    if let Some(found) = document.find(at, Class::Say) {
        let participle = found.form.tense == Tense::Participle;
        if participle && (after_comma || found.clitic.conjunction.is_some()) && !document.is_definite(at) {
            return true;
        }
        let finite = matches!(found.form.tense, Tense::Past | Tense::Present);
        let coordinated = found.clitic.conjunction.is_some() && finite;
        let say = &document.lexicon.pack.say[found.entry];
        if coordinated
            && (has_complement(document, found.end, sentence.end)
                || after_comma && !say.weak && (say.object || say.call || !say.prepositions.is_empty()))
        {
            return true;
        }
        // `…، رد X بالقول:`: a verb without conjunction after a comma opens a main clause or follows its content.
        let asyndetic =
            after_comma && finite && document.lexicon.language.proclitics && !document.is_definite(at);
        // `وفيما قالت X إن A، اشتكى زبائن`: the main clause behind a clause that opens the sentence.
        let opened =
            document.is(sentence.start, Class::Conjunction) && !document.is(sentence.start, Class::Title);
        if asyndetic && opened && !document.is_any(at, &NOUNS) && (!say.weak || !say.prepositions.is_empty())
        {
            return true;
        }
        let phrase = found.end > at + 1;
        if asyndetic
            && (phrase || !document.is_any(at, &NOUNS))
            && has_complement(document, found.end, sentence.end)
        {
            return true;
        }
        // "… but left open a return": a second predicate.
        let joined = finite && document.lexicon.language.capitals && at > 0;
        if joined
            && document.is_any(at - 1, &[Class::And, Class::Conjunction])
            && !document.is_any(at, &NOUNS)
            && at - 1 > sentence.start
        {
            return true;
        }
    }
    // The conjunction before a second predicate is no part of the content either.
    if document.lexicon.language.capitals
        && document.is_any(at, &[Class::And, Class::Conjunction])
        && document
            .find(at + 1, Class::Say)
            .is_some_and(|it| it.form.tense == Tense::Past)
        && !document.is_any(at + 1, &NOUNS)
    {
        return true;
    }
    if !token.is_word() {
        return false;
    }
    // `…، أما X فقال`: another topic.
    if after_comma && document.lexicon.language.proclitics && document.is(at, Class::Topic) {
        return true;
    }
    // `…، وذلك خلال جولة في المبنى`: when and where it was said.
    if after_comma && document.is(at, Class::Occasion) {
        return true;
    }
    // "…, while X said", `فيما أعلنت`: a conjunction, then a cue at once or after its subject.
    if let Some(found) = document.find(at, Class::Conjunction)
        && document.finite_verb(found.end).is_some_and(|it| {
            let say = it.class == Class::Say;
            say && (!document.lexicon.pack.say[it.entry].weak
                || has_complement(document, it.end, sentence.end)
                || document.lexicon.pack.say[it.entry].call)
        })
    {
        return true;
    }
    if after_comma && document.lexicon.language.capitals && trails(document, at, sentence.end) {
        return true;
    }
    let joins = after_comma
        && (document.is(at, Class::Conjunction)
            || document.is(at, Class::And) && document.lexicon.language.capitals);
    let from = document
        .find(at, Class::Conjunction)
        .map_or(at + 1, |found| found.end);
    joins
        && cue_ahead(
            document,
            from,
            sentence.end,
            if document.lexicon.language.capitals { 9 } else { 12 },
        )
}

/// Whether a short subject and a verb of saying with nothing behind it stand here: ", Axios reported."
fn trails(document: &Document<'_>, at: usize, end: usize) -> bool {
    let verb = (at + 1..end.min(at + 8)).find(|&it| {
        document.finite_verb(it).is_some()
            && !document.is_any(it - 1, &[Class::Determiner, Class::Preposition])
            && !document.is_any(it, &[Class::Determiner, Class::Source, Class::Title])
    });
    let Some(found) = verb.and_then(|it| document.find(it, Class::Say)) else {
        return false;
    };
    let plain = !document.is_any(at, &[Class::Auxiliary, Class::Negation])
        && (at..found.start)
            .all(|it| document.tokens[it].is_word() && !document.is_any(it, &[Class::Relative, Class::And]));
    let last = found.end >= end
        || document.tokens[found.end].is_stop()
        || document.tokens[found.end].is_comma()
        || document.is_any(found.end, &[Class::Preposition, Class::Adverb])
            && !has_complement(document, found.end, end);
    plain && last && matches!(found.form.tense, Tense::Past | Tense::Present)
}

/// Words that are nouns or small words as often as verbs of saying.
const NOUNS: [Class; 14] = [
    Class::Title,
    Class::TitleFeminine,
    Class::Source,
    Class::Document,
    Class::Preposition,
    Class::Institution,
    Class::GivenName,
    Class::Determiner,
    Class::SourceAdjective,
    Class::Adverb,
    Class::RelayNoun,
    Class::Outlet,
    Class::According,
    Class::Auxiliary,
];

fn found_conjunction(document: &Document<'_>, at: usize) -> bool {
    document
        .find(at, Class::Hidden)
        .is_some_and(|it| it.clitic.conjunction.is_some())
}

/// Whether a verb of saying is the first verb after `at`.
fn cue_ahead(document: &Document<'_>, at: usize, end: usize, reach: usize) -> bool {
    for it in at..end.min(at + reach) {
        if let Some(found) = document.finite_verb(it) {
            let noun = it > at && document.is_any(it - 1, &[Class::Determiner, Class::Preposition]);
            if !noun {
                return found.class == Class::Say && found.form.tense != Tense::Bare;
            }
        }
        if document.is(it, Class::Relative) {
            return false;
        }
    }
    false
}

/// Whether a content clause, a colon or a quotation follows a verb before anything else can claim it.
pub fn has_complement(document: &Document<'_>, after: usize, end: usize) -> bool {
    complement(document, after, end).is_some()
}

/// What introduces a content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Complement {
    /// A content clause: its marker and its first token.
    That(usize, usize),
    /// A quotation: its opening mark.
    Quote(usize),
    /// A colon.
    Colon(usize),
}

impl Complement {
    /// The token that introduces the content.
    pub fn marker(self) -> usize {
        match self {
            Self::That(at, _) | Self::Quote(at) | Self::Colon(at) => at,
        }
    }
}

/// The complement of a verb that ends at `after`.
pub fn complement(document: &Document<'_>, after: usize, end: usize) -> Option<Complement> {
    let mut at = after;
    let mut aside = false;
    let end = end.min(after + AHEAD + 15).min(document.tokens.len());
    while at < end {
        // `…، مضيفة: “…”`: a participle has the next content.
        let participle = document
            .find(at, Class::Say)
            .is_some_and(|found| found.form.tense == Tense::Participle);
        if at > after && participle && document.tokens[at - 1].is_comma() && !document.is_definite(at) {
            return None;
        }
        let token = &document.tokens[at];
        if let Some(quotation) = document.quotation_at(at) {
            if is_name_quotation(document, quotation.open, quotation.close) {
                at = quotation.close + 1;
                continue;
            }
            if aside {
                return None;
            }
            return Some(Complement::Quote(at));
        }
        if token.is_mark(':') {
            if aside {
                return None;
            }
            return Some(match document.quotation_at(at + 1) {
                Some(_) => Complement::Quote(at + 1),
                None => Complement::Colon(at),
            });
        }
        if token.is_stop() || token.is_mark('؛') || token.is_mark(';') || is_double_stop(document, at) {
            return None;
        }
        let that = document
            .find(at, Class::ThatPronoun)
            .or_else(|| document.find(at, Class::That));
        if let Some(found) = that
            && !inside_conjunction(document, after, at)
        {
            // `وأن` goes on with an outer content.
            if found.clitic.conjunction.is_some() && at > after {
                return None;
            }
            // A verb in an aside: the marker stands behind the aside's second comma.
            if aside && !document.tokens[at - 1].is_comma() {
                return None;
            }
            return Some(Complement::That(at, found.end));
        }
        // `إلا أن` folds to the same letters.
        if document.is_whole(at, Class::ThatNot) && !document.is(at + 1, Class::That) {
            return (!aside).then_some(Complement::That(at, at));
        }
        if blocks(document, after, at) || at > after && hides(document, at) {
            return None;
        }
        aside |= at > after
            && document.tokens[at - 1].is_comma()
            && document
                .finite_verb(at)
                .is_some_and(|found| found.class == Class::Say && found.clitic.conjunction.is_none())
            && !document.is_any(at, &NOUNS);
        at += 1;
    }
    None
}

/// Whether a phrase that hides its source begins here, marker and all (`قيل إنه`).
fn hides(document: &Document<'_>, at: usize) -> bool {
    document
        .find(at, Class::Hidden)
        .is_some_and(|it| it.end > at + 1 && document.is_any(it.end - 1, &[Class::That, Class::ThatPronoun]))
}

/// Whether a marker of content clauses is the second word of a conjunction (`قبل أن`, `إلا أن`).
fn inside_conjunction(document: &Document<'_>, after: usize, at: usize) -> bool {
    (after.max(at.saturating_sub(3))..at).any(|it| {
        document.found_at(it).iter().any(|found| {
            matches!(
                found.class,
                Class::Conjunction | Class::Hedge | Class::Hidden | Class::Condition
            ) && found.end > at
        })
    })
}

/// Whether a verb stands here whose own complement would follow: no relative clause, no verb with its object joined.
fn blocks(document: &Document<'_>, after: usize, at: usize) -> bool {
    let Some(found) = document.finite_verb(at) else {
        return false;
    };
    // `قال رجل رفض ذكر اسمه إن`
    if document.is(at, Class::Anonymity) || document.is(at + 1, Class::Anonymity) {
        return false;
    }
    let negated = at > 0 && document.is(at - 1, Class::Negation);
    let relative = at > 0 && document.is_any(at - 1, &[Class::Relative, Class::FreeRelative]);
    // A cue of its own (`مقالاً توقع فيه أن`).
    let aside = at > 0 && document.tokens[at - 1].is_comma() && found.clitic.conjunction.is_none();
    if found.class == Class::Say
        && !found.enclitic
        && !negated
        && !relative
        && !aside
        && !document.is_definite(at)
        && !document.is_any(at, &NOUNS)
        && at > after
    {
        return true;
    }
    if found.enclitic
        || document.is_any(
            at,
            &[
                Class::Title,
                Class::TitleFeminine,
                Class::Institution,
                Class::Auxiliary,
                Class::GivenName,
                Class::Particle,
                Class::RelayNoun,
                Class::Adverb,
                Class::Preposition,
                Class::Determiner,
                Class::Source,
                Class::Document,
                Class::Outlet,
            ],
        )
        || document.is_definite(at)
    {
        return false;
    }
    if at == after && found.clitic.conjunction.is_none() {
        return true;
    }
    let before = at.checked_sub(1);
    let relative = before.is_some_and(|it| {
        document.is_any(it, &[Class::Relative, Class::FreeRelative, Class::Negation, Class::Auxiliary]) || document.tokens[it].is_comma() && found.clitic.conjunction.is_none()
            // An indefinite noun and a verb: a relative clause without pronoun.
            || document.tokens[it].is_word() && !document.is_definite(it) && document.lexicon.language.proclitics
    });
    found.clitic.conjunction.is_some() || !relative && found.class == Class::Say
}

/// Whether a quotation is a name or a scare quote: few words, no verb.
pub fn is_name_quotation(document: &Document<'_>, open: usize, close: usize) -> bool {
    let inside = open + 1..close;
    if inside.len() > 4 || inside.is_empty() {
        return inside.is_empty();
    }
    let comma_inside = inside.clone().any(|at| !document.tokens[at].is_word());
    let glued = open > 0 && document.tokens[open].glued && document.tokens[open - 1].is_word();
    let after_colon =
        open > 0 && (document.tokens[open - 1].is_mark(':') || document.tokens[open - 1].is_comma());
    let verb = inside.clone().any(|at| {
        document
            .finite_verb(at)
            .is_some_and(|found| found.clitic.letters == 0)
            && !document.is(at, Class::GivenName)
    });
    let few = inside.len() <= 2
        && !after_colon
        && open > 0
        && document.tokens[open - 1].is_word()
        && !document.is(open - 1, Class::RelayNoun);
    glued
        || few
        || !comma_inside && !after_colon && !verb && inside.len() <= 4 && !followed_by_end(document, close)
}

fn followed_by_end(document: &Document<'_>, close: usize) -> bool {
    document
        .tokens
        .get(close + 1)
        .is_none_or(|next: &Token| next.is_stop() || next.starts_line)
}

/// The start of the clause that ends before `end`: after the last strong break, topic phrases passed over.
pub fn clause_start(document: &Document<'_>, sentence: &Range<usize>, end: usize) -> usize {
    let mut start = sentence.start;
    for at in sentence.start..end {
        if is_double_stop(document, at) {
            start = at + 2;
        } else if document.tokens[at].is_mark('؛') || document.tokens[at].is_mark(';') {
            start = at + 1;
        }
    }
    start.min(end)
}
