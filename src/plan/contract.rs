//! What the consumers of each module need to find in it.

use rustc_hash::FxHashSet;

use super::{Draft, exports::Contract, passed, requires, shape::Shape, transpiled};
use crate::{
    engine::Compat,
    facts,
    facts::{Facts, PassedNames, Site, TargetKind, UseKind, When},
    graph::{
        Audience, FileId, Node, Target,
        external::{ExternalFormat, ME},
        is_story,
    },
    manifest::name_of,
};

/// One for each file of the graph.
pub(super) fn contracts(draft: &Draft<'_>) -> Vec<Contract> {
    let uses = importers(draft);
    (0..draft.graph.nodes.len()).map(|id| contract(draft, id, &uses[id])).collect()
}

/// What the files of the package do with a module.
#[derive(Debug, Default)]
struct Importers {
    most: Use,
    /// Some `require` gets the module itself.
    called: bool,
    /// Some importer needs more than named members.
    whole: bool,
    /// Some importer may import names, or passes them on.
    named: bool,
}

/// How much the file that takes the most takes of a module.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    #[default]
    Nothing,
    /// Loading it.
    Load,
    /// A value.
    Value,
}

fn importers(draft: &Draft<'_>) -> Vec<Importers> {
    let mut uses: Vec<Importers> = Vec::new();
    uses.resize_with(draft.graph.nodes.len(), Importers::default);
    for (from, node) in draft.graph.nodes.iter().enumerate() {
        let Some(facts) = &node.facts else { continue };
        for (index, target) in node.requires.iter().enumerate() {
            let Target::File { id, .. } = target else { continue };
            let it = &mut uses[*id];
            it.called |= !(draft.migrates(from) && draft.imports[from][index]);
            let is_bare = matches!(facts.requires[index].site, Site::Bare { .. });
            it.most = it.most.max(if is_bare { Use::Load } else { Use::Value });
            it.whole |= draft.is_wrapped(from, index) || !is_member_use(&facts.requires[index]);
            it.named |= may_name(facts, &facts.requires[index]);
        }
        // Where only the path is looked up, the value may never be taken.
        let named = node.specifiers.iter().map(|it| (it, Use::Value));
        for (target, own) in named.chain(node.resolves.values().map(|it| (it, Use::Load))) {
            if let Target::File { id, .. } = target {
                let it = &mut uses[*id];
                *it = Importers { most: it.most.max(own), called: true, whole: true, named: true };
            }
        }
    }
    uses
}

/// What the call gives may become an import of names, or Node shows its names as those of the file.
fn may_name(facts: &Facts, require: &facts::Require) -> bool {
    let takes_whole = match &require.site {
        Site::Bare { .. } | Site::Expression { member: None, .. } => true,
        Site::Declared(it) => {
            it.interop.is_none() && matches!(it.shape, facts::Shape::Name { .. }) && it.usage.whole
        }
        Site::Expression { .. } => false,
    };
    !takes_whole || facts.reexports().contains(&require.specifier)
}

