//! Babel: what makes modules CommonJS is a preset with a switch, or a plugin.
//!
//! <https://babeljs.io/docs/babel-preset-env#modules>

use super::{
    Build, Edited, Tool,
    command::{Command, Options, calls, plain},
};
use crate::{
    edit::Edits,
    find::{Package, extension},
    source::{
        object::{Object, Value, remove},
        project::depends,
        settings::{Held, Settings},
    },
};

/// Where Babel looks for its settings (<https://babeljs.io/docs/config-files>).
const FILES: [&str; 10] = [
    "babel.config.json",
    "babel.config.js",
    "babel.config.cjs",
    "babel.config.mjs",
    "babel.config.ts",
    "babel.config.cts",
    ".babelrc",
    ".babelrc.json",
    ".babelrc.js",
    ".babelrc.cjs",
];

/// Options of the command without a value that change nothing about modules.
const FLAGS: [&str; 19] = [
    "-D",
    "--copy-files",
    "--no-copy-ignored",
    "--include-dotfiles",
    "--verbose",
    "--quiet",
    "-w",
    "--watch",
    "--delete-dir-on-start",
    "--source-maps",
    "--comments",
    "--no-comments",
    "--minified",
    "--compact",
    "--skip-initial-build",
    "--keep-file-extension",
    "-q",
    "--retain-lines",
    "--relative",
];

/// Such options with a value.
const VALUED: [&str; 10] = [
    "-d",
    "--out-dir",
    "-x",
    "--extensions",
    "--ignore",
    "--only",
    "-s",
    "--out-file-extension",
    "--source-root",
    "--source-type",
];

/// Presets that compile modules, unless told otherwise; `env` and `es2015` are Babel 6.
const SWITCHED: [&str; 6] =
    ["@babel/preset-env", "@babel/env", "env", "es2015", "airbnb", "babel-preset-airbnb"];

/// Presets that leave modules as they are.
const NEUTRAL: [&str; 12] = [
    "@babel/preset-typescript",
    "@babel/typescript",
    "@babel/preset-react",
    "@babel/react",
    "@babel/preset-flow",
    "@babel/flow",
    "react",
    "flow",
    "stage-0",
    "stage-1",
    "stage-2",
    "stage-3",
];

const MODULES: [&str; 3] = [
    "@babel/plugin-transform-modules-commonjs",
    "@babel/transform-modules-commonjs",
    "transform-modules-commonjs",
];

const REPLACES: [&str; 2] = ["add-module-exports", "babel-plugin-add-module-exports"];

pub(super) fn read(settings: &Settings<'_>) -> Option<(Build, Edited)> {
    let package = settings.package;
    let calls = calls(package, "babel")?;
    let (inputs, output) = folders(calls.first()?)?;
    if !calls.iter().all(|it| folders(it).as_ref() == Some(&(inputs.clone(), output.clone()))) {
        return None;
    }
    let (held, inner) = found(settings)?;
    let object = match inner {
        Some(name) => held.object.object(name)?,
        None => &held.object,
    };
    let changed = change(&held, object)?;
    let mut edits = changed.edits;
    for it in &calls {
        let environment = it.environment.unwrap_or("development");
        let own = object.object("env").and_then(|it| it.get(environment));
        if own.is_some() {
            return None;
        }
    }
    // Its sixth version does not.
    let quotes = depends(package, "@babel/cli");
    if compiles_in_tests(package) {
        // There what is added for tests runs before the plugins, which may write imports.
        if !quotes && changed.has_plugins {
            return None;
        }
        tests(&held, object, &changed.before, &mut edits)?;
    }
    let (tool, replaces, as_node) = (Tool::Babel, changed.replaces, false);
    let build = Build { tool, inputs, output, replaces, as_node, quotes, both: false };
    Some((build, vec![(held, edits)]))
}

fn folders(command: &Command<'_>) -> Option<(Vec<String>, String)> {
    let options = Options::read(&command.arguments, &VALUED, &FLAGS)?;
    let output = plain(options.value(&["-d", "--out-dir"])?);
    let inputs = options.inputs();
    let is_plain = options.value(&["--out-file-extension"]).is_none();
    (is_plain && !inputs.is_empty()).then_some((inputs, output))
}

/// The settings of Babel, if they are in one place, with the name of their part of the manifest.
fn found(settings: &Settings<'_>) -> Option<(Held, Option<&'static str>)> {
    let in_manifest = settings.package.fields.contains_key("babel");
    let mut files: Vec<&str> =
        FILES.iter().copied().filter(|it| settings.text(it).is_some()).collect();
    if in_manifest {
        files.push("package.json");
    }
    let [path] = files[..] else { return None };
    let held = settings.first(&[path])?.ok()?;
    Some((held, in_manifest.then_some("babel")))
}

struct Changed {
    edits: Edits,
    /// The presets and plugins that were there, as text.
    before: Before,
    replaces: bool,
    /// Some plugins stay.
    has_plugins: bool,
}

#[derive(Default)]
struct Before {
    presets: Vec<String>,
    plugins: Vec<String>,
}

