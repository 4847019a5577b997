//! In which order the modules of an import cycle evaluate, and what each then finds of the others.
//!
//! Node comes to the modules of a cycle in the same order before and after: from the first that a
//! consumer loads, depth first. A module that is waited for has run as far as the call that it
//! waits at, in CommonJS; as an ES module it has not run at all, but its function declarations are
//! there (ECMA-262, 16.2.1.6.4). So each read of such a module has to find a function that was
//! exported by then, or has to fail as it did.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Draft, contract, keep, quiet, requires};
use crate::{
    facts::{EarlyUse, Facts, Handling, Require, Site, TargetKind, UseKind, ValueKind, When},
    graph::{Audience, FileId, Target, is_development},
    plan::{Shape, transpiled},
};

/// An import between members of a cycle.
#[derive(Clone, Copy)]
struct Load {
    to: FileId,
    /// Index of the call in the importer's facts.
    index: usize,
    /// Where the call starts.
    at: u32,
}

/// What an ES module that has not been evaluated answers to a use.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    /// What CommonJS answered, or an error where that was one.
    Same,
    /// The same, when it is asked by name.
    Named,
    Other,
}

/// How the cycle of `component` can be told from what it was, as `(reader, read)`; otherwise the
/// calls that have to become imports of names, by their file and start.
pub(super) fn judge(
    draft: &Draft<'_>,
    component: &[FileId],
) -> Result<FxHashSet<(FileId, u32)>, (FileId, FileId)> {
    let loads = component.iter().map(|&id| (id, loads(draft, component, id))).collect();
    let mut cycle =
        Cycle { draft, component, loads, named: FxHashSet::default(), seen: FxHashSet::default() };
    for entry in entries(draft, component) {
        cycle.walk(entry)?;
    }
    Ok(cycle.named)
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
            Some(Load { to: *to, index, at: require.call.start })
        }
        _ => None,
    });
    imported.collect()
}

struct Cycle<'c, 'g> {
    draft: &'c Draft<'g>,
    component: &'c [FileId],
    loads: FxHashMap<FileId, Vec<Load>>,
    named: FxHashSet<(FileId, u32)>,
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

    /// `id` evaluates while `load.to` waits at `come`.
    fn meet(&mut self, id: FileId, load: Load, come: u32) -> Result<(), (FileId, FileId)> {
        if !self.seen.insert((id, load.at, come)) {
            return Ok(());
        }
        let Some(facts) = &self.draft.graph.nodes[id].facts else { return Ok(()) };
        let require = &facts.requires[load.index];
        let mut answers = uses(require).into_iter().map(|it| self.answer(load.to, &it, come));
        let wrapped = self.draft.is_wrapped(id, load.index);
        if wrapped || id == load.to && answers.len() > 0 || answers.any(|it| it == Answer::Other) {
            return Err((id, load.to));
        }
        let names = uses(require).iter().any(|it| self.answer(load.to, it, come) == Answer::Named);
        if names && !self.reads_names(id, load.to) {
            return Err((id, load.to));
        }
        if names {
            let calls = self.loads[&id].iter().filter(|it| it.to == load.to);
            self.named.extend(calls.map(|it| (id, it.at)));
        }
        Ok(())
    }

    /// All that `id` takes of `to` are names that `to` exports for good.
    fn reads_names(&self, id: FileId, to: FileId) -> bool {
        let node = &self.draft.graph.nodes[id];
        let (Some(facts), Some(target)) = (&node.facts, &self.draft.graph.nodes[to].facts) else {
            return false;
        };
        let names = contract::names(self.draft, to);
        let plain = |name: &String| names.contains(name) && !asks_for_this(target, name);
        let mut calls = facts.requires.iter().zip(&node.requires).enumerate();
        calls.all(|(index, (require, target))| {
            !matches!(target, Target::File { id, .. } if *id == to)
                || self.draft.imports[id][index]
                    && contract::is_member_use(require)
                    && requires::reads_only_members(require)
                    && members(require).iter().all(plain)
        })
    }

    /// What `to`, which waits at `come`, answers to a use.
    fn answer(&self, to: FileId, it: &EarlyUse, come: u32) -> Answer {
        let Some(facts) = &self.draft.graph.nodes[to].facts else { return Answer::Other };
        match self.draft.shapes[to] {
            Some(Shape::Value { assignment }) => self.of_value(to, facts, assignment, it, come),
            Some(Shape::Named { early, .. }) => {
                let Some(name) = &it.member else { return Answer::Other };
                match exported(facts, name, come) {
                    Exported::Nothing => failing(it),
                    Exported::Function(start) => {
                        let there = early.is_none() || facts.roots.values().any(|it| it.start == start);
                        let same = there && self.is_same(to, facts, start, it.handling, come);
                        if same { Answer::Named } else { Answer::Other }
                    }
                    Exported::Other => Answer::Other,
                }
            }
            Some(Shape::Local { .. } | Shape::Absent) => match &it.member {
                Some(name) if matches!(exported(facts, name, come), Exported::Nothing) => {
                    failing(it)
                }
                _ => Answer::Other,
            },
            None => Answer::Other,
        }
    }

