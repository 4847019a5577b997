//! Tests that stay CommonJS and that scripts run by their old paths, or programs that look for them in
//! their folders: a module takes the path, and whoever knows it goes on to run the test.

use oxc_span::Span;

use super::{Draft, Verdict, forms::StandIn};
use crate::{
    facts::{RequireValueKind, WrapperKind, WrapperUse},
    graph::{FileId, Target, folder, is_below, is_test, joined},
    manifest::{Found, Manifest, found_only},
};

/// Runners that look for tests of every extension themselves, and would run those twice; Jest does not
/// see what a test replaces from outside of it.
const FINDERS: [&str; 3] = ["ava", "borp", "jest"];

/// Gives such tests a module in their place; nothing that names them has to follow.
pub(super) fn stand_ins(
    manifest: &Manifest,
    draft: &Draft<'_>,
    verdicts: &mut [Verdict],
    renames: &mut Vec<(String, String)>,
) {
    if draft.options.keep_tests
        || manifest.dev_dependencies.iter().any(|it| FINDERS.contains(&it.as_str()))
    {
        return;
    }
    let searched = searched(draft);
    for (id, verdict) in verdicts.iter_mut().enumerate() {
        let Verdict::Keep(keep) = verdict else { continue };
        let node = &draft.graph.nodes[id];
        let Some(to) = keep.rename.as_ref().filter(|_| keep.stand_in == StandIn::Nobody) else {
            continue;
        };
        let found = manifest.scripts.iter().map(|(_, it)| found_only(it, &node.path, to)).max();
        let is_named = draft.graph.data.named.iter().any(|(_, _, to)| *to == id);
        let is_below = |(by, at): &(FileId, String)| *by != id && is_below(&node.path, at);
        let found = found == Some(Found::Run) || (!is_named && searched.iter().any(is_below));
        if is_test(&node.path) && found && is_program(draft, id) {
            keep.stand_in = if exports(draft, id) { StandIn::Consumers } else { StandIn::Runners };
            renames.retain(|(old, _)| *old != node.path);
        }
    }
}

/// Folders that tests list, or hand to what does, with the tests that do.
fn searched(draft: &Draft<'_>) -> Vec<(FileId, String)> {
    let mut found = Vec::new();
    for (id, node) in draft.graph.nodes.iter().enumerate().filter(|(_, it)| is_test(&it.path)) {
        let Some(facts) = &node.facts else { continue };
        let own = folder(&node.path);
        let named = facts.paths.iter().filter_map(|it| joined(own, &it.text));
        found.extend(named.map(|it| (id, it)));
        let is_longer = |span: Span| facts.paths.iter().any(|it| it.span.contains_inclusive(span));
        let bare = |it: &WrapperUse| it.kind == WrapperKind::Dirname && !is_longer(it.span);
        found.extend(facts.wrapper.iter().any(bare).then(|| (id, own.to_string())));
    }
    found
}

/// Runners such as nodeunit look for tests in what the file exports.
fn exports(draft: &Draft<'_>, id: FileId) -> bool {
    let facts = draft.graph.nodes[id].facts.as_ref();
    facts.is_some_and(|it| !it.assignments.is_empty() || !it.exports.is_empty())
}

/// Nothing of the package loads the file, and neither it nor what it loads asks for the main module, nor
/// does it hand its `module` to others, which may ask.
fn is_program(draft: &Draft<'_>, id: FileId) -> bool {
    let nodes = &draft.graph.nodes;
    let loads = |target: &Target| matches!(target, Target::File { id: to, .. } if *to == id);
    let is_loaded = nodes
        .iter()
        .any(|it| it.requires.iter().chain(&it.specifiers).chain(it.resolves.values()).any(loads));
    let asks = nodes[id].asks_main.is_some()
        || nodes[id].facts.as_ref().is_some_and(|facts| {
            let main = |kind: &RequireValueKind| {
                use RequireValueKind::{IsMain, Main, Other};
                matches!(kind, IsMain { .. } | Main | Other)
            };
            facts.require_values.iter().any(|it| main(&it.kind))
                || facts.wrapper.iter().any(|it| it.kind == WrapperKind::ModuleValue)
        });
    !is_loaded && !asks
}
