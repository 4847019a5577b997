//! Functions, classes and what their members can run.

use oxc_ast::ast::{
    ArrowFunctionBody, ArrowFunctionExpression, Class, ClassElement, Decorator, Expression,
    FormalParameters, Function, PropertyKey,
};
use oxc_span::{GetSpan, Span};

use super::{
    Effect,
    bindings::key_name,
    graph::{Act, Arguments, Key, Run, Slot, Taint, UnitId, bit},
    marks::Marks,
    rules::{self, Rule},
    value::{Source, Value},
    walk::Walker,
};

/// A function that waits to be walked.
pub(super) enum Body<'a> {
    Function(&'a Function<'a>),
    Arrow(&'a ArrowFunctionExpression<'a>),
}

impl Body<'_> {
    fn span(&self) -> Span {
        match self {
            Self::Function(function) => function.span,
            Self::Arrow(arrow) => arrow.span,
        }
    }
}

impl<'a> Walker<'_, 'a> {
    /// Notes a function that is made here, not run.
    pub(super) fn meet(&mut self, body: Body<'a>) {
        let span = body.span();
        let target = self.graph.unit(Key::Function(span.start));
        let handed = self.graph.unit(Key::Handed(span.start));
        self.graph.push(handed, span, Act::Run(plain_run(target)));
        self.pending.push(body);
    }

    /// Walks a function's body into its own unit.
    pub(super) fn body(&mut self, body: &Body<'a>) {
        let start = body.span().start;
        self.unit = self.graph.unit(Key::Function(start));
        self.function = start;
        match body {
            Body::Function(function) => {
                self.parameters(&function.params);
                if let Some(body) = &function.body {
                    self.statements(&body.statements);
                }
            }
            Body::Arrow(arrow) => {
                self.parameters(&arrow.params);
                match &arrow.body {
                    ArrowFunctionBody::FunctionBody(body) => self.statements(&body.statements),
                    body => {
                        if let Some(value) = body.as_expression() {
                            self.expression(value, true);
                        }
                    }
                }
            }
        }
    }

    /// Leaves out what is not run, where that is known; what would run it is not known then.
    pub(super) fn matters(&mut self, body: &Body<'a>) -> bool {
        let span = body.span();
        let Some(known) = &self.sources.known_calls else { return true };
        if known.running.contains(&span.start) {
            return true;
        }
        let is_around = known.around.contains(&span.start);
        let unit = self.graph.unit(Key::Function(span.start));
        self.graph.push(unit, span, Act::Has(Effect::Foreign));
        is_around
    }

    fn parameters(&mut self, parameters: &'a FormalParameters<'a>) {
        for parameter in &parameters.items {
            if let Some(default) = &parameter.initializer {
                self.expression(default, true);
            }
            self.pattern(&parameter.pattern);
        }
    }

    /// Evaluates a class definition; its construction becomes a unit.
    pub(super) fn class(&mut self, class: &'a Class<'a>) {
        let construct = self.graph.unit(Key::Function(class.span.start));
        let handed = self.graph.unit(Key::Handed(class.span.start));
        self.graph.push(handed, class.span, Act::Run(plain_run(construct)));
        self.decorators(&class.decorators);
        if let Some(heritage) = &class.heritage {
            self.expression(&heritage.expression, true);
            self.superclass(construct, &heritage.expression);
        }
        for element in &class.body.body {
            self.class_element(element, construct, handed);
        }
    }

    fn class_element(&mut self, element: &'a ClassElement<'a>, construct: UnitId, handed: UnitId) {
        match element {
            ClassElement::StaticBlock(block) => self.statements(&block.body),
            ClassElement::MethodDefinition(method) => {
                self.decorators(&method.decorators);
                self.key(&method.key);
                self.meet(Body::Function(&method.value));
                let start = method.value.span.start;
                let target = self.graph.unit(Key::Function(start));
                let caller = if method.kind.is_constructor() { construct } else { handed };
                self.graph.push(caller, method.span, Act::Run(passing_run(caller, target)));
                if !method.kind.is_constructor() {
                    let name = key_name(&method.key);
                    self.keep(name, &Source::Function(start).into(), method.span);
                }
            }
            ClassElement::PropertyDefinition(property) => {
                self.decorators(&property.decorators);
                self.key(&property.key);
                let unit = if property.r#static { self.unit } else { construct };
                self.field(&property.key, property.value.as_ref(), unit);
            }
            ClassElement::AccessorProperty(property) => {
                self.key(&property.key);
                let unit = if property.r#static { self.unit } else { construct };
                self.field(&property.key, property.value.as_ref(), unit);
            }
            ClassElement::TSIndexSignature(_) => {}
        }
    }

    fn field(&mut self, key: &'a PropertyKey<'a>, value: Option<&'a Expression<'a>>, unit: UnitId) {
        let Some(value) = value else { return };
        let outer = std::mem::replace(&mut self.unit, unit);
        self.expression(value, true);
        if !is_still(value, self.sources.module.text(value.span())) {
            self.mark(value.span(), Marks::KEEPS);
        }
        self.unit = outer;
        let kept = self.sources.of(value);
        self.keep(key_name(key), &kept, value.span());
    }

    fn decorators(&mut self, decorators: &'a [Decorator<'a>]) {
        for decorator in decorators {
            self.expression(&decorator.expression, true);
            self.note(decorator.span, Effect::Foreign);
        }
    }

    /// Construction runs the superclass too.
    fn superclass(&mut self, construct: UnitId, superclass: &'a Expression<'a>) {
        let span = superclass.span();
        for source in self.sources.of(superclass).into_sources() {
            let act = match source {
                Source::Function(start) => {
                    let target = self.graph.unit(Key::Function(start));
                    Act::Run(passing_run(construct, target))
                }
                Source::Import(path) => match self.outline(&path) {
                    Some(it) if it.calls == 0 && it.changes == 0 => Act::Marked(it.marks),
                    _ => Act::Has(Effect::Foreign),
                },
                source => Act::Has(rules::calling(&source).effect()),
            };
            self.graph.push(construct, span, act);
        }
    }

    /// Notes that calls of `name` on some object may call `value`.
    pub(super) fn keep(&mut self, name: Option<&'a str>, value: &Value<'a>, span: Span) {
        self.keep_as(Key::Properties, value, span);
        if let Some(name) = name {
            self.keep_as(Key::Method(name), value, span);
        }
    }

    /// Notes that running `key` may call `value`.
    pub(super) fn keep_as(&mut self, key: Key<'a>, value: &Value<'a>, span: Span) {
        let unit = self.graph.unit(key);
        for source in value.sources() {
            match source {
                Source::Function(start) => {
                    let target = self.graph.unit(Key::Function(*start));
                    self.graph.push(unit, span, Act::Run(passing_run(unit, target)));
                    continue;
                }
                // It is called by whoever runs the unit, whatever it does.
                Source::Parameter(..) if self.sources.known_calls.is_some() => {
                    self.graph.push(unit, span, Act::Has(Effect::Global));
                }
                Source::Parameter(owner, place) => {
                    let owner = self.owner(*owner);
                    self.graph.calls_parameters(owner, bit(*place));
                }
                Source::Import(path) => {
                    if let Some(outline) = self.outline(path) {
                        self.keep_outlined(unit, &outline, span);
                        continue;
                    }
                }
                _ => {}
            }
            match rules::calling(source) {
                Rule::ChangesFirst => {
                    self.graph.changes(unit, Slot::Parameter(0));
                }
                Rule::ChangesReceiver => {
                    self.graph.changes(unit, Slot::This);
                }
                rule if rule.effect() == Effect::Pure => {}
                rule => self.graph.push(unit, span, Act::Has(rule.effect())),
            }
        }
    }

    /// The unit of the function that a parameter or receiver belongs to.
    pub(super) fn owner(&mut self, start: u32) -> UnitId {
        let start = if start == u32::MAX { self.function } else { start };
        self.graph.unit(Key::Function(start))
    }
}

/// True if evaluating the value of a field surely changes nothing that the file keeps.
fn is_still(value: &Expression<'_>, text: &str) -> bool {
    let is_function =
        matches!(value, Expression::FunctionExpression(_) | Expression::ArrowFunctionExpression(_));
    is_function || !text.contains(['(', '=', '+', '-'])
}

/// A call that is given nothing.
pub(super) fn plain_run(target: UnitId) -> Run {
    Run {
        target,
        this: Taint::default(),
        arguments: Arguments::These(Vec::new(), Taint::default()),
        handed_to: None,
        inline: false,
    }
}

/// A call that passes on what its own unit was given.
pub(super) fn passing_run(unit: UnitId, target: UnitId) -> Run {
    let this = Taint { slots: vec![(unit, Slot::This)], ..Taint::default() };
    Run { this, arguments: Arguments::Passed, ..plain_run(target) }
}
