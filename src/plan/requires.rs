//! What each `require` of a migrating file becomes.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    forms::{Clause, Import, NewImport, RequireForm, Rest},
    names::{self, NewNames},
};
use crate::{
    facts::{Declared, Facts, Require, Shape, Site, When},
    graph::{ExternalTarget, builtins, external::ExternalFormat},
};

/// How the value of `require` is imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Interop {
    /// `import x from`, and named imports of these names.
    Default { names: FxHashSet<String> },
    /// Default import, and named imports of what the builtin has.
    Builtin(&'static str),
    /// `import * as x from`, and named imports of these names.
    Namespace { names: FxHashSet<String> },
}

/// An import that can take the place of a `require`.
#[derive(Debug, Clone)]
pub(crate) struct Importable {
    pub interop: Interop,
    pub specifier: String,
    pub json: bool,
}

impl Importable {
    fn has_name(&self, name: &str) -> bool {
        match &self.interop {
            Interop::Builtin(module) => builtins::has_name(module, name),
            Interop::Default { names } | Interop::Namespace { names } => names.contains(name),
        }
    }

    fn whole(&self, local: String) -> Clause {
        match self.interop {
            Interop::Namespace { .. } => Clause::Namespace(local),
            _ => Clause::Default(local),
        }
    }

    fn import(&self, clause: Clause) -> Import {
        Import { clause, specifier: self.specifier.clone(), json: self.json, rest: None }
    }
}

/// How a module outside the package can be imported in place of `require`; `None` when only
/// `require` gives what `require` gives.
pub(super) fn external(target: &ExternalTarget, require: &Require) -> Option<Importable> {
    let specifier = target.import.clone()?;
    let (interop, json) = match target.info.format {
        ExternalFormat::CommonJs | ExternalFormat::Unknown => {
            (Interop::Default { names: target.info.names.clone() }, false)
        }
        ExternalFormat::Json => (Interop::Default { names: FxHashSet::default() }, true),
        ExternalFormat::Addon => return None,
        ExternalFormat::Module => {
            let info = &target.info;
            if info.has_me
                || info.asynchronous
                || (info.has_default && !reads_only_members(require))
            {
                return None;
            }
            let mut names = info.names.clone();
            if info.has_default {
                names.insert("default".to_string());
            }
            (Interop::Namespace { names }, false)
        }
    };
    Some(Importable { interop, specifier, json })
}

/// The namespace is never seen as an object, so that it does not matter which one it is.
pub(super) fn reads_only_members(require: &Require) -> bool {
    match &require.site {
        Site::Bare { .. } => true,
        Site::Declared(it) => match &it.shape {
            Shape::Name { reassigned, .. } => {
                !reassigned
                    && !it.usage.whole
                    && !it.usage.member_assigned
                    && !it.usage.members.contains("__esModule")
            }
            Shape::Member { member, .. } => member != "__esModule",
            Shape::Pattern { properties, .. } => properties.iter().all(|it| it.key != "__esModule"),
            Shape::Other => false,
        },
        Site::Expression { member, .. } => {
            member.as_ref().is_some_and(|(name, _)| name != "__esModule")
        }
    }
}

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
    stays: &FxHashMap<u32, String>,
    wishes: &FxHashMap<u32, String>,
    names: &mut NewNames<'f>,
) -> Decided {
    let mut writer =
        Writer { facts, names, decided: Decided::default(), whole: FxHashMap::default(), wishes };
    let calls = || facts.requires.iter().zip(importable);
    for (require, importable) in calls() {
        if let Some(importable) = importable
            && writer.is_statement(require)
        {
            writer.statement(require, importable);
        }
    }
    for (require, importable) in calls() {
        match importable {
            Some(_) if writer.is_statement(require) => {}
            Some(importable) => writer.expression(require, importable),
            None => {
                let specifier = stays.get(&require.call.start).cloned();
                writer.decided.forms.insert(require.call.start, RequireForm::Call { specifier });
            }
        }
    }
    writer.decided
}

struct Writer<'w, 'f> {
    facts: &'f Facts,
    names: &'w mut NewNames<'f>,
    decided: Decided,
    /// Bindings that hold what a specifier loads, visible everywhere in the file.
    whole: FxHashMap<String, String>,
    wishes: &'w FxHashMap<u32, String>,
}

