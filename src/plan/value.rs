//! Bindings and export list of a module whose `module.exports` is assigned once.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    exports::{Context, names_function, names_itself},
    forms::{How, Tail, ValueForm},
    names::{self, NewNames},
    shape,
};
use crate::facts::{ExportAssignment, TargetKind, UseKind, Value, ValueKind, When};

pub(super) fn value(context: &Context<'_>, index: usize, names: &mut NewNames<'_>) -> ValueForm {
    let it = &context.facts.assignments[index];
    let (binding, mut how) = value_binding(context, it, names);
    let mut tail = Tail::default();
    let missing = context.list_bound(&mut tail, &bound_properties(context, it));
    let known: FxHashSet<String> = context.lexed().into_iter().collect();
    let own = context.early.statics.iter().filter(|it| !known.contains(**it));
    tail.list.extend(own.map(|it| ((*it).to_string(), (*it).to_string())));
    // Members that are assigned later would have thrown.
    let bare = context.facts.assignments.len() == 1;
    tail.nullish = bare
        && matches!(
            it.value.kind,
            ValueKind::Undefined | ValueKind::Primitive | ValueKind::Other | ValueKind::Require(_)
        );
    context.snapshot(&mut tail, missing, &binding, names);
    context.publish(&mut tail, &binding, !matches!(it.value.kind, ValueKind::Object(_)));
    tail.stars = context.stars();
    if how == How::Const && is_default_only(context, it, &tail) {
        (how, tail) = (How::Default, Tail::default());
    }
    let others = context.facts.assignments.iter().enumerate();
    let redundant = others
        .filter(|(_, other)| shape::is_redundant(it, other))
        .map(|(index, _)| index)
        .collect();
    ValueForm { assignment: index, redundant, binding, how, tail, reexport: None }
}

/// The statement says all that is to be said of the value.
fn is_default_only(context: &Context<'_>, it: &ExportAssignment, tail: &Tail) -> bool {
    let facts = context.facts;
    let is_default = matches!(tail.list.as_slice(), [(_, exported)] if exported == "default");
    let is_plain =
        matches!(it.value.kind, ValueKind::Object(_) | ValueKind::Primitive | ValueKind::Other);
    is_default
        && is_plain
        && tail.snapshot.is_empty()
        && tail.stars.is_empty()
        && it.getter.is_none()
        && it.targets.len() == 1
        && facts.assignments.len() == 1
        && facts.exports.is_empty()
        && facts.branches.is_empty()
}

fn value_binding(
    context: &Context<'_>,
    it: &ExportAssignment,
    names: &mut NewNames<'_>,
) -> (String, How) {
    if let Some(name) = it.declares.as_ref().filter(|name| *name != "exports") {
        let how = match context.imported.contains(name) {
            true => How::Bound,
            false if names_function(it, name) => How::Function,
            false => How::Declared,
        };
        return (name.clone(), how);
    }
    if it.declares.is_none() && names_itself(it) {
        return ("exports".to_string(), How::Const);
    }
    if let Some(bound) = context.bound(&it.value, it.span.start) {
        let shadowed =
            context.facts.names.nested.contains_key(&bound) && !context.facts.exports.is_empty();
        let chained = it.targets.iter().any(|target| target.kind == TargetKind::Other);
        if !shadowed {
            return (bound, if chained { How::Chained } else { How::Bound });
        }
    }
    let file = names::of_file(context.path, context.package);
    match &it.value.kind {
        ValueKind::Function { name: Some(own), .. } | ValueKind::Class { name: Some(own), .. }
            if names.is_free_at_root(own) =>
        {
            let how = if matches!(it.value.kind, ValueKind::Class { .. }) {
                How::Class
            } else {
                How::Function
            };
            (names.take(own), how)
        }
        ValueKind::Function { name: None, .. } => {
            (names.pick(&[&file, &format!("{file}Export")]), How::Function)
        }
        ValueKind::Class { name: None, .. } => {
            let class = names::capital(&file);
            (names.pick(&[&class, &format!("{class}Export")]), How::Class)
        }
        ValueKind::Object(_) => (names.pick(&["api", "moduleApi"]), How::Const),
        ValueKind::Undefined | ValueKind::Primitive => {
            (names.pick(&[&file, "value", "exported"]), How::Const)
        }
        _ => (names.pick(&[&file, "api", "exported"]), How::Const),
    }
}

/// Properties of the exported value that hold a constant binding of the module from the start.
fn bound_properties(context: &Context<'_>, it: &ExportAssignment) -> FxHashMap<String, String> {
    let mut bound = FxHashMap::default();
    let entries = match &it.value.kind {
        ValueKind::Object(entries) => Some(entries),
        ValueKind::Identifier(_) => Some(&context.facts.exported),
        _ => None,
    };
    if let Some(entries) = entries {
        for entry in entries {
            let Some(key) = &entry.key else {
                // What is spread, or computed, may replace what stands before it.
                bound.clear();
                continue;
            };
            let kind = entry.identifier.clone().map_or(ValueKind::Other, ValueKind::Identifier);
            let value = Value { span: entry.span, kind };
            match context.bound(&value, it.span.start) {
                Some(local) => bound.insert(key.clone(), local),
                None => bound.remove(key),
            };
        }
    }
    bind_members(context, it.span.end, &mut bound);
    bound
}

/// Adds to `bound` the members of the exports object that statements of the top level behind `start` set,
/// once each, to a constant binding, and removes what is set to anything else while the module evaluates.
pub(super) fn bind_members(
    context: &Context<'_>,
    start: u32,
    bound: &mut FxHashMap<String, String>,
) {
    let facts = context.facts;
    let mut assigned = FxHashSet::default();
    for other in facts.assignments.iter().filter(|other| other.span.start >= start) {
        for target in &other.targets {
            let TargetKind::Member(_, name) = &target.kind else { continue };
            match context.bound(&other.value, other.span.start) {
                Some(local) if assigned.insert(name.as_str()) => bound.insert(name.clone(), local),
                _ => bound.remove(name),
            };
        }
    }
    for used in &facts.exports {
        match &used.kind {
            UseKind::Mutate { name } if used.place.when != When::Later => {
                bound.remove(name);
            }
            UseKind::Dynamic | UseKind::Whole if used.place.when != When::Later => bound.clear(),
            // `__defineGetter__` (ECMA-262, B.2.2.2).
            UseKind::Read { name, .. } if name.starts_with("__define") => bound.clear(),
            _ => {}
        }
    }
}
