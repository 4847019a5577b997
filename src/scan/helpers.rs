//! What transpilers print around the code of what was an ES module.

use oxc_ast::ast::{
    Argument, AssignmentTarget, CallExpression, Expression, LogicalExpression, ObjectPropertyKind,
    Statement, VariableDeclarator,
};
use oxc_span::{GetSpan, Span};
use oxc_syntax::operator::LogicalOperator;

use super::wrapper::Wrapper;
use crate::{
    facts::{ExportAssignment, ExportsObject, Target, TargetKind, Value, ValueKind},
    module::Module,
};

/// `Object.defineProperty(object, '__esModule', { value: true })` with `object` at `own`, and
/// nothing that makes the property enumerable.
pub(super) fn is_mark(module: &Module<'_>, call: &CallExpression<'_>, own: Span) -> bool {
    let [object, Argument::StringLiteral(name), Argument::ObjectExpression(descriptor)] =
        call.arguments.as_slice()
    else {
        return false;
    };
    let [ObjectPropertyKind::ObjectProperty(value)] = descriptor.properties.as_slice() else {
        return false;
    };
    let holds = matches!(module.text(value.value.span()), "true" | "!0");
    object.span() == own
        && name.value == "__esModule"
        && module.text(call.callee.span()) == "Object.defineProperty"
        && value.key.static_name().is_some_and(|it| it == "value")
        && holds
}

/// `(this && this.__helper) || ` in `var __helper = (this && this.__helper) || function …`: the
/// module's `this` is the exports object, which is empty when helpers are declared.
pub(super) fn guards(module: &Module<'_>) -> Vec<Span> {
    let statements = module.program.body.iter();
    let declarations = statements.filter_map(|it| match it {
        Statement::VariableDeclaration(it) => Some(&it.declarations),
        _ => None,
    });
    declarations.flatten().filter_map(|it| guard(module, it)).collect()
}

fn guard(module: &Module<'_>, declarator: &VariableDeclarator<'_>) -> Option<Span> {
    let name = declarator.id.get_identifier_name()?;
    let either = logical(declarator.init.as_ref()?, LogicalOperator::Or)?;
    let both = logical(&either.left, LogicalOperator::And)?;
    let Expression::ThisExpression(_) = both.left.without_parentheses() else { return None };
    let Expression::StaticMemberExpression(member) = both.right.without_parentheses() else {
        return None;
    };
    let own = matches!(member.object, Expression::ThisExpression(_))
        && member.property.name == name.as_str()
        && name.starts_with("__");
    let after = module.text(Span::new(member.span.end, either.span.end));
    let operator = member.span.end + after.find("||")? as u32 + 2;
    let rest = module.text(Span::new(operator, either.span.end));
    let blank = (rest.len() - rest.trim_start().len()) as u32;
    let before = module.text(Span::new(declarator.id.span().end, both.span.start));
    let start = before.find('(').map_or(both.span.start, |at| declarator.id.span().end + at as u32);
    own.then(|| Span::new(start, operator + blank))
}

/// `(function (E) { … })(E || (exports.E = E = {}))`, the way in which TypeScript prints exported
/// enums and namespaces: an assignment of a variable of the file to the export of its name.
pub(super) fn merged(
    module: &Module<'_>,
    wrapper: &Wrapper,
    statement: usize,
    node: &Statement<'_>,
) -> Option<ExportAssignment> {
    let Statement::ExpressionStatement(expression) = node else { return None };
    let Expression::CallExpression(call) = &expression.expression else { return None };
    let [argument] = call.arguments.as_slice() else { return None };
    let Expression::FunctionExpression(_) = &call.callee else { return None };
    let argument = argument.as_expression()?;
    let span = argument.span();
    let (local, name) = match argument {
        Expression::LogicalExpression(it) if it.operator == LogicalOperator::Or => {
            let local = it.left.get_identifier_reference()?.name;
            let (target, inner) = assigned(&it.right)?;
            let (again, value) = assigned(inner)?;
            let name = exported(module, wrapper, target)?;
            (is_empty(value) && again.get_identifier_name() == Some(local.as_str()))
                .then_some((local, name))?
        }
        Expression::AssignmentExpression(it) if it.operator.is_assign() => {
            let AssignmentTarget::AssignmentTargetIdentifier(local) = &it.left else { return None };
            let either = logical(&it.right, LogicalOperator::Or)?;
            let (target, value) = assigned(&either.right)?;
            let name = exported(module, wrapper, target)?;
            let read = module.text(either.left.span()) == module.text(target.span());
            (read && is_empty(value)).then_some((local.name, name))?
        }
        _ => return None,
    };
    let target =
        Target { kind: TargetKind::Member(ExportsObject::Exports, name), span, object: span };
    let value = Value { span, kind: ValueKind::Identifier(local.to_string()) };
    Some(ExportAssignment {
        statement,
        span: node.span(),
        targets: vec![target],
        value,
        declares: None,
        merges: Some(span),
        getter: None,
    })
}

fn assigned<'m, 'a>(
    expression: &'m Expression<'a>,
) -> Option<(&'m AssignmentTarget<'a>, &'m Expression<'a>)> {
    match expression {
        Expression::AssignmentExpression(it) if it.operator.is_assign() => {
            Some((&it.left, &it.right))
        }
        _ => None,
    }
}

fn exported(
    module: &Module<'_>,
    wrapper: &Wrapper,
    target: &AssignmentTarget<'_>,
) -> Option<String> {
    let member = target.as_member_expression()?;
    match wrapper.member_of_exports(module, member)? {
        (ExportsObject::Exports, name) if !member.is_computed() => Some(name),
        _ => None,
    }
}

fn is_empty(expression: &Expression<'_>) -> bool {
    matches!(expression, Expression::ObjectExpression(it) if it.properties.is_empty())
}

fn logical<'m, 'a>(
    expression: &'m Expression<'a>,
    operator: LogicalOperator,
) -> Option<&'m LogicalExpression<'a>> {
    match expression.without_parentheses() {
        Expression::LogicalExpression(it) if it.operator == operator => Some(it),
        _ => None,
    }
}
