//! What code that runs while the module evaluates does with what comes from other modules, and
//! which functions others could use before that.

use oxc_ast::{
    AstKind,
    ast::{BindingPattern, Expression, VariableDeclarator},
};
use oxc_semantic::{NodeId, SymbolId};
use oxc_span::{GetSpan, Span};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{inherits, interop, place::place_of};
use crate::{
    facts::{EarlyUse, ExportAssignment, Handling, Hoisted, ValueKind, When},
    module::Module,
};

/// The member of the required value that each symbol of a declarator holds; `None` where it holds
/// the value itself, or where that is not plain.
pub(super) fn taken(
    declarator: &VariableDeclarator<'_>,
    member: Option<&str>,
) -> FxHashMap<SymbolId, Option<String>> {
    match &declarator.id {
        BindingPattern::BindingIdentifier(id) => {
            FxHashMap::from_iter([(id.symbol_id(), member.map(String::from))])
        }
        BindingPattern::ObjectPattern(pattern) => {
            let pairs = pattern.properties.iter().filter_map(|property| {
                let id = property.value.get_binding_identifier()?;
                let key = property.key.static_name().filter(|_| !property.computed)?;
                Some((id.symbol_id(), Some(key.to_string())))
            });
            pairs.collect()
        }
        _ => FxHashMap::default(),
    }
}

/// What the reference `node` does with the member `of` of a required value, or with the value.
pub(super) fn use_at(
    module: &Module<'_>,
    node: NodeId,
    of: Option<String>,
    guarded: bool,
) -> EarlyUse {
    let parent = module.nodes().parent_id(node);
    let own = module.nodes().kind(node).span();
    if is_inherited(module, node) {
        return EarlyUse { member: of, handling: Handling::Extended, span: None, guarded };
    }
    if of.is_none()
        && let AstKind::StaticMemberExpression(it) = module.nodes().kind(parent)
        && it.object.span() == own
        && !it.optional
    {
        let member = Some(it.property.name.to_string());
        let (handling, span) = (handling(module, parent), Some(it.span));
        return EarlyUse { member, handling, span, guarded };
    }
    EarlyUse { member: of, handling: handling(module, node), span: None, guarded }
}

/// What becomes of the value of `node`.
fn handling(module: &Module<'_>, node: NodeId) -> Handling {
    let own = module.nodes().kind(node).span();
    let parent = module.nodes().parent_id(node);
    match module.nodes().kind(parent) {
        AstKind::SequenceExpression(it)
            if it.expressions.last().is_some_and(|it| it.span() == own) =>
        {
            handling(module, parent)
        }
        AstKind::CallExpression(it) if it.callee.span() == own && !it.optional => Handling::Called,
        AstKind::NewExpression(it) if it.callee.span() == own => Handling::Called,
        _ if is_inherited(module, node) => Handling::Extended,
        AstKind::Class(it) if it.heritage_expression().is_some_and(|it| it.span() == own) => {
            Handling::Extended
        }
        AstKind::StaticMemberExpression(it) if it.object.span() == own && !it.optional => {
            Handling::Entered
        }
        AstKind::ComputedMemberExpression(it) if it.object.span() == own && !it.optional => {
            Handling::Entered
        }
        _ if is_kept(module, node) => Handling::Kept,
        _ => Handling::Taken,
    }
}

/// The value of `node` is set on an object, alone or in a literal, or a transpiler's helper looks
/// at it.
fn is_kept(module: &Module<'_>, node: NodeId) -> bool {
    let own = module.nodes().kind(node).span();
    let parent = module.nodes().parent_id(node);
    match module.nodes().kind(parent) {
        AstKind::ObjectProperty(it) => {
            it.value.span() == own && is_kept(module, module.nodes().parent_id(parent))
        }
        AstKind::ArrayExpression(_) => is_kept(module, parent),
        AstKind::AssignmentExpression(it) => {
            it.right.span() == own
                && it.operator.is_assign()
                && it.left.as_member_expression().is_some()
        }
        AstKind::VariableDeclarator(_) => {
            let kind = module.nodes().kind(node);
            matches!(kind, AstKind::ObjectExpression(_) | AstKind::ArrayExpression(_))
        }
        AstKind::CallExpression(it) => {
            it.callee.span() != own && interop::is_helper(module, &it.callee)
        }
        _ => false,
    }
}

/// `inherits(F, node)` and `Object.create(node.prototype)`, which fail where there is no prototype.
fn is_inherited(module: &Module<'_>, node: NodeId) -> bool {
    let own = module.nodes().kind(node).span();
    let parent = module.nodes().parent_id(node);
    match module.nodes().kind(parent) {
        AstKind::CallExpression(it) => {
            let second = it.arguments.get(1).is_some_and(|it| it.span() == own);
            second && inherits::is_inherits(module, &it.callee)
        }
        AstKind::StaticMemberExpression(it) if it.property.name == "prototype" => {
            becomes_prototype(module, parent, it.span)
        }
        _ => false,
    }
}

/// The value of `node` becomes the prototype of an object.
fn becomes_prototype(module: &Module<'_>, node: NodeId, own: Span) -> bool {
    match module.parent(node) {
        AstKind::CallExpression(it) => {
            let at = match module.text(it.callee.span()) {
                "Object.create" => 0,
                "Object.setPrototypeOf" => 1,
                _ => return false,
            };
            it.arguments.get(at).is_some_and(|it| it.span() == own)
                && module.free("Object").next().is_some()
        }
        _ => false,
    }
}

