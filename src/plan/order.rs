//! In which order the modules of an import cycle evaluate, and what each then finds of the others.
//!
//! Node comes to the modules of a cycle in the same order before and after: from the first that a
//! consumer loads, depth first. A module that is waited for has run as far as the call that it
//! waits at, in CommonJS; as an ES module it has not run at all, but its function declarations are
//! there (ECMA-262, 16.2.1.6.4). So each read of such a module has to find a function that was
//! exported by then, or has to fail as it did.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Draft, Shape,
    answer::{self, Answer, Waiting},
    contract,
    early::{Early, Static},
    partial, passed, requires,
};
use crate::{
    facts::{self, EarlyUse, Handling, Passed, PassedNames, Require, Site, When},
    graph::{Audience, FileId, Target, is_development},
};

/// An import between members of a cycle.
#[derive(Clone, Copy)]
struct Load {
    to: FileId,
    /// Index of the call in the importer's facts.
    index: usize,
    /// Where the call starts.
    at: u32,
    /// The call runs once, whenever the importer is evaluated.
    is_sure: bool,
}

/// What can be told from what it was.
pub(super) struct EarlyRead {
    pub reader: FileId,
    pub read: FileId,
    /// The file of the package by whose path consumers come to the cycle then, where it is no entry
    /// point.
    pub deep: Option<FileId>,
}

/// What the cycle of `component` needs, or what keeps it.
pub(super) fn judge(draft: &Draft<'_>, component: &[FileId]) -> Result<Early, EarlyRead> {
    let loads = component.iter().map(|&id| (id, loads(draft, component, id)));
    let loads: FxHashMap<FileId, Vec<Load>> = loads.collect();
    let (early, seen, lazy) = (Early::default(), FxHashSet::default(), Vec::new());
    let entries = entries(draft, component);
    let is_unsure = loads.values().flatten().any(|it| !it.is_sure);
    let mut cycle = Cycle { draft, component, loads, early, lazy, is_unsure, seen };
    for &entry in &entries {
        let is_deep = draft.graph.nodes[entry].audience == Audience::Deep;
        cycle.walk(entry).map_err(|(reader, read)| EarlyRead {
            reader,
            read,
            deep: is_deep.then_some(entry),
        })?;
    }
    let forwards: Vec<_> = cycle.early.forwards.iter().map(|(by, of)| (by.0, of.0)).collect();
    for (id, through) in forwards {
        if !entries.iter().all(|&entry| cycle.comes_first(entry, through, id)) {
            return Err(EarlyRead { reader: id, read: through, deep: None });
        }
    }
    // What runs early may call functions of other members that read names, too.
    for (id, to) in std::mem::take(&mut cycle.lazy) {
        if !cycle.early.calls.is_empty() && cycle.reads_names(id, to) {
            cycle.read_names(id, to);
        }
    }
    Ok(cycle.early)
}

/// The members by which others come to the component.
fn entries(draft: &Draft<'_>, component: &[FileId]) -> Vec<FileId> {
    let inside = |id: &FileId| component.binary_search(id).is_ok();
    let mut found = FxHashSet::default();
    for (from, node) in draft.graph.nodes.iter().enumerate() {
        let all = node.requires.iter().chain(&node.specifiers).chain(node.resolves.values());
        let named = all.filter_map(|it| match it {
            Target::File { id, .. } => Some(*id),
            _ => None,
        });
        found.extend(named.filter(|to| inside(to) && !inside(&from)));
        let public = node.audience != Audience::Internal && !is_development(&node.path);
        found.extend(Some(from).filter(|id| inside(id) && public));
    }
    if found.is_empty() || draft.graph.computed_requires {
        return component.to_vec();
    }
    let mut found: Vec<FileId> = found.into_iter().collect();
    found.sort_unstable();
    found
}

/// What `id` imports of the component, in order.
fn loads(draft: &Draft<'_>, component: &[FileId], id: FileId) -> Vec<Load> {
    let node = &draft.graph.nodes[id];
    let Some(facts) = node.facts.as_ref().filter(|_| draft.migrates(id)) else {
        return Vec::new();
    };
    let calls = facts.requires.iter().zip(&node.requires).enumerate();
    let imported = calls.filter_map(|(index, (require, target))| match target {
        Target::File { id: to, .. }
            if draft.imports[id][index] && component.binary_search(to).is_ok() =>
        {
            let is_sure = require.place.when == When::Straight;
            Some(Load { to: *to, index, at: require.call.start, is_sure })
        }
        _ => None,
    });
    imported.collect()
}

