//! `apply --release-notes` and `apply --changeset`.

use std::fs;

use crate::{
    folder::Folder,
    workspace::{NPM, workspace},
};

const KEPT: &[(&str, &str)] = &[
    (
        "package.json",
        "{\n  \"name\": \"kept\",\n  \"main\": \"index.js\",\n  \"engines\": { \"node\": \">=12\" }\n}\n",
    ),
    ("index.js", "exports.read = function () { return require('./late') }\n"),
    ("late.js", "// unfaux-ignore: an old host loads it\nmodule.exports = 1\n"),
];

#[test]
fn notes_say_what_a_release_needs_to_say() {
    let folder = Folder::new(KEPT);
    folder.unfaux(&["apply", "--allow-no-vcs", "--release-notes=notes.md"]).assert().code(1);
    let text = fs::read_to_string(folder.path("notes.md")).expect("written");
    let expected = "# Release notes: ES modules

## kept

### For consumers

The package consists of ES modules now, except for the files below.
`require` and `import` of it give what they gave.

### Node

`engines.node` says `^20.19.0 || >=22.12.0`; it said `>=12`.

### Version

Major: `>=12` allows Nodes that cannot require ES modules.

### What stays CommonJS

- `late.js`: ";
    assert!(text.starts_with(expected), "{text}");
    assert!(text.contains("(ignored)"), "{text}");
}

#[test]
fn a_package_that_stays_says_why() {
    let folder = Folder::new(&[
        ("package.json", "{ \"name\": \"stays\", \"main\": \"index.js\" }\n"),
        ("index.js", "with ({}) { exports.one = 1 }\n"),
    ]);
    folder.unfaux(&["apply", "--allow-no-vcs", "--release-notes=notes.md"]).assert().code(1);
    let text = fs::read_to_string(folder.path("notes.md")).expect("written");
    let said = "## stays\n\nNothing of it changes: index.js has to stay CommonJS.\n";
    assert!(text.ends_with(said), "{text}");
}

#[test]
fn closed_paths_are_named() {
    let folder = Folder::new(KEPT);
    folder
        .unfaux(&["apply", "--allow-no-vcs", "--seal", "--release-notes"])
        .output()
        .expect("it runs");
    let text = fs::read_to_string(folder.path("unfaux-release-notes.md")).expect("written");
    assert!(text.contains("closes these paths:\n\n- `late.js`\n"), "{text}");
    assert!(text.contains("Major: paths that consumers could load are closed; "), "{text}");
}

/// The changeset that `apply` writes with these arguments.
fn changeset(arguments: &[&str]) -> String {
    let folder = workspace(NPM);
    let done = ["apply", "--quiet", "--commit", "package", "--changeset"];
    let mut command = folder.unfaux(&[&done, arguments].concat());
    for person in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{person}_NAME"), "a").env(format!("GIT_{person}_EMAIL"), "a@b.c");
    }
    command.assert().success();
    folder.git(&["diff", "--exit-code", "HEAD"]);
    fs::read_to_string(folder.path(".changeset/real-es-modules.md")).expect("a file")
}

#[test]
fn a_changeset_names_what_was_migrated() {
    insta::assert_snapshot!(changeset(&[]), @r#"
    ---
    "@s/a": minor
    ---

    Real ES modules. What `require` and `import` give is as before. Node has to be `^20.19.0 || >=22.12.0`.
    "#);
}

#[test]
fn a_changeset_says_what_consumers_can_notice() {
    insta::assert_snapshot!(changeset(&["--compat", "idiomatic"]), @r#"
    ---
    "@s/a": major
    ---

    Real ES modules. What is new: `require` gives namespaces. Node has to be `^20.19.0 || >=22.12.0`.
    "#);
}
