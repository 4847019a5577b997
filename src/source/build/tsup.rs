//! tsup, by its settings or by a script (<https://tsup.egoist.dev/#bundle-formats>).

use oxc_span::Span;

use super::{
    Build, Edited, Tool, bundle,
    command::{Command, Options, calls, plain},
};
use crate::{
    edit::Edits,
    find::{Package, extension},
    source::{
        object::Object,
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

const FLAGS: [&str; 9] = [
    "--dts",
    "--clean",
    "--sourcemap",
    "--minify",
    "--watch",
    "--treeshake",
    "--silent",
    "--entry",
    "--no-splitting",
];

const VALUED: [&str; 5] = ["--format", "--target", "-d", "--out-dir", "--tsconfig"];

/// Settings that change nothing about modules and their names.
const KNOWN: [&str; 16] = [
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
];

pub(super) fn read(settings: &Settings<'_>) -> Option<(Build, Edited)> {
    let calls = calls(settings.package, "tsup")?;
    let call = calls.first()?;
    let options = Options::read(&call.arguments, &VALUED, &FLAGS)?;
    if calls.len() > 1 {
        return None;
    }
    let in_manifest = settings.package.fields.contains_key("tsup");
    let held = FILES.iter().filter(|it| **it != "package.json" || in_manifest).copied();
    match settings.first(&held.collect::<Vec<_>>()) {
        Some(held) => of_settings(settings.package, held.ok()?, &options),
        None => of_script(settings, call, &options),
    }
}

fn of_settings(package: &Package, held: Held, options: &Options<'_>) -> Option<(Build, Edited)> {
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
    match object.get("format") {
        None => object.set(&held.text, &mut edits, "format", &of_style(&held, "'esm'")),
        Some(value) => {
            let only = match value.as_array() {
                Some([one]) => one,
                Some(_) => return None,
                None => value,
            };
            let is_cjs = only.as_str() == Some("cjs");
            edits.replace(is_cjs.then(|| only.span.shrink(1))?, "esm");
        }
    }
    let build = build(package, inputs, output)?;
    Some((build, vec![(held, edits)]))
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
    call: &Command<'_>,
    options: &Options<'_>,
) -> Option<(Build, Edited)> {
    let held = settings.first(&["package.json"])?.ok()?;
    let script = held.object.object("scripts")?.get(call.script)?;
    let text = held.slice(script.span);
    let mut edits = Edits::default();
    match options.value(&["--format"]) {
        Some("cjs") => {
            let words = ["--format cjs", "--format=cjs"];
            let at = words.iter().find_map(|word| text.find(word))? + "--format ".len();
            edits.replace(Span::sized(script.span.start + at as u32, 3), "esm");
        }
        None => {
            // Behind the quote, as long as nothing before it is escaped.
            let at = script.span.start + 1 + call.end as u32;
            edits.insert((!text.contains('\\')).then_some(at)?, " --format esm");
        }
        Some(_) => return None,
    }
    let output = plain(options.value(&["-d", "--out-dir"]).unwrap_or("dist"));
    let build = build(settings.package, options.inputs(), output)?;
    Some((build, vec![(held, edits)]))
}

fn build(package: &Package, inputs: Vec<String>, output: String) -> Option<Build> {
    let outside = |name: &str| bundle::comes_along(package, name);
    let open = inputs.iter().all(|it| bundle::is_open(package, it, &outside));
    let (tool, replaces, as_node) = (Tool::Tsup, false, false);
    let build = Build { tool, inputs, output, replaces, as_node, quotes: true };
    (open && !build.inputs.is_empty()).then_some(build)
}
