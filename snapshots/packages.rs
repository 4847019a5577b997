//! Whole packages through the command: what it prints, what it writes, and what Node makes of it.
//!
//! `UNFAUX_CASE=text cargo test --test packages` runs the cases whose name has that text.

mod case;
mod recorder;

use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    process::{Command, Stdio},
    sync::LazyLock,
};

use rayon::prelude::*;

use case::{Case, Package, Tree};
use recorder::{Extent, Recorder};

static CASES: LazyLock<Vec<Case>> = LazyLock::new(Case::all);

#[test]
fn diff_and_findings() {
    let texts: Vec<String> = CASES.par_iter().map(printed).collect();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Case::folder());
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let failed: Vec<&str> = CASES
        .iter()
        .zip(texts)
        .filter(|(case, text)| {
            let name = case.name.clone();
            let assertion = || settings.bind(|| insta::assert_snapshot!(name, text));
            catch_unwind(AssertUnwindSafe(assertion)).is_err()
        })
        .map(|(case, _)| case.name.as_str())
        .collect();
    assert!(failed.is_empty(), "{} snapshots differ: {}", failed.len(), failed.join(", "));
}

/// What `diff` says of a case, with carriage returns and byte order marks made visible.
fn printed(case: &Case) -> String {
    let run = case.copy().diff();
    let diff = run.stdout.replace('\r', "␍").replace('\u{feff}', "<bom>");
    format!("{diff}\n# exit {}\n{}", run.exit, run.stderr)
}

#[test]
fn diff_writes_nothing() {
    each(|case| {
        let package = case.copy();
        let before = package.tree();
        package.diff();
        expect(package.tree() == before, "diff changed a file")
    });
}

#[test]
fn a_second_run_changes_nothing() {
    each(|case| {
        let package = case.copy();
        let before = package.tree();
        let first = package.apply();
        let applied = package.tree();
        expect(first.exit != 2 || applied == before, "exit 2, but something was written")?;
        expect(dependencies(&applied) == dependencies(&before), "a dependency was changed")?;

        let diff = package.diff();
        expect(diff.stdout.is_empty(), &format!("diff is not empty:\n{}", diff.stdout))?;
        expect(diff.exit <= first.exit, &format!("exit {} after {}", diff.exit, first.exit))?;
        let second = package.apply();
        expect(second.exit <= first.exit, &format!("exit {} after {}", second.exit, first.exit))?;
        expect(package.tree() == applied, "a second apply changed a file")
    });
}

fn dependencies(tree: &Tree) -> Vec<(&String, &(Vec<u8>, u32))> {
    tree.iter().filter(|(path, _)| path.contains("node_modules/")).collect()
}

#[test]
fn git_applies_the_diff_to_the_same_result() {
    each(|case| {
        let (ours, theirs) = (case.copy(), case.copy());
        let diff = ours.diff().stdout;
        ours.apply();
        if !diff.is_empty() {
            let patch = theirs.root.with_extension("patch");
            fs::write(&patch, &diff).map_err(|error| error.to_string())?;
            let output = Command::new("git")
                .args(["apply", "--whitespace=nowarn"])
                .arg(&patch)
                .current_dir(&theirs.root)
                .stdin(Stdio::null())
                .output()
                .map_err(|error| format!("git: {error}"))?;
            let said = String::from_utf8_lossy(&output.stderr);
            expect(output.status.success(), &format!("git apply: {said}"))?;
        }
        same_trees(&ours.tree(), &theirs.tree())
    });
}

#[test]
fn carriage_returns_give_the_same_diff() {
    each(|case| {
        let package = case.copy();
        package.rewrite(|_, text| Some(text.replace("\r\n", "\n").replace('\n', "\r\n")));
        let without = |text: &str| text.replace('\r', "");
        let (plain, returns) = (case.copy().diff(), package.diff());
        let (plain, returns) = (without(&plain.stdout), without(&returns.stdout));
        expect(plain == returns, &format!("{plain}\nwith CRLF:\n{returns}"))?;
        package.apply();
        let mixed = package.tree().into_iter().find(|(path, (bytes, _))| {
            let text = String::from_utf8_lossy(bytes);
            let (breaks, returns) = (text.matches('\n').count(), text.matches("\r\n").count());
            !path.contains("node_modules/") && returns > 0 && returns < breaks
        });
        expect(mixed.is_none(), &format!("mixed line endings: {mixed:?}"))
    });
}

