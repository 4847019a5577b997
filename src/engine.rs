//! Takes a package through the stages: scan, link, plan, rewrite.

mod around;
mod bundled;
mod callers;
mod declared;
mod joint;
mod options;
mod scanned;
mod seal;
mod stand_in;
mod sync;
mod told;
mod uses;
mod written;

use std::panic::{AssertUnwindSafe, catch_unwind};

use oxc_span::Span;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

pub use options::{Compat, Faux, Options, Seal};

use crate::{
    change::{Change, ChangeSet, Outward, Rung, Summary, Verdict as FileVerdict},
    find::Package,
    finding::{Finding, Severity},
    format::Format,
    graph::{FileId, Graph, Node},
    manifest::{Manifest, REQUIRED_NODE},
    plan::{
        self, Forced, Loading, Plan,
        forms::{ExportsForm, FilePlan, KeepPlan, StandIn, Verdict},
    },
    rewrite::{File, RewriteError, Rewritten, rewrite},
    source::{self, Sources},
    transforms::{ALL, Transform},
};

pub(crate) use around::all_files;
pub(crate) use joint::together;
pub(crate) use uses::passes;

/// Decides and rewrites one package. Reads nothing but `package`, whose texts are in memory, and,
/// through the resolver, its dependencies.
pub fn migrate(package: &Package, options: &Options) -> ChangeSet {
    migrate_without(package, options, &Forced::default())
}

/// The same without what `forced` rules out.
pub fn migrate_without(package: &Package, options: &Options, forced: &Forced) -> ChangeSet {
    let mut manifest = match readable(package) {
        Ok(manifest) => manifest,
        Err(finding) => return ChangeSet::refused("package.json cannot be read", vec![finding]),
    };
    let mut findings = Vec::new();
    let facts = scanned::scan_all(package, &mut findings);
    seal::close(package, &mut manifest, options);
    let graph = Graph::link(package, &manifest, facts);
    let enabled = options.enabled();
    let runs = |name: &str| enabled.iter().any(|it| it.name() == name);
    if ALL.iter().any(|it| !it.is_optional() && !runs(it.name())) {
        return neutral(package, &graph, &manifest, options, &enabled, findings);
    }
    let mut forced = forced.clone();
    let sources = source::concerns(package).then(|| Sources::scan(package, &graph));
    let turns = sources.as_ref().map(|it| it.turn(package, &[]));
    match &turns {
        Some(Err(it)) if source::is_unbuilt(package) => return unbuilt(package, it, findings),
        Some(Ok(_)) => forced = forced.turning(),
        _ => {}
    }
    if let (None, Some(it)) = (&turns, source::built_elsewhere(package)) {
        return unbuilt(package, &it, findings);
    }
    loop {
        let plan = plan::plan(package, &manifest, &graph, options, &forced);
        if let Some(id) = plan.refused {
            findings.extend(told::reasons(package, &graph, &plan));
            return stays(&graph, id, plan, findings);
        }
        let texts = rewrite_all(package, &graph, &plan, &enabled);
        let before = forced.len();
        for (id, outcome) in &texts {
            if let Err(error) = outcome {
                forced.add(*id, error);
            }
        }
        if forced.len() == before {
            if joint::breaks(package, &plan, &forced) {
                return ChangeSet::refused(joint::ALONE, findings);
            }
            findings.extend(told::all(package, &graph, &plan));
            let turned = match (&turns, &sources) {
                (Some(Ok(_)), Some(sources)) => Some(sources),
                (Some(Err(stays)), _) => {
                    let is_known = sources.as_ref().is_some_and(Sources::has_build);
                    findings.extend(stays_behind(package, &plan, stays, is_known));
                    None
                }
                _ => None,
            };
            let linked = (&graph, &plan);
            let mut set = assemble(package, &manifest, linked, options, texts, turned, findings);
            set.outward.loading = plan.loading;
            return set;
        }
    }
}

