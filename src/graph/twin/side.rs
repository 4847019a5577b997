//! What one build of a dependency declares and exports; `None` for statements that may do more.

use std::collections::BTreeMap;

use oxc_ast::ast::{
    Argument, AssignmentExpression, AssignmentOperator, AssignmentTarget, BindingPattern,
    CallExpression, Class, ClassElement, Declaration, ExportDefaultDeclarationKind,
    ExportNamedDeclaration, Expression, Function, ImportDeclaration, ImportDeclarationSpecifier,
    LogicalExpression, ObjectExpression, ObjectPropertyKind, PropertyKind, Statement,
    VariableDeclaration, VariableDeclarator,
};
use oxc_span::GetSpan;
use oxc_syntax::operator::{LogicalOperator, UnaryOperator};
use rustc_hash::FxHashMap;

use super::body;
use crate::{
    graph::builtins,
    module::{Module, Syntax},
};

/// What a name of the top level stands for.
#[derive(Clone, Copy)]
pub(super) enum Thing<'a> {
    Function(&'a Function<'a>),
    Value(&'a Expression<'a>),
    /// The function that fills an enumeration of TypeScript.
    Table(&'a Function<'a>),
    /// A builtin as a whole: what is read of it is the same in both builds.
    Builtin(&'static str),
    /// Something else, of which each build has its own.
    Own,
}

/// One build.
pub(super) struct Side<'m, 'a> {
    pub module: &'m Module<'a>,
    pub things: FxHashMap<&'a str, Thing<'a>>,
    pub exports: BTreeMap<String, Thing<'a>>,
    /// `module.exports`, or the default export.
    pub whole: Option<Thing<'a>>,
    /// Exports of names, which may be declared below them.
    named: Vec<(String, &'a str)>,
    whole_named: Option<&'a str>,
    /// `module.exports` is another object than `exports`.
    replaced: bool,
    /// Objects of esbuild, with the names that they get.
    listed: FxHashMap<&'a str, Vec<(String, &'a str)>>,
}

impl<'m, 'a> Side<'m, 'a> {
    pub(super) fn read(module: &'m Module<'a>) -> Option<Self> {
        let mut side = Self {
            module,
            things: FxHashMap::default(),
            exports: BTreeMap::new(),
            whole: None,
            named: Vec::new(),
            whole_named: None,
            replaced: false,
            listed: FxHashMap::default(),
        };
        for statement in &module.program.body {
            side.statement(statement)?;
        }
        for (name, local) in std::mem::take(&mut side.named) {
            let thing = *side.things.get(local)?;
            let settled = matches!(thing, Thing::Table(_)) || body::is_constant(module, local);
            side.exports.insert(name, if settled { thing } else { Thing::Own });
        }
        if let Some(local) = side.whole_named {
            side.whole = Some(*side.things.get(local)?);
        }
        Some(side)
    }

    fn statement(&mut self, statement: &'a Statement<'a>) -> Option<()> {
        match statement {
            Statement::EmptyStatement(_) => Some(()),
            Statement::FunctionDeclaration(it) => self.function(it).map(|_| ()),
            Statement::ClassDeclaration(it) => self.class(it).map(|_| ()),
            Statement::VariableDeclaration(it) => self.variables(it, false),
            Statement::ExpressionStatement(it) => match &it.expression {
                Expression::CallExpression(call) => self.call(call),
                Expression::AssignmentExpression(it) if self.module.syntax == Syntax::CommonJs => {
                    self.assignment(it)
                }
                Expression::LogicalExpression(it) => self.annotation(it),
                _ => None,
            },
            Statement::ImportDeclaration(it) => self.import(it),
            Statement::ExportDeclaration(it) => match &it.declaration {
                Declaration::FunctionDeclaration(function) => {
                    let name = self.function(function)?;
                    self.named.push((name.to_string(), name));
                    Some(())
                }
                Declaration::ClassDeclaration(class) => {
                    let name = self.class(class)?;
                    self.named.push((name.to_string(), name));
                    Some(())
                }
                Declaration::VariableDeclaration(it) => self.variables(it, true),
                _ => None,
            },
            Statement::ExportNamedDeclaration(it) => self.list(it),
            Statement::ExportDefaultDeclaration(it) => {
                match &it.declaration {
                    ExportDefaultDeclarationKind::FunctionDeclaration(it) => {
                        self.whole = Some(Thing::Function(it));
                    }
                    ExportDefaultDeclarationKind::Identifier(it) => {
                        self.whole_named = Some(it.name.as_str());
                    }
                    other => self.whole = Some(Thing::Value(other.as_expression()?)),
                }
                Some(())
            }
            _ => None,
        }
    }

