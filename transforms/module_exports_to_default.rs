//! Turns `module.exports = value` into a default export.
//!
//! A binding is exported as it is, a function or class expression becomes a declaration with a
//! name, an object literal or another value a constant, or `export default` where nothing else is exported. Other uses of `module.exports` become uses
//! of that binding.

use oxc_span::Span;

use super::{
    Transform, export_list,
    exports_to_named::{declare, drop_targets, name_function},
};
use crate::{
    edit::Edits,
    facts::{ExportAssignment, ExportsObject, TargetKind, ValueKind},
    plan::forms::{ExportsForm, How, ValueForm},
    rewrite::File,
};

pub(super) struct ModuleExportsToDefault;

impl Transform for ModuleExportsToDefault {
    fn name(&self) -> &'static str {
        "module-exports-to-default"
    }

    fn source(&self) -> &'static str {
        include_str!("module_exports_to_default.rs")
    }

    fn rewrite(&self, file: &File<'_>, edits: &mut Edits) {
        let ExportsForm::Value(form) = &file.plan.exports else { return };
        let it = &file.facts.assignments[form.assignment];
        binding(file, edits, form, it);
        for &index in &form.redundant {
            edits.delete(file.lines(file.facts.assignments[index].span));
        }
        let others = file
            .facts
            .assignments
            .iter()
            .enumerate()
            .filter(|(index, _)| *index != form.assignment);
        for target in others.flat_map(|(_, other)| &other.targets) {
            if let TargetKind::Member(..) = target.kind {
                edits.replace(object_of(file, target.span), form.binding.clone());
            }
        }
        for used in &file.facts.exports {
            edits.replace(used.span, form.binding.clone());
        }
    }
}

fn binding(file: &File<'_>, edits: &mut Edits, form: &ValueForm, it: &ExportAssignment) {
    let last = it.targets.last().expect("an assignment has a target").span;
    let first = it.targets.first().expect("an assignment has a target").span;
    if let Some(getter) = &it.getter {
        let (keyword, end) = (file.facts.layout.const_keyword, file.semicolon());
        let text = format!("{keyword} {} = {}{end}", form.binding, getter.value);
        edits.replace(it.span, text);
        return;
    }
    match form.how {
        How::Bound
            if export_list::is_beside_value(file, form)
                || export_list::stays_in_place(file, it.span) =>
        {
            edits.replace(it.span, export_list::in_place(file, form));
        }
        How::Bound => edits.delete(file.lines(it.span)),
        How::Chained => {
            let other = it.targets.iter().find(|target| target.kind == TargetKind::Other);
            let start = other.map_or(first.start, |other| other.span.start);
            edits.delete(Span::new(first.start, start));
        }
        How::Declared => {
            drop_targets(file, edits, it);
            // The innermost target named the function.
            let last = it.targets.last().map(|target| &target.kind);
            if let ValueKind::Function { name: None, keyword_end, .. } = it.value.kind
                && last == Some(&TargetKind::Object(ExportsObject::Exports))
            {
                name_function(file, edits, keyword_end, "exports");
            }
        }
        How::Default => export_default(file, edits, it, last),
        How::Function | How::Class if declare(file, edits, it, &form.binding, "") => {}
        How::Function if it.declares.as_ref() == Some(&form.binding) => {
            drop_targets(file, edits, it);
        }
        _ => {
            let keyword = file.facts.layout.const_keyword;
            edits
                .replace(Span::new(it.span.start, last.end), format!("{keyword} {}", form.binding));
        }
    }
}

/// `module.exports =` becomes `export default`; what would read as a declaration there is put in parentheses.
fn export_default(file: &File<'_>, edits: &mut Edits, it: &ExportAssignment, target: Span) {
    let between = Span::new(target.end, it.value.span.start);
    let operator = file.text(between).find('=').map_or(0, |at| at + 1);
    let head = Span::new(it.span.start, target.end + operator as u32);
    edits.replace(head, "export default");
    let value = file.text(Span::new(head.end, it.value.span.end)).trim_start();
    if ["function", "class", "async"].into_iter().any(|word| value.starts_with(word)) {
        edits.insert(it.value.span.start, "(");
        edits.insert(it.value.span.end, ")");
    }
}

/// `module.exports` in `module.exports.name`.
pub(super) fn object_of(file: &File<'_>, member: Span) -> Span {
    let text = file.text(member);
    let head = if text.starts_with("module") {
        text.find("exports").map_or(0, |at| {
            let rest = &text[at + "exports".len()..];
            let closing = rest.find(']').filter(|_| rest.starts_with(['\'', '"', '`']));
            at + "exports".len() + closing.map_or(0, |close| close + 1)
        })
    } else if text.starts_with("exports") {
        "exports".len()
    } else {
        "this".len()
    };
    Span::sized(member.start, head as u32)
}
