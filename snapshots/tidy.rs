//! Tests of the repository itself: names agree, files stay short, texts name no machine.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use ignore::WalkBuilder;

/// The most lines a source file may have.
const LIMIT: usize = 400;

/// Files that may be longer, each with the reason.
const LONG: &[(&str, &str)] = &[];

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
    for fixture in folders.into_iter().flat_map(fixtures_in) {
        let snapshot = fixture.with_extension("snap");
        assert!(snapshots.contains(&snapshot), "{} is missing", snapshot.display());
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
        let is_source = path.starts_with("src/") || path.starts_with("transforms/");
        if is_source && text.lines().count() > LIMIT {
            long.insert(path);
        }
    }
    let excused: BTreeSet<String> = LONG.iter().map(|(path, _)| (*path).to_string()).collect();
    assert_eq!(long, excused, "files over {LIMIT} lines, and those that LONG excuses");
}

#[test]
fn no_text_names_a_machine() {
    for (path, text) in texts() {
        for machine in MACHINES {
            assert!(!text.contains(machine), "{path} names {machine}");
        }
    }
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

/// A package folder, or a source file of the same name.
fn has_fixture(snapshot: &Path) -> bool {
    let stem = stem_of(snapshot);
    let folder = snapshot.parent().expect("a file is in a folder");
    let mut entries = fs::read_dir(folder).expect("the folder of the snapshot");
    folder.join(&stem).is_dir()
        || entries.any(|entry| {
            let path = entry.expect("a readable folder").path();
            path != snapshot && path.is_file() && stem_of(&path) == stem
        })
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
