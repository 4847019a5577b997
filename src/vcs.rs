//! What git says about a package, and the commits that a run was asked for. Runs the `git` command
//! line.

use std::{
    collections::BTreeSet,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    thread,
    time::Duration,
};

use anyhow::{Context as _, Result, bail};

/// Why git could not bring a package back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsafe {
    /// No git tree, no git, or the package is ignored; with what git said.
    Absent(String),
    /// Changes that are not committed, one a line as `git status --porcelain` prints them.
    Dirty(String),
}

/// Whether everything in the package at `root` is committed, apart from the folders `others`.
pub fn committed(root: &Path, others: &[PathBuf]) -> std::result::Result<(), Unsafe> {
    let inside = others.iter().filter_map(|it| it.strip_prefix(root).ok());
    let inside = inside.filter(|it| !it.as_os_str().is_empty());
    let others = inside.map(|it| format!(":(exclude,literal){}", it.display()));
    let mut list = vec!["status", "--porcelain", "--untracked-files=normal", "--", "."];
    let others: Vec<String> = others.collect();
    list.extend(others.iter().map(String::as_str));
    let status = git(root, &list)?;
    if !status.is_empty() {
        return Err(Unsafe::Dirty(status));
    }
    // Some workspaces have no manifest at their root.
    let known = if root.join("package.json").exists() { "package.json" } else { "." };
    if git(root, &["ls-files", "--", known])?.is_empty() {
        return Err(Unsafe::Absent("the package is ignored by git".to_string()));
    }
    Ok(())
}

/// Files below `root` that differ from `revision` or are new, relative to `root`.
pub fn changed_since(root: &Path, revision: &str) -> std::result::Result<Vec<String>, Unsafe> {
    let tracked = git(root, &["diff", "--name-only", "--relative", "-z", revision, "--", "."])?;
    let new = git(root, &["ls-files", "--others", "--exclude-standard", "-z", "--", "."])?;
    let files = tracked.split('\0').chain(new.split('\0')).filter(|it| !it.is_empty());
    Ok(files.map(str::to_string).collect())
}

fn git(root: &Path, arguments: &[&str]) -> std::result::Result<String, Unsafe> {
    let run = Command::new("git").arg("-C").arg(root).args(arguments).output();
    let output = run.map_err(|error| Unsafe::Absent(format!("git does not run: {error}")))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().next().unwrap_or_default().trim_start_matches("fatal: ");
    Err(Unsafe::Absent(said.to_string()))
}

/// Commits what is at `paths`, relative to `folder`, and nothing else; gives the commit, or the last
/// one that changed them when there is nothing to commit. Hooks do not run: they could rewrite what
/// was just written.
pub fn commit(folder: &Path, paths: &[String], message: &str) -> Result<String> {
    let list = paths.join("\0") + "\0";
    told(folder, &["update-index", "--add", "--remove", "-z", "--stdin"], &list)?;
    if is_staged(folder, paths)? {
        let from = ["--pathspec-from-file=-", "--pathspec-file-nul"];
        let options = ["commit", "--quiet", "--no-verify", "--only", "--message", message];
        let outcome = told(folder, &[&options[..], &from].concat(), &list);
        // A git that outlived a killed run may have been faster.
        if outcome.is_err() && is_staged(folder, paths)? {
            outcome?;
        }
    }
    let log = ["log", "-1", "--format=%H", "--", &paths[0]];
    Ok(told(folder, &log, "")?.trim().to_string())
}

fn is_staged(folder: &Path, paths: &[String]) -> Result<bool> {
    let staged =
        told(folder, &["diff", "--cached", "--name-only", "--relative", "-z", "HEAD"], "")?;
    let staged: BTreeSet<&str> = staged.split('\0').collect();
    Ok(paths.iter().any(|it| staged.contains(it.as_str())))
}

/// The top folder of the tree that `folder` is in.
pub fn top(folder: &Path) -> Result<PathBuf> {
    Ok(PathBuf::from(told(folder, &["rev-parse", "--show-toplevel"], "")?.trim_end_matches('\n')))
}

/// The first line of the message of a commit.
pub fn subject(folder: &Path, commit: &str) -> Result<String> {
    Ok(told(folder, &["log", "-1", "--format=%s", commit], "")?.trim().to_string())
}

/// Runs git, again for some seconds while another git holds its locks: it may be one of a run that
/// was killed.
fn told(folder: &Path, arguments: &[&str], input: &str) -> Result<String> {
    for _ in 0..50 {
        let output = run(folder, arguments, input)?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        if !said.contains(".lock': File exists") {
            bail!("git {}: {}", arguments[0], said.trim());
        }
        thread::sleep(Duration::from_millis(100));
    }
    bail!("git {}: another git holds the lock of this tree", arguments[0])
}

/// In a process group of its own, so that whoever stops this program does not stop git while it
/// holds its locks.
fn run(folder: &Path, arguments: &[&str], input: &str) -> Result<Output> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(arguments).env("GIT_LITERAL_PATHSPECS", "1");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn().context("git does not run")?;
    if let Some(mut stdin) = child.stdin.take() {
        // What git did not read it does not want; it says so itself.
        let _ = stdin.write_all(input.as_bytes());
    }
    child.wait_with_output().context("git does not run")
}
