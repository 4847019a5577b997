//! Installs the pinned packages with npm: those of the slice together, the others together, and
//! each with tests on its own, since what tests need rarely agrees.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};
use rayon::prelude::*;
use serde_json::{Value, json};

use super::{Pin, Pins, cache, projects::Project, say};

/// The folder that `pin` is installed for.
pub(super) fn project(pin: &Pin) -> PathBuf {
    match (&pin.tests, pin.slice) {
        (Some(_), _) => cache().join("suites").join(pin.name.replace('/', "+")),
        (None, true) => cache().join("slice"),
        (None, false) => cache().join("others"),
    }
}

/// Where `pin` is after the installation.
pub(super) fn place(pin: &Pin) -> PathBuf {
    project(pin).join("node_modules").join(&pin.name)
}

/// Installs what is not there yet. Gives the projects that npm could not install.
pub(super) fn install(pins: &Pins) -> Result<BTreeSet<PathBuf>> {
    let mut wanted: BTreeMap<PathBuf, BTreeMap<String, Value>> = BTreeMap::new();
    for pin in &pins.package {
        let packages = wanted.entry(project(pin)).or_default();
        for (name, range) in &pin.dev {
            packages.insert(name.clone(), json!(range));
        }
        packages.insert(pin.name.clone(), json!(pin.version));
    }
    let installed = wanted.par_iter().map(|(project, packages)| {
        let is_there = install_one(project, packages, pins)?;
        Ok((!is_there).then(|| project.clone()))
    });
    Ok(installed.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
}

/// The folder that `project` is built in.
pub(super) fn folder(project: &Project) -> PathBuf {
    cache().join("projects").join(project.name.replace('/', "+"))
}

/// Installs `project` and its tools; whether npm could.
pub(super) fn of_project(project: &Project, pins: &Pins) -> Result<bool> {
    let tools = project.tools.iter().map(|(name, range)| (name.clone(), json!(range)));
    let own = (project.name.clone(), json!(project.version));
    install_one(&folder(project), &tools.chain([own]).collect(), pins)
}

/// A run that names some packages installs those beside what is there.
fn install_one(project: &Path, packages: &BTreeMap<String, Value>, pins: &Pins) -> Result<bool> {
    let list = project.join("package.json");
    let before = fs::read_to_string(&list).ok();
    let mut all = BTreeMap::new();
    if let Some(text) = &before {
        let manifest: Value = serde_json::from_str(text)?;
        all = serde_json::from_value(manifest["dependencies"].clone())?;
    }
    all.extend(packages.clone());
    let manifest = json!({ "private": true, "dependencies": all, "overrides": pins.overrides });
    let manifest = manifest.to_string();
    let installed = project.join("node_modules/.package-lock.json");
    if before.as_ref() == Some(&manifest) && installed.is_file() {
        return Ok(true);
    }
    fs::create_dir_all(project)?;
    fs::write(&list, manifest)?;
    say(&format!("installing {}", project.display()));
    npm(project)
}

fn npm(project: &Path) -> Result<bool> {
    let mut npm = Command::new("npm");
    npm.args(["install", "--ignore-scripts", "--omit=optional", "--legacy-peer-deps"]);
    npm.args(["--no-audit", "--no-fund", "--silent", "--prefer-offline"]).current_dir(project);
    Ok(npm.status().context("npm")?.success())
}
