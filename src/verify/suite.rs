//! Runs the package's own tests on both sides and compares how they end.

use std::{process::Command, time::Duration};

use anyhow::{Context as _, Result};
use serde::Serialize;

use super::{Pair, nodes::Node, process, sandbox::Sandbox};

/// Tests take longer than loading: so many times the time that one entry has.
const PATIENCE: u32 = 30;

/// The tests of a package on one Node.
#[derive(Debug, Clone, Serialize)]
pub struct TestRun {
    pub node: String,
    pub before: String,
    pub after: String,
    pub differs: bool,
}

/// Runs `command`, a line for the shell, in copies of both sides.
pub(super) fn run(pair: &Pair, command: &str, node: &Node, timeout: Duration) -> Result<TestRun> {
    let one = |sandbox: &Sandbox| -> Result<String> {
        let folder = sandbox.outside()?;
        let place = sandbox.place()?;
        let mut shell = Command::new("sh");
        shell.args(["-c", command]).current_dir(&folder);
        let ended =
            process::run(shell, node, &place, timeout * PATIENCE).context("cannot run sh")?;
        Ok(outcome(&ended))
    };
    let (mut before, mut after) = (one(&pair.before)?, one(&pair.after)?);
    if before != after {
        // Tests that depend on the time of day are no reason to complain.
        (before, after) = (one(&pair.before)?, one(&pair.after)?);
    }
    let differs = before != after;
    Ok(TestRun { node: node.version.to_string(), before, after, differs })
}

/// How the run ended, and how many tests passed and failed if it says so.
fn outcome(ended: &process::Ended) -> String {
    let text = format!("{}\n{}", ended.stdout, ended.stderr);
    let counts = [("passing", passed(&text)), ("failing", failed(&text))];
    let counts = counts.iter().filter_map(|(name, count)| Some(format!("{} {name}", (*count)?)));
    std::iter::once(ended.exit.clone()).chain(counts).collect::<Vec<_>>().join(", ")
}

fn passed(text: &str) -> Option<u64> {
    counted(text, &["# pass", "ℹ pass"], &["passing", "passed"])
}

fn failed(text: &str) -> Option<u64> {
    counted(text, &["# fail", "ℹ fail"], &["failing", "failed"])
}

/// `# pass 3` as TAP and Node's runner print it, or `3 passing` as mocha, Jest and others do.
fn counted(text: &str, before: &[&str], after: &[&str]) -> Option<u64> {
    let mut sum = None;
    for line in text.lines().map(str::trim) {
        let first = before.iter().find_map(|word| line.strip_prefix(word));
        let count = first.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok());
        let count = count.or_else(|| named(line, after));
        if let Some(count) = count {
            *sum.get_or_insert(0) += count;
        }
    }
    sum
}

fn named(line: &str, words: &[&str]) -> Option<u64> {
    let mut previous = None;
    for word in line.split([' ', ',', '(']) {
        if words.contains(&word) {
            return previous;
        }
        previous = word.parse().ok();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{failed, passed};

    #[test]
    fn counts_of_known_runners_are_read() {
        for text in [
            "# pass 12\n# fail 1",
            "  12 passing (3ms)\n  1 failing",
            "Tests: 1 failed, 12 passed, 13 total",
        ] {
            assert_eq!((passed(text), failed(text)), (Some(12), Some(1)), "{text}");
        }
        assert_eq!(passed("all is well"), None);
    }
}
