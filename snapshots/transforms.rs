//! One file at a time: what becomes of `transforms/<transform>/<case>.js` in a small package.

use std::{collections::BTreeSet, fmt::Write as _, fs, path::Path};

use similar::{ChangeTag, TextDiff};
use tempfile::TempDir;
use unfaux::{
    change::Change,
    engine::{Options, migrate},
    find::Package,
    finding::Finding,
    transforms::{ALL, docs},
};

/// The files beside a case, which it may require.
const NEIGHBOURS: &[(&str, &str)] = &[
    ("lib/make.js", "module.exports = function make (name) { return { name } }\n"),
    ("lib/names.js", "exports.first = 'one'\nexports.second = 'two'\n"),
    ("lib/prints.js", "console.log('loaded')\nexports.printed = true\n"),
    ("lib/data.json", "{ \"size\": 1 }\n"),
];

#[test]
fn cases() {
    insta::glob!("transforms/*/*.js", |fixture| {
        let source = fs::read_to_string(fixture).expect("fixtures are readable");
        let report = migrated(file_name(fixture), &source);
        settings(fixture).bind(|| insta::assert_snapshot!(file_name(fixture), report));
    });
}

/// The whole file with its changes marked as in a diff, and the findings in it.
fn migrated(name: &str, source: &str) -> String {
    let temp = TempDir::with_prefix("unfaux-").expect("a temporary folder");
    let manifest = format!("{{ \"name\": \"case\", \"main\": \"./{name}\" }}\n");
    fs::create_dir(temp.path().join("lib")).expect("a writable folder");
    for (path, text) in NEIGHBOURS.iter().copied().chain([("package.json", manifest.as_str())]) {
        fs::write(temp.path().join(path), text).expect("a writable folder");
    }
    fs::write(temp.path().join(name), source).expect("a writable folder");
    let root = temp.path().canonicalize().expect("a folder");
    let package = Package::read(&root).expect("a package");
    let set = migrate(&package, &Options::default());
    let new = set.changes.iter().find_map(|change| match change {
        Change::Edit { path, new, .. } if path == name => Some(new.as_str()),
        _ => None,
    });
    let findings = set.findings.iter().filter(|finding| finding.file == name);
    marked(source, new.unwrap_or(source)) + &listed(findings)
}

fn marked(old: &str, new: &str) -> String {
    let mut text = String::new();
    for change in TextDiff::from_lines(old, new).iter_all_changes() {
        let mark = match change.tag() {
            ChangeTag::Equal => ' ',
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
        };
        let line = change.value().trim_end_matches('\n');
        writeln!(text, "{}", format!("{mark}{line}").trim_end()).expect("strings can be written");
    }
    text
}

fn listed<'f>(findings: impl Iterator<Item = &'f Finding>) -> String {
    let lines: Vec<String> = findings
        .map(|it| {
            format!("{}:{} {:?} {}: {}", it.line, it.column, it.severity, it.code, it.message)
        })
        .collect();
    if lines.is_empty() { String::new() } else { format!("\n{}\n", lines.join("\n")) }
}

#[test]
fn every_transform_has_a_name_docs_and_cases() {
    let names: BTreeSet<&str> = ALL.iter().map(|transform| transform.name()).collect();
    assert_eq!(names.len(), ALL.len(), "two transforms have one name");
    for transform in ALL {
        let docs = docs(*transform);
        let first = docs.lines().next().unwrap_or_default();
        assert!(first.ends_with('.'), "{} does not begin with a sentence", transform.name());
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/transforms");
    let folders: BTreeSet<String> = fs::read_dir(&folder)
        .expect("the fixtures")
        .map(|entry| entry.expect("a readable folder").file_name().to_string_lossy().into_owned())
        .collect();
    assert!(folders.iter().eq(names.iter().copied()), "{folders:?} are not {names:?}");
    for name in names {
        let mut files = fs::read_dir(folder.join(name)).expect("a folder");
        let is_case = |path: &Path| path.extension().is_some_and(|end| end == "js");
        assert!(files.any(|it| it.is_ok_and(|it| is_case(&it.path()))), "{name} has no case");
    }
}

/// Puts the snapshot beside its fixture, under the same name.
fn settings(fixture: &Path) -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(fixture.parent().expect("a fixture lies in a folder"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.remove_snapshot_suffix();
    settings
}

fn file_name(fixture: &Path) -> &str {
    fixture.file_name().and_then(|name| name.to_str()).expect("fixtures have UTF-8 names")
}
