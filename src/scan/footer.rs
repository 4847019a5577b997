//! Modules whose transpiler was told to hand out the default export alone: `exports.default = value`
//! and, at the end, `module.exports = exports.default`; or whose author says so: `module.exports = value`
//! and `module.exports.default = value` after `exports.default = value`, which nobody ever sees.

use oxc_span::Span;

use super::literal;
use crate::{
    facts::{
        ExportAssignment, ExportsObject, ExportsUse, Facts, TargetKind, UseKind, Value, ValueKind,
        When, WrapperUse,
    },
    module::Module,
    plan::is_identifier_name,
};

/// Where nothing else is exported, the module says `module.exports = value` in a roundabout way: makes
/// the facts say that, and notes the statements that go.
pub(super) fn fold(module: &Module<'_>, facts: &mut Facts) {
    let Some(Roundabout { main, mark, itself }) = roundabout(facts) else {
        return discard(module, facts);
    };
    // The mark, and what the footer reads.
    let seen = usize::from(mark.is_some()) + 1;
    facts.gone = mark.into_iter().collect();
    let last = facts.assignments.len() - 1;
    let mut index = 0;
    let gone = &mut facts.gone;
    facts.assignments.retain(|it| {
        index += 1;
        let stays = index - 1 == main || (itself && index - 1 == last);
        if !stays {
            gone.push(it.span);
        }
        stays
    });
    let target = &mut facts.assignments[0].targets[0];
    target.kind = TargetKind::Object(ExportsObject::Module);
    target.object = target.span;
    let reads = facts.exports.split_off(if itself { seen } else { facts.exports.len() });
    facts.exports = reads;
    for it in &mut facts.exports {
        if let UseKind::Read { member, .. } = it.kind {
            (it.object, it.span, it.kind) = (ExportsObject::Module, member, UseKind::Whole);
        }
    }
}

/// Takes away what is put on the object that `module.exports = value` discards, where nothing else
/// uses that object.
fn discard(module: &Module<'_>, facts: &mut Facts) {
    let is_mark = |it: &ExportsUse| matches!(it.kind, UseKind::Mark { .. });
    let is_place = |it: &WrapperUse| it.kind.is_place();
    let unused = facts.exports.iter().all(|it| it.object == ExportsObject::Module || is_mark(it))
        && !facts.exports.iter().any(|it| it.kind == UseKind::Reassign);
    let plain = facts.aliases.is_empty() && facts.wrapper.iter().all(is_place);
    let alone = facts.assignments.iter().filter(|it| replaces(it)).count() == 1;
    let main = facts.assignments.iter().find(|it| replaces(it));
    let start = main.map_or(0, |it| it.span.start);
    // Before it, `module.exports` is what is discarded.
    let reads_old = facts
        .exports
        .iter()
        .any(|it| it.object == ExportsObject::Module && it.span.start < start && !is_later(it));
    let gone: Vec<bool> = facts
        .assignments
        .iter()
        .map(|it| {
            let is_old = it.span.end <= start && !reads_old;
            is_discarded(it, is_old) && is_there(module, facts, &it.value)
        })
        .collect();
    let marks = || facts.exports.iter().filter(|it| it.object != ExportsObject::Module);
    let others = facts.assignments.iter().zip(&gone).filter(|(_, gone)| !**gone);
    let known = others.map(|(it, _)| it).all(uses_module);
    if !(unused && plain && alone && known) || (!gone.contains(&true) && marks().next().is_none()) {
        return;
    }
    let statements = marks().filter_map(|it| match it.kind {
        UseKind::Mark { statement } => Some(statement),
        _ => None,
    });
    let mut spans: Vec<Span> = statements.collect();
    let mut discarded = gone.into_iter();
    facts.assignments.retain(|it| {
        let goes = discarded.next() == Some(true);
        spans.extend(goes.then_some(it.span));
        !goes
    });
    facts.exports.retain(|it| it.object == ExportsObject::Module);
    facts.gone.append(&mut spans);
}

/// `module.exports = value`, and nothing else.
fn replaces(it: &ExportAssignment) -> bool {
    it.targets.iter().any(|it| matches!(it.kind, TargetKind::Object(_)))
}

