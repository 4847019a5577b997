//! Which files a manifest names, for whom, and under which conditions.

use std::collections::BTreeSet;

use super::exports::{Target, matching_key, star_in};
use super::model::{Browser, Manifest};
use super::paths::{join, resolve};

/// Who is told of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// `require(name)` and `import name` without an exports map.
    Main,
    /// `exports`
    Export,
    /// A command.
    Bin,
    /// `browser`
    Browser,
    /// `module` and `jsnext:main`.
    Module,
    /// `types` and `typings`.
    Types,
    /// `imports`
    ImportsMap,
}

/// One file that the manifest names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryPoint {
    /// `.`, `./x`, `#x`, or the name of a command.
    pub subpath: String,
    /// On the way to the file, outermost first.
    pub conditions: Vec<String>,
    /// A file that is there, relative to the package root, without `./`.
    pub target: String,
    pub kind: EntryKind,
}

/// All entry points of `manifest` among `files`, each once, in the order of the fields of [`EntryKind`].
pub(super) fn entry_points(manifest: &Manifest, files: &BTreeSet<String>) -> Vec<EntryPoint> {
    let mut points = Vec::new();
    if let Some(exports) = &manifest.exports {
        map_entries(exports, EntryKind::Export, files, &mut points);
    } else if let Some(target) = manifest.resolve_main(&|path| files.contains(path)) {
        points.push(EntryPoint::root(target, EntryKind::Main));
    }
    commands(manifest, files, &mut points);
    browser(manifest, files, &mut points);
    let modules = manifest.module.iter().filter_map(|path| found(path, files));
    points.extend(modules.map(|target| EntryPoint::root(target, EntryKind::Module)));
    let types = manifest.types.iter().filter_map(|path| declaration(path, files));
    points.extend(types.map(|target| EntryPoint::root(target, EntryKind::Types)));
    map_entries(&manifest.imports, EntryKind::ImportsMap, files, &mut points);
    points.dedup();
    points
}

impl EntryPoint {
    fn root(target: String, kind: EntryKind) -> Self {
        Self { subpath: ".".to_string(), conditions: Vec::new(), target, kind }
    }
}

fn found(path: &str, files: &BTreeSet<String>) -> Option<String> {
    resolve(&join("", path)?, &|path| files.contains(path))
}

/// TypeScript adds `.ts` and `.d.ts`, and looks into folders
/// (<https://www.typescriptlang.org/docs/handbook/modules/reference.html#packagejson-main-and-types>).
fn declaration(path: &str, files: &BTreeSet<String>) -> Option<String> {
    let path = join("", path)?;
    let candidates =
        ["", ".ts", ".tsx", ".d.ts", "/index.d.ts"].map(|tail| format!("{path}{tail}"));
    candidates.into_iter().find(|path| files.contains(path))
}

fn commands(manifest: &Manifest, files: &BTreeSet<String>, points: &mut Vec<EntryPoint>) {
    let mut add = |name: &str, target: String| {
        let (subpath, conditions) = (name.to_string(), Vec::new());
        points.push(EntryPoint { subpath, conditions, target, kind: EntryKind::Bin });
    };
    for (name, path) in &manifest.bin {
        if let Some(target) = join("", path).filter(|path| files.contains(path)) {
            add(name, target);
        }
    }
    let folder = manifest.bin_folder.as_deref().filter(|_| manifest.bin.is_empty());
    if let Some(folder) = folder.and_then(|folder| join("", folder)) {
        let prefix = format!("{folder}/");
        for path in files.iter().filter(|path| path.starts_with(&prefix)) {
            add(&path[prefix.len()..], path.clone());
        }
    }
}

fn browser(manifest: &Manifest, files: &BTreeSet<String>, points: &mut Vec<EntryPoint>) {
    match &manifest.browser {
        Some(Browser::Path(path)) => {
            points.extend(
                found(path, files).map(|target| EntryPoint::root(target, EntryKind::Browser)),
            );
        }
        Some(Browser::Map(pairs)) => {
            for (key, value) in pairs {
                // Only values that start with `.` are files; others are packages.
                let path = value.as_deref().filter(|path| path.starts_with('.'));
                if let Some(target) = path.and_then(|path| found(path, files)) {
                    let (subpath, conditions) = (key.clone(), Vec::new());
                    points.push(EntryPoint {
                        subpath,
                        conditions,
                        target,
                        kind: EntryKind::Browser,
                    });
                }
            }
        }
        None => {}
    }
}

/// The entries of `exports` or `imports`, patterns expanded over `files`.
fn map_entries(
    map: &[(String, Target)],
    kind: EntryKind,
    files: &BTreeSet<String>,
    points: &mut Vec<EntryPoint>,
) {
    for (key, target) in map {
        for (conditions, path) in target.paths() {
            let Some(path) = path.strip_prefix("./") else { continue };
            if key.contains('*') && path.contains('*') {
                for file in files {
                    let star = star_in(path, file).filter(|star| path.replace('*', star) == *file);
                    let subpath = star.map(|star| key.replacen('*', star, 1));
                    if let Some(subpath) = subpath.filter(|subpath| answers(map, key, subpath)) {
                        let (conditions, target) = (conditions.clone(), file.clone());
                        points.push(EntryPoint { subpath, conditions, target, kind });
                    }
                }
            } else if files.contains(path) {
                points.push(EntryPoint {
                    subpath: key.clone(),
                    conditions,
                    target: path.to_string(),
                    kind,
                });
            }
        }
    }
}

/// Whether `key` and no more precise one answers for `subpath`.
pub(super) fn answers(map: &[(String, Target)], key: &str, subpath: &str) -> bool {
    matching_key(map.iter().map(|(key, _)| key.as_str()), subpath)
        .is_some_and(|(best, _)| best == key)
}
