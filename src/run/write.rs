//! Writes what was decided, and ends what a killed run began.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Error, Result};
use rayon::prelude::*;

use super::{
    changeset::{CHANGESET, changeset},
    decide::Decided,
};
use crate::{
    apply::{Commits, Record, Unit},
    change::ChangeSet,
    cli::Apply,
    find,
    finding::{Finding, Severity},
    report::{PackageReport, Status},
    vcs::{self, Unsafe},
    workspace::{Target, targets},
};

/// Writes the packages that change, those of one workspace in the order in which they can move.
pub(super) fn write(apply: &Apply, decided: &mut [Decided]) {
    let barriers: Vec<Option<Finding>> = decided
        .par_iter()
        .map(|it| {
            let root = it.changes.as_ref().and(it.target.as_ref()).map(|it| &it.root);
            root.and_then(|root| barrier(root, apply))
        })
        .collect();
    let mut homes: BTreeMap<PathBuf, Vec<Job>> = BTreeMap::new();
    for (index, (it, barrier)) in decided.iter_mut().zip(barriers).enumerate() {
        if let Some(finding) = barrier {
            it.changes = None;
            it.report.fail(finding);
        }
        if let (Some(changes), Some(target)) = (it.changes.take(), &it.target) {
            let jobs = homes.entry(target.home.clone()).or_default();
            jobs.push(Job { index, changes, unit: unit(target, &it.report) });
        }
    }
    let settings = Settings { commits: apply.commits(), changeset: apply.changeset };
    let written: Vec<(usize, Outcome)> = homes
        .into_par_iter()
        .flat_map_iter(|(home, jobs)| write_home(&home, jobs, &settings))
        .collect();
    for (index, outcome) in written {
        match outcome {
            Ok(()) => decided[index].report.status = Status::Applied,
            Err(finding) => decided[index].report.fail(finding),
        }
    }
}

type Outcome = Result<(), Finding>;

/// A package that is to be written; `index` is its place in the list of all.
struct Job {
    index: usize,
    changes: ChangeSet,
    unit: Unit,
}

fn unit(target: &Target, report: &PackageReport) -> Unit {
    let path = if target.unit == "." { String::new() } else { target.unit.clone() };
    Unit::new(path, report.name.as_deref().unwrap_or_default(), target.wave)
}

/// What holds for all packages of a run.
struct Settings {
    commits: Option<Commits>,
    changeset: bool,
}

fn write_home(home: &Path, mut jobs: Vec<Job>, settings: &Settings) -> Vec<(usize, Outcome)> {
    jobs.sort_by(|a, b| (a.unit.wave, &a.unit.path).cmp(&(b.unit.wave, &b.unit.path)));
    let mut outcomes: BTreeMap<usize, Outcome> = BTreeMap::new();
    if let Err(error) = write_units(home, &jobs, settings, &mut outcomes) {
        for Job { index, .. } in &jobs {
            outcomes.entry(*index).or_insert_with(|| Err(unwritten(&error)));
        }
    }
    outcomes.into_iter().collect()
}

fn write_units(
    home: &Path,
    jobs: &[Job],
    settings: &Settings,
    outcomes: &mut BTreeMap<usize, Outcome>,
) -> Result<()> {
    let mut record = Record::begin(home, settings.commits.clone())?;
    for Job { index, unit, changes } in jobs {
        if let Err(error) = record.add(unit.clone(), changes) {
            outcomes.insert(*index, Err(unwritten(&error)));
        }
    }
    let indices: BTreeMap<&str, usize> =
        jobs.iter().map(|it| (it.unit.path.as_str(), it.index)).collect();
    if settings.changeset && jobs.iter().all(|it| !outcomes.contains_key(&it.index)) {
        let wave = jobs.last().map_or(1, |it| it.unit.wave);
        let list: Vec<_> = jobs.iter().map(|it| (&it.unit, &it.changes.summary)).collect();
        if let Some(change) = changeset(home, &list) {
            let set = ChangeSet { changes: vec![change], ..ChangeSet::default() };
            record.add(Unit::new(String::new(), CHANGESET, wave), &set)?;
        }
    }
    record.run(&mut |unit: &Unit, error: Option<Error>| {
        if unit.name == CHANGESET {
            return error.map_or(Ok(()), Err);
        }
        let outcome = error.map_or(Ok(()), |error| Err(unwritten(&error)));
        outcomes.insert(indices[unit.path.as_str()], outcome);
        Ok(())
    })?;
    record.end()
}

fn unwritten(error: &Error) -> Finding {
    let help = "run it again when the reason is gone";
    Finding::of_file(Severity::Error, "not-written", "", format!("{error:#}"), help)
}

/// Why nothing must be written to the package.
fn barrier(root: &Path, apply: &Apply) -> Option<Finding> {
    let trouble = |code, message, help: &str| {
        Some(Finding::of_file(Severity::Error, code, "", message, help))
    };
    match vcs::committed(root) {
        Err(Unsafe::Dirty(status)) if !apply.allow_dirty => {
            let message = format!("there are changes that are not committed: {}", listed(&status));
            trouble("dirty-tree", message, "commit or stash them, or say --allow-dirty")
        }
        Err(Unsafe::Absent(reason)) if !apply.allow_no_vcs => {
            let message = format!("git could not bring the files back: {reason}");
            trouble("no-vcs", message, "commit the package to git first, or say --allow-no-vcs")
        }
        _ => None,
    }
}

fn listed(status: &str) -> String {
    let files: Vec<&str> = status.lines().filter_map(|line| line.get(3..)).collect();
    match &files[..] {
        [first, second, third, _, ..] => {
            format!("{first}, {second}, {third} and {} more", files.len() - 3)
        }
        _ => files.join(", "),
    }
}

/// Ends the runs that were killed in the workspaces or packages that the command line means, if
/// there are any.
pub(super) fn resume(apply: &Apply) -> Result<Vec<PackageReport>> {
    let here = env::current_dir().context("the working directory is gone")?;
    let targets = targets(&apply.run.paths, &apply.run.selection());
    let homes: BTreeSet<PathBuf> = targets.into_iter().flatten().map(|it| it.home).collect();
    let mut reports = Vec::new();
    for home in homes {
        let Some(mut record) = Record::resume(&home)? else { continue };
        let told = &mut |unit: &Unit, error: Option<Error>| {
            if unit.name == CHANGESET {
                return error.map_or(Ok(()), Err);
            }
            let path = find::shown(&home.join(&unit.path), &here);
            let mut report = PackageReport::applied(path, &unit.name, unit.summary.clone());
            if let Some(error) = error {
                report.fail(unwritten(&error));
            }
            reports.push(report);
            Ok(())
        };
        record.run(told).with_context(|| format!("{}", home.display()))?;
        record.end()?;
    }
    Ok(reports)
}
