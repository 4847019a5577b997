//! Where an object of the file's own can stand for Node's `module`, and what else it offers.

use oxc_ast::{
    AstKind,
    ast::{Argument, CallExpression, Expression, FormalParameters, IdentifierReference},
};
use oxc_semantic::{NodeId, SymbolId};
use oxc_span::{GetSpan, Span};
use oxc_syntax::operator::UnaryOperator;

use crate::module::Module;

/// Properties that Node's `module` has (<https://nodejs.org/api/modules.html#the-module-object>).
pub(super) fn is_property(name: &str) -> bool {
    matches!(
        name,
        "children"
            | "constructor"
            | "id"
            | "isPreloading"
            | "loaded"
            | "parent"
            | "path"
            | "paths"
            | "require"
    ) || name.is_empty()
}

/// The value is only tested, kept in a variable, or given to a function called in place.
pub(super) fn stays_in_file(module: &Module<'_>, node: NodeId) -> bool {
    let mut child = module.nodes().kind(node).span();
    for ancestor in module.nodes().ancestor_kinds(node) {
        match ancestor {
            AstKind::LogicalExpression(_) => {}
            AstKind::BinaryExpression(it) => {
                let other = if it.left.span() == child { &it.right } else { &it.left };
                return it.operator.is_equality() && other.is_null_or_undefined();
            }
            AstKind::ConditionalExpression(it) if it.test.span() != child => {}
            AstKind::UnaryExpression(it) => return it.operator == UnaryOperator::LogicalNot,
            AstKind::IfStatement(it) => return it.test.span() == child,
            AstKind::ConditionalExpression(_)
            | AstKind::VariableDeclarator(_)
            | AstKind::ExpressionStatement(_) => return true,
            AstKind::AssignmentExpression(it) => {
                return it.right.span() == child && it.left.get_identifier_name().is_some();
            }
            AstKind::CallExpression(it) => {
                return matches!(it.callee, Expression::FunctionExpression(_))
                    || it.callee.as_member_expression().is_some_and(|member| {
                        matches!(member.object(), Expression::FunctionExpression(_))
                    })
                    || reads_only(module, it, child, "exports");
            }
            _ => return false,
        }
        child = ancestor.span();
    }
    false
}

/// `module.constructor` is read: the class that `require('module')` gives.
pub(super) fn is_read(module: &Module<'_>, node: NodeId) -> bool {
    is_value_read(module, module.nodes().parent_id(node))
}

/// The member expression is neither assigned nor deleted.
pub(super) fn is_value_read(module: &Module<'_>, member: NodeId) -> bool {
    let span = module.nodes().kind(member).span();
    match module.parent(member) {
        AstKind::AssignmentExpression(it) => it.left.span() != span,
        AstKind::UpdateExpression(_) | AstKind::UnaryExpression(_) | AstKind::ForInStatement(_) => {
            false
        }
        _ => true,
    }
}

/// `module` is given to a function of the file that only calls its `require`.
pub(super) fn is_for_require(module: &Module<'_>, node: NodeId) -> bool {
    let own = module.nodes().kind(node).span();
    matches!(module.parent(node), AstKind::CallExpression(it) if reads_only(module, it, own, "require"))
}

/// The call hands its argument at `span` to a function of the file that reads and writes nothing
/// but this one property, and reads it.
fn reads_only(module: &Module<'_>, call: &CallExpression<'_>, span: Span, property: &str) -> bool {
    let Expression::Identifier(callee) = &call.callee else { return false };
    let Some(index) = call.arguments.iter().position(|it| it.span() == span) else { return false };
    let spread = call.arguments[..index].iter().any(|it| matches!(it, Argument::SpreadElement(_)));
    let parameters = parameters(module, callee).filter(|_| !spread);
    parameters.is_some_and(|it| uses_only(module, it, index, property))
}

fn uses_only(
    module: &Module<'_>,
    parameters: &FormalParameters<'_>,
    index: usize,
    property: &str,
) -> bool {
    let Some(parameter) = parameters.items.get(index) else { return false };
    let Some(symbol) = parameter.pattern.get_binding_identifier().and_then(|it| it.symbol_id.get())
    else {
        return false;
    };
    let mut references = module.scoping().get_resolved_references(symbol);
    references.all(|reference| {
        let node = reference.node_id();
        let own = module.nodes().kind(node).span();
        let member = module.parent(node);
        let fits = matches!(member, AstKind::StaticMemberExpression(it)
            if it.object.span() == own && it.property.name == property);
        let called = || {
            matches!(module.parent(module.nodes().parent_id(node)), AstKind::CallExpression(it)
                if it.callee.span() == member.span())
        };
        !reference.is_write() && fits && (property == "exports" || called())
    })
}

/// The parameters of the function that the name stands for, where only one can be meant: a
/// declaration, or what is given for a parameter to a function that is called in place.
fn parameters<'m>(
    module: &'m Module<'_>,
    name: &IdentifierReference<'_>,
) -> Option<&'m FormalParameters<'m>> {
    let scoping = module.scoping();
    let symbol = scoping.get_reference(name.reference_id.get()?).symbol_id()?;
    if scoping.symbol_is_mutated(symbol) || !scoping.symbol_redeclarations(symbol).is_empty() {
        return None;
    }
    match module.symbol_node(symbol) {
        AstKind::Function(it) if it.is_declaration() => Some(&it.params),
        AstKind::FormalParameter(_) => given(module, symbol),
        _ => None,
    }
}

fn given<'m>(module: &'m Module<'_>, symbol: SymbolId) -> Option<&'m FormalParameters<'m>> {
    let mut ancestors = module.nodes().ancestors(module.scoping().symbol_declaration(symbol));
    let outer = ancestors.find_map(|it| match it.kind() {
        AstKind::Function(function) => Some((it.id(), function)),
        _ => None,
    });
    let (id, function) = outer?;
    let named = |it: &oxc_ast::ast::FormalParameter<'_>| {
        it.pattern.get_binding_identifier().and_then(|it| it.symbol_id.get()) == Some(symbol)
    };
    let index = function.params.items.iter().position(named)?;
    let AstKind::CallExpression(call) = module.parent(id) else { return None };
    if call.callee.span() != function.span {
        return None;
    }
    match call.arguments.get(index)? {
        Argument::FunctionExpression(it) => Some(&it.params),
        _ => None,
    }
}
