//! `--seal`: an exports map for a package that has none.

use std::collections::{BTreeMap, BTreeSet};

use super::{Options, Seal};
use crate::{
    change::Change,
    find::{Package, extension},
    finding::{Finding, Severity},
    graph::{Graph, is_development},
    manifest::{self, Browser, ExportsMap, Manifest, Target},
    plan::Plan,
};

/// What a map will name is decided before who can load what: files that it closes are internal.
pub(super) fn close(package: &Package, manifest: &mut Manifest, options: &Options) {
    if options.seal != Some(Seal::Named) || manifest.has_exports_map() {
        return;
    }
    let paths = paths(package);
    let Some(main) = manifest.resolve_main(&|path| paths.contains(path)) else { return };
    let Some(named) = named(package, &paths) else { return };
    // Commands are known as such without it.
    let entries = std::iter::once((".".to_string(), main)).chain(named);
    let target = |(key, path): (String, String)| (key, Target::Path(format!("./{path}")));
    manifest.exports = Some(entries.map(target).collect());
}

/// What packages of the same workspace load by its path, without and with the end that `import`
/// needs; `None` where that may be everything.
fn named(package: &Package, paths: &BTreeSet<String>) -> Option<BTreeMap<String, String>> {
    if !package.siblings.shared {
        return Some(BTreeMap::new());
    }
    let files = package.siblings.named_files(paths)?;
    let both = files.iter().flat_map(|(name, path)| [(name, path), (path, path)]);
    Some(both.map(|(key, path)| (format!("./{key}"), path.clone())).collect())
}

/// Writes the map, and tells what it closes. The files `exact` get entries of their own in a map of
/// every path.
pub(super) fn write(
    package: &Package,
    manifest: &Manifest,
    (graph, plan): (&Graph, &Plan),
    seal: Option<Seal>,
    exact: &[String],
    changes: &mut Vec<Change>,
) -> Vec<Finding> {
    let has_map = package.fields.get("exports").is_some_and(|it| !it.is_null());
    let paths = paths(package);
    let main = manifest.resolve_main(&|path| paths.contains(path));
    let Some(mut seal) = seal.filter(|_| !has_map) else { return Vec::new() };
    let named = named(package, &paths);
    if named.is_none() {
        seal = Seal::Deep;
    }
    if main.is_none() && seal == Seal::Named {
        return Vec::new();
    }
    let now = |path: &str| {
        let moved = plan.renames.iter().find(|(old, _)| old == path);
        moved.map_or(path, |(_, new)| new).to_string()
    };
    let main = main.map(|path| (".".to_string(), now(&path)));
    let mut entries: Vec<(String, String)> = main.into_iter().collect();
    entries.push(("./package.json".to_string(), "package.json".to_string()));
    entries.extend(match seal {
        Seal::Named => commands(manifest, &paths)
            .into_iter()
            .map(|path| (format!("./{path}"), now(&path)))
            .chain(named.into_iter().flatten().map(|(key, path)| (key, now(&path))))
            .collect(),
        Seal::Deep => deep(package, &paths, exact),
    });
    let mut keys = BTreeSet::new();
    entries.retain(|(key, _)| keys.insert(key.clone()));
    let findings = match seal {
        Seal::Named => closed(package, graph, &entries),
        Seal::Deep => Vec::new(),
    };
    let map = ExportsMap { instead: instead(manifest, &paths), entries };
    match rewrite(package, &map, changes) {
        Some(error) => vec![error],
        None => findings,
    }
}

fn rewrite(package: &Package, map: &ExportsMap, changes: &mut Vec<Change>) -> Option<Finding> {
    let file = &package.manifest;
    let at = changes.iter().position(|it| it.path() == file.path);
    let now = match at.map(|at| &changes[at]) {
        Some(Change::Edit { new, .. }) => new,
        _ => &file.text,
    };
    let new = match manifest::write_map(now, map) {
        Ok(new) => new,
        Err(error) => return Some(error.finding(&file.path, &file.text, Severity::Error)),
    };
    let change = Change::Edit { path: file.path.clone(), old: file.text.clone(), new };
    match at {
        Some(at) => changes[at] = change,
        None => changes.push(change),
    }
    None
}

fn paths(package: &Package) -> BTreeSet<String> {
    let unread = package.unread.iter().map(|it| &it.path);
    package.files.iter().map(|it| &it.path).chain(&package.others).chain(unread).cloned().collect()
}

fn normal(path: &str) -> String {
    path.split('/').filter(|it| !matches!(*it, "" | ".")).collect::<Vec<_>>().join("/")
}

