//! The settings of the compilers that read the sources of a package.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use oxc_resolver::Resolver;
use serde_json::{Map, Value};

use super::resolve;
use crate::{
    find::{Package, installed_version},
    manifest::{Narrowed, narrow},
};

/// How deep settings may extend each other.
const DEPTH: usize = 16;

/// What the settings say about all sources.
#[derive(Debug)]
pub(crate) struct Project {
    /// By the path of each source: the `tsconfig.json` that it belongs to.
    owners: BTreeMap<String, PathBuf>,
    /// The compiler options of each of them, with what it extends.
    options: BTreeMap<PathBuf, Map<String, Value>>,
    /// The build, or what runs the sources, knows the aliases of `paths` and `baseUrl`.
    pub(super) maps_aliases: bool,
    /// Tests run in Jest.
    pub(super) has_jest: bool,
    /// A bundler reads the sources as they are named.
    pub(super) bundles: bool,
    pub(super) resolver: Resolver,
    /// Knows the aliases of the root's settings, for files that belong to none.
    pub(super) fallback: Option<Resolver>,
}

impl Project {
    /// Reads the settings around the sources of `package`.
    pub(crate) fn read(package: &Package) -> Self {
        let resolver = resolve::resolver(None);
        let root = package.root.join("tsconfig.json");
        let has_root = root.is_file();
        let fallback = has_root.then(|| resolve::resolver(Some(root.clone())));
        let (mut owners, mut options) = (BTreeMap::new(), BTreeMap::new());
        for file in &package.sources {
            let found = resolver.find_tsconfig(package.root.join(&file.path)).ok().flatten();
            let owner = found.map(|it| it.path.clone()).or(has_root.then(|| root.clone()));
            let Some(owner) = owner else { continue };
            let of = || options_of(&owner, 0);
            options.entry(owner.clone()).or_insert_with(of);
            owners.insert(file.path.clone(), owner);
        }
        let bundles = runs(package, &BUNDLERS);
        let maps = runs(package, &MAPPERS) || PLUGINS.iter().any(|it| depends(package, it));
        // Where the program itself maps them when it runs, it maps none of its imports.
        let by_program = crate::graph::Aliases::of(package).mapper().is_some();
        let maps_aliases = bundles || (maps && !by_program);
        let has_jest = depends(package, "jest") || depends(package, "ts-jest");
        Self { owners, options, maps_aliases, has_jest, bundles, resolver, fallback }
    }

    /// The compiler option `name` for the source at `path`.
    pub(crate) fn option(&self, path: &str, name: &str) -> Option<&Value> {
        self.options.get(self.owners.get(path)?)?.get(name)
    }

    /// Settings of TypeScript tell of the source at `path`.
    pub(super) fn covers(&self, path: &str) -> bool {
        self.owners.contains_key(path)
    }

    pub(super) fn is_on(&self, path: &str, name: &str) -> bool {
        self.option(path, name) == Some(&Value::Bool(true))
    }

    /// Specifiers in the source at `path` name TypeScript files as they are.
    pub(super) fn names_sources(&self, path: &str) -> bool {
        self.is_on(path, "allowImportingTsExtensions")
            || self.is_on(path, "rewriteRelativeImportExtensions")
    }

    /// The compiler leaves JSX to somebody else, in files named `.jsx`.
    pub(super) fn keeps_jsx(&self, path: &str) -> bool {
        let jsx = self.option(path, "jsx").and_then(Value::as_str).unwrap_or_default();
        jsx.eq_ignore_ascii_case("preserve")
    }
}

/// The compiler options of the settings at `path`; what it says itself replaces what it extends.
fn options_of(path: &Path, depth: usize) -> Map<String, Value> {
    let Some(Value::Object(mut config)) = read(path).filter(|_| depth < DEPTH) else {
        return Map::new();
    };
    let extended = match config.remove("extends") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(all)) => {
            all.iter().filter_map(Value::as_str).map(str::to_string).collect()
        }
        _ => Vec::new(),
    };
    let mut options = Map::new();
    for specifier in extended {
        if let Some(base) = resolve::settings(path, &specifier) {
            options.extend(options_of(&base, depth + 1));
        }
    }
    if let Some(Value::Object(own)) = config.remove("compilerOptions") {
        options.extend(own);
    }
    options
}

