//! Streams, colours, exit codes and the JSON document.

use serde_json::{Value, json};

use unfaux::{
    change::{ChangeSet, Rung, Summary, Verdict},
    report::{PackageReport, Status, human},
};

use crate::folder::{FAUX, Folder};

fn run(folder: &Folder, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = folder.unfaux(arguments).assert().get_output().clone();
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_patch_goes_to_stdout_and_the_rest_to_stderr() {
    let folder = Folder::new(FAUX);
    let (code, out, err) = run(&folder, &["diff"]);
    assert_eq!(code, Some(1));
    assert!(out.starts_with("diff --git a/index.js b/index.js\n"), "{out}");
    assert!(err.contains(".: to change\n"), "{err}");
    let (code, out, err) = run(&folder, &["diff", "--quiet"]);
    assert_eq!((code, err.as_str()), (Some(1), ""));
    assert!(!out.is_empty());
    let (code, out, _) = run(&folder, &["check"]);
    assert_eq!((code, out.as_str()), (Some(1), ""));
}

#[test]
fn nothing_to_do_is_success() {
    let folder = Folder::new(&[("package.json", r#"{ "type": "module" }"#), ("a.js", "export {}")]);
    for command in ["diff", "check", "apply"] {
        assert_eq!(run(&folder, &[command]).0, Some(0), "{command}");
    }
}

#[test]
fn colours_are_for_terminals_and_those_who_ask() {
    let folder = Folder::new(FAUX);
    assert!(!run(&folder, &["diff"]).1.contains('\u{1b}'));
    assert!(!run(&folder, &["diff", "--color=never"]).1.contains('\u{1b}'));
    let (_, out, err) = run(&folder, &["diff", "--color=always"]);
    assert!(out.contains("\u{1b}[31m-'use strict'\u{1b}[0m\n"), "{out:?}");
    assert!(!err.contains("panicked"), "{err}");
    let forced = |no_color: &str| {
        let mut command = folder.unfaux(&["diff"]);
        command.env("CLICOLOR_FORCE", "1").env("NO_COLOR", no_color);
        command.assert().get_output().stdout.contains(&0x1b)
    };
    assert!(!forced("1"), "NO_COLOR is honoured");
}

#[test]
fn escape_sequences_of_the_sources_stay() {
    let folder = Folder::new(FAUX);
    folder.write("index.js", "'use strict'\nmodule.exports = '\u{1b}[31m'\n");
    assert!(run(&folder, &["diff"]).1.contains("\u{1b}[31m'\n"));
}

#[test]
fn json_is_one_document() {
    let folder = Folder::new(FAUX);
    folder.write("bad.js", [0xff]);
    let (code, out, err) = run(&folder, &["diff", "--json", ".", "missing"]);
    assert_eq!((code, err.as_str()), (Some(2), ""));
    let document: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(document["schema"], 1);
    let [package, missing] = &document["packages"].as_array().expect("a list")[..] else {
        panic!("two packages: {out}");
    };
    assert_eq!((&package["path"], &package["name"]), (&json!("."), &json!("faux")));
    assert_eq!(package["status"], "changed");
    assert!(package["patch"].as_str().expect("text").starts_with("diff --git "));
    let files = package["files"].as_array().expect("a list");
    let index = files.iter().find(|it| it["file"] == "index.js").expect("index.js");
    assert_eq!(index["rung"], "idiomatic");
    assert_eq!(index["transforms"][0], "use-strict");
    let finding = &package["findings"][0];
    assert_eq!((&finding["code"], &finding["file"]), (&json!("not-utf8"), &json!("bad.js")));
    assert_eq!((&finding["line"], &finding["severity"]), (&json!(1), &json!("error")));
    assert_eq!((&missing["status"], &missing["path"]), (&json!("failed"), &json!("missing")));
    assert_eq!(document["summary"]["migrated"], package["summary"]["migrated"]);
}

#[test]
fn a_package_named_twice_is_worked_on_once() {
    let folder = Folder::new(FAUX);
    let (_, out, _) = run(&folder, &["diff", ".", "index.js"]);
    assert_eq!(out.matches("diff --git a/index.js").count(), 1, "{out}");
}

#[test]
fn wrong_usage_is_2() {
    let folder = Folder::new(FAUX);
    let wrong: [&[&str]; 8] = [
        &[],
        &["convert"],
        &["diff", "--node", "banana"],
        &["diff", "--compat", "loose"],
        &["diff", "--allow-dirty"],
        &["diff", "--only", "use-stric"],
        &["apply", "--skip", "use-strict,everything"],
        &["explain", "nothing"],
    ];
    for arguments in wrong {
        let (code, out, err) = run(&folder, arguments);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(!err.is_empty(), "{arguments:?}");
    }
    assert_eq!(run(&folder, &["--help"]).0, Some(0));
    assert_eq!(run(&folder, &["--version"]).0, Some(0));
}

#[test]
fn findings_and_transforms_are_explained() {
    let folder = Folder::new(FAUX);
    for name in ["not-utf8", "use-strict"] {
        let (code, out, err) = run(&folder, &["explain", name]);
        assert_eq!((code, err.as_str()), (Some(0), ""));
        assert!(out.starts_with(&format!("# {name}\n\n")), "{out}");
    }
}

#[test]
fn names_that_are_wrong_are_answered_with_right_ones() {
    let folder = Folder::new(FAUX);
    let (_, _, err) = run(&folder, &["explain", "strict-wiht"]);
    assert!(err.contains("nothing is called strict-wiht; similar names: strict-with"), "{err}");
    let (_, _, err) = run(&folder, &["explain", "banana"]);
    assert!(err.contains("not-utf8") && err.contains("use-strict"), "{err}");
    let (_, _, err) = run(&folder, &["diff", "--skip", "use-stric"]);
    for transform in unfaux::transforms::ALL {
        assert!(err.contains(transform.name()), "{err}");
    }
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let folder = Folder::new(FAUX);
    let long = "a".repeat(1_000_000);
    folder.write("index.js", format!("'use strict'\nmodule.exports = '{long}'\n"));
    let binary = env!("CARGO_BIN_EXE_unfaux");
    let script = format!("'{binary}' diff --json | head -c 1 >/dev/null; echo ${{PIPESTATUS[0]}}");
    let mut shell = assert_cmd::Command::new("bash");
    shell.current_dir(folder.root()).args(["-c", &script]).assert().stdout("0\n").stderr("");
}

#[test]
fn what_is_left_for_a_person_is_told() {
    let report = |status, changes: ChangeSet| PackageReport {
        path: "packages/a".into(),
        name: Some("a".into()),
        status,
        files: changes.verdicts,
        findings: changes.findings,
        summary: changes.summary,
        patch: None,
    };
    let refused = ChangeSet::refused("its entry has a top-level await", Vec::new());
    let kept = [Verdict { file: "a.js".into(), rung: Rung::Kept, transforms: Vec::new() }];
    let kept = ChangeSet { summary: Summary::of(&kept), ..ChangeSet::default() };
    let reports = [report(Status::Refused, refused), report(Status::Applied, kept)];
    assert_eq!(reports.each_ref().map(PackageReport::exit_code), [1, 1]);
    let mut said = Vec::new();
    human(&mut anstream::StripStream::new(&mut said), &reports, false).expect("written");
    let expected = "packages/a: refused: its entry has a top-level await\n\
        2 packages: 1 applied, 1 refused\n\
        files: 0 migrated (0 idiomatic, 0 with createRequire, 0 with a local exports object), \
        1 kept as CommonJS, 0 untouched\n";
    assert_eq!(String::from_utf8(said).expect("UTF-8"), expected);
}
