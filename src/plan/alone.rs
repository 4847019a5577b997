//! What a file could be, looked at without its neighbours, and why it cannot be more.

use super::{Forced, keep::Reason, shape, shape::Shape, transpiled};
use crate::{
    engine::{Compat, Options},
    facts::{
        ExportAssignment, ExportsUse, Facts, Require, RequireValue, RequireValueKind, UseKind, When,
    },
    graph::{FileId, Node, Target, Turn, is_development, is_test},
    manifest::{Becomes, Settings, config_file, name_of},
    strict::Hazard,
};

/// The code of the hazard that text is evaluated as a script.
pub(super) const SOURCE_AS_TEXT: &str = "source-as-text";

/// What becomes of the question which file was started.
const UNDEFINED: &str = "`require.main` is `undefined` where an ES module was started";

/// The shape of the exports, for CommonJS files; whether the file stays CommonJS; and what there
/// is to say about it.
pub(super) fn alone(
    id: FileId,
    node: &Node,
    forced: &Forced,
    (options, settings): (&Options, &Settings),
) -> (Option<Shape>, bool, Vec<Reason>) {
    let Some(facts) = &node.facts else { return (None, node.unread, Vec::new()) };
    if !node.is_common_js() {
        return (None, false, Vec::new());
    }
    // Old Nodes would find the ES module behind the old path.
    let as_it_is = node.turn == Turn::Beside && options.module_sync;
    if node.turn == Turn::Never || as_it_is {
        return (None, true, explicit(node).into_iter().collect());
    }
    let mut reasons: Vec<Reason> = hazards(facts).chain(ignored(facts)).collect();
    reasons.extend(mocks(facts).into_iter().chain(config(node, facts, settings)));
    reasons.extend(main_asked(node, facts));
    reasons.extend((options.keep_tests && is_test(&node.path)).then(kept_test));
    reasons.extend(forced.kept.get(&id).map(Reason::failure));
    let shape = shape::shape(facts).unwrap_or_else(|use_| {
        reasons.push(late(use_));
        Shape::Absent
    });
    reasons.extend(lazy_getter(facts));
    let shared = shared(facts);
    let kept = !reasons.is_empty() || (options.compat == Compat::Exact && shared.is_some());
    reasons.extend(shared.map(|it| Reason { expected: !kept, ..it }));
    reasons.extend(main_told(node));
    let lower = forced.local.get(&id);
    reasons.extend(lower.map(|message| rung_lower(message)));
    let shape = match shape {
        Shape::Named { .. } | Shape::Value { .. } if lower.is_some() => shape::local(facts),
        shape => shape,
    };
    (Some(shape), kept, reasons)
}

/// What `require` of the package loads is marked as CommonJS by its author, apart from the root's `type`.
fn explicit(node: &Node) -> Option<Reason> {
    let (mark, help) = if node.is_explicit() {
        ("its name ends in `.cjs`", "Rename the file to `.js` where the manifest names it too")
    } else {
        ("the `package.json` of its folder decides so", "Say `\"type\": \"module\"` there too")
    };
    node.main.then(|| Reason {
        code: "explicit-commonjs",
        span: None,
        message: format!("the package's entry stays CommonJS: {mark}"),
        help: format!("{help}, then run again"),
        expected: false,
    })
}

fn hazards(facts: &Facts) -> impl Iterator<Item = Reason> {
    // What is evaluated decides about those, see `neighbours`.
    facts.hazards.iter().filter(|it| it.code != SOURCE_AS_TEXT).map(hazard)
}

pub(super) fn hazard(it: &Hazard) -> Reason {
    Reason {
        code: it.code,
        span: Some(it.span),
        message: it.message.clone(),
        help: it.help.clone(),
        expected: false,
    }
}

fn ignored(facts: &Facts) -> Option<Reason> {
    let (span, reason) = facts.ignored.as_ref()?;
    let message = match reason.as_str() {
        "" => "A comment asks to leave this file alone".to_string(),
        reason => format!("A comment asks to leave this file alone: {reason}"),
    };
    let help = String::new();
    Some(Reason { code: "ignored", span: Some(*span), message, help, expected: true })
}

fn mocks(facts: &Facts) -> Option<Reason> {
    let (span, name) = facts.mocks?;
    let message =
        format!("`{name}` replaces what CommonJS modules load, not what ES modules import");
    let help = "Give the code under test what the test replaces as a parameter".to_string();
    Some(Reason { code: "module-mock", span: Some(span), message, help, expected: false })
}

