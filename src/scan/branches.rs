//! Conditions that ask whether CommonJS is there, or what every Node has, with the part that Node
//! always takes.

mod declares;

use std::cell::Cell;

use oxc_ast::ast::{
    BinaryOperator, ConditionalExpression, Expression, IdentifierReference, IfStatement,
    LogicalExpression, LogicalOperator, Program, Statement, UnaryOperator, VariableDeclarationKind,
};
use oxc_ast_visit::{Visit, walk};
use oxc_semantic::SymbolId;
use oxc_span::{GetSpan, Span};
use rustc_hash::FxHashMap;

use self::declares::declares;
use super::detected::{self, Detected};
use crate::{
    facts::Branch,
    graph::builtins,
    lexer::Lexed,
    module::{Module, platform},
};

/// Finds them in the order of the text. What is `unasked` by bundles is not among them, and what
/// takes away a call that the lexers follow neither.
pub(super) fn branches(module: &Module<'_>, unasked: &[Span], lexed: &[Lexed]) -> Vec<Branch> {
    if ["module", "exports", "require"].iter().all(|name| module.free(name).next().is_none()) {
        return Vec::new();
    }
    let followed = lexed.iter().flat_map(|it| it.reexports.iter().map(String::as_str)).collect();
    let detected = detected::candidates(module);
    let asked = Cell::new(None);
    let mut search = Search { module, unasked, followed, detected, asked, found: Vec::new() };
    search.visit_program(module.program);
    search.forget_detected();
    search.found
}

/// Whether `span` is in a part that goes.
pub(super) fn is_dead(branches: &[Branch], span: Span) -> bool {
    branches.iter().any(|it| {
        it.span.contains_inclusive(span)
            && !it.taken.is_some_and(|taken| taken.contains_inclusive(span))
    })
}

/// What an expression is in a CommonJS module before anything changes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known<'t> {
    Text(&'t str),
    Boolean(bool),
    Undefined,
    Null,
    Module,
    Exports,
    /// A function that every Node has.
    Function,
}

impl Known<'_> {
    fn is_truthy(self) -> bool {
        match self {
            Known::Text(text) => !text.is_empty(),
            Known::Boolean(value) => value,
            Known::Undefined | Known::Null => false,
            Known::Module | Known::Exports | Known::Function => true,
        }
    }

    fn is_nullish(self) -> bool {
        matches!(self, Known::Undefined | Known::Null)
    }
}

struct Search<'m, 'a> {
    module: &'m Module<'a>,
    unasked: &'m [Span],
    /// Specifiers whose names importers see as the file's own.
    followed: Vec<&'m str>,
    detected: FxHashMap<SymbolId, Detected<'m, 'a>>,
    /// The function that the condition at hand asks for.
    asked: Cell<Option<&'m str>>,
    found: Vec<Branch>,
}