/// Nothing migrates because the sources stay, and what the package offers is still to be made of them.
fn unbuilt(package: &Package, stays: &source::Stays, mut findings: Vec<Finding>) -> ChangeSet {
    findings.push(stays.finding(package));
    sorted(ChangeSet::refused(source::UNBUILT, findings))
}

/// Nothing migrates because of file `id`.
fn stays(graph: &Graph, id: FileId, plan: Plan, findings: Vec<Finding>) -> ChangeSet {
    let reason = format!("{} has to stay CommonJS", graph.nodes[id].path);
    let set = ChangeSet::refused(reason, findings);
    let outward = Outward { loading: plan.loading, ..Outward::default() };
    sorted(ChangeSet { outward, ..set })
}

/// The manifest and the files of a package with what they load.
///
/// # Errors
/// A manifest that cannot be read.
pub(crate) fn linked(package: &Package) -> Result<(Manifest, Graph), Finding> {
    let manifest = readable(package)?;
    let facts = scanned::scan_all(package, &mut Vec::new());
    let graph = Graph::link(package, &manifest, facts);
    Ok((manifest, graph))
}

fn readable(package: &Package) -> Result<Manifest, Finding> {
    Manifest::parse(&package.manifest.text).map_err(|error| {
        error.finding(&package.manifest.path, &package.manifest.text, Severity::Error)
    })
}

/// What the files of a package load while nothing of it migrates.
pub(crate) fn loading(package: &Package) -> Loading {
    linked(package).map_or_else(|_| Loading::default(), |(_, graph)| Loading::now(&graph))
}

/// What is there to say of sources that stay: where the scripts migrate without them, the next
/// build would write CommonJS again.
fn stays_behind(
    package: &Package,
    plan: &Plan,
    stays: &source::Stays,
    is_known: bool,
) -> Option<Finding> {
    let finding = stays.finding(package);
    let migrates = plan.verdicts.iter().any(|it| matches!(it, Verdict::Migrate(_)));
    let is_built = is_known || package.files.iter().any(|it| it.path == "tsconfig.json");
    if !migrates {
        return Some(finding);
    }
    // The next build tells the same of these settings.
    let is_told = source::builds(package).iter().any(|it| it.file == finding.file);
    (is_built && !is_told).then_some(Finding { severity: Severity::Note, ..finding })
}

type Texts = Vec<(FileId, Result<Rewritten, String>)>;

fn rewrite_all(package: &Package, graph: &Graph, plan: &Plan, enabled: &[&dyn Transform]) -> Texts {
    let migrating: Vec<(FileId, &FilePlan)> = plan
        .verdicts
        .iter()
        .enumerate()
        .filter_map(|(id, verdict)| match verdict {
            Verdict::Migrate(plan) => Some((id, &**plan)),
            _ => None,
        })
        .collect();
    migrating
        .into_par_iter()
        .map(|(id, plan)| (id, rewrite_one(package, graph, id, plan, enabled)))
        .collect()
}

fn rewrite_one(
    package: &Package,
    graph: &Graph,
    id: FileId,
    plan: &FilePlan,
    enabled: &[&dyn Transform],
) -> Result<Rewritten, String> {
    let Some(facts) = &graph.nodes[id].facts else { return Err("no facts".to_string()) };
    let file = File { source: &package.files[id].text, facts, plan };
    match catch_unwind(AssertUnwindSafe(|| rewrite(&file, enabled))) {
        Ok(Ok(rewritten)) => Ok(rewritten),
        Ok(Err(RewriteError::Overlap(overlap))) => Err(format!("two edits overlap: {overlap:?}")),
        Ok(Err(RewriteError::Output(message))) => {
            Err(format!("the result does not parse: {message}"))
        }
        Ok(Err(RewriteError::Comment(text))) => Err(format!("the comment `{text}` is lost")),
        Ok(Err(RewriteError::Left(name))) => Err(format!("`{name}` is left over")),
        Err(_) => Err("a transform failed".to_string()),
    }
}

