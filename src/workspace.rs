//! The packages of a monorepo: which they are, and how they depend on each other. Reads manifests
//! and the files of the package managers, and changes nothing.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::{
    find::parse_manifest,
    finding::{Finding, Severity},
};

mod filter;
mod layout;
mod linked;
mod named;
mod targets;
mod waves;

use linked::Places;

pub use filter::Selection;
pub use named::{Named, named};
pub use targets::{Target, Tie, targets};
pub use waves::{Waves, waves};

/// A folder whose package manager manages several packages.
#[derive(Debug)]
pub struct Workspace {
    /// Canonical.
    pub root: PathBuf,
    /// Sorted by path.
    pub members: Vec<Member>,
}

/// A package of a workspace.
#[derive(Debug)]
pub struct Member {
    /// Relative to the root of the workspace, with `/`; empty for the root itself.
    pub path: String,
    /// Canonical.
    pub root: PathBuf,
    pub name: String,
    pub private: bool,
    /// Its scripts are ES modules already.
    pub module: bool,
    /// Members that it needs at run time, by index: `dependencies`, `optionalDependencies` and
    /// `peerDependencies`.
    pub dependencies: Vec<usize>,
    /// Members that only its development needs.
    pub development: Vec<usize>,
    /// Members that its TypeScript settings lead to, and that its manifest need not name.
    pub referred: Vec<usize>,
}

impl Member {
    /// Members that it needs at run time, as far as anything says so.
    pub fn needed(&self) -> impl Iterator<Item = usize> {
        let more = self.referred.iter().filter(|it| !self.dependencies.contains(it));
        self.dependencies.iter().chain(more).copied()
    }
}

impl Workspace {
    /// The workspace whose root is `root`, a canonical path; `None` when it is no such root. The
    /// error is a file of a package manager that cannot be understood.
    pub fn read(root: &Path) -> Result<Option<Self>, Finding> {
        let Some(layout) = layout::read(root)? else { return Ok(None) };
        let mut folders = layout.folders(root);
        folders.retain(|it| !it.is_empty());
        let mut found = Vec::new();
        for path in std::iter::once(String::new()).chain(folders) {
            let folder = root.join(&path);
            let manifest = layout::text(&folder.join("package.json"), "package.json")?;
            let Some(manifest) = manifest else { continue };
            let shown = if path.is_empty() { String::new() } else { format!("{path}/") };
            let fields = match parse_manifest(&manifest, &format!("{shown}package.json")) {
                Ok(fields) => fields,
                // The package itself tells this when its turn comes.
                Err(_) => Map::new(),
            };
            let name = fields.get("name").and_then(Value::as_str);
            let is_root = path.is_empty();
            if name.is_some() || is_root {
                let name = name.unwrap_or_default().to_string();
                found.push((path, folder, name, fields));
            }
        }
        Ok(Some(Self { root: root.to_path_buf(), members: linked(root, found) }))
    }

    /// The index of the member whose root is `root`.
    pub fn member_at(&self, root: &Path) -> Option<usize> {
        self.members.iter().position(|it| it.root == root)
    }

    /// The indices of all members but the root, whose manifest holds the workspace together.
    pub fn packages(&self) -> impl Iterator<Item = usize> {
        (0..self.members.len()).filter(|&it| !self.members[it].path.is_empty())
    }
}

type Found = (String, PathBuf, String, Map<String, Value>);

/// Members with their dependencies on each other.
fn linked(root: &Path, found: Vec<Found>) -> Vec<Member> {
    let places = Places::new(found.iter().map(|it| (it.2.as_str(), it.0.as_str())));
    let paths: Vec<&str> = found.iter().map(|it| it.0.as_str()).collect();
    let referred = linked::by_typescript(root, &paths, &places);
    let member = |(index, ((path, root, name, fields), referred)): (usize, (Found, Vec<usize>))| {
        let of = |keys: &[&str]| {
            let mut list = places.listed(&fields, &path, keys);
            list.retain(|&it| it != index);
            list.sort_unstable();
            list.dedup();
            list
        };
        let dependencies = of(&["dependencies", "optionalDependencies", "peerDependencies"]);
        let development = of(&["devDependencies"]);
        let private = fields.get("private") == Some(&Value::Bool(true));
        let module = fields.get("type").is_some_and(|it| it == "module");
        Member { path, root, name, private, module, dependencies, development, referred }
    };
    found.into_iter().zip(referred).enumerate().map(member).collect()
}

fn trouble(file: &str, message: impl Into<String>) -> Finding {
    let help = "correct the file, or name the packages one by one";
    Finding::of_file(Severity::Error, "workspace", file, message, help)
}
