//! What transpilers print of an ES module's exports: the mark, names that are set to `undefined`
//! before all else, and code that reads the exports object while the module evaluates.

use oxc_span::Span;

use super::shape;
use crate::facts::{ExportAssignment, ExportsUse, Facts, TargetKind, UseKind, ValueKind, When};

/// The statement that marks the exports object, with the exports object in it.
pub(super) fn mark(facts: &Facts) -> Option<(Span, Span)> {
    let mut marks = facts.exports.iter().filter_map(|it| match it.kind {
        UseKind::Mark { statement } if it.place.when == When::Straight => {
            Some((statement, it.span))
        }
        _ => None,
    });
    marks.next().filter(|_| marks.next().is_none())
}

/// `__esModule` of the exports object is true for whoever requires the file.
pub(super) fn is_marked(facts: &Facts) -> bool {
    let replaced = |it: &ExportAssignment| {
        it.targets.iter().any(|it| matches!(it.kind, TargetKind::Object(_)))
    };
    mark(facts).is_some()
        && !facts.assignments.iter().any(replaced)
        && !facts.exports.iter().any(|it| it.kind == UseKind::Reassign)
}

/// The module was an ES module, all of whose exports are known.
pub(super) fn is_module(facts: &Facts) -> bool {
    is_marked(facts) || facts.converted.is_some()
}

/// The statement that says so.
pub(super) fn place(facts: &Facts) -> Option<Span> {
    let converted = facts.converted.as_ref().map(|it| it.statement);
    converted.or_else(|| mark(facts).map(|(statement, _)| statement))
}

/// `exports.a = exports.b = void 0`, before any of them gets its value: it only orders the keys.
pub(super) fn is_prelude(facts: &Facts, index: usize) -> bool {
    let it = &facts.assignments[index];
    let named = |it: &ExportAssignment| {
        it.targets.iter().all(
            |target| matches!(&target.kind, TargetKind::Member(_, name) if name != "__proto__"),
        )
    };
    let names: Vec<&str> = members(it).collect();
    let again = |later: &ExportAssignment| members(later).any(|name| names.contains(&name));
    matches!(it.value.kind, ValueKind::Undefined)
        && it.declares.is_none()
        && named(it)
        && !facts.assignments[..index].iter().any(again)
        && facts.assignments[index + 1..].iter().any(again)
}

/// Names that an assignment gives a value, in the order in which it does.
pub(super) fn members(it: &ExportAssignment) -> impl Iterator<Item = &str> {
    it.targets.iter().rev().filter_map(|target| match &target.kind {
        TargetKind::Member(_, name) => Some(name.as_str()),
        _ => None,
    })
}

/// Whether the object must exist from its mark on, since code defines or finds exports on it while
/// the module evaluates, and until which offset; the error is a use that needs more than that.
pub(super) fn early(facts: &Facts) -> Result<Option<u32>, &ExportsUse> {
    let mut until = None;
    for it in &facts.exports {
        if matches!(it.kind, UseKind::Mark { .. }) || shape::named_use(facts, it) {
            continue;
        }
        let after = mark(facts).is_some_and(|(statement, _)| statement.end <= it.span.start);
        let usual = after && facts.aliases.is_empty() && is_definition(facts, it);
        if !usual || has_promised(facts) {
            return Err(it);
        }
        let statement = facts.layout.statements[it.place.statement].end;
        until = Some(statement.max(until.unwrap_or(0)));
    }
    Ok(until)
}

/// Some name is only ever set to `undefined`: a definition gives it its value.
fn has_promised(facts: &Facts) -> bool {
    facts.assignments.iter().enumerate().any(|(index, it)| {
        matches!(it.value.kind, ValueKind::Undefined) && !is_prelude(facts, index)
    })
}

/// Only adds to the object, or looks at it.
fn is_definition(facts: &Facts, it: &ExportsUse) -> bool {
    match &it.kind {
        UseKind::Dynamic | UseKind::Whole => true,
        UseKind::Mutate { name } => {
            !facts.assignments.iter().any(|it| members(it).any(|one| one == name))
        }
        _ => false,
    }
}

/// The names of the exports object in the order in which it gets them.
pub(super) fn keys(facts: &Facts, reset: Option<usize>) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for (index, it) in facts.assignments.iter().enumerate() {
        for name in members(it).filter(|_| Some(index) != reset) {
            if !keys.iter().any(|key| key == name) {
                keys.push(name.to_string());
            }
        }
    }
    keys
}
