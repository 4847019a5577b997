//! Which package scopes become scopes of modules, and the new names of files that need one.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::Draft;
use crate::{
    find,
    graph::{FileId, Node, Turn, is_development},
};

/// A file that has to stay CommonJS under its name makes its nested scope stay; says whether one
/// was found.
pub(super) fn stay(draft: &mut Draft<'_>) -> bool {
    let graph = draft.graph;
    let stays = graph.nodes.iter().enumerate().find(|(id, node)| {
        !node.scope.is_empty() && !draft.stays.contains(&node.scope) && is_held(draft, *id)
    });
    let Some((_, held)) = stays else { return false };
    draft.stays.insert(held.scope.clone());
    for (id, node) in graph.nodes.iter().enumerate() {
        if node.scope == held.scope && node.turn == Turn::Scope && node.is_common_js() {
            draft.kept[id] = true;
        }
    }
    true
}

/// The file stays CommonJS, and must not get another name.
pub(super) fn is_held(draft: &Draft<'_>, id: FileId) -> bool {
    let node = &draft.graph.nodes[id];
    let needed = || node.main || draft.shows_its_path(id) || is_listed(draft, node);
    draft.kept[id] && moves_with_scope(node) && needed()
}

/// A file beside it, or above, reads which files there are: it would find two in place of one, but
/// for commands, whose old path nothing takes.
fn is_listed(draft: &Draft<'_>, node: &Node) -> bool {
    let lists = |it: &&Node| {
        let folder = it.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let below = folder.is_empty() || node.path.starts_with(&format!("{folder}/"));
        below && !is_development(&it.path) && it.facts.as_ref().is_some_and(|it| it.lists_folders)
    };
    let is_command = node.bin_only || node.executable;
    !is_command && !is_development(&node.path) && draft.graph.nodes.iter().any(|it| lists(&it))
}

/// The file is CommonJS now, and would become a module with its scope.
fn moves_with_scope(node: &Node) -> bool {
    node.turn == Turn::Scope && (node.is_common_js() || node.unread)
}

/// The folders whose `package.json` says `module` afterwards, for files that migrate.
pub(super) fn flips(draft: &Draft<'_>) -> BTreeSet<String> {
    let migrating = draft.graph.nodes.iter().enumerate().filter(|(id, node)| {
        node.turn == Turn::Scope && node.is_common_js() && draft.migrates(*id)
    });
    migrating.map(|(_, node)| node.scope.clone()).collect()
}

/// The new path of each file that cannot keep its name.
pub(super) fn paths(draft: &Draft<'_>, flips: &BTreeSet<String>) -> Vec<Option<String>> {
    let graph = draft.graph;
    let mut taken: FxHashSet<String> = graph.taken.clone();
    let mut paths = Vec::new();
    for (id, node) in graph.nodes.iter().enumerate() {
        let path = if draft.kept[id] {
            let moves = moves_with_scope(node) && flips.contains(&node.scope);
            moves.then(|| free(&taken, &as_common_js(&node.path)))
        } else {
            let module = graph.modules.contains(&node.scope) || flips.contains(&node.scope);
            let needed = matches!(node.turn, Turn::Name | Turn::Beside) || is_odd(&node.path);
            let moves = needed && draft.migrates(id);
            moves.then(|| free(&taken, &as_module(&node.path, module)))
        };
        taken.extend(path.clone());
        paths.push(path);
    }
    paths
}

/// An extension that `import` does not know (`ERR_UNKNOWN_FILE_EXTENSION`).
fn is_odd(path: &str) -> bool {
    !matches!(find::extension(path), "" | "js" | "cjs" | "mjs" | "json")
}

/// `path` without its extension.
fn stem(path: &str) -> &str {
    path.strip_suffix(find::extension(path)).and_then(|it| it.strip_suffix('.')).unwrap_or(path)
}

/// Names under which CommonJS lives in a scope of modules, the best first.
fn as_common_js(path: &str) -> Vec<String> {
    let stem = stem(path);
    vec![format!("{stem}.cjs"), format!("{path}.cjs")]
}

/// Names under which a module lives, the best first; `plain` when `.js` is one.
fn as_module(path: &str, plain: bool) -> Vec<String> {
    let stem = stem(path);
    let plain = plain.then(|| format!("{stem}.js"));
    plain.into_iter().chain([format!("{stem}.mjs"), format!("{path}.mjs")]).collect()
}

/// The first of `wishes` that no file has, or else the last of them with a number.
fn free(taken: &FxHashSet<String>, wishes: &[String]) -> String {
    if let Some(free) = wishes.iter().find(|it| !taken.contains(*it)) {
        return free.clone();
    }
    let last = wishes.last().map_or("", String::as_str);
    let (stem, extension) = last.rsplit_once('.').unwrap_or((last, ""));
    let mut number = 2;
    while taken.contains(&format!("{stem}-{number}.{extension}")) {
        number += 1;
    }
    format!("{stem}-{number}.{extension}")
}
