//! What a call does, by the source of what is called.

use oxc_ast::ast::{Argument, Expression};
use oxc_span::Span;

use super::{
    Effect,
    call::{Invocation, Manner},
    function::plain_run,
    graph::{Act, Arguments, Key, Run, Taint, UnitId, bit},
    marks::Marks,
    names::{
        CALLS_BACK, DEFERS, DISCARDED_VERBS, EFFECT_VERBS, ITERATES, MUTATORS, PLAIN_METHODS,
        REACHING_VERBS,
    },
    outline::Callee,
    rules::{self, Rule},
    value::{Path, Source, Value},
    walk::Walker,
};

impl<'a> Walker<'_, 'a> {
    pub(super) fn invoke(&mut self, call: &Invocation<'a>, callee: &Value<'a>) {
        for source in callee.sources() {
            match source {
                Source::Function(start) => self.invoke_function(call, *start),
                Source::Plain | Source::List(..) => self.invoke_plain(call),
                Source::Own | Source::Object(_) | Source::This(_) | Source::Parameter(..) => {
                    self.invoke_local(call, source);
                }
                Source::Foreign => self.invoke_foreign(call),
                Source::Import(path) => self.invoke_import(call, path),
                Source::Builtin(path) => {
                    self.invoke_known(call, path, rules::builtin_call(path.parts()));
                }
                Source::Global(path) => self.invoke_global(call, path),
                Source::Unknown => {
                    self.hand(call.arguments, None);
                    self.note(call.span, Effect::Global);
                }
            }
        }
    }

    fn invoke_function(&mut self, call: &Invocation<'a>, start: u32) {
        let target = self.graph.unit(Key::Function(start));
        let this = match &call.this {
            _ if call.manner == Manner::Constructed => Taint::default(),
            Some(this) => self.taint(this),
            None => self.absent_receiver(start),
        };
        self.run(call, target, this);
    }

    fn run(&mut self, call: &Invocation<'a>, target: UnitId, this: Taint) {
        let arguments = match call.manner {
            Manner::Applied => {
                let given = self.sources.all(call.arguments);
                Arguments::These(Vec::new(), self.taint(&given))
            }
            Manner::Called | Manner::Constructed => self.taints(call.arguments),
        };
        match call.manner {
            Manner::Applied => self.hand_anywhere(call.arguments, target),
            Manner::Called | Manner::Constructed => self.hand(call.arguments, Some(target)),
        }
        let run = Run { target, this, arguments, handed_to: None, inline: false };
        self.graph.push(self.unit, call.span, Act::Run(run));
    }

    /// Methods of strings, arrays and the like.
    fn invoke_plain(&mut self, call: &Invocation<'a>) {
        let Some(method) = call.method.filter(|name| is_name(name)) else {
            let target = self.graph.unit(Key::Elements);
            self.graph.push(self.unit, call.span, Act::Run(plain_run(target)));
            self.note(call.span, Effect::Foreign);
            return;
        };
        if CALLS_BACK.contains(&method) {
            self.call_back(call);
        }
        if MUTATORS.contains(&method) {
            self.fill(call);
        } else if !rules::is_read_method(method) && self.sources.bindings.methods.contains(method) {
            // What arrays and maps hold is not followed: it may be a local object.
            let target = self.graph.unit(Key::Method(method));
            self.run(call, target, Taint::default());
        } else if !is_own_method(method) {
            // Some other module may have put it on a prototype.
            self.note_read(call.span);
        }
    }

    /// Runs the functions among the arguments on what the receiver holds.
    fn call_back(&mut self, call: &Invocation<'a>) {
        let receiver = call.this.clone().unwrap_or_default();
        let given = self.taint(&receiver);
        let handed = self.sources.all(call.arguments);
        self.run_handed(&handed, &given, call.span);
    }

    /// Runs what is among `handed` on what is `given`.
    pub(super) fn run_handed(&mut self, handed: &Value<'a>, given: &Taint, span: Span) {
        for source in handed.sources() {
            match source {
                Source::Function(start) => {
                    let target = self.graph.unit(Key::Function(*start));
                    let run = Run {
                        arguments: Arguments::These(Vec::new(), given.clone()),
                        this: self.absent_receiver(*start),
                        ..plain_run(target)
                    };
                    self.graph.push(self.unit, span, Act::Run(run));
                }
                Source::Parameter(owner, place) => {
                    let owner = self.owner(*owner);
                    self.graph.calls_parameters(owner, bit(*place));
                    self.note(span, Effect::Foreign);
                }
                Source::Import(path) => self.run_import(path, given, span),
                Source::Foreign => self.note(span, Effect::Foreign),
                Source::Unknown => self.note(span, Effect::Global),
                Source::Global(_) | Source::Builtin(_) => {
                    let effect = rules::calling(source).effect();
                    self.note(span, effect);
                }
                _ => {}
            }
        }
    }

    /// Puts the arguments into the receiver.
    fn fill(&mut self, call: &Invocation<'a>) {
        for argument in call.arguments.iter().filter_map(Argument::as_expression) {
            self.store(argument);
        }
        if let Some(this) = call.this.clone() {
            self.change_of(call.receiver, &this, call.span);
        }
    }

    /// Calls of what local objects, receivers and parameters hold.
    fn invoke_local(&mut self, call: &Invocation<'a>, source: &Source<'a>) {
        let owner = match source {
            Source::Parameter(owner, place) => Some((self.owner(*owner), *place)),
            _ => None,
        };
        let Some(method) = call.method.filter(|name| is_name(name)) else {
            self.invoke_unnamed(call, source, owner);
            return;
        };
        let this = call.this.clone().unwrap_or_default();
        if self.sources.bindings.methods.contains(method) {
            let target = self.graph.unit(Key::Method(method));
            let this = self.taint(&this);
            self.run(call, target, this);
            if owner.is_none() {
                return;
            }
        }
        let known = MUTATORS.contains(&method) || rules::is_read_method(method);
        if known {
            self.invoke_plain(call);
        } else {
            self.note(call.span, Effect::Foreign);
            if !DEFERS.contains(&method) {
                self.hand(call.arguments, None);
            }
            if !call.used {
                self.change_of(call.receiver, &this, call.span);
            }
        }
        if let Some((owner, place)) = owner.filter(|_| !known || ITERATES.contains(&method)) {
            self.graph.calls_parameters(owner, bit(place));
        }
    }

    fn invoke_unnamed(
        &mut self,
        call: &Invocation<'a>,
        source: &Source<'a>,
        owner: Option<(UnitId, u8)>,
    ) {
        if let Some((owner, place)) = owner
            && call.method.is_none()
            && self.runs_owner(source)
        {
            self.invoke_given(call, owner, place);
            return;
        }
        let through_member = call.method.is_some();
        let key = if owner.is_some() && !through_member { Key::Elements } else { Key::Properties };
        let target = self.graph.unit(key);
        self.graph.push(self.unit, call.span, Act::Run(plain_run(target)));
        self.note(call.span, Effect::Foreign);
        self.hand(call.arguments, None);
        if let Some((owner, place)) = owner {
            self.graph.calls_parameters(owner, bit(place));
        }
    }

    /// Calls of what code of other modules made.
    fn invoke_foreign(&mut self, call: &Invocation<'a>) {
        let effect = match call.method {
            Some("listen") => Effect::Global,
            Some(method) if !call.used && REACHING_VERBS.contains(&method) => Effect::Global,
            None if !call.used && !self.gets_own(call) => Effect::Global,
            _ => Effect::Foreign,
        };
        self.note(call.span, effect);
        self.hand_unless_deferred(call);
    }

    fn hand_unless_deferred(&mut self, call: &Invocation<'a>) {
        if !call.method.is_some_and(|method| DEFERS.contains(&method)) {
            self.hand(call.arguments, None);
        }
    }

    /// Calls of what other modules export.
    fn invoke_import(&mut self, call: &Invocation<'a>, path: &Path<'a>) {
        // What JSON gives has the methods of the language.
        if crate::find::extension(path.parts()[0]) == "json"
            && call.method.is_some_and(rules::is_read_method)
        {
            self.call_back(call);
            return;
        }
        let callee = self.imported(path);
        if let Callee::Outlined(outline) = callee {
            self.invoke_outlined(call, &outline);
            return;
        }
        if callee == Callee::Globals {
            self.mark(call.span, Marks::GLOBALS);
        }
        let verb = match path.parts() {
            [_, .., verb] => verb,
            _ => "",
        };
        let reaches = DISCARDED_VERBS.contains(&verb)
            || REACHING_VERBS.contains(&verb)
            || !self.gets_local(call);
        let always = path.parts() == ["?"]
            || callee == Callee::Globals
            || (call.manner != Manner::Constructed && EFFECT_VERBS.contains(&verb));
        let for_effect = !call.used && reaches && !ITERATES.contains(&verb);
        self.note(call.span, if always || for_effect { Effect::Global } else { Effect::Foreign });
        self.hand_unless_deferred(call);
    }

    /// True if the call is given something that lives on in this file and may be changed.
    fn gets_local(&mut self, call: &Invocation<'a>) -> bool {
        self.gets(call, |source| *source == Source::Foreign || is_own(source))
    }

    /// The same, but what other modules made does not count.
    fn gets_own(&mut self, call: &Invocation<'a>) -> bool {
        self.gets(call, is_own)
    }

    fn gets(&mut self, call: &Invocation<'a>, test: impl Fn(&Source<'a>) -> bool) -> bool {
        let named = call.arguments.iter().filter_map(Argument::as_expression).filter(|argument| {
            matches!(argument, Expression::Identifier(_) | Expression::ThisExpression(_))
                || argument.is_member_expression()
        });
        for argument in named {
            let value = self.sources.of(argument);
            if value.any(&test) {
                return true;
            }
        }
        false
    }

    fn invoke_global(&mut self, call: &Invocation<'a>, path: &Path<'a>) {
        if path.parts() == ["Function()"] {
            // `Function('return this')()` is the one use of it that is harmless.
            let text = self.sources.module.text(call.span);
            let effect = if text.contains("return this") { Effect::Pure } else { Effect::Global };
            self.note(call.span, effect);
            return;
        }
        let rule = match path.parts() {
            ["require"] | ["module", "require"] => Rule::Global,
            parts => rules::global_call(parts),
        };
        self.invoke_known(call, path, rule);
    }

    fn invoke_known(&mut self, call: &Invocation<'a>, path: &Path<'a>, rule: Rule) {
        match rule {
            Rule::Pure => {}
            Rule::Reads => self.note_read(call.span),
            Rule::Foreign => self.note(call.span, Effect::Foreign),
            Rule::Prints => self.note(call.span, Effect::Prints),
            Rule::Global => self.note(call.span, Effect::Global),
            Rule::ChangesFirst => {
                let first = self.first(call.arguments);
                let expression = call.arguments.first().and_then(Argument::as_expression);
                self.change_of(expression, &first, call.span);
            }
            Rule::ChangesReceiver => self.fill(call),
        }
        let member = path.parts().last().copied().unwrap_or_default();
        let unknown = matches!(rule, Rule::Foreign | Rule::Prints | Rule::Global);
        // `Buffer.from` takes no function.
        let calls_back = CALLS_BACK.contains(&member) && path.parts()[0] != "Buffer";
        if calls_back || path.parts() == ["Promise"] {
            self.call_back(call);
        } else if unknown && !DEFERS.contains(&member) && !is_timer(member) {
            self.hand(call.arguments, None);
        }
    }
}

fn is_own(source: &Source<'_>) -> bool {
    matches!(
        source,
        Source::Own
            | Source::Object(_)
            | Source::Function(_)
            | Source::List(..)
            | Source::This(_)
            | Source::Parameter(..)
    )
}

/// A member that is neither computed nor an index.
fn is_name(member: &str) -> bool {
    member != "?" && !member.starts_with(|c: char| c.is_ascii_digit())
}

/// A method that values of the language and of Node have without anybody's help.
fn is_own_method(name: &str) -> bool {
    rules::is_read_method(name) || CALLS_BACK.contains(&name) || PLAIN_METHODS.contains(&name)
}

fn is_timer(name: &str) -> bool {
    matches!(name, "setTimeout" | "setInterval" | "setImmediate" | "nextTick" | "queueMicrotask")
}
