//! Which files stay CommonJS, and why.

use oxc_span::Span;
use rustc_hash::FxHashSet;

use super::{
    Draft, Failure, Forced, alone, cycles,
    cycles::{Edge, EdgeKind},
    early, hoist, neighbours,
    order::{self, EarlyRead},
    shape::Shape,
};
use crate::{
    engine::Options,
    facts::{RootKind, Site, ValueKind, When},
    graph::{FileId, Graph, Target},
    siblings::Siblings,
};

/// Why a file stays CommonJS.
#[derive(Debug, Clone)]
pub struct Reason {
    pub code: &'static str,
    pub span: Option<Span>,
    pub message: String,
    pub help: String,
    /// Nothing for a person to do.
    pub expected: bool,
}

impl Reason {
    pub(super) fn failure(failure: &Failure) -> Self {
        let (code, message) = match failure {
            Failure::Rewrite(message) => {
                ("internal-error", format!("unfaux could not rewrite this file: {message}"))
            }
            Failure::Difference(message) => {
                ("verify-differs", format!("consumers would see a difference: {message}"))
            }
        };
        let help = "This is a bug: please report it with the file".to_string();
        Self { code, span: None, message, help, expected: false }
    }
}

/// What each file could be, looked at alone.
pub(super) fn draft<'g>(
    graph: &'g Graph,
    (package, siblings): (Option<&'g str>, &'g Siblings),
    options: &'g Options,
    forced: &Forced,
) -> Draft<'g> {
    let stillness = hoist::stillness(graph);
    let mut draft = Draft {
        graph,
        package,
        siblings,
        options,
        shapes: Vec::new(),
        kept: Vec::new(),
        imports: Vec::new(),
        accessors: accessors(graph),
        early: early::Early::default(),
        stillness,
        reasons: Vec::new(),
        stays: FxHashSet::default(),
        paths: vec![None; graph.nodes.len()],
    };
    for (id, node) in graph.nodes.iter().enumerate() {
        let (shape, kept, reasons) = alone::alone(id, node, forced, (options, &graph.settings));
        draft.reasons.extend(reasons.into_iter().map(|it| (id, it)));
        draft.shapes.push(shape);
        draft.kept.push(kept);
        let movable = hoist::movable(graph, id, &draft.stillness);
        draft.imports.push(movable);
    }
    neighbours::keep(&mut draft);
    for id in 0..graph.nodes.len() {
        settle_imports(&mut draft, id);
    }
    if let Some(joint) = &siblings.joint {
        joint.bind(&mut draft);
    }
    draft
}

/// Names under which objects of the package have accessors.
fn accessors(graph: &Graph) -> FxHashSet<String> {
    let facts = graph.nodes.iter().filter_map(|it| it.facts.as_ref());
    facts.flat_map(|it| it.accessors.iter().cloned()).collect()
}

/// The first file that requires a script without an extension, which would become a module with
/// the package.
pub(super) fn nameless(draft: &mut Draft<'_>) -> Option<FileId> {
    let &(id, span) = draft.graph.nameless.first()?;
    let reason = Reason {
        code: "no-extension",
        span: Some(span),
        message: "Node would take this script without an extension for an ES module".to_string(),
        help: "Give the file an extension, `.js` or `.cjs`".to_string(),
        expected: false,
    };
    draft.reasons.push((id, reason));
    Some(id)
}

/// Calls whose target cannot be imported with the same result stay calls.
fn settle_imports(draft: &mut Draft<'_>, id: FileId) {
    for index in 0..draft.imports[id].len() {
        let node = &draft.graph.nodes[id];
        let Some(facts) = &node.facts else { return };
        let require = &facts.requires[index];
        let stuck = matches!(&require.site, Site::Bare { in_list: false, .. });
        if stuck || draft.importable(id, index, &[]).is_none() {
            draft.imports[id][index] = false;
        }
    }
}

/// Repeats until nothing changes: components of import cycles migrate whole or not at all.
pub(super) fn settle(draft: &mut Draft<'_>) {
    loop {
        let edges = edges(draft);
        let mut components = cycles::components(draft.graph.nodes.len(), &edges);
        if let Some(joint) = &draft.siblings.joint {
            components.retain(|it| !joint.has(it));
        }
        let changed = components.iter().any(|component| settle_component(draft, component, &edges));
        if !changed && !neighbours::keep_passed_on(draft) {
            return;
        }
    }
}

