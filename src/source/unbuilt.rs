//! Packages whose build is still to come: what they offer is not there.

use oxc_span::Span;
use serde_json::Value;

use super::{
    flip::Stays,
    project::{builds, scripts},
    settings::original,
};
use crate::find::{Package, extension};

/// Why nothing of a package changes whose sources stay before they are built.
pub(crate) const UNBUILT: &str = "what its build writes has to stay CommonJS";

/// What the manifest offers is not there: a build has to write it, in the format that the package says.
pub(crate) fn is_unbuilt(package: &Package) -> bool {
    missing(package).is_some()
}

/// What the manifest offers is made of the scripts by something that nothing here tells about: it may
/// copy them or print anything, which Node would take for ES modules.
pub(crate) fn built_elsewhere(package: &Package) -> Option<Stays> {
    let is_module = package.fields.get("type").and_then(Value::as_str) == Some("module");
    let path = missing(package).filter(|_| !is_module)?;
    let script = scripts(package).map(|(name, _)| name).find(|it| builds(it))?;
    let message = format!(
        "`{path}` is still to be written, by the script `{script}`, and nothing here tells in which format"
    );
    let help = "Let the build write ES modules, say `\"type\": \"module\"`, then run again; or run unfaux on what the build writes";
    let mut stays = Stays::new("package.json", "source-build", &message, help);
    let text = original(package, "package.json")?;
    let at = text.find(&format!("{path}\"")).and_then(|it| u32::try_from(it).ok());
    stays.span = Span::empty(at.unwrap_or_default());
    Some(stays)
}

/// What the manifest offers, where nothing of it is there.
fn missing(package: &Package) -> Option<&str> {
    let mut named = Vec::new();
    let offered = ["main", "module", "exports"];
    offered.iter().filter_map(|it| package.fields.get(*it)).for_each(|it| paths(it, &mut named));
    named.retain(|it| matches!(extension(it), "js" | "cjs" | "mjs" | ""));
    let is_there = |path: &&str| {
        let mut ends = ["", ".js", "/index.js"].into_iter();
        ends.any(|end| package.file(&format!("{path}{end}")).is_some())
    };
    named.first().copied().filter(|_| !named.iter().any(is_there))
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
