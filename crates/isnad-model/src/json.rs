//! Json: a record in the contract's form straight into bytes, without a tree of values in between.

use serde::Serialize;

use crate::Span;
use crate::record::{
    ChainLink, ClaimReport, Content, Credit, Cue, MeetingReport, Mention, Participant, PlaceName, Record,
    Source,
};

/// An object that is being written.
struct Object<'a> {
    out: &'a mut Vec<u8>,
    begun: bool,
}

impl<'a> Object<'a> {
    fn new(out: &'a mut Vec<u8>) -> Self {
        out.push(b'{');
        Self { out, begun: false }
    }

    /// Writes a key; its value must follow.
    fn key(&mut self, key: &str) -> &mut Vec<u8> {
        self.out
            .extend_from_slice(if self.begun { b",\"" } else { b"\"" });
        self.begun = true;
        self.out.extend_from_slice(key.as_bytes());
        self.out.extend_from_slice(b"\":");
        self.out
    }

    fn put(&mut self, key: &str, value: &impl Serialize) {
        value_to(self.key(key), value);
    }

    fn text(&mut self, key: &str, value: &str) {
        text_to(self.key(key), value);
    }

    fn number(&mut self, key: &str, value: u32) {
        number_to(self.key(key), value);
    }

    fn maybe_text(&mut self, key: &str, value: Option<&String>) {
        if let Some(value) = value {
            self.text(key, value);
        }
    }

    fn maybe_number(&mut self, key: &str, value: Option<u32>) {
        if let Some(value) = value {
            self.number(key, value);
        }
    }

    fn maybe_index(&mut self, key: &str, value: Option<&usize>) {
        if let Some(value) = value {
            index_to(self.key(key), value);
        }
    }

    fn span(&mut self, key: &str, span: &Span) {
        span_to(self.key(key), span);
    }

    fn maybe(&mut self, key: &str, value: Option<&impl Serialize>) {
        if let Some(value) = value {
            self.put(key, value);
        }
    }

    /// A list; left out when empty and `kept` is false.
    fn list<T>(&mut self, key: &str, kept: bool, items: &[T], write: impl Fn(&mut Vec<u8>, &T)) {
        if items.is_empty() && !kept {
            return;
        }
        let out = self.key(key);
        out.push(b'[');
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                out.push(b',');
            }
            write(out, item);
        }
        out.push(b']');
    }

    fn confidence(&mut self, confidence: f32) {
        let out = self.key("confidence");
        let wide = shortest(confidence);
        let units = (wide * 1e4).round();
        // Up to four decimals are written by hand, as nearly every confidence has them.
        if !(0.0..=1.0).contains(&wide) || units / 1e4 != wide {
            value_to(out, &wide);
            return;
        }
        let units = units as u32;
        number_to(out, units / 10_000);
        out.push(b'.');
        let mut rest = units % 10_000;
        for place in [1000, 100, 10, 1] {
            out.push(b'0' + (rest / place) as u8);
            rest %= place;
            if rest == 0 {
                break;
            }
        }
    }

    fn close(self) {
        self.out.push(b'}');
    }
}

fn value_to(out: &mut Vec<u8>, value: &impl Serialize) {
    // Writing into memory cannot fail, and every key of a record is a string.
    serde_json::to_writer(out, value).ok();
}

fn text_to(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let mut rest = text.as_bytes();
    // Long runs without anything to escape are copied whole.
    while let Some(at) = first_escaped(rest) {
        out.extend_from_slice(&rest[..at]);
        escape_to(out, rest[at]);
        rest = &rest[at + 1..];
    }
    out.extend_from_slice(rest);
    out.push(b'"');
}

/// Where the first byte to escape stands: eight bytes at a time are looked over for any.
fn first_escaped(bytes: &[u8]) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = ONES << 7;
    let escaped = |&byte: &u8| byte < 0x20 || byte == b'"' || byte == b'\\';
    // A byte below `n` (128 at most) borrows from its high bit; what is above 127 has it set already.
    let below = |word: u64, n: u64| word.wrapping_sub(ONES * n) & !word & HIGH;
    let (words, rest) = bytes.as_chunks::<8>();
    for (at, word) in words.iter().enumerate() {
        let bits = u64::from_le_bytes(*word);
        let quote = below(bits ^ (ONES * u64::from(b'"')), 1);
        let slash = below(bits ^ (ONES * u64::from(b'\\')), 1);
        // A borrow may mark a byte too many, never one too few.
        if (below(bits, 0x20) | quote | slash) != 0
            && let Some(found) = word.iter().position(escaped)
        {
            return Some(at * 8 + found);
        }
    }
    let found = rest.iter().position(escaped)?;
    Some(words.len() * 8 + found)
}

