//! The file by which changesets bumps the versions of migrated packages
//! (<https://github.com/changesets/changesets>).

use std::{fmt::Write as _, path::Path};

use crate::{
    apply::Unit,
    change::{Change, Summary},
    semver::semver,
};

/// Its name, where packages have theirs.
pub(super) const CHANGESET: &str = "changeset";
const FILE: &str = ".changeset/real-es-modules.md";

/// The file for packages below `home` that have not been written yet; none when no version changes
/// or a file of that name is there.
pub(super) fn changeset(home: &Path, units: &[(&Unit, &Summary)]) -> Option<Change> {
    let mut bumps = String::new();
    for (unit, summary) in units {
        let advice = semver(summary, &home.join(&unit.path));
        if advice.bump != "none" {
            writeln!(bumps, "\"{}\": {}", unit.name, advice.bump).ok()?;
        }
    }
    if bumps.is_empty() || home.join(FILE).exists() {
        return None;
    }
    let text = "Real ES modules. What `require` and `import` give is as before; Node has to be \
                `^20.19.0 || >=22.12.0`.";
    Some(Change::Create { path: FILE.to_string(), new: format!("---\n{bumps}---\n\n{text}\n") })
}
