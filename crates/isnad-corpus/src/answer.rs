//! Answer: what another extractor found in an article, checked item by item; what is wrong is told, the rest is kept.

use isnad_extract::KnownNames;
use isnad_model::text::{ScalarIndex, isolate, split_sentences};
use isnad_model::{
    Article, ChainKind, ChainLink, ClaimReport, Content, Cue, DateSpan, EntityKind, MeetingKind,
    MeetingReport, Mention, Participant, PlaceName, Record, Source, Span, Stance, Status, Via,
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Findings about one answer at most; a program that counts wrongly does so in every item.
const MAX_FAULTS: usize = 20;

/// What an answer holds, with indices into its own mentions.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    pub mentions: Vec<Mention>,
    pub meetings: Vec<MeetingReport>,
    pub claims: Vec<ClaimReport>,
    /// One sentence each, naming the field.
    pub faults: Vec<String>,
}

/// Reads the line that the extractor `name` gave for `article`; `record` is what we found ourselves.
pub(crate) fn read(name: &str, line: &str, article: &Article, record: &Record, known: &KnownNames) -> Answer {
    let mut reader = Reader {
        rule: format!("external.{name}"),
        index: ScalarIndex::new(&record.text),
        sentences: split_sentences(&record.text, &[])
            .into_iter()
            .map(|it| it.span)
            .collect(),
        record,
        known,
        numbers: Vec::new(),
        answer: Answer::default(),
    };
    match serde_json::from_str::<Value>(line) {
        Ok(Value::Object(fields)) => reader.read(&fields, article),
        Ok(_) => reader.fault("the answer is no JSON object"),
        Err(error) => {
            let reason = error.to_string();
            let reason = reason.split(" at line ").next().unwrap_or_default().to_owned();
            reader.fault(&format!(
                "the answer is no JSON: {reason} at column {}",
                error.column()
            ));
        }
    }
    reader.answer
}

type Fields = Map<String, Value>;

struct Reader<'a> {
    rule: String,
    index: ScalarIndex<'a>,
    sentences: Vec<Span>,
    record: &'a Record,
    known: &'a KnownNames,
    /// For each of the answer's mentions its place among those that were kept.
    numbers: Vec<Option<usize>>,
    answer: Answer,
}

