//! Which part of a version a migration asks for.

use std::path::Path;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::{
    change::Summary,
    find::parse_manifest,
    manifest::{Narrowed, REQUIRED_NODE, narrow},
};

/// What to do with the version of a package.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Semver {
    /// `major`, `minor` or `none`.
    pub bump: &'static str,
    /// Why, as a sentence without a full stop.
    pub reason: String,
}

/// The advice for the package in `root`, which is not written yet.
pub fn semver_of(summary: &Summary, root: &Path) -> Semver {
    let text = std::fs::read_to_string(root.join("package.json")).unwrap_or_default();
    semver(summary, &parse_manifest(&text, "package.json").unwrap_or_default())
}

/// The advice for a package with this manifest, as it is before. A migrated package differs for
/// consumers in the Nodes that can load it, and in what the run was told to change.
pub fn semver(summary: &Summary, manifest: &Map<String, Value>) -> Semver {
    let of = |bump, reason: String| Semver { bump, reason };
    if summary.migrated == 0 {
        return of("none", "nothing of it migrates".to_string());
    }
    if manifest.get("private") == Some(&Value::Bool(true)) {
        return of("none", "the package is private".to_string());
    }
    let declared = manifest.get("engines").and_then(|it| it.get("node")).and_then(Value::as_str);
    let mut reasons = summary.noticed.clone();
    reasons.extend(lost_nodes(summary, declared));
    match declared {
        _ if !reasons.is_empty() => of("major", reasons.join("; ")),
        Some(text) if !summary.module_sync => {
            of("minor", format!("consumers see what they saw on all Nodes of `{text}`"))
        }
        _ => {
            of("minor", "each Node loads what it can load, and Nodes of before all can".to_string())
        }
    }
}

/// Which Nodes could load the package before and cannot after.
fn lost_nodes(summary: &Summary, declared: Option<&str>) -> Option<String> {
    let needs = summary.needs.as_deref().unwrap_or(REQUIRED_NODE);
    match declared {
        _ if summary.module_sync => None,
        Some(text) if narrow(text, needs) == Narrowed::Inside => None,
        Some(text) if summary.needs.is_some() => {
            Some(format!("`{text}` allows Nodes that `{needs}` leaves out"))
        }
        Some(text) => Some(format!("`{text}` allows Nodes that cannot require ES modules")),
        None => Some("Nodes that cannot require ES modules could load it before".to_string()),
    }
}
