//! Program: another extractor as a process, spoken to over its standard input and output, one line an article.
//!
//! Only `isnad.toml` at the root of the project names programs, and `--no-extractors` switches them off.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Read, Write},
    path::PathBuf,
    process::{Child, ChildStdin, Command, ExitStatus, Stdio},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, Receiver, RecvTimeoutError, SyncSender},
    },
    thread,
    time::{Duration, Instant},
};

use isnad_corpus::{NoAnswer, OtherExtractor};
use isnad_model::ExtractorConfig;

/// A program that fails so often on end is not started again.
const FAILURES: usize = 3;
/// Bytes of a program's standard error that are kept for telling why it failed.
const ERRORS: usize = 4096;
/// How long a program that ended its output may take to end itself.
const GRACE: Duration = Duration::from_secs(2);

/// A program of the user's.
pub struct Program {
    config: ExtractorConfig,
    root: PathBuf,
}

impl Program {
    /// The program that `config` names, to be run in the folder `root`.
    pub fn new(config: ExtractorConfig, root: PathBuf) -> Self {
        Self { config, root }
    }

    fn fault(&self, general: bool, message: &str, remedy: impl Into<String>) -> NoAnswer {
        NoAnswer {
            message: format!("extractor `{}`: {message}", self.config.name),
            remedy: remedy.into(),
            general,
        }
    }

    /// Asks `lines` of one process; the answers up to the first that did not come, and why it did not.
    fn ask(&self, lines: &[String]) -> (Vec<String>, Option<NoAnswer>) {
        let mut run = match Run::start(self, lines) {
            Ok(run) => run,
            Err(error) => {
                let message = format!("cannot start `{}`: {error}", self.config.command[0]);
                let remedy = "install the program, mend `command` in isnad.toml, or run with --no-extractors";
                return (Vec::new(), Some(self.fault(true, &message, remedy)));
            }
        };
        let mut answers = Vec::with_capacity(lines.len());
        let patience = Duration::from_secs(self.config.timeout.into());
        while answers.len() < lines.len() {
            match run.answers.recv_timeout(patience) {
                Ok(Answer::Line(line)) => answers.push(line),
                Ok(Answer::TooLong) => {
                    let message = format!("the answer is longer than {} bytes", self.config.limit);
                    return (
                        answers,
                        Some(self.fault(false, &message, "raise `limit` in isnad.toml, or answer less")),
                    );
                }
                Err(RecvTimeoutError::Timeout) => {
                    let message = format!("no answer within {} seconds", self.config.timeout);
                    let remedy = "raise `timeout` in isnad.toml; the program has to write each answer out at once (flush)";
                    return (answers, Some(self.fault(false, &message, remedy)));
                }
                Err(RecvTimeoutError::Disconnected) => {
                    let message = run.last_words();
                    return (
                        answers,
                        Some(self.fault(false, &message, "run the program by hand on this article's line")),
                    );
                }
            }
        }
        (answers, None)
    }
}

impl OtherExtractor for Program {
    fn config(&self) -> &ExtractorConfig {
        &self.config
    }

    fn answer(&self, lines: &[String]) -> Vec<Result<String, NoAnswer>> {
        let mut answers: Vec<Result<String, NoAnswer>> = Vec::with_capacity(lines.len());
        let mut failures = 0;
        while answers.len() < lines.len() {
            let (found, reason) = self.ask(&lines[answers.len()..]);
            failures = if found.is_empty() { failures + 1 } else { 1 };
            answers.extend(found.into_iter().map(Ok));
            let Some(reason) = reason else { break };
            let gives_up = reason.general || failures >= FAILURES;
            answers.push(Err(reason.clone()));
            let left = lines.len() - answers.len();
            if gives_up && left > 0 {
                let message = format!(
                    "it failed {FAILURES} times on end, so {left} more articles were not given to it"
                );
                let remedy = "mend the program, or run with --no-extractors; these articles keep what isnad itself reads";
                let rest = if reason.general {
                    reason
                } else {
                    self.fault(true, &message, remedy)
                };
                answers.resize(lines.len(), Err(rest));
            }
        }
        answers
    }
}

enum Answer {
    Line(String),
    TooLong,
}

/// One process with the threads that feed it and listen to it; it ends with this value.
struct Run {
    child: Child,
    answers: Receiver<Answer>,
    errors: Arc<Mutex<Vec<u8>>>,
    listening: Option<thread::JoinHandle<()>>,
}

