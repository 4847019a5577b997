//! Calls: what is called, what it is given, and what follows from both.

use oxc_ast::ast::{Argument, CallExpression, Expression, NewExpression};
use oxc_span::{GetSpan, Span};

use super::{
    bindings::function_in_place,
    function::plain_run,
    graph::{Act, Arguments, Key, Places, Run, Taint, UnitId, bit},
    names::{DEFINES, EXPORTS_STAR, INTEROP, ITERATES},
    results::{callee_name, disguised},
    value::{Path, Source, Value},
    walk::Walker,
};

/// How something is called.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    Called,
    /// By `apply`: the only argument holds those of the callee.
    Applied,
    Constructed,
}

/// A call or construction whose parts have been evaluated.
pub(super) struct Invocation<'a> {
    pub(super) span: Span,
    /// The name under which the receiver has what is called.
    pub(super) method: Option<&'a str>,
    /// The receiver, when there is one.
    pub(super) this: Option<Value<'a>>,
    pub(super) receiver: Option<&'a Expression<'a>>,
    pub(super) arguments: &'a [Argument<'a>],
    pub(super) used: bool,
    pub(super) manner: Manner,
}

impl<'a> Walker<'_, 'a> {
    pub(super) fn call(&mut self, call: &'a CallExpression<'a>, used: bool) {
        if self.sources.required(call).is_some() {
            self.graph.push(self.unit, call.span, Act::Require);
            return;
        }
        let name = callee_name(&call.callee);
        self.callee(call, used);
        self.arguments(&call.arguments);
        // An older one gets no exports object, but names it, so that its body counts.
        let is_given = call.arguments.len() > 1;
        if name
            .is_some_and(|name| INTEROP.contains(&name) || is_given && EXPORTS_STAR.contains(&name))
        {
            return;
        }
        if name.is_some_and(|name| DEFINES.contains(&name)) {
            let first = self.first(&call.arguments);
            let expression = call.arguments.first().and_then(Argument::as_expression);
            self.change_of(expression, &first, call.span);
            return;
        }
        if let Some(expression) = accessor_of(call) {
            let object = self.sources.of(expression);
            self.change_of(Some(expression), &object, call.span);
            return;
        }
        if self.loads_data(call) || disguised(call).is_some() {
            return;
        }
        if let Some((function, skipped)) = function_in_place(call) {
            self.run_in_place(call, function, skipped);
            return;
        }
        self.resolve(call, used);
    }

    /// Evaluates the callee. What a dropped chain starts with is called for its effect too.
    fn callee(&mut self, call: &'a CallExpression<'a>, used: bool) {
        let Some(member) = call.callee.as_member_expression() else {
            match &call.callee {
                Expression::Identifier(id) => self.look_at_name(id),
                Expression::Super(_) => {}
                callee => self.expression(callee, true),
            }
            return;
        };
        let iterates = member.static_property_name().is_some_and(|name| ITERATES.contains(&name));
        self.expression(member.object(), used || iterates);
        self.computed(member);
    }

    fn arguments(&mut self, arguments: &'a [Argument<'a>]) {
        for argument in arguments {
            match argument {
                Argument::SpreadElement(spread) => self.expression(&spread.argument, true),
                argument => {
                    if let Some(expression) = argument.as_expression() {
                        self.expression(expression, true);
                    }
                }
            }
        }
    }

    pub(super) fn first(&mut self, arguments: &'a [Argument<'a>]) -> Value<'a> {
        self.sources.all(arguments.get(..1).unwrap_or_default())
    }

    /// `require(path.join(…, 'package.json'))` runs no code.
    fn loads_data(&mut self, call: &'a CallExpression<'a>) -> bool {
        let [argument] = call.arguments.as_slice() else { return false };
        let callee = self.sources.of(&call.callee);
        let text = self.sources.module.text(argument.span());
        let text = text.trim_end_matches(|c: char| c == ')' || c.is_whitespace());
        let ends_with_literal =
            [".json'", ".json\"", ".json`"].iter().any(|end| text.ends_with(end));
        ends_with_literal && callee.is_exactly(&Source::Global(Path::new("require")))
    }

    fn run_in_place(&mut self, call: &'a CallExpression<'a>, function: u32, skipped: usize) {
        let target = self.graph.unit(Key::Function(function));
        let this = if skipped > 0 {
            let first = self.first(&call.arguments);
            self.taint(&first)
        } else {
            self.absent_receiver(function)
        };
        let arguments = self.taints(call.arguments.get(skipped..).unwrap_or_default());
        let (first, rest) = call.arguments.split_at(skipped.min(call.arguments.len()));
        self.hand_anywhere(first, target);
        self.hand(rest, Some(target));
        let run = Run { target, this, arguments, handed_to: None, inline: true };
        self.graph.push(self.unit, call.span, Act::Run(run));
    }

    /// What `this` is in a function that is called without a receiver.
    pub(super) fn absent_receiver(&self, function: u32) -> Taint {
        let callable = self.sources.bindings.callables.get(&function);
        let is_global = callable.is_some_and(|callable| callable.is_sloppy);
        Taint { shared: is_global, world: is_global, ..Taint::default() }
    }

    fn resolve(&mut self, call: &'a CallExpression<'a>, used: bool) {
        let arguments = call.arguments.as_slice();
        let manner = Manner::Called;
        let plain = Invocation {
            span: call.span,
            method: None,
            this: None,
            receiver: None,
            arguments,
            used,
            manner,
        };
        let Some(member) = call.callee.as_member_expression() else {
            if matches!(call.callee, Expression::Super(_)) {
                self.hand(arguments, None);
                return;
            }
            let value = self.sources.of(&call.callee);
            self.invoke(&plain, &value);
            return;
        };
        let object = self.sources.of(member.object());
        match member.static_property_name() {
            Some("bind") => self.bind(&plain, &object),
            Some(name @ ("call" | "apply")) => {
                let is_method = member.object().as_member_expression().is_some();
                let invocation = Invocation {
                    method: callee_name(member.object()).filter(|_| is_method),
                    this: Some(self.first(arguments)),
                    receiver: arguments.first().and_then(Argument::as_expression),
                    arguments: arguments.get(1..).unwrap_or_default(),
                    manner: if name == "apply" { Manner::Applied } else { manner },
                    ..plain
                };
                self.invoke(&invocation, &object);
            }
            method => {
                let value = self.sources.of(&call.callee);
                let method = method.or(Some("?"));
                let receiver = Some(member.object());
                self.invoke(&Invocation { method, this: Some(object), receiver, ..plain }, &value);
            }
        }
    }

    /// A local function that is bound to something shared may change it whenever it is called.
    fn bind(&mut self, call: &Invocation<'a>, function: &Value<'a>) {
        let bound = self.sources.all(call.arguments);
        if !bound.any(Source::is_shared) {
            return;
        }
        for source in function.sources() {
            if let Source::Function(start) = source {
                let target = self.graph.unit(Key::Function(*start));
                let this = self.taint(&bound);
                let arguments = Arguments::These(Vec::new(), this.clone());
                let run = Run { this, arguments, ..plain_run(target) };
                self.graph.push(self.unit, call.span, Act::Run(run));
            }
        }
    }

    pub(super) fn new_object(&mut self, new: &'a NewExpression<'a>, used: bool) {
        if !matches!(new.callee, Expression::Identifier(_)) {
            self.expression(&new.callee, true);
        }
        self.arguments(&new.arguments);
        let value = self.sources.of(&new.callee);
        let invocation = Invocation {
            span: new.span,
            method: None,
            this: None,
            receiver: None,
            arguments: &new.arguments,
            used,
            manner: Manner::Constructed,
        };
        self.invoke(&invocation, &value);
    }

    /// Gives functions away: `callee` may run them, or code that is not known.
    pub(super) fn hand(&mut self, arguments: &'a [Argument<'a>], callee: Option<UnitId>) {
        let spread = arguments.iter().position(Argument::is_spread).unwrap_or(arguments.len());
        for (index, argument) in arguments.iter().enumerate() {
            let known = u8::try_from(index).ok().filter(|_| index < spread);
            let places = known.map_or(Places::MAX, bit);
            self.hand_one(argument, callee.map(|callee| (callee, places)));
        }
    }

    /// The same, in whatever place `callee` takes them.
    pub(super) fn hand_anywhere(&mut self, arguments: &'a [Argument<'a>], callee: UnitId) {
        for argument in arguments {
            self.hand_one(argument, Some((callee, Places::MAX)));
        }
    }

    fn hand_one(&mut self, argument: &'a Argument<'a>, callee: Option<(UnitId, Places)>) {
        let given = self.sources.all(std::slice::from_ref(argument));
        for source in given.sources() {
            self.hand_source(source, argument.span(), callee);
        }
    }

    fn hand_source(&mut self, source: &Source<'a>, span: Span, to: Option<(UnitId, Places)>) {
        if self.in_known() || self.function == u32::MAX && self.sources.known_calls.is_some() {
            self.hand_known(source, span, to);
        }
        match source {
            Source::Function(start) | Source::Object(start) | Source::List(start, _) => {
                let target = self.graph.unit(Key::Handed(*start));
                let run = Run { handed_to: to, ..plain_run(target) };
                self.graph.push(self.unit, span, Act::Run(run));
            }
            Source::Parameter(owner, place) if to.is_none() => {
                let owner = self.owner(*owner);
                self.graph.calls_parameters(owner, bit(*place));
            }
            // Too many functions to tell apart.
            Source::Unknown => {
                for key in [Key::Elements, Key::Properties] {
                    let target = self.graph.unit(key);
                    let run = Run { handed_to: to, ..plain_run(target) };
                    self.graph.push(self.unit, span, Act::Run(run));
                }
            }
            _ => {}
        }
    }
}

/// The object that gets an accessor by `object.__defineGetter__('name', function)`, which keeps the
/// function and does not call it.
fn accessor_of<'a>(call: &'a CallExpression<'a>) -> Option<&'a Expression<'a>> {
    let member = call.callee.as_member_expression()?;
    let name = member.static_property_name()?;
    let defines = matches!(name, "__defineGetter__" | "__defineSetter__");
    (defines && call.arguments.len() == 2).then(|| member.object())
}
