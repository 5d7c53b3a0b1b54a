//! Censorship-evading spelling (design A3): finds words that were broken up to slip past filters and what they read.

use crate::Span;
use crate::chain::{
    DOTLESS, Link, MARKS, MATHEMATICAL, Piece, Reader, SEPARATOR, SPACED_LETTERS, STACKED_MARKS,
    is_separator, span_of,
};
use crate::clitics::proclitics;
use crate::dotless::{PREFIXES, has_dotless, letters_of, read_dotless};
use crate::european::find_european;
use crate::fold::fold_repaired;
use crate::rasm::is_dotless;
use crate::repair::Repair;
use crate::scalar::{self, TATWEEL};
use crate::sentences::is_abbreviation;
use crate::table::Level;
use crate::wordlist::WordList;

/// At most so many readings of a word with foreign letters are tried.
const MOST_READINGS: usize = 8;
/// A guessed word has at most so many pieces.
const MOST_GUESSED: usize = 8;

/// Finds the words of a text that were broken up to slip past filters, in text order, never overlapping.
///
/// Certain patterns are repaired always; those that honest text may hold only when `words` knows what they read.
/// Longer letters (`مبرووووك`) are folded but no repair, so are presentation forms.
pub fn find_repairs(text: &str, words: &dyn WordList) -> Vec<Repair> {
    let mut repairs = Vec::new();
    find_european(text, words, &mut repairs);
    let european = repairs.len();
    // Lead bytes of Arabic letters; European text has none of them.
    if text
        .bytes()
        .any(|byte| matches!(byte, 0xD8..=0xDB | 0xDD | 0xE0 | 0xEF | 0xF0))
    {
        // No broken word goes on in the next line.
        let mut from = 0;
        for line in text.split_inclusive('\n') {
            if is_suspicious(line) {
                for clause in clauses(line) {
                    if is_suspicious(clause) {
                        find_arabic(clause, from, words, &mut repairs);
                    }
                    from += clause.chars().count() as u32;
                }
            } else {
                from += line.chars().count() as u32;
            }
        }
    }
    if european > 0 {
        repairs.sort();
    }
    repairs
}

/// A line cut behind marks with a space: no broken word holds both, whatever stands around them.
fn clauses(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let bytes = rest.as_bytes();
        let marked = |&at: &usize| {
            let before = &bytes[..at];
            matches!(before, [.., b'.' | b',' | b':' | b')']) || matches!(before, [.., 0xD8, 0x8C | 0x9B])
        };
        let spaces = (0..bytes.len()).filter(|&at| bytes[at] == b' ');
        let end = spaces.filter(|at| marked(at)).map(|at| at + 1).next();
        let (clause, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(clause)
    })
}

/// The repairs of a line that begins at the scalar `from`.
fn find_arabic(line: &str, from: u32, words: &dyn WordList, repairs: &mut Vec<Repair>) {
    let chars: Vec<char> = line.chars().collect();
    let finder = Finder {
        reader: Reader { chars: &chars },
        words,
    };
    // Up to here no guess is made again, so that a long row of signs costs its length only.
    let mut guessed = 0;
    let mut at = 0;
    while at < chars.len() {
        if !scalar::is_arabic_letter(chars[at]) {
            at += 1;
            continue;
        }
        let (repair, next) = finder.read_word(at, &mut guessed);
        repairs.extend(repair.map(|it| Repair {
            span: Span::new(it.span.start + from, it.span.end + from),
            ..it
        }));
        at = next.max(at + 1);
    }
}

/// The bytes of the usual Arabic letters from `at` on; nearly every word is nothing else.
pub(crate) fn usual_letters(bytes: &[u8], at: usize) -> usize {
    let pairs = bytes[at..].as_chunks::<2>().0;
    let usual = |pair: &&[u8; 2]| matches!(pair, [0xD8, 0xA1..=0xBF] | [0xD9, 0x81..=0x88 | 0x8A]);
    2 * pairs.iter().take_while(usual).count()
}

