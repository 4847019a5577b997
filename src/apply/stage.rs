//! What a change set needs on disk before the first file of the package changes.

use std::{
    borrow::Cow,
    collections::BTreeSet,
    fs,
    hash::{DefaultHasher, Hasher as _},
    io,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, ensure};
use serde::{Deserialize, Serialize};

use crate::change::Change;

/// One change of a name. `kept` and `from` are names in the folder of the unit, all other paths
/// are relative to the root of the package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Step {
    /// The file at `path` is put away as `kept`.
    Take { path: String, kept: String, was: Option<u64> },
    /// What was staged or put away as `from` goes to `to`, where nothing is.
    Place { from: String, to: String },
    /// What was staged as `from` takes the place of the file at `path`, a copy of which stays as
    /// `kept`.
    Replace { from: String, path: String, kept: String, was: Option<u64> },
}

/// Writes all new contents to `folder`, with the modes that they will have.
pub(super) fn stage(root: &Path, changes: &[Change], folder: &Path) -> Result<Vec<Step>> {
    check(root, changes)?;
    let mut stage = Stage { root, folder, count: 0 };
    let (mut takes, mut places) = (Vec::new(), Vec::new());
    for change in changes {
        let staged = stage.contents(change)?;
        let taken = change.vacates().map(|path| (path.to_string(), stage.free_name()));
        if let Some((path, kept)) = taken.clone() {
            takes.push(Step::Take { path, kept, was: old(change).map(mark) });
        }
        let from = staged.or(taken.map(|it| it.1));
        match (change.occupies(), from) {
            (Some(to), Some(from)) => places.push(Step::Place { from, to: to.to_string() }),
            (None, Some(from)) if matches!(change, Change::Edit { .. }) => {
                let (path, was) = (change.path().to_string(), old(change).map(mark));
                places.push(Step::Replace { from, path, kept: stage.free_name(), was });
            }
            _ => {}
        }
    }
    takes.extend(places);
    Ok(takes)
}

/// Nothing may have changed since it was read, and no place may be taken.
fn check(root: &Path, changes: &[Change]) -> Result<()> {
    let vacated: BTreeSet<&str> = changes.iter().filter_map(Change::vacates).collect();
    for change in changes {
        let path = source(change);
        if let Some(old) = old(change) {
            let now = fs::read(root.join(path)).with_context(|| format!("cannot read {path}"))?;
            ensure!(now == old.as_bytes(), "{path} has changed since it was read; run again");
        }
        if let Some(path) = change.occupies() {
            let taken = root.join(path).symlink_metadata().is_ok() && !vacated.contains(path);
            ensure!(!taken, "{path} is in the way: a file of that name is there already");
        }
    }
    Ok(())
}

fn old(change: &Change) -> Option<&str> {
    match change {
        Change::Edit { old, .. } | Change::Delete { old, .. } | Change::Rename { old, .. } => {
            Some(old)
        }
        Change::Copy { edited, .. } => edited.as_ref().map(|(old, _)| old.as_str()),
        Change::Move { .. } | Change::Create { .. } => None,
    }
}

/// The file that the change begins with.
fn source(change: &Change) -> &str {
    match change {
        Change::Copy { from, .. } => from,
        _ => change.path(),
    }
}

fn mark(text: &str) -> u64 {
    mark_of(text.as_bytes())
}

/// By which a file is known again.
pub(super) fn mark_of(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}

struct Stage<'s> {
    root: &'s Path,
    folder: &'s Path,
    count: usize,
}

impl Stage<'_> {
    fn contents(&mut self, change: &Change) -> Result<Option<String>> {
        let path = source(change);
        let new = match change {
            Change::Edit { new, .. }
            | Change::Rename { new, .. }
            | Change::Create { new, .. }
            | Change::Copy { edited: Some((_, new)), .. } => Cow::Borrowed(new.as_bytes()),
            Change::Copy { edited: None, .. } => Cow::Owned(
                fs::read(self.root.join(path)).with_context(|| format!("cannot read {path}"))?,
            ),
            Change::Move { .. } | Change::Delete { .. } => return Ok(None),
        };
        let name = self.free_name();
        let staged: PathBuf = self.folder.join(&name);
        fs::write(&staged, new).with_context(|| format!("cannot write {path}"))?;
        match fs::metadata(self.root.join(path)) {
            Ok(source) => fs::set_permissions(&staged, source.permissions())
                .with_context(|| format!("cannot set the mode of {path}"))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error).with_context(|| format!("cannot read {path}")),
        }
        Ok(Some(name))
    }

    fn free_name(&mut self) -> String {
        self.count += 1;
        self.count.to_string()
    }
}
