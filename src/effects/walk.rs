//! Goes through statements in the order of their evaluation and notes what each part does.

use oxc_ast::ast::{BindingPattern, BlockStatement, ExportDefaultDeclarationKind};
use oxc_ast::ast::{
    Declaration, Expression, ForStatementInit, ForStatementLeft, ModuleDeclaration, Statement,
    SwitchStatement, TryStatement, VariableDeclaration,
};
use oxc_span::{GetSpan, Span};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Effect, Effects,
    function::Body,
    graph::{Act, Graph, Key, Outcome, UnitId},
    marks::Marks,
    outline::Known,
    sources::Sources,
};
use crate::module::Module;

/// Builds the graph of a file.
pub(super) struct Walker<'m, 'a> {
    pub(super) sources: Sources<'m, 'a>,
    pub(super) graph: Graph<'a>,
    /// The unit that gets the events.
    pub(super) unit: UnitId,
    /// The start of the function that is walked.
    pub(super) function: u32,
    /// How many `catch` clauses are around what is walked.
    catching: u32,
    /// Names of globals that conditions around what is walked have found to be there.
    pub(super) asked: Vec<&'a str>,
    /// For each function, by its start, where its first `return` or `throw` is.
    first_exits: FxHashMap<u32, u32>,
    /// Functions that were met and not walked yet.
    pub(super) pending: Vec<Body<'a>>,
}

impl<'m, 'a> Walker<'m, 'a> {
    pub(super) fn new(module: &'m Module<'a>, known: Option<Known<'m>>) -> Self {
        Self {
            sources: Sources::new(module, known),
            graph: Graph::default(),
            unit: 0,
            function: u32::MAX,
            catching: 0,
            asked: Vec::new(),
            first_exits: FxHashMap::default(),
            pending: Vec::new(),
        }
    }

    /// Walks the whole file and reports.
    pub(super) fn finish(mut self) -> Effects {
        let roots = self.walk();
        self.report(&self.sources.module.program.body, &roots)
    }

    /// Walks the whole file; gives the units of its statements.
    pub(super) fn walk(&mut self) -> Vec<UnitId> {
        let program = self.sources.module.program;
        let mut roots = Vec::new();
        for statement in &program.body {
            self.unit = self.graph.unit(Key::Statement(statement.span().start));
            roots.push(self.unit);
            self.statement(statement);
        }
        while let Some(body) = self.pending.pop() {
            if self.matters(&body) {
                self.body(&body);
            }
        }
        self.graph.solve();
        roots
    }

