//! Turns the draft into the finished plan of each file.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Draft, Specifiers, contract, early,
    exports::{self, Contract, Reexport},
    forms::{
        Clause, ExportsForm, FilePlan, How, Import, KeepPlan, RequireForm, SpecifierEdit, Verdict,
    },
    imports, interop,
    names::{self, NewNames},
    passed, paths, requires, resolves,
    shape::Shape,
};
use crate::{
    facts::{
        Facts, Require, RequireValueKind, Site, SpecifierKind, TargetKind, ValueKind, WrapperKind,
    },
    graph::{FileId, Node, Target},
};

/// The verdict about file `id`.
pub(super) fn verdict(draft: &Draft<'_>, contracts: &[Contract], id: FileId) -> Verdict {
    let node = &draft.graph.nodes[id];
    let Some(facts) = &node.facts else { return keep(draft, node, id, Vec::new()) };
    if draft.kept[id] {
        return keep(draft, node, id, kept_specifiers(draft, node, facts, id));
    }
    if let Some(shape) = draft.shapes[id] {
        let clean = Shape::Named { reset: None, early: None };
        let shape = if contracts[id] == Contract::Clean { clean } else { shape };
        Verdict::Migrate(Box::new(migrate(draft, contracts, id, shape)))
    } else {
        let mut specifiers = esm_specifiers(draft, node, facts, id);
        specifiers.extend(paths::edits(draft, facts, id));
        if specifiers.is_empty() {
            return Verdict::Untouched;
        }
        Verdict::Migrate(Box::new(FilePlan { specifiers, ..FilePlan::default() }))
    }
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
    let stand_in = rename.is_some() && node.reachable && !node.bin_only && !node.executable;
    Verdict::Keep(KeepPlan { rename, stand_in, specifiers })
}

fn kept_specifiers(
    draft: &Draft<'_>,
    node: &Node,
    facts: &Facts,
    id: FileId,
) -> Vec<(oxc_span::Span, String)> {
    let calls = call_specifiers(draft, node, facts, id).into_iter().filter_map(|(start, text)| {
        let literals = facts.requires.iter().map(|it| it.literal);
        let span = literals.chain(resolved_literals(facts)).find(|it| it.start == start)?;
        Some((span, text))
    });
    calls
        .chain(paths::edits(draft, facts, id).into_iter().map(|it| (it.literal, it.text)))
        .collect()
}

fn resolved_literals(facts: &Facts) -> impl Iterator<Item = oxc_span::Span> {
    facts.require_values.iter().filter_map(|it| match &it.kind {
        RequireValueKind::Resolve { literal, .. } => Some(*literal),
        _ => None,
    })
}

/// New specifiers of calls that stay calls, by the start of the literal: only where the file they
/// name moves.
fn call_specifiers(draft: &Draft<'_>, node: &Node, facts: &Facts, id: FileId) -> Specifiers {
    let mut texts = Specifiers::default();
    let required =
        facts.requires.iter().zip(&node.requires).map(|(it, target)| (it.literal.start, target));
    for (start, target) in
        required.chain(node.resolves.iter().map(|(start, target)| (*start, target)))
    {
        if let Target::File { id: to, specifier } = target
            && draft.new_path(*to).is_some()
        {
            texts.insert(start, draft.specifier(id, *to, specifier));
        }
    }
    texts
}

fn esm_specifiers(draft: &Draft<'_>, node: &Node, facts: &Facts, id: FileId) -> Vec<SpecifierEdit> {
    facts
        .specifiers
        .iter()
        .zip(&node.specifiers)
        .filter_map(|(it, target)| {
            let (text, is_json) = match target {
                Target::File { id: to, .. }
                    if it.kind == SpecifierKind::Required && draft.new_path(*to).is_none() =>
                {
                    return None;
                }
                Target::External(_) if it.kind == SpecifierKind::Required => return None,
                Target::File { id: to, specifier } => {
                    (draft.specifier(id, *to, specifier), draft.graph.nodes[*to].is_json())
                }
                Target::External(external) => (external.import.clone()?, false),
                _ => return None,
            };
            let json = is_json && it.kind == (SpecifierKind::Static { attributes: false });
            (text != it.value || json).then_some(SpecifierEdit { literal: it.literal, text, json })
        })
        .collect()
}

