//! Value: what a front matter holds, TOML or YAML alike, with the byte range of every key and value.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;

/// A value with its byte range in the file.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) value: Value,
    pub(crate) range: Range<usize>,
}

/// A key of a table with its byte range in the file.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) range: Range<usize>,
}

/// A value. Numbers and dates stay as written, since `2015` may be a number or a year.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Text(String),
    /// A number or date as the file writes it.
    Literal(String),
    Bool(bool),
    List(Vec<Node>),
    Table(Vec<(Key, Node)>),
    Nothing,
}

impl Value {
    /// The word for the value's type in messages.
    pub(crate) fn type_name(&self) -> &'static str {
        match self {
            Self::Text(_) => "a text",
            Self::Literal(_) => "a number or date",
            Self::Bool(_) => "true or false",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
            Self::Nothing => "nothing",
        }
    }
}

/// The TOML value `value` that stands in `source`, which begins at byte `base` of the file.
pub(crate) fn from_toml(value: &toml::Spanned<toml::de::DeValue<'_>>, base: usize) -> Node {
    use toml::de::DeValue;
    let span = value.span();
    let node = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => Value::Literal(number.to_string()),
        DeValue::Float(number) => Value::Literal(number.to_string()),
        DeValue::Boolean(told) => Value::Bool(*told),
        DeValue::Datetime(date) => Value::Literal(date.to_string()),
        DeValue::Array(items) => Value::List(items.iter().map(|item| from_toml(item, base)).collect()),
        DeValue::Table(table) => Value::Table(from_toml_table(table, base)),
    };
    Node {
        value: node,
        range: span.start + base..span.end + base,
    }
}

/// The entries of a TOML table in the order of the file.
pub(crate) fn from_toml_table(table: &toml::de::DeTable<'_>, base: usize) -> Vec<(Key, Node)> {
    let mut entries: Vec<_> = table
        .iter()
        .map(|(key, value)| {
            let span = key.span();
            let key = Key {
                name: key.get_ref().to_string(),
                range: span.start + base..span.end + base,
            };
            (key, from_toml(value, base))
        })
        .collect();
    entries.sort_by_key(|(key, _)| key.range.start);
    entries
}

/// A YAML value before its numbers and ranges are looked up in the file.
pub(crate) enum Yaml {
    Text(String),
    Number,
    Bool(bool),
    List(Vec<Spanned<Yaml>>),
    Table(Vec<(Spanned<String>, Spanned<Yaml>)>),
    Nothing,
}

struct YamlVisitor;

impl<'de> Visitor<'de> for YamlVisitor {
    type Value = Yaml;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a text, number, list or table")
    }

    fn visit_str<E>(self, text: &str) -> Result<Yaml, E> {
        Ok(Yaml::Text(text.to_owned()))
    }

    fn visit_bool<E>(self, told: bool) -> Result<Yaml, E> {
        Ok(Yaml::Bool(told))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Yaml, E> {
        Ok(Yaml::Number)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Yaml, E> {
        Ok(Yaml::Number)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Yaml, E> {
        Ok(Yaml::Number)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Yaml, E> {
        Ok(Yaml::Number)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Yaml, E> {
        Ok(Yaml::Number)
    }

    fn visit_unit<E>(self) -> Result<Yaml, E> {
        Ok(Yaml::Nothing)
    }

    fn visit_none<E>(self) -> Result<Yaml, E> {
        Ok(Yaml::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Yaml, D::Error> {
        Yaml::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Yaml, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Yaml::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Yaml, A::Error> {
        let mut table = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            table.push(entry);
        }
        Ok(Yaml::Table(table))
    }
}

impl<'de> Deserialize<'de> for Yaml {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(YamlVisitor)
    }
}

/// The YAML value `value` of `source`, which begins at byte `base` of the file.
pub(crate) fn from_yaml(value: Spanned<Yaml>, source: &str, base: usize) -> Node {
    let range = yaml_range(&value.referenced, source);
    let node = match value.value {
        Yaml::Text(text) => Value::Text(text),
        Yaml::Number => Value::Literal(source[range.clone()].trim().to_owned()),
        Yaml::Bool(told) => Value::Bool(told),
        Yaml::Nothing => Value::Nothing,
        Yaml::List(items) => Value::List(
            items
                .into_iter()
                .map(|item| from_yaml(item, source, base))
                .collect(),
        ),
        Yaml::Table(entries) => Value::Table(
            entries
                .into_iter()
                .map(|(key, value)| (yaml_key(key, source, base), from_yaml(value, source, base)))
                .collect(),
        ),
    };
    Node {
        value: node,
        range: range.start + base..range.end + base,
    }
}

fn yaml_key(key: Spanned<String>, source: &str, base: usize) -> Key {
    let range = yaml_range(&key.referenced, source);
    Key {
        name: key.value,
        range: range.start + base..range.end + base,
    }
}

/// The byte range of a YAML location, within `source` and on character boundaries whatever the location says.
pub(crate) fn yaml_range(location: &serde_saphyr::Location, source: &str) -> Range<usize> {
    let span = location.span();
    let start = match span.byte_offset() {
        Some(offset) => offset as usize,
        None => source
            .char_indices()
            .nth(span.offset() as usize)
            .map_or(source.len(), |(byte, _)| byte),
    };
    let start = source.floor_char_boundary(start);
    let end = match span.byte_len() {
        Some(length) => start.saturating_add(length as usize),
        None => source[start..]
            .char_indices()
            .nth(span.len() as usize)
            .map_or(source.len(), |(byte, _)| start + byte),
    };
    let end = source.floor_char_boundary(end).max(start);
    start..end
}