    fn function(&mut self, function: &'a Function<'a>) -> Option<&'a str> {
        let name = function.id.as_ref()?.name.as_str();
        self.things.insert(name, Thing::Function(function));
        Some(name)
    }

    /// A class whose declaration runs nothing.
    fn class(&mut self, class: &'a Class<'a>) -> Option<&'a str> {
        let heir = class.heritage.as_ref().is_none_or(|it| it.expression.is_identifier_reference());
        let still = |it: &ClassElement<'a>| match it {
            ClassElement::MethodDefinition(it) => !it.computed && it.decorators.is_empty(),
            ClassElement::PropertyDefinition(it) => {
                !it.computed && !it.r#static && it.decorators.is_empty()
            }
            _ => false,
        };
        let declares = heir && class.decorators.is_empty() && class.body.body.iter().all(still);
        let name = class.id.as_ref().filter(|_| declares)?.name.as_str();
        self.things.insert(name, Thing::Own);
        Some(name)
    }

    /// `0 && (module.exports = { … })`, which only lexers see
    fn annotation(&self, it: &LogicalExpression<'_>) -> Option<()> {
        let never = it.operator == LogicalOperator::And
            && matches!(&it.left, Expression::NumericLiteral(it) if it.value == 0.0);
        (never && self.module.syntax == Syntax::CommonJs).then_some(())
    }

    /// `__export(all, { a: () => a })` of esbuild
    fn listed(&mut self, call: &'a CallExpression<'a>) -> Option<()> {
        let [Argument::Identifier(all), Argument::ObjectExpression(names)] =
            call.arguments.as_slice()
        else {
            return None;
        };
        let name = |it: &'a ObjectPropertyKind<'a>| {
            let ObjectPropertyKind::ObjectProperty(it) = it else { return None };
            let Expression::ArrowFunctionExpression(getter) = &it.value else { return None };
            let local = getter.get_expression()?.get_identifier_reference()?.name.as_str();
            Some((it.key.static_name().filter(|_| !it.computed)?.to_string(), local))
        };
        let names: Vec<_> = names.properties.iter().map(name).collect::<Option<_>>()?;
        self.listed.insert(all.name.as_str(), names).is_none().then_some(())
    }

    /// The names in `__toCommonJS(all)`.
    fn bundled(&mut self, value: &'a Expression<'a>) -> Option<Vec<(String, &'a str)>> {
        let Expression::CallExpression(call) = value else { return None };
        let [Argument::Identifier(all)] = call.arguments.as_slice() else { return None };
        let is_helper = call.callee.get_identifier_reference()?.name == "__toCommonJS";
        self.listed.remove(all.name.as_str()).filter(|_| is_helper)
    }

    fn list(&mut self, it: &'a ExportNamedDeclaration<'a>) -> Option<()> {
        for one in &it.specifiers {
            let local = one.local.identifier_name()?.as_str();
            match one.exported.name().as_str() {
                "default" => self.whole_named = Some(local),
                name => self.named.push((name.to_string(), local)),
            }
        }
        Some(())
    }

    fn import(&mut self, it: &'a ImportDeclaration<'a>) -> Option<()> {
        let builtin = builtins::builtin(&it.source.value)?;
        for one in it.specifiers.iter().flatten() {
            let ImportDeclarationSpecifier::ImportDefaultSpecifier(it) = one else { return None };
            self.things.insert(it.local.name.as_str(), Thing::Builtin(builtin));
        }
        Some(())
    }

    fn variables(&mut self, it: &'a VariableDeclaration<'a>, exported: bool) -> Option<()> {
        it.declarations.iter().try_for_each(|it| self.variable(it, exported))
    }

    fn variable(&mut self, it: &'a VariableDeclarator<'a>, exported: bool) -> Option<()> {
        let BindingPattern::BindingIdentifier(id) = &it.id else { return None };
        let name = id.name.as_str();
        if let Some(init) = &it.init {
            let builtin = self.required(init).map(Thing::Builtin);
            self.things.insert(name, builtin.unwrap_or(Thing::Value(init)));
        }
        // Without a value, an enumeration follows.
        if exported {
            self.named.push((name.to_string(), name));
        }
        Some(())
    }

    /// The builtin of `require('builtin')`.
    fn required(&self, expression: &Expression<'_>) -> Option<&'static str> {
        let Expression::CallExpression(call) = expression else { return None };
        let is_script = self.module.syntax == Syntax::CommonJs;
        builtins::builtin(&call.common_js_require().filter(|_| is_script)?.value)
    }

    /// `exports.a = …`, `exports.a = exports.b = void 0`, `module.exports = …`
    fn assignment(&mut self, it: &'a AssignmentExpression<'a>) -> Option<()> {
        if it.operator != AssignmentOperator::Assign {
            return None;
        }
        if is_prelude(self.module, it) {
            return Some(());
        }
        if self.module.text(it.left.span()) == "module.exports" {
            // What `exports` has, or gets, is lost.
            let lost = self.replaced || !self.named.is_empty() || !self.exports.is_empty();
            self.replaced = true;
            if let Some(names) = self.bundled(&it.right).filter(|_| !lost) {
                self.named = names;
                return Some(());
            }
            return match &it.right {
                _ if lost => None,
                Expression::ObjectExpression(object) => self.object(object),
                Expression::Identifier(id) => {
                    self.whole_named = Some(id.name.as_str());
                    Some(())
                }
                value => {
                    self.whole = Some(Thing::Value(value));
                    Some(())
                }
            };
        }
        let name = exported(self.module, &it.left).filter(|_| !self.replaced)?;
        self.export(name, &it.right)
    }

    fn object(&mut self, object: &'a ObjectExpression<'a>) -> Option<()> {
        for property in &object.properties {
            let ObjectPropertyKind::ObjectProperty(it) = property else { return None };
            let plain = !it.computed && it.kind == PropertyKind::Init;
            let name = it.key.static_name().filter(|_| plain)?;
            self.export(&name, &it.value)?;
        }
        Some(())
    }

    /// A name that is exported once.
    fn export(&mut self, name: &str, value: &'a Expression<'a>) -> Option<()> {
        if self.exports.contains_key(name) || self.named.iter().any(|(known, _)| known == name) {
            return None;
        }
        match value {
            Expression::Identifier(id) => self.named.push((name.to_string(), id.name.as_str())),
            value => {
                self.exports.insert(name.to_string(), Thing::Value(value));
            }
        }
        Some(())
    }

    /// The mark of transpilers, names that esbuild exports, or an enumeration.
    fn call(&mut self, call: &'a CallExpression<'a>) -> Option<()> {
        if matches!(&call.callee, Expression::Identifier(it) if it.name == "__export") {
            return self.listed(call);
        }
        if self.module.syntax == Syntax::CommonJs
            && self.module.text(call.callee.span()) == "Object.defineProperty"
        {
            let [object, name, _] = call.arguments.as_slice() else { return None };
            let is_mark = self.module.text(object.span()) == "exports"
                && matches!(name, Argument::StringLiteral(it) if it.value == "__esModule");
            return is_mark.then_some(());
        }
        let Expression::FunctionExpression(function) = &call.callee else { return None };
        let [argument] = call.arguments.as_slice() else { return None };
        let (name, export) = enumerated(self.module, argument.as_expression()?)?;
        let thing = Thing::Table(function);
        if self.things.insert(name, thing).is_some() {
            return None;
        }
        if let Some(export) = export {
            let known = self.exports.insert(export.to_string(), thing);
            (known.is_none() && !self.replaced).then_some(())?;
        }
        Some(())
    }
}

