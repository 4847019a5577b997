//! Files that are data for other files: tests and tools name them by path and read their text, or
//! hand the path to something that does. They stay as they are, byte for byte.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use oxc_span::Span;
use rustc_hash::FxHashMap;

use super::{FileId, Node, Target, Turn, callers, is_development, is_test};
use crate::facts::{Facts, NamedPath, PathUse, RequireValueKind};

/// What code names by path.
#[derive(Debug, Default)]
pub struct Data {
    /// Files that are read as text, with the place that does.
    pub read: BTreeMap<FileId, (FileId, Span)>,
    /// Files whose path shipped code gives to somebody who may do anything with it, with that code.
    pub handed: BTreeMap<FileId, FileId>,
    /// Files whose path consumers see, with the place that shows it.
    pub shown: BTreeMap<FileId, (FileId, Span)>,
    /// Folders of data, which need a manifest of their own to stay CommonJS.
    pub folders: Vec<String>,
    /// Those of tests that look for the folder in stack traces, with the place that does.
    pub traced: BTreeMap<String, (FileId, Span)>,
    /// The files that paths lead to: the file and number of the path, and the target.
    pub named: Vec<(FileId, usize, FileId)>,
    /// Dependencies that look at the file names of their callers, by the file that is required, with the one that does.
    pub callers: FxHashMap<PathBuf, PathBuf>,
}

impl Data {
    /// Finds them, and tells the files of the folders that the `type` of the root is not theirs.
    pub(super) fn mark(nodes: &mut [Node]) -> Self {
        let mut data = Self { callers: callers::all(nodes), ..Self::default() };
        data.trace(nodes);
        for (it, namers) in data.look(nodes) {
            // An outer folder comes before those in it.
            let is_inner = data.folders.iter().any(|outer| is_below(&it, outer));
            if !is_inner && data.is_free(nodes, &it, &namers) {
                data.folders.push(it);
            }
        }
        for node in nodes.iter_mut() {
            if data.folders.iter().any(|it| is_below(&node.path, it)) {
                node.turn = Turn::Never;
            }
        }
        data
    }

    /// Notes folders whose tests expect their own paths in stack traces, where a module has a URL
    /// and a file that stays must keep its name.
    fn trace(&mut self, nodes: &[Node]) {
        for (id, node) in nodes.iter().enumerate() {
            let frames = node.facts.as_ref().and_then(|it| it.own_frames);
            let Some(found) = frames.filter(|it| it.folder && is_test(&node.path)) else {
                continue;
            };
            let name = folder(&node.path);
            let is_other = |it: &Node| is_below(&it.path, name) && it.turn == Turn::Scope;
            if !name.is_empty() && nodes.iter().any(is_other) && !is_required(nodes, name) {
                self.traced.insert(name.to_string(), (id, found.span));
            }
        }
        self.folders.extend(self.traced.keys().cloned());
    }

    /// Notes what paths name. Gives the folders that may be data, with the files that name them.
    fn look(&mut self, nodes: &[Node]) -> BTreeMap<String, BTreeSet<FileId>> {
        let ids: FxHashMap<&str, FileId> =
            nodes.iter().enumerate().map(|(id, it)| (it.path.as_str(), id)).collect();
        let mut wanted: BTreeMap<String, BTreeSet<FileId>> = BTreeMap::new();
        for (from, node) in nodes.iter().enumerate() {
            if let Some(name) = conventional(&node.path) {
                wanted.entry(name.to_string()).or_default();
            }
            let Some(facts) = &node.facts else { continue };
            self.resolved(nodes, (from, facts), &mut wanted);
            for (index, path) in facts.paths.iter().enumerate() {
                let Some(named) = joined(folder(&node.path), &path.text) else { continue };
                let whole = path.tail.is_some();
                let to = target(&ids, &named).filter(|&to| whole && to != from);
                if let Some(to) = to {
                    self.named.push((from, index, to));
                    self.hand(node, (from, to), (path.used, path.span));
                }
                if let Some(to) =
                    to.filter(|&to| path.used == PathUse::Read && nodes[to].turn != Turn::Never)
                {
                    self.read.entry(to).or_insert((from, path.span));
                }
                if let Some(name) = data_folder(nodes, node, path, to, named) {
                    wanted.entry(name).or_default().insert(from);
                }
            }
        }
        wanted
    }

    fn hand(&mut self, node: &Node, (from, to): (FileId, FileId), (used, span): (PathUse, Span)) {
        if !used.hands_on() || is_development(&node.path) || from == to {
            return;
        }
        self.handed.entry(to).or_insert(from);
        if used == PathUse::Shown {
            self.shown.entry(to).or_insert((from, span));
        }
    }

