//! How packages of a workspace are found, and by what they are linked.

use crate::{
    folder::Folder,
    siblings,
    workspace::{planned, stdout, workspace},
};

/// Packages in the folders of others, linked by other names and by paths, and folders whose manifest
/// says nothing but a type.
const NESTED: &[(&str, &str)] = &[
    ("libs/a/plugin/package.json", r#"{ "name": "@s/plugin", "version": "1.0.0" }"#),
    ("libs/a/plugin/index.js", "exports.plugin = function plugin () { return 'plugged' }\n"),
    ("libs/a/esm/package.json", r#"{ "type": "module" }"#),
    ("libs/a/esm/index.js", "export const here = 'esm'\n"),
    ("libs/a/old/package.json", r#"{ "type": "commonjs" }"#),
    ("libs/a/old/index.js", "exports.old = require('@s/plugin').plugin()\n"),
    (
        "nest/package.json",
        r#"{ "name": "nest", "version": "1.0.0", "dependencies": { "alias": "workspace:@s/plugin@*", "near": "link:../libs/a" } }"#,
    ),
    (
        "nest/index.js",
        "const { plugin } = require('alias')\nconst { list } = require('near')\n\
         exports.all = function all () { return [plugin(), list, require('near/old').old, require('@s/a/esm/index.js').here] }\n",
    ),
];

#[test]
fn packages_are_found_in_others_and_by_other_names() {
    let root = r#"{ "private": true, "workspaces": ["libs/**", "!libs/*/{esm,old,lib}", "nest"] }"#;
    let folder = workspace(&[&[("package.json", root)], NESTED].concat());
    folder.link("node_modules/alias", "../libs/a/plugin");
    folder.link("node_modules/near", "../libs/a");
    folder.link("node_modules/@s/plugin", "../../libs/a/plugin");
    folder.link("node_modules/nest", "../nest");
    assert_eq!(planned(&folder, &[]), ["@s/a", "@s/plugin", "@s/b", "nest"]);
    let look = "const nest = require('./nest'); console.log(nest.all());\
                import('@s/plugin').then((it) => console.log(Object.keys(it.default), it.plugin()))\
                .then(() => import('@s/a/old/index.js')).then((it) => console.log(it.old, it.default))";
    let before = siblings::printed(&folder, look);
    folder.unfaux(&["apply", "--quiet"]).assert().success();
    assert_eq!(siblings::printed(&folder, look), before);
    for path in ["libs/a/plugin/index.js", "libs/a/old/index.js", "nest/index.js"] {
        assert!(siblings::text(&folder, path).contains("export "), "{path}");
    }
    assert_eq!(siblings::text(&folder, "libs/a/esm/index.js"), NESTED[3].1);
    assert_eq!(stdout(&folder, &["diff"]), "", "a second run changes nothing");
}

#[test]
fn the_root_of_a_workspace_needs_no_manifest() {
    let rush = r#"{ "projects": [
      { "packageName": "@s/a", "projectFolder": "libs/a" }, { "packageName": "@s/b", "projectFolder": "libs/b" },
      { "packageName": "app", "projectFolder": "app" }, { "packageName": "out", "projectFolder": "../out" } ] }"#;
    let folder = workspace(&[("rush.json", rush)]);
    assert_eq!(planned(&folder, &[]), ["@s/a", "@s/b", "app"]);
    assert_eq!(planned(&folder, &["--package", "app"]), ["app"]);
    assert_eq!(planned(&folder, &["libs/b/lib"]), ["@s/b"]);
    folder.unfaux(&["apply", "--quiet"]).assert().success();
    assert!(siblings::text(&folder, "app/index.js").contains("export "));
}

/// A workspace without a manifest at its root, whose settings name a file that moves.
const BARE: &[(&str, &str)] = &[
    (
        "rush.json",
        r#"{ "projects": [{ "packageName": "a", "projectFolder": "a" }, { "packageName": "b", "projectFolder": "b" }] }"#,
    ),
    (".eslintrc.json", "{ \"root\": true }\n"),
    (".github/workflows/ci.yml", "jobs:\n  test:\n    steps:\n      - run: node a/test/again.js\n"),
    ("a/package.json", r#"{ "name": "a", "version": "1.0.0", "files": ["index.js"] }"#),
    ("a/index.js", "exports.a = 1\n"),
    ("a/test/again.js", "console.log(module.children, require('..'))\n"),
    ("b/package.json", r#"{ "name": "b", "version": "1.0.0" }"#),
    ("b/index.js", "exports.b = 1\n"),
];

#[test]
fn settings_at_a_root_without_a_manifest_follow() {
    let folder = Folder::new(BARE);
    folder.commit_all();
    folder.unfaux(&["apply", "--quiet"]).output().expect("it runs");
    assert!(
        siblings::text(&folder, ".github/workflows/ci.yml").contains("run: node a/test/again.cjs")
    );
    assert!(siblings::text(&folder, ".eslintrc.json").contains("\"sourceType\": \"module\""));
}

#[test]
fn a_package_that_cannot_be_written_keeps_the_root_from_following_it_alone() {
    let folder = Folder::new(BARE);
    folder.commit_all();
    folder.write("b/index.js", "exports.b = 2\n");
    folder.unfaux(&["apply", "--quiet"]).output().expect("it runs");
    assert!(
        siblings::text(&folder, ".github/workflows/ci.yml").contains("run: node a/test/again.cjs")
    );
    assert_eq!(siblings::text(&folder, ".eslintrc.json"), BARE[1].1, "`b` has scripts");
}

/// Packages that only the settings of TypeScript tie together.
const TYPESCRIPT: &[(&str, &str)] = &[
    ("package.json", r#"{ "private": true, "workspaces": ["libs/*", "tools"] }"#),
    (
        "tsconfig.base.json",
        "{ // both ways\n  \"compilerOptions\": { \"baseUrl\": \".\", \"paths\": { \"@lib/b\": [\"libs/b/index.js\"], \"@lib/b/*\": [\"libs/b/*\"] } }\n}\n",
    ),
    ("libs/b/tsconfig.json", r#"{ "references": [{ "path": "../a/tsconfig.json" }] }"#),
    ("libs/b/package.json", r#"{ "name": "@s/b", "private": true }"#),
    ("tools/package.json", r#"{ "name": "tools", "private": true }"#),
    ("tools/index.ts", "import { list } from '@lib/b/lib/deep.js'\nexport { list }\n"),
];

#[test]
fn packages_that_only_typescript_ties_together_are_in_order() {
    let folder = workspace(TYPESCRIPT);
    let plan: serde_json::Value =
        serde_json::from_str(&stdout(&folder, &["plan", "--json"])).expect("JSON");
    assert_eq!(plan["waves"], serde_json::json!([["@s/a"], ["@s/b"], ["tools"]]));
    assert_eq!(planned(&folder, &["--package", "tools..."]), ["@s/a", "@s/b", "tools"]);
    folder.unfaux(&["apply", "--quiet"]).output().expect("it runs");
    let deep = siblings::text(&folder, "libs/b/lib/deep.js");
    assert!(deep.contains("as default"), "others can name it: {deep}");
}

/// A package whose evaluation waits, and one that loads it in all the ways that work now.
const ASYNC: &[(&str, &str)] = &[
    ("late/package.json", r#"{ "name": "late", "version": "1.0.0", "type": "module" }"#),
    ("late/index.js", "export const late = await Promise.resolve('late')\n"),
    (
        "mid/package.json",
        r#"{ "name": "mid", "version": "1.0.0", "dependencies": { "late": "*" } }"#,
    ),
    (
        "mid/index.js",
        "exports.load = function load () { return import('late') }\nlet found\n\
         try { found = require('late').late } catch (error) { found = error.code }\nexports.found = found\n",
    ),
    (
        "top/package.json",
        r#"{ "name": "top", "version": "1.0.0", "dependencies": { "mid": "*" } }"#,
    ),
    (
        "top/index.js",
        "const mid = require('mid')\nexports.all = async function all () { return [mid.found, (await mid.load()).late] }\n",
    ),
];

#[test]
fn a_package_that_waits_while_it_loads_is_still_refused_to_require() {
    for steps in [&["top", "mid"][..], &["mid", "top"], &["late,mid,top"]] {
        let folder = siblings::workspace(ASYNC);
        let look = "require('top').all().then(console.log)";
        let before = siblings::printed(&folder, look);
        assert!(before.contains("ERR_REQUIRE_ASYNC_MODULE"), "{before}");
        for step in steps {
            let arguments = ["apply", "--quiet", "--allow-dirty", "--unit", step];
            folder.unfaux(&arguments).output().expect("it runs");
            assert_eq!(siblings::printed(&folder, look), before, "after {step}");
        }
        assert!(siblings::text(&folder, "mid/index.js").contains("export "));
    }
}
