//! Names that `module-alias` gives to files and folders of a package. It changes what `require` finds,
//! and no imports, so that ES modules have to name the files themselves.
//!
//! <https://github.com/ilearnio/module-alias#readme>

use serde_json::Value;

use crate::find::Package;

/// Packages that let `require` find more than Node does, by what only run time knows.
const MAPPERS: [&str; 2] = ["module-alias", "app-module-path"];

/// Another, which is loaded with `--require`.
const REGISTERED: &str = "tsconfig-paths/register";

/// What the manifest says of them.
#[derive(Debug, Default)]
pub(crate) struct Aliases<'p> {
    /// Names with what they stand for; longer names first, as the last in order wins.
    names: Vec<(&'p str, &'p str)>,
    mapper: Option<&'static str>,
}

impl<'p> Aliases<'p> {
    /// Reads them where the package needs `module-alias` or its like.
    pub(crate) fn of(package: &'p Package) -> Self {
        let needs = |name: &str| {
            let field = |it: &str| package.fields.get(it).and_then(|it| it.get(name)).is_some();
            field("dependencies") || field("devDependencies")
        };
        let scripts = package.fields.get("scripts").and_then(Value::as_object);
        let lines = scripts.into_iter().flatten().filter_map(|(_, line)| line.as_str());
        let registers = lines.into_iter().any(|it| it.contains(REGISTERED));
        let registered = registers.then_some(REGISTERED);
        let mapper = MAPPERS.into_iter().find(|it| needs(it)).or(registered);
        let listed = package.fields.get("_moduleAliases").and_then(Value::as_object);
        let listed = listed.filter(|_| needs(MAPPERS[0])).into_iter().flatten();
        let mut names: Vec<(&str, &str)> =
            listed.filter_map(|(name, path)| Some((name.as_str(), path.as_str()?))).collect();
        names.sort_by(|one, other| other.0.cmp(one.0));
        Self { names, mapper }
    }

    /// What lets `require` find more than Node does.
    pub(crate) fn mapper(&self) -> Option<&'static str> {
        self.mapper
    }

    /// The path, relative to the root of the package, that `specifier` stands for.
    pub(crate) fn path(&self, specifier: &str) -> Option<String> {
        let fits = |name: &str| {
            let rest = specifier.strip_prefix(name)?;
            (rest.is_empty() || rest.starts_with('/')).then_some(rest)
        };
        let (rest, path) = self.names.iter().find_map(|(name, path)| Some((fits(name)?, path)))?;
        Some(format!("./{}{rest}", path.trim_start_matches("./").trim_end_matches('/')))
    }
}