    /// Notes what `require.resolve` gives a file the path of.
    fn resolved(
        &mut self,
        nodes: &[Node],
        (from, facts): (FileId, &Facts),
        wanted: &mut BTreeMap<String, BTreeSet<FileId>>,
    ) {
        let node = &nodes[from];
        for value in &facts.require_values {
            let RequireValueKind::Resolve { literal, used, .. } = &value.kind else { continue };
            let Some(&Target::File { id: to, .. }) = node.resolves.get(&literal.start) else {
                continue;
            };
            self.hand(node, (from, to), (*used, value.span));
            let is_read = *used == PathUse::Read;
            if is_read && nodes[to].turn != Turn::Never {
                self.read.entry(to).or_insert((from, value.span));
            }
            if is_read || (used.hands_on() && is_development(&node.path)) {
                wanted.entry(folder(&nodes[to].path).to_string()).or_default().insert(from);
            }
        }
    }

    /// Nobody loads what is in the folder, as far as anybody can tell.
    fn is_free(&self, nodes: &[Node], name: &str, namers: &BTreeSet<FileId>) -> bool {
        let inside = |it: &Node| is_below(&it.path, name);
        if name.is_empty() || namers.iter().any(|&it| inside(&nodes[it])) {
            return false;
        }
        let is_read = |id: FileId| self.read.contains_key(&id);
        let is_tests = is_below_tests(name);
        let is_data = |(id, it): (FileId, &Node)| {
            it.is_json() || is_read(id) || (is_tests && !it.entry && !it.reachable)
        };
        let files = || nodes.iter().enumerate().filter(|(_, it)| inside(it));
        files().any(|(_, it)| it.turn == Turn::Scope && it.is_common_js())
            && files().all(is_data)
            && !files().any(|(_, it)| asks_manifest(it))
            && (files().any(|(id, _)| is_read(id)) || !is_required(nodes, name))
    }
}

/// It names a file by `imports` of the manifest, or by the name of the package: with a manifest of its
/// own, a folder would have neither.
fn asks_manifest(node: &Node) -> bool {
    let targets = node.requires.iter().chain(&node.specifiers);
    let specifiers = node.facts.iter().flat_map(|it| {
        let required = it.requires.iter().map(|it| it.specifier.as_str());
        required.chain(it.specifiers.iter().map(|it| it.value.as_str()))
    });
    specifiers.zip(targets).any(|(text, target)| {
        let inside = matches!(target, Target::File { .. }) && !text.starts_with(['.', '/']);
        inside || text.starts_with('#')
    })
}

/// A file outside of the folder loads one in it.
fn is_required(nodes: &[Node], name: &str) -> bool {
    let inside = |it: &Node| is_below(&it.path, name);
    let outside = nodes.iter().filter(|it| !inside(it));
    outside.flat_map(|it| &it.requires).any(|to| match to {
        Target::File { id, .. } => inside(&nodes[*id]) && !nodes[*id].is_json(),
        _ => false,
    })
}

/// The folder that `path` in `node` makes data of, where it leads to the file `to` or the folder
/// `named`. What tests hand on unread may be read, and nobody misses that it stays as it is.
fn data_folder(
    nodes: &[Node],
    node: &Node,
    path: &NamedPath,
    to: Option<FileId>,
    named: String,
) -> Option<String> {
    let hands_on = path.used.hands_on() && is_development(&node.path);
    let loads = node.facts.as_ref().is_some_and(|it| !it.computed_requires.is_empty());
    match to {
        Some(to) if hands_on || path.used == PathUse::Read => {
            Some(folder(&nodes[to].path).to_string())
        }
        None if hands_on && !loads => Some(named),
        _ => None,
    }
}

/// The folder is called what everybody calls folders of data.
fn conventional(path: &str) -> Option<&str> {
    let mut start = 0;
    for part in folder(path).split('/') {
        start += part.len();
        if ["fixtures", "fixture", "__fixtures__"].contains(&part) {
            return Some(&path[..start]);
        }
        start += 1;
    }
    None
}

/// A folder inside one of tests, examples or the like, or one of fixtures.
fn is_below_tests(name: &str) -> bool {
    is_development(&format!("{}/x", folder(name))) || conventional(&format!("{name}/x")).is_some()
}

pub(crate) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

pub(crate) fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// `path` from the folder `base`; `None` outside the package.
pub(crate) fn joined(base: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = base.split('/').filter(|it| !it.is_empty()).collect();
    for part in path.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The file that `require(path)` loads.
fn target(ids: &FxHashMap<&str, FileId>, path: &str) -> Option<FileId> {
    let tails = ["", ".js", "/index.js"];
    tails.iter().find_map(|tail| ids.get(format!("{path}{tail}").as_str()).copied())
}

/// The text is JSON, with or without a byte order mark.
pub(super) fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text.trim_start_matches('\u{feff}')).is_ok()
}
