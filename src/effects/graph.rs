//! What runs what: units of code, what each does itself, and what follows from the calls between
//! them. Knows nothing of syntax.

use oxc_span::Span;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Effect, marks::Marks};

/// A piece of code that runs as a whole: a statement, a function, or a set of functions.
pub(super) type UnitId = usize;

/// What a unit stands for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Key<'a> {
    Statement(u32),
    /// The body of the function that starts here, or the construction of the class.
    Function(u32),
    /// Whatever someone who was handed the function, class or object that starts here can run.
    Handed(u32),
    /// Whatever `x.name()` can run.
    Method(&'a str),
    /// All functions that are kept in properties.
    Properties,
    /// All functions that are kept in arrays, sets and maps.
    Elements,
    /// Code that is not known, which does this.
    Effect(Effect),
}

/// A place of a unit that takes a value from its caller.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Slot {
    This,
    /// Counted from 0; the last one that is counted stands for any.
    Parameter(u8),
}

/// What may be reached through a value that is handed to a call.
#[derive(Clone, Default, Debug)]
pub(super) struct Taint {
    /// A value that other modules have too.
    pub(super) shared: bool,
    /// A global or a member of one.
    pub(super) world: bool,
    /// A value that the file may keep.
    pub(super) kept: bool,
    /// Values that came from the callers of these units.
    pub(super) slots: Vec<(UnitId, Slot)>,
}

/// A parameter at no known place.
pub(super) const ANY_PLACE: u8 = 31;

/// Places of parameters, one bit for each.
pub(super) type Places = u32;

/// The bit of one place; those that are not told apart share one with what may be anywhere.
pub(super) fn bit(place: u8) -> Places {
    1 << place.min(ANY_PLACE)
}

/// True if a parameter at one of `places` may be at one of `asked`.
fn meets(places: Places, asked: Places) -> bool {
    let anywhere = bit(ANY_PLACE);
    places & asked != 0 || (places != 0 && asked & anywhere != 0) || places & anywhere != 0
}

/// What a call puts into the parameters of what it runs.
#[derive(Clone, Debug)]
pub(super) enum Arguments {
    /// What stands at each place, and what may stand at any.
    These(Vec<Taint>, Taint),
    /// Whatever the caller was given itself.
    Passed,
}

/// A call.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) target: UnitId,
    pub(super) this: Taint,
    pub(super) arguments: Arguments,
    /// Holds only when this unit calls what it is handed in one of these places.
    pub(super) handed_to: Option<(UnitId, Places)>,
    /// A function that is called where it stands and nowhere else.
    pub(super) inline: bool,
}

/// Something a unit does, in the order of evaluation.
#[derive(Clone, Debug)]
pub(super) enum Act {
    Has(Effect),
    Marked(Marks),
    Run(Run),
    Require,
}

/// An act and the expression that is behind it.
#[derive(Clone, Debug)]
pub(super) struct Event {
    pub(super) span: Span,
    pub(super) act: Act,
}

/// What running a unit amounts to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Summary {
    outcome: Outcome,
    given: Given,
}

/// What a unit or a part of it does by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Outcome {
    pub(super) effect: Effect,
    pub(super) marks: Marks,
}

impl Outcome {
    fn add(&mut self, other: Self) {
        self.effect = self.effect.max(other.effect);
        self.marks = self.marks.with(other.marks);
    }
}

/// What a unit does to what its caller gives it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Given {
    pub(super) changes_this: bool,
    pub(super) changes_parameters: Places,
    pub(super) calls_parameters: Places,
}

#[derive(Default)]
struct Unit {
    events: Vec<Event>,
    summary: Summary,
    /// The events that depend on this unit.
    dependents: Vec<(UnitId, usize)>,
}

/// The units of a file.
#[derive(Default)]
pub(super) struct Graph<'a> {
    units: Vec<Unit>,
    ids: FxHashMap<Key<'a>, UnitId>,
    pub(super) writes_world: bool,
}

/// What a statement amounts to, and what stands before each require in it.
pub(super) struct Replay {
    pub(super) outcome: Outcome,
    pub(super) culprit: Option<Span>,
    pub(super) requires: Vec<(u32, Effect)>,
}

impl Arguments {
    /// What may stand at the places whose bits are set.
    fn at(&self, places: Places) -> impl Iterator<Item = &Taint> {
        let (listed, anywhere) = self.parts();
        let is_set =
            move |place: usize| places & bit(u8::try_from(place).unwrap_or(ANY_PLACE)) != 0;
        let listed = listed.iter().enumerate();
        let hit = listed.filter(move |(place, _)| is_set(*place) || is_set(ANY_PLACE.into()));
        anywhere.filter(|_| places != 0).into_iter().chain(hit.map(|(_, taint)| taint))
    }

    fn parts(&self) -> (&[Taint], Option<&Taint>) {
        match self {
            Self::These(listed, anywhere) => (listed, Some(anywhere)),
            Self::Passed => (&[], None),
        }
    }
}

impl<'a> Graph<'a> {
    pub(super) fn unit(&mut self, key: Key<'a>) -> UnitId {
        *self.ids.entry(key).or_insert_with(|| {
            self.units.push(Unit::default());
            self.units.len() - 1
        })
    }

    pub(super) fn push(&mut self, unit: UnitId, span: Span, act: Act) {
        let index = self.units[unit].events.len();
        if let Act::Run(run) = &act {
            let (target, handed_to) = (run.target, run.handed_to);
            self.units[target].dependents.push((unit, index));
            if let Some((callee, _)) = handed_to {
                self.units[callee].dependents.push((unit, index));
            }
        }
        self.units[unit].events.push(Event { span, act });
    }