struct Cycle<'c, 'g> {
    draft: &'c Draft<'g>,
    component: &'c [FileId],
    loads: FxHashMap<FileId, Vec<Load>>,
    early: Early,
    /// Who reads whom only after both have been evaluated, as far as is seen.
    lazy: Vec<(FileId, FileId)>,
    /// CommonJS may have loaded some of the imports at another time.
    is_unsure: bool,
    /// What has been judged: the reader, the call, and how far the module that it reads has come.
    seen: FxHashSet<(FileId, u32, u32)>,
}

impl Cycle<'_, '_> {
    /// Evaluates the component from `entry`.
    fn walk(&mut self, entry: FileId) -> Result<(), (FileId, FileId)> {
        // How far each module has come; `None` once it is evaluated.
        let mut begun: FxHashMap<FileId, Option<u32>> = FxHashMap::from_iter([(entry, Some(0))]);
        let mut stack = vec![(entry, 0)];
        while let Some((id, at)) = stack.last_mut() {
            let id = *id;
            let Some(&load) = self.loads.get(&id).and_then(|it| it.get(*at)) else {
                begun.insert(id, None);
                stack.pop();
                continue;
            };
            *at += 1;
            begun.insert(id, Some(load.at));
            match begun.get(&load.to) {
                Some(None) => {}
                Some(&Some(come)) => self.meet(id, load, come)?,
                None => {
                    begun.insert(load.to, Some(0));
                    stack.push((load.to, 0));
                }
            }
        }
        Ok(())
    }

    /// Node has come to `first` when it comes to `then` from `entry`.
    fn comes_first(&self, entry: FileId, first: FileId, then: FileId) -> bool {
        let mut begun = FxHashSet::default();
        let mut stack = vec![entry];
        while let Some(id) = stack.pop() {
            if !begun.insert(id) {
                continue;
            }
            if id == first || id == then {
                return id == first;
            }
            stack.extend(self.loads.get(&id).into_iter().flatten().rev().map(|it| it.to));
        }
        true
    }

    /// `id` evaluates while `load.to` waits at `come`.
    fn meet(&mut self, id: FileId, load: Load, come: u32) -> Result<(), (FileId, FileId)> {
        if !self.seen.insert((id, load.at, come)) {
            return Ok(());
        }
        let Some(facts) = &self.draft.graph.nodes[id].facts else { return Ok(()) };
        let require = &facts.requires[load.index];
        let mut uses = uses(require);
        uses.extend(self.passed_on(id, load.index));
        let failed = Err((id, load.to));
        let target = self.draft.graph.nodes[load.to].facts.as_ref();
        if keeps_all(require) && target.is_some_and(|it| partial::leaves_behind(it, come)) {
            return failed;
        }
        if uses.is_empty() && !self.draft.is_wrapped(id, load.index) {
            self.lazy.push((id, load.to));
            uses = taken(require);
            if uses.is_empty() {
                return Ok(());
            }
            if self.reads_names(id, load.to) {
                self.read_names(id, load.to);
                return Ok(());
            }
        }
        if self.is_unsure {
            return failed;
        }
        let mut by_name = false;
        let Some(waiting) = self.waiting(load.to, come) else { return failed };
        let answers: Vec<_> = uses.iter().map(|it| waiting.answer(it)).collect();
        for (it, answer) in uses.iter().zip(answers) {
            match (answer, &it.member) {
                (Answer::Same, _) => {}
                (Answer::Named, _) => by_name = true,
                (Answer::Undefined, Some(name)) => {
                    by_name = true;
                    self.early.vars.insert((load.to, name.clone()));
                }
                (Answer::Static, _) => self.read_static(id, load, it),
                (Answer::Forward(index), Some(member)) if takes(require, member) => {
                    self.early.forwards.insert((id, load.at), (load.to, index));
                }
                _ => return failed,
            }
        }
        if self.draft.is_wrapped(id, load.index)
            || id == load.to
            || by_name && !self.reads_names(id, load.to)
        {
            return failed;
        }
        if by_name {
            self.read_names(id, load.to);
        }
        Ok(())
    }

    /// What `id` reads of the `require` through getters, once it is evaluated and exports what they
    /// give.
    fn passed_on(&self, id: FileId, index: usize) -> Vec<EarlyUse> {
        let node = &self.draft.graph.nodes[id];
        let Some(facts) = node.facts.as_ref() else { return Vec::new() };
        if !matches!(self.draft.shapes[id], Some(Shape::Local { .. })) {
            return Vec::new();
        }
        let of_call = |it: &&Passed| passed::require(facts, it) == Some(index);
        let names = facts.passed.iter().filter(of_call).filter_map(|it| match &it.names {
            PassedNames::One { imported, .. } => Some(imported.clone()),
            _ => None,
        });
        names.map(|it| kept(&facts.requires[index], it)).collect()
    }

