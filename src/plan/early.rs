//! What modules of import cycles show to others before they have been evaluated.

use std::collections::BTreeSet;

use oxc_span::Span;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Draft, answer,
    forms::{Clause, Import, NewImport},
    imports::Decided,
    names::NewNames,
    requires,
};
use crate::{facts::Facts, graph::FileId};

/// What the members of a cycle need so that each finds the others as it did.
#[derive(Debug, Default, Clone)]
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

impl Early {
    /// What of it the package needs whose files `is_own` knows and whose numbers begin at `start`. The
    /// error is a file that needs something that only the package of the other can have.
    pub(super) fn part(
        &self,
        is_own: &dyn Fn(FileId) -> bool,
        start: FileId,
    ) -> Result<Self, (FileId, FileId)> {
        let mut part = Self::default();
        let calls = self.calls.iter().filter(|(id, _)| is_own(*id));
        part.calls = calls.map(|(id, at)| (id - start, *at)).collect();
        let vars = self.vars.iter().filter(|(id, _)| is_own(*id));
        part.vars = vars.map(|(id, name)| (id - start, name.clone())).collect();
        part.defaults =
            self.defaults.iter().filter(|id| is_own(**id)).map(|id| id - start).collect();
        for (&(id, at), &(through, index)) in self.forwards.iter().filter(|(it, _)| is_own(it.0)) {
            if !is_own(through) {
                return Err((id, through));
            }
            part.forwards.insert((id - start, at), (through - start, index));
        }
        for (&id, list) in self.statics.iter().filter(|(id, _)| is_own(**id)) {
            if let Some(other) = list.iter().find(|it| !is_own(it.module)) {
                return Err((id, other.module));
            }
            let own = |it: &Static| Static { module: it.module - start, ..it.clone() };
            part.statics.insert(id - start, list.iter().map(own).collect());
        }
        Ok(part)
    }
}

/// What one file shows early.
#[derive(Debug, Default)]
pub(super) struct Own<'p> {
    /// Exports that others read before they are evaluated.
    pub vars: BTreeSet<&'p str>,
    /// Functions that are members of the exported one.
    pub statics: BTreeSet<&'p str>,
    /// The name under which the property `default` is exported, too.
    pub default: Option<String>,
}

/// What file `id` shows early.
pub(super) fn of_file<'p>(draft: &'p Draft<'_>, id: FileId) -> Own<'p> {
    let early = &draft.early;
    let vars = early.vars.iter().filter(|it| it.0 == id).map(|it| it.1.as_str());
    let statics = early.statics.values().flatten().filter(|it| it.module == id);
    let default = early.defaults.contains(&id).then(|| answer::name_of_default(draft, id));
    Own {
        vars: vars.collect(),
        statics: statics.map(|it| it.name.as_str()).collect(),
        default: default.flatten(),
    }
}

/// Reads of members in file `id` that become names, which are imported.
pub(super) fn imports(
    draft: &Draft<'_>,
    id: FileId,
    facts: &Facts,
    decided: &mut Decided,
    names: &mut NewNames<'_>,
) -> Vec<(Span, String)> {
    let mut known: FxHashMap<(FileId, &str), String> = FxHashMap::default();
    let mut found = Vec::new();
    for it in draft.early.statics.get(&id).into_iter().flatten() {
        let Some(requires::Importable { specifier, .. }) = draft.importable(id, it.index, &[])
        else {
            continue;
        };
        let local = known.entry((it.module, &it.name)).or_insert_with(|| {
            let local = names.pick(&[&it.name, &format!("{}Member", it.name)]);
            let clause = Clause::Named(vec![(it.name.clone(), local.clone())]);
            let import = Import { clause, specifier, json: false, more: Vec::new() };
            let order = facts.requires[it.index].call.start;
            decided.imports.push(NewImport { import, order });
            local
        });
        found.push((it.read, local.clone()));
    }
    found
}
