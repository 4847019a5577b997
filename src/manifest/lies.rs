//! What a manifest says that is not so: fields that Node ignores, files that are not there.

use jsonc_parser::ast::{Object, Value};

use super::{
    Manifest,
    json::{Document, property},
    paths::{join, resolve},
};
use crate::finding::{Finding, Severity};

/// Notes about `text`, the manifest at `path`; `exists` is asked for paths in the package.
pub fn lies(path: &str, text: &str, exists: &dyn Fn(&str) -> bool) -> Vec<Finding> {
    let (Ok(manifest), Ok(document)) = (Manifest::parse(text), Document::strict(text)) else {
        return Vec::new();
    };
    let ignored = manifest.problems.iter().map(|it| it.finding(path, text, Severity::Note));
    let mut findings: Vec<Finding> = ignored.collect();
    let Ok(object) = document.object() else { return findings };
    let missing = main(&manifest, object, exists).into_iter().chain(bins(object, exists));
    findings.extend(missing.map(|(value, message)| {
        let help = "Build the package first if the file is generated, or correct the path";
        let finding = Finding::of_file(Severity::Note, "missing-file", path, message, help);
        finding.at(text, document.span(value))
    }));
    findings
}

/// A `main` that leads to no file. Node then falls back to the index, with a warning (DEP0128).
fn main<'o, 'a>(
    manifest: &Manifest,
    object: &'o Object<'a>,
    exists: &dyn Fn(&str) -> bool,
) -> Option<(&'o Value<'a>, String)> {
    let main = manifest.main.as_deref().filter(|main| !main.is_empty())?;
    if manifest.has_exports_map() || resolve(&join("", main)?, exists).is_some() {
        return None;
    }
    let instead = resolve("", exists).map_or_else(
        || "the package cannot be loaded by its name".to_string(),
        |index| format!("Node takes {index} instead"),
    );
    let message = format!("`main` names {main}, which does not exist; {instead}");
    Some((&property(object, "main")?.value, message))
}

fn bins<'o, 'a>(
    object: &'o Object<'a>,
    exists: &dyn Fn(&str) -> bool,
) -> Vec<(&'o Value<'a>, String)> {
    let values = match property(object, "bin").map(|bin| &bin.value) {
        Some(Value::Object(map)) => map.properties.iter().map(|command| &command.value).collect(),
        Some(value) => vec![value],
        None => Vec::new(),
    };
    let missing = |value: &'o Value<'a>| {
        let file = &value.as_string_lit()?.value;
        let is_there = join("", file).is_some_and(|path| exists(&path));
        let message = format!("`bin` names {file}, which does not exist");
        (!is_there).then_some((value, message))
    };
    values.into_iter().filter_map(missing).collect()
}
