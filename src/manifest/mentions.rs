//! Files around the manifest that name a moved file: CI, Docker, ignore lists, JSON settings of tools.
//!
//! Changes only what surely names the file, and inside YAML only the scalar; everything else is a finding.

use std::collections::BTreeSet;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use jsonc_parser::ast::Value;
use oxc_span::Span;

use super::globs::is_glob;
use super::json::{Document, quoted};
use super::paths::{Moves, folder, name};
use crate::edit::Edit;
use crate::finding::{Finding, Severity};

/// What becomes of one file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Mentions {
    pub edits: Vec<Edit>,
    pub findings: Vec<Finding>,
}

/// The mentions of `renames` (old and new paths) in the file `path` with the contents `text`; nothing for a file of
/// a kind that we do not read.
pub fn mentions(path: &str, text: &str, renames: &[(String, String)]) -> Mentions {
    let mut found = Mentions::default();
    match kind(path) {
        Some(Kind::Json) => json(path, text, renames, &mut found),
        Some(Kind::Ignore) => ignore_lines(path, text, renames, &mut found),
        Some(Kind::Words) => words(path, text, renames, &mut found),
        None => {}
    }
    found
}

pub(super) enum Kind {
    /// JSON with comments.
    Json,
    /// Lines of gitignore patterns.
    Ignore,
    /// YAML, shell, Dockerfile: words, with `#` comments.
    Words,
}

pub(super) fn kind(path: &str) -> Option<Kind> {
    let name = name(path);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match name {
        "package.json" | "package-lock.json" | "npm-shrinkwrap.json" => None,
        ".npmignore" | ".dockerignore" | ".eslintignore" | ".prettierignore" => Some(Kind::Ignore),
        ".mocharc" | ".nycrc" | ".babelrc" | ".swcrc" | ".jshintrc" => Some(Kind::Json),
        ".eslintrc" | ".prettierrc" | ".stylelintrc" | ".lintstagedrc" | ".releaserc"
        | ".commitlintrc" => {
            // These may hold JSON or YAML.
            Some(Kind::Words)
        }
        ".taprc" | "Dockerfile" | "Makefile" | "makefile" | "Procfile" => Some(Kind::Words),
        _ if name.starts_with("tsconfig") || name.starts_with("jsconfig") => Some(Kind::Json),
        _ if name.starts_with('.') && matches!(extension, "json" | "jsonc") => Some(Kind::Json),
        "jest.config.json" | "typedoc.json" | "jsdoc.json" | "nodemon.json" => Some(Kind::Json),
        _ if matches!(extension, "yml" | "yaml" | "sh") => Some(Kind::Words),
        _ if name.ends_with(".Dockerfile") || path.starts_with(".husky/") => Some(Kind::Words),
        _ => None,
    }
}

fn json(path: &str, text: &str, renames: &[(String, String)], found: &mut Mentions) {
    let Ok(document) = Document::lenient(text) else { return words(path, text, renames, found) };
    let files = BTreeSet::new();
    let moves = Moves { base: folder(path), renames, files: &files };
    let mut pending = vec![&document.value];
    while let Some(value) = pending.pop() {
        match value {
            Value::StringLit(literal) => {
                let span = document.span(literal);
                if let Some(new) = moves.exact(&literal.value) {
                    found.edits.push(Edit { span, text: quoted(&new) });
                } else if is_glob(&literal.value) {
                    unsure_glob(path, text, (span, &literal.value), renames, found);
                }
            }
            Value::Array(list) => pending.extend(&list.elements),
            Value::Object(map) => pending.extend(map.properties.iter().map(|field| &field.value)),
            _ => {}
        }
    }
    found.edits.sort_by_key(|edit| edit.span.start);
}

fn unsure_glob(
    path: &str,
    text: &str,
    (span, glob): (Span, &str),
    renames: &[(String, String)],
    found: &mut Mentions,
) {
    let files = renames.iter().map(|(old, _)| old.clone()).collect();
    let plain = glob.strip_prefix("<rootDir>/").unwrap_or(glob);
    let local = super::paths::join(folder(path), plain).unwrap_or_default();
    if !matches!(super::globs::reach(&local, renames, &files), super::globs::Reach::Same) {
        let message = format!("`{glob}` no longer matches files that moved");
        found.findings.push(told(path, text, span, message, "widen the pattern"));
    }
}

pub(super) fn told(path: &str, text: &str, span: Span, message: String, help: &str) -> Finding {
    Finding::of_file(Severity::Note, "mention", path, message, help).at(text, span)
}

/// A line that names exactly the file is rewritten; after a pattern that no longer ignores it comes its new path.
fn ignore_lines(path: &str, text: &str, renames: &[(String, String)], found: &mut Mentions) {
    let base = folder(path);
    let Some(matcher) = gitignore(text) else { return };
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    for (old, new) in renames {
        let (Some(local), Some(new)) = (below(base, old), below(base, new)) else { continue };
        let before = matcher.matched_path_or_any_parents(local, false);
        if !before.is_ignore() || matcher.matched_path_or_any_parents(new, false).is_ignore() {
            continue;
        }
        let Some(pattern) = before.inner().map(|glob| glob.original().to_string()) else {
            continue;
        };
        let Some(span) = last_line(text, &pattern) else { continue };
        // A pattern without a slash may also be there for files of that name elsewhere.
        let exact = pattern.trim_start_matches('/') == local && pattern.contains('/');
        let edit = if exact {
            let slash = if pattern.starts_with('/') { "/" } else { "" };
            Edit { span, text: format!("{slash}{new}") }
        } else {
            Edit { span: Span::empty(span.end), text: format!("{newline}/{new}") }
        };
        found.edits.push(edit);
    }
    found.edits.sort_by_key(|edit| edit.span.start);
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

/// Whole words that are the path, with or without `./`. Where commands run in another folder, the word is only told.
fn words(path: &str, text: &str, renames: &[(String, String)], found: &mut Mentions) {
    let sure = !["working-directory", "cd ", "WORKDIR"].iter().any(|word| text.contains(word));
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let code = line.find(" #").map_or(line, |comment| &line[..comment]);
        if !code.trim_start().starts_with('#') {
            for (old, new) in renames {
                for start in occurrences(code, old) {
                    let span = Span::sized((at + start) as u32, old.len() as u32);
                    if sure {
                        found.edits.push(Edit { span, text: new.clone() });
                    } else {
                        let message = format!("{old} is {new} now, if this names it");
                        found.findings.push(told(
                            path,
                            text,
                            span,
                            message,
                            "name the file that is there now",
                        ));
                    }
                }
            }
        }
        at += line.len();
    }
    found.edits.sort_by_key(|edit| edit.span.start);
}

/// Where `path` stands in `line` as a whole path.
pub(super) fn occurrences(line: &str, path: &str) -> Vec<usize> {
    let part = |c: char| c.is_alphanumeric() || "_-./\\@*$}{".contains(c);
    let whole = |&(at, _): &(usize, &str)| {
        let before = line[..at].strip_suffix("./").unwrap_or(&line[..at]);
        let after = &line[at + path.len()..];
        let sentence = after.strip_prefix('.').is_some_and(|rest| !rest.starts_with(part));
        !before.ends_with(part) && (sentence || !after.starts_with(part))
    };
    line.match_indices(path).filter(whole).map(|(at, _)| at).collect()
}
