//! Installs the pinned packages with npm: those of the slice together, the others together, and
//! each with tests on its own, since what tests need rarely agrees.

use std::{collections::BTreeMap, fs, path::PathBuf, process::Command};

use anyhow::{Context as _, Result, ensure};
use rayon::prelude::*;
use serde_json::{Value, json};

use super::{Pin, Pins, cache, say};

/// The folder that `pin` is installed for.
fn project(pin: &Pin) -> PathBuf {
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

/// Installs what is not there yet.
pub(super) fn install(pins: &Pins) -> Result<()> {
    let mut wanted: BTreeMap<PathBuf, BTreeMap<String, Value>> = BTreeMap::new();
    for pin in &pins.package {
        let packages = wanted.entry(project(pin)).or_default();
        for (name, range) in &pin.dev {
            packages.insert(name.clone(), json!(range));
        }
        packages.insert(pin.name.clone(), json!(pin.version));
    }
    wanted.par_iter().try_for_each(|(project, packages)| {
        // A run that names some packages installs those beside what is there.
        let list = project.join("package.json");
        let mut all = fs::read_to_string(&list).map_or_else(
            |_| Ok(BTreeMap::new()),
            |text| -> Result<BTreeMap<String, Value>> {
                let manifest: Value = serde_json::from_str(&text)?;
                Ok(serde_json::from_value(manifest["dependencies"].clone())?)
            },
        )?;
        let before = all.clone();
        all.extend(packages.clone());
        let installed = project.join("node_modules/.package-lock.json");
        if all == before && installed.is_file() {
            return Ok(());
        }
        fs::create_dir_all(project)?;
        let manifest = json!({ "private": true, "dependencies": all, "overrides": pins.overrides });
        fs::write(&list, manifest.to_string())?;
        say(&format!("installing {}", project.display()));
        npm(project)
    })
}

fn npm(project: &PathBuf) -> Result<()> {
    let mut npm = Command::new("npm");
    npm.args(["install", "--ignore-scripts", "--omit=optional", "--legacy-peer-deps"]);
    npm.args(["--no-audit", "--no-fund", "--silent", "--prefer-offline"]).current_dir(project);
    let status = npm.status().context("npm")?;
    ensure!(status.success(), "npm could not install {}", project.display());
    Ok(())
}
