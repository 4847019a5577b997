//! Writes what was decided, and ends what a killed run began.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Error, Result};
use rayon::prelude::*;

use super::{
    Mode,
    changeset::{CHANGESET, changeset},
    decide::Decided,
    shared,
};
use crate::{
    apply::{Commits, Record, Unit},
    change::ChangeSet,
    cli::Apply,
    find,
    finding::{Finding, Severity},
    graph::package_name,
    report::{PackageReport, Status},
    vcs::{self, Unsafe},
    workspace::{Target, targets},
};

/// Writes the packages that change, those of one workspace in the order in which they can move, and
/// the roots of workspaces that follow them.
pub(super) fn write(apply: &Apply, decided: &mut Vec<Decided>, here: &Path) {
    hold_back(apply, decided);
    let packages = decided.len();
    decided.extend(shared::follow(decided, Mode::Apply, here, &|_| String::new()));
    hold_back(apply, &mut decided[packages..]);
    let mut homes: BTreeMap<PathBuf, Vec<Job>> = BTreeMap::new();
    for (index, it) in decided.iter_mut().enumerate() {
        let follows = needed(it).into_iter().map(|(_, name)| name.clone()).collect();
        if let (Some(changes), Some(target)) = (it.changes.take(), &it.target) {
            let jobs = homes.entry(target.home.clone()).or_default();
            let (mut unit, step) = (unit(target, &it.report), target.step.clone());
            unit.follows = follows;
            jobs.push(Job { index, changes, unit, step });
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

/// Takes the changes from packages to which nothing must be written.
fn hold_back(apply: &Apply, decided: &mut [Decided]) {
    let barrier = |it: &Decided| {
        let target = it.changes.as_ref().and(it.target.as_ref());
        target.and_then(|target| barrier(target, apply))
    };
    let barriers = decided.par_iter().map(barrier).collect();
    let barriers = spread(decided, barriers);
    for (it, barrier) in decided.iter_mut().zip(barriers) {
        if let Some(finding) = barrier {
            it.changes = None;
            it.report.fail(finding);
        }
    }
}

/// A package that is to be written; `index` is its place in the list of all.
struct Job {
    index: usize,
    changes: ChangeSet,
    unit: Unit,
    /// The packages that are only right together, by root; none where it stands alone.
    step: BTreeMap<PathBuf, String>,
}

impl Job {
    /// Packages of one step stand side by side.
    fn place(&self) -> (Option<&PathBuf>, &str) {
        (self.step.keys().next(), &self.unit.path)
    }

    fn whole(&self) -> Unit {
        let mut unit = self.unit.clone();
        unit.summary = self.changes.summary.clone();
        unit
    }
}

/// What keeps one package from being written keeps those that are only right with it.
fn spread(decided: &[Decided], barriers: Vec<Option<Finding>>) -> Vec<Option<Finding>> {
    let mut barriers = barriers;
    loop {
        let mut closed = BTreeMap::new();
        for (it, barrier) in decided.iter().zip(&barriers) {
            if let (Some(target), Some(finding)) = (&it.target, barrier) {
                closed.insert((&target.home, &target.name), finding.clone());
            }
        }
        let open = decided.iter().zip(&mut barriers);
        let mut changed = false;
        for (it, barrier) in open.filter(|(it, barrier)| it.changes.is_some() && barrier.is_none())
        {
            *barrier = needed(it).into_iter().find_map(|it| closed.get(&it).cloned());
            changed |= barrier.is_some();
        }
        if !changed {
            return barriers;
        }
    }
}

/// The packages without whose changes those of a package are not right.
fn needed(decided: &Decided) -> Vec<(&PathBuf, &String)> {
    let Some(target) = &decided.target else { return Vec::new() };
    let follows = decided.outward.uses.iter().filter(|it| it.follows);
    let followed: BTreeSet<String> = follows.map(|it| package_name(&it.specifier)).collect();
    let is_followed = |it: &&String| target.is_root || followed.contains(*it);
    let providers = target.providers.iter().filter(is_followed);
    let others = target.step.iter().filter(|(root, _)| **root != target.root);
    let names = providers.chain(others.map(|(_, name)| name));
    names.map(|name| (&target.home, name)).collect()
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
    // The last wave of a step is that of all of it.
    let mut waves: BTreeMap<BTreeMap<PathBuf, String>, usize> = BTreeMap::new();
    for it in &jobs {
        let wave = waves.entry(it.step.clone()).or_default();
        *wave = it.unit.wave.max(*wave);
    }
    for it in jobs.iter_mut().filter(|it| !it.step.is_empty()) {
        it.unit.wave = waves[&it.step];
    }
    jobs.sort_by(|a, b| (a.unit.wave, a.place()).cmp(&(b.unit.wave, b.place())));
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
    for step in jobs.chunk_by(|a, b| !a.step.is_empty() && a.step == b.step) {
        let added = match step {
            [Job { unit, changes, .. }] => record.add(unit.clone(), changes),
            several => add_together(&mut record, several),
        };
        if let Err(error) = added {
            outcomes.extend(step.iter().map(|it| (it.index, Err(unwritten(&error)))));
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
        let packages = unit.packages().iter().map(|it| indices[it.path.as_str()]);
        outcomes.extend(packages.map(|index| (index, outcome.clone())));
        Ok(())
    })?;
    record.end()
}

/// Packages whose files load each other are written as one, so that no moment finds one of them alone.
fn add_together(record: &mut Record, jobs: &[Job]) -> Result<()> {
    let unit = Unit::of(jobs.iter().map(Job::whole).collect());
    let changes = jobs
        .iter()
        .flat_map(|it| it.changes.changes.iter().map(|change| change.below(&it.unit.path)));
    let mut set = ChangeSet { changes: changes.collect(), ..ChangeSet::default() };
    for it in jobs {
        set.summary += &it.changes.summary;
    }
    record.add(unit, &set)
}

fn unwritten(error: &Error) -> Finding {
    let help = "run it again when the reason is gone";
    Finding::of_file(Severity::Error, "not-written", "", format!("{error:#}"), help)
}

/// Why nothing must be written to the package.
fn barrier(target: &Target, apply: &Apply) -> Option<Finding> {
    let trouble = |code, message, help: &str| {
        Some(Finding::of_file(Severity::Error, code, "", message, help))
    };
    let others = if target.is_root { &target.members[..] } else { &[] };
    match vcs::committed(&target.root, others) {
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
            for it in unit.packages() {
                let path = find::shown(&home.join(&it.path), &here);
                let mut report = PackageReport::applied(path, &it.name, it.summary.clone());
                if let Some(error) = &error {
                    report.fail(unwritten(error));
                }
                reports.push(report);
            }
            Ok(())
        };
        record.run(told).with_context(|| format!("{}", home.display()))?;
        record.end()?;
    }
    Ok(reports)
}
