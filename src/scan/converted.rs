//! Recognises what esbuild prints around the exports of an ES module.

use oxc_ast::{
    AstKind,
    ast::{
        AssignmentExpression, CallExpression, Expression, LogicalExpression, LogicalOperator,
        Statement, VariableDeclaration,
    },
};
use oxc_span::{GetSpan, Span};

use super::passed::table;
use crate::{facts::Converted, module::Module, printed};

/// The module is one that esbuild converted, and nothing else uses what it made for that.
pub(super) fn converted(module: &Module<'_>) -> Option<Converted> {
    let body = &module.program.body;
    let (statement, object) = body.iter().find_map(|it| made(module, it))?;
    let declaration = body.iter().find_map(|it| declared(it, object))?;
    let hint = body.iter().find_map(|it| hint(module, it));
    let converted = Converted { object: object.to_string(), statement, declaration, hint };
    is_unshared(module, &converted).then_some(converted)
}

/// `module.exports = __toCommonJS(object)`
fn made<'m>(module: &'m Module<'_>, statement: &'m Statement<'_>) -> Option<(Span, &'m str)> {
    let Statement::ExpressionStatement(it) = statement else { return None };
    let Expression::AssignmentExpression(assignment) = &it.expression else { return None };
    let Expression::CallExpression(call) = &assignment.right else { return None };
    let [object] = call.arguments.as_slice() else { return None };
    let object = object.as_expression()?.get_identifier_reference()?;
    let exports = is_exports(module, assignment) && assignment.operator.is_assign();
    (exports && is_conversion(module, call)).then(|| (it.span, object.name.as_str()))
}

fn is_exports(module: &Module<'_>, it: &AssignmentExpression<'_>) -> bool {
    module.text(it.left.span()) == "module.exports"
        && module.scoping().get_root_binding("module".into()).is_none()
}

/// The call is one of esbuild's helper that makes an object with the same getters, and a mark.
fn is_conversion(module: &Module<'_>, call: &CallExpression<'_>) -> bool {
    let known = |name: &str, text: &str| table::helper(module, name).is_some_and(|it| it == text);
    module.text(call.callee.span()) == "__toCommonJS"
        && known(
            "__toCommonJS",
            "__toCommonJS=(mod)=>__copyProps(__defProp({},\"__esModule\",{value:true}),mod)",
        )
        && known("__defProp", "__defProp=Object.defineProperty")
        && table::helper(module, "__copyProps").is_some_and(|it| {
            it.contains("__defProp(to,key,{get:()=>from[key],enumerable:")
                && it.contains("if(!__hasOwnProp.call(to,key)&&key!==except)")
        })
}

/// `var object = {};`
fn declared(statement: &Statement<'_>, object: &str) -> Option<Span> {
    let Statement::VariableDeclaration(it) = statement else { return None };
    is_empty_object(it, object).then_some(it.span)
}

fn is_empty_object(it: &VariableDeclaration<'_>, object: &str) -> bool {
    let [declarator] = it.declarations.as_slice() else { return false };
    let empty = matches!(&declarator.init, Some(Expression::ObjectExpression(it)) if it.properties.is_empty());
    empty && declarator.id.get_identifier_name().is_some_and(|name| name == object)
}

/// `0 && (module.exports = { … })` with what esbuild says of it; what it requires is required
/// elsewhere, too.
fn hint(module: &Module<'_>, statement: &Statement<'_>) -> Option<Span> {
    let Statement::ExpressionStatement(it) = statement else { return None };
    let Expression::LogicalExpression(logical) = &it.expression else { return None };
    let requires = |text: &str| -> Vec<String> {
        let calls = text.split("require(").skip(1);
        calls.filter_map(|it| Some(it.split_once(')')?.0.to_string())).collect()
    };
    let before = &module.source[..it.span.start as usize];
    let others = requires(before);
    let known = requires(module.text(it.span)).iter().all(|it| others.contains(it));
    let comment = before.trim_end();
    let start = match comment.ends_with(printed::HINT) {
        true => comment.len() - printed::HINT.len(),
        false => it.span.start as usize,
    };
    (is_hint(module, logical) && known).then(|| Span::new(start as u32, it.span.end))
}

fn is_hint(module: &Module<'_>, it: &LogicalExpression<'_>) -> bool {
    let never = matches!(&it.left, Expression::NumericLiteral(zero) if zero.value == 0.0);
    let Expression::AssignmentExpression(assignment) = &it.right else { return false };
    never && it.operator == LogicalOperator::And && is_exports(module, assignment)
}

/// All uses of the object are its definition, and statements that put more getters on it.
fn is_unshared(module: &Module<'_>, it: &Converted) -> bool {
    let Some(symbol) = module.scoping().get_root_binding(it.object.as_str().into()) else {
        return false;
    };
    let mut references = module.scoping().get_resolved_references(symbol);
    references.all(|reference| {
        let AstKind::CallExpression(call) = module.parent(reference.node_id()) else {
            return false;
        };
        let callee = module.text(call.callee.span());
        matches!(callee, "__toCommonJS" | "__export" | "__reExport")
    })
}
