//! Files that stay CommonJS because of what other files of the package do.

use oxc_span::Span;

use super::{
    Draft,
    alone::{SOURCE_AS_TEXT, hazard},
    keep::Reason,
};
use crate::{
    facts::{Facts, NamedPath, PathUse, RequireValueKind},
    graph::{FileId, Graph, Node, Stillness, Target, Turn, is_below, is_development},
    module::Syntax,
};

/// Keeps them, before anything else is decided.
pub(super) fn keep(draft: &mut Draft<'_>) {
    for id in 0..draft.graph.nodes.len() {
        let Some(facts) = &draft.graph.nodes[id].facts else { continue };
        read_as_text(draft, id);
        handed_on(draft, id, facts);
        evaluates_text(draft, id, facts);
        shared_globals(draft, id, facts);
        loaded_again(draft, id, facts);
        loaded_by_tools(draft, id, facts);
        own_frames(draft, id, facts);
    }
}

/// A tool of tests gives a file other modules than it requires, or loads it once more; it can do
/// neither to an ES module.
fn loaded_by_tools(draft: &mut Draft<'_>, id: FileId, facts: &Facts) {
    for (it, tool) in &facts.anew {
        let node = &draft.graph.nodes[id];
        if let Some(&Target::File { id: target, .. }) = node.resolves.get(&it.literal.start)
            && draft.graph.nodes[target].is_common_js()
        {
            let message = format!("{} loads this file with `{tool}`, as CommonJS only", node.path);
            add(draft, target, by_tool(None, message));
        }
    }
    if let Some((it, tool)) = facts.anew.first().filter(|_| facts.mocks.is_none()) {
        let message = format!("`{tool}` finds files beside CommonJS files that call it only");
        add(draft, id, by_tool(Some(it.literal), message));
    }
}

/// A stack trace names an ES module by its URL, which is not the path that is looked for.
fn own_frames(draft: &mut Draft<'_>, id: FileId, facts: &Facts) {
    let Some(found) = facts.own_frames else { return };
    let path = &draft.graph.nodes[id].path;
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let sought =
        |it: &str| it == path || (found.folder && (folder.is_empty() || is_below(it, folder)));
    let all = draft.graph.nodes.iter().enumerate();
    let turns = |it: &Node| it.is_common_js() && it.turn != Turn::Never;
    let sought = all.filter(|(_, it)| turns(it) && sought(&it.path)).map(|(id, _)| id);
    for target in sought.collect::<Vec<_>>() {
        let message = format!(
            "{path} looks for this file in stack traces by its path: an ES module has its URL there"
        );
        let help = "Look for `import.meta.url`, too, then run again".to_string();
        let span = (target == id).then_some(found.span);
        add(draft, target, Reason { code: "own-frames", span, message, help, expected: false });
    }
}

fn by_tool(span: Option<Span>, message: String) -> Reason {
    let help =
        "Let the test give the module what it replaces as a parameter, or use a tool for ES \
                modules, then run again"
            .to_string();
    Reason { code: "loaded-by-tool", span, message, help, expected: false }
}

/// What reads the text of the file expects CommonJS there.
fn read_as_text(draft: &mut Draft<'_>, id: FileId) {
    let Some(&(reader, _)) = draft.graph.data.read.get(&id) else { return };
    let node = &draft.graph.nodes[id];
    if node.turn != Turn::Never {
        let message = format!("{} reads the text of this file", draft.graph.nodes[reader].path);
        let help = "Load the file as a module there, or read a copy of it".to_string();
        let code = "read-as-text";
        add(draft, id, Reason { code, span: None, message, help, expected: false });
    }
}

/// What has nothing of a module, and whose path goes to somebody else, is a script for them, such as
/// the stand-in for a module that a bundler puts into its output. It keeps its name where consumers
/// see the path.
fn handed_on(draft: &mut Draft<'_>, id: FileId, facts: &Facts) {
    let graph = draft.graph;
    let Some(&from) = graph.data.handed.get(&id) else { return };
    if !graph.data.shown.contains_key(&id) && is_handed_script(graph, id, facts) {
        let message = format!(
            "{} hands on the path of this file, which neither loads nor exports anything",
            graph.nodes[from].path
        );
        let help = "Whoever gets the path may run the file as a script".to_string();
        let code = "handed-on";
        // Where consumers may name it, a module that does nothing either takes the name.
        let expected = is_idle(facts);
        add(draft, id, Reason { code, span: None, message, help, expected });
    }
}

