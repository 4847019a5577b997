//! Turns the draft into the finished plan of each file.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Draft, contract, early,
    exports::{self, Contract, Reexport},
    forms::{ExportsForm, FilePlan, How, KeepPlan, RequireForm, StandIn, Verdict},
    globals, imports, interop,
    names::{self, NewNames},
    passed, paths, requires, resolves,
    shape::Shape,
    texts, wholes,
};
use crate::{
    facts::{Facts, Require, RequireValueKind, Site, TargetKind, ValueKind},
    graph::{FileId, Node, Target, Turn},
};

/// The verdict about file `id`.
pub(super) fn verdict(draft: &Draft<'_>, contracts: &[Contract], id: FileId) -> Verdict {
    let node = &draft.graph.nodes[id];
    let Some(facts) = &node.facts else { return keep(draft, node, id, Vec::new()) };
    if draft.kept[id] {
        return keep(draft, node, id, texts::kept(draft, node, facts, id));
    }
    if let Some(shape) = draft.shapes[id] {
        let clean = Shape::Named { reset: None, early: None };
        let shape = if contracts[id] == Contract::Clean { clean } else { shape };
        let names = || sorted(contract::visible(draft, id));
        let stand_in = (node.turn == Turn::Beside).then(names);
        Verdict::Migrate(Box::new(FilePlan { stand_in, ..migrate(draft, contracts, id, shape) }))
    } else {
        let mut specifiers = texts::of_modules(draft, node, facts, id);
        specifiers.extend(paths::edits(draft, facts, id));
        let imports = Vec::from_iter(globals::jest(draft, node, facts));
        let namespaces = namespaces(draft, node, facts);
        if specifiers.is_empty() && imports.is_empty() && namespaces.is_empty() {
            return Verdict::Untouched;
        }
        let plan = FilePlan { imports, specifiers, namespaces, ..FilePlan::default() };
        Verdict::Migrate(Box::new(plan))
    }
}

/// Default imports of modules of other packages whose default was the object of all exports, and
/// will be one of these: the namespace has the same members.
fn namespaces(draft: &Draft<'_>, node: &Node, facts: &Facts) -> Vec<oxc_span::Span> {
    let turned = |target: &Target| matches!(target, Target::External(it) if draft.siblings.turned(&it.path).is_some());
    let both = facts.specifiers.iter().zip(&node.specifiers);
    let defaults = both.filter(|(_, target)| turned(target)).filter_map(|(it, _)| it.default);
    defaults.filter(|it| it.members_only).map(|it| it.local).collect()
}

fn keep(
    draft: &Draft<'_>,
    node: &Node,
    id: FileId,
    specifiers: Vec<(oxc_span::Span, String)>,
) -> Verdict {
    let rename = draft.new_path(id);
    if rename.is_none() && specifiers.is_empty() {
        return Verdict::Untouched;
    }
    let named = rename.is_some() && node.reachable && !node.bin_only && !node.executable;
    let stand_in = if named { StandIn::Consumers } else { StandIn::Nobody };
    Verdict::Keep(KeepPlan { rename, stand_in, specifiers })
}

