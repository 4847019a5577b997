//! Files and folders that code names by their paths: `__dirname + '/x'`, `path.join(__dirname, 'x')`.

use oxc_ast::{
    AstKind,
    ast::{Argument, ArrayExpression, ArrayExpressionElement, CallExpression, Expression},
};
use oxc_semantic::NodeId;
use oxc_span::{GetSpan, Span};
use oxc_syntax::operator::BinaryOperator;

use crate::{
    facts::{NamedPath, PathUse},
    module::Module,
};

/// Calls that give the bytes of a file.
const READERS: [&str; 5] = ["readFile", "readFileSync", "createReadStream", "open", "openSync"];

/// Calls that have Node load a file.
const LOADERS: [&str; 13] = [
    "require",
    "requireActual",
    "fork",
    "spawn",
    "spawnSync",
    "exec",
    "execSync",
    "execFile",
    "execFileSync",
    "execa",
    "Worker",
    "setupPrimary",
    "setupMaster",
];

/// Every path that starts at the folder of the file, in the order of the text.
pub(super) fn named(module: &Module<'_>) -> Vec<NamedPath> {
    let own = module.free("__dirname").map(oxc_semantic::Reference::node_id);
    let meta = module.nodes().iter_enumerated().filter_map(|(id, node)| match node.kind() {
        AstKind::StaticMemberExpression(it)
            if it.property.name == "dirname" && matches!(it.object, Expression::ImportMeta(_)) =>
        {
            Some(id)
        }
        _ => None,
    });
    let folders: Vec<NodeId> = own.chain(meta).collect();
    let renamed = folders.iter().flat_map(|&it| aliases(module, it)).collect::<Vec<_>>();
    let all = folders.into_iter().chain(renamed);
    let mut found: Vec<NamedPath> = all.filter_map(|node| Path::at(node).finish(module)).collect();
    found.sort_by_key(|it| it.span.start);
    found
}

/// Where a variable stands that only ever holds what is at `folder`.
fn aliases(module: &Module<'_>, folder: NodeId) -> Vec<NodeId> {
    let AstKind::VariableDeclarator(it) = module.parent(folder) else { return Vec::new() };
    let Some(id) = it.id.get_binding_identifier() else { return Vec::new() };
    let scoping = module.scoping();
    if scoping.symbol_is_mutated(id.symbol_id()) {
        return Vec::new();
    }
    scoping.get_resolved_references(id.symbol_id()).map(oxc_semantic::Reference::node_id).collect()
}

/// A path as far as it is known.
struct Path {
    node: NodeId,
    text: String,
    /// The last literal, with its quotes.
    tail: Option<Span>,
    /// Something follows that only run time knows.
    open: bool,
}

impl Path {
    fn at(node: NodeId) -> Self {
        Self { node, text: String::new(), tail: None, open: false }
    }

    fn finish(mut self, module: &Module<'_>) -> Option<NamedPath> {
        while !self.open && self.grow(module) {}
        let used = usage(module, self.node);
        if self.open {
            self.text.truncate(self.text.rfind('/')?);
            self.tail = None;
        }
        let span = module.nodes().kind(self.node).span();
        let end = self.tail.map_or("", |it| module.text(it.shrink(1))).to_string();
        let Self { text, tail, .. } = self;
        (!text.is_empty()).then_some(NamedPath { text, span, tail, end, used })
    }

    /// Takes in the expression around, if that makes a longer path.
    fn grow(&mut self, module: &Module<'_>) -> bool {
        let own = module.nodes().kind(self.node).span();
        let parent = module.nodes().parent_id(self.node);
        match module.nodes().kind(parent) {
            AstKind::BinaryExpression(it)
                if it.operator == BinaryOperator::Addition && it.left.span() == own =>
            {
                match &it.right {
                    Expression::StringLiteral(literal) => self.push(&literal.value, literal.span),
                    _ => self.open = true,
                }
            }
            AstKind::TemplateLiteral(it)
                if it.expressions.first().is_some_and(|first| first.span() == own)
                    && it.quasis[0].span.is_empty() =>
            {
                let quasi = &it.quasis[1];
                let text = quasi.value.cooked.as_ref().map_or("", |it| it.as_str());
                self.push(text, quasi.span.expand(1));
                self.open = it.expressions.len() > 1;
            }
            AstKind::CallExpression(call) if is_joining(call, own) => self.join(call),
            _ => return false,
        }
        self.node = parent;
        true
    }

