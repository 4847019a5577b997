//! Writes the export list, with the default and the `"module.exports"` that `require` returns.
//!
//! Names that Node showed to importers and that are no bindings of the module are read off the
//! finished object, as Node did.

use oxc_span::Span;

use super::{
    Transform, exports_to_named,
    import_text::{json_attribute, module_name},
};
use crate::{
    edit::Edits,
    plan::forms::{ExportsForm, How, Tail, ValueForm},
    plan::is_identifier_name,
    rewrite::File,
};

pub(super) struct ExportList;

impl Transform for ExportList {
    fn name(&self) -> &'static str {
        "export-list"
    }

    fn source(&self) -> &'static str {
        include_str!("export_list.rs")
    }

    fn rewrite(&self, file: &File<'_>, edits: &mut Edits) {
        match &file.plan.exports {
            ExportsForm::Absent => {}
            ExportsForm::Named(form) => {
                let mut tail = statements(file, &form.tail, &|local, exported| {
                    !is_in_place(file, form, local, exported)
                });
                if let Some(name) = &form.object {
                    tail.splice(0..0, exports_to_named::object(file, form, name));
                }
                if form.marked {
                    let at = tail.iter().position(|it| it.starts_with("export "));
                    let text = format!("export const __esModule = true{}", file.semicolon());
                    tail.insert(at.unwrap_or(tail.len()), text);
                }
                append(file, edits, &tail);
            }
            ExportsForm::Value(form) if is_beside_value(file, form) => {
                beside_value(file, edits, form);
            }
            ExportsForm::Value(form) => {
                let statement = file.facts.assignments[form.assignment].span;
                let listed = form.how != How::Bound || !stays_in_place(file, statement);
                append(file, edits, &statements(file, &form.tail, &|_, _| listed));
            }
            ExportsForm::Object(form) => {
                append(file, edits, &statements(file, &form.tail, &|_, _| true));
            }
            ExportsForm::Local(form) => {
                let mut tail = statements(file, &form.tail, &|_, _| true);
                if form.module {
                    let keyword = file.facts.layout.const_keyword;
                    tail.insert(
                        0,
                        format!("{keyword} {} = module.exports{}", form.value, file.semicolon()),
                    );
                }
                append(file, edits, &tail);
            }
        }
    }
}

/// The list follows the value's own statement: nothing is read off the object at the end, and
/// nothing else is done to the value before.
pub(super) fn is_beside_value(file: &File<'_>, form: &ValueForm) -> bool {
    let at_end = !form.tail.snapshot.is_empty() || !form.tail.stars.is_empty();
    let span = file.facts.assignments[form.assignment].span;
    let branched = file.in_branch(span).is_some() && form.how != How::Bound;
    let alone = file.facts.assignments.len() == 1 + form.redundant.len() && !branched;
    match form.how {
        How::Bound => form.reexport.is_some() || (alone && !at_end),
        How::Function | How::Class => alone && !at_end,
        How::Default => false,
        How::Const | How::Let | How::Chained | How::Declared | How::Merged => {
            let statement = file.facts.assignments[form.assignment].statement;
            alone && !at_end && statement + 1 == file.facts.layout.statements.len()
        }
    }
}

fn beside_value(file: &File<'_>, edits: &mut Edits, form: &ValueForm) {
    let it = &file.facts.assignments[form.assignment];
    if form.how != How::Bound && !form.tail.list.is_empty() {
        let at = file.line_end(it.span.end);
        let blank = if matches!(form.how, How::Function | How::Class)
            || file.text(it.span).contains('\n')
        {
            file.newline()
        } else {
            ""
        };
        edits.insert(at, format!("{}{blank}{}", file.newline(), list(file, &form.tail)));
    }
}

/// What takes the place of `module.exports = binding`.
pub(super) fn in_place(file: &File<'_>, form: &ValueForm) -> String {
    let list = list(file, &form.tail);
    let Some(from) = &form.reexport else { return list };
    let end = file.semicolon();
    let stars = form.tail.stars.iter().map(|it| format!("export * from {}{end}", file.quoted(it)));
    let attribute = if from.json { json_attribute(file) } else { String::new() };
    let list = list.trim_end_matches(';');
    let list = format!("{list} from {}{attribute}{end}", file.quoted(&from.specifier));
    stars.chain([list]).collect::<Vec<_>>().join(file.newline())
}

/// A statement with a comment of its own keeps its place in the file.
pub(super) fn stays_in_place(file: &File<'_>, statement: Span) -> bool {
    file.has_own_comment(statement)
}

fn is_in_place(
    file: &File<'_>,
    form: &crate::plan::forms::NamedForm,
    local: &str,
    exported: &str,
) -> bool {
    form.items.iter().any(|item| {
        item.how == How::Bound
            && item.local == local
            && item.names.iter().any(|name| name == exported)
            && stays_in_place(file, file.facts.assignments[item.assignment].span)
            // Those that fill the object stay statements of their own.
            && !exports_to_named::is_early(file, form, item)
    })
}

