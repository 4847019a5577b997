//! What a specifier resolves to, by Node's two algorithms.
//!
//! <https://nodejs.org/api/modules.html#all-together> and
//! <https://nodejs.org/api/esm.html#resolution-algorithm>

use std::path::{Path, PathBuf};

use oxc_resolver::{ResolveError, ResolveOptions, Resolver};

use super::specifier::package_of;

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
        match resolved(self.import.resolve(folder(file), specifier)) {
            Resolved::File(path) if names_folder(file, specifier, &path) => Resolved::Missing,
            found => found,
        }
    }
}

/// Whether what leads to `path` is the `main` of a folder inside a package, which `import` does
/// not follow (<https://nodejs.org/api/esm.html#mandatory-file-extensions>).
fn names_folder(file: &Path, specifier: &str, path: &Path) -> bool {
    if specifier.starts_with('#') {
        return false;
    }
    if specifier.starts_with('.') {
        let named = specifier.rsplit("./").next().unwrap_or_default();
        return !path.ends_with(named) && folder(file).join(specifier).is_dir();
    }
    let Some(name) = package_of(specifier) else { return false };
    let inside = specifier[name.len()..].trim_start_matches('/');
    if inside.is_empty() || path.ends_with(inside) {
        return false;
    }
    let roots = folder(file).ancestors().map(|it| it.join("node_modules").join(&name));
    let found = roots.into_iter().find(|it| it.is_dir());
    found.is_some_and(|root| root.join(inside).is_dir() && !has_map(&root))
}

/// The manifest in the folder `root` has an exports map.
fn has_map(root: &Path) -> bool {
    let Some(text) = super::external::read_source(&root.join("package.json")) else { return false };
    let fields: Result<serde_json::Value, _> = serde_json::from_str(&text);
    fields.is_ok_and(|it| !it["exports"].is_null())
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
