//! Keeps the body of a file and gives it an exports object of its own, which is exported at the end.

use oxc_span::Span;

use super::{Transform, import_text::prologue, module_exports_to_default::object_of};
use crate::{
    edit::Edits,
    facts::{ExportsObject, TargetKind},
    plan::forms::{ExportsForm, LocalForm},
    rewrite::File,
};

pub(super) struct LocalExports;

impl Transform for LocalExports {
    fn name(&self) -> &'static str {
        "local-exports"
    }

    fn source(&self) -> &'static str {
        include_str!("local_exports.rs")
    }

    fn rewrite(&self, file: &File<'_>, edits: &mut Edits) {
        let ExportsForm::Local(form) = &file.plan.exports else { return };
        for text in declarations(file, form) {
            prologue(file, edits, &text);
        }
        if !form.module {
            one_object(file, edits);
        }
    }
}

fn declarations(file: &File<'_>, form: &LocalForm) -> Vec<String> {
    let (end, keyword) = (file.semicolon(), file.facts.layout.const_keyword);
    let own =
        |declared: &str| if keyword == "var" { "var".to_string() } else { declared.to_string() };
    match (form.module, form.exports) {
        (true, None) => vec![format!("{keyword} module = {{ exports: {{}} }}{end}")],
        (true, Some(exports)) => vec![
            format!("{keyword} module = {{ exports: {{}} }}{end}"),
            format!("{} exports = module.exports{end}", own(exports)),
        ],
        (false, Some(_)) => vec![format!("{keyword} exports = {{}}{end}")],
        (false, None) => Vec::new(),
    }
}

/// Only `exports` exists: `module.exports` and the top level's `this` become it.
fn one_object(file: &File<'_>, edits: &mut Edits) {
    for it in &file.facts.assignments {
        for target in &it.targets {
            match &target.kind {
                TargetKind::Member(ExportsObject::Exports, _) => {}
                TargetKind::Member(..) => edits.replace(object_of(file, target.span), "exports"),
                TargetKind::Object(ExportsObject::Module) if it.declares.is_some() => {
                    edits.delete(Span::new(target.span.start, it.value.span.start));
                }
                _ => {}
            }
        }
        if it.declares.is_none()
            && it.targets.iter().all(|target| matches!(target.kind, TargetKind::Object(_)))
        {
            edits.delete(file.lines(it.span));
        }
    }
    for alias in &file.facts.aliases {
        if let Some(at) = file.text(alias.span).find("module.exports") {
            let start = alias.span.start + at as u32;
            edits.replace(Span::sized(start, "module.exports".len() as u32), "exports");
        }
    }
    for it in file.facts.exports.iter().filter(|it| it.object == ExportsObject::Module) {
        edits.replace(it.span, "exports");
    }
}
