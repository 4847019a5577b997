//! Transpiled modules that take all of another one, which they took as a namespace in the beginning.

use rustc_hash::FxHashMap;

use super::{Draft, exports::Contract, forms::RequireForm, transpiled};
use crate::{
    engine::Faux,
    facts::{Facts, Shape, Site, Whole},
    graph::{FileId, Target},
};

/// A namespace does for what call number `index` of `from` takes of an ES module.
pub(super) fn suits(draft: &Draft<'_>, from: FileId, index: usize) -> bool {
    let Some(facts) = &draft.graph.nodes[from].facts else { return false };
    let require = &facts.requires[index];
    if draft.options.faux != Faux::Clean || !transpiled::is_module(facts) {
        return false;
    }
    if let Some(it) = of_call(facts, require.call.start) {
        return it.promised.is_some() || draft.imports[from][index];
    }
    let Site::Declared(it) = &require.site else { return false };
    let plain = matches!(it.shape, Shape::Name { declarations: 1, written: false, .. });
    let kept = plain && it.top && !it.usage.member_assigned;
    kept && draft.imports[from][index] && !draft.is_wrapped(from, index)
}

fn of_call(facts: &Facts, call: u32) -> Option<&Whole> {
    facts.wholes.iter().find(|it| it.call == call)
}

/// The calls of file `id` that take namespaces of such modules.
fn taken<'d>(
    draft: &'d Draft<'_>,
    contracts: &'d [Contract],
    id: FileId,
) -> impl Iterator<Item = (&'d Whole, &'d Target)> {
    let node = &draft.graph.nodes[id];
    let facts = node.facts.iter();
    let requires = facts.flat_map(|it| it.requires.iter().map(move |require| (it, require)));
    requires.zip(&node.requires).enumerate().filter_map(move |(index, ((facts, it), target))| {
        let whole = of_call(facts, it.call.start)?;
        let Target::File { id: to, .. } = target else { return None };
        let is_namespace = matches!(contracts[*to], Contract::Clean | Contract::Names);
        let found = is_namespace && draft.migrates(*to) && suits(draft, id, index);
        found.then_some((whole, target))
    })
}

/// The calls that become `import()`.
pub(super) fn promised(
    draft: &Draft<'_>,
    contracts: &[Contract],
    id: FileId,
) -> FxHashMap<u32, RequireForm> {
    let form = |(it, target): (&Whole, &Target)| {
        let quote = it.promised?;
        let Target::File { id: to, specifier, .. } = target else { return None };
        let specifier = draft.specifier(id, *to, specifier);
        let replacement = format!("import({quote}{specifier}{quote})");
        Some((it.call, RequireForm::Replaced { span: it.span, replacement }))
    };
    taken(draft, contracts, id).filter_map(form).collect()
}

/// The helpers around the others go.
pub(super) fn unwrap(
    draft: &Draft<'_>,
    contracts: &[Contract],
    id: FileId,
    forms: &mut FxHashMap<u32, RequireForm>,
) {
    for (it, _) in taken(draft, contracts, id).filter(|(it, _)| it.promised.is_none()) {
        if let Some(RequireForm::Replaced { span, .. }) = forms.get_mut(&it.call) {
            *span = it.span;
        }
    }
}

/// Where the names of helpers stand that go with these calls.
pub(super) fn gone<'f>(
    facts: &'f Facts,
    forms: &'f FxHashMap<u32, RequireForm>,
) -> impl Iterator<Item = u32> + 'f {
    let goes = |it: &&Whole| match forms.get(&it.call) {
        Some(RequireForm::Replaced { span, .. }) => *span == it.span,
        Some(RequireForm::Absorbed) => it.promised.is_none(),
        _ => false,
    };
    facts.wholes.iter().filter(goes).filter_map(|it| it.callee)
}