impl Run {
    fn start(program: &Program, lines: &[String]) -> std::io::Result<Self> {
        let root = program.root.canonicalize()?;
        let named = &program.config.command[0];
        // A name with a folder is one of the project; a bare one is looked for where programs are.
        let executable = if named.contains('/') {
            root.join(named)
        } else {
            PathBuf::from(named)
        };
        let mut child = Command::new(executable)
            .args(&program.config.command[1..])
            .current_dir(&root)
            // Python would else write in the encoding of the place where it runs.
            .envs(BTreeMap::from([
                ("PYTHONIOENCODING", "utf-8"),
                ("PYTHONUTF8", "1"),
            ]))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let (send, answers) = mpsc::sync_channel(16);
        let errors = Arc::new(Mutex::new(Vec::new()));
        if let Some(stdin) = child.stdin.take() {
            let lines = lines.to_vec();
            thread::spawn(move || feed(stdin, &lines));
        }
        if let Some(stdout) = child.stdout.take() {
            let limit = program.config.limit;
            thread::spawn(move || listen(BufReader::new(stdout), limit, &send));
        }
        let listening = child.stderr.take().map(|stderr| {
            let kept = Arc::clone(&errors);
            thread::spawn(move || keep_last(stderr, &kept))
        });
        Ok(Self {
            child,
            answers,
            errors,
            listening,
        })
    }

    /// How the process ended, with the last line that it wrote to standard error.
    fn last_words(&mut self) -> String {
        let status = self.wait();
        let start = Instant::now();
        while self.listening.as_ref().is_some_and(|it| !it.is_finished()) && start.elapsed() < GRACE {
            thread::sleep(Duration::from_millis(5));
        }
        let errors = self.errors.lock().unwrap_or_else(PoisonError::into_inner);
        let errors = String::from_utf8_lossy(&errors);
        let line = errors
            .lines()
            .rev()
            .map(str::trim)
            .find(|line| !line.is_empty())
            .unwrap_or_default();
        let line: String = line.chars().filter(|c| !c.is_control()).take(300).collect();
        let ended = match status {
            Some(status) if status.success() => "it ended before it had answered".to_owned(),
            Some(status) => format!("it ended with {status}"),
            None => "it closed its output before it had answered".to_owned(),
        };
        if line.is_empty() {
            ended
        } else {
            format!("{ended}: {line}")
        }
    }

    /// The exit status, if it comes soon.
    fn wait(&mut self) -> Option<ExitStatus> {
        let start = Instant::now();
        loop {
            match self.child.try_wait() {
                Ok(Some(status)) => return Some(status),
                Ok(None) if start.elapsed() < GRACE => thread::sleep(Duration::from_millis(5)),
                _ => return None,
            }
        }
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        // Only this process, which is our own child; one that has ended already is only cleared away.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Writes the lines, as fast as the program reads them.
fn feed(mut stdin: ChildStdin, lines: &[String]) {
    for line in lines {
        // A program that went away is told by its missing answers.
        let written = stdin
            .write_all(line.as_bytes())
            .and_then(|()| stdin.write_all(b"\n"));
        if written.and_then(|()| stdin.flush()).is_err() {
            return;
        }
    }
}

/// Hands on each line, never holding more of one than the limit.
fn listen(mut stdout: impl BufRead, limit: u64, answers: &SyncSender<Answer>) {
    loop {
        let mut line = Vec::new();
        let read = (&mut stdout)
            .take(limit.saturating_add(1))
            .read_until(b'\n', &mut line);
        if read.is_err() || line.is_empty() {
            return;
        }
        let answer = if line.last() == Some(&b'\n') {
            line.pop();
            Answer::Line(String::from_utf8_lossy(&line).into_owned())
        } else if line.len() as u64 > limit {
            Answer::TooLong
        } else {
            // The last line may end without a line feed.
            Answer::Line(String::from_utf8_lossy(&line).into_owned())
        };
        let is_last = matches!(answer, Answer::TooLong);
        if answers.send(answer).is_err() || is_last {
            return;
        }
    }
}

/// Reads everything, so that the program never waits, and keeps the last of it.
fn keep_last(mut stderr: impl Read, kept: &Mutex<Vec<u8>>) {
    let mut buffer = [0; 1024];
    while let Ok(count @ 1..) = stderr.read(&mut buffer) {
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.extend_from_slice(&buffer[..count]);
        let surplus = kept.len().saturating_sub(ERRORS);
        kept.drain(..surplus);
    }
}