impl<'a> Search<'_, 'a> {
    fn is_free(&self, it: &IdentifierReference<'_>) -> bool {
        let scoping = self.module.scoping();
        it.reference_id.get().is_some_and(|id| scoping.get_reference(id).symbol_id().is_none())
            && !self.module.free(it.name.as_str()).any(oxc_semantic::Reference::is_write)
    }

    fn known<'e>(&'e self, expression: &'e Expression<'a>) -> Option<Known<'e>> {
        match expression.without_parentheses() {
            Expression::StringLiteral(it) => Some(Known::Text(it.value.as_str())),
            Expression::BooleanLiteral(it) => Some(Known::Boolean(it.value)),
            Expression::NullLiteral(_) => Some(Known::Null),
            Expression::Identifier(it) if self.is_free(it) => match it.name.as_str() {
                "undefined" => Some(Known::Undefined),
                "module" => Some(Known::Module),
                "exports" => Some(Known::Exports),
                _ => self.function(expression),
            },
            Expression::Identifier(it) => match self.detected(it) {
                Some(found) => self.known(found.init),
                None => self.function(expression),
            },
            Expression::UnaryExpression(it) => match it.operator {
                UnaryOperator::Typeof => self.type_of(&it.argument).map(Known::Text),
                UnaryOperator::LogicalNot => {
                    Some(Known::Boolean(!self.known(&it.argument)?.is_truthy()))
                }
                _ => None,
            },
            Expression::StaticMemberExpression(it) => {
                let object = self.known(&it.object).filter(|it| *it != Known::Function);
                let Some(object) = object else { return self.function(expression) };
                match (object, it.property.name.as_str()) {
                    (Known::Module, "exports") => {
                        self.is_unchanged(it.span.start).then_some(Known::Exports)
                    }
                    (Known::Module | Known::Exports, "nodeType") => Some(Known::Undefined),
                    _ => None,
                }
            }
            Expression::BinaryExpression(it) => {
                let (left, right) = (self.known(&it.left)?, self.known(&it.right)?);
                if left == Known::Function && right == Known::Function {
                    return None;
                }
                let loose = left == right || (left.is_nullish() && right.is_nullish());
                match it.operator {
                    BinaryOperator::StrictEquality => Some(Known::Boolean(left == right)),
                    BinaryOperator::StrictInequality => Some(Known::Boolean(left != right)),
                    BinaryOperator::Equality => Some(Known::Boolean(loose)),
                    BinaryOperator::Inequality => Some(Known::Boolean(!loose)),
                    _ => None,
                }
            }
            Expression::LogicalExpression(it) => {
                let left = self.known(&it.left)?;
                match (it.operator, left.is_truthy()) {
                    (LogicalOperator::And, true) | (LogicalOperator::Or, false) => {
                        self.known(&it.right)
                    }
                    (LogicalOperator::And, false) | (LogicalOperator::Or, true) => Some(left),
                    (LogicalOperator::Coalesce, _) => None,
                }
            }
            _ => None,
        }
    }

    fn detected(&self, name: &IdentifierReference<'_>) -> Option<&Detected<'_, 'a>> {
        self.detected.get(&detected::symbol(self.module, name)?)
    }

    fn function(&self, expression: &Expression<'a>) -> Option<Known<'static>> {
        self.asked.set(Some(platform::function(self.module, expression)?));
        Some(Known::Function)
    }

    /// What the condition is, and which function it asks for.
    fn answer<'e>(&'e self, test: &'e Expression<'a>) -> Option<Known<'e>> {
        self.asked.set(None);
        self.known(test)
    }

    /// No `define` is there: AMD loaders for Node hand theirs to the modules that they load.
    fn type_of(&self, argument: &Expression<'a>) -> Option<&'static str> {
        if let Expression::Identifier(it) = argument.without_parentheses()
            && self.is_free(it)
        {
            match it.name.as_str() {
                "require" => {
                    let asks = !self.unasked.iter().any(|guard| guard.contains_inclusive(it.span));
                    return asks.then_some("function");
                }
                "define" => return Some("undefined"),
                _ => {}
            }
        }
        match self.known(argument)? {
            Known::Module | Known::Exports => Some("object"),
            Known::Function => Some("function"),
            _ => None,
        }
    }

    /// Nothing assigns `module.exports` before `at`.
    fn is_unchanged(&self, at: u32) -> bool {
        !self.module.source[..at as usize].split("module.exports").skip(1).any(|rest| {
            let rest = rest.trim_start();
            rest.starts_with('=') && !rest.starts_with("==")
        })
    }

    fn can_go(&self, dead: Span) -> bool {
        let text = self.module.text(dead);
        !text.contains("import(") && (self.asked.get().is_some() || !text.contains("require("))
    }

    fn add(&mut self, span: Span, taken: Option<Span>) -> bool {
        let can_go = match taken {
            None => self.can_go(span),
            Some(taken) => {
                // What begins so could go on with the line above.
                self.can_go(Span::new(span.start, taken.start))
                    && self.can_go(Span::new(taken.end, span.end))
                    && !self.module.text(taken).starts_with(['(', '[', '`', '/', '+', '-'])
            }
        };
        let kept = taken.unwrap_or(Span::empty(span.end));
        let dead = [Span::new(span.start, kept.start), Span::new(kept.end, span.end)];
        let can_go = can_go
            && match self.asked.get() {
                Some(name) => self.loads_substitute(&dead, name),
                None => dead.iter().any(|it| self.asks_for_common_js(*it)),
            };
        if can_go {
            self.found.push(Branch { span, taken });
        }
        can_go
    }

    /// Takes away what nothing asks for any more.
    fn forget_detected(&mut self) {
        let held = self.detected.iter().filter(|(_, it)| {
            // What a function is asked for is no question for CommonJS.
            self.asked.set(None);
            self.known(it.init).is_some() && self.asked.get().is_none()
        });
        let known = held.map(|(symbol, it)| (*symbol, it.statement)).collect();
        let gone = detected::unused(self.module, known, &|at| is_dead(&self.found, at));
        self.found.retain(|it| !gone.iter().any(|all| all.contains_inclusive(it.span)));
        let whole = gone.into_iter().map(|it| detected::with_comment(self.module, it));
        self.found.extend(whole.map(Branch::gone));
        self.found.sort_by_key(|it| it.span.start);
    }

    /// What goes is about CommonJS: other dead code is the author's affair.
    fn asks_for_common_js(&self, dead: Span) -> bool {
        let text = self.module.text(dead);
        ["module", "exports", "require", "define"].iter().any(|name| text.contains(name))
    }

    /// What goes loads what stands in for `name`, and nobody sees that otherwise.
    fn loads_substitute(&self, dead: &[Span], name: &str) -> bool {
        let text = |it: &Span| self.module.text(*it);
        let calls = dead.iter().flat_map(|it| text(it).split("require(").skip(1));
        let calls: Vec<_> = calls.filter_map(|rest| literal(rest)).collect();
        calls.iter().any(|it| builtins::builtin(it).is_none())
            && !dead.iter().any(|it| platform::provides(self.module, *it, name))
            && !calls.iter().any(|it| self.followed.contains(it))
    }

    /// An expression, which must not read as a statement where it comes to stand.
    fn add_expression(&mut self, span: Span, taken: Span) -> bool {
        let text = self.module.text(taken);
        let statement = ["{", "function", "class"].iter().any(|it| text.starts_with(it));
        let before = self.module.source[..span.start as usize].trim_end();
        let inside = before.ends_with(['=', '(', ',', ':', '?']);
        (inside || !statement) && self.add(span, Some(taken))
    }

    fn if_statement(&mut self, it: &IfStatement<'a>, in_list: bool) -> Option<()> {
        let (taken, dead) = if self.answer(&it.test)?.is_truthy() {
            (Some(&it.consequent), it.alternate.as_ref())
        } else {
            (it.alternate.as_ref(), Some(&it.consequent))
        };
        if dead.is_some_and(|it| declares(self.module, it)) {
            return None;
        }
        let kept = taken.and_then(if in_list { inside } else { whole });
        if !in_list && kept.is_none() {
            return None;
        }
        self.add(it.span, kept).then_some(())?;
        match taken {
            Some(Statement::BlockStatement(block)) => self.visit_statements(&block.body),
            Some(Statement::IfStatement(it)) if self.if_statement(it, in_list).is_some() => {}
            Some(other) => self.visit_statement(other),
            None => {}
        }
        Some(())
    }
}