/// Nobody but who gets its path runs the file.
fn is_handed_script(graph: &Graph, id: FileId, facts: &Facts) -> bool {
    let node = &graph.nodes[id];
    let loads = |it: &Target| matches!(it, Target::File { id: to, .. } if *to == id);
    let is_loaded =
        || graph.nodes.iter().flat_map(|it| it.requires.iter().chain(&it.specifiers)).any(loads);
    node.is_common_js()
        && node.turn != Turn::Never
        && is_script(facts)
        && !node.entry
        && !node.main
        && !is_loaded()
}

/// It loads nothing, exports nothing, and nobody sees that it runs: it is empty, or only declares.
pub(crate) fn is_idle(facts: &Facts) -> bool {
    is_script(facts)
        && facts.exports.is_empty()
        && facts.assignments.is_empty()
        && Stillness::of(facts) == Stillness::Inert
}

/// The first file that does nothing, and whose path consumers see: it can neither export anything, since they
/// may parse it as a script, nor get another name.
pub(super) fn shown_idle(draft: &mut Draft<'_>) -> Option<FileId> {
    let graph = draft.graph;
    let mut shown = graph.data.shown.iter().map(|(id, place)| (*id, *place));
    let (id, (from, _)) = shown.find(|(id, _)| {
        let facts = graph.nodes[*id].facts.as_ref();
        facts.is_some_and(|it| is_idle(it) && is_handed_script(graph, *id, it))
    })?;
    let message = format!(
        "consumers see the path of this file, which does nothing, by {}: they may parse it as a script",
        graph.nodes[from].path
    );
    let help =
        "Give the file the name `.cjs`, in a release that may change its path, then run again";
    let help = help.to_string();
    draft
        .reasons
        .push((id, Reason { code: "handed-on", span: None, message, help, expected: false }));
    Some(id)
}

/// It uses nothing that makes a module of a script.
fn is_script(facts: &Facts) -> bool {
    facts.syntax == Syntax::CommonJs
        && !["exports", "module", "require"].iter().any(|it| facts.names.free.contains(*it))
}

/// Files whose path consumers see, and which became modules, with the place that shows it.
pub(crate) fn shown_scripts<'g>(
    graph: &'g Graph,
    migrates: impl Fn(FileId) -> bool + 'g,
) -> impl Iterator<Item = (FileId, (FileId, Span))> + 'g {
    graph.data.shown.iter().map(|(id, place)| (*id, *place)).filter(move |(id, _)| {
        let facts = graph.nodes[*id].facts.as_ref();
        migrates(*id) && facts.is_some_and(|it| is_handed_script(graph, *id, it))
    })
}

/// A file that evaluates text may move where all that it reads stays.
fn evaluates_text(draft: &mut Draft<'_>, id: FileId, facts: &Facts) {
    let Some(found) = facts.hazards.iter().find(|it| it.code == SOURCE_AS_TEXT) else { return };
    let data = &draft.graph.data;
    let stays = |index: usize, path: &NamedPath| {
        let mut named = data.named.iter().filter(|&&(from, at, _)| (from, at) == (id, index));
        // A whole path that names no script is that of a folder, or of something else.
        named.next().map_or(path.tail.is_some(), |(.., to)| {
            data.read.contains_key(to) || draft.graph.nodes[*to].turn == Turn::Never
        })
    };
    let mut paths = facts.paths.iter().enumerate().filter(|(_, it)| it.used != PathUse::Loaded);
    let is_read = facts.paths.iter().any(|it| it.used == PathUse::Read);
    let is_known = is_read && draft.graph.nodes[id].resolves.is_empty();
    if !(is_known && paths.all(|(index, path)| stays(index, path))) {
        add(draft, id, hazard(found));
    }
}