fn migrate(draft: &Draft<'_>, contracts: &[Contract], id: FileId, shape: Shape) -> FilePlan {
    let node = &draft.graph.nodes[id];
    let facts = node.facts.as_ref().expect("only scanned files have a shape");
    let mut names = NewNames::new(facts);
    let importable = all_importable(draft, contracts, id, facts);
    let specifiers = texts::called(draft, node, facts, id);
    let stays = texts::stays(facts, &specifiers);
    if let Shape::Named { .. } = shape {
        names.reserve(exported_declarations(facts));
    }
    let wishes = wishes(facts, shape);
    let is_clean = contracts[id] == Contract::Clean;
    let absorbed = absorbed(draft, contracts, id, facts);
    let known = imports::Known { absorbed, stays, wishes: &wishes };
    let mut decided = imports::decide(facts, &importable, known, &mut names);
    wholes::unwrap(draft, contracts, id, &mut decided.forms);
    names.reserve(std::iter::empty());
    let reexports = reexports(draft, node, facts, &importable);
    let context = exports::Context {
        path: &node.path,
        package: draft.package,
        facts,
        contract: contracts[id],
        requires: &decided.forms,
        imported: &decided.bound,
        reexports: &reexports,
        accessors: &draft.accessors,
        early: early::of_file(draft, id),
    };
    let mut exports = exports::form(&context, shape, &mut names);
    absorb(facts, &exports, &mut decided.forms);
    match &mut exports {
        ExportsForm::Named(form) if is_clean => form.passed = passed::out(facts, &importable),
        ExportsForm::Value(form) => passed::whole(facts, form, &mut decided),
        _ => {}
    }
    let mut interop = interop::decide(draft, id, facts, &decided.forms, is_clean);
    interop::forget(node, facts, &mut interop.helpers, &mut decided.forms);
    let is_main = asks_for_main(facts).then(|| names.pick(&["isMain", "isMainModule"]));
    unwarned(node, facts, &mut decided.forms);
    let resolves =
        resolves::decide(draft, id, facts, &decided.forms, is_main.is_none(), &mut names);
    let create_require = needs_require(facts, &decided.forms, resolves.is_none());
    let module_class = globals::module_class(facts, &decided.forms, create_require, &mut names);
    let texts = resolves.is_none().then_some(&specifiers);
    let edits = texts::edits(draft, id, facts, texts);
    interop.reads.extend(early::imports(draft, id, facts, &mut decided, &mut names));
    FilePlan {
        interop,
        requires: decided.forms,
        exports,
        create_require,
        create_require_name: names.pick(&["createRequire", "makeRequire"]),
        imports: decided.imports.into_iter().chain(globals::jest(draft, node, facts)).collect(),
        specifiers: edits,
        is_main,
        module_class,
        resolves,
        ..FilePlan::default()
    }
}

fn asks_for_main(facts: &Facts) -> bool {
    facts.require_values.iter().any(|it| matches!(it.kind, RequireValueKind::IsMain { .. }))
}

fn all_importable(
    draft: &Draft<'_>,
    contracts: &[Contract],
    id: FileId,
    facts: &Facts,
) -> Vec<Option<requires::Importable>> {
    (0..facts.requires.len()).map(|index| importable(draft, contracts, id, index)).collect()
}

/// How call number `index` becomes an import, if it does.
fn importable(
    draft: &Draft<'_>,
    contracts: &[Contract],
    id: FileId,
    index: usize,
) -> Option<requires::Importable> {
    let importable = draft.importable(id, index, contracts).filter(|_| draft.imports[id][index])?;
    Some(requires::Importable { unwraps: draft.unwraps(id, index), ..importable })
}

/// Names of exports whose values become declarations.
fn exported_declarations(facts: &Facts) -> impl Iterator<Item = String> {
    let declared = facts.assignments.iter().filter(|it| {
        !matches!(it.value.kind, ValueKind::Identifier(_) | ValueKind::Require(_))
            && !facts
                .requires_in(it.value.span)
                .any(|require| it.value.span.start == require.call.start)
    });
    declared.filter_map(|it| match &it.targets.first()?.kind {
        TargetKind::Member(_, name) => Some(name.clone()),
        _ => None,
    })
}

/// Calls that are no business of imports.
fn absorbed(
    draft: &Draft<'_>,
    contracts: &[Contract],
    id: FileId,
    facts: &Facts,
) -> FxHashMap<u32, RequireForm> {
    let mut absorbed = passed::absorbed(facts, contracts[id] == Contract::Clean);
    absorbed.extend(wholes::promised(draft, contracts, id));
    absorbed
}

/// Calls whose export statement goes have nothing left to replace.
fn absorb(facts: &Facts, exports: &ExportsForm, forms: &mut FxHashMap<u32, RequireForm>) {
    let gone: Vec<usize> = match exports {
        ExportsForm::Named(form) => {
            // What fills an object that is there early stays, under the object's name.
            let goes =
                |at: &usize| form.early.is_none_or(|until| facts.assignments[*at].span.end > until);
            let bound = form.items.iter().filter(|it| it.how == How::Bound);
            bound.map(|it| it.assignment).filter(goes).collect()
        }
        ExportsForm::Value(form) if form.how == How::Bound => vec![form.assignment],
        _ => Vec::new(),
    };
    for index in gone {
        let span = facts.assignments[index].span;
        for require in facts.requires_in(span) {
            forms.insert(require.call.start, RequireForm::Absorbed);
        }
    }
}

