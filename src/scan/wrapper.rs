//! The names that Node's module wrapper binds, and the uses of all but `require` and `exports`.
//!
//! See <https://nodejs.org/api/modules.html#the-module-wrapper>.

use oxc_ast::{
    AstKind,
    ast::{AssignmentTarget, CallExpression, Expression, IdentifierReference, MemberExpression},
};
use oxc_semantic::{NodeId, Reference, SymbolId};
use oxc_span::{GetSpan, Span};
use oxc_syntax::operator::UnaryOperator;
use rustc_hash::FxHashSet;

use super::place::place_of;
use crate::{
    facts::{ExportsObject, Facts, WrapperKind, WrapperUse},
    module::Module,
    strict::Hazard,
};

const NAMES: [&str; 5] = ["require", "module", "exports", "__filename", "__dirname"];

/// Which of the wrapper's names the file binds again at its top level.
#[derive(Debug)]
pub(super) struct Wrapper {
    /// The name with the span of its declaration.
    redeclared: Vec<(&'static str, Span)>,
    /// The file's own `var exports = module.exports = …`, which is the exports object.
    alias: Option<SymbolId>,
}

impl Wrapper {
    pub(super) fn of(module: &Module<'_>) -> Self {
        let scoping = module.scoping();
        let redeclared = NAMES
            .into_iter()
            .filter_map(|name| Some((name, scoping.get_root_binding(name.into())?)))
            .map(|(name, symbol)| (name, scoping.symbol_span(symbol)))
            .collect();
        Self { redeclared, alias: alias(module) }
    }

    /// A `var` of one of these names shares the wrapper's parameter, which a module does not have.
    /// Only one that is given a value of its own at once is an ordinary variable.
    pub(super) fn report_redeclared(&self, module: &Module<'_>, hazards: &mut Vec<Hazard>) {
        for &(name, span) in &self.redeclared {
            if !is_plain_variable(module, name) && !(name == "exports" && self.alias.is_some()) {
                hazards.push(Hazard {
                    code: "wrapper-redeclared",
                    span,
                    message: format!("`{name}` is declared here and shares Node's own `{name}`"),
                    help: format!("Give the variable another name than `{name}`"),
                });
            }
        }
    }

    /// Whether `identifier` is the wrapper's name and not a variable of the file.
    fn is_free(&self, module: &Module<'_>, identifier: &IdentifierReference<'_>) -> bool {
        let Some(id) = identifier.reference_id.get() else { return false };
        let symbol = module.scoping().get_reference(id).symbol_id();
        symbol.is_none() || (identifier.name == "exports" && symbol == self.alias)
    }

    fn is_name(&self, module: &Module<'_>, expression: &Expression<'_>, name: &str) -> bool {
        matches!(expression, Expression::Identifier(it) if it.name == name && self.is_free(module, it))
    }

    /// `exports` or `module.exports`; `this` only where the caller knows that it is the top level's.
    pub(super) fn object(
        &self,
        module: &Module<'_>,
        expression: &Expression<'_>,
    ) -> Option<ExportsObject> {
        if self.is_name(module, expression, "exports") {
            return Some(ExportsObject::Exports);
        }
        let member = expression.as_member_expression()?;
        self.is_module_exports(module, member).then_some(ExportsObject::Module)
    }

    fn is_module_exports(&self, module: &Module<'_>, member: &MemberExpression<'_>) -> bool {
        member.static_property_name().is_some_and(|name| name == "exports")
            && self.is_name(module, member.object(), "module")
    }

    /// The exports object that an assignment replaces.
    pub(super) fn assigned_object(
        &self,
        module: &Module<'_>,
        target: &AssignmentTarget<'_>,
    ) -> Option<ExportsObject> {
        if let AssignmentTarget::AssignmentTargetIdentifier(it) = target {
            return (it.name == "exports" && self.is_free(module, it))
                .then_some(ExportsObject::Exports);
        }
        let member = target.as_member_expression()?;
        self.is_module_exports(module, member).then_some(ExportsObject::Module)
    }

