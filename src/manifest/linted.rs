//! Settings of linters, which take files for scripts unless they are told otherwise
//! (<https://eslint.org/docs/latest/use/configure/language-options-deprecated>).

use std::collections::BTreeSet;

use jsonc_parser::ast::{Object, Value};

use super::editor::{Editor, Place};
use super::json::{Document, property, quoted};
use super::paths::Moves;
use super::shared::{parsed_as_scripts, source_type};
use crate::edit::Edits;
use crate::finding::Finding;

/// Of the syntax that is written, the names of exports that are strings are the newest.
const EDITION: u32 = 2022;

/// The settings `text` of a linter at `path`, told of ES modules where that is sure, and what a person has to do.
/// `able` is an `ESLint` that knows what is written.
pub fn linted(path: &str, text: &str, able: bool) -> (Option<String>, Vec<Finding>) {
    match path {
        ".eslintrc" | ".eslintrc.json" if able => match told(path, text) {
            Some(new) => (Some(new), Vec::new()),
            None => (None, findings(path, text)),
        },
        ".jshintrc" => {
            let message = "JSHint cannot parse exports whose names are strings";
            let help = "Let ESLint look at the files that became ES modules";
            (None, vec![source_type(path, message, help)])
        }
        _ => (None, findings(path, text)),
    }
}

/// Where the settings say script, or, at the root, nothing at all.
fn findings(path: &str, text: &str) -> Vec<Finding> {
    let scripts = parsed_as_scripts(path, text);
    let silent = path.starts_with(".eslintrc")
        && !["sourceType", "parser\"", "parser:", "parser'"].iter().any(|it| text.contains(it));
    if scripts.is_empty() && silent {
        let message = "ESLint takes files for scripts unless its settings say otherwise";
        let help = "Set `sourceType` to `module` and `ecmaVersion` to 2022 or later";
        return vec![source_type(path, message, help)];
    }
    if scripts.is_empty() && shares(path, text) {
        let message = "the shared settings of ESLint may take files for scripts";
        let help = "Look whether it parses them, or set `languageOptions.sourceType` to `module` after these settings";
        return vec![source_type(path, message, help)];
    }
    scripts
}

/// A flat list without the option that takes settings of somebody else in; those of `ESLint` know modules.
fn shares(path: &str, text: &str) -> bool {
    let own = |from: &str| {
        ["@eslint/", "eslint/", "globals", "node:", "."].iter().any(|it| from.starts_with(it))
    };
    let loads = ["from '", "from \"", "require('", "require(\""];
    let mut loaded = loads.iter().flat_map(|it| text.split(it).skip(1));
    path.starts_with("eslint.config.") && !text.contains("sourceType") && loaded.any(|it| !own(it))
}

/// JSON without another parser gets the two options.
fn told(path: &str, text: &str) -> Option<String> {
    let document = Document::lenient(text).ok()?;
    let object = document.value.as_object().filter(|it| !it.properties.is_empty())?;
    if property(object, "parser").is_some() {
        return None;
    }
    let files = BTreeSet::new();
    let moves = Moves { base: "", renames: &[], files: &files };
    let (edits, findings) = (Edits::default(), Vec::new());
    let mut editor = Editor { document: &document, path, moves, turns: true, edits, findings };
    match property(object, "parserOptions").map(|it| &it.value) {
        Some(Value::Object(options)) if !options.properties.is_empty() => {
            options_of(&mut editor, options);
        }
        Some(_) => return None,
        None => {
            let options = format!("{{ \"ecmaVersion\": {EDITION}, \"sourceType\": \"module\" }}");
            let last = Place::After(object.properties.len() - 1);
            editor.insert_property(object, last, "parserOptions", &options);
        }
    }
    editor.edits.apply(text).ok().filter(|new| new != text)
}

fn options_of(editor: &mut Editor, options: &Object) {
    let last = Place::After(options.properties.len() - 1);
    match property(options, "sourceType").map(|it| &it.value) {
        Some(Value::StringLit(it)) if it.value == "module" => {}
        Some(it) => editor.edits.replace(editor.document.span(it), quoted("module")),
        None => editor.insert_property(options, last, "sourceType", &quoted("module")),
    }
    match property(options, "ecmaVersion").map(|it| &it.value) {
        Some(Value::NumberLit(it)) if it.value.parse().is_ok_and(is_older) => {
            editor.edits.replace(editor.document.span(it), EDITION.to_string());
        }
        Some(_) => {}
        None => editor.insert_property(options, last, "ecmaVersion", &EDITION.to_string()),
    }
}

/// Editions are counted, or called like their years.
fn is_older(version: u32) -> bool {
    let year = if version < 2015 { version + 2009 } else { version };
    year < EDITION
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(text: &str) -> Option<String> {
        linted(".eslintrc.json", text, true).0
    }

    #[test]
    fn settings_are_told_of_modules() {
        let old = r#"{ "parserOptions": { "ecmaVersion": 2017 }, "rules": {} } // mine"#;
        let told = r#"{ "parserOptions": { "ecmaVersion": 2022, "sourceType": "module" }, "rules": {} } // mine"#;
        assert_eq!(new(old).as_deref(), Some(told));
        assert_eq!(new(told), None);
        let script = r#"{ "parserOptions": { "sourceType": "script", "ecmaVersion": "latest" } }"#;
        assert_eq!(new(script), Some(script.replace("script\"", "module\"")));
        let none = r#"{ "extends": "x" }"#;
        let added = r#"{ "extends": "x", "parserOptions": { "ecmaVersion": 2022, "sourceType": "module" } }"#;
        assert_eq!(new(none).as_deref(), Some(added));
        assert_eq!(linted(".eslintrc", none, false).1.len(), 1);
        let flat =
            |from: &str| linted("eslint.config.mjs", &format!("import x from '{from}'"), true);
        assert_eq!([flat("@eslint/js").1.len(), flat("some-config").1.len()], [0, 1]);
        assert_eq!(linted(".eslintrc.js", "module.exports = { parser: 'x' }", true).1.len(), 0);
    }
}
