//! Reads the files of a package. What is not text or is too large becomes a finding.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Read as _},
    path::Path,
};

use rayon::prelude::*;
use serde_json::{Map, Value};

use super::{SourceFile, extension, trouble};
use crate::{
    depth::nesting_too_deep,
    finding::{Finding, Severity, position},
    format::Format,
};

/// Larger files are bundles or data, whose migration nobody could review.
pub const MAX_BYTES: u64 = 20_000_000;

/// What became of a file.
pub(super) enum Outcome {
    Text {
        text: String,
        executable: bool,
    },
    /// TypeScript or JSX.
    Source {
        text: String,
        executable: bool,
    },
    Unreadable(Finding),
    /// Neither a script nor JSON.
    Other,
}

/// The manifest of the package at `root`, as text and parsed.
pub(super) fn manifest(root: &Path) -> Result<(SourceFile, Map<String, Value>), Finding> {
    let path = "package.json";
    let full = root.join(path);
    let text = text(&full, path)?;
    let fields = parse_manifest(&text, path)?;
    let format = Format::Json;
    let executable = executable(&full);
    Ok((SourceFile { path: path.to_string(), text, format, executable }, fields))
}

/// What stands for the manifest of a folder that has none.
pub(super) fn no_manifest() -> SourceFile {
    let (path, text) = ("package.json".to_string(), String::new());
    SourceFile { path, text, format: Format::Json, executable: false }
}

/// Parses a `package.json`, with or without a byte order mark.
pub(crate) fn parse_manifest(text: &str, path: &str) -> Result<Map<String, Value>, Finding> {
    let help = "correct the file; node -p 'require(\"./package.json\")' must print it";
    let stripped = text.trim_start_matches('\u{feff}');
    match serde_json::from_str(stripped) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => {
            Err(trouble("manifest-not-json", path, "package.json does not hold an object", help))
        }
        Err(error) => {
            let what = error.to_string();
            let what = what.split(" at line ").next().unwrap_or_default();
            let message = format!("package.json is not JSON: {what}");
            let mut finding = trouble("manifest-not-json", path, message, help);
            (finding.line, finding.column) = (error.line() as u32, error.column().max(1) as u32);
            Err(finding)
        }
    }
}

/// Files that `bin` and `main` name: scripts even without an extension.
pub(super) fn named_scripts(fields: &Map<String, Value>) -> BTreeSet<String> {
    let bin = fields.get("bin");
    let bins = bin.and_then(Value::as_object).into_iter().flat_map(Map::values).chain(bin);
    bins.chain(fields.get("main")).filter_map(Value::as_str).map(normal).collect()
}

fn normal(path: &str) -> String {
    let parts = path.split('/').filter(|part| !part.is_empty() && *part != ".");
    parts.collect::<Vec<_>>().join("/")
}

/// Reads `paths`, keeping their order.
pub(super) fn all(
    root: &Path,
    paths: Vec<String>,
    named: &BTreeSet<String>,
) -> Vec<(String, Outcome)> {
    let read = |path: String| {
        let outcome = one(&root.join(&path), &path, named);
        (path, outcome)
    };
    paths.into_par_iter().map(read).collect()
}

fn one(full: &Path, path: &str, named: &BTreeSet<String>) -> Outcome {
    if is_source(path) {
        return source(full, path);
    }
    let wanted = match extension(path) {
        "js" | "cjs" | "mjs" | "json" => true,
        "" => is_script(full, named.contains(path)),
        // CommonJS takes any extension that it does not know for a script's.
        _ => named.contains(path) && is_script(full, false),
    };
    if !wanted {
        return Outcome::Other;
    }
    match text(full, path) {
        Ok(text) if extension(path) != "json" && nesting_too_deep(&text) => {
            let help = "leave generated code out with a line in .unfauxignore";
            let message = "nests too deeply to be parsed safely";
            Outcome::Unreadable(trouble("too-deep", path, message, help))
        }
        Ok(text) => Outcome::Text { text, executable: executable(full) },
        // Data that is not text concerns nobody but the code that reads it.
        Err(finding) if extension(path) == "json" => {
            Outcome::Unreadable(Finding { severity: Severity::Note, ..finding })
        }
        Err(finding) => Outcome::Unreadable(finding),
    }
}

