//! The local exports object, for shapes that no list of bindings can give.

use super::{
    exports::Context,
    forms::{LocalForm, Tail},
    names::{self, NewNames},
};
use crate::facts::{ExportsObject, TargetKind, UseKind};

pub(super) fn form(context: &Context<'_>, module: bool, names: &mut NewNames<'_>) -> LocalForm {
    let facts = context.facts;
    let declared = facts.roots.contains_key("exports");
    let uses = |wanted: fn(ExportsObject) -> bool| {
        facts.exports.iter().any(|it| wanted(it.object))
            || facts.assignments.iter().flat_map(|it| &it.targets).any(|it| match &it.kind {
                TargetKind::Object(object) | TargetKind::Member(object, _) => wanted(*object),
                _ => false,
            })
    };
    let used = uses(|object| object != ExportsObject::Module);
    let reassigned = facts
        .assignments
        .iter()
        .flat_map(|it| &it.targets)
        .any(|it| it.kind == TargetKind::Object(ExportsObject::Exports))
        || facts
            .exports
            .iter()
            .any(|it| it.object == ExportsObject::Exports && it.kind == UseKind::Reassign);
    let exports = match (declared, module, used) {
        (true, ..) | (_, true, false) => None,
        (_, true, true) => Some(if reassigned { "let" } else { "const" }),
        (_, false, _) => Some("const"),
    };
    let value = if module {
        let file = names::of_file(context.path, context.package);
        names.pick(&["api", &file, "moduleApi"])
    } else {
        "exports".to_string()
    };
    let mut tail = Tail { nullish: module, ..Tail::default() };
    context.snapshot(&mut tail, context.lexed(), &value, names);
    context.publish(&mut tail, &value, module);
    tail.stars = context.stars();
    LocalForm { module, exports, value, tail }
}
