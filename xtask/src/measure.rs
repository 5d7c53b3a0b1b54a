//! Measure: what a run of a program costs in time, processor time and memory.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

/// How often the system is asked about a running program; also how exact its times and its peak are.
const EVERY: Duration = Duration::from_millis(2);
/// Clock ticks a second in `/proc`; Linux reports them so on every machine.
const TICKS: f64 = 100.0;

/// What one run cost. What the system does not tell is absent.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cost {
    /// Seconds from start to end.
    pub wall: f64,
    /// Seconds of all cores.
    pub cpu: Option<f64>,
    /// Most memory held at once, in MiB.
    pub peak: Option<f64>,
}

impl Cost {
    /// The median of several runs, figure by figure.
    pub fn median(runs: &[Self]) -> Self {
        Self {
            wall: median(runs.iter().map(|run| run.wall)).unwrap_or_default(),
            cpu: median(runs.iter().filter_map(|run| run.cpu)),
            peak: median(runs.iter().filter_map(|run| run.peak)),
        }
    }
}

/// The middle one, the lower of two.
pub fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len().saturating_sub(1) / 2).copied()
}

/// Runs a program to its end.
///
/// # Errors
/// When it cannot be started, or fails; then with what it said.
pub fn run(command: &mut Command) -> Result<Cost> {
    let name = command.get_program().to_string_lossy().into_owned();
    let start = Instant::now();
    let mut child = command
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot run {name}"))?;
    // Read beside, so that a program with much to say does not wait for us.
    let said = child.stderr.take().map(|mut pipe| {
        thread::spawn(move || {
            let mut said = Vec::new();
            pipe.read_to_end(&mut said).ok();
            String::from_utf8_lossy(&said).into_owned()
        })
    });
    let mut cost = Cost::default();
    let folder = PathBuf::from(format!("/proc/{}", child.id()));
    // A program that ended keeps its times until it is waited for.
    while let Some(State::Runs) = look(&folder, &mut cost) {
        thread::sleep(EVERY);
    }
    let status = child.wait().with_context(|| format!("cannot wait for {name}"))?;
    cost.wall = start.elapsed().as_secs_f64();
    if !status.success() {
        let said = said.and_then(|thread| thread.join().ok()).unwrap_or_default();
        bail!("{name} failed:\n{said}");
    }
    Ok(cost)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Runs,
    Ended,
}

/// Takes what the system tells about a process into `cost`; nothing where it tells nothing.
fn look(folder: &Path, cost: &mut Cost) -> Option<State> {
    let (state, cpu) = parse_stat(&fs::read_to_string(folder.join("stat")).ok()?)?;
    cost.cpu = Some(cpu);
    if let Some(peak) = fs::read_to_string(folder.join("status"))
        .ok()
        .and_then(|text| parse_peak(&text))
    {
        cost.peak = Some(peak);
    }
    Some(state)
}

/// State and processor seconds from `/proc/PID/stat`.
fn parse_stat(stat: &str) -> Option<(State, f64)> {
    // The name stands in parentheses and may hold anything, also more parentheses.
    let (_, rest) = stat.rsplit_once(") ")?;
    let fields: Vec<&str> = rest.split(' ').collect();
    let ticks = |at: usize| fields.get(at)?.parse::<f64>().ok();
    let state = if matches!(fields.first(), Some(&"Z" | &"X")) {
        State::Ended
    } else {
        State::Runs
    };
    Some((state, (ticks(11)? + ticks(12)?) / TICKS))
}

/// The peak in MiB from `/proc/PID/status`.
fn parse_peak(status: &str) -> Option<f64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kibibytes / 1024.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_tells_is_read() {
        let stat = "812 (a (b) c) R 1 812 812 0 -1 4194304 90 0 0 0 250 50 0 0 20 0 3 0 77 1000 200 1";
        assert_eq!(parse_stat(stat), Some((State::Runs, 3.0)));
        assert_eq!(parse_peak("Name:\tx\nVmHWM:\t   2048 kB\n"), Some(2.0));
        assert_eq!(parse_stat("nothing"), None);
    }

    #[test]
    fn the_median_is_the_middle_one() {
        assert_eq!(median([3.0, 1.0, 2.0].into_iter()), Some(2.0));
        assert_eq!(median(std::iter::empty()), None);
    }

    #[test]
    fn a_program_that_fails_tells_why() {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        let error = run(cargo.arg("no-such-verb").stdout(Stdio::null())).unwrap_err();
        assert!(error.to_string().contains("no-such-verb"), "{error}");
    }
}
