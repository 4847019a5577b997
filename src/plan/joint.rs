//! Import cycles that run over several packages: one component, judged as those inside a package
//! are, whose packages migrate together or not at all.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Draft, Forced, contract, cycles, early::Early, hoist, keep, order, passed, shape::Shape,
};
use crate::{
    engine::Options,
    facts::{self, Require, Site},
    find::Package,
    graph::{FileId, Graph, Part, Stillness, Target},
    manifest::Manifest,
};

/// What cycles over several packages ask of one of them.
#[derive(Debug, Default)]
pub struct Joint {
    /// The files of the package in such cycles.
    files: FxHashSet<FileId>,
    /// Calls that stay calls, by their file and index.
    stays: Vec<(FileId, usize)>,
    /// Calls for other packages that become imports of names, by their file and start, with all
    /// names that there will be.
    names: FxHashMap<(FileId, u32), FxHashSet<String>>,
    early: Early,
}

impl Joint {
    /// Tells the draft of the package before anything else is settled.
    pub(super) fn bind(&self, draft: &mut Draft<'_>) {
        for &(id, index) in &self.stays {
            draft.imports[id][index] = false;
        }
        draft.early = self.early.clone();
    }

    /// The component is part of one that was judged with other packages.
    pub(super) fn has(&self, component: &[FileId]) -> bool {
        component.iter().any(|it| self.files.contains(it))
    }

    /// The names that can be imported in place of the call.
    pub(super) fn names(&self, id: FileId, call: u32) -> Option<&FxHashSet<String>> {
        self.names.get(&(id, call))
    }

    /// All files migrate as they were judged.
    pub fn holds(&self, forced: &Forced, migrates: &dyn Fn(FileId) -> bool) -> bool {
        let is_forced = |id: &FileId| forced.local.contains_key(id) || forced.kept.contains_key(id);
        self.files.iter().all(|id| migrates(*id) && !is_forced(id))
    }
}

/// A package that is judged with others.
pub struct Member<'m> {
    pub package: &'m Package,
    pub manifest: Manifest,
    pub graph: Graph,
}

impl Member<'_> {
    fn name(&self) -> Option<&str> {
        self.package.name().or(self.manifest.name.as_deref())
    }
}

/// What each of the `members` has to mind so that all of them can migrate. The error says why they
/// cannot.
pub fn together(members: Vec<Member<'_>>, options: &Options) -> Result<Vec<Joint>, String> {
    let Some(siblings) = members.first().map(|it| &it.package.siblings) else {
        return Ok(Vec::new());
    };
    let settled: Vec<Settled> =
        members.iter().map(|it| Settled::of(it, options)).collect::<Result<_, _>>()?;
    let part = |it: Member<'_>| Part {
        name: it.name().unwrap_or_default().to_string(),
        root: it.package.root.clone(),
        graph: it.graph,
    };
    let mut start = 0;
    let ranges = members.iter().map(|it| {
        let own = start..start + it.graph.nodes.len();
        start = own.end;
        own
    });
    let ranges: Vec<Range<FileId>> = ranges.collect();
    let graph = Graph::joined(members.into_iter().map(part).collect());
    let mut draft = Draft {
        graph: &graph,
        package: None,
        siblings,
        options,
        shapes: settled.iter().flat_map(|it| it.shapes.clone()).collect(),
        kept: settled.iter().flat_map(|it| it.kept.clone()).collect(),
        imports: settled.iter().flat_map(|it| it.imports.clone()).collect(),
        accessors: settled.iter().flat_map(|it| it.accessors.clone()).collect(),
        early: Early::default(),
        stillness: settled.iter().flat_map(|it| it.stillness.clone()).collect(),
        reasons: Vec::new(),
        stays: FxHashSet::default(),
        paths: vec![None; graph.nodes.len()],
    };
    keep::settle(&mut draft);
    if let Some((_, reason)) = draft.reasons.first() {
        return Err(reason.message.clone());
    }
    let judged = Judged { draft: &draft, cyclic: spanning(&draft, &ranges) };
    let parts = ranges.iter().zip(&settled);
    parts.map(|(own, it)| judged.part(own, it)).collect()
}

/// What was decided about a package alone.
struct Settled {
    shapes: Vec<Option<Shape>>,
    kept: Vec<bool>,
    imports: Vec<Vec<bool>>,
    accessors: FxHashSet<String>,
    stillness: Vec<Stillness>,
    /// Calls of whose results helpers take care, as far as the package alone can tell.
    unwraps: FxHashSet<(FileId, usize)>,
    /// Calls for other packages where `import` finds something else than `require`.
    beside: FxHashSet<(FileId, usize)>,
}

