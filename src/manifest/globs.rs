//! Globs that stop to match a file when it moves.

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// What a glob matched among the moved and the unmoved files.
pub(super) enum Reach<'a> {
    /// Nothing that it matched moves out of its sight.
    Same,
    /// All that it matched moves, and it may be written like this.
    Moved(String),
    /// These files are matched no longer: old and new path.
    Lost(Vec<&'a (String, String)>),
}

/// Whether `text` is a pattern rather than a path.
pub(super) fn is_glob(text: &str) -> bool {
    wild(text).contains(['*', '?', '[', '{'])
}

/// `text` with `*` where Jest writes what a pattern of its `moduleNameMapper` matched: `$1`.
fn wild(text: &str) -> String {
    let digits = ('0'..='9').map(|digit| format!("${digit}"));
    digits.fold(text.to_string(), |text, digit| text.replace(&digit, "*"))
}

/// How `glob`, anchored at the package root, sees `renames` among `files`.
pub(super) fn reach<'a>(
    glob: &str,
    renames: &'a [(String, String)],
    files: &std::collections::BTreeSet<String>,
) -> Reach<'a> {
    let Some(matcher) = anchored(glob) else { return Reach::Same };
    let sees = |path: &str| matcher.matched(path, false).is_ignore();
    let lost: Vec<_> = renames.iter().filter(|(old, new)| sees(old) && !sees(new)).collect();
    if lost.is_empty() {
        return Reach::Same;
    }
    let all = files.iter().all(|path| !sees(path) || lost.iter().any(|(old, _)| old == path));
    match glob.strip_suffix(".js").map(|stem| format!("{stem}.cjs")) {
        Some(moved) if all && lost.iter().all(|(old, new)| *new == cjs(old)) => Reach::Moved(moved),
        _ => Reach::Lost(lost),
    }
}

/// A matcher of one pattern from the root; `None` when it is none that we understand.
fn anchored(glob: &str) -> Option<Gitignore> {
    let glob = glob.trim_start_matches("./").trim_start_matches('/');
    let mut builder = GitignoreBuilder::new("");
    builder.add_line(None, &format!("/{}", wild(glob))).ok()?;
    builder.build().ok()
}

fn cjs(path: &str) -> String {
    format!("{}.cjs", path.strip_suffix(".js").unwrap_or(path))
}
