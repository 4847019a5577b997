//! What transpilers print of exports that the module assigns again: `exports.count += 1`, and
//! `exports.count = count += 1` where there is a variable, too.

use std::collections::BTreeMap;

use oxc_ast::{
    AstKind,
    ast::{AssignmentExpression, AssignmentTarget, Expression, SimpleAssignmentTarget, Statement},
};
use oxc_semantic::{NodeId, SymbolId};
use oxc_span::{GetSpan, Span};
use rustc_hash::FxHashSet;

use super::{exports, place::place_of, wrapper::Wrapper};
use crate::{
    facts::{ExportAssignment, Live, TargetKind, ValueKind, When},
    module::Module,
};

/// A place where `exports.name` gets another value.
struct Change {
    member: Span,
    when: When,
    /// `exports.name = variable`, `= variable += 1` or `= ++variable`.
    given: Option<Given>,
}

struct Given {
    variable: SymbolId,
    /// What stands to the right of all exports.
    value: Span,
    /// What goes when the variable is the export.
    gone: Span,
}

/// The exports of which that is known, in the order of their names.
pub(super) fn lives(
    module: &Module<'_>,
    wrapper: &Wrapper,
    assignments: &[ExportAssignment],
    runs_at_load: &FxHashSet<u32>,
) -> Vec<Live> {
    let targets: FxHashSet<u32> =
        assignments.iter().flat_map(|it| &it.targets).map(|it| it.span.start).collect();
    let mut changes: BTreeMap<String, Vec<Change>> = BTreeMap::new();
    for (name, node) in exports::changed(module, wrapper) {
        let member = module.nodes().kind(node).span();
        if targets.contains(&member.start) {
            continue;
        }
        let when = place_of(module, node, runs_at_load).when;
        let given = given(module, node);
        changes.entry(name).or_default().push(Change { member, when, given });
    }
    changes
        .into_iter()
        .filter_map(|(name, changes)| live(module, assignments, name, &changes))
        .collect()
}

fn live(
    module: &Module<'_>,
    assignments: &[ExportAssignment],
    name: String,
    changes: &[Change],
) -> Option<Live> {
    let assigns = |it: &&ExportAssignment| {
        it.targets.iter().any(|it| matches!(&it.kind, TargetKind::Member(_, one) if *one == name))
    };
    let is_value = |it: &&ExportAssignment| {
        it.declares.is_some() || !matches!(it.value.kind, ValueKind::Undefined)
    };
    let mut values = assignments.iter().filter(assigns).filter(is_value);
    let value = values.next();
    let promised = assignments.iter().find(assigns)?.span.start;
    if values.next().is_some() || value.is_some_and(|it| it.merges.is_some()) {
        return None;
    }
    let root = |it: &str| module.scoping().get_root_binding(it.into());
    let variable = match value {
        Some(it) => held(it).map(root),
        None => changes.first()?.given.as_ref().map(|it| Some(it.variable)),
    };
    let shared = variable.flatten().and_then(|it| Some((it, together(module, it, changes)?)));
    if let Some((variable, places)) = shared {
        let variable = Some(module.scoping().symbol_name(variable).to_string());
        return Some(Live { name, variable, places });
    }
    if value.is_some() && variable.is_some() {
        return None;
    }
    let ready = value.map_or(promised, |it| it.span.end);
    let after = |it: &Change| it.when == When::Later || it.member.start >= ready;
    let alone = value.is_none_or(|it| it.targets.len() == 1);
    let places = changes.iter().map(|it| it.member).collect();
    (alone && changes.iter().all(after)).then_some(Live { name, variable: None, places })
}

/// The variable that the export gets its value from, or shares it with.
fn held(it: &ExportAssignment) -> Option<&str> {
    match &it.value.kind {
        ValueKind::Identifier(name) if it.declares.is_none() => Some(name),
        _ => it.declares.as_deref(),
    }
}

/// Whenever the variable changes, the export gets its value at once, and no other; gives what goes
/// when the variable is the export.
fn together(module: &Module<'_>, variable: SymbolId, changes: &[Change]) -> Option<Vec<Span>> {
    let scoping = module.scoping();
    let root = scoping.get_root_binding(scoping.symbol_name(variable).into());
    let given = changes.iter().map(|it| it.given.as_ref().filter(|it| it.variable == variable));
    let given: Vec<&Given> = given.collect::<Option<_>>()?;
    let mut writes = scoping.get_resolved_references(variable).filter(|it| it.is_write());
    let followed = writes.all(|it| {
        let write = module.nodes().parent_id(it.node_id());
        let span = module.nodes().kind(write).span();
        let gives = |value: Span| given.iter().any(|it| it.value == value);
        gives(span) || next_values(module, write).into_iter().any(gives)
    });
    (root == Some(variable) && followed).then(|| given.iter().map(|it| it.gone).collect())
}

/// What `exports.name` at `node` is assigned, where that is the value of a variable.
fn given(module: &Module<'_>, node: NodeId) -> Option<Given> {
    let AstKind::AssignmentExpression(it) = module.parent(node) else { return None };
    if !it.operator.is_assign() || it.left.span() != module.nodes().kind(node).span() {
        return None;
    }
    let value = last(it);
    let variable = variable(module, value)?;
    let text = module.text(Span::new(it.left.span().end, it.right.span().start));
    let after = &text[text.find('=')? + 1..];
    let blank = after.len() - after.trim_start().len();
    let start = it.right.span().start - (after.len() - blank) as u32;
    let prefix = Span::new(it.left.span().start, start);
    let gone = whole(module, node).unwrap_or(prefix);
    Some(Given { variable, value: value.span(), gone })
}

