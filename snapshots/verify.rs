//! `verify` and `apply --verify`: a faithful migration is accepted, every sabotage of it is found
//! and named, and what does not hold is never written.

#[path = "cli/folder.rs"]
#[expect(dead_code, reason = "other tests need the rest")]
mod folder;
#[path = "verify/gauge.rs"]
mod gauge;
#[path = "verify/sabotage.rs"]
mod sabotage;

use std::{
    cell::Cell,
    env,
    io::{Write as _, stderr},
};

use rayon::prelude::*;
use serde_json::{Value, json};
use unfaux::{
    change::{ChangeSet, Rung, Verdict},
    plan::Forced,
    verify::{self, Found, Node, PackageProof, View},
};

use folder::{Folder, edit, set};
use gauge::{AFTER, BEFORE};
use sabotage::SABOTAGE;

/// Whether Node is there; without it the tests say so and pass, except on CI.
fn has_node() -> bool {
    let Err(error) = Node::usual() else { return true };
    assert!(env::var_os("CI").is_none(), "{error:#}");
    // Written past the capture of the test harness, which hides what passing tests print.
    writeln!(stderr(), "{error:#}: nothing was executed").expect("a stderr");
    false
}

/// Exit status and the report on the only package.
fn verified(folder: &Folder, arguments: &[&str]) -> (i32, Value) {
    let arguments = [&["verify", "--json"], arguments].concat();
    let output = folder.unfaux(&arguments).output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("executes the code of the packages"), "{said}");
    let document: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    (output.status.code().expect("an exit code"), document["packages"][0].clone())
}

fn against(before: &Folder, after: &Folder) -> (i32, Value) {
    verified(after, &["--before", before.root().to_str().expect("UTF-8")])
}

#[test]
fn a_faithful_migration_is_accepted() {
    if !has_node() {
        return;
    }
    let (exit, report) = against(&Folder::new(BEFORE), &Folder::new(AFTER));
    assert_eq!((exit, &report["status"]), (0, &"same".into()), "{report:#}");
    assert_eq!(report["compared"], 12, "{report:#}");
}

#[test]
fn every_sabotage_is_found_and_named() {
    if !has_node() {
        return;
    }
    let before = Folder::new(BEFORE);
    SABOTAGE.par_iter().for_each(|sabotage| {
        let after = Folder::new(AFTER);
        let text = AFTER.iter().find(|(path, _)| *path == sabotage.file).expect("a file").1;
        assert!(text.contains(sabotage.from), "{} is not there", sabotage.from);
        after.write(sabotage.file, text.replacen(sabotage.from, sabotage.to, 1));
        let (exit, report) = against(&before, &after);
        assert_eq!(exit, 1, "{}: {report:#}", sabotage.name);
        let differences = report["differences"].as_array().expect("a list");
        let named = differences.iter().any(|it| sabotage.is_named_by(it));
        assert!(named, "{} is not named: {differences:#?}", sabotage.name);
    });
}

#[test]
fn an_unchanged_tree_is_clean() {
    if !has_node() {
        return;
    }
    let folder = Folder::new(BEFORE);
    folder.commit_all();
    let (exit, report) = verified(&folder, &[]);
    assert_eq!((exit, &report["status"]), (0, &"same".into()), "{report:#}");
}

#[test]
fn the_last_commit_is_what_was_before() {
    if !has_node() {
        return;
    }
    let folder = Folder::new(BEFORE);
    folder.commit_all();
    for (path, text) in AFTER {
        folder.write(path, text.replace("limit = 10", "limit = 11"));
    }
    let before = folder.contents();
    let (exit, report) = verified(&folder, &["--base", "HEAD"]);
    assert_eq!((exit, &report["differences"][0]["file"]), (1, &"index.js".into()), "{report:#}");
    assert_eq!(folder.contents(), before, "verify changed a file");
    folder.git(&["add", "--all"]);
    folder.git(&["commit", "--quiet", "--message=migrated"]);
    assert_eq!(verified(&folder, &[]).0, 0);
    assert_eq!(verified(&folder, &["--base", "HEAD~1"]).0, 1);
}

