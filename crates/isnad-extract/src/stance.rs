//! Stance: how firmly a claim is put, from its cue and its content's main clause.

use std::ops::Range;

use isnad_model::Stance;

use crate::document::Document;
use crate::inflect::Tense;
use crate::lexicon::Class;
use crate::shapes;

/// Tokens of a main clause that are looked at.
const REACH: usize = 22;

/// The stance of a content under a cue that gives `cue`.
pub fn stance_of(document: &Document<'_>, cue: Stance, belief: bool, content: &Range<usize>) -> Stance {
    match cue {
        Stance::Denied | Stance::Hedged => cue,
        // "believes it may end": the doubt is the believer's own.
        Stance::Predicted if belief && is_hedged(document, content) => Stance::Hedged,
        Stance::Predicted if belief && !is_future(document, content) => Stance::Asserted,
        Stance::Predicted => cue,
        Stance::Asserted if is_hedged(document, content) => Stance::Hedged,
        Stance::Asserted => cue,
    }
}

fn main_clause<'d>(document: &'d Document<'_>, content: &Range<usize>) -> impl Iterator<Item = usize> + 'd {
    let end = content.end.min(content.start + REACH);
    (content.start..end).take_while(move |&at| {
        !document.is_any(at, &[Class::Relative, Class::Condition]) && !document.tokens[at].is_mark('؛')
    })
}

/// A word of doubt before the main verb; `قد` only before an imperfect.
fn is_hedged(document: &Document<'_>, content: &Range<usize>) -> bool {
    for at in main_clause(document, content) {
        if document.is(at, Class::Hedge) && !document.tokens[at].capital {
            let auxiliary = document.is(at, Class::Auxiliary) && document.lexicon.language.proclitics;
            // `قد لا يبدأ`.
            let at = at + usize::from(auxiliary && document.is(at + 1, Class::Negation));
            if !auxiliary
                || shapes::begins_like_imperfect(document.key(at + 1))
                    && document
                        .finite_verb(at + 1)
                        .is_none_or(|it| it.form.tense != Tense::Past)
            {
                return true;
            }
        }
        // "was a joke and could go on": the main verb is not the doubtful one.
        if document.lexicon.language.capitals && document.is(at, Class::Auxiliary) && at > content.start {
            return false;
        }
        // The main verb without doubt settles it.
        if at > content.start + 12 && document.finite_verb(at).is_some() {
            return false;
        }
    }
    false
}

/// Whether a content tells of what is to come.
pub fn is_future(document: &Document<'_>, content: &Range<usize>) -> bool {
    // "sees tin climbing": what is seen coming has a participle and no finite verb.
    if document.lexicon.language.capitals {
        let verb = content.clone().take(10).find(|&at| {
            document.is(at, Class::Auxiliary)
                || document.finite_verb(at).is_some()
                || document.key(at).ends_with("ing")
        });
        if verb.is_some_and(|at| at > content.start && document.key(at).ends_with("ing")) {
            return true;
        }
    }
    content.clone().take(REACH + 10).any(|at| {
        // "would never have fallen" tells of what did not happen.
        if document.is(at, Class::Unreal) {
            return false;
        }
        document.is_any(at, &[Class::Future, Class::FutureNegation])
            || document
                .finite_verb(at)
                .is_some_and(|it| it.form.tense == Tense::Future)
            || ends_in_future(document, at)
            || shapes::is_future(document.key(at))
    })
}

/// Whether a word has the ending of a verb of what is to come.
fn ends_in_future(document: &Document<'_>, at: usize) -> bool {
    let endings = &document.lexicon.language.future_endings;
    let key = document.key(at);
    !document.tokens[at].capital
        && endings
            .iter()
            .any(|ending| key.len() > ending.len() + 1 && key.ends_with(ending.as_str()))
}
