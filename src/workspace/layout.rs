//! How each package manager says which folders are packages.

use std::{fs, io, path::Path};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use ignore::WalkBuilder;
use serde::Deserialize;
use serde_json::Value;

use super::trouble;
use crate::{find::parse_manifest, finding::Finding};

/// Which folders are packages.
pub(super) enum Layout {
    /// Folders with a `package.json` that a pattern matches and none after it with `!` takes back.
    Patterns(Vec<String>),
    /// Just these.
    Folders(Vec<String>),
}

#[derive(Deserialize)]
struct PnpmWorkspace {
    #[serde(default)]
    packages: Vec<String>,
}

/// What the files in `root` say; `None` when it is the root of no workspace.
///
/// Sources: <https://pnpm.io/pnpm-workspace_yaml>, <https://docs.npmjs.com/cli/using-npm/workspaces>
/// (yarn and bun read the same field), <https://lerna.js.org/docs/api-reference/configuration>,
/// <https://rushjs.io/pages/configs/rush_json/>, <https://nx.dev/reference/project-configuration>.
pub(super) fn read(root: &Path) -> Result<Option<Layout>, Finding> {
    if let Some(layout) = pnpm(root)? {
        return Ok(Some(layout));
    }
    if let Some(layout) = rush(root)? {
        return Ok(Some(layout));
    }
    let Some(manifest) = text(&root.join("package.json"), "package.json")? else {
        return Ok(None);
    };
    // A manifest that is broken is told by the stage that reads the package.
    let fields = parse_manifest(&manifest, "package.json").unwrap_or_default();
    if let Some(patterns) = fields.get("workspaces").and_then(patterns) {
        return Ok(Some(Layout::Patterns(patterns)));
    }
    if let Some(layout) = lerna(root)? {
        return Ok(Some(layout));
    }
    Ok(root.join("nx.json").is_file().then(|| Layout::Patterns(vec!["**".to_string()])))
}

/// `workspaces` as an array, or as an object with `packages`.
fn patterns(value: &Value) -> Option<Vec<String>> {
    let list = value.as_array().or_else(|| value.get("packages")?.as_array())?;
    Some(list.iter().filter_map(Value::as_str).map(str::to_string).collect())
}

fn pnpm(root: &Path) -> Result<Option<Layout>, Finding> {
    let file = "pnpm-workspace.yaml";
    let Some(text) = text(&root.join(file), file)? else { return Ok(None) };
    let parsed = serde_yaml_ng::from_str::<Option<PnpmWorkspace>>(&text);
    let parsed = parsed.map_err(|error| {
        let place = error.location().map_or((0, 0), |it| (it.line() as u32, it.column() as u32));
        let mut finding = trouble(file, format!("this file is not as pnpm expects it: {error}"));
        (finding.line, finding.column) = place;
        finding
    })?;
    // Without the list pnpm uses the file for its settings only.
    let packages = parsed.map(|it| it.packages).filter(|it| !it.is_empty());
    Ok(packages.map(Layout::Patterns))
}

fn lerna(root: &Path) -> Result<Option<Layout>, Finding> {
    let Some(value) = jsonc(root, "lerna.json")? else { return Ok(None) };
    let packages = value.get("packages").and_then(patterns);
    Ok(Some(Layout::Patterns(packages.unwrap_or_else(|| vec!["packages/*".to_string()]))))
}

fn rush(root: &Path) -> Result<Option<Layout>, Finding> {
    let Some(value) = jsonc(root, "rush.json")? else { return Ok(None) };
    let projects = value.get("projects").and_then(Value::as_array).into_iter().flatten();
    let folders = projects.filter_map(|it| it.get("projectFolder")?.as_str());
    Ok(Some(Layout::Folders(folders.map(|it| normal(it).to_string()).collect())))
}

pub(super) fn jsonc(root: &Path, file: &str) -> Result<Option<Value>, Finding> {
    let Some(text) = text(&root.join(file), file)? else { return Ok(None) };
    let value = jsonc_parser::parse_to_serde_value(&text, &jsonc_parser::ParseOptions::default());
    let value = value.map_err(|error| {
        let mut finding = trouble(file, format!("this is not JSON: {}", error.kind()));
        finding.line = error.line_display() as u32;
        finding.column = error.column_display() as u32;
        finding
    })?;
    Ok(value)
}

/// The text of a file that need not be there. What is not UTF-8 is told by who reads it whole.
pub(super) fn text(path: &Path, shown: &str) -> Result<Option<String>, Finding> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(None),
        Err(error) => Err(trouble(shown, format!("cannot be read: {error}"))),
    }
}

fn normal(pattern: &str) -> &str {
    pattern.trim_start_matches("./").trim_end_matches('/')
}

impl Layout {
    /// The folders below `root` that are packages, sorted, relative and with `/`.
    pub(super) fn folders(&self, root: &Path) -> Vec<String> {
        let mut folders = match self {
            Self::Folders(folders) => folders.clone(),
            Self::Patterns(patterns) => {
                let wanted = Wanted::new(patterns);
                with_manifest(root).into_iter().filter(|it| wanted.has(it)).collect()
            }
        };
        // Nothing outside of the root is written.
        folders.retain(|it| !it.split('/').any(|part| part == ".."));
        folders.sort_unstable();
        folders.dedup();
        folders
    }
}

/// Patterns; the last that matches decides.
struct Wanted {
    set: GlobSet,
    negative: Vec<bool>,
}

impl Wanted {
    fn new(patterns: &[String]) -> Self {
        let mut builder = GlobSetBuilder::new();
        let mut negative = Vec::new();
        for pattern in patterns {
            let plain = pattern.strip_prefix('!');
            let glob =
                GlobBuilder::new(normal(plain.unwrap_or(pattern))).literal_separator(true).build();
            if let Ok(glob) = glob {
                builder.add(glob);
                negative.push(plain.is_some());
            }
        }
        Self { set: builder.build().unwrap_or_default(), negative }
    }

    fn has(&self, folder: &str) -> bool {
        self.set.matches(folder).into_iter().max().is_some_and(|last| !self.negative[last])
    }
}

/// All folders below `root` with a `package.json`, but those of dependencies and ignored ones.
fn with_manifest(root: &Path) -> Vec<String> {
    let mut builder = WalkBuilder::new(root);
    builder.hidden(false).ignore(false).git_global(false).require_git(false).parents(false);
    builder.filter_entry(|it| !matches!(it.file_name().to_str(), Some("node_modules" | ".git")));
    let manifests = builder.build().filter_map(Result::ok);
    let manifests = manifests.filter(|it| it.file_name() == "package.json");
    manifests
        .filter_map(|it| {
            let folder = it.path().parent()?.strip_prefix(root).ok()?;
            let parts: Option<Vec<&str>> = folder.iter().map(|part| part.to_str()).collect();
            Some(parts?.join("/"))
        })
        .collect()
}
