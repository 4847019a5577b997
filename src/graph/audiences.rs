//! Who can load which file, as far as the manifest and the packages around say so.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Audience, Node, is_development, scopes::Scopes};
use crate::{
    find::Package,
    format::Format,
    manifest::{EntryKind, Manifest, Published},
};

/// What the manifest says about who loads what.
pub(super) struct Audiences {
    entries: FxHashSet<String>,
    loaded: FxHashSet<String>,
    main: FxHashSet<String>,
    pub(super) scopes: Scopes,
    pub(super) open: bool,
    /// Without an exports map only these may be named.
    named: Option<BTreeSet<String>>,
    /// What is not among them stays in the repository, and nobody outside can name it.
    published: Published,
}

impl Audiences {
    /// What is known before any file is read.
    pub(super) fn of(package: &Package, manifest: &Manifest) -> Self {
        let paths = package
            .files
            .iter()
            .map(|it| it.path.clone())
            .chain(package.others.iter().cloned())
            .collect();
        let siblings = &package.siblings;
        let named = manifest.private.then(|| siblings.named_files(&paths)).flatten();
        // Other packages of a workspace find all of its files.
        let published =
            if siblings.shared { Published::default() } else { Published::of(manifest) };
        let mut points = manifest.entry_points(&paths);
        points.retain(|it| published.offers(manifest, it));
        let of = |wanted: fn(EntryKind) -> bool| {
            points.iter().filter(|it| wanted(it.kind)).map(|it| it.target.clone()).collect()
        };
        Self {
            entries: of(|kind| kind != EntryKind::Types),
            loaded: of(|kind| !matches!(kind, EntryKind::Types | EntryKind::Bin)),
            main: points
                .iter()
                .filter(|it| {
                    it.kind == EntryKind::Main
                        || (it.kind == EntryKind::Export && it.subpath == ".")
                })
                .map(|it| it.target.clone())
                .collect(),
            scopes: Scopes::of(package, manifest),
            open: !manifest.has_exports_map() && (!manifest.private || siblings.shared),
            named: named.map(|it| it.into_values().collect()),
            published,
        }
    }

    /// Consumers may name the file.
    fn is_open(&self, path: &str) -> bool {
        self.is_nameable(path) && !is_development(path)
    }

    fn is_nameable(&self, path: &str) -> bool {
        self.open
            && self.named.as_ref().is_none_or(|it| it.contains(path))
            && self.published.has(path)
    }

    /// Consumers may name this file, too, although its name is that of a test.
    pub(super) fn offer(&self, node: &mut Node) {
        if node.audience == Audience::Internal && self.is_nameable(&node.path) {
            node.audience = Audience::Deep;
            node.reachable = true;
        }
    }

    /// A file of which nothing is known but its name.
    pub(super) fn node(&self, path: &str, format: Format) -> Node {
        let entry = self.entries.contains(path);
        Node {
            path: path.to_string(),
            format,
            audience: self.of_file(path),
            entry,
            main: self.main.contains(path),
            bin_only: entry && !self.loaded.contains(path),
            asks_main: None,
            executable: false,
            reachable: self.is_open(path),
            scope: self.scopes.scope(path).to_string(),
            turn: self.scopes.turn(path),
            unread: false,
            uses_patched: false,
            is_data: false,
            requires: Vec::new(),
            specifiers: Vec::new(),
            resolves: FxHashMap::default(),
            facts: None,
        }
    }

    fn of_file(&self, path: &str) -> Audience {
        if self.entries.contains(path) {
            Audience::Entry
        } else if self.is_open(path) {
            Audience::Deep
        } else {
            Audience::Internal
        }
    }
}
