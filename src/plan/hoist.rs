//! Which `require` calls may become imports, given when they run and what runs before them.
//!
//! Imports evaluate before everything else in a file (ECMA-262, 16.2.1.6), so a call moves up only
//! when nothing that its target could see ran before it, or when its target sees nothing.

use crate::{
    effects::Effect,
    facts::{Facts, Require, When},
    graph::{Graph, Node, Target, external::ExternalFormat},
    module::Syntax,
};

/// Modules whose evaluation nothing can see and that see nothing: declarations, and imports of
/// other such modules.
pub(super) fn pure_modules(graph: &Graph) -> Vec<bool> {
    let mut pure: Vec<bool> = graph.nodes.iter().map(is_pure_alone).collect();
    loop {
        let mut changed = false;
        for (id, node) in graph.nodes.iter().enumerate() {
            if pure[id] && !targets_are_pure(graph, node, &pure) {
                pure[id] = false;
                changed = true;
            }
        }
        if !changed {
            return pure;
        }
    }
}

fn is_pure_alone(node: &Node) -> bool {
    let Some(facts) = &node.facts else { return node.is_json() };
    facts.computed_requires.is_empty()
        && facts.effects.statements.iter().all(|it| it.effect == Effect::Pure && !it.reads_world)
}

fn targets_are_pure(graph: &Graph, node: &Node, pure: &[bool]) -> bool {
    let Some(facts) = &node.facts else { return true };
    let required = facts.requires.iter().zip(&node.requires);
    required
        .filter(|(it, _)| it.place.when != When::Later)
        .all(|(_, target)| sees_nothing(graph, target, pure))
        && node.specifiers.iter().all(|target| sees_nothing(graph, target, pure))
}

/// A module that loads `target` depends on nothing by that: not on who patched a builtin when.
fn sees_nothing(graph: &Graph, target: &Target, pure: &[bool]) -> bool {
    let patched = matches!(target, Target::Builtin(name) if graph.patched_builtins.contains(name));
    !patched && is_pure(target, pure)
}

/// Whether loading `target` can be seen by nobody and depends on nothing.
pub(super) fn is_pure(target: &Target, pure: &[bool]) -> bool {
    match target {
        Target::Builtin(_) => true,
        Target::File { id, .. } => pure[*id],
        Target::External(it) => it.inert || it.info.format == ExternalFormat::Json,
        Target::Missing => false,
    }
}

/// For each `require` of `node`, in order, whether its place allows an import. Lazy calls of pure
/// targets are among them.
pub(super) fn movable(node: &Node, facts: &Facts, pure: &[bool]) -> Vec<bool> {
    let mut blocked = false;
    let mut next_statement = 0;
    let mut movable = Vec::with_capacity(facts.requires.len());
    for (require, target) in facts.requires.iter().zip(&node.requires) {
        let statements = facts.effects.statements.iter();
        let before = statements.take(require.place.statement).skip(next_statement);
        if require.place.when != When::Later {
            blocked |= before.into_iter().any(|it| it.effect == Effect::Global);
            next_statement = next_statement.max(require.place.statement);
        }
        let own = blocked || runs_after_effect(facts, require);
        let is_movable = may_move(require, target, pure, own);
        if require.place.when != When::Later && !is_movable && is_visible(target, pure) {
            blocked = true;
        }
        movable.push(is_movable);
    }
    movable
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
    runs_after_effect(facts, require)
        || before.into_iter().any(|(at, it)| match it.effect {
            Effect::Global => true,
            Effect::Foreign => loaded.is_some_and(|loaded| loaded <= at),
            Effect::Pure => false,
        })
}

fn runs_after_effect(facts: &Facts, require: &Require) -> bool {
    facts
        .effects
        .before_call
        .iter()
        .any(|&(call, effect)| call == require.call.start && effect == Effect::Global)
}

fn may_move(require: &Require, target: &Target, pure: &[bool], blocked: bool) -> bool {
    match target {
        Target::Builtin(name) => !name.is_empty() || require.place.when == When::Straight,
        Target::Missing => require.place.when == When::Straight && !blocked,
        _ if is_pure(target, pure) => true,
        _ => require.place.when == When::Straight && !blocked,
    }
}

/// A target of the package that stays where it is may change what later targets see.
fn is_visible(target: &Target, pure: &[bool]) -> bool {
    matches!(target, Target::File { id, .. } if !pure[*id])
}

/// ES modules of the package itself, written as such.
pub(super) fn is_module(node: &Node) -> bool {
    node.facts.as_ref().is_some_and(|it| it.syntax == Syntax::Module)
}
