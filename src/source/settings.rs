//! The settings files around sources, as the run leaves them so far, and their next text.

use std::fs;

use oxc_span::Span;

use super::object::{self, Object};
use crate::{
    change::Change,
    edit::Edits,
    find::{Package, extension},
    finding::{Finding, Severity},
};

/// Settings files of one package. Edits build on what the run has changed in a file before.
pub(super) struct Settings<'a> {
    pub(super) package: &'a Package,
    pub(super) changes: &'a mut Vec<Change>,
    pub(super) findings: &'a mut Vec<Finding>,
}

/// A settings file with its object.
pub(super) struct Held {
    /// Its path before the run.
    pub(super) path: String,
    pub(super) text: String,
    pub(super) object: Object,
}

impl Held {
    pub(super) fn slice(&self, span: Span) -> &str {
        &self.text[span.start as usize..span.end as usize]
    }

    /// A literal of a script, written as this file writes them.
    pub(super) fn literal(&self, text: &str) -> String {
        if matches!(extension(&self.path), "json" | "") {
            let words = ["tsconfig", "module", "moduleResolution", "diagnostics", "ignoreCodes"];
            let quoted = words.iter().fold(text.replace('\'', "\""), |text, word| {
                text.replace(&format!("{word}: "), &format!("\"{word}\": "))
            });
            return quoted;
        }
        if self.quoted("").starts_with('"') { text.replace('\'', "\"") } else { text.to_string() }
    }

    /// `text` as a string of this file.
    pub(super) fn quoted(&self, text: &str) -> String {
        let json = matches!(extension(&self.path), "json" | "");
        let doubles = self.text.matches('"').count() > self.text.matches('\'').count();
        let quote = if json || doubles { '"' } else { '\'' };
        format!("{quote}{text}{quote}")
    }
}

impl Settings<'_> {
    /// The text of the file that was at `path` before the run.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        let changed = self.changes.iter().find(|it| it.path() == path);
        match changed {
            Some(Change::Edit { new, .. } | Change::Rename { new, .. }) => Some(new.clone()),
            Some(Change::Delete { .. } | Change::Move { .. }) => None,
            _ => original(self.package, path),
        }
    }

    /// The first of `paths` that is there, with its object; an error names one without.
    pub(super) fn first(&self, paths: &[&str]) -> Option<Result<Held, String>> {
        let (path, text) = paths.iter().find_map(|path| Some((*path, self.text(path)?)))?;
        let object = match extension(path) {
            "json" | "" | "jsonc" | "json5" => object::of_json(&text),
            _ => object::of_script(path, &text),
        };
        let path = path.to_string();
        Some(match object {
            Some(object) => Ok(Held { path, text, object }),
            None => Err(path),
        })
    }

    /// Writes `edits` into `held`.
    pub(super) fn write(&mut self, held: &Held, edits: Edits) {
        let Ok(text) = edits.apply(&held.text) else { return };
        if text == held.text {
            return;
        }
        let returns = held.text.contains("\r\n");
        let text = if returns { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text };
        let changed = self.changes.iter_mut().find(|it| it.path() == held.path);
        if let Some(Change::Edit { new, .. } | Change::Rename { new, .. }) = changed {
            *new = text;
        } else {
            let (path, old) = (held.path.clone(), held.text.clone());
            self.changes.push(Change::Edit { path, old, new: text });
        }
    }

    /// Tells what a person has to write into a settings file that is a program.
    pub(super) fn tell(&mut self, path: &str, message: impl Into<String>, help: impl Into<String>) {
        let finding = Finding::of_file(Severity::Keep, "build-settings", path, message, help);
        let at = self.package.file(path).map(|file| file.text.as_str());
        self.findings.push(match at {
            Some(text) => finding.at(text, Span::empty(0)),
            None => finding,
        });
    }
}

/// The text of the settings file at `path` as it was before the run.
pub(super) fn original(package: &Package, path: &str) -> Option<String> {
    let known = package.file(path).map(|it| it.text.clone());
    let listed = || package.others.iter().any(|it| it == path);
    known.or_else(|| listed().then(|| fs::read_to_string(package.root.join(path)).ok()).flatten())
}
