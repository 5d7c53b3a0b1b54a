//! Shape: what the letters of a word alone tell, worked out once a word: endings, beginnings and patterns that rules ask for.

use crate::lexicon::{Class, Lexicon};
use crate::shapes::{self, is_verbal_noun};
use crate::tokens::TokenKind;

/// Properties of a word's letters as bits, and how many letters it has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    bits: u32,
    /// Letters of the folded word, 255 at most.
    pub(crate) letters: u8,
}

impl Shape {
    /// A verbal noun, behind one-letter particles too.
    pub(crate) const VERBAL_NOUN: u32 = 1;
    /// A verbal noun without its article.
    pub(crate) const VERBAL_NOUN_BARE: u32 = 1 << 1;
    /// A possessor is joined to it, by its ending.
    pub(crate) const POSSESSED: u32 = 1 << 2;
    /// Names hardly look so.
    pub(crate) const COMMON: u32 = 1 << 3;
    /// A short word that begins as imperfects do.
    pub(crate) const IMPERFECT: u32 = 1 << 4;
    /// Ends as a feminine past form does.
    pub(crate) const PAST: u32 = 1 << 5;
    /// Ends in `ان`.
    pub(crate) const DUAL: u32 = 1 << 6;
    /// An everyday word of the lexicon with an alif behind it.
    pub(crate) const ACCUSATIVE: u32 = 1 << 7;
    /// A verbal noun with an alif behind it.
    pub(crate) const ACCUSATIVE_VERBAL: u32 = 1 << 8;
    /// Ends as surnames of some language do.
    pub(crate) const SURNAME: u32 = 1 << 9;
    /// Ends in `ة`.
    pub(crate) const FEMININE: u32 = 1 << 10;
    /// Ends in `ه`.
    pub(crate) const HA: u32 = 1 << 11;
    /// Ends in `اله`.
    pub(crate) const ALA: u32 = 1 << 12;
    /// Ends in `ء`.
    pub(crate) const HAMZA: u32 = 1 << 13;
    /// Ends in `ي`.
    pub(crate) const YA: u32 = 1 << 14;
    /// Ends in `ى`.
    pub(crate) const MAQSURA: u32 = 1 << 15;
    /// Ends in the mark of an indefinite case.
    pub(crate) const TANWIN: u32 = 1 << 16;
    /// Ends in that mark and an alif.
    pub(crate) const TANWIN_ALIF: u32 = 1 << 17;

    /// Whether it has one of some properties.
    #[inline]
    pub(crate) fn has(self, bits: u32) -> bool {
        self.bits & bits != 0
    }

    /// The shape of a word by its folded letters and as it is written.
    pub(crate) fn of(key: &str, written: &str, kind: TokenKind, lexicon: &Lexicon) -> Self {
        let letters = key.chars().count().min(255);
        let mut shape = Self {
            bits: 0,
            letters: letters as u8,
        };
        let mut mark = |bit: u32, holds: bool| shape.bits |= if holds { bit } else { 0 };
        let surnames = lexicon.pack.words.get("surname_ending");
        let surname = |ends: &Vec<String>| ends.iter().any(|end| key.ends_with(end.as_str()));
        mark(Self::SURNAME, letters > 4 && surnames.is_some_and(surname));
        if !written.is_ascii() {
            mark(Self::VERBAL_NOUN, is_verbal_noun(key));
            mark(Self::VERBAL_NOUN_BARE, is_verbal_noun(shapes::bare(key)));
            mark(Self::POSSESSED, is_possessed(written));
            mark(Self::COMMON, shapes::is_no_name(key, written));
            mark(
                Self::IMPERFECT,
                letters < 6 && shapes::begins_like_imperfect(written),
            );
            mark(Self::PAST, letters > 3 && written.ends_with('ت'));
            mark(Self::DUAL, written.ends_with("ان"));
            mark(Self::FEMININE, written.ends_with('ة'));
            mark(Self::HA, written.ends_with('ه'));
            mark(Self::ALA, written.ends_with("اله"));
            mark(Self::HAMZA, written.ends_with('ء'));
            mark(Self::YA, written.ends_with('ي'));
            mark(Self::MAQSURA, written.ends_with('ى'));
            mark(Self::TANWIN, shapes::ends_in_nunation(written));
            mark(Self::TANWIN_ALIF, written.ends_with("ًا"));
            if let Some(stem) = key.strip_suffix('ا').filter(|_| kind == TokenKind::Word) {
                mark(Self::ACCUSATIVE, is_everyday(stem, lexicon));
                mark(Self::ACCUSATIVE_VERBAL, is_verbal_noun(stem));
            }
        }
        shape
    }
}

/// A possessor joined to a word of few letters (`أراضيها`, `أسفه`).
fn is_possessed(written: &str) -> bool {
    let letters = written.chars().count();
    letters > 3 && (shapes::ends_with_possessor(written) || shapes::ends_with_his(written) && letters < 7)
}

/// Whether the lexicon has a word as one that no name is made of.
fn is_everyday(stem: &str, lexicon: &Lexicon) -> bool {
    lexicon.step(0, lexicon.word(stem)).is_some_and(|node| {
        lexicon.senses(node).iter().any(|it| {
            matches!(
                it.class,
                Class::CommonWord | Class::SourceAdjective | Class::NotName | Class::Meeting | Class::Title
            )
        })
    })
}
