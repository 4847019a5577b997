//! What a module exports in the middle of its evaluation.

use super::transpiled;
use crate::facts::{
    ExportAssignment, ExportsObject, Facts, RootBinding, RootKind, Site, TargetKind, UseKind,
    ValueKind, When,
};

/// What the exports object of a module has under a name.
pub(super) enum Exported {
    Nothing,
    /// A function that is a declaration afterwards, by its start.
    Function(u32),
    Other,
}

/// The last assignment of `name` that ends before `come`.
pub(super) fn last<'f>(facts: &'f Facts, name: &str, come: u32) -> Option<&'f ExportAssignment> {
    let mut done = facts.assignments.iter().rev().filter(|it| it.span.end <= come);
    done.find(|it| transpiled::members(it).any(|one| one == name))
}

/// What holds an export that the module has not come to.
pub(super) enum Binding {
    /// A variable, or what becomes one.
    Variable,
    /// A class: to read it fails.
    Fails,
    Other,
}

/// What holds the export `name` in the end.
pub(super) fn binding(facts: &Facts, name: &str) -> Binding {
    let Some(it) = last(facts, name, u32::MAX).filter(|it| it.merges.is_none()) else {
        return Binding::Other;
    };
    let local = match &it.value.kind {
        ValueKind::Identifier(local) => Some(local),
        _ => it.declares.as_ref(),
    };
    match local.map(|local| facts.roots.get(local)) {
        Some(Some(root)) if root.kind == RootKind::Class => Binding::Fails,
        Some(Some(root)) if root.kind == RootKind::Variable && is_plain(facts, root) => {
            Binding::Variable
        }
        None => match &it.value.kind {
            ValueKind::Primitive | ValueKind::Object(_) | ValueKind::Arrow => Binding::Variable,
            // What is imported is no variable.
            ValueKind::Other if facts.requires_in(it.value.span).next().is_none() => {
                Binding::Variable
            }
            _ => Binding::Other,
        },
        _ => Binding::Other,
    }
}

/// The variable can be a `var`, and no `require` becomes an import of its name.
fn is_plain(facts: &Facts, root: &RootBinding) -> bool {
    root.keyword.is_some()
        && !facts.requires.iter().any(|it| match &it.site {
            Site::Declared(it) => it.declarator.start == root.start,
            _ => false,
        })
}

/// Something else than a plain assignment may have set `name` of the exports object, or the object,
/// when the module has come to `come`.
pub(super) fn is_changed(facts: &Facts, name: &str, come: u32) -> bool {
    let changes = |kind: &UseKind| match kind {
        UseKind::Mutate { name: changed } => changed == name,
        UseKind::Reassign | UseKind::Dynamic | UseKind::Whole => true,
        UseKind::Read { .. } | UseKind::Mark { .. } | UseKind::Typeof => false,
    };
    let mut before = facts.exports.iter().filter(|it| it.span.start < come);
    let replaced = facts.assignments.iter().filter(|it| it.span.start < come);
    let mut replaced = replaced.flat_map(|it| &it.targets);
    before.any(|it| it.place.when != When::Later && changes(&it.kind))
        || replaced.any(|it| matches!(it.kind, TargetKind::Object(_)))
}

/// Who takes the exports of the module when it has come to `come` keeps an object that the module
/// then leaves for another, and finds on it what was put there.
pub(super) fn leaves_behind(facts: &Facts, come: u32) -> bool {
    let sets = |it: &ExportAssignment, object: ExportsObject| {
        it.targets.iter().any(|target| target.kind == TargetKind::Object(object))
    };
    let mut replaced = facts.assignments.iter();
    let replaced = replaced.find(|it| it.span.end > come && sets(it, ExportsObject::Module));
    let Some(replaced) = replaced else { return false };
    let goes_along = sets(replaced, ExportsObject::Exports);
    let is_put = |it: &&ExportAssignment| {
        let mut targets = it.targets.iter();
        let own =
            targets.any(|it| matches!(it.kind, TargetKind::Member(ExportsObject::Exports, _)));
        own && (!goes_along || it.span.start < replaced.span.start)
    };
    facts.assignments.iter().any(|it| is_put(&it)) || !facts.gone.is_empty()
}

/// Where the function starts that `module.exports` is.
pub(super) fn value_start(facts: &Facts, assignment: usize) -> Option<u32> {
    let value = &facts.assignments[assignment].value;
    match &value.kind {
        ValueKind::Function { .. } => Some(value.span.start),
        ValueKind::Identifier(name) => facts.roots.get(name).map(|it| it.start),
        _ => None,
    }
}

/// What `name` of the exports object is when the module has come to `come`.
pub(super) fn exported(facts: &Facts, name: &str, come: u32) -> Exported {
    if is_changed(facts, name, come) {
        return Exported::Other;
    }
    let Some(last) = last(facts, name, come) else { return Exported::Nothing };
    match &last.value.kind {
        ValueKind::Undefined => Exported::Nothing,
        ValueKind::Identifier(local) if last.merges.is_none() => match facts.roots.get(local) {
            Some(root) if root.constant && facts.hoisted.contains_key(&root.start) => {
                Exported::Function(root.start)
            }
            _ => Exported::Other,
        },
        ValueKind::Function { name: None, .. } if last.declares.is_none() => {
            Exported::Function(last.value.span.start)
        }
        _ => Exported::Other,
    }
}

/// The function that is exported as `name` may be told by which object it is called on.
pub(super) fn asks_for_this(facts: &Facts, name: &str) -> bool {
    let mut own =
        facts.assignments.iter().filter(|it| transpiled::members(it).any(|one| one == name));
    own.any(|it| {
        let start = match &it.value.kind {
            ValueKind::Identifier(local) => facts.roots.get(local).map(|it| it.start),
            ValueKind::Function { .. } => Some(it.value.span.start),
            _ => None,
        };
        start.and_then(|it| facts.hoisted.get(&it)).is_some_and(|it| it.uses_this)
    })
}
