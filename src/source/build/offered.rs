//! What the manifest offers of a build.

use std::borrow::Cow;

use oxc_span::Span;
use serde_json::Value;

use super::{Build, command::plain, is_inside};
use crate::{
    edit::Edits,
    find::{Package, extension},
    source::{
        object::{self, Kind},
        settings::Held,
    },
};

/// The manifest offers what `build` writes, and scripts of no other build.
pub(super) fn by(package: &Package, build: &Build) -> bool {
    let output = build.output.as_str();
    let field = |name: &str| package.fields.get(name);
    let other = ["module", "jsnext:main", "jsnext", "esnext", "es2015"];
    let is_input = |path: &str| build.inputs.iter().any(|it| is_inside(&plain(path), it));
    let is_written =
        |path: &str| build.both && extension(path) == "mjs" && is_inside(&plain(path), output);
    let second = other.iter().filter_map(|it| field(it)?.as_str());
    let mut second = second.filter(|it| !is_input(it) && !is_written(it));
    let exports = field("exports").map(|it| if build.both { alone(it) } else { it.clone() });
    let main = field("main").and_then(Value::as_str);
    let fits = |path: &str| {
        let path = plain(path);
        let is_script = matches!(extension(&path), "js" | "cjs" | "mjs");
        let whole = output.trim_end_matches(".js") == path || is_inside(&path, output);
        !is_script || (whole && extension(&path) == "js")
    };
    let main_is_built = main.is_some_and(|it| {
        let path = plain(it);
        output.trim_end_matches(".js") == path || is_inside(&path, output)
    });
    let leads = main_is_built || (main.is_none() && exports.is_some());
    let offered = leads && second.next().is_none() && main.is_none_or(fits);
    offered && exports.is_none_or(|it| one_each(&it, &fits))
}

/// The paths in `value` as the build of ES modules alone writes them.
fn alone(value: &Value) -> Value {
    match value {
        Value::String(path) => Value::String(renamed(path).into_owned()),
        Value::Object(map) => {
            Value::Object(map.iter().map(|(key, it)| (key.clone(), alone(it))).collect())
        }
        other => other.clone(),
    }
}

/// `.mjs` tells ES modules from CommonJS beside them; alone they end in `.js`.
fn renamed(path: &str) -> Cow<'_, str> {
    match path.strip_suffix(".mjs") {
        Some(stem) => format!("{stem}.js").into(),
        None => match path.strip_suffix(".d.mts") {
            Some(stem) => format!("{stem}.d.ts").into(),
            None => path.into(),
        },
    }
}

/// Lets the manifest name ES modules as a build of nothing else calls them.
pub(super) fn rename_modules(manifest: &Held, edits: &mut Edits) {
    let paths = ["main", "module", "types", "typings", "exports", "bin", "typesVersions"];
    let named = manifest.object.properties.iter().filter(|it| paths.contains(&it.name.as_str()));
    for it in named {
        rename(&it.value, edits);
    }
}

fn rename(value: &object::Value, edits: &mut Edits) {
    match &value.kind {
        Kind::String(path) => {
            let new = renamed(path);
            if new != *path {
                let end = value.span.end - 1;
                let (was, is) = if extension(path) == "mjs" { (3, "js") } else { (5, "d.ts") };
                edits.replace(Span::new(end - was, end), is);
            }
        }
        Kind::Array(list) => list.iter().for_each(|it| rename(it, edits)),
        Kind::Object(object) => object.properties.iter().for_each(|it| rename(&it.value, edits)),
        Kind::Other => {}
    }
}

/// Every path of a map fits, and nowhere do `import` and `require` find different ones.
fn one_each(value: &Value, fits: &dyn Fn(&str) -> bool) -> bool {
    match value {
        Value::String(path) => path.ends_with("/package.json") || fits(path),
        Value::Object(map) => {
            let twice = match (map.get("import"), map.get("require")) {
                (Some(import), Some(require)) => import != require,
                // What only one of them finds comes from another build, or is not meant to be there.
                (Some(_), None) | (None, Some(_)) => true,
                (None, None) => false,
            };
            !twice && map.values().all(|it| one_each(it, fits))
        }
        Value::Null => true,
        _ => false,
    }
}
