//! Finds the sources of expressions, following bindings, properties and return values.

use oxc_ast::{
    AstKind,
    ast::{
        ArrayExpression, ArrayExpressionElement, AssignmentTarget, ChainElement, Expression,
        IdentifierReference, ThisExpression,
    },
};
use oxc_semantic::SymbolId;
use oxc_span::{GetSpan, Span};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    bindings::{Base, Bindings, Holder, Write, symbol_of},
    graph::ANY_PLACE,
    outline::Known,
    results::module_source,
    value::{Path, Source, Value},
};
use crate::module::{Module, Syntax};

/// How many bindings, properties and functions are followed one after the other.
const DEEPEST: usize = 64;

/// What is being followed or was.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Followed<'a> {
    Symbol(SymbolId),
    Property(&'a str),
    Returned(u32),
    /// `exports`, or `module.exports`.
    Exports(Holder),
}

/// The sources of a file's values.
pub(super) struct Sources<'m, 'a> {
    pub(super) module: &'m Module<'a>,
    pub(super) bindings: Bindings<'a>,
    /// What is known of expressions; one map for the walk and one for each thing being followed,
    /// because what is found on the way may lack what that thing takes of itself.
    expressions: Vec<FxHashMap<Span, Value<'a>>>,
    known: FxHashMap<Followed<'a>, Value<'a>>,
    /// The prototypes that functions are given, once they were asked for.
    pub(super) prototypes: Option<FxHashMap<u32, Value<'a>>>,
    /// What is known of other modules.
    pub(super) known_calls: Option<Known<'m>>,
    following: Vec<Followed<'a>>,
    pub(super) in_progress: FxHashSet<Followed<'a>>,
}

impl<'m, 'a> Sources<'m, 'a> {
    pub(super) fn new(module: &'m Module<'a>, known_calls: Option<Known<'m>>) -> Self {
        Self {
            known_calls,
            module,
            bindings: Bindings::collect(module),
            expressions: vec![FxHashMap::default()],
            known: FxHashMap::default(),
            prototypes: None,
            following: Vec::new(),
            in_progress: FxHashSet::default(),
        }
    }