/// Only edits that mean the same in CommonJS: nothing flips, nothing is renamed.
fn neutral(
    package: &Package,
    graph: &Graph,
    manifest: &Manifest,
    options: &Options,
    enabled: &[&dyn Transform],
    findings: Vec<Finding>,
) -> ChangeSet {
    let mut plan = plan::plan(package, manifest, graph, options, &Forced::in_place());
    let enabled: Vec<_> = enabled.iter().copied().filter(|it| it.is_neutral()).collect();
    let mut set = ChangeSet { findings, ..ChangeSet::default() };
    if enabled.iter().any(|it| it.name() == "specifiers") {
        let sources = Sources::scan(package, graph);
        sources.complete_modules(package, graph, &mut plan);
        sources.specify(package, &plan, &mut set.changes, &mut set.findings);
    }
    for (id, outcome) in rewrite_all(package, graph, &plan, &enabled) {
        let file = &package.files[id];
        if let Ok(Rewritten { text: new, .. }) = outcome
            && new != file.text
        {
            set.changes.push(Change::Edit { path: file.path.clone(), old: file.text.clone(), new });
        }
    }
    sorted(set)
}

/// Some script becomes an ES module.
fn rewrites(graph: &Graph, plan: &Plan) -> bool {
    let migrates = |verdict: &Verdict| matches!(verdict, Verdict::Migrate(_));
    let both = graph.nodes.iter().zip(&plan.verdicts);
    both.into_iter().any(|(node, verdict)| migrates(verdict) && node.is_common_js())
}

fn assemble(
    package: &Package,
    manifest: &Manifest,
    (graph, plan): (&Graph, &Plan),
    options: &Options,
    texts: Texts,
    turned: Option<&Sources>,
    mut findings: Vec<Finding>,
) -> ChangeSet {
    let mut changes = Vec::new();
    let rewrites = rewrites(graph, plan);
    let flips = turned.is_some() || rewrites;
    if rewrites && turned.is_none() {
        findings.extend(source::builds(package));
    }
    let mut transforms = FxHashMap::default();
    let with_sources = |id: FileId| turned.is_some_and(|it| it.turns_script(id));
    for (id, outcome) in texts.into_iter().filter(|(id, _)| !with_sources(*id)) {
        let file = &package.files[id];
        let Ok(Rewritten { text: new, transforms: names }) = outcome else { continue };
        transforms.insert(id, names);
        let (path, old) = (file.path.clone(), file.text.clone());
        if let Some((_, to)) = plan.renames.iter().find(|(from, _)| *from == path) {
            changes.extend(stand_in::beside(graph, plan, id, to));
            changes.push(Change::Rename { from: path, to: to.clone(), old, new });
        } else if new != old {
            changes.push(Change::Edit { path, old, new });
        }
    }
    if flips {
        for (id, verdict) in plan.verdicts.iter().enumerate() {
            if let Verdict::Keep(keep) = verdict {
                changes.extend(kept(package, graph, id, keep));
            }
        }
        around::data(package, (graph, plan), &mut changes, &mut findings);
        let moved =
            declared::declarations(package, manifest, plan, options, &mut changes, &mut findings);
        let engines = (!options.module_sync).then_some(REQUIRED_NODE);
        let around = (moved.as_slice(), engines);
        around::manifest(package, manifest, plan, around, &mut changes, &mut findings);
        around::mentions(package, (graph, plan), &mut changes, &mut findings);
        source::lint(package, &around::scripts(graph, plan), &mut changes, &mut findings);
    }
    let mut verdicts = verdicts(graph, plan, &mut transforms);
    if let Some(sources) = turned {
        let new = sources.turn(package, &plan.renames).unwrap_or_default();
        told::turned(package, &new, &mut verdicts);
        changes.extend(new);
        sources.settle(package, &mut changes, &mut findings);
    }
    let linked = (graph, plan);
    match sync::map(package, manifest, linked, options, (flips, turned.is_some()), &mut changes) {
        Ok(told) => findings.extend(told),
        Err(reason) => {
            findings.push(reason);
            let refused = "old Nodes cannot keep what they load";
            return sorted(ChangeSet::refused(refused, findings));
        }
    }
    around::types_first(package, &mut changes);
    findings.extend(told::changed(package, &changes).filter(|_| turned.is_none()));
    let module_sync = flips && sync::wanted(package, options);
    let needs = plan.needs_able.then(|| plan::ABLE.to_string());
    let noticed = told::noticed(&findings, options);
    let summary = Summary { module_sync, needs, noticed, ..Summary::of(&verdicts) };
    findings.extend(uses::left_behind(package, graph));
    let outward = uses::outward(package, graph, plan, &changes);
    sorted(ChangeSet { changes, findings, verdicts, summary, outward })
}

