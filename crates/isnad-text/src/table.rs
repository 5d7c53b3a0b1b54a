//! The fold of one scalar value at each level (design A1), as a table for the Arabic block and rules for the rest.

use icu_normalizer::properties::CanonicalCompositionBorrowed;
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

/// How far a text is folded: each level drops more differences than the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// L1, the readable text: no invisible characters, no repairs, no presentation forms.
    Clean,
    /// L2, for names and cues: no marks, one form for each letter, case folded.
    Match,
    /// L3, for search: no hamza, no foreign letters, no Latin or Cyrillic marks.
    Search,
}

/// Codes in a table; every greater value is the scalar to write.
pub(crate) const DROP: u16 = 0;
pub(crate) const MARK: u16 = 1;
pub(crate) const TATWEEL_CODE: u16 = 2;
pub(crate) const NUMBER_SIGN: u16 = 3;
/// Dropped, but part of the letter before it (hamza at the search level).
pub(crate) const TRAILING: u16 = 4;

/// Which of the four Arabic tables applies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    CleanArabic,
    CleanOther,
    Match,
    Search,
}

impl Column {
    /// The column of a level in a language (BCP 47).
    pub(crate) fn of(level: Level, lang: &str) -> Self {
        match level {
            Level::Clean if lang.split('-').next() == Some("ar") => Self::CleanArabic,
            Level::Clean => Self::CleanOther,
            Level::Match => Self::Match,
            Level::Search => Self::Search,
        }
    }
}

const fn is_block_mark(c: u16) -> bool {
    matches!(c, 0x610..=0x61A | 0x64B..=0x65F | 0x670 | 0x6D6..=0x6DC | 0x6DF..=0x6E8 | 0x6EA..=0x6ED)
}

/// Letters that Persian and Urdu keyboards write where Arabic has its own.
const fn clean_arabic(c: u16) -> u16 {
    match c {
        0x6CC => 0x64A,
        0x6A9 | 0x6AA => 0x643,
        0x6BE | 0x6C0..=0x6C2 | 0x6D5 => 0x647,
        _ => c,
    }
}

/// L2: alef forms, hamza carriers, yeh forms, heh forms, kaf forms, digits.
pub(crate) const fn match_letter(c: u16) -> u16 {
    match c {
        0x622 | 0x623 | 0x625 | 0x671..=0x673 | 0x675 => 0x627,
        0x624 | 0x676 | 0x677 => 0x648,
        0x626 | 0x678 | 0x649 | 0x6CC | 0x6CD | 0x6CE | 0x6D0..=0x6D3 => 0x64A,
        0x629 | 0x6C3 | 0x6BE | 0x6C0..=0x6C2 | 0x6D5 | 0x6FF => 0x647,
        0x6A9 | 0x6AA => 0x643,
        0x660..=0x669 => c - 0x660 + 0x30,
        0x6F0..=0x6F9 => c - 0x6F0 + 0x30,
        0x66B | 0x66C => NUMBER_SIGN,
        _ => c,
    }
}

/// L3: hamza gone, letters of other languages to their Arabic neighbour.
const fn search_letter(c: u16) -> u16 {
    match c {
        0x621 | 0x624 | 0x626 | 0x674 | 0x676..=0x678 => TRAILING,
        0x67E => 0x628,
        0x686 => 0x62C,
        0x698 => 0x632,
        0x6AF | 0x6AD => 0x643,
        0x6A4 => 0x641,
        0x6A8 => 0x642,
        0x679 | 0x67C => 0x62A,
        0x688 | 0x689 => 0x62F,
        0x691 | 0x693 => 0x631,
        0x6BA | 0x6BC => 0x646,
        _ => match_letter(c),
    }
}

