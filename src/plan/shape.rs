//! Which rung of the ladder the exports of a file can stand on.

use rustc_hash::FxHashSet;

use super::{exports::names_itself, transpiled};
use crate::facts::{
    ExportAssignment, ExportsObject, ExportsUse, Facts, Target, TargetKind, UseKind, ValueKind,
    When, WrapperKind,
};

/// How the exports of a file are made, from the cleanest to the most general.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Nothing is exported.
    Absent,
    /// Each name is assigned once, at the top level; `reset` is an assignment of `{}` before all.
    /// `early` is where the last code ends that needs the object while the module evaluates.
    Named { reset: Option<usize>, early: Option<u32> },
    /// `module.exports` is assigned once, at the top level.
    Value { assignment: usize },
    /// Anything else: a local object keeps the body as it is. `module` says that
    /// `module.exports` itself is assigned, or looked for.
    Local { module: bool },
}

/// Finds the cleanest shape. The error is the use that no ES module can reproduce.
pub(super) fn shape(facts: &Facts) -> Result<Shape, &ExportsUse> {
    let late = |it: &&ExportsUse| it.kind == UseKind::Reassign && it.place.when == When::Later;
    if let Some(late) = facts.exports.iter().find(late) {
        return Err(late);
    }
    let module = facts.wrapper.iter().any(|it| it.kind == WrapperKind::ModuleObject);
    if facts.exports.is_empty() && facts.assignments.is_empty() && !module {
        return Ok(Shape::Absent);
    }
    if facts.wrapper.iter().any(|it| it.kind == WrapperKind::ModuleObject) {
        return Ok(local(facts));
    }
    Ok(named(facts).or_else(|| value(facts)).unwrap_or_else(|| local(facts)))
}

/// The most general shape.
pub(super) fn local(facts: &Facts) -> Shape {
    Shape::Local { module: needs_module(facts) }
}

fn needs_module(facts: &Facts) -> bool {
    let reassigned = |it: &ExportAssignment| {
        it.targets.iter().any(|it| matches!(it.kind, TargetKind::Object(_)))
    };
    facts
        .assignments
        .iter()
        .enumerate()
        .any(|(index, it)| reassigned(it) && !is_reset(facts, index))
        || facts.exports.iter().any(|it| it.kind == UseKind::Reassign)
        || facts
            .wrapper
            .iter()
            .any(|it| matches!(it.kind, WrapperKind::TypeofModule | WrapperKind::ModuleObject))
}

/// `module.exports = {}` before anything else touches the exports.
pub(super) fn is_reset(facts: &Facts, index: usize) -> bool {
    let it = &facts.assignments[index];
    let empty = matches!(&it.value.kind, ValueKind::Object(entries) if entries.is_empty());
    let replaces = it.targets.iter().all(|it| matches!(it.kind, TargetKind::Object(_)));
    let both = has_object(it, ExportsObject::Module)
        && (has_object(it, ExportsObject::Exports)
            || !mentions_exports(facts)
            || declares_exports(it));
    let plain = it.declares.is_none() || declares_exports(it);
    let first = index == 0
        && facts
            .exports
            .iter()
            .all(|use_| use_.span.start > it.span.end || use_.place.when == When::Later);
    empty && replaces && both && plain && first
}

fn declares_exports(it: &ExportAssignment) -> bool {
    it.declares.as_deref() == Some("exports")
}

fn has_object(it: &ExportAssignment, object: ExportsObject) -> bool {
    it.targets.iter().any(|target| target.kind == TargetKind::Object(object))
}

fn mentions_exports(facts: &Facts) -> bool {
    let other = |object: ExportsObject| object != ExportsObject::Module;
    facts.exports.iter().any(|it| other(it.object))
        || facts.assignments.iter().flat_map(|it| &it.targets).any(|it| match &it.kind {
            TargetKind::Object(object) | TargetKind::Member(object, _) => other(*object),
            _ => false,
        })
}

