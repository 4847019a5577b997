//! Code that looks for its own file in stack traces.
//!
//! V8 names an ES module by its URL there, and CommonJS by its path
//! (<https://v8.dev/docs/stack-trace-api>, <https://nodejs.org/api/esm.html#urls>).

use oxc_ast::{AstKind, ast::Expression};
use oxc_semantic::{NodeId, Reference};
use oxc_span::{GetSpan, Span};
use oxc_syntax::operator::BinaryOperator;

use crate::{facts::OwnFrames, module::Module};

/// Methods of a call site that name its file.
const SITE: [&str; 2] = ["getFileName", "getScriptNameOrSourceURL"];

/// What takes text apart or looks for other text in it.
const SEARCHES: [&str; 12] = [
    "endsWith",
    "exec",
    "includes",
    "indexOf",
    "lastIndexOf",
    "match",
    "parse",
    "replace",
    "search",
    "split",
    "startsWith",
    "test",
];

/// Where the file compares its own path, if it takes stack traces apart, too.
pub(super) fn own(module: &Module<'_>) -> Option<OwnFrames> {
    let looked_for = |name| module.free(name).find_map(|it| compared(module, it.node_id()));
    let folder = looked_for("__dirname");
    let span = folder.or_else(|| looked_for("__filename"))?;
    let mut nodes = module.nodes().iter_enumerated();
    let reads = nodes.any(|(id, node)| reads_frames(module, id, node.kind()));
    reads.then_some(OwnFrames { span, folder: folder.is_some() })
}

fn reads_frames(module: &Module<'_>, id: NodeId, kind: AstKind<'_>) -> bool {
    let AstKind::StaticMemberExpression(it) = kind else { return false };
    match it.property.name.as_str() {
        "stack" => {
            let whole = whole(module, id);
            is_searched(module, whole) || is_argument_of_search(module, whole)
        }
        name => SITE.contains(&name),
    }
}

/// Where the own path, or a variable that holds it, is compared with other text.
fn compared(module: &Module<'_>, own: NodeId) -> Option<Span> {
    let whole = whole(module, own);
    if is_compared(module, whole) {
        return Some(module.nodes().kind(own).span());
    }
    let AstKind::VariableDeclarator(it) = module.parent(whole) else { return None };
    let symbol = it.id.get_binding_identifier()?.symbol_id();
    let mut uses = module.scoping().get_resolved_references(symbol).map(Reference::node_id);
    uses.any(|it| is_compared(module, it)).then(|| module.nodes().kind(own).span())
}

/// The text around a part of it: `a + b`, `` `${a}b` ``, `a || b`.
fn whole(module: &Module<'_>, part: NodeId) -> NodeId {
    let mut node = part;
    loop {
        let grows = match module.parent(node) {
            AstKind::BinaryExpression(it) => it.operator == BinaryOperator::Addition,
            AstKind::LogicalExpression(_)
            | AstKind::TemplateLiteral(_)
            | AstKind::ParenthesizedExpression(_) => true,
            _ => false,
        };
        if !grows {
            return node;
        }
        node = module.nodes().parent_id(node);
    }
}

fn is_compared(module: &Module<'_>, node: NodeId) -> bool {
    let equality =
        matches!(module.parent(node), AstKind::BinaryExpression(it) if it.operator.is_equality());
    equality || is_argument_of_search(module, node)
}

/// `text.split(…)`
fn is_searched(module: &Module<'_>, node: NodeId) -> bool {
    let own = module.nodes().kind(node).span();
    matches!(module.parent(node), AstKind::StaticMemberExpression(it)
        if it.object.span() == own && SEARCHES.contains(&it.property.name.as_str()))
}

/// `pattern.exec(text)`, `other.indexOf(text)`, `$split(text)`
fn is_argument_of_search(module: &Module<'_>, node: NodeId) -> bool {
    let own = module.nodes().kind(node).span();
    let AstKind::CallExpression(call) = module.parent(node) else { return false };
    let name = match &call.callee {
        Expression::Identifier(it) => it.name.trim_start_matches(['$', '_']),
        Expression::StaticMemberExpression(it) => it.property.name.as_str(),
        _ => return false,
    };
    call.callee.span() != own && SEARCHES.contains(&name)
}
