//! What git says about a package. Runs the `git` command line and changes nothing.

use std::{path::Path, process::Command};

/// Why git could not bring a package back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsafe {
    /// No git tree, no git, or the package is ignored; with what git said.
    Absent(String),
    /// Changes that are not committed, one a line as `git status --porcelain` prints them.
    Dirty(String),
}

/// Whether everything in the package at `root` is committed.
pub fn committed(root: &Path) -> Result<(), Unsafe> {
    let status = git(root, &["status", "--porcelain", "--untracked-files=normal", "--", "."])?;
    if !status.is_empty() {
        return Err(Unsafe::Dirty(status));
    }
    if git(root, &["ls-files", "--", "package.json"])?.is_empty() {
        return Err(Unsafe::Absent("the package is ignored by git".to_string()));
    }
    Ok(())
}

/// Files below `root` that differ from `revision` or are new, relative to `root`.
pub fn changed_since(root: &Path, revision: &str) -> Result<Vec<String>, Unsafe> {
    let tracked = git(root, &["diff", "--name-only", "--relative", "-z", revision, "--", "."])?;
    let new = git(root, &["ls-files", "--others", "--exclude-standard", "-z", "--", "."])?;
    let files = tracked.split('\0').chain(new.split('\0')).filter(|it| !it.is_empty());
    Ok(files.map(str::to_string).collect())
}

fn git(root: &Path, arguments: &[&str]) -> Result<String, Unsafe> {
    let run = Command::new("git").arg("-C").arg(root).args(arguments).output();
    let output = run.map_err(|error| Unsafe::Absent(format!("git does not run: {error}")))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().next().unwrap_or_default().trim_start_matches("fatal: ");
    Err(Unsafe::Absent(said.to_string()))
}