/// One cheap pass that sends a clean line away.
fn is_suspicious(line: &str) -> bool {
    let bytes = line.as_bytes();
    let (mut before, mut last) = (Look::Other, Look::Other);
    let (mut marks, mut letters, mut singles) = (0usize, 0usize, 0usize);
    let mut at = 0;
    loop {
        let run = usual_letters(bytes, at);
        if run > 0 {
            if last == Look::Break && before.is_arabic() || matches!(last, Look::Maqsura | Look::Tatweel) {
                return true;
            }
            marks = 0;
            letters += run / 2;
            (before, last) = (if run > 2 { Look::Letter } else { last }, Look::Letter);
            at += run;
        }
        let Some(c) = line[at..].chars().next() else {
            return false;
        };
        at += c.len_utf8();
        let look = LOOKS.get(c as usize).copied().unwrap_or_else(|| look_of(c));
        // A tatweel joins nothing to a quotation mark, a number or a word apart (`بـ«`, `الـ24`).
        if last == Look::Tatweel && !is_apart(c) {
            return true;
        }
        match look {
            Look::Letter | Look::Maqsura => {
                if last == Look::Break && before.is_arabic() || last == Look::Maqsura {
                    return true;
                }
                marks = 0;
                letters += 1;
            }
            Look::Suspect => return true,
            Look::Tatweel if before == Look::Tatweel && last == Look::Space => return true,
            Look::ArabicMark | Look::Mark => {
                marks += 1;
                if marks > MARKS {
                    return true;
                }
            }
            Look::Space | Look::Break | Look::Other | Look::Tatweel => {
                if look == Look::Space && letters == 1 {
                    singles += 1;
                } else if letters != 1 {
                    singles = 0;
                }
                if singles >= 2 {
                    return true;
                }
                letters = 0;
            }
        }
        (before, last) = (last, look);
    }
}

/// Whether a character behind a tatweel surely is no part of the word before it.
fn is_apart(c: char) -> bool {
    scalar::is_quote(c) || scalar::is_bracket(c) || c.is_numeric() || matches!(c, ' ' | '\n' | '\r' | TATWEEL)
}

/// What a character is to the look for broken-up words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    /// An Arabic letter.
    Letter,
    /// `ى`, which stands at the end of a word only.
    Maqsura,
    /// A letter or sign that honest text has not.
    Suspect,
    Tatweel,
    ArabicMark,
    Mark,
    Space,
    /// A sign, Latin letter, digit or invisible character: strange between Arabic letters.
    Break,
    Other,
}

impl Look {
    fn is_arabic(self) -> bool {
        matches!(self, Self::Letter | Self::Maqsura | Self::ArabicMark)
    }
}

static LOOKS: [Look; 0x700] = looks();

const fn looks() -> [Look; 0x700] {
    let mut table = [Look::Other; 0x700];
    let mut at = 0;
    while at < table.len() {
        if let Some(c) = char::from_u32(at as u32) {
            table[at] = look_of(c);
        }
        at += 1;
    }
    table
}

const fn look_of(c: char) -> Look {
    if c == TATWEEL {
        Look::Tatweel
    } else if is_dotless(c) {
        Look::Suspect
    } else if scalar::is_arabic_letter(c) {
        match c {
            'ى' => Look::Maqsura,
            '\u{1EE00}'.. => Look::Suspect,
            _ => Look::Letter,
        }
    } else if scalar::is_arabic_mark(c) {
        Look::ArabicMark
    } else if scalar::is_mark(c) {
        Look::Mark
    } else if c == ' ' {
        Look::Space
    } else if is_separator(c) || c.is_ascii_alphanumeric() || scalar::is_invisible(c) {
        Look::Break
    } else {
        Look::Other
    }
}

struct Finder<'a> {
    reader: Reader<'a>,
    words: &'a dyn WordList,
}

