//! Dependencies that look at the file names of their callers, where an ES module has a URL.

use std::path::{Path, PathBuf};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Node, Target,
    external::{self, ExternalFormat},
};

/// The method of a call site that tells its file (<https://v8.dev/docs/stack-trace-api>).
const NAME: &str = ".getFileName(";

/// What has one of these knows that a name may be a URL, or only prints names.
const HARMLESS: [&str; 5] =
    ["file:", "fileURLToPath", "getScriptNameOrSourceURL", "stderr", "console."];

/// How many files of a dependency are looked into.
const MOST: usize = 40;

/// The dependencies that do, by the files that `nodes` require, with the file of theirs that does.
pub(super) fn all(nodes: &[Node]) -> FxHashMap<PathBuf, PathBuf> {
    let mut found = FxHashMap::default();
    let mut seen: FxHashSet<&Path> = FxHashSet::default();
    for target in nodes.iter().flat_map(|it| &it.requires) {
        if let Target::External(it) = target
            && it.info.format == ExternalFormat::CommonJs
            && seen.insert(&it.path)
            && let Some(asker) = asker(&it.path)
        {
            found.insert(it.path.clone(), asker);
        }
    }
    found
}

/// The file that does, among those that `path` loads of its own package.
fn asker(path: &Path) -> Option<PathBuf> {
    let mut queue = vec![path.to_path_buf()];
    let mut seen: FxHashSet<PathBuf> = queue.iter().cloned().collect();
    let mut next = 0;
    while let Some(path) = queue.get(next).cloned() {
        next += 1;
        let Some(text) = external::read_source(&path) else { continue };
        if text.contains(NAME) && !HARMLESS.iter().any(|it| text.contains(it)) {
            return Some(path);
        }
        let loaded = required(&text).filter_map(|it| file(&path, it));
        queue.extend(loaded.filter(|it| seen.len() < MOST && seen.insert(it.clone())));
    }
    None
}

/// The relative specifiers of `require` calls. Text is enough: what is no call leads nowhere, or to a file that is
/// looked at for nothing.
fn required(text: &str) -> impl Iterator<Item = &str> {
    text.split("require(").skip(1).filter_map(|it| {
        let quote = it.chars().next().filter(|it| matches!(it, '\'' | '"'))?;
        it[1..].split(quote).next().filter(|it| it.starts_with('.'))
    })
}

fn file(from: &Path, specifier: &str) -> Option<PathBuf> {
    let path = from.parent()?.join(specifier);
    let mut names = ["", ".js", ".cjs", "/index.js"].into_iter();
    names.find_map(|end| {
        let mut name = path.clone().into_os_string();
        name.push(end);
        PathBuf::from(name).canonicalize().ok().filter(|it| it.is_file())
    })
}