    fn report(&self, body: &[Statement<'a>], roots: &[UnitId]) -> Effects {
        let mut statements = Vec::new();
        let mut before_call = Vec::new();
        for (statement, &root) in body.iter().zip(roots) {
            let replay = self.graph.replay(root);
            let Outcome { effect, marks } = replay.outcome;
            let least = if marks.may_surprise() { Effect::Foreign } else { Effect::Pure };
            statements.push(super::Statement {
                span: statement.span(),
                effect: effect.max(least),
                reads_world: marks.has(Marks::READS),
                may_fail: marks.has(Marks::RISKS),
                culprit: replay.culprit,
            });
            before_call.extend(replay.requires);
        }
        Effects {
            statements,
            before_call,
            runs_at_load: self.running(roots),
            writes_world_somewhere: self.graph.writes_world,
            first_exits: self.first_exits.clone(),
        }
    }

    pub(super) fn running(&self, roots: &[UnitId]) -> FxHashSet<u32> {
        let running = self.graph.reachable(roots);
        let callables = self.sources.bindings.callables.iter();
        let functions = callables.filter(|(_, callable)| !callable.is_class);
        functions
            .filter_map(|(&start, _)| Some((start, self.graph.existing(Key::Function(start))?)))
            .filter(|(_, unit)| running.contains(unit))
            .map(|(start, _)| start)
            .collect()
    }

    pub(super) fn note(&mut self, span: Span, effect: Effect) {
        if effect != Effect::Pure {
            self.graph.push(self.unit, span, Act::Has(effect));
        }
    }

    pub(super) fn note_read(&mut self, span: Span) {
        self.mark(span, Marks::READS);
    }

    pub(super) fn mark(&mut self, span: Span, marks: Marks) {
        self.graph.push(self.unit, span, Act::Marked(marks));
    }

    /// Notes that `name` is read, which may not be there: that fails, unless it was asked for or
    /// the failure is caught.
    pub(super) fn note_missing(&mut self, span: Span, name: &'a str) {
        let safe = self.catching > 0 || self.asked.contains(&name);
        let marks = if safe { Marks::READS } else { Marks::READS.with(Marks::RISKS) };
        self.mark(span, marks);
    }

    pub(super) fn statements(&mut self, statements: &'a [Statement<'a>]) {
        for statement in statements {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &'a Statement<'a>) {
        match statement {
            Statement::BlockStatement(block) => self.statements(&block.body),
            Statement::ExpressionStatement(statement) => {
                self.expression(&statement.expression, false);
            }
            Statement::IfStatement(statement) => {
                self.expression(&statement.test, true);
                let known = self.truth(&statement.test);
                if known != Some(false) {
                    self.within(&statement.test, true, |walker| {
                        walker.statement(&statement.consequent);
                    });
                }
                if let Some(alternate) = &statement.alternate
                    && known != Some(true)
                {
                    self.within(&statement.test, false, |walker| walker.statement(alternate));
                }
            }
            Statement::ReturnStatement(statement) => {
                self.exit(statement.span);
                self.optional(statement.argument.as_ref());
            }
            Statement::ThrowStatement(statement) => {
                self.exit(statement.span);
                self.expression(&statement.argument, true);
                self.thrown(statement.span);
            }
            Statement::TryStatement(statement) => self.try_statement(statement),
            Statement::SwitchStatement(statement) => self.switch(statement),
            Statement::LabeledStatement(statement) => self.statement(&statement.body),
            Statement::WithStatement(statement) => {
                self.expression(&statement.object, true);
                self.note(statement.span, Effect::Global);
                self.statement(&statement.body);
            }
            _ => self.loop_or_declaration(statement),
        }
    }

    /// What throws in a function that is known to read nothing always throws or never.
    fn thrown(&mut self, span: Span) {
        match self.catching {
            0 if self.in_known() => self.mark(span, Marks::THROWS),
            0 => self.note(span, Effect::Foreign),
            _ => {}
        }
    }

    /// What is walked is part of a function that matters, and other modules are known.
    pub(super) fn in_known(&self) -> bool {
        let known = self.sources.known_calls.as_ref();
        known.is_some_and(|it| it.running.contains(&self.function))
    }

    /// Notes where a function may end early.
    fn exit(&mut self, span: Span) {
        let first = self.first_exits.entry(self.function).or_insert(span.start);
        *first = (*first).min(span.start);
    }

    /// Walks what runs only when `condition` has this outcome.
    pub(super) fn within(
        &mut self,
        condition: &'a Expression<'a>,
        outcome: bool,
        walk: impl FnOnce(&mut Self),
    ) {
        let before = self.asked.len();
        self.ask(condition, outcome);
        walk(self);
        self.asked.truncate(before);
    }

    fn loop_or_declaration(&mut self, statement: &'a Statement<'a>) {
        match statement {
            Statement::DoWhileStatement(statement) => {
                self.statement(&statement.body);
                self.expression(&statement.test, true);
            }
            Statement::WhileStatement(statement) => {
                self.expression(&statement.test, true);
                self.statement(&statement.body);
            }
            Statement::ForStatement(statement) => {
                match &statement.init {
                    Some(ForStatementInit::VariableDeclaration(init)) => self.variables(init),
                    Some(init) => self.optional_discarded(init.as_expression()),
                    None => {}
                }
                self.optional(statement.test.as_ref());
                self.statement(&statement.body);
                self.optional_discarded(statement.update.as_ref());
            }
            Statement::ForInStatement(statement) => {
                self.expression(&statement.right, true);
                self.loop_target(&statement.left);
                self.statement(&statement.body);
            }
            Statement::ForOfStatement(statement) => {
                self.expression(&statement.right, true);
                self.loop_target(&statement.left);
                self.statement(&statement.body);
            }
            _ => {
                if let Some(declaration) = statement.as_declaration() {
                    self.declaration(declaration);
                } else if let Some(declaration) = statement.as_module_declaration() {
                    self.module_declaration(declaration);
                }
            }
        }
    }

    fn optional(&mut self, expression: Option<&'a Expression<'a>>) {
        if let Some(expression) = expression {
            self.expression(expression, true);
        }
    }

    fn optional_discarded(&mut self, expression: Option<&'a Expression<'a>>) {
        if let Some(expression) = expression {
            self.expression(expression, false);
        }
    }

    fn loop_target(&mut self, left: &'a ForStatementLeft<'a>) {
        if let ForStatementLeft::VariableDeclaration(declaration) = left {
            self.variables(declaration);
        } else if let Some(target) = left.as_assignment_target() {
            self.assigned(target, None);
        }
    }

    fn try_statement(&mut self, statement: &'a TryStatement<'a>) {
        let catches = u32::from(statement.handler.is_some());
        self.catching += catches;
        self.statements(&statement.block.body);
        self.catching -= catches;
        if let Some(handler) = &statement.handler {
            if let Some(parameter) = &handler.param {
                self.pattern(&parameter.pattern);
            }
            self.statements(&handler.body.body);
        }
        if let Some(finalizer) = &statement.finalizer {
            self.block(finalizer);
        }
    }

    fn block(&mut self, block: &'a BlockStatement<'a>) {
        self.statements(&block.body);
    }

    fn switch(&mut self, statement: &'a SwitchStatement<'a>) {
        self.expression(&statement.discriminant, true);
        for case in &statement.cases {
            self.optional(case.test.as_ref());
            self.statements(&case.consequent);
        }
    }

    fn declaration(&mut self, declaration: &'a Declaration<'a>) {
        match declaration {
            Declaration::VariableDeclaration(variables) => self.variables(variables),
            Declaration::FunctionDeclaration(function) => self.meet(Body::Function(function)),
            Declaration::ClassDeclaration(class) => self.class(class),
            _ => {}
        }
    }

    fn variables(&mut self, variables: &'a VariableDeclaration<'a>) {
        for declarator in &variables.declarations {
            self.optional(declarator.init.as_ref());
            self.pattern(&declarator.id);
        }
    }

    /// Evaluates the defaults and computed keys of a pattern.
    pub(super) fn pattern(&mut self, pattern: &'a BindingPattern<'a>) {
        match pattern {
            BindingPattern::BindingIdentifier(_) => {}
            BindingPattern::AssignmentPattern(default) => {
                self.expression(&default.right, true);
                self.pattern(&default.left);
            }
            BindingPattern::ObjectPattern(object) => {
                for property in &object.properties {
                    self.key(&property.key);
                    self.pattern(&property.value);
                }
            }
            BindingPattern::ArrayPattern(array) => {
                for element in array.elements.iter().flatten() {
                    self.pattern(element);
                }
            }
        }
    }

    fn module_declaration(&mut self, declaration: &'a ModuleDeclaration<'a>) {
        match declaration {
            ModuleDeclaration::ExportDeclaration(export) => self.declaration(&export.declaration),
            ModuleDeclaration::ExportDefaultDeclaration(export) => match &export.declaration {
                ExportDefaultDeclarationKind::FunctionDeclaration(function) => {
                    self.meet(Body::Function(function));
                }
                ExportDefaultDeclarationKind::ClassDeclaration(class) => self.class(class),
                other => self.optional(other.as_expression()),
            },
            _ => {}
        }
    }
}