/// TypeScript that is no declaration file, or JSX.
fn is_source(path: &str) -> bool {
    let stem = path.rsplit_once('.').map_or("", |(stem, _)| stem);
    let declares = extension(stem) == "d";
    matches!(extension(path), "ts" | "tsx" | "mts" | "cts" | "jsx") && !declares
}

/// A source that cannot be read concerns nobody but its compiler.
fn source(full: &Path, path: &str) -> Outcome {
    match text(full, path) {
        Ok(text) if !nesting_too_deep(&text) => {
            Outcome::Source { text, executable: executable(full) }
        }
        _ => Outcome::Other,
    }
}

/// The declarations among `others`; what is no text, TypeScript does not read either.
pub(super) fn declarations(root: &Path, others: &[String]) -> Vec<SourceFile> {
    let mut found = texts(root, others, &|path| path.ends_with(".d.ts"));
    found.retain(|it| !nesting_too_deep(&it.text));
    found
}

/// Those of `others` that are `wanted`, and text.
pub(super) fn texts(
    root: &Path,
    others: &[String],
    wanted: &(dyn Fn(&str) -> bool + Sync),
) -> Vec<SourceFile> {
    let one = |path: &String| {
        let text = text(&root.join(path), path).ok()?;
        Some(SourceFile { path: path.clone(), text, format: Format::Detect, executable: false })
    };
    others.par_iter().filter(|path| wanted(path)).filter_map(one).collect()
}

/// Whether a file without a known extension is for Node: its first line says so, or it is `named`
/// by the manifest and no other interpreter is asked for.
fn is_script(full: &Path, named: bool) -> bool {
    let mut head = Vec::new();
    let Ok(file) = File::open(full) else { return named };
    if file.take(256).read_to_end(&mut head).is_err() {
        return named;
    }
    let Some(line) = head.strip_prefix(b"#!") else { return named };
    let line = line.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let mut words = line.split(|&byte| byte == b'/' || byte.is_ascii_whitespace());
    words.any(|word| word == b"node" || word == b"nodejs")
}

fn text(full: &Path, path: &str) -> Result<String, Finding> {
    let bytes = bytes(full).map_err(|error| {
        let message = format!("cannot be read: {error}");
        trouble("unreadable", path, message, "check the mode of the file")
    })?;
    let Some(bytes) = bytes else {
        let message = format!("larger than {} MB", MAX_BYTES / 1_000_000);
        let help = "leave generated code out with a line in .unfauxignore, or split the file";
        return Err(trouble("too-large", path, message, help));
    };
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(&error.as_bytes()[..valid]);
        let help = "save the file as UTF-8";
        let mut finding = trouble("not-utf8", path, "not UTF-8", help);
        (finding.line, finding.column) = position(&before, valid as u32);
        finding
    })
}

/// The bytes of a file, or nothing when there are too many.
fn bytes(full: &Path) -> io::Result<Option<Vec<u8>>> {
    let file = File::open(full)?;
    let size = file.metadata()?.len();
    if size > MAX_BYTES {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(size as usize);
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= MAX_BYTES).then_some(bytes))
}

/// The format of a script that nobody could parse: a module if some line begins as one does.
pub(super) fn guessed_format(full: &Path) -> Format {
    let bytes = fs::read(full).unwrap_or_default();
    let starts: [&[u8]; 4] = [b"import ", b"import{", b"export ", b"export{"];
    let is_module =
        bytes.split(|&byte| byte == b'\n').any(|line| starts.iter().any(|it| line.starts_with(it)));
    if is_module { Format::Module } else { Format::CommonJs }
}

#[cfg(unix)]
fn executable(full: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(full).is_ok_and(|metadata| metadata.permissions().mode() & 0o100 != 0)
}

#[cfg(not(unix))]
fn executable(_: &Path) -> bool {
    false
}