const fn build(column: Column) -> [u16; 256] {
    let mut table = [0u16; 256];
    let mut low = 0;
    while low < 256 {
        let c = 0x600 + low as u16;
        table[low] = if c == 0x61C {
            DROP
        } else if is_block_mark(c) {
            MARK
        } else if c == 0x640 {
            TATWEEL_CODE
        } else {
            match column {
                Column::CleanArabic => clean_arabic(c),
                Column::CleanOther => c,
                Column::Match => match_letter(c),
                Column::Search => search_letter(c),
            }
        };
        low += 1;
    }
    table
}

static CLEAN_ARABIC: [u16; 256] = build(Column::CleanArabic);
static CLEAN_OTHER: [u16; 256] = build(Column::CleanOther);
static MATCH: [u16; 256] = build(Column::Match);
static SEARCH: [u16; 256] = build(Column::Search);

/// The table of the Arabic block (U+0600..U+06FF) for a column.
pub(crate) fn arabic_table(column: Column) -> &'static [u16; 256] {
    match column {
        Column::CleanArabic => &CLEAN_ARABIC,
        Column::CleanOther => &CLEAN_OTHER,
        Column::Match => &MATCH,
        Column::Search => &SEARCH,
    }
}

/// Whether a character may have another compatibility form that is only another look of the same letters.
fn has_compatible_form(c: char) -> bool {
    match c {
        // Punctuation such as an ellipsis must not turn into sentence ends.
        '\u{FB50}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFF}'
        | '\u{FF01}'..='\u{FF5E}'
        | '\u{1EE00}'..='\u{1EEFF}' => true,
        // A fraction after a digit would read as another number.
        '¼'..='¾' | '\u{2150}'..='\u{215F}' | '\u{2189}' => false,
        _ => c.is_alphanumeric(),
    }
}

/// Writes the compatibility form (NFKC) of one character to `out`, without the space that carries an isolated mark.
pub(crate) fn compatible_form(c: char, out: &mut Vec<char>) {
    if c < '\u{A0}' || !has_compatible_form(c) {
        out.push(c);
        return;
    }
    let normalizer = ComposingNormalizerBorrowed::new_nfkc();
    let first = out.len();
    out.extend(normalizer.normalize_iter(std::iter::once(c)));
    if out.len() > first + 1 && out[first] == ' ' {
        out.remove(first);
    }
}

/// Whether the match key of `c` begins with a digit.
pub(crate) fn is_digit(c: char) -> bool {
    if matches!(c, '0'..='9' | '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}') {
        return true;
    }
    let mut forms = Vec::new();
    compatible_form(c, &mut forms);
    forms.first().is_some_and(char::is_ascii_digit)
}

/// Writes the case fold of one character, all Turkish forms of I as `i`.
pub(crate) fn fold_case(c: char, out: &mut Vec<char>) {
    match c {
        'A'..='Z' => out.push(c.to_ascii_lowercase()),
        'İ' | 'ı' => out.push('i'),
        'ß' | 'ẞ' => out.extend(['s', 's']),
        'ς' => out.push('σ'),
        _ if c < '\u{80}' => out.push(c),
        _ => out.extend(c.to_lowercase()),
    }
}

/// Writes the base letters of one Latin, Greek or Cyrillic letter (no marks); other characters as they are.
pub(crate) fn strip_marks(c: char, out: &mut Vec<char>) {
    if !matches!(c, '\u{C0}'..='\u{52F}' | '\u{1E00}'..='\u{1FFF}') {
        out.push(c);
        return;
    }
    let decomposed = DecomposingNormalizerBorrowed::new_nfd().normalize_iter(std::iter::once(c));
    for base in decomposed.filter(|mark| !matches!(mark, '\u{300}'..='\u{36F}')) {
        match base {
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ħ' => out.push('h'),
            'þ' => out.extend(['t', 'h']),
            'æ' => out.extend(['a', 'e']),
            'œ' => out.extend(['o', 'e']),
            other => out.push(other),
        }
    }
}

/// The composed character of a base and a mark, if Unicode has one.
pub(crate) fn compose(base: char, mark: char) -> Option<char> {
    CanonicalCompositionBorrowed::new().compose(base, mark)
}
