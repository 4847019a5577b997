//! What is to be done with each package. Reads and decides; writes nothing.

use std::{
    any::Any,
    collections::BTreeMap,
    env,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context as _, Result};
use indicatif::ProgressBar;
use rayon::{ThreadPoolBuilder, prelude::*};

use super::{Mode, bundles, knots, meetings, passes, shared};
use crate::{
    change::{ChangeSet, Outward},
    cli::Run,
    depth::STACK_BYTES,
    diff,
    engine::{self, Faux, Seal},
    find::{self, Package},
    finding::{Finding, Severity},
    notes::Release,
    outside::Known,
    plan::{Forced, Joint},
    progress::with_bar,
    report::{PackageReport, Status},
    siblings::{Siblings, Turned},
    verify::{self, Beside, Settings},
    workspace::{Named, Target, named, targets},
};

/// A package and what was decided about it.
#[derive(Debug)]
pub struct Decided {
    pub report: PackageReport,
    /// `None` for a path that leads to no package.
    pub target: Option<Target>,
    pub outward: Outward,
    /// What is to be written, if that was asked for.
    pub(super) changes: Option<ChangeSet>,
    /// What the manifest says of the release.
    pub(super) release: Release,
}

/// A package that is to be worked on.
struct Job {
    target: Target,
    /// Its root as it can be reached from the working directory.
    shown: String,
    /// What stands before the paths in a patch.
    prefix: String,
}

/// What holds for all packages of a run.
pub(super) struct Rules<'r> {
    mode: Mode,
    pub options: engine::Options,
    pub prover: Option<&'r Settings>,
    pub known: Arc<Known>,
    /// Which files of packages others of the workspace name.
    named: Named,
    /// What import cycles over several packages ask of them, by root.
    joints: BTreeMap<PathBuf, Arc<Joint>>,
}

impl Rules<'_> {
    /// What is known of the packages around `target` before any is decided.
    pub(super) fn siblings(&self, target: &Target) -> Siblings {
        let named = self.named.get(&target.root).cloned().flatten();
        let joint = self.joints.get(&target.root).cloned();
        Siblings { shared: target.shared, named, joint, ..Siblings::default() }
    }
}

/// Decides about every package that the command line means, in their order.
pub(super) fn decide(run: &Run, mode: Mode, prover: Option<&Settings>) -> Result<Vec<Decided>> {
    let here = env::current_dir().context("the working directory is gone")?;
    let mut jobs = jobs(run, &here);
    let count = jobs.len();
    let alone = count == 1;
    let pool = ThreadPoolBuilder::new().num_threads(run.jobs).stack_size(STACK_BYTES).build()?;
    let known = Arc::new(Known::read(&run.facts)?);
    let options = run.options();
    let named = pool.install(|| names(&jobs, &options));
    let targets = jobs.iter_mut().flatten().map(|it| &mut it.target);
    pool.install(|| knots::tie(targets.collect(), options.faux));
    let mut rules = Rules { mode, options, prover, known, named, joints: BTreeMap::new() };
    let targets = jobs.iter_mut().flatten().map(|it| &mut it.target);
    rules.joints = pool.install(|| bundles::judge(targets.collect(), &rules));
    let all = |bar: &ProgressBar| {
        let one = |job: Result<Job, Finding>, around: &Around<'_>| {
            let decided = job.map_or_else(nowhere, |job| package(job, &rules, around));
            bar.inc(1);
            decided
        };
        let job = |target| Job::new(target, &here, alone);
        pool.install(|| {
            let (mut all, turned) = agreed(jobs, &rules, &one, &job);
            let again = |target, all: &[Decided]| {
                let decided = all.iter().collect();
                let around = Around { turned: &turned, decided, meets: true };
                package(job(target), &rules, &around)
            };
            passes::join(&mut all);
            meetings::settle(&mut all, &again);
            // What is written comes first: roots follow nothing else.
            if mode != Mode::Apply {
                all.extend(shared::follow(&all, mode, &here, &|root| prefix(root, &here, alone)));
            }
            all
        })
    };
    Ok(with_bar(count, "packages", run.quiet, all))
}

/// Which files siblings name of those packages whose other files nobody can load, now or then.
fn names(jobs: &[Result<Job, Finding>], options: &engine::Options) -> Named {
    let closes = |it: &Target| it.private || options.seal == Some(Seal::Named);
    let mut homes: BTreeMap<&Path, Vec<&Target>> = BTreeMap::new();
    for Job { target, .. } in jobs.iter().flatten().filter(|it| it.target.shared) {
        if closes(target) {
            homes.entry(&target.home).or_default().push(target);
        }
    }
    let look = |targets: Vec<&Target>| {
        let wanted = targets.iter().map(|it| (it.root.clone(), it.name.clone())).collect();
        named(&wanted, targets.first().map_or(&[], |it| &it.members))
    };
    homes.into_values().flat_map(look).collect()
}

