//! What open browsers are told: pages that became new, problems that came and went.

use crate::address::BasePath;
use axum::response::sse::{Event, KeepAlive, Sse};
use serde::Serialize;
use std::convert::Infallible;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::broadcast;
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::{Stream, StreamExt};

/// How many messages a slow browser may lag behind before it is brought up to date at one go.
const QUEUE: usize = 64;
/// How soon a browser asks again after the connection is lost, in milliseconds.
const RETRY: Duration = Duration::from_millis(500);
/// How often an idle connection is shown to be alive.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// One thing that keeps the newest state of the files from being shown, as text for the author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The file, spelt as the author knows it.
    pub file: String,
    /// The line, counted from one.
    pub line: Option<u32>,
    /// The column in characters, counted from one.
    pub column: Option<u32>,
    /// `error`, `warning`, or whatever word the diagnostic uses.
    pub severity: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub remedy: Option<String>,
}

/// Tells open browsers what happened; cheap to clone, usable from any thread.
#[derive(Debug, Clone)]
pub struct ReloadHandle {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    /// Different in every run, so that a page of an earlier run is known to be old.
    run: String,
    base: BasePath,
    state: Mutex<State>,
    sender: broadcast::Sender<Message>,
}

/// What a browser that connects now has to know.
#[derive(Debug, Default)]
struct State {
    /// Counts the reloads of this run.
    generation: u64,
    problems: Vec<Problem>,
}

#[derive(Debug, Clone)]
struct Message {
    name: &'static str,
    /// JSON.
    data: Arc<str>,
}

#[derive(Serialize)]
struct Hello<'a> {
    generation: String,
    problems: &'a [Problem],
}

#[derive(Serialize)]
struct Reload {
    generation: String,
    changed: Vec<String>,
}

#[derive(Serialize)]
struct Problems<'a> {
    problems: &'a [Problem],
}

impl ReloadHandle {
    pub(crate) fn new(base: BasePath) -> ReloadHandle {
        let run = format!("{:x}", RandomState::new().hash_one("run"));
        let (sender, _) = broadcast::channel(QUEUE);
        ReloadHandle {
            shared: Arc::new(Shared {
                run,
                base,
                state: Mutex::default(),
                sender,
            }),
        }
    }

    /// The pages of these keys are new now; none named means that any page may be.
    ///
    /// The [`PageSource`](crate::PageSource) must hand out the new pages before this is called.
    pub fn reload(&self, changed: &[String]) {
        let mut state = self.shared.state();
        state.generation += 1;
        let changed = changed.iter().map(|key| self.shared.base.path(key)).collect();
        let generation = self.shared.name(state.generation);
        self.shared.send("reload", &Reload { generation, changed });
    }

    /// These problems stand now; none means that all are mended, and the overlay goes by itself.
    #[allow(
        clippy::needless_pass_by_value,
        reason = "the list is kept for browsers that connect later"
    )]
    pub fn problems(&self, problems: Vec<Problem>) {
        let mut state = self.shared.state();
        state.problems = problems;
        self.shared.send(
            "problems",
            &Problems {
                problems: &state.problems,
            },
        );
    }

    /// Names the state that a page served now shows.
    pub(crate) fn generation(&self) -> String {
        self.shared.name(self.shared.state().generation)
    }

    /// A stream of events: first what stands now, then what happens.
    pub(crate) fn stream(&self) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<>> {
        let (receiver, hello) = {
            // Under one lock, or a message between the two would be lost.
            let state = self.shared.state();
            (self.shared.sender.subscribe(), self.shared.hello(&state))
        };
        let shared = Arc::clone(&self.shared);
        let messages = BroadcastStream::new(receiver).map(move |message| match message {
            Ok(message) => message,
            Err(_lagged) => shared.hello(&shared.state()),
        });
        let events = tokio_stream::once(hello).chain(messages).map(|message| {
            Ok(Event::default()
                .event(message.name)
                .retry(RETRY)
                .data(&*message.data))
        });
        Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE))
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        // The state is whole at every moment, so a panic elsewhere does not spoil it.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn name(&self, generation: u64) -> String {
        format!("{}-{generation}", self.run)
    }

    fn hello(&self, state: &State) -> Message {
        let generation = self.name(state.generation);
        message(
            "hello",
            &Hello {
                generation,
                problems: &state.problems,
            },
        )
    }

    fn send(&self, name: &'static str, content: &impl Serialize) {
        // Sending fails only when no browser listens, which is no failure.
        let _ = self.sender.send(message(name, content));
    }
}

fn message(name: &'static str, content: &impl Serialize) -> Message {
    // Structs of strings and numbers always have a JSON form.
    let data = serde_json::to_string(content).unwrap_or_else(|_| "{}".to_owned());
    Message {
        name,
        data: data.into(),
    }
}
