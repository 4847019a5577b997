//! Turns `exports.name = value` into declarations with named exports.
//!
//! A function or class expression becomes a declaration, another value a constant. A statement
//! that only exports an existing binding goes; its name joins the export list.

use oxc_span::Span;

use super::{
    Transform, export_list, import_text::module_name, module_exports_to_default::object_of,
};
use crate::{
    edit::Edits,
    facts::{ExportAssignment, UseKind, ValueKind, When},
    plan::forms::{ExportsForm, How, NamedForm, NamedItem, PassedOut},
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
        marked(file, edits, form);
        for item in &form.items {
            match &form.object {
                Some(object) if is_early(file, form, item) => early(file, edits, item, object),
                _ => declaration(file, edits, form, item),
            }
        }
        variables(file, edits, form);
        uses(file, edits, form);
        for (span, text) in &form.lives {
            if text.is_empty() {
                edits.delete(file.lines(*span));
            } else {
                edits.replace(*span, text.clone());
            }
        }
        passed(file, edits, form);
    }
}

/// What an import cycle reads before it is evaluated is `undefined` then, as it was.
fn variables(file: &File<'_>, edits: &mut Edits, form: &NamedForm) {
    let keywords = form.vars.iter().filter_map(|it| file.facts.roots.get(it)?.keyword);
    let mut keywords: Vec<Span> = keywords.filter(|it| file.text(*it) != "var").collect();
    keywords.sort_unstable_by_key(|it| it.start);
    keywords.dedup();
    for keyword in keywords {
        edits.replace(keyword, "var");
    }
}

/// `export … from` takes the place of what stood for it.
fn passed(file: &File<'_>, edits: &mut Edits, form: &NamedForm) {
    let end = file.semicolon();
    for (span, out) in &form.passed {
        let text = match out {
            PassedOut::Nothing => {
                edits.delete(file.lines(*span));
                continue;
            }
            PassedOut::Star(from) => format!("export * from {}{end}", file.quoted(from)),
            PassedOut::Names(names, from) => {
                let names: Vec<String> = names
                    .iter()
                    .map(|(imported, exported)| export_list::specifier(file, imported, exported))
                    .collect();
                format!("export {{ {} }} from {}{end}", names.join(", "), file.quoted(from))
            }
        };
        if span.is_empty() {
            edits.insert(span.start, format!("{}{text}", file.newline()));
        } else {
            edits.replace(*span, text);
        }
    }
}

/// The mark and the names that are set to `undefined` go, or make the object that is needed early.
fn marked(file: &File<'_>, edits: &mut Edits, form: &NamedForm) {
    let early = form.object.as_ref().filter(|_| form.early.is_some());
    for &index in &form.preludes {
        let span = file.facts.assignments[index].span;
        match early {
            None if !form.lets.is_empty() && form.preludes.first() == Some(&index) => {
                edits.replace(span, lets(file, form));
            }
            Some(object) => targets(file, edits, index, object),
            None => edits.delete(file.lines(span)),
        }
    }
    match (form.mark, early) {
        (Some((statement, exports)), Some(object)) => {
            let keyword = file.facts.layout.const_keyword;
            let before = Span::new(statement.start, exports.end);
            edits.replace(before, format!("{keyword} {object} = Object.defineProperty({{}}"));
        }
        (Some((statement, _)), None) => edits.delete(file.lines(statement)),
        (None, _) => {}
    }
}

/// Declares the variables of exports that get their values later.
fn lets(file: &File<'_>, form: &NamedForm) -> String {
    let end = file.semicolon();
    let declare = |(exported, local): &(String, String)| {
        let export = if exported == local { "export " } else { "" };
        format!("{export}{} {local}{end}", variable_keyword(file))
    };
    form.lets.iter().map(declare).collect::<Vec<_>>().join(file.newline())
}