#[test]
fn byte_order_marks_and_missing_newlines_give_the_same_result() {
    each(|case| {
        let plain = case.copy();
        plain.apply();
        let marked = case.copy();
        marked.rewrite(|path, text| {
            let is_json = Path::new(path).extension().is_some_and(|end| end == "json");
            (!is_json && !text.starts_with(['#', '\u{feff}'])).then(|| format!("\u{feff}{text}"))
        });
        marked.apply();
        same_trees(&normalized(plain.tree()), &normalized(marked.tree()))?;
        let open = case.copy();
        open.rewrite(|_, text| Some(text.trim_end_matches(['\r', '\n']).to_string()));
        open.apply();
        same_trees(&normalized(plain.tree()), &normalized(open.tree()))
    });
}

fn normalized(mut tree: Tree) -> Tree {
    for (bytes, _) in tree.values_mut() {
        if let Ok(text) = str::from_utf8(bytes) {
            let text = text.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']);
            *bytes = text.as_bytes().to_vec();
        }
    }
    tree
}

#[test]
fn consumers_see_no_difference() {
    let Some(recorder) = Recorder::find() else { return };
    each(|case| {
        let (before, after) = (case.copy(), case.copy());
        after.apply();
        let probe = case.probe();
        let (extent, probe) = (Extent::Everything, probe.as_deref());
        let found = recorder.differences(&before.root, &after.root, probe, extent);
        match case.allowed() {
            None => listed(&found),
            Some(allowed) => same_lines(&allowed, &found),
        }
    });
}

#[test]
fn what_is_built_again_gives_consumers_what_they_saw() {
    let Some(recorder) = Recorder::find() else { return };
    each(|case| {
        let build = case.build();
        if build.is_empty() {
            return Ok(());
        }
        let (before, after) = (case.copy(), case.copy());
        after.apply();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/rebuild.mjs");
        let mut node = recorder.command();
        node.arg(script).arg(&after.root).args(build);
        let output = node.output().map_err(|error| error.to_string())?;
        let said = String::from_utf8_lossy(&output.stderr);
        if output.status.code() == Some(3) {
            return Ok(());
        }
        expect(output.status.success(), &format!("rebuild.mjs: {said}"))?;
        let probe = case.probe();
        let found =
            recorder.differences(&before.root, &after.root, probe.as_deref(), Extent::Everything);
        same_lines(&case.rebuilt(), &found)
    });
}

/// The differences are those that the case asks for with its arguments, no more and no fewer. Only
/// some Nodes see those after a question mark: newer ones show importers `"module.exports"`.
fn same_lines(allowed: &[String], found: &[String]) -> Result<(), String> {
    let is_allowed = |it: &&String| allowed.iter().any(|one| one.trim_start_matches("? ") == *it);
    let new = found.iter().filter(|it| !is_allowed(it)).map(|it| format!("new: {it}"));
    let gone = allowed.iter().filter(|it| !it.starts_with("? ") && !found.contains(it));
    let gone = gone.map(|it| format!("not seen: {it}"));
    listed(&new.chain(gone).collect::<Vec<_>>())
}

#[test]
fn the_recorder_sees_no_difference_where_there_is_none() {
    let Some(recorder) = Recorder::find() else { return };
    each(|case| {
        let (before, after) = (case.copy(), case.copy());
        let probe = case.probe();
        listed(&recorder.differences(&before.root, &after.root, probe.as_deref(), Extent::Main))
    });
}

const COMMON_JS: &str = "
exports.read = function (path) { return path }
exports.limit = 10
exports.nested = { list: [1] }
exports.self = exports.nested
";

const FAITHFUL: &str = "
const names = { default: function (path) { return path } }
export const read = function (path) { return path }
export const limit = 10
export const nested = { list: [1] }
const api = { read, limit, nested, self: nested }
export { nested as self, api as default, api as 'module.exports' }
";

