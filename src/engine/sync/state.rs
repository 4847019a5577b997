//! Where it shows that a module is loaded twice: once as it is, and once as its copy.

use oxc_allocator::Allocator;
use oxc_ast::{AstKind, ast::Expression};
use oxc_semantic::{NodeId, SymbolId};
use oxc_span::{GetSpan, Span};
use oxc_syntax::operator::BinaryOperator;

use super::copier::Copier;
use crate::{
    facts::Facts,
    find::Package,
    finding::{Finding, Severity},
    graph::Graph,
    module::Module,
};

/// Methods that change what they are called on.
const CHANGES: [&str; 9] =
    ["add", "clear", "delete", "pop", "push", "set", "shift", "splice", "unshift"];

/// One finding for each file that keeps a state or looks at its own classes, and for each command
/// that may load code which loads the package.
pub(super) fn findings(package: &Package, graph: &Graph, copier: &Copier<'_>) -> Vec<Finding> {
    let scripts = package.files.iter().zip(&graph.nodes).filter(|(file, node)| {
        copier.paths.contains(&file.path) && !node.bin_only && node.is_common_js()
    });
    let mut found: Vec<Finding> = scripts
        .filter_map(|(file, _)| {
            let (span, message) = place(&file.text)?;
            Some(finding(&file.path, message).at(&file.text, span))
        })
        .collect();
    if found.is_empty() {
        return found;
    }
    for path in &copier.commands {
        let node = graph.nodes.iter().find(|it| it.path == *path);
        if node.and_then(|it| it.facts.as_ref()).is_some_and(Facts::loads_unknown) {
            let message = "this command runs the CommonJS on every Node: what it loads may load the \
                           ES modules beside it";
            found.push(finding(path, message));
        }
    }
    found
}

fn finding(path: &str, message: &str) -> Finding {
    let help = "Nothing is to be done, unless both are loaded in one program";
    Finding::of_file(Severity::Note, "two-instances", path, message, help)
}

/// The first place of the text where two instances would show.
fn place(text: &str) -> Option<(Span, &'static str)> {
    let allocator = Allocator::default();
    let module = Module::parse(&allocator, text).ok()?;
    let scoping = module.scoping();
    let own: Vec<SymbolId> = scoping.iter_bindings_in(scoping.root_scope_id()).collect();
    let (scoping, module) = (&scoping, &module);
    let places = own.into_iter().flat_map(|symbol| {
        scoping.get_resolved_references(symbol).filter_map(move |it| {
            let message = shows(module, symbol, it.node_id(), it.is_write())?;
            Some((module.nodes().kind(it.node_id()).span(), message))
        })
    });
    places.min_by_key(|(span, _)| span.start)
}

/// What the use of a variable of the module at `node` would show.
fn shows(
    module: &Module<'_>,
    symbol: SymbolId,
    node: NodeId,
    is_write: bool,
) -> Option<&'static str> {
    let state = "this is a state of the module: the ES module and its CommonJS copy have one each";
    let parent = module.parent(node);
    let span = module.nodes().kind(node).span();
    if let AstKind::BinaryExpression(it) = parent
        && it.operator == BinaryOperator::Instanceof
        && it.right.span() == span
        && is_own_class(module, symbol)
    {
        return Some("objects of the ES module are none of this class of its CommonJS copy");
    }
    let in_function = module
        .nodes()
        .ancestor_kinds(node)
        .any(|it| matches!(it, AstKind::Function(_) | AstKind::ArrowFunctionExpression(_)));
    (in_function && (is_write || (is_container(module, symbol) && changes(module, node))))
        .then_some(state)
}

fn is_own_class(module: &Module<'_>, symbol: SymbolId) -> bool {
    match module.symbol_node(symbol) {
        AstKind::Class(_) | AstKind::Function(_) => true,
        AstKind::VariableDeclarator(it) => matches!(
            it.init,
            Some(Expression::ClassExpression(_) | Expression::FunctionExpression(_))
        ),
        _ => false,
    }
}

/// The variable holds a collection, an array or an object that the module makes.
fn is_container(module: &Module<'_>, symbol: SymbolId) -> bool {
    let AstKind::VariableDeclarator(it) = module.symbol_node(symbol) else { return false };
    match &it.init {
        Some(Expression::ObjectExpression(_) | Expression::ArrayExpression(_)) => true,
        Some(Expression::NewExpression(new)) => {
            let name = new.callee.get_identifier_reference().map(|it| it.name.as_str());
            matches!(name, Some("Map" | "Set" | "WeakMap" | "WeakSet"))
        }
        _ => false,
    }
}

/// Whether the member of what stands at `node` is assigned, deleted, or called to change it.
fn changes(module: &Module<'_>, node: NodeId) -> bool {
    let nodes = module.nodes();
    let member = nodes.parent_id(node);
    let (span, method) = match nodes.kind(member) {
        AstKind::StaticMemberExpression(it) => (it.span, Some(it.property.name.as_str())),
        AstKind::ComputedMemberExpression(it) if it.object.span() == nodes.kind(node).span() => {
            (it.span, None)
        }
        _ => return false,
    };
    match module.parent(member) {
        AstKind::AssignmentExpression(it) => it.left.span() == span,
        AstKind::UpdateExpression(_) => true,
        AstKind::UnaryExpression(it) => it.operator.as_str() == "delete",
        AstKind::CallExpression(it) => {
            it.callee.span() == span && method.is_some_and(|it| CHANGES.contains(&it))
        }
        _ => false,
    }
}
