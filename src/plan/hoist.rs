//! Which `require` calls may become imports, given when they run and what runs before them.
//!
//! Imports evaluate before everything else in a file (ECMA-262, 16.2.1.6), so a call moves up only
//! when nothing that its target could see ran before it, or when its target sees nothing.

use super::loaded::{self, Loaded};
use crate::{
    effects::Effect,
    facts::{Facts, Require, SpecifierKind, When},
    graph::{FileId, Graph, Node, Stillness, Target, external::ExternalFormat},
    module::Syntax,
};

/// What loading each file shows to others: the least still of the file itself and of what it loads.
pub(crate) fn stillness(graph: &Graph) -> Vec<Stillness> {
    let mut known: Vec<Stillness> = graph.nodes.iter().map(alone).collect();
    loop {
        let mut changed = false;
        for (id, node) in graph.nodes.iter().enumerate() {
            let all = with_targets(graph, node, &known).min(known[id]);
            changed |= all != known[id];
            known[id] = all;
        }
        if !changed {
            return known;
        }
    }
}

/// The same of a file without what it loads.
pub(super) fn alone(node: &Node) -> Stillness {
    match &node.facts {
        // What it defines depends on who changed them when.
        Some(facts) if node.uses_patched => Stillness::of(facts).min(Stillness::Quiet),
        Some(facts) => Stillness::of(facts),
        None if node.is_json() => Stillness::Inert,
        None => Stillness::Active,
    }
}

fn with_targets(graph: &Graph, node: &Node, known: &[Stillness]) -> Stillness {
    let all = followed(node).map(|it| match it {
        Target::File { id, .. } => known[*id],
        _ => of_leaf(graph, it),
    });
    all.min().unwrap_or(Stillness::Inert)
}

/// What a file loads while it is evaluated; `import()` loads afterwards.
pub(super) fn followed(node: &Node) -> impl Iterator<Item = &Target> {
    let required = node.facts.iter().flat_map(|it| &it.requires).zip(&node.requires);
    let required = required.filter(|(it, _)| it.place.when != When::Later).map(|(_, it)| it);
    let imported = node.facts.iter().flat_map(|it| &it.specifiers).zip(&node.specifiers);
    let imported = imported.filter(|(it, _)| it.kind != SpecifierKind::Dynamic).map(|(_, it)| it);
    required.chain(imported)
}

/// What it shows to others that a file of the package loads `target`, which is none itself.
pub(super) fn of_leaf(graph: &Graph, target: &Target) -> Stillness {
    match target {
        // Its members depend on who patched the builtin when.
        Target::Builtin(name) if graph.patched_builtins.contains(name) => Stillness::Quiet,
        // Node warns when it is loaded (DEP0040).
        Target::Builtin("punycode") => Stillness::Active,
        _ => of_target(target, &[]),
    }
}

/// What loading `target` shows to others.
pub(super) fn of_target(target: &Target, known: &[Stillness]) -> Stillness {
    match target {
        // Promises and emitters know of `domain` from when it is loaded.
        Target::Builtin("domain") | Target::Missing => Stillness::Active,
        Target::Builtin(_) => Stillness::Inert,
        Target::File { id, .. } => known[*id],
        Target::External(it) if it.info.format == ExternalFormat::Json => Stillness::Inert,
        Target::External(it) => it.stillness,
    }
}

/// What holds a `require` in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    /// Nothing: it can be an import.
    Free,
    /// What it loads could see the statement before it, by its number.
    Behind(usize),
    /// It may not run, or not now, and others could see what it loads.
    Shown,
}

/// For each `require` of `node`, in order, whether its place allows an import. Lazy calls of still
/// targets are among them.
pub(super) fn movable(graph: &Graph, id: FileId, known: &[Stillness]) -> Vec<bool> {
    held(graph, id, known).into_iter().map(|it| it == Held::Free).collect()
}

