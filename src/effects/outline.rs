//! What calls of a module's exports do, for the modules that call them.

use oxc_semantic::NodeId;
use rustc_hash::FxHashSet;

use super::{
    Effect,
    bindings::{Holder, enclosing_at, function_start},
    graph::{Given, Key, Outcome, Places, bit},
    marks::Marks,
    rules::{self, Rule},
    sources::Sources,
    value::{Path, Source, Value},
    walk::Walker,
};
use crate::module::{Module, Syntax};

/// What a call of a function does that neither changes what anybody keeps nor fails by chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outline {
    /// What else it amounts to.
    pub(super) marks: Marks,
    pub(super) changes_this: bool,
    /// The parameters that it changes.
    pub(super) changes: Places,
    /// The parameters that it calls.
    pub(super) calls: Places,
    /// What it gives is new or no object.
    pub(super) fresh: bool,
}

/// What is known of a call of what another module exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Callee {
    /// It does no more than this.
    Outlined(Outline),
    /// It changes which globals there are, whatever else it does.
    Globals,
    Unknown,
}

impl Callee {
    pub(super) fn outlined(self) -> Option<Outline> {
        match self {
            Self::Outlined(it) => Some(it),
            Self::Globals | Self::Unknown => None,
        }
    }
}

impl From<Option<Outline>> for Callee {
    fn from(outline: Option<Outline>) -> Self {
        outline.map_or(Self::Unknown, Self::Outlined)
    }
}

/// Tells what the modules that a file loads export.
pub trait Callees {
    /// What a call of an export does. No members: of all that is exported.
    fn callee(&self, specifier: &str, members: &[&str]) -> Callee;
    /// What is exported holds no functions.
    fn is_data(&self, specifier: &str) -> bool;
}

/// What is known of calls of other modules' exports, and where that matters.
pub(super) struct Known<'m> {
    pub(super) callees: &'m dyn Callees,
    /// The starts of the functions that matter.
    pub(super) running: FxHashSet<u32>,
    /// The starts of the functions that they stand in.
    pub(super) around: FxHashSet<u32>,
    /// They run when the file has been evaluated.
    pub(super) later: bool,
}

impl<'m> Known<'m> {
    pub(super) fn new(
        module: &Module<'_>,
        callees: &'m dyn Callees,
        running: FxHashSet<u32>,
    ) -> Self {
        let around = module
            .nodes()
            .iter()
            .filter(|node| function_start(node.kind()).is_some_and(|it| running.contains(&it)))
            .flat_map(|node| module.nodes().ancestor_kinds(node.id()).filter_map(function_start))
            .collect();
        Self { callees, running, around, later: false }
    }
}

/// What a call of an export of `module` does.
pub(super) fn callee(module: &Module<'_>, members: &[&str], callees: &dyn Callees) -> Callee {
    if module.syntax != Syntax::CommonJs {
        return Callee::Unknown;
    }
    let mut first = Walker::new(module, None);
    match first.sources.exported(module, members) {
        Some(Source::Import(path)) => match path.parts() {
            [specifier, members @ ..] => callees.callee(specifier, members),
            [] => Callee::Unknown,
        },
        Some(source @ (Source::Builtin(_) | Source::Global(_))) => {
            Outline::of_rule(rules::calling(&source)).into()
        }
        Some(Source::Function(start)) => {
            first.walk();
            let Some(root) = first.graph.existing(Key::Function(start)) else {
                return Callee::Unknown;
            };
            let mut running = first.running(&[root]);
            running.insert(start);
            let known = Known { later: true, ..Known::new(module, callees, running) };
            let mut second = Walker::new(module, Some(known));
            second.walk();
            second.callee_of(start)
        }
        _ => Callee::Unknown,
    }
}

impl Outline {
    /// What a call of something known does.
    fn of_rule(rule: Rule) -> Option<Self> {
        let marks = match rule {
            Rule::Pure | Rule::ChangesFirst => Marks::default(),
            Rule::Reads => Marks::READS,
            _ => return None,
        };
        let changes = if rule == Rule::ChangesFirst { bit(0) } else { 0 };
        let fresh = rule != Rule::ChangesFirst;
        Some(Self { marks, changes_this: false, changes, calls: 0, fresh })
    }
}

impl Walker<'_, '_> {
    fn callee_of(&mut self, start: u32) -> Callee {
        let Some(unit) = self.graph.existing(Key::Function(start)) else { return Callee::Unknown };
        let (Outcome { effect, marks }, given) = self.graph.summary(unit);
        let Given { changes_this, changes_parameters, calls_parameters } = given;
        if marks.has(Marks::GLOBALS) {
            return Callee::Globals;
        }
        if effect != Effect::Pure || marks.has(Marks::KEEPS) || marks.may_surprise() {
            return Callee::Unknown;
        }
        Callee::Outlined(Outline {
            marks,
            changes_this,
            changes: changes_parameters,
            calls: calls_parameters,
            fresh: self.sources.gives_fresh(start),
        })
    }
}

impl<'a> Sources<'_, 'a> {
    /// The one source of what the file exports, or of a member of it.
    fn exported(&mut self, module: &Module<'a>, members: &[&str]) -> Option<Source<'a>> {
        let mut whole = self.bindings.exports.iter().filter(|(it, _)| *it == Holder::Member);
        let whole = match (whole.next(), whole.next()) {
            (Some((_, value)), None) => Some(*value),
            (None, None) => None,
            _ => return None,
        };
        let whole = whole.map(|it| self.of(it));
        match (members, whole) {
            ([], Some(whole)) => single(whole),
            ([], None) => self.exported_member(module, "default"),
            ([name], whole) => match whole.map(single) {
                None | Some(Some(Source::Object(_))) => self.exported_member(module, name),
                Some(Some(Source::Function(start))) => {
                    let statics = &self.bindings.statics;
                    let method = statics.iter().find(|((it, key), _)| (it, key) == (&start, name));
                    match method {
                        Some((_, &start)) => Some(Source::Function(start)),
                        None => self.exported_member(module, name),
                    }
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// What is put into all properties of this name, if that is one thing.
    fn exported_member(&mut self, module: &Module<'a>, name: &str) -> Option<Source<'a>> {
        let quoted = ['\'', '"'].map(|quote| format!("{quote}{name}{quote}"));
        if quoted.iter().any(|it| module.source.contains(it)) {
            return None;
        }
        let (_, values) = self.bindings.properties.get_key_value(name)?;
        let values = values.clone();
        let value = values.into_iter().fold(Value::default(), |all, it| all.join(self.of(it)));
        single(value)
    }

    /// What is known of a call of what `path` leads to, which stands at `node`.
    pub(super) fn outline_at(&self, node: NodeId, path: &Path<'a>) -> Option<Outline> {
        let known = self.known_calls.as_ref()?;
        let function = enclosing_at(self.module, node);
        let matters = function.is_none_or(|it| known.running.contains(&it));
        let [specifier, members @ ..] = path.parts() else { return None };
        matters.then(|| known.callees.callee(specifier, members).outlined()).flatten()
    }
}

impl Sources<'_, '_> {
    /// The function that starts here is one of those that matter.
    pub(super) fn runs(&self, function: Option<u32>) -> bool {
        let known = self.known_calls.as_ref();
        known.zip(function).is_some_and(|(known, it)| known.running.contains(&it))
    }
}

fn single(value: Value<'_>) -> Option<Source<'_>> {
    let mut sources = value.into_sources();
    if sources.len() == 1 { sources.pop() } else { None }
}
