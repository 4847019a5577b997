//! Finds the sources of expressions, following bindings, properties and return values.

use oxc_ast::{
    AstKind,
    ast::{
        Argument, ArrayExpression, ArrayExpressionElement, AssignmentTarget, CallExpression,
        ChainElement, Expression, IdentifierReference, MemberExpression, NewExpression,
        ThisExpression,
    },
};
use oxc_semantic::SymbolId;
use oxc_span::{GetSpan, Span};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    bindings::{Base, Bindings, Write, symbol_of},
    names::{self, GLOBAL_OBJECTS, INTEROP},
    rules,
    value::{Path, Source, Value},
};
use crate::module::{Module, Syntax};

/// How many bindings, properties and functions are followed one after the other.
const DEEPEST: usize = 64;

/// What is being followed or was.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Followed<'a> {
    Symbol(SymbolId),
    Property(&'a str),
    Returned(u32),
    Exports,
}

/// The sources of a file's values.
pub(super) struct Sources<'m, 'a> {
    pub(super) module: &'m Module<'a>,
    pub(super) bindings: Bindings<'a>,
    expressions: FxHashMap<Span, Value<'a>>,
    known: FxHashMap<Followed<'a>, Value<'a>>,
    /// The prototypes that functions are given, once they were asked for.
    prototypes: Option<FxHashMap<u32, Value<'a>>>,
    following: Vec<Followed<'a>>,
    in_progress: FxHashSet<Followed<'a>>,
}

impl<'m, 'a> Sources<'m, 'a> {
    pub(super) fn new(module: &'m Module<'a>) -> Self {
        Self {
            module,
            bindings: Bindings::collect(module),
            expressions: FxHashMap::default(),
            known: FxHashMap::default(),
            prototypes: None,
            following: Vec::new(),
            in_progress: FxHashSet::default(),
        }
    }

