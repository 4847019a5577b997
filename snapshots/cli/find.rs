//! Which files are a package's own, and how Node loads them.

use unfaux::{
    find::{Package, root_of},
    format::Format,
};

use crate::folder::Folder;

fn paths(package: &Package) -> Vec<&str> {
    package.files.iter().map(|file| file.path.as_str()).collect()
}

#[test]
fn scripts_and_json_are_read_and_the_rest_is_named() {
    let folder = Folder::new(&[
        ("package.json", r#"{ "bin": { "a": "./bin/named" }, "main": "lib/index" }"#),
        ("lib/index", "1"),
        ("bin/named", "1"),
        ("bin/node", "#!/usr/bin/env -S node --no-warnings\n"),
        ("bin/shell", "#!/bin/sh\nnode x\n"),
        (".eslintrc.js", ""),
        (".hidden/a.mjs", ""),
        ("a.cjs", ""),
        ("data.json", "[]"),
        ("types/a.d.ts", ""),
        ("README.md", ""),
        ("node_modules/x/index.js", ""),
        ("lib/node_modules/x/index.js", ""),
        (".yarn/releases/yarn.cjs", ""),
    ]);
    let package = folder.package();
    let read = [
        ".eslintrc.js",
        ".hidden/a.mjs",
        "a.cjs",
        "bin/named",
        "bin/node",
        "data.json",
        "lib/index",
    ];
    assert_eq!(paths(&package), read);
    assert_eq!(package.others, ["README.md", "bin/shell", "types/a.d.ts"]);
    assert_eq!(package.file("a.cjs").map(|file| file.format), Some(Format::CommonJs));
    assert_eq!(package.file("bin/node").map(|file| file.format), Some(Format::Detect));
    assert!(package.file("package.json").is_some());
    assert!(package.findings.is_empty());
}

#[test]
fn ignore_files_count_from_the_root_down() {
    let files = [
        ("package.json", "{}"),
        (".gitignore", "/dist\n!/dist/keep.js\n"),
        (".unfauxignore", "fixtures\n"),
        ("dist/a.js", ""),
        ("fixtures/a.js", ""),
        ("src/.gitignore", "*.gen.js\n"),
        ("src/a.gen.js", ""),
        ("src/a.js", ""),
    ];
    assert_eq!(paths(&Folder::new(&files).package()), ["src/a.js"]);
}

#[test]
fn rules_above_count_unless_they_hide_the_package() {
    let folder = Folder::new(&[
        (".gitignore", "dist\nnode_modules\n/cache/*\n"),
        ("packages/a/package.json", "{}"),
        ("packages/a/dist/a.js", ""),
        ("packages/a/a.js", ""),
        ("cache/b/package.json", "{}"),
        ("cache/b/dist/b.js", ""),
        ("node_modules/@s/c/package.json", "{}"),
        ("node_modules/@s/c/dist/c.js", ""),
    ]);
    folder.commit_all();
    let read = |path: &str| Package::read(&folder.path(path)).expect("a package");
    assert_eq!(paths(&read("packages/a")), ["a.js"]);
    assert_eq!(paths(&read("cache/b")), ["dist/b.js"]);
    assert_eq!(paths(&read("node_modules/@s/c")), ["dist/c.js"]);
}

#[test]
fn other_packages_inside_are_only_listed() {
    let folder = Folder::new(&[
        ("package.json", r#"{ "name": "root", "workspaces": ["packages/*"] }"#),
        ("packages/a/package.json", r#"{ "name": "a" }"#),
        ("packages/a/index.js", ""),
        ("packages/a/deep/package.json", r#"{ "name": "deep" }"#),
        ("esm/package.json", r#"{ "type": "module" }"#),
        ("esm/index.js", ""),
    ]);
    let package = folder.package();
    assert_eq!(paths(&package), ["esm/index.js", "esm/package.json"]);
    assert_eq!(package.nested, ["packages/a"]);
    assert_eq!(package.file("esm/index.js").map(|file| file.format), Some(Format::Module));
}

#[test]
fn links_are_listed_and_not_followed() {
    let outside = Folder::new(&[("x.js", "")]);
    let folder = Folder::new(&[("package.json", "{}"), ("lib/a.js", "")]);
    folder.link("lib/circle", "..");
    folder.link("alias.js", "lib/a.js");
    folder.link("loop.js", "loop.js");
    folder.link("out", &outside.root().to_string_lossy());
    let package = folder.package();
    assert_eq!(paths(&package), ["lib/a.js"]);
    let links: Vec<_> =
        package.links.iter().map(|link| (link.path.as_str(), link.target.as_deref())).collect();
    let expected = [
        ("alias.js", Some("lib/a.js")),
        ("lib/circle", Some("")),
        ("loop.js", None),
        ("out", None),
    ];
    assert_eq!(links, expected);
}

#[test]
fn the_nearest_manifest_above_is_the_root() {
    let folder = Folder::new(&[
        ("package.json", "{}"),
        ("src/deep/a.js", ""),
        ("node_modules/bare/a.js", ""),
        ("vendor/.git/HEAD", ""),
        ("vendor/a.js", ""),
    ]);
    for path in ["", "src", "src/deep", "src/deep/a.js", "package.json"] {
        assert_eq!(root_of(&folder.path(path)), Ok(folder.root()), "{path}");
    }
    for path in ["node_modules/bare/a.js", "vendor/a.js"] {
        let finding = root_of(&folder.path(path)).expect_err("no manifest of its own");
        assert_eq!(finding.code, "no-manifest");
    }
}
