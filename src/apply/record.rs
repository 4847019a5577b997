//! The record of a run that writes: a folder with everything that is to be done and how far it came.
//! As long as its list is not there nothing was written; from then on the run can be ended by any
//! other.

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Error, Result, anyhow, bail};
use serde::{Deserialize, Serialize};

use super::{
    carry::carry,
    commit::{self, Commits, Each},
    stage::{Step, stage},
};
use crate::change::{ChangeSet, Summary};

/// The name of the folder, at the root of the workspace or of a package that is in none.
pub const FOLDER: &str = ".unfaux-apply";
/// What is to be done; written when all of it is there.
const LIST: &str = "run.json";
/// Grows when the list changes so that another version cannot end the run.
const VERSION: u32 = 1;

/// A package that is to be written, or several that only together are right.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Unit {
    /// Relative to the root of the workspace; empty for that itself.
    pub path: String,
    pub name: String,
    pub wave: usize,
    pub summary: Summary,
    /// The names of packages without whose changes its own are not right.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub follows: Vec<String>,
    /// The packages, where they are several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    parts: Vec<Self>,
    steps: Vec<Step>,
}

#[derive(Debug, Serialize, Deserialize)]
struct List {
    version: u32,
    commits: Option<Commits>,
    units: Vec<Unit>,
    /// The names of packages whose changes could not be prepared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    missing: Vec<String>,
}

/// A run that writes into the folder `home`.
#[derive(Debug)]
pub struct Record {
    home: PathBuf,
    folder: PathBuf,
    list: List,
    resumed: bool,
    /// Held while the run is at work.
    _lock: File,
}

impl Unit {
    pub fn new(path: String, name: &str, wave: usize) -> Self {
        let (name, summary) = (name.to_string(), Summary::default());
        let (follows, parts, steps) = (Vec::new(), Vec::new(), Vec::new());
        Self { path, name, wave, summary, follows, parts, steps }
    }

    /// One unit of several packages, whose changes have paths from the root of the workspace.
    pub fn of(parts: Vec<Self>) -> Self {
        let names = parts.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join(", ");
        let wave = parts.first().map_or(1, |it| it.wave);
        Self { parts, ..Self::new(String::new(), &names, wave) }
    }

    /// The packages that it is about.
    pub fn packages(&self) -> &[Self] {
        if self.parts.is_empty() { std::slice::from_ref(self) } else { &self.parts }
    }

    fn names(&self) -> impl Iterator<Item = &String> {
        self.packages().iter().map(|it| &it.name)
    }

    /// One of the packages that it follows, where that is among `missing`.
    fn lost(&self, missing: &[String]) -> Option<&String> {
        self.packages().iter().flat_map(|it| &it.follows).find(|it| missing.contains(it))
    }

    /// Every path that changes, relative to the root of the workspace.
    pub(super) fn paths(&self) -> impl Iterator<Item = String> {
        let inside = |path: &String| match self.path.as_str() {
            "" => path.clone(),
            folder => format!("{folder}/{path}"),
        };
        self.steps.iter().map(move |step| match step {
            Step::Take { path, .. } | Step::Replace { path, .. } => inside(path),
            Step::Place { to, .. } => inside(to),
        })
    }
}

impl Record {
    /// Begins a run. The error is another one that is at work or was killed.
    pub fn begin(home: &Path, commits: Option<Commits>) -> Result<Self> {
        let folder = home.join(FOLDER);
        let mut lock = None;
        if folder.exists() {
            lock = Some(locked(&folder)?);
            if folder.join(LIST).exists() {
                bail!("a run was killed here; `unfaux apply --resume` ends it");
            }
            fs::remove_dir_all(&folder)
                .with_context(|| format!("{} is there", folder.display()))?;
        }
        fs::create_dir(&folder).with_context(|| format!("cannot write to {}", home.display()))?;
        drop(lock);
        // Git must not see the folder, or the tree would not be clean for the run that ends this one.
        fs::write(folder.join(".gitignore"), "*\n")
            .with_context(|| format!("cannot write to {}", folder.display()))?;
        let lock = locked(&folder)?;
        let list = List { version: VERSION, commits, units: Vec::new(), missing: Vec::new() };
        Ok(Self { home: home.to_path_buf(), folder, list, resumed: false, _lock: lock })
    }