/// What is started as an ES module leaves no `require.main`.
fn main_asked(node: &Node, facts: &Facts) -> Option<Reason> {
    let asks = |it: &&RequireValue| matches!(it.kind, RequireValueKind::Main);
    let is_started = node.executable || node.bin_only || is_development(&node.path);
    let own = facts.require_values.iter().find(asks).filter(|_| is_started);
    let other = node.asks_main.as_ref().filter(|it| !it.offered).map(|it| &it.path);
    let asker = own.map(|_| &node.path).or(other)?;
    let (message, help) = if *asker == node.path {
        (UNDEFINED.to_string(), "Use `process.argv[1]`, the path of the file that was started")
    } else {
        (from_below(asker), "Tell the code what it looks for, such as the version, then run again")
    };
    let span = own.map(|it| it.span);
    Some(Reason { code: "require-main", span, message, help: help.to_string(), expected: false })
}

fn from_below(asker: &str) -> String {
    format!("{asker}, which it loads, asks what was started: {UNDEFINED}")
}

/// The same where scripts start what is there for consumers.
fn main_told(node: &Node) -> Option<Reason> {
    let asker = node.asks_main.as_ref().filter(|it| it.offered)?;
    Some(Reason {
        code: "require-main",
        span: None,
        message: if asker.path == node.path {
            UNDEFINED.to_string()
        } else {
            from_below(&asker.path)
        },
        help: "Start a CommonJS file that loads this one, or use `process.argv[1]`".to_string(),
        expected: true,
    })
}

fn kept_test() -> Reason {
    Reason {
        code: "kept-test",
        span: None,
        message: "tests stay CommonJS, as the run was told".to_string(),
        help: String::new(),
        expected: true,
    }
}

fn config(node: &Node, facts: &Facts, settings: &Settings) -> Option<Reason> {
    let config = config_file(&node.path)?;
    let finds = matches!(config.becomes, Becomes::KeepCjs { .. });
    let name = name_of(&node.path);
    let moves = settings.imported.contains(name) && is_plain_config(node, facts);
    (finds && !moves && !settings.old.contains(name)).then(|| Reason {
        code: "config-file",
        span: None,
        message: format!("{} loads this file and finds it as `.cjs`", config.tool),
        help: String::new(),
        expected: true,
    })
}

/// One value is exported, and all that is required can be imported.
fn is_plain_config(node: &Node, facts: &Facts) -> bool {
    let is_imported = |(require, target): (&Require, &Target)| {
        require.place.when == When::Straight
            && match target {
                Target::Builtin(_) | Target::File { .. } => true,
                Target::External(it) => it.import.is_some() && it.info.wrapper.is_none(),
                Target::Missing => false,
            }
    };
    let is_value = matches!(shape::shape(facts), Ok(Shape::Value { .. }));
    is_value
        && facts.computed_requires.is_empty()
        && facts.require_values.is_empty()
        && facts.requires.iter().zip(&node.requires).all(is_imported)
}

fn late(late: &ExportsUse) -> Reason {
    Reason {
        code: "late-exports",
        span: Some(late.span),
        message: "`module.exports` is assigned after the module was loaded".to_string(),
        help: "Assign `module.exports` while the module evaluates".to_string(),
        expected: false,
    }
}

/// A name that Node shows importers since 24.14 only: to export it, the module has to call the getter when
/// it is evaluated, which nothing did so far for `require`, and on older Nodes for `import`.
fn lazy_getter(facts: &Facts) -> Option<Reason> {
    let [lexer, merve] = &facts.lexed;
    let assigned = |name: &String| {
        facts.assignments.iter().any(|it| transpiled::members(it).any(|one| one == name))
    };
    let is_new = |name: &&String| !lexer.exports.contains(name) && !assigned(name);
    let name = merve.exports.iter().find(is_new)?;
    let defined = facts.exports.iter().find(|it| it.kind == UseKind::Dynamic)?;
    let message = format!("an ES module would call the getter of `{name}` when it is evaluated");
    let help = "Export a function that gives the value instead".to_string();
    Some(Reason { code: "lazy-getter", span: Some(defined.span), message, help, expected: false })
}

/// Each consumer gets a value of its own, and could change it for itself.
fn shared(facts: &Facts) -> Option<Reason> {
    let fresh = |it: &&ExportAssignment| it.getter.as_ref().is_some_and(|it| it.fresh);
    let it = facts.assignments.iter().find(fresh)?;
    Some(Reason {
        code: "shared-exports",
        span: Some(it.span),
        message: "each `require` gets what the getter makes for it; a module has one value"
            .to_string(),
        help: "Assign `module.exports` once, or export the function that makes the value"
            .to_string(),
        expected: true,
    })
}

fn rung_lower(message: &str) -> Reason {
    Reason {
        code: "rung-lower",
        span: None,
        message: format!("this file stands on a lower rung than it could: {message}"),
        help: "This is a bug: please report it with the file".to_string(),
        expected: true,
    }
}