impl Settled {
    fn of(member: &Member<'_>, options: &Options) -> Result<Self, String> {
        let Member { package, graph, .. } = member;
        let named = (member.name(), &package.siblings);
        let (draft, refused) = super::settled(graph, named, options, &Forced::default());
        if let Some(id) = refused {
            let name = member.name().unwrap_or_default();
            return Err(format!("{name}/{} has to stay CommonJS", graph.nodes[id].path));
        }
        let (mut unwraps, mut beside) = (FxHashSet::default(), FxHashSet::default());
        for (id, node) in graph.nodes.iter().enumerate() {
            for (index, target) in node.requires.iter().enumerate() {
                let Target::External(it) = target else { continue };
                unwraps.extend(draft.unwraps(id, index).then_some((id, index)));
                let other = it.twin.is_some() || it.info.wrapper.is_some();
                beside.extend(other.then_some((id, index)));
            }
        }
        let Draft { shapes, kept, imports, accessors, stillness, .. } = draft;
        Ok(Self { shapes, kept, imports, accessors, stillness, unwraps, beside })
    }
}

/// The files of components that run over several packages.
fn spanning(draft: &Draft<'_>, ranges: &[Range<FileId>]) -> FxHashSet<FileId> {
    let components = cycles::components(draft.graph.nodes.len(), &keep::edges(draft));
    let spans = |ids: &Vec<FileId>| !ranges.iter().any(|own| ids.iter().all(|id| own.contains(id)));
    components.into_iter().filter(spans).flatten().collect()
}

/// What was decided about all of them.
struct Judged<'j, 'g> {
    draft: &'j Draft<'g>,
    cyclic: FxHashSet<FileId>,
}

impl Judged<'_, '_> {
    /// What the package with the files `own` has to mind.
    fn part(&self, own: &Range<FileId>, settled: &Settled) -> Result<Joint, String> {
        let mut joint = Joint::default();
        for id in own.clone().filter(|id| self.cyclic.contains(id)) {
            joint.files.insert(id - own.start);
        }
        for id in own.clone() {
            let (now, before) = (&self.draft.imports[id], &settled.imports[id - own.start]);
            let both = before.iter().zip(now).enumerate();
            let stays = both.filter(|(_, (before, now))| **before && !**now);
            joint.stays.extend(stays.map(|(index, _)| (id - own.start, index)));
            if self.cyclic.contains(&id) {
                self.file(id, own, settled, &mut joint)?;
            }
        }
        let is_own = |id: FileId| own.contains(&id) && self.cyclic.contains(&id);
        let early = self.draft.early.part(&is_own, own.start);
        joint.early = early.map_err(|(id, to)| self.reads(id, to))?;
        Ok(joint)
    }

    /// Looks at what the file imports of other packages in the cycle.
    fn file(
        &self,
        id: FileId,
        own: &Range<FileId>,
        settled: &Settled,
        joint: &mut Joint,
    ) -> Result<(), String> {
        let node = &self.draft.graph.nodes[id];
        if hoist::is_module(node) {
            return Err(format!("{} is an ES module of a cycle already", node.path));
        }
        let Some(facts) = &node.facts else { return Ok(()) };
        for (index, (require, target)) in facts.requires.iter().zip(&node.requires).enumerate() {
            let &Target::File { id: to, .. } = target else { continue };
            if own.contains(&to) || !self.cyclic.contains(&to) || !self.draft.imports[id][index] {
                continue;
            }
            let local = (id - own.start, index);
            let is_plain = !settled.beside.contains(&local)
                && settled.unwraps.contains(&local) == self.draft.unwraps(id, index)
                && !facts.reexports().contains(&require.specifier)
                && !facts.passed.iter().any(|it| passed::require(facts, it) == Some(index))
                && !self.draft.graph.member_assigned.contains(&to)
                && !takes_of_value(self.draft, to, require);
            if !is_plain {
                return Err(self.reads(id, to));
            }
            let call = require.call.start;
            if self.draft.early.calls.contains(&(id, call)) {
                if order::members(require).iter().any(|it| it == "default") {
                    return Err(self.reads(id, to));
                }
                joint.names.insert((local.0, call), contract::names(self.draft, to));
            }
        }
        Ok(())
    }

    fn reads(&self, id: FileId, to: FileId) -> String {
        let [from, to] = [id, to].map(|id| &self.draft.graph.nodes[id].path);
        format!("{from} needs more of {to} than an import cycle over packages can give for sure")
    }
}

/// Members are taken of what is no object of exports: the names that importers see of it have no
/// values before the module is evaluated.
fn takes_of_value(draft: &Draft<'_>, to: FileId, require: &Require) -> bool {
    let takes = match &require.site {
        Site::Declared(it) => !matches!(it.shape, facts::Shape::Name { .. }),
        Site::Expression { member, .. } => member.is_some(),
        Site::Bare { .. } => false,
    };
    takes && !matches!(draft.shapes[to], Some(Shape::Named { .. }))
}
