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

/// The notes on all packages that were written, also to a patch, as Markdown.
pub fn render(packages: &[(&PackageReport, &Release)], idiomatic: bool) -> String {
    let mut text = String::from("# Release notes: ES modules\n");
    for (report, release) in packages {
        let written = matches!(report.status, Status::Applied | Status::Changed);
        if !written || report.summary.migrated == 0 {
            continue;
        }
        let notes = Notes { report, release, idiomatic };
        let name = report.name.as_deref().unwrap_or(&report.path);
        let sections = [
            ("For consumers", notes.consumers()),
            ("Node", notes.node()),
            ("Version", notes.version()),
            ("What stays CommonJS", notes.kept()),
        ];
        let _ = write!(text, "\n## {name}\n");
        for (title, body) in sections {
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
        let mut text = String::from("The package consists of ES modules now.\n");
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
        let said = |range: &Option<String>| {
            range.as_ref().map_or("nothing".to_string(), |range| format!("`{range}`"))
        };
        let (before, after) = (said(&self.release.before), said(&self.release.after));
        if before == after {
            format!("`engines.node` says {after}, as before.\n")
        } else {
            format!("`engines.node` says {after}; it said {before}.\n")
        }
    }

    fn version(&self) -> String {
        let advice = semver(&self.report.summary, &self.release.manifest);
        match advice.bump {
            "minor" => "Minor: nothing that Node shows consumers changes, but tools that load the package in \
                        a way of their own meet ES modules.\n"
                .to_string(),
            "major" => format!("Major: {}.\n", advice.reason),
            _ => format!("None: {}.\n", advice.reason),
        }
    }

    fn kept(&self) -> String {
        let kept = self.report.files.iter().filter(|it| it.rung == Rung::Kept);
        let mut text = String::new();
        for file in kept {
            let about = self.report.findings.iter().filter(|it| it.file == file.file);
            let reason = about.max_by_key(|it| it.severity);
            let reason =
                reason.map_or(String::new(), |it| format!(": {} ({})", it.message, it.code));
            let _ = writeln!(text, "- `{}`{reason}", file.file);
        }
        let elsewhere = |it: &&Finding| {
            it.severity == Severity::Keep
                && self.report.files.iter().all(|file| file.file != it.file)
        };
        for it in self.report.findings.iter().filter(elsewhere) {
            let _ = writeln!(text, "- `{}`: {} ({})", it.file, it.message, it.code);
        }
        if text.is_empty() { "Nothing.\n".to_string() } else { text }
    }
}
