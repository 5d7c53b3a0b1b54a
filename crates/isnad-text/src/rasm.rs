//! Rasm: the dotless skeleton of Arabic letters, to compare words that were written without dots.

/// The rasm of a match key (L2): letters that differ only by their dots become one letter.
///
/// Final and joined forms have their own classes: `ن` looks like `ب` only inside a word, `ق` like `ف` too.
pub fn rasm(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut chars = word.chars().peekable();
    while let Some(c) = chars.next() {
        out.push(class(c, chars.peek().is_none()));
    }
    out
}

fn class(c: char, last: bool) -> char {
    match c {
        'ب' | 'ت' | 'ث' | 'پ' | '\u{66E}' => '\u{66E}',
        'ن' | '\u{6BA}' if last => '\u{6BA}',
        'ي' | 'ى' | 'ئ' | 'ی' if last => 'ى',
        'ن' | '\u{6BA}' | 'ي' | 'ى' | 'ئ' | 'ی' => '\u{66E}',
        'ج' | 'ح' | 'خ' | 'چ' => 'ح',
        'د' | 'ذ' => 'د',
        'ر' | 'ز' | 'ژ' => 'ر',
        'س' | 'ش' => 'س',
        'ص' | 'ض' => 'ص',
        'ط' | 'ظ' => 'ط',
        'ع' | 'غ' => 'ع',
        'ق' | '\u{66F}' if last => '\u{66F}',
        'ف' | 'ق' | 'ڤ' | '\u{66F}' | '\u{6A1}' => '\u{6A1}',
        'ه' | 'ة' => 'ه',
        'ك' | 'ک' | 'گ' => 'ك',
        'ا' | 'أ' | 'إ' | 'آ' => 'ا',
        'و' | 'ؤ' => 'و',
        other => other,
    }
}

/// Whether `c` is one of the letters that only dotless writing uses.
pub const fn is_dotless(c: char) -> bool {
    matches!(c, '\u{66E}' | '\u{66F}' | '\u{6A1}' | '\u{6BA}')
}