    fn push(&mut self, text: &str, literal: Span) {
        self.text += text;
        self.tail = Some(literal);
    }

    fn join(&mut self, call: &CallExpression<'_>) {
        for argument in call.arguments.iter().skip(1) {
            self.text.push('/');
            let Argument::StringLiteral(literal) = argument else {
                self.open = true;
                return;
            };
            self.push(&literal.value, literal.span);
        }
    }
}

/// `path.join(it, …)` and its like.
fn is_joining(call: &CallExpression<'_>, it: Span) -> bool {
    call.arguments.first().is_some_and(|first| first.span() == it)
        && callee(&call.callee).is_some_and(|name| ["join", "resolve", "normalize"].contains(&name))
}

/// The name that is called, without the object before it.
pub(super) fn callee<'a>(expression: &Expression<'a>) -> Option<&'a str> {
    match expression {
        Expression::Identifier(it) => Some(it.name.as_str()),
        Expression::StaticMemberExpression(it) => Some(it.property.name.as_str()),
        Expression::SequenceExpression(it) => callee(it.expressions.last()?),
        _ => None,
    }
}

/// What the path at `node` is for; that of a variable is followed once.
pub(super) fn usage(module: &Module<'_>, node: NodeId) -> PathUse {
    usage_of(module, node, true)
}

fn usage_of(module: &Module<'_>, node: NodeId, follow: bool) -> PathUse {
    let own = module.nodes().kind(node).span();
    let parent = module.nodes().parent_id(node);
    match module.nodes().kind(parent) {
        AstKind::CallExpression(it) if it.callee.span() != own => of_call(&it.callee),
        AstKind::NewExpression(it) => of_call(&it.callee),
        AstKind::ImportExpression(_) => PathUse::Loaded,
        AstKind::AssignmentExpression(it) if is_exports(module.text(it.left.span())) => {
            PathUse::Shown
        }
        AstKind::ObjectProperty(_) | AstKind::ObjectExpression(_)
            if usage_of(module, parent, follow) == PathUse::Shown =>
        {
            PathUse::Shown
        }
        AstKind::ArrayExpression(it) => match usage_of(module, parent, follow) {
            PathUse::Loaded if !is_program(it, own) => PathUse::Unknown,
            used => used,
        },
        AstKind::VariableDeclarator(it) if follow => {
            let Some(id) = it.id.get_binding_identifier() else { return PathUse::Unknown };
            let uses = module.scoping().get_resolved_references(id.symbol_id());
            let uses: Vec<_> = uses.map(|it| usage_of(module, it.node_id(), false)).collect();
            combined(&uses)
        }
        _ => PathUse::Unknown,
    }
}

fn is_exports(target: &str) -> bool {
    let target = target.strip_prefix("module.").unwrap_or(target);
    target.strip_prefix("exports").is_some_and(|it| it.is_empty() || it.starts_with(['.', '[']))
}

/// What `callee` does with the path that it gets.
fn of_call(called: &Expression<'_>) -> PathUse {
    let own_require = match called {
        Expression::StaticMemberExpression(it) => {
            ["module", "jest"].iter().any(|name| it.object.is_specific_id(name))
        }
        _ => true,
    };
    match callee(called) {
        Some(name) if READERS.contains(&name) => PathUse::Read,
        // What others call so, such as bundlers, may do anything.
        Some("require") if !own_require => PathUse::Unknown,
        Some(name) if LOADERS.contains(&name) => PathUse::Loaded,
        _ => PathUse::Unknown,
    }
}

/// Among the arguments of a command, the first that is no option is what Node runs.
fn is_program(arguments: &ArrayExpression<'_>, it: Span) -> bool {
    let before = arguments.elements.iter().take_while(|element| element.span() != it);
    let mut before = before.filter_map(ArrayExpressionElement::as_expression);
    before.all(
        |element| matches!(element, Expression::StringLiteral(it) if it.value.starts_with('-')),
    )
}

fn combined(uses: &[PathUse]) -> PathUse {
    if uses.contains(&PathUse::Read) {
        PathUse::Read
    } else if uses.contains(&PathUse::Shown) {
        PathUse::Shown
    } else if !uses.is_empty() && uses.iter().all(|it| *it == PathUse::Loaded) {
        PathUse::Loaded
    } else {
        PathUse::Unknown
    }
}
