//! How CommonJS files can become ES modules: with the `type` of their package scope, or by a new
//! name (<https://nodejs.org/api/packages.html#determining-module-system>).

use std::{collections::BTreeMap, path::Path};

use aho_corasick::AhoCorasick;
use indexmap::IndexMap;
use oxc_span::Span;
use rustc_hash::FxHashSet;

use super::{FileId, Node, Target, development::is_development};
use crate::{
    facts::{Facts, RequireValue, RequireValueKind, WrapperKind},
    find::{self, Package},
    manifest::{Manifest, NestedType, PackageType, nested_type},
};

/// What makes an ES module of a CommonJS file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// The `type` in the nearest `package.json`.
    Scope,
    /// Another extension: nothing outside the package can tell.
    Name,
    /// Another extension, and a CommonJS file that loads it at the old path, which consumers may name.
    Beside,
    /// Nothing: consumers name the file, or its scope is no part of what the package offers.
    Never,
}

/// The folders of the package that have a `package.json`; `""` is the root.
pub(super) struct Scopes {
    kinds: BTreeMap<String, Option<NestedType>>,
}

impl Scopes {
    pub(super) fn of(package: &Package, manifest: &Manifest) -> Self {
        let root = match manifest.package_type {
            Some(PackageType::Module) => NestedType::Module,
            Some(PackageType::CommonJs) => NestedType::CommonJs,
            None => NestedType::Unsaid,
        };
        let nested = package.files.iter().filter_map(|file| {
            let folder = file.path.strip_suffix("/package.json")?;
            Some((folder.to_string(), nested_type(&file.text).ok()))
        });
        Self { kinds: nested.chain([(String::new(), Some(root))]).collect() }
    }

    /// The folder of the manifest that counts for the file at `path`.
    pub(super) fn scope(&self, path: &str) -> &str {
        let folders = path.rmatch_indices('/').map(|(at, _)| &path[..at]);
        let found = folders.into_iter().find_map(|it| self.kinds.get_key_value(it));
        found.map_or("", |(folder, _)| folder)
    }

    /// How a CommonJS file at `path` becomes an ES module, if its name does not matter.
    pub(super) fn turn(&self, path: &str) -> Turn {
        let scope = self.scope(path);
        let flips = scope.is_empty()
            || (self.kinds[scope].is_some() && !is_development(&format!("{scope}/index.js")));
        if flips && find::extension(path) != "cjs" { Turn::Scope } else { Turn::Never }
    }

    /// The folders whose manifest says `module` already.
    pub(super) fn modules(&self) -> FxHashSet<String> {
        let modules = self.kinds.iter().filter(|(_, kind)| **kind == Some(NestedType::Module));
        modules.map(|(folder, _)| folder.clone()).collect()
    }
}

/// Finds the `.cjs` files that may have another name: those that the package's maps, or files
/// behind them, lead to, and that nothing else can name; without a map just the main module.
pub(super) fn by_name(package: &Package, nodes: &mut [Node], open: bool) {
    if open {
        let turns = |it: &&mut Node| {
            let is_script = it.is_explicit() && it.is_common_js();
            it.main && is_script && !is_program(it)
        };
        for node in nodes.iter_mut().filter(turns) {
            node.turn = Turn::Beside;
        }
        return;
    }
    if guesses_paths(package, nodes) {
        return;
    }
    let mut turns = offered(nodes);
    turns.retain(|&id| {
        let node = &nodes[id];
        let is_script = node.is_common_js() && node.is_explicit();
        is_script && !node.bin_only && !is_development(&node.path)
    });
    let told = told(package, nodes, &turns);
    for id in turns.into_iter().filter(|it| !told.contains(it)) {
        nodes[id].turn = Turn::Name;
    }
}

/// What the manifest offers, and every file that it loads.
fn offered(nodes: &[Node]) -> Vec<FileId> {
    let mut found: Vec<FileId> = (0..nodes.len()).filter(|&id| nodes[id].entry).collect();
    let mut seen: FxHashSet<FileId> = found.iter().copied().collect();
    let mut next = 0;
    while let Some(&id) = found.get(next) {
        next += 1;
        let node = &nodes[id];
        for target in node.requires.iter().chain(&node.specifiers) {
            if let Target::File { id: to, .. } = target
                && seen.insert(*to)
            {
                found.push(*to);
            }
        }
    }
    found
}