/// The file is as unfaux writes it, so that the transforms that did are known.
#[test]
fn transforms_are_named() {
    if !has_node() {
        return;
    }
    let folder = Folder::new(&[
        ("package.json", "{ \"name\": \"named\" }\n"),
        ("index.js", "exports.size = require('./size.json').size\n"),
        ("size.json", "{ \"size\": 1 }\n"),
    ]);
    folder.commit_all();
    folder.unfaux(&["apply", "--quiet"]).assert().success();
    folder.write("size.json", "{ \"size\": 2 }\n");
    let (exit, report) = verified(&folder, &[]);
    let found = &report["differences"][0];
    assert_eq!((exit, &found["file"]), (1, &"index.js".into()), "{report:#}");
    let transforms = json!(["require-to-import", "exports-to-named", "export-list"]);
    assert_eq!(found["transforms"], transforms, "{report:#}");
}

#[test]
fn values_that_are_never_the_same_are_masked() {
    if !has_node() {
        return;
    }
    let text = "exports.id = process.hrtime.bigint(); exports.when = { pid: process.pid }\n";
    let folder = |text: &str| {
        Folder::new(&[("package.json", r#"{ "name": "masked" }"#), ("index.js", text)])
    };
    let before = folder(text);
    assert_eq!(against(&before, &folder(text)).0, 0);
    let (exit, report) = against(&before, &folder(&text.replace("when", "then")));
    assert_eq!(exit, 1, "{report:#}");
}

/// Each entry alone is the same; together they are not.
#[test]
fn what_entries_share_is_compared() {
    if !has_node() {
        return;
    }
    let before = Folder::new(&[
        ("package.json", r#"{ "name": "shared" }"#),
        ("index.js", "exports.state = require('./state')\n"),
        ("state.js", "exports.count = 0\n"),
    ]);
    let after = Folder::new(&[
        ("package.json", r#"{ "name": "shared", "main": "./index.js", "type": "module" }"#),
        (
            "index.js",
            "import state from './state.js?copy'\nconst api = { state }\n\
             export { state, api as default, api as 'module.exports' }\n",
        ),
        (
            "state.js",
            "export const count = 0\nconst api = { count }\n\
             export { api as default, api as 'module.exports' }\n",
        ),
    ]);
    let (exit, report) = against(&before, &after);
    assert_eq!(exit, 1, "{report:#}");
    let found = report["differences"].as_array().expect("a list").iter();
    let mut found = found.filter(|it| it["aspect"] == "identity");
    assert!(found.any(|it| it["entry"] == "all modules together"), "{report:#}");
    assert!(found.all(|it| it["entry"] == "all modules together"), "{report:#}");
}

#[test]
fn tests_are_run_on_both_sides() {
    if !has_node() {
        return;
    }
    let folder =
        |text: &str| Folder::new(&[("package.json", r#"{ "name": "tested" }"#), ("test.js", text)]);
    let before = folder("console.log('# pass 2')\n");
    let run = |after: &Folder| {
        let before = before.root();
        let before = before.to_str().expect("UTF-8");
        verified(after, &["--test-cmd", "node test.js", "--before", before])
    };
    assert_eq!(run(&folder("// the same\nconsole.log('# pass 2')\n")).0, 0);
    let (exit, report) = run(&folder("console.log('# pass 1')\n"));
    assert_eq!(
        (exit, &report["tests"][0]["after"]),
        (1, &"exit 0, 1 passing".into()),
        "{report:#}"
    );
}

#[test]
fn what_cannot_be_verified_is_an_error() {
    if !has_node() {
        return;
    }
    let folder = Folder::new(BEFORE);
    let (exit, report) = verified(&folder, &[]);
    assert_eq!((exit, &report["status"]), (2, &"failed".into()), "without git: {report:#}");
    folder.unfaux(&["verify", "--node", "<1"]).assert().code(2);
    let broken = Folder::new(&[
        ("package.json", r#"{ "name": "broken" }"#),
        ("index.js", "require('not-installed')\n"),
    ]);
    let (exit, report) = verified(&broken, &["--dry-run"]);
    assert_eq!((exit, &report["status"]), (2, &"unproven".into()), "{report:#}");
}

/// Knows from its stack whether it is an ES module, which nothing but running it shows.
const SELF_AWARE: &[(&str, &str)] = &[
    ("package.json", r#"{ "name": "aware", "main": "index.js" }"#),
    ("index.js", "'use strict'\nexports.kind = require('./lib/kind').kind\n"),
    (
        "lib/kind.js",
        "'use strict'\nexports.kind = new Error('x').stack.includes('file:') ? 'esm' : 'cjs'\n",
    ),
];

#[test]
fn apply_writes_only_what_holds() {
    if !has_node() {
        return;
    }
    let folder = Folder::new(SELF_AWARE);
    let (exit, report) = verified(&folder, &["--dry-run"]);
    assert_eq!((exit, &report["differences"][0]["file"]), (1, &"lib/kind.js".into()), "{report:#}");

    let before = Folder::new(SELF_AWARE);
    let arguments = ["apply", "--verify", "--allow-no-vcs", "--json", "--node", ">=20.19.0"];
    let output = folder.unfaux(&arguments).output().expect("it runs");
    let document: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let package = &document["packages"][0];
    let codes: Vec<&str> = package["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|finding| finding["code"].as_str())
        .collect();
    assert!(codes.contains(&"verify-differs"), "{package:#}");
    assert_eq!(output.status.code(), Some(1), "{package:#}");
    let (exit, report) = against(&before, &folder);
    assert_eq!(exit, 0, "{report:#}");
}

/// The rewriting of a package with one file, which stands on a rung that `forced` allows.
fn rewritten(forced: &Forced, text: &str) -> ChangeSet {
    let rung = if forced.is_empty() { Rung::Idiomatic } else { Rung::LocalExports };
    let mut changes = set(vec![edit("index.js", "module.exports = 1\n", text)]);
    changes.verdicts.push(Verdict { file: "index.js".to_string(), rung, transforms: Vec::new() });
    changes
}

fn proof(holds: bool) -> PackageProof {
    let mut proof = PackageProof::new(String::new(), None);
    if !holds {
        proof.differences.push(Found {
            entry: "one".to_string(),
            view: View::Require,
            key: ".x".to_string(),
            aspect: "",
            was: "1".to_string(),
            is: "2".to_string(),
            file: Some("index.js".to_string()),
            transforms: Vec::new(),
            nodes: Vec::new(),
        });
    }
    proof
}

fn one() -> Folder {
    Folder::new(&[("package.json", r#"{ "name": "one" }"#), ("index.js", "module.exports = 1\n")])
}

#[test]
fn a_file_falls_back_a_rung_until_it_holds() {
    let package = one().package();
    let rewrite = |forced: &Forced| rewritten(forced, "export default 1\n");
    let rounds = Cell::new(0);
    let prove = |changes: &ChangeSet| {
        rounds.set(rounds.get() + 1);
        Ok(proof(changes.verdicts[0].rung == Rung::LocalExports))
    };
    let settled = verify::settle(&package, &rewrite, &prove).expect("it settles");
    assert_eq!(rounds.get(), 2);
    assert!(settled.differences.is_empty() && settled.changes.summary.refused.is_none());
    assert_eq!(settled.changes.findings[0].code, "fell-back");
    assert!(settled.changes.findings[0].message.contains("require(\"one\").x was 1, is 2"));
}

#[test]
fn a_package_that_never_holds_is_refused_after_three_rounds() {
    let package = one().package();
    let rewrite = |forced: &Forced| rewritten(forced, "export default 1\n");
    let rounds = Cell::new(0);
    let prove = |_: &ChangeSet| {
        rounds.set(rounds.get() + 1);
        Ok(proof(false))
    };
    let settled = verify::settle(&package, &rewrite, &prove).expect("it settles");
    assert_eq!(rounds.get(), 4, "the first attempt and three more");
    assert!(settled.changes.changes.is_empty() && settled.changes.summary.refused.is_some());
    assert_eq!(settled.changes.findings[0].code, "verify-differs");
}
