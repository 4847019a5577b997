//! Values of a manifest that name files, and how each field looks for them.

use ignore::gitignore::GitignoreBuilder;
use jsonc_parser::ast::{Array, Object, StringLit, Value};

use super::editor::{Editor, Place};
use super::globs::{Reach, is_glob, reach};
use super::json::{property, strings};
use super::paths::{in_manner, join};
use super::{
    maps,
    scripts::{self, Lost},
};

/// Found as `require` finds them, by Node, bundlers or CDNs.
const MODULES: &[&str] = &[
    "main",
    "module",
    "jsnext:main",
    "jsnext",
    "es2015",
    "esnext",
    "source",
    "umd:main",
    "unpkg",
    "jsdelivr",
    "cdn",
    "runkitExampleFilename",
    "tonicExampleFilename",
];

/// Settings of tools, where any string may name a file.
const TOOLS: &[&str] = &[
    "ava",
    "babel",
    "browserify",
    "bundlesize",
    "c8",
    "commitlint",
    "config",
    "eslintConfig",
    "eslintIgnore",
    "husky",
    "gitHooks",
    "jest",
    "lint-staged",
    "mocha",
    "nodemonConfig",
    "nyc",
    "pkg",
    "pre-commit",
    "prettier",
    "release",
    "size-limit",
    "standard",
    "stylelint",
    "tap",
    "tsd",
    "webpack",
    "xo",
];

/// Makes every value of `object` follow the files that move.
pub(super) fn follow(editor: &mut Editor, object: &Object, main_done: bool) {
    for field in &object.properties {
        let name = field.name.as_str();
        let kept = property(object, name).is_some_and(|kept| std::ptr::eq(kept, field));
        if !kept || (main_done && name == "main") {
            continue;
        }
        match (name, &field.value) {
            ("exports" | "imports", value) => maps::follow(editor, value),
            ("browser" | "react-native", Value::Object(map)) => replacements(editor, map),
            ("browser" | "react-native", Value::StringLit(path)) => required(editor, path),
            ("bin" | "man" | "typesVersions", value) => exact(editor, value),
            ("types" | "typings", Value::StringLit(path)) => declaration(editor, path),
            ("files" | "sideEffects", Value::Array(list)) => published(editor, list),
            ("scripts", Value::Object(map)) => {
                map.properties.iter().filter_map(|script| script.value.as_string_lit()).for_each(
                    |script| {
                        command(editor, script);
                    },
                );
            }
            ("directories", Value::Object(map)) if property(object, "bin").is_none() => {
                command_folder(editor, map);
            }
            ("publishConfig", Value::Object(map)) => follow(editor, map, false),
            (name, Value::StringLit(path)) if MODULES.contains(&name) => required(editor, path),
            (name, value) if TOOLS.contains(&name) => setting(editor, value),
            _ => {}
        }
    }
}

fn required(editor: &mut Editor, path: &StringLit) {
    if let Some(new) = editor.moves.required(&path.value) {
        editor.replace_string(path, &new);
    }
}

/// TypeScript guesses an extension or an index only for packages of CommonJS
/// (<https://www.typescriptlang.org/docs/handbook/modules/reference.html#packagejson-main-and-types>).
fn declaration(editor: &mut Editor, path: &StringLit) {
    let moves = editor.moves;
    let tails = ["", ".ts", ".tsx", ".d.ts", "/index.ts", "/index.tsx", "/index.d.ts"];
    let found = tails.iter().find_map(|tail| {
        let named = join(moves.base, &format!("{}{tail}", path.value))?;
        moves.existed(&named).then_some(named)
    });
    let Some(found) = found else { return };
    let new = moves.of(&found).or(editor.turns.then_some(&*found));
    if let Some(new) = new.filter(|new| join(moves.base, &path.value).as_deref() != Some(*new)) {
        editor.replace_string(path, &in_manner(&path.value, moves.base, new));
    }
}

/// npm links commands to exactly the file that is named.
fn exact(editor: &mut Editor, value: &Value) {
    match value {
        Value::StringLit(path) => {
            if let Some(new) = editor.moves.exact(&path.value) {
                editor.replace_string(path, &new);
            }
        }
        Value::Object(map) => map.properties.iter().for_each(|field| exact(editor, &field.value)),
        Value::Array(list) => list.elements.iter().for_each(|element| exact(editor, element)),
        _ => {}
    }
}

/// Keys and values that start with `.` are files, others are packages.
fn replacements(editor: &mut Editor, map: &Object) {
    for field in &map.properties {
        let key = field.name.as_str();
        if let Some(new) = editor.moves.required(key).filter(|_| key.starts_with('.')) {
            let span = editor.document.span(&field.name);
            editor.edits.replace(span, super::json::quoted(&new));
        }
        if let Some(path) = field.value.as_string_lit().filter(|path| path.value.starts_with('.')) {
            required(editor, path);
        }
    }
}

/// `files` and `sideEffects`: what a pattern no longer covers gets an entry of its own. A `!` entry that no longer
/// leaves out a file does too.
fn published(editor: &mut Editor, list: &Array) {
    let mut builder = GitignoreBuilder::new("");
    for entry in strings(list) {
        if builder.add_line(None, &pattern(&entry.value)).is_err() {
            return;
        }
    }
    let Ok(matcher) = builder.build() else { return };
    for (old, new) in editor.moves.renames {
        let before = matcher.matched_path_or_any_parents(old, false);
        let after = matcher.matched_path_or_any_parents(new, false);
        let Some(glob) = before.inner() else { continue };
        let covered = before.is_ignore() == after.is_ignore() && !after.is_none();
        let entry = |value: &Value| {
            value.as_string_lit().is_some_and(|text| pattern(&text.value) == glob.original())
        };
        if let Some(at) = list.elements.iter().rposition(entry) {
            published_entry(editor, list, at, (old, new), covered);
        }
    }
}