    /// `exports.name`, `module.exports['name']` or the top level's `this.name`.
    pub(super) fn member_of_exports(
        &self,
        module: &Module<'_>,
        member: &MemberExpression<'_>,
    ) -> Option<(ExportsObject, String)> {
        let object = match member.object() {
            Expression::ThisExpression(_) => ExportsObject::This,
            object => self.object(module, object)?,
        };
        Some((object, member.static_property_name()?.to_string()))
    }

    /// References to `exports` that mean the exports object.
    pub(super) fn exports<'m>(
        &self,
        module: &'m Module<'_>,
    ) -> impl Iterator<Item = &'m Reference> {
        let own = self.alias.map(|symbol| module.scoping().get_resolved_references(symbol));
        module.free("exports").chain(own.into_iter().flatten())
    }

    /// `require('literal')`.
    pub(super) fn is_require(&self, module: &Module<'_>, call: &CallExpression<'_>) -> bool {
        self.is_name(module, &call.callee, "require") && call.common_js_require().is_some()
    }
}

/// Finds `var exports = module.exports = …` and `var exports = module.exports`.
fn alias(module: &Module<'_>) -> Option<SymbolId> {
    let scoping = module.scoping();
    let symbol = scoping.get_root_binding("exports".into())?;
    let AstKind::VariableDeclarator(declarator) = module.symbol_node(symbol) else { return None };
    let init = module.text(declarator.init.as_ref()?.span());
    let rest = init.strip_prefix("module.exports")?.trim_start();
    let once =
        scoping.symbol_redeclarations(symbol).is_empty() && !scoping.symbol_is_mutated(symbol);
    (once && (rest.is_empty() || (rest.starts_with('=') && !rest.starts_with("=="))))
        .then_some(symbol)
}

/// `function require() {}` and `var exports = value` have nothing of the wrapper's.
fn is_plain_variable(module: &Module<'_>, name: &'static str) -> bool {
    let scoping = module.scoping();
    let Some(symbol) = scoping.get_root_binding(name.into()) else { return true };
    if !scoping.symbol_redeclarations(symbol).is_empty() {
        return false;
    }
    let declaration = scoping.symbol_declaration(symbol);
    match module.nodes().kind(declaration) {
        AstKind::Function(_) => true,
        AstKind::VariableDeclarator(it) => {
            let Some(init) = &it.init else { return false };
            let in_root =
                matches!(module.parent(module.nodes().parent_id(declaration)), AstKind::Program(_));
            let reads_itself = scoping.get_resolved_references(symbol).any(|reference| {
                module.nodes().kind(reference.node_id()).span().start < init.span().end
            });
            in_root && !reads_itself
        }
        _ => false,
    }
}

/// Uses of `__dirname`, `__filename` and of `module` other than `module.exports`.
pub(super) fn uses(module: &Module<'_>, runs_at_load: &FxHashSet<u32>) -> Vec<WrapperUse> {
    let mut uses = Vec::new();
    for name in ["__dirname", "__filename", "module"] {
        for reference in module.free(name) {
            let node = reference.node_id();
            let Some(kind) = wrapper_kind(module, name, node, reference.is_write()) else {
                continue;
            };
            let parent = module.parent(node);
            let span = match (&kind, parent) {
                (
                    WrapperKind::ModuleFilename
                    | WrapperKind::ModuleProperty(_)
                    | WrapperKind::TypeofModule,
                    it,
                ) => it.span(),
                _ => module.nodes().kind(node).span(),
            };
            let shorthand = matches!(parent, AstKind::ObjectProperty(it) if it.shorthand);
            uses.push(WrapperUse {
                span,
                kind,
                place: place_of(module, node, runs_at_load),
                shorthand,
            });
        }
    }
    uses.sort_by_key(|it| it.span.start);
    uses
}

