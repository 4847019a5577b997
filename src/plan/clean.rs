//! Which transpiled modules become the ES modules that they were, where that is asked for.
//!
//! Such a module has no object: it suits when nothing needs one, neither its own code nor those of
//! the package that load it. `require` gives its namespace, to which Node adds `__esModule` when
//! there is a default export (<https://nodejs.org/api/modules.html#loading-ecmascript-modules-using-require>).

use oxc_span::Span;
use rustc_hash::FxHashSet;

use super::{Draft, Reason, Shape, contract, exports::Contract, passed, shape, transpiled, wholes};
use crate::{
    engine::Faux,
    facts::{
        ExportAssignment, ExportsUse, Facts, Live, Passed, PassedNames, UseKind, ValueKind, When,
    },
    graph::{FileId, Target},
};

/// Why a module keeps its object, and where.
type Stays = (Span, &'static str);

/// Lets the contracts of modules that suit be [`Contract::Clean`], and says what importers notice.
pub(super) fn settle(draft: &Draft<'_>, contracts: &mut [Contract]) -> Vec<(FileId, Reason)> {
    let asked = draft.options.faux == Faux::Clean;
    let is_marked =
        |id: FileId| draft.migrates(id) && facts(draft, id).is_some_and(transpiled::is_module);
    let candidates = (0..contracts.len()).filter(|&id| asked || is_inner(draft, contracts, id));
    let marked: Vec<FileId> = candidates.filter(|&id| is_marked(id)).collect();
    let mut suits: Vec<Result<(), Stays>> = vec![Err((Span::empty(0), "")); contracts.len()];
    for &id in &marked {
        suits[id] = alone(draft, id);
    }
    while let Some((id, stays)) = marked.iter().find_map(|&id| {
        suits[id].ok()?;
        Some((id, among(draft, id, &suits).err()?))
    }) {
        suits[id] = Err(stays);
    }
    let mut told = Vec::new();
    for id in marked {
        let shown =
            !matches!(contracts[id], Contract::Names | Contract::Nothing | Contract::Default);
        match suits[id] {
            Ok(()) if contracts[id] != Contract::Names || is_inner(draft, contracts, id) => {
                contracts[id] = Contract::Clean;
            }
            _ => {}
        }
        if shown {
            told.extend(tell(draft, id, suits[id]).map(|it| (id, it)));
        }
    }
    told
}

/// Only the package loads the module, which needs an object so far.
fn is_inner(draft: &Draft<'_>, contracts: &[Contract], id: FileId) -> bool {
    let plain = matches!(draft.shapes[id], Some(Shape::Named { early: None, .. }));
    matches!(contracts[id], Contract::Names | Contract::Default) && !plain
}

fn facts<'d>(draft: &'d Draft<'_>, id: FileId) -> Option<&'d Facts> {
    draft.graph.nodes[id].facts.as_ref()
}

/// The module's own code needs no object.
fn alone(draft: &Draft<'_>, id: FileId) -> Result<(), Stays> {
    let Some(facts) = facts(draft, id) else { return Err((Span::empty(0), "")) };
    let start = transpiled::place(facts).unwrap_or_default();
    let forced = draft.reasons.iter().any(|(of, it)| *of == id && it.code == "rung-lower");
    if forced {
        return Err((start, "the clean form could not be written"));
    }
    if !facts.aliases.is_empty() {
        return Err((start, "its exports object has another name, too"));
    }
    if draft.graph.computed_requires || draft.graph.member_assigned.contains(&id) {
        return Err((start, "code of the package may change what it exports"));
    }
    let early = draft.early.vars.iter().filter(|it| it.0 == id);
    if early.into_iter().any(|(_, name)| passed::exports(facts, name)) {
        return Err((start, "an import cycle reads an export before it has a value"));
    }
    if facts.assignments.iter().any(|it| is_mixed(facts, it)) {
        return Err((start, "only some of the names of a variable change with it"));
    }
    if let Some(it) = facts.passed.iter().find(|it| is_astray(facts, it)) {
        return Err((it.statement, "this needs the object, or changes what is exported"));
    }
    let promised = |index: usize| is_promise(facts, index);
    let lives =
        |variable: &str| facts.lives.iter().any(|it| it.variable.as_deref() == Some(variable));
    if !shape::names_once(facts, None, &promised, &lives) {
        let late = facts.assignments.iter().find(|it| transpiled::members(it).next().is_none());
        let span = late.map_or(start, |it| it.span);
        return Err((span, "its exports are assigned more than once"));
    }
    if facts.assignments.iter().enumerate().any(|(index, it)| lost(facts, index, it)) {
        return Err((start, "a name that it exports never gets a value"));
    }
    match facts.exports.iter().find(|it| !is_clean_use(facts, it)) {
        Some(it) => Err((it.span, "this needs the object, or changes what is exported")),
        None => Ok(()),
    }
}

/// `exports.a = void 0`, of names that get their values later.
pub(super) fn is_promise(facts: &Facts, index: usize) -> bool {
    let it = &facts.assignments[index];
    let members = || transpiled::members(it);
    // Exports that change apart need variables apart.
    let apart = || {
        let own = |name| live(facts, name).is_some_and(|it| it.variable.is_none());
        members().count() > 1 && members().any(own)
    };
    let unset = matches!(it.value.kind, ValueKind::Undefined) && it.declares.is_none();
    facts.converted.as_ref().is_some_and(|made| made.statement == it.span)
        || transpiled::is_prelude(facts, index)
        || (unset && (members().all(|name| passed::exports(facts, name)) || apart()))
}

fn lost(facts: &Facts, index: usize, it: &ExportAssignment) -> bool {
    let again = |name: &str| {
        let mut later = facts.assignments[index + 1..].iter();
        later.any(|it| transpiled::members(it).any(|one| one == name))
    };
    is_promise(facts, index)
        && transpiled::members(it).any(|name| {
            !again(name) && !passed::exports(facts, name) && live(facts, name).is_none()
        })
}

fn is_clean_use(facts: &Facts, it: &ExportsUse) -> bool {
    if matches!(it.kind, UseKind::Mark { .. }) || passed::is_part(facts, it.span) {
        return true;
    }
    let hidden =
        |name: &String| facts.names.nested.contains_key(name) && !becomes_free(facts, name);
    if let UseKind::Mutate { name } = &it.kind {
        return live(facts, name).is_some_and(|it| !hidden(it.variable.as_ref().unwrap_or(name)));
    }
    if it.place.when != When::Later {
        return shape::named_use(facts, it) || reads_live(facts, it);
    }
    let UseKind::Read { name, called, shows_name, .. } = &it.kind else { return false };
    let value = facts.assignments.iter().enumerate().find(|(index, it)| {
        !is_promise(facts, *index) && transpiled::members(it).any(|one| one == name)
    });
    if let Some(it) = live(facts, name) {
        return !(*called || *shows_name || hidden(it.variable.as_ref().unwrap_or(name)));
    }
    let Some((_, assignment)) = value else { return false };
    let sees_this = match &assignment.value.kind {
        ValueKind::Function { uses_this, .. } => *uses_this,
        ValueKind::Identifier(_) | ValueKind::Arrow | ValueKind::Class { .. } => false,
        _ => true,
    };
    let bound = match &assignment.value.kind {
        ValueKind::Identifier(local) => Some(local),
        _ => assignment.declares.as_ref(),
    };
    let needs = *shows_name || (*called && sees_this);
    !(needs || hidden(name) || bound.is_some_and(hidden))
}

/// The export is a variable that the file assigns again.
pub(super) fn live<'f>(facts: &'f Facts, name: &str) -> Option<&'f Live> {
    facts.lives.iter().find(|it| it.name == name)
}

