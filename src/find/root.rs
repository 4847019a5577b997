//! From a path on the command line to the root of a package.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde_json::Value;

use super::trouble;
use crate::finding::Finding;

/// The canonical root of the package that `path`, a file or folder, lies in: the nearest folder
/// upwards with a `package.json` that is more than a note to tools about its folder, or else with
/// any. The search ends at `node_modules` and at the top of a git tree,
/// so that a folder without a manifest is never taken for a part of some other project.
pub fn root_of(path: &Path) -> Result<PathBuf, Finding> {
    let shown = path.display().to_string();
    let real = fs::canonicalize(path).map_err(|error| unreachable(&shown, &error))?;
    let mut note = None;
    for folder in real.ancestors() {
        let manifest = folder.join("package.json");
        if manifest.is_file() {
            if !is_note(&manifest) {
                return Ok(folder.to_path_buf());
            }
            note.get_or_insert(folder);
        }
        let name = folder.file_name().and_then(|name| name.to_str());
        if name == Some("node_modules") || folder.join(".git").exists() {
            break;
        }
        if folder.parent().and_then(Path::file_name).is_some_and(|name| name == "node_modules") {
            break;
        }
    }
    if let Some(folder) = note {
        return Ok(folder.to_path_buf());
    }
    let help = "run it on a folder with a package.json, or create one with npm init";
    Err(trouble("no-manifest", &shown, "no package.json here or in a folder above", help))
}

/// Such manifests stand inside packages and name none: `{ "type": "commonjs" }`.
fn is_note(manifest: &Path) -> bool {
    let fields = fs::read(manifest).ok().and_then(|it| serde_json::from_slice::<Value>(&it).ok());
    let marks = ["name", "version", "dependencies", "devDependencies", "scripts", "workspaces"];
    fields.is_some_and(|it| !marks.iter().any(|mark| it.get(mark).is_some()))
}

fn unreachable(shown: &str, error: &io::Error) -> Finding {
    if error.kind() == io::ErrorKind::NotFound {
        return trouble("no-such-path", shown, "no such file or folder", "check the path");
    }
    trouble("unreadable", shown, format!("cannot be read: {error}"), "check the path and its mode")
}

/// The top folder of the git tree that `root` lies in.
pub fn git_top(root: &Path) -> Option<&Path> {
    root.ancestors().find(|folder| folder.join(".git").exists())
}

/// `root` as it can be reached from the folder `here`.
pub fn shown(root: &Path, here: &Path) -> String {
    match root.strip_prefix(here) {
        Ok(inside) if inside.as_os_str().is_empty() => ".".to_string(),
        Ok(inside) => inside.display().to_string(),
        Err(_) => root.display().to_string(),
    }
}
