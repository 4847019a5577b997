//! Copies of a package at the place where a consumer has it: in a `node_modules` folder, beside the
//! packages it can see. Never writes outside its own temporary folder.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicUsize, Ordering},
};

use anyhow::{Context as _, Result, bail, ensure};
use tempfile::TempDir;

use super::process::Place;

/// The consumer's half of the recorder.
const RECORDER: &str = include_str!("recorder.cjs");

/// One copy of a package.
#[derive(Debug)]
pub struct Sandbox {
    /// Goes with the sandbox.
    temp: TempDir,
    /// The folder of the consumer: holds `node_modules` and the recorder.
    pub(super) project: PathBuf,
    /// What the consumer calls the package.
    pub(super) name: String,
    /// The copy.
    pub package: PathBuf,
    /// Where the dependencies are looked for.
    installed: PathBuf,
    /// Packages that stand beside it as copies: the name and the folder of each, and where it is installed.
    beside: Vec<(String, PathBuf, PathBuf)>,
    runs: AtomicUsize,
}

impl Sandbox {
    /// Copies the package in the folder `from`, called `name`. It sees the dependencies that a
    /// package in the folder `installed` sees.
    pub fn new(from: &Path, name: &str, installed: &Path) -> Result<Self> {
        let temp = TempDir::with_prefix("unfaux-").context("no temporary folder")?;
        let project = fs::canonicalize(temp.path())?.join("project");
        let modules = project.join("node_modules");
        let package = modules.join(name);
        fs::create_dir_all(&package)?;
        fs::write(project.join("recorder.cjs"), RECORDER)?;
        let (name, runs) = (name.to_string(), AtomicUsize::new(0));
        let installed = fs::canonicalize(installed)?;
        let beside = Vec::new();
        let sandbox = Self { temp, project, name, package, installed, beside, runs };
        sandbox.copy(from)?;
        sandbox.link_own()?;
        link_siblings(&modules, &sandbox.installed, &sandbox.name)?;
        Ok(sandbox)
    }

    /// The same package elsewhere.
    pub(super) fn twin(&self) -> Result<Self> {
        let mut twin = Self::new(&self.package, &self.name, &self.installed)?;
        for (name, folder, installed) in &self.beside {
            twin.put_beside(name, folder, installed)?;
        }
        Ok(twin)
    }

    /// Puts a copy of `from` in the place of the package `name`, as one in the folder `installed`;
    /// gives the copy.
    pub(super) fn put_beside(
        &mut self,
        name: &str,
        from: &Path,
        installed: &Path,
    ) -> Result<PathBuf> {
        let modules = self.project.join("node_modules");
        let copy = modules.join(name);
        if copy.symlink_metadata().is_ok_and(|it| it.is_symlink()) {
            fs::remove_file(&copy)?;
        }
        let from = fs::canonicalize(from)?;
        copy_folder(&from, &from, &copy)
            .with_context(|| format!("cannot copy {}", from.display()))?;
        let own = installed.join("node_modules");
        if own.is_dir() && copy.join("node_modules").symlink_metadata().is_err() {
            symlink(&own, &copy.join("node_modules"))?;
        }
        self.beside.push((name.to_string(), copy.clone(), installed.to_path_buf()));
        Ok(copy)
    }

    fn copy(&self, from: &Path) -> Result<()> {
        let from = fs::canonicalize(from)?;
        copy_folder(&from, &from, &self.package)
            .with_context(|| format!("cannot copy {}", from.display()))
    }

    /// Node resolves links, so that dependencies see each other where they are.
    fn link_own(&self) -> io::Result<()> {
        let (real, link) = (self.installed.join("node_modules"), self.package.join("node_modules"));
        if real.is_dir() && link.symlink_metadata().is_err() {
            symlink(&real, &link)
        } else {
            Ok(())
        }
    }

    /// Fresh folders for one process. Their names have the same length on both sides.
    pub(super) fn place(&self) -> io::Result<Place> {
        let number = self.runs.fetch_add(1, Ordering::Relaxed);
        Place::new(self.root().join("runs").join(format!("{number:06}")))
    }

    /// The folder that holds everything of this sandbox.
    pub(super) fn root(&self) -> &Path {
        self.project.parent().unwrap_or(&self.project)
    }

    /// A second copy outside of any `node_modules`, where test runners look for tests.
    pub(super) fn outside(&self) -> Result<PathBuf> {
        let number = self.runs.fetch_add(1, Ordering::Relaxed);
        let workshop = self.root().join(format!("tests-{number:06}"));
        let copy = workshop.join(&self.name);
        copy_folder(&self.package, &self.package, &copy)?;
        let modules = workshop.join("node_modules");
        fs::create_dir_all(&modules)?;
        for (name, folder, _) in &self.beside {
            let link = modules.join(name);
            if let Some(scope) = link.parent() {
                fs::create_dir_all(scope)?;
            }
            symlink(folder, &link)?;
        }
        link_siblings(&modules, &self.installed, &self.name)?;
        // npm lets scripts find the commands of the folders above.
        let above = self.installed.ancestors().skip(1).map(|it| it.join("node_modules/.bin"));
        if let Some(commands) = above.into_iter().find(|it| it.is_dir()) {
            symlink(&commands, &modules.join(".bin"))?;
        }
        Ok(copy)
    }

