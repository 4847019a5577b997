//! Where an expression stands, and so when and how often it runs.

use oxc_ast::{
    AstKind,
    ast::{Expression, Statement},
};
use oxc_semantic::NodeId;
use oxc_span::{GetSpan, Span};
use rustc_hash::FxHashSet;

use crate::{
    effects::Effects,
    facts::{Branch, Place, When},
    module::Module,
};

/// Finds the place of `node`. `runs_at_load` holds the starts of functions that the module's
/// evaluation may call.
pub(super) fn place_of(module: &Module<'_>, node: NodeId, runs_at_load: &FxHashSet<u32>) -> Place {
    let mut when = When::Straight;
    let mut guarded = false;
    let mut in_function = false;
    let mut child = module.nodes().kind(node).span();
    for (id, ancestor) in module.nodes().ancestors_enumerated(node) {
        match ancestor.kind() {
            AstKind::Program(program) => {
                let statement = statement_at(&program.body, child);
                return Place { statement, when, guarded, called: in_function };
            }
            AstKind::Function(_) | AstKind::ArrowFunctionExpression(_) => {
                let span = ancestor.kind().span();
                if !is_called_in_place(module, id) {
                    in_function = true;
                    when = if runs_at_load.contains(&span.start) {
                        later(when, When::Load)
                    } else {
                        When::Later
                    };
                }
            }
            AstKind::PropertyDefinition(property) if !property.r#static => {
                when = later(when, When::Load);
            }
            AstKind::TryStatement(statement) => {
                when = later(when, When::Load);
                guarded |= !in_function
                    && statement.handler.is_some()
                    && statement.block.span.contains_inclusive(child);
            }
            kind if is_conditional(kind, child) => when = later(when, When::Load),
            _ => {}
        }
        child = ancestor.kind().span();
    }
    Place { statement: 0, when, guarded, called: in_function }
}

/// How many functions are followed to their callers.
const DEEPEST: usize = 4;

/// What is known of the paths through a file.
#[derive(Clone, Copy)]
pub(super) struct Paths<'p> {
    pub(super) effects: &'p Effects,
    /// Conditions whose answer is known.
    pub(super) branches: &'p [Branch],
}

/// The place of `node`; for code in a branch that is always taken, or in a function that the evaluation
/// of the module surely calls, the place of that.
pub(super) fn sure_place(module: &Module<'_>, node: NodeId, paths: Paths<'_>) -> Place {
    let place = place_of(module, node, &paths.effects.runs_at_load);
    if place.when != When::Load || place.guarded {
        return place;
    }
    match sure_statement(module, node, paths, DEEPEST) {
        Some(statement) => Place { statement, when: When::Straight, guarded: false, called: false },
        None => place,
    }
}

/// The first statement of the top level that surely runs `node`.
fn sure_statement(
    module: &Module<'_>,
    node: NodeId,
    paths: Paths<'_>,
    depth: usize,
) -> Option<usize> {
    let depth = depth.checked_sub(1)?;
    let mut child = module.nodes().kind(node).span();
    // The statement of the innermost function that holds the node.
    let mut statement = child.start;
    let ends_before = |function: u32, statement: u32| {
        paths.effects.first_exits.get(&function).is_some_and(|&exit| exit < statement)
    };
    for (id, ancestor) in module.nodes().ancestors_enumerated(node) {
        match ancestor.kind() {
            AstKind::Program(program) => {
                let reached = !ends_before(u32::MAX, child.start);
                return reached.then(|| statement_at(&program.body, child));
            }
            AstKind::FunctionBody(_) => statement = child.start,
            AstKind::Function(_) | AstKind::ArrowFunctionExpression(_) => {
                let start = ancestor.kind().span().start;
                if ends_before(start, statement) {
                    return None;
                }
                if !is_called_in_place(module, id) && !is_run_by_tests(module, id) {
                    return sure_call(module, id, paths, depth);
                }
            }
            AstKind::PropertyDefinition(_) | AstKind::TryStatement(_) => return None,
            kind if is_conditional(kind, child) && !paths.takes(kind.span(), child) => return None,
            _ => {}
        }
        child = ancestor.kind().span();
    }
    None
}

impl Paths<'_> {
    /// The condition at `whole` has one answer, by which `child` runs.
    fn takes(&self, whole: Span, child: Span) -> bool {
        let taken = |it: &Branch| it.taken.is_some_and(|it| child.contains_inclusive(it));
        self.branches.iter().any(|it| it.span == whole && taken(it))
    }
}

/// Test runners call what they are given to describe a group of tests at once.
fn is_run_by_tests(module: &Module<'_>, function: NodeId) -> bool {
    let AstKind::CallExpression(call) = module.parent(function) else { return false };
    let Expression::Identifier(callee) = &call.callee else { return false };
    let is_last =
        call.arguments.last().is_some_and(|it| it.span() == module.nodes().kind(function).span());
    is_last
        && matches!(callee.name.as_str(), "describe" | "context" | "suite")
        && module.free(&callee.name).any(|it| Some(it.node_id()) == Some(callee.node_id.get()))
}

