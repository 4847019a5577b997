//! Programs whose code, or that of a dependency, asks Node which file was started.
//!
//! Where that is an ES module, `require.main` and `process.mainModule` are `undefined` in all CommonJS code
//! (<https://nodejs.org/api/modules.html#accessing-the-main-module>).

use std::path::{Path, PathBuf};

use oxc_allocator::Allocator;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Node, Target, external, is_development, is_test,
    resolve::{Resolved, Resolvers},
};
use crate::{
    facts::{Facts, MainReads, RequireValueKind, SpecifierKind},
    find::Package,
    manifest::{Manifest, starts},
    module::Syntax,
    scan,
};

/// Reads what programs load, each file once.
pub(super) struct Started<'l> {
    package: &'l Package,
    manifest: &'l Manifest,
    resolvers: &'l Resolvers,
    known: FxHashMap<PathBuf, Outside>,
    own: Vec<Asks>,
}

/// A file outside the package.
#[derive(Default)]
struct Outside {
    asks: Asks,
    loads: Vec<PathBuf>,
}

/// What a file does to learn what was started.
#[derive(Default, Clone, Copy)]
struct Asks {
    /// It reads that, for more than to see whether it is the file itself.
    itself: bool,
    /// It gives its `require` to others.
    hands: bool,
    /// It reads that of what it may have been given.
    given: bool,
}

/// What asks which file was started, when one was.
#[derive(Debug, Clone)]
pub struct Asker {
    pub path: String,
    /// What is started is also there for consumers, who see no difference.
    pub offered: bool,
}

/// How far what a program loads is followed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Files of the package: tests run inside of a runner, or load one, which hardly minds.
    Own,
    All,
}

/// A file that is on the way.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Loaded {
    Own(usize),
    Other(PathBuf),
}

impl<'l> Started<'l> {
    pub(super) fn new(
        package: &'l Package,
        manifest: &'l Manifest,
        resolvers: &'l Resolvers,
    ) -> Self {
        Self { package, manifest, resolvers, known: FxHashMap::default(), own: Vec::new() }
    }

    /// Notes for each program the first file that asks, from what it loads itself on.
    pub(super) fn mark_all(mut self, nodes: &mut [Node]) {
        let texts =
            self.package.files.iter().map(|it| it.text.as_str()).chain([""].repeat(nodes.len()));
        self.own = nodes.iter().zip(texts).map(|(node, text)| own(node, text)).collect();
        for id in 0..nodes.len() {
            if let Some(reach) = self.reach(&nodes[id]) {
                let is_program = nodes[id].executable || nodes[id].bin_only || !nodes[id].entry;
                let offered = !is_program && !self.manifest.private;
                let asker = self.asker(nodes, id, reach);
                nodes[id].asks_main = asker.map(|path| Asker { path, offered });
            }
        }
    }

    /// `None` for what nobody starts.
    fn reach(&self, node: &Node) -> Option<Reach> {
        let by_script = || self.manifest.scripts.iter().any(|(_, it)| starts(it, &node.path));
        match () {
            () if !node.is_common_js() => None,
            () if node.executable || node.bin_only => Some(Reach::All),
            () if by_script() && !is_test(&node.path) => Some(Reach::All),
            () if node.entry => None,
            () => is_development(&node.path).then_some(Reach::Own),
        }
    }

    fn asker(&mut self, nodes: &[Node], id: usize, reach: Reach) -> Option<String> {
        let mut queue = vec![Loaded::Own(id)];
        let mut seen: FxHashSet<Loaded> = queue.iter().cloned().collect();
        let mut next = 0;
        let mut hands = false;
        let mut given = None;
        while let Some(loaded) = queue.get(next).cloned() {
            next += 1;
            let (asks, loads) = match &loaded {
                Loaded::Own(id) => (self.own[*id], own_loads(&nodes[*id], reach)),
                Loaded::Other(path) => {
                    let outside = self.outside(path);
                    let loads = outside.loads.iter().cloned().map(Loaded::Other).collect();
                    (Asks { hands: false, ..outside.asks }, loads)
                }
            };
            if asks.itself {
                return Some(told(nodes, &loaded));
            }
            hands |= asks.hands;
            given = given.or_else(|| asks.given.then(|| told(nodes, &loaded)));
            queue.extend(loads.into_iter().filter(|it| seen.insert(it.clone())));
        }
        given.filter(|_| hands)
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
        let asks = asks(&facts, &source);
        let is_require = |it: &String| it.to_ascii_lowercase().contains("req");
        let given = facts.main_reads.given.iter().any(is_require);
        Some(Outside { asks: Asks { given, ..asks }, loads: loads.collect() })
    }
}

fn told(nodes: &[Node], loaded: &Loaded) -> String {
    match loaded {
        Loaded::Own(id) => nodes[*id].path.clone(),
        Loaded::Other(path) => super::short(path),
    }
}

fn own(node: &Node, text: &str) -> Asks {
    node.facts.as_ref().map_or_else(Asks::default, |it| asks(it, text))
}

fn own_loads(node: &Node, reach: Reach) -> Vec<Loaded> {
    let targets = node.requires.iter().chain(&node.specifiers);
    let loads = targets.filter_map(|it| match it {
        Target::File { id, .. } => Some(Loaded::Own(*id)),
        Target::External(it) => (reach == Reach::All).then(|| Loaded::Other(it.path.clone())),
        Target::Builtin(_) | Target::Missing => None,
    });
    loads.collect()
}

fn asks(facts: &Facts, text: &str) -> Asks {
    if facts.syntax != Syntax::CommonJs {
        return Asks::default();
    }
    let MainReads { aliased, given } = &facts.main_reads;
    let values = &facts.require_values;
    let asked = values.iter().any(|it| it.kind == RequireValueKind::Main);
    let hands = values
        .iter()
        .any(|it| it.kind == RequireValueKind::Other && it.span.source_text(text) == "require");
    let given = !given.is_empty();
    Asks { itself: asked || *aliased || hands && given, hands, given }
}
