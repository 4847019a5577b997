//! Several packages whose files load each other, as one graph.

use std::path::PathBuf;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Data, ExternalTarget, FileId, Graph, Target, is_development};

/// One of the packages.
#[derive(Debug)]
pub struct Part {
    pub name: String,
    /// Canonical.
    pub root: PathBuf,
    pub graph: Graph,
}

impl Graph {
    /// The files of `parts` one after the other, by the names that people know them by. What is left
    /// out tells nothing of cycles.
    pub fn joined(parts: Vec<Part>) -> Self {
        let ids = places(&parts);
        let mut joined = Self {
            nodes: Vec::new(),
            patched_builtins: FxHashSet::default(),
            member_assigned: FxHashSet::default(),
            assigned_outside: FxHashSet::default(),
            promised: Default::default(),
            computed_requires: false,
            nameless: Vec::new(),
            data: Data::default(),
            shown: FxHashMap::default(),
            modules: FxHashSet::default(),
            settings: crate::manifest::Settings::default(),
            taken: FxHashSet::default(),
            mapper: parts.iter().find_map(|it| it.graph.mapper),
        };
        for part in parts {
            joined.add(part, &ids);
        }
        joined
    }

    fn add(&mut self, part: Part, ids: &FxHashMap<PathBuf, FileId>) {
        let start = self.nodes.len();
        let to = |target: &mut Target| match target {
            Target::File { id, .. } => *id += start,
            Target::External(ExternalTarget { path, .. }) => {
                if let Some(&id) = ids.get(path) {
                    *target = Target::File { id, specifier: String::new() };
                }
            }
            Target::Builtin(_) | Target::Missing => {}
        };
        let Part { name, graph, .. } = part;
        for mut node in graph.nodes {
            let named = node.requires.iter_mut().chain(&mut node.specifiers);
            named.chain(node.resolves.values_mut()).for_each(to);
            let path = format!("{name}/{}", node.path);
            // The name of a package may be what folders of tests are called.
            if is_development(&path) == is_development(&node.path) {
                node.path = path;
            }
            self.nodes.push(node);
        }
        self.patched_builtins.extend(graph.patched_builtins);
        self.computed_requires |= graph.computed_requires;
        self.member_assigned.extend(graph.member_assigned.into_iter().map(|id| start + id));
        self.member_assigned
            .extend(graph.assigned_outside.iter().filter_map(|path| ids.get(path).copied()));
        self.assigned_outside.extend(graph.assigned_outside);
    }
}

/// The number that each file has among all.
fn places(parts: &[Part]) -> FxHashMap<PathBuf, FileId> {
    let paths =
        parts.iter().flat_map(|it| it.graph.nodes.iter().map(|node| it.root.join(&node.path)));
    paths.enumerate().map(|(id, path)| (path, id)).collect()
}
