//! Which packages of a workspace a package needs, by its manifest and by the settings of TypeScript.

use std::{collections::BTreeMap, path::Path};

use ignore::WalkBuilder;
use rayon::prelude::*;
use serde_json::{Map, Value};

use super::layout;
use crate::find::extension;

/// The members of a workspace, by index.
pub(super) struct Places {
    names: BTreeMap<String, usize>,
    /// Paths from the root.
    paths: BTreeMap<String, usize>,
}

impl Places {
    pub(super) fn new<'m>(members: impl Iterator<Item = (&'m str, &'m str)> + Clone) -> Self {
        let names = members.clone().enumerate().map(|(at, (name, _))| (name.to_string(), at));
        let paths = members.enumerate().map(|(at, (_, path))| (path.to_string(), at));
        Self { names: names.collect(), paths: paths.collect() }
    }

    /// What the manifest `fields` of the member at `path` lists under `keys`, by name or, as `workspace:`,
    /// `link:`, `file:` and `portal:` can say, by another name or by path.
    pub(super) fn listed(
        &self,
        fields: &Map<String, Value>,
        path: &str,
        keys: &[&str],
    ) -> Vec<usize> {
        let tables = keys.iter().filter_map(|key| fields.get(*key)?.as_object());
        tables.flatten().filter_map(|(name, range)| self.listed_one(path, name, range)).collect()
    }

    fn listed_one(&self, path: &str, name: &str, range: &Value) -> Option<usize> {
        let range = range.as_str().unwrap_or_default();
        let by_name = |name: &str| self.names.get(name).copied();
        if let Some(rest) = range.strip_prefix("workspace:") {
            return match rest.rfind('@') {
                _ if rest.starts_with('.') => self.at(path, rest),
                Some(end @ 1..) => by_name(&rest[..end]),
                _ => by_name(name),
            };
        }
        let links = ["link:", "file:", "portal:"];
        match links.iter().find_map(|it| range.strip_prefix(it)) {
            Some(rest) => self.at(path, rest),
            None => by_name(name),
        }
    }

    /// The member at `relative` from the folder `path`.
    fn at(&self, path: &str, relative: &str) -> Option<usize> {
        self.paths.get(&joined(path, relative)?).copied()
    }

    /// The innermost member around `relative` from the folder `path`; not the root.
    fn around(&self, path: &str, relative: &str) -> Option<usize> {
        let full = joined(path, relative)?;
        let mut folder = full.as_str();
        loop {
            if let Some(&found) = self.paths.get(folder).filter(|_| !folder.is_empty()) {
                return Some(found);
            }
            folder = folder.rsplit_once('/')?.0;
        }
    }
}

/// What `relative` is from the folder `path`, without `.` and `..`; `None` outside of the root.
fn joined(path: &str, relative: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/').chain(relative.split('/')) {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop()?,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// For each member, those to which its TypeScript project refers, or that it imports by `paths` of
/// the settings at the root.
pub(super) fn by_typescript(root: &Path, paths: &[&str], places: &Places) -> Vec<Vec<usize>> {
    let aliases = aliases(root, places);
    let one = |(own, path): (usize, &&str)| {
        let mut found = references(root, path, places);
        if !aliases.is_empty() && !path.is_empty() {
            found.extend(imported(&root.join(path), &aliases));
        }
        found.retain(|it| *it != own);
        found.sort_unstable();
        found.dedup();
        found
    };
    paths.par_iter().enumerate().map(one).collect()
}

/// <https://www.typescriptlang.org/docs/handbook/project-references.html>
fn references(root: &Path, path: &str, places: &Places) -> Vec<usize> {
    let settings = layout::jsonc(&root.join(path), "tsconfig.json");
    let Some(settings) = settings.ok().flatten().filter(|_| !path.is_empty()) else {
        return Vec::new();
    };
    let list = settings.get("references").and_then(Value::as_array).into_iter().flatten();
    let named = list.filter_map(|it| it.get("path")?.as_str());
    named.filter_map(|it| places.around(path, it)).collect()
}

/// What stands for members in specifiers: <https://www.typescriptlang.org/tsconfig/#paths>.
fn aliases(root: &Path, places: &Places) -> Vec<(String, usize)> {
    let read = |file: &&str| layout::jsonc(root, file).ok().flatten();
    let Some(options) = ["tsconfig.base.json", "tsconfig.json"].iter().find_map(|file| {
        let options = read(file)?.get("compilerOptions")?.clone();
        options.get("paths").is_some().then_some(options)
    }) else {
        return Vec::new();
    };
    let base = options.get("baseUrl").and_then(Value::as_str).unwrap_or_default();
    let paths = options.get("paths").and_then(Value::as_object).into_iter().flatten();
    let alias = |(name, targets): (&String, &Value)| {
        let target = targets.as_array()?.first()?.as_str()?.trim_end_matches('*');
        Some((name.trim_end_matches("/*").to_string(), places.around(base, target)?))
    };
    paths.filter_map(alias).filter(|(name, _)| !name.contains('*')).collect()
}

/// The members whose aliases stand in scripts below `folder`, quoted and alone or before a slash.
fn imported(folder: &Path, aliases: &[(String, usize)]) -> Vec<usize> {
    let mut builder = WalkBuilder::new(folder);
    builder.require_git(false).filter_entry(|it| it.file_name() != "node_modules");
    let scripts = ["js", "cjs", "mjs", "jsx", "ts", "cts", "mts", "tsx"];
    let files = builder.build().filter_map(Result::ok).filter(|it| {
        it.file_type().is_some_and(|it| it.is_file())
            && it.file_name().to_str().is_some_and(|it| scripts.contains(&extension(it)))
    });
    let texts = files.filter_map(|it| layout::text(it.path(), "").ok().flatten());
    let mut found: Vec<usize> = Vec::new();
    for text in texts {
        let words: Vec<&str> = text.split(['\'', '"']).collect();
        let names = |alias: &str| {
            let is_inside =
                |word: &str| word.strip_prefix(alias).is_some_and(|it| it.starts_with('/'));
            words.iter().any(|it| *it == alias || is_inside(it))
        };
        found.extend(aliases.iter().filter(|(alias, _)| names(alias)).map(|(_, to)| *to));
    }
    found
}
