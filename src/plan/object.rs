//! The exports object as a variable with a name of its own, for shapes that need an object.

use rustc_hash::FxHashMap;

use super::{
    exports::{Context, names_itself},
    forms::{ObjectForm, Tail},
    names::{self, NewNames},
    shape, value,
};
use crate::facts::{
    Alias, ExportAssignment, ExportsObject, ExportsUse, Facts, Spelling, TargetKind, UseKind, When,
    WrapperKind,
};

/// Decides the names; `None` when a use of Node's own names has to stay.
pub(super) fn form(context: &Context<'_>, names: &mut NewNames<'_>) -> Option<ObjectForm> {
    let facts = context.facts;
    if !can_be_named(facts) {
        return None;
    }
    let reset = (!facts.assignments.is_empty() && shape::is_reset(facts, 0)).then_some(0);
    let replaced = replaced(facts, reset);
    let mut form =
        if replaced { two_objects(context, names)? } else { one_object(facts, reset, names)? };
    form.tail.nullish = replaced;
    let value = form.value.clone();
    let mut bound = FxHashMap::default();
    if !replaced {
        let start = reset.map_or(0, |it| facts.assignments[it].span.end);
        value::bind_members(context, start, &mut bound);
    }
    let missing = context.list_bound(&mut form.tail, &bound);
    context.snapshot(&mut form.tail, missing, &value, names);
    context.publish(&mut form.tail, &value, replaced);
    form.tail.stars = context.stars();
    Some(form)
}

/// Every use of `exports` and `module` can be written with another name.
fn can_be_named(facts: &Facts) -> bool {
    let whole =
        |it: &WrapperKind| matches!(it, WrapperKind::TypeofModule | WrapperKind::ModuleObject);
    let fixed = |it: &ExportsUse| it.spelling == Spelling::Fixed || it.kind == UseKind::Typeof;
    let declares = |(index, it): (usize, &ExportAssignment)| {
        declares_exports(it) && !shape::is_reset(facts, index)
    };
    !facts.wrapper.iter().any(|it| whole(&it.kind))
        && !facts.exports.iter().any(fixed)
        && !facts.assignments.iter().any(|it| names_itself(it) || it.merges.is_some())
        && !facts.assignments.iter().enumerate().any(declares)
}

fn declares_exports(it: &ExportAssignment) -> bool {
    it.declares.as_deref() == Some("exports")
}

/// Whether `module.exports`, or `exports`, becomes another object.
fn replaced(facts: &Facts, reset: Option<usize>) -> bool {
    let assigned = facts.assignments.iter().enumerate().any(|(index, it)| {
        Some(index) != reset
            && it.targets.iter().any(|target| matches!(target.kind, TargetKind::Object(_)))
    });
    assigned || facts.exports.iter().any(|it| it.kind == UseKind::Reassign)
}

fn one_object(facts: &Facts, reset: Option<usize>, names: &mut NewNames<'_>) -> Option<ObjectForm> {
    let declared = reset.filter(|&it| declares_exports(&facts.assignments[it]));
    let alias = sole_alias(facts).filter(|_| reset.is_none());
    if alias.is_none() && aliased_as_exports(facts) {
        return None;
    }
    let own = alias.map(|it| it.name.as_str()).filter(|it| *it != "exports");
    let object = match own {
        Some(name) => names.take(name),
        None => names.pick(&["api", "moduleApi"]),
    };
    let declarations = match (declared, alias) {
        (None, None) => vec![("const", object.clone(), "{}".to_string())],
        _ => Vec::new(),
    };
    Some(ObjectForm {
        value: object.clone(),
        object,
        declarations,
        declared_by_alias: alias.is_some(),
        reset,
        tail: Tail::default(),
    })
}

/// `const name = exports` before all other uses.
fn sole_alias(facts: &Facts) -> Option<&Alias> {
    let [alias] = facts.aliases.as_slice() else { return None };
    let before = facts.layout.statements.iter().take_while(|it| it.end <= alias.span.start);
    let only_loads = before.into_iter().all(|it| facts.requires_in(*it).next().is_some());
    let starts = facts
        .exports
        .iter()
        .map(|it| (it.span.start, it.place.when))
        .chain(facts.assignments.iter().map(|it| (it.span.start, When::Straight)));
    let first = starts.into_iter().all(|(start, when)| {
        start > alias.span.end && (when != When::Load || only_loads) || when == When::Later
    });
    (first && !facts.names.nested.contains_key(&alias.name)).then_some(alias)
}

fn aliased_as_exports(facts: &Facts) -> bool {
    facts.aliases.iter().any(|it| it.name == "exports")
}

/// `module.exports` is a variable; so is `exports`, where it is used.
fn two_objects(context: &Context<'_>, names: &mut NewNames<'_>) -> Option<ObjectForm> {
    let facts = context.facts;
    if aliased_as_exports(facts) {
        return None;
    }
    let file = names::of_file(context.path, context.package);
    let value = names.pick(&[&file, &format!("{file}Export")]);
    let mut declarations = Vec::new();
    let mut object = String::new();
    let mut start = "{}".to_string();
    if uses_exports(facts) {
        object = names.pick(&["api", "moduleApi"]);
        let keyword = if assigns(facts, ExportsObject::Exports) { "let" } else { "const" };
        declarations.push((keyword, object.clone(), "{}".to_string()));
        start.clone_from(&object);
    }
    let keyword = if assigns(facts, ExportsObject::Module) { "let" } else { "const" };
    declarations.push((keyword, value.clone(), start));
    Some(ObjectForm {
        object,
        value,
        declarations,
        declared_by_alias: false,
        reset: None,
        tail: Tail::default(),
    })
}

fn uses_exports(facts: &Facts) -> bool {
    let own = |it: ExportsObject| it != ExportsObject::Module;
    facts.exports.iter().any(|it| own(it.object))
        || facts.assignments.iter().flat_map(|it| &it.targets).any(|it| match &it.kind {
            TargetKind::Object(object) | TargetKind::Member(object, _) => own(*object),
            _ => false,
        })
        || !facts.aliases.is_empty()
}

fn assigns(facts: &Facts, object: ExportsObject) -> bool {
    let kind = TargetKind::Object(object);
    facts.assignments.iter().flat_map(|it| &it.targets).any(|it| it.kind == kind)
        || facts.exports.iter().any(|it| it.object == object && it.kind == UseKind::Reassign)
}
