//! Writes a change set to disk: all of it or nothing. New contents are written to a folder beside
//! the manifest first; then files only change their names, and on any failure back again.

use std::{
    collections::BTreeSet,
    fs::{self, Permissions},
    io,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail, ensure};
use tempfile::TempDir;

use crate::{
    change::{Change, ChangeSet},
    find::Package,
};

/// Writes `changes` into `package`. After an error the package is as it was.
pub fn apply(package: &Package, changes: &ChangeSet) -> Result<()> {
    let root = &package.root;
    check(root, &changes.changes)?;
    let staging = tempfile::Builder::new().prefix(".unfaux-").tempdir_in(root);
    let staging = staging.with_context(|| format!("cannot write to {}", root.display()))?;
    let mut journal = Journal::new(staging);
    let Err(error) = journal.write_all(root, package, &changes.changes) else { return Ok(()) };
    match journal.take_back() {
        Ok(()) => Err(error.context("nothing was written")),
        Err(failure) => bail!("{error:#}, and not everything could be taken back: {failure}"),
    }
}

/// Nothing may have changed since it was read, and no place may be taken.
fn check(root: &Path, changes: &[Change]) -> Result<()> {
    let vacated: BTreeSet<&str> = changes.iter().filter_map(Change::vacates).collect();
    for change in changes {
        if let Change::Edit { path, old, .. }
        | Change::Delete { path, old }
        | Change::Rename { from: path, old, .. } = change
        {
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

/// How to take back what was done, and the folder that holds what is about to be put in place and
/// what was taken away.
struct Journal {
    staging: TempDir,
    /// What to rename to what, last first.
    undo: Vec<(PathBuf, PathBuf)>,
    folders: Vec<PathBuf>,
    count: usize,
}

impl Journal {
    fn new(staging: TempDir) -> Self {
        Self { staging, undo: Vec::new(), folders: Vec::new(), count: 0 }
    }

    fn write_all(&mut self, root: &Path, package: &Package, changes: &[Change]) -> Result<()> {
        let mut placed = Vec::new();
        for change in changes {
            if let Some(staged) = self.stage(root, package, change)? {
                placed.push((staged, change));
            }
        }
        let mut moved = Vec::new();
        for change in changes {
            if let Some(path) = change.vacates() {
                let kept = self.free_name();
                self.rename(&root.join(path), &kept)?;
                if let Change::Move { to, .. } = change {
                    moved.push((kept, to));
                }
            }
        }
        for (kept, to) in moved {
            self.place(root, &kept, to)?;
        }
        for (staged, change) in placed {
            match change.occupies() {
                Some(to) => self.place(root, &staged, to)?,
                None => self.replace(root, &staged, change.path())?,
            }
        }
        Ok(())
    }

    /// Writes the new contents of a change to a file of its own, with the mode it will have.
    fn stage(
        &mut self,
        root: &Path,
        package: &Package,
        change: &Change,
    ) -> Result<Option<PathBuf>> {
        let (Change::Edit { path, new, .. }
        | Change::Rename { from: path, new, .. }
        | Change::Create { path, new }) = change
        else {
            return Ok(None);
        };
        let staged = self.free_name();
        fs::write(&staged, new).with_context(|| format!("cannot write {path}"))?;
        let source = root.join(path);
        if package.file(path).is_some() || !matches!(change, Change::Create { .. }) {
            let mode = permissions(&source).with_context(|| format!("cannot read {path}"))?;
            fs::set_permissions(&staged, mode)
                .with_context(|| format!("cannot set the mode of {path}"))?;
        }
        Ok(Some(staged))
    }

    fn free_name(&mut self) -> PathBuf {
        self.count += 1;
        self.staging.path().join(self.count.to_string())
    }

    /// Puts `from` where nothing is.
    fn place(&mut self, root: &Path, from: &Path, to: &str) -> Result<()> {
        let target = root.join(to);
        let folder = target.parent().unwrap_or(root);
        self.create_folders(root, folder)?;
        let real = fs::canonicalize(folder).with_context(|| format!("cannot write {to}"))?;
        ensure!(real.starts_with(root), "{to} lies outside the package");
        if target.symlink_metadata().is_ok() {
            bail!("{to} is in the way: a file of that name is there already");
        }
        self.rename(from, &target)
    }

    fn create_folders(&mut self, root: &Path, folder: &Path) -> Result<()> {
        let missing = folder.ancestors().take_while(|at| at.starts_with(root) && !at.exists());
        let missing: Vec<PathBuf> = missing.map(Path::to_path_buf).collect();
        for at in missing.into_iter().rev() {
            fs::create_dir(&at).with_context(|| format!("cannot create {}", at.display()))?;
            self.folders.push(at);
        }
        Ok(())
    }

    /// Replaces the contents of a file, or of what a symbolic link names, without a moment at which
    /// there is none.
    fn replace(&mut self, root: &Path, staged: &Path, path: &str) -> Result<()> {
        let real = fs::canonicalize(root.join(path))?;
        ensure!(real.starts_with(root), "{path} lies outside the package");
        let kept = self.free_name();
        // Not every file system has hard links.
        fs::hard_link(&real, &kept)
            .or_else(|_| fs::copy(&real, &kept).map(drop))
            .with_context(|| format!("cannot keep a copy of {path}"))?;
        fs::rename(staged, &real).with_context(|| format!("cannot replace {path}"))?;
        self.undo.push((kept, real));
        Ok(())
    }

    fn rename(&mut self, from: &Path, to: &Path) -> Result<()> {
        fs::rename(from, to)
            .with_context(|| format!("cannot rename {} to {}", from.display(), to.display()))?;
        self.undo.push((to.to_path_buf(), from.to_path_buf()));
        Ok(())
    }

    /// Takes back everything that was done; goes on after a failure and keeps the originals then.
    fn take_back(self) -> Result<()> {
        let mut failed = Vec::new();
        for (now, before) in self.undo.iter().rev() {
            if let Err(error) = fs::rename(now, before) {
                failed.push(format!("{}: {error}", before.display()));
            }
        }
        for folder in self.folders.iter().rev() {
            if let Err(error) = fs::remove_dir(folder) {
                failed.push(format!("{}: {error}", folder.display()));
            }
        }
        if failed.is_empty() {
            return Ok(());
        }
        let kept = self.staging.keep();
        bail!("{}; the original files are in {}", failed.join("; "), kept.display())
    }
}

fn permissions(path: &Path) -> io::Result<Permissions> {
    Ok(fs::metadata(path)?.permissions())
}