fn change(held: &Held, object: &Object) -> Option<Changed> {
    let (mut edits, mut before, mut replaces) = (Edits::default(), Before::default(), false);
    let known =
        ["presets", "plugins", "env", "ignore", "only", "comments", "sourceMaps", "targets"];
    let known = known.into_iter().chain(["assumptions", "$schema", "retainLines", "compact"]);
    let known: Vec<&str> = known.collect();
    if object.properties.iter().any(|it| !known.contains(&it.name.as_str())) {
        return None;
    }
    for preset in object.get("presets").map_or(Some(&[][..]), Value::as_array)? {
        let name = named(preset)?;
        if NEUTRAL.contains(&name) {
            continue;
        }
        if !SWITCHED.contains(&name) {
            return None;
        }
        if switch_off(held, preset, &mut edits)? {
            before.presets.push(held.slice(preset.span).to_string());
        }
    }
    let plugins = object.get("plugins").map_or(Some(&[][..]), Value::as_array)?;
    let mut goes = vec![false; plugins.len()];
    for (plugin, goes) in plugins.iter().zip(&mut goes) {
        let name = named(plugin)?;
        replaces |= REPLACES.contains(&name);
        *goes = REPLACES.contains(&name) || MODULES.contains(&name);
        if *goes {
            before.plugins.push(held.slice(plugin.span).to_string());
        }
        // With options it may replace more, or less.
        let has_options = plugin.as_array().is_some_and(|it| it.len() > 1);
        if REPLACES.contains(&name) && has_options || name.contains("resolver") {
            return None;
        }
    }
    let gone = remove(plugins, &|at| goes[at], &mut edits);
    // A comment there may be about something else.
    if gone.iter().any(|it| ["//", "/*"].iter().any(|mark| held.slice(*it).contains(mark))) {
        return None;
    }
    let makes = !before.presets.is_empty() || !before.plugins.is_empty();
    let has_plugins = goes.contains(&false);
    makes.then_some(Changed { edits, before, replaces, has_plugins })
}

/// The name of a preset or plugin, alone or with its options.
fn named(value: &Value) -> Option<&str> {
    match value.as_array() {
        Some(list) => list.first()?.as_str(),
        None => value.as_str(),
    }
}

/// Says `modules: false` to preset-env. Gives whether it did not say so before.
fn switch_off(held: &Held, preset: &Value, edits: &mut Edits) -> Option<bool> {
    let quote = held.slice(named_span(preset)?).chars().next()?;
    let is_script = !matches!(extension(&held.path), "json" | "");
    let option = if is_script { "modules: false".to_string() } else { "\"modules\": false".into() };
    let Some(list) = preset.as_array() else {
        let name = preset.as_str()?;
        edits.replace(preset.span, format!("[{quote}{name}{quote}, {{ {option} }}]"));
        return Some(true);
    };
    let Some(options) = list.get(1) else {
        edits.insert(list[0].span.end, format!(", {{ {option} }}"));
        return Some(true);
    };
    let options = options.as_object()?;
    // What is spread may say something about modules, too.
    if options.properties.iter().any(|it| it.name.is_empty()) {
        return None;
    }
    match options.get("modules") {
        Some(value) if held.slice(value.span) == "false" => return Some(false),
        Some(value) if !matches!(value.as_str(), Some("commonjs" | "cjs" | "auto")) => return None,
        _ => options.set(&held.text, edits, "modules", "false"),
    }
    Some(true)
}

fn named_span(preset: &Value) -> Option<oxc_span::Span> {
    Some(preset.as_array().map_or(Some(preset), <[Value]>::first)?.span)
}

/// Jest runs CommonJS, to which Babel compiles what it is given.
pub(super) fn compiles_in_tests(package: &Package) -> bool {
    depends(package, "jest") || depends(package, "babel-jest")
}

/// Where tests run, all stays as it was (<https://babeljs.io/docs/options#env>).
fn tests(held: &Held, object: &Object, before: &Before, edits: &mut Edits) -> Option<()> {
    let env = object.get("env").map(Value::as_object);
    let test = match env {
        Some(env) => env?.get("test").map(Value::as_object),
        None => None,
    };
    let style = Style::of(held, object);
    match (env.flatten(), test) {
        (_, Some(test)) => {
            let test = test?;
            for (name, list) in [("presets", &before.presets), ("plugins", &before.plugins)] {
                if !list.is_empty() && test.get(name).is_some() {
                    return None;
                }
                if !list.is_empty() {
                    test.set(&held.text, edits, name, &format!("[{}]", list.join(", ")));
                }
            }
        }
        (Some(env), None) => env.set(&held.text, edits, "test", &style.test(before, 2)),
        (None, None) => {
            let test = style.test(before, 2);
            let (open, close) = (style.gap(2), style.gap(1));
            let text = format!("{{{open}{}: {test}{close}}}", style.key("test"));
            object.set(&held.text, edits, "env", &text);
        }
    }
    Some(())
}

/// How the settings are laid out.
struct Style<'h> {
    /// The line break and the blanks in front of a property.
    line: Option<&'h str>,
    unit: String,
    quoted: bool,
}

impl<'h> Style<'h> {
    fn of(held: &'h Held, object: &Object) -> Self {
        let line = object.gap(&held.text);
        let outer = held.object.gap(&held.text).unwrap_or_default();
        let unit = outer.trim_start_matches(['\r', '\n']).to_string();
        let quoted = matches!(extension(&held.path), "json" | "");
        Self { line, unit, quoted }
    }

    /// What stands in front of a property that many levels below.
    fn gap(&self, level: usize) -> String {
        match self.line {
            Some(line) => format!("{line}{}", self.unit.repeat(level - 1)),
            None => " ".to_string(),
        }
    }

    fn key(&self, name: &str) -> String {
        if self.quoted { format!("\"{name}\"") } else { name.to_string() }
    }

    fn test(&self, before: &Before, level: usize) -> String {
        let lists = [("presets", &before.presets), ("plugins", &before.plugins)];
        let lists = lists.into_iter().filter(|(_, list)| !list.is_empty());
        let gap = self.gap(level + 1);
        let lines: Vec<String> = lists
            .map(|(name, list)| format!("{gap}{}: [{}]", self.key(name), list.join(", ")))
            .collect();
        format!("{{{}{}}}", lines.join(","), self.gap(level))
    }
}