/// `let`, or `var` where the file knows nothing else.
fn variable_keyword(file: &File<'_>) -> &'static str {
    if file.facts.layout.const_keyword == "var" { "var" } else { "let" }
}

/// What the object needs at once goes on it where it stands, and is declared with it.
fn early(file: &File<'_>, edits: &mut Edits, item: &NamedItem, object: &str) {
    let it = &file.facts.assignments[item.assignment];
    if let Some(argument) = it.merges {
        let (local, name) = (&item.local, &item.names[0]);
        edits.replace(argument, format!("{local} || ({object}.{name} = {local} = {{}})"));
        return;
    }
    targets(file, edits, item.assignment, object);
    let export = if item.names.contains(&item.local) { "export " } else { "" };
    if it.declares.is_some() {
        edits.insert(it.span.start, export);
    } else if item.how != How::Bound {
        let keyword = file.facts.layout.const_keyword;
        edits.insert(it.span.start, format!("{export}{keyword} {} = ", item.local));
    }
}

/// `exports.name = value` puts the name on the object where it stands.
fn targets(file: &File<'_>, edits: &mut Edits, assignment: usize, object: &str) {
    for target in &file.facts.assignments[assignment].targets {
        edits.replace(object_of(file, target.span), object);
    }
}

/// Code that needs the object while the module evaluates follows the item.
pub(super) fn is_early(file: &File<'_>, form: &NamedForm, item: &NamedItem) -> bool {
    form.early.is_some_and(|until| file.facts.assignments[item.assignment].span.end <= until)
}

fn declaration(file: &File<'_>, edits: &mut Edits, form: &NamedForm, item: &NamedItem) {
    let it = &file.facts.assignments[item.assignment];
    if let Some(argument) = it.merges {
        edits.replace(argument, format!("{0} || ({0} = {{}})", item.local));
        return;
    }
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
        let is_var = form.vars.contains(&item.local);
        let keyword = match item.how {
            _ if is_var => "var",
            How::Let => variable_keyword(file),
            _ => file.facts.layout.const_keyword,
        };
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
    match it.value.kind {
        ValueKind::Function { name: None, keyword_end, .. } => {
            name_function(file, edits, keyword_end, name);
        }
        ValueKind::Class { name: None, keyword_end } => {
            let next = file.source[keyword_end as usize..].chars().next();
            let space = if next == Some('{') { " " } else { "" };
            edits.insert(keyword_end, format!(" {name}{space}"));
        }
        _ => {}
    }
    true
}

/// Names a function, with the gap before its parameters that its author leaves behind names.
pub(super) fn name_function(file: &File<'_>, edits: &mut Edits, keyword_end: u32, name: &str) {
    let rest = &file.source[keyword_end as usize..];
    let gap = &rest[..rest.len() - rest.trim_start_matches(' ').len()];
    let behind = Span::sized(keyword_end, gap.len() as u32);
    match file.facts.layout.named_space.filter(|_| rest[gap.len()..].starts_with('(')) {
        Some(space) if space == gap.is_empty() => {
            edits.replace(behind, format!(" {name}{}", if space { " " } else { "" }));
        }
        _ => edits.insert(keyword_end, format!(" {name}")),
    }
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
        let at_load = it.place.when != When::Later;
        if form.passed.iter().any(|(span, _)| span.contains_inclusive(it.span)) {
            continue;
        }
        match (&it.kind, &form.object) {
            (UseKind::Mark { .. }, _) => {}
            (_, Some(object)) if !at_load => edits.replace(it.span, object.clone()),
            (UseKind::Read { name, member, .. }, _) => {
                if let Some(local) = form.variable(name) {
                    edits.replace(*member, local.clone());
                }
            }
            (_, Some(object)) if form.early.is_some() => edits.replace(it.span, object.clone()),
            _ => {}
        }
    }
}

/// The statements that make the object that `require` returns.
pub(super) fn object(file: &File<'_>, form: &NamedForm, name: &str) -> Vec<String> {
    let layout = &file.facts.layout;
    let (keyword, end) = (layout.const_keyword, file.semicolon());
    let entries = entries(file, form);
    if form.mark.is_none() {
        return vec![literal(file, &format!("{keyword} {name} = "), &entries, end)];
    }
    let mark = file.quoted("__esModule");
    if is_marked_last(file, form) {
        return vec![
            literal(file, &format!("{keyword} {name} = "), &entries, end),
            format!("Object.defineProperty({name}, {mark}, {{ value: true }}){end}"),
        ];
    }
    let mut statements = Vec::new();
    if form.early.is_none() {
        statements.push(format!(
            "{keyword} {name} = Object.defineProperty({{}}, {mark}, {{ value: true }}){end}"
        ));
    }
    if !entries.is_empty() {
        let open = format!("Object.assign({name}, ");
        statements.push(literal(file, &open, &entries, &format!("){end}")));
    }
    statements
}

/// The object gets its names before it is marked.
fn is_marked_last(file: &File<'_>, form: &NamedForm) -> bool {
    let Some((mark, _)) = form.mark.filter(|_| form.early.is_none()) else { return false };
    let assigned = form.items.iter().map(|it| it.assignment).chain(form.preludes.iter().copied());
    let mut assigned = assigned.peekable();
    assigned.peek().is_some()
        && assigned.all(|at| file.facts.assignments[at].span.end <= mark.start)
}

/// What the object gets at the end.
fn entries(file: &File<'_>, form: &NamedForm) -> Vec<String> {
    let entry = |name: &String| {
        let item = form.items.iter().find(|item| item.names.contains(name));
        match item {
            Some(item) if is_early(file, form, item) => None,
            Some(item) if item.local == *name => Some(name.clone()),
            Some(item) => Some(format!("{}: {}", module_name(file, name), item.local)),
            None if form.early.is_some() => None,
            None => Some(format!("{}: undefined", module_name(file, name))),
        }
    };
    form.keys.iter().filter_map(entry).collect()
}

fn literal(file: &File<'_>, open: &str, entries: &[String], close: &str) -> String {
    let line = format!("{open}{{ {} }}{close}", entries.join(", "));
    if entries.is_empty() {
        return format!("{open}{{}}{close}");
    }
    if line.len() <= 80 {
        return line;
    }
    let (newline, indent) = (file.newline(), file.facts.layout.indent);
    let lines = entries.join(&format!(",{newline}{indent}"));
    format!("{open}{{{newline}{indent}{lines}{newline}}}{close}")
}
