//! What of a package can be loaded and started from outside. Knows files and manifests, runs
//! nothing.

use std::{
    collections::BTreeSet,
    fmt, fs,
    hash::{BuildHasher as _, BuildHasherDefault},
    path::Path,
};

use anyhow::{Context as _, Result};
use rustc_hash::FxHasher;
use serde::Serialize;

use super::sandbox::{Sandbox, files_below};
use crate::{
    graph::{builtins::builtin, is_development},
    manifest::{EntryKind, EntryPoint, Manifest, Published},
};

/// Which view comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    RequireFirst,
    ImportFirst,
    /// The file is no module that can be imported.
    RequireOnly,
}

/// One thing that a consumer can do, in one process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    Module {
        require: String,
        import: String,
        order: Order,
        /// The file it leads to.
        file: String,
        /// Only that it can be loaded counts, not what it is.
        presence: bool,
    },
    /// All modules in one process, which shows what they share.
    Together {
        require: Vec<String>,
        import: Vec<String>,
    },
    Command {
        name: String,
        file: String,
        argument: &'static str,
    },
    /// A script that is one file for Node, run in the package's folder.
    Script {
        name: String,
    },
}

/// How much is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    /// The most deep files; those that are taken do not depend on their order.
    pub deep: usize,
    /// Whether scripts of the form `node file` are run, which may do anything.
    pub scripts: bool,
    /// Deep files take one of the two orders, by turns.
    pub alternate: bool,
}

/// The entries of a package, and how many deep files were left out.
#[derive(Debug, Default, Clone)]
pub struct Entries {
    pub list: Vec<Entry>,
    pub left_out: usize,
}

impl Entry {
    /// The file that it leads to.
    pub fn file(&self) -> Option<&str> {
        match self {
            Self::Module { file, .. } | Self::Command { file, .. } => Some(file),
            Self::Together { .. } | Self::Script { .. } => None,
        }
    }
}

/// What [`Entry::Together`] is called.
pub(super) const TOGETHER: &str = "all modules together";

const BOTH: [Order; 2] = [Order::RequireFirst, Order::ImportFirst];

impl Entries {
    /// The entries of the package in `sandbox`.
    pub fn of(sandbox: &Sandbox, scope: Scope) -> Result<Self> {
        let text = fs::read_to_string(sandbox.package.join("package.json"))?;
        let manifest = Manifest::parse(&text).context("package.json")?;
        let files: BTreeSet<String> = files_below(&sandbox.package)?.into_iter().collect();
        let published = Published::of(&manifest);
        let mut points = manifest.entry_points(&files);
        points.retain(|it| published.offers(&manifest, it));
        let lister =
            Lister { sandbox, manifest: &manifest, points, published, files: &files, scope };
        let mut entries = Self::default();
        lister.modules(&mut entries.list);
        if manifest.exports.is_none() && !manifest.private {
            lister.deep(&mut entries);
        }
        together(&mut entries.list);
        lister.manifest(&mut entries.list);
        lister.commands(&mut entries.list);
        Ok(entries)
    }
}

struct Lister<'a> {
    sandbox: &'a Sandbox,
    manifest: &'a Manifest,
    points: Vec<EntryPoint>,
    published: Published,
    files: &'a BTreeSet<String>,
    scope: Scope,
}

/// What package managers read: it follows files that get another name.
const MANIFESTS: [&str; 3] = ["package.json", "bower.json", "component.json"];

