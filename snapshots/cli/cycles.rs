//! Packages of a workspace whose files load each other, looked at by Nodes before and after.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    folder::Folder,
    siblings::{stdout, text, workspace},
};

/// Loads one module of the workspace by one of the two ways and prints what it gives, with what its
/// functions return.
const LOOK: &str = r"
const { inspect } = require('util')
const shown = (value) => typeof value === 'function' && !/^class/.test(value) ? ['gives', value()] : value
const show = (it) => {
  const names = Object.keys(it).filter((name) => name !== 'module.exports').sort()
  const members = names.map((name) => [name, shown(it[name])])
  return inspect([typeof it, typeof it === 'function' ? shown(it) : null, members], { depth: 5 })
}
const [how, path] = process.argv.slice(2)
const main = async () => {
  const it = how === 'require' ? require(path) : await import(path)
  console.log(show(it), how === 'import' ? show(it.default) : '')
}
main().catch((error) => console.log(error.name))
";

/// The Nodes of `scripts/nodes.sh` that can require ES modules, or the one that there is.
fn nodes() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(".cache/nodes");
    let found = ["20.19.5", "22.12.0", "22.20.0", "24.11.1"];
    let found = found.iter().map(|it| folder.join(it).join("bin/node")).filter(|it| it.exists());
    let found: Vec<_> = found.collect();
    let own = || std::env::var("UNFAUX_NODE").unwrap_or_else(|_| "node".to_string()).into();
    if found.is_empty() { vec![own()] } else { found }
}

/// What each of the modules at `paths` gives by `require` and by `import`, each as the first.
fn seen(folder: &Folder, paths: &[&str]) -> Vec<String> {
    folder.write("look.cjs", LOOK);
    let mut seen = Vec::new();
    for node in nodes() {
        for (path, how) in paths.iter().flat_map(|it| [(it, "require"), (it, "import")]) {
            let mut command = Command::new(&node);
            command.args(["--no-warnings", "look.cjs", how, &format!("./{path}")]);
            let run = command.current_dir(folder.root()).output();
            let output = run.unwrap_or_else(|error| panic!("{} fails: {error}", node.display()));
            let printed = String::from_utf8(output.stdout).expect("text");
            seen.push(format!("{} {how} {path}: {printed}", node.display()));
        }
    }
    fs::remove_file(folder.path("look.cjs")).expect("removed");
    seen
}

fn manifest(name: &str, needs: &[&str]) -> String {
    let needs: Vec<String> = needs.iter().map(|it| format!("\"{it}\": \"*\"")).collect();
    let needs = needs.join(", ");
    format!("{{ \"name\": \"{name}\", \"version\": \"1.0.0\", \"dependencies\": {{ {needs} }} }}\n")
}

/// Two packages that need each other, with the files at `files`, and a third that needs them.
fn tied(files: &[(&str, &str)]) -> Folder {
    let manifests = [
        ("a/package.json", manifest("a", &["b"])),
        ("b/package.json", manifest("b", &["a"])),
        ("top/package.json", manifest("top", &["a", "b"])),
    ];
    let own = manifests.iter().map(|(path, text)| (*path, text.as_str()));
    let top = (
        "top/index.js",
        "exports.all = function all () { return [require('a'), require('b')].map((it) => typeof it) }\n",
    );
    workspace(&own.chain([top]).chain(files.iter().copied()).collect::<Vec<_>>())
}

/// Applies everything, and wants it to be ES modules that nobody can tell from what was there.
fn migrates(folder: &Folder, paths: &[&str]) {
    let before = seen(folder, paths);
    folder.unfaux(&["apply", "--quiet"]).assert().success();
    for path in paths {
        assert!(text(folder, path).contains("export "), "{path}: {}", text(folder, path));
    }
    assert_eq!(seen(folder, paths), before);
    assert_eq!(stdout(folder, &["diff"]), "", "a second run changes nothing");
}

fn said(folder: &Folder, arguments: &[&str]) -> String {
    let output = folder.unfaux(arguments).output().expect("it runs");
    String::from_utf8(output.stderr).expect("text")
}

/// What they load of each other is used only later.
const LATER: &[(&str, &str)] = &[
    (
        "a/index.js",
        "const b = require('b')\nexports.one = function one () { return 1 }\n\
         exports.three = function three () { return b.two() + 1 }\n",
    ),
    (
        "b/index.js",
        "const a = require('a')\nexports.two = function two () { return a.one() + 1 }\n",
    ),
];

