//! In which order the modules of an import cycle evaluate, and what each then finds of the others.
//!
//! Node comes to the modules of a cycle in the same order before and after: from the first that a
//! consumer loads, depth first. A module that is waited for has run as far as the call that it
//! waits at, in CommonJS; as an ES module it has not run at all, but its function declarations are
//! there (ECMA-262, 16.2.1.6.4). So each read of such a module has to find a function that was
//! exported by then, or has to fail as it did.

use oxc_span::Span;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Draft, contract, keep, quiet, requires};
use crate::{
    engine::Faux,
    facts::{
        EarlyUse, ExportAssignment, Facts, Handling, Require, RootBinding, RootKind, Site,
        TargetKind, UseKind, ValueKind, When,
    },
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
    /// `undefined`, when it is asked by name and the name is a `var`.
    Undefined,
    /// The same, when the module exports the function that is the member, and that is read.
    Static,
    /// What this `require` of the module gives, by its index.
    Forward(usize),
    Other,
}

/// What the members of a cycle need so that each finds the others as it did.
#[derive(Debug, Default)]
pub(crate) struct Early {
    /// Calls that become imports of names, by their file and start.
    pub calls: FxHashSet<(FileId, u32)>,
    /// Exports whose variables are `undefined` before they are evaluated.
    pub vars: FxHashSet<(FileId, String)>,
    /// Modules that export their property `default` under the name of its function, too.
    pub defaults: FxHashSet<FileId>,
    /// Calls of which a member is what another `require` gives: by file and start, the file with
    /// that `require`, and its index.
    pub forwards: FxHashMap<(FileId, u32), (FileId, usize)>,
    /// By file, reads of members that become reads of functions.
    pub statics: FxHashMap<FileId, Vec<Static>>,
}

/// A member of the function that a module exports, which is a function itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Static {
    /// The expression that reads it.
    pub read: Span,
    /// Index of the `require` of the module.
    pub index: usize,
    pub module: FileId,
    /// The function's name there.
    pub name: String,
}

impl Early {
    /// Forgets what is known of the files of `component`, and learns `other`.
    pub(super) fn renew(&mut self, component: &[FileId], other: Self) {
        let outside = |id: &FileId| component.binary_search(id).is_err();
        self.calls.retain(|(id, _)| outside(id));
        self.vars.retain(|(id, _)| outside(id));
        self.defaults.retain(outside);
        self.statics.retain(|id, _| outside(id));
        self.forwards.retain(|(id, _), _| outside(id));
        self.calls.extend(other.calls);
        self.vars.extend(other.vars);
        self.defaults.extend(other.defaults);
        self.statics.extend(other.statics);
        self.forwards.extend(other.forwards);
    }
}

