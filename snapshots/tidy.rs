//! Tests of the repository itself: names agree, files stay short, texts name no machine.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use ignore::WalkBuilder;
use unfaux::explain;

/// The most lines a source file may have.
const LIMIT: usize = 400;

/// Files that may be longer, each with the reason.
const LONG: &[(&str, &str)] = &[];

/// The snapshot of a folder that is in the folder.
const INSIDE: &str = "diff.snap";

/// How absolute paths of somebody's machine begin, written so that this file has none.
const MACHINES: &[&str] =
    &[concat!("/ho", "me/"), concat!("/Us", "ers/"), concat!("/ro", "ot/"), concat!("/wo", "rk/")];

#[test]
fn every_snapshot_has_its_fixture() {
    for snapshot in snapshots() {
        assert!(has_fixture(&snapshot), "{} has no fixture", snapshot.display());
    }
}

#[test]
fn every_fixture_has_its_snapshot() {
    let snapshots: BTreeSet<PathBuf> = snapshots().into_iter().collect();
    // A folder without any snapshot has another way to test its files.
    let folders: BTreeSet<&Path> = snapshots.iter().filter_map(|path| path.parent()).collect();
    let folders = folders.into_iter().filter(|folder| !folder.join(INSIDE).exists());
    for fixture in folders.flat_map(fixtures_in) {
        let has = snapshots_of(&fixture).iter().any(|path| snapshots.contains(path));
        assert!(has, "{} has no snapshot", fixture.display());
    }
}

#[test]
fn packages_are_named_after_their_folders() {
    let folder = repository().join("snapshots/packages");
    for entry in fs::read_dir(folder).expect("the fixtures") {
        let path = entry.expect("a readable folder").path();
        let name = path.file_name().expect("an entry").to_string_lossy().into_owned();
        if let Some(case) = name.strip_suffix(".probe.cjs") {
            assert!(path.with_file_name(case).is_dir(), "{name} has no package");
        }
        let Ok(manifest) = fs::read_to_string(path.join("package.json")) else { continue };
        let Ok(manifest) = serde_json::from_str::<serde_json::Value>(&manifest) else { continue };
        assert_eq!(manifest["name"], name.as_str(), "in package.json of {name}");
    }
}

#[test]
fn source_files_are_short() {
    let mut long = BTreeSet::new();
    for (path, text) in texts() {
        if is_rust(&path) && text.lines().count() > LIMIT {
            long.insert(path);
        }
    }
    let excused: BTreeSet<String> = LONG.iter().map(|(path, _)| (*path).to_string()).collect();
    assert_eq!(long, excused, "files over {LIMIT} lines, and those that LONG excuses");
}

#[test]
fn every_finding_code_is_explained() {
    let mut used = BTreeSet::new();
    for (path, text) in texts() {
        if path.starts_with("src/") || path.starts_with("transforms/") {
            used.extend(codes_in(&text).map(|code| (code.to_string(), path.clone())));
        }
    }
    for (code, path) in &used {
        assert!(explain::codes().any(|it| it == code), "{code} in {path} is not explained");
    }
    let used: BTreeSet<&str> = used.iter().map(|(code, _)| code.as_str()).collect();
    assert!(used.len() > 20, "{used:?}");
    for code in explain::codes() {
        assert!(used.contains(code), "{code} is explained, and nothing has that code");
    }
}

#[test]
fn every_code_in_a_snapshot_is_explained() {
    for snapshot in snapshots() {
        let text = fs::read_to_string(&snapshot).expect("a snapshot");
        for severity in ["note[", "keep[", "error["] {
            for (at, _) in text.match_indices(severity) {
                let code = text[at + severity.len()..].split(']').next().unwrap_or_default();
                assert!(explain::codes().any(|it| it == code), "{code} in {}", snapshot.display());
            }
        }
    }
}

