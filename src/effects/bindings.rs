//! What is ever put into each binding, property name and return value of a file.

use oxc_ast::{
    AstKind,
    ast::{
        Argument, ArrowFunctionExpression, CallExpression, Class, ClassElement, Expression,
        FormalParameters, Function, IdentifierReference, ImportDeclaration,
        ImportDeclarationSpecifier, MethodDefinitionKind, PropertyKey,
    },
};
use oxc_semantic::{AstNode, NodeId, SymbolId};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{callers, graph::ANY_PLACE, names::ITERATES};
use crate::module::Module;

/// Something that is put into a binding.
#[derive(Clone, Copy, Debug)]
pub(super) enum Base<'a> {
    Expression(&'a Expression<'a>),
    /// An element of what the expression gives.
    Element(&'a Expression<'a>),
    /// What a method of the expression gives to the function that starts here.
    Item(&'a Expression<'a>, u32),
    Function(u32),
    Parameter(u32, u8),
    Import(&'a str),
    Foreign,
    Plain,
}

/// What holds the exports of a file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Holder {
    /// `exports`, which keeps the first object until it is assigned itself.
    Variable,
    /// `module.exports`.
    Member,
}

/// A value and the members taken of it on its way into a binding.
#[derive(Clone, Debug)]
pub(super) struct Write<'a> {
    pub(super) base: Base<'a>,
    pub(super) path: Vec<&'a str>,
}

/// What is known of a function or class.
#[derive(Clone, Debug, Default)]
pub(super) struct Callable<'a> {
    pub(super) returns: Vec<&'a Expression<'a>>,
    pub(super) is_class: bool,
    /// Hands out a promise or an iterator.
    pub(super) is_deferred: bool,
    /// Gets the global object as its receiver when it is called without one.
    pub(super) is_sloppy: bool,
    pub(super) superclass: Option<&'a Expression<'a>>,
    pub(super) methods: Vec<u32>,
    pub(super) constructor: Option<u32>,
}

/// All writes of a file.
#[derive(Default)]
pub(super) struct Bindings<'a> {
    pub(super) writes: FxHashMap<SymbolId, Vec<Write<'a>>>,
    pub(super) properties: FxHashMap<&'a str, Vec<&'a Expression<'a>>>,
    pub(super) methods: FxHashSet<&'a str>,
    /// The static methods of classes, by the start of the class and their names.
    pub(super) statics: FxHashMap<(u32, &'a str), u32>,
    /// What is assigned to `exports` or `module.exports` as a whole.
    pub(super) exports: Vec<(Holder, &'a Expression<'a>)>,
    pub(super) callables: FxHashMap<u32, Callable<'a>>,
    /// Whatever is assigned to `owner.prototype`, with its owner.
    pub(super) prototypes: Vec<(&'a Expression<'a>, &'a Expression<'a>)>,
    /// What each call of a function gives it, for functions of which all calls are known.
    pub(super) callers: FxHashMap<u32, Vec<&'a [Argument<'a>]>>,
    /// What functions that are called in place or by methods of arrays get, as far as it is known.
    given: FxHashMap<u32, Vec<Base<'a>>>,
}

/// The name a property key gives away.
pub(super) fn key_name<'a>(key: &'a PropertyKey<'a>) -> Option<&'a str> {
    match key {
        PropertyKey::StaticIdentifier(name) => Some(name.name.as_str()),
        PropertyKey::PrivateIdentifier(name) => Some(name.name.as_str()),
        PropertyKey::StringLiteral(name) => Some(name.value.as_str()),
        _ => None,
    }
}

/// The function expression that stands in a callee, behind `.call` or `.apply` too, and how many
/// arguments come before its own.
pub(super) fn function_in_place<'a>(call: &'a CallExpression<'a>) -> Option<(u32, usize)> {
    let (callee, skipped) = match &call.callee {
        Expression::StaticMemberExpression(member) if member.property.name == "call" => {
            (&member.object, 1)
        }
        callee => (callee, 0),
    };
    match callee {
        Expression::FunctionExpression(function) => Some((function.span.start, skipped)),
        Expression::ArrowFunctionExpression(arrow) => Some((arrow.span.start, skipped)),
        _ => None,
    }
}