/// A global that the file makes, and that strict code would make its own variable.
fn shared_globals(draft: &mut Draft<'_>, id: FileId, facts: &Facts) {
    let graph = draft.graph;
    let reader = facts.localized.iter().find_map(|name| {
        let mut others = graph.nodes.iter().enumerate().filter(|(other, _)| *other != id);
        let counts = |facts: &Facts| facts.counters.contains(name);
        let (_, node) = others.find(|(_, node)| {
            let uses = node.facts.as_ref().filter(|it| it.names.free.contains(name));
            uses.is_some_and(|it| !(counts(facts) && counts(it)))
        })?;
        Some((name, &node.path))
    });
    if let Some((name, path)) = reader {
        let message = format!("`{name}` is a global that this file makes and {path} uses");
        let help = "Export the value and import it there".to_string();
        add(
            draft,
            id,
            Reason { code: "shared-global", span: None, message, help, expected: false },
        );
    }
}

/// What is taken out of `require.cache` is evaluated again by the next `require`; an ES module is
/// not.
fn loaded_again(draft: &mut Draft<'_>, id: FileId, facts: &Facts) {
    let caches = facts.require_values.iter().filter_map(|it| match it.kind {
        RequireValueKind::Cache { literal } => Some((it.span, literal)),
        _ => None,
    });
    let caches: Vec<_> = caches.collect();
    let unknown = caches.iter().find(|(_, literal)| literal.is_none());
    if let Some(&(span, _)) = unknown {
        let message = "`require.cache` knows no ES modules".to_string();
        let help = "Load what must be fresh in another way, then run again".to_string();
        let code = "require-cache";
        add(draft, id, Reason { code, span: Some(span), message, help, expected: false });
    }
    let named: Vec<Span> = caches.iter().filter_map(|(_, literal)| *literal).collect();
    for target in reloaded(draft, id, facts, &named, unknown.is_some()) {
        let path = &draft.graph.nodes[id].path;
        let message = format!("{path} takes this file out of `require.cache` to load it again");
        let help = "Export a function that makes a fresh state instead".to_string();
        let code = "loaded-again";
        add(draft, target, Reason { code, span: None, message, help, expected: false });
    }
}

/// The files of the package that `id` may load again: those named, or all.
fn reloaded(
    draft: &Draft<'_>,
    id: FileId,
    facts: &Facts,
    named: &[Span],
    all: bool,
) -> Vec<FileId> {
    let node = &draft.graph.nodes[id];
    let literal = |start: u32| all || named.iter().any(|it| it.start == start);
    let resolved = node.resolves.iter().filter(|(start, _)| literal(**start)).map(|it| it.1);
    let required = facts.requires.iter().zip(&node.requires).filter(|_| all).map(|it| it.1);
    let targets = resolved.chain(required).filter_map(|target| match target {
        Target::File { id: to, .. } if draft.graph.nodes[*to].is_common_js() => Some(*to),
        _ => None,
    });
    let mut targets: Vec<FileId> = targets.filter(|&to| to != id).collect();
    targets.sort_unstable();
    targets.dedup();
    targets
}

/// Node looks for the names of what a CommonJS file passes on in CommonJS files only, so what a kept
/// file passes on stays with it. Whether that is new.
pub(super) fn keep_passed_on(draft: &mut Draft<'_>) -> bool {
    let mut found = Vec::new();
    for (id, node) in draft.graph.nodes.iter().enumerate() {
        let Some(facts) = &node.facts else { continue };
        if !draft.kept[id]
            || crate::find::extension(&node.path) != "js"
            || is_development(&node.path)
        {
            continue;
        }
        let calls = facts.requires.iter().zip(&node.requires);
        for (_, target) in calls.filter(|(it, _)| facts.reexports().contains(&it.specifier)) {
            if let Target::File { id: to, .. } = target
                && draft.migrates(*to)
            {
                found.push((id, *to));
            }
        }
    }
    for &(id, to) in &found {
        let path = &draft.graph.nodes[id].path;
        let message = format!("{path}, which stays CommonJS, passes on the names of this file");
        let help = format!("See why {path} stays, and let it become an ES module first");
        let code = "names-passed-on";
        add(draft, to, Reason { code, span: None, message, help, expected: false });
    }
    !found.is_empty()
}

fn add(draft: &mut Draft<'_>, id: FileId, reason: Reason) {
    if draft.migrates(id) || draft.kept[id] {
        draft.kept[id] = true;
        draft.reasons.push((id, reason));
    }
}
