//! Which loader Node takes for a file, from its extension and the nearest `package.json`.
//! <https://nodejs.org/api/packages.html#determining-module-system>

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde::Serialize;
use serde_json::Value;

use crate::{
    find::{extension, parse_manifest},
    finding::Finding,
};

/// How Node loads a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    CommonJs,
    Module,
    Json,
    /// No `type` decides: CommonJS, unless only a module could have the syntax of the file.
    Detect,
}

impl Format {
    /// The format of a file with this extension in a package scope with this `type`.
    pub fn of(extension: &str, kind: Option<&str>) -> Self {
        match (extension, kind) {
            ("json", _) => Self::Json,
            ("cjs", _) => Self::CommonJs,
            ("mjs", _) | (_, Some("module")) => Self::Module,
            (_, Some("commonjs")) => Self::CommonJs,
            _ => Self::Detect,
        }
    }
}

/// The `type` in force in each folder of a package. A nested `package.json` counts even when it
/// is ignored by git, names no `type` or is empty.
pub(crate) struct Scopes {
    root: PathBuf,
    kinds: BTreeMap<String, Option<String>>,
    findings: Vec<Finding>,
}

impl Scopes {
    /// The scopes of the package at `root`, which has a `package.json`.
    pub(crate) fn new(root: &Path) -> Self {
        Self { root: root.to_path_buf(), kinds: BTreeMap::new(), findings: Vec::new() }
    }

    /// The format of the file at `path`, relative to the root.
    pub(crate) fn format(&mut self, path: &str) -> Format {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        Format::of(extension(path), self.kind(folder).as_deref())
    }

    /// Manifests that are not JSON; Node refuses to load anything in their scope.
    pub(crate) fn into_findings(self) -> Vec<Finding> {
        self.findings
    }

    fn kind(&mut self, folder: &str) -> Option<String> {
        if let Some(kind) = self.kinds.get(folder) {
            return kind.clone();
        }
        let kind = match fs::read_to_string(self.root.join(folder).join("package.json")) {
            Ok(text) => self.own_kind(folder, &text),
            Err(_) if folder.is_empty() => None,
            Err(_) => self.kind(folder.rsplit_once('/').map_or("", |(above, _)| above)),
        };
        self.kinds.insert(folder.to_string(), kind.clone());
        kind
    }

    fn own_kind(&mut self, folder: &str, text: &str) -> Option<String> {
        let path = if folder.is_empty() {
            "package.json".to_string()
        } else {
            format!("{folder}/package.json")
        };
        match parse_manifest(text, &path) {
            Ok(fields) => fields.get("type").and_then(Value::as_str).map(str::to_string),
            Err(finding) => {
                self.findings.push(finding);
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_manifest_decides_even_without_a_type() {
        let folder = tempfile::tempdir().expect("temporary folder");
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("inside")).expect("folder");
            fs::write(path, text).expect("written");
        };
        write("package.json", r#"{ "type": "module" }"#);
        write("esm/deep/a.js", "");
        write("cjs/package.json", "{}");
        write("bad/package.json", "{,}");
        let mut scopes = Scopes::new(folder.path());
        assert_eq!(scopes.format("esm/deep/a.js"), Format::Module);
        assert_eq!(scopes.format("bin/run"), Format::Module);
        assert_eq!(scopes.format("esm/a.cjs"), Format::CommonJs);
        assert_eq!(scopes.format("cjs/x/a.js"), Format::Detect);
        assert_eq!(scopes.format("cjs/a.mjs"), Format::Module);
        assert_eq!(scopes.format("cjs/package.json"), Format::Json);
        assert_eq!(scopes.format("bad/a.js"), Format::Detect);
        let findings = scopes.into_findings();
        assert_eq!(findings.len(), 1);
        assert_eq!((findings[0].line, findings[0].column), (1, 2));
    }
}
