//! `apply --verify`: what does not hold is written a rung lower, file by file, until nobody can
//! tell, or the package is refused.

use std::collections::BTreeSet;

use anyhow::Result;

use super::{Found, PackageProof};
use crate::{
    change::{ChangeSet, Rung},
    find::Package,
    finding::{Finding, Severity},
    graph::FileId,
    plan::Forced,
};

/// How often files fall back.
const ROUNDS: usize = 3;

/// Changes that hold, or a refusal.
#[derive(Debug)]
pub struct Settled {
    pub changes: ChangeSet,
    /// What consumers would still see.
    pub differences: Vec<Found>,
}

/// Rewrites, proves, and rewrites again without what was blamed.
pub fn settle(
    package: &Package,
    rewrite: &dyn Fn(&Forced) -> ChangeSet,
    prove: &dyn Fn(&ChangeSet) -> Result<PackageProof>,
) -> Result<Settled> {
    let mut forced = Forced::default();
    let mut notes = Vec::new();
    for round in 0.. {
        let mut changes = rewrite(&forced);
        if changes.summary.refused.is_some() || changes.changes.is_empty() {
            changes.findings.extend(notes);
            return Ok(Settled { changes, differences: Vec::new() });
        }
        let differences = prove(&changes)?.differences;
        let blamed = blamed(package, &changes, &differences);
        if differences.is_empty() {
            changes.findings.extend(notes);
            return Ok(Settled { changes, differences });
        }
        if round == ROUNDS || blamed.is_empty() {
            return Ok(refused(changes, differences));
        }
        for (id, why) in blamed {
            let file = &package.files[id].path;
            let rung = changes.verdicts.iter().find(|it| it.file == *file).map(|it| it.rung);
            forced.fall_back(id, rung == Some(Rung::LocalExports), &why);
            notes.retain(|it: &Finding| it.file != *file);
            notes.push(note(file, &why));
        }
    }
    unreachable!("the last round returns")
}

/// The migrated files that the differences come from; all of them where nobody knows.
fn blamed(package: &Package, changes: &ChangeSet, differences: &[Found]) -> Vec<(FileId, String)> {
    let migrated: BTreeSet<&str> = changes
        .verdicts
        .iter()
        .filter(|it| !matches!(it.rung, Rung::Kept | Rung::Untouched))
        .map(|it| it.file.as_str())
        .collect();
    let why = |found: &Found| format!("{} was {}, is {}", found.place(), found.was, found.is);
    let reason = |path: &str| differences.iter().find(|it| it.file.as_deref() == Some(path));
    let mut known = Vec::new();
    let mut all = Vec::new();
    for (id, file) in package.files.iter().enumerate() {
        if migrated.contains(file.path.as_str()) {
            known.extend(reason(&file.path).map(|found| (id, why(found))));
            all.extend(differences.first().map(|found| (id, why(found))));
        }
    }
    if known.is_empty() { all } else { known }
}

fn note(file: &str, why: &str) -> Finding {
    let message = format!("written in a more general way, because otherwise {why}");
    Finding::of_file(Severity::Note, "fell-back", file, message, "")
}

fn refused(changes: ChangeSet, differences: Vec<Found>) -> Settled {
    let help = "report this as a bug with the file; until then leave the package as it is";
    let mut findings = changes.findings;
    for found in &differences {
        let file = found.file.as_deref().unwrap_or_default();
        let message = format!("{} was {}, would be {}", found.place(), found.was, found.is);
        findings.push(Finding::of_file(Severity::Keep, "verify-differs", file, message, help));
    }
    let reason = "consumers would see a difference, however it is written";
    Settled { changes: ChangeSet::refused(reason, findings), differences }
}
