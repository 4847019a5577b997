//! What `unfaux plan` prints: the packages of a workspace in waves, and what stands in their way.

use std::{
    collections::BTreeSet,
    io::{self, Write},
    path::Path,
};

use anyhow::Result;
use node_semver::Range;
use serde::Serialize;
use serde_json::Value;

use crate::{
    change::Summary,
    find::parse_manifest,
    finding::{Finding, Severity},
    report::{PackageReport, Status},
    workspace::Target,
};

/// Version of the JSON document; grows when a field changes its meaning or goes.
const SCHEMA: u32 = 1;
/// Nodes whose `require` loads ES modules.
const SUPPORTED: &str = "^20.19.0 || >=22.12.0";

/// The packages in the order in which they can move.
#[derive(Debug, Serialize)]
pub struct Roadmap<'r> {
    schema: u32,
    /// Names of packages, wave by wave; each needs only packages of earlier waves.
    waves: Vec<Vec<&'r str>>,
    packages: Vec<Step<'r>>,
}

/// What would happen to one package.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Step<'r> {
    name: &'r str,
    path: &'r str,
    wave: usize,
    status: Status,
    summary: &'r Summary,
    /// Findings that keep files, or all of the package, as they are.
    blockers: Vec<&'r Finding>,
    /// Packages that it needs and that would change, too.
    waits_for: Vec<&'r String>,
    /// Packages of the workspace that need it.
    consumers: &'r [String],
    semver: Semver,
}

/// Which part of the version the migration asks for.
#[derive(Debug, Serialize)]
struct Semver {
    bump: &'static str,
    reason: String,
}

impl<'r> Roadmap<'r> {
    /// Puts `packages`, whose paths start at the folder `here`, in order.
    pub fn new(packages: &[(&'r PackageReport, Option<&'r Target>)], here: &Path) -> Self {
        let changing: BTreeSet<&str> = packages
            .iter()
            .filter(|it| it.0.status == Status::Changed)
            .filter_map(|it| it.0.name.as_deref())
            .collect();
        let step = |&(package, target): &(&'r PackageReport, Option<&'r Target>)| {
            let providers = target.into_iter().flat_map(|it| &it.providers);
            Step {
                name: package.name.as_deref().unwrap_or(&package.path),
                path: &package.path,
                wave: target.map_or(1, |it| it.wave),
                status: package.status,
                summary: &package.summary,
                blockers: package
                    .findings
                    .iter()
                    .filter(|it| it.severity > Severity::Note)
                    .collect(),
                waits_for: providers.filter(|it| changing.contains(it.as_str())).collect(),
                consumers: target.map_or(&[], |it| &it.consumers[..]),
                semver: semver(package, &here.join(&package.path)),
            }
        };
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

impl Step<'_> {
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

/// A migrated package differs for consumers in the Nodes that can load it, and in nothing else.
fn semver(package: &PackageReport, root: &Path) -> Semver {
    let of = |bump, reason: &str| Semver { bump, reason: reason.to_string() };
    if package.summary.migrated == 0 {
        return of("none", "nothing of it migrates");
    }
    let text = std::fs::read_to_string(root.join("package.json")).unwrap_or_default();
    let fields = parse_manifest(&text, "package.json").unwrap_or_default();
    if fields.get("private") == Some(&Value::Bool(true)) {
        return of("none", "the package is private");
    }
    let declared = fields.get("engines").and_then(|it| it.get("node")).and_then(Value::as_str);
    let parsed = declared.and_then(|it| Range::parse(it).ok());
    let supported = Range::parse(SUPPORTED).ok();
    match (declared, parsed, supported) {
        (Some(text), Some(range), Some(supported)) if supported.allows_all(&range) => {
            let reason = format!("consumers see what they saw on all Nodes of `{text}`");
            Semver { bump: "minor", reason }
        }
        (Some(text), ..) => {
            let reason = format!("`{text}` allows Nodes that cannot require ES modules");
            Semver { bump: "major", reason }
        }
        (None, ..) => of("major", "Nodes that cannot require ES modules could load it before"),
    }
}
