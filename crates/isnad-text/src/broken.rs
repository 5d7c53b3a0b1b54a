//! Censorship-evading spelling (design A3): finds words that were broken up to slip past filters and what they read.

use crate::Span;
use crate::clitics::proclitics;
use crate::fold::fold_repaired;
use crate::rasm::{is_dotless, rasm};
use crate::repair::Repair;
use crate::scalar::{self, TATWEEL};
use crate::sentences::is_abbreviation;
use crate::table::{self, Level};
use crate::wordlist::WordList;

/// R1: tatweel, signs, tatweel between letters; no honest text has it.
const TATWEEL_SYMBOL: &str = "ar.tatweel-symbol";
/// R2: as R1 with tatweel on one side only.
const TATWEEL_HALF: &str = "ar.tatweel-half";
/// R3: one sign between letters.
const SEPARATOR: &str = "ar.separator";
/// R4: a Latin letter or a digit between Arabic letters.
const FOREIGN_LETTER: &str = "ar.foreign-letter";
/// R5: letters without their dots.
const DOTLESS: &str = "ar.dotless";
/// R6: single letters with spaces between.
const SPACED_LETTERS: &str = "ar.spaced-letters";
/// R7: an invisible character between letters.
const INVISIBLE: &str = "ar.invisible";
/// R9: more marks on a letter than any orthography has.
const STACKED_MARKS: &str = "ar.stacked-marks";
/// R10: letters of the mathematical Arabic alphabet.
const MATHEMATICAL: &str = "ar.mathematical";

/// A word is read over at most so many breaks.
const MOST_PIECES: usize = 24;
/// At most so many readings of a word with foreign letters are tried.
const MOST_READINGS: usize = 32;
/// More marks than this on one letter are noise.
const MARKS: usize = 3;

/// Finds the words of a text that were broken up to slip past filters, in text order, never overlapping.
///
/// Certain patterns are repaired always; those that honest text may hold only when `words` knows what they read.
/// Longer letters (`مبرووووك`) are folded but no repair, so are presentation forms.
pub fn find_repairs(text: &str, words: &dyn WordList) -> Vec<Repair> {
    if !is_suspicious(text) {
        return Vec::new();
    }
    let chars: Vec<char> = text.chars().collect();
    let finder = Finder { chars: &chars, words };
    let mut repairs = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !scalar::is_arabic_letter(chars[at]) {
            at += 1;
            continue;
        }
        let (repair, next) = finder.read_word(at);
        repairs.extend(repair);
        at = next.max(at + 1);
    }
    repairs
}

/// The share (0 to 1) of Arabic words that hold a letter written without its dots; over 0.2 the text is a dotless one.
pub fn dotless_share(text: &str) -> f64 {
    let (mut words, mut dotless) = (0u32, 0u32);
    for word in text.split(|c: char| !scalar::is_word(c)) {
        if word.chars().any(scalar::is_arabic_letter) {
            words += 1;
            let letters: Vec<char> = word.chars().filter(|&c| scalar::is_arabic_letter(c)).collect();
            dotless += u32::from(has_dotless(&letters));
        }
    }
    if words == 0 {
        0.0
    } else {
        f64::from(dotless) / f64::from(words)
    }
}

/// A dotless letter, or alef maqsura where only yeh can stand.
fn has_dotless(letters: &[char]) -> bool {
    let inner = letters.split_last().map_or(&[][..], |(_, inner)| inner);
    letters.iter().any(|&c| is_dotless(c)) || inner.contains(&'ى')
}

/// One cheap pass that sends clean text away.
fn is_suspicious(text: &str) -> bool {
    // Lead bytes of Arabic letters; European text has none of them.
    if !text
        .bytes()
        .any(|byte| matches!(byte, 0xD8..=0xDB | 0xDD | 0xE0 | 0xEF | 0xF0))
    {
        return false;
    }
    let (mut before, mut last) = (' ', ' ');
    let (mut marks, mut letters, mut singles) = (0usize, 0usize, 0usize);
    for c in text.chars() {
        if scalar::is_arabic_letter(c) {
            let broken = is_separator(last) || last.is_ascii_alphanumeric() || scalar::is_invisible(last);
            if broken && (scalar::is_arabic_letter(before) || scalar::is_arabic_mark(before))
                || last == 'ى'
                || is_dotless(c)
                || c >= '\u{1EE00}'
            {
                return true;
            }
            marks = 0;
            letters += 1;
        } else if c == TATWEEL {
            return true;
        } else if scalar::is_mark(c) {
            marks += 1;
            if marks > MARKS {
                return true;
            }
        } else {
            if c == ' ' && letters == 1 {
                singles += 1;
            } else if letters != 1 {
                singles = 0;
            }
            if singles >= 2 {
                return true;
            }
            letters = 0;
        }
        (before, last) = (last, c);
    }
    false
}

