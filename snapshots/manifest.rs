//! Manifests before and after: `manifest/<case>/package.json` with the `plan.json` that is applied to it.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde_json::Value;
use unfaux::edit::Edits;
use unfaux::finding::Severity;
use unfaux::manifest::{Manifest, ManifestPlan, Moved, edit, mentions};

#[test]
fn manifests_follow_their_plan() {
    insta::glob!("manifest/*/plan.json", |path| {
        let case = path.parent().expect("a case is a folder");
        let text = fs::read_to_string(case.join("package.json")).expect("a case has a manifest");
        let (place, plan) = plan(path);
        let settings = snapshot_settings(case);
        let shown = shown(&place, &text, &plan) + &read(&text, &plan);
        settings.bind(|| insta::assert_snapshot!("diff", shown));
    });
}

/// The diff with the whole file as context, then the findings.
fn shown(place: &str, text: &str, plan: &ManifestPlan) -> String {
    let edited = match edit(place, text, plan) {
        Ok(edited) => edited,
        Err(error) => return format!("error: {error}\n"),
    };
    let settled = ManifestPlan { renames: Vec::new(), ..plan.clone() };
    let again = edit(place, &edited.text, &settled).expect("an edited manifest can be read");
    assert_eq!(again.text, edited.text, "a second run changes nothing");
    assert_eq!(
        edit(place, text, &ManifestPlan::default()).map(|same| same.text).as_deref(),
        Ok(text)
    );
    let diff = similar::TextDiff::from_lines(text, &edited.text);
    let mut shown = diff.unified_diff().context_radius(10_000).to_string();
    for finding in edited.findings {
        let (line, column) = (finding.line, finding.column);
        let _ = writeln!(
            shown,
            "{line}:{column} {}: {} ({})",
            finding.code, finding.message, finding.help
        );
    }
    shown.replace('\r', "␍").replace('\u{feff}', "<BOM>")
}

/// What the model makes of the manifest before the edit.
fn read(text: &str, plan: &ManifestPlan) -> String {
    let Ok(manifest) = Manifest::parse(text) else { return String::new() };
    let mut shown = String::new();
    for problem in &manifest.problems {
        let finding = problem.finding("package.json", text, Severity::Note);
        let _ = writeln!(shown, "{}:{} {}", finding.line, finding.column, finding.message);
    }
    for point in manifest.entry_points(&plan.files) {
        let (kind, conditions) = (point.kind, point.conditions.join(" "));
        let _ = writeln!(shown, "{kind:?} {} [{conditions}] {}", point.subpath, point.target);
    }
    shown
}

fn plan(path: &Path) -> (String, ManifestPlan) {
    let text = fs::read_to_string(path).expect("a plan can be read");
    let json: Value = serde_json::from_str(&text).expect("a plan is JSON");
    let string = |key: &str| json[key].as_str().map(str::to_string);
    let strings = |value: &Value| -> Vec<String> {
        value
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|item| item.as_str().map(str::to_string))
            .collect()
    };
    let pair =
        |(old, new): (&String, &Value)| (old.clone(), new.as_str().unwrap_or_default().to_string());
    let renames: Vec<_> = json["renames"].as_object().into_iter().flatten().map(pair).collect();
    let mut files: BTreeSet<String> = strings(&json["files"]).into_iter().collect();
    files.extend(renames.iter().map(|(old, _)| old.clone()));
    let set_type = json["type"] == Value::Bool(true);
    let plan = ManifestPlan {
        set_type,
        runs_modules: false,
        main: string("main"),
        engines: string("engines"),
        renames,
        stand_ins: BTreeSet::new(),
        files,
    };
    (string("path").unwrap_or_else(|| "package.json".to_string()), plan)
}

fn snapshot_settings(case: &Path) -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(case);
    settings.set_prepend_module_to_snapshot(false);
    settings.remove_snapshot_suffix();
    settings.set_omit_expression(true);
    settings.remove_input_file();
    settings
}

#[test]
fn what_node_refuses_is_an_error_with_a_place() {
    for broken in
        ["", "[]", "3", "{\"a\": }", "{} // no", "{'a': 1}", "\u{feff}", &"[".repeat(10_000)]
    {
        let error = Manifest::parse(broken).expect_err("Node refuses it too");
        assert!(error.offset as usize <= broken.len(), "{error:?}");
        assert!(edit("package.json", broken, &ManifestPlan::default()).is_err());
    }
}

#[test]
fn mentions_follow_where_they_are_sure() {
    insta::glob!("mentions/*", |path| {
        let text = fs::read_to_string(path).expect("a fixture can be read");
        let name = path.file_name().and_then(|name| name.to_str()).expect("a fixture has a name");
        if path.extension().is_some_and(|extension| extension == "snap") {
            return;
        }
        let rename = |(old, new): (&str, &str)| (old.to_string(), new.to_string());
        let renames = [
            ("test/setup.js", "test/setup.cjs"),
            ("index.js", "index.cjs"),
            ("lib/a.js", "lib/a.cjs"),
        ];
        let renames = renames.map(rename);
        let stays = ["main.js".to_string()];
        let files = renames.iter().map(|(old, _)| old.clone()).chain(stays).collect();
        let found =
            mentions(&name.replace('@', "/"), &text, Moved { renames: &renames, files: &files });
        let mut edits = Edits::default();
        for edit in found.edits {
            edits.replace(edit.span, edit.text);
        }
        let edited = edits.apply(&text).expect("mentions do not overlap");
        let diff = similar::TextDiff::from_lines(&text, &edited);
        let mut shown = diff.unified_diff().context_radius(10_000).to_string();
        for finding in found.findings {
            let _ = writeln!(shown, "{}:{} {}", finding.line, finding.column, finding.message);
        }
        let settings = snapshot_settings(path.parent().expect("a fixture is in a folder"));
        settings.bind(|| insta::assert_snapshot!(name, shown));
    });
}
