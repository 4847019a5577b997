//! What a migration writes into a `package.json`, nested ones too.
//!
//! Key order, indent, newlines and escapes are the author's; whatever cannot follow surely is a finding.

use std::collections::BTreeSet;

use jsonc_parser::ast::{Object, Value};

use super::ManifestError;
use super::editor::{Editor, Place};
use super::engines::{Narrowed, narrow};
use super::json::{Document, property, quoted};
use super::paths::{Moves, folder, in_manner, join, resolve};
use super::{follow, maps, runners};
use crate::edit::Edits;
use crate::finding::Finding;

/// What shall be true of one manifest. Paths are relative to the package root, with `/`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ManifestPlan {
    /// `"type": "module"`, also in place of `"commonjs"`.
    pub set_type: bool,
    /// What the scripts and settings run consists of ES modules, as after `set_type`.
    pub runs_modules: bool,
    /// The entry after the renames, for `main` to name in full: an ES module found by guessing an extension prints
    /// DEP0151 (<https://nodejs.org/api/deprecations.html#DEP0151>). Without effect where an exports map answers.
    pub main: Option<String>,
    /// The range that `engines.node` must lie inside.
    pub engines: Option<String>,
    /// Old and new paths of files.
    pub renames: Vec<(String, String)>,
    /// Those old paths that other files take, and that are published as before.
    pub stand_ins: BTreeSet<String>,
    /// All files before the renames: what globs match, and `bin/x` beside `bin/x.js`.
    pub files: BTreeSet<String>,
}

/// A manifest after its edits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    pub text: String,
    pub findings: Vec<Finding>,
}

/// Applies `plan` to the manifest at `path` with the contents `text`.
pub fn edit(path: &str, text: &str, plan: &ManifestPlan) -> Result<Edited, ManifestError> {
    let document = Document::strict(text)?;
    let object = document.object()?;
    let moves = Moves { base: folder(path), renames: &plan.renames, files: &plan.files };
    let mut editor = Editor {
        document: &document,
        path,
        moves,
        turns: plan.set_type,
        stand_ins: &plan.stand_ins,
        edits: Edits::default(),
        findings: Vec::new(),
    };
    if object.properties.is_empty() {
        editor.fill(object, plan);
    } else {
        editor.set_type(object, plan);
        let main_done = editor.set_main(object, plan);
        editor.set_types(object);
        editor.set_engines(object, plan);
        if plan.set_type
            && let Some(exports) = property(object, "exports")
        {
            maps::open(&mut editor, &exports.value);
        }
        if plan.set_type || plan.runs_modules {
            runners::report(&mut editor, object);
        }
        follow::follow(&mut editor, object, main_done);
    }
    let text = editor.edits.apply(text).map_err(|overlap| {
        ManifestError::new(
            overlap.0.span.start as usize,
            "two edits want the same text: nothing was changed",
        )
    })?;
    Ok(Edited { text, findings: editor.findings })
}

impl<'a> Editor<'a> {
    fn set_type(&mut self, object: &Object, plan: &ManifestPlan) {
        if !plan.set_type {
            return;
        }
        if let Some(present) = property(object, "type") {
            if present.value.as_string_lit().is_none_or(|text| text.value != "module") {
                self.edits.replace(self.document.span(&present.value), "\"module\"");
            }
            return;
        }
        let place = index_of(object, &["main", "exports"]).map(Place::Before);
        let place = place.or_else(|| index_of(object, &["version", "name"]).map(Place::After));
        self.insert_property(object, place.unwrap_or(Place::Before(0)), "type", "\"module\"");
    }

    /// Whether `main` has its new value, or needs none.
    fn set_main(&mut self, object: &Object, plan: &'a ManifestPlan) -> bool {
        let exports = property(object, "exports")
            .is_some_and(|exports| exports.value.as_null_keyword().is_none());
        let target = plan.main.as_deref().or_else(|| self.moved_index(object));
        let Some(target) = target.filter(|_| !exports) else { return false };
        let Some(present) = property(object, "main") else {
            self.insert_main(object, target);
            return true;
        };
        let Some(literal) = present.value.as_string_lit() else {
            let message = format!("Node ignores this `main` and looks for {target}");
            self.tell(
                self.document.span(&present.value),
                "manifest-main",
                message,
                "name one file",
            );
            return true;
        };
        if join(self.moves.base, &literal.value).as_deref() != Some(target) {
            self.replace_string(literal, &in_manner(&literal.value, self.moves.base, target));
        }
        true
    }