/// All packages, none of which follows another that stays, and what is turned by them.
fn agreed(
    jobs: Vec<Result<Job, Finding>>,
    rules: &Rules<'_>,
    one: &(impl Fn(Result<Job, Finding>, &Around<'_>) -> Decided + Sync),
    job: &dyn Fn(Target) -> Job,
) -> (Vec<Decided>, Arc<Turned>) {
    let mut jobs = jobs;
    loop {
        let lost: Vec<Option<Finding>> = jobs.iter().map(|it| it.as_ref().err().cloned()).collect();
        let (mut all, turned) = in_order(jobs, rules, one);
        let anew = |target, all: &[Decided]| {
            let around = Around { turned: &turned, decided: all.iter().collect(), meets: false };
            package(job(target), rules, &around)
        };
        bundles::settle(&mut all, rules, &anew);
        while passes::settle(&mut all, &anew) {
            bundles::settle(&mut all, rules, &anew);
        }
        let stays = |it: &Decided| {
            let root = it.target.as_ref().filter(|it| it.tied.is_some()).map(|it| &it.root);
            root.is_some_and(|root| turned.keys().any(|file| file.starts_with(root)))
        };
        if !all.iter().any(stays) {
            return (all, turned);
        }
        // Those that follow it were decided as if it did not.
        let again = |(it, lost): (Decided, Option<Finding>)| {
            it.target.map(|it| Ok(job(it))).or(lost.map(Err))
        };
        jobs = all.into_iter().zip(lost).filter_map(again).collect();
    }
}

/// What is known of the other packages when one is decided.
struct Around<'a> {
    turned: &'a Arc<Turned>,
    decided: Vec<&'a Decided>,
    /// Modules are required while imports of them wait.
    meets: bool,
}

/// Packages that others wait for come first, where these see what becomes of them.
fn in_order(
    jobs: Vec<Result<Job, Finding>>,
    rules: &Rules<'_>,
    one: &(impl Fn(Result<Job, Finding>, &Around<'_>) -> Decided + Sync),
) -> (Vec<Decided>, Arc<Turned>) {
    let mut turned = Arc::new(Turned::default());
    // Everywhere else both views stay as they are.
    if rules.options.faux == Faux::Exact {
        let around = Around { turned: &turned, decided: Vec::new(), meets: false };
        let all = jobs.into_par_iter().map(|job| one(job, &around)).collect();
        return (all, turned);
    }
    let wave = |job: &Result<Job, Finding>| job.as_ref().map_or(0, |it| it.target.wave);
    let mut waves: BTreeMap<usize, Vec<_>> = BTreeMap::new();
    for (index, job) in jobs.into_iter().enumerate() {
        waves.entry(wave(&job)).or_default().push((index, job));
    }
    let mut all: Vec<(usize, Decided)> = Vec::new();
    for jobs in waves.into_values() {
        let known = all.iter().map(|(_, it)| it).collect();
        let around = Around { turned: &turned, decided: known, meets: false };
        let decide = |(index, job)| (index, one(job, &around));
        let mut decided: Vec<(usize, Decided)> = jobs.into_par_iter().map(decide).collect();
        let new = decided.iter_mut().flat_map(|(_, it)| std::mem::take(&mut it.outward.turned));
        Arc::make_mut(&mut turned).extend(new);
        all.append(&mut decided);
    }
    all.sort_by_key(|(index, _)| *index);
    (all.into_iter().map(|(_, it)| it).collect(), turned)
}

fn nowhere(finding: Finding) -> Decided {
    Decided {
        report: PackageReport::nowhere(finding),
        target: None,
        outward: Outward::default(),
        changes: None,
        release: Release::default(),
    }
}

/// A job for each package that the command line means.
fn jobs(run: &Run, here: &Path) -> Vec<Result<Job, Finding>> {
    let targets = targets(&run.paths, &run.selection());
    let alone = targets.len() == 1;
    targets.into_iter().map(|it| it.map(|it| Job::new(it, here, alone))).collect()
}

impl Job {
    fn new(target: Target, here: &Path, alone: bool) -> Self {
        let shown = find::shown(&target.root, here);
        let prefix = prefix(&target.root, here, alone);
        Self { target, shown, prefix }
    }
}

/// `git apply` takes the paths of a patch from the top of its tree, wherever it runs. Without git
/// they start at the package, or, to tell several packages apart, at the working directory.
fn prefix(root: &Path, here: &Path, alone: bool) -> String {
    let base = find::git_top(root).unwrap_or(if alone { root } else { here });
    let Ok(inside) = root.strip_prefix(base) else { return String::new() };
    inside.iter().map(|part| part.to_string_lossy() + "/").collect()
}

fn package(job: Job, rules: &Rules<'_>, around: &Around<'_>) -> Decided {
    let target = &job.target;
    let (meets, turned) = (around.meets, around.turned.clone());
    let siblings = Siblings { meets, turned, ..rules.siblings(target) };
    let work = AssertUnwindSafe(|| read_and_migrate(&job, rules, siblings, around));
    let (report, changes, release) = panic::catch_unwind(work).unwrap_or_else(|payload| {
        let findings = vec![internal_error(payload.as_ref())];
        (PackageReport::failed(job.shown.clone(), findings), None, Release::default())
    });
    let mut changes = changes;
    let outward = changes.as_mut().map(|it| std::mem::take(&mut it.outward)).unwrap_or_default();
    let wanted = rules.mode == Mode::Apply && report.status == Status::Changed;
    let changes = changes.filter(|_| wanted);
    Decided { report, target: Some(job.target), outward, changes, release }
}

fn read_and_migrate(
    job: &Job,
    rules: &Rules<'_>,
    siblings: Siblings,
    around: &Around<'_>,
) -> (PackageReport, Option<ChangeSet>, Release) {
    let (shown, target) = (job.shown.clone(), &job.target);
    let package = match Package::read(&target.root) {
        Ok(package) => Package { siblings, known: rules.known.clone(), ..package },
        Err(finding) => {
            return (PackageReport::failed(shown, vec![finding]), None, Release::default());
        }
    };
    let name = package.name().map(str::to_string);
    let changes = match rules.prover {
        _ if let Some(tie) = &target.tied => Ok(knots::refused(target, tie, &package)),
        // Packages in a cycle are run together.
        Some(settings) if package.siblings.joint.is_none() => {
            proven(job, &package, &rules.options, (settings, around))
        }
        _ => Ok(engine::migrate(&package, &rules.options)),
    };
    let mut changes = match changes {
        Ok(changes) => changes,
        Err(error) => {
            return (
                PackageReport::failed(shown, vec![unproven(&error)]),
                None,
                Release::default(),
            );
        }
    };
    let release = Release::of(&package, &changes);
    let status = status(&changes);
    let patch = (rules.mode == Mode::Diff).then(|| diff::patch(&package, &changes, &job.prefix));
    let mut findings = package.findings;
    findings.append(&mut changes.findings);
    let (files, summary) = (std::mem::take(&mut changes.verdicts), changes.summary.clone());
    let report = PackageReport { path: shown, name, status, files, findings, summary, patch };
    (report, Some(changes), release)
}

/// The changes that hold when the package is run.
fn proven(
    job: &Job,
    package: &Package,
    options: &engine::Options,
    (settings, around): (&Settings, &Around<'_>),
) -> Result<ChangeSet> {
    let mut plain = engine::migrate(package, options);
    if plain.outward.shows {
        plain.findings.push(on_purpose());
        return Ok(plain);
    }
    let hidden = ProgressBar::hidden();
    let root = &job.target.root;
    let rewrite = |forced: &Forced| engine::migrate_without(package, options, forced);
    let beside = providers(&job.target, &around.decided);
    let prove = |changes: &ChangeSet| {
        let changes = Some((package, changes));
        settings.compare(root, root, changes, &beside, job.shown.clone(), &hidden)
    };
    Ok(verify::settle(package, &rewrite, &prove)?.changes)
}

/// What importers will see otherwise is no difference to fall back from.
fn on_purpose() -> Finding {
    let message =
        "this package was not run: importers see its default exports otherwise on purpose";
    let help = "run its tests; packages that follow it are run with it as it will be";
    Finding::of_file(Severity::Note, "not-verified", "", message, help)
}

/// The packages of the workspace that `target` needs, directly or not, with what is to be written
/// to them; none where nothing is.
pub(super) fn providers<'d>(target: &Target, decided: &[&'d Decided]) -> Vec<Beside<'d>> {
    let mut found: Vec<(&Target, Option<&'d ChangeSet>)> = Vec::new();
    let mut queue = vec![target];
    while let Some(consumer) = queue.pop() {
        for it in decided {
            let is_needed = |it: &&Target| {
                let is_other = it.home == target.home && it.root != target.root;
                is_other && consumer.providers.contains(&it.name)
            };
            let Some(own) = it.target.as_ref().filter(is_needed) else { continue };
            if !found.iter().any(|(known, _)| known.root == own.root) {
                found.push((own, it.changes.as_ref()));
                queue.push(own);
            }
        }
    }
    if found.iter().all(|(_, changes)| changes.is_none()) {
        return Vec::new();
    }
    let read = |(it, changes): (&Target, _)| Some((Package::read(&it.root).ok()?, changes));
    found.into_iter().filter_map(read).collect()
}

fn unproven(error: &anyhow::Error) -> Finding {
    let help = "nothing was written; mend the reason, or run without --verify";
    Finding::of_file(Severity::Error, "not-verified", "", format!("{error:#}"), help)
}

fn status(changes: &ChangeSet) -> Status {
    if changes.summary.refused.is_some() {
        Status::Refused
    } else if changes.changes.is_empty() {
        Status::Unchanged
    } else {
        Status::Changed
    }
}

fn internal_error(payload: &(dyn Any + Send)) -> Finding {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("no message");
    let help = "report this message as a bug";
    let message = format!("unfaux failed: {text}");
    Finding::of_file(Severity::Error, "internal-error", "", message, help)
}
