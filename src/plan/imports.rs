//! What each `require` of a migrating file becomes.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    forms::{Clause, Import, NewImport, RequireForm},
    names::{self, NewNames},
    requires::Importable,
};
use crate::{
    facts::{Declared, Facts, Require, Shape, Site, ValueKind, When},
    strict,
};

/// The decisions about the `require` calls of one file.
#[derive(Debug, Default)]
pub(super) struct Decided {
    pub forms: FxHashMap<u32, RequireForm>,
    pub imports: Vec<NewImport>,
    /// Names that imports bind at the top level.
    pub bound: FxHashSet<String>,
}

/// Chooses forms and names. `importable` says for each call, in order, how it can be imported;
/// `None` stays a call with this specifier.
pub(super) fn decide<'f>(
    facts: &'f Facts,
    importable: &[Option<Importable>],
    known: Known<'_>,
    names: &mut NewNames<'f>,
) -> Decided {
    let Known { absorbed: forms, stays, wishes } = known;
    let decided = Decided { forms, ..Decided::default() };
    let mut writer = Writer { facts, names, decided, whole: FxHashMap::default(), wishes };
    let calls = || facts.requires.iter().zip(importable);
    writer.repeated(&calls().collect::<Vec<_>>());
    for (require, importable) in calls() {
        if let Some(importable) = importable
            && let Some(clause) = writer.clause(require, importable)
        {
            writer.statement(require, importable, clause);
        }
    }
    for (require, importable) in calls() {
        match importable {
            _ if writer.decided.forms.contains_key(&require.call.start) => {}
            Some(importable) => writer.expression(require, importable),
            None => {
                let specifier = stays.get(&require.call.start).cloned();
                writer.decided.forms.insert(require.call.start, RequireForm::Call { specifier });
            }
        }
    }
    writer.decided
}

/// What is known of the calls of a file before.
pub(super) struct Known<'k> {
    /// What becomes of calls that are no business of imports.
    pub absorbed: FxHashMap<u32, RequireForm>,
    /// New specifiers of calls that stay, by the start of the call.
    pub stays: FxHashMap<u32, String>,
    /// Names to prefer, by the start of the call.
    pub wishes: &'k FxHashMap<u32, String>,
}

/// One of several declarations of a name.
type Repeated<'r> = (&'r Require, &'r Declared, &'r Importable);

struct Writer<'w, 'f> {
    facts: &'f Facts,
    names: &'w mut NewNames<'f>,
    decided: Decided,
    /// Bindings that hold what a specifier loads, visible everywhere in the file.
    whole: FxHashMap<String, String>,
    wishes: &'w FxHashMap<u32, String>,
}