impl Writer<'_, '_> {
    /// The call's own statement becomes the import statement.
    fn is_statement(&self, require: &Require) -> bool {
        let straight = require.place.when == When::Straight;
        match &require.site {
            Site::Bare { statement } => {
                straight && self.facts.layout.statements.contains(statement)
            }
            Site::Declared(it) => it.top,
            Site::Expression { .. } => false,
        }
    }

    fn statement(&mut self, require: &Require, importable: &Importable) {
        let form = match &require.site {
            Site::Declared(declared) => self.declared(declared, importable, &require.specifier),
            _ => importable.import(Clause::SideEffect),
        };
        match &form.clause {
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
        self.decided.forms.insert(require.call.start, RequireForm::Statement(form));
    }

    fn declared(&mut self, it: &Declared, importable: &Importable, specifier: &str) -> Import {
        match &it.shape {
            Shape::Name { name, reassigned: false, .. } => {
                return importable.import(importable.whole(name.clone()));
            }
            Shape::Member { name, member, reassigned: false, .. }
                if importable.has_name(member) =>
            {
                return importable.import(Clause::Named(vec![(member.clone(), name.clone())]));
            }
            Shape::Pattern { properties, .. }
                if !properties.is_empty()
                    && properties
                        .iter()
                        .all(|one| !one.reassigned && importable.has_name(&one.key)) =>
            {
                let list =
                    properties.iter().map(|one| (one.key.clone(), one.local.clone())).collect();
                return importable.import(Clause::Named(list));
            }
            _ => {}
        }
        let local = self.temporary(specifier, importable, false);
        let value = match &it.shape {
            Shape::Member { member, .. } => format!("{local}.{member}"),
            _ => local.clone(),
        };
        let mut import = importable.import(importable.whole(local));
        import.rest = Some(Rest { value });
        import
    }

    /// A new name for what `specifier` loads.
    fn temporary(&mut self, specifier: &str, importable: &Importable, called: bool) -> String {
        let plain = names::of_specifier(specifier);
        let mut upper = plain.clone();
        if let Some(first) = upper.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        let module = format!("{plain}Module");
        let create = format!("create{upper}");
        let data = format!("{plain}Data");
        let second = if importable.json {
            &data
        } else if called {
            &create
        } else {
            &module
        };
        self.names.pick(&[&plain, second, &module])
    }

    fn expression(&mut self, require: &Require, importable: &Importable) {
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
            let wish =
                self.wishes.get(&require.call.start).cloned().unwrap_or_else(|| name.clone());
            let local = self.names.pick(&[&wish, &format!("{name}Member")]);
            self.new_import(
                require,
                importable,
                Clause::Named(vec![(name.clone(), local.clone())]),
            );
            self.decided.bound.insert(local.clone());
            let form = RequireForm::Replaced { span: *span, replacement: local };
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
        let known = self.whole.get(&importable.specifier) == Some(name)
            || self.decided.imports.iter().any(|one| {
                one.import.specifier == importable.specifier && one.import.clause == importable.whole(name.clone())
            })
            || self.decided.forms.values().any(|form| {
                matches!(form, RequireForm::Statement(one)
                    if one.specifier == importable.specifier && one.clause == importable.whole(name.clone()))
            });
        if !known {
            if !self.names.is_free_at_root(name) {
                return None;
            }
            let local = self.names.take(name);
            self.new_import(require, importable, importable.whole(local.clone()));
            self.decided.bound.insert(local);
        }
        Some(RequireForm::Removed { declaration: it.declaration })
    }

    fn whole_binding(&mut self, require: &Require, importable: &Importable) -> String {
        if let Some(known) = self.whole.get(&importable.specifier) {
            return known.clone();
        }
        let called = matches!(require.site, Site::Expression { called: true, member: None, .. });
        let local = match self.wishes.get(&require.call.start) {
            Some(wish) if self.names.is_free(wish) => self.names.take(wish),
            _ => self.temporary(&require.specifier, importable, called),
        };
        self.whole.insert(importable.specifier.clone(), local.clone());
        self.decided.bound.insert(local.clone());
        self.new_import(require, importable, importable.whole(local.clone()));
        local
    }

    fn new_import(&mut self, require: &Require, importable: &Importable, clause: Clause) {
        let import = importable.import(clause);
        self.decided.imports.push(NewImport { import, order: require.call.start });
    }
}
