//! All or nothing, and nothing that git could not bring back.

use std::fs;

use unfaux::{
    apply::apply,
    vcs::{Unsafe, committed},
};

use crate::folder::{FAUX, Folder, create, edit, rename, set};

#[test]
fn a_failure_takes_everything_back() {
    let folder = Folder::new(&[
        ("package.json", "{}"),
        ("a.js", "a"),
        ("b.js", "b"),
        ("run", "#!/usr/bin/env node\n"),
    ]);
    folder.set_mode("run", 0o755);
    let before = folder.contents();
    let changes = set(vec![
        edit("a.js", "a", "A"),
        rename("b.js", "deep/down/b.cjs", "b", "B"),
        edit("run", "#!/usr/bin/env node\n", "#!/usr/bin/env node\n1\n"),
        create("z", ""),
        // No folder can be made where a file was just put.
        create("z/z", ""),
    ]);
    let error = apply(&folder.package(), &changes).expect_err("it cannot be written");
    assert!(format!("{error:#}").contains("nothing was written"), "{error:#}");
    assert_eq!(folder.contents(), before);
    assert!(!folder.path("deep").exists(), "made folders go as well");
}

#[test]
fn a_file_that_changed_meanwhile_is_not_overwritten() {
    let folder = Folder::new(&[("package.json", "{}"), ("a.js", "a"), ("b.js", "b")]);
    let package = folder.package();
    folder.write("b.js", "mine");
    let before = folder.contents();
    let changes = set(vec![edit("a.js", "a", "A"), edit("b.js", "b", "B")]);
    let error = apply(&package, &changes).expect_err("it has changed");
    assert!(error.to_string().contains("b.js has changed since it was read"), "{error}");
    assert_eq!(folder.contents(), before);
}

#[test]
fn a_taken_place_is_not_overwritten() {
    let folder = Folder::new(&[("package.json", "{}"), ("a.js", "a"), ("a.cjs", "mine")]);
    let before = folder.contents();
    for change in [rename("a.js", "a.cjs", "a", "A"), create("a.cjs", "A")] {
        let error = apply(&folder.package(), &set(vec![change])).expect_err("the place is taken");
        assert!(error.to_string().contains("a.cjs is in the way"), "{error}");
        assert_eq!(folder.contents(), before);
    }
}

#[test]
fn links_stay_links_and_never_lead_outside() {
    let outside = Folder::new(&[("x.js", "x")]);
    let folder = Folder::new(&[("package.json", "{}"), ("a.js", "a")]);
    folder.link("inner.js", "a.js");
    folder.link("outer.js", &outside.path("x.js").to_string_lossy());
    folder.link("out", &outside.root().to_string_lossy());
    let package = folder.package();
    apply(&package, &set(vec![edit("inner.js", "a", "A")])).expect("written through the link");
    assert_eq!(fs::read_to_string(folder.path("a.js")).expect("there"), "A");
    assert!(folder.path("inner.js").is_symlink());
    let before = (folder.contents(), outside.contents());
    for change in [edit("outer.js", "x", "X"), create("out/new.js", "")] {
        let error = apply(&package, &set(vec![change])).expect_err("it lies outside");
        assert!(format!("{error:#}").contains("outside the package"), "{error:#}");
    }
    assert_eq!((folder.contents(), outside.contents()), before);
}

#[test]
fn only_committed_packages_are_safe() {
    let folder = Folder::new(&[("package.json", "{}"), (".gitignore", "build\n")]);
    assert!(matches!(committed(&folder.root(), &[]), Err(Unsafe::Absent(_))));
    folder.commit_all();
    assert_eq!(committed(&folder.root(), &[]), Ok(()));
    folder.write("build/package.json", "{}");
    assert_eq!(committed(&folder.root(), &[]), Ok(()), "ignored files are no changes");
    assert!(matches!(committed(&folder.path("build"), &[]), Err(Unsafe::Absent(_))));
    folder.write("new.js", "");
    let dirty = Err(Unsafe::Dirty("?? new.js\n".to_string()));
    assert_eq!(committed(&folder.root(), &[]), dirty);
}

#[test]
fn a_dirty_tree_is_refused_unless_allowed() {
    let folder = Folder::new(FAUX);
    let run = |arguments: &[&str]| folder.unfaux(arguments).assert().get_output().clone();
    let absent = run(&["apply"]);
    assert_eq!(absent.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&absent.stderr).contains("--allow-no-vcs"), "{absent:?}");
    folder.commit_all();
    folder.write("note.txt", "");
    let before = folder.contents();
    let dirty = run(&["apply"]);
    assert_eq!(dirty.status.code(), Some(2));
    let said = String::from_utf8_lossy(&dirty.stderr).into_owned();
    assert!(said.contains("error[dirty-tree]") && said.contains("note.txt"), "{said}");
    assert_eq!(folder.contents(), before);
    assert_eq!(run(&["apply", "--allow-dirty"]).status.code(), Some(0));
    assert_ne!(folder.contents(), before);
    assert_eq!(run(&["apply"]).status.code(), Some(0), "a second run has nothing to do");
}
