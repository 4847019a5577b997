//! What `unfaux plan` prints: the packages of a workspace in waves, and what stands in their way.

use std::{
    collections::BTreeSet,
    io::{self, Write},
    path::Path,
};

use anyhow::Result;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    change::Summary,
    finding::{Finding, Severity},
    report::Status,
    run::Decided,
    semver::{Semver, semver_of},
    workspace::Target,
};

/// Version of the JSON document; grows when a field changes its meaning or goes.
const SCHEMA: u32 = 1;

/// The packages in the order in which they can move.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "unfaux plan")]
pub struct Roadmap<'r> {
    /// Grows when a field changes its meaning or goes.
    schema: u32,
    /// Names of packages, wave by wave; each needs only packages of earlier waves, and of its own
    /// those that need it, too.
    waves: Vec<Vec<&'r str>>,
    packages: Vec<Step<'r>>,
}

/// What would happen to one package.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Step<'r> {
    /// What `--unit` takes: its path from the root of the workspace.
    unit: &'r str,
    name: &'r str,
    /// It is the root of the workspace, which follows its packages in the same run.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    is_root: bool,
    /// Its path from the working directory.
    path: &'r str,
    /// From 1.
    wave: usize,
    status: Status,
    summary: &'r Summary,
    /// Findings that keep files, or all of the package, as they are.
    blockers: Vec<&'r Finding>,
    /// It would change and waits for no other package.
    ready: bool,
    /// Packages of earlier waves that it needs and that would change, too.
    waits_for: Vec<&'r String>,
    /// Packages that migrate with it in one step: files of theirs and of its own load each other, or one
    /// passes on the names of the other.
    together: Vec<&'r String>,
    /// Packages of the workspace that need it.
    consumers: &'r [String],
    /// Where it loads packages of the workspace in files that migrate.
    edits: Vec<Edit<'r>>,
    semver: Semver,
}

/// A place in a package that loads another one of the workspace, and is rewritten.
#[derive(Debug, Serialize, JsonSchema)]
struct Edit<'r> {
    /// The package that it loads.
    provider: &'r str,
    /// Relative to the path of the package that loads it.
    file: &'r str,
    /// 1-based.
    line: u32,
    /// What it becomes is right only when the provider has been written.
    follows: bool,
}

/// The units that `--matrix` prints, as a CI matrix is filled with.
#[derive(Debug, Serialize)]
struct Matrix {
    include: Vec<Job>,
}

#[derive(Debug, Serialize)]
struct Job {
    /// What `--unit` takes.
    unit: String,
    name: String,
    wave: usize,
}

impl<'r> Roadmap<'r> {
    /// Puts `packages`, whose paths start at the folder `here`, in order.
    pub fn new(packages: &'r [Decided], here: &Path) -> Self {
        let changing: BTreeSet<&str> = packages
            .iter()
            .filter(|it| it.report.status == Status::Changed)
            .filter_map(|it| it.report.name.as_deref())
            .collect();
        let step = |it: &'r Decided| Step::new(it, &changing, here);
        let mut packages: Vec<Step<'r>> = packages.iter().map(step).collect();
        packages.sort_by(|a, b| (a.wave, a.path).cmp(&(b.wave, b.path)));
        let mut waves: Vec<Vec<&str>> = Vec::new();
        for step in &packages {
            waves.resize_with(waves.len().max(step.wave), Vec::new);
            waves[step.wave - 1].push(step.name);
        }
        Self { schema: SCHEMA, waves, packages }
    }

    /// Prints the JSON document.
    pub fn json(&self, out: &mut dyn Write) -> Result<()> {
        serde_json::to_writer_pretty(&mut *out, self)?;
        Ok(writeln!(out)?)
    }

