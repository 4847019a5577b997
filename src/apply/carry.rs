//! Carries staged steps out. Each can be begun again where a killed run left off: what was staged
//! and is gone from the folder of the unit is in its place.

use std::{
    fmt, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Error, Result, bail, ensure};

use super::{
    is_inside,
    stage::{Step, mark_of},
};

/// In the folder of a unit: all its files that go have been put away.
const TAKEN: &str = "taken";
/// In the folder of a unit: an error is being taken back.
const BACK: &str = "back";

/// The package is neither old nor new: a run was killed in it, and its steps fail now.
#[derive(Debug)]
pub(super) struct HalfWritten(String);

impl fmt::Display for HalfWritten {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for HalfWritten {}

/// Carries out the steps of one unit in the package at `root`.
struct Carrier<'c> {
    root: &'c Path,
    folder: &'c Path,
    /// What to rename to what, last first.
    undo: Vec<(PathBuf, PathBuf)>,
    folders: Vec<PathBuf>,
}

/// Carries out `steps`. After an error the package is as it was, unless an earlier run had begun.
pub(super) fn carry(root: &Path, folder: &Path, steps: &[Step]) -> Result<()> {
    let half = |message: String| Err(Error::new(HalfWritten(message)));
    if folder.join(BACK).exists() {
        let kept = folder.display();
        return half(format!("changes were being taken back; the original files are in {kept}"));
    }
    let mut carrier = Carrier { root, folder, undo: Vec::new(), folders: Vec::new() };
    let begun = carrier.is_begun(steps);
    let Err(error) = carrier.steps(steps) else { return Ok(()) };
    if begun {
        return half(format!("{error:#}; the package is half written, resume when it is mended"));
    }
    fs::write(folder.join(BACK), "").context("nothing could be taken back")?;
    match carrier.take_back() {
        Ok(()) => Err(error.context("nothing was written")),
        Err(failure) => {
            half(format!("{error:#}, and not everything could be taken back: {failure}"))
        }
    }
}

impl Carrier<'_> {
    fn is_begun(&self, steps: &[Step]) -> bool {
        let kept = |step: &Step| match step {
            Step::Take { kept, .. } => self.folder.join(kept).exists(),
            _ => false,
        };
        self.folder.join(TAKEN).exists() || steps.iter().any(kept)
    }

    fn steps(&mut self, steps: &[Step]) -> Result<()> {
        let taken = self.folder.join(TAKEN);
        if !taken.exists() {
            for step in steps {
                if let Step::Take { path, kept, was } = step {
                    self.take(path, kept, *was)?;
                }
            }
            fs::write(&taken, "").context("cannot note how far this run came")?;
        }
        for step in steps {
            match step {
                Step::Take { .. } => {}
                Step::Place { from, to } => self.place(from, to)?,
                Step::Replace { from, path, kept, was } => self.replace(from, path, kept, *was)?,
            }
        }
        Ok(())
    }

    fn take(&mut self, path: &str, kept: &str, was: Option<u64>) -> Result<()> {
        let kept = self.folder.join(kept);
        if kept.symlink_metadata().is_ok() {
            return Ok(());
        }
        self.is_as_read(path, was)?;
        self.rename(&self.root.join(path), &kept)
    }

    fn is_as_read(&self, path: &str, was: Option<u64>) -> Result<()> {
        let Some(was) = was else { return Ok(()) };
        let now = fs::read(self.root.join(path)).with_context(|| format!("cannot read {path}"))?;
        ensure!(mark_of(&now) == was, "{path} has changed since it was read; run again");
        Ok(())
    }

    /// Puts `from` where nothing is.
    fn place(&mut self, from: &str, to: &str) -> Result<()> {
        let from = self.folder.join(from);
        if from.symlink_metadata().is_err() {
            return Ok(());
        }
        let target = self.root.join(to);
        let folder = target.parent().unwrap_or(self.root);
        self.create_folders(folder)?;
        let real = fs::canonicalize(folder).with_context(|| format!("cannot write {to}"))?;
        ensure!(is_inside(self.root, &real), "{to} lies outside the package");
        if target.symlink_metadata().is_ok() {
            bail!("{to} is in the way: a file of that name is there already");
        }
        self.rename(&from, &target)
    }

    fn create_folders(&mut self, folder: &Path) -> Result<()> {
        let root = self.root;
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
    fn replace(&mut self, from: &str, path: &str, kept: &str, was: Option<u64>) -> Result<()> {
        let (from, kept) = (self.folder.join(from), self.folder.join(kept));
        if from.symlink_metadata().is_err() {
            return Ok(());
        }
        let real = fs::canonicalize(self.root.join(path))?;
        ensure!(is_inside(self.root, &real), "{path} lies outside the package");
        self.is_as_read(path, was)?;
        // Not every file system has hard links; one that is there is from a run that was killed.
        let linked = kept.exists() || fs::hard_link(&real, &kept).is_ok();
        if !linked {
            let copied = fs::copy(&real, &kept);
            copied.with_context(|| format!("cannot keep a copy of {path}"))?;
        }
        fs::rename(&from, &real).with_context(|| format!("cannot replace {path}"))?;
        self.undo.push((kept, real));
        Ok(())
    }

    fn rename(&mut self, from: &Path, to: &Path) -> Result<()> {
        fs::rename(from, to)
            .with_context(|| format!("cannot rename {} to {}", from.display(), to.display()))?;
        self.undo.push((to.to_path_buf(), from.to_path_buf()));
        Ok(())
    }

    /// Takes back everything that was done; goes on after a failure.
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
        ensure!(
            failed.is_empty(),
            "{}; the original files are in {}",
            failed.join("; "),
            self.folder.display()
        );
        Ok(())
    }
}