fn named(facts: &Facts) -> Option<Shape> {
    let reset = (!facts.assignments.is_empty() && is_reset(facts, 0)).then_some(0);
    if reset.is_some() && !facts.aliases.is_empty() {
        return None;
    }
    let promised = |index| transpiled::is_prelude(facts, index);
    if !names_once(facts, reset, &promised, &|_| false) {
        return None;
    }
    let is_named = |it: &ExportAssignment| transpiled::members(it).next().is_some();
    let named = facts.assignments.iter().skip(usize::from(reset.is_some())).any(is_named);
    if !named && reset.is_none() && transpiled::mark(facts).is_none() {
        return None;
    }
    let early = transpiled::early(facts).ok()?;
    Some(Shape::Named { reset, early })
}

/// Each name gets its value once, but for statements that only promise names, and for variables
/// that are the exports themselves.
pub(super) fn names_once(
    facts: &Facts,
    reset: Option<usize>,
    is_promise: &dyn Fn(usize) -> bool,
    is_variable: &dyn Fn(&str) -> bool,
) -> bool {
    let mut names = FxHashSet::default();
    let assignments = facts.assignments.iter().enumerate().skip(usize::from(reset.is_some()));
    for (_, it) in assignments.filter(|(index, _)| !is_promise(*index)) {
        let local = matches!(
            it.value.kind,
            ValueKind::Identifier(_) | ValueKind::Undefined | ValueKind::Primitive
        );
        let constant = |name: &String| {
            is_variable(name) || facts.roots.get(name).is_some_and(|root| root.constant)
        };
        if !it.declares.as_ref().is_none_or(constant)
            || (it.targets.len() > 1 && !local && has_local(it))
        {
            return false;
        }
        for target in &it.targets {
            match &target.kind {
                TargetKind::Member(_, name)
                    if name != "__proto__" && names.insert(name.as_str()) => {}
                _ => return false,
            }
        }
    }
    true
}

fn has_local(it: &ExportAssignment) -> bool {
    it.targets.iter().any(|target| matches!(target.kind, TargetKind::Local(_) | TargetKind::Other))
}

/// Whether a use survives when names are declarations and the object is made at the end.
pub(super) fn named_use(facts: &Facts, it: &ExportsUse) -> bool {
    if it.place.when == When::Later {
        return it.kind != UseKind::Reassign;
    }
    let UseKind::Read { name, called, shows_name, .. } = &it.kind else { return false };
    let assignment = facts.assignments.iter().enumerate().find(|(index, assignment)| {
        transpiled::members(assignment).any(|one| one == name)
            && !transpiled::is_prelude(facts, *index)
    });
    let Some((_, assignment)) = assignment else { return false };
    let depends_on_this = match &assignment.value.kind {
        ValueKind::Function { uses_this, .. } => *uses_this,
        ValueKind::Identifier(_) | ValueKind::Arrow | ValueKind::Class { .. } => false,
        _ => true,
    };
    let ready = assignment.span.end <= it.span.start && it.place.when == When::Straight;
    let hidden = facts.names.nested.contains_key(name);
    let changes = *called && depends_on_this;
    ready && !shows_name && !hidden && !changes
}