    fn of_value(
        &self,
        to: FileId,
        facts: &Facts,
        assignment: usize,
        it: &EarlyUse,
        come: u32,
    ) -> Answer {
        let main = &facts.assignments[assignment];
        if main.span.end > come {
            // The empty object that the module began with.
            let tried = matches!(it.handling, Handling::Called | Handling::Extended);
            return if tried || it.member.is_some() { failing(it) } else { Answer::Other };
        }
        let start = match &main.value.kind {
            ValueKind::Function { .. } => main.value.span.start,
            ValueKind::Identifier(name) => facts.roots.get(name).map_or(u32::MAX, |it| it.start),
            _ => return Answer::Other,
        };
        let handling = if it.member.is_some() { Handling::Entered } else { it.handling };
        let early = keep::is_early(self.draft, to);
        if early && self.is_same(to, facts, start, handling, come) {
            Answer::Same
        } else {
            Answer::Other
        }
    }

    /// The function is what it was when the module had come to `come`, and does what it did.
    fn is_same(
        &self,
        of: FileId,
        facts: &Facts,
        start: u32,
        handling: Handling,
        come: u32,
    ) -> bool {
        let Some(it) = facts.hoisted.get(&start) else { return false };
        let untouched = it.handled.is_none_or(|at| at > come);
        let runs = handling != Handling::Extended;
        untouched && (!runs || quiet::is_quiet(self.draft, self.component, of, start, come))
    }
}

/// A use of what is `undefined`, or of an empty object that is called: it fails, or goes on.
fn failing(it: &EarlyUse) -> Answer {
    if it.handling == Handling::Taken || it.guarded { Answer::Other } else { Answer::Same }
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
            vec![EarlyUse { member, handling, guarded: require.place.guarded }]
        }
    }
}

/// The members that are read of what the call gives.
fn members(require: &Require) -> Vec<String> {
    match &require.site {
        Site::Bare { .. } => Vec::new(),
        Site::Declared(it) => match &it.shape {
            crate::facts::Shape::Member { member, .. } => vec![member.clone()],
            crate::facts::Shape::Pattern { properties, .. } => {
                properties.iter().map(|it| it.key.clone()).collect()
            }
            _ => it.usage.members.iter().cloned().collect(),
        },
        Site::Expression { member, .. } => member.iter().map(|(name, _)| name.clone()).collect(),
    }
}

/// What the exports object of a module has under a name.
enum Exported {
    Nothing,
    /// A function that is a declaration afterwards, by its start.
    Function(u32),
    Other,
}

/// What `name` of the exports object is when the module has come to `come`.
fn exported(facts: &Facts, name: &str, come: u32) -> Exported {
    let changes = |kind: &UseKind| match kind {
        UseKind::Mutate { name: changed } => changed == name,
        UseKind::Reassign | UseKind::Dynamic | UseKind::Whole => true,
        UseKind::Read { .. } | UseKind::Mark { .. } | UseKind::Typeof => false,
    };
    let mut before = facts.exports.iter().filter(|it| it.span.start < come);
    if before.any(|it| it.place.when != When::Later && changes(&it.kind)) {
        return Exported::Other;
    }
    let replaced = facts.assignments.iter().filter(|it| it.span.start < come);
    let mut replaced = replaced.flat_map(|it| &it.targets);
    if replaced.any(|it| matches!(it.kind, TargetKind::Object(_))) {
        return Exported::Other;
    }
    let done = facts.assignments.iter().filter(|it| it.span.end <= come);
    let Some(last) = done.filter(|it| transpiled::members(it).any(|one| one == name)).last() else {
        return Exported::Nothing;
    };
    match &last.value.kind {
        ValueKind::Undefined => Exported::Nothing,
        ValueKind::Identifier(local) if last.merges.is_none() => match facts.roots.get(local) {
            Some(root) if root.constant && facts.hoisted.contains_key(&root.start) => {
                Exported::Function(root.start)
            }
            _ => Exported::Other,
        },
        ValueKind::Function { name: None, .. } if last.declares.is_none() => {
            Exported::Function(last.value.span.start)
        }
        _ => Exported::Other,
    }
}

/// The function that is exported as `name` may be told by which object it is called on.
fn asks_for_this(facts: &Facts, name: &str) -> bool {
    let mut own = facts.assignments.iter().filter(|it| transpiled::members(it).any(|one| one == name));
    own.any(|it| {
        let start = match &it.value.kind {
            ValueKind::Identifier(local) => facts.roots.get(local).map(|it| it.start),
            ValueKind::Function { .. } => Some(it.value.span.start),
            _ => None,
        };
        start.and_then(|it| facts.hoisted.get(&it)).is_some_and(|it| it.uses_this)
    })
}
