//! Assignments to parameters that `arguments` has to follow.
//!
//! In strict code `arguments` keeps what the caller gave. `arguments[0] = name = value` writes both,
//! as sloppy code does; only where fewer arguments came does it write an element that sloppy code
//! does not, beyond the length. So all that reads the elements must mind the length.

use oxc_ast::{AstKind, ast::AssignmentTarget};
use oxc_semantic::{NodeId, ScopeId, SymbolId};

use super::uses::Use;
use crate::strict::context::Context;

/// The parameters of a function and what happens to its `arguments`.
pub(super) struct Function<'a> {
    pub(super) scope: ScopeId,
    pub(super) symbols: &'a [SymbolId],
    pub(super) uses: &'a [Use],
}

impl Function<'_> {
    /// Where `arguments` is to be written, too, for parameter number `index`; `None` where that
    /// would not be the same.
    pub(super) fn writes(&self, cx: &Context<'_, '_>, index: usize) -> Option<Vec<u32>> {
        let safe = self
            .uses
            .iter()
            .all(|it| it.writes.is_none() && (!it.reads || !it.covers(index) || it.minds_length));
        let symbol = self.symbols[index];
        let declares =
            cx.scoping().symbol_declarations(symbol).any(|it| super::is_redeclared(cx, it));
        if !safe || declares {
            return None;
        }
        let references = cx.scoping().get_resolved_references(symbol);
        references.filter(|it| it.is_write()).map(|it| self.start(cx, it.node_id())).collect()
    }

    /// The start of the assignment to the name `node`, when it is one in this very function.
    fn start(&self, cx: &Context<'_, '_>, node: NodeId) -> Option<u32> {
        let AstKind::AssignmentExpression(it) = cx.module.parent(node) else { return None };
        let is_target = matches!(it.left, AssignmentTarget::AssignmentTargetIdentifier(_))
            && it.left.node_id() == node;
        let scope = cx.module.nodes().get_node(node).scope_id();
        (is_target && cx.function_scope(scope) == Some(self.scope)).then_some(it.span.start)
    }
}
