//! What sources need of the compiler that makes the package of them.

use super::{Sources, Stays, compiler, left, project, syntax};
use crate::find::Package;

impl Sources {
    /// Off by default before the sixth version of TypeScript, and everywhere else on
    /// (<https://www.typescriptlang.org/tsconfig/#esModuleInterop>).
    pub(super) fn interops(&self, package: &Package, path: &str) -> bool {
        let is_typed = self.build.is_none() && syntax::is_typescript(path);
        let module = self.project.option(path, "module").and_then(serde_json::Value::as_str);
        let as_node = module.is_some_and(|it| it.to_ascii_lowercase().starts_with("node"));
        let said =
            self.project.option(path, "esModuleInterop").and_then(serde_json::Value::as_bool);
        let major = project::major(package, "typescript");
        !is_typed || said.unwrap_or(as_node || major.is_some_and(|it| it >= 6))
    }

    /// A source that needs an export which its build cannot read.
    pub(super) fn unreadable(&self, package: &Package) -> Option<&str> {
        let build = self.build.as_ref().filter(|it| !it.can_replace())?;
        let assigned = self.turning(package).find(|(file, _, left)| {
            build.compiles(&file.path) && left.is_some_and(|it| it.assignment.is_some())
        });
        let replaced = self.replaced.as_ref().ok().and_then(|it| it.first());
        replaced.map(String::as_str).or(assigned.map(|_| "package.json"))
    }

    /// TypeScript compiles the package, and cannot read what its sources become.
    pub(super) fn too_old(&self, package: &Package) -> Option<Stays> {
        let assigns = || self.left.iter().flatten().any(|it| it.assignment.is_some());
        let replaces = self.replaced.as_ref().is_ok_and(|it| !it.is_empty());
        let needs = compiler::Needs { json: self.imports_json(), names: replaces || assigns() };
        let by_itself = self.build.is_none();
        by_itself.then(|| compiler::too_old(package, &needs)).flatten()
    }

    /// Some source imports JSON without the attribute that modules need.
    pub(super) fn imports_json(&self) -> bool {
        let is_json =
            |it: &left::Import| crate::find::extension(&it.specifier) == "json" && !it.attributes;
        self.left.iter().flatten().any(|it| it.imports.iter().any(is_json))
    }
}
