//! What a specifier of a source leads to, as compilers and bundlers find it.
//!
//! <https://www.typescriptlang.org/docs/handbook/modules/reference.html#the-moduleresolution-compiler-option>

use std::path::{Path, PathBuf};

use oxc_resolver::{
    ResolveOptions, Resolver, TsconfigDiscovery, TsconfigOptions, TsconfigReferences,
};

/// A resolver that knows the aliases of the settings that each file belongs to, or of `tsconfig`.
pub(super) fn resolver(tsconfig: Option<PathBuf>) -> Resolver {
    let list = |names: &[&str]| names.iter().map(ToString::to_string).collect();
    let alias = |from: &str, to: &[&str]| (from.to_string(), list(to));
    let references = TsconfigReferences::Auto;
    let tsconfig = tsconfig.map_or(TsconfigDiscovery::Auto, |config_file| {
        TsconfigDiscovery::Manual(TsconfigOptions { config_file, references })
    });
    Resolver::new(ResolveOptions {
        condition_names: list(&["node", "import", "require"]),
        extensions: list(&[".ts", ".tsx", ".d.ts", ".js", ".jsx", ".json"]),
        extension_alias: vec![
            alias(".js", &[".ts", ".tsx", ".d.ts", ".js", ".jsx"]),
            alias(".jsx", &[".tsx", ".jsx"]),
            alias(".mjs", &[".mts", ".mjs"]),
            alias(".cjs", &[".cts", ".cjs"]),
        ],
        main_fields: list(&["main"]),
        main_files: list(&["index"]),
        builtin_modules: true,
        tsconfig: Some(tsconfig),
        ..ResolveOptions::default()
    })
}

/// The settings file that `extends: specifier` in the settings at `path` means.
pub(super) fn settings(path: &Path, specifier: &str) -> Option<PathBuf> {
    let folder = path.parent()?;
    if specifier.starts_with('.') || Path::new(specifier).is_absolute() {
        let found = folder.join(specifier);
        let named = PathBuf::from(format!("{}.json", found.display()));
        return [found.clone(), named, found.join("tsconfig.json")]
            .into_iter()
            .find(|it| it.is_file());
    }
    let resolver = Resolver::new(ResolveOptions {
        condition_names: vec!["node".to_string(), "require".to_string()],
        extensions: vec![".json".to_string()],
        main_fields: vec!["tsconfig".to_string()],
        main_files: vec!["tsconfig".to_string()],
        ..ResolveOptions::default()
    });
    resolver.resolve(folder, specifier).ok().map(oxc_resolver::Resolution::into_path_buf)
}