/// The entry `at`, which covers `old`; `covered` when some entry covers `new` likewise.
fn published_entry(
    editor: &mut Editor,
    list: &Array,
    at: usize,
    (old, new): (&str, &str),
    covered: bool,
) {
    let Some(literal) = list.elements[at].as_string_lit() else { return };
    let path = literal.value.strip_prefix('!').unwrap_or(&literal.value);
    let negated = if path.len() < literal.value.len() { "!" } else { "" };
    let named = join(editor.moves.base, path).filter(|path| editor.moves.existed(path));
    match (named, editor.moves.exact(path)) {
        (Some(_), Some(exact)) if editor.stand_ins.contains(old) && negated.is_empty() => {
            insert_entry(editor, list, at, &exact);
        }
        (Some(named), Some(exact)) if named == old => {
            editor.replace_string(literal, &format!("{negated}{exact}"));
        }
        // An entry that is one file does not stand for others of that name.
        (None, _) if !covered => insert_entry(editor, list, at, &format!("{negated}{new}")),
        _ => {}
    }
}

/// `entry` as npm reads it (npm-packlist: `./` is dropped, `/*` means everything below).
fn pattern(entry: &str) -> String {
    let (negated, path) = entry.strip_prefix('!').map_or(("", entry), |path| ("!", path));
    let path = path.strip_prefix('.').filter(|path| path.starts_with('/')).unwrap_or(path);
    let tail = if path.ends_with("/*") { "*" } else { "" };
    format!("{negated}{path}{tail}")
}

fn insert_entry(editor: &mut Editor, list: &Array, at: usize, text: &str) {
    let siblings: Vec<_> =
        list.elements.iter().map(|element| editor.document.span(element)).collect();
    let open = editor.document.span(list).start;
    editor.insert_beside(open, &siblings, Place::After(at), &super::json::quoted(text));
}

/// Files below `directories.bin` are commands called like the file.
fn command_folder(editor: &mut Editor, map: &Object) {
    let Some(folder) = property(map, "bin").and_then(|field| field.value.as_string_lit()) else {
        return;
    };
    let Some(path) = join(editor.moves.base, &folder.value) else { return };
    for (old, new) in editor.moves.renames {
        if old.strip_prefix(&path).is_some_and(|rest| rest.starts_with('/')) {
            let message = format!("a command changes its name with its file: {old} is {new} now");
            let span = editor.document.span(folder);
            editor.tell(span, "manifest-bin", message, "write a `bin` map instead");
        }
    }
}

fn setting(editor: &mut Editor, value: &Value) {
    match value {
        Value::StringLit(text) if text.value.contains(' ') => command(editor, text),
        Value::StringLit(text) if is_glob(&text.value) => glob(editor, text, None),
        Value::StringLit(text) => {
            if let Some(new) = editor.moves.setting(&text.value) {
                editor.replace_string(text, &new);
            }
        }
        Value::Array(list) => {
            for (at, element) in list.elements.iter().enumerate() {
                match element.as_string_lit() {
                    Some(text) if is_glob(&text.value) && !text.value.contains(' ') => {
                        glob(editor, text, Some((list, at)));
                    }
                    _ => setting(editor, element),
                }
            }
        }
        Value::Object(map) => {
            for field in &map.properties {
                if let Some(new) = editor.moves.exact(field.name.as_str()) {
                    let span = editor.document.span(&field.name);
                    editor.edits.replace(span, super::json::quoted(&new));
                }
                setting(editor, &field.value);
            }
        }
        _ => {}
    }
}

/// In a list, the pattern of the new names comes after that of the old ones.
fn glob(editor: &mut Editor, literal: &StringLit, list: Option<(&Array, usize)>) {
    let text = literal.value.strip_prefix('!').unwrap_or(&literal.value);
    let text = text.strip_prefix("<rootDir>/").unwrap_or(text);
    let at = literal.value.len() - text.len();
    match reach(text, editor.moves.renames, editor.moves.files) {
        Reach::Same => {}
        Reach::Moved(new) => editor.replace_part(literal, (at, literal.value.len()), &new),
        Reach::Lost(lost) => {
            let moved = literal.value.strip_suffix(".js").map(|stem| format!("{stem}.cjs"));
            if let Some((list, place)) = list
                && let Some(moved) = moved
                && lost.iter().all(|(_, new)| new.strip_suffix(".cjs").is_some())
            {
                return insert_entry(editor, list, place, &moved);
            }
            let message = format!("`{}` no longer matches {}", literal.value, listed(&lost));
            let span = editor.document.span(literal);
            editor.tell(span, "manifest-glob", message, "widen the pattern");
        }
    }
}

fn listed(lost: &[&(String, String)]) -> String {
    let first = lost.first().map_or("", |(_, new)| new.as_str());
    match lost.len() {
        1 => first.to_string(),
        count => format!("{first} and {} more", count - 1),
    }
}

fn command(editor: &mut Editor, literal: &StringLit) {
    let script = scripts::follow(&literal.value, &editor.moves);
    for (range, new) in script.replacements {
        editor.replace_part(literal, range, &new);
    }
    for Lost { word, new, .. } in script.lost {
        let message = format!("`{word}` no longer names {new}");
        let span = editor.document.span(literal);
        editor.tell(span, "manifest-script", message, "name the file that is there now");
    }
}