/// Some file loads what only run time knows, from the package itself.
fn guesses_paths(package: &Package, nodes: &[Node]) -> bool {
    nodes.iter().zip(&package.files).any(|(node, file)| {
        let calls = node.facts.iter().flat_map(|it| &it.computed_requires);
        !is_development(&node.path)
            && calls.into_iter().any(|call| {
                let text = &file.text[call.start as usize..call.end as usize];
                text.contains("./") || text.contains("__dirname")
            })
    })
}

/// Those of `ids` that a string may name which is no specifier. All texts are read once, for all names
/// together.
fn told(package: &Package, nodes: &[Node], ids: &[FileId]) -> FxHashSet<FileId> {
    let mut names: IndexMap<&str, Vec<FileId>> = IndexMap::new();
    for &id in ids {
        let path = nodes[id].path.as_str();
        names.entry(path.rsplit('/').next().unwrap_or(path)).or_default().push(id);
    }
    // Only more names than 32 bits count make an automaton fail.
    let Ok(finder) = AhoCorasick::new(names.keys()) else { return ids.iter().copied().collect() };
    let mut told = FxHashSet::default();
    for (node, file) in nodes.iter().zip(&package.files) {
        let Some(facts) = node.facts.as_ref().filter(|_| !is_development(&node.path)) else {
            continue;
        };
        for found in finder.find_overlapping_iter(&file.text) {
            let Some(text) = said(facts, &file.text, found.end()) else { continue };
            let named = names[found.pattern().as_usize()].iter();
            told.extend(named.filter(|&&id| may_name(text, &node.path, &nodes[id].path)));
        }
    }
    told
}

/// The string that ends at `end`, unless it is a specifier or printed by a bundler.
fn said<'a>(facts: &Facts, text: &'a str, end: usize) -> Option<&'a str> {
    let text = quoted(text, end)?;
    (!is_specifier(facts, end as u32) && !is_replaced(facts, end as u32)).then_some(text)
}

/// The place is in what bundlers print for `import.meta.url`, with the name of the file for browsers.
fn is_replaced(facts: &Facts, at: u32) -> bool {
    let urls = facts.wrapper.iter().filter(|it| it.kind == WrapperKind::ModuleUrl);
    urls.into_iter().any(|it| (it.span.start..it.span.end).contains(&at))
}

/// The text between quotes on one line, the second of which stands at `end`.
fn quoted(text: &str, end: usize) -> Option<&str> {
    let quote = text[end..].chars().next().filter(|it| matches!(it, '\'' | '"' | '`'))?;
    let start = text[..end].rfind([quote, '\n'])?;
    text[start..].starts_with(quote).then(|| &text[start + 1..end])
}

/// Whether `text` in the file `from` can mean the file `path`: from there, or at the end of
/// another path.
fn may_name(text: &str, from: &str, path: &str) -> bool {
    if !text.starts_with("./") && !text.starts_with("../") {
        let tail = text.rsplit(['}', ':']).next().unwrap_or(text).trim_start_matches('/');
        return path == tail || path.ends_with(&format!("/{tail}"));
    }
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for part in text.split('/') {
        match part {
            "." => {}
            ".." => drop(folders.pop()),
            part => folders.push(part),
        }
    }
    folders.join("/") == path
}

fn is_specifier(facts: &Facts, offset: u32) -> bool {
    let required = facts.requires.iter().map(|it| it.literal);
    let imported = facts.specifiers.iter().map(|it| it.literal);
    let resolved = facts.require_values.iter().filter_map(|it| match it.kind {
        RequireValueKind::Resolve { literal, .. } => Some(literal),
        _ => None,
    });
    required.chain(imported).chain(resolved).any(|it| it.start < offset && offset < it.end)
}

/// Calls of scripts without an extension.
pub(super) fn nameless(package: &Package, nodes: &[Node]) -> Vec<(FileId, Span)> {
    let is_other = |path: &Path| {
        let path = path.strip_prefix(&package.root).ok().and_then(Path::to_str);
        path.is_some_and(|it| {
            find::extension(it).is_empty() && package.others.iter().any(|other| other == it)
        })
    };
    let mut found = Vec::new();
    for (id, node) in nodes.iter().enumerate() {
        let Some(facts) = &node.facts else { continue };
        for (require, target) in facts.requires.iter().zip(&node.requires) {
            if matches!(target, Target::External(it) if is_other(&it.path)) {
                found.push((id, require.call));
            }
        }
    }
    found
}

/// It is started, too, perhaps by its path.
fn is_program(node: &Node) -> bool {
    let asks = |it: &RequireValue| {
        matches!(it.kind, RequireValueKind::Main | RequireValueKind::IsMain { .. })
    };
    node.executable || node.facts.as_ref().is_some_and(|it| it.require_values.iter().any(asks))
}