/// What the cycle of `component` needs; the error is what can be told from what it was, as
/// `(reader, read)`.
pub(super) fn judge(draft: &Draft<'_>, component: &[FileId]) -> Result<Early, (FileId, FileId)> {
    let loads = component.iter().map(|&id| (id, loads(draft, component, id))).collect();
    let (early, seen, lazy) = (Early::default(), FxHashSet::default(), Vec::new());
    let entries = entries(draft, component);
    let mut cycle = Cycle { draft, component, loads, early, lazy, seen };
    for &entry in &entries {
        cycle.walk(entry)?;
    }
    let forwards: Vec<_> = cycle.early.forwards.iter().map(|(by, of)| (by.0, of.0)).collect();
    for (id, through) in forwards {
        if !entries.iter().all(|&entry| cycle.comes_first(entry, through, id)) {
            return Err((id, through));
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

/// The name under which `id` can export the function that is its property `default`.
pub(super) fn name_of_default(draft: &Draft<'_>, id: FileId) -> Option<String> {
    let facts = draft.graph.nodes[id].facts.as_ref()?;
    let plain = draft.shapes[id] == Some(Shape::Named { reset: None, early: None });
    let Some(ValueKind::Identifier(local)) =
        last(facts, "default", u32::MAX).map(|it| &it.value.kind)
    else {
        return None;
    };
    let hoisted = facts.roots.get(local).is_some_and(|it| facts.hoisted.contains_key(&it.start));
    let free = !contract::visible(draft, id).contains(local);
    (plain && hoisted && free && draft.options.faux == Faux::Exact).then(|| local.clone())
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
    early: Early,
    /// Who reads whom only after both have been evaluated, as far as is seen.
    lazy: Vec<(FileId, FileId)>,
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
        let uses = uses(require);
        let failed = Err((id, load.to));
        if uses.is_empty() && !self.draft.is_wrapped(id, load.index) {
            self.lazy.push((id, load.to));
            return Ok(());
        }
        let mut by_name = false;
        for it in &uses {
            match (self.answer(load.to, it, come), &it.member) {
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

    /// The read of the member becomes one of the function that it is.
    fn read_static(&mut self, id: FileId, load: Load, it: &EarlyUse) {
        let facts = self.draft.graph.nodes[load.to].facts.as_ref();
        let (Some(facts), Some(read)) = (facts, it.span) else { return };
        let Some((name, _)) = self.static_of(load.to, facts, it) else { return };
        let found = Static { read, index: load.index, module: load.to, name: name.clone() };
        let known = self.early.statics.entry(id).or_default();
        if !known.contains(&found) {
            known.push(found);
        }
    }

    /// The name and the start of the function that is the member of the function that `to` is.
    fn static_of<'f>(
        &self,
        to: FileId,
        facts: &'f Facts,
        it: &EarlyUse,
    ) -> Option<(&'f String, u32)> {
        let Some(Shape::Value { assignment }) = self.draft.shapes[to] else { return None };
        let own = facts.hoisted.get(&value_start(facts, assignment)?)?;
        let member = it.member.as_ref()?;
        let mut found = own.statics.iter().filter(|(name, ..)| name == member);
        let (_, value, _) = found.next().filter(|_| found.next().is_none())?;
        let root = facts.roots.get(value).filter(|root| root.constant)?;
        let free = !contract::visible(self.draft, to).contains(value) && it.span.is_some();
        (free && facts.hoisted.contains_key(&root.start)).then_some((value, root.start))
    }

    /// All that `id` takes of `to` are names that `to` exports for good.
    fn reads_names(&self, id: FileId, to: FileId) -> bool {
        let node = &self.draft.graph.nodes[id];
        let (Some(facts), Some(target)) = (&node.facts, &self.draft.graph.nodes[to].facts) else {
            return false;
        };
        let names = contract::names(self.draft, to);
        let has_default = name_of_default(self.draft, to).is_some();
        let plain = |name: &String| {
            (names.contains(name) || (has_default && name == "default"))
                && !asks_for_this(target, name)
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

    /// What `to`, which waits at `come`, answers to a use.
    fn answer(&self, to: FileId, it: &EarlyUse, come: u32) -> Answer {
        let Some(facts) = &self.draft.graph.nodes[to].facts else { return Answer::Other };
        if let Some(index) = self.forward(to, facts, it, come) {
            return Answer::Forward(index);
        }
        match self.draft.shapes[to] {
            Some(Shape::Value { assignment }) => self.of_value(to, facts, assignment, it, come),
            Some(Shape::Named { early, .. }) => {
                let Some(name) = &it.member else { return Answer::Other };
                match exported(facts, name, come) {
                    Exported::Nothing => match binding(facts, name) {
                        _ if failing(it) == Answer::Same => Answer::Same,
                        Binding::Variable if early.is_none() => Answer::Undefined,
                        Binding::Fails
                            if !matches!(it.handling, Handling::Taken | Handling::Kept) =>
                        {
                            Answer::Same
                        }
                        _ => Answer::Other,
                    },
                    Exported::Function(start) => {
                        let there =
                            early.is_none() || facts.roots.values().any(|it| it.start == start);
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

    /// The `require` of `to`, by its index, that gave what the member was when the module had come
    /// to `come`; none of a member of the cycle.
    fn forward(&self, to: FileId, facts: &Facts, it: &EarlyUse, come: u32) -> Option<usize> {
        let name = it.member.as_ref()?;
        if is_changed(facts, name, come) || !self.draft.migrates(to) {
            return None;
        }
        let local = match &last(facts, name, come)?.value.kind {
            ValueKind::Identifier(local) if facts.roots.get(local)?.constant => local,
            _ => return None,
        };
        let holds = |require: &Require| match &require.site {
            Site::Declared(it) if it.top && it.interop.is_none() => {
                matches!(&it.shape, crate::facts::Shape::Name { name, .. } if name == local)
            }
            _ => false,
        };
        let index = facts.requires.iter().position(holds)?;
        let outside = match &self.draft.graph.nodes[to].requires[index] {
            Target::File { id, .. } => self.component.binary_search(id).is_err(),
            _ => true,
        };
        (outside && self.draft.imports[to][index]).then_some(index)
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
        let Some(start) = value_start(facts, assignment) else { return Answer::Other };
        if let Some((name, own)) = self.static_of(to, facts, it) {
            let statics = facts.hoisted.get(&start).map_or(&[][..], |it| &it.statics);
            let set = statics.iter().any(|(_, value, at)| value == name && *at < come);
            let same = set && self.is_same(to, facts, own, it.handling, come);
            return if same && keep::is_early(self.draft, to) {
                Answer::Static
            } else {
                Answer::Other
            };
        }
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
        let later = |at: Option<u32>| at.is_none_or(|at| at > come);
        match handling {
            Handling::Kept => true,
            Handling::Extended => later(it.handled),
            Handling::Called | Handling::Entered | Handling::Taken => {
                later(it.handled)
                    && later(it.grown)
                    && quiet::is_quiet(self.draft, self.component, of, start, come)
            }
        }
    }
}

/// Where the function starts that `module.exports` is.
fn value_start(facts: &Facts, assignment: usize) -> Option<u32> {
    let value = &facts.assignments[assignment].value;
    match &value.kind {
        ValueKind::Function { .. } => Some(value.span.start),
        ValueKind::Identifier(name) => facts.roots.get(name).map(|it| it.start),
        _ => None,
    }
}

/// A use of what is `undefined`, or of an empty object that is called: it fails, or goes on.
fn failing(it: &EarlyUse) -> Answer {
    if matches!(it.handling, Handling::Taken | Handling::Kept) || it.guarded {
        Answer::Other
    } else {
        Answer::Same
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

/// The last assignment of `name` that ends before `come`.
fn last<'f>(facts: &'f Facts, name: &str, come: u32) -> Option<&'f ExportAssignment> {
    let done = facts.assignments.iter().filter(|it| it.span.end <= come);
    done.filter(|it| transpiled::members(it).any(|one| one == name)).last()
}

/// What holds an export that the module has not come to.
enum Binding {
    /// A variable, or what becomes one.
    Variable,
    /// A class: to read it fails.
    Fails,
    Other,
}

fn binding(facts: &Facts, name: &str) -> Binding {
    let Some(it) = last(facts, name, u32::MAX).filter(|it| it.merges.is_none()) else {
        return Binding::Other;
    };
    let local = match &it.value.kind {
        ValueKind::Identifier(local) => Some(local),
        _ => it.declares.as_ref(),
    };
    match local.map(|local| facts.roots.get(local)) {
        Some(Some(root)) if root.kind == RootKind::Class => Binding::Fails,
        Some(Some(root)) if root.kind == RootKind::Variable && is_plain(facts, root) => {
            Binding::Variable
        }
        None => match &it.value.kind {
            ValueKind::Primitive | ValueKind::Object(_) | ValueKind::Arrow => Binding::Variable,
            // What is imported is no variable.
            ValueKind::Other if facts.requires_in(it.value.span).next().is_none() => {
                Binding::Variable
            }
            _ => Binding::Other,
        },
        _ => Binding::Other,
    }
}

/// The variable can be a `var`, and no `require` becomes an import of its name.
fn is_plain(facts: &Facts, root: &RootBinding) -> bool {
    root.keyword.is_some()
        && !facts.requires.iter().any(|it| match &it.site {
            Site::Declared(it) => it.declarator.start == root.start,
            _ => false,
        })
}

/// `default` is read of a name, where it can get another name.
fn is_plain_default(require: &Require) -> bool {
    let default = members(require).iter().any(|it| it == "default");
    match &require.site {
        Site::Declared(it) if default => {
            it.interop.is_none() && matches!(it.shape, crate::facts::Shape::Name { .. })
        }
        _ => !default,
    }
}

/// The call declares a variable of the top level that holds this member, for good.
fn takes(require: &Require, name: &str) -> bool {
    match &require.site {
        Site::Declared(it) if it.top && it.interop.is_none() => matches!(&it.shape,
            crate::facts::Shape::Member { member, reassigned: false, .. } if member == name),
        _ => false,
    }
}

/// Something else than a plain assignment may have set `name` of the exports object, or the object,
/// when the module has come to `come`.
fn is_changed(facts: &Facts, name: &str, come: u32) -> bool {
    let changes = |kind: &UseKind| match kind {
        UseKind::Mutate { name: changed } => changed == name,
        UseKind::Reassign | UseKind::Dynamic | UseKind::Whole => true,
        UseKind::Read { .. } | UseKind::Mark { .. } | UseKind::Typeof => false,
    };
    let mut before = facts.exports.iter().filter(|it| it.span.start < come);
    let replaced = facts.assignments.iter().filter(|it| it.span.start < come);
    let mut replaced = replaced.flat_map(|it| &it.targets);
    before.any(|it| it.place.when != When::Later && changes(&it.kind))
        || replaced.any(|it| matches!(it.kind, TargetKind::Object(_)))
}

/// What `name` of the exports object is when the module has come to `come`.
fn exported(facts: &Facts, name: &str, come: u32) -> Exported {
    if is_changed(facts, name, come) {
        return Exported::Other;
    }
    let Some(last) = last(facts, name, come) else { return Exported::Nothing };
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
    let mut own =
        facts.assignments.iter().filter(|it| transpiled::members(it).any(|one| one == name));
    own.any(|it| {
        let start = match &it.value.kind {
            ValueKind::Identifier(local) => facts.roots.get(local).map(|it| it.start),
            ValueKind::Function { .. } => Some(it.value.span.start),
            _ => None,
        };
        start.and_then(|it| facts.hoisted.get(&it)).is_some_and(|it| it.uses_this)
    })
}
