//! Which part of a version a migration asks for.

use std::path::Path;

use node_semver::Range;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::{change::Summary, find::parse_manifest, manifest::REQUIRED_NODE};

/// What to do with the version of a package.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Semver {
    /// `major`, `minor` or `none`.
    pub bump: &'static str,
    /// Why, as a sentence without a full stop.
    pub reason: String,
}

/// The advice for the package in `root`, as it is before. A migrated package differs for consumers
/// in the Nodes that can load it, and in nothing else.
pub fn semver(summary: &Summary, root: &Path) -> Semver {
    let of = |bump, reason: &str| Semver { bump, reason: reason.to_string() };
    if summary.migrated == 0 {
        return of("none", "nothing of it migrates");
    }
    if summary.module_sync {
        return of("minor", "each Node loads what it can load, and Nodes of before all can");
    }
    let text = std::fs::read_to_string(root.join("package.json")).unwrap_or_default();
    let fields = parse_manifest(&text, "package.json").unwrap_or_default();
    if fields.get("private") == Some(&Value::Bool(true)) {
        return of("none", "the package is private");
    }
    let declared = fields.get("engines").and_then(|it| it.get("node")).and_then(Value::as_str);
    let parsed = declared.and_then(|it| Range::parse(it).ok());
    let supported = Range::parse(REQUIRED_NODE).ok();
    match (declared, parsed, supported) {
        (Some(text), Some(range), Some(supported)) if supported.allows_all(&range) => {
            let reason = format!("consumers see what they saw on all Nodes of `{text}`");
            Semver { bump: "minor", reason }
        }
        (Some(text), ..) => {
            let reason = format!("`{text}` allows Nodes that cannot require ES modules");
            Semver { bump: "major", reason }
        }
        (None, ..) => of("major", "Nodes that cannot require ES modules could load it before"),
    }
}
