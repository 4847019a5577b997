//! Names: which are free, which are bound at the top level and which below it.

use oxc_ast::AstKind;
use oxc_semantic::{NodeId, SymbolId};
use oxc_span::{GetSpan, Span};
use rustc_hash::FxHashMap;

use super::patched;
use crate::{
    facts::{Names, RootBinding, RootKind},
    module::Module,
};

/// Collects every name that the file uses or binds below its top level.
pub(super) fn names(module: &Module<'_>) -> Names {
    let scoping = module.scoping();
    let root = scoping.root_scope_id();
    let mut names = Names { patched: patched::globals(module), ..Names::default() };
    names.free.extend(scoping.root_unresolved_references().keys().map(ToString::to_string));
    for symbol in scoping.symbol_ids() {
        if scoping.symbol_scope_id(symbol) != root {
            *names.nested.entry(scoping.symbol_name(symbol).to_string()).or_default() += 1;
        }
    }
    names
}

/// Describes the bindings of the file's top level.
pub(super) fn roots(module: &Module<'_>) -> FxHashMap<String, RootBinding> {
    let scoping = module.scoping();
    let root = scoping.root_scope_id();
    let symbols = scoping.symbol_ids().filter(|&symbol| scoping.symbol_scope_id(symbol) == root);
    symbols
        .map(|symbol| (scoping.symbol_name(symbol).to_string(), root_binding(module, symbol)))
        .collect()
}

fn root_binding(module: &Module<'_>, symbol: SymbolId) -> RootBinding {
    let scoping = module.scoping();
    let declared_once = scoping.symbol_redeclarations(symbol).is_empty();
    let written = scoping.symbol_is_mutated(symbol);
    let declaration = scoping.symbol_declaration(symbol);
    let (kind, ready) = match module.nodes().kind(declaration) {
        AstKind::Function(_) => (RootKind::Function, 0),
        AstKind::Class(class) => (RootKind::Class, class.span.end),
        AstKind::VariableDeclarator(declarator) => {
            let in_root = matches!(
                module.parent(module.nodes().parent_id(declaration)),
                AstKind::Program(_) | AstKind::ExportDeclaration(_)
            );
            let ready =
                if declarator.init.is_some() && in_root { declarator.span.end } else { u32::MAX };
            (RootKind::Variable, ready)
        }
        AstKind::ImportSpecifier(_)
        | AstKind::ImportDefaultSpecifier(_)
        | AstKind::ImportNamespaceSpecifier(_) => (RootKind::Import, 0),
        other => (RootKind::Variable, other.span().end),
    };
    let constant = declared_once && !written && ready != u32::MAX;
    let settled = if constant {
        ready
    } else if declared_once {
        settled(module, symbol).map_or(u32::MAX, |end| end.max(start_of_use(ready)))
    } else {
        u32::MAX
    };
    let start = module.nodes().kind(declaration).span().start;
    let keyword = keyword(module, declaration);
    RootBinding { kind, constant, ready, settled, start, keyword }
}

/// The keyword of the declaration of variables that the declarator `node` stands in.
fn keyword(module: &Module<'_>, node: NodeId) -> Option<Span> {
    let parent = module.nodes().parent_id(node);
    let AstKind::VariableDeclaration(it) = module.nodes().kind(parent) else { return None };
    let top = matches!(module.parent(parent), AstKind::Program(_));
    top.then(|| Span::sized(it.span.start, it.kind.as_str().len() as u32))
}

/// A declaration without a value is settled by its first assignment.
fn start_of_use(ready: u32) -> u32 {
    if ready == u32::MAX { 0 } else { ready }
}

/// The end of the last top-level statement that assigns `symbol`; `None` when a function does, so
/// that it can change at any time.
fn settled(module: &Module<'_>, symbol: SymbolId) -> Option<u32> {
    let declared = module.symbol_node(symbol).span().end;
    let writes = module.scoping().get_resolved_references(symbol).filter(|it| it.is_write());
    let ends = writes.map(|it| {
        let mut inside = module.nodes().ancestor_kinds(it.node_id());
        let in_function = |kind: &AstKind<'_>| {
            matches!(kind, AstKind::Function(_) | AstKind::ArrowFunctionExpression(_))
        };
        if inside.any(|kind| in_function(&kind)) {
            return None;
        }
        let at = module.nodes().kind(it.node_id()).span().start;
        module.program.body.iter().map(GetSpan::span).find(|it| it.end > at).map(|it| it.end)
    });
    ends.collect::<Option<Vec<u32>>>().map(|ends| ends.into_iter().fold(declared, u32::max))
}
