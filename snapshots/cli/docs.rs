//! The examples of `docs/`: they are read by their engines, and their commands run.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use crate::folder::{FAUX, Folder};

fn docs(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(file)
}

fn text(file: &str) -> String {
    fs::read_to_string(docs(file)).expect("an example")
}

/// Runs a line of an example, with the built command on the path.
fn shell(folder: &Folder, line: &str) -> Output {
    let command = Path::new(env!("CARGO_BIN_EXE_unfaux")).parent().expect("a folder");
    let path = format!("{}:{}", command.display(), env::var("PATH").expect("a path"));
    let mut shell = Command::new("bash");
    shell.args(["-euo", "pipefail", "-c", line]).current_dir(folder.root()).env("PATH", path);
    shell.output().expect("bash runs")
}

#[test]
fn the_matrix_of_a_workflow_is_made_and_done() {
    let workflow: serde_json::Value =
        serde_yaml_ng::from_str(&text("github-actions.yml")).expect("YAML");
    let steps = |job: &str| workflow["jobs"][job]["steps"].as_array().expect("steps").clone();
    let run = |job: &str, at: usize| steps(job)[at]["run"].as_str().expect("a line").to_string();
    let manifest = r#"{ "private": true, "workspaces": ["packages/*"] }"#;
    let mut files = vec![("package.json".to_string(), manifest.to_string())];
    for name in ["a", "b"] {
        files.push((format!("packages/{name}/package.json"), format!(r#"{{ "name": "{name}" }}"#)));
        files.push((format!("packages/{name}/index.js"), "module.exports = {}\n".to_string()));
    }
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let folder = Folder::new(&files);
    folder.commit_all();
    let temp = Folder::new(&[]);
    let vars = format!("export RUNNER_TEMP={0} GITHUB_OUTPUT={0}/out;", temp.root().display());
    let planned = shell(&folder, &format!("{vars} {}", run("plan", 2)));
    assert!(planned.status.success(), "{planned:?}");
    let output = fs::read_to_string(temp.path("out")).expect("an output");
    let matrix: serde_json::Value =
        serde_json::from_str(output.strip_prefix("matrix=").expect("its name")).expect("JSON");
    let units = matrix["include"].as_array().expect("units");
    assert_eq!(units.len(), 2);
    for (at, unit) in units.iter().enumerate() {
        let line = format!("{vars} UNIT={}; {}", unit["unit"], run("unit", 2));
        assert!(shell(&folder, &line).status.success());
        let to = temp.path(&format!("patches/{at}"));
        fs::create_dir_all(&to).expect("a folder");
        fs::rename(temp.path("unit.patch"), to.join("unit.patch")).expect("a patch");
    }
    let merged = run("merge", 2);
    let merged: Vec<&str> =
        merged.lines().filter(|it| !it.starts_with("git push") && !it.starts_with("gh ")).collect();
    let merged = shell(&folder, &format!("{vars} {}", merged.join("\n")));
    assert!(merged.status.success(), "{merged:?}");
    let index = fs::read_to_string(folder.path("packages/b/index.js")).expect("a file");
    assert!(index.contains("export {"), "{index}");
}

#[test]
fn the_script_for_clones_migrates_one() {
    let folder = Folder::new(FAUX);
    folder.commit_all();
    let done = shell(&folder, &docs("multi-gitter.sh").display().to_string());
    assert!(done.status.success(), "{done:?}");
    let index = fs::read_to_string(folder.path("index.js")).expect("a file");
    assert!(index.contains("import fs from"), "{index}");
}

#[test]
fn cached_tasks_write_patches_only() {
    serde_json::from_str::<serde_json::Value>(&text("turbo.json")).expect("JSON");
    let nx: serde_json::Value = serde_json::from_str(&text("nx.json")).expect("JSON");
    let options = &nx["targetDefaults"]["real-es-modules"]["options"];
    let line = options["command"].as_str().expect("a command");
    assert!(text("README.md").contains(line), "Turborepo's script is the same");
    let folder = Folder::new(FAUX);
    folder.write(".gitignore", "node_modules\n");
    folder.commit_all();
    assert!(shell(&folder, line).status.success());
    folder.git(&["diff", "--exit-code"]);
    folder.git(&["apply", "node_modules/.cache/unfaux.patch"]);
    let index = fs::read_to_string(folder.path("index.js")).expect("a file");
    assert!(index.contains("import fs from"), "{index}");
}

#[test]
fn the_batch_spec_runs_what_it_says() {
    let spec: serde_json::Value =
        serde_yaml_ng::from_str(&text("sourcegraph.batch.yaml")).expect("YAML");
    let run = spec["steps"][0]["run"].as_str().expect("a script");
    let lines: Vec<&str> = run.lines().filter(|it| !it.starts_with("npm ")).collect();
    let folder = Folder::new(FAUX);
    folder.commit_all();
    let done = shell(&folder, &lines.join("\n"));
    assert!(done.status.success(), "{done:?}");
    let report: serde_json::Value = serde_json::from_slice(&done.stdout).expect("JSON");
    assert_eq!(report["summary"]["migrated"], 1);
}