pub(super) fn is_member_use(require: &facts::Require) -> bool {
    match &require.site {
        Site::Bare { .. } => true,
        Site::Declared(it) => match &it.shape {
            facts::Shape::Name { declarations, written, .. } => {
                *declarations == 1 && !written && !it.usage.whole && !it.usage.member_assigned
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
        Compat::Exact if is_story(&node.path) && !uses.called => Contract::Idiomatic,
        Compat::Exact if is_imported_setting(draft, node) && uses.most == Use::Nothing => {
            Contract::Whole
        }
        Compat::Exact => Contract::Both,
        // The namespace would have all of the object where `require` finds this member.
        Compat::Idiomatic if has_default_member(draft, id) => Contract::Both,
        Compat::Idiomatic => Contract::Idiomatic,
    };
    let absent = draft.shapes[id] == Some(Shape::Absent) && uses.most < Use::Value;
    if node.audience == Audience::Deep && !absent {
        return public;
    }
    match node.audience {
        Audience::Entry if absent && node.bin_only => Contract::Nothing,
        // The manifest may also offer the command as something to load.
        Audience::Deep if absent && node.executable => Contract::Nothing,
        Audience::Entry | Audience::Deep => public,
        Audience::Internal if absent && !uses.whole => Contract::Nothing,
        Audience::Internal
            if uses.most == Use::Nothing || uses.called || draft.graph.computed_requires =>
        {
            public
        }
        Audience::Internal if uses.whole && !uses.named && is_one_value(draft, id) => {
            Contract::Whole
        }
        Audience::Internal if uses.whole || !names_suffice(draft, id) => Contract::Default,
        Audience::Internal => Contract::Names,
    }
}

/// What loads the file, besides the package, is a tool that takes the default export.
fn is_imported_setting(draft: &Draft<'_>, node: &Node) -> bool {
    node.audience == Audience::Internal
        && draft.graph.settings.imported.contains(name_of(&node.path))
}

/// The module assigns `module.exports`, and does not say that it was an ES module.
fn is_one_value(draft: &Draft<'_>, id: FileId) -> bool {
    let Some(facts) = &draft.graph.nodes[id].facts else { return false };
    let marked = facts.lexed.iter().any(|it| it.exports.iter().any(|it| it == "__esModule"));
    matches!(draft.shapes[id], Some(Shape::Value { .. })) && !marked
}

fn has_default_member(draft: &Draft<'_>, id: FileId) -> bool {
    let Some(facts) = &draft.graph.nodes[id].facts else { return false };
    let assigned = |it: &facts::ExportAssignment| transpiled::members(it).any(|it| it == "default");
    facts.assignments.iter().any(assigned)
        || facts.lexed.iter().any(|it| it.exports.iter().any(|it| it == "default"))
}

/// Importers can do without the object: all exports are names, and nothing here uses it whole.
fn names_suffice(draft: &Draft<'_>, id: FileId) -> bool {
    let Some(facts) = &draft.graph.nodes[id].facts else { return false };
    let named = matches!(draft.shapes[id], Some(Shape::Named { .. }));
    let members = facts
        .exports
        .iter()
        .all(|it| matches!(it.kind, UseKind::Read { called: false, .. } | UseKind::Mark { .. }));
    named && members && !draft.graph.member_assigned.contains(&id) && draft.migrates(id)
}

/// The names that importers of `id` may import, besides `default`: they never change after load.
pub(super) fn names(draft: &Draft<'_>, id: FileId) -> FxHashSet<String> {
    let (mut names, files) = collected(draft, id);
    names.retain(|name| !files.iter().any(|&id| is_live(draft, id, name, &mut Vec::new())));
    names
}

/// Code of the package may change the export after the module was loaded.
fn is_live(draft: &Draft<'_>, id: FileId, name: &str, seen: &mut Vec<FileId>) -> bool {
    let node = &draft.graph.nodes[id];
    let Some(facts) = node.facts.as_ref().filter(|_| !seen.contains(&id)) else { return false };
    seen.push(id);
    let late = facts.exports.iter().filter(|it| it.place.when == When::Later);
    let changed = late.filter_map(|it| match &it.kind {
        UseKind::Mutate { name } => Some(name),
        _ => None,
    });
    let lives: FxHashSet<&String> = changed.collect();
    if lives.iter().any(|it| *it == name) {
        return true;
    }
    facts.passed.iter().any(|it| {
        let imported = match &it.names {
            PassedNames::Own { exported, binding } if exported == name => {
                return !facts.roots.get(binding).is_some_and(|it| it.constant);
            }
            PassedNames::Same { exported, name: same } if exported == name => {
                return lives.contains(same);
            }
            PassedNames::One { exported, imported } if exported == name => imported,
            PassedNames::Star(_) | PassedNames::All => name,
            _ => return false,
        };
        let from = passed::require(facts, it).map(|index| &node.requires[index]);
        matches!(from, Some(Target::File { id: to, .. }) if is_live(draft, *to, imported, seen))
    })
}

/// The names that a namespace of `id` has, besides `default`.
pub(super) fn visible(draft: &Draft<'_>, id: FileId) -> FxHashSet<String> {
    collected(draft, id).0
}

/// The names of `id`, and the files that they come from.
fn collected(draft: &Draft<'_>, id: FileId) -> (FxHashSet<String>, Vec<FileId>) {
    let (mut names, mut files) = (FxHashSet::default(), Vec::new());
    collect(draft, id, &mut names, &mut files);
    names.remove("default");
    names.remove(ME);
    (names, files)
}

fn collect(draft: &Draft<'_>, id: FileId, names: &mut FxHashSet<String>, files: &mut Vec<FileId>) {
    let node = &draft.graph.nodes[id];
    let Some(facts) = &node.facts else { return };
    if files.contains(&id) {
        return;
    }
    files.push(id);
    names.extend(own_names(draft, id, facts));
    let calls = facts.requires.iter().zip(&node.requires);
    for (_, target) in calls.filter(|(it, _)| facts.reexports().contains(&it.specifier)) {
        match target {
            // Node does not look for names of ES modules behind CommonJS.
            Target::File { id: to, .. } if draft.migrates(id) || !draft.migrates(*to) => {
                collect(draft, *to, names, files);
            }
            Target::External(it) if it.info.format == ExternalFormat::CommonJs => {
                names.extend(it.info.names.iter().cloned());
            }
            _ => {}
        }
    }
}

fn own_names(draft: &Draft<'_>, id: FileId, facts: &Facts) -> FxHashSet<String> {
    let [lexer, merve] = &facts.lexed;
    let mut names: FxHashSet<String> = if draft.migrates(id) {
        lexer.exports.iter().chain(&merve.exports).cloned().collect()
    } else {
        lexer.exports.iter().filter(|it| merve.exports.contains(it)).cloned().collect()
    };
    if draft.migrates(id)
        && let Some(Shape::Named { .. }) = draft.shapes[id]
    {
        let targets = facts.assignments.iter().flat_map(|it| &it.targets);
        names.extend(targets.filter_map(|it| match &it.kind {
            TargetKind::Member(_, name) => Some(name.clone()),
            _ => None,
        }));
    }
    names
}