#[test]
fn packages_whose_files_load_each_other_migrate_in_one_step() {
    let folder = tied(LATER);
    insta::assert_snapshot!(stdout(&folder, &["plan"]), @"
    wave 1
      a (a): 1 file to migrate (1 idiomatic)
        in one step with b
        major: Nodes that cannot require ES modules could load it before
      b (b): 1 file to migrate (1 idiomatic)
        in one step with a
        major: Nodes that cannot require ES modules could load it before
    wave 2
      top (top): 1 file to migrate (0 idiomatic)
        after a, b
        major: Nodes that cannot require ES modules could load it before
    ");
    let matrix = stdout(&folder, &["plan", "--matrix"]);
    insta::assert_snapshot!(matrix, @r#"{"include":[{"unit":"a,b","name":"a, b","wave":1},{"unit":"top","name":"top","wave":2}]}"#);
    migrates(&folder, &["a/index.js", "b/index.js", "top/index.js"]);
}

#[test]
fn one_step_is_one_commit_and_one_patch() {
    let folder = tied(LATER);
    let patch = folder.root().with_extension("patch");
    let out = patch.to_string_lossy().into_owned();
    folder.unfaux(&["apply", "--unit", "a,b", "--patch-out", &out]).assert().success();
    folder
        .unfaux(&["apply", "--quiet", "--commit", "package", "--message", "{name} {path} {count}"])
        .envs(
            ["AUTHOR", "COMMITTER"].iter().flat_map(|it| {
                [(format!("GIT_{it}_NAME"), "a"), (format!("GIT_{it}_EMAIL"), "a@b.c")]
            }),
        )
        .assert()
        .success();
    let log = Command::new("git").args(["log", "--format=%s"]).current_dir(folder.root()).output();
    let log = String::from_utf8(log.expect("git runs").stdout).expect("text");
    assert_eq!(log, "top top 1\na, b a, b 2\nall\n");
    let applied = folder.contents();
    folder.git(&["reset", "--quiet", "--hard", "HEAD~2"]);
    folder.git(&["apply", &out]);
    fs::remove_file(patch).expect("it was written");
    for path in ["a/index.js", "a/package.json", "b/index.js", "b/package.json"] {
        assert_eq!(folder.contents()[path], applied[path]);
    }
}

#[test]
fn one_of_them_alone_stays() {
    let folder = tied(LATER);
    let told = said(&folder, &["check", "--package", "a"]);
    let reason = "a: refused: this package and b depend on each other: a/index.js loads \
                  b/index.js, which leads back to it, so that one cannot migrate without the other";
    assert!(told.contains(reason), "{told}");
    assert!(told.contains("migrate them in one run, --package a --package b"), "{told}");
    let top = said(&folder, &["check", "--package", "top"]);
    assert!(!top.contains("refused"), "{top}");
    folder.unfaux(&["apply", "--quiet", "--package", "b"]).assert().code(1);
    assert!(text(&folder, "b/index.js").contains("require('a')"), "nothing was written");
}

#[test]
fn functions_are_there_before_their_package_is_evaluated() {
    let folder = tied(&[
        (
            "a/index.js",
            "module.exports = make\nconst b = require('b')\n\
             function make () { return 'made' }\nmake.size = () => b.size\n",
        ),
        ("b/index.js", "const make = require('a')\nexports.early = make()\nexports.size = 3\n"),
    ]);
    let before = seen(&folder, &["a/index.js", "b/index.js"]);
    folder.unfaux(&["apply", "--quiet"]).output().expect("it runs");
    assert_eq!(seen(&folder, &["a/index.js", "b/index.js"]), before);
}

#[test]
fn names_are_imported_where_the_object_is_not_there_yet() {
    let folder = tied(&[
        (
            "a/index.js",
            "exports.read = read\nexports.shown = function shown () { return b.write() }\n\
             const b = require('b')\nfunction read () { return 'read' }\n",
        ),
        (
            "b/index.js",
            "const { read } = require('a')\nexports.first = read()\n\
             exports.write = function write () { return read() + '!' }\n",
        ),
    ]);
    migrates(&folder, &["a/index.js", "b/index.js"]);
    assert!(text(&folder, "b/index.js").contains("import { read } from 'a'"));
}

#[test]
fn what_is_read_too_early_keeps_all_of_them() {
    let folder = tied(&[
        (
            "a/index.js",
            "exports.Base = class Base {}\nexports.make = () => new (require('b/lib/own').Own)()\n\
             exports.own = require('b').name\n",
        ),
        ("b/index.js", "exports.name = 'b'\nrequire('./lib/own')\n"),
        (
            "b/lib/own.js",
            "const { Base } = require('a')\nexports.Own = class Own extends (Base || Object) {}\n",
        ),
    ]);
    let told = said(&folder, &["check"]);
    let reason = "they stay as they are: in this import cycle b/lib/own.js uses a/index.js before \
                  it is evaluated";
    assert!(told.contains(reason), "{told}");
    assert!(told.contains("1 to change, 2 refused"), "{told}");
}

#[test]
fn one_that_stays_for_its_own_reasons_keeps_the_others() {
    let folder = tied(LATER);
    folder.write("b/index.js", format!("with (Math) {{ exports.max = max }}\n{}", LATER[1].1));
    let told = said(&folder, &["check"]);
    let reason = "they stay as they are: b/index.js has to stay CommonJS";
    assert!(told.contains(&format!("a: refused: this package and b depend on each other: a/index.js loads b/index.js, which leads back to it; {reason}")), "{told}");
    assert!(told.contains("1 to change, 2 refused"), "{told}");
}

#[test]
fn where_it_is_not_known_what_they_load_all_of_them_stay() {
    let tells = |folder: &Folder, arguments: &[&str], reason: &str| {
        let told = said(folder, &[&["check"], arguments].concat());
        let all = |name: &str, other: &str| {
            format!(
                "{name}: refused: this package and {other} depend on each other; they stay as they are: {reason}"
            )
        };
        assert!(told.contains(&all("a", "b")) && told.contains(&all("b", "a")), "{told}");
        assert!(told.contains("1 to change, 2 refused"), "{told}");
    };
    let folder = tied(LATER);
    tells(&folder, &["--faux", "clean"], "with --faux clean each would have to follow the others");
    folder.write("b/lib/any.js", "exports.any = (name) => require(name)\n");
    tells(&folder, &[], "b/lib/any.js loads what only run time knows");
    let folder = tied(LATER);
    folder.write("a/src/typed.ts", "export const typed: number = 1\n");
    folder.write("a/tsconfig.json", "{}\n");
    let reason = "a/src/typed.ts is a source that a build turns into what the others load";
    tells(&folder, &[], reason);
    let before = seen(&folder, &["a/index.js", "b/index.js", "top/index.js"]);
    folder.unfaux(&["apply", "--quiet", "--allow-dirty"]).assert().code(1);
    assert!(text(&folder, "a/index.js").contains("require('b')"), "nothing was written");
    assert!(text(&folder, "top/index.js").contains("export "));
    assert_eq!(seen(&folder, &["a/index.js", "b/index.js", "top/index.js"]), before);
}

#[test]
fn calls_for_later_stay_calls_and_open_the_cycle() {
    let folder = tied(&[
        (
            "a/index.js",
            "exports.size = 3\nexports.name = function name () { return require('b').name() }\n\
             exports.made = new Map([['size', exports.size]]).get('size')\n",
        ),
        (
            "b/index.js",
            "const { size } = require('a')\nexports.twice = size * 2\n\
             exports.name = function name () { return 'b' }\n",
        ),
    ]);
    migrates(&folder, &["a/index.js", "b/index.js"]);
}

#[test]
fn those_whose_files_are_in_no_cycle_migrate_alone() {
    let folder = tied(LATER);
    folder.write("b/package.json", manifest("b", &["a", "c"]));
    folder.write("c/package.json", manifest("c", &["a"]));
    folder.write("c/index.js", "exports.c = function c () { return 'c' }\n");
    folder.write("a/extra.js", "exports.of = () => require('c')\n");
    folder.write("a/package.json", manifest("a", &["b", "c"]));
    folder.link("node_modules/c", "../c");
    folder.commit_all();
    let paths = ["a/index.js", "b/index.js", "c/index.js"];
    let before = seen(&folder, &paths);
    folder.unfaux(&["apply", "--quiet", "--package", "c"]).assert().success();
    assert!(text(&folder, "c/index.js").contains("export function c"));
    assert_eq!(seen(&folder, &paths), before);
    folder.unfaux(&["apply", "--quiet", "--allow-dirty"]).assert().success();
    assert!(text(&folder, "a/index.js").contains("export function one"));
    assert_eq!(seen(&folder, &paths), before);
}