impl<'a> Bindings<'a> {
    pub(super) fn collect(module: &Module<'a>) -> Self {
        let mut bindings = Self::default();
        for node in module.nodes().iter() {
            bindings.node(module, node);
        }
        callers::collect(module, &mut bindings.callers);
        bindings
    }

    fn node(&mut self, module: &Module<'a>, node: &AstNode<'a>) {
        match node.kind() {
            AstKind::VariableDeclarator(declarator) => {
                if let Some(init) = &declarator.init {
                    self.pattern(&declarator.id, Base::Expression(init), &[]);
                }
            }
            AstKind::AssignmentExpression(assignment) => self.assignment(module, assignment),
            AstKind::ObjectProperty(property) => {
                self.property(key_name(&property.key), &property.value);
            }
            AstKind::Function(function) => self.function(module, function),
            AstKind::ArrowFunctionExpression(arrow) => self.arrow(arrow),
            AstKind::Class(class) => self.class(class),
            AstKind::CallExpression(call) => {
                if let Some((function, skipped)) = function_in_place(call) {
                    self.call_in_place(call, function, skipped);
                } else {
                    self.call_back(call);
                }
            }
            AstKind::ReturnStatement(statement) => {
                if let Some(argument) = &statement.argument
                    && let Some(function) = enclosing(module, node)
                {
                    self.callables.entry(function).or_default().returns.push(argument);
                }
            }
            AstKind::ForOfStatement(statement) => {
                self.loop_variable(module, &statement.left, Base::Element(&statement.right));
            }
            AstKind::ForInStatement(statement) => {
                self.loop_variable(module, &statement.left, Base::Plain);
            }
            AstKind::CatchParameter(parameter) => {
                self.pattern(&parameter.pattern, Base::Foreign, &[]);
            }
            AstKind::ImportDeclaration(declaration) => self.import(declaration),
            _ => {}
        }
    }

