//! What `verify` tells: the JSON document, and the lines for a person.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use super::{Checked, Difference, Entry, Outcome, View, entries::TOGETHER, suite::TestRun};
use crate::change::ChangeSet;

/// Version of the JSON document; grows when a field changes its meaning or goes.
const SCHEMA: u32 = 1;

/// Differences of one package beyond this are only counted.
const MOST_SHOWN: usize = 30;

/// What the verification of a package came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Nobody can tell before from after.
    Same,
    Differs,
    /// Nothing of the package could be loaded before, so nothing could be compared.
    Unproven,
    /// The package could not be read or copied, or no process could be started.
    Failed,
}

/// One difference that a consumer sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// What was loaded or started.
    pub entry: String,
    pub view: View,
    pub key: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub aspect: &'static str,
    pub was: String,
    pub is: String,
    /// The changed file that it most likely comes from.
    pub file: Option<String>,
    /// The transforms that edited that file.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub transforms: Vec<&'static str>,
    /// Versions of Node that show it.
    pub nodes: Vec<String>,
}

/// An entry that could not be loaded before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Excluded {
    pub entry: String,
    pub reason: String,
}

/// What was found out about one package.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PackageProof {
    /// The root as it can be reached from the working directory.
    pub path: String,
    pub name: Option<String>,
    pub status: Status,
    /// Versions of Node.
    pub nodes: Vec<String>,
    /// Versions that `engines.node` allowed before and leaves out after.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dropped: Vec<String>,
    /// How often an entry was compared.
    pub compared: usize,
    pub differences: Vec<Found>,
    pub excluded: Vec<Excluded>,
    /// Deep files that were not tried.
    pub left_out: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tests: Vec<TestRun>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

impl PackageProof {
    pub fn new(path: String, name: Option<String>) -> Self {
        Self {
            path,
            name,
            status: Status::Same,
            nodes: Vec::new(),
            dropped: Vec::new(),
            compared: 0,
            differences: Vec::new(),
            excluded: Vec::new(),
            left_out: 0,
            tests: Vec::new(),
            error: None,
        }
    }

    pub fn failed(path: String, error: &anyhow::Error) -> Self {
        let error = Some(format!("{error:#}"));
        Self { status: Status::Failed, error, ..Self::new(path, None) }
    }

    /// Takes in what a run on one Node found.
    pub fn add(&mut self, node: &str, checked: Vec<Checked>) {
        self.nodes.push(node.to_string());
        for Checked { entry, outcome, .. } in checked {
            match outcome {
                Outcome::Unloadable(reason) => self.exclude(entry.to_string(), reason),
                Outcome::Compared(found) => {
                    // Reading the manifest proves nothing of the code.
                    let counts = !matches!(
                        entry,
                        Entry::Module { presence: true, .. } | Entry::Together { .. }
                    );
                    self.compared += usize::from(counts);
                    for it in found {
                        self.found(&entry, it, node);
                    }
                }
            }
        }
        self.settle();
    }

    fn exclude(&mut self, entry: String, reason: String) {
        if !self.excluded.iter().any(|it| it.entry == entry) {
            self.excluded.push(Excluded { entry, reason });
        }
    }

    /// A difference that both orders or several Nodes show is told once.
    fn found(&mut self, entry: &Entry, it: Difference, node: &str) {
        let plain = match entry {
            Entry::Module { require, .. } => require.clone(),
            other => other.to_string(),
        };
        let Difference { view, key, aspect, was, is, place: file } = it;
        let same = |old: &&mut Found| {
            old.view == view
                && old.key == key
                && old.aspect == aspect
                && (old.entry == plain || old.entry == entry.to_string())
                && (&old.was, &old.is) == (&was, &is)
        };
        if let Some(old) = self.differences.iter_mut().find(same) {
            if !old.nodes.iter().any(|it| it == node) {
                old.nodes.push(node.to_string());
            }
            return;
        }
        let (entry, nodes) = (entry.to_string(), vec![node.to_string()]);
        let transforms = Vec::new();
        self.differences.push(Found { entry, view, key, aspect, was, is, file, transforms, nodes });
    }

    /// Names the transforms behind the differences in what `changes` wrote.
    pub(super) fn attribute(&mut self, changes: &ChangeSet) {
        for found in &mut self.differences {
            let verdict = changes.verdicts.iter().find(|it| Some(&it.file) == found.file.as_ref());
            found.transforms = verdict.map(|it| it.transforms.clone()).unwrap_or_default();
        }
    }

