//! One command over many packages: finds, decides, then prints or writes. Each package is on its
//! own; one that fails never stops the others.

mod bundles;
mod changeset;
mod decide;
mod installed;
mod knots;
mod meetings;
mod passes;
mod shared;
mod write;

use std::{
    env, fs,
    io::{self, BufWriter, Write},
    path::Path,
};

use anstream::{AutoStream, ColorChoice};
use anyhow::{Context as _, Result};
use indicatif::ProgressBar;
use rayon::ThreadPoolBuilder;

use crate::{
    cli::{self, Cli, Command, Run, Verify},
    depth::STACK_BYTES,
    diff,
    engine::Compat,
    explain, notes,
    outside::Outside,
    progress::with_bar,
    report::{self, PackageReport, Status},
    roadmap::Roadmap,
    transforms,
    verify::{self, PackageProof, verify_paths},
};
pub use decide::Decided;
use decide::decide;
use write::{resume, write};

/// Runs a command and gives its exit status.
pub fn run(cli: &Cli) -> Result<u8> {
    let (run, mode) = match &cli.command {
        Command::Explain { code } => return explain_code(code),
        Command::Verify(verify) => return verified(verify),
        Command::Diff(run) => (run, Mode::Diff),
        Command::Check(run) => (run, Mode::Check),
        Command::Plan(plan) => return planned(plan),
        Command::Facts(facts) => return looked_at(facts),
        Command::Schema { document } => return schema(*document),
        Command::Apply(apply) if apply.patch_out.is_some() => (&apply.run, Mode::Diff),
        Command::Apply(apply) => (&apply.run, Mode::Apply),
    };
    run.color().write_global();
    let prover = match &cli.command {
        Command::Apply(apply) if apply.verify => Some(apply.settings()?),
        _ => None,
    };
    if prover.is_some() {
        warn()?;
    }
    if let Command::Apply(apply) = &cli.command
        && apply.resume
    {
        let packages = resume(apply)?;
        if !packages.is_empty() {
            print(run, &packages)?;
            return Ok(packages.iter().map(PackageReport::exit_code).max().unwrap_or_default());
        }
    }
    let mut decided = decide(run, mode, prover.as_ref())?;
    if let Command::Apply(apply) = &cli.command {
        if let Some(file) = &apply.patch_out {
            patch_out(file, &mut decided)?;
        } else {
            let here = env::current_dir().context("the working directory is gone")?;
            write(apply, &mut decided, &here);
        }
        if let Some(file) = &apply.release_notes {
            let written: Vec<_> = decided.iter().map(|it| (&it.report, &it.release)).collect();
            let text = notes::render(&written, run.options().compat == Compat::Idiomatic);
            fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))?;
        }
    }
    let packages: Vec<PackageReport> = decided.into_iter().map(|it| it.report).collect();
    print(run, &packages)?;
    Ok(packages.iter().map(PackageReport::exit_code).max().unwrap_or_default())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Diff,
    Check,
    Apply,
}

fn planned(plan: &cli::Plan) -> Result<u8> {
    let run = &plan.run;
    run.color().write_global();
    let decided = decide(run, Mode::Check, None)?;
    let here = env::current_dir().context("the working directory is gone")?;
    let roadmap = Roadmap::new(&decided, &here);
    let mut out = io::stdout().lock();
    if plan.matrix {
        roadmap.matrix(&mut out)?;
    } else if run.json {
        roadmap.json(&mut out)?;
    } else {
        roadmap.human(&mut out)?;
    }
    Ok(decided.iter().map(|it| it.report.exit_code()).max().unwrap_or_default())
}

/// Writes the patches to `file` and nothing else. A package that changes is as good as applied.
fn patch_out(file: &Path, decided: &mut [Decided]) -> Result<()> {
    let patches = decided.iter_mut().filter_map(|it| it.report.patch.take());
    let text: String = patches.collect();
    fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))?;
    for it in decided.iter_mut().filter(|it| it.report.status == Status::Changed) {
        it.report.status = Status::Applied;
    }
    Ok(())
}

fn schema(document: cli::Document) -> Result<u8> {
    let text = match document {
        cli::Document::Plan => Roadmap::schema(),
        cli::Document::Facts => Outside::schema(),
    };
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(0)
}

fn looked_at(facts: &cli::Facts) -> Result<u8> {
    let here = env::current_dir().context("the working directory is gone")?;
    let pool = ThreadPoolBuilder::new().stack_size(STACK_BYTES).build()?;
    let (outside, findings) = pool.install(|| Outside::of(&facts.paths, &facts.selection(), &here));
    outside.json(&mut io::stdout().lock())?;
    let failed: Vec<_> = findings.into_iter().map(PackageReport::nowhere).collect();
    report::human(&mut anstream::stderr().lock(), &failed, true)?;
    Ok(if failed.is_empty() { 0 } else { 2 })
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
