//! What functions read that other calls may have changed since the file was evaluated.

use oxc_ast::{
    AstKind,
    ast::{Expression, IdentifierReference, MemberExpression},
};
use oxc_semantic::{NodeId, SymbolId};
use oxc_span::{GetSpan, Span};

use super::{
    bindings::{Base, enclosing_at, symbol_of},
    marks::Marks,
    names::MUTATORS,
    rules,
    sources::Sources,
    value::{Source, Value},
    walk::Walker,
};

impl<'a> Walker<'_, 'a> {
    /// Notes that a variable is read which outlives what runs, and which changes.
    pub(super) fn look_at_name(&mut self, id: &'a IdentifierReference<'a>) {
        let module = self.sources.module;
        let Some(symbol) = symbol_of(module, id).filter(|_| self.runs_later()) else { return };
        let declared = enclosing_at(module, module.scoping().symbol_declaration(symbol));
        if !self.sources.runs(declared) && self.sources.changes_later(symbol, declared) {
            self.mark(id.span, Marks::READS);
        }
    }

    /// What is walked runs when the file has been evaluated, and others are known.
    fn runs_later(&self) -> bool {
        self.in_known() && self.sources.known_calls.as_ref().is_some_and(|it| it.later)
    }

    /// Notes that a member is read of the receiver, of the exports, or of a function.
    pub(super) fn look_at_member(&mut self, member: &MemberExpression<'a>, object: &Value<'a>) {
        if !self.runs_later() {
            return;
        }
        let name = member.static_property_name().unwrap_or("?");
        let text = self.sources.module.text(member.object().span());
        let is_exports = matches!(text, "exports" | "module.exports");
        let is_function = object.any(|it| matches!(it, Source::Function(_)));
        let plain = matches!(name, "prototype" | "length" | "name" | "call" | "apply" | "bind");
        if (is_exports || is_function && !plain) && !self.sources.is_code(name) {
            self.mark(member.span(), Marks::READS);
        }
        if object.any(|it| matches!(it, Source::This(_))) && !self.sources.is_code(name) {
            self.mark(member.span(), Marks::LOOKS);
        }
    }
}

impl Sources<'_, '_> {
    /// All that is ever put into properties of this name are functions.
    fn is_code(&mut self, name: &str) -> bool {
        let Some(values) = self.bindings.properties.get(name).cloned() else { return false };
        values.into_iter().all(|it| self.of(it).all(|it| matches!(it, Source::Function(_))))
    }

    /// Functions of the file assign the variable, or change what it holds.
    fn changes_later(&mut self, symbol: SymbolId, declared: Option<u32>) -> bool {
        let is_code = self.holds_code(symbol);
        let writes = self.bindings.writes.get(&symbol).cloned().unwrap_or_default();
        let is_primitive = writes.iter().all(|it| match it.base {
            Base::Expression(value) => it.path.is_empty() && is_primitive(value),
            _ => false,
        });
        let module = self.module;
        let references: Vec<(NodeId, bool)> = module
            .scoping()
            .get_resolved_references(symbol)
            .map(|it| (it.node_id(), it.is_write()))
            .collect();
        references.into_iter().any(|(node, is_write)| {
            let later = enclosing_at(module, node) != declared;
            later && (is_write || !is_code && !is_primitive && self.may_change(node))
        })
    }

    /// What the variable holds are functions, other modules or globals.
    fn holds_code(&mut self, symbol: SymbolId) -> bool {
        let writes = self.bindings.writes.get(&symbol).map_or(0, Vec::len);
        (0..writes).all(|index| {
            let write = self.bindings.writes[&symbol][index].clone();
            match write.base {
                Base::Function(_) | Base::Import(_) => true,
                Base::Expression(value) => self.of(value).all(|it| {
                    matches!(
                        it,
                        Source::Function(_)
                            | Source::Import(_)
                            | Source::Builtin(_)
                            | Source::Global(_)
                    )
                }),
                _ => false,
            }
        })
    }

    /// The object that the name at `node` gives may be changed there.
    fn may_change(&self, node: NodeId) -> bool {
        let nodes = self.module.nodes();
        let (mut child, mut method) = (node, None);
        loop {
            let parent = nodes.parent_id(child);
            let own = nodes.kind(child).span();
            let kind = nodes.kind(parent);
            match member_of(kind, own) {
                Some(name) => (child, method) = (parent, Some(name)),
                None => return changes(kind, own, method),
            }
        }
    }
}

/// The name of the member that is taken of what stands at `own`.
fn member_of(kind: AstKind<'_>, own: Span) -> Option<&str> {
    match kind {
        AstKind::StaticMemberExpression(it) if it.object.span() == own => {
            Some(it.property.name.as_str())
        }
        AstKind::ComputedMemberExpression(it) if it.object.span() == own => Some("?"),
        _ => None,
    }
}

/// What is done with what stands at `own`, which is a member if it has a `method`.
fn changes(kind: AstKind<'_>, own: Span, method: Option<&str>) -> bool {
    match kind {
        AstKind::CallExpression(it) if it.callee.span() == own => {
            method.is_some_and(|it| MUTATORS.contains(&it) || !rules::is_read_method(it))
        }
        AstKind::CallExpression(_) | AstKind::NewExpression(_) | AstKind::UpdateExpression(_) => {
            true
        }
        AstKind::AssignmentExpression(it) => method.is_none() || it.left.span() == own,
        AstKind::UnaryExpression(_)
        | AstKind::BinaryExpression(_)
        | AstKind::IfStatement(_)
        | AstKind::ExpressionStatement(_)
        | AstKind::TemplateLiteral(_)
        | AstKind::ComputedMemberExpression(_) => false,
        _ => method.is_none(),
    }
}

fn is_primitive(value: &Expression<'_>) -> bool {
    match value {
        Expression::BinaryExpression(_)
        | Expression::UnaryExpression(_)
        | Expression::TemplateLiteral(_) => true,
        Expression::RegExpLiteral(it) => {
            // Its `lastIndex` stays.
            !it.regex.flags.to_string().contains(['g', 'y'])
        }
        it => it.is_literal(),
    }
}
