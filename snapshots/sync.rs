//! `--module-sync` on real Nodes: those that cannot require ES modules see the untouched package,
//! all others one instance of the ES modules, by `require` and by `import`.
//!
//! `scripts/nodes.sh` fetches the Nodes; `UNFAUX_NODES` names other folders with `VERSION/bin/node`.

#[expect(dead_code, reason = "other tests use the rest")]
mod case;

use std::{
    env, fs,
    io::{Write as _, stderr},
    path::{Path, PathBuf},
    process::Command,
};

use rayon::prelude::*;
use serde_json::Value;

use case::{Case, Package, files_below};

/// Each with whether its `require` loads ES modules.
const NODES: [(&str, bool); 7] = [
    ("18.20.8", false),
    ("20.18.0", false),
    ("20.19.5", true),
    ("22.12.0", true),
    ("22.20.0", true),
    ("24.11.1", true),
    ("26.10.0", true),
];

/// What consumers name of each case.
const NAMED: &[(&str, &[&str])] = &[
    ("sync-bin", &["", "/lib/run", "/lib/run.js"]),
    (
        "sync-deep",
        &[
            "",
            "/index",
            "/index.js",
            "/lib/shape",
            "/lib/shape.js",
            "/lib/tools",
            "/lib/tools/index",
            "/lib/tools/index.js",
            "/lib/loaded",
            "/package.json",
            "/data.json",
            "/data",
        ],
    ),
    (
        "sync-map",
        &[
            "",
            "/parse",
            "/features/one",
            "/features/two",
            "/features/private/secret",
            "/settings.json",
            "/list",
            "/package.json",
            "/src/index.js",
        ],
    ),
    ("sync-state", &["", "/index.js"]),
];

#[test]
fn every_node_loads_one_instance_of_what_it_can_load() {
    let nodes: Vec<(PathBuf, bool)> =
        NODES.iter().filter_map(|&(version, new)| Some((node(version)?, new))).collect();
    let rows: Vec<_> = NAMED.iter().flat_map(|row| nodes.iter().map(move |it| (row, it))).collect();
    let failures: Vec<String> = rows
        .into_par_iter()
        .flat_map_iter(|((name, paths), (node, new))| {
            let told = compare(name, paths, node, *new);
            told.into_iter().map(move |it| format!("{name} on {}: {it}", node.display()))
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn old_nodes_verify_what_is_kept_for_them() {
    let all = Case::all();
    let case = all.iter().find(|it| it.name == "sync-map").expect("the case");
    for node in ["18.20.8", "20.18.0"].into_iter().filter_map(node) {
        let verify = |more: &[&str]| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_unfaux"));
            command.args(["verify", "--dry-run", "--node"]).arg(&node).args(more);
            let output = command.arg(&case.copy().root).output().expect("it runs");
            (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
        };
        let (code, said) = verify(&["--module-sync"]);
        assert!(code == Some(0) && said.contains(": same; "), "{said}");
        let (code, said) = verify(&[]);
        assert!(code == Some(2) && said.contains("`engines.node` leaves out"), "{said}");
    }
}

/// The Node of this version. Where it is missing, that is told, and in CI an error.
fn node(version: &str) -> Option<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join(".cache/nodes");
    let named = env::var_os("UNFAUX_NODES").unwrap_or_default();
    let mut folders: Vec<PathBuf> = env::split_paths(&named).collect();
    folders.push(own);
    let mut found = folders.iter().map(|it| it.join(version).join("bin/node"));
    let node = found.find(|it| it.is_file());
    if node.is_none() {
        let message = format!("Node {version} is missing: scripts/nodes.sh {version} fetches it");
        assert!(env::var_os("CI").is_none(), "{message}");
        // Written past the capture of the test harness, which hides what passing tests print.
        writeln!(stderr(), "{message}; nothing is executed with it").expect("a stderr");
    }
    node
}

/// What is wrong on one Node.
fn compare(name: &str, paths: &[&str], node: &Path, new: bool) -> Vec<String> {
    let all = Case::all();
    let Some(case) = all.iter().find(|it| it.name == name) else { return Vec::new() };
    let (before, after) = (case.copy(), case.copy());
    after.apply();
    assert!(after.tree().contains_key("cjs/package.json"), "{name} is not migrated");
    let mut told = Vec::new();
    for first in ["require", "import"] {
        let [old, now] = [&before, &after].map(|it| consume(it, name, node, first, paths));
        for path in paths {
            let specifier = format!("{name}{path}");
            told.extend(differences(&specifier, &old, &now, new));
        }
        if now["loads"] != old["loads"] {
            told.push(format!(
                "{first} first: loaded {} times, was {}",
                now["loads"], old["loads"]
            ));
        }
    }
    let [old, now] = [&before, &after].map(|it| commands(it, node));
    if old != now {
        told.push(format!("commands: {now:?}, was {old:?}"));
    }
    told
}

fn differences(specifier: &str, old: &Value, now: &Value, new: bool) -> Vec<String> {
    let (old, now) = (&old["seen"][specifier], &now["seen"][specifier]);
    let mut told = Vec::new();
    for way in ["require", "import"] {
        let failed = !old[way]["error"].is_null();
        // A map may open what `import` could not find; new Nodes see more names.
        let opened = failed && (way == "import" || now[way] == old[way]);
        let is_same =
            now[way] == old[way] || (new && way == "import" && has_all(&now[way], &old[way]));
        if !is_same && !opened {
            told.push(format!("{way}({specifier}) is {}, was {}", now[way], old[way]));
        }
    }
    if old["same"] == true && now["same"] != true {
        told.push(format!("{specifier}: two instances"));
    }
    told
}

fn has_all(now: &Value, old: &Value) -> bool {
    let pairs = |it: &Value| it.as_array().cloned().unwrap_or_default();
    let now = pairs(now);
    !now.is_empty() && pairs(old).iter().all(|it| now.contains(it))
}

/// What `sync.cjs` prints about the package.
fn consume(package: &Package, name: &str, node: &Path, first: &str, paths: &[&str]) -> Value {
    let project = installed(package, name);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/sync.cjs");
    let output = Command::new(node)
        .arg(script)
        .arg(first)
        .args(paths.iter().map(|path| format!("{name}{path}")))
        .current_dir(project.path())
        .output()
        .expect("a Node that runs");
    let said = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {said}"))
}

/// A project that the package is installed in.
fn installed(package: &Package, name: &str) -> tempfile::TempDir {
    let project = tempfile::TempDir::with_prefix("unfaux-").expect("a temporary folder");
    let target = project.path().join("node_modules").join(name);
    for file in files_below(&package.root) {
        let to = target.join(file.strip_prefix(&package.root).expect("a path below the root"));
        fs::create_dir_all(to.parent().expect("a folder")).expect("a writable folder");
        fs::copy(&file, to).expect("a readable file");
    }
    project
}

/// What the commands print, by the files that the manifest names.
fn commands(package: &Package, node: &Path) -> Vec<(String, String)> {
    let text = fs::read_to_string(package.root.join("package.json")).expect("a manifest");
    let fields: Value = serde_json::from_str(&text).expect("a manifest");
    let commands = fields["bin"].as_object().cloned().unwrap_or_default();
    let run = |(name, path): (String, Value)| {
        let file = package.root.join(path.as_str().unwrap_or_default());
        let output = Command::new(node).arg(file).arg("--version").output().expect("it runs");
        (name, String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
    };
    commands.into_iter().map(run).collect()
}
