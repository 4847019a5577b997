//! Packages of a workspace that follow each other, looked at by Node before and after.

use std::{fs, process::Command};

use crate::folder::Folder;

/// Links of all packages into `node_modules`, and a first commit.
pub(crate) fn workspace(files: &[(&str, &str)]) -> Folder {
    let folder = Folder::new(files);
    folder.write(".gitignore", "node_modules\n");
    folder.write("package.json", r#"{ "name": "root", "private": true, "workspaces": ["*"] }"#);
    fs::create_dir_all(folder.path("node_modules")).expect("folders");
    for (path, _) in files {
        if let Some(name) = path.strip_suffix("/package.json") {
            folder.link(&format!("node_modules/{name}"), &format!("../{name}"));
        }
    }
    folder.commit_all();
    folder
}

/// What a script in the workspace prints.
pub(crate) fn printed(folder: &Folder, script: &str) -> String {
    let node = std::env::var("UNFAUX_NODE").unwrap_or_else(|_| "node".to_string());
    folder.write("look.cjs", script);
    let run = Command::new(&node).arg("look.cjs").current_dir(folder.root()).output();
    let output = run.unwrap_or_else(|error| panic!("this test needs Node, {node} fails: {error}"));
    fs::remove_file(folder.path("look.cjs")).expect("removed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

pub(crate) fn text(folder: &Folder, path: &str) -> String {
    fs::read_to_string(folder.path(path)).expect("a file")
}

pub(crate) fn stdout(folder: &Folder, arguments: &[&str]) -> String {
    let output = folder.unfaux(arguments).output().expect("it runs");
    String::from_utf8(output.stdout).expect("text")
}

/// A package that a compiler wrote, and others that say `.default` in every way.
pub(crate) const FAUX: &[(&str, &str)] = &[
    ("faux/package.json", r#"{ "name": "faux", "version": "1.0.0" }"#),
    (
        "faux/index.js",
        "\"use strict\";\nObject.defineProperty(exports, \"__esModule\", { value: true });\n\
         exports.size = exports.default = void 0;\nexports.default = make;\nexports.size = 3;\n\
         function make() { return 'made'; }\n",
    ),
    ("app/package.json", r#"{ "name": "app", "dependencies": { "faux": "*" } }"#),
    (
        "app/index.js",
        "const make = require('faux').default\nconst { size } = require('faux')\nexports.all = () => [make(), size]\n",
    ),
    (
        "app/helped.js",
        "var _faux = _interopRequireDefault(require(\"faux\"));\n\
         function _interopRequireDefault(e) { return e && e.__esModule ? e : { default: e }; }\n\
         exports.made = () => _faux.default();\n",
    ),
    ("app/passed.js", "module.exports = require('faux')\n"),
    ("esm/package.json", r#"{ "name": "esm", "type": "module", "dependencies": { "faux": "*" } }"#),
    (
        "esm/index.js",
        "import faux from 'faux'\nimport { size } from 'faux'\n\nexport const all = [faux.default(), faux.size, size]\n",
    ),
];

pub(crate) const ALL: &str = "
const app = require('app')
const esm = require('esm/index.js')
console.log(app.all(), require('app/helped').made(), require('app/passed').default(), esm.all)
";

#[test]
fn consumers_follow_a_package_that_becomes_what_it_was_compiled_from() {
    let folder = workspace(FAUX);
    let before = printed(&folder, ALL);
    folder.unfaux(&["apply", "--quiet", "--faux", "clean"]).assert().success();
    assert_eq!(printed(&folder, ALL), before);
    insta::assert_snapshot!(text(&folder, "app/index.js"), @"
    import make from 'faux'
    import { size } from 'faux'
    export const all = () => [make(), size]

    const api = { all }
    export { api as default, api as 'module.exports' }
    ");
    insta::assert_snapshot!(text(&folder, "app/helped.js"), @r#"
    import * as _faux from "faux";
    export var made = () => _faux.default();

    var api = { made };
    export { api as default, api as "module.exports" };
    "#);
    insta::assert_snapshot!(text(&folder, "esm/index.js"), @"
    import * as faux from 'faux'
    import { size } from 'faux'

    export const all = [faux.default(), faux.size, size]
    ");
    assert_eq!(stdout(&folder, &["diff", "--faux", "clean"]), "", "a second run changes nothing");
}

#[test]
fn consumers_stay_as_they_are_while_the_package_does() {
    for packages in [["app", "esm"], ["esm", "app"]] {
        let folder = workspace(FAUX);
        let before = printed(&folder, ALL);
        for package in packages {
            let arguments = ["apply", "--quiet", "--allow-dirty", "--faux", "clean", "--package"];
            folder.unfaux(&[&arguments[..], &[package]].concat()).assert().success();
            assert_eq!(printed(&folder, ALL), before);
        }
    }
}

#[test]
fn an_es_module_that_needs_the_whole_object_is_told() {
    let folder = workspace(FAUX);
    folder.write("esm/whole.js", "import faux, { size } from 'faux'\nconsole.log(faux, size)\n");
    folder.commit_all();
    let output = folder.unfaux(&["diff", "--faux", "clean"]).output().expect("it runs");
    let told = String::from_utf8(output.stderr).expect("text");
    assert!(told.contains("esm/whole.js:1:8: keep[faux-default]"), "{told}");
}

/// A package without an exports map, some files of which others name.
const OPEN: &[(&str, &str)] = &[
    ("lib/package.json", r#"{ "name": "lib", "version": "1.0.0" }"#),
    ("lib/index.js", "exports.inner = require('./src/inner').inner\n"),
    ("lib/src/inner.js", "exports.inner = function () { return 1 }\n"),
    ("lib/src/named.js", "exports.named = function () { return 2 }\n"),
    ("lib/src/near.js", "exports.near = function () { return 3 }\n"),
    ("app/package.json", r#"{ "name": "app", "private": true, "dependencies": { "lib": "*" } }"#),
    (
        "app/index.js",
        "const { named } = require('lib/src/named')\nconst { near } = require('../lib/src/near')\n\
         exports.all = [require('lib').inner(), named(), near()]\n",
    ),
];

#[test]
fn a_new_map_names_what_the_workspace_needs() {
    let folder = workspace(OPEN);
    let look = "console.log(require('app').all, require('lib/src/named').named())";
    let before = printed(&folder, look);
    folder.unfaux(&["apply", "--quiet", "--seal"]).assert().success();
    assert_eq!(printed(&folder, look), before);
    insta::assert_snapshot!(text(&folder, "lib/package.json"), @r#"
    {
      "name": "lib",
      "version": "1.0.0",
      "type": "module",
      "main": "index.js",
      "exports": {
        ".": "./index.js",
        "./package.json": "./package.json",
        "./src/named": "./src/named.js",
        "./src/named.js": "./src/named.js",
        "./src/near": "./src/near.js",
        "./src/near.js": "./src/near.js"
      },
      "engines": { "node": "^20.19.0 || >=22.12.0" }
    }
    "#);
    insta::assert_snapshot!(text(&folder, "app/index.js"), @r"
    import { named } from 'lib/src/named.js'
    import { near } from '../lib/src/near.js'
    import lib from 'lib'
    export const all = [lib.inner(), named(), near()]

    const api = { all }
    export { api as default, api as 'module.exports' }
    ");
}

#[test]
fn files_of_a_private_package_that_nobody_names_are_internal() {
    let folder = workspace(OPEN);
    folder.write("lib/package.json", r#"{ "name": "lib", "private": true }"#);
    folder.write("package.json", r#"{ "private": true, "workspaces": ["./lib", "app"] }"#);
    folder.write("tsconfig.json", r#"{ "files": [], "references": [{ "path": "./lib" }] }"#);
    folder.write("lib/src/run.js", "exports.run = function () { return 4 }\n");
    folder.write("tools.js", "require('./lib/src/run').run()\n");
    folder.commit_all();
    let look = "console.log(require('app').all)";
    let before = printed(&folder, look);
    folder.unfaux(&["apply", "--quiet"]).assert().success();
    assert_eq!(printed(&folder, look), before);
    let whole = "export { api as default, api as 'module.exports' }\n";
    assert_eq!(text(&folder, "lib/src/inner.js"), "export function inner () { return 1 }\n");
    for named in ["lib/src/named.js", "lib/src/near.js", "lib/src/run.js"] {
        assert!(text(&folder, named).ends_with(whole), "{named}");
    }
}

#[test]
fn paths_that_are_made_may_name_every_file() {
    for made in [
        "require('lib/src/' + name)",
        "require(`lib/src/${name}`)",
        "require(path.join(__dirname, '..', 'lib', 'src', name))",
        "require(path.resolve('lib', 'src', name))",
        "require(require.resolve('lib/package.json').replace('package.json', name))",
    ] {
        let folder = workspace(OPEN);
        folder.write("lib/package.json", r#"{ "name": "lib", "private": true }"#);
        let text_of = format!("const path = require('path')\nexports.load = (name) => {made}\n");
        folder.write("app/load.js", text_of);
        folder.commit_all();
        folder.unfaux(&["apply", "--quiet"]).output().expect("it runs");
        assert!(text(&folder, "lib/src/inner.js").contains("module.exports"), "{made}");
    }
}

/// A package that stays CommonJS requires another one, which the application imports after it.
const MEETING: &[(&str, &str)] = &[
    ("a/package.json", r#"{ "name": "a", "version": "1.0.0" }"#),
    ("a/index.js", "exports.a = function () { return 1 }\n"),
    ("b/package.json", r#"{ "name": "b", "version": "1.0.0", "dependencies": { "a": "*" } }"#),
    ("b/index.js", "with (Math) { exports.max = max }\nexports.b = require('a').a() + 1\n"),
    (
        "app/package.json",
        r#"{ "name": "app", "version": "1.0.0", "dependencies": { "a": "*", "b": "*" } }"#,
    ),
    (
        "app/index.js",
        "const { b } = require('b')\nconst { a } = require('a')\nexports.all = [a(), b]\n",
    ),
    (
        "top/package.json",
        r#"{ "name": "top", "version": "1.0.0", "dependencies": { "app": "*" } }"#,
    ),
    ("top/index.js", "exports.all = require('app').all\n"),
];

const ABLE: &str = "^20.19.5 || ^22.17.0 || >=24.1.0";

#[test]
fn a_package_that_imports_what_another_requires_before_asks_for_nodes_that_can_do_that() {
    let folder = workspace(MEETING);
    let look = "import('top').then(({ all }) => console.log(all))";
    let before = printed(&folder, look);
    folder.unfaux(&["apply", "--quiet"]).output().expect("it runs");
    let note = "app/index.js: note[require-before-import]: a/index.js is required in b/index.js, \
                line 2, before the import of it that waits is evaluated";
    assert_eq!(printed(&folder, look), before);
    let able = |package: &str| text(&folder, &format!("{package}/package.json")).contains(ABLE);
    assert_eq!(["a", "b", "app", "top"].map(able), [false, false, true, false]);
    let again = workspace(MEETING).unfaux(&["check"]).output().expect("it runs");
    assert!(String::from_utf8(again.stderr).expect("text").contains(note));
}

#[test]
fn the_last_package_asks_where_the_others_are_done() {
    let folder = workspace(MEETING);
    let look = "import('top').then(({ all }) => console.log(all))";
    let before = printed(&folder, look);
    for package in ["top", "app", "a"] {
        let arguments = ["apply", "--quiet", "--allow-dirty", "--package", package];
        folder.unfaux(&arguments).assert().success();
        assert_eq!(printed(&folder, look), before);
    }
    let able = |package: &str| text(&folder, &format!("{package}/package.json")).contains(ABLE);
    assert_eq!(["a", "b", "app", "top"].map(able), [true, false, false, false]);
}

#[test]
fn a_package_between_asks_where_those_on_both_sides_are_done() {
    let app =
        "const { b } = require('b')\nconst mid = require('mid')\nexports.all = [mid.a(), b]\n";
    let mid = r#"{ "name": "mid", "version": "1.0.0", "dependencies": { "a": "*" } }"#;
    let app_manifest =
        r#"{ "name": "app", "version": "1.0.0", "dependencies": { "b": "*", "mid": "*" } }"#;
    let between = [("mid/package.json", mid), ("mid/index.js", "exports.a = require('a').a\n")];
    let folder = workspace(&[MEETING, &between].concat());
    folder.write("app/package.json", app_manifest);
    folder.write("app/index.js", app);
    folder.commit_all();
    let look = "import('top').then(({ all }) => console.log(all))";
    let before = printed(&folder, look);
    for package in ["top", "app", "a", "mid"] {
        let arguments = ["apply", "--quiet", "--allow-dirty", "--package", package];
        folder.unfaux(&arguments).assert().success();
        assert_eq!(printed(&folder, look), before);
    }
    let able = |package: &str| text(&folder, &format!("{package}/package.json")).contains(ABLE);
    assert_eq!(["a", "b", "mid", "app", "top"].map(able), [false, false, true, false, false]);
}

/// A package of which one file stays CommonJS and gets another name, and a root that names it.
const SHARED: &[(&str, &str)] = &[
    ("lib/package.json", r#"{ "name": "lib", "version": "1.0.0", "exports": "./index.js" }"#),
    ("lib/index.js", "exports.old = require('./src/old')\n"),
    ("lib/src/old.js", "with (Math) { exports.max = max }\n"),
    ("lib/src/new.js", "exports.fresh = 1\n"),
    ("tsconfig.json", "{\n  \"files\": [\"./lib/src/old.js\", \"./lib/src/new.js\"] // both\n}\n"),
    (".github/workflows/ci.yml", "jobs:\n  a:\n    steps:\n      - run: node lib/src/old.js\n"),
    (
        ".eslintrc.json",
        "{\n  \"root\": true,\n  \"parserOptions\": { \"sourceType\": \"script\" },\n  \"overrides\": [\n    \
         { \"files\": [\"lib/src/old.js\"], \"rules\": { \"no-with\": \"off\" } },\n    \
         { \"files\": [\"lib/src/*.js\"], \"rules\": { \"eqeqeq\": \"error\" } }\n  ]\n}\n",
    ),
    (
        "jest.config.js",
        "module.exports = { transformIgnorePatterns: ['/lib/src/old\\\\.js$', '/node_modules/'] }\n",
    ),
    ("build.js", "require('child_process').fork('lib/src/old.js')\n"),
];

const ROOT: &str = r#"{
  "name": "root",
  "private": true,
  "workspaces": ["lib"],
  "scripts": { "test": "jest", "old": "node lib/src/old.js" },
  "jest": {
    "moduleNameMapper": { "^old$": "<rootDir>/lib/src/old.js", "^lib/(.*)$": "<rootDir>/lib/src/$1.js" },
    "transformIgnorePatterns": ["/node_modules/", "<rootDir>/lib/src/old\\.js$"]
  }
}
"#;

#[test]
fn lint_settings_of_the_root_follow_when_all_packages_are_modules() {
    let folder = workspace(SHARED);
    folder.write("package.json", ROOT);
    folder.write("lib/src/old.js", "exports.max = Math.max\n");
    folder.commit_all();
    folder.unfaux(&["apply", "--quiet"]).assert().success();
    let edited = "{ \"sourceType\": \"module\", \"ecmaVersion\": 2022 }";
    assert!(text(&folder, ".eslintrc.json").contains(edited));
}

#[test]
fn the_root_follows_its_packages() {
    let folder = workspace(SHARED);
    folder.write("package.json", ROOT);
    folder.commit_all();
    let output = folder.unfaux(&["diff"]).output().expect("it runs");
    let (patch, told) = (output.stdout, String::from_utf8(output.stderr).expect("text"));
    for line in [
        "note[manifest-glob]: `<rootDir>/lib/src/$1.js` no longer matches lib/src/old.cjs",
        "build.js:1:32: note[mention]: lib/src/old.js is lib/src/old.cjs now, if this names it",
    ] {
        assert!(told.contains(line), "{told}");
    }
    let arguments = ["apply", "--quiet", "--commit", "package"];
    folder
        .unfaux(&arguments)
        .env("GIT_AUTHOR_NAME", "a")
        .env("GIT_COMMITTER_NAME", "a")
        .env("GIT_AUTHOR_EMAIL", "a@b.c")
        .env("GIT_COMMITTER_EMAIL", "a@b.c")
        .output()
        .expect("it runs");
    for (path, line) in [
        ("package.json", "\"old\": \"node lib/src/old.cjs\""),
        ("package.json", "\"test\": \"NODE_OPTIONS=--experimental-vm-modules jest\""),
        ("package.json", "\"^old$\": \"<rootDir>/lib/src/old.cjs\""),
        ("package.json", r#""<rootDir>/lib/src/$1.js" }"#),
        ("package.json", r#"["/node_modules/", "<rootDir>/lib/src/old\\.cjs$"]"#),
        ("jest.config.js", r"['/lib/src/old\\.cjs$', '/node_modules/']"),
        (".eslintrc.json", r#""parserOptions": { "sourceType": "module", "ecmaVersion": 2022 }"#),
        (".eslintrc.json", r#"{ "files": ["lib/src/old.cjs"], "rules": { "no-with": "off" } }"#),
        (".eslintrc.json", r#"{ "files": ["lib/src/*.js", "lib/src/*.cjs"], "rules""#),
        ("tsconfig.json", "\"files\": [\"./lib/src/old.cjs\", \"./lib/src/new.js\"] // both"),
        (".github/workflows/ci.yml", "- run: node lib/src/old.cjs"),
    ] {
        assert!(text(&folder, path).contains(line), "{}", text(&folder, path));
    }
    let applied = folder.contents();
    folder.git(&["reset", "--quiet", "--hard", "HEAD~2"]);
    folder.write(".git/all.patch", &patch);
    folder.git(&["apply", ".git/all.patch"]);
    assert!(folder.contents() == applied, "the patch is what apply writes");
    assert_eq!(stdout(&folder, &["diff"]), "", "a second run changes nothing");
    let matrix = stdout(&workspace(SHARED), &["plan", "--matrix"]);
    assert!(!matrix.contains("root"), "{matrix}");
}

#[test]
fn a_default_stays_a_member_for_require() {
    let folder = workspace(FAUX);
    let before = printed(&folder, ALL);
    for package in ["app", "faux", "esm"] {
        let arguments = ["apply", "--quiet", "--allow-dirty", "--compat", "idiomatic", "--package"];
        folder.unfaux(&[&arguments[..], &[package]].concat()).assert().success();
        assert_eq!(printed(&folder, ALL), before);
    }
}
