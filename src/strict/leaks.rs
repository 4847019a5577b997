//! Assignments to names that nothing declares. Sloppy code creates a global, strict code throws.
//!
//! What creates a global while the file loads is visible to its consumers from the start and
//! stays: `globalThis.x = …` says the same. What only functions create and only this file reads is
//! a forgotten declaration and gets one, as its author would type it. In doubt the global stays.
//! Compound assignments need no repair: they read the name first, and throw in sloppy code, too.

mod load;
mod local;

use oxc_ast::{
    AstKind,
    ast::{AssignmentTarget, UnaryOperator},
};
use oxc_semantic::{NodeId, Reference};
use oxc_span::GetSpan;
use oxc_str::Ident;
use rustc_hash::FxHashSet;

use self::load::Load;
use crate::strict::{context::Context, globals, names};

/// A name that the file assigns and does not declare.
struct Leak<'m> {
    name: &'m str,
    references: Vec<&'m Reference>,
}

/// Declares forgotten variables and writes out deliberate globals.
pub(super) fn check(cx: &mut Context<'_, '_>) {
    let leaks = find(cx);
    if leaks.is_empty() {
        return;
    }
    let mut load = Load::default();
    let shared = read_through_global(cx);
    let (local, global): (Vec<_>, Vec<_>) = leaks
        .into_iter()
        .partition(|leak| !shared.contains(leak.name) && is_forgotten(cx, &mut load, leak));
    for leak in global {
        write_out(cx, &leak);
    }
    local::declare(cx, &local);
}

fn find<'m>(cx: &Context<'m, '_>) -> Vec<Leak<'m>> {
    let (module, scoping) = (cx.module, cx.scoping());
    let mut leaks = Vec::new();
    for name in scoping.root_unresolved_references().keys().map(Ident::as_str) {
        let references: Vec<_> = module.free(name).collect();
        if references.iter().any(|it| creates(cx, it)) && !globals::exists(name) {
            leaks.push(Leak { name, references });
        }
    }
    leaks.sort_by_key(|leak| leak.references.first().map(|it| it.node_id()));
    leaks
}

/// Whether `reference` is a plain assignment in sloppy code.
fn creates(cx: &Context<'_, '_>, reference: &Reference) -> bool {
    reference.flags().is_write_only() && cx.is_sloppy(reference.scope_id())
}

/// Whether only functions of this file that run later use the name, and as a variable.
fn is_forgotten(cx: &Context<'_, '_>, load: &mut Load, leak: &Leak<'_>) -> bool {
    let read = leak.references.iter().any(|it| it.is_read());
    let sloppy = leak.references.iter().all(|it| cx.is_sloppy(it.scope_id()));
    let asked = leak.references.iter().any(|it| is_asked(cx, it.node_id()));
    read && sloppy
        && !asked
        && !globals::is_shared(leak.name)
        && cx.module.free("Function").next().is_none()
        && !leak.references.iter().any(|it| load.runs(cx, it.scope_id()))
}

/// Whether the existence of the name is tested or ended at `node`.
fn is_asked(cx: &Context<'_, '_>, node: NodeId) -> bool {
    matches!(cx.module.parent(node), AstKind::UnaryExpression(unary)
        if matches!(unary.operator, UnaryOperator::Typeof | UnaryOperator::Delete))
}

/// Properties that the file names on something that looks like the global object.
fn read_through_global<'m>(cx: &Context<'m, '_>) -> FxHashSet<&'m str> {
    let nodes = cx.module.nodes().iter();
    nodes
        .filter_map(|node| match node.kind() {
            AstKind::StaticMemberExpression(member) => {
                let object = cx.module.text(member.object.span());
                let global = ["global", "globalThis", "window", "root", "self", "this"];
                global.contains(&object).then_some(member.property.name.as_str())
            }
            _ => None,
        })
        .collect()
}

/// Writes `globalThis.x` where the file creates the global `x`.
fn write_out(cx: &mut Context<'_, '_>, leak: &Leak<'_>) {
    let name = leak.name;
    let creating = leak.references.iter().copied().filter(|it| creates(cx, it));
    let creating: Vec<_> = creating.map(Reference::node_id).collect();
    let taken = cx.scoping().symbol_names().any(|name| name == "globalThis");
    for node in creating {
        let span = cx.span(node);
        if taken || names_function(cx, node) {
            let message = format!("Nothing declares `{name}`, so this creates a global");
            let help = format!("Declare `{name}`, or assign `globalThis.{name}`");
            cx.report("strict-global-leak", span, message, help);
        } else if names::is_shorthand(cx.module.parent(node)) {
            cx.replace(span, format!("{name}: globalThis.{name}"));
        } else {
            cx.insert(span.start, "globalThis.");
        }
    }
}

/// Whether a function takes its name from the variable at `node`; from a property it would not.
fn names_function(cx: &Context<'_, '_>, node: NodeId) -> bool {
    match cx.module.parent(node) {
        AstKind::AssignmentExpression(it) => {
            let target = matches!(it.left, AssignmentTarget::AssignmentTargetIdentifier(_));
            target && it.left.span() == cx.span(node) && names::is_anonymous(&it.right)
        }
        AstKind::AssignmentTargetWithDefault(it) => names::is_anonymous(&it.init),
        AstKind::AssignmentTargetPropertyIdentifier(it) => {
            it.init.as_ref().is_some_and(names::is_anonymous)
        }
        _ => false,
    }
}
