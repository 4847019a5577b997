//! New texts of specifiers that stay literals.

use rustc_hash::FxHashMap;

use super::{Draft, Specifiers, forms::SpecifierEdit, paths};
use crate::{
    facts::{Facts, Require, RequireValueKind, SpecifierKind},
    graph::{FileId, Node, Target},
};

pub(super) fn kept(
    draft: &Draft<'_>,
    node: &Node,
    facts: &Facts,
    id: FileId,
) -> Vec<(oxc_span::Span, String)> {
    let calls = called(draft, node, facts, id).into_iter().filter_map(|(start, text)| {
        let literals = facts.requires.iter().map(|it| it.literal);
        let anew = facts.anew.iter().map(|(it, _)| it.literal);
        let named = literals.chain(resolved_literals(facts)).chain(anew);
        let span = named.into_iter().find(|it| it.start == start)?;
        Some((span, text))
    });
    calls
        .chain(paths::edits(draft, facts, id).into_iter().map(|it| (it.literal, it.text)))
        .collect()
}

fn resolved_literals(facts: &Facts) -> impl Iterator<Item = oxc_span::Span> {
    facts.require_values.iter().filter_map(|it| match &it.kind {
        RequireValueKind::Resolve { literal, .. } => Some(*literal),
        _ => None,
    })
}

/// New specifiers of calls that stay calls, by the start of the literal: only where the file they
/// name moves.
pub(super) fn called(draft: &Draft<'_>, node: &Node, facts: &Facts, id: FileId) -> Specifiers {
    let mut texts = Specifiers::default();
    let required =
        facts.requires.iter().zip(&node.requires).map(|(it, target)| (it.literal.start, target));
    for (start, target) in
        required.chain(node.resolves.iter().map(|(start, target)| (*start, target)))
    {
        if let Target::File { id: to, specifier } = target
            && draft.new_path(*to).is_some()
        {
            texts.insert(start, draft.specifier(id, *to, specifier));
        }
    }
    texts
}

pub(super) fn of_modules(
    draft: &Draft<'_>,
    node: &Node,
    facts: &Facts,
    id: FileId,
) -> Vec<SpecifierEdit> {
    facts
        .specifiers
        .iter()
        .zip(&node.specifiers)
        .filter_map(|(it, target)| {
            let (text, is_json) = match target {
                Target::File { id: to, .. }
                    if it.kind == SpecifierKind::Required && draft.new_path(*to).is_none() =>
                {
                    return None;
                }
                Target::External(_) if it.kind == SpecifierKind::Required => return None,
                Target::File { id: to, specifier } => {
                    (draft.specifier(id, *to, specifier), draft.graph.nodes[*to].is_json())
                }
                Target::External(external) => (external.import.clone()?, false),
                _ => return None,
            };
            let json = is_json && it.kind == (SpecifierKind::Static { attributes: false });
            (text != it.value || json).then_some(SpecifierEdit { literal: it.literal, text, json })
        })
        .collect()
}

/// New specifiers of calls that may stay, by the start of the call.
pub(super) fn stays(facts: &Facts, specifiers: &Specifiers) -> FxHashMap<u32, String> {
    let text = |it: &Require| Some((it.call.start, specifiers.get(&it.literal.start)?.clone()));
    facts.requires.iter().filter_map(text).collect()
}

/// New texts in calls of `require.resolve` that stay.
pub(super) fn resolved(facts: &Facts, texts: &Specifiers) -> Vec<SpecifierEdit> {
    let edit = |literal: oxc_span::Span| {
        let text = texts.get(&literal.start)?.clone();
        Some(SpecifierEdit { literal, text, json: false })
    };
    resolved_literals(facts).filter_map(edit).collect()
}

/// New texts of specifiers; of those in calls of `require.resolve` where these `texts` are given.
pub(super) fn edits(
    draft: &Draft<'_>,
    id: FileId,
    facts: &Facts,
    texts: Option<&Specifiers>,
) -> Vec<SpecifierEdit> {
    let mut edits = of_modules(draft, &draft.graph.nodes[id], facts, id);
    edits.extend(texts.into_iter().flat_map(|texts| resolved(facts, texts)));
    edits.extend(paths::edits(draft, facts, id));
    edits
}
