//! Installed dependencies that need the package that is to migrate. Where one of their files is in
//! a cycle with a file of the package, Node refuses to load the two once the package's is an ES
//! module (`ERR_REQUIRE_CYCLE_MODULE`).

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

use super::knots::{Files, Knot};
use crate::{
    engine,
    facts::When,
    find::{Package, installed},
    graph::{Node, Target as Loaded},
    workspace::{Target, Tie},
};

/// Beyond as many packages the search ends, as if there were no cycle.
const MOST: usize = 2000;

/// Finds the dependencies that need `target` and a pair of files of both that load each other.
pub(super) fn tie(target: &mut Target) {
    let around = Around::of(&target.root);
    let Some(found) = around.leading_back() else { return };
    if let Some(knot) = knot(&target.root, &found, around.copy.as_deref()) {
        target.cycle = found;
        target.knot = Some(knot);
        target.tied = Some(Tie::Open(None));
    }
}

/// What is installed of all that a package needs.
struct Around {
    /// The packages that each of them needs.
    needs: BTreeMap<PathBuf, BTreeSet<PathBuf>>,
    names: BTreeMap<PathBuf, String>,
    own: PathBuf,
    /// Where dependencies find the package, when that is another copy of it.
    copy: Option<PathBuf>,
}

impl Around {
    fn of(own: &Path) -> Self {
        let own = own.canonicalize().unwrap_or_else(|_| own.to_path_buf());
        let mut around = Self { needs: BTreeMap::new(), names: BTreeMap::new(), own, copy: None };
        let Some(manifest) = manifest(&around.own) else { return around };
        let name = manifest["name"].as_str().unwrap_or_default().to_string();
        let mut queue = vec![(around.own.clone(), manifest)];
        while let Some((root, manifest)) = queue.pop() {
            let mut needs = BTreeSet::new();
            for needed in needed(&manifest, root == around.own) {
                let Some(found) = installed(&root, &needed) else { continue };
                if needed == name {
                    around.copy = Some(found).filter(|it| *it != around.own);
                    needs.insert(around.own.clone());
                } else if !around.names.contains_key(&found) && around.names.len() < MOST {
                    around.names.insert(found.clone(), needed);
                    queue.extend(self::manifest(&found).map(|it| (found.clone(), it)));
                    needs.insert(found);
                } else {
                    needs.insert(found);
                }
            }
            around.needs.insert(root, needs);
        }
        around
    }

    /// The packages that need the own one, directly or not.
    fn leading_back(&self) -> Option<Vec<(String, PathBuf)>> {
        let mut found = BTreeSet::from([&self.own]);
        loop {
            let leads = |needs: &BTreeSet<PathBuf>| needs.iter().any(|it| found.contains(it));
            let more = self.needs.iter().filter(|(_, needs)| leads(needs)).map(|(root, _)| root);
            let more: Vec<_> = more.filter(|it| !found.contains(it)).collect();
            if more.is_empty() {
                break;
            }
            found.extend(more);
        }
        found.remove(&self.own);
        let named = found.into_iter().map(|it| (self.names[it].clone(), it.clone()));
        let named: Vec<_> = named.collect();
        (!named.is_empty()).then_some(named)
    }
}

fn manifest(root: &Path) -> Option<Value> {
    serde_json::from_str(&fs::read_to_string(root.join("package.json")).ok()?).ok()
}

/// The names of the packages that a package may load; what only its developers need is not there
/// for others.
fn needed(manifest: &Value, is_own: bool) -> Vec<String> {
    let fields: &[&str] = if is_own {
        &["dependencies", "optionalDependencies"]
    } else {
        &["dependencies", "optionalDependencies", "peerDependencies"]
    };
    let lists = fields.iter().filter_map(|it| manifest[it].as_object());
    lists.flat_map(|it| it.keys().cloned()).collect()
}

/// Two files, one of the package and one of the others, that load each other while they load.
fn knot(own: &Path, others: &[(String, PathBuf)], copy: Option<&Path>) -> Option<Knot> {
    let mut files = Files::default();
    let own = own.canonicalize().ok()?;
    let roots: BTreeSet<PathBuf> =
        others.iter().map(|(_, root)| root.clone()).chain([own.clone()]).collect();
    for root in &roots {
        let (_, graph) = engine::linked(&Package::read(root).ok()?).ok()?;
        for node in &graph.nodes {
            let from = root.join(&node.path);
            for target in loaded(node) {
                let to = match target {
                    Loaded::File { id, .. } => root.join(&graph.nodes[*id].path),
                    Loaded::External(it) => it.path.clone(),
                    Loaded::Builtin(_) | Loaded::Missing => continue,
                };
                let inside = copy.and_then(|copy| to.strip_prefix(copy).ok());
                files.edge(from.clone(), inside.map_or_else(|| to.clone(), |it| own.join(it)));
            }
        }
    }
    let bundles = files.bundles(&roots, own.parent()?);
    bundles.into_iter().find(|it| it.roots.contains(&own)).map(|it| it.knot)
}

/// What the file loads while it loads.
fn loaded(node: &Node) -> impl Iterator<Item = &Loaded> {
    let facts = node.facts.iter().flat_map(|it| &it.requires);
    let calls = facts.zip(&node.requires).filter(|(it, _)| it.place.when != When::Later);
    calls.map(|(_, target)| target).chain(&node.specifiers)
}