fn commands(manifest: &Manifest, paths: &BTreeSet<String>) -> BTreeSet<String> {
    manifest.bin.iter().map(|(_, path)| normal(path)).filter(|it| paths.contains(it)).collect()
}

/// What TypeScript and bundlers took for the main module: beside a map they read nothing else.
fn instead(manifest: &Manifest, paths: &BTreeSet<String>) -> Vec<(&'static str, String)> {
    let found = |path: &String| Some(normal(path)).filter(|it| paths.contains(it));
    let types = manifest.types.iter().find_map(found).map(|it| ("types", it));
    let browser = match &manifest.browser {
        Some(Browser::Path(path)) => found(path).map(|it| ("browser", it)),
        _ => None,
    };
    let module = manifest.module.iter().find_map(found).map(|it| ("module", it));
    types.into_iter().chain(browser).chain(module).collect()
}

/// Every path that consumers can name today, as `require` completes it
/// (<https://nodejs.org/api/modules.html#all-together>): patterns for what follows a rule, and
/// entries of their own for the rest, which go before patterns.
fn deep(package: &Package, paths: &BTreeSet<String>, alone: &[String]) -> Vec<(String, String)> {
    let offered = |it: &&String| !is_development(it) && *it != "package.json";
    let paths: BTreeSet<&String> = paths.iter().filter(offered).collect();
    let has = |path: &str| paths.contains(&path.to_string());
    let extensions: BTreeSet<&str> = paths.iter().map(|it| extension(it)).collect();
    let mut exact = BTreeSet::new();
    exact.extend(alone.iter().map(|path| (format!("./{path}"), path.clone())));
    let stems = alone.iter().filter_map(|path| Some((path.strip_suffix(".js")?, path)));
    exact.extend(
        stems.filter(|(it, _)| !has(it)).map(|(it, path)| (format!("./{it}"), path.clone())),
    );
    exact.extend(folders(package).filter(|(folder, _)| !has(&folder[2..])));
    for path in &paths {
        let stem = path.strip_suffix(&format!(".{}", extension(path))).unwrap_or(path);
        let inner = extension(stem);
        let alias = match extension(path) {
            "" => Some(path.as_str()),
            // A pattern for other files would take the name without `.js`.
            "js" if !inner.is_empty() && extensions.contains(inner) && !has(stem) => Some(stem),
            "json" | "node" if !has(stem) && !has(&format!("{stem}.js")) => Some(stem),
            _ => None,
        };
        exact.extend(alias.map(|alias| (format!("./{alias}"), (*path).clone())));
        let free =
            |folder: &&str| ["", ".js", ".json"].iter().all(|end| !has(&format!("{folder}{end}")));
        let folder = path.strip_suffix("/index.js").filter(free);
        exact.extend(folder.map(|folder| (format!("./{folder}"), (*path).clone())));
    }
    let mut entries: Vec<(String, String)> = exact.into_iter().collect();
    let plain = extensions.iter().filter(|it| !it.is_empty());
    entries.extend(plain.map(|it| (format!("./*.{it}"), format!("*.{it}"))));
    if extensions.contains("js") {
        entries.push(("./*".to_string(), "*.js".to_string()));
    }
    entries
}

/// Folders with a manifest whose `main` names a file.
fn folders(package: &Package) -> impl Iterator<Item = (String, String)> {
    let paths = paths(package);
    package.files.iter().filter_map(move |file| {
        let folder = file
            .path
            .strip_suffix("/package.json")
            .filter(|it| !is_development(&format!("{it}/x")))?;
        let main = Manifest::parse(&file.text).ok()?.main?;
        let named = manifest::joined(folder, &main)?;
        let tails = ["", ".js", ".json", "/index.js"].map(|tail| format!("{named}{tail}"));
        let found = tails.into_iter().find(|it| paths.contains(it))?;
        Some((format!("./{folder}"), found))
    })
}

/// The files that consumers can no longer name.
fn closed(package: &Package, graph: &Graph, entries: &[(String, String)]) -> Vec<Finding> {
    let named = |path: &str| entries.iter().any(|(key, _)| key.strip_prefix("./") == Some(path));
    let main = |path: &str| entries.iter().any(|(_, target)| target == path);
    let read = |path: &str| package.file(path).is_some() && !path.ends_with("package.json");
    let lost = graph
        .nodes
        .iter()
        .map(|it| it.path.as_str())
        .filter(|path| read(path) && !is_development(path) && !named(path) && !main(path));
    let help = "This needs a new major version; --keep-deep keeps every path";
    let finding = |path: &str| {
        let message =
            "consumers can no longer load this path: the new exports map does not name it";
        Finding::of_file(Severity::Note, "sealed", path, message, help)
    };
    lost.map(finding).collect()
}
