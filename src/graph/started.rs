//! Commands whose code, or that of a dependency, asks Node which file was started.
//!
//! Where that is an ES module, `require.main` and `process.mainModule` are `undefined` in all CommonJS code
//! (<https://nodejs.org/api/modules.html#accessing-the-main-module>).

use std::path::{Path, PathBuf};

use oxc_allocator::Allocator;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Node, Target, external,
    resolve::{Resolved, Resolvers},
};
use crate::{
    facts::{Facts, RequireValue, RequireValueKind, SpecifierKind},
    find::Package,
    module::Syntax,
    scan,
};

/// Reads what commands load, each file once.
pub(super) struct Started<'l> {
    package: &'l Package,
    resolvers: &'l Resolvers,
    known: FxHashMap<PathBuf, Outside>,
}

/// A file outside the package.
#[derive(Default)]
struct Outside {
    asks: bool,
    loads: Vec<PathBuf>,
}

/// A file that is on the way.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Loaded {
    Own(usize),
    Other(PathBuf),
}

impl<'l> Started<'l> {
    pub(super) fn new(package: &'l Package, resolvers: &'l Resolvers) -> Self {
        Self { package, resolvers, known: FxHashMap::default() }
    }

    /// Notes for each command the first file that asks, from what it loads itself on.
    pub(super) fn mark_all(mut self, nodes: &mut [Node]) {
        for id in 0..nodes.len() {
            let node = &nodes[id];
            if (node.executable || node.bin_only) && node.is_common_js() {
                nodes[id].asks_main = self.asker(nodes, id);
            }
        }
    }

    fn asker(&mut self, nodes: &[Node], id: usize) -> Option<String> {
        let mut queue = vec![Loaded::Own(id)];
        let mut seen: FxHashSet<Loaded> = queue.iter().cloned().collect();
        let mut next = 0;
        while let Some(loaded) = queue.get(next).cloned() {
            next += 1;
            let (asks, loads) = match &loaded {
                Loaded::Own(id) => self.own(nodes, *id),
                Loaded::Other(path) => {
                    let outside = self.outside(path);
                    (outside.asks, outside.loads.iter().cloned().map(Loaded::Other).collect())
                }
            };
            if asks {
                return Some(match loaded {
                    Loaded::Own(id) => nodes[id].path.clone(),
                    Loaded::Other(path) => super::short(&path),
                });
            }
            queue.extend(loads.into_iter().filter(|it| seen.insert(it.clone())));
        }
        None
    }

    fn own(&self, nodes: &[Node], id: usize) -> (bool, Vec<Loaded>) {
        let node = &nodes[id];
        let text = self.package.files.get(id).map_or("", |it| it.text.as_str());
        let asks = node.facts.as_ref().is_some_and(|it| asks(it, text));
        let targets = node.requires.iter().chain(&node.specifiers);
        let loads = targets.filter_map(|it| match it {
            Target::File { id, .. } => Some(Loaded::Own(*id)),
            Target::External(it) => Some(Loaded::Other(it.path.clone())),
            Target::Builtin(_) | Target::Missing => None,
        });
        (asks, loads.collect())
    }

    fn outside(&mut self, path: &Path) -> &Outside {
        if !self.known.contains_key(path) {
            let read = self.read(path).unwrap_or_default();
            self.known.insert(path.to_path_buf(), read);
        }
        &self.known[path]
    }

    fn read(&self, path: &Path) -> Option<Outside> {
        if matches!(path.extension()?.to_str()?, "json" | "node") {
            return None;
        }
        let source = external::read_source(path)?;
        let facts = scan::scan(&Allocator::default(), &source).ok()?;
        let required = facts.requires.iter().map(|it| (true, &it.specifier));
        let specifiers = facts.specifiers.iter();
        let specifiers = specifiers.map(|it| (it.kind == SpecifierKind::Required, &it.value));
        let found = required.chain(specifiers).map(|(required, it)| {
            if required {
                self.resolvers.require(path, it)
            } else {
                self.resolvers.import(path, it)
            }
        });
        let loads = found.filter_map(|it| match it {
            Resolved::File(path) => Some(path),
            Resolved::Builtin | Resolved::Missing => None,
        });
        Some(Outside { asks: asks(&facts, &source), loads: loads.collect() })
    }
}

/// The file reads what was started, for more than to see whether it is the file itself.
fn asks(facts: &Facts, text: &str) -> bool {
    let is_asked = |it: &RequireValue| match it.kind {
        RequireValueKind::Main => true,
        // Under another name: `(given || require).main`.
        RequireValueKind::Other => {
            it.span.source_text(text) == "require" && text.contains("equire.main")
        }
        _ => false,
    };
    facts.syntax == Syntax::CommonJs
        && (facts.require_values.iter().any(is_asked) || text.contains("process.mainModule"))
}
