//! Packages whose build is still to come: what they offer is not there.

use serde_json::Value;

use crate::find::{Package, extension};

/// Why nothing of a package changes whose sources stay before they are built.
pub(crate) const UNBUILT: &str = "what its build writes has to stay CommonJS";

/// What the manifest offers is not there: a build has to write it, in the format that the package says.
pub(crate) fn is_unbuilt(package: &Package) -> bool {
    let mut named = Vec::new();
    let offered = ["main", "module", "exports"];
    offered.iter().filter_map(|it| package.fields.get(*it)).for_each(|it| paths(it, &mut named));
    named.retain(|it| matches!(extension(it), "js" | "cjs" | "mjs" | ""));
    let is_there = |path: &&str| {
        let mut ends = ["", ".js", "/index.js"].into_iter();
        ends.any(|end| package.file(&format!("{path}{end}")).is_some())
    };
    !named.is_empty() && !named.iter().any(is_there)
}

/// The paths in a part of the manifest, without what says nothing.
pub(super) fn paths<'p>(value: &'p Value, found: &mut Vec<&'p str>) {
    match value {
        Value::String(it) => {
            found.push(it.trim_start_matches("./").trim_end_matches('/'));
        }
        Value::Object(map) => map.values().for_each(|it| paths(it, found)),
        Value::Array(list) => list.iter().for_each(|it| paths(it, found)),
        _ => {}
    }
}