impl Lister<'_> {
    fn modules(&self, list: &mut Vec<Entry>) {
        let name = &self.sandbox.name;
        let mut seen = BTreeSet::new();
        for point in &self.points {
            let is_module = matches!(point.kind, EntryKind::Main | EntryKind::Export);
            if !is_module
                || MANIFESTS.contains(&point.target.as_str())
                || !is_loadable(&point.target)
                || !seen.insert(point.subpath.clone())
            {
                continue;
            }
            let specifier = format!("{name}{}", &point.subpath[1..]);
            // Node prefers its own module to a package of the same name.
            let shadowed = point.subpath == "." && builtin(name).is_some();
            let (require, import) = if shadowed {
                (format!("{name}/"), format!("{name}/{}", point.target))
            } else {
                (specifier.clone(), specifier)
            };
            push(list, &require, &import, &point.target, &BOTH);
        }
    }

    fn deep(&self, entries: &mut Entries) {
        let mut files: Vec<&String> = self.files.iter().filter(|it| self.is_deep(it)).collect();
        let hasher = BuildHasherDefault::<FxHasher>::default();
        files.sort_by_key(|file| hasher.hash_one(file));
        entries.left_out = files.len().saturating_sub(self.scope.deep);
        files.truncate(self.scope.deep);
        files.sort();
        for (at, file) in files.into_iter().enumerate() {
            let orders = if self.scope.alternate { &BOTH[at % 2..=at % 2] } else { &BOTH[..] };
            let name = &self.sandbox.name;
            let url = file.replace('%', "%25").replace('#', "%23").replace('?', "%3F");
            let (require, import) =
                (format!("{name}/{}", self.spelling(file)), format!("{name}/{url}"));
            push(&mut entries.list, &require, &import, file, orders);
        }
    }

    fn is_deep(&self, file: &str) -> bool {
        let named = |kind| self.points.iter().any(|it| it.kind == kind && it.target == file);
        let extension = crate::find::extension(file);
        matches!(extension, "js" | "cjs" | "mjs")
            && !is_development(file)
            && !file.split('/').any(|part| part.starts_with('.') || part == "node_modules")
            && !named(EntryKind::Main)
            && !named(EntryKind::Bin)
            && self.published.has(file)
            && !starts_with_hashbang(&self.sandbox.package.join(file))
    }

    /// The shortest way to require `file`, which is how people write it.
    fn spelling<'f>(&self, file: &'f str) -> &'f str {
        let taken = |path: &str| {
            let tails = ["", ".js", ".json", ".node"];
            tails.iter().any(|tail| self.files.contains(&format!("{path}{tail}")))
        };
        if let Some(folder) = file.strip_suffix("/index.js")
            && !taken(folder)
            && !self.files.contains(&format!("{folder}/package.json"))
        {
            return folder;
        }
        let bare = file.strip_suffix(".js").filter(|bare| !self.files.contains(*bare));
        bare.unwrap_or(file)
    }

    /// Everybody reads manifests, so the way to them must stay open; what is in them may change.
    fn manifest(&self, list: &mut Vec<Entry>) {
        let specifier = format!("{}/package.json", self.sandbox.name);
        list.push(Entry::Module {
            require: specifier.clone(),
            import: specifier,
            order: Order::RequireOnly,
            file: "package.json".to_string(),
            presence: true,
        });
    }

    fn commands(&self, list: &mut Vec<Entry>) {
        for point in self.points.iter().filter(|it| it.kind == EntryKind::Bin) {
            for argument in ["--help", "--version"] {
                let (name, file) = (point.subpath.clone(), point.target.clone());
                list.push(Entry::Command { name, file, argument });
            }
        }
        let scripts = self.manifest.scripts.iter().filter(|(_, text)| script_file(text).is_some());
        if self.scope.scripts {
            list.extend(scripts.map(|(name, _)| Entry::Script { name: name.clone() }));
        }
    }
}

fn push(list: &mut Vec<Entry>, require: &str, import: &str, file: &str, orders: &[Order]) {
    // Also in a folder, a manifest follows its files.
    let presence = file.ends_with("/package.json");
    list.extend(orders.iter().map(|&order| Entry::Module {
        require: require.to_string(),
        import: import.to_string(),
        order,
        file: file.to_string(),
        presence,
    }));
}

/// Only where there are several.
fn together(list: &mut Vec<Entry>) {
    let modules = list.iter().filter_map(|entry| match entry {
        Entry::Module { require, import, .. } => Some((require.clone(), import.clone())),
        _ => None,
    });
    let (mut require, mut import): (Vec<String>, Vec<String>) = modules.unzip();
    require.dedup();
    import.dedup();
    if require.len() > 1 {
        list.push(Entry::Together { require, import });
    }
}

fn is_loadable(file: &str) -> bool {
    matches!(crate::find::extension(file), "js" | "cjs" | "mjs" | "json" | "node" | "")
}

fn starts_with_hashbang(path: &Path) -> bool {
    fs::read(path).is_ok_and(|bytes| bytes.starts_with(b"#!"))
}

/// The file of a script that does nothing but run it.
pub(super) fn script_file(script: &str) -> Option<&str> {
    script
        .strip_prefix("node ")
        .filter(|file| !file.is_empty() && !file.contains(char::is_whitespace))
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Module { require, order: Order::ImportFirst, .. } => {
                write!(f, "{require} (imported first)")
            }
            Self::Module { require, .. } => f.write_str(require),
            Self::Together { .. } => f.write_str(TOGETHER),
            Self::Command { name, argument, .. } => write!(f, "{name} {argument}"),
            Self::Script { name } => write!(f, "script {name}"),
        }
    }
}