fn wrapper_kind(module: &Module<'_>, name: &str, node: NodeId, write: bool) -> Option<WrapperKind> {
    match name {
        _ if write => Some(WrapperKind::ModuleValue),
        "__dirname" => Some(WrapperKind::Dirname),
        "__filename" => Some(WrapperKind::Filename),
        _ => {
            let own = module.nodes().kind(node).span();
            let property = match module.parent(node) {
                AstKind::StaticMemberExpression(it) if it.object.span() == own => {
                    it.property.name.to_string()
                }
                AstKind::ComputedMemberExpression(it) if it.object.span() == own => {
                    it.static_property_name().map(|name| name.to_string()).unwrap_or_default()
                }
                AstKind::UnaryExpression(it) if it.operator == UnaryOperator::Typeof => {
                    return Some(WrapperKind::TypeofModule);
                }
                AstKind::BinaryExpression(it)
                    if super::requires::is_main_comparison(module, it) =>
                {
                    return None;
                }
                _ if stays_in_file(module, node) => return Some(WrapperKind::ModuleObject),
                _ => return Some(WrapperKind::ModuleValue),
            };
            match property.as_str() {
                "exports" => None,
                "filename" => Some(WrapperKind::ModuleFilename),
                _ if !is_module_property(&property) => Some(WrapperKind::ModuleObject),
                _ => Some(WrapperKind::ModuleProperty(property)),
            }
        }
    }
}

/// Properties that Node's `module` has (<https://nodejs.org/api/modules.html#the-module-object>).
fn is_module_property(name: &str) -> bool {
    matches!(
        name,
        "children"
            | "constructor"
            | "id"
            | "isPreloading"
            | "loaded"
            | "parent"
            | "path"
            | "paths"
            | "require"
    ) || name.is_empty()
}

/// The value is only tested, kept in a variable, or given to a function called in place.
fn stays_in_file(module: &Module<'_>, node: NodeId) -> bool {
    let mut child = module.nodes().kind(node).span();
    for ancestor in module.nodes().ancestor_kinds(node) {
        match ancestor {
            AstKind::LogicalExpression(_) => {}
            AstKind::BinaryExpression(it) => {
                let other = if it.left.span() == child { &it.right } else { &it.left };
                return it.operator.is_equality() && other.is_null_or_undefined();
            }
            AstKind::ConditionalExpression(it) if it.test.span() != child => {}
            AstKind::UnaryExpression(it) => return it.operator == UnaryOperator::LogicalNot,
            AstKind::IfStatement(it) => return it.test.span() == child,
            AstKind::ConditionalExpression(_)
            | AstKind::VariableDeclarator(_)
            | AstKind::ExpressionStatement(_) => return true,
            AstKind::AssignmentExpression(it) => {
                return it.right.span() == child && it.left.get_identifier_name().is_some();
            }
            AstKind::CallExpression(it) => {
                return matches!(it.callee, Expression::FunctionExpression(_))
                    || it.callee.as_member_expression().is_some_and(|member| {
                        matches!(member.object(), Expression::FunctionExpression(_))
                    });
            }
            _ => return false,
        }
        child = ancestor.span();
    }
    false
}

/// What no later stage can replace keeps the file.
pub(super) fn report(module: &Module<'_>, facts: &mut Facts) {
    for it in &facts.wrapper {
        let message = match &it.kind {
            WrapperKind::ModuleProperty(name) => {
                format!("`module.{name}` has no counterpart in an ES module")
            }
            WrapperKind::ModuleValue => format!("`{}` is used as a value", module.text(it.span)),
            _ => continue,
        };
        let help = "Rewrite this line without Node's module wrapper, then run again".to_string();
        facts.hazards.push(Hazard { code: "module-object", span: it.span, message, help });
    }
    for reference in module.free("arguments") {
        let node = reference.node_id();
        let in_function = module.nodes().ancestor_kinds(node).any(|kind| {
            matches!(
                kind,
                AstKind::Function(_) | AstKind::PropertyDefinition(_) | AstKind::StaticBlock(_)
            )
        });
        if !in_function {
            facts.hazards.push(Hazard {
                code: "module-arguments",
                span: module.nodes().kind(node).span(),
                message: "`arguments` of Node's module wrapper does not exist in an ES module"
                    .to_string(),
                help: "Name the value that is meant".to_string(),
            });
        }
    }
}
