//! Tools of the development that come in two builds: in tests and scripts, the one for `import` is as
//! good as the one for `require`, where nothing else holds on to the other.

use std::{fs, path::Path, sync::Arc};

use rustc_hash::FxHashSet;

use super::{
    external::{External, ExternalFormat, Externals},
    inert::package_name,
    is_development,
    resolve::{Resolved, Resolvers},
    wrapper::Wrapper,
};
use crate::{find::Package, manifest::Manifest};

/// The packages that only the development needs, and that no other package there is made for.
#[derive(Default)]
pub(super) struct Tools(FxHashSet<String>);

impl Tools {
    pub(super) fn of(package: &Package, manifest: &Manifest) -> Self {
        let shipped =
            [&manifest.dependencies, &manifest.peer_dependencies, &manifest.optional_dependencies];
        let mut names: FxHashSet<String> = manifest.dev_dependencies.iter().cloned().collect();
        for installed in manifest.dev_dependencies.iter().chain(shipped.into_iter().flatten()) {
            // A plugin is handed the build that it does not load.
            for peer in peers(&package.root, installed) {
                names.remove(&peer);
            }
        }
        shipped.into_iter().flatten().for_each(|it| _ = names.remove(it));
        Self(names)
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
        if !is_development(from) || !self.0.contains(&package_name(specifier)) {
            return None;
        }
        let Resolved::File(other) = resolvers.import(file, specifier) else { return None };
        let [one, other] = [path, &other].map(|it| externals.get(resolvers, it));
        let formats = [one.format, other.format];
        if formats != [ExternalFormat::CommonJs, ExternalFormat::Module] || other.asynchronous {
            return None;
        }
        let default = other.has_default && !one.marked;
        let names = other.constant.iter().filter(|it| *it != "default").cloned().collect();
        let wrapper = Some(Wrapper { names, default, twice: true });
        Some(Arc::new(External { wrapper, ..(*one).clone() }))
    }
}

/// The packages that `installed` is made for.
fn peers(root: &Path, installed: &str) -> Vec<String> {
    let manifest = |it: &Path| it.join("node_modules").join(installed).join("package.json");
    let text = root.ancestors().find_map(|it| fs::read_to_string(manifest(it)).ok());
    let manifest = text.and_then(|it| Manifest::parse(&it).ok());
    manifest.map_or_else(Vec::new, |it| it.peer_dependencies)
}