fn kept(package: &Package, graph: &Graph, id: FileId, keep: &KeepPlan) -> Vec<Change> {
    let facts = graph.nodes[id].facts.as_ref();
    let path = graph.nodes[id].path.clone();
    let stand_in = keep.rename.as_ref().filter(|_| keep.stand_in != StandIn::Nobody);
    let stand_in = stand_in.map(|to| {
        let new = stand_in::stand_in(to, keep.stand_in, facts);
        Change::Create { path: path.clone(), new }
    });
    let change = match (package.files.get(id), &keep.rename) {
        (None, None) => return Vec::new(),
        (None, Some(to)) => Change::Move { from: path, to: to.clone() },
        (Some(file), rename) => {
            let (old, new) = (file.text.clone(), respecified(&file.text, &keep.specifiers));
            match rename {
                None => Change::Edit { path, old, new },
                Some(to) => Change::Rename { from: path, to: to.clone(), old, new },
            }
        }
    };
    [change].into_iter().chain(stand_in).collect()
}

fn respecified(text: &str, specifiers: &[(Span, String)]) -> String {
    let mut edits = crate::edit::Edits::default();
    for (literal, specifier) in specifiers {
        // An expression gives way to a literal.
        if crate::edit::is_literal(&text[literal.start as usize..literal.end as usize]) {
            edits.replace(literal.shrink(1), specifier.clone());
        } else {
            edits.replace(*literal, format!("'{specifier}'"));
        }
    }
    edits.apply(text).unwrap_or_else(|_| text.to_string())
}

fn verdicts(
    graph: &Graph,
    plan: &Plan,
    transforms: &mut FxHashMap<FileId, Vec<&'static str>>,
) -> Vec<FileVerdict> {
    let files = graph.nodes.iter().zip(&plan.verdicts).enumerate();
    let scripts = files.filter(|(_, (node, _))| node.format != Format::Json);
    let one = |(id, (node, verdict)): (FileId, (&Node, &Verdict))| FileVerdict {
        file: node.path.clone(),
        rung: rung(verdict),
        transforms: transforms.remove(&id).unwrap_or_default(),
    };
    scripts.map(one).collect()
}

fn rung(verdict: &Verdict) -> Rung {
    match verdict {
        Verdict::Untouched => Rung::Untouched,
        Verdict::Keep(_) => Rung::Kept,
        Verdict::Migrate(plan) if keeps_the_body(&plan.exports) => Rung::LocalExports,
        Verdict::Migrate(plan) if plan.create_require => Rung::CreateRequire,
        Verdict::Migrate(_) => Rung::Idiomatic,
    }
}

/// A compiled body that fills an object is as little what anybody would write under another name.
fn keeps_the_body(exports: &ExportsForm) -> bool {
    match exports {
        ExportsForm::Local(_) => true,
        ExportsForm::Object(form) => {
            form.tail.snapshot.iter().any(|(name, _)| name == "__esModule")
        }
        _ => false,
    }
}

fn sorted(mut set: ChangeSet) -> ChangeSet {
    set.changes.sort_by(|a, b| a.path().cmp(b.path()));
    set.findings.sort_by(|a, b| {
        (&a.file, a.line, a.column, a.code).cmp(&(&b.file, b.line, b.column, b.code))
    });
    let mut seen = FxHashSet::default();
    set.findings.retain(|it| {
        seen.insert((it.file.clone(), it.line, it.column, it.code, it.message.clone()))
    });
    set
}