impl Finder<'_> {
    /// Reads the word that begins at `at`; returns its repair and where to go on. Guesses begin at `guessed`.
    fn read_word(&self, at: usize, guessed: &mut usize) -> (Option<Repair>, usize) {
        let first = self.reader.read_piece(at);
        if self.is_plain(first) {
            return (None, first.end);
        }
        let guesses = at >= *guessed;
        if guesses && let Some(repair) = self.spaced_letters(at, guessed) {
            let next = repair.span.end as usize;
            return (Some(repair), next);
        }
        let (pieces, links) = self.reader.read_chain(at, guesses);
        let sure = links.iter().take_while(|link| !link.is_guess()).count();
        for length in (sure + 2..=pieces.len().min(sure + MOST_GUESSED)).rev() {
            if let Some(repaired) = self.guess(&pieces[..length], &links[..length - 1]) {
                let rule = links[..length - 1].iter().find_map(|link| link.rule());
                let span = span_of(&pieces[..length]);
                return (
                    Some(Repair {
                        span,
                        repaired,
                        rule: rule.unwrap_or(SEPARATOR),
                    }),
                    span.end as usize,
                );
            }
        }
        if pieces.len() > MOST_GUESSED {
            *guessed = span_of(&pieces).end as usize;
        }
        let pieces = &pieces[..=sure];
        let span = span_of(pieces);
        (self.sure_repair(pieces, &links[..sure], span), span.end as usize)
    }

    /// Whether a piece is two or more usual letters that nothing joins to what follows: nearly every word.
    fn is_plain(&self, piece: Piece) -> bool {
        let usual = |&c: &char| matches!(c, '\u{621}'..='\u{648}' | '\u{64A}');
        let (last, inner) = match &self.reader.chars[piece.start..piece.end] {
            [_] | [] => return false,
            [inner @ .., last] => (last, inner),
        };
        inner.iter().all(usual) && (usual(last) || *last == 'ى') && self.reader.read_link(piece.end).is_none()
    }

    /// The repair of pieces that surely are one word, if anything in it is broken.
    fn sure_repair(&self, pieces: &[Piece], links: &[Link], span: Span) -> Option<Repair> {
        let joined = self.reader.join(pieces);
        let rule = links.iter().find_map(|link| link.rule());
        if has_dotless(&letters_of(&joined))
            && let Some(repaired) = read_dotless(&joined, self.words)
        {
            return Some(Repair {
                span,
                repaired,
                rule: rule.unwrap_or(DOTLESS),
            });
        }
        let rule = rule.or_else(|| self.odd_scalars(pieces))?;
        Some(Repair {
            span,
            repaired: joined,
            rule,
        })
    }

    /// R9 and R10 on the word itself.
    fn odd_scalars(&self, pieces: &[Piece]) -> Option<&'static str> {
        let mut marks = 0;
        for &c in pieces
            .iter()
            .flat_map(|piece| &self.reader.chars[piece.start..piece.end])
        {
            if c >= '\u{1EE00}' && scalar::is_arabic_letter(c) {
                return Some(MATHEMATICAL);
            }
            marks = if scalar::is_mark(c) { marks + 1 } else { 0 };
            if marks > MARKS {
                return Some(STACKED_MARKS);
            }
        }
        None
    }

    /// R2 to R4: what the pieces read together, if that is a known word and the pieces are not words by themselves.
    fn guess(&self, pieces: &[Piece], links: &[Link]) -> Option<String> {
        if !links.iter().any(|link| link.is_guess()) {
            return None;
        }
        for (slot, &link) in links.iter().enumerate() {
            // `بـ` and `الـ` stand apart before a quote, a number or a foreign name.
            if link == (Link::Half { before: true }) && is_prefix(&self.reader.join(&pieces[..=slot])) {
                return None;
            }
        }
        let known = self
            .readings(pieces, links)
            .into_iter()
            .find(|reading| self.knows(reading))?;
        let separated = links.iter().any(|link| matches!(link, Link::Separator(_)));
        (!separated || !self.parts_are_words(pieces, links)).then_some(known)
    }

    /// Whether the parts between signs are words, or together an abbreviation.
    fn parts_are_words(&self, pieces: &[Piece], links: &[Link]) -> bool {
        let mut parts = Vec::new();
        let mut first = 0;
        for slot in 0..pieces.len() {
            if matches!(links.get(slot), None | Some(Link::Separator(_))) {
                parts.push(self.reader.join(&pieces[first..=slot]));
                first = slot + 1;
            }
        }
        let dotted = links.iter().all(|&link| link == Link::Separator('.'));
        if dotted && is_abbreviation(&parts.join(".")) {
            return true;
        }
        parts
            .iter()
            .any(|part| part.chars().count() > 1 && self.knows(part))
    }

    /// All readings of the pieces: foreign characters left out first, then taken for the letter they look like.
    fn readings(&self, pieces: &[Piece], links: &[Link]) -> Vec<String> {
        let mut readings = vec![self.reader.join(&pieces[..1])];
        for (slot, &link) in links.iter().enumerate() {
            let part = self.reader.join(&pieces[slot + 1..slot + 2]);
            let looks = match link {
                Link::Foreign(c) | Link::Separator(c) => look_alikes(c),
                _ => &[""],
            };
            let mut longer = Vec::new();
            for look in looks {
                longer.extend(readings.iter().map(|reading| format!("{reading}{look}{part}")));
            }
            longer.truncate(MOST_READINGS);
            readings = longer;
        }
        readings
    }

    /// Whether a word is known, with or without proclitics.
    fn knows(&self, word: &str) -> bool {
        let folded = fold_repaired(word, &[], Level::Match, "ar");
        let key = folded.key();
        let short = key.chars().nth(2).is_none();
        !short && proclitics(key).any(|(_, rest)| rest.chars().nth(2).is_some() && self.words.knows(&rest))
    }

    /// R6: three or more single letters, each apart from the next by one space.
    fn spaced_letters(&self, at: usize, guessed: &mut usize) -> Option<Repair> {
        let before = at.checked_sub(1).and_then(|before| self.reader.at(before));
        if before.is_some_and(|c| !c.is_whitespace() && !scalar::is_quote(c) && !scalar::is_bracket(c)) {
            return None;
        }
        let mut pieces: Vec<Piece> = Vec::new();
        let mut next = at;
        while self.reader.is_letter(next) && self.reader.at(next) != Some('و') && pieces.len() < MOST_GUESSED
        {
            let piece = self.reader.read_piece(next);
            let single = !self.reader.is_letter(piece.start + 1)
                && !self.reader.chars[piece.start + 1..piece.end]
                    .iter()
                    .any(|&c| scalar::is_arabic_letter(c));
            if !single || self.reader.at(piece.end).is_some_and(scalar::is_word) {
                break;
            }
            pieces.push(piece);
            if self.reader.at(piece.end) != Some(' ') {
                break;
            }
            next = piece.end + 1;
        }
        if pieces.len() == MOST_GUESSED {
            *guessed = next;
        }
        (3..=pieces.len()).rev().find_map(|length| {
            let repaired = self.reader.join(&pieces[..length]);
            self.knows(&repaired).then(|| Repair {
                span: span_of(&pieces[..length]),
                repaired,
                rule: SPACED_LETTERS,
            })
        })
    }
}

/// The Arabic letters that a foreign character is written for; first nothing, since most only interrupt.
fn look_alikes(c: char) -> &'static [&'static str] {
    match c {
        'l' | 'I' | '1' | '|' | '!' => &["", "ا"],
        'o' | 'O' | '0' => &["", "ه", "ة", "و"],
        '3' => &["", "ع"],
        '7' => &["", "ح"],
        '5' => &["", "خ"],
        '9' => &["", "ق"],
        '2' => &["", "ء"],
        _ => &[""],
    }
}

fn is_prefix(word: &str) -> bool {
    word == "ه" || (!word.is_empty() && PREFIXES.contains(&word))
}
