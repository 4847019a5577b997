//! The helpers through which transpiled code looks at what it requires.

use oxc_ast::{
    AstKind,
    ast::{CallExpression, Expression, Statement},
};
use oxc_semantic::{NodeId, SymbolId};
use oxc_span::{GetSpan, Span};

use super::{library, passed::table};
use crate::{
    facts::{Helper, Interop, InteropKind},
    module::Module,
};

const HELPERS: [&str; 24] = [
    "__importDefault",
    "_interopRequireDefault",
    "_interop_require_default",
    "__importStar",
    "_interopRequireWildcard",
    "_interop_require_wildcard",
    "_getRequireWildcardCache",
    "__createBinding",
    "__exportStar",
    "_export_star",
    "_export",
    "__create",
    "__defProp",
    "__getOwnPropDesc",
    "__getOwnPropNames",
    "__getProtoOf",
    "__hasOwnProp",
    "__export",
    "__copyProps",
    "__reExport",
    "__toESM",
    "__toCommonJS",
    "_exportNames",
    "__setModuleDefault",
];

/// Declarations of helpers at the top level, each a statement of its own.
pub(super) fn helpers(module: &Module<'_>) -> Vec<Helper> {
    module.program.body.iter().filter_map(|it| helper(module, it)).collect()
}

fn helper(module: &Module<'_>, statement: &Statement<'_>) -> Option<Helper> {
    let name = match statement {
        Statement::FunctionDeclaration(it) => it.id.as_ref()?.name.as_str(),
        Statement::VariableDeclaration(it) => match it.declarations.as_slice() {
            [one] => one.id.get_identifier_name()?.as_str(),
            _ => return None,
        },
        _ => return None,
    };
    let symbol = module.scoping().get_root_binding(name.into())?;
    let once = module.scoping().symbol_redeclarations(symbol).is_empty();
    let uses = module.scoping().get_resolved_references(symbol);
    let uses = uses.map(|it| module.nodes().kind(it.node_id()).span().start).collect();
    let known = HELPERS.contains(&name)
        || is_empty_cache(module, symbol)
        || library::is_library(module, symbol);
    (known && once).then(|| Helper { statement: statement.span(), uses })
}

/// `var cache;`, which Babel prints beside a helper.
fn is_empty_cache(module: &Module<'_>, symbol: SymbolId) -> bool {
    matches!(module.symbol_node(symbol), AstKind::VariableDeclarator(it)
        if it.init.is_none() && it.id.get_identifier_name().is_some_and(|it| it == "cache"))
}

/// `helper(require('t'))` as the initialiser of a declarator: the declarator with its helper.
pub(super) fn wrapped(
    module: &Module<'_>,
    node: NodeId,
    call: &CallExpression<'_>,
) -> Option<(NodeId, Interop)> {
    let [_] = call.arguments.as_slice() else { return None };
    let copies = module.text(call.callee.span()) == "__toESM";
    let callee = if copies { call.callee.span().start } else { 0 };
    let (kind, callee) = match of_callee(module, &call.callee) {
        _ if copies => (None, callee),
        found => found.map(|(kind, start)| (Some(kind), start))?,
    };
    let parent = module.nodes().parent_id(node);
    let AstKind::VariableDeclarator(declarator) = module.nodes().kind(parent) else { return None };
    let symbol = declarator.id.get_binding_identifier()?.symbol_id();
    let defaults = defaults(module, symbol);
    let kind = match kind {
        Some(kind) => kind,
        None => copied(module, symbol, defaults.len())?,
    };
    Some((parent, Interop { kind, callee, defaults, copies }))
}