#[test]
fn tests_that_prove_invariants_exist() {
    let docs = fs::read_to_string(repository().join("src/lib.rs")).expect("the crate's root");
    let docs: String = docs.lines().take_while(|line| line.starts_with("//!")).collect();
    let words = docs.split('`').skip(1).step_by(2).filter(|word| word.matches('_').count() > 1);
    let tests: String = texts()
        .filter(|(path, _)| path.starts_with("snapshots/") && is_rust(path))
        .map(|(_, text)| text)
        .collect();
    let words: Vec<&str> = words.collect();
    assert!(words.len() > 7, "{words:?}");
    for test in words {
        assert!(tests.contains(&format!("#[test]\nfn {test}()")), "{test} is no test");
    }
}

#[test]
fn no_text_names_a_machine() {
    for (path, text) in texts() {
        for machine in MACHINES {
            assert!(!text.contains(machine), "{path} names {machine}");
        }
    }
}

/// The literals that stand where a finding takes its code.
fn codes_in(text: &str) -> impl Iterator<Item = &str> {
    let makers = [
        "Finding::of_file(",
        "cx.report(",
        "trouble(",
        "tell(",
        "note(\"",
        "code: \"",
        "code = \"",
        "Stays::new(\"package.json\", \"",
    ];
    let calls = makers.into_iter().flat_map(move |maker| {
        let length = maker.trim_end_matches('"').len();
        text.match_indices(maker).map(move |(at, _)| &text[at + length..])
    });
    calls.filter_map(|arguments| {
        let literal = arguments.split(';').next()?.split('"').nth(1)?;
        let is_code = literal.bytes().all(|it| it.is_ascii_lowercase() || b"-8".contains(&it));
        (is_code && !literal.is_empty()).then_some(literal)
    })
}

fn is_rust(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|end| end == "rs")
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn snapshots() -> Vec<PathBuf> {
    let snapshots = files().filter(|path| path.extension().is_some_and(|end| end == "snap"));
    snapshots.collect()
}

/// What needs a snapshot in a folder of snapshots: packages, and files other than probes.
fn fixtures_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder of snapshots");
    let paths = entries.map(|entry| entry.expect("a readable folder").path());
    let is_beside = |path: &PathBuf| {
        path.extension().is_some_and(|end| end == "snap" || end == "new")
            || stem_of(path).contains(".probe")
    };
    paths.filter(|path| path.is_dir() || !is_beside(path)).collect()
}

/// Where the snapshot of a fixture may be: beside it under its name or stem, or in its folder.
fn snapshots_of(fixture: &Path) -> [PathBuf; 3] {
    let name = fixture.file_name().expect("an entry").to_string_lossy();
    let beside = fixture.with_file_name(format!("{name}.snap"));
    [beside, fixture.with_extension("snap"), fixture.join(INSIDE)]
}

fn has_fixture(snapshot: &Path) -> bool {
    let folder = snapshot.parent().expect("a file is in a folder");
    let is_inside = snapshot.ends_with(INSIDE) && folder.join("package.json").exists();
    let of = |path: &PathBuf| snapshots_of(path).iter().any(|it| it == snapshot);
    is_inside || fixtures_in(folder).iter().any(of)
}

fn stem_of(path: &Path) -> String {
    path.file_stem().expect("a file has a name").to_string_lossy().into_owned()
}

/// Every UTF-8 file that git would take, with its path in the repository.
fn texts() -> impl Iterator<Item = (String, String)> {
    files().filter_map(|path| {
        let text = fs::read_to_string(&path).ok()?;
        let relative = path.strip_prefix(repository()).expect("a path in the repository");
        Some((relative.to_string_lossy().into_owned(), text))
    })
}

fn files() -> impl Iterator<Item = PathBuf> {
    WalkBuilder::new(repository())
        .hidden(false)
        .filter_entry(|entry| entry.file_name() != ".git")
        .build()
        .map(|entry| entry.expect("a readable repository").into_path())
        .filter(|path| path.is_file())
}
