//! Which helpers of transpilers go with the calls that they stood around.

use oxc_span::Span;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Draft, Shape as Exports, answer,
    forms::{Clause, InteropPlan, RequireForm},
    passed, requires, wholes,
};
use crate::{
    facts::{Facts, InteropKind, RootKind, Shape, Site, ValueKind},
    graph::{FileId, Node, Stillness, Target},
};

/// Decides for file `id`, whose calls become `forms`.
pub(super) fn decide(
    draft: &Draft<'_>,
    id: FileId,
    facts: &Facts,
    forms: &FxHashMap<u32, RequireForm>,
    passes: bool,
) -> InteropPlan {
    let mut plan = InteropPlan::default();
    let mut gone: FxHashSet<u32> = FxHashSet::default();
    let calls = facts.requires.iter().zip(&draft.graph.nodes[id].requires).enumerate();
    for (index, (require, target)) in calls {
        if let (Target::File { id: to, .. }, Site::Declared(it)) = (target, &require.site)
            && draft.early.calls.contains(&(id, require.call.start))
            && let Some(name) = answer::name_of_default(draft, *to)
        {
            plan.reads.extend(it.usage.defaults.iter().map(|span| (*span, name.clone())));
        }
        let Some(interop) = requires::interop(require) else { continue };
        let form = forms.get(&require.call.start);
        if !matches!(form, Some(RequireForm::Statement(_) | RequireForm::Absorbed)) {
            continue;
        }
        gone.insert(interop.callee);
        let whole = match target {
            Target::Builtin(_) => interop.kind == InteropKind::Default,
            Target::File { id: to, .. } => draft.is_default(id, index, *to),
            _ => false,
        };
        if let Site::Declared(it) = &require.site
            && let Shape::Name { name, .. } = &it.shape
            && whole
        {
            plan.reads.extend(interop.defaults.iter().map(|span| (*span, name.clone())));
        }
    }
    gone.extend(wholes::gone(facts, forms));
    if passes {
        let uses = facts.helpers.iter().flat_map(|it| &it.uses);
        let made = facts.converted.as_ref().map(|it| it.statement);
        let goes = |at: Span| {
            passed::is_part(facts, at) || made.is_some_and(|it| it.contains_inclusive(at))
        };
        gone.extend(uses.filter(|at| goes(Span::empty(**at))));
    }
    plan.helpers = unused(facts, &gone);
    plan
}

/// Removes `helpers`, and with them what they load; what others can see of loading it stays an import
/// for its effects, as `tslib` leaves its helpers among the globals.
pub(super) fn forget(
    node: &Node,
    facts: &Facts,
    helpers: &mut Vec<Span>,
    forms: &mut FxHashMap<u32, RequireForm>,
) {
    helpers.retain(|helper| {
        let calls = facts.requires.iter().zip(&node.requires);
        let inside = calls.filter(|(it, _)| helper.contains_inclusive(it.call));
        let mut stays = false;
        for (require, target) in inside {
            let is_seen =
                matches!(target, Target::External(it) if it.stillness == Stillness::Active);
            stays |= is_seen;
            match forms.get_mut(&require.call.start) {
                Some(RequireForm::Statement(it)) if is_seen => it.clause = Clause::SideEffect,
                _ if is_seen => {}
                _ => {
                    forms.insert(require.call.start, RequireForm::Absorbed);
                }
            }
        }
        !stays
    });
}

/// What `require` of `id` gives is a class of its own, or a function that does not ask on which object it is
/// called, and does not say `__esModule`.
pub(super) fn is_unmarked(draft: &Draft<'_>, id: FileId) -> bool {
    let Some(facts) = &draft.graph.nodes[id].facts else { return false };
    let Some(Exports::Value { assignment }) = draft.shapes.get(id).copied().flatten() else {
        return false;
    };
    let value = &facts.assignments[assignment].value;
    let is_plain = |start| facts.hoisted.get(start).is_some_and(|it| !it.uses_this);
    let own = match &value.kind {
        ValueKind::Function { .. } => is_plain(&value.span.start),
        ValueKind::Identifier(name) => facts.roots.get(name).is_some_and(|root| {
            root.constant && (root.kind == RootKind::Class || is_plain(&root.start))
        }),
        _ => false,
    };
    own && facts.unmarked && !draft.graph.member_assigned.contains(&id)
}

/// Whether `from` loads `to`, by however many files.
pub(super) fn leads_to(draft: &Draft<'_>, from: FileId, to: FileId) -> bool {
    let mut seen = FxHashSet::default();
    let mut queue = vec![from];
    while let Some(id) = queue.pop() {
        if id == to {
            return true;
        }
        if seen.insert(id) {
            queue.extend(draft.graph.nodes[id].requires.iter().filter_map(|it| match it {
                Target::File { id, .. } => Some(*id),
                _ => None,
            }));
        }
    }
    false
}

/// Helpers that nothing uses but calls that are `gone` and helpers that go themselves.
fn unused(facts: &Facts, gone: &FxHashSet<u32>) -> Vec<Span> {
    let mut unused: Vec<Span> = Vec::new();
    loop {
        let next = facts.helpers.iter().find(|it| {
            let inside = |at: u32| {
                let within = |span: &Span| span.start <= at && at < span.end;
                within(&it.statement) || unused.iter().any(within)
            };
            let comments =
                facts.layout.comments.iter().filter(|it| !facts.layout.printed.contains(it));
            !gone.is_empty()
                && !unused.contains(&it.statement)
                && it.uses.iter().all(|at| gone.contains(at) || inside(*at))
                && !comments.into_iter().any(|comment| it.statement.contains_inclusive(*comment))
        });
        match next {
            Some(it) => unused.push(it.statement),
            None => return unused,
        }
    }
}
