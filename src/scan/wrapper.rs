//! The names that Node's module wrapper binds, and the uses of all but `require` and `exports`.
//!
//! See <https://nodejs.org/api/modules.html#the-module-wrapper>.

use oxc_ast::{
    AstKind,
    ast::{
        Argument, AssignmentTarget, CallExpression, Expression, IdentifierReference,
        MemberExpression,
    },
};
use oxc_semantic::{NodeId, Reference, SymbolId};
use oxc_span::{GetSpan, Span};
use oxc_syntax::operator::UnaryOperator;
use rustc_hash::FxHashSet;

use super::{module_object, place::place_of};
use crate::{
    facts::{
        Alias, ExportAssignment, ExportsObject, Facts, RequireValueKind, WrapperKind, WrapperUse,
    },
    module::Module,
    strict::Hazard,
};

const NAMES: [&str; 5] = ["require", "module", "exports", "__filename", "__dirname"];

/// Which of the wrapper's names the file binds again at its top level.
#[derive(Debug)]
pub(super) struct Wrapper {
    /// The name with the span of its declaration.
    redeclared: Vec<(&'static str, Span)>,
    /// Variables of the file that hold the exports object.
    aliases: Vec<SymbolId>,
}

impl Wrapper {
    pub(super) fn of(module: &Module<'_>) -> Self {
        let scoping = module.scoping();
        let redeclared = NAMES
            .into_iter()
            .filter_map(|name| Some((name, scoping.get_root_binding(name.into())?)))
            .map(|(name, symbol)| (name, scoping.symbol_span(symbol)))
            .collect();
        Self { redeclared, aliases: aliases(module) }
    }

    /// A `var` of one of these names shares the wrapper's parameter, which a module does not have.
    /// Only one that is given a value of its own at once is an ordinary variable.
    pub(super) fn report_redeclared(&self, module: &Module<'_>, hazards: &mut Vec<Hazard>) {
        for &(name, span) in &self.redeclared {
            if !is_plain_variable(module, name) && !self.is_alias_name(module, name) {
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
        symbol.is_none_or(|symbol| self.aliases.contains(&symbol))
    }

    fn is_name(&self, module: &Module<'_>, expression: &Expression<'_>, name: &str) -> bool {
        let Expression::Identifier(it) = expression else { return false };
        let own =
            it.reference_id.get().and_then(|id| module.scoping().get_reference(id).symbol_id());
        match own {
            Some(symbol) => name == "exports" && self.aliases.contains(&symbol),
            None => it.name == name,
        }
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

    fn is_alias_name(&self, module: &Module<'_>, name: &str) -> bool {
        self.aliases.iter().any(|&it| module.scoping().symbol_name(it) == name)
    }

    /// The statements `var name = exports` with the name.
    pub(super) fn alias_statements(&self, module: &Module<'_>) -> Vec<Alias> {
        let statement = |&symbol: &SymbolId| {
            let declarator = module.symbol_node(symbol);
            let declaration = module.parent(declarator.node_id());
            let init = match declarator {
                AstKind::VariableDeclarator(it) => {
                    it.init.as_ref().map(|it| module.text(it.span()))
                }
                _ => None,
            };
            matches!(init, Some("exports" | "module.exports")).then(|| Alias {
                span: declaration.span(),
                name: module.scoping().symbol_name(symbol).to_string(),
            })
        };
        self.aliases.iter().filter_map(statement).collect()
    }

    /// References to `exports` that mean the exports object.
    pub(super) fn exports<'m>(
        &self,
        module: &'m Module<'_>,
    ) -> impl Iterator<Item = &'m Reference> {
        let own = self.aliases.iter().flat_map(|&it| module.scoping().get_resolved_references(it));
        module.free("exports").chain(own.collect::<Vec<_>>())
    }

    /// `require('literal')`.
    pub(super) fn is_require(&self, module: &Module<'_>, call: &CallExpression<'_>) -> bool {
        self.is_name(module, &call.callee, "require") && call.common_js_require().is_some()
    }
}

/// Finds `var exports = module.exports = …`, and top-level variables that hold the exports object
/// for good: `const self = exports`.
fn aliases(module: &Module<'_>) -> Vec<SymbolId> {
    let scoping = module.scoping();
    let root = scoping.root_scope_id();
    let symbols = scoping.symbol_ids().filter(|&it| scoping.symbol_scope_id(it) == root);
    symbols.filter(|&it| is_alias(module, it).is_some()).collect()
}

fn is_alias(module: &Module<'_>, symbol: SymbolId) -> Option<()> {
    let scoping = module.scoping();
    let AstKind::VariableDeclarator(declarator) = module.symbol_node(symbol) else { return None };
    let declaration = module.nodes().parent_id(declarator.node_id.get());
    let AstKind::VariableDeclaration(statement) = module.nodes().kind(declaration) else {
        return None;
    };
    let alone = statement.declarations.len() == 1 && declarator.id.is_binding_identifier();
    let top = matches!(module.parent(declaration), AstKind::Program(_));
    let once =
        scoping.symbol_redeclarations(symbol).is_empty() && !scoping.symbol_is_mutated(symbol);
    let init = module.text(declarator.init.as_ref()?.span());
    let is_exports = scoping.symbol_name(symbol) == "exports";
    let whole = init == "module.exports"
        || (init == "exports" && scoping.get_root_binding("exports".into()).is_none());
    let rest = init.strip_prefix("module.exports").map(str::trim_start).unwrap_or_default();
    let assigned = is_exports && rest.starts_with('=') && !rest.starts_with("==");
    (alone && top && once && (whole || assigned)).then_some(())
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
            let around = module.parent(module.nodes().parent_id(declaration));
            let block = match around {
                AstKind::Program(_) | AstKind::BlockStatement(_) => around.span(),
                _ => return false,
            };
            scoping.get_resolved_references(symbol).all(|reference| {
                let own = module.nodes().kind(reference.node_id()).span();
                own.start >= init.span().end && block.contains_inclusive(own)
            })
        }
        _ => false,
    }
}