    /// TypeScript finds the declarations of `main` by its name, where no field names them
    /// (<https://www.typescriptlang.org/docs/handbook/modules/reference.html#packagejson-main-and-types>):
    /// those of a module called `.cjs` stay where they are when it moves.
    fn set_types(&mut self, object: &Object) {
        let told = ["types", "typings", "exports"].iter().any(|it| property(object, it).is_some());
        let main = property(object, "main").and_then(|main| main.value.as_string_lit());
        let (Some(at), Some(main)) = (index_of(object, &["main"]), main.filter(|_| !told)) else {
            return;
        };
        let path = join(self.moves.base, &main.value);
        let Some(path) = path.filter(|it| self.moves.of(it).is_some()) else { return };
        let types = path.strip_suffix(".cjs").map(|stem| format!("{stem}.d.cts"));
        if let Some(types) = types.filter(|it| self.moves.existed(it)) {
            let value = quoted(&in_manner(&main.value, self.moves.base, &types));
            self.insert_property(object, Place::After(at), "types", &value);
        }
    }

    /// The new path of the index file that stands in for a `main` that is missing or leads nowhere.
    fn moved_index(&self, object: &Object) -> Option<&'a str> {
        let exists = |path: &str| self.moves.existed(path);
        let named = property(object, "main").and_then(|main| main.value.as_string_lit());
        let named = named.filter(|main| !main.value.is_empty());
        let found = named.and_then(|main| resolve(&join(self.moves.base, &main.value)?, &exists));
        if found.is_some() { None } else { self.moves.of(&resolve(self.moves.base, &exists)?) }
    }

    fn insert_main(&mut self, object: &Object, target: &str) {
        let place = index_of(object, &["type", "version", "name"]).map(Place::After);
        let value = quoted(&in_manner("", self.moves.base, target));
        self.insert_property(object, place.unwrap_or(Place::Before(0)), "main", &value);
    }

    fn set_engines(&mut self, object: &Object, plan: &ManifestPlan) {
        let Some(required) = &plan.engines else { return };
        let Some(present) = property(object, "engines") else {
            let value = self.wrapped(object, "node", required);
            let places = ["scripts", "dependencies", "peerDependencies", "devDependencies"];
            let place = places.iter().find_map(|name| index_of(object, &[name])).map(Place::Before);
            let place = place.unwrap_or(Place::After(object.properties.len() - 1));
            return self.insert_property(object, place, "engines", &value);
        };
        if let Value::Object(engines) = &present.value {
            return self.set_node(object, engines, required);
        }
        // `engines: ["node >= 0.4"]` is from before npm 1.1; npm ignores it now.
        let value = self.wrapped(object, "node", required);
        self.edits.replace(self.document.span(&present.value), value);
    }

    fn set_node(&mut self, object: &Object, engines: &Object, required: &str) {
        let Some(node) = property(engines, "node") else {
            if engines.properties.is_empty() {
                let value = self.wrapped(object, "node", required);
                self.edits.replace(self.document.span(engines), value);
            } else {
                self.insert_property(engines, Place::Before(0), "node", &quoted(required));
            }
            return;
        };
        let existing = node.value.as_string_lit().map(|literal| literal.value.as_ref());
        match existing.map_or(Narrowed::Unreadable, |existing| narrow(existing, required)) {
            Narrowed::Inside => {}
            Narrowed::To(range) => {
                self.edits.replace(self.document.span(&node.value), quoted(&range));
            }
            Narrowed::Empty => {
                let message = format!(
                    "no Node satisfies both this range and {required}, which the code needs now"
                );
                self.tell(
                    self.document.span(&node.value),
                    "manifest-engines",
                    message,
                    "choose a range",
                );
            }
            Narrowed::Unreadable => {
                let message = format!("this is not a version range; the code needs {required} now");
                self.tell(
                    self.document.span(&node.value),
                    "manifest-engines",
                    message,
                    "choose a range",
                );
            }
        }
    }

    /// `{}` has no layout to imitate.
    fn fill(&mut self, object: &Object, plan: &ManifestPlan) {
        let mut lines = Vec::new();
        if plan.set_type {
            lines.push("  \"type\": \"module\"".to_string());
        }
        if let Some(main) = &plan.main {
            lines.push(format!("  \"main\": {}", quoted(&in_manner("", self.moves.base, main))));
        }
        if let Some(engines) = &plan.engines {
            lines.push(format!("  \"engines\": {{\n    \"node\": {}\n  }}", quoted(engines)));
        }
        if !lines.is_empty() {
            let newline = if self.document.text.contains("\r\n") { "\r\n" } else { "\n" };
            let text = format!("{{\n{}\n}}", lines.join(",\n")).replace('\n', newline);
            self.edits.replace(self.document.span(object), text);
        }
    }
}

fn index_of(object: &Object, names: &[&str]) -> Option<usize> {
    names.iter().find_map(|name| {
        object.properties.iter().rposition(|property| property.name.as_str() == *name)
    })
}