fn migrate(draft: &Draft<'_>, contracts: &[Contract], id: FileId, shape: Shape) -> FilePlan {
    let node = &draft.graph.nodes[id];
    let facts = node.facts.as_ref().expect("only scanned files have a shape");
    let mut names = NewNames::new(facts);
    let importable: Vec<_> =
        (0..facts.requires.len()).map(|index| importable(draft, contracts, id, index)).collect();
    let specifiers = call_specifiers(draft, node, facts, id);
    let stays = stays(facts, &specifiers);
    if let Shape::Named { .. } = shape {
        names.reserve(exported_declarations(facts));
    }
    let wishes = wishes(facts, shape);
    let is_clean = contracts[id] == Contract::Clean;
    let known =
        imports::Known { absorbed: passed::absorbed(facts, is_clean), stays, wishes: &wishes };
    let mut decided = imports::decide(facts, &importable, known, &mut names);
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
    let is_main =
        facts.require_values.iter().any(|it| matches!(it.kind, RequireValueKind::IsMain { .. }));
    let is_main = is_main.then(|| names.pick(&["isMain", "isMainModule"]));
    let module_class = module_class(facts, &decided.forms, &mut names);
    unwarned(node, facts, &mut decided.forms);
    let resolves =
        resolves::decide(draft, id, facts, &decided.forms, is_main.is_none(), &mut names);
    let create_require = needs_require(facts, &decided.forms, resolves.is_none());
    let create_require_name = names.pick(&["createRequire", "makeRequire"]);
    let texts = resolves.is_none().then_some(&specifiers);
    let edits = specifier_edits(draft, id, facts, texts);
    let mut interop = interop::decide(draft, id, facts, &decided.forms, is_clean);
    interop.reads.extend(early::imports(draft, id, facts, &mut decided, &mut names));
    FilePlan {
        interop,
        requires: decided.forms,
        exports,
        create_require,
        create_require_name,
        imports: decided.imports,
        specifiers: edits,
        is_main,
        module_class,
        resolves,
    }
}

/// New texts of specifiers; of those in calls of `require.resolve` where these `texts` are given.
fn specifier_edits(
    draft: &Draft<'_>,
    id: FileId,
    facts: &Facts,
    texts: Option<&Specifiers>,
) -> Vec<SpecifierEdit> {
    let mut edits = esm_specifiers(draft, &draft.graph.nodes[id], facts, id);
    edits.extend(texts.into_iter().flat_map(|texts| resolved_specifiers(facts, texts)));
    edits.extend(paths::edits(draft, facts, id));
    edits
}

/// New specifiers of calls that may stay, by the start of the call.
fn stays(facts: &Facts, specifiers: &Specifiers) -> FxHashMap<u32, String> {
    let text = |it: &Require| Some((it.call.start, specifiers.get(&it.literal.start)?.clone()));
    facts.requires.iter().filter_map(text).collect()
}

/// New texts in calls of `require.resolve` that stay.
fn resolved_specifiers(facts: &Facts, texts: &Specifiers) -> Vec<SpecifierEdit> {
    let edit = |literal: oxc_span::Span| {
        let text = texts.get(&literal.start)?.clone();
        Some(SpecifierEdit { literal, text, json: false })
    };
    resolved_literals(facts).filter_map(edit).collect()
}

/// The name of the class of modules, and whether the file imports it already.
fn module_class(
    facts: &Facts,
    forms: &FxHashMap<u32, RequireForm>,
    names: &mut NewNames<'_>,
) -> Option<(String, bool)> {
    facts.wrapper.iter().find(|it| it.kind == WrapperKind::ModuleClass)?;
    let imported =
        forms.values().find_map(|it| match it {
            RequireForm::Statement(Import {
                clause: Clause::Default(local), specifier, ..
            }) if matches!(specifier.as_str(), "module" | "node:module") => Some(local.clone()),
            _ => None,
        });
    Some(match imported {
        Some(local) => (local, true),
        None => (names.pick(&["Module", "NodeModule"]), false),
    })
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
        RequireValueKind::Cache { .. } | RequireValueKind::Other => true,
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
