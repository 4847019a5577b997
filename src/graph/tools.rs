//! Tools of the development that come in two builds: in tests and scripts, the one for `import` is as
//! good as the one for `require`, where nothing else holds on to the other.

use std::{fs, path::Path, sync::Arc};

use rustc_hash::FxHashSet;

use super::{
    external::{External, ExternalFormat, Externals},
    is_development,
    resolve::{Resolved, Resolvers},
    specifier::package_name,
    wrapper::Wrapper,
};
use crate::{
    find::{self, Package},
    manifest::Manifest,
};

/// The packages that only the development needs, and those beside which they are installed.
pub(super) struct Tools {
    names: FxHashSet<String>,
    installed: Vec<String>,
}

impl Tools {
    pub(super) fn of(manifest: &Manifest) -> Self {
        let shipped =
            [&manifest.dependencies, &manifest.peer_dependencies, &manifest.optional_dependencies];
        let shipped = || shipped.into_iter().flatten();
        let tools = manifest.dev_dependencies.iter();
        Self {
            names: tools.clone().filter(|name| shipped().all(|it| it != *name)).cloned().collect(),
            installed: tools.chain(shipped()).cloned().collect(),
        }
    }

    /// What stands for the CommonJS at `path` in the file `file` of the development: what `import` of
    /// `specifier` finds, an ES module whose default export, if it has one, is what `require` gives.
    pub(super) fn build(
        &self,
        (package, resolvers, externals): (&Package, &Resolvers, &mut Externals),
        file: &Path,
        specifier: &str,
        path: &Path,
    ) -> Option<Arc<External>> {
        let from = file.strip_prefix(&package.root).ok()?.to_str()?;
        let name = package_name(specifier);
        if !is_development(from) || !self.names.contains(&name) {
            return None;
        }
        // What getters of a tool do while it loads is nobody's concern.
        let passed_on = externals.passed_on(resolvers, (file, specifier), path, &|_| true);
        if passed_on.is_some() {
            return passed_on;
        }
        let Resolved::File(other) = resolvers.import(file, specifier) else { return None };
        let [one, other] = [path, &other].map(|it| externals.get(resolvers, it));
        let formats = [one.format, other.format];
        if formats != [ExternalFormat::CommonJs, ExternalFormat::Module] || other.asynchronous {
            return None;
        }
        // A plugin is handed the build that it does not load.
        if self.installed.iter().any(|it| peers(&package.root, it).contains(&name)) {
            return None;
        }
        let default = other.has_default && !one.marked;
        let names = other.constant.iter().filter(|it| *it != "default").cloned().collect();
        let wrapper = Some(Wrapper { names, default, twice: true });
        Some(Arc::new(External { wrapper, ..(*one).clone() }))
    }
}

/// The packages that the one called `name` is made for.
fn peers(root: &Path, name: &str) -> Vec<String> {
    let text = find::installed(root, name).map(|it| fs::read_to_string(it.join("package.json")));
    let manifest = text.and_then(|it| Manifest::parse(&it.ok()?).ok());
    manifest.map_or_else(Vec::new, |it| it.peer_dependencies)
}
