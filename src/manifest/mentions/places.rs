//! Where the paths in a file of commands start.

use super::super::paths::name;
use super::super::scripts::words;
use super::{File, lines, words::code};

/// For each line of the file, whether its paths start at the root, or its own commands tell where else.
pub(super) fn sure_lines(file: &File) -> Vec<bool> {
    let all: Vec<&str> = lines(file.text).map(|(_, line)| code(line)).collect();
    let moves = || all.iter().any(|it| changes_folder(it));
    if !is_read_at_root(file) || names_folder(&all) {
        return vec![false; all.len()];
    }
    match name(file.path) {
        // Each line of a recipe has a shell of its own, unless the line before goes on.
        "Makefile" | "makefile" if !file.text.contains(".ONESHELL") => shells(&all),
        _ if file.path.starts_with(".github/") => (0..all.len()).map(|at| step(&all, at)).collect(),
        _ => vec![!moves(); all.len()],
    }
}

/// It lies in the root, or where tools keep what they run from there.
fn is_read_at_root(file: &File) -> bool {
    let workdirs = || lines(file.text).filter(|(_, line)| line.trim_start().starts_with("WORKDIR"));
    let docker = name(file.path).contains("Dockerfile");
    // The only folder of an image takes what lies in the root.
    let moves = docker && workdirs().nth(1).is_some();
    let top = file.path.split_once('/').map_or(".", |(top, _)| top);
    let known = top.starts_with('.') || name(file.path) == "mocha.opts";
    known && !moves
}

/// All steps of the file run elsewhere.
fn names_folder(all: &[&str]) -> bool {
    all.iter().any(|it| it.trim_start().starts_with("defaults:"))
        && all.iter().any(|it| it.contains("working-directory"))
}

fn shells(all: &[&str]) -> Vec<bool> {
    let mut unsure = false;
    let line = |it: &&str| {
        let sure = !unsure;
        unsure = (unsure || changes_folder(it)) && it.trim_end().ends_with('\\');
        sure
    };
    all.iter().map(line).collect()
}

/// Whether nothing else in the step of a workflow that the line number `at` is in leads to another folder.
fn step(all: &[&str], at: usize) -> bool {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let begins = |line: &str| line.trim_start().starts_with("- ");
    let (mut start, mut depth) = (at, indent(all[at]));
    while !begins(all[start]) {
        let above =
            (0..start).rev().find(|&it| !all[it].trim().is_empty() && indent(all[it]) < depth);
        let Some(above) = above else { return true };
        (start, depth) = (above, indent(all[above]));
    }
    let inside = |it: &usize| all[*it].trim().is_empty() || indent(all[*it]) > depth;
    let rest = (start + 1..all.len()).take_while(inside);
    std::iter::once(start)
        .chain(rest)
        .all(|it| !all[it].contains("working-directory") && (it == at || !changes_folder(all[it])))
}

/// A command in the line, or the step that it begins, runs in another folder.
pub(super) fn changes_folder(line: &str) -> bool {
    line.contains("working-directory")
        || words(line).iter().any(|it| matches!(it.text, "cd" | "pushd"))
}
