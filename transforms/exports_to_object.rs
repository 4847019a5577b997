//! Gives the exports object a variable of its own, under which the file fills it as before.
//!
//! For what needs an object: names that are computed, defined or assigned on a condition, members
//! that functions call through the object, a `module.exports` that is assigned more than once.

use oxc_span::Span;

use super::{Transform, import_text::prologue};
use crate::{
    edit::Edits,
    facts::{ExportAssignment, ExportsObject, Spelling, TargetKind},
    plan::forms::{ExportsForm, ObjectForm},
    rewrite::File,
};

pub(super) struct ExportsToObject;

impl Transform for ExportsToObject {
    fn name(&self) -> &'static str {
        "exports-to-object"
    }

    fn source(&self) -> &'static str {
        include_str!("exports_to_object.rs")
    }

    fn rewrite(&self, file: &File<'_>, edits: &mut Edits) {
        let ExportsForm::Object(form) = &file.plan.exports else { return };
        let (end, own) = (file.semicolon(), file.facts.layout.const_keyword);
        for (keyword, name, value) in &form.declarations {
            let keyword = if own == "var" { own } else { keyword };
            prologue(file, edits, &format!("{keyword} {name} = {value}{end}"));
        }
        aliases(file, edits, form);
        for (index, it) in file.facts.assignments.iter().enumerate() {
            if form.reset == Some(index) {
                reset(file, edits, form, it);
            } else {
                targets(file, edits, form, it);
            }
        }
        uses(file, edits, form);
    }
}

fn named(form: &ObjectForm, object: ExportsObject) -> &str {
    if object == ExportsObject::Module { &form.value } else { &form.object }
}

/// `const self = exports` goes on with the new name, or declares the object itself.
fn aliases(file: &File<'_>, edits: &mut Edits, form: &ObjectForm) {
    for alias in &file.facts.aliases {
        let text = file.text(alias.span);
        let Some(equals) = text.find('=') else { continue };
        let init = text[equals..].find("module.exports").map(|at| (at, "module.exports"));
        let init = init.or_else(|| text[equals..].find("exports").map(|at| (at, "exports")));
        let Some((at, old)) = init else { continue };
        let span = Span::sized(alias.span.start + (equals + at) as u32, old.len() as u32);
        let new = match (form.declared_by_alias, old) {
            (true, _) => "{}",
            (false, "exports") => &form.object,
            (false, _) => &form.value,
        };
        edits.replace(span, new);
        if alias.name == "exports" {
            rename_declared(file, edits, form, alias.span);
        }
    }
}

/// The `exports` in `var exports = …`.
fn rename_declared(file: &File<'_>, edits: &mut Edits, form: &ObjectForm, statement: Span) {
    if let Some(at) = file.text(statement).find("exports") {
        let start = statement.start + at as u32;
        edits.replace(Span::sized(start, "exports".len() as u32), form.object.clone());
    }
}

fn reset(file: &File<'_>, edits: &mut Edits, form: &ObjectForm, it: &ExportAssignment) {
    if it.declares.is_none() {
        edits.delete(file.lines(it.span));
        return;
    }
    rename_declared(file, edits, form, it.span);
    let first = it.targets.first().map_or(it.value.span.start, |first| first.span.start);
    edits.delete(Span::new(first, it.value.span.start));
}

fn targets(file: &File<'_>, edits: &mut Edits, form: &ObjectForm, it: &ExportAssignment) {
    for target in &it.targets {
        if let TargetKind::Object(object) | TargetKind::Member(object, _) = &target.kind {
            rename(file, edits, target.object, named(form, *object));
        }
    }
}

fn uses(file: &File<'_>, edits: &mut Edits, form: &ObjectForm) {
    for it in &file.facts.exports {
        let name = named(form, it.object);
        match it.spelling {
            Spelling::Shorthand if file.text(it.span) != "exports" => {}
            Spelling::Shorthand => edits.insert(it.span.end, format!(": {name}")),
            _ => rename(file, edits, it.span, name),
        }
    }
}

/// A use under the name of an alias keeps it.
fn rename(file: &File<'_>, edits: &mut Edits, span: Span, name: &str) {
    let text = file.text(span);
    if text == "exports" || text == "this" || text.starts_with("module") {
        edits.replace(span, name);
    }
}
