//! The checks, in the order of what fails fastest.

use std::{path::PathBuf, process::Command};

use anyhow::{Context, Result, bail};

/// Every check there is.
pub fn test() -> Result<()> {
    step("formatting");
    run(cargo().args(["fmt", "--all", "--check"]))?;
    step("lints");
    run(cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--locked",
        "--",
        "-D",
        "warnings",
    ]))?;
    step("documentation");
    run(cargo()
        .args(["doc", "--workspace", "--no-deps", "--locked", "--quiet"])
        .env("RUSTDOCFLAGS", "-D warnings"))?;
    step("tests");
    run(cargo().args(["test", "--workspace", "--locked"]))?;
    browser()
}

/// The example site in headless Chromium.
pub fn browser() -> Result<()> {
    step("building the program");
    run(cargo().args(["build", "--locked", "--package", "isnad"]))?;
    let program = target()
        .join("debug")
        .join(format!("isnad{}", std::env::consts::EXE_SUFFIX));
    for script in ["site.mjs", "live.mjs"] {
        step(&format!("browser: {script}"));
        let mut node = Command::new("node");
        run(node
            .arg(script)
            .arg(&program)
            .current_dir(root().join("tests/browser")))?;
    }
    Ok(())
}

/// Rewrites the expected files of the golden folders.
pub fn golden() -> Result<()> {
    step("rewriting tests/suite");
    run(cargo()
        .args(["test", "--package", "isnad-tests", "--test", "golden"])
        .env("ISNAD_GOLDEN", "write"))
}

/// The workspace's root.
pub fn root() -> PathBuf {
    let manifest = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().map_or(manifest.clone(), PathBuf::from)
}

/// Where cargo puts what it makes.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Says what comes next.
pub fn step(name: &str) {
    eprintln!("\n== {name}");
}

/// Runs a command from the workspace's root unless it names another folder.
pub fn run(command: &mut Command) -> Result<()> {
    if command.get_current_dir().is_none() {
        command.current_dir(root());
    }
    let words: Vec<_> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .collect();
    let line = words
        .iter()
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ");
    let status = command.status().with_context(|| format!("cannot run `{line}`"))?;
    if !status.success() {
        bail!("`{line}` failed");
    }
    Ok(())
}

/// The cargo that runs this.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
