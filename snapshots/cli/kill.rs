//! Runs that are killed while they write: the next run ends them, and the result is the same.

use std::{
    collections::BTreeMap,
    env, fs,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::folder::Folder;

const PACKAGES: usize = 50;
const COMMIT: [&str; 6] =
    ["apply", "--quiet", "--commit", "package", "--blame-ignore-revs", "--jobs=2"];

/// A workspace whose packages need each other, two of them in a cycle; some have a file that stays CommonJS, a settings
/// file that is renamed, and an executable.
fn workspace() -> Folder {
    let manifest = r#"{ "private": true, "workspaces": ["packages/*"] }"#;
    let folder = Folder::new(&[("package.json", manifest), (".gitignore", "node_modules\n")]);
    for number in 0..PACKAGES {
        let path = |file: &str| format!("packages/p{number}/{file}");
        let needed: Vec<usize> = (1..4).map(|it| number / (it * 3)).collect();
        let mut needed: Vec<usize> = needed.into_iter().filter(|&it| it < number).collect();
        // These two can only be written together.
        needed.extend(Some(PACKAGES - 3).filter(|_| number == PACKAGES - 4));
        needed.extend(Some(PACKAGES - 4).filter(|_| number == PACKAGES - 3));
        let dependencies: BTreeMap<String, &str> =
            needed.iter().map(|it| (format!("p{it}"), "workspace:*")).collect();
        let manifest = serde_json::json!({
            "name": format!("p{number}"), "version": "1.0.0", "main": "index.js",
            "bin": "run.js", "dependencies": dependencies,
        });
        folder.write(&path("package.json"), format!("{manifest:#}\n"));
        let requires = dependencies.keys().map(|it| format!("const {it} = require('{it}')\n"));
        let list = dependencies.keys().map(|it| format!("{it}.count()")).collect::<Vec<_>>();
        let (requires, sum) = (requires.collect::<String>(), list.join(" + "));
        let index = format!(
            "'use strict'\n{requires}const {{ one }} = require('./lib/one')\n\n\
             exports.count = function () {{ return one + {sum} 0 }}\n",
            sum = if sum.is_empty() { sum } else { sum + " +" }
        );
        folder.write(&path("index.js"), index);
        folder.write(&path("lib/one.js"), "exports.one = 1\n");
        let run = "#!/usr/bin/env node\nconsole.log(require('./index').count())\n";
        folder.write(&path("run.js"), run);
        folder.set_mode(&path("run.js"), 0o755);
        if number % 3 == 0 {
            folder.write(&path(".eslintrc.js"), "module.exports = { root: true }\n");
            folder.write(&path("lib/old.js"), "module.exports = (it) => { with (it) { x } }\n");
        }
    }
    fs::create_dir(folder.path("node_modules")).expect("a fresh folder");
    for number in 0..PACKAGES {
        folder.link(&format!("node_modules/p{number}"), &format!("../packages/p{number}"));
    }
    folder.git(&["init", "--quiet"]);
    folder.git(&["add", "--all"]);
    command(&folder, "git", &["commit", "--quiet", "--message=all"]).status().expect("git runs");
    folder
}

/// Commits are the same when who made them and when are.
fn command(folder: &Folder, program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder.root()).args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    for person in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{person}_NAME"), "a").env(format!("GIT_{person}_EMAIL"), "a@b.c");
        command.env(format!("GIT_{person}_DATE"), "2024-01-01T00:00:00Z");
    }
    command
}

fn unfaux(folder: &Folder, arguments: &[&str]) -> Command {
    command(folder, env!("CARGO_BIN_EXE_unfaux"), arguments)
}

type Result = (BTreeMap<String, (u32, Vec<u8>)>, String);

/// Every file of the tree, the history, and what is not committed.
fn result(folder: &Folder) -> Result {
    let git = |arguments: &[&str]| {
        let output = command(folder, "git", arguments).stdout(Stdio::piped()).output();
        String::from_utf8(output.expect("git runs").stdout).expect("text")
    };
    let history = git(&["log", "--format=%H %T %s"]) + &git(&["status", "--porcelain"]);
    (folder.contents(), history)
}