/// What is changed in the faithful text, and a part of what the comparison must say to it.
const SABOTAGE: &[(&str, &str, &str)] = &[
    ("nested as self, ", "", r#"import("sabotaged").self was Object { list }, is missing"#),
    ("api as default, ", "", r#"import("sabotaged").default was Object"#),
    (", api as 'module.exports'", "", r#"require("sabotaged"), kind was Object, is namespace"#),
    ("api as default", "nested as default", r#"import("sabotaged").default, identity was"#),
    ("limit = 10", "limit = 11", r#"require("sabotaged").limit was 10, is 11"#),
    ("limit = 10", "limit = 10; console.log('loaded')", "sabotaged: stdout was"),
    ("limit = 10", "limit = 10; console.error('loaded')", "sabotaged: stderr was"),
    ("limit = 10", "limit = 10; globalThis.extra = 1", "sabotaged: global extra: number was"),
    ("limit = 10", "limit = 10; Array.prototype.extra = 1", "changed Array.prototype.extra was"),
    ("limit = 10", "limit = 10; process.exitCode = 1", "sabotaged: exit was"),
    (
        "read = function (path) { return path }",
        "read = (path) => path",
        ".read, can be called with new",
    ),
    ("read = function (path)", "read = function (path, more)", ".read.length was 1, is 2"),
    ("read = function (path) { return path }", "read = names.default", ".read.name was"),
    ("read, limit, nested, self", "limit, read, nested, self", ", order of keys was"),
    ("self: nested }", "self: { list: [1] } }", r#"require("sabotaged").self, identity was"#),
    ("self: nested }", "get self() { return nested } }", ".self, attributes was a value"),
    ("self: nested }", "self: nested }; Object.freeze(api)", ", extensible was"),
    ("{ list: [1] }", "Object.assign(Object.create(null), { list: [1] })", "[prototype] was"),
    ("list: [1]", "list: [1, 2]", r#".nested.list["1"] was missing, is 2"#),
    ("const api", "throw new TypeError('no')\nconst api", "is throws TypeError: no"),
];

#[test]
fn the_recorder_sees_every_sabotage() {
    let Some(recorder) = Recorder::find() else { return };
    let common = r#"{ "name": "sabotaged", "main": "./index.js" }"#;
    let module = r#"{ "name": "sabotaged", "main": "./index.js", "type": "module" }"#;
    let before = Package::of("sabotaged", &[("package.json", common), ("index.js", COMMON_JS)]);
    let compare = |text: &str| {
        let after = Package::of("sabotaged", &[("package.json", module), ("index.js", text)]);
        recorder.differences(&before.root, &after.root, None, Extent::Everything).join("\n")
    };
    assert_eq!(compare(FAITHFUL), "");
    SABOTAGE.par_iter().for_each(|&(from, to, expected)| {
        assert!(FAITHFUL.contains(from), "{from} is not there");
        let said = compare(&FAITHFUL.replacen(from, to, 1));
        assert!(said.contains(expected), "{from} -> {to}: {said:?} lacks {expected:?}");
    });
}

/// Runs `check` on all cases, a few at a time, and reports every failure.
fn each(check: impl Fn(&Case) -> Result<(), String> + Sync) {
    let failures: Vec<String> = CASES
        .par_iter()
        .filter_map(|case| {
            let checked = catch_unwind(AssertUnwindSafe(|| check(case)));
            let failure = checked.unwrap_or_else(|_| Err("panicked, see above".to_string()));
            failure.err().map(|failure| format!("{}: {failure}", case.name))
        })
        .collect();
    assert!(failures.is_empty(), "{} cases fail\n{}", failures.len(), failures.join("\n"));
}

fn expect(holds: bool, otherwise: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(otherwise.to_string()) }
}

fn listed(differences: &[String]) -> Result<(), String> {
    expect(differences.is_empty(), &format!("\n  {}", differences.join("\n  ")))
}

fn same_trees(one: &Tree, other: &Tree) -> Result<(), String> {
    let paths = one.keys().chain(other.keys());
    let differing: Vec<String> = paths
        .filter(|path| one.get(*path) != other.get(*path))
        .map(|path| {
            let shown = |tree: &Tree| {
                tree.get(path).map_or("nothing".to_string(), |(bytes, mode)| {
                    format!("{mode:o} {}", String::from_utf8_lossy(bytes))
                })
            };
            format!("{path} is\n{}\nand\n{}", shown(one), shown(other))
        })
        .collect();
    expect(differing.is_empty(), &differing.join("\n"))
}
