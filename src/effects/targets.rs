//! Collects what patterns and assignments put into bindings.

use oxc_ast::ast::{
    AssignmentExpression, AssignmentTarget, AssignmentTargetMaybeDefault, AssignmentTargetProperty,
    BindingPattern, ForStatementLeft, IdentifierReference,
};

use super::bindings::{Base, Bindings, Holder, key_name, symbol_of};
use crate::module::Module;

impl<'a> Bindings<'a> {
    pub(super) fn pattern(
        &mut self,
        pattern: &'a BindingPattern<'a>,
        base: Base<'a>,
        path: &[&'a str],
    ) {
        match pattern {
            BindingPattern::BindingIdentifier(id) => self.write(id.symbol_id.get(), base, path),
            BindingPattern::AssignmentPattern(default) => {
                self.pattern(&default.left, base, path);
                self.pattern(&default.left, Base::Expression(&default.right), &[]);
            }
            BindingPattern::ObjectPattern(object) => {
                for property in &object.properties {
                    let inner = [path, &[key_name(&property.key).unwrap_or("?")]].concat();
                    self.pattern(&property.value, base, &inner);
                }
                if let Some(rest) = &object.rest {
                    self.pattern(&rest.argument, Base::Plain, &[]);
                }
            }
            BindingPattern::ArrayPattern(array) => {
                let inner = [path, &["?"]].concat();
                let rest = array.rest.as_ref().map(|rest| &rest.argument);
                for element in array.elements.iter().flatten().chain(rest) {
                    self.pattern(element, base, &inner);
                }
            }
        }
    }

    pub(super) fn assignment(
        &mut self,
        module: &Module<'a>,
        assignment: &'a AssignmentExpression<'a>,
    ) {
        self.target(module, &assignment.left, Base::Expression(&assignment.right), &[]);
        let Some(member) = assignment.left.as_member_expression() else { return };
        let name = member.static_property_name();
        if name == Some("prototype") {
            self.prototypes.push((member.object(), &assignment.right));
        } else {
            self.property(name, &assignment.right);
        }
        if name == Some("exports") && member.object().is_specific_id("module") {
            self.exports.push((Holder::Member, &assignment.right));
        }
    }

    fn target(
        &mut self,
        module: &Module<'a>,
        target: &'a AssignmentTarget<'a>,
        base: Base<'a>,
        path: &[&'a str],
    ) {
        match target {
            AssignmentTarget::AssignmentTargetIdentifier(id) => {
                self.identifier(module, id, base, path);
            }
            AssignmentTarget::ObjectAssignmentTarget(object) => {
                for property in &object.properties {
                    self.target_property(module, property, base, path);
                }
            }
            AssignmentTarget::ArrayAssignmentTarget(array) => {
                let inner = [path, &["?"]].concat();
                for element in array.elements.iter().flatten() {
                    self.target_default(module, element, base, &inner);
                }
            }
            _ => {}
        }
    }

    fn target_property(
        &mut self,
        module: &Module<'a>,
        property: &'a AssignmentTargetProperty<'a>,
        base: Base<'a>,
        path: &[&'a str],
    ) {
        match property {
            AssignmentTargetProperty::AssignmentTargetPropertyIdentifier(property) => {
                let inner = [path, &[property.binding.name.as_str()]].concat();
                self.identifier(module, &property.binding, base, &inner);
            }
            AssignmentTargetProperty::AssignmentTargetPropertyProperty(property) => {
                let inner = [path, &[key_name(&property.name).unwrap_or("?")]].concat();
                self.target_default(module, &property.binding, base, &inner);
            }
        }
    }

    fn target_default(
        &mut self,
        module: &Module<'a>,
        target: &'a AssignmentTargetMaybeDefault<'a>,
        base: Base<'a>,
        path: &[&'a str],
    ) {
        if let AssignmentTargetMaybeDefault::AssignmentTargetWithDefault(default) = target {
            self.target(module, &default.binding, base, path);
            self.target(module, &default.binding, Base::Expression(&default.init), &[]);
        } else if let Some(target) = target.as_assignment_target() {
            self.target(module, target, base, path);
        }
    }

    fn identifier(
        &mut self,
        module: &Module<'a>,
        id: &IdentifierReference<'a>,
        base: Base<'a>,
        path: &[&'a str],
    ) {
        let symbol = symbol_of(module, id);
        if symbol.is_none()
            && id.name == "exports"
            && let Base::Expression(value) = base
        {
            self.exports.push((Holder::Variable, value));
        }
        self.write(symbol, base, path);
    }

    pub(super) fn loop_variable(
        &mut self,
        module: &Module<'a>,
        left: &'a ForStatementLeft<'a>,
        base: Base<'a>,
    ) {
        if let ForStatementLeft::VariableDeclaration(declaration) = left {
            for declarator in &declaration.declarations {
                self.pattern(&declarator.id, base, &[]);
            }
        } else if let Some(target) = left.as_assignment_target() {
            self.target(module, target, base, &[]);
        }
    }
}