impl Reader<'_> {
    fn fault(&mut self, sentence: &str) {
        let faults = &mut self.answer.faults;
        match faults.len() {
            ..MAX_FAULTS => faults.push(sentence.to_owned()),
            MAX_FAULTS => faults.push("more of the answer is wrong".to_owned()),
            _ => {}
        }
    }

    fn read(&mut self, fields: &Fields, article: &Article) {
        if let Some(id) = fields.get("id").filter(|id| id.as_str() != Some(&article.id)) {
            return self.fault(&format!(
                "`id`: the answer is about {}, not about `{}`",
                short(id),
                article.id
            ));
        }
        for (at, item) in self.list(fields, "mentions").into_iter().enumerate() {
            let kept = self.mention(&format!("mentions[{at}]"), &item);
            self.numbers
                .push(kept.is_some().then_some(self.answer.mentions.len()));
            self.answer.mentions.extend(kept);
        }
        let mut claims = Vec::new();
        for (at, item) in self.list(fields, "claims").into_iter().enumerate() {
            let kept = self.claim(&format!("claims[{at}]"), &item);
            claims.push(kept.is_some().then_some(self.answer.claims.len()));
            self.answer.claims.extend(kept);
        }
        for (at, item) in self.list(fields, "meetings").into_iter().enumerate() {
            let kept = self.meeting(&format!("meetings[{at}]"), &item, &claims);
            self.answer.meetings.extend(kept);
        }
    }

    /// The objects of a list; an absent one is empty.
    fn list(&mut self, fields: &Fields, key: &str) -> Vec<Fields> {
        match fields.get(key) {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(items)) => {
                let mut objects = Vec::with_capacity(items.len());
                for (at, item) in items.iter().enumerate() {
                    match item {
                        Value::Object(fields) => objects.push(fields.clone()),
                        // An empty object keeps the indices of those behind it, and is told as what it lacks.
                        _ => {
                            self.fault(&format!("`{key}[{at}]` is no object"));
                            objects.push(Fields::new());
                        }
                    }
                }
                objects
            }
            Some(_) => {
                self.fault(&format!("`{key}` is no list"));
                Vec::new()
            }
        }
    }

    fn mention(&mut self, place: &str, fields: &Fields) -> Option<Mention> {
        let span = self.span(place, fields)?;
        let kind: EntityKind = self.word(place, fields, "kind", None)?;
        let text = self.index.slice(span).to_owned();
        if let Some(told) = fields.get("text").filter(|told| told.as_str() != Some(&text)) {
            self.fault(&format!(
                "`{place}.text` is {}, but the letters {}..{} are `{}`: offsets count Unicode scalar values",
                short(told),
                span.start,
                span.end,
                cut(&text)
            ));
            return None;
        }
        let entity = self.entity(place, fields);
        let label = entity
            .as_deref()
            .and_then(|id| self.known.by_id(id))
            .map(|at| self.known.label(at).to_owned());
        let name = string(fields, "name").or(label).unwrap_or_else(|| text.clone());
        let confidence = self.confidence(place, fields);
        Some(Mention {
            start: span.start,
            end: span.end,
            text,
            entity,
            name,
            kind,
            via: Via::External,
            confidence,
        })
    }

    /// The id of an entity that the knowledge base has; another one is told and left out.
    fn entity(&mut self, place: &str, fields: &Fields) -> Option<String> {
        let id = string(fields, "entity")?;
        if self.known.by_id(&id).is_some() {
            return Some(id);
        }
        self.fault(&format!("`{place}.entity`: no entity has the id `{}`", cut(&id)));
        None
    }

    fn claim(&mut self, place: &str, fields: &Fields) -> Option<ClaimReport> {
        let (cue, cue_more) = self.part(place, fields, "cue")?;
        let (content, content_more) = self.part(place, fields, "content")?;
        let stance: Stance = self.word(place, fields, "stance", Some(Stance::Asserted))?;
        let source = self.source(place, fields)?;
        let chain = match fields.get("chain") {
            None | Some(Value::Null) => self.short_chain(source.as_ref()),
            Some(_) => self.chain(place, fields)?,
        };
        let about = self.numbers_in(&format!("{place}.about"), fields.get("about"));
        let spoken = source
            .as_ref()
            .and_then(|source| Some(Span::new(source.start?, source.end?)));
        let whole = spoken.map_or(cue, |span| cue.cover(span)).cover(content);
        let evidence = self.evidence(place, fields, whole);
        Some(ClaimReport {
            source,
            cue: Cue {
                start: cue.start,
                end: cue.end,
                more: cue_more,
            },
            content: Content {
                start: content.start,
                end: content.end,
                more: content_more,
            },
            chain,
            stance,
            direct: fields.get("direct").and_then(Value::as_bool).unwrap_or(false),
            about,
            date: self.date(place, fields),
            evidence,
            rule: self.rule(fields),
            confidence: self.confidence(place, fields),
        })
    }

    /// The source, `Some(None)` for a hidden one, `None` for one that cannot be used.
    fn source(&mut self, place: &str, fields: &Fields) -> Option<Option<Source>> {
        let place = format!("{place}.source");
        let Some(fields) = self.object(&place, fields.get("source"))? else {
            return Some(None);
        };
        let span = if fields.contains_key("start") {
            Some(self.span(&place, &fields)?)
        } else {
            None
        };
        let mention = self.number(&place, &fields);
        let name = self.name(&fields, mention, span);
        if name.is_empty() {
            self.fault(&format!(
                "`{place}` has neither `start` and `end` nor `mention` nor `name`"
            ));
            return None;
        }
        Some(Some(Source {
            start: span.map(|it| it.start),
            end: span.map(|it| it.end),
            mention,
            name,
        }))
    }

    /// From the publisher to the source, for an answer that gives no chain.
    fn short_chain(&self, source: Option<&Source>) -> Vec<ChainLink> {
        let name = self.record.publisher.clone().unwrap_or_default();
        let entity = self.known.resolve(&name).first().map(|id| (*id).to_owned());
        let mut chain = vec![ChainLink {
            name,
            kind: ChainKind::Publisher,
            entity,
            mention: None,
            start: None,
            end: None,
        }];
        let mention = source.and_then(|source| self.answer.mentions.get(source.mention?));
        let kind = match (source, mention.map(|mention| mention.kind)) {
            (None, _) => ChainKind::Unstated,
            (_, Some(EntityKind::Person)) => ChainKind::Person,
            (_, Some(EntityKind::Organization)) => ChainKind::Organization,
            (_, Some(EntityKind::State | EntityKind::Place)) => ChainKind::State,
            (_, Some(EntityKind::Group)) => ChainKind::Group,
            (_, Some(EntityKind::Anonymous) | None) => ChainKind::Anonymous,
        };
        chain.push(ChainLink {
            name: source.map_or_else(String::new, |source| source.name.clone()),
            kind,
            entity: mention.and_then(|mention| mention.entity.clone()),
            mention: source.and_then(|source| source.mention),
            start: source.and_then(|source| source.start.or(Some(mention?.start))),
            end: source.and_then(|source| source.end.or(Some(mention?.end))),
        });
        chain
    }

    /// The chain as told; without one of its links it would be another chain, so then there is none.
    fn chain(&mut self, place: &str, fields: &Fields) -> Option<Vec<ChainLink>> {
        let place = format!("{place}.chain");
        let mut chain = Vec::new();
        let before = self.answer.faults.len();
        for (at, fields) in self.list(fields, "chain").into_iter().enumerate() {
            let place = format!("{place}[{at}]");
            let kind: ChainKind = self.word(&place, &fields, "kind", None)?;
            let span = if fields.contains_key("start") {
                Some(self.span(&place, &fields)?)
            } else {
                None
            };
            let mention = self.number(&place, &fields);
            let entity = self.entity(&place, &fields);
            let name = self.name(&fields, mention, span);
            let (start, end) = (span.map(|it| it.start), span.map(|it| it.end));
            chain.push(ChainLink {
                name,
                kind,
                entity,
                mention,
                start,
                end,
            });
        }
        let is_whole = chain.len() >= 2 && chain[0].kind == ChainKind::Publisher;
        if !is_whole && self.answer.faults.len() == before {
            self.fault(&format!("`{place}` should lead from the publisher to the source"));
        }
        is_whole.then_some(chain)
    }

    fn meeting(&mut self, place: &str, fields: &Fields, claims: &[Option<usize>]) -> Option<MeetingReport> {
        let (trigger, _) = self.part(place, fields, "trigger")?;
        let kind: MeetingKind = self.word(place, fields, "kind", Some(MeetingKind::Meeting))?;
        let status: Status = self.word(place, fields, "status", Some(Status::Held))?;
        let mut participants = Vec::new();
        for (at, fields) in self.list(fields, "participants").into_iter().enumerate() {
            let mention = self.number(&format!("{place}.participants[{at}]"), &fields);
            let name = self.name(&fields, mention, None);
            if name.is_empty() {
                self.fault(&format!(
                    "`{place}.participants[{at}]` has neither `mention` nor `name`"
                ));
            } else {
                participants.push(Participant { mention, name });
            }
        }
        if participants.is_empty() {
            self.fault(&format!("`{place}` has no participants"));
            return None;
        }
        let venue = self
            .object(&format!("{place}.place"), fields.get("place"))
            .flatten()
            .and_then(|fields| {
                let mention = self.number(&format!("{place}.place"), &fields);
                let name = self.name(&fields, mention, None);
                (!name.is_empty()).then_some(PlaceName { mention, name })
            });
        Some(MeetingReport {
            kind,
            status,
            participants,
            place: venue,
            date: self.date(place, fields),
            ordinal: fields
                .get("ordinal")
                .and_then(Value::as_u64)
                .and_then(|it| u32::try_from(it).ok()),
            series: string(fields, "series"),
            trigger,
            evidence: self.evidence(place, fields, trigger),
            claim: self.claim_number(place, fields, claims),
            rule: self.rule(fields),
            confidence: self.confidence(place, fields),
        })
    }

    fn claim_number(&mut self, place: &str, fields: &Fields, claims: &[Option<usize>]) -> Option<usize> {
        let told = fields.get("claim").filter(|told| !told.is_null())?;
        let number = told
            .as_u64()
            .and_then(|number| claims.get(usize::try_from(number).ok()?));
        if number.is_none() {
            self.fault(&format!(
                "`{place}.claim`: the answer has no claim {}",
                short(told)
            ));
        }
        number.copied().flatten()
    }

    fn date(&mut self, place: &str, fields: &Fields) -> Option<DateSpan> {
        let place = format!("{place}.date");
        let fields = self.object(&place, fields.get("date"))??;
        let span = self.span(&place, &fields)?;
        let told = string(&fields, "edtf").unwrap_or_default();
        let Ok(edtf) = told.parse() else {
            self.fault(&format!("`{place}.edtf`: `{}` is no date in EDTF", cut(&told)));
            return None;
        };
        Some(DateSpan {
            edtf,
            start: span.start,
            end: span.end,
        })
    }

    /// The sentences told, or those that `whole` stands in.
    fn evidence(&mut self, place: &str, fields: &Fields, whole: Span) -> Span {
        let told = match self.object(&format!("{place}.evidence"), fields.get("evidence")) {
            Some(Some(fields)) => self.span(&format!("{place}.evidence"), &fields),
            _ => None,
        };
        let around = self
            .sentences
            .iter()
            .filter(|sentence| sentence.overlaps(whole))
            .fold(whole, |all, it| all.cover(*it));
        told.unwrap_or(around)
    }

    /// A part with `start`, `end` and further parts in `more`.
    fn part(&mut self, place: &str, fields: &Fields, key: &str) -> Option<(Span, Vec<Span>)> {
        let place = format!("{place}.{key}");
        let Some(fields) = self.object(&place, fields.get(key))? else {
            self.fault(&format!("`{place}` is missing"));
            return None;
        };
        let span = self.span(&place, &fields)?;
        let more = self.list(&fields, "more");
        let more = more
            .iter()
            .filter_map(|fields| self.span(&format!("{place}.more"), fields))
            .collect();
        Some((span, more))
    }

    /// `Some(None)` for an absent value, `None` for one that is no object.
    fn object(&mut self, place: &str, value: Option<&Value>) -> Option<Option<Fields>> {
        match value {
            None | Some(Value::Null) => Some(None),
            Some(Value::Object(fields)) => Some(Some(fields.clone())),
            Some(_) => {
                self.fault(&format!("`{place}` is no object"));
                None
            }
        }
    }

    /// `start` and `end`, where they enclose a part of the text.
    fn span(&mut self, place: &str, fields: &Fields) -> Option<Span> {
        let at = |key: &str| {
            fields
                .get(key)
                .and_then(Value::as_u64)
                .and_then(|it| u32::try_from(it).ok())
        };
        match (at("start"), at("end")) {
            (Some(start), Some(end)) if start < end && end <= self.index.len() => Some(Span::new(start, end)),
            _ => {
                let told = |key: &str| fields.get(key).map_or_else(|| "nothing".to_owned(), short);
                self.fault(&format!(
                    "`{place}`: from {} to {} is no part of the text, which has {} characters",
                    told("start"),
                    told("end"),
                    self.index.len()
                ));
                None
            }
        }
    }

    /// `mention`, where the answer has one with this number.
    fn number(&mut self, place: &str, fields: &Fields) -> Option<usize> {
        let told = fields.get("mention").filter(|told| !told.is_null())?;
        self.numbers_in(
            &format!("{place}.mention"),
            Some(&Value::Array(vec![told.clone()])),
        )
        .first()
        .copied()
    }

    fn numbers_in(&mut self, place: &str, value: Option<&Value>) -> Vec<usize> {
        let mut numbers = Vec::new();
        for told in value.and_then(Value::as_array).into_iter().flatten() {
            match told
                .as_u64()
                .and_then(|number| self.numbers.get(usize::try_from(number).ok()?))
            {
                // One that was left out is told already.
                Some(kept) => numbers.extend(kept),
                None => self.fault(&format!("`{place}`: the answer has no mention {}", short(told))),
            }
        }
        numbers
    }

    /// The name told, else the mention's, else the words of the text.
    fn name(&self, fields: &Fields, mention: Option<usize>, span: Option<Span>) -> String {
        let named = mention
            .and_then(|at| self.answer.mentions.get(at))
            .map(|mention| mention.name.clone());
        let words = || span.map(|span| self.index.slice(span).to_owned());
        string(fields, "name")
            .or(named)
            .or_else(words)
            .unwrap_or_default()
    }

    /// One of the contract's words.
    fn word<T: DeserializeOwned>(
        &mut self,
        place: &str,
        fields: &Fields,
        key: &str,
        absent: Option<T>,
    ) -> Option<T> {
        let Some(told) = fields.get(key).filter(|told| !told.is_null()) else {
            if absent.is_none() {
                self.fault(&format!("`{place}.{key}` is missing"));
            }
            return absent;
        };
        let read = T::deserialize(told).ok();
        if read.is_none() {
            self.fault(&format!(
                "`{place}.{key}`: {} is no word of the contract",
                short(told)
            ));
        }
        read
    }

    fn confidence(&mut self, place: &str, fields: &Fields) -> f32 {
        let Some(told) = fields.get("confidence").filter(|told| !told.is_null()) else {
            return 0.5;
        };
        match told.as_f64() {
            Some(number) if number > 0.0 && number <= 1.0 => (number as f32).max(f32::MIN_POSITIVE),
            _ => {
                self.fault(&format!(
                    "`{place}.confidence`: {} is not above 0 and at most 1",
                    short(told)
                ));
                0.5
            }
        }
    }

    /// `external.NAME`, with the program's own name of the rule behind it.
    fn rule(&self, fields: &Fields) -> String {
        let own = string(fields, "rule").unwrap_or_default();
        let letter = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        let own: String = own.chars().filter(letter).take(60).collect();
        if own.is_empty() {
            self.rule.clone()
        } else {
            format!("{}.{own}", self.rule)
        }
    }
}

fn string(fields: &Fields, key: &str) -> Option<String> {
    let text = fields.get(key)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.chars().filter(|c| !c.is_control()).take(1000).collect())
}

fn short(value: &Value) -> String {
    format!(
        "`{}`",
        cut(value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned)
            .as_str())
    )
}

/// A text that fits into a message and cannot turn its direction.
fn cut(text: &str) -> String {
    let mut cut: String = text
        .chars()
        .take(60)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.chars().nth(60).is_some() {
        cut.push('…');
    }
    isolate(&cut)
}
