//! Names and export lists for the shape that a file's exports have.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    clean, early,
    forms::{ExportsForm, How, NamedForm, NamedItem, RequireForm, Tail},
    lives, local,
    names::{self, NewNames},
    object, passed,
    shape::Shape,
    transpiled, value,
};
use crate::{
    facts::{ExportAssignment, ExportsObject, Facts, TargetKind, UseKind, Value, ValueKind, When},
    graph::external::ME,
};

/// The property by which transpiled modules tell each other that they were ES modules.
const MARK: &str = "__esModule";

/// What consumers of a module must find in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Contract {
    /// Default, the export for `require`, and every name.
    Both,
    /// Default and names; `require` gets `module.exports` only where it was replaced.
    Idiomatic,
    /// The default, and the names: all consumers import.
    Default,
    /// The default only: all consumers import it, as a whole.
    Whole,
    /// Names only: all consumers read members.
    Names,
    /// The ES module that a transpiler was given: names, and the default among them.
    Clean,
    /// Nobody loads the module for its exports.
    Nothing,
}

/// A `require` whose target's names Node shows as the file's own.
#[derive(Debug, Clone)]
pub(super) enum Reexport {
    /// `export * from` this specifier.
    Star(String),
    /// The target cannot be imported: its names are read off the finished object.
    Names(Vec<String>),
}

/// Everything that the decision about a file's exports depends on.
pub(super) struct Context<'p> {
    pub path: &'p str,
    pub package: Option<&'p str>,
    pub facts: &'p Facts,
    pub contract: Contract,
    pub requires: &'p FxHashMap<u32, RequireForm>,
    /// Names that `import` binds at the top level, which never change.
    pub imported: &'p FxHashSet<String>,
    /// What the re-exports that the lexers follow become, by their specifier.
    pub reexports: &'p FxHashMap<String, Reexport>,
    /// Names under which objects of the package have accessors.
    pub accessors: &'p FxHashSet<String>,
    /// What others of its import cycle need.
    pub early: early::Own<'p>,
}

/// Decides bindings and export lists.
pub(super) fn form(context: &Context<'_>, shape: Shape, names: &mut NewNames<'_>) -> ExportsForm {
    match shape {
        Shape::Absent => absent(context, names),
        Shape::Named { reset, early } => ExportsForm::Named(named(context, reset, early, names)),
        Shape::Value { assignment } => ExportsForm::Value(value::value(context, assignment, names)),
        Shape::Local { module } => match object::form(context, names) {
            Some(form) => ExportsForm::Object(form),
            None => ExportsForm::Local(local::form(context, module, names)),
        },
    }
}

fn absent(context: &Context<'_>, names: &mut NewNames<'_>) -> ExportsForm {
    if context.contract == Contract::Nothing {
        return ExportsForm::Absent;
    }
    ExportsForm::Named(named(context, None, None, names))
}

