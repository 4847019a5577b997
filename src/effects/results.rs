//! Finds the sources of what calls and constructions give.

use oxc_ast::ast::{Argument, CallExpression, Expression, NewExpression};
use oxc_semantic::NodeId;

use super::{
    bindings::symbol_of,
    graph::ANY_PLACE,
    names::{self, INTEROP},
    rules,
    sources::{Followed, Sources},
    value::{Path, Source, Value},
};
use crate::module::{Syntax, constant};

impl<'a> Sources<'_, 'a> {
    /// The specifier of a call of `require` with a literal.
    pub(super) fn required(&mut self, call: &'a CallExpression<'a>) -> Option<&'a str> {
        let specifier = match call.arguments.as_slice() {
            [Argument::StringLiteral(specifier)] => specifier.value.as_str(),
            // What it loads has no name here, but it is known when the file is linked.
            [_] if constant::specifier(self.module, call).is_some() => ".",
            _ => return None,
        };
        let callee = self.of(&call.callee);
        let is_require = callee.is_exactly(&Source::Global(Path::new("require")))
            && !matches!(&call.callee, Expression::Identifier(id)
                if self.module.syntax == Syntax::Module && symbol_of(self.module, id).is_none());
        is_require.then_some(specifier)
    }

    pub(super) fn call(&mut self, call: &'a CallExpression<'a>) -> Value<'a> {
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
            return self.results(call, &callee, &call.arguments, &Value::default());
        };
        let receiver = self.of(member.object());
        match member.static_property_name() {
            Some("bind") => self.bound(receiver, first),
            Some(name @ ("call" | "apply")) => {
                let this = first.map(|first| self.of(first)).unwrap_or_default();
                let arguments = call.arguments.get(1..).unwrap_or_default();
                let result = self.results(call, &receiver, arguments, &this);
                if name == "call" {
                    return result;
                }
                let list = self.all(arguments);
                result.join(self.member_of(list, "?"))
            }
            Some(name) if self.known_calls.is_some() && is_of_given(&receiver, name) => {
                let made = first.map(|first| self.of(first)).unwrap_or_default();
                let made = made.only(|it| matches!(it, Source::Function(_)));
                receiver.join(self.results(call, &made, &[], &Value::default()))
            }
            _ => {
                let callee = self.of(&call.callee);
                self.results(call, &callee, &call.arguments, &receiver)
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
        call: &CallExpression<'a>,
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
                Source::Import(path) => self.imported_result(call.node_id.get(), path).into(),
                _ => Source::Foreign.into(),
            });
        }
        result
    }

    /// Packages whose functions give away what belongs to everybody, and other calls.
    fn imported_result(&self, node: NodeId, path: &Path<'a>) -> Source<'a> {
        match path.parts() {
            ["globalthis" | "globalthis/polyfill"] => Source::Global(Path::new("globalThis")),
            ["get-intrinsic", ..] => Source::Import(path.clone()),
            // What is known to do nothing else may give what others have.
            _ if self.outline_at(node, path).is_some_and(|it| !it.fresh) => {
                Source::Import(path.member(RESULT))
            }
            _ => Source::Foreign,
        }
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
                Source::Parameter(owner, place) if owner == function => {
                    result.join(self.argument(arguments, place))
                }
                Source::This(owner) if owner == function => result.join(this.clone()),
                source => result.join(source.into()),
            };
        }
        result
    }

    /// What a parameter at `place` gets.
    fn argument(&mut self, arguments: &'a [Argument<'a>], place: u8) -> Value<'a> {
        let place = usize::from(place);
        if place >= usize::from(ANY_PLACE) || arguments.iter().any(Argument::is_spread) {
            return self.all(arguments);
        }
        match arguments.get(place).and_then(Argument::as_expression) {
            Some(argument) => self.of(argument),
            None => Source::Plain.into(),
        }
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
                list.only(|source| matches!(source, Source::List(..) | Source::Parameter(..)))
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

    pub(super) fn new_object(&mut self, new: &'a NewExpression<'a>) -> Value<'a> {
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
                Source::Import(path)
                    if self.outline_at(new.node_id.get(), &path).is_some_and(|it| !it.fresh) =>
                {
                    Source::Import(path.member(RESULT)).into()
                }
                _ => Source::Foreign.into(),
            });
        }
        result
    }
}

/// What a method of arrays and strings gives is a part of what its receiver was given.
fn is_of_given(receiver: &Value<'_>, method: &str) -> bool {
    let given = |it: &Source<'_>| matches!(it, Source::Parameter(..) | Source::Plain);
    let changes = names::MUTATORS.contains(&method);
    rules::is_read_method(method) && !changes && receiver.all(given)
}

/// Stands in paths for what a call gives.
const RESULT: &str = "()";

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

pub(super) fn module_source(specifier: &str) -> Source<'_> {
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
