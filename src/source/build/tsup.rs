//! tsup, by its settings or by a script (<https://tsup.egoist.dev/#bundle-formats>).

use oxc_span::Span;

use super::{
    Build, Edited, Tool, bundle,
    command::{Command, Options, calls, plain},
    offered,
};
use crate::{
    edit::Edits,
    find::{Package, extension},
    source::{
        object::{self, Object, Value},
        settings::{Held, Settings},
    },
};

const FILES: [&str; 8] = [
    "tsup.config.ts",
    "tsup.config.js",
    "tsup.config.mjs",
    "tsup.config.cjs",
    "tsup.config.mts",
    "tsup.config.cts",
    "tsup.config.json",
    "package.json",
];

const FLAGS: [&str; 12] = [
    "--dts",
    "--clean",
    "--sourcemap",
    "--minify",
    "--watch",
    "--treeshake",
    "--silent",
    "--entry",
    "--no-splitting",
    "--splitting",
    "--shims",
    "--metafile",
];

const VALUED: [&str; 6] = ["--format", "--target", "-d", "--out-dir", "--tsconfig", "--external"];

/// Settings that change nothing about modules and their names.
const KNOWN: [&str; 22] = [
    "entry",
    "format",
    "dts",
    "clean",
    "sourcemap",
    "minify",
    "target",
    "outDir",
    "splitting",
    "treeshake",
    "platform",
    "tsconfig",
    "silent",
    "watch",
    "keepNames",
    "entryPoints",
    "external",
    "shims",
    "metafile",
    "name",
    "onSuccess",
    "skipNodeModulesBundle",
];

pub(super) fn read(settings: &Settings<'_>) -> Option<(Build, Edited)> {
    let calls = calls(settings.package, "tsup")?;
    let options = calls.iter().map(|it| Options::read(&it.arguments, &VALUED, &FLAGS));
    let options: Vec<Options<'_>> = options.collect::<Option<_>>()?;
    let first = options.first()?;
    let same = |it: &Options<'_>| {
        let equal = |names: &[&str]| it.value(names) == first.value(names);
        it.inputs() == first.inputs() && equal(&["--format"]) && equal(&["-d", "--out-dir"])
    };
    if !options.iter().all(same) {
        return None;
    }
    let in_manifest = settings.package.fields.contains_key("tsup");
    let held = FILES.iter().filter(|it| **it != "package.json" || in_manifest).copied();
    match settings.first(&held.collect::<Vec<_>>()) {
        Some(held) => of_settings(settings, held.ok()?, first),
        None => of_script(settings, &calls, first),
    }
}

/// What is written so far: CommonJS alone, or ES modules beside it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Formats {
    CommonJs,
    Both,
}

fn formats<'t>(mut names: impl Iterator<Item = &'t str>) -> Option<Formats> {
    match (names.next(), names.next(), names.next()) {
        (Some("cjs"), None, None) => Some(Formats::CommonJs),
        (Some("cjs"), Some("esm"), None) | (Some("esm"), Some("cjs"), None) => Some(Formats::Both),
        _ => None,
    }
}

fn of_settings(
    settings: &Settings<'_>,
    held: Held,
    options: &Options<'_>,
) -> Option<(Build, Edited)> {
    let object = match held.path.as_str() {
        "package.json" => held.object.object("tsup")?,
        _ => &held.object,
    };
    let is_known = |name: &str| KNOWN.contains(&name);
    let is_spread = options.value(&["--format", "-d", "--out-dir"]).is_some();
    if is_spread || !object.properties.iter().all(|it| is_known(&it.name)) {
        return None;
    }
    let inputs = match options.inputs() {
        named if named.is_empty() => entries(object)?,
        named => named,
    };
    let output = plain(object.string("outDir").unwrap_or("dist"));
    let mut edits = Edits::default();
    let written = match object.get("format") {
        None => {
            object.set(&held.text, &mut edits, "format", &of_style(&held, "'esm'"));
            Formats::CommonJs
        }
        Some(value) => format(value, &mut edits)?,
    };
    let build = build(settings.package, inputs, output, written)?;
    Some((build, with_manifest(settings, held, edits, written)?))
}