fn escape_to(out: &mut Vec<u8>, byte: u8) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let short = match byte {
        b'"' | b'\\' => byte,
        0x08 => b'b',
        0x09 => b't',
        0x0A => b'n',
        0x0C => b'f',
        0x0D => b'r',
        _ => {
            out.extend_from_slice(b"\\u00");
            out.extend([HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
            return;
        }
    };
    out.extend([b'\\', short]);
}

fn span_to(out: &mut Vec<u8>, span: &Span) {
    parts_to(out, span.start, span.end, &[]);
}

fn index_to(out: &mut Vec<u8>, index: &usize) {
    match u32::try_from(*index) {
        Ok(index) => number_to(out, index),
        Err(_) => value_to(out, index),
    }
}

fn number_to(out: &mut Vec<u8>, mut number: u32) {
    let mut digits = [0; 10];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

/// 0.9 as 0.9, not as the 0.8999999761581421 that a wider float makes of it.
fn shortest(narrow: f32) -> f64 {
    let rounded = (f64::from(narrow) * 1e4).round() / 1e4;
    if rounded as f32 == narrow {
        return rounded;
    }
    narrow.to_string().parse().unwrap_or(f64::from(narrow))
}

// Every record is taken apart whole, so that a new field cannot be forgotten here.
impl Record {
    /// Appends the contract's form, as [`Record::to_json`] gives it.
    pub fn write_json(&self, out: &mut Vec<u8>) {
        let Self {
            id,
            lang,
            date,
            publisher,
            title,
            text,
            mentions,
            meetings,
            claims,
            repairs,
            credits,
        } = self;
        out.reserve(text.len() * 2 + 256 * (mentions.len() + claims.len()));
        let mut object = Object::new(out);
        object.text("id", id);
        object.text("lang", lang);
        object.maybe("date", date.as_ref());
        object.maybe_text("publisher", publisher.as_ref());
        object.maybe_text("title", title.as_ref());
        object.text("text", text);
        object.list("mentions", true, mentions, mention_to);
        object.list("meetings", true, meetings, meeting_to);
        object.list("claims", true, claims, claim_to);
        object.list("repairs", true, repairs, value_to);
        object.list("credits", false, credits, |out, Credit { mention, name }| {
            named_to(out, mention.as_ref(), name);
        });
        object.close();
    }
}

fn mention_to(out: &mut Vec<u8>, mention: &Mention) {
    let Mention {
        start,
        end,
        text,
        entity,
        name,
        kind,
        via,
        confidence,
    } = mention;
    let mut object = Object::new(out);
    object.number("start", *start);
    object.number("end", *end);
    object.text("text", text);
    object.maybe_text("entity", entity.as_ref());
    object.text("name", name);
    object.put("kind", kind);
    object.put("via", via);
    object.confidence(*confidence);
    object.close();
}

fn meeting_to(out: &mut Vec<u8>, meeting: &MeetingReport) {
    let MeetingReport {
        kind,
        status,
        participants,
        place,
        date,
        ordinal,
        series,
        trigger,
        evidence,
        claim,
        rule,
        confidence,
    } = meeting;
    let mut object = Object::new(out);
    object.put("kind", kind);
    object.put("status", status);
    object.list(
        "participants",
        true,
        participants,
        |out, Participant { mention, name }| {
            named_to(out, mention.as_ref(), name);
        },
    );
    if let Some(PlaceName { mention, name }) = place {
        named_to(object.key("place"), mention.as_ref(), name);
    }
    object.maybe("date", date.as_ref());
    object.maybe_number("ordinal", *ordinal);
    object.maybe_text("series", series.as_ref());
    object.span("trigger", trigger);
    object.span("evidence", evidence);
    object.maybe_index("claim", claim.as_ref());
    object.text("rule", rule);
    object.confidence(*confidence);
    object.close();
}

/// Something named with the mention that it is.
fn named_to(out: &mut Vec<u8>, mention: Option<&usize>, name: &str) {
    let mut object = Object::new(out);
    object.maybe_index("mention", mention);
    object.text("name", name);
    object.close();
}

fn claim_to(out: &mut Vec<u8>, claim: &ClaimReport) {
    let ClaimReport {
        source,
        cue,
        content,
        chain,
        stance,
        direct,
        about,
        date,
        evidence,
        rule,
        confidence,
    } = claim;
    let mut object = Object::new(out);
    if let Some(source) = source {
        source_to(object.key("source"), source);
    }
    let Cue { start, end, more } = cue;
    parts_to(object.key("cue"), *start, *end, more);
    let Content { start, end, more } = content;
    parts_to(object.key("content"), *start, *end, more);
    object.list("chain", true, chain, link_to);
    object.put("stance", stance);
    if *direct {
        object.put("direct", &true);
    }
    object.list("about", true, about, index_to);
    object.maybe("date", date.as_ref());
    object.span("evidence", evidence);
    object.text("rule", rule);
    object.confidence(*confidence);
    object.close();
}

fn source_to(out: &mut Vec<u8>, source: &Source) {
    let Source {
        start,
        end,
        mention,
        name,
    } = source;
    let mut object = Object::new(out);
    object.maybe_number("start", *start);
    object.maybe_number("end", *end);
    object.maybe_index("mention", mention.as_ref());
    object.text("name", name);
    object.close();
}

/// A span with its further parts.
fn parts_to(out: &mut Vec<u8>, start: u32, end: u32, more: &[Span]) {
    let mut object = Object::new(out);
    object.number("start", start);
    object.number("end", end);
    object.list("more", false, more, span_to);
    object.close();
}

fn link_to(out: &mut Vec<u8>, link: &ChainLink) {
    let ChainLink {
        name,
        kind,
        entity,
        mention,
        start,
        end,
    } = link;
    let mut object = Object::new(out);
    object.text("name", name);
    object.put("kind", kind);
    object.maybe_text("entity", entity.as_ref());
    object.maybe_index("mention", mention.as_ref());
    object.maybe_number("start", *start);
    object.maybe_number("end", *end);
    object.close();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidences_are_short() {
        for (narrow, wide) in [
            (0.9f32, 0.9),
            (0.97, 0.97),
            (1.0, 1.0),
            (0.123_456_79, 0.123_456_79),
        ] {
            assert_eq!(shortest(narrow).to_string(), wide.to_string());
        }
    }

    #[test]
    fn a_record_is_written_as_its_tree_is() {
        let full = r#"{"id":"a","lang":"ar","date":"2021-07-06","publisher":"P \"q\"","title":"T\\","text":"قال\n\t\u0001x",
            "mentions":[{"start":0,"end":3,"text":"قال","entity":"x","name":"X","kind":"person","via":"gazetteer","confidence":0.97},
                {"start":1,"end":2,"text":"ا","name":"","kind":"place","via":"pattern","confidence":1.0}],
            "meetings":[{"kind":"round","status":"held","participants":[{"mention":0,"name":"X"},{"name":"Y"}],
                "place":{"mention":1,"name":"Z"},"date":{"edtf":"2021-07","start":1,"end":2},"ordinal":16,"series":"S",
                "trigger":{"start":0,"end":1},"evidence":{"start":0,"end":3},"claim":0,"rule":"ar.x","confidence":0.123456},
                {"kind":"call","status":"denied","participants":[],"trigger":{"start":0,"end":1},"evidence":{"start":0,"end":3},
                "rule":"ar.y","confidence":0.5}],
            "claims":[{"source":{"start":0,"end":1,"mention":0,"name":"X"},"cue":{"start":0,"end":1,"more":[{"start":2,"end":3}]},
                "content":{"start":1,"end":2,"more":[{"start":2,"end":3}]},"chain":[{"name":"P","kind":"publisher"},
                {"name":"X","kind":"person","entity":"x","mention":0,"start":0,"end":1}],"stance":"hedged","direct":true,"about":[0,1],
                "date":{"edtf":"2021","start":1,"end":2},"evidence":{"start":0,"end":3},"rule":"ar.z","confidence":0.88},
                {"cue":{"start":0,"end":1},"content":{"start":1,"end":2},"chain":[],"stance":"asserted","evidence":{"start":0,"end":3},
                "rule":"ar.z","confidence":0.7}],
            "repairs":[{"start":0,"end":1,"repaired":"قتل","rule":"r"}],
            "credits":[{"mention":0,"name":"C"},{"name":"D"}]}"#;
        let bare = r#"{"id":"","lang":"","text":"","mentions":[],"meetings":[],"claims":[],"repairs":[]}"#;
        for text in [full, bare] {
            let record: Record = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}"));
            let mut out = Vec::new();
            record.write_json(&mut out);
            assert_eq!(String::from_utf8_lossy(&out), record.to_json().to_string());
        }
    }
}
