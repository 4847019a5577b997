//! Workspaces: which folders are packages, which of them are meant, and in which order they move.

use std::{fs, path::Path, process::Command};

use crate::folder::Folder;

/// Two packages, the second of which uses the first, and an application that uses both.
const PACKAGES: &[(&str, &str)] = &[
    (".gitignore", "node_modules\n"),
    (
        "libs/a/package.json",
        r#"{ "name": "@s/a", "version": "1.0.0", "engines": { "node": ">=24" } }"#,
    ),
    ("libs/a/index.js", "exports.one = function () { return 1 }\nexports.list = [1, 2]\n"),
    (
        "libs/b/package.json",
        r#"{ "name": "@s/b", "private": true, "dependencies": { "@s/a": "workspace:*" } }"#,
    ),
    (
        "libs/b/index.js",
        "const { one } = require('@s/a')\nmodule.exports = class B { n = one() }\n",
    ),
    ("libs/b/lib/deep.js", "module.exports = { list: require('@s/a').list, B: require('..') }\n"),
    ("libs/b/lib/package.json", r#"{ "sideEffects": false }"#),
    (
        "app/package.json",
        r#"{ "name": "app", "private": true, "dependencies": { "@s/b": "*" }, "devDependencies": { "@s/a": "*" } }"#,
    ),
    (
        "app/index.js",
        "const deep = require('@s/b/lib/deep')\nmodule.exports = [new deep.B(), deep]\n",
    ),
    ("scratch/package.json", r#"{ "name": "scratch" }"#),
    ("scratch/index.js", "module.exports = 1\n"),
];

/// What a CommonJS and an ES module beside the packages see of all of them.
const LOOK: &str = "
const paths = ['./libs/a/index.js', './libs/b/index.js', './libs/b/lib/deep.js', './app/index.js']
const show = (it) => require('util').inspect(it, { depth: 5, sorted: true })
const main = async () => {
  // A function without a name may get one.
  const named = (text) => text.replaceAll('[Function (anonymous)]', '[Function: one]')
  for (const path of paths) {
    const required = require(path)
    const { default: whole, 'module.exports': me, ...names } = await import(path)
    console.log(named(show([required, whole === required, { ...names }])))
  }
}
main()
";

pub(crate) fn workspace(files: &[(&str, &str)]) -> Folder {
    let folder = Folder::new(PACKAGES);
    for (path, text) in files {
        folder.write(path, text);
    }
    fs::create_dir_all(folder.path("node_modules/@s")).expect("folders");
    folder.link("node_modules/@s/a", "../../libs/a");
    folder.link("node_modules/@s/b", "../../libs/b");
    folder.write("look.cjs", LOOK);
    folder.commit_all();
    folder
}

pub(crate) const NPM: &[(&str, &str)] =
    &[("package.json", r#"{ "private": true, "workspaces": ["libs/*", "./app/"] }"#)];

fn seen(folder: &Folder) -> String {
    let node = std::env::var("UNFAUX_NODE").unwrap_or_else(|_| "node".to_string());
    let run = Command::new(&node).arg("look.cjs").current_dir(folder.root()).output();
    let output = run.unwrap_or_else(|error| panic!("this test needs Node, {node} fails: {error}"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

pub(crate) fn stdout(folder: &Folder, arguments: &[&str]) -> String {
    let output = folder.unfaux(arguments).output().expect("it runs");
    String::from_utf8(output.stdout).expect("text")
}

/// The names that `plan` lists with these arguments, in its order.
pub(crate) fn planned(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let text = stdout(folder, &[&["plan", "--json"], arguments].concat());
    let document: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let packages = document["packages"].as_array().expect("packages");
    packages.iter().map(|it| it["name"].as_str().expect("a name").to_string()).collect()
}

#[test]
fn every_layout_is_migrated_from_its_root_and_nobody_can_tell() {
    let yaml = "# packages\npackages:\n  - 'libs/*'\n  - app\n  - '!libs/c'\n";
    let rush = r#"{ // with comments
      "projects": [
        { "packageName": "@s/a", "projectFolder": "libs/a" },
        { "packageName": "@s/b", "projectFolder": "libs/b" },
        { "packageName": "app", "projectFolder": "app" },
      ] }"#;
    let object = r#"{ "workspaces": { "packages": ["libs/**", "app", "!**/lib"] } }"#;
    let plain = ("package.json", r#"{ "name": "root", "private": true }"#);
    let layouts: [&[(&str, &str)]; 6] = [
        NPM,
        &[("package.json", object)],
        &[plain, ("pnpm-workspace.yaml", yaml)],
        &[plain, ("lerna.json", r#"{ "packages": ["libs/*", "app"] }"#)],
        &[plain, ("rush.json", rush)],
        &[plain, ("nx.json", "{}"), ("scratch/package.json", "{}")],
    ];
    for layout in layouts {
        let folder = workspace(layout);
        let before = seen(&folder);
        assert_eq!(planned(&folder, &[]), ["@s/a", "@s/b", "app"], "{layout:?}");
        folder.unfaux(&["apply", "--quiet"]).assert().success();
        assert!(!folder.contents()["app/index.js"].1.starts_with(b"const"), "{layout:?}");
        assert_eq!(seen(&folder), before, "{layout:?}");
        let root = fs::read_to_string(folder.path("package.json")).expect("the root manifest");
        assert_eq!(root, layout[0].1);
        assert_eq!(stdout(&folder, &["diff"]), "", "a second run changes nothing");
    }
}

#[test]
fn the_plan_says_what_comes_first_and_what_waits() {
    let folder = workspace(NPM);
    insta::assert_snapshot!(stdout(&folder, &["plan"]), @"
    wave 1
      @s/a (libs/a): 1 file to migrate (1 idiomatic)
        minor: consumers see what they saw on all Nodes of `>=24`
    wave 2
      @s/b (libs/b): 2 files to migrate (2 idiomatic)
        after @s/a
        none: the package is private
    wave 3
      app (app): 1 file to migrate (1 idiomatic)
        after @s/b
        none: the package is private
    ");
}

#[test]
fn filters_are_those_of_pnpm() {
    let folder = workspace(NPM);
    let of = |filters: &[&str]| {
        let arguments: Vec<&str> = filters.iter().flat_map(|it| ["--package", *it]).collect();
        planned(&folder, &arguments)
    };
    assert_eq!(of(&["@s/*"]), ["@s/a", "@s/b"]);
    assert_eq!(of(&["./libs"]), ["@s/a", "@s/b"]);
    assert_eq!(of(&["./libs/*"]), ["@s/a", "@s/b"]);
    assert_eq!(of(&["./**/b"]), ["@s/b"]);
    assert_eq!(of(&["{app}"]), ["app"]);
    assert_eq!(of(&["a"]), ["@s/a"]);
    assert_eq!(of(&["{libs/**}", "!b"]), ["@s/a"]);
    assert_eq!(of(&["...{./libs/a}"]), ["@s/a", "@s/b", "app"]);
    assert_eq!(of(&["{./app}^..."]), ["@s/a", "@s/b"]);
    assert_eq!(of(&["@s/b..."]), ["@s/a", "@s/b"]);
    assert_eq!(of(&["@s/b^..."]), ["@s/a"]);
    assert_eq!(of(&["...@s/b"]), ["@s/b", "app"]);
    assert_eq!(of(&["...^@s/a"]), ["@s/b", "app"]);
    assert_eq!(of(&["!app"]), ["@s/a", "@s/b"]);
    assert_eq!(of(&["@s/*", "!@s/a"]), ["@s/b"]);
    folder.write("libs/b/new.js", "");
    assert_eq!(of(&["[HEAD]"]), ["@s/b"]);
    assert_eq!(of(&["...[HEAD]"]), ["@s/b", "app"]);
    assert_eq!(of(&["[HEAD]..."]), ["@s/a", "@s/b"]);
    assert_eq!(of(&["{./libs}[HEAD]"]), ["@s/b"]);
    assert_eq!(of(&["@s/*[HEAD]"]), ["@s/b"]);
    assert_eq!(of(&["![HEAD]"]), ["@s/a", "app"]);
    assert_eq!(planned(&folder, &["--changed-since", "HEAD"]), ["@s/b"]);
    let output = folder.unfaux(&["plan", "--package", "nobody"]).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("`--package nobody` matches no package of the workspace"), "{said}");
}

#[test]
fn units_are_done_one_by_one_as_patches() {
    let folder = workspace(NPM);
    let matrix = stdout(&folder, &["plan", "--matrix"]);
    insta::assert_snapshot!(matrix, @r#"{"include":[{"unit":"libs/a","name":"@s/a","wave":1},{"unit":"libs/b","name":"@s/b","wave":2},{"unit":"app","name":"app","wave":3}]}"#);
    let before = folder.contents();
    let matrix: serde_json::Value = serde_json::from_str(&matrix).expect("JSON");
    let include = matrix["include"].as_array().expect("units");
    let mut patches = Vec::new();
    for unit in include {
        let unit = unit["unit"].as_str().expect("an ID");
        let file = folder.root().with_extension(unit.replace('/', "-"));
        let path = file.to_string_lossy().into_owned();
        folder.unfaux(&["apply", "--unit", unit, "--patch-out", &path]).assert().success();
        patches.push(file);
    }
    assert_eq!(folder.contents(), before, "only the patches were written");
    for patch in &patches {
        folder.git(&["apply", &patch.to_string_lossy()]);
        fs::remove_file(patch).expect("it was written");
    }
    let whole = workspace(NPM);
    whole.unfaux(&["apply", "--quiet"]).assert().success();
    assert_eq!(folder.contents(), whole.contents());
    let output = folder.unfaux(&["apply", "--unit", "libs"]).output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("`--unit libs` is no package of the workspace"), "{said}");
}

#[test]
fn a_wave_is_done_at_a_time_and_the_others_can_tell_nothing() {
    let folder = workspace(NPM);
    let before = seen(&folder);
    for wave in ["1", "2", "3"] {
        let written = ["apply", "--quiet", "--allow-dirty", "--wave", wave];
        folder.unfaux(&written).assert().success();
        assert_eq!(seen(&folder), before, "after wave {wave}");
    }
    assert_eq!(stdout(&folder, &["diff"]), "");
    let output = folder.unfaux(&["plan", "--wave", "4"]).output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("`--wave 4`: the waves are 1 to 3"), "{said}");
}

#[test]
fn the_plan_is_the_same_on_every_run_and_as_its_schema_says() {
    let folder = workspace(NPM);
    let first = stdout(&folder, &["plan", "--json", "--jobs=1"]);
    for _ in 0..3 {
        assert_eq!(stdout(&folder, &["plan", "--json", "--jobs=8"]), first);
    }
    let copy = workspace(NPM);
    assert_eq!(stdout(&copy, &["plan", "--json"]), first, "the place does not matter");
    let document: serde_json::Value = serde_json::from_str(&first).expect("JSON");
    let step = &document["packages"][1];
    let facts = ["unit", "ready", "waitsFor", "consumers", "edits"].map(|it| step[it].to_string());
    insta::assert_snapshot!(facts.join("\n"), @r#"
    "libs/b"
    false
    ["@s/a"]
    ["app"]
    [{"provider":"@s/a","file":"index.js","line":1,"follows":false},{"provider":"@s/a","file":"lib/deep.js","line":1,"follows":false}]
    "#);
    schema_is_published(&folder, "plan");
}

/// The schema of `document` that the repository shows is the one that the command prints.
fn schema_is_published(folder: &Folder, document: &str) {
    let name = format!("schemas/{document}.json");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(&name);
    let schema = stdout(folder, &["schema", document]);
    if fs::read_to_string(&file).ok().as_ref() != Some(&schema) {
        assert!(std::env::var_os("CI").is_none(), "{name} is out of date");
        fs::write(&file, schema).expect("a writable schema");
        panic!("{name} was out of date and is written anew: look at it and commit it");
    }
}

#[test]
fn facts_are_the_same_wherever_the_packages_are() {
    let folder = workspace(NPM);
    let facts = stdout(&folder, &["facts"]);
    assert_eq!(stdout(&folder, &["facts"]), facts);
    assert_eq!(stdout(&workspace(NPM), &["facts"]), facts, "the place does not matter");
    let document: serde_json::Value = serde_json::from_str(&facts).expect("JSON");
    let packages = document["packages"].as_array().expect("packages");
    let seen = packages.iter().map(|it| {
        let modules = it["modules"].as_array().expect("modules").iter();
        let modules = modules.map(|it| {
            format!("{} {} {} {}", it["subpath"], it["returns"], it["names"], it["loading"])
        });
        format!("{}\n  {}", it["name"], modules.collect::<Vec<_>>().join("\n  "))
    });
    insta::assert_snapshot!(seen.collect::<Vec<_>>().join("\n"), @r#"
    "app"
      "." "unknown" [] "active"
    "@s/a"
      "." "object" ["list","one"] "inert"
      "./index.js" "object" ["list","one"] "inert"
    "@s/b"
      "." "class" [] "active"
    "#);
    folder.write("libs/b/index.js", "module.exports = function b () {}\n");
    let changed: serde_json::Value =
        serde_json::from_str(&stdout(&folder, &["facts", "libs/b"])).expect("JSON");
    let [before, after] = [&document, &changed].map(|document| {
        let mut packages = document["packages"].as_array().expect("packages").iter();
        packages.find(|it| it["name"] == "@s/b").expect("the package").clone()
    });
    assert_ne!(before["hash"], after["hash"]);
    assert_eq!(after["modules"][0]["returns"], "function");
    schema_is_published(&folder, "facts");
}

#[test]
fn a_path_inside_means_one_package() {
    let folder = workspace(NPM);
    assert_eq!(planned(&folder, &["libs/b/lib/deep.js"]), ["@s/b"]);
    let patch = stdout(&folder, &["diff", "libs/b"]);
    assert!(patch.contains("+++ b/libs/b/index.js") && !patch.contains("libs/a"), "{patch}");
}

#[test]
fn a_published_package_may_list_packages_that_are_not_there() {
    let manifest = r#"{ "name": "kit", "workspaces": ["docs", "benchmarks/*"] }"#;
    let folder = Folder::new(&[("package.json", manifest), ("index.js", "exports.one = 1\n")]);
    let patch = stdout(&folder, &["diff"]);
    assert!(patch.contains("+export const one = 1"), "{patch}");
}

#[test]
fn a_package_that_needs_another_which_needs_it_stays_without_it() {
    let folder = workspace(NPM);
    let manifest = r#"{ "name": "@s/a", "version": "1.0.0", "dependencies": { "@s/b": "*" } }"#;
    folder.write("libs/a/package.json", manifest);
    folder.write(
        "libs/a/index.js",
        "exports.one = function () { return 1 }\nexports.list = [1, 2]\nexports.B = function B () { return require('@s/b') }\n",
    );
    let why = "libs/a/index.js loads libs/b/index.js, which leads back to it";
    for (own, other) in [("a", "b"), ("b", "a")] {
        let arguments = ["check", "--package", &format!("@s/{own}"), "--package", "app"];
        let output = folder.unfaux(&arguments).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let told =
            format!("libs/{own}: refused: this package and @s/{other} depend on each other: {why}");
        assert!(said.contains(&told), "{said}");
        assert!(said.contains("1 to change, 1 refused"), "{said}");
    }
    let before = seen(&folder);
    folder.unfaux(&["apply", "--quiet", "--allow-dirty"]).assert().success();
    assert_eq!(seen(&folder), before);
    assert!(!folder.contents()["libs/a/index.js"].1.starts_with(b"exports"));
}

#[test]
fn packages_that_need_each_other_migrate_where_their_files_do_not() {
    let folder = workspace(NPM);
    let manifest = r#"{ "name": "@s/a", "version": "1.0.0", "dependencies": { "@s/b": "*" } }"#;
    folder.write("libs/a/package.json", manifest);
    folder.write("libs/a/more.js", "exports.b = () => new (require('@s/b'))()\n");
    folder.commit_all();
    let before = seen(&folder);
    for package in ["@s/b", "@s/a"] {
        let arguments = ["apply", "--quiet", "--package", package];
        folder.unfaux(&arguments).assert().success();
        assert_eq!(seen(&folder), before);
        folder.git(&["commit", "--quiet", "--all", "--message=next"]);
    }
    folder.unfaux(&["apply", "--quiet"]).assert().success();
    assert_eq!(seen(&folder), before);
    folder.git(&["reset", "--quiet", "--hard", "HEAD~2"]);
    let plan = stdout(&folder, &["plan"]);
    assert!(plan.contains("@s/a (libs/a): 2 files to migrate"), "{plan}");
}

#[test]
fn a_broken_list_of_packages_is_told_with_its_place() {
    let folder = Folder::new(&[
        ("package.json", r#"{ "name": "root" }"#),
        ("pnpm-workspace.yaml", "packages:\n  - 'libs\n"),
    ]);
    let output = folder.unfaux(&["diff"]).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("pnpm-workspace.yaml:") && said.contains("error[workspace]"), "{said}");
}