/// Leaves `esm` of the formats in `value`.
fn format(value: &Value, edits: &mut Edits) -> Option<Formats> {
    let list = value.as_array().unwrap_or(std::slice::from_ref(value));
    let written = formats(list.iter().map(|it| it.as_str().unwrap_or("")))?;
    let is_cjs = |at: usize| list[at].as_str() == Some("cjs");
    match written {
        Formats::CommonJs => edits.replace(list[0].span.shrink(1), "esm"),
        Formats::Both => drop(object::remove(list, &is_cjs, edits)),
    }
    Some(written)
}

/// `text` with the quotes of JSON where the settings are that.
fn of_style(held: &Held, text: &str) -> String {
    let doubles = extension(&held.path) == "json" || held.text.contains('"');
    if doubles { text.replace('\'', "\"") } else { text.to_string() }
}

fn entries(object: &Object) -> Option<Vec<String>> {
    let entry = object.get("entry").or_else(|| object.get("entryPoints"))?;
    let list: Option<Vec<String>> =
        entry.as_array()?.iter().map(|it| Some(plain(it.as_str()?))).collect();
    list.filter(|list| list.iter().all(|it| !it.contains('*')))
}

fn of_script(
    settings: &Settings<'_>,
    calls: &[Command<'_>],
    options: &Options<'_>,
) -> Option<(Build, Edited)> {
    let held = settings.first(&["package.json"])?.ok()?;
    let scripts = held.object.object("scripts")?;
    let format = options.value(&["--format"]);
    let written = format.map_or(Some(Formats::CommonJs), |it| formats(it.split(',')))?;
    let mut edits = Edits::default();
    for call in calls {
        let script = scripts.get(call.script)?;
        // Behind the quote, as long as nothing before it is escaped.
        let text = held.slice(script.span);
        let own = text.get(1..=call.end).filter(|_| !text.contains('\\'))?;
        let start = script.span.start + 1;
        match format {
            Some(name) => {
                let flag = own.rfind("--format")?;
                let at = flag + own[flag..].find(name)?;
                edits.replace(Span::sized(start + at as u32, name.len() as u32), "esm");
            }
            None => edits.insert(start + call.end as u32, " --format esm"),
        }
    }
    let output = plain(options.value(&["-d", "--out-dir"]).unwrap_or("dist"));
    let build = build(settings.package, options.inputs(), output, written)?;
    Some((build, with_manifest(settings, held, edits, written)?))
}

/// In a package of modules what tsup writes of them ends in `.js`, and so does what the manifest names
/// (<https://tsup.egoist.dev/#output-extension>).
fn with_manifest(
    settings: &Settings<'_>,
    held: Held,
    mut edits: Edits,
    written: Formats,
) -> Option<Edited> {
    if written == Formats::CommonJs {
        return Some(vec![(held, edits)]);
    }
    if held.path == "package.json" {
        offered::rename_modules(&held, &mut edits);
        return Some(vec![(held, edits)]);
    }
    let manifest = settings.first(&["package.json"])?.ok()?;
    let mut named = Edits::default();
    offered::rename_modules(&manifest, &mut named);
    Some(vec![(held, edits), (manifest, named)])
}

fn build(
    package: &Package,
    inputs: Vec<String>,
    output: String,
    written: Formats,
) -> Option<Build> {
    let outside = |name: &str| bundle::comes_along(package, name);
    let open = inputs.iter().all(|it| bundle::is_open(package, it, &outside));
    let both = written == Formats::Both;
    // What is there of two builds is what importers see until the next one.
    let is_there = package.files.iter().any(|it| super::is_inside(&it.path, &output));
    let (tool, replaces, as_node) = (Tool::Tsup, false, false);
    let build = Build { tool, inputs, output, replaces, as_node, quotes: true, both };
    (open && !build.inputs.is_empty() && !(both && is_there)).then_some(build)
}
