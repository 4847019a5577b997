//! Assignments to the exports object that are statements of the module's top level.

use oxc_ast::ast::{
    AssignmentExpression, AssignmentTarget, Expression, ObjectExpression, ObjectPropertyKind,
    Statement, VariableDeclaration,
};
use oxc_ast_visit::{Visit, walk};
use oxc_semantic::ScopeFlags;
use oxc_span::{GetSpan, Span};

use super::{getter, helpers, wrapper::Wrapper};
use crate::{
    facts::{Branch, Entry, ExportAssignment, Target, TargetKind, Value, ValueKind},
    module::Module,
};

/// Finds them in the order of the text.
pub(super) fn assignments(
    module: &Module<'_>,
    wrapper: &Wrapper,
    branches: &[Branch],
) -> Vec<ExportAssignment> {
    let mut found = Vec::new();
    for (index, statement) in module.program.body.iter().enumerate() {
        for it in taken(statement, branches) {
            let plain = assignment(module, wrapper, index, it, branches);
            found.extend(plain.or_else(|| helpers::merged(module, wrapper, index, it)));
        }
    }
    found.extend(getter::assignment(module));
    found
}

/// The statements that come out of `statement` when its known branches are taken.
fn taken<'s, 'a>(statement: &'s Statement<'a>, branches: &[Branch]) -> Vec<&'s Statement<'a>> {
    let kept = branches.iter().find(|it| it.span == statement.span()).and_then(|it| it.taken);
    let (Statement::IfStatement(it), Some(kept)) = (statement, kept) else {
        return vec![statement];
    };
    let parts = [Some(&it.consequent), it.alternate.as_ref()];
    let inside = |part: &&'s Statement<'a>| part.span().contains_inclusive(kept);
    match parts.into_iter().flatten().find(inside) {
        Some(Statement::BlockStatement(block)) => {
            block.body.iter().flat_map(|it| taken(it, branches)).collect()
        }
        Some(part) => taken(part, branches),
        None => Vec::new(),
    }
}

fn assignment(
    module: &Module<'_>,
    wrapper: &Wrapper,
    statement: usize,
    node: &Statement<'_>,
    branches: &[Branch],
) -> Option<ExportAssignment> {
    let (chain, declares) = match node {
        Statement::ExpressionStatement(it) => (plain_assignment(&it.expression)?, None),
        Statement::VariableDeclaration(it) => declared_assignment(it)?,
        _ => return None,
    };
    let (targets, value) = unroll(module, wrapper, chain, branches);
    let exported =
        targets.iter().any(|it| matches!(it.kind, TargetKind::Object(_) | TargetKind::Member(..)));
    exported.then(|| ExportAssignment {
        statement,
        span: node.span(),
        targets,
        value,
        declares,
        merges: None,
        getter: None,
    })
}

fn plain_assignment<'m, 'a>(
    expression: &'m Expression<'a>,
) -> Option<&'m AssignmentExpression<'a>> {
    match expression {
        Expression::AssignmentExpression(it) if it.operator.is_assign() => Some(it),
        _ => None,
    }
}

fn declared_assignment<'m, 'a>(
    declaration: &'m VariableDeclaration<'a>,
) -> Option<(&'m AssignmentExpression<'a>, Option<String>)> {
    let [declarator] = declaration.declarations.as_slice() else { return None };
    let name = declarator.id.get_identifier_name()?;
    Some((plain_assignment(declarator.init.as_ref()?)?, Some(name.to_string())))
}

/// Takes `a = b = c = value` apart into its targets, left to right, and the value.
fn unroll(
    module: &Module<'_>,
    wrapper: &Wrapper,
    chain: &AssignmentExpression<'_>,
    branches: &[Branch],
) -> (Vec<Target>, Value) {
    let mut targets = vec![target(module, wrapper, &chain.left)];
    let mut right = &chain.right;
    while let Some(inner) = plain_assignment(right) {
        targets.push(target(module, wrapper, &inner.left));
        right = &inner.right;
    }
    let kind = value(module, wrapper, chosen(right, branches)).kind;
    (targets, Value { span: right.span(), kind })
}

