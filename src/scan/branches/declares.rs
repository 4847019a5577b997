//! What a part that goes declares for others.

use oxc_ast::ast::{
    BindingIdentifier, Function, FunctionType, Statement, VariableDeclaration,
    VariableDeclarationKind,
};
use oxc_ast_visit::Visit;
use oxc_semantic::ScopeFlags;
use oxc_span::{GetSpan, Span};

use crate::module::Module;

/// Whether a statement that never runs still declares variables of the function around it, which
/// nothing else declares and something else uses.
pub(super) fn declares(module: &Module<'_>, statement: &Statement<'_>) -> bool {
    let mut search = Declarations { module, dead: statement.span(), found: false };
    search.visit_statement(statement);
    search.found
}

struct Declarations<'m, 'a> {
    module: &'m Module<'a>,
    dead: Span,
    found: bool,
}

impl<'a> Visit<'a> for Declarations<'_, 'a> {
    fn visit_variable_declaration(&mut self, it: &VariableDeclaration<'a>) {
        let scoping = self.module.scoping();
        let names = it.declarations.iter().flat_map(|it| it.id.get_binding_identifiers());
        let is_outside = |span: Span| !self.dead.contains_inclusive(span);
        let needed = |name: &BindingIdentifier<'_>| {
            let symbol = name.symbol_id();
            let mut uses = scoping.get_resolved_references(symbol);
            let used = uses.any(|it| is_outside(self.module.nodes().kind(it.node_id()).span()));
            let declared = scoping.symbol_redeclarations(symbol);
            used && !declared.iter().any(|it| is_outside(it.span))
        };
        let needed = names.into_iter().any(needed);
        self.found |= it.kind == VariableDeclarationKind::Var && needed;
    }

    fn visit_function(&mut self, it: &Function<'a>, _flags: ScopeFlags) {
        self.found |= it.r#type == FunctionType::FunctionDeclaration;
    }
}