/// Node warns when `punycode` is imported, and not when code of a dependency gets it otherwise
/// (<https://nodejs.org/api/deprecations.html#dep0040-nodepunycode-module>).
fn unwarned(node: &Node, facts: &Facts, forms: &mut FxHashMap<u32, RequireForm>) {
    let bound =
        |name: &str| facts.roots.contains_key(name) || facts.names.nested.contains_key(name);
    if bound("process") {
        return;
    }
    for (require, target) in facts.requires.iter().zip(&node.requires) {
        if matches!(target, Target::Builtin("punycode")) {
            forms.insert(require.call.start, RequireForm::Builtin);
        }
    }
}

/// Names for what export statements require: `exports.a = require('./a')` imports `a`.
fn wishes(facts: &Facts, shape: Shape) -> FxHashMap<u32, String> {
    let mut wishes = FxHashMap::default();
    // A local exports object leaves the statements as they are, with the names that they declare.
    if matches!(shape, Shape::Local { .. }) {
        return wishes;
    }
    for it in &facts.assignments {
        let member = match it.targets.last().map(|target| &target.kind) {
            Some(TargetKind::Member(_, name)) => Some(name),
            _ => None,
        };
        let Some(name) = it.declares.as_ref().or(member) else { continue };
        let given = facts.requires_in(it.value.span).find(|require| {
            let member = match &require.site {
                Site::Expression { member: Some((_, span)), called: false, .. } => Some(*span),
                _ => None,
            };
            member.unwrap_or(require.call) == it.value.span
        });
        if let Some(require) = given
            && names::is_identifier(name)
        {
            wishes.insert(require.call.start, name.clone());
        }
    }
    wishes
}

/// Something is left that only `require` can do; whether `require.resolve` is, is known.
pub(super) fn needs_require(
    facts: &Facts,
    forms: &FxHashMap<u32, RequireForm>,
    resolves: bool,
) -> bool {
    let is_left = |it: &RequireValueKind| match it {
        RequireValueKind::Resolve { .. } => resolves,
        RequireValueKind::Cache { .. } | RequireValueKind::Main | RequireValueKind::Other => true,
        _ => false,
    };
    let is_call =
        |it: &Require| matches!(forms.get(&it.call.start), Some(RequireForm::Call { .. }));
    facts.loads_unknown()
        || facts.requires.iter().any(is_call)
        || facts.require_values.iter().any(|it| is_left(&it.kind))
}

/// What becomes of the calls that the lexers may follow.
fn reexports(
    draft: &Draft<'_>,
    node: &Node,
    facts: &Facts,
    importable: &[Option<requires::Importable>],
) -> FxHashMap<String, Reexport> {
    // What the file does to the object afterwards shows in its own names only.
    let alone =
        facts.exports.is_empty() && facts.assignments.len() == 1 && facts.reexports().len() == 1;
    let calls = facts.requires.iter().zip(importable).zip(&node.requires);
    calls
        .filter_map(|((it, importable), target)| {
            let reexport = match (importable, target) {
                (_, Target::Builtin(_) | Target::Missing) => return None,
                (Some(importable), _) if importable.json => return None,
                // What wraps the target may have other names.
                (_, Target::External(external)) if external.info.wrapper.is_some() => {
                    Reexport::Names(sorted(external.info.names.clone()))
                }
                (Some(importable), _) if alone && is_passed_on(facts, it) => {
                    Reexport::Star(importable.specifier.clone())
                }
                (_, Target::File { id, .. }) => {
                    Reexport::Names(sorted(contract::visible(draft, *id)))
                }
                (_, Target::External(external)) => {
                    Reexport::Names(sorted(external.info.names.clone()))
                }
            };
            Some((it.specifier.clone(), reexport))
        })
        .collect()
}

/// Everything that the call gives is what the module exports, or is spread into it: the lexers take
/// the names for `require('x').member`, too. Two stars with a name in common would hide it.
fn is_passed_on(facts: &Facts, require: &Require) -> bool {
    facts.assignments.iter().any(|it| match &it.value.kind {
        ValueKind::Require(call) => *call == require.call.start,
        ValueKind::Object(_) => it.value.span.contains_inclusive(require.call),
        _ => false,
    })
}

fn sorted(names: FxHashSet<String>) -> Vec<String> {
    let mut names: Vec<String> = names.into_iter().collect();
    names.sort_unstable();
    names
}
