//! Why calls of `require` stay in files that become ES modules: for people, nothing depends on it.

use oxc_span::Span;

use super::{
    Draft, Reason,
    forms::{RequireForm, Verdict},
    hoist::{self, Held},
};
use crate::{
    effects::Effect,
    facts::{Facts, Require, RequireValueKind, Site, When, WrapperKind},
    find::Package,
    finding::position,
    graph::{self, ExternalTarget, FileId, Stillness, Target, external::ExternalFormat},
};

/// One reason for each file and cause, at its first place.
pub(super) fn told(
    package: &Package,
    draft: &Draft<'_>,
    verdicts: &[Verdict],
) -> Vec<(FileId, Reason)> {
    let mut told = Vec::new();
    for (id, verdict) in verdicts.iter().enumerate() {
        if let (Verdict::Migrate(plan), Some(facts)) = (verdict, &draft.graph.nodes[id].facts)
            && plan.create_require
        {
            let calls = |it: &&Require| {
                let form = plan.requires.get(&it.call.start);
                matches!(form, Some(RequireForm::Call { .. }))
            };
            let file = File { package, draft, id, facts };
            let causes = file.causes(calls, plan.resolves.is_none());
            told.extend(reasons(causes).map(|it| (id, it)));
        }
    }
    told
}

/// What stays, and why.
type Cause = (Span, String);

fn reasons(causes: Vec<Cause>) -> impl Iterator<Item = Reason> {
    let mut found: Vec<(String, Span, usize)> = Vec::new();
    for (span, why) in causes {
        match found.iter_mut().find(|(known, ..)| *known == why) {
            Some((.., count)) => *count += 1,
            None => found.push((why, span, 1)),
        }
    }
    found.into_iter().map(|(why, span, count)| {
        let times = if count == 1 { String::new() } else { format!(" ({count} times here)") };
        Reason {
            code: "require-stays",
            span: Some(span),
            message: format!("`require` stays{times}: {why}"),
            help: String::new(),
            expected: true,
        }
    })
}

struct File<'d, 'g> {
    package: &'d Package,
    draft: &'d Draft<'g>,
    id: FileId,
    facts: &'g Facts,
}

impl File<'_, '_> {
    fn causes(&self, stays: impl Fn(&&Require) -> bool, resolves: bool) -> Vec<Cause> {
        let held = hoist::held(self.draft.graph, self.id, &self.draft.stillness);
        let calls = self.facts.requires.iter().zip(held).enumerate();
        let calls = calls.filter(|(_, (it, _))| stays(it));
        let mut causes: Vec<Cause> =
            calls.map(|(index, (it, held))| (it.call, self.call(index, it, held))).collect();
        let computed = self.facts.computed_requires.iter();
        causes.extend(computed.map(|it| (*it, "only run time knows what it loads".to_string())));
        let given = self.facts.wrapper.iter().filter(|it| it.kind == WrapperKind::ModuleRequire);
        causes.extend(given.map(|it| (it.span, "it is a method of `module` here".to_string())));
        for it in &self.facts.require_values {
            let why = match it.kind {
                RequireValueKind::Resolve { .. } if resolves => {
                    "`import.meta.resolve` may not find what `require.resolve` finds"
                }
                RequireValueKind::Cache { .. } => "code reads `require.cache`",
                RequireValueKind::Main | RequireValueKind::Other => {
                    "it is passed on, or its members are used"
                }
                _ => continue,
            };
            causes.push((it.span, why.to_string()));
        }
        causes.sort_by_key(|it| it.0.start);
        causes
    }

    fn call(&self, index: usize, require: &Require, held: Held) -> String {
        let target = &self.draft.graph.nodes[self.id].requires[index];
        let name = &require.specifier;
        let in_cycle = held == Held::Free;
        if in_cycle || self.draft.importable(self.id, index, &[]).is_none() {
            return self.access(target, require);
        }
        match held {
            Held::Shown if matches!(target, Target::Missing) => {
                format!("`{name}` is not installed here, but may be elsewhere")
            }
            Held::Shown if require.place.guarded => {
                format!("code catches that `{name}` cannot be loaded")
            }
            Held::Shown => {
                let late = match require.place.when {
                    When::Later => "runs later",
                    _ => "may not run",
                };
                format!(
                    "it {late}, and others can see that `{name}` is loaded: {}",
                    self.seen(target)
                )
            }
            Held::Behind(at) => {
                let seen = self.seen(target);
                let before = self.before(at);
                format!("{before}, and `{name}` could see that: {seen}")
            }
            Held::Free => self.access(target, require),
        }
    }

