//! `apply --release-notes`: what a pull request and a changelog have to say about a migration.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::{
    change::{Change, ChangeSet, Rung},
    find::Package,
    finding::{Finding, Severity},
    report::{PackageReport, Status},
    semver::semver,
};

/// The file when none is named.
pub const FILE: &str = "unfaux-release-notes.md";

/// What a release says of itself: the manifest before, and `engines.node` before and after.
#[derive(Debug, Default)]
pub struct Release {
    manifest: Map<String, Value>,
    before: Option<String>,
    after: Option<String>,
}

impl Release {
    /// What `changes` make of `package`.
    pub fn of(package: &Package, changes: &ChangeSet) -> Self {
        let node = |fields: &Map<String, Value>| {
            fields.get("engines")?.get("node")?.as_str().map(str::to_string)
        };
        let manifest = package.fields.clone();
        let before = node(&manifest);
        let path = &package.manifest.path;
        let new = changes.changes.iter().find_map(|change| match change {
            Change::Edit { path: edited, new, .. } if edited == path => Some(new),
            _ => None,
        });
        let new = new.and_then(|new| serde_json::from_str(new.trim_start_matches('\u{feff}')).ok());
        let after = new.map_or_else(|| before.clone(), |fields| node(&fields));
        Self { manifest, before, after }
    }
}

/// The notes on all packages that were written, also to a patch, or refused, as Markdown.
pub fn render(packages: &[(&PackageReport, &Release)], idiomatic: bool) -> String {
    let mut text = String::from("# Release notes: ES modules\n");
    for (report, release) in packages {
        let written = matches!(report.status, Status::Applied | Status::Changed);
        let name = report.name.as_deref().unwrap_or(&report.path);
        if !written || report.summary.migrated == 0 {
            if let Some(reason) = &report.summary.refused {
                let _ = write!(text, "\n## {name}\n\nNothing of it changes: {reason}.\n");
            }
            continue;
        }
        let notes = Notes { report, release, idiomatic };
        let sections = [
            ("For consumers", notes.consumers()),
            ("Node", notes.node()),
            ("Version", notes.version()),
            ("What stays CommonJS", notes.kept()),
            ("Left to do", notes.left()),
        ];
        let _ = write!(text, "\n## {name}\n");
        for (title, body) in sections.into_iter().filter(|it| !it.1.is_empty()) {
            let _ = write!(text, "\n### {title}\n\n{body}");
        }
    }
    text
}

struct Notes<'n> {
    report: &'n PackageReport,
    release: &'n Release,
    idiomatic: bool,
}

impl Notes<'_> {
    fn closed(&self) -> Vec<&Finding> {
        self.report.findings.iter().filter(|it| it.code == "sealed").collect()
    }

    /// Importers in Node get another default export than before.
    fn shows_default(&self) -> bool {
        self.report.findings.iter().any(|it| it.code == "faux-default")
    }

    fn consumers(&self) -> String {
        let is_kept = self.report.files.iter().any(|it| it.rung == Rung::Kept);
        let except = if is_kept { ", except for the files below" } else { "" };
        let mut text = format!("The package consists of ES modules now{except}.\n");
        text += if self.idiomatic {
            "`import` gives what it gave. `require` gives a namespace where it gave a plain object: \
             its properties are there, and cannot be assigned.\n"
        } else if self.shows_default() {
            "`require` gives the names that it gave, of compiled modules as a namespace. `import x from` \
             gives the default export of a compiled module, where Node gave an object around it.\n"
        } else {
            "`require` and `import` of it give what they gave.\n"
        };
        if self.report.summary.module_sync {
            text += "Nodes that cannot `require` ES modules load the CommonJS of before.\n";
        }
        let closed = self.closed();
        if !closed.is_empty() {
            text += "\nThe new exports map closes these paths:\n\n";
            for it in closed {
                let _ = writeln!(text, "- `{}`", it.file);
            }
        }
        text
    }

    fn node(&self) -> String {
        let (before, after) = (self.release.before.as_deref(), self.release.after.as_deref());
        match (before, after) {
            (Some(before), Some(after)) if before == after => {
                format!("`engines.node` says `{after}`, as before.\n")
            }
            (Some(before), Some(after)) => {
                format!("`engines.node` says `{after}`; it said `{before}`.\n")
            }
            (None, Some(after)) => format!("`engines.node` says `{after}`; it was not there.\n"),
            (_, None) => "`engines.node` is not there, as before.\n".to_string(),
        }
    }

    fn version(&self) -> String {
        let advice = semver(&self.report.summary, &self.release.manifest);
        match advice.bump {
            "minor" => "Minor: nothing changes for consumers in Node, but bundlers and other tools that read \
                        the package meet ES modules.\n"
                .to_string(),
            "major" => format!("Major: {}.\n", advice.reason),
            _ => format!("None: {}.\n", advice.reason),
        }
    }

    fn kept(&self) -> String {
        let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
        let mut add = |file, reason: String| match groups.iter_mut().find(|it| it.0 == reason) {
            Some((_, files)) => files.push(file),
            None => groups.push((reason, vec![file])),
        };
        let said = |it: &Finding| format!(": {} ({})", it.message, it.code);
        for file in self.report.files.iter().filter(|it| it.rung == Rung::Kept) {
            let about = self.report.findings.iter().filter(|it| it.file == file.file);
            let reason = about.max_by_key(|it| it.severity);
            add(&file.file, reason.map_or(String::new(), said));
        }
        let elsewhere = |it: &&Finding| {
            it.severity == Severity::Keep
                && self.report.files.iter().all(|file| file.file != it.file)
        };
        for it in self.report.findings.iter().filter(elsewhere) {
            add(&it.file, said(it));
        }
        let mut text = String::new();
        for (reason, files) in groups {
            let _ = writeln!(text, "- `{}`{reason}", files.join("`, `"));
        }
        if self.report.summary.module_sync {
            text += "- the copies for Nodes that cannot `require` ES modules, as they were\n";
        }
        if text.is_empty() { "Nothing.\n".to_string() } else { text }
    }

    /// What the run found around the code and did not change.
    fn left(&self) -> String {
        let is_left = |it: &&Finding| OPEN.contains(&it.code) && !it.help.is_empty();
        let mut text = String::new();
        for it in self.report.findings.iter().filter(is_left) {
            let line = if it.line == 0 { String::new() } else { format!(":{}", it.line) };
            let (first, rest) = it.help.split_at(1);
            let help = format!("{}{rest}", first.to_uppercase());
            let _ = writeln!(text, "- `{}{line}`: {}. {help}.", it.file, it.message);
        }
        text
    }
}

/// Codes of findings about what a person has to adapt.
const OPEN: [&str; 7] = [
    "manifest-bin",
    "manifest-engines",
    "manifest-glob",
    "manifest-script",
    "mention",
    "runner",
    "source-type",
];
