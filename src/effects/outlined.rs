//! Calls of other modules of which it is known what they do, and changes of what a file keeps.

use oxc_ast::ast::{Argument, Expression, IdentifierReference};
use oxc_span::Span;

use super::{
    Effect,
    bindings::{enclosing_at, symbol_of},
    call::{Invocation, Manner},
    fresh::may_be_kept,
    function::plain_run,
    graph::{ANY_PLACE, Act, Arguments, Key, Places, Run, Slot, Taint, UnitId, bit},
    marks::Marks,
    outline::{Callee, Known, Outline},
    rules,
    value::{Path, Source, Value},
    walk::Walker,
};

impl<'a> Walker<'_, 'a> {
    /// What is known of the call of what `path` leads to.
    pub(super) fn imported(&self, path: &Path<'a>) -> Callee {
        let known = self.sources.known_calls.as_ref();
        let is_running =
            |it: &&Known| self.function == u32::MAX || it.running.contains(&self.function);
        match (known.filter(is_running), path.parts()) {
            (Some(known), [specifier, members @ ..]) => known.callees.callee(specifier, members),
            _ => Callee::Unknown,
        }
    }

    /// The same, where it does no more than what can be told.
    pub(super) fn outline(&self, path: &Path<'a>) -> Option<Outline> {
        self.imported(path).outlined()
    }

    /// A call that does what `outline` says, and nothing else.
    pub(super) fn invoke_outlined(&mut self, call: &Invocation<'a>, outline: &Outline) {
        let this = call.this.clone().unwrap_or_default();
        let looks = outline.marks.has(Marks::LOOKS) && call.manner != Manner::Constructed;
        self.mark(call.span, outline.marks.without(Marks::LOOKS));
        if looks && this.any(|it| !matches!(it, Source::This(_))) {
            self.mark(call.span, Marks::READS);
        } else if looks {
            self.mark(call.span, Marks::LOOKS);
        }
        if outline.changes_this && call.manner != Manner::Constructed {
            match call.this.clone() {
                Some(this) => self.change_of(call.receiver, &this, call.span),
                None => self.note(call.span, Effect::Global),
            }
        }
        for (index, argument) in call.arguments.iter().enumerate() {
            let place = u8::try_from(index).unwrap_or(ANY_PLACE);
            let is_at = |places: Places| {
                let unsure = argument.is_spread() || call.manner == Manner::Applied;
                places != 0 && (unsure || places & (bit(place) | bit(ANY_PLACE)) != 0)
            };
            let value = self.sources.all(std::slice::from_ref(argument));
            if is_at(outline.changes) {
                self.change_of(argument.as_expression(), &value, call.span);
            }
            if is_at(outline.calls) {
                self.handed_on(argument, &value, call.span);
            }
        }
    }

    /// What other modules call of what they are given.
    fn handed_on(&mut self, argument: &'a Argument<'a>, value: &Value<'a>, span: Span) {
        if value.sources().iter().any(|it| self.is_data(it)) {
            return;
        }
        let given = Taint { shared: true, kept: true, ..Taint::default() };
        self.run_handed(value, &given, span);
        self.hand(std::slice::from_ref(argument), None);
    }

    /// The function that the parameter belongs to is running.
    pub(super) fn runs_owner(&self, source: &Source<'a>) -> bool {
        let Source::Parameter(owner, _) = source else { return false };
        let owner = if *owner == u32::MAX { self.function } else { *owner };
        self.in_known() && self.sources.runs(Some(owner))
    }

    /// Calls a parameter: what that does is up to who gives it, and it may change what it gets.
    pub(super) fn invoke_given(&mut self, call: &Invocation<'a>, owner: UnitId, place: u8) {
        self.graph.calls_parameters(owner, bit(place));
        for argument in call.arguments {
            let value = self.sources.all(std::slice::from_ref(argument));
            self.change_of(argument.as_expression(), &value, call.span);
        }
        self.hand(call.arguments, None);
    }

    /// The same of a value that `to` may call, or else something that is not known.
    pub(super) fn hand_known(
        &mut self,
        source: &Source<'a>,
        span: Span,
        to: Option<(UnitId, Places)>,
    ) {
        let effect = match source {
            Source::Function(start) => {
                let target = self.graph.unit(Key::Function(*start));
                let given = Taint { shared: true, kept: true, ..Taint::default() };
                let arguments = Arguments::These(Vec::new(), given);
                let run = Run { handed_to: to, arguments, ..plain_run(target) };
                self.graph.push(self.unit, span, Act::Run(run));
                return;
            }
            Source::Import(path) => {
                let still =
                    |it: &Outline| it.calls | it.changes == 0 && it.marks == Marks::default();
                let is_still =
                    self.is_data(source) || self.outline(path).is_some_and(|it| still(&it));
                if is_still { Effect::Pure } else { Effect::Foreign }
            }
            Source::Own | Source::Foreign | Source::This(_) => Effect::Foreign,
            Source::Global(_) | Source::Builtin(_) => rules::calling(source).effect(),
            _ => Effect::Pure,
        };
        if effect != Effect::Pure {
            let target = self.graph.unit(Key::Effect(effect));
            self.graph.push(target, span, Act::Has(effect));
            let run = Run { handed_to: to, ..plain_run(target) };
            self.graph.push(self.unit, span, Act::Run(run));
        }
    }

    /// Runs an export of another module on what is `given`.
    pub(super) fn run_import(&mut self, path: &Path<'a>, given: &Taint, span: Span) {
        let outline = self.outline(path).filter(|it| it.calls == 0);
        match outline {
            Some(it) if it.changes == 0 || !(given.shared || given.kept) => {
                self.mark(span, it.marks);
            }
            _ => self.note(span, Effect::Foreign),
        }
    }

    /// Notes that calls of `unit` may call what `outline` is of.
    pub(super) fn keep_outlined(&mut self, unit: UnitId, outline: &Outline, span: Span) {
        self.graph.push(unit, span, Act::Marked(outline.marks));
        if outline.changes_this {
            self.graph.changes(unit, Slot::This);
        }
        for place in (0..=ANY_PLACE).filter(|place| outline.changes & bit(*place) != 0) {
            self.graph.changes(unit, Slot::Parameter(place));
        }
        self.graph.calls_parameters(unit, outline.calls);
    }

    fn is_data(&self, source: &Source<'a>) -> bool {
        let known = self.sources.known_calls.as_ref();
        match (source, known) {
            (Source::Import(path), Some(known)) => known.callees.is_data(path.parts()[0]),
            _ => false,
        }
    }

    /// Notes that `value` is changed, which `expression` gives.
    pub(super) fn change_of(
        &mut self,
        expression: Option<&'a Expression<'a>>,
        value: &Value<'a>,
        span: Span,
    ) {
        self.change(value, span);
        let fresh = || expression.is_some_and(|it| self.sources.is_fresh(it));
        if self.in_known() && may_be_kept(value) && !fresh() {
            self.mark(span, Marks::KEEPS);
        }
    }

    /// Notes that a variable gets another value, which outlives what runs if its scope does.
    pub(super) fn keep_name(&mut self, id: &'a IdentifierReference<'a>) {
        let module = self.sources.module;
        if !self.in_known() {
            return;
        }
        let Some(symbol) = symbol_of(module, id) else { return };
        let declared = enclosing_at(module, module.scoping().symbol_declaration(symbol));
        if !self.sources.runs(declared) {
            self.mark(id.span, Marks::KEEPS);
        }
    }

    /// Notes that what the function around was given is changed, while it may no longer run.
    pub(super) fn keep_given(&mut self, owner: u32, span: Span) {
        let owner = if owner == u32::MAX { self.function } else { owner };
        if self.in_known() && !self.sources.runs(Some(owner)) {
            self.mark(span, Marks::KEEPS);
        }
    }
}