    /// Notes that `unit` changes what its caller put in `slot`; true if that is news.
    pub(super) fn changes(&mut self, unit: UnitId, slot: Slot) -> bool {
        let given = &mut self.units[unit].summary.given;
        match slot {
            Slot::This => !std::mem::replace(&mut given.changes_this, true),
            Slot::Parameter(place) => {
                let places = given.changes_parameters | bit(place);
                std::mem::replace(&mut given.changes_parameters, places) != places
            }
        }
    }

    /// Notes that functions handed to `unit` in these places may run; true if that is news.
    pub(super) fn calls_parameters(&mut self, unit: UnitId, places: Places) -> bool {
        let given = &mut self.units[unit].summary.given;
        let all = given.calls_parameters | places;
        std::mem::replace(&mut given.calls_parameters, all) != all
    }

    /// Carries what units do to those that run them, until nothing changes.
    pub(super) fn solve(&mut self) {
        let mut queue: Vec<UnitId> = (0..self.units.len()).collect();
        for unit in 0..self.units.len() {
            for index in 0..self.units[unit].events.len() {
                self.apply(unit, index, &mut queue);
            }
        }
        while let Some(unit) = queue.pop() {
            for position in 0..self.units[unit].dependents.len() {
                let (dependent, index) = self.units[unit].dependents[position];
                self.apply(dependent, index, &mut queue);
            }
        }
    }

    fn apply(&mut self, unit: UnitId, index: usize, queue: &mut Vec<UnitId>) {
        let event = self.units[unit].events[index].clone();
        let outcome = self.outcome(&event.act);
        let summary = &mut self.units[unit].summary;
        let before = *summary;
        summary.outcome.add(outcome);
        if *summary != before {
            queue.push(unit);
        }
        if let Act::Run(run) = &event.act
            && self.holds(run)
        {
            self.carry(unit, run, queue);
        }
    }

    /// Passes on what a callee does to what it was given.
    fn carry(&mut self, unit: UnitId, run: &Run, queue: &mut Vec<UnitId>) {
        let target = self.units[run.target].summary.given;
        let mut reached: Vec<&Taint> = run.arguments.at(target.changes_parameters).collect();
        reached.extend(target.changes_this.then_some(&run.this));
        for taint in reached {
            self.writes_world |= taint.world;
            for &(owner, slot) in &taint.slots {
                if self.changes(owner, slot) {
                    queue.push(owner);
                }
            }
        }
        let called = run.arguments.at(target.calls_parameters).flat_map(|taint| &taint.slots);
        for &(owner, slot) in called {
            let places = match slot {
                Slot::Parameter(place) => bit(place),
                Slot::This => bit(ANY_PLACE),
            };
            if self.calls_parameters(owner, places) {
                queue.push(owner);
            }
        }
        if matches!(run.arguments, Arguments::Passed) {
            let given = &mut self.units[unit].summary.given;
            let before = *given;
            given.changes_parameters |= target.changes_parameters;
            given.calls_parameters |= target.calls_parameters;
            if *given != before {
                queue.push(unit);
            }
        }
    }

    fn holds(&self, run: &Run) -> bool {
        run.handed_to.is_none_or(|(callee, places)| {
            meets(self.units[callee].summary.given.calls_parameters, places)
        })
    }

    fn outcome(&self, act: &Act) -> Outcome {
        match act {
            Act::Has(effect) => Outcome { effect: *effect, ..Outcome::default() },
            Act::Marked(marks) => Outcome { marks: *marks, ..Outcome::default() },
            Act::Run(run) if self.holds(run) => {
                let target = self.units[run.target].summary;
                let changed = |test: fn(&Taint) -> bool| {
                    let this = target.given.changes_this && test(&run.this);
                    this || run.arguments.at(target.given.changes_parameters).any(test)
                };
                let Outcome { mut effect, mut marks } = target.outcome;
                if changed(|taint| taint.shared) {
                    effect = Effect::Global;
                }
                if changed(|taint| taint.kept) {
                    marks = marks.with(Marks::KEEPS);
                }
                Outcome { effect, marks }
            }
            Act::Run(_) | Act::Require => Outcome::default(),
        }
    }

    /// Goes through a solved unit in order.
    pub(super) fn replay(&self, unit: UnitId) -> Replay {
        let mut replay =
            Replay { outcome: Outcome::default(), culprit: None, requires: Vec::new() };
        self.replay_into(unit, &mut replay);
        replay
    }

    fn replay_into(&self, unit: UnitId, replay: &mut Replay) {
        for event in &self.units[unit].events {
            match &event.act {
                Act::Require => {
                    replay.requires.push((event.span.start, replay.outcome.effect));
                }
                Act::Run(run) if run.inline => self.replay_into(run.target, replay),
                _ => {}
            }
            let outcome = self.outcome(&event.act);
            if outcome.effect > replay.outcome.effect {
                replay.culprit = Some(event.span);
            }
            replay.outcome.add(outcome);
        }
    }

    /// The starts of all functions that can run when `roots` run.
    pub(super) fn reachable(&self, roots: &[UnitId]) -> FxHashSet<UnitId> {
        let mut seen: FxHashSet<UnitId> = roots.iter().copied().collect();
        let mut queue = roots.to_vec();
        while let Some(unit) = queue.pop() {
            for event in &self.units[unit].events {
                if let Act::Run(run) = &event.act
                    && self.holds(run)
                    && seen.insert(run.target)
                {
                    queue.push(run.target);
                }
            }
        }
        seen
    }

    /// What running a solved unit does, and what it does to what it is given.
    pub(super) fn summary(&self, unit: UnitId) -> (Outcome, Given) {
        let Summary { outcome, given } = self.units[unit].summary;
        (outcome, given)
    }

    pub(super) fn existing(&self, key: Key<'a>) -> Option<UnitId> {
        self.ids.get(&key).copied()
    }
}