    /// The calls of `id` for `to` become imports of names.
    fn read_names(&mut self, id: FileId, to: FileId) {
        let node = &self.draft.graph.nodes[id];
        let Some(facts) = &node.facts else { return };
        let calls = self.loads[&id].iter().filter(|it| it.to == to);
        for it in calls {
            self.early.calls.insert((id, it.at));
            if members(&facts.requires[it.index]).iter().any(|it| it == "default") {
                self.early.defaults.insert(to);
            }
        }
    }

    fn waiting(&self, id: FileId, come: u32) -> Option<Waiting<'_, '_>> {
        Waiting::new(self.draft, self.component, id, come)
    }

    /// The read of the member becomes one of the function that it is.
    fn read_static(&mut self, id: FileId, load: Load, it: &EarlyUse) {
        let (Some(waiting), Some(read)) = (self.waiting(load.to, 0), it.span) else { return };
        let Some((name, _)) = waiting.static_of(it) else { return };
        let found = Static { read, index: load.index, module: load.to, name: name.clone() };
        let known = self.early.statics.entry(id).or_default();
        if !known.contains(&found) {
            known.push(found);
        }
    }

    /// All that `id` takes of `to` are names that `to` exports for good.
    fn reads_names(&self, id: FileId, to: FileId) -> bool {
        let node = &self.draft.graph.nodes[id];
        let (Some(facts), Some(target)) = (&node.facts, &self.draft.graph.nodes[to].facts) else {
            return false;
        };
        if !matches!(self.draft.shapes[to], Some(Shape::Named { .. })) {
            return false;
        }
        let names = contract::names(self.draft, to);
        let has_default = answer::name_of_default(self.draft, to).is_some();
        let plain = |name: &String| {
            (names.contains(name) || (has_default && name == "default"))
                && !partial::asks_for_this(target, name)
        };
        let mut calls = facts.requires.iter().zip(&node.requires).enumerate();
        calls.all(|(index, (require, target))| {
            !matches!(target, Target::File { id, .. } if *id == to)
                || self.draft.imports[id][index]
                    && contract::is_member_use(require)
                    && requires::reads_only_members(require)
                    && is_plain_default(require)
                    && members(require).iter().all(plain)
        })
    }
}

/// What code that runs while the module evaluates does with what the call gives.
fn uses(require: &Require) -> Vec<EarlyUse> {
    match &require.site {
        Site::Bare { .. } => Vec::new(),
        Site::Declared(it) => it.usage.early.clone(),
        Site::Expression { .. } if require.place.when == When::Later => Vec::new(),
        Site::Expression { member, called, .. } => {
            let handling = if *called { Handling::Called } else { Handling::Taken };
            let member = member.as_ref().map(|(name, _)| name.clone());
            vec![EarlyUse { member, handling, span: None, guarded: require.place.guarded }]
        }
    }
}

/// What the declaration itself reads of what the call gives.
fn taken(require: &Require) -> Vec<EarlyUse> {
    let Site::Declared(it) = &require.site else { return Vec::new() };
    if matches!(it.shape, facts::Shape::Name { .. }) || require.place.when == When::Later {
        return Vec::new();
    }
    members(require).into_iter().map(|it| kept(require, it)).collect()
}

/// What the call gives is held as a whole.
fn keeps_all(require: &Require) -> bool {
    match &require.site {
        Site::Bare { .. } => false,
        Site::Declared(it) => matches!(it.shape, facts::Shape::Name { .. }),
        Site::Expression { member, .. } => member.is_none(),
    }
}

fn kept(require: &Require, member: String) -> EarlyUse {
    let guarded = require.place.guarded;
    EarlyUse { member: Some(member), handling: Handling::Kept, span: None, guarded }
}

/// The members that are read of what the call gives.
pub(super) fn members(require: &Require) -> Vec<String> {
    match &require.site {
        Site::Bare { .. } => Vec::new(),
        Site::Declared(it) => match &it.shape {
            facts::Shape::Member { member, .. } => vec![member.clone()],
            facts::Shape::Pattern { properties, .. } => {
                properties.iter().map(|it| it.key.clone()).collect()
            }
            _ => it.usage.members.iter().cloned().collect(),
        },
        Site::Expression { member, .. } => member.iter().map(|(name, _)| name.clone()).collect(),
    }
}

/// `default` is read of a name, where it can get another name.
fn is_plain_default(require: &Require) -> bool {
    let default = members(require).iter().any(|it| it == "default");
    match &require.site {
        Site::Declared(it) if default => {
            it.interop.is_none() && matches!(it.shape, facts::Shape::Name { .. })
        }
        _ => !default,
    }
}

/// The call declares a variable of the top level that holds this member, for good.
fn takes(require: &Require, name: &str) -> bool {
    match &require.site {
        Site::Declared(it) if it.top && it.interop.is_none() => matches!(&it.shape,
            facts::Shape::Member { member, reassigned: false, .. } if member == name),
        _ => false,
    }
}