    /// Prints the units that would change, in one line.
    pub fn matrix(&self, out: &mut dyn Write) -> Result<()> {
        let changing =
            self.packages.iter().filter(|it| it.status == Status::Changed && !it.is_root);
        let changing: Vec<&Step<'r>> = changing.collect();
        // Packages that are only right together are one job, at the place of the first.
        let others = |it: &&Step<'r>| it.together.iter().any(|name| name.as_str() < it.name);
        let job = |it: &&Step<'r>| {
            let own = |other: &&&Step<'r>| {
                other.unit == it.unit || it.together.iter().any(|name| *name == other.name)
            };
            let joined = |of: fn(&Step<'r>) -> &'r str, between: &str| {
                changing.iter().filter(own).map(|it| of(it)).collect::<Vec<_>>().join(between)
            };
            Job { unit: joined(|it| it.unit, ","), name: joined(|it| it.name, ", "), wave: it.wave }
        };
        let include = changing.iter().filter(|it| !others(it)).map(job).collect();
        let matrix = Matrix { include };
        serde_json::to_writer(&mut *out, &matrix)?;
        Ok(writeln!(out)?)
    }

    /// The JSON Schema of the JSON document.
    pub fn schema() -> String {
        format!("{:#}\n", schemars::schema_for!(Roadmap<'static>).to_value())
    }

    /// Prints the waves for a person.
    pub fn human(&self, out: &mut dyn Write) -> Result<()> {
        let mut wave = 0;
        for step in &self.packages {
            if step.wave != wave {
                wave = step.wave;
                writeln!(out, "wave {wave}")?;
            }
            step.human(out)?;
        }
        Ok(())
    }
}

impl<'r> Step<'r> {
    fn new(decided: &'r Decided, changing: &BTreeSet<&str>, here: &Path) -> Self {
        let (package, target) = (&decided.report, decided.target.as_ref());
        let providers = target.map_or(&[][..], |it| &it.providers);
        let beside = |name: &String| {
            let in_cycle = |it: &Target| it.cycle.iter().any(|(other, _)| other == name);
            target.is_some_and(|it| in_cycle(it) || it.step.values().any(|it| it == name))
        };
        let waits_for = providers.iter().filter(|it| changing.contains(it.as_str()) && !beside(it));
        let waits_for: Vec<&String> = waits_for.collect();
        let changes = target.filter(|_| package.status == Status::Changed);
        let others = |it: &'r Target| it.step.iter().filter(|(root, _)| **root != it.root);
        let together = changes.into_iter().flat_map(others).map(|(_, name)| name);
        let edits = decided.outward.uses.iter().filter_map(|it| {
            let provider = providers.iter().find(|name| {
                it.specifier
                    .strip_prefix(name.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })?;
            Some(Edit { provider, file: &it.file, line: it.line, follows: it.follows })
        });
        Self {
            unit: target.map_or(package.path.as_str(), |it| &it.unit),
            name: package.name.as_deref().unwrap_or(&package.path),
            is_root: target.is_some_and(|it| it.is_root),
            path: &package.path,
            wave: target.map_or(1, |it| it.wave),
            status: package.status,
            summary: &package.summary,
            blockers: package.findings.iter().filter(|it| it.severity > Severity::Note).collect(),
            ready: package.status == Status::Changed && waits_for.is_empty(),
            waits_for,
            together: together.collect(),
            consumers: target.map_or(&[], |it| &it.consumers[..]),
            edits: edits.collect(),
            semver: semver_of(&package.summary, &here.join(&package.path)),
        }
    }

    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let Summary { migrated, idiomatic, kept, .. } = self.summary;
        let what = match (self.status, &self.summary.refused) {
            (_, Some(reason)) => format!("refused: {reason}"),
            (Status::Changed, _) if *migrated > 0 => {
                let kept = if *kept > 0 { format!(", {kept} kept") } else { String::new() };
                let files = if *migrated == 1 { "file" } else { "files" };
                format!("{migrated} {files} to migrate ({idiomatic} idiomatic{kept})")
            }
            (Status::Changed, _) => "to change".to_string(),
            (Status::Failed, _) => "failed".to_string(),
            _ => "nothing to do".to_string(),
        };
        writeln!(out, "  {} ({}): {what}", self.name, self.path)?;
        if !self.waits_for.is_empty() {
            let names: Vec<&str> = self.waits_for.iter().map(|it| it.as_str()).collect();
            writeln!(out, "    after {}", names.join(", "))?;
        }
        if !self.together.is_empty() {
            let names: Vec<&str> = self.together.iter().map(|it| it.as_str()).collect();
            writeln!(out, "    in one step with {}", names.join(", "))?;
        }
        for Finding { file, line, code, message, .. } in &self.blockers {
            let place = if *line > 0 { format!("{file}:{line}: ") } else { String::new() };
            writeln!(out, "    {place}{message} [{code}]")?;
        }
        if self.status == Status::Changed {
            writeln!(out, "    {}: {}", self.semver.bump, self.semver.reason)?;
        }
        Ok(())
    }
}