impl Context<'_> {
    /// The top-level binding that holds `value` for good once the statement at `at` runs.
    pub(super) fn bound(&self, value: &Value, at: u32) -> Option<String> {
        // `{ a: require('a') }` may become `{ a }`.
        if let Some(RequireForm::Replaced { span, replacement }) = self.replaced(value)
            && span.end == value.span.end
            && span.start <= value.span.start
        {
            return names::is_identifier(replacement).then(|| replacement.clone());
        }
        let ValueKind::Identifier(name) = &value.kind else { return None };
        if self.imported.contains(name) {
            return Some(name.clone());
        }
        let root = self.facts.roots.get(name)?;
        (root.settled <= at).then(|| name.clone())
    }

    fn replaced(&self, value: &Value) -> Option<&RequireForm> {
        let inside = self.facts.requires_in(value.span).next()?;
        self.requires.get(&inside.call.start)
    }

    /// The names that importers saw of the CommonJS file, by either lexer.
    pub(super) fn lexed(&self) -> Vec<String> {
        if self.contract == Contract::Whole {
            return Vec::new();
        }
        let mut seen = FxHashSet::default();
        let own = self.facts.lexed.iter().flat_map(|it| &it.exports);
        let others = self.reexports().filter_map(|it| match it {
            Reexport::Names(names) => Some(names),
            Reexport::Star(_) => None,
        });
        own.chain(others.flatten())
            .filter(|name| *name != "default" && *name != ME && seen.insert(name.as_str()))
            .cloned()
            .collect()
    }

    fn reexports(&self) -> impl Iterator<Item = &Reexport> {
        self.facts.reexports().iter().filter_map(|specifier| self.reexports.get(specifier))
    }

    pub(super) fn stars(&self) -> Vec<String> {
        let mut stars: Vec<String> = Vec::new();
        for it in self.reexports() {
            if let Reexport::Star(star) = it
                && !stars.contains(star)
            {
                stars.push(star.clone());
            }
        }
        stars
    }

    /// Importers saw `__esModule` among the names.
    fn shows_mark(&self) -> bool {
        self.contract != Contract::Nothing && self.lexed().iter().any(|name| name == MARK)
    }

    /// Adds the default export and the one for `require`, both of `binding`.
    pub(super) fn publish(&self, tail: &mut Tail, binding: &str, replaced: bool) {
        let default = matches!(
            self.contract,
            Contract::Both | Contract::Idiomatic | Contract::Default | Contract::Whole
        );
        let me =
            self.contract == Contract::Both || (self.contract == Contract::Idiomatic && replaced);
        if default {
            tail.list.push((binding.to_string(), "default".to_string()));
        }
        if me {
            tail.list.push((binding.to_string(), ME.to_string()));
        }
    }

    /// Some object of the package has an accessor of this name, and `module.exports` may be its
    /// heir: Node shows importers only properties of the object's own
    /// (<https://nodejs.org/api/esm.html#commonjs-namespaces>).
    fn may_inherit(&self, name: &str) -> bool {
        let is_made = |it: &ExportAssignment| {
            let made = matches!(
                it.value.kind,
                ValueKind::Require(_) | ValueKind::Identifier(_) | ValueKind::Other
            );
            made && it.targets.iter().any(|it| matches!(it.kind, TargetKind::Object(_)))
        };
        self.accessors.contains(name)
            && names::is_identifier_name(name)
            && self.facts.assignments.iter().any(is_made)
    }

    /// Lists the names that importers saw and that `bound` has a binding for; gives those without.
    pub(super) fn list_bound(
        &self,
        tail: &mut Tail,
        bound: &FxHashMap<String, String>,
    ) -> Vec<String> {
        let (held, missing): (Vec<_>, Vec<_>) =
            self.lexed().into_iter().partition(|name| bound.contains_key(name));
        if self.contract != Contract::Nothing {
            tail.list.extend(held.into_iter().map(|name| (bound[&name].clone(), name)));
        }
        missing
    }

    /// Names that still miss a binding of their own are read off the finished object.
    pub(super) fn snapshot(
        &self,
        tail: &mut Tail,
        missing: Vec<String>,
        object: &str,
        names: &mut NewNames<'_>,
    ) {
        if self.contract == Contract::Nothing {
            return;
        }
        tail.object = object.to_string();
        for name in missing {
            let local = names.export(&name);
            if self.may_inherit(&name) {
                tail.inherited.push(name.clone());
            }
            tail.snapshot.push((name, local));
        }
    }
}

fn named(
    context: &Context<'_>,
    reset: Option<usize>,
    early: Option<u32>,
    names: &mut NewNames<'_>,
) -> NamedForm {
    let facts = context.facts;
    let clean = context.contract == Contract::Clean;
    let mut form = NamedForm { reset, early, ..NamedForm::default() };
    form.mark = transpiled::mark(facts);
    form.keys = transpiled::keys(facts, reset);
    for (index, it) in facts.assignments.iter().enumerate() {
        let promised = clean && clean::is_promise(facts, index);
        if promised || transpiled::is_prelude(facts, index) {
            form.preludes.push(index);
        } else if Some(index) != reset {
            form.items.push(named_item(context, index, it, names));
        }
    }
    if clean {
        lives::add(context.facts, &mut form, names);
    }
    let later = |kind: &UseKind| !matches!(kind, UseKind::Typeof | UseKind::Mark { .. });
    let used_later = facts.exports.iter().any(|it| it.place.when == When::Later && later(&it.kind));
    let wanted = !clean && !matches!(context.contract, Contract::Names | Contract::Nothing);
    if wanted || (used_later && !clean) || early.is_some() {
        let alias = facts.aliases.first().filter(|it| !facts.names.nested.contains_key(&it.name));
        form.object = Some(match alias {
            Some(alias) => names.take(&alias.name),
            None => names.pick(&["api", "moduleApi"]),
        });
    }
    let mut known = list(context.contract, &mut form);
    if let Some(local) = &context.early.default {
        let pair = (local.clone(), local.clone());
        form.tail.list.extend((!form.tail.list.contains(&pair)).then_some(pair));
    }
    let early = form
        .items
        .iter()
        .filter(|it| it.names.iter().any(|it| context.early.vars.contains(it.as_str())));
    form.vars = early.map(|it| it.local.clone()).collect();
    if let Some(object) = form.object.clone() {
        if form.mark.is_some() && names.is_free_at_root(MARK) && context.shows_mark() {
            form.marked = true;
            names.take(MARK);
            known.insert(MARK.to_string());
        }
        let ghosts = context.lexed().into_iter().filter(|name| !known.contains(name)).collect();
        context.snapshot(&mut form.tail, ghosts, &object, names);
        context.publish(&mut form.tail, &object, false);
    }
    if clean {
        let own = passed::own(facts, |name| form.variable(name).cloned());
        form.tail.list.extend(own);
        // Node adds the mark itself where there is a default export.
        form.marked = !clean::has_default(facts) && names.is_free_at_root(MARK);
    } else {
        form.tail.stars = context.stars();
    }
    form
}

