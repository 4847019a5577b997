//! One command over many packages: finds, decides, then prints or writes. Each package is on its
//! own; one that fails never stops the others.

use std::{
    any::Any,
    env,
    io::{self, BufWriter, Write},
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
};

use anstream::{AutoStream, ColorChoice};
use anyhow::{Context as _, Result};
use indicatif::ProgressBar;
use rayon::{ThreadPoolBuilder, prelude::*};

use crate::{
    apply::apply,
    change::ChangeSet,
    cli::{Cli, Command, Run, Verify},
    depth::STACK_BYTES,
    diff, engine, explain,
    find::{self, Package},
    finding::{Finding, Severity},
    plan::Forced,
    progress::with_bar,
    report::{self, PackageReport, Status},
    roadmap::Roadmap,
    transforms,
    vcs::{self, Unsafe},
    verify::{self, PackageProof, Settings, verify_paths},
    workspace::{Target, targets},
};

/// Runs a command and gives its exit status.
pub fn run(cli: &Cli) -> Result<u8> {
    let (run, mode) = match &cli.command {
        Command::Explain { code } => return explain_code(code),
        Command::Verify(verify) => return verified(verify),
        Command::Diff(run) => (run, Mode::Diff),
        Command::Check(run) => (run, Mode::Check),
        Command::Plan(run) => return planned(run),
        Command::Apply(apply) => {
            let (dirty, no_vcs) = (apply.allow_dirty, apply.allow_no_vcs);
            (&apply.run, Mode::Apply { dirty, no_vcs })
        }
    };
    run.color().write_global();
    let prover = match &cli.command {
        Command::Apply(apply) if apply.verify => Some(apply.settings()?),
        _ => None,
    };
    if prover.is_some() {
        warn()?;
    }
    let packages = work(run, mode, prover.as_ref())?;
    print(run, &packages)?;
    Ok(packages.iter().map(PackageReport::exit_code).max().unwrap_or_default())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Diff,
    Check,
    /// With what the user allows.
    Apply {
        dirty: bool,
        no_vcs: bool,
    },
}

/// A package that is to be worked on.
struct Job {
    root: PathBuf,
    /// `root` as it can be reached from the working directory.
    shown: String,
    /// What stands before the paths in a patch.
    prefix: String,
    /// Why it must not be written to, looked up before anything is written.
    barrier: Option<Finding>,
    shared: bool,
    cycle: Vec<String>,
}

fn planned(run: &Run) -> Result<u8> {
    run.color().write_global();
    let packages = work(run, Mode::Check, None)?;
    let here = env::current_dir().context("the working directory is gone")?;
    let roadmap = Roadmap::new(&packages, &here)?;
    let mut out = io::stdout().lock();
    if run.json {
        roadmap.json(&mut out)?;
    } else {
        roadmap.human(&mut out)?;
    }
    Ok(packages.iter().map(PackageReport::exit_code).max().unwrap_or_default())
}

fn verified(verify: &Verify) -> Result<u8> {
    verify.color().write_global();
    let settings = verify.settings()?;
    warn()?;
    let pool = ThreadPoolBuilder::new().num_threads(verify.jobs).stack_size(STACK_BYTES).build()?;
    let all = |bar: &ProgressBar| pool.install(|| verify_paths(&verify.paths, &settings, bar));
    let proofs = with_bar(0, "entries", verify.quiet, all);
    if verify.json {
        verify::json(&mut io::stdout().lock(), &proofs)?;
    } else {
        verify::human(&mut anstream::stderr().lock(), &proofs, verify.quiet)?;
    }
    Ok(proofs.iter().map(PackageProof::exit_code).max().unwrap_or_default())
}

fn warn() -> Result<()> {
    let text = "verifying executes the code of the packages, with your rights";
    Ok(writeln!(anstream::stderr().lock(), "warning: {text}")?)
}