/// Uses of `__dirname`, `__filename` and of `module` other than `module.exports`.
pub(super) fn uses(
    module: &Module<'_>,
    assignments: &[ExportAssignment],
    runs_at_load: &FxHashSet<u32>,
) -> Vec<WrapperUse> {
    let mut uses = Vec::new();
    let getter = assignments.iter().find(|it| it.getter.is_some());
    for name in ["__dirname", "__filename", "module"] {
        for reference in module.free(name) {
            let node = reference.node_id();
            let own = module.nodes().kind(node).span();
            if getter.is_some_and(|it| it.span.contains_inclusive(own)) {
                continue;
            }
            let Some(kind) = wrapper_kind(module, name, node, reference.is_write()) else {
                continue;
            };
            let parent = module.parent(node);
            let span = match (&kind, parent) {
                (
                    WrapperKind::ModuleFilename
                    | WrapperKind::ModuleClass
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
                _ if module_object::is_for_require(module, node) => {
                    return Some(WrapperKind::ModuleRequire);
                }
                _ if module_object::stays_in_file(module, node) => {
                    return Some(WrapperKind::ModuleObject);
                }
                _ => return Some(WrapperKind::ModuleValue),
            };
            match property.as_str() {
                "exports" => None,
                "filename" => Some(WrapperKind::ModuleFilename),
                "constructor" if module_object::is_read(module, node) => {
                    Some(WrapperKind::ModuleClass)
                }
                _ if !module_object::is_property(&property) => Some(WrapperKind::ModuleObject),
                _ => Some(WrapperKind::ModuleProperty(property)),
            }
        }
    }
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
    let written = module.free("require").find(|it| it.is_write());
    if let Some(it) = written {
        facts.hazards.push(Hazard {
            code: "require-assigned",
            span: module.semantic.reference_span(it),
            message: "`require` gets another value here".to_string(),
            help: "Give that value a name of its own, then run again".to_string(),
        });
    }
    if let Some(span) = evaluates_text(module, facts) {
        facts.hazards.push(Hazard {
            code: "source-as-text",
            span,
            message: "This file reads files by its own path and evaluates text as a script"
                .to_string(),
            help: "Make sure that no file that becomes a module is evaluated here".to_string(),
        });
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

/// Where the file compiles text as a script, if it also reads files relative to itself: what it
/// evaluates may be a file that migrates.
fn evaluates_text(module: &Module<'_>, facts: &Facts) -> Option<Span> {
    let loads = |name: &str| {
        facts.requires.iter().find(|it| it.specifier.trim_start_matches("node:") == name)
    };
    loads("fs")?;
    let resolves =
        facts.require_values.iter().any(|it| matches!(it.kind, RequireValueKind::Resolve { .. }));
    let located = facts.wrapper.iter().any(|it| it.kind.is_place());
    if !resolves && !located {
        return None;
    }
    let called =
        module.free("Function").find_map(|reference| match module.parent(reference.node_id()) {
            AstKind::NewExpression(it) => may_be_file(&it.arguments).then_some(it.span),
            AstKind::CallExpression(it) => may_be_file(&it.arguments).then_some(it.span),
            _ => None,
        });
    loads("vm").map(|it| it.call).or(called)
}

/// The text of a CommonJS file is no body of a function that has other parameters than Node's wrapper.
fn may_be_file(arguments: &[Argument<'_>]) -> bool {
    let Some((_, parameters)) = arguments.split_last() else { return false };
    let others = parameters.iter().all(|it| match it {
        Argument::StringLiteral(it) => NAMES.iter().all(|name| !it.value.contains(name)),
        _ => false,
    });
    parameters.is_empty() || !others
}