/// The name in `exports.name`.
fn exported<'a>(module: &Module<'a>, target: &AssignmentTarget<'a>) -> Option<&'a str> {
    let AssignmentTarget::StaticMemberExpression(it) = target else { return None };
    (module.text(it.object.span()) == "exports").then_some(it.property.name.as_str())
}

/// `exports.a = exports.b = void 0`
fn is_prelude(module: &Module<'_>, it: &AssignmentExpression<'_>) -> bool {
    exported(module, &it.left).is_some()
        && match &it.right {
            Expression::AssignmentExpression(next) => is_prelude(module, next),
            Expression::UnaryExpression(it) => it.operator == UnaryOperator::Void,
            _ => false,
        }
}

/// The name of the enumeration, and the one that it is exported by, in what its function is given:
/// `E || (E = {})`, `E = exports.E || (exports.E = {})`, `E || (exports.E = E = {})`.
fn enumerated<'a>(
    module: &Module<'a>,
    argument: &'a Expression<'a>,
) -> Option<(&'a str, Option<&'a str>)> {
    let text: String = module.text(argument.span()).split_whitespace().collect();
    let (left, _) = text.split_once("||")?;
    let name = left.split('=').next()?;
    let name = module.text(argument.span()).get(..name.len())?;
    let plain = format!("{name}||({name}={{}})");
    let inner = format!("{name}||(exports.{name}={name}={{}})");
    let outer = format!("{name}=exports.{name}||(exports.{name}={{}})");
    if text == plain {
        return Some((name, None));
    }
    (text == inner || text == outer).then_some((name, Some(name)))
}
