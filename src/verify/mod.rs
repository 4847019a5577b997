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

pub use command::{Base, Beside, Settings, verify_paths};
pub use compare::{Difference, Outcome, View, compare};
pub use entries::{Entries, Entry, Order, Scope};
pub use fallback::{Settled, settle};
pub use nodes::Node;
pub use record::{Record, Recorder};
pub use report::{Found, PackageProof, Status, human, json};
pub use sandbox::{Sandbox, usable_name};

use std::{collections::BTreeSet, sync::OnceLock};

use anyhow::Result;
use rayon::prelude::*;
use serde_json::Value;

/// What was found out about one entry.
#[derive(Debug, Clone)]
pub struct Checked {
    pub entry: Entry,
    pub outcome: Outcome,
    /// Files of the package that it loads, where something differs.
    loaded: BTreeSet<String>,
}

/// A package before and after.
#[derive(Debug)]
pub struct Pair {
    pub before: Sandbox,
    pub after: Sandbox,
    /// Files that are not the same on both sides.
    changed: BTreeSet<String>,
    /// The package before at another place, to find out which values depend on the place.
    elsewhere: OnceLock<Sandbox>,
}

impl Pair {
    pub fn new(before: Sandbox, after: Sandbox) -> Result<Self> {
        let changed = sandbox::changed_files(&before.package, &after.package)?;
        Ok(Self { before, after, changed, elsewhere: OnceLock::new() })
    }

    fn elsewhere(&self) -> Result<&Sandbox> {
        if let Some(sandbox) = self.elsewhere.get() {
            return Ok(sandbox);
        }
        let twin = self.before.twin()?;
        Ok(self.elsewhere.get_or_init(|| twin))
    }

    /// Compares every entry; `done` is called after each.
    pub fn check(
        &self,
        entries: &[Entry],
        recorder: &Recorder,
        done: &(dyn Fn() + Sync),
    ) -> Result<Vec<Checked>> {
        let one = |entry: &Entry| {
            let checked = self.look(entry, recorder)?;
            done();
            Ok(checked)
        };
        let mut checked: Vec<Checked> = entries.par_iter().map(one).collect::<Result<_>>()?;
        trace(&mut checked);
        quieten(&mut checked);
        Ok(checked)
    }

    /// A second look where something differs: what differs between two runs before says nothing,
    /// and what is not there again neither.
    fn look(&self, entry: &Entry, recorder: &Recorder) -> Result<Checked> {
        let before = recorder.record(&self.before, entry, false)?;
        let after = recorder.record(&self.after, entry, false)?;
        let (entry, first) = (entry.clone(), compare(&before, &after));
        let plain = Checked { entry, outcome: first, loaded: BTreeSet::new() };
        if plain.outcome.differences().is_empty() {
            return Ok(plain);
        }
        let again = recorder.record(self.elsewhere()?, &plain.entry, true)?;
        let after = recorder.record(&self.after, &plain.entry, true)?;
        let unstable = compare(&before, &again);
        let Outcome::Compared(mut found) = compare(&again, &after) else { return Ok(plain) };
        found.retain(|it| {
            let masked = unstable.differences().iter().any(|other| covers(other, it));
            !masked && plain.outcome.differences().iter().any(|other| is_same_place(other, it))
        });
        let loaded = files(&after.views).chain(files(&again.views)).collect();
        for it in &mut found {
            it.place = self.blame(it, &plain.entry, &after.views, &loaded);
        }
        Ok(Checked { outcome: Outcome::Compared(found), loaded, ..plain })
    }

    /// The changed file that a difference most likely comes from.
    fn blame(
        &self,
        it: &Difference,
        entry: &Entry,
        after: &Value,
        loaded: &BTreeSet<String>,
    ) -> Option<String> {
        let manifest = || Some("package.json".to_string());
        if it.is.contains("ERR_PACKAGE_PATH_NOT_EXPORTED") || it.is.contains("no such command") {
            return manifest();
        }
        let resolved = after["entry"].as_str().map(str::to_string);
        let own = entry.file().map(str::to_string);
        let known = it.place.iter().cloned().chain(own).chain(resolved);
        let mut candidates = known.chain(loaded.iter().cloned());
        candidates.find(|file| self.changed.contains(file)).or_else(|| {
            let is_script = |file: &&String| crate::find::extension(file) != "json";
            let scripts: Vec<&String> = self.changed.iter().filter(is_script).collect();
            match scripts[..] {
                [only] => Some(only.clone()),
                [] if !self.changed.is_empty() => manifest(),
                _ => None,
            }
        })
    }
}

fn files(views: &Value) -> impl Iterator<Item = String> {
    let list = views["files"].as_array().into_iter().flatten();
    list.filter_map(|file| file.as_str().map(str::to_string))
}

/// Of all modules together only identities count: the names of a CommonJS namespace are read when it
/// is first imported, so that their values depend on what was loaded before
/// (<https://nodejs.org/api/esm.html#commonjs-namespaces>).
fn quieten(checked: &mut [Checked]) {
    let together = checked.iter_mut().filter(|it| matches!(it.entry, Entry::Together { .. }));
    for it in together {
        if let Outcome::Compared(found) = &mut it.outcome {
            found.retain(|it| it.aspect == "identity");
        }
    }
}

/// What one entry passes on from another is blamed on the other.
fn trace(checked: &mut [Checked]) {
    let inner: Vec<Checked> = checked.to_vec();
    for outer in checked {
        let Some(own) = outer.entry.file().map(str::to_string) else { continue };
        let Outcome::Compared(found) = &mut outer.outcome else { continue };
        for it in found.iter_mut().filter(|it| it.place.as_deref() == Some(&own)) {
            let same = |other: &&Difference| {
                (other.view == it.view || it.view == View::Process)
                    && (other.aspect, &other.was, &other.is) == (it.aspect, &it.was, &it.is)
                    && it.key.ends_with(&other.key)
            };
            let passes = |other: &&Checked| {
                let file = other.entry.file().filter(|file| *file != own);
                file.is_some_and(|file| outer.loaded.contains(file))
                    && other.outcome.differences().iter().any(|it| same(&it))
            };
            // The innermost loads the fewest files.
            let source = inner.iter().filter(passes).min_by_key(|other| other.loaded.len());
            it.place = source
                .and_then(|other| other.entry.file())
                .map_or(own.clone(), str::to_string)
                .into();
        }
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