    /// Leaves the copies where they are, for a person to look at.
    pub fn keep(self) -> PathBuf {
        self.temp.keep()
    }
}

/// The name that a consumer uses, if it can be one of a folder.
pub fn usable_name(name: Option<&str>) -> &str {
    let is_plain = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains('\\');
    let is_usable = |name: &&str| match name.split_once('/') {
        Some((scope, rest)) => {
            scope.starts_with('@') && is_plain(scope) && is_plain(rest) && !rest.contains('/')
        }
        None => is_plain(name) && *name != "node_modules",
    };
    name.filter(is_usable).unwrap_or("package-to-verify")
}

/// Copies `from`, a folder in the package at `root`, without what git or npm keep there.
fn copy_folder(root: &Path, from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        let kind = entry.file_type()?;
        if entry.file_name() == ".git" {
            continue;
        }
        if kind.is_symlink() {
            copy_link(root, &source, &target)?;
        } else if kind.is_dir() && entry.file_name() == "node_modules" {
            if from != root {
                symlink(&source, &target)?;
            }
        } else if kind.is_dir() {
            copy_folder(root, &source, &target)?;
        } else if kind.is_file() {
            fs::copy(&source, &target)?;
        }
    }
    Ok(())
}

/// A link inside the package stays as it is; another one must lead to the same place.
fn copy_link(root: &Path, source: &Path, target: &Path) -> io::Result<()> {
    let text = fs::read_link(source)?;
    match fs::canonicalize(source) {
        Ok(real) if !real.starts_with(root) => symlink(&real, target),
        _ => symlink(&text, target),
    }
}

/// Links the packages that `require` finds in the folders above `installed`, the nearest first.
fn link_siblings(modules: &Path, installed: &Path, name: &str) -> Result<()> {
    for above in installed.ancestors().skip(1) {
        let folder = above.join("node_modules");
        if above.file_name().is_none_or(|it| it != "node_modules") && folder.is_dir() {
            link_packages(&folder, modules, name)
                .with_context(|| format!("cannot link {}", folder.display()))?;
        }
    }
    Ok(())
}

fn link_packages(from: &Path, to: &Path, name: &str) -> io::Result<()> {
    let (scope, rest) = name.split_once('/').unwrap_or(("", name));
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let file_name = entry.file_name();
        let Some(text) = file_name.to_str().filter(|text| !text.starts_with('.')) else { continue };
        let target = to.join(text);
        if text.starts_with('@') {
            fs::create_dir_all(&target)?;
            link_packages(&entry.path(), &target, if text == scope { rest } else { "" })?;
        } else if text != name && target.symlink_metadata().is_err() {
            symlink(&fs::canonicalize(entry.path()).unwrap_or_else(|_| entry.path()), &target)?;
        }
    }
    Ok(())
}

/// Files below `root`, with `/`, without dependencies.
pub(super) fn files_below(root: &Path) -> Result<Vec<String>> {
    let mut files = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder))? {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            // Through links, as Node goes; a link to a folder could lead in circles.
            let kind = entry.file_type()?;
            if kind.is_dir() && name != "node_modules" && name != ".git" {
                folders.push(path);
            } else if kind.is_file() || (kind.is_symlink() && root.join(&path).is_file()) {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The files of both folders that are not the same, by path.
pub(super) fn changed_files(before: &Path, after: &Path) -> Result<BTreeSet<String>> {
    let mut paths: BTreeSet<String> = files_below(before)?.into_iter().collect();
    paths.extend(files_below(after)?);
    let read = |root: &Path, path: &String| fs::read(root.join(path)).ok();
    paths.retain(|path| read(before, path) != read(after, path));
    Ok(paths)
}

/// Writes the package at `root` as it was in the git revision `revision` to `to`.
pub(super) fn check_out(root: &Path, revision: &str, to: &Path) -> Result<()> {
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.arg("-C").arg(root).args(arguments);
        command
    };
    let folder = said(git(&["rev-parse", "--absolute-git-dir"]))?;
    let prefix = said(git(&["rev-parse", "--show-prefix"]))?;
    let tree = format!("{revision}:{}", prefix.trim_end_matches('/'));
    fs::create_dir_all(to)?;
    let index = to.with_extension("index");
    let apart = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(to).args(arguments).env("GIT_DIR", &folder);
        command.env("GIT_WORK_TREE", to).env("GIT_INDEX_FILE", &index);
        command
    };
    said(apart(&["read-tree", &tree])).with_context(|| format!("git has no {tree}"))?;
    said(apart(&["checkout-index", "--all", "--force"]))?;
    ensure!(to.join("package.json").is_file(), "there is no package.json in {tree}");
    Ok(())
}

fn said(mut command: Command) -> Result<String> {
    let output = command.output().context("git does not run")?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("git: {}", said.lines().next().unwrap_or_default().trim_start_matches("fatal: "));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim_end_matches('\n').to_string())
}

#[cfg(unix)]
pub(super) fn symlink(to: &Path, at: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(to, at)
}

#[cfg(windows)]
pub(super) fn symlink(to: &Path, at: &Path) -> io::Result<()> {
    if to.is_dir() {
        std::os::windows::fs::symlink_dir(to, at)
    } else {
        std::os::windows::fs::symlink_file(to, at)
    }
}
