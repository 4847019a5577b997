//! What the strict-mode audit finds and repairs in every `snapshots/strict/*.js`, and the proof:
//! Node prints the same for a repaired file as a module as for the original as CommonJS.
#![expect(clippy::print_stderr, reason = "a test that does not run has to say so")]

use std::{
    env,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use insta::{Settings, assert_snapshot, glob};
use oxc_allocator::Allocator;
use unfaux::{edit::Edits, finding::position, module::Module, strict};

/// What the audit says about one file.
struct Audited {
    hazards: String,
    repaired: String,
}

/// The part of the module wrapper that fixtures use, which the audit leaves to others.
const WRAPPER: &str = "const exports = {}, module = { exports }; ";

fn audit(source: &str) -> Audited {
    let allocator = Allocator::default();
    let module = Module::parse(&allocator, source).expect("fixtures are CommonJS");
    let audit = strict::audit(&module);
    let mut hazards = String::new();
    for hazard in &audit.hazards {
        let (line, column) = position(source, hazard.span.start);
        writeln!(
            hazards,
            "{line}:{column} {} {}\n    {}",
            hazard.code, hazard.message, hazard.help
        )
        .expect("strings take everything");
    }
    let mut edits = Edits::default();
    for edit in audit.repairs {
        edits.replace(edit.span, edit.text);
    }
    Audited { hazards, repaired: edits.apply(source).expect("repairs are disjoint") }
}

#[test]
fn findings_and_repairs() {
    glob!("strict/*.js", |path| {
        let source = fs::read_to_string(path).expect("a fixture");
        let Audited { hazards, repaired } = audit(&source);
        let text = if repaired == source { "unchanged\n" } else { &repaired };
        let mut settings = Settings::clone_current();
        settings.set_snapshot_path(path.parent().expect("a folder"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.remove_snapshot_suffix();
        settings.bind(|| {
            let name = path.file_name().expect("a name").to_string_lossy();
            assert_snapshot!(&*name, format!("{hazards}----\n{text}"));
        });
    });
}

#[test]
fn repaired_files_run_alike() {
    if Command::new("node").arg("--version").output().is_err() {
        assert!(env::var_os("CI").is_none(), "CI needs node on the PATH to run the fixtures");
        eprintln!("SKIPPED: no node on the PATH, the repaired fixtures were not run");
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut run = 0;
    for path in fixtures() {
        let source = fs::read_to_string(&path).expect("a fixture");
        let Audited { hazards, repaired } = audit(&source);
        if hazards.is_empty() {
            let before = node(folder.path(), "fixture.cjs", &source);
            let after = node(folder.path(), "fixture.mjs", &format!("{WRAPPER}{repaired}"));
            let name = path.display();
            let printed = |output: &Output| String::from_utf8_lossy(&output.stdout).into_owned();
            let errors = String::from_utf8_lossy(&after.stderr);
            assert!(before.status.success() && !before.stdout.is_empty(), "{name} prints nothing");
            assert_eq!(printed(&before), printed(&after), "{name}\n{errors}");
            assert!(after.status.success(), "{name}\n{errors}");
            run += 1;
        }
    }
    assert!(run > 0, "no fixture was run");
}

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/strict");
    let entries = fs::read_dir(folder).expect("the fixtures");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<_> =
        paths.filter(|path| path.extension().is_some_and(|extension| extension == "js")).collect();
    paths.sort();
    paths
}

fn node(folder: &Path, name: &str, source: &str) -> Output {
    fs::write(folder.join(name), source).expect("the temporary folder");
    Command::new("node").arg(name).current_dir(folder).output().expect("node runs")
}
