//! `snapshots/ecosystem.md`: written by a whole run, compared with by a part of one.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::PathBuf,
};

use anyhow::{Context as _, Result};

use unfaux::{transforms::ALL, verify::Node};

use super::{Pin, projects, repository};

/// What was found out about one package.
pub(super) struct Row {
    pub(super) package: String,
    pub(super) kind: String,
    pub(super) verdict: &'static str,
    /// Files on each of [`RUNGS`].
    pub(super) rungs: [usize; 5],
    pub(super) proof: &'static str,
    pub(super) tests: &'static str,
    pub(super) codes: BTreeMap<&'static str, usize>,
    pub(super) transforms: BTreeSet<&'static str>,
    pub(super) notes: Vec<String>,
}

const RUNGS: [&str; 5] = ["idiomatic", "with createRequire", "local exports", "kept", "untouched"];

impl Row {
    /// A package that npm could not install, itself or what its tests need.
    pub(super) fn not_installed(pin: &Pin) -> Self {
        Self {
            package: format!("{}@{}", pin.name, pin.version),
            kind: pin.kind.clone(),
            verdict: "not installed",
            rungs: [0; 5],
            proof: "failed",
            tests: "–",
            codes: BTreeMap::new(),
            transforms: BTreeSet::new(),
            notes: vec!["npm could not install it, or what its tests need".to_string()],
        }
    }

    /// As it stands in the table.
    pub(super) fn line(&self) -> String {
        let Self { package, kind, verdict, proof, tests, .. } = self;
        let rungs: Vec<String> = self.rungs.iter().map(ToString::to_string).collect();
        format!("| {package} | {kind} | {verdict} | {} | {proof} | {tests} |", rungs.join(" | "))
    }
}

fn path() -> PathBuf {
    repository().join("snapshots/ecosystem.md")
}

/// Writes the table of all packages.
pub(super) fn write(nodes: &[Node], rows: &[Row]) -> Result<()> {
    let versions: Vec<String> = nodes.iter().map(|it| it.version.to_string()).collect();
    let mut text = format!(
        "# The ecosystem\n\nWritten by `ecosystem/main.rs`: {} packages of \
         `ecosystem.toml`, migrated in a\ncopy and verified on Node {}.\n",
        rows.len(),
        versions.join(", ")
    );
    counts(&mut text, "verdict", rows.iter().map(|it| (it.verdict, 1)));
    counts(&mut text, "proof", rows.iter().map(|it| (it.proof, 1)));
    counts(&mut text, "tests", rows.iter().filter(|it| it.tests != "–").map(|it| (it.tests, 1)));
    let rungs = rows.iter().flat_map(|it| RUNGS.into_iter().zip(it.rungs));
    counts(&mut text, "rung, in files", rungs);
    let transforms = rows.iter().flat_map(|it| it.transforms.iter().map(|name| (*name, 1)));
    counts(&mut text, "transform, in packages", transforms);
    counts(&mut text, "finding", rows.iter().flat_map(|it| it.codes.clone()));
    text += "\n## What does not hold or was refused\n\n";
    for row in rows {
        for note in &row.notes {
            writeln!(text, "- {}: {}", row.package, note.replace('\n', " "))?;
        }
    }
    writeln!(
        text,
        "\n## Packages\n\n| package | kind | verdict | {} | proof | tests |",
        RUNGS.join(" | ")
    )?;
    writeln!(text, "|---|---|---{}|---|---|", "|--:".repeat(RUNGS.len()))?;
    for row in rows {
        writeln!(text, "{}", row.line())?;
    }
    text += &projects_part()?;
    fs::write(path(), text).context("snapshots/ecosystem.md")
}

/// What `main.rs` finds under the heading of the projects, which end the file.
const PROJECTS: &str = "\n## Projects that are built\n";

/// The part about the projects as it was written last.
fn projects_part() -> Result<String> {
    let text = fs::read_to_string(path()).context("snapshots/ecosystem.md")?;
    Ok(text.find(PROJECTS).map(|at| text[at..].to_string()).unwrap_or_default())
}

/// Writes the table of the projects below everything else.
pub(super) fn write_projects(rows: &[projects::Row]) -> Result<()> {
    let text = fs::read_to_string(path()).context("snapshots/ecosystem.md")?;
    let rest = text.find(PROJECTS).map_or(text.as_str(), |at| &text[..at]);
    let mut part = format!(
        "{PROJECTS}\nTheir sources are migrated: built before and after, and compared. All that \
         consumers can\ntell is `as told` by the finding `faux-default`.\n\n{}\n",
        projects::HEAD
    );
    for row in rows {
        writeln!(part, "{}", row.line())?;
    }
    fs::write(path(), format!("{rest}{part}")).context("snapshots/ecosystem.md")
}

/// The projects of which the committed table says something else.
pub(super) fn changed(rows: &[projects::Row]) -> Result<Vec<String>> {
    let table = projects_part()?;
    let lines = rows.iter().filter(|row| !table.contains(&row.line()));
    Ok(lines.flat_map(|row| [vec![row.line()], row.notes.clone()].concat()).collect())
}

fn counts(text: &mut String, title: &str, items: impl Iterator<Item = (&'static str, usize)>) {
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, count) in items {
        *counted.entry(name).or_default() += count;
    }
    *text += &format!("\n| {title} | |\n|---|--:|\n");
    for (name, count) in counted {
        *text += &format!("| {name} | {count} |\n");
    }
}

/// Transforms that none of the packages needs.
pub(super) fn idle_transforms(rows: &[Row]) -> impl Iterator<Item = &'static str> {
    let names = ALL.iter().map(|it| it.name());
    names.filter(|name| !rows.iter().any(|it| it.transforms.contains(name)))
}

/// The rows that are worse than in the committed table.
pub(super) fn regressions(rows: &[Row]) -> Result<Vec<String>> {
    let table = fs::read_to_string(path()).context("snapshots/ecosystem.md")?;
    let mut worse = Vec::new();
    for row in rows {
        let start = format!("| {} |", row.package);
        let Some(old) = table.lines().find(|line| line.starts_with(&start)) else {
            worse.push(format!("{} is not in it", row.package));
            continue;
        };
        let old: Vec<&str> = old.trim_matches('|').split('|').map(str::trim).collect();
        let fell = |was: &str, is: &str| rank(is) < rank(was);
        let local = |at: usize| old.get(at).and_then(|it| it.parse().ok()).unwrap_or(0);
        let plainer = local(3) > row.rungs[0];
        let [verdict, .., proof, tests] = old[2..] else { continue };
        if fell(verdict, row.verdict)
            || fell(proof, row.proof)
            || fell(tests, row.tests)
            || (plainer && verdict == row.verdict)
        {
            worse.push(row.line());
            worse.extend(row.notes.iter().cloned());
        }
    }
    Ok(worse)
}

/// Better is more; a refusal that holds is better than a migration that does not.
fn rank(cell: &str) -> usize {
    let order = [
        "not installed",
        "failed",
        "differs",
        "differ",
        "refused",
        "unchanged",
        "in part",
        "unproven",
    ];
    order.iter().position(|it| *it == cell).unwrap_or(order.len())
}
