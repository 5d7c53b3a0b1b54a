//! Classes of scalar values that every stage asks about: Arabic letters, marks, invisible controls, quotes.

/// Arabic tatweel (kashida), U+0640.
pub const TATWEEL: char = '\u{640}';

/// Whether `c` is a letter of the Arabic script (presentation and mathematical forms too); tatweel is none.
pub const fn is_arabic_letter(c: char) -> bool {
    matches!(c,
        '\u{620}'..='\u{63F}' | '\u{641}'..='\u{64A}' | '\u{66E}' | '\u{66F}' | '\u{671}'..='\u{6D3}' | '\u{6D5}'
        | '\u{6EE}' | '\u{6EF}' | '\u{6FA}'..='\u{6FC}' | '\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{870}'..='\u{887}'
        | '\u{889}'..='\u{88E}' | '\u{8A0}'..='\u{8C9}' | '\u{FB50}'..='\u{FBB1}' | '\u{FBD3}'..='\u{FD3D}'
        | '\u{FD50}'..='\u{FDFB}' | '\u{FE80}'..='\u{FEFC}' | '\u{1EE00}'..='\u{1EEBB}')
}

/// Whether `c` is an Arabic mark: harakat, Quranic signs, hamza and maddah above or below.
pub const fn is_arabic_mark(c: char) -> bool {
    matches!(c,
        '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E8}'
        | '\u{6EA}'..='\u{6ED}' | '\u{8CA}'..='\u{8E1}' | '\u{8E3}'..='\u{8FF}')
}

/// Whether `c` belongs to the character before it: a combining mark (Mn, Me), a variation selector or an emoji modifier.
pub const fn is_mark(c: char) -> bool {
    if c < '\u{300}' {
        return false;
    }
    is_arabic_mark(c)
        || matches!(c,
            '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}'
            | '\u{5C4}' | '\u{5C5}' | '\u{5C7}' | '\u{711}' | '\u{730}'..='\u{74A}' | '\u{7A6}'..='\u{7B0}'
            | '\u{900}'..='\u{903}' | '\u{93A}'..='\u{93C}' | '\u{93E}'..='\u{94F}' | '\u{951}'..='\u{957}'
            | '\u{E31}' | '\u{E34}'..='\u{E3A}' | '\u{E47}'..='\u{E4E}' | '\u{1AB0}'..='\u{1AFF}'
            | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20F0}' | '\u{3099}' | '\u{309A}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{FE20}'..='\u{FE2F}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0100}'..='\u{E01EF}')
}

/// Whether `c` is a control of the bidirectional algorithm.
pub fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether `c` is an invisible break or joiner without meaning in any orthography: ZWSP, word joiner, BOM, soft hyphen.
pub const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

/// Whether `c` is a zero-width (non-)joiner: orthography in Persian, noise in Arabic.
pub fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

/// Whether the match key never holds `c`: bidi controls, invisible breaks and joiners.
pub fn is_ignorable(c: char) -> bool {
    // One range test sends nearly every character away.
    c >= '\u{AD}' && (is_bidi_control(c) || is_invisible(c) || is_joiner(c))
}

/// Whether `c` is a quotation mark that may open or close a quote (ASCII apostrophe and backquote included).
pub fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '«' | '»' | '\u{2018}'..='\u{201F}' | '‹' | '›' | '\u{300C}'..='\u{300F}' | '＂')
}

/// Whether `c` is a bracket.
pub fn is_bracket(c: char) -> bool {
    matches!(
        c,
        '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '\u{FD3E}' | '\u{FD3F}' | '（' | '）'
    )
}

/// Whether `c` ends a paragraph.
pub fn is_line_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Whether `c` can stand in a word: letters, digits, marks and tatweel of any script.
pub fn is_word(c: char) -> bool {
    match c {
        '\0'..='\x7F' => c.is_ascii_alphanumeric(),
        // Arabic letters, tatweel, harakat and digits lie in one row.
        '\u{620}'..='\u{669}' => true,
        _ => c.is_alphanumeric() || is_mark(c),
    }
}

/// Whether `c` is a letter of the Latin script.
pub fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || (matches!(c, '\u{AA}' | '\u{BA}' | '\u{C0}'..='\u{24F}' | '\u{250}'..='\u{2AF}' | '\u{1E00}'..='\u{1EFF}'
            | '\u{2C60}'..='\u{2C7F}' | '\u{A722}'..='\u{A7FF}' | '\u{FB00}'..='\u{FB06}' | '\u{FF21}'..='\u{FF3A}'
            | '\u{FF41}'..='\u{FF5A}')
            && c.is_alphabetic())
}

/// Whether `c` is a letter of the Cyrillic script.
pub fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}' | '\u{1C80}'..='\u{1C8F}' | '\u{2DE0}'..='\u{2DFF}' | '\u{A640}'..='\u{A69F}')
}