/// The functions of the top level, and those that export assignments make, by their start.
pub(super) fn hoisted(
    module: &Module<'_>,
    assignments: &[ExportAssignment],
    runs_at_load: &FxHashSet<u32>,
) -> FxHashMap<u32, Hoisted> {
    let scoping = module.scoping();
    let roots: Vec<SymbolId> = scoping.iter_bindings_in(scoping.root_scope_id()).collect();
    let mut functions = Functions::of(module, &roots, assignments);
    for symbol in roots {
        functions.touch(module, symbol, runs_at_load);
    }
    functions.ask_for_this(module);
    functions.sorted.into_iter().map(|it| (it.span.start, it)).collect()
}

/// The function `node` gets a member, or its `prototype` one, or that another prototype.
fn grows(module: &Module<'_>, node: NodeId) -> bool {
    let own = module.nodes().kind(node).span();
    let parent = module.nodes().parent_id(node);
    let is_set = |member: NodeId| {
        let span = module.nodes().kind(member).span();
        matches!(module.parent(member), AstKind::AssignmentExpression(it) if it.left.span() == span)
    };
    match module.nodes().kind(parent) {
        AstKind::CallExpression(it) => {
            let first = it.arguments.first().is_some_and(|it| it.span() == own);
            first && inherits::is_inherits(module, &it.callee)
        }
        AstKind::StaticMemberExpression(it) if it.property.name == "prototype" => {
            let member = module.nodes().parent_id(parent);
            matches!(module.nodes().kind(member), AstKind::StaticMemberExpression(_))
                && is_set(member)
        }
        AstKind::StaticMemberExpression(_) => is_set(parent),
        _ => false,
    }
}

/// The statement `node.member = name` of the top level.
fn set_static(module: &Module<'_>, node: NodeId) -> Option<(String, String, u32)> {
    let own = module.nodes().kind(node).span();
    let parent = module.nodes().parent_id(node);
    let AstKind::StaticMemberExpression(member) = module.nodes().kind(parent) else { return None };
    let statement = module.nodes().parent_id(module.nodes().parent_id(parent));
    let AstKind::AssignmentExpression(it) = module.parent(parent) else { return None };
    let AstKind::ExpressionStatement(around) = module.nodes().kind(statement) else { return None };
    let Expression::Identifier(value) = &it.right else { return None };
    let sets = member.object.span() == own && it.left.span() == member.span;
    let top = matches!(module.parent(statement), AstKind::Program(_));
    let text = (member.property.name.to_string(), value.name.to_string(), around.span.start);
    (sets && top && it.operator.is_assign()).then_some(text)
}

/// Functions none of which stands in another, in the order of the text.
struct Functions {
    sorted: Vec<Hoisted>,
    /// Where the values of export assignments start.
    exported: FxHashSet<u32>,
}

impl Functions {
    fn of(module: &Module<'_>, roots: &[SymbolId], assignments: &[ExportAssignment]) -> Self {
        let declared = roots.iter().filter_map(|&symbol| match module.symbol_node(symbol) {
            AstKind::Function(it) => Some(it.span),
            _ => None,
        });
        let is_function =
            |it: &&ExportAssignment| matches!(it.value.kind, ValueKind::Function { .. });
        let made = assignments.iter().filter(is_function).map(|it| it.value.span);
        let mut spans: Vec<Span> = declared.chain(made).collect();
        spans.sort_unstable_by_key(|it| it.start);
        let sorted = spans.into_iter().map(|span| Hoisted { span, ..Hoisted::default() });
        let exported = assignments.iter().map(|it| it.value.span.start).collect();
        Self { sorted: sorted.collect(), exported }
    }

    fn around(&mut self, at: u32) -> Option<&mut Hoisted> {
        let after = self.sorted.partition_point(|it| it.span.start <= at);
        self.sorted[..after].last_mut().filter(|it| at < it.span.end)
    }

    /// Notes which functions mention `symbol`, and where it is handled if it is one of them.
    fn touch(&mut self, module: &Module<'_>, symbol: SymbolId, runs_at_load: &FxHashSet<u32>) {
        let name = module.scoping().symbol_name(symbol);
        let own = match module.symbol_node(symbol) {
            AstKind::Function(it) => Some(it.span.start),
            _ => None,
        };
        for reference in module.scoping().get_resolved_references(symbol) {
            let at = module.nodes().kind(reference.node_id()).span().start;
            if let Some(it) = self.around(at) {
                it.touches.insert(name.to_string());
            }
            let Some(own) = own.filter(|_| !self.exported.contains(&at)) else { continue };
            if place_of(module, reference.node_id(), runs_at_load).when != When::Later
                && let Some(it) = self.around(own)
            {
                it.statics.extend(set_static(module, reference.node_id()));
                let grows = grows(module, reference.node_id());
                let first = if grows { &mut it.grown } else { &mut it.handled };
                *first = Some(first.map_or(at, |known| known.min(at)));
            }
        }
    }

    /// Notes which functions ask for their own `this`.
    fn ask_for_this(&mut self, module: &Module<'_>) {
        for node in module.nodes().iter() {
            if !matches!(node.kind(), AstKind::ThisExpression(_)) {
                continue;
            }
            let owner = module.nodes().ancestor_kinds(node.id()).find_map(|kind| match kind {
                AstKind::Function(it) => Some(it.span.start),
                _ => None,
            });
            if let Some(start) = owner
                && let Some(it) = self.around(start).filter(|it| it.span.start == start)
            {
                it.uses_this = true;
            }
        }
    }
}
