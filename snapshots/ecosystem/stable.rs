//! What must hold of every package, whatever is in it: a second run changes nothing, the number of
//! threads changes nothing, and neither do line endings and byte order marks. Executes nothing.

use std::{
    collections::BTreeMap,
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, anyhow};
use rayon::{ThreadPoolBuilder, prelude::*};
use tempfile::TempDir;
use unfaux::{
    apply::apply,
    change::Change,
    engine::{self, Options},
    find::Package,
};

use super::say;

/// Checks the packages directly in `folder` and in its scopes. Gives how many, and what fails.
pub(super) fn check(folder: &Path) -> Result<(usize, usize)> {
    let roots = packages(folder)?;
    let failed = roots.par_iter().map(|root| {
        let problem = one(root).unwrap_or_else(|error| Some(format!("{error:#}")));
        problem.into_iter().map(|it| say(&format!("{}: {it}", root.display()))).count()
    });
    Ok((roots.len(), failed.sum()))
}

fn packages(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = fs::canonicalize(entry?.path())?;
        let is_scope = path.file_name().is_some_and(|it| it.to_string_lossy().starts_with('@'));
        if is_scope {
            found.extend(packages(&path)?);
        } else if path.join("package.json").is_file() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// What does not hold of the package at `root`.
fn one(root: &Path) -> Result<Option<String>> {
    let original = read(root)?;
    let aside = TempDir::with_prefix("unfaux-")?;
    let copy = copied(&original, aside.path())?;
    let package = read(&copy)?;
    let first = written(&package, 1)?;
    if first != written(&package, 2)? {
        return Ok(Some("two threads write something else than one".to_string()));
    }
    let plain = |text: &str| text.replace('\r', "");
    let returns = |text: &str| plain(text).replace('\n', "\r\n");
    let unmarked = |text: &str| text.trim_start_matches('\u{feff}').to_string();
    let marked = |text: &str| match text.starts_with(['#', '\u{feff}']) {
        true => text.to_string(),
        false => format!("\u{feff}{text}"),
    };
    let variants: [(&str, &dyn Fn(&str) -> String, &dyn Fn(&str) -> String); 2] =
        [("CRLF", &returns, &plain), ("a byte order mark", &marked, &unmarked)];
    for (name, change, normal) in variants {
        let varied = written(&with_texts(&package, change), 2)?;
        if let Some(path) = difference(&first, &varied, normal) {
            return Ok(Some(format!("{path} becomes something else with {name}")));
        }
    }
    apply(&package, &engine::migrate(&package, &Options::default()))?;
    let second = written(&read(&copy)?, 2)?;
    Ok(second.keys().next().map(|path| format!("a second run changes {path}")))
}

/// A copy of `package` in the folder `to` that sees the same dependencies.
fn copied(package: &Package, to: &Path) -> Result<PathBuf> {
    let copy = to.join("copy");
    let scripts = package.files.iter().map(|it| &it.path);
    let rest = package.unread.iter().map(|it| &it.path).chain(&package.others);
    for path in scripts.chain(rest).chain([&package.manifest.path]) {
        let place = copy.join(path);
        fs::create_dir_all(place.parent().context("below the root")?)?;
        fs::copy(package.root.join(path), place)?;
    }
    let own = package.root.join("node_modules");
    if own.is_dir() {
        symlink(own, copy.join("node_modules"))?;
    }
    let mut above = package.root.ancestors().skip(1);
    if let Some(modules) = above.find(|it| it.ends_with("node_modules")) {
        symlink(modules, to.join("node_modules"))?;
    }
    Ok(copy)
}

fn read(root: &Path) -> Result<Package> {
    let root = fs::canonicalize(root)?;
    Package::read(&root).map_err(|finding| anyhow!("{}", finding.message))
}

/// What `threads` threads would write: the new place and text of everything that changes, by its old place.
fn written(package: &Package, threads: usize) -> Result<BTreeMap<String, (String, String)>> {
    let pool = ThreadPoolBuilder::new().num_threads(threads).build()?;
    let changes = pool.install(|| engine::migrate(package, &Options::default())).changes;
    let one = |it: Change| match it {
        Change::Edit { path, new, .. } => (path.clone(), (path, new)),
        // A file in the place of one that moved.
        Change::Create { path, new } => (format!("{path} (new)"), (path, new)),
        Change::Rename { from, to, new, .. } => (from, (to, new)),
        Change::Move { from, to } => (from, (to, String::new())),
        Change::Copy { from, to, edited } => {
            (format!("{to} (copy)"), (from, edited.map(|(_, new)| new).unwrap_or_default()))
        }
        Change::Delete { path, .. } => (path, (String::new(), String::new())),
    };
    Ok(changes.into_iter().map(one).collect())
}

/// `package` with other texts of its scripts.
fn with_texts(package: &Package, change: &dyn Fn(&str) -> String) -> Package {
    let mut varied = package.clone();
    for file in varied.files.iter_mut().filter(|it| it.extension() != "json") {
        file.text = change(&file.text);
    }
    varied
}

fn difference(
    first: &BTreeMap<String, (String, String)>,
    other: &BTreeMap<String, (String, String)>,
    normal: &dyn Fn(&str) -> String,
) -> Option<String> {
    let paths = first.keys().chain(other.keys());
    let view = |tree: &BTreeMap<String, (String, String)>, path: &str| {
        tree.get(path).map(|(to, text)| (to.clone(), normal(text)))
    };
    let mut differing = paths.filter(|path| view(first, path) != view(other, path));
    differing.next().cloned()
}
