//! What tells that a file is better left as it is.

use oxc_ast::{
    AstKind,
    ast::{CallExpression, Expression},
};
use oxc_span::{GetSpan, Span};

use crate::module::Module;

/// A comment that asks to leave the whole file alone, with its reason.
pub(super) fn ignored(module: &Module<'_>) -> Option<(Span, String)> {
    module.program.comments.iter().find_map(|comment| {
        let text = module.text(comment.content_span()).trim_matches([' ', '*']);
        let rest = text.strip_prefix("unfaux-ignore")?;
        let reason = rest.trim_start_matches(':').trim();
        Some((comment.span, reason.to_string()))
    })
}

/// Packages whose one purpose is to replace what CommonJS modules require.
const MOCKING: [&str; 6] =
    ["proxyquire", "require-inject", "rewire", "mock-require", "mockery", "rewiremock"];

/// A call of a test runner, or a package, that replaces modules as CommonJS loads them.
pub(super) fn mocks(module: &Module<'_>) -> Option<(Span, &'static str)> {
    let runner = module.free("jest").find_map(|reference| {
        let node = module.nodes().parent_id(reference.node_id());
        let AstKind::StaticMemberExpression(member) = module.nodes().kind(node) else {
            return None;
        };
        let replaces = ["mock", "doMock", "unmock", "setMock", "requireActual", "requireMock"];
        replaces.contains(&member.property.name.as_str()).then_some((member.span, "jest.mock"))
    });
    let package = module.free("require").find_map(|reference| {
        let node = module.nodes().parent_id(reference.node_id());
        let AstKind::CallExpression(call) = module.nodes().kind(node) else { return None };
        let specifier = call.common_js_require()?.value.as_str();
        let name = MOCKING.into_iter().find(|it| *it == specifier)?;
        Some((module.nodes().kind(node).span(), name))
    });
    let of_tap = || tap_calls(module).next().map(|(call, name)| (call.span, name));
    runner.or(package).or_else(of_tap)
}

/// Calls of the method of tap's tests that loads a CommonJS module with others in the place of those
/// that it requires (<https://node-tap.org/plugins/mock/>).
pub(super) fn tap_calls<'m>(
    module: &'m Module<'_>,
) -> impl Iterator<Item = (&'m CallExpression<'m>, &'static str)> {
    let has_tap = ["'tap'", "\"tap\""].iter().any(|it| module.source.contains(it));
    let nodes = module.nodes().iter().filter(move |_| has_tap);
    nodes.filter_map(|node| {
        let AstKind::CallExpression(call) = node.kind() else { return None };
        let Expression::StaticMemberExpression(callee) = &call.callee else { return None };
        match callee.property.name.as_str() {
            "mock" => Some((call, "t.mock")),
            "mockRequire" => Some((call, "t.mockRequire")),
            _ => None,
        }
    })
}
