//! Every use of Node's `require`.

use oxc_ast::{
    AstKind,
    ast::{
        BinaryExpression, BindingPattern, CallExpression, Expression, VariableDeclaration,
        VariableDeclarator,
    },
};
use oxc_semantic::{NodeId, ScopeId, SymbolId};
use oxc_span::{GetSpan, Span};
use oxc_syntax::operator::{BinaryOperator, UnaryOperator};

use super::{
    interop, module_object, paths,
    place::{Paths, sure_place},
    usage, wholes,
};
use crate::{
    facts::{
        Declared, Facts, PathUse, PatternProperty, Require, RequireValue, RequireValueKind, Shape,
        Site, When,
    },
    module::{Module, constant},
};

/// Puts the uses of `require` into `facts`, in the order of the text. What is `unasked` by bundles
/// counts as one use.
pub(super) fn collect(module: &Module<'_>, unasked: &[Span], facts: &mut Facts) {
    let is_asked = |node: &NodeId| {
        let own = module.nodes().kind(*node).span();
        !unasked.iter().any(|it| it.contains_inclusive(own))
    };
    let nodes = module.free("require").map(oxc_semantic::Reference::node_id);
    let nodes: Vec<NodeId> = nodes.filter(is_asked).collect();
    let kind = RequireValueKind::Unasked;
    let unasked = unasked.iter().map(|it| RequireValue { span: *it, kind: kind.clone() });
    facts.require_values.extend(unasked);
    for node in nodes {
        let own = module.nodes().kind(node).span();
        let parent = module.nodes().parent_id(node);
        match module.nodes().kind(parent) {
            AstKind::CallExpression(call) if call.callee.span() == own => {
                let known = Paths { effects: &facts.effects, branches: &facts.branches };
                let place = sure_place(module, parent, known);
                let Some((specifier, literal)) = specifier(module, call) else {
                    facts.computed_requires.push(call.span);
                    facts.computed_at_load.extend((place.when != When::Later).then_some(call.span));
                    continue;
                };
                let site = site(module, parent, call, facts);
                facts.wholes.extend(wholes::whole(module, parent, literal));
                let call = call.span;
                facts.requires.push(Require { call, specifier, literal, place, site });
            }
            kind => {
                let value = value_use(module, parent, kind, own);
                facts.require_values.push(value);
            }
        }
    }
    facts.requires.sort_by_key(|it| it.call.start);
    facts.computed_requires.sort_by_key(|it| it.start);
    facts.computed_at_load.sort_by_key(|it| it.start);
    facts.require_values.sort_by_key(|it| it.span.start);
}

/// What a call asks for, and the argument that says so.
fn specifier(module: &Module<'_>, call: &CallExpression<'_>) -> Option<(String, Span)> {
    if let Some(literal) = call.common_js_require() {
        return Some((literal.value.to_string(), literal.span));
    }
    Some((constant::specifier(module, call)?, call.arguments[0].span()))
}

fn site(module: &Module<'_>, call: NodeId, node: &CallExpression<'_>, facts: &Facts) -> Site {
    let parent = module.nodes().parent_id(call);
    match module.nodes().kind(parent) {
        AstKind::ExpressionStatement(it) => {
            let in_list = is_list(module.parent(parent));
            Site::Bare { statement: it.span, in_list }
        }
        AstKind::VariableDeclarator(it) => declared(module, parent, it, None, facts),
        AstKind::CallExpression(it) if interop::wrapped(module, parent, it).is_some() => {
            interop_site(module, parent, it, facts)
        }
        AstKind::StaticMemberExpression(member) if !member.optional => {
            if let AstKind::VariableDeclarator(it) = module.parent(parent)
                && it.init.as_ref().is_some_and(|init| init.span() == member.span)
                && it.id.is_binding_identifier()
            {
                let property = Some(member.property.name.to_string());
                return declared(module, module.nodes().parent_id(parent), it, property, facts);
            }
            let called = matches!(module.parent(parent), AstKind::CallExpression(it) if it.callee.span() == member.span);
            let member = Some((member.property.name.to_string(), member.span));
            Site::Expression { member, called, property: None }
        }
        AstKind::CallExpression(it) => {
            let called = it.callee.span() == node.span;
            Site::Expression { member: None, called, property: None }
        }
        AstKind::ObjectProperty(it)
            if !it.computed && !it.method && it.value.span() == node.span =>
        {
            let property = it.key.static_name().map(|name| (name.to_string(), it.span));
            Site::Expression { member: None, called: false, property }
        }
        _ => Site::Expression { member: None, called: false, property: None },
    }
}

