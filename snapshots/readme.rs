//! What the README says is so: the diff of the example, the table, the commands.

use std::{fs, path::Path, process::Command};

use tempfile::TempDir;
use unfaux::{explain::explain, transforms};

/// The files of the example whose changes the README shows.
const SHOWN: [&str; 2] = ["index.js", "lib/phrases.js"];

#[test]
fn the_diff_and_the_table_are_those_of_the_command() {
    let readme = readme();
    let (_, diff) = readme.split_once("```diff\n").expect("a diff");
    let (diff, _) = diff.split_once("```").expect("its end");
    let (_, table) = readme.split_once("## Transforms\n\n").expect("the transforms");
    let (table, _) = table.split_once("\n\n").expect("the end of their table");
    let (new_diff, new_table) = (printed(), transforms::table());
    if diff == new_diff && table == new_table {
        return;
    }
    let fresh = readme.replace(diff, &new_diff).replace(table, &new_table);
    assert!(std::env::var_os("CI").is_none(), "README.md has to be\n{fresh}");
    fs::write(repository().join("README.md"), fresh).expect("a writable README");
    panic!("README.md was out of date and is written anew: look at it and commit it");
}

/// What the command prints of the files that are shown.
fn printed() -> String {
    let output = unfaux().args(["diff", "--quiet", "examples/greeter"]).output().expect("it runs");
    let patch = String::from_utf8(output.stdout).expect("UTF-8");
    let is_shown = |file: &&str| {
        SHOWN.iter().any(|path| file.starts_with(&format!("a/examples/greeter/{path} ")))
    };
    let files = patch.split("diff --git ").skip(1).filter(is_shown);
    files.flat_map(|file| ["diff --git ", file]).collect()
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
