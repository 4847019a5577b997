//! Files around the manifest that name a moved file: CI, Docker, ignore lists, settings of tools, documents.
//!
//! Changes only what surely names the file, and inside YAML only the scalar; everything else is a finding.

mod docs;
mod ignored;
mod places;
mod scripted;
mod settings;
mod words;

use oxc_span::Span;

pub use scripted::{OldPaths, named_in_strings};

use super::configs::config_file;
use super::paths::{Moves, folder, name};
use crate::edit::Edit;
use crate::finding::{Finding, Severity};

/// What becomes of one file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Mentions {
    pub edits: Vec<Edit>,
    pub findings: Vec<Finding>,
}

/// What moves, old and new paths, among all `files` of the package before.
#[derive(Debug, Clone, Copy)]
pub struct Moved<'a> {
    pub renames: &'a [(String, String)],
    pub files: &'a std::collections::BTreeSet<String>,
}

/// The mentions of what moved in the file `path` with the contents `text`; nothing for a file of a kind that we do
/// not read.
pub fn mentions(path: &str, text: &str, moved: Moved) -> Mentions {
    let Some(kind) = kind(path) else { return Mentions::default() };
    let mut file = File { path, text, found: Mentions::default() };
    match kind {
        Kind::Json => settings::read(&mut file, moved),
        Kind::Ignore => ignored::read(&mut file, moved),
        Kind::Attributes => ignored::attributes(&mut file, moved),
        Kind::Words => words::read(&mut file, moved),
        Kind::Document => docs::read(&mut file, moved),
        Kind::Script => scripted::read(&mut file, moved),
    }
    file.found.edits.sort_by_key(|edit| edit.span.start);
    file.found
}

pub(super) enum Kind {
    /// JSON with comments.
    Json,
    /// Lines of gitignore patterns.
    Ignore,
    /// Such patterns, with more behind each.
    Attributes,
    /// YAML, TOML, shell, Dockerfile: words, with `#` comments.
    Words,
    /// Prose with links and commands.
    Document,
    /// Settings that are scripts.
    Script,
}

pub(super) fn kind(path: &str) -> Option<Kind> {
    let name = name(path);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let top = path.split_once('/').map_or("", |(top, _)| top);
    match name {
        "package.json" | "package-lock.json" | "npm-shrinkwrap.json" | "pnpm-lock.yaml" => None,
        ".gitignore" | ".npmignore" | ".dockerignore" | ".eslintignore" | ".prettierignore" => {
            Some(Kind::Ignore)
        }
        "CODEOWNERS" | ".gitattributes" => Some(Kind::Attributes),
        ".mocharc" | ".nycrc" | ".c8rc" | ".babelrc" | ".swcrc" | ".jshintrc" => Some(Kind::Json),
        ".eslintrc" | ".prettierrc" | ".stylelintrc" | ".lintstagedrc" | ".releaserc"
        | ".commitlintrc" => {
            // These may hold JSON or YAML.
            Some(Kind::Words)
        }
        ".taprc" | "Dockerfile" | "Makefile" | "makefile" | "Procfile" | "mocha.opts" => {
            Some(Kind::Words)
        }
        _ if name.starts_with("tsconfig") || name.starts_with("jsconfig") => Some(Kind::Json),
        _ if matches!(extension, "json" | "jsonc")
            && (name.starts_with('.') || top == ".vscode") =>
        {
            Some(Kind::Json)
        }
        "jest.config.json"
        | "typedoc.json"
        | "jsdoc.json"
        | "nodemon.json"
        | "bower.json"
        | "component.json"
        | "knip.json"
        | "cspell.json"
        | "stryker.conf.json"
        | "stryker.config.json"
        | "lerna.json"
        | "nx.json"
        | "turbo.json" => Some(Kind::Json),
        // Elsewhere these names may be those of data.
        "project.json" | "vercel.json" | "app.json" | "deno.json" | "renovate.json"
        | "biome.json"
            if path == name =>
        {
            Some(Kind::Json)
        }
        _ if matches!(extension, "yml" | "yaml" | "sh" | "toml") => Some(Kind::Words),
        "sonar-project.properties" => Some(Kind::Words),
        _ if name.starts_with("Dockerfile.") || extension == "Dockerfile" => Some(Kind::Words),
        _ if top == ".husky" => Some(Kind::Words),
        _ if matches!(extension, "js" | "cjs" | "mjs") => {
            let stem = name.strip_suffix(extension)?;
            config_file(&format!("{stem}js")).map(|_| Kind::Script)
        }
        _ if matches!(extension, "md" | "markdown" | "mdx") => docs::kind(name),
        _ => None,
    }
}

/// One file while it is read.
struct File<'a> {
    path: &'a str,
    text: &'a str,
    found: Mentions,
}

impl<'a> File<'a> {
    /// What moves, as seen from the folder of the file.
    fn moves<'m>(&self, moved: Moved<'m>) -> Moves<'m>
    where
        'a: 'm,
    {
        // Editors run what they are told from the root.
        let base = if self.path.starts_with(".vscode/") { "" } else { folder(self.path) };
        Moves { base, renames: moved.renames, files: moved.files }
    }

    fn replace(&mut self, span: Span, text: impl Into<String>) {
        self.found.edits.push(Edit { span, text: text.into() });
    }

    fn tell(&mut self, span: Span, message: String, help: &str) {
        self.found.findings.push(told(self.path, self.text, span, message, help));
    }

    fn tell_rename(&mut self, span: Span, old: &str, new: &str) {
        let message = format!("{old} is {new} now, if this names it");
        self.tell(span, message, "name the file that is there now");
    }
}

/// Each line of `text` with its place.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        at += line.len();
        (at - line.len(), line)
    })
}

pub(super) fn told(path: &str, text: &str, span: Span, message: String, help: &str) -> Finding {
    Finding::of_file(Severity::Note, "mention", path, message, help).at(text, span)
}

fn span(start: usize, len: usize) -> Span {
    Span::sized(start as u32, len as u32)
}

/// Where `path` stands in `line` as a whole path.
pub(super) fn occurrences(line: &str, path: &str) -> Vec<usize> {
    let whole = |&(at, _): &(usize, &str)| {
        let before = line[..at].strip_suffix("./").unwrap_or(&line[..at]);
        !before.ends_with(is_part) && ends(&line[at + path.len()..])
    };
    line.match_indices(path).filter(whole).map(|(at, _)| at).collect()
}

/// Where `path` stands in `line` as the end of a longer one that is no address, when it names a folder itself.
fn endings(line: &str, path: &str) -> Vec<usize> {
    let inner = |&(at, _): &(usize, &str)| {
        let start = line[..at].rfind(|c: char| c.is_whitespace() || "'\"(<`".contains(c));
        let before = &line[start.map_or(0, |start| start + 1)..at];
        before.ends_with('/')
            && !matches!(before, "./" | "../")
            && !before.contains("://")
            && ends(&line[at + path.len()..])
    };
    let found = line.match_indices(path).filter(|_| path.contains('/'));
    found.filter(inner).map(|(at, _)| at).collect()
}

/// What may be a part of a path.
fn is_part(c: char) -> bool {
    c.is_alphanumeric() || "_-./\\@*$}{".contains(c)
}

/// Whether a path ends where `after` follows; a sentence may end there, too.
fn ends(after: &str) -> bool {
    let sentence = after.strip_prefix('.').is_some_and(|rest| !rest.starts_with(is_part));
    sentence || !after.starts_with(is_part)
}
