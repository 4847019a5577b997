//! Assignments, deletions and everything else that changes a value in place.

use oxc_ast::ast::{
    Argument, AssignmentExpression, AssignmentTarget, AssignmentTargetMaybeDefault,
    AssignmentTargetProperty, Expression, IdentifierReference, MemberExpression,
};
use oxc_span::{GetSpan, Span};

use super::{
    Effect,
    bindings::symbol_of,
    fresh::may_be_kept,
    function::plain_run,
    graph::{Act, Arguments, Key, Slot, Taint},
    marks::Marks,
    value::{Source, Value},
    walk::Walker,
};
use crate::module::Syntax;

impl<'a> Walker<'_, 'a> {
    pub(super) fn assignment(&mut self, assignment: &'a AssignmentExpression<'a>) {
        if let Some(member) = assignment.left.as_member_expression() {
            self.member_parts(member);
        } else if !assignment.operator.is_assign()
            && let AssignmentTarget::AssignmentTargetIdentifier(id) = &assignment.left
        {
            self.read_identifier(id);
        }
        self.expression(&assignment.right, true);
        let mut value = self.sources.of(&assignment.right);
        if self.rebinds(assignment) {
            value = value.only(|it| !matches!(it, Source::This(_) | Source::Own));
        }
        self.put(&assignment.left, Some(&value));
    }

    /// `this.name = this.name.bind(this)` adds nothing to the functions that have this name.
    fn rebinds(&mut self, assignment: &'a AssignmentExpression<'a>) -> bool {
        let name = |it: &MemberExpression<'a>| it.static_property_name();
        let Some(name_left) = assignment.left.as_member_expression().and_then(name) else {
            return false;
        };
        let Expression::CallExpression(call) = &assignment.right else { return false };
        let Some(callee) = call.callee.as_member_expression() else { return false };
        let bound = callee.object().as_member_expression().and_then(name);
        let is_bind = name(callee) == Some("bind") && bound == Some(name_left);
        let put = self.sources.bindings.properties.get(name_left).cloned().unwrap_or_default();
        let is_function = |it: &Expression<'a>| {
            matches!(it, Expression::FunctionExpression(_) | Expression::ArrowFunctionExpression(_))
        };
        is_bind && put.into_iter().any(is_function)
    }

    /// Evaluates the parts of an assignment target and changes what it names.
    pub(super) fn assigned(&mut self, target: &'a AssignmentTarget<'a>, value: Option<&Value<'a>>) {
        if let Some(member) = target.as_member_expression() {
            self.member_parts(member);
        }
        self.put(target, value);
    }

    fn put(&mut self, target: &'a AssignmentTarget<'a>, value: Option<&Value<'a>>) {
        match target {
            AssignmentTarget::AssignmentTargetIdentifier(id) => self.put_identifier(id),
            AssignmentTarget::ArrayAssignmentTarget(array) => {
                for element in array.elements.iter().flatten() {
                    self.put_default(element);
                }
            }
            AssignmentTarget::ObjectAssignmentTarget(object) => {
                for property in &object.properties {
                    self.put_property(property);
                }
            }
            _ => {
                if let Some(member) = target.as_member_expression() {
                    self.put_member(member, value);
                }
            }
        }
    }

    fn put_property(&mut self, property: &'a AssignmentTargetProperty<'a>) {
        match property {
            AssignmentTargetProperty::AssignmentTargetPropertyIdentifier(property) => {
                if let Some(default) = &property.init {
                    self.expression(default, true);
                }
                self.put_identifier(&property.binding);
            }
            AssignmentTargetProperty::AssignmentTargetPropertyProperty(property) => {
                self.key(&property.name);
                self.put_default(&property.binding);
            }
        }
    }

    fn put_default(&mut self, target: &'a AssignmentTargetMaybeDefault<'a>) {
        if let AssignmentTargetMaybeDefault::AssignmentTargetWithDefault(default) = target {
            self.expression(&default.init, true);
            self.assigned(&default.binding, None);
        } else if let Some(target) = target.as_assignment_target() {
            self.assigned(target, None);
        }
    }

    pub(super) fn put_identifier(&mut self, id: &'a IdentifierReference<'a>) {
        let wrapped = self.sources.module.syntax == Syntax::CommonJs;
        let own = wrapped
            && matches!(id.name.as_str(), "exports" | "module" | "__filename" | "__dirname");
        if symbol_of(self.sources.module, id).is_none() && !own {
            self.graph.writes_world = true;
            self.note(id.span, Effect::Global);
        }
        self.keep_name(id);
    }

    pub(super) fn put_member(
        &mut self,
        member: &'a MemberExpression<'a>,
        value: Option<&Value<'a>>,
    ) {
        let name = member.static_property_name();
        if let Some(value) = value {
            self.keep(name, value, member.span());
            self.keep_for_owner(member.object(), value);
        }
        if name == Some("exports") && member.object().is_specific_id("module") {
            return;
        }
        let object = self.sources.of(member.object());
        if leads_to_inherited(member.object()) {
            self.graph.writes_world = true;
            self.note(member.span(), Effect::Global);
        }
        self.change_of(Some(member.object()), &object, member.span());
    }

    /// Who is handed the function or object can run what was put into it.
    fn keep_for_owner(&mut self, object: &'a Expression<'a>, value: &Value<'a>) {
        if !value.any(|source| matches!(source, Source::Function(_))) {
            return;
        }
        let mut root = object;
        while let Some(member) = root.as_member_expression() {
            root = member.object();
        }
        for owner in self.sources.of(root).into_sources() {
            let (Source::Function(owner) | Source::Object(owner)) = owner else { continue };
            let handed = self.graph.unit(Key::Handed(owner));
            for source in value.sources() {
                if let Source::Function(start) = source {
                    let target = self.graph.unit(Key::Function(*start));
                    self.graph.push(handed, object.span(), Act::Run(plain_run(target)));
                }
            }
        }
    }

    /// Notes that `value` itself is changed.
    pub(super) fn change(&mut self, value: &Value<'a>, span: Span) {
        for source in value.sources() {
            match source {
                Source::Global(_) | Source::Builtin(_) | Source::Unknown => {
                    self.graph.writes_world = true;
                    self.note(span, Effect::Global);
                    if source.is_global_object() {
                        self.mark(span, Marks::GLOBALS);
                    }
                }
                Source::Import(_) => self.note(span, Effect::Global),
                Source::Parameter(owner, place) => {
                    self.keep_given(*owner, span);
                    let owner = self.owner(*owner);
                    self.graph.changes(owner, Slot::Parameter(*place));
                }
                Source::This(owner) => {
                    self.keep_given(*owner, span);
                    let owner = self.owner(*owner);
                    self.graph.changes(owner, Slot::This);
                }
                _ => {}
            }
        }
    }

    /// What a callee can reach through `value`.
    pub(super) fn taint(&mut self, value: &Value<'a>) -> Taint {
        let mut taint = Taint { kept: may_be_kept(value), ..Taint::default() };
        for source in value.sources() {
            self.taint_with(source, &mut taint);
        }
        taint
    }

    /// What a callee can reach through each of `arguments`.
    pub(super) fn taints(&mut self, arguments: &'a [Argument<'a>]) -> Arguments {
        let mut listed = Vec::new();
        let spread = arguments.iter().position(Argument::is_spread).unwrap_or(arguments.len());
        let (known, unknown) = arguments.split_at(spread);
        for argument in known.iter().filter_map(Argument::as_expression) {
            let value = self.sources.of(argument);
            let taint = self.taint(&value);
            let kept = taint.kept && !self.sources.is_fresh(argument);
            listed.push(Taint { kept, ..taint });
        }
        let anywhere = self.sources.all(unknown);
        Arguments::These(listed, self.taint(&anywhere))
    }

    fn taint_with(&mut self, source: &Source<'a>, taint: &mut Taint) {
        taint.shared |= source.is_shared();
        taint.world |= source.is_world() || *source == Source::Unknown;
        match source {
            Source::List(_, held) => {
                for source in held {
                    self.taint_with(source, taint);
                }
            }
            Source::Parameter(owner, place) => {
                let owner = self.owner(*owner);
                taint.slots.push((owner, Slot::Parameter(*place)));
            }
            Source::This(owner) => {
                let owner = self.owner(*owner);
                taint.slots.push((owner, Slot::This));
            }
            _ => {}
        }
    }
}

/// `A.super_.prototype` and the like are of another class than the one at hand.
fn leads_to_inherited(object: &Expression<'_>) -> bool {
    let Some(member) = object.as_member_expression() else { return false };
    match member.static_property_name() {
        Some("super_" | "__super__" | "__proto__") => true,
        Some("prototype") => leads_to_inherited(member.object()),
        _ => false,
    }
}
