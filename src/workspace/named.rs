//! Which files of packages others of the workspace name, by whatever looks like a path in their texts.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Component, Path, PathBuf},
};

use rayon::prelude::*;

use crate::{
    find::{Package, extension},
    graph::package_name,
};

/// What follows the name of a package, or its folder, by the root of the package; `None` where a
/// path is made of parts.
pub type Named = BTreeMap<PathBuf, Option<BTreeSet<String>>>;

/// Looks for `wanted` packages, roots with names, in all packages at `members`, whose roots are
/// canonical.
pub fn named(wanted: &BTreeMap<PathBuf, String>, members: &[PathBuf]) -> Named {
    let names = wanted.iter().map(|(root, name)| (name.as_str(), root.as_path())).collect();
    let search = Search { names, wanted };
    let found = members.par_iter().map(|root| search.package(root));
    let nothing = || wanted.keys().map(|root| (root.clone(), Some(BTreeSet::new()))).collect();
    found.reduce(nothing, |mut all: Named, more| {
        for (root, paths) in more {
            match (all.entry(root).or_insert_with(|| Some(BTreeSet::new())), paths) {
                (Some(known), Some(paths)) => known.extend(paths),
                (all, None) => *all = None,
                (None, _) => {}
            }
        }
        all
    })
}

/// What bundlers compile, besides what is read as TypeScript and JSX.
const COMPILED: [&str; 6] = ["vue", "svelte", "astro", "mdx", "md", "html"];

/// Where a text stands.
#[derive(Clone, Copy)]
struct Place<'p> {
    member: &'p Path,
    file: &'p Path,
}

/// Longer words are data.
const LONGEST: usize = 300;

struct Search<'w> {
    names: BTreeMap<&'w str, &'w Path>,
    wanted: &'w BTreeMap<PathBuf, String>,
}

impl Search<'_> {
    fn package(&self, member: &Path) -> Named {
        let mut found = Named::new();
        let Ok(package) = Package::read(member) else {
            // What cannot be read may name everything.
            return self.wanted.keys().map(|root| (root.clone(), None)).collect();
        };
        let own = package.files.iter().chain(&package.sources).chain([&package.manifest]);
        for file in own {
            self.text(&file.text, Place { member, file: &member.join(&file.path) }, &mut found);
        }
        for path in package.others.iter().filter(|it| COMPILED.contains(&extension(it))) {
            let file = member.join(path);
            let text = fs::read(&file).unwrap_or_default();
            self.text(&String::from_utf8_lossy(&text), Place { member, file: &file }, &mut found);
        }
        found
    }

    fn text(&self, text: &str, place: Place<'_>, found: &mut Named) {
        let Place { member, file } = place;
        let folder = file.parent().unwrap_or(member);
        // Only code makes a path of that of a folder.
        let is_code = file.extension().is_none_or(|it| it != "json" && it != "md");
        let words = || text.split(|it: char| it.is_whitespace() || "'\"`(),;<>[]{}^".contains(it));
        let paths = words().filter(|it| it.contains('/') && it.len() < LONGEST);
        let near = |it| self.by_folder(it, folder).or_else(|| self.by_folder(it, member));
        let targets = paths.filter_map(|it| self.by_name(it).or_else(|| near(it)));
        let targets =
            targets.filter(|(root, rest)| *root != member && (is_code || !rest.is_empty()));
        for (root, rest) in targets {
            note(found, root, &rest);
        }
        // `path.join('..', 'folder')`
        let joins = ["..", "path.join", "path.resolve", "join", "resolve"];
        if is_code && words().any(|it| joins.contains(&it)) {
            let named =
                |root: &Path| words().any(|it| root.file_name().is_some_and(|name| name == it));
            let roots = self.wanted.keys().filter(|root| *root != member && named(root));
            found.extend(roots.map(|root| (root.clone(), None)));
        }
    }

    /// `name/rest`, also below `node_modules`.
    fn by_name(&self, word: &str) -> Option<(&Path, String)> {
        let word = word.rsplit_once("node_modules/").map_or(word, |(_, rest)| rest);
        let name = package_name(word);
        let rest = word.strip_prefix(name.as_str())?.strip_prefix('/')?;
        Some((self.names.get(name.as_str())?, rest.to_string()))
    }

    /// `../folder/rest`, or the same from a folder in which programs run.
    fn by_folder(&self, word: &str, folder: &Path) -> Option<(&Path, String)> {
        let full = joined(folder, &word[word.find("../").unwrap_or_default()..]);
        let (root, _) = full
            .ancestors()
            .find_map(|it| self.wanted.get_key_value(it))
            .filter(|(root, _)| !folder.starts_with(root))?;
        let rest = full.strip_prefix(root).ok()?;
        let rest: Option<Vec<&str>> = rest.iter().map(|it| it.to_str()).collect();
        Some((root, rest?.join("/")))
    }
}

fn note(found: &mut Named, root: &Path, rest: &str) {
    // The last part of a template or a pattern is not here; a manifest tells where the folder is.
    let whole = !rest.is_empty()
        && !rest.ends_with('/')
        && !rest.contains(['*', '$', '\\'])
        && rest != "package.json";
    let known = found.entry(root.to_path_buf()).or_insert_with(|| Some(BTreeSet::new()));
    match known {
        Some(paths) if whole => _ = paths.insert(rest.to_string()),
        _ => *known = None,
    }
}

fn joined(folder: &Path, path: &str) -> PathBuf {
    let mut full = folder.to_path_buf();
    for part in Path::new(path).components() {
        match part {
            Component::ParentDir => _ = full.pop(),
            Component::Normal(part) => full.push(part),
            _ => {}
        }
    }
    full
}