/// `const x = __importDefault(require('t'))`
fn interop_site(
    module: &Module<'_>,
    node: NodeId,
    call: &CallExpression<'_>,
    facts: &Facts,
) -> Site {
    let plain = Site::Expression { member: None, called: false, property: None };
    let Some((parent, interop)) = interop::wrapped(module, node, call) else { return plain };
    let AstKind::VariableDeclarator(declarator) = module.nodes().kind(parent) else {
        return plain;
    };
    match declared(module, parent, declarator, None, facts) {
        Site::Declared(it) if it.top => {
            Site::Declared(Declared { interop: Some(interop), removable: false, ..it })
        }
        _ => plain,
    }
}

fn is_list(parent: AstKind<'_>) -> bool {
    matches!(parent, AstKind::Program(_) | AstKind::FunctionBody(_) | AstKind::BlockStatement(_))
}

fn declared(
    module: &Module<'_>,
    node: NodeId,
    declarator: &VariableDeclarator<'_>,
    member: Option<String>,
    facts: &Facts,
) -> Site {
    let parent = module.nodes().parent_id(node);
    let AstKind::VariableDeclaration(declaration) = module.nodes().kind(parent) else {
        return Site::Expression { member: None, called: false, property: None };
    };
    let around = module.parent(parent);
    let top = matches!(around, AstKind::Program(_));
    if !is_list(around) {
        return Site::Expression { member: None, called: false, property: None };
    }
    let usage = usage::usage(module, declarator, member.as_deref(), facts);
    let shape = shape(module, declarator, member);
    Site::Declared(Declared {
        declaration: declaration.span,
        declarator: declarator.span,
        declarators: declaration.declarations.iter().map(|it| it.span).collect(),
        keyword: declaration.kind.as_str(),
        top,
        removable: !top && is_removable(module, declaration, declarator),
        usage: Box::new(usage),
        shape,
        interop: None,
    })
}

fn shape(
    module: &Module<'_>,
    declarator: &VariableDeclarator<'_>,
    member: Option<String>,
) -> Shape {
    match (&declarator.id, member) {
        (BindingPattern::BindingIdentifier(id), None) => Shape::Name {
            name: id.name.to_string(),
            span: id.span,
            declarations: module.scoping().symbol_redeclarations(id.symbol_id()).len().max(1),
            written: module.scoping().symbol_is_mutated(id.symbol_id())
                || is_read_before(module, id.symbol_id(), declarator.span.start),
        },
        (BindingPattern::BindingIdentifier(id), Some(member)) => Shape::Member {
            name: id.name.to_string(),
            span: id.span,
            reassigned: is_reassigned(module, id.symbol_id()),
            member,
        },
        (BindingPattern::ObjectPattern(pattern), None) if pattern.rest.is_none() => {
            let properties: Option<Vec<_>> = pattern
                .properties
                .iter()
                .map(|property| {
                    let BindingPattern::BindingIdentifier(local) = &property.value else {
                        return None;
                    };
                    if property.computed {
                        return None;
                    }
                    Some(PatternProperty {
                        key: property.key.static_name()?.to_string(),
                        key_span: property.key.span(),
                        local: local.name.to_string(),
                        local_span: local.span,
                        reassigned: is_reassigned(module, local.symbol_id()),
                    })
                })
                .collect();
            properties.map_or(Shape::Other, |properties| Shape::Pattern {
                span: pattern.span,
                properties,
            })
        }
        _ => Shape::Other,
    }
}

fn is_reassigned(module: &Module<'_>, symbol: SymbolId) -> bool {
    let scoping = module.scoping();
    let declared = module.symbol_node(symbol).span().start;
    scoping.symbol_is_mutated(symbol)
        || !scoping.symbol_redeclarations(symbol).is_empty()
        || is_read_before(module, symbol, declared)
}

