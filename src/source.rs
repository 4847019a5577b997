//! Sources that a compiler reads before Node does: TypeScript, JSX, and module syntax written for a
//! bundler. Nothing is printed anew: a source keeps its language and all bytes outside of edits.

mod comments;
mod mention;
mod object;
pub(crate) mod project;
mod resolve;
mod runner;
mod settings;
mod specify;
mod syntax;

use oxc_allocator::Allocator;
use oxc_span::Span;
use rayon::prelude::*;

use crate::{
    change::Change,
    edit::Edits,
    find::{Package, SourceFile},
    finding::Finding,
    graph::{Graph, Target},
    module::Syntax,
    plan::{
        Plan,
        forms::{FilePlan, SpecifierEdit, Verdict},
    },
};
use mention::Mention;
use project::Project;
use settings::Settings;
use specify::Specify;

/// What names other files in the sources of one package.
#[derive(Debug)]
pub(crate) struct Sources {
    pub(crate) project: Project,
    /// For each of `package.sources`; `None` for what does not parse.
    files: Vec<Option<Vec<Mention>>>,
    /// For each of `package.files` with module syntax.
    modules: Vec<Vec<Mention>>,
}

impl Sources {
    /// Reads the sources of `package`, and the modules among its scripts.
    pub(crate) fn scan(package: &Package, graph: &Graph) -> Self {
        let project = Project::read(package);
        let read = |file: &SourceFile| {
            let allocator = Allocator::default();
            let module = syntax::parse(&allocator, &file.path, &file.text).ok()?;
            Some(mention::mentions(&module, &file.path))
        };
        let files = package.sources.par_iter().map(read).collect();
        let module = |(id, file): (usize, &SourceFile)| {
            let facts = graph.nodes[id].facts.as_ref();
            let is_module = facts.is_some_and(|it| it.syntax == Syntax::Module);
            if is_module { read(file).unwrap_or_default() } else { Vec::new() }
        };
        let modules = package.files.par_iter().enumerate().map(module).collect();
        Self { project, files, modules }
    }

    /// Adds to the plan of each module what its own specifiers need beyond Node's resolution.
    pub(crate) fn complete_modules(&self, package: &Package, graph: &Graph, plan: &mut Plan) {
        let specify = Specify::new(package, &self.project, &plan.renames);
        for (id, mentions) in self.modules.iter().enumerate() {
            let node = &graph.nodes[id];
            let Some(facts) = &node.facts else { continue };
            let known = facts.specifiers.iter().zip(&node.specifiers);
            let known: Vec<u32> = known
                .filter(|(_, target)| !matches!(target, Target::Missing))
                .map(|(it, _)| it.literal.start + 1)
                .collect();
            let open = mentions.iter().filter(|it| !known.contains(&it.span.start));
            let edits: Vec<_> = open.filter_map(|it| edit(&specify, &node.path, it)).collect();
            add(&mut plan.verdicts[id], edits);
        }
    }

    /// Gives the sources specifiers as Node's loader needs them, and tells those who resolve in
    /// another way.
    pub(crate) fn specify(
        &self,
        package: &Package,
        plan: &Plan,
        changes: &mut Vec<Change>,
        findings: &mut Vec<Finding>,
    ) {
        let before = changes.len();
        changes.extend(self.specified(package, plan));
        let compiled = changes[before..].iter().any(|it| self.compiles(it.path()));
        if compiled {
            runner::follow(&mut Settings { package, changes, findings });
        }
    }

    /// The specifiers of the source at `path` name files under another extension than they have.
    fn compiles(&self, path: &str) -> bool {
        !self.project.names_sources(path)
    }

    fn specified(&self, package: &Package, plan: &Plan) -> Vec<Change> {
        let specify = Specify::new(package, &self.project, &plan.renames);
        let one = |(file, mentions): (&SourceFile, &Option<Vec<Mention>>)| {
            let mut edits = Edits::default();
            for it in mentions.as_ref()? {
                if let Some(text) = specify.text(&file.path, it) {
                    edits.replace(it.span, text);
                }
            }
            let new = edits.apply(&file.text).ok().filter(|new| *new != file.text)?;
            Some(Change::Edit { path: file.path.clone(), old: file.text.clone(), new })
        };
        package.sources.iter().zip(&self.files).filter_map(one).collect()
    }
}

fn edit(specify: &Specify<'_>, path: &str, it: &Mention) -> Option<SpecifierEdit> {
    let text = specify.text(path, it)?;
    Some(SpecifierEdit {
        literal: Span::new(it.span.start - 1, it.span.end + 1),
        text,
        json: false,
    })
}

fn add(verdict: &mut Verdict, edits: Vec<SpecifierEdit>) {
    match verdict {
        Verdict::Migrate(plan) => plan.specifiers.extend(edits),
        Verdict::Untouched if !edits.is_empty() => {
            let plan = FilePlan { specifiers: edits, ..FilePlan::default() };
            *verdict = Verdict::Migrate(Box::new(plan));
        }
        _ => {}
    }
}