fn is_separator(c: char) -> bool {
    matches!(
        c,
        '.' | '·' | '•' | '*' | '_' | '-' | '/' | '\\' | '|' | '~' | '^' | '!' | '+'
    )
}

/// Letters and marks without a gap.
#[derive(Clone, Copy)]
struct Piece {
    start: usize,
    end: usize,
}

/// What stands between two pieces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    /// Tatweel or a joiner: the word simply goes on.
    Plain,
    /// Surely part of a broken word, by the rule named.
    Certain(&'static str),
    /// R2, and whether the tatweel stands before the signs.
    Half { before: bool },
    /// R3, with the sign.
    Separator(char),
    /// R4, with the foreign character.
    Foreign(char),
}

impl Link {
    fn is_guess(self) -> bool {
        matches!(self, Self::Half { .. } | Self::Separator(_) | Self::Foreign(_))
    }

    fn rule(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Certain(rule) => Some(rule),
            Self::Half { .. } => Some(TATWEEL_HALF),
            Self::Separator(_) => Some(SEPARATOR),
            Self::Foreign(_) => Some(FOREIGN_LETTER),
        }
    }
}

struct Finder<'a> {
    chars: &'a [char],
    words: &'a dyn WordList,
}

impl Finder<'_> {
    /// Reads the word that begins at `at`; returns its repair and where to go on.
    fn read_word(&self, at: usize) -> (Option<Repair>, usize) {
        let first = self.read_piece(at);
        if self.is_plain(first) {
            return (None, first.end);
        }
        if let Some(repair) = self.spaced_letters(at) {
            let next = repair.span.end as usize;
            return (Some(repair), next);
        }
        let (pieces, links) = self.read_chain(at);
        let sure = links.iter().take_while(|link| !link.is_guess()).count();
        for length in (sure + 2..=pieces.len()).rev() {
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
        let pieces = &pieces[..=sure];
        let span = span_of(pieces);
        (self.sure_repair(pieces, &links[..sure], span), span.end as usize)
    }

    /// Whether a piece is two or more usual letters that nothing joins to what follows: nearly every word.
    fn is_plain(&self, piece: Piece) -> bool {
        let usual = |&c: &char| matches!(c, '\u{621}'..='\u{648}' | '\u{64A}');
        let (last, inner) = match &self.chars[piece.start..piece.end] {
            [_] | [] => return false,
            [inner @ .., last] => (last, inner),
        };
        inner.iter().all(usual) && (usual(last) || *last == 'ى') && self.read_link(piece.end).is_none()
    }

    fn read_chain(&self, at: usize) -> (Vec<Piece>, Vec<Link>) {
        let mut pieces = vec![self.read_piece(at)];
        let mut links = Vec::new();
        while pieces.len() < MOST_PIECES {
            let end = pieces[pieces.len() - 1].end;
            let Some((link, next)) = self.read_link(end) else {
                break;
            };
            links.push(link);
            pieces.push(self.read_piece(next));
        }
        (pieces, links)
    }

    fn read_piece(&self, start: usize) -> Piece {
        let inside = |&&c: &&char| scalar::is_arabic_letter(c) || scalar::is_mark(c);
        Piece {
            start,
            end: start + self.chars[start..].iter().take_while(inside).count(),
        }
    }

    fn at(&self, position: usize) -> Option<char> {
        self.chars.get(position).copied()
    }

    fn is_letter(&self, position: usize) -> bool {
        self.at(position).is_some_and(scalar::is_arabic_letter)
    }

    fn count_tatweel(&self, from: usize) -> usize {
        self.chars[from.min(self.chars.len())..]
            .iter()
            .take_while(|&&c| c == TATWEEL)
            .count()
    }

    /// The link that begins at `from` and the letter after it.
    fn read_link(&self, from: usize) -> Option<(Link, usize)> {
        let before = self.count_tatweel(from);
        // Most words end before a space, which joins only after tatweel.
        if before == 0 && self.at(from).is_none_or(char::is_whitespace) {
            return None;
        }
        let signs_at = from + before;
        if self.is_letter(signs_at) {
            return (before > 0).then_some((Link::Plain, signs_at));
        }
        let signs = self.signs_at(signs_at);
        let after = self.count_tatweel(signs_at + signs.len());
        let next = signs_at + signs.len() + after;
        if signs.is_empty() {
            let foreign = self
                .at(signs_at)
                .filter(|c| c.is_ascii_alphanumeric() && before == 0)?;
            return self
                .is_letter(signs_at + 1)
                .then_some((Link::Foreign(foreign), signs_at + 1));
        }
        if !self.is_letter(next) {
            return None;
        }
        Some((link_of(signs, before > 0, after > 0)?, next))
    }

    /// One to four characters that are neither letter, digit, quote, bracket nor line break; empty when there are more.
    fn signs_at(&self, from: usize) -> &[char] {
        let is_sign = |c: char| {
            !c.is_alphanumeric()
                && !scalar::is_quote(c)
                && !scalar::is_bracket(c)
                && !scalar::is_line_break(c)
                && c != TATWEEL
        };
        let count = self.chars[from.min(self.chars.len())..]
            .iter()
            .take(5)
            .take_while(|&&c| is_sign(c))
            .count();
        if count > 4 {
            &[]
        } else {
            &self.chars[from.min(self.chars.len())..from + count]
        }
    }

    /// The repair of pieces that surely are one word, if anything in it is broken.
    fn sure_repair(&self, pieces: &[Piece], links: &[Link], span: Span) -> Option<Repair> {
        let joined = self.join(pieces);
        let rule = links.iter().find_map(|link| link.rule());
        if has_dotless(&letters_of(&joined))
            && let Some(repaired) = self.read_dotless(&joined)
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
            .flat_map(|piece| &self.chars[piece.start..piece.end])
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

    /// The letters of the pieces: mathematical ones as usual ones, a stack of too many marks left out.
    fn join(&self, pieces: &[Piece]) -> String {
        let mut out = Vec::new();
        for piece in pieces {
            let part = &self.chars[piece.start..piece.end];
            let mut at = 0;
            while at < part.len() {
                if part[at] >= '\u{1EE00}' {
                    table::compatible_form(part[at], &mut out);
                } else {
                    out.push(part[at]);
                }
                let stack = part[at + 1..].iter().take_while(|&&c| scalar::is_mark(c)).count();
                if stack <= MARKS {
                    out.extend(&part[at + 1..at + 1 + stack]);
                }
                at += 1 + stack;
            }
        }
        out.into_iter().collect()
    }

    /// R2 to R4: what the pieces read together, if that is a known word and the pieces are not words by themselves.
    fn guess(&self, pieces: &[Piece], links: &[Link]) -> Option<String> {
        if !links.last().is_some_and(|link| link.is_guess()) && !links.iter().any(|link| link.is_guess()) {
            return None;
        }
        for (slot, &link) in links.iter().enumerate() {
            // `بـ` and `الـ` stand apart before a quote, a number or a foreign name.
            if link == (Link::Half { before: true }) && is_prefix(&self.join(&pieces[..=slot])) {
                return None;
            }
        }
        if links.iter().any(|link| matches!(link, Link::Separator(_))) && self.parts_are_words(pieces, links)
        {
            return None;
        }
        let readings = self.readings(pieces, links);
        readings.into_iter().find(|reading| self.knows(reading))
    }

    /// Whether the parts between signs are words, or together an abbreviation.
    fn parts_are_words(&self, pieces: &[Piece], links: &[Link]) -> bool {
        let mut parts = Vec::new();
        let mut first = 0;
        for slot in 0..pieces.len() {
            if matches!(links.get(slot), None | Some(Link::Separator(_))) {
                parts.push(self.join(&pieces[first..=slot]));
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
        let mut readings = vec![self.join(&pieces[..1])];
        for (slot, &link) in links.iter().enumerate() {
            let part = self.join(&pieces[slot + 1..slot + 2]);
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

    /// R5: the one known word that looks like this without dots.
    fn read_dotless(&self, joined: &str) -> Option<String> {
        let folded = fold_repaired(joined, &[], Level::Match, "ar");
        let key = folded.key();
        if self.words.knows(key) {
            return None;
        }
        let shape = rasm(key);
        let letters: Vec<char> = key.chars().collect();
        let mut found: Option<String> = None;
        for prefix in PREFIXES {
            let Some(rest) = shape.strip_prefix(inner_rasm(prefix).as_str()) else {
                continue;
            };
            for word in self.words.with_rasm(rest) {
                let candidate = format!("{prefix}{word}");
                if !keeps_dots(&letters, &candidate)
                    || found.as_ref().is_some_and(|known| *known == candidate)
                {
                    continue;
                }
                if found.replace(candidate).is_some() {
                    return None;
                }
            }
        }
        found
    }

    /// R6: three or more single letters, each apart from the next by one space.
    fn spaced_letters(&self, at: usize) -> Option<Repair> {
        let before = at.checked_sub(1).and_then(|before| self.at(before));
        if before.is_some_and(|c| !c.is_whitespace() && !scalar::is_quote(c) && !scalar::is_bracket(c)) {
            return None;
        }
        let mut pieces: Vec<Piece> = Vec::new();
        let mut next = at;
        while self.is_letter(next) && self.at(next) != Some('و') && pieces.len() < MOST_PIECES {
            let piece = self.read_piece(next);
            let single = !self.is_letter(piece.start + 1)
                && !self.chars[piece.start + 1..piece.end]
                    .iter()
                    .any(|&c| scalar::is_arabic_letter(c));
            if !single || self.at(piece.end).is_some_and(scalar::is_word) {
                break;
            }
            pieces.push(piece);
            if self.at(piece.end) != Some(' ') {
                break;
            }
            next = piece.end + 1;
        }
        (3..=pieces.len()).rev().find_map(|length| {
            let repaired = self.join(&pieces[..length]);
            self.knows(&repaired).then(|| Repair {
                span: span_of(&pieces[..length]),
                repaired,
                rule: SPACED_LETTERS,
            })
        })
    }
}

fn span_of(pieces: &[Piece]) -> Span {
    match (pieces.first(), pieces.last()) {
        (Some(first), Some(last)) => Span::new(first.start as u32, last.end as u32),
        _ => Span::default(),
    }
}

fn letters_of(word: &str) -> Vec<char> {
    word.chars().filter(|&c| scalar::is_arabic_letter(c)).collect()
}

fn link_of(signs: &[char], before: bool, after: bool) -> Option<Link> {
    if signs.iter().all(|&c| scalar::is_ignorable(c)) {
        let hidden = signs.iter().any(|&c| scalar::is_invisible(c));
        return Some(if hidden {
            Link::Certain(INVISIBLE)
        } else {
            Link::Plain
        });
    }
    let spaced = signs.iter().any(|c| c.is_whitespace());
    match (before, after) {
        (true, true) if !spaced || signs == [' '] => Some(Link::Certain(TATWEEL_SYMBOL)),
        _ if spaced => None,
        (false, false) if signs.len() == 1 && is_separator(signs[0]) => Some(Link::Separator(signs[0])),
        (false, false) => None,
        _ => Some(Link::Half { before }),
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

/// Proclitics that a known word may have before it.
const PREFIXES: &[&str] = &[
    "", "ال", "و", "ف", "ب", "ل", "ك", "وال", "فال", "بال", "كال", "لل", "ولل", "وب", "ول", "وبال", "فب",
    "فل", "فلل",
];

fn is_prefix(word: &str) -> bool {
    word == "ه" || (!word.is_empty() && PREFIXES.contains(&word))
}

/// The rasm of letters that something follows.
fn inner_rasm(prefix: &str) -> String {
    let mut shape = rasm(&format!("{prefix}ا"));
    shape.pop();
    shape
}

/// Whether a candidate has every letter that the dotless word did write with dots.
fn keeps_dots(letters: &[char], candidate: &str) -> bool {
    let dotted = |c: char| "بتثنجخذزشضظغفق".contains(c);
    let mut count = 0;
    for (position, c) in candidate.chars().enumerate() {
        count += 1;
        if letters
            .get(position)
            .is_none_or(|&letter| dotted(letter) && letter != c)
        {
            return false;
        }
    }
    count == letters.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ScalarIndex, apply_repairs, victims};

    fn read(text: &str) -> String {
        apply_repairs(text, &find_repairs(text, victims()))
    }

    fn rules(text: &str) -> Vec<&'static str> {
        find_repairs(text, victims())
            .iter()
            .map(|repair| repair.rule)
            .collect()
    }

    #[test]
    fn tatweel_around_signs_is_certain() {
        for (broken, word) in [
            ("الاخـ.ـتبار", "الاختبار"),
            ("قـ ـتل", "قتل"),
            ("ولايـ ـة", "ولاية"),
            ("خلـ..ـافة", "خلافة"),
            ("عـ*ـلم", "علم"),
            ("مـ🔥ـطر", "مطر"),
            ("تـ.ـظـ/ـاهرة", "تظاهرة"),
            ("وبـ.ـالسَّـ.ـلام", "وبالسَّلام"),
        ] {
            let text = format!("قبل {broken} غدا");
            let repairs = find_repairs(&text, victims());
            assert_eq!(repairs.len(), 1, "{broken}");
            assert_eq!(
                (repairs[0].repaired.as_str(), repairs[0].rule),
                (word, TATWEEL_SYMBOL)
            );
            assert_eq!(ScalarIndex::new(&text).slice(repairs[0].span), broken);
        }
    }

    #[test]
    fn honest_text_is_left_alone() {
        for text in [
            "وصفها بـ”الهادئة” وبـ«الصعبة»",
            "الـ16 من تموز/يوليو 1442 هـ. قال",
            "دمـــشق",
            "ا.ف.ب ود.ب.أ وم.ت.ف وق.م",
            "قال/أكد أحمد-سمير",
            "كـ F-16 والـG7",
            "می‌خواهد",
            "نعم! لا",
            "من و إلى أ ب ت ث",
            "مستشفى كبير",
            "بـ.بي.سي",
            "انتهى.قتل رجل",
            "القتل-الحرب",
            "بعد 3سنوات",
        ] {
            assert_eq!(rules(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn guesses_need_a_known_word() {
        for (broken, word, rule) in [
            ("انعقـ.اد", "انعقاد", TATWEEL_HALF),
            ("الهد.ـنة", "الهدنة", TATWEEL_HALF),
            ("ق.ت.ل", "قتل", SEPARATOR),
            ("اح-تلال", "احتلال", SEPARATOR),
            ("قتGل", "قتل", FOREIGN_LETTER),
            ("م7مد", "م7مد", ""),
            ("انف1ار", "انف1ار", ""),
            ("انفج1ر", "انفجار", FOREIGN_LETTER),
            ("والم9اومة", "والمقاومة", FOREIGN_LETTER),
            ("ق ص ف", "قصف", SPACED_LETTERS),
            ("ا ل ق ت ل", "القتل", SPACED_LETTERS),
            ("ز ع ت ر", "ز ع ت ر", ""),
            ("زع.تر", "زع.تر", ""),
        ] {
            assert_eq!(read(broken), word, "{broken}");
            assert_eq!(
                rules(broken),
                if rule.is_empty() { vec![] } else { vec![rule] },
                "{broken}"
            );
        }
    }

    #[test]
    fn dotless_words_read_as_the_one_known_word() {
        assert_eq!(read("وٯع ٯصڡ أمس"), "وٯع قصف أمس");
        assert_eq!(rules("الهدٮه"), [DOTLESS]);
        assert_eq!(read("الاحٮلال"), "الاحتلال");
        assert!(dotless_share("ٯصڡ علںا ٯرىه") > 0.9);
        assert!(dotless_share("وصل الوفد إلى مستشفى دمشق") < 0.01);
    }

    #[test]
    fn invisible_stacked_and_mathematical_letters() {
        assert_eq!(read("ق\u{200B}صف"), "قصف");
        assert_eq!(rules("ق\u{AD}صف"), [INVISIBLE]);
        assert_eq!(read("س\u{64E}\u{651}\u{64F}\u{64E}\u{651}لام"), "سلام");
        assert_eq!(read("\u{1EE0D}\u{1EE0E}\u{1EE0B}"), "نسل");
    }

    #[test]
    fn repairs_of_a_word_list_of_the_site() {
        let words = crate::WordSet::new(["زعتر".to_owned()]);
        assert_eq!(apply_repairs("زع.تر", &find_repairs("زع.تر", &words)), "زعتر");
    }
}
