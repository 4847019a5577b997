//! Facts of dependencies, in place of them and beside them.

use std::fs;

use crate::{folder::Folder, workspace::stdout};

#[test]
fn facts_stand_for_dependencies_that_are_not_installed() {
    let app = "const { read, write } = require('plain')\nconst call = require('callable')\n\
        const es = require('es')\nconst deep = require('plain/lib/deep')\n\
        exports.go = function () { return [read, write, call, es.one, deep, require('late').x] }\n";
    let needs = r#"{ "plain": "*", "callable": "*", "es": "*", "late": "*" }"#;
    let manifest = format!(r#"{{ "name": "app", "dependencies": {needs} }}"#);
    let folder = Folder::new(&[
        ("package.json", manifest.as_str()),
        ("index.js", app),
        ("node_modules/plain/package.json", r#"{ "name": "plain" }"#),
        ("node_modules/plain/index.js", "exports.read = exports.write = () => {}\n"),
        ("node_modules/plain/lib/deep.js", "module.exports = 'deep'\n"),
        ("node_modules/callable/package.json", r#"{ "name": "callable", "exports": "./main.js" }"#),
        ("node_modules/callable/main.js", "module.exports = function () {}\n"),
        ("node_modules/es/package.json", r#"{ "name": "es", "type": "module" }"#),
        ("node_modules/es/index.js", "export const one = 1\n"),
        ("node_modules/late/package.json", r#"{ "name": "late" }"#),
        ("node_modules/late/index.js", "exports.x = 1\n"),
    ]);
    let installed = stdout(&folder, &["diff"]);
    for line in ["import { read, write } from 'plain'", "from 'plain/lib/deep.js'", "from 'late'"] {
        assert!(installed.contains(line), "{installed}");
    }
    let names = ["plain", "callable", "es", "late"].map(|name| format!("node_modules/{name}"));
    let arguments: Vec<&str> =
        std::iter::once("facts").chain(names.iter().map(String::as_str)).collect();
    folder.write("facts.json", stdout(&folder, &arguments));
    let told = |folder: &Folder| {
        let output = folder.unfaux(&["diff", "--facts", "facts.json"]).output().expect("it runs");
        String::from_utf8(output.stderr).expect("text")
    };
    assert!(!told(&folder).contains("facts-differ"), "{}", told(&folder));
    folder.write("node_modules/plain/lib/deep.js", "module.exports = 'other'\n");
    let line = "index.js:1:25: note[facts-differ]: `plain` is installed with other contents than --facts tells of";
    assert!(told(&folder).contains(line), "{}", told(&folder));
    assert_eq!(told(&folder).matches("facts-differ").count(), 1);
    fs::remove_dir_all(folder.path("node_modules")).expect("a folder");
    assert_ne!(stdout(&folder, &["diff"]), installed);
    assert_eq!(stdout(&folder, &["diff", "--facts", "facts.json"]), installed);
}

#[test]
fn facts_that_cannot_be_read_are_told_with_their_place() {
    let folder =
        Folder::new(&[("package.json", r#"{ "name": "app" }"#), ("index.js", "exports.a = 1\n")]);
    for (text, told) in [
        ("{\n  \"schema\": 1,\n}\n", "facts.json:3:1: "),
        ("{ \"schema\": 99, \"packages\": [] }", "facts.json is no output of `unfaux facts`"),
        ("{ \"schema\": 1 }", "facts.json:1:15: missing field `packages`"),
    ] {
        folder.write("facts.json", text);
        let output = folder.unfaux(&["diff", "--facts", "facts.json"]).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(output.stdout.is_empty() && said.contains(told), "{said}");
    }
}

#[test]
fn facts_of_a_package_that_cannot_be_read_are_told_with_its_place() {
    let folder = Folder::new(&[("package.json", "{\n  \"name\":\n}\n")]);
    let output = folder.unfaux(&["facts"]).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("package.json:3:1: error"), "{said}");
}