fn undisturbed(arguments: &[&str]) -> (Result, Duration) {
    let folder = workspace();
    let start = Instant::now();
    let status = unfaux(&folder, arguments).status().expect("it runs");
    assert_eq!(status.code(), Some(1), "some files stay CommonJS");
    (result(&folder), start.elapsed())
}

/// Kills a run after `moment`, and perhaps the one that resumes it, too; then ends it.
fn killed(arguments: &[&str], moments: &[Duration]) -> Result {
    let folder = workspace();
    let resumed = [arguments, &["--resume"]].concat();
    for (index, moment) in moments.iter().enumerate() {
        let arguments = if index == 0 { arguments } else { &resumed };
        let mut child = unfaux(&folder, arguments).spawn().expect("it starts");
        thread::sleep(*moment);
        child.kill().expect("it is ours");
        child.wait().expect("it ends");
    }
    let output = unfaux(&folder, &resumed).stderr(Stdio::piped()).output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0 | 1)), "after {moments:?}: {said}");
    result(&folder)
}

/// `UNFAUX_KILLS=100 cargo test --test cli killed` kills as many.
#[test]
fn a_killed_run_is_ended_by_the_next_with_the_same_result() {
    let kills: u32 = env::var("UNFAUX_KILLS").map_or(3, |it| it.parse().expect("a number"));
    let (wanted, time) = undisturbed(&COMMIT);
    assert_eq!(wanted.1.lines().count(), PACKAGES + 1, "a commit for each package: {}", wanted.1);
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        time * (seed % 1000) as u32 / 1000
    };
    for kill in 0..kills {
        let moments = [random(), random()];
        let moments = &moments[..if kill % 3 == 2 { 2 } else { 1 }];
        let got = killed(&COMMIT, moments);
        assert_eq!(got.1, wanted.1, "killed after {moments:?} of {time:?}");
        assert!(got.0 == wanted.0, "killed after {moments:?} of {time:?}");
    }
    let plain = ["apply", "--quiet", "--jobs=2"];
    let (wanted, time) = undisturbed(&plain);
    for part in [0.5, 0.8, 0.9] {
        let got = killed(&plain, &[time.mul_f64(part)]);
        assert!(got == wanted, "killed after {part} of {time:?}");
    }
}

#[test]
fn a_record_of_a_killed_run_keeps_others_from_writing() {
    let folder = workspace();
    let mut child = unfaux(&folder, &COMMIT).spawn().expect("it starts");
    while !folder.path(".unfaux-apply/1.done").exists() {
        assert!(child.try_wait().expect("it is ours").is_none(), "it ended before it was killed");
    }
    child.kill().expect("it is ours");
    child.wait().expect("it ends");
    thread::sleep(Duration::from_millis(300));
    let output = folder.unfaux(&["apply", "--package", "p49"]).output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("`unfaux apply --resume` ends it"), "{said}");
    let output = unfaux(&folder, &["apply", "--resume"]).output().expect("it runs");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(result(&folder), undisturbed(&COMMIT).0);
}

#[test]
fn commits_are_made_for_waves_with_a_message_of_ones_own() {
    let folder = workspace();
    let arguments = ["apply", "--commit", "wave", "--message", "Wave {wave}: {count} ({migrated})"];
    let status = unfaux(&folder, &arguments).status().expect("it runs");
    assert_eq!(status.code(), Some(1));
    let log = command(&folder, "git", &["log", "--format=%s"]).stdout(Stdio::piped()).output();
    let log = String::from_utf8(log.expect("git runs").stdout).expect("text");
    insta::assert_snapshot!(log, @"
    Wave 5: 23 (69)
    Wave 4: 18 (54)
    Wave 3: 6 (18)
    Wave 2: 2 (6)
    Wave 1: 1 (3)
    all
    ");
    let wrong = ["apply", "--commit", "wave", "--message", "{what}"];
    let output = folder.unfaux(&wrong).output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("`{what}` is none of {name}, {path}"), "{said}");
}
