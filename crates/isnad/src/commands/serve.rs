//! `isnad serve`: the site from memory, rebuilt while you write.

use std::sync::Arc;

use anyhow::Result;
use isnad_serve::{ReloadHandle, ServeOptions, Server, WatchEvent, WatchOptions};

use crate::{
    cli::{Global, Serve},
    commands::Outcome,
    console::Console,
    live::{Live, Update},
    project::{CACHE, Project},
};

/// Runs the verb; returns only when the server cannot go on.
pub fn run(flags: &Serve, global: &Global, console: &Console) -> Result<Outcome> {
    let live = Arc::new(Live::open(global, *console)?);
    let options = ServeOptions {
        address: flags.host,
        port: flags.port,
        fallback_ports: true,
        ..ServeOptions::default()
    };
    let server = Server::bind(options, Arc::clone(&live) as Arc<dyn isnad_serve::PageSource>)?;
    let reload = server.handle();
    let watch = WatchOptions {
        roots: live.roots(),
        ignored: vec![Project::output_folder(global)?, global.root.join(CACHE)],
        poll: flags.poll,
    };
    let talk = *console;
    let (watched, watching) = (Arc::clone(&live), reload.clone());
    let _watcher = isnad_serve::watch(watch, move |event| react(&watched, &watching, &talk, &event))?;
    // Whatever was saved between the first reading and the first watching is seen here.
    show(&live.update(None), &reload, console);
    console.say(format!("http://{}/\n  stop with Ctrl+C", server.address()));
    server.run()?;
    Ok(Outcome::Fine)
}

fn react(live: &Live, reload: &ReloadHandle, console: &Console, event: &WatchEvent) {
    let update = match event {
        WatchEvent::Changed(paths) => live.update(Some(paths)),
        WatchEvent::Rescan(why) => {
            console.detail(format!("looking at everything again: {why}"));
            live.update(None)
        }
        WatchEvent::Failed(why) => {
            console.warn(format!("warning: watching: {why}"));
            return;
        }
    };
    show(&update, reload, console);
}

/// Tells the terminal and the open pages what an update did.
fn show(update: &Update, reload: &ReloadHandle, console: &Console) {
    tell(console, &update.problems);
    reload.problems(update.problems.clone());
    if !update.changed.is_empty() {
        console.detail(format!("changed: {}", update.changed.join(" ")));
        reload.reload(&update.changed);
    }
}

fn tell(console: &Console, problems: &[isnad_serve::Problem]) {
    for problem in problems {
        let place = match (problem.line, problem.column) {
            (Some(line), Some(column)) => format!(":{line}:{column}"),
            _ => String::new(),
        };
        console.warn(format!(
            "{}{place}: {}: {}",
            problem.file, problem.severity, problem.message
        ));
        if let Some(remedy) = &problem.remedy {
            console.warn(format!("  hint: {remedy}"));
        }
    }
}
