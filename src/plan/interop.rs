//! Which helpers of transpilers go with the calls that they stood around.

use oxc_span::Span;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Draft, answer,
    forms::{InteropPlan, RequireForm},
    passed, requires,
};
use crate::{
    facts::{Facts, InteropKind, Shape, Site},
    graph::{FileId, Target},
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
    let calls = facts.requires.iter().zip(&draft.graph.nodes[id].requires);
    for (require, target) in calls {
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
        if let (Target::Builtin(_), InteropKind::Default, Site::Declared(it)) =
            (target, interop.kind, &require.site)
            && let Shape::Name { name, .. } = &it.shape
        {
            plan.reads.extend(interop.defaults.iter().map(|span| (*span, name.clone())));
        }
    }
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