    /// Decides the status from what is known.
    pub(super) fn settle(&mut self) {
        let tests_differ = self.tests.iter().any(|it| it.differs);
        self.status = if !self.differences.is_empty() || tests_differ {
            Status::Differs
        } else if self.compared == 0 && !self.excluded.is_empty() {
            Status::Unproven
        } else {
            Status::Same
        };
    }

    pub fn exit_code(&self) -> u8 {
        match self.status {
            Status::Same => 0,
            Status::Differs => 1,
            Status::Unproven | Status::Failed => 2,
        }
    }
}

impl Found {
    /// The place as a person writes it in JavaScript.
    pub fn place(&self) -> String {
        let specifier = self.entry.split(" (").next().unwrap_or_default();
        let order = self.entry.strip_prefix(specifier).unwrap_or_default();
        let aspect =
            if self.aspect.is_empty() { String::new() } else { format!(", {}", self.aspect) };
        if self.entry == TOGETHER && self.view != View::Process {
            let view = if self.view == View::Require { "required" } else { "imported" };
            return format!("{}, {view}: {}{aspect}", self.entry, self.key);
        }
        match self.view {
            View::Require => format!("require({specifier:?}){}{order}{aspect}", self.key),
            View::Import => format!("import({specifier:?}){}{order}{aspect}", self.key),
            View::Process => format!("{}: {}{aspect}", self.entry, self.key),
        }
    }
}

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    packages: &'a [PackageProof],
}

/// Prints the JSON document.
pub fn json(out: &mut dyn Write, packages: &[PackageProof]) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &Document { schema: SCHEMA, packages })?;
    writeln!(out)
}

/// Prints what differs in each package, and a line for each.
pub fn human(err: &mut dyn Write, packages: &[PackageProof], quiet: bool) -> io::Result<()> {
    for package in packages.iter().filter(|it| !quiet || it.status != Status::Same) {
        differences(err, &package.differences)?;
        for test in package.tests.iter().filter(|it| it.differs) {
            writeln!(
                err,
                "tests on Node {}\n  was  {}\n  is   {}",
                test.node, test.before, test.after
            )?;
        }
        summary(err, package)?;
    }
    Ok(())
}

fn differences(err: &mut dyn Write, found: &[Found]) -> io::Result<()> {
    let bold = Style::new().bold();
    for it in found.iter().take(MOST_SHOWN) {
        writeln!(err, "{bold}{}{bold:#}\n  was  {}\n  is   {}", it.place(), it.was, it.is)?;
        let file = it.file.as_ref().map_or(String::new(), |file| format!("{file}, "));
        writeln!(err, "  in   {file}seen on Node {}", it.nodes.join(", "))?;
        if !it.transforms.is_empty() {
            writeln!(err, "  by   {}", it.transforms.join(", "))?;
        }
    }
    match found.len().saturating_sub(MOST_SHOWN) {
        0 => Ok(()),
        more => writeln!(err, "… and {more} more; --json has all"),
    }
}

fn summary(err: &mut dyn Write, package: &PackageProof) -> io::Result<()> {
    let (color, text) = match package.status {
        Status::Same => (AnsiColor::Green, "same".to_string()),
        Status::Differs => (AnsiColor::Red, format!("{} differences", package.differences.len())),
        Status::Unproven => (AnsiColor::Yellow, "nothing of it could be loaded before".to_string()),
        Status::Failed => (AnsiColor::Red, package.error.clone().unwrap_or_default()),
    };
    let style = color.on_default().bold();
    write!(err, "{}: {style}{text}{style:#}", package.path)?;
    if package.status != Status::Failed {
        write!(err, "; {} entries compared", package.compared)?;
    }
    if package.left_out > 0 {
        write!(err, ", {} deep files left out (--deep)", package.left_out)?;
    }
    for test in &package.tests {
        write!(err, "; tests on Node {}: {}", test.node, test.after)?;
    }
    writeln!(err)?;
    if !package.dropped.is_empty() {
        let versions = package.dropped.join(", ");
        writeln!(err, "  not on Node {versions}, which `engines.node` leaves out now")?;
    }
    if let Some(first) = package.excluded.first() {
        let count = package.excluded.len();
        writeln!(
            err,
            "  {count} could not be loaded before; the first: {}: {}",
            first.entry, first.reason
        )?;
    }
    Ok(())
}