/// The statement, or the part of a sequence, that does nothing but give variables to exports.
fn whole(module: &Module<'_>, node: NodeId) -> Option<Span> {
    let is_assignment = |id: NodeId| {
        matches!(module.nodes().kind(id), AstKind::AssignmentExpression(it)
            if it.left.as_member_expression().is_some())
    };
    let mut at = module.nodes().parent_id(node);
    while is_assignment(module.nodes().parent_id(at)) {
        at = module.nodes().parent_id(at);
    }
    let AstKind::AssignmentExpression(own) = module.nodes().kind(at) else { return None };
    let parent = module.nodes().parent_id(at);
    let plain = |it: &Expression<'_>| {
        matches!(it, Expression::AssignmentExpression(it)
        if it.left.as_member_expression().is_some() && matches!(last(it), Expression::Identifier(_)))
    };
    match module.nodes().kind(parent) {
        _ if !matches!(last(own), Expression::Identifier(_)) => None,
        AstKind::ExpressionStatement(it) => is_listed(module, parent).then_some(it.span),
        AstKind::SequenceExpression(it) if it.expressions.iter().all(plain) => {
            let outer = module.nodes().parent_id(parent);
            let AstKind::ExpressionStatement(it) = module.nodes().kind(outer) else { return None };
            is_listed(module, outer).then_some(it.span)
        }
        AstKind::SequenceExpression(it) => {
            let next = it.expressions.iter().find(|it| it.span().start > own.span.end)?;
            Some(Span::new(own.span.start, next.span().start))
        }
        _ => None,
    }
}

/// The statement stands among others, so that it can go.
fn is_listed(module: &Module<'_>, statement: NodeId) -> bool {
    matches!(
        module.parent(statement),
        AstKind::Program(_) | AstKind::BlockStatement(_) | AstKind::FunctionBody(_)
    )
}

/// What stands to the right of all exports in `exports.a = exports.b = value`.
fn last<'m, 'a>(it: &'m AssignmentExpression<'a>) -> &'m Expression<'a> {
    match &it.right {
        Expression::AssignmentExpression(inner)
            if inner.operator.is_assign() && inner.left.as_member_expression().is_some() =>
        {
            last(inner)
        }
        right => right,
    }
}

/// The variable whose value the expression has.
fn variable(module: &Module<'_>, value: &Expression<'_>) -> Option<SymbolId> {
    let identifier = match value {
        Expression::Identifier(it) => it,
        Expression::AssignmentExpression(it) => match &it.left {
            AssignmentTarget::AssignmentTargetIdentifier(it) => it,
            _ => return None,
        },
        Expression::UpdateExpression(it) if it.prefix => match &it.argument {
            SimpleAssignmentTarget::AssignmentTargetIdentifier(it) => it,
            _ => return None,
        },
        _ => return None,
    };
    module.scoping().get_reference(identifier.reference_id()).symbol_id()
}

/// What the code that runs right after the write at `node` gives to exports.
fn next_values(module: &Module<'_>, node: NodeId) -> Vec<Span> {
    let mut at = node;
    loop {
        let span = module.nodes().kind(at).span();
        let parent = module.nodes().parent_id(at);
        if let AstKind::SequenceExpression(sequence) = module.nodes().kind(parent) {
            let mut rest = sequence.expressions.iter().skip_while(|it| it.span() != span).skip(1);
            return rest.next().map(values).unwrap_or_default();
        }
        match module.nodes().kind(at) {
            AstKind::ExpressionStatement(_) => {
                return next_statement(module, parent, span).map(values).unwrap_or_default();
            }
            AstKind::AssignmentExpression(_)
            | AstKind::UpdateExpression(_)
            | AstKind::ArrayAssignmentTarget(_)
            | AstKind::ObjectAssignmentTarget(_)
            | AstKind::AssignmentTargetPropertyIdentifier(_)
            | AstKind::AssignmentTargetPropertyProperty(_)
            | AstKind::AssignmentTargetWithDefault(_) => at = parent,
            _ => return Vec::new(),
        }
    }
}

/// What `exports.a = value, exports.b = value` gives to exports, from the first on.
fn values(expression: &Expression<'_>) -> Vec<Span> {
    let one = |it: &Expression<'_>| match it {
        Expression::AssignmentExpression(it) if it.left.as_member_expression().is_some() => {
            Some(last(it).span())
        }
        _ => None,
    };
    match expression {
        Expression::SequenceExpression(it) => it.expressions.iter().map_while(one).collect(),
        it => one(it).into_iter().collect(),
    }
}

/// The expression that follows the statement at `span` in its list.
fn next_statement<'m>(
    module: &'m Module<'_>,
    list: NodeId,
    span: Span,
) -> Option<&'m Expression<'m>> {
    let statements = match module.nodes().kind(list) {
        AstKind::Program(it) => &it.body,
        AstKind::BlockStatement(it) => &it.body,
        AstKind::FunctionBody(it) => &it.statements,
        _ => return None,
    };
    match statements.iter().skip_while(|it| it.span() != span).nth(1)? {
        Statement::ExpressionStatement(it) => Some(&it.expression),
        _ => None,
    }
}
