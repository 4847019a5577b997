//! Finds a package and reads its files. The only stage that reads the package from disk; it
//! decides nothing and never leaves the package root.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use serde_json::{Map, Value};

use crate::{
    finding::{Finding, Severity},
    format::{Format, Scopes},
    manifest::{is_settings, lies, mirror},
    outside::Known,
    siblings::Siblings,
};

mod installed;
mod read;
mod root;
mod walk;

pub use installed::{installed, installed_version};
pub use read::MAX_BYTES;
pub(crate) use read::parse_manifest;
pub use root::{git_top, root_of, shown};

/// A package with the texts of its files. All paths in it are relative to `root`, with `/`, and
/// all lists are sorted.
#[derive(Debug, Clone)]
pub struct Package {
    /// Canonical.
    pub root: PathBuf,
    /// `package.json` of the root; it is not among `files`.
    pub manifest: SourceFile,
    /// `manifest`, parsed.
    pub fields: Map<String, Value>,
    /// Scripts and JSON files.
    pub files: Vec<SourceFile>,
    /// TypeScript and JSX: what a compiler reads before Node does. They are among `others`, too.
    pub sources: Vec<SourceFile>,
    /// Scripts and JSON files that could not be read, or not be parsed safely; `findings` says why.
    pub unread: Vec<UnreadFile>,
    /// All other files, by name only: TypeScript, declarations, documents, data.
    pub others: Vec<String>,
    /// Declarations (`.d.ts`) with their texts; their names are among `others`.
    pub declarations: Vec<SourceFile>,
    /// Settings of tools and documents that are neither scripts nor JSON, likewise.
    pub settings: Vec<SourceFile>,
    /// Roots of other packages inside this one; nothing of them is in the lists above.
    pub nested: Vec<String>,
    /// Symbolic links, which are never followed; what they name inside the root is listed above.
    pub links: Vec<Link>,
    /// What could not be read.
    pub findings: Vec<Finding>,
    /// The other packages of its workspace.
    pub siblings: Siblings,
    /// Facts of dependencies that are not installed.
    pub known: Arc<Known>,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    pub path: String,
    /// The whole text, with its byte order mark.
    pub text: String,
    pub format: Format,
    pub executable: bool,
}

/// A script or JSON file without a text. It can move, but not change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadFile {
    pub path: String,
    pub format: Format,
}

/// A symbolic link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub path: String,
    /// Where it ends, if that is inside the root; empty for the root itself.
    pub target: Option<String>,
}

impl Package {
    /// Reads the package whose `package.json` is directly in `root`, a canonical path. The error
    /// is a package that cannot be worked on at all.
    pub fn read(root: &Path) -> Result<Self, Finding> {
        let (manifest, fields) = read::manifest(root)?;
        Ok(Self::with(root, manifest, fields))
    }

    /// The same of the root of a workspace, which may have no `package.json`: the text is empty then.
    pub fn read_home(root: &Path) -> Result<Self, Finding> {
        let is_bare = !root.join("package.json").exists();
        if is_bare {
            Ok(Self::with(root, read::no_manifest(), Map::new()))
        } else {
            Self::read(root)
        }
    }

    fn with(root: &Path, manifest: SourceFile, fields: Map<String, Value>) -> Self {
        let walk::Listing { entries, nested, links, mut findings } = walk::list(root, &fields);
        let mut scopes = Scopes::new(root);
        let named = read::named_scripts(&fields);
        let mut package = Self {
            root: root.to_path_buf(),
            manifest,
            fields,
            files: Vec::new(),
            sources: Vec::new(),
            unread: Vec::new(),
            others: Vec::new(),
            declarations: Vec::new(),
            settings: Vec::new(),
            nested,
            links,
            findings: Vec::new(),
            siblings: Siblings::default(),
            known: Arc::default(),
        };
        // Copies for Nodes that cannot require ES modules stay as they are.
        let copies = mirror(&package.fields).map(|folder| format!("{folder}/"));
        let is_copy = |path: &str| copies.as_ref().is_some_and(|folder| path.starts_with(folder));
        for (path, outcome) in read::all(root, entries, &named) {
            match outcome {
                _ if is_copy(&path) => package.others.push(path),
                read::Outcome::Text { text, executable } => {
                    let format = scopes.format(&path);
                    package.files.push(SourceFile { path, text, format, executable });
                }
                read::Outcome::Unreadable(finding) => {
                    let format = match scopes.format(&path) {
                        Format::Detect => read::guessed_format(&root.join(&path)),
                        format => format,
                    };
                    package.unread.push(UnreadFile { path, format });
                    findings.push(finding);
                }
                read::Outcome::Source { text, executable } => {
                    let format = scopes.format(&path);
                    package.others.push(path.clone());
                    package.sources.push(SourceFile { path, text, format, executable });
                }
                read::Outcome::Other => package.others.push(path),
            }
        }
        package.declarations = read::declarations(root, &package.others);
        package.settings = read::texts(root, &package.others, &is_settings);
        package.declarations.retain(|it| !is_copy(&it.path));
        findings.extend(scopes.into_findings());
        let exists = |path: &str| root.join(path).is_file();
        findings.extend(lies(&package.manifest.path, &package.manifest.text, &exists));
        findings.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
        package.findings = findings;
        package
    }

    /// The same package in a copy of its folder.
    #[must_use]
    pub fn at(&self, root: PathBuf) -> Self {
        Self { root, ..self.clone() }
    }

    /// The file at `path`, the manifest included.
    pub fn file(&self, path: &str) -> Option<&SourceFile> {
        if path == self.manifest.path {
            return Some(&self.manifest);
        }
        let at = |files: &[SourceFile]| files.binary_search_by(|it| it.path.as_str().cmp(path));
        let source = || at(&self.sources).ok().map(|at| &self.sources[at]);
        at(&self.files).ok().map(|at| &self.files[at]).or_else(source)
    }

    /// The `name` of the manifest.
    pub fn name(&self) -> Option<&str> {
        self.fields.get("name")?.as_str()
    }
}

impl SourceFile {
    /// What follows the last dot of the file name; empty when there is none.
    pub fn extension(&self) -> &str {
        extension(&self.path)
    }
}

/// What follows the last dot of the file name; empty when there is none, or nothing before it.
pub fn extension(path: &str) -> &str {
    Path::new(path).extension().and_then(|extension| extension.to_str()).unwrap_or_default()
}

/// A finding that keeps a whole package or file from being read.
fn trouble(code: &'static str, file: &str, message: impl Into<String>, help: &str) -> Finding {
    Finding::of_file(Severity::Error, code, file, message, help)
}
