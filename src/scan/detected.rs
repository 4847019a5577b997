//! Variables that hold what a file found out about CommonJS: `var freeModule = typeof module == 'object'
//! && module`. They hold the same for good, and go with the last question that they answer.

use oxc_ast::{
    AstKind,
    ast::{Expression, IdentifierReference, Statement, VariableDeclaration},
};
use oxc_semantic::{NodeId, Reference, SymbolId};
use oxc_span::{GetSpan, Span};
use rustc_hash::FxHashMap;

use crate::{module::Module, printed::names_detected};

/// One of them.
pub(super) struct Detected<'m, 'a> {
    pub(super) statement: Span,
    pub(super) init: &'m Expression<'a>,
}

/// Variables of the top level with a statement of their own, that nothing assigns again.
pub(super) fn candidates<'m, 'a>(module: &'m Module<'a>) -> FxHashMap<SymbolId, Detected<'m, 'a>> {
    let mut found = FxHashMap::default();
    for statement in &module.program.body {
        let Statement::VariableDeclaration(list) = statement else { continue };
        found.extend(candidate(module, list));
    }
    found
}

fn candidate<'m, 'a>(
    module: &'m Module<'a>,
    list: &'m VariableDeclaration<'a>,
) -> Option<(SymbolId, Detected<'m, 'a>)> {
    let [only] = list.declarations.as_slice() else { return None };
    let (symbol, init) = (only.id.get_binding_identifier()?.symbol_id(), only.init.as_ref()?);
    let names = ["module", "exports", "Module", "Exports"];
    let about = names.iter().any(|it| module.text(init.span()).contains(it));
    let is_plain = module.scoping().symbol_redeclarations(symbol).is_empty()
        && references(module, symbol).all(|it| !it.is_write() && reads(module, it, list.span));
    (about && is_plain).then_some((symbol, Detected { statement: list.span, init }))
}

/// The statement with the comment right above it, if that is only about the variable.
pub(super) fn with_comment(module: &Module<'_>, statement: Span) -> Span {
    let above = module.semantic.comments_range(..statement.start).next_back();
    let own = above.filter(|it| {
        let between = module.text(Span::new(it.span.end, statement.start));
        let before = module.source[..it.span.start as usize].trim_end_matches([' ', '\t']);
        let is_alone = before.ends_with('\n') && !before.trim().is_empty();
        is_alone
            && names_detected(module.text(it.span))
            && between.trim().is_empty()
            && between.matches('\n').count() == 1
    });
    own.map_or(statement, |it| Span::new(it.span.start, statement.end))
}

/// The reference stands below the statement, and in no function, which might run before it.
fn reads(module: &Module<'_>, reference: &Reference, statement: Span) -> bool {
    let node = reference.node_id();
    let mut around = module.nodes().ancestor_kinds(node);
    start(module, node) > statement.end && !around.any(AstKind::is_function_like)
}

fn references<'m>(module: &'m Module<'_>, symbol: SymbolId) -> impl Iterator<Item = &'m Reference> {
    module.scoping().get_resolved_references(symbol)
}

fn start(module: &Module<'_>, node: NodeId) -> u32 {
    module.nodes().kind(node).span().start
}

/// What the name stands for.
pub(super) fn symbol(module: &Module<'_>, it: &IdentifierReference<'_>) -> Option<SymbolId> {
    module.scoping().get_reference(it.reference_id.get()?).symbol_id()
}

/// The statements of those variables among `known` that only parts use that are `dead`, or that go, too.
pub(super) fn unused(
    module: &Module<'_>,
    mut known: Vec<(SymbolId, Span)>,
    dead: &dyn Fn(Span) -> bool,
) -> Vec<Span> {
    loop {
        let goes = |at: Span| known.iter().any(|(_, it)| it.contains_inclusive(at));
        let is_dead = |it: &Reference| {
            let at = module.nodes().kind(it.node_id()).span();
            dead(at) || goes(at)
        };
        let still: Vec<_> = known
            .iter()
            .copied()
            .filter(|(symbol, _)| references(module, *symbol).all(is_dead))
            .collect();
        if still.len() == known.len() {
            return still.into_iter().map(|(_, statement)| statement).collect();
        }
        known = still;
    }
}
