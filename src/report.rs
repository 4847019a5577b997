//! What a run tells: the JSON document, and the lines for a person.

use std::{
    io::{self, Write},
    path::Path,
};

use anstyle::{AnsiColor, Style};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    change::{Summary, Verdict},
    finding::{Finding, Severity},
};

/// Version of the JSON document; grows when a field changes its meaning or goes.
const SCHEMA: u32 = 1;

/// What became of a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Nothing is to be changed.
    Unchanged,
    /// Something would change; nothing was written.
    Changed,
    /// All changes were written.
    Applied,
    /// Nothing is migrated, for the reason in the summary.
    Refused,
    /// The package could not be read or written; it is as it was.
    Failed,
}

/// What a run found out about one package.
#[derive(Debug, Serialize)]
pub struct PackageReport {
    /// The root as it can be reached from the working directory; for a path that leads to no
    /// package, that path.
    pub path: String,
    /// The `name` in the manifest.
    pub name: Option<String>,
    pub status: Status,
    /// The decision about each file.
    pub files: Vec<Verdict>,
    /// Paths are relative to `path`; an empty one means the package itself.
    pub findings: Vec<Finding>,
    pub summary: Summary,
    /// The changes as a patch; only `diff` asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub patch: Option<String>,
}

/// The document that `--json` prints.
#[derive(Debug, Serialize)]
pub struct Document<'a> {
    pub schema: u32,
    pub packages: &'a [PackageReport],
    /// The sum over all packages.
    pub summary: Summary,
}

impl PackageReport {
    /// A path that leads to no package; `finding` names it.
    pub fn nowhere(finding: Finding) -> Self {
        let path = finding.file.clone();
        Self::failed(path, vec![Finding { file: String::new(), ..finding }])
    }

    /// A package that is as it was, because of the last of `findings`.
    pub fn failed(path: String, findings: Vec<Finding>) -> Self {
        Self {
            path,
            name: None,
            status: Status::Failed,
            files: Vec::new(),
            findings,
            summary: Summary::default(),
            patch: None,
        }
    }

    /// A package that an earlier run decided about; what it found then is not known any more.
    pub fn applied(path: String, name: &str, summary: Summary) -> Self {
        let name = Some(name.to_string()).filter(|it| !it.is_empty());
        Self { name, status: Status::Applied, summary, ..Self::failed(path, Vec::new()) }
    }

    /// Nothing was written, because of `finding`.
    pub fn fail(&mut self, finding: Finding) {
        let mut findings = std::mem::take(&mut self.findings);
        findings.push(finding);
        let name = self.name.take();
        *self = Self { name, ..Self::failed(std::mem::take(&mut self.path), findings) };
    }

    /// 0 when nothing is left for a person, 1 when something is, 2 when the package failed.
    pub fn exit_code(&self) -> u8 {
        let open = self.summary.kept > 0
            || self.findings.iter().any(|finding| finding.severity > Severity::Note);
        match self.status {
            Status::Failed => 2,
            Status::Changed | Status::Refused => 1,
            Status::Unchanged | Status::Applied => u8::from(open),
        }
    }
}

/// Prints the JSON document.
pub fn json(out: &mut dyn Write, packages: &[PackageReport]) -> io::Result<()> {
    let document = Document { schema: SCHEMA, packages, summary: total(packages) };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn total(packages: &[PackageReport]) -> Summary {
    let mut sum = Summary::default();
    for package in packages {
        sum += &package.summary;
    }
    sum
}

/// Prints the findings of each package and the summary. When `quiet`, prints only what failed.
pub fn human(err: &mut dyn Write, packages: &[PackageReport], quiet: bool) -> io::Result<()> {
    for package in packages.iter().filter(|package| !quiet || package.status == Status::Failed) {
        for (finding, others) in folded(&package.findings) {
            print_finding(err, package, finding, others)?;
        }
        if let Some(reason) = &package.summary.refused {
            let bold = Style::new().bold();
            writeln!(err, "{bold}{}: refused{bold:#}: {reason}", package.path)?;
        }
    }
    if quiet { Ok(()) } else { print_summary(err, packages) }
}

/// The findings that are printed, each with the number of those that it stands for besides itself:
/// calls that stay get one line for each file, as there may be many and nothing is to be done.
fn folded(findings: &[Finding]) -> impl Iterator<Item = (&Finding, usize)> {
    let stays = |it: &&Finding| it.code == "require-stays";
    findings.iter().enumerate().filter_map(move |(at, it)| {
        if !stays(&it) {
            return Some((it, 0));
        }
        let same = |other: &&Finding| stays(other) && other.file == it.file;
        let is_first = !findings[..at].iter().any(|other| same(&other));
        is_first.then(|| (it, findings[at + 1..].iter().filter(same).count()))
    })
}

fn print_finding(
    err: &mut dyn Write,
    package: &PackageReport,
    finding: &Finding,
    others: usize,
) -> io::Result<()> {
    let bold = Style::new().bold();
    let style = style(finding.severity).bold();
    let Finding { code, line, column, message, help, .. } = finding;
    write!(err, "{bold}{}", shown(package, finding))?;
    if *line > 0 {
        write!(err, ":{line}:{column}")?;
    }
    let severity = name(finding.severity);
    writeln!(err, "{bold:#}: {style}{severity}[{code}]{style:#}: {message}")?;
    if others > 0 {
        writeln!(err, "  and {others} more in this file: --json tells them")?;
    }
    if !help.is_empty() {
        writeln!(err, "  help: {help}")?;
    }
    Ok(())
}

/// Where to find the file of a finding from the working directory.
fn shown(package: &PackageReport, finding: &Finding) -> String {
    match (package.path.as_str(), finding.file.as_str()) {
        (path, "") => path.to_string(),
        (".", file) => file.to_string(),
        (path, file) => Path::new(path).join(file).display().to_string(),
    }
}

fn style(severity: Severity) -> Style {
    let color = match severity {
        Severity::Note => AnsiColor::Cyan,
        Severity::Keep => AnsiColor::Yellow,
        Severity::Error => AnsiColor::Red,
    };
    color.on_default()
}

fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Keep => "keep",
        Severity::Error => "error",
    }
}

fn print_summary(err: &mut dyn Write, packages: &[PackageReport]) -> io::Result<()> {
    let count = |status| packages.iter().filter(|package| package.status == status).count();
    let states = [
        ("applied", count(Status::Applied)),
        ("to change", count(Status::Changed)),
        ("unchanged", count(Status::Unchanged)),
        ("refused", count(Status::Refused)),
        ("failed", count(Status::Failed)),
    ];
    if let [package] = packages {
        write!(err, "{}: ", package.path)?;
    } else {
        write!(err, "{} packages: ", packages.len())?;
    }
    let plural = packages.len() != 1;
    let named = states
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(name, count)| if plural { format!("{count} {name}") } else { (*name).to_string() });
    writeln!(err, "{}", named.collect::<Vec<_>>().join(", "))?;
    print_rungs(err, &total(packages))
}

fn print_rungs(err: &mut dyn Write, sum: &Summary) -> io::Result<()> {
    if sum.migrated + sum.kept + sum.untouched == 0 {
        return Ok(());
    }
    writeln!(
        err,
        "files: {} migrated ({} idiomatic, {} with createRequire, {} with a local exports \
         object), {} kept as CommonJS, {} untouched",
        sum.migrated, sum.idiomatic, sum.create_require, sum.local_exports, sum.kept, sum.untouched
    )
}
