//! What a bundler takes into its output, and what it leaves to Node.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{
    find::Package,
    graph::builtins,
    source::{mention::MentionKind, syntax},
};

/// Whether the files below `inputs` load nothing but each other, builtins, and packages that
/// `leaves` says stay outside: a bundled CommonJS package may call `require`, which modules have not.
pub(super) fn is_open(package: &Package, input: &str, leaves: &dyn Fn(&str) -> bool) -> bool {
    packages(package, input).is_some_and(|all| all.iter().all(|it| leaves(it)))
}

/// The packages that the sources around `input` load; `None` where one of them cannot be read.
fn packages(package: &Package, input: &str) -> Option<BTreeSet<String>> {
    let folder = input.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut found = BTreeSet::new();
    for file in package.sources.iter().chain(&package.files) {
        let inside = super::is_inside(&file.path, folder) && !folder.is_empty();
        let is_script = file.extension() != "json";
        if !(inside && is_script) && file.path != input {
            continue;
        }
        let allocator = oxc_allocator::Allocator::default();
        let module = syntax::parse(&allocator, &file.path, &file.text).ok()?;
        for it in crate::source::mention::mentions(&module, &file.path) {
            let loads = matches!(it.kind, MentionKind::Import | MentionKind::Require);
            let is_package = !it.value.starts_with(['.', '/', '#'])
                && !it.value.contains(':')
                && builtins::builtin(&it.value).is_none();
            if loads && is_package {
                found.insert(name_of(&it.value).to_string());
            }
        }
    }
    Some(found)
}

/// The package that a specifier names.
fn name_of(specifier: &str) -> &str {
    let parts = if specifier.starts_with('@') { 2 } else { 1 };
    let end = specifier.match_indices('/').nth(parts - 1).map_or(specifier.len(), |(at, _)| at);
    &specifier[..end]
}

/// `name` is installed with the package.
pub(super) fn comes_along(package: &Package, name: &str) -> bool {
    ["dependencies", "peerDependencies", "optionalDependencies"]
        .iter()
        .any(|field| package.fields.get(*field).and_then(|it: &Value| it.get(name)).is_some())
}