fn work(run: &Run, mode: Mode, prover: Option<&Settings>) -> Result<Vec<PackageReport>> {
    let here = env::current_dir().context("the working directory is gone")?;
    let jobs = jobs(run, mode, &here);
    let count = jobs.len();
    let pool = ThreadPoolBuilder::new().num_threads(run.jobs).stack_size(STACK_BYTES).build()?;
    let options = run.options();
    let all = |bar: &ProgressBar| {
        let one = |job: Result<Job, Finding>| {
            let report = job
                .map_or_else(PackageReport::nowhere, |job| package(&job, mode, &options, prover));
            bar.inc(1);
            report
        };
        pool.install(|| jobs.into_par_iter().map(one).collect())
    };
    Ok(with_bar(count, "packages", run.quiet, all))
}

/// A job for each package that the command line means.
fn jobs(run: &Run, mode: Mode, here: &Path) -> Vec<Result<Job, Finding>> {
    let targets = targets(&run.paths, &run.selection());
    let alone = targets.len() == 1;
    targets.into_iter().map(|it| it.map(|it| Job::new(it, mode, here, alone))).collect()
}

impl Job {
    fn new(target: Target, mode: Mode, here: &Path, alone: bool) -> Self {
        let Target { root, shared, cycle } = target;
        let shown = find::shown(&root, here);
        let prefix = prefix(&root, here, alone);
        let barrier = barrier(&root, mode);
        Self { root, shown, prefix, barrier, shared, cycle }
    }
}

/// `git apply` takes the paths of a patch from the top of its tree, wherever it runs. Without git
/// they start at the package, or, to tell several packages apart, at the working directory.
fn prefix(root: &Path, here: &Path, alone: bool) -> String {
    let base = find::git_top(root).unwrap_or(if alone { root } else { here });
    let Ok(inside) = root.strip_prefix(base) else { return String::new() };
    inside.iter().map(|part| part.to_string_lossy() + "/").collect()
}

