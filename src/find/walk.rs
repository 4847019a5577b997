//! Lists the files of a package without reading them, and without following a symbolic link.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use ignore::{DirEntry, WalkBuilder, gitignore::Gitignore};
use serde_json::{Map, Value};

use super::{Link, git_top, trouble};
use crate::{apply::FOLDER, finding::Finding};

/// Names of files and folders that are never part of a package's own code.
const FOREIGN: [&str; 8] =
    ["node_modules", ".git", ".hg", ".svn", ".yarn", ".pnp.cjs", ".pnp.loader.mjs", FOLDER];

/// What stands in a package.
#[derive(Default)]
pub(super) struct Listing {
    /// Regular files, without the root's `package.json`.
    pub(super) entries: Vec<String>,
    pub(super) nested: Vec<String>,
    pub(super) links: Vec<Link>,
    pub(super) findings: Vec<Finding>,
}

/// Lists the package at `root`, whose manifest has `fields`.
pub(super) fn list(root: &Path, fields: &Map<String, Value>) -> Listing {
    let mut listing = Listing::default();
    for entry in walker(root).build() {
        match entry {
            Ok(entry) => listing.add(root, &entry),
            Err(error) => listing.findings.push(unreadable(root, &error)),
        }
    }
    listing.entries.sort_unstable();
    listing.links.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    listing.split_off_nested(root, fields);
    listing
}

fn walker(root: &Path) -> WalkBuilder {
    let mut builder = WalkBuilder::new(root);
    builder
        .hidden(false)
        .ignore(false)
        .git_global(false)
        .require_git(false)
        .parents(parents_have_a_say(root))
        .follow_links(false)
        .add_custom_ignore_filename(".unfauxignore")
        .filter_entry(|entry| {
            entry.depth() == 0 || !FOREIGN.iter().any(|name| entry.file_name() == *name)
        });
    builder
}

/// Ignore files above the root count, unless they ignore the package itself: somebody who names
/// an ignored or an installed package wants it migrated.
fn parents_have_a_say(root: &Path) -> bool {
    let Some(top) = git_top(root) else { return false };
    let Ok(inside) = root.strip_prefix(top) else { return false };
    if inside.components().any(|part| part.as_os_str() == "node_modules") {
        return false;
    }
    let above = root.ancestors().skip(1).take_while(|folder| folder.starts_with(top));
    !above.into_iter().any(|folder| {
        let (rules, _) = Gitignore::new(folder.join(".gitignore"));
        rules.matched_path_or_any_parents(root, true).is_ignore()
    })
}

impl Listing {
    fn add(&mut self, root: &Path, entry: &DirEntry) {
        let Some(kind) = entry.file_type().filter(|kind| !kind.is_dir()) else { return };
        let Some(path) = relative(root, entry.path()) else {
            let shown = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_string_lossy();
            let help = "rename the file";
            self.findings.push(trouble("not-utf8", &shown, "the file name is not UTF-8", help));
            return;
        };
        if kind.is_symlink() {
            let real = fs::canonicalize(entry.path()).ok();
            let target = real.and_then(|real| relative(root, &real));
            self.links.push(Link { path, target });
        } else if kind.is_file() && path != "package.json" {
            self.entries.push(path);
        }
    }

    /// Moves the roots of other packages to `nested` and forgets what is below them.
    fn split_off_nested(&mut self, root: &Path, fields: &Map<String, Value>) {
        let manifests = self.entries.iter().filter_map(|path| path.strip_suffix("/package.json"));
        let nested: BTreeSet<String> =
            manifests.filter(|it| is_other(root, it, fields)).map(str::to_string).collect();
        let own = |path: &str| {
            let mut folders = path.match_indices('/').map(|(at, _)| &path[..at]);
            !folders.any(|folder| nested.contains(folder))
        };
        self.entries.retain(|path| own(path));
        self.links.retain(|link| own(&link.path));
        self.nested = nested.iter().filter(|folder| own(folder)).cloned().collect();
    }
}

/// The manifest in `folder` is that of another package: it has a name, and neither that of the
/// root, nor is it a private one around files that the root's manifest names.
fn is_other(root: &Path, folder: &str, fields: &Map<String, Value>) -> bool {
    let text = fs::read(root.join(folder).join("package.json")).unwrap_or_default();
    let value = serde_json::from_slice::<Value>(&text).unwrap_or_default();
    let Some(name) = value.get("name").and_then(Value::as_str) else { return false };
    let inside = value.get("private") == Some(&Value::Bool(true))
        && !fields.contains_key("workspaces")
        && ["main", "module", "exports"].iter().any(|it| names_inside(fields.get(*it), folder));
    fields.get("name").and_then(Value::as_str) != Some(name) && !inside
}

fn names_inside(value: Option<&Value>, folder: &str) -> bool {
    match value {
        Some(Value::String(path)) => {
            let path = path.strip_prefix("./").unwrap_or(path);
            path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
        }
        Some(Value::Array(list)) => list.iter().any(|it| names_inside(Some(it), folder)),
        Some(Value::Object(map)) => map.values().any(|it| names_inside(Some(it), folder)),
        _ => false,
    }
}

/// `path` relative to `root` with `/`, if it lies inside and is UTF-8.
fn relative(root: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> =
        path.strip_prefix(root).ok()?.iter().map(|part| part.to_str()).collect();
    Some(parts?.join("/"))
}

fn unreadable(root: &Path, error: &ignore::Error) -> Finding {
    let path = path_of(error).unwrap_or_else(|| root.to_path_buf());
    let file = relative(root, &path).unwrap_or_default();
    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    let message = format!("cannot be read: {reason}");
    trouble("unreadable", &file, message, "check the mode of the file or folder")
}

fn path_of(error: &ignore::Error) -> Option<PathBuf> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path.clone()),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            path_of(err)
        }
        _ => None,
    }
}