/// What the quotes at the beginning of `rest` hold.
fn literal(rest: &str) -> Option<&str> {
    let quote = rest.chars().next().filter(|it| ['\'', '"', '`'].contains(it))?;
    rest[1..].split(quote).next()
}

#[expect(clippy::unnecessary_wraps, reason = "it stands beside `inside`")]
fn whole(statement: &Statement<'_>) -> Option<Span> {
    Some(statement.span())
}

/// The statements of a block that may stand without it; any other statement.
fn inside(statement: &Statement<'_>) -> Option<Span> {
    let Statement::BlockStatement(block) = statement else { return Some(statement.span()) };
    let (first, last) = (block.body.first()?, block.body.last()?);
    let scoped = block.body.iter().any(|it| match it {
        Statement::VariableDeclaration(it) => it.kind != VariableDeclarationKind::Var,
        Statement::FunctionDeclaration(_) | Statement::ClassDeclaration(_) => true,
        _ => false,
    });
    Some(if scoped { block.span } else { Span::new(first.span().start, last.span().end) })
}

impl<'a> Visit<'a> for Search<'_, 'a> {
    fn visit_program(&mut self, it: &Program<'a>) {
        self.visit_statements(&it.body);
    }

    fn visit_statements(&mut self, it: &oxc_allocator::Vec<'a, Statement<'a>>) {
        for statement in it {
            let taken = match statement {
                Statement::IfStatement(it) => self.if_statement(it, true),
                _ => None,
            };
            match statement {
                _ if taken.is_some() => {}
                Statement::IfStatement(it) => walk::walk_if_statement(self, it),
                _ => self.visit_statement(statement),
            }
        }
    }

    fn visit_if_statement(&mut self, it: &IfStatement<'a>) {
        if self.if_statement(it, false).is_none() {
            walk::walk_if_statement(self, it);
        }
    }

    fn visit_conditional_expression(&mut self, it: &ConditionalExpression<'a>) {
        if let Some(test) = self.answer(&it.test) {
            let taken = if test.is_truthy() { &it.consequent } else { &it.alternate };
            if self.add_expression(it.span, taken.span()) {
                self.visit_expression(taken);
                return;
            }
        }
        walk::walk_conditional_expression(self, it);
    }

    fn visit_logical_expression(&mut self, it: &LogicalExpression<'a>) {
        if let Some(left) = self.answer(&it.left) {
            let taken = match (it.operator, left.is_truthy()) {
                (LogicalOperator::And, true) | (LogicalOperator::Or, false) => Some(&it.right),
                (LogicalOperator::Or, true)
                    if matches!(left, Known::Module | Known::Exports | Known::Function) =>
                {
                    Some(&it.left)
                }
                _ => None,
            };
            if let Some(taken) = taken
                && self.add_expression(it.span, taken.span())
            {
                self.visit_expression(taken);
                return;
            }
        }
        walk::walk_logical_expression(self, it);
    }
}
