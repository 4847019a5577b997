//! Lines of gitignore patterns.

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use oxc_span::Span;

use super::super::paths::{folder, name};
use super::{File, Moved, lines, span};
use crate::edit::Edit;

/// A line that names exactly the file is rewritten; after a pattern that no longer ignores it, or no longer takes it
/// from those that are ignored, comes its new path.
pub(super) fn read(file: &mut File, moved: Moved) {
    let (base, text) = (folder(file.path), file.text);
    let Some(matcher) = gitignore(text) else { return };
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    for (old, new) in moved.renames {
        let (Some(local), Some(new)) = (below(base, old), below(base, new)) else { continue };
        let [before, after] = [local, new].map(|it| matcher.matched_path_or_any_parents(it, false));
        let lost = before.is_ignore() && !after.is_ignore();
        let caught = before.is_whitelist() && after.is_ignore();
        let Some(line) = before.inner().map(|glob| glob.original()).filter(|_| lost || caught)
        else {
            continue;
        };
        let Some(span) = last_line(text, line) else { continue };
        let pattern = line.trim_start_matches('!');
        let sign = &line[..line.len() - pattern.len()];
        // A pattern without a slash may also be there for files of that name elsewhere.
        if pattern.trim_start_matches('/') == local && pattern.contains('/') {
            let slash = if pattern.starts_with('/') { "/" } else { "" };
            file.replace(span, format!("{sign}{slash}{new}"));
        } else {
            let pattern = wider(pattern, new).unwrap_or_else(|| format!("/{new}"));
            let text = format!("{newline}{sign}{pattern}");
            let edit = Edit { span: Span::empty(span.end), text };
            if !file.found.edits.contains(&edit) {
                file.found.edits.push(edit);
            }
        }
    }
}

/// Follows the pattern at the start of each line. What stands behind it holds for the new path, too.
pub(super) fn attributes(file: &mut File, moved: Moved) {
    // Owners are told about the tree around the folder that their list lies in.
    let base = if name(file.path) == "CODEOWNERS" { "" } else { folder(file.path) };
    let newline = if file.text.contains("\r\n") { "\r\n" } else { "\n" };
    for (at, line) in lines(file.text) {
        let line = line.trim_end();
        let pattern = line.split_whitespace().next().unwrap_or_default();
        let Some(matcher) = gitignore(pattern).filter(|_| line.starts_with(pattern)) else {
            continue;
        };
        let sees = |path: &str| matcher.matched_path_or_any_parents(path, false).is_ignore();
        let mut more = Vec::new();
        for (old, new) in moved.renames {
            let (Some(local), Some(new)) = (below(base, old), below(base, new)) else { continue };
            if !sees(local) || sees(new) {
                continue;
            }
            let plain = pattern.trim_start_matches('/');
            if plain == local && pattern.contains('/') {
                let start = at + pattern.len() - plain.len();
                file.replace(span(start, plain.len()), new);
            } else {
                let wider = wider(pattern, new).unwrap_or_else(|| format!("/{new}"));
                more.push(format!("{newline}{wider}{}", &line[pattern.len()..]));
            }
        }
        more.dedup();
        if !more.is_empty() {
            file.replace(span(at + line.len(), 0), more.concat());
        }
    }
}

/// The glob `pattern` with the new ending, where that covers the file `new`.
fn wider(pattern: &str, new: &str) -> Option<String> {
    let moved = format!("{}.cjs", pattern.strip_suffix(".js").filter(|it| it.contains('*'))?);
    let matcher = gitignore(&moved)?;
    matcher.matched_path_or_any_parents(new, false).is_ignore().then_some(moved)
}

fn gitignore(text: &str) -> Option<Gitignore> {
    let mut builder = GitignoreBuilder::new("");
    for line in text.trim_start_matches('\u{feff}').lines() {
        builder.add_line(None, line).ok()?;
    }
    builder.build().ok()
}

fn below<'a>(base: &str, path: &'a str) -> Option<&'a str> {
    if base.is_empty() { Some(path) } else { path.strip_prefix(base)?.strip_prefix('/') }
}

fn last_line(text: &str, pattern: &str) -> Option<Span> {
    let mut at = 0;
    let mut found = None;
    for line in text.split_inclusive('\n') {
        let plain = line.trim_start_matches('\u{feff}');
        let start = at + line.len() - plain.len();
        if plain.trim_end() == pattern {
            found = Some(Span::new(start as u32, (start + pattern.len()) as u32));
        }
        at += line.len();
    }
    found
}
