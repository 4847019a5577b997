//! Rollup, where its settings are one literal (<https://rollupjs.org/configuration-options/#output-format>).

use super::{
    Build, Edited, Tool, bundle,
    command::{Options, calls, plain},
};
use crate::{
    edit::Edits,
    find::{Package, extension},
    source::{
        object::{Object, Value},
        project::{is_from, major},
        settings::Settings,
    },
};

const FILES: [&str; 3] = ["rollup.config.js", "rollup.config.mjs", "rollup.config.cjs"];

const FLAGS: [&str; 5] = ["-c", "--config", "-w", "--watch", "--silent"];

/// What an output may say beside its file and format.
const OUTPUT: [&str; 5] = ["file", "format", "exports", "sourcemap", "interop"];

pub(super) fn read(settings: &Settings<'_>) -> Option<(Build, Edited)> {
    let package = settings.package;
    let calls = calls(package, "rollup")?;
    let plain_calls = calls.iter().all(|it| {
        let options = Options::read(&it.arguments, &[], &FLAGS);
        options.is_some_and(|it| it.others.iter().all(|it| FILES.contains(it)))
    });
    if calls.is_empty() || !plain_calls {
        return None;
    }
    let held = settings.first(&FILES)?.ok()?;
    let output = match held.object.get("output")?.as_array() {
        Some([one]) => one.as_object()?,
        Some(_) => return None,
        None => held.object.object("output")?,
    };
    if !output.properties.iter().all(|it| OUTPUT.contains(&it.name.as_str())) {
        return None;
    }
    let field = |value: &Value| path(package, value, held.slice(value.span));
    let input = field(held.object.get("input")?)?;
    let file = field(output.get("file")?)?;
    let format = output.get("format")?;
    let is_common_js = matches!(format.as_str(), Some("cjs" | "commonjs"));
    let as_node = resolves_as_node(package, output)?;
    // A bundled CommonJS package may call `require`, which modules have not.
    if held.text.contains("commonjs(") {
        return None;
    }
    let outside = |name: &str| bundle::comes_along(package, name);
    if !is_common_js || extension(&file) != "js" || !bundle::is_open(package, &input, &outside) {
        return None;
    }
    let mut edits = Edits::default();
    edits.replace(format.span.shrink(1), "es");
    let exports = output.string("exports").unwrap_or("auto");
    let replaces = matches!(exports, "auto" | "default");
    let (tool, inputs) = (Tool::Rollup, vec![input]);
    // Before, it prints such names without quotes.
    let quotes = is_from(package, "rollup", "4.9.0");
    Some((
        Build { tool, inputs, output: file, replaces, as_node, quotes, both: false },
        vec![(held, edits)],
    ))
}

/// A path, alone or as `pkg.main` of an imported manifest.
fn path(package: &Package, value: &Value, text: &str) -> Option<String> {
    let named = || package.fields.get(text.strip_prefix("pkg.")?)?.as_str();
    value.as_str().or_else(named).map(plain)
}

/// From its third version on, Rollup takes CommonJS for what Node makes of it
/// (<https://rollupjs.org/configuration-options/#output-interop>).
fn resolves_as_node(package: &Package, output: &Object) -> Option<bool> {
    match output.get("interop").map(Value::as_str) {
        Some(Some("default")) => return Some(true),
        Some(Some("auto" | "compat" | "esModule")) => return Some(false),
        Some(_) => return None,
        None => {}
    }
    Some(major(package, "rollup")? >= 3)
}
