//! `--seal`: maps for packages that have none, executed by Node.

use std::{fs, process::Command};

use unfaux::verify::Node;

use crate::folder::Folder;

const OPEN: &[(&str, &str)] = &[
    (
        "node_modules/open/package.json",
        "{\n  \"name\": \"open\",\n  \"main\": \"./index\",\n  \"bin\": \"./cli.js\",\n  \"types\": \"index.d.ts\"\n}\n",
    ),
    (
        "node_modules/open/index.js",
        "const { half } = require('./lib/half')\nexports.quarter = n => half(half(n))\n",
    ),
    ("node_modules/open/index.d.ts", "export function quarter(n: number): number\n"),
    ("node_modules/open/cli.js", "#!/usr/bin/env node\nconsole.log(require('.').quarter(8))\n"),
    ("node_modules/open/lib/index.js", "exports.list = require('./names')\n"),
    ("node_modules/open/lib/half.js", "exports.half = n => n / 2\n"),
    ("node_modules/open/lib/half.min.js", "exports.half = n => n / 2\n"),
    ("node_modules/open/lib/old.css.js", "module.exports = 'css'\n"),
    ("node_modules/open/lib/names.json", "[\"a\"]\n"),
    ("node_modules/open/lib/old.css", "a {}\n"),
    ("node_modules/open/LICENSE", "MIT\n"),
];

/// What consumers could require of it, and what files they could find.
const PATHS: &[&str] = &[
    "open",
    "open/index",
    "open/index.js",
    "open/lib",
    "open/lib/index",
    "open/lib/half",
    "open/lib/half.js",
    "open/lib/half.min",
    "open/lib/half.min.js",
    "open/lib/old.css.js",
    "open/lib/names",
    "open/lib/names.json",
    "open/package.json",
];

const FILES: &[&str] = &["open/LICENSE", "open/lib/old.css", "open/cli.js", "open/index.d.ts"];

/// Each path with the keys of what it gives, or the code of the error.
fn seen(folder: &Folder) -> Option<Vec<String>> {
    let node = Node::usual().ok()?;
    let script = format!(
        "const said = (path, get) => {{ try {{ return path + ' ' + get() }} catch (error) {{ return path + ' ' + error.code }} }}
        for (const path of {PATHS:?}) console.log(said(path, () => path === 'open/package.json' ? '' : JSON.stringify(require(path))))
        for (const path of {FILES:?}) console.log(said(path, () => require.resolve(path).split('node_modules')[1]))"
    );
    fs::write(folder.path("see.cjs"), script).expect("a writable folder");
    let output = Command::new(node.path).arg("see.cjs").current_dir(folder.root()).output();
    let output = output.expect("Node runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8_lossy(&output.stdout).lines().map(str::to_string).collect())
}

fn sealed(arguments: &[&str]) -> (Folder, String) {
    let folder = Folder::new(OPEN);
    let all = [&["apply", "--allow-no-vcs", "--seal"], arguments, &["node_modules/open"]].concat();
    let output = folder.unfaux(&all).assert().get_output().clone();
    (folder, String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_deep_map_keeps_every_path() {
    let (folder, _) = sealed(&["--keep-deep"]);
    let map = "{
    \".\": {
      \"types\": \"./index.d.ts\",
      \"default\": \"./index.js\"
    },
    \"./package.json\": \"./package.json\",
    \"./LICENSE\": \"./LICENSE\",
    \"./lib\": \"./lib/index.js\",
    \"./lib/names\": \"./lib/names.json\",
    \"./*.css\": \"./*.css\",
    \"./*.js\": \"./*.js\",
    \"./*.json\": \"./*.json\",
    \"./*.ts\": \"./*.ts\",
    \"./*\": \"./*.js\"
  }";
    let manifest =
        fs::read_to_string(folder.path("node_modules/open/package.json")).expect("there");
    assert!(manifest.contains(&format!("\"exports\": {map}")), "{manifest}");
    let Some(after) = seen(&folder) else { return };
    assert_eq!(Some(after), seen(&Folder::new(OPEN)));
}

#[test]
fn a_closed_map_names_what_it_closes_and_frees_internal_files() {
    let (folder, said) = sealed(&[]);
    assert!(said.contains("lib/half.js: note[sealed]"), "{said}");
    assert!(!said.contains("cli.js: note[sealed]"), "{said}");
    let half = fs::read_to_string(folder.path("node_modules/open/lib/half.js")).expect("there");
    assert!(!half.contains("module.exports"), "{half}");
    let Some(after) = seen(&folder) else { return };
    let before = seen(&Folder::new(OPEN)).expect("Node was there before");
    let open = ["open", "open/cli.js", "open/package.json"];
    for (was, is) in before.iter().zip(&after) {
        let path = was.split(' ').next().unwrap_or_default();
        if open.contains(&path) {
            assert_eq!(was, is);
        } else {
            assert_eq!(*is, format!("{path} ERR_PACKAGE_PATH_NOT_EXPORTED"));
        }
    }
}

#[test]
fn a_map_that_is_there_stays() {
    let files = [
        ("package.json", "{\n  \"name\": \"mapped\",\n  \"exports\": \"./index.js\"\n}\n"),
        ("index.js", "exports.a = 1\n"),
    ];
    let folder = Folder::new(&files);
    folder.unfaux(&["apply", "--allow-no-vcs", "--seal"]).assert().code(0);
    let manifest = fs::read_to_string(folder.path("package.json")).expect("there");
    assert!(manifest.contains("\"exports\": \"./index.js\""), "{manifest}");
}
