//! What an ES module of a cycle answers to those that use it before it has been evaluated.

use super::{
    Draft, Shape, contract, keep,
    partial::{self, Binding, Exported},
    quiet,
};
use crate::{
    engine::Faux,
    facts::{self, EarlyUse, Facts, Handling, Require, Site, ValueKind},
    graph::{FileId, Target},
};

/// What a use gets.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
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

/// A module that waits for others of its cycle.
pub(super) struct Waiting<'w, 'g> {
    draft: &'w Draft<'g>,
    component: &'w [FileId],
    id: FileId,
    facts: &'w Facts,
    /// Where the call starts that it waits at.
    come: u32,
}

impl<'w, 'g> Waiting<'w, 'g> {
    pub(super) fn new(
        draft: &'w Draft<'g>,
        component: &'w [FileId],
        id: FileId,
        come: u32,
    ) -> Option<Self> {
        let facts = draft.graph.nodes[id].facts.as_ref()?;
        Some(Self { draft, component, id, facts, come })
    }

    pub(super) fn answer(&self, it: &EarlyUse) -> Answer {
        if let Some(index) = self.forward(it) {
            return Answer::Forward(index);
        }
        match (self.draft.shapes[self.id], &it.member) {
            (Some(Shape::Value { assignment }), _) => self.of_value(assignment, it),
            (Some(Shape::Named { early, .. }), Some(name)) => self.of_name(it, name, early),
            (Some(Shape::Local { .. } | Shape::Absent), Some(name)) => {
                match partial::exported(self.facts, name, self.come) {
                    Exported::Nothing => failing(it),
                    _ => Answer::Other,
                }
            }
            _ => Answer::Other,
        }
    }

    /// The answer for an export; what stands before `early` fills an object.
    fn of_name(&self, it: &EarlyUse, name: &str, early: Option<u32>) -> Answer {
        match partial::exported(self.facts, name, self.come) {
            Exported::Nothing if failing(it) == Answer::Same => Answer::Same,
            Exported::Nothing => match partial::binding(self.facts, name) {
                Binding::Variable if early.is_none() => Answer::Undefined,
                Binding::Fails if is_used(it) => Answer::Same,
                _ => Answer::Other,
            },
            Exported::Function(start) => {
                let declared = || self.facts.roots.values().any(|it| it.start == start);
                let there = early.is_none() || declared();
                let same = there && self.is_same(start, it.handling);
                if same { Answer::Named } else { Answer::Other }
            }
            Exported::Other => Answer::Other,
        }
    }

    /// The `require`, by its index, that gave what the member is by now; none of a member of the
    /// cycle.
    fn forward(&self, it: &EarlyUse) -> Option<usize> {
        let (facts, name) = (self.facts, it.member.as_ref()?);
        if partial::is_changed(facts, name, self.come) || !self.draft.migrates(self.id) {
            return None;
        }
        let local = match &partial::last(facts, name, self.come)?.value.kind {
            ValueKind::Identifier(local) if facts.roots.get(local)?.constant => local,
            _ => return None,
        };
        let holds = |require: &Require| match &require.site {
            Site::Declared(it) if it.top && it.interop.is_none() => {
                matches!(&it.shape, facts::Shape::Name { name, .. } if name == local)
            }
            _ => false,
        };
        let index = facts.requires.iter().position(holds)?;
        let outside = match &self.draft.graph.nodes[self.id].requires[index] {
            Target::File { id, .. } => self.component.binary_search(id).is_err(),
            _ => true,
        };
        (outside && self.draft.imports[self.id][index]).then_some(index)
    }

    /// The answer of what `module.exports` is.
    fn of_value(&self, assignment: usize, it: &EarlyUse) -> Answer {
        let facts = self.facts;
        if facts.assignments[assignment].span.end > self.come {
            // The empty object that the module began with.
            let tried = matches!(it.handling, Handling::Called | Handling::Extended);
            return if tried || it.member.is_some() { failing(it) } else { Answer::Other };
        }
        let Some(start) = partial::value_start(facts, assignment) else { return Answer::Other };
        if !keep::is_early(self.draft, self.id) {
            return Answer::Other;
        }
        if let Some((name, own)) = self.static_of(it) {
            let statics = facts.hoisted.get(&start).map_or(&[][..], |it| &it.statics);
            let set = statics.iter().any(|(_, value, at)| value == name && *at < self.come);
            let same = set && self.is_same(own, it.handling);
            return if same { Answer::Static } else { Answer::Other };
        }
        let handling = if it.member.is_some() { Handling::Entered } else { it.handling };
        if self.is_same(start, handling) { Answer::Same } else { Answer::Other }
    }

    /// The name and the start of the function that is the member of the exported function.
    pub(super) fn static_of(&self, it: &EarlyUse) -> Option<(&'w String, u32)> {
        let Some(Shape::Value { assignment }) = self.draft.shapes[self.id] else { return None };
        let facts = self.facts;
        let own = facts.hoisted.get(&partial::value_start(facts, assignment)?)?;
        let member = it.member.as_ref()?;
        let mut found = own.statics.iter().filter(|(name, ..)| name == member);
        let (_, value, _) = found.next().filter(|_| found.next().is_none())?;
        let root = facts.roots.get(value).filter(|root| root.constant)?;
        let free = !contract::visible(self.draft, self.id).contains(value) && it.span.is_some();
        (free && facts.hoisted.contains_key(&root.start)).then_some((value, root.start))
    }

    /// The function is what it was when the module had come so far, and does what it did.
    fn is_same(&self, start: u32, handling: Handling) -> bool {
        let Some(it) = self.facts.hoisted.get(&start) else { return false };
        let later = |at: Option<u32>| at.is_none_or(|at| at > self.come);
        match handling {
            Handling::Kept => true,
            Handling::Extended => later(it.handled),
            Handling::Called | Handling::Entered | Handling::Taken => {
                later(it.handled)
                    && later(it.grown)
                    && quiet::is_quiet(self.draft, self.component, self.id, start, self.come)
            }
        }
    }
}

/// The name under which `id` can export the function that is its property `default`.
pub(super) fn name_of_default(draft: &Draft<'_>, id: FileId) -> Option<String> {
    let facts = draft.graph.nodes[id].facts.as_ref()?;
    let plain = draft.shapes[id] == Some(Shape::Named { reset: None, early: None });
    let Some(ValueKind::Identifier(local)) =
        partial::last(facts, "default", u32::MAX).map(|it| &it.value.kind)
    else {
        return None;
    };
    let hoisted = facts.roots.get(local).filter(|it| it.constant);
    let hoisted = hoisted.is_some_and(|it| facts.hoisted.contains_key(&it.start));
    let free = !contract::visible(draft, id).contains(local);
    (plain && hoisted && free && draft.options.faux == Faux::Exact).then(|| local.clone())
}

/// A use of what is `undefined`, or of an empty object that is called: it fails, or goes on.
fn failing(it: &EarlyUse) -> Answer {
    if is_used(it) && !it.guarded { Answer::Same } else { Answer::Other }
}

/// More is done with the value than to have it.
fn is_used(it: &EarlyUse) -> bool {
    !matches!(it.handling, Handling::Taken | Handling::Kept)
}