/// Code above the declaration of a `var` finds it `undefined`, which no import ever is.
fn is_read_before(module: &Module<'_>, symbol: SymbolId, declared: u32) -> bool {
    let scoping = module.scoping();
    let own = scoping.symbol_scope_id(symbol);
    let runs_there = |scope: ScopeId| {
        let mut inside = scoping.scope_ancestors(scope).take_while(|&scope| scope != own);
        !inside.any(|scope| scoping.scope_flags(scope).is_function())
    };
    scoping.symbol_flags(symbol).is_function_scoped_declaration()
        && scoping.get_resolved_references(symbol).any(|it| {
            let at = module.nodes().kind(it.node_id()).span().start;
            it.is_read() && at < declared && runs_there(it.scope_id())
        })
}

/// A nested `var x = require('t')` can go when every use of `x` would then find the module's own
/// `x`: it is alone, never written, and no scope between it and the module binds the name.
fn is_removable(
    module: &Module<'_>,
    declaration: &VariableDeclaration<'_>,
    declarator: &VariableDeclarator<'_>,
) -> bool {
    let BindingPattern::BindingIdentifier(id) = &declarator.id else { return false };
    let scoping = module.scoping();
    let symbol = id.symbol_id();
    if declaration.declarations.len() != 1 || is_reassigned(module, symbol) {
        return false;
    }
    let own = scoping.symbol_scope_id(symbol);
    let root = scoping.root_scope_id();
    !scoping
        .scope_ancestors(own)
        .skip(1)
        .take_while(|&scope| scope != root)
        .any(|scope| scoping.scope_has_binding(scope, id.name))
}

fn value_use(module: &Module<'_>, parent: NodeId, kind: AstKind<'_>, own: Span) -> RequireValue {
    match kind {
        AstKind::UnaryExpression(it) if it.operator == UnaryOperator::Typeof => {
            RequireValue { span: it.span, kind: RequireValueKind::Typeof }
        }
        AstKind::StaticMemberExpression(member) => {
            let kind = match module.parent(parent) {
                AstKind::BinaryExpression(it) if is_main_comparison(module, it) => {
                    RequireValueKind::IsMain {
                        comparison: it.span,
                        negated: matches!(
                            it.operator,
                            BinaryOperator::StrictInequality | BinaryOperator::Inequality
                        ),
                    }
                }
                AstKind::ComputedMemberExpression(it) if member.property.name == "cache" => {
                    RequireValueKind::Cache { literal: cached_literal(module, &it.expression) }
                }
                _ if member.property.name == "cache" => RequireValueKind::Cache { literal: None },
                _ if member.property.name == "main" => RequireValueKind::Main,
                _ if member.property.name == "extensions"
                    && module_object::is_value_read(module, parent) =>
                {
                    RequireValueKind::Extensions
                }
                AstKind::CallExpression(call) if member.property.name == "resolve" => {
                    let node = module.nodes().parent_id(parent);
                    resolved_literal(call, || paths::usage(module, node))
                }
                _ => RequireValueKind::Other,
            };
            RequireValue { span: member.span, kind }
        }
        _ => RequireValue { span: own, kind: RequireValueKind::Other },
    }
}

/// The literal of `require.resolve('literal')`.
fn cached_literal(module: &Module<'_>, key: &Expression<'_>) -> Option<Span> {
    let Expression::CallExpression(call) = key else { return None };
    match resolved_literal(call, || PathUse::Unknown) {
        RequireValueKind::Resolve { literal, .. }
            if module.text(call.callee.span()) == "require.resolve" =>
        {
            Some(literal)
        }
        _ => None,
    }
}

fn resolved_literal(call: &CallExpression<'_>, used: impl FnOnce() -> PathUse) -> RequireValueKind {
    match call.arguments.as_slice() {
        [argument] if !call.optional => match argument.as_expression() {
            Some(Expression::StringLiteral(it)) => RequireValueKind::Resolve {
                specifier: it.value.to_string(),
                literal: it.span,
                used: used(),
            },
            _ => RequireValueKind::Other,
        },
        _ => RequireValueKind::Other,
    }
}

/// `require.main === module`, either way round, strict or not, negated or not.
pub(super) fn is_main_comparison(module: &Module<'_>, binary: &BinaryExpression<'_>) -> bool {
    let texts = [module.text(binary.left.span()), module.text(binary.right.span())];
    binary.operator.is_equality()
        && (texts == ["require.main", "module"] || texts == ["module", "require.main"])
}
