//! What the tests need beside Rust and Node: Graphviz, Chromium and fonts from Debian, the browser driver from npm.

use std::process::Command;

use anyhow::{Result, bail};

use crate::steps::{root, run, step};

/// A program that the tests call, with the Debian packages that bring it.
const PROGRAMS: [(&str, &[&str]); 2] = [
    ("dot", &["graphviz"]),
    ("chromium", &["chromium", "fonts-noto-core", "fonts-noto-mono"]),
];

/// Installs what is missing.
pub fn install() -> Result<()> {
    let missing: Vec<&str> = PROGRAMS
        .iter()
        .filter(|(program, _)| !is_there(program))
        .flat_map(|(_, packages)| packages.iter().copied())
        .collect();
    if !missing.is_empty() {
        step(&format!("installing {}", missing.join(" ")));
        install_debian(&missing)?;
    }
    if !is_there("node") {
        bail!("the browser tests need Node.js 18 or newer and its npm");
    }
    step("installing the browser driver");
    let mut npm = Command::new("npm");
    run(npm
        .args(["ci", "--no-audit", "--no-fund", "--silent"])
        .current_dir(root().join("tests/browser")))
}

fn install_debian(packages: &[&str]) -> Result<()> {
    if !is_there("apt-get") {
        bail!(
            "install {} with your system's package manager, then run this again",
            packages.join(", ")
        );
    }
    // Root needs no sudo, and a container often has none.
    let prefix: &[&str] = if is_root() { &[] } else { &["sudo"] };
    let apt = |args: &[&str]| {
        let words: Vec<&str> = prefix.iter().chain(&["apt-get"]).chain(args).copied().collect();
        let mut command = Command::new(words[0]);
        run(command.args(&words[1..]).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    apt(&["update", "-qq"])?;
    let mut args = vec!["install", "-y", "-qq", "--no-install-recommends"];
    args.extend(packages);
    apt(&args)
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn is_there(program: &str) -> bool {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&paths).any(|folder| folder.join(program).is_file())
}