fn settle_component(draft: &mut Draft<'_>, component: &[FileId], edges: &[Edge]) -> bool {
    let migrating: Vec<FileId> =
        component.iter().copied().filter(|&id| draft.migrates(id)).collect();
    if migrating.is_empty() {
        return false;
    }
    if let Some(&kept) = component.iter().find(|&&id| draft.kept[id]) {
        if unhoist(draft, component) {
            return true;
        }
        let name = draft.graph.nodes[kept].path.clone();
        let message = format!("this file is in an import cycle with {name}, which stays CommonJS");
        keep_all(draft, &migrating, &message, BREAK);
        return true;
    }
    let first = match cycles::called(component, edges) {
        Some(edge) => EarlyRead { reader: edge.from, read: edge.to, deep: None },
        None => match order::judge(draft, component) {
            Err(first) => first,
            Ok(early) => {
                draft.early.renew(component, early);
                return false;
            }
        },
    };
    if unhoist(draft, component) {
        return true;
    }
    let (message, help) = told(draft, &first);
    keep_all(draft, &migrating, &message, help);
    true
}

const BREAK: &str = "Break the cycle, or move what both files need into a third";

/// What people read about it: the message and the way out.
fn told(draft: &Draft<'_>, it: &EarlyRead) -> (String, &'static str) {
    let path = |id: FileId| draft.graph.nodes[id].path.as_str();
    if it.reader == it.read {
        return ("this file requires itself".to_string(), BREAK);
    }
    let (from, to) = (path(it.reader), path(it.read));
    let message = format!("in this import cycle {from} uses {to} before it is evaluated");
    match it.deep {
        Some(entry) => (
            format!("{message}, when consumers load {} first", path(entry)),
            "Break the cycle, or let `--seal` close the paths that are no entry points",
        ),
        None => (message, BREAK),
    }
}

/// Lazy calls inside the component stay calls, which may open the cycle.
fn unhoist(draft: &mut Draft<'_>, component: &[FileId]) -> bool {
    let mut changed = false;
    for &id in component {
        let Some(facts) = &draft.graph.nodes[id].facts else { continue };
        for (index, require) in facts.requires.iter().enumerate() {
            let inside = matches!(&draft.graph.nodes[id].requires[index],
                Target::File { id: to, .. } if component.binary_search(to).is_ok());
            if inside && require.place.when == When::Later && draft.imports[id][index] {
                draft.imports[id][index] = false;
                changed = true;
            }
        }
    }
    changed
}

fn keep_all(draft: &mut Draft<'_>, ids: &[FileId], message: &str, help: &str) {
    for &id in ids {
        draft.kept[id] = true;
        let reason = Reason {
            code: "import-cycle",
            span: None,
            message: message.to_string(),
            help: help.to_string(),
            expected: false,
        };
        draft.reasons.push((id, reason));
    }
}

/// The default export is a hoisted function, which a cycle can use at once.
pub(super) fn is_early(draft: &Draft<'_>, id: FileId) -> bool {
    let (Some(Shape::Value { assignment }), Some(facts)) =
        (draft.shapes[id], &draft.graph.nodes[id].facts)
    else {
        return false;
    };
    let members = facts.assignments.len() > 1;
    !members
        && match &facts.assignments[assignment].value.kind {
            ValueKind::Function { name, .. } => {
                let declares = facts.assignments[assignment].declares.as_ref();
                declares.is_none_or(|var| name.as_ref().is_none_or(|name| name == var))
            }
            ValueKind::Identifier(name) => facts
                .roots
                .get(name)
                .is_some_and(|root| root.kind == RootKind::Function && root.constant),
            _ => false,
        }
}

/// The edges between files that are followed while a file loads.
pub(super) fn edges(draft: &Draft<'_>) -> Vec<Edge> {
    let mut edges = Vec::new();
    for (from, node) in draft.graph.nodes.iter().enumerate() {
        let Some(facts) = &node.facts else { continue };
        for (index, target) in node.requires.iter().enumerate() {
            let Target::File { id: to, .. } = target else { continue };
            let imported = draft.migrates(from) && draft.imports[from][index];
            let called = facts.requires[index].place.when != When::Later;
            let kind =
                if imported { Some(EdgeKind::Import) } else { called.then_some(EdgeKind::Call) };
            if let Some(kind) = kind {
                edges.push(Edge { from, to: *to, kind });
            }
        }
        for target in &node.specifiers {
            if let Target::File { id: to, .. } = target
                && hoist::is_module(node)
            {
                edges.push(Edge { from, to: *to, kind: EdgeKind::Import });
            }
        }
    }
    edges
}