    /// The sources of `expression`.
    pub(super) fn of(&mut self, expression: &'a Expression<'a>) -> Value<'a> {
        if !(expression.is_call_like_expression() || expression.is_member_expression()) {
            return self.compute(expression);
        }
        let span = expression.span();
        if let Some(value) = self.expressions.get(&span) {
            return value.clone();
        }
        let value = self.compute(expression);
        // What is found while a binding is being followed may lack what it takes of itself.
        if self.following.is_empty() {
            self.expressions.insert(span, value.clone());
        }
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
            Expression::ConditionalExpression(conditional) => {
                let consequent = self.of(&conditional.consequent);
                consequent.join(self.of(&conditional.alternate))
            }
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
            "exports" if wrapped => self.exports(),
            "__filename" | "__dirname" if wrapped => Source::Plain.into(),
            "undefined" | "NaN" | "Infinity" => Source::Plain.into(),
            "arguments" => Source::Parameter(u32::MAX).into(),
            _ => Source::Global(Path::new(name)).into(),
        }
    }

    /// The own exports; also the module that stands in for them, when there is one.
    fn exports(&mut self) -> Value<'a> {
        self.follow(Followed::Exports, |sources| {
            let mut value = Value::from(Source::Own);
            for index in 0..sources.bindings.exports.len() {
                let assigned = sources.bindings.exports[index];
                value = value.join(sources.of(assigned).only(Source::is_shared));
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
            "exports" => self.exports(),
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
            Base::Parameter(owner) => Source::Parameter(owner).into(),
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
                _ => Source::Parameter(owner).into(),
            });
        }
        value
    }

    fn follow(
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
        let value = find(self);
        self.following.pop();
        self.in_progress.remove(&what);
        self.known.insert(what, value.clone());
        value
    }

    fn member(&mut self, member: &'a MemberExpression<'a>) -> Value<'a> {
        let object = self.of(member.object());
        self.member_of(object, member.static_property_name().unwrap_or("?"))
    }

    /// The sources of the member `name` of `value`; `?` is any member.
    pub(super) fn member_of(&mut self, value: Value<'a>, name: &'a str) -> Value<'a> {
        let mut result = Value::default();
        for source in value.into_sources() {
            match source {
                Source::Plain if matches!(name, "__proto__" | "constructor") => {
                    result.add(Source::Global(Path::new("Object")));
                }
                Source::List(_, held) => {
                    result.add(Source::Plain);
                    if name == "?" || name.parse::<u32>().is_ok() {
                        for source in held {
                            result.add(source);
                        }
                    }
                }
                Source::Function(start) if name == "prototype" => {
                    result.add(Source::Own);
                    result = result.join(self.prototype(start));
                }
                Source::Own | Source::Object(_) | Source::Function(_) => {
                    result.add(Source::Own);
                    result = result.join(self.property(name));
                }
                Source::This(owner) => {
                    result.add(Source::This(owner));
                    result = result.join(self.property(name));
                }
                Source::Import(path) if name != "default" => {
                    result.add(Source::Import(path.member(name)));
                }
                Source::Builtin(path) if name != "default" => {
                    result.add(builtin_member(&path, name));
                }
                Source::Global(path) => result = result.join(self.global_member(&path, name)),
                same => result.add(same),
            }
        }
        result
    }

    /// The shared values that are ever made the prototype of a function's instances.
    fn prototype(&mut self, function: u32) -> Value<'a> {
        if self.prototypes.is_none() {
            self.prototypes = Some(FxHashMap::default());
            for index in 0..self.bindings.prototypes.len() {
                let (owner, prototype) = self.bindings.prototypes[index];
                let shared = self.of(prototype).only(Source::is_shared);
                for source in self.of(owner).into_sources() {
                    if let (Source::Function(start), Some(known)) = (source, &mut self.prototypes) {
                        let value = known.entry(start).or_default();
                        *value = std::mem::take(value).join(shared.clone());
                    }
                }
            }
        }
        let known = self.prototypes.as_ref().and_then(|known| known.get(&function));
        known.cloned().unwrap_or_default()
    }

    /// The shared values that are ever put into a property of this name.
    fn property(&mut self, name: &'a str) -> Value<'a> {
        if !self.bindings.properties.contains_key(name) {
            return Value::default();
        }
        let what = Followed::Property(name);
        if self.in_progress.contains(&what) {
            return Value::default();
        }
        self.follow(what, |sources| {
            let mut value = Value::default();
            for index in 0..sources.bindings.properties[name].len() {
                let put = sources.bindings.properties[name][index];
                value = value.join(sources.of(put).only(Source::is_shared));
            }
            value
        })
    }

    fn global_member(&mut self, path: &Path<'a>, name: &'a str) -> Value<'a> {
        match (path.parts(), name) {
            (["module"], "exports") if self.module.syntax == Syntax::CommonJs => self.exports(),
            ([root], _) if GLOBAL_OBJECTS.contains(root) => Source::Global(Path::new(name)).into(),
            (["process", "env" | "versions" | "release"], _)
            | (
                ["process"],
                "platform" | "version" | "arch" | "pid" | "title" | "execPath" | "argv0",
            )
            | (["require", "main"], "filename")
            | (["module"], "filename" | "id") => Source::Plain.into(),
            _ => Source::Global(path.member(name)).into(),
        }
    }

    /// The specifier of a call of `require` with a literal.
    pub(super) fn required(&mut self, call: &'a CallExpression<'a>) -> Option<&'a str> {
        let [Argument::StringLiteral(specifier)] = call.arguments.as_slice() else { return None };
        let callee = self.of(&call.callee);
        let is_require = callee.is_exactly(&Source::Global(Path::new("require")))
            && !matches!(&call.callee, Expression::Identifier(id)
                if self.module.syntax == Syntax::Module && symbol_of(self.module, id).is_none());
        is_require.then_some(specifier.value.as_str())
    }

    fn call(&mut self, call: &'a CallExpression<'a>) -> Value<'a> {
        if let Some(specifier) = self.required(call).or_else(|| disguised(call)) {
            return module_source(specifier).into();
        }
        let first = call.arguments.first().and_then(Argument::as_expression);
        if let Some(first) = first
            && callee_name(&call.callee).is_some_and(|name| INTEROP.contains(&name))
        {
            return self.of(first);
        }
        let Some(member) = call.callee.as_member_expression() else {
            let callee = self.of(&call.callee);
            return self.results(&callee, &call.arguments, &Value::default());
        };
        let receiver = self.of(member.object());
        match member.static_property_name() {
            Some("bind") => self.bound(receiver, first),
            Some("call" | "apply") => {
                let this = first.map(|first| self.of(first)).unwrap_or_default();
                self.results(&receiver, call.arguments.get(1..).unwrap_or_default(), &this)
            }
            _ => {
                let callee = self.of(&call.callee);
                self.results(&callee, &call.arguments, &receiver)
            }
        }
    }

    fn bound(&mut self, function: Value<'a>, this: Option<&'a Expression<'a>>) -> Value<'a> {
        let generic = function.any(|source| {
            matches!(source, Source::Global(path)
                if matches!(path.parts(), ["Function", "prototype", "call" | "apply"]))
        });
        match this {
            Some(this) if generic => self.of(this),
            _ => function,
        }
    }

    fn results(
        &mut self,
        callee: &Value<'a>,
        arguments: &'a [Argument<'a>],
        this: &Value<'a>,
    ) -> Value<'a> {
        let mut result = Value::default();
        for source in callee.sources() {
            result = result.join(match source {
                Source::Function(start) => self.returned(*start, arguments, this),
                Source::Plain => Source::Plain.into(),
                Source::List(_, held) => held.iter().cloned().chain([Source::Plain]).collect(),
                Source::Builtin(path) => builtin_result(path).into(),
                Source::Global(path) => self.global_result(path, arguments),
                Source::Unknown => Source::Unknown.into(),
                Source::Import(path) => import_result(path).into(),
                _ => Source::Foreign.into(),
            });
        }
        result
    }

    fn returned(
        &mut self,
        function: u32,
        arguments: &'a [Argument<'a>],
        this: &Value<'a>,
    ) -> Value<'a> {
        let returned = self.follow(Followed::Returned(function), |sources| {
            let callable = sources.bindings.callables.get(&function).cloned().unwrap_or_default();
            if callable.is_deferred || callable.is_class {
                return Source::Foreign.into();
            }
            let mut value = Value::default();
            for expression in callable.returns {
                value = value.join(sources.of(expression));
            }
            if value.sources().is_empty() { Source::Plain.into() } else { value }
        });
        let mut result = Value::default();
        for source in returned.into_sources() {
            result = match source {
                Source::Parameter(owner) if owner == function => result.join(self.all(arguments)),
                Source::This(owner) if owner == function => result.join(this.clone()),
                source => result.join(source.into()),
            };
        }
        result
    }

    /// Everything that is among `arguments`.
    pub(super) fn all(&mut self, arguments: &'a [Argument<'a>]) -> Value<'a> {
        let mut value = Value::default();
        for argument in arguments {
            value = value.join(match argument {
                Argument::SpreadElement(spread) => {
                    let list = self.of(&spread.argument);
                    self.member_of(list, "?")
                }
                argument => argument.as_expression().map(|e| self.of(e)).unwrap_or_default(),
            });
        }
        value
    }

    fn global_result(&mut self, path: &Path<'a>, arguments: &'a [Argument<'a>]) -> Value<'a> {
        let first = arguments.first().and_then(Argument::as_expression);
        match path.parts() {
            ["Object" | "Reflect", "getPrototypeOf"] => Source::Unknown.into(),
            ["Object", "create"] => Source::Own.into(),
            ["Object", "entries" | "values"] | ["Array", "from"] => {
                let list = first.map(|first| self.of(first)).unwrap_or_default();
                list.only(|source| matches!(source, Source::List(..) | Source::Parameter(_)))
                    .join(Source::Plain.into())
            }
            ["Object"]
            | [
                "Object",
                "assign" | "freeze" | "seal" | "preventExtensions" | "defineProperty"
                | "defineProperties" | "setPrototypeOf",
            ] => first.map(|first| self.of(first)).unwrap_or_default(),
            ["Function"] => Source::Global(Path::new("Function()")).into(),
            ["Function()" | "eval"] => Source::Global(Path::new("globalThis")).into(),
            ["require"] => Source::Import(Path::new("?")).into(),
            ["Promise", ..] => Source::Foreign.into(),
            [root, ..] if rules::is_pure_global(root) => Source::Plain.into(),
            ["process", "cwd" | "hrtime"] | ["require", "resolve"] => Source::Plain.into(),
            _ => Source::Foreign.into(),
        }
    }

    fn new_object(&mut self, new: &'a NewExpression<'a>) -> Value<'a> {
        let callee = self.of(&new.callee);
        let mut result = Value::default();
        for source in callee.into_sources() {
            result = result.join(match source {
                Source::Function(_) => Source::Own.into(),
                Source::Global(path) => match path.parts() {
                    ["Proxy"] => self.all(new.arguments.get(..1).unwrap_or_default()),
                    ["Function"] => Source::Global(Path::new("Function()")).into(),
                    ["Promise"] => Source::Foreign.into(),
                    [root] if rules::is_pure_global(root) => Source::Plain.into(),
                    _ => Source::Foreign.into(),
                },
                Source::Unknown => Source::Unknown.into(),
                _ => Source::Foreign.into(),
            });
        }
        result
    }
}