/// No statement declares a variable for the export, which gets one that nothing hides.
fn becomes_free(facts: &Facts, name: &str) -> bool {
    let own = |it: &&ExportAssignment| transpiled::members(it).any(|one| one == name);
    let plain = |it: &ExportAssignment| {
        matches!(it.value.kind, ValueKind::Undefined)
            && it.declares.is_none()
            && it.targets.len() == 1
    };
    live(facts, name).is_some_and(|it| it.variable.is_none())
        && facts.assignments.iter().filter(own).all(plain)
}

/// Reads an export that becomes a variable, once that is there: `exports.E || (exports.E = {})`.
fn reads_live(facts: &Facts, it: &ExportsUse) -> bool {
    let UseKind::Read { name, called: false, shows_name: false, .. } = &it.kind else {
        return false;
    };
    let own = |it: &&ExportAssignment| transpiled::members(it).any(|one| one == name);
    let first = facts.assignments.iter().find(own);
    it.place.when == When::Straight
        && live(facts, name).is_some_and(|it| it.variable.is_none())
        && first.is_some_and(|first| first.span.end <= it.span.start)
}

/// One statement exports a variable under a name that changes with it, and one that does not.
fn is_mixed(facts: &Facts, it: &ExportAssignment) -> bool {
    let variable = |name: &str| live(facts, name).and_then(|it| it.variable.as_ref());
    let mut variables = transpiled::members(it).map(variable);
    let first = variables.next().flatten();
    variables.any(|it| it != first) && !matches!(it.value.kind, ValueKind::Undefined)
}

/// Another name of an export that is none.
fn is_astray(facts: &Facts, it: &Passed) -> bool {
    let PassedNames::Same { name, .. } = &it.names else { return false };
    let own = |it: &ExportAssignment| transpiled::members(it).any(|one| one == name);
    !facts.assignments.iter().any(own)
}

