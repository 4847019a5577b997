//! One package: what the migration makes of it, and whether that holds.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use anyhow::{Result, anyhow};
use indicatif::ProgressBar;
use unfaux::{
    change::{ChangeSet, Summary},
    engine::{self, Options},
    find::Package,
    verify::{Base, Found, Node, PackageProof, Settings, Status, verify_paths},
};

use super::{Pin, install, table::Row};

/// Migrates `pin` in a copy and verifies it on `nodes`.
pub(super) fn prove(pin: &Pin, nodes: &[Node], deep: usize) -> Result<Row> {
    let root = install::place(pin);
    let package = Package::read(&root).map_err(|it| anyhow!("{}: {}", pin.name, it.message))?;
    let ChangeSet { findings, summary, verdicts, .. } =
        engine::migrate(&package, &Options::default());
    let mut codes: BTreeMap<&'static str, usize> = BTreeMap::new();
    for finding in &findings {
        *codes.entry(finding.code).or_default() += 1;
    }
    let settings = Settings {
        base: Base::WorkingTree,
        dry_run: Some(Options::default()),
        nodes: nodes.to_vec(),
        deep,
        timeout: Duration::from_secs(60),
        tests: pin.tests.as_deref().map(|line| with_commands(pin, line)),
    };
    let proofs = verify_paths(&[root], &settings, &ProgressBar::hidden());
    let proof = proofs.first().ok_or_else(|| anyhow!("{} was not verified", pin.name))?;
    let tests = match &proof.tests[..] {
        [] => "–",
        runs if runs.iter().any(|it| it.differs) => "differ",
        runs if runs.iter().all(|it| it.before.starts_with("exit 0")) => "pass",
        _ => "fail before, too",
    };
    Ok(Row {
        package: format!("{}@{}", pin.name, pin.version),
        kind: pin.kind.clone(),
        verdict: verdict(&summary),
        rungs: [
            summary.idiomatic,
            summary.create_require,
            summary.local_exports,
            summary.kept,
            summary.untouched,
        ],
        proof: status(proof.status),
        tests,
        codes,
        transforms: verdicts.into_iter().flat_map(|it| it.transforms).collect::<BTreeSet<_>>(),
        notes: notes(&summary, proof),
    })
}

/// Commands of dependencies are beside the copy in which tests run.
fn with_commands(pin: &Pin, line: &str) -> String {
    let up = if pin.name.contains('/') { "../.." } else { ".." };
    format!("PATH=$(cd {up} && pwd)/node_modules/.bin:$PATH; {line}")
}

fn verdict(summary: &Summary) -> &'static str {
    match summary {
        Summary { refused: Some(_), .. } => "refused",
        Summary { migrated: 0, .. } => "unchanged",
        Summary { kept: 0, .. } => "whole",
        _ => "in part",
    }
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Same => "same",
        Status::Differs => "differs",
        Status::Unproven => "unproven",
        Status::Failed => "failed",
    }
}

/// Why it is not migrated, and what does not hold.
fn notes(summary: &Summary, proof: &PackageProof) -> Vec<String> {
    let refused = summary.refused.iter().map(|why| format!("refused: {why}"));
    let error = proof.error.iter().map(|error| format!("failed: {error}"));
    let tests = proof.tests.iter().filter(|it| it.differs);
    let tests = tests.map(|it| format!("tests on {}: {}, then {}", it.node, it.before, it.after));
    let unproven = proof.excluded.iter().take(1).filter(|_| proof.status == Status::Unproven);
    let unproven = unproven.map(|it| format!("{} does not load: {}", it.entry, it.reason));
    let differs = proof.differences.iter().take(3).map(difference);
    refused.chain(error).chain(unproven).chain(differs).chain(tests).collect()
}

fn difference(it: &Found) -> String {
    let file = it.file.as_deref().map(|file| format!(" ({file})")).unwrap_or_default();
    format!("{} was {}, is {}{file}", it.place(), it.was, it.is)
}
