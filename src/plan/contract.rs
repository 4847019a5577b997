//! What the consumers of each module need to find in it.

use rustc_hash::FxHashSet;

use super::{Draft, exports::Contract, requires, shape::Shape};
use crate::{
    engine::Compat,
    facts,
    facts::{Site, TargetKind, UseKind},
    graph::{Audience, FileId, Target, external::ME},
};

/// One for each file of the graph.
pub(super) fn contracts(draft: &Draft<'_>) -> Vec<Contract> {
    let uses = importers(draft);
    (0..draft.graph.nodes.len()).map(|id| contract(draft, id, &uses[id])).collect()
}

/// What the files of the package do with a module.
#[derive(Debug, Default)]
struct Importers {
    any: bool,
    /// Some `require` gets the module itself.
    called: bool,
    /// Some importer needs more than named members.
    whole: bool,
}

fn importers(draft: &Draft<'_>) -> Vec<Importers> {
    let mut uses: Vec<Importers> = Vec::new();
    uses.resize_with(draft.graph.nodes.len(), Importers::default);
    for (from, node) in draft.graph.nodes.iter().enumerate() {
        let Some(facts) = &node.facts else { continue };
        for (index, target) in node.requires.iter().enumerate() {
            let Target::File { id, .. } = target else { continue };
            let it = &mut uses[*id];
            it.any = true;
            it.called |= !(draft.migrates(from) && draft.imports[from][index]);
            it.whole |= !is_member_use(&facts.requires[index]);
        }
        let named = node.specifiers.iter().chain(node.resolves.values());
        for target in named {
            if let Target::File { id, .. } = target {
                uses[*id] = Importers { any: true, called: true, whole: true };
            }
        }
    }
    uses
}

fn is_member_use(require: &facts::Require) -> bool {
    match &require.site {
        Site::Bare { .. } => true,
        Site::Declared(it) => match &it.shape {
            facts::Shape::Name { reassigned, .. } => {
                !reassigned && !it.usage.whole && !it.usage.member_assigned
            }
            facts::Shape::Member { reassigned, .. } => !reassigned,
            facts::Shape::Pattern { .. } => true,
            facts::Shape::Other => false,
        },
        Site::Expression { member, called, .. } => {
            member.is_some() && !called && requires::reads_only_members(require)
        }
    }
}

fn contract(draft: &Draft<'_>, id: FileId, uses: &Importers) -> Contract {
    let node = &draft.graph.nodes[id];
    let public = match draft.options.compat {
        Compat::Exact => Contract::Both,
        Compat::Idiomatic => Contract::Idiomatic,
    };
    let absent = draft.shapes[id] == Some(Shape::Absent);
    if node.audience == Audience::Deep && !absent {
        return public;
    }
    match node.audience {
        Audience::Entry if absent && node.bin_only => Contract::Nothing,
        Audience::Entry | Audience::Deep if absent && node.executable => Contract::Nothing,
        Audience::Entry | Audience::Deep => public,
        Audience::Internal if absent && !uses.whole => Contract::Nothing,
        Audience::Internal if !uses.any || uses.called || draft.graph.computed_requires => public,
        Audience::Internal if uses.whole || !names_suffice(draft, id) => Contract::Default,
        Audience::Internal => Contract::Names,
    }
}

/// Importers can do without the object: all exports are names, and nothing here uses it whole.
fn names_suffice(draft: &Draft<'_>, id: FileId) -> bool {
    let Some(facts) = &draft.graph.nodes[id].facts else { return false };
    let named = matches!(draft.shapes[id], Some(Shape::Named { .. }));
    let members =
        facts.exports.iter().all(|it| matches!(it.kind, UseKind::Read { called: false, .. }));
    named && members && !draft.graph.member_assigned.contains(&id) && draft.migrates(id)
}

/// The names that importers of `id` may import, besides `default`: they never change after load.
pub(super) fn names(draft: &Draft<'_>, id: FileId) -> FxHashSet<String> {
    let mut names = visible(draft, id);
    let Some(facts) = &draft.graph.nodes[id].facts else { return names };
    for it in facts.exports.iter().filter(|it| it.place.when == facts::When::Later) {
        if let UseKind::Mutate { name } = &it.kind {
            names.remove(name);
        }
    }
    names
}

/// The names that a namespace of `id` has, besides `default`.
pub(super) fn visible(draft: &Draft<'_>, id: FileId) -> FxHashSet<String> {
    let mut names = FxHashSet::default();
    collect(draft, id, &mut FxHashSet::default(), &mut names);
    names.remove("default");
    names.remove(ME);
    names
}

fn collect(
    draft: &Draft<'_>,
    id: FileId,
    seen: &mut FxHashSet<FileId>,
    names: &mut FxHashSet<String>,
) {
    let node = &draft.graph.nodes[id];
    let Some(facts) = &node.facts else { return };
    if !seen.insert(id) {
        return;
    }
    let [lexer, merve] = &facts.lexed;
    let migrates = draft.migrates(id);
    let both = |name: &&String| migrates || merve.exports.contains(name);
    names.extend(lexer.exports.iter().filter(both).cloned());
    if migrates {
        names.extend(merve.exports.iter().cloned());
    }
    if let (true, Some(Shape::Named { .. })) = (migrates, draft.shapes[id]) {
        let targets = facts.assignments.iter().flat_map(|it| &it.targets);
        names.extend(targets.filter_map(|it| match &it.kind {
            TargetKind::Member(_, name) => Some(name.clone()),
            _ => None,
        }));
    }
    for (require, target) in facts.requires.iter().zip(&node.requires) {
        let followed = lexer.reexports.contains(&require.specifier)
            || merve.reexports.contains(&require.specifier);
        match target {
            Target::File { id, .. } if followed => collect(draft, *id, seen, names),
            Target::External(external) if followed => {
                names.extend(external.info.names.iter().cloned())
            }
            _ => {}
        }
    }
}
