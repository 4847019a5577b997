//! Packages that pass on the names of others.

use crate::{
    folder::Folder,
    siblings::{ALL, FAUX, printed, stdout, text, workspace},
};

const PASSED: &[(&str, &str)] = &[
    ("a/package.json", r#"{ "name": "a", "version": "1.0.0" }"#),
    ("a/index.js", "exports.one = function one () { return 1 }\n"),
    ("b/package.json", r#"{ "name": "b", "version": "1.0.0", "dependencies": { "a": "*" } }"#),
    ("b/index.js", "module.exports = require('a')\n"),
    ("c/package.json", r#"{ "name": "c", "version": "1.0.0", "dependencies": { "b": "*" } }"#),
    (
        "c/index.js",
        "const { one } = require('b')\nexports.two = function two () { return one() + 1 }\n",
    ),
];

// One after the other: Node can fail to `require` what it is importing at the same time.
const LOOK: &str = "\
(async () => {\n\
  for (const it of ['a', 'b', 'c']) {\n\
    console.log(Object.keys(await import(it)).filter((name) => name !== 'module.exports'))\n\
  }\n\
})()";

fn apply(folder: &Folder, arguments: &[&str]) -> String {
    let all = [&["apply", "--allow-dirty"], arguments].concat();
    let output = folder.unfaux(&all).output().expect("it runs");
    String::from_utf8(output.stderr).expect("text")
}

/// The names that importers see of each package.
fn names(folder: &Folder) -> String {
    printed(folder, LOOK)
}

#[test]
fn names_that_a_package_passes_on_are_there_after_each_step() {
    let folder = workspace(PASSED);
    let before = names(&folder);
    let told = apply(&folder, &["--package", "a"]);
    let why = "a: refused: b/index.js, which stays CommonJS, passes on the names of this package";
    assert!(told.contains(why), "{told}");
    assert_eq!(names(&folder), before);
    for package in ["b", "a", "c"] {
        let told = apply(&folder, &["--package", package]);
        assert!(!told.contains("refused"), "{told}");
        assert_eq!(names(&folder), before, "after {package}");
    }
    assert!(text(&folder, "a/index.js").contains("export function one"));
    assert_eq!(stdout(&folder, &["diff"]), "");
}

#[test]
fn both_are_written_in_one_step() {
    let folder = workspace(PASSED);
    let matrix = stdout(&folder, &["plan", "--matrix"]);
    insta::assert_snapshot!(matrix, @r#"{"include":[{"unit":"a,b","name":"a, b","wave":1},{"unit":"c","name":"c","wave":3}]}"#);
    let before = names(&folder);
    let told = apply(&folder, &[]);
    assert!(told.contains("3 packages: 3 applied"), "{told}");
    assert_eq!(names(&folder), before);
}

#[test]
fn one_that_stays_keeps_the_other() {
    let folder = workspace(PASSED);
    folder.write("b/index.js", "with (Math) { this.max = max }\nmodule.exports = require('a')\n");
    let before = names(&folder);
    let told = apply(&folder, &[]);
    assert!(told.contains("a: refused: b/index.js, which stays CommonJS, passes on"), "{told}");
    assert!(text(&folder, "c/index.js").contains("export function two"));
    assert_eq!(names(&folder), before);
}

#[test]
fn consumers_stay_as_they_are_where_the_package_is_refused() {
    let keeper = [
        ("keeper/package.json", r#"{ "name": "keeper", "dependencies": { "faux": "*" } }"#),
        ("keeper/index.js", "with (Math) { max }\nmodule.exports = require('faux')\n"),
    ];
    let folder = workspace(&[FAUX, &keeper].concat());
    let before = printed(&folder, ALL);
    let output = folder.unfaux(&["apply", "--faux", "clean"]).output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let refused = "faux: refused: keeper/index.js, which stays CommonJS, passes on the names";
    assert!(said.contains(refused), "{said}");
    assert_eq!(printed(&folder, ALL), before);
    assert!(text(&folder, "app/index.js").contains("export const all"));
}

#[test]
fn consumers_stay_as_they_are_where_the_package_cannot_be_written() {
    let folder = workspace(FAUX);
    folder.write(".gitignore", "node_modules\nkept.cjs\n");
    folder.write("faux/kept.js", "with (Math) { max }\n");
    // The place that it would move to is taken by what git ignores.
    folder.write("faux/kept.cjs", "mine");
    let before = printed(&folder, ALL);
    let output = folder.unfaux(&["apply", "--allow-dirty", "--faux", "clean"]).output();
    let said = String::from_utf8_lossy(&output.expect("it runs").stderr).into_owned();
    assert!(said.contains("kept.cjs is in the way"), "{said}");
    assert!(said.contains("faux, which it follows, was not written"), "{said}");
    assert_eq!(printed(&folder, ALL), before);
}
