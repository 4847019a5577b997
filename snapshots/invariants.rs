//! The invariants of the crate's documentation that no other test proves, on every package fixture.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use clap::Parser as _;
use ignore::WalkBuilder;
use oxc_allocator::Allocator;
use tempfile::TempDir;
use unfaux::{
    change::{Change, ChangeSet, Rung},
    cli::{Cli, Command as Sub},
    engine::{Options, migrate},
    facts::Facts,
    find::Package,
    finding::{Finding, Severity},
    format::Format,
    graph::Graph,
    module::{Module, Syntax},
    plan::Plan,
};

/// What the files below a path must not mention: the work of another stage.
const FOREIGN: &[(&str, &[&str])] = &[
    ("src/scan", &["std::fs", "std::env", "std::process", "crate::plan", "crate::engine"]),
    ("src/strict", &["std::fs", "std::env", "std::process", "facts", "crate::plan"]),
    ("src/effects", &["std::fs", "std::env", "std::process", "crate::plan"]),
    ("src/lexer", &["std::fs", "std::env", "std::process", "crate::plan"]),
    ("src/facts.rs", &["std::fs", "oxc_ast", "oxc_parser", "crate::plan", "crate::graph"]),
    ("src/graph/mod.rs", &["std::fs", "crate::plan", "Edits"]),
    ("src/plan", &["std::fs", "std::env", "std::process", "oxc_ast", "Module::parse", "Edits"]),
    ("src/rewrite.rs", &["std::fs", "std::env", "crate::graph", "Finding", "Verdict"]),
    ("src/engine", &["std::fs", "std::env", "std::process"]),
    ("src/engine.rs", &["std::fs", "std::env", "std::process"]),
    ("transforms", &["std::fs", "std::env", "oxc_ast", "Module::parse", "Finding", "Verdict"]),
    ("transforms", &["graph::", "find::", "engine::"]),
];

#[test]
fn what_crosses_a_stage_is_owned() {
    fn owned<T: Send + Sync + 'static>() {}
    owned::<Package>();
    owned::<Facts>();
    owned::<Graph>();
    owned::<Plan>();
    owned::<ChangeSet>();
    owned::<Finding>();
}

#[test]
fn no_stage_does_the_work_of_another() {
    for (path, foreign) in FOREIGN {
        let sources = files_below(&repository().join(path));
        assert!(!sources.is_empty(), "{path} is gone");
        for source in sources {
            let text = fs::read_to_string(&source).expect("a source file");
            for word in *foreign {
                assert!(!text.contains(word), "{} mentions {word}", source.display());
            }
        }
    }
}

#[test]
fn places_are_in_the_original() {
    each(|package, changes| {
        for finding in changes.findings.iter().filter(|it| it.line > 0) {
            // Settings of builds are only read when there is something to say of them.
            let text = package.file(&finding.file).map_or_else(
                || fs::read_to_string(package.root.join(&finding.file)).expect("its file"),
                |it| it.text.clone(),
            );
            let line = text.split('\n').nth(finding.line as usize - 1).expect("its line");
            let length = line.encode_utf16().count() + 1;
            assert!(finding.column as usize <= length, "{}: {finding:?}", package.root.display());
        }
    });
}

#[test]
fn a_file_migrates_whole_or_not_at_all() {
    each(|package, changes| {
        let texts = texts_after(changes);
        for verdict in &changes.verdicts {
            let Some(text) = texts.get(verdict.file.as_str()) else { continue };
            let place = package.root.join(&verdict.file);
            let allocator = Allocator::default();
            // Sources in TypeScript keep their types.
            if package.sources.iter().any(|it| it.path == verdict.file) {
                continue;
            }
            if package.file(&verdict.file).is_some_and(|it| it.format == Format::Module) {
                continue;
            }
            if matches!(verdict.rung, Rung::Kept | Rung::Untouched) {
                let module = Module::parse(&allocator, text).expect("it parsed before");
                assert_ne!(module.syntax, Syntax::Module, "{} is half done", place.display());
            } else {
                let module = Module::parse_strict(&allocator, text).expect("an ES module");
                for name in ["require", "module", "exports", "__dirname", "__filename"] {
                    let left = module.free(name).count();
                    assert_eq!(left, 0, "{name} is left in {}", place.display());
                }
            }
        }
    });
}

