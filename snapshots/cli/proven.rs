//! `apply --verify` in workspaces: packages are run with those that they need as these will be.

use std::process::Output;

use crate::{
    folder::Folder,
    siblings::{printed, text, workspace},
};

/// A compiled package whose default export importers will get at once, packages that follow it, and
/// one among them that knows from its stack what it is, which nothing but running it shows.
const FOLLOWED: &[(&str, &str)] = &[
    ("faux/package.json", r#"{ "name": "faux", "version": "1.0.0" }"#),
    (
        "faux/index.js",
        "\"use strict\";\nObject.defineProperty(exports, \"__esModule\", { value: true });\n\
         exports.default = make;\nfunction make() { return 'made'; }\n",
    ),
    (
        "app/package.json",
        r#"{ "name": "app", "version": "1.0.0", "dependencies": { "faux": "*" } }"#,
    ),
    (
        "app/index.js",
        "const make = require('faux').default\nconst { kind } = require('./kind')\n\
         exports.all = function all () { return [make(), kind] }\nexports.made = make()\n",
    ),
    ("app/kind.js", KIND),
    (
        "esm/package.json",
        r#"{ "name": "esm", "version": "1.0.0", "type": "module", "dependencies": { "app": "*", "faux": "*" } }"#,
    ),
    (
        "esm/index.js",
        "import faux from 'faux'\nimport app from 'app'\nexport const all = [faux.default(), app.all()]\n",
    ),
];

const KIND: &str = "'use strict'\n\
    exports.kind = new Error('x').stack.includes('file:') ? 'esm' : 'cjs'\n";

const ALL: &str =
    "const app = require('app')\nconsole.log(app.all(), app.made, require('esm').all)";

fn applied(folder: &Folder, arguments: &[&str]) -> Output {
    let all = [&["apply", "--verify", "--allow-dirty"], arguments].concat();
    folder.unfaux(&all).output().expect("it runs")
}

fn said(output: Output) -> String {
    String::from_utf8(output.stderr).expect("text")
}

#[test]
fn a_package_is_run_with_the_one_that_it_follows() {
    let folder = workspace(FOLLOWED);
    let before = printed(&folder, ALL);
    let told = said(applied(&folder, &["--faux", "clean"]));
    assert_eq!(printed(&folder, ALL), before, "{told}");
    assert!(text(&folder, "faux/index.js").contains("export "), "{told}");
    assert!(text(&folder, "app/index.js").contains("import make from 'faux'"), "{told}");
    assert!(text(&folder, "esm/index.js").contains("import * as faux from 'faux'"), "{told}");
    assert_eq!(text(&folder, "app/kind.cjs"), KIND, "what differs fell back: {told}");
    assert!(told.contains("app/kind.js: keep[verify-differs]"), "{told}");
    assert!(told.contains("faux: note[not-verified]"), "{told}");
    assert_eq!(told.matches("not-verified").count(), 1, "the others were run: {told}");
}

#[test]
fn so_it_is_where_the_other_was_written_before() {
    for first in [&["--faux", "clean"][..], &[]] {
        let folder = workspace(FOLLOWED);
        folder.write("esm/index.js", "import app from 'app'\nexport const all = app.all()\n");
        let before = printed(&folder, ALL);
        applied(&folder, &[first, &["--package", "faux"]].concat());
        assert_eq!(printed(&folder, ALL), before);
        assert!(text(&folder, "faux/index.js").contains("export "));
        let told = said(applied(&folder, &["--package", "app"]));
        assert_eq!(printed(&folder, ALL), before, "{told}");
        assert!(text(&folder, "app/index.js").contains("from 'faux'"), "{told}");
        assert_eq!(text(&folder, "app/kind.cjs"), KIND, "what differs fell back: {told}");
        assert!(!told.contains("not-verified"), "{told}");
    }
}

#[test]
fn packages_in_a_cycle_are_run_together() {
    let files = |kind: &'static str| {
        [
            (
                "a/package.json",
                r#"{ "name": "a", "version": "1.0.0", "dependencies": { "b": "*" } }"#,
            ),
            (
                "a/index.js",
                "const b = require('b')\nexports.one = function one () { return b.two() }\n",
            ),
            (
                "b/package.json",
                r#"{ "name": "b", "version": "1.0.0", "dependencies": { "a": "*" } }"#,
            ),
            ("b/index.js", kind),
        ]
    };
    let plain = "const a = require('a')\nexports.two = function two () { return typeof a.one }\n";
    let folder = workspace(&files(plain));
    let look = "console.log(require('a').one(), require('b').two())";
    let before = printed(&folder, look);
    let told = said(applied(&folder, &[]));
    assert!(text(&folder, "a/index.js").contains("import b from 'b'"), "{told}");
    assert_eq!(printed(&folder, look), before, "{told}");

    let aware = "const a = require('a')\nexports.two = function two () { return typeof a.one }\n\
                 exports.kind = new Error('x').stack.includes('file:') ? 'esm' : 'cjs'\n";
    let folder = workspace(&files(aware));
    let tree = folder.contents();
    let told = said(applied(&folder, &[]));
    assert!(told.contains("2 packages: 2 refused"), "{told}");
    assert!(told.contains("consumers would see that "), "{told}");
    assert_eq!(folder.contents(), tree, "nothing was written");
}