    fn before(&self, statement: usize) -> String {
        let statement = &self.facts.effects.statements[statement];
        if statement.effect >= Effect::Prints {
            return format!("code before it {}", graph::told(statement, self.text(self.id)));
        }
        let (line, _) = position(self.text(self.id), statement.span.start);
        format!("a call of `require` in line {line} stays before it")
    }

    /// Why no import gives what the call gives.
    fn access(&self, target: &Target, require: &Require) -> String {
        let name = &require.specifier;
        match target {
            _ if matches!(require.site, Site::Bare { in_list: false, .. }) => {
                format!("`{name}` is all that a condition runs")
            }
            Target::External(it) if self.draft.holds_on(it) => {
                format!(
                    "`import` finds another build of `{name}` than `require`, and code holds on to that"
                )
            }
            Target::External(it) => outside(it, name),
            Target::File { id, .. } if hoist::is_module(&self.draft.graph.nodes[*id]) => {
                format!("the exports of the ES module `{name}` are used as a whole")
            }
            Target::File { id, .. } if self.draft.graph.nodes[*id].facts.is_none() => {
                format!("no import gives what `{name}` is")
            }
            Target::File { id, .. } if self.asks_parent(*id) => asks_parent(name),
            Target::File { .. } => format!("an import of `{name}` would close an import cycle"),
            Target::Missing if name.starts_with('.') => format!("`{name}` leads to no file here"),
            Target::Missing => {
                let mapper = self.draft.graph.mapper.unwrap_or("something");
                format!(
                    "`{mapper}` may tell `require` what `{name}` is, and tells `import` nothing"
                )
            }
            Target::Builtin(_) => format!("no import gives what `{name}` is"),
        }
    }

    /// What others can see of `target`: the first thing that is found on the way through it.
    fn seen(&self, target: &Target) -> String {
        let graph = self.draft.graph;
        let alone = |target: &Target| match target {
            Target::File { id, .. } => hoist::alone(&graph.nodes[*id]),
            _ => hoist::of_leaf(graph, target),
        };
        let mut queue = vec![target];
        let mut seen: Vec<FileId> = Vec::new();
        let mut worst: Option<(Stillness, &Target)> = None;
        while let Some(target) = queue.pop() {
            let found = alone(target);
            if found < worst.map_or(Stillness::Inert, |it| it.0) {
                worst = Some((found, target));
            }
            if let Target::File { id, .. } = target
                && !seen.contains(id)
            {
                seen.push(*id);
                queue.extend(hoist::followed(&graph.nodes[*id]));
            }
        }
        worst.map_or_else(|| "it is in an import cycle".to_string(), |(_, it)| self.shown(it))
    }

    fn shown(&self, target: &Target) -> String {
        match target {
            Target::File { id, .. } => {
                let node = &self.draft.graph.nodes[*id];
                let shown =
                    node.facts.as_ref().and_then(|it| graph::first_shown(it, self.text(*id)));
                match shown {
                    Some(shown) => format!("`{}` {shown}", node.path),
                    None if node.uses_patched => {
                        format!("`{}` uses globals that other files change", node.path)
                    }
                    None => format!("what `{}` does is not known", node.path),
                }
            }
            Target::External(it) => match self.draft.graph.shown.get(&it.path) {
                Some(shown) => shown.clone(),
                None if it.import.is_none() && it.twin.is_none() => {
                    format!("`import` finds another build of `{}`", graph::short(&it.path))
                }
                None => format!("`{}` may not be installed everywhere", graph::short(&it.path)),
            },
            Target::Builtin(name) => format!("it loads `{name}`"),
            Target::Missing => "it loads what is not installed".to_string(),
        }
    }

    fn asks_parent(&self, id: FileId) -> bool {
        self.draft.graph.nodes[id].facts.as_ref().is_some_and(Facts::asks_parent)
    }

    fn text(&self, id: FileId) -> &str {
        self.package.files.get(id).map_or("", |it| it.text.as_str())
    }
}

fn asks_parent(name: &str) -> String {
    format!("`{name}` asks which module loads it, and `import` does not say")
}

fn outside(target: &ExternalTarget, name: &str) -> String {
    match target.info.format {
        _ if target.info.leaks => {
            format!("`import` of `{name}` leaves a global `ch`: Node's own defect")
        }
        _ if target.info.asks_parent => asks_parent(name),
        ExternalFormat::Addon => format!("`{name}` is an addon, which `import` does not load"),
        _ if target.import.is_none() => {
            format!("`import` finds another build of `{name}` than `require`")
        }
        ExternalFormat::Module if target.info.asynchronous => {
            format!("`{name}` has a top-level `await`")
        }
        ExternalFormat::Module => {
            format!("the exports of the ES module `{name}` are used as a whole")
        }
        _ => format!("no import gives what `{name}` is there"),
    }
}