impl<'f> Writer<'_, 'f> {
    /// `var x = require('x')` twice: the first is the import, the others go.
    fn repeated(&mut self, calls: &[(&Require, &Option<Importable>)]) {
        let mut groups: Vec<(&str, Vec<Repeated<'_>>)> = Vec::new();
        for (require, importable) in calls {
            let (Site::Declared(it), Some(importable)) = (&require.site, importable) else {
                continue;
            };
            let Shape::Name { name, declarations, written: false, .. } = &it.shape else {
                continue;
            };
            if !it.top || *declarations < 2 || it.interop.is_some() {
                continue;
            }
            match groups.iter_mut().find(|(known, _)| known == name) {
                Some((_, group)) => group.push((require, it, importable)),
                None => groups.push((name, vec![(require, it, importable)])),
            }
        }
        for (name, group) in groups {
            self.repeated_name(name, &group);
        }
    }

    fn repeated_name(&mut self, name: &str, group: &[Repeated<'_>]) {
        let Some(((require, first, importable), others)) = group.split_first() else { return };
        let Shape::Name { declarations, .. } = first.shape else { return };
        let same = others.iter().all(|(_, it, other)| {
            it.declarators.len() == 1 && other.specifier == importable.specifier
        });
        if !same || declarations != group.len() {
            return;
        }
        self.statement(require, importable, importable.whole(name.to_string()));
        for (other, it, _) in others {
            let form = RequireForm::Removed { declaration: it.declaration };
            self.decided.forms.insert(other.call.start, form);
        }
    }

    /// The import statement that the call's own statement becomes, if it can.
    fn clause(&self, require: &Require, importable: &Importable) -> Option<Clause> {
        if self.decided.forms.contains_key(&require.call.start) {
            return None;
        }
        match &require.site {
            Site::Bare { statement, .. } => {
                let straight = require.place.when == When::Straight;
                let top = self.facts.layout.statements.contains(statement);
                (straight && top).then_some(Clause::SideEffect)
            }
            Site::Declared(it) if it.interop.is_some() && !importable.unwraps => None,
            Site::Declared(it) if it.top => declared(it, importable),
            _ => None,
        }
    }

    fn statement(&mut self, require: &Require, importable: &Importable, clause: Clause) {
        match &clause {
            Clause::Default(local) | Clause::Namespace(local) => {
                self.decided.bound.insert(local.clone());
                if !self.facts.names.nested.contains_key(local) {
                    self.whole.entry(importable.specifier.clone()).or_insert_with(|| local.clone());
                }
            }
            Clause::Named(list) => {
                self.decided.bound.extend(list.iter().map(|(_, local)| local.clone()));
            }
            Clause::SideEffect => {}
        }
        let form = match self.joined(require, importable, &clause) {
            Some(form) => form,
            None => RequireForm::Statement(importable.import(clause)),
        };
        self.decided.forms.insert(require.call.start, form);
    }

    /// Adds names to the import of the same module in the statement right before.
    fn joined(
        &mut self,
        require: &Require,
        importable: &Importable,
        clause: &Clause,
    ) -> Option<RequireForm> {
        let (Clause::Named(list), Site::Declared(it)) = (clause, &require.site) else {
            return None;
        };
        let previous = self.before(require.place.statement)?;
        let layout = &self.facts.layout;
        let start = layout.statements[require.place.statement - 1].end;
        let next = layout.statements.get(require.place.statement + 1);
        let end = next.map_or(layout.len, |next| next.start);
        let commented = layout.comments.iter().any(|it| it.start >= start && it.end <= end);
        let form = self.decided.forms.get_mut(&previous.call.start);
        let Some(RequireForm::Statement(Import {
            clause: Clause::Named(known),
            specifier,
            more,
            ..
        })) = form
        else {
            return None;
        };
        if commented || it.declarators.len() != 1 || *specifier != importable.specifier {
            return None;
        }
        let is_pattern = matches!(&previous.site, Site::Declared(it) if matches!(it.shape, Shape::Pattern { .. }));
        if is_pattern { more } else { known }.extend(list.iter().cloned());
        Some(RequireForm::Removed { declaration: it.declaration })
    }

    /// The call in the statement before number `at`, past those that an import has taken in.
    fn before(&self, at: usize) -> Option<&'f Require> {
        let is_before = |other: &&Require| {
            other.place.statement + 1 == at
                && matches!(&other.site, Site::Declared(it) if it.declarators.len() == 1)
        };
        let other = self.facts.requires.iter().rev().find(is_before)?;
        match self.decided.forms.get(&other.call.start) {
            Some(RequireForm::Removed { .. }) => self.before(at - 1),
            _ => Some(other),
        }
    }

    fn expression(&mut self, require: &Require, importable: &Importable) {
        if let Site::Bare { statement, .. } = require.site {
            if !self.is_imported(&importable.specifier) {
                self.new_import(require, importable, Clause::SideEffect);
            }
            let form = RequireForm::Removed { declaration: statement };
            self.decided.forms.insert(require.call.start, form);
            return;
        }
        if let Site::Declared(declared) = &require.site
            && let Some(form) = self.removed(declared, require, importable)
        {
            self.decided.forms.insert(require.call.start, form);
            return;
        }
        // `require('x').f()` calls `f` with the module as `this`, which an imported `f` would miss.
        if let Site::Expression { member: Some((name, span)), called: false, .. } = &require.site
            && importable.has_name(name)
            && !self.whole.contains_key(&importable.specifier)
        {
            let replacement = self.member(require, importable, name);
            let form = RequireForm::Replaced { span: *span, replacement };
            self.decided.forms.insert(require.call.start, form);
            return;
        }
        let local = self.whole_binding(require, importable);
        let form = match &require.site {
            Site::Expression { property: Some((key, span)), .. } if *key == local => {
                RequireForm::Replaced { span: *span, replacement: local }
            }
            _ => RequireForm::Replaced { span: require.call, replacement: local },
        };
        self.decided.forms.insert(require.call.start, form);
    }

    /// A binding for one name of the target; one that is there is used again.
    fn member(&mut self, require: &Require, importable: &Importable, name: &str) -> String {
        let same = |it: &&mut NewImport| {
            it.import.specifier == importable.specifier
                && matches!(it.import.clause, Clause::Named(_))
        };
        let known = self.decided.imports.iter().find_map(|it| match &it.import.clause {
            Clause::Named(list) if it.import.specifier == importable.specifier => {
                list.iter().find(|(imported, _)| imported == name).map(|(_, local)| local.clone())
            }
            _ => None,
        });
        if let Some(known) = known {
            return known;
        }
        let wish = self.wishes.get(&require.call.start).map_or(name, String::as_str);
        let local = self.names.pick(&[wish, &format!("{name}Member")]);
        self.decided.bound.insert(local.clone());
        let pair = (name.to_string(), local.clone());
        match self.decided.imports.iter_mut().find(same).map(|it| &mut it.import.clause) {
            Some(Clause::Named(list)) => list.push(pair),
            _ => self.new_import(require, importable, Clause::Named(vec![pair])),
        }
        local
    }

    /// A nested `var x = require('x')` goes when the module itself can bind `x`.
    fn removed(
        &mut self,
        it: &Declared,
        require: &Require,
        importable: &Importable,
    ) -> Option<RequireForm> {
        let Shape::Name { name, .. } = &it.shape else { return None };
        if !it.removable {
            return None;
        }
        if !self.binds(name, importable) {
            if !self.names.is_free_at_root(name) {
                return None;
            }
            let local = self.names.take(name);
            self.new_import(require, importable, importable.whole(local.clone()));
            self.decided.bound.insert(local);
        }
        Some(RequireForm::Removed { declaration: it.declaration })
    }

    /// An import of the module's top level has this name for all of the target.
    fn binds(&self, name: &str, importable: &Importable) -> bool {
        let clause = importable.whole(name.to_string());
        let same = |it: &Import| it.specifier == importable.specifier && it.clause == clause;
        self.whole.get(&importable.specifier).is_some_and(|known| known == name)
            || self.decided.imports.iter().any(|it| same(&it.import))
            || self
                .decided
                .forms
                .values()
                .any(|form| matches!(form, RequireForm::Statement(it) if same(it)))
    }

    fn is_imported(&self, specifier: &str) -> bool {
        self.decided.imports.iter().any(|it| it.import.specifier == specifier)
            || self
                .decided
                .forms
                .values()
                .any(|form| matches!(form, RequireForm::Statement(it) if it.specifier == specifier))
    }

    fn whole_binding(&mut self, require: &Require, importable: &Importable) -> String {
        if let Some(known) = self.whole.get(&importable.specifier) {
            return known.clone();
        }
        let whole = !matches!(require.site, Site::Expression { member: Some(_), .. });
        let local = match self.wishes.get(&require.call.start).filter(|_| whole) {
            Some(wish) if self.names.is_free(wish) || self.is_declared(require, wish) => {
                self.names.take(wish)
            }
            _ => self.temporary(require, importable),
        };
        self.whole.insert(importable.specifier.clone(), local.clone());
        self.decided.bound.insert(local.clone());
        self.new_import(require, importable, importable.whole(local.clone()));
        local
    }

    /// A new name for what `require` loads.
    fn temporary(&mut self, require: &Require, importable: &Importable) -> String {
        let plain = match &importable.name {
            Some(name) => name.clone(),
            None => names::of_specifier(&require.specifier),
        };
        let called = matches!(require.site, Site::Expression { called: true, member: None, .. });
        let module = format!("{plain}Module");
        let second = match called {
            _ if importable.json => format!("{plain}Data"),
            true => format!("create{}", names::capital(&plain)),
            false => module.clone(),
        };
        // A file named like a global is meant itself, but readers take its name for the global.
        let shadows = importable.specifier.starts_with('.') && strict::is_global(&plain);
        let wishes = [plain.as_str(), &second, &module];
        self.names.pick(&wishes[usize::from(shadows)..])
    }

    /// `var name = module.exports = require('x')`: the import declares the name.
    fn is_declared(&self, require: &Require, name: &str) -> bool {
        self.facts.assignments.iter().any(|it| {
            it.declares.as_deref() == Some(name)
                && matches!(it.value.kind, ValueKind::Require(call) if call == require.call.start)
        }) && self.facts.roots.get(name).is_some_and(|root| root.constant)
    }

    fn new_import(&mut self, require: &Require, importable: &Importable, clause: Clause) {
        let import = importable.import(clause);
        self.decided.imports.push(NewImport { import, order: require.call.start });
    }
}

/// The import that binds just what a declarator of the top level binds.
fn declared(it: &Declared, importable: &Importable) -> Option<Clause> {
    match &it.shape {
        Shape::Name { name, declarations: 1, written: false, .. } => {
            Some(importable.whole(name.clone()))
        }
        Shape::Member { name, member, reassigned: false, .. }
            if importable.member.as_ref() == Some(member) =>
        {
            Some(importable.whole(name.clone()))
        }
        Shape::Member { name, member, reassigned: false, .. } if importable.has_name(member) => {
            Some(match member.as_str() {
                "default" => Clause::Default(name.clone()),
                _ => Clause::Named(vec![(member.clone(), name.clone())]),
            })
        }
        Shape::Pattern { properties, .. } => {
            let importable = |one: &&crate::facts::PatternProperty| {
                !one.reassigned && importable.has_name(&one.key)
            };
            let all = !properties.is_empty() && properties.iter().all(|it| importable(&it));
            let pair = |one: &crate::facts::PatternProperty| (one.key.clone(), one.local.clone());
            all.then(|| Clause::Named(properties.iter().map(pair).collect()))
        }
        _ => None,
    }
}