/// The variable that a value comes to be when its known branch is taken; else the value.
fn chosen<'e, 'a>(value: &'e Expression<'a>, branches: &[Branch]) -> &'e Expression<'a> {
    let parts = match value {
        Expression::LogicalExpression(it) => [&it.left, &it.right],
        Expression::ConditionalExpression(it) => [&it.consequent, &it.alternate],
        _ => return value,
    };
    let taken = branches.iter().find(|it| it.span == value.span()).and_then(|it| it.taken);
    let is_chosen = |part: &&&Expression<'_>| {
        Some(part.span()) == taken && matches!(part, Expression::Identifier(_))
    };
    parts.iter().find(is_chosen).map_or(value, |part| part)
}

fn target(module: &Module<'_>, wrapper: &Wrapper, left: &AssignmentTarget<'_>) -> Target {
    let span = left.span();
    let kind = if let Some(object) = wrapper.assigned_object(module, left) {
        TargetKind::Object(object)
    } else if let Some((object, name)) =
        left.as_member_expression().and_then(|member| wrapper.member_of_exports(module, member))
    {
        TargetKind::Member(object, name)
    } else if let AssignmentTarget::AssignmentTargetIdentifier(it) = left {
        TargetKind::Local(it.name.to_string())
    } else {
        TargetKind::Other
    };
    let object = match left.as_member_expression() {
        Some(member) if matches!(kind, TargetKind::Member(..)) => member.object().span(),
        _ => span,
    };
    Target { kind, span, object }
}

fn value(module: &Module<'_>, wrapper: &Wrapper, expression: &Expression<'_>) -> Value {
    let kind = match expression {
        Expression::Identifier(it) if it.name == "undefined" => ValueKind::Undefined,
        Expression::Identifier(it) => ValueKind::Identifier(it.name.to_string()),
        Expression::FunctionExpression(it) => ValueKind::Function {
            name: it.id.as_ref().map(|id| id.name.to_string()),
            keyword_end: function_keyword_end(module, it.span, it.generator),
            uses_this: it.body.as_ref().is_some_and(|body| {
                let mut search = ThisSearch::default();
                search.visit_function_body(body);
                search.found
            }),
        },
        Expression::ArrowFunctionExpression(_) => ValueKind::Arrow,
        Expression::ClassExpression(it) => ValueKind::Class {
            name: it.id.as_ref().map(|id| id.name.to_string()),
            keyword_end: it.span.start + "class".len() as u32,
        },
        Expression::ObjectExpression(it) => ValueKind::Object(entries(it)),
        Expression::CallExpression(it) if wrapper.is_require(module, it) => {
            ValueKind::Require(it.span.start)
        }
        it if it.is_void() => ValueKind::Undefined,
        it if it.is_literal() => ValueKind::Primitive,
        _ => ValueKind::Other,
    };
    Value { span: expression.span(), kind }
}

/// Where the name of a function expression goes: after `function` and the star of a generator.
fn function_keyword_end(module: &Module<'_>, span: Span, generator: bool) -> u32 {
    let text = module.text(span);
    let keyword = text.find("function").map_or(0, |at| at + "function".len());
    let star = if generator { text[keyword..].find('*').map_or(0, |at| at + 1) } else { 0 };
    span.start + (keyword + star) as u32
}

pub(super) fn entries(object: &ObjectExpression<'_>) -> Vec<Entry> {
    object
        .properties
        .iter()
        .map(|property| match property {
            ObjectPropertyKind::ObjectProperty(it) => Entry {
                key: if it.computed {
                    None
                } else {
                    it.key.static_name().map(|name| name.to_string())
                },
                identifier: super::place::identifier(&it.value).map(ToString::to_string),
                span: it.value.span(),
            },
            ObjectPropertyKind::SpreadProperty(it) => {
                Entry { key: None, identifier: None, span: it.span }
            }
        })
        .collect()
}

/// Looks for `this` of one function, not of functions inside it.
#[derive(Default)]
struct ThisSearch {
    found: bool,
}

impl<'a> Visit<'a> for ThisSearch {
    fn visit_this_expression(&mut self, _it: &oxc_ast::ast::ThisExpression) {
        self.found = true;
    }

    fn visit_function(&mut self, _it: &oxc_ast::ast::Function<'a>, _flags: ScopeFlags) {}

    fn visit_class(&mut self, it: &oxc_ast::ast::Class<'a>) {
        if let Some(heritage) = it.heritage_expression() {
            self.visit_expression(heritage);
        }
    }

    fn visit_expression(&mut self, it: &Expression<'a>) {
        if !self.found {
            walk::walk_expression(self, it);
        }
    }
}
