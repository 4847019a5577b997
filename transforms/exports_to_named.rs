//! Turns `exports.name = value` into declarations with named exports.
//!
//! A function or class expression becomes a declaration, another value a constant. A statement
//! that only exports an existing binding goes; its name joins the export list.

use oxc_span::Span;

use super::{Transform, export_list, import_text::module_name};
use crate::{
    edit::Edits,
    facts::{ExportAssignment, UseKind, ValueKind, When},
    plan::forms::{ExportsForm, How, NamedForm, NamedItem},
    rewrite::File,
};

pub(super) struct ExportsToNamed;

impl Transform for ExportsToNamed {
    fn name(&self) -> &'static str {
        "exports-to-named"
    }

    fn source(&self) -> &'static str {
        include_str!("exports_to_named.rs")
    }

    fn rewrite(&self, file: &File<'_>, edits: &mut Edits) {
        let ExportsForm::Named(form) = &file.plan.exports else { return };
        for alias in &file.facts.aliases {
            edits.delete(file.lines(alias.span));
        }
        if let Some(reset) = form.reset {
            edits.delete(file.lines(file.facts.assignments[reset].span));
        }
        for item in &form.items {
            declaration(file, edits, form, item);
        }
        uses(file, edits, form);
    }
}

fn declaration(file: &File<'_>, edits: &mut Edits, form: &NamedForm, item: &NamedItem) {
    let it = &file.facts.assignments[item.assignment];
    if item.how == How::Bound {
        if export_list::stays_in_place(file, it.span) && is_listed(form, item) {
            edits.replace(it.span, in_place(file, item));
        } else {
            edits.delete(file.lines(it.span));
        }
        return;
    }
    let exported = item.names.contains(&item.local);
    let export = if exported { "export " } else { "" };
    if item.how == How::Declared
        || (it.declares.is_some() && item.how == How::Function && !is_plain(file, it))
    {
        edits.insert(it.span.start, export);
        drop_targets(file, edits, it);
        return;
    }
    if !declares_itself(file, edits, it, item, export) {
        let last = it.targets.last().expect("an assignment has a target").span;
        let keyword = file.facts.layout.const_keyword;
        let names = Span::new(it.span.start, last.end);
        edits.replace(names, format!("{export}{keyword} {}", item.local));
    }
}

/// Takes the assignments out of `var name = exports.name = value`, with parentheses around them.
pub(super) fn drop_targets(file: &File<'_>, edits: &mut Edits, it: &ExportAssignment) {
    let mut targets = it.targets.first().map_or(it.value.span, |first| first.span);
    targets.end = it.value.span.start;
    let after = it.value.span.end;
    if file.source[..targets.start as usize].ends_with('(')
        && file.source[after as usize..].starts_with(')')
    {
        targets.start -= 1;
        edits.delete(Span::sized(after, 1));
    }
    edits.delete(targets);
}

/// The list has the item's names: the module exports them at all.
fn is_listed(form: &NamedForm, item: &NamedItem) -> bool {
    form.tail.list.iter().any(|(local, _)| *local == item.local)
}

fn in_place(file: &File<'_>, item: &NamedItem) -> String {
    let names: Vec<String> =
        item.names.iter().map(|name| export_list::specifier(file, &item.local, name)).collect();
    format!("export {{ {} }}{}", names.join(", "), file.semicolon())
}

/// A function or class expression becomes a declaration, unless parentheses are in the way.
fn declares_itself(
    file: &File<'_>,
    edits: &mut Edits,
    it: &ExportAssignment,
    item: &NamedItem,
    export: &str,
) -> bool {
    if !matches!(item.how, How::Function | How::Class) {
        return false;
    }
    declare(file, edits, it, &item.local, export)
}

/// Turns `target = function () {…};` into `function name () {…}`.
pub(super) fn declare(
    file: &File<'_>,
    edits: &mut Edits,
    it: &ExportAssignment,
    name: &str,
    export: &str,
) -> bool {
    let after = Span::new(it.value.span.end, it.span.end);
    if !is_plain(file, it) {
        return false;
    }
    edits.replace(Span::new(it.span.start, it.value.span.start), export);
    edits.delete(after);
    if let ValueKind::Function { name: None, keyword_end, .. }
    | ValueKind::Class { name: None, keyword_end } = it.value.kind
    {
        let next = file.source[keyword_end as usize..].chars().next();
        let space = if next == Some('{') { " " } else { "" };
        edits.insert(keyword_end, format!(" {name}{space}"));
    }
    true
}

/// Nothing but `=` and a semicolon stands around the value.
fn is_plain(file: &File<'_>, it: &ExportAssignment) -> bool {
    let end = it.targets.last().map_or(it.span.start, |last| last.span.end);
    let before = Span::new(end, it.value.span.start);
    let after = Span::new(it.value.span.end, it.span.end);
    file.text(before).trim() == "=" && matches!(file.text(after).trim(), "" | ";")
}

/// Reads of the exports object: of the binding while the module evaluates, of the object later.
fn uses(file: &File<'_>, edits: &mut Edits, form: &NamedForm) {
    for it in &file.facts.exports {
        let local = |wanted: &str| {
            let item = form.items.iter().find(|item| item.names.iter().any(|name| name == wanted));
            item.map(|item| item.local.clone())
        };
        let at_load = it.place.when != When::Later;
        match (&it.kind, &form.object) {
            (_, Some(object)) if !at_load => edits.replace(it.span, object.clone()),
            (UseKind::Read { name, member, .. }, _) => {
                if let Some(local) = local(name) {
                    edits.replace(*member, local);
                }
            }
            _ => {}
        }
    }
}

/// The text of the object that `require` returns.
pub(super) fn object(file: &File<'_>, form: &NamedForm, name: &str) -> String {
    let entries: Vec<String> = form
        .items
        .iter()
        .flat_map(|item| item.names.iter().map(move |name| (name, &item.local)))
        .map(|(name, local)| {
            if name == local {
                name.clone()
            } else {
                format!("{}: {local}", module_name(file, name))
            }
        })
        .collect();
    let layout = &file.facts.layout;
    let keyword = layout.const_keyword;
    let line = format!("{keyword} {name} = {{ {} }}{}", entries.join(", "), file.semicolon());
    if entries.is_empty() {
        return format!("{keyword} {name} = {{}}{}", file.semicolon());
    }
    if line.len() <= 80 {
        return line;
    }
    let (newline, indent) = (layout.newline, layout.indent);
    let lines = entries.join(&format!(",{newline}{indent}"));
    format!("{keyword} {name} = {{{newline}{indent}{lines}{newline}}}{}", file.semicolon())
}
