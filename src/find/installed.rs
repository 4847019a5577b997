//! Where Node finds an installed package, and which version that is.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

/// The folder in which files of the folder `from` find the package `name`.
pub fn installed(from: &Path, name: &str) -> Option<PathBuf> {
    let mut places = from.ancestors().map(|it| it.join("node_modules").join(name));
    places.find(|it| it.join("package.json").is_file())?.canonicalize().ok()
}

/// The version of it.
pub fn installed_version(from: &Path, name: &str) -> Option<String> {
    let text = fs::read_to_string(installed(from, name)?.join("package.json")).ok()?;
    let manifest: Value = serde_json::from_str(&text).ok()?;
    manifest["version"].as_str().map(str::to_string)
}