/// The same, with what holds those whose place allows none.
pub(super) fn held(graph: &Graph, id: FileId, known: &[Stillness]) -> Vec<Held> {
    let node = &graph.nodes[id];
    let Some(facts) = &node.facts else { return Vec::new() };
    // The first statement that prints, and the first that changes what others see.
    let (mut prints, mut changes): (Option<usize>, Option<usize>) = (None, None);
    let mut next_statement = 0;
    let mut movable = vec![false; facts.requires.len()];
    let mut held = vec![Held::Free; facts.requires.len()];
    let mut order: Vec<usize> = (0..facts.requires.len()).collect();
    order.sort_by_key(|&index| facts.requires[index].place.statement);
    for index in order {
        let (require, target) = (&facts.requires[index], &node.requires[index]);
        let statements = facts.effects.statements.iter().enumerate();
        let before = statements.take(require.place.statement).skip(next_statement);
        if require.place.when != When::Later {
            for (at, it) in before {
                prints = prints.or((it.effect == Effect::Prints).then_some(at));
                changes = changes.or((it.effect == Effect::Global).then_some(at));
            }
            next_statement = next_statement.max(require.place.statement);
        }
        let at = require.place.statement;
        let here = effect_before(facts, require);
        let changed = changes.or((here == Effect::Global).then_some(at));
        let printed = prints.or((here == Effect::Prints).then_some(at));
        let behind = changed.or(printed);
        let own = match (changed, printed) {
            // Whatever the file does may come before the call of the function.
            _ if require.place.called && require.place.when == When::Load => {
                facts.effects.statements.iter().map(|it| it.effect).max().unwrap_or_default()
            }
            (Some(_), _) => Effect::Global,
            (None, Some(_)) => Effect::Prints,
            (None, None) => Effect::Pure,
        };
        movable[index] = may_move(require, target, of_target(target, known), own);
        if behind.is_some() || !movable[index] || require.place.when != When::Straight {
            let loaded = Loaded::before(graph, id, &earlier(facts, index, &movable));
            movable[index] = may_still_move(require, target, movable[index], own, &loaded);
        }
        if movable[index] {
            continue;
        }
        let straight = require.place.when == When::Straight;
        held[index] = behind.filter(|_| straight).map_or(Held::Shown, Held::Behind);
        if require.place.when != When::Later && is_visible(target, known) {
            changes = changes.or(Some(at));
        }
    }
    held
}

/// Whether code that can change what number `index` of the requires loads runs before the call:
/// anything if the call is lazy, what touches globals, and, once the same module was loaded above,
/// any call.
pub(super) fn reads_late(node: &Node, index: usize) -> bool {
    let Some(facts) = &node.facts else { return false };
    let require = &facts.requires[index];
    if require.place.when != When::Straight {
        return true;
    }
    let same = |it: &&Require| it.specifier == require.specifier;
    let loaded = facts.requires[..index].iter().find(same).map(|it| it.place.statement);
    let before = facts.effects.statements.iter().take(require.place.statement).enumerate();
    effect_before(facts, require) >= Effect::Prints
        || before.into_iter().any(|(at, it)| match it.effect {
            Effect::Prints | Effect::Global => true,
            Effect::Foreign => loaded.is_some_and(|loaded| loaded <= at),
            Effect::Pure => false,
        })
}

/// What the statement around the call does before it.
fn effect_before(facts: &Facts, require: &Require) -> Effect {
    let statement = facts.effects.statements.get(require.place.statement);
    // A statement that calls the function around the `require`: what it does first is not known.
    let calls = statement.filter(|it| !it.span.contains_inclusive(require.call));
    let inside = facts.effects.before_call.iter().filter(|(call, _)| *call == require.call.start);
    let effects = calls.map(|it| it.effect).into_iter().chain(inside.map(|(_, effect)| *effect));
    effects.max().unwrap_or_default()
}

/// The same, given what the imports before the call have `loaded`, and whether it `moves` without
/// regard to that.
fn may_still_move(
    require: &Require,
    target: &Target,
    moves: bool,
    before: Effect,
    loaded: &Loaded<'_>,
) -> bool {
    match target {
        Target::File { .. } if !moves || before >= Effect::Prints => {
            may_move(require, target, loaded.rest(target), before)
        }
        _ => {
            (moves || (!require.place.guarded && loaded.has(target)))
                && !loaded.looks_into_assigned(target)
        }
    }
}

/// The calls whose imports surely come before that of number `index`.
fn earlier(facts: &Facts, index: usize, movable: &[bool]) -> Vec<usize> {
    let own = &facts.requires[index];
    let is_before = |at: &usize| {
        let it = &facts.requires[*at];
        let before = it.place.statement < own.place.statement && it.call.start < own.call.start;
        before && movable[*at] && loaded::is_sure(it)
    };
    (0..index).filter(is_before).collect()
}

fn may_move(require: &Require, target: &Target, stillness: Stillness, before: Effect) -> bool {
    let straight = require.place.when == When::Straight;
    match target {
        Target::Builtin(name) => !matches!(*name, "" | "domain") || straight,
        Target::Missing => straight && before < Effect::Prints,
        _ => match stillness {
            Stillness::Inert => true,
            // What it reads of the environment is the same until something changes that.
            Stillness::Quiet => require.place.when != When::Later && before < Effect::Global,
            Stillness::Active => straight && before < Effect::Prints,
        },
    }
}

/// A target of the package, or of one that is developed with it, that stays where it is may change what
/// later targets see.
fn is_visible(target: &Target, known: &[Stillness]) -> bool {
    match target {
        Target::File { id, .. } => known[*id] == Stillness::Active,
        Target::External(it) => {
            let is_installed = it.path.iter().any(|part| part == "node_modules");
            it.stillness == Stillness::Active && !is_installed
        }
        Target::Builtin(_) | Target::Missing => false,
    }
}

/// ES modules of the package itself, written as such.
pub(super) fn is_module(node: &Node) -> bool {
    node.facts.as_ref().is_some_and(|it| it.syntax == Syntax::Module)
}