    /// The sources of `expression`.
    pub(super) fn of(&mut self, expression: &'a Expression<'a>) -> Value<'a> {
        let is_chain = matches!(expression, Expression::AssignmentExpression(it)
            if matches!(it.right, Expression::AssignmentExpression(_)));
        let is_long = expression.is_call_like_expression() || expression.is_member_expression();
        if !(is_long || is_chain) {
            return self.compute(expression);
        }
        let span = expression.span();
        let depth = self.following.len();
        if let Some(value) = self.expressions[depth].get(&span) {
            return value.clone();
        }
        let value = self.compute(expression);
        self.expressions[depth].insert(span, value.clone());
        value
    }

    fn compute(&mut self, expression: &'a Expression<'a>) -> Value<'a> {
        match expression {
            Expression::Identifier(id) => self.identifier(id),
            Expression::ThisExpression(this) => self.this(this).into(),
            Expression::FunctionExpression(function) => {
                Source::Function(function.span.start).into()
            }
            Expression::ArrowFunctionExpression(arrow) => Source::Function(arrow.span.start).into(),
            Expression::ClassExpression(class) => Source::Function(class.span.start).into(),
            Expression::ObjectExpression(object) => Source::Object(object.span.start).into(),
            Expression::ArrayExpression(array) => self.array(array),
            Expression::AssignmentExpression(assignment) => {
                let value = self.of(&assignment.right);
                if assignment.operator.is_logical() {
                    value.join(self.assigned(&assignment.left))
                } else {
                    value
                }
            }
            Expression::LogicalExpression(logical) => {
                let left = self.of(&logical.left);
                left.join(self.of(&logical.right))
            }
            Expression::ConditionalExpression(it) => match self.truth(&it.test) {
                Some(true) => self.of(&it.consequent),
                Some(false) => self.of(&it.alternate),
                None => {
                    let consequent = self.of(&it.consequent);
                    consequent.join(self.of(&it.alternate))
                }
            },
            Expression::SequenceExpression(sequence) => {
                sequence.expressions.last().map(|last| self.of(last)).unwrap_or_default()
            }
            Expression::CallExpression(call) => self.call(call),
            Expression::NewExpression(new) => self.new_object(new),
            Expression::ChainExpression(chain) => match &chain.expression {
                ChainElement::CallExpression(call) => self.call(call),
                element => element
                    .as_member_expression()
                    .map_or_else(|| Source::Unknown.into(), |member| self.member(member)),
            },
            Expression::AwaitExpression(_)
            | Expression::Super(_)
            | Expression::YieldExpression(_)
            | Expression::ImportExpression(_)
            | Expression::TaggedTemplateExpression(_) => Source::Foreign.into(),
            _ => match expression.as_member_expression() {
                Some(member) => self.member(member),
                None => Source::Plain.into(),
            },
        }
    }

    fn assigned(&mut self, target: &'a AssignmentTarget<'a>) -> Value<'a> {
        match target {
            AssignmentTarget::AssignmentTargetIdentifier(id) => self.identifier(id),
            _ => match target.as_member_expression() {
                Some(member) => self.member(member),
                None => Source::Unknown.into(),
            },
        }
    }

    fn array(&mut self, array: &'a ArrayExpression<'a>) -> Value<'a> {
        let mut held = Value::default();
        for element in array.elements.iter().filter_map(ArrayExpressionElement::as_expression) {
            // Long lists of literals are common and say nothing.
            if element.is_literal() {
                continue;
            }
            for source in self.of(element).into_sources() {
                match source {
                    Source::Plain => {}
                    Source::Object(_) => held.add(Source::Own),
                    Source::List(_, inner) => held = held.join(inner.into_iter().collect()),
                    source => held.add(source),
                }
            }
        }
        if held.sources().is_empty() {
            return Source::Plain.into();
        }
        Source::List(array.span.start, held.into_sources()).into()
    }

    fn this(&self, this: &ThisExpression) -> Source<'a> {
        let found =
            self.module.nodes().ancestor_kinds(this.node_id.get()).find_map(|kind| match kind {
                AstKind::Function(function) => Some(Source::This(function.span.start)),
                AstKind::PropertyDefinition(_) | AstKind::StaticBlock(_) => Some(Source::Own),
                _ => None,
            });
        found.unwrap_or(match self.module.syntax {
            Syntax::CommonJs => Source::Own,
            Syntax::Module => Source::Plain,
        })
    }

    fn identifier(&mut self, id: &IdentifierReference<'a>) -> Value<'a> {
        match symbol_of(self.module, id) {
            Some(symbol) => self.symbol(symbol),
            None => self.free(id.name.as_str()),
        }
    }

    fn free(&mut self, name: &'a str) -> Value<'a> {
        let wrapped = self.module.syntax == Syntax::CommonJs;
        match name {
            "exports" if wrapped => self.exports(Holder::Variable),
            "__filename" | "__dirname" if wrapped => Source::Plain.into(),
            "undefined" | "NaN" | "Infinity" => Source::Plain.into(),
            "arguments" => Source::Parameter(u32::MAX, ANY_PLACE).into(),
            _ => Source::Global(Path::new(name)).into(),
        }
    }

    /// The own exports; also the module that stands in for them, when there is one.
    pub(super) fn exports(&mut self, holder: Holder) -> Value<'a> {
        self.follow(Followed::Exports(holder), |sources| {
            let mut value = Value::from(Source::Own);
            for index in 0..sources.bindings.exports.len() {
                let (of, assigned) = sources.bindings.exports[index];
                if of == holder {
                    value = value.join(sources.of(assigned).only(Source::is_shared));
                }
            }
            value
        })
    }

    fn symbol(&mut self, symbol: SymbolId) -> Value<'a> {
        self.follow(Followed::Symbol(symbol), |sources| {
            let mut value = sources.wrapper_parameter(symbol);
            let writes = sources.bindings.writes.get(&symbol).map_or(0, Vec::len);
            for index in 0..writes {
                let write = sources.bindings.writes[&symbol][index].clone();
                value = value.join(sources.written(&write));
            }
            if value.sources().is_empty() { Source::Plain.into() } else { value }
        })
    }

    /// `var module = …` names the parameter of Node's wrapper, not a binding of its own.
    fn wrapper_parameter(&mut self, symbol: SymbolId) -> Value<'a> {
        let scoping = self.module.scoping();
        let is_root = scoping.symbol_scope_id(symbol) == scoping.root_scope_id();
        if !is_root || self.module.syntax == Syntax::Module {
            return Value::default();
        }
        match scoping.symbol_name(symbol) {
            "exports" => self.exports(Holder::Variable),
            "module" => Source::Global(Path::new("module")).into(),
            "require" => Source::Global(Path::new("require")).into(),
            _ => Value::default(),
        }
    }

    fn written(&mut self, write: &Write<'a>) -> Value<'a> {
        let value = match write.base {
            Base::Expression(expression) => self.of(expression),
            Base::Element(expression) => {
                let list = self.of(expression);
                self.member_of(list, "?")
            }
            Base::Item(receiver, owner) => self.item(receiver, owner),
            Base::Function(start) => Source::Function(start).into(),
            Base::Parameter(owner, place) => self.parameter(owner, place),
            Base::Import(specifier) => module_source(specifier).into(),
            Base::Foreign => Source::Foreign.into(),
            Base::Plain => Source::Plain.into(),
        };
        write.path.iter().fold(value, |value, name| self.member_of(value, name))
    }

    /// What a method like `forEach` of `receiver` gives to the function that starts at `owner`.
    fn item(&mut self, receiver: &'a Expression<'a>, owner: u32) -> Value<'a> {
        let receiver = self.of(receiver);
        let mut value = Value::default();
        for source in receiver.into_sources() {
            value = value.join(match source {
                Source::Plain | Source::List(..) | Source::Foreign | Source::Import(_) => {
                    self.member_of(source.into(), "?")
                }
                _ => Source::Parameter(owner, ANY_PLACE).into(),
            });
        }
        value
    }

    pub(super) fn follow(
        &mut self,
        what: Followed<'a>,
        find: impl FnOnce(&mut Self) -> Value<'a>,
    ) -> Value<'a> {
        if let Some(value) = self.known.get(&what) {
            return value.clone();
        }
        if self.following.last() == Some(&what) {
            return Value::default();
        }
        if self.following.len() > DEEPEST || !self.in_progress.insert(what) {
            return Source::Unknown.into();
        }
        self.following.push(what);
        self.expressions.push(FxHashMap::default());
        let value = find(self);
        self.expressions.pop();
        self.following.pop();
        self.in_progress.remove(&what);
        self.known.insert(what, value.clone());
        value
    }
}