fn value(facts: &Facts) -> Option<Shape> {
    let replaces = |it: &ExportAssignment| {
        it.targets.iter().any(|target| matches!(target.kind, TargetKind::Object(_)))
    };
    let mut found = facts.assignments.iter().enumerate().filter(|(_, it)| replaces(it));
    let (index, main) = found.next()?;
    let mut found = found.filter(|(_, it)| !is_redundant(main, it));
    let linked = has_object(main, ExportsObject::Exports) || declares_exports(main);
    let alone = found.next().is_none()
        && has_object(main, ExportsObject::Module)
        && exports_come_first(main);
    let declared_constant = main.declares.as_ref().is_none_or(|name| {
        name == "exports" || facts.roots.get(name).is_some_and(|root| root.constant)
    });
    let renamed = main.declares.is_some()
        && names_itself(main)
        && !matches!(main.value.kind, ValueKind::Function { .. });
    let merges = facts.assignments.iter().any(|it| it.merges.is_some());
    if renamed || merges || !facts.aliases.is_empty() {
        return None;
    }
    let own = |object: ExportsObject| match object {
        ExportsObject::Module => true,
        ExportsObject::Exports => linked,
        ExportsObject::This => false,
    };
    let statics = facts.assignments.iter().enumerate().all(|(at, it)| {
        at == index
            || (at > index && is_redundant(main, it))
            || (at > index
                && it.declares.is_none()
                && it.targets.iter().all(|target| match &target.kind {
                    TargetKind::Member(object, _) => own(*object),
                    TargetKind::Local(_) | TargetKind::Other => true,
                    TargetKind::Object(_) => false,
                }))
    });
    let uses = facts.exports.iter().all(|it| {
        let after = match it.place.when {
            When::Later => true,
            When::Straight => it.span.start >= main.span.end,
            When::Load => it.span.start >= main.span.end && it.place.statement > main.statement,
        };
        own(it.object) && it.kind != UseKind::Reassign && after
    });
    (alone && declared_constant && statics && uses && !writes_fixed_property(facts, main))
        .then_some(Shape::Value { assignment: index })
}

/// `module.exports = name` after `var name = module.exports = value` changes nothing.
pub(super) fn is_redundant(main: &ExportAssignment, it: &ExportAssignment) -> bool {
    let [target] = it.targets.as_slice() else { return false };
    let same = matches!((&main.declares, &it.value.kind), (Some(own), ValueKind::Identifier(name)) if own == name);
    same && target.kind == TargetKind::Object(ExportsObject::Module) && it.declares.is_none()
}

/// `exports = module.exports = value`, or with other targets after them when the value has a name.
fn exports_come_first(main: &ExportAssignment) -> bool {
    let object = |it: &Target| matches!(it.kind, TargetKind::Object(_));
    let first = main.targets.iter().take_while(|it| object(it)).count();
    let rest = &main.targets[first..];
    let named = matches!(main.value.kind, ValueKind::Identifier(_)) && main.declares.is_none();
    rest.is_empty() || (named && first > 0 && rest.iter().all(|it| it.kind == TargetKind::Other))
}

/// `module.exports.name = …` on a function does nothing in sloppy code and throws in strict code.
fn writes_fixed_property(facts: &Facts, main: &ExportAssignment) -> bool {
    let callable = !matches!(main.value.kind, ValueKind::Object(_));
    callable
        && facts.assignments.iter().flat_map(|it| &it.targets).any(|it| {
            matches!(&it.kind, TargetKind::Member(_, name) if matches!(name.as_str(), "name" | "length" | "prototype"))
        })
}

#[cfg(test)]
mod tests {
    use oxc_allocator::Allocator;

    use super::{Shape, shape};
    use crate::scan::scan;

    fn of(source: &str) -> Option<Shape> {
        let facts = scan(&Allocator::default(), source).expect("the source parses");
        shape(&facts).ok()
    }

    #[test]
    fn the_cleanest_shape_wins() {
        assert_eq!(
            of("exports.a = 1; exports.b = function () {}"),
            Some(Shape::Named { reset: None, early: None })
        );
        assert_eq!(
            of("var exports = module.exports = {}; exports.a = 1"),
            Some(Shape::Named { reset: Some(0), early: None })
        );
        assert_eq!(
            of("module.exports = { a: 1 }; module.exports.b = 2"),
            Some(Shape::Value { assignment: 0 })
        );
        assert_eq!(
            of("exports = module.exports = f; exports.b = 2; function f() {}"),
            Some(Shape::Value { assignment: 0 })
        );
        assert_eq!(of("exports.a = 1; module.exports = {}"), Some(Shape::Local { module: true }));
        assert_eq!(of("if (x) exports.a = 1"), Some(Shape::Local { module: false }));
        assert_eq!(of("var x = 1"), Some(Shape::Absent));
        assert_eq!(of("function f() { module.exports = 1 }"), None);
    }
}