fn barrier(root: &Path, mode: Mode) -> Option<Finding> {
    let Mode::Apply { dirty, no_vcs } = mode else { return None };
    let trouble = |code, message, help: &str| {
        Some(Finding::of_file(Severity::Error, code, "", message, help))
    };
    match vcs::committed(root) {
        Err(Unsafe::Dirty(status)) if !dirty => {
            let message = format!("there are changes that are not committed: {}", listed(&status));
            trouble("dirty-tree", message, "commit or stash them, or say --allow-dirty")
        }
        Err(Unsafe::Absent(reason)) if !no_vcs => {
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

fn package(
    job: &Job,
    mode: Mode,
    options: &engine::Options,
    prover: Option<&Settings>,
) -> PackageReport {
    let work = AssertUnwindSafe(|| read_and_migrate(job, mode, options, prover));
    panic::catch_unwind(work).unwrap_or_else(|payload| {
        PackageReport::failed(job.shown.clone(), vec![internal_error(payload.as_ref())])
    })
}

fn read_and_migrate(
    job: &Job,
    mode: Mode,
    options: &engine::Options,
    prover: Option<&Settings>,
) -> PackageReport {
    let shown = job.shown.clone();
    let package = match Package::read(&job.root) {
        Ok(package) => Package { shared: job.shared, ..package },
        Err(finding) => return PackageReport::failed(shown, vec![finding]),
    };
    let name = package.name().map(str::to_string);
    let changes = match prover {
        _ if !job.cycle.is_empty() => Ok(tangled(&job.cycle)),
        Some(settings) if job.barrier.is_none() => proven(job, &package, options, settings),
        _ => Ok(engine::migrate(&package, options)),
    };
    let changes = match changes {
        Ok(changes) => changes,
        Err(error) => return PackageReport::failed(shown, vec![unproven(&error)]),
    };
    let outcome = carry_out(job, mode, &package, &changes);
    let patch = (mode == Mode::Diff).then(|| diff::patch(&package, &changes, &job.prefix));
    let (files, summary) = (changes.verdicts, changes.summary);
    let mut findings = package.findings;
    findings.extend(changes.findings);
    match outcome {
        Ok(status) => PackageReport { path: shown, name, status, files, findings, summary, patch },
        Err(finding) => {
            findings.push(finding);
            PackageReport { name, ..PackageReport::failed(shown, findings) }
        }
    }
}

/// Packages that depend on each other: while some of them are CommonJS, Node refuses to load ES
/// modules among them whose evaluation has begun (`ERR_REQUIRE_CYCLE_MODULE`).
fn tangled(others: &[String]) -> ChangeSet {
    let others = others.join(", ");
    let message = format!("this package and {others} depend on each other");
    let help = "take one of the dependencies out of package.json, or move what both need to a third package";
    let finding = Finding::of_file(Severity::Keep, "package-cycle", "package.json", &message, help);
    ChangeSet::refused(message, vec![finding])
}

/// The changes that hold when the package is run.
fn proven(
    job: &Job,
    package: &Package,
    options: &engine::Options,
    settings: &Settings,
) -> Result<ChangeSet> {
    let hidden = ProgressBar::hidden();
    let rewrite = |forced: &Forced| engine::migrate_without(package, options, forced);
    let prove = |changes: &ChangeSet| {
        settings.compare(&job.root, &job.root, Some((package, changes)), job.shown.clone(), &hidden)
    };
    Ok(verify::settle(package, &rewrite, &prove)?.changes)
}

fn unproven(error: &anyhow::Error) -> Finding {
    let help = "nothing was written; mend the reason, or run without --verify";
    Finding::of_file(Severity::Error, "not-verified", "", format!("{error:#}"), help)
}

fn carry_out(
    job: &Job,
    mode: Mode,
    package: &Package,
    changes: &ChangeSet,
) -> Result<Status, Finding> {
    if changes.summary.refused.is_some() {
        return Ok(Status::Refused);
    }
    if changes.changes.is_empty() {
        return Ok(Status::Unchanged);
    }
    if !matches!(mode, Mode::Apply { .. }) {
        return Ok(Status::Changed);
    }
    if let Some(finding) = &job.barrier {
        return Err(finding.clone());
    }
    apply(package, changes).map(|()| Status::Applied).map_err(|error| {
        let help = "nothing was written; run it again when the reason is gone";
        Finding::of_file(Severity::Error, "not-written", "", format!("{error:#}"), help)
    })
}

fn internal_error(payload: &(dyn Any + Send)) -> Finding {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("no message");
    let help = "report this message as a bug";
    let message = format!("unfaux failed: {text}");
    Finding::of_file(Severity::Error, "internal-error", "", message, help)
}

fn print(run: &Run, packages: &[PackageReport]) -> Result<()> {
    let stdout = io::stdout().lock();
    let colored = AutoStream::choice(&stdout) != ColorChoice::Never;
    let mut out = BufWriter::new(stdout);
    if run.json {
        report::json(&mut out, packages)?;
        return Ok(out.flush()?);
    }
    for patch in packages.iter().filter_map(|package| package.patch.as_deref()) {
        // Not through anstream, which would take escape sequences out of the sources as well.
        if colored { diff::paint(&mut out, patch)? } else { out.write_all(patch.as_bytes())? }
    }
    out.flush()?;
    report::human(&mut anstream::stderr().lock(), packages, run.quiet)?;
    Ok(())
}

fn explain_code(code: &str) -> Result<u8> {
    if let Some(text) = explain::explain(code) {
        writeln!(io::stdout().lock(), "# {code}\n\n{text}")?;
        return Ok(0);
    }
    let similar = explain::similar(code);
    if !similar.is_empty() {
        anyhow::bail!("nothing is called {code}; similar names: {}", similar.join(", "));
    }
    let findings: Vec<&str> = explain::codes().collect();
    let transforms: Vec<&str> = transforms::ALL.iter().map(|it| it.name()).collect();
    let (findings, transforms) = (findings.join(", "), transforms.join(", "));
    anyhow::bail!("nothing is called {code}\nfindings: {findings}\ntransforms: {transforms}")
}