/// The first statement of the top level that surely calls `function` by its name.
fn sure_call(
    module: &Module<'_>,
    function: NodeId,
    paths: Paths<'_>,
    depth: usize,
) -> Option<usize> {
    let (plain, own) = match module.nodes().kind(function) {
        AstKind::Function(it) => (!it.r#async && !it.generator, it.id.as_ref()),
        AstKind::ArrowFunctionExpression(it) => (!it.r#async, None),
        _ => return None,
    };
    let name = match module.parent(function) {
        AstKind::VariableDeclarator(it) => it.id.get_binding_identifier(),
        _ => own,
    };
    let symbol = name.filter(|_| plain)?.symbol_id();
    let scoping = module.scoping();
    if scoping.symbol_is_mutated(symbol) || !scoping.symbol_redeclarations(symbol).is_empty() {
        return None;
    }
    scoping
        .get_resolved_references(symbol)
        .filter_map(|reference| {
            let callee = module.nodes().kind(reference.node_id()).span();
            let call = module.nodes().parent_id(reference.node_id());
            let AstKind::CallExpression(it) = module.nodes().kind(call) else { return None };
            if it.callee.span() != callee {
                return None;
            }
            sure_statement(module, call, paths, depth)
        })
        .min()
}

fn later(a: When, b: When) -> When {
    if a == When::Later || b == When::Later { When::Later } else { b }
}

fn statement_at(body: &[Statement<'_>], span: Span) -> usize {
    body.partition_point(|statement| statement.span().end <= span.start)
}

/// The function is the callee of the call around it, so its body runs where it stands.
fn is_called_in_place(module: &Module<'_>, function: NodeId) -> bool {
    let own = module.nodes().kind(function);
    if let AstKind::Function(it) = own
        && (it.r#async || it.generator)
    {
        return false;
    }
    if let AstKind::ArrowFunctionExpression(it) = own
        && it.r#async
    {
        return false;
    }
    let span = own.span();
    let mut ancestors = module.nodes().ancestor_kinds(function);
    match ancestors.next() {
        Some(AstKind::CallExpression(call)) => call.callee.span() == span,
        Some(AstKind::StaticMemberExpression(member)) => {
            matches!(member.property.name.as_str(), "call" | "apply")
                && matches!(ancestors.next(), Some(AstKind::CallExpression(call))
                    if call.callee.span() == member.span)
        }
        _ => false,
    }
}

/// Whether `child` runs only on a condition, or repeatedly, inside `parent`.
fn is_conditional(parent: AstKind<'_>, child: Span) -> bool {
    match parent {
        AstKind::IfStatement(it) => it.test.span() != child,
        AstKind::ConditionalExpression(it) => it.test.span() != child,
        AstKind::LogicalExpression(it) => it.right.span() == child,
        AstKind::AssignmentExpression(it) => it.operator.is_logical() && it.right.span() == child,
        AstKind::ForStatement(it) => it.init.as_ref().is_none_or(|init| init.span() != child),
        AstKind::ForInStatement(it) => it.right.span() != child,
        AstKind::ForOfStatement(it) => it.right.span() != child,
        AstKind::WhileStatement(_)
        | AstKind::DoWhileStatement(_)
        | AstKind::SwitchCase(_)
        | AstKind::CatchClause(_)
        | AstKind::LabeledStatement(_)
        | AstKind::WithStatement(_)
        | AstKind::ChainExpression(_) => true,
        _ => false,
    }
}

/// The identifier that `expression` is, if it is one.
pub(super) fn identifier<'e>(expression: &'e Expression<'_>) -> Option<&'e str> {
    match expression {
        Expression::Identifier(it) => Some(it.name.as_str()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use oxc_allocator::Allocator;

    use crate::{facts::When, scan::scan};

    fn when(source: &str) -> When {
        let facts = scan(&Allocator::default(), source).expect("the source parses");
        facts.requires[0].place.when
    }

    #[test]
    fn functions_that_surely_run_count_as_straight() {
        assert_eq!(when("function f() { require('x') } f()"), When::Straight);
        assert_eq!(when("const f = () => { g(); require('x') }; exports.a = f()"), When::Straight);
        assert_eq!(when("function f() { g() } function g() { require('x') } f()"), When::Straight);
        assert_eq!(when("function f() { return require('x') } f()"), When::Straight);
        assert_eq!(when("describe('a', function () { require('x') })"), When::Straight);
    }

    #[test]
    fn branches_that_are_always_taken_do_too() {
        let umd = "typeof exports === 'object' ? f(require('x')) : f(g)";
        assert_eq!(when(&format!("(function (f) {{ {umd} }}(a))")), When::Straight);
        assert_eq!(when("if (typeof module === 'object') { require('x') }"), When::Straight);
        assert_eq!(when("if (typeof window === 'object') { require('x') }"), When::Load);
    }

    #[test]
    fn functions_that_may_stop_or_not_run_do_not() {
        assert_eq!(when("function f(a) { if (a) return; require('x') } f()"), When::Load);
        assert_eq!(when("function f(a) { if (a) throw a; require('x') } f()"), When::Load);
        assert_eq!(when("function f() { require('x') } if (a) f()"), When::Load);
        assert_eq!(when("let f = () => { require('x') }; f = g; f()"), When::Load);
        assert_eq!(when("async function f() { require('x') } f()"), When::Load);
        assert_eq!(when("describe('a', function () { require('x') }, 1)"), When::Load);
        assert_eq!(
            when("function describe(n, f) {} describe('a', () => { require('x') })"),
            When::Later
        );
        assert_eq!(when("function f() { require('x') }"), When::Later);
    }
}
