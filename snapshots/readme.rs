//! What the README says is so: the diff of the example, the table, the commands.

use std::{fs, path::Path, process::Command};

use tempfile::TempDir;
use unfaux::{explain::explain, transforms};

#[test]
fn the_table_is_that_of_the_transforms() {
    assert!(readme().contains(&format!("\n\n{}\n\n", transforms::table())), "{}", table_help());
}

#[test]
fn the_diff_is_what_the_command_prints() {
    let readme = readme();
    let shown = readme.split("```diff\n").nth(1).expect("a diff");
    let shown = shown.split("```").next().expect("its end");
    let output = unfaux().args(["diff", "--quiet", "examples/greeter"]).output().expect("it runs");
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    for file in shown.split_inclusive("\ndiff --git").map(|it| it.trim_end_matches("diff --git")) {
        assert!(printed.contains(file), "the command prints\n{printed}");
    }
}

#[test]
fn what_it_names_is_there() {
    let readme = readme();
    let links = readme.split("](").skip(1).filter_map(|it| it.split(')').next());
    for link in links {
        assert!(repository().join(link).exists(), "{link} is gone");
    }
    let explained = readme.split("unfaux explain ").nth(1).and_then(|it| it.split(' ').next());
    assert!(explained.and_then(explain).is_some(), "{explained:?}");
}

#[test]
fn the_example_still_runs_after_its_migration() {
    let folder = TempDir::new().expect("a temporary folder");
    let source = repository().join("examples/greeter");
    for path in ["package.json", "index.js", "test.js", "bin/greet.js", "lib/phrases.js"]
        .into_iter()
        .chain(["lib/phrases.json", "lib/capitalize.js"])
    {
        let to = folder.path().join(path);
        fs::create_dir_all(to.parent().expect("a folder")).expect("a writable folder");
        fs::copy(source.join(path), to).expect("a file of the example");
    }
    let applied = unfaux().args(["apply", "--allow-no-vcs"]).arg(folder.path()).output();
    let applied = applied.expect("it runs");
    assert!(applied.status.success(), "{}", String::from_utf8_lossy(&applied.stderr));
    let node = std::env::var("UNFAUX_NODE").unwrap_or_else(|_| "node".to_string());
    let run = |arguments: &[&str]| {
        Command::new(&node).args(arguments).current_dir(folder.path()).output()
    };
    if run(&["--version"]).is_err() {
        assert!(std::env::var_os("CI").is_none(), "CI needs Node");
        return;
    }
    let test = run(&["test"]).expect("Node was there before");
    assert!(test.status.success(), "{}", String::from_utf8_lossy(&test.stderr));
    let greeted = run(&["bin/greet.js", "ada", "de"]).expect("Node was there before");
    assert_eq!(String::from_utf8_lossy(&greeted.stdout), "Hallo, Ada!\n");
}

fn table_help() -> String {
    format!("the table of README.md has to be\n{}", transforms::table())
}

fn readme() -> String {
    fs::read_to_string(repository().join("README.md")).expect("a README")
}

fn unfaux() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_unfaux"));
    command.current_dir(repository());
    command
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
