//! What a specifier resolves to, by Node's two algorithms.
//!
//! <https://nodejs.org/api/modules.html#all-together> and
//! <https://nodejs.org/api/esm.html#resolution-algorithm>

use std::path::{Path, PathBuf};

use oxc_resolver::{ResolveError, ResolveOptions, Resolver};

/// Both resolvers over one cache of the file system.
pub struct Resolvers {
    require: Resolver,
    import: Resolver,
}

/// Where a specifier leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// A module of Node itself.
    Builtin,
    File(PathBuf),
    Missing,
}

impl Default for Resolvers {
    fn default() -> Self {
        let require =
            Resolver::new(options(&["node", "require", "module-sync", "node-addons"], false));
        let import = require
            .clone_with_options(options(&["node", "import", "module-sync", "node-addons"], true));
        Self { require, import }
    }
}

fn options(conditions: &[&str], fully_specified: bool) -> ResolveOptions {
    ResolveOptions {
        condition_names: conditions.iter().map(ToString::to_string).collect(),
        extensions: vec![".js".into(), ".json".into(), ".node".into()],
        main_fields: vec!["main".into()],
        main_files: vec!["index".into()],
        fully_specified,
        builtin_modules: true,
        node_path: false,
        ..ResolveOptions::default()
    }
}

impl Resolvers {
    /// What `require(specifier)` in `file` loads.
    pub fn require(&self, file: &Path, specifier: &str) -> Resolved {
        resolved(self.require.resolve(folder(file), specifier))
    }

    /// Whether the package that `require(specifier)` in `file` finds has an exports map.
    pub fn has_exports_map(&self, file: &Path, specifier: &str) -> bool {
        let found = self.require.resolve(folder(file), specifier);
        found.is_ok_and(|it| it.package_json().is_some_and(|it| it.exports().is_some()))
    }

    /// What `import 'specifier'` in `file` loads.
    pub fn import(&self, file: &Path, specifier: &str) -> Resolved {
        resolved(self.import.resolve(folder(file), specifier))
    }
}

fn folder(file: &Path) -> &Path {
    file.parent().unwrap_or(file)
}

fn resolved(result: Result<oxc_resolver::Resolution, ResolveError>) -> Resolved {
    match result {
        Ok(resolution) => Resolved::File(resolution.into_path_buf()),
        Err(ResolveError::Builtin { .. }) => Resolved::Builtin,
        Err(_) => Resolved::Missing,
    }
}