fn read(path: &Path) -> Option<Value> {
    let text = fs::read_to_string(path).ok()?;
    let text = text.trim_start_matches('\u{feff}');
    jsonc_parser::parse_to_serde_value(text, &jsonc_parser::ParseOptions::default()).ok()
}

/// Commands that read sources by the names that specifiers give them.
const BUNDLERS: [&str; 14] = [
    "tsup",
    "tsdown",
    "esbuild",
    "vite",
    "rollup",
    "rolldown",
    "webpack",
    "parcel",
    "next",
    "nuxt",
    "unbuild",
    "ncc",
    "microbundle",
    "bunchee",
];

/// Others that resolve aliases, or rewrite them in what the compiler has written.
const MAPPERS: [&str; 5] = ["tsc-alias", "tspath", "ttsc", "tsx", "bun"];

/// Plugins that do so inside of a compiler.
const PLUGINS: [&str; 4] = [
    "babel-plugin-module-resolver",
    "typescript-transform-paths",
    "@zerollup/ts-transform-paths",
    "babel-plugin-tsconfig-paths-module-resolver",
];

/// Some script of the manifest runs one of `commands`.
pub(crate) fn runs(package: &Package, commands: &[&str]) -> bool {
    scripts(package).flat_map(|(_, line)| words(line)).any(|word| commands.contains(&word))
}

/// The scripts of the manifest: their names and what they run.
pub(crate) fn scripts(package: &Package) -> impl Iterator<Item = (&str, &str)> {
    let scripts = package.fields.get("scripts").and_then(Value::as_object);
    let lines = scripts.into_iter().flat_map(Map::iter);
    lines.filter_map(|(name, line)| Some((name.as_str(), line.as_str()?)))
}

/// Scripts that make what is published, by their names and those that npm runs before it publishes
/// (<https://docs.npmjs.com/cli/using-npm/scripts>).
pub(super) fn builds(script: &str) -> bool {
    let first = script.split([':', '-']).next().unwrap_or(script);
    ["build", "compile", "bundle", "dist", "prepare", "prepack", "prepublish", "prepublishOnly"]
        .contains(&first)
}

/// The words of a line for the shell.
pub(crate) fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| c.is_whitespace() || matches!(c, '&' | ';' | '|' | '\'' | '"'))
}

/// The manifest names `name` among what the package needs, or what its development needs.
pub(crate) fn depends(package: &Package, name: &str) -> bool {
    ["dependencies", "devDependencies", "peerDependencies"]
        .iter()
        .any(|field| package.fields.get(*field).is_some_and(|it| it.get(name).is_some()))
}

/// The major version that the manifest asks for of the tool `name`.
pub(crate) fn major(package: &Package, name: &str) -> Option<u32> {
    let mut fields = ["devDependencies", "dependencies"].iter();
    let range = fields.find_map(|it| package.fields.get(*it)?.get(name)?.as_str())?;
    let digits = range.trim_start_matches(['^', '~', '=', '>', 'v', ' ']);
    digits.split('.').next()?.parse().ok()
}

/// The tool `name` is `version` or later, by what the manifest asks for or by what is installed.
pub(crate) fn is_from(package: &Package, name: &str, version: &str) -> bool {
    let mut fields = ["devDependencies", "dependencies"].iter();
    let asked = fields.find_map(|it| package.fields.get(*it)?.get(name)?.as_str());
    let reaches = |range: &str| narrow(range, &format!(">={version}")) == Narrowed::Inside;
    let installed = || installed_version(&package.root, name).is_some_and(|it| reaches(&it));
    asked.is_some_and(|it| reaches(it) || installed())
}