    pub(super) fn write(&mut self, symbol: Option<SymbolId>, base: Base<'a>, path: &[&'a str]) {
        if let Some(symbol) = symbol {
            self.writes.entry(symbol).or_default().push(Write { base, path: path.to_vec() });
        }
    }

    pub(super) fn property(&mut self, name: Option<&'a str>, value: &'a Expression<'a>) {
        if let Some(name) = name {
            self.methods.insert(name);
            self.properties.entry(name).or_default().push(value);
        }
    }

    fn function(&mut self, module: &Module<'a>, function: &'a Function<'a>) {
        let start = function.span.start;
        let callable = self.callables.entry(start).or_default();
        callable.is_deferred = function.r#async || function.generator;
        callable.is_sloppy = function
            .scope_id
            .get()
            .is_some_and(|scope| !module.scoping().scope_flags(scope).is_strict_mode());
        if let Some(id) = &function.id {
            self.write(id.symbol_id.get(), Base::Function(start), &[]);
        }
        let given = self.given.remove(&start).filter(|_| function.id.is_none());
        self.parameters(&function.params, start, given.as_deref());
    }

    fn arrow(&mut self, arrow: &'a ArrowFunctionExpression<'a>) {
        let start = arrow.span.start;
        let callable = self.callables.entry(start).or_default();
        callable.is_deferred = arrow.r#async;
        callable.returns.extend(arrow.body.as_expression());
        let given = self.given.remove(&start);
        self.parameters(&arrow.params, start, given.as_deref());
    }

    fn call_in_place(&mut self, call: &'a CallExpression<'a>, function: u32, skipped: usize) {
        if call.arguments.iter().any(Argument::is_spread) {
            return;
        }
        let arguments = call.arguments.iter().skip(skipped);
        let given = arguments.filter_map(Argument::as_expression).map(Base::Expression);
        self.given.insert(function, given.collect());
    }

    /// `list.forEach(function (item, index, list) {})` and the like.
    fn call_back(&mut self, call: &'a CallExpression<'a>) {
        let Some(member) = call.callee.as_member_expression() else { return };
        let Some(method) = member.static_property_name() else { return };
        let function = match call.arguments.first() {
            Some(Argument::FunctionExpression(function)) => function.span.start,
            Some(Argument::ArrowFunctionExpression(arrow)) => arrow.span.start,
            _ => return,
        };
        if !ITERATES.contains(&method) {
            return;
        }
        let receiver = member.object();
        let item = Base::Item(receiver, function);
        let mut given = vec![item, Base::Plain, Base::Expression(receiver)];
        if matches!(method, "reduce" | "reduceRight") {
            let start = call.arguments.get(1).and_then(Argument::as_expression);
            given.insert(0, start.map_or(item, Base::Expression));
        }
        self.given.insert(function, given);
    }

    fn parameters(
        &mut self,
        parameters: &'a FormalParameters<'a>,
        owner: u32,
        given: Option<&[Base<'a>]>,
    ) {
        for (index, parameter) in parameters.items.iter().enumerate() {
            let base = given.map_or(Base::Parameter(owner, place(index)), |given| {
                given.get(index).copied().unwrap_or(Base::Plain)
            });
            self.pattern(&parameter.pattern, base, &[]);
            if let Some(default) = &parameter.initializer {
                self.pattern(&parameter.pattern, Base::Expression(default), &[]);
            }
        }
        if let Some(rest) = &parameters.rest {
            self.pattern(&rest.rest.argument, Base::Parameter(owner, ANY_PLACE), &[]);
        }
    }

    fn class(&mut self, class: &'a Class<'a>) {
        let start = class.span.start;
        if let Some(id) = &class.id {
            self.write(id.symbol_id.get(), Base::Function(start), &[]);
        }
        let callable = self.callables.entry(start).or_default();
        callable.is_class = true;
        callable.superclass = class.heritage.as_ref().map(|heritage| &heritage.expression);
        for element in &class.body.body {
            match element {
                ClassElement::MethodDefinition(method)
                    if method.kind == MethodDefinitionKind::Constructor =>
                {
                    callable.constructor = Some(method.value.span.start);
                }
                ClassElement::MethodDefinition(method) => {
                    callable.methods.push(method.value.span.start);
                    self.methods.extend(key_name(&method.key));
                    if let Some(name) = key_name(&method.key).filter(|_| method.r#static) {
                        self.statics.insert((start, name), method.value.span.start);
                    }
                }
                ClassElement::PropertyDefinition(property) => {
                    if let (Some(name), Some(value)) = (key_name(&property.key), &property.value) {
                        self.methods.insert(name);
                        self.properties.entry(name).or_default().push(value);
                    }
                }
                _ => {}
            }
        }
    }

    fn import(&mut self, declaration: &'a ImportDeclaration<'a>) {
        let base = Base::Import(declaration.source.value.as_str());
        for specifier in declaration.specifiers.iter().flatten() {
            match specifier {
                ImportDeclarationSpecifier::ImportSpecifier(specifier) => {
                    let name = specifier.imported.name().as_str();
                    self.write(specifier.local.symbol_id.get(), base, &[name]);
                }
                ImportDeclarationSpecifier::ImportDefaultSpecifier(specifier) => {
                    self.write(specifier.local.symbol_id.get(), base, &[]);
                }
                ImportDeclarationSpecifier::ImportNamespaceSpecifier(specifier) => {
                    self.write(specifier.local.symbol_id.get(), base, &[]);
                }
            }
        }
    }
}

/// The binding an identifier refers to, if this file has it.
pub(super) fn symbol_of(module: &Module<'_>, id: &IdentifierReference<'_>) -> Option<SymbolId> {
    module.scoping().get_reference(id.reference_id.get()?).symbol_id()
}

fn place(index: usize) -> u8 {
    u8::try_from(index).unwrap_or(ANY_PLACE).min(ANY_PLACE)
}

/// The function a node stands in.
fn enclosing(module: &Module<'_>, node: &AstNode<'_>) -> Option<u32> {
    enclosing_at(module, node.id())
}

/// The same, of a node by its number.
pub(super) fn enclosing_at(module: &Module<'_>, node: NodeId) -> Option<u32> {
    module.nodes().ancestor_kinds(node).find_map(function_start)
}

/// Where the node starts, if it is a function.
pub(super) fn function_start(kind: AstKind<'_>) -> Option<u32> {
    match kind {
        AstKind::Function(function) => Some(function.span.start),
        AstKind::ArrowFunctionExpression(arrow) => Some(arrow.span.start),
        _ => None,
    }
}
