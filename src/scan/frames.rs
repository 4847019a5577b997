//! Code that looks for its own file in stack traces.
//!
//! V8 names an ES module by its URL there, and CommonJS by its path
//! (<https://v8.dev/docs/stack-trace-api>, <https://nodejs.org/api/esm.html#urls>).

use oxc_ast::{
    AstKind,
    ast::{Argument, Expression},
};
use oxc_semantic::{NodeId, Reference};
use oxc_span::{GetSpan, Span};
use oxc_syntax::operator::BinaryOperator;

use crate::{facts::OwnFrames, module::Module};

/// Methods of a call site that name its file.
const SITE: [&str; 2] = ["getFileName", "getScriptNameOrSourceURL"];

/// What looks for one text in another.
const SEARCHES: [&str; 7] =
    ["endsWith", "includes", "indexOf", "lastIndexOf", "replace", "split", "startsWith"];

/// What takes text apart by a pattern.
const PATTERNS: [&str; 5] = ["exec", "match", "parse", "search", "test"];

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
    if let AstKind::RegExpLiteral(it) = kind {
        return is_of_frames(&it.regex.pattern.text);
    }
    let AstKind::StaticMemberExpression(it) = kind else { return false };
    match it.property.name.as_str() {
        "stack" => {
            let whole = whole(module, id);
            let asked = callee(module, whole).or_else(|| method(module, whole));
            asked.is_some_and(|it| SEARCHES.contains(&it) || PATTERNS.contains(&it))
        }
        name => SITE.contains(&name),
    }
}

/// A pattern for lines of a trace: white space, and the word `at`.
fn is_of_frames(pattern: &str) -> bool {
    let follows_space = |&(at, _): &(usize, &str)| {
        let before = &pattern[..at];
        (before.contains("\\s") || before.contains("[ ]") || before.ends_with(' '))
            && (before.ends_with("\\s") || !before.ends_with(char::is_alphanumeric))
    };
    let words = ["at ", "at\\s"].into_iter().flat_map(|it| pattern.match_indices(it));
    words.into_iter().any(|it| follows_space(&it))
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
    equality
        || callee(module, node).is_some_and(|it| SEARCHES.contains(&it))
        || stands_beside_site(module, node)
}

/// Another argument of the same call is what a call site says: `equal(site.getFileName(), text)`.
fn stands_beside_site(module: &Module<'_>, node: NodeId) -> bool {
    let AstKind::CallExpression(call) = module.parent(node) else { return false };
    let asks = |it: &Argument<'_>| match it {
        Argument::CallExpression(call) => call
            .callee
            .as_member_expression()
            .is_some_and(|it| it.static_property_name().is_some_and(|name| SITE.contains(&name))),
        _ => false,
    };
    call.arguments.iter().any(asks)
}

/// The name of the method that is taken of the text: `text.split(…)`.
fn method<'m>(module: &'m Module<'_>, text: NodeId) -> Option<&'m str> {
    let AstKind::StaticMemberExpression(it) = module.parent(text) else { return None };
    let is_object = it.object.span() == module.nodes().kind(text).span();
    is_object.then_some(it.property.name.as_str())
}

/// The name of what the text is an argument of: `pattern.exec(text)`, `$split(text)`.
fn callee<'m>(module: &'m Module<'_>, text: NodeId) -> Option<&'m str> {
    let AstKind::CallExpression(call) = module.parent(text) else { return None };
    match &call.callee {
        it if it.span() == module.nodes().kind(text).span() => None,
        Expression::Identifier(it) => Some(it.name.trim_start_matches(['$', '_'])),
        Expression::StaticMemberExpression(it) => Some(it.property.name.as_str()),
        _ => None,
    }
}
