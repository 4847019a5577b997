//! The file by which changesets bumps the versions of migrated packages
//! (<https://github.com/changesets/changesets>).

use std::{collections::BTreeSet, fmt::Write as _, path::Path};

use crate::{
    apply::Unit,
    change::{Change, Summary},
    manifest::REQUIRED_NODE,
    semver::semver_of,
};

/// Its name, where packages have theirs.
pub(super) const CHANGESET: &str = "changeset";
const FILE: &str = ".changeset/real-es-modules.md";

/// The file for packages below `home` that have not been written yet; none when no version changes
/// or a file of that name is there.
pub(super) fn changeset(home: &Path, units: &[(&Unit, &Summary)]) -> Option<Change> {
    let mut bumps = String::new();
    let mut bumped = Vec::new();
    for (unit, summary) in units {
        let advice = semver_of(summary, &home.join(&unit.path));
        if advice.bump != "none" {
            writeln!(bumps, "\"{}\": {}", unit.name, advice.bump).ok()?;
            bumped.push(*summary);
        }
    }
    if bumps.is_empty() || home.join(FILE).exists() {
        return None;
    }
    let text = text(&bumped);
    Some(Change::Create { path: FILE.to_string(), new: format!("---\n{bumps}---\n\n{text}\n") })
}

/// What consumers of all these packages have to know.
fn text(packages: &[&Summary]) -> String {
    let noticed: BTreeSet<&str> =
        packages.iter().flat_map(|it| &it.noticed).map(String::as_str).collect();
    let mut text = "Real ES modules. ".to_string();
    if noticed.is_empty() {
        text += "What `require` and `import` give is as before.";
    } else {
        let noticed = Vec::from_iter(noticed).join("; ");
        text = format!("{text}What is new: {noticed}.");
    }
    let needs = packages.iter().filter(|it| !it.module_sync);
    let needs: BTreeSet<&str> =
        needs.map(|it| it.needs.as_deref().unwrap_or(REQUIRED_NODE)).collect();
    match Vec::from_iter(needs)[..] {
        [] => text,
        [range] => format!("{text} Node has to be `{range}`."),
        _ => text + " Node has to be what `engines.node` of each says.",
    }
}
