//! Runners and hooks that ES modules do not pass through: they work on what `require` loads as CommonJS.

use jsonc_parser::ast::{Object, StringLit, Value};

use super::editor::Editor;
use super::engines::{Narrowed, narrow};
use super::hosts;
use super::jest;
use super::json::{property, strings};
use super::named;
use super::paths::name;

/// Hooks that compile or change what `require` loads, and what takes their place.
const HOOKS: &[(&str, &str)] = &[
    (
        "@babel/register",
        "Compile before the run, or take it out: the Nodes that are supported need no Babel",
    ),
    ("@swc-node/register", "Write `--import @swc-node/register/esm-register` instead"),
    ("@swc/register", "Compile before the run, or take it out"),
    ("babel-core/register", "Compile before the run, or take it out"),
    ("babel-register", "Compile before the run, or take it out"),
    ("coffee-script/register", "Compile before the run"),
    ("coffeescript/register", "Compile before the run"),
    ("esm", "Take it out: Node loads ES modules by itself"),
    ("sucrase/register", "Compile before the run, or take it out"),
    ("ts-node/register", "Write `--import tsx`, or `--loader ts-node/esm`, instead"),
    ("ts-node/register/transpile-only", "Write `--import tsx`, or `--loader ts-node/esm`, instead"),
    ("tsx/cjs", "Write `--import tsx` instead"),
];

/// Linters that bring their own `ESLint`, with the first version of each that has one which reads names in quotes.
const LINTERS: [(&str, &str); 3] =
    [("semistandard", "17.0.0"), ("standard", "17.0.0"), ("xo", "0.46.0")];

/// Tells which scripts and settings stop to reach the code, and mends those that surely can be.
pub(super) fn report(editor: &mut Editor, object: &Object) {
    jest::version(editor, object);
    named::report(editor, object);
    hosts::report(editor, object);
    programs(editor, object);
    let scripts = property(object, "scripts").and_then(|it| it.value.as_object());
    for script in scripts.into_iter().flat_map(|it| &it.properties) {
        if let Some(literal) = script.value.as_string_lit() {
            command(editor, object, literal);
        }
    }
    let setting = |tool: &str, key: &str| {
        let tool = property(object, tool)?.value.as_object()?;
        property(tool, key).map(|it| &it.value)
    };
    let settings =
        [("mocha", "require"), ("ava", "require"), ("nyc", "require"), ("tap", "node-arg")];
    for value in settings.into_iter().filter_map(|(tool, key)| setting(tool, key)) {
        let list = match value {
            Value::StringLit(literal) => vec![literal],
            Value::Array(list) => strings(list).collect(),
            _ => Vec::new(),
        };
        for literal in list {
            hook(editor, literal, &literal.value);
        }
    }
}

/// Tells that tap takes programs without an extension for CommonJS, whatever the manifest says: its
/// hooks decide so for every process that tests start.
fn programs(editor: &mut Editor, object: &Object) {
    let Some(range) = jest::asked_for(object, "tap") else { return };
    let bins = match property(object, "bin").map(|it| &it.value) {
        Some(Value::StringLit(literal)) => vec![literal],
        Some(Value::Object(all)) => {
            all.properties.iter().filter_map(|it| it.value.as_string_lit()).collect()
        }
        _ => Vec::new(),
    };
    let Some(bin) = bins.into_iter().find(|it| !name(&it.value).contains('.')) else { return };
    if narrow(&range.value, ">=18") != Narrowed::Empty {
        let message =
            format!("tap 18 and later run `{}` as CommonJS: it has no extension", bin.value);
        let help = "Where tests start it, let them start a file with an extension that it imports";
        editor.tell(editor.document.span(range), "runner", message, help);
    }
}

fn command(editor: &mut Editor, manifest: &Object, script: &StringLit) {
    let text = script.value.as_ref();
    let parts = text.split(|c: char| c.is_whitespace() || "&|;()'\"=".contains(c));
    let words: Vec<&str> = parts.filter(|word| !word.is_empty()).collect();
    for (at, word) in words.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| words[at]);
        if matches!(before, Some("-r" | "--require")) {
            hook(editor, script, word);
        }
    }
    // What an option or an installer is told is no program.
    let runs = |program: &str| {
        words.iter().enumerate().any(|(at, word)| {
            let before = at.checked_sub(1).map_or("", |at| words[at]);
            name(word) == program
                && !before.starts_with('-')
                && !matches!(before, "install" | "i" | "add")
        })
    };
    let span = editor.document.span(script);
    if runs("nyc") || runs("istanbul") {
        let program = if runs("nyc") { "nyc" } else { "istanbul" };
        let message =
            format!("`{program}` measures what `require` loads as CommonJS, and no ES modules");
        editor.tell(span, "runner", message, "Use c8, which reads what V8 measures");
    }
    let covers = |word: &&str| matches!(*word, "-c" | "--coverage" | "-t" | "--threshold");
    if runs("lab") && words.iter().any(covers) {
        let message =
            "`lab` measures what `require` loads as CommonJS, and stops where ES modules are";
        let help =
            "Take out what asks for coverage, and run it by c8, which reads what V8 measures";
        editor.tell(span, "runner", message, help);
    }
    let reads_modules = ["esmify", "babelify"].iter().any(|it| editor.document.text.contains(it));
    if (runs("browserify") || runs("watchify")) && !reads_modules {
        let message = "`browserify` parses what it bundles as CommonJS, and no ES modules";
        let help = "Bundle with what reads ES modules, such as esbuild, Rollup or webpack";
        editor.tell(span, "runner", message, help);
    }
    for (linter, since) in LINTERS.iter().filter(|(linter, _)| runs(linter)) {
        let range = jest::asked_for(manifest, linter).map_or("*", |it| &it.value);
        if narrow(range, &format!(">={since}")) == Narrowed::Empty {
            let message =
                format!("`{linter}` before {since} cannot parse exports whose names are strings");
            editor.tell(span, "runner", message, &format!("Take {linter} {since} or later"));
        }
    }
    jest::command(editor, manifest, script);
}

fn hook(editor: &mut Editor, literal: &StringLit, word: &str) {
    if let Some((hook, help)) = HOOKS.iter().find(|(hook, _)| *hook == word) {
        let message =
            format!("`{hook}` changes what `require` loads; ES modules do not pass through it");
        editor.tell(editor.document.span(literal), "runner", message, help);
    }
}
