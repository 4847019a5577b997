//! A change set as a patch that `git apply` takes as it is. Writes nothing to disk.
//! <https://git-scm.com/docs/diff-format#generate_patch_text_with_p>

use std::{
    borrow::Cow,
    fmt::Write as _,
    io::{self, Write},
    ops::Range,
};

use anstyle::{AnsiColor, Style};
use similar::{Algorithm, DiffOp, capture_diff_slices, group_diff_ops};

use crate::{
    change::{Change, ChangeSet},
    find::Package,
};

const CONTEXT: usize = 3;

/// The patch for `changes`, whose paths are put below `prefix`: the place of the package in its
/// git tree, empty or ending with `/`.
pub fn patch(package: &Package, changes: &ChangeSet, prefix: &str) -> String {
    let mut patch = String::new();
    for change in &changes.changes {
        section(&mut patch, package, change, prefix);
    }
    patch
}

/// Writes a patch with colours, as git shows it.
pub fn paint(out: &mut dyn Write, patch: &str) -> io::Result<()> {
    let mut in_hunk = false;
    for line in lines(patch) {
        in_hunk = line.starts_with("@@") || in_hunk && !line.starts_with("diff ");
        let style = match line.as_bytes() {
            [b'@', ..] => AnsiColor::Cyan.on_default(),
            [b'+', ..] if in_hunk => AnsiColor::Green.on_default(),
            [b'-', ..] if in_hunk => AnsiColor::Red.on_default(),
            _ if in_hunk => Style::new(),
            _ => Style::new().bold(),
        };
        let text = line.trim_end_matches('\n');
        writeln!(out, "{style}{text}{style:#}")?;
    }
    Ok(())
}

fn section(patch: &mut String, package: &Package, change: &Change, prefix: &str) {
    let at = |side: &str, path: &str| quoted(&format!("{side}/{prefix}{path}")).into_owned();
    match change {
        Change::Edit { path, old, new } => {
            header(patch, &at("a", path), &at("b", path), "");
            hunks(patch, (&at("a", path), old), (&at("b", path), new));
        }
        Change::Rename { from, to, old, new } => {
            header(patch, &at("a", from), &at("b", to), &renamed(prefix, (from, to), old, new));
            hunks(patch, (&at("a", from), old), (&at("b", to), new));
        }
        Change::Move { from, to } => {
            header(patch, &at("a", from), &at("b", to), &renamed(prefix, (from, to), "", ""));
        }
        Change::Copy { from, to, edited } => {
            let (old, new) = edited.as_ref().map_or(("", ""), |(old, new)| (old, new));
            let extended = carried("copy", prefix, (from, to), similarity(old, new));
            header(patch, &at("a", from), &at("b", to), &extended);
            hunks(patch, (&at("a", from), old), (&at("b", to), new));
        }
        Change::Create { path, new } => {
            let mode = mode(package, path);
            let extended = format!("new file mode {mode}\n");
            header(patch, &at("a", path), &at("b", path), &extended);
            hunks(patch, ("/dev/null", ""), (&at("b", path), new));
        }
        Change::Delete { path, old } => {
            let extended = format!("deleted file mode {}\n", mode(package, path));
            header(patch, &at("a", path), &at("b", path), &extended);
            hunks(patch, (&at("a", path), old), ("/dev/null", ""));
        }
    }
}

fn header(patch: &mut String, old: &str, new: &str, extended: &str) {
    let _ = write!(patch, "diff --git {old} {new}\n{extended}");
}

fn mode(package: &Package, path: &str) -> &'static str {
    if package.file(path).is_some_and(|file| file.executable) { "100755" } else { "100644" }
}

fn renamed(prefix: &str, paths: (&str, &str), old: &str, new: &str) -> String {
    carried("rename", prefix, paths, similarity(old, new))
}

fn carried(verb: &str, prefix: &str, (from, to): (&str, &str), similarity: usize) -> String {
    let [from, to] = [from, to].map(|path| format!("{prefix}{path}"));
    let (from, to) = (quoted(&from), quoted(&to));
    format!("similarity index {similarity}%\n{verb} from {from}\n{verb} to {to}\n")
}

/// How much of the longer text is in both, in percent; 100 for equal texts only.
fn similarity(old: &str, new: &str) -> usize {
    if old == new {
        return 100;
    }
    let (a, b) = (lines(old), lines(new));
    let common: usize = ops(&a, &b).iter().map(|op| equal_bytes(*op, &a)).sum();
    let all = |lines: &[&str]| lines.iter().map(|line| length(line)).sum::<usize>();
    (common * 100 / all(&a).max(all(&b))).min(99)
}

fn equal_bytes(op: DiffOp, lines: &[&str]) -> usize {
    match op {
        DiffOp::Equal { .. } => lines[op.old_range()].iter().map(|line| length(line)).sum(),
        _ => 0,
    }
}

/// The bytes of a line, whose end counts as one.
fn length(line: &str) -> usize {
    line.len() - usize::from(line.ends_with("\r\n"))
}

/// Lines as git sees them: a lone carriage return ends none.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

fn ops(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    capture_diff_slices(Algorithm::Myers, old, new)
}

fn hunks(patch: &mut String, (old_name, old): (&str, &str), (new_name, new): (&str, &str)) {
    if old == new {
        return;
    }
    let _ = write!(patch, "--- {}\n+++ {}\n", ended(old_name), ended(new_name));
    let (old, new) = (lines(old), lines(new));
    for group in group_diff_ops(ops(&old, &new), CONTEXT) {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let old_range = first.old_range().start..last.old_range().end;
        let new_range = first.new_range().start..last.new_range().end;
        let _ = writeln!(patch, "@@ -{} +{} @@", extent(&old_range), extent(&new_range));
        for op in &group {
            if let DiffOp::Equal { .. } = op {
                marked(patch, ' ', &old[op.old_range()]);
            } else {
                marked(patch, '-', &old[op.old_range()]);
                marked(patch, '+', &new[op.new_range()]);
            }
        }
    }
}

fn marked(patch: &mut String, mark: char, lines: &[&str]) {
    for line in lines {
        patch.push(mark);
        patch.push_str(line);
        if !line.ends_with('\n') {
            patch.push_str("\n\\ No newline at end of file\n");
        }
    }
}

fn extent(range: &Range<usize>) -> String {
    match range.len() {
        0 => format!("{},0", range.start),
        1 => format!("{}", range.start + 1),
        count => format!("{},{count}", range.start + 1),
    }
}

/// A tab ends names with spaces, as git writes them, so that no date is read into them.
fn ended(name: &str) -> Cow<'_, str> {
    if name.contains(' ') && !name.starts_with('"') {
        format!("{name}\t").into()
    } else {
        name.into()
    }
}

/// Names with quotes, backslashes or control characters are C strings for git.
fn quoted(name: &str) -> Cow<'_, str> {
    if !name.contains(|c: char| c.is_ascii_control() || c == '"' || c == '\\') {
        return name.into();
    }
    let mut quoted = String::from("\"");
    for c in name.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if c.is_ascii_control() => {
                let _ = write!(quoted, "\\{:03o}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted.into()
}