    /// The run that was killed while it wrote below `home`, if there is one.
    pub fn resume(home: &Path) -> Result<Option<Self>> {
        let folder = home.join(FOLDER);
        if !folder.exists() {
            return Ok(None);
        }
        let lock = locked(&folder)?;
        let file = folder.join(LIST);
        let text = match fs::read(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::remove_dir_all(&folder)
                    .with_context(|| format!("cannot remove {}", folder.display()))?;
                return Ok(None);
            }
            Err(error) => return Err(error).with_context(|| format!("{}", file.display())),
        };
        let list: List = serde_json::from_slice(&text)
            .with_context(|| format!("{} is from another version", file.display()))?;
        anyhow::ensure!(list.version == VERSION, "{} is from another version", file.display());
        Ok(Some(Self { home: home.to_path_buf(), folder, list, resumed: true, _lock: lock }))
    }

    /// Stages `changes` of a package below the home of the run.
    pub fn add(&mut self, unit: Unit, changes: &ChangeSet) -> Result<()> {
        let folder = self.folder.join(self.list.units.len().to_string());
        fs::create_dir(&folder).with_context(|| format!("cannot write {}", folder.display()))?;
        let steps = stage(&self.home.join(&unit.path), &changes.changes, &folder);
        match steps {
            Ok(steps) => {
                let summary = changes.summary.clone();
                self.list.units.push(Unit { summary, steps, ..unit });
                Ok(())
            }
            Err(error) => {
                self.list.missing.extend(unit.names().cloned());
                fs::remove_dir_all(&folder).context("what was prepared cannot be removed")?;
                Err(error)
            }
        }
    }

    /// Writes all units and tells what became of each. The error is one after which the run has to
    /// be resumed.
    pub fn run(&mut self, told: &mut dyn FnMut(&Unit, Option<Error>) -> Result<()>) -> Result<()> {
        if self.list.units.is_empty() {
            return Ok(());
        }
        if !self.resumed {
            let staged = self.folder.join("list");
            let write = || fs::write(&staged, serde_json::to_vec(&self.list)?).map_err(Error::from);
            write().and_then(|()| Ok(fs::rename(&staged, self.folder.join(LIST))?))?;
        }
        let mut missing = self.list.missing.clone();
        for (number, group) in self.groups().into_iter().enumerate() {
            let mut written = Vec::new();
            for index in group {
                let unit = &self.list.units[index];
                let outcome = match unit.lost(&missing) {
                    Some(it) => Some(anyhow!("{it}, which it follows, was not written")),
                    None => self.write(index)?,
                };
                match outcome {
                    None => written.push(unit),
                    Some(_) => missing.extend(unit.names().cloned()),
                }
                told(unit, outcome)?;
            }
            if let Some(commits) = &self.list.commits {
                commit::group(&self.home, &self.folder, number, &written, commits)?;
            }
        }
        match &self.list.commits {
            Some(commits) if commits.blame => commit::blame(&self.home, &self.folder),
            _ => Ok(()),
        }
    }

    /// Forgets the run, which has done all it could.
    pub fn end(self) -> Result<()> {
        let gone = || -> io::Result<()> {
            match fs::remove_file(self.folder.join(LIST)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => fs::remove_dir_all(&self.folder),
            }
        };
        gone().with_context(|| format!("cannot remove {}", self.folder.display()))
    }

    /// Which units share a commit, by index.
    fn groups(&self) -> Vec<Vec<usize>> {
        let units = &self.list.units;
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for index in 0..units.len() {
            let together = groups.last().is_some_and(|last| match &self.list.commits {
                None => true,
                Some(Commits { each: Each::Package, .. }) => false,
                Some(Commits { each: Each::Wave, .. }) => units[last[0]].wave == units[index].wave,
            });
            match groups.last_mut() {
                Some(last) if together => last.push(index),
                _ => groups.push(vec![index]),
            }
        }
        groups
    }

    /// Writes one unit, unless that was done. What it gives is why it could not be; then it is as it
    /// was.
    fn write(&self, index: usize) -> Result<Option<Error>> {
        let folder = self.folder.join(index.to_string());
        let [done, failed] = ["done", "failed"].map(|it| self.folder.join(format!("{index}.{it}")));
        if done.exists() {
            return Ok(None);
        }
        if failed.exists() {
            return Ok(Some(anyhow!("nothing was written when this run began")));
        }
        let unit = &self.list.units[index];
        let outcome = carry(&self.home.join(&unit.path), &folder, &unit.steps);
        let note = |to: &Path| {
            fs::rename(&folder, to).with_context(|| format!("cannot write {}", to.display()))
        };
        match outcome {
            Ok(()) => note(&done).map(|()| None),
            Err(error) if error.is::<super::carry::HalfWritten>() => Err(error),
            Err(error) => note(&failed).map(|()| Some(error)),
        }
    }
}

fn locked(folder: &Path) -> Result<File> {
    let path = folder.join("lock");
    let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => bail!("another run is writing here"),
        Err(TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("cannot lock {}", path.display()))
        }
    }
}
