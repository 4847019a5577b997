//! What is known of the other packages of a workspace while one of them is decided.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use rustc_hash::FxHashMap;

use crate::{graph::external::External, plan::Joint};

/// Modules that ES modules will see otherwise than now, by canonical path.
pub type Turned = FxHashMap<PathBuf, Arc<External>>;

/// The packages around one.
#[derive(Debug, Default, Clone)]
pub struct Siblings {
    /// Some of them depend on this one, and may name any of its files.
    pub shared: bool,
    /// What follows the name of this one where they name it; `None` where that is not known.
    pub named: Option<BTreeSet<String>>,
    /// While they load, modules are required for which imports wait: not every Node can do that.
    pub meets: bool,
    /// What import cycles ask of this one that run over others, too.
    pub joint: Option<Arc<Joint>>,
    /// What modules of those that come first will be when the run is over.
    pub turned: Arc<Turned>,
}

impl Siblings {
    /// The files among `paths` that they name, by the names that they use; `None` where it may be any.
    pub fn named_files(&self, paths: &BTreeSet<String>) -> Option<BTreeMap<String, String>> {
        let mut files = BTreeMap::new();
        for name in self.named.as_ref()? {
            let mut tails = ["", ".js", ".json", ".node", "/index.js", "/index.json"].iter();
            let found = tails.find_map(|tail| paths.get(&format!("{name}{tail}")));
            match found {
                Some(file) => _ = files.insert(name.clone(), file.clone()),
                // A folder has a manifest of its own, or more is put to its path.
                None if paths.iter().any(|it| it.starts_with(&format!("{name}/"))) => return None,
                None => {}
            }
        }
        Some(files)
    }

    /// The module at `path` as it will be, where it comes to differ.
    pub fn turned(&self, path: &Path) -> Option<Arc<External>> {
        self.turned.get(path).cloned()
    }
}