/// All of its targets belong to what `module.exports` is then, in statements of their own.
fn uses_module(it: &ExportAssignment) -> bool {
    let own = |kind: &TargetKind| {
        matches!(
            kind,
            TargetKind::Object(ExportsObject::Module)
                | TargetKind::Member(ExportsObject::Module, _)
        )
    };
    it.declares.is_none() && it.getter.is_none() && it.targets.iter().all(|it| own(&it.kind))
}

fn is_later(it: &ExportsUse) -> bool {
    it.place.when == When::Later
}

/// `exports.name = value`, or `module.exports.name = value` where that is the same object, `is_old`.
fn is_discarded(it: &ExportAssignment, is_old: bool) -> bool {
    let own = |kind: &TargetKind| match kind {
        TargetKind::Member(object, name) => {
            name != "__proto__"
                && (*object == ExportsObject::Exports || is_old && *object == ExportsObject::Module)
        }
        _ => false,
    };
    let plain = it.declares.is_none() && it.merges.is_none() && it.getter.is_none();
    plain && it.targets.iter().all(|it| own(&it.kind))
}

/// To take the value does nothing else, and it is there anyway.
fn is_there(module: &Module<'_>, facts: &Facts, value: &Value) -> bool {
    match &value.kind {
        ValueKind::Identifier(name) => facts.roots.contains_key(name),
        ValueKind::Undefined | ValueKind::Primitive => true,
        ValueKind::Other => {
            let member = module.text(value.span).split_once('.');
            let object = member.filter(|(_, name)| is_identifier_name(name)).map(|it| it.0);
            let ready =
                |name: &str| facts.roots.get(name).is_some_and(|it| it.ready <= value.span.start);
            object.is_some_and(|it| ready(it) && literal::held(module, it).is_some())
        }
        _ => false,
    }
}

struct Roundabout {
    /// The number of the assignment of the value.
    main: usize,
    /// The statement that defines `__esModule`, where that is no assignment.
    mark: Option<Span>,
    /// The last statement is `module.exports.default = exports.default`.
    itself: bool,
}

fn roundabout(facts: &Facts) -> Option<Roundabout> {
    let defined = facts.exports.first().and_then(|it| match it.kind {
        UseKind::Mark { statement } => Some(statement),
        _ => None,
    });
    let (reads, marks) = match defined {
        Some(_) => (&facts.exports[1..], 0),
        None => (facts.exports.as_slice(), 1),
    };
    let (marks, rest) = facts.assignments.split_at_checked(marks)?;
    let is_mark = |it: &ExportAssignment| {
        it.declares.is_none()
            && matches!(it.value.kind, ValueKind::Primitive)
            && it.targets.len() == 1
            && matches!(&it.targets[0].kind, TargetKind::Member(_, name) if name == "__esModule")
    };
    let is_read = |it: &ExportAssignment, used: &ExportsUse| {
        matches!(&used.kind, UseKind::Read { name, member, .. }
            if name == "default" && *member == it.value.span)
    };
    let of_module = |it: &ExportAssignment, kind: &TargetKind| {
        it.targets.len() == 1 && it.targets[0].kind == *kind && it.declares.is_none()
    };
    let own = TargetKind::Member(ExportsObject::Module, "default".to_string());
    let (others, itself) = match (rest.split_last()?, reads) {
        ((last, others), [_, read]) if of_module(last, &own) && is_read(last, read) => {
            (others, true)
        }
        (_, [_]) => (rest, false),
        _ => return None,
    };
    let (footer, others) = others.split_last()?;
    let replaces = of_module(footer, &TargetKind::Object(ExportsObject::Module));
    let (main, preludes) = others.split_last()?;
    let is_value = main.targets.len() == 1 && sets_default(main) && main.merges.is_none();
    let is_prelude = |it: &ExportAssignment| {
        sets_default(it) && it.declares.is_none() && matches!(it.value.kind, ValueKind::Undefined)
    };
    let is_place = |it: &WrapperUse| it.kind.is_place();
    let known = is_read(footer, &reads[0]) && replaces && is_value;
    let plain = facts.aliases.is_empty() && facts.wrapper.iter().all(is_place);
    let starts = marks.iter().all(is_mark) && preludes.iter().all(is_prelude);
    (known && plain && starts).then_some(Roundabout {
        main: marks.len() + preludes.len(),
        mark: defined,
        itself,
    })
}

fn sets_default(it: &ExportAssignment) -> bool {
    it.targets.iter().all(|it| matches!(&it.kind, TargetKind::Member(_, name) if name == "default"))
}