/// Neither what it passes on nor who loads it needs an object.
fn among(draft: &Draft<'_>, id: FileId, suits: &[Result<(), Stays>]) -> Result<(), Stays> {
    let Some(own) = facts(draft, id) else { return Ok(()) };
    let mut seen: FxHashSet<String> = FxHashSet::default();
    for it in own.passed.iter().filter(|it| !passed::is_own(it)) {
        let stays = |why| Err((it.statement, why));
        let target =
            passed::require(own, it).map(|index| (index, &draft.graph.nodes[id].requires[index]));
        if let Some((index, Target::External(_) | Target::Builtin(_))) = target
            && gives_outside(draft, id, index, it)
        {
            continue;
        }
        let Some((index, Target::File { id: to, .. })) = target else {
            return stays("it passes on names of a module that may not be an ES module");
        };
        let clean = suits[*to].is_ok() && draft.imports[id][index];
        let placed = own.requires[index].place.when == When::Straight;
        if !clean || !placed || !passed::is_placed(own, it, index) {
            return stays("it passes on names of a module that keeps its object");
        }
        match &it.names {
            PassedNames::One { imported, .. } => {
                if !gives(draft, *to, imported) {
                    return stays("it passes on a name that is not there");
                }
            }
            PassedNames::Own { .. } | PassedNames::Same { .. } => {}
            PassedNames::Star(_) | PassedNames::All => {
                let mut names = contract::visible(draft, *to);
                names.remove("__esModule");
                if names.into_iter().any(|name| !seen.insert(name)) {
                    return stays("two of the modules that it passes on have a name in common");
                }
            }
        }
    }
    used(draft, id, suits)
}

/// A module outside the package shows importers the name, as the value that it keeps.
fn gives_outside(draft: &Draft<'_>, id: FileId, index: usize, it: &Passed) -> bool {
    let PassedNames::One { imported, .. } = &it.names else { return false };
    let importable = draft.importable(id, index, &[]).filter(|_| draft.imports[id][index]);
    imported != "default" && importable.is_some_and(|found| found.has_name(imported))
}

fn gives(draft: &Draft<'_>, id: FileId, name: &str) -> bool {
    let Some(facts) = facts(draft, id) else { return false };
    let own = |it: &ExportAssignment| transpiled::members(it).any(|one| one == name);
    facts.assignments.iter().any(own)
        || passed::exports(facts, name)
        || (name != "default" && contract::visible(draft, id).contains(name))
}

/// Those of the package that load it read members only, or pass its names on.
fn used(draft: &Draft<'_>, id: FileId, suits: &[Result<(), Stays>]) -> Result<(), Stays> {
    let place = facts(draft, id).and_then(transpiled::place).unwrap_or_default();
    for (from, node) in draft.graph.nodes.iter().enumerate() {
        let Some(facts) = &node.facts else { continue };
        for (index, target) in node.requires.iter().enumerate() {
            let Target::File { id: to, .. } = target else { continue };
            let whole = *to == id
                && (draft.is_wrapped(from, index)
                    || !contract::is_member_use(&facts.requires[index]));
            let passes = passed::only_passes(facts, index) || wholes::suits(draft, from, index);
            if whole && !(suits[from].is_ok() && passes) {
                return Err((place, "another file of the package uses its exports object"));
            }
        }
        let named = node.specifiers.iter().chain(node.resolves.values());
        if named.into_iter().any(|it| matches!(it, Target::File { id: to, .. } if *to == id)) {
            return Err((place, "an ES module of the package imports its exports object"));
        }
    }
    Ok(())
}

/// What importers in Node notice, or why they notice nothing.
fn tell(draft: &Draft<'_>, id: FileId, suits: Result<(), Stays>) -> Option<Reason> {
    let facts = facts(draft, id)?;
    Some(match suits {
        Ok(()) => noticed(facts, transpiled::place(facts)?),
        Err((span, why)) => Reason {
            code: "faux-exact",
            span: Some(span),
            message: format!("the module keeps the object that CommonJS exported: {why}"),
            help: "Build it from its sources as ES modules, or leave it so".to_string(),
            expected: true,
        },
    })
}

fn noticed(facts: &Facts, mark: Span) -> Reason {
    let message = if has_default(facts) {
        "`import x from` this module gives its default export now; Node gave an object with it as `default`"
    } else {
        "`import x from` this module finds no default any more; Node gave the object of all exports"
    };
    let help =
        "Release it as a new major version; compilers and `require` find all names as before";
    Reason {
        code: "faux-default",
        span: Some(mark),
        message: message.to_string(),
        help: help.to_string(),
        expected: true,
    }
}

/// The module has a default export of its own.
pub(super) fn has_default(facts: &Facts) -> bool {
    passed::exports(facts, "default")
        || facts.assignments.iter().enumerate().any(|(index, it)| {
            !is_promise(facts, index) && transpiled::members(it).any(|name| name == "default")
        })
}