/// `export { a, b as c };`, on one line or on many.
pub(super) fn list(file: &File<'_>, tail: &Tail) -> String {
    let entries: Vec<String> =
        tail.list.iter().map(|(local, exported)| specifier(file, local, exported)).collect();
    let line = format!("export {{ {} }}{}", entries.join(", "), file.semicolon());
    if line.len() <= 80 {
        return line;
    }
    let (newline, indent) = (file.newline(), file.facts.layout.indent);
    let lines = entries.join(&format!(",{newline}{indent}"));
    format!("export {{{newline}{indent}{lines}{newline}}}{}", file.semicolon())
}

/// `local as exported`
pub(super) fn specifier(file: &File<'_>, local: &str, exported: &str) -> String {
    if local == exported {
        local.to_string()
    } else {
        format!("{local} as {}", module_name(file, exported))
    }
}

fn statements(file: &File<'_>, tail: &Tail, wanted: &dyn Fn(&str, &str) -> bool) -> Vec<String> {
    let mut statements = Vec::new();
    let end = file.semicolon();
    let (inherited, own): (Vec<_>, Vec<_>) = tail
        .snapshot
        .iter()
        .partition(|(name, _)| is_inherited(name) || tail.inherited.contains(name));
    let (plain, renamed): (Vec<_>, Vec<_>) =
        own.into_iter().partition(|(name, local)| name == local && is_identifier_name(name));
    let fallback = if tail.nullish { " ?? {}" } else { "" };
    statements
        .extend(inherited.iter().map(|(name, local)| own_or_undefined(file, tail, name, local)));
    if !plain.is_empty() {
        let names: Vec<String> = plain.iter().map(|(name, _)| name.clone()).collect();
        statements.push(pattern(
            file,
            "export const {",
            &names,
            &format!("}} = {}{fallback}{end}", tail.object),
        ));
    }
    let mut rest = Tail {
        list: tail
            .list
            .iter()
            .filter(|(local, exported)| wanted(local, exported))
            .cloned()
            .collect(),
        ..Tail::default()
    };
    if !renamed.is_empty() {
        let names: Vec<String> = renamed
            .iter()
            .map(|(name, local)| format!("{}: {local}", module_name(file, name)))
            .collect();
        statements.push(pattern(
            file,
            "const {",
            &names,
            &format!("}} = {}{fallback}{end}", tail.object),
        ));
        let first = rest
            .list
            .iter()
            .position(|(_, exported)| exported == "default")
            .unwrap_or(rest.list.len());
        for (offset, (name, local)) in renamed.into_iter().enumerate() {
            rest.list.insert(first + offset, (local.clone(), name.clone()));
        }
    }
    let first = rest.list.iter().position(|(_, exported)| exported == "default");
    let at = first.unwrap_or(rest.list.len());
    let inherited = inherited.into_iter().map(|(name, local)| (local.clone(), name.clone()));
    rest.list.splice(at..at, inherited);
    for star in &tail.stars {
        statements.push(format!("export * from {}{end}", file.quoted(star)));
    }
    if !rest.list.is_empty() {
        statements.push(list(file, &rest));
    }
    statements
}

fn own_or_undefined(file: &File<'_>, tail: &Tail, name: &str, local: &str) -> String {
    let (keyword, end) = (file.facts.layout.const_keyword, file.semicolon());
    let fallback = if tail.nullish { " ?? {}" } else { "" };
    let (object, key) = (&tail.object, file.quoted(name));
    format!(
        "{keyword} {local} = Object.hasOwn({object}{fallback}, {key}) ? {object}.{name} : undefined{end}"
    )
}

/// Every object has these: Node shows importers only properties of the object's own
/// (<https://nodejs.org/api/esm.html#commonjs-namespaces>).
fn is_inherited(name: &str) -> bool {
    matches!(
        name,
        "constructor"
            | "hasOwnProperty"
            | "isPrototypeOf"
            | "propertyIsEnumerable"
            | "toLocaleString"
            | "toString"
            | "valueOf"
    )
}

fn pattern(file: &File<'_>, open: &str, names: &[String], close: &str) -> String {
    let line = format!("{open} {} {close}", names.join(", "));
    if line.len() <= 80 {
        return line;
    }
    let (newline, indent) = (file.newline(), file.facts.layout.indent);
    format!("{open}{newline}{indent}{}{newline}{close}", names.join(&format!(",{newline}{indent}")))
}

/// Writes statements at the end of the file, after a blank line.
fn append(file: &File<'_>, edits: &mut Edits, statements: &[String]) {
    if statements.is_empty() {
        return;
    }
    let newline = file.newline();
    edits.append(newline, statements.join(newline));
}
