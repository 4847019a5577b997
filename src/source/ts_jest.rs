//! `ts-jest`, which compiles tests and what they load to CommonJS, because Jest runs nothing else unless it
//! is told to. It does so by itself, but not where files are compiled alone; and in CommonJS the
//! attributes of imports are an error (TS2823).

use super::{
    flip::tsconfigs,
    object::{Object, Value},
    project::{depends, major},
    runner::JEST,
    settings::{Held, Settings},
};
use crate::{edit::Edits, find::Package};

/// Tells it what it needs for sources that are ES modules.
pub(super) fn follow(settings: &mut Settings<'_>, imports_json: bool) {
    let package = settings.package;
    let texts = || JEST.iter().chain(&["package.json"]).filter_map(|it| settings.text(it));
    let runs_modules = texts().any(|it| it.contains("useESM"));
    if !depends(package, "ts-jest") || runs_modules {
        return;
    }
    let compact = |it: &str| it.split_whitespace().collect::<String>().replace(['"', '\''], "");
    let is_alone = |it: &str| compact(it).contains("isolatedModules:true");
    let alone = tsconfigs(package).filter_map(|it| package.file(it)).any(|it| is_alone(&it.text))
        || texts().any(|it| is_alone(&it));
    if !(alone || imports_json) {
        return;
    }
    let options = options(package, alone, imports_json);
    if compiled(settings, &options).is_some() {
        return;
    }
    let message = if alone {
        "Jest runs CommonJS, and ts-jest would write ES modules"
    } else {
        "Jest runs CommonJS, where the attributes of JSON imports are an error"
    };
    let help = format!("Add `transform: {}`", transform(&options));
    settings.tell("package.json", message, help);
}

/// How it is told to write CommonJS, whatever `tsconfig.json` says
/// (<https://kulshekhar.github.io/ts-jest/docs/getting-started/options/tsconfig>).
fn options(package: &Package, alone: bool, json: bool) -> Vec<(&'static str, String)> {
    let resolution = match major(package, "typescript") {
        Some(..=4) => "node",
        Some(5) => "node10",
        _ => "bundler",
    };
    let mut options = Vec::new();
    if alone {
        let text = format!("{{ module: 'commonjs', moduleResolution: '{resolution}' }}");
        options.push(("tsconfig", text));
    }
    if json {
        options.push(("diagnostics", "{ ignoreCodes: [2823] }".to_string()));
    }
    options
}

fn transform(options: &[(&str, String)]) -> String {
    format!("{{ '^.+\\\\.tsx?$': {} }}", with_options(options))
}

fn with_options(options: &[(&str, String)]) -> String {
    format!("['ts-jest', {}]", literal(options))
}

/// The options as an object literal.
fn literal(options: &[(&str, String)]) -> String {
    let pairs: Vec<String> = options.iter().map(|(name, it)| format!("{name}: {it}")).collect();
    format!("{{ {} }}", pairs.join(", "))
}

/// Writes the options, if the settings of Jest are a literal that says nothing else about them.
fn compiled(settings: &mut Settings<'_>, options: &[(&str, String)]) -> Option<()> {
    let files = JEST.iter().chain(&["package.json"]).copied().collect::<Vec<_>>();
    let held = settings.first(&files)?.ok()?;
    let object = match held.path.as_str() {
        "package.json" => held.object.object("jest")?,
        _ => &held.object,
    };
    if object.get("projects").is_some() {
        return None;
    }
    let mut edits = Edits::default();
    match major(settings.package, "ts-jest")? {
        29.. => of_transform(&held, object, options, &mut edits)?,
        // Where these take their options.
        26..=28 => of_globals(&held, object, options, &mut edits)?,
        _ => return None,
    }
    settings.write(&held, edits);
    Some(())
}

fn of_transform(
    held: &Held,
    object: &Object,
    options: &[(&str, String)],
    edits: &mut Edits,
) -> Option<()> {
    if object.object("globals").is_some_and(|it| it.get("ts-jest").is_some()) {
        return None;
    }
    let Some(rules) = object.get("transform") else {
        let by_preset = object.string("preset") == Some("ts-jest");
        let text = held.literal(&transform(options));
        by_preset.then(|| object.set(&held.text, edits, "transform", &text))?;
        return Some(());
    };
    let rules = &rules.as_object()?.properties;
    let mut ours = rules.iter().filter(|it| is_ours(&it.value));
    let (rule, None) = (ours.next()?, ours.next()) else { return None };
    let own = rule.value.as_array().and_then(|list| list.get(1));
    if let Some(own) = own {
        return add(held, own.as_object()?, options, edits);
    }
    edits.replace(rule.value.span, held.literal(&with_options(options)));
    Some(())
}

fn is_ours(value: &Value) -> bool {
    let name = value.as_array().and_then(<[Value]>::first).unwrap_or(value);
    name.as_str() == Some("ts-jest")
}

fn of_globals(
    held: &Held,
    object: &Object,
    options: &[(&str, String)],
    edits: &mut Edits,
) -> Option<()> {
    if let Some(globals) = object.get("globals") {
        return add(held, globals.as_object()?.object("ts-jest")?, options, edits);
    }
    let text = format!("{{ 'ts-jest': {} }}", literal(options));
    object.set(&held.text, edits, "globals", &held.literal(&text));
    Some(())
}

/// Adds what is not there yet.
fn add(held: &Held, own: &Object, options: &[(&str, String)], edits: &mut Edits) -> Option<()> {
    let taken = |(name, _): &(&str, String)| own.get(name).is_some();
    if options.iter().any(taken) || own.get("tsConfig").is_some() {
        return None;
    }
    let new: Vec<(&str, String)> =
        options.iter().map(|(name, it)| (*name, held.literal(it))).collect();
    own.add(&held.text, edits, &[], &new);
    Some(())
}
