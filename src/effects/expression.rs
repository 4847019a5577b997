//! Goes through expressions in the order of their evaluation.

use oxc_ast::ast::{
    ArrayExpressionElement, ChainElement, Expression, IdentifierReference, LogicalExpression,
    MemberExpression, ObjectExpression, ObjectPropertyKind, PropertyKey, SimpleAssignmentTarget,
    TaggedTemplateExpression, UnaryExpression,
};
use oxc_span::{GetSpan, Span};
use oxc_syntax::operator::{LogicalOperator, UnaryOperator};

use super::{
    Effect,
    bindings::{key_name, symbol_of},
    function::{Body, plain_run},
    graph::{Act, Key, UnitId},
    marks::Marks,
    rules,
    value::{Source, Value},
    walk::Walker,
};

impl<'a> Walker<'_, 'a> {
    /// Evaluates `expression`; its value is `used` or dropped.
    pub(super) fn expression(&mut self, expression: &'a Expression<'a>, used: bool) {
        match expression {
            Expression::Identifier(id) => self.read_identifier(id),
            Expression::FunctionExpression(function) => self.meet(Body::Function(function)),
            Expression::ArrowFunctionExpression(arrow) => self.meet(Body::Arrow(arrow)),
            Expression::ClassExpression(class) => self.class(class),
            Expression::CallExpression(call) => self.call(call, used),
            Expression::NewExpression(new) => self.new_object(new, used),
            Expression::AssignmentExpression(assignment) => self.assignment(assignment),
            Expression::ObjectExpression(object) => self.object(object),
            Expression::LogicalExpression(logical) => self.logical(logical, used),
            Expression::ConditionalExpression(conditional) => {
                self.expression(&conditional.test, true);
                let known = self.truth(&conditional.test);
                if known != Some(false) {
                    self.within(&conditional.test, true, |walker| {
                        walker.expression(&conditional.consequent, used);
                    });
                }
                if known != Some(true) {
                    self.within(&conditional.test, false, |walker| {
                        walker.expression(&conditional.alternate, used);
                    });
                }
            }
            Expression::SequenceExpression(sequence) => {
                let last = sequence.expressions.len().saturating_sub(1);
                for (index, expression) in sequence.expressions.iter().enumerate() {
                    self.expression(expression, used && index == last);
                }
            }
            Expression::ChainExpression(chain) => match &chain.expression {
                ChainElement::CallExpression(call) => self.call(call, used),
                element => {
                    if let Some(member) = element.as_member_expression() {
                        self.member(member, used);
                    }
                }
            },
            _ => self.operation(expression, used),
        }
    }

    fn operation(&mut self, expression: &'a Expression<'a>, used: bool) {
        match expression {
            Expression::ArrayExpression(array) => {
                let handed = self.graph.unit(Key::Handed(array.span.start));
                for element in &array.elements {
                    self.element(element, handed);
                }
            }
            Expression::BinaryExpression(binary) => {
                self.expression(&binary.left, true);
                self.expression(&binary.right, true);
            }
            Expression::PrivateInExpression(test) => self.expression(&test.right, true),
            Expression::UnaryExpression(unary) => self.unary(unary),
            Expression::UpdateExpression(update) => self.update(&update.argument),
            Expression::TemplateLiteral(template) => {
                for part in &template.expressions {
                    self.expression(part, true);
                }
            }
            Expression::TaggedTemplateExpression(template) => self.tagged(template, used),
            Expression::AwaitExpression(wait) => {
                self.expression(&wait.argument, used);
                self.note(wait.span, Effect::Foreign);
            }
            Expression::YieldExpression(stop) => {
                if let Some(argument) = &stop.argument {
                    self.expression(argument, true);
                }
            }
            Expression::ImportExpression(import) => {
                self.expression(&import.source, true);
                self.note(import.span, Effect::Foreign);
            }
            _ => {
                if let Some(member) = expression.as_member_expression() {
                    self.member(member, used);
                }
            }
        }
    }

    fn element(&mut self, element: &'a ArrayExpressionElement<'a>, handed: UnitId) {
        let Some(expression) = element.as_expression() else {
            if let ArrayExpressionElement::SpreadElement(spread) = element {
                self.expression(&spread.argument, true);
            }
            return;
        };
        self.expression(expression, true);
        if expression.is_literal() {
            return;
        }
        self.store(expression);
        let value = self.sources.of(expression);
        self.hold(handed, &value, expression.span());
    }

    /// Notes that a value is kept where calls of unknown elements may find it.
    pub(super) fn store(&mut self, expression: &'a Expression<'a>) {
        let value = self.sources.of(expression);
        self.keep_as(Key::Elements, &value, expression.span());
    }

    fn object(&mut self, object: &'a ObjectExpression<'a>) {
        let handed = self.graph.unit(Key::Handed(object.span.start));
        for property in &object.properties {
            let property = match property {
                ObjectPropertyKind::SpreadProperty(spread) => {
                    self.expression(&spread.argument, true);
                    continue;
                }
                ObjectPropertyKind::ObjectProperty(property) => property,
            };
            self.key(&property.key);
            self.expression(&property.value, true);
            let value = self.sources.of(&property.value);
            self.keep(key_name(&property.key), &value, property.span);
            self.hold(handed, &value, property.span);
        }
    }

    /// Who is handed the object or array can run what it holds.
    fn hold(&mut self, handed: UnitId, value: &Value<'a>, span: Span) {
        for source in value.sources() {
            if let Source::Function(start) | Source::Object(start) | Source::List(start, _) = source
            {
                let target = self.graph.unit(Key::Handed(*start));
                self.graph.push(handed, span, Act::Run(plain_run(target)));
            }
        }
    }

    pub(super) fn key(&mut self, key: &'a PropertyKey<'a>) {
        if let Some(computed) = key.as_expression() {
            self.expression(computed, true);
        }
    }

    fn logical(&mut self, logical: &'a LogicalExpression<'a>, used: bool) {
        self.expression(&logical.left, true);
        let skips = match logical.operator {
            LogicalOperator::And => Some(false),
            LogicalOperator::Or => Some(true),
            LogicalOperator::Coalesce => None,
        };
        if skips.is_none() {
            self.expression(&logical.right, used);
        } else if self.truth(&logical.left) != skips {
            self.within(&logical.left, skips == Some(false), |walker| {
                walker.expression(&logical.right, used);
            });
        }
    }

    fn unary(&mut self, unary: &'a UnaryExpression<'a>) {
        match (unary.operator, &unary.argument) {
            // Guards of module formats ask for names that nobody sets later.
            (UnaryOperator::Typeof, Expression::Identifier(id)) if id.name == "define" => {}
            (UnaryOperator::Typeof, argument @ Expression::Identifier(_)) => {
                self.within(argument, true, |walker| walker.expression(argument, true));
            }
            (UnaryOperator::Delete, argument) => {
                if let Some(member) = argument.as_member_expression() {
                    self.member_parts(member);
                    self.put_member(member, None);
                } else {
                    self.expression(argument, true);
                }
            }
            (UnaryOperator::Void, argument) => self.expression(argument, false),
            (_, argument) => self.expression(argument, true),
        }
    }

    fn update(&mut self, target: &'a SimpleAssignmentTarget<'a>) {
        if let SimpleAssignmentTarget::AssignmentTargetIdentifier(id) = target {
            self.read_identifier(id);
            self.put_identifier(id);
        } else if let Some(member) = target.as_member_expression() {
            self.member(member, true);
            self.put_member(member, None);
        }
    }

    fn tagged(&mut self, template: &'a TaggedTemplateExpression<'a>, used: bool) {
        self.expression(&template.tag, true);
        for part in &template.quasi.expressions {
            self.expression(part, true);
        }
        for source in self.sources.of(&template.tag).into_sources() {
            if let Source::Function(start) = source {
                let target = self.graph.unit(Key::Function(start));
                self.graph.push(self.unit, template.span, Act::Run(plain_run(target)));
                continue;
            }
            let effect = rules::calling(&source).effect();
            let dropped = !used && effect == Effect::Foreign;
            self.note(template.span, if dropped { Effect::Global } else { effect });
        }
    }

    pub(super) fn read_identifier(&mut self, id: &'a IdentifierReference<'a>) {
        self.look_at_name(id);
        let free = symbol_of(self.sources.module, id).is_none();
        if free && rules::is_read_of_world(&[id.name.as_str()]) && id.name != "arguments" {
            self.note_missing(id.span, id.name.as_str());
        }
        if free && id.name != "arguments" && rules::is_of_platform(id.name.as_str()) {
            self.mark(id.span, Marks::ASKS);
        }
    }

    fn member(&mut self, member: &'a MemberExpression<'a>, used: bool) {
        self.expression(member.object(), used);
        self.computed(member);
        let object = self.sources.of(member.object());
        let name = member.static_property_name().unwrap_or("?");
        self.look_at_member(member, &object);
        let value = self.sources.member_of(object.clone(), name);
        let reads = object.sources().iter().chain(value.sources()).any(|source| {
            matches!(source, Source::Global(path) if rules::is_read_of_world(path.parts()))
        });
        if !reads {
            return;
        }
        // Of what is read of a global, only some members are there for sure.
        let unsure = object.sources().iter().any(|source| {
            matches!(source, Source::Global(path) if !rules::is_surely_there(path.parts()))
        });
        if unsure {
            let object = self.sources.module.text(member.object().span());
            self.note_missing(member.span(), object);
        } else {
            self.note_read(member.span());
        }
    }

    /// Evaluates what stands in a member expression, but does not read the member.
    pub(super) fn member_parts(&mut self, member: &'a MemberExpression<'a>) {
        self.expression(member.object(), true);
        self.computed(member);
    }

    pub(super) fn computed(&mut self, member: &'a MemberExpression<'a>) {
        if let MemberExpression::ComputedMemberExpression(member) = member {
            self.expression(&member.expression, true);
        }
    }
}