/// What esbuild's `__toESM` gives: a copy of what it is given, with a `default` if that is not
/// marked.
fn copied(module: &Module<'_>, symbol: SymbolId, defaults: usize) -> Option<InteropKind> {
    let text = table::helper(module, "__toESM")?;
    let parts = [
        "target=mod!=null?__create(__getProtoOf(mod)):{},__copyProps(",
        "isNodeMode||!mod||!mod.__esModule?__defProp(target,\"default\",{value:mod,enumerable:true}):target,mod",
    ];
    let reads = module.scoping().get_resolved_references(symbol).count();
    let kind = if reads == defaults { InteropKind::Default } else { InteropKind::Star };
    parts.iter().all(|it| text.contains(it)).then_some(kind)
}

/// `callee` is a helper that only looks at what it is given.
pub(super) fn is_helper(module: &Module<'_>, callee: &Expression<'_>) -> bool {
    of_callee(module, callee).is_some_and(|(kind, _)| kind == InteropKind::Default)
}

/// What kind of helper `callee` is, and where the name of it, or of its package, stands.
pub(super) fn of_callee(
    module: &Module<'_>,
    callee: &Expression<'_>,
) -> Option<(InteropKind, u32)> {
    if let Expression::Identifier(it) = callee
        && let Some(kind) = kind(module, it.name.as_str())
    {
        return Some((kind, it.span.start));
    }
    let called = library::called(module, callee)?;
    let kind = match called.name {
        "__importDefault" | "interopRequireDefault" | "_interop_require_default" => {
            InteropKind::Default
        }
        "__importStar" | "interopRequireWildcard" | "_interop_require_wildcard" => {
            InteropKind::Star
        }
        _ => return None,
    };
    Some((kind, called.start))
}

/// The function of this name in the file gives back what has a true `__esModule`.
fn kind(module: &Module<'_>, name: &str) -> Option<InteropKind> {
    let kind = match name {
        "__importDefault" | "_interopRequireDefault" | "_interop_require_default" => {
            InteropKind::Default
        }
        "__importStar" | "_interopRequireWildcard" | "_interop_require_wildcard" => {
            InteropKind::Star
        }
        _ => return None,
    };
    let symbol = module.scoping().get_root_binding(name.into())?;
    let text: String = module
        .text(module.symbol_node(symbol).span())
        .chars()
        .filter(|it| !it.is_whitespace() && !matches!(it, '(' | ')' | '"' | '\''))
        .collect();
    let parameter = ["mod", "obj", "e"].into_iter().find(|it| {
        let test = format!("{it}&&{it}.__esModule");
        match kind {
            InteropKind::Default => {
                text.contains(&format!("{{return{test}?{it}:{{default:{it}}}"))
                    || text.contains(&format!("{{return{test}?{it}:{{default:{it},}}"))
            }
            InteropKind::Star => {
                text.contains(&format!("if{test}return{it};"))
                    || text.contains(&format!("if!t&&{test}return{it};"))
                    || text.contains(&format!("if!nodeInterop&&{test}return{it};"))
                    || text.contains(&format!("if!nodeInterop&&{test}{{return{it};}}"))
            }
        }
    });
    parameter.map(|_| kind)
}

fn defaults(module: &Module<'_>, symbol: SymbolId) -> Vec<Span> {
    let references = module.scoping().get_resolved_references(symbol);
    references
        .filter_map(|it| {
            let member = module.nodes().parent_id(it.node_id());
            match module.nodes().kind(member) {
                AstKind::StaticMemberExpression(read) if read.property.name == "default" => {
                    Some(around(module, member, read.span))
                }
                _ => None,
            }
        })
        .collect()
}

/// `(0, x.default)`, which keeps `this` from the call, or `x.default` alone.
fn around(module: &Module<'_>, member: NodeId, span: Span) -> Span {
    let AstKind::SequenceExpression(sequence) = module.parent(member) else { return span };
    let [first, _] = sequence.expressions.as_slice() else { return span };
    let before = &module.source[..first.span().start as usize];
    let after = &module.source[span.end as usize..];
    if module.text(first.span()) == "0" && before.ends_with('(') && after.starts_with(')') {
        Span::new(first.span().start - 1, span.end + 1)
    } else {
        span
    }
}
