//! `git apply` must take every patch and get the bytes that `apply` writes.

use unfaux::{
    apply::apply,
    change::{Change, ChangeSet},
    diff::{paint, patch},
    find::git_top,
};

use crate::folder::{FAUX, Folder, create, edit, rename, set};

/// Applies `changes` by git and by `apply`, and compares the results.
fn round_trip(files: &[(&str, &str)], modes: &[(&str, u32)], changes: Vec<Change>) -> String {
    round_trip_below("", files, modes, changes)
}

fn round_trip_below(
    prefix: &str,
    files: &[(&str, &str)],
    modes: &[(&str, u32)],
    changes: Vec<Change>,
) -> String {
    let changes: ChangeSet = set(changes);
    let (by_git, by_apply) = (Folder::new(files), Folder::new(files));
    for (path, mode) in modes {
        by_git.set_mode(path, *mode);
        by_apply.set_mode(path, *mode);
    }
    by_git.commit_all();
    let package = unfaux::find::Package::read(&by_apply.path(prefix)).expect("a package");
    let text = patch(&package, &changes, prefix);
    by_git.write(".git/the.patch", &text);
    by_git.git(&["apply", "--whitespace=nowarn", ".git/the.patch"]);
    apply(&package, &changes).expect("applied");
    assert_eq!(by_git.contents(), by_apply.contents(), "{text}");
    text
}

const MANIFEST: (&str, &str) = ("package.json", "{}");

#[test]
fn edits_keep_line_endings_and_the_missing_last_one() {
    let old = "a\r\nb\rb\r\nc\r\n".repeat(9) + "last";
    let new = old.replacen("b\rb", "B", 1) + "\r";
    let text = round_trip(&[MANIFEST, ("a.js", &old)], &[], vec![edit("a.js", &old, &new)]);
    assert!(text.contains("\\ No newline at end of file"), "{text}");
    for (old, new) in [("a", "a\n"), ("a\n", "a"), ("a", "b"), ("", "a"), ("a\n", ""), ("\n", "")] {
        round_trip(&[MANIFEST, ("a.js", old)], &[], vec![edit("a.js", old, new)]);
    }
}

#[test]
fn distant_edits_make_several_hunks() {
    let lines: Vec<String> = (0..100).map(|line| format!("line {line}\n")).collect();
    let old = lines.concat();
    let new = old.replace("line 3\n", "").replace("line 50\n", "x\ny\n").replace("line 99\n", "z");
    let text = round_trip(&[MANIFEST, ("a.js", &old)], &[], vec![edit("a.js", &old, &new)]);
    assert_eq!(text.matches("\n@@ ").count(), 3, "{text}");
    assert!(text.contains("@@ -1,7 +1,6 @@\n line 0\n"), "{text}");
}

#[test]
fn renames_keep_modes() {
    let files = [MANIFEST, ("bin/run", "#!/usr/bin/env node\nrequire('x')\n"), ("a.js", "1\n2\n")];
    let new = "#!/usr/bin/env node\nimport 'x'\n";
    let changes = vec![
        rename("a.js", "lib/deep/a.cjs", "1\n2\n", "1\n2\n"),
        rename("bin/run", "bin/run.cjs", files[1].1, new),
    ];
    let text = round_trip(&files, &[("bin/run", 0o755)], changes);
    assert!(text.contains("similarity index 100%\nrename from a.js\nrename to lib/deep/a.cjs\n"));
    assert!(text.contains("similarity index 60%\n"), "{text}");
}

#[test]
fn a_new_file_takes_the_place_and_mode_of_a_renamed_one() {
    let files = [MANIFEST, ("run", "#!/usr/bin/env node\n1\n"), ("b.js", "b\n")];
    let changes = vec![
        rename("run", "run.cjs", files[1].1, files[1].1),
        create("run", "#!/usr/bin/env node\nimport './run.cjs'\n"),
        create("new/empty.js", ""),
        create("package-2.json", "{}"),
        Change::Move { from: "b.js".into(), to: "c.js".into() },
    ];
    let text = round_trip(&files, &[("run", 0o755)], changes);
    assert!(text.contains("new file mode 100755"), "{text}");
}

#[test]
fn two_files_can_change_places() {
    let files = [MANIFEST, ("a.js", "a\n"), ("b.js", "b\n")];
    round_trip(
        &files,
        &[],
        vec![rename("a.js", "b.js", "a\n", "a\n"), rename("b.js", "a.js", "b\n", "b\n")],
    );
}

#[test]
fn files_can_go() {
    let gone = |path: &str, old: &str| Change::Delete { path: path.into(), old: old.into() };
    let files = [MANIFEST, ("a.js", "a"), ("b.js", ""), ("keep.js", "")];
    round_trip(&files, &[("a.js", 0o755)], vec![gone("a.js", "a"), gone("b.js", "")]);
}

#[test]
fn odd_names_are_quoted() {
    let names = ["a b.js", "é ü.js", "q\"uote.js", "back\\slash.js", "t\tab.js", "n\newline.js"];
    let mut files = vec![MANIFEST];
    files.extend(names.map(|name| (name, "old\n")));
    let changes = names.map(|name| edit(name, "old\n", "new\n")).to_vec();
    round_trip(&files, &[], changes);
    let renames = names.map(|name| rename(name, &format!("x {name}"), "old\n", "new\n"));
    round_trip(&files, &[], renames.to_vec());
}

#[test]
fn paths_start_at_the_top_of_the_git_tree() {
    let files = [("packages/a b/package.json", "{}"), ("packages/a b/a.js", "old\n")];
    round_trip_below("packages/a b/", &files, &[], vec![edit("a.js", "old\n", "new\n")]);
    let folder = Folder::new(&files);
    folder.commit_all();
    assert_eq!(git_top(&folder.path("packages/a b")), Some(folder.root().as_path()));
}

#[test]
fn colours_change_no_text() {
    let mut painted = Vec::new();
    paint(&mut painted, "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n--- y\n+z\r\n")
        .expect("written");
    let painted = String::from_utf8(painted).expect("UTF-8");
    assert!(painted.contains("\u{1b}[31m--- y\u{1b}[0m\n\u{1b}[32m+z\r\u{1b}[0m\n"), "{painted:?}");
    assert!(painted.contains("\u{1b}[1m--- a/x\u{1b}[0m\n"), "{painted:?}");
}

#[test]
fn diff_and_apply_write_the_same() {
    let (by_git, by_apply) = (Folder::new(FAUX), Folder::new(FAUX));
    by_git.commit_all();
    let output = by_git.unfaux(&["diff"]).assert().code(1).get_output().clone();
    by_git.write(".git/the.patch", &output.stdout);
    by_git.git(&["apply", ".git/the.patch"]);
    by_apply.unfaux(&["apply", "--allow-no-vcs"]).assert().code(0);
    assert_eq!(by_git.contents(), by_apply.contents());
}