/// The last name of a callee.
pub(super) fn callee_name<'a>(callee: &'a Expression<'a>) -> Option<&'a str> {
    match callee {
        Expression::Identifier(id) => Some(id.name.as_str()),
        Expression::SequenceExpression(sequence) => {
            sequence.expressions.last().and_then(callee_name)
        }
        callee => callee.as_member_expression()?.static_property_name(),
    }
}

/// Bundlers write `require('u' + 'rl')` to hide a module of Node from other bundlers.
pub(super) fn disguised(call: &CallExpression<'_>) -> Option<&'static str> {
    let [Argument::BinaryExpression(sum)] = call.arguments.as_slice() else { return None };
    let (Expression::StringLiteral(left), Expression::StringLiteral(right)) =
        (&sum.left, &sum.right)
    else {
        return None;
    };
    let hidden = left.value == "u" && right.value == "rl" && call.callee.is_specific_id("require");
    hidden.then_some("url")
}

fn module_source(specifier: &str) -> Source<'_> {
    if names::INHERITS_PACKAGES.contains(&specifier) {
        return Source::Builtin(Path::new("util").member("inherits"));
    }
    match rules::builtin_module(specifier) {
        Some("process") => Source::Global(Path::new("process")),
        Some("console") => Source::Global(Path::new("console")),
        Some(name) => Source::Builtin(Path::new(name)),
        None => Source::Import(Path::new(specifier)),
    }
}

fn builtin_member<'a>(path: &Path<'a>, name: &'a str) -> Source<'a> {
    match (path.parts(), name) {
        (["path" | "os"], "sep" | "delimiter" | "EOL") => Source::Plain,
        _ => Source::Builtin(path.member(name)),
    }
}

/// Packages whose functions give away what belongs to everybody.
fn import_result<'a>(path: &Path<'a>) -> Source<'a> {
    match path.parts() {
        ["globalthis" | "globalthis/polyfill"] => Source::Global(Path::new("globalThis")),
        ["get-intrinsic", ..] => Source::Import(path.clone()),
        _ => Source::Foreign,
    }
}

fn builtin_result<'a>(path: &Path<'a>) -> Source<'a> {
    match path.parts() {
        ["module", "createRequire" | "createRequireFromPath"] => {
            Source::Global(Path::new("require"))
        }
        [module, ..] if rules::gives_plain_values(module) => Source::Plain,
        ["util", "format" | "inspect"] => Source::Plain,
        _ => Source::Foreign,
    }
}
