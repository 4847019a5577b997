//! What bundlers print for `import.meta.url` where they make CommonJS.
//!
//! Rollup asks for `document` besides, to find the script in a browser; that was never in the source.

use oxc_ast::{
    AstKind,
    ast::{Argument, Expression, Statement},
};
use oxc_semantic::{NodeId, Reference};
use oxc_span::{GetSpan, Span};
use oxc_syntax::operator::{BinaryOperator, UnaryOperator};

use crate::{
    facts::{Facts, WrapperKind, WrapperUse},
    module::{Module, Syntax, constant},
};

/// Puts the address of the module in the place of what computes it from `__filename`.
pub(super) fn fold(module: &Module<'_>, facts: &mut Facts) {
    if module.syntax != Syntax::CommonJs {
        return;
    }
    let owns = module.free("__filename").map(Reference::node_id);
    let found: Vec<(Span, Span)> = owns
        .filter_map(|own| Some((module.nodes().kind(own).span(), address(module, own)?)))
        .collect();
    for (own, whole) in &found {
        let is_inside = |it: Span| whole.contains_inclusive(it);
        let Some(at) = facts.wrapper.iter().position(|it| it.span == *own) else { continue };
        let place = facts.wrapper[at].place;
        let url =
            WrapperUse { span: *whole, kind: WrapperKind::ModuleUrl, place, shorthand: false };
        facts.wrapper[at] = url;
        facts.requires.retain(|it| !is_inside(it.call));
        facts.paths.retain(|it| !is_inside(it.span));
    }
    let is_inside = |it: Span| found.iter().any(|(_, whole)| whole.contains_inclusive(it));
    facts.gone.extend(current_script(module, &is_inside));
}

/// The whole of `require('url').pathToFileURL(__filename).href` around `__filename`, or of
/// `new (require('url').URL)('file:' + __filename).href`.
fn address(module: &Module<'_>, own: NodeId) -> Option<Span> {
    let nodes = module.nodes();
    let mut call = nodes.parent_id(own);
    let is_url = matches!(nodes.kind(call), AstKind::BinaryExpression(it)
        if matches!(&it.left, Expression::StringLiteral(left) if left.value == "file:"));
    if is_url {
        call = nodes.parent_id(call);
    }
    let (callee, count) = match nodes.kind(call) {
        AstKind::CallExpression(it) if !is_url => {
            (member(&it.callee, "pathToFileURL")?, it.arguments.len())
        }
        AstKind::NewExpression(it) if is_url => (member(&it.callee, "URL")?, it.arguments.len()),
        _ => return None,
    };
    if count != 1 || !is_url_module(module, callee) {
        return None;
    }
    let mut whole = nodes.parent_id(call);
    let AstKind::StaticMemberExpression(it) = nodes.kind(whole) else { return None };
    match it.property.name.as_str() {
        "href" => {}
        "toString" => {
            whole = nodes.parent_id(whole);
            matches!(nodes.kind(whole), AstKind::CallExpression(_)).then_some(())?;
        }
        _ => return None,
    }
    Some(around(module, whole))
}

/// `object` of `object.name`.
fn member<'e, 'a>(callee: &'e Expression<'a>, name: &str) -> Option<&'e Expression<'a>> {
    match callee.without_parentheses() {
        Expression::StaticMemberExpression(it) if it.property.name == name => Some(&it.object),
        _ => None,
    }
}

/// `require('url')`, in which Rollup hides the name from other bundlers: `'u' + 'rl'`.
fn is_url_module(module: &Module<'_>, object: &Expression<'_>) -> bool {
    let Expression::CallExpression(call) = object else { return false };
    let plain = match call.arguments.first() {
        Some(Argument::StringLiteral(it)) => Some(it.value.to_string()),
        _ => constant::specifier(module, call),
    };
    is_global(module, &call.callee, "require")
        && plain.is_some_and(|it| it == "url" || it == "node:url")
}

/// With the question for `document` around it, and parentheses that nothing leans on.
fn around(module: &Module<'_>, node: NodeId) -> Span {
    let whole = module.nodes().kind(node).span();
    let whole = match module.parent(node) {
        AstKind::ConditionalExpression(it)
            if it.consequent.span() == whole && asks_for_document(module, &it.test) =>
        {
            it.span
        }
        _ => whole,
    };
    let before = module.source[..whole.start as usize].strip_suffix('(').map(str::trim_end);
    let is_closed = module.source[whole.end as usize..].starts_with(')');
    let apart =
        before.is_some_and(|it| it.ends_with(['(', ',', '=', '>', ':', '[', '?', '&', '|', '+']));
    if is_closed && apart { whole.expand(1) } else { whole }
}

/// `typeof document === 'undefined'`, which it is in Node.
fn asks_for_document(module: &Module<'_>, test: &Expression<'_>) -> bool {
    let Expression::BinaryExpression(it) = test.without_parentheses() else { return false };
    let is_type = |side: &Expression<'_>| {
        matches!(side, Expression::UnaryExpression(it) if it.operator == UnaryOperator::Typeof
            && is_global(module, &it.argument, "document"))
    };
    let is_text = |side: &Expression<'_>, text: &str| matches!(side, Expression::StringLiteral(it) if it.value == text);
    match it.operator {
        BinaryOperator::Equality | BinaryOperator::StrictEquality => {
            is_type(&it.left) && is_text(&it.right, "undefined")
                || is_type(&it.right) && is_text(&it.left, "undefined")
        }
        // Minifiers write `typeof document > 'u'`.
        BinaryOperator::GreaterThan => is_type(&it.left) && is_text(&it.right, "u"),
        BinaryOperator::LessThan => is_type(&it.right) && is_text(&it.left, "u"),
        _ => false,
    }
}

/// The variable that is called so, which nothing in the file declares.
fn is_global(module: &Module<'_>, expression: &Expression<'_>, name: &str) -> bool {
    let Expression::Identifier(it) = expression.without_parentheses() else { return false };
    it.name == name && module.scoping().get_reference(it.reference_id()).symbol_id().is_none()
}

/// The statement that keeps `document.currentScript` for such questions alone.
fn current_script(module: &Module<'_>, is_inside: &dyn Fn(Span) -> bool) -> Option<Span> {
    module.program.body.iter().find_map(|statement| {
        let Statement::VariableDeclaration(list) = statement else { return None };
        let [only] = list.declarations.as_slice() else { return None };
        let symbol = only.id.get_binding_identifier()?.symbol_id();
        let init = only.init.as_ref()?;
        let mut uses = module.scoping().get_resolved_references(symbol).peekable();
        let is_it = module.text(init.span()).ends_with("document.currentScript : null");
        uses.peek()?;
        (is_it && uses.all(|it| is_inside(module.nodes().kind(it.node_id()).span())))
            .then_some(list.span)
    })
}
