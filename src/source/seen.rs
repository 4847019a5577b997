//! What TypeScript takes a default import of marked CommonJS for, once a package is one of ES modules.

use serde_json::Value;

use super::{Sources, project, runner, syntax};
use crate::find::Package;

/// The type of `x` in `import x from 'marked'`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    /// All of `module.exports`, as in Node; `strict` tells `undefined` from other types.
    Whole { strict: bool },
    /// Its `default`, as bundlers have it.
    Default,
    /// One in the build, and the other where tests are compiled.
    Either,
}

impl Sources {
    /// What the source at `path` gets.
    pub(super) fn seen(&self, package: &Package, path: &str) -> Seen {
        if !syntax::is_typescript(path) {
            return Seen::Whole { strict: true };
        }
        let as_node = self.module(path).is_none_or(|it| it.starts_with("node"));
        match self.keeps_settings(package) && !as_node {
            true => Seen::Default,
            false if runner::checks_types(package) => Seen::Either,
            false => Seen::Whole { strict: self.is_strict(package, path) },
        }
    }

    /// A bundler makes the package, for which TypeScript may go on to read modules as it does.
    pub(super) fn keeps_settings(&self, package: &Package) -> bool {
        let kinds = ["es2020", "es2022", "esnext", "preserve"];
        let reads_modules = |kind: &str| kind.starts_with("node") || kinds.contains(&kind);
        let mut typed = package.sources.iter().filter(|it| syntax::is_typescript(&it.path));
        let suits = |path: &str| self.module(path).is_some_and(|kind| reads_modules(&kind));
        self.build.as_ref().is_some_and(super::Build::bundles) && typed.all(|it| suits(&it.path))
    }

    fn module(&self, path: &str) -> Option<String> {
        let kind = self.project.option(path, "module").and_then(Value::as_str);
        kind.map(str::to_ascii_lowercase)
    }

    /// `null` and `undefined` are types of their own, or nothing checks the source.
    fn is_strict(&self, package: &Package, path: &str) -> bool {
        let said = |name| self.project.option(path, name).and_then(Value::as_bool);
        let by_default = project::major(package, "typescript").is_none_or(|it| it >= 6);
        let strict = said("strictNullChecks").or(said("strict")).unwrap_or(by_default);
        strict || !self.project.covers(path)
    }
}