/// Lists the names that no declaration exports; gives all names.
fn list(contract: Contract, form: &mut NamedForm) -> FxHashSet<String> {
    let mut known = FxHashSet::default();
    for item in &form.items {
        for name in &item.names {
            known.insert(name.clone());
            let declared = !matches!(item.how, How::Bound | How::Merged) && *name == item.local;
            // Elsewhere the default is the whole object.
            let whole = matches!(contract, Contract::Clean | Contract::Names);
            let listed = name != "default" || whole;
            if !declared && listed && contract != Contract::Nothing {
                form.tail.list.push((item.local.clone(), name.clone()));
            }
        }
    }
    known
}

fn named_item(
    context: &Context<'_>,
    index: usize,
    it: &ExportAssignment,
    names: &mut NewNames<'_>,
) -> NamedItem {
    let exported: Vec<String> = it
        .targets
        .iter()
        .rev()
        .filter_map(|target| match &target.kind {
            TargetKind::Member(_, name) => Some(name.clone()),
            _ => None,
        })
        .collect();
    if let Some(local) = it.declares.clone() {
        let imported = context.bound(&it.value, it.span.start).as_ref() == Some(&local);
        let how = match () {
            () if imported && context.imported.contains(&local) => How::Bound,
            () if names_function(it, &local) => How::Function,
            () => How::Declared,
        };
        return NamedItem { assignment: index, names: exported, local, how };
    }
    if let (Some(_), ValueKind::Identifier(local)) = (it.merges, &it.value.kind) {
        return NamedItem {
            assignment: index,
            names: exported,
            local: local.clone(),
            how: How::Merged,
        };
    }
    let wish = exported.last().map_or("value", String::as_str);
    if context.contract == Contract::Clean
        && let Some(local) = clean::live(context.facts, wish).and_then(|it| it.variable.clone())
    {
        return NamedItem { assignment: index, names: exported, local, how: How::Bound };
    }
    let (local, how) = match context.bound(&it.value, it.span.start) {
        Some(local) => (local, How::Bound),
        None => declaration(it, &wish_for(context, it, wish), names),
    };
    NamedItem { assignment: index, names: exported, local, how }
}

/// A function that gets a name gets the file's rather than one made of `default`.
fn wish_for(context: &Context<'_>, it: &ExportAssignment, exported: &str) -> String {
    let file = || names::of_file(context.path, context.package);
    match &it.value.kind {
        ValueKind::Function { name: None, .. } | ValueKind::Arrow if exported == "default" => {
            file()
        }
        ValueKind::Class { name: None, .. } if exported == "default" => names::capital(&file()),
        _ => exported.to_string(),
    }
}

/// How an unbound value gets a binding, wished to be called `wish`.
fn declaration(it: &ExportAssignment, wish: &str, names: &mut NewNames<'_>) -> (String, How) {
    let how = match &it.value.kind {
        ValueKind::Function { .. } => How::Function,
        ValueKind::Class { .. } => How::Class,
        _ => return (names.export(wish), How::Const),
    };
    match &it.value.kind {
        ValueKind::Function { name: Some(own), .. } | ValueKind::Class { name: Some(own), .. } => {
            if names.is_free_at_root(own) {
                (names.take(own), how)
            } else {
                (names.export(wish), How::Const)
            }
        }
        _ => (names.export(wish), how),
    }
}

/// `var name = … = function () {}` can be written as a declaration.
pub(super) fn names_function(it: &ExportAssignment, name: &str) -> bool {
    !names_itself(it)
        && matches!(&it.value.kind, ValueKind::Function { name: own, .. } if own.as_ref().is_none_or(|own| own == name))
}

/// `module.exports = exports = function () {}` calls the function `exports` (ECMA-262, 13.15.2).
pub(super) fn names_itself(it: &ExportAssignment) -> bool {
    let last = it.targets.last().map(|target| &target.kind);
    let anonymous = matches!(
        it.value.kind,
        ValueKind::Function { name: None, .. }
            | ValueKind::Class { name: None, .. }
            | ValueKind::Arrow
    );
    anonymous && last == Some(&TargetKind::Object(ExportsObject::Exports))
}