#[test]
fn cycles_move_together() {
    let folder = TempDir::new().expect("a temporary folder");
    let write = |path: &str, text: &str| fs::write(folder.path().join(path), text);
    let files = [
        ("package.json", r#"{ "name": "cycle", "main": "main.js" }"#),
        ("main.js", "'use strict'\nmodule.exports = require('./free')\n"),
        ("free.js", "'use strict'\nmodule.exports = () => require('./one')\n"),
        ("one.js", "const two = require('./two')\nexports.one = () => two.two\n"),
        ("two.js", "const one = require('./one')\nwith (one) exports.two = () => one\n"),
    ];
    for (path, text) in files {
        write(path, text).expect("a writable folder");
    }
    let package = Package::read(&folder.path().canonicalize().expect("it is there"));
    let changes = migrate(&package.expect("a package"), &options());
    let kept = changes.verdicts.iter().filter(|it| it.rung == Rung::Kept);
    assert_eq!(kept.map(|it| it.file.as_str()).collect::<Vec<_>>(), ["one.js", "two.js"]);
    let keeps = changes.findings.iter().filter(|it| it.severity > Severity::Note);
    let codes: Vec<_> = keeps.map(|it| (it.file.as_str(), it.code)).collect();
    assert_eq!(codes, [("one.js", "import-cycle"), ("two.js", "strict-with")]);
}

#[test]
fn every_comment_survives() {
    let mut lost = Vec::new();
    each(|package, changes| {
        let texts = texts_after(changes);
        for file in &package.files {
            let Some(text) = texts.get(file.path.as_str()) else { continue };
            let allocator = Allocator::default();
            let Ok(module) = Module::parse(&allocator, &file.text) else { continue };
            for comment in &module.program.comments {
                let comment = module.text(comment.span);
                let below = file.text.split(comment).nth(1).unwrap_or_default();
                let above_variable =
                    below.strip_prefix('\n').is_some_and(|it| it.starts_with("var "));
                if unfaux::printed::is_printed(comment)
                    || above_variable && unfaux::printed::names_detected(comment)
                {
                    continue;
                }
                if text.matches(comment).count() < file.text.matches(comment).count() {
                    lost.push(format!("{comment} of {}", package.root.join(&file.path).display()));
                }
            }
        }
    });
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn threads_do_not_change_the_output() {
    let run = |jobs: &str, format: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_unfaux"));
        command.args(["diff", "--jobs", jobs]).args(format).args(fixtures());
        let output = command.output().expect("the command was built with the tests");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    for format in [&[][..], &["--json"]] {
        let (one, two, again) = (run("1", format), run("2", format), run("2", format));
        assert!(one.1.len() > 10_000, "{}", one.2);
        assert!(one == two && two == again, "the output of {format:?} depends on threads");
    }
}

/// Runs the engine on every package fixture.
fn each(mut check: impl FnMut(&Package, &ChangeSet)) {
    for root in fixtures() {
        let Ok(package) = Package::read(&root) else { continue };
        let changes = migrate(&package, &options());
        check(&package, &changes);
    }
}

/// New texts by the old path; what is renamed counts, what is new does not.
fn texts_after(changes: &ChangeSet) -> BTreeMap<&str, &str> {
    let mut texts = BTreeMap::new();
    for change in &changes.changes {
        if let Change::Edit { path, new, .. } | Change::Rename { from: path, new, .. } = change {
            texts.insert(path.as_str(), new.as_str());
        }
    }
    texts
}

fn options() -> Options {
    let Sub::Diff(run) = Cli::parse_from(["unfaux", "diff"]).command else {
        unreachable!("the command is diff")
    };
    run.options()
}

fn fixtures() -> Vec<PathBuf> {
    let entries = fs::read_dir(repository().join("snapshots/packages")).expect("the fixtures");
    let paths = entries.map(|entry| entry.expect("a readable folder").path());
    let mut folders: Vec<PathBuf> = paths.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn files_below(path: &Path) -> Vec<PathBuf> {
    let entries = WalkBuilder::new(path).build();
    let paths = entries.map(|entry| entry.expect("a readable folder").into_path());
    paths.filter(|path| path.is_file()).collect()
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
