//! Proves that consumers see the same of a package before and after: runs both in real Node
//! processes and compares what they give. The only stage that executes the package's code.

mod command;
mod compare;
mod entries;
mod fallback;
mod nodes;
mod process;
mod record;
mod report;
mod sandbox;
mod show;
mod suite;

pub use command::{Base, Settings, verify_paths};
pub use compare::{Difference, Outcome, View, compare};
pub use entries::{Entries, Entry, Order, Scope};
pub use fallback::{Settled, settle};
pub use nodes::Node;
pub use record::{Record, Recorder};
pub use report::{Found, PackageProof, Status, human, json};
pub use sandbox::{Sandbox, usable_name};

use std::collections::BTreeSet;

use anyhow::Result;
use rayon::prelude::*;
use serde_json::Value;

/// What was found out about one entry.
#[derive(Debug, Clone)]
pub struct Checked {
    pub entry: Entry,
    pub outcome: Outcome,
}

/// A package before and after.
#[derive(Debug)]
pub struct Pair {
    pub before: Sandbox,
    pub after: Sandbox,
    /// Files that are not the same on both sides.
    changed: BTreeSet<String>,
}

impl Pair {
    pub fn new(before: Sandbox, after: Sandbox) -> Result<Self> {
        let changed = sandbox::changed_files(&before.package, &after.package)?;
        Ok(Self { before, after, changed })
    }

    /// Compares every entry; `done` is called after each.
    pub fn check(
        &self,
        entries: &[Entry],
        recorder: &Recorder,
        done: &(dyn Fn() + Sync),
    ) -> Result<Vec<Checked>> {
        let one = |entry: &Entry| {
            let outcome = self.outcome(entry, recorder)?;
            done();
            Ok(Checked { entry: entry.clone(), outcome })
        };
        entries.par_iter().map(one).collect()
    }

    /// A second look where something differs: what differs between two runs before says nothing,
    /// and what is not there again neither.
    fn outcome(&self, entry: &Entry, recorder: &Recorder) -> Result<Outcome> {
        let before = recorder.record(&self.before, entry, false)?;
        let after = recorder.record(&self.after, entry, false)?;
        let first = compare(&before, &after);
        if first.differences().is_empty() {
            return Ok(first);
        }
        let again = recorder.record(&self.before, entry, true)?;
        let after = recorder.record(&self.after, entry, true)?;
        let unstable = compare(&before, &again);
        let Outcome::Compared(mut found) = compare(&again, &after) else { return Ok(first) };
        found.retain(|it| {
            let masked = unstable.differences().iter().any(|other| covers(other, it));
            !masked && first.differences().iter().any(|other| is_same_place(other, it))
        });
        for difference in &mut found {
            difference.place = self.blame(difference, entry, &again.views, &after.views);
        }
        Ok(Outcome::Compared(found))
    }

    /// The changed file that a difference most likely comes from.
    fn blame(
        &self,
        it: &Difference,
        entry: &Entry,
        before: &Value,
        after: &Value,
    ) -> Option<String> {
        let manifest = || Some("package.json".to_string());
        if it.is.contains("ERR_PACKAGE_PATH_NOT_EXPORTED") || it.is.contains("no such command") {
            return manifest();
        }
        let file = match entry {
            Entry::Module { file, .. } => Some(file.clone()),
            _ => None,
        };
        let loaded = [after, before].into_iter().flat_map(|views| views["files"].as_array());
        let loaded = loaded.flatten().filter_map(|file| file.as_str().map(str::to_string));
        let resolved = after["entry"].as_str().map(str::to_string);
        let mut candidates = it.place.iter().cloned().chain(file).chain(resolved).chain(loaded);
        candidates.find(|file| self.changed.contains(file)).or_else(|| {
            let scripts = self.changed.iter().filter(|file| crate::find::extension(file) != "json");
            let scripts: Vec<&String> = scripts.collect();
            match scripts[..] {
                [only] => Some(only.clone()),
                [] if !self.changed.is_empty() => manifest(),
                _ => None,
            }
        })
    }
}

fn is_same_place(one: &Difference, other: &Difference) -> bool {
    one.view == other.view && one.key == other.key && one.aspect == other.aspect
}

/// Whether `it` is in what `unstable` is about.
fn covers(unstable: &Difference, it: &Difference) -> bool {
    if !unstable.aspect.is_empty() {
        return is_same_place(unstable, it);
    }
    let inside = it.key.strip_prefix(unstable.key.as_str());
    unstable.view == it.view
        && inside.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}
