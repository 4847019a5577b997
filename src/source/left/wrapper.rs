//! What a source uses of Node's module wrapper, and what it loads later.

use oxc_ast::{
    AstKind,
    ast::{AssignmentTarget, Expression, Statement},
};
use oxc_span::{GetSpan, Span};

use super::{
    Assignment, ExportedKind, Left,
    exported::{is_constant, keys},
};
use crate::module::Module;

/// `module.exports = value`, once and at the top level, is `export =` under another name, and what is
/// set on it goes to the value; anything else about `module` and `exports` stays.
fn exports(module: &Module<'_>, left: &mut Left) {
    let free = |name: &'static str| {
        let nodes = module.free(name).map(|it| module.nodes().kind(it.node_id()).span());
        nodes.map(move |span| (span, name))
    };
    // Those in `require.main === module` are another matter.
    let compared = mains(module);
    let is_compared = |span: Span| compared.iter().any(|it| it.contains_inclusive(span));
    let mut all: Vec<_> = free("module").chain(free("exports")).collect();
    all.retain(|(span, _)| !is_compared(*span));
    left.stays = all.first().copied();
    let found = module.program.body.iter().find_map(assigned);
    let Some((object, it)) = found.filter(|_| left.assignment.is_none()) else { return };
    let name = it.identifier.clone().filter(|name| is_constant(module, name));
    let same = left.default.as_ref().is_none_or(|default| match &default.kind {
        ExportedKind::Name(one) | ExportedKind::Declared(one) => name.as_ref() == Some(one),
        _ => false,
    });
    let members: Vec<_> = module.program.body.iter().filter_map(member).collect();
    let is_known = |span: Span| span == object || members.iter().any(|(it, ..)| *it == span);
    // Importers may see a member as a name, which has to be one.
    let is_named = |name: &String| name == "default" || left.exported.contains(name);
    if !members.iter().all(|(_, _, name)| is_named(name)) {
        return;
    }
    if !same || !all.iter().all(|(span, _)| is_known(*span)) || (name.is_none() && all.len() > 1) {
        return;
    }
    let name = name.unwrap_or_default();
    left.places.extend(members.into_iter().map(|(_, exports, _)| (exports, name.clone())));
    left.stays = None;
    left.assignment = Some(it);
}

/// `module`, `module.exports` and the name of the statement `module.exports.name = value`.
fn member(statement: &Statement<'_>) -> Option<(Span, Span, String)> {
    let Statement::ExpressionStatement(statement) = statement else { return None };
    let Expression::AssignmentExpression(it) = &statement.expression else { return None };
    let AssignmentTarget::StaticMemberExpression(target) = &it.left else { return None };
    let Expression::StaticMemberExpression(exports) = &target.object else { return None };
    let Expression::Identifier(object) = &exports.object else { return None };
    let is_exports = object.name == "module" && exports.property.name == "exports";
    is_exports.then(|| (object.span, exports.span, target.property.name.to_string()))
}

/// `module.exports = expression`, with the place of `module`.
fn assigned(statement: &Statement<'_>) -> Option<(Span, Assignment)> {
    let Statement::ExpressionStatement(statement) = statement else { return None };
    let Expression::AssignmentExpression(it) = &statement.expression else { return None };
    let AssignmentTarget::StaticMemberExpression(member) = &it.left else { return None };
    let Expression::Identifier(object) = &member.object else { return None };
    if object.name != "module" || member.property.name != "exports" || !it.operator.is_assign() {
        return None;
    }
    let identifier = match &it.right {
        Expression::Identifier(name) => Some(name.name.to_string()),
        _ => None,
    };
    let (span, expression, keys) = (statement.span, it.right.span(), keys(&it.right));
    Some((object.span, Assignment { span, expression, identifier, keys }))
}

/// The comparisons `require.main === module`.
fn mains(module: &Module<'_>) -> Vec<Span> {
    let compares = |kind: AstKind<'_>| match kind {
        AstKind::BinaryExpression(it) if it.operator.is_equality() => {
            let sides = [module.text(it.left.span()), module.text(it.right.span())];
            let is_main =
                sides == ["require.main", "module"] || sides == ["module", "require.main"];
            let is_free = |name: &str| module.scoping().get_root_binding(name.into()).is_none();
            let positive = matches!(it.operator.as_str(), "===" | "==");
            (is_main && positive && is_free("module") && is_free("require")).then_some(it.span)
        }
        _ => None,
    };
    module.nodes().iter().filter_map(|node| compares(node.kind())).collect()
}

/// The names of Node's module wrapper.
pub(super) fn free(module: &Module<'_>, left: &mut Left) {
    for (name, text) in
        [("__dirname", "import.meta.dirname"), ("__filename", "import.meta.filename")]
    {
        for reference in module.free(name) {
            let node = module.nodes().kind(reference.node_id());
            let shorthand = matches!(
                module.nodes().parent_kind(reference.node_id()),
                AstKind::ObjectProperty(it) if it.shorthand
            );
            if shorthand {
                let after = Span::empty(node.span().end);
                left.places.push((after, format!(": {text}")));
            } else {
                left.places.push((node.span(), text.to_string()));
            }
        }
    }
    left.places.sort_by_key(|(span, _)| span.start);
    exports(module, left);
    left.mains = mains(module);
    let is_compared = |span: Span| left.mains.iter().any(|it| it.contains_inclusive(span));
    let mut requires = module.free("require").map(|it| module.nodes().kind(it.node_id()).span());
    left.requires = requires.find(|it| !is_compared(*it));
}
